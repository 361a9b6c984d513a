//! How numbers and names stand in an English sentence: in errors and remarks, which are English in every language, and in captions
//! that are not translated yet.

use std::fmt::Write as _;

/// So many of a thing: `1 coding`, `3 codings`, `2 categories`. Of `note of a code` it is the `note` there are several of.
///
/// ```
/// use kantlijn::wording::several;
///
/// assert_eq!(several(1_usize, "coding"), "1 coding");
/// assert_eq!(several(0_u64, "mention"), "0 mentions");
/// assert_eq!(several(2_u32, "memo of a code"), "2 memos of a code");
/// assert_eq!(several(3_usize, "category"), "3 categories");
/// ```
#[must_use]
pub fn several(n: impl TryInto<u64>, thing: &str) -> String {
    let n = whole(n);
    if n == 1 {
        return format!("1 {thing}");
    }
    let (thing, rest) = thing.find(" of ").map_or((thing, ""), |at| thing.split_at(at));
    match thing.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        Some(stem) => format!("{n} {stem}ies{rest}"),
        None => format!("{n} {thing}s{rest}"),
    }
}

/// What is said of one of them, or of any other number: `is` or `are`, `stands` or `stand`.
///
/// ```
/// use kantlijn::wording::{either, several};
///
/// let told = |n: usize| format!("{} {} left out", several(n, "row"), either(n, "is", "are"));
/// assert_eq!((told(1), told(2)), ("1 row is left out".into(), "2 rows are left out".into()));
/// ```
#[must_use]
pub fn either<'a>(n: impl TryInto<u64>, one: &'a str, others: &'a str) -> &'a str {
    if whole(n) == 1 { one } else { others }
}

/// The first `shown` of some names, and how many more there are: `a, b, c and 4 more`. A message does not grow with a study.
///
/// ```
/// use kantlijn::wording::first_few;
///
/// assert_eq!(first_few(&["anna", "bram"], 2), "anna, bram");
/// assert_eq!(first_few(&["anna", "bram", "cor", "dina"], 2), "anna, bram and 2 more");
/// ```
#[must_use]
pub fn first_few<N: AsRef<str>>(names: &[N], shown: usize) -> String {
    let mut said = String::new();
    for (at, name) in names.iter().take(shown).enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        let _ = write!(said, "{comma}{}", name.as_ref());
    }
    match names.len().saturating_sub(shown) {
        0 => said,
        more => format!("{said} and {more} more"),
    }
}

/// Beyond 64 bits nobody counts.
fn whole(n: impl TryInto<u64>) -> u64 {
    n.try_into().unwrap_or(u64::MAX)
}
