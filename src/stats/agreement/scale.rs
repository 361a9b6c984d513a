//! How far two categories are apart.

/// What the numbers of the categories mean to Krippendorff's α.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Names: two are the same or not.
    Nominal,
    /// Ranks: the categories' numbers are their order, and apart is how many ratings lie between.
    Ordinal,
    /// Numbers with equal steps: apart is their difference.
    Interval,
    /// Numbers with a true zero, which category 0 is: apart is their difference in proportion to their sum.
    Ratio,
}

/// How much of an agreement two different categories are, for weighted κ and AC2. The categories' numbers are their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// None.
    Identity,
    /// 1 − |i−j| / (q−1).
    Linear,
    /// 1 − (i−j)² / (q−1)².
    Quadratic,
}

impl Weights {
    /// The weight of disagreement, up to a factor that is the same for all.
    pub(super) fn apart(self, i: u32, j: u32) -> f64 {
        let steps = f64::from(i.abs_diff(j));
        match self {
            Weights::Identity => f64::from(u8::from(i != j)),
            Weights::Linear => steps,
            Weights::Quadratic => steps * steps,
        }
    }

    /// The weight of agreement wᵢⱼ among `q` categories.
    pub(super) fn near(self, i: u32, j: u32, q: usize) -> f64 {
        if i == j {
            return 1.0;
        }
        let last = (q as f64 - 1.0).max(1.0);
        match self {
            Weights::Identity => 0.0,
            Weights::Linear => 1.0 - self.apart(i, j) / last,
            Weights::Quadratic => 1.0 - self.apart(i, j) / (last * last),
        }
    }

    /// T, the sum of all weights wᵢⱼ among `q` categories.
    pub(super) fn total(self, q: usize) -> f64 {
        let q = q as f64;
        match self {
            Weights::Identity => q,
            // Σ|i−j| = q(q²−1)/3 and Σ(i−j)² = q²(q²−1)/6.
            Weights::Linear => q * q - q * (q + 1.0) / 3.0,
            Weights::Quadratic if q > 1.0 => q * q - q * q * (q + 1.0) / (6.0 * (q - 1.0)),
            Weights::Quadratic => q,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Weights;

    #[test]
    fn the_total_is_the_sum_of_all_weights() {
        for weights in [Weights::Identity, Weights::Linear, Weights::Quadratic] {
            for q in 2..9_u32 {
                let sum: f64 = (0..q).flat_map(|i| (0..q).map(move |j| weights.near(i, j, q as usize))).sum();
                assert!((weights.total(q as usize) - sum).abs() < 1e-12, "{weights:?} {q}");
            }
        }
    }
}
