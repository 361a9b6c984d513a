//! The words of some passages or people against those of all others.

use crate::error::Result;
use crate::stats::{Occurrences, log_likelihood_two_cells, log_ratio, ratio};
use crate::tally::Vocabulary;
use crate::wording::{either, several};

use super::Table;
use super::columns::{Columns, cell};
use super::definition::{Definition, Told};

const KEYNESS: &str =
    "How much more, or less, each word is used here than elsewhere; words are folded: without capitals and accents.";
const BY_RULES: &str = "Rules chose these passages, by words that they look for: those come first by construction.";
const READ: &str = "`g2` is the two-cell log-likelihood of Rayson & Garside (2000), negative where the word is rarer here; `log_ratio` is that of \
    Hardie (2014): each step is a doubling, and a count of 0 is taken for half a one. This is for exploring: words of one interview \
    are not independent, so there is no probability here, and a word may be the habit of one person: look with kwic.";

/// One row a word that occurs at least `least` times in all, those most typical of the words looked at first, those most typical of the
/// others last: `word, count, rest_count, per_1000, rest_per_1000, log_ratio, g2`.
///
/// `sought` says in words which ones are looked at, and `by_rules` whether rules chose them, by words that they look for.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn keyness(
    vocabulary: &Vocabulary,
    least: u64,
    definition: &Definition<'_>,
    sought: &str,
    by_rules: bool,
) -> Result<Table> {
    let all = vocabulary.words;
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut rare = 0_u64;
    for (word, said) in &vocabulary.each {
        if said.here + said.elsewhere < least {
            rare += 1;
            continue;
        }
        let here = Occurrences { count: said.here, words: all.here };
        let there = Occurrences { count: said.elsewhere, words: all.elsewhere };
        let ratio = log_ratio(here, there).ok();
        let is_rarer =
            u128::from(said.here) * u128::from(all.elsewhere) < u128::from(said.elsewhere) * u128::from(all.here);
        let g2 = log_likelihood_two_cells(here, there).ok().map(|g2| if is_rarer { -g2 } else { g2 });
        rows.push(Row { word, here, there, ratio, g2 });
    }
    rows.sort_by(|a, b| b.g2.unwrap_or(0.0).total_cmp(&a.g2.unwrap_or(0.0)).then_with(|| a.word.cmp(b.word)));
    let per_1000 = |text: Occurrences| ratio(1000 * text.count, text.words).ok();
    let mut columns = Columns::default();
    columns.text("word", rows.iter().map(|row| Some(row.word.to_owned())).collect());
    columns.count("count", rows.iter().map(|row| cell(row.here.count)).collect());
    columns.count("rest_count", rows.iter().map(|row| cell(row.there.count)).collect());
    columns.ratio("per_1000", rows.iter().map(|row| per_1000(row.here)).collect());
    columns.ratio("rest_per_1000", rows.iter().map(|row| per_1000(row.there)).collect());
    columns.ratio("log_ratio", rows.iter().map(|row| row.ratio).collect());
    columns.ratio("g2", rows.iter().map(|row| row.g2).collect());
    let Told { caption: general, rows: definition_rows } = definition.of_rows(
        KEYNESS,
        &[
            ("sought", sought.to_owned()),
            ("words", all.here.to_string()),
            ("rest_words", all.elsewhere.to_string()),
            ("least", least.to_string()),
        ],
    );
    let mut general = general.into_iter();
    let mut caption: Vec<String> = general.next().into_iter().collect();
    caption.push(format!("Here: {sought}, {}; elsewhere: the other {}.", several(all.here, "word"), all.elsewhere));
    if rare > 0 {
        caption.push(format!(
            "Left out: {} that {} fewer than {} in all.",
            several(rare, "different word"),
            either(rare, "occurs", "occur"),
            several(least, "time")
        ));
    }
    if by_rules {
        caption.push(BY_RULES.to_owned());
    }
    caption.push(READ.to_owned());
    caption.extend(general);
    let why = "there are no words here, or none elsewhere";
    let undefined = ["per_1000", "rest_per_1000", "log_ratio", "g2"].map(|name| (name.to_owned(), why.to_owned()));
    Ok(Table {
        name: "keyness",
        frame: columns.into_frame()?,
        caption,
        definition: definition_rows,
        undefined: undefined.into(),
    })
}

struct Row<'a> {
    word: &'a str,
    here: Occurrences,
    there: Occurrences,
    ratio: Option<f64>,
    g2: Option<f64>,
}
