//! Scales: where the marks of an axis of counts stand.

use crate::wording::Lang;

/// Whole numbers from 0 to `highest`, evenly, at most `most` beside zero.
pub(super) fn ticks(highest: f64, most: usize) -> Vec<f64> {
    let most = most.max(1) as f64;
    let mut step = 1.0;
    let mut factors = [2.0, 2.5, 2.0].iter().cycle();
    while (highest / step).floor() > most {
        // 1, 2, 5, 10, 20, 50, …
        step *= factors.next().unwrap_or(&2.0);
    }
    let mut marks = vec![0.0];
    while marks[marks.len() - 1] + step <= highest {
        marks.push(marks[marks.len() - 1] + step);
    }
    marks
}

/// A count as it is read; of others two decimals.
pub(super) fn written(value: f64, lang: Lang) -> String {
    if value.fract() == 0.0 && value >= 0.0 { lang.number(value as u64) } else { decimal(value, lang) }
}

/// A number with two decimals, and with a minus that is no hyphen.
pub(super) fn decimal(value: f64, lang: Lang) -> String {
    let written = lang.decimal(value, 2);
    // What rounds to nothing is on no side of it.
    let is_zero = !written.contains(|c: char| ('1'..='9').contains(&c));
    if is_zero { written.replace('-', "") } else { written.replace('-', "−") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_round_and_few() {
        assert_eq!(ticks(4.0, 5), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(ticks(24.0, 5), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(24.0, 2), [0.0, 10.0, 20.0]);
        assert_eq!(ticks(730.0, 4), [0.0, 200.0, 400.0, 600.0]);
        assert_eq!(ticks(0.0, 4), [0.0]);
    }

    #[test]
    fn numbers_are_written_in_the_language() {
        assert_eq!([written(1200.0, Lang::Nl), written(0.13, Lang::Nl)], ["1.200", "0,13"]);
        assert_eq!([-0.5, -0.001, 0.004].map(|value| written(value, Lang::En)), ["−0.50", "0.00", "0.00"]);
    }
}
