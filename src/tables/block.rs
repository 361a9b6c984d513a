//! The codings of a document as numbers and places in one text, made where the document is read.

use std::fmt::Write;

use crate::coding::{Coding, Mention, Stance, Status};
use crate::corpus::Document;
use crate::ids::{CodeId, CoderId, RuleId};
use crate::text::Span;

use super::place::{CodePoints, time_of_day, whole};

/// Bytes of words in a block, about: a block is the least that a batch takes.
const MOST_WORDS: usize = 1 << 20;

/// Some rows of one document. Names and quotes stand in it once, however many rows show them.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub codings: Vec<CodingCells>,
    pub mentions: Vec<MentionCells>,
    /// All words that the rows show, one after another.
    pub words: String,
    transcript: Place,
    /// The case of the transcript, for words of nobody in particular.
    case: Option<Place>,
    speakers: Vec<Speaker>,
}

/// Where in a block's words something stands, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    start: u32,
    end: u32,
}

#[derive(Debug)]
struct Speaker {
    label: Place,
    case: Option<Place>,
    part: Place,
}

/// What a cell says of rules.
#[derive(Clone, Copy, Debug)]
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
    pub speaker: Option<u32>,
    pub turn: Option<i64>,
    pub start: i64,
    pub end: i64,
    pub time: Option<Place>,
    pub code: CodeId,
    pub coder: CoderId,
    pub status: Status,
    pub stance: Option<Stance>,
    pub prompted: Option<bool>,
    pub mentions: Option<i64>,
    pub rules: Rules,
    pub text: Option<Place>,
    pub memo: Option<Place>,
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

    pub(super) fn transcript(&self) -> &str {
        self.word(self.transcript)
    }

    /// The case of whoever speaks; the transcript's where nobody in particular does.
    pub(super) fn case(&self, row: &CodingCells) -> Option<&str> {
        let case = self.speaker(row).map_or(self.case, |speaker| speaker.case);
        case.map(|case| self.word(case))
    }

    pub(super) fn label(&self, row: &CodingCells) -> Option<&str> {
        self.speaker(row).map(|speaker| self.word(speaker.label))
    }

    pub(super) fn part(&self, row: &CodingCells) -> Option<&str> {
        self.speaker(row).map(|speaker| self.word(speaker.part))
    }

    fn speaker(&self, row: &CodingCells) -> Option<&Speaker> {
        self.speakers.get(row.speaker? as usize)
    }

    /// An empty block that knows who speaks.
    fn of(document: &Document) -> Self {
        let mut block = Self::default();
        block.transcript = block.add(&document.name);
        block.case = document.case.as_deref().map(|case| block.add(case));
        for speaker in &document.speakers {
            let label = block.add(&speaker.label);
            let case = speaker.case.as_deref().map(|case| block.add(case));
            let part = block.add(&speaker.part.to_string());
            block.speakers.push(Speaker { label, case, part });
        }
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

/// The rows of these codings, in order of place, some `most` in a block; `lines` says on which line a rule stands.
pub(super) fn blocks(
    document: &Document,
    mut codings: Vec<&Coding>,
    lines: &[String],
    with_text: bool,
    most: usize,
) -> Vec<Block> {
    if codings.is_empty() {
        return Vec::new();
    }
    codings.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
    let mut making =
        Making { document, lines, with_text, points: CodePoints::of(document), block: Block::of(document), said: None };
    let mut done = Vec::new();
    for coding in codings {
        let block = &making.block;
        if block.codings.len().max(block.mentions.len()) >= most || block.words.len() >= MOST_WORDS {
            done.push(std::mem::replace(&mut making.block, Block::of(document)));
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
    with_text: bool,
    points: CodePoints<'a>,
    block: Block,
    /// The passage before, in code points, and its quote: several codes of one passage stand together.
    said: Option<(Span, (i64, i64), Option<Place>)>,
}

impl Making<'_> {
    fn coding(&mut self, coding: &Coding) {
        let known = self.said.filter(|&(span, ..)| span == coding.span);
        let (_, (start, end), text) = known.unwrap_or_else(|| {
            (coding.span, self.points.around(coding.span), self.with_text.then(|| self.quote(coding.span)))
        });
        self.said = Some((coding.span, (start, end), text));
        let turn = coding.turn.and_then(|turn| self.document.turns.get(turn.index()).map(|said| (turn, said)));
        let rests_on_rules = !coding.mentions.is_empty();
        let time = turn.and_then(|(_, said)| said.time).map(|time| self.block.add(&time_of_day(time.start)));
        let memo = Some(&coding.memo).filter(|memo| !memo.is_empty()).map(|memo| self.block.add(memo));
        let rules = self.rules(coding.mentions.iter().flat_map(Mention::rules));
        let number = place(self.block.codings.len());
        self.block.codings.push(CodingCells {
            speaker: turn.and_then(|(_, said)| said.speaker).map(|speaker| speaker.0),
            turn: turn.map(|(turn, _)| whole(self.document.portion.turns + u64::from(turn.0) + 1)),
            start,
            end,
            time,
            code: coding.code,
            coder: coding.coder,
            status: coding.status,
            stance: coding.stance,
            prompted: coding.prompted,
            mentions: rests_on_rules.then(|| whole(coding.mentions.len() as u64)),
            rules,
            text,
            memo,
        });
        for mention in &coding.mentions {
            let (start, end) = self.points.around(mention.span);
            let cells = MentionCells {
                coding: number,
                code: mention.code,
                rules: self.rules(mention.rules()),
                start,
                end,
                text: self.with_text.then(|| self.quote(mention.span)),
                stance: mention.stance,
                cue: mention.cue.filter(|_| self.with_text).map(|cue| self.quote(cue)),
            };
            self.block.mentions.push(cells);
        }
    }

    fn quote(&mut self, span: Span) -> Place {
        let document = self.document;
        self.block.added(|words| document.quote_into(span, words))
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
