//! Published figures and other packages' figures of two coders and several categories.

use crate::stats::{PairTable, Undefined, Weights};

fn table<const Q: usize>(counts: [[u64; Q]; Q]) -> PairTable {
    let mut table = PairTable::new(Q);
    for (first, row) in (0..).zip(counts) {
        for (second, units) in (0..).zip(row) {
            table.count(first, second, units);
        }
    }
    table
}

fn shown(value: Result<f64, Undefined>) -> String {
    value.map_or_else(|reason| reason.word().into(), |value| format!("{value:.3}"))
}

/// Cohen (1960), p. 37 (po .29, pe .35) and p. 45 (κ .492, greatest κ .831).
#[test]
fn published_kappa() {
    let first = table([[25, 12, 3], [13, 2, 15], [12, 16, 2]]);
    assert_eq!(
        (shown(first.percent()), shown(first.kappa()), shown(first.kappa_max())),
        ("0.290".into(), "-0.092".into(), "0.846".into())
    );
    let second = table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]);
    assert_eq!((shown(second.kappa()), shown(second.kappa_max())), ("0.492".into(), "0.831".into()));
}

/// Brennan and Prediger (1981), pp. 689 and 691: κ .27 and .29, their coefficient .40 of both.
#[test]
fn published_brennan_prediger() {
    let first = table([[50, 0, 0], [10, 10, 10], [20, 0, 0]]);
    let second = table([[50, 0, 10], [0, 10, 10], [10, 10, 0]]);
    for (table, kappa) in [(first, "0.27"), (second, "0.29")] {
        assert_eq!(format!("{:.2}", table.kappa().unwrap()), kappa);
        assert_eq!(table.brennan_prediger(), Ok(0.4));
    }
}

/// Krippendorff (2004), p. 246: two tables that agree alike, S .190 and π .186, of which the one with differing margins has the higher κ.
#[test]
fn published_scott_pi() {
    let alike = table([[12, 9, 9], [9, 14, 9], [9, 9, 20]]);
    let apart = table([[12, 18, 18], [0, 14, 18], [0, 0, 20]]);
    for (table, kappa) in [(alike, "0.186"), (apart, "0.258")] {
        let found = [table.percent(), table.brennan_prediger(), table.scott_pi(), table.kappa()].map(shown);
        assert_eq!(found, ["0.460", "0.190", "0.186", kappa]);
    }
}

/// statsmodels 0.15.0, `cohens_kappa` with `wt`; irrCAC 0.4.4 for AC2, `CAC(weights=…).gwet()`.
#[test]
fn weighted_as_other_packages() {
    let table = table([[88, 14, 18], [10, 40, 10], [2, 6, 12]]);
    assert_eq!(shown(table.weighted_kappa(Weights::Identity)), shown(table.kappa()));
    assert_eq!(
        [table.weighted_kappa(Weights::Linear), table.weighted_kappa(Weights::Quadratic)].map(shown),
        ["0.474", "0.455"]
    );
    assert_eq!(
        [table.ac1(), table.ac2(Weights::Linear), table.ac2(Weights::Quadratic)].map(shown),
        ["0.576", "0.610", "0.639"]
    );
}

#[test]
fn nothing_rated_and_nothing_varied() {
    let mut none = PairTable::new(3);
    assert_eq!(none.kappa(), Err(Undefined::NoPairs));
    none.count(1, 1, 5);
    for value in [none.kappa(), none.scott_pi(), none.ac1(), none.weighted_kappa(Weights::Linear), none.kappa_max()] {
        assert_eq!(value, Err(Undefined::NoVariation));
    }
    assert_eq!((none.percent(), none.brennan_prediger()), (Ok(1.0), Ok(1.0)));
    let mut only = PairTable::new(1);
    only.count(0, 0, 3);
    assert_eq!(only.brennan_prediger(), Err(Undefined::NoVariation));
}

/// Of a table that is independent but for one unit in 10²⁴.
#[test]
fn nothing_cancels_at_counts_of_a_trillion() {
    let big = 1_000_000_000_000;
    assert_eq!(table([[big, big - 1], [big + 1, big]]).kappa(), Ok(2.5e-25));
}

#[test]
fn tables_of_disjoint_units_add() {
    let mut sum = table([[3, 1], [0, 4]]);
    sum.add(&table([[1, 0], [2, 2]]).scaled(2));
    assert_eq!(sum, table([[5, 1], [4, 8]]));
    assert_eq!(PairTable::drawn(&[table([[3, 1], [0, 4]]), table([[1, 0], [2, 2]])], &[1, 2]), sum);
    assert_eq!(sum.n(), 18);
    assert_eq!(sum.square(0).both, 5);
}
