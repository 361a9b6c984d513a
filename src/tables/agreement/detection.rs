//! How well a coder finds what a reference found.

use crate::agreement::{Comparison, Detected, Splitting};
use crate::error::Result;
use crate::stats::{
    Bootstrap, Detection, Drawn, Draws, Undefined, WeightedDetection, macro_mean, micro, round12, wilson,
};
use crate::tables::Table;

use super::measures::{Number, Reasoned, ends, some};
use super::{Compared, Named, captions, drawing, finish};

/// Which columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DetectionOptions {
    /// With intervals, drawn by this seed.
    pub seed: Option<u64>,
}

struct Row {
    part: Option<bool>,
    coder: u32,
    named: Named,
    /// The units that were compared; none for a mean over codes.
    counts: Option<Detection>,
    /// What these say of all units.
    all: Option<WeightedDetection>,
    /// Precision, recall, F1.
    scores: [Number; 3],
    /// Their intervals.
    ends: [[Number; 2]; 3],
    /// What was drawn for them.
    drawn: Vec<Drawn>,
}

/// A score of what was found.
type Score = fn(&WeightedDetection) -> Result<f64, Undefined>;

/// The scores of a row.
const SCORES: [&str; 3] = ["precision", "recall", "f1"];

/// Every coder but the reference against it: one row a code that one of the two used, and rows of all codes together.
///
/// The columns are `part, coder, theme, code, name, tp, fp, fn, precision, recall, f1, units`: `part` where interviews are
/// held out; with intervals `precision_low, precision_high, recall_low, recall_high, f1_low, f1_high`. Only units that both
/// rated are counted.
///
/// Where a coder rated drawn units alone, `tp, fp, fn, units` are counts of those, and after the scores stand `tp_all, fp_all,
/// fn_all`, which estimate what all units hold ([`Comparison::detected`]); the scores are made of these. Their intervals draw interviews,
/// weights as they are, for precision and recall too: Wilson's takes every unit to count alike.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn detection(
    compared: &Compared<'_>,
    reference: u32,
    splitting: Option<&Splitting>,
    options: &DetectionOptions,
) -> Result<Table> {
    let bootstrap = options.seed.map(|seed| Bootstrap { seed, ..Bootstrap::default() });
    let parts: &[Option<bool>] = if splitting.is_some() { &[Some(false), Some(true)] } else { &[None] };
    let mut rows: Vec<Row> = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    for &part in parts {
        let here = compared.comparison.only(|interview| {
            let is_here = |splitting: &Splitting| part == Some(splitting.holds_out(&interview.name));
            interview.raters.contains(&reference) && splitting.is_none_or(is_here)
        });
        for coder in (0..compared.plan.coders.len() as u32).filter(|&coder| coder != reference) {
            let draws = bootstrap.map(|bootstrap| bootstrap.draws(here.rated_by(coder, reference).count()));
            let against = Against { comparison: &here, coder, reference, part, draws };
            let (made, without) = against.rows();
            rows.extend(made);
            left_out.extend((without != [0; 3]).then(|| compared.left_out(part, coder, without)));
        }
    }
    let mut made = Reasoned::default();
    if splitting.is_some() {
        let part = |row: &Row| row.part.map(|part| captions::part(part).to_owned());
        made.columns.text("part", rows.iter().map(part).collect());
    }
    made.columns.text("coder", rows.iter().map(|row| Some(compared.name_of(row.coder).to_owned())).collect());
    compared.names(rows.iter().map(|row| row.named), &mut made.columns);
    let count = |made: &mut Reasoned, name: &str, of: fn(&Detection) -> u64| {
        made.counts(name, rows.iter().map(|row| row.counts.as_ref().map(of)));
    };
    count(&mut made, "tp", |counts| counts.tp);
    count(&mut made, "fp", |counts| counts.fp);
    count(&mut made, "fn", |counts| counts.fn_);
    for (i, name) in SCORES.into_iter().enumerate() {
        made.numbers(name, rows.iter().map(|row| row.scores[i]));
    }
    if compared.plan.drawn.is_some() {
        let estimate = |made: &mut Reasoned, name: &str, of: fn(&WeightedDetection) -> f64| {
            made.numbers(name, rows.iter().map(|row| Ok(row.all.as_ref().map(|all| round12(of(all))))));
        };
        estimate(&mut made, "tp_all", |all| all.tp);
        estimate(&mut made, "fp_all", |all| all.fp);
        estimate(&mut made, "fn_all", |all| all.fn_);
    }
    for (i, name) in SCORES.into_iter().enumerate().filter(|_| bootstrap.is_some()) {
        for (end, suffix) in ["low", "high"].into_iter().enumerate() {
            made.numbers(&format!("{name}_{suffix}"), rows.iter().map(|row| row.ends[i][end]));
        }
    }
    made.counts("units", rows.iter().map(|row| row.counts.as_ref().map(units)));
    let drawing = bootstrap.map(|bootstrap| drawing(bootstrap, rows.iter().flat_map(|row| &row.drawn)));
    let told = compared.told_of_detection(reference, splitting, &left_out, drawing, &made.reasons);
    finish("detection", made, told, compared.lang())
}

fn units(counts: &Detection) -> u64 {
    counts.tp + counts.fp + counts.fn_ + counts.tn
}

/// Of what was found, what is there; of what is there, what was found; F1. On their way to a mean not rounded yet, so that
/// only the mean is.
const SHARES: [Score; 3] = [
    |all| share(all.tp, all.tp + all.fp),
    |all| share(all.tp, all.tp + all.fn_),
    |all| share(2.0 * all.tp, 2.0 * all.tp + all.fp + all.fn_),
];

fn share(part: f64, whole: f64) -> Result<f64, Undefined> {
    if whole > 0.0 { Ok(part / whole) } else { Err(Undefined::Empty) }
}

/// Wilson's interval of one code's precision, and of its recall.
fn wilsons(counts: &Detection) -> [[Number; 2]; 2] {
    [counts.tp + counts.fp, counts.tp + counts.fn_].map(|n| ends(&wilson(counts.tp, n)))
}

/// One coder against the reference, in one part.
struct Against<'a> {
    comparison: &'a Comparison,
    coder: u32,
    reference: u32,
    part: Option<bool>,
    draws: Option<Draws>,
}

impl Against<'_> {
    /// The rows, and how many codes the three means leave out.
    fn rows(&self) -> (Vec<Row>, [usize; 3]) {
        let (coder, reference) = (self.coder, self.reference);
        let is_used = |one: &Detected| one.counts.tp + one.counts.fp + one.counts.fn_ > 0;
        let mut rows: Vec<Row> = Vec::new();
        for code in self.comparison.codes() {
            let found = self.comparison.detected(code, coder, reference);
            if is_used(&found) {
                let drawn = self.scored(|times| {
                    let all = WeightedDetection::drawn(&found.interviews, times);
                    SCORED.map(|score| score(&all))
                });
                rows.push(self.row(Named::Code(code), found.counts, found.all, drawn));
            }
        }
        let codes = self.comparison.codes_alone().into_iter();
        let codes = codes.map(|code| self.comparison.detected_alone(code, coder, reference)).filter(is_used);
        let codes: Vec<Detected> = codes.collect();
        if codes.is_empty() {
            return (rows, [0; 3]);
        }
        let each = |times: &[u32]| -> Vec<WeightedDetection> {
            codes.iter().map(|code| WeightedDetection::drawn(&code.interviews, times)).collect()
        };
        let counts: Vec<Detection> = codes.iter().map(|code| code.counts).collect();
        let all: Vec<WeightedDetection> = codes.iter().map(|code| code.all).collect();
        let drawn = self.scored(|times| {
            let all = WeightedDetection::micro(&each(times));
            SCORED.map(|score| score(&all))
        });
        rows.push(self.row(Named::All("micro"), micro(&counts), WeightedDetection::micro(&all), drawn));
        let mean = |score: usize, all: &[WeightedDetection]| macro_mean(all.iter().map(SHARES[score]));
        let means = [0, 1, 2].map(|score| mean(score, &all));
        let drawn = self.scored(|times| {
            let all = each(times);
            [0, 1, 2].map(|score| mean(score, &all).0)
        });
        rows.push(Row {
            part: self.part,
            coder,
            named: Named::All("macro"),
            counts: None,
            all: None,
            scores: means.map(|(mean, _)| some(mean)),
            ends: ends_of(&drawn),
            drawn: drawn.into_iter().flatten().collect(),
        });
        (rows, means.map(|(_, left_out)| left_out))
    }

    /// What is drawn for the three scores: F1 alone where precision and recall have Wilson's interval or none.
    fn scored(&self, statistics: impl Fn(&[u32]) -> [Result<f64, Undefined>; 3] + Sync) -> [Option<Drawn>; 3] {
        let Some(draws) = &self.draws else { return [None; 3] };
        let [precision, recall, f1] = draws.intervals(statistics);
        if self.is_weighted() { [Some(precision), Some(recall), Some(f1)] } else { [None, None, Some(f1)] }
    }

    fn is_weighted(&self) -> bool {
        !self.comparison.strata.is_empty()
    }

    fn row(&self, named: Named, counts: Detection, all: WeightedDetection, drawn: [Option<Drawn>; 3]) -> Row {
        let mut ends = ends_of(&drawn);
        // A sum over codes counts a unit several times, and has no such interval.
        if let (Named::Code(_), false, Some(_)) = (named, self.is_weighted(), &self.draws) {
            [ends[0], ends[1]] = wilsons(&counts);
        }
        Row {
            part: self.part,
            coder: self.coder,
            named,
            counts: Some(counts),
            all: Some(all),
            scores: SCORED.map(|score| some(score(&all))),
            ends,
            drawn: drawn.into_iter().flatten().collect(),
        }
    }
}

/// The scores of one code, each with its own reason where there is none.
const SCORED: [Score; 3] = [WeightedDetection::precision, WeightedDetection::recall, WeightedDetection::f1];

fn ends_of(drawn: &[Option<Drawn>; 3]) -> [[Number; 2]; 3] {
    drawn.map(|drawn| drawn.map_or([Ok(None); 2], |drawn| ends(&drawn.interval)))
}
