use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::corpus::settle::settle;
use crate::scope::Part;

fn tried(bytes: &[u8]) -> Result<Draft> {
    let source = Source { path: Path::new("t.exb"), bytes };
    (FORMAT.read)(&source, &ReadOptions::default()).map(|mut drafts| drafts.remove(0))
}

const INTERVIEW: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- (c) -->\n<basic-transcription><head><meta-information>\
    <project-name>Deuren</project-name><ud-meta-information><ud-information attribute-name=\"Plaats\">Ede</ud-information>\
    </ud-meta-information><comment>verzonnen</comment><transcription-convention>HIAT</transcription-convention></meta-information>\
    <speakertable><speaker id=\"SPK0\"><abbreviation>ANN</abbreviation><sex value=\"f\"/><languages-used><language lang=\"nld\"/>\
    </languages-used><ud-speaker-information><ud-information attribute-name=\"Role\">Interviewer</ud-information>\
    </ud-speaker-information></speaker><speaker id=\"SPK1\"><abbreviation>KAR</abbreviation><sex value=\"m\"/><languages-used>\
    <language lang=\"nld\"/></languages-used></speaker></speakertable></head><basic-body><common-timeline>\
    <tli id=\"T0\" time=\"0.0\"/><tli id=\"T1\" time=\"1.5\"/><tli id=\"T2\"/><tli id=\"T3\" time=\"4.0\"/><tli id=\"T4\"/>\
    </common-timeline>\
    <tier id=\"TIE0\" speaker=\"SPK0\" category=\"v\" type=\"t\" display-name=\"ANN [v]\"><event start=\"T0\" end=\"T1\">Hoe ging dat? </event>\
    <event start=\"T2\" end=\"T3\">Hm̀. </event></tier>\
    <tier id=\"TIE1\" speaker=\"SPK1\" category=\"v\" type=\"t\" display-name=\"KAR [v]\"><event start=\"T1\" end=\"T2\">Langs de ach</event>\
    <event start=\"T2\" end=\"T3\">terdeur &amp; ((lacht)) </event><event start=\"T3\" end=\"T4\">terug. </event></tier>\
    <tier id=\"TIE2\" speaker=\"SPK1\" category=\"en\" type=\"a\" display-name=\"KAR [en]\"><event start=\"T1\" end=\"T3\">back door</event></tier>\
    <tier id=\"TIE3\" category=\"nn\" type=\"d\" display-name=\"[nn]\"><event start=\"T0\" end=\"T1\">deur</event></tier>\
    </basic-body></basic-transcription>";

#[test]
fn transcription_is_speech_and_words_are_whole() {
    let draft = tried(INTERVIEW.as_bytes()).unwrap();
    let turns: Vec<(&str, &str)> =
        draft.turns.iter().map(|turn| (turn.speaker.as_deref().unwrap_or(""), turn.span.of(&draft.text))).collect();
    assert_eq!(
        turns,
        [("ANN", "Hoe ging dat?"), ("KAR", "Langs de achterdeur & ((lacht))"), ("ANN", "Hm̀."), ("KAR", "terug.")]
    );
    let times: Vec<Option<Time>> = draft.turns.iter().map(|turn| turn.time).collect();
    let time = |start, end| Some(Time { start, end });
    assert_eq!(times, [time(0, Some(1500)), time(1500, Some(4000)), None, time(4000, None)]);
    assert_eq!(
        draft.report.dropped,
        [
            ("comments in the head".to_owned(), 9),
            ("tiers of annotations: `KAR [en]`".to_owned(), 9),
            ("tiers of descriptions: `[nn]`".to_owned(), 4),
        ]
    );
}

#[test]
fn the_speaker_table_says_who_asks() {
    let reading = settle(tried(INTERVIEW.as_bytes()).unwrap(), &ReadOptions::default());
    let speakers = &reading.document.speakers;
    assert_eq!((speakers[0].part, speakers[1].part), (Part::Interviewer, Part::Participant));
    assert_eq!(speakers[1].variables.get("sex"), Some("m"));
    let variables: Vec<_> = reading.document.variables.iter().collect();
    assert_eq!(variables, [("language", "nl"), ("project", "Deuren"), ("plaats", "Ede"), ("convention", "HIAT")]);
}

#[test]
fn another_file_is_refused_with_the_mend() {
    assert!(tried(b"<segmented-transcription/>").unwrap_err().help().is_some());
}

#[test]
fn cut_off_anywhere_it_is_refused() {
    for end in 0..INTERVIEW.len() {
        assert!(tried(&INTERVIEW.as_bytes()[..end]).is_err(), "{end}");
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
