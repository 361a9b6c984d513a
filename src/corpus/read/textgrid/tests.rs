use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::corpus::settle::settle;

fn tried(bytes: &[u8]) -> Result<Draft> {
    let source = Source { path: Path::new("t.TextGrid"), bytes };
    (FORMAT.read)(&source, &ReadOptions::default()).map(|mut drafts| drafts.remove(0))
}

fn draft(text: &str) -> Draft {
    tried(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn turns(draft: &Draft) -> Vec<(&str, &str, Option<Time>)> {
    draft
        .turns
        .iter()
        .map(|turn| (turn.speaker.as_deref().unwrap_or(""), turn.span.of(&draft.text), turn.time))
        .collect()
}

const LONG: &str = "File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n\nxmin = 0 \nxmax = 6 \ntiers? <exists> \nsize = 3 \nitem []: \n\
    \x20   item [1]:\n        class = \"IntervalTier\" \n        name = \"Anna\" \n        xmin = 0 \n        xmax = 6 \n        intervals: size = 2 \n\
    \x20       intervals [1]:\n            xmin = 0 \n            xmax = 1.5 \n            text = \"Zei hij \"\"ja\"\"?\" \n\
    \x20       intervals [2]:\n            xmin = 1.5 \n            xmax = 6 \n            text = \"\" \n\
    \x20   item [2]:\n        class = \"IntervalTier\" \n        name = \"Karim\" \n        xmin = 0 \n        xmax = 6 \n        intervals: size = 3 \n\
    \x20       intervals [1]:\n            xmin = 0 \n            xmax = 2 \n            text = \"sil\" \n\
    \x20       intervals [2]:\n            xmin = 2 \n            xmax = 3.25 \n            text = \"Nou,\" \n\
    \x20       intervals [3]:\n            xmin = 3.25 \n            xmax = 6 \n            text = \"één\nkeer ((lacht)).\" \n\
    \x20   item [3]:\n        class = \"TextTier\" \n        name = \"klik\" \n        xmin = 0 \n        xmax = 6 \n        points: size = 1 \n\
    \x20       points [1]:\n            number = 4 \n            mark = \"deur\" \n";

const SHORT: &str = "File type = \"ooTextFile\"\n\"TextGrid\"\n\n0\n6\n<exists>\n3\n\"IntervalTier\"\n\"Anna\"\n0\n6\n2\n0\n1.5\n\"Zei hij \"\"ja\"\"?\"\n1.5\n6\n\"\"\n\
    \"IntervalTier\"\n\"Karim\"\n0\n6\n3\n0\n2\n\"sil\"\n2\n3.25\n\"Nou,\"\n3.25\n6\n\"één\nkeer ((lacht)).\"\n\"TextTier\"\n\"klik\"\n0\n6\n1\n4\n\"deur\"\n";

const CHRONOLOGICAL: &str = "\"Praat chronological TextGrid text file\"\n0 6   ! Time domain.\n3   ! Number of tiers.\n\
    \"IntervalTier\" \"Anna\" 0 6\n\"IntervalTier\" \"Karim\" 0 6\n\"TextTier\" \"klik\" 0 6\n! The beginning:\n1 0 1.5\n\"Zei hij \"\"ja\"\"?\"\n\
    2 0 2\n\"sil\"\n1 1.5 6\n\"\"\n2 2 3.25\n\"Nou,\"\n2 3.25 6\n\"één\nkeer ((lacht)).\"\n3 4\n\"deur\"\n";

#[test]
fn long_short_and_chronological_are_one() {
    let time = |start, end| Some(Time { start, end: Some(end) });
    let utf16 = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(order).collect()
    };
    for bytes in [
        LONG.as_bytes().to_vec(),
        LONG.replace('\n', "\r\n").into_bytes(),
        SHORT.as_bytes().to_vec(),
        CHRONOLOGICAL.as_bytes().to_vec(),
        utf16(LONG, u16::to_be_bytes),
        utf16(SHORT, u16::to_le_bytes),
    ] {
        let draft = tried(&bytes).unwrap();
        assert_eq!(
            turns(&draft),
            [("Anna", "Zei hij \"ja\"?", time(0, 1500)), ("Karim", "Nou, één keer ((lacht)).", time(2000, 6000))]
        );
        assert_eq!(draft.gaps.len(), 1);
        assert_eq!(
            draft.report.dropped,
            [("marks of silence: `sil`, `<p:>`".to_owned(), 3), ("points in time: `klik`".to_owned(), 4)]
        );
        let kinds: Vec<&str> = draft.report.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect();
        assert_eq!(kinds, ["speech-tiers"]);
    }
}

#[test]
fn sounds_are_left_out_and_words_are_their_owners() {
    let aligned = "\"ooTextFile\" \"TextGrid\" 0 2 <exists> 2 \"IntervalTier\" \"KI - words\" 0 2 2 0 1 \"goeie\" 1 2 \"morgen\" \
        \"IntervalTier\" \"KI - phones\" 0 2 1 0 2 \"x\"";
    let draft = draft(aligned);
    assert_eq!(turns(&draft)[0].0, "KI");
    assert_eq!(draft.text, "goeie morgen");
    assert_eq!(draft.report.dropped[0].0, "tiers that are no speech by their names: `KI - phones`");
}

#[test]
fn wrong_counts_and_odd_lines_cost_no_words() {
    let text = SHORT.replace("6\n3\n0\n2\n", "6\n17\n0\n2\n").replace("2\n3.25\n\"Nou,\"", "2\nx\n\"Nou,\"");
    let draft = draft(&text);
    assert_eq!(turns(&draft)[1].1, "Nou, één keer ((lacht)).");
    let warning = &draft.report.diagnostics[0];
    assert_eq!(warning.kind, "odd-lines");
    assert!(warning.message.ends_with("line 29"), "{}", warning.message);
}

#[test]
fn what_is_no_textgrid_is_refused_with_the_mend() {
    for bytes in [b"".as_slice(), b"ooBinaryFile\x08TextGrid", b"\"ooTextFile\" \"Sound\" 0 1"] {
        assert!(tried(bytes).unwrap_err().help().is_some());
    }
}

#[test]
fn cut_off_anywhere_it_is_read_or_refused() {
    for text in [LONG, SHORT, CHRONOLOGICAL] {
        for end in 0..text.len() {
            if let Ok(draft) = tried(&text.as_bytes()[..end]) {
                let _ = settle(draft, &ReadOptions::default());
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_in_it_are_read_or_refused(at in 0..LONG.len(), bytes in prop::collection::vec(any::<u8>(), 1..6)) {
        for text in [LONG, SHORT, CHRONOLOGICAL] {
            let mut changed = text.as_bytes().to_vec();
            let at = at.min(changed.len());
            changed.splice(at..(at + bytes.len()).min(changed.len()), bytes.clone());
            if let Ok(draft) = tried(&changed) {
                let _ = settle(draft, &ReadOptions::default());
            }
        }
    }
}
