use std::sync::Arc;

use super::lint;
use crate::codebook::read_toml;
use crate::diagnostic::SourceText;

/// The remarks on a code with these rules: kind and underlined words.
#[track_caller]
fn remarks(head: &str, rules: &str) -> Vec<(&'static str, String)> {
    let text = format!("{head}\n[[code]]\nid = 'a'\ndefinition = 'x'\nexamples = ['x']\nrules = '''\n{rules}\n'''");
    let source = Arc::new(SourceText { name: "c.toml".to_owned(), text });
    let codebook = read_toml(&source).unwrap_or_else(|e| panic!("{e:#?}")).value;
    let shown = |one: crate::diagnostic::Diagnostic| {
        let place = one.place.map(|place| place.span.of(&place.source.text).to_owned());
        (one.kind, place.unwrap_or_default())
    };
    lint(&codebook).into_iter().map(shown).collect()
}

#[track_caller]
fn says(rules: &str, kind: &'static str, words: &str) {
    assert_eq!(remarks("", rules), [(kind, words.to_owned())], "{rules}");
}

#[track_caller]
fn silent(rules: &str) {
    assert_eq!(remarks("", rules), [], "{rules}");
}

#[test]
fn terms_that_stand_twice() {
    says("schaamte\ntrots\nSchaamte", "duplicate", "Schaamte");
    says("één been OR trots\n\"een been\"", "duplicate", "\"een been\"");
    says("x NEAR/3 (a OR b OR a)", "duplicate", "a");
    says("a NEAR/3 b\na NEAR/3  B", "duplicate", "a NEAR/3  B");
    silent("schaamte\nschaamte {within = \"turn\"}");
    silent("a NEAR/3 b\na NEAR/4 b");
    silent("a AND b\na AND c");
}

#[test]
fn terms_that_a_wildcard_finds() {
    says("schaam*\nschaamte", "shadowed", "schaamte");
    says("schaamtevol* OR *schaam*", "shadowed", "schaamtevol*");
    says("x AND (boek* OR boeken)", "shadowed", "boeken");
    silent("schaam* OR beschaamd");
    silent("w?n OR w*n EXCEPT won");
    silent("schaam* {within = \"turn\"}\nschaamte");
    silent("w?n OR wo?n");
    assert_eq!(remarks("[lists]\nboek = ['boek*']", "boeken OR $boek"), [("shadowed", "boeken".to_owned())]);
}

#[test]
fn phrases_around_a_term_only_where_stance_is_ignored() {
    silent("vol\n\"niet voor vol\"");
    says("vol {stance = \"ignore\"}\n\"niet voor vol\" {stance = \"ignore\"}", "shadowed", "\"niet voor vol\"");
    silent("x NEAR/2 (vol OR \"niet voor vol\") {stance = \"ignore\"}");
}

#[test]
fn what_can_never_match() {
    says("a OR (b NOT b)", "never-matches", "(b NOT b)");
    says("schaamte EXCEPT schaam*", "never-matches", "schaamte EXCEPT schaam*");
    says("(a OR b) EXCEPT (a OR b)", "never-matches", "(a OR b) EXCEPT (a OR b)");
    says("NEAR/3(a, \"b c\", d)", "never-matches", "NEAR/3(a, \"b c\", d)");
    silent("NEAR/4(a, \"b c\", d)");
    silent("schaam* EXCEPT schaamte");
    silent("zeg* EXCEPT \"zeg maar\"");
}

#[test]
fn words_that_folding_makes_frequent_ones() {
    says("één OR café", "folded", "één");
    silent("cliënt OR patiënt");
    silent("exact:één");
    assert_eq!(remarks("[codebook]\ndiacritics = 'exact'", "één"), []);
}

#[test]
fn stems_ask_for_a_language() {
    says("stem:schamen\nstem:trots", "stem-without-language", "stem:schamen");
    assert_eq!(remarks("[codebook]\nlanguage = 'nl'", "stem:schamen"), []);
}

#[test]
fn lists_that_repeat_themselves() {
    let found = remarks("[lists]\nx = ['arts', 'Arts', 'artsen', 'arts*']", "$x");
    assert_eq!(found, [("list-repeats", String::new())]);
}

#[test]
fn of_many_codes_the_first_few_are_named() {
    let text: String = (0..262).map(|i| format!("[[code]]\nid = 'c{i}'\n")).collect();
    let source = Arc::new(SourceText { name: "c.toml".to_owned(), text });
    let found = lint(&read_toml(&source).unwrap().value);
    assert_eq!(found[0].message, "262 codes have no definition: `c0`, `c1`, `c2`, `c3`, `c4` and 257 more");
}

#[test]
fn codes_are_named_together() {
    let text = "[[code]]\nid = 'a'\n[[code]]\nid = 'a/b'\nrules = ['x']\nexamples = ['y']\ncounterexamples = ['y']\n[[code]]\nid = 'c'\ndefinition = 'z'";
    let source = Arc::new(SourceText { name: "c.toml".to_owned(), text: text.to_owned() });
    let found: Vec<String> = lint(&read_toml(&source).unwrap().value).iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[0].starts_with("c.toml:2:7: warning: 2 codes have no definition: `a`, `a/b`"), "{found:#?}");
    assert!(found[1].starts_with("c.toml:4:7: warning: an example of `a/b` is its counterexample too"), "{found:#?}");
    assert!(found[2].starts_with("c.toml:9:7: note: this code has no rules: `c`"), "{found:#?}");
}
