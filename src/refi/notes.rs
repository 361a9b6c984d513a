//! The memos of a project, and what each is about.

use std::collections::BTreeMap;

use super::{Guid, Opened, Text};

/// The notes of a project by their identities, and by what links join them with.
#[derive(Debug)]
pub(crate) struct Notes<'p> {
    opened: &'p Opened,
    by_guid: BTreeMap<&'p Guid, &'p Text>,
    /// Notes that a link joins with something, as one program does.
    linked: BTreeMap<&'p Guid, Vec<&'p Guid>>,
}

impl<'p> Notes<'p> {
    /// Of this project.
    pub(crate) fn of(opened: &'p Opened) -> Self {
        let by_guid: BTreeMap<&Guid, &Text> =
            opened.project.notes.iter().rev().map(|note| (&note.guid, note)).collect();
        let mut linked: BTreeMap<&Guid, Vec<&Guid>> = BTreeMap::new();
        for link in &opened.project.links {
            let (Some(origin), Some(target)) = (&link.origin, &link.target) else { continue };
            for (note, other) in [(origin, target), (target, origin)] {
                if by_guid.contains_key(note) {
                    linked.entry(other).or_default().push(note);
                }
            }
        }
        Self { opened, by_guid, linked }
    }

    /// The notes on something: those that it refers to, and those that a link joins with it.
    pub(crate) fn about<'n>(&'n self, guid: &Guid, refers_to: &'n [Guid]) -> impl Iterator<Item = &'n Guid> {
        let linked = self.linked.get(guid).into_iter().flatten().copied();
        refers_to.iter().filter(|guid| self.by_guid.contains_key(guid)).chain(linked)
    }

    /// The words of the notes on something, in order.
    pub(crate) fn on(&self, guid: &Guid, refers_to: &[Guid]) -> Vec<String> {
        self.about(guid, refers_to).filter_map(|guid| self.words(guid)).collect()
    }

    /// The words of a note, with line feeds at the ends of lines; none where it has none, or they cannot be read.
    pub(crate) fn words(&self, guid: &Guid) -> Option<String> {
        let words = self.opened.note(self.by_guid.get(guid)?)?;
        Some(words.trim().replace("\r\n", "\n").replace('\r', "\n"))
    }
}
