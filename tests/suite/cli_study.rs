//! The way a researcher goes: `init`, `check`, `code`, and one table after another.

use insta::assert_snapshot;

use crate::run::{Folder, command};

#[test]
fn init_check_code() {
    let folder = Folder::new();
    let made = folder.run("init studie");
    assert_eq!(made.text(), "");
    assert_snapshot!(made.err, @"");
    let files: Vec<String> = folder.files().into_keys().collect();
    assert_eq!(files, ["studie/codebook.toml", "studie/kantlijn.toml", "studie/transcripts/gesprek-1.txt"]);

    let checked = folder.run("check studie");
    assert_snapshot!(checked.text(), @"");
    assert_snapshot!(checked.err, @"");

    assert_snapshot!(folder.run("code studie").text(), @"");
    assert_eq!(folder.files().len(), files.len(), "a screen writes nothing");

    let again = folder.run("init studie");
    assert!(again.refused().contains("studie/codebook.toml"), "{again}");
}

#[test]
fn in_a_study_folder_no_arguments_are_needed() {
    let folder = Folder::new();
    folder.run("init").text();
    let here = folder.run("freq");
    assert_eq!(here.text(), folder.run("freq .").text());
    assert_eq!(folder.run("quotes --code shame/concealment").text().lines().count(), 3);
    assert_eq!(folder.run("check").code, Some(0));
    assert!(folder.run("explain 'Ik heb het verzwegen.'").text().contains("shame/concealment"));
}

#[test]
fn code_writes_six_files_and_overwrites_nothing() {
    let folder = Folder::study();
    let first = folder.run("code t -c c.toml -o uit").text();
    let names = ["codings.csv", "cooccurrence.csv", "cooccurrence_matrix.csv", "frequencies.csv", "mentions.csv", "run.json"];
    let written = folder.files();
    let new: Vec<&str> = written.keys().filter_map(|name| name.strip_prefix("uit/")).collect();
    assert_eq!(new, names);
    assert_eq!(written.len(), 5 + names.len(), "nothing else is left behind");

    folder.write("uit/frequencies.csv", b"mijn eigen aantekening");
    let before = folder.files();
    let refused = folder.run("code t -c c.toml -o uit");
    let said = refused.refused();
    assert!(said.contains("uit/frequencies.csv") && said.contains("--force"), "{said}");
    assert_eq!(folder.files(), before);

    // One of six is enough to refuse all six.
    folder.write("half/mentions.csv", b"hiervan");
    let refused = folder.run("code t -c c.toml -o half");
    assert!(refused.refused().contains("half/mentions.csv"), "{refused}");
    assert_eq!(folder.files().keys().filter(|name| name.starts_with("half/")).count(), 1);

    assert_eq!(folder.run("code t -c c.toml -o uit --force").text(), first);
    assert_eq!(folder.files()["uit/frequencies.csv"], written["uit/frequencies.csv"]);
}

#[test]
fn the_tables_of_code_are_those_of_the_single_commands() {
    let folder = Folder::study();
    folder.run("code t -c c.toml -o uit").text();
    let written = |name: &str| String::from_utf8(folder.read(&format!("uit/{name}.csv"))).expect("text");
    assert_eq!(written("frequencies"), folder.run("freq t -c c.toml").text());
    assert_eq!(written("cooccurrence"), folder.run("cooc t -c c.toml").text());
    assert_eq!(written("cooccurrence_matrix"), folder.run("cooc t -c c.toml --matrix").text());
    assert_snapshot!(written("codings"), @"");
    assert_snapshot!(written("mentions"), @"");
}

#[test]
fn the_record_of_a_run_names_what_made_it_and_not_where() {
    let folder = Folder::study();
    folder.run("code t -c c.toml -o uit -u sentence").text();
    let text = String::from_utf8(folder.read("uit/run.json")).expect("text");
    let run: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(run["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(run["options"]["unit"], "sentence");
    assert_eq!(run["codebook"]["name"], "Proef");
    assert_eq!(run["corpus"]["transcripts"].as_array().map(Vec::len), Some(3));
    assert_eq!(run["corpus"]["transcripts"][0]["transcript"], "r1", "r1 and r2 stand before r10");
    assert_eq!(run["tables"]["frequencies"]["rows"], 4);
    let here = folder.path("");
    assert!(!text.contains(&*here.to_string_lossy()), "a path of this machine");
    for word in ["thread", "second", "duration", "elapsed"] {
        assert!(!text.contains(word), "{word} in run.json");
    }
}

#[test]
fn what_code_wrote_is_no_transcript_and_can_be_counted_again() {
    let folder = Folder::study();
    let counted = folder.run("freq t -c c.toml").text();
    folder.run("code t -c c.toml -o t/uit").text();
    assert_eq!(folder.run("freq t -c c.toml").text(), counted);
    let again = folder.run("freq t -c c.toml --codings t/uit/codings.csv --coder rules").text();
    let units = |table: &str| -> Vec<Vec<String>> {
        table.lines().map(|row| row.split(',').take(7).map(str::to_owned).collect()).collect()
    };
    assert_eq!(units(&again), units(&counted));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let folder = Folder::study();
    let long = "R: Ik schaam me voor mijn werk.\n\nI: Ja?\n\n".repeat(4000);
    folder.write("lang.txt", long.as_bytes());
    for line in ["transcript lang.txt --text", "quotes lang.txt -c c.toml", "transcript lang.txt", "code t -c c.toml"] {
        let mut child = command(&folder.path(""), line)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the binary runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{line}: {err}");
        assert!(!err.contains("panicked") && !err.contains("error"), "{line}: {err}");
    }
}

#[test]
fn the_commands_that_code_proposes_next_run() {
    let folder = Folder::study();
    folder.write("hand.csv", b"transcript,code,coder,text\nr1,shame,anna,verzwegen\nr2,work,bram,De baas weet het\n");
    for line in ["code t -c c.toml", "code t --codings hand.csv", "code t -c c.toml --codings hand.csv --coder any"] {
        let screen = folder.run(line).text();
        let (_, next) = screen.split_once("\nNext\n").expect("something to do next");
        let commands: Vec<&str> = next.lines().filter_map(|line| line.trim().strip_prefix("kantlijn ")).collect();
        assert!(commands.len() >= 3, "{next}");
        for command in commands {
            let ran = folder.run(command);
            assert_eq!(ran.code, Some(0), "`{line}` proposes `{command}`: {ran}");
        }
        let _ = std::fs::remove_dir_all(folder.path("results"));
    }
}
