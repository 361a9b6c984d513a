//! A day of the calendar, for decisions.

use std::fmt;
use std::str::FromStr;

/// A day of the Gregorian calendar.
///
/// ```
/// use kantlijn::coding::Day;
///
/// let day: Day = "2026-02-28".parse()?;
/// assert_eq!(Day::of_unix_time(1_772_236_800 + 86_399), day);
/// assert_eq!("28-2-2026".parse(), Ok(day));
/// assert!("2026-02-29".parse::<Day>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// The day in UTC, so many seconds after 1 January 1970.
    #[must_use]
    pub fn of_unix_time(seconds: u64) -> Self {
        let (mut days, mut year) = (seconds / 86_400, 1970);
        // A clock that is set beyond the year 9999 shows its last day.
        while year < 10_000 && days >= days_of_year(year) {
            days -= days_of_year(year);
            year += 1;
        }
        if year == 10_000 {
            return Self { year: 9999, month: 12, day: 31 };
        }
        let mut month = 1;
        while days >= u64::from(days_of_month(year, month)) {
            days -= u64::from(days_of_month(year, month));
            month += 1;
        }
        Self { year, month, day: u8::try_from(days + 1).unwrap_or(31) }
    }

    fn new(year: &str, month: &str, day: &str) -> Option<Self> {
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let (year, month, day) = match [year, month, day].iter().all(|part| is_number(part)) {
            true => (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?),
            false => return None,
        };
        let is_day = (1000..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of_month(year, month)).contains(&day);
        is_day.then_some(Self { year, month, day })
    }
}

fn days_of_year(year: u16) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn days_of_month(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Day {
    type Err = String;

    /// `2026-11-28`; also `28-11-2026`, as a Dutch Excel saves it. Not with slashes: nobody can tell day from month there.
    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let day = match parts[..] {
            [year, month, day] if year.len() == 4 => Self::new(year, month, day),
            [day, month, year] if year.len() == 4 => Self::new(year, month, day),
            _ => None,
        };
        day.ok_or_else(|| format!("`{text}` is no day: write it as 2026-11-28"))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_are_counted_through_leap_years_and_centuries() {
        for (days, day) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (789, "1972-02-29"),
            (10_956, "1999-12-31"),
            (11_016, "2000-02-29"),
            (20_786, "2026-11-29"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
            (2_932_896, "9999-12-31"),
            (2_932_897, "9999-12-31"),
            (u64::MAX / 86_400, "9999-12-31"),
        ] {
            assert_eq!(Day::of_unix_time(days * 86_400).to_string(), day);
            assert_eq!(day.parse::<Day>().unwrap().to_string(), day);
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "2026", "2026-13-01", "2026-00-10", "2026-04-31", "1900-02-29", "11/28/2026", "+026-01-01", "26-1-1"]
        {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
