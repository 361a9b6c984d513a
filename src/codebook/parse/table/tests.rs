//! Tables of coding programs, written after their column names.

use crate::codebook::parse::read_bytes;
use crate::codebook::{Codebook, write_csv};
use crate::diagnostic::Reported;
use crate::error::Result;

fn read(text: &str) -> Result<Reported<Codebook>> {
    read_bytes("c.csv".as_ref(), text.as_bytes().to_vec())
}

fn sound(text: &str) -> Reported<Codebook> {
    let read = read(text).unwrap_or_else(|error| panic!("{text}\n{error}"));
    // What was read from a table of another program is a codebook like any other.
    let again = self::read(&write_csv(&read.value)).unwrap_or_else(|error| panic!("{text}\n{error}")).value;
    assert_eq!(again.hash, read.value.hash, "{text}");
    read
}

fn ids(codebook: &Codebook) -> Vec<&str> {
    codebook.codes.iter().map(|code| code.id.as_str()).collect()
}

fn names(codebook: &Codebook) -> Vec<&str> {
    codebook.codes.iter().map(|code| code.name.get("").unwrap_or_default()).collect()
}

fn said(read: &Reported<Codebook>) -> String {
    read.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn parents_are_found_by_name_wherever_they_stand() {
    let read = sound(
        "Node Type,Name,Description,Parent Name\n\
         CODE,Te laat bericht,Niet op tijd gezien,Op afstand praten\n\
         THEME,Werk thuis,Wat er verandert,\n\
         SUBTHEME,Op afstand praten,Zonder elkaar te zien,Werk thuis\n",
    );
    assert_eq!(
        ids(&read.value),
        ["werk-thuis", "werk-thuis/op-afstand-praten", "werk-thuis/op-afstand-praten/te-laat-bericht"]
    );
    assert_eq!(names(&read.value), ["Werk thuis", "Op afstand praten", "Te laat bericht"]);
    assert_eq!(read.value.codes[2].further["Node Type"], "CODE");
    assert!(
        said(&read).contains("`Name` for the code, `Description` for definition, `Parent Name` for the parent"),
        "{}",
        said(&read)
    );
}

#[test]
fn coded_passages_of_maxqda_give_their_codes_once() {
    let read = sound(
        "Dokumentname;Code;Segment\r\n\
         G1;Motief > Eigen zin > Nieuwsgierig;Ik wilde het weten.\r\n\
         G2;Gevolg;Toen werd ik moe.\r\n\
         G2;Motief > Samen;\"Met elkaar; dat was fijn.\"\r\n\
         G2;Motief > Eigen zin > Nieuwsgierig;Nog een keer.\r\n",
    );
    assert_eq!(
        ids(&read.value),
        ["motief", "motief/eigen-zin", "motief/eigen-zin/nieuwsgierig", "motief/samen", "gevolg"]
    );
    assert_eq!(names(&read.value), ["Motief", "Eigen zin", "Nieuwsgierig", "Samen", "Gevolg"]);
    let said = said(&read);
    assert!(said.contains("read as a list of codes of MAXQDA: `Code` for the code"), "{said}");
    assert!(said.contains("`Dokumentname`, `Segment` hold coded passages"), "{said}");
    assert!(read.value.codes.iter().all(|code| code.further.is_empty()));
}

#[test]
fn a_code_system_of_maxqda_has_parents_with_their_whole_path() {
    let read = sound(
        "Obercode;Code;Codememo;Farbe;Cod. Seg.\n\
         ;Motief;Waarom iemand iets doet;#00F;12\n\
         Motief;Eigen zin;;#ff0000;3\n\
         Motief > Eigen zin;Nieuwsgierig;;blauw;1\n",
    );
    assert_eq!(ids(&read.value), ["motief", "motief/eigen-zin", "motief/eigen-zin/nieuwsgierig"]);
    let code = &read.value.codes[0];
    assert_eq!((code.memo.as_str(), code.color.as_deref()), ("Waarom iemand iets doet", Some("#0000FF")));
    let said = said(&read);
    assert!(said.contains("the column `Cod. Seg.` is not kept"), "{said}");
    assert!(said.contains("row 4, column Farbe: warning: the color `blauw` is not kept"), "{said}");
}

#[test]
fn a_list_of_paths_has_a_theme_once_whatever_its_columns() {
    let paths = sound("Code;Memo\nMotief;Waarom\nMotief > Eigen zin;\nMotief > Eigen zin > Trots;\n");
    let parents = sound("code,parent,memo\nMotief,,Waarom\nEigen zin,Motief,\nTrots,Motief > Eigen zin,\n");
    for read in [paths, parents] {
        assert_eq!(ids(&read.value), ["motief", "motief/eigen-zin", "motief/eigen-zin/trots"]);
        assert_eq!(names(&read.value), ["Motief", "Eigen zin", "Trots"]);
        assert_eq!(read.value.codes[0].memo, "Waarom");
    }
}

#[test]
fn tables_of_nvivo_atlas_and_taguette_are_known() {
    let nvivo = sound(
        "Name,Hierarchical Name,Description,Files,References\n\
         Hulp,Nodes\\\\Hulp,,3,9\nVan vrienden,Nodes\\\\Hulp\\Van vrienden,Wie er hielp,2,4\n",
    );
    assert_eq!(ids(&nvivo.value), ["hulp", "hulp/van-vrienden"]);
    assert_eq!(names(&nvivo.value), ["Hulp", "Van vrienden"]);
    assert!(said(&nvivo).contains("of NVivo"), "{}", said(&nvivo));

    let atlas = sound("Code,Comment,Code Groups,Grounded,Density\nHulp::Van vrienden,Wie er hielp,Netwerk,4,0\n");
    assert_eq!(ids(&atlas.value), ["hulp", "hulp/van-vrienden"]);
    let code = &atlas.value.codes[1];
    assert_eq!((code.definition.as_str(), code.further["sets"].as_str()), ("Wie er hielp", "Netwerk"));

    let taguette =
        sound("tag,parent,description,number of highlights\nhulp,,Wie er hielp,3\nhulp.Van vrienden,hulp,,2\n");
    assert_eq!(ids(&taguette.value), ["hulp", "hulp/van-vrienden"]);
    assert_eq!(names(&taguette.value), ["hulp", "Van vrienden"]);

    let passages = sound("id,document,tag,content\n1,G1,hulp,Zij hielp mij.\n2,G1,,Geen code.\n3,G2,hulp,Hij ook.\n");
    assert_eq!(ids(&passages.value), ["hulp"]);
}

#[test]
fn a_column_of_categories_is_the_parent_where_there_is_no_other() {
    let read = sound("Category,Code,Comment\nHulp van anderen,Vrienden,let op\nHulp van anderen,Buren,\n");
    assert_eq!(ids(&read.value), ["hulp-van-anderen", "hulp-van-anderen/Vrienden", "hulp-van-anderen/Buren"]);
    assert_eq!(names(&read.value)[0], "Hulp van anderen");
    assert_eq!(read.value.codes[1].memo, "let op");
}

#[test]
fn a_table_that_kantlijn_wrote_means_nothing_but_itself() {
    let own = "id,name,definition,include,exclude,rules,examples,counterexamples,memo,Comment,category,files\n\
               a,x > y,,,,,,,,c,d,3\n";
    let read = sound(own);
    assert_eq!(read.diagnostics, []);
    assert_eq!(names(&read.value), ["x > y"]);
    assert_eq!(read.value.codes[0].further.len(), 3);
}

#[test]
fn parents_that_are_not_clear_are_told() {
    let read = sound("name,parent\nZorg,\nWerk,\nDruk,Zorg\nDruk,Werk\nLast,Druk\nrond,plein\nplein,rond\n");
    let said = said(&read);
    assert!(said.contains("row 6, column parent: warning: several codes are called `Druk`"), "{said}");
    assert!(said.contains("this code would stand below itself, by `"), "{said}");
    assert!(ids(&read.value).contains(&"werk/druk/last"));
}

#[test]
fn a_sheet_that_is_not_read_is_told() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, cells) in [("toelichting", ["Dit is", "de uitleg"]), ("codes", ["Name", "Parent Name"])] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name).unwrap();
        for (column, cell) in (0u16..).zip(cells) {
            sheet.write_string(0, column, cell).unwrap();
        }
        sheet.write_string(1, 0, "Hulp").unwrap();
    }
    let read = read_bytes("c.xlsx".as_ref(), workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(ids(&read.value), ["hulp"]);
    assert!(said(&read).contains("the sheet `toelichting` is not read"), "{}", said(&read));
}

#[test]
fn a_table_cut_off_at_any_byte_reads_or_says_why() {
    let bytes = "Dokumentname;Code;Segment\nG1;Motief > Éigen zin;\"Ik; wilde\nhet.\"\n".as_bytes();
    for length in 0..bytes.len() {
        if let Err(error) = read_bytes("c.csv".as_ref(), bytes[..length].to_vec()) {
            assert!(error.to_string().contains("c.csv, row"), "{error}");
        }
    }
}
