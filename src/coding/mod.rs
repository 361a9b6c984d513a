//! Who coded what, where and why: mentions, codings, and the order in which they are resolved.
//!
//! A table cannot know whether a person or a rule made a coding: both are [`Coding`]s.

mod anchor;
mod anchored;
mod comments;
mod compare;
mod decisions;
mod described;
mod hand;
mod hand_table;
mod names;
mod project;
mod resolve;
mod sampled;
#[cfg(test)]
pub(crate) mod samples;
mod seek;

use crate::ids::{CodeId, CoderId, DocumentId, RuleId, TurnId};
use crate::scope::words;
use crate::text::Span;

pub use anchor::{Anchor, Around, Found, How, Lost};
pub use anchored::Anchored;
pub use comments::{CodesNamed, MarginComments, PROGRAM};
pub use compare::{Agreement, Change, Comparison, Difference, Run, Side};
pub use decisions::{
    DECISIONS, Day, Decision, Decisions, FilledSheet, REVIEW, SheetColumn, Verdict, Verdicts, read_filled,
};
pub(crate) use described::Described;
pub use hand::{HandCoding, HandCodings, file_of, read_codings};
pub use project::{ProjectCodings, is_project, is_same_project};
pub use resolve::{Claim, Outcome, longest_first, nested_out, to_codings};
pub use sampled::{
    Design, Drawn, Frame, FrameUnit, Placed, Rated, RatedUnit, SECOND_CODER, SamplePlan, Sampled, SampledUnit, Stratum,
};
pub use seek::Passages;

/// The coder that stands for the codebook's rules.
pub const RULES: &str = "rules";

/// How a mention is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// Said of somebody, as it is.
    #[default]
    Affirmed,
    /// Denied: *ik schaam me niet*.
    Negated,
    /// It was there and is not any more: *niet meer*.
    Ceased,
    /// How it should be: *je hoeft je niet te schamen*.
    Normative,
}

/// Whether anybody has read a coding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// By a rule; nobody has looked.
    #[default]
    Proposed,
    /// By a person, or accepted by one.
    Accepted,
    /// Looked at and turned down; in no table.
    Rejected,
}

/// One match of one rule: evidence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mention {
    /// The code it is evidence for.
    pub code: CodeId,
    /// The rule that found it: the first that proposed exactly this span.
    pub rule: RuleId,
    /// The other rules of the code that proposed exactly this span, in order; mostly none. See [`Mention::rules`].
    pub also: Vec<RuleId>,
    /// From the first to the last matched word, on grapheme boundaries.
    pub span: Span,
    /// The matched words themselves, as places in [`crate::segment::Segments::words`], where they are not simply
    /// those of the span: NEAR and phrases with gaps pass over some. Else empty.
    pub matched: Vec<u32>,
    /// How it is meant.
    pub stance: Stance,
    /// The words that say so, if any do.
    pub cue: Option<Span>,
}

impl Mention {
    /// Every rule of the code that proposed exactly this span, in order.
    pub fn rules(&self) -> impl Iterator<Item = RuleId> {
        std::iter::once(self.rule).chain(self.also.iter().copied())
    }
}

/// Which rules made a coding, as the file says that it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SaidRules {
    /// Their lines in the codebook: `line 12; line 30`.
    pub lines: String,
    /// The hash of that codebook; empty where the file does not say it.
    pub codebook: String,
}

/// A code applied to a passage by a coder.
#[derive(Clone, Debug, PartialEq)]
pub struct Coding {
    /// In which document.
    pub document: DocumentId,
    /// In which turn the passage starts; none when a person marked margin.
    pub turn: Option<TurnId>,
    /// Which code.
    pub code: CodeId,
    /// By whom.
    pub coder: CoderId,
    /// The passage.
    pub span: Span,
    /// How it is meant: affirmed if any of its mentions is, else as its first mention; none for people's,
    /// who were not asked.
    pub stance: Option<Stance>,
    /// Whether the question that the answer replies to matches the code itself; none for people's.
    pub prompted: Option<bool>,
    /// Whether anybody has read it.
    pub status: Status,
    /// The evidence, in order of place; empty for people's, and where a file that it comes from says only `rules`.
    pub mentions: Vec<Mention>,
    /// Which rules made it, where that is known from a file and not by its mentions.
    pub rules: Option<Box<SaidRules>>,
    /// A note.
    pub memo: String,
}

/// The names of coders, in order of first appearance; [`RULES`] is one of them when rules are applied.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coders(Vec<String>);

impl Coders {
    /// The id of a coder, who is added when new.
    pub fn intern(&mut self, name: &str) -> CoderId {
        let known = self.0.iter().position(|known| known == name);
        CoderId::new(known.unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        }))
    }

    /// The id of a coder who is known.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<CoderId> {
        self.0.iter().position(|known| known == name).map(CoderId::new)
    }

    /// The name of a coder.
    #[must_use]
    pub fn name(&self, id: CoderId) -> &str {
        &self.0[id.index()]
    }

    /// The name of a coder, if there is one of this id.
    #[must_use]
    pub fn get(&self, id: CoderId) -> Option<&str> {
        self.0.get(id.index()).map(String::as_str)
    }

    /// All names, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

words!(Stance, "affirmed" => Stance::Affirmed, "negated" => Stance::Negated, "ceased" => Stance::Ceased, "normative" => Stance::Normative);
words!(Status, "proposed" => Status::Proposed, "accepted" => Status::Accepted, "rejected" => Status::Rejected);
