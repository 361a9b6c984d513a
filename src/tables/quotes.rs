//! The words behind a number.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::coding::{Coders, Coding, Stance, Status};
use crate::corpus::{Admission, Document};
use crate::error::Result;
use crate::ids::{CodeId, DocumentId};
use crate::scope::Unit;
use crate::segment::{Run, Segments, Units};
use crate::tally::CodeTree;
use crate::text::Span;

use super::columns::Columns;
use super::definition::{Definition, Told};
use super::lots::{Lots, LotsOfEach};
use super::place::{CodePoints, Whereabouts, counted};
use super::{Table, sentences};

/// Which quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QuoteSelection {
    /// Of this code and everything below it; else of all.
    pub code: Option<CodeId>,
    /// Only in units that also hold this code, or one below it.
    pub with: Option<CodeId>,
    /// Instead of codings, the units without any code.
    pub uncoded: bool,
    /// Only so many, drawn at random.
    pub sample: Option<Sample>,
    /// Before that, only so many of each participant, drawn at random.
    pub of_each: Option<Sample>,
}

/// How many to draw, and by which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many, at most.
    pub size: usize,
    /// The seed of the ChaCha8 stream; the same seed draws the same.
    pub seed: u64,
}

/// The words of one coding, or of one unit without any code.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// In which document.
    pub document: DocumentId,
    /// Its id.
    pub transcript: String,
    /// The participant who says it; none for interviewers and margin.
    pub participant: Option<String>,
    /// The case of whoever speaks.
    pub case: Option<String>,
    /// Who speaks.
    pub speaker: Option<String>,
    /// The part they play.
    pub part: Option<String>,
    /// The turn, from 1.
    pub turn: Option<i64>,
    /// The first code point.
    pub start: i64,
    /// One past the last code point.
    pub end: i64,
    /// When it is said.
    pub time: Option<String>,
    /// The code; none for a unit without any.
    pub code: Option<CodeId>,
    /// The coder's name.
    pub coder: Option<String>,
    /// Whether anybody has read the coding.
    pub status: Option<Status>,
    /// How it is meant.
    pub stance: Option<Stance>,
    /// The words, white space made single spaces.
    pub text: String,
    /// The matched words, as bytes of `text`; empty for people's codings.
    pub marks: Vec<Range<usize>>,
}

/// Collects quotes, document by document, in the corpus's order.
#[derive(Debug)]
pub struct Quotes<'a> {
    selection: QuoteSelection,
    tree: &'a CodeTree,
    unit: Unit,
    admission: &'a Admission,
    drawn: Drawn,
}

/// What is kept of what streams by.
#[derive(Debug)]
enum Drawn {
    Of(Lots<Quote>),
    OfEach(LotsOfEach<Quote>),
}

impl Drawn {
    fn keep(&mut self, whose: impl FnOnce() -> Option<String>, make: impl FnOnce() -> Quote) {
        match self {
            Self::Of(lots) => lots.keep(make),
            Self::OfEach(lots) => lots.keep(whose(), make),
        }
    }
}

impl<'a> Quotes<'a> {
    /// None yet.
    #[must_use]
    pub fn new(selection: QuoteSelection, tree: &'a CodeTree, unit: Unit, admission: &'a Admission) -> Self {
        let drawn = match selection.of_each {
            None => Drawn::Of(Lots::new(selection.sample)),
            Some(each) => Drawn::OfEach(LotsOfEach::new(each)),
        };
        Self { selection, tree, unit, admission, drawn }
    }

    /// Adds a document's.
    pub fn add<'c>(
        &mut self,
        document: &Document,
        segments: &Segments,
        codings: impl IntoIterator<Item = &'c Coding>,
        coders: &Coders,
    ) {
        let selection = self.selection;
        let is_below = |coding: &Coding, code: Option<CodeId>| {
            code.is_none_or(|code| coding.code == code || self.tree.is_below(coding.code, code))
        };
        // Where other codes do not matter they are not looked at.
        let alone = !selection.uncoded && selection.with.is_none();
        let mut codings: Vec<&Coding> = codings
            .into_iter()
            .filter(|coding| !alone || is_below(coding, selection.code))
            .filter(counted(self.admission, document, segments))
            .collect();
        codings.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
        let units = || segments.units(document, self.unit, |turn| self.admission.admits(document, turn));
        let mut points = CodePoints::of(document);
        if selection.uncoded {
            for (_, shares) in uncoded(document, segments, &units(), codings) {
                let whose = || document.turn_at(shares[0].start).and_then(|turn| document.participant(turn));
                self.drawn.keep(whose, || of_unit(document, &shares, &mut points));
            }
            return;
        }
        if let Some(with) = selection.with {
            let units = units();
            let touched = |coding: &Coding| units.touched(segments.words_in(coding.span));
            let partners = codings.iter().filter(|coding| is_below(coding, Some(with)));
            let there: BTreeSet<u32> = partners.flat_map(|coding| touched(coding)).collect();
            let is_with = |coding: &Coding| touched(coding).iter().any(|unit| there.contains(unit));
            codings.retain(|coding| is_below(coding, selection.code) && is_with(coding));
        }
        for coding in codings {
            let whose = || coding.turn.and_then(|turn| document.participant(turn));
            self.drawn.keep(whose, || of_coding(document, coding, coders, &mut points));
        }
    }

    /// The quotes, by place, and of how many they were drawn.
    #[must_use]
    pub fn into_quotes(self) -> (Vec<Quote>, usize) {
        let place = |quote: &Quote| (quote.document, quote.start, quote.end, quote.code);
        let (mut quotes, seen) = match self.drawn {
            Drawn::Of(lots) => lots.finish(),
            Drawn::OfEach(lots) => {
                let (mut of_each, seen) = lots.finish();
                of_each.sort_by_key(place);
                let mut lots = Lots::new(self.selection.sample);
                of_each.into_iter().for_each(|quote| lots.keep(|| quote));
                (lots.finish().0, seen)
            }
        };
        quotes.sort_by_key(place);
        (quotes, seen)
    }

    /// The table `quotes`: `transcript, case, speaker, part, turn, start, end, time, code, coder, status,
    /// stance, text`.
    ///
    /// # Errors
    /// Only when polars refuses the frame.
    pub fn finish(self, definition: &Definition<'_>, with_text: bool) -> Result<Table> {
        Ok(self.finish_marked(definition, with_text)?.0)
    }

    /// The same, and of each row the matched words, as bytes of its text; none without text, and of people's codings.
    ///
    /// # Errors
    /// Only when polars refuses the frame.
    pub fn finish_marked(
        self,
        definition: &Definition<'_>,
        with_text: bool,
    ) -> Result<(Table, Vec<Vec<Range<usize>>>)> {
        let selection = self.selection;
        let (quotes, seen) = self.into_quotes();
        let id = |code: CodeId| definition.codebook.codes.get(code.index()).map(|code| code.id.clone());
        let mut further: Vec<(&str, String)> = Vec::new();
        for (name, code) in [("code", selection.code), ("with", selection.with)] {
            further.extend(code.and_then(id).map(|id| (name, id)));
        }
        let lang = definition.lang();
        let counted = lang.phrase(if selection.uncoded { "caption-uncoded" } else { "caption-quotes" });
        if let Some(sample) = selection.sample {
            further.push(("sample", quotes.len().to_string()));
            further.push(("sampled_from", seen.to_string()));
            further.push(("seed", sample.seed.to_string()));
        }
        if let Some(each) = selection.of_each {
            further.push(("max_per_participant", each.size.to_string()));
            if selection.sample.is_none() {
                further.push(("sampled_from", seen.to_string()));
                further.push(("seed", each.seed.to_string()));
            }
        }
        let Told { mut caption, rows } = definition.of_rows(&counted, &further);
        if let Some(sample) = selection.sample.or(selection.of_each) {
            caption.insert(1, sentences::sampled(definition, quotes.len(), seen, sample.seed));
        }
        if let Some(each) = selection.of_each {
            caption.insert(1, sentences::at_most_of_each(definition, each.size));
        }
        let texts = |of: &dyn Fn(&Quote) -> Option<String>| quotes.iter().map(of).collect::<Vec<_>>();
        let mut columns = Columns::default();
        columns.text("transcript", texts(&|quote| Some(quote.transcript.clone())));
        columns.text("case", texts(&|quote| quote.case.clone()));
        columns.text("speaker", texts(&|quote| quote.speaker.clone()));
        columns.text("part", texts(&|quote| quote.part.clone()));
        columns.count("turn", quotes.iter().map(|quote| quote.turn).collect());
        columns.count("start", quotes.iter().map(|quote| Some(quote.start)).collect());
        columns.count("end", quotes.iter().map(|quote| Some(quote.end)).collect());
        columns.text("time", texts(&|quote| quote.time.clone()));
        columns.text("code", texts(&|quote| quote.code.and_then(id)));
        columns.text("coder", texts(&|quote| quote.coder.clone()));
        columns.text("status", texts(&|quote| quote.status.map(|status| status.word().to_owned())));
        columns.text("stance", texts(&|quote| quote.stance.map(|stance| stance.word().to_owned())));
        columns.text("text", texts(&|quote| with_text.then(|| quote.text.clone())));
        let undefined = if with_text { None } else { Some(("text".to_owned(), lang.phrase("why-no-text"))) };
        let undefined = undefined.into_iter().collect();
        let table = Table { name: "quotes", frame: columns.into_frame()?, caption, definition: rows, undefined };
        let marks = quotes.into_iter().map(|quote| if with_text { quote.marks } else { Vec::new() });
        Ok((table, marks.collect()))
    }
}

fn of_coding(document: &Document, coding: &Coding, coders: &Coders, points: &mut CodePoints<'_>) -> Quote {
    let place = Whereabouts::of(document, points, coding.turn, coding.span);
    let mentions = coding.mentions.iter().map(|mention| mention.span).filter(|&mention| coding.span.contains(mention));
    let (text, marks) = document.quote_with(coding.span, &mentions.collect::<Vec<Span>>());
    Quote {
        code: Some(coding.code),
        coder: coders.get(coding.coder).map(str::to_owned),
        status: Some(coding.status),
        stance: coding.stance,
        text,
        marks: marks.into_iter().filter(|mark| !mark.is_empty()).collect(),
        participant: coding.turn.and_then(|turn| document.participant(turn)),
        ..placed(document, place)
    }
}

fn placed(document: &Document, place: Whereabouts) -> Quote {
    Quote {
        document: document.id,
        transcript: document.name.clone(),
        participant: None,
        case: place.case,
        speaker: place.speaker,
        part: place.part.map(|part| part.to_string()),
        turn: place.turn,
        start: place.start,
        end: place.end,
        time: place.time,
        code: None,
        coder: None,
        status: None,
        stance: None,
        text: String::new(),
        marks: Vec::new(),
    }
}

/// The units without any of these codings, each with its turns' shares of it, as a quote shows them.
pub(crate) fn uncoded<'c>(
    document: &Document,
    segments: &Segments,
    units: &Units,
    codings: impl IntoIterator<Item = &'c Coding>,
) -> Vec<(u32, Vec<Span>)> {
    let codings = codings.into_iter();
    let coded: BTreeSet<u32> = codings.flat_map(|coding| units.touched(segments.words_in(coding.span))).collect();
    let mut runs: Vec<&Run> = units.runs.iter().collect();
    runs.sort_by_key(|run| run.unit);
    let without = runs.chunk_by(|a, b| a.unit == b.unit).filter(|runs| !coded.contains(&runs[0].unit));
    without
        .map(|runs| (runs[0].unit, shares(document, segments, runs)))
        .filter(|(_, shares)| !shares.is_empty())
        .collect()
}

/// Each turn's share of a unit, with what stands between its words.
fn shares(document: &Document, segments: &Segments, runs: &[&Run]) -> Vec<Span> {
    let mut shares: Vec<Span> = Vec::new();
    for run in runs {
        let mut word = run.words.start;
        while word < run.words.end {
            let turn = segments.turn_of(word).index();
            let (Some(said), Some(of_turn)) = (document.turns.get(turn), segments.turns.get(turn)) else {
                return Vec::new();
            };
            let end = run.words.end.min(of_turn.end);
            let start = if word == of_turn.start { said.span.start } else { segments.words[word as usize].span.start };
            let stop = if end == of_turn.end { said.span.end } else { segments.words[end as usize].span.start };
            shares.push(Span { start, end: stop });
            word = end;
        }
    }
    shares
}

/// The words of a unit: the shares of its turns, joined by an ellipsis.
fn of_unit(document: &Document, shares: &[Span], points: &mut CodePoints<'_>) -> Quote {
    let whole = shares[0].cover(shares[shares.len() - 1]);
    let turn = document.turn_at(whole.start);
    let text: Vec<String> = shares.iter().map(|&share| document.quote(share)).collect();
    Quote {
        text: text.join(" … "),
        participant: turn.and_then(|turn| document.participant(turn)),
        ..placed(document, Whereabouts::of(document, points, turn, whole))
    }
}
