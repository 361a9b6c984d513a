//! The house stands: no import climbs to a higher floor, and strangers stay strangers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// The floors of ARCHITECTURE.md, from the ground up.
const FLOORS: &[&[&str]] = &[
    &["text", "scope", "error", "diagnostic", "ids", "timings", "wording", "archive", "redact", "refi"],
    &["corpus", "codebook", "stats"],
    &["segment", "coding"],
    &["matcher", "tally", "agreement"],
    &["apply", "check", "tables", "exchange", "report"],
    &["render"],
    &["cli"],
];

/// Rooms that must not know each other, whatever their floors.
const STRANGERS: &[(&str, &str)] = &[
    ("corpus", "codebook"),
    ("corpus", "stats"),
    ("codebook", "stats"),
    ("matcher", "tally"),
    ("matcher", "agreement"),
    ("tables", "matcher"),
    ("tables", "apply"),
    ("exchange", "tables"),
    ("report", "matcher"),
    ("report", "apply"),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn floor_of(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// Every import between rooms: (file, from, to).
fn imports() -> Vec<(PathBuf, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    let name = Regex::new(r"\b(?:crate|kantlijn)::([a-z_]+)\b").expect("a valid pattern");
    let group = Regex::new(r"\b(?:crate|kantlijn)::\{([^}]*)\}").expect("a valid pattern");
    let mut imports = Vec::new();
    for file in files {
        let inside = file.strip_prefix(&root).expect("a file of src");
        let room = inside.components().next().expect("a name").as_os_str().to_string_lossy().replace(".rs", "");
        let code: String = fs::read_to_string(&file)
            .expect("a source file")
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        let mut targets: Vec<String> = name.captures_iter(&code).map(|found| found[1].to_owned()).collect();
        for found in group.captures_iter(&code) {
            targets.extend(found[1].split(',').map(|part| part.trim().split("::").next().unwrap_or("").to_owned()));
        }
        imports.extend(targets.into_iter().filter(|to| *to != room).map(|to| (file.clone(), room.clone(), to)));
    }
    imports
}

#[test]
fn no_import_climbs_and_strangers_stay_strangers() {
    let mut wrong = Vec::new();
    for (file, from, to) in imports() {
        let (Some(here), Some(there)) = (floor_of(&from), floor_of(&to)) else { continue };
        let strangers =
            STRANGERS.iter().any(|&(a, b)| (from == a && to == b) || (from == b && to == a && here >= there));
        if there > here || strangers {
            wrong.push(format!("{}: {from} (floor {here}) imports {to} (floor {there})", file.display()));
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "imports that the house does not allow:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_has_a_floor() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let rooms: BTreeMap<String, Option<usize>> = fs::read_dir(root)
        .expect("src can be listed")
        .map(|entry| entry.expect("src can be listed").file_name().to_string_lossy().replace(".rs", ""))
        .filter(|room| room != "lib" && room != "guide")
        .map(|room| (room.clone(), floor_of(&room)))
        .collect();
    let homeless: Vec<_> = rooms.iter().filter(|(_, floor)| floor.is_none()).map(|(room, _)| room).collect();
    assert!(homeless.is_empty(), "rooms without a floor in this test and in ARCHITECTURE.md: {homeless:?}");
}

#[test]
fn the_check_sees_imports() {
    let seen = imports();
    assert!(seen.iter().any(|(_, from, to)| from == "segment" && to == "corpus"), "the search for imports finds none");
}
