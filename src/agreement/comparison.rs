//! All interviews together, as statistics want them.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::CodeId;
use crate::scope::Unit;
use crate::stats::Square;

use super::drawn::{ComparedStratum, strata};
use super::gather::{Interview, Patterns, Present};
use super::{AgreementPlan, RatingUnit};

/// What coders made of all interviews.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Those that are resampled together: interviews, or cases where the unit is the case; in order.
    pub interviews: Vec<Interview>,
    /// How many coders are compared.
    pub coders: usize,
    /// How many transcripts there are.
    pub transcripts: u64,
    /// How many of them each coder has rated.
    pub rated: Vec<u64>,
    /// Codings that cover no admitted word.
    pub outside: u64,
    /// Codings that cover no whole word.
    pub wordless: u64,
    /// How many units there are, compared or not.
    pub units: u64,
    /// The strata that units were drawn in, where drawn ones alone are compared.
    pub strata: Vec<ComparedStratum>,
    /// The numbers of rated units that are not found again.
    pub lost: Vec<usize>,
}

impl Comparison {
    /// Puts the transcripts of a corpus together, in its order.
    #[must_use]
    pub fn new(plan: &AgreementPlan, transcripts: Vec<Interview>) -> Self {
        let rated = |rater: usize| transcripts.iter().filter(|one| one.raters.contains(&(rater as u32))).count();
        let mut comparison = Self {
            coders: plan.coders.len(),
            transcripts: transcripts.len() as u64,
            rated: (0..plan.coders.len()).map(|rater| rated(rater) as u64).collect(),
            outside: transcripts.iter().map(|one| one.outside).sum(),
            wordless: transcripts.iter().map(|one| one.wordless).sum(),
            units: transcripts.iter().map(|one| one.length).sum(),
            strata: plan.drawn.as_ref().map_or_else(Vec::new, |drawn| strata(drawn, &transcripts)),
            lost: transcripts.iter().flat_map(|one| &one.lost).map(|(number, _)| *number).collect(),
            interviews: Vec::new(),
        };
        comparison.lost.sort_unstable();
        comparison.interviews = if plan.unit == RatingUnit::Of(Unit::Case) { cases(transcripts) } else { transcripts };
        comparison
    }

    /// The same with these interviews alone.
    #[must_use]
    pub fn only(&self, keep: impl Fn(&Interview) -> bool) -> Self {
        let interviews = self.interviews.iter().filter(|interview| keep(interview)).cloned().collect();
        Self { interviews, ..self.clone() }
    }

    /// The interviews that at least two coders rated: the others say nothing of agreement.
    pub fn shared(&self) -> impl Iterator<Item = &Interview> {
        self.interviews.iter().filter(|interview| interview.raters.len() > 1)
    }

    /// The interviews that two coders both rated.
    pub fn rated_by(&self, a: u32, b: u32) -> impl Iterator<Item = &Interview> {
        self.interviews.iter().filter(move |interview| interview.is_rated_by(a, b))
    }

    /// The codes, with everything below them, that anybody used where two coders can be compared.
    #[must_use]
    pub fn used(&self) -> BTreeSet<CodeId> {
        self.shared().flat_map(|interview| interview.codes.keys().copied()).collect()
    }

    /// The same for codes by themselves.
    #[must_use]
    pub fn used_alone(&self) -> BTreeSet<CodeId> {
        self.shared().flat_map(|interview| interview.own.keys().copied()).collect()
    }

    /// Two coders and one code with everything below it, a square for each interview; of zeros where one of them has
    /// not rated it.
    #[must_use]
    pub fn squares(&self, code: CodeId, a: u32, b: u32) -> Vec<Square> {
        self.interviews.iter().map(|interview| interview.square(interview.codes.get(&code), a, b)).collect()
    }

    /// The same for the code by itself.
    #[must_use]
    pub fn squares_alone(&self, code: CodeId, a: u32, b: u32) -> Vec<Square> {
        self.interviews.iter().map(|interview| interview.square(interview.own.get(&code), a, b)).collect()
    }
}

impl Interview {
    /// Whether two coders both rated it.
    #[must_use]
    pub fn is_rated_by(&self, a: u32, b: u32) -> bool {
        self.raters.contains(&a) && self.raters.contains(&b)
    }

    /// Two coders' square of these patterns.
    #[must_use]
    pub fn square(&self, patterns: Option<&Patterns>, a: u32, b: u32) -> Square {
        let mut square = Square { both: 0, first: 0, second: 0, neither: 0 };
        if !self.is_rated_by(a, b) {
            return square;
        }
        for (coders, units) in patterns.into_iter().flatten() {
            match (coders.contains(&a), coders.contains(&b)) {
                (true, true) => square.both += units,
                (true, false) => square.first += units,
                (false, true) => square.second += units,
                (false, false) => {}
            }
        }
        square.neither = self.units - square.both - square.first - square.second;
        square
    }

    /// How many of its raters coded how many units of a code, zero included: (raters who did, units).
    #[must_use]
    pub fn votes(&self, patterns: Option<&Patterns>) -> Vec<(u32, u64)> {
        let mut votes: BTreeMap<u32, u64> = BTreeMap::new();
        let mut coded = 0;
        for (coders, units) in patterns.into_iter().flatten() {
            *votes.entry(coders.len() as u32).or_default() += units;
            coded += units;
        }
        if self.units > coded {
            *votes.entry(0).or_default() += self.units - coded;
        }
        votes.into_iter().collect()
    }
}

/// Each case as one interview of one unit. Whoever has not rated every transcript of a case has not rated the case: what
/// they did not find may stand in the transcript that they did not read.
fn cases(transcripts: Vec<Interview>) -> Vec<Interview> {
    let mut order: Vec<String> = Vec::new();
    let mut found: BTreeMap<String, (BTreeSet<u32>, Present)> = BTreeMap::new();
    for transcript in transcripts {
        let here: BTreeSet<u32> = transcript.raters.iter().copied().collect();
        for (case, present) in transcript.by_case {
            match found.get_mut(&case) {
                Some((raters, known)) => {
                    raters.retain(|rater| here.contains(rater));
                    known.codes.extend(present.codes);
                    known.own.extend(present.own);
                }
                None => {
                    order.push(case.clone());
                    found.insert(case, (here.clone(), present));
                }
            }
        }
    }
    let cases = order.into_iter().filter_map(|case| found.remove_entry(&case));
    cases.map(|(case, (raters, present))| of_case(case, raters, present)).collect()
}

fn of_case(case: String, raters: BTreeSet<u32>, present: Present) -> Interview {
    let patterns = |all: &BTreeSet<(CodeId, u32)>| {
        let mut by_code: BTreeMap<CodeId, Vec<u32>> = BTreeMap::new();
        for &(code, rater) in all.iter().filter(|(_, rater)| raters.contains(rater)) {
            by_code.entry(code).or_default().push(rater);
        }
        by_code.into_iter().map(|(code, coders)| (code, Patterns::from([(coders, 1)]))).collect()
    };
    let sets: Vec<Vec<u32>> = raters
        .iter()
        .map(|rater| present.own.iter().filter(|(_, by)| by == rater).map(|(code, _)| code.0).collect())
        .collect();
    Interview {
        cases: BTreeSet::from([case.clone()]),
        name: case,
        units: 1,
        codes: patterns(&present.codes),
        own: patterns(&present.own),
        sets: if sets.iter().all(Vec::is_empty) { BTreeMap::new() } else { BTreeMap::from([(sets, 1)]) },
        raters: raters.into_iter().collect(),
        ..Interview::default()
    }
}
