//! Who has coded what in Taguette.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::error::Result;
use crate::refi::{Guid, User};

use super::super::store::Store;
use super::moment;

/// Who gave highlights their tags: Taguette keeps every change with its maker, and not the makers of what is there.
#[derive(Default)]
pub(super) struct Makers {
    /// The people of the project.
    names: BTreeSet<String>,
    /// By highlight and tag, who has given it and when.
    given: BTreeMap<(i64, i64), (String, String)>,
}

impl Makers {
    pub fn read(store: &Store, project: Option<i64>) -> Result<Self> {
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
                        if tags.remove(&from)
                            && tags.insert(to)
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
    pub fn only(&self) -> Option<Guid> {
        self.names.first().filter(|_| self.names.len() == 1).map(|name| Guid::made_of("user", name))
    }

    /// Who has given a highlight a tag, and when.
    pub fn of(&self, highlight: i64, tag: i64) -> (Option<Guid>, Option<String>) {
        match self.given.get(&(highlight, tag)) {
            Some((name, date)) => (Some(Guid::made_of("user", name)), moment(date)),
            None => (None, None),
        }
    }

    pub fn users(&self) -> Vec<User> {
        self.names.iter().map(|name| User { guid: Guid::made_of("user", name), name: name.clone(), id: None }).collect()
    }
}
