//! What of a project's codings cannot be codings here, counted and told.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::refi::{Guid, Opened, Selection};
use crate::wording::{either, several};

use super::at;

/// What was left out on the way.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Codings with a code that the project does not define.
    unknown_codes: BTreeMap<Guid, usize>,
    /// Of texts that cannot be read.
    without_text: Vec<(String, usize)>,
    twice: usize,
    memos: usize,
    /// Characters of those.
    memo_length: usize,
    /// One for each selection that lies nowhere.
    misplaced: Vec<Diagnostic>,
}

impl Told {
    pub(super) fn unknown_code(&mut self, code: &Guid) {
        *self.unknown_codes.entry(code.clone()).or_default() += 1;
    }

    pub(super) fn without_text(&mut self, name: &str, codings: usize) {
        if codings > 0 {
            self.without_text.push((name.to_owned(), codings));
        }
    }

    pub(super) fn twice(&mut self) {
        self.twice += 1;
    }

    /// A selection without a code: a memo, or turns that are somebody's.
    pub(super) fn uncoded(&mut self, memo_length: usize) {
        self.memos += usize::from(memo_length > 0);
        self.memo_length += memo_length;
    }

    /// A selection that runs backwards, or lies beyond its text.
    pub(super) fn misplaced(&mut self, opened: &Opened, text: &str, selection: &Selection, length: usize) {
        let codings = match selection.codings.len() {
            1 => "its coding is left out".to_owned(),
            n => format!("its {n} codings are left out"),
        };
        let warning = match (selection.start, selection.end) {
            (Some(start), Some(end)) if start >= end => {
                let message =
                    format!("a passage of `{text}` from {start} to {end} is empty or runs backwards: {codings}");
                Diagnostic::warning("empty-passage", message)
            }
            (Some(start), Some(end)) => {
                let message = format!(
                    "a passage of `{text}` from {start} to {end} lies beyond its text, which has {length} characters, or \
                     within one of them: {codings}"
                );
                Diagnostic::warning("passage-out-of-range", message)
            }
            _ => Diagnostic::warning("passage-out-of-range", format!("a passage of `{text}` has no place: {codings}")),
        };
        let help = "code it anew in the coding program, or export the project again";
        self.misplaced.push(at(opened, selection, warning.help(help)));
    }

    pub(super) fn diagnostics(self) -> Vec<Diagnostic> {
        let mut found = self.misplaced;
        for (code, times) in &self.unknown_codes {
            let message = format!(
                "{} {} the code {code}, which the project does not define: {} left out",
                several(*times, "coding"),
                either(*times, "has", "have"),
                either(*times, "it is", "they are")
            );
            let help = "export the project again from the coding program, with its whole codebook";
            found.push(Diagnostic::warning("unknown-code", message).help(help));
        }
        for (name, codings) in &self.without_text {
            let message = format!(
                "{} of `{name}` {} left out: its text cannot be read",
                several(*codings, "coding"),
                either(*codings, "is", "are")
            );
            found.push(Diagnostic::warning("not-carried", message));
        }
        if self.twice > 0 {
            let message = match self.twice {
                1 => "a coding stands in the project twice, and counts once".to_owned(),
                n => format!("{n} codings stand in the project twice, and count once"),
            };
            found.push(Diagnostic::note("coded-twice", message));
        }
        if self.memos > 0 {
            let length = self.memo_length;
            let message = match self.memos {
                1 => format!("a passage has a memo ({length} characters) and no code: it codes nothing"),
                n => format!("{n} passages have a memo ({length} characters in all) and no code: they code nothing"),
            };
            found.push(Diagnostic::note("memos", message));
        }
        found
    }
}
