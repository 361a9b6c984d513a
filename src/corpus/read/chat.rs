//! CHAT (`.cha`): transcripts of CHILDES and TalkBank, in CA style too.
//!
//! A main line (`*ABC:`) is one utterance and becomes a paragraph of its own, since CHAT ends sentences by lines and not
//! by capitals. Lines that hang from it (`%mor:`) are dropped and counted. `line.rs` says what becomes of the codes.
//!
//! This is written here, since the crate that reads CHAT (`rustling`) drops events and pauses from what is said, and
//! brings some forty further crates, one of them in C.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::{Gap, GapKind, LineBreaks, ReadOptions, ReadReport, Time};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::{Span, decode};

use super::captions::{Caption, overlaps};
use super::prose::{empty, undecoded};
use super::{Draft, DraftTurn, Format, Source, TextWriter};

mod header;
mod line;

use header::Headers;
use line::{LeftOut, read as read_line};

/// Transcripts of CHILDES and TalkBank.
pub const FORMAT: Format = Format { name: "chat", extensions: &["cha"], read, stretches: None };

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let decoded = decode(source.bytes, options.encoding.as_deref());
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    let mut file = File::default();
    for tier in tiers(&text, &mut file.odd) {
        file.take(tier);
    }
    if file.said.is_empty() {
        return Err(Error::unreadable(
            source.path,
            "holds no utterances: no line begins with a speaker such as `*INV:`",
            "check it in CLAN, or save it as .txt if it is a plain transcript",
        ));
    }
    let mut report = ReadReport {
        format: FORMAT.name,
        encoding: decoded.encoding.to_owned(),
        label_style: "main lines such as `*ABC:`".to_owned(),
        ..ReadReport::default()
    };
    if decoded.replaced > 0 {
        report.diagnostics.push(undecoded(decoded.replaced, decoded.encoding));
    }
    file.report(&mut report);
    let draft = Draft { variables: file.headers.variables, people: file.headers.people, report, ..Draft::default() };
    Ok(vec![written(&file.said, draft)])
}

/// A tier: a line with those that continue it.
struct Tier {
    /// `@Languages`, `*INV`, `%mor`.
    name: String,
    text: String,
}

/// The tiers of a file in order, and the numbers of lines that are neither a tier nor continue one as they should.
fn tiers(text: &str, odd: &mut Vec<usize>) -> Vec<Tier> {
    let mut tiers: Vec<Tier> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        if let Some(tier) = tier(line) {
            tiers.push(tier);
            continue;
        }
        if !line.starts_with(['\t', ' ']) {
            odd.push(number + 1);
        }
        if let Some(last) = tiers.last_mut() {
            last.text.push(' ');
            last.text.push_str(line.trim());
        }
    }
    tiers
}

fn tier(line: &str) -> Option<Tier> {
    const LONGEST: usize = 40;
    if !line.starts_with(['@', '*', '%']) {
        return None;
    }
    let (name, text) = line.split_once(':').unwrap_or((line, ""));
    let name = name.trim_end();
    let is_name = name.len() > 1 && name.chars().count() <= LONGEST && !name[1..].contains('\t');
    // Only speakers and what hangs from them need a colon; `@End` has none.
    let has_colon = line.contains(':') && !name[1..].contains(' ');
    let is_tier = is_name && (has_colon || line.starts_with('@'));
    is_tier.then(|| Tier { name: name.to_owned(), text: text.trim().to_owned() })
}

/// What a file holds.
#[derive(Default)]
struct File {
    headers: Headers,
    said: Vec<Caption>,
    left_out: LeftOut,
    /// The names and characters of lines that hang from others.
    dependent: (BTreeSet<String>, usize),
    odd: Vec<usize>,
}

impl File {
    fn take(&mut self, Tier { name, text }: Tier) {
        match name.split_at(1) {
            ("*", speaker) => {
                let line = read_line(&text, &mut self.left_out);
                self.said.push(Caption { speaker: Some(speaker.to_owned()), time: line.time, text: line.text });
            }
            ("%", _) => {
                self.dependent.1 += text.chars().count();
                self.dependent.0.insert(name);
            }
            (_, header) => self.headers.take(header, &text),
        }
    }

    fn report(&self, report: &mut ReadReport) {
        let names: Vec<&str> = self.dependent.0.iter().take(8).map(String::as_str).collect();
        let left_out = self.left_out;
        for (why, characters) in [
            (format!("dependent tiers ({})", names.join(", ")), self.dependent.1),
            ("headers and comments".to_owned(), self.headers.passed_over),
            ("codes and signs of tone and overlap in the lines".to_owned(), left_out.marks),
            ("explanations in the lines: `[= …]`, `[% …]`".to_owned(), left_out.remarks),
            ("what the word that is meant stands for: `[: …]`".to_owned(), left_out.replaced),
            ("words that were not said: `0word`".to_owned(), left_out.omitted),
        ] {
            if characters > 0 {
                report.dropped.push((why, characters));
            }
        }
        if !self.odd.is_empty() {
            report.diagnostics.push(odd_lines(&self.odd));
        }
        report.diagnostics.extend(self.strangers());
        report.diagnostics.extend(overlaps(&self.said));
    }

    /// Speakers that `@Participants` does not list, perhaps by a slip of the pen.
    fn strangers(&self) -> Option<Diagnostic> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for speaker in self.said.iter().filter_map(|said| said.speaker.as_deref()) {
            *count.entry(speaker).or_default() += 1;
        }
        count.retain(|speaker, _| !self.headers.lists(speaker));
        let listed: Vec<String> = self.headers.people.iter().map(|person| format!("`{}`", person.label)).collect();
        if count.is_empty() || listed.is_empty() {
            return None;
        }
        let strangers: Vec<String> =
            count.iter().take(8).map(|(speaker, count)| format!("`*{speaker}:` ({count})")).collect();
        let message = format!("not among the participants: {}; listed are {}", strangers.join(", "), listed.join(", "));
        Some(
            Diagnostic::warning("unlisted-speaker", message)
                .help("each counts as one more speaker: mend the label, or add it to `@Participants`"),
        )
    }
}

fn odd_lines(odd: &[usize]) -> Diagnostic {
    let shown: Vec<String> = odd.iter().take(8).map(usize::to_string).collect();
    let more = if odd.len() > shown.len() { ", …" } else { "" };
    let (s, verb) = if odd.len() == 1 { ("", "begins") } else { ("s", "begin") };
    Diagnostic::warning(
        "odd-lines",
        format!(
            "{} line{s} {verb} with none of `@`, `*ABC:`, `%abc:` and a tab, and were read as going on with what stands \
             before: line {}{more}",
            odd.len(),
            shown.join(", ")
        ),
    )
    .help("begin the line with its speaker, or with a tab if it goes on")
}

/// Writes utterances as paragraphs, those of one speaker in a row as one turn.
fn written(said: &[Caption], mut draft: Draft) -> Draft {
    let mut writer = TextWriter::default();
    let mut speaking: Option<&str> = None;
    for caption in said.iter().filter(|caption| !caption.text.is_empty()) {
        let speaker = caption.speaker.as_deref();
        match draft.turns.last_mut().filter(|_| speaking == speaker) {
            Some(turn) => {
                turn.span = turn.span.cover(writer.paragraph(&caption.text));
                turn.time = both(turn.time, caption.time);
            }
            None => {
                let span = writer.turn(&caption.text);
                let speaker = speaker.map(Into::into);
                draft.turns.push(DraftTurn { span, speaker, time: caption.time, question: false });
            }
        }
        speaking = speaker;
    }
    draft.text = writer.text;
    draft.gaps = events(&draft.text);
    draft.line_breaks = LineBreaks::Paragraph;
    if draft.turns.is_empty() {
        draft.report.diagnostics.push(empty());
    }
    draft
}

fn both(first: Option<Time>, next: Option<Time>) -> Option<Time> {
    match (first, next) {
        (Some(first), Some(next)) => Some(Time { start: first.start.min(next.start), end: first.end.max(next.end) }),
        (first, next) => first.or(next),
    }
}

/// All brackets are events and pauses: those of CHAT are read.
fn events(text: &str) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut open = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, open) {
            (b'[' | b'(', _) => open = Some(at),
            (b']' | b')', Some(from)) => {
                gaps.push(Gap { span: Span::new(from, at + 1), kind: GapKind::Event });
                open = None;
            }
            _ => {}
        }
    }
    gaps
}

#[cfg(test)]
mod tests;
