//! The formats of tables: their words, their files.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// For reading on a terminal.
    Table,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON document: the definition and the rows.
    Json,
    /// One JSON object a row.
    JsonLines,
    /// Parquet, with the definition as metadata.
    Parquet,
    /// An Arrow IPC file (Feather), with the definition as metadata of the schema.
    Arrow,
    /// An Excel workbook: the table, and a sheet of what its numbers mean.
    Xlsx,
    /// A table in a Word file, its caption above.
    Docx,
    /// A Markdown table with its caption.
    Markdown,
    /// A page of HTML that needs no other file.
    Html,
    /// A table for LaTeX, by the package booktabs.
    Latex,
}

impl Format {
    /// Every format, in the order of the help.
    pub const ALL: &[Format] = &[
        Format::Table,
        Format::Csv,
        Format::Tsv,
        Format::Json,
        Format::JsonLines,
        Format::Parquet,
        Format::Arrow,
        Format::Xlsx,
        Format::Docx,
        Format::Markdown,
        Format::Html,
        Format::Latex,
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Json => "json",
            Format::JsonLines => "jsonl",
            Format::Parquet => "parquet",
            Format::Arrow => "arrow",
            Format::Xlsx => "xlsx",
            Format::Docx => "docx",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Latex => "latex",
        }
    }

    /// The end of its files' names (a terminal's table has none).
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Format::Latex => "tex",
            other => other.word(),
        }
    }

    /// The format of a file by the end of its name.
    ///
    /// ```
    /// use std::path::Path;
    /// use kantlijn::render::Format;
    ///
    /// assert_eq!(Format::of_file(Path::new("table 2.tex")), Some(Format::Latex));
    /// assert_eq!(Format::of_file(Path::new("FIG.XLSX")), Some(Format::Xlsx));
    /// assert_eq!(Format::of_file(Path::new("table")), None);
    /// ```
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "feather" | "ipc" => Some(Format::Arrow),
            "htm" => Some(Format::Html),
            "markdown" => Some(Format::Markdown),
            "ndjson" => Some(Format::JsonLines),
            extension => Format::ALL[1..].iter().copied().find(|format| format.extension() == extension),
        }
    }

    /// Whether its bytes are no text, so that they do not belong on a terminal.
    #[must_use]
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Parquet | Format::Arrow | Format::Xlsx | Format::Docx)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = Format::ALL.iter().copied().find(|format| format.word() == word);
        known.ok_or_else(|| {
            let words: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
            format!("`{word}` is none of {}", words.join(", "))
        })
    }
}
