//! Dictionaries that are cut off, damaged, too deep, or without end.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

use super::tests::{ALL, read, said};
use crate::diagnostic::Severity;

#[test]
fn no_rule_of_an_importer_is_a_mistake_wherever_the_file_is_cut_off() {
    for (name, text) in ALL {
        for end in 0..text.len() {
            let told = read(name, &text.as_bytes()[..end]).map(|read| read.diagnostics).unwrap_or_else(|told| told);
            let errors = told.iter().filter(|one| one.severity == Severity::Error);
            for error in errors {
                assert!(matches!(error.kind, "no-codes" | "yaml" | "xml"), "{name} up to {end}: {error}");
            }
        }
    }
}

#[test]
fn damaged_files_are_read_or_refused() {
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut below = |most: usize| random.next_u32() as usize % most;
    for (name, text) in ALL {
        for _ in 0..300 {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..1 + below(8) {
                let at = below(bytes.len());
                match below(3) {
                    0 => bytes[at] = below(256) as u8,
                    1 => bytes.insert(at, b"\t\n\"'<>&*{}[](): %-"[below(18)]),
                    _ => drop(bytes.splice(at..at, text.as_bytes()[below(text.len())..].iter().copied().take(9))),
                }
            }
            let told = read(name, &bytes).map(|read| read.diagnostics).unwrap_or_else(|told| told);
            for error in told.iter().filter(|one| one.severity == Severity::Error) {
                assert!(matches!(error.kind, "no-codes" | "yaml" | "xml"), "{name}: {error}\n{bytes:?}");
            }
        }
    }
}

#[test]
fn deep_and_repeating_files_come_to_an_end() {
    let deep = (0..100).fold(String::new(), |text, depth| text + &"\t".repeat(depth) + "+a\n");
    let read = read("d.lc3", (deep + &"\t".repeat(100) + "x\n").as_bytes()).expect("a codebook");
    assert_eq!(read.value.codes.iter().map(|code| code.depth).max(), Some(31));
    assert!(read.diagnostics.iter().any(|one| one.message.contains("deeper than 32 levels")));

    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..12 {
        let before = format!("*a{}, ", i - 1).repeat(9);
        laughs += &format!("a{i}: &a{i} [{}]\n", before.trim_end_matches(", "));
    }
    assert!(said("d.yml", &laughs).contains("repeats its parts"), "{}", said("d.yml", &laughs));

    let nested = "[".repeat(5000);
    assert!(said("d.yml", &format!("a: {nested}")).contains("cannot be read as YAML"));
    let nested = "<cnode name=\"a\">".repeat(5000);
    assert!(read_is_whole(&format!("<dictionary>{nested}")));
    let nested = "( ".repeat(5000);
    assert!(said("d.cod", &format!("*a\n{nested} kind")).contains("too deep"));
}

fn read_is_whole(text: &str) -> bool {
    read("d.ykd", text.as_bytes()).is_ok_and(|read| read.value.codes.len() == 4999)
}
