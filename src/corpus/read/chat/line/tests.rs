use proptest::prelude::*;

use super::{LeftOut, Line, read};
use crate::corpus::Time;

fn text(line: &str) -> String {
    read(line, &mut LeftOut::default()).text
}

#[test]
fn codes_of_the_manual_become_words_events_or_nothing() {
    for (line, expected) in [
        ("ik ging (be)cause het regende .", "ik ging because het regende."),
        ("&-uh ik &+fr &~gaga vroeg het &=laughs .", "uh ik fr- gaga vroeg het [laughs]."),
        ("xxx zei yyy www@si xx .", "[xxx] zei [yyy] [www] [xx]."),
        ("nou (.) ja (2.1) dus (1:03.5) .", "nou (.) ja (2.1) dus (1:03.5)."),
        ("<ik wil> [//] ik wou [/] wou &=ges:point weg .", "ik wil ik wou wou [ges point] weg."),
        ("gonna [: going to] red [:: read] <dat is> [: dat was] zo .", "going to red dat was zo."),
        ("de 0is hond 0det 0 [=! huilt zacht] .", "de hond [huilt zacht]."),
        ("toen &*MOT:mhm_ja kwam ze .", "toen //MOT: mhm ja// kwam ze."),
        (
            "Mister_Jansen z'n black+board hu:nd woof@o b@l hallo@s:nld , echt .",
            "Mister Jansen z'n blackboard hund woof b hallo, echt.",
        ),
        ("en toen +...", "en toen…"),
        ("maar ik +/.", "maar ik…"),
        ("ging je +//?", "ging je?"),
        ("echt +!?", "echt?!"),
        ("hij zei +\"/.", "hij zei:"),
        ("+\" kom maar .", "kom maar."),
        ("+< ++ +, ja ↗", "ja"),
        ("↑nee ⌈2 dat° is⌉2 ∆snel∆ ja↘ = ∙hhh ↫b-b↫bang .", "nee dat is snel ja [hhh] bang."),
        ("Anna ‡ kom je „ ja ?", "Anna, kom je, ja?"),
        (
            "dat [x 3] [e] [!] [*] [>] [<1] [+ gram] [- nld] [?] [^c] [\"] is [= de deur] zo [% fluistert] .",
            "dat is zo.",
        ),
        ("[lacht hard] ja # nee 9:30 0.5 .", "[lacht hard] ja (.) nee 9:30 0.5."),
        ("&{l=laughs ja hoor &}l=laughs .", "[laughs] ja hoor."),
        ("a ( b ) [ c < d", "a b c d"),
        ("0 [= doet niets] .", ""),
        (".", ""),
        ("<0 [= ! piept]> [>] .", "[piept]."),
        ("\u{2}\u{1}nee\u{2}\u{2} “sst (..)” lauἩgh &{n=BONS} .", "nee “sst (..)” laugh [BONS]."),
        ("", ""),
    ] {
        assert_eq!(text(line), expected, "{line}");
    }
}

#[test]
fn marks_of_time_give_the_first_start_and_the_last_end() {
    let time = |line: &str| read(line, &mut LeftOut::default()).time;
    assert_eq!(time("ja . \u{15}1200_2400\u{15}"), Some(Time { start: 1200, end: Some(2400) }));
    assert_eq!(
        time("ja \u{15}1200_2400\u{15} nee \u{15}2400_3100\u{15} ."),
        Some(Time { start: 1200, end: Some(3100) })
    );
    assert_eq!(time("ja . \u{15}%snd:\"op name\"_10_20\u{15}"), Some(Time { start: 10, end: Some(20) }));
    assert_eq!(time("ja . ·10_5·"), Some(Time { start: 10, end: None }));
    assert_eq!(time("ja . \u{15}%pic:\"x.jpg\"\u{15}"), None);
    assert_eq!(text("ja . \u{15}1200_2400\u{15}"), "ja.");
}

#[test]
fn what_is_left_out_is_counted_by_its_reason() {
    let mut left_out = LeftOut::default();
    read("gonna [: going to] 0is ja↑ [% kijkt] [*] .", &mut left_out);
    assert_eq!(left_out, LeftOut { marks: 3 + 1 + 3, replaced: 5, remarks: 9, omitted: 3 });
}

#[test]
fn a_line_of_open_brackets_takes_no_time() {
    for open in ["[", "<", "(", "[:", "<a ", "\u{15}", "&=", "↫"] {
        let long = open.repeat(100_000);
        assert!(read(&long, &mut LeftOut::default()).text.len() <= long.len() * 4);
    }
}

const SOUP: &[&str] = &[
    " ", "[", "]", "<", ">", "(", ")", "(.)", "[: ", "[//]", "\u{15}", "1_2", "&=", "&-", "&*A:", "&", "+", "+...",
    "0", "xxx", "@s", "↫", "⌈2", "°", ":", "é", "ja", "_", "/", ".", "•", "‡", "[=! ", "∙h",
];

proptest! {
    #[test]
    fn only_events_and_pauses_have_brackets(parts in prop::collection::vec(prop::sample::select(SOUP), 0..30)) {
        let Line { text, .. } = read(&parts.concat(), &mut LeftOut::default());
        let mut open = None;
        for c in text.chars() {
            match c {
                '[' | '(' => {
                    prop_assert_eq!(open, None, "{}", text);
                    open = Some(c);
                }
                ']' | ')' => {
                    prop_assert_eq!(open, Some(if c == ']' { '[' } else { '(' }), "{}", text);
                    open = None;
                }
                _ => {}
            }
        }
        prop_assert_eq!(open, None);
    }

    #[test]
    fn any_line_is_read(line in any::<String>()) {
        read(&line, &mut LeftOut::default());
    }
}
