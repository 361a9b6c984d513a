//! The published example and laws of spans that coders chose freely.

use proptest::prelude::*;

use crate::stats::{Continuum, Misfit, Segment, Undefined, Unitized};

fn segments(of: &[(u64, u64, u32)]) -> Vec<Segment> {
    of.iter().map(|&(start, end, value)| Segment { start, end, value }).collect()
}

/// Krippendorff (2019), figure 12.11: three coders, a text of 60.
fn published() -> Continuum {
    let alex = segments(&[(0, 7, 1), (7, 13, 2), (30, 32, 5), (32, 37, 6), (37, 44, 6), (44, 60, 7)]);
    let paul = segments(&[(0, 7, 1), (7, 13, 3), (13, 21, 5), (32, 44, 6)]);
    let suzan = segments(&[(0, 7, 1), (7, 13, 4), (13, 21, 5), (32, 37, 6), (37, 41, 6), (41, 44, 6)]);
    Continuum::new(60, vec![alex, paul, suzan]).unwrap()
}

/// Krippendorff (2019), section 12.6: .510, .413 and .724. The last is .728 where a segment counts with what any other coder, instead
/// of the mean coder, gave a value.
#[test]
fn published_alphas() {
    let text = published();
    let shown = [text.u_alpha(), text.binary_u_alpha(), text.cu_alpha()].map(|alpha| format!("{:.5}", alpha.unwrap()));
    assert_eq!(shown, ["0.50998", "0.41360", "0.72417"]);
}

/// There too: values 1, 5 and 6 are never confused, 2, 3 and 4 always; of 5 eight characters of eighteen meet another coder's, of
/// 7 none.
#[test]
fn published_alphas_of_each_value() {
    let text = published();
    assert_eq!([1, 5, 6].map(|value| text.ku_alpha(value)), [Ok(1.0); 3]);
    assert_eq!([2, 3, 4].map(|value| text.ku_alpha(value)), [Ok(0.0); 3]);
    assert_eq!(text.ku_alpha(7), Err(Undefined::NoPairs));
    assert_eq!((text.coverage(5), text.coverage(7)), (Ok(0.444444444444), Ok(0.0)));
    assert_eq!((text.coverage(1), text.coverage(9)), (Ok(1.0), Err(Undefined::ZeroFrequency)));
}

#[test]
fn reasons_of_spans() {
    let text = |length, coders: Vec<Vec<Segment>>| Continuum::new(length, coders).unwrap();
    let one = || segments(&[(2, 5, 1)]);
    assert_eq!(text(0, vec![vec![], vec![]]).u_alpha(), Err(Undefined::Empty));
    assert_eq!(text(9, vec![one()]).u_alpha(), Err(Undefined::NoPairs));
    assert_eq!(text(9, vec![vec![], vec![]]).u_alpha(), Err(Undefined::NoVariation));
    assert_eq!(text(9, vec![vec![], vec![]]).cu_alpha(), Err(Undefined::NoPairs));
    let whole = || segments(&[(0, 9, 1)]);
    assert_eq!(text(9, vec![whole(), whole()]).binary_u_alpha(), Err(Undefined::NoVariation));
    let same = text(9, vec![one(), one()]);
    assert_eq!((same.u_alpha(), same.binary_u_alpha()), (Ok(1.0), Ok(1.0)));
    assert_eq!((same.cu_alpha(), same.ku_alpha(1)), (Err(Undefined::NoVariation), Err(Undefined::NoVariation)));
}

#[test]
fn what_is_no_segment_is_refused() {
    let new = |of: &[(u64, u64, u32)]| Continuum::new(10, vec![segments(of)]).map(|_| ());
    assert_eq!(new(&[(3, 3, 1)]), Err(Misfit::Ends { start: 3, end: 3, length: 10 }));
    assert_eq!(new(&[(3, 11, 1)]), Err(Misfit::Ends { start: 3, end: 11, length: 10 }));
    assert_eq!(new(&[(4, 8, 1), (1, 5, 2)]), Err(Misfit::Overlap { start: 4, end: 5 }));
    assert_eq!(new(&[(5, 8, 1), (1, 5, 2)]), Ok(()));
}

#[test]
fn what_was_never_checked_is_cut() {
    let rough = segments(&[(8, 4, 1), (0, 5, 1), (3, 7, 2), (6, 6, 3), (9, 99, 1)]);
    let cut = segments(&[(0, 5, 1), (5, 7, 2), (9, 12, 1)]);
    let other = segments(&[(0, 6, 1)]);
    let unitized = |coder| Continuum { length: 12, coders: vec![coder, other.clone()] }.unitized();
    assert_eq!(unitized(rough), unitized(cut));
}

#[test]
fn lengths_of_billions_do_not_overflow() {
    let big = 1_000_000_000_000;
    let coders = vec![segments(&[(0, big, 1)]), segments(&[(big / 2, big, 1)])];
    let alpha = Continuum::new(4 * big, coders).unwrap().u_alpha().unwrap();
    assert!((0.0..1.0).contains(&alpha), "{alpha}");
    let coders = vec![segments(&[(0, u64::MAX, 1)]), segments(&[(1, u64::MAX, 2)])];
    assert!(Continuum::new(u64::MAX, coders).unwrap().cu_alpha().is_ok_and(f64::is_finite));
}

fn any_text() -> impl Strategy<Value = Continuum> {
    let coder = prop::collection::vec((0..6_u64, 1..8_u64, 0..3_u32), 0..6);
    prop::collection::vec(coder, 2..4).prop_map(|coders| {
        let coders = coders.into_iter().map(|lengths| {
            let mut at = 0;
            let place = |(gap, length, value)| {
                let start = at + gap;
                at = start + length;
                Segment { start, end: at, value }
            };
            lengths.into_iter().map(place).collect()
        });
        Continuum::new(90, coders.collect()).unwrap()
    })
}

fn all(text: &Unitized) -> Vec<Result<f64, Undefined>> {
    let mut all = vec![text.u_alpha(), text.binary_u_alpha(), text.cu_alpha()];
    all.extend((0..3).flat_map(|value| [text.ku_alpha(value), text.coverage(value)]));
    all
}

/// One text after the other, as one.
fn concatenated(texts: &[&Continuum]) -> Continuum {
    let mut whole = Continuum { length: 0, coders: vec![Vec::new(); texts[0].coders.len()] };
    for text in texts {
        for (coder, segments) in whole.coders.iter_mut().zip(&text.coders) {
            coder.extend(segments.iter().map(|segment| Segment {
                start: segment.start + whole.length,
                end: segment.end + whole.length,
                ..*segment
            }));
        }
        whole.length += text.length;
    }
    whole
}

proptest! {
    #[test]
    fn texts_add_exactly_as_if_one_followed_the_other(one in any_text(), other in any_text()) {
        if one.coders.len() == other.coders.len() {
            let whole = concatenated(&[&one, &other, &other]).unitized();
            let drawn = Unitized::drawn(&[one.unitized(), other.unitized()], &[1, 2]);
            prop_assert_eq!(&whole, &drawn);
        }
    }

    #[test]
    fn the_order_of_coders_and_segments_does_not_matter(text in any_text()) {
        let mut turned = text.clone();
        turned.coders.reverse();
        turned.coders.iter_mut().for_each(|segments| segments.reverse());
        prop_assert_eq!(text.unitized(), turned.unitized());
    }

    #[test]
    fn alphas_are_at_most_one(text in any_text()) {
        for alpha in all(&text.unitized()).into_iter().flatten() {
            prop_assert!(alpha <= 1.0 && alpha.is_finite());
        }
        let mut same = text;
        same.coders = vec![same.coders[0].clone(); 3];
        prop_assert!(all(&same.unitized()).into_iter().flatten().all(|alpha| alpha == 1.0));
    }

    /// Where every segment is one character long, a text is units with ratings, of which a gap is one.
    #[test]
    fn single_characters_are_nominal_ratings(units in prop::collection::vec(prop::collection::vec(0..4_u32, 3), 2..20)) {
        let mut ratings = crate::stats::Ratings::new(3, 4);
        units.iter().for_each(|unit| ratings.push(&unit.iter().copied().map(Some).collect::<Vec<_>>()).unwrap());
        let coders = (0..3).map(|coder| {
            let places = (0..).zip(&units).filter(|(_, unit)| unit[coder] > 0);
            places.map(|(at, unit)| Segment { start: at, end: at + 1, value: unit[coder] }).collect()
        });
        let text = Continuum::new(units.len() as u64, coders.collect()).unwrap();
        match (text.u_alpha(), ratings.alpha(crate::stats::Scale::Nominal)) {
            (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-11),
            (one, other) => prop_assert_eq!(one, other),
        }
    }
}
