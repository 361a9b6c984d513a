use proptest::prelude::*;

use super::{Anchor, Around, Found, How, Lost, is_like};
use crate::coding::Passages;
use crate::corpus::{Document, ReadOptions, Reading};
use crate::text::Span;

const BEFORE: &str = "I: Hoe was dat thuis?\n\n\
    R: Ik zweeg maar. Mijn moeder keek de andere kant op en mijn vader werkte.\n\n\
    I: Ja.\n\n\
    R: Op school wist niemand iets. Ik zweeg maar. Later werd dat anders, toen ik de groep vond.\n\n\
    I: Ja.\n\n\
    R: Daar mocht ik gewoon zijn wie ik was.\n";

fn read(text: &str) -> Document {
    Reading::of_text("r1", text, &ReadOptions::default()).document
}

/// Anchors the n-th passage with these words of [`BEFORE`].
fn anchored(words: &str, nth: usize) -> Anchor {
    let (start, _) = BEFORE.match_indices(words).nth(nth).expect("the words stand there");
    Anchor::of(&read(BEFORE), Span::new(start, start + words.len()))
}

fn found(anchor: &Anchor, text: &str) -> Result<(usize, String, How), Lost> {
    let document = read(text);
    let found = anchor.find(&mut Passages::of(&document));
    found.map(|Found { span, how }| (span.start as usize, span.of(&document.text).to_owned(), how))
}

/// Which of the places of these words a passage was found at.
fn nth(anchor: &Anchor, text: &str, words: &str) -> Result<usize, Lost> {
    let (start, said, _) = found(anchor, text)?;
    assert_eq!(said, words);
    Ok(text.match_indices(words).position(|(at, _)| at == start).expect("one of them"))
}

#[test]
fn where_nothing_changed_it_is_where_it_was() {
    for (words, count) in [("Ik zweeg maar.", 2), ("Ja.", 2), ("zweeg", 2), ("gewoon zijn wie ik was", 1)] {
        for n in 0..count {
            let anchor = anchored(words, n);
            let (start, said, how) = found(&anchor, BEFORE).expect("it is there");
            assert_eq!((said.as_str(), how), (words, How::Placed));
            assert_eq!(Some(start), BEFORE.match_indices(words).nth(n).map(|(at, _)| at), "{words} {n}");
        }
    }
}

#[test]
fn words_win_over_places() {
    let shifted = format!("I: Fijn dat u er bent.\n\nR: Graag gedaan.\n\n{BEFORE}");
    let anchor = anchored("gewoon zijn wie ik was", 0);
    let (_, said, how) = found(&anchor, &shifted).expect("it is there");
    assert_eq!((said.as_str(), how), ("gewoon zijn wie ik was", How::Moved));
    let without_neighbours = Anchor { around: None, ..anchor };
    assert_eq!(found(&without_neighbours, &shifted).map(|(.., how)| how), Ok(How::Moved));
}

#[test]
fn of_the_same_words_those_with_the_same_neighbours_are_meant() {
    let shifted = BEFORE.replacen("R: Ik", "R: Nou, eerlijk gezegd was dat heel lang helemaal niet makkelijk. Ik", 1);
    for n in 0..2 {
        assert_eq!(nth(&anchored("Ik zweeg maar.", n), &shifted, "Ik zweeg maar."), Ok(n));
        assert_eq!(nth(&anchored("zweeg", n), &shifted, "zweeg"), Ok(n));
    }
    let alone = Anchor { around: None, ..anchored("Ik zweeg maar.", 1) };
    assert_eq!(found(&alone, &shifted), Err(Lost::Often), "the nearest is no reason");
}

#[test]
fn the_same_words_at_the_old_place_are_not_enough_where_neighbours_differ() {
    // The first was taken out, and another now begins at the very place of the second.
    let (place, _) = BEFORE.match_indices("Ik zweeg maar.").nth(1).expect("the second");
    let filler = "x".repeat(place - "R: ".len() - 1);
    let other = format!("R: {filler} Ik zweeg maar. Heel iets anders dan eerst stond hier nu geschreven.\n");
    assert_eq!(
        found(&Anchor { around: None, ..anchored("Ik zweeg maar.", 1) }, &other).map(|(.., how)| how),
        Ok(How::Placed)
    );
    let both = format!("{other}\n{}", &BEFORE[BEFORE.find("I: Ja.").expect("there")..]);
    let (start, _, how) = found(&anchored("Ik zweeg maar.", 1), &both).expect("it is there");
    assert_eq!((Some(start), how), (both.rfind("Ik zweeg maar."), How::Moved));
}

#[test]
fn what_was_taken_out_is_not_what_is_left() {
    let second_gone = BEFORE.replacen("niemand iets. Ik zweeg maar. Later werd dat anders", "niemand iets", 1);
    assert_eq!(nth(&anchored("Ik zweeg maar.", 0), &second_gone, "Ik zweeg maar."), Ok(0));
    assert_eq!(found(&anchored("Ik zweeg maar.", 1), &second_gone), Err(Lost::Nowhere));
}

#[test]
fn an_edited_passage_is_found_between_its_neighbours() {
    for (old, new) in [
        ("gewoon zijn wie ik was.", "gewoon zijn wie ik ben."),
        ("Mijn moeder keek de andere kant op", "Mijn moeder keek heel vaak een andere kant op"),
        ("Op school wist niemand iets.", "Op de middelbare school wist echt niemand iets."),
        ("Later werd dat anders", "Later wierd dat anders"),
        ("zweeg", "zwijg"),
    ] {
        let text = BEFORE.replacen(old, new, 1);
        let shifted = format!("I: Welkom.\n\n{text}");
        for text in [&text, &shifted] {
            let (_, said, how) = found(&anchored(old, 0), text).unwrap_or_else(|lost| panic!("{old}: {lost:?}"));
            assert_eq!((said.as_str(), how), (new, How::Changed));
        }
    }
}

#[test]
fn a_passage_that_was_written_anew_is_lost() {
    let text = BEFORE.replacen("Op school wist niemand iets", "De buren hadden een hond", 1);
    assert_eq!(found(&anchored("Op school wist niemand iets", 0), &text), Err(Lost::Nowhere));
    let gone = BEFORE.replacen("Op school wist niemand iets. ", "", 1);
    assert_eq!(found(&anchored("Op school wist niemand iets.", 0), &gone), Err(Lost::Nowhere));
}

#[test]
fn without_neighbours_what_is_like_it_is_sought_at_its_place_alone() {
    let anchor = Anchor { around: None, ..anchored("Op school wist niemand iets.", 0) };
    let text = BEFORE.replacen("Op school wist niemand", "Op school wist iemand", 1);
    assert_eq!(found(&anchor, &text).map(|(.., how)| how), Ok(How::Changed));
    assert_eq!(
        found(&anchor, &format!("{}{text}", "I: Welkom in ons huis, fijn dat u er bent.\n\n")),
        Err(Lost::Nowhere)
    );
}

#[test]
fn without_a_place_the_words_are_sought_and_without_words_the_place_is_used() {
    let by_words = |quote: &str| Anchor { quote: Some(quote.into()), ..Anchor::default() };
    assert_eq!(found(&by_words("WIE IK  WAS"), BEFORE).map(|(.., how)| how), Ok(How::Placed));
    assert_eq!(found(&by_words("ik zweeg maar."), BEFORE), Err(Lost::Often));
    let by_place = |start, end| Anchor { place: Some((start, end)), ..Anchor::default() };
    assert_eq!(found(&by_place(3, 6), BEFORE), Ok((3, "Hoe".into(), How::Placed)));
    assert_eq!(found(&by_place(6, 6), BEFORE), Err(Lost::Empty));
    assert_eq!(found(&by_place(6, 6000), BEFORE), Err(Lost::OutOfRange));
    assert_eq!(
        found(&Anchor { place: Some((9, 3)), ..by_words("wie ik was") }, BEFORE).map(|(.., how)| how),
        Ok(How::Moved)
    );
    assert_eq!(found(&Anchor::default(), BEFORE), Err(Lost::Nowhere));
}

#[test]
fn labels_are_no_neighbours() {
    let anonymous = BEFORE.replace("R: ", "Deelnemer 12: ").replace("I: ", "Interviewer: ");
    for n in 0..2 {
        assert_eq!(nth(&anchored("Ik zweeg maar.", n), &anonymous, "Ik zweeg maar."), Ok(n));
        assert_eq!(nth(&anchored("Ja.", n), &anonymous, "Ja."), Ok(n));
    }
    let around = anchored("Ja.", 1).around.expect("it has neighbours");
    assert_eq!(around.before, "werd dat anders, toen ik de groep vond.");
    assert_eq!(around.after, "Daar mocht ik gewoon zijn wie ik was");
}

#[test]
fn of_neighbours_that_are_the_same_twice_the_nearest_is_taken_and_none_without_a_place() {
    let answer = "R: Dat vind ik een goede vraag, daar moet ik over denken. Ja. Laat me daar even rustig over denken.\n\nI: Neem de tijd.\n\n";
    let text = answer.repeat(3);
    let (second, _) = text.match_indices("Ja.").nth(1).expect("the second");
    let anchor = Anchor::of(&read(&text), Span::new(second, second + 3));
    let shifted = format!("I: Dag.\n\n{text}");
    assert_eq!(nth(&anchor, &shifted, "Ja."), Ok(1));
    assert_eq!(found(&Anchor { place: None, ..anchor }, &shifted), Err(Lost::Often));
}

#[test]
fn half_of_the_words_or_most_of_the_letters_are_alike() {
    assert!(is_like("Ik zweeg", "Ik zweeg maar"));
    assert!(is_like("schaamte", "schamte"));
    assert!(!is_like("schaamte", "trots"));
    assert!(!is_like("een twee drie vier vijf", "een twee zes zeven acht negen"));
    assert!(!is_like("", ""));
    assert!(!is_like("…", "…"));
}

#[test]
fn texts_of_nothing_but_the_same_word_end_soon() {
    let text = format!("R: {}\n", "ja ".repeat(40_000));
    let document = read(&text);
    let mut passages = Passages::of(&document);
    let around = Around { before: "ja ja ja nee ja".into(), after: "ja ja nee ja".into() };
    for quote in ["ja", "ja ja nee", "nee hoor"] {
        let anchor = Anchor { place: Some((51, 53)), quote: Some(quote.into()), around: Some(around.clone()) };
        for _ in 0..20 {
            assert!(anchor.find(&mut passages).is_ok_and(|found| found.how == How::Placed) || quote != "ja");
        }
    }
}

/// An edit: where, how many words go, and which come.
type Edit = (usize, usize, Vec<usize>);

/// Texts of few words, so that the same ones stand at many places with neighbours of their own.
fn text_of(words: &[usize]) -> Vec<String> {
    words.iter().map(|word| format!("w{word}")).collect()
}

proptest! {
    /// Edits outside the passage: it is found where it went, or told lost; never elsewhere, unless there stands the same
    /// with as many of the neighbours.
    #[test]
    fn a_passage_is_found_again_whatever_was_edited_outside_it(
        words in prop::collection::vec(0usize..40, 30..160),
        start in 0usize..150,
        length in 1usize..6,
        edits in prop::collection::vec((0usize..200, 0usize..4, prop::collection::vec(0usize..60, 0..5)), 0..6),
    ) {
        let all = text_of(&words);
        let start = start % (all.len() - length);
        let text = |words: &[String]| format!("R: {}\n", words.join(" "));
        let before = text(&all);
        let at = 3 + all[..start].iter().map(|word| word.len() + 1).sum::<usize>();
        let quote = all[start..start + length].join(" ");
        let anchor = Anchor::of(&read(&before), Span::new(at, at + quote.len()));

        let (mut left, mut right) = (all[..start].to_vec(), all[start + length..].to_vec());
        for (at, gone, come) in &edits as &[Edit] {
            let come = text_of(come);
            let side = if at % 2 == 0 { &mut left } else { &mut right };
            let from = (at / 2).min(side.len());
            let to = (from + gone).min(side.len());
            side.splice(from..to, come);
        }
        let after = text(&[left.clone(), all[start..start + length].to_vec(), right.clone()].concat());
        let now = 3 + left.iter().map(|word| word.len() + 1).sum::<usize>();
        let document = read(&after);
        let shared = |span: Span| {
            let passages = &mut Passages::of(&document);
            let neighbours = passages.neighbours();
            neighbours.sought(anchor.around.as_ref().expect("neighbours")).shared(neighbours, span)
        };
        let meant = Span::new(now, now + quote.len());
        match anchor.find(&mut Passages::of(&document)) {
            Ok(found) => {
                prop_assert_eq!(found.span.of(&after), quote.as_str());
                prop_assert!(found.span == meant || shared(found.span) >= shared(meant) || length >= 5);
                if found.span == meant && edits.is_empty() {
                    prop_assert_eq!(found.how, How::Placed);
                }
            }
            // It stands there, so it is lost only where half of its neighbours are gone, or the same stands twice.
            Err(lost) => {
                let half = neighbours_half(&anchor);
                let twice = after.matches(quote.as_str()).count() > 1;
                prop_assert!(shared(meant) < half || twice && lost == Lost::Often);
            }
        }
    }

    #[test]
    fn any_anchor_in_any_text_is_found_on_characters_or_lost(
        text in "[RI]: [a-c .\\n:é🙂]{0,60}",
        place in prop::option::of((0usize..70, 0usize..70)),
        quote in prop::option::of("[a-c .é]{0,6}"),
        before in "[a-c .]{0,9}",
        after in "[a-c .]{0,9}",
    ) {
        let document = read(&text);
        let anchor = Anchor { place, quote, around: Some(Around { before, after }) };
        if let Ok(found) = anchor.find(&mut Passages::of(&document)) {
            prop_assert!(document.text.get(found.span.range()).is_some_and(|words| !words.is_empty()));
        }
    }

    #[test]
    fn every_passage_of_an_unchanged_text_is_where_it_was(
        text in "R: [a-c .\\n:é🙂’]{1,80}",
        start in 0usize..80,
        length in 1usize..20,
    ) {
        let document = read(&text);
        let points: Vec<usize> = document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
        let start = start % (points.len() - 1);
        let span = Span::new(points[start], points[(start + length).min(points.len() - 1)]);
        let found = Anchor::of(&document, span).find(&mut Passages::of(&document));
        prop_assert_eq!(found, Ok(Found { span, how: How::Placed }));
    }
}

fn neighbours_half(anchor: &Anchor) -> usize {
    let around = anchor.around.as_ref().expect("neighbours");
    let count = |text: &str| crate::text::words(text).count();
    (count(&around.before) + count(&around.after)).div_ceil(2)
}
