//! Which coding of one run is which of the other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, VecDeque};

use super::{Comparison, Row};

/// So many passages of a code that overlap one of the other run are looked at; more lie on one place only by a mistake.
const LOOKED_AT: usize = 64;

/// Transcript, code, coder: only codings that share them can be one.
type Group = (u32, u32, u32);

fn group(row: &Row) -> Group {
    (row.transcript, row.code, row.coder)
}

/// The codings of one group, and which of them have a partner.
struct Unpaired<'a> {
    rows: Vec<&'a Row>,
    taken: Vec<bool>,
}

impl Comparison {
    /// Hands over each coding of both runs once, with its partner if it has one.
    pub(super) fn pairs<'a>(&'a self, mut see: impl FnMut(Option<&'a Row>, Option<&'a Row>)) {
        let (a, b) = (sorted(&self.a), sorted(&self.b));
        let (mut i, mut j) = (0, 0);
        while i < a.len() || j < b.len() {
            let next = [a.get(i), b.get(j)].into_iter().flatten().map(|row| group(row)).min();
            let Some(next) = next else { break };
            let end = |rows: &[&Row], from: usize| from + rows[from..].partition_point(|row| group(row) == next);
            let (to_a, to_b) = (end(&a, i), end(&b, j));
            self.pair(&a[i..to_a], &b[j..to_b], &mut see);
            (i, j) = (to_a, to_b);
        }
    }

    fn pair<'a>(&self, a: &[&'a Row], b: &[&'a Row], see: &mut impl FnMut(Option<&'a Row>, Option<&'a Row>)) {
        let is_edited = a.iter().chain(b).any(|row| self.edited.contains(&row.transcript));
        let (mut a, mut b) = (Unpaired::of(a), Unpaired::of(b));
        if is_edited {
            let empty = self.words.get_index_of("").map(|at| at as u32);
            for (i, j) in same(&a, &b, |row| (Some(row.text) != empty).then_some(row.text)) {
                see(Some(a.take(i)), Some(b.take(j)));
            }
        } else {
            for (i, j) in same(&a, &b, |row| Some(row.place)) {
                see(Some(a.take(i)), Some(b.take(j)));
            }
        }
        for (i, j) in overlapping(&a, &b) {
            if !a.taken[i] && !b.taken[j] {
                see(Some(a.take(i)), Some(b.take(j)));
            }
        }
        a.rest().for_each(|row| see(Some(row), None));
        b.rest().for_each(|row| see(None, Some(row)));
    }
}

impl<'a> Unpaired<'a> {
    fn of(rows: &[&'a Row]) -> Self {
        Self { rows: rows.to_vec(), taken: vec![false; rows.len()] }
    }

    fn take(&mut self, at: usize) -> &'a Row {
        self.taken[at] = true;
        self.rows[at]
    }

    fn rest(&self) -> impl Iterator<Item = &'a Row> {
        self.rows.iter().zip(&self.taken).filter(|(_, taken)| !**taken).map(|(row, _)| *row)
    }
}

fn sorted(rows: &[Row]) -> Vec<&Row> {
    let mut sorted: Vec<&Row> = rows.iter().collect();
    sorted.sort_by_key(|row| (group(row), row.place));
    sorted
}

/// Codings that have something in common, the first of the one run with the first of the other.
fn same<K: Ord>(a: &Unpaired<'_>, b: &Unpaired<'_>, of: impl Fn(&Row) -> Option<K>) -> Vec<(usize, usize)> {
    let mut waiting: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
    for (j, row) in b.rows.iter().enumerate() {
        if let Some(key) = of(row) {
            waiting.entry(key).or_default().push_back(j);
        }
    }
    let partner = |(i, row): (usize, &&Row)| Some((i, waiting.get_mut(&of(row)?)?.pop_front()?));
    a.rows.iter().enumerate().filter_map(partner).collect()
}

/// Codings whose passages overlap, those that share most first.
fn overlapping(a: &Unpaired<'_>, b: &Unpaired<'_>) -> Vec<(usize, usize)> {
    let free = |side: &Unpaired<'_>| -> Vec<usize> { (0..side.rows.len()).filter(|&at| !side.taken[at]).collect() };
    let (left, right) = (free(a), free(b));
    let mut found = Vec::new();
    for i in left {
        let (start, end) = a.rows[i].place;
        // Those that begin before its end, the last ones first.
        let before = right.partition_point(|&j| b.rows[j].place.0 < end);
        for &j in right[..before].iter().rev().take(LOOKED_AT) {
            let (from, to) = b.rows[j].place;
            let shared = end.min(to).saturating_sub(start.max(from));
            if shared > 0 {
                found.push((Reverse(shared), i, j));
            }
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, i, j)| (i, j)).collect()
}
