//! Codes in the margin of Word files: written for a reader without this program, and read back.

use kantlijn::coding::{Coders, HandCodings, MarginComments, PROGRAM, RULES};
use kantlijn::corpus::{Corpus, ReadOptions, Reading};
use kantlijn::ids::TurnId;
use kantlijn::render::docx;

use crate::run::Folder;
use crate::samples::samples;

/// What everybody says: their label, and their words in a row.
fn said(reading: &Reading) -> Vec<(Option<String>, Vec<String>)> {
    let document = &reading.document;
    let turn = |(i, turn): (usize, &kantlijn::corpus::Turn)| {
        let words = document.quote(turn.span).split_whitespace().map(str::to_owned).collect();
        (document.speaker(TurnId::new(i)).map(|speaker| speaker.label.clone()), words)
    };
    // What was only laughed stands between two turns of one speaker, and is not written.
    let mut all: Vec<(Option<String>, Vec<String>)> = Vec::new();
    for (speaker, words) in document.turns.iter().enumerate().map(turn) {
        match all.last_mut().filter(|(last, _)| *last == speaker && speaker.is_some()) {
            Some((_, before)) => before.extend(words),
            None => all.push((speaker, words)),
        }
    }
    all
}

#[test]
fn every_sample_comes_back_from_word_with_its_turns_and_codings() {
    let samples = samples();
    let folder = tempfile::tempdir().unwrap();
    for applied in &samples.applied {
        let document = &applied.reading.document;
        let bytes = docx(document, &applied.codings, &samples.codebook, &samples.coders, "nl").unwrap();
        assert_eq!(bytes, docx(document, &applied.codings, &samples.codebook, &samples.coders, "nl").unwrap());
        let path = folder.path().join(format!("{}.docx", document.name));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let corpus = Corpus::open(&[folder.path().to_owned()], ReadOptions::default()).unwrap();
    let (mut codings, mut moved) = (0, 0);
    for (again, applied) in corpus.read_all().unwrap().iter().zip(&samples.applied) {
        let document = &applied.reading.document;
        assert_eq!(again.document.name, document.name);
        // Questions that only bold letters tell are written with a label.
        if applied.reading.report.label_style != "questions in bold or italics" {
            let (now, before) = (said(again), said(&applied.reading));
            let differs = now.iter().zip(&before).find(|(now, before)| now != before);
            assert_eq!((differs, now.len()), (None, before.len()), "{}", document.name);
        }
        let comments = MarginComments::of(again);
        assert_eq!(comments.len(), applied.codings.len(), "{}", document.name);
        // On the file itself, and on the transcript that it was made from.
        for (in_place, on) in [(true, &again.document), (false, document)] {
            let mut hand: HandCodings = comments.codings(Some(&samples.codebook), in_place);
            hand.assign([document.name.as_str()]);
            let mut coders = samples.coders.clone();
            let placed = hand.of(on, &samples.codebook, &mut coders);
            let told = |coding: &kantlijn::coding::Coding, on: &kantlijn::corpus::Document, coders: &Coders| {
                let words: Vec<String> = on.quote(coding.span).split_whitespace().map(str::to_owned).collect();
                let coder = coders.name(coding.coder);
                (words, coding.code, if coder == RULES { PROGRAM } else { coder }.to_owned())
            };
            let mut expected: Vec<_> =
                applied.codings.iter().map(|coding| told(coding, document, &samples.coders)).collect();
            let mut found: Vec<_> = placed.value.iter().map(|coding| told(coding, on, &coders)).collect();
            expected.sort();
            found.sort();
            if in_place {
                assert_eq!(found, expected, "{}", document.name);
            } else {
                let spans: Vec<_> = placed.value.iter().map(|coding| (coding.span, coding.code)).collect();
                codings += expected.len();
                moved += applied.codings.iter().filter(|coding| !spans.contains(&(coding.span, coding.code))).count();
            }
        }
    }
    // A passage that stands twice with the same words around it cannot be told apart; none is guessed.
    assert!(codings > 800, "{codings}");
    assert!(moved * 100 <= codings, "{moved} of {codings}");
}

#[test]
fn line_ends_of_windows_make_the_same_paragraphs() {
    let text = "I: Hoe was dat?\n\nR: Zwaar, en\nlang.\n\nEcht waar.\n\nI: En nu?\n\nR: Goed.\n";
    let written = |text: &str| {
        let reading = Reading::of_text("r1", text, &ReadOptions::default());
        docx(&reading.document, &[], &samples().codebook, &Coders::default(), "nl").unwrap()
    };
    let bytes = written(text);
    for end in ["\r\n", "\r"] {
        assert!(bytes == written(&text.replace('\n', end)), "{end:?}");
    }
}

#[test]
fn a_supervisor_corrects_in_word_and_sends_it_back() {
    let folder = Folder::study();
    let wrote = folder.run("code t -c c.toml -o out -f docx");
    assert_eq!(wrote.code, Some(0), "{}", wrote.err);
    let rules = folder.run("freq t -c c.toml").text();
    let units = |coder: &str| -> Vec<String> {
        let table = folder.run(&format!("freq t -c c.toml --codings out/transcripts --coder {coder}")).text();
        table.lines().map(|line| line.split(',').take(7).collect::<Vec<_>>().join(",")).collect()
    };
    assert_eq!(units("kantlijn"), units("rules"), "what comes back is what the rules proposed");
    // Nothing is overwritten, and a later run does not take the files for transcripts.
    assert_eq!(folder.run("code t -c c.toml -o out -f docx").code, Some(2));
    assert_eq!(folder.run("freq . -c c.toml").text().lines().count(), rules.lines().count());
    assert!(folder.run("code t -c c.toml -f docx").refused().contains("without -o"));
    assert!(folder.run("code t -c c.toml -o o2 -f docx --no-text").refused().contains("whole transcripts"));
}

/// Names, memos and coders that are hard to write.
#[test]
fn what_people_coded_goes_into_the_margin_and_comes_back_whole() {
    let folder = Folder::new();
    folder.write("r1.txt", "I: Hoe was dat?\n\nR: Ik zweeg. Ik\u{c}schaamde me. Ik hoopte nog.\n\nI: Ja.\n".as_bytes());
    let codes =
        [("hope", "Toekomst, of niet"), ("h2", "Hope"), ("tag", "#metoo"), ("shame", "Schaamte & \\\"trots\\\"")];
    let book: String =
        codes.iter().map(|(id, name)| format!("[[code]]\nid = \"{id}\"\nname = \"{name}\"\n\n")).collect();
    folder.write("codes.toml", book.as_bytes());
    let rows = [
        r#"r1,shame,Ik zweeg.,"Jan & ""Co"" <x>","regel 1"#,
        r#"regel 2""#,
        r#"r1,hope,Ik schaamde me.,O'Brien,"tag, shame"#,
        r#"hope""#,
        "r1,h2,Ik hoopte nog.,Bo,h2",
        "r1,tag,Ik hoopte nog.,Bo,",
        "r1,tag,Ik zweeg.,Bo,zie verder",
    ];
    folder.write("c.csv", format!("transcript,code,text,coder,memo\n{}\n", rows.join("\n")).as_bytes());
    let wrote = folder.run("code r1.txt -c codes.toml --codings c.csv --coder any -o out -f docx");
    assert_eq!((wrote.code, wrote.err.contains("warning")), (Some(0), false), "{wrote}");
    let back = folder.run("code r1.txt -c codes.toml --codings out/transcripts --coder any -o back");
    assert_eq!((back.code, back.err.contains("warning")), (Some(0), false), "{back}");
    let [before, after] =
        ["out", "back"].map(|run| String::from_utf8(folder.read(&format!("{run}/codings.csv"))).unwrap());
    assert_eq!(before.lines().count(), 1 + rows.len());
    assert_eq!(before, after);
    // Each comment stands in the file once, whatever number of lines it has: else Word finds it damaged.
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(folder.read("out/transcripts/r1.docx"))).unwrap();
    let comments = std::io::read_to_string(archive.by_name("word/comments.xml").unwrap()).unwrap();
    assert_eq!(comments.matches("<w:comment ").count(), 5, "{comments}");
}

/// An interview with comments by two people, one of which names no code.
#[test]
fn comments_that_name_codes_are_codings_by_their_authors() {
    let folder = Folder::study();
    folder.write("w/r1.docx", &crate::formats::commented());
    folder.write("codes.toml", b"[[code]]\nid = \"shame\"\nname = \"Schaamte\"\n\n[[code]]\nid = \"trots\"\n");
    let counted = |line: &str| folder.run(line).text();
    insta::assert_snapshot!(counted("freq w -c codes.toml --codings comments"), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,1,1,1,1,,,,1
    trots,trots,trots,1,1,1,1,,,,1
    ,,no code,0,0,0,,,,,
    ");
    insta::assert_snapshot!(counted("freq w --codings comments"), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    schaamte,schaamte,schaamte,1,1,1,1,,,,1
    trots,trots,trots,1,1,1,1,,,,1
    ,,no code,0,0,0,,,,,
    ");
    let check = folder.run("check w -c codes.toml");
    assert!(check.err.contains("of which 2 name codes and none is counted"), "{}", check.err);
    let check = folder.run("check w -c codes.toml --codings comments");
    assert!(check.err.contains("2 of 3 comments name codes"), "{}", check.err);
    assert!(folder.run("freq t -c c.toml --codings comments").refused().contains("no comments stand in the margin"));
    assert_eq!(
        counted("freq w -c codes.toml --codings w/r1.docx"),
        counted("freq w -c codes.toml --codings comments"),
        "a file of comments may be another than the transcript"
    );
    folder.write("leeg.toml", b"[[code]]\nid = \"hoop\"\n");
    assert!(
        folder.run("freq w -c leeg.toml --codings comments").refused().contains("none of the 3 comments names a code")
    );
}

#[test]
fn transcripts_are_written_for_other_programs() {
    let folder = Folder::study();
    assert_eq!(folder.run("transcript t -f txt -o uit").code, Some(0));
    assert_eq!(
        folder.read("uit/r2.txt"),
        "I: Hoe gaat het op je werk?\n\nR: De baas weet het. Het werk is zwaar.\n\nI: En thuis?\n\nR: Thuis is er niks veranderd.\n".as_bytes()
    );
    assert_eq!(folder.run("transcript t -f docx -o uit").code, Some(0));
    assert_eq!(folder.run("freq uit -c c.toml").code, Some(2), "two files of one name are one transcript twice");
    assert_eq!(folder.run("transcript t/r2.txt -f txt").text().into_bytes(), folder.read("uit/r2.txt"));
    assert_eq!(folder.run("transcript t/r2.txt -o een.docx").code, Some(0));
    assert_eq!(folder.read("een.docx"), folder.read("uit/r2.docx"));
    assert!(folder.run("transcript t -f txt").refused().contains("one file holds one transcript"));
    assert_eq!(folder.run("transcript t -f txt -o uit").code, Some(2), "nothing is overwritten");
    assert!(folder.run("transcript t -f docx -o u2 --no-text").refused().contains("nothing but words"));
}
