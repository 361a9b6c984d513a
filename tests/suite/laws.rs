//! What holds for every transcript, of the samples and of chance.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use kantlijn::codebook::read_toml;
use kantlijn::coding::Mention;
use kantlijn::corpus::{Admission, Corpus, Document, Piece, ReadOptions, Reading};
use kantlijn::diagnostic::SourceText;
use kantlijn::matcher::{MatchOptions, Matcher, Scratch};
use kantlijn::scope::Universe;
use kantlijn::segment::{SegmentOptions, Segments};
use kantlijn::text::{Lines, Span};

use crate::samples::{in_repository, sample_files, samples};

/// Turns and margin are the text, once and in order, and nothing lies outside its turn.
fn tiles(document: &Document) -> Result<(), String> {
    let mut at = 0;
    let mut turns = 0;
    for piece in document.pieces() {
        let span = match piece {
            Piece::Margin(span) => span,
            Piece::Turn(_, span) => {
                turns += 1;
                span
            }
        };
        if span.start != at || span.end < span.start {
            return Err(format!("a piece {span:?} after {at}"));
        }
        if !document.text.is_char_boundary(span.end as usize) {
            return Err(format!("{span:?} ends inside a character"));
        }
        at = span.end;
    }
    if at as usize != document.text.len() || turns != document.turns.len() {
        return Err(format!("pieces end at {at} of {}, {turns} turns", document.text.len()));
    }
    for turn in &document.turns {
        let words = turn.span.of(&document.text);
        if words.trim() != words {
            return Err(format!("white space around the turn {words:?}"));
        }
        if turn.speaker.is_some_and(|speaker| speaker.index() >= document.speakers.len()) {
            return Err(format!("nobody is {:?}", turn.speaker));
        }
    }
    let mut after = 0;
    for gap in &document.gaps {
        let turn = document.turn_at(gap.span.start).map(|turn| document.turns[turn.index()]);
        let inside = turn.is_some_and(|turn| turn.span.contains(gap.span));
        if !inside || gap.span.start < after || gap.span.is_empty() {
            return Err(format!("the gap {gap:?} lies outside every turn, or over another"));
        }
        after = gap.span.end;
    }
    Ok(())
}

/// The boundaries between graphemes, both ends of the text included.
fn boundaries(text: &str) -> BTreeSet<u32> {
    let starts = text.grapheme_indices(true).map(|(at, _)| at);
    starts.chain([text.len()]).map(|at| u32::try_from(at).expect("a small text")).collect()
}

fn on_graphemes(document: &Document, spans: impl Iterator<Item = Span>) -> Result<usize, String> {
    let boundaries = boundaries(&document.text);
    let mut seen = 0;
    for span in spans {
        if !boundaries.contains(&span.start) || !boundaries.contains(&span.end) {
            return Err(format!("{span:?} of {:?} cuts a grapheme", document.text));
        }
        seen += 1;
    }
    Ok(seen)
}

#[test]
fn turns_and_margin_tile_every_sample() {
    for file in sample_files() {
        let corpus = Corpus::open(std::slice::from_ref(&file), ReadOptions::default()).expect("a sample");
        for reading in corpus.read_all().expect("a sample") {
            let document = &reading.document;
            assert!(document.turns.len() > 5, "{}: only {} turns", file.display(), document.turns.len());
            tiles(document).unwrap_or_else(|wrong| panic!("{}: {wrong}", file.display()));
        }
    }
}

#[test]
fn spans_of_the_samples_lie_on_graphemes_inside_their_turns() {
    let mut seen = 0;
    for applied in &samples().applied {
        let document = &applied.reading.document;
        let codings = applied.codings.iter();
        let spans = codings.clone().flat_map(|c| [c.span].into_iter().chain(c.mentions.iter().map(|m| m.span)));
        seen += on_graphemes(document, spans).unwrap_or_else(|wrong| panic!("{}: {wrong}", document.name));
        for mention in codings.flat_map(|coding| &coding.mentions) {
            assert!(document.turns.iter().any(|turn| turn.span.contains(mention.span)), "{mention:?}");
            for &word in &mention.matched {
                assert!(mention.span.contains(applied.segments.words[word as usize].span), "{mention:?}");
            }
        }
    }
    assert!(seen > 1000, "only {seen} spans were looked at");
}

#[test]
fn the_laws_can_be_broken() {
    let mut document = Reading::of_text("r", "I: Hoe?\nR: Zo.\n", &ReadOptions::default()).document;
    assert_eq!(tiles(&document), Ok(()));
    document.turns[0].span.end += 1;
    assert!(tiles(&document).is_err());
    let document = Document { text: "e\u{301}en".to_owned(), ..Document::default() };
    assert!(on_graphemes(&document, [Span::new(0, 1)].into_iter()).is_err());
    assert_eq!(on_graphemes(&document, [Span::new(0, 3)].into_iter()), Ok(1));
}

/// A codebook that finds much in any text.
fn greedy() -> &'static Matcher {
    static GREEDY: OnceLock<Matcher> = OnceLock::new();
    GREEDY.get_or_init(|| {
        let text = r#"
            [codebook]
            language = "nl"
            [[code]]
            id = "words"
            rules = ["s*", "*a*", "ja NEAR/2 s*", "\"ik *\"", "exact:GGZ OR stem:schamen", "*é* OR *न*", "*ก* OR *ำ*"]
            [[code]]
            id = "letters"
            rules = ['regex:/./', 'regex:/[a-z]+.?/', 'regex:/\p{M}/']
            [[code]]
            id = "both"
            rules = ["code:words AND code:letters", "code:letters NOT ik", "COUNT(s*) >= 2"]
        "#;
        let source = Arc::new(SourceText { name: "greedy".to_owned(), text: text.to_owned() });
        let codebook = read_toml(&source).unwrap_or_else(|mistakes| panic!("{mistakes:#?}")).value;
        Matcher::new(&codebook, &MatchOptions::default()).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"))
    })
}

/// The greedy codebook finds more than a text has letters; longer texts, in bytes, are cut only.
const GREED: usize = 4096;

/// Cuts and codes a document; answers with what is wrong, else with the number of mentions.
pub fn lawful(document: &Document) -> Result<usize, String> {
    tiles(document)?;
    let segments = Segments::of(document, &SegmentOptions::default());
    for stretch in segments.sentences.iter().chain(&segments.paragraphs) {
        if !document.turns[stretch.turn.index()].span.contains(stretch.span) {
            return Err(format!("{stretch:?} leaves its turn"));
        }
    }
    if document.text.len() > GREED {
        return Ok(0);
    }
    let everybody = Admission { part: Universe::All, condition: None };
    let found = greedy().apply(document, &segments, &everybody, &mut Scratch::default());
    for mention in &found.mentions {
        if !document.turns.iter().any(|turn| turn.span.contains(mention.span)) {
            return Err(format!("{mention:?} leaves its turn"));
        }
    }
    on_graphemes(document, found.mentions.iter().map(|mention| mention.span))
}

/// Stretches of text that readers and cutters stumble on.
fn stumbling() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "I: ",
        "R: ",
        "Respondent 1: ",
        "**Eva:** ",
        "### Eva\n",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        " ",
        ". ",
        "? ",
        "…",
        "schaam",
        "ja",
        "ik",
        "GGZ",
        "’s avonds",
        "e\u{301}",
        "é",
        "กำ",
        "👩‍👩‍👧",
        "🇳🇱",
        "🇳",
        "‏שלום. ",
        "مرحبا",
        "कर्म",
        "न",
        "한",
        "\u{1112}\u{1161}",
        "\u{feff}",
        "\u{ad}",
        "a\u{200d}b",
        "\0",
        "(lacht)",
        "[",
        "]",
        "(",
        "[00:01:02]",
        "#00:02:10-5#",
        "//R2: ja //",
        "\\[",
        "*",
        "_",
        "`",
        "<v Eva>",
        "---\n",
        "-->",
        "\u{85}",
        "\u{2028}",
        "\u{2029}",
        "\u{b}",
        "\t",
        ":",
        "xxx",
    ]);
    prop::collection::vec(prop_oneof![8 => pieces.prop_map(str::to_owned), 1 => "[ -ÿα-ωа-яא-ת一-十😀-😿]{0,6}"], 0..40)
        .prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_tiled_and_coded_on_graphemes(text in stumbling()) {
        let document = Reading::of_text("r", &text, &ReadOptions::default()).document;
        prop_assert!(lawful(&document).is_ok(), "{:?}: {:?}", text, lawful(&document));
    }

    #[test]
    fn any_file_is_tiled_and_coded_on_graphemes(
        text in stumbling(),
        extension in prop::sample::select(vec!["txt", "md", "vtt", "srt", "csv", "tsv"]),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(format!("r.{extension}"));
        let text = match extension {
            "vtt" => format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}\n"),
            "srt" => format!("1\n00:00:01,000 --> 00:00:02,000\n{text}\n"),
            "csv" => format!("speaker,text\nI,Hoe?\nR,\"{}\"\n", text.replace('"', "")),
            "tsv" => format!("speaker\ttext\nI\tHoe?\nR\t\"{}\"\n", text.replace('"', "")),
            _ => text,
        };
        std::fs::write(&path, &text).expect("a file");
        let readings = Corpus::open(&[path], ReadOptions::default()).and_then(|corpus| corpus.read_all());
        for reading in readings.into_iter().flatten() {
            let lawful = lawful(&reading.document);
            prop_assert!(lawful.is_ok(), "{:?} as {}: {:?}", text, extension, lawful);
        }
    }
}

#[test]
fn code_points_lead_back_to_the_words() {
    for applied in &samples().applied {
        let text = &applied.reading.document.text;
        let (lines, points): (_, Vec<char>) = (Lines::new(text), text.chars().collect());
        for coding in &applied.codings {
            let (start, end) =
                (lines.code_point(coding.span.start as usize), lines.code_point(coding.span.end as usize));
            assert_eq!(points[start..end].iter().collect::<String>(), coding.span.of(text));
        }
    }
}

#[test]
fn a_transcript_means_the_same_with_whatever_folder_it_is_read() {
    let whole = &samples().applied;
    let one = Corpus::open(&[in_repository("sample_data/moed/moed-4.vtt")], ReadOptions::default())
        .and_then(|corpus| corpus.read_all())
        .expect("a sample");
    let of_study = whole.iter().find(|applied| applied.reading.document.name == "moed/moed-4").expect("it is read");
    assert_eq!(one[0].document.text, of_study.reading.document.text);
    assert_eq!(one[0].document.turns, of_study.reading.document.turns);
    let segments = Segments::of(&one[0].document, &SegmentOptions::default());
    let alone = samples().matcher.apply(&one[0].document, &segments, &Admission::default(), &mut Scratch::default());
    let rules = samples().coders.find("rules").expect("the rules code");
    let by_rules = of_study.codings.iter().filter(|coding| coding.coder == rules);
    let told = |mention: &Mention| (samples().codebook.code(mention.code).id.clone(), mention.span, mention.stance);
    let mut of_study: Vec<_> = by_rules.flat_map(|coding| &coding.mentions).map(told).collect();
    let mut alone: Vec<_> = alone.mentions.iter().map(told).collect();
    of_study.sort_unstable();
    alone.sort_unstable();
    assert!(!alone.is_empty());
    assert_eq!(alone, of_study);
}
