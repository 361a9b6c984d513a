//! What rules propose, laid out for a reader who decides.

use std::ops::Range;

use crate::codebook::CodeEntry;
use crate::coding::{Anchor, Around, Coding, Status};
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, CoderId, DocumentId, TurnId};
use crate::segment::{Segments, Stretch};
use crate::tally::{CodeTree, is_counted};
use crate::text::Span;
use crate::wording::{Lang, args};

use super::lots::Lots;
use super::place::{CodePoints, Whereabouts};
use super::{Definition, Sample, sentences};

/// Which proposals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProposalSelection {
    /// Of this code and everything below it; else of all.
    pub code: Option<CodeId>,
    /// Also those that somebody has decided on.
    pub decided: bool,
    /// Only so many, drawn at random.
    pub sample: Option<Sample>,
}

/// A coding that rules propose, with what a reader needs to decide on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// In which document.
    pub document: DocumentId,
    /// Its id.
    pub transcript: String,
    /// Who speaks.
    pub speaker: String,
    /// The code.
    pub code: CodeId,
    /// The sentence before, with who says it where that is somebody else.
    pub before: String,
    /// The passage, mostly a sentence.
    pub text: String,
    /// The matched words, as bytes of `text`, in order of place; they do not overlap.
    pub marks: Vec<Range<usize>>,
    /// The sentence after, with who says it where that is somebody else.
    pub after: String,
    /// What was decided before; `proposed` where nothing was.
    pub status: Status,
    /// Memos on it.
    pub memo: String,
    /// What the passage is found again by.
    pub anchor: Anchor,
}

/// A sheet to review: proposals in order of place, and what they are about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewSheet {
    /// A row each.
    pub proposals: Vec<Proposal>,
    /// Of how many they were drawn; all of them without a sample.
    pub of: usize,
    /// The codebook's codes, in its order.
    pub codes: Vec<CodeEntry>,
    /// What is in it: sentences.
    pub about: Vec<String>,
    /// The language of these, and of what people look at: headings, and the decisions to choose from.
    pub lang: Lang,
}

/// Collects proposals, document by document, in the corpus's order.
#[derive(Debug)]
pub struct Proposals<'a> {
    selection: ProposalSelection,
    tree: &'a CodeTree,
    admission: &'a Admission,
    rules: CoderId,
    lots: Lots<Proposal>,
}

impl<'a> Proposals<'a> {
    /// None yet; `rules` is the coder that stands for them.
    #[must_use]
    pub fn new(selection: ProposalSelection, tree: &'a CodeTree, admission: &'a Admission, rules: CoderId) -> Self {
        Self { selection, tree, admission, rules, lots: Lots::new(selection.sample) }
    }

    /// Adds those of a document; `rejected` are what was decided against.
    pub fn add(&mut self, document: &Document, segments: &Segments, codings: &[Coding], rejected: &[Coding]) {
        let Self { selection, tree, admission, rules, lots } = self;
        let is_wanted = |coding: &&Coding| {
            let is_of_code = selection.code.is_none_or(|code| coding.code == code || tree.is_below(coding.code, code));
            let is_open = coding.status == Status::Proposed;
            // What was rejected is in no table, and so is looked at as if it were proposed.
            let as_proposed = Coding { status: Status::Proposed, mentions: Vec::new(), ..Coding::clone(coding) };
            coding.coder == *rules
                && is_of_code
                && (is_open || selection.decided)
                && is_counted(admission, document, segments, &as_proposed)
        };
        let rejected = rejected.iter().filter(|_| selection.decided);
        let mut wanted: Vec<&Coding> = codings.iter().chain(rejected).filter(is_wanted).collect();
        wanted.sort_by_key(|coding| (coding.span, coding.code));
        let mut points = CodePoints::of(document);
        for coding in wanted {
            lots.keep(|| proposal(document, segments, coding, &mut points));
        }
    }

    /// The sheet, in order of transcript and place.
    #[must_use]
    pub fn finish(self, definition: &Definition<'_>) -> ReviewSheet {
        let selection = self.selection;
        let (mut proposals, of) = self.lots.finish();
        proposals.sort_by_key(|one| (one.document, one.anchor.place, one.code));
        let lang = Lang::of(definition.language);
        let mut about = vec![lang.phrase("review-about")];
        if let Some(code) = selection.code {
            let code = definition.codebook.code(code).id.as_str();
            about.push(lang.phrased("review-only-code", args! { "code" => code }));
        }
        about.push(lang.phrase(if selection.decided { "review-decided-too" } else { "review-open-only" }));
        if let Some(sample) = selection.sample {
            about.push(sentences::sampled(definition, proposals.len(), of, sample.seed));
        }
        about.push(sentences::words_of(definition));
        about.extend(sentences::unreadable(definition));
        about.extend(definition.masked_words(Lang::of(definition.language)));
        about.push(sentences::codebook(definition));
        ReviewSheet { proposals, of, codes: CodeEntry::all(definition.codebook, definition.language), about, lang }
    }
}

fn proposal(document: &Document, segments: &Segments, coding: &Coding, points: &mut CodePoints<'_>) -> Proposal {
    let place = Whereabouts::of(document, points, coding.turn, coding.span);
    let mentions = coding.mentions.iter().map(|mention| mention.span).filter(|&mention| coding.span.contains(mention));
    let mut spans: Vec<Span> = mentions.collect();
    spans.sort_unstable();
    // Mentions of one code share no word, but a rule between words may lie in another.
    spans.dedup_by(|next, first| {
        let overlaps = first.end > next.start;
        if overlaps {
            first.end = first.end.max(next.end);
        }
        overlaps
    });
    let (text, marks) = document.quote_with(coding.span, &spans);
    let (before, after) = neighbours(document, segments, coding.span);
    Proposal {
        document: document.id,
        transcript: document.name.clone(),
        speaker: place.speaker.unwrap_or_default(),
        code: coding.code,
        before,
        text,
        marks: marks.into_iter().filter(|mark| !mark.is_empty()).collect(),
        after,
        status: coding.status,
        memo: coding.memo.clone(),
        anchor: Anchor {
            place: usize::try_from(place.start).ok().zip(usize::try_from(place.end).ok()),
            quote: Some(document.quote(coding.span)),
            around: Some(Around::of(document, coding.span)),
        },
    }
}

/// The sentences before and after a passage, with who says them where that is somebody else.
fn neighbours(document: &Document, segments: &Segments, span: Span) -> (String, String) {
    let sentences = &segments.sentences;
    let first = sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let next = sentences.partition_point(|sentence| sentence.span.start < span.end);
    let here = |at: usize| sentences.get(at).map(|sentence| sentence.turn);
    let shown = |sentence: Option<&Stretch>, turn: Option<TurnId>| {
        sentence.map_or_else(String::new, |sentence| {
            let words = document.quote(sentence.span);
            let who = document.speaker(sentence.turn).filter(|_| turn != Some(sentence.turn));
            who.map_or_else(|| words.clone(), |who| format!("{}: {words}", who.label))
        })
    };
    let before = first.checked_sub(1).and_then(|at| sentences.get(at));
    (shown(before, here(first)), shown(sentences.get(next), here(next.saturating_sub(1))))
}
