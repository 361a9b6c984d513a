//! kantlijn's own shape: an object with `codebook`, `lists` and `codes`, whose fields are those of the TOML.

use jsonc_parser::ast::{Object, Value};

use crate::codebook::parse::draft::{DraftCode, DraftRule, plain};
use crate::codebook::parse::fields::{self, CODE, CODEBOOK, SCOPED};
use crate::codebook::parse::located::Located;
use crate::codebook::parse::operators::nearest;
use crate::codebook::{Localized, Scoped};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

use super::{Field, Walk, scalar, span};

/// Whether an object is a codebook as kantlijn writes it: a list `codes` of objects with ids, and nothing beside it that
/// kantlijn does not write.
pub(super) fn is_own(object: &Object<'_>) -> bool {
    let is_known = |name: &str| ["codebook", "lists", "codes"].contains(&name);
    let has_id = |code: &Value<'_>| match code {
        Value::Object(code) => code.properties.iter().any(|property| property.name.as_str() == "id"),
        _ => false,
    };
    // Children inside a code are the shape of others.
    let is_flat = |code: &Value<'_>| match code {
        Value::Object(code) => code.properties.iter().all(|property| match &property.value {
            Value::Array(inner) => {
                property.name.as_str() == "rules" || !inner.elements.iter().any(|e| matches!(e, Value::Object(_)))
            }
            _ => true,
        }),
        _ => true,
    };
    object.properties.iter().all(|property| is_known(property.name.as_str()))
        && object.properties.iter().any(|property| match (property.name.as_str(), &property.value) {
            ("codes", Value::Array(codes)) => codes.elements.iter().any(has_id) && codes.elements.iter().all(is_flat),
            _ => false,
        })
}

impl Walk {
    pub(super) fn own(&mut self, object: &Object<'_>) {
        for Field { name, at, value } in self.fields(object) {
            match (name, value) {
                ("codebook", Value::Object(object)) => self.own_codebook(object),
                ("lists", Value::Object(object)) => {
                    for list in self.fields(object) {
                        let entries = self.texts(&format!("the list `{}`", list.name), list.value);
                        let name = self.located(list.at, list.name);
                        self.draft.lists.push((name, entries));
                    }
                }
                ("codes", Value::Array(codes)) => {
                    for code in &codes.elements {
                        match code {
                            Value::Object(object) => self.own_code(object, span(code)),
                            _ => self.wrong_type("a code", code, "an object", "{ \"id\": \"shame\" }"),
                        }
                    }
                }
                ("codes", _) => self.wrong_type(name, value, "a list of objects", "\"codes\": [ … ]"),
                _ => {
                    let error = Diagnostic::error("wrong-type", format!("{name} is an object"));
                    self.report(error.help(format!("write \"{name}\": {{ … }}")), at);
                }
            }
        }
    }

    fn own_codebook(&mut self, object: &Object<'_>) {
        for field in self.fields(object) {
            if field.name == "name" {
                self.draft.name = self.localized(&field);
            } else if CODEBOOK.contains(&field.name) {
                if let Some(text) = self.text(&field) {
                    self.draft.set(field.name, &text);
                }
            } else if let Some((name, text)) = self.further(&field, &CODEBOOK) {
                self.draft.further.insert(name, text);
            }
        }
    }

    fn own_code(&mut self, object: &Object<'_>, at: Span) {
        let all = self.fields(object);
        let id = match all.iter().find(|field| field.name == "id") {
            Some(id) => self.text(id),
            None => {
                let error = Diagnostic::error("no-id", "this code has no id");
                self.report(error.help("write \"id\": \"shame\""), at);
                None
            }
        };
        // The rest is read all the same, to report everything that is wrong with it.
        let has_id = id.is_some();
        let mut code = DraftCode::new(id.unwrap_or_else(|| self.located(Span { end: at.start, ..at }, "")));
        for field in all {
            match field.name {
                "id" => {}
                "name" => code.name = self.localized(&field),
                "rules" => code.rules = self.rules(field.value),
                "examples" => code.examples = self.texts(field.name, field.value),
                "counterexamples" => code.counterexamples = self.texts(field.name, field.value),
                _ if CODE.contains(&field.name) => {
                    if let Some(text) = self.text(&field) {
                        code.set(field.name, &text, &mut self.draft.found);
                    }
                }
                "unit" | "span" | "overlap" | "skip" => {
                    let error = Diagnostic::error("misplaced", format!("{} belongs to the whole codebook", field.name));
                    self.report(error.help(format!("move {} to \"codebook\"", field.name)), field.at);
                }
                "parent" => {
                    let error = Diagnostic::error("misplaced", "the parent of a code is the path before the slash");
                    self.report(error.help("write \"id\": \"parent/code\""), field.at);
                }
                _ => {
                    if let Some((name, text)) = self.further(&field, &CODE) {
                        code.further.insert(name, text);
                    }
                }
            }
        }
        if has_id {
            self.draft.codes.push(code);
        }
    }

    /// A text, or a report that it is none.
    fn text(&mut self, field: &Field<'_, '_>) -> Option<Located> {
        if let Value::StringLit(text) = field.value {
            return Some(self.located(span(field.value), &text.value));
        }
        self.wrong_type(field.name, field.value, "a text in quotes", &format!("\"{}\": \"…\"", field.name));
        None
    }

    /// A list of texts, or one text with one of them a line.
    pub(super) fn texts(&mut self, name: &str, value: &Value<'_>) -> Vec<Located> {
        match value {
            Value::StringLit(text) => self.located(span(value), &text.value).lines(),
            Value::Array(entries) => {
                let mut texts = Vec::new();
                for entry in &entries.elements {
                    match entry {
                        Value::StringLit(text) => texts.push(self.located(span(entry), &text.value)),
                        _ => self.wrong_type(name, entry, "a list of texts in quotes", "[\"…\", \"…\"]"),
                    }
                }
                texts
            }
            _ => {
                self.wrong_type(name, value, "a list of texts in quotes", "[\"…\", \"…\"]");
                Vec::new()
            }
        }
    }

    fn localized(&mut self, field: &Field<'_, '_>) -> Localized {
        let mut localized = Localized::default();
        match field.value {
            Value::StringLit(text) => localized.plain = Some(plain(&self.located(span(field.value), &text.value))),
            Value::Object(object) => {
                for language in self.fields(object) {
                    let code = language.name;
                    if code.is_empty() || !code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
                        let error = Diagnostic::error("bad-language", format!("`{code}` is no code of a language"));
                        self.report(error.help("write nl, en, de, …"), language.at);
                    }
                    if let Some(text) = self.text(&language) {
                        localized.by_language.insert(code.to_owned(), plain(&text));
                    }
                }
            }
            _ => self.wrong_type(field.name, field.value, "a text", "\"…\" or { \"nl\": \"…\", \"en\": \"…\" }"),
        }
        localized.plain = localized.plain.filter(|text| !text.is_empty());
        localized.by_language.retain(|_, text| !text.is_empty());
        localized
    }

    pub(super) fn rules(&mut self, value: &Value<'_>) -> Vec<DraftRule> {
        let of = |text| DraftRule { text, scoped: Scoped::default(), note: String::new() };
        let mut rules = Vec::new();
        match value {
            Value::StringLit(text) => rules.extend(self.located(span(value), &text.value).lines().into_iter().map(of)),
            Value::Array(entries) => {
                for entry in &entries.elements {
                    match entry {
                        Value::StringLit(text) => rules.push(of(self.located(span(entry), &text.value))),
                        Value::Object(object) => rules.extend(self.rule(object, span(entry))),
                        _ => self.wrong_type("a rule", entry, "a text in quotes", "\"schaam*\""),
                    }
                }
            }
            _ => self.wrong_type("rules", value, "a list of rules", "\"rules\": [\"schaam*\", \"gene\"]"),
        }
        rules
    }

    /// `{ "match": "…", "stance": "…", "note": "…" }`
    fn rule(&mut self, object: &Object<'_>, at: Span) -> Option<DraftRule> {
        let known: Vec<&str> = ["match", "note"].into_iter().chain(SCOPED).collect();
        let (mut rule, mut scoped, mut note) = (None, Scoped::default(), String::new());
        let mut has_match = false;
        for field in self.fields(object) {
            has_match |= field.name == "match";
            if !known.contains(&field.name) {
                let help = match nearest(field.name, &known) {
                    Some(near) => format!("write {near}"),
                    None => format!("a rule has {}", known.join(", ")),
                };
                let error = Diagnostic::error("unknown-option", format!("a rule has no `{}`", field.name));
                self.report(error.help(help), field.at);
                continue;
            }
            let Some(text) = self.text(&field) else { continue };
            match field.name {
                "match" => rule = Some(text),
                "note" => note = plain(&text),
                name => {
                    fields::set_scoped(&mut scoped, name, &text, &mut self.draft.found);
                }
            }
        }
        if !has_match {
            let error = Diagnostic::error("no-match", "this rule does not say what to look for");
            self.report(error.help("write { \"match\": \"schaam*\", … }"), at);
        }
        rule.map(|text| DraftRule { text, scoped, note })
    }

    /// A field of the researcher's own; a warning when it looks like one of `known` misspelt.
    fn further(&mut self, field: &Field<'_, '_>, known: &[&'static str]) -> Option<(String, String)> {
        let name = field.name;
        if let Some(meant) = fields::taken_for(name, known) {
            let error = Diagnostic::error("unknown-key", format!("`{name}` is written `{meant}` here"));
            self.report(error.help(format!("write \"{meant}\": …")), field.at);
            return None;
        }
        if name.trim().is_empty() || name.trim() != name {
            let error = Diagnostic::error("unknown-key", "this field has no proper name");
            self.report(error.help("give it one"), field.at);
            return None;
        }
        if let Some(near) = nearest(name, known) {
            let warning = Diagnostic::warning("unknown-key", format!("`{name}` is kept as a field of your own"));
            self.report(warning.help(format!("write {near} if you meant that")), field.at);
        }
        match (scalar(field.value), field.value) {
            (Some(text), _) => {
                let text = plain(&self.located(span(field.value), &text));
                (!text.is_empty()).then(|| (name.to_owned(), text))
            }
            (None, Value::NullKeyword(_)) => None,
            (None, value) => {
                self.wrong_type(name, value, "a text, as a field of your own", &format!("\"{name}\": \"…\""));
                None
            }
        }
    }
}
