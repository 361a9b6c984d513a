//! The sentences under the curve and its estimates.

use crate::stats::interviews_to;
use crate::tally::Interview;
use crate::wording::{either, several};

use super::Curve;

pub(super) const CURVE: &str =
    "How many codes each interview brought that no earlier one had, in the order in which they were analysed.";
pub(super) const COVERAGE_OF_THE_CODEBOOK: &str = "Coverage of the codebook over interviews: how many of its codes each interview has that no earlier one \
    had, in the order in which they were analysed.";
pub(super) const RULES_CAME_FIRST: &str = "This is no saturation: the codebook and its rules were there before the first interview, so the curve cannot \
    show whether interviews bring new ideas, and how many codes are unseen is not estimated.";
pub(super) const ESTIMATES: &str =
    "When interviews stopped bringing new codes, and how many codes there may be that none of them has.";
pub(super) const EXPECTED: &str = "`expected` is how many codes so many of these interviews have on average over all orders (Mao Tau: Colwell, Mao & Chang \
    2004).";
pub(super) const ASSUMED: &str = "The rule of Guest, Namey & Chen (2020) divides the new codes of a run by those of the base; runs overlap, and 6+2 reads: \
    six interviews, and two more that brought little. It depends on the order, as the interviews to 80 % do. Chao2, jackknives, \
    coverage and completeness do not; they assume that interviews are independent draws from the people of whom the study \
    speaks, and that each code was looked for in every interview. Chao2 is a lower bound: at least so many codes. Coverage is the share of all that such people mention which is of codes \
    found, completeness that of Chao2's codes which were found; and a code that `shown_prevalence_pct` of such people would mention \
    is heard from at least one of so many with probability 95 %.";
pub(super) const NO_CODES: &str = "no code was found";
pub(super) const NO_SD: &str = "one interview has no deviation, and neither has one without a code";
pub(super) const NO_SD_OF_RULES: &str = "the codes of a codebook that came first are no sample";
pub(super) const NOTHING_NEW: &str = "the interview brought no new code";
pub(super) const NOT_REACHED: &str = "`reading` says why";

pub(super) fn what_is_a_code(level: Option<usize>) -> &'static str {
    match level {
        None => "A code counts where it was given itself, and a theme is not new because a code below it is.",
        Some(1) => "A theme counts with everything below it.",
        Some(_) => "A code of the lowest level counts with everything below it.",
    }
}

/// `50 % of the 9 codes that were found are there after 1 interview, 80 % after 3, …`.
pub(super) fn reached(curve: &Curve, by_rules: bool) -> String {
    let (all, cumulative) = (curve.all(), curve.cumulative());
    let mut sentence = match (all, by_rules) {
        (0, _) => return "No code was found.".to_owned(),
        (_, true) => {
            let of = several(curve.of_codebook, "code of the codebook");
            format!("Of {of} {all} {} found: ", either(all, "was", "were"))
        }
        (_, false) => format!("{} in all: ", several(all, "code")),
    };
    let after = |percent: u64| interviews_to(percent, &cumulative).unwrap_or_default();
    sentence.push_str(&format!("50 % after {}", several(after(50), "interview")));
    sentence.push_str(&format!(", 80 % after {}, 90 % after {}, all after {}.", after(80), after(90), after(100)));
    sentence
}

pub(super) fn ties(interviews: &[Interview]) -> Option<String> {
    let tied = interviews.iter().filter(|interview| interview.is_tied).count();
    (tied > 0).then(|| {
        format!(
            "{} {} analysed at the same time as another; they stand in the order of their names.",
            several(tied, "interview"),
            either(tied, "was", "were")
        )
    })
}

pub(super) fn uncoded(interviews: usize) -> Option<String> {
    (interviews > 0).then(|| {
        let have = either(interviews, "has no coding and is", "have no coding and are");
        format!("{} {have} left out, as not analysed yet.", several(interviews, "interview"))
    })
}
