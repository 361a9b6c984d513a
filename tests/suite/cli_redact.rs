//! `--redact`: no word of the list in any byte that goes out, and numbers that stay what they are.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use crate::run::{Folder, Ran};

/// What nobody may see, in small letters.
const SECRETS: [&str; 9] =
    ["fatima", "zaandam", "brechtje", "oudendijk", "sjoerd", "quibus", "06-12345678", "zoë", "zoe\u{308}"];

const LIST: &str = "# wie en waar\nFATIMA\nzaandam*\nbrechtje\nJoost van Oudendijk\nSjoerd\nquibus\n/06-\\d{8}/\nZoë\nNiemandsdochter\n";

const R1: &str = "Gesprek met Fatima, opgenomen in Zaandam door Brechtje.\n\n\
    Brechtje: Hoe begon het, Fatima?\n\n\
    Fatima: Ik schaamde me in Zaandam. Dat heb ik lang verzwegen voor Joost\nvan Oudendijk. (Fatima lacht)\n\n\
    Brechtje: En nu, hoe gaat het nu op je werk in Zaandam?\n\n\
    Fatima: Nu schaam ik me niet meer. FATIMA\u{2019}s baas belde 06-12345678, en Zoe\u{308} ook. Zaandammers zijn zo.\n";

const R2: &str = "Brechtje: Hoe gaat het op je werk?\n\nR: De baas weet het. Het werk bij Zoë is zwaar. Fatima's zus helpt.\n\n\
    Brechtje: En thuis in Zaandam?\n\nR: Thuis is er niks veranderd.\n";

const R3: &str = "I: Wie begint er?\n\nR: Ik heb het verzwegen voor Fatima en voor de baas.\n\nI: Waarom was dat dan zo moeilijk?\n\n\
    R: Ik verzweeg alles in Zaandam.\n";

const CASES: &str = "transcript,speaker,case,plaats,jaren,memo,transcript_memo,analysed_on\n\
    r1,,P1,Zaandam,4,Fatima is de zus van Zoë,Gesprek bij Fatima thuis,2026-01-02\n\
    r2,,P2,Zaandam,11,,,2026-01-03\nr3,,P3,Almere,2,,,2026-01-04\n";

const HAND: &str = "transcript,code,coder,text,memo\n\
    r1,shame,Sjoerd,Ik schaamde me in Zaandam.,Navragen bij Fatima; zie Quibus\n\
    r2,work,Sjoerd,Het werk bij Zoë is zwaar.,\nr2,work,anna,Het werk bij Zoë is zwaar.,\n\
    r3,shame/hiding,anna,Ik verzweeg alles in Zaandam.,Quibus vindt van niet\n";

const CODEBOOK: &str = r#"[codebook]
name = "Proef van Fatima"
version = "1"
language = "nl"
memo = "Besproken met Quibus."

[[code]]
id = "shame"
name = "Schaamte"
definition = "Zoals Fatima het zei."
examples = ["Ik schaamde me in Zaandam."]
rules = ["schaam*"]

[[code]]
id = "shame/hiding"
name = "Verbergen"
rules = ["verzwijg* OR verzweeg OR verzwegen"]

[[code]]
id = "work"
name = "Werk bij Zoë"
rules = ["werk* OR baas", "zaandam*"]
"#;

const PROJECT: &str = "[study]\ntranscripts = [\"t\"]\ncodebook = \"c.toml\"\ncases = \"cases.csv\"\n\
    [transcripts]\nparts = { interviewer = [\"Brechtje\", \"I\"] }\n";

/// A study full of secrets, with hand coding, decisions, a sheet of drawn units, comments in a Word file, and runs of before.
fn study() -> Folder {
    let folder = Folder::with(&[
        ("t/r1.txt", R1),
        ("t/r2.txt", R2),
        ("t/r3.txt", R3),
        ("cases.csv", CASES),
        ("hand.csv", HAND),
        ("c.toml", CODEBOOK),
        ("kantlijn.toml", PROJECT),
        ("names.txt", LIST),
    ]);
    folder.run("code -c c.toml --codings hand.csv -o before -f docx -q").text();
    folder.run("code -c c.toml -o earlier -q").text();
    folder.run("convert . before/project.qdpx -c c.toml --codings hand.csv -q").text();
    std::fs::create_dir(folder.path("word")).expect("a folder");
    std::fs::copy(folder.path("before/transcripts/r1.docx"), folder.path("word/w1.docx")).expect("a copy");
    folder
}

/// Every text in these bytes: themselves, and what is packed in them.
fn texts(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let mut all = vec![(name.to_owned(), String::from_utf8_lossy(bytes).to_lowercase())];
    if bytes.starts_with(b"PK\x03\x04") {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        for i in 0..archive.len() {
            let mut member = archive.by_index(i).expect("a member");
            let mut inside = Vec::new();
            member.read_to_end(&mut inside).expect("its bytes");
            let inside_name = format!("{name}/{}", member.name());
            all.push((inside_name.clone(), inside_name.to_lowercase()));
            all.extend(texts(&inside_name, &inside));
        }
    }
    all
}

#[track_caller]
fn no_secret(what: &str, bytes: &[u8]) {
    for (name, text) in texts(what, bytes) {
        for secret in SECRETS {
            if let Some(at) = text.find(secret) {
                let around: String = text[..at].chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect();
                panic!("{name}: `{secret}` behind …{around}");
            }
        }
    }
}

/// Runs a command with the list, and searches whatever it says and writes.
#[track_caller]
fn searched(folder: &Folder, line: &str) -> Ran {
    let before = folder.files();
    let ran = folder.run(&format!("{line} --redact names.txt"));
    assert!(matches!(ran.code, Some(0 | 1)), "{line}: {ran}");
    no_secret(&format!("{line} → standard output"), &ran.out);
    no_secret(&format!("{line} → standard error"), ran.err.as_bytes());
    for (name, bytes) in folder.files().into_iter().filter(|(name, bytes)| before.get(name) != Some(bytes)) {
        no_secret(&format!("{line} → {name}"), &bytes);
    }
    ran
}

/// Every command that writes words of participants, or what is known of them.
const COMMANDS: &[&str] = &[
    "check",
    "check -f json",
    "check word -c c.toml --codings comments",
    "code",
    "code --codings hand.csv -c c.toml",
    "code -c c.toml --codings hand.csv -o out/all -f xlsx -f docx -f qdpx -f json -f jsonl -f arrow -f md -f html -f latex -f tsv --anchors",
    "code -o out/where --where 'plaats = \"Zaandam\"' --by plaats",
    "freq",
    "freq -f table",
    "freq --by plaats -f json",
    "freq --by speaker --wide -f table",
    "freq --by participant",
    "freq --codings hand.csv -f json",
    "freq --codings hand.csv --coder Sjoerd -f json",
    "freq --where 'plaats = \"Zaandam\"' -f json",
    "cooc --level all -f json",
    "cooc --matrix -f html",
    "cooc --level all -o out/net.graphml",
    "crosstab --by plaats -f json",
    "crosstab --by speaker -f xlsx -o out/crosstab.xlsx",
    "saturation -f json",
    "keyness --code shame --min 1",
    "keyness --group 'plaats = \"Zaandam\"' --min 1 -f json",
    "quotes",
    "quotes -f json",
    "quotes -f table",
    "quotes --uncoded -f json",
    "quotes -f docx -o out/quotes.docx",
    "quotes -f html --cite '{case}, {speaker}, {plaats}'",
    "quotes -f txt --part all --cite '{speaker} uit {plaats}'",
    "quotes -f md --codings hand.csv --coder Sjoerd",
    "kwic 'zaandam* OR fatima' --part all",
    "kwic 'zaandam* OR fatima' --part all -f json",
    "matrix --rows plaats",
    "matrix --rows case --cells quotes -o out/matrix.xlsx",
    "matrix --rows speaker --cells quotes -f json",
    "methods --codings hand.csv -c c.toml",
    "methods --codings hand.csv --coder Sjoerd --where 'plaats = \"Zaandam\"' -f md",
    "explain 'Ik schaamde me in Zaandam bij Fatima.' -c c.toml",
    "report -o out/report.html --by plaats --title 'Voor Fatima'",
    "report -o out/all.html --codings hand.csv -c c.toml",
    "review -o out/review.xlsx",
    "review -o out/review.docx",
    "review -o out/review.csv",
    "sample -o out/sample.xlsx --per-code 2 --uncoded 1",
    "sample -o out/second.csv --per-code 2 --uncoded 1",
    "transcript t/r1.txt --text",
    "transcript t/r1.txt -f txt",
    "transcript t -f json",
    "transcript t -f docx -o out/transcripts",
    "transcript word -f json --comments",
    "transcript word/w1.docx",
    "compare before earlier -f json",
    "compare before/codings.csv earlier/codings.csv --summary",
    "compare t -c c.toml --with c2.toml -f json",
    "agree -c c.toml --codings hand.csv -f json",
    "agree -c c.toml --codings hand.csv --coder Sjoerd --coder anna -f json",
    "agree -c c.toml --codings hand.csv --coder Sjoerd --truth Sjoerd --coder rules --disagreements -f json",
    "convert t out/study.qdpx -c c.toml --codings hand.csv",
    "plot freq -o out/freq.svg --by plaats",
    "plot cooc -o out/cooc.svg --level all",
    "plot network -o out/network.svg --level all --min 1",
    "plot codeline -o out/codeline.svg",
    "plot saturation -o out/saturation.svg",
];

#[test]
fn no_word_of_the_list_goes_out() {
    let folder = study();
    // Rules with names are not written into a project, and another codebook may have some.
    folder.write("c2.toml", CODEBOOK.replace("baas", "fatima").as_bytes());
    for command in COMMANDS {
        if command.starts_with("convert") || command.contains("-f qdpx") {
            folder.write("c.toml", CODEBOOK.replace(", \"zaandam*\"", "").as_bytes());
        } else {
            folder.write("c.toml", CODEBOOK.as_bytes());
        }
        searched(&folder, command);
    }
    // The search finds what it is for.
    let shown = String::from_utf8_lossy(&folder.run("quotes -f json --redact none").out).to_lowercase();
    assert!(SECRETS[..2].iter().all(|secret| shown.contains(secret)));
    folder.write("c.toml", CODEBOOK.replace(", \"zaandam*\"", "").as_bytes());
    // A project of a coding program is read as it is, and holds the names of its coders.
    for command in
        ["freq before/project.qdpx", "quotes before/project.qdpx -f json", "convert before/project.qdpx p.qdpx"]
    {
        searched(&folder, command);
    }
}

#[test]
fn mistakes_quote_no_word_of_the_list() {
    let folder = study();
    folder.write("c.toml", CODEBOOK.replace("\"schaam*\"", "\"fatima AND OR zaandam\"").as_bytes());
    folder.write(
        "gone.csv",
        b"transcript,code,coder,text\nr1,shame,Sjoerd,Fatima heeft nooit gezegd dat het in Zaandam was\n",
    );
    for line in ["freq", "check", "explain 'Fatima.' -c c.toml", "quotes -c fatima.toml", "freq t --codings gone.csv"] {
        let ran = folder.run(&format!("{line} --redact names.txt"));
        assert!(!ran.err.is_empty(), "{line}");
        no_secret(line, ran.err.as_bytes());
        no_secret(line, &ran.out);
    }
}

#[test]
fn masked_words_stay_apart_and_in_their_places() {
    let folder = study();
    let text = searched(&folder, "transcript t/r1.txt --text").text();
    let unmasked = folder.run("transcript t/r1.txt --text --redact none").text();
    assert_eq!(unmasked, R1);
    assert_eq!(text.len(), R1.len());
    assert_eq!(text.chars().count(), R1.chars().count());
    assert_eq!(text.encode_utf16().count(), R1.encode_utf16().count());
    insta::assert_snapshot!(text, @r"
    Gesprek met ______, opgenomen in _______ door ________.

    ________: Hoe begon het, ______?

    ______: Ik schaamde me in _______. Dat heb ik lang verzwegen voor _____
    ___ _________. (______ lacht)

    ________: En nu, hoe gaat het nu op je werk in _______?

    ______: Nu schaam ik me niet meer. ______’s baas belde ___________, en ___¯ ook. ___________ zijn zo.
    ");
    insta::assert_snapshot!(searched(&folder, "transcript t/r1.txt -f txt").text(), @r"
    S3: Hoe begon het, ______?

    S1: Ik schaamde me in _______. Dat heb ik lang verzwegen voor _____ ___ _________. (______ lacht)

    S3: En nu, hoe gaat het nu op je werk in _______?

    S1: Nu schaam ik me niet meer. ______’s baas belde ___________, en ___¯ ook. ___________ zijn zo.
    ");
    insta::assert_snapshot!(searched(&folder, "freq --by plaats").text(), @r"
    plaats,theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    Almere,shame,shame,Schaamte,1,1,2,2,2,0,0,1
    Almere,shame,shame/hiding,Verbergen,1,1,2,2,2,0,0,1
    Almere,work,work,Werk bij __¯,1,1,2,2,2,0,0,1
    Almere,,,geen code,0,0,0,,,,,
    [2],shame,shame,Schaamte,1,1,2,3,3,0,0,1
    [2],shame,shame/hiding,Verbergen,1,1,1,1,1,0,0,1
    [2],work,work,Werk bij __¯,2,2,3,5,5,0,4,0.6
    [2],,,geen code,0,0,1,,,,,
    ");
    insta::assert_snapshot!(searched(&folder, "freq").err, @r"
    warning: names.txt: 2 entries stand nowhere: lines 6, 10
      are they spelled as in the transcripts? `Amster*` takes every ending
    ");
}

/// A table as rows in which what is masked is told as it would be without a list.
fn rows(ran: &Ran, called: &[(&str, &str)]) -> Vec<String> {
    let mut text = ran.text();
    for (name, mask) in called {
        text = text.replace(name, mask);
    }
    let mut rows: Vec<String> = text.lines().map(str::to_owned).collect();
    rows.sort();
    rows
}

#[test]
fn numbers_are_those_without_a_list() {
    let folder = study();
    let called =
        [("Zaandam", "[2]"), ("Brechtje", "S3"), ("Fatima", "S1"), ("Sjoerd", "C5"), ("Werk bij Zoë", "Werk bij __¯")];
    for line in [
        "freq --more",
        "freq -u sentence",
        "freq --by plaats",
        "freq --by speaker --part all",
        "freq --by participant",
        "freq --by jaren:0-5,6-",
        "freq --where 'plaats = \"Zaandam\"'",
        "freq --where 'speaker = \"Fatima\"'",
        "freq --codings hand.csv",
        "freq --codings hand.csv --coder Sjoerd",
        "freq -c c.toml --codings hand.csv --coder any",
        "cooc --level all",
        "crosstab --by plaats",
        "saturation",
        "agree -c c.toml --codings hand.csv",
        "agree -c c.toml --codings hand.csv --truth Sjoerd --coder rules",
        "check -f csv",
    ] {
        let (with, without) = (folder.run(&format!("{line} -q --redact names.txt")), folder.run(&format!("{line} -q")));
        assert_eq!(rows(&with, &[]), rows(&without, &called), "{line}");
    }
    // Of words themselves those that are left.
    let words = |ran: Ran| ran.text().lines().map(str::to_owned).collect::<Vec<_>>();
    let (with, without) = ("keyness --code shame --min 1 -q --redact names.txt", "keyness --code shame --min 1 -q");
    let all = words(folder.run(without));
    assert!(words(folder.run(with)).iter().all(|row| all.contains(row)));
    // Places of codings are what they were.
    let places = |ran: Ran| -> Vec<String> {
        let text = ran.text();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headers = reader.headers().expect("a header").clone();
        let at = |name: &str| headers.iter().position(|header| header == name).expect("a column");
        let (start, end, code) = (at("start"), at("end"), at("code"));
        reader
            .records()
            .map(|row| row.expect("a row"))
            .map(|row| format!("{} {} {}", &row[start], &row[end], &row[code]))
            .collect()
    };
    assert_eq!(places(folder.run("quotes -f csv -q --redact names.txt")), places(folder.run("quotes -f csv -q")));
}

#[test]
fn masked_sheets_are_read_back() {
    let folder = study();
    let fill = |sheet: &str, column: &str, with: &dyn Fn(usize) -> &'static str| {
        let bytes = folder.read(sheet);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
        let mut rows: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        let at = rows[0].iter().position(|name| name == column).expect("a column");
        for (i, row) in rows.iter_mut().enumerate().skip(1) {
            row[at] = with(i).to_owned();
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        rows.iter().for_each(|row| writer.write_record(row).expect("a row"));
        folder.write(sheet, &writer.into_inner().expect("bytes"));
        rows.len() - 1
    };
    searched(&folder, "review -o review.csv");
    let proposed = fill("review.csv", "decision", &|_| "accept");
    folder.run("review review.csv --reviewer Sjoerd -q").text();
    let accepted = folder.run("quotes --status accepted -f csv");
    assert_eq!(csv::Reader::from_reader(&accepted.out[..]).records().count(), proposed, "{accepted}");
    assert!(!accepted.err.contains("lost") && !accepted.err.contains("other words"), "{accepted}");
    let masked = searched(&folder, "quotes --status accepted -f csv");
    assert_eq!(csv::Reader::from_reader(&masked.out[..]).records().count(), proposed, "{masked}");
    // In a transcript that has grown at its beginning the masked words are found by what is not masked.
    folder.write("t/r3.txt", format!("Eerst dit.\n\n{R3}").as_bytes());
    let moved = folder.run("quotes --status accepted -f csv");
    assert_eq!(csv::Reader::from_reader(&moved.out[..]).records().count(), proposed, "{moved}");
    folder.write("t/r3.txt", R3.as_bytes());

    searched(&folder, "sample -o carla.csv --per-code 3 --uncoded 2");
    fill("carla.csv", "codes", &|row| if row % 2 == 0 { "shame" } else { "-" });
    let agree = folder.run("agree -c c.toml --codings carla.csv --truth carla -f json");
    assert!(!agree.err.contains("not found"), "{agree}");
    let masked = searched(&folder, "agree -c c.toml --codings carla.csv --truth carla -f json");
    assert!(!masked.err.contains("not found"), "{masked}");

    // A Word file with codes in the margin, masked, comes back to the transcripts as they are.
    searched(&folder, "code -o masked -f docx");
    let codings = folder.run("freq --codings masked/transcripts --coder any -q").text();
    assert!(codings.contains("shame,"), "{codings}");
    let check = folder.run("check -c c.toml --codings masked/transcripts");
    assert!(!check.err.contains("lost"), "{check}");
}

#[test]
fn names_that_everything_is_told_by_are_refused_and_nothing_is_written() {
    let folder = study();
    folder.write("t/fatima-2.txt", R3.as_bytes());
    folder.write("cases.csv", CASES.replace("P2", "Zoë").as_bytes());
    let ran = folder.run("code -o out --redact names.txt");
    insta::assert_snapshot!(ran.refused(), @r"
    error: names.txt lists what everything is told by, which cannot be masked: the case `__¯` (line 9), the transcript `______-2` (line 2)
      rename the file of a transcript, to r1 for example; give a case another name
      in the table of cases; or take the entry out
    ");
    assert!(!folder.path("out").exists());
    no_secret("refused", ran.err.as_bytes());
}

#[test]
fn values_that_would_look_the_same_are_refused() {
    let folder = study();
    folder.write("cases.csv", CASES.replace("r2,,P2,Zaandam", "r2,,P2,Zaandammerveer").as_bytes());
    insta::assert_snapshot!(folder.run("freq --by plaats --redact names.txt").refused(), @r"
    error: several values of `plaats` would be shown as `[2]`, and be counted as one
      give each of them a line of its own in names.txt, spelled alike everywhere
    ");
    folder.run("freq --redact names.txt -q").text();
    // A label that another transcript really has is not somebody whose label is masked.
    let labelled = R2.replace("R: ", "S1: ");
    folder.write("t/r2.txt", labelled.as_bytes());
    let ran = folder.run("freq --by speaker --redact names.txt");
    assert!(ran.refused().contains("several values of `speaker` would be shown as `S1`"), "{ran}");
}

#[test]
fn every_mistake_of_a_list_is_told_with_its_line() {
    let folder = study();
    folder.write("wrong.txt", b"*\n/(/\n# goed\nFatima\n--\n");
    insta::assert_snapshot!(folder.run("freq --redact wrong.txt").refused(), @r"
    error: wrong.txt, line 1: this entry masks every word
     |
     = help: write some letters beside the *, as in Amster*

    error: wrong.txt, line 2: this is no regular expression: unclosed group
     |
     = help: mend it, or write the words themselves, one a line

    error: wrong.txt, line 5: there is no letter or digit in this entry
     |
     = help: write a word, or take the line out

    3 mistakes to mend; nothing was written.
    ");
    folder.run("freq --redact nowhere.txt").refused();
}

#[test]
fn a_study_that_names_a_list_masks_everything_unless_told_otherwise() {
    let folder = study();
    let named = PROJECT.replace("[transcripts]", "redact = \"names.txt\"\n[transcripts]");
    folder.write("kantlijn.toml", named.as_bytes());
    let masked = folder.run("quotes -f json");
    no_secret("quotes", &masked.out);
    assert_eq!(masked.text(), folder.run("quotes -f json --redact names.txt").text());
    assert!(folder.run("quotes -f json --redact none").text().contains("Zaandam"));
}

#[test]
fn threads_change_no_byte() {
    let folder = study();
    let outputs = |threads: u32| -> BTreeMap<String, Vec<u8>> {
        let line = format!(
            "code -c c.toml --codings hand.csv -o j{threads} -f xlsx -f docx -f html --redact names.txt -j {threads}"
        );
        let said = folder.run(&line);
        let prefix = format!("j{threads}/");
        let files = folder.files().into_iter();
        let mut all: BTreeMap<String, Vec<u8>> =
            files.filter_map(|(name, bytes)| Some((name.strip_prefix(&prefix)?.to_owned(), bytes))).collect();
        all.insert("said".to_owned(), said.err.replace(&format!("j{threads}"), "j").into_bytes());
        all
    };
    let one = outputs(1);
    assert!(one.len() > 8);
    assert!(one == outputs(4));
    let run: serde_json::Value = serde_json::from_slice(&one["run.json"]).expect("JSON");
    assert_eq!(run["masked"]["entries"], 6, "{run}");
    assert!(run["codebook"]["file"].is_null());
    let caption = run["tables"]["codings"]["caption"].to_string();
    assert!(caption.contains("onleesbaar gemaakt"), "{caption}");
}

#[test]
fn a_folder_is_not_made_of_a_project_whose_labels_are_masked() {
    let folder = study();
    let ran = folder.run("convert before/project.qdpx copy --redact names.txt");
    assert!(ran.refused().contains("--redact") || ran.err.contains("rules"), "{ran}");
    assert!(!folder.path("copy").exists());
    let rules = folder.run("convert c.toml c.csv --redact names.txt");
    insta::assert_snapshot!(rules.refused(), @r"
    error: rules of the codebook hold words of names.txt, and without these they are other rules: work
      take these rules out of the codebook, or write it as it is with --redact none
    ");
    folder.write("ok.toml", CODEBOOK.replace(", \"zaandam*\"", "").as_bytes());
    searched(&folder, "convert ok.toml ok.csv");
    // A name of a field is one of a column there.
    folder.write("field.toml", b"[[code]]\nid = \"shame\"\nname = \"Schaamte\"\n\"bij Fatima\" = \"ja\"\n");
    let field = folder.run("convert field.toml field.csv --redact names.txt");
    assert!(field.refused().contains("the field `bij ______` (line 2)"), "{field}");
    // The list of the study holds without a flag, and half a name does not stay where a remark is cut.
    folder.write("kantlijn.toml", PROJECT.replace("[transcripts]", "redact = \"names.txt\"\n[transcripts]").as_bytes());
    let named = CODEBOOK.replace(", \"zaandam*\"", "").replace("version = \"1\"", "version = \"2 van Fatima\"");
    let remark = "# Over dit gesprek is later nog veel gezegd door Joost van Oudendijk en anderen.\n";
    folder.write("own.toml", format!("{remark}{named}").as_bytes());
    let ran = folder.run("convert own.toml own.json");
    assert!(ran.err.contains("this remark is not kept: “…”"), "{ran}");
    assert!(!ran.err.contains("Joost"), "{ran}");
    no_secret("own.json", &folder.read("own.json"));
    folder.run("convert own.toml shown.json --redact none").text();
    assert!(String::from_utf8_lossy(&folder.read("shown.json")).contains("van Fatima"));
}

#[test]
fn the_list_is_no_transcript_wherever_it_lies() {
    let folder = study();
    folder.write("t/names.txt", LIST.as_bytes());
    folder
        .write("kantlijn.toml", PROJECT.replace("[transcripts]", "redact = \"t/names.txt\"\n[transcripts]").as_bytes());
    let masked = folder.run("check");
    assert!(masked.err.contains("names.txt (the list of names)"), "{masked}");
    assert!(masked.err.contains("2 entries stand nowhere: lines 6, 10"), "{masked}");
    let unmasked = folder.run("check --redact none");
    assert!(unmasked.err.contains("names.txt (the list of names)"), "{unmasked}");
    let alone = folder.run("freq t/names.txt -c c.toml --redact t/names.txt");
    assert!(alone.refused().contains("names.txt is the list of names"), "{alone}");
}

#[test]
fn the_study_here_is_what_its_file_says_it_is() {
    let folder = study();
    let (named, unnamed) = (folder.run("freq . -q").text(), folder.run("freq -q").text());
    assert_eq!(named, unnamed);
    folder.write("c.toml", CODEBOOK.replace(", \"zaandam*\"", "").as_bytes());
    let ran = folder.run("convert . here.qdpx");
    assert!(ran.err.contains("3 transcripts"), "{ran}");
}

#[test]
fn a_mistake_in_the_study_file_shows_no_word_of_the_list() {
    let folder = study();
    let wrong = |redact: &str| PROJECT.replace("[transcripts]", &format!("{redact}\nunti = \"Fatima\"\n[transcripts]"));
    folder.write("kantlijn.toml", wrong("").as_bytes());
    let flag = folder.run("freq --redact names.txt");
    assert!(flag.refused().contains("unti = \"______\""), "{flag}");
    folder.write("kantlijn.toml", wrong("redact = \"names.txt\"").as_bytes());
    let named = folder.run("freq");
    assert!(named.refused().contains("unti = \"______\""), "{named}");
    assert!(folder.run("freq --redact none").refused().contains("Fatima"));
    folder.write("kantlijn.toml", wrong("redact = \"nowhere.txt\"").as_bytes());
    insta::assert_snapshot!(folder.run("freq").refused(), @r"
    error: kantlijn.toml, line 6: this is not understood, and not shown, since the list that the file names cannot be read here
     |
     = help: `kantlijn init` writes a commented project file to compare with

    1 mistake to mend; nothing was written.
    ");
}

#[test]
fn a_rule_that_is_wrong_shows_no_word_of_the_list() {
    let folder = study();
    let ran = folder.run("kwic 'fatima AND (' --redact names.txt");
    no_secret("kwic", ran.refused().as_bytes());
    for line in ["freq --where 'fatima ='", "freq --fatima", "freq t --where 'plaats = fatima OR' -f json"] {
        no_secret(line, folder.run(&format!("{line} --redact=names.txt")).refused().as_bytes());
    }
    folder.write("kantlijn.toml", PROJECT.replace("[transcripts]", "redact = \"names.txt\"\n[transcripts]").as_bytes());
    no_secret("freq", folder.run("freq --where 'fatima ='").refused().as_bytes());
    let cited = folder.run("quotes -f txt --cite 'Bij Fatima: {speaker}' --redact names.txt");
    no_secret("quotes", &cited.out);
}

#[test]
fn an_expression_of_digits_leaves_counts_and_hashes() {
    let folder = study();
    folder.write("fatima.txt", b"/\\d+/\n/[0-9a-f]{8,}/\nfatima\nniemand\n");
    // Names of transcripts with digits in them would be refused.
    for (name, text) in [("een", R1), ("twee", R2), ("drie", R3)] {
        folder.write(&format!("u/{name}.txt"), text.as_bytes());
    }
    folder.write("kantlijn.toml", b"[study]\ntranscripts = [\"u\"]\ncodebook = \"c.toml\"\n");
    let plain = folder.run("code -o plain -q --lang nl").text();
    let masked = folder.run("code -o masked -q --lang nl --redact fatima.txt").text();
    assert!(plain.contains("3 transcripten") && masked.contains("3 transcripten"), "{masked}");
    assert!(masked.contains("onleesbaar gemaakt") && !masked.contains("were masked"), "{masked}");
    assert!(!masked.contains("fatima"), "{masked}");
    let run = |name: &str| -> serde_json::Value { serde_json::from_slice(&folder.read(name)).expect("JSON") };
    let (plain, masked) = (run("plain/run.json"), run("masked/run.json"));
    let of = |run: &serde_json::Value, name: &str| run["tables"]["frequencies"]["definition"][name].clone();
    for name in ["codebook_hash", "corpus_hash", "words", "codings", "participants", "unit"] {
        assert_eq!(of(&plain, name), of(&masked, name), "{name}");
    }
}
