//! From captions to turns: what subtitles and the segments of speech recognition have in common.

use crate::corpus::{LineBreaks, Time};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::wording::{either, several};

use super::{Draft, DraftTurn, TextWriter};

/// A stretch of speech as a recorder cuts it: by length and pauses, not by speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Caption {
    /// Who speaks, if the file says so.
    pub speaker: Option<String>,
    /// When.
    pub time: Option<Time>,
    /// The words.
    pub text: String,
}

/// A silence in milliseconds that ends a turn where no speaker is marked.
const PAUSE: u64 = 2000;

/// Writes captions as turns into `draft`: those of one speaker in a row are one turn, of one paragraph.
/// Where nobody is marked in the whole file, a pause of more than two seconds ends a turn.
pub(super) fn captions_to_draft(captions: &[Caption], mut draft: Draft) -> Draft {
    let labelled = captions.iter().any(|caption| caption.speaker.is_some());
    let mut writer = TextWriter::default();
    let mut rest = captions;
    while let Some(first) = rest.first() {
        let goes_on = |pair: &&[Caption]| {
            if labelled { pair[0].speaker == pair[1].speaker } else { !pauses(pair[0].time, pair[1].time) }
        };
        let length = 1 + rest.windows(2).take_while(goes_on).count();
        let (turn, after) = rest.split_at(length);
        rest = after;
        let words: Vec<&str> = turn.iter().flat_map(|caption| caption.text.split_whitespace()).collect();
        if words.is_empty() {
            continue;
        }
        let span = writer.turn(&words.join(" "));
        draft.turns.push(DraftTurn {
            span,
            speaker: first.speaker.as_deref().map(Into::into),
            time: whole(turn),
            question: false,
        });
    }
    if !labelled && !draft.turns.is_empty() {
        draft.report.diagnostics.push(
            Diagnostic::warning(
                "no-speakers",
                format!(
                    "no speaker is marked: {} {} joined into {} by pauses of more than 2 seconds",
                    several(captions.len(), "caption"),
                    either(captions.len(), "was", "were"),
                    several(draft.turns.len(), "turn")
                ),
            )
            .help("an interviewer's words are counted too; export the transcript with speakers, if the service can"),
        );
    }
    draft.report.diagnostics.extend(overlaps(captions));
    draft.text = writer.text;
    draft.line_breaks = LineBreaks::Paragraph;
    draft
}

/// That some begin to speak while others do, if so.
pub(super) fn overlaps(captions: &[Caption]) -> Option<Diagnostic> {
    // Who has spoken the longest so far, and the longest of all others.
    let mut latest: [(u64, Option<&str>); 2] = [(0, None); 2];
    let (mut count, mut before) = (0, None);
    for caption in captions {
        let Some(time) = caption.time else { continue };
        // Two in one caption share its time, one after the other.
        let is_shared = before.replace(time) == Some(time);
        let speaker = caption.speaker.as_deref();
        let own = latest[0].1 == speaker;
        count += usize::from(latest[usize::from(own)].0 > time.start && !is_shared);
        let end = time.end.unwrap_or(time.start);
        if own {
            latest[0].0 = latest[0].0.max(end);
        } else if end > latest[0].0 {
            latest = [(end, speaker), latest[0]];
        } else if end > latest[1].0 {
            latest[1] = (end, speaker);
        }
    }
    let (s, verb) = if count == 1 { ("", "begins") } else { ("s", "begin") };
    (count > 0).then(|| {
        Diagnostic::note("overlapping-speech", format!("{count} utterance{s} {verb} while somebody else still speaks"))
            .help(
                "listen to these places before you quote them: who answers whom may differ from the order on the page",
            )
    })
}

/// Whether a long silence lies between two stretches of speech.
pub(super) fn pauses(before: Option<Time>, after: Option<Time>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => after.start > before.end.unwrap_or(before.start).saturating_add(PAUSE),
        _ => false,
    }
}

fn whole(turn: &[Caption]) -> Option<Time> {
    let times = || turn.iter().filter_map(|caption| caption.time);
    let start = times().map(|time| time.start).min()?;
    Some(Time { start, end: times().filter_map(|time| time.end).max() })
}

/// Milliseconds of a time: `83`, `83.5`, `83,5` (seconds), `1:23`, `1:23.500`, `00:01:23,5`.
///
/// Minutes and seconds after a colon are below sixty; more is no time.
pub(super) fn milliseconds(time: &str) -> Option<u64> {
    let time = time.trim();
    let (whole, fraction) = time.split_once(['.', ',']).unwrap_or((time, ""));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !(fraction.is_empty() || digits(fraction)) || time.ends_with(['.', ',']) {
        return None;
    }
    let parts: Vec<&str> = whole.split(':').collect();
    if parts.len() > 3 {
        return None;
    }
    let mut seconds = 0_u64;
    for (i, part) in parts.iter().enumerate() {
        let number: u64 = if digits(part) { part.parse().ok()? } else { return None };
        if i > 0 && (number > 59 || part.len() > 2) {
            return None;
        }
        seconds = seconds.checked_mul(60)?.checked_add(number)?;
    }
    let millis: u64 = format!("{:0<3.3}", fraction).parse().ok()?;
    seconds.checked_mul(1000)?.checked_add(millis)
}

/// Whether a line break or a paragraph may begin with a label: `Name:` and then words or nothing.
///
/// Short, no more than four words, beginning with a letter or a bracket and without a sentence's signs.
pub(super) fn label_before_colon(line: &str) -> Option<(&str, Span)> {
    let line_start = line.len() - line.trim_start_matches(|c: char| c.is_whitespace() || c == '-' || c == '–').len();
    let (label, after) = line.get(line_start..)?.split_once(':')?;
    let short = label.chars().count() <= 40 && (1..=4).contains(&label.split_whitespace().count());
    let begins = label.starts_with(|c: char| c.is_alphabetic() || c == '[');
    let plain =
        !label.contains(['.', ',', '?', '!', ';', '"', '“', '…', '/']) || label.ends_with('.') && label.len() <= 4;
    let closed = label.starts_with('[') == label.trim_end().ends_with(']');
    let parted = after.is_empty() || after.starts_with(char::is_whitespace);
    if !(short && begins && plain && closed && parted) {
        return None;
    }
    let words_start = line.len() - after.trim_start().len();
    let name = label.trim().trim_start_matches('[').trim_end_matches(']').trim();
    (!name.is_empty()).then(|| (name, Span::new(line_start, words_start)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{label_before_colon, milliseconds};

    #[test]
    fn times_are_read_in_every_shape() {
        for (time, expected) in [
            ("83", Some(83_000)),
            ("83,5", Some(83_500)),
            ("0:15", Some(15_000)),
            ("00:01:23.045", Some(83_045)),
            ("100:00:00,000", Some(360_000_000)),
            ("1:60", None),
            ("00:00:1d.890", None),
            ("", None),
            ("12.", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(milliseconds(time), expected, "{time}");
        }
    }

    #[test]
    fn a_label_is_short_and_has_no_sentence_in_it() {
        let label =
            |line: &'static str| label_before_colon(line).map(|(name, span)| (name, &line[span.end as usize..]));
        assert_eq!(label("Karim: Nu?"), Some(("Karim", "Nu?")));
        assert_eq!(label("- [Anna de Boer]: Ja"), Some(("Anna de Boer", "Ja")));
        assert_eq!(label("SPEAKER_00:"), Some(("SPEAKER_00", "")));
        assert_eq!(label("[onverstaanbaar: 12 seconden]"), None);
        assert_eq!(label("om 10:30 uur"), None);
        assert_eq!(label("Ja, ik dacht: dit gaat mis"), None);
        assert_eq!(label("Zie http://voorbeeld.nl"), None);
    }

    proptest! {
        #[test]
        fn no_line_is_too_strange(line in any::<String>()) {
            if let Some((_, span)) = label_before_colon(&line) {
                prop_assert!(line.get(span.range()).is_some());
            }
            let _ = milliseconds(&line);
        }
    }
}
