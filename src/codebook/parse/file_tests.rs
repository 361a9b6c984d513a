//! Codebooks as files: what they mean, what is wrong with them, and that no format loses anything.

use std::sync::Arc;

use indexmap::IndexMap;
use proptest::prelude::*;

use super::{draft, read, read_toml, rule, table};
use crate::codebook::{
    Code, Codebook, Example, List, Localized, Overlap, Rule, Scoped, Settings, Skip, SpanChoice, StanceChoice,
    write_csv, write_json, write_qdc, write_toml, write_xlsx,
};
use crate::diagnostic::{Diagnostic, Reported, Severity, SourceText};
use crate::ids::RuleId;
use crate::scope::{Unit, Universe, Within};
use crate::text::Diacritics;

fn toml(text: &str) -> Result<Reported<Codebook>, Vec<Diagnostic>> {
    read_toml(&Arc::new(SourceText { name: "c.toml".to_owned(), text: text.to_owned() }))
}

fn csv(text: &str) -> Result<Reported<Codebook>, Vec<Diagnostic>> {
    table::draft_csv("c.csv", text.as_bytes()).finish()
}

/// The mistakes of a TOML file: place, kind, mend.
fn mistakes(text: &str) -> Vec<String> {
    let found = toml(text).map(|read| read.value.hash).expect_err("mistakes");
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    errors.map(|one| one.to_string().replace("c.toml:", "")).collect()
}

#[test]
fn a_codebook_with_everything_reads_as_it_is_documented() {
    let text = r##"
[codebook]
name = "Ervaring"
version = "1.0.0"
language = "nl"
unit = "window:50"
span = "turn"
bron = "eigen werk"

[lists]
zich = ["me", "m'n eigen"]

[[code]]
id = "shame"
name = { en = "Shame", nl = "Schaamte" }
color = "#B5446E"

[[code]]
id = "shame/hiding"
within = "turn"
rules = [
  "verzwijg* OR geheim EXCEPT geheimhouding",
  { match = "niet NEAR/4 (zeg* EXCEPT \"zeg maar\")", stance = "ignore", note = "waarom" },
]
examples = ["Dat heb ik verzwegen."]

[[code]]
id = "pride"
rules = '''
# a remark
trots

code:shame AND $zich {within = "answer"}
'''
"##;
    let codebook = toml(text).unwrap().value;
    assert_eq!(codebook.settings.unit, Some(Unit::Window(50)));
    assert_eq!(codebook.settings.span, SpanChoice::Turn);
    assert_eq!(codebook.further["bron"], "eigen werk");
    assert_eq!(codebook.lists["zich"].entries, ["me", "m'n eigen"]);
    let ids: Vec<_> = codebook.codes.iter().map(|code| (code.id.as_str(), code.depth, code.line)).collect();
    assert_eq!(ids, [("shame", 0, 14), ("shame/hiding", 1, 19), ("pride", 0, 28)]);
    assert_eq!(codebook.codes[0].name.get("en"), Some("Shame"));
    let rules: Vec<_> =
        codebook.rules().map(|(code, rule)| (code.0, rule.id.0, rule.line, rule.text.as_str())).collect();
    assert_eq!(
        rules,
        [
            (1, 0, 22, "verzwijg* OR geheim EXCEPT geheimhouding"),
            (1, 1, 23, "niet NEAR/4 (zeg* EXCEPT \"zeg maar\")"),
            (2, 2, 31, "trots"),
            (2, 3, 33, "code:shame AND $zich"),
        ]
    );
    assert_eq!(codebook.codes[1].rules[1].scoped.stance, Some(StanceChoice::Ignore));
    assert_eq!(codebook.codes[1].rules[1].note, "waarom");
    assert_eq!(codebook.codes[2].rules[1].scoped.within, Some(Within::Answer));
    assert_eq!(codebook.codes[1].examples[0].line, 25);
    assert_eq!(codebook.hash.len(), 64);
}

#[test]
fn the_hash_is_of_the_meaning() {
    let a = toml("[[code]]\nid = 'a'\nrules = ['x']").unwrap().value;
    let b = toml("# other layout\n[[code]]\nrules = '''\nx\n'''\nid=\"a\"").unwrap().value;
    let c = toml("[[code]]\nid = 'a'\nrules = ['y']").unwrap().value;
    assert_eq!(a.hash, b.hash);
    assert_ne!(a.hash, c.hash);
}

#[test]
fn mistakes_in_rules_stand_at_their_line_and_column() {
    let of = |rules: &str| mistakes(&format!("[[code]]\nid = 'a'\nrules = {rules}\n")).join("\n");
    let starts = |rules: &str, wanted: &str| assert!(of(rules).starts_with(wanted), "{}", of(rules));
    starts("[\"\\\"b c\\\" NAER/3 d\"]", "3:19: error: `NAER/3` is no operator (write NEAR/3");
    starts("'''\na\n  b NEAR c\n'''", "5:5: error: `NEAR`");
    starts("\"\"\"\na\nb NEAR c\n\"\"\"", "5:3: error: `NEAR`");
    starts("[{ match = 'a OR *', note = 'x' }]", "3:26: error: `*` alone");
    starts("[\"a {stance = \\\"ignoer\\\"}\"]", "3:25: error: `ignoer` is no value of stance");
}

#[test]
fn all_mistakes_of_a_file_are_shown_at_once() {
    let text = r#"
naam = "x"
[codebook]
unit = "sentense"
version = 1.0

[[code]]
id = "a"
rules = ["$zihc", "code:b", "x W/5 y"]
color = "red"
parent = "b"

[[code]]
id = "a"

[[code]]
id = "c/d"
examples = "een" 
include = ["x"]
unit = "turn"

[[code]]
name = "zonder id"

[[codes]]
id = "e f"

[lists]
zich = ["me OR mij"]
"#;
    let found = mistakes(text);
    let wanted = [
        ("2:1:", "no `naam`", "[lists]"),
        ("4:", "`sentense`", "\"sentence\""),
        ("5:11:", "not a number", "version = \"…\""),
        ("9:11:", "no list `zihc`", "$zich"),
        ("9:20:", "no code `b`", "the codes are a, c/d"),
        ("9:32:", "`W/5`", "NEAR/5"),
        ("10:", "`red`", "#B5446E"),
        ("11:1:", "path before the slash", "parent/code"),
        ("14:7:", "line 8 already", "another id"),
        ("17:", "below `c`", "[[code]] id = \"c\""),
        ("19:11:", "not a list", "include = \"…\""),
        ("20:1:", "unit belongs", "[codebook]"),
        ("22:1:", "no id", "id = \"shame\""),
        ("25:3:", "`codes`", "[[code]]"),
        ("29:10:", "one term", "several entries"),
    ];
    for (place, message, mend) in wanted {
        let fits = |one: &&String| one.starts_with(place) && one.contains(message) && one.contains(mend);
        assert!(found.iter().any(|one| fits(&one)), "{place} {message} {mend}: {found:#?}");
    }
    assert_eq!(found.len(), wanted.len(), "{found:#?}");
}

#[test]
fn every_syntax_error_of_a_toml_file_is_reported() {
    let found = mistakes("[[code]]\nid = \"a\nrules = [\"x\"\n\n[[code]\nid = 'b'\n");
    assert!(found.len() >= 2, "{found:#?}");
    assert!(found.iter().all(|one| !one.contains("no-parent")));
}

#[test]
fn cycles_are_named_whole() {
    let code = |id: &str, rule: &str| format!("[[code]]\nid = '{id}'\nrules = ['{rule}']\n");
    let circle = [code("a", "code:b"), code("b", "x AND code:c"), code("c", "code:a"), code("d", "code:a")].concat();
    let found = mistakes(&circle);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("a → b → c → a"), "{found:?}");
    assert!(mistakes(&code("a", "code:a"))[0].contains("`a` refers to itself"));
    let family = [code("a", "x"), code("a/b", "code:a/*")].concat();
    assert!(mistakes(&family)[0].contains("`a/b` refers to itself"));
    assert!(toml(&[code("a", "code:b/*"), code("b", "x"), code("b/c", "y")].concat()).is_ok());
}

#[test]
fn a_parent_that_stands_below_is_moved_up() {
    let read = toml("[[code]]\nid = 'a/b'\n[[code]]\nid = 'c'\n[[code]]\nid = 'a'\n").unwrap();
    let ids: Vec<_> = read.value.codes.iter().map(|code| code.id.as_str()).collect();
    assert_eq!(ids, ["a", "a/b", "c"]);
    assert_eq!(read.diagnostics.iter().map(|one| one.kind).collect::<Vec<_>>(), ["parent-below"]);
}

#[test]
fn a_field_that_looks_misspelt_is_kept_with_a_warning() {
    let read = toml("[[code]]\nid = 'a'\ndefintion = 'x'\nbron = 'y'\n").unwrap();
    assert_eq!(read.value.codes[0].further.len(), 2);
    assert_eq!(read.diagnostics.len(), 1);
    assert!(read.diagnostics[0].to_string().contains("3:1: warning: `defintion`"), "{}", read.diagnostics[0]);
    assert!(mistakes("[[code]]\nid = 'a'\nregels = 'x'\n")[0].contains("write rules = …"));
}

#[test]
fn a_researchers_spreadsheet_reads_as_it_is() {
    let text = "Thema;Code;Definitie;Regels;Voorbeelden;Bron\n\
                Schaamte;Zich verbergen;\"wat; hoe\";\"verzwijg*\nniet NEAR/4 zeg* {stance = \"\"ignore\"\"}\";\"Dat verzweeg ik.\nNiets gezegd.\";p. 3\n\
                Schaamte;blootstaan;;;;\n";
    let read = csv(text).unwrap();
    let ids: Vec<_> = read.value.codes.iter().map(|code| code.id.as_str()).collect();
    assert_eq!(ids, ["Schaamte", "Schaamte/zich-verbergen", "Schaamte/blootstaan"]);
    let code = &read.value.codes[1];
    assert_eq!(code.name.plain.as_deref(), Some("Zich verbergen"));
    assert_eq!((code.definition.as_str(), code.rules.len(), code.examples.len()), ("wat; hoe", 2, 2));
    assert_eq!(code.rules[1].scoped.stance, Some(StanceChoice::Ignore));
    assert_eq!((code.further["Bron"].as_str(), code.line), ("p. 3", 2));
    assert_eq!(read.diagnostics.iter().map(|one| one.kind).collect::<Vec<_>>(), ["parent-made"]);
}

#[test]
fn mistakes_in_spreadsheets_name_the_cell() {
    let found = csv("id,rules,definition\na,\"x\ny NAER/3 z\",#NAAM?\nb,x,y,z\n").unwrap_err();
    let shown: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert!(shown.iter().any(|one| one.starts_with("c.csv, row 2, column rules: error: `NAER/3`")), "{shown:#?}");
    assert!(
        shown
            .iter()
            .any(|one| one.starts_with("c.csv, row 2, column definition: error: this cell holds the error #NAAM?"))
    );
    assert!(
        shown.iter().any(|one| one.starts_with("c.csv, row 3, column : error: this cell stands in a column without"))
    );
    let place = found.iter().find(|one| one.kind == "misspelt-operator").unwrap().place.as_ref().unwrap();
    assert_eq!(place.span.of(&place.source.text), "NAER/3");
    let kinds = |text: &str| csv(text).unwrap_err().iter().map(|one| one.kind).collect::<Vec<_>>();
    assert_eq!(kinds(""), ["no-codes"]);
    assert_eq!(kinds("definitie,rules\nx,y\n"), ["no-id-column"]);
    assert_eq!(kinds("id,code,rules\na,b,x\n"), ["duplicate-column"]);
}

#[test]
fn encodings_and_separators_are_found_out() {
    let bytes = b"id\tnaam\tregels\na\tpati\xebnt\tpati\xebnt*, x\n";
    let codebook = table::draft_csv("c.tsv", bytes).finish().unwrap().value;
    assert_eq!(codebook.codes[0].name.plain.as_deref(), Some("patiënt"));
    assert_eq!(codebook.codes[0].rules.len(), 1);
}

#[test]
fn errors_in_workbooks_name_their_cell() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, name) in ["id", "rules"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), name).unwrap();
    }
    sheet.write_string(3, 0, "a").unwrap();
    sheet.write_formula(3, 1, rust_xlsxwriter::Formula::new("=schaam*").set_result("#NAME?")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.xlsx");
    workbook.save(&path).unwrap();
    let error = read(&path).unwrap_err().to_string();
    assert!(error.contains("cell B4, column rules: error: this cell holds the error #NAME?"), "{error}");
}

#[test]
fn what_is_no_codebook_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        read(&path).unwrap_err()
    };
    assert!(path("c.docx", b"").help().unwrap().contains(".toml, .csv, .tsv, .xlsx"));
    assert!(path("c.xlsx", b"id,rules").to_string().contains("cannot be read"));
    let compound = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0xff; 600]].concat();
    assert!(path("c.xls", &compound).to_string().contains("Excel 97 to 2003"));
    assert!(path("c.toml", b"").to_string().contains("no code in this file"));
    assert!(read(&folder.path().join("none.toml")).is_err());
}

#[test]
fn a_cell_too_long_for_excel_is_an_error() {
    let long = format!("[[code]]\nid = 'a'\nmemo = '{}'", "x".repeat(40_000));
    let error = write_xlsx(&toml(&long).unwrap().value).unwrap_err();
    assert!(error.to_string().contains("the memo of `a`"), "{error}");
}

/// A codebook without the places of its file, which differ from one format to the next.
fn placeless(mut codebook: Codebook) -> Codebook {
    for code in &mut codebook.codes {
        (code.line, code.place) = (0, None);
        for rule in &mut code.rules {
            (rule.line, rule.place) = (0, None);
        }
        for example in code.examples.iter_mut().chain(&mut code.counterexamples) {
            example.line = 0;
        }
    }
    codebook
}

fn text() -> impl Strategy<Value = String> {
    "[ a-zé\"'\\\\,;#{}=|<*\\n\\t–🙂]{0,16}".prop_map(|text| text.trim().to_owned())
}

fn rule_text() -> impl Strategy<Value = String> {
    let atom = prop::sample::select(vec![
        "schaam*",
        "\"zeg maar\"",
        "z'n eigen",
        "exact:\"Één\"",
        "regex:/a\\/b \"c\"/",
        "$zich",
        "\\#x",
        "'s avonds",
        "#trots",
        "verantwoordelijkheids+gevoel",
        "\"ik <3> moe\"",
        "“te veel”",
        "COUNT(x) >= 2",
        "NEAR/4(a, b, $zich)",
        "it's '",
    ]);
    let operator = prop::sample::select(vec![" OR ", " AND ", " NEAR/3 ", " BEFORE/2 ", " NOT ", " EXCEPT "]);
    (atom.clone(), prop::collection::vec((operator, atom), 0..3)).prop_map(|(first, rest)| {
        rest.into_iter().fold(first.to_owned(), |rule, (op, atom)| format!("({rule}){op}{atom}"))
    })
}

fn scoped() -> impl Strategy<Value = Scoped> {
    (
        prop::option::of(prop::sample::select(vec![Within::Turn, Within::Transcript])),
        prop::option::of(prop::sample::select(vec![StanceChoice::Ignore, StanceChoice::Mark])),
        prop::option::of(prop::sample::select(vec![Diacritics::Fold, Diacritics::Exact])),
        prop::option::of(prop::sample::select(vec![Universe::All, Universe::Interviewer])),
        prop::option::of("[a-z\"']{1,4}"),
        prop::option::of(Just("beroep = \"peer worker\" AND NOT jaren < 3".parse().unwrap())),
        prop::option::of(Just("nl".to_owned())),
    )
        .prop_map(|(within, stance, diacritics, part, speaker, r#where, language)| Scoped {
            within,
            stance,
            diacritics,
            part,
            speaker,
            r#where,
            language,
        })
}

fn localized() -> impl Strategy<Value = Localized> {
    let filled = || text().prop_filter("a name", |text| !text.is_empty());
    prop_oneof![
        Just(Localized::default()),
        filled().prop_map(|plain| Localized { plain: Some(plain), ..Localized::default() }),
        (filled(), filled()).prop_map(|(nl, en)| {
            let by_language = [("en".to_owned(), en), ("nl".to_owned(), nl)].into_iter().collect();
            Localized { plain: None, by_language }
        }),
    ]
}

fn further() -> impl Strategy<Value = IndexMap<String, String>> {
    prop::collection::btree_map("[b-y]{9,12}( [A-Z])?", text().prop_filter("filled", |t| !t.is_empty()), 0..3)
        .prop_map(|map| map.into_iter().collect())
}

fn examples() -> impl Strategy<Value = Vec<Example>> {
    let filled = text().prop_filter("an example", |text| !text.is_empty());
    prop::collection::vec(filled.prop_map(|text| Example { text, line: 0 }), 0..3)
}

fn rules() -> impl Strategy<Value = Vec<Rule>> {
    let rule = (rule_text(), scoped(), text()).prop_map(|(text, scoped, note)| {
        let origin = super::Origin::cell("", &text, 0, String::new());
        let located = super::Located::whole(&origin).trimmed();
        let (parsed, found) = rule::parse(&located);
        let parsed = parsed.unwrap_or_else(|| panic!("{text}: {found:#?}"));
        Rule { scoped, note, ..draft::finished(located, parsed, RuleId(0)) }
    });
    prop::collection::vec(rule, 0..4)
}

fn code(id: &'static str) -> impl Strategy<Value = Code> {
    (
        localized(),
        [text(), text(), text(), text()],
        scoped(),
        rules(),
        [examples(), examples()],
        further(),
        any::<bool>(),
    )
        .prop_map(move |(name, texts, scoped, rules, [examples, counterexamples], further, colored)| {
            let [definition, include, exclude, memo] = texts;
            let color = colored.then(|| "#00ff9A".to_owned());
            let id = id.to_owned();
            Code {
                id,
                name,
                definition,
                include,
                exclude,
                memo,
                color,
                scoped,
                rules,
                examples,
                counterexamples,
                further,
                ..Code::default()
            }
        })
}

fn codebooks() -> impl Strategy<Value = Codebook> {
    let codes = (code("a"), code("a/b"), code("c-1"));
    let settings = prop_oneof![
        Just(Settings::default()),
        Just(Settings {
            unit: Some(Unit::Case),
            span: SpanChoice::Answer,
            overlap: Overlap::Longest,
            skip: Skip::None
        })
    ];
    (localized(), [text(), text()], settings, scoped(), further(), codes, any::<bool>()).prop_map(
        |(name, [version, memo], settings, scoped, further, (a, b, c), with_empty_list)| {
            let mut lists = IndexMap::new();
            let entries: Vec<String> = ["me", "m'n eigen", "stem:schamen", "\"x y\""].map(str::to_owned).to_vec();
            lists.insert("zich".to_owned(), List { entries, nodes: Vec::new() });
            if with_empty_list {
                lists.insert("leeg".to_owned(), List { entries: Vec::new(), nodes: Vec::new() });
            }
            let mut codebook = Codebook {
                name,
                version,
                memo,
                settings,
                scoped,
                lists,
                codes: vec![a, b, c],
                further,
                hash: String::new(),
            };
            // The order of names is that of the codebook's language first.
            if codebook.scoped.language.is_some() {
                for name in codebook.codes.iter_mut().map(|code| &mut code.name).chain([&mut codebook.name]) {
                    name.by_language.reverse();
                }
            }
            codebook
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_format_loses_anything(made in codebooks()) {
        let written = write_toml(&made);
        let read = match toml(&written) {
            Ok(read) => read.value,
            Err(found) => panic!("{written}\n{found:#?}"),
        };
        prop_assert_eq!(write_toml(&read), written.clone());
        prop_assert_eq!(&read.codes[1].definition, &made.codes[1].definition);
        prop_assert_eq!(read.codes[0].rules.len(), made.codes[0].rules.len());
        prop_assert_eq!(&read.further, &made.further);

        let sheet = write_csv(&read);
        let from_csv = match csv(&sheet) {
            Ok(read) => read.value,
            Err(found) => panic!("{sheet}\n{found:#?}"),
        };
        prop_assert_eq!(write_toml(&from_csv), written.clone());
        prop_assert_eq!(placeless(from_csv), placeless(read.clone()));

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("c.xlsx");
        std::fs::write(&path, write_xlsx(&read).unwrap()).unwrap();
        let from_workbook = super::read(&path).unwrap_or_else(|e| panic!("{written}\n{e}")).value;
        prop_assert_eq!(write_toml(&from_workbook), written.clone());
        prop_assert_eq!(placeless(from_workbook), placeless(read.clone()));

        let text = write_json(&read);
        let from_json = super::read_bytes("c.json".as_ref(), text.clone().into_bytes());
        let from_json = from_json.unwrap_or_else(|e| panic!("{text}\n{e}")).value;
        prop_assert_eq!(write_toml(&from_json), written.clone());
        prop_assert_eq!(write_json(&from_json), text);
        prop_assert_eq!(placeless(from_json), placeless(read.clone()));

        let bytes = write_qdc(&read);
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let from_qdc = super::read_bytes("c.qdc".as_ref(), bytes.clone()).unwrap_or_else(|e| panic!("{shown}\n{e}"));
        prop_assert_eq!(write_toml(&from_qdc.value), written, "{}", shown);
        prop_assert_eq!(write_qdc(&from_qdc.value), bytes);
        prop_assert_eq!(placeless(from_qdc.value), placeless(read));
    }

    #[test]
    fn no_text_makes_the_readers_fail(text in any::<String>()) {
        for file in [text.clone(), format!("[[code]]\nid = 'a'\nrules = [{text}]"), format!("[[code]]\nid = 'a'\nrules = \"{text}\"")] {
            let read = toml(&file);
            for one in read.map_or_else(|found| found, |read| read.diagnostics) {
                let place = one.place.unwrap();
                prop_assert!(file.get(place.span.range()).is_some());
            }
            let _ = csv(&file);
            for name in ["c.json", "c.qdc"] {
                let _ = super::read_bytes(name.as_ref(), file.clone().into_bytes());
            }
        }
    }
}

#[test]
fn the_same_codebook_gives_the_same_workbook() {
    let codebook = toml("[[code]]\nid = 'a'\nrules = ['x']").unwrap().value;
    assert_eq!(write_xlsx(&codebook).unwrap(), write_xlsx(&codebook).unwrap());
}
