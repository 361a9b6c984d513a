//! Codings in a transcript that was edited after it was coded: found again, shown, or told lost.

use insta::assert_snapshot;

use crate::run::Folder;

const CODED: &str = "I: Hoe was dat thuis?\n\n\
    R: Ik zweeg maar. Mijn moeder keek de andere kant op en mijn vader werkte.\n\n\
    I: Ja.\n\n\
    R: Op school wist niemand iets. Ik zweeg maar. Later werd dat anders, toen ik de groep vond.\n\n\
    I: Fijn.\n\n\
    R: Daar mocht ik gewoon zijn wie ik was.\n";

const HAND: &str = "transcript,code,coder,text,memo\n\
    r1,zwijgen,anna,Ik zweeg maar. Mijn moeder,eerste\n\
    r1,familie,anna,Mijn moeder keek de andere kant op,\n\
    r1,zwijgen,bram,Op school wist niemand iets.,\n\
    r1,groep,bram,toen ik de groep vond,\n\
    r1,groep,anna,Daar mocht ik gewoon zijn wie ik was.,mooi\n";

/// A study that was coded by hand, with the run that keeps the surroundings of each coding.
fn coded() -> Folder {
    let folder = Folder::with(&[("t/r1.txt", CODED), ("hand.csv", HAND)]);
    folder.run("code t --codings hand.csv -o run --anchors -f parquet -f jsonl").text();
    folder
}

/// The same after somebody went through the transcript.
fn edited() -> Folder {
    let folder = coded();
    let text = CODED
        .replacen("I: Hoe", "I: Welkom, fijn dat u er bent.\n\nR: Graag gedaan.\n\nI: Hoe", 1)
        .replacen("keek de andere kant op", "keek altijd een andere kant op", 1)
        .replacen(", toen ik de groep vond", "", 1);
    folder.write("t/r1.txt", text.as_bytes());
    folder
}

#[test]
fn the_words_around_each_coding_are_kept_on_request() {
    let folder = coded();
    let codings = String::from_utf8(folder.read("run/codings.csv")).expect("text");
    assert_snapshot!(codings.lines().take(3).collect::<Vec<_>>().join("\n"), @r"
    coding,transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,prompted,mentions,rules,text,memo,before,after
    1,r1,,R,participant,2,26,52,,zwijgen,anna,accepted,,,,,Ik zweeg maar. Mijn moeder,eerste,Hoe was dat thuis?,keek de andere kant op en mijn vader
    2,r1,,R,participant,2,41,75,,familie,anna,accepted,,,,,Mijn moeder keek de andere kant op,,Hoe was dat thuis? Ik zweeg maar.,en mijn vader werkte Ja Op school wist
    ");
    folder.run("code t --codings hand.csv -o plain").text();
    let plain = String::from_utf8(folder.read("plain/codings.csv")).expect("text");
    assert!(plain.lines().next().is_some_and(|header| header.ends_with(",rules,text,memo")), "{plain}");
    assert!(folder.run("code t --codings hand.csv --anchors").refused().contains("--anchors would change nothing"));
    let refused = folder.run("code t --codings hand.csv -o x --anchors --no-text");
    assert!(refused.refused().contains("--no-text leaves every word out"));
}

#[test]
fn moved_codings_are_found_changed_ones_shown_and_lost_ones_listed() {
    let folder = edited();
    let ran = folder.run("quotes t --codings run/codings.csv --coder any");
    assert_snapshot!(ran.text(), @r"
    transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,text
    r1,,R,participant,4,76,102,,zwijgen,anna,accepted,,Ik zweeg maar. Mijn moeder
    r1,,R,participant,4,91,133,,familie,anna,accepted,,Mijn moeder keek altijd een andere kant op
    r1,,R,participant,6,168,196,,zwijgen,bram,accepted,,Op school wist niemand iets.
    r1,,R,participant,8,249,286,,groep,anna,accepted,,Daar mocht ik gewoon zijn wie ik was.
    ");
    assert_snapshot!(ran.err, @r"
    warning: run/codings.csv, row 3: `familie` by anna changed: other words than its own stand where it was in `r1`, at 91 to 133
      it was “Mijn moeder keek de andere kant op” and is “Mijn moeder keek altijd
      een andere kant op”; correct the row if the code does not hold any more
    warning: run/codings.csv, row 5: `groep` by bram is lost: its words do not stand in `r1`, nor anything like them where they stood
      copy them from the transcript as it stands; the coding was left out
    warning: hand coding: 5 codings: 0 where they were, 3 moved, 1 changed, 1 lost
      `kantlijn check` lists what moved, changed or is lost, each with its row
    ");
    let checked = folder.run("check t --codings run/codings.csv");
    assert!(
        checked.err.contains("Hand coding: 5 codings: 0 where they were, 3 moved, 1 changed, 1 lost."),
        "{checked}"
    );
    assert!(checked.err.contains("run/codings.csv, row 6: `groep` by anna moved"), "{checked}");
    let hidden = folder.run("freq t --codings run/codings.csv --coder any --no-text");
    assert!(!hidden.err.contains("kant op"), "{hidden}");
    assert!(hidden.err.contains("`familie` by anna changed"), "{hidden}");
}

#[test]
fn every_format_of_a_runs_own_codings_reads_back_as_the_same() {
    for folder in [coded(), edited()] {
        let of = |file: &str| folder.run(&format!("code t --codings run/codings.{file} -o of-{file} --anchors")).text();
        assert!(["csv", "parquet", "jsonl"].map(of).iter().all(|screen| screen.contains("3 codings by anna")));
        let read = |file: &str| String::from_utf8(folder.read(&format!("of-{file}/codings.csv"))).expect("text");
        assert_eq!(read("csv"), read("parquet"));
        assert_eq!(read("csv"), read("jsonl"));
    }
    let folder = coded();
    folder.run("code t --codings run/codings.parquet -o again --anchors").text();
    assert_eq!(
        String::from_utf8(folder.read("run/codings.csv")).expect("text"),
        String::from_utf8(folder.read("again/codings.csv")).expect("text")
    );
    folder.write("kapot.parquet", &folder.read("run/codings.parquet")[..200]);
    assert!(folder.run("freq t --codings kapot.parquet").refused().contains("kapot.parquet"));
}

#[test]
fn codings_of_transcripts_that_are_not_there_are_counted() {
    let folder = coded();
    folder.write("more.csv", format!("{HAND}r9,groep,anna,Dag.,\nr9,groep,anna,Hoi.,\n").as_bytes());
    let ran = folder.run("freq t --codings more.csv --coder any");
    assert!(ran.err.contains("there is no transcript `r9` (2 codings)"), "{ran}");
    assert!(ran.err.contains("7 codings: 5 where they were, 2 of transcripts that are not there"), "{ran}");
}

#[test]
fn codings_of_a_run_whose_transcripts_did_not_change_are_all_where_they_were() {
    let folder = Folder::study();
    folder.run("code t -c c.toml -o run --anchors").text();
    let checked = folder.run("check t --codings run/codings.csv");
    assert!(checked.err.contains("Hand coding: 10 codings: 10 where they were."), "{checked}");
}
