//! Word: paragraphs and tables become text, comments become annotations, accepted changes are taken.

mod archive;
mod aside;
mod rewritten;

use std::collections::BTreeMap;

use docx_rs::{
    Bold, Comment, CommentChild, CommentRangeEnd, Delete, DeleteChild, DocumentChild, Docx, Insert, InsertChild,
    Italic, MoveToChild, Paragraph, ParagraphChild, Run, RunChild, RunProperty, StructuredDataTag,
    StructuredDataTagChild, Style, Table, TableCellContent, TableChild, TableRowChild,
};

use crate::corpus::{ReadOptions, ReadReport};
use crate::error::Result;

use super::paragraphs::{CommentId, Paragraphs, names_a_heading};
use super::prose::shown;
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
    let beside =
        aside::aside(source.bytes).into_iter().map(|(what, characters)| (what.to_owned(), characters)).collect();
    let report = ReadReport { format: FORMAT.name, dropped: beside, ..ReadReport::default() };
    Ok(vec![gathered.paragraphs.draft(report, options, &shown(source.path))])
}

/// Where deleted and hidden characters are counted.
const DELETED: &str = "deleted with tracked changes";
const HIDDEN: &str = "hidden text";

/// The paragraphs so far, and what a document says of its styles and comments elsewhere.
struct Gathered<'a> {
    styles: BTreeMap<&'a str, &'a Style>,
    says: BTreeMap<usize, &'a Comment>,
    paragraphs: Paragraphs,
    /// Comments whose start was seen.
    open: Vec<(usize, CommentId)>,
}

impl<'a> Gathered<'a> {
    fn new(docx: &'a Docx) -> Self {
        Self {
            styles: docx.styles.styles.iter().map(|style| (style.style_id.as_str(), style)).collect(),
            says: docx.comments.inner().iter().map(|comment| (comment.id, comment)).collect(),
            paragraphs: Paragraphs::default(),
            open: Vec::new(),
        }
    }

    fn paragraph(&mut self, paragraph: &'a Paragraph) {
        let style = paragraph.property.style.as_ref().and_then(|style| self.styles.get(style.val.as_str()).copied());
        let named = || paragraph.property.style.as_ref().is_some_and(|style| names_a_heading(&style.val));
        if paragraph.property.outline_lvl.is_some() || named() {
            self.paragraphs.heading();
        }
        for child in &paragraph.children {
            self.child(child, style);
        }
        // A paragraph mark that was deleted joins the paragraph to the next.
        if paragraph.property.run_property.del.is_none() {
            self.paragraphs.end();
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
                DeleteChild::Run(run) => {
                    self.paragraphs.drop(DELETED, run.children.iter().map(deleted).sum());
                }
                DeleteChild::CommentStart(start) => self.comment_starts(start.id),
                DeleteChild::CommentEnd(end) => self.comment_ends(end),
            }
        }
    }

    fn run(&mut self, run: &'a Run, style: Option<&'a Style>) {
        let before = self.paragraphs.length();
        if run.run_property.vanish.is_some() {
            self.paragraphs.drop(HIDDEN, run.children.iter().map(length).sum());
            return;
        }
        for child in &run.children {
            match child {
                RunChild::Text(text) => {
                    // Line ends in the XML itself are white space; breaks have an element of their own.
                    let plain = text.text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c });
                    self.paragraphs.characters(plain);
                }
                RunChild::Tab(_) | RunChild::PTab(_) => self.paragraphs.tab(),
                RunChild::Break(_) | RunChild::CarriageReturn(_) => self.paragraphs.line_break(),
                RunChild::DeleteText(_) => self.paragraphs.drop(DELETED, deleted(child)),
                RunChild::CommentStart(start) => self.comment_starts(start.id),
                RunChild::CommentEnd(end) => self.comment_ends(end),
                _ => {}
            }
        }
        if self.paragraphs.has_words_since(before) {
            let bold = self.is_set(&run.run_property, style, |p| p.bold.as_ref().map(|b| *b == Bold::new()));
            let italic = self.is_set(&run.run_property, style, |p| p.italic.as_ref().map(|i| *i == Italic::new()));
            self.paragraphs.set_since(bold, italic);
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
        self.paragraphs.end();
    }

    fn table(&mut self, table: &'a Table) {
        self.paragraphs.end();
        self.paragraphs.begin_table();
        for TableChild::TableRow(row) in &table.rows {
            self.paragraphs.begin_row();
            for TableRowChild::TableCell(cell) in &row.cells {
                self.paragraphs.begin_cell();
                for child in &cell.children {
                    match child {
                        TableCellContent::Paragraph(paragraph) => self.paragraph(paragraph),
                        TableCellContent::StructuredDataTag(control) => self.control(control),
                        TableCellContent::Table(table) => self.table(table),
                        _ => {}
                    }
                }
                self.paragraphs.end_cell();
            }
        }
        self.paragraphs.end_table();
    }

    fn comment_starts(&mut self, id: usize) {
        let comment = self.paragraphs.begin_comment();
        self.open.push((id, comment));
    }

    fn comment_ends(&mut self, end: &CommentRangeEnd) {
        // The id of an end is private, so it is found by comparing.
        if let Some(at) = self.open.iter().position(|(id, _)| *end == CommentRangeEnd::new(*id)) {
            let (id, comment) = self.open.remove(at);
            self.paragraphs.end_comment(comment);
            if let Some(says) = self.says.get(&id) {
                self.paragraphs.fill_comment(comment, &comment_text(says), &unescaped(&says.author));
            }
        }
    }
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
