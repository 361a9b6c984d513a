//! The same draws everywhere, and what they are.

use crate::stats::{Bootstrap, Undefined};

fn mean(values: &[f64]) -> impl Fn(&[u32]) -> Result<f64, Undefined> + Sync {
    move |times| {
        let sum: f64 = values.iter().zip(times).map(|(value, times)| value * f64::from(*times)).sum();
        Ok(sum / f64::from(times.iter().sum::<u32>()))
    }
}

#[test]
fn the_same_seed_draws_the_same_on_any_number_of_threads() {
    let values: Vec<f64> = (0..40).map(f64::from).collect();
    let bootstrap = Bootstrap { seed: 3, draws: 2000 };
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| bootstrap.interval(40, mean(&values)))
    };
    assert_eq!(on(1), on(2));
    assert_eq!(on(1), on(7));
    assert_ne!(on(1).interval, Bootstrap { seed: 4, draws: 2000 }.interval(40, mean(&values)).interval);
}

#[test]
fn each_draw_is_as_many_groups_as_there_are_and_each_group_is_drawn_alike() {
    let bootstrap = Bootstrap { seed: 1, draws: 2000 };
    let (mut sums, mut times) = ([0_u32; 7], vec![0; 7]);
    for replicate in 0..2000 {
        bootstrap.draw(replicate, &mut times);
        assert_eq!(times.iter().sum::<u32>(), 7);
        sums.iter_mut().zip(&times).for_each(|(sum, times)| *sum += times);
    }
    // 2,000 of each are expected, with a deviation of about 41.
    assert!(sums.iter().all(|sum| sum.abs_diff(2000) < 170), "{sums:?}");
}

#[test]
fn draws_that_are_kept_give_what_draws_of_each_statistic_give() {
    let values: Vec<f64> = (0..40).map(f64::from).collect();
    let (mean, only_with_the_first) = (mean(&values), |times: &[u32]| match times[0] {
        0 => Err(Undefined::NoVariation),
        first => Ok(f64::from(first)),
    });
    for (draws, groups) in [(2000, 40), (300, 2), (300, 1), (300, 0), (0, 40)] {
        let bootstrap = Bootstrap { seed: 5, draws };
        let kept = bootstrap.draws(groups).intervals(|times| [mean(times), only_with_the_first(times)]);
        let each = [bootstrap.interval(groups, &mean), bootstrap.interval(groups, only_with_the_first)];
        assert_eq!(kept, each, "{draws} draws of {groups}");
    }
}

/// The mean of forty numbers from 0 to 39 has the standard error √(133.25/40) = 1.825: about 19.5 ± 3.58.
#[test]
fn the_interval_of_a_mean_is_what_theory_says() {
    let values: Vec<f64> = (0..40).map(f64::from).collect();
    let drawn = Bootstrap { seed: 1, draws: 20_000 }.interval(40, mean(&values));
    let interval = drawn.interval.unwrap();
    assert!((interval.low - 15.92).abs() < 0.15 && (interval.high - 23.08).abs() < 0.15, "{interval:?}");
    assert_eq!((drawn.draws, drawn.undefined), (20_000, 0));
}

/// R's `quantile(c(1, 2, 4, 8), c(.025, .975))` of type 7: 1.075 and 7.7.
#[test]
fn percentiles_are_those_of_type_seven() {
    let sorted = [1.0, 2.0, 4.0, 8.0];
    for (share, expected) in [(0.025, 1.075), (0.5, 3.0), (0.975, 7.7), (1.0, 8.0)] {
        assert!((super::percentile(&sorted, share).unwrap() - expected).abs() < 1e-12, "{share}");
    }
    assert_eq!(super::percentile(&[], 0.5), None);
}

#[test]
fn undefined_draws_are_left_out_and_counted() {
    let only_with_the_first =
        |times: &[u32]| if times[0] > 0 { Ok(f64::from(times[0])) } else { Err(Undefined::NoVariation) };
    let drawn = Bootstrap::default().interval(2, only_with_the_first);
    // A quarter of all draws lack the first of two.
    assert!(drawn.undefined.abs_diff(500) < 100, "{}", drawn.undefined);
    assert_eq!(drawn.interval.map(|interval| (interval.low, interval.high)), Ok((1.0, 2.0)));
}

#[test]
fn without_two_groups_or_a_number_there_is_no_interval() {
    let never = |_: &[u32]| Err(Undefined::ZeroFrequency);
    let bootstrap = Bootstrap::default();
    assert_eq!(bootstrap.interval(1, |_| Ok(1.0)).interval, Err(Undefined::Single));
    assert_eq!(bootstrap.interval(3, never).interval, Err(Undefined::ZeroFrequency));
    assert_eq!(bootstrap.interval(3, never).undefined, 2000);
    assert_eq!(Bootstrap { seed: 1, draws: 0 }.interval(3, never).interval, Err(Undefined::Empty));
}

/// A survey has as many transcripts as rows.
#[test]
fn of_many_groups_the_draws_are_not_kept_and_the_intervals_are_the_same() {
    let bootstrap = Bootstrap { seed: 3, draws: 40 };
    let groups = super::KEPT / 40 + 1;
    let draws = bootstrap.draws(groups);
    assert!(draws.times.is_empty());
    let first = |times: &[u32]| Ok(f64::from(times[0]) + f64::from(times[groups - 1]));
    let [kept] = draws.intervals(|times| [first(times)]);
    assert_eq!(kept, bootstrap.interval(groups, first));
}
