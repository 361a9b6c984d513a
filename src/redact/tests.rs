//! What a list finds and masks.

use proptest::prelude::*;

use super::{Redaction, alike, unmasked};

fn list(entries: &str) -> Redaction {
    Redaction::parse("names.txt".as_ref(), entries.as_bytes()).expect("a list")
}

fn mistakes(entries: &[u8]) -> String {
    Redaction::parse("names.txt".as_ref(), entries).expect_err("mistakes").to_string()
}

#[test]
fn letter_case_accents_and_their_spelling_do_not_matter() {
    let names = list("josé\nZoë");
    for text in ["José", "JOSÉ", "Jose\u{301}", "jose", "ZOE", "Zoe\u{308}"] {
        assert!(!names.masked(text).chars().any(char::is_alphanumeric), "{text}");
    }
}

#[test]
fn only_whole_words_are_masked_and_joints_part_them() {
    let names = list("Jan\nAnna\nvan der Meer");
    assert_eq!(names.masked("Januari, Jans en Jan"), "Januari, Jans en ___");
    assert_eq!(
        names.masked("Anna's Jan-Willem; bij Jan.Ik jan_klein anna/jan"),
        "____'s ___-Willem; bij ___.Ik ___\u{5f}klein ____/___"
    );
    assert_eq!(names.masked("Van der\n Meer, van der Meeren"), "___ ___\n ____, van der Meeren");
}

#[test]
fn wildcards_stand_for_letters_of_one_word() {
    let names = list("Amster*\n*dijk\nO*eg*t\nmevrouw *sen");
    assert_eq!(names.masked("Amsterdam, Amster en Dijk"), "_________, ______ en ____");
    assert_eq!(names.masked("Zeedijk, Oegstgeest; Onegt"), "_______, __________; _____");
    assert_eq!(names.masked("mevrouw Jansen, meneer Jansen"), "_______ ______, meneer Jansen");
}

#[test]
fn regular_expressions_mask_every_word_they_touch() {
    let names = list(r"/\d{4} ?[a-z]{2}/");
    assert_eq!(names.masked("op 1071 XX, of 1071xx."), "op ____ __, of ______.");
    let mail = list(r"/\S+@\S+\w/");
    assert_eq!(mail.masked("naar f.el-amrani@post.nl."), format!("naar {}.", "_".repeat(19)));
    assert_eq!(list("/caf\u{e9}/").masked("het cafe\u{301}tje"), "het ____¯___", "both spellings, and the whole word");
}

#[test]
fn words_of_scripts_without_spaces_are_found() {
    assert_eq!(list("王伟").masked("我叫王伟。"), "我叫▁▁。");
    assert_eq!(list("Алия").masked("Это Алия!"), "Это ¯¯¯¯!");
}

#[test]
fn labels_stay_apart() {
    let names = list("Jan\nde Vries");
    assert_eq!(names.labels(["Jan", "Jan de Vries", "S1c", "JAN", "R"]), ["S1", "S1b", "S1c", "S1d", "R"]);
    assert_eq!(names.labels(["mevrouw De Vries"]), ["S2"]);
    let names = names.naming_coders(["Jan", "jan", "rules", "Anna"]);
    assert_eq!(["Jan", "jan", "rules", "Anna"].map(|name| names.coder(name)), ["C1", "C1b", "rules", "Anna"]);
}

#[test]
fn every_mistake_is_told_with_its_line_and_none_shows_a_word() {
    let told =
        mistakes(b"# namen\n*\n...\n/[Geheim/\n/Geheim\n/x*/\nGoed\n\xff\nGeheim # van R3\n/[^a]+/\n/[A-Z]\\w+/\n");
    for (line, what) in [
        (2, "masks every word"),
        (3, "no letter or digit"),
        (4, "no regular expression"),
        (5, "the second is not there"),
        (6, "finds nothing at all"),
        (8, "not UTF-8"),
        (9, "comment stands behind"),
        (10, "nearly every word"),
        (11, "letter case does not matter"),
    ] {
        assert!(told.contains(&format!("line {line}: error: ")) && told.contains(what), "{line}: {told}");
    }
    assert!(!told.contains("Geheim") && !told.contains("line 7"), "{told}");
    assert!(mistakes(b"\xef\xbb\xbf# leeg\n\n").contains("no entry"));
}

#[test]
fn lines_end_as_any_program_ends_them() {
    for entries in ["Jan\nPiet\n\n*\n", "Jan\r\nPiet\r\n\r\n*\r\n", "Jan\rPiet\r\r*\r"] {
        let told = mistakes(entries.as_bytes());
        assert!(told.contains("line 4: error: "), "{entries:?}: {told}");
        assert_eq!(list(entries.trim_end_matches(['*', '\r', '\n'])).len(), 2, "{entries:?}");
    }
}

#[cfg(feature = "tables")]
#[test]
fn counts_in_sentences_stay_and_numbers_of_people_do_not() {
    let names = list("/\\d+/\nZaandam");
    assert_eq!(
        names.sentence("1,204 words of 12 people in Zaandam, 0.5 of them"),
        "1,204 words of 12 people in _______, 0.5 of them"
    );
    assert_eq!(names.sentence("call 0612345678"), "call __________");
}

#[test]
fn what_is_cut_is_not_shown_since_half_a_name_may_be_left() {
    let names = list("Bartholda van Quisten");
    assert_eq!(names.told("the first of them “Bartholda van …”"), "the first of them “…”");
    assert_eq!(names.told("it was “Dit is Bartholda…” and is “Bartholda van Quisten”; mend it"), "it was “…”; mend it");
    assert_eq!(names.told("the remark `# Bartholda van…` does not come along"), "the remark `…` does not come along");
    assert_eq!(names.told("labels: “a”, “b”, …"), "labels: “a”, “b”, …");
    assert_eq!(names.told("`kantlijn freq … --by VARIABLE` shows"), "`kantlijn freq … --by VARIABLE` shows");
}

#[test]
fn what_was_met_is_known_afterwards() {
    let names = list("Jan\nNiemand\nPiet\nAmster*");
    let mut text = "Jan en Jan Piet".to_owned();
    names.mask_document(&mut text, &[]);
    assert_eq!(text, "___ en ___ ____");
    assert_eq!(names.counted(), (3, 2));
    assert_eq!(names.named("Amsterdam"), "[4]");
    assert_eq!(names.unused(), [2]);
    names.look_at("case", "jan-2");
    assert_eq!(names.unfit().iter().map(|unfit| (unfit.what, unfit.line)).collect::<Vec<_>>(), [("case", 1)]);
    names.note_value("city", "[4]", "Amsterdam");
    assert!(names.ambiguous("city").is_empty());
    names.note_value("city", "[4]", "Amstelveen");
    assert_eq!(names.ambiguous("city"), ["[4]"]);
}

#[test]
fn masks_stand_for_characters_of_their_length() {
    assert!(alike("ik zag ____", "ik zag Jan!") && alike("José", "___¯"));
    assert!(!alike("ik zag ___", "ik zag Jans") && !alike("é", "__") && !alike("ja", "nee"));
    assert_eq!(unmasked("___ en hij"), Some((3, " en hij")));
    assert_eq!(unmasked("___ __"), None);
}

proptest! {
    #[test]
    fn nothing_moves(text in "(Jan|piet|Zoe\u{308}|王伟|🦊|é|[a-z .,'*_\n-]{1,6}| ){0,40}") {
        let names = list("Jan\nPiet *\nzoë\n王伟\n*f*\n/🦊+/\n/[a-e]{3,}/");
        let masked = names.masked(&text);
        prop_assert_eq!(masked.len(), text.len());
        prop_assert_eq!(masked.chars().count(), text.chars().count());
        prop_assert_eq!(masked.encode_utf16().count(), text.encode_utf16().count());
        let lengths = |text: &str| text.chars().map(char::len_utf8).collect::<Vec<_>>();
        prop_assert_eq!(lengths(&masked), lengths(&text), "character by character");
        let spaces = |text: &str| text.char_indices().filter(|(_, c)| c.is_whitespace()).collect::<Vec<_>>();
        prop_assert_eq!(spaces(&masked), spaces(&text), "white space stays");
        prop_assert!(alike(&masked, &text));
        prop_assert_eq!(&names.masked(&masked), &masked, "what is masked is masked");
    }

    #[test]
    fn no_list_and_no_text_makes_it_panic(entries in any::<Vec<u8>>(), text in any::<String>()) {
        if let Ok(names) = Redaction::parse("names.txt".as_ref(), &entries) {
            prop_assert_eq!(names.masked(&text).len(), text.len());
            let _ = (names.named(&text), names.labels([text.as_str()]));
        }
    }
}
