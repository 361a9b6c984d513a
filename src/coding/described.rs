//! What another program keeps of a coding in a description, for kantlijn to read back.
//!
//! Coding programs know who coded what and where. Which rules made a coding, of which codebook, and how it is meant stands,
//! in TOML, below a line of the description that says so; what a person has written stands above it.

use serde::{Deserialize, Serialize};

use crate::codebook::exchange;

use super::hand::status_of;
use super::{Coding, SaidRules, Stance, Status};

/// What stands in a description of a coding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Described {
    /// What a person has written there.
    pub memo: String,
    /// The lines of the codebook whose rules made it: `line 12; line 30`.
    pub rules: Option<String>,
    /// The hash of that codebook.
    pub codebook: Option<String>,
    /// Whether anybody has read it, where that is otherwise than of other codings by this coder.
    pub status: Option<Status>,
    /// How it is meant.
    pub stance: Option<Stance>,
    /// Whether the question matches the code itself.
    pub prompted: Option<bool>,
}

/// The same as it is written.
#[derive(Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Fields {
    #[serde(skip_serializing_if = "Option::is_none")]
    rules: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    codebook: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stance: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prompted: Option<bool>,
}

impl Described {
    /// What is to be said of a coding by this coder, which these rules made.
    pub(crate) fn of(coding: &Coding, coder: &str, rules: Option<SaidRules>) -> Self {
        let (rules, codebook) = rules.map(|said| (said.lines, said.codebook)).unzip();
        Self {
            memo: String::new(),
            codebook: codebook.filter(|hash| !hash.is_empty()),
            rules,
            status: Some(coding.status).filter(|&status| status != status_of(coder)),
            stance: coding.stance,
            prompted: coding.prompted,
        }
    }

    /// Which rules made it.
    pub(crate) fn said_rules(&self) -> Option<SaidRules> {
        let lines = self.rules.clone()?;
        Some(SaidRules { lines, codebook: self.codebook.clone().unwrap_or_default() })
    }

    /// The description; empty where there is nothing to say.
    pub(crate) fn written(&self) -> String {
        let fields = Fields {
            rules: self.rules.clone(),
            codebook: self.codebook.clone(),
            status: self.status.map(|status| status.word().to_owned()),
            stance: self.stance.map(|stance| stance.word().to_owned()),
            prompted: self.prompted,
        };
        // Strings and truths always have a form in TOML.
        let own = toml::to_string(&fields).unwrap_or_default();
        if own.is_empty() { self.memo.clone() } else { exchange::joined(&self.memo, &own) }
    }

    /// What a description says; where kantlijn's part of it cannot be read any more, all of it is a memo.
    pub(crate) fn read(description: &str) -> Self {
        let (memo, own) = exchange::split(description);
        let Some(fields) = own.map(|own| toml::from_str::<Fields>(own).ok()) else {
            return Self { memo: memo.to_owned(), ..Self::default() };
        };
        let Some(Fields { rules, codebook, status, stance, prompted }) = fields else {
            return Self { memo: description.trim().to_owned(), ..Self::default() };
        };
        Self {
            memo: memo.to_owned(),
            rules,
            codebook,
            status: status.as_deref().and_then(Status::from_word),
            stance: stance.as_deref().and_then(Stance::from_word),
            prompted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Described;
    use crate::coding::{Stance, Status};

    #[test]
    fn what_is_said_of_a_coding_comes_back() {
        let rules = Described {
            memo: "Navragen.\n\nEcht.".to_owned(),
            rules: Some("line 12; line 30".to_owned()),
            codebook: Some("ab12".to_owned()),
            status: Some(Status::Accepted),
            stance: Some(Stance::Negated),
            prompted: Some(true),
        };
        for described in
            [rules, Described { stance: Some(Stance::Ceased), ..Described::default() }, Described::default()]
        {
            assert_eq!(Described::read(&described.written()), described);
        }
        assert_eq!(Described::default().written(), "");
    }

    #[test]
    fn a_description_of_somebody_else_is_a_memo() {
        assert_eq!(Described::read(" Let op. \n").memo, "Let op.");
        let damaged = "#--- kantlijn reads back\nrules = 3";
        assert_eq!(Described::read(damaged), Described { memo: damaged.to_owned(), ..Described::default() });
    }
}
