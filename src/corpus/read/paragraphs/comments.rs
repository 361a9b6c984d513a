//! Comments in the margin: which words they are on when the text is written.

use crate::corpus::Annotation;
use crate::corpus::read::Draft;
use crate::text::Span;

use super::{Paragraphs, Place};

/// A comment that was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::corpus::read) struct CommentId(usize);

/// A comment: on which words, what it says, and who wrote it.
#[derive(Debug)]
pub(super) struct Comment {
    pub start: Place,
    pub end: Place,
    text: String,
    author: String,
}

impl Paragraphs {
    /// Begins a comment here. It is on no words, and so on its paragraph, until it is ended, and nothing until it is filled.
    pub(in crate::corpus::read) fn begin_comment(&mut self) -> CommentId {
        let here = self.here();
        self.comments.push(Comment { start: here, end: here, text: String::new(), author: String::new() });
        CommentId(self.comments.len() - 1)
    }

    /// Ends the words that a comment is on.
    pub(in crate::corpus::read) fn end_comment(&mut self, CommentId(id): CommentId) {
        self.comments[id].end = self.here();
    }

    /// Says what a comment says, and who wrote it.
    pub(in crate::corpus::read) fn fill_comment(&mut self, CommentId(id): CommentId, text: &str, author: &str) {
        let comment = &mut self.comments[id];
        comment.text = text.trim().to_owned();
        comment.author = author.trim().to_owned();
    }

    /// Makes annotations of the comments. One on a point is one on its paragraph.
    pub(super) fn annotate(&self, places: &[Span], draft: &mut Draft) {
        let at = |(block, byte): Place| match places.get(block) {
            Some(span) => (span.start as usize).saturating_add(byte).min(span.end as usize),
            None => draft.text.len(),
        };
        let mut made = Vec::new();
        for comment in self.comments.iter().filter(|comment| !comment.text.is_empty()) {
            let (mut from, mut to) = (at(comment.start), at(comment.end).max(at(comment.start)));
            if draft.text.get(from..to).is_none_or(|words| words.trim().is_empty()) {
                let Some(span) = places.get(comment.start.0).or(places.last()) else { continue };
                (from, to) = (span.start as usize, span.end as usize);
            }
            let Some(words) = draft.text.get(from..to) else { continue };
            let lead = words.len() - words.trim_start().len();
            let span = Span::new(from + lead, from + lead + words.trim().len());
            if !span.is_empty() {
                let (label, author) = (comment.text.clone(), comment.author.clone());
                made.push(Annotation { span, label, author, note: None });
            }
        }
        made.sort_by_key(|annotation| annotation.span);
        draft.annotations = made;
    }
}
