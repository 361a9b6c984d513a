//! `report`: one page whose numbers are the tables', which holds nothing but data, and no word where none is wanted.

use std::path::Path;

use regex::Regex;
use serde_json::Value;

use crate::run::{CODEBOOK, Folder, run_in};

/// What a script of the page holds.
#[track_caller]
fn embedded(page: &str, id: &str) -> Value {
    let begin = format!("<script type=\"application/json\" id=\"{id}\">");
    let (_, from) = page.split_once(&begin).unwrap_or_else(|| panic!("the page has no `{id}`"));
    let (json, _) = from.split_once("</script>").expect("an end of the script");
    serde_json::from_str(json).unwrap_or_else(|error| panic!("`{id}`: {error}"))
}

/// The rows that a command writes as JSON.
#[track_caller]
fn rows(folder: &Folder, line: &str) -> Vec<Value> {
    let table: Value = serde_json::from_str(&folder.run(line).text()).expect("JSON");
    table["rows"].as_array().expect("rows").clone()
}

fn page(folder: &Folder, line: &str) -> String {
    folder.run(&format!("report {line} -o page.html --force")).text();
    String::from_utf8(folder.read("page.html")).expect("text")
}

/// The study of two interviews and a focus group, coded by two people as well.
fn study() -> Folder {
    let folder = Folder::study();
    let codings = "transcript,code,coder,text,memo\nr1,shame,anna,Ik schaamde me,eerste keer\nr1,work,anna,mijn werk,\n\
                   r1,shame,bram,Ik schaamde me,\nr10,work,bram,de baas,\nr10,shame/hiding,anna,Ik verzweeg alles,\n";
    folder.write("hand.csv", codings.as_bytes());
    folder
}

#[test]
fn frequencies_are_those_of_freq() {
    let folder = study();
    let data = embedded(&page(&folder, "t -c c.toml --by profession --by years:0-5,6-"), "data");
    for (at, by) in [(0, ""), (1, "--by profession"), (2, "--by years:0-5,6-")] {
        let expected = rows(&folder, &format!("freq t -c c.toml --more -f json {by}"));
        let groups = data["frequencies"][at]["groups"].as_array().expect("groups");
        let mut row = expected.iter();
        for group in groups {
            for code in 0..=3 {
                let row = row.next().expect("a row for each code of each group");
                for (name, cells) in group["measures"].as_object().expect("measures") {
                    assert_eq!(cells[code], row[name], "{name} of {row} in {group}");
                }
            }
        }
        assert!(row.next().is_none(), "{by}: the page lacks groups");
    }
    let variables: Vec<&Value> =
        data["frequencies"].as_array().expect("a list").iter().map(|f| &f["variable"]).collect();
    assert_eq!(variables, [&Value::Null, &"profession".into(), &"years".into()]);
    let crosstab = rows(&folder, "crosstab t -c c.toml --by profession --shares column -f json");
    let table = &data["tables"][0];
    assert_eq!(table["rows"].as_array().map(Vec::len), Some(crosstab.len()));
    assert!(!crosstab.is_empty());
    for (row, expected) in table["rows"].as_array().expect("rows").iter().zip(&crosstab) {
        let cells: Vec<&Value> = expected.as_object().expect("a row").values().collect();
        assert_eq!(row.as_array().expect("cells").iter().collect::<Vec<_>>(), cells);
    }
}

#[test]
fn pairs_are_those_of_cooc_that_meet() {
    let folder = study();
    // The house is in an answer of its own, and meets nothing.
    let codebook = format!("{CODEBOOK}\n[[code]]\nid = \"home\"\nrules = [\"thuis\"]\n");
    folder.write("c.toml", codebook.as_bytes());
    let data = embedded(&page(&folder, "t -c c.toml"), "data");
    let expected = rows(&folder, "cooc t -c c.toml --level all --measures all -f json");
    let meeting: Vec<&Value> = expected.iter().filter(|row| row["both"] != 0).collect();
    let pairs = data["cooccurrence"]["pairs"].as_object().expect("columns");
    assert!(!meeting.is_empty() && meeting.len() < expected.len(), "{expected:?}");
    assert_eq!(pairs["a"].as_array().expect("a column").len(), meeting.len());
    for (at, row) in meeting.iter().enumerate() {
        for (name, column) in pairs {
            let id = |cell: &Value| data["codes"][cell.as_u64().expect("a code") as usize]["id"].clone();
            match name.as_str() {
                "a" | "b" => assert_eq!(id(&column[at]), row[format!("code_{name}")], "{row}"),
                _ => assert_eq!(column[at], row[name], "{name} of {row}"),
            }
        }
    }
    // The others have the measures of every pair of codes in as many units.
    let apart = &data["cooccurrence"]["apart"];
    let units = |name: &str| apart[name].as_array().expect("a column").iter().map(|n| n.as_u64().expect("units"));
    let keys: Vec<(u64, u64)> = units("units_a").zip(units("units_b")).collect();
    for row in expected.iter().filter(|row| row["both"] == 0) {
        let [a, b] = ["units_a", "units_b"].map(|name| row[name].as_u64().expect("units"));
        let at = keys.iter().position(|&key| key == (a.min(b), a.max(b))).unwrap_or_else(|| panic!("{row}"));
        for name in ["jaccard", "lift", "phi", "npmi"] {
            assert_eq!(apart[name][at], row[name], "{name} of {row}");
        }
    }
    let level = &data["cooccurrence"]["levels"][0];
    assert_eq!(level["codes"], serde_json::json!([0, 2, 3]));
    assert_eq!(level["similar"], serde_json::json!([0, 2, 3]));
}

#[test]
fn codings_are_those_of_the_table_and_lead_to_their_words_in_utf_16() {
    let folder = study();
    folder.write(
        "t/r1.txt",
        "I: Hoe begon het? 🙂\n\nR: 🙂🙂 Ik schaamde me voor mijn werk. Dat heb ik verzwegen.\n".as_bytes(),
    );
    let page = page(&folder, "t -c c.toml --codings hand.csv");
    let data = embedded(&page, "data");
    folder.run("code t -c c.toml --codings hand.csv -o out -f json -q").text();
    let table: Value = serde_json::from_slice(&folder.read("out/codings.json")).expect("JSON");
    let expected = table["rows"].as_array().expect("rows");
    let column = |name: &str, row: usize| data["codings"][name][row].clone();
    assert_eq!(data["codings"]["code"].as_array().map(Vec::len), Some(expected.len()));
    for (t, transcript) in data["transcripts"].as_array().expect("transcripts").iter().enumerate() {
        let text = embedded(&page, &format!("t-{t}"));
        let units: Vec<u16> = text["text"].as_str().expect("a text").encode_utf16().collect();
        let [from, to] = [0, 1].map(|end| transcript["codings"][end].as_u64().expect("a row") as usize);
        for (row, expected) in expected.iter().enumerate().take(to).skip(from) {
            assert_eq!(expected["transcript"], transcript["id"]);
            let [start, end] = ["start16", "end16"].map(|name| column(name, row).as_u64().expect("a place") as usize);
            let words = String::from_utf16(&units[start..end]).expect("whole characters");
            assert_eq!(expected["text"], words.replace('\n', " "), "row {row}");
            for name in ["start", "end", "turn"] {
                assert_eq!(column(name, row), expected[name], "{name} of row {row}");
            }
            let of = |list: &str, name: &str| data[list][column(name, row).as_u64().expect("a place") as usize].clone();
            assert_eq!(of("codes", "code")["id"], expected["code"]);
            assert_eq!(of("coders", "coder"), expected["coder"]);
            let memo = data["codings"]["memo"].get(row.to_string()).cloned().unwrap_or(Value::Null);
            assert_eq!(memo, expected["memo"]);
        }
    }
}

#[test]
fn where_several_code_the_numbers_are_the_rules_and_agreement_is_there() {
    let folder = study();
    let page = page(&folder, "t -c c.toml --codings hand.csv");
    let data = embedded(&page, "data");
    assert_eq!(data["coders"], serde_json::json!(["rules", "anna", "bram"]));
    assert_eq!(data["shown_coder"], 0);
    let expected = rows(&folder, "freq t -c c.toml --codings hand.csv --coder rules -f json");
    assert_eq!(data["frequencies"][0]["groups"][0]["measures"]["units"][0], expected[0]["units"]);
    let by_coder = rows(&folder, "freq t -c c.toml --codings hand.csv -f json");
    let last = data["frequencies"].as_array().and_then(|all| all.last()).expect("frequencies by coder");
    assert_eq!(last["variable"], "coder");
    assert_eq!(last["groups"][1]["measures"]["units"][0], by_coder[4]["units"]);
    let sections: Vec<&str> =
        data["tables"].as_array().expect("tables").iter().filter_map(|table| table["section"].as_str()).collect();
    assert!(sections.contains(&"agreement") && page.contains("id=\"agreement\""), "{sections:?}");
    let alone = self::page(&folder, "t -c c.toml --codings hand.csv --coder anna");
    assert!(!alone.contains("id=\"agreement\""), "one coder agrees with nobody");
}

#[test]
fn what_is_said_is_data_whatever_it_looks_like() {
    let folder = study();
    let said = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(2)> שלום עולם 🙂 \u{2028} werk";
    folder.write("t/r2.txt", format!("I: En?\n\nR: {said}\n").as_bytes());
    folder.write(
        "c.toml",
        format!("{}memo = '''{said}'''\n", String::from_utf8(folder.read("c.toml")).unwrap()).as_bytes(),
    );
    let page = page(&folder, "t -c c.toml --title '<b>Titel</b> & meer'");
    assert!(
        !page.contains("alert(1)</script>") && !page.contains("<img") && !page.contains("<b>Titel"),
        "it is no data"
    );
    let texts = embedded(&page, "t-1");
    assert!(texts["text"].as_str().is_some_and(|text| text.contains(said)), "{texts}");
    assert_eq!(embedded(&page, "data")["title"], "<b>Titel</b> & meer");
    // Every script that begins ends, and nothing is fetched.
    let scripts = |tag: &str| page.matches(tag).count();
    assert_eq!(scripts("<script"), scripts("</script>"));
    assert!(page.contains("default-src 'none'"), "the page may ask for things");
    let fetched = Regex::new(r#"(?:src|href)="(?:https?:)?//"#).expect("a pattern");
    assert!(!fetched.is_match(&page), "the page fetches something");
}

#[test]
fn without_text_no_sentence_of_anybody_is_left() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Folder::new();
    let out = folder.path("page.html");
    let line = format!(
        "report sample_data -c codebooks/lived-experience.toml --codings sample_data/codings.csv --no-text -o {}",
        out.display()
    );
    run_in(root, &line, None).text();
    let page = String::from_utf8(folder.read("page.html")).expect("text");
    let quotes = run_in(root, "transcript sample_data -f jsonl", None).text();
    let mut sentences = 0;
    for line in quotes.lines() {
        let turn: Value = serde_json::from_str(line).expect("JSON");
        let said = turn["text"].as_str().unwrap_or_default();
        // Short ones, such as «Dat weet ik niet», may well stand in a definition or a rule.
        for sentence in said.split_inclusive(['.', '?', '!']).map(str::trim).filter(|s| s.split(' ').count() > 4) {
            let json = serde_json::to_string(sentence).expect("JSON");
            assert!(!page.contains(sentence) && !page.contains(json.trim_matches('"')), "{sentence}");
            sentences += 1;
        }
    }
    assert!(sentences > 1000, "only {sentences} sentences were looked for");
    let data = embedded(&page, "data");
    assert_eq!(data["has_text"], false);
    assert!(data["codings"]["memo"].as_object().is_some_and(serde_json::Map::is_empty), "memos may quote");
    assert_eq!(data["codes"][0]["examples"], serde_json::json!([]));
    assert_eq!(embedded(&page, "t-0")["text"], Value::Null);
}

/// What is known of people may name them; what is counted apart stands in the tables.
#[test]
fn without_text_no_variable_is_left_but_those_that_are_counted_apart() {
    let folder = study();
    let cases = "transcript,speaker,case,profession,town,years\nr1,,P1,bakker,Appelscha,4\nr2,,P1,bakker,Appelscha,4\n\
                 r10,Respondent 1,P2,kok,Zoutkamp,9\nr10,Respondent 2,P3,bakker,Zoutkamp,2\n";
    folder.write("t/cases.csv", cases.as_bytes());
    let line = "t -c c.toml --by profession --by years:0-5,6-";
    assert!(page(&folder, line).contains("Zoutkamp"));
    let page = page(&folder, &format!("{line} --no-text"));
    assert!(!page.contains("Appelscha") && !page.contains("Zoutkamp"), "a town is left");
    let data = embedded(&page, "data");
    assert_eq!(data["transcripts"][0]["speakers"][1]["variables"], serde_json::json!({ "profession": "bakker" }));
    assert!(page.contains("0-5"), "the classes of a variable are in the tables");
}

#[test]
fn where_files_stand_is_not_told_and_changes_no_byte() {
    let folder = study();
    folder.write("t/r3.txt", b"Er staat hier geen enkel label, en niemand stelt een vraag.\n");
    folder.write("t/notes.xyz", b"?");
    folder.write(
        "hand.csv",
        b"transcript,code,coder,text\nr1,shame,anna,Ik schaamde me\nr1,shame,anna,dit zei niemand\n",
    );
    let typed = page(&folder, "t -c c.toml --codings hand.csv");
    let root = folder.path("").display().to_string();
    let root = root.trim_end_matches('/');
    let elsewhere = page(&folder, &format!("{root}/t -c {root}/c.toml --codings {root}/hand.csv"));
    let remarks = embedded(&elsewhere, "data")["overview"]["remarks"].to_string();
    assert!(remarks.contains("hand.csv") && !remarks.contains(root), "{remarks}");
    assert!(!elsewhere.contains(root), "the page tells where it was made");
    assert!(typed == elsewhere, "the page differs:\n{}\n{remarks}", embedded(&typed, "data")["overview"]["remarks"]);
}

#[test]
fn units_without_a_code_are_those_of_each_group() {
    let folder = study();
    let page = page(&folder, "t -c c.toml --by profession");
    let data = embedded(&page, "data");
    let apart = &data["frequencies"][1];
    for (place, group) in apart["groups"].as_array().expect("groups").iter().enumerate() {
        let mut units = std::collections::BTreeSet::new();
        for t in 0..data["transcripts"].as_array().map_or(0, Vec::len) {
            let uncoded = embedded(&page, &format!("t-{t}"))["uncoded"].clone();
            for (columns, values) in
                [(&uncoded, &uncoded["value"][0]), (&uncoded["beside"][0], &uncoded["beside"][0]["value"])]
            {
                for (at, value) in values.as_array().expect("a column").iter().enumerate() {
                    if *value == place {
                        units.insert((t, columns["unit"][at].as_u64()));
                    }
                }
            }
        }
        let expected = &group["measures"]["units"].as_array().and_then(|cells| cells.last()).expect("no code");
        assert_eq!(**expected, units.len(), "{}", group["value"]);
    }
}

#[test]
fn tables_have_headings_in_the_language_of_the_page() {
    let folder = study();
    let codings = "transcript,code,coder,text\nr1,shame,anna,Ik schaamde me\nr1,work,bram,mijn werk\n";
    folder.write("hand.csv", codings.as_bytes());
    let line = "t -c c.toml --codings hand.csv --by profession";
    let data = embedded(&page(&folder, line), "data");
    let mut labels = std::collections::BTreeMap::new();
    for table in data["tables"].as_array().expect("tables") {
        for column in table["columns"].as_array().expect("columns") {
            labels.insert(column["name"].as_str().expect("a name").to_owned(), column["label"].clone());
        }
    }
    assert_eq!((&labels["coder_a"], &labels["only_b"]), (&"Codeur A".into(), &"Alleen B".into()));
    // A variable is called what the study calls it.
    let raw: Vec<&String> =
        labels.iter().filter(|(name, label)| *label == name.as_str()).map(|(name, _)| name).collect();
    assert_eq!(raw, ["profession"]);
}

#[test]
fn agreement_has_intervals_when_they_are_asked_for() {
    let folder = study();
    let line = "t -c c.toml --codings hand.csv";
    let table = |line: &str| {
        let data = embedded(&page(&folder, line), "data");
        let tables = data["tables"].as_array().expect("tables").clone();
        tables.into_iter().find(|table| table["name"] == "agreement").expect("agreement")
    };
    assert!(!table(line)["columns"].to_string().contains("alpha_low"));
    let with = table(&format!("{line} --intervals --seed 3"));
    let expected = rows(&folder, &format!("agree {line} --intervals --seed 3 -f json"));
    let names: Vec<&str> =
        with["columns"].as_array().expect("columns").iter().filter_map(|c| c["name"].as_str()).collect();
    assert!(names.contains(&"alpha_low") && names.contains(&"alpha_high"), "{names:?}");
    for (row, expected) in with["rows"].as_array().expect("rows").iter().zip(&expected) {
        for (at, name) in names.iter().enumerate() {
            assert_eq!(row[at], expected[*name], "{name} of {expected}");
        }
    }
    let alone = folder.run("report t -c c.toml -o none.html --intervals");
    assert!(alone.refused().contains("nobody is compared"), "{}", alone.err);
}

#[test]
fn any_number_of_threads_gives_the_same_page() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let with = |threads: u32| {
        let line = "report sample_data -c codebooks/lived-experience.toml --codings sample_data/codings.csv -o -";
        run_in(root, &format!("{line} -j {threads}"), None).text()
    };
    assert!(with(1) == with(4), "the page differs");
}

#[test]
fn the_language_is_the_codebooks_unless_asked() {
    let folder = study();
    assert!(page(&folder, "t -c c.toml").contains("<html lang=\"nl\">"));
    let english = page(&folder, "t -c c.toml --lang en");
    assert!(english.contains("<html lang=\"en\">") && english.contains(">Overview<"));
    assert_eq!(embedded(&english, "data")["codes"][0]["name"], "Shame");
}

#[test]
fn saturation_is_there_where_the_order_is_known() {
    let folder = study();
    let cases = "transcript,speaker,case,profession,analysed_on\nr1,,P1,bakker,1\nr2,,P1,bakker,2\n\
                 r10,Respondent 1,P2,kok,3\nr10,Respondent 2,P3,bakker,3\n";
    folder.write("t/cases.csv", cases.as_bytes());
    let data = embedded(&page(&folder, "t -c c.toml"), "data");
    let table = data["tables"].as_array().expect("tables").iter().find(|table| table["section"] == "saturation");
    let expected = rows(&folder, "saturation t -c c.toml -f json");
    assert_eq!(table.expect("a curve")["rows"].as_array().map(Vec::len), Some(expected.len()));
    folder.write("t/cases.csv", cases.replace("r2,,P1,bakker,2", "r2,,P1,bakker,").as_bytes());
    let data = embedded(&page(&folder, "t -c c.toml"), "data");
    let remark = &data["overview"]["remarks"].as_array().and_then(|all| all.last()).expect("a remark")["message"];
    assert!(remark.as_str().is_some_and(|remark| remark.contains("not known of r2")), "{remark}");
}

#[test]
fn what_gives_no_page_is_refused_and_nothing_is_overwritten() {
    let folder = study();
    for (line, told) in [
        ("report t -c c.toml", "-o report.html"),
        ("report t -c c.toml -o page.pdf", "ends in .html"),
        ("report t -c c.toml -o page", "ends in .html"),
        ("report t -c c.toml -o page.html --by proffesion", "the variables are"),
        ("report t -c c.toml -o page.html --by profession --by profession", "named twice"),
        ("report t -c c.toml -o page.html --by coder", "--coder"),
        ("report t -c c.toml --codings hand.csv -o page.html --coder carla", "the coders are"),
        ("report nowhere -c c.toml -o page.html", "nowhere"),
        ("report t -o page.html", "no codebook is given"),
    ] {
        let ran = folder.run(line);
        assert!(ran.refused().contains(told), "{line}: {}", ran.err);
        assert!(!folder.path("page.html").exists(), "{line}");
    }
    folder.write("page.html", b"mine");
    assert!(folder.run("report t -c c.toml -o page.html").refused().contains("exist already"));
    assert_eq!(folder.read("page.html"), b"mine");
    folder.run("report t -c c.toml -o page.html --force").text();
    assert!(folder.read("page.html").starts_with(b"<!doctype html>"));
}
