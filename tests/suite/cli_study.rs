//! The way a researcher goes: `init`, `check`, `code`, and one table after another.

use insta::assert_snapshot;

use crate::run::{Folder, command};

#[test]
fn init_check_code() {
    let folder = Folder::new();
    let made = folder.run("init studie");
    assert_eq!(made.text(), "");
    assert_snapshot!(made.err, @r"
    Made studie: kantlijn.toml, codebook.toml and transcripts/gesprek-1.txt (invented; replace it by your own).
    Next:  kantlijn check studie
           kantlijn code studie
    ");
    let files: Vec<String> = folder.files().into_keys().collect();
    assert_eq!(files, ["studie/codebook.toml", "studie/kantlijn.toml", "studie/transcripts/gesprek-1.txt"]);

    let checked = folder.run("check studie");
    assert_snapshot!(checked.text(), @r"
    transcript,format,encoding,turns,words,duration,interviewer,others,warnings,dropped,labels
    gesprek-1,text,UTF-8,6,51,,I,R,0,97,label and colon at the line's start
    ");
    assert_snapshot!(checked.err, @r"
    note: gesprek-1: left out: header before the first label (97 characters)
    note: 2 of 5 rules match nothing in these transcripts
     |
     = help: `kantlijn code … -o DIR` lists the rules that do, in mentions.csv

    The codebook has 2 codes and 5 rules; 6 of 6 examples hold (4 examples, 2 counterexamples).
    Nothing to mend.
    ");

    assert_snapshot!(folder.run("code studie").text(), @r"
    1 transcript gelezen: 1 deelnemer, 51 woorden, waarvan 39 van deelnemers.

    Geteld in 2 antwoorden (alles wat een deelnemer zegt tot de volgende echte vraag
    van de interviewer), in de woorden van deelnemers: 3 coderingen voorgesteld door
    de regels van het codeboek; niemand heeft ze beoordeeld; ontkende tellen mee en
    staan ook apart.

                 deelnemers  antwoorden  coderingen  ontkend  uitgelokt
    Schaamte        1 van 1           1           3        0          0  ███████████
      Verbergen     1 van 1           1           2        0          0  ███████████
    geen code       0 van 1           1           –        –          –
    De balken tonen antwoorden.

    Samen in hetzelfde antwoord
      Er zijn geen twee thema's die samen voorkomen.

    In hun woorden (getrokken met startgetal 1)
      Schaamte
        niet meer zo: “En nu *schaam ik me* er niet meer voor.”      R · gesprek-1:4

    Wat dit niet laat zien
      Uitdrukkingen die de regels niet kennen: lees iets van wat ze ongecodeerd
      lieten (hieronder).
      Hoeveel een thema ertoe doet: vaak is niet hetzelfde als belangrijk, en
      interviews zijn geen aselecte steekproef.

    Verder
      kantlijn quotes studie --code shame
      kantlijn quotes studie --uncoded --sample 10 --seed 1
      kantlijn code studie -o results
    ");
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
fn code_writes_its_tables_and_a_copy_of_the_codebook_and_overwrites_nothing() {
    let folder = Folder::study();
    let first = folder.run("code t -c c.toml -o uit").text();
    let names = [
        "codebook.toml",
        "codings.csv",
        "cooccurrence.csv",
        "cooccurrence_matrix.csv",
        "frequencies.csv",
        "mentions.csv",
        "run.json",
    ];
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
    assert_snapshot!(written("codings"), @r"
    coding,transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,prompted,mentions,rules,text,memo
    1,r1,P1,R,participant,2,22,52,,shame,rules,proposed,affirmed,false,1,line 9,Ik schaamde me voor mijn werk.,
    2,r1,P1,R,participant,2,22,52,,work,rules,proposed,affirmed,false,1,line 19,Ik schaamde me voor mijn werk.,
    3,r1,P1,R,participant,2,53,79,,shame/hiding,rules,proposed,affirmed,false,1,line 14,Dat heb ik lang verzwegen.,
    4,r1,P1,R,participant,4,95,121,,shame,rules,proposed,ceased,false,1,line 9,Nu schaam ik me niet meer.,
    5,r2,P1,R,participant,2,32,49,,work,rules,proposed,affirmed,true,1,line 19,De baas weet het.,
    6,r2,P1,R,participant,2,50,68,,work,rules,proposed,affirmed,true,1,line 19,Het werk is zwaar.,
    7,r10,P2,Respondent 1,participant,2,33,67,,shame/hiding,rules,proposed,affirmed,false,1,line 14,Ik heb het verzwegen voor de baas.,
    8,r10,P2,Respondent 1,participant,2,33,67,,work,rules,proposed,affirmed,false,1,line 19,Ik heb het verzwegen voor de baas.,
    9,r10,P3,Respondent 2,participant,3,83,109,,shame,rules,proposed,negated,false,1,line 9,Ik schaam me nergens voor.,
    10,r10,P2,Respondent 1,participant,5,142,160,,shame/hiding,rules,proposed,affirmed,false,1,line 14,Ik verzweeg alles.,
    ");
    assert_snapshot!(written("mentions"), @r"
    coding,transcript,code,rule,start,end,text,stance,cue
    1,r1,shame,line 9,25,33,schaamde,affirmed,
    2,r1,work,line 19,47,51,werk,affirmed,
    3,r1,shame/hiding,line 14,69,78,verzwegen,affirmed,
    4,r1,shame,line 9,98,104,schaam,ceased,niet meer
    5,r2,work,line 19,35,39,baas,affirmed,
    6,r2,work,line 19,54,58,werk,affirmed,
    7,r10,shame/hiding,line 14,44,53,verzwegen,affirmed,
    8,r10,work,line 19,62,66,baas,affirmed,
    9,r10,shame,line 9,86,92,schaam,negated,nergens
    10,r10,shame/hiding,line 14,145,153,verzweeg,affirmed,
    ");
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
    // Names are the codebook's, which is not there any more; mentions are of rules.
    let again = folder.run("freq t --codings t/uit/codings.csv").text();
    let cells = |table: &str| -> Vec<Vec<String>> {
        let rows = table.lines().skip(1).map(|row| row.split(',').map(str::to_owned).collect::<Vec<_>>());
        rows.map(|row| [&row[1..2], &row[3..7]].concat()).collect()
    };
    assert_eq!(cells(&again), cells(&counted));
    assert_eq!(cells(&again).len(), 4);
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
        let (_, next) = screen.trim_end().rsplit_once("\n\n").expect("something to do next");
        let commands: Vec<&str> = next.lines().filter_map(|line| line.trim().strip_prefix("kantlijn ")).collect();
        assert!(commands.len() >= 3, "{next}");
        for command in commands {
            let ran = folder.run(command);
            assert_eq!(ran.code, Some(0), "`{line}` proposes `{command}`: {ran}");
        }
        let _ = std::fs::remove_dir_all(folder.path("results"));
    }
}
