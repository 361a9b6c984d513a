use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use super::{FILES, Lang, args};

/// The messages of a file, each with the values that it names.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let value = Regex::new(r"\$([a-z][a-z-]*)").expect("a valid pattern");
    let name = Regex::new(r"^(-?[a-z][a-z0-9-]*) =").expect("a valid pattern");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(named) = name.captures(line) {
            current = named[1].to_owned();
            assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "`{current}` stands there twice");
        }
        for value in value.captures_iter(line) {
            found.entry(current.clone()).or_default().insert(value[1].to_owned());
        }
    }
    found
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| ["rs", "js", "html"].iter().any(|known| *known == extension))
        {
            found.push(path);
        }
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_values() {
    for file in FILES {
        let [en, nl] = file.texts.map(messages);
        assert_eq!(en.keys().collect::<Vec<_>>(), nl.keys().collect::<Vec<_>>(), "{}.ftl", file.name);
        for (name, values) in &en {
            assert_eq!(Some(values), nl.get(name), "{name} in {}.ftl", file.name);
        }
    }
}

#[test]
fn no_message_stands_in_two_files() {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for file in FILES {
        for name in messages(file.texts[0]).into_keys() {
            let before = seen.insert(name.clone(), file.name);
            assert_eq!(before, None, "{name} is in {} as well", file.name);
        }
    }
}

/// What was copied to be translated and was not would be read by everybody but the one who wrote it.
#[test]
fn no_dutch_message_has_english_words() {
    const ENGLISH: [&str; 12] =
        ["the", "with", "which", "and", "each", "are", "from", "they", "their", "its", "codings", "participants"];
    // What stands in a place is a name of the program, and so is what a message, a variant or a column is called.
    let names = Regex::new(r"\{[^{}]*\}|`[^`]*`|\$[a-z-]+|^[a-z0-9-]+ =|\[[^\]]*\]").expect("a valid pattern");
    for file in FILES {
        for line in file.texts[Lang::Nl as usize].lines().filter(|line| !line.starts_with('#')) {
            let said = names.replace_all(line, " ");
            let word = |word: &&str| ENGLISH.contains(&word.trim_matches(|c: char| !c.is_alphabetic()));
            assert_eq!(said.split_whitespace().find(word), None, "{}.ftl: {line}", file.name);
        }
    }
}

/// A name that no file has would be shown as it is.
#[test]
fn every_message_that_is_asked_for_is_there() {
    let known: BTreeSet<String> = FILES.iter().flat_map(|file| messages(file.texts[0]).into_keys()).collect();
    let asked = Regex::new(r#"\b(?:phrase|phrased)\(\s*"([a-z][a-z0-9-]*)""#).expect("a valid pattern");
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut missing = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("wording/tests.rs")) {
        let text = fs::read_to_string(file).expect("a source file");
        let named = asked.captures_iter(&text).map(|found| found[1].to_owned());
        missing.extend(named.filter(|name| !known.contains(name)).map(|name| format!("{name} in {}", file.display())));
    }
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}

#[test]
fn numbers_choose_singular_or_plural_and_are_written_as_the_language_does() {
    assert_eq!(Lang::Nl.phrased("codings", args! { "n" => 1 }), "1 codering");
    assert_eq!(Lang::Nl.phrased("codings", args! { "n" => 0 }), "0 coderingen");
    assert_eq!(Lang::En.phrased("codings", args! { "n" => 1_234_567 }), "1,234,567 codings");
    assert_eq!(Lang::Nl.phrased("units-of", args! { "n" => 435, "unit" => "answer" }), "435 antwoorden");
    assert_eq!(Lang::En.phrased("units-of", args! { "n" => 1, "unit" => "case" }), "1 case");
    assert_eq!(Lang::En.number(999), "999");
    assert_eq!(Lang::Nl.number(1000), "1.000");
    assert_eq!(Lang::Nl.decimal(0.3499, 2), "0,35");
}

#[test]
fn a_language_without_messages_reads_english_and_a_message_that_is_missing_shows_its_name() {
    assert_eq!(Lang::of("fy"), Lang::En);
    assert_eq!(Lang::of("NL_be"), Lang::Nl);
    assert_eq!(Lang::of(""), Lang::En);
    assert_eq!(Lang::En.phrase("nowhere"), "nowhere");
}

#[test]
fn columns_and_words_of_cells_are_known_by_the_names_in_the_tables() {
    assert_eq!(Lang::Nl.column("a_given_b").as_deref(), Some("A gegeven B"));
    assert_eq!(Lang::Nl.cell("held-out"), Some("apart gehouden"));
    assert_eq!((Lang::En.cell("baker"), Lang::En.find("nowhere")), (None, None));
}

#[test]
fn names_stand_in_a_row() {
    assert_eq!(Lang::Nl.list(&["anna", "bram", "chris"]), "anna, bram en chris");
    assert_eq!(Lang::En.list(&["anna"]), "anna");
    assert_eq!(Lang::En.list(&[] as &[&str]), "");
}
