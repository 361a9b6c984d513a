//! One format a file; each turns bytes into [`Draft`]s and knows nothing of cases, parts or other files.
//!
//! To add a format: write `read/name.rs` with one `pub const FORMAT: Format`, and add it to [`FORMATS`].

use std::path::Path;
use std::sync::Arc;

use crate::error::Result;
use crate::scope::Part;
use crate::text::Span;

use super::label::Known;
use super::{Annotation, Gap, LineBreaks, ReadOptions, ReadReport, Time, Variables};

mod beginning;
mod captions;
mod chat;
mod elan;
mod exmaralda;
mod html;
mod markdown;
mod opendocument;
mod package;
mod paragraphs;
mod pdf;
mod project;
mod prose;
mod rtf;
#[cfg(test)]
mod said;
mod speech;
mod subtitles;
mod table;
mod textgrid;
mod tiers;
mod word;
mod word_table;

pub(super) use beginning::{as_it_is, document, misnamed};
pub(super) use project::draft as project_draft;
pub(super) use prose::{empty, fits, shown, undecoded, unlabelled};
pub(super) use speech::{json_in_words, why_other, without_python};
pub(super) use subtitles::is_subviewer;
pub(super) use table::{Cells, Index, Indexer, Layout as TableLayout, Names, Run, draft as table_draft, is_header};
pub(crate) use word_table::read as word_table;

/// A format of transcripts.
#[derive(Debug)]
pub struct Format {
    /// What the report calls it.
    pub name: &'static str,
    /// File name extensions, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// Reads the whole file: one draft for an interview a file, more where a table holds several.
    pub read: fn(&Source<'_>, &ReadOptions) -> Result<Vec<Draft>>,
    /// How a long file is read stretch by stretch; none where it must be whole.
    pub stretches: Option<Stretches>,
}

/// How a format of prose is read stretch by stretch.
#[derive(Clone, Copy, Debug)]
pub struct Stretches {
    /// Lays out the beginning of a text, by which everything is decided; the name is what diagnostics call it.
    pub begin: fn(&str, String, &ReadOptions) -> (Draft, Layout),
    /// Lays out any stretch of it, as its beginning was.
    pub go_on: fn(String, Edges, &ReadOptions, &Layout) -> Laid,
    /// What may decide how lines far behind it are read. A text without it can be laid out from any line on.
    pub far_reaching: &'static [&'static str],
    /// Whether nothing of that is open at the end of a text that begins where nothing is.
    pub is_closed: fn(&str) -> bool,
}

/// What is on either side of a stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edges {
    /// Nothing is before it.
    pub is_first: bool,
    /// The text goes on behind it, with a line that is not blank.
    pub goes_on: bool,
}

/// How a text is laid out, as its beginning shows.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Its labels; none where each paragraph is a turn.
    labels: Option<Known>,
    line_breaks: LineBreaks,
    /// Whether paragraphs that are set apart are questions.
    has_questions: bool,
    has_front_matter: bool,
}

/// A stretch of a text, laid out.
pub struct Laid {
    /// Its turns; reports nothing but how much of it is a header.
    pub draft: Draft,
    /// Where the line begins that each turn begins with, its label included.
    pub starts: Vec<u32>,
    /// What looks like a label and is none, with where its line begins.
    pub refused: Vec<(u32, Arc<str>)>,
}

impl Layout {
    /// Whether speakers have labels.
    pub fn is_labelled(&self) -> bool {
        self.labels.is_some()
    }

    /// What was found out while a beginning was laid out in this way.
    fn of(known: Known, draft: &Draft, is_labelled: bool) -> Self {
        Self {
            labels: is_labelled.then_some(known),
            line_breaks: draft.line_breaks,
            has_questions: draft.turns.iter().any(|turn| turn.question),
            has_front_matter: false,
        }
    }
}

/// Every format, in the order in which their extensions are tried.
pub const FORMATS: &[&Format] = &[
    &prose::FORMAT,
    &markdown::FORMAT,
    &word::FORMAT,
    &opendocument::FORMAT,
    &rtf::FORMAT,
    &html::FORMAT,
    &pdf::FORMAT,
    &subtitles::WEBVTT,
    &subtitles::SUBRIP,
    &subtitles::SUBVIEWER,
    &subtitles::LRC,
    &speech::FORMAT,
    &table::CSV,
    &table::TSV,
    &table::OBJECTS,
    &table::XLSX,
    &table::PARQUET,
    &chat::FORMAT,
    &elan::FORMAT,
    &textgrid::FORMAT,
    &exmaralda::FORMAT,
];

/// The draft of a text in memory, read as plain text.
pub fn read_text(name: &str, text: String, options: &ReadOptions) -> Draft {
    let report = ReadReport { format: prose::FORMAT.name, encoding: "UTF-8".to_owned(), ..ReadReport::default() };
    prose::draft(name, text, report, options)
}

/// The bytes of a file, and where they came from.
pub struct Source<'a> {
    /// The path, for messages.
    pub path: &'a Path,
    /// The whole file.
    pub bytes: &'a [u8],
}

/// What a reader makes of a file: who said what where, by label; parts and cases are settled later.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// What to append to the file's id when a file holds several transcripts; the transcript column's value.
    pub name: Option<String>,
    /// The text that every span points into.
    pub text: String,
    /// The turns in order of place.
    pub turns: Vec<DraftTurn>,
    /// What lies inside turns without being words, sorted; events and times are added later for all
    /// formats alike, so a reader lists only what its own syntax adds.
    pub gaps: Vec<Gap>,
    /// What a single line break in a turn is.
    pub line_breaks: LineBreaks,
    /// Front matter and further columns.
    pub variables: Variables,
    /// What the researchers note of the transcript, if the file says so.
    pub memo: String,
    /// What they note of its case.
    pub case_memo: String,
    /// What the file itself says of those who speak in it.
    pub people: Vec<Person>,
    /// Comments and codings in the file.
    pub annotations: Vec<Annotation>,
    /// How the file was understood so far.
    pub report: ReadReport,
}

/// What a file itself says of somebody who may speak in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// Their label in the turns.
    pub label: String,
    /// The part they play, if their role in the file says so.
    pub part: Option<Part>,
    /// What else is known of them; no name is a reserved one ([`super::RESERVED`]).
    pub variables: Variables,
    /// The case that they are, if the file says so.
    pub case: Option<String>,
    /// What the researchers note of that case.
    pub memo: String,
}

/// A turn with its speaker's label as written.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftTurn {
    /// The words, without the label.
    pub span: Span,
    /// The label, cleaned of colons, brackets and markup; none when nobody is marked. Shared, since a few recur all the time.
    pub speaker: Option<Arc<str>>,
    /// When, if the file says so.
    pub time: Option<Time>,
    /// Whether the layout itself says that this is a question (bold or italic paragraphs without a label).
    pub question: bool,
}

/// Writes the text of a container or a list: one paragraph a line, a blank line between turns.
#[derive(Debug, Default)]
pub struct TextWriter {
    /// The text so far.
    pub text: String,
}

impl TextWriter {
    /// Starts a turn, or words that nobody said, such as a title. Returns where the first paragraph stands.
    pub fn turn(&mut self, paragraph: &str) -> Span {
        self.stretch(paragraph, "\n\n")
    }

    /// Goes on with the last turn in a new paragraph. Returns where the paragraph stands.
    pub fn paragraph(&mut self, paragraph: &str) -> Span {
        self.stretch(paragraph, "\n")
    }

    fn stretch(&mut self, words: &str, before: &str) -> Span {
        if !self.text.is_empty() {
            self.text.push_str(before);
        }
        let start = self.text.len();
        self.text.push_str(words);
        Span::new(start, self.text.len())
    }
}
