//! Quotes as text, cases against codes, and the paragraph on coding: on a study that can be counted by hand.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use insta::assert_snapshot;

use crate::run::{CODEBOOK, Folder};

/// The rows of a table in CSV, by the names of its columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}

/// The number of each quote in a text, with its words.
fn numbered(markdown: &str) -> BTreeMap<String, String> {
    let quotes = markdown.lines().filter_map(|line| line.strip_prefix("> **Q")?.split_once("** "));
    quotes.map(|(number, words)| (number.to_owned(), words.trim_matches(['“', '”']).to_owned())).collect()
}

/// What a member of a zip archive holds.
fn member(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    let mut text = String::new();
    archive.by_name(name).expect("a member").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn quotes_stand_under_their_codes_with_who_said_them_and_where() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("quotes t -c c.toml -f md").text(), @r"
    # Citaten: Proef

    10 citaten, bij de codes waar ze onder vallen. Alleen de woorden van deelnemers tellen mee: van iedereen die niet als interviewer is herkend. De regels van het codeboek hebben deze coderingen voorgesteld. Elk citaat heeft een nummer: dat van zijn codering in de tabel met alle coderingen van het onderzoek. Het is dus in elke selectie hetzelfde. Codeboek Proef 1; kantlijn 0.1.0.

    ## Schaamte

    3 citaten, 2 deelnemers

    > **Q1** “Ik schaamde me voor mijn werk.”
    >
    > — P1 (r1, beurt 2)

    > **Q4** “Nu schaam ik me niet meer.”
    >
    > — P1 (r1, beurt 4; niet meer zo)

    > **Q9** “Ik schaam me nergens voor.”
    >
    > — P3 (r10, beurt 3; ontkend)

    ### Verbergen

    3 citaten, 2 deelnemers

    > **Q3** “Dat heb ik lang verzwegen.”
    >
    > — P1 (r1, beurt 2)

    > **Q7** “Ik heb het verzwegen voor de baas.”
    >
    > — P2 (r10, beurt 2)

    > **Q10** “Ik verzweeg alles.”
    >
    > — P2 (r10, beurt 5)

    ## Werk

    4 citaten, 2 deelnemers

    > **Q2** “Ik schaamde me voor mijn werk.”
    >
    > — P1 (r1, beurt 2)

    > **Q5** “De baas weet het.”
    >
    > — P1 (r2, beurt 2)

    > **Q6** “Het werk is zwaar.”
    >
    > — P1 (r2, beurt 2)

    > **Q8** “Ik heb het verzwegen voor de baas.”
    >
    > — P2 (r10, beurt 2)

    ## Respondenten

    De 3 deelnemers die aan het woord kwamen: wat van ieder bekend is, het aantal woorden en het aantal citaten hierboven.

    | deelnemer | profession | years | transcripten | woorden | citaten |
    | --- | --- | --- | ---: | ---: | ---: |
    | P1 | bakker | 4 | 2 | 30 | 6 |
    | P2 | kok | 11 | 1 | 10 | 3 |
    | P3 | bakker | 1 | 1 | 6 | 1 |

    ## Niet geciteerd

    Alle 3 deelnemers zijn geciteerd.
    ");
}

#[test]
fn a_quote_keeps_its_number_which_is_that_of_its_coding() {
    let folder = Folder::study();
    folder.run("code t -c c.toml -o run -q").text();
    let codings = String::from_utf8(folder.read("run/codings.csv")).expect("text");
    let of_run: BTreeMap<String, String> =
        rows(&codings).into_iter().map(|row| (row["coding"].clone(), row["text"].clone())).collect();
    assert_eq!(numbered(&folder.run("quotes t -c c.toml -f md").text()), of_run);
    for flags in [
        "--code shame",
        "--code shame --with work",
        "--stance negated",
        "--where 'years > 3'",
        "--sample 4 --seed 7",
        "--max-per-participant 1",
        "-j 2",
    ] {
        let some = numbered(&folder.run(&format!("quotes t -c c.toml -f md {flags}")).text());
        assert!(!some.is_empty(), "{flags}");
        assert!(flags == "-j 2" || some.len() < of_run.len(), "{flags}");
        assert!(some.iter().all(|(number, words)| of_run[number] == *words), "{flags}: {some:?}");
    }
    // What only other words than the study's hold stands between its numbers.
    let all = numbered(&folder.run("quotes t -c c.toml -f md --part all").text());
    assert!(of_run.iter().all(|(number, words)| all[number] == *words));
    assert_eq!(all.get("4a").map(String::as_str), Some("Hoe gaat het op je werk?"), "{all:?}");
    // Neither does a letter depend on what is selected.
    for flags in ["--code work", "--code shame", "--sample 6 --seed 3"] {
        let some = numbered(&folder.run(&format!("quotes t -c c.toml -f md --part all {flags}")).text());
        assert!(some.iter().all(|(number, words)| all[number] == *words), "{flags}: {some:?}");
        assert!(flags != "--code work" || some.contains_key("4a"), "{some:?}");
    }
}

#[test]
fn numbers_do_not_depend_on_whose_codings_are_asked_for() {
    let folder = Folder::study();
    folder.write("hand.csv", b"transcript,code,coder,text\nr1,shame,anna,Ik schaamde me voor mijn werk.\nr1,shame,bram,Ik schaamde me voor mijn werk.\nr2,work,bram,Het werk is zwaar.\n");
    let of = |coder: &str| folder.run(&format!("quotes t --codings hand.csv -f md --coder {coder}")).text();
    assert_eq!(numbered(&of("anna")).into_keys().collect::<Vec<_>>(), ["1"]);
    assert_eq!(numbered(&of("bram")).into_keys().collect::<Vec<_>>(), ["2", "3"]);
    let any = of("any");
    assert_eq!(numbered(&any).len(), 3);
    assert!(any.contains("(r1, turn 2; anna)") && any.contains("(r1, turn 2; bram)"), "{any}");
    assert!(!of("anna").contains("; anna)"), "one coder is named once");
}

#[test]
fn who_is_quoted_is_cited_as_asked() {
    let folder = Folder::study();
    let cited = |template: &str| {
        let text = folder.run(&format!("quotes t -c c.toml -f md --code work --cite '{template}'")).text();
        let lines = text.lines().filter_map(|line| line.strip_prefix("> — "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        cited("{case}, {profession} ({years}), {transcript}:{turn}"),
        ["P1, bakker (4), r1:2", "P1, bakker (4), r2:2", "P1, bakker (4), r2:2", "P2, kok (11), r10:2"]
    );
    // Nobody has a time: what stands before it goes too, and the place that the template leaves out stays findable.
    assert_eq!(cited("{time} {case}")[3], "P2 (r10, beurt 2)");
    assert_eq!(cited("{case} [{time}]")[3], "P2\\] (r10, beurt 2)");
    assert_eq!(cited("{transcript}, {code}")[0], "r1, Werk (beurt 2)");
    let said = folder.run("quotes t -c c.toml -f docx -o uit.docx --cite '{beroep}'");
    assert!(said.refused().contains("`beroep`"), "{said}");
    let flat = said.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("the fields are: profession, years, case, speaker, part, transcript, turn, time"), "{flat}");
    assert!(!folder.path("uit.docx").exists());
}

#[test]
fn no_participant_is_quoted_more_often_than_asked() {
    let folder = Folder::study();
    let quoted = |flags: &str| -> BTreeMap<String, u64> {
        let mut cases: BTreeMap<String, u64> = BTreeMap::new();
        for row in rows(&folder.run(&format!("quotes t -c c.toml {flags}")).text()) {
            *cases.entry(row["case"].clone()).or_default() += 1;
        }
        cases
    };
    assert_eq!(quoted(""), BTreeMap::from([("P1".into(), 6), ("P2".into(), 3), ("P3".into(), 1)]));
    assert_eq!(
        quoted("--max-per-participant 2"),
        BTreeMap::from([("P1".into(), 2), ("P2".into(), 2), ("P3".into(), 1)])
    );
    assert_eq!(quoted("--max-per-participant 9"), quoted(""));
    assert_eq!(quoted("--max-per-participant 1 --sample 2").values().sum::<u64>(), 2);
    let drawn =
        |seed: u32| folder.run(&format!("quotes t -c c.toml -f md --max-per-participant 1 --seed {seed}")).text();
    assert_eq!(drawn(3), drawn(3));
    let others = (1..20).filter(|&seed| numbered(&drawn(seed)) != numbered(&drawn(1))).count();
    assert!(others > 5, "the seed decides: {others}");
    let text = drawn(1);
    assert!(text.contains("Hoogstens 1 per deelnemer, door loting. Dit zijn 3 van 10 citaten"), "{text}");
    assert!(text.contains("Alle 3 deelnemers zijn geciteerd."), "{text}");
    assert!(text.contains("| P1 | bakker | 4 | 2 | 30 | 1 |"), "{text}");
    let one = folder.run("quotes t -c c.toml -f md --code work --lang en").text();
    assert!(one.contains("Of the 3 participants one is not quoted here: P3."), "{one}");
    assert!(one.contains("| participant | profession | years | transcripts | words | quotes |"), "{one}");
}

#[test]
fn the_table_of_quotes_says_how_they_were_drawn() {
    let folder = Folder::study();
    let text = folder.run("quotes t -c c.toml --max-per-participant 1 -f json --lang en").text();
    let whole: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(whole["definition"]["max_per_participant"], "1");
    assert!(whole["caption"].to_string().contains("At most 1 quote of each participant."), "{}", whole["caption"]);
    assert!(whole["caption"].to_string().contains("3 of 10, drawn at random with seed 1."), "{}", whole["caption"]);
}

#[test]
fn words_are_words_whatever_they_look_like() {
    let folder = Folder::study();
    let odd = "I: Hoe?\n\nR: <script>alert(1)</script> Ik *schaam* me & meer (lacht) שלום 👩‍👩‍👧.\n\nI: Ja?\n\nR: Ja.\n";
    folder.write("o/<b>.txt", odd.as_bytes());
    let html = folder.run("quotes o -c c.toml -f html --mark").text();
    assert!(!html.contains("<script>") && html.contains("&lt;script&gt;"), "{html}");
    assert!(html.contains("<strong>schaam</strong>") && html.contains("(lacht) שלום 👩‍👩‍👧"), "{html}");
    let plain = folder.run("quotes o -c c.toml -f html").text();
    assert!(!plain.contains("<strong>"), "matched words are bold when asked for");
    let text = folder.run("quotes o -c c.toml -f txt").text();
    assert!(text.contains("<script>alert(1)</script>"), "{text}");
    let docx = folder.run("quotes o -c c.toml -f docx").out;
    let inside = member(&docx, "word/document.xml");
    assert!(inside.contains("&lt;script&gt;") && inside.contains("Heading2"), "{inside}");
    assert_eq!(docx, folder.run("quotes o -c c.toml -f docx -j 1").out);
}

#[test]
fn a_file_is_what_its_name_says_and_is_not_overwritten() {
    let folder = Folder::study();
    for (name, begins) in [("a.docx", "PK"), ("a.html", "<!doctype html>"), ("a.md", "# "), ("a.csv", "transcript,")] {
        folder.run(&format!("quotes t -c c.toml -o {name}")).text();
        assert!(folder.read(name).starts_with(begins.as_bytes()), "{name}");
        assert!(folder.run(&format!("quotes t -c c.toml -o {name}")).refused().contains(name), "{name}");
    }
    folder.run("quotes t -c c.toml -o a.md --force").text();
    assert!(folder.run("quotes t -c c.toml -o t/cases.csv -f md --force").refused().contains("has read"));
}

#[test]
fn flags_that_do_not_go_together_are_refused_with_the_mend() {
    let folder = Folder::study();
    for (line, words) in [
        ("quotes t -c c.toml -f docx --no-text", "-f csv --no-text"),
        ("quotes t -c c.toml -f md --uncoded", "-f csv --uncoded"),
        ("quotes t -c c.toml -f html --excel", "--excel"),
        ("quotes t -c c.toml --cite '{case}'", "-f docx"),
        ("quotes t -c c.toml --mark -f csv", "-f docx"),
        ("quotes t -c c.toml -f md --cite '{case'", "is not closed"),
        ("quotes t -c c.toml -f md --cite 'case'", "no field"),
        ("quotes t -c c.toml --max-per-participant 0", "1.."),
        ("quotes t -c c.toml -f pdf", "docx, html, txt"),
        ("matrix t -c c.toml --by case", "--rows"),
        ("matrix t -c c.toml --columns speaker", "code"),
        ("matrix t -c c.toml --rows beroep", "--rows: nobody in these transcripts has a variable `beroep`"),
        ("matrix t -c c.toml --cells words", "quotes, count, units"),
        ("matrix t -c c.toml --no-text", "--cells count"),
        ("matrix t -c c.toml -u turn", "--cells units"),
        ("matrix t -c c.toml --excel -f xlsx", "--excel"),
        ("methods t -c c.toml --by case", "leave it out"),
        ("methods t -c c.toml -f csv", "docx, md, html, txt"),
        ("methods t -c c.toml --seed 2", "--intervals"),
    ] {
        let ran = folder.run(line);
        let flat = ran.refused().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(words), "`{line}`: {flat}");
    }
}

#[test]
fn cases_stand_against_codes() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("matrix t -c c.toml --cells count").text(), @r"
    case,shame,work
    P1,3,3
    P2,2,1
    P3,1,0
    ");
    assert_snapshot!(folder.run("matrix t -c c.toml --code shame").text(), @r#"
    case,shame,shame/hiding
    P1,"“Ik schaamde me voor mijn werk.” (r1:2)

    “Dat heb ik lang verzwegen.” (r1:2)

    “Nu schaam ik me niet meer.” (r1:4; niet meer zo)",“Dat heb ik lang verzwegen.” (r1:2)
    P2,"“Ik heb het verzwegen voor de baas.” (r10:2)

    “Ik verzweeg alles.” (r10:5)","“Ik heb het verzwegen voor de baas.” (r10:2)

    “Ik verzweeg alles.” (r10:5)"
    P3,“Ik schaam me nergens voor.” (r10:3; ontkend),
    "#);
    // Without what is said below the table.
    let shown = |line: &str, caption: &str| {
        let text = folder.run(line).text();
        text.split_once(caption).map(|(table, _)| table.to_owned()).unwrap_or(text)
    };
    assert_snapshot!(shown("matrix t -c c.toml --rows profession --cells count -f table --level all", "Het aantal coderingen"), @r"
    profession 1 2 3
    bakker     4 1 3
    kok        2 2 1

    1 shame, 2 shame/hiding, 3 work
    ");
    assert_snapshot!(shown("matrix t -c c.toml --rows transcript --code work -f table --lang en", "What was said"), @r"
    r1
      work
        “Ik schaamde me voor mijn werk.” (r1:2)
    r2
      work
        “De baas weet het.” (r2:2)
        “Het werk is zwaar.” (r2:2)
    r10
      work
        “Ik heb het verzwegen voor de baas.” (r10:2)
    ");
}

#[test]
fn counts_of_the_matrix_are_those_of_frequencies() {
    let folder = Folder::study();
    for by in ["case", "transcript", "speaker", "participant", "profession", "years:0-5,6-"] {
        for (cells, column) in [("count", "codings"), ("units", "units")] {
            let matrix =
                rows(&folder.run(&format!("matrix t -c c.toml --rows {by} --cells {cells} --level all")).text());
            let variable = by.split(':').next().unwrap_or_default();
            let mut compared = 0;
            for row in rows(&folder.run(&format!("freq t -c c.toml --by {by}")).text()) {
                let Some(code) = Some(&row["code"]).filter(|code| !code.is_empty()) else { continue };
                let of = matrix.iter().find(|of| of[variable] == row[variable]).expect("a row of the same value");
                assert_eq!(of[code], row[column], "{code} of {} by {by}", row[variable]);
                compared += 1;
            }
            assert!(compared >= 6, "{by}");
        }
    }
    // Somebody who is no case is a participant by themselves.
    std::fs::remove_file(folder.path("t/cases.csv")).expect("the table of cases");
    let names: Vec<String> = rows(&folder.run("matrix t -c c.toml --rows participant --cells count").text())
        .iter()
        .map(|row| row["participant"].clone())
        .collect();
    assert_eq!(names, ["r1/R", "r2/R", "r10/Respondent 1", "r10/Respondent 2"]);
}

#[test]
fn cells_hold_every_passage_of_the_quotes_once() {
    let folder = Folder::study();
    let quotes = rows(&folder.run("quotes t -c c.toml").text());
    for row in rows(&folder.run("matrix t -c c.toml --level all").text()) {
        for code in ["shame", "shame/hiding", "work"] {
            let is_of = |quote: &&BTreeMap<String, String>| {
                quote["case"] == row["case"]
                    && (quote["code"] == code || quote["code"].starts_with(&format!("{code}/")))
            };
            let expected: Vec<&str> = quotes.iter().filter(is_of).map(|quote| quote["text"].as_str()).collect();
            let cell = row[code].split("\n\n").filter(|quote| !quote.is_empty());
            let found: Vec<&str> =
                cell.map(|quote| quote.split('”').next().expect("words").trim_start_matches('“')).collect();
            assert_eq!(found, expected, "{code} of {}", row["case"]);
        }
    }
}

#[test]
fn a_workbook_is_for_reading_and_cuts_what_does_not_fit() {
    let folder = Folder::study();
    let said = "Ik schaam me, en dat zeg ik steeds weer met net zo veel woorden als er in een gesprek gaan.\n\n";
    let mut long = "I: Hoe?\n\n".to_owned();
    (0..400).for_each(|_| long.push_str(&format!("R: {said}I: En dan?\n\n")));
    folder.write("lang/l.txt", long.as_bytes());
    let ran = folder.run("matrix lang -c c.toml --rows transcript -o m.xlsx");
    ran.text();
    assert!(
        ran.err.contains("1 cell holding more than Excel's 32,767 characters, cut there: l × shame"),
        "{}",
        ran.err
    );
    let book = folder.read("m.xlsx");
    let mut sheets: Xlsx<_> = Xlsx::new(Cursor::new(book.as_slice())).expect("a workbook");
    assert_eq!(sheets.sheet_names(), ["matrix", "codes", "toelichting"]);
    let sheet = sheets.worksheet_range("matrix").expect("a sheet");
    let text = |row: u32, column: u32| sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
    assert_eq!([text(0, 0), text(0, 1), text(0, 2)], ["transcript", "Schaamte", "Werk"]);
    let cell = text(1, 1);
    assert!(cell.encode_utf16().count() <= 32_767 && cell.starts_with("“Ik schaam me, en dat"), "{cell}");
    let kept = cell.matches('“').count();
    assert!(
        cell.ends_with(&format!("… en nog {} fragmenten, die niet in een cel van Excel passen", 400 - kept)),
        "{cell}"
    );
    assert_eq!(text(1, 2), "", "nothing was said of work");
    let inside = member(&book, "xl/worksheets/sheet1.xml");
    assert!(inside.contains("xSplit=\"1\"") && inside.contains("ySplit=\"1\""), "names and cases stay in sight");
    assert!(member(&book, "xl/styles.xml").contains("wrapText=\"1\""));

    let counts = folder.run("matrix t -c c.toml --cells count -f xlsx").out;
    assert_eq!(counts, folder.run("matrix t -c c.toml --cells count -f xlsx -j 1").out);
    let mut sheets: Xlsx<_> = Xlsx::new(Cursor::new(counts.as_slice())).expect("a workbook");
    let sheet = sheets.worksheet_range("matrix").expect("a sheet");
    assert_eq!(sheet.get_value((3, 2)), Some(&Data::Float(0.0)), "a count of none is 0");
}

#[test]
fn a_matrix_is_of_one_coder_or_of_all_together() {
    let folder = Folder::study();
    folder.write(
        "hand.csv",
        b"transcript,code,coder,text\nr1,shame,anna,Ik schaamde me voor mijn werk.\nr2,work,bram,Het werk is zwaar.\n",
    );
    assert!(folder.run("matrix t --codings hand.csv").refused().contains("--coder any"));
    let any = folder.run("matrix t --codings hand.csv --coder any --cells count").text();
    assert_snapshot!(any, @r"
    case,shame,work
    P1,1,1
    P2,0,0
    P3,0,0
    ");
    let apart = folder.run("matrix t --codings hand.csv --rows coder").text();
    assert_snapshot!(apart, @r"
    coder,shame,work
    anna,“Ik schaamde me voor mijn werk.” (r1:2),
    bram,,“Het werk is zwaar.” (r2:2)
    ");
}

#[test]
fn methods_say_what_was_done_and_leave_open_what_nobody_told() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("methods t -c c.toml").text(), @r"
    Codering
    ========

    Het materiaal bestaat uit 3 transcripten van samen 64 woorden. De bestanden
    zijn ingelezen als: platte tekst (3). Alleen de woorden van deelnemers tellen
    mee: van iedereen die niet als interviewer is herkend. Dat zijn 46 woorden van
    3 deelnemers. [… in te vullen: wie de deelnemers zijn, hoe zij zijn geworven en
    waarom juist zij] [… in te vullen: hoe en door wie de gesprekken zijn gevoerd,
    opgenomen en uitgeschreven]

    Gecodeerd is met het codeboek “Proef 1”, met 2 thema's en 1 code daaronder.
    Het heeft 3 regels: woorden, woordgroepen en combinaties daarvan binnen een
    opgegeven afstand. Waar een regel past, stelt die zijn code voor bij de zin
    waarin de gevonden woorden staan. [… in te vullen: hoe en door wie het codeboek
    is ontwikkeld, uit theorie, uit het materiaal of uit beide]

    De regels zijn met het programma kantlijn, versie 0.1.0, op alle transcripten
    toegepast en stelden 10 coderingen voor. Geen van deze voorstellen is door een
    mens beoordeeld. De volgende coderingen door de regels zijn niet zonder meer
    bevestigend, maar tellen wel mee: ontkend (1) en niet meer zo (1).

    De eenheid van analyse is het antwoord: wat een deelnemer zegt tot de volgende
    inhoudelijke beurt van de interviewer. Het gaat om 8 antwoorden. Een code is
    in een eenheid aanwezig als een codering ervan, of van een code daaronder,
    minstens één heel woord beslaat; een deelnemer telt één keer, ook bij meer dan
    één gesprek.

    Er is één codeur, dus overeenstemming tussen codeurs is niet berekend.

    [… in te vullen: de positie van de onderzoekers ten opzichte van het onderwerp
    en de deelnemers] [… in te vullen: ethische toetsing, toestemming, en hoe de
    gegevens worden bewaard]

    Om het te herhalen
    ------------------

    kantlijn 0.1.0; het codeboek heeft de hash f8f5e687df202720…, de transcripten
    b528d0ca92ce7e05… (BLAKE3).

      kantlijn code t -c c.toml -o results
    ");
    assert_snapshot!(folder.run("methods t -c c.toml --lang en -f md -u sentence --where 'years > 3'").text(), @r"
    # Coding

    The material is 3 transcripts of 64 words in all. The files were read as: plain text (3). Only the words of participants count, that is of everybody but recognised interviewers, where years \> 3. These are 40 words of 2 participants. **\[… to be filled in: who the participants are, how they were recruited, and why these\]** **\[… to be filled in: how and by whom the interviews were held, recorded and transcribed\]**

    The codebook “Proef 1” was used, with 2 themes and 1 code below them. It has 3 rules: words, phrases and combinations of them within a given distance. Where a rule matches, it proposes its code for the sentence that holds the words found. **\[… to be filled in: how and by whom the codebook was developed, from theory, from the material or both\]**

    The rules were applied to all transcripts with the program kantlijn, version 0.1.0, and proposed 9 codings. None of these proposals was reviewed by a person. Among the rules’ codings these are not plainly affirmed, and counted like the others: ceased (1).

    The unit of analysis is the sentence. There are 8 sentences. A code is present in a unit when a coding of it, or of a code below it, covers at least one whole word; a participant counts once, also with several interviews.

    There is one coder, so agreement between coders was not computed.

    **\[… to be filled in: the researchers’ position towards the subject and the participants\]** **\[… to be filled in: ethical review, informed consent, and how data are kept\]**

    ## To do it again

    kantlijn 0.1.0; the codebook has the hash f8f5e687df202720…, the transcripts b528d0ca92ce7e05… (BLAKE3).

        kantlijn code t -c c.toml --where 'years > 3' -u sentence -o results
    ");
}

#[test]
fn methods_tell_of_people_their_agreement_and_reviews() {
    let folder =
        Folder::with(&[("t/r1.txt", "I: Hoe?\n\nR: Ik schaam me.\n\nI: En?\n\nR: Ik werk.\n\nI: En nu?\n\nR: Ja.\n")]);
    folder.write("c.toml", CODEBOOK.as_bytes());
    folder.write("hand.csv", b"transcript,code,coder,text\nr1,shame,anna,Ik schaam me.\nr1,work,anna,Ik werk.\nr1,shame,bram,Ik schaam me.\n");
    // Of three answers two agree on shame, and the others on nothing: anna alone has work in one.
    let text = folder.run("methods t -c c.toml --codings hand.csv --lang en -f md").text();
    assert!(
        text.contains("2 coders coded by hand: anna (2 codings in 1 transcript) and bram (1 coding in 1 transcript)."),
        "{text}"
    );
    assert!(text.contains("Agreement between anna and bram was computed over 3 answers of the 1 transcript that at least two of them coded."), "{text}");
    let table = rows(&folder.run("agree t --codings hand.csv").text());
    let alpha =
        |name: &str| table.iter().find(|row| row["name"] == name).map(|row| row["alpha"].clone()).expect("a row");
    let overall: f64 = alpha("all codes (Jaccard)").parse().expect("a number");
    assert!(text.contains(&format!("Krippendorff’s α is {overall:.2},")), "{overall}: {text}");
    assert!(text.contains("For the 2 codes of which it exists, α ranges from 0.00 (Work) to 1.00 (Shame)."), "{text}");
    assert!(!text.contains("interval"), "{text}");
    // One interview cannot be drawn again and again.
    let asked = folder.run("methods t -c c.toml --codings hand.csv --lang en --intervals -f md").text();
    assert!(asked.contains("It has no interval: there is one where two are needed."), "{asked}");
    assert!(
        asked.contains(
            "    kantlijn agree t -c c.toml --codings hand.csv --coder anna --coder bram --intervals --seed 1"
        ),
        "{asked}"
    );
    // With one person it is the rules that are compared with them.
    let one = folder.run("methods t -c c.toml --codings hand.csv --coder anna").text();
    assert!(one.contains("Alleen de coderingen door anna zijn gebruikt"), "{one}");
    folder.write("anna.csv", b"transcript,code,coder,text\nr1,shame,anna,Ik schaam me.\n");
    let rules = folder.run("methods t -c c.toml --codings anna.csv -f md").text();
    assert!(rules.contains("De overeenstemming tussen de regels en anna is berekend over 3 antwoorden"), "{rules}");

    folder.run("review t -c c.toml -o blad.csv -q").text();
    let sheet = String::from_utf8(folder.read("blad.csv")).expect("text");
    let mut reader = csv::Reader::from_reader(sheet.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let at = header.iter().position(|name| name == "decision").expect("a column");
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).expect("a row");
    for (row, decision) in reader.records().zip(["accept", "reject"]) {
        let row = row.expect("a row");
        let cells = row.iter().enumerate().map(|(i, cell)| if i == at { decision } else { cell });
        writer.write_record(cells).expect("a row");
    }
    folder.write("blad.csv", &writer.into_inner().expect("a sheet"));
    folder.run("review blad.csv --reviewer chris --decisions d.csv -q").text();
    let text = folder.run("methods t -c c.toml --decisions d.csv -f md").text();
    assert!(
        text.contains("stelden 2 coderingen voor. Daarvan zijn er 2 beoordeeld door chris: 1 aanvaard en 1 afgewezen;"),
        "{text}"
    );
    assert!(text.contains("    kantlijn code t -c c.toml --decisions d.csv -o results"), "{text}");
    // What the rules proposed and what was reviewed is the same, whatever of it is told further.
    for choice in ["--status accepted", "--stance negated", "--status proposed"] {
        let text = folder.run(&format!("methods t -c c.toml --decisions d.csv -f md {choice}")).text();
        assert!(
            text.contains(
                "stelden 2 coderingen voor. Daarvan zijn er 2 beoordeeld door chris: 1 aanvaard en 1 afgewezen;"
            ),
            "{choice}: {text}"
        );
    }
}

#[test]
fn methods_count_a_transcript_where_a_coding_counts() {
    let folder = Folder::with(&[
        ("t/r1.txt", "I: Hoe?\n\nR: Ik schaam me.\n"),
        ("t/r2.txt", "I: Schaamt u zich?\n\nR: Ja, ik werk.\n"),
    ]);
    folder.write("c.toml", CODEBOOK.as_bytes());
    folder
        .write("hand.csv", b"transcript,code,coder,text\nr1,shame,anna,Ik schaam me.\nr2,shame,anna,Schaamt u zich?\n");
    let text = folder.run("methods t --codings hand.csv --lang en -f md").text();
    assert!(text.contains("By hand coded anna (1 coding in 1 transcript)."), "{text}");
    assert!(text.contains("the code is the one that the codings name."), "{text}");
}

#[test]
fn methods_tell_what_was_left_out() {
    let folder = Folder::study();
    folder.write("t/stuk.docx", b"PK");
    folder.write("t/los.txt", b"I: Hoe?\n\nR: Ik werk.\n\nI: Ja?\n\nR: Ja.\n");
    let text = folder.run("methods t -c c.toml -q --skip-unreadable -f md --lang en").text();
    assert!(text.contains("1 transcript could not be read and is left out."), "{text}");
    assert!(text.contains("1 transcript has no row in the table of cases;"), "{text}");
    assert!(text.contains("    kantlijn code t -c c.toml --skip-unreadable -o results"), "{text}");
    assert!(!text.contains("methods-"), "every message is there: {text}");
    folder.run("methods t -c c.toml -q --skip-unreadable -o m.docx").text();
    assert!(member(&folder.read("m.docx"), "word/document.xml").contains("w:highlight w:val=\"yellow\""));
}
