//! Many tests at once.

use super::round12;

/// The adjusted probabilities of Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57, procedure (1): for
/// the i-th smallest of m, the least of `m·p/i` over it and all greater ones, at most 1.
///
/// Rejecting where the answer is at most 0.05 keeps the expected share of false rejections below 5 %, for tests that are
/// independent or depend on one another positively (Benjamini & Yekutieli 2001). Undefined tests stay undefined, and are not
/// among the m.
///
/// ```
/// use kantlijn::stats::benjamini_hochberg;
///
/// assert_eq!(benjamini_hochberg(&[Some(0.01), None, Some(0.04)]), [Some(0.02), None, Some(0.04)]);
/// ```
#[must_use]
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut defined: Vec<usize> = (0..p.len()).filter(|&i| p[i].is_some_and(|p| !p.is_nan())).collect();
    defined.sort_by(|&a, &b| p[a].unwrap_or(1.0).total_cmp(&p[b].unwrap_or(1.0)).then(a.cmp(&b)));
    let m = defined.len() as f64;
    let mut adjusted = vec![None; p.len()];
    let mut least = 1.0_f64;
    for (rank, &i) in defined.iter().enumerate().rev() {
        least = least.min(p[i].unwrap_or(1.0) * m / (rank + 1) as f64);
        adjusted[i] = Some(round12(least));
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::benjamini_hochberg;

    /// Benjamini & Hochberg (1995), section 3.2: of fifteen tests their procedure rejects four at .05, Bonferroni's three.
    #[test]
    fn the_published_example_rejects_four() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0,
        ];
        let adjusted = benjamini_hochberg(&p.map(Some));
        assert_eq!(adjusted.iter().filter(|q| q.unwrap() <= 0.05).count(), 4);
        assert_eq!(adjusted[3], Some(0.035_625));
    }

    #[test]
    fn undefined_tests_are_not_among_those_that_count() {
        assert_eq!(benjamini_hochberg(&[None, Some(0.03), Some(f64::NAN)]), [None, Some(0.03), None]);
        assert!(benjamini_hochberg(&[]).is_empty());
    }
}
