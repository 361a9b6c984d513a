//! Word: paragraphs and tables become text, comments become annotations, accepted changes are taken.

mod archive;
mod rewritten;
mod table;
mod write;

use std::collections::BTreeMap;

use docx_rs::{
    Bold, Comment, CommentChild, CommentRangeEnd, Delete, DeleteChild, DocumentChild, Docx, Insert, InsertChild,
    Italic, MoveToChild, Paragraph, ParagraphChild, Run, RunChild, RunProperty, StructuredDataTag,
    StructuredDataTagChild, Style,
};

use crate::corpus::{Annotation, LineBreaks, ReadOptions, ReadReport, Time};
use crate::error::Result;
use crate::text::{Span, words};

use super::prose::{empty, shown};
use super::{Draft, Format, Source};

/// Documents of Word 2007 and later.
pub const FORMAT: Format = Format { name: "word", extensions: &["docx"], read, stretches: None };

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let docx = archive::open(source)?;
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
    /// Whether tables are passed over.
    without_tables: bool,
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
            without_tables: false,
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

#[cfg(test)]
mod tests;
