//! Where a coder and the reference differ, passage by passage.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::coding::{Coding, Status};
use crate::corpus::Document;
use crate::ids::CodeId;
use crate::segment::Segments;
use crate::tally::is_counted;

use super::drawn::Kept;
use super::sweep::{merged, within};
use super::{AgreementPlan, Axis, RatingUnit};

/// Units of one code that one of the two coded and the other did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The code, by itself.
    pub code: CodeId,
    /// The coder who is measured, as a place in [`AgreementPlan::coders`].
    pub coder: u32,
    /// Whether it was this coder who coded them (a false positive), and not the reference (a false negative).
    pub is_positive: bool,
    /// One unit; of words and characters all that follow one another.
    pub units: Range<u64>,
    /// The codings that only one of the two made, as places among the document's.
    pub codings: Vec<usize>,
    /// The stratum of the unit, where drawn ones alone are compared.
    pub stratum: Option<usize>,
}

/// What one coder made of one code.
#[derive(Default)]
struct Made {
    /// Units with the code or one below it.
    any: Vec<Range<u64>>,
    /// Units with the code itself.
    own: Vec<Range<u64>>,
    /// Codings of the code itself, and their units.
    codings: Vec<(usize, Vec<Range<u64>>)>,
}

impl AgreementPlan {
    /// What each coder made of this transcript otherwise than the reference, if the reference rated it: in order of
    /// place, then of code and coder.
    ///
    /// A code that only one of the two gave is a difference where the other gave neither it nor one below it: so a code
    /// and those above it are not told twice.
    #[must_use]
    pub fn differences(
        &self,
        document: &Document,
        segments: &Segments,
        codings: &[Coding],
        reference: u32,
        takes: impl Fn(&Coding) -> bool,
    ) -> Vec<Difference> {
        let axis = Axis::of(document, segments, self.unit, &self.admission);
        let kept = self.drawn.as_ref().map(|drawn| drawn.of(document, segments, &axis));
        let raters = self.raters(codings, kept.as_ref());
        if !raters.contains(&reference) {
            return Vec::new();
        }
        let mut made: BTreeMap<(u32, CodeId), Made> = BTreeMap::new();
        for (i, coding) in codings.iter().enumerate() {
            let counts = coding.status != Status::Rejected
                && takes(coding)
                && is_counted(&self.admission, document, segments, coding);
            let Some(rater) = self.place_of(coding).filter(|_| counts) else { continue };
            let covered = axis.covered(coding.span);
            let line = self.counts_for(coding.code);
            for &code in line {
                made.entry((rater, CodeId(code))).or_default().any.extend(covered.iter().cloned());
            }
            if let Some(&code) = line.first() {
                let made = made.entry((rater, CodeId(code))).or_default();
                made.own.extend(covered.iter().cloned());
                made.codings.push((i, covered));
            }
        }
        let compared = kept.as_ref().map(Kept::stretches);
        for made in made.values_mut() {
            made.any = merged(std::mem::take(&mut made.any));
            made.own = merged(std::mem::take(&mut made.own));
            if let Some(compared) = &compared {
                made.own = within(&made.own, compared);
            }
        }
        let mut differences = Vec::new();
        for &coder in raters.iter().filter(|&&coder| coder != reference) {
            for (who, other, is_positive) in [(coder, reference, true), (reference, coder, false)] {
                for (&(_, code), made_by) in made.range((who, CodeId(0))..=(who, CodeId(u32::MAX))) {
                    let others = made.get(&(other, code)).map_or(&[][..], |made| &made.any);
                    for units in self.apart(without(&made_by.own, others)) {
                        let is_here = |covered: &[Range<u64>]| covered.iter().any(|range| overlap(range, &units));
                        let here = made_by.codings.iter().filter(|(_, covered)| is_here(covered));
                        let codings = here.map(|(i, _)| *i).collect();
                        let stratum = kept.as_ref().and_then(|kept| kept.units.get(&units.start).copied());
                        differences.push(Difference { code, coder, is_positive, units, codings, stratum });
                    }
                }
            }
        }
        differences.sort_by_key(|d| (d.units.start, d.code, d.coder, d.is_positive));
        differences
    }

    /// Units of analysis one by one; words and characters as they follow one another.
    fn apart(&self, ranges: Vec<Range<u64>>) -> Vec<Range<u64>> {
        match self.unit {
            RatingUnit::Of(_) => ranges.into_iter().flatten().map(|unit| unit..unit + 1).collect(),
            RatingUnit::Word | RatingUnit::Character => ranges,
        }
    }
}

fn overlap(a: &Range<u64>, b: &Range<u64>) -> bool {
    a.start < b.end && b.start < a.end
}

/// What of `these` lies in none of `those`; both in order, without overlaps.
fn without(these: &[Range<u64>], those: &[Range<u64>]) -> Vec<Range<u64>> {
    let mut left = Vec::new();
    let mut next = 0;
    for range in these {
        let mut from = range.start;
        next += those[next..].partition_point(|other| other.end <= from);
        for other in those[next..].iter().take_while(|other| other.start < range.end) {
            if other.start > from {
                left.push(from..other.start);
            }
            from = from.max(other.end);
        }
        if from < range.end {
            left.push(from..range.end);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use proptest::prelude::*;

    use super::without;
    use crate::agreement::sweep::merged;

    fn ranges() -> impl Strategy<Value = Vec<Range<u64>>> {
        let range = (0u64..50, 1u64..9).prop_map(|(start, length)| start..start + length);
        prop::collection::vec(range, 0..8).prop_map(merged)
    }

    proptest! {
        #[test]
        fn what_is_left_is_in_the_one_and_not_in_the_other(these in ranges(), those in ranges()) {
            let left = without(&these, &those);
            for unit in 0..70 {
                let holds = |ranges: &[Range<u64>]| ranges.iter().any(|range| range.contains(&unit));
                prop_assert_eq!(holds(&left), holds(&these) && !holds(&those));
            }
        }
    }
}
