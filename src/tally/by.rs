//! Apart for whom: `--by VARIABLE`, with or without classes of numbers.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::coding::Coders;
use crate::corpus::Document;
use crate::ids::TurnId;

use super::counts::{MISSING, OTHER};

/// A variable whose every value has counts of its own: one of the cases or transcripts, or `speaker`,
/// `part`, `transcript`, `case`, `participant`, `coder`; perhaps with classes.
///
/// ```
/// use kantlijn::tally::By;
///
/// let by: By = "years:0-5,6-10,11-".parse()?;
/// assert_eq!(by.variable, "years");
/// assert_eq!(by.classes.unwrap().of("7"), Some("6-10"));
/// assert!("years:6-10,8-12".parse::<By>().is_err(), "8 would be in both");
/// # Ok::<(), kantlijn::tally::ParseByError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct By {
    /// Its name.
    pub variable: String,
    /// The classes that its numbers are put in.
    pub classes: Option<Classes>,
}

/// Classes of numbers, both ends included: `0-5,6-10,11-`; an end left out is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Classes(Vec<Class>);

#[derive(Clone, Debug, PartialEq)]
struct Class {
    label: String,
    low: f64,
    high: f64,
}

/// Everybody by themselves: the case that owns the speaker, else the speaker ([`Document::participant`]). A variable of this
/// name comes first.
pub(super) const PARTICIPANT: &str = "participant";

/// Why a `--by` cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseByError(String);

impl fmt::Display for ParseByError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; classes are written like years:0-5,6-10,11-", self.0)
    }
}

impl std::error::Error for ParseByError {}

impl By {
    /// Apart for every value of `variable`, without classes.
    #[must_use]
    pub fn variable(variable: impl Into<String>) -> Self {
        Self { variable: variable.into(), classes: None }
    }

    /// Whether codings are set apart by who made them; then all coders share one universe.
    #[must_use]
    pub fn is_coder(&self) -> bool {
        self.variable == "coder"
    }

    /// Whether it is known of every transcript, so that its values are names even where they look like numbers.
    pub(crate) fn is_built_in(&self) -> bool {
        ["speaker", "part", "transcript", "case", PARTICIPANT, "coder"].contains(&self.variable.as_str())
    }

    pub(super) fn key(&self, document: &Document, turn: TurnId) -> Key {
        if self.is_coder() {
            return Key::All;
        }
        // Of a masked document values are counted as they are shown, and put in classes as they are known.
        let value = match &self.classes {
            None => document.variable(turn, &self.variable),
            Some(_) => document.known(turn, &self.variable),
        };
        let named = value.map(str::trim).filter(|value| !value.is_empty());
        let person = || (self.variable == PARTICIPANT).then(|| document.participant(turn)).flatten().map(Cow::Owned);
        match named.map(Cow::Borrowed).or_else(person) {
            None => Key::Missing,
            Some(value) => match &self.classes {
                None => Key::Value(value.into_owned()),
                Some(classes) => classes.of(&value).map_or(Key::Other, |class| Key::Value(class.to_owned())),
            },
        }
    }

    /// The value under which the words of a turn are counted, as [`GroupCounts::value`](super::GroupCounts::value) has it;
    /// empty where coders stand apart.
    #[must_use]
    pub fn value_of(&self, document: &Document, turn: TurnId) -> String {
        self.key(document, turn).label(&Coders::default())
    }

    /// Whether anybody in the document has a number, to be put in a class.
    pub(super) fn finds_number(&self, document: &Document) -> bool {
        let value = |turn| document.known(TurnId::new(turn), &self.variable);
        (0..document.turns.len()).any(|turn| value(turn).is_some_and(|value| number(value).is_some()))
    }

    /// The order of values: classes as given, numbers by size, the rest in natural order; then what is in no
    /// class, then what is missing.
    pub(super) fn compare(&self, a: &Key, b: &Key) -> Ordering {
        let (Key::Value(a), Key::Value(b)) = (a, b) else { return a.cmp(b) };
        let place = |value: &str| {
            let classes = self.classes.as_ref()?;
            classes.0.iter().position(|class| class.label == value)
        };
        match (place(a), place(b), number(a), number(b)) {
            (Some(a), Some(b), ..) => a.cmp(&b),
            (_, _, Some(x), Some(y)) => x.total_cmp(&y).then_with(|| a.cmp(b)),
            _ => natord::compare(a, b).then_with(|| a.cmp(b)),
        }
    }
}

impl Classes {
    /// The class of a value; `None` when it is no number or in none of them.
    #[must_use]
    pub fn of(&self, value: &str) -> Option<&str> {
        let value = number(value)?;
        self.0.iter().find(|class| class.low <= value && value <= class.high).map(|class| class.label.as_str())
    }
}

impl FromStr for By {
    type Err = ParseByError;

    fn from_str(text: &str) -> Result<Self, ParseByError> {
        let (variable, classes) = match text.split_once(':') {
            None => (text, None),
            Some((variable, classes)) => (variable, Some(classes.parse()?)),
        };
        if variable.trim().is_empty() {
            return Err(ParseByError("the name of a variable is missing".into()));
        }
        Ok(Self { variable: variable.trim().to_owned(), classes })
    }
}

impl FromStr for Classes {
    type Err = ParseByError;

    fn from_str(text: &str) -> Result<Self, ParseByError> {
        let mut classes: Vec<Class> = Vec::new();
        for label in text.split(',').map(str::trim) {
            let wrong = || ParseByError(format!("`{label}` is no class of numbers"));
            let (low, high) = label.split_once('-').unwrap_or((label, label));
            let end = |text: &str, open: f64| if text.is_empty() { Some(open) } else { number(text) };
            let low = end(low.trim(), f64::NEG_INFINITY).ok_or_else(wrong)?;
            let high = end(high.trim(), f64::INFINITY).ok_or_else(wrong)?;
            if label.is_empty() || label == "-" || low > high {
                return Err(wrong());
            }
            if let Some(before) = classes.iter().find(|before| before.low <= high && low <= before.high) {
                return Err(ParseByError(format!("the classes `{}` and `{label}` overlap", before.label)));
            }
            classes.push(Class { label: label.to_owned(), low, high });
        }
        Ok(Self(classes))
    }
}

/// A number as a researcher types it, with a point or a Dutch comma.
pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

/// Which counts a turn or a coding belongs to; in this order, values among themselves by [`By::compare`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    All,
    Coder(u32),
    Value(String),
    Other,
    Missing,
}

impl Key {
    pub(super) fn label(&self, coders: &Coders) -> String {
        match self {
            Key::All => String::new(),
            Key::Coder(id) => coders.iter().nth(*id as usize).unwrap_or(MISSING).to_owned(),
            Key::Value(value) => value.clone(),
            Key::Other => OTHER.to_owned(),
            Key::Missing => MISSING.to_owned(),
        }
    }
}
