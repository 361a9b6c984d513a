//! How strongly codes go together, and how probable that is by chance: columns beside those of co-occurrence.

use std::fmt;
use std::str::FromStr;

use rayon::prelude::*;

use crate::error::Result;
use crate::scope::words;
use crate::stats::{
    Interval, Probability, Shuffles, Tail, Together, Undefined, benjamini_hochberg, cochran_mantel_haenszel, within,
};
use crate::tally::{By, Counts};
use crate::wording::{Lang, args};

use super::Table;
use super::columns::Columns;
use super::cooccurrence::{Row, columns, pairs, undefined};
use super::definition::{Definition, Told, refuse_reserved};

/// How it is asked whether two codes are together more often than chance would have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PairTest {
    /// The one-sided exact test with mid-p.
    #[default]
    MidP,
    /// Fisher's exact test, one-sided.
    Fisher,
    /// Shuffles of one code over the units of each interview.
    Permutation,
    /// Cochran, Mantel and Haenszel over interviews, one-sided, with their common odds ratio.
    Cmh,
}

words!(PairTest, "midp" => PairTest::MidP, "fisher" => PairTest::Fisher, "permutation" => PairTest::Permutation, "cmh" => PairTest::Cmh);

impl PairTest {
    /// Whether units are compared within each interview alone, for which a tally needs
    /// [`by_transcript`](crate::tally::Further::by_transcript).
    #[must_use]
    pub fn is_within_interviews(self) -> bool {
        matches!(self, Self::Permutation | Self::Cmh)
    }
}

impl fmt::Display for PairTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for PairTest {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        Self::from_word(word).ok_or_else(|| format!("`{word}` is none of {}", Self::WORDS.join(", ")))
    }
}

/// Which test, and how it shuffles if it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Association {
    /// The test behind `p`.
    pub test: PairTest,
    /// The shuffles of [`PairTest::Permutation`].
    pub shuffles: Shuffles,
}

/// The pairs of [`cooccurrence`](super::cooccurrence), in the same order, with measures of association and a test.
///
/// The further columns are `expected, lift, phi, npmi, g2, odds_ratio, odds_low, odds_high`, with [`PairTest::Cmh`]
/// also `odds_common, odds_common_low, odds_common_high`, and last `p, q`. `q` is by Benjamini and Hochberg over the pairs of
/// the table whose test is defined.
///
/// # Errors
/// When the variable of `--by` has the name of a column.
pub fn associations(
    counts: &Counts,
    definition: &Definition<'_>,
    level: Option<usize>,
    association: Association,
) -> Result<Table> {
    if let Some(by) = &counts.by {
        refuse_reserved(&By::variable(by.as_str()))?;
    }
    let rows = pairs(counts, definition.codebook, level);
    let tables: Vec<Together> = rows.iter().map(|row| row.group.together(row.a, row.b)).collect();
    // Each pair by itself, so that the number of threads changes nothing.
    let tested: Vec<Tested> =
        rows.par_iter().zip(&tables).map(|(row, table)| Tested::of(row, *table, association)).collect();
    let p: Vec<Option<f64>> = tested.iter().map(|tested| tested.p.ok().map(Probability::value)).collect();

    let mut columns = columns(counts, definition, &rows);
    measures(&mut columns, &tables);
    if association.test == PairTest::Cmh {
        let odds = tested.iter().map(|tested| tested.odds).collect();
        odds_columns(&mut columns, "odds_common", odds);
    }
    let q = benjamini_hochberg(&p);
    columns.ratio("p", p);
    columns.ratio("q", q);

    let lang = definition.lang();
    let mut told =
        definition.of_counts(counts, &lang.phrase("caption-cooccurrence"), Some(&lang.phrase("caption-relation")));
    told.say([lang.phrase("caption-same-words"), lang.phrase("association-measures")]);
    told.say(said_of_test(association, &tested, lang));
    let Told { caption, mut rows } = told;
    rows.push(("test".into(), association.test.to_string()));
    if let Some(draws) = tested.iter().find_map(|tested| tested.drawn) {
        rows.push(("draws".into(), draws.to_string()));
        rows.push(("seed".into(), association.shuffles.seed.to_string()));
    }
    let mut undefined = undefined(definition);
    undefined.extend(reasons(association.test, lang));
    Ok(Table { name: "cooccurrence", frame: columns.into_frame()?, caption, definition: rows, undefined })
}

/// An odds ratio and its interval, where it has them.
type Odds = (Option<f64>, Option<Interval>);

/// What the test says of one pair.
struct Tested {
    p: Result<Probability, Undefined>,
    /// The common odds ratio and its interval, where the test has one.
    odds: Odds,
    /// The shuffles that were drawn, where not all were counted.
    drawn: Option<u32>,
}

impl Tested {
    fn of(row: &Row<'_>, table: Together, association: Association) -> Self {
        let plain = |p| Self { p, odds: (None, None), drawn: None };
        let interviews = || row.group.together_by_transcript(row.a, row.b);
        match association.test {
            PairTest::MidP => plain(table.mid_p()),
            // Of one possible table alone p would be 1 by definition: that is no test.
            PairTest::Fisher => plain(table.phi().and_then(|_| table.fisher(Tail::Greater))),
            PairTest::Permutation => match within(&interviews(), association.shuffles) {
                Ok(within) => Self { p: Ok(within.greater), odds: (None, None), drawn: within.drawn },
                Err(why) => plain(Err(why)),
            },
            PairTest::Cmh => match cochran_mantel_haenszel(&interviews()) {
                Ok(all) => Self { p: Ok(all.greater), odds: (all.odds.ok(), all.odds_interval.ok()), drawn: None },
                Err(why) => plain(Err(why)),
            },
        }
    }
}

fn measures(columns: &mut Columns, tables: &[Together]) {
    let of =
        |measure: fn(Together) -> Result<f64, Undefined>| tables.iter().map(|&table| measure(table).ok()).collect();
    columns.ratio("expected", of(Together::expected));
    columns.ratio("lift", of(Together::lift));
    columns.ratio("phi", of(Together::phi));
    columns.ratio("npmi", of(Together::npmi));
    columns.ratio("g2", of(Together::g2));
    let mut odds = Columns::default();
    let of =
        |table: &Together| table.odds_ratio().ok().map_or((None, None), |odds| (Some(odds.ratio), Some(odds.interval)));
    odds_columns(&mut odds, "odds", tables.iter().map(of).collect());
    odds.0[0].0 = "odds_ratio".into();
    columns.0.extend(odds.0);
}

/// An odds ratio and the two ends of its interval.
fn odds_columns(columns: &mut Columns, name: &str, odds: Vec<Odds>) {
    columns.ratio(name, odds.iter().map(|(ratio, _)| *ratio).collect());
    let end = |of: fn(Interval) -> f64| odds.iter().map(|(_, interval)| interval.map(of)).collect();
    columns.ratio(&format!("{name}_low"), end(|interval| interval.low));
    columns.ratio(&format!("{name}_high"), end(|interval| interval.high));
}

/// What the test is, what it assumes, and how many pairs it could not test.
fn said_of_test(association: Association, tested: &[Tested], lang: Lang) -> Vec<String> {
    let test = association.test;
    let mut sentences = vec![lang.phrased("association-test", args! { "test" => test.word() })];
    if test == PairTest::Permutation {
        sentences.push(shuffles(association, tested, lang));
    }
    let assumed = if test.is_within_interviews() { "association-within" } else { "association-independent" };
    sentences.push(lang.phrase(assumed));
    let mut said = vec![sentences.join(" ")];
    let defined = tested.iter().filter(|tested| tested.p.is_ok()).count();
    said.push(match tested.len() - defined {
        0 => lang.phrased("association-corrected", args! { "n" => defined }),
        others => {
            let values = args! { "n" => defined, "others" => others, "why" => lang.phrase(untested(test)) };
            lang.phrased("association-corrected-others", values)
        }
    });
    let least = |tested: &&Tested| tested.p.is_ok_and(|p| p.value() <= Probability::LEAST);
    if tested.iter().any(|tested| least(&tested)) {
        said.push(lang.phrase("association-least"));
    }
    said
}

/// Which shuffles were looked at, of how many pairs.
fn shuffles(association: Association, tested: &[Tested], lang: Lang) -> String {
    let Some(draws) = tested.iter().find_map(|tested| tested.drawn) else {
        return lang.phrase("association-shuffles-counted");
    };
    let seed = association.shuffles.seed.to_string();
    let mut values = args! { "n" => draws, "draws" => lang.number(u64::from(draws)), "seed" => seed };
    if association.shuffles.draws.is_some() {
        return lang.phrased("association-shuffles-drawn", values);
    }
    values.set("pairs", tested.iter().filter(|tested| tested.drawn.is_some()).count());
    lang.phrased("association-shuffles-both", values)
}

/// Why a pair has no test.
fn untested(test: PairTest) -> &'static str {
    if test.is_within_interviews() { "association-no-freedom-within" } else { "association-no-freedom" }
}

/// Why cells of the further columns may be empty.
fn reasons(test: PairTest, lang: Lang) -> Vec<(String, String)> {
    let p = untested(test);
    let mut reasons = vec![
        ("expected", "association-no-units"),
        ("lift", "association-no-unit"),
        ("phi", "association-no-freedom"),
        ("npmi", "association-no-npmi"),
        ("g2", "association-no-freedom"),
        ("odds_ratio", "association-no-freedom"),
        ("odds_low", "association-no-freedom"),
        ("odds_high", "association-no-freedom"),
    ];
    if test == PairTest::Cmh {
        reasons.push(("odds_common", "association-no-odds"));
        reasons.extend(["odds_common_low", "odds_common_high"].map(|name| (name, "association-no-interval")));
    }
    reasons.extend([("p", p), ("q", p)]);
    reasons.into_iter().map(|(name, why)| (name.to_owned(), lang.phrase(why))).collect()
}
