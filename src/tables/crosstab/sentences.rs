//! The sentences under a crosstab.

use super::{Counted, Cross, Share};

use crate::wording::{either, first_few, several};

/// A share of fewer than this moves by a fifth when one of them thinks otherwise.
const FEW: u64 = 5;

/// So many values are named.
const SHOWN: usize = 12;

pub(super) const NOTHING_TO_SHARE: &str = "there is nothing to be a share of";
pub(super) const NO_TEST: &str =
    "everybody has the code, or nobody, or there are fewer than two values; and the row `no code` is not tested";
pub(super) const NO_RESIDUAL: &str = "the code is not tested, or the value is missing or nobody's";
pub(super) const NO_FLAG: &str = "nothing out of the ordinary after correction";
pub(super) const NO_CORRECTED: &str = "the code is not tested, or there are too few to correct";

pub(super) fn counted(counted: Counted) -> &'static str {
    match counted {
        Counted::Participants => {
            "Participants with each code, or with anything below it, a row for each code and each value."
        }
        Counted::Transcripts => {
            "Transcripts with each code, or with anything below it, a row for each code and each value."
        }
        Counted::Units => "Units with each code, or with anything below it, a row for each code and each value.",
        Counted::Codings => "Codings of each code and of everything below it, a row for each code and each value.",
    }
}

/// What shares are of; by the name of their column where there are several.
pub(super) fn share(share: Share, counted: Counted, is_one_of_several: bool) -> String {
    let things = counted.word();
    let shares = if is_one_of_several { format!("`{}` is", share.column()) } else { "Shares are".to_owned() };
    match share {
        Share::Row => {
            format!(
                "{shares} of all {things} with the code: a row is 100 %. Large groups have large shares of everything."
            )
        }
        Share::Column => format!(
            "{shares} of all {things} with the value (`of`), with the code or without; one may have many codes, so a column is no \
             100 %."
        ),
        Share::Total => format!("{shares} of all {things} of all values together."),
    }
}

/// Which groups are so small that their shares say little.
pub(super) fn few(cross: &Cross<'_>) -> Option<String> {
    let small: Vec<String> = cross
        .counts
        .groups
        .iter()
        .filter(|group| cross.of(group) < FEW)
        .map(|group| format!("{} ({})", group.value, cross.of(group)))
        .collect();
    let things = cross.counted.word();
    (!small.is_empty()).then(|| {
        format!("Values with fewer than {FEW} {things}, of which a share says little: {}.", first_few(&small, SHOWN))
    })
}

/// Where no code has a test: there is nothing whose assumptions would be worth a word.
pub(super) fn nothing_tested(missing: u64, counted: Counted) -> String {
    format!(
        "No code could be tested: of each everybody has it, or nobody, or there are fewer than two values.{}",
        left_out(missing, counted)
    )
}

/// How many have no value.
fn left_out(missing: u64, counted: Counted) -> String {
    let thing = counted.word().trim_end_matches('s');
    match missing {
        0 => String::new(),
        _ => format!(" {} without a value {} left out.", several(missing, thing), either(missing, "is", "are")),
    }
}

pub(super) fn assumed(counted: Counted, codes: usize, cells: usize, missing: u64) -> String {
    let (things, left_out) = (counted.word(), left_out(missing, counted));
    let (codes, cells) = (several(codes, "tested code"), several(cells, "cell"));
    format!(
        "Tests: for each code, {things} with it and without it against the values (Pearson's χ² without correction, G², \
         Cramér's V and Bergsma's corrected V). They assume that {things} were drawn at random and answer independently of each \
         other, which the members of one group interview do not, and interviews seldom are drawn.{left_out} `q` is `p` after the correction of \
         Benjamini & Hochberg (1995) for {codes}, `residual_q` that of the adjusted residuals (Haberman 1973) for {cells}; \
         `flag` (+ and - on a screen) says more or fewer than expected where `residual_q` is at most 0.05. A theme and the codes below it are not \
         independent tests.",
    )
}

pub(super) fn small_cells(codes: usize, of: usize) -> Option<String> {
    (codes > 0).then(|| {
        format!(
            "For {codes} of {} a cell is expected below 5 (`min_expected`, `small_cells_pct`): χ² and its p are rough there, \
             and not to be leant on.",
            several(of, "tested code")
        )
    })
}
