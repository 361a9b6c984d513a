//! Every coding and every mention, a row each.

use crate::codebook::Codebook;
use crate::coding::{Coders, Coding, Mention};
use crate::corpus::{Admission, Document};
use crate::error::Result;
use crate::ids::RuleId;
use crate::segment::Segments;
use crate::tally::is_counted;
use crate::text::Lines;

use super::columns::{Columns, cell};
use super::definition::{Definition, Told};
use super::place::Whereabouts;
use super::{Table, sentences};

/// Makes the tables `codings` and `mentions`, document by document.
///
/// The columns of `codings` are `coding, transcript, case, speaker, part, turn, start, end, time, code, coder,
/// status, stance, prompted, mentions, rules, text, memo`; of `mentions` `coding, transcript, code, rule,
/// start, end, text, stance, cue`. `coding` is a number from 1, in the order in which they are added.
/// Documents are to be added in the corpus's order. [`CodingRows::take`] empties it, so that a writer keeps no more
/// than a batch in memory.
#[derive(Debug)]
pub struct CodingRows<'a> {
    codebook: &'a Codebook,
    admission: &'a Admission,
    with_text: bool,
    /// The codebook's line of each rule.
    lines: Vec<u32>,
    numbered: i64,
    codings: CodingColumns,
    mentions: MentionColumns,
}

/// The cells of `codings`, a vector a column.
#[derive(Debug, Default)]
struct CodingColumns {
    coding: Vec<Option<i64>>,
    transcript: Vec<Option<String>>,
    case: Vec<Option<String>>,
    speaker: Vec<Option<String>>,
    part: Vec<Option<String>>,
    turn: Vec<Option<i64>>,
    start: Vec<Option<i64>>,
    end: Vec<Option<i64>>,
    time: Vec<Option<String>>,
    code: Vec<Option<String>>,
    coder: Vec<Option<String>>,
    status: Vec<Option<String>>,
    stance: Vec<Option<String>>,
    prompted: Vec<Option<bool>>,
    mentions: Vec<Option<i64>>,
    rules: Vec<Option<String>>,
    text: Vec<Option<String>>,
    memo: Vec<Option<String>>,
}

/// The cells of `mentions`.
#[derive(Debug, Default)]
struct MentionColumns {
    coding: Vec<Option<i64>>,
    transcript: Vec<Option<String>>,
    code: Vec<Option<String>>,
    rule: Vec<Option<String>>,
    start: Vec<Option<i64>>,
    end: Vec<Option<i64>>,
    text: Vec<Option<String>>,
    stance: Vec<Option<String>>,
    cue: Vec<Option<String>>,
}

impl<'a> CodingRows<'a> {
    /// No rows yet. Without text the columns `text` and `cue` are there and empty.
    #[must_use]
    pub fn new(codebook: &'a Codebook, admission: &'a Admission, with_text: bool) -> Self {
        let mut lines = vec![0; codebook.codes.iter().map(|code| code.rules.len()).sum()];
        for (_, rule) in codebook.rules() {
            if let Some(line) = lines.get_mut(rule.id.index()) {
                *line = rule.line;
            }
        }
        Self {
            codebook,
            admission,
            with_text,
            lines,
            numbered: 0,
            codings: CodingColumns::default(),
            mentions: MentionColumns::default(),
        }
    }

    /// How many codings wait to be taken.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codings.coding.len()
    }

    /// Whether no coding waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a document's codings, by place; those that no table counts (rejected, or covering no admitted
    /// word) are left out here too.
    pub fn add(&mut self, document: &Document, segments: &Segments, codings: &[Coding], coders: &Coders) {
        let mut codings: Vec<&Coding> =
            codings.iter().filter(|coding| is_counted(self.admission, document, segments, coding)).collect();
        if codings.is_empty() {
            return;
        }
        codings.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
        let lines = Lines::new(&document.text);
        for coding in codings {
            self.numbered += 1;
            self.coding(document, &lines, coding, coders);
            for mention in &coding.mentions {
                self.mention(document, &lines, mention);
            }
        }
    }

    fn coding(&mut self, document: &Document, lines: &Lines<'_>, coding: &Coding, coders: &Coders) {
        let place = Whereabouts::of(document, lines, coding.turn, coding.span);
        let coder = coders.iter().nth(coding.coder.index()).map(str::to_owned);
        let rests_on_rules = !coding.mentions.is_empty();
        let rules = self.lines_of(coding.mentions.iter().flat_map(Mention::rules));
        let columns = &mut self.codings;
        columns.coding.push(Some(self.numbered));
        columns.transcript.push(Some(document.name.clone()));
        columns.case.push(place.case);
        columns.speaker.push(place.speaker);
        columns.part.push(place.part.map(|part| part.to_string()));
        columns.turn.push(place.turn);
        columns.start.push(Some(place.start));
        columns.end.push(Some(place.end));
        columns.time.push(place.time);
        columns.code.push(self.codebook.codes.get(coding.code.index()).map(|code| code.id.clone()));
        columns.coder.push(coder);
        columns.status.push(Some(coding.status.word().to_owned()));
        columns.stance.push(coding.stance.map(|stance| stance.word().to_owned()));
        columns.prompted.push(coding.prompted);
        columns.mentions.push(if rests_on_rules { cell(coding.mentions.len() as u64) } else { None });
        columns.rules.push(rules);
        columns.text.push(self.with_text.then(|| document.quote(coding.span)));
        columns.memo.push(Some(coding.memo.clone()).filter(|memo| !memo.is_empty()));
    }

    fn mention(&mut self, document: &Document, lines: &Lines<'_>, mention: &Mention) {
        let place = Whereabouts::of(document, lines, None, mention.span);
        let rule = self.lines_of(mention.rules());
        let columns = &mut self.mentions;
        columns.coding.push(Some(self.numbered));
        columns.transcript.push(Some(document.name.clone()));
        columns.code.push(self.codebook.codes.get(mention.code.index()).map(|code| code.id.clone()));
        columns.rule.push(rule);
        columns.start.push(Some(place.start));
        columns.end.push(Some(place.end));
        columns.text.push(self.with_text.then(|| document.quote(mention.span)));
        columns.stance.push(Some(mention.stance.word().to_owned()));
        columns.cue.push(mention.cue.filter(|_| self.with_text).map(|cue| document.quote(cue)));
    }

    /// `line 12; line 30`: the codebook's lines of these rules, each once, ascending.
    fn lines_of(&self, rules: impl Iterator<Item = RuleId>) -> Option<String> {
        let mut lines: Vec<u32> = rules.filter_map(|rule| self.lines.get(rule.index()).copied()).collect();
        lines.sort_unstable();
        lines.dedup();
        let lines: Vec<String> = lines.iter().map(|line| format!("line {line}")).collect();
        (!lines.is_empty()).then(|| lines.join("; "))
    }

    /// The rows so far as the tables `codings` and `mentions`; the next ones are numbered on.
    ///
    /// # Errors
    /// Only when polars refuses the frame.
    pub fn take(&mut self, definition: &Definition<'_>) -> Result<(Table, Table)> {
        let codings = std::mem::take(&mut self.codings);
        let mut columns = Columns::default();
        columns.count("coding", codings.coding);
        columns.text("transcript", codings.transcript);
        columns.text("case", codings.case);
        columns.text("speaker", codings.speaker);
        columns.text("part", codings.part);
        columns.count("turn", codings.turn);
        columns.count("start", codings.start);
        columns.count("end", codings.end);
        columns.text("time", codings.time);
        columns.text("code", codings.code);
        columns.text("coder", codings.coder);
        columns.text("status", codings.status);
        columns.text("stance", codings.stance);
        columns.truth("prompted", codings.prompted);
        columns.count("mentions", codings.mentions);
        columns.text("rules", codings.rules);
        columns.text("text", codings.text);
        columns.text("memo", codings.memo);
        let mut undefined: Vec<(String, String)> = Vec::new();
        for name in ["stance", "prompted", "mentions", "rules"] {
            undefined.push((name.into(), sentences::NOT_ASKED.into()));
        }
        if !self.with_text {
            undefined.push(("text".into(), sentences::NO_TEXT.into()));
        }
        let Told { caption, rows } = definition.of_rows(sentences::CODINGS, &[]);
        let codings = Table { name: "codings", frame: columns.into_frame()?, caption, definition: rows, undefined };

        let mentions = std::mem::take(&mut self.mentions);
        let mut columns = Columns::default();
        columns.count("coding", mentions.coding);
        columns.text("transcript", mentions.transcript);
        columns.text("code", mentions.code);
        columns.text("rule", mentions.rule);
        columns.count("start", mentions.start);
        columns.count("end", mentions.end);
        columns.text("text", mentions.text);
        columns.text("stance", mentions.stance);
        columns.text("cue", mentions.cue);
        let undefined = if self.with_text { &[][..] } else { &["text", "cue"][..] };
        let undefined = undefined.iter().map(|name| ((*name).to_owned(), sentences::NO_TEXT.to_owned())).collect();
        let Told { caption, rows } = definition.of_rows(sentences::MENTIONS, &[]);
        let mentions = Table { name: "mentions", frame: columns.into_frame()?, caption, definition: rows, undefined };
        Ok((codings, mentions))
    }
}
