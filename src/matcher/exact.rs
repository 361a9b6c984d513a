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
    let segments = Segments::of(document, &SegmentOptions::default());
    let found = matcher.apply(document, &segments, admission, scratch);
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

fn any_rule() -> impl Strategy<Value = String> {
    let atom = prop_oneof![
        4 => prop::sample::select(vec!["schaamte", "moeder", "een", "één", "ik", "niet", "z'n", "geld"]).prop_map(str::to_owned),
        3 => prop::sample::select(vec!["scha*", "*schaam*", "*e", "m?eder", "?en", "s*e", "é?n", "??", "be*md"]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            "\"mijn moeder\"", "\"ik * niet\"", "\"ik <2> niet\"", "\"de * <1> scha*\"", "\"* moeder\"", "\"een eh een\"", "\"z'n geld\"",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec!["stem:schamen", "stem:gelden", "exact:Eén", "exact:één", "exact:\"Mijn moeder\"", "geld+zorg", "geld+zorg+en*"]).prop_map(str::to_owned),
        3 => prop::sample::select(vec!["$familie", "$veel", "$beide"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["regex:/scha+m/", "regex:/e.n/", "regex:/moeder.{0,3}/", "regex:/[0-9]+/", "regex:/n$/"]).prop_map(str::to_owned),
    ];
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

fn any_codebook() -> impl Strategy<Value = String> {
    let rules = || prop::collection::vec((any_rule(), any_options()), 1..4);
    let later = prop_oneof![
        Just("code:c0 AND moeder".to_owned()),
        Just("code:c0/* NEAR/2 (ik OR geld)".to_owned()),
        any_rule().prop_map(|rule| format!("{rule} NOT code:c0")),
        any_rule().prop_map(|rule| format!("code:c0/* EXCEPT {rule}")),
        any_rule().prop_map(|rule| format!("COUNT(code:c0 OR {rule}) >= 2")),
    ];
    let head = (any::<bool>(), any::<bool>(), prop::sample::select(vec!["nl", "en"]));
    (head, rules(), rules(), later, any_options()).prop_map(|((skip, longest, language), rules, below, later, options)| {
        let (skip, overlap) = (if skip { "speech" } else { "none" }, if longest { "longest" } else { "all" });
        let mut text = format!(
            "[codebook]\nname = \"x\"\nlanguage = \"{language}\"\nskip = \"{skip}\"\noverlap = \"{overlap}\"\n\
             [lists]\nfamilie = [\"moeder\", \"mijn moeder\", \"stem:vader\"]\nveel = [\"scha*\", \"een\", \"geld\", \"*en\"]\nbeide = [\"exact:Eén\", \"ik <1> niet\", \"één\"]\n\
             [[code]]\nid = \"c1\"\nrules = ['''{later} {{{options}}}''']\n"
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

fn any_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
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
    ]);
    // Long clauses too, in which a cue stands too far away.
    let after = prop_oneof![
        4 => Just(" "),
        1 => prop::sample::select(vec![
            ", ", ", dus ", ". Ik ", "! ", "? ", "… ", "; ", "\nR: ", "\nS: ", "\nI: ", "\nI: Schaamte, ik? Mijn moeder niet.\nR: ",
        ]),
    ];
    prop::collection::vec((word, after), 1..60)
        .prop_map(|words| words.iter().fold("R: ".to_owned(), |text, (word, after)| text + word + after) + "geld")
}

proptest! {
    #[test]
    fn any_codebook_finds_in_any_text_what_plain_loops_find(
        toml in any_codebook(),
        texts in prop::collection::vec(any_text(), 1..3),
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
