//! Many tests at once.

use crate::stats::round12;

/// The q-value of each test: the smallest share of false discoveries at which it would be one. Benjamini and Hochberg (1995),
/// Journal of the Royal Statistical Society B 57(1), procedure 1 on p. 293, stated for each p as an adjusted value:
/// `q₍ᵢ₎ = min over j ≥ i of m p₍ⱼ₎ / j`, at most 1.
///
/// m is the number of tests that are defined; those that are not have no q-value and do not count.
///
/// ```
/// let q = kantlijn::stats::benjamini_hochberg(&[Some(0.01), None, Some(0.04), Some(0.03)]);
/// assert_eq!(q, [Some(0.03), None, Some(0.04), Some(0.04)]);
/// ```
#[must_use]
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut order: Vec<(f64, usize)> = p.iter().enumerate().filter_map(|(i, p)| Some(((*p)?, i))).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let tests = order.len() as f64;
    let mut q = vec![None; p.len()];
    let mut least = 1.0_f64;
    for (rank, &(p, i)) in order.iter().enumerate().rev() {
        least = least.min(p * tests / (rank + 1) as f64);
        q[i] = Some(round12(least));
    }
    q
}
