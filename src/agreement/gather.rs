//! One transcript's codings as patterns: which coders coded how many units.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::coding::{Coding, Status};
use crate::corpus::Document;
use crate::ids::{CodeId, TurnId};
use crate::scope::Unit;
use crate::segment::Segments;
use crate::tally::is_counted;

use super::drawn::Kept;
use super::sweep::{Stretches, joined, merged, sweep, within};
use super::{AgreementPlan, Axis, RatingUnit};

/// How many units exactly these coders coded, as places in [`AgreementPlan::coders`] in order; units that nobody coded
/// are not there.
pub type Patterns = BTreeMap<Vec<u32>, u64>;

/// How many units have exactly these codes: a set for each coder who rated them, in order. Units without any code
/// are not there.
pub type SetPatterns = BTreeMap<Vec<Vec<u32>>, u64>;

/// The passages of each coder, half-open in characters of the admitted text, in order; those of one coder and code that
/// overlap are one.
pub type Passages = BTreeMap<u32, Vec<Range<u64>>>;

/// What coders made of one interview, or of one case where the unit is the case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interview {
    /// The transcript's id, or the case.
    pub name: String,
    /// The cases whose words it holds.
    pub cases: BTreeSet<String>,
    /// Who rated it, as places in [`AgreementPlan::coders`], in order.
    pub raters: Vec<u32>,
    /// How many units are compared: all that it has, or those of them that were drawn and rated.
    pub units: u64,
    /// How many units it has.
    pub length: u64,
    /// Characters of the admitted text; counted where passages are kept.
    pub characters: u64,
    /// Each code with everything below it.
    pub codes: BTreeMap<CodeId, Patterns>,
    /// Each code by itself.
    pub own: BTreeMap<CodeId, Patterns>,
    /// All codes together, each by itself.
    pub sets: SetPatterns,
    /// The passages of each code by itself, where they are kept.
    pub passages: BTreeMap<CodeId, Passages>,
    /// Codings that cover no admitted word.
    pub outside: u64,
    /// Codings that cover no whole word.
    pub wordless: u64,
    /// Where drawn units alone are compared, those of each stratum as if they were all.
    pub strata: Vec<(usize, Interview)>,
    /// The number on the sheet, and the stratum, of drawn units that are not found again.
    pub lost: Vec<(usize, usize)>,
    /// For each case in it, where the unit is the case: who coded what.
    pub(super) by_case: Vec<(String, Present)>,
}

/// Who coded what at all: codes with everything below them, and by themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Present {
    pub codes: BTreeSet<(CodeId, u32)>,
    pub own: BTreeSet<(CodeId, u32)>,
}

/// Ranges of units by code and coder.
type Laid = BTreeMap<(CodeId, u32), Stretches>;

impl AgreementPlan {
    /// The codes that a coding counts for: the one that it counts as at the plan's level, and those above.
    #[must_use]
    pub fn counts_for(&self, code: CodeId) -> &[u32] {
        let line = self.tree.line(code.0);
        let above = line.len().saturating_sub(1);
        let from = self.level.map_or(0, |level| above.saturating_sub(level));
        &line[from..above]
    }

    /// Compares one whole transcript. `codings` are all of its codings; those that `takes` refuses are in no number, but
    /// show that their coder has read it.
    #[must_use]
    pub fn compare(
        &self,
        document: &Document,
        segments: &Segments,
        codings: &[Coding],
        takes: impl Fn(&Coding) -> bool,
    ) -> Interview {
        let axis = Axis::of(document, segments, self.unit, &self.admission);
        let kept = self.drawn.as_ref().map(|drawn| drawn.of(document, segments, &axis));
        let mut interview = Interview {
            name: document.name.clone(),
            cases: cases(document),
            raters: self.raters(codings, kept.as_ref()),
            units: kept.as_ref().map_or(axis.length(), |kept| kept.units.len() as u64),
            length: axis.length(),
            ..Interview::default()
        };
        let mut counted: Vec<(u32, &Coding)> = Vec::new();
        for coding in codings.iter().filter(|coding| coding.status != Status::Rejected && takes(coding)) {
            let Some(rater) = self.place_of(coding) else { continue };
            if is_counted(&self.admission, document, segments, coding) {
                counted.push((rater, coding));
            } else if segments.words_in(coding.span).is_empty() {
                interview.wordless += 1;
            } else {
                interview.outside += 1;
            }
        }
        let (mut codes, mut own) = self.laid(&axis, &counted);
        if let Some(kept) = kept {
            for (stratum, stretches) in kept.by_stratum() {
                let part = Interview {
                    raters: interview.raters.clone(),
                    units: stretches.iter().map(|stretch| stretch.end - stretch.start).sum(),
                    codes: patterns(&kept_of(&codes, &stretches)),
                    own: patterns(&kept_of(&own, &stretches)),
                    ..Interview::default()
                };
                interview.strata.push((stratum, part));
            }
            let stretches = kept.stretches();
            (codes, own) = (kept_of(&codes, &stretches), kept_of(&own, &stretches));
            interview.lost = kept.lost;
        }
        let cases = axis.cases(self.unit);
        if self.unit == RatingUnit::Of(Unit::Case) {
            interview.by_case = by_case(cases, &codes, &own);
        } else {
            interview.codes = patterns(&codes);
            interview.sets = sets(&own, &interview.raters);
            interview.own = patterns(&own);
        }
        if self.passages {
            let text = Axis::of(document, segments, RatingUnit::Character, &self.admission);
            interview.characters = text.length();
            interview.passages = self.passages_of(&text, &counted);
        }
        interview
    }

    /// Who rated a transcript with these codings; nobody where none of its units is compared.
    pub(super) fn raters(&self, codings: &[Coding], kept: Option<&Kept>) -> Vec<u32> {
        if kept.is_some_and(|kept| kept.units.is_empty()) {
            return Vec::new();
        }
        let there: BTreeSet<_> = codings.iter().map(|coding| coding.coder).collect();
        // Whoever rated a drawn unit may have found nothing in it.
        let by_draw = |coder: &u32| self.drawn.as_ref().is_some_and(|drawn| drawn.coders.contains(coder));
        let raters = (0..).zip(&self.coders);
        raters
            .filter(|(coder, rater)| rater.everywhere || there.contains(&rater.id) || by_draw(coder))
            .map(|(coder, _)| coder)
            .collect()
    }

    pub(super) fn place_of(&self, coding: &Coding) -> Option<u32> {
        self.coders.iter().position(|rater| rater.id == coding.coder).map(|place| place as u32)
    }

    /// The units of each code, with everything below it and by itself, and of each coder.
    fn laid(&self, axis: &Axis<'_>, counted: &[(u32, &Coding)]) -> (Laid, Laid) {
        let (mut codes, mut own) = (Laid::new(), Laid::new());
        for &(rater, coding) in counted {
            let covered = axis.covered(coding.span);
            let line = self.counts_for(coding.code);
            for &code in line {
                codes.entry((CodeId(code), rater)).or_default().extend(covered.iter().cloned());
            }
            if let Some(&code) = line.first() {
                own.entry((CodeId(code), rater)).or_default().extend(covered);
            }
        }
        for stretches in codes.values_mut().chain(own.values_mut()) {
            *stretches = merged(std::mem::take(stretches));
        }
        (codes, own)
    }

    fn passages_of(&self, text: &Axis<'_>, counted: &[(u32, &Coding)]) -> BTreeMap<CodeId, Passages> {
        let mut spans: BTreeMap<(CodeId, u32), Stretches> = BTreeMap::new();
        for &(rater, coding) in counted {
            // A passage goes on over the words of others between its own.
            let covered = text.covered(coding.span);
            let (Some(first), Some(last)) = (covered.first(), covered.last()) else { continue };
            if let Some(&code) = self.counts_for(coding.code).first() {
                spans.entry((CodeId(code), rater)).or_default().push(first.start..last.end);
            }
        }
        let mut passages: BTreeMap<CodeId, Passages> = BTreeMap::new();
        for ((code, rater), all) in spans {
            passages.entry(code).or_default().insert(rater, joined(all));
        }
        passages
    }
}

/// The cases whose words a document holds.
fn cases(document: &Document) -> BTreeSet<String> {
    let turns = (0..document.turns.len()).map(TurnId::new);
    let spoken = turns.filter_map(|turn| document.case_of(turn)).map(str::to_owned);
    spoken.chain(document.case.clone()).collect()
}

/// What of it lies in these units.
fn kept_of(laid: &Laid, units: &[Range<u64>]) -> Laid {
    let kept = laid.iter().map(|(key, stretches)| (*key, within(stretches, units)));
    kept.filter(|(_, stretches)| !stretches.is_empty()).collect()
}

/// Of each code which coders coded how many units.
fn patterns(laid: &Laid) -> BTreeMap<CodeId, Patterns> {
    let mut by_code: BTreeMap<CodeId, Vec<(u32, Stretches)>> = BTreeMap::new();
    for ((code, rater), stretches) in laid {
        by_code.entry(*code).or_default().push((*rater, stretches.clone()));
    }
    let of_code = |laid: Vec<(u32, Stretches)>| {
        let mut patterns = Patterns::new();
        sweep(&laid, |stretch, raters| {
            *patterns.entry(raters.iter().copied().collect()).or_default() += stretch.end - stretch.start;
        });
        patterns
    };
    by_code.into_iter().map(|(code, laid)| (code, of_code(laid))).filter(|(_, found)| !found.is_empty()).collect()
}

/// The codes that each rater gave, and to how many units.
fn sets(own: &Laid, raters: &[u32]) -> SetPatterns {
    let laid: Vec<((u32, u32), Stretches)> =
        own.iter().map(|((code, rater), stretches)| ((*rater, code.0), stretches.clone())).collect();
    let mut sets = SetPatterns::new();
    sweep(&laid, |stretch, marks| {
        let of_rater = |rater: &u32| marks.range((*rater, 0)..=(*rater, u32::MAX)).map(|&(_, code)| code).collect();
        *sets.entry(raters.iter().map(of_rater).collect()).or_default() += stretch.end - stretch.start;
    });
    sets
}

fn by_case(cases: &[String], codes: &Laid, own: &Laid) -> Vec<(String, Present)> {
    let in_unit = |laid: &Laid, unit: u64| -> BTreeSet<(CodeId, u32)> {
        let there = laid.iter().filter(|(_, stretches)| stretches.iter().any(|stretch| stretch.contains(&unit)));
        there.map(|(key, _)| *key).collect()
    };
    let present = |unit: u64| Present { codes: in_unit(codes, unit), own: in_unit(own, unit) };
    cases.iter().enumerate().map(|(unit, case)| (case.clone(), present(unit as u64))).collect()
}
