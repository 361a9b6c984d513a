//! Codebooks in TOML, walked with the place of every value.

use std::path::Path;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::codebook::{Localized, Scoped};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::error::Result;
use crate::text::Span;

use super::draft::{Draft, DraftCode, DraftRule, plain};
use super::fields::{self, CODE, CODEBOOK, SCOPED};
use super::located::{Located, Origin};
use super::operators::nearest;

type Key<'t> = Spanned<DeString<'t>>;
type Value<'t> = Spanned<DeValue<'t>>;

/// A TOML file as a codebook's draft.
pub(super) fn draft_file(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let text = crate::text::decode(&bytes, None).text;
    Ok(draft(&Arc::new(SourceText { name: path.display().to_string(), text })))
}

/// A TOML file as a codebook's draft; what is wrong with it is in the draft.
pub(super) fn draft(source: &Arc<SourceText>) -> Draft {
    draft_part(Origin::file(source), true)
}

/// TOML from anywhere as a codebook's draft; without codes it is a mistake only where they are wanted.
pub(super) fn draft_part(origin: Arc<Origin>, wants_codes: bool) -> Draft {
    let source = Arc::clone(&origin.source);
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    let mut walk = Walk { origin, draft: Draft { is_partial: !errors.is_empty(), ..Draft::default() } };
    for error in errors {
        let span = error.span().map_or(Span::new(0, 0), Span::from);
        let help = "check the quotes, commas and brackets here; rules need no escapes between ''' and '''";
        walk.report(Diagnostic::error("toml", error.message().to_owned()).help(help), span);
    }
    walk.file(table.get_ref(), wants_codes);
    walk.draft
}

struct Walk {
    origin: Arc<Origin>,
    draft: Draft,
}

/// The entries of a table in the file's order.
fn in_order<'a, 't>(table: &'a DeTable<'t>) -> Vec<(&'a Key<'t>, &'a Value<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

impl Walk {
    fn report(&mut self, diagnostic: Diagnostic, span: impl Into<Span>) {
        let mut diagnostic = diagnostic.at(&self.origin.source, span.into());
        if let Some(place) = &mut diagnostic.place {
            place.cell.clone_from(&self.origin.cell);
        }
        self.draft.found.push(diagnostic);
    }

    fn wrong_type(&mut self, key: &str, value: &Value<'_>, wanted: &str, example: String) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        let error = Diagnostic::error("wrong-type", format!("{key} is {wanted}, not {found}"));
        self.report(error.help(format!("write {example}")), value.span());
    }

    fn located(&self, span: impl Into<Span>, text: &str) -> Located {
        Located::literal(&self.origin, span.into(), text)
    }

    /// A text, or a report that it is none.
    fn text(&mut self, key: &str, value: &Value<'_>) -> Option<Located> {
        if let DeValue::String(text) = value.get_ref() {
            return Some(self.located(value.span(), text));
        }
        self.wrong_type(key, value, "a text in quotes", format!("{key} = \"…\""));
        None
    }

    /// A list of texts, or one text with one of them a line.
    fn texts(&mut self, key: &str, value: &Value<'_>) -> Vec<Located> {
        let example = || format!("{key} = [\"…\", \"…\"]");
        match value.get_ref() {
            DeValue::String(text) => self.located(value.span(), text).lines(),
            DeValue::Array(entries) => {
                let mut texts = Vec::new();
                for entry in entries.iter() {
                    match entry.get_ref() {
                        DeValue::String(text) => texts.push(self.located(entry.span(), text)),
                        _ => self.wrong_type(key, entry, "a list of texts in quotes", example()),
                    }
                }
                texts
            }
            _ => {
                self.wrong_type(key, value, "a list of texts in quotes", example());
                Vec::new()
            }
        }
    }

    fn file(&mut self, table: &DeTable<'_>, wants_codes: bool) {
        for (key, value) in in_order(table) {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("codebook", DeValue::Table(table)) => self.codebook(table),
                ("lists", DeValue::Table(table)) => {
                    for (name, entries) in in_order(table) {
                        let entries = self.texts(&format!("the list `{}`", name.get_ref()), entries);
                        let name = self.located(name.span(), name.get_ref());
                        self.draft.lists.push((name, entries));
                    }
                }
                ("code", DeValue::Array(codes)) => {
                    for code in codes.iter() {
                        match code.get_ref() {
                            DeValue::Table(table) => self.code(table, code.span().into()),
                            _ => self.wrong_type("code", code, "a table", "[[code]]".to_owned()),
                        }
                    }
                }
                (name @ ("codebook" | "lists"), _) => {
                    self.wrong_type(name, value, "a table", format!("[{name}] on a line of its own"));
                }
                ("code", _) => {
                    self.wrong_type("code", value, "a table for each code", "[[code]], in double brackets".to_owned())
                }
                (name, _) => {
                    let help = match nearest(name, &["codebook", "lists", "code"]) {
                        Some("code") => "write [[code]]".to_owned(),
                        Some(near) => format!("write [{near}]"),
                        None if CODEBOOK.contains(&name) => format!("put {name} below [codebook]"),
                        None => "a codebook has [codebook], [lists] and a [[code]] for each code; further fields belong to one of these".to_owned(),
                    };
                    let error = Diagnostic::error("unknown-table", format!("a codebook has no `{name}` at this place"));
                    self.report(error.help(help), key.span());
                }
            }
        }
        if wants_codes && self.draft.codes.is_empty() && !self.draft.is_partial {
            let error = Diagnostic::error("no-codes", "there is no code in this file");
            self.report(error.help("add one: [[code]] id = \"shame\""), Span::new(0, 0));
        }
    }

    fn codebook(&mut self, table: &DeTable<'_>) {
        for (key, value) in in_order(table) {
            let name = key.get_ref().as_ref();
            if name == "name" {
                self.draft.name = self.localized(name, value);
            } else if CODEBOOK.contains(&name) {
                if let Some(text) = self.text(name, value) {
                    self.draft.set(name, &text);
                }
            } else if let Some((key, text)) = self.further(key, value, &CODEBOOK) {
                self.draft.further.insert(key, text);
            }
        }
    }

    fn code(&mut self, table: &DeTable<'_>, span: Span) {
        let id = match table.iter().find(|(key, _)| key.get_ref() == "id") {
            Some((_, id)) => self.text("id", id),
            None => {
                let error = Diagnostic::error("no-id", "this code has no id");
                self.report(error.help("write id = \"shame\""), span);
                None
            }
        };
        // The rest is read all the same, to report everything that is wrong with it.
        let has_id = id.is_some();
        let mut code = DraftCode::new(id.unwrap_or_else(|| self.located(Span { end: span.start, ..span }, "")));
        for (key, value) in in_order(table) {
            let name = key.get_ref().as_ref();
            match name {
                "id" => {}
                "name" => code.name = self.localized(name, value),
                "rules" => code.rules = self.rules(value),
                "examples" => code.examples = self.texts(name, value),
                "counterexamples" => code.counterexamples = self.texts(name, value),
                _ if CODE.contains(&name) => {
                    if let Some(text) = self.text(name, value) {
                        code.set(name, &text, &mut self.draft.found);
                    }
                }
                "unit" | "span" | "overlap" | "skip" => {
                    let error = Diagnostic::error("misplaced", format!("{name} belongs to the whole codebook"));
                    self.report(error.help(format!("move {name} below [codebook]")), key.span());
                }
                "parent" => {
                    let error = Diagnostic::error("misplaced", "the parent of a code is the path before the slash");
                    self.report(error.help("write id = \"parent/code\""), key.span());
                }
                _ => {
                    if let Some((key, text)) = self.further(key, value, &CODE) {
                        code.further.insert(key, text);
                    }
                }
            }
        }
        if has_id {
            self.draft.codes.push(code);
        }
    }

    fn localized(&mut self, name: &str, value: &Value<'_>) -> Localized {
        let mut localized = Localized::default();
        match value.get_ref() {
            DeValue::String(text) => localized.plain = Some(plain(&self.located(value.span(), text))),
            DeValue::Table(table) => {
                for (language, value) in in_order(table) {
                    let code = language.get_ref();
                    if code.is_empty() || !code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
                        let error = Diagnostic::error("bad-language", format!("`{code}` is no code of a language"));
                        self.report(error.help("write nl, en, de, …"), language.span());
                    }
                    if let Some(text) = self.text(name, value) {
                        localized.by_language.insert(language.get_ref().to_string(), plain(&text));
                    }
                }
            }
            _ => self.wrong_type(
                name,
                value,
                "a text",
                format!("{name} = \"…\" or {name} = {{ nl = \"…\", en = \"…\" }}"),
            ),
        }
        localized.plain = localized.plain.filter(|text| !text.is_empty());
        localized.by_language.retain(|_, text| !text.is_empty());
        localized
    }

    fn rules(&mut self, value: &Value<'_>) -> Vec<DraftRule> {
        let of = |text| DraftRule { text, scoped: Scoped::default(), note: String::new() };
        let mut rules = Vec::new();
        match value.get_ref() {
            DeValue::String(text) => {
                let lines = self.located(value.span(), text).lines();
                rules.extend(lines.into_iter().filter(|line| !line.text.starts_with('#')).map(of));
            }
            DeValue::Array(entries) => {
                for entry in entries.iter() {
                    match entry.get_ref() {
                        DeValue::String(text) => rules.push(of(self.located(entry.span(), text))),
                        DeValue::Table(table) => rules.extend(self.rule_table(table, entry.span().into())),
                        _ => self.wrong_type("a rule", entry, "a text in quotes", "\"schaam*\"".to_owned()),
                    }
                }
            }
            _ => self.wrong_type("rules", value, "a list of rules", "rules = [\"schaam*\", \"gene\"]".to_owned()),
        }
        rules
    }

    /// `{ match = "…", stance = "…", note = "…" }`
    fn rule_table(&mut self, table: &DeTable<'_>, span: Span) -> Option<DraftRule> {
        let (mut rule, mut scoped, mut note) = (None, Scoped::default(), String::new());
        for (key, value) in in_order(table) {
            let name = key.get_ref().as_ref();
            let known: Vec<&str> = ["match", "note"].into_iter().chain(SCOPED).collect();
            if !known.contains(&name) {
                let help = match nearest(name, &known) {
                    Some(near) => format!("write {near}"),
                    None => format!("a rule has {}", known.join(", ")),
                };
                self.report(
                    Diagnostic::error("unknown-option", format!("a rule has no `{name}`")).help(help),
                    key.span(),
                );
                continue;
            }
            let Some(text) = self.text(name, value) else { continue };
            match name {
                "match" => rule = Some(text),
                "note" => note = plain(&text),
                _ => {
                    fields::set_scoped(&mut scoped, name, &text, &mut self.draft.found);
                }
            }
        }
        if rule.is_none() && !table.iter().any(|(key, _)| key.get_ref() == "match") {
            let error = Diagnostic::error("no-match", "this rule does not say what to look for");
            self.report(error.help("write { match = \"schaam*\", … }"), span);
        }
        rule.map(|text| DraftRule { text, scoped, note })
    }

    /// A field of the researcher's own; a warning when it looks like one of `known` misspelt.
    fn further(&mut self, key: &Key<'_>, value: &Value<'_>, known: &[&'static str]) -> Option<(String, String)> {
        let name = key.get_ref().as_ref();
        // A spreadsheet would take these for the field itself, so none of them can be a field of one's own.
        let meant = fields::taken_for(name, known);
        if let Some(meant) = meant {
            let error = Diagnostic::error("unknown-key", format!("`{name}` is written `{meant}` in TOML"));
            self.report(error.help(format!("write {meant} = …")), key.span());
            return None;
        }
        if name.trim().is_empty() || name.trim() != name {
            self.report(
                Diagnostic::error("unknown-key", "this field has no proper name").help("give it one"),
                key.span(),
            );
            return None;
        }
        if let Some(near) = nearest(name, known) {
            let warning = Diagnostic::warning("unknown-key", format!("`{name}` is kept as a field of your own"));
            self.report(warning.help(format!("write {near} if you meant that")), key.span());
        }
        let text = match value.get_ref() {
            DeValue::String(text) => plain(&self.located(value.span(), text)),
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.to_string(),
            DeValue::Boolean(truth) => truth.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Array(_) | DeValue::Table(_) => {
                self.wrong_type(name, value, "a text, as a field of your own", format!("{name} = \"…\""));
                return None;
            }
        };
        (!text.is_empty()).then(|| (name.to_owned(), text))
    }
}
