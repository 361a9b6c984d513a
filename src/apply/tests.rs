use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use super::{Application, Applied};
use crate::codebook::{self, Codebook, read_toml};
use crate::corpus::{Corpus, ReadOptions};
use crate::diagnostic::SourceText;
use crate::matcher::{MatchOptions, Matcher};
use crate::scope::Unit;
use crate::segment::exact;
use crate::tally::{By, CodeTree, Counts, Tallies, TallyPlan};
use crate::text::Lines;

const CODEBOOK: &str = r#"
[codebook]
name = "Toets"
language = "nl"
[[code]]
id = "joy"
rules = ["feest*", "mooi OR leuk", "NEAR/5(goede, dag)"]
[[code]]
id = "loss"
rules = ["weg", "niet meer"]
[[code]]
id = "loss/home"
rules = ["huis BEFORE/20 weg", "ja AND COUNT(ja) >= 2"]
"#;

/// What is said, by one way of writing or another; what stands first shows which.
const SAID: &[(&str, &[&str])] = &[
    (
        "I: Dag, hoe gaat het?\nR: Goed.\nI: Fijn.\nR: Ja.\n",
        &[
            "I: En hoe was dat dan voor u, die allereerste goede dag daar?\n",
            "R: E\u{301}e\u{301}n groot feest (lacht). Ja, dat was zo, ja, een goede dag.\n",
            "I: Hm hm.\n",
            "R: Het huis is er niet meer [00:12:01]. Alles weg, ja.\nEn mooi was het.\n\n",
            "I: Kunt u daar nog iets meer over vertellen, over dat huis van toen?\n",
            "I: Leuk.\n",
            "R: Ja.\n",
        ],
    ),
    (
        "Het huis.\n\nEen dag.\n\n",
        &["Een feest dat\nniet meer komt.\n\n", "Het huis is weg. Ja. Ja.\n\n", "Goed, een dag.\n", "Mooi.\n\n"],
    ),
    (
        "het huis is weg en alles is weg en toen was er een feest en dat was het dan en ja dat was mooi\n",
        &["ja en toen was alles weg ja en niet meer goed die dag\n", "want het huis was leuk\n\n"],
    ),
];

fn applied(
    corpus: &Corpus,
    codebook: &Codebook,
    matcher: &Matcher,
    threads: usize,
) -> (Vec<String>, Vec<Counts>, usize) {
    let application = Application::new(codebook, Some(matcher), &[]);
    let units =
        [Unit::Answer, Unit::Sentence, Unit::Turn, Unit::Paragraph, Unit::Window(30), Unit::Transcript, Unit::Case];
    let plans = units.iter().flat_map(|&unit| [None, Some("speaker"), Some("part")].map(|by| (unit, by)));
    let tallies: Vec<Tallies> = plans
        .map(|(unit, by)| {
            let (by, tree, coders) = (by.map(By::variable), CodeTree::of(codebook), application.coders().clone());
            Tallies::new(TallyPlan { unit, by, tree, coders, ..TallyPlan::default() })
        })
        .collect();
    let (mut told, mut portions) = (Vec::new(), 0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    let read = |reading| {
        let applied = application.apply(reading);
        for tally in &tallies {
            tally.add(&applied.reading.document, &applied.segments, &applied.codings);
        }
        tell(&applied)
    };
    let take = |mut codings: Vec<String>| {
        portions += 1;
        told.append(&mut codings);
        Ok(())
    };
    pool.install(|| corpus.stream(read, take)).unwrap();
    (told, tallies.into_iter().map(|tally| tally.finish().unwrap()).collect(), portions)
}

/// Every coding in the transcript's own numbers.
fn tell(applied: &Applied) -> Vec<String> {
    let document = &applied.reading.document;
    let (before, lines) = (document.portion, Lines::new(&document.text));
    let point = |byte: u32| before.code_points + lines.code_point(byte as usize) as u64;
    let tell = |coding: &crate::coding::Coding| {
        let turn = coding.turn.map(|turn| before.turns + u64::from(turn.0));
        let mentions: Vec<_> =
            coding.mentions.iter().map(|m| (point(m.span.start), point(m.span.end), m.rule)).collect();
        let (from, to, quote) = (point(coding.span.start), point(coding.span.end), document.quote(coding.span));
        format!("{turn:?} {from}-{to} {:?} {:?} {:?} {mentions:?} {quote}", coding.code, coding.stance, coding.prompted)
    };
    applied.codings.iter().map(tell).collect()
}

/// Of the samples, or of a folder of one's own; see `segment/exact.rs`.
#[test]
fn exact_in_portions_of_every_size_and_on_any_number_of_threads() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("codebooks/lived-experience.toml");
    let codebook = codebook::read(&path).unwrap().value;
    let matcher = Matcher::new(&codebook, &MatchOptions::default()).unwrap();
    assert!(!matcher.needs_whole_transcripts());
    let all = |portion, threads| -> Vec<_> {
        exact::corpora(portion).iter().map(|corpus| applied(corpus, &codebook, &matcher, threads)).collect()
    };
    let whole = all(None, 1);
    let ways = [(Some(1), 2), (Some(1 << 11), 8), (Some(1 << 8), 2), (Some(1 << 10), 1), (Some(1 << 12), 8)];
    let ways =
        ways.into_iter().chain([(Some(1 << 14), 2), (Some(1 << 17), 8), (Some(1 << 20), 1), (None, 2), (None, 8)]);
    // `tests/suite/portions.rs` and `same_bytes.rs` try the samples in more ways.
    let ways: Vec<_> = ways.take(if exact::is_own() { usize::MAX } else { 2 }).collect();
    let tried = format!("{ways:?}");
    for (portion, threads) in ways {
        for ((told, counts, _), (told_whole, counts_whole, _)) in all(portion, threads).iter().zip(&whole) {
            let differs = told.iter().zip(told_whole).find(|(a, b)| a != b);
            assert!(told == told_whole, "portions of {portion:?} bytes on {threads} threads: {differs:?}");
            assert!(counts == counts_whole, "counts in portions of {portion:?} bytes on {threads} threads");
        }
    }
    let codings: usize = whole.iter().map(|(told, ..)| told.len()).sum();
    println!(
        "{codings} codings whole on one thread, and in portions of so many bytes on so many threads, {tried}: equal"
    );
    assert!(codings > 0, "nothing was compared");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_long_file_counts_the_same_in_windows_of_any_size_and_on_any_number_of_threads(
        way in 0..SAID.len(),
        pieces in prop::collection::vec(0usize..8, 20..90),
        beginning in 60usize..600,
        portion in 1usize..1200,
        encoding in 0usize..3,
    ) {
        let source = SourceText { name: "boek.toml".into(), text: CODEBOOK.into() };
        let codebook = read_toml(&Arc::new(source)).unwrap().value;
        let matcher = Matcher::new(&codebook, &MatchOptions::default()).unwrap();
        let (begin, rest) = SAID[way];
        let text: String = [begin].into_iter().chain(pieces.iter().map(|piece| rest[piece % rest.len()])).collect();
        let bytes = match encoding {
            0 => text.replace('\n', "\r\n").into_bytes(),
            1 => "\u{feff}".chars().chain(text.chars()).collect::<String>().encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => text.into_bytes(),
        };
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("r1.txt"), bytes).unwrap();
        let corpus = |portion| {
            let options = ReadOptions { portion, ..ReadOptions::default() };
            Corpus::open(&[folder.path().to_owned()], options).unwrap().with_long_files(0, beginning)
        };
        let (told, counts, one) = applied(&corpus(None), &codebook, &matcher, 1);
        prop_assert_eq!(one, 1);
        for threads in [1, 2, 8] {
            let (told_in_windows, counts_in_windows, _) = applied(&corpus(Some(portion)), &codebook, &matcher, threads);
            prop_assert_eq!(&told_in_windows, &told);
            prop_assert_eq!(&counts_in_windows, &counts);
        }
    }
}
