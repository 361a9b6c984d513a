//! Web pages: saved transcripts and exports of services. Blocks are paragraphs; what a reader of the page does not
//! see is left out. Nothing in a page is ever run or fetched.

mod elements;
mod gather;
mod sheet;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use crate::corpus::{ReadOptions, ReadReport};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::{decode, is_encoding};

use super::prose::{fits, shown, undecoded};
use super::{Draft, Format, Source};
use gather::Gathered;

/// HTML and XHTML.
pub const FORMAT: Format = Format { name: "html", extensions: &["html", "htm", "xhtml"], read, stretches: None };

/// How much of a page says which encoding it is in: more than browsers look at.
const START: usize = 4096;

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    if source.bytes.trim_ascii_start().get(..13).is_some_and(|start| start.eq_ignore_ascii_case(b"MIME-Version:")) {
        let mend = "open it in a browser or in Word, and save it as a web page (.html) or as .docx";
        return Err(Error::unreadable(source.path, "it is a web archive (MHTML)", mend));
    }
    let told = options.encoding.clone().or_else(|| named_encoding(source.bytes));
    let decoded = decode(source.bytes, told.as_deref());
    fits(source.path, &decoded.text)?;
    let mut report = ReadReport { format: FORMAT.name, encoding: decoded.encoding.to_owned(), ..ReadReport::default() };
    if decoded.replaced > 0 {
        report.diagnostics.push(undecoded(decoded.replaced, decoded.encoding));
    }
    let mut gathered = Gathered::default();
    tokens(decoded.text.as_bytes(), |token| gathered.take(&token));
    if gathered.is_cut_off() {
        report.diagnostics.push(
            Diagnostic::warning("cut-off", "the page has no end (`</html>`), so that it may be cut off")
                .help("look whether the last words are there; if not, save the page again"),
        );
    }
    Ok(vec![gathered.paragraphs().draft(report, options, &shown(source.path))])
}

/// Hands over the tokens of a page one by one.
fn tokens(page: &[u8], mut take: impl FnMut(Token<()>)) {
    let mut emitter = DefaultEmitter::default();
    // Within scripts and the like, tags are no tags.
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Ok(token) => take(token),
            Err(never) => match never {},
        }
    }
}

/// The encoding that a page names in its first bytes. One of UTF-16 cannot be read before it is known, so that it is none.
fn named_encoding(bytes: &[u8]) -> Option<String> {
    let start = &bytes[..bytes.len().min(START)];
    let mut named = None;
    tokens(start, |token| {
        let label = match &token {
            Token::StartTag(tag) if &*tag.name == b"meta" => {
                let value = |name: &[u8]| tag.attributes.get(name).map(|value| String::from_utf8_lossy(value));
                match value(b"charset") {
                    Some(label) => Some(label.into_owned()),
                    None => value(b"content").and_then(|content| {
                        let (_, label) = content.split_once("charset=")?;
                        Some(label.trim_matches(['"', '\'', ' ']).to_owned())
                    }),
                }
            }
            // `<?xml version="1.0" encoding="iso-8859-1"?>`, which is a comment to HTML.
            Token::Comment(comment) if comment.starts_with(b"?xml") => {
                let comment = String::from_utf8_lossy(comment).into_owned();
                let label = comment.split_once("encoding=").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
                label.map(str::to_owned)
            }
            _ => None,
        };
        if named.is_none() {
            named = label.filter(|label| is_encoding(label) && !label.to_ascii_lowercase().starts_with("utf-16"));
        }
    });
    named
}

#[cfg(test)]
mod tests;
