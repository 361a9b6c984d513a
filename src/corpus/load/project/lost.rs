//! What of a project is no transcript, code or coding, and so goes no further: each sort told, with how much of it.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::refi::{Guid, Opened, Source, Text};
use crate::wording::{either, first_few, several};

use super::about::{as_value, is_atlas};
use super::memos::Memos;

/// So many names of one sort are told; the rest are counted.
const NAMES: usize = 8;

const KIND: &str = "not-carried";

/// The report of a project's losses.
pub(super) fn lost(opened: &Opened) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    passed(opened, &mut found);
    pictures_of_thought(opened, &mut found);
    groups(opened, &mut found);
    notes(opened, &mut found);
    variables(opened, &mut found);
    texts(opened, &mut found);
    found
}

fn note(found: &mut Vec<Diagnostic>, message: String) {
    found.push(Diagnostic::note(KIND, message));
}

/// Sources without a text, and codings that lie in none.
fn passed(opened: &Opened, found: &mut Vec<Diagnostic>) {
    for passed in opened.passed.iter().filter(|passed| passed.codings > 0) {
        let codings = several(passed.codings, "coding");
        let is = either(passed.codings, "is", "are");
        let message = format!("`{}`: {}; {codings} of it {is} in no table", passed.name, passed.why);
        let help = "give the coding program its text, or count these by hand";
        found.push(Diagnostic::warning(KIND, message).help(help));
    }
    let mut whys: Vec<&str> = Vec::new();
    for passed in opened.passed.iter().filter(|passed| passed.codings == 0) {
        if !whys.contains(&passed.why.as_str()) {
            whys.push(&passed.why);
        }
    }
    for why in whys {
        let names = opened.passed.iter().filter(|passed| passed.codings == 0 && passed.why == why);
        let names: Vec<&str> = names.map(|passed| passed.name.as_str()).collect();
        note(found, format!("left out, {why}, without codings: {}", first_few(&names, NAMES)));
    }
}

/// Graphs and links.
fn pictures_of_thought(opened: &Opened, found: &mut Vec<Diagnostic>) {
    let project = &opened.project;
    if project.graphs > 0 {
        note(found, format!("{} not kept: what is drawn has no place in tables", are(project.graphs, "graph")));
    }
    let notes: BTreeSet<&Guid> = project.notes.iter().map(|note| &note.guid).collect();
    let is_memo = |guid: &Option<Guid>| guid.as_ref().is_some_and(|guid| notes.contains(guid));
    let links: Vec<&str> = project
        .links
        .iter()
        .filter(|link| !is_memo(&link.origin) && !is_memo(&link.target))
        .map(|link| link.name.trim())
        .collect();
    if !links.is_empty() {
        let named: Vec<&str> = links.iter().copied().filter(|name| !name.is_empty()).collect();
        let names = if named.is_empty() { String::new() } else { format!(": {}", first_few(&named, NAMES)) };
        note(found, format!("{} not kept, between codes, passages or sources{names}", are(links.len(), "link")));
    }
}

/// Sets of sources and notes; those of codes are the codebook's.
fn groups(opened: &Opened, found: &mut Vec<Diagnostic>) {
    let is_variable = |name: &str| is_atlas(opened) && as_value(name).is_some();
    let own = Guid::made_of("codebook", "");
    for set in opened.project.sets.iter().filter(|set| set.guid != own) {
        let members = set.sources.len() + set.notes.len();
        let is_used = set.notes.is_empty() && is_variable(&set.name);
        if members > 0 && !is_used {
            let what = match (set.sources.len(), set.notes.len()) {
                (sources, 0) => several(sources, "source"),
                (0, notes) => several(notes, "note"),
                (sources, notes) => format!("{} and {}", several(sources, "source"), several(notes, "note")),
            };
            let message = format!("the set `{}` of {what} is not kept", set.name);
            let help = "make it a column of a table of cases, and count with --by";
            found.push(Diagnostic::note(KIND, message).help(help));
        } else if members > 0 && !set.description.trim().is_empty() {
            note(found, format!("what is said of the set `{}` is not kept", set.name));
        }
    }
}

/// Memos that belong to nothing that is kept, and descriptions.
fn notes(opened: &Opened, found: &mut Vec<Diagnostic>) {
    let project = &opened.project;
    let memos = Memos::of(opened);
    let of_people = memos.used();
    let mut used = of_people.clone();
    let mut codes: Vec<&crate::refi::Code> = project.codebook.codes.iter().collect();
    while let Some(code) = codes.pop() {
        used.extend(&code.note_refs);
        codes.extend(&code.codes);
    }
    let cases: BTreeSet<&Guid> = project.cases.iter().map(|case| &case.guid).collect();
    for text in texts_of(opened) {
        used.extend(text.selections.iter().flat_map(|selection| memos.on_passage(selection)));
        let of_selections = text.selections.iter().flat_map(|selection| &selection.codings);
        let codings = of_selections.chain(&text.codings).filter(|coding| !cases.contains(&coding.code));
        used.extend(codings.flat_map(|coding| &coding.note_refs));
    }
    let name = |note: &Text| match note.name.trim() {
        "" => "(unnamed)".to_owned(),
        name => name.to_owned(),
    };
    let size = |note: &Text| several(opened.note(note).map_or(0, |words| words.trim().chars().count()), "character");
    let left = project.notes.iter().filter(|note| !used.contains(&note.guid));
    let names: Vec<String> = left.map(|note| format!("{} ({})", name(note), size(note))).collect();
    if !names.is_empty() {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = format!(
            "{} not kept, on the project, on what is not kept itself, or on nothing: {}",
            are(names.len(), "memo"),
            first_few(&names, NAMES)
        );
        note(found, message);
    }
    let has_file = |note: &Text| note.content.is_some() || note.plain_path.is_some() || note.rich_path.is_some();
    let kept = || project.notes.iter().filter(|note| used.contains(&note.guid));
    let unread: Vec<String> = kept().filter(|note| has_file(note) && opened.note(note).is_none()).map(name).collect();
    if !unread.is_empty() {
        let names: Vec<&str> = unread.iter().map(String::as_str).collect();
        let message = format!(
            "{} not kept, without a plain text that can be read: {}",
            are(names.len(), "memo"),
            first_few(&names, NAMES)
        );
        found.push(Diagnostic::warning(KIND, message).help("export the project again from the coding program"));
    }
    let is_signed = |note: &&Text| note.made.creating_user.is_some() || note.made.created.is_some();
    let signed = kept().filter(|note| of_people.contains(&note.guid)).filter(is_signed).count();
    if signed > 0 {
        let on = several(signed, "memo");
        note(found, format!("who wrote {on} on cases and transcripts, and when, is not kept"));
    }
    let coded: usize = project
        .notes
        .iter()
        .map(|note| note.codings.len() + note.selections.iter().map(|one| one.codings.len()).sum::<usize>())
        .sum();
    if coded > 0 {
        let message = format!("{} not kept, in memos: memos are no transcripts", are(coded, "coding"));
        found.push(Diagnostic::warning(KIND, message).help("make a source of a memo that is to be counted"));
    }
    let said = |said: &str| !said.trim().is_empty();
    let mut of: Vec<String> = Vec::new();
    of.extend(said(&project.description).then(|| "the project".to_owned()));
    let read: BTreeSet<usize> = opened.texts.iter().map(|text| text.source).collect();
    let unread = project.sources.iter().enumerate().filter(|(at, _)| !read.contains(at));
    for (count, what) in [
        (unread.filter(|(_, source)| said(source.description())).count(), "source"),
        (project.variables.iter().filter(|variable| said(&variable.description)).count(), "variable"),
    ] {
        of.extend((count > 0).then(|| several(count, what)));
    }
    if !of.is_empty() {
        note(found, format!("what is said of {} is not kept", of.join(", ")));
    }
}

/// Variables without a value, and codes of cases.
fn variables(opened: &Opened, found: &mut Vec<Diagnostic>) {
    let project = &opened.project;
    let of_sources = project.sources.iter().flat_map(|source| match source {
        Source::Text(text) => &text.values,
        Source::Other(other) => &other.values,
    });
    let values = project.cases.iter().flat_map(|case| &case.values).chain(of_sources);
    let values = values.chain(texts_of(opened).flat_map(|text| &text.values));
    let used: BTreeSet<&Guid> = values.filter(|value| value.value.is_some()).map(|value| &value.variable).collect();
    let empty: Vec<&str> = project
        .variables
        .iter()
        .filter(|variable| !used.contains(&variable.guid))
        .map(|variable| variable.name.as_str())
        .collect();
    if !empty.is_empty() {
        let what = if empty.len() == 1 { "a variable without values is" } else { "variables without values are" };
        note(found, format!("{what} not kept: {}", first_few(&empty, NAMES)));
    }
    let known: BTreeSet<&Guid> = project.variables.iter().map(|variable| &variable.guid).collect();
    let strange = used.iter().filter(|guid| !known.contains(**guid)).count();
    if strange > 0 {
        let message =
            format!("values of {} that the project does not define are not kept", several(strange, "variable"));
        found.push(Diagnostic::warning(KIND, message).help("export the project again from the coding program"));
    }
    let codes: usize = project.cases.iter().map(|case| case.codes.len()).sum();
    if codes > 0 {
        note(found, format!("{} not kept, to cases", are(codes, "reference of a code")));
    }
}

/// What of the texts themselves goes no further.
fn texts(opened: &Opened, found: &mut Vec<Diagnostic>) {
    let styled = texts_of(opened).filter(|text| text.rich_path.is_some()).count();
    if styled > 0 {
        let of = several(styled, "text");
        note(found, format!("bold, italics and the like of {of} are not kept: the plain text is read"));
    }
    let is_dated = |text: &Text| {
        text.selections
            .iter()
            .flat_map(|selection| &selection.codings)
            .chain(&text.codings)
            .any(|one| one.made.created.is_some())
    };
    if texts_of(opened).any(is_dated) {
        note(found, "when codings were made is not kept".to_owned());
    }
}

/// What a project without a text holds.
pub(super) fn without_text(opened: &Opened) -> String {
    let project = &opened.project;
    let mut codes: Vec<&crate::refi::Code> = project.codebook.codes.iter().collect();
    let mut all = 0;
    while let Some(code) = codes.pop() {
        all += 1;
        codes.extend(&code.codes);
    }
    let passed: Vec<String> = opened.passed.iter().map(|one| format!("{} ({})", one.name, one.why)).collect();
    let names: Vec<&str> = passed.iter().map(String::as_str).collect();
    let sources = match &names[..] {
        [] => "no source".to_owned(),
        _ => format!("{}: {}", several(names.len(), "source"), first_few(&names, NAMES)),
    };
    format!("{}, {} and {sources}", several(all, "code"), several(project.cases.len(), "case"))
}

/// Every text of a source, readable or not.
fn texts_of(opened: &Opened) -> impl Iterator<Item = &Text> {
    opened.project.sources.iter().flat_map(|source| match source {
        Source::Text(text) => std::slice::from_ref(text).iter(),
        Source::Other(other) => other.texts.iter(),
    })
}

fn are(count: usize, what: &str) -> String {
    format!("{} {}", several(count, what), either(count, "is", "are"))
}
