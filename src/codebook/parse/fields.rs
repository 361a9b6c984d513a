//! The fields that codebooks, codes and rules share, and the words they take.

use toml::de::DeValue;

use crate::codebook::{Scoped, StanceChoice};
use crate::diagnostic::Diagnostic;
use crate::scope::{Condition, Universe, Within};
use crate::text::{Diacritics, Span};

use super::located::{Located, placed};
use super::operators::nearest;

/// The names of the fields of [`Scoped`].
pub(super) const SCOPED: [&str; 7] = ["within", "stance", "diacritics", "part", "speaker", "where", "language"];

/// More levels than any codebook has; it keeps bad input from costing more than it is long.
pub(super) const DEEPEST_ID: usize = 32;

/// Whether a text is an id of a code: at most 32 parts of letters, digits, `-`, `_`, joined by `/`.
pub(super) fn is_id(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    text.split('/').all(is_part) && text.split('/').count() <= DEEPEST_ID
}

/// Sets the field `key` of `scoped`; `false` when it has no such field. What is wrong goes to `found`.
pub(super) fn set_scoped(scoped: &mut Scoped, key: &str, value: &Located, found: &mut Vec<Diagnostic>) -> bool {
    let value = value.clone().trimmed();
    let text = value.text.as_str();
    let whole = Span::new(0, text.len());
    let mut choice = |words: &[&str]| {
        let help = match nearest(text, words) {
            Some(near) => format!("write \"{near}\""),
            None => format!("write one of {}", words.join(", ")),
        };
        let message = format!("`{text}` is no value of {key}, which is one of {}", words.join(", "));
        found.push(placed(Diagnostic::error("unknown-value", message).help(help), value.place(whole)));
    };
    match key {
        "within" => match text.parse::<Within>() {
            Ok(within) => scoped.within = Some(within),
            Err(_) => choice(&["sentence", "turn", "answer", "paragraph", "transcript"]),
        },
        "stance" => match StanceChoice::from_word(text) {
            Some(stance) => scoped.stance = Some(stance),
            None => choice(StanceChoice::WORDS),
        },
        "diacritics" => match text {
            "fold" => scoped.diacritics = Some(Diacritics::Fold),
            "exact" => scoped.diacritics = Some(Diacritics::Exact),
            _ => choice(&["fold", "exact"]),
        },
        "part" => match text.parse::<Universe>() {
            Ok(part) => scoped.part = Some(part),
            Err(_) => choice(&["participant", "interviewer", "all"]),
        },
        "speaker" => scoped.speaker = Some(text.to_owned()),
        "language" => scoped.language = Some(text.to_owned()),
        "where" => match text.parse::<Condition>() {
            Ok(condition) => scoped.r#where = Some(condition),
            Err(error) => found.push(placed(
                Diagnostic::error("bad-condition", format!("this condition cannot be read: {}", error.message))
                    .help("write NAME = VALUE, with = != < <= > >= IN (…), AND, OR, NOT and brackets"),
                value.place(error.span),
            )),
        },
        _ => return false,
    }
    true
}

/// Reads `{stance = "ignore", note = "…"}` at the end of a rule.
pub(super) fn read_options(options: &Located, scoped: &mut Scoped, note: &mut String, found: &mut Vec<Diagnostic>) {
    const EXAMPLE: &str = "write the options at the end of the rule, as in {stance = \"ignore\", note = \"why\"}";
    let text = options.text.as_str();
    let mistake = |kind, span, message: String, help: String| {
        placed(Diagnostic::error(kind, message).help(help), options.place(span))
    };
    let table = match DeValue::parse(text) {
        Ok(value) => match value.into_inner() {
            DeValue::Table(table) => table,
            _ => {
                return found.push(mistake(
                    "bad-options",
                    Span::new(0, text.len()),
                    "these are no options".to_owned(),
                    EXAMPLE.to_owned(),
                ));
            }
        },
        Err(error) => {
            let span = error.span().filter(|span| span.end <= text.len()).map_or(Span::new(0, text.len()), Span::from);
            let message = format!("these options cannot be read: {}", error.message());
            return found.push(mistake("bad-options", span, message, EXAMPLE.to_owned()));
        }
    };
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let name = key.get_ref().as_ref();
        let DeValue::String(meant) = value.get_ref() else {
            let message = format!("{name} is a text in quotes");
            found.push(mistake("wrong-type", value.span().into(), message, format!("write {name} = \"…\"")));
            continue;
        };
        let value = options.inner_literal(value.span().into(), meant);
        if name == "note" {
            *note = super::draft::plain(&value);
        } else if !set_scoped(scoped, name, &value, found) {
            let known: Vec<&str> = SCOPED.into_iter().chain(["note"]).collect();
            let help = match nearest(name, &known) {
                Some(near) => format!("write {near}"),
                None => format!("the options of a rule are {}", known.join(", ")),
            };
            found.push(mistake("unknown-option", key.span().into(), format!("a rule has no option `{name}`"), help));
        }
    }
}

/// The names of a codebook's own fields.
pub(super) const CODEBOOK: [&str; 14] = [
    "name",
    "version",
    "language",
    "memo",
    "unit",
    "span",
    "overlap",
    "skip",
    "within",
    "stance",
    "diacritics",
    "part",
    "speaker",
    "where",
];

/// The names of a code's fields.
pub(super) const CODE: [&str; 17] = [
    "id",
    "name",
    "definition",
    "include",
    "exclude",
    "memo",
    "color",
    "rules",
    "examples",
    "counterexamples",
    "within",
    "stance",
    "diacritics",
    "part",
    "speaker",
    "where",
    "language",
];

/// The field that a column of a spreadsheet holds, by its Dutch or English name in any letter case.
pub(super) fn canonical(name: &str) -> Option<&'static str> {
    let folded = crate::text::fold(name.trim());
    let known = CODE.into_iter().find(|field| *field == folded);
    known.or_else(|| {
        Some(match folded.as_str() {
            "code" | "code id" | "code_id" => "id",
            "parent" | "bovenliggend" | "thema" | "theme" | "parent name" | "parent_name" | "parent code"
            | "parent_code" | "parent theme" | "bovenliggende code" | "hoofdcode" | "oudercode" | "obercode" => {
                "parent"
            }
            "naam" | "label" | "code name" | "code_name" | "codename" | "codenaam" => "name",
            "definitie" | "omschrijving" | "description" | "beschrijving" | "beschreibung" | "code description"
            | "code_description" | "codebeschrijving" => "definition",
            "wel" | "inclusie" | "inclusion" | "when to use" => "include",
            "niet" | "exclusie" | "exclusion" | "when not to use" => "exclude",
            "regels" | "rule" | "regel" => "rules",
            "voorbeelden" | "voorbeeld" | "example" => "examples",
            "tegenvoorbeelden" | "tegenvoorbeeld" | "counterexample" => "counterexamples",
            "notitie" | "notities" | "opmerking" | "opmerkingen" | "code memo" | "codememo" | "code-memo" => "memo",
            "kleur" | "colour" | "farbe" => "color",
            "taal" => "language",
            _ => return None,
        })
    })
}

/// The field that a spreadsheet or another program would take a field `name` for, so that it cannot be one of the
/// researcher's own; `known` are the fields of what it belongs to.
pub(super) fn taken_for(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let folded = crate::text::fold(name);
    let begins = |start: &str| folded.starts_with(start);
    (canonical(name).filter(|meant| *meant != name))
        .or_else(|| known.iter().copied().find(|known| *known == folded && *known != name))
        .or_else(|| (begins("name.") || begins("naam.")).then_some("name"))
        .or_else(|| (begins("list.") || begins("lijst.")).then_some("lists"))
}

/// The name under which a field of another program is kept as one of the researcher's own: its own name, unless it means
/// something here.
pub(super) fn own_name(name: &str) -> String {
    let name = name.trim();
    let numbered = name.rsplit_once(' ').is_some_and(|(name, _)| canonical(name).is_some());
    let is_taken = taken_for(name, &CODE).is_some() || CODE.contains(&name) || CODEBOOK.contains(&name) || numbered;
    if is_taken { format!("original_{}", name.replace(['.', ' '], "_")) } else { name.to_owned() }
}

/// An id made of a name: its words in lower case without diacritics, joined by `-`; slashes stay.
pub(in crate::codebook) fn slug(name: &str) -> String {
    let part = |part: &str| {
        let folded = crate::text::fold(part);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty()).collect();
        words.join("-")
    };
    name.split('/').map(part).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}
