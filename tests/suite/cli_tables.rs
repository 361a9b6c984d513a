//! What the tables say, on a study small enough to be counted by hand.

use insta::assert_snapshot;
use kantlijn::text::Lines;

use crate::formats;
use crate::run::{Folder, run_in};
use crate::samples::in_repository;

#[test]
fn frequencies() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("freq t -c c.toml").text(), @"");
    assert_snapshot!(folder.run("freq t -c c.toml --by profession").text(), @"");
    assert_snapshot!(folder.run("freq t -c c.toml --by years:0-5,6- --level 1 --lang en").text(), @"");
    assert_snapshot!(folder.run("freq t -c c.toml --where 'years > 3' --level 1").text(), @"");
    assert_snapshot!(folder.run("freq t -c c.toml --part interviewer --level 1").text(), @"");
    assert_snapshot!(folder.run("freq t -c c.toml --by profession --wide --level 1 -f tsv").text().lines().next().unwrap_or_default(), @"");
}

#[test]
fn two_interviews_with_one_person_are_one_participant_and_a_group_is_its_speakers() {
    let folder = Folder::study();
    // P1 has r1 and r2; r10 is a group of P2 and P3.
    assert_snapshot!(folder.run("freq t -c c.toml --by case --level 1").text(), @"");
    let alone = Folder::study();
    std::fs::remove_file(alone.path("t/cases.csv")).expect("the table of cases");
    let people = |table: &str| -> Vec<String> {
        table.lines().skip(1).map(|row| row.split(',').nth(3).unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(people(&folder.run("freq t -c c.toml").text()), ["3", "2", "2", "0"]);
    // Without cases the speakers of each transcript are people of their own.
    assert_eq!(people(&alone.run("freq t -c c.toml").text()), ["3", "2", "3", "0"]);
    assert!(alone.run("code t -c c.toml").text().starts_with("Read 3 transcripts: 4 participants"));
    assert!(folder.run("code t -c c.toml").text().starts_with("Read 3 transcripts: 3 participants"));
}

#[test]
fn groups_add_up_to_the_whole() {
    let folder = Folder::study();
    // Codings lie in one group each, whatever the groups; units do where a transcript has one speaker.
    let codings = |flags: &str, column: usize| -> Vec<u64> {
        let mut sums = vec![0; 3];
        let table = folder.run(&format!("freq t -c c.toml {flags}")).text();
        for row in table.lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            if let Some(at) = ["shame", "shame/hiding", "work"].iter().position(|code| cells[column - 5] == *code) {
                sums[at] += cells[column].parse::<u64>().expect("a count");
            }
        }
        sums
    };
    let whole = codings("", 6);
    assert_eq!(whole, [6, 3, 4]);
    for by in ["profession", "speaker", "transcript", "case", "years", "part"] {
        assert_eq!(codings(&format!("--by {by}"), 7), whole, "by {by}");
    }
}

#[test]
fn cooccurrence() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("cooc t -c c.toml").text(), @"");
    assert_snapshot!(folder.run("cooc t -c c.toml --matrix --level all").text(), @"");
    assert_snapshot!(folder.run("cooc t -c c.toml --matrix -u sentence").text(), @"");
    assert_snapshot!(folder.run("cooc t -c c.toml --matrix --by profession").text(), @"");
}

#[test]
fn quotes() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("quotes t -c c.toml --code shame --with work").text(), @"");
    assert_snapshot!(folder.run("quotes t -c c.toml --uncoded --sample 10 --seed 1").text(), @"");
}

#[test]
fn a_draw_is_the_same_for_one_seed_and_another_for_another() {
    let draw = |seed: u32| {
        let line = format!(
            "quotes sample_data -c codebooks/lived-experience.toml --uncoded --sample 10 --seed {seed}"
        );
        run_in(&in_repository(""), &line, None).text()
    };
    let first = draw(1);
    assert_eq!(csv::Reader::from_reader(first.as_bytes()).records().count(), 10);
    assert_eq!(draw(1), first);
    assert_ne!(draw(2), first);
}

#[test]
fn kwic() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("kwic 'schaam* NEAR/3 werk' t").text(), @"");
    assert_snapshot!(folder.run("kwic '\"niet meer\" OR baas' t --context 2").text(), @"");
    let samples = run_in(&in_repository(""), "kwic 'schaam* NEAR/8 vertel*' sample_data", None).text();
    assert_snapshot!(samples, @"");
    let near = run_in(&in_repository(""), "kwic 'schaam* NEAR/8 (zei OR zeg*)' sample_data", None).text();
    assert_snapshot!(near, @"");
}

#[test]
fn explain() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("explain 'Ik schaam me niet voor mijn werk.' -c c.toml").text(), @"");
    assert_snapshot!(folder.run("explain 'De lucht is blauw.' -c c.toml").text(), @"");
    assert_snapshot!(folder.run("explain 'De lucht is blauw.' -c c.toml --code work").text(), @"");
}

#[test]
fn transcript() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("transcript t/r1.txt").text(), @"");
    assert_eq!(folder.run("transcript t/r1.txt --text").out, folder.read("t/r1.txt"));
}

#[test]
fn standard_input_is_a_transcript() {
    let folder = Folder::study();
    let file = folder.run("freq t/r1.txt -c c.toml").text();
    let piped = folder.run_with_input("freq - -c c.toml", &folder.read("t/r1.txt"));
    assert_eq!(piped.text(), file);
    let named = folder.run_with_input("transcript -", b"I: Hoe?\nR: Zo.\nI: Ja?\nR: Ja.\n");
    assert_snapshot!(named.text(), @"");
}

/// Every coding's `start` and `end` point at its words in what `transcript --text` prints, in code points.
fn positions_lead_to_the_words(folder: &Folder, file: &str, codebook: &str) -> usize {
    let shown = folder.run(&format!("transcript {file} --text")).text();
    let points: Vec<char> = shown.chars().collect();
    let table = folder.run(&format!("quotes {file} -c {codebook} --part all -f json")).text();
    let table: serde_json::Value = serde_json::from_str(&table).expect("JSON");
    let rows = table["rows"].as_array().expect("rows");
    for row in rows {
        let at = |name: &str| usize::try_from(row[name].as_u64().expect("a place")).expect("a place");
        let words: String = points[at("start")..at("end")].iter().collect();
        // A quote leaves line breaks, times and markup out; the words stay.
        let bare = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let (words, quote) = (bare(&words), bare(row["text"].as_str().expect("a quote")));
        assert!(!quote.is_empty() && words == quote, "{file}: {words:?} is not {quote:?}");
    }
    // The end of the line that holds it is no place of its own.
    assert!(Lines::new(&shown).byte_of_code_point(points.len()).is_some());
    rows.len()
}

#[test]
fn start_and_end_point_into_the_text_that_transcript_prints() {
    let folder = Folder::study();
    folder.write("d.toml", b"[[code]]\nid = \"deur\"\nrules = [\"deur* OR achterdeur\", \"schaamte OR durfde\"]\n");
    let mut seen = 0;
    for (name, bytes) in formats::files() {
        folder.write(name, &bytes);
        let here = positions_lead_to_the_words(&folder, name, "d.toml");
        assert!(here >= 4, "{name} has only {here} codings");
        seen += here;
    }
    // Letters beyond the basic plane before the words: code points are neither bytes nor UTF-16 units.
    folder.write("emoji.txt", "I: 😀👩‍👩‍👧 Hoe?\nR: Één 😀 deur, é.\nI: Ja?\nR: 🇳🇱 De deuren.\n".as_bytes());
    assert_eq!(positions_lead_to_the_words(&folder, "emoji.txt", "d.toml"), 2);
    for sample in ["moed/moed-2.docx", "organisaties/organisaties-4.md", "gezinnen/gezinnen-3.srt", "kwetsbaarheid/kwetsbaarheid-1.txt"] {
        folder.write(sample, &std::fs::read(in_repository("sample_data").join(sample)).expect("a sample"));
        folder.write("e.toml", b"[[code]]\nid = \"ik\"\nrules = [\"ik\"]\n");
        seen += positions_lead_to_the_words(&folder, sample, "e.toml");
    }
    assert!(seen > 100, "only {seen} codings were looked at");
}
