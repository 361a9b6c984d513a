//! A transcript as plain text that any program reads.

use crate::corpus::Document;
use crate::ids::TurnId;

/// The turns of a transcript, a paragraph each: the speaker's label and a colon, and the words as a quote shows them;
/// a blank line between turns.
///
/// Times, markup, headers and what else nobody said are left out; events stay. A turn without a speaker has no label.
///
/// ```
/// use kantlijn::corpus::{ReadOptions, Reading};
/// use kantlijn::render::plain_text;
///
/// let text = "Gesprek 3\n\n**I**: [00:01] Hoe was\ndat?\n**R**: Zwaar. (lacht)\n**I**: En nu?\n**R**: Beter.\n";
/// let reading = Reading::of_text("r3", text, &ReadOptions::default());
/// assert_eq!(plain_text(&reading.document), "I: Hoe was dat?\n\nR: Zwaar. (lacht)\n\nI: En nu?\n\nR: Beter.\n");
/// ```
#[must_use]
pub fn plain_text(document: &Document) -> String {
    let mut text = String::with_capacity(document.text.len());
    for (i, turn) in document.turns.iter().enumerate() {
        if i > 0 {
            text.push('\n');
        }
        if let Some(speaker) = document.speaker(TurnId::new(i)) {
            text.push_str(&speaker.label);
            text.push_str(": ");
        }
        document.quote_into(turn.span, &mut text);
        text.push('\n');
    }
    text
}
