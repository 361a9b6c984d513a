//! Codebooks in JSON: kantlijn's own shape, and trees of codes as others write them.

use std::path::Path;
use std::sync::Arc;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::diagnostic::{Diagnostic, SourceText};
use crate::error::Result;
use crate::text::Span;

use super::draft::Draft;
use super::located::{Located, Origin};

mod own;
mod tree;

/// Plain JSON, without what others have added to it.
const STRICT: ParseOptions = ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};

/// A JSON file as a codebook's draft.
pub(super) fn draft_file(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let mut found = Vec::new();
    let source = super::source_of(path, &bytes, None, &mut found);
    let mut draft = draft(&source);
    draft.found.splice(0..0, found);
    Ok(draft)
}

/// A JSON text as a codebook's draft; what is wrong with it is in the draft.
pub(super) fn draft(source: &Arc<SourceText>) -> Draft {
    let mut walk = Walk { origin: Origin::file(source), draft: Draft::default() };
    match parse_to_ast(&source.text, &CollectOptions::default(), &STRICT).map(|parsed| parsed.value) {
        Err(error) => walk.ill_formed(&error),
        Ok(Some(Value::Object(object))) if own::is_own(&object) => walk.own(&object),
        Ok(Some(value)) => tree::read(&mut walk, &value),
        Ok(None) => {
            let error = Diagnostic::error("no-codes", "there is nothing in this file");
            walk.report(error.help("write { \"codes\": [ { \"id\": \"shame\" } ] }"), Span::new(0, 0));
        }
    }
    walk.draft
}

/// What reads both shapes: the file, and the draft that comes of it.
struct Walk {
    origin: Arc<Origin>,
    draft: Draft,
}

impl Walk {
    fn report(&mut self, diagnostic: Diagnostic, span: Span) {
        self.draft.found.push(diagnostic.at(&self.origin.source, span));
    }

    fn located(&self, span: Span, text: &str) -> Located {
        Located::literal(&self.origin, span, text)
    }

    /// The fields of an object in the file's order; one that stands twice is a mistake, and the first counts.
    fn fields<'o, 's>(&mut self, object: &'o Object<'s>) -> Vec<Field<'o, 's>> {
        let mut fields: Vec<Field<'o, 's>> = Vec::with_capacity(object.properties.len());
        let mut seen = std::collections::BTreeSet::new();
        for property in &object.properties {
            let (name, at) = (property.name.as_str(), span(&property.name));
            if seen.insert(name) {
                fields.push(Field { name, at, value: &property.value });
            } else {
                let error = Diagnostic::error("duplicate-key", format!("`{name}` stands here twice"));
                self.report(error.help("leave one of the two out"), at);
            }
        }
        fields
    }

    fn ill_formed(&mut self, error: &ParseError) {
        let length = self.origin.source.text.len();
        let range = error.range();
        let start = self.origin.source.text.floor_char_boundary(range.start.min(length));
        let end = self.origin.source.text.ceil_char_boundary(range.end.clamp(start, length));
        let (message, help) = match error.kind() {
            ParseErrorKind::UnterminatedArray | ParseErrorKind::UnterminatedObject => {
                ("this bracket is not closed", "the file may be cut off: copy it anew, or close it with ] or }")
            }
            ParseErrorKind::NestingDepthExceeded => {
                ("too many brackets lie inside each other here", "a codebook has at most 32 levels")
            }
            ParseErrorKind::CommentsNotAllowed => ("JSON has no remarks", "leave the remark out, or put it in a memo"),
            ParseErrorKind::TrailingCommasNotAllowed => {
                ("a comma stands here with nothing behind it", "leave the comma out")
            }
            ParseErrorKind::ExpectedComma => ("a comma is missing before this", "put a comma between the two"),
            ParseErrorKind::ExpectedColonAfterObjectKey => {
                ("a colon is missing after this name", "write \"name\": \"…\"")
            }
            ParseErrorKind::ExpectedStringObjectProperty
            | ParseErrorKind::SingleQuotedStringsNotAllowed
            | ParseErrorKind::UnexpectedWord => ("this is no text in double quotes", "write it between double quotes"),
            ParseErrorKind::String(_) => (
                "this text between quotes cannot be read",
                "close the quotes, and write \\n for a line break, \\\\ for a \\",
            ),
            ParseErrorKind::MultipleRootJsonValues => {
                ("something stands behind the end of the codebook", "put all codes into one list: [ …, … ]")
            }
            _ => ("this is no JSON", "check the quotes, commas and brackets here"),
        };
        self.draft.is_partial = true;
        self.report(Diagnostic::error("json", message).help(help), Span::new(start, end));
    }

    fn wrong_type(&mut self, name: &str, value: &Value<'_>, wanted: &str, example: &str) {
        let error = Diagnostic::error("wrong-type", format!("{name} is {wanted}, not {}", kind(value)));
        self.report(error.help(format!("write {example}")), span(value));
    }
}

/// A field of an object.
struct Field<'o, 's> {
    name: &'o str,
    at: Span,
    value: &'o Value<'s>,
}

fn kind(value: &Value<'_>) -> &'static str {
    match value {
        Value::StringLit(_) => "a text",
        Value::NumberLit(_) => "a number",
        Value::BooleanLit(_) => "true or false",
        Value::Object(_) => "an object",
        Value::Array(_) => "a list",
        Value::NullKeyword(_) => "nothing",
    }
}

fn span(of: &impl jsonc_parser::common::Ranged) -> Span {
    let range = of.range();
    Span::new(range.start, range.end.max(range.start))
}

/// A text, number, or true or false, as a text.
fn scalar(value: &Value<'_>) -> Option<String> {
    match value {
        Value::StringLit(text) => Some(text.value.to_string()),
        Value::NumberLit(number) => Some(number.value.to_owned()),
        Value::BooleanLit(truth) => Some(truth.value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
