//! Trees of codes as others write them: objects with a name, and lists of the codes below them.

use jsonc_parser::ast::{Array, Object, Value};

use crate::codebook::parse::draft::{DraftCode, plain};
use crate::codebook::parse::fields;
use crate::codebook::parse::hierarchy::{self, Entry, SameNames};
use crate::codebook::parse::located::Located;
use crate::codebook::parse::made_ids::{color, part_of_name};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::wording::several;

use super::{Field, Walk, scalar, span};

/// What others call the name of a code, the likeliest first.
const NAMES: [&str; 14] = [
    "name",
    "label",
    "title",
    "code_name",
    "codeName",
    "codename",
    "code",
    "theme",
    "category",
    "naam",
    "titel",
    "thema",
    "bezeichnung",
    "id",
];

/// What others call the list of the codes below a code or a codebook.
const BELOW: [&str; 24] = [
    "codes",
    "children",
    "subcodes",
    "sub_codes",
    "subCodes",
    "subthemes",
    "sub_themes",
    "subThemes",
    "themes",
    "nodes",
    "categories",
    "subcategories",
    "sub_categories",
    "types",
    "groups",
    "codebook",
    "codeTree",
    "code_tree",
    "coding_framework",
    "items",
    "subcodes_list",
    "themas",
    "codesystem",
    "code_system",
];

/// Lists at the top of a file that show that what holds them is the codebook, and no code.
const WHOLE: [&str; 9] =
    ["codes", "themes", "nodes", "codebook", "codeTree", "code_tree", "coding_framework", "codesystem", "code_system"];

/// Fields at the top of a file that codebooks have, and codes have not.
const OF_CODEBOOKS: [&str; 5] = ["version", "author", "authors", "language", "project"];

/// Deeper brackets hold no codes.
const DEEPEST: usize = fields::DEEPEST_ID;

/// Reads a whole file.
pub(super) fn read(walk: &mut Walk, value: &Value<'_>) {
    let mut tree = Tree { walk, entries: Vec::new(), codes: Vec::new(), lists: Vec::new() };
    match value {
        Value::Array(array) => tree.list(array, None, 1),
        Value::Object(object) => tree.root(object),
        _ => {}
    }
    tree.finish(span(value));
}

struct Tree<'w> {
    walk: &'w mut Walk,
    entries: Vec<Entry>,
    codes: Vec<DraftCode>,
    /// The fields in which codes were found, in order of first appearance.
    lists: Vec<String>,
}

/// How a code stands in the file: below another, by its place among the entries.
type Above = Option<usize>;

fn name_of<'o, 's>(object: &'o Object<'s>) -> Option<(&'o str, &'o Value<'s>)> {
    NAMES.iter().find_map(|name| {
        let property = object.properties.iter().find(|property| property.name.as_str() == *name)?;
        // A number is the place of a row in some table, and no name.
        let is_name =
            |text: String| text.chars().any(char::is_alphabetic) || (*name != "id" && !text.trim().is_empty());
        let is_filled = scalar(&property.value).is_some_and(is_name);
        is_filled.then_some((*name, &property.value))
    })
}

/// Whether a field holds codes: a list of objects, or a list or an object of that name.
fn holds_codes(name: &str, value: &Value<'_>) -> bool {
    if matches!(fields::canonical(name), Some("rules" | "examples" | "counterexamples")) {
        return false;
    }
    let is_known = BELOW.contains(&name);
    let is_code = |element: &Value<'_>| matches!(element, Value::Object(object) if name_of(object).is_some());
    match value {
        Value::Array(array) => {
            (!array.elements.is_empty() && array.elements.iter().all(is_code))
                || (is_known && array.elements.iter().any(|element| is_code(element) || scalar(element).is_some()))
        }
        Value::Object(_) => is_known,
        _ => false,
    }
}

/// Whether a value is a list of objects of which none is a code.
fn holds_strangers(value: &Value<'_>) -> bool {
    let Value::Array(array) = value else { return false };
    let mut objects = array.elements.iter().filter_map(|element| match element {
        Value::Object(object) => Some(object),
        _ => None,
    });
    objects.next().is_some_and(|first| name_of(first).is_none() && objects.all(|object| name_of(object).is_none()))
}

impl Tree<'_> {
    fn root(&mut self, object: &Object<'_>) {
        let has = |names: &[&str]| object.properties.iter().any(|property| names.contains(&property.name.as_str()));
        let lists: Vec<&str> = object
            .properties
            .iter()
            .filter(|property| holds_codes(property.name.as_str(), &property.value))
            .map(|property| property.name.as_str())
            .collect();
        if let Some(stranger) = object.properties.iter().find(|property| holds_strangers(&property.value)) {
            let name = stranger.name.as_str();
            let message = format!("what stands in `{name}` has no names, so it is no codes");
            let help = "look whether this file is a codebook, and not a transcript; a code is { \"name\": \"…\", \"codes\": [ … ] }";
            self.walk.report(Diagnostic::error("no-name", message).help(help), span(&stranger.name));
            return;
        }
        let is_whole = lists.iter().any(|name| WHOLE.contains(name)) || has(&OF_CODEBOOKS);
        if name_of(object).is_some() && !is_whole {
            self.code(object, None, None, 1);
        } else if lists.is_empty() {
            // Beside numbers and texts, a list could be anything.
            let is_map = |value: &Value<'_>| match value {
                Value::Object(_) => true,
                Value::Array(array) => array.elements.iter().all(|one| matches!(one, Value::StringLit(_))),
                _ => false,
            };
            if object.properties.iter().all(|property| is_map(&property.value)) {
                self.map(object, None, 1);
            }
        } else {
            self.codebook(object);
        }
    }

    /// The object around all codes.
    fn codebook(&mut self, object: &Object<'_>) {
        let name = name_of(object).map(|(name, _)| name);
        for field in self.walk.fields(object) {
            if holds_codes(field.name, field.value) {
                self.below(&field, None, 1);
            } else if Some(field.name) == name {
                let text = scalar(field.value).unwrap_or_default();
                self.walk.draft.name.plain = Some(plain(&self.walk.located(span(field.value), &text)));
            } else if let Some(text) = scalar(field.value) {
                let located = self.walk.located(span(field.value), &text);
                match fields::canonical(field.name) {
                    Some("definition" | "memo") if self.walk.draft.memo.is_empty() => {
                        self.walk.draft.memo = plain(&located);
                    }
                    Some("language") => {
                        self.walk.draft.set("language", &located.trimmed());
                    }
                    _ if field.name == "version" => self.walk.draft.version = plain(&located),
                    _ => {
                        let text = plain(&located);
                        if !text.is_empty() {
                            self.walk.draft.further.insert(fields::own_name(field.name), text);
                        }
                    }
                }
            } else {
                self.not_kept(&field);
            }
        }
    }

    fn below(&mut self, field: &Field<'_, '_>, above: Above, depth: usize) {
        if !self.lists.iter().any(|list| list == field.name) {
            self.lists.push(field.name.to_owned());
        }
        match field.value {
            Value::Array(array) => self.list(array, above, depth),
            Value::Object(object) if name_of(object).is_some() => self.code(object, None, above, depth),
            Value::Object(object) => self.map(object, above, depth),
            _ => {}
        }
    }

    fn list(&mut self, array: &Array<'_>, above: Above, depth: usize) {
        for element in &array.elements {
            match element {
                Value::Object(object) => self.code(object, None, above, depth),
                Value::Array(_) | Value::NullKeyword(_) => {
                    let message = "a list or nothing stands here, where a code is expected";
                    let warning =
                        Diagnostic::warning("not-carried", message).help("give it a name: { \"name\": \"…\" }");
                    self.walk.report(warning, span(element));
                }
                _ => {
                    let name = scalar(element).unwrap_or_default();
                    if !name.trim().is_empty() {
                        self.leaf(&name, span(element), above, depth);
                    }
                }
            }
        }
    }

    /// An object whose fields are codes: their names, and what is below each or what it means.
    fn map(&mut self, object: &Object<'_>, above: Above, depth: usize) {
        for field in self.walk.fields(object) {
            match field.value {
                Value::Object(object) if !field.name.trim().is_empty() => {
                    self.code(object, Some(&field), above, depth);
                }
                Value::Array(array) if !field.name.trim().is_empty() => {
                    if let Some(at) = self.leaf(field.name, field.at, above, depth) {
                        self.list(array, Some(at), depth + 1);
                    }
                }
                // Beside codes, a text is what one means; alone it could be anything.
                Value::StringLit(text) if above.is_some() || depth > 1 => {
                    if let Some(at) = self.leaf(field.name, field.at, above, depth) {
                        let definition = plain(&self.walk.located(span(field.value), &text.value));
                        self.codes[at].definition = definition;
                    }
                }
                _ => self.not_kept(&field),
            }
        }
    }

    /// A code of which nothing is known but its name.
    fn leaf(&mut self, name: &str, at: Span, above: Above, depth: usize) -> Option<usize> {
        if depth > DEEPEST {
            let error = Diagnostic::error("too-deep", format!("`{}` lies on level {depth}", name.trim()));
            self.walk.report(error.help(format!("put it higher: a codebook has at most {DEEPEST} levels")), at);
            return None;
        }
        let located = self.walk.located(at, name);
        let part = part_of_name(name);
        let mut code = DraftCode::new(located.clone());
        code.name.plain = Some(plain(&located)).filter(|name| *name != part);
        self.codes.push(code);
        // A place among the entries is a name that no code can have by itself.
        let parent = above.map(|above| format!("\u{1}{above}"));
        let spelled = vec![name.trim().to_owned(), format!("\u{1}{}", self.entries.len())];
        self.entries.push(Entry { spelled, id: part, is_made: true, parent });
        Some(self.entries.len() - 1)
    }

    /// An object that is a code, `called` so where it stands under its name.
    fn code(&mut self, object: &Object<'_>, called: Option<&Field<'_, '_>>, above: Above, depth: usize) {
        let whole = Span::new(object.range.start, object.range.end);
        let named = name_of(object);
        let (key, name, at) = match (called, &named) {
            (Some(field), _) => ("", field.name.to_owned(), field.at),
            (None, Some((key, value))) => (*key, scalar(value).unwrap_or_default(), span(*value)),
            (None, None) => {
                let error = Diagnostic::error("no-name", "this object has no name, so it is no code");
                let help = "give each code a \"name\", and what is below it in a list \"codes\"; or look whether this file is a codebook at all";
                // One of them says it: in a file of another kind there may be thousands.
                if !self.walk.draft.found.iter().any(|one| one.kind == "no-name") {
                    self.walk
                        .report(error.help(help), Span { end: whole.start.saturating_add(1).min(whole.end), ..whole });
                }
                return;
            }
        };
        let Some(at) = self.leaf(&name, at, above, depth) else { return };
        for field in self.walk.fields(object) {
            if field.name == key {
                continue;
            }
            if holds_codes(field.name, field.value) {
                self.below(&field, Some(at), depth + 1);
            } else {
                self.field(&field, at, above.is_some());
            }
        }
    }

    /// A field of a code that holds no codes.
    fn field(&mut self, field: &Field<'_, '_>, at: usize, has_parent: bool) {
        let meant = fields::canonical(field.name);
        let is_parent = meant == Some("parent") || ["parent_id", "parentId", "parentName"].contains(&field.name);
        if let Value::NullKeyword(_) = field.value {
            return;
        }
        match (meant, scalar(field.value)) {
            (Some("rules"), _) => {
                let rules = self.walk.rules(field.value);
                self.codes[at].rules.extend(rules);
            }
            (Some(which @ ("examples" | "counterexamples")), _) => {
                let texts = self.examples(field);
                let code = &mut self.codes[at];
                if which == "examples" { code.examples.extend(texts) } else { code.counterexamples.extend(texts) }
            }
            (Some("id"), Some(text)) => {
                self.entries[at].spelled.push(text.trim().to_owned());
                self.further(field, &text, at);
            }
            (_, Some(text)) if is_parent && !has_parent => {
                if !text.trim().is_empty() {
                    self.entries[at].parent = Some(text.trim().to_owned());
                }
            }
            (Some("color"), Some(text)) => {
                let read = color(&text);
                if read.as_ref().is_none_or(|(_, is_more)| *is_more) && !text.trim().is_empty() {
                    let message = format!("the color `{}` is not kept as it is", text.trim());
                    let help = "write # and six hexadecimal digits: #B5446E";
                    self.walk.report(Diagnostic::warning("not-carried", message).help(help), span(field.value));
                }
                self.codes[at].color = read.map(|(color, _)| color);
            }
            (Some(known @ ("definition" | "include" | "exclude" | "memo")), Some(text)) => {
                let value = self.walk.located(span(field.value), &text);
                let code = &mut self.codes[at];
                let is_free = match known {
                    "definition" => code.definition.is_empty(),
                    "include" => code.include.is_empty(),
                    "exclude" => code.exclude.is_empty(),
                    _ => code.memo.is_empty(),
                };
                if is_free {
                    code.set(known, &value, &mut self.walk.draft.found);
                } else {
                    self.further(field, &text, at);
                }
            }
            (_, Some(text)) => self.further(field, &text, at),
            (_, None) => match field.value {
                Value::Array(array) if array.elements.iter().all(|element| scalar(element).is_some()) => {
                    let lines: Vec<String> = array.elements.iter().filter_map(scalar).collect();
                    self.further(field, &lines.join("\n"), at);
                }
                _ => self.not_kept(field),
            },
        }
    }

    /// Examples as texts, or as objects that hold one.
    fn examples(&mut self, field: &Field<'_, '_>) -> Vec<Located> {
        let Value::Array(array) = field.value else { return self.walk.texts(field.name, field.value) };
        let mut texts = Vec::new();
        for element in &array.elements {
            let inner = match element {
                Value::Object(object) => object.properties.iter().find_map(|property| {
                    let name = property.name.as_str();
                    ["text", "quote", "example", "content"].contains(&name).then_some(&property.value)
                }),
                other => Some(other),
            };
            match inner.and_then(|inner| Some((inner, scalar(inner)?))) {
                Some((inner, text)) => texts.push(self.walk.located(span(inner), &text)),
                None => self.not_kept(&Field { name: field.name, at: span(element), value: element }),
            }
        }
        texts
    }

    fn further(&mut self, field: &Field<'_, '_>, text: &str, at: usize) {
        let text = plain(&self.walk.located(span(field.value), text));
        let name = fields::own_name(field.name);
        if name.is_empty() || self.codes[at].further.contains_key(&name) {
            self.not_kept(field);
        } else if !text.is_empty() {
            self.codes[at].further.insert(name, text);
        }
    }

    fn not_kept(&mut self, field: &Field<'_, '_>) {
        let message =
            format!("`{}` is not kept: it is {}, and a code holds texts", field.name, super::kind(field.value));
        let help = "put what matters in a text of its own";
        self.walk.report(Diagnostic::warning("not-carried", message).help(help), field.at);
    }

    fn finish(mut self, whole: Span) {
        let start = Span::new(whole.start as usize, whole.start as usize);
        let resolved = hierarchy::resolve(&self.entries, SameNames::AreTwo);
        let unclear = "several codes are called what it says is its parent";
        let mut doubts: Vec<(usize, Diagnostic)> = Vec::new();
        doubts.extend(resolved.unclear.iter().map(|&at| (at, Diagnostic::warning("unclear-parent", unclear))));
        let circle = "it would stand below itself";
        doubts.extend(resolved.circles.iter().map(|&at| (at, Diagnostic::warning("circle", circle))));
        let deep = "it would stand deeper than a codebook has levels";
        doubts.extend(resolved.too_deep.iter().map(|&at| (at, Diagnostic::error("too-deep", deep))));
        for (at, mut doubt) in doubts {
            doubt.message = format!("`{}` is not below its parent: {}", self.entries[at].spelled[0], doubt.message);
            if doubt.kind == "unclear-parent" {
                doubt.message = format!("`{}` may stand elsewhere: {unclear}", self.entries[at].spelled[0]);
            }
            let place = self.codes[at].id.place_of_all().span;
            self.walk.report(doubt.help("give each code a name of its own, and a parent that stands higher"), place);
        }
        let levels = resolved.ids.iter().map(|id| id.split('/').count()).max().unwrap_or_default();
        for (code, id) in self.codes.iter_mut().zip(resolved.ids) {
            code.id.text = id;
        }
        self.walk.draft.makes_parents = true;
        if self.codes.is_empty() {
            if !self.walk.draft.found.iter().any(|one| one.kind == "no-name") {
                let error = Diagnostic::error("no-codes", "no code was found in this file");
                let help = "a codebook is { \"codes\": [ { \"id\": \"shame\", \"definition\": \"…\" } ] }, or a tree of objects with a \"name\"; look whether this file is one";
                self.walk.report(error.help(help), start);
            }
            return;
        }
        let lists: Vec<String> = self.lists.iter().map(|list| format!("`{list}`")).collect();
        let of = if lists.is_empty() { String::new() } else { format!(", found in {}", lists.join(", ")) };
        let message =
            format!("read as a tree of {} on {}{of}", several(self.codes.len(), "code"), several(levels, "level"));
        self.walk.report(Diagnostic::note("read-as", message), start);
        self.walk.draft.codes = self.codes;
    }
}
