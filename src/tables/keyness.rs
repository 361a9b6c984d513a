//! The words of some passages or people against those of all others.

use crate::error::Result;
use crate::stats::{Occurrences, log_likelihood_two_cells, log_ratio, ratio};
use crate::tally::Vocabulary;
use crate::wording::{Lang, args};

use super::Table;
use super::columns::{Columns, cell};
use super::definition::{Definition, Told};

/// One row a word that occurs at least `least` times in all, those most typical of the words looked at first, those most typical of the
/// others last: `word, count, rest_count, per_1000, rest_per_1000, log_ratio, g2`.
///
/// `sought` says in words of the definition's language which ones are looked at, and `by_rules` whether rules chose them, by words that they look for.
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
    let lang = Lang::of(definition.language);
    let Told { caption: general, rows: definition_rows } = definition.of_rows(
        &lang.phrase("keyness-counted"),
        &[
            ("sought", sought.to_owned()),
            ("words", all.here.to_string()),
            ("rest_words", all.elsewhere.to_string()),
            ("least", least.to_string()),
        ],
    );
    let mut general = general.into_iter();
    let mut caption: Vec<String> = general.next().into_iter().collect();
    let words = lang.phrased("words", args! { "n" => all.here });
    let sides = args! { "sought" => sought, "words" => words, "others" => all.elsewhere };
    caption.push(lang.phrased("keyness-sides", sides));
    if rare > 0 {
        caption.push(lang.phrased("keyness-rare", args! { "n" => rare, "least" => least }));
    }
    if by_rules {
        caption.push(lang.phrase("keyness-by-rules"));
    }
    caption.push(lang.phrase("keyness-read"));
    caption.extend(general);
    let why = lang.phrase("keyness-no-words");
    let undefined = ["per_1000", "rest_per_1000", "log_ratio", "g2"].map(|name| (name.to_owned(), why.clone()));
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
