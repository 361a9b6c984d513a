//! Who made what: the users of a project as coders.

use std::collections::{BTreeMap, BTreeSet};

use crate::coding::RULES;
use crate::diagnostic::Diagnostic;
use crate::refi::{Guid, Project, RULES_USER};

/// The coder of a coding that nobody is known to have made.
const UNKNOWN: &str = "unknown";

/// The users of a project, by their identities.
pub(super) struct Users<'p> {
    names: BTreeMap<&'p Guid, String>,
    /// Names that several users have, and what the further ones are called.
    shared: BTreeMap<String, Vec<String>>,
    /// How many codings name nobody who is known.
    unknown: usize,
}

impl<'p> Users<'p> {
    pub(super) fn of(project: &'p Project) -> Self {
        let mut users = Self { names: BTreeMap::new(), shared: BTreeMap::new(), unknown: 0 };
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let all_written: BTreeSet<&str> = project.users.iter().map(|user| user.name.trim()).collect();
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
            let own = if taken.contains(&name) {
                // Two people of one name are two coders: as one, what both coded would count once.
                let is_free = |own: &String| !taken.contains(own) && !all_written.contains(own.as_str());
                let own = (2..).map(|number| format!("{name} ({number})")).find(is_free).unwrap_or_default();
                users.shared.entry(name).or_default().push(own.clone());
                own
            } else {
                name
            };
            taken.insert(own.clone());
            users.names.insert(&user.guid, own);
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
            let names: Vec<&str> = self.shared.keys().map(String::as_str).collect();
            let own: Vec<&str> = self.shared.values().flatten().map(String::as_str).collect();
            let message = format!(
                "several users of the project are called {}: the further ones count as {}",
                names.join(", "),
                own.join(", ")
            );
            let help =
                "give them different names in the coding program, or make one user of them if they are one person";
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
