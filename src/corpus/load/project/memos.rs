//! What a project notes of its cases and transcripts: what it says of them, and the memos on them.

use std::collections::BTreeSet;

use crate::corpus::add_note;
use crate::refi::{Case, Guid, Notes, Opened, Source, split};

use super::about::About;

/// The memos of a project.
pub(super) struct Memos<'p> {
    opened: &'p Opened,
    notes: Notes<'p>,
}

impl<'p> Memos<'p> {
    pub fn of(opened: &'p Opened) -> Self {
        Self { opened, notes: Notes::of(opened) }
    }

    /// On a text, and on the recording or the PDF that it is the text of.
    pub fn on_text(&self, index: usize) -> String {
        let (source, text) = (self.source(index), self.opened.text(index));
        let mut memo = String::new();
        // Below kantlijn's own line stands how the text is read, which nobody noted.
        add_note(&mut memo, split(source.description()).0);
        self.notes.on(source.guid(), source.note_refs()).iter().for_each(|note| add_note(&mut memo, note));
        if let Source::Other(_) = source {
            add_note(&mut memo, split(&text.description).0);
            self.notes.on(&text.guid, &text.note_refs).iter().for_each(|note| add_note(&mut memo, note));
        }
        memo
    }

    /// On a case.
    pub fn on_case(&self, case: &Case) -> String {
        let mut memo = String::new();
        add_note(&mut memo, &case.description);
        self.notes.on(&case.guid, &case.note_refs).iter().for_each(|note| add_note(&mut memo, note));
        memo
    }

    /// The notes that are memos of transcripts and cases here.
    pub fn used(&self) -> BTreeSet<&Guid> {
        let mut used: BTreeSet<&Guid> = BTreeSet::new();
        for index in 0..self.opened.texts.len() {
            let (source, text) = (self.source(index), self.opened.text(index));
            used.extend(self.notes.about(source.guid(), source.note_refs()));
            used.extend(self.notes.about(&text.guid, &text.note_refs));
        }
        used.extend(self.opened.project.cases.iter().flat_map(|case| self.notes.about(&case.guid, &case.note_refs)));
        used
    }

    /// The notes on a passage.
    pub fn on_passage(&self, selection: &'p crate::refi::Selection) -> impl Iterator<Item = &Guid> {
        self.notes.about(&selection.guid, &selection.note_refs)
    }

    fn source(&self, index: usize) -> &'p Source {
        &self.opened.project.sources[self.opened.texts[index].source]
    }
}

/// Gives a text what is noted of its case; what is noted of a case without a name is noted of the text itself.
pub(super) fn noted(about: &mut About, owners: &[usize], case_names: &[String], case_memos: &[String]) {
    let is_one = about.variables.get("case").is_some();
    for &case in owners {
        match case_names[case].is_empty() {
            true => add_note(&mut about.memo, &case_memos[case]),
            false if is_one => add_note(&mut about.case_memo, &case_memos[case]),
            // That it belongs to several cases, and none is used, is told.
            false => {}
        }
    }
}
