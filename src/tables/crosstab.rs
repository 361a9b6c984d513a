//! Codes against the values of a variable.

mod sentences;
mod tests_of_codes;

use crate::error::{Error, Result};
use crate::ids::CodeId;
use crate::scope::words;
use crate::stats::ratio;
use crate::tally::{By, Counts, GroupCounts, MISSING};
use crate::wording::Lang;

use super::columns::{Cells, Columns, cell};
use super::definition::{Definition, refuse_reserved};
use super::frequency::codes_to;
use super::{Table, sentences as common};

use tests_of_codes::Tests;

/// What is counted in the cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counted {
    /// Participants: people first.
    #[default]
    Participants,
    /// Transcripts.
    Transcripts,
    /// Units of analysis.
    Units,
    /// Codings.
    Codings,
}

/// What a cell is a share of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Of all with the code, whatever their value.
    Row,
    /// Of all with the value, with the code or without.
    Column,
    /// Of all.
    Total,
}

words!(Counted, "participants" => Counted::Participants, "transcripts" => Counted::Transcripts, "units" => Counted::Units, "codings" => Counted::Codings);
impl Share {
    const ALL: [Self; 3] = [Self::Row, Self::Column, Self::Total];

    /// The column of these shares.
    fn column(self) -> &'static str {
        match self {
            Self::Row => "row_pct",
            Self::Column => "column_pct",
            Self::Total => "total_pct",
        }
    }
}

words!(Share, "row" => Share::Row, "column" => Share::Column, "total" => Share::Total);

/// Which codes, and what of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrosstabOptions {
    /// Codes down to this level, themes being 1; `None` for all.
    pub level: Option<usize>,
    /// What is counted.
    pub count: Counted,
    /// What shares are added of, in any order.
    pub shares: Vec<Share>,
}

/// The columns besides the variable's own.
const COLUMNS: &[&str] = &[
    "theme",
    "code",
    "name",
    "count",
    "of",
    "row_pct",
    "column_pct",
    "total_pct",
    "expected",
    "residual",
    "residual_q",
    "flag",
    "chi2",
    "df",
    "p",
    "q",
    "g2",
    "cramers_v",
    "cramers_v_corrected",
    "min_expected",
    "small_cells_pct",
];

/// A row for each value of `--by` and each code, in the codebook's order, zeros kept; and last a row of what is without any code.
///
/// The columns are the variable, `theme, code, name, count, of`, and with shares `row_pct`, `column_pct` and `total_pct`. `of` is how
/// many there are with the value, with the code or without. On a screen the values stand side by side.
///
/// With `whole`, the counts without `--by`, each code is tested for independence of the variable, coded or not against the values;
/// what has no value is left out. That adds `expected, residual, residual_q, flag`, and of the code as a whole `chi2, df, p, q, g2,
/// cramers_v, cramers_v_corrected, min_expected, small_cells_pct`.
///
/// # Errors
/// When there is no `--by`, or it has the name of a column; when units or codings are to be tested, which are not independent; when
/// one thing that is tested is counted under several values.
pub fn crosstab(
    counts: &Counts,
    whole: Option<&Counts>,
    definition: &Definition<'_>,
    options: CrosstabOptions,
) -> Result<Table> {
    let by = counts.by.as_deref().ok_or_else(|| Error::usage("a crosstab needs a variable", "name one with --by"))?;
    refuse_reserved(&By::variable(by))?;
    if COLUMNS.contains(&by) {
        return Err(Error::usage(
            format!("the variable `{by}` has the name of a column of the table"),
            format!("rename it in the table of cases, for example to `{by}_of_case`"),
        ));
    }
    let cross =
        Cross { counts, definition, codes: codes_to(definition.codebook, options.level), counted: options.count };
    let tests = whole.map(|whole| Tests::of(&cross, whole)).transpose()?;
    let mut columns = Columns::default();
    cross.names(by, &mut columns);
    columns.count("count", cross.each(|group, code| cross.count(group, code).and_then(cell)));
    columns.count("of", cross.each(|group, _| cell(cross.of(group))));
    let shares: Vec<Share> = Share::ALL.into_iter().filter(|share| options.shares.contains(share)).collect();
    for &share in &shares {
        columns.ratio(share.column(), cross.shares(share));
    }
    let lang = Lang::of(definition.language);
    let mut told = definition.of_counts(counts, &sentences::counted(options.count, lang), None);
    let mut undefined = Vec::new();
    if options.count == Counted::Codings {
        undefined.push(("count".to_owned(), definition.lang().phrase("why-no-code-row")));
    }
    for &share in &shares {
        told.say([sentences::share(share, options.count, shares.len() > 1, lang)]);
        undefined.push((share.column().to_owned(), lang.phrase("crosstab-nothing-to-share")));
    }
    told.say(sentences::few(&cross, lang).filter(|_| !shares.is_empty()));
    if let Some(tests) = tests {
        columns.0.extend(tests.columns(&cross));
        told.say(tests.sentences(&cross, lang));
        undefined.extend(tests.undefined(lang));
    }
    told.rows.insert(1, ("measure".into(), options.count.word().into()));
    Ok(Table {
        name: "crosstab",
        frame: columns.into_frame()?,
        caption: told.caption,
        definition: told.rows,
        undefined,
    })
}

/// Groups and codes, and what is counted of them.
struct Cross<'a> {
    counts: &'a Counts,
    definition: &'a Definition<'a>,
    codes: Vec<CodeId>,
    counted: Counted,
}

impl Cross<'_> {
    /// Something of every row: each group's codes, and `None` for what is without any.
    fn each<T>(&self, of: impl Fn(&GroupCounts, Option<CodeId>) -> T) -> Vec<T> {
        self.each_place(|group, code| of(&self.counts.groups[group], code.map(|code| self.codes[code])))
    }

    /// The same by the places of groups and codes.
    fn each_place<T>(&self, of: impl Fn(usize, Option<usize>) -> T) -> Vec<T> {
        let codes = || (0..self.codes.len()).map(Some).chain([None]);
        let groups = 0..self.counts.groups.len();
        let of = &of;
        groups.flat_map(|group| codes().map(move |code| of(group, code))).collect()
    }

    fn names(&self, by: &str, columns: &mut Columns) {
        let codebook = self.definition.codebook;
        let text = |of: &dyn Fn(CodeId) -> String, last: &str| {
            self.each(|_, code| Some(code.map_or_else(|| last.to_owned(), of)))
        };
        let theme = |id| codebook.line_of(id).last().map_or(String::new(), |theme| codebook.code(theme).id.clone());
        columns.0.push((by.to_owned(), Cells::Text(self.each(|group, _| Some(group.value.clone())))));
        columns.text("theme", text(&theme, ""));
        columns.text("code", text(&|id| codebook.code(id).id.clone(), ""));
        let name = |id| codebook.name_of(id, self.definition.language).to_owned();
        columns.text("name", text(&name, &common::no_code(self.definition)));
    }

    /// How many there are of a group.
    fn of(&self, group: &GroupCounts) -> u64 {
        match self.counted {
            Counted::Participants => group.participants,
            Counted::Transcripts => group.documents.len() as u64,
            Counted::Units => group.units,
            Counted::Codings => group.totals.codings,
        }
    }

    /// How many of them have a code, or none at all.
    fn count(&self, group: &GroupCounts, code: Option<CodeId>) -> Option<u64> {
        let coded = code.map_or_else(|| group.any(), |code| group.code(code));
        let count = match self.counted {
            Counted::Participants => coded.participants,
            Counted::Transcripts => coded.transcripts,
            Counted::Units => coded.units,
            Counted::Codings => return code.map(|_| coded.codings),
        };
        Some(if code.is_some() { count } else { self.of(group).saturating_sub(count) })
    }

    /// A share of every row; undefined where there is nothing to be a share of.
    fn shares(&self, share: Share) -> Vec<Option<f64>> {
        let codes = self.codes.iter().copied().map(Some).chain([None]);
        let groups = &self.counts.groups;
        let with = |code| groups.iter().map(|group| self.count(group, code).unwrap_or(0)).sum::<u64>();
        let of_code: Vec<u64> = if share == Share::Row { codes.map(with).collect() } else { Vec::new() };
        let all: u64 = groups.iter().map(|group| self.of(group)).sum();
        self.each_place(|place, code| {
            let group = &groups[place];
            let whole = match share {
                Share::Row => of_code[code.unwrap_or(self.codes.len())],
                Share::Column => self.of(group),
                Share::Total => all,
            };
            let count = self.count(group, code.map(|code| self.codes[code]))?;
            ratio(100 * count, whole).ok()
        })
    }

    /// The groups that have a value of the variable.
    fn valued(&self) -> impl Iterator<Item = (usize, &GroupCounts)> {
        self.counts.groups.iter().enumerate().filter(|(_, group)| group.value != MISSING)
    }
}
