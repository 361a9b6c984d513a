//! The tags of Taguette, in the order that their dots make of them.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::refi::{Code, DEEPEST, Guid};

use super::super::store::Store;
use super::guid;

/// The tags of a project. `theme.code` stands below `theme` where that is a tag too, or other tags begin so.
pub(super) struct Tags {
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
    pub fn read(store: &Store, project: Option<i64>) -> Result<Self> {
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

    pub fn guid(&self, tag: i64) -> Option<Guid> {
        self.paths.get(&tag).map(|path| guid("tag", path))
    }

    /// What a path stands below.
    fn above<'p>(&self, path: &'p str) -> Option<&'p str> {
        above(path).into_iter().rev().find(|above| self.nodes.contains_key(*above))
    }

    /// The codes that stand below no other, with all below them.
    pub fn tree(&self) -> Vec<Code> {
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

/// What a path may stand below, the highest first: what is before a dot within words.
fn above(path: &str) -> Vec<&str> {
    let parts = path.match_indices('.').map(|(at, _)| (&path[..at], &path[at + 1..]));
    let is_edge = |(before, after): &(&str, &str)| {
        before.chars().next_back().is_some_and(char::is_alphanumeric)
            && after.chars().next().is_some_and(char::is_alphanumeric)
    };
    parts.filter(is_edge).map(|(before, _)| before).take(DEEPEST).collect()
}
