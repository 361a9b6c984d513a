//! Cases and variables: the people, sites or groups studied, and what is known of them.

use indexmap::IndexMap;

/// Names and values, in the order of their source; a missing or empty value is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variables(IndexMap<String, String>);

impl Variables {
    /// The value under `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Sets a value; an empty one is left out, since a missing value equals nothing.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            self.0.insert(name.into(), value);
        }
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The table of cases: rows by transcript, case or speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cases {}
