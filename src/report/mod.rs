//! A whole study as one value, for a page that people read: [`Report`].
//!
//! [`ReportMaker::part`] takes each transcript where it is read, [`ReportParts`] puts the shares one after another, and
//! [`ReportMaker::finish`] counts them up. Frequencies, co-occurrence, crosstabs, agreement and saturation come out of the
//! functions of [`crate::tables`], so that every number of the page is the number of the table; the page itself counts nothing,
//! it only finds the codings behind a number.
//!
//! # The contract with the page
//!
//! A [`Report`] is serialised as one JSON object, `data`; its texts, which may be long, one by one, `t-0`, `t-1`, …, to be
//! parsed when somebody opens them. Everything is known by its place, from 0: codes in the codebook's order, transcripts in the
//! corpus's, coders and participants in order of first appearance. What is undefined is `null`, in columns of integers −1.
//!
//! ## `data`
//!
//! | field | holds |
//! |---|---|
//! | `format` | 1: the number of this contract |
//! | `title`, `lang` | the title; `en` or `nl` |
//! | `has_text` | false where words of participants are left out: then no `t-N` has a text, there are no memos and examples, and no variables but those of `frequencies` |
//! | `overview` | [`Overview`]: what was read and counted, and how; `left_out` [{`name`, `why`}]; `remarks` [{`section`, `message`, `mend`}] |
//! | `codes` | [`ReportCode`]: `id`, `name`, `parent` (or null), `depth`, `theme`, `colour`, `definition`, `include`, `exclude`, `examples`, `counterexamples`, `rules` [{`rule`, `text`, `line`, `note`}], `memo` |
//! | `coders`, `shown_coder` | names; whose codings the numbers are, null for all together |
//! | `participants` | names, as tables have them: a case, else transcript and label |
//! | `frequencies` | [`Frequencies`]: the first over all (`variable` null), then one for each variable in the order of `codings.values`, last `coder` where several code and one is shown |
//! | `spread` | [`Spread`]: `code`, `transcript`, `units`, `codings`, columns of equal length; what is not there is 0 |
//! | `cooccurrence` | [`Cooccurrence`]: `pairs` and `apart` by column, `levels` [{`level`, `codes`, `similar`}], `caption`, `undefined` |
//! | `codings` | [`Codings`]: a row each, column by column |
//! | `transcripts` | [`ReportTranscript`]: `id`, `case`, `format`, `words`, `participant_words`, `units`, `duration` (ms), `speakers` [{`label`, `part`, `case`, `variables`}], `variables`, `raters` (coders), `codings` [from, to) |
//! | `tables` | [`ReportTable`]: `section`, `name`, `variable`, `title`, `caption`, `undefined`, `columns` [{`name`, `label`, `kind`}], `rows` |
//!
//! Each of `frequencies` has `variable`, `caption`, `undefined` [[column, why]] and `groups`; each group `value`, its denominators
//! `units`, `participants`, `transcripts`, `words`, `codings`, and `measures`, the columns of `kantlijn freq --more` by name
//! (`participants`, `transcripts`, `units`, `codings`, `mentions`, `negated`, `prompted`, `top_share`, `units_pct`,
//! `participants_pct`, `per_1000_words`, `coverage_pct`, `dispersion`) with a cell for each code and a last one for `no code`.
//!
//! `cooccurrence.pairs` has the columns `a`, `b` (codes), `both`, `participants_both`, `same_words`, `jaccard`, `expected`, `lift`,
//! `phi`, `npmi`, pairs that meet alone. The measures of a pair that never meets are in the row of `cooccurrence.apart` whose
//! `units_a` and `units_b` are the units of the two codes, the smaller number first: `jaccard`, `lift`, `phi`, `npmi`. The units of a
//! code itself are in the first of `frequencies`.
//!
//! ## `codings`
//!
//! Columns `turn` (from 1; 0 in the margin), `start`, `end` (code points, as in the tables), `start16`, `end16` (UTF-16 units of the
//! transcript's text), `code`, `coder`, `status` (0 proposed, 1 accepted), `stance` (−1, 0 affirmed, 1 negated, 2 ceased, 3
//! normative), `prompted` (−1, 0, 1), `participant` (−1), `unit` (the first that it touches, within its transcript; −1). By row
//! number, where there is something: `more_units` (the further units), `memo`. `values` has for each variable a column `value` and by
//! row number `more`: the groups that a coding counts for, as places among the groups of that variable's frequencies. `mentions`
//! is how many each has, and `mention` has their columns one after another: `start16`, `end16`, `rule`, `stance`, and by mention
//! number `cue` [start16, end16]. Row n is coding n + 1 of `kantlijn code -o`.
//!
//! A coding is behind the number of a code in a group when its code is that code or stands below it, its coder is the shown
//! one, and the group is among its values. It is behind a pair, as `kantlijn quotes --code A --with B` has it, when its code
//! is A or below, and one of its units is a unit of a coding of B or below in the same transcript. It is behind a number of units
//! that coders agree or differ on, when that many of the transcript's `raters` gave the code to one of its units.
//!
//! ## `t-N`
//!
//! [`TranscriptText`]: `text` (or null), `line_breaks` (`wrap`, `paragraph`), `turns` {`start`, `end`, `speaker` (−1), `time` (ms, −1)},
//! `gaps` {`start`, `end`, `kind` (0 event, 1 time, 2 overlap, 3 markup)}, `uncoded` {`unit`, `start`, `end`, for each variable a column
//! of `value` and in `beside` {`unit`, `start`, `end`, `value`}}; all places in UTF-16 units. What is behind the row `no code` of a group
//! are the stretches of `uncoded` and of `beside` that have its value. A quote shows the text of a coding without gaps of the kinds time and markup, white space made single spaces.
//!
//! # Sizes
//!
//! A word costs its letters, a coding about 45 bytes and a mention 15: 200 interviews of 10,000 words with 50,000 codings
//! make a page of some 17 megabytes. Of 500 codes, of which 116,000 pairs never meet, `cooccurrence.apart` has some 4,700 rows.

mod cells;
mod codes;
mod codings;
mod colour;
mod counted;
mod maker;
mod overview;
mod part;

use serde::Serialize;

pub use cells::{Cell, ReportColumn, ReportTable};
pub use codes::{ReportCode, ReportRule};
pub use codings::{Codings, Mentions, ValueColumn};
pub use colour::colours;
pub use counted::{Cooccurrence, Frequencies, FrequencyGroup, Level, Spread};
pub use maker::{About, ReportMaker, ReportParts, ReportPlan, variables_of};
pub use overview::{LeftOut, Overview, Remark};
pub use part::{Beside, Gaps, Part, ReportSpeaker, ReportTranscript, TranscriptText, Turns, Uncoded};

/// A study, ready to be put on a page; see the [module](self).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// The number of the contract with the page.
    pub format: u32,
    /// The title.
    pub title: String,
    /// The language of the page: `en` or `nl`.
    pub lang: &'static str,
    /// Whether words of participants are there.
    pub has_text: bool,
    /// What was read and counted, and how.
    pub overview: Overview,
    /// The codebook.
    pub codes: Vec<ReportCode>,
    /// Everybody who codes.
    pub coders: Vec<String>,
    /// Whose codings the numbers are; none for all together.
    pub shown_coder: Option<usize>,
    /// Everybody whose words were coded.
    pub participants: Vec<String>,
    /// Frequencies over all, then for each variable.
    pub frequencies: Vec<Frequencies>,
    /// In which transcripts codes are.
    pub spread: Spread,
    /// Which codes are in the same units.
    pub cooccurrence: Cooccurrence,
    /// Tables that are shown as they are.
    pub tables: Vec<ReportTable>,
    /// Every coding.
    pub codings: Codings,
    /// The transcripts, without their words.
    pub transcripts: Vec<ReportTranscript>,
    /// Their words, which are no part of `data`.
    #[serde(skip)]
    pub texts: Vec<TranscriptText>,
}
