//! Sources, one after another, and then the project that knows of them all.

use std::collections::BTreeSet;
use std::io::{self, Seek, Write};

use crate::codebook::code_book;
use crate::coding::RULES;
use crate::diagnostic::Diagnostic;
use crate::refi::{self, Group, Guid, PackageWriter, Project, Source, User};

use super::cases::Cases;
use super::losses::Losses;
use super::source::{SourceMaker, TranscriptSource};

/// A `.qdpx` file on its way.
///
/// The same study gives the same bytes: identities are made of names, nothing has a date, and coders stand in the order of
/// their names.
///
/// ```
/// use std::io::Cursor;
/// use kantlijn::codebook::Codebook;
/// use kantlijn::coding::Coders;
/// use kantlijn::corpus::{ReadOptions, Reading};
/// use kantlijn::exchange::{ProjectWriter, SourceMaker};
///
/// let (codebook, coders) = (Codebook::default(), Coders::default());
/// let maker = SourceMaker::new(&codebook, &coders);
/// let mut writer = ProjectWriter::new(Cursor::new(Vec::new()), &maker);
/// let reading = Reading::of_text("r1", "I: Hoe was dat?\nR: Zwaar.\n", &ReadOptions::default());
/// writer.add(maker.source(&reading.document, []))?;
/// let (file, exported) = writer.finish()?;
/// assert!(file.into_inner().starts_with(b"PK"));
/// assert_eq!((exported.sources, exported.losses.len()), (1, 0));
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct ProjectWriter<'a, W: Write + Seek> {
    maker: &'a SourceMaker<'a>,
    package: PackageWriter<W>,
    sources: Vec<refi::Text>,
    notes: Vec<refi::Text>,
    cases: Cases,
    /// Those who coded anything, as places among the maker's.
    coders: BTreeSet<usize>,
    codings: usize,
    losses: Losses,
}

/// What was written, and what was not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exported {
    /// How many transcripts.
    pub sources: usize,
    /// How many codings.
    pub codings: usize,
    /// How many cases.
    pub cases: usize,
    /// What the project does not hold as the study has it: warnings of the kind `not-carried`.
    pub losses: Vec<Diagnostic>,
    /// What whoever opens the file in another program should know.
    pub notes: Vec<Diagnostic>,
}

impl<'a, W: Write + Seek> ProjectWriter<'a, W> {
    /// A file without sources yet.
    #[must_use]
    pub fn new(out: W, maker: &'a SourceMaker<'a>) -> Self {
        Self {
            maker,
            package: PackageWriter::new(out),
            sources: Vec::new(),
            notes: Vec::new(),
            cases: Cases::default(),
            coders: BTreeSet::new(),
            codings: 0,
            losses: Losses::default(),
        }
    }

    /// Writes the next transcript; in the corpus's order.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, transcript: TranscriptSource) -> io::Result<()> {
        let TranscriptSource { mut source, text, notes, people, coders, codings, lost } = transcript;
        source.plain_path = Some(self.package.text(&source.guid, &text)?);
        self.losses.add(lost, &people);
        self.cases.add(self.sources.len(), people);
        self.sources.push(source);
        self.notes.extend(notes);
        self.coders.extend(coders);
        self.codings += codings;
        Ok(())
    }

    /// Writes the project itself. Answers with the file, and what is in it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(self) -> io::Result<(W, Exported)> {
        let Self { maker, package, mut sources, notes, cases, coders, codings, mut losses } = self;
        let gathered = cases.finish(|at| sources[at].guid.clone());
        for (at, values) in gathered.of_sources {
            sources[at].values = values;
        }
        losses.of_cases(&gathered.lost);
        losses.of_names(maker.codebook, maker.coders, &gathered.variables, &gathered.cases);
        let mut users: Vec<User> = coders.into_iter().map(|coder| maker.user(coder)).collect();
        let rules = Guid::made_of("user", RULES);
        users.sort_by(|a, b| (a.guid == rules, &a.name).cmp(&(b.guid == rules, &b.name)));
        let mut codebook = code_book(maker.codebook, &maker.codes);
        let sets = std::mem::take(&mut codebook.sets);
        let language = maker.codebook.language().unwrap_or_default();
        let exported = Exported {
            sources: sources.len(),
            codings,
            cases: gathered.cases.len(),
            notes: losses.notes(maker.codebook),
            losses: losses.told(),
        };
        let project = Project {
            name: maker.codebook.name.get(language).unwrap_or("kantlijn").to_owned(),
            origin: std::mem::take(&mut codebook.origin),
            users,
            codebook,
            variables: gathered.variables,
            cases: gathered.cases,
            sources: sources.into_iter().map(Source::Text).collect(),
            notes,
            sets: sets.into_iter().map(group).collect(),
            ..Project::default()
        };
        Ok((package.finish(&project)?, exported))
    }
}

/// A set of codes as a project has it.
fn group(set: refi::Set) -> Group {
    let refi::Set { guid, name, description, members, .. } = set;
    Group { guid, name, description, codes: members, ..Group::default() }
}
