//! Ids of codes that name their parent in a field of their own, wherever that parent stands.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::fold;

use super::fields;
use super::made_ids::{below, part_of_name};

/// A code as its row has it.
pub(super) struct Entry {
    /// What others may call it: its id and its name as written.
    pub(super) spelled: Vec<String>,
    /// Its id, or the last part of it; with slashes where its whole path is known.
    pub(super) id: String,
    /// Whether the id was made of its name, so that another may be made.
    pub(super) is_made: bool,
    /// What it calls its parent.
    pub(super) parent: Option<String>,
}

/// The ids of all codes, and the codes whose parent is not clear.
#[derive(Default)]
pub(super) struct Resolved {
    pub(super) ids: Vec<String>,
    /// Codes whose parent's name is that of several codes; the nearest above was taken.
    pub(super) unclear: Vec<usize>,
    /// Codes that would stand below themselves; they have no parent now.
    pub(super) circles: Vec<usize>,
    /// Codes that would stand lower than a codebook has levels; they have no parent now.
    pub(super) too_deep: Vec<usize>,
}

/// What two codes of one name in one place are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SameNames {
    /// A mistake: they keep one id, which is told.
    AreOne,
    /// Two codes, as in a tree, where each has its own place.
    AreTwo,
}

/// Finds the parent of each code and puts its id before the code's own.
pub(super) fn resolve(entries: &[Entry], same: SameNames) -> Resolved {
    let mut called: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let spellings: BTreeSet<String> = entry.spelled.iter().map(|name| fold(name.trim())).collect();
        for spelling in spellings {
            called.entry(spelling).or_default().push(at);
        }
    }
    let mut resolved = Resolved::default();
    let parents: Vec<Parent> = entries
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            let Some(written) = entry.parent.as_deref().map(str::trim) else { return Parent::None };
            let name = fold(written);
            let all = called.get(&name).map_or(&[][..], Vec::as_slice);
            // They stand in order, so that a table of one name costs no more than another.
            let here = all.partition_point(|&other| other < at);
            let is_own_name = all.get(here) == Some(&at);
            let others = all.len() - usize::from(is_own_name);
            if others > 1 {
                resolved.unclear.push(at);
            }
            let above = here.checked_sub(1).and_then(|before| all.get(before));
            match above.or(all.get(here).filter(|_| !is_own_name)).copied() {
                Some(row) => Parent::Row(row),
                // A theme's own row often names itself as its theme.
                None if is_own_name => Parent::None,
                None if fields::is_id(written) => Parent::Named(written.to_owned()),
                None => Parent::Named(part_of_name(written)),
            }
        })
        .collect();
    let mut walk = Walk {
        entries,
        same,
        parents,
        ids: vec![None; entries.len()],
        taken: BTreeMap::new(),
        numbers: BTreeMap::new(),
    };
    for at in 0..entries.len() {
        walk.settle(at, &mut resolved);
    }
    resolved.ids = walk.ids.into_iter().map(Option::unwrap_or_default).collect();
    resolved
}

/// What a code stands below.
enum Parent {
    None,
    /// Another of the codes.
    Row(usize),
    /// One that has no row, by its id.
    Named(String),
}

struct Walk<'e> {
    entries: &'e [Entry],
    same: SameNames,
    parents: Vec<Parent>,
    ids: Vec<Option<String>>,
    /// Ids that were given, each with the name of its code.
    taken: BTreeMap<String, String>,
    /// The number behind the last id that was made so, by the id without it.
    numbers: BTreeMap<String, usize>,
}

impl Walk<'_> {
    /// Gives ids to a code and to those above it, the highest first.
    fn settle(&mut self, at: usize, resolved: &mut Resolved) {
        let mut line = vec![at];
        let mut seen = BTreeSet::from([at]);
        while let Some(&last) = line.last()
            && self.ids[last].is_none()
            && let Parent::Row(parent) = self.parents[last]
        {
            if !seen.insert(parent) {
                resolved.circles.push(last);
                self.parents[last] = Parent::None;
                break;
            }
            line.push(parent);
        }
        for one in line.into_iter().rev() {
            if self.ids[one].is_some() {
                continue;
            }
            if let Parent::Row(parent) = self.parents[one]
                && let Some(above) = &self.ids[parent]
                && above.split('/').count() >= fields::DEEPEST_ID
            {
                resolved.too_deep.push(one);
                self.parents[one] = Parent::None;
            }
            let id = self.id(one);
            self.ids[one] = Some(id);
        }
    }

    fn id(&mut self, at: usize) -> String {
        let entry = &self.entries[at];
        let starts_with = |above: &str| entry.id.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'));
        let whole = match &self.parents[at] {
            Parent::Row(row) => match self.ids[*row].as_deref() {
                // A whole id may say what it stands below.
                Some(above) if !starts_with(above) => below(Some(above), &entry.id),
                _ => entry.id.clone(),
            },
            Parent::Named(above) if entry.id != *above && !starts_with(above) => below(Some(above), &entry.id),
            _ => entry.id.clone(),
        };
        let name = entry.spelled.first().map(|name| fold(name)).unwrap_or_default();
        let mut id = whole.clone();
        let is_two = |other: &String| self.same == SameNames::AreTwo || *other != name;
        while entry.is_made && self.taken.get(&id).is_some_and(is_two) {
            let number = self.numbers.entry(whole.clone()).or_insert(1);
            *number += 1;
            id = format!("{whole}-{number}");
        }
        self.taken.entry(id.clone()).or_insert(name);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, SameNames, resolve};

    fn ids(codes: &[(&str, &str)]) -> Vec<String> {
        let entry = |(name, parent): &(&str, &str)| Entry {
            spelled: vec![(*name).to_owned()],
            id: super::part_of_name(name),
            is_made: true,
            parent: Some((*parent).to_owned()).filter(|parent| !parent.is_empty()),
        };
        resolve(&codes.iter().map(entry).collect::<Vec<_>>(), SameNames::AreOne).ids
    }

    #[test]
    fn a_parent_is_found_above_and_below_and_on_every_level() {
        let found = ids(&[("Kind", "Ouder"), ("Ouder", "Oma"), ("Oma", ""), ("Neef", "oma")]);
        assert_eq!(found, ["oma/ouder/kind", "oma/ouder", "oma", "oma/neef"]);
    }

    #[test]
    fn a_theme_may_name_itself_and_a_code_may_be_called_like_its_theme() {
        assert_eq!(ids(&[("Angst", "Angst"), ("Vrees", "Angst")]), ["angst", "angst/vrees"]);
        assert_eq!(ids(&[("Angst", ""), ("Angst", "Angst")]), ["angst", "angst/angst"]);
    }

    #[test]
    fn codes_in_a_circle_get_ids_all_the_same() {
        let codes = [("a", "b"), ("b", "c"), ("c", "a")];
        let entry = |(name, parent): &(&str, &str)| Entry {
            spelled: vec![(*name).to_owned()],
            id: (*name).to_owned(),
            is_made: true,
            parent: Some((*parent).to_owned()),
        };
        let resolved = resolve(&codes.iter().map(entry).collect::<Vec<_>>(), SameNames::AreOne);
        assert_eq!(resolved.circles.len(), 1);
        assert_eq!(resolved.ids, ["c/b/a", "c/b", "c"]);
    }

    #[test]
    fn many_codes_of_one_name_and_lines_without_end_cost_little() {
        let name = |at: usize| Entry {
            spelled: vec!["x".to_owned()],
            id: "x".to_owned(),
            is_made: true,
            parent: at.is_multiple_of(2).then(|| "x".to_owned()),
        };
        let same = resolve(&(0..50_000).map(name).collect::<Vec<_>>(), SameNames::AreTwo);
        assert_eq!(same.ids.iter().collect::<std::collections::BTreeSet<_>>().len(), 50_000);
        let line = |at: usize| Entry {
            spelled: vec![format!("n{at}")],
            id: format!("n{at}"),
            is_made: true,
            parent: Some(format!("n{}", at + 1)),
        };
        let deep = resolve(&(0..50_000).map(line).collect::<Vec<_>>(), SameNames::AreOne);
        assert!(deep.too_deep.len() > 1_000);
        assert!(deep.ids.iter().all(|id| super::fields::is_id(id)));
    }

    #[test]
    fn names_that_give_one_id_give_two() {
        assert_eq!(ids(&[("C++", ""), ("C#", ""), ("lus", "C#")]), ["c", "c-2", "c-2/lus"]);
        assert_eq!(ids(&[("C", ""), ("c", "")]), ["c", "c"]);
    }
}
