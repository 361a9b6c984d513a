//! What a project has no place for, in words.

use std::collections::BTreeSet;

use crate::codebook::Codebook;
use crate::coding::Coders;
use crate::diagnostic::Diagnostic;
use crate::refi::{Case, Variable, is_told};
use crate::wording::{either, first_few, several};

use super::people::People;
use super::source::Lost;

/// Names that are shown of many.
const SHOWN: usize = 5;

/// What is lost, gathered over a study.
#[derive(Clone, Debug, Default)]
pub(super) struct Losses {
    found: Vec<Diagnostic>,
    /// Transcripts whose turns have times.
    timed: Vec<String>,
    mentions: usize,
    rejected: usize,
    twice: usize,
    /// Variables of those whose own ones have no place.
    variables: BTreeSet<String>,
    unwritable: usize,
}

impl Losses {
    pub(super) fn add(&mut self, lost: Lost, people: &People) {
        let name = &lost.name;
        let differences = &lost.differences;
        if differences.turns > 0 {
            let message = format!(
                "{} of `{name}` read back from its text with other words or another speaker",
                several(differences.turns, "turn")
            );
            let help = "REFI-QDA knows texts and no speakers, so who speaks must be seen in the text: give every \
                        speaker a label with a colon";
            self.tell(message, help);
        }
        for (label, part) in differences.parts.iter().filter(|_| differences.turns == 0) {
            let message = format!("which part `{label}` plays in `{name}` is not kept: read back, it is {part}");
            self.tell(message, "say it under [transcripts] parts in the kantlijn.toml of whoever reads the project");
        }
        if differences.gaps > 0 {
            let message =
                format!("{} between brackets read back otherwise in `{name}`", several(differences.gaps, "event"));
            self.tell(message, "name events of your own under [transcripts] events in the kantlijn.toml of the reader");
        }
        if differences.line_breaks {
            let message = format!("what a line break is in `{name}` reads back otherwise");
            self.tell(message, "say it with [transcripts] line_breaks in the kantlijn.toml of the reader");
        }
        if lost.left_out > 0 {
            let message = format!(
                "headings, markup and the like are not in the text of `{name}` ({})",
                several(lost.left_out, "character")
            );
            self.tell(message, "they are nobody's words; codings on them would be lost");
        }
        if lost.replaced > 0 {
            let message = format!("{} in `{name}` became \u{fffd}", several(lost.replaced, "NUL character"));
            self.tell(message, "no program reads them in a text");
        }
        if lost.placeless > 0 {
            let message =
                format!("codings of `{name}` lie where its text has nothing ({})", several(lost.placeless, "coding"));
            self.tell(message, "they are on headings or markup: code the words themselves");
        }
        if differences.times > 0 {
            self.timed.push(lost.name);
        }
        self.mentions += lost.mentions;
        self.rejected += lost.rejected;
        self.twice += lost.twice;
        self.unwritable += lost.unwritable;
        self.variables.extend(people.lost.iter().cloned());
    }

    /// Cases that one variable has several values of.
    pub(super) fn of_cases(&mut self, lost: &[(String, String)]) {
        for (case, variable) in lost {
            let message = format!("`{variable}` of the case `{case}` is not kept: it has several values");
            self.tell(message, "a case in REFI-QDA has one value of a variable: give each speaker a case of their own");
        }
    }

    /// Characters in names that XML cannot hold.
    pub(super) fn of_names(&mut self, codebook: &Codebook, coders: &Coders, variables: &[Variable], cases: &[Case]) {
        let names = variables.iter().map(|one| &one.name).chain(cases.iter().map(|one| &one.name));
        let values = cases.iter().flat_map(|case| &case.values).filter_map(|value| value.value.as_ref());
        let memos = cases.iter().map(|case| &case.description);
        let written = names.chain(values).chain(memos).map(String::as_str).chain(coders.iter());
        let codes = codebook.codes.iter().flat_map(|code| code.name.plain.iter().chain(code.name.by_language.values()));
        let all = written.chain(codes.map(String::as_str)).flat_map(str::chars);
        self.unwritable += all.filter(|&c| !is_told(c)).count();
    }

    fn tell(&mut self, message: String, help: &str) {
        self.found.push(Diagnostic::warning("not-carried", message).help(help));
    }

    /// All of it.
    pub(super) fn told(mut self) -> Vec<Diagnostic> {
        if !self.timed.is_empty() {
            let message = format!("when some turns were said, or ended, is not kept in {}", some(&self.timed));
            self.tell(message, "a text in REFI-QDA has no times; keep the recording's transcripts beside the project");
        }
        if self.mentions > 0 {
            let message =
                format!("where in a coding a rule matched is not kept ({})", several(self.mentions, "mention"));
            self.tell(
                message,
                "a coding in REFI-QDA has one place; the table `mentions` of `kantlijn code -o` has them",
            );
        }
        if self.rejected > 0 {
            let message = format!(
                "{} with the status rejected {} not written",
                several(self.rejected, "coding"),
                either(self.rejected, "is", "are")
            );
            self.tell(message, "REFI-QDA knows no status: other programs would count them");
        }
        if self.twice > 0 {
            let message = format!(
                "{} {} there already, of the same coder, and {} written once",
                several(self.twice, "coding"),
                either(self.twice, "stands", "stand"),
                either(self.twice, "is", "are")
            );
            self.tell(message, "take one of each two out");
        }
        if !self.variables.is_empty() {
            let names: Vec<String> = std::mem::take(&mut self.variables).into_iter().collect();
            let message = format!("what is known of single speakers is not kept: {}", some(&names));
            let help =
                "it is of interviewers, or of one of several speakers who are one case: give each a case of their own";
            self.tell(message, help);
        }
        if self.unwritable > 0 {
            let message =
                format!("{} in names and notes became \u{fffd}", several(self.unwritable, "control character"));
            self.tell(message, "XML cannot hold them: take them out");
        }
        self.found
    }

    /// What whoever opens the project should know.
    pub(super) fn notes(&self, codebook: &Codebook) -> Vec<Diagnostic> {
        let mut notes = Vec::new();
        if codebook.rules().next().is_some() {
            let message =
                "rules and examples stand in the descriptions of codes: other programs show them, and do not run them";
            notes.push(Diagnostic::note("rules-as-text", message));
        }
        notes
    }
}

/// `a, b, c and 4 more`, in quotation marks.
fn some(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    first_few(&quoted, SHOWN)
}
