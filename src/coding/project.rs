//! Codings by people, in a project of a coding program (REFI-QDA, or its own database).

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use crate::codebook::Codebook;
use crate::codebook::exchange::GUID;
use crate::corpus::{Document, OpenProject, ReadOptions, Reading};
use crate::diagnostic::{Diagnostic, Reported};
use crate::error::Result;
use crate::ids::CodeId;
use crate::refi::{self, Code, Guid, Notes, Opened, PlainText, Selection, Source};
use crate::text::{Lines, Span};

use super::hand::status_of;
use super::names::Names;
use super::{Around, Described, HandCoding, HandCodings, RULES};
use coders::Users;
use told::Told;

mod coders;
mod told;

/// What a row of a project is.
const CODING: &str = "coding";

/// Whether a path is a project of a coding program, by its name: `.qdpx`, or `.qde` with its sources beside it; a database of
/// QualCoder (`.qda`) or Taguette (`.sqlite3`). A folder with QualCoder's `data.qda` in it is one whatever it is called.
///
/// ```
/// use std::path::Path;
/// use kantlijn::coding::is_project;
///
/// assert!(is_project(Path::new("study.QDPX")) && !is_project(Path::new("codebook.qdc")));
/// assert!(is_project(Path::new("study.qda")) && is_project(Path::new("study.sqlite3")));
/// ```
#[must_use]
pub fn is_project(path: &Path) -> bool {
    let is_refi = |end: &OsStr| end.eq_ignore_ascii_case("qdpx") || end.eq_ignore_ascii_case("qde");
    path.extension().is_some_and(is_refi) || refi::is_database(path)
}

/// Whether two paths lead to one project: a folder of QualCoder and the database in it are the same.
#[must_use]
pub fn is_same_project(a: &Path, b: &Path) -> bool {
    let (a, b) = (refi::file_of(a), refi::file_of(b));
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The hand coding in a project, with the texts that it is about.
#[derive(Debug)]
pub struct ProjectCodings {
    project: OpenProject,
}

impl ProjectCodings {
    /// Opens a `.qdpx`, a `.qde` with its folder `sources` beside it, or a database of QualCoder or Taguette.
    ///
    /// # Errors
    /// When it cannot be read, or is damaged.
    pub fn open(path: &Path) -> Result<Self> {
        OpenProject::open(path).map(|project| Self { project })
    }

    /// The project, which is open.
    #[must_use]
    pub fn project(&self) -> &OpenProject {
        &self.project
    }

    /// Its codings, each with its coder, and what of them cannot be told.
    ///
    /// A coder is a user of the project; where a coding names none it is whoever made its selection, its source or the
    /// project, else `unknown`. A coding of a whole source is one of its whole text. Codings that stand there twice count
    /// once, and those that mean a case are none. What is said of a passage and its notes are memos. A code is that of
    /// `codebook` with the same identity, else the one of the same name.
    ///
    /// When `in_place`, the study's transcripts are the texts of this very project, so that the places are exact; else
    /// passages are sought in the study's transcripts by their words and those around them.
    #[must_use]
    pub fn codings(&self, codebook: Option<&Codebook>, in_place: bool) -> Reported<HandCodings> {
        let opened = self.project.opened();
        let mut walk = Walk {
            opened,
            codes: self.codes(codebook),
            cases: opened.project.cases.iter().map(|case| &case.guid).collect(),
            users: Users::of(&opened.project),
            notes: Notes::of(opened),
            in_place,
            rows: Vec::new(),
            told: Told::default(),
        };
        for index in 0..opened.texts.len() {
            walk.text(index);
        }
        let Walk { rows, told, users, .. } = walk;
        let mut diagnostics = users.diagnostics();
        diagnostics.extend(told.diagnostics());
        if !in_place && opened.is_stored() {
            // Where the texts of the project are the transcripts, this is told of them.
            diagnostics.extend(opened.diagnostics.iter().cloned());
        }
        let mut codings = HandCodings::new(self.project.path(), rows);
        codings.rows_are = CODING;
        Reported { value: codings, diagnostics }
    }

    /// What the codes of the project are called in a table, by their identities.
    fn codes(&self, codebook: Option<&Codebook>) -> BTreeMap<&Guid, String> {
        let known: BTreeMap<Guid, &str> = codebook
            .iter()
            .flat_map(|codebook| codebook.codes.iter())
            .rev()
            .map(|code| match code.further.get(GUID) {
                Some(guid) => (Guid::written(guid), code.id.as_str()),
                None => (Guid::made_of("code", &code.id), code.id.as_str()),
            })
            .collect();
        let names = codebook.map(Names::of);
        let mut codes = BTreeMap::new();
        let mut open: Vec<(&Code, Vec<String>)> =
            self.project.opened().project.codebook.codes.iter().rev().map(|code| (code, Vec::new())).collect();
        while let Some((code, above)) = open.pop() {
            let mut path = above;
            // A name is one part of a path, whatever stands in it.
            path.push(code.name.trim().replace(['/', '\\', '>'], "-"));
            let called = match (known.get(&code.guid), &names) {
                (Some(id), _) => (*id).to_owned(),
                (None, Some(names)) => by_name(&path, code.name.trim(), |name| names.find(name)),
                (None, None) => path.join("/"),
            };
            codes.entry(&code.guid).or_insert(called);
            open.extend(code.codes.iter().rev().map(|below| (below, path.clone())));
        }
        codes
    }
}

/// The longest end of a path of names that a codebook knows; the path where it knows none.
fn by_name(path: &[String], name: &str, find: impl Fn(&str) -> Option<CodeId>) -> String {
    let ends = (0..path.len()).map(|from| path[from..].join("/")).chain([name.to_owned()]);
    ends.into_iter().find(|end| find(end).is_some()).unwrap_or_else(|| path.join("/"))
}

/// The texts of a project on their way to rows.
struct Walk<'p> {
    opened: &'p Opened,
    codes: BTreeMap<&'p Guid, String>,
    cases: BTreeSet<&'p Guid>,
    users: Users<'p>,
    notes: Notes<'p>,
    in_place: bool,
    rows: Vec<HandCoding>,
    told: Told,
}

/// A passage of a text, and what is known of it.
struct Passage {
    span: Span,
    described: Described,
    /// Memos on it.
    memos: Vec<String>,
    /// The words around it, where it is to be found again in another file.
    around: Option<Around>,
}

impl<'p> Walk<'p> {
    fn has_memo(&self, selection: &Selection) -> bool {
        !selection.description.trim().is_empty()
            || self.notes.about(&selection.guid, &selection.note_refs).next().is_some()
    }

    fn text(&mut self, index: usize) {
        let text = self.opened.text(index);
        let name = &self.opened.texts[index].name;
        let source = &self.opened.project.sources[self.opened.texts[index].source];
        let texts_of_source = self.opened.texts.iter().filter(|place| place.source == self.opened.texts[index].source);
        let of_whole: Vec<&refi::Coding> = match source {
            Source::Other(other) if texts_of_source.count() == 1 => other.codings.iter().chain(&text.codings).collect(),
            _ => text.codings.iter().collect(),
        };
        let all = of_whole.len() + text.selections.iter().map(|selection| selection.codings.len()).sum::<usize>();
        let has_memos = text.selections.iter().any(|selection| self.has_memo(selection));
        if all == 0 && !has_memos {
            return;
        }
        let plain = match self.opened.plain_text(index) {
            Ok(plain) => plain,
            // The transcript itself says why.
            Err(_) => return self.told.without_text(name, all),
        };
        let lines = Lines::new(&plain.text);
        let document = (!self.in_place).then(|| as_transcript(name, &plain.text));
        let around = |span: Span| document.as_ref().map(|document| Around::of(document, span));
        let spans = self.opened.spans(index, &plain);
        let mut met = BTreeSet::new();
        for (selection, span) in text.selections.iter().zip(spans) {
            let mut memos = self.notes.on(&selection.guid, &selection.note_refs);
            let described = Described::read(&selection.description);
            if selection.codings.is_empty() {
                let said = std::iter::once(&described.memo).chain(&memos);
                self.told.uncoded(said.map(|memo| memo.chars().count()).sum());
                continue;
            }
            let Some(span) = span.filter(|span| !span.is_empty()) else {
                self.told.misplaced(self.opened, name, selection, plain.text.chars().count());
                continue;
            };
            memos.retain(|memo| !memo.is_empty());
            let passage = Passage { span, described, memos, around: around(span) };
            let by = |coding: &refi::Coding| [coding.made.creating_user.clone(), selection.made.creating_user.clone()];
            for coding in &selection.codings {
                self.coding(index, coding, &by(coding), &passage, &plain, &lines, &mut met);
            }
        }
        let trimmed = plain.text.trim();
        if trimmed.is_empty() {
            return;
        }
        let from = plain.text.len() - plain.text.trim_start().len();
        let span = Span::new(from, from + trimmed.len());
        for coding in of_whole {
            let described = Described::default();
            let passage = Passage { span, described, memos: Vec::new(), around: around(span) };
            let by = [coding.made.creating_user.clone(), None];
            self.coding(index, coding, &by, &passage, &plain, &lines, &mut met);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one text's own things, which its codings share")]
    fn coding(
        &mut self,
        index: usize,
        coding: &refi::Coding,
        by: &[Option<Guid>],
        passage: &Passage,
        plain: &PlainText,
        lines: &Lines<'_>,
        met: &mut BTreeSet<(Span, String, String)>,
    ) {
        if self.cases.contains(&coding.code) {
            return;
        }
        let Some(code) = self.codes.get(&coding.code) else {
            return self.told.unknown_code(&coding.code);
        };
        let source = &self.opened.project.sources[self.opened.texts[index].source];
        let of_source = match source {
            Source::Text(_) => None,
            Source::Other(other) => other.made.creating_user.as_ref(),
        };
        let own = self.opened.text(index).made.creating_user.as_ref();
        let made = &self.opened.project.made;
        let makers = by.iter().flatten().chain(own).chain(of_source).chain(made.creating_user.as_ref());
        let coder = self.users.name(makers);
        if !met.insert((passage.span, code.clone(), coder.clone())) {
            return self.told.twice();
        }
        let words = passage.span.of(&plain.text);
        // In place, positions are exact, and have been held against the names; elsewhere words are all there is.
        let quote = (!self.in_place).then(|| words.to_owned());
        let mut memos: Vec<&str> = Vec::new();
        memos.extend(Some(passage.described.memo.as_str()).filter(|memo| !memo.is_empty()));
        memos.extend(passage.memos.iter().map(String::as_str));
        let own_notes: Vec<String> = coding.note_refs.iter().filter_map(|guid| self.notes.words(guid)).collect();
        memos.extend(own_notes.iter().map(String::as_str));
        memos.dedup();
        let place = (lines.code_point(passage.span.start as usize), lines.code_point(passage.span.end as usize));
        // Somebody else may have coded the passage of a rule, in another program.
        let rules = passage.described.said_rules().filter(|_| coder == RULES);
        self.rows.push(HandCoding {
            transcript: self.opened.texts[index].name.clone(),
            code: code.clone(),
            status: passage.described.status.unwrap_or_else(|| status_of(&coder)),
            coder,
            place: self.in_place.then_some(place),
            quote,
            around: passage.around.clone(),
            stance: passage.described.stance,
            prompted: passage.described.prompted,
            rules,
            memo: memos.join("\n"),
            row: self.rows.len() + 1,
        });
    }
}

/// A text as it is read where it is a transcript, so that labels of speakers are none of the words around a passage; the bare
/// text where reading changes it.
fn as_transcript(name: &str, text: &str) -> Document {
    let read = Reading::of_text(name, text, &ReadOptions::default()).document;
    if *read.text == *text { read } else { Document { text: text.into(), ..Document::default() } }
}

/// A diagnostic at the tag of a selection.
fn at(opened: &Opened, selection: &Selection, diagnostic: Diagnostic) -> Diagnostic {
    let source: &Arc<_> = opened.source();
    diagnostic.at(source, selection.at)
}

#[cfg(test)]
mod tests;
