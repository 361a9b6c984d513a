//! What kind the values of a variable are of, by all of them.

use crate::refi::Kind;

/// The kinds that every value so far is one of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kinds {
    boolean: bool,
    integer: bool,
    float: bool,
    date: bool,
}

impl Default for Kinds {
    fn default() -> Self {
        Self { boolean: true, integer: true, float: true, date: true }
    }
}

impl Kinds {
    /// Takes a value into account. One that would not come back as it is written (`007`, `1,5`) is a text.
    pub(super) fn note(&mut self, value: &str) {
        self.boolean &= matches!(value, "true" | "false");
        self.integer &= is_integer(value);
        self.float &= is_integer(value) || is_decimal(value);
        self.date &= is_date(value);
    }

    /// The kind of them all.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self { boolean: true, .. } => Kind::Boolean,
            Self { integer: true, .. } => Kind::Integer,
            Self { float: true, .. } => Kind::Float,
            Self { date: true, .. } => Kind::Date,
            _ => Kind::Text,
        }
    }
}

fn is_integer(value: &str) -> bool {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let is_plain = digits == "0" || !digits.starts_with('0');
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && is_plain && value != "-0"
}

fn is_decimal(value: &str) -> bool {
    let unsigned = value.strip_prefix('-').unwrap_or(value);
    unsigned.split_once('.').is_some_and(|(whole, part)| {
        is_integer(whole) && !whole.starts_with('-') && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `2024-02-29`.
fn is_date(value: &str) -> bool {
    let bytes = value.as_bytes();
    let has_form = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() });
    if !has_form {
        return false;
    }
    let number = |from: usize, to: usize| value[from..to].parse::<u32>().unwrap_or(0);
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    year > 0 && (1..=12).contains(&month) && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::Kinds;
    use crate::refi::Kind;

    fn kind(values: &[&str]) -> Kind {
        let mut kinds = Kinds::default();
        values.iter().for_each(|value| kinds.note(value));
        kinds.kind()
    }

    #[test]
    fn a_variable_is_of_the_narrowest_kind_of_all_its_values() {
        assert_eq!(kind(&["5", "-12", "0"]), Kind::Integer);
        assert_eq!(kind(&["5", "1.50", "-0.5"]), Kind::Float);
        assert_eq!(kind(&["true", "false"]), Kind::Boolean);
        assert_eq!(kind(&["2024-02-29", "1999-12-31"]), Kind::Date);
        assert_eq!(kind(&["5", "vijf"]), Kind::Text);
    }

    #[test]
    fn what_would_come_back_otherwise_is_text() {
        let values = [
            "007",
            "-0",
            "+5",
            "1,5",
            "1.",
            ".5",
            "1e3",
            "NaN",
            "ja",
            "True",
            "1 ",
            "",
            "2023-02-29",
            "0000-01-01",
            "2024-13-01",
            "01-02-2024",
        ];
        for value in values {
            assert_eq!(kind(&[value]), Kind::Text, "{value}");
        }
    }
}
