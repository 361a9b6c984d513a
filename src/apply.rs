//! One document through everything: cut, matched, coded by rules and by people, and selected.
//!
//! What runs on many documents at once is one shared [`Application`]; see the crate's example for the
//! whole pipeline.

use std::sync::{Mutex, PoisonError};

use crate::codebook::Codebook;
use crate::coding::{Anchored, Coders, Coding, Decisions, HandCodings, RULES, Stance, Status, to_codings};
use crate::corpus::{Admission, Document, Reading};
use crate::diagnostic::Diagnostic;
use crate::ids::CoderId;
use crate::matcher::{Matcher, Scratch};
use crate::redact::Redaction;
use crate::segment::{SegmentOptions, Segments};
use crate::timings::{Stage, Timings};

/// Which codings count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Only with this status; rejected ones never count.
    pub status: Option<Status>,
    /// Only with this stance; codings of people, who were not asked, count as affirmed.
    pub stance: Option<Stance>,
    /// Only of this coder.
    pub coder: Option<CoderId>,
}

impl Selection {
    /// Whether a coding counts.
    #[must_use]
    pub fn takes(&self, coding: &Coding) -> bool {
        coding.status != Status::Rejected
            && self.status.is_none_or(|status| coding.status == status)
            && self.is_about(coding)
    }

    /// Whether a coding was rejected, and would count if it were not.
    fn misses(&self, coding: &Coding) -> bool {
        coding.status == Status::Rejected && self.status.is_none() && self.is_about(coding)
    }

    fn is_about(&self, coding: &Coding) -> bool {
        self.stance.is_none_or(|stance| coding.stance.unwrap_or_default() == stance)
            && self.coder.is_none_or(|coder| coding.coder == coder)
    }
}

/// A codebook, its compiled rules and people's codings, ready to be applied to any document.
pub struct Application<'a> {
    codebook: &'a Codebook,
    matcher: Option<&'a Matcher>,
    hand: &'a [HandCodings],
    decisions: Option<&'a Decisions>,
    coders: Coders,
    segment: SegmentOptions,
    admission: Admission,
    selection: Selection,
    redaction: Option<&'a Redaction>,
    beside: Option<Box<Application<'a>>>,
    scratches: Mutex<Vec<Scratch>>,
    timings: Timings,
}

/// A document with everything that was made of it.
#[derive(Clone, Debug)]
pub struct Applied {
    /// The document as read, with its report.
    pub reading: Reading,
    /// Its pieces.
    pub segments: Segments,
    /// The selected codings, in order of place, then of the codebook, then of coders.
    pub codings: Vec<Coding>,
    /// What a reviewer rejected of what would have been selected: it counts nowhere, but somebody has read it.
    pub rejected: Vec<Coding>,
    /// Hand codings and decisions that moved, changed or could not be placed, and why.
    pub diagnostics: Vec<Diagnostic>,
    /// How many hand codings were found, and how; of all people, selected or not.
    pub anchored: Anchored,
    /// The pieces and codings of what is applied [beside](Application::beside).
    pub beside: Option<(Segments, Vec<Coding>)>,
}

impl<'a> Application<'a> {
    /// Prepares to apply a codebook's rules (if `matcher` is there) and people's codings.
    ///
    /// Coders are numbered here, once for all documents: rules first, then people in order of first appearance.
    #[must_use]
    pub fn new(codebook: &'a Codebook, matcher: Option<&'a Matcher>, hand: &'a [HandCodings]) -> Self {
        let mut coders = Coders::default();
        if matcher.is_some() {
            coders.intern(RULES);
        }
        for row in hand.iter().flat_map(|hand| &hand.rows) {
            coders.intern(&row.coder);
        }
        Self {
            codebook,
            matcher,
            hand,
            decisions: None,
            coders,
            segment: SegmentOptions::default(),
            admission: Admission::default(),
            selection: Selection::default(),
            redaction: None,
            beside: None,
            scratches: Mutex::default(),
            timings: Timings::default(),
        }
    }

    /// The same, cutting text in this way.
    #[must_use]
    pub fn cutting(mut self, segment: SegmentOptions) -> Self {
        self.segment = segment;
        self
    }

    /// The same, for the words that `admission` admits.
    #[must_use]
    pub fn admitting(mut self, admission: Admission) -> Self {
        self.admission = admission;
        self
    }

    /// The same, where `decisions` hold of what the rules propose.
    #[must_use]
    pub fn deciding(mut self, decisions: Option<&'a Decisions>) -> Self {
        self.decisions = decisions;
        self
    }

    /// Which codings are kept.
    #[must_use]
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// The same, keeping only codings that `selection` takes.
    #[must_use]
    pub fn selecting(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// The same, masking what `redaction` lists when everything else is done. Only conditions and classes of numbers still
    /// look behind the masks ([`Document::known`](crate::corpus::Document::known)).
    #[must_use]
    pub fn redacting(mut self, redaction: Option<&'a Redaction>) -> Self {
        self.redaction = redaction;
        self
    }

    /// The same, applying another one too, to the same words.
    #[must_use]
    pub fn beside(mut self, other: Option<Self>) -> Self {
        self.beside = other.map(Box::new);
        self
    }

    /// The same, with stopwatches for what it does.
    #[must_use]
    pub fn timed(mut self, timings: Timings) -> Self {
        self.timings = timings;
        self
    }

    /// Everybody who codes, [`RULES`] included.
    #[must_use]
    pub fn coders(&self) -> &Coders {
        &self.coders
    }

    /// Whose words count.
    #[must_use]
    pub fn admission(&self) -> &Admission {
        &self.admission
    }

    /// Cuts and codes one document. Many threads may do so at once; results depend on the document alone.
    #[must_use]
    pub fn apply(&self, reading: Reading) -> Applied {
        let beside = self.beside.as_ref().map(|other| other.coded(reading.clone()));
        let mut applied = self.coded(reading);
        applied.beside = beside.map(|beside| (beside.segments, beside.codings));
        if let Some(redaction) = self.redaction {
            self.timings.measure(Stage::Match, || applied.redact(redaction));
        }
        applied
    }

    /// The same, before anything is masked.
    fn coded(&self, reading: Reading) -> Applied {
        let document = &reading.document;
        self.timings.add_text(document.text.len());
        let watch = self.matcher.map(Matcher::watch);
        let segments = self.timings.measure(Stage::Cut, || Segments::watching(document, &self.segment, watch));
        let (codings, diagnostics, anchored) = self.timings.measure(Stage::Match, || self.codings(document, &segments));
        let is_rejected = |coding: &Coding| coding.status == Status::Rejected;
        let (rejected, codings) = match codings.iter().any(is_rejected) {
            true => codings.into_iter().partition(is_rejected),
            false => (Vec::new(), codings),
        };
        Applied { reading, segments, codings, rejected, diagnostics, anchored, beside: None }
    }

    /// The selected codings of a document, rejected ones included, and what became of people's.
    fn codings(&self, document: &Document, segments: &Segments) -> (Vec<Coding>, Vec<Diagnostic>, Anchored) {
        let mut codings = Vec::new();
        if let Some(matcher) = self.matcher {
            let mut scratch = self.scratches().pop().unwrap_or_default();
            let found = matcher.apply(document, segments, &self.admission, &mut scratch);
            self.scratches().push(scratch);
            if let Some(rules) = self.coders.find(RULES) {
                codings =
                    to_codings(document, segments, found.mentions, &found.prompted, self.codebook.settings.span, rules);
            }
        }
        let (mut diagnostics, mut anchored) = (Vec::new(), Anchored::default());
        if let (Some(decisions), Some(rules), true) = (self.decisions, self.coders.find(RULES), self.matcher.is_some())
        {
            diagnostics = decisions.settle(document, self.codebook, rules, &mut codings);
        }
        for hand in self.hand {
            let (placed, found) = hand.anchored(document, self.codebook, &mut self.coders.clone());
            anchored += found;
            codings.extend(placed.value);
            diagnostics.extend(placed.diagnostics);
        }
        codings.retain(|coding| self.selection.takes(coding) || self.selection.misses(coding));
        codings.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
        (codings, diagnostics, anchored)
    }

    /// The idle scratches. A thread that panicked left none behind, so the rest are sound.
    fn scratches(&self) -> std::sync::MutexGuard<'_, Vec<Scratch>> {
        self.scratches.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Applied {
    fn redact(&mut self, redaction: &Redaction) {
        self.reading.redact(redaction);
        let beside = self.beside.iter_mut().flat_map(|(_, codings)| codings);
        for coding in self.codings.iter_mut().chain(&mut self.rejected).chain(beside) {
            coding.memo = redaction.masked(&coding.memo).into_owned();
        }
        for diagnostic in &mut self.diagnostics {
            // What a remark quotes may end within a word, which then is not known for what it is.
            if ["quote-not-found", "quote-ambiguous", "passage-changed"].contains(&diagnostic.kind) {
                diagnostic.help = None;
            }
            *diagnostic = redaction.remark(diagnostic);
        }
    }
}

#[cfg(test)]
mod tests;
