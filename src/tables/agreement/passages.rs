//! Where passages begin and end: the family of u-α.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::agreement::{Interview, RatingUnit, joined};
use crate::ids::CodeId;
use crate::scope::Unit;
use crate::stats::{Continuum, Segment, Undefined, Unitized};

use super::Compared;
use super::measures::{Number, some};

/// Passages of a transcript as stretches with a value, for each of its raters.
type Valued = Vec<Vec<(Range<u64>, u32)>>;

/// u-α, binary u-α and cu-α of a code with the codes below it as values, and (k)u-α of the code within its theme.
///
/// Where a coder's passages of two such codes overlap, a place has no single value, and all but the binary one are undefined.
pub(super) fn unitized(compared: &Compared<'_>, code: CodeId) -> [Number; 4] {
    // Passages are compared within a transcript, and those of a case lie in several.
    if compared.plan.unit == RatingUnit::Of(Unit::Case) {
        return [Ok(None); 4];
    }
    let theme = compared.definition.codebook.line_of(code).last().unwrap_or(code);
    let below = of_texts(compared, code, |values| values);
    let any = of_texts(compared, code, |values| {
        let whole = |of_rater: Vec<(Range<u64>, u32)>| {
            joined(of_rater.into_iter().map(|(passage, _)| passage).collect())
                .into_iter()
                .map(|passage| (passage, 0))
                .collect()
        };
        values.into_iter().map(whole).collect()
    });
    let within = of_texts(compared, theme, |values| values);
    let of = |texts: &Result<Unitized, Undefined>, coefficient: &dyn Fn(&Unitized) -> Result<f64, Undefined>| {
        some(texts.as_ref().map_err(|reason| *reason).and_then(coefficient))
    };
    [
        of(&below, &Unitized::u_alpha),
        of(&any, &Unitized::binary_u_alpha),
        of(&below, &Unitized::cu_alpha),
        of(&within, &|texts| texts.ku_alpha(code.0)),
    ]
}

/// The transcripts that two coders rated, with the passages of a code and those below it.
fn of_texts(compared: &Compared<'_>, code: CodeId, valued: impl Fn(Valued) -> Valued) -> Result<Unitized, Undefined> {
    let mut sum = Unitized::default();
    for interview in compared.comparison.shared() {
        let coders = valued(passages(compared, interview, code)).into_iter().map(|of_rater| {
            let segment =
                |(passage, value): (Range<u64>, u32)| Segment { start: passage.start, end: passage.end, value };
            of_rater.into_iter().map(segment).collect()
        });
        let text = Continuum::new(interview.characters, coders.collect()).map_err(|_| Undefined::Overlap)?;
        sum.add(&text.unitized());
    }
    Ok(sum)
}

fn passages(compared: &Compared<'_>, interview: &Interview, code: CodeId) -> Valued {
    let tree = &compared.plan.tree;
    let mut by_rater: BTreeMap<u32, Vec<(Range<u64>, u32)>> =
        interview.raters.iter().map(|&rater| (rater, Vec::new())).collect();
    for (own, passages) in interview.passages.iter().filter(|(own, _)| tree.is_below(**own, code)) {
        for (rater, passages) in passages {
            let of_rater = by_rater.entry(*rater).or_default();
            of_rater.extend(passages.iter().map(|passage| (passage.clone(), own.0)));
        }
    }
    by_rater.into_values().collect()
}
