//! Codings of small interviews, for tests.

use crate::corpus::Document;
use crate::ids::{CodeId, CoderId, RuleId};
use crate::segment::samples::place;
use crate::text::Span;

use super::{Coding, Mention, Stance, Status};

/// A person's coding of the first passage with these words.
pub(crate) fn by_hand(document: &Document, code: u32, words: &str) -> Coding {
    let span = place(document, words);
    Coding {
        document: document.id,
        turn: document.turn_at(span.start),
        code: CodeId(code),
        coder: CoderId(1),
        span,
        stance: None,
        prompted: None,
        status: Status::Accepted,
        mentions: Vec::new(),
        rules: None,
        memo: String::new(),
    }
}

/// A rule's coding of the first passage with these words, on these mentions in it.
pub(crate) fn by_rule(document: &Document, code: u32, words: &str, mentions: &[&str]) -> Coding {
    let mut coding = by_hand(document, code, words);
    coding.coder = CoderId(0);
    coding.status = Status::Proposed;
    coding.stance = Some(Stance::Affirmed);
    coding.prompted = Some(false);
    coding.mentions = mentions.iter().map(|words| mention(code, coding.span, words, document)).collect();
    coding
}

fn mention(code: u32, within: Span, words: &str, document: &Document) -> Mention {
    let start = within.start as usize + within.of(&document.text).find(words).unwrap();
    Mention {
        code: CodeId(code),
        rule: RuleId(code),
        also: Vec::new(),
        span: Span::new(start, start + words.len()),
        matched: Vec::new(),
        stance: Stance::Affirmed,
        cue: None,
    }
}
