//! Codebooks of coding programs, in REFI-QDA.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use indexmap::IndexSet;

use crate::codebook::exchange::{CODABLE, GUID, SETS, last_part, split};
use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::error::Result;
use crate::refi::{self, Bare, CodeBook, Guid};
use crate::text::{Lines, Span};
use crate::wording::{either, several};

use super::draft::{Draft, DraftCode, plain};
use super::located::{Located, Origin};
use super::made_ids::{MadeIds, color, part_of_name};
use super::{fields, toml_file};

/// A `.qdc` file as a codebook's draft.
pub(super) fn draft_file(path: &Path, bytes: Vec<u8>) -> Result<Draft> {
    let mut draft = Draft::default();
    let source = super::source_of(path, &bytes, refi::declared(&bytes).as_deref(), &mut draft.found);
    match refi::read_codebook(&source) {
        Err(mistake) => draft.found.push(mistake),
        Ok(Reported { value: book, diagnostics }) => {
            draft.found.extend(diagnostics);
            // Some programs write a whole project where a codebook is asked for.
            let project = refi::read_project(&source).map(|read| read.value).unwrap_or_default();
            let notes = project.notes.into_iter().rev();
            let notes = notes.filter_map(|note| Some((note.guid, note.content?.trim().to_owned()))).collect();
            return Ok(walked(&source, draft, book, notes));
        }
    }
    Ok(draft)
}

/// The codebook of a project (`.qdpx`, `.qde`) as a draft; the notes on its codes are their memos.
pub(super) fn draft_project(path: &Path) -> Result<Draft> {
    let Reported { value: bare, diagnostics } = Bare::open(path)?;
    let mut draft = Draft { found: diagnostics, ..Draft::default() };
    let notes: BTreeMap<Guid, String> = bare
        .project
        .notes
        .iter()
        .rev()
        .filter_map(|note| Some((note.guid.clone(), bare.note(note)?.trim().to_owned())))
        .collect();
    let mut book = bare.project.codebook.clone();
    let sets =
        bare.project.sets.iter().filter(|set| !set.codes.is_empty() || set.guid == Guid::made_of("codebook", ""));
    book.sets.extend(sets.map(|set| refi::Set {
        guid: set.guid.clone(),
        name: set.name.clone(),
        description: set.description.clone(),
        members: set.codes.clone(),
        at: Span::default(),
    }));
    let is_own = book.sets.iter().any(|set| set.guid == Guid::made_of("codebook", ""));
    let name = bare.project.name.trim();
    if !is_own && !name.is_empty() {
        draft.name.plain = Some(name.to_owned());
    }
    Ok(walked(&bare.source, draft, book, notes))
}

/// The draft of a codebook that was read, with what is in `draft` already.
fn walked(source: &Arc<SourceText>, draft: Draft, book: CodeBook, notes: BTreeMap<Guid, String>) -> Draft {
    let walk = Walk {
        source,
        lines: Lines::new(&source.text),
        origin: Origin::file(source),
        draft,
        ids: MadeIds::default(),
        guids: Vec::new(),
        known: BTreeMap::new(),
        notes,
    };
    walk.book(book)
}

struct Walk<'s> {
    source: &'s Arc<SourceText>,
    lines: Lines<'s>,
    origin: Arc<Origin>,
    draft: Draft,
    ids: MadeIds,
    /// The identity of each code of the draft.
    guids: Vec<Guid>,
    /// The code that has it first, by identity.
    known: BTreeMap<Guid, usize>,
    /// The notes of a project, by their identities.
    notes: BTreeMap<Guid, String>,
}

impl Walk<'_> {
    fn book(mut self, book: CodeBook) -> Draft {
        let mut codes = book.codes;
        // NVivo puts all codes below one folder that is none of the researcher's.
        if let [only] = codes.as_mut_slice()
            && !only.is_codable
            && ["Nodes", "Codes"].contains(&only.name.trim())
            && only.description.trim().is_empty()
            && !only.codes.is_empty()
        {
            let message =
                format!("the folder `{}` around all codes is left out: the program makes it", only.name.trim());
            self.draft.found.push(Diagnostic::note("unwrapped", message).at(self.source, only.at));
            codes = std::mem::take(&mut only.codes);
        }
        let (own, others): (Vec<_>, Vec<_>) =
            book.sets.into_iter().partition(|set| set.guid == Guid::made_of("codebook", ""));
        for set in &own {
            self.own_set(set);
        }
        for code in codes {
            self.code(code, None, 1);
        }
        self.sets(&others);
        if let Some(set) = own.first() {
            self.order(&set.members);
        }
        if self.draft.codes.is_empty() {
            let error = Diagnostic::error("no-codes", "there is no code in this codebook");
            let help = "export it again from the coding program, with its codes";
            self.draft.found.push(error.help(help).at(self.source, Span::new(0, 0)));
        } else if !book.origin.starts_with("kantlijn") {
            let folders = self.draft.codes.iter().filter(|code| code.further.contains_key(CODABLE)).count();
            let of = if book.origin.trim().is_empty() { String::new() } else { format!(" of {}", book.origin.trim()) };
            let message = format!(
                "read as the codebook{of}: {}, {folders} of them {}",
                several(self.draft.codes.len(), "code"),
                either(folders, "a folder", "folders")
            );
            self.draft.found.push(Diagnostic::note("read-as", message).at(self.source, Span::new(0, 0)));
        }
        self.draft
    }

    /// What is said of the codebook itself.
    fn own_set(&mut self, set: &refi::Set) {
        let (memo, own) = split(&set.description);
        if let Some(own) = own
            && let Some(part) = self.toml(own, &format!("the set `{}`", set.name), set.at, false)
        {
            let Draft { name, version, memo, settings, scoped, lists, further, found, .. } = part;
            self.draft.found.extend(found);
            self.draft = Draft {
                name,
                version,
                memo,
                settings,
                scoped,
                lists,
                further,
                found: std::mem::take(&mut self.draft.found),
                ..Draft::default()
            };
        }
        if !memo.is_empty() {
            self.draft.memo = plain(&self.located(memo, set.at));
        }
    }

    /// kantlijn's own part of a description; none, and a warning, where another program has changed it beyond reading.
    fn toml(&mut self, own: &str, place: &str, at: Span, wants_codes: bool) -> Option<Draft> {
        let row = self.lines.position(at.start as usize).line;
        let cell = format!("line {row}, description of {place}");
        let origin = Origin::cell(&self.source.name, &own.replace("\r\n", "\n").replace('\r', "\n"), row, cell);
        let part = toml_file::draft_part(origin, wants_codes);
        if part.is_partial || (wants_codes && part.codes.len() != 1) {
            let message = format!("kantlijn's part of the description of {place} cannot be read any more");
            let help =
                "it is kept as text; the program may have changed its lines: put them as they were, or take them out";
            self.draft.found.push(Diagnostic::warning("not-carried", message).help(help).at(self.source, at));
            return None;
        }
        Some(part)
    }

    fn code(&mut self, code: refi::Code, parent: Option<&str>, depth: usize) {
        let name = code.name.trim();
        if depth > fields::DEEPEST_ID {
            let message = format!(
                "`{name}` and what is below it lie on level {depth}, and a codebook has at most {}",
                fields::DEEPEST_ID
            );
            let help = "put these codes on fewer levels in the coding program";
            self.draft.found.push(Diagnostic::error("too-deep", message).help(help).at(self.source, code.at));
            return;
        }
        let (prose, own) = split(&code.description);
        let part = own.and_then(|own| self.toml(own, &format!("the code `{name}`"), code.at, true));
        let is_lost = own.is_some() && part.is_none();
        let mut part = part.unwrap_or_default();
        self.draft.found.append(&mut part.found);
        let read = part.codes.pop();
        let written = read.as_ref().map(|read| read.id.text.trim().to_owned()).filter(|id| fields::is_id(id));
        let last = written.as_deref().map_or_else(|| part_of_name(name), |id| last_part(id).to_owned());
        let id = self.ids.take(parent, &last);
        if let Some(written) = written.filter(|written| *written != id) {
            let message = format!("`{written}` stands elsewhere in this file and is read as `{id}`");
            let help = format!("rules that say code:{written} must say code:{id}");
            self.draft.found.push(Diagnostic::warning("moved", message).help(help).at(self.source, code.at));
        }
        let located = self.located(&id, code.at);
        let mut draft = read.unwrap_or_else(|| DraftCode::new(located.clone()));
        draft.id = located;
        self.name(&mut draft, name, last_part(&id), code.at);
        if is_lost {
            draft.definition = plain(&self.located(&code.description, code.at));
        } else if !prose.is_empty() {
            draft.definition = plain(&self.located(prose, code.at));
        }
        self.memo(&mut draft, &code);
        self.color(&mut draft, code.color.as_deref(), code.at);
        if !code.is_codable {
            draft.further.entry(CODABLE.to_owned()).or_insert_with(|| "false".to_owned());
        }
        self.guid(&mut draft, &code.guid, &id, code.at);
        self.draft.codes.push(draft);
        for below in code.codes {
            self.code(below, Some(&id), depth + 1);
        }
    }

    /// Adds the notes on a code to its memo.
    fn memo(&mut self, draft: &mut DraftCode, code: &refi::Code) {
        let mut lost = 0;
        for guid in &code.note_refs {
            let Some(note) = self.notes.get(guid) else {
                lost += 1;
                continue;
            };
            let note = plain(&self.located(note, code.at));
            if !note.is_empty() && !draft.memo.contains(&note) {
                let gap = if draft.memo.is_empty() { "" } else { "\n\n" };
                draft.memo = format!("{}{gap}{note}", draft.memo);
            }
        }
        if lost > 0 {
            let message = format!(
                "{} on `{}` {} not kept: not in this file",
                several(lost, "note"),
                code.name.trim(),
                either(lost, "is", "are")
            );
            self.draft.found.push(Diagnostic::warning("not-carried", message).at(self.source, code.at));
        }
    }

    /// Settles what a code is called: a new name that another program gave it goes before the old one.
    fn name(&mut self, draft: &mut DraftCode, name: &str, last: &str, at: Span) {
        let language = self.draft.scoped.language.clone().unwrap_or_default();
        let known = draft.name.get(&language).unwrap_or(last);
        if name.is_empty() || refi::told(known) == name {
            return;
        }
        if draft.name.get(&language).is_some() {
            let message = format!("`{}` is now called `{name}`", known);
            self.draft.found.push(Diagnostic::note("renamed", message).at(self.source, at));
        }
        let name = plain(&self.located(name, at));
        let names = &mut draft.name.by_language;
        let shown = if names.contains_key(&language) { names.get_mut(&language) } else { names.values_mut().next() };
        match shown {
            Some(shown) => *shown = name,
            None => draft.name.plain = Some(name),
        }
    }

    fn color(&mut self, draft: &mut DraftCode, written: Option<&str>, at: Span) {
        let Some(written) = written else { return };
        let read = color(written);
        let lost = match &read {
            Some((_, false)) => None,
            Some((color, true)) => {
                Some(format!("how transparent the color {written} is is not kept: it is read as {color}"))
            }
            None => Some(format!("the color `{}` is not kept: it is none that is known here", written.trim())),
        };
        draft.color = read.map(|(color, _)| color).or(draft.color.take());
        if let Some(message) = lost {
            let help = "in REFI-QDA a color is # and six hexadecimal digits: #B5446E";
            self.draft.found.push(Diagnostic::warning("not-carried", message).help(help).at(self.source, at));
        }
    }

    /// Keeps an identity that would not be made of the id anyway, so that other programs know the code again.
    fn guid(&mut self, draft: &mut DraftCode, guid: &Guid, id: &str, at: Span) {
        let lost = if guid.as_str().is_empty() || *guid == Guid::made_of("code", id) {
            None
        } else if !guid.is_sound() {
            Some("is none by the standard")
        } else if self.known.contains_key(guid) {
            Some("is that of another code, too")
        } else {
            draft.further.entry(GUID.to_owned()).or_insert_with(|| guid.to_string());
            None
        };
        if let Some(why) = lost {
            let message = format!("the identity `{guid}` of `{}` is not kept: it {why}", draft.id.text);
            let help = "other programs may then take it for a new code";
            self.draft.found.push(Diagnostic::warning("not-carried", message).help(help).at(self.source, at));
        }
        self.known.entry(guid.clone()).or_insert(self.guids.len());
        self.guids.push(guid.clone());
    }

    /// Groups of codes, as a field of each of their codes.
    fn sets(&mut self, sets: &[refi::Set]) {
        let mut of_codes: BTreeMap<usize, IndexSet<String>> = BTreeMap::new();
        for set in sets {
            let name = plain(&self.located(&set.name, set.at)).replace('\n', " ");
            let members: BTreeSet<&Guid> = set.members.iter().collect();
            let found: BTreeSet<usize> = members.iter().filter_map(|guid| self.known.get(*guid).copied()).collect();
            let mut lost = Vec::new();
            if name.is_empty() || found.is_empty() {
                lost.push(format!("the set `{name}` is not kept: it has no name, or none of these codes in it"));
            } else if found.len() < members.len() {
                let strangers = members.len() - found.len();
                lost.push(format!(
                    "{strangers} of the set `{name}` {} of this file",
                    either(strangers, "is not kept: it is no code", "are not kept: they are no codes")
                ));
            }
            if !set.description.trim().is_empty() {
                let why = "codebooks here have no sets, only codes";
                lost.push(format!("what is said of the set `{name}` is not kept: {why}"));
            }
            if !name.is_empty() && set.guid != Guid::made_of("set", &name) {
                lost.push(format!(
                    "the identity of the set `{name}` is not kept: it gets one that is made of its name"
                ));
            }
            for message in lost {
                let help = "the names of sets stand in the field `sets` of each of their codes";
                self.draft.found.push(Diagnostic::warning("not-carried", message).help(help).at(self.source, set.at));
            }
            for at in found.into_iter().filter(|_| !name.is_empty()) {
                of_codes.entry(at).or_default().insert(name.clone());
            }
        }
        for (at, named) in of_codes {
            // Where kantlijn's own part has the field, it has all of it, in its own order.
            let field = self.draft.codes[at].further.entry(SETS.to_owned()).or_default();
            let mut all: IndexSet<String> = field.lines().map(|line| line.trim().to_owned()).collect();
            let before = all.len();
            all.extend(named);
            if all.len() > before {
                *field = all.into_iter().collect::<Vec<_>>().join("\n");
            }
        }
    }

    /// Puts the codes in the order of the codebook's own set; one that is not in it stays behind the one before it.
    fn order(&mut self, members: &[Guid]) {
        let places: BTreeMap<&Guid, usize> = members.iter().enumerate().map(|(at, guid)| (guid, at)).rev().collect();
        let mut last = 0;
        let mut keyed: Vec<(usize, DraftCode)> = Vec::with_capacity(self.draft.codes.len());
        for (code, guid) in std::mem::take(&mut self.draft.codes).into_iter().zip(&self.guids) {
            last = places.get(guid).copied().unwrap_or(last);
            keyed.push((last, code));
        }
        keyed.sort_by_key(|(key, _)| *key);
        self.draft.codes = keyed.into_iter().map(|(_, code)| code).collect();
    }

    /// A text of the file, at the tag it belongs to.
    fn located(&self, text: &str, at: Span) -> Located {
        Located::literal(&self.origin, at, text)
    }
}

#[cfg(test)]
mod tests;
