use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::corpus::settle::settle;

fn tried(bytes: &[u8], options: &ReadOptions) -> Result<Draft> {
    (FORMAT.read)(&Source { path: Path::new("t.eaf"), bytes }, options).map(|mut drafts| drafts.remove(0))
}

fn draft(xml: &str) -> Draft {
    tried(xml.as_bytes(), &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn turns(draft: &Draft) -> Vec<(&str, &str, Option<u64>)> {
    let turn = |turn: &'_ super::super::DraftTurn| (turn.span, turn.time.map(|time| time.start));
    draft
        .turns
        .iter()
        .map(|said| (said.speaker.as_deref().unwrap_or(""), turn(said).0.of(&draft.text), turn(said).1))
        .collect()
}

/// A file with these tiers, on slots `ts0` to `ts9` of which `ts3` has no time.
fn file(tiers: &str) -> String {
    let slots: String = (0..10)
        .map(|n| match n {
            3 => "<TIME_SLOT TIME_SLOT_ID=\"ts3\"/>".to_owned(),
            n => format!("<TIME_SLOT TIME_SLOT_ID=\"ts{n}\" TIME_VALUE=\"{}\"/>", n * 1000),
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ANNOTATION_DOCUMENT AUTHOR=\"\" FORMAT=\"3.0\">\
         <HEADER MEDIA_FILE=\"\" TIME_UNITS=\"milliseconds\"/><TIME_ORDER>{slots}</TIME_ORDER>{tiers}\
         <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"default-lt\" TIME_ALIGNABLE=\"true\"/>\
         <LINGUISTIC_TYPE LINGUISTIC_TYPE_ID=\"codes\" CONTROLLED_VOCABULARY_REF=\"cv\" TIME_ALIGNABLE=\"true\"/>\
         <LANGUAGE LANG_DEF=\"http://cdb.iso.org/lg/CDB-00138540-001\" LANG_ID=\"nld\" LANG_LABEL=\"Dutch (nld)\"/>\
         </ANNOTATION_DOCUMENT>"
    )
}

fn tier(attributes: &str, said: &[(&str, &str, &str, &str)]) -> String {
    let annotations: String = said
        .iter()
        .map(|(id, from, to, text)| {
            let inside = format!("<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>");
            match *to {
                "" => format!(
                    "<ANNOTATION><REF_ANNOTATION ANNOTATION_ID=\"{id}\" ANNOTATION_REF=\"{from}\">{inside}</REF_ANNOTATION></ANNOTATION>"
                ),
                to => format!(
                    "<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID=\"{id}\" TIME_SLOT_REF1=\"{from}\" \
                     TIME_SLOT_REF2=\"{to}\">{inside}</ALIGNABLE_ANNOTATION></ANNOTATION>"
                ),
            }
        })
        .collect();
    format!("<TIER {attributes}>{annotations}</TIER>")
}

fn interview() -> String {
    file(
        &[
            tier(
                "TIER_ID=\"A-spraak\" PARTICIPANT=\"Anna\" ANNOTATOR=\"Bo\" LANG_REF=\"nld\" LINGUISTIC_TYPE_REF=\"default-lt\"",
                &[("a1", "ts0", "ts1", "Hoe ging dat?"), ("a2", "ts6", "ts7", "Mooi &amp; goed.")],
            ),
            tier(
                "TIER_ID=\"Karim\" LINGUISTIC_TYPE_REF=\"default-lt\"",
                &[("b1", "ts2", "ts3", "Nou,"), ("b2", "ts3", "ts4", "langs de achterdeur."), ("b3", "ts4", "ts4", " ")],
            ),
            tier("TIER_ID=\"en@Karim\" PARENT_REF=\"Karim\"", &[("c1", "b1", "", "Well,"), ("c2", "b2", "", "by the back door.")]),
            tier("TIER_ID=\"thema\" LINGUISTIC_TYPE_REF=\"codes\"", &[("d1", "ts2", "ts4", "schaamte")]),
            tier("TIER_ID=\"Opmerkingen\"", &[("e1", "ts2", "ts4", "deur klapt")]),
        ]
        .concat(),
    )
}

#[test]
fn top_tiers_are_speakers_and_others_are_counted() {
    let draft = draft(&interview());
    assert_eq!(
        turns(&draft),
        [
            ("Anna", "Hoe ging dat?", Some(0)),
            ("Karim", "Nou, langs de achterdeur.", Some(2000)),
            ("Anna", "Mooi & goed.", Some(6000)),
        ]
    );
    assert_eq!(
        draft.report.dropped,
        [
            ("tiers that hang from another, such as translations: `en@Karim`".to_owned(), 22),
            ("tiers of codes from a list: `thema`".to_owned(), 8),
            ("tiers that are no speech by their names: `Opmerkingen`".to_owned(), 10),
        ]
    );
    assert_eq!(draft.report.label_style, "tiers `A-spraak`, `Karim`");
    assert_eq!(draft.variables.iter().collect::<Vec<_>>(), [("language", "nl"), ("annotator", "Bo")]);
}

#[test]
fn a_tier_that_hangs_from_another_has_its_times_where_the_study_wants_it() {
    let options = ReadOptions { tiers: vec!["EN@karim".to_owned()], ..ReadOptions::default() };
    let draft = tried(interview().as_bytes(), &options).unwrap();
    assert_eq!(turns(&draft), [("Karim", "Well, by the back door.", Some(2000))]);
}

#[test]
fn below_references_is_the_speech() {
    let xml = file(
        &[
            tier("TIER_ID=\"ref@A\" PARTICIPANT=\"Anna\"", &[("a1", "ts0", "ts1", "gesprek.001")]),
            tier("TIER_ID=\"tx@A\" PARENT_REF=\"ref@A\"", &[("b1", "a1", "", "Hoe ging dat?")]),
            tier("TIER_ID=\"ge@A\" PARENT_REF=\"tx@A\"", &[("c1", "b1", "", "how went that")]),
        ]
        .concat(),
    );
    assert_eq!(turns(&draft(&xml)), [("Anna", "Hoe ging dat?", Some(0))]);
}

#[test]
fn tiers_and_annotations_that_hang_from_each_other_end() {
    let xml = file(
        &[
            tier("TIER_ID=\"A\" PARENT_REF=\"B\"", &[("a1", "b1", "", "Ja.")]),
            tier("TIER_ID=\"B\" PARENT_REF=\"A\"", &[("b1", "a1", "", "Nee.")]),
        ]
        .concat(),
    );
    assert_eq!(turns(&draft(&xml)), [("A", "Ja.", None), ("B", "Nee.", None)]);
}

#[test]
fn another_file_is_refused_with_the_mend() {
    let error = tried(b"<html></html>", &ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("no file of ELAN"), "{error}");
    assert!(error.help().is_some());
}

#[test]
fn cut_off_anywhere_it_is_read_or_refused() {
    let xml = interview();
    for end in (0..xml.len()).step_by(3) {
        assert!(tried(&xml.as_bytes()[..end], &ReadOptions::default()).is_err(), "{end}");
    }
}

proptest! {
    #[test]
    fn any_bytes_in_it_are_read_or_refused(at in 0..2000_usize, bytes in prop::collection::vec(any::<u8>(), 1..6)) {
        let mut changed = interview().into_bytes();
        let at = at.min(changed.len());
        changed.splice(at..(at + bytes.len()).min(changed.len()), bytes);
        if let Ok(draft) = tried(&changed, &ReadOptions::default()) {
            let _ = settle(draft, &ReadOptions::default());
        }
    }
}
