//! Units drawn blind for a second coder, and their ratings, weighted by how they were drawn.
//!
//! # The design
//! Units are drawn in strata, so that rare codes are looked at too, and each unit lies in exactly **one** stratum: that of its
//! rarest code, the one that is present in the fewest units (of equals the earlier one of the codebook), or that of units
//! without any code. So the probability with which a unit is drawn is known exactly: *n*/*N* in a stratum of which *n* of *N*
//! units are drawn.
//!
//! Within a stratum the draw is *systematic* with a fractional interval (Särndal, Swensson & Wretman 1992, *Model assisted
//! survey sampling*, section 3.4): units stand in a row, participant by participant, and every *N*/*n*-th is taken from
//! a random start. That spreads them over participants, each of whom gets the whole number above or below their
//! share, and gives every unit the same probability, which a draw round by round over participants would not: there those who say
//! little would be drawn more often. Who stands first, and the units of each participant, are shuffled before, so that no
//! period of the row meets that of the draw.
//!
//! # The estimate
//! A total over all units is estimated by the sum over those that were rated, each weighted by *N*/*n* ([`Rated::estimate`]):
//! the estimator of Horvitz & Thompson (1952, *JASA* 47, 663–685), unbiased whatever the units hold, for it needs the design alone
//! (Särndal et al. 1992, sections 2.8 and 3.7). Where some of the drawn units were not rated, *n* is the number that were: that
//! takes those of a stratum that were not to be like those that were, and is told.

mod design;
mod draw;
mod rated;
#[cfg(test)]
mod tests;

use crate::codebook::CodeEntry;
use crate::corpus::Document;
use crate::ids::TurnId;
use crate::segment::{Segments, Units};
use crate::text::Span;
use crate::wording::Lang;

use super::{Anchor, Around, SheetColumn};

pub use design::{Design, Stratum};
pub use draw::{Drawn, Frame, FrameUnit, SamplePlan};
pub use rated::{Placed, Rated, RatedUnit};

const fn column(name: &'static str, width: u16) -> SheetColumn {
    SheetColumn { name, width }
}

/// The columns of a sheet for a second coder, in order. Nothing in it says which codes the rules propose.
pub const SECOND_CODER: [SheetColumn; 12] = [
    column("nr", 5),
    column("transcript", 16),
    column("speaker", 10),
    column("question", 40),
    column("words", 80),
    column("codes", 30),
    column("memo", 30),
    column("start", 0),
    column("end", 0),
    column("text", 0),
    column("before", 0),
    column("after", 0),
];

/// A sheet for a second coder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sampled {
    /// The units, in an order that tells nothing.
    pub units: Vec<SampledUnit>,
    /// The codebook's codes, in its order.
    pub codes: Vec<CodeEntry>,
    /// What is in it, and how to fill it in: sentences that tell no code.
    pub about: Vec<String>,
    /// The language of these, and of the headings that people look at.
    pub lang: Lang,
}

/// A unit that was drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SampledUnit {
    /// Its number on the sheet, from 1.
    pub number: usize,
    /// The transcript's id.
    pub transcript: String,
    /// Who speaks.
    pub speaker: String,
    /// What was asked, with who asks.
    pub question: String,
    /// All that is said, with what others say in between.
    pub words: String,
    /// The first turn of it: a code on that is present in this unit and in no other.
    pub anchor: Anchor,
}

impl SampledUnit {
    /// The cells of its row in the order of [`SECOND_CODER`], nothing coded.
    #[must_use]
    pub fn cells(&self) -> [String; 12] {
        let (start, end) = self.anchor.place.unwrap_or_default();
        let around = self.anchor.around.clone().unwrap_or_default();
        [
            self.number.to_string(),
            self.transcript.clone(),
            self.speaker.clone(),
            self.question.clone(),
            self.words.clone(),
            String::new(),
            String::new(),
            start.to_string(),
            end.to_string(),
            self.anchor.quote.clone().unwrap_or_default(),
            around.before,
            around.after,
        ]
    }

    /// A unit of a document, by its number among `units`.
    pub(super) fn of(
        number: usize,
        document: &Document,
        segments: &Segments,
        units: &Units,
        unit: u32,
    ) -> Option<Self> {
        let runs = || units.runs.iter().filter(|run| run.unit == unit);
        let first = runs().next()?;
        let last = runs().next_back()?;
        let turn = segments.turn_of(first.words.start);
        // What of its first turn is in the unit: mostly all of it.
        let of_turn = segments.turns.get(turn.index())?;
        let stop = first.words.end.min(of_turn.end);
        let share = stretch(document, segments, turn, first.words.start, stop)?;
        let last_turn = segments.turn_of(last.words.end - 1);
        let from = segments.turns.get(last_turn.index())?.start.max(last.words.start);
        let whole = share.cover(stretch(document, segments, last_turn, from, last.words.end)?);
        let point = |byte: u32| {
            let before = usize::try_from(document.portion.code_points).unwrap_or(usize::MAX);
            before.saturating_add(document.text[..byte as usize].chars().count())
        };
        Some(Self {
            number,
            transcript: document.name.clone(),
            speaker: document.speaker(turn).map(|speaker| speaker.label.clone()).unwrap_or_default(),
            question: question(document, segments, turn),
            words: document.quote(whole),
            anchor: Anchor {
                place: Some((point(share.start), point(share.end))),
                quote: Some(document.quote(share)),
                around: Some(Around::of(document, share)),
            },
        })
    }
}

/// The words of a turn from one place to another, with what stands before the turn's first and after its last.
fn stretch(document: &Document, segments: &Segments, turn: TurnId, from: u32, to: u32) -> Option<Span> {
    let (said, of_turn) = (document.turns.get(turn.index())?, segments.turns.get(turn.index())?);
    let word = |at: u32| segments.words.get(at as usize).map(|word| word.span);
    let start = if from == of_turn.start { said.span.start } else { word(from)?.start };
    // What stands behind the last word, a full stop mostly, belongs to it.
    let end = if to == of_turn.end { said.span.end } else { word(to)?.start };
    let text = document.text.get(start as usize..end as usize)?;
    Some(Span::new(start as usize, start as usize + text.trim_end().len()))
}

/// What was asked before a turn.
fn question(document: &Document, segments: &Segments, turn: TurnId) -> String {
    let answer = segments.answer_of.get(turn.index()).copied().flatten();
    let asked = answer.and_then(|answer| segments.answers.get(answer as usize)).map(|answer| answer.question.clone());
    let turns = asked.unwrap_or_default().filter_map(|turn| {
        let id = TurnId(turn);
        let said = document.turns.get(id.index())?;
        let label = document.speaker(id).map(|speaker| format!("{}: ", speaker.label)).unwrap_or_default();
        Some(format!("{label}{}", document.quote(said.span)))
    });
    turns.collect::<Vec<_>>().join(" ")
}
