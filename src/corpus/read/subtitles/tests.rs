use std::path::Path;

use proptest::prelude::*;

use super::super::{Draft, Source};
use super::{Format, LRC, SUBRIP, SUBVIEWER, WEBVTT};
use crate::corpus::ReadOptions;
use crate::error::Result;
use crate::scope::Part;

fn tried(format: &Format, bytes: &[u8], options: &ReadOptions) -> Result<Draft> {
    (format.read)(&Source { path: Path::new("t"), bytes }, options).map(|mut drafts| drafts.remove(0))
}

fn draft(format: &Format, text: &str) -> Draft {
    tried(format, text.as_bytes(), &ReadOptions::default()).unwrap_or_else(|e| panic!("{e}"))
}

fn turns(draft: &Draft) -> Vec<(Option<&str>, &str)> {
    draft.turns.iter().map(|turn| (turn.speaker.as_deref(), turn.span.of(&draft.text))).collect()
}

fn kinds(draft: &Draft) -> Vec<&str> {
    draft.report.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect()
}

#[test]
fn voices_closed_or_not_become_turns_with_first_start_and_last_end() {
    let draft = draft(
        &WEBVTT,
        "\u{feff}WEBVTT - gesprek 3\r\nLanguage: nl-NL\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nNOTE los\r\n\r\n\
         intro\r\n00:01.000 --> 00:02.000 align:start position:0%\r\n<v.luid Anna &amp; Jo>Hoe <i>gaat</i>\r\n\
         <00:01.500>het?\r\n\r\n00:02.500 --> 01:00:03.000\r\n<v R>Goed.</v>\r\n\r\n\
         01:00:04.000 --> 01:00:05.000\r\n<v R>Best, &lt;denk ik&gt;; 5 < 6.</v>\r\n",
    );
    assert_eq!(turns(&draft), [(Some("Anna & Jo"), "Hoe gaat het?"), (Some("R"), "Goed. Best, <denk ik>; 5 < 6.")]);
    assert_eq!(draft.text, "Hoe gaat het?\n\nGoed. Best, <denk ik>; 5 < 6.");
    let time = draft.turns[1].time.unwrap();
    assert_eq!((time.start, time.end), (2500, Some(3_605_000)));
    assert_eq!(draft.variables.get("language"), Some("nl"));
    assert_eq!(kinds(&draft), [""; 0]);
}

#[test]
fn a_common_label_that_is_heard_once_is_a_speaker() {
    let srt = "1\n00:00:00,000 --> 00:00:01,000\nI: Hoe lang al?\n\n2\n00:00:01,000 --> 00:00:02,000\nR4: Vier jaar.\n\n\
               3\n00:00:03,000 --> 00:00:04,000\nI: En toen?\n";
    let draft = draft(&SUBRIP, srt);
    let expected = [(Some("I"), "Hoe lang al?"), (Some("R4"), "Vier jaar."), (Some("I"), "En toen?")];
    assert_eq!((turns(&draft), kinds(&draft)), (expected.to_vec(), vec![]));
}

#[test]
fn a_label_holds_until_the_next_and_must_recur() {
    let srt = "1\n00:00:00,000 --> 00:00:01,000\nInterviewer: Hoe lang al?\n\n\
               2\n00:00:01,000 --> 00:00:02,000\nKarim: Vier jaar.\n\n\
               3\n00:00:02,000 --> 00:00:03,000\nIk dacht: dit gaat mis.\n\n\
               4\n00:00:03,000 --> 00:00:04,000\nInterviewer: En toen?\nKarim: Toen niet.\n";
    let draft = draft(&SUBRIP, srt);
    assert_eq!(
        turns(&draft),
        [
            (Some("Interviewer"), "Hoe lang al?"),
            (Some("Karim"), "Vier jaar. Ik dacht: dit gaat mis."),
            (Some("Interviewer"), "En toen?"),
            (Some("Karim"), "Toen niet."),
        ]
    );
    assert_eq!(kinds(&draft), ["perhaps-labels"]);
}

#[test]
fn a_label_of_the_study_need_not_recur() {
    let options = ReadOptions { parts: vec![(Part::Interviewer, vec!["int".to_owned()])], ..ReadOptions::default() };
    let vtt = b"WEBVTT\n\n00:01.000 --> 00:02.000\nINT: Ja?\n";
    assert_eq!(turns(&tried(&WEBVTT, vtt, &options).unwrap()), [(Some("INT"), "Ja?")]);
}

#[test]
fn without_speakers_pauses_end_turns_and_that_is_said() {
    let draft = draft(
        &SUBRIP,
        "1\n00:00:01,000 --> 00:00:02,000\nEen\n\n2\n00:00:03,900 --> 00:00:05,000\ntwee\n\n\
         3\n00:00:07,001 --> 00:00:08,000\ndrie\n",
    );
    assert_eq!(turns(&draft), [(None, "Een twee"), (None, "drie")]);
    assert_eq!(kinds(&draft), ["no-speakers"]);
}

#[test]
fn a_malformed_cue_costs_its_time_and_no_words() {
    let draft = draft(
        &WEBVTT,
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Een\n\n00:02.000 --> 00:0d.000\n<v A>twee\n\n<v A>drie\n\n\
         00:05.000 --> 00:06.000\n\n00:06.000 --> 00:07.000\n00:06.000 --> 00:07.000\n<v A>vier\n",
    );
    assert_eq!(turns(&draft), [(Some("A"), "Een twee drie vier")]);
    assert_eq!(kinds(&draft), ["malformed-time", "no-time"]);
    assert!(draft.report.diagnostics[0].message.ends_with("line 6"), "{}", draft.report.diagnostics[0].message);
}

#[test]
fn subrip_without_empty_lines_and_with_positions() {
    let draft = draft(
        &SUBRIP,
        "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Een {ja}\n2\n00:00:02,000 --> 00:00:03,000\n<font color=\"red\">twee</font>\n",
    );
    assert_eq!(turns(&draft), [(None, "Een {ja} twee")]);
}

#[test]
fn rolling_captions_count_once() {
    let mut vtt = String::from("WEBVTT\n");
    let lines = ["een", "twee", "drie", "vier", "vijf"];
    for (i, pair) in lines.windows(2).enumerate() {
        let at = i * 2;
        vtt += &format!("\n00:0{at}.000 --> 00:0{at}.900\n{}\n{}\n", pair[0], pair[1]);
        vtt += &format!("\n00:0{at}.900 --> 00:0{}.000\n{}\n", at + 1, pair[1]);
    }
    let draft = draft(&WEBVTT, &vtt);
    assert_eq!(turns(&draft), [(None, "een twee drie vier vijf")]);
    assert_eq!(draft.report.dropped.len(), 1);
}

#[test]
fn a_file_without_captions_is_refused_with_the_mend() {
    let error = tried(&SUBRIP, b"some text", &ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("no captions"));
    assert!(error.help().is_some_and(|help| help.contains(".txt")));
}

const SOUP: &[&str] = &[
    "\n",
    "1\n",
    "00:01.000 --> 00:02.000\n",
    "<v A>",
    "</v>",
    "<",
    ">",
    "&amp",
    ";",
    "&#x1F60;",
    "A: ",
    "é",
    "woord ",
    "NOTE ",
    "{\\an",
    "}",
    "\0",
    "<00:01.000>",
    "<c.x",
    "[00:01.00]",
    "[",
    "0:00:01.000,0:00:02.000\n",
];

#[test]
fn subviewer_has_two_times_and_a_comma_above_the_words() {
    let draft = draft(
        &SUBVIEWER,
        "0:00:00.500,0:00:02.000\nAnna: Hoe laat\nwas dat?\n\n0:00:02.000,0:00:03.000\nBram: 7\n\n\
         0:00:03.f00,0:00:04.000\nOf 8, 9.\n\n0:00:05.000,0:00:06.000\n\n12,5\n\n0:00:07.000,0:00:06.000\n\
         Anna: Ah.\n0:00:08.000,0:00:09.000\nBram: Ja.",
    );
    assert_eq!(
        turns(&draft),
        [
            (Some("Anna"), "Hoe laat was dat?"),
            (Some("Bram"), "7 Of 8, 9. 12,5"),
            (Some("Anna"), "Ah."),
            (Some("Bram"), "Ja.")
        ]
    );
    assert_eq!(draft.turns[0].time.map(|time| (time.start, time.end)), Some((500, Some(2000))));
    assert_eq!(draft.turns[2].time.map(|time| (time.start, time.end)), Some((7000, None)));
    assert_eq!(kinds(&draft), ["malformed-time", "no-time"]);
    assert_eq!(draft.report.diagnostics[0].help.as_deref(), Some("write times as `0:00:01.000,0:00:02.500`"));
}

#[test]
fn a_line_of_lrc_lasts_until_the_next_time() {
    let draft = draft(
        &LRC,
        "[ar:Anna de Boer]\n[la:nl]\n[offset:+500]\n\n[00:01.00]Anna: Hoe <00:01.50>lang al?\n[00:02.50]Bram: Vier jaar.\n\
         en een beetje\n[00:04.00]\n[00:9x.00]niets\n[75:10.250] Anna: [lacht] Mooi.\n[75:12]Bram: Ja.\n",
    );
    assert_eq!(
        turns(&draft),
        [
            (Some("Anna"), "Hoe lang al?"),
            (Some("Bram"), "Vier jaar. en een beetje [00:9x.00]niets"),
            (Some("Anna"), "[lacht] Mooi."),
            (Some("Bram"), "Ja.")
        ]
    );
    let times: Vec<_> = draft.turns.iter().filter_map(|turn| turn.time).map(|time| (time.start, time.end)).collect();
    assert_eq!(times, [(500, Some(2000)), (2000, Some(4_509_750)), (4_509_750, Some(4_511_500)), (4_511_500, None)],);
    assert_eq!(draft.variables.get("language"), Some("nl"));
    assert_eq!(draft.report.dropped, [("notes, styles and header".to_owned(), 37)]);
}

#[test]
fn a_line_of_lrc_with_several_times_is_said_several_times() {
    let draft = draft(&LRC, "[00:05.00][00:01.00]Ja.\n[00:03.00]Nee.\n");
    assert_eq!(turns(&draft), [(None, "Ja. Nee. Ja.")]);
}

#[test]
fn captions_cut_off_anywhere_are_read_or_refused() {
    let sbv = "0:00:00.500,0:00:02.000\nAnna: Één?\n\n0:00:02.000,0:00:03.000\nBram: Ja.\n";
    let lrc = "[la:nl]\n[00:01.00]Anna: Één?\n[00:02.00][00:04.00]Bram: <00:01.50>ja\n";
    for (format, text) in [(&SUBVIEWER, sbv), (&LRC, lrc)] {
        for end in 0..text.len() {
            let _ = tried(format, &text.as_bytes()[..end], &ReadOptions::default());
        }
        let error = tried(format, b"zomaar tekst", &ReadOptions::default()).unwrap_err();
        assert!(error.to_string().contains("no captions"), "{error}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in [&WEBVTT, &SUBRIP, &SUBVIEWER, &LRC] {
            let _ = tried(format, &bytes, &ReadOptions::default());
        }
    }

    #[test]
    fn any_captions_keep_their_spans(
        parts in prop::collection::vec(prop::sample::select(SOUP), 0..40)
    ) {
        let vtt = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", parts.concat());
        for format in [&WEBVTT, &SUBRIP, &SUBVIEWER, &LRC] {
            if let Ok(draft) = tried(format, vtt.as_bytes(), &ReadOptions::default()) {
                prop_assert!(draft.turns.iter().all(|turn| !turn.span.of(&draft.text).trim().is_empty()));
            }
        }
    }
}
