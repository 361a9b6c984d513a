//! Two runs side by side: each coding that differs, and how many do.

use crate::coding::{Agreement, Change, Comparison, Run, Side};
use crate::error::Result;
use crate::wording::{Lang, args};

use super::Table;
use super::columns::{Columns, cell};

/// What two runs are called, and what differs between them as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparedRuns {
    /// What the first is called.
    pub a: String,
    /// What the second is called.
    pub b: String,
    /// What differs between how they were made, a sentence each.
    pub differ: Vec<String>,
    /// The language of these sentences, and of the captions.
    pub lang: Lang,
}

/// The table `comparison`: `change, transcript, code, coder, start_a, end_a, start_b, end_b, differs, rules_a, rules_b, text`, a
/// row a coding that is not the same in both runs, by transcript and place.
///
/// `text` is that of the second run, of the first where only that has the coding; without text the column is there and empty.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn comparison(comparison: &Comparison, runs: &ComparedRuns, with_text: bool) -> Result<Table> {
    let differences = comparison.differences();
    let mut columns = Columns::default();
    let place =
        |side: Option<Side<'_>>, of: fn((u32, u32)) -> u32| side.and_then(|side| cell(u64::from(of(side.place))));
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let rules = |run: Run, code: &str, side: Option<Side<'_>>| {
        side.and_then(|side| said(&comparison.rules_in_words(run, code, side.rules)))
    };
    columns.text("change", differences.iter().map(|one| Some(one.change.word().to_owned())).collect());
    columns.text("transcript", differences.iter().map(|one| Some(one.transcript.to_owned())).collect());
    columns.text("code", differences.iter().map(|one| Some(one.code.to_owned())).collect());
    columns.text("coder", differences.iter().map(|one| said(one.coder)).collect());
    columns.count("start_a", differences.iter().map(|one| place(one.a, |place| place.0)).collect());
    columns.count("end_a", differences.iter().map(|one| place(one.a, |place| place.1)).collect());
    columns.count("start_b", differences.iter().map(|one| place(one.b, |place| place.0)).collect());
    columns.count("end_b", differences.iter().map(|one| place(one.b, |place| place.1)).collect());
    columns.text("differs", differences.iter().map(|one| said(&one.differs.join("; "))).collect());
    columns.text("rules_a", differences.iter().map(|one| rules(Run::A, one.code, one.a)).collect());
    columns.text("rules_b", differences.iter().map(|one| rules(Run::B, one.code, one.b)).collect());
    let text = |side: Option<Side<'_>>| side.filter(|_| with_text).and_then(|side| said(side.text));
    columns.text("text", differences.iter().map(|one| text(one.b.or(one.a))).collect());

    let mut counted = [0u64; 4];
    for one in &differences {
        counted[one.change as usize] += 1;
    }
    let lang = runs.lang;
    let mut told = told(lang.phrase("comparison-counted"), comparison, runs);
    for (change, count) in [Change::Appeared, Change::Vanished, Change::Moved, Change::Changed].into_iter().zip(counted)
    {
        told.definition.push((change.word().to_owned(), count.to_string()));
    }
    let mut undefined: Vec<(String, String)> = ["start_a", "end_a", "start_b", "end_b"]
        .map(|name| (name.to_owned(), lang.phrase("comparison-one-sided")))
        .into_iter()
        .chain([("differs".to_owned(), lang.phrase("comparison-no-change"))])
        .chain(["rules_a", "rules_b"].map(|name| (name.to_owned(), lang.phrase("comparison-no-rules"))))
        .collect();
    if !with_text {
        undefined.push(("text".to_owned(), lang.phrase("why-no-text")));
    }
    let Told { caption, definition } = told;
    Ok(Table { name: "comparison", frame: columns.into_frame()?, caption, definition, undefined })
}

/// The table `comparison_summary`: `code, only_a, only_b, both, moved, changed`, a row a code with a coding in either run, and
/// last all together under an empty code.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn comparison_summary(comparison: &Comparison, runs: &ComparedRuns) -> Result<Table> {
    let mut rows: Vec<(Option<String>, Agreement)> =
        comparison.by_code().into_iter().map(|(code, count)| (Some(code.to_owned()), count)).collect();
    rows.push((None, comparison.total()));
    let mut columns = Columns::default();
    columns.text("code", rows.iter().map(|(code, _)| code.clone()).collect());
    for (name, of) in [
        ("only_a", (|count| count.only_a) as fn(&Agreement) -> u64),
        ("only_b", |count| count.only_b),
        ("both", |count| count.both),
        ("moved", |count| count.moved),
        ("changed", |count| count.changed),
    ] {
        columns.count(name, rows.iter().map(|(_, count)| cell(of(count))).collect());
    }
    let lang = runs.lang;
    let Told { mut caption, definition } = told(lang.phrase("comparison-summary"), comparison, runs);
    // What it was made with stands last.
    caption.insert(caption.len().saturating_sub(1), lang.phrase("comparison-last-row"));
    let undefined = vec![("code".to_owned(), lang.phrase("comparison-all-codes"))];
    Ok(Table { name: "comparison_summary", frame: columns.into_frame()?, caption, definition, undefined })
}

struct Told {
    caption: Vec<String>,
    definition: Vec<(String, String)>,
}

fn told(counted: String, comparison: &Comparison, runs: &ComparedRuns) -> Told {
    let lang = runs.lang;
    let Agreement { only_a, only_b, both, moved, changed } = comparison.total();
    let (a, b) = (comparison.len_of(Run::A), comparison.len_of(Run::B));
    let named = args! { "a" => runs.a.as_str(), "n" => a, "b" => runs.b.as_str(), "others" => b };
    let changes = args! {
        "appeared" => only_b,
        "vanished" => only_a,
        "moved" => moved,
        "changed" => changed,
        "same" => both - changed,
    };
    let mut caption =
        vec![counted.clone(), lang.phrased("comparison-runs", named), lang.phrased("comparison-changes", changes)];
    caption.extend(runs.differ.iter().cloned());
    if comparison.has_edited() {
        caption.push(lang.phrase("comparison-edited"));
    }
    if !comparison.compares_rules() {
        caption.push(lang.phrase("comparison-without-rules"));
    }
    caption.push(format!("kantlijn {}.", env!("CARGO_PKG_VERSION")));
    let definition = [
        ("counted", counted),
        ("a", runs.a.clone()),
        ("b", runs.b.clone()),
        ("codings_a", a.to_string()),
        ("codings_b", b.to_string()),
        ("same", (both - changed).to_string()),
        ("differ", runs.differ.join(" ")),
        ("program", "kantlijn".to_owned()),
        ("program_version", env!("CARGO_PKG_VERSION").to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value));
    Told { caption, definition: definition.to_vec() }
}
