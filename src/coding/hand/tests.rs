use std::path::Path;

use super::HandCodings;
use crate::codebook::{Code, Codebook, Localized};
use crate::coding::hand_table::parse;
use crate::coding::{Coders, Coding, Stance, Status};
use crate::corpus::Document;
use crate::diagnostic::Diagnostic;
use crate::ids::CodeId;
use crate::segment::samples::interview;

fn read(table: &str) -> HandCodings {
    parse(Path::new("codings/anna.csv"), table.as_bytes()).unwrap()
}

fn refused(table: &str) -> String {
    let error = parse(Path::new("anna.csv"), table.as_bytes()).unwrap_err();
    format!("{error}{}", error.help().map(|help| format!(" ({help})")).unwrap_or_default())
}

fn code(id: &str, parent: Option<u32>, name: &str) -> Code {
    let name = Localized { plain: Some(name.into()), ..Localized::default() };
    Code { id: id.into(), parent: parent.map(CodeId), depth: id.matches('/').count(), name, ..Code::default() }
}

fn codebook() -> Codebook {
    let codes =
        vec![code("shame", None, "Schaamte"), code("shame/silence", Some(0), "Zwijgen"), code("hope", None, "Hoop")];
    Codebook { codes, ..Codebook::default() }
}

fn document() -> Document {
    interview(0, "ronde1/r1", &["I: Hoe was dat?", "R: Ik zweeg. Ik hoopte. Ik zweeg weer."])
}

fn found(table: &str) -> (Vec<(String, String)>, Vec<Diagnostic>, Vec<Coding>) {
    let (document, codebook) = (document(), codebook());
    let found = read(table).of(&document, &codebook, &mut Coders::default());
    let told = found
        .value
        .iter()
        .map(|coding| (codebook.code(coding.code).id.clone(), coding.span.of(&document.text).to_owned()));
    (told.collect(), found.diagnostics, found.value)
}

#[test]
fn dutch_headers_and_semicolons() {
    let table = "Interview;Code;Citaat;Notitie\nr1;Zwijgen;\"Ik zweeg  weer\";nog eens\n";
    let (told, diagnostics, codings) = found(table);
    assert_eq!(told, [("shame/silence".to_owned(), "Ik zweeg weer".to_owned())]);
    assert!(diagnostics.is_empty());
    assert_eq!((codings[0].status, codings[0].memo.as_str()), (Status::Accepted, "nog eens"));
    assert_eq!((codings[0].stance, codings[0].prompted, codings[0].turn.map(|turn| turn.0)), (None, None, Some(1)));
}

#[test]
fn the_coder_is_the_file_unless_a_column_says_so_and_rules_propose() {
    let rows = read("sep=,\ntranscript,code,text,coder\nr1,hope,Ik hoopte,\nr1,hope,Ik hoopte,rules\n").rows;
    assert_eq!((rows[0].coder.as_str(), rows[0].status, rows[0].row), ("anna", Status::Accepted, 3));
    assert_eq!((rows[1].coder.as_str(), rows[1].status), ("rules", Status::Proposed));
}

#[test]
fn a_quote_that_is_ambiguous_or_missing_is_left_out_and_counted() {
    let (told, diagnostics, _) =
        found("transcript\tcode\ttext\nr1\thope\tik zweeg\nr1\thope\tgisteren\nr1\thope\tik hoopte\n");
    assert_eq!(told, [("hope".to_owned(), "Ik hoopte".to_owned())]);
    assert_eq!(HandCodings::left_out(&diagnostics), 2);
    let lines: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert!(
        lines[0]
            .starts_with("codings/anna.csv, row 2: warning: `hope` by anna is lost: its words stand at several places"),
        "{}",
        lines[0]
    );
    assert!(
        lines[1].starts_with("codings/anna.csv, row 3: warning: `hope` by anna is lost: its words do not stand"),
        "{}",
        lines[1]
    );
}

#[test]
fn positions_are_code_points_and_are_checked() {
    // `I: Hoe was dat?` is 15 characters, a blank line and `R: ` 5 more.
    let table = "transcript,code,start,end,text\n\
        r1,hope,20,28,Ik zweeg\nr1,shame,20,28,Ik hoopte\nr1,hope,9,9,\nr1,hope,30,20,\nr1,hope,5,5000,\n";
    let (told, diagnostics, _) = found(table);
    assert_eq!(told, [("hope".into(), "Ik zweeg".to_owned()), ("shame".into(), "Ik hoopte".into())]);
    let kinds: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.kind).collect();
    assert_eq!(kinds, ["passage-moved", "empty-passage", "empty-passage", "passage-out-of-range"]);
    assert!(
        diagnostics[0].message.contains("stood at 20 to 28 in `ronde1/r1`, and stand at 30 to 39"),
        "{}",
        diagnostics[0]
    );
    assert_eq!(HandCodings::left_out(&diagnostics), 3, "a moved passage is kept: its words win over its place");
}

#[test]
fn a_wrong_table_names_what_it_found_and_what_it_wants() {
    let told = refused("naam,leeftijd\nAnna,40\n");
    assert!(told.contains("its columns are `naam`, `leeftijd`") && told.contains("transcript, code"), "{told}");
    assert!(refused("").contains("empty"));
    let told = refused("transcript,code,start,end,status\nr1,hope,a,3,\n,hope,1,2,\nr1,hope,1,2,maybe\nr1,hope,,,\n");
    for row in ["row 2", "row 3", "row 4", "row 5"] {
        assert!(told.contains(row), "{row} in {told}");
    }
}

#[test]
fn unknown_codes_are_listed_together_with_the_nearest() {
    let codings = read("transcript,code,text\nr1,shame/silense,a\nr1,joy,b\nr1,joy,c\nr1,hope,d\n");
    let told = codings.check_codes(&codebook()).unwrap_err().to_string();
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("did you mean `shame/silence`?") && told.contains("`joy` (2 codings)"), "{told}");
}

#[test]
fn transcripts_are_named_by_id_or_by_their_unique_last_part() {
    let mut codings = read("transcript,code,text\nr1.docx,hope,a\nr2,hope,b\nronde2/r2,hope,c\nr9,hope,d\nr2,hope,e\n");
    let diagnostics = codings.assign(["ronde1/r1", "ronde1/r2", "ronde2/r2"]);
    let names: Vec<&str> = codings.rows.iter().map(|row| row.transcript.as_str()).collect();
    assert_eq!(names, ["ronde1/r1", "r2", "ronde2/r2", "r9", "r2"]);
    let kinds: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.kind).collect();
    assert_eq!(kinds, ["ambiguous-transcript", "unknown-transcript"], "each once");
    let other = interview(0, "ronde1/r2", &["R: a b c d"]);
    assert!(codings.of(&other, &codebook(), &mut Coders::default()).value.is_empty(), "`r2` is not guessed");
}

#[test]
fn without_a_codebook_letters_that_fold_alike_are_one_code_in_the_spelling_first_met() {
    let codings = read(
        "transcript,code,text\nr1,Spreken,Ik hoopte\nr1,spreken,zweeg weer\nr1,SPREKEN > Thuis,R\nr1,Spreken/thuis,a\nr1,Café,a\n",
    );
    let made = codings.codebook();
    let ids: Vec<&str> = made.codes.iter().map(|code| code.id.as_str()).collect();
    assert_eq!(ids, ["Spreken", "Spreken/Thuis", "Café"]);
    assert!(codings.check_codes(&made).is_ok());
    let found = codings.of(&document(), &made, &mut Coders::default());
    let codes: Vec<u32> = found.value.iter().map(|coding| coding.code.0).collect();
    assert_eq!(codes, [1, 0, 0], "in order of place");
    let told = codings.spellings().expect("two are spelled in two ways").message;
    assert_eq!(
        told,
        "2 codes are spelled in several ways, and taken for one: `Spreken` (also `spreken`), `SPREKEN/Thuis` (also `Spreken/thuis`)"
    );
    assert!(read("transcript,code,text\nr1,hope,a\n").spellings().is_none());
}

#[test]
fn without_a_codebook_the_codes_used_are_one() {
    let codings = read(
        "transcript,code,text\nr1,Hoop > Later,Ik hoopte\nr1,Hoop,zweeg weer\nr1,Eigen Regie!,R\nr1,Eigen regie,a\n",
    );
    let made = codings.codebook();
    let ids: Vec<(&str, usize, Option<u32>)> =
        made.codes.iter().map(|code| (code.id.as_str(), code.depth, code.parent.map(|id| id.0))).collect();
    assert_eq!(
        ids,
        [("Hoop", 0, None), ("Hoop/Later", 1, Some(0)), ("Eigen-Regie", 0, None), ("Eigen-regie", 0, None)]
    );
    assert!(codings.check_codes(&made).is_ok());
    assert_eq!(made.name.plain.as_deref(), Some("anna"));
    let document = document();
    let found = codings.of(&document, &made, &mut Coders::default());
    let codes: Vec<u32> = found.value.iter().map(|coding| coding.code.0).collect();
    assert_eq!(codes, [2, 1, 0], "in order of place; `a` stands at several places");
}

#[test]
fn stance_and_prompted_read_back() {
    let rows =
        read("transcript,code,start,end,coder,status,stance,prompted\nr1,hope,0,2,rules,rejected,negated,true\n").rows;
    assert_eq!(
        (rows[0].status, rows[0].stance, rows[0].prompted),
        (Status::Rejected, Some(Stance::Negated), Some(true))
    );
}

/// A table saved by LibreOffice; `tests/fixtures/make-tables` says how.
const SPREADSHEETS: [(&str, &[u8]); 2] = [
    ("codings.ods", include_bytes!("../../../tests/fixtures/codings.ods")),
    ("codings.xlsx", include_bytes!("../../../tests/fixtures/codings.xlsx")),
];

#[test]
fn a_spreadsheet_with_several_codes_in_a_cell_is_a_coding_for_each() {
    for (name, bytes) in SPREADSHEETS {
        let rows = parse(Path::new(name), bytes).unwrap_or_else(|error| panic!("{name}: {error}")).rows;
        let told: Vec<_> = rows.iter().map(|row| (row.row, row.code.as_str(), row.quote.as_deref().unwrap())).collect();
        let quote = "Ik zweeg maar.";
        assert_eq!(told, [(2, "Zwijgen", quote), (2, "hope", quote), (3, "hope", "Ik hoopte")], "{name}");
        assert_eq!((rows[1].memo.as_str(), rows[1].coder.as_str()), ("op de gang", "codings"), "{name}");
    }
}

#[test]
fn codings_are_on_the_sheet_that_has_their_columns() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_row(0, 0, ["about", "this file"]).unwrap();
    let sheet = workbook.add_worksheet();
    sheet.write_row(1, 0, ["transcript", "code", "text"]).unwrap();
    sheet.write_row(2, 0, ["r1", "hope", "Ik hoopte"]).unwrap();
    let rows = parse(Path::new("anna.xlsx"), &workbook.save_to_buffer().unwrap()).unwrap().rows;
    assert_eq!((rows.len(), rows[0].row, rows[0].code.as_str()), (1, 3, "hope"));
}

#[test]
fn a_column_of_codes_is_parted_by_lines_semicolons_or_commas() {
    let codes = |cell: &str| -> Vec<String> {
        let table = format!("transcript,codes,text\nr1,\"{cell}\",Ik zweeg.\n");
        read(&table).rows.into_iter().map(|row| row.code).collect()
    };
    assert_eq!(codes("shame, hope"), ["shame", "hope"]);
    assert_eq!(codes("shame, of niet; hope"), ["shame, of niet", "hope"]);
    assert_eq!(codes("shame\nhope\n"), ["shame", "hope"]);
    assert!(codes(" ; ").is_empty());
    let objects = "{\"transcript\": \"r1\", \"text\": \"Ik zweeg.\", \"codes\": [\"shame, of niet\", \"hope\"]}\n\
                   {\"transcript\": \"r1\", \"text\": \"Ik hoopte.\", \"codes\": []}\n\
                   {\"transcript\": \"r1\", \"text\": \"Ik hoopte.\", \"codes\": \"hope\"}\n";
    let rows = parse(Path::new("anna.jsonl"), objects.as_bytes()).unwrap().rows;
    let told: Vec<_> = rows.iter().map(|row| (row.row, row.code.as_str())).collect();
    assert_eq!(told, [(1, "shame, of niet"), (1, "hope"), (3, "hope")]);
    assert!(refused("transcript,code,text\nr1,,Ik zweeg.\n").contains("the column code is empty"));
}

#[test]
fn a_row_that_stands_there_twice_counts_once() {
    let table = "transcript,code,text,coder\nr1,hope,Ik hoopte.,a\nr1,Hoop,Ik hoopte.,a\nr1,hope,Ik hoopte.,b\n";
    let (told, diagnostics, codings) = found(table);
    assert_eq!((told.len(), codings.len()), (2, 2));
    let kinds: Vec<_> =
        diagnostics.iter().map(|found| (found.kind, found.place.as_ref().unwrap().to_string())).collect();
    assert_eq!(kinds, [("coded-twice", "codings/anna.csv, row 3".to_owned())]);
}
