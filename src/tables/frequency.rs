//! How often codes occur.

use crate::codebook::Codebook;
use crate::error::Result;
use crate::ids::CodeId;
use crate::stats::{
    Interval, Part, Undefined, carroll_d2, dispersion, dispersion_norm, garwood, juilland_d, ratio, rosengren_s,
    round12, wilson,
};
use crate::tally::{By, CodeCounts, Counts, GroupCounts};

use super::columns::{Cells, Columns, cell};
use super::definition::{Definition, refuse_reserved};
use super::{Table, sentences};

/// The columns of frequencies that count or measure, in order; those from `units_pct` on with `more`, from `dispersion` on with
/// `dispersion`, the last six with `intervals`: of them those of a rate only where `more` shows it.
pub const MEASURES: &[&str] = &[
    "participants",
    "transcripts",
    "units",
    "codings",
    "mentions",
    "negated",
    "prompted",
    "top_share",
    "units_pct",
    "participants_pct",
    "per_1000_words",
    "coverage_pct",
    "dispersion",
    "dispersion_norm",
    "juilland_d",
    "carroll_d2",
    "rosengren_s",
    "units_low_pct",
    "units_high_pct",
    "participants_low_pct",
    "participants_high_pct",
    "per_1000_words_low",
    "per_1000_words_high",
];

/// Which codes and columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FrequencyOptions {
    /// Codes down to this level, themes being 1; `None` for all.
    pub level: Option<usize>,
    /// Whether percentages, rates and dispersion are added.
    pub more: bool,
    /// Whether the whole family of dispersions is added.
    pub dispersion: bool,
    /// Whether 95 % intervals are added.
    pub intervals: bool,
    /// Whether the values of `--by` are columns, as `units_VALUE`, instead of rows.
    pub wide: bool,
}

/// One row a code, in the codebook's order, zeros kept, and last a row of units without any code; for each
/// value of `--by`.
///
/// The columns are `theme, code, name, participants, transcripts, units, codings, mentions, negated,
/// prompted, top_share`; see [`FrequencyOptions`] for more of them.
///
/// # Errors
/// When the variable of `--by`, or with `wide` one of its values, has the name of a column.
pub fn frequencies(counts: &Counts, definition: &Definition<'_>, options: FrequencyOptions) -> Result<Table> {
    if let Some(by) = &counts.by {
        refuse_reserved(&By::variable(by.as_str()))?;
    }
    let rows = Rows::of(counts, definition, options.level);
    let mut wanted: Vec<&str> = MEASURES[..8].to_vec();
    if options.more {
        wanted.extend(&MEASURES[8..13]);
    }
    if options.dispersion {
        wanted.extend(&MEASURES[12 + usize::from(options.more)..17]);
    }
    if options.intervals {
        wanted.extend(&MEASURES[17..if options.more { 23 } else { 21 }]);
    }
    let measures: Vec<(&str, Cells)> = wanted.iter().map(|measure| (*measure, rows.cells(measure))).collect();
    let undefined = undefined(counts, definition, &wanted);
    let mut columns = Columns::default();
    match &counts.by {
        Some(_) if options.wide => {
            rows.names(&mut columns, 1);
            for (measure, cells) in &measures {
                for (i, group) in counts.groups.iter().enumerate() {
                    let cells = cells.rows(i * rows.length, (i + 1) * rows.length);
                    columns.0.push((format!("{measure}_{}", group.value), cells));
                }
            }
        }
        by => {
            if let Some(by) = by {
                columns.text(by, rows.values());
            }
            rows.names(&mut columns, counts.groups.len());
            columns.0.extend(measures.into_iter().map(|(measure, cells)| (measure.to_owned(), cells)));
        }
    }
    let lang = definition.lang();
    let mut told = definition.of_counts(counts, &lang.phrase("caption-frequencies"), None);
    if options.more || options.dispersion {
        told.say([lang.phrase("caption-dispersion")]);
    }
    if options.dispersion {
        told.say([lang.phrase("caption-dispersions")]);
    }
    if options.intervals {
        told.say([lang.phrase("caption-intervals")]);
    }
    if options.intervals && options.more {
        told.say([lang.phrase("caption-interval-of-a-rate")]);
    }
    Ok(Table {
        name: "frequencies",
        frame: columns.into_frame()?,
        caption: told.caption,
        definition: told.rows,
        undefined,
    })
}

/// The codes down to a level, in the codebook's order.
pub(super) fn codes_to(codebook: &Codebook, level: Option<usize>) -> Vec<CodeId> {
    let depth_of = |id: &CodeId| codebook.code(*id).depth;
    let all = (0..codebook.codes.len()).map(CodeId::new);
    all.filter(|id| level.is_none_or(|level| depth_of(id) < level)).collect()
}

/// The rows of all groups, one group after the other, each with the same codes.
struct Rows<'a> {
    counts: &'a Counts,
    definition: &'a Definition<'a>,
    codes: Vec<CodeId>,
    /// Rows of one group: its codes and the row `no code`.
    length: usize,
}

impl<'a> Rows<'a> {
    fn of(counts: &'a Counts, definition: &'a Definition<'a>, level: Option<usize>) -> Self {
        let codes = codes_to(definition.codebook, level);
        let length = codes.len() + 1;
        Self { counts, definition, codes, length }
    }

    fn values(&self) -> Vec<Option<String>> {
        let each = |group: &GroupCounts| std::iter::repeat_n(Some(group.value.clone()), self.length);
        self.counts.groups.iter().flat_map(each).collect()
    }

    /// The columns that name the row, as often as there are groups.
    fn names(&self, columns: &mut Columns, times: usize) {
        let codebook = self.definition.codebook;
        let theme = |id: CodeId| codebook.line_of(id).last().map_or("", |theme| &codebook.code(theme).id);
        let code = |id: CodeId| codebook.code(id).id.as_str();
        let name = |id: CodeId| codebook.name_of(id, self.definition.language);
        let no_code = sentences::no_code(self.definition);
        let column = |of: &dyn Fn(CodeId) -> &'a str, last: &str| -> Vec<Option<String>> {
            let group = || self.codes.iter().map(|&id| of(id)).chain([last]).map(|text| Some(text.to_owned()));
            (0..times).flat_map(|_| group()).collect()
        };
        columns.text("theme", column(&theme, ""));
        columns.text("code", column(&code, ""));
        columns.text("name", column(&name, &no_code));
    }

    /// One measure of every row.
    fn cells(&self, measure: &str) -> Cells {
        let counts = |of: &dyn Fn(&Row<'_>) -> Option<u64>| Cells::Count(self.each(|row| of(row).and_then(cell)));
        let ratios = |of: &dyn Fn(&Row<'_>) -> Result<f64, Undefined>| Cells::Ratio(self.each(|row| of(row).ok()));
        let percent = |ratio: f64| round12(ratio * 100.0);
        let units = |row: &Row<'_>| wilson(row.counts.units, row.group.units);
        let persons = |row: &Row<'_>| wilson(row.counts.participants, row.group.participants);
        let low = |interval: Interval| percent(interval.low);
        let high = |interval: Interval| percent(interval.high);
        match measure {
            "participants" => counts(&|row| Some(row.counts.participants)),
            "transcripts" => counts(&|row| Some(row.counts.transcripts)),
            "units" => counts(&|row| Some(row.counts.units)),
            "codings" => counts(&|row| row.code.map(|_| row.counts.codings)),
            "mentions" => counts(&|row| row.code.filter(|_| row.knows_mentions).map(|_| row.counts.mentions)),
            "negated" => counts(&|row| row.code.filter(|_| row.knows_stance).map(|_| row.counts.negated)),
            "prompted" => counts(&|row| row.code.filter(|_| row.knows_prompted).map(|_| row.counts.prompted)),
            "top_share" => ratios(&|row| match row.code {
                Some(_) if row.counts.participants > 0 => ratio(row.counts.top, row.counts.codings),
                _ => Err(Undefined::ZeroFrequency),
            }),
            "units_pct" => ratios(&|row| ratio(100 * row.counts.units, row.group.units)),
            "participants_pct" => ratios(&|row| ratio(100 * row.counts.participants, row.group.participants)),
            "per_1000_words" => ratios(&|row| match row.code {
                Some(_) => ratio(1000 * row.counts.codings, row.group.words),
                None => Err(Undefined::Empty),
            }),
            "coverage_pct" => ratios(&|row| match row.code {
                Some(_) => ratio(100 * row.counts.words, row.group.words),
                None => Err(Undefined::Empty),
            }),
            "dispersion" => ratios(&|row| row.spread(dispersion)),
            "dispersion_norm" => ratios(&|row| row.spread(dispersion_norm)),
            "juilland_d" => ratios(&|row| row.spread(juilland_d)),
            "carroll_d2" => ratios(&|row| row.spread(carroll_d2)),
            "rosengren_s" => ratios(&|row| row.spread(rosengren_s)),
            "units_low_pct" => ratios(&|row| units(row).map(low)),
            "units_high_pct" => ratios(&|row| units(row).map(high)),
            "participants_low_pct" => ratios(&|row| persons(row).map(low)),
            "participants_high_pct" => ratios(&|row| persons(row).map(high)),
            "per_1000_words_low" => ratios(&|row| row.rate().map(|rate| round12(1000.0 * rate.low))),
            _ => ratios(&|row| row.rate().map(|rate| round12(1000.0 * rate.high))),
        }
    }

    fn each<T>(&self, of: impl Fn(&Row<'_>) -> T) -> Vec<T> {
        let mut cells = Vec::with_capacity(self.length * self.counts.groups.len());
        for group in &self.counts.groups {
            let totals = self.definition.totals_for(self.counts, group);
            let found_nothing = self.definition.is_of_rules_without_codings(self.counts, group);
            let any = group.any();
            let without = CodeCounts {
                participants: group.participants.saturating_sub(any.participants),
                transcripts: (group.documents.len() as u64).saturating_sub(any.transcripts),
                units: group.units.saturating_sub(any.units),
                ..CodeCounts::default()
            };
            let coded = self.codes.iter().map(|&code| (Some(code), group.code(code)));
            cells.extend(coded.chain([(None, without)]).map(|(code, counts)| {
                of(&Row {
                    group,
                    code,
                    counts,
                    knows_mentions: totals.with_mentions > 0 || found_nothing,
                    knows_stance: totals.with_stance > 0 || found_nothing,
                    knows_prompted: totals.with_prompted > 0 || found_nothing,
                })
            }));
        }
        cells
    }
}

/// One row: a code, or what is without any.
struct Row<'a> {
    group: &'a GroupCounts,
    code: Option<CodeId>,
    counts: CodeCounts,
    knows_mentions: bool,
    knows_stance: bool,
    knows_prompted: bool,
}

impl Row<'_> {
    /// How the codings are spread over the transcripts, by one of the measures.
    fn spread(&self, measure: fn(&[Part]) -> Result<f64, Undefined>) -> Result<f64, Undefined> {
        let codings = self.group.codings_by_document(self.code.ok_or(Undefined::Empty)?);
        let sizes = self.group.documents.iter().map(|&(_, size)| size);
        measure(&sizes.zip(codings).map(|(size, count)| Part { size, count }).collect::<Vec<Part>>())
    }

    /// The interval of codings a word.
    fn rate(&self) -> Result<Interval, Undefined> {
        self.code.ok_or(Undefined::Empty)?;
        garwood(self.counts.codings, self.group.words)
    }
}

/// Which of the columns may hold undefined cells, and why.
fn undefined(counts: &Counts, definition: &Definition<'_>, measures: &[&str]) -> Vec<(String, String)> {
    let silent = |known: fn(&crate::tally::Totals) -> u64| {
        counts.groups.iter().any(|group| {
            known(&definition.totals_for(counts, group)) == 0 && !definition.is_of_rules_without_codings(counts, group)
        })
    };
    let lang = definition.lang();
    let mut undefined = Vec::new();
    for &measure in measures {
        let mut reasons = Vec::new();
        match measure {
            "participants" | "transcripts" | "units" => {}
            "codings" => reasons.push("why-no-code-row"),
            "mentions" | "negated" | "prompted" => {
                match measure {
                    "mentions" if silent(|all| all.with_mentions) => reasons.push("why-no-mentions"),
                    "negated" if silent(|all| all.with_stance) => reasons.push("why-not-asked"),
                    "prompted" if silent(|all| all.with_prompted) => reasons.push("why-not-asked"),
                    _ => {}
                }
                reasons.push("why-no-code-row");
            }
            "top_share" => reasons.extend(["why-no-codings", "why-no-code-row"]),
            "dispersion" | "dispersion_norm" | "juilland_d" | "carroll_d2" | "rosengren_s" => {
                reasons.extend(["why-no-dispersion", "why-no-code-row"]);
            }
            "per_1000_words" | "coverage_pct" | "per_1000_words_low" | "per_1000_words_high" => {
                reasons.extend(["why-nothing-there", "why-no-code-row"])
            }
            _ => reasons.push("why-nothing-there"),
        }
        if !reasons.is_empty() {
            undefined.push((
                measure.to_owned(),
                reasons.into_iter().map(|why| lang.phrase(why)).collect::<Vec<_>>().join("; "),
            ));
        }
    }
    undefined
}
