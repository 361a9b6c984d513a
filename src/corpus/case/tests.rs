use std::path::Path;

use proptest::prelude::*;

use super::{Cases, same};
use crate::corpus::{Reading, Speaker, Transcript, Variables};
use crate::error::Error;
use crate::ids::DocumentId;
use crate::scope::Part;

fn read_as(name: &str, bytes: &[u8]) -> Result<Cases, Error> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Cases::read(&path)
}

fn cases(text: &str) -> Cases {
    read_as("cases.csv", text.as_bytes()).unwrap_or_else(|e| panic!("{e}"))
}

fn refused(text: &str) -> Error {
    read_as("cases.csv", text.as_bytes()).unwrap_err()
}

fn transcripts(names: &[&str]) -> Vec<Transcript> {
    let transcript = |(i, name): (usize, &&str)| Transcript {
        id: DocumentId::new(i),
        name: (*name).to_owned(),
        path: Path::new(&format!("{name}.docx")).into(),
    };
    names.iter().enumerate().map(transcript).collect()
}

fn speaker(label: &str, part: Part) -> Speaker {
    Speaker { label: label.to_owned(), part, case: None, variables: Variables::default(), memo: String::new() }
}

/// A reading with an interviewer, Anna and Karim, after the table has been attached to it.
fn attached(cases: &Cases) -> Reading {
    let assignment = cases.assign(&transcripts(&["groep/g1"])).unwrap_or_else(|e| panic!("{e}"));
    let mut reading = Reading::default();
    reading.document.speakers =
        vec![speaker("I", Part::Interviewer), speaker("Anna", Part::Participant), speaker("Karim", Part::Participant)];
    cases.attach(&mut reading, &assignment.rows[0], &assignment.open);
    reading
}

fn owners(reading: &Reading) -> Vec<Option<&str>> {
    reading.document.speakers.iter().map(|speaker| speaker.case.as_deref()).collect()
}

#[test]
fn a_row_for_the_transcript_owns_everybody_but_interviewers() {
    let reading = attached(&cases("\u{feff}interview;respondent;Jaren ervaring;taal\nG1;E07; 5 ;NL\n"));
    assert_eq!(reading.document.case.as_deref(), Some("E07"));
    assert_eq!(owners(&reading), [None, Some("E07"), Some("E07")]);
    assert_eq!(reading.document.speakers[1].variables.get("Jaren ervaring"), Some("5"));
    assert_eq!(reading.document.language.as_deref(), Some("nl"));
}

#[test]
fn a_group_has_a_row_a_speaker() {
    let table = "transcript,speaker,case,functie\ng1,,,opvang\ng1,ANNA.,E01,arts\ng1,Karim,E02,\ng1,Bo,E03,x\n";
    let reading = attached(&cases(table));
    assert_eq!(owners(&reading), [None, Some("E01"), Some("E02")]);
    let functie = |i: usize| reading.document.speakers[i].variables.get("functie");
    assert_eq!((functie(1), functie(2)), (Some("arts"), Some("opvang")));
    assert_eq!(reading.report.diagnostics[0].kind, "case-without-speaker");
    assert!(reading.report.diagnostics[0].to_string().contains("row 5"));
}

#[test]
fn a_table_by_case_finds_transcripts_that_name_their_case() {
    let table = cases("case,functie\nE01,arts\nE02,tolk\n");
    let assignment = table.assign(&transcripts(&["r1", "E02"])).unwrap();
    assert_eq!((&assignment.rows[1][..], &assignment.open[..]), (&[1][..], &[0][..]));
    let mut reading = Reading::default();
    reading.document.variables.set("case", "e01");
    assert_eq!(table.attach(&mut reading, &[], &[0]), [0]);
    assert_eq!(reading.document.variables.get("functie"), Some("arts"));
    assert!(table.unclaimed([0].into_iter())[0].to_string().contains("the case `E01`"));
}

#[test]
fn a_name_is_an_id_then_its_last_part_then_a_file_name() {
    let find = |name: &str| {
        let table = cases(&format!("transcript,x\n{name},1\n"));
        let found = table.assign(&transcripts(&["r1", "a/r1", "a/r2", "b/r3", "c/r3"]));
        found.map(|assignment| assignment.rows.iter().position(|rows| !rows.is_empty())).map_err(|e| e.to_string())
    };
    assert_eq!(find("R1"), Ok(Some(0)));
    assert_eq!(find("a\\r1"), Ok(Some(1)));
    assert_eq!(find("r2"), Ok(Some(2)));
    assert_eq!(find("r3.docx").unwrap_err().matches('`').count(), 6, "both are named");
    assert!(find("r3").unwrap_err().contains("`b/r3`, `c/r3`"));
    assert_eq!(find("r9"), Ok(None));
}

#[test]
fn a_near_miss_is_suggested() {
    let found = cases("transcript,x\nintervieuw1,1\n").assign(&transcripts(&["x/interview1"])).unwrap();
    assert_eq!(found.diagnostics[0].help.as_deref(), Some("did you mean `x/interview1`?"));
    let many = cases("transcript,x\nr2,1\nr3,1\nr4,1\nr5,1\n").assign(&transcripts(&["r1"])).unwrap();
    assert_eq!(many.diagnostics.len(), 1);
    assert!(many.diagnostics[0].message.contains("4 rows match no transcript: row 2 (`r2`)"));
}

#[test]
fn contradictions_name_both_rows_and_repetitions_do_not_matter() {
    let assign = |text: &str| cases(text).assign(&transcripts(&["r1"])).map_err(|e| e.to_string());
    assert!(assign("transcript,case\nr1,E01\nR1.docx,E01\n").is_ok());
    let error = assign("transcript,case\nr1,E01\n\nr1,E02\n").unwrap_err();
    assert!(error.contains("rows 2 and 4"), "{error}");
    assert!(assign("transcript,case,speaker\nr1,E01,A\nr1,E02,B\n").is_ok());
    assert!(assign("transcript,case,speaker\nr1,E01,A\nr1,E02,a\n").unwrap_err().contains("speaker `a`"));
}

#[test]
fn an_unusable_table_is_refused_with_the_mend() {
    let error = refused("wie,wat\na,b\n");
    assert!(error.to_string().contains("found `wie`, `wat`"), "{error}");
    assert!(error.help().is_some_and(|help| help.contains("`transcript`")));
    let error = refused("transcript,Mentions\nr1,3\n");
    assert!(error.help().is_some_and(|help| help.contains("`own_mentions`")), "{error}");
    assert!(refused("transcript,setting,Setting\nr1,a,b\n").to_string().contains("columns 2 and 3"));
    assert!(read_as("cases.ods", b"").unwrap_err().help().is_some_and(|help| help.contains("save")));
}

#[test]
fn a_spreadsheet_says_the_same_as_its_csv() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let page = workbook.add_worksheet();
    page.write_row(0, 0, ["transcript", "case", "jaren"]).unwrap();
    page.write_row(1, 0, ["g1", "E01"]).unwrap();
    page.write_number(1, 2, 12.0).unwrap();
    let table = read_as("cases.xlsx", &workbook.save_to_buffer().unwrap()).unwrap();
    let text = cases("transcript;case;jaren\ng1;E01;12\n");
    assert_eq!((&table.rows, &table.variables), (&text.rows, &text.variables));
}

#[test]
fn a_memo_is_about_the_case_of_its_row_else_about_whom_or_what_it_names() {
    let table = cases(
        "transcript,speaker,case,jaren,memo,transcript_memo\n\
         g1,,E01,5,\"Belde later.\r\nWas moe.\",In de keuken.\n\
         g1,,E01,5,Nam zijn zus mee.,\n\
         g1,Karim,E02,,Zweeg veel.,In de keuken.\n\
         g1,I,,,Eerste keer.,Band haperde.\n",
    );
    assert_eq!(table.variables(), ["jaren"], "a memo is no variable");
    let reading = attached(&table);
    let document = &reading.document;
    assert_eq!(document.case_memo, "Belde later.\nWas moe.\n\nNam zijn zus mee.");
    assert_eq!(document.memo, "In de keuken.\n\nBand haperde.");
    let of_speakers: Vec<&str> = document.speakers.iter().map(|speaker| speaker.memo.as_str()).collect();
    assert_eq!(of_speakers, ["Eerste keer.", "", "Zweeg veel."]);
    assert!(document.speakers.iter().all(|speaker| speaker.variables.get("memo").is_none()));

    let nobodys = attached(&cases("transcript,functie,Memo\ng1,arts,Op kantoor.\n")).document;
    assert_eq!((nobodys.memo.as_str(), nobodys.case_memo.as_str()), ("Op kantoor.", ""));
}

#[test]
fn a_row_of_nothing_but_a_memo_says_nothing_of_people() {
    let table = cases("transcript,case,transcript_memo\ng1,E01,\nG1,,In de keuken.\n");
    assert!(table.says_of_people() && table.is_of_people(0) && !table.is_of_people(1));
    let reading = attached(&table);
    assert_eq!((reading.document.case.as_deref(), reading.document.memo.as_str()), (Some("E01"), "In de keuken."));
    let alone = cases("transcript,transcript_memo\ng1,In de keuken.\n");
    assert!(!alone.says_of_people() && !alone.is_empty());
}

#[test]
fn a_memo_stays_with_its_case_where_the_table_names_another() {
    let mut reading = Reading::default();
    reading.document.case = Some("E09".to_owned());
    reading.document.case_memo = "Over E09.".to_owned();
    let mut anna = speaker("Anna", Part::Participant);
    (anna.case, anna.memo) = (Some("E08".to_owned()), "Over E08.".to_owned());
    reading.document.speakers = vec![anna];
    let table = cases("transcript,case\ng1,E01\n");
    table.attach(&mut reading, &[0], &[]);
    assert_eq!((reading.document.case_memo.as_str(), reading.document.speakers[0].memo.as_str()), ("", ""));
}

#[test]
fn a_memo_on_no_transcript_is_refused() {
    let error = refused("transcript,case,transcript_memo\nr1,E01,ja\n,E02,In de keuken.\n");
    assert!(error.to_string().contains("row 3 has a memo on a transcript, and names no transcript"), "{error}");
    assert!(error.help().is_some_and(|help| help.contains("`memo`")));
}

#[test]
fn missing_cases_are_not_the_same_case() {
    assert!(!same(None, None));
    assert!(same(Some(" e1"), Some("E1 ")));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for name in ["cases.csv", "cases.xlsx"] {
            if let Ok(cases) = read_as(name, &bytes) {
                let _ = cases.assign(&transcripts(&["a", "b/a"]));
            }
        }
    }
}
