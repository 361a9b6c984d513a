//! Who made what: the users of a project as coders.

use std::collections::{BTreeMap, BTreeSet};

use crate::coding::RULES;
use crate::diagnostic::Diagnostic;
use crate::refi::{Guid, Project};

/// The name under which rules stand in a project.
const RULES_USER: &str = "rules@kantlijn";

/// The coder of a coding that nobody is known to have made.
const UNKNOWN: &str = "unknown";

/// The users of a project, by their identities.
pub(super) struct Users<'p> {
    names: BTreeMap<&'p Guid, String>,
    /// Names that several users have.
    shared: BTreeSet<String>,
    /// How many codings name nobody who is known.
    unknown: usize,
}

impl<'p> Users<'p> {
    pub(super) fn of(project: &'p Project) -> Self {
        let mut users = Self { names: BTreeMap::new(), shared: BTreeSet::new(), unknown: 0 };
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for (at, user) in project.users.iter().enumerate() {
            if users.names.contains_key(&user.guid) {
                continue;
            }
            let written = [user.name.trim(), user.id.as_deref().unwrap_or_default().trim()];
            let name = match written.into_iter().find(|name| !name.is_empty()) {
                None => format!("user {}", at + 1),
                Some(RULES_USER) => RULES.to_owned(),
                // Somebody of that name would be taken for the codebook's rules.
                Some(RULES) => format!("{RULES} (a user)"),
                Some(name) => name.to_owned(),
            };
            if !taken.insert(name.clone()) {
                users.shared.insert(name.clone());
            }
            users.names.insert(&user.guid, name);
        }
        users
    }

    /// The coder: the first of those who may have made it that is known.
    pub(super) fn name<'g>(&mut self, mut makers: impl Iterator<Item = &'g Guid>) -> String {
        let known = makers.find_map(|guid| self.names.get(guid));
        known.cloned().unwrap_or_else(|| {
            self.unknown += 1;
            UNKNOWN.to_owned()
        })
    }

    pub(super) fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if !self.shared.is_empty() {
            let names: Vec<&str> = self.shared.iter().map(String::as_str).collect();
            let message =
                format!("several users of the project are called {}: they count as one coder", names.join(", "));
            let help = "give them different names in the coding program if they are several people";
            found.push(Diagnostic::warning("shared-name", message).help(help));
        }
        if self.unknown > 0 {
            let message =
                format!("the project does not say who made {} of its codings: the coder is `{UNKNOWN}`", self.unknown);
            found.push(Diagnostic::note("unknown-coder", message));
        }
        found
    }
}
