//! What the report is about, and what its reader must know.

use serde::Serialize;

use crate::tables::Definition;

/// What was read, counted and noticed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Overview {
    /// Transcripts that were read.
    pub transcripts: usize,
    /// Their words, whoever says them.
    pub words: u64,
    /// Those that interviewers do not say.
    pub participant_words: u64,
    /// The denominators: participants, units and words that count, and codings.
    pub participants: u64,
    /// Units of analysis.
    pub units: u64,
    /// Words that count.
    pub counted_words: u64,
    /// Codings that count.
    pub codings: u64,
    /// Those of them that were made or accepted by a person.
    pub accepted: u64,
    /// Further ones, which a reviewer rejected.
    pub rejected: u64,
    /// The unit of analysis, as on the command line: `answer`, `window:50`.
    pub unit: String,
    /// Whose words count: `participant`, `interviewer`, `all`.
    pub part: String,
    /// Of whom, if of some alone.
    pub condition: Option<String>,
    /// Which codings count: `all`, `accepted`, `proposed`.
    pub status: String,
    /// `all`, or one stance.
    pub stance: String,
    /// Whose codings the numbers are.
    pub coder: String,
    /// The codebook's name.
    pub codebook: String,
    /// Its version.
    pub codebook_version: String,
    /// Its hash.
    pub codebook_hash: String,
    /// The hash of the transcripts.
    pub corpus_hash: String,
    /// The version of this program.
    pub program_version: String,
    /// Files that were found and are no transcripts.
    pub left_out: Vec<LeftOut>,
    /// What changes the numbers.
    pub remarks: Vec<Remark>,
}

/// A file that was left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LeftOut {
    /// Its name, without the folders above it.
    pub name: String,
    /// Why.
    pub why: String,
}

/// Something to know, and its mend.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Remark {
    /// The section that it is about; empty for the study as a whole.
    pub section: &'static str,
    /// What is the matter.
    pub message: String,
    /// How to mend it.
    pub mend: String,
}

impl Overview {
    /// What a definition knows.
    pub(super) fn of(definition: &Definition<'_>) -> Self {
        let codebook = definition.codebook;
        Self {
            unit: definition.unit.to_string(),
            part: definition.admission.part.to_string(),
            condition: definition.admission.condition.as_ref().map(ToString::to_string),
            status: definition.status.to_owned(),
            stance: definition.stance.to_owned(),
            coder: definition.coder.to_owned(),
            codebook: codebook.name.get(definition.language).unwrap_or_default().to_owned(),
            codebook_version: codebook.version.clone(),
            codebook_hash: codebook.hash.clone(),
            corpus_hash: definition.corpus_hash.to_owned(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            ..Self::default()
        }
    }
}
