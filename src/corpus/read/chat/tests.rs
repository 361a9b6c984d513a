use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::corpus::settle::settle;
use crate::corpus::{GapKind, Reading};
use crate::scope::Part;

fn tried(bytes: &[u8]) -> Result<Draft> {
    let source = Source { path: Path::new("t.cha"), bytes };
    (FORMAT.read)(&source, &ReadOptions::default()).map(|mut drafts| drafts.remove(0))
}

fn settled(text: &str) -> Reading {
    settle(tried(text.as_bytes()).unwrap_or_else(|error| panic!("{error}")), &ReadOptions::default())
}

const INTERVIEW: &str = "\u{feff}@UTF8\r\n@Begin\r\n@Languages:\tnld\r\n\
    @Participants:\tABC Anna Investigator, XYZ Participant\r\n@ID:\tnld|k|XYZ|41;|female|||Participant|||\r\n\
    @Date:\t07-MAR-2019\r\n@Comment:\tverzonnen\r\n\
    *ABC:\thoe ging dat , die &-uh eerste keer ? \u{15}0_1500\u{15}\r\n%mor:\tadv|hoe v|ging\r\n\
    *XYZ:\tnou (.) ik ging\r\n\tlangs de achterdeur . \u{15}1400_4000\u{15}\r\n%com:\tlacht\r\n\
    *XYZ:\t&=lacht_hard ik [/] ik schaamde me dood . \u{15}4000_6000\u{15}\r\n\
    *ABC:\t0 [=! knikt] .\r\n*XYZ:\ten toen +...\r\n@End\r\n";

#[test]
fn utterances_become_paragraphs_of_turns_with_times() {
    let reading = settled(INTERVIEW);
    let document = &reading.document;
    assert_eq!(
        document.text,
        "hoe ging dat, die uh eerste keer?\n\nnou (.) ik ging langs de achterdeur.\n[lacht hard] ik ik schaamde me \
         dood.\n\n[knikt].\n\nen toen…"
    );
    let turns: Vec<(&str, Option<Time>)> = document
        .turns
        .iter()
        .map(|turn| (document.speakers[turn.speaker.map_or(0, |id| id.index())].label.as_str(), turn.time))
        .collect();
    let time = |start, end| Some(Time { start, end: Some(end) });
    // A turn without words is dropped.
    assert_eq!(turns, [("ABC", time(0, 1500)), ("XYZ", time(1400, 6000)), ("XYZ", None)]);
    let gaps: Vec<(&str, GapKind)> = document.gaps.iter().map(|gap| (gap.span.of(&document.text), gap.kind)).collect();
    assert_eq!(gaps, [("(.)", GapKind::Event), ("[lacht hard]", GapKind::Event)]);
}

#[test]
fn roles_headers_and_what_was_left_out_are_told() {
    let reading = settled(INTERVIEW);
    let document = &reading.document;
    assert_eq!(document.speakers[0].part, Part::Interviewer);
    assert_eq!(reading.report.interviewer, "label `ABC`, by the role that the file gives");
    assert_eq!(document.speakers[1].variables.get("age"), Some("41"));
    assert_eq!(document.language.as_deref(), Some("nl"));
    assert_eq!(document.variables.get("date"), Some("2019-03-07"));
    let dropped = &reading.report.dropped;
    assert_eq!(dropped[0], ("dependent tiers (%com, %mor)".to_owned(), 5 + 14));
    assert_eq!(dropped[1], ("headers and comments".to_owned(), 9));
    assert_eq!(dropped[2].1, 3 + 1);
    let kinds: Vec<&str> = reading.report.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect();
    assert_eq!(kinds, ["overlapping-speech"]);
}

#[test]
fn anothers_words_within_a_turn_are_not_its_own() {
    let reading = settled("*A:\ttoen &*B:ja_hoor kwam ze .\n");
    let document = &reading.document;
    assert_eq!(document.text, "toen //B: ja hoor// kwam ze.");
    let gap = document.gaps[0];
    assert_eq!((gap.span.of(&document.text), gap.kind), ("//B: ja hoor//", GapKind::Overlap));
}

#[test]
fn odd_lines_keep_their_words_and_strangers_are_named() {
    let text =
        "@Begin\n@Participants:\tABC Investigator, XYZ Participant\n*ABC:\ten toen ?\nnog iets\n*ABX:\tja .\n* los\n";
    let draft = tried(text.as_bytes()).unwrap();
    assert_eq!(draft.text, "en toen? nog iets\n\nja. * los");
    let said: Vec<&str> = draft.report.diagnostics.iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert!(said[0].ends_with("line 4, 6"), "{}", said[0]);
    assert!(said[1].contains("`*ABX:` (1)"), "{}", said[1]);
}

#[test]
fn a_file_without_utterances_is_refused_with_the_mend() {
    let error = tried(b"@UTF8\n@Begin\n@End\n").unwrap_err();
    assert!(error.to_string().contains("no utterances"), "{error}");
    assert!(error.help().is_some());
}

#[test]
fn cut_off_anywhere_it_is_read_or_refused() {
    for end in 0..INTERVIEW.len() {
        if let Ok(draft) = tried(&INTERVIEW.as_bytes()[..end]) {
            let _ = settle(draft, &ReadOptions::default());
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_in_it_are_read_or_refused(at in 0..INTERVIEW.len(), bytes in prop::collection::vec(any::<u8>(), 1..6)) {
        let mut changed = INTERVIEW.as_bytes().to_vec();
        changed.splice(at..(at + bytes.len()).min(changed.len()), bytes);
        if let Ok(draft) = tried(&changed) {
            let _ = settle(draft, &ReadOptions::default());
        }
    }
}
