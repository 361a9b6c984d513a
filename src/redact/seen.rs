//! What a redaction met in a run: how many places, by which entries, and what it cannot mask.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Redaction;

/// Something that an entry matches and that everything is told by, so that it cannot be masked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unfit {
    /// `transcript`, `case`, `code`, `variable`; `field` or `list` of a codebook.
    pub what: &'static str,
    /// Its name.
    pub name: String,
    /// The line of the entry.
    pub line: u32,
}

/// Sums and sets alone, so that threads may come in any order.
#[derive(Debug, Default)]
pub(super) struct Seen {
    places: AtomicU64,
    /// Of each entry whether it stood anywhere, and whether in the words of a transcript.
    entries: Vec<(AtomicBool, AtomicBool)>,
    told: Mutex<Told>,
}

#[derive(Debug, Default)]
struct Told {
    unfit: BTreeSet<Unfit>,
    unlisted: BTreeSet<(String, String)>,
    /// Of each variable and value as it is shown which values are shown so.
    values: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Seen {
    pub fn of(entries: usize) -> Self {
        Self { entries: (0..entries).map(|_| Default::default()).collect(), ..Self::default() }
    }

    pub fn note(&self, entries: impl Iterator<Item = usize>) {
        entries.for_each(|entry| self.entries[entry].0.store(true, Ordering::Relaxed));
    }

    pub fn count(&self, places: u64, entries: impl Iterator<Item = usize>) {
        self.places.fetch_add(places, Ordering::Relaxed);
        for entry in entries {
            self.entries[entry].0.store(true, Ordering::Relaxed);
            self.entries[entry].1.store(true, Ordering::Relaxed);
        }
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Redaction {
    /// In how many places of transcripts words were masked so far, and by how many entries.
    #[must_use]
    pub fn counted(&self) -> (u64, u64) {
        let entries = self.seen.entries.iter().filter(|(_, in_text)| in_text.load(Ordering::Relaxed)).count();
        (self.seen.places.load(Ordering::Relaxed), entries as u64)
    }

    /// Forgets the places of an earlier run over the same transcripts.
    pub fn begin(&self) {
        self.seen.places.store(0, Ordering::Relaxed);
    }

    /// Whether any value of a variable is masked.
    #[must_use]
    pub fn masks_values_of(&self, variable: &str) -> bool {
        let told = self.seen.told();
        told.values.iter().any(|((name, shown), values)| name == variable && values.iter().any(|value| value != shown))
    }

    /// The lines of entries that stood nowhere so far, in words and in what is known of people.
    #[must_use]
    pub fn unused(&self) -> Vec<u32> {
        let entries = self.entries.iter().zip(&self.seen.entries);
        entries.filter(|(_, (anywhere, _))| !anywhere.load(Ordering::Relaxed)).map(|(entry, _)| entry.line).collect()
    }

    /// Holds a name against the list that cannot be masked, since everything is told by it.
    pub fn look_at(&self, what: &'static str, name: &str) {
        if let Some(line) = self.line_in(name) {
            self.seen.told().unfit.insert(Unfit { what, name: name.to_owned(), line });
        }
    }

    /// Names that entries match and that cannot be masked, as far as they were looked at.
    #[must_use]
    pub fn unfit(&self) -> Vec<Unfit> {
        self.seen.told().unfit.iter().cloned().collect()
    }

    /// A label that looks like a name and is in no entry.
    pub(crate) fn note_unlisted(&self, transcript: &str, label: &str) {
        self.seen.told().unlisted.insert((label.to_owned(), transcript.to_owned()));
    }

    /// Labels of speakers that look like names and are in no entry, each with a transcript that has it.
    #[must_use]
    pub fn unlisted(&self) -> BTreeMap<String, String> {
        self.seen.told().unlisted.iter().rev().cloned().collect()
    }

    /// Remembers how a value of a variable is shown, masked or not.
    pub(crate) fn note_value(&self, variable: &str, shown: &str, value: &str) {
        let mut told = self.seen.told();
        told.values.entry((variable.to_owned(), shown.trim().to_owned())).or_default().insert(value.trim().to_owned());
    }

    /// What several values of a variable are shown as: counts of these would fall together.
    #[must_use]
    pub fn ambiguous(&self, variable: &str) -> Vec<String> {
        let told = self.seen.told();
        let of = told.values.iter().filter(|((name, _), values)| name == variable && values.len() > 1);
        of.map(|((_, shown), _)| shown.clone()).collect()
    }
}
