//! Word: paragraphs and tables become text, comments become annotations, accepted changes are taken.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use docx_rs::{
    Bold, Comment, CommentChild, CommentRangeEnd, Delete, DeleteChild, DocumentChild, Docx, Insert, InsertChild,
    Italic, MoveToChild, Paragraph, ParagraphChild, ReadDocxOptions, ReaderError, Run, RunChild, RunProperty,
    StructuredDataTag, StructuredDataTagChild, Style, Table, TableCellContent, TableChild, TableRowChild,
    read_docx_with_options,
};

use crate::corpus::gap::time;
use crate::corpus::label::{Line, Mark, find, key};
use crate::corpus::{Annotation, LineBreaks, ReadOptions, ReadReport, Time};
use crate::error::{Error, Result};
use crate::text::{Span, words};

use super::markdown::are_questions;
use super::prose::{empty, furniture, shown, unlabelled};
use super::{Draft, DraftTurn, Format, Source, TextWriter};

/// Documents of Word 2007 and later.
pub const FORMAT: Format = Format { name: "word", extensions: &["docx"], read };

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let docx = open(source)?;
    let mut gathered = Gathered::new(&docx);
    for child in &docx.document.children {
        match child {
            DocumentChild::Paragraph(paragraph) => gathered.paragraph(paragraph),
            DocumentChild::Table(table) => gathered.table(table),
            DocumentChild::StructuredDataTag(control) => gathered.control(control),
            DocumentChild::CommentStart(start) => gathered.comment_starts(start.id),
            DocumentChild::CommentEnd(end) => gathered.comment_ends(end),
            _ => {}
        }
    }
    gathered.flush();
    let mut draft = Draft {
        line_breaks: options.line_breaks.unwrap_or(LineBreaks::Paragraph),
        report: ReadReport { format: FORMAT.name, ..ReadReport::default() },
        ..Draft::default()
    };
    for (what, count) in [("deleted with tracked changes", gathered.deleted), ("hidden text", gathered.hidden)] {
        if count > 0 {
            draft.report.dropped.push((what.to_owned(), count));
        }
    }
    let places = gathered.write(&mut draft, options, &shown(source.path));
    gathered.annotate(&docx, &places, &mut draft);
    if draft.turns.is_empty() {
        draft.report.diagnostics.push(empty());
    }
    Ok(vec![draft])
}

fn open(source: &Source<'_>) -> Result<Docx> {
    let bytes = source.bytes;
    let wrong = |message: &str, help: &str| Err(Error::unreadable(source.path, message, help));
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return wrong(
            "it is protected with a password, or it is a document of Word 97 to 2003",
            "open it in Word, take the password off and save it as .docx",
        );
    }
    if !bytes.starts_with(b"PK") {
        return wrong("it is not a Word document", "check the file, or open it in Word and save it as .docx");
    }
    let options = ReadDocxOptions::default().with_image_previews(false);
    // docx-rs unwraps what it reads from the archive and from comments, so a damaged file makes it panic.
    match catch_unwind(AssertUnwindSafe(|| read_docx_with_options(bytes, options))) {
        Ok(Ok(docx)) => Ok(docx),
        Ok(Err(error)) => Err(refused(source.path, bytes, &error)),
        Err(_) => wrong("the Word document is damaged", "open it in Word, let Word repair it, and save it again"),
    }
}

fn refused(path: &Path, bytes: &[u8], error: &ReaderError) -> Error {
    let again = "open it in Word and save it again as .docx";
    if !bytes.windows(4).any(|window| window == b"PK\x05\x06") {
        return Error::unreadable(path, "the Word document is cut off or damaged", "copy or download the file again");
    }
    let parts = parts(bytes);
    if !parts.iter().any(|part| part.starts_with(b"word/")) {
        return Error::unreadable(path, "it is a zip file without a Word document in it", again);
    }
    if !parts.iter().any(|part| part.starts_with(b"word/_rels/document") && part.ends_with(b".xml.rels")) {
        return Error::unreadable(path, "the Word document lacks the part word/_rels/document.xml.rels", again);
    }
    let said = error.to_string();
    Error::unreadable(path, format!("the Word document is not read: {}", said.trim_end_matches('.')), again)
}

/// The names in a zip archive's directory: each entry has a header of 46 bytes, with the name's length at 28.
fn parts(bytes: &[u8]) -> Vec<&[u8]> {
    let entries = bytes.windows(46).enumerate().filter(|(_, header)| header.starts_with(b"PK\x01\x02"));
    entries
        .filter_map(|(at, header)| {
            let length = usize::from(u16::from_le_bytes([header[28], header[29]]));
            bytes.get(at + 46..at + 46 + length)
        })
        .collect()
}

/// What a paragraph of the text is.
#[derive(Clone, Debug, Default)]
struct Block {
    text: String,
    heading: bool,
    bold: bool,
    italic: bool,
    /// Speaker and time of a table's row: the words stand in the next blocks.
    row: Option<(Option<String>, Option<Time>)>,
    /// Whether it belongs to the row above.
    in_row: bool,
}

/// Where something is: the block, and the byte in its text.
type Place = (usize, usize);

/// Paragraphs so far, and the comments on them.
struct Gathered<'a> {
    docx: &'a Docx,
    styles: BTreeMap<&'a str, &'a Style>,
    blocks: Vec<Block>,
    now: Block,
    /// Whether every run with words so far is bold, italic.
    set: Option<(bool, bool)>,
    in_row: bool,
    /// Comments whose start was seen, with it; and those that are complete.
    open: Vec<(usize, Place)>,
    comments: Vec<(usize, Place, Place)>,
    deleted: usize,
    hidden: usize,
}

impl<'a> Gathered<'a> {
    fn new(docx: &'a Docx) -> Self {
        let styles = docx.styles.styles.iter().map(|style| (style.style_id.as_str(), style)).collect();
        Self {
            docx,
            styles,
            blocks: Vec::new(),
            now: Block::default(),
            set: None,
            in_row: false,
            open: Vec::new(),
            comments: Vec::new(),
            deleted: 0,
            hidden: 0,
        }
    }

    fn here(&self) -> Place {
        (self.blocks.len(), self.now.text.len())
    }

    /// Ends the paragraph. One without words leaves no trace.
    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.now);
        let (bold, italic) = self.set.take().unwrap_or_default();
        if block.text.trim().is_empty() {
            return;
        }
        (block.bold, block.italic, block.in_row) = (bold, italic, self.in_row);
        self.blocks.push(block);
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let style = paragraph.property.style.as_ref().and_then(|style| self.styles.get(style.val.as_str()).copied());
        self.now.heading |= paragraph.property.outline_lvl.is_some()
            || paragraph.property.style.as_ref().is_some_and(|style| is_heading(&style.val));
        for child in &paragraph.children {
            self.child(child, style);
        }
        // A paragraph mark that was deleted joins the paragraph to the next.
        if paragraph.property.run_property.del.is_none() {
            self.flush();
        }
    }

    fn child(&mut self, child: &'a ParagraphChild, style: Option<&'a Style>) {
        match child {
            ParagraphChild::Run(run) => self.run(run, style),
            ParagraphChild::Insert(insert) => self.insert(insert, style),
            ParagraphChild::MoveTo(moved) => {
                for child in &moved.children {
                    match child {
                        MoveToChild::Run(run) => self.run(run, style),
                        MoveToChild::Delete(delete) => self.delete(delete),
                        MoveToChild::CommentStart(start) => self.comment_starts(start.id),
                        MoveToChild::CommentEnd(end) => self.comment_ends(end),
                    }
                }
            }
            ParagraphChild::Delete(delete) => self.delete(delete),
            ParagraphChild::Hyperlink(link) => {
                for child in &link.children {
                    self.child(child, style);
                }
            }
            ParagraphChild::StructuredDataTag(control) => self.inline_control(control, style),
            ParagraphChild::CommentStart(start) => self.comment_starts(start.id),
            ParagraphChild::CommentEnd(end) => self.comment_ends(end),
            _ => {}
        }
    }

    fn insert(&mut self, insert: &'a Insert, style: Option<&'a Style>) {
        for child in &insert.children {
            match child {
                InsertChild::Run(run) => self.run(run, style),
                InsertChild::Delete(delete) => self.delete(delete),
                InsertChild::CommentStart(start) => self.comment_starts(start.id),
                InsertChild::CommentEnd(end) => self.comment_ends(end),
            }
        }
    }

    fn delete(&mut self, delete: &Delete) {
        for child in &delete.children {
            match child {
                DeleteChild::Run(run) => self.deleted += run.children.iter().map(deleted).sum::<usize>(),
                DeleteChild::CommentStart(start) => self.comment_starts(start.id),
                DeleteChild::CommentEnd(end) => self.comment_ends(end),
            }
        }
    }

    fn run(&mut self, run: &'a Run, style: Option<&'a Style>) {
        let before = self.now.text.len();
        if run.run_property.vanish.is_some() {
            self.hidden += run.children.iter().map(length).sum::<usize>();
            return;
        }
        for child in &run.children {
            match child {
                RunChild::Text(text) => {
                    // Line ends in the XML itself are white space; breaks have an element of their own.
                    self.now.text.extend(text.text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }));
                }
                RunChild::Tab(_) | RunChild::PTab(_) => self.now.text.push('\t'),
                RunChild::Break(_) | RunChild::CarriageReturn(_) if self.now.text.is_empty() => {}
                RunChild::Break(_) | RunChild::CarriageReturn(_) => self.now.text.push('\n'),
                RunChild::DeleteText(_) => self.deleted += deleted(child),
                RunChild::CommentStart(start) => self.comment_starts(start.id),
                RunChild::CommentEnd(end) => self.comment_ends(end),
                _ => {}
            }
        }
        if words(&self.now.text[before..]).next().is_some() {
            let bold = self.is_set(&run.run_property, style, |p| p.bold.as_ref().map(|b| *b == Bold::new()));
            let italic = self.is_set(&run.run_property, style, |p| p.italic.as_ref().map(|i| *i == Italic::new()));
            let (all_bold, all_italic) = self.set.unwrap_or((true, true));
            self.set = Some((all_bold && bold, all_italic && italic));
        }
    }

    /// A property of a run: its own, else its style's, else the paragraph's style's, else that of a style below.
    fn is_set(&self, own: &RunProperty, style: Option<&Style>, of: impl Fn(&RunProperty) -> Option<bool>) -> bool {
        let by_run = own.style.as_ref().and_then(|s| self.styles.get(s.val.as_str()).copied());
        let inherited = |from: Option<&Style>| -> Option<bool> {
            let mut next = from.map(|style| style.style_id.as_str());
            // A chain of styles longer than this is a ring.
            for _ in 0..12 {
                let style = self.styles.get(next?)?;
                if let Some(found) = of(&style.run_property) {
                    return Some(found);
                }
                let below = style.based_on.as_ref().and_then(|below| serde_json::to_value(below).ok());
                let below = below.as_ref().and_then(|value| value.as_str().map(str::to_owned));
                next = below.and_then(|id| self.styles.get_key_value(id.as_str()).map(|(id, _)| *id));
            }
            None
        };
        of(own).or_else(|| inherited(by_run)).or_else(|| inherited(style)).unwrap_or(false)
    }

    fn inline_control(&mut self, control: &'a StructuredDataTag, style: Option<&'a Style>) {
        for child in &control.children {
            match child {
                StructuredDataTagChild::Run(run) => self.run(run, style),
                StructuredDataTagChild::CommentStart(start) => self.comment_starts(start.id),
                StructuredDataTagChild::CommentEnd(end) => self.comment_ends(end),
                StructuredDataTagChild::StructuredDataTag(inner) => self.inline_control(inner, style),
                _ => {}
            }
        }
    }

    fn control(&mut self, control: &'a StructuredDataTag) {
        for child in &control.children {
            match child {
                StructuredDataTagChild::Paragraph(paragraph) => self.paragraph(paragraph),
                StructuredDataTagChild::Table(table) => self.table(table),
                StructuredDataTagChild::Run(run) => self.run(run, None),
                StructuredDataTagChild::CommentStart(start) => self.comment_starts(start.id),
                StructuredDataTagChild::CommentEnd(end) => self.comment_ends(end),
                StructuredDataTagChild::StructuredDataTag(inner) => self.control(inner),
                _ => {}
            }
        }
        self.flush();
    }

    fn comment_starts(&mut self, id: usize) {
        let here = self.here();
        self.open.push((id, here));
    }

    fn comment_ends(&mut self, end: &CommentRangeEnd) {
        // The id of an end is private, so it is found by comparing.
        if let Some(at) = self.open.iter().position(|(id, _)| *end == CommentRangeEnd::new(*id)) {
            let (id, start) = self.open.remove(at);
            let here = self.here();
            self.comments.push((id, start, here));
        }
    }

    fn table(&mut self, table: &'a Table) {
        self.flush();
        let rows: Vec<Vec<String>> = table
            .rows
            .iter()
            .map(|TableChild::TableRow(row)| {
                row.cells.iter().map(|TableRowChild::TableCell(cell)| cell_text(self.docx, &cell.children)).collect()
            })
            .collect();
        let columns = Columns::of(&rows);
        for (index, (TableChild::TableRow(row), plain)) in table.rows.iter().zip(&rows).enumerate() {
            let Some(columns) = &columns else {
                for TableRowChild::TableCell(cell) in &row.cells {
                    self.cell(&cell.children);
                }
                continue;
            };
            if index == 0 && columns.header {
                self.blocks.push(Block { text: plain.join(" "), heading: true, ..Block::default() });
                continue;
            }
            let cell = |column: Option<usize>| column.and_then(|c| plain.get(c)).map(|cell| cell.trim()).unwrap_or("");
            let speaker = cell(columns.speaker).trim_end_matches(':').trim();
            let when = cell(columns.time);
            let stamp = time(when).map(|start| Time { start, end: None });
            let label = [when, speaker].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            let speaker = words(speaker).next().map(|_| speaker.to_owned());
            self.blocks.push(Block { text: label, row: Some((speaker, stamp)), ..Block::default() });
            self.in_row = true;
            if let Some(TableRowChild::TableCell(cell)) = row.cells.get(columns.text) {
                self.cell(&cell.children);
            }
            self.in_row = false;
        }
    }

    fn cell(&mut self, children: &'a [TableCellContent]) {
        for child in children {
            match child {
                TableCellContent::Paragraph(paragraph) => self.paragraph(paragraph),
                TableCellContent::StructuredDataTag(control) => self.control(control),
                TableCellContent::Table(table) if !self.in_row => self.table(table),
                _ => {}
            }
        }
        self.flush();
    }

    /// Writes the text and the turns. Yields where each block stands.
    fn write(&mut self, draft: &mut Draft, options: &ReadOptions, name: &str) -> Vec<Span> {
        let tabled = self.blocks.iter().any(|block| block.row.is_some());
        // Labels are looked for in the paragraphs one below the other; where those stand in the end, and
        // whether a blank line goes before them, depends on what is found.
        let mut plain = String::new();
        let mut lines: Vec<Line> = Vec::new();
        let mut owners: Vec<(usize, usize)> = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            let mut at = 0;
            for part in block.text.split('\n') {
                let span = Span::new(plain.len(), plain.len() + part.len());
                lines.push(Line { span, heading: block.heading, ..Line::default() });
                owners.push((index, at));
                at += part.len() + 1;
                plain.push_str(part);
                plain.push('\n');
            }
            // A paragraph is a paragraph: labels that stand alone expect a blank line before them.
            lines.push(Line { span: Span::new(plain.len(), plain.len()), ..Line::default() });
            owners.push((index, block.text.len()));
            plain.push('\n');
        }
        furniture(&plain, &mut lines);
        let labels = if tabled { Default::default() } else { find(&plain, &lines, options, name) };
        if tabled || labels.marks.is_empty() {
            return self.write_unlabelled(draft, &plain, &lines, &owners, tabled);
        }
        draft.report.label_style = labels.style;
        draft.report.diagnostics.extend(labels.diagnostics);
        self.write_labelled(draft, &lines, &owners, &labels.marks)
    }

    fn write_labelled(
        &self,
        draft: &mut Draft,
        lines: &[Line],
        owners: &[(usize, usize)],
        marks: &[Mark],
    ) -> Vec<Span> {
        let mut writer = TextWriter::default();
        let mut places = vec![Span::default(); self.blocks.len()];
        let mut next = marks.iter().peekable();
        let (mut header, mut turn) = (0, None::<DraftTurn>);
        for (line, &(index, at)) in lines.iter().zip(owners) {
            let block = &self.blocks[index];
            // Empty lines inside a paragraph are kept, so that places in it stay what they are.
            if line.span.is_empty() && (at == 0 || at >= block.text.len()) {
                continue;
            }
            let mark = next.next_if(|mark| mark.span.start < line.span.end);
            let part = &block.text[at..at + line.span.len()];
            let place = if at > 0 {
                writer.paragraph(part)
            } else if mark.is_some() || turn.is_none() {
                writer.turn(part)
            } else {
                writer.paragraph(part)
            };
            let known = &mut places[index];
            *known = if known.is_empty() { place } else { known.cover(place) };
            if let Some(mark) = mark {
                draft.turns.extend(turn.take());
                let start = place.start + (mark.span.end.min(line.span.end) - line.span.start);
                let (speaker, time) = (Some(mark.speaker.clone()), mark.time);
                let span = Span { start, end: place.end };
                turn = Some(DraftTurn { span, speaker, time, question: false });
            } else if line.aside || line.heading {
                // Whatever follows it goes on after a gap.
                if turn.is_some() {
                    draft.gaps.push(crate::corpus::Gap { span: place, kind: crate::corpus::GapKind::Markup });
                }
            } else if let Some(turn) = &mut turn {
                turn.span.end = place.end;
            } else {
                header += part.chars().count();
            }
        }
        draft.turns.extend(turn);
        if header > 0 {
            draft.report.dropped.push(("header before the first label".to_owned(), header));
        }
        draft.text = writer.text;
        places
    }

    fn write_unlabelled(
        &self,
        draft: &mut Draft,
        plain: &str,
        lines: &[Line],
        owners: &[(usize, usize)],
        tabled: bool,
    ) -> Vec<Span> {
        let mut aside = vec![false; self.blocks.len()];
        for (line, &(index, _)) in lines.iter().zip(owners) {
            aside[index] |= line.aside && !line.span.of(plain).trim().is_empty();
        }
        let said = |i: usize| !aside[i] && !self.blocks[i].heading;
        let flow: Vec<usize> = (0..self.blocks.len()).filter(|&i| said(i)).collect();
        let asks = || flow.iter().map(|&i| self.blocks[i].text.trim_end().ends_with('?'));
        let apart = |of: fn(&Block) -> bool| flow.iter().map(|&i| of(&self.blocks[i])).collect::<Vec<bool>>();
        let set: Option<fn(&Block) -> bool> = [(|b: &Block| b.bold) as fn(&Block) -> bool, |b| b.italic]
            .into_iter()
            .find(|&of| !tabled && are_questions(&apart(of), asks()));
        let first = set.and_then(|of| flow.iter().copied().find(|&i| of(&self.blocks[i]))).unwrap_or(0);
        let mut writer = TextWriter::default();
        let mut places = Vec::with_capacity(self.blocks.len());
        let mut row: Option<DraftTurn> = None;
        let (mut header, mut outside) = (0, 0);
        for (i, block) in self.blocks.iter().enumerate() {
            let place = if block.in_row { writer.paragraph(&block.text) } else { writer.turn(&block.text) };
            places.push(place);
            let plain = DraftTurn { span: place, speaker: None, time: None, question: set.is_some_and(|of| of(block)) };
            match &block.row {
                Some((speaker, time)) => {
                    draft.turns.extend(row.take());
                    let span = Span { start: place.end, end: place.end };
                    row = Some(DraftTurn { span, speaker: speaker.clone(), time: *time, question: false });
                }
                None if block.in_row => {
                    if let Some(turn) = &mut row {
                        let start = if turn.span.is_empty() { place.start } else { turn.span.start };
                        turn.span = Span { start, end: place.end };
                    }
                }
                None if tabled => outside += block.text.chars().count(),
                None if i < first => header += block.text.chars().count(),
                None if said(i) => draft.turns.push(plain),
                None => {}
            }
        }
        draft.turns.extend(row);
        for (what, count) in [("header before the first question", header), ("text outside the table", outside)] {
            if count > 0 {
                draft.report.dropped.push((what.to_owned(), count));
            }
        }
        draft.report.label_style = match set {
            _ if tabled => "a column of a table".to_owned(),
            Some(_) => "questions in bold or italics".to_owned(),
            None => unlabelled(draft.turns.len()),
        };
        draft.text = writer.text;
        places
    }

    /// Makes annotations of the comments. One on a point is one on its paragraph.
    fn annotate(&self, docx: &Docx, places: &[Span], draft: &mut Draft) {
        let by_id: BTreeMap<usize, &Comment> = docx.comments.inner().iter().map(|c| (c.id, c)).collect();
        let at = |(block, byte): Place| match places.get(block) {
            Some(span) => (span.start as usize + byte).min(span.end as usize),
            None => draft.text.len(),
        };
        let mut made = Vec::new();
        for &(id, start, end) in &self.comments {
            let Some(comment) = by_id.get(&id) else { continue };
            let label = comment_text(comment);
            let (mut from, mut to) = (at(start), at(end).max(at(start)));
            if draft.text.get(from..to).is_none_or(|words| words.trim().is_empty()) {
                let Some(span) = places.get(start.0).or(places.last()) else { continue };
                (from, to) = (span.start as usize, span.end as usize);
            }
            let Some(words) = draft.text.get(from..to) else { continue };
            let lead = words.len() - words.trim_start().len();
            let span = Span::new(from + lead, from + lead + words.trim().len());
            if !label.is_empty() && !span.is_empty() {
                made.push(Annotation { span, label, author: unescaped(&comment.author), note: None });
            }
        }
        made.sort_by_key(|annotation| annotation.span);
        draft.annotations = made;
    }
}

fn is_heading(style: &str) -> bool {
    let style = style.to_lowercase();
    ["heading", "kop", "title", "titel", "subtitle", "ondertitel", "toc"]
        .iter()
        .any(|name| style.strip_prefix(name).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b' ')))
}

fn deleted(child: &RunChild) -> usize {
    match child {
        // The text is private, but a run shows it.
        RunChild::DeleteText(text) => serde_json::to_value(text)
            .ok()
            .and_then(|value| value.get("text").and_then(|text| text.as_str().map(|text| text.chars().count())))
            .unwrap_or(0),
        other => length(other),
    }
}

fn length(child: &RunChild) -> usize {
    match child {
        RunChild::Text(text) => text.text.chars().count(),
        _ => 0,
    }
}

fn cell_text(docx: &Docx, children: &[TableCellContent]) -> String {
    let mut cell = Gathered::new(docx);
    // A table in a cell says nothing about the columns of the table around it.
    cell.in_row = true;
    cell.cell(children);
    cell.blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n")
}

fn comment_text(comment: &Comment) -> String {
    let mut paragraphs = Vec::new();
    for child in &comment.children {
        if let CommentChild::Paragraph(paragraph) = child {
            paragraphs.push(paragraph.raw_text());
        }
    }
    paragraphs.join("\n").trim().to_owned()
}

/// docx-rs escapes the author's name while reading it.
fn unescaped(name: &str) -> String {
    name.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// Which column of a table holds what.
struct Columns {
    speaker: Option<usize>,
    text: usize,
    time: Option<usize>,
    header: bool,
}

const SPEAKER: &[&str] = &["spreker", "speaker", "wie", "who", "naam", "name", "persoon", "person", "rol", "role"];
const TEXT: &[&str] =
    &["tekst", "text", "transcript", "uitspraak", "inhoud", "content", "wat", "utterance", "fragment"];
const TIME: &[&str] = &["tijd", "time", "tijdcode", "timecode", "timestamp", "start", "begin", "tijdstip"];

impl Columns {
    /// The columns of a table that is a transcript: by its header, else by what is in it.
    fn of(rows: &[Vec<String>]) -> Option<Self> {
        let first = rows.first()?;
        let named = |names: &[&str]| first.iter().position(|cell| names.contains(&key(cell.trim()).as_str()));
        if let (Some(text), Some(speaker)) = (named(TEXT), named(SPEAKER)) {
            return Some(Self { speaker: Some(speaker), text, time: named(TIME), header: true });
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width < 2 || rows.len() < 4 {
            return None;
        }
        let cells = |column: usize| rows.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim());
        let size = |column: usize| cells(column).map(str::len).sum::<usize>();
        let text = (0..width).max_by_key(|&column| (size(column), width - column))?;
        let clock = |column: &usize| {
            let filled = cells(*column).filter(|cell| !cell.is_empty()).count();
            filled > 0 && cells(*column).filter(|cell| time(cell).is_some()).count() * 5 >= filled * 4
        };
        let when = (0..width).filter(|&column| column != text).find(clock);
        let speaks = |column: &usize| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            let brief =
                cells(*column).filter(|cell| !cell.is_empty()).all(|cell| cell.len() <= 40 && !cell.contains('\n'));
            for cell in cells(*column).filter(|cell| cell.chars().any(char::is_alphabetic)) {
                *counts.entry(key(cell)).or_default() += 1;
            }
            let (kinds, all) = (counts.len(), counts.values().sum::<usize>());
            brief && kinds >= 2 && all * 2 >= rows.len() && kinds * 2 <= all
        };
        let speaker = (0..width).filter(|&column| column != text && Some(column) != when).find(speaks)?;
        Some(Self { speaker: Some(speaker), text, time: when, header: false })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;
    use std::path::Path;

    use docx_rs::{
        BreakType, Comment, Delete, Docx, Insert, Paragraph, Run, StructuredDataTag, Table, TableCell, TableRow,
    };
    use proptest::prelude::*;

    use super::{FORMAT, Source};
    use crate::corpus::settle::settle;
    use crate::corpus::{Piece, ReadOptions, Reading};
    use crate::error::{Error, Result};

    fn packed(docx: Docx) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        docx.build().pack(&mut bytes).expect("a document is packed");
        bytes.into_inner()
    }

    fn try_read(bytes: &[u8]) -> Result<Reading> {
        let options = ReadOptions::default();
        let mut drafts = (FORMAT.read)(&Source { path: Path::new("a/b.docx"), bytes }, &options)?;
        Ok(settle(drafts.remove(0), &options))
    }

    fn read(docx: Docx) -> Reading {
        try_read(&packed(docx)).expect("a document that docx-rs wrote is read")
    }

    fn text(words: &str) -> Paragraph {
        Paragraph::new().add_run(Run::new().add_text(words))
    }

    fn bold(words: &str) -> Paragraph {
        Paragraph::new().add_run(Run::new().add_text(words).bold())
    }

    fn quotes(reading: &Reading) -> Vec<(String, String)> {
        let document = &reading.document;
        let label =
            |turn: &crate::corpus::Turn| turn.speaker.map_or("-", |s| &document.speakers[s.index()].label).to_owned();
        document.turns.iter().map(|turn| (label(turn), document.quote(turn.span))).collect()
    }

    fn rows(rows: &[(&str, &str)]) -> Vec<(String, String)> {
        rows.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn labels_in_paragraphs_and_alone() {
        let split =
            Paragraph::new().add_run(Run::new().add_text("R: Vier")).add_run(Run::new().add_text("entwintig uur."));
        let docx = Docx::new()
            .add_paragraph(text("Kop"))
            .add_paragraph(text("I: Hoeveel?"))
            .add_paragraph(split)
            .add_paragraph(text(""))
            .add_paragraph(text("En vrijdag vrij."))
            .add_paragraph(text("I:"))
            .add_paragraph(text("O."));
        let reading = read(docx);
        assert_eq!(
            quotes(&reading),
            rows(&[("I", "Hoeveel?"), ("R", "Vierentwintig uur. En vrijdag vrij."), ("I", "O.")])
        );
        assert_eq!(reading.document.text, "Kop\n\nI: Hoeveel?\n\nR: Vierentwintig uur.\nEn vrijdag vrij.\n\nI:\nO.");
    }

    #[test]
    fn a_header_line_and_a_turn_in_one_paragraph() {
        let said = |who: &str, words: &str| {
            let header = Run::new().add_text(format!("{who}   0:0")).add_text("3").add_break(BreakType::TextWrapping);
            Paragraph::new().add_run(header).add_run(Run::new().add_text(words))
        };
        let docx = Docx::new()
            .add_paragraph(said("Eva de Wit", "Hoe is het?"))
            .add_paragraph(said("Bo Vis", "Goed."))
            .add_paragraph(said("Eva de Wit", "Mooi."))
            .add_paragraph(text("Eva de Wit stopped transcription"));
        let reading = read(docx);
        assert_eq!(
            quotes(&reading),
            rows(&[("Eva de Wit", "Hoe is het?"), ("Bo Vis", "Goed."), ("Eva de Wit", "Mooi.")])
        );
        assert_eq!(reading.document.turns[1].time.map(|time| time.start), Some(3000));
    }

    #[test]
    fn a_table_with_a_column_of_speakers() {
        let row = |cells: [&str; 3]| {
            TableRow::new(cells.iter().map(|cell| TableCell::new().add_paragraph(text(cell))).collect())
        };
        let body = [
            ["0:01", "Int", "Hoe is het?"],
            ["0:04", "Bo", "Goed, dank je wel."],
            ["0:08", "Int", "Mooi zo."],
            ["0:09", "Bo", "Ja."],
        ];
        let bare: Vec<TableRow> = body.into_iter().map(row).collect();
        let headed: Vec<TableRow> = [["Tijd", "Spreker", "Tekst"]].into_iter().chain(body).map(row).collect();
        for rows_of in [bare, headed] {
            let reading = read(Docx::new().add_paragraph(text("Kop")).add_table(Table::new(rows_of)));
            let expected = [("Int", "Hoe is het?"), ("Bo", "Goed, dank je wel."), ("Int", "Mooi zo."), ("Bo", "Ja.")];
            assert_eq!(quotes(&reading), rows(&expected));
            assert_eq!(reading.document.turns[2].time.map(|time| time.start), Some(8000));
            assert_eq!(reading.report.interviewer, "label `Int`");
        }
    }

    #[test]
    fn questions_in_bold_are_the_interviewers() {
        let docx = Docx::new()
            .add_paragraph(text("Kop"))
            .add_paragraph(bold("Hoe is het?"))
            .add_paragraph(text("Goed."))
            .add_paragraph(text("Heel goed."))
            .add_paragraph(bold("En thuis?"))
            .add_paragraph(text("Ook."));
        let reading = read(docx);
        let expected = [
            ("Interviewer", "Hoe is het?"),
            ("Respondent", "Goed. Heel goed."),
            ("Interviewer", "En thuis?"),
            ("Respondent", "Ook."),
        ];
        assert_eq!(quotes(&reading), rows(&expected));
        assert_eq!(reading.report.dropped, [("header before the first question".to_owned(), 3)]);
    }

    #[test]
    fn changes_are_accepted_and_comments_kept() {
        let comment = Comment::new(1).author("O'Brien").add_paragraph(text("schaamte"));
        let changed = Paragraph::new()
            .add_run(Run::new().add_text("R: Ik was "))
            .add_delete(Delete::new().add_run(Run::new().add_delete_text("boos")))
            .add_insert(Insert::new(Run::new().add_text("bang ")))
            .add_comment_start(comment)
            .add_run(Run::new().add_text("en stil"))
            .add_comment_end(1)
            .add_run(Run::new().add_text("."));
        let control = StructuredDataTag::new().add_paragraph(text("I: Waarom?"));
        let docx = Docx::new().add_structured_data_tag(control).add_paragraph(changed).add_paragraph(text("I: Ja."));
        let reading = read(docx);
        assert_eq!(quotes(&reading), rows(&[("I", "Waarom?"), ("R", "Ik was bang en stil."), ("I", "Ja.")]));
        assert_eq!(reading.report.dropped, [("deleted with tracked changes".to_owned(), 4)]);
        let [note] = &reading.annotations[..] else { panic!("one comment") };
        assert_eq!(note.span.of(&reading.document.text), "en stil");
        assert_eq!((note.label.as_str(), note.author.as_str()), ("schaamte", "O'Brien"));
    }

    fn said(error: &Error) -> String {
        format!("{error} ({})", error.help().unwrap_or("no help"))
    }

    #[test]
    fn what_is_no_document_says_so() {
        let whole = packed(Docx::new().add_paragraph(text("I: Dag.")));
        for (bytes, words) in [
            (&b"gewone tekst"[..], "not a Word document"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
            (b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "without a Word document"),
            (&whole[..whole.len() / 2], "cut off"),
            (b"", "not a Word document"),
        ] {
            let error = try_read(bytes).expect_err(words);
            assert!(said(&error).contains(words) && error.path().is_some(), "{}", said(&error));
        }
        // The part is there under another name: what docx-rs asks for is missing.
        let name = b"word/_rels/document.xml.rels";
        let mut lacking = whole;
        for (header, length) in [(b"PK\x03\x04", 30), (b"PK\x01\x02", 46)] {
            let named = |at: &usize| lacking[*at..].starts_with(header) && lacking[at + length..].starts_with(name);
            let at = (0..lacking.len() - length).find(named).expect("the part is in the archive") + length;
            lacking[at..at + name.len()].copy_from_slice(b"word/_rels/docvment.xml.rels");
        }
        let error = try_read(&lacking).expect_err("a part is missing");
        assert!(said(&error).contains("lacks the part word/_rels/document.xml.rels"), "{}", said(&error));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn a_truncated_or_damaged_document_never_panics(cut in 0usize..20_000, at in 0usize..20_000, byte in any::<u8>()) {
            let mut bytes = packed(Docx::new().add_paragraph(text("I: Dag?")).add_paragraph(text("R: Ja.")));
            let end = cut.min(bytes.len());
            prop_assert!(end == bytes.len() || try_read(&bytes[..end]).is_err());
            if let Some(damaged) = bytes.get_mut(at) {
                *damaged = byte;
            }
            let _ = try_read(&bytes);
        }

        #[test]
        fn any_paragraphs_are_written_and_tiled(
            paragraphs in prop::collection::vec("(I: |R: |Eva   0:1[0-9])?[a-zé?. \n\t()]{0,12}", 0..8), question in any::<bool>()
        ) {
            let mut docx = Docx::new();
            for words in &paragraphs {
                docx = docx.add_paragraph(if question && words.contains('?') { bold(words) } else { text(words) });
            }
            let reading = read(docx);
            let mut at = 0;
            for piece in reading.document.pieces() {
                let (Piece::Turn(_, span) | Piece::Margin(span)) = piece;
                prop_assert_eq!(span.start, at);
                at = span.end;
            }
            prop_assert_eq!(at as usize, reading.document.text.len());
        }
    }
}
