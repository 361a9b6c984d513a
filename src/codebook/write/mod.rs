//! Codebooks back to files, without loss.

mod json;
mod refi;
mod table;
mod toml_text;

pub use json::write_json;
pub use refi::write_qdc;
pub(crate) use refi::{code_book, guids};
pub(super) use table::write_tsv;
pub use table::{write_csv, write_xlsx};
pub use toml_text::write_toml;

use std::borrow::Cow;

use super::{Rule, Scoped};

/// What `scoped` says, as names and words in one order.
fn scoped_fields(scoped: &Scoped) -> Vec<(&'static str, String)> {
    // Most rules say nothing of their own.
    if *scoped == Scoped::default() {
        return Vec::new();
    }
    let diacritics = scoped.diacritics.map(|diacritics| match diacritics {
        crate::text::Diacritics::Fold => "fold".to_owned(),
        crate::text::Diacritics::Exact => "exact".to_owned(),
    });
    let fields = [
        ("within", scoped.within.map(|within| within.to_string())),
        ("stance", scoped.stance.map(|stance| stance.word().to_owned())),
        ("diacritics", diacritics),
        ("part", scoped.part.map(|part| part.to_string())),
        ("speaker", scoped.speaker.clone()),
        ("where", scoped.r#where.as_ref().map(ToString::to_string)),
        ("language", scoped.language.clone()),
    ];
    fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// A rule's own options, and why it is there, as names and words.
fn rule_options(rule: &Rule) -> Vec<(&'static str, String)> {
    let mut options = scoped_fields(&rule.scoped);
    if !rule.note.is_empty() {
        options.push(("note", rule.note.clone()));
    }
    options
}

/// A rule on one line, its options in braces at its end.
fn rule_line(rule: &Rule) -> Cow<'_, str> {
    let options: Vec<String> =
        rule_options(rule).into_iter().map(|(name, value)| format!("{name} = {}", toml_text::basic(&value))).collect();
    if options.is_empty() {
        return Cow::Borrowed(&rule.text);
    }
    Cow::Owned(format!("{} {{{}}}", rule.text, options.join(", ")))
}
