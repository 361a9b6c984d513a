//! WebVTT, SubRip, SubViewer and LRC: captions with times, from recorders, meeting services and speech recognition.
//!
//! A block is cut and its times are read here, leniently, so that one malformed cue costs its time and
//! never a word; `fasrt` reads the text of a cue: tags, inner times and character references.

use crate::corpus::{ReadOptions, ReadReport, Variables};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::decode;
use crate::wording::several;

use super::captions::captions_to_draft;
use super::{Draft, Format, Source};

mod cue;
mod cut;
mod labels;
mod lrc;

use cue::{Cue, drop_rolled};
use cut::{Block, File, Syntax};
use labels::Labels;

/// Web Video Text Tracks.
pub const WEBVTT: Format = Format { name: "webvtt", extensions: &["vtt"], read: read_webvtt, stretches: None };
/// SubRip.
pub const SUBRIP: Format = Format { name: "subrip", extensions: &["srt"], read: read_subrip, stretches: None };
/// SubViewer as YouTube writes it: `0:00:00.599,0:00:04.160` above the words.
pub const SUBVIEWER: Format = Format { name: "subviewer", extensions: &["sbv"], read: read_subviewer, stretches: None };
/// LRC, made for the words of songs: `[00:12.50]` before each line.
pub const LRC: Format = Format { name: "lrc", extensions: &["lrc"], read: read_lrc, stretches: None };

pub(in crate::corpus) use cut::is_subviewer;

fn read_webvtt(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    read(source, options, WEBVTT.name, "00:00:01.000 --> 00:00:02.500", |text| File::cut(text, Syntax::WebVtt))
}

fn read_subrip(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    read(source, options, SUBRIP.name, "00:00:01,000 --> 00:00:02,500", |text| File::cut(text, Syntax::SubRip))
}

fn read_subviewer(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    read(source, options, SUBVIEWER.name, "0:00:01.000,0:00:02.500", |text| File::cut(text, Syntax::SubViewer))
}

fn read_lrc(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    read(source, options, LRC.name, "[00:01.00] words", lrc::cut)
}

/// Reads a file of captions; `example` is how a time is written in it.
fn read(
    source: &Source<'_>,
    options: &ReadOptions,
    format: &'static str,
    example: &str,
    cut: impl FnOnce(&str) -> File,
) -> Result<Vec<Draft>> {
    let decoded = decode(source.bytes, options.encoding.as_deref());
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    let file = cut(&text);
    if !file.timed {
        return Err(Error::unreadable(
            source.path,
            format!("holds no captions: no line such as `{example}` was found"),
            "export it again, or save it as .txt if it is a plain transcript",
        ));
    }
    let mut report = ReadReport { format, encoding: decoded.encoding.to_owned(), ..ReadReport::default() };
    if decoded.replaced > 0 {
        report.diagnostics.push(
            Diagnostic::warning(
                "undecodable",
                format!("{} cannot be read as {}", several(decoded.replaced, "character"), decoded.encoding),
            )
            .help("name the file's encoding in the study file: `[transcripts] encoding = \"…\"`"),
        );
    }
    file.report(example, &mut report);
    let mut cues: Vec<Cue> = file.blocks.iter().map(Block::parse).collect();
    drop_rolled(&mut cues, &mut report);
    let labels = Labels::of(&cues, options, &mut report);
    let captions = labels.captions(cues);
    let mut variables = Variables::default();
    if let Some(language) = file.language {
        variables.set("language", language);
    }
    Ok(vec![captions_to_draft(&captions, Draft { variables, report, ..Draft::default() })])
}

#[cfg(test)]
mod tests;
