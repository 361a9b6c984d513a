//! One pass over the words of a document: which word matches which pattern.
//!
//! The interface is narrow on purpose (text and words in, hits out), so that what happens inside may
//! change. Inside, a table of first letters turns most words away; a word that passes is looked up in a
//! memory of the words this thread has met, since half of all running text is a few hundred words; only
//! a new word is folded, stemmed and compared.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::segment::Word;
use crate::text::Folding;

use super::pattern::{Language, Shape, Sign, Stems, WordPattern};
use super::table::{ByWord, Table};

/// The place of a pattern among all patterns of a matcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PatternId(pub u32);

/// All patterns that are looked for, compiled.
pub(super) struct Scanner {
    tables: Vec<Table>,
    stems: Option<Stems>,
    /// Words that stance looks for, and which of them are part of a cue; see [`Scanner::may_be_cue`].
    stance: Table,
    cues: Vec<bool>,
    /// Which first two letters, lower-cased, a word must have; none when it may begin with anything.
    starts: Option<Starts>,
    count: usize,
}

impl Scanner {
    /// Compiles `patterns`, of which `anchors` are looked for.
    ///
    /// # Errors
    /// When the stretches inside words are too many for one automaton.
    pub fn new(
        patterns: &[WordPattern],
        anchors: &[bool],
        cues: &[(WordPattern, bool)],
        stems: Option<Stems>,
    ) -> Result<Self, aho_corasick::BuildError> {
        let numbered = |(i, pattern)| (i as u32, pattern);
        let wanted = || patterns.iter().enumerate().filter(|&(i, _)| anchors[i]).map(numbered);
        let mut tables = Vec::new();
        for folding in [Folding::Folded, Folding::Cased, Folding::Exact] {
            tables.push(Table::new(folding, wanted())?);
        }
        tables.retain(|table| !table.is_empty());
        let language = stems.as_ref().map(|stems| stems.language);
        let starts = Starts::new(wanted().map(|(_, pattern)| pattern), language);
        let stance = cues.iter().map(|(word, _)| word).enumerate().map(numbered);
        let stance = Table::new(Folding::Folded, stance)?;
        let cues = cues.iter().map(|&(_, cue)| cue).collect();
        Ok(Self { tables, stems, stance, cues, starts, count: patterns.len() })
    }

    /// Adds the hits of these words to `hits`.
    pub fn scan(&self, text: &str, words: &[Word], range: Range<u32>, memory: &mut Memory, hits: &mut Hits) {
        if self.tables.is_empty() {
            return;
        }
        for at in range {
            let word = words[at as usize].span.of(text);
            if self.starts.as_ref().is_some_and(|starts| !starts.admit(word.as_bytes())) {
                continue;
            }
            let known = memory.know(word, self);
            memory.note(at, known);
            hits.found.extend(memory.patterns[known.from as usize..known.to as usize].iter().map(|&p| (p, at)));
        }
    }

    /// Whether stance must look closer at the word at this place: it is part of a cue of some language.
    pub fn may_be_cue(&self, at: u32, word: &str, memory: &mut Memory) -> bool {
        memory.about(at, word, self) == About::Cue
    }

    /// Whether stance's lists hold the word at this place.
    pub fn is_of_stance(&self, at: u32, word: &str, memory: &mut Memory) -> bool {
        memory.about(at, word, self) != About::Nothing
    }

    /// Everything about a word that the memory did not know: whether stance's lists hold it, whether it is
    /// part of a cue, and, in `found`, its patterns.
    fn classify(&self, word: &str, folded: &mut String, found: &mut Vec<u32>) -> About {
        found.clear();
        self.stance.find(word, None, folded, found);
        let about = match &found[..] {
            [] => About::Nothing,
            words if words.iter().any(|&word| self.cues[word as usize]) => About::Cue,
            _ => About::Stance,
        };
        found.clear();
        for table in &self.tables {
            table.find(word, self.stems.as_ref(), folded, found);
        }
        found.sort_unstable();
        found.dedup();
        about
    }
}

/// The first two letters of all patterns, as a bit each.
struct Starts(Vec<u64>);

impl Starts {
    /// None when some pattern may begin with anything.
    fn new<'a>(patterns: impl Iterator<Item = &'a WordPattern>, language: Option<Language>) -> Option<Self> {
        let mut starts = Self(vec![0; 256 * 256 / 64]);
        for pattern in patterns {
            let head: String = match &pattern.shape {
                Shape::Whole(word) => word.clone(),
                Shape::Stem(stem) => {
                    match language {
                        Some(Language::Dutch) => starts.add(b'g', Some(b'e')),
                        Some(Language::English) => {}
                        _ => return None,
                    }
                    starts.add(first_of(stem)?, None);
                    continue;
                }
                Shape::Wild(signs) => {
                    signs.iter().map_while(|sign| if let Sign::Char(c) = sign { Some(*c) } else { None }).collect()
                }
            };
            let open = matches!(pattern.shape, Shape::Wild(_));
            // A text may write é as two characters: the letter alone decides then, and a mark on the
            // second letter leaves the first two bytes ASCII as well.
            let bare: Vec<u8> = head.nfd().collect::<String>().to_ascii_lowercase().into_bytes();
            match bare[..] {
                [] => return None,
                [first, ..] if !first.is_ascii() => {}
                [first] if open => starts.add(first, None),
                [first] => starts.add(first, Some(0)),
                [first, second, ..] => starts.add(first, Some(second).filter(u8::is_ascii)),
            }
        }
        Some(starts)
    }

    fn add(&mut self, first: u8, second: Option<u8>) {
        let row = usize::from(first) << 8;
        for at in second.map_or(row..row + 256, |second| row + usize::from(second)..row + usize::from(second) + 1) {
            self.0[at / 64] |= 1 << (at % 64);
        }
    }

    /// Words with anything but ASCII among their first two bytes always pass.
    fn admit(&self, word: &[u8]) -> bool {
        let (first, second) = match *word {
            [first, second, ..] => (first, second),
            [first] => (first, 0),
            [] => return false,
        };
        if !first.is_ascii() || !second.is_ascii() {
            return true;
        }
        let at = usize::from(first.to_ascii_lowercase()) << 8 | usize::from(second.to_ascii_lowercase());
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

fn first_of(stem: &str) -> Option<u8> {
    stem.bytes().next().filter(u8::is_ascii)
}

/// The words a thread has met, and what they match; bounded, since frequent words come early.
#[derive(Default)]
pub(super) struct Memory {
    known: ByWord<Known>,
    /// For each word of the document at hand, what stance wants to know, once somebody has asked.
    about: Vec<Option<About>>,
    patterns: Vec<u32>,
    unknown: usize,
    folded: String,
    found: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Known {
    from: u32,
    to: u32,
    about: About,
}

/// What stance wants to know of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Nothing,
    /// Its lists hold it.
    Stance,
    /// It is part of a cue.
    Cue,
}

impl Memory {
    /// How many words it keeps: some tens of bytes each.
    const MOST: usize = 1 << 16;
    /// Longer words are seldom met again.
    const LONGEST: usize = 48;

    fn know(&mut self, word: &str, scanner: &Scanner) -> Known {
        if let Some(&known) = self.known.get(word) {
            return known;
        }
        // What a word beyond the bound matches is only kept until the next one.
        self.patterns.truncate(self.unknown);
        let about = scanner.classify(word, &mut self.folded, &mut self.found);
        let from = self.patterns.len() as u32;
        self.patterns.extend_from_slice(&self.found);
        let known = Known { from, to: self.patterns.len() as u32, about };
        if self.known.len() < Self::MOST && word.len() <= Self::LONGEST {
            self.known.insert(word.into(), known);
            self.unknown = self.patterns.len();
        }
        known
    }

    fn note(&mut self, at: u32, known: Known) {
        if let Some(about) = self.about.get_mut(at as usize) {
            *about = Some(known.about);
        }
    }

    fn about(&mut self, at: u32, word: &str, scanner: &Scanner) -> About {
        if let Some(Some(about)) = self.about.get(at as usize) {
            return *about;
        }
        let known = self.know(word, scanner);
        self.note(at, known);
        known.about
    }

    /// Makes ready for a document of so many words.
    pub fn begin(&mut self, words: usize) {
        self.about.clear();
        self.about.resize(words, None);
    }

    pub fn clear(&mut self) {
        self.known.clear();
        self.patterns.clear();
        self.unknown = 0;
    }
}

/// The hits of a document, grouped by pattern, each group in order of place.
#[derive(Default)]
pub(super) struct Hits {
    found: Vec<(u32, u32)>,
    /// Where each pattern's words lie in `words`; `(0, 0)` for patterns without a hit.
    of: Vec<(u32, u32)>,
    touched: Vec<u32>,
    words: Vec<u32>,
}

impl Hits {
    /// Forgets the last document.
    pub fn clear(&mut self, scanner: &Scanner) {
        for &pattern in &self.touched {
            if let Some(of) = self.of.get_mut(pattern as usize) {
                *of = (0, 0);
            }
        }
        self.touched.clear();
        self.found.clear();
        self.words.clear();
        self.of.resize(scanner.count, (0, 0));
    }

    /// Groups what was found by pattern.
    pub fn group(&mut self) {
        for &(pattern, _) in &self.found {
            let of = &mut self.of[pattern as usize];
            if of.1 == 0 {
                self.touched.push(pattern);
            }
            of.1 += 1;
        }
        let mut next = 0;
        for &pattern in &self.touched {
            let of = &mut self.of[pattern as usize];
            let count = of.1;
            *of = (next, next);
            next += count;
        }
        self.words.resize(self.found.len(), 0);
        for &(pattern, word) in &self.found {
            let of = &mut self.of[pattern as usize];
            self.words[of.1 as usize] = word;
            of.1 += 1;
        }
    }

    /// The words that match a pattern, in order.
    pub fn of(&self, pattern: PatternId) -> &[u32] {
        let (from, to) = self.of[pattern.0 as usize];
        &self.words[from as usize..to as usize]
    }

    /// The patterns with a hit, in order of first hit.
    pub fn patterns(&self) -> impl Iterator<Item = PatternId> + '_ {
        self.touched.iter().map(|&pattern| PatternId(pattern))
    }
}
