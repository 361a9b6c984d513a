//! Rich text, as Word, WordPad, TextEdit, LibreOffice, f4 and MAXQDA write it: paragraphs and tables become text,
//! comments become annotations, accepted changes are taken.
//!
//! The tokens are few, and read here: crates for rich text give a text in which tables are tabs and comments are gone.

mod code_page;
mod destination;
mod gather;
mod tokens;

use crate::corpus::{ReadOptions, ReadReport};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::wording::{either, several};

use super::prose::shown;
use super::{Draft, Format, Source};
use gather::{Gathered, Wrong};

/// Rich Text Format.
pub const FORMAT: Format = Format { name: "rtf", extensions: &["rtf"], read, stretches: None };

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let Some(bytes) = body(source.bytes) else {
        let mend = "check the file, or open it in a word processor and save it as .rtf or .docx";
        return Err(Error::unreadable(source.path, "it is not rich text (RTF)", mend));
    };
    let gathered = Gathered::of(bytes).map_err(|wrong| {
        let (message, mend) = match wrong {
            Wrong::CutOff => (
                "the rich text is cut off: it ends within a group",
                "copy or download the file again, or save it again",
            ),
            Wrong::TooDeep => {
                ("the rich text has groups deeper in each other than any program writes", "save it as .docx")
            }
        };
        Error::unreadable(source.path, message, mend)
    })?;
    let Gathered { paragraphs, encoding, unknown_page, undecoded, .. } = gathered;
    let mut report = ReadReport { format: FORMAT.name, encoding: encoding.to_owned(), ..ReadReport::default() };
    if undecoded > 0 {
        let message = format!(
            "{} {} nothing in {encoding}, the encoding that the file names",
            several(undecoded, "character"),
            either(undecoded, "means", "mean")
        );
        report.diagnostics.push(
            Diagnostic::warning("undecoded", message)
                .help("look for \u{fffd} in the text; open the file in a word processor and save it as .docx"),
        );
    }
    if let Some(page) = unknown_page {
        let message = format!("the file is in code page {page}, which is not known here; it is read as windows-1252");
        report.diagnostics.push(
            Diagnostic::warning("code-page", message)
                .help("check accented letters; if they are wrong, open it in a word processor and save it as .docx"),
        );
    }
    Ok(vec![paragraphs.draft(report, options, &shown(source.path))])
}

/// The bytes from the brace that rich text begins with; none where it does not.
pub(super) fn body(bytes: &[u8]) -> Option<&[u8]> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    bytes.starts_with(b"{\\rtf").then_some(bytes)
}

#[cfg(test)]
mod tests;
