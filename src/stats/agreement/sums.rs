//! Sums under keys, in the order of the keys, quick to add where both hold the same keys.

/// Whole numbers under sorted keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sums<K>(Vec<(K, u128)>);

impl<K> Default for Sums<K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord + Copy> Sums<K> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (K, u128)> {
        self.0.iter().copied()
    }

    /// Adds `times` times what another holds.
    pub(super) fn add(&mut self, other: &Sums<K>, times: u128) {
        if times == 0 {
            return;
        }
        let (own, mut at) = (self.0.len(), 0);
        for &(key, more) in &other.0 {
            let more = more.saturating_mul(times);
            while at < own && self.0[at].0 < key {
                at += 1;
            }
            match self.0[..own].get_mut(at) {
                Some((same, sum)) if *same == key => *sum = sum.saturating_add(more),
                _ => self.0.push((key, more)),
            }
        }
        if self.0.len() > own {
            self.0.sort_unstable_by_key(|(key, _)| *key);
        }
    }
}

impl<K: Ord + Copy> FromIterator<(K, u128)> for Sums<K> {
    /// Adds up what stands under the same key; what is 0 is left out.
    fn from_iter<I: IntoIterator<Item = (K, u128)>>(pairs: I) -> Self {
        let mut sums = std::collections::BTreeMap::<K, u128>::new();
        for (key, more) in pairs.into_iter().filter(|(_, more)| *more > 0) {
            let sum = sums.entry(key).or_default();
            *sum = sum.saturating_add(more);
        }
        Self(sums.into_iter().collect())
    }
}
