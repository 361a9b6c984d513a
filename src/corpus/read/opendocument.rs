//! OpenDocument text, as LibreOffice writes it: paragraphs and tables become text, comments become annotations,
//! accepted changes are taken.

mod body;
mod styles;

use std::io::Cursor;

use memchr::memmem;
use zip::ZipArchive;

use crate::corpus::{ReadOptions, ReadReport};
use crate::error::{Error, Result};

use super::package::{Fault, SIZE, What, part};
use super::paragraphs::Paragraphs;
use super::prose::shown;
use super::{Draft, Format, Source};

/// Documents of LibreOffice, OpenOffice and whatever else saves as OpenDocument.
pub const FORMAT: Format = Format { name: "opendocument", extensions: &["odt", "ott"], read, stretches: None };

/// What the archive of a text says of itself.
pub(super) const MIMETYPE: &[u8] = b"application/vnd.oasis.opendocument.text";

const AGAIN: &str = "open it in LibreOffice and save it again as .odt";

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let wrong = |message: &str, help: &str| Error::unreadable(source.path, message, help);
    if !source.bytes.starts_with(b"PK") {
        let mend = "check the file, or open it in LibreOffice and save it as .odt";
        return Err(wrong("it is not an OpenDocument text", mend));
    }
    let mut archive = ZipArchive::new(Cursor::new(source.bytes))
        .map_err(|_| wrong("the OpenDocument text is cut off or damaged", "copy or download the file again"))?;
    let paragraphs = paragraphs(&mut archive).map_err(|problem| match problem {
        Problem::Other(message) => wrong(message, "save it as .odt in the program that it is from"),
        Problem::Fault(Fault { part, what }) => {
            let protected = matches!(what, What::Protected);
            let help = if protected { "take the password off and save it again as .odt" } else { AGAIN };
            wrong(&format!("the OpenDocument text is {}: {part} {}", what.state(), what.words()), help)
        }
    })?;
    let report = ReadReport { format: FORMAT.name, ..ReadReport::default() };
    Ok(vec![paragraphs.draft(report, options, &shown(source.path))])
}

/// Why there are no paragraphs.
enum Problem {
    Fault(Fault),
    /// What the archive is instead.
    Other(&'static str),
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Problem::Fault(fault)
    }
}

fn paragraphs(archive: &mut ZipArchive<Cursor<&[u8]>>) -> std::result::Result<Paragraphs, Problem> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    const STYLES: &str = "styles.xml";
    const CONTENT: &str = "content.xml";
    let mut left = SIZE;
    // The same archive holds spreadsheets and drawings.
    let kind = part(archive, "mimetype", &mut left)?.unwrap_or_default();
    if let Some(other) = other_kind(&kind) {
        return Err(Problem::Other(other));
    }
    let manifest = part(archive, MANIFEST, &mut left)?.unwrap_or_default();
    if memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Fault { part: CONTENT.to_owned(), what: What::Protected }.into());
    }
    let named = part(archive, STYLES, &mut left)?;
    let content = part(archive, CONTENT, &mut left)?
        .ok_or(Problem::Other("it is a zip file without an OpenDocument text in it"))?;
    let mut paragraphs = Paragraphs::default();
    let mut known = styles::Styles::default();
    let fault = |part: &'static str| move |what: What| Fault { part: part.to_owned(), what };
    if let Some(named) = named {
        let furniture = known.add_named(&named).map_err(fault(STYLES))?;
        paragraphs.drop("page headers and footers", furniture);
    }
    known.add_automatic(&content).map_err(fault(CONTENT))?;
    body::gather(&content, &known, &mut paragraphs).map_err(fault(CONTENT))?;
    Ok(paragraphs)
}

fn other_kind(mimetype: &[u8]) -> Option<&'static str> {
    const KIND: &str = "application/vnd.oasis.opendocument.";
    let kind = std::str::from_utf8(mimetype).ok()?.trim().strip_prefix(KIND)?;
    [
        ("spreadsheet", "it is an OpenDocument spreadsheet, not a text"),
        ("presentation", "it is an OpenDocument presentation, not a text"),
        ("graphics", "it is an OpenDocument drawing, not a text"),
    ]
    .into_iter()
    .find_map(|(start, other)| kind.starts_with(start).then_some(other))
}

#[cfg(test)]
mod tests;
