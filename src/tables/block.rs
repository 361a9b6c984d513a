//! The codings of a document as numbers and places in one text, made where the document is read.

use std::fmt::Write;

use memchr::memchr_iter;

use crate::coding::{Around, Coding, Mention, Stance, Status};
use crate::corpus::Document;
use crate::ids::{CodeId, CoderId, RuleId, TurnId};
use crate::text::Span;

use super::place::{CodePoints, time_of_day, whole};

/// Bytes of words in a block, about: a block is the least that a batch takes.
const MOST_WORDS: usize = 1 << 20;

/// Some rows of one document. Names, passages and quotes stand in it once, however many rows show them.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// How many codings come before these, once that is known.
    pub before: i64,
    pub passages: Vec<Passage>,
    pub codings: Vec<CodingCells>,
    pub mentions: Vec<MentionCells>,
    /// All words that the rows show, one after another.
    pub words: String,
    pub transcript: Place,
    pub voices: Vec<Voice>,
}

/// Where in a block's words something stands, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    start: u32,
    end: u32,
}

/// Who may speak: each speaker, and after them nobody in particular, with the case of the transcript.
#[derive(Debug)]
pub(super) struct Voice {
    pub case: Option<Place>,
    pub label: Option<Place>,
    pub part: Option<Place>,
}

/// Which words the rows show.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// Those of passages, mentions and cues, and memos, which may quote them.
    pub text: bool,
    /// Those around passages.
    pub around: bool,
}

/// What the rows of several codes have in common.
#[derive(Debug)]
pub(super) struct Passage {
    /// The place of who speaks in the block.
    pub voice: u32,
    pub turn: Option<i64>,
    pub start: i64,
    pub end: i64,
    pub time: Option<Place>,
    pub text: Option<Place>,
    /// The words before and after it, where they are asked for.
    pub around: Option<(Place, Place)>,
}

/// What a cell says of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    None,
    /// The rules stand on one line of the codebook, that of this one.
    One(RuleId),
    /// `line 12; line 30`.
    Several(Place),
}

/// One row of `codings`, but for its number.
#[derive(Debug)]
pub(super) struct CodingCells {
    /// The place of its passage in the block.
    pub passage: u32,
    pub code: CodeId,
    pub judged: Judged,
    pub mentions: Option<i64>,
    pub rules: Rules,
    pub memo: Option<Place>,
}

/// Who says so, and how; mostly the same in one row after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Judged {
    pub coder: CoderId,
    pub status: Status,
    pub stance: Option<Stance>,
    pub prompted: Option<bool>,
}

/// One row of `mentions`.
#[derive(Debug)]
pub(super) struct MentionCells {
    /// The place of its coding in the block.
    pub coding: u32,
    pub code: CodeId,
    pub rules: Rules,
    pub start: i64,
    pub end: i64,
    pub text: Option<Place>,
    pub stance: Stance,
    pub cue: Option<Place>,
}

impl Block {
    pub(super) fn word(&self, place: Place) -> &str {
        &self.words[place.start as usize..place.end as usize]
    }

    pub(super) fn word_at(&self, place: Option<Place>) -> Option<&str> {
        place.map(|place| self.word(place))
    }

    /// The number of a mention's coding.
    pub(super) fn number(&self, mention: &MentionCells) -> i64 {
        self.before + 1 + i64::from(mention.coding)
    }

    /// An empty block that knows who speaks.
    fn of(document: &Document) -> Self {
        let mut block = Self::default();
        block.transcript = block.add(&document.name);
        for speaker in &document.speakers {
            let case = speaker.case.as_deref().map(|case| block.add(case));
            let label = Some(block.add(&speaker.label));
            let part = Some(block.add(&speaker.part.to_string()));
            block.voices.push(Voice { case, label, part });
        }
        let case = document.case.as_deref().map(|case| block.add(case));
        block.voices.push(Voice { case, label: None, part: None });
        block
    }

    fn add(&mut self, words: &str) -> Place {
        self.added(|all| all.push_str(words))
    }

    /// The place of what `write` appends. A block ends long before four thousand million bytes.
    fn added(&mut self, write: impl FnOnce(&mut String)) -> Place {
        let start = place(self.words.len());
        write(&mut self.words);
        Place { start, end: place(self.words.len()) }
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The rows of these codings, which are in order of place, some `most` in a block; `lines` says on which line a rule stands.
pub(super) fn blocks(
    document: &Document,
    codings: &[&Coding],
    lines: &[String],
    shown: Shown,
    most: usize,
) -> Vec<Block> {
    if codings.is_empty() {
        return Vec::new();
    }
    let empty = || {
        let mut block = Block::of(document);
        block.codings.reserve(codings.len().min(most));
        block.mentions.reserve(codings.iter().map(|coding| coding.mentions.len()).sum::<usize>().min(most));
        block
    };
    let mut making = Making {
        document,
        lines,
        shown,
        points: CodePoints::of(document),
        block: empty(),
        said: None,
        continued: Vec::new(),
    };
    let mut done = Vec::new();
    for coding in codings {
        let block = &making.block;
        if block.codings.len().max(block.mentions.len()) >= most || block.words.len() >= MOST_WORDS {
            done.push(std::mem::replace(&mut making.block, empty()));
            making.said = None;
        }
        making.coding(coding);
    }
    done.push(making.block);
    done
}

struct Making<'a> {
    document: &'a Document,
    lines: &'a [String],
    shown: Shown,
    points: CodePoints<'a>,
    block: Block,
    /// The passage of the coding before: several codes of one passage stand together.
    said: Option<Said>,
    /// The bytes of that passage that begin no character.
    continued: Vec<u32>,
}

/// The last passage of a block.
#[derive(Clone, Copy)]
struct Said {
    span: Span,
    turn: Option<TurnId>,
    /// Its first code point.
    start: i64,
    /// Where its quote begins, where that shows its bytes as they stand.
    verbatim_from: Option<u32>,
}

impl Making<'_> {
    fn coding(&mut self, coding: &Coding) {
        if self.said.is_none_or(|said| (said.span, said.turn) != (coding.span, coding.turn)) {
            self.said = Some(self.passage(coding.span, coding.turn));
        }
        let memo =
            Some(&coding.memo).filter(|memo| self.shown.text && !memo.is_empty()).map(|memo| self.block.add(memo));
        let rules = match &coding.rules {
            Some(said) if coding.mentions.is_empty() => Rules::Several(self.block.add(&said.lines)),
            _ => self.rules(coding.mentions.iter().flat_map(Mention::rules)),
        };
        let number = place(self.block.codings.len());
        self.block.codings.push(CodingCells {
            passage: place(self.block.passages.len() - 1),
            code: coding.code,
            judged: Judged {
                coder: coding.coder,
                status: coding.status,
                stance: coding.stance,
                prompted: coding.prompted,
            },
            mentions: (!coding.mentions.is_empty()).then(|| whole(coding.mentions.len() as u64)),
            rules,
            memo,
        });
        for mention in &coding.mentions {
            let (start, end) = self.points_around(mention.span);
            let cells = MentionCells {
                coding: number,
                code: mention.code,
                rules: self.rules(mention.rules()),
                start,
                end,
                text: self.shown.text.then(|| self.quote(mention.span)),
                stance: mention.stance,
                cue: mention.cue.filter(|_| self.shown.text).map(|cue| self.quote(cue)),
            };
            self.block.mentions.push(cells);
        }
    }

    fn passage(&mut self, span: Span, turn: Option<TurnId>) -> Said {
        let (start, end) = self.points.around(span);
        let words = span.of(&self.document.text);
        self.continued.clear();
        if end - start < whole(span.len() as u64) {
            for (from, chunk) in (span.start..).step_by(16).zip(words.as_bytes().chunks(16)) {
                if !chunk.is_ascii() {
                    let bytes = (from..).zip(chunk).filter(|&(_, byte)| byte & 0xC0 == 0x80);
                    self.continued.extend(bytes.map(|(at, _)| at));
                }
            }
        }
        let is_verbatim = self.shown.text && is_quoted_as_is(words) && self.document.gaps_in(span).is_empty();
        let text = match (self.shown.text, is_verbatim) {
            (false, _) => None,
            (true, true) => Some(self.block.add(words)),
            (true, false) => Some(self.block.added(|quotes| self.document.quote_into(span, quotes))),
        };
        let around = self.shown.around.then(|| {
            let around = Around::of(self.document, span);
            (self.block.add(around.before.trim()), self.block.add(around.after.trim()))
        });
        let known = turn.and_then(|turn| self.document.turns.get(turn.index()).map(|said| (turn, said)));
        let speaker = known.and_then(|(_, said)| said.speaker).map_or(usize::MAX, |speaker| speaker.index());
        let time = known.and_then(|(_, said)| said.time).map(|time| self.block.add(&time_of_day(time.start)));
        self.block.passages.push(Passage {
            voice: place(speaker.min(self.document.speakers.len())),
            turn: known.map(|(turn, _)| whole(self.document.portion.turns + u64::from(turn.0) + 1)),
            start,
            end,
            time,
            text,
            around,
        });
        Said { span, turn, start, verbatim_from: text.filter(|_| is_verbatim).map(|text| text.start) }
    }

    /// As [`CodePoints::around`], at once for what lies in the passage.
    fn points_around(&mut self, span: Span) -> (i64, i64) {
        let Some(said) = self.said.filter(|said| said.span.contains(span)) else { return self.points.around(span) };
        let point = |byte: u32| {
            let continued = self.continued.partition_point(|&at| at < byte);
            said.start + i64::from(byte - said.span.start) - whole(continued as u64)
        };
        (point(span.start), point(span.end))
    }

    /// A quote of its own, or a part of the passage's.
    fn quote(&mut self, span: Span) -> Place {
        let said = self.said.filter(|said| said.span.contains(span));
        let words = span.of(&self.document.text);
        match said.and_then(|said| said.verbatim_from.map(|from| (said.span.start, from))) {
            // Mentions are whole words.
            Some((first, from)) if !words.starts_with(' ') && !words.ends_with(' ') => {
                Place { start: from + (span.start - first), end: from + (span.end - first) }
            }
            _ => self.block.added(|quotes| self.document.quote_into(span, quotes)),
        }
    }

    /// The codebook's lines of these rules, each once, ascending.
    fn rules(&mut self, rules: impl Iterator<Item = RuleId>) -> Rules {
        let lines = self.lines;
        let mut rules = rules.filter(|rule| rule.index() < lines.len());
        let Some(first) = rules.next() else { return Rules::None };
        let said = |rule: RuleId| lines[rule.index()].as_str();
        let Some(other) = rules.find(|&rule| said(rule) != said(first)) else { return Rules::One(first) };
        let mut several: Vec<&str> = [first, other].into_iter().chain(rules).map(said).collect();
        several.sort_unstable_by_key(|line| (line.len(), *line));
        several.dedup();
        Rules::Several(self.block.added(|words| {
            for (i, line) in several.iter().enumerate() {
                let _ = write!(words, "{}{line}", if i > 0 { "; " } else { "" });
            }
        }))
    }
}

/// Whether a quote of words without gaps is surely those words as they stand: no white space but single spaces between them.
fn is_quoted_as_is(words: &str) -> bool {
    let bytes = words.as_bytes();
    // Without a way out in the middle, so that many bytes are compared at once.
    let is_suspect = |byte: u8| (byte < b' ') | (byte == 0xC2) | (byte == 0xE1) | (byte == 0xE3);
    let has_suspect = bytes.iter().fold(false, |any, &byte| any | is_suspect(byte));
    let has_double =
        bytes.iter().zip(&bytes[bytes.len().min(1)..]).fold(false, |any, (&a, &b)| any | ((a == b' ') & (b == b' ')));
    let is_trimmed = bytes.first() != Some(&b' ') && bytes.last() != Some(&b' ');
    // White space beyond ASCII begins with one of the suspects, or with the first byte of `’`.
    let is_space = |at: usize| words[at..].starts_with(char::is_whitespace);
    !has_suspect && !has_double && is_trimmed && !memchr_iter(0xE2, bytes).any(is_space)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Shown, blocks};
    use crate::coding::{Coding, Mention, Status};
    use crate::corpus::Document;
    use crate::ids::{CodeId, CoderId, DocumentId};
    use crate::tables::place::CodePoints;
    use crate::text::Span;

    proptest! {
        #[test]
        fn passages_and_mentions_are_placed_and_quoted_as_each_by_itself(
            text in "([a-cé’]{1,9} ){1,6}|[a-cé’\u{85}\u{a0}\u{1680}\u{2003}\u{3000}\t\n ]{1,60}",
            places in prop::collection::vec((0usize..60, 0usize..60), 1..6),
        ) {
            let document = Document { text, ..Document::default() };
            let bytes: Vec<usize> = document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
            let at = |n: usize| bytes[n.min(bytes.len() - 1)];
            let spans: Vec<Span> = places.iter().map(|&(a, b)| Span::new(at(a.min(b)), at(a.max(b)))).collect();
            let whole = Span::new(0, document.text.trim_end().len());
            for span in [whole, spans[0]] {
                let coding = Coding {
                    document: DocumentId(0),
                    turn: None,
                    code: CodeId(0),
                    coder: CoderId(0),
                    span,
                    stance: None,
                    prompted: None,
                    status: Status::Proposed,
                    mentions: spans.iter().map(|&span| Mention { span, cue: Some(span), ..Mention::default() }).collect(),
                    rules: None,
        memo: String::new(),
                };
                let block = &blocks(&document, &[&coding], &[], Shown { text: true, around: false }, 100)[0];
                let mut points = CodePoints::of(&document);
                let passage = &block.passages[0];
                prop_assert_eq!((passage.start, passage.end), points.around(span));
                prop_assert_eq!(block.word_at(passage.text).map(str::to_owned), Some(document.quote(span)));
                for (mention, span) in block.mentions.iter().zip(&spans) {
                    prop_assert_eq!((mention.start, mention.end), points.around(*span));
                    prop_assert_eq!(block.word_at(mention.text).map(str::to_owned), Some(document.quote(*span)));
                    prop_assert_eq!(block.word_at(mention.cue), block.word_at(mention.text));
                }
            }
        }
    }
}
