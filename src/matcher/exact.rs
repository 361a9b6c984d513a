//! Codings are those of plain loops: by the project's codebooks on whole transcripts, by random codebooks on random ones.
//!
//! For other transcripts than the samples see `segment/exact.rs`; `KANTLIJN_EXACT_CODEBOOK=FILE` names another codebook.
//! Plain loops are slow, so each transcript is compared under one in so many codes, by turns: `KANTLIJN_EXACT_SHARE=1`
//! compares all of them. The engine always applies all rules.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use proptest::prelude::*;

use super::plain::{Plain, Told};
use super::tests::{codebook, document};
use super::{MatchOptions, Matcher, Scratch};
use crate::codebook::{self, Codebook};
use crate::coding::Mention;
use crate::corpus::{Admission, Document, Reading};
use crate::ids::CodeId;
use crate::scope::Universe;
use crate::segment::{SegmentOptions, Segments, exact};

/// What was compared: mentions, those of them whose stance is told, and codes that questions match.
type Counts = [usize; 3];

/// Compares the mentions of some codes, and the questions that match them.
fn compare(
    (codebook, matcher): (&Codebook, &Matcher),
    document: &Document,
    admission: &Admission,
    codes: &BTreeSet<CodeId>,
    scratch: &mut Scratch,
) -> Result<Counts, String> {
    // Cut with the matcher's watch, as everywhere in the program, and by itself.
    let segments = Segments::watching(document, &SegmentOptions::default(), Some(matcher.watch()));
    let found = matcher.apply(document, &segments, admission, scratch);
    let alone = Segments::of(document, &SegmentOptions::default());
    if matcher.apply(document, &alone, admission, scratch) != found {
        return Err("not the same mentions without a watch".to_owned());
    }
    let plain = Plain::new(codebook, document, &segments);
    let theirs = plain.mentions(admission, codes);
    let told = |mention: &Mention| {
        let touched = segments.words.iter().enumerate().filter(|(_, word)| word.span.overlaps(mention.span));
        let matched = match &mention.matched[..] {
            [] => touched.map(|(word, _)| word).collect(),
            matched => matched.iter().map(|&word| word as usize).collect(),
        };
        let meant = Some((matched, mention.stance, mention.cue));
        Told { code: mention.code, span: mention.span, rules: mention.rules().collect(), meant }
    };
    let ours: Vec<Told> = found.mentions.iter().filter(|mention| codes.contains(&mention.code)).map(told).collect();
    let differ = |a: &Told, b: &Told| {
        (a.code, a.span, &a.rules) != (b.code, b.span, &b.rules) || b.meant.is_some() && a.meant != b.meant
    };
    let first = (0..ours.len().max(theirs.len())).find(|&i| match (ours.get(i), theirs.get(i)) {
        (Some(ours), Some(theirs)) => differ(ours, theirs),
        _ => true,
    });
    if let Some(first) = first {
        let show = |told: Option<&Told>| {
            told.map(|told| {
                let proposed = codebook.rules().filter(|(_, rule)| told.rules.contains(&rule.id));
                let rules: Vec<&str> = proposed.map(|(_, rule)| rule.text.as_str()).collect();
                format!("{} {:?} by {rules:?}, {told:?}", codebook.code(told.code).id, told.span.of(&document.text))
            })
        };
        return Err(format!("{}: {:?}, not {:?}", document.name, show(ours.get(first)), show(theirs.get(first))));
    }
    let prompted: Vec<BTreeSet<CodeId>> = found
        .prompted
        .iter()
        .map(|found| found.iter().copied().filter(|code| codes.contains(code)).collect())
        .collect();
    let by_loops = plain.prompted(codes);
    if prompted != by_loops {
        return Err(format!("{}: questions match {prompted:?}, not {by_loops:?}", document.name));
    }
    let meant = theirs.iter().filter(|told| told.meant.is_some()).count();
    Ok([theirs.len(), meant, by_loops.iter().map(BTreeSet::len).sum()])
}

#[test]
fn our_codebooks_find_in_whole_transcripts_what_plain_loops_find() {
    let ours = || {
        ["lived-experience", "peer-support"].map(|name| format!("{}/codebooks/{name}.toml", env!("CARGO_MANIFEST_DIR")))
    };
    let paths = std::env::var("KANTLIJN_EXACT_CODEBOOK").map_or_else(|_| ours().to_vec(), |own| vec![own]);
    for path in &paths {
        let codebook = &codebook::read(Path::new(path)).unwrap_or_else(|mistakes| panic!("{mistakes}")).value;
        let matcher = Matcher::new(codebook, &MatchOptions::default());
        let matcher = &matcher.unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
        let count = codebook.rules().count();
        let share =
            std::env::var("KANTLIJN_EXACT_SHARE").map_or(1 + count / 400, |share| share.parse().expect("a number"));
        let (mut transcripts, mut sum, mut compared) = (0, [0; 3], BTreeSet::new());
        let read = |reading: Reading| {
            let mine = |code: &usize| (code + reading.document.id.index()).is_multiple_of(share);
            let codes: BTreeSet<CodeId> = (0..codebook.codes.len()).filter(mine).map(CodeId::new).collect();
            let admission = Admission { part: Universe::All, ..Admission::default() };
            let counts = compare((codebook, matcher), &reading.document, &admission, &codes, &mut Scratch::default());
            (codes, counts.unwrap_or_else(|difference| panic!("{difference}")))
        };
        let mut add = |(codes, counts): (BTreeSet<CodeId>, Counts)| {
            transcripts += 1;
            compared.extend(codes);
            sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
            Ok(())
        };
        for corpus in exact::corpora(None) {
            corpus.stream(read, &mut add).unwrap_or_else(|error| panic!("{error}"));
        }
        let rules: usize = compared.iter().map(|code| codebook.code(*code).rules.len()).sum();
        let [mentions, meant, prompted] = sum;
        println!(
            "{}: {rules} of {count} rules, each in one of {share} of {transcripts} transcripts: {mentions} mentions, {meant} \
             of them with their words and stance, {prompted} codes of questions: equal",
            Path::new(path).file_name().unwrap_or_default().display()
        );
        assert!(mentions > 0 || exact::is_own(), "nothing was compared");
    }
}

/// What random codebooks look for, and what random texts say.
#[derive(Clone, Copy, Debug)]
struct Vocabulary {
    /// Kinds of atoms, and how often each comes.
    atoms: &'static [(u32, &'static [&'static str])],
    lists: &'static str,
    /// Rules that look at `c0`, which comes first; `#` is another rule.
    later: &'static [&'static str],
    words: &'static [&'static str],
    /// How often a space stands between two words, and how often one of these.
    between: (u32, u32, &'static [&'static str]),
}

/// Every kind of atom, words with marks and apostrophes, cues; long clauses too, in which a cue stands too far away.
const DUTCH: Vocabulary = Vocabulary {
    atoms: &[
        (4, &["schaamte", "moeder", "een", "één", "ik", "niet", "z'n", "geld"]),
        (3, &["scha*", "*schaam*", "*e", "m?eder", "?en", "s*e", "é?n", "??", "be*md"]),
        (
            3,
            &[
                "\"mijn moeder\"",
                "\"ik * niet\"",
                "\"ik <2> niet\"",
                "\"de * <1> scha*\"",
                "\"* moeder\"",
                "\"een eh een\"",
                "\"z'n geld\"",
            ],
        ),
        (
            3,
            &[
                "stem:schamen",
                "stem:gelden",
                "exact:Eén",
                "exact:één",
                "exact:\"Mijn moeder\"",
                "geld+zorg",
                "geld+zorg+en*",
            ],
        ),
        (3, &["$familie", "$veel", "$beide"]),
        (1, &["regex:/scha+m/", "regex:/e.n/", "regex:/moeder.{0,3}/", "regex:/[0-9]+/", "regex:/n$/"]),
    ],
    lists: "familie = [\"moeder\", \"mijn moeder\", \"stem:vader\"]\nveel = [\"scha*\", \"een\", \"geld\", \"*en\"]\nbeide = [\"exact:Eén\", \"ik <1> niet\", \"één\"]",
    later: &[
        "code:c0 AND moeder",
        "code:c0/* NEAR/2 (ik OR geld)",
        "# NOT code:c0",
        "code:c0/* EXCEPT #",
        "COUNT(code:c0 OR #) >= 2",
    ],
    words: &[
        "schaamte",
        "Schaam",
        "schaamde",
        "beschaamd",
        "moeder",
        "Mijn moeder",
        "mijn",
        "vader",
        "geld",
        "geldzorgen",
        "geld-zorg",
        "een",
        "één",
        "Eén",
        "e\u{301}e\u{301}n",
        "z’n",
        "ik",
        "Ik",
        "niet",
        "geen",
        "meer",
        "niet meer",
        "hoef",
        "zonder",
        "maar",
        "of",
        "en",
        "de",
        "eh",
        "uhm",
        "12",
        "scha- schaamte",
        "(lacht)",
    ],
    between: (
        4,
        1,
        &[
            ", ",
            ", dus ",
            ". Ik ",
            "! ",
            "? ",
            "… ",
            "; ",
            "\nR: ",
            "\nS: ",
            "\nI: ",
            "\nI: Schaamte, ik? Mijn moeder niet.\nR: ",
        ],
    ),
};

/// So few words that everything overlaps with everything.
const FEW: Vocabulary = Vocabulary {
    atoms: &[
        (4, &["aa", "bb", "cc", "ab", "eh", "dd", "dd"]),
        (2, &["a*", "*b", "?a", "*a*", "c?", "a*b"]),
        (
            3,
            &[
                "\"aa bb\"",
                "\"aa * bb\"",
                "\"aa <2> bb\"",
                "\"a* <1> bb <2> cc\"",
                "\"bb eh cc\"",
                "\"aa bb aa\"",
                "\"* bb\"",
                "\"aa * <1> *\"",
            ],
        ),
        (3, &["$few", "$many", "$both"]),
    ],
    lists: "few = [\"dd\", \"cc dd\"]\nmany = [\"a*\", \"bb\"]\nboth = [\"dd\", \"aa <1> bb\", \"aa bb\", \"cc\", \"bb aa\"]",
    later: &[
        "code:c0 AND bb",
        "code:c0 NEAR/2 (aa OR cc)",
        "# NOT code:c0",
        "code:c0/* EXCEPT #",
        "COUNT(code:c0 OR #) >= 2",
    ],
    words: &["aa", "bb", "cc", "ab", "ba", "eh", "Aa", "aa", "bb", "cc", "aa", "dd"],
    between: (1, 4, &[", ", ". Aa ", ". Cc ", "\nR: ", "\nS: ", "\nI: ", "\nI: aa bb cc.\nR: "]),
};

fn any_rule(vocabulary: Vocabulary) -> impl Strategy<Value = String> {
    let kinds =
        vocabulary.atoms.iter().map(|&(weight, atoms)| (weight, prop::sample::select(atoms).prop_map(str::to_owned)));
    let atom = prop::strategy::Union::new_weighted(kinds.collect());
    atom.prop_recursive(3, 10, 3, |inner| {
        let operator = prop::sample::select(vec![
            "OR", "OR", "AND", "NOT", "EXCEPT", "NEAR/0", "NEAR/1", "NEAR/4", "BEFORE/0", "BEFORE/3", "NOT NEAR/1", "NOT NEAR/3",
        ]);
        let counted = prop::sample::select(vec![
            "AND COUNT(#) < 2", "AND COUNT(#) = 0", "NOT COUNT(#) <= 1", "AND COUNT(#) > 1", "NOT COUNT(#) >= 2", "AND COUNT(#) = 1",
        ]);
        let alone = prop::sample::select(vec!["COUNT(#) >= 2", "COUNT(#) > 1", "COUNT(#) = 1"]);
        prop_oneof![
            6 => (inner.clone(), operator, inner.clone()).prop_map(|(a, operator, b)| format!("({a} {operator} {b})")),
            1 => (prop::collection::vec(inner.clone(), 2..4), 1..8).prop_map(|(sides, n)| format!("NEAR/{n}({})", sides.join(", "))),
            1 => (inner.clone(), alone).prop_map(|(a, count)| count.replace('#', &a)),
            1 => (inner.clone(), counted, inner).prop_map(|(a, count, b)| format!("({a} {})", count.replace('#', &b))),
        ]
    })
}

fn any_options() -> impl Strategy<Value = String> {
    let within = prop::sample::select(vec!["sentence", "turn", "answer", "paragraph", "transcript"]);
    let scope = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        ", part = \"interviewer\"",
        ", part = \"all\"",
        ", speaker = \"s\"",
        ", where = \"years > 5\"",
        ", language = \"nl\"",
        ", language = \"en\"",
    ]);
    let stance =
        prop::sample::select(vec!["", ", stance = \"mark\"", ", stance = \"affirmed\"", ", stance = \"ignore\""]);
    let diacritics = prop::sample::select(vec!["", "", ", diacritics = \"exact\""]);
    (within, scope, stance, diacritics)
        .prop_map(|(within, scope, stance, diacritics)| format!("within = \"{within}\"{scope}{stance}{diacritics}"))
}

fn any_codebook(vocabulary: Vocabulary) -> impl Strategy<Value = String> {
    let rules = || prop::collection::vec((any_rule(vocabulary), any_options()), 1..4);
    let later = (prop::sample::select(vocabulary.later), any_rule(vocabulary))
        .prop_map(|(later, rule)| later.replace('#', &rule));
    let head = (any::<bool>(), any::<bool>(), prop::sample::select(vec!["nl", "en"]));
    let parts = (head, rules(), rules(), later, any_options());
    parts.prop_map(move |((skip, longest, language), rules, below, later, options)| {
        let (skip, overlap) = (if skip { "speech" } else { "none" }, if longest { "longest" } else { "all" });
        let mut text = format!(
            "[codebook]\nname = \"x\"\nlanguage = \"{language}\"\nskip = \"{skip}\"\noverlap = \"{overlap}\"\n\
             [lists]\n{}\n[[code]]\nid = \"c1\"\nrules = ['''{later} {{{options}}}''']\n",
            vocabulary.lists
        );
        for (id, rules) in [("c0", rules), ("c0/d", below)] {
            let _ = writeln!(text, "[[code]]\nid = \"{id}\"\nrules = [");
            for (rule, options) in rules {
                let _ = writeln!(text, "'''{rule} {{{options}}}''',");
            }
            text += "]\n";
        }
        text
    })
}

fn any_text(vocabulary: Vocabulary) -> impl Strategy<Value = String> {
    let (spaces, others, between) = vocabulary.between;
    let word = prop::sample::select(vocabulary.words);
    let after = prop_oneof![spaces => Just(" "), others => prop::sample::select(between)];
    prop::collection::vec((word, after), 1..60).prop_map(move |words| {
        words.iter().fold("R: ".to_owned(), |text, (word, after)| text + word + after) + vocabulary.words[0]
    })
}

/// A codebook, and texts for it.
fn any_study() -> impl Strategy<Value = (String, Vec<String>)> {
    prop_oneof![Just(DUTCH), Just(FEW)]
        .prop_flat_map(|vocabulary| (any_codebook(vocabulary), prop::collection::vec(any_text(vocabulary), 1..3)))
}

// More cases than these: `PROPTEST_CASES=20000 cargo test --no-default-features --lib plain_loops`.
proptest! {
    #![proptest_config(ProptestConfig::with_cases(ProptestConfig::default().cases * 2))]

    #[test]
    fn any_codebook_finds_in_any_text_what_plain_loops_find(
        (toml, texts) in any_study(),
        part in prop::sample::select(vec![Universe::Participant, Universe::All, Universe::Interviewer]),
        of in prop::sample::select(vec![None, Some("nl"), Some("en")]),
    ) {
        let codebook = codebook(&toml);
        let matcher = Matcher::new(&codebook, &MatchOptions::default()).unwrap();
        let codes: BTreeSet<CodeId> = (0..codebook.codes.len()).map(CodeId::new).collect();
        let admission = Admission { part, ..Admission::default() };
        let mut scratch = Scratch::default();
        for text in texts {
            let document = Document { language: of.map(str::to_owned), ..document(&text) };
            let compared = compare((&codebook, &matcher), &document, &admission, &codes, &mut scratch);
            prop_assert!(compared.is_ok(), "{}\n{}\n{}", compared.unwrap_err(), toml, text);
        }
    }
}
