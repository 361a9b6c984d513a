//! How far coders agree, and how well one finds what another found.
//!
//! | table | made by |
//! |---|---|
//! | `agreement` | [`agreement`]: a row a code, and rows for all codes together |
//! | `agreement_pairs` | [`agreement_of_pairs`]: a row for every two coders and each code |
//! | `detection` | [`detection`]: the same against a reference, with what was found and what was missed |
//! | `disagreements` | [`Disagreements`]: what they differ on, with its words |

mod alphas;
mod captions;
mod detection;
mod disagreements;
mod drawn;
mod measures;
mod overall;
mod pairs;
mod passages;

use std::collections::BTreeSet;

use crate::agreement::{AgreementPlan, Comparison, Interview};
use crate::codebook::Codebook;
use crate::error::Result;
use crate::ids::CodeId;
use crate::stats::{Bootstrap, Coincidences, Drawn, Draws, Scale, Square, Undefined, compat, specific_agreement};
use crate::wording::{Lang, args};

use super::definition::Definition;
use super::{Table, columns::Columns};
use captions::{Drawing, Told};
use measures::{Number, Reasoned, ends, of_a_hundred, some};

pub use alphas::Alphas;
pub use detection::{DetectionOptions, detection};
pub use disagreements::{DisagreementMaker, Disagreements, DisagreementsOf, rule_lines};
pub use measures::{Compat, MeasureSet};
pub use pairs::agreement_of_pairs;

/// What was compared, for a table of it.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// Who, on what.
    pub plan: &'a AgreementPlan,
    /// What came out.
    pub comparison: &'a Comparison,
    /// What the run is about.
    pub definition: &'a Definition<'a>,
}

/// Which columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgreementOptions {
    /// Which numbers.
    pub measures: MeasureSet,
    /// What other programs would say.
    pub compat: Vec<Compat>,
    /// With intervals, drawn by this seed.
    pub seed: Option<u64>,
}

impl Compared<'_> {
    /// The name of a coder by their place.
    fn name_of(&self, coder: u32) -> &str {
        self.plan.coders.get(coder as usize).map_or("", |rater| &rater.name)
    }

    /// The columns `theme`, `code` and `name` of these codes, and of rows of all codes, which have a name only.
    fn names(&self, rows: impl IntoIterator<Item = Named>, columns: &mut Columns) {
        let codebook: &Codebook = self.definition.codebook;
        let all = |how: &str| self.lang().phrased("agreement-all-codes", args! { "how" => how });
        let (mut themes, mut codes, mut names) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let (theme, code, name) = match row {
                Named::Code(id) => (
                    codebook.line_of(id).last().map_or("", |theme| &codebook.code(theme).id),
                    codebook.code(id).id.as_str(),
                    codebook.name_of(id, self.definition.language).to_owned(),
                ),
                Named::All(how) => ("", "", all(how)),
            };
            themes.push(Some(theme.to_owned()));
            codes.push(Some(code.to_owned()));
            names.push(Some(name));
        }
        columns.text("theme", themes);
        columns.text("code", codes);
        columns.text("name", names);
    }

    /// How many codes down to the plan's level are used by nobody in what is compared.
    fn unused(&self, used: &BTreeSet<CodeId>) -> usize {
        let codes = self.definition.codebook.codes.iter();
        let all = codes.filter(|code| self.plan.level.is_none_or(|level| code.depth < level)).count();
        all.saturating_sub(used.len())
    }
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Code(CodeId),
    /// All codes together, by the word of how.
    All(&'static str),
}

/// One row of `agreement`.
#[derive(Clone, Debug)]
struct Row {
    named: Named,
    units: u64,
    /// Units coded by all who rated them, by some, by none.
    coded: Option<[u64; 3]>,
    pairable: Option<u64>,
    percent: Number,
    alpha: Number,
    kappa: Number,
    ac1: Number,
    positive: Number,
    negative: Number,
    prevalence: Number,
    bias: Number,
    scott: Number,
    fleiss: Number,
    brennan_prediger: Number,
    /// u-α, binary u-α, cu-α, (k)u-α.
    unitized: [Number; 4],
    compat: Vec<(&'static str, Number)>,
    intervals: Vec<(&'static str, Drawn)>,
}

/// One row a code that anybody used, in the codebook's order, and last rows of all codes together.
///
/// The columns are `theme, code, name, all, some, percent, alpha, kappa, ac1, positive, units`; see [`AgreementOptions`]
/// for more of them. Only units that two coders or more rated are counted.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn agreement(compared: &Compared<'_>, options: &AgreementOptions) -> Result<Table> {
    let used = compared.comparison.used();
    let bootstrap = options.seed.map(|seed| Bootstrap { seed, ..Bootstrap::default() });
    let draws = bootstrap.map(|bootstrap| bootstrap.draws(compared.comparison.shared().count()));
    let mut rows: Vec<Row> = used.iter().map(|&code| of_code(compared, code, options, draws.as_ref())).collect();
    if !rows.is_empty() {
        rows.extend(overall::rows(compared, draws.as_ref()));
    }
    let is_all = options.measures.is_all();
    let mut made = Reasoned::default();
    compared.names(rows.iter().map(|row| row.named), &mut made.columns);
    for (i, name) in ["all", "some", "none"].into_iter().enumerate().take(if is_all { 3 } else { 2 }) {
        made.counts(name, rows.iter().map(|row| row.coded.map(|coded| coded[i])));
    }
    if is_all {
        made.counts("pairable", rows.iter().map(|row| row.pairable));
    }
    let column = |made: &mut Reasoned, name: &str, of: fn(&Row) -> &Number| {
        made.numbers(name, rows.iter().map(|row| *of(row)));
    };
    let interval = |made: &mut Reasoned, of: &str| {
        let Some(_) = bootstrap else { return };
        for (end, suffix) in ["low", "high"].into_iter().enumerate() {
            let cells = rows.iter().map(|row| {
                let drawn = row.intervals.iter().find(|(name, _)| *name == of);
                drawn.map_or(Ok(None), |(_, drawn)| ends(&drawn.interval)[end])
            });
            made.numbers(&format!("{of}_{suffix}"), cells);
        }
    };
    column(&mut made, "percent", |row| &row.percent);
    column(&mut made, "alpha", |row| &row.alpha);
    interval(&mut made, "alpha");
    column(&mut made, "kappa", |row| &row.kappa);
    interval(&mut made, "kappa");
    column(&mut made, "ac1", |row| &row.ac1);
    column(&mut made, "positive", |row| &row.positive);
    if is_all {
        column(&mut made, "negative", |row| &row.negative);
        column(&mut made, "prevalence", |row| &row.prevalence);
        column(&mut made, "bias", |row| &row.bias);
        column(&mut made, "scott", |row| &row.scott);
        column(&mut made, "fleiss", |row| &row.fleiss);
        column(&mut made, "brennan_prediger", |row| &row.brennan_prediger);
        column(&mut made, "u_alpha", |row| &row.unitized[0]);
        column(&mut made, "binary_u_alpha", |row| &row.unitized[1]);
        column(&mut made, "cu_alpha", |row| &row.unitized[2]);
        column(&mut made, "ku_alpha", |row| &row.unitized[3]);
    }
    // The same for every code, so on a narrow screen the first to go.
    made.counts("units", rows.iter().map(|row| Some(row.units)));
    if let Some(first) = rows.first() {
        for (i, (name, _)) in first.compat.iter().enumerate() {
            let cells = rows.iter().map(|row| row.compat.get(i).map_or(Ok(None), |(_, number)| *number));
            made.numbers(name, cells.collect::<Vec<_>>());
        }
    }
    let drawing =
        bootstrap.map(|bootstrap| drawing(bootstrap, rows.iter().flat_map(|row| &row.intervals).map(|(_, d)| d)));
    let compat: BTreeSet<Compat> = options.compat.iter().copied().collect();
    let told = compared.told(is_all, &compat, compared.unused(&used), drawing, &made.reasons);
    finish("agreement", made, told, compared.lang())
}

fn finish(name: &'static str, made: Reasoned, told: Told, lang: Lang) -> Result<Table> {
    let undefined = made.reasons.listed(lang);
    let Told { caption, definition } = told;
    Ok(Table { name, frame: made.columns.into_frame()?, caption, definition, undefined })
}

fn drawing<'d>(bootstrap: Bootstrap, drawn: impl Iterator<Item = &'d Drawn>) -> Drawing {
    let mut drawing = Drawing { seed: bootstrap.seed, draws: bootstrap.draws, ..Drawing::default() };
    for drawn in drawn {
        drawing.intervals += 1;
        drawing.undefined += u64::from(drawn.undefined);
    }
    drawing
}

/// The judgements of one code, in sums for each interview that at least two coders rated.
struct Judged {
    coincidences: Vec<Coincidences>,
    /// Where there are two coders.
    squares: Option<Vec<Square>>,
}

impl Judged {
    fn of(compared: &Compared<'_>, code: CodeId) -> Self {
        let shared = || compared.comparison.shared();
        let patterns = |interview: &Interview| interview.votes(interview.codes.get(&code));
        let coincidences = shared().map(|interview| coincidences(interview.raters.len(), &patterns(interview)));
        let squares = || shared().map(|interview| interview.square(interview.codes.get(&code), 0, 1)).collect();
        Self { coincidences: coincidences.collect(), squares: (compared.plan.coders.len() == 2).then(squares) }
    }

    fn together(&self) -> Coincidences {
        Coincidences::drawn(&self.coincidences, &vec![1; self.coincidences.len()])
    }

    fn square(&self) -> Option<Square> {
        self.squares.as_ref().map(|squares| squares.iter().copied().sum())
    }

    /// Intervals of α and κ.
    fn intervals(&self, draws: &Draws) -> Vec<(&'static str, Drawn)> {
        let intervals = draws.intervals(|times| match &self.squares {
            Some(squares) => {
                let square = Square::drawn(squares, times);
                [square.alpha(), square.kappa()]
            }
            None => {
                let drawn = Coincidences::drawn(&self.coincidences, times);
                [drawn.alpha(Scale::Nominal), drawn.fleiss()]
            }
        });
        ["alpha", "kappa"].into_iter().zip(intervals).collect()
    }
}

/// Yes and no of `raters` coders on units that as many of them coded as `votes` says.
fn coincidences(raters: usize, votes: &[(u32, u64)]) -> Coincidences {
    let mut sum = Coincidences::new(2);
    for &(yes, units) in votes {
        let mut one = crate::stats::Ratings::new(raters, 2);
        let judgements: Vec<Option<u32>> = (0..raters).map(|rater| Some(u32::from(rater < yes as usize))).collect();
        // As many ratings as coders, each 0 or 1: it fits.
        if one.push(&judgements).is_ok() {
            let one = one.coincidences();
            let (whole, rest) = (units / u64::from(u32::MAX), (units % u64::from(u32::MAX)) as u32);
            (0..whole).for_each(|_| sum.add(&one.scaled(u32::MAX)));
            sum.add(&one.scaled(rest));
        }
    }
    sum
}

fn of_code(compared: &Compared<'_>, code: CodeId, options: &AgreementOptions, draws: Option<&Draws>) -> Row {
    let judged = Judged::of(compared, code);
    let (all, square) = (judged.together(), judged.square());
    let of_two =
        |of: fn(&Square) -> Result<f64, Undefined>| square.as_ref().map_or(Ok(None), |square| some(of(square)));
    let votes: Vec<(u32, u32, u64)> = compared
        .comparison
        .shared()
        .flat_map(|interview| {
            let raters = interview.raters.len() as u32;
            interview.votes(interview.codes.get(&code)).into_iter().map(move |(yes, units)| (raters, yes, units))
        })
        .collect();
    let mut coded = [0; 3];
    for &(raters, yes, units) in &votes {
        coded[if yes == raters { 0 } else { 1 + usize::from(yes == 0) }] += units;
    }
    let inverse = votes.iter().map(|&(raters, yes, units)| (raters, raters - yes, units));
    let is_all = options.measures.is_all();
    Row {
        named: Named::Code(code),
        units: coded.iter().sum(),
        coded: Some(coded),
        pairable: Some(all.pairable_values()),
        percent: of_a_hundred(all.observed()),
        alpha: some(all.alpha(Scale::Nominal)),
        kappa: square.map_or_else(|| some(all.fleiss()), |square| some(square.kappa())),
        ac1: some(all.gwet_ac1()),
        positive: some(specific_agreement(votes.iter().copied())),
        negative: some(specific_agreement(inverse)),
        prevalence: of_two(Square::prevalence_index),
        bias: of_two(Square::bias_index),
        scott: of_two(Square::scott_pi),
        fleiss: some(all.fleiss()),
        brennan_prediger: some(all.brennan_prediger()),
        unitized: if is_all { passages::unitized(compared, code) } else { [Ok(None); 4] },
        compat: of_programs(compared, square, &options.compat),
        intervals: draws.map_or_else(Vec::new, |draws| judged.intervals(draws)),
    }
}

/// What other programs would say.
fn of_programs(compared: &Compared<'_>, square: Option<Square>, wanted: &[Compat]) -> Vec<(&'static str, Number)> {
    let wanted: BTreeSet<Compat> = wanted.iter().copied().collect();
    let Some(square) = square else { return Vec::new() };
    let codes = compared.comparison.used_alone().len() as u64;
    let mut numbers = Vec::new();
    for program in wanted {
        match program {
            Compat::Nvivo => {
                numbers.push(("nvivo_percent", of_a_hundred(square.percent())));
                numbers.push(("nvivo_kappa", some(compat::nvivo_kappa(&square))));
            }
            Compat::Maxqda => {
                let Square { both, first, second, .. } = square;
                numbers.push(("maxqda_kappa", some(compat::maxqda_kappa(both, first, second, codes))));
            }
            Compat::Atlas => {
                numbers.push(("atlas_percent", of_a_hundred(compat::atlas_ti_percent(&square))));
                numbers.push(("atlas_holsti", some(compat::atlas_ti_holsti(&square))));
            }
            Compat::Holsti => numbers.push(("holsti", some(square.holsti()))),
        }
    }
    numbers
}
