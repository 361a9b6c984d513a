//! A whole project of a coding program: users, codes, variables, cases, sources with their codings, notes.

use crate::text::Span;

use super::{CodeBook, Guid};

/// A project: `Project`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Project {
    /// What it is called.
    pub(crate) name: String,
    /// The program that wrote it, as it calls itself.
    pub(crate) origin: String,
    /// By whom and when it was made and changed last.
    pub(crate) made: Made,
    /// The coders.
    pub(crate) users: Vec<User>,
    /// The codes; its sets are empty, they are the project's.
    pub(crate) codebook: CodeBook,
    /// What may be known of cases and sources.
    pub(crate) variables: Vec<Variable>,
    /// People, sites or groups.
    pub(crate) cases: Vec<Case>,
    /// Transcripts, pictures, recordings.
    pub(crate) sources: Vec<Source>,
    /// Memos: texts that codes, codings and others refer to.
    pub(crate) notes: Vec<Text>,
    /// What is joined with what.
    pub(crate) links: Vec<Link>,
    /// Groups of codes, sources and notes.
    pub(crate) sets: Vec<Group>,
    /// How many graphs there are, which nobody else can draw.
    pub(crate) graphs: usize,
    /// What is said of it.
    pub(crate) description: String,
    /// The notes on the project itself.
    pub(crate) note_refs: Vec<Guid>,
}

/// By whom something was made and changed, and when, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) creating_user: Option<Guid>,
    pub(crate) created: Option<String>,
    pub(crate) modifying_user: Option<Guid>,
    pub(crate) modified: Option<String>,
}

/// A coder: `User`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct User {
    pub(crate) guid: Guid,
    pub(crate) name: String,
    /// What the program calls them for short.
    pub(crate) id: Option<String>,
}

/// A variable: `Variable`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Variable {
    pub(crate) guid: Guid,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) description: String,
}

/// What values of a variable are: `typeOfVariable`, and the name of the element that holds one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    #[default]
    Text,
    Boolean,
    Integer,
    Float,
    Date,
    DateTime,
}

/// The value that a variable has: `VariableValue`; none where it is missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) variable: Guid,
    pub(crate) kind: Kind,
    pub(crate) value: Option<String>,
}

/// A case: `Case`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) guid: Guid,
    pub(crate) name: String,
    pub(crate) description: String,
    /// The codes that mean it.
    pub(crate) codes: Vec<Guid>,
    pub(crate) values: Vec<Value>,
    /// The sources that are its own.
    pub(crate) sources: Vec<Guid>,
    /// The selections that are its own.
    pub(crate) selections: Vec<Guid>,
    /// Notes on it, which the standard has no place for and programs may write all the same.
    pub(crate) note_refs: Vec<Guid>,
}

/// Anything that can be coded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// `TextSource`.
    Text(Text),
    /// `PDFSource`, `PictureSource`, `AudioSource`, `VideoSource`.
    Other(OtherSource),
}

/// A text: `TextSource`, `Note`, `Representation`, `Transcript`, `TextDescription`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) guid: Guid,
    pub(crate) name: String,
    pub(crate) made: Made,
    pub(crate) description: String,
    /// The styled text, `internal://…` or elsewhere.
    pub(crate) rich_path: Option<String>,
    /// The plain text, into which positions point.
    pub(crate) plain_path: Option<String>,
    /// The plain text, where it stands in the XML itself.
    pub(crate) content: Option<String>,
    pub(crate) selections: Vec<Selection>,
    /// Codings of the whole.
    pub(crate) codings: Vec<Coding>,
    pub(crate) note_refs: Vec<Guid>,
    pub(crate) values: Vec<Value>,
    /// Moments of a recording: milliseconds and the position in the text; of `Transcript` alone.
    pub(crate) sync_points: Vec<SyncPoint>,
    /// Where its file has its start tag.
    pub(crate) at: Span,
}

/// `SyncPoint`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SyncPoint {
    pub(crate) guid: Guid,
    pub(crate) milliseconds: Option<u64>,
    pub(crate) position: Option<u64>,
}

/// What is no text by itself: a PDF, a picture, a recording; its texts are readable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OtherSource {
    /// The element: `PDFSource`, …
    pub(crate) element: String,
    pub(crate) guid: Guid,
    pub(crate) name: String,
    pub(crate) made: Made,
    pub(crate) description: String,
    pub(crate) path: Option<String>,
    /// The text of a PDF or a picture, the transcripts of a recording.
    pub(crate) texts: Vec<Text>,
    /// Selections on the page, in the picture or in time: their codings, without a place in a text.
    pub(crate) placeless: Vec<Placeless>,
    pub(crate) codings: Vec<Coding>,
    pub(crate) note_refs: Vec<Guid>,
    pub(crate) values: Vec<Value>,
    pub(crate) at: Span,
}

/// A selection that has no place in a text, or its text beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Placeless {
    pub(crate) guid: Guid,
    pub(crate) name: String,
    pub(crate) codings: Vec<Coding>,
    pub(crate) at: Span,
}

/// A passage: `PlainTextSelection`, and `TranscriptSelection` between two sync points.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) guid: Guid,
    /// Mostly the beginning of its words; empty in some programs.
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) made: Made,
    /// As written: may be missing, negative, or run backwards.
    pub(crate) start: Option<i64>,
    pub(crate) end: Option<i64>,
    /// The sync points between which it lies, of `TranscriptSelection`.
    pub(crate) between: Option<(Guid, Guid)>,
    pub(crate) codings: Vec<Coding>,
    pub(crate) note_refs: Vec<Guid>,
    pub(crate) at: Span,
}

/// A code on a passage: `Coding`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coding {
    pub(crate) guid: Guid,
    /// Of `made`, a coding has `creating_user` and `created` alone.
    pub(crate) made: Made,
    /// The code, or in NVivo a case.
    pub(crate) code: Guid,
    pub(crate) note_refs: Vec<Guid>,
}

/// `Link`: a note on a selection in NVivo, relations elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) guid: Guid,
    pub(crate) name: String,
    pub(crate) origin: Option<Guid>,
    pub(crate) target: Option<Guid>,
}

/// `Set` of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) guid: Guid,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) codes: Vec<Guid>,
    pub(crate) sources: Vec<Guid>,
    pub(crate) notes: Vec<Guid>,
}
