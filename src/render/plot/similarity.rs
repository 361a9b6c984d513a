//! An order in which what is alike stands together.

/// The places of `n` things in an order by average linkage (Sokal & Michener 1958): the two groups whose members are nearest on
/// average are joined, again and again. Of equally near ones the first are joined, and of two groups the one with the smallest
/// place stands first, so that the order is the same everywhere.
pub(super) fn by_likeness(n: usize, distance: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let mut groups: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
    // Sums of distances between the members of two groups: adding them is all that joining needs.
    let mut sums: Vec<Vec<f64>> = (0..n).map(|i| (0..n).map(|j| distance(i.min(j), i.max(j))).collect()).collect();
    while groups.len() > 1 {
        let mut nearest = (0, 1, f64::INFINITY);
        for i in 0..groups.len() {
            for j in i + 1..groups.len() {
                let average = sums[i][j] / (groups[i].len() * groups[j].len()) as f64;
                if average < nearest.2 {
                    nearest = (i, j, average);
                }
            }
        }
        let (i, j, _) = nearest;
        // Groups stand in the order of their smallest places, so that the first of two stays first.
        let joined = groups.remove(j);
        groups[i].extend(joined);
        let mut of_joined = sums.remove(j);
        of_joined.remove(j);
        for row in &mut sums {
            row.remove(j);
        }
        let of_both: Vec<f64> = sums[i].iter().zip(&of_joined).map(|(one, other)| one + other).collect();
        for (row, &sum) in sums.iter_mut().zip(&of_both) {
            row[i] = sum;
        }
        sums[i] = of_both;
    }
    groups.pop().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_stands_together() {
        let places: [f64; 6] = [0.0, 10.0, 0.5, 10.2, 5.0, 1.0];
        assert_eq!(by_likeness(6, |i, j| (places[i] - places[j]).abs()), [0, 2, 5, 4, 1, 3]);
    }

    #[test]
    fn ties_and_few_things_keep_their_order() {
        assert_eq!(by_likeness(4, |_, _| 1.0), [0, 1, 2, 3]);
        assert_eq!(by_likeness(1, |_, _| 1.0), [0]);
        assert_eq!(by_likeness(0, |_, _| 1.0), Vec::<usize>::new());
    }

    /// Average linkage by its definition: the mean over all pairs of members.
    #[test]
    fn sums_are_averages_over_all_pairs() {
        let places = [3.0_f64, 17.0, 4.5, 30.0, 8.0, 19.5, 1.0, 26.0];
        let far = |i: usize, j: usize| (places[i] - places[j]).abs();
        let mut groups: Vec<Vec<usize>> = (0..8).map(|i| vec![i]).collect();
        while groups.len() > 1 {
            let mean = |a: &[usize], b: &[usize]| {
                let all: Vec<f64> = a.iter().flat_map(|&i| b.iter().map(move |&j| far(i, j))).collect();
                all.iter().sum::<f64>() / all.len() as f64
            };
            let pairs = (0..groups.len()).flat_map(|i| (i + 1..groups.len()).map(move |j| (i, j)));
            let (i, j) = pairs
                .min_by(|x, y| mean(&groups[x.0], &groups[x.1]).total_cmp(&mean(&groups[y.0], &groups[y.1])))
                .expect("a pair");
            let joined = groups.remove(j);
            groups[i].extend(joined);
        }
        assert_eq!(by_likeness(8, far), groups[0]);
    }
}
