//! How a mention is meant: affirmed, negated, ceased or normative.
//!
//! A cue governs the words of its clause, at most [`REACH`] words before and after it. A cue that is itself
//! among the matched words never negates the mention. The words are data (`cues/*.toml`), by language.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::codebook::{Pattern, PatternPiece};
use crate::coding::Stance;
use crate::corpus::Document;
use crate::diagnostic::Diagnostic;
use crate::segment::{Abbreviations, Segments};
use crate::text::{Folding, Span};

use super::pattern::{Shape, Sign, WordPattern};
use super::scan::{Memory, Scanner};
use super::table::{ByWord, Table};

/// How many words before and after itself a cue governs.
const REACH: usize = 6;
/// How many words around a mention are read, once one of them may be a cue: two of them far apart may be
/// one cue.
const READ: usize = 3 * REACH;

/// The words of one language that say how a mention is meant.
///
/// An entry is a word, or words one after another; `*` is any run of letters, `<3>` stands for at most three
/// words, and a `?` that stands alone at the end asks for a question mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StanceCues {
    /// What denies: *niet, geen, zonder*.
    pub negated: Vec<String>,
    /// What says that it is over: *niet meer*.
    pub ceased: Vec<String>,
    /// What says how it should be: *hoef … niet*.
    pub normative: Vec<String>,
    /// What holds a cue and negates nothing: *niet alleen*.
    pub neutral: Vec<String>,
    /// The single words before which a clause ends: *maar, want*.
    pub clause: Vec<String>,
    /// The single words before which a clause ends right after a comma: *ik, dus*.
    pub after_comma: Vec<String>,
}

impl StanceCues {
    /// The same lists with the entries of `more` behind their own.
    ///
    /// ```
    /// use kantlijn::matcher::{CueLists, StanceCues};
    ///
    /// let more = StanceCues { negated: vec!["ammehoela".into()], ..StanceCues::default() };
    /// let mut lists = CueLists::built_in();
    /// let dutch = lists.by_language["nl"].extended(&more);
    /// lists.by_language.insert("nl".into(), dutch);
    /// assert!(lists.by_language["nl"].negated.contains(&"niet".to_owned()));
    /// ```
    #[must_use]
    pub fn extended(&self, more: &StanceCues) -> StanceCues {
        let both = |own: &[String], more: &[String]| own.iter().chain(more).cloned().collect();
        StanceCues {
            negated: both(&self.negated, &more.negated),
            ceased: both(&self.ceased, &more.ceased),
            normative: both(&self.normative, &more.normative),
            neutral: both(&self.neutral, &more.neutral),
            clause: both(&self.clause, &more.clause),
            after_comma: both(&self.after_comma, &more.after_comma),
        }
    }
}

/// The cue lists by two-letter language code.
///
/// A document's language chooses its list; a document of no known language is read with all of them, and
/// in a language without a list every mention is affirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CueLists {
    /// The lists; a study may add, change and remove.
    pub by_language: BTreeMap<String, StanceCues>,
}

impl Default for CueLists {
    fn default() -> Self {
        Self::built_in()
    }
}

impl CueLists {
    /// Dutch and English.
    ///
    /// # Panics
    /// Never: a test reads the lists that the program carries.
    #[must_use]
    pub fn built_in() -> Self {
        let lists = [("nl", include_str!("cues/nl.toml")), ("en", include_str!("cues/en.toml"))];
        let read = |(language, text): (&str, &str)| {
            (language.to_owned(), toml::from_str(text).expect("the built-in cue lists are TOML"))
        };
        Self { by_language: lists.into_iter().map(read).collect() }
    }

    /// The lists by language, and all of them together.
    pub(super) fn compile(&self, mistakes: &mut Vec<Diagnostic>) -> (BTreeMap<String, Cues>, Cues) {
        let mut all = StanceCues::default();
        let mut compiled = BTreeMap::new();
        for (number, (language, list)) in self.by_language.iter().enumerate() {
            all = all.extended(list);
            compiled
                .insert(language.to_ascii_lowercase(), Cues { number, ..Cues::new(Some(language), list, mistakes) });
        }
        (compiled, Cues { number: self.by_language.len(), ..Cues::new(None, &all, &mut Vec::new()) })
    }
}

/// A cue list, compiled.
pub(super) struct Cues {
    /// Its place among the lists of a matcher.
    number: usize,
    words: Vec<WordPattern>,
    /// How the words begin, and those of them that are part of a cue that negates, ceases or obliges.
    begin: Beginnings,
    stated_begin: Beginnings,
    table: Table,
    /// For each of `words`, whether a clause ends before it: always, or right after a comma.
    ends_clause: Vec<bool>,
    ends_after_comma: Vec<bool>,
    /// Neutral ones first, then normative, ceased, negated; the longest of each kind first.
    cues: Vec<Cue>,
    /// For each of `words`, the cues that begin with it, as places in `cues`.
    beginning: Vec<Vec<usize>>,
    /// Those of the language, whose full stop ends no clause as it ends no sentence.
    abbreviations: &'static Abbreviations,
}

struct Cue {
    /// None when it negates nothing.
    stance: Option<Stance>,
    /// The words, each with how many words may stand before it.
    words: Vec<(u32, usize)>,
    asks: bool,
}

impl Cues {
    fn new(language: Option<&str>, list: &StanceCues, mistakes: &mut Vec<Diagnostic>) -> Self {
        let mut cues = Cues {
            number: 0,
            words: Vec::new(),
            begin: Beginnings::default(),
            stated_begin: Beginnings::default(),
            table: Table::default(),
            ends_clause: Vec::new(),
            ends_after_comma: Vec::new(),
            cues: Vec::new(),
            beginning: Vec::new(),
            abbreviations: Abbreviations::of(language),
        };
        let kinds = [
            (None, &list.neutral),
            (Some(Stance::Normative), &list.normative),
            (Some(Stance::Ceased), &list.ceased),
            (Some(Stance::Negated), &list.negated),
        ];
        for (stance, entries) in kinds {
            let mut of_kind: Vec<Cue> =
                entries.iter().filter_map(|entry| cues.entry(entry, stance, mistakes)).collect();
            of_kind.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
            cues.cues.extend(of_kind);
        }
        for (entries, always) in [(&list.clause, true), (&list.after_comma, false)] {
            for entry in entries {
                match cues.entry(entry, None, mistakes).as_ref().map(|cue| cue.words.as_slice()) {
                    Some([(word, _)]) if always => cues.ends_clause[*word as usize] = true,
                    Some([(word, _)]) => cues.ends_after_comma[*word as usize] = true,
                    Some(_) => mistakes.push(
                        Diagnostic::error("bad-cue", format!("`{entry}` is more than one word"))
                            .help("a clause ends before a single word"),
                    ),
                    None => {}
                }
            }
        }
        cues.beginning = vec![Vec::new(); cues.words.len()];
        for (i, cue) in cues.cues.iter().enumerate() {
            if let Some(&(first, _)) = cue.words.first() {
                cues.beginning[first as usize].push(i);
            }
        }
        for (word, is_stated) in cues.words() {
            cues.begin.add(&word);
            if is_stated {
                cues.stated_begin.add(&word);
            }
        }
        match Table::new(Folding::Folded, cues.words.iter().enumerate().map(|(i, word)| (i as u32, word))) {
            Ok(table) => cues.table = table,
            Err(error) => mistakes.push(Diagnostic::error("bad-cue", format!("there are too many cues: {error}"))),
        }
        cues
    }

    fn entry(&mut self, entry: &str, stance: Option<Stance>, mistakes: &mut Vec<Diagnostic>) -> Option<Cue> {
        let mut cue = Cue { stance, words: Vec::new(), asks: false };
        let mut gap = 0;
        for part in entry.split_whitespace() {
            let count = part.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
            if let Some(count) = count.and_then(|count| count.parse::<usize>().ok()) {
                gap += count;
            } else if part == "?" {
                cue.asks = true;
            } else if let Some(pattern) = word_pattern(part) {
                let word = self.words.iter().position(|known| *known == pattern).unwrap_or_else(|| {
                    self.words.push(pattern);
                    self.ends_clause.push(false);
                    self.ends_after_comma.push(false);
                    self.words.len() - 1
                });
                cue.words.push((word as u32, std::mem::take(&mut gap)));
            }
        }
        if cue.words.is_empty() {
            mistakes.push(
                Diagnostic::error("bad-cue", format!("the cue `{entry}` holds no word"))
                    .help("write words, such as `niet meer` or `hoef* <6> niet`"),
            );
            return None;
        }
        Some(cue)
    }

    /// All words of the lists, each with whether it is part of a cue that negates, ceases or obliges.
    pub fn words(&self) -> Vec<(WordPattern, bool)> {
        let stated = self.cues.iter().filter(|cue| cue.stance.is_some());
        let stated: BTreeSet<u32> = stated.flat_map(|cue| cue.words.iter().map(|&(word, _)| word)).collect();
        self.words.iter().enumerate().map(|(i, word)| (word.clone(), stated.contains(&(i as u32)))).collect()
    }
}

/// How some words begin: the first two bytes of each, lower-cased, as a bit. It turns most words of a text away for the
/// price of reading two of their bytes.
struct Beginnings(Vec<u64>);

impl Default for Beginnings {
    fn default() -> Self {
        Self(vec![0; 256 * 256 / 64])
    }
}

impl Beginnings {
    fn add(&mut self, word: &WordPattern) {
        let (head, is_open): (String, bool) = match &word.shape {
            Shape::Whole(word) => (word.clone(), false),
            Shape::Wild(signs) => {
                let literal = |sign: &Sign| if let Sign::Char(c) = sign { Some(*c) } else { None };
                (signs.iter().map_while(literal).collect(), true)
            }
            // No list has stems; a word of unknown beginning may be any.
            Shape::Stem(_) => (String::new(), true),
        };
        // A text may write é as two characters, of which the first is ASCII.
        let head = head.nfd().collect::<String>().to_ascii_lowercase().into_bytes();
        let seconds = |first: u8| usize::from(first) << 8..(usize::from(first) + 1) << 8;
        let all = match head[..] {
            [] => 0..256 << 8,
            // Such words are never turned away.
            [first, ..] if !first.is_ascii() => return,
            [first, second, ..] if second.is_ascii() => Self::place(first, second)..Self::place(first, second) + 1,
            [first, _, ..] => seconds(first),
            [first] if is_open => seconds(first),
            [first] => Self::place(first, 0)..Self::place(first, 0) + 1,
        };
        for at in all {
            self.0[at / 64] |= 1 << (at % 64);
        }
    }

    fn place(first: u8, second: u8) -> usize {
        usize::from(first.to_ascii_lowercase()) << 8 | usize::from(second.to_ascii_lowercase())
    }

    /// Whether the word may be one of them: always with anything but ASCII among its first two bytes.
    fn admit(&self, word: &str) -> bool {
        let (first, second) = match *word.as_bytes() {
            [first, second, ..] => (first, second),
            [first] => (first, 0),
            [] => return false,
        };
        let at = Self::place(first, second);
        !first.is_ascii() || !second.is_ascii() || self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

/// A word with `*`; none without any letter.
fn word_pattern(text: &str) -> Option<WordPattern> {
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    let mut pieces = Vec::new();
    for (i, literal) in text.split('*').enumerate() {
        if i > 0 {
            pieces.push(PatternPiece::Star);
        }
        // As in texts, a leading apostrophe belongs to no word.
        let literal = if i == 0 { literal.trim_start_matches(crate::text::is_apostrophe) } else { literal };
        if !literal.is_empty() {
            pieces.push(PatternPiece::Literal(literal.to_owned()));
        }
    }
    WordPattern::new(&Pattern { pieces }, Folding::Folded)
}

/// A word near a mention, as stance sees it.
struct Near {
    word: u32,
    /// Counts the clauses from the left.
    clause: u32,
    /// What it may be part of, as a stretch of [`StanceWork::ids`].
    ids: (usize, usize),
    matched: bool,
    claimed: bool,
    /// Whether a question mark follows it.
    asked: bool,
}

/// What stance needs, reused.
#[derive(Default)]
pub(super) struct StanceWork {
    near: Vec<Near>,
    ids: Vec<u32>,
    /// By list, the words that were met and what each may be part of; bounded, since frequent words come early.
    known: Vec<ByWord<Box<[u32]>>>,
    folded: String,
    cue: Vec<usize>,
    /// Cues that may begin somewhere: their place in the list, and where.
    beginning: Vec<(usize, usize)>,
}

impl StanceWork {
    /// How many words of a list are kept, and how long they are.
    const MOST: usize = 1 << 14;
    const LONGEST: usize = 48;

    /// Forgets what was met: another matcher has other lists.
    pub fn forget(&mut self) {
        self.known.clear();
    }
}

/// Finds the stance of mentions in one document.
pub(super) struct Reader<'a> {
    pub cues: &'a Cues,
    pub scanner: &'a Scanner,
    pub document: &'a Document,
    pub segments: &'a Segments,
    pub skips: bool,
}

impl Reader<'_> {
    /// The stance of a mention with these matched words (in order), and the words that say so.
    pub fn stance(&self, matched: &[u32], work: &mut StanceWork, memory: &mut Memory) -> (Stance, Option<Span>) {
        let mut rest = matched;
        while let Some(&first) = rest.first() {
            let Some(sentence) = self.segments.sentences.get(self.segments.sentence_of(first)) else { break };
            let inside = rest.partition_point(|&word| word < sentence.words.end).max(1);
            let (here, after) = rest.split_at(inside);
            rest = after;
            let range = self.around(here, REACH, &sentence.words);
            let text = &self.document.text;
            let may_be = |word: u32, memory: &mut Memory| {
                let said = self.segments.words[word as usize].span.of(text);
                self.cues.stated_begin.admit(said) && self.scanner.may_be_cue(said, memory)
            };
            if range.clone().any(|word| may_be(word, memory)) {
                self.read(here, self.around(here, READ, &sentence.words), work, memory);
                let found = self.govern(work);
                if found.0 != Stance::Affirmed {
                    return found;
                }
            }
        }
        (Stance::Affirmed, None)
    }

    /// The words of the sentence up to `reach` before and after the matched ones, those not counted that
    /// may be skipped.
    fn around(&self, matched: &[u32], reach: usize, sentence: &std::ops::Range<u32>) -> std::ops::Range<u32> {
        let (Some(&first), Some(&last)) = (matched.first(), matched.last()) else { return 0..0 };
        let counts = |&word: &u32| !self.may_skip(word);
        let from = (sentence.start..first).rev().filter(counts).take(reach).last().unwrap_or(first);
        let to = (last + 1..sentence.end).filter(counts).take(reach).last().unwrap_or(last);
        from..to + 1
    }

    fn may_skip(&self, word: u32) -> bool {
        self.skips && self.segments.words[word as usize].transparent
    }

    /// Reads the words of `range`: what each may be part of, and which clause it belongs to.
    fn read(&self, matched: &[u32], range: std::ops::Range<u32>, work: &mut StanceWork, memory: &mut Memory) {
        work.near.clear();
        work.ids.clear();
        let mut clause = 0;
        let mut before: Option<u32> = None;
        for word in range {
            let is_matched = matched.binary_search(&word).is_ok();
            if self.may_skip(word) && !is_matched {
                continue;
            }
            let span = self.segments.words[word as usize].span;
            let from = work.ids.len();
            let text = span.of(&self.document.text);
            if self.cues.begin.admit(text) {
                self.look_up(text, work, memory);
            }
            let ids = &work.ids[from..];
            if let Some(end) = before {
                let between = self.between(Span { start: end, end: span.start });
                let ends = |flags: &[bool]| ids.iter().any(|&id| flags[id as usize]);
                let comma = between.comma && (ends(&self.cues.ends_after_comma) || ends(&self.cues.ends_clause));
                clause += u32::from(between.ends || comma || ends(&self.cues.ends_clause));
                if let Some(last) = work.near.last_mut() {
                    last.asked = between.asks;
                }
            }
            work.near.push(Near {
                word,
                clause,
                ids: (from, work.ids.len()),
                matched: is_matched,
                claimed: false,
                asked: false,
            });
            before = Some(span.end);
        }
        if let (Some(last), Some(end)) = (work.near.last_mut(), before) {
            let text = &self.document.text.as_bytes()[end as usize..];
            last.asked = text.iter().find(|&&b| !b.is_ascii_whitespace()) == Some(&b'?');
        }
    }

    /// Appends what a word may be part of.
    fn look_up(&self, text: &str, work: &mut StanceWork, memory: &mut Memory) {
        if work.known.len() <= self.cues.number {
            work.known.resize_with(self.cues.number + 1, ByWord::default);
        }
        let known = &mut work.known[self.cues.number];
        if let Some(ids) = known.get(text) {
            work.ids.extend_from_slice(ids);
            return;
        }
        let from = work.ids.len();
        if self.scanner.is_of_stance(text, memory) {
            self.cues.table.find(text, None, &mut work.folded, &mut work.ids);
        }
        if known.len() < StanceWork::MOST && text.len() <= StanceWork::LONGEST {
            known.insert(text.into(), work.ids[from..].into());
        }
    }

    /// The punctuation between two words, gaps left out.
    fn between(&self, span: Span) -> Between {
        let mut found = Between::default();
        if span.of(&self.document.text) == " " {
            return found;
        }
        let gaps = self.document.gaps_in(span);
        for (i, c) in span.of(&self.document.text).char_indices() {
            let at = span.start + i as u32;
            if gaps.iter().any(|gap| gap.span.start <= at && at < gap.span.end) {
                continue;
            }
            found.ends |= match c {
                '.' => !self.cues.abbreviations.end(&self.document.text[..at as usize + 1]),
                _ => matches!(c, ';' | ':' | '–' | '—' | '…' | '?' | '!'),
            };
            found.asks |= c == '?';
            found.comma |= c == ',';
        }
        found
    }

    /// The cue that governs a matched word: normative ones before ceased ones before negations, then the
    /// nearest. The words of a longer cue are no cue of their own.
    fn govern(&self, work: &mut StanceWork) -> (Stance, Option<Span>) {
        let mut best: Option<(usize, Stance, Span)> = None;
        let mut kind = None;
        work.beginning.clear();
        for (at, near) in work.near.iter().enumerate() {
            let cues = work.ids[near.ids.0..near.ids.1].iter().flat_map(|&id| &self.cues.beginning[id as usize]);
            work.beginning.extend(cues.map(|&cue| (cue, at)));
        }
        work.beginning.sort_unstable();
        work.beginning.dedup();
        for &(cue, at) in &work.beginning {
            let cue = &self.cues.cues[cue];
            if cue.stance != kind {
                if let Some((_, stance, span)) = best {
                    return (stance, Some(span));
                }
                kind = cue.stance;
            }
            if !stands_at(cue, at, &work.near, &work.ids, &mut work.cue) {
                continue;
            }
            work.cue.iter().for_each(|&place| work.near[place].claimed = true);
            let inside = work.cue.iter().any(|&place| work.near[place].matched);
            let Some(stance) = cue.stance.filter(|_| !inside) else { continue };
            let clause = work.near[at].clause;
            let governed = work.near.iter().enumerate().filter(|(_, near)| near.matched && near.clause == clause);
            let nearest = governed.flat_map(|(i, _)| work.cue.iter().map(move |&place| place.abs_diff(i))).min();
            if let Some(distance) = nearest.filter(|&distance| distance <= REACH)
                && best.is_none_or(|(before, ..)| distance < before)
                && let (Some(&first), Some(&last)) = (work.cue.first(), work.cue.last())
            {
                let words = &self.segments.words;
                let span = |place: usize| words[work.near[place].word as usize].span;
                best = Some((distance, stance, span(first).cover(span(last))));
            }
        }
        best.map_or((Stance::Affirmed, None), |(_, stance, span)| (stance, Some(span)))
    }
}

#[derive(Default)]
struct Between {
    ends: bool,
    asks: bool,
    comma: bool,
}

/// Whether a cue's words stand from `at` on, none of them part of another cue; their places go to `places`.
/// A cue lies in one clause, except that a phrase that negates nothing may itself begin one.
fn stands_at(cue: &Cue, at: usize, near: &[Near], ids: &[u32], places: &mut Vec<usize>) -> bool {
    places.clear();
    let mut next = at;
    for (i, &(word, gap)) in cue.words.iter().enumerate() {
        let gap = if i == 0 { 0 } else { gap };
        let fits = |place: &usize| {
            near.get(*place).is_some_and(|near| !near.claimed && ids[near.ids.0..near.ids.1].contains(&word))
        };
        let Some(place) = (next..=next + gap).find(fits) else { return false };
        if cue.stance.is_some() && near[place].clause != near[at].clause {
            return false;
        }
        places.push(place);
        next = place + 1;
    }
    !cue.asks || places.last().is_some_and(|&last| near[last].asked)
}
