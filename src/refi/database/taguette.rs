//! Taguette: the tables of its database → the plain structs.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::refi::{Coding, Guid, Made, Project, Selection, Source, Text};
use crate::text::Lines;

use super::page::Page;
use super::store::{Row, Store};
use super::{Stored, are, lost};
use makers::Makers;
use tags::Tags;

mod makers;
mod tags;

const PROGRAM: &str = "Taguette";

const NEEDED: [(&str, &[&str]); 5] = [
    ("projects", &["id", "name"]),
    ("documents", &["id", "name", "project_id", "contents"]),
    ("tags", &["id", "path", "project_id"]),
    ("highlights", &["id", "document_id", "start_offset", "end_offset"]),
    ("highlight_tags", &["highlight_id", "tag_id"]),
];

/// So many names of projects are told.
const NAMES: usize = 8;

/// Whether a database is one of Taguette.
pub(super) fn is_its(store: &Store) -> bool {
    store.has(&["projects", "documents", "highlights", "tags"])
}

fn guid(kind: &str, row: &str) -> Guid {
    super::guid("taguette", kind, row)
}

/// Reads the one project.
///
/// # Errors
/// When the database is damaged, of a version that is not known, or has no project or several.
pub(super) fn read(store: &Store) -> Result<Stored> {
    store.require(PROGRAM, &NEEDED)?;
    let projects = store.rows("projects", &["id", "name", "description", "created"], "id")?;
    let [row] = &projects[..] else { return Err(not_one(store, &projects)) };
    let own = row.number("id");
    let mut found = Vec::new();
    let tags = Tags::read(store, own)?;
    let makers = Makers::read(store, own)?;
    let mut project = Project {
        name: row.text("name").trim().to_owned(),
        origin: PROGRAM.to_owned(),
        made: Made { creating_user: makers.only(), created: moment(row.text("created")), ..Made::default() },
        description: row.text("description").trim().to_owned(),
        ..Project::default()
    };
    let mut documents = documents(store, own)?;
    highlights(store, &tags, &makers, &mut documents, &mut found)?;
    project.sources = documents.into_values().map(|document| Source::Text(document.text)).collect();
    project.users = makers.users();
    if project.users.len() == 1 {
        let message = "all highlights are by one person: where several coded, Taguette's Export project does not say who coded what";
        found.push(Diagnostic::note("one-coder", message));
    }
    project.codebook.origin = PROGRAM.to_owned();
    project.codebook.codes = tags.tree();
    Ok(Stored { format: "taguette", project, diagnostics: found })
}

/// That a database holds no project, or those of a whole installation.
fn not_one(store: &Store, projects: &[Row]) -> Error {
    let help = "in Taguette open the project and choose Export project, which makes a file of that one alone";
    if projects.is_empty() {
        return store.refused("is a database of Taguette without a project".to_owned(), help);
    }
    let names: Vec<&str> = projects.iter().take(NAMES).map(|row| row.text("name").trim()).collect();
    let more = if projects.len() > NAMES { ", …" } else { "" };
    let message = format!("holds {} projects ({}{more}), and one is expected", projects.len(), names.join(", "));
    store.refused(message, help)
}

fn moment(written: &str) -> Option<String> {
    Some(written.trim().replacen(' ', "T", 1)).filter(|written| !written.is_empty())
}

/// A document, and its words as they stand in its page.
struct Document {
    text: Text,
    page: Page,
}

/// The documents of the project, by their numbers.
fn documents(store: &Store, project: Option<i64>) -> Result<BTreeMap<i64, Document>> {
    let mut documents = BTreeMap::new();
    let columns = &["id", "name", "description", "created", "project_id", "contents"];
    for row in store.rows("documents", columns, "id")? {
        let (Some(number), true) = (row.number("id"), row.number("project_id") == project) else { continue };
        let page = Page::of(row.text("contents"));
        let text = Text {
            guid: guid("document", row.text("id")),
            name: row.text("name").trim().to_owned(),
            made: Made { created: moment(row.text("created")), ..Made::default() },
            description: row.text("description").trim().to_owned(),
            content: Some(page.text.clone()).filter(|text| !text.is_empty()),
            ..Text::default()
        };
        documents.insert(number, Document { text, page });
    }
    Ok(documents)
}

/// Highlights as passages with their tags.
fn highlights(
    store: &Store,
    tags: &Tags,
    makers: &Makers,
    documents: &mut BTreeMap<i64, Document>,
    found: &mut Vec<Diagnostic>,
) -> Result<()> {
    let mut of_highlights: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for row in store.rows("highlight_tags", &["highlight_id", "tag_id"], "highlight_id")? {
        if let (Some(highlight), Some(tag)) = (row.number("highlight_id"), row.number("tag_id")) {
            of_highlights.entry(highlight).or_default().insert(tag);
        }
    }
    let mut of_documents: BTreeMap<i64, Vec<Selection>> = BTreeMap::new();
    let lines: BTreeMap<i64, Lines<'_>> =
        documents.iter().map(|(number, document)| (*number, Lines::new(&document.page.text))).collect();
    let (mut tagless, mut strange) = (0, 0);
    let columns = &["id", "document_id", "start_offset", "end_offset", "snippet"];
    for row in store.rows("highlights", columns, "id")? {
        let (Some(document), Some(number)) = (row.number("document_id"), row.number("id")) else { continue };
        let (Some(Document { page, .. }), Some(lines)) = (documents.get(&document), lines.get(&document)) else {
            continue;
        };
        let own = of_highlights.remove(&number).unwrap_or_default();
        tagless += usize::from(own.is_empty());
        if own.is_empty() {
            continue;
        }
        let codings: Vec<Coding> = own
            .iter()
            .filter_map(|&tag| {
                let code = tags.guid(tag)?;
                let (user, moment) = makers.of(number, tag);
                let made = Made { creating_user: user, created: moment, ..Made::default() };
                Some(Coding { guid: guid("coding", &format!("{number} {tag}")), made, code, ..Coding::default() })
            })
            .collect();
        strange += own.len() - codings.len();
        let position = |column: &str| row.number(column).and_then(|position| u64::try_from(position).ok());
        let span = position("start_offset").zip(position("end_offset")).and_then(|(start, end)| page.span(start, end));
        let point = |byte: u32| i64::try_from(lines.code_point(byte as usize)).ok();
        of_documents.entry(document).or_default().push(Selection {
            guid: guid("highlight", row.text("id")),
            name: Page::of(row.text("snippet")).text,
            start: span.and_then(|span| point(span.start)),
            end: span.and_then(|span| point(span.end)),
            codings,
            ..Selection::default()
        });
    }
    for (number, selections) in of_documents {
        if let Some(document) = documents.get_mut(&number) {
            document.text.selections = selections;
        }
    }
    if tagless > 0 {
        found.push(lost(format!("{} not kept, without a tag: nothing is coded with them", are(tagless, "highlight"))));
    }
    if strange > 0 {
        let message = format!("{} left out: the project has no longer the tag", are(strange, "coding"));
        found.push(Diagnostic::warning("not-carried", message).help("look at its highlights in Taguette"));
    }
    Ok(())
}
