//! One of a thing is said as one.

use crate::run::Folder;

/// One transcript with one answer, one code and one coding.
fn one_of_each() -> Folder {
    let codebook = "[[code]]\nid = \"shame\"\ndefinition = \"Schaamte.\"\nrules = [\"schaam*\", \"verzwijg*\"]\n\
                    examples = [\"Ik schaam me.\"]\n";
    Folder::with(&[
        ("t/r1.txt", "I: Hoe gaat het met u?\nR: Ik schaam me.\n"),
        ("c.toml", codebook),
        ("d.toml", &codebook.replace(", \"verzwijg*\"", "")),
    ])
}

#[test]
fn one_coding_in_one_answer() {
    let folder = one_of_each();
    let screen = folder.run("code t -c c.toml").text();
    assert!(screen.contains("Counted in 1 answer (all that"), "{screen}");
    let checked = folder.run("check t -c c.toml").err;
    assert!(checked.contains("note: 1 of 2 rules matches nothing in these transcripts"), "{checked}");
    assert!(checked.contains("1 of 1 example holds (1 example, 0 counterexamples)"), "{checked}");
}

#[test]
fn one_rule_is_only_in_the_one_codebook() {
    let folder = one_of_each();
    let compared = folder.run("compare t -c c.toml --with d.toml -f json");
    assert!(compared.err.contains("Of the rules, 1 is only in A, 0 only in B, and 1 in both."), "{}", compared.err);
    let table = compared.text();
    assert!(table.contains("with 1 coding; B is the codebook without a name, with 1."), "{table}");
}

#[test]
fn one_word_between_two_passages() {
    let folder = one_of_each();
    let related = folder.run("cooc t -c c.toml --relation within:1 -f json").text();
    assert!(related.contains("at most 1 word of the transcript, whoever says it, stands between"), "{related}");
    let related = folder.run("cooc t -c c.toml --relation within:3c -f json").text();
    assert!(related.contains("at most 3 characters of the transcript's text stand between"), "{related}");
}
