//! A codebook as its file has it, and the checks that make it one.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::codebook::{
    Code, Codebook, Example, List, Localized, Overlap, Rule, Scoped, Settings, Skip, SpanChoice, write_toml,
};
use crate::diagnostic::{Diagnostic, Place, Reported, Severity};
use crate::ids::{CodeId, RuleId};
use crate::scope::Unit;

use super::fields;
use super::located::{Located, placed};
use super::operators::nearest;
use super::references;
use super::rule::{self, ParsedRule};

/// A codebook as its file has it.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) name: Localized,
    pub(super) version: String,
    pub(super) memo: String,
    pub(super) settings: Settings,
    pub(super) scoped: Scoped,
    pub(super) lists: Vec<(Located, Vec<Located>)>,
    pub(super) codes: Vec<DraftCode>,
    pub(super) further: IndexMap<String, String>,
    /// The file could not be read to its end, so what is missing may only be unread.
    pub(super) is_partial: bool,
    /// Whether a code whose parent has no place of its own brings it along, as in spreadsheets with a
    /// column of themes.
    pub(super) makes_parents: bool,
    /// What such a parent is called, by its id.
    pub(super) parent_names: BTreeMap<String, String>,
    /// Whether the file itself names them, so that they need no remark.
    pub(super) parents_are_told: bool,
    pub(super) found: Vec<Diagnostic>,
}

/// A code as its file has it.
pub(super) struct DraftCode {
    pub(super) id: Located,
    pub(super) name: Localized,
    pub(super) definition: String,
    pub(super) include: String,
    pub(super) exclude: String,
    pub(super) memo: String,
    pub(super) color: Option<String>,
    pub(super) scoped: Scoped,
    pub(super) rules: Vec<DraftRule>,
    pub(super) examples: Vec<Located>,
    pub(super) counterexamples: Vec<Located>,
    pub(super) further: IndexMap<String, String>,
}

/// A rule as its file has it.
pub(super) struct DraftRule {
    pub(super) text: Located,
    pub(super) scoped: Scoped,
    pub(super) note: String,
}

impl DraftCode {
    pub(super) fn new(id: Located) -> Self {
        Self {
            id,
            name: Localized::default(),
            definition: String::new(),
            include: String::new(),
            exclude: String::new(),
            memo: String::new(),
            color: None,
            scoped: Scoped::default(),
            rules: Vec::new(),
            examples: Vec::new(),
            counterexamples: Vec::new(),
            further: IndexMap::new(),
        }
    }

    /// Sets a field that holds one text; `false` when a code has no such field.
    pub(super) fn set(&mut self, key: &str, value: &Located, found: &mut Vec<Diagnostic>) -> bool {
        match key {
            "definition" => self.definition = plain(value),
            "include" => self.include = plain(value),
            "exclude" => self.exclude = plain(value),
            "memo" => self.memo = plain(value),
            "color" => {
                let digits = value.text.trim().strip_prefix('#').unwrap_or_default();
                if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                    self.color = Some(value.text.trim().to_owned());
                } else {
                    let message = format!("`{}` is no color", value.text);
                    let help = "write # and six hexadecimal digits: \"#B5446E\"";
                    found.push(placed(Diagnostic::error("bad-color", message).help(help), value.place_of_all()));
                }
            }
            _ => return fields::set_scoped(&mut self.scoped, key, value, found),
        }
        true
    }
}

/// A text of a file as the codebook keeps it: without white space around it, lines ended by `\n`.
pub(super) fn plain(value: &Located) -> String {
    value.text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

impl Draft {
    /// Sets a field of the codebook itself; `false` when it has no such field.
    pub(super) fn set(&mut self, key: &str, value: &Located) -> bool {
        fn choose<T>(
            value: &Located,
            key: &str,
            known: &[&str],
            chosen: Option<T>,
            found: &mut Vec<Diagnostic>,
        ) -> Option<T> {
            if chosen.is_none() {
                let message = format!("`{}` is no value of {key}, which is one of {}", value.text, known.join(", "));
                let help = match nearest(&value.text, known) {
                    Some(near) => format!("write \"{near}\""),
                    None => format!("write one of {}", known.join(", ")),
                };
                found.push(placed(Diagnostic::error("unknown-value", message).help(help), value.place_of_all()));
            }
            chosen
        }
        let (text, found) = (value.text.as_str(), &mut self.found);
        match key {
            "version" => self.version = plain(value),
            "memo" => self.memo = plain(value),
            "unit" => {
                const KNOWN: [&str; 7] = ["answer", "sentence", "turn", "paragraph", "window:50", "transcript", "case"];
                self.settings.unit = choose(value, key, &KNOWN, text.parse::<Unit>().ok(), found);
            }
            "span" => {
                let chosen = choose(value, key, SpanChoice::WORDS, SpanChoice::from_word(text), found);
                self.settings.span = chosen.unwrap_or_default();
            }
            "overlap" => {
                let chosen = choose(value, key, Overlap::WORDS, Overlap::from_word(text), found);
                self.settings.overlap = chosen.unwrap_or_default();
            }
            "skip" => {
                self.settings.skip = choose(value, key, Skip::WORDS, Skip::from_word(text), found).unwrap_or_default();
            }
            _ => return fields::set_scoped(&mut self.scoped, key, value, found),
        }
        true
    }

    /// The codebook that it is, with remarks; or every mistake.
    pub(super) fn finish(mut self) -> Result<Reported<Codebook>, Vec<Diagnostic>> {
        self.settle_names();
        let lists = self.read_lists();
        let mut order = self.order_codes();
        let rules: Vec<_> = order.par_iter_mut().map(|code| read_rules(std::mem::take(&mut code.rules))).collect();
        let mut codes: Vec<Code> = Vec::with_capacity(order.len());
        let mut index: BTreeMap<String, CodeId> = BTreeMap::new();
        let mut references = references::References::default();
        let mut rule_count = 0;
        for (draft, (read, mut found)) in order.into_iter().zip(rules) {
            self.found.append(&mut found);
            let id = CodeId::new(codes.len());
            let parent = draft.id.text.rsplit_once('/').and_then(|(parent, _)| index.get(parent).copied());
            let depth = parent.and_then(|parent| codes.get(parent.index())).map_or(0, |parent| parent.depth + 1);
            let mut rules = Vec::with_capacity(read.len());
            for (text, rule) in read {
                references.collect(id, &text, &rule);
                rules.push(finished(text, rule, RuleId::new(rule_count)));
                rule_count += 1;
            }
            index.insert(draft.id.text.clone(), id);
            let examples = |all: Vec<Located>| -> Vec<Example> {
                let read = all.iter().map(|one| Example { text: plain(one), line: one.line() });
                read.filter(|one| !one.text.is_empty()).collect()
            };
            codes.push(Code {
                parent,
                depth,
                name: draft.name,
                definition: draft.definition,
                include: draft.include,
                exclude: draft.exclude,
                memo: draft.memo,
                color: draft.color,
                scoped: draft.scoped,
                rules,
                examples: examples(draft.examples),
                counterexamples: examples(draft.counterexamples),
                further: draft.further,
                line: draft.id.line(),
                place: Some(draft.id.place_of_all()),
                id: draft.id.text,
            });
        }
        if !self.is_partial {
            references.check(&codes, &lists, &mut self.found);
        }
        let mut codebook = Codebook {
            name: self.name,
            version: self.version,
            memo: self.memo,
            settings: self.settings,
            scoped: self.scoped,
            lists,
            codes,
            further: self.further,
            hash: String::new(),
        };
        let mut found = self.found;
        sort(&mut found);
        if found.iter().any(|one| one.severity == Severity::Error) {
            return Err(found);
        }
        codebook.hash = blake3::hash(write_toml(&codebook).as_bytes()).to_hex().to_string();
        Ok(Reported { value: codebook, diagnostics: found })
    }

    /// Gives names and further fields the one order that no file format can change.
    fn settle_names(&mut self) {
        let language = self.scoped.language.clone();
        let settle = |name: &mut Localized| {
            if !name.by_language.is_empty()
                && let Some(plain) = name.plain.take()
            {
                // `und` is the code for a language that nobody has named.
                let own = language.clone().unwrap_or_else(|| "und".to_owned());
                name.by_language.entry(own).or_insert(plain);
            }
            let own = language.as_ref();
            name.by_language.sort_by(|a, _, b, _| (Some(a) != own, a).cmp(&(Some(b) != own, b)));
        };
        settle(&mut self.name);
        self.further.sort_keys();
        for code in &mut self.codes {
            settle(&mut code.name);
            code.further.sort_keys();
        }
    }

    fn read_lists(&mut self) -> IndexMap<String, List> {
        let (names, entries): (Vec<Located>, Vec<Vec<Located>>) = std::mem::take(&mut self.lists).into_iter().unzip();
        let read: Vec<_> = entries.into_par_iter().map(read_list).collect();
        let mut lists = IndexMap::with_capacity(names.len());
        for (name, (list, is_empty, mut found)) in names.into_iter().zip(read) {
            let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            if name.text.is_empty() || !name.text.chars().all(is_name) {
                let message = format!("`{}` cannot be the name of a list", name.text);
                let help = "a name is made of letters, digits, - and _";
                self.found.push(placed(Diagnostic::error("bad-list-name", message).help(help), name.place_of_all()));
            }
            if is_empty {
                let message = format!("the list `{}` is empty, so no rule with it can match", name.text);
                let help = "give it an entry, or take it out";
                self.found.push(placed(Diagnostic::warning("empty-list", message).help(help), name.place_of_all()));
            }
            self.found.append(&mut found);
            lists.insert(name.text, list);
        }
        lists
    }

    /// The codes with good ids, each once, parents first.
    fn order_codes(&mut self) -> Vec<DraftCode> {
        let mut drafts: IndexMap<String, DraftCode> = IndexMap::new();
        for draft in std::mem::take(&mut self.codes) {
            let id = draft.id.text.clone();
            if !fields::is_id(&id) {
                let message = format!("`{id}` cannot be the id of a code");
                let near = fields::slug(&id);
                let help = if near.is_empty() {
                    "an id is parts of letters, digits, - and _, joined by /".to_owned()
                } else {
                    format!("write id = \"{near}\": parts of letters, digits, - and _, joined by /")
                };
                self.found.push(placed(Diagnostic::error("bad-id", message).help(help), draft.id.place_of_all()));
            } else if let Some(first) = drafts.get(&id) {
                let message = format!("the id `{id}` stands in line {} already", first.id.line());
                let help = "give one of the two another id, or make them one code";
                self.found.push(placed(Diagnostic::error("duplicate-id", message).help(help), draft.id.place_of_all()));
            } else {
                drafts.insert(id, draft);
            }
        }
        let mut order: Vec<String> = Vec::with_capacity(drafts.len());
        let mut placed_ids = std::collections::BTreeSet::new();
        let ids: Vec<String> = drafts.keys().cloned().collect();
        for id in &ids {
            let ends = id.match_indices('/').map(|(at, _)| at).chain([id.len()]);
            for path in ends.map(|end| &id[..end]) {
                if !placed_ids.insert(path.to_owned()) {
                    continue;
                }
                order.push(path.to_owned());
                if path != id {
                    self.parent_out_of_order(path, id, &mut drafts);
                }
            }
        }
        order.into_iter().filter_map(|id| drafts.swap_remove(&id)).collect()
    }

    /// Reports that `path` stands after `id` or nowhere; a spreadsheet's themes are made when missing.
    fn parent_out_of_order(&mut self, path: &str, id: &str, drafts: &mut IndexMap<String, DraftCode>) {
        let Some(child) = drafts.get(id) else { return };
        let place = child.id.place_of_all();
        if drafts.contains_key(path) {
            let message = format!("`{path}` stands below `{id}`; it is read as if it stood above");
            let help = format!("move `{path}` up, since tables follow the codebook's order");
            self.found.push(placed(Diagnostic::note("parent-below", message).help(help), place));
        } else if self.makes_parents {
            let message = format!("`{path}` has no row of its own, so it is a code without definition and rules");
            let help = "give it a row to define it";
            if !self.parents_are_told {
                self.found.push(placed(Diagnostic::note("parent-made", message).help(help), place));
            }
            let mut made = DraftCode::new(child.id.clone());
            path.clone_into(&mut made.id.text);
            made.name.plain = self.parent_names.get(path).cloned();
            drafts.insert(path.to_owned(), made);
        } else if !self.is_partial {
            let known: Vec<&str> = drafts.keys().map(String::as_str).filter(|known| *known != id).collect();
            let message = format!("`{id}` stands below `{path}`, which is no code here");
            let help = match nearest(path, &known) {
                Some(near) => {
                    format!("write `{near}/{}`, or add above it: [[code]] id = \"{path}\"", &id[path.len() + 1..])
                }
                None => format!("add above it: [[code]] id = \"{path}\""),
            };
            self.found.push(placed(Diagnostic::error("no-parent", message).help(help), place));
        }
    }
}

fn one_line(text: &Located, found: &mut Vec<Diagnostic>) -> bool {
    let broken = memchr::memchr2(b'\n', b'\r', text.text.as_bytes()).is_some();
    if broken {
        let error =
            Diagnostic::error("line-break", "a rule is one line").help("put it on one line, or make it several rules");
        found.push(placed(error, text.place_of_all()));
    }
    !broken
}

/// The entries of a list that can be read, whether it has none at all, and what is wrong with others.
fn read_list(entries: Vec<Located>) -> (List, bool, Vec<Diagnostic>) {
    let mut list = List { entries: Vec::with_capacity(entries.len()), nodes: Vec::with_capacity(entries.len()) };
    let (is_empty, mut found) = (entries.is_empty(), Vec::new());
    for entry in entries {
        let entry = entry.trimmed();
        one_line(&entry, &mut found);
        let (node, mut remarks) = rule::parse_entry(&entry);
        found.append(&mut remarks);
        if let Some(node) = node {
            list.entries.push(entry.text);
            list.nodes.push(node);
        }
    }
    (list, is_empty, found)
}

/// The rules of a code that can be read, each with its text, and what is wrong with others.
fn read_rules(rules: Vec<DraftRule>) -> (Vec<(Located, ParsedRule)>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let read = rules.into_iter().filter_map(|rule| read_rule(rule, &mut found)).collect();
    (read, found)
}

fn read_rule(draft: DraftRule, found: &mut Vec<Diagnostic>) -> Option<(Located, ParsedRule)> {
    let text = draft.text.trimmed();
    if !one_line(&text, found) {
        return None;
    }
    let (parsed, mut remarks) = rule::parse(&text);
    found.append(&mut remarks);
    let mut parsed = parsed?;
    parsed.scoped = parsed.scoped.or(&draft.scoped);
    if parsed.note.is_empty() {
        parsed.note = draft.note;
    }
    Some((text, parsed))
}

/// The rule as the codebook keeps it.
pub(super) fn finished(text: Located, parsed: ParsedRule, id: RuleId) -> Rule {
    let ParsedRule { node, scoped, note, end } = parsed;
    let text = text.up_to(end);
    let (line, place) = (text.line(), Some(text.place_of_all()));
    Rule { id, text: text.text, node, scoped, note, line, place }
}

/// In order of place within one file; those of spreadsheets stay in the order in which they were found.
pub(super) fn sort(found: &mut [Diagnostic]) {
    fn key(place: &Place) -> u32 {
        if place.cell.is_some() { 0 } else { place.span.start }
    }
    found.sort_by_key(|one| one.place.as_ref().map_or(0, key));
}
