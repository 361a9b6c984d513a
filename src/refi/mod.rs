//! REFI-QDA, the format in which coding programs exchange their work: its XML as plain structs, both ways, and the packages that it comes in;
//! and the databases of two programs as the same structs.
//!
//! Names are those of the standard (REFI-QDA 1.5). What a code means to a codebook is not known here.

mod calibrate;
mod database;
mod description;
mod guid;
mod notes;
mod opened;
mod package;
mod project;
mod read;
mod read_project;
mod read_sources;
#[cfg(test)]
pub(crate) mod schema;
mod write;
mod write_package;
mod xml;

pub(crate) use database::{
    EXTENSIONS, file_of, is_backup, is_database, is_of_another_program, is_qualcoder_folder, is_sqlite,
};
pub(crate) use description::{joined, split};
pub(crate) use guid::Guid;
pub(crate) use notes::Notes;
pub(crate) use opened::{Bare, Opened};
pub(crate) use package::{PlainText, declared};
pub(crate) use project::{
    Case, Coding, Group, Kind, Made, OtherSource, Project, Selection, Source, Text, User, Value, Variable,
};
pub(crate) use read::read_codebook;
pub(crate) use read_project::read_project;
pub(crate) use write::{is_told, told, write_codebook, write_project};
pub(crate) use write_package::PackageWriter;

use crate::text::Span;

/// What the namespaces of the standard begin with; programs write several ends to it, and some none at all.
const NAMESPACE: &str = "urn:QDA-XML:";

/// The name by which codings of a codebook's rules stand in a project.
pub(crate) const RULES_USER: &str = "rules@kantlijn";

/// Elements inside each other; no program nests codes nearly so deep.
const DEEPEST: usize = 100;

/// A codebook: `CodeBook`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CodeBook {
    /// The program that wrote it, as it calls itself.
    pub(crate) origin: String,
    /// The codes that stand below no other.
    pub(crate) codes: Vec<Code>,
    /// Groups of codes.
    pub(crate) sets: Vec<Set>,
}

/// A code with the codes below it: `Code`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Code {
    /// Its identity.
    pub(crate) guid: Guid,
    /// What it is called; several codes may be called the same.
    pub(crate) name: String,
    /// Whether passages are coded with it; else it is a folder.
    pub(crate) is_codable: bool,
    /// Its color as written; the standard has `#RGB` and `#RRGGBB`.
    pub(crate) color: Option<String>,
    /// What is said of it.
    pub(crate) description: String,
    /// The notes on it, of a project.
    pub(crate) note_refs: Vec<Guid>,
    /// The codes below it.
    pub(crate) codes: Vec<Code>,
    /// Where its file has its start tag.
    pub(crate) at: Span,
}

/// A group of codes: `Set`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set {
    /// Its identity.
    pub(crate) guid: Guid,
    /// What it is called.
    pub(crate) name: String,
    /// What is said of it.
    pub(crate) description: String,
    /// The codes in it.
    pub(crate) members: Vec<Guid>,
    /// Where its file has its start tag.
    pub(crate) at: Span,
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
