//! What a project says of its texts: whose they are, and what is known of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{Variables, is_reserved};
use crate::diagnostic::Diagnostic;
use crate::refi::{Case, Guid, Opened, PlainText, Source, Text, Value};
use crate::text::{Span, fold};

use super::known::{Known, TABLE};
use super::memos::{Memos, noted};

/// What is known of one text.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Its variables, and under `case` whose it is.
    pub variables: Variables,
    /// What is noted of it.
    pub memo: String,
    /// What is noted of its case.
    pub case_memo: String,
    pub diagnostics: Vec<Diagnostic>,
    /// Cases that own passages of it.
    owned: Vec<OwnedPassages>,
}

/// A case, and the selections of one text that are its own.
#[derive(Debug)]
pub(super) struct OwnedPassages {
    pub name: String,
    pub variables: Variables,
    pub memo: String,
    selections: Vec<usize>,
}

impl About {
    /// Adds what is known to a hash.
    pub fn hash(&self, hash: &mut blake3::Hasher) {
        let add = |hash: &mut blake3::Hasher, variables: &Variables| {
            for (name, value) in variables.iter() {
                for text in [name, value] {
                    hash.update(&(text.len() as u64).to_le_bytes());
                    hash.update(text.as_bytes());
                }
            }
        };
        let noted = |hash: &mut blake3::Hasher, memo: &str| {
            if !memo.is_empty() {
                hash.update(format!("memo {}\n{memo}", memo.len()).as_bytes());
            }
        };
        add(hash, &self.variables);
        noted(hash, &self.memo);
        noted(hash, &self.case_memo);
        for owned in &self.owned {
            add(hash, &owned.variables);
            noted(hash, &owned.memo);
            let selections: Vec<String> = owned.selections.iter().map(ToString::to_string).collect();
            hash.update(format!("{}\n{}\n", owned.name, selections.join(" ")).as_bytes());
        }
    }

    /// Who of those that speak are persons of the project.
    pub fn people<'p>(&'p self, opened: &Opened, index: usize, text: &PlainText) -> Known<'p> {
        if self.owned.is_empty() {
            return Known::of(Vec::new());
        }
        let spans = opened.spans(index, text);
        let of = |owned: &'p OwnedPassages| {
            let own: Vec<Span> = owned.selections.iter().filter_map(|&at| *spans.get(at)?).collect();
            (owned, own)
        };
        Known::of(self.owned.iter().map(of).collect())
    }
}

/// What belongs to a case: whole texts, and selections by text.
#[derive(Default)]
struct Property {
    texts: BTreeSet<usize>,
    selections: BTreeMap<usize, BTreeSet<usize>>,
}

/// What the project says of each text, and what is to be told of it as a whole.
pub(super) fn about(opened: &Opened) -> (Vec<About>, Vec<Diagnostic>) {
    let project = &opened.project;
    let mut found = Vec::new();
    let names = variable_names(opened, &mut found);
    let case_names = case_names(&project.cases, &mut found);
    let memos = Memos::of(opened);
    let case_memos: Vec<String> = project.cases.iter().map(|case| memos.on_case(case)).collect();
    let by_guid = opened.by_guid();
    let property = property(opened, &by_guid);
    let mut all: Vec<About> = (0..opened.texts.len()).map(|_| About::default()).collect();
    for (index, about) in all.iter_mut().enumerate() {
        let text = opened.text(index);
        set(&mut about.variables, &text.values, &names);
        if let Source::Other(other) = &project.sources[opened.texts[index].source] {
            set(&mut about.variables, &other.values, &names);
        }
        let owners: Vec<usize> =
            (0..project.cases.len()).filter(|&case| property[case].texts.contains(&index)).collect();
        own(about, &owners, project.cases.as_slice(), &case_names, &names);
        about.memo = memos.on_text(index);
        noted(about, &owners, &case_names, &case_memos);
        // In the project's own order, whichever of text and case says it.
        let known = std::mem::take(&mut about.variables);
        let ordered = project.variables.iter().filter_map(|variable| names.get(&variable.guid)).map(String::as_str);
        for name in std::iter::once("case").chain(ordered) {
            about.variables.set(name, known.get(name).unwrap_or_default());
        }
        for (case, property) in property.iter().enumerate() {
            if let Some(selections) = property.selections.get(&index) {
                let mut variables = Variables::default();
                set(&mut variables, &project.cases[case].values, &names);
                let selections = selections.iter().copied().collect();
                let (name, memo) = (case_names[case].clone(), case_memos[case].clone());
                about.owned.push(OwnedPassages { name, variables, memo, selections });
            }
        }
    }
    if is_atlas(opened) {
        sets(opened, &by_guid, &mut all);
    }
    for (case, property) in property.iter().enumerate() {
        let is_known = !project.cases[case].values.is_empty() || !case_memos[case].is_empty();
        if property.texts.is_empty() && property.selections.is_empty() && is_known {
            let message = format!(
                "the case `{}` has no text or passage here, so what is known of it is not used",
                case_names[case]
            );
            found.push(Diagnostic::note("not-carried", message));
        }
    }
    (all, found)
}

/// Whether variables are sets named `variable: value`.
pub(super) fn is_atlas(opened: &Opened) -> bool {
    opened.project.origin.to_lowercase().contains("atlas")
}

/// A set of sources that stands for the value of a variable.
pub(super) fn as_value(name: &str) -> Option<(&str, &str)> {
    let (variable, value) = name.split_once(':')?;
    let (variable, value) = (variable.trim(), value.trim());
    (!variable.is_empty() && !value.is_empty()).then_some((variable, value))
}

/// Gives a text the case that it belongs to, with what is known of it.
fn own(about: &mut About, owners: &[usize], cases: &[Case], case_names: &[String], names: &BTreeMap<&Guid, String>) {
    let named: Vec<&str> =
        owners.iter().map(|&case| case_names[case].as_str()).filter(|name| !name.is_empty()).collect();
    match named[..] {
        [] => {}
        [one] => about.variables.set("case", one),
        _ => {
            let message = format!("it belongs to several cases of the project: {}; none is used", named.join(", "));
            about.diagnostics.push(Diagnostic::warning("several-cases", message).help(TABLE));
        }
    }
    // What the text itself says is nearer than what its case does.
    let mut of_cases: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    for &case in owners {
        let mut variables = Variables::default();
        set(&mut variables, &cases[case].values, names);
        for (name, value) in variables.iter() {
            if !of_cases.contains_key(name) {
                order.push(name.to_owned());
            }
            of_cases.entry(name.to_owned()).or_default().insert(value.to_owned());
        }
    }
    for name in order {
        let values = &of_cases[&name];
        match (about.variables.get(&name), values.first()) {
            (None, Some(value)) if values.len() == 1 => about.variables.set(name, value.clone()),
            (None, _) => {
                let all: Vec<&str> = values.iter().map(String::as_str).collect();
                let message = format!("its cases say different things of `{name}`: {}; none is used", all.join(", "));
                about.diagnostics.push(Diagnostic::warning("several-cases", message).help(TABLE));
            }
            (Some(own), _) if values.iter().any(|value| value != own) => {
                let message =
                    format!("`{name}` is another for its case than for the text itself, whose is used: {own}");
                about.diagnostics.push(Diagnostic::note("several-values", message));
            }
            (Some(_), _) => {}
        }
    }
}

/// What each case owns: what it refers to, and what is coded with it as with a code.
fn property(opened: &Opened, by_guid: &BTreeMap<&Guid, Vec<usize>>) -> Vec<Property> {
    let project = &opened.project;
    let cases: BTreeMap<&Guid, usize> =
        project.cases.iter().enumerate().rev().map(|(at, case)| (&case.guid, at)).collect();
    let mut property: Vec<Property> = project.cases.iter().map(|_| Property::default()).collect();
    let mut selections: BTreeMap<&Guid, (usize, usize)> = BTreeMap::new();
    for index in 0..opened.texts.len() {
        let text: &Text = opened.text(index);
        for (at, selection) in text.selections.iter().enumerate() {
            selections.entry(&selection.guid).or_insert((index, at));
            for &case in selection.codings.iter().filter_map(|coding| cases.get(&coding.code)) {
                property[case].selections.entry(index).or_default().insert(at);
            }
        }
        let of_whole = match &project.sources[opened.texts[index].source] {
            Source::Other(other) => other.codings.as_slice(),
            Source::Text(_) => &[],
        };
        for &case in text.codings.iter().chain(of_whole).filter_map(|coding| cases.get(&coding.code)) {
            property[case].texts.insert(index);
        }
    }
    for (case, property) in project.cases.iter().zip(&mut property) {
        property.texts.extend(case.sources.iter().filter_map(|guid| by_guid.get(guid)).flatten());
        for &(index, at) in case.selections.iter().filter_map(|guid| selections.get(guid)) {
            property.selections.entry(index).or_default().insert(at);
        }
    }
    property
}

/// Variables as another program exports them: sets of sources named `variable: value`.
fn sets(opened: &Opened, by_guid: &BTreeMap<&Guid, Vec<usize>>, all: &mut [About]) {
    for set in &opened.project.sets {
        let Some((variable, value)) = as_value(&set.name) else { continue };
        let name = free(variable);
        for &index in set.sources.iter().filter_map(|guid| by_guid.get(guid)).flatten() {
            let about = &mut all[index];
            match about.variables.get(&name) {
                None => about.variables.set(name.clone(), value),
                Some(known) if known == value => {}
                Some(known) => {
                    let message = format!("it is in several sets of `{variable}`: {known} is used, not {value}");
                    about.diagnostics.push(Diagnostic::warning("several-values", message).help(TABLE));
                }
            }
        }
    }
}

fn set(variables: &mut Variables, values: &[Value], names: &BTreeMap<&Guid, String>) {
    for value in values {
        if let (Some(name), Some(text)) = (names.get(&value.variable), &value.value)
            && variables.get(name).is_none()
        {
            variables.set(name.clone(), text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
}

/// The names under which variables are known here, by their identities.
fn variable_names<'p>(opened: &'p Opened, found: &mut Vec<Diagnostic>) -> BTreeMap<&'p Guid, String> {
    let mut names: BTreeMap<&Guid, String> = BTreeMap::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for variable in &opened.project.variables {
        let written = variable.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let written = if written.is_empty() { "variable".to_owned() } else { written };
        let plain = free(&written);
        let mut name = plain.clone();
        let mut number = 1;
        while !taken.insert(fold(&name)) {
            number += 1;
            name = format!("{plain} {number}");
        }
        if name != written {
            let why =
                if plain == written { "there is another of that name" } else { "tables have a column of that name" };
            let message = format!("the variable `{written}` is called `{name}` here: {why}");
            found.push(Diagnostic::note("renamed", message));
        }
        names.entry(&variable.guid).or_insert(name);
    }
    names
}

/// A name that no column of the program's own tables has.
fn free(name: &str) -> String {
    if is_reserved(name) { format!("own_{}", fold(name.trim())) } else { name.to_owned() }
}

/// What cases are called; two of one name are two.
fn case_names(cases: &[Case], found: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut names = Vec::with_capacity(cases.len());
    for case in cases {
        let written = case.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut name = written.clone();
        let mut number = 1;
        while !name.is_empty() && !taken.insert(name.clone()) {
            number += 1;
            name = format!("{written} ({number})");
        }
        if name != written {
            let message = format!("there are several cases `{written}`: one is called `{name}` here");
            let help = "give them different names in the coding program, or one case both";
            found.push(Diagnostic::warning("renamed", message).help(help));
        }
        names.push(name);
    }
    names
}
