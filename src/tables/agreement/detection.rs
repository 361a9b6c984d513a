//! How well a coder finds what a reference found.

use std::collections::BTreeSet;

use crate::agreement::{Comparison, Splitting};
use crate::error::Result;
use crate::ids::CodeId;
use crate::stats::{Bootstrap, Detection, Drawn, Draws, Square, Undefined, macro_mean, micro, wilson};
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
    /// None for a mean over codes.
    counts: Option<Detection>,
    precision: Number,
    recall: Number,
    f1: Number,
    drawn: Option<Drawn>,
}

/// Every coder but the reference against it: one row a code that one of the two used, and rows of all codes together.
///
/// The columns are `part, coder, theme, code, name, tp, fp, fn, precision, recall, f1, units`: `part` where interviews are
/// held out; with intervals `precision_low, precision_high, recall_low, recall_high, f1_low, f1_high`. Only units that both
/// rated are counted.
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
            let where_ = part.map(|part| format!("{}, ", captions::part(part))).unwrap_or_default();
            left_out.extend((without != [0; 3]).then(|| {
                let [precision, recall, f1] = without;
                format!(
                    "Codes without a number, left out of the macro means ({where_}{}): precision {precision}, recall \
                     {recall}, f1 {f1}.",
                    compared.name_of(coder)
                )
            }));
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
    let score = |made: &mut Reasoned, name: &str, of: fn(&Row) -> Number| made.numbers(name, rows.iter().map(of));
    let interval = |made: &mut Reasoned, name: &str, of: fn(&Row) -> [Number; 2]| {
        for (end, suffix) in ["low", "high"].into_iter().enumerate() {
            let cells: Vec<Number> = rows.iter().map(|row| of(row)[end]).collect();
            made.numbers(&format!("{name}_{suffix}"), cells);
        }
    };
    score(&mut made, "precision", |row| row.precision);
    score(&mut made, "recall", |row| row.recall);
    score(&mut made, "f1", |row| row.f1);
    if bootstrap.is_some() {
        interval(&mut made, "precision", |row| scored(row, precise));
        interval(&mut made, "recall", |row| scored(row, recalled));
        interval(&mut made, "f1", |row| row.drawn.map_or([Ok(None); 2], |drawn| ends(&drawn.interval)));
    }
    made.counts("units", rows.iter().map(|row| row.counts.as_ref().map(units)));
    let drawing = bootstrap.map(|bootstrap| drawing(bootstrap, rows.iter().filter_map(|row| row.drawn.as_ref())));
    let told = compared.told_of_detection(compared.name_of(reference), splitting, &left_out, drawing, &made.reasons);
    finish("detection", made, told)
}

fn units(counts: &Detection) -> u64 {
    counts.tp + counts.fp + counts.fn_ + counts.tn
}

/// Of what was found, what is there.
fn precise(counts: &Detection) -> (u64, u64) {
    (counts.tp, counts.tp + counts.fp)
}

/// Of what is there, what was found.
fn recalled(counts: &Detection) -> (u64, u64) {
    (counts.tp, counts.tp + counts.fn_)
}

/// F1 as a share.
fn harmonic(counts: &Detection) -> (u64, u64) {
    (2 * counts.tp, 2 * counts.tp + counts.fp + counts.fn_)
}

/// A share on its way to a mean: not yet rounded, so that only the mean is.
fn share((part, whole): (u64, u64)) -> Result<f64, Undefined> {
    if whole == 0 { Err(Undefined::Empty) } else { Ok(part as f64 / whole as f64) }
}

/// Wilson's interval of one code's share; a sum over codes counts a unit several times, and has none.
fn scored(row: &Row, share: fn(&Detection) -> (u64, u64)) -> [Number; 2] {
    match (&row.counts, row.named) {
        (Some(counts), Named::Code(_)) => {
            let (hits, n) = share(counts);
            ends(&wilson(hits, n))
        }
        _ => [Ok(None); 2],
    }
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
        let both = |code: CodeId| self.rated(self.comparison.squares(code, self.coder, self.reference));
        let alone = |code: CodeId| self.rated(self.comparison.squares_alone(code, self.coder, self.reference));
        let is_used = |squares: &[Square]| squares.iter().any(|s| s.both + s.first + s.second > 0);
        let used: BTreeSet<CodeId> = self.comparison.interviews.iter().flat_map(|i| i.codes.keys().copied()).collect();
        let mut rows: Vec<Row> = Vec::new();
        for code in used {
            let squares = both(code);
            if is_used(&squares) {
                let [drawn] = self.draw(|times| [counted(&Square::drawn(&squares, times)).f1()]);
                rows.push(self.row(Named::Code(code), counted(&squares.iter().copied().sum()), drawn));
            }
        }
        let codes: BTreeSet<CodeId> = self.comparison.interviews.iter().flat_map(|i| i.own.keys().copied()).collect();
        let codes: Vec<Vec<Square>> = codes.into_iter().map(alone).filter(|squares| is_used(squares)).collect();
        if codes.is_empty() {
            return (rows, [0; 3]);
        }
        let groups = codes[0].len();
        let each = |times: &[u32]| -> Vec<Detection> {
            codes.iter().map(|squares| counted(&Square::drawn(squares, times))).collect()
        };
        let found = each(&vec![1; groups]);
        let mean = |of: fn(&Detection) -> (u64, u64), found: &[Detection]| macro_mean(found.iter().map(of).map(share));
        let [of_micro, of_macro] = self.draw(|times| {
            let found = each(times);
            [micro(&found).f1(), mean(harmonic, &found).0]
        });
        rows.push(self.row(Named::All("all codes (micro)"), micro(&found), of_micro));
        let (precision, without_precision) = mean(precise, &found);
        let (recall, without_recall) = mean(recalled, &found);
        let (f1, without_f1) = mean(harmonic, &found);
        rows.push(Row {
            part: self.part,
            coder: self.coder,
            named: Named::All("all codes (macro)"),
            counts: None,
            precision: some(precision),
            recall: some(recall),
            f1: some(f1),
            drawn: of_macro,
        });
        (rows, [without_precision, without_recall, without_f1])
    }

    /// The squares of interviews that both rated.
    fn rated(&self, squares: Vec<Square>) -> Vec<Square> {
        let both = self.comparison.interviews.iter().map(|interview| interview.is_rated_by(self.coder, self.reference));
        squares.into_iter().zip(both).filter_map(|(square, both)| both.then_some(square)).collect()
    }

    fn draw<const N: usize>(
        &self,
        statistics: impl Fn(&[u32]) -> [Result<f64, Undefined>; N] + Sync,
    ) -> [Option<Drawn>; N] {
        self.draws.as_ref().map_or([None; N], |draws| draws.intervals(statistics).map(Some))
    }

    fn row(&self, named: Named, counts: Detection, drawn: Option<Drawn>) -> Row {
        let (precision, recall, f1) = (some(counts.precision()), some(counts.recall()), some(counts.f1()));
        Row { part: self.part, coder: self.coder, named, counts: Some(counts), precision, recall, f1, drawn }
    }
}

/// The coder is the first of the two, the reference the second.
fn counted(square: &Square) -> Detection {
    Detection { tp: square.both, fp: square.first, fn_: square.second, tn: square.neither }
}
