//! What in a transcript as it was read gives reason to look at it again.

use memchr::memchr2_iter;

use crate::diagnostic::Diagnostic;

use super::{Document, LineBreaks, Turn};

/// So many paragraphs without a label are a stretch in which somebody else may speak.
const STRETCH: usize = 12;

/// Unless turns are usually as long as that: so many times the middle one.
const TIMES_USUAL: usize = 6;

/// How many places a diagnostic names.
const SHOWN: usize = 5;

/// The doubts about a labelled transcript: stretches without a label, and times that run backwards.
pub(super) fn doubts(document: &Document) -> Vec<Diagnostic> {
    if !document.is_labelled() {
        return Vec::new();
    }
    unlabelled(document).into_iter().chain(backwards(document)).collect()
}

/// Long turns of many paragraphs among short ones: perhaps labels that are missing there.
fn unlabelled(document: &Document) -> Option<Diagnostic> {
    // Breaks are found many bytes at a time; few transcripts have a turn with so many.
    let breaks = |turn: &Turn| memchr2_iter(b'\n', b'\r', turn.span.of(&document.text).as_bytes()).count();
    let each = if document.line_breaks == LineBreaks::Wrap { 2 } else { 1 };
    if document.turns.iter().all(|turn| breaks(turn) / each + 1 < STRETCH) {
        return None;
    }
    let paragraphs = |turn: &Turn| document.line_breaks.paragraphs(turn.span.of(&document.text)).len();
    let counts: Vec<usize> = document.turns.iter().map(paragraphs).collect();
    let mut sorted = counts.clone();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied()?;
    let least = STRETCH.max(usual * TIMES_USUAL);
    let long: Vec<usize> = (0..counts.len()).filter(|&turn| counts[turn] >= least).collect();
    let paragraphs: usize = long.iter().map(|&turn| counts[turn]).sum();
    let stretches = if long.len() == 1 { "one stretch".to_owned() } else { format!("{} stretches", long.len()) };
    (!long.is_empty()).then(|| {
        let message = format!("{stretches} without a label, {paragraphs} paragraphs in all: {}", places(&long));
        Diagnostic::warning("unlabelled-stretch", message)
            .help("if somebody else speaks there, give each change of speaker its label; else nothing is wrong")
    })
}

/// Turns that begin before the one above them: an hour mistyped, or two recordings in one file.
fn backwards(document: &Document) -> Option<Diagnostic> {
    let mut before = 0;
    let mut turns: Vec<usize> = Vec::new();
    for (i, turn) in document.turns.iter().enumerate() {
        let Some(time) = turn.time else { continue };
        if time.start < before {
            turns.push(i);
        }
        before = time.start;
    }
    (!turns.is_empty()).then(|| {
        let message = format!("times run backwards: {}", places(&turns));
        Diagnostic::warning("times-backwards", message)
            .help("correct the times there; two recordings are better kept in two files")
    })
}

/// `turns 12, 40, …`
fn places(turns: &[usize]) -> String {
    let shown: Vec<String> = turns.iter().take(SHOWN).map(|turn| (turn + 1).to_string()).collect();
    let more = if turns.len() > SHOWN { ", …" } else { "" };
    let word = if turns.len() == 1 { "turn" } else { "turns" };
    format!("{word} {}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use crate::corpus::{ReadOptions, Reading};

    fn kinds(text: &str) -> Vec<(&'static str, String)> {
        let found = Reading::of_text("r1", text, &ReadOptions::default()).report.diagnostics;
        found
            .into_iter()
            .filter(|found| ["unlabelled-stretch", "times-backwards"].contains(&found.kind))
            .map(|found| (found.kind, found.message))
            .collect()
    }

    #[test]
    fn many_paragraphs_without_a_label_among_short_turns_are_told() {
        let exchange = "I: Hoe was dat?\n\nR: Zwaar.\n\n".repeat(4);
        let stretch = "En toen?\n\nToen ging ik.\n\n".repeat(6);
        let told = kinds(&format!("{exchange}I: Waarom?\n\nR: Daarom.\n\n{stretch}"));
        let expected = "one stretch without a label, 13 paragraphs in all: turn 10".to_owned();
        assert_eq!(told, [("unlabelled-stretch", expected)]);
        assert_eq!(kinds(&format!("{exchange}I: Waarom?\n\nR: Daarom.\n\n{stretch}").replace('\n', "\r\n")), told);
        assert!(kinds(&format!("{exchange}I: Waarom?\n\nR: Daarom.\n\nEcht.\n\nHeus.\n")).is_empty());
    }

    #[test]
    fn long_turns_among_long_ones_are_usual() {
        let long = "En toen ging ik.\n\n".repeat(13);
        assert!(kinds(&format!("I: Hoe?\n\n{long}R: Zo.\n\n{long}").repeat(3)).is_empty());
    }

    #[test]
    fn times_that_run_backwards_are_told() {
        let text = "I: [00:01:00] Hoe?\n\nR: [00:02:00] Zo.\n\nI: [00:00:10] En?\n\nR: [00:00:20] Ja.\n";
        assert_eq!(kinds(text), [("times-backwards", "times run backwards: turn 3".to_owned())]);
        assert!(kinds(&text.replace("00:00:", "00:03:")).is_empty());
    }
}
