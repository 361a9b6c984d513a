//! Dictionaries of other programs find in a text what they find there.

use kantlijn::codebook::read;
use kantlijn::corpus::{Admission, ReadOptions, Reading};
use kantlijn::matcher::{MatchOptions, Matcher, Scratch};
use kantlijn::segment::{SegmentOptions, Segments};

const TEXT: &str = "Ik schaamde me, eh, te veel. Te veel moeten is niet goed. Plan 9 was een plan. \
    Zij heeft één gêne en een gene. Dat soort van dingen, zo'n soort ding. NEAR ligt dichtbij. \
    Mijn moeder zweeg lang en mijn vader zei niets. Ik zei te eh veel.";

/// The words that each code finds, by its id, in the order of the text.
fn found(name: &str, dictionary: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, dictionary).expect("a file");
    let codebook = read(&path).unwrap_or_else(|mistakes| panic!("{name}: {mistakes}")).value;
    let matcher = Matcher::new(&codebook, &MatchOptions::default()).expect("its rules compile");
    let reading = Reading::of_text("t", TEXT, &ReadOptions::default());
    let segments = Segments::of(&reading.document, &SegmentOptions::default());
    let found = matcher.apply(&reading.document, &segments, &Admission::default(), &mut Scratch::default());
    let mut mentions: Vec<_> = found.mentions.iter().map(|one| (one.code, one.span.start, one.span)).collect();
    mentions.sort_by_key(|&(code, start, _)| (code, start));
    mentions
        .into_iter()
        .map(|(code, _, span)| format!("{}: {}", codebook.code(code).id, span.of(&reading.document.text)))
        .collect()
}

#[test]
fn patterns_of_quanteda_find_whole_words_of_any_letter_case() {
    let dictionary = "a: [te veel, plan 9, 'sch*', één, 'zwe?g', eh]\nb: [plan, zei * veel]\n";
    assert_eq!(
        found("d.yml", dictionary),
        [
            "a: schaamde",
            "a: eh",
            "a: te veel",
            "a: Te veel",
            "a: Plan 9",
            "a: één",
            "a: zweeg",
            "a: eh",
            "b: Plan",
            "b: plan"
        ],
        "diacritics make another word, and a hesitation is a word"
    );
}

#[test]
fn terms_of_liwc_look_at_the_word_that_follows() {
    let dictionary = "%\n1\tvaag\n2\tsoort\n%\nsoort<van>1/2\nzo'n\t1\nplan 9\t2\n";
    assert_eq!(found("d.dic", dictionary), ["vaag: soort van", "vaag: zo'n", "soort: Plan 9", "soort: soort"]);
    let dictionary = "DicTerm,a,b\nte veel,X,\ngene,,0.5\n";
    assert_eq!(found("d.dicx", dictionary), ["a: te veel", "a: Te veel", "b: gene"]);
}

#[test]
fn terms_of_wordstat_and_lexicoder_are_found_whole() {
    let dictionary = "A\n\tTE_VEEL (1)\n\tNEAR (1)\n\tB\n\t\tPLAN_9 (0.5)\n";
    assert_eq!(found("d.cat", dictionary), ["a: te veel", "a: Te veel", "a: NEAR", "a/b: Plan 9"]);
    assert_eq!(found("d.lc3", "+a#AA0000\nte veel\n+b\nplan 9\t2\n"), ["a: te veel", "a: Te veel", "b: Plan 9"]);
}

#[test]
fn expressions_of_yoshikoder_are_held_against_whole_words() {
    let within = |engine: &str, pattern: &str| {
        format!(
            "<dictionary patternengine=\"{engine}\"><cnode name=\"a\"><pnode name=\"{pattern}\"/></cnode></dictionary>"
        )
    };
    assert_eq!(found("d.ykd", &within("substring", "pla*")), ["a: Plan", "a: plan"]);
    assert_eq!(found("d.ykd", &within("regexp", "g[eê]n|pla")), Vec::<String>::new());
    assert_eq!(found("d.ykd", &within("regexp", "g[eê]n.")), ["a: gêne", "a: gene"]);
}

#[test]
fn conditions_of_kh_coder_hold_within_a_sentence() {
    let dictionary = "*Zwijgen\nzweeg & moeder | te+veel & ! moeten\n*Ordening\nseq(moeder-vader)[5]\n*Nabij\nnear(vader-moeder)[4]\n\
        *Ruim\nnear(vader-moeder)[5]\n*Letterlijk\n'n soort'\n*Ook\n<*Zwijgen> & lang\n";
    assert_eq!(
        found("d.cod", dictionary),
        [
            "zwijgen: te veel",
            "zwijgen: moeder",
            "zwijgen: zweeg",
            "ordening: moeder zweeg lang en mijn vader",
            "ruim: moeder zweeg lang en mijn vader",
            "letterlijk: n soort",
            "ook: moeder",
            "ook: zweeg",
            "ook: lang",
        ],
        "vader stands five places behind moeder"
    );
}
