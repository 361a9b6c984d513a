//! From text to codebooks and rules; every mistake is reported, with its place and the mend.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::error::{Error, Result};
use crate::ids::RuleId;
use crate::text::Span;
use crate::wording::{either, several};

use super::{Codebook, Rule};

mod comments;
mod dictionaries;
mod draft;
mod fields;
mod hierarchy;
mod json;
mod lexer;
mod located;
mod made_ids;
mod operators;
mod pattern;
mod references;
mod refi;
mod rule;
mod table;
mod toml_file;

pub use comments::comments;
pub(in crate::codebook) use fields::slug;

use dictionaries::{kh_coder, lexicoder, liwc, liwc_table, quanteda, wordstat, yoshikoder};
use draft::Draft;
use located::{Located, Origin};

/// A format of codebooks that is read.
struct Format {
    /// File name extensions, lower case, without the dot.
    extensions: &'static [&'static str],
    /// The codebook of a file, by its path and its bytes; what it cannot carry over is among what it found, each a
    /// warning of the kind `not-carried` at its place.
    draft: fn(&Path, Vec<u8>) -> Result<Draft>,
}

/// Every format, in the order in which their extensions are tried.
const FORMATS: &[Format] = &[
    Format { extensions: &["toml"], draft: toml_file::draft_file },
    Format { extensions: &["csv", "tsv"], draft: |path, bytes| Ok(table::draft_csv(&name(path), &bytes)) },
    Format { extensions: &["xlsx", "xlsm", "xls", "ods"], draft: table::draft_workbook },
    Format { extensions: &["json"], draft: json::draft_file },
    Format { extensions: &["qdc"], draft: refi::draft_file },
    Format { extensions: &["qdpx", "qde", "qda", "sqlite3", "sqlite"], draft: |path, _| refi::draft_project(path) },
    Format { extensions: &["yml", "yaml"], draft: quanteda::draft },
    Format { extensions: &["dic"], draft: liwc::draft },
    Format { extensions: &["dicx"], draft: liwc_table::draft },
    Format { extensions: &["cat"], draft: wordstat::draft },
    Format { extensions: &["ykd", "lcd"], draft: yoshikoder::draft },
    Format { extensions: &["lc3"], draft: lexicoder::draft },
    Format { extensions: &["cod"], draft: kh_coder::draft },
];

/// Bytes of the largest file that is read as a codebook; the largest codebooks known have a few megabytes.
const LARGEST: u64 = 512_000_000;

/// Reads a codebook from a file, by its extension. Answers with every mistake at once.
///
/// A table has one row a code and named columns; its encoding and its separator are found out.
///
/// # Errors
/// When the file cannot be opened, is of no known kind, or holds mistakes: all of them.
pub fn read(path: &Path) -> Result<Reported<Codebook>> {
    // A file that is no codebook by its name is not opened.
    if format_of(path)?.extensions.contains(&"qdpx") {
        // Of a project, which may hold films, the codebook alone is read.
        return Ok(refi::draft_project(path)?.finish()?);
    }
    let length = std::fs::metadata(path).map_err(|source| Error::io("read", path, source))?.len();
    if length > LARGEST {
        let message = format!("this file has {} MB, and no codebook is so large", length / 1_000_000);
        return Err(Error::unreadable(
            path,
            message,
            "look whether it is the codebook, and not transcripts or codings",
        ));
    }
    read_bytes(path, std::fs::read(path).map_err(|source| Error::io("read", path, source))?)
}

/// The codebook of a file with these bytes, by the end of its name.
pub(in crate::codebook) fn read_bytes(path: &Path, bytes: Vec<u8>) -> Result<Reported<Codebook>> {
    Ok((format_of(path)?.draft)(path, bytes)?.finish()?)
}

fn format_of(path: &Path) -> Result<&'static Format> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    FORMATS.iter().find(|format| format.extensions.contains(&extension.as_str())).ok_or_else(|| {
        let known: Vec<&str> = FORMATS.iter().flat_map(|format| format.extensions.iter().copied()).collect();
        let message = format!("{} is no codebook, by its extension", name(path));
        Error::usage(message, format!("a codebook is a file that ends in .{}", known.join(", .")))
    })
}

/// The text of a file, decoded as it is `told` to be or as it looks; characters that cannot be read go to `found`.
fn source_of(path: &Path, bytes: &[u8], told: Option<&str>, found: &mut Vec<Diagnostic>) -> Arc<SourceText> {
    let decoded = crate::text::decode(bytes, told);
    let source = Arc::new(SourceText { name: name(path), text: decoded.text });
    if decoded.replaced > 0 {
        let message = format!(
            "{} cannot be read as {}, and {} \u{fffd} here",
            several(decoded.replaced, "character"),
            decoded.encoding,
            either(decoded.replaced, "is", "are")
        );
        let at = source.text.find(char::REPLACEMENT_CHARACTER).unwrap_or_default();
        let warning = Diagnostic::warning("unreadable-characters", message).help("save the file as UTF-8");
        found.push(warning.at(&source, Span::new(at, at)));
    }
    source
}

/// What messages call a file.
fn name(path: &Path) -> String {
    path.display().to_string()
}

/// Reads a codebook from TOML.
///
/// # Errors
/// Every mistake in the file, with its place and the mend.
pub fn read_toml(source: &Arc<SourceText>) -> Result<Reported<Codebook>, Vec<Diagnostic>> {
    toml_file::draft(source).finish()
}

/// Reads one rule, with its options: for the command line and for tests. Its id is 0.
///
/// ```
/// use std::sync::Arc;
/// use kantlijn::codebook::parse_rule;
/// use kantlijn::diagnostic::SourceText;
///
/// let source = |text: &str| Arc::new(SourceText { name: "the rule".to_owned(), text: text.to_owned() });
/// assert!(parse_rule(&source("ik BEFORE/3 schaam* {stance = \"ignore\"}")).is_ok());
/// let mistakes = parse_rule(&source("ik NAER/3 schaam*")).unwrap_err();
/// assert!(mistakes[0].help.as_deref().unwrap().starts_with("write NEAR/3"));
/// ```
///
/// # Errors
/// Every mistake in the rule, with its place and how it is written right.
pub fn parse_rule(source: &Arc<SourceText>) -> Result<Reported<Rule>, Vec<Diagnostic>> {
    let text = Located::whole(&Origin::file(source)).trimmed();
    let (parsed, mut diagnostics) = rule::parse(&text);
    draft::sort(&mut diagnostics);
    match parsed {
        Some(parsed) => Ok(Reported { value: draft::finished(text, parsed, RuleId(0)), diagnostics }),
        None => Err(diagnostics),
    }
}

#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod rule_tests;
