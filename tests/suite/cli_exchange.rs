//! A whole study to a REFI-QDA project and back: nothing changes that is counted, and what is lost is told.

use std::path::Path;

use crate::run::{Folder, Ran, run_in};
use crate::samples::in_repository;

/// What two people coded of the small study: overlapping, one in the other, and the same passage.
const HAND: &str = "transcript,code,coder,text,memo\n\
    r1,shame,anna,Ik schaamde me voor mijn werk.,\n\
    r1,work,anna,Ik schaamde me voor mijn werk.,\n\
    r1,shame,bram,Ik schaamde me voor mijn werk.,\"Navragen:\n\"\"echt\"\"? <ja> & nee\"\n\
    r1,shame/hiding,bram,mijn werk. Dat heb ik,\n\
    r1,shame,anna,schaamde,\n\
    r2,work,anna,Het werk is zwaar.,\n\
    r10,work,bram,de baas,\n\
    r10,shame/hiding,bram,Ik verzweeg alles.,\n";

fn study() -> Folder {
    let folder = Folder::study();
    folder.write("hand.csv", HAND.as_bytes());
    folder
}

/// What every table of counts says of a study, but for its mentions, which only rules have.
fn counted(folder: &Path, study: &str) -> Vec<String> {
    let tables = [
        "freq",
        "freq --unit sentence",
        "freq --coder any --more",
        "freq --coder anna --by profession",
        "freq --coder any --by case",
        "freq --coder any --by speaker",
        "cooc --level all",
        "cooc --coder any --unit turn --level all",
    ];
    tables.map(|table| run_in(folder, &format!("{table} {study} -q"), None).text()).to_vec()
}

#[track_caller]
fn nothing_lost(ran: &Ran) {
    assert_eq!(ran.code, Some(0), "{ran}");
    assert!(ran.err.contains("everything is carried over. Written:"), "{ran}");
}

#[test]
fn a_study_with_two_coders_comes_back_from_a_project_with_the_same_counts() {
    let folder = study();
    let before = counted(&folder.path(""), "t --codings hand.csv");
    nothing_lost(&folder.run("convert t a.qdpx --codings hand.csv"));
    assert_eq!(counted(&folder.path(""), "a.qdpx"), before);
    nothing_lost(&folder.run("convert a.qdpx b.qdpx"));
    assert!(folder.read("a.qdpx") == folder.read("b.qdpx"), "written again, it is the same to the byte");

    nothing_lost(&folder.run("convert a.qdpx results"));
    let names: Vec<String> = folder.files().into_keys().filter(|name| name.starts_with("results/")).collect();
    let expected = [
        "cases.csv",
        "codebook.toml",
        "codings.csv",
        "kantlijn.toml",
        "transcripts/r1.txt",
        "transcripts/r10.txt",
        "transcripts/r2.txt",
    ];
    assert_eq!(names, expected.map(|name| format!("results/{name}")));
    assert_eq!(counted(&folder.path(""), "results"), before);
    assert_eq!(counted(&folder.path("results"), ""), before, "and without an argument in the folder itself");
    nothing_lost(&folder.run("convert results c.qdpx"));
    assert!(folder.read("a.qdpx") == folder.read("c.qdpx"));
    let codings = String::from_utf8(folder.read("results/codings.csv")).expect("text");
    assert!(codings.contains("\"Navragen:\n\"\"echt\"\"? <ja> & nee\""), "{codings}");
}

#[test]
fn the_sample_study_with_its_hand_coding_loses_nothing() {
    let root = in_repository("");
    let folder = Folder::new();
    let path = |name: &str| folder.path(name).to_string_lossy().into_owned();
    let (one, four, again) = (path("1.qdpx"), path("4.qdpx"), path("again.qdpx"));
    let study = "sample_data --codings sample_data/codings.csv";
    let convert = |out: &str, threads: u8| {
        run_in(&root, &format!("convert sample_data '{out}' --codings sample_data/codings.csv -j {threads}"), None)
    };
    nothing_lost(&convert(&one, 1));
    nothing_lost(&convert(&four, 4));
    assert!(folder.read("1.qdpx") == folder.read("4.qdpx"), "threads change nothing");
    nothing_lost(&run_in(&root, &format!("convert '{one}' '{again}'"), None));
    assert!(folder.read("1.qdpx") == folder.read("again.qdpx"));
    assert_eq!(counted(&root, &format!("'{one}'")), counted(&root, study));
}

#[test]
fn a_whole_codebook_with_its_rules_goes_along_and_rules_are_one_more_user() {
    let folder = study();
    let ran = folder.run("convert t a.qdpx -c c.toml --codings hand.csv");
    assert!(ran.err.contains("lost: where in a coding a rule matched is not kept ("), "{ran}");
    let before = folder.run("cooc t -c c.toml --codings hand.csv --level all --unit sentence").text();
    let same_words = |table: &str| -> Vec<String> {
        let column = |row: &str| {
            row.split(',')
                .enumerate()
                .filter(|(at, _)| *at != 7)
                .map(|(_, cell)| cell.to_owned())
                .collect::<Vec<_>>()
                .join(",")
        };
        let mut rows: Vec<String> = table.lines().map(column).collect();
        rows.sort();
        rows
    };
    let after = folder.run("cooc a.qdpx --level all --unit sentence").text();
    assert_eq!(same_words(&after), same_words(&before));
    let negated = folder.run("freq a.qdpx --coder rules --stance negated").text();
    assert!(negated.contains("shame,shame,Schaamte,"), "{negated}");
    let frequencies = |line: &str| folder.run(line).text();
    for coder in ["anna", "bram"] {
        let flags = format!("--coder {coder}");
        assert_eq!(
            frequencies(&format!("freq a.qdpx {flags}")),
            frequencies(&format!("freq t -c c.toml --codings hand.csv {flags}"))
        );
    }

    let ran = folder.run("convert a.qdpx results");
    nothing_lost(&ran);
    assert!(folder.files().contains_key("results/codings-by-rules.csv"));
    assert_eq!(
        frequencies("freq results"),
        frequencies("freq t -c c.toml --codings hand.csv"),
        "the rules code anew, and what they had coded is not counted twice"
    );
    let strict = folder.run("convert t b.qdpx -c c.toml --strict");
    assert_eq!(strict.code, Some(1), "{strict}");
    assert!(strict.err.contains("Nothing was written.") && !folder.files().contains_key("b.qdpx"), "{strict}");
}

#[test]
fn which_rules_made_a_coding_comes_back_and_goes_out_again() {
    let folder = study();
    folder.run("code t -c c.toml -o run -f qdpx").text();
    nothing_lost(&folder.run("convert run/project.qdpx b.qdpx --strict"));
    assert!(folder.read("run/project.qdpx") == folder.read("b.qdpx"), "written again, it is the same to the byte");
    folder.run("code b.qdpx -o again").text();
    let rules = |table: &str| -> Vec<String> {
        let bytes = folder.read(table);
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        let header = reader.headers().expect("a header").clone();
        let at = |name: &str| header.iter().position(|one| one == name).expect("a column");
        let columns = ["transcript", "start", "code", "coder", "rules"].map(at);
        let mut rows: Vec<String> =
            reader.records().flatten().map(|row| columns.map(|at| row[at].to_owned()).join("|")).collect();
        rows.sort();
        rows
    };
    assert_eq!(rules("again/codings.csv"), rules("run/codings.csv"));
    assert!(rules("run/codings.csv").iter().all(|row| row.contains("|rules|line ")));

    // By way of tables: those of a folder, and those of a run.
    nothing_lost(&folder.run("convert b.qdpx back"));
    nothing_lost(&folder.run("convert back c.qdpx --codings back/codings-by-rules.csv"));
    assert!(folder.read("b.qdpx") == folder.read("c.qdpx"));
    folder.run("code t --codings run/codings.csv -o third").text();
    assert_eq!(rules("third/codings.csv"), rules("run/codings.csv"));
    folder.write("own.csv", b"transcript,code,coder,text,rules\nr1,shame,anna,Ik schaamde me,eerste ronde\n");
    folder.run("code t --codings own.csv -o own").text();
    assert_eq!(rules("own/codings.csv"), ["r1|22|shame|anna|"], "a person's column of that name is another thing");
}

#[test]
fn the_codebook_of_a_project_is_a_codebook() {
    let folder = study();
    folder.run("convert t a.qdpx -c c.toml").text();
    nothing_lost(&folder.run("convert a.qdpx own.toml"));
    nothing_lost(&folder.run("convert a.qdpx own.qdc"));
    folder.run("convert c.toml straight.toml").text();
    folder.run("convert c.toml straight.qdc").text();
    assert_eq!(folder.read("own.toml"), folder.read("straight.toml"));
    assert_eq!(folder.read("own.qdc"), folder.read("straight.qdc"));
}

#[test]
fn texts_of_every_kind_keep_their_places() {
    let folder = Folder::new();
    let talk = "I: Hoe begon het?\r\n\r\nR: 🙂 E\u{301}e\u{301}n keer\u{feff} schaamde ik me.\u{c} Dat heb ik 👩‍👩‍👧 verzwegen.\r\n\r\nI: En nu?\r\n\r\nR: Bij de baas.\r\n";
    folder.write("t/a/r1.txt", talk.as_bytes());
    folder.write("t/b/r1.txt", format!("\u{feff}{}", talk.replace("\r\n", "\n")).as_bytes());
    folder.write("t/b/r2.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.500\n<v I>Hoe ging het?\n\n00:03.000 --> 00:04.000\n<v Jan>Ik schaam me.\n\n00:05.000 --> 00:06.000\n<v I>En nu?\n\n00:07.000 --> 00:08.000\n<v Jan>Ik verzwijg het niet.\n");
    folder.write("t/b/r3.csv", b"speaker,text,age\nI,Wie ben je?,\nAnna,Ik werk bij de baas.,41\nI,En jij?,\nKarim,Ik ook. Ik schaam me.,38\nI,O.,\nAnna,Ja.,41\n");
    folder.write("t/b/r4.md", "---\nprofession: kok\ncase: P9\n---\n\n# Gesprek\n\n**I:** Hoe was het?\n\n**R:** *Zwaar* werk. \\[lacht\\]\n\n**I:** En nu?\n\n**R:** Ik verzweeg het.\n".as_bytes());
    folder.write(
        "c.toml",
        "[[code]]\nid = 'shame'\nname = '<b>\"Schaamte\" & zo</b>'\nrules = ['schaam*', 'verzw*']\n[[code]]\nid = 'work'\nrules = ['werk*', 'baas']\n".as_bytes(),
    );
    folder.run("code t -c c.toml -o out -f qdpx -f jsonl").text();
    folder.run("convert t all.qdpx -c c.toml").text();
    assert!(folder.read("out/project.qdpx") == folder.read("all.qdpx"));
    // The same codings as a table, on the same transcripts.
    let before = counted_by_hand(&folder, "t --codings out/codings.csv -c c.toml");
    assert_eq!(counted_by_hand(&folder, "all.qdpx"), before);
    folder.run("convert all.qdpx again.qdpx -q").text();
    folder.run("convert again.qdpx third.qdpx -q").text();
    assert!(folder.read("again.qdpx") == folder.read("third.qdpx"));
    let quotes = folder.run("quotes all.qdpx --code shame -q").text();
    assert!(quotes.contains("a/r1,") && quotes.contains("b/r1,"), "{quotes}");
    assert!(quotes.contains("👩‍👩‍👧 verzwegen."), "{quotes}");
    assert!(quotes.contains("00:00:03"), "a caption keeps its time: {quotes}");
}

/// The frequencies of what rules coded, by speaker, without the mentions.
fn counted_by_hand(folder: &Folder, study: &str) -> Vec<String> {
    let study = study.replace(" -c c.toml", "").replace("t --codings out/codings.csv", "t -c c.toml");
    let table = folder.run(&format!("freq {study} --by speaker -q")).text();
    let without = |row: &str| -> String {
        let cells: Vec<&str> = row.split(',').collect();
        let mentions = cells.len() - 4;
        cells.iter().enumerate().filter(|(at, _)| *at != mentions).map(|(_, cell)| format!("{cell},")).collect()
    };
    table.lines().map(without).collect()
}

#[test]
fn what_a_project_has_no_place_for_is_told() {
    let folder = study();
    folder.write(
        "s/kantlijn.toml",
        b"[study]\ntranscripts = ['../t']\ncodings = ['../hand.csv']\nunit = 'sentence'\n[transcripts.parts]\nparticipant = ['I']\n",
    );
    folder.write("fout.csv", b"transcript,code,coder,text,status\nr1,shame,anna,Dat zei zij nergens.,\nr1,shame,anna,verzwegen,\nr1,work,anna,werk,rejected\nr99,work,anna,ja,\n");
    let ran = folder.run("convert s a.qdpx");
    assert!(ran.err.contains("what kantlijn.toml says of unit is not written"), "{ran}");
    let before = folder.run("freq s --coder any --part all --by part -q").text();
    let after = folder.run("freq a.qdpx --coder any --part all --by part -u sentence -q").text();
    assert_eq!(after, before, "parts are said beside the texts");
    let ran = folder.run("convert a.qdpx results");
    assert!(ran.err.contains("which part `I` plays in `r1` is not kept: read back, it is interviewer"), "{ran}");
    let ran = folder.run("convert t b.qdpx --codings fout.csv");
    for lost in [
        "fout.csv, row 2: `shame` by anna is lost: its words do not stand in `r1`",
        "there is no transcript `r99`",
        "1 coding with the status rejected",
    ] {
        assert!(ran.err.contains(&format!("lost: {lost}")) || ran.err.contains(lost), "{lost}: {ran}");
    }
    let ran = folder.run("convert t c.qdpx --codings fout.csv --strict -q");
    assert_eq!(ran.code, Some(1), "{ran}");
    assert!(!folder.files().contains_key("c.qdpx"));
}

#[test]
fn how_a_loss_is_mended_stands_below_it() {
    let folder = study();
    folder.write(
        "fout.csv",
        b"transcript,code,coder,text,status\nr1,shame,anna,dit zei niemand,\nr99,work,anna,de baas,\n\
          r1,shame,anna,dit ook niet,\nr1,work,bram,mijn werk,rejected\n",
    );
    let ran = folder.run("convert t b.qdpx --codings fout.csv");
    let words = ["no transcript `r99`", "in no table", "rejected is not", "knows no status", "is lost", "was left out"];
    let told: Vec<&str> =
        ran.err.lines().filter_map(|line| words.into_iter().find(|words| line.contains(words))).collect();
    assert_eq!(told, [words[0], words[1], words[2], words[3], words[4], words[4], words[5]], "{ran}");
}

#[test]
fn what_cannot_be_converted_says_what_can() {
    let folder = study();
    folder.run("convert t a.qdpx --codings hand.csv").text();
    let before = folder.files();
    let refused = |line: &str, word: &str| {
        let ran = folder.run(line);
        assert!(ran.refused().contains(word), "{line}: {ran}");
    };
    refused("convert t b.qdpx", "no codebook is given");
    refused("convert t b.toml -c c.toml", "a folder becomes a project");
    refused("convert t b.qde -c c.toml", ".qdpx");
    refused("convert c.toml d.json -c c.toml", "would change nothing");
    refused("convert a.qdpx a.qdpx --force", "is not overwritten");
    refused("convert t a.qdpx --codings hand.csv", "a.qdpx");
    refused("convert a.qdpx t", "cases.csv");
    refused("convert none.qdpx x", "none.qdpx");
    refused("convert a.qdpx study.v2", "or a folder: study.v2/");
    refused("convert a.qdpx a.qdpx --force", "choose another place to write to");
    folder.write("hand.json", b"[{\"transcript\": \"r1\", \"code\": \"shame\", \"text\": \"zweeg\"}]");
    refused("freq t --codings hand.json", "write them as .jsonl");
    refused("transcript t -f qdpx -o x", "kantlijn convert");
    refused("code t -c c.toml -f qdpx -o x --no-text", "--no-text leaves every word out");
    folder.write("bad.qdpx", &folder.read("a.qdpx")[..300]);
    refused("convert bad.qdpx x", "bad.qdpx");
    let mut after = folder.files();
    after.remove("bad.qdpx");
    after.remove("hand.json");
    assert!(after == before);
    folder.run("convert a.qdpx study.v2/");
    assert!(folder.files().contains_key("study.v2/kantlijn.toml"));
    folder.run("convert t a.qdpx --codings hand.csv --force").text();
    assert!(folder.read("a.qdpx") == before["a.qdpx"]);
}
