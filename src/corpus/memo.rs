//! Memos: what researchers note of cases and transcripts, beside what is said in them.

/// Adds a note to a memo, below a blank line, unless the memo has it already: of one case several rows may say the same.
///
/// Line ends become line feeds, since another program may have written them.
pub(crate) fn add_note(memo: &mut String, note: &str) {
    let note = note.replace("\r\n", "\n").replace('\r', "\n");
    let note = note.trim();
    if note.is_empty() || has_note(memo, note) {
        return;
    }
    if !memo.is_empty() {
        memo.push_str(BETWEEN);
    }
    memo.push_str(note);
}

/// What stands between two notes.
const BETWEEN: &str = "\n\n";

/// Whether a note is one of those in a memo: whole, not some words of another.
fn has_note(memo: &str, note: &str) -> bool {
    memo.match_indices(note).any(|(start, _)| {
        let (before, after) = (&memo[..start], &memo[start + note.len()..]);
        (before.is_empty() || before.ends_with(BETWEEN)) && (after.is_empty() || after.starts_with(BETWEEN))
    })
}

#[cfg(test)]
mod tests {
    use super::add_note;

    #[test]
    fn notes_stand_in_order_and_each_once() {
        let mut memo = String::new();
        for note in [" Belde later.\r\nWas moe. ", "", "Belde", "Belde later.\nWas moe.", "Moe.", "Belde"] {
            add_note(&mut memo, note);
        }
        assert_eq!(memo, "Belde later.\nWas moe.\n\nBelde\n\nMoe.");
        let whole = memo.clone();
        add_note(&mut memo, &whole);
        assert_eq!(memo, whole, "a memo that comes back adds nothing");
    }
}
