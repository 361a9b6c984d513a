//! Transcripts with codings, as they stand in a project.

use std::io::{Cursor, Read};

use super::{Exported, ProjectWriter, SourceMaker};
use crate::codebook::{Code, Codebook, Localized, Rule, read_toml};
use crate::coding::{Coders, Coding, Described, Mention, Stance, Status};
use crate::corpus::{Document, ReadOptions, Reading, Variables};
use crate::diagnostic::SourceText;
use crate::ids::{CodeId, CoderId, DocumentId, RuleId};
use crate::refi::schema::{Node, breaches};
use crate::scope::Part;
use crate::text::Span;

const CODEBOOK: &str = "[codebook]\nname = 'Proef'\n\n[[code]]\nid = 'shame'\nname = '\"Schaamte\" <en> & zo'\n\
                        rules = ['schaam*']\n\n[[code]]\nid = 'shame/hiding'\ncolor = '#B5446E'\n\n[[code]]\nid = 'work'\n";

fn codebook() -> Codebook {
    let source = SourceText { name: "c.toml".to_owned(), text: CODEBOOK.to_owned() };
    read_toml(&source.into()).expect("a sound codebook").value
}

fn coders(names: &[&str]) -> Coders {
    let mut coders = Coders::default();
    names.iter().for_each(|name| _ = coders.intern(name));
    coders
}

fn document(name: &str, text: &str) -> Document {
    Reading::of_text(name, text, &ReadOptions::default()).document
}

/// A coding of the first place where `words` stand.
fn coding(document: &Document, words: &str, code: u32, coder: u32) -> Coding {
    let start = document.text.find(words).expect("these words");
    Coding {
        document: DocumentId(0),
        turn: None,
        code: CodeId(code),
        coder: CoderId(coder),
        span: Span::new(start, start + words.len()),
        stance: None,
        prompted: None,
        status: Status::Accepted,
        mentions: Vec::new(),
        rules: None,
        memo: String::new(),
    }
}

/// A project as it was written.
struct Written {
    bytes: Vec<u8>,
    exported: Exported,
    root: Node,
}

impl Written {
    fn of(codebook: &Codebook, coders: &Coders, study: &[(Document, Vec<Coding>)]) -> Self {
        let maker = SourceMaker::new(codebook, coders);
        let mut writer = ProjectWriter::new(Cursor::new(Vec::new()), &maker);
        for (document, codings) in study {
            writer.add(maker.source(document, codings)).expect("memory");
        }
        let (file, exported) = writer.finish().expect("memory");
        let bytes = file.into_inner();
        let root = Node::read(&entry(&bytes, "project.qde"));
        assert_eq!(breaches(&root), [""; 0]);
        Self { bytes, exported, root }
    }

    /// The text of the source at this place.
    fn text(&self, source: usize) -> String {
        let path = self.root.named("TextSource")[source].attribute("plainTextPath").expect("a path");
        entry(&self.bytes, &path.replace("internal://", "sources/"))
    }

    /// What stands in the text at each selection with codings, and by what name.
    fn passages(&self, source: usize) -> Vec<(String, String)> {
        let text: Vec<char> = self.text(source).chars().collect();
        let number = |node: &Node, name| node.attribute(name).expect("a position").parse::<usize>().expect("a number");
        let selections = self.root.named("TextSource")[source].named("PlainTextSelection");
        let coded = selections.into_iter().filter(|selection| !selection.named("Coding").is_empty());
        coded
            .map(|selection| {
                let (from, to) = (number(selection, "startPosition"), number(selection, "endPosition"));
                (text[from..to].iter().collect(), selection.attribute("name").expect("a name").to_owned())
            })
            .collect()
    }

    fn losses(&self) -> Vec<&str> {
        self.exported.losses.iter().map(|loss| loss.message.as_str()).collect()
    }
}

fn entry(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    zip.by_name(name).unwrap_or_else(|_| panic!("no {name}")).read_to_string(&mut text).expect("UTF-8");
    text
}

/// A table of speaker and words as text, where nobody's name stands in it.
fn unlabelled(name: &str, said: &[(&str, &str)]) -> Document {
    let labelled: String = said.iter().map(|(who, words)| format!("{who}: {words}\n\n")).collect();
    let mut document = document(name, &labelled);
    let mut text = String::new();
    for (turn, (_, words)) in document.turns.iter_mut().zip(said) {
        text.push_str(if text.is_empty() { "" } else { "\n\n" });
        turn.span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
    }
    document.text = text;
    document
}

const TALK: &str = "I: Hoe begon het?\n\nR: Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen.\n\nI: En nu?\n\n\
                    R: Nu schaam ik me niet meer. (lacht)\n";

#[test]
fn positions_are_code_points_of_the_text_that_is_written_whatever_is_in_it() {
    let talk = "I: Hoe begon het?\n\nR: 🙂 E\u{301}e\u{301}n keer\u{feff} schaamde ik me.\u{c} Dat heb ik 👩‍👩‍👧 verzwegen.\n\nI: En nu?\n\nR: Beter.\n";
    let words = ["E\u{301}e\u{301}n keer\u{feff}", "me.\u{c} Dat heb ik 👩‍👩‍👧", "verzwegen.", "Beter."];
    for text in [talk.to_owned(), talk.replace('\n', "\r\n"), talk.replace('\n', "\r")] {
        let document = document("r1", &text);
        let codings = words.iter().map(|words| coding(&document, words, 0, 0)).collect();
        let written = Written::of(&codebook(), &coders(&["anna"]), &[(document, codings)]);
        assert_eq!(written.text(0), talk);
        let passages = written.passages(0);
        let found: Vec<&str> = passages.iter().map(|(found, _)| found.as_str()).collect();
        assert_eq!(found, words);
        // XML holds no form feed.
        assert_eq!(passages[1].1, "me.\u{fffd} Dat heb ik 👩‍👩‍👧");
        assert_eq!(written.losses(), [""; 0]);
    }
}

#[test]
fn no_text_begins_with_a_byte_order_mark() {
    let document = document("r1", "\u{feff}Zwaar.\n\nBeter.\n");
    let codings = vec![coding(&document, "Zwaar.", 0, 0)];
    let written = Written::of(&codebook(), &coders(&["anna"]), &[(document, codings)]);
    assert_eq!((written.text(0).as_str(), written.passages(0)[0].0.as_str()), ("Zwaar.\n\nBeter.\n", "Zwaar."));
}

#[test]
fn overlapping_nested_and_equal_passages_of_several_coders_keep_their_own_codings() {
    let document = document("r1", TALK);
    let on = |words: &str, code, coder| coding(&document, words, code, coder);
    let codings = vec![
        on("Ik schaamde me voor mijn werk.", 0, 0),
        on("Ik schaamde me voor mijn werk.", 2, 0),
        on("Ik schaamde me voor mijn werk.", 0, 1),
        on("schaamde", 0, 0),
        on("mijn werk. Dat heb ik lang", 1, 1),
    ];
    let written = Written::of(&codebook(), &coders(&["bram", "anna"]), &[(document.clone(), codings)]);
    let users: Vec<(&str, &str)> = written
        .root
        .named("User")
        .iter()
        .map(|user| (user.attribute("name").unwrap(), user.attribute("guid").unwrap()))
        .collect();
    assert_eq!([users[0].0, users[1].0], ["anna", "bram"], "in the order of their names");
    let selections = written.root.named("PlainTextSelection");
    let codes: Vec<(usize, &str)> = selections
        .iter()
        .map(|one| (one.named("Coding").len(), one.named("Coding")[0].attribute("creatingUser").unwrap()))
        .collect();
    assert_eq!(codes, [(1, users[0].1), (2, users[1].1), (1, users[1].1), (1, users[0].1)]);
    assert_eq!(written.exported.codings, 5);
}

#[test]
fn the_same_study_gives_the_same_bytes_whoever_is_named_first() {
    let document = document("r1", TALK);
    let study = |first: u32, second: u32| {
        let mut codings = vec![coding(&document, "schaamde", 0, first), coding(&document, "schaamde", 0, second)];
        codings[0].memo = "Navragen.".to_owned();
        vec![(document.clone(), codings)]
    };
    let one = Written::of(&codebook(), &coders(&["anna", "bram"]), &study(0, 1));
    let other = Written::of(&codebook(), &coders(&["bram", "anna"]), &study(1, 0));
    assert_eq!(one.bytes, other.bytes);
    assert_eq!(one.bytes, Written::of(&codebook(), &coders(&["anna", "bram"]), &study(0, 1)).bytes);
}

#[test]
fn a_coding_by_rules_says_which_lines_made_it_and_one_by_people_nothing() {
    let codebook = codebook();
    let document = document("r1", TALK);
    let mention = Mention { code: CodeId(0), rule: RuleId(0), ..Mention::default() };
    let by_rule = Coding {
        stance: Some(Stance::Negated),
        prompted: Some(false),
        status: Status::Proposed,
        mentions: vec![mention],
        ..coding(&document, "Nu schaam ik me niet meer.", 0, 0)
    };
    let by_hand = Coding { memo: "Let op:\n & \u{1}".to_owned(), ..coding(&document, "schaamde", 0, 1) };
    let written = Written::of(&codebook, &coders(&["rules", "anna"]), &[(document, vec![by_hand, by_rule])]);
    let names: Vec<_> = written.root.named("User").iter().map(|user| user.attribute("name").unwrap()).collect();
    assert_eq!(names, ["anna", "rules@kantlijn"]);
    let selections = written.root.named("PlainTextSelection");
    assert!(selections[0].named("Description").is_empty());
    let line = codebook.rules().map(|(_, rule): (_, &Rule)| rule.line).next().unwrap();
    let expected = Described {
        rules: Some(format!("line {line}")),
        codebook: Some(codebook.hash.clone()),
        stance: Some(Stance::Negated),
        prompted: Some(false),
        ..Described::default()
    };
    assert_eq!(Described::read(&selections[1].named("Description")[0].text), expected);
    let note = written.root.named("Note")[0];
    assert_eq!(note.named("PlainTextContent")[0].text, "Let op:\n & \u{fffd}");
    assert_eq!(selections[0].named("NoteRef")[0].attribute("targetGUID"), note.attribute("guid"));
    let losses = written.losses().join("\n");
    assert!(losses.contains("(1 mention)") && losses.contains("1 control character"), "{losses}");
}

#[test]
fn speakers_and_times_of_a_list_stand_in_the_text_so_that_it_reads_back() {
    let mut list = unlabelled(
        "r1",
        &[
            ("Interviewer", "Hoe begon het?"),
            ("Jan", "Met werk.\nEn toen?"),
            ("Interviewer", "En nu?"),
            ("Jan", "Beter."),
        ],
    );
    for (at, turn) in list.turns.iter_mut().enumerate() {
        let start = 61_200 * at as u64;
        turn.time = Some(crate::corpus::Time { start, end: Some(start + 1_000) });
    }
    let codings = vec![coding(&list, "Met werk.", 2, 0), coding(&list, "het?\n\nMet werk.", 0, 0)];
    let written = Written::of(&codebook(), &coders(&["anna"]), &[(list.clone(), codings)]);
    let text = written.text(0);
    assert!(text.contains("\n\nJan: [00:01:01.200 - 00:01:02.200] Met werk.\nEn toen?\n\nInterviewer: ["), "{text}");
    assert_eq!(written.losses(), [""; 0]);
    let passages: Vec<String> = written.passages(0).into_iter().map(|(words, _)| words).collect();
    assert_eq!(passages, ["het?\n\nJan: [00:01:01.200 - 00:01:02.200] Met werk.", "Met werk."]);
    let back = document("r1", &text);
    assert_eq!(
        back.turns.iter().map(|turn| turn.time).collect::<Vec<_>>(),
        list.turns.iter().map(|turn| turn.time).collect::<Vec<_>>()
    );
}

#[test]
fn who_speaks_and_cannot_be_seen_in_the_text_is_told() {
    let mut odd = unlabelled("r1", &[("I", "Hoe begon het?"), ("R", "Zwaar."), ("I", "En nu?"), ("R", "Beter.")]);
    odd.speakers[1].label = "wie het ook was: 3".to_owned();
    let written = Written::of(&codebook(), &Coders::default(), &[(odd, Vec::new())]);
    assert!(written.losses()[0].contains("of `r1` read back from its text with other words"), "{:?}", written.losses());
}

#[test]
fn what_does_not_show_in_a_text_is_said_beside_it() {
    let read = |name: &str, text: &str, options: &ReadOptions| Reading::of_text(name, text, options).document;
    let parts = vec![(Part::Interviewer, vec!["R".to_owned()]), (Part::Participant, vec!["I".to_owned()])];
    let turned = read("r2", TALK, &ReadOptions { parts, ..ReadOptions::default() });
    let text = "I: Wie?\n\nAnna: Ik.\n\nI: En jij?\n\nKarim: Ook.\n\nI: O.\n\nAnna: Ja.\n";
    let once = read("r3", text, &ReadOptions { labels: vec!["Karim".to_owned()], ..ReadOptions::default() });
    assert_eq!((document("r3", text).speakers.len(), once.speakers.len()), (2, 3));
    let written = Written::of(&codebook(), &Coders::default(), &[(turned, Vec::new()), (once, Vec::new())]);
    assert_eq!(written.losses(), [""; 0]);
    let said: Vec<String> =
        written.root.named("TextSource").iter().map(|one| one.named("Description")[0].text.clone()).collect();
    assert!(said[0].contains("interviewer = [\"R\"]\nparticipant = [\"I\"]"), "{said:?}");
    assert!(said[1].contains("\"Karim\""), "{said:?}");
}

#[test]
fn cases_own_whole_transcripts_or_the_turns_of_a_speaker() {
    let known = |pairs: &[(&str, &str)]| {
        let mut variables = Variables::default();
        pairs.iter().for_each(|(name, value)| variables.set(*name, *value));
        variables
    };
    let mut first = document("r1", TALK);
    first.case = Some("P1".to_owned());
    first.variables = known(&[("case", "P1"), ("years", "4"), ("met", "2024-03-01")]);
    let mut second = document("map/r1", TALK);
    second.case = Some("P1".to_owned());
    second.variables = known(&[("years", "4"), ("met", "2024-05-01")]);
    let group = "I: Wie?\n\nAnna: Ik.\n\nKarim: Nee, ik.\n\nI: Waarom?\n\nAnna: Daarom.\n\nKarim: Ja.\n";
    let mut group = document("r3", group);
    group.variables = known(&[("place", "Zuid")]);
    group.speakers[1].case = Some("P2".to_owned());
    group.speakers[1].variables = known(&[("place", "Zuid"), ("years", "12")]);
    group.speakers[2].variables = known(&[("place", "Zuid"), ("years", "2")]);
    let study = [(first, Vec::new()), (second, Vec::new()), (group, Vec::new())];
    let written = Written::of(&codebook(), &Coders::default(), &study);
    let kinds: Vec<(&str, &str)> = written
        .root
        .named("Variable")
        .iter()
        .map(|one| (one.attribute("name").unwrap(), one.attribute("typeOfVariable").unwrap()))
        .collect();
    assert_eq!(kinds, [("years", "Integer"), ("met", "Date"), ("place", "Text")]);
    let cases = written.root.named("Case");
    let shape: Vec<(&str, usize, usize, String)> = cases
        .iter()
        .map(|case| {
            let values =
                case.named("IntegerValue").iter().map(|value| value.text.clone()).collect::<Vec<_>>().join(",");
            (case.attribute("name").unwrap(), case.named("SourceRef").len(), case.named("SelectionRef").len(), values)
        })
        .collect();
    let four = |name, sources, selections, values: &str| (name, sources, selections, values.to_owned());
    assert_eq!(shape, [four("P1", 2, 0, "4"), four("P2", 0, 2, "12"), four("r3/Karim", 0, 2, "2")]);
    let sources = written.root.named("TextSource");
    let dates: Vec<usize> = sources.iter().map(|source| source.named("DateValue").len()).collect();
    assert_eq!(dates, [1, 1, 0], "what differs between two interviews with one person is each interview's");
    assert_eq!(sources[2].named("TextValue").len(), 1);
    assert_ne!(sources[0].attribute("guid"), sources[1].attribute("guid"), "one base name in two folders");
    assert_eq!(written.losses(), [""; 0]);
}

#[test]
fn memos_on_transcripts_are_notes_and_memos_on_cases_are_said_of_them() {
    let mut first = document("r1", TALK);
    (first.case, first.case_memo) = (Some("P1".to_owned()), "Belde later.\n#--- kantlijn was op tijd".to_owned());
    first.memo = "In de <keuken> & \"tuin\".\n\nBand haperde.\u{1}".to_owned();
    let mut second = document("r2", TALK);
    (second.case, second.case_memo) = (Some("P1".to_owned()), "Nam zijn zus mee.".to_owned());
    let mut group =
        document("r3", "I: Wie?\n\nAnna: Ik.\n\nKarim: Nee, ik.\n\nI: Waarom?\n\nAnna: Daarom.\n\nKarim: Ja.\n");
    group.speakers[2].memo = "Zweeg veel.".to_owned();
    group.speakers[0].memo = "Eerste keer.".to_owned();
    let codings = vec![coding(&first, "schaamde", 0, 0)];
    let study = [(first, codings), (second, Vec::new()), (group, Vec::new())];
    let written = Written::of(&codebook(), &coders(&["anna"]), &study);
    let said: Vec<(&str, &str)> = written
        .root
        .named("Case")
        .iter()
        .map(|case| (case.attribute("name").unwrap(), case.named("Description")[0].text.as_str()))
        .collect();
    let expected =
        [("P1", "Belde later.\n#--- kantlijn was op tijd\n\nNam zijn zus mee."), ("r3/Karim", "Zweeg veel.")];
    assert_eq!(said, expected);
    let note = written.root.named("Note")[0];
    assert_eq!(note.attribute("name"), Some("memo on r1"));
    assert_eq!(note.named("PlainTextContent")[0].text, "In de <keuken> & \"tuin\".\n\nBand haperde.\u{fffd}");
    let source = written.root.named("TextSource")[0];
    assert_eq!(source.named("NoteRef")[0].attribute("targetGUID"), note.attribute("guid"));
    let losses = written.losses().join("\n");
    assert!(losses.contains("1 control character"), "{losses}");
    assert!(losses.contains("what is known of single speakers is not kept: `memo`"), "{losses}");
}

#[test]
fn the_codebook_is_all_there_and_its_own_words_are_a_set() {
    let written = Written::of(&codebook(), &Coders::default(), &[]);
    let names: Vec<_> = written.root.named("Code").iter().map(|code| code.attribute("name").unwrap()).collect();
    assert_eq!(names, ["\"Schaamte\" <en> & zo", "hiding", "work"]);
    assert_eq!(written.root.named("Set")[0].named("MemberCode").len(), 3);
    assert_eq!(written.root.attribute("name"), Some("Proef"));
    assert!(written.root.named("Sources").is_empty() && written.root.named("Users").is_empty());
    assert_eq!(written.exported.notes[0].kind, "rules-as-text");
}

#[test]
fn a_study_of_nothing_is_a_project_of_nothing() {
    let written = Written::of(&Codebook::default(), &Coders::default(), &[]);
    assert!(written.root.children.is_empty(), "{:?}", written.root);
    let nobody = Written::of(&Codebook::default(), &Coders::default(), &[(document("leeg", ""), Vec::new())]);
    assert_eq!((nobody.text(0).as_str(), nobody.losses().len()), ("", 0));
}

#[test]
fn what_has_no_place_is_left_out_and_told() {
    let mut document = document("r1", &TALK.replace("Hoe begon", "Hoe \0begon"));
    let twice = coding(&document, "schaamde", 0, 0);
    let rejected = Coding { status: Status::Rejected, ..twice.clone() };
    let unknown = Coding { code: CodeId(9), ..twice.clone() };
    let mut nowhere = twice.clone();
    nowhere.span = Span { start: 3, end: 3 };
    document.name = "r\u{1}1".to_owned();
    let codings = vec![twice.clone(), twice, rejected, nowhere, unknown];
    let written = Written::of(&codebook(), &coders(&["anna"]), &[(document, codings)]);
    assert_eq!(written.exported.codings, 1);
    let losses = written.losses().join("\n");
    for told in [
        "1 NUL character",
        "where its text has nothing (2 codings)",
        "with the status rejected",
        "is written once",
        "control character",
    ] {
        assert!(losses.contains(told), "{told}: {losses}");
    }
}

#[test]
fn a_name_is_the_beginning_of_the_words_and_of_two_codes_of_one_name_each_is_one() {
    let long = format!("I: Ja?\n\nR: {}einde.\n\nI: En?\n\nR: Nee.\n", "één woord ".repeat(30));
    let document = document("r1", &long);
    let codes = ["a/x", "b/x"].map(|id| Code {
        id: id.to_owned(),
        name: Localized { plain: Some("x".to_owned()), ..Localized::default() },
        ..Code::default()
    });
    let codebook = Codebook { codes: codes.to_vec(), ..Codebook::default() };
    let words = &long[long.find('é').unwrap()..long.find("einde").unwrap()];
    let codings = vec![coding(&document, words, 0, 0), coding(&document, words, 1, 0)];
    let written = Written::of(&codebook, &coders(&["anna"]), &[(document, codings)]);
    assert_eq!(written.passages(0)[0].1, "één woord ".repeat(10));
    let codes = written.root.named("CodeRef");
    assert_ne!(codes[0].attribute("targetGUID"), codes[1].attribute("targetGUID"));
}
