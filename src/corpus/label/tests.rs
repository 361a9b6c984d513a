use proptest::prelude::*;

use super::{Labels, Line, find, initials_fit, key};
use crate::corpus::ReadOptions;
use crate::text::Span;

fn lines(text: &str, markdown: bool) -> Vec<Line> {
    let mut at = 0;
    text.split('\n')
        .map(|line| {
            let span = Span::new(at, at + line.len());
            at += line.len() + 1;
            Line { span, heading: markdown && line.starts_with('#'), ..Line::default() }
        })
        .collect()
}

fn labels(text: &str) -> Labels {
    find(text, &lines(text, true), &ReadOptions::default(), "test")
}

/// What each mark covers, its speaker, and its time in seconds.
fn marks(text: &str) -> Vec<(String, String, Option<u64>)> {
    let found = labels(text).marks;
    let row = |mark: super::Mark| {
        (mark.span.of(text).trim().to_owned(), mark.speaker.to_string(), mark.time.map(|time| time.start / 1000))
    };
    found.into_iter().map(row).collect()
}

#[test]
fn every_style_of_label() {
    for (text, label, speaker, time) in [
        ("I: Dag.\nR: Dag.\nI: Hoe dan?\nR: Zo.", "I:", "I", None),
        ("R1: Dag.\nI: Dag.\nR1: Zo.\nI: Hm.", "R1:", "R1", None),
        ("Interviewer: Dag.\nRespondent 1: Dag.\nInterviewer: Zo.", "Interviewer:", "Interviewer", None),
        ("INT. : Dag.\nResp.: Dag.\nINT. : Zo.", "INT. :", "INT.", None),
        ("[r1] Dag.\n[r2] Dag.\n[r1] Zo.", "[r1]", "r1", None),
        ("[R1]: Dag.\n[R2]: Dag.\n[R1]: Zo.", "[R1]:", "R1", None),
        ("SPEAKER_00: Dag.\nSPEAKER_01: Dag.\nSPEAKER_00: Zo.", "SPEAKER_00:", "SPEAKER_00", None),
        ("S01: [00:00:12] Dag.\nS02: [00:00:14] Dag.\nS01: [00:00:16] Zo.", "S01: [00:00:12]", "S01", Some(12)),
        (
            "NVK: 00:01:02\nDag.\nKS: 00:01:04\nDag.\nNVK: 00:01:06\nZo.\nKS: 0:02:00\nJa.",
            "NVK: 00:01:02",
            "NVK",
            Some(62),
        ),
        (
            "Waxwing (Adam Gibson): Dag.\nBo: Dag.\nWaxwing (Adam Gibson): Zo.\nBo: Ja.",
            "Waxwing (Adam Gibson):",
            "Waxwing (Adam Gibson)",
            None,
        ),
        ("Anna: [0:12] Dag.\nKarim: [0:14] Dag.\nAnna: [0:16] Zo.\nKarim: Ja.", "Anna: [0:12]", "Anna", Some(12)),
        ("Anna: 00:12 Dag.\nKarim: 00:14 Dag.\nAnna: 00:16 Zo.\nKarim: Ja.", "Anna: 00:12", "Anna", Some(12)),
        ("Spreker 1  00:00:05\nDag.\n\nSpreker 2  00:00:09\nDag.\n", "Spreker 1  00:00:05", "Spreker 1", Some(5)),
        (
            "Jan Jansen   0:15\nDag.\nEva de Wit   0:19\nJa.\nJan Jansen   0:21\nZo.",
            "Jan Jansen   0:15",
            "Jan Jansen",
            Some(15),
        ),
        ("Jan 00:00:00:\n\nDag.\n\nEva 00:02:38:\n\nJa.\n\nJan 00:02:40:\n\nZo.", "Jan 00:00:00:", "Jan", Some(0)),
        ("Jan – 00:02:02:  Dag.\n\nEva :\n\nJa.\n\nJan :\n\nZo.\n\nEva :\n\nHm.", "Jan – 00:02:02:", "Jan", Some(122)),
        ("[00:01:23] INT: Dag.\n[00:01:25] SP1: Ja.\n[00:01:27] INT: Zo.", "[00:01:23] INT:", "INT", Some(83)),
        (
            "### Interviewer\n\nDag.\n\n### Respondent\n\nJa.\n\n### Interviewer\n\nZo.",
            "### Interviewer",
            "Interviewer",
            None,
        ),
        (
            "**Bo Vis:** Dag.\n\n**Eva Maan:** Ja.\n\n**Bo Vis:** Zo.\n\n**Eva Maan:** Hm.",
            "**Bo Vis:**",
            "Bo Vis",
            None,
        ),
        ("**I**: Dag.\n\n**R**: Ja.", "**I**:", "I", None),
        ("_I:_ Dag.\n\n_R:_ Ja.", "_I:_", "I", None),
        (
            "Interviewer\n\nDag.\n\nRespondent\n\nJa.\n\nInterviewer\n\nZo.\n\nRespondent\n\nHm.",
            "Interviewer",
            "Interviewer",
            None,
        ),
        ("Eva Maan\nDag.\n\nBo Vis\nJa.\n\nEva Maan\nZo.\n\nBo Vis\nHm.", "Eva Maan", "Eva Maan", None),
        ("I:\nDag.\nR:\nJa.\nI:\nZo.", "I:", "I", None),
        ("I:\tDag.\nR:\tJa.\nI:\tZo.", "I:", "I", None),
        ("R:Dag.\nI:Ja.\nR:Zo.", "R:", "R", None),
    ] {
        let found = marks(text);
        assert!(found.len() >= 2, "{text:?}: {found:?}");
        assert_eq!(found[0], (label.to_owned(), speaker.to_owned(), time), "{text:?}");
    }
}

#[test]
fn known_labels_stand_alone_without_blank_lines() {
    let text = "Interviewer\nHoe gaat het?\nRespondent\nGoed.\nEcht\nwaar.\nInterviewer\nMooi.\nRespondent\nJa!";
    let speakers = |options: &ReadOptions, text: &str| {
        let found = find(text, &lines(text, false), options, "test").marks;
        found.iter().map(|mark| mark.speaker.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(speakers(&ReadOptions::default(), text), "Interviewer Respondent Interviewer Respondent");
    let listed = ReadOptions { labels: vec!["Eva".into(), "Bo".into()], ..ReadOptions::default() };
    assert_eq!(speakers(&listed, "Eva\nhoe gaat het\nBo\ngoed\nEva\nmooi"), "Eva Bo Eva");
    for wrapped in [
        "Ze was daar\nrespondent\nen ik ook.\nMaar hij was\ninterviewer\ntoen.\nEn ik\nrespondent\nweer\ninterviewer\nzo.",
        "Interviewer: Dag.\nEva: Ik ben\nrespondent\nin een\nonderzoek.\nInterviewer: Zo.\nEva: Ja, als\nrespondent\ndus.",
    ] {
        let found = speakers(&ReadOptions::default(), wrapped);
        assert!(!found.to_lowercase().contains("respondent"), "{found}");
    }
}

#[test]
fn what_is_no_label() {
    for text in [
        "Ik dacht: dit gaat mis.\nIk dacht: dit gaat mis.\nEn toen ging het mis.",
        "Let op: glad.\nHet was glad.\nIk viel.",
        "Om 10:30 was er koffie.\nOm 11:30 ook.\n",
        "https://a.nl/b\nhttps://a.nl/c\n",
        "Een verhaal zonder iemand die spreekt.\n\nNog een alinea.",
        "",
        "Een lang verslag over van alles en nog wat, met veel woorden erin.\n\nNog een alinea met veel woorden.\n\n\
            En nog een, want verslagen zijn lang.\n\nEn een vierde.\n\nEn een vijfde.\n\nZes.\n\nZeven.\n\n\
            Acht.\n\nNegen, en dan een keuze:\n\nA: ja\nB: nee",
    ] {
        assert_eq!(marks(text), [], "{text:?}");
    }
}

#[test]
fn a_one_off_label_is_reported_with_the_mend() {
    let text = "Marga: Dag.\nJoost: Ja.\nMarga: Zo.\nJoost: Hm.\nBuurvrouw: Koffie?\nMarga: Graag.\nLet op: heet.\n";
    let found = labels(text);
    assert_eq!(found.marks.len(), 5);
    assert_eq!(found.diagnostics.len(), 1);
    let warning = found.diagnostics[0].to_string();
    assert!(warning.starts_with("test:5:1: warning: `Buurvrouw:`"), "{warning}");
    assert!(warning.contains("labels = [\"Buurvrouw\"]"), "{warning}");
    let alone = labels("Eva Maan\nDag.\n\nBo Vis\nJa.\n\nEva Maan\nZo.\n\nBo Vis\nHm.\n\nKarel\nGoed.");
    assert_eq!((alone.marks.len(), alone.diagnostics.len()), (4, 1));
    let options = ReadOptions { labels: vec!["buurvrouw".into()], ..ReadOptions::default() };
    assert_eq!(find(text, &lines(text, false), &options, "test").marks.len(), 6);
}

#[test]
fn a_header_that_names_people_is_no_turn() {
    let text = "Interviewer: J. Smit\nRespondent: mevrouw A\nDatum: 3 mei\n\nI: Dag.\nR: Dag.\nI: Zo.\nR: Hm.";
    assert_eq!(marks(text)[0].0, "I:");
}

#[test]
fn initials_join_a_name_said_once() {
    let text = "Dirk Bos: Dag.\nEva Maan: Dag.\nDB: Hoe gaat het?\nEM: Goed.\nDB: Mooi.\nEM: Ja.";
    assert_eq!(marks(text).len(), 6);
    assert!(initials_fit("SD", "Saskia van Dam") && initials_fit("SVD", "Saskia van Dam"));
    assert!(!initials_fit("DB", "Eva Maan") && !initials_fit("D", "Dirk Bos") && !initials_fit("db", "Dirk Bos"));
}

#[test]
fn spellings_of_one_label() {
    for (a, b) in [("Resp.", "resp"), ("R 1", "r1"), ("SPEAKER_00", "Speaker 00"), ("Bo  Vis", "bo vis"), ("I :", "I")]
    {
        assert_eq!(key(a), key(b));
    }
    assert_ne!(key("R1"), key("R2"));
}

proptest! {
    #[test]
    fn any_text_gives_marks_in_order_on_character_boundaries(text in "([A-Z][a-z]{0,3}|[éI:#*\\[\\](). 0-9\\n\\t-]){0,60}") {
        let found = labels(&text);
        let mut at = 0;
        for mark in &found.marks {
            prop_assert!(mark.span.start >= at && text.is_char_boundary(mark.span.end as usize));
            at = mark.span.end;
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        labels(&text);
    }
}
