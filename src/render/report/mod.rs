//! A report as one HTML file that needs nothing else: its styles, scripts and data are in it.
//!
//! `page.html` is filled in by minijinja; `page.css` is its style, with a file each for figures, pairs, quotes and transcripts; the
//! scripts of `js/` follow one another in the order of [`SCRIPTS`], behind the libraries in `vendor/`, of messages and of figures,
//! with their licences. A Content-Security-Policy forbids the page every request.

use std::collections::BTreeMap;

use minijinja::{Environment, Value, context};
use rayon::prelude::*;
use serde::Serialize;

use crate::error::{Error, Result};
use crate::report::Report;
use crate::wording::Lang;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = concat!(
    include_str!("page.css"),
    include_str!("figures.css"),
    include_str!("pairs.css"),
    include_str!("quotes.css"),
    include_str!("transcripts.css"),
    include_str!("codebook.css")
);

/// Everything that the page runs, in order. Each is a file of its own and leaves one name behind, `kantlijn`.
const SCRIPTS: &[&str] = &[
    include_str!("vendor/fluent-bundle.js"),
    // Their licence asks to go with every copy.
    concat!("/*!\n", include_str!("vendor/d3.LICENSE"), "*/"),
    include_str!("vendor/d3.js"),
    concat!("/*!\n", include_str!("vendor/plot.LICENSE"), "*/"),
    include_str!("vendor/plot.js"),
    include_str!("js/core.js"),
    include_str!("js/dom.js"),
    include_str!("js/codings.js"),
    include_str!("js/figure.js"),
    include_str!("js/coded.js"),
    include_str!("js/filters.js"),
    include_str!("js/quotes.js"),
    include_str!("js/overview.js"),
    include_str!("js/spread.js"),
    include_str!("js/frequencies.js"),
    include_str!("js/pairs.js"),
    include_str!("js/matrix.js"),
    include_str!("js/network.js"),
    include_str!("js/cooccurrence.js"),
    include_str!("js/passages.js"),
    include_str!("js/passage.js"),
    include_str!("js/margin.js"),
    include_str!("js/codeline.js"),
    include_str!("js/finder.js"),
    include_str!("js/sheet.js"),
    include_str!("js/pointing.js"),
    include_str!("js/controls.js"),
    include_str!("js/transcript.js"),
    include_str!("js/transcripts.js"),
    include_str!("js/codebook.js"),
    include_str!("js/drawn.js"),
    include_str!("js/tables.js"),
    include_str!("js/start.js"),
];

/// The sections, in the order of the navigation.
const SECTIONS: &[&str] =
    &["overview", "frequencies", "cooccurrence", "transcripts", "codebook", "agreement", "saturation", "crosstabs"];

/// The bytes of the page.
///
/// # Errors
/// Only when the template is damaged.
pub fn report_page(report: &Report) -> Result<Vec<u8>> {
    let lang = Lang::of(report.lang);
    let has = |name: &str| match name {
        "agreement" | "saturation" | "crosstabs" => report.tables.iter().any(|table| table.section == name),
        "cooccurrence" => report.codes.len() > 1,
        _ => true,
    };
    let sections = SECTIONS.iter().copied().filter(|name| has(name));
    let sections: Vec<Value> =
        sections.map(|name| context! { name, title => lang.phrase(&format!("report-{name}")) }).collect();
    let texts: Vec<String> = report.texts.par_iter().map(embedded).collect();
    let messages = [lang.messages("common"), lang.messages("report")].join("\n");
    let failed = |error: minijinja::Error| {
        Error::usage(format!("the page cannot be made: {error}"), "this is a mistake of the program: please report it")
    };
    let mut environment = Environment::new();
    environment.add_template("page.html", PAGE).map_err(failed)?;
    let template = environment.get_template("page.html").map_err(failed)?;
    let phrases = ["skip", "no-script", "theme", "contents", "close", "quotes", "made-by"];
    let phrase = |name: &&str| (name.replace('-', "_"), lang.phrase(&format!("report-{name}")));
    let page = template.render(context! {
        lang => report.lang,
        title => report.title.as_str(),
        phrases => phrases.iter().map(phrase).collect::<BTreeMap<_, _>>(),
        version => report.overview.program_version.as_str(),
        sections,
        style => STYLE,
        scripts => SCRIPTS.join("\n"),
        messages => embedded(&messages),
        data => embedded(report),
        texts,
    });
    page.map(String::into_bytes).map_err(failed)
}

/// JSON that may stand in a script: nothing in it ends the script or begins a comment, and no line ends in it but its own.
fn embedded(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).expect("plain values always serialise");
    let mut escaped = String::with_capacity(json.len() + json.len() / 64);
    let mut rest = json.as_str();
    // These stand in strings alone, where an escape means the same.
    while let Some(at) = rest.find(['<', '\u{2028}', '\u{2029}']) {
        let (before, from) = rest.split_at(at);
        escaped.push_str(before);
        let found = from.chars().next().unwrap_or_default();
        escaped.push_str(&format!("\\u{:04x}", u32::from(found)));
        rest = &from[found.len_utf8()..];
    }
    escaped.push_str(rest);
    escaped
}

#[cfg(test)]
mod tests;
