//! What reviewers decided of the codings that rules propose.
//!
//! A decision is about a **passage** and a **code**: the reviewer has read the whole passage, and says whether the code
//! fits it. It knows nothing of rules and row numbers, so that it outlives both. How it meets what the rules propose
//! today is written at [`Decisions::settle`].

mod columns;
mod day;
mod file;
mod settle;
mod sheet;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::codebook::Codebook;
use crate::diagnostic::Diagnostic;
use crate::wording::{either, several};

use super::Anchor;
use super::hand::{at_row, last_part};
use super::names::nearest;

pub use columns::{REVIEW, SheetColumn};
pub use day::Day;
pub use sheet::{FilledSheet, read_filled};

/// The file of decisions in a study's folder, where its project file names no other.
pub const DECISIONS: &str = "decisions.csv";

/// What a reviewer says of a code in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The code fits.
    Accept,
    /// It does not.
    Reject,
    /// It does not, and the code with this id does.
    Recode(String),
    /// Nothing yet: there is a memo alone.
    Memo,
}

/// One decision of one reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The transcript's id.
    pub transcript: String,
    /// The id of the code that was proposed.
    pub code: String,
    /// Where the passage stood, its words, and those around it.
    pub anchor: Anchor,
    /// What was decided.
    pub verdict: Verdict,
    /// By whom.
    pub reviewer: String,
    /// When.
    pub day: Day,
    /// A note.
    pub memo: String,
    /// The row of its file, from 1, counting the header.
    pub row: usize,
}

/// The decisions of a study.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// The file that they are kept in.
    pub path: PathBuf,
    /// Each, in the file's order, which is that in which they were made.
    pub rows: Vec<Decision>,
    /// The rows of each transcript, once [`Decisions::assign`] knows the transcripts.
    by_transcript: Option<BTreeMap<String, Vec<usize>>>,
}

/// How many decisions of each kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// The code fits.
    pub accepted: usize,
    /// It does not.
    pub rejected: usize,
    /// Another does.
    pub recoded: usize,
    /// Memos without a verdict.
    pub memos: usize,
}

impl Verdict {
    /// The word for it in the file of decisions: `accept`, `reject`, `recode`, `memo`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Verdict::Accept => "accept",
            Verdict::Reject => "reject",
            Verdict::Recode(_) => "recode",
            Verdict::Memo => "memo",
        }
    }

    /// The code that fits instead.
    #[must_use]
    pub fn recode(&self) -> Option<&str> {
        if let Verdict::Recode(code) = self { Some(code) } else { None }
    }
}

impl Verdicts {
    /// All of them.
    #[must_use]
    pub fn all(self) -> usize {
        self.accepted + self.rejected + self.recoded + self.memos
    }

    /// Counts decisions.
    #[must_use]
    pub fn of<'a>(decisions: impl IntoIterator<Item = &'a Decision>) -> Self {
        let mut counts = Self::default();
        for decision in decisions {
            *match decision.verdict {
                Verdict::Accept => &mut counts.accepted,
                Verdict::Reject => &mut counts.rejected,
                Verdict::Recode(_) => &mut counts.recoded,
                Verdict::Memo => &mut counts.memos,
            } += 1;
        }
        counts
    }
}

impl fmt::Display for Verdicts {
    /// `28 accepted, 6 rejected, 1 recoded, 2 memos without a decision`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} accepted, {} rejected, {} recoded", self.accepted, self.rejected, self.recoded)?;
        match self.memos {
            0 => Ok(()),
            memos => write!(f, ", {} without a decision", several(memos, "memo")),
        }
    }
}

impl Decision {
    /// Whether it says the same of the same passage, by the same reviewer, whenever that was.
    fn repeats(&self, earlier: &Decision) -> bool {
        self.is_about_what(earlier)
            && (&self.verdict, &self.memo, &self.anchor) == (&earlier.verdict, &earlier.memo, &earlier.anchor)
    }

    /// Whether it is about the same code and place, by the same reviewer.
    fn is_about_what(&self, other: &Decision) -> bool {
        (self.anchor.place, &self.reviewer, &self.code, &self.transcript)
            == (other.anchor.place, &other.reviewer, &other.code, &other.transcript)
    }
}

impl Decisions {
    /// The decisions of a file.
    #[must_use]
    pub fn new(path: &Path, rows: Vec<Decision>) -> Self {
        Self { path: path.to_owned(), rows, by_transcript: None }
    }

    /// Tells every decision its transcript: the one with its id, else the only one whose id ends in the same part.
    ///
    /// Answers with a warning for the decisions of transcripts that are not there, and for those of codes that the codebook
    /// does not have. They are kept in the file, and count nowhere.
    pub fn assign<'a>(
        &mut self,
        transcripts: impl IntoIterator<Item = &'a str>,
        codebook: &Codebook,
    ) -> Vec<Diagnostic> {
        let mut known: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        let mut called: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for id in transcripts {
            known.insert(id, Some(id));
            called.entry(last_part(id)).and_modify(|only| *only = None).or_insert(Some(id));
        }
        let find = |name: &str| known.get(name).or_else(|| called.get(last_part(name))).copied().flatten();
        let mut by_transcript: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut absent: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
        for (i, row) in self.rows.iter().enumerate() {
            match find(&row.transcript) {
                Some(id) => by_transcript.entry(id.to_owned()).or_default().push(i),
                None => absent.entry(&row.transcript).or_default().push(row),
            }
        }
        let mut diagnostics = Vec::new();
        for (transcript, rows) in absent {
            let message = format!("{} of `{transcript}`, which is not among these transcripts", are(rows.len()));
            let help = "they are kept, and count nowhere; was the transcript given another name?";
            diagnostics.push(self.at(rows[0], Diagnostic::warning("decision-of-no-transcript", message)).help(help));
        }
        let mut unknown: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
        for row in &self.rows {
            let codes = std::iter::once(row.code.as_str()).chain(row.verdict.recode());
            for code in codes.filter(|code| codebook.find(code).is_none()) {
                unknown.entry(code).or_default().push(row);
            }
        }
        for (code, rows) in unknown {
            let message = format!("{} of the code `{code}`, which the codebook does not have", are(rows.len()));
            let near = nearest(code, codebook.codes.iter().map(|code| code.id.as_str()));
            let help = near.map_or_else(
                || "they are kept, and count nowhere; was the code given another id?".to_owned(),
                |near| format!("they are kept, and count nowhere; if it is `{near}` now, write that in the file"),
            );
            diagnostics.push(self.at(rows[0], Diagnostic::warning("decision-of-no-code", message)).help(help));
        }
        self.by_transcript = Some(by_transcript);
        diagnostics
    }

    /// Those of `further` that are not there yet: a sheet that is read twice decides once.
    ///
    /// What a reviewer decides after having decided otherwise is new, also where it was decided so before.
    #[must_use]
    pub fn new_among(&self, further: Vec<Decision>) -> Vec<Decision> {
        // Of one place there are few, of a study many.
        let mut known: BTreeMap<_, Vec<&Decision>> = BTreeMap::new();
        for row in &self.rows {
            known.entry((row.transcript.as_str(), row.anchor.place)).or_default().push(row);
        }
        let is_new = |decision: &Decision| {
            let there = known.get(&(decision.transcript.as_str(), decision.anchor.place));
            let earlier = there.into_iter().flatten().filter(|row| decision.is_about_what(row));
            // The file is in order of time, unless somebody has put it in another.
            let last = earlier.max_by_key(|row| (row.day, row.row));
            last.is_none_or(|last| !decision.repeats(last))
        };
        further.into_iter().filter(is_new).collect()
    }

    /// The diagnostic, placed at a row of the file.
    fn at(&self, row: &Decision, diagnostic: Diagnostic) -> Diagnostic {
        at_row(&self.path, row.row, diagnostic)
    }
}

fn are(decisions: usize) -> String {
    format!("{} {}", several(decisions, "decision"), either(decisions, "is", "are"))
}
