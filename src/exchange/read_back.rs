//! What another reader makes of a transcript's text: who speaks where.

use crate::corpus::{Document, GapKind, ReadAs, ReadOptions, Reading};
use crate::ids::TurnId;
use crate::scope::Part;
use crate::text::{Lines, Span};

use super::text::{Form, OwnText};

/// A transcript's text, and what comes back from it otherwise.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    pub own: OwnText,
    /// How it must be read, where that does not show in it.
    pub read_as: Option<ReadAs>,
    pub differences: Differences,
}

/// What the text does not say as the transcript does.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Differences {
    /// How many turns have other words or another speaker, or are one turn more or less.
    pub turns: usize,
    /// Events and the like that are words there, or the other way round.
    pub gaps: usize,
    /// The labels of those who play another part there.
    pub parts: Vec<(String, Part)>,
    /// Whether line breaks mean something else there.
    pub line_breaks: bool,
    /// How many turns are said at another time there, or at none.
    pub times: usize,
}

impl Differences {
    pub(super) fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A turn that reads back otherwise is as bad as so many characters of headings that are left out.
const TURN: usize = 20;

impl Carried {
    /// How much is lost: first of the words and who says them, then of the rest.
    fn weight(&self) -> (usize, &Differences) {
        (TURN * self.differences.turns + self.own.left_out, &self.differences)
    }
}

/// The text of a transcript in the first form that reads back as the transcript does, else in the one that does best.
///
/// Where none does by itself, it is said beside it how it must be read.
pub(super) fn carry(document: &Document, lines: &Lines<'_>) -> Carried {
    let mut best: Option<Carried> = None;
    for read_as in [None, Some(ReadAs::of(document))] {
        for form in Form::ALL {
            let carried = carry_as(document, lines, form, read_as.as_ref());
            if best.as_ref().is_none_or(|best| carried.weight() < best.weight()) {
                best = Some(carried);
            }
            if best.as_ref().is_some_and(|best| best.differences.is_none() && best.own.left_out == 0) {
                return best.unwrap_or_default();
            }
        }
    }
    best.unwrap_or_default()
}

/// The text of a transcript in this form.
pub(super) fn carry_as(document: &Document, lines: &Lines<'_>, form: Form, read_as: Option<&ReadAs>) -> Carried {
    let own = OwnText::of(document, lines, form);
    let differences = differences(document, &own, read_as);
    Carried { own, read_as: read_as.cloned(), differences }
}

/// One thing that is said: where, and by whom.
type Said<'d> = (Span, Option<&'d str>);

fn differences(document: &Document, own: &OwnText, read_as: Option<&ReadAs>) -> Differences {
    let options = ReadOptions { language: document.language.clone(), ..ReadOptions::default() };
    let options = read_as.map_or_else(|| options.clone(), |read_as| read_as.alone(&options));
    let back = Reading::of_text(&document.name, &own.text, &options).document;
    let ours: Vec<Said<'_>> = document
        .turns
        .iter()
        .enumerate()
        .map(|(i, turn)| (own.bytes(turn.span).unwrap_or_default(), label(document, i)))
        .collect();
    let theirs: Vec<Said<'_>> = back.turns.iter().enumerate().map(|(i, turn)| (turn.span, label(&back, i))).collect();
    let kept = ours.iter().filter(|said| theirs.binary_search(said).is_ok()).count();
    let our_gaps = document.gaps.iter().filter_map(|gap| Some((own.bytes(gap.span)?, gap.kind)));
    let (our_gaps, their_gaps) = (joined(our_gaps), joined(back.gaps.iter().map(|gap| (gap.span, gap.kind))));
    let same_gaps = our_gaps.iter().filter(|gap| their_gaps.binary_search(gap).is_ok()).count();
    let part_there =
        |label: &str| back.speakers.iter().find(|speaker| speaker.label == label).map(|speaker| speaker.part);
    let parts = document.speakers.iter().filter_map(|speaker| {
        let there = part_there(&speaker.label)?;
        (there != speaker.part).then(|| (speaker.label.clone(), there))
    });
    let has_breaks = document.turns.iter().any(|turn| turn.span.of(&document.text).contains(['\n', '\r']));
    let times = ours.iter().zip(&document.turns).filter(|(said, turn)| {
        let there = theirs.binary_search(said).ok().and_then(|at| back.turns[at].time);
        turn.time.is_some() && turn.time != there
    });
    let times = times.count();
    Differences {
        turns: ours.len().max(theirs.len()) - kept,
        gaps: our_gaps.len().max(their_gaps.len()) - same_gaps,
        parts: parts.collect(),
        line_breaks: has_breaks && document.line_breaks != back.line_breaks,
        times,
    }
}

fn label(document: &Document, turn: usize) -> Option<&str> {
    document.speaker(TurnId::new(turn)).map(|speaker| speaker.label.as_str())
}

/// Gaps in order of place, those of one kind that touch each other as one.
fn joined(gaps: impl Iterator<Item = (Span, GapKind)>) -> Vec<(Span, GapKind)> {
    let mut all: Vec<(Span, GapKind)> = Vec::new();
    for (span, kind) in gaps {
        match all.last_mut() {
            Some((last, of)) if *of == kind && last.end == span.start => *last = last.cover(span),
            _ => all.push((span, kind)),
        }
    }
    all
}
