//! How far a study is, in numbers that have names.

use crate::error::{Error, Result};
use crate::stats::{Incidence, Information, Undefined, interviews_to, new_information, prevalence_shown, round12};
use crate::tally::{Counts, Interview};
use crate::wording::several;

use super::super::Table;
use super::super::columns::Columns;
use super::super::definition::{Definition, Told};
use super::{Curve, SaturationOptions, sentences, told};

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
    let curve = Curve::of(counts, interviews, definition, options.level);
    let mut rows = counted(&curve.incidence());
    rows.extend(reached(&curve));
    rows.extend(information(&curve));
    rows.extend(unseen(&curve.incidence()));
    let mut columns = Columns::default();
    columns.text("estimate", rows.iter().map(|row| Some(row.0.to_owned())).collect());
    columns.text("setting", rows.iter().map(|row| Some(row.1.clone()).filter(|text| !text.is_empty())).collect());
    columns.ratio("value", rows.iter().map(|row| row.2.as_ref().ok().copied()).collect());
    let reading = |row: &Row| Some(row.2.as_ref().err().unwrap_or(&row.3).clone()).filter(|text| !text.is_empty());
    columns.text("reading", rows.iter().map(reading).collect());
    let Told { caption, rows } = told(&curve, counts, interviews, definition, options, true);
    let undefined = vec![("value".to_owned(), sentences::NOT_REACHED.to_owned())];
    Ok(Table { name: "saturation_estimates", frame: columns.into_frame()?, caption, definition: rows, undefined })
}

fn counted(incidence: &Incidence) -> Vec<Row> {
    let row = |name, count: u64, reading: &str| Row(name, String::new(), Ok(count as f64), reading.to_owned());
    vec![
        row("interviews", incidence.interviews(), ""),
        row("codes", incidence.observed(), "different codes found"),
        row("in_one_interview", incidence.in_exactly(1), "codes in exactly one"),
        row("in_two_interviews", incidence.in_exactly(2), "codes in exactly two"),
        row("incidences", incidence.incidences(), "pairs of interview and code"),
    ]
}

fn reached(curve: &Curve) -> Vec<Row> {
    let cumulative = curve.cumulative();
    // What the last interview completes may go on: a curve that still rises shows no saturation.
    let reading = |percent, after: &Result<f64, String>| match percent {
        _ if after.as_ref().is_ok_and(|&after| after == cumulative.len() as f64) => "only with the last: still rising",
        90 => "near saturation (Squire 2024)",
        100 => "true saturation (Squire 2024)",
        _ => "",
    };
    let row = |percent| {
        let after = interviews_to(percent, &cumulative).map(|n| n as f64).map_err(|why| why.to_string());
        let reading = reading(percent, &after).to_owned();
        Row("interviews_to", format!("{percent} %"), after, reading)
    };
    [50, 80, 90, 100].map(row).into()
}

fn information(curve: &Curve) -> Vec<Row> {
    let new: Vec<u64> = curve.steps.iter().map(|step| step.new.len() as u64).collect();
    let mut rows = Vec::new();
    for percent in [5, 0] {
        for base in [4, 5, 6] {
            for run in [2, 3] {
                let setting = format!("base {base}, run {run}, {percent} %");
                let (value, reading) = match new_information(&new, base, run, percent) {
                    Ok(Some(Information { before, new, base })) => {
                        (Ok(before as f64), format!("{before}+{run}: {new} new, base {base}"))
                    }
                    Ok(None) => (Err("no run brought so little".to_owned()), String::new()),
                    Err(Undefined::Empty) => {
                        (Err(format!("it needs {}", several(base + run, "interview"))), String::new())
                    }
                    Err(_) => (Err("the base has no code".to_owned()), String::new()),
                };
                rows.push(Row("guest_namey_chen", setting, value, reading));
            }
        }
    }
    rows
}

fn unseen(incidence: &Incidence) -> Vec<Row> {
    let why = |value: std::result::Result<f64, Undefined>| {
        value.map_err(|why| match why {
            Undefined::Single => "one interview is too few".to_owned(),
            Undefined::ZeroFrequency => "no code was found".to_owned(),
            other => other.to_string(),
        })
    };
    let row = |name, value, reading: &str| Row(name, String::new(), why(value), reading.to_owned());
    let percent = |value: std::result::Result<f64, Undefined>| value.map(|share| round12(100.0 * share));
    let below = incidence.jackknife2().is_ok_and(|codes| codes < incidence.observed() as f64);
    let second = if below { "below what was found: unfit" } else { "codes there are" };
    let shown = percent(prevalence_shown(incidence.interviews(), 0.95));
    vec![
        row("chao2", incidence.chao2(), "codes there are at least"),
        row("chao2_bias_corrected", incidence.chao2_bias_corrected(), "safer where few are in two"),
        row("jackknife1", incidence.jackknife1(), "codes there are"),
        row("jackknife2", incidence.jackknife2(), second),
        row("coverage_pct", percent(incidence.coverage()), "of what is mentioned"),
        row("completeness_pct", percent(incidence.completeness()), "of Chao2 was found"),
        Row("shown_prevalence_pct", "95 %".to_owned(), why(shown), "of people: heard once or more".to_owned()),
    ]
}
