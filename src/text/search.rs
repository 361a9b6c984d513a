//! Places in what is sorted by place, and where a text begins and ends.

/// [`slice::partition_point`], looking near `hint` first: places are mostly asked for in order.
pub(crate) fn partition_near<T>(all: &[T], hint: usize, is_before: impl Fn(&T) -> bool) -> usize {
    let mut from = if all.get(..hint).is_some_and(|before| before.last().is_none_or(&is_before)) { hint } else { 0 };
    let (mut to, mut step) = (from, 1);
    while all.get(to).is_some_and(&is_before) {
        from = to + 1;
        to += step;
        step *= 2;
    }
    let to = to.min(all.len());
    from + all[from..to].partition_point(is_before)
}

/// [`str::trim`], at once where the first and last characters are ASCII and seen, as they mostly are.
#[inline]
pub(crate) fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_place_is_found_from_anywhere(mut all in prop::collection::vec(0u32..50, 0..40), hint in 0usize..60, wanted in 0u32..52) {
            all.sort_unstable();
            let found = super::partition_near(&all, hint, |&n| n < wanted);
            prop_assert_eq!(found, all.partition_point(|&n| n < wanted));
        }

        #[test]
        fn trimmed_is_trimmed(text in "[ a.\\n\\té\u{a0}\u{3000}\u{1}…]{0,5}") {
            prop_assert_eq!(super::trim(&text), text.trim());
        }
    }
}
