//! A transcript as a Word document, its codings as comments in the margin: for a reader without this program.

use std::io::Cursor;

use docx_rs::{BreakType, Comment, Docx, LineSpacing, Run, RunFonts, Style, StyleType};

use crate::codebook::{Code, Codebook};
use crate::coding::{Coders, CodesNamed, Coding, PROGRAM, RULES, Stance, Status};
use crate::corpus::{Document, GapKind, Turn};
use crate::error::{Error, Result};
use crate::ids::{CodeId, TurnId};
use crate::tables::time_of_day;
use crate::text::Span;
use crate::wording::Lang;

/// The turns of a transcript, each of `codings` as a comment on its passage by its coder, who
/// is [`PROGRAM`] for the rules.
///
/// Below the transcript's id as a heading a turn is the speaker's label and a colon, its time if it has one, and its
/// paragraphs, so that the file is read again as the same turns. What nobody said is left out, and so are characters that
/// XML cannot hold. A coding of nothing that anybody said is a comment on the heading.
///
/// A comment's first line is the code: its name in `lang`, or its id where that name is not read as this code alone, so that it can
/// be read back ([`crate::coding::MarginComments`]). Below it stand the matched words of a coding by rules, with what it is
/// if it is not affirmed, and the memo. The same input gives the same bytes; comments have no date.
///
/// # Errors
/// When the document cannot be packed.
pub fn docx(
    document: &Document,
    codings: &[Coding],
    codebook: &Codebook,
    coders: &Coders,
    lang: &str,
) -> Result<Vec<u8>> {
    let names = Names::of(codebook, lang);
    let passages: Vec<(&Coding, Span)> = codings
        .iter()
        .filter(|coding| coding.status != Status::Rejected)
        .map(|coding| (coding, trimmed(document, coding.span)))
        .filter(|(_, span)| !span.is_empty())
        .collect();
    let paragraphs = paragraphs(document, &edges(&passages));
    let marks = Marks::of(&passages, &paragraphs);
    let mut number = Number::default();
    let comments: Vec<Comment> = passages
        .iter()
        .enumerate()
        .map(|(id, (coding, _))| {
            let coder = Some(coders.name(coding.coder)).filter(|&name| name != RULES).unwrap_or(PROGRAM);
            let comment = Comment::new(id).author(escaped(&allowed(coder)));
            let code = names.written.get(coding.code.index()).cloned().unwrap_or_default();
            comment.add_paragraph(
                number.paragraph().add_run(lines(&names.above(code, &why(document, coding, Lang::of(lang))))),
            )
        })
        .collect();
    let started = |paragraph, ids: &[usize]| {
        ids.iter().fold(paragraph, |p: docx_rs::Paragraph, &id| p.add_comment_start(comments[id].clone()))
    };
    let ended =
        |paragraph, ids: &[usize]| ids.iter().fold(paragraph, |p: docx_rs::Paragraph, &id| p.add_comment_end(id));

    let heading = Style::new(HEADING, StyleType::Paragraph).name("heading 1").bold().size(28);
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").cs("Calibri");
    let title = started(number.paragraph().style(HEADING), &marks.outside);
    let title = ended(title.add_run(Run::new().add_text(allowed(&document.name))), &marks.outside);
    let mut docx = Docx::new().add_style(heading).default_fonts(fonts).add_paragraph(title);
    let mut piece = 0;
    for Paragraph { lead, pieces } in &paragraphs {
        let mut paragraph = number.paragraph().line_spacing(LineSpacing::new().after(APART));
        if !lead.is_empty() {
            paragraph = paragraph.add_run(Run::new().bold().add_text(allowed(lead)));
        }
        for (_, text) in pieces {
            paragraph = started(paragraph, &marks.begin[piece]);
            paragraph = paragraph.add_run(Run::new().add_text(allowed(text)));
            paragraph = ended(paragraph, &marks.end[piece]);
            piece += 1;
        }
        docx = docx.add_paragraph(paragraph);
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).map_err(|error| {
        let message = format!("`{}` cannot be written as a Word document: {error}", document.name);
        Error::usage(message, "write a table instead")
    })?;
    Ok(bytes.into_inner())
}

/// The space below a paragraph, in twentieths of a point.
pub(super) const APART: u32 = 120;

/// The style of the heading, by the id that Word gives it.
const HEADING: &str = "Heading1";

/// Numbers of paragraphs. The library has its own, which go on where the thread's last document ended.
#[derive(Default)]
pub(super) struct Number(u32);

impl Number {
    pub(super) fn paragraph(&mut self) -> docx_rs::Paragraph {
        self.0 += 1;
        docx_rs::Paragraph::new().id(format!("{:08x}", self.0))
    }
}

/// The names of codes as they are written, each of one code alone.
struct Names<'a> {
    read: CodesNamed<'a>,
    written: Vec<String>,
}

impl<'a> Names<'a> {
    fn of(codebook: &'a Codebook, lang: &str) -> Self {
        let read = CodesNamed::of(codebook);
        // A sign that parts codes would make two of one.
        let is_plain = |name: &str| !name.contains([';', '|', ',', ':', '+', '&', '\n', '/', '\\', '>']);
        let name = |(i, code): (usize, &Code)| {
            let id = CodeId::new(i);
            let name = codebook.name_of(id, lang);
            let is_its_own = is_plain(name) && read.in_line(&allowed(name)) == [id];
            if is_its_own { name.to_owned() } else { code.id.clone() }
        };
        let written = codebook.codes.iter().enumerate().map(name).collect();
        Self { read, written }
    }

    /// A code and what is said below it; behind a colon, where its first line would be read as further codes.
    fn above(&self, code: String, below: &str) -> String {
        let first = below.lines().find(|line| !line.trim().is_empty());
        match first {
            None => code,
            Some(line) if self.read.in_line(&allowed(line)).is_empty() => format!("{code}\n{below}"),
            Some(_) => format!("{code}: {}", below.trim_start()),
        }
    }
}

/// Lines in one paragraph: the library drops line breaks that stand in a text, and writes a comment once for each paragraph.
pub(super) fn lines(text: &str) -> Run {
    text.lines().enumerate().fold(Run::new(), |run, (i, line)| {
        let run = if i > 0 { run.add_break(BreakType::TextWrapping) } else { run };
        run.add_text(allowed(line))
    })
}

/// A paragraph of a turn.
struct Paragraph {
    /// The label and the time, in the first paragraph of a turn.
    lead: String,
    /// Its words, cut where a passage begins or ends.
    pieces: Vec<(Span, String)>,
}

/// Where passages begin and end, in order.
fn edges(passages: &[(&Coding, Span)]) -> Vec<u32> {
    let mut edges: Vec<u32> = passages.iter().flat_map(|(_, span)| [span.start, span.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

/// The paragraphs of all turns: their lines, joined where a single line break is a wrap.
fn paragraphs(document: &Document, edges: &[u32]) -> Vec<Paragraph> {
    let mut all = Vec::new();
    for (i, turn) in document.turns.iter().enumerate() {
        let mut lead = lead(document, i);
        for part in document.line_breaks.paragraphs(turn.span.of(&document.text)) {
            let start = turn.span.start as usize;
            let pieces = pieces(document, Span::new(start + part.start, start + part.end), edges);
            if pieces.iter().any(|(_, text)| !text.trim().is_empty()) {
                all.push(Paragraph { lead: std::mem::take(&mut lead), pieces });
            }
        }
    }
    all
}

/// What stands before the words of a turn: its speaker, and its time where the words do not begin with it.
fn lead(document: &Document, turn: usize) -> String {
    let Some(speaker) = document.speaker(TurnId::new(turn)) else { return String::new() };
    let Turn { span, time, .. } = document.turns[turn];
    let first = document.gaps_in(span).first();
    let says_when = first.is_some_and(|gap| gap.kind == GapKind::Time && gap.span.start == span.start);
    match time {
        Some(time) if !says_when => format!("{}: [{}] ", speaker.label, time_of_day(time.start)),
        _ => format!("{}: ", speaker.label),
    }
}

/// A stretch cut at `edges` and without markup, as it is shown.
fn pieces(document: &Document, stretch: Span, edges: &[u32]) -> Vec<(Span, String)> {
    let markup: Vec<Span> = document
        .gaps_in(stretch)
        .iter()
        .filter(|gap| gap.kind == GapKind::Markup)
        .map(|gap| Span { start: gap.span.start.max(stretch.start), end: gap.span.end.min(stretch.end) })
        .collect();
    let inside = |at: &u32| stretch.start < *at && *at < stretch.end;
    let mut cuts: Vec<u32> = edges.iter().copied().chain(markup.iter().flat_map(|gap| [gap.start, gap.end])).collect();
    cuts.extend([stretch.start, stretch.end]);
    cuts.retain(|at| inside(at) || *at == stretch.start || *at == stretch.end);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| Span { start: pair[0], end: pair[1] })
        .filter(|piece| !markup.iter().any(|gap| gap.overlaps(*piece)))
        .map(|piece| (piece, piece.of(&document.text).replace("\r\n", " ").replace(['\n', '\r'], " ")))
        .collect()
}

/// The passages, by their numbers, that begin before a piece and end after one.
struct Marks {
    begin: Vec<Vec<usize>>,
    end: Vec<Vec<usize>>,
    /// Those that hold no piece.
    outside: Vec<usize>,
}

impl Marks {
    fn of(passages: &[(&Coding, Span)], paragraphs: &[Paragraph]) -> Self {
        let pieces: Vec<Span> = paragraphs.iter().flat_map(|p| p.pieces.iter().map(|(span, _)| *span)).collect();
        let mut marks =
            Self { begin: vec![Vec::new(); pieces.len()], end: vec![Vec::new(); pieces.len()], outside: Vec::new() };
        for (id, (_, span)) in passages.iter().enumerate() {
            let first = pieces.partition_point(|piece| piece.end <= span.start);
            let after = pieces.partition_point(|piece| piece.start < span.end);
            if first < after {
                marks.begin[first].push(id);
                marks.end[after - 1].push(id);
            } else {
                marks.outside.push(id);
            }
        }
        marks
    }
}

/// A passage without white space at its edges.
fn trimmed(document: &Document, span: Span) -> Span {
    let text = span.of(&document.text);
    let start = span.start as usize + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}

/// What a comment says below the code.
fn why(document: &Document, coding: &Coding, lang: Lang) -> String {
    let meant = |stance: Stance| lang.cell(stance.word()).unwrap_or(stance.word());
    let mut lines: Vec<String> = Vec::new();
    for mention in &coding.mentions {
        let words = format!("“{}”", document.quote(mention.span));
        let line = match (mention.stance, mention.cue) {
            (Stance::Affirmed, _) => words,
            (stance, Some(cue)) => format!("{words}: {} (“{}”)", meant(stance), document.quote(cue)),
            (stance, None) => format!("{words}: {}", meant(stance)),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.extend(Some(coding.memo.clone()).filter(|memo| !memo.is_empty()));
    lines.join("\n")
}

/// A text without what XML cannot hold; what of it parts words, such as the end of a page, is a space.
pub(super) fn allowed(text: &str) -> String {
    let is_allowed = |c: char| !matches!(c, '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter_map(|c| if is_allowed(c) { Some(c) } else { c.is_whitespace().then_some(' ') }).collect()
}

/// A name for an attribute, where the library does not escape it.
fn escaped(name: &str) -> String {
    name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
