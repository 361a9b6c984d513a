//! Tables in files that people open: they hold the numbers of the CSV, in the reader's language, and nothing that runs.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use kantlijn::wording::Lang;
use polars::prelude::{DataFrame, Series};
use regex::Regex;

use crate::run::{CODEBOOK, Folder};

/// Commands that make a table, on [`Folder::study`] with codings of a person; what is theirs to name stands behind.
const TABLES: [(&str, &[&str]); 17] = [
    ("freq t -c c.toml --more --dispersion --intervals", &[]),
    ("freq t -c c.toml --by profession", &["profession"]),
    ("cooc t -c c.toml --level all --measures all --test cmh", &[]),
    ("cooc t -c c.toml --relation overlap", &[]),
    ("cooc t -c c.toml --relation within:3", &[]),
    ("cooc t -c c.toml --sets --min 1", &[]),
    ("cooc t -c c.toml --matrix", &["shame", "work"]),
    ("crosstab t -c c.toml --by profession --shares row --tests", &["profession"]),
    ("quotes t -c c.toml", &[]),
    ("kwic schaam* t", &[]),
    ("keyness t -c c.toml --code work", &[]),
    ("saturation t -c c.toml", &[]),
    ("agree t -c c.toml --codings hand.csv --measures all --intervals", &[]),
    ("agree t -c c.toml --codings hand.csv --pairs --measures all", &[]),
    ("agree t -c c.toml --codings hand.csv --truth anna --intervals", &[]),
    ("agree t -c c.toml --codings hand.csv --truth anna --disagreements", &[]),
    ("check t", &[]),
];

fn study() -> Folder {
    let folder = Folder::study();
    let rows =
        "transcript,turn,start,end,code,coder\nr1,2,24,29,work,anna\nr2,2,40,45,work,anna\nr10,2,30,40,shame,anna\n";
    folder.write("hand.csv", rows.as_bytes());
    let cases = "transcript,speaker,case,profession,analysed_on\nr1,,P1,bakker,1\nr2,,P1,bakker,2\n\
                 r10,Respondent 1,P2,kok,3\nr10,Respondent 2,P3,bakker,3\n";
    folder.write("t/cases.csv", cases.as_bytes());
    folder
}

fn records(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

fn workbook(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

/// The rows of a worksheet.
fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    workbook(bytes.to_vec()).worksheet_range(name).expect("a sheet").rows().map(<[Data]>::to_vec).collect()
}

/// A file in a zip archive.
fn member(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a member").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn every_column_of_every_table_has_a_heading_in_both_languages() {
    let folder = study();
    let also = ["compare a b", "compare a b --summary", "transcript t/r1.txt", "transcript t/r1.txt --comments"];
    folder.run("code t -c c.toml -o a -q").text();
    folder.run("code t -c c.toml -o b -q --codings hand.csv --coder any").text();
    let saturated = "saturation t --codings hand.csv --estimates";
    let all = TABLES.iter().copied().chain(also.map(|line| (line, &[][..]))).chain([(saturated, &[][..])]);
    let of_code = ["codings", "mentions", "frequencies", "cooccurrence"].map(|table| format!("a/{table}.csv"));
    let files =
        of_code.iter().map(|file| (file.as_str(), &[][..], String::from_utf8(folder.read(file)).expect("text")));
    let tables = all.map(|(line, own)| (line, own, folder.run(&format!("{line} -q -f csv")).text()));
    for (line, own, csv) in tables.chain(files).collect::<Vec<_>>() {
        for column in &records(&csv)[0] {
            for lang in [Lang::En, Lang::Nl] {
                let known = lang.column(column).is_some() || own.contains(&column.as_str());
                assert!(known, "`{line}` has the column {column}, which columns.ftl has not");
            }
        }
    }
}

#[test]
fn a_workbook_holds_the_numbers_of_the_csv() {
    let folder = study();
    for (line, _) in TABLES.iter().filter(|(line, _)| !line.starts_with("check")) {
        let csv = records(&folder.run(&format!("{line} -q -f csv")).text());
        let bytes = folder.run(&format!("{line} -q -f xlsx")).out;
        let mut book = workbook(bytes.clone());
        let names = book.sheet_names();
        assert_eq!(
            (names.len(), names[1].as_str()),
            (2, if line.contains("-c c.toml") { "toelichting" } else { "definition" }),
            "{line}"
        );
        let range = book.worksheet_range(&names[0]).expect("a sheet");
        assert_eq!(range.height(), csv.len(), "{line}");
        for (at, row) in csv.iter().enumerate().skip(1) {
            for (column, (name, cell)) in csv[0].iter().zip(row).enumerate() {
                let found = range.get((at, column)).cloned().unwrap_or_default();
                let equal = match (&found, cell.parse::<f64>()) {
                    (Data::Float(x), Ok(y)) => (x - y).abs() <= 1e-12 * y.abs().max(1.0),
                    (Data::Empty, _) => cell.is_empty(),
                    (Data::String(text), _) => {
                        let lang = if line.contains("-c c.toml") { Lang::Nl } else { Lang::En };
                        // Lines of a codebook's file, as people say it.
                        let lines =
                            name == "rules" && lang == Lang::Nl && *text == cell.replace("line ", "bestandsregel ");
                        text == cell || lang.cell(cell) == Some(text.as_str()) || lines
                    }
                    _ => false,
                };
                assert!(equal, "{name} in row {at} of `{line}`: {found:?}, not {cell:?}");
            }
        }
        assert_eq!(bytes, folder.run(&format!("{line} -q -f xlsx -j 1")).out, "the same bytes at any thread count");
    }
}

#[test]
fn the_workbook_of_a_run_leads_from_counts_to_quotes_and_back() {
    let folder = study();
    folder.run("code t -c c.toml -o uit -q -f xlsx").text();
    let files: Vec<String> = folder.files().into_keys().filter(|name| name.starts_with("uit/")).collect();
    assert!(
        files.contains(&"uit/kantlijn.xlsx".to_owned()) && !files.iter().any(|name| name == "uit/codings.xlsx"),
        "{files:?}"
    );
    let bytes = folder.read("uit/kantlijn.xlsx");
    let names = ["frequenties", "samen voorkomen", "matrix", "citaten", "coderingen", "vindplaatsen", "toelichting"];
    assert_eq!(workbook(bytes.clone()).sheet_names(), names);
    for (name, table) in
        names.iter().zip(["frequencies", "cooccurrence", "cooccurrence_matrix", "", "codings", "mentions"])
    {
        if !table.is_empty() {
            let csv = records(&String::from_utf8(folder.read(&format!("uit/{table}.csv"))).expect("text"));
            assert_eq!(sheet(&bytes, name).len(), csv.len(), "{name}");
        }
    }
    // Every count of codings leads to as many quotes of the code and what is below it.
    let (frequencies, quotes) = (sheet(&bytes, "frequenties"), sheet(&bytes, "citaten"));
    let column =
        |name: &str| frequencies[0].iter().position(|cell| *cell == Data::String(name.into())).expect("a column");
    let link = Regex::new(r#"<hyperlink ref="([A-Z]+)(\d+)" location="'?citaten'?!A(\d+):L(\d+)""#).expect("a pattern");
    let xml = member(&bytes, "xl/worksheets/sheet1.xml");
    let codings = char::from(b'A' + column("coderingen") as u8).to_string();
    let mut seen = 0;
    for found in link.captures_iter(&xml).filter(|found| found[1] == codings) {
        let [row, from, to] = [2, 3, 4].map(|i| found[i].parse::<usize>().expect("a number"));
        let code = frequencies[row - 1][column("code")].to_string();
        assert_eq!(frequencies[row - 1][column("coderingen")], Data::Float((to + 1 - from) as f64), "{code}");
        for quote in &quotes[from - 1..to] {
            assert!(quote[0].to_string().starts_with(&code), "{quote:?} is no quote of {code}");
        }
        seen += 1;
    }
    assert_eq!(seen, 3, "three codes have quotes: {xml}");
    // Both codes of a pair lead to their quotes.
    let (pairs, xml) = (sheet(&bytes, "samen voorkomen"), member(&bytes, "xl/worksheets/sheet2.xml"));
    let links: Vec<_> = link.captures_iter(&xml).collect();
    assert_eq!(links.len(), 2 * (pairs.len() - 1), "{xml}");
    for found in links {
        let column = usize::from(found[1].as_bytes()[0] - b'A');
        let [row, from, to] = [2, 3, 4].map(|i| found[i].parse::<usize>().expect("a number"));
        let code = pairs[row - 1][column].to_string();
        assert!(quotes[from - 1..to].iter().all(|quote| quote[0].to_string().starts_with(&code)), "{code}");
    }
    let back = Regex::new(r#"<hyperlink ref="A(\d+)" location="'?frequenties'?!A(\d+)""#).expect("a pattern");
    let to_codings = Regex::new(r#"<hyperlink ref="L(\d+)" location="'?coderingen'?!A(\d+)""#).expect("a pattern");
    let xml = member(&bytes, "xl/worksheets/sheet4.xml");
    let of_rows = back.captures_iter(&xml).filter(|found| &found[1] != "1");
    let pairs: Vec<(usize, usize)> =
        of_rows.map(|found| [1, 2].map(|i| found[i].parse().expect("a number")).into()).collect();
    assert_eq!(pairs.len(), quotes.len() - 2);
    for (quote, row) in pairs {
        assert_eq!(quotes[quote - 1][0], frequencies[row - 1][column("code")]);
    }
    let all = sheet(&bytes, "coderingen");
    for found in to_codings.captures_iter(&xml) {
        let [quote, row] = [1, 2].map(|i| found[i].parse::<usize>().expect("a number"));
        assert_eq!(quotes[quote - 1][11], all[row - 1][0], "the number of the coding");
    }
    folder.run("code t -c c.toml -o weer -q -f xlsx -j 1").text();
    assert!(folder.read("weer/kantlijn.xlsx") == bytes, "other bytes");
}

#[test]
fn words_that_look_like_formulas_or_markup_are_text() {
    let folder = Folder::new();
    let said = "=1+1 schaam ik me voor <script>alert(1)</script> & 50% _van_ | $x^2$ {a} #b ~c \\d 🙂 é";
    folder.write("t/r1.txt", format!("I: Hoe?\n\nR: {said}\n").as_bytes());
    folder.write("c.toml", CODEBOOK.as_bytes());
    let csv = records(&folder.run("quotes t -c c.toml -q -f csv").text());
    let text = csv[1].last().expect("a text").clone();
    assert!(text.starts_with("=1+1"), "{text}");
    let bytes = folder.run("quotes t -c c.toml -q -f xlsx").out;
    assert_eq!(sheet(&bytes, "citaten")[1].last(), Some(&Data::String(text.clone())));
    assert!(!member(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"), "no formula");
    let html = folder.run("quotes t -c c.toml -q -f html").text();
    assert!(html.contains("&lt;script&gt;alert(1)") && !html.contains("<script"), "{html}");
    assert!(!html.contains("http://") && !html.contains("https://") && html.contains("<html lang=\"nl\">"), "{html}");
    let latex = folder.run("quotes t -c c.toml -q -f latex").text();
    assert!(
        latex.contains(
            r"\& 50\% \_van\_ \textbar{} \$x\textasciicircum{}2\$ \{a\} \#b \textasciitilde{}c \textbackslash{}d 🙂 é"
        ),
        "{latex}"
    );
    let markdown = folder.run("quotes t -c c.toml -q -f md").text();
    assert!(markdown.contains(r"\_van\_ \| \$x\^2\$"), "{markdown}");
    let docx = folder.run("quotes t -c c.toml -q -f docx").out;
    let document = member(&docx, "word/document.xml");
    assert!(document.contains("&lt;script&gt;"), "{document}");
}

#[test]
fn what_a_cell_cannot_hold_is_refused_and_nothing_is_written() {
    let folder = Folder::new();
    folder.write("t/r1.txt", format!("I: Hoe?\n\nR: Ik schaam me {}\n", "zo erg ".repeat(5_000)).as_bytes());
    folder.write("c.toml", CODEBOOK.as_bytes());
    let before: BTreeMap<String, Vec<u8>> = folder.files();
    let ran = folder.run("transcript t/r1.txt -q -o r1.xlsx");
    let said = ran.refused();
    assert!(said.contains("row 2 of `turns`") && said.contains("32,767") && said.contains("-f parquet"), "{said}");
    folder.write("hand.csv", b"transcript,turn,start,end,code,coder\nr1,2,12,34900,shame,anna\n");
    let before = folder.files().into_iter().chain(before).collect();
    let ran = folder.run("code t -c c.toml --codings hand.csv --coder any -q -o uit -f xlsx");
    assert!(ran.refused().contains("-f parquet"), "{ran}");
    assert_eq!(folder.files(), before);
    assert!(!folder.path("uit").exists());
    folder.run("transcript t/r1.txt -q -o r1.parquet").text();
}

#[test]
fn a_word_file_repeats_its_headings_and_sets_numbers_flush_right() {
    let folder = study();
    let bytes = folder.run("freq t -c c.toml -q -f docx").out;
    let document = member(&bytes, "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader />").count(), 1, "{document}");
    assert_eq!(
        document.matches("<w:tr>").count() + document.matches("<w:tr ").count(),
        5,
        "a heading, three codes and none"
    );
    assert!(document.contains("deelnemers") && document.contains("<w:jc w:val=\"right\" />"), "{document}");
    assert!(document.contains("w:orient=\"landscape\""), "eleven columns lie on their side");
    let properties = member(&bytes, "docProps/custom.xml");
    assert!(properties.contains("kantlijn:codebook_hash"), "{properties}");
    folder.write("c.toml", CODEBOOK.replace("\"Proef\"", "\"Proef <1> & \\\"2\\\"\"").as_bytes());
    let properties = member(&folder.run("freq t -c c.toml -q -f docx").out, "docProps/custom.xml");
    assert!(properties.contains("Proef &lt;1&gt; &amp; ") && !properties.contains("<1>"), "{properties}");
    assert_eq!(folder.run("freq t -c c.toml -q -f docx").out, folder.run("freq t -c c.toml -q -f docx -j 1").out);
    let beside = "code t -c c.toml -q -o uit -f docx";
    folder.run(beside).text();
    let files: Vec<String> = folder.files().into_keys().filter(|name| name.ends_with(".docx")).collect();
    assert!(
        files.contains(&"uit/frequencies.docx".to_owned()) && files.contains(&"uit/transcripts/r1.docx".to_owned()),
        "{files:?}"
    );
    assert!(!files.contains(&"uit/codings.docx".to_owned()));
}

#[test]
fn a_table_for_a_paper() {
    let folder = study();
    let markdown = folder.run("freq t -c c.toml -q -f md").text();
    let (rows, caption) = markdown.split_once("\n\n").expect("a caption below");
    insta::assert_snapshot!(rows, @r"
    | thema | code | naam | deelnemers | transcripten | eenheden | coderingen | vindplaatsen | ontkend | uitgelokt | grootste aandeel |
    | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | shame | shame | Schaamte | 3 | 2 | 5 | 6 | 6 | 1 | 0 | 0,50 |
    | shame | shame/hiding | Verbergen | 2 | 2 | 3 | 3 | 3 | 0 | 0 | 0,67 |
    | work | work | Werk | 2 | 3 | 3 | 4 | 4 | 0 | 2 | 0,75 |
    |  |  | geen code | 0 | 0 | 2 | – | – | – | – | – |
    ");
    assert!(caption.contains("“–” in coderingen, vindplaatsen, ontkend en uitgelokt:"), "{caption}");
    let latex = folder.run("cooc t -c c.toml -q -f latex --lang en").text();
    let (_, rows) = latex.split_once("\\centering\n").expect("a table");
    let (_, rows) = rows.split_once("\\begin{tabular}").expect("rows");
    insta::assert_snapshot!(rows.split_once("\\end{tabular}").expect("an end").0, @r"
    {llrrrrrrrr}
    \toprule
    code A & code B & units with A & units with B & both & \shortstack[r]{participants\\with both} & \shortstack[r]{on the same\\words only} & A given B & B given A & Jaccard \\
    \midrule
    shame & work & 5 & 3 & 2 & 2 & 0 & 0.67 & 0.40 & 0.33 \\
    \bottomrule
    ");
    assert!(latex.contains("\\label{tab:cooccurrence}") && latex.contains("% unit: answer"), "{latex}");
}

#[test]
fn a_page_is_a_table_that_can_be_listened_to() {
    let folder = study();
    let html = folder.run("freq t -c c.toml -q -f html --lang en").text();
    assert_eq!(html.matches("<th scope=\"col\"").count(), 11, "{html}");
    assert_eq!(html.matches("<th scope=\"row\"").count(), 4, "{html}");
    assert!(
        html.contains("<caption>\n<p>") && html.contains("<meta name=\"kantlijn:unit\" content=\"answer\">"),
        "{html}"
    );
    assert!(html.contains("<th scope=\"row\">Hiding</th>") && html.contains("<td class=\"n\">–</td>"), "{html}");
}

/// An Arrow file as a frame, and what it says that it is about.
fn arrow(bytes: &[u8]) -> (DataFrame, Vec<(String, String)>) {
    let mut file = Cursor::new(bytes);
    let metadata = polars_arrow::io::ipc::read::read_file_metadata(&mut file).expect("an Arrow file");
    let about = metadata.custom_schema_metadata.iter().flat_map(|all| all.iter());
    let about = about.map(|(name, value)| (name.to_string(), value.to_string())).collect();
    let names: Vec<_> = metadata.schema.iter_names().cloned().collect();
    let mut whole: Option<DataFrame> = None;
    for batch in polars_arrow::io::ipc::read::FileReader::new(file, metadata, None, None) {
        let columns = batch.expect("a batch").into_arrays().into_iter().zip(&names);
        let columns = columns.map(|(array, name)| Series::try_from((name.clone(), array)).expect("a column").into());
        let frame = DataFrame::new_infer_height(columns.collect()).expect("a frame");
        whole = Some(whole.map_or(frame.clone(), |whole| whole.vstack(&frame).expect("rows")));
    }
    (whole.expect("rows"), about)
}

#[test]
fn an_arrow_file_holds_what_parquet_does() {
    let folder = study();
    folder.run("code t -c c.toml -o uit -q -f arrow -f parquet").text();
    for table in ["codings", "mentions", "frequencies", "cooccurrence", "cooccurrence_matrix"] {
        let (frame, about) = arrow(&folder.read(&format!("uit/{table}.arrow")));
        let parquet = crate::cli_output::parquet(&folder.read(&format!("uit/{table}.parquet")));
        assert!(frame.equals_missing(&parquet), "{table}: {frame} {parquet}");
        assert!(about.iter().any(|(name, value)| name == "kantlijn:table" && value == table), "{about:?}");
        assert!(about.iter().any(|(name, _)| name == "kantlijn:codebook_hash"), "{about:?}");
    }
}

#[test]
fn a_network_has_the_numbers_of_the_table() {
    let folder = study();
    let csv = records(&folder.run("cooc t -c c.toml -q --level all --measures all -f csv").text());
    let column = |name: &str| csv[0].iter().position(|column| column == name).expect("a column");
    let graphml = folder.run("cooc t -c c.toml -q --level all --measures all -f graphml").text();
    let edges: Vec<&str> = graphml.split("<edge ").skip(1).collect();
    let pairs: Vec<&Vec<String>> = csv[1..].iter().filter(|row| row[column("both")] != "0").collect();
    assert_eq!((edges.len(), graphml.matches("<node ").count()), (pairs.len(), 3), "{graphml}");
    assert!(!pairs.is_empty());
    for (edge, row) in edges.iter().zip(pairs) {
        let ends = format!("source=\"{}\" target=\"{}\"", row[column("code_a")], row[column("code_b")]);
        assert!(edge.starts_with(&ends), "{edge}");
        for name in ["both", "participants_both", "jaccard", "phi", "odds_ratio", "p"] {
            let (data, cell) = (format!("<data key=\"{name}\">"), &row[column(name)]);
            let value = edge.split_once(&data).and_then(|(_, rest)| rest.split_once('<')).map(|(value, _)| value);
            assert_eq!(value.unwrap_or_default(), cell, "{name}: {edge}");
        }
    }
    folder.run("cooc t -c c.toml -q -o net.gexf").text();
    assert!(String::from_utf8(folder.read("net.gexf")).expect("text").contains("<gexf "));
    for (line, said) in [
        ("cooc t -c c.toml -f graphml --matrix", "--matrix"),
        ("cooc t -c c.toml -f gexf --by profession", "--where"),
        ("cooc t -c c.toml -f gexf --excel", "--excel"),
        ("freq t -c c.toml -f graphml", "kantlijn cooc"),
        ("freq t -c c.toml -o f.gexf", "kantlijn cooc"),
        ("code t -c c.toml -o uit -f gexf", "none of"),
    ] {
        assert!(folder.run(line).refused().contains(said), "{line}: {}", folder.run(line));
    }
}

#[test]
fn the_end_of_a_name_says_the_format() {
    let folder = study();
    for (name, begins) in [
        ("a.XLSX", "PK"),
        ("a.docx", "PK"),
        ("a.html", "<!DOCTYPE html>"),
        ("a.tex", "% "),
        ("a.md", "| "),
        ("a.arrow", "ARROW1"),
        ("a.feather", "ARROW1"),
        ("a.parquet", "PAR1"),
        ("a.jsonl", "{\""),
        ("a.tsv", "theme\t"),
        ("a.txt", "theme,"),
    ] {
        folder.run(&format!("freq t -c c.toml -q -o {name}")).text();
        assert!(folder.read(name).starts_with(begins.as_bytes()), "{name}");
    }
    let ran = folder.run("freq t -c c.toml -q -o a.ods");
    assert!(ran.refused().contains(".xlsx"), "{ran}");
}

#[test]
fn no_file_holds_words_where_none_are_asked_for() {
    let folder = study();
    folder.run("code t -c c.toml -o uit -q -f xlsx -f html -f latex -f arrow -f md --no-text").text();
    let bytes = folder.read("uit/kantlijn.xlsx");
    assert_eq!(sheet(&bytes, "citaten").len(), sheet(&bytes, "coderingen").len() + 1, "places without words");
    for name in ["citaten", "coderingen", "vindplaatsen"] {
        let cells = sheet(&bytes, name);
        assert!(!cells.iter().flatten().any(|cell| cell.to_string().contains("schaam")), "{name}");
    }
    for (name, bytes) in folder.files().into_iter().filter(|(name, _)| name.starts_with("uit/codings")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("schaam"), "{name}");
    }
}
