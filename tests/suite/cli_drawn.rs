//! A second coder's sheet of drawn units, held against rules and people: numbers counted by hand, and what is missing.

use insta::assert_snapshot;

use crate::run::{Folder, Ran, run_in};
use crate::samples::in_repository;

/// The rows of a sheet, the header first.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// Writes what somebody rated: the codes of each unit by what `says` of its transcript and words; nothing where it is not rated.
fn fill(folder: &Folder, sheet: &str, says: impl Fn(&str, &str) -> String) {
    let mut rows = rows(&folder.read(sheet));
    for row in &mut rows[1..] {
        row[5] = says(&row[1], &row[4]);
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("a row"));
    folder.write(sheet, &writer.into_inner().expect("bytes"));
}

/// What carla, who knows the truth, says of the eight answers.
fn carla(_: &str, words: &str) -> String {
    let said = [
        ("Ik schaamde me", "shame; shame/hiding"),
        ("Ik heb het verzwegen", "work"),
        ("Ik verzweeg alles", "shame/hiding"),
        ("Daarom", "shame"),
    ];
    said.iter().find(|(start, _)| words.starts_with(start)).map_or("-", |(_, codes)| *codes).to_owned()
}

const SAMPLE: &str = "sample t -c c.toml --per-code 2 --uncoded 1 --seed 1 -q";
const AGREE: &str = "agree t --lang en -c c.toml --codings carla.csv --truth carla";

/// The study, with six of its eight answers drawn for carla, who rated all of them.
fn study() -> Folder {
    let folder = Folder::study();
    folder.run(&format!("{SAMPLE} -o carla.csv")).text();
    fill(&folder, "carla.csv", carla);
    folder
}

/// The caption of a run with `-f json`, as one text, and the whole.
fn told(ran: &Ran) -> (String, serde_json::Value) {
    let whole: serde_json::Value = serde_json::from_str(&ran.text()).expect("JSON");
    let sentences = whole["caption"].as_array().expect("a caption").iter().filter_map(|sentence| sentence.as_str());
    (sentences.collect::<Vec<_>>().join(" "), whole)
}

/// What was said on standard error, in one line.
fn said(ran: &Ran) -> String {
    ran.err.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Drawn are of `shame` 2 of 3 units (r1's first answer, r10's second), of `shame/hiding` 2 of 2 (r10's first and third), of `work` 1 of
/// 1 (r2's first), without a code 1 of 2 (r10's last): they stand for 1.5, 1, 1 and 2.
///
/// The rules find shame in r1, r10's first, second and third; carla in r1, r10's third and last. So of shame, with what is below it,
/// tp is 1.5 + 1, fp 1 + 1.5, fn 2; of hiding 1.5 + 1, 1, 0; of work, which the rules find in r1, r10's first and r2, 1, 1.5 + 1, 0.
/// Of shame by itself 1.5, 1.5, 2: together 5, 5, 2, and the mean of three recalls is (3/7 + 1 + 1)/3.
#[test]
fn recall_is_weighted_by_what_each_unit_was_drawn_from() {
    let folder = study();
    assert_snapshot!(folder.run(AGREE).text(), @r"
    coder,theme,code,name,tp,fp,fn,precision,recall,f1,tp_all,fp_all,fn_all,units
    rules,shame,shame,Shame,2,2,1,0.5,0.555555555556,0.526315789474,2.5,2.5,2,6
    rules,shame,shame/hiding,Hiding,2,1,0,0.714285714286,1,0.833333333333,2.5,1,0,6
    rules,work,work,Work,1,2,0,0.285714285714,1,0.444444444444,1,2.5,0,6
    rules,,,all codes (micro),4,4,1,0.5,0.714285714286,0.588235294118,5,5,2,18
    rules,,,all codes (macro),,,,0.5,0.809523809524,0.579772079772,,,,
    ");
    assert_eq!(folder.run(AGREE).err, "", "what is not drawn is not taken as without a code, and nothing warns of it");
    let (caption, whole) = told(&folder.run(&format!("{AGREE} -f json")));
    for sentence in [
        "Compared are 6 units of 3 transcripts: those that carla rated of the 6 that were drawn, seed 1",
        "They were drawn from 8 units in 4 strata, by the rarest code of a unit or by none: 1 to 2 of 1 to 3.",
        "(1 to 2): sums of these weights estimate without bias what all units hold (Horvitz and Thompson 1952)",
        "`recall` tp_all / (tp_all + fn_all)",
    ] {
        assert!(caption.contains(sentence), "{caption}");
    }
    for sentence in ["Nothing is rated", "no rating here", "Here are"] {
        assert!(!caption.contains(sentence), "{caption}");
    }
    assert_eq!((&whole["definition"]["units_rated"], &whole["definition"]["draw_seed"]), (&"6".into(), &"1".into()));
}

/// With everything drawn each unit stands for itself, and the numbers are those of a coder who read all transcripts.
#[test]
fn a_draw_of_all_is_hand_coding_of_all() {
    let folder = Folder::study();
    folder.run("sample t -c c.toml --per-code 99 --uncoded 99 -o anna.csv -q").text();
    let anna = |_: &str, words: &str| match words {
        words if words.starts_with("Ik schaamde") => "shame/hiding; work",
        words if words.starts_with("Thuis") => "shame",
        words if words.starts_with("Het") || words.starts_with("De baas") => "work",
        words if words.starts_with("Daarom") => "work; shame",
        _ => "-",
    };
    fill(&folder, "anna.csv", |transcript, words| anna(transcript, words).to_owned());
    let hand = "transcript,code,coder,text\nr1,shame/hiding,anna,Dat heb ik lang verzwegen.\nr1,work,anna,mijn werk\n\
        r2,shame,anna,Thuis is er niks veranderd.\nr2,work,anna,De baas weet het.\nr10,work,anna,Daarom.\nr10,shame,anna,Daarom.\n";
    folder.write("hand/anna.csv", hand.as_bytes());
    let drawn = folder.run("agree t --lang en -c c.toml --codings anna.csv --truth anna").text();
    let whole = folder.run("agree t --lang en -c c.toml --codings hand/anna.csv --truth anna").text();
    let columns = |table: &str, from: usize| -> Vec<Vec<String>> {
        let parts = |row: Vec<String>| row[3..10].iter().chain(&row[from..]).cloned().collect();
        rows(table.as_bytes()).into_iter().map(parts).collect()
    };
    assert_eq!(columns(&drawn, 13), columns(&whole, 10));
    assert!(rows(drawn.as_bytes())[1..].iter().all(|row| row[4..7].concat() == row[10..13].concat()), "{drawn}");
    let list = |codings: &str| {
        folder.run(&format!("agree t --lang en -c c.toml --codings {codings} --truth anna --disagreements"))
    };
    let places =
        |table: &str| -> Vec<String> { rows(table.as_bytes())[1..].iter().map(|row| row[..10].join("|")).collect() };
    assert_eq!(places(&list("anna.csv").text()), places(&list("hand/anna.csv").text()));
}

#[test]
fn what_is_not_rated_is_stood_for_and_what_nobody_rated_is_told() {
    let folder = study();
    // r10's second answer, of shame, and the only one of work.
    fill(&folder, "carla.csv", |transcript, words| match words {
        words if words.starts_with("Ik schaam me") || words.starts_with("De baas") => String::new(),
        words => carla(transcript, words),
    });
    let (caption, whole) = told(&folder.run(&format!("{AGREE} -f json")));
    // The first answer of r1 stands for all three of shame now: tp 3 + 1, fp 1, fn 2.
    let row = &whole["rows"][0];
    assert_eq!((&row["tp_all"], &row["fp_all"], &row["fn_all"]), (&4.0.into(), &1.0.into(), &2.0.into()), "{row}");
    assert!(caption.contains("those that carla rated of the 6 that were drawn"), "{caption}");
    assert!(
        caption.contains("1 unit that was drawn has no rating here; the rated ones of the same stratum stand for it")
    );
    assert!(
        caption.contains("Nothing is rated of 1 unit (work): the estimates leave them out, and are of the other 7.")
    );
    assert_eq!(whole["definition"]["units_unseen"], "1");
}

#[test]
fn whoever_found_nothing_in_any_unit_has_rated_them() {
    let folder = study();
    fill(&folder, "carla.csv", |_, _| "-".to_owned());
    let table = folder.run(AGREE).text();
    assert!(table.contains("rules,shame,shame,Shame,0,4,0,0,,0,0,5,0,6"), "{table}");
    fill(&folder, "carla.csv", |_, _| String::new());
    let blank = folder.run(AGREE);
    assert!(blank.refused().contains("no unit of carla.csv is rated yet"), "{blank}");
}

#[test]
fn disagreements_are_those_of_rated_units_with_their_weight() {
    let folder = study();
    assert_snapshot!(folder.run(&format!("{AGREE} --disagreements")).text(), @r"
    transcript,case,speaker,turn,start,end,time,code,kind,coder,stratum,weight,rules,matched,missed,quote,text
    r1,P1,R,2,22,79,,work,fp,rules,shame,1.5,line 19,werk,,Ik schaamde me voor mijn werk.,Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen.
    r2,P1,R,2,32,68,,work,fp,rules,work,1,line 19,baas; werk,,De baas weet het. … Het werk is zwaar.,De baas weet het. Het werk is zwaar.
    r10,P2,Respondent 1,2,33,67,,shame/hiding,fp,rules,shame/hiding,1,line 14,verzwegen,,Ik heb het verzwegen voor de baas.,Ik heb het verzwegen voor de baas.
    r10,P3,Respondent 2,3,83,109,,shame,fp,rules,shame,1.5,line 9,schaam,,Ik schaam me nergens voor.,Ik schaam me nergens voor.
    r10,P3,Respondent 2,6,176,183,,shame,fn,rules,,2,,,Daarom,Daarom.,Daarom.
    ");
}

#[test]
fn whoever_read_all_is_held_against_drawn_units_where_they_read() {
    let folder = study();
    let hand = "transcript,code,coder,text\nr1,shame,anna,Nu schaam ik me niet meer.\nr10,shame,anna,Daarom.\nr10,work,anna,de baas\n";
    folder.write("hand.csv", hand.as_bytes());
    let both = "agree t --lang en -c c.toml --codings hand.csv --codings carla.csv";
    // Of the units drawn anna read those of r1 and r10: shame in the last of r10 (2), not in r1 (1.5) nor r10's third (1).
    let (caption, whole) = told(&folder.run(&format!("{both} --truth carla --coder anna -f json")));
    let row = &whole["rows"][0];
    assert_eq!((&row["tp_all"], &row["fp_all"], &row["fn_all"]), (&2.0.into(), &0.0.into(), &2.5.into()), "{row}");
    assert_eq!(row["units"], 5);
    assert!(caption.contains("drawn from each rated: anna 2"), "{caption}");
    // Held against anna, rules would silently be measured on carla's units alone.
    let refused = folder.run(&format!("{both} --truth anna"));
    refused.refused();
    assert!(
        said(&refused)
            .contains("carla rated only units that were drawn, so that rules would be measured on those alone")
    );
    let against = folder.run(&format!("{both} --truth anna --coder carla")).text();
    assert!(against.contains("carla,shame,shame,Shame,1,2,0,0.444444444444,1,0.615384615385,2,2.5,0,5"), "{against}");
    let without = folder.run(&format!("{both} --truth anna --coder rules")).text();
    assert!(without.contains(",units\n") && !without.contains("tp_all"), "{without}");
    // One name for drawn units and for whole transcripts would be two meanings of an empty unit.
    folder.write("hand.csv", hand.replace(",anna,", ",carla,").as_bytes());
    let mixed = folder.run(&format!("{both} --truth carla"));
    mixed.refused();
    assert!(
        said(&mixed)
            .contains("codings by `carla` are in carla.csv, which holds only units that were drawn, and in hand.csv")
    );
}

#[test]
fn other_measures_are_of_the_drawn_units_and_say_so() {
    let folder = study();
    let (caption, whole) = told(&folder.run("agree t --lang en -c c.toml --codings carla.csv -f json"));
    // Of six units both give shame to two, and one of them to three: kappa is (3/6 − 18/36) / (1 − 18/36).
    let row = &whole["rows"][0];
    assert_eq!((&row["all"], &row["some"], &row["units"]), (&2.into(), &3.into(), &6.into()), "{row}");
    assert_eq!((&row["percent"], &row["kappa"]), (&50.0.into(), &0.0.into()), "{row}");
    assert!(
        caption.contains("nothing is weighted here: these numbers are of the units drawn, not of the study"),
        "{caption}"
    );
    let pairs = folder.run("agree t --lang en -c c.toml --codings carla.csv --pairs").text();
    assert!(pairs.contains("rules,carla,shame,shame,Shame,2,2,1,1,"), "{pairs}");
    let all = folder.run("agree t --lang en -c c.toml --codings carla.csv --measures all");
    assert!(all.refused().contains("--measures all"), "{all}");
    // Two with copies of one sheet are compared on what both rated; sheets of two draws are not.
    for (from, to) in [("carla.csv", "dana.csv"), ("carla.design.csv", "dana.design.csv")] {
        folder.write(to, &folder.read(from));
    }
    fill(&folder, "dana.csv", |transcript, words| match words {
        "Daarom." => String::new(),
        words => carla(transcript, words),
    });
    let (caption, whole) = told(&folder.run("agree t --codings carla.csv --codings dana.csv -f json"));
    assert!(
        caption.contains("Compared are 5 units of 3 transcripts: those that carla and dana rated of the 6"),
        "{caption}"
    );
    assert_eq!(whole["rows"][0]["percent"], 100.0);
    folder.run("sample t -c c.toml --seed 9 --force -o dana.csv -q").text();
    fill(&folder, "dana.csv", carla);
    let apart = folder.run("agree t --codings carla.csv --codings dana.csv");
    assert!(apart.refused().contains("carla.csv and dana.csv were not drawn together"), "{apart}");
}

#[test]
fn the_unit_is_the_one_that_was_drawn() {
    let folder = Folder::study();
    folder.run("sample t -c c.toml -u sentence --per-code 9 --uncoded 9 -o carla.csv -q").text();
    fill(&folder, "carla.csv", carla);
    let (caption, whole) = told(&folder.run(&format!("{AGREE} -f json")));
    assert!(caption.contains("The unit is the sentence."), "{caption}");
    assert_eq!(whole["definition"]["unit"], "sentence");
    for unit in ["answer", "word", "character", "case"] {
        let other = folder.run(&format!("{AGREE} -u {unit}"));
        other.refused();
        let told = said(&other);
        assert!(
            told.contains("carla.csv says of each sentence") && told.contains(&format!("leave -u {unit} out")),
            "{told}"
        );
    }
}

#[test]
fn a_study_that_changed_since_is_told() {
    let folder = study();
    folder.write(
        "t/r10.txt",
        "I: Wie begint er?\n\nRespondent 1: Iets heel anders dan wat er eerst stond, echt waar hoor.\n".as_bytes(),
    );
    let ran = folder.run(AGREE);
    assert!(
        said(&ran).contains("carla: what was rated under nr 2, 4, 5 and 1 more is not found again in its transcript"),
        "{ran}"
    );
    let (caption, _) = told(&folder.run(&format!("{AGREE} -f json -q")));
    assert!(
        caption.contains("Here are 5 units, and 8 were there to draw from: the estimates are of those 8."),
        "{caption}"
    );
    assert!(caption.contains("Nothing is rated of 4 units (shame/hiding, units without any code)"), "{caption}");
    // A part of the study keeps its weights: of r1 and r2 1.5 and 1.
    let folder = study();
    let ran = folder.run("agree t/r1.txt t/r2.txt --lang en -c c.toml --codings carla.csv --truth carla -f json -q");
    let (caption, whole) = told(&ran);
    assert!(
        caption.contains("Here are 4 units, and 8 were there to draw from, 4 rated ones of which are not here"),
        "{caption}"
    );
    assert_eq!(whole["rows"][0]["tp_all"], 1.5);
    // And it may be read from elsewhere.
    let above = folder.run("agree . -c c.toml --codings carla.csv --truth carla -q").text();
    assert!(above.contains("0.555555555556"), "{above}");
}

#[test]
fn interviews_are_held_out_and_drawn_again_with_their_weights() {
    let folder = study();
    folder.write("uit.txt", b"r10\n");
    let line = format!("{AGREE} --split uit.txt");
    // Held out are the four of r10, for 1, 1.5, 1 and 2: of shame the third is found, the first and second wrongly, the last not.
    assert_snapshot!(folder.run(&line).text(), @r"
    part,coder,theme,code,name,tp,fp,fn,precision,recall,f1,tp_all,fp_all,fn_all,units
    development,rules,shame,shame,Shame,1,0,0,1,1,1,1.5,0,0,2
    development,rules,shame,shame/hiding,Hiding,1,0,0,1,1,1,1.5,0,0,2
    development,rules,work,work,Work,0,2,0,0,,0,0,2.5,0,2
    development,rules,,,all codes (micro),2,2,0,0.545454545455,1,0.705882352941,3,2.5,0,6
    development,rules,,,all codes (macro),,,,0.666666666667,1,0.666666666667,,,,
    held-out,rules,shame,shame,Shame,1,2,1,0.285714285714,0.333333333333,0.307692307692,1,2.5,2,4
    held-out,rules,shame,shame/hiding,Hiding,1,1,0,0.5,1,0.666666666667,1,1,0,4
    held-out,rules,work,work,Work,1,0,0,1,1,1,1,0,0,4
    held-out,rules,,,all codes (micro),2,2,1,0.444444444444,0.5,0.470588235294,2,2.5,2,12
    held-out,rules,,,all codes (macro),,,,0.5,0.666666666667,0.555555555556,,,,
    ");
    let (caption, whole) = told(&folder.run(&format!("{AGREE} --intervals --seed 3 -f json")));
    assert!(
        caption.contains("All intervals are drawn") && caption.contains("seed 3") && !caption.contains("Wilson"),
        "{caption}"
    );
    let row = &whole["rows"][0];
    let number = |name: &str| row[name].as_f64().unwrap_or_else(|| panic!("{name}: {row}"));
    for score in ["precision", "recall", "f1"] {
        let (low, high) = (number(&format!("{score}_low")), number(&format!("{score}_high")));
        assert!(low <= number(score) && number(score) <= high, "{row}");
    }
    let root = in_repository("");
    let folder = Folder::new();
    let sheet = folder.path("tweede.csv");
    let study = "sample_data -c codebooks/lived-experience.toml";
    run_in(&root, &format!("sample {study} --per-code 2 --uncoded 20 -q -o '{}'", sheet.display()), None).text();
    // Whoever speaks long of something is ashamed.
    fill(&folder, "tweede.csv", |_, words| if words.len() > 200 { "shame".to_owned() } else { "-".to_owned() });
    let line = format!("agree {study} --codings '{}' --truth tweede --level 1 --split 0.3", sheet.display());
    let [one, four] = [1, 4].map(|threads| run_in(&root, &format!("{line} -j {threads}"), None));
    assert_eq!(one.text(), four.text());
    assert!(one.out.len() > 1000, "{one}");
}
