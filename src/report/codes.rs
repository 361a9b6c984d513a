//! The codebook, as the page shows it.

use serde::Serialize;

use crate::codebook::{Codebook, Example};
use crate::ids::CodeId;

use super::colours;

/// A code with everything that says when to use it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReportCode {
    /// Its id.
    pub id: String,
    /// Its name in the report's language.
    pub name: String,
    /// The place of the code above it.
    pub parent: Option<usize>,
    /// How many codes stand above it.
    pub depth: usize,
    /// The place of its theme, which may be itself.
    pub theme: usize,
    /// `#rrggbb`; see [`colours`].
    pub colour: String,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub include: String,
    /// When not to.
    pub exclude: String,
    /// Passages that show it; left out without text, since they may be quotes.
    pub examples: Vec<String>,
    /// Passages that look like it; left out likewise.
    pub counterexamples: Vec<String>,
    /// Its rules as written.
    pub rules: Vec<ReportRule>,
    /// A note; left out without text.
    pub memo: String,
}

/// A rule, as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ReportRule {
    /// Its number among all rules, by which mentions name it.
    pub rule: usize,
    /// As written.
    pub text: String,
    /// Its line in the codebook.
    pub line: u32,
    /// Why it is there.
    pub note: String,
}

/// Every code, in the codebook's order.
pub(super) fn codes_of(codebook: &Codebook, language: &str, with_text: bool) -> Vec<ReportCode> {
    let colours = colours(codebook);
    let passages = |all: &[Example]| {
        let shown = all.iter().filter(|_| with_text);
        shown.map(|example| example.text.clone()).collect()
    };
    let code = |at: usize| {
        let (id, code) = (CodeId::new(at), &codebook.codes[at]);
        ReportCode {
            id: code.id.clone(),
            name: codebook.name_of(id, language).to_owned(),
            parent: code.parent.map(CodeId::index),
            depth: code.depth,
            theme: codebook.line_of(id).last().map_or(at, CodeId::index),
            colour: colours[at].clone(),
            definition: code.definition.clone(),
            include: code.include.clone(),
            exclude: code.exclude.clone(),
            examples: passages(&code.examples),
            counterexamples: passages(&code.counterexamples),
            rules: code
                .rules
                .iter()
                .map(|rule| ReportRule {
                    rule: rule.id.index(),
                    text: rule.text.clone(),
                    line: rule.line,
                    note: rule.note.clone(),
                })
                .collect(),
            memo: if with_text { code.memo.clone() } else { String::new() },
        }
    };
    (0..codebook.codes.len()).map(code).collect()
}
