//! Names that no variable may have: those of the columns of the program's own tables.

use std::path::Path;

use crate::error::{Error, Result};
use crate::text::fold;

use super::case::MEMO_ON_TRANSCRIPT;

/// The columns of the program's own tables. A variable with such a name would be two columns with one
/// name in `--by`, so it is refused.
pub const RESERVED: &[&str] = &[
    "theme",
    "code",
    "name",
    "participants",
    "transcripts",
    "units",
    "codings",
    "mentions",
    "negated",
    "prompted",
    "top_share",
    "units_pct",
    "participants_pct",
    "per_1000_words",
    "coverage_pct",
    "dispersion",
    "dispersion_norm",
    "juilland_d",
    "carroll_d2",
    "rosengren_s",
    "units_low_pct",
    "units_high_pct",
    "participants_low_pct",
    "participants_high_pct",
    "per_1000_words_low",
    "per_1000_words_high",
    "code_a",
    "code_b",
    "units_a",
    "units_b",
    "both",
    "participants_both",
    "same_words",
    "a_given_b",
    "b_given_a",
    "jaccard",
    "expected",
    "lift",
    "phi",
    "npmi",
    "g2",
    "odds_ratio",
    "odds_low",
    "odds_high",
    "p",
    "q",
    "coding",
    "transcript",
    "case",
    "speaker",
    "part",
    "turn",
    "start",
    "end",
    "time",
    "coder",
    "status",
    "stance",
    "rules",
    "text",
    "memo",
    "rule",
    "cue",
    "transcript_memo",
];

/// Whether a variable of this name would collide with a column of the program's own tables.
///
/// ```
/// use kantlijn::corpus::is_reserved;
///
/// assert!(is_reserved("Codings"));
/// assert!(!is_reserved("profession"));
/// ```
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&fold(name.trim()).as_str())
}

/// Refuses a variable whose name is reserved, but for `case`: a transcript may name its own.
pub(super) fn refuse_reserved(path: &Path, name: &str) -> Result<()> {
    if !is_reserved(name) || fold(name) == "case" {
        return Ok(());
    }
    let rename = format!("rename it, for example to `own_{}`", fold(name));
    let help = match fold(name).as_str() {
        "memo" => format!(
            "a memo on a transcript stands in the table of cases, in a column `{MEMO_ON_TRANSCRIPT}`; else {rename}"
        ),
        _ => rename,
    };
    let message = format!("`{name}` cannot be a variable: the program's own tables have a column of that name");
    Err(Error::unreadable(path, message, help))
}
