//! Tables with more columns than a screen: those that say most, beside names that can still be read.

use unicode_width::UnicodeWidthStr;

use super::Style;
use super::grid::Grid;
use super::terminal::{BETWEEN, NARROWEST_NAME, heading, lines, narrow, not_shown, partner, set};

/// The narrowest that a name is made to let one more column in.
const NAME: usize = 12;

/// Columns of pairs of codes, those first that say most.
pub(super) const OF_PAIRS: &[&str] = &["both", "participants_both", "units_a", "units_b", "same_words"];

/// Columns of frequencies, those first that say most.
pub(super) const OF_FREQUENCIES: &[&str] =
    &["participants", "transcripts", "units", "codings", "negated", "prompted", "mentions"];

/// The same, of which what is asked for comes before what is always there.
pub(super) const OF_MORE_FREQUENCIES: &[&str] = &[
    "participants",
    "participants_pct",
    "units",
    "units_pct",
    "participants_low_pct",
    "participants_high_pct",
    "units_low_pct",
    "units_high_pct",
    "dispersion",
    "dispersion_norm",
    "juilland_d",
    "carroll_d2",
    "rosengren_s",
    "per_1000_words",
    "per_1000_words_low",
    "per_1000_words_high",
    "coverage_pct",
];

/// The same where intervals are asked for: these and what they are of before anything else.
pub(super) const OF_INTERVALS: &[&str] = &[
    "participants_pct",
    "participants_low_pct",
    "participants_high_pct",
    "participants",
    "units",
    "units_pct",
    "units_low_pct",
    "units_high_pct",
    "per_1000_words",
    "per_1000_words_low",
    "per_1000_words_high",
    "dispersion",
    "dispersion_norm",
    "coverage_pct",
];

/// Columns of agreement: what other programs would say was asked for; then the coefficients, those first that are reported
/// most, and last what they are made of.
pub(super) const OF_AGREEMENT: &[&str] = &[
    "nvivo_percent",
    "nvivo_kappa",
    "maxqda_kappa",
    "atlas_percent",
    "atlas_holsti",
    "holsti",
    "alpha",
    "alpha_low",
    "alpha_high",
    "kappa",
    "kappa_low",
    "kappa_high",
    "ac1",
    "positive",
    "percent",
    "negative",
    "scott",
    "fleiss",
    "brennan_prediger",
    "prevalence",
    "bias",
];

/// Columns of how well coders find what a reference found.
pub(super) const OF_DETECTION: &[&str] = &[
    "precision",
    "recall",
    "f1",
    "precision_low",
    "precision_high",
    "recall_low",
    "recall_high",
    "f1_low",
    "f1_high",
    "tp",
    "fp",
    "fn",
];

/// What of each transcript tells whether it was read as it is meant.
pub(super) const OF_TRANSCRIPTS: &[&str] =
    &["turns", "words", "warnings", "interviewer", "others", "dropped", "duration"];

/// Columns of a table of pairs with measures, those first that say most.
pub(super) const OF_MEASURES: &[&str] =
    &["both", "participants_both", "expected", "p", "q", "lift", "phi", "odds_ratio", "odds_low", "odds_high"];

/// The same of a table of pairs of codings.
pub(super) const OF_RELATIONS: &[&str] = &["pairs", "participants_both", "codings_a", "codings_b", "c"];

/// The names, and as many columns as fit, in the table's order: first those of `most`, then the others as they come. What is
/// left out is named.
pub(super) fn chosen(grid: &Grid<'_>, most: &[&str], style: Style) -> String {
    chosen_lines(grid, most, style).0
}

/// The same, with how many lines the headings take.
pub(super) fn chosen_lines(grid: &Grid<'_>, most: &[&str], style: Style) -> (String, usize) {
    let cells = set(grid, style.lang);
    let widths: Vec<usize> = (0..grid.names.len())
        .map(|i| {
            let cells = cells.iter().map(|row| row[i].width()).max().unwrap_or(0);
            let head = narrow(&heading(grid, i, style.lang), cells, style.lang);
            head.iter().map(|line| line.width()).max().unwrap_or(0).max(cells)
        })
        .collect();
    let narrowest = |i: usize| {
        let name = if grid.names[i] == "code" { NARROWEST_NAME } else { NAME };
        if grid.numeric[i] { widths[i] } else { widths[i].min(name) }
    };
    let names = grid.numeric.iter().position(|&is_number| is_number).unwrap_or(grid.names.len());
    let mut shown: Vec<usize> = (0..names).collect();
    let mut used: usize = (0..names).map(|i| narrowest(i) + BETWEEN).sum();
    let first = most.iter().filter_map(|name| grid.column(name));
    let others = (names..grid.names.len()).filter(|&i| !most.contains(&grid.names[i].as_str()));
    for i in first.chain(others) {
        // The last column has no gap behind it.
        if used + narrowest(i) > style.width {
            break;
        }
        used += narrowest(i) + BETWEEN;
        shown.push(i);
    }
    shown.sort_unstable();
    let all = shown.clone();
    shown.retain(|&i| {
        partner(&grid.names[i]).and_then(|name| grid.column(&name)).is_none_or(|other| all.contains(&other))
    });
    let picked = Grid {
        names: shown.iter().map(|&i| grid.names[i].clone()).collect(),
        numeric: shown.iter().map(|&i| grid.numeric[i]).collect(),
        rows: grid.rows.iter().map(|row| shown.iter().map(|&i| row[i].clone()).collect()).collect(),
        variable: grid.variable.clone(),
    };
    let (mut text, head) = lines(&picked, style);
    let hidden = (0..grid.names.len()).filter(|i| !shown.contains(i)).map(|i| heading(grid, i, style.lang));
    let hidden: Vec<String> = hidden.collect();
    if !hidden.is_empty() {
        text.push_str(&not_shown(&hidden, style));
    }
    (text, head)
}
