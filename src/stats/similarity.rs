//! An order in which similar things are neighbours.

/// The things `0..n` in an order that puts near ones side by side: the leaves of a tree of clusters, average linkage between
/// them (Sokal & Michener 1958, as UPGMA), each branch turned so that the ends that meet are nearest (Gruvaeus & Wainer 1972).
///
/// `distance` is symmetric and finite. Of equal distances the one between earlier things is taken, so that the order is always
/// the same one. Clusters are found by chains of nearest neighbours (Murtagh 1983), in time that grows with n².
///
/// ```
/// use kantlijn::stats::similarity_order;
///
/// let at = [0.0_f64, 9.0, 1.0, 8.0];
/// assert_eq!(similarity_order(4, |a, b| (at[a] - at[b]).abs()), [0, 2, 3, 1]);
/// ```
#[must_use]
pub fn similarity_order(n: usize, distance: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let mut tree = Tree {
        n,
        between: (0..n * n).map(|at| distance(at / n, at % n)).collect(),
        leaves: (0..n).map(|leaf| vec![leaf]).collect(),
    };
    let mut left: Vec<usize> = (0..n).collect();
    let mut chain: Vec<usize> = Vec::new();
    while left.len() > 1 {
        let top = *chain.last().unwrap_or(&left[0]);
        if chain.is_empty() {
            chain.push(top);
        }
        let before = chain.len().checked_sub(2).map(|at| chain[at]);
        // Of equals the one that the chain comes from, or it would go round in circles.
        let nearer = |a: &usize, b: &usize| {
            let (to_a, to_b) = (tree.distance(top, *a), tree.distance(top, *b));
            to_a.total_cmp(&to_b).then_with(|| (Some(*b) == before).cmp(&(Some(*a) == before))).then(a.cmp(b))
        };
        let Some(next) = left.iter().copied().filter(|&other| other != top).min_by(nearer) else { break };
        if before != Some(next) {
            chain.push(next);
            continue;
        }
        chain.truncate(chain.len() - 2);
        let (first, second) = (top.min(next), top.max(next));
        left.retain(|&cluster| cluster != second);
        tree.merge(first, second, &left, &distance);
    }
    left.first().map(|&root| std::mem::take(&mut tree.leaves[root])).unwrap_or_default()
}

/// Clusters on their way to one; each is known by its first member.
struct Tree {
    n: usize,
    between: Vec<f64>,
    leaves: Vec<Vec<usize>>,
}

impl Tree {
    fn distance(&self, a: usize, b: usize) -> f64 {
        self.between[a * self.n + b]
    }

    /// Puts the second cluster behind the first, either of them turned round where that brings nearer leaves together.
    fn merge(&mut self, a: usize, b: usize, left: &[usize], distance: &impl Fn(usize, usize) -> f64) {
        let (of_a, of_b) = (self.leaves[a].len() as f64, self.leaves[b].len() as f64);
        for &other in left.iter().filter(|&&other| other != a) {
            let mean = (of_a * self.distance(a, other) + of_b * self.distance(b, other)) / (of_a + of_b);
            self.between[a * self.n + other] = mean;
            self.between[other * self.n + a] = mean;
        }
        let (mut first, mut second) = (std::mem::take(&mut self.leaves[a]), std::mem::take(&mut self.leaves[b]));
        let ends = |leaves: &[usize]| (leaves[0], leaves[leaves.len() - 1]);
        let ((head, tail), (next, last)) = (ends(&first), ends(&second));
        let turns = [
            (tail, next, false, false),
            (tail, last, false, true),
            (head, next, true, false),
            (head, last, true, true),
        ];
        let nearest = turns.iter().min_by(|x, y| distance(x.0, x.1).total_cmp(&distance(y.0, y.1)));
        if let Some(&(.., turn_first, turn_second)) = nearest {
            if turn_first {
                first.reverse();
            }
            if turn_second {
                second.reverse();
            }
        }
        first.extend(second);
        self.leaves[a] = first;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::similarity_order;

    #[test]
    fn neighbours_of_a_line_stay_neighbours() {
        // Invented places on a line: two groups, and one far from both.
        let at = [10.0_f64, 0.0, 11.0, 1.0, 12.5, 40.0, 2.5];
        let order = similarity_order(at.len(), |a, b| (at[a] - at[b]).abs());
        let places: Vec<f64> = order.iter().map(|&thing| at[thing]).collect();
        assert!(places.is_sorted() || places.iter().rev().is_sorted(), "{places:?}");
    }

    #[test]
    fn nothing_and_one_thing_have_an_order() {
        assert!(similarity_order(0, |_, _| 0.0).is_empty());
        assert_eq!(similarity_order(1, |_, _| 0.0), [0]);
        assert_eq!(similarity_order(3, |_, _| 1.0).len(), 3);
    }

    proptest! {
        #[test]
        fn every_thing_has_one_place_whatever_the_distances(cells in prop::collection::vec(0u8..4, 0..400)) {
            let n = cells.len().isqrt();
            let distance = |a: usize, b: usize| f64::from(cells[a.min(b) * n + a.max(b)]);
            let mut order = similarity_order(n, distance);
            prop_assert_eq!(&order, &similarity_order(n, distance));
            order.sort_unstable();
            prop_assert_eq!(order, (0..n).collect::<Vec<_>>());
        }
    }
}
