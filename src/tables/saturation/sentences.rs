//! The sentences under the curve and its estimates.

use crate::stats::interviews_to;
use crate::tally::Interview;
use crate::wording::{Lang, args};

use super::Curve;

pub(super) fn what_is_a_code(level: Option<usize>, lang: Lang) -> String {
    lang.phrased("saturation-level", args! { "level" => level.unwrap_or(0) })
}

/// `50 % of the 9 codes that were found are there after 1 interview, 80 % after 3, …`.
pub(super) fn reached(curve: &Curve, by_rules: bool, lang: Lang) -> String {
    let (all, cumulative) = (curve.all(), curve.cumulative());
    if all == 0 {
        return lang.phrase("saturation-no-code-found");
    }
    let after = |percent: u64| interviews_to(percent, &cumulative).unwrap_or_default();
    let mut values = args! {
        "n" => all,
        "half" => after(50),
        "most" => after(80),
        "nearly" => after(90),
        "last" => after(100),
    };
    if by_rules {
        values.set("of", curve.of_codebook);
        lang.phrased("saturation-reached-of-codebook", values)
    } else {
        lang.phrased("saturation-reached", values)
    }
}

pub(super) fn ties(interviews: &[Interview], lang: Lang) -> Option<String> {
    let tied = interviews.iter().filter(|interview| interview.is_tied).count();
    (tied > 0).then(|| lang.phrased("saturation-tied", args! { "n" => tied }))
}

pub(super) fn uncoded(interviews: usize, lang: Lang) -> Option<String> {
    (interviews > 0).then(|| lang.phrased("saturation-uncoded", args! { "n" => interviews }))
}
