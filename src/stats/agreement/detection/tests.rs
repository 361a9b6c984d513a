//! Other packages' figures and laws of rules against a reference.

use proptest::prelude::*;

use crate::stats::{Detection, Square, Undefined, WeightedDetection, macro_mean, micro};

/// scikit-learn 1.9.1: `precision_recall_fscore_support`, `fbeta_score`, `matthews_corrcoef`, `jaccard_score`.
#[test]
fn as_scikit_learn() {
    let found = Detection { tp: 45, fp: 5, fn_: 15, tn: 935 };
    let measures = [found.precision(), found.recall(), found.f1(), found.f_beta(2.0), found.mcc(), found.jaccard()];
    assert_eq!(
        measures.map(|value| format!("{:.4}", value.unwrap())),
        ["0.9000", "0.7500", "0.8182", "0.7759", "0.8115", "0.6923"]
    );
    assert_eq!(format!("{:.4} {:.4}", found.specificity().unwrap(), found.npv().unwrap()), "0.9947 0.9842");
}

#[test]
fn division_by_zero_has_a_reason() {
    let nothing = Detection { tn: 8, ..Detection::default() };
    assert_eq!((nothing.precision(), nothing.recall()), (Err(Undefined::Empty), Err(Undefined::Empty)));
    assert_eq!((nothing.f1(), nothing.jaccard()), (Err(Undefined::ZeroFrequency), Err(Undefined::ZeroFrequency)));
    assert_eq!((nothing.specificity(), nothing.npv(), nothing.mcc()), (Ok(1.0), Ok(1.0), Err(Undefined::ZeroMargin)));
    assert_eq!(Detection::default().mcc(), Err(Undefined::Empty));
    let missed = Detection { fp: 2, fn_: 3, ..nothing };
    assert_eq!((missed.f1(), missed.precision()), (Ok(0.0), Ok(0.0)));
    assert_eq!(missed.f_beta(f64::NAN), Err(Undefined::ZeroFrequency));
    let odd = WeightedDetection { tp: f64::NAN, ..WeightedDetection::default() };
    assert_eq!((odd.precision(), odd.mcc()), (Err(Undefined::Empty), Err(Undefined::Empty)));
}

/// A code without a defined precision is left out and counted: the mean is .583 of two and not .389 of three, as with
/// `zero_division=nan` of scikit-learn 1.9.1 and not with its default.
#[test]
fn macro_leaves_out_what_is_undefined() {
    let codes = [
        Detection { tp: 3, fp: 1, fn_: 1, tn: 5 },
        Detection { tp: 5, fp: 7, fn_: 0, tn: 9 },
        Detection { tp: 0, fp: 0, fn_: 2, tn: 9 },
    ];
    let (mean, left_out) = macro_mean(codes.iter().map(Detection::precision));
    assert_eq!((format!("{:.9}", mean.unwrap()), left_out), ("0.583333333".into(), 1));
    assert_eq!(micro(&codes), Detection { tp: 8, fp: 8, fn_: 3, tn: 23 });
    assert_eq!(micro(&codes).precision(), Ok(0.5));
    assert_eq!(macro_mean([Err(Undefined::Empty)]), (Err(Undefined::Empty), 1));
    assert_eq!(macro_mean([]), (Err(Undefined::Empty), 0));
}

/// Ten of 200 proposals and twenty of 1,000 units without one were read. Of the latter one held the code, which stands for fifty.
#[test]
fn a_sample_is_weighted_to_what_it_was_drawn_from() {
    let mut all = WeightedDetection::default();
    all.add(&Detection { tp: 8, fp: 2, ..Detection::default() }, 20.0);
    all.add(&Detection { fn_: 1, tn: 19, ..Detection::default() }, 50.0);
    assert_eq!((all.precision(), all.recall()), (Ok(0.8), Ok(0.761904761905)));
    assert_eq!(all.f1(), Ok(0.780487804878));
}

proptest! {
    #[test]
    fn f1_is_positive_agreement_and_all_lie_in_their_range(
        (tp, tn) in (0..1_000_000_000_000_u64, 0..1_000_000_000_000_u64),
        (fp, fn_) in (0..50_u64, 0..50_u64),
    ) {
        let found = Detection { tp, fp, fn_, tn };
        let square = Square { both: tp, first: fp, second: fn_, neither: tn };
        if tp + fp + fn_ > 0 {
            prop_assert_eq!(found.f1(), square.positive_agreement());
        }
        prop_assert!(found.mcc().map_or(true, |mcc| (-1.0..=1.0).contains(&mcc)));
        for share in [found.precision(), found.recall(), found.f1(), found.jaccard(), found.npv()].into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&share));
        }
        // Every weight alike changes nothing.
        let mut weighted = WeightedDetection::default();
        weighted.add(&found, 4.0);
        prop_assert_eq!((weighted.precision(), weighted.f1()), (found.precision(), found.f1()));
    }
}
