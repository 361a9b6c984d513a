//! When each interview was analysed: the order of a curve of saturation.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::Document;
use crate::error::{Error, Result};

use super::by::number;

/// The interviews of a study, gathered document by document in any order.
#[derive(Clone, Debug)]
pub struct Interviews {
    variable: String,
    each: BTreeMap<String, Gathered>,
}

#[derive(Clone, Debug, Default)]
struct Gathered {
    /// As they are known, and as they are shown.
    values: BTreeSet<(String, String)>,
    cases: Vec<String>,
}

/// One interview, in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interview {
    /// The transcript's id.
    pub transcript: String,
    /// Whose it is, in order of first appearance.
    pub cases: Vec<String>,
    /// When it was analysed, as written.
    pub analysed_on: String,
    /// Whether another one was analysed at the same time.
    pub is_tied: bool,
}

/// So many names are told in an error; the rest are counted.
const NAMES: usize = 5;

impl Interviews {
    /// None yet; `variable` will say when each was analysed, by a date or a number.
    #[must_use]
    pub fn new(variable: impl Into<String>) -> Self {
        Self { variable: variable.into(), each: BTreeMap::new() }
    }

    /// Adds a transcript, or a portion of one.
    pub fn add(&mut self, document: &Document) {
        let gathered = self.each.entry(document.name.clone()).or_default();
        let values = document.values_of(&self.variable).into_iter();
        gathered.values.extend(values.map(|(known, shown)| (known.trim().to_owned(), shown.trim().to_owned())));
        let cases = document.speakers.iter().filter_map(|speaker| speaker.case.as_ref()).chain(&document.case);
        for case in cases {
            if !gathered.cases.contains(case) {
                gathered.cases.push(case.clone());
            }
        }
    }

    /// These transcripts in the order in which they were analysed; those of one day by their names.
    ///
    /// # Errors
    /// When one of them has no value or several, or one that is neither a date (`2026-03-14`) nor a number; when some have dates and
    /// others numbers.
    pub fn in_order<'a>(&self, transcripts: impl IntoIterator<Item = &'a str>) -> Result<Vec<Interview>> {
        let variable = &self.variable;
        let (mut placed, mut missing) = (Vec::new(), Vec::new());
        for name in transcripts {
            let gathered = self.each.get(name);
            let values: Vec<&(String, String)> = gathered.iter().flat_map(|gathered| &gathered.values).collect();
            match values[..] {
                [] => missing.push(name),
                [(value, shown)] => {
                    let moment = Moment::of(value).ok_or_else(|| {
                        Error::usage(
                            format!("`{variable}` of {name} is `{shown}`: neither a date nor a number"),
                            "write dates as year-month-day, as in 2026-03-14, or number the interviews 1, 2, 3, …",
                        )
                    })?;
                    let cases = gathered.map(|gathered| gathered.cases.clone()).unwrap_or_default();
                    placed.push((moment, name, shown.clone(), cases));
                }
                [(_, first), (_, second), ..] => {
                    return Err(Error::usage(
                        format!("`{variable}` of {name} is `{first}` and also `{second}`"),
                        "an interview stands in one place: give all rows of a transcript the same value",
                    ));
                }
            }
        }
        self.refuse_missing(&missing, placed.is_empty())?;
        let of_kind = |is_date: bool| placed.iter().find(|(moment, ..)| matches!(moment, Moment::Date(_)) == is_date);
        if let (Some((_, dated, date, _)), Some((_, numbered, n, _))) = (of_kind(true), of_kind(false)) {
            return Err(Error::usage(
                format!("`{variable}` is a date for {dated} (`{date}`) and a number for {numbered} (`{n}`)"),
                "write dates for all of them, or numbers for all",
            ));
        }
        placed
            .sort_by(|(a, x, ..), (b, y, ..)| a.compare(b).then_with(|| natord::compare(x, y)).then_with(|| x.cmp(y)));
        let same = |i: usize, j: usize| placed[i].0.compare(&placed[j].0).is_eq();
        let is_tied = |i: usize| i > 0 && same(i - 1, i) || i + 1 < placed.len() && same(i, i + 1);
        let tied: Vec<bool> = (0..placed.len()).map(is_tied).collect();
        let interview = |((_, name, analysed_on, cases), is_tied): ((Moment, &str, String, Vec<String>), bool)| {
            Interview { transcript: name.to_owned(), cases, analysed_on, is_tied }
        };
        Ok(placed.into_iter().zip(tied).map(interview).collect())
    }

    fn refuse_missing(&self, missing: &[&str], all: bool) -> Result<()> {
        let variable = &self.variable;
        if missing.is_empty() {
            return Ok(());
        }
        let (message, help) = if all {
            (
                format!("no transcript has a variable `{variable}`, which says in what order they were analysed"),
                format!(
                    "add a column `{variable}` to the table of cases, with dates as 2026-03-14 or numbers 1, 2, 3, …; or \
                     name another variable with --order: a curve in the order of files would mean nothing"
                ),
            )
        } else {
            let names = missing[..missing.len().min(NAMES)].join(", ");
            let more = missing.len().saturating_sub(NAMES);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            (
                format!("`{variable}` is not known of {names}{more}"),
                "fill it in the table of cases, or name only the transcripts that were analysed".to_owned(),
            )
        };
        Err(Error::usage(message, help))
    }
}

/// A date, perhaps with a time, or a number.
#[derive(Clone, Debug, PartialEq)]
enum Moment {
    Date(String),
    Number(f64),
}

impl Moment {
    fn of(value: &str) -> Option<Self> {
        number(value).map(Self::Number).or_else(|| Self::date(value))
    }

    /// A date of ISO 8601, after which a time may stand; such texts sort as what they say.
    fn date(value: &str) -> Option<Self> {
        let (day, time) = value.split_once([' ', 'T']).unwrap_or((value, ""));
        let mut parts = day.split('-');
        let mut part = |digits: usize| {
            let part = parts.next().filter(|part| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()))?;
            part.parse::<u32>().ok()
        };
        let (year, month, day_of_month) = (part(4)?, part(2)?, part(2)?);
        if parts.next().is_some() || !(1..=days_in(year, month)?).contains(&day_of_month) {
            return None;
        }
        let is_time = |time: &str| {
            let two = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            let parts: Vec<&str> = time.split(':').collect();
            (2..=3).contains(&parts.len()) && parts.into_iter().all(two)
        };
        (time.is_empty() || is_time(time)).then(|| Self::Date(format!("{day}T{time}")))
    }

    fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.total_cmp(b),
            (Self::Date(a), Self::Date(b)) => a.cmp(b),
            (Self::Number(_), Self::Date(_)) => Ordering::Less,
            (Self::Date(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

fn days_in(year: u32, month: u32) -> Option<u32> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => Some(if is_leap { 29 } else { 28 }),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Interviews;
    use crate::segment::samples::{interview, is_case, set};

    fn order(values: &[(&str, &[&str])]) -> Result<Vec<String>, String> {
        let mut interviews = Interviews::new("analysed_on");
        for (name, values) in values {
            let lines: Vec<String> = (0..values.len().max(1)).map(|i| format!("R{i}: Ja.")).collect();
            let mut document = interview(0, name, &lines.iter().map(String::as_str).collect::<Vec<_>>());
            for (i, value) in values.iter().enumerate() {
                set(&mut document, &format!("R{i}"), "analysed_on", value);
                is_case(&mut document, &format!("R{i}"), &format!("P{i}"));
            }
            interviews.add(&document);
        }
        let ordered = interviews.in_order(values.iter().map(|(name, _)| *name)).map_err(|error| error.to_string())?;
        Ok(ordered.into_iter().map(|it| format!("{}{}", it.transcript, if it.is_tied { "=" } else { "" })).collect())
    }

    #[test]
    fn the_order_is_that_of_dates_or_numbers_and_within_a_day_that_of_names() {
        let dates: &[(&str, &[&str])] =
            &[("r10", &["2026-03-02"]), ("r2", &["2026-03-02"]), ("r1", &["2026-11-01", "2026-11-01"])];
        assert_eq!(order(dates).unwrap(), ["r2=", "r10=", "r1"]);
        let timed: &[(&str, &[&str])] =
            &[("a", &["2026-03-02 14:00"]), ("b", &["2026-03-02T09:30"]), ("c", &["2026-03-02"])];
        assert_eq!(order(timed).unwrap(), ["c", "b", "a"]);
        assert_eq!(order(&[("a", &["10"]), ("b", &["9,5"]), ("c", &["-1"])]).unwrap(), ["c", "b", "a"]);
    }

    #[test]
    fn what_gives_no_order_is_refused() {
        let refused = |values: &[(&str, &[&str])]| order(values).unwrap_err();
        assert!(refused(&[("a", &[])]).contains("no transcript has a variable `analysed_on`"));
        assert!(refused(&[("a", &["1"]), ("b", &[])]).contains("not known of b"));
        assert!(refused(&[("a", &["1", "2"])]).contains("`1` and also `2`"));
        assert!(refused(&[("a", &["1"]), ("b", &["2026-01-01"])]).contains("a date for b"));
        for wrong in ["28-11-2026", "2026-02-30", "2026-13-01", "maart", "2026-03-02 x", "1e999"] {
            assert!(refused(&[("a", &[wrong])]).contains("neither a date nor a number"), "{wrong}");
        }
    }
}
