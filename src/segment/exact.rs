//! Words, sentences and hesitations of whole transcripts are those of the standard and of the rules as they are told.
//!
//! Of the samples, in every run of the tests; of any folder, such as a study of one's own or what the bench wrote:
//! `KANTLIJN_EXACT=FOLDER cargo test --no-default-features --lib -- exact --nocapture`. It tells how much it compared.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use regex::Regex;
use unicode_segmentation::UnicodeSegmentation;

use crate::corpus::{Corpus, Document, LineBreaks, ReadOptions};
use crate::text::{Landmarks, Span, fold, is_apostrophe, words};

use super::{Abbreviations, SegmentOptions, Segments, SpeechEntries};

/// What is compared, read in portions of so many bytes or whole: a folder of one's own, else the samples.
pub(crate) fn corpora(portion: Option<usize>) -> Vec<Corpus> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    let folders = match own() {
        Some(own) => vec![(own, None)],
        None => vec![(samples.clone(), None), (samples.join("english"), Some("en".to_owned()))],
    };
    let open = |(folder, language): (PathBuf, Option<String>)| {
        let options = ReadOptions { portion, language, skip_unreadable: true, ..ReadOptions::default() };
        Corpus::open(&[folder], options).unwrap_or_else(|error| panic!("{error}"))
    };
    folders.into_iter().map(open).collect()
}

fn own() -> Option<PathBuf> {
    std::env::var_os("KANTLIJN_EXACT").map(PathBuf::from)
}

/// Whether it is a folder of one's own.
pub(crate) fn is_own() -> bool {
    own().is_some()
}

/// A turn with spaces for its gaps, byte for byte.
fn without_gaps(document: &Document, turn: Span) -> String {
    let mut bytes = turn.of(&document.text).as_bytes().to_vec();
    for gap in &document.gaps {
        for at in gap.span.start.max(turn.start)..gap.span.end.min(turn.end) {
            bytes[(at - turn.start) as usize] = b' ';
        }
    }
    String::from_utf8(bytes).expect("gaps lie on characters")
}

/// The paragraphs of a turn without gaps, each with where it stands, line breaks as spaces.
fn paragraphs(text: &str, line_breaks: LineBreaks) -> Vec<(usize, String)> {
    let line = Regex::new("[^\r\n]*(?:\r\n|\r|\n|$)").expect("a valid pattern");
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let mut goes_on = false;
    for line in line.find_iter(text) {
        let spaced = line.as_str().replace(['\r', '\n'], " ");
        let is_blank = spaced.bytes().all(|b| b.is_ascii_whitespace());
        match paragraphs.last_mut() {
            _ if is_blank => {}
            Some((_, before)) if goes_on => before.push_str(&spaced),
            _ => paragraphs.push((line.start(), spaced)),
        }
        goes_on = !is_blank && line_breaks == LineBreaks::Wrap;
    }
    paragraphs
}

/// Where sentences start: the standard on the whole paragraph, with the two tailorings.
fn starts(paragraph: &str, abbreviations: &Abbreviations, opens: &Regex) -> Vec<usize> {
    let mut starts: BTreeSet<usize> = paragraph.split_sentence_bound_indices().map(|(start, _)| start).collect();
    let closing = |c: char| is_apostrophe(c) && matches!(c, '\'' | '’') || "\"”»›)]".contains(c);
    for (space, c) in paragraph.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let next = space + c.len_utf8();
        let has_ended = paragraph[..space].trim_end_matches(closing).ends_with(['.', '!', '?', '…']);
        if has_ended && opens.is_match(&paragraph[next..]) {
            starts.insert(next);
        }
    }
    let goes_on = |start: usize| start > 0 && abbreviations.end(paragraph[..start].trim_end());
    starts.into_iter().filter(|&start| !goes_on(start)).collect()
}

/// The words of each turn, and those of each sentence.
fn by_the_standard(document: &Document) -> (Vec<Vec<Span>>, Vec<Vec<Span>>) {
    let abbreviations = Abbreviations::of(document.language.as_deref());
    let opens = r#"^(?:['’‘＇ʼ](?:[stn]\s\p{Uppercase}|\p{Uppercase})|["“„«‹‚(\[]\p{Uppercase})"#;
    let opens = Regex::new(opens).expect("a valid pattern");
    let (mut turns, mut sentences) = (Vec::new(), Vec::new());
    for turn in &document.turns {
        let text = without_gaps(document, turn.span);
        let cut = |text: &str, at: usize| -> Vec<Span> {
            let words = text.unicode_word_indices();
            words.map(|(start, word)| Span::new(at + start, at + start + word.len())).collect()
        };
        turns.push(cut(&text, turn.span.start as usize));
        for (at, paragraph) in paragraphs(&text, document.line_breaks) {
            let at = turn.span.start as usize + at;
            let words = cut(&paragraph, at);
            if document.unpunctuated {
                sentences.extend(words.chunks(Segments::WINDOW as usize).map(<[Span]>::to_vec));
                continue;
            }
            let starts = starts(&paragraph, abbreviations, &opens);
            let of = |word: &Span| starts.partition_point(|&start| at + start <= word.start as usize);
            sentences.extend(words.chunk_by(|a, b| of(a) == of(b)).map(<[Span]>::to_vec));
        }
    }
    (turns, sentences)
}

/// Which words of a sentence may be skipped: hesitations, what is said again next, and what is broken off and then said.
fn skipped(text: &str, sentence: &[Span], hesitations: &BTreeSet<String>, cut: &Regex) -> Vec<bool> {
    let mut next: Option<String> = None;
    let mut skipped = vec![false; sentence.len()];
    for (at, span) in sentence.iter().enumerate().rev() {
        let word = fold(span.of(text));
        let rest = &text[span.end as usize..];
        let repeats = next.as_ref().is_some_and(|next| *next == word || next.starts_with(&word) && cut.is_match(rest));
        skipped[at] = repeats || hesitations.contains(&word);
        if !skipped[at] {
            next = Some(word);
        }
    }
    skipped
}

fn hesitations(language: Option<&str>) -> BTreeSet<String> {
    let entries = SpeechEntries::built_in();
    let code = language.and_then(|language| language.split(['-', '_']).next()).unwrap_or_default().to_lowercase();
    let own = entries.hesitations_of.get(&code).into_iter().flatten();
    let all = entries.hesitations.iter().chain(own);
    all.flat_map(|entry| words(entry).map(|word| fold(word.of(entry)))).collect()
}

/// Compares one document, and answers with how many words, sentences and skipped words it has.
fn compare(document: &Document) -> [usize; 3] {
    let (name, text) = (&document.name, &document.text);
    let standard: Vec<Span> =
        text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len())).collect();
    let mut landmarks = Landmarks::default();
    landmarks.find(text);
    let first = landmarks.words.iter().zip(&standard).find(|(ours, theirs)| ours != theirs);
    assert!(
        landmarks.words == standard,
        "words of the text of {name}: {:?}",
        first.map(|(a, b)| (a.of(text), b.of(text)))
    );

    let segments = Segments::of(document, &SegmentOptions::default());
    let held = |words: &std::ops::Range<u32>| -> Vec<Span> {
        segments.words[words.start as usize..words.end as usize].iter().map(|word| word.span).collect()
    };
    let said = |words: &[Span]| words.iter().map(|word| word.of(text)).collect::<Vec<_>>().join(" ");
    let (turns, sentences) = by_the_standard(document);
    assert_eq!(segments.turns.len(), turns.len(), "turns of {name}");
    for (ours, theirs) in segments.turns.iter().map(held).zip(&turns) {
        assert!(ours == *theirs, "words of a turn of {name}: {:?}, not {:?}", said(&ours), said(theirs));
    }
    let ours: Vec<Vec<Span>> = segments.sentences.iter().map(|sentence| held(&sentence.words)).collect();
    for (ours, theirs) in ours.iter().zip(&sentences) {
        assert!(ours == theirs, "a sentence of {name}: {:?}, not {:?}", said(ours), said(theirs));
    }
    assert_eq!(ours.len(), sentences.len(), "sentences of {name}");

    let hesitations = hesitations(document.language.as_deref());
    let cut = Regex::new(r"^(?:[-–…]+(?:\.\.+)?|\.\.+)\s").expect("a valid pattern");
    let mut count = 0;
    for (sentence, words) in segments.sentences.iter().zip(&ours) {
        let told = skipped(text, words, &hesitations, &cut);
        let marked: Vec<bool> = sentence.words.clone().map(|word| segments.words[word as usize].transparent).collect();
        assert_eq!(marked, told, "what may be skipped in a sentence of {name}: {:?}", said(words));
        count += told.iter().filter(|told| **told).count();
    }
    [segments.words.len(), ours.len(), count]
}

#[test]
fn words_and_sentences_of_whole_transcripts_are_those_of_the_standard() {
    let (mut transcripts, mut sum) = (0, [0; 3]);
    let mut add = |counts: [usize; 3]| {
        transcripts += 1;
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        Ok(())
    };
    for corpus in corpora(None) {
        corpus.stream(|reading| compare(&reading.document), &mut add).unwrap_or_else(|error| panic!("{error}"));
    }
    let [words, sentences, skipped] = sum;
    println!(
        "{transcripts} transcripts, {words} words, {sentences} sentences, {skipped} words that may be skipped: equal"
    );
    assert!(words > 0 && sentences > 0, "nothing was compared");
}
