//! What people read of agreement, crosstabs, saturation, pairs, runs and sheets to fill in, in Dutch; and these sheets back.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};

use crate::run::{CODEBOOK, Folder};

const HAND: &str = "transcript,code,coder,text\n\
    r1,shame,anna,Ik schaamde me voor mijn werk.\n\
    r2,work,anna,Het werk is zwaar.\n\
    r10,shame/hiding,anna,Ik heb het verzwegen voor de baas.\n\
    r10,shame,anna,Daarom.\n\
    r1,shame,bram,Dat heb ik lang verzwegen.\n\
    r2,work,bram,De baas weet het.\n\
    r10,work,bram,de baas\n";

/// The study, whose codebook is in Dutch, and codings by two people.
fn study() -> Folder {
    let folder = Folder::study();
    folder.write("hand.csv", HAND.as_bytes());
    folder
}

/// The caption of a run with `-f json`, and why cells are undefined, in one text.
fn told(folder: &Folder, line: &str) -> String {
    let text = folder.run(&format!("{line} -f json")).text();
    let whole: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let sentences = whole["caption"].as_array().expect("a caption").iter().filter_map(serde_json::Value::as_str);
    format!("{} {}", sentences.collect::<Vec<_>>().join(" "), whole["undefined"])
}

fn in_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(text: &str, sentences: &[&str]) {
    for sentence in sentences {
        assert!(text.contains(sentence), "`{sentence}` is not in: {text}");
    }
}

#[test]
fn agreement_in_dutch() {
    let folder = study();
    let two = "agree t -c c.toml --codings hand.csv --coder anna --coder bram";
    says(
        &told(&folder, &format!("{two} --intervals")),
        &[
            "In hoeverre anna en bram het met elkaar eens zijn, code voor code.",
            "De vergelijking gaat over 8 eenheden van 3 transcripten, die minstens twee codeurs hebben beoordeeld. Van 3 transcripten \
             beoordeelde ieder zoveel: anna 3, bram 3; waar een codeur geen enkele codering heeft, ontbreekt diens oordeel.",
            "`kappa` is die van Cohen (1960).",
            "dezelfde getallen bij 2.000 trekkingen van evenveel interviews, met teruglegging, startgetal 1;",
        ],
    );
    let table = folder.run(two).text();
    let last: Vec<&str> = table.lines().skip(4).map(|row| row.split(',').nth(2).unwrap_or_default()).collect();
    assert_eq!(last, ["alle codes (samengevoegd)", "alle codes (Jaccard)", "alle codes (MASI)"]);
    assert!(table.starts_with("theme,code,name,all,some,"), "columns for programs are English: {table}");
    assert!(folder.run(&format!("{two} --lang en")).text().contains("all codes (pooled)"));
    let three = told(&folder, "agree t -c c.toml --codings hand.csv");
    says(&three, &["de regels 3, anna 3, bram 3", "`kappa` is die van Fleiss (1971)"]);
}

#[test]
fn rules_against_a_person_in_dutch() {
    let folder = study();
    let truth = "agree t -c c.toml --codings hand.csv --truth anna --coder rules";
    says(
        &told(&folder, truth),
        &[
            "In hoeverre anderen vinden wat anna vond, code voor code.",
            "die anna en minstens één ander hebben beoordeeld.",
            "`precision` is `tp` / (`tp` + `fp`)",
        ],
    );
    assert!(folder.run(truth).text().contains("alle codes (micro)"));
    let screen = folder.run(&format!("{truth} --disagreements -f table")).text();
    says(
        &screen,
        &[
            "  onterecht gevonden  regels  shame/hiding\n      bestandsregel 14: verzwegen\n",
            "  gemist  regels  shame\n      geen regel kent: Daarom\n",
        ],
    );
    says(&in_a_line(&screen), &["De referentie: anna; het aantal verschillen: "]);
    let english = folder.run(&format!("{truth} --disagreements -f table --lang en")).text();
    says(&english, &["  fp  rules  shame/hiding\n      line 14: verzwegen\n", "no rule knows: Daarom"]);
    assert!(folder.run(&format!("{truth} --disagreements")).text().contains(",fp,rules,line 14,"));
}

#[test]
fn a_crosstab_in_dutch() {
    let folder = study();
    says(
        &told(&folder, "crosstab t -c c.toml --by profession --shares column --shares row --tests"),
        &[
            "Bij hoeveel deelnemers elke code voorkomt, of iets daaronder, voor elke waarde.",
            "`row_pct` is berekend over alle deelnemers met de code: een rij is samen 100%.",
            "Waarden met minder dan 5 deelnemers, waarvan een percentage weinig zegt: bakker (2), kok (1).",
            "iedereen heeft de code, of niemand, of er zijn minder dan twee waarden",
        ],
    );
}

#[test]
fn saturation_in_dutch() {
    let folder = study();
    folder.write("t/cases.csv", b"transcript,analysed_on\nr1,2026-03-01\nr2,2026-03-02\nr10,2026-03-03\n");
    let curve = folder.run("saturation t -c c.toml -f table").text();
    says(&curve, &["transcript  analyse     coderingen  codes  nieuw  totaal  van gevonden\n"]);
    says(&in_a_line(&curve), &["Dit is geen verzadiging: het codeboek en zijn regels waren er al"]);
    let people = "saturation t -c c.toml --codings hand.csv --coder anna";
    says(
        &told(&folder, people),
        &[
            "3 codes in totaal: 50% na 2 interviews, 80% na 3, 90% na 3, alle na 3.",
            "het interview bracht geen nieuwe code",
        ],
    );
    let estimates = folder.run(&format!("{people} --estimates")).text();
    says(&estimates, &["daarvoor zijn 6 interviews nodig", "zoveel codes zijn er minstens", "\"base 4, run 2, 5%\""]);
    let bytes = folder.run(&format!("{people} --estimates -f xlsx")).out;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).expect("a workbook");
    let name = workbook.sheet_names()[0].clone();
    let range = workbook.worksheet_range(&name).expect("a worksheet");
    for said in ["basis 4, reeks 2, 5%", "in één interview"] {
        assert!(range.used_cells().any(|(_, _, cell)| *cell == *said), "{said}");
    }
}

#[test]
fn pairs_combinations_and_words_in_dutch() {
    let folder = study();
    for (line, sentence) in [
        (
            "cooc t -c c.toml --measures all",
            "de eenzijdige exacte toets met mid-p (Lancaster 1961). De toets neemt aan",
        ),
        (
            "cooc t -c c.toml --measures all --test permutation",
            "Alle permutaties zijn geteld, geen enkele is getrokken.",
        ),
        ("cooc t -c c.toml --measures all --test cmh", "over het 1 paar dat te toetsen was"),
        (
            "cooc t -c c.toml --relation within:1",
            "als er hoogstens 1 woord van het transcript, wie het ook zegt, tussen hun",
        ),
        ("cooc t -c c.toml --relation overlap", "`pairs` / (`codings_a` + `codings_b` − `pairs`)"),
        ("cooc t -c c.toml --sets", "Combinaties van twee of meer codes"),
        ("keyness t -c c.toml --code work --min 1", "Hier: woorden in coderingen van work, "),
        ("keyness t --group profession=bakker --min 1 --lang nl", "Hier: woorden van wie voldoet aan profession"),
    ] {
        says(&told(&folder, line), &[sentence]);
    }
}

#[test]
fn two_runs_in_dutch() {
    let folder = study();
    let later = CODEBOOK.replace("version = \"1\"", "version = \"2\"").replace("\"schaam*\"", "\"schaamde*\"");
    folder.write("new.toml", later.as_bytes());
    folder.run("code t -c c.toml -o a").text();
    folder.run("code t -c new.toml -o b").text();
    let ran = folder.run("compare a b -f table");
    says(
        &in_a_line(&ran.text()),
        &[
            "verdwenen shame regels r1 95–121 Nu schaam ik me niet meer. A: bestandsregel 9: schaam* (alleen in A)",
            "0 verschenen, 2 verdwenen, 0 verschoven, 1 veranderd; 7 zijn in beide hetzelfde.",
            "codebook version: 1 in A, 2 in B. Van de regels staat er 1 alleen in A, 1 alleen in B, en 2 in beide.",
        ],
    );
    assert!(ran.err.contains("Of the rules, 1 is only in A"), "what is said beside is English: {}", ran.err);
    let named = told(&folder, "compare t -c c.toml --with new.toml");
    says(&named, &["A is het codeboek Proef 1, met 10 coderingen; B is het codeboek Proef 2, met 8."]);
    let english = told(&folder, "compare a b --lang en");
    says(&english, &["0 appeared, 2 vanished, 0 moved, 1 changed, 7 are the same in both."]);
}

/// As a spreadsheet saves it: cells are read, some filled in by row and heading, and everything is written anew.
fn filled(bytes: &[u8], worksheet: &str, cells: &[(usize, &str, &str)]) -> Vec<u8> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = workbook.worksheet_range(worksheet).expect("a worksheet");
    let mut saved = rust_xlsxwriter::Workbook::new();
    let sheet = saved.add_worksheet();
    for (i, row) in range.rows().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            let heading = range.get((0, j)).map(Data::to_string).unwrap_or_default();
            let filled = cells.iter().find(|(row, column, _)| *row == i && *column == heading);
            let text = filled.map_or_else(|| cell.to_string(), |(_, _, text)| (*text).to_owned());
            sheet.write_string(u32::try_from(i).expect("few"), u16::try_from(j).expect("few"), text).expect("a cell");
        }
    }
    saved.save_to_buffer().expect("bytes")
}

fn headings(bytes: &[u8], worksheet: &str) -> Vec<String> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let range = workbook.worksheet_range(worksheet).expect("a worksheet");
    range.rows().next().expect("a header").iter().map(Data::to_string).collect()
}

/// A part of a zip, as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("text");
    text
}

#[test]
fn a_dutch_sheet_to_review_comes_back_as_an_english_one_does() {
    let folder = study();
    let decisions = |lang: &str, worksheet: &str, cells: &[(usize, &str, &str)]| {
        let name = format!("{lang}.xlsx");
        folder.run(&format!("review t -c c.toml -o {name} --lang {lang} -q")).text();
        folder.write(&name, &filled(&folder.read(&name), worksheet, cells));
        let read = folder.run(&format!(
            "review {name} -c c.toml --reviewer bram --date 2026-03-02 --decisions {lang}.decisions.csv"
        ));
        assert!(read.err.contains("Read: 1 accepted, 1 rejected, 1 recoded, 7 undecided."), "{read}");
        folder.read(&format!("{lang}.decisions.csv"))
    };
    let dutch = [
        (1, "besluit", "aanvaarden"),
        (2, "besluit", "afwijzen"),
        (3, "besluit", "hercoderen"),
        (3, "andere code", "shame"),
        (3, "memo", "gaat over schaamte"),
    ];
    let english = [
        (1, "decision", "accept"),
        (2, "decision", "reject"),
        (3, "decision", "recode"),
        (3, "recode_to", "shame"),
        (3, "memo", "gaat over schaamte"),
    ];
    assert!(decisions("nl", "beoordeling", &dutch) == decisions("en", "review", &english), "other decisions are kept");

    folder.run("review t -c c.toml -o again.xlsx --decisions nl.decisions.csv --all -q").text();
    let bytes = folder.read("again.xlsx");
    let shown = [
        "nr",
        "transcript",
        "spreker",
        "code",
        "naam",
        "zin ervoor",
        "zin",
        "zin erna",
        "besluit",
        "andere code",
        "memo",
        "eerder besluit",
        "start",
        "end",
        "words_before",
        "words_after",
        "text",
    ];
    assert_eq!(headings(&bytes, "beoordeling"), shown);
    let (sheet, strings) = (part(&bytes, "xl/worksheets/sheet1.xml"), part(&bytes, "xl/sharedStrings.xml"));
    says(&sheet, &["aanvaarden,afwijzen,hercoderen", "codes!$A$2:$A$4"]);
    says(&strings, &["aanvaard", "afgewezen", "Een rij voor elke codering die de regels voorstellen"]);
    // What programs read is in English, whatever the language.
    folder.run("review t -c c.toml -o again.csv --decisions nl.decisions.csv --all --lang nl -q").text();
    let table = String::from_utf8(folder.read("again.csv")).expect("text");
    says(&table, &["before,sentence,after,decision,recode_to,memo,decided,", ",accepted,"]);
}

#[test]
fn a_dutch_word_file_comes_back() {
    let folder = study();
    folder.run("review t -c c.toml -o review.docx -q").text();
    let bytes = folder.read("review.docx");
    let xml = part(&bytes, "word/document.xml");
    says(&xml, &[">besluit<", ">zin ervoor<", ">plaats<", "Waarover al een besluit is genomen, is weggelaten."]);
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes[..])).expect("a Word file");
    let mut saved = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).expect("a part");
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("bytes");
        if part.name() == "word/document.xml" {
            // The eighth cell of the second row, which is the first proposal, is its decision.
            let row = xml.match_indices("<w:tr>").nth(1).expect("a row").0;
            let cell = row + xml[row..].match_indices("<w:tc>").nth(7).expect("a cell").0;
            let run = cell + xml[cell..].find("<w:t ").expect("a text");
            let word = run + xml[run..].find('>').expect("its end") + 1;
            text = format!("{}aanvaarden{}", &xml[..word], &xml[word..]).into_bytes();
        }
        saved.start_file(part.name(), zip::write::SimpleFileOptions::default()).expect("a part");
        saved.write_all(&text).expect("bytes");
    }
    folder.write("saved.docx", &saved.finish().expect("a file").into_inner());
    let read = folder.run("review saved.docx --reviewer anna --date 2026-03-01 --decisions kept.csv");
    assert!(read.err.contains("Read: 1 accepted, 0 rejected, 0 recoded, 9 undecided."), "{read}");
    let kept = String::from_utf8(folder.read("kept.csv")).expect("text");
    says(&kept, &["r1,shame,22,52,Ik schaamde me voor mijn werk.,Hoe begon het?,"]);
}

#[test]
fn a_dutch_sheet_for_a_second_coder_comes_back_as_an_english_one_does() {
    let folder = study();
    let agreement = |lang: &str, worksheet: &str, shown: [&str; 7]| {
        let sheet = format!("{lang}.xlsx");
        folder.run(&format!("sample t -c c.toml --per-code 2 --uncoded 1 -o {sheet} --lang {lang} -q")).text();
        let bytes = folder.read(&sheet);
        assert_eq!(headings(&bytes, worksheet)[..7], shown);
        let codes = [(1, "codes", "shame; work"), (2, "codes", "-"), (3, "codes", "work")];
        folder.write(&sheet, &filled(&bytes, worksheet, &codes));
        let ran = folder.run(&format!("agree t -c c.toml --codings {sheet} --truth {lang} --lang en"));
        (ran.text().replace(lang, "carla"), bytes)
    };
    let (dutch, bytes) =
        agreement("nl", "fragmenten", ["nr", "transcript", "spreker", "vraag", "woorden", "codes", "memo"]);
    let (english, _) =
        agreement("en", "passages", ["nr", "transcript", "speaker", "question", "words", "codes", "memo"]);
    assert_eq!(dutch, english);
    says(
        &part(&bytes, "xl/sharedStrings.xml"),
        &[
            "6 van 8 eenheden, aselect getrokken; de eenheid is het antwoord.",
            "Een lege cel zegt dat je nog niet hebt gekeken.",
        ],
    );
}
