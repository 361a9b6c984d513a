//! The sentences under a crosstab.

use crate::wording::{Lang, args};

use super::{Counted, Cross, Share, common};

/// A share of fewer than this moves by a fifth when one of them thinks otherwise.
const FEW: u64 = 5;

/// So many values are named.
const SHOWN: usize = 12;

pub(super) fn counted(counted: Counted, lang: Lang) -> String {
    lang.phrased("crosstab-counted", args! { "what" => counted.word() })
}

/// What shares are of; by the name of their column where there are several.
pub(super) fn share(share: Share, counted: Counted, is_one_of_several: bool, lang: Lang) -> String {
    let column = if is_one_of_several { share.column() } else { "none" };
    let values = args! { "share" => share.word(), "what" => counted.word(), "column" => column };
    lang.phrased("crosstab-share", values)
}

/// Which groups are so small that their shares say little.
pub(super) fn few(cross: &Cross<'_>, lang: Lang) -> Option<String> {
    let by = cross.counts.by.as_deref().unwrap_or_default();
    let small: Vec<String> = cross
        .counts
        .groups
        .iter()
        .filter(|group| cross.of(group) < FEW)
        .map(|group| format!("{} ({})", common::value(by, &group.value, lang), lang.number(cross.of(group))))
        .collect();
    let shown = small.get(..SHOWN).unwrap_or(&small);
    let mut values = args! { "n" => FEW, "what" => cross.counted.word(), "values" => shown.join(", ") };
    match small.len() - shown.len() {
        _ if small.is_empty() => None,
        0 => Some(lang.phrased("crosstab-few", values)),
        more => {
            values.set("more", more);
            Some(lang.phrased("crosstab-few-more", values))
        }
    }
}

/// Where no code has a test: there is nothing whose assumptions would be worth a word.
pub(super) fn nothing_tested(missing: u64, counted: Counted, lang: Lang) -> String {
    let sentences = [Some(lang.phrase("crosstab-nothing-tested")), left_out(missing, counted, lang)];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How many have no value.
fn left_out(missing: u64, counted: Counted, lang: Lang) -> Option<String> {
    (missing > 0).then(|| lang.phrased("crosstab-missing", args! { "n" => missing, "what" => counted.word() }))
}

pub(super) fn assumed(counted: Counted, codes: usize, cells: usize, missing: u64, lang: Lang) -> String {
    let sentences = [
        Some(lang.phrased("crosstab-assumed", args! { "what" => counted.word() })),
        left_out(missing, counted, lang),
        Some(lang.phrased("crosstab-corrected", args! { "codes" => codes, "cells" => cells })),
    ];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

pub(super) fn small_cells(codes: usize, of: usize, lang: Lang) -> Option<String> {
    (codes > 0).then(|| lang.phrased("crosstab-small-cells", args! { "n" => codes, "of" => of }))
}
