//! The codebook as data.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Place;
use crate::ids::{CodeId, RuleId};
use crate::scope::{Condition, Unit, Universe, Within, words};
use crate::text::{Diacritics, Span};

use super::Node;

/// A set of codes with their definitions, criteria, examples and rules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Codebook {
    /// What it is called.
    pub name: Localized,
    /// Its version, as the researcher counts.
    pub version: String,
    /// A note about the whole.
    pub memo: String,
    /// How it is counted and matched where neither code nor rule says otherwise.
    pub settings: Settings,
    /// What `settings` has for every code that says nothing of its own.
    pub scoped: Scoped,
    /// Named lists of entries, used as `$name`.
    pub lists: IndexMap<String, List>,
    /// Themes and codes, in the codebook's order; a parent stands before its codes.
    pub codes: Vec<Code>,
    /// Further fields of the codebook, under their own names.
    pub further: IndexMap<String, String>,
    /// BLAKE3, in hexadecimal, of what it means: of its TOML form.
    pub hash: String,
}

/// A text in one language, or in several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localized {
    /// The text without a language.
    pub plain: Option<String>,
    /// The text by language code: the codebook's own language first, then in order of their codes.
    pub by_language: IndexMap<String, String>,
}

impl Localized {
    /// The text in `language`, else the plain one, else the first there is, else nothing.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&str> {
        (self.by_language.get(language).or(self.plain.as_ref()))
            .or_else(|| self.by_language.values().next())
            .map(String::as_str)
    }
}

/// A named list of entries; each entry is a rule's atom: a term, a phrase, a stem.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The entries as written.
    pub entries: Vec<String>,
    /// The entries, parsed: same order.
    pub nodes: Vec<Node>,
}

/// A theme (no parent) or a code below one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Code {
    /// Its id: parts joined by `/`; its parent is the path before the last slash.
    pub id: String,
    /// The code above it.
    pub parent: Option<CodeId>,
    /// How many codes stand above it; 0 for a theme.
    pub depth: usize,
    /// What it is called.
    pub name: Localized,
    /// What it means.
    pub definition: String,
    /// When to use it.
    pub include: String,
    /// When not to.
    pub exclude: String,
    /// A note.
    pub memo: String,
    /// `#RRGGBB`.
    pub color: Option<String>,
    /// What it says of its own about matching.
    pub scoped: Scoped,
    /// What proposes it.
    pub rules: Vec<Rule>,
    /// Passages that must be coded with it.
    pub examples: Vec<Example>,
    /// Passages that must not.
    pub counterexamples: Vec<Example>,
    /// Further columns, under their own names.
    pub further: IndexMap<String, String>,
    /// Where the codebook's file has it: line, from 1 (a row, in a spreadsheet).
    pub line: u32,
    /// Where its id stands in the codebook's file.
    pub place: Option<Place>,
}

/// A passage that shows what a code means, and is run as a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The passage.
    pub text: String,
    /// Its line in the codebook's file, from 1.
    pub line: u32,
}

/// One line that proposes a code.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Its place among all rules of the codebook.
    pub id: RuleId,
    /// As written, without its options.
    pub text: String,
    /// As understood.
    pub node: Node,
    /// What it says of its own about matching.
    pub scoped: Scoped,
    /// Why it is there.
    pub note: String,
    /// Its line in the codebook's file, from 1.
    pub line: u32,
    /// Where its text stands in the codebook's file.
    pub place: Option<Place>,
}

impl Rule {
    /// Where a part of it stands in the codebook's file; the whole rule where the file spells it with escapes.
    #[must_use]
    pub fn place_of(&self, part: Span) -> Option<Place> {
        let mut place = self.place.clone()?;
        if place.source.text.get(place.span.range()) == Some(self.text.as_str()) {
            place.span = part.shift(place.span.start as usize);
        }
        Some(place)
    }
}

/// What belongs to the codebook alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The unit that tables count in, if it says one.
    pub unit: Option<Unit>,
    /// What a coding by rules covers.
    pub span: SpanChoice,
    /// Whether a mention inside a longer one of another code is kept.
    pub overlap: Overlap,
    /// Whether hesitations and events are transparent.
    pub skip: Skip,
}

/// What a codebook, a code or a rule may each say; the nearest one that says something holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scoped {
    /// How far AND, NOT, COUNT and `code:` look.
    pub within: Option<Within>,
    /// What becomes of negated mentions.
    pub stance: Option<StanceChoice>,
    /// Whether diacritics count.
    pub diacritics: Option<Diacritics>,
    /// In whose turns it proposes.
    pub part: Option<Universe>,
    /// In which speakers' turns, by label.
    pub speaker: Option<String>,
    /// Under which condition on the variables.
    pub r#where: Option<Condition>,
    /// In which language's documents; on the codebook, the language of the codebook itself.
    pub language: Option<String>,
}

impl Scoped {
    /// This, and where it is silent, `outer`.
    #[must_use]
    pub fn or(&self, outer: &Scoped) -> Scoped {
        Scoped {
            within: self.within.or(outer.within),
            stance: self.stance.or(outer.stance),
            diacritics: self.diacritics.or(outer.diacritics),
            part: self.part.or(outer.part),
            speaker: self.speaker.clone().or_else(|| outer.speaker.clone()),
            r#where: self.r#where.clone().or_else(|| outer.r#where.clone()),
            language: self.language.clone().or_else(|| outer.language.clone()),
        }
    }
}

/// What a coding by rules covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpanChoice {
    /// The sentence that holds the mention; the default, since a single word is no quote.
    #[default]
    Sentence,
    /// The mention.
    Mention,
    /// The turn.
    Turn,
    /// The answer.
    Answer,
}

/// Whether a mention that lies wholly inside a longer one of another code is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlap {
    /// Kept; the default.
    #[default]
    All,
    /// Dropped.
    Longest,
}

/// Whether hesitations, repeated words and cut-offs are transparent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skip {
    /// They neither break a phrase nor count as distance; the default.
    #[default]
    Speech,
    /// They are words like any other.
    None,
}

/// What becomes of mentions that are negated, ceased or normative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StanceChoice {
    /// Kept, and marked; the default.
    #[default]
    Mark,
    /// Dropped.
    Affirmed,
    /// Not looked for: every mention counts as affirmed.
    Ignore,
}

impl Codebook {
    /// The code with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<CodeId> {
        self.codes.iter().position(|code| code.id == id).map(CodeId::new)
    }

    /// The code itself.
    #[must_use]
    pub fn code(&self, id: CodeId) -> &Code {
        &self.codes[id.index()]
    }

    /// A code and every code above it, from itself up to its theme.
    pub fn line_of(&self, id: CodeId) -> impl Iterator<Item = CodeId> + '_ {
        std::iter::successors(Some(id), |&id| self.code(id).parent)
    }

    /// Every rule with the code it proposes, in order of [`RuleId`].
    pub fn rules(&self) -> impl Iterator<Item = (CodeId, &Rule)> {
        self.codes.iter().enumerate().flat_map(|(i, code)| code.rules.iter().map(move |rule| (CodeId::new(i), rule)))
    }

    /// The codebook's own language.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.scoped.language.as_deref()
    }

    /// The name of a code for a reader of `language`: its name there, else the last part of its id.
    #[must_use]
    pub fn name_of(&self, id: CodeId, language: &str) -> &str {
        let code = self.code(id);
        code.name.get(language).unwrap_or_else(|| code.id.rsplit('/').next().unwrap_or(&code.id))
    }
}

words!(SpanChoice, "sentence" => SpanChoice::Sentence, "mention" => SpanChoice::Mention, "turn" => SpanChoice::Turn, "answer" => SpanChoice::Answer);
words!(Overlap, "all" => Overlap::All, "longest" => Overlap::Longest);
words!(Skip, "speech" => Skip::Speech, "none" => Skip::None);
words!(StanceChoice, "mark" => StanceChoice::Mark, "affirmed" => StanceChoice::Affirmed, "ignore" => StanceChoice::Ignore);
