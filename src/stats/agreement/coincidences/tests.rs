//! Published figures, other packages' figures, and laws of any number of coders.

use proptest::prelude::*;

use crate::stats::{Coincidences, Misfit, Ratings, Scale, Square, Undefined, Weights};

/// A row of digits a coder, a dot for what is missing.
fn ratings(categories: usize, coders: &[&str]) -> Ratings {
    let mut ratings = Ratings::new(coders.len(), categories);
    for unit in 0..coders[0].len() {
        let values: Vec<Option<u32>> =
            coders.iter().map(|coder| coder.chars().nth(unit).and_then(|value| value.to_digit(10))).collect();
        ratings.push(&values).unwrap();
    }
    ratings
}

fn shown(value: Result<f64, Undefined>) -> String {
    value.map_or_else(|reason| reason.word().into(), |value| format!("{value:.3}"))
}

const SCALES: [Scale; 4] = [Scale::Nominal, Scale::Ordinal, Scale::Interval, Scale::Ratio];

/// Krippendorff (2011), “Computing Krippendorff's alpha-reliability”, and Krippendorff (2004), p. 230.
const FOUR_CODERS: [&str; 4] = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];

/// Krippendorff (2011), sections A to D: .095, .692, .743, and .743 nominal, .815 ordinal, .849 interval, .797 ratio.
#[test]
fn published_alpha() {
    let alpha = |coders: &[&str]| shown(ratings(6, coders).alpha(Scale::Nominal));
    assert_eq!(alpha(&["0100000010", "1110010000"]), "0.095");
    assert_eq!(alpha(&["001132224330", "101112224333"]), "0.692");
    let four = ratings(6, &FOUR_CODERS);
    assert_eq!(SCALES.map(|scale| shown(four.alpha(scale))), ["0.743", "0.815", "0.849", "0.797"]);
    assert_eq!((four.units(), four.pairable_units(), four.pairable_values()), (12, 11, 40));
}

/// The widely used example of three coders and fifteen units: .691 nominal, .811 interval; krippendorff 0.9.0 gives .807 ordinal and
/// .809 ratio.
#[test]
fn alpha_with_many_missing() {
    let three = ratings(
        5,
        &[
            ".....3412113 3.3".replace(' ', "").as_str(),
            "1.2133 43.......".replace(' ', "").as_str(),
            "..213 44.2113 3.4".replace(' ', "").as_str(),
        ],
    );
    assert_eq!(SCALES.map(|scale| shown(three.alpha(scale))), ["0.691", "0.807", "0.811", "0.809"]);
}

/// Krippendorff (1980), p. 139: three coders, nine units, none missing, .642; a known mistake (the weight 1/(m−1) forgotten for more
/// than two coders) would make it .635. For each category against the others .381, .711, .717, .764. krippendorff 0.9.0 agrees.
#[test]
fn published_alpha_of_each_category() {
    let three = ratings(5, &["112412132", "122442232", "122442332"]);
    assert_eq!(shown(three.alpha(Scale::Nominal)), "0.642");
    let each = [1, 2, 3, 4].map(|category| shown(three.coincidences().category(category).alpha(Scale::Nominal)));
    assert_eq!(each, ["0.381", "0.711", "0.717", "0.764"]);
    assert_eq!(shown(three.observed()), "0.741");
}

/// Gwet (2014), Handbook of inter-rater reliability, 4th edition: four raters, twelve subjects, the same ratings as above. irrCAC 0.4.4.
#[test]
fn published_coefficients_of_four_raters() {
    // Categories 1 to 5, here 0 to 4, so that there are five.
    let coders = FOUR_CODERS.map(|coder| {
        coder.chars().map(|c| c.to_digit(10).map_or('.', |d| char::from(b'0' + d as u8 - 1))).collect::<String>()
    });
    let four = ratings(5, &coders.each_ref().map(String::as_str));
    let five = |value: Result<f64, Undefined>| format!("{:.5}", value.unwrap());
    assert_eq!(
        [four.observed(), four.gwet_ac1(), four.fleiss(), four.brennan_prediger()].map(five),
        ["0.81818", "0.77544", "0.76117", "0.77273"]
    );
    assert_eq!(
        [Weights::Linear, Weights::Quadratic].map(|weights| five(four.gwet_ac2(weights))),
        ["0.85874", "0.91400"]
    );
}

/// Fleiss (1971), table 1: thirty patients, six raters, five diagnoses; κ .430, and of each diagnosis .245, .245, .520, .471, .566.
#[test]
fn published_fleiss_kappa() {
    let counts = "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 \
                  00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006";
    let mut all = Ratings::new(6, 5);
    for patient in counts.split_whitespace() {
        let times = patient.chars().map(|count| count.to_digit(10).unwrap() as usize);
        let unit: Vec<Option<u32>> =
            (0..).zip(times).flat_map(|(diagnosis, times)| std::iter::repeat_n(Some(diagnosis), times)).collect();
        all.push(&unit).unwrap();
    }
    assert_eq!(shown(all.fleiss()), "0.430");
    let each = [0, 1, 2, 3, 4].map(|diagnosis| shown(all.coincidences().category(diagnosis).fleiss()));
    assert_eq!(each, ["0.245", "0.245", "0.520", "0.471", "0.566"]);
}

/// Ratings of chance with missing ones, a unit a word: α on four scales by krippendorff 0.9.0; Fleiss's κ and Gwet's AC1, AC2 linear and
/// quadratic by irrCAC 0.4.4.
#[test]
fn ratings_of_chance_as_other_packages() {
    for (categories, units, expected) in [
        (
            3,
            "2.11 222. 111. .0.. 0000 1.11 0000 1.11 ...1",
            "0.865854 0.937071 0.915385 0.980427 0.840760 0.864132 0.905066 0.940761",
        ),
        (
            6,
            "2222. 55.31 .5555 .4142 115.5 22222 10513 0..31 3..03",
            "0.358787 0.118097 0.198926 0.015703 0.321428 0.351491 0.285566 0.301263",
        ),
        (
            2,
            ".10. ..10 .1.. 1111 11.. ..1. ...1 ..1.",
            "-0.125000 -0.125000 -0.125000 -0.125000 -1.285714 0.360000 0.360000 0.360000",
        ),
    ] {
        let mut all = Coincidences::new(categories);
        for unit in units.split(' ') {
            all.count(&unit.chars().map(|value| value.to_digit(10)).collect::<Vec<_>>(), 1).unwrap();
        }
        let [linear, quadratic] = [Weights::Linear, Weights::Quadratic].map(|weights| all.gwet_ac2(weights));
        let mut found = SCALES.map(|scale| all.alpha(scale)).to_vec();
        found.extend([all.fleiss(), all.gwet_ac1(), linear, quadratic]);
        assert_eq!(
            found.into_iter().map(|value| format!("{:.6}", value.unwrap())).collect::<Vec<_>>().join(" "),
            expected
        );
    }
}

#[test]
fn a_stretch_counts_as_its_characters() {
    let mut stretches = Coincidences::new(2);
    stretches.count(&[Some(1), Some(1), None], 3).unwrap();
    stretches.count(&[Some(1), Some(0), Some(0)], 2).unwrap();
    assert_eq!(stretches, ratings(2, &["11111", "11100", "...00"]).coincidences());
    assert_eq!(stretches.count(&[Some(2)], 1), Err(Misfit::Category { found: 2, categories: 2 }));
    // A text of a trillion characters, of which one coder sees a tenth otherwise.
    let mut long = Coincidences::new(2);
    long.count(&[Some(1), Some(1)], 400_000_000_000).unwrap();
    long.count(&[Some(1), Some(0)], 100_000_000_000).unwrap();
    long.count(&[Some(0), Some(0)], 500_000_000_000).unwrap();
    let square = Square { both: 400_000_000_000, first: 100_000_000_000, second: 0, neither: 500_000_000_000 };
    assert_eq!(long.alpha(Scale::Nominal), square.alpha());
    assert_eq!(long.units(), square.n());
}

#[test]
fn what_does_not_vary_or_was_not_rated_twice_has_a_reason() {
    let every = |coincidences: Coincidences| {
        [coincidences.alpha(Scale::Nominal), coincidences.fleiss(), coincidences.gwet_ac1()]
    };
    let of = |coders: &[&str]| every(ratings(3, coders).coincidences());
    assert_eq!(every(Coincidences::new(3)), [Err(Undefined::Empty); 3]);
    assert_eq!(of(&["...", "..."]), [Err(Undefined::Empty); 3]);
    assert_eq!(of(&["1.2", ".1."]), [Err(Undefined::NoPairs); 3]);
    assert_eq!(of(&["111", "111"]), [Err(Undefined::NoVariation); 3]);
    // One unit more, which one coder gave another category: chance now may differ for Gwet, pairs do not for Krippendorff.
    let [alpha, fleiss, ac1] = of(&["1112", "111."]);
    assert_eq!((alpha, fleiss, ac1), (Err(Undefined::NoVariation), Ok(1.0), Ok(1.0)));
    assert_eq!(ratings(1, &["00", "00"]).brennan_prediger(), Err(Undefined::NoVariation));
    assert_eq!(ratings(3, &["111", "111"]).brennan_prediger(), Ok(1.0));
    assert_eq!(ratings(3, &["111", "111"]).observed(), Ok(1.0));
}

/// The order of the categories' numbers is the order of the scale: another order is another ordinal α, and the same nominal one.
#[test]
fn ordinal_alpha_depends_on_the_order_declared() {
    let (one, other) = (ratings(3, &["01201", "01211"]), ratings(3, &["02102", "02122"]));
    assert_eq!(one.alpha(Scale::Nominal), other.alpha(Scale::Nominal));
    assert_ne!(one.alpha(Scale::Ordinal), other.alpha(Scale::Ordinal));
}

fn any_ratings() -> impl Strategy<Value = (usize, Vec<Vec<Option<u32>>>)> {
    (2..5_usize, 2..5_u32).prop_flat_map(|(coders, categories)| {
        let rating = prop_oneof![3 => (0..categories).prop_map(Some), 1 => Just(None)];
        (Just(categories as usize), prop::collection::vec(prop::collection::vec(rating, coders), 1..12))
    })
}

fn collected(categories: usize, units: &[Vec<Option<u32>>]) -> Ratings {
    let mut ratings = Ratings::new(units[0].len(), categories);
    units.iter().for_each(|unit| ratings.push(unit).unwrap());
    ratings
}

proptest! {
    #[test]
    fn neither_the_order_of_units_nor_of_coders_matters((categories, units) in any_ratings(), seed in 0..7_usize) {
        let here = collected(categories, &units).coincidences();
        let mut turned = units.clone();
        let place = seed % units.len();
        turned.rotate_left(place);
        turned.iter_mut().for_each(|unit| unit.reverse());
        prop_assert_eq!(&here, &collected(categories, &turned).coincidences());
    }

    #[test]
    fn groups_add_to_the_whole((categories, units) in any_ratings()) {
        let ratings = collected(categories, &units);
        let groups: Vec<u32> = (0..units.len() as u32).map(|unit| unit % 3).collect();
        let parts = ratings.coincidences_by(&groups, 3);
        prop_assert_eq!(Coincidences::drawn(&parts, &[1, 1, 1]), ratings.coincidences());
        // A group drawn twice is its units twice.
        let again: Vec<_> = units.iter().zip(&groups).flat_map(|(unit, &group)| vec![unit.clone(); group as usize]).collect();
        if !again.is_empty() {
            prop_assert_eq!(Coincidences::drawn(&parts, &[0, 1, 2]), collected(categories, &again).coincidences());
        }
    }

    #[test]
    fn alpha_is_one_only_where_all_agree((categories, units) in any_ratings()) {
        let ratings = collected(categories, &units);
        let differs = units.iter().any(|unit| {
            let mut values = unit.iter().flatten();
            values.next().is_some_and(|first| values.any(|other| other != first))
        });
        for scale in [Scale::Nominal, Scale::Ordinal, Scale::Interval, Scale::Ratio] {
            if let Ok(alpha) = ratings.alpha(scale) {
                prop_assert!(alpha <= 1.0);
                prop_assert_eq!(alpha == 1.0, !differs, "{:?} {}", scale, alpha);
            }
        }
    }

    #[test]
    fn two_categories_are_alike_on_every_scale(
        units in prop::collection::vec(prop::collection::vec(prop::option::of(0..2_u32), 3), 1..12),
    ) {
        let ratings = collected(2, &units);
        let nominal = ratings.alpha(Scale::Nominal);
        for scale in [Scale::Ordinal, Scale::Interval, Scale::Ratio] {
            match (nominal, ratings.alpha(scale)) {
                (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-11),
                (one, other) => prop_assert_eq!(one, other),
            }
        }
    }

    #[test]
    fn units_and_values_are_counted_alike((categories, units) in any_ratings()) {
        let ratings = collected(categories, &units);
        let all = ratings.coincidences();
        prop_assert_eq!(all.pairable_units() as usize, ratings.pairable_units());
        prop_assert_eq!(all.pairable_values() as usize, ratings.pairable_values());
        let rated = units.iter().filter(|unit| unit.iter().any(Option::is_some)).count();
        prop_assert_eq!(all.units() as usize, rated);
    }
}
