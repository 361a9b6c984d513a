//! Taguette: the tables of its database → the plain structs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::refi::{Code, Coding, Guid, Made, Project, Selection, Source, Text, User};
use crate::text::Lines;

use super::page::Page;
use super::store::{Row, Store};
use super::{Stored, are, lost};

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
    let (numbers, mut texts, pages) = documents(store, own)?;
    highlights(store, &tags, &makers, &numbers, &mut texts, &pages, &mut found)?;
    project.sources = texts.into_iter().map(Source::Text).collect();
    project.users = makers.users();
    project.codebook.origin = PROGRAM.to_owned();
    project.codebook.codes = tags.tree();
    Ok(Stored { format: "taguette", project, diagnostics: found })
}

/// That a database holds no project, or those of a whole installation.
fn not_one(store: &Store, projects: &[Row]) -> crate::error::Error {
    let help = "in Taguette open the project, and under Project info choose to export it as a SQLite3 database";
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

/// The documents of the project, with where each is by its number, and their words.
fn documents(store: &Store, project: Option<i64>) -> Result<(BTreeMap<i64, usize>, Vec<Text>, Vec<Page>)> {
    let (mut numbers, mut texts, mut pages) = (BTreeMap::new(), Vec::new(), Vec::new());
    let columns = &["id", "name", "description", "created", "project_id", "contents"];
    for row in store.rows("documents", columns, "id")? {
        let (Some(number), true) = (row.number("id"), row.number("project_id") == project) else { continue };
        let page = Page::of(row.text("contents"));
        numbers.insert(number, texts.len());
        texts.push(Text {
            guid: guid("document", row.text("id")),
            name: row.text("name").trim().to_owned(),
            made: Made { created: moment(row.text("created")), ..Made::default() },
            description: row.text("description").trim().to_owned(),
            content: Some(page.text.clone()).filter(|text| !text.is_empty()),
            ..Text::default()
        });
        pages.push(page);
    }
    Ok((numbers, texts, pages))
}

/// Highlights as passages with their tags.
fn highlights(
    store: &Store,
    tags: &Tags,
    makers: &Makers,
    numbers: &BTreeMap<i64, usize>,
    texts: &mut [Text],
    pages: &[Page],
    found: &mut Vec<Diagnostic>,
) -> Result<()> {
    let mut of_highlights: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for row in store.rows("highlight_tags", &["highlight_id", "tag_id"], "highlight_id")? {
        if let (Some(highlight), Some(tag)) = (row.number("highlight_id"), row.number("tag_id")) {
            of_highlights.entry(highlight).or_default().insert(tag);
        }
    }
    let lines: Vec<Lines<'_>> = pages.iter().map(|page| Lines::new(&page.text)).collect();
    let (mut tagless, mut strange) = (0, 0);
    let columns = &["id", "document_id", "start_offset", "end_offset", "snippet"];
    for row in store.rows("highlights", columns, "id")? {
        let place = row.number("document_id").and_then(|number| numbers.get(&number));
        let (Some(&at), Some(number)) = (place, row.number("id")) else { continue };
        let own = of_highlights.remove(&number).unwrap_or_default();
        tagless += usize::from(own.is_empty());
        if own.is_empty() {
            continue;
        }
        let codings: Vec<Coding> = own
            .iter()
            .filter_map(|&tag| {
                let code = tags.guid(tag)?.clone();
                let (user, moment) = makers.of(number, tag);
                let made = Made { creating_user: user, created: moment, ..Made::default() };
                Some(Coding { guid: guid("coding", &format!("{number} {tag}")), made, code, ..Coding::default() })
            })
            .collect();
        strange += own.len() - codings.len();
        let position = |column: &str| row.number(column).and_then(|position| u64::try_from(position).ok());
        let span = position("start_offset").zip(position("end_offset")).and_then(|(start, end)| pages[at].span(start, end));
        let point = |byte: u32| i64::try_from(lines[at].code_point(byte as usize)).ok();
        texts[at].selections.push(Selection {
            guid: guid("highlight", row.text("id")),
            name: Page::of(row.text("snippet")).text,
            start: span.and_then(|span| point(span.start)),
            end: span.and_then(|span| point(span.end)),
            codings,
            ..Selection::default()
        });
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

/// The tags of a project. `theme.code` stands below `theme` where that is a tag too, or other tags begin so.
struct Tags {
    /// The path of each tag, by its number.
    paths: BTreeMap<i64, String>,
    /// Tags, and folders of tags, by their paths.
    nodes: BTreeMap<String, Tag>,
}

struct Tag {
    /// By what it is ordered: its number, or that of the first tag below it.
    order: i64,
    is_codable: bool,
    description: String,
}

impl Tags {
    fn read(store: &Store, project: Option<i64>) -> Result<Self> {
        let mut tags = Self { paths: BTreeMap::new(), nodes: BTreeMap::new() };
        for row in store.rows("tags", &["id", "path", "description", "project_id"], "id")? {
            let (Some(order), true) = (row.number("id"), row.number("project_id") == project) else { continue };
            let path = row.text("path").trim().to_owned();
            tags.paths.insert(order, path.clone());
            let description = row.text("description").trim().to_owned();
            tags.nodes.entry(path).or_insert(Tag { order, is_codable: true, description });
        }
        let mut beginnings: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
        for (&order, path) in &tags.paths {
            for above in above(path) {
                let (times, _) = beginnings.entry(above).or_insert((0, order));
                *times += 1;
            }
        }
        let folders: Vec<(String, i64)> = beginnings
            .into_iter()
            .filter(|(path, (times, _))| *times > 1 && !tags.nodes.contains_key(*path))
            .map(|(path, (_, order))| (path.to_owned(), order))
            .collect();
        for (path, order) in folders {
            tags.nodes.insert(path, Tag { order, is_codable: false, description: String::new() });
        }
        Ok(tags)
    }

    fn guid(&self, tag: i64) -> Option<Guid> {
        self.paths.get(&tag).map(|path| guid("tag", path))
    }

    /// What a path stands below.
    fn above<'p>(&self, path: &'p str) -> Option<&'p str> {
        above(path).into_iter().rev().find(|above| self.nodes.contains_key(*above))
    }

    /// The codes that stand below no other, with all below them.
    fn tree(&self) -> Vec<Code> {
        // The longest paths first, so that each is whole when it is given to the one above it.
        let mut order: Vec<&String> = self.nodes.keys().collect();
        order.sort_by_key(|path| (std::cmp::Reverse(path.len()), *path));
        let mut below: BTreeMap<Option<&str>, Vec<(i64, Code)>> = BTreeMap::new();
        for path in order {
            let tag = &self.nodes[path];
            let above = self.above(path);
            let name = above.map_or(path.as_str(), |above| &path[above.len() + 1..]);
            let code = Code {
                guid: guid("tag", path),
                name: name.trim().to_owned(),
                is_codable: tag.is_codable,
                description: tag.description.clone(),
                codes: in_order(below.remove(&Some(path.as_str()))),
                ..Code::default()
            };
            below.entry(above).or_default().push((tag.order, code));
        }
        in_order(below.remove(&None))
    }
}

fn in_order(codes: Option<Vec<(i64, Code)>>) -> Vec<Code> {
    let mut codes = codes.unwrap_or_default();
    codes.sort_by_key(|(order, _)| *order);
    codes.into_iter().map(|(_, code)| code).collect()
}

/// What a path may stand below, the highest first: what is before a dot that no space follows.
fn above(path: &str) -> Vec<&str> {
    let parts = path.match_indices('.').map(|(at, _)| (&path[..at], &path[at + 1..]));
    let is_edge = |(before, after): &(&str, &str)| {
        before.chars().next_back().is_some_and(char::is_alphanumeric) && after.chars().next().is_some_and(char::is_alphanumeric)
    };
    parts.filter(is_edge).map(|(before, _)| before).collect()
}

/// Who gave highlights their tags: Taguette keeps every change with its maker, and not the makers of what is there.
#[derive(Default)]
struct Makers {
    /// The people of the project.
    names: BTreeSet<String>,
    /// By highlight and tag, who has given it and when.
    given: BTreeMap<(i64, i64), (String, String)>,
}

impl Makers {
    fn read(store: &Store, project: Option<i64>) -> Result<Self> {
        let mut makers = Self::default();
        for row in store.rows("project_members", &["project_id", "user_login"], "user_login")? {
            if let (true, Some(name)) = (row.number("project_id") == project, row.said("user_login")) {
                makers.names.insert(name.trim().to_owned());
            }
        }
        let mut now: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        for row in store.rows("commands", &["id", "date", "user_login", "project_id", "payload"], "id")? {
            let Some(name) = row.said("user_login").filter(|_| row.number("project_id") == project) else { continue };
            let Ok(payload) = serde_json::from_str::<Json>(row.text("payload")) else { continue };
            let number = |field: &str| payload.get(field).and_then(Json::as_i64);
            match payload.get("type").and_then(Json::as_str) {
                Some("highlight_add") => {
                    let Some(highlight) = number("highlight_id") else { continue };
                    let listed = payload.get("tags").and_then(Json::as_array);
                    let tags: BTreeSet<i64> = listed.into_iter().flatten().filter_map(Json::as_i64).collect();
                    for &tag in tags.difference(now.get(&highlight).unwrap_or(&BTreeSet::new())) {
                        let given = (name.trim().to_owned(), row.text("date").to_owned());
                        makers.given.insert((highlight, tag), given);
                    }
                    now.insert(highlight, tags);
                }
                // What had the one tag has the other now, and whoever gave it gave that.
                Some("tag_merge") => {
                    let (Some(from), Some(to)) = (number("src_tag_id"), number("dest_tag_id")) else { continue };
                    for (&highlight, tags) in &mut now {
                        if tags.remove(&from) && tags.insert(to)
                            && let Some(given) = makers.given.get(&(highlight, from)).cloned()
                        {
                            makers.given.insert((highlight, to), given);
                        }
                    }
                }
                _ => {}
            }
        }
        let givers: Vec<String> = makers.given.values().map(|(name, _)| name.clone()).collect();
        makers.names.extend(givers);
        Ok(makers)
    }

    /// The one person of the project, whose work everything is; none where there are several.
    fn only(&self) -> Option<Guid> {
        self.names.first().filter(|_| self.names.len() == 1).map(|name| Guid::made_of("user", name))
    }

    /// Who has given a highlight a tag, and when.
    fn of(&self, highlight: i64, tag: i64) -> (Option<Guid>, Option<String>) {
        match self.given.get(&(highlight, tag)) {
            Some((name, date)) => (Some(Guid::made_of("user", name)), moment(date)),
            None => (None, None),
        }
    }

    fn users(&self) -> Vec<User> {
        self.names.iter().map(|name| User { guid: Guid::made_of("user", name), name: name.clone(), id: None }).collect()
    }
}
