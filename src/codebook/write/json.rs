//! Codebooks as JSON, in the shape of their TOML.

use serde_json::{Map, Value};

use crate::codebook::{Code, Codebook, Example, Localized, Overlap, Rule, Skip, SpanChoice};

use super::{rule_options, scoped_fields};

/// The codebook as JSON: an object with `codebook`, `lists` and `codes`, whose fields are those of the TOML.
///
/// Reading it again gives the same codebook, with the same hash. The same codebook gives the same text.
#[must_use]
pub fn write_json(codebook: &Codebook) -> String {
    let mut whole = Map::new();
    let head = head(codebook);
    if !head.is_empty() {
        whole.insert("codebook".to_owned(), Value::Object(head));
    }
    if !codebook.lists.is_empty() {
        let lists = codebook.lists.iter().map(|(name, list)| (name.clone(), Value::from(list.entries.clone())));
        whole.insert("lists".to_owned(), Value::Object(lists.collect()));
    }
    whole.insert("codes".to_owned(), codebook.codes.iter().map(|one| Value::Object(code(one))).collect());
    format!("{:#}\n", Value::Object(whole))
}

fn put(object: &mut Map<String, Value>, key: &str, value: &str) {
    if !value.is_empty() {
        object.insert(key.to_owned(), Value::from(value));
    }
}

fn name(object: &mut Map<String, Value>, name: &Localized) {
    if let Some(plain) = &name.plain {
        put(object, "name", plain);
    } else if !name.by_language.is_empty() {
        let names = name.by_language.iter().map(|(language, text)| (language.clone(), Value::from(text.as_str())));
        object.insert("name".to_owned(), Value::Object(names.collect()));
    }
}

fn head(codebook: &Codebook) -> Map<String, Value> {
    let mut object = Map::new();
    name(&mut object, &codebook.name);
    put(&mut object, "version", &codebook.version);
    put(&mut object, "memo", &codebook.memo);
    let settings = &codebook.settings;
    put(&mut object, "unit", &settings.unit.map(|unit| unit.to_string()).unwrap_or_default());
    if settings.span != SpanChoice::default() {
        put(&mut object, "span", settings.span.word());
    }
    if settings.overlap != Overlap::default() {
        put(&mut object, "overlap", settings.overlap.word());
    }
    if settings.skip != Skip::default() {
        put(&mut object, "skip", settings.skip.word());
    }
    for (key, value) in scoped_fields(&codebook.scoped) {
        put(&mut object, key, &value);
    }
    for (key, value) in &codebook.further {
        put(&mut object, key, value);
    }
    object
}

fn code(code: &Code) -> Map<String, Value> {
    let mut object = Map::new();
    put(&mut object, "id", &code.id);
    name(&mut object, &code.name);
    put(&mut object, "definition", &code.definition);
    put(&mut object, "include", &code.include);
    put(&mut object, "exclude", &code.exclude);
    put(&mut object, "memo", &code.memo);
    put(&mut object, "color", code.color.as_deref().unwrap_or_default());
    for (key, value) in scoped_fields(&code.scoped) {
        put(&mut object, key, &value);
    }
    for (key, value) in &code.further {
        put(&mut object, key, value);
    }
    if !code.rules.is_empty() {
        object.insert("rules".to_owned(), code.rules.iter().map(rule).collect());
    }
    for (key, examples) in [("examples", &code.examples), ("counterexamples", &code.counterexamples)] {
        if !examples.is_empty() {
            let texts = examples.iter().map(|Example { text, .. }| Value::from(text.as_str()));
            object.insert(key.to_owned(), texts.collect());
        }
    }
    object
}

/// A rule as a text, or as an object with its options beside it.
fn rule(rule: &Rule) -> Value {
    let options = rule_options(rule);
    if options.is_empty() {
        return Value::from(rule.text.as_str());
    }
    let mut object = Map::new();
    object.insert("match".to_owned(), Value::from(rule.text.as_str()));
    object.extend(options.into_iter().map(|(key, value)| (key.to_owned(), Value::from(value))));
    Value::Object(object)
}
