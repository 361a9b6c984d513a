//! QualCoder: the tables of its database → the plain structs.
//!
//! Versions 1 to 17 of the database were compared. Tables and columns that a version lacks are empty; what it cannot be read
//! without is asked for.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::error::Result;

use super::store::{Row, Store};
use super::{Stored, are, lost};
use crate::refi::{Case, Coding, Guid, Kind, Made, Project, Selection, Text, User, Value, Variable};
use codes::Codes;
use sources::Sources;

mod codes;
mod sources;

/// The newest version of the database that is known.
const NEWEST: u32 = 17;

const NEEDED: [(&str, &[&str]); 3] = [
    ("source", &["id", "name", "fulltext"]),
    ("code_name", &["cid", "name"]),
    ("code_text", &["cid", "fid", "pos0", "pos1"]),
];

/// Whether a database is one of QualCoder.
pub(super) fn is_its(store: &Store) -> bool {
    store.has(&["source", "code_name", "code_text"])
}

fn guid(kind: &str, row: &str) -> Guid {
    super::guid("qualcoder", kind, row)
}

/// Whoever made a row: people are known by their names.
fn user(name: &str) -> Option<Guid> {
    Some(name.trim()).filter(|name| !name.is_empty()).map(|name| Guid::made_of("user", name))
}

fn made(row: &Row) -> Made {
    Made {
        creating_user: user(row.text("owner")),
        created: row.said("date").map(|date| date.trim().replacen(' ', "T", 1)),
        ..Made::default()
    }
}

/// Reads the project.
///
/// # Errors
/// When the database is damaged, or of a version that is not known.
pub(super) fn read(store: &Store, name: &str) -> Result<Stored> {
    store.require("QualCoder", &NEEDED)?;
    let mut found = Vec::new();
    let mut project = Project { name: name.to_owned(), ..Project::default() };
    about(store, &mut project, &mut found)?;
    let codes = Codes::read(store)?;
    let mut sources = Sources::read(store)?;
    codings(store, &codes, &mut sources, &mut found)?;
    annotations(store, &mut sources)?;
    let mut values = values(store, &mut project, &mut found)?;
    cases(store, &mut values, &mut sources, &mut project)?;
    journals(store, &mut project)?;
    project.users = users(store)?;
    project.codebook.origin.clone_from(&project.origin);
    project.codebook.codes = codes.tree();
    project.sources = sources.all(values.files);
    project.graphs = store.rows("graph", &["grid"], "grid")?.len();
    Ok(Stored { format: "qualcoder", project, diagnostics: found })
}

/// What the project is, and which version wrote it.
fn about(store: &Store, project: &mut Project, found: &mut Vec<Diagnostic>) -> Result<()> {
    let rows = store.rows("project", &["databaseversion", "date", "memo", "about"], "date")?;
    let Some(row) = rows.first() else {
        "QualCoder".clone_into(&mut project.origin);
        return Ok(());
    };
    let about = row.text("about").trim();
    project.origin =
        if about.contains("QualCoder") { about.to_owned() } else { format!("QualCoder {about}").trim_end().to_owned() };
    row.text("memo").clone_into(&mut project.description);
    let version = row.text("databaseversion").trim();
    if version.trim_start_matches('v').parse::<u32>().is_ok_and(|version| version > NEWEST) {
        let message = format!("the database has version {version}, and the newest that is known here is v{NEWEST}");
        let help = "compare some counts with those of QualCoder before you rely on them";
        found.push(Diagnostic::warning("newer-version", message).help(help));
    }
    Ok(())
}

/// Passages of texts with their codes, and how many codings are of pictures and recordings.
fn codings(store: &Store, codes: &Codes, sources: &mut Sources, found: &mut Vec<Diagnostic>) -> Result<()> {
    let columns = &["ctid", "cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"];
    let (mut codeless, mut sourceless, mut important) = (0, 0, 0);
    for (at, row) in store.rows("code_text", columns, "ctid")?.iter().enumerate() {
        let own = row.said("ctid").map_or_else(|| format!("row {at}"), str::to_owned);
        let Some(code) = codes.guid(row.number("cid")) else {
            codeless += 1;
            continue;
        };
        let Some(text) = sources.text(row.number("fid")) else {
            sourceless += 1;
            continue;
        };
        important += usize::from(row.number("important") == Some(1));
        text.selections.push(Selection {
            guid: guid("passage", &own),
            name: row.text("seltext").to_owned(),
            description: row.text("memo").trim().to_owned(),
            made: made(row),
            start: row.number("pos0"),
            end: row.number("pos1"),
            codings: vec![Coding {
                guid: guid("coding", &own),
                made: made(row),
                code: code.clone(),
                ..Coding::default()
            }],
            ..Selection::default()
        });
    }
    for (table, number) in [("code_image", "imid"), ("code_av", "avid")] {
        let columns = &["imid", "avid", "id", "cid", "owner", "date"];
        for row in store.rows(table, columns, number)? {
            let own = format!("{table} {}", row.text(number));
            match (codes.guid(row.number("cid")), row.number("id")) {
                (None, _) => codeless += 1,
                (Some(code), source) => {
                    let coding = Coding {
                        guid: guid("coding", &own),
                        made: made(&row),
                        code: code.clone(),
                        ..Coding::default()
                    };
                    sourceless += usize::from(!sources.placeless(source, guid("passage", &own), coding));
                }
            }
        }
    }
    let help = "look at them in QualCoder: opening the project there takes them out";
    if codeless > 0 {
        let message = format!("{} left out: the project has no longer the code", are(codeless, "coding"));
        found.push(Diagnostic::warning("not-carried", message).help(help));
    }
    if sourceless > 0 {
        let message =
            format!("{} left out: the project has no longer the file, or no text of it", are(sourceless, "coding"));
        found.push(Diagnostic::warning("not-carried", message).help(help));
    }
    if important > 0 {
        found.push(lost(format!("{} marked as important, and the mark is not kept", are(important, "coding"))));
    }
    Ok(())
}

/// Annotations are memos on passages that need no code.
fn annotations(store: &Store, sources: &mut Sources) -> Result<()> {
    for row in store.rows("annotation", &["anid", "fid", "pos0", "pos1", "memo", "owner", "date"], "anid")? {
        if let (Some(text), Some(memo)) = (sources.text(row.number("fid")), row.said("memo")) {
            text.selections.push(Selection {
                guid: guid("annotation", row.text("anid")),
                description: memo.trim().to_owned(),
                made: made(&row),
                start: row.number("pos0"),
                end: row.number("pos1"),
                ..Selection::default()
            });
        }
    }
    Ok(())
}

/// What is known of cases and of files, by their numbers.
struct Values {
    cases: BTreeMap<i64, Vec<Value>>,
    files: BTreeMap<i64, Vec<Value>>,
}

fn values(store: &Store, project: &mut Project, found: &mut Vec<Diagnostic>) -> Result<Values> {
    let mut kinds: BTreeMap<String, Kind> = BTreeMap::new();
    for row in store.rows("attribute_type", &["name", "memo", "valuetype"], "rowid")? {
        let Some(name) = row.said("name") else { continue };
        let kind = if row.text("valuetype") == "numeric" { Kind::Float } else { Kind::Text };
        kinds.insert(name.to_owned(), kind);
        project.variables.push(Variable {
            guid: guid("attribute", name),
            name: name.trim().to_owned(),
            kind,
            description: row.text("memo").trim().to_owned(),
        });
    }
    let mut values = Values { cases: BTreeMap::new(), files: BTreeMap::new() };
    let mut others = 0;
    for row in store.rows("attribute", &["attrid", "name", "attr_type", "value", "id"], "attrid")? {
        let (Some(name), Some(owner)) = (row.said("name"), row.number("id")) else { continue };
        // A value of an attribute that is defined nowhere is told of as such.
        let kind = kinds.get(name).copied().unwrap_or_default();
        let value = Value {
            variable: guid("attribute", name),
            kind,
            value: row.said("value").map(|value| value.trim().to_owned()),
        };
        match row.text("attr_type") {
            "case" => values.cases.entry(owner).or_default().push(value),
            "file" => values.files.entry(owner).or_default().push(value),
            _ => others += usize::from(value.value.is_some()),
        }
    }
    if others > 0 {
        found.push(lost(format!("{} not kept, of journals", are(others, "value"))));
    }
    Ok(values)
}

/// Cases with what is known of them, and which texts and passages are theirs.
fn cases(store: &Store, values: &mut Values, sources: &mut Sources, project: &mut Project) -> Result<()> {
    let mut places: BTreeMap<i64, usize> = BTreeMap::new();
    for row in store.rows("cases", &["caseid", "name", "memo"], "caseid")? {
        let Some(number) = row.number("caseid") else { continue };
        places.insert(number, project.cases.len());
        project.cases.push(Case {
            guid: guid("case", row.text("caseid")),
            name: row.text("name").trim().to_owned(),
            description: row.text("memo").trim().to_owned(),
            values: values.cases.remove(&number).unwrap_or_default(),
            ..Case::default()
        });
    }
    for (at, row) in store.rows("case_text", &["id", "caseid", "fid", "pos0", "pos1", "memo"], "id")?.iter().enumerate()
    {
        let Some(case) = row.number("caseid").and_then(|number| places.get(&number)) else { continue };
        let case = &mut project.cases[*case];
        let Some(text) = sources.text(row.number("fid")) else {
            case.sources.extend(sources.guid(row.number("fid")));
            continue;
        };
        let (start, end) = (row.number("pos0"), row.number("pos1"));
        if is_all_of(text, start, end) {
            case.sources.push(text.guid.clone());
            continue;
        }
        let own = guid("passage of a case", &format!("{at}"));
        text.selections.push(Selection {
            guid: own.clone(),
            description: row.text("memo").trim().to_owned(),
            start,
            end,
            ..Selection::default()
        });
        case.selections.push(own);
    }
    Ok(())
}

/// Whether a passage is the whole text: QualCoder writes nothing for files of which it does not know how long they are.
fn is_all_of(text: &Text, start: Option<i64>, end: Option<i64>) -> bool {
    let words = text.content.as_deref().unwrap_or_default();
    let begin = words.chars().take_while(|c| c.is_whitespace() || *c == '\u{feff}').count();
    let length = words.trim_end().chars().count();
    let reaches = |end: i64| end <= 0 || usize::try_from(end).is_ok_and(|end| end >= length);
    start.is_none_or(|start| usize::try_from(start).map_or(true, |start| start <= begin)) && end.is_none_or(reaches)
}

/// Journals are memos that belong to nothing.
fn journals(store: &Store, project: &mut Project) -> Result<()> {
    for row in store.rows("journal", &["jid", "name", "jentry", "owner", "date"], "jid")? {
        project.notes.push(Text {
            guid: guid("journal", row.text("jid")),
            name: row.text("name").trim().to_owned(),
            made: made(&row),
            content: Some(row.text("jentry").to_owned()),
            ..Text::default()
        });
    }
    Ok(())
}

/// Everybody who made a coding or a text, in order of their names.
fn users(store: &Store) -> Result<Vec<User>> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for table in ["code_text", "code_image", "code_av", "annotation", "source"] {
        let rows = store.rows(table, &["owner"], "owner")?;
        names.extend(rows.iter().filter_map(|row| row.said("owner")).map(|name| name.trim().to_owned()));
    }
    Ok(names.into_iter().filter_map(|name| Some(User { guid: user(&name)?, name, id: None })).collect())
}
