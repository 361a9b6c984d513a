//! Figures: their numbers are those of the tables, and they are files that others can read.

use std::collections::BTreeMap;

use resvg::usvg::roxmltree::Document;

use crate::run::Folder;

/// What an SVG file shows: its texts, and what it tells of marks, in order.
struct Shown {
    texts: Vec<String>,
    told: Vec<String>,
    sizes: Vec<f64>,
}

#[track_caller]
fn shown(folder: &Folder, file: &str) -> Shown {
    let svg = String::from_utf8(folder.read(file)).expect("text");
    let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{file}: {error}"));
    let named = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));
    let own = |node: resvg::usvg::roxmltree::Node<'_, '_>| {
        let text = node.children().filter(|child| child.is_text()).filter_map(|child| child.text());
        text.collect::<String>()
    };
    Shown {
        texts: named("text").map(own).collect(),
        told: named("title").skip(1).filter_map(|node| node.text().map(str::to_owned)).collect(),
        sizes: named("text").filter_map(|node| node.attribute("font-size")?.parse().ok()).collect(),
    }
}

/// The rows of a CSV file without quotes, by column.
fn rows(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = csv.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let names = lines.next().expect("names of columns");
    lines.map(|cells| names.iter().cloned().zip(cells).collect()).collect()
}

#[test]
fn bars_are_as_long_as_the_table_says() {
    let folder = Folder::study();
    let table = rows(&folder.run("freq t -c c.toml --lang nl").text());
    for (measure, of) in [("participants", " van 3"), ("transcripts", " van 3"), ("codings", ""), ("mentions", "")] {
        folder.run(&format!("plot freq t -c c.toml --measure {measure} -o {measure}.svg")).text();
        let told = shown(&folder, &format!("{measure}.svg")).told;
        let expected: Vec<String> = table
            .iter()
            .filter(|row| !row["code"].is_empty() || !of.is_empty())
            .map(|row| format!("{}: {}{of}", row["name"], row[measure]))
            .collect();
        assert_eq!(told, expected, "{measure}");
    }
    let shown = shown(&folder, "participants.svg");
    assert!(shown.texts[0] == "Hoeveel deelnemers het over elke code hebben", "{:?}", shown.texts);
    assert!(shown.sizes.iter().all(|&size| size >= 7.0), "{:?}", shown.sizes);
}

#[test]
fn values_stand_side_by_side_on_one_scale() {
    let folder = Folder::study();
    let table = rows(&folder.run("freq t -c c.toml --by profession --lang en").text());
    folder.run("plot freq t -c c.toml --by profession --lang en -o by.svg").text();
    let shown = shown(&folder, "by.svg");
    let all = BTreeMap::from([("bakker", 2), ("kok", 1)]);
    let of_row = |row: &BTreeMap<String, String>| {
        format!("{}: {} of {}", row["name"], row["participants"], all[row["profession"].as_str()])
    };
    assert_eq!(shown.told, table.iter().map(of_row).collect::<Vec<_>>());
    for text in ["bakker", "2 participants", "kok", "1 participant"] {
        assert!(shown.texts.iter().any(|shown| shown == text), "{text} in {:?}", shown.texts);
    }
}

#[test]
fn a_part_of_the_codebook_and_a_level() {
    let folder = Folder::study();
    folder.run("plot freq t -c c.toml --code shame -o shame.svg").text();
    assert_eq!(shown(&folder, "shame.svg").told, ["Schaamte: 3 van 3", "Verbergen: 2 van 3"]);
    folder.run("plot freq t -c c.toml --level 1 --lang en -o one.svg").text();
    assert_eq!(shown(&folder, "one.svg").told, ["Shame: 3 of 3", "Work: 2 of 3", "no code: 0 of 3"]);
}

#[test]
fn cells_and_lines_hold_the_units_of_the_table() {
    let folder = Folder::study();
    let table = rows(&folder.run("cooc t -c c.toml --level all").text());
    let name = BTreeMap::from([("shame", "Shame"), ("shame/hiding", "Hiding"), ("work", "Work")]);
    folder.run("plot cooc t -c c.toml --level all --lang en -o m.svg").text();
    let told = shown(&folder, "m.svg").told;
    for row in &table {
        let (a, b) = (name[row["code_a"].as_str()], name[row["code_b"].as_str()]);
        let cell = format!("{b} × {a}: {}", row["both"]);
        assert!(told.contains(&cell), "{cell} in {told:?}");
    }
    // A code and one above it are no pair.
    assert!(told.contains(&"Hiding × Shame".to_owned()), "{told:?}");
    folder.run("plot network t -c c.toml --level all --lang en -o n.svg").text();
    let mut lines: Vec<String> = table.iter().map(|row| row["both"].clone()).filter(|both| both != "0").collect();
    lines.sort();
    let shown = shown(&folder, "n.svg");
    let drawn: Vec<String> = shown.told.iter().filter(|told| told.parse::<u64>().is_ok()).cloned().collect();
    assert_eq!(drawn, lines);
    assert!(shown.told.contains(&"Hiding: 2 participants".to_owned()), "{:?}", shown.told);
}

/// Two interviews in which every code is in every answer, three times.
fn often() -> Folder {
    let folder = Folder::study();
    for name in ["a", "b"] {
        let text =
            "I: Hoe?\n\nR: Ik schaam me op mijn werk.\n\nI: En toen?\n\nR: Dat heb ik verzwegen op mijn werk.\n\n"
                .repeat(3);
        folder.write(&format!("v/{name}.txt"), text.as_bytes());
    }
    folder
}

#[test]
fn ratios_are_those_of_the_table_and_what_is_undefined_is_no_number() {
    let folder = often();
    let table = rows(&folder.run("cooc v -c c.toml --level all --measures all").text());
    let pair = table.iter().find(|row| row["code_a"] == "shame/hiding" && row["code_b"] == "work").expect("a pair");
    folder.run("plot cooc v -c c.toml --level all --measure jaccard -o j.svg").text();
    let jaccard: f64 = pair["jaccard"].parse().expect("a number");
    let cell = format!("Werk × Verbergen: {}; {}", pair["both"], format!("{jaccard:.2}").replace('.', ","));
    let told = shown(&folder, "j.svg").told;
    assert!(told.contains(&cell), "{cell} in {told:?}");
    // Work is in every unit, so that φ is undefined.
    assert_eq!(pair["phi"], "");
    folder.run("plot cooc v -c c.toml --level all --measure phi -o p.svg").text();
    let told = shown(&folder, "p.svg").told;
    assert!(told.contains(&format!("Werk × Verbergen: {}; –", pair["both"])), "{told:?}");
}

#[test]
fn a_code_line_has_a_mark_for_each_coding() {
    let folder = Folder::study();
    let codings = rows(&folder.run("quotes t -c c.toml -f csv").text()).len();
    folder.run("plot codeline t -c c.toml --level all -o l.svg").text();
    let shown_all = shown(&folder, "l.svg");
    assert_eq!(shown_all.told.len(), codings, "{:?}", shown_all.told);
    folder.run("plot codeline t -c c.toml --transcript r1 --words -o r1.svg").text();
    let one = shown(&folder, "r1.svg");
    // Hoe begon het? | Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen. | En nu? | Nu schaam ik me niet meer.
    assert_eq!(one.told, ["Schaamte: 4–9", "Schaamte: 10–14", "Schaamte: 17–22", "Werk: 4–9"]);
    assert!(one.texts.contains(&"r1".to_owned()) && !one.texts.contains(&"r2".to_owned()), "{:?}", one.texts);
}

#[test]
fn the_curve_is_that_of_the_table_and_says_what_it_is() {
    let folder = Folder::study();
    folder.write("t/cases.csv", b"transcript,case,analysed_on\nr1,P1,1\nr2,P1,2\nr10,P2,3\n");
    let table = folder.run("saturation t -c c.toml --lang en").text();
    let steps: Vec<(String, String, String)> = rows(&table)
        .iter()
        .map(|row| (row["transcript"].clone(), row["new_codes"].clone(), row["cumulative"].clone()))
        .collect();
    folder.run("plot saturation t -c c.toml --lang en -o s.svg").text();
    let shown_rules = shown(&folder, "s.svg");
    let bars = steps.iter().filter(|step| step.1 != "0").map(|step| format!("{}: {}", step.0, step.1));
    let line = steps.iter().map(|step| format!("{}: {}", step.0, step.2));
    assert_eq!(shown_rules.told, bars.chain(line).collect::<Vec<_>>());
    assert_eq!(shown_rules.texts[0], "Coverage of the codebook by interview");
    assert!(shown_rules.texts.join(" ").contains("This is no saturation"), "{:?}", shown_rules.texts);
    folder.write("h.csv", b"transcript,code,coder,text\nr1,work,anna,werk\nr2,work,anna,werk\nr10,shame,anna,schaam\n");
    folder.run("plot saturation t --codings h.csv --expected --lang nl -o h.svg").text();
    let shown = shown(&folder, "h.svg");
    assert_eq!(shown.texts[0], "Nieuwe codes per interview");
    assert!(shown.texts.contains(&"gemiddelde over alle volgordes".to_owned()), "{:?}", shown.texts);
}

#[test]
fn any_number_of_threads_gives_the_same_figure() {
    let folder = Folder::study();
    for (line, extensions) in [
        ("freq t -c c.toml --by profession", &["svg", "png", "pdf"][..]),
        ("cooc t -c c.toml", &["pdf"]),
        ("network t -c c.toml", &["svg", "pdf"]),
        ("codeline t -c c.toml", &["svg"]),
    ] {
        for extension in extensions {
            for threads in [1, 4] {
                folder.run(&format!("plot {line} -j {threads} -o f{threads}.{extension} --width 9cm --force")).text();
            }
            let of = |threads: u32| folder.read(&format!("f{threads}.{extension}"));
            assert!(of(1) == of(4), "{line}, {extension}");
        }
    }
}

#[test]
fn files_are_what_their_names_say() {
    let folder = Folder::study();
    for extension in ["svg", "png", "pdf", "PNG"] {
        folder.run(&format!("plot freq t -c c.toml -o f.{extension} --width 127mm --title '' --force")).text();
    }
    let png = folder.read("f.png");
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && folder.read("f.PNG") == png);
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    // Five inches of 300 pixels, and 11,811 pixels a metre.
    assert_eq!((number(16), number(41)), (1500, 11_811));
    assert_eq!(&png[37..41], b"pHYs");
    assert!(folder.read("f.pdf").starts_with(b"%PDF-"));
    let svg = String::from_utf8(folder.read("f.svg")).expect("text");
    assert!(svg.contains("width=\"127mm\"") && svg.contains("xml:lang=\"nl\""), "{svg}");
    assert!(!shown(&folder, "f.svg").texts.iter().any(|text| text.starts_with("Hoeveel")), "{svg}");
    folder.run("plot freq t -c c.toml -o d.png --width 6,35cm --dpi 100 --no-caption").text();
    let small = folder.read("d.png");
    assert_eq!(&small[16..20], 250_u32.to_be_bytes());
}

#[test]
fn names_of_any_kind_are_shown_as_text() {
    let folder = Folder::study();
    let odd = "<script>alert(1)</script> & שלום \\\"x\\\" 😀 ]]>";
    let book = crate::run::CODEBOOK
        .replace("nl = \"Schaamte\"", &format!("nl = \"{odd}\""))
        .replace("\"Werk\"", "\"a\\u0007b\"");
    folder.write("odd.toml", book.as_bytes());
    for figure in ["freq", "cooc", "network", "codeline"] {
        for extension in ["svg", "png", "pdf"] {
            folder.run(&format!("plot {figure} t -c odd.toml -o {figure}.{extension}")).text();
        }
        let shown = shown(&folder, &format!("{figure}.svg"));
        assert!(shown.texts.iter().any(|text| text.contains("<script>")), "{:?}", shown.texts);
        assert!(!String::from_utf8(folder.read(&format!("{figure}.svg"))).expect("text").contains("<script"));
    }
}

#[test]
fn what_cannot_be_drawn_is_refused_with_the_mend() {
    let folder = Folder::study();
    folder.write("there.svg", b"mine");
    for (line, told) in [
        ("freq t -c c.toml -o f.jpg", "name a .svg, .png or .pdf file"),
        ("freq t -c c.toml -o f", "name a .svg, .png or .pdf file"),
        ("freq t -c c.toml -o there.svg", "there.svg"),
        ("freq t -c c.toml", "--output"),
        ("freq t -c c.toml -o f.svg --dpi 300", "--dpi would change nothing"),
        ("freq t -c c.toml -o f.svg --width 3mm", "between 40mm and 2000mm"),
        ("freq t -c c.toml -o f.svg --width breed", "as in 90mm or 16cm"),
        ("freq t -c c.toml -o f.svg --measure words", "participants, transcripts, units, codings, mentions"),
        ("freq t -c c.toml -o f.svg --code shme", "did you mean `shame`?"),
        ("freq t -c c.toml -o f.svg --where 'profession = \"smid\"'", "not one word is counted"),
        ("cooc t -c c.toml -o f.svg --by profession", "--where"),
        ("cooc t -c c.toml -o f.svg --code work", "there is no pair to draw"),
        ("network t -c c.toml -o f.svg --min 40", "no two codes are in 40 units together, at most in 2"),
        ("codeline t -c c.toml -o f.svg --transcript r3", "did you mean `r"),
        ("codeline t -c c.toml -o f.svg -u turn", "--unit would change nothing"),
        ("saturation t -c c.toml -o f.svg", "analysed_on"),
        ("freq t -c c.toml -o nowhere/f.svg", "nowhere"),
    ] {
        let ran = folder.run(&format!("plot {line}"));
        let refused = ran.refused();
        // Help is broken into lines.
        let refused = refused.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(refused.contains(told), "{line}: {refused}");
    }
    assert_eq!(folder.read("there.svg"), b"mine");
    assert!(folder.files().keys().all(|name| !name.starts_with("f.") && !name.contains(".kantlijn")));
    folder.run("plot freq t -c c.toml -o there.svg --force").text();
    assert!(folder.read("there.svg").starts_with(b"<?xml"));
}

#[test]
fn nothing_found_is_no_empty_figure() {
    let folder = Folder::study();
    folder.write("none.toml", b"[codebook]\nname = \"Leeg\"\n\n[[code]]\nid = \"a\"\nrules = [\"zzz\"]\n\n[[code]]\nid = \"b\"\nrules = [\"yyy\"]\n");
    for (figure, told) in [
        ("freq", "there is nothing to draw"),
        ("cooc", "there is no pair to draw"),
        ("network", "there is no pair to draw"),
        ("codeline", "there is no coding to draw"),
    ] {
        let ran = folder.run(&format!("plot {figure} t -c none.toml -o f.svg"));
        assert!(ran.refused().contains(told), "{ran}");
        assert!(!folder.path("f.svg").exists());
    }
}

#[test]
fn several_coders_stand_apart_in_bars_and_are_chosen_elsewhere() {
    let folder = Folder::study();
    folder.write("h.csv", b"transcript,code,coder,text\nr1,work,anna,werk\nr2,work,bram,werk\nr2,shame,bram,baas\n");
    folder.run("plot freq t --codings h.csv --lang en -o f.svg").text();
    let texts = shown(&folder, "f.svg").texts;
    assert!(["anna", "bram"].iter().all(|coder| texts.iter().any(|text| text == coder)), "{texts:?}");
    for figure in ["cooc", "network", "codeline"] {
        let ran = folder.run(&format!("plot {figure} t --codings h.csv -o {figure}.svg"));
        assert!(ran.refused().contains("several coders"), "{ran}");
    }
    folder.run("plot codeline t --codings h.csv --coder any --lang nl -o l.svg").text();
    let texts = shown(&folder, "l.svg").texts.join(" ");
    assert!(texts.contains("door een van anna, bram"), "{texts}");
    // People's codings rest on no mentions.
    let ran = folder.run("plot freq t --codings h.csv --coder anna --measure mentions -o m.svg");
    assert!(ran.refused().contains("--measure codings"), "{ran}");
}

#[test]
fn each_figure_has_a_manual_page() {
    let folder = Folder::new();
    folder.run("man m").text();
    for figure in ["freq", "cooc", "network", "codeline", "saturation"] {
        let page = String::from_utf8(folder.read(&format!("m/kantlijn-plot-{figure}.1"))).expect("text");
        assert!(page.contains("output"), "{page}");
    }
}
