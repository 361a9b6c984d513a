//! A project of a coding program: its texts are transcripts, with the cases and variables that it has of them.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::corpus::read::{Draft, fits, project_draft, undecoded};
use crate::corpus::refuse::Noise;
use crate::corpus::{ReadAs, ReadOptions, Time};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, ErrorKind, Result};
use crate::refi::{Guid, Opened, RULES_USER, Source};

use about::{About, about};

mod about;
mod known;
mod lost;
mod memos;
mod open;

pub use open::{CodedProject, OpenProject};

/// A project that was opened, with what it says of each text.
#[derive(Debug)]
pub(super) struct ProjectTexts {
    project: OpenProject,
    about: Vec<About>,
    /// What of the project is no transcript, code or coding.
    pub lost: Vec<Diagnostic>,
}

impl ProjectTexts {
    /// Opens the file.
    ///
    /// # Errors
    /// When it is no project, or damaged. A text that is missing is told when its turn comes.
    pub fn open(path: &Path) -> Result<Self> {
        OpenProject::open(path).map(Self::of).map_err(|error| unreadable(path, error))
    }

    /// Opens what is in memory.
    ///
    /// # Errors
    /// As [`ProjectTexts::open`].
    pub fn of_bytes(path: &Path, bytes: Arc<[u8]>) -> Result<Self> {
        OpenProject::of_bytes(path, bytes).map(Self::of).map_err(|error| unreadable(path, error))
    }

    /// Those of a project that is open.
    pub fn of(project: OpenProject) -> Self {
        let opened = project.opened();
        let (about, found) = about(opened);
        let mut lost = opened.diagnostics.clone();
        lost.extend(found);
        lost.extend(lost::lost(opened));
        Self { project, about, lost }
    }

    fn opened(&self) -> &Opened {
        self.project.opened()
    }

    /// What it holds, where that is no text.
    pub fn without_text(&self) -> String {
        lost::without_text(self.opened())
    }

    /// How many codings it holds.
    pub fn coded(&self) -> CodedProject {
        let project = &self.opened().project;
        let cases: BTreeSet<&Guid> = project.cases.iter().map(|case| &case.guid).collect();
        let rules: BTreeSet<&Guid> =
            project.users.iter().filter(|user| user.name.trim() == RULES_USER).map(|user| &user.guid).collect();
        let mut coded = CodedProject { path: self.project.path().to_owned(), by_people: 0, by_rules: 0 };
        for index in 0..self.opened().texts.len() {
            let text = self.opened().text(index);
            let of_source = match &project.sources[self.opened().texts[index].source] {
                Source::Text(_) => &[][..],
                Source::Other(other) => &other.codings,
            };
            let of_passages = text.selections.iter().flat_map(|selection| &selection.codings);
            for coding in of_passages.chain(&text.codings).chain(of_source) {
                match coding.made.creating_user.as_ref() {
                    _ if cases.contains(&coding.code) => {}
                    Some(user) if rules.contains(user) => coded.by_rules += 1,
                    _ => coded.by_people += 1,
                }
            }
        }
        coded
    }

    /// The names of its texts, in its own order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.opened().texts.iter().map(|text| text.name.as_str())
    }

    /// What errors and reports call a text.
    pub fn path_of(&self, index: usize) -> std::path::PathBuf {
        self.opened().inside(&self.opened().texts[index].name)
    }

    /// The words of a text.
    ///
    /// # Errors
    /// When it is missing or cannot be read.
    pub fn bytes(&self, index: usize) -> Result<Vec<u8>> {
        Ok(self.opened().plain_text(index)?.text.into_bytes())
    }

    /// Reads a text; also the hash of all that is known of it.
    ///
    /// # Errors
    /// When it is missing or cannot be read, or is no text.
    pub fn draft(&self, index: usize, path: &Path, options: &ReadOptions) -> Result<(Draft, String)> {
        let plain = self.opened().plain_text(index)?;
        fits(path, &plain.text)?;
        let about = &self.about[index];
        let mut noise = Noise::default();
        noise.add(Noise::of(plain.text.as_bytes()));
        noise.refuse(path)?;
        let mut hash = blake3::Hasher::new();
        hash.update(plain.text.as_bytes());
        about.hash(&mut hash);
        hash.update(self.opened().text(index).description.as_bytes());
        let moments = self.opened().moments(index, &plain);
        let people = about.people(self.opened(), index, &plain);
        // What does not show in a text is said in its description, where kantlijn has written it.
        let read_as = ReadAs::read(&self.opened().text(index).description);
        let laid = read_as.as_ref().map(|read_as| read_as.over(options));
        let format = self.opened().format;
        let mut draft = project_draft(path, plain.text, format, plain.encoding, laid.as_ref().unwrap_or(options));
        if plain.replaced > 0 {
            draft.report.diagnostics.push(undecoded(plain.replaced, plain.encoding));
        }
        draft.variables = about.variables.clone();
        draft.memo.clone_from(&about.memo);
        draft.case_memo.clone_from(&about.case_memo);
        draft.report.diagnostics.extend(about.diagnostics.iter().cloned());
        draft.report.diagnostics.extend(self.opened().choices[index].diagnostic());
        people.settle(&mut draft);
        read_as.iter().for_each(|read_as| read_as.cast(&mut draft));
        timed(&mut draft, &moments);
        Ok((draft, hash.finalize().to_hex().to_string()))
    }
}

/// Gives each turn the moment that stands at its beginning, from the end of the turn before it to its own first word.
fn timed(draft: &mut Draft, moments: &[(u64, u32)]) {
    let mut moments = moments.iter().peekable();
    let mut before = 0;
    for turn in &mut draft.turns {
        let mut own = None;
        while let Some(&(milliseconds, _)) = moments.next_if(|(_, byte)| *byte <= turn.span.start) {
            own = Some(milliseconds);
        }
        if turn.time.is_none() {
            turn.time = own.map(|start| Time { start: start.max(before), end: None });
        }
        before = turn.time.map_or(before, |time| time.start);
        // Moments within a turn are of its own words, and begin no other.
        while moments.next_if(|(_, byte)| *byte < turn.span.end).is_some() {}
    }
}

/// A damaged project is told together with what is wrong with other files.
fn unreadable(path: &Path, error: Error) -> Error {
    let ErrorKind::Mistakes(mistakes) = error.kind() else { return error };
    let Some(first) = mistakes.first() else { return error };
    let place = first.place.as_ref().map(|place| format!(" ({place})")).unwrap_or_default();
    let help = first.help.clone().unwrap_or_default();
    Error::unreadable(path, format!("{}{place}", first.message), help)
}

#[cfg(test)]
mod tests;
