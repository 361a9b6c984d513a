//! What rules propose out for a decision, and back; and units drawn blind for a second coder.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};
use insta::assert_snapshot;

use crate::run::{CODEBOOK, Folder};

/// A study with a project file, so that its commands need no arguments.
fn study() -> Folder {
    let folder = Folder::study();
    folder.write("kantlijn.toml", b"[study]\ntranscripts = [\"t\"]\ncodebook = \"c.toml\"\n");
    folder
}

/// The rows of a sheet, the header first.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|record| record.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// A sheet with cells filled in: number of the row, column, text.
fn filled(mut rows: Vec<Vec<String>>, cells: &[(usize, &str, &str)]) -> Vec<u8> {
    for (row, column, text) in cells {
        let at = rows[0].iter().position(|name| name == column).expect("a column");
        rows[*row][at] = (*text).to_owned();
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|row| writer.write_record(row).expect("a row"));
    writer.into_inner().expect("bytes")
}

/// The sheet of all proposals as CSV, filled in, in `review.csv`.
fn fill(folder: &Folder, cells: &[(usize, &str, &str)]) {
    folder.run("review -o review.csv --all --force -q").text();
    folder.write("review.csv", &filled(rows(&folder.read("review.csv")), cells));
}

/// The rows of the sheet of all proposals.
fn csv_of_all(folder: &Folder) -> Vec<Vec<String>> {
    folder.run("review -o all.csv --all --force -q").text();
    rows(&folder.read("all.csv"))
}

fn caption(folder: &Folder, line: &str) -> String {
    let whole: serde_json::Value = serde_json::from_str(&folder.run(line).text()).expect("JSON");
    let sentences = whole["caption"].as_array().expect("a caption");
    let about = |sentence: &&str| sentence.contains("coding");
    sentences.iter().filter_map(serde_json::Value::as_str).filter(about).collect::<Vec<_>>().join(" ")
}

#[test]
fn proposals_are_shown_with_their_neighbours_and_decisions_come_back() {
    let folder = study();
    let written = folder.run("review -o review.csv");
    assert_snapshot!(written.text() + &written.err, @r"
    review.csv: 10 proposed codings.
    Next, when it is filled in:  kantlijn review review.csv --reviewer NAME
    ");
    let sheet = folder.read("review.csv");
    let shown: Vec<String> = rows(&sheet).iter().map(|row| row[..14].join("|")).collect();
    assert_snapshot!(shown.join("\n"), @r"
    nr|transcript|speaker|code|name|before|sentence|after|decision|recode_to|memo|decided|start|end
    1|r1|R|shame|Schaamte|I: Hoe begon het?|Ik [[schaamde]] me voor mijn werk.|Dat heb ik lang verzwegen.|||||22|52
    2|r1|R|work|Werk|I: Hoe begon het?|Ik schaamde me voor mijn [[werk]].|Dat heb ik lang verzwegen.|||||22|52
    3|r1|R|shame/hiding|Verbergen|Ik schaamde me voor mijn werk.|Dat heb ik lang [[verzwegen]].|I: En nu?|||||53|79
    4|r1|R|shame|Schaamte|I: En nu?|Nu [[schaam]] ik me niet meer.||||||95|121
    5|r2|R|work|Werk|I: Hoe gaat het op je werk?|De [[baas]] weet het.|Het werk is zwaar.|||||32|49
    6|r2|R|work|Werk|De baas weet het.|Het [[werk]] is zwaar.|I: En thuis?|||||50|68
    7|r10|Respondent 1|shame/hiding|Verbergen|I: Wie begint er?|Ik heb het [[verzwegen]] voor de baas.|Respondent 2: Ik schaam me nergens voor.|||||33|67
    8|r10|Respondent 1|work|Werk|I: Wie begint er?|Ik heb het verzwegen voor de [[baas]].|Respondent 2: Ik schaam me nergens voor.|||||33|67
    9|r10|Respondent 2|shame|Schaamte|Respondent 1: Ik heb het verzwegen voor de baas.|Ik [[schaam]] me nergens voor.|I: Waarom niet?|||||83|109
    10|r10|Respondent 1|shame/hiding|Verbergen|I: Waarom niet?|Ik [[verzweeg]] alles.|Respondent 2: Daarom.|||||142|160
    ");
    let cells = [
        (1, "decision", "accept"),
        (2, "decision", "nee"),
        (3, "decision", "hercoderen"),
        (3, "recode_to", "Schaamte"),
        (4, "memo", "navragen, wat is er veranderd?"),
        (5, "decision", "Akkoord."),
    ];
    folder.write("review.csv", &filled(rows(&sheet), &cells));
    let read = folder.run("review review.csv --reviewer anna --date 2026-03-01");
    assert_snapshot!(read.text() + &read.err, @r"
    Read: 2 accepted, 1 rejected, 1 recoded, 1 memo without a decision, 5 undecided.
    Added to decisions.csv: 5 decisions.
    ");
    assert_snapshot!(String::from_utf8(folder.read("decisions.csv")).expect("text"), @r#"
    transcript,code,start,end,text,before,after,decision,recode,reviewer,date,memo
    r1,shame,22,52,Ik schaamde me voor mijn werk.,Hoe begon het?,Dat heb ik lang verzwegen En nu Nu,accept,,anna,2026-03-01,
    r1,work,22,52,Ik schaamde me voor mijn werk.,Hoe begon het?,Dat heb ik lang verzwegen En nu Nu,reject,,anna,2026-03-01,
    r1,shame/hiding,53,79,Dat heb ik lang verzwegen.,begon het? Ik schaamde me voor mijn werk.,En nu Nu schaam ik me niet meer,recode,shame,anna,2026-03-01,
    r1,shame,95,121,Nu schaam ik me niet meer.,werk. Dat heb ik lang verzwegen. En nu?,(lacht,memo,,anna,2026-03-01,"navragen, wat is er veranderd?"
    r2,work,32,49,De baas weet het.,Hoe gaat het op je werk?,Het werk is zwaar En thuis Thuis is,accept,,anna,2026-03-01,
    "#);
    let again = folder.run("review review.csv --reviewer anna");
    assert_snapshot!(again.text() + &again.err, @r"
    Read: 2 accepted, 1 rejected, 1 recoded, 1 memo without a decision, 5 undecided.
    Nothing was added to decisions.csv. 5 were there already.
    ");
    assert_snapshot!(folder.run("freq").text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,3,2,5,6,5,1,0,0.5
    shame,shame/hiding,Verbergen,1,1,2,2,2,0,0,1
    work,work,Werk,2,2,2,3,3,0,2,0.666666666667
    ,,geen code,0,0,2,,,,,
    ");
    assert_snapshot!(caption(&folder, "freq --lang en -f json"), @"How often each code, with everything below it, was found: people first, then transcripts, units and codings. 10 codings by rules, 4 of them reviewed (3 accepted; 1 rejected and left out, so that 9 count); 1 negated; 1 ceased, counted like the others.");
    assert_snapshot!(folder.run("freq --status accepted --level 1").text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,1,1,1,2,1,0,0,1
    work,work,Werk,1,1,1,1,1,0,1,1
    ,,geen code,2,1,6,,,,,
    ");
    assert_snapshot!(caption(&folder, "freq --lang en --status accepted -f json"), @"How often each code, with everything below it, was found: people first, then transcripts, units and codings. 3 codings by rules, of which 3 made or accepted by a person. Only codings with status accepted.");
    assert_snapshot!(caption(&folder, "freq --lang en --status proposed -f json"), @"How often each code, with everything below it, was found: people first, then transcripts, units and codings. 6 codings by rules, of which 0 made or accepted by a person; 1 negated; 1 ceased, counted like the others. Only codings with status proposed.");
    let screen = folder.run("code --lang en").text();
    let how = screen.split("\n\n").nth(1).expect("how it was counted");
    assert_snapshot!(how, @r"
    Counted in 8 answers (all that a participant says until the interviewer's next
    real question), participants' words: 10 codings proposed by the codebook's
    rules, 4 of them reviewed by a person (3 accepted; 1 rejected and left out, so
    that 9 count); negated ones are counted, and shown apart.
    ");
    folder.run("code -o uit").text();
    let codings = String::from_utf8(folder.read("uit/codings.csv")).expect("text");
    let of_first = codings.lines().filter(|row| row.contains(",r1,")).collect::<Vec<_>>().join("\n");
    assert_snapshot!(of_first, @r#"
    1,r1,P1,R,participant,2,22,52,,shame,rules,accepted,affirmed,false,1,line 9,Ik schaamde me voor mijn werk.,
    2,r1,P1,R,participant,2,53,79,,shame,rules,accepted,,,,,Dat heb ik lang verzwegen.,
    3,r1,P1,R,participant,4,95,121,,shame,rules,proposed,ceased,false,1,line 9,Nu schaam ik me niet meer.,"navragen, wat is er veranderd?"
    "#);
    let run: serde_json::Value = serde_json::from_slice(&folder.read("uit/run.json")).expect("JSON");
    assert_eq!(run["decisions"]["file"], "decisions.csv");
    let definition = &run["tables"]["frequencies"]["definition"];
    assert_eq!((&definition["codings_reviewed"], &definition["codings_rejected"]), (&"4".into(), &"1".into()));
}

#[test]
fn only_what_nobody_decided_on_is_shown_again_unless_all_is_asked_for() {
    let folder = study();
    fill(&folder, &[(1, "decision", "ja"), (2, "decision", "nee"), (4, "memo", "lastig")]);
    folder.run("review review.csv --reviewer anna --date 2026-03-01 -q").text();
    let decided = |line: &str| -> Vec<String> {
        folder.run(&format!("{line} -q -o sheet.csv --force")).text();
        let rows = rows(&folder.read("sheet.csv"));
        rows[1..].iter().map(|row| format!("{} {} {}", row[1], row[3], row[11])).collect()
    };
    let open = decided("review");
    assert_eq!((open.len(), open[0].as_str(), open[1].as_str()), (8, "r1 shame/hiding ", "r1 shame memo: lastig"));
    let all = decided("review --all");
    assert_eq!((all.len(), all[0].as_str(), all[1].as_str()), (10, "r1 shame accepted", "r1 work rejected"));
    assert_eq!(decided("review --code shame").len(), 5);
    let drawn = decided("review --sample 3 --seed 7");
    assert_eq!(drawn.len(), 3);
    assert!(drawn.iter().all(|row| open.contains(row)) && drawn == decided("review --sample 3 --seed 7"));
}

#[test]
fn a_workbook_has_lists_to_choose_from_and_comes_back() {
    let folder = study();
    let study_again = study();
    for name in ["review.xlsx", "review.docx", "review.tsv"] {
        folder.run(&format!("review -o {name} --lang en -q")).text();
        study_again.run(&format!("review -o {name} --lang en -q -j 1")).text();
        assert!(folder.read(name) == study_again.read(name), "{name}: the same input gives other bytes");
    }
    let bytes = folder.read("review.xlsx");
    let part = |name: &str| -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).expect("a workbook");
        let mut text = String::new();
        archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("accept,reject,recode") && sheet.contains("codes!$A$2:$A$4"), "{sheet}");
    assert_eq!(sheet.matches("hidden=\"1\"").count(), 1, "the columns that only the program needs");
    assert!(part("xl/sharedStrings.xml").contains("<b/>"), "matched words are bold");
    // As a spreadsheet saves it: cells are read, the decision filled in, and everything is written anew.
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["review", "codes", "about"]);
    let range = workbook.worksheet_range("review").expect("a worksheet");
    let mut saved = rust_xlsxwriter::Workbook::new();
    let worksheet = saved.add_worksheet();
    for (i, row) in range.rows().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            let (row, column) = (u32::try_from(i).expect("few"), u16::try_from(j).expect("few"));
            let text = match (i, range.get((0, j)).map(Data::to_string).as_deref()) {
                (6, Some("decision")) => "reject".to_owned(),
                (6, Some("memo")) => "dit gaat over het lichaam".to_owned(),
                _ => cell.to_string(),
            };
            worksheet.write_string(row, column, text).expect("a cell");
        }
    }
    folder.write("saved.xlsx", &saved.save_to_buffer().expect("bytes"));
    let read = folder.run("review saved.xlsx --reviewer bram --date 2026-03-02");
    assert_snapshot!(read.err, @r"
    Read: 0 accepted, 1 rejected, 0 recoded, 9 undecided.
    Added to decisions.csv: 1 decision.
    ");
    let kept = String::from_utf8(folder.read("decisions.csv")).expect("text");
    assert!(
        kept.contains("Het werk is zwaar.") && kept.contains("reject,,bram,2026-03-02,dit gaat over het lichaam"),
        "{kept}"
    );
    assert!(!folder.run("freq").text().contains("work,work,Werk,3"));
}

#[test]
fn a_word_file_comes_back() {
    let folder = study();
    folder.run("review -o review.docx -q").text();
    let bytes = folder.read("review.docx");
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).expect("a Word file");
    let mut saved = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).expect("a part");
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("bytes");
        if part.name() == "word/document.xml" {
            let xml = String::from_utf8(text).expect("text");
            // The eighth cell of the second row, which is the first proposal, is its decision.
            let row = xml.match_indices("<w:tr>").nth(1).expect("a row").0;
            let cell = row + xml[row..].match_indices("<w:tc>").nth(7).expect("a cell").0;
            let run = cell + xml[cell..].find("<w:t ").expect("a text");
            let word = run + xml[run..].find('>').expect("its end") + 1;
            text = format!("{}afwijzen{}", &xml[..word], &xml[word..]).into_bytes();
        }
        saved.start_file(part.name(), zip::write::SimpleFileOptions::default()).expect("a part");
        saved.write_all(&text).expect("bytes");
    }
    folder.write("saved.docx", &saved.finish().expect("a file").into_inner());
    let read = folder.run("review saved.docx --reviewer anna --date 2026-03-01");
    assert_snapshot!(read.text() + &read.err, @r"
    Read: 0 accepted, 1 rejected, 0 recoded, 9 undecided.
    Added to decisions.csv: 1 decision.
    ");
    assert_snapshot!(String::from_utf8(folder.read("decisions.csv")).expect("text"), @r"
    transcript,code,start,end,text,before,after,decision,recode,reviewer,date,memo
    r1,shame,22,52,Ik schaamde me voor mijn werk.,Hoe begon het?,Dat heb ik lang verzwegen En nu Nu,reject,,anna,2026-03-01,
    ");
}

#[test]
fn decisions_outlive_an_edited_transcript() {
    let folder = study();
    fill(&folder, &[(1, "decision", "ja"), (2, "decision", "nee"), (5, "decision", "nee"), (6, "decision", "ja")]);
    folder.run("review review.csv --reviewer anna --date 2026-03-01 -q").text();
    // The first moves, one is edited, and one goes.
    folder.write(
        "t/r1.txt",
        b"I: Goedemorgen, fijn dat u er bent. Hoe begon het?\n\nR: Eerst niet. Ik schaamde me voor mijn werk.\n\n\
          I: En nu?\n\nR: Nu schaam ik me niet meer. (lacht)\n",
    );
    folder.write(
        "t/r2.txt",
        b"I: Hoe gaat het op je werk?\n\nR: De nieuwe baas weet het.\n\nI: En thuis?\n\nR: Thuis is er niks veranderd.\n",
    );
    let table = folder.run("freq");
    assert_snapshot!(table.text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,3,2,5,5,5,1,0,0.4
    shame,shame/hiding,Verbergen,1,1,2,2,2,0,0,1
    work,work,Werk,1,1,1,1,1,0,0,1
    ,,geen code,0,1,3,,,,,
    ");
    assert_snapshot!(table.err, @r"
    warning: decisions.csv, row 5: what anna decided of `work` is lost: its words stand nowhere in `r2`
      it is kept in the file, and counts nowhere; was the passage taken out of the
      transcript?
    warning: decisions.csv, row 4: what anna decided of `work` in `r2` was about other words: its passage has been edited since
      it still counts; see it again with `kantlijn review --all`, and decide anew if
      need be
    ");
    let checked = folder.run("check");
    assert!(checked.err.contains("decisions.csv, row 5") && checked.err.contains("is lost"), "{checked}");
}

#[test]
fn decisions_outlive_a_changed_codebook() {
    let folder = study();
    fill(&folder, &[(1, "decision", "ja"), (2, "decision", "nee"), (3, "decision", "ja"), (5, "decision", "nee")]);
    folder.run("review review.csv --reviewer anna --date 2026-03-01 -q").text();
    let before = folder.read("decisions.csv");
    // Another rule for the same sentences, and none any more for what was hidden.
    let changed = CODEBOOK
        .replace("\"werk* OR baas\"", "\"mijn OR weet\"")
        .replace("\"verzwijg* OR verzweeg OR verzwegen\"", "\"heimelijk*\"");
    folder.write("c.toml", changed.as_bytes());
    let table = folder.run("freq");
    assert_snapshot!(table.text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,2,2,3,4,3,1,0,0.75
    shame,shame/hiding,Verbergen,1,1,1,1,0,0,0,1
    work,work,Werk,0,0,0,0,0,0,0,
    ,,geen code,1,1,5,,,,,
    ");
    assert_snapshot!(table.err, @r"
    warning: decisions.csv, row 4: no rule proposes `shame/hiding` any more where it was accepted in `r1`
      the coding stays, as accepted and without mentions
    ");
    // A code that goes takes its decisions along, and is told.
    folder.write("c.toml", changed.replace("id = \"work\"", "id = \"labour\"").as_bytes());
    let renamed = folder.run("freq");
    assert!(renamed.err.contains("2 decisions are of the code `work`, which the codebook does not have"), "{renamed}");
    assert_eq!(folder.read("decisions.csv"), before, "tables write nothing there");
}

#[test]
fn reviewers_who_disagree_are_both_kept_and_the_later_one_counts() {
    let folder = study();
    fill(&folder, &[(1, "decision", "ja"), (2, "decision", "ja")]);
    folder.run("review review.csv --reviewer anna --date 2026-03-02 -q").text();
    fill(&folder, &[(1, "decision", "nee"), (2, "decision", "ja")]);
    folder.run("review review.csv --reviewer bram --date 2026-03-03 -q").text();
    let kept = String::from_utf8(folder.read("decisions.csv")).expect("text");
    assert_eq!(kept.lines().count(), 5, "{kept}");
    let table = folder.run("freq --level 1");
    assert_snapshot!(table.err, @r"
    warning: decisions.csv, row 4: bram says reject of `shame` in `r1`, and anna accept (row 2)
      the later one counts; talk it over, and let one of the two decide again
    ");
    assert!(table.text().contains("shame,shame,Schaamte,3,2,5,5,"), "{table}");
    // An earlier day, read later, does not count.
    fill(&folder, &[(1, "decision", "ja")]);
    folder.run("review review.csv --reviewer carla --date 2026-01-01 -q").text();
    assert!(folder.run("freq --level 1").text().contains("shame,shame,Schaamte,3,2,5,5,"));
}

#[test]
fn rows_that_cannot_be_understood_are_told_at_once_and_nothing_is_kept() {
    let folder = study();
    fill(&folder, &[(1, "decision", "ja")]);
    folder.run("review review.csv --reviewer anna --date 2026-03-01 -q").text();
    let before = folder.files();
    fill(
        &folder,
        &[
            (1, "decision", "nee"),
            (2, "decision", "misschien"),
            (3, "decision", "recode"),
            (4, "recode_to", "work"),
            (5, "decision", "recode"),
            (5, "recode_to", "wrok"),
            (6, "decision", "accept"),
            (6, "recode_to", "shame"),
            (7, "decision", "reject"),
            (7, "start", "begin"),
        ],
    );
    let refused = folder.run("review review.csv --reviewer anna");
    assert_snapshot!(refused.refused(), @r"
    error: review.csv, row 3: `misschien` is no decision
     |
     = help: write accept, reject or recode (ja, nee or hercoderen), or leave it empty

    error: review.csv, row 4: it is to be recoded, and no code is named
     |
     = help: name the code that fits in recode_to

    error: review.csv, row 5: another code is named, `work`, and the decision is empty
     |
     = help: write recode as the decision, or empty the other cell

    error: review.csv, row 6: the codebook has no code `wrok`
     |
     = help: did you mean `work`?

    error: review.csv, row 7: the decision is accept, and another code is named: `shame`
     |
     = help: write recode as the decision, or empty the other cell

    error: review.csv, row 8: `begin` in the column start is no position
     |
     = help: copy it from the sheet as it was written

    6 mistakes to mend; nothing was written.
    ");
    assert_eq!(folder.read("decisions.csv"), before["decisions.csv"]);
}

#[test]
fn nothing_is_overwritten_and_nothing_is_kept_without_a_name() {
    let folder = study();
    folder.run("review -o review.xlsx -q").text();
    let before = folder.files();
    for (line, said) in [
        ("review -o review.xlsx", "exist already"),
        ("review -o c.toml -f csv --force", "this run has read"),
        ("review review.xlsx", "--reviewer NAME"),
        ("review review.xlsx --reviewer rules", "cannot be who decides"),
        ("review", "neither is named"),
        ("review t", "neither is named"),
        ("review -o review.pdf", ".xlsx, .docx, .csv or .tsv"),
        ("review -o new.xlsx --excel", "--excel is a way to write CSV"),
        ("review -o new.csv --codings hand.csv", "codings that rules propose"),
        ("review c.toml --reviewer anna", "neither is named"),
        ("review t/cases.csv --reviewer anna", "no sheet to review"),
        ("review review.xlsx --reviewer anna --date 29-02-2026", "is no day"),
        ("review nergens.csv --reviewer anna", "nergens.csv"),
        ("review -o new.csv --decisions nergens.csv", "nergens.csv"),
        ("review -o new.csv --code sham", "did you mean `shame`"),
        ("freq --codings uit.csv --decisions d.csv", "uit.csv"),
        ("kwic schaam* --decisions d.csv", "--decisions"),
        ("transcript t --decisions d.csv", "--decisions"),
    ] {
        let refused = folder.run(line);
        assert!(refused.refused().contains(said), "{line}: {refused}");
    }
    assert_eq!(folder.files(), before);
    // A sheet in the folder of a study is of that study.
    folder.write(
        "boven/kantlijn.toml",
        b"[study]\ntranscripts = [\"../t\"]\ncodebook = \"../c.toml\"\ndecisions = \"wie.csv\"\n",
    );
    folder.write("boven/vol.csv", &filled(csv_of_all(&folder), &[(1, "decision", "ja")]));
    crate::run::run_in(&folder.path("t"), "review ../boven/vol.csv --reviewer anna -q", None).text();
    assert_eq!(rows(&folder.read("boven/wie.csv")).len(), 2);
    // Outside a study nobody knows where decisions are kept.
    let elsewhere = Folder::study();
    elsewhere.write("review.xlsx", &folder.read("review.xlsx"));
    assert!(elsewhere.run("review review.xlsx --reviewer anna").refused().contains("--decisions decisions.csv"));
    let hand = "transcript,code,coder,text\nr1,shame,anna,Ik schaamde me voor mijn werk.\n";
    elsewhere.write("hand.csv", hand.as_bytes());
    elsewhere.write("d.csv", b"");
    assert!(elsewhere.run("freq t --codings hand.csv --decisions d.csv").refused().contains("no rules are applied"));
}

#[test]
fn decisions_that_a_spreadsheet_saved_and_those_that_cannot_be_read_are_not_lost() {
    let folder = study();
    fill(&folder, &[(1, "decision", "ja"), (2, "decision", "nee")]);
    folder.run("review review.csv --reviewer anna --date 2026-03-01 -q").text();
    let kept = String::from_utf8(folder.read("decisions.csv")).expect("text");
    let mut saved = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    rows(kept.as_bytes()).iter().for_each(|row| saved.write_record(row).expect("a row"));
    folder.write("decisions.csv", &saved.into_inner().expect("bytes"));
    fill(&folder, &[(6, "decision", "ja")]);
    folder.run("review review.csv --reviewer bram --date 2026-03-02 -q").text();
    let more = String::from_utf8(folder.read("decisions.csv")).expect("text");
    assert!(more.starts_with(&kept) && more.lines().count() == kept.lines().count() + 1, "{more}");
    folder.write("decisions.csv", more.replace("accept,,bram", "misschien,,bram").as_bytes());
    let before = folder.read("decisions.csv");
    for line in ["freq", "review review.csv --reviewer bram"] {
        let refused = folder.run(line);
        assert!(refused.refused().contains("decisions.csv, row 4"), "{refused}");
    }
    assert_eq!(folder.read("decisions.csv"), before);
}

#[test]
fn what_excel_might_take_for_a_formula_comes_back_as_it_was_said() {
    let folder = study();
    folder.write("t/r1.txt", "I: En?\n\nR: - nou ja, ik schaamde me. =1+1 was dat op mijn werk.\n".as_bytes());
    folder.run("review -o review.csv --excel -q").text();
    let text = String::from_utf8(folder.read("review.csv")).expect("text");
    assert!(text.contains("'- nou ja, ik [[schaamde]] me."), "{text}");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    for (i, record) in reader.records().enumerate() {
        let record = record.expect("a row");
        let cells = record.iter().enumerate().map(|(j, cell)| if j == 8 && i > 0 { "nee" } else { cell });
        writer.write_record(cells).expect("a row");
    }
    folder.write("review.csv", &writer.into_inner().expect("bytes"));
    folder.run("review review.csv --reviewer anna -q").text();
    let kept = String::from_utf8(folder.read("decisions.csv")).expect("text");
    assert!(kept.contains(",\"- nou ja, ik schaamde me. =1+1 was dat op mijn werk.\","), "{kept}");
    let table = folder.run("freq --level 1");
    assert!(
        table.err.is_empty()
            && table.text().lines().skip(1).all(|row| row.contains(",0,0,0,0") || row.contains(",,,,,")),
        "{table}"
    );
}

#[test]
fn units_are_drawn_blind_and_come_back_with_their_weights() {
    let folder = study();
    let drawn = folder.run("sample --per-code 2 --uncoded 1 --seed 1 -o second-coder.csv");
    assert_snapshot!(drawn.text() + &drawn.err, @r"
    second-coder.csv: 6 units of 8, drawn with seed 1. Their design is in second-coder.design.csv: keep it from the coder.
    Next, when it is filled in:  kantlijn agree -c c.toml --codings second-coder.csv --truth second-coder
    ");
    let sheet = rows(&folder.read("second-coder.csv"));
    let shown: Vec<String> = sheet.iter().map(|row| row[..9].join("|")).collect();
    assert_snapshot!(shown.join("\n"), @r"
    nr|transcript|speaker|question|words|codes|memo|start|end
    1|r1|R|I: Hoe begon het?|Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen.|||22|79
    2|r10|Respondent 1|I: Wie begint er?|Ik heb het verzwegen voor de baas.|||33|67
    3|r2|R|I: Hoe gaat het op je werk?|De baas weet het. Het werk is zwaar.|||32|68
    4|r10|Respondent 2|I: Wie begint er?|Ik schaam me nergens voor.|||83|109
    5|r10|Respondent 1|I: Waarom niet?|Ik verzweeg alles.|||142|160
    6|r10|Respondent 2|I: Waarom niet?|Daarom.|||176|183
    ");
    assert_snapshot!(String::from_utf8(folder.read("second-coder.design.csv")).expect("text"), @r"
    nr,transcript,start,end,code,units,drawn,probability,unit,seed
    1,r1,22,79,shame,3,2,0.666666666667,answer,1
    2,r10,33,67,shame/hiding,2,2,1,answer,1
    3,r2,32,68,work,1,1,1,answer,1
    4,r10,83,109,shame,3,2,0.666666666667,answer,1
    5,r10,142,160,shame/hiding,2,2,1,answer,1
    6,r10,176,183,,2,1,0.5,answer,1
    ");
    folder.run("sample --per-code 2 --uncoded 1 --seed 1 -o again.csv -q -j 1").text();
    assert_eq!(folder.read("again.csv"), folder.read("second-coder.csv"));
    // Filled in, it is hand coding; a unit without a code, and one that nobody has looked at, are none.
    let cells = [(1, "codes", "shame; work"), (2, "codes", "-"), (3, "codes", "geen")];
    folder.write("second-coder.csv", &filled(sheet, &cells));
    let table = folder.run("freq t --codings second-coder.csv");
    assert_snapshot!(table.text() + &table.err, @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,1,1,1,1,,,,1
    shame,shame/hiding,Verbergen,0,0,0,0,,,,
    work,work,Werk,1,1,1,1,,,,1
    ,,geen code,2,2,7,,,,,
    warning: second-coder.csv: 3 of the 6 units that were drawn are rated, 2 of them without any code
      units that were not drawn or not rated are in tables as if they were without
      any code
    ");
}

#[test]
fn a_sheet_for_a_second_coder_says_nothing_of_codes_and_is_no_transcript() {
    let folder = study();
    folder.run("sample -o t/second-coder.xlsx --lang en -q").text();
    let study_again = study();
    study_again.run("sample -o t/second-coder.xlsx --lang en -q -j 1").text();
    assert!(folder.read("t/second-coder.xlsx") == study_again.read("t/second-coder.xlsx"), "other bytes");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(folder.read("t/second-coder.xlsx"))).expect("a workbook");
    assert_eq!(workbook.sheet_names(), ["passages", "codes", "about"]);
    let passages = workbook.worksheet_range("passages").expect("a worksheet");
    let codes = ["shame", "shame/hiding", "work"];
    assert!(passages.used_cells().all(|(_, _, cell)| !codes.contains(&cell.to_string().as_str())));
    let entries = workbook.worksheet_range("codes").expect("a worksheet");
    assert_eq!(entries.rows().skip(1).map(|row| row[0].to_string()).collect::<Vec<_>>(), codes);
    // In the folder of the transcripts it is left out, and so is its design.
    let before = study().run("freq").text();
    assert_eq!(folder.run("freq").text(), before);
    for (line, said) in [
        ("sample -o t/second-coder.xlsx", "exist already"),
        ("sample -o new.docx", "no Word file"),
        ("sample -o new.xlsx -u case", "several transcripts"),
        ("sample -o new.xlsx --by speaker", "--by"),
        ("sample -o new.xlsx --per-code 0 --uncoded 0", "draw more"),
    ] {
        assert!(folder.run(line).refused().contains(said), "{line}");
    }
}
