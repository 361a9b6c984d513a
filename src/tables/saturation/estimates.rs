//! How far a study is, in numbers that have names.

use crate::error::{Error, Result};
use crate::stats::{Incidence, Information, Undefined, interviews_to, new_information, prevalence_shown, round12};
use crate::tally::{Counts, Interview};
use crate::wording::{Lang, args};

use super::super::Table;
use super::super::columns::Columns;
use super::super::definition::{Definition, Told};
use super::super::undefined::why;
use super::{Curve, SaturationOptions, told};

/// One estimate: its name, its setting, its value or why there is none, and how it is read.
struct Row(&'static str, String, Result<f64, String>, String);

/// When interviews stopped bringing new codes and how many codes are unseen: `estimate, setting, value, reading`.
///
/// # Errors
/// When some of the codings are by rules: their codes were there before the first interview.
pub fn saturation_estimates(
    counts: &Counts,
    interviews: &[Interview],
    definition: &Definition<'_>,
    options: SaturationOptions,
) -> Result<Table> {
    if options.by_rules {
        return Err(Error::usage(
            "codings by rules have no estimates of saturation: the codebook was there before the first interview, so that no code is new",
            "leave --estimates out to see how the interviews cover the codebook, or take people's codings alone with --codings FILE \
             or --coder NAME",
        ));
    }
    let lang = Lang::of(definition.language);
    let curve = Curve::of(counts, interviews, definition, options.level);
    let mut rows = counted(&curve.incidence(), lang);
    rows.extend(reached(&curve, lang));
    rows.extend(information(&curve, lang));
    rows.extend(unseen(&curve.incidence(), lang));
    let mut columns = Columns::default();
    columns.text("estimate", rows.iter().map(|row| Some(row.0.to_owned())).collect());
    columns.text("setting", rows.iter().map(|row| Some(row.1.clone()).filter(|text| !text.is_empty())).collect());
    columns.ratio("value", rows.iter().map(|row| row.2.as_ref().ok().copied()).collect());
    let reading = |row: &Row| Some(row.2.as_ref().err().unwrap_or(&row.3).clone()).filter(|text| !text.is_empty());
    columns.text("reading", rows.iter().map(reading).collect());
    let Told { caption, rows } = told(&curve, counts, interviews, definition, options, true);
    let undefined = vec![("value".to_owned(), lang.phrase("saturation-not-reached"))];
    Ok(Table { name: "saturation_estimates", frame: columns.into_frame()?, caption, definition: rows, undefined })
}

/// How an estimate is read.
fn reading(what: &str, lang: Lang) -> String {
    lang.phrased("saturation-reading", args! { "what" => what })
}

/// Why there is none.
fn no_reading(why: &str, lang: Lang) -> String {
    lang.phrased("saturation-no-reading", args! { "why" => why })
}

fn counted(incidence: &Incidence, lang: Lang) -> Vec<Row> {
    let row = |name, count: u64, reading: String| Row(name, String::new(), Ok(count as f64), reading);
    vec![
        row("interviews", incidence.interviews(), String::new()),
        row("codes", incidence.observed(), reading("codes", lang)),
        row("in_one_interview", incidence.in_exactly(1), reading("in-one", lang)),
        row("in_two_interviews", incidence.in_exactly(2), reading("in-two", lang)),
        row("incidences", incidence.incidences(), reading("incidences", lang)),
    ]
}

fn reached(curve: &Curve, lang: Lang) -> Vec<Row> {
    let cumulative = curve.cumulative();
    // What the last interview completes may go on: a curve that still rises shows no saturation.
    let read = |percent, after: &Result<f64, String>| match percent {
        _ if after.as_ref().is_ok_and(|&after| after == cumulative.len() as f64) => reading("still-rising", lang),
        90 => reading("near", lang),
        100 => reading("true", lang),
        _ => String::new(),
    };
    let row = |percent| {
        let after = interviews_to(percent, &cumulative).map(|n| n as f64).map_err(|reason| why(reason, lang));
        let reading = read(percent, &after);
        Row("interviews_to", format!("{percent}%"), after, reading)
    };
    [50, 80, 90, 100].map(row).into()
}

fn information(curve: &Curve, lang: Lang) -> Vec<Row> {
    let new: Vec<u64> = curve.steps.iter().map(|step| step.new.len() as u64).collect();
    let mut rows = Vec::new();
    for percent in [5, 0] {
        for base in [4, 5, 6] {
            for run in [2, 3] {
                // What tells a row from the next is the same in every language.
                let setting = format!("base {base}, run {run}, {percent}%");
                let (value, reading) = match new_information(&new, base, run, percent) {
                    Ok(Some(Information { before, new, base })) => {
                        let values = args! { "before" => before, "run" => run, "new" => new, "base" => base };
                        (Ok(before as f64), lang.phrased("saturation-information", values))
                    }
                    Ok(None) => (Err(no_reading("no-run", lang)), String::new()),
                    Err(Undefined::Empty) => {
                        (Err(lang.phrased("saturation-needs", args! { "n" => base + run })), String::new())
                    }
                    Err(_) => (Err(no_reading("empty-base", lang)), String::new()),
                };
                rows.push(Row("guest_namey_chen", setting, value, reading));
            }
        }
    }
    rows
}

fn unseen(incidence: &Incidence, lang: Lang) -> Vec<Row> {
    let no_value = |value: std::result::Result<f64, Undefined>| {
        value.map_err(|reason| match reason {
            Undefined::Single => no_reading("single", lang),
            Undefined::ZeroFrequency => no_reading("no-code", lang),
            other => why(other, lang),
        })
    };
    let row = |name, value, what: &str| Row(name, String::new(), no_value(value), reading(what, lang));
    let percent = |value: std::result::Result<f64, Undefined>| value.map(|share| round12(100.0 * share));
    let below = incidence.jackknife2().is_ok_and(|codes| codes < incidence.observed() as f64);
    let second = if below { "unfit" } else { "there-are" };
    let shown = percent(prevalence_shown(incidence.interviews(), 0.95));
    vec![
        row("chao2", incidence.chao2(), "at-least"),
        row("chao2_bias_corrected", incidence.chao2_bias_corrected(), "safer"),
        row("jackknife1", incidence.jackknife1(), "there-are"),
        row("jackknife2", incidence.jackknife2(), second),
        row("coverage_pct", percent(incidence.coverage()), "mentioned"),
        row("completeness_pct", percent(incidence.completeness()), "of-chao2"),
        Row("shown_prevalence_pct", "95%".to_owned(), no_value(shown), reading("heard", lang)),
    ]
}
