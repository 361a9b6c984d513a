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
use crate::wording::{either, several};

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
    let lang = definition.lang();
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

    let Told { mut caption, rows: mut told } =
        definition.of_counts(counts, &lang.phrase("caption-cooccurrence"), Some(&lang.phrase("caption-relation")));
    caption.extend([lang.phrase("caption-same-words"), MEASURES.to_owned()]);
    caption.extend(said_of_test(association, &tested));
    told.push(("test".into(), association.test.to_string()));
    if let Some(draws) = tested.iter().find_map(|tested| tested.drawn) {
        told.push(("draws".into(), draws.to_string()));
        told.push(("seed".into(), association.shuffles.seed.to_string()));
    }
    let mut undefined = undefined(definition);
    undefined.extend(reasons(association.test));
    Ok(Table { name: "cooccurrence", frame: columns.into_frame()?, caption, definition: told, undefined })
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

const MEASURES: &str = "`expected` is units_a · units_b / units, `lift` both / expected; `phi` is Yule's φ (1912), `npmi` \
    the normalised pointwise mutual information (Bouma 2009), `g2` the log-likelihood ratio (Dunning 1993); `odds_ratio` has one \
    half added to each cell (Haldane 1956), `odds_low` to `odds_high` is its 95 % interval. Lift and odds ratio favour rare codes: \
    read them beside `both`.";

const INDEPENDENT: &str = "It takes units to be independent of one another and drawn at random. Units of one interview are \
    dependent, so that p is too small, and interviews are no random sample; a test within interviews answers the first.";

const WITHIN: &str = "So what one interview speaks of more than another does not count; it takes the units within an interview \
    to be exchangeable, and interviews are still no random sample.";

/// What the test is, what it assumes, and how many pairs it could not test.
fn said_of_test(association: Association, tested: &[Tested]) -> Vec<String> {
    let mut said = vec![match association.test {
        PairTest::MidP => format!(
            "`p` is how probable so many units with both, or more, would be by chance: the one-sided exact test with mid-p \
             (Lancaster 1961). {INDEPENDENT}"
        ),
        PairTest::Fisher => format!(
            "`p` is how probable so many units with both, or more, would be by chance: the one-sided exact test of Fisher \
             (1935). {INDEPENDENT}"
        ),
        PairTest::Permutation => format!(
            "`p` is how often so many units with both, or more, come out when one of the codes is shuffled over the units of \
             each transcript. {} {WITHIN}",
            shuffles(association, tested)
        ),
        PairTest::Cmh => format!(
            "`p` is the one-sided test of Cochran (1954), Mantel and Haenszel (1959), without correction, over transcripts: \
             units are compared within each transcript alone. `odds_common` is their common odds ratio, with the 95 % interval \
             of Robins, Breslow and Greenland (1986). p is approximate, and too small where few units hold both: shuffles \
             are exact. {WITHIN}"
        ),
    }];
    let defined = tested.iter().filter(|tested| tested.p.is_ok()).count();
    let undefined = tested.len() - defined;
    let mut sentence = format!(
        "`q` is p after Benjamini and Hochberg (1995) over the {} that could be tested",
        several(defined, "pair")
    );
    if undefined > 0 {
        sentence.push_str(&format!("; {undefined} could not: {}", untested(association.test)));
    }
    said.push(sentence + ".");
    let least = |tested: &&Tested| tested.p.is_ok_and(|p| p.value() <= Probability::LEAST);
    if tested.iter().any(|tested| least(&tested)) {
        said.push("A `p` of 1e-300 stands for that or anything smaller.".to_owned());
    }
    said
}

/// Which shuffles were looked at, of how many pairs.
fn shuffles(association: Association, tested: &[Tested]) -> String {
    let drawn = tested.iter().filter(|tested| tested.drawn.is_some()).count();
    let of = |draws: u32| {
        format!(
            "{} {} drawn with seed {}, and p is (r + 1) / ({draws} + 1)",
            several(draws, "shuffle"),
            either(draws, "was", "were"),
            association.shuffles.seed
        )
    };
    match tested.iter().find_map(|tested| tested.drawn) {
        None => "All shuffles were counted, none drawn.".to_owned(),
        Some(draws) if association.shuffles.draws.is_some() => format!("{}.", of(draws)),
        Some(draws) => format!(
            "All shuffles were counted but for {}, of which there are too many: there {}.",
            several(drawn, "pair"),
            of(draws)
        ),
    }
}

const NO_FREEDOM: &str = "one of the two codes is in no unit, or in all";

/// Why a pair has no test.
fn untested(test: PairTest) -> &'static str {
    if test.is_within_interviews() {
        "in every transcript one of the two codes is in no unit, or in all"
    } else {
        NO_FREEDOM
    }
}

/// Why cells of the further columns may be empty.
fn reasons(test: PairTest) -> Vec<(String, String)> {
    const NO_UNIT: &str = "one of the two codes is in no unit";
    const NO_ODDS: &str = "no transcript has units with each of the two codes alone";
    const NO_INTERVAL: &str =
        "no transcript has units with each of the two codes alone, or none has units with both and with neither";
    let p = untested(test);
    let mut reasons = vec![
        ("expected", "there are no units"),
        ("lift", NO_UNIT),
        ("phi", NO_FREEDOM),
        ("npmi", "one of the two codes is in no unit, or both are in all"),
        ("g2", NO_FREEDOM),
        ("odds_ratio", NO_FREEDOM),
        ("odds_low", NO_FREEDOM),
        ("odds_high", NO_FREEDOM),
    ];
    if test == PairTest::Cmh {
        reasons.push(("odds_common", NO_ODDS));
        reasons.extend(["odds_common_low", "odds_common_high"].map(|name| (name, NO_INTERVAL)));
    }
    reasons.extend([("p", p), ("q", p)]);
    reasons.into_iter().map(|(name, why)| (name.to_owned(), why.to_owned())).collect()
}
