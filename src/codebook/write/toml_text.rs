//! TOML as a researcher would have laid it out.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::codebook::{Code, Codebook, Example, Localized, Overlap, Rule, Settings, Skip, SpanChoice};

use super::{rule_line, rule_options, scoped_fields};

/// The codebook as TOML, as a researcher would have laid it out.
///
/// The same codebook always gives the same text, whatever file it was read from: the hash of a codebook
/// is that of this text. Comments of a file that was read are not kept.
///
/// ```
/// use std::sync::Arc;
/// use kantlijn::codebook::{read_toml, write_toml};
/// use kantlijn::diagnostic::SourceText;
///
/// let text = "[[code]]\nid = \"shame\"\nrules = [\"schaam*\"]\n".to_owned();
/// let codebook = read_toml(&Arc::new(SourceText { name: "c.toml".to_owned(), text: text.clone() })).unwrap().value;
/// assert_eq!(write_toml(&codebook), text);
/// ```
#[must_use]
pub fn write_toml(codebook: &Codebook) -> String {
    let mut parts = Vec::new();
    parts.extend(head(codebook));
    parts.extend(lists(codebook));
    parts.extend(codebook.codes.iter().map(code));
    parts.join("\n")
}

/// The named lists, if there are any.
pub(super) fn lists(codebook: &Codebook) -> Option<String> {
    let mut lists = String::from("[lists]\n");
    for (name, list) in &codebook.lists {
        let mut entries = String::from("[");
        for (place, entry) in list.entries.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            if is_plain(entry) {
                entries.extend([comma, "\"", entry, "\""]);
            } else {
                entries.extend([comma, &string(entry)]);
            }
        }
        entries.push(']');
        line(&mut lists, name, &entries);
    }
    (!codebook.lists.is_empty()).then_some(lists)
}

/// One code.
pub(super) fn code(code: &Code) -> String {
    let mut text = String::from("[[code]]\n");
    line(&mut text, "id", &string(&code.id));
    name(&mut text, &code.name);
    field(&mut text, "definition", &code.definition);
    field(&mut text, "include", &code.include);
    field(&mut text, "exclude", &code.exclude);
    field(&mut text, "memo", &code.memo);
    field(&mut text, "color", code.color.as_deref().unwrap_or_default());
    for (key, value) in scoped_fields(&code.scoped) {
        line(&mut text, key, &string(&value));
    }
    for (key, value) in &code.further {
        field(&mut text, key, value);
    }
    rules(&mut text, &code.rules);
    examples(&mut text, "examples", &code.examples);
    examples(&mut text, "counterexamples", &code.counterexamples);
    text
}

/// What is said of the codebook itself, if anything is.
pub(super) fn head(codebook: &Codebook) -> Option<String> {
    let mut text = String::from("[codebook]\n");
    let empty = text.len();
    name(&mut text, &codebook.name);
    field(&mut text, "version", &codebook.version);
    field(&mut text, "memo", &codebook.memo);
    let Settings { unit, span, overlap, skip } = codebook.settings;
    field(&mut text, "unit", &unit.map(|unit| unit.to_string()).unwrap_or_default());
    if span != SpanChoice::default() {
        field(&mut text, "span", span.word());
    }
    if overlap != Overlap::default() {
        field(&mut text, "overlap", overlap.word());
    }
    if skip != Skip::default() {
        field(&mut text, "skip", skip.word());
    }
    for (key, value) in scoped_fields(&codebook.scoped) {
        line(&mut text, key, &string(&value));
    }
    for (key, value) in &codebook.further {
        field(&mut text, key, value);
    }
    (text.len() > empty).then_some(text)
}

fn line(text: &mut String, key: &str, value: &str) {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let key = if bare { key.to_owned() } else { basic(key) };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{key} = {value}");
}

fn field(text: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        line(text, key, &string(value));
    }
}

fn name(text: &mut String, name: &Localized) {
    if let Some(plain) = &name.plain {
        field(text, "name", plain);
    } else if !name.by_language.is_empty() {
        let mut table = Vec::new();
        for (language, value) in &name.by_language {
            let mut entry = String::new();
            line(&mut entry, language, &basic_or_literal(value));
            table.push(entry.trim_end().to_owned());
        }
        line(text, "name", &format!("{{ {} }}", table.join(", ")));
    }
}

fn rules(text: &mut String, rules: &[Rule]) {
    if rules.is_empty() {
        return;
    }
    let lines: Vec<_> = rules.iter().map(rule_line).collect();
    let ends_literal = |line: &str| line.contains('\'') && (line.contains("'''") || line.ends_with('\''));
    let fits = |line: &Cow<'_, str>| is_literal(line) && !ends_literal(line) && !line.starts_with('#');
    if rules.len() > 1 && lines.iter().all(fits) {
        line(text, "rules", &format!("'''\n{}\n'''", lines.join("\n")));
        return;
    }
    let entries: Vec<String> = rules.iter().map(rule_entry).collect();
    let value = match entries.as_slice() {
        [one] => format!("[{one}]"),
        _ => format!("[\n{}]", entries.iter().map(|entry| format!("  {entry},\n")).collect::<String>()),
    };
    line(text, "rules", &value);
}

fn rule_entry(rule: &Rule) -> String {
    let options = rule_options(rule);
    if options.is_empty() {
        return basic_or_literal(&rule.text);
    }
    let options: Vec<String> =
        options.iter().map(|(key, value)| format!("{key} = {}", basic_or_literal(value))).collect();
    format!("{{ match = {}, {} }}", basic_or_literal(&rule.text), options.join(", "))
}

fn examples(text: &mut String, key: &str, examples: &[Example]) {
    if !examples.is_empty() {
        let entries: String = examples.iter().map(|one| format!("  {},\n", basic_or_literal(&one.text))).collect();
        line(text, key, &format!("[\n{entries}]"));
    }
}

/// Whether a text may stand in a literal string: no control character but the tab.
fn is_literal(text: &str) -> bool {
    text.bytes().all(|b| b == b'\t' || is_printed(b)) || text.chars().all(|c| c == '\t' || !c.is_control())
}

/// Whether a byte is a character of ASCII that can be seen, or a space.
fn is_printed(byte: u8) -> bool {
    matches!(byte, b' '..=b'~')
}

/// Whether a text means itself between double quotes. Most texts show so by their bytes.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| is_printed(b) && b != b'"' && b != b'\\')
}

/// A TOML string, over several lines when the text is.
fn string(text: &str) -> String {
    if is_plain(text) {
        return basic(text);
    }
    let several = text.contains('\n') && text.split('\n').all(is_literal);
    if several && !text.contains("'''") && !text.ends_with('\'') {
        return format!("'''\n{text}'''");
    }
    basic_or_literal(text)
}

/// A TOML string on one line, in the quotes that need no escapes if there are such.
fn basic_or_literal(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') && is_literal(text) {
        format!("'{text}'")
    } else {
        basic(text)
    }
}

/// A TOML string between double quotes.
pub(super) fn basic(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    if is_plain(text) {
        quoted.push_str(text);
        quoted.push('"');
        return quoted;
    }
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
