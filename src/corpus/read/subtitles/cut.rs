//! Files of captions cut into blocks, each with its time.

use crate::corpus::{ReadReport, Time};
use crate::diagnostic::Diagnostic;

use super::super::captions::milliseconds;

/// How blocks and times are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    WebVtt,
    SubRip,
    SubViewer,
}

/// A file cut into blocks.
#[derive(Default)]
pub(super) struct File {
    pub blocks: Vec<Block>,
    /// Whether any line is a timing line.
    pub timed: bool,
    pub language: Option<String>,
    unsigned: bool,
    /// Lines with a time that cannot be read.
    pub broken: Vec<usize>,
    /// Lines of words without a time.
    pub untimed: Vec<usize>,
    /// Characters of notes, styles and the header.
    pub notes: usize,
}

/// A cue as it stands.
#[derive(Default)]
pub(super) struct Block {
    pub time: Option<Time>,
    pub payload: String,
}

impl File {
    pub fn cut(text: &str, syntax: Syntax) -> File {
        let mut file = File::default();
        let lines: Vec<&str> = text.split('\n').collect();
        let webvtt = syntax == Syntax::WebVtt;
        let mut at = 0;
        if webvtt {
            file.unsigned = !lines[0].starts_with("WEBVTT");
            if !file.unsigned {
                at = 1;
                while lines.get(at).is_some_and(|line| !line.trim().is_empty() && !line.contains("-->")) {
                    file.header(lines[at]);
                    at += 1;
                }
            }
        }
        while let Some(&line) = lines.get(at) {
            let end = at + lines[at..].iter().take_while(|line| !line.trim().is_empty()).count();
            if end == at {
                at += 1;
                continue;
            }
            let keyword = line.split_whitespace().next().unwrap_or_default();
            let aside = keyword == "NOTE" || (matches!(line.trim_end(), "STYLE" | "REGION"));
            if webvtt && aside && !lines[at..end].iter().any(|line| syntax.is_timing(line)) {
                file.notes += lines[at..end].iter().map(|line| line.chars().count()).sum::<usize>();
            } else {
                file.block(&lines[at..end], at + 1, syntax);
            }
            at = end;
        }
        file
    }

    /// `Language: nl`, as some services write below the signature.
    fn header(&mut self, line: &str) {
        self.notes += line.chars().count();
        if let Some(("Language", language)) = line.split_once(':').map(|(name, value)| (name.trim(), value.trim())) {
            let code = language.split(['-', '_']).next().unwrap_or_default();
            if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
                self.language = Some(code.to_ascii_lowercase());
            }
        }
    }

    /// Lines without an empty one between them: mostly one cue; several where a program left out the
    /// empty lines; none where a cue's own words hold an empty line.
    fn block(&mut self, lines: &[&str], first_line: usize, syntax: Syntax) {
        // Before a time stands at most an identifier, and in some formats none.
        let identifiers = usize::from(syntax != Syntax::SubViewer);
        let is_identifier = |line: &str| identifiers > 0 && is_number(line);
        let timings: Vec<usize> = (0..lines.len()).filter(|&i| syntax.is_timing(lines[i])).collect();
        let Some(&first) = timings.first() else {
            let words = if is_identifier(lines[0]) { &lines[1..] } else { lines };
            if !words.is_empty() {
                self.untimed.push(first_line);
                self.blocks.push(Block { time: None, payload: words.join("\n") });
            }
            return;
        };
        self.timed = true;
        if first > identifiers {
            self.untimed.push(first_line);
            self.blocks.push(Block { time: None, payload: lines[..first - identifiers].join("\n") });
        }
        for (n, &timing) in timings.iter().enumerate() {
            let next = timings.get(n + 1).copied();
            let mut end = next.unwrap_or(lines.len());
            if next.is_some() && end > timing + 1 && is_identifier(lines[end - 1]) {
                end -= 1;
            }
            let time = syntax.time_of(lines[timing]);
            if time.is_none() {
                self.broken.push(first_line + timing);
            }
            self.blocks.push(Block { time, payload: lines[timing + 1..end].join("\n") });
        }
    }

    /// Tells what was noticed; `example` is how a time is written.
    pub fn report(&self, example: &str, report: &mut ReadReport) {
        if self.unsigned {
            report.diagnostics.push(Diagnostic::note("no-signature", "the first line is not `WEBVTT`"));
        }
        if self.notes > 0 {
            report.dropped.push(("notes, styles and header".to_owned(), self.notes));
        }
        for (kind, lines, what) in [
            ("malformed-time", &self.broken, "cues with a time that cannot be read"),
            ("no-time", &self.untimed, "captions without a time"),
        ] {
            if !lines.is_empty() {
                let shown: Vec<String> = lines.iter().take(8).map(usize::to_string).collect();
                let more = if lines.len() > shown.len() { ", …" } else { "" };
                report.diagnostics.push(
                    Diagnostic::warning(
                        kind,
                        format!("{} {what}, their words are kept: line {}{more}", lines.len(), shown.join(", ")),
                    )
                    .help(format!("write times as `{example}`")),
                );
            }
        }
    }
}

impl Syntax {
    fn is_timing(self, line: &str) -> bool {
        match self {
            Syntax::WebVtt | Syntax::SubRip => line.contains("-->"),
            Syntax::SubViewer => is_subviewer(line),
        }
    }

    fn time_of(self, line: &str) -> Option<Time> {
        let (start, rest) = line.split_once(if self == Syntax::SubViewer { "," } else { "-->" })?;
        let start = milliseconds(start)?;
        let end = milliseconds(rest.split_whitespace().next()?)?;
        Some(Time { start, end: Some(end).filter(|&end| end >= start) })
    }
}

/// Whether a line is two times and nothing else, as SubViewer writes them: `0:00:00.599,0:00:04.160`.
pub(in crate::corpus) fn is_subviewer(line: &str) -> bool {
    let is_clock = |text: &str| {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        // What stands behind the digits may be spoilt: then the time is told and not taken for words.
        rest.len() < text.len() && rest.matches(':').count() == 2 && !rest.contains(char::is_whitespace)
    };
    line.trim().split_once(',').is_some_and(|(start, end)| is_clock(start) && is_clock(end))
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}
