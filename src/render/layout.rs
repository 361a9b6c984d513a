//! How a table is set where people read it: headings and words in their language, numbers with as many decimals as their
//! column has, and what is undefined as a dash with its reason below.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};

use indexmap::IndexMap;
use polars::prelude::{DataFrame, DataType};

use crate::tables::{MEASURES, Table};
use crate::tally::By;
use crate::wording::{Lang, args};

use super::cells::translated;
use super::grid::Cell;

/// Stands for what is undefined.
pub(super) const UNDEFINED: &str = "–";

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Names and single words.
    Words,
    /// What was said or written: long.
    Prose,
    /// Whole numbers.
    Count,
    /// Numbers with so many decimals.
    Ratio(usize),
    /// The same of a hundred.
    Percentage,
    /// Whole numbers and others by turns.
    Mixed,
    /// Yes or no.
    Flag,
}

impl Kind {
    fn of(name: &str, dtype: &DataType) -> Self {
        let measure = of_one_value(name).map_or(name, |(measure, _)| measure);
        match dtype {
            DataType::Boolean => Kind::Flag,
            DataType::String if PROSE.contains(&name) => Kind::Prose,
            DataType::String => Kind::Words,
            DataType::Float64 if measure.ends_with("_pct") || measure.ends_with("percent") => Kind::Percentage,
            DataType::Float64 if matches!(measure, "p" | "q" | "residual_q") => Kind::Ratio(3),
            DataType::Float64 if measure == "value" => Kind::Mixed,
            DataType::Float64 => Kind::Ratio(2),
            dtype if dtype.is_primitive_numeric() => Kind::Count,
            _ => Kind::Words,
        }
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Kind::Count | Kind::Ratio(_) | Kind::Percentage | Kind::Mixed)
    }
}

/// Columns of what was said or written.
const PROSE: &[&str] = &[
    "text",
    "memo",
    "before",
    "after",
    "left",
    "right",
    "quote",
    "comment",
    "new_names",
    "codes",
    "missed",
    "matched",
    "differs",
    "reading",
];

/// Columns whose cells are words of ours.
const OF_OUR_WORDS: &[&str] = &["part", "status", "stance", "coder", "coder_a", "coder_b", "kind", "change", "flag"];

/// A column of `--wide`: the measure, and the value that it is of.
fn of_one_value(name: &str) -> Option<(&str, &str)> {
    if MEASURES.contains(&name) {
        return None;
    }
    let measures =
        MEASURES.iter().filter_map(|measure| Some((*measure, name.strip_prefix(measure)?.strip_prefix('_')?)));
    measures.max_by_key(|(measure, _)| measure.len())
}

/// What is known of a table before its rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    pub(super) table: &'a str,
    /// The variable that its first column is of.
    pub(super) by: Option<&'a str>,
}

impl<'a> Named<'a> {
    pub(super) fn of(table: &'a Table) -> Self {
        let by = table.definition.iter().find(|(name, _)| name == "by").map(|(_, by)| by.as_str());
        Self { table: table.name, by }
    }

    /// What the study calls the variable of its first column: one that it has itself.
    pub(super) fn variable(self) -> Option<&'a str> {
        self.by.filter(|by| !By::variable(*by).is_built_in())
    }
}

/// Whether all columns of a table but the first are codes, with counts or with words.
fn has_codes_beside(table: &str) -> bool {
    table == "matrix"
}

/// What stands above a column of a table: in the language of the reader where it is ours, else as the study has it.
pub(super) fn heading(table: Named<'_>, at: usize, name: &str, is_number: bool, lang: Lang) -> String {
    // The columns of a matrix are codes, and the first of a table by a variable is the variable.
    let is_code = table.table.ends_with("_matrix") && is_number || has_codes_beside(table.table) && at > 0;
    let is_variable = at == 0 && table.variable() == Some(name);
    if is_code || is_variable {
        return name.to_owned();
    }
    lang.column(name).unwrap_or_else(|| match of_one_value(name).filter(|_| table.table == "frequencies") {
        Some((measure, value)) => {
            let measure = lang.column(measure).unwrap_or_else(|| measure.to_owned());
            lang.phrased("column-of-value", args! { "measure" => measure, "value" => value })
        }
        None => name.to_owned(),
    })
}

/// What stands above a column on a screen: in English the name that it has in files for programs, since one types it there.
pub(super) fn on_screen(name: &str, lang: Lang) -> String {
    match lang {
        Lang::En => name.to_owned(),
        _ => heading(Named { table: "frequencies", by: None }, usize::MAX, name, false, lang),
    }
}

/// What is called by the names of its columns on a screen: the same sentence in English, else with their headings.
pub(super) fn said_on_screen(sentence: &str, variable: Option<&str>, lang: Lang) -> String {
    if lang == Lang::En { sentence.to_owned() } else { said(sentence, variable, lang) }
}

/// A cell on a screen.
pub(super) fn shown_on_screen(column: &str, cell: &Cell<'_>, lang: Lang) -> String {
    match cell {
        Cell::Text(text) if lang != Lang::En => word(column, text, lang).into_owned(),
        other => other.shown_in(lang),
    }
}

/// What a table is called.
pub(super) fn title(table: &str, lang: Lang) -> String {
    lang.find(&format!("sheet-{}", table.replace('_', "-"))).unwrap_or_else(|| table.replace('_', " "))
}

/// A word of a cell, in the language of the reader where it is ours.
pub(super) fn word<'a>(column: &str, text: &'a str, lang: Lang) -> Cow<'a, str> {
    if let Some(translated) = translated(column, text, lang) {
        return translated;
    }
    let known = OF_OUR_WORDS.contains(&column).then(|| lang.cell(text)).flatten();
    Cow::Borrowed(known.unwrap_or(text))
}

/// A column as it is set.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Whether it has an undefined cell, as far as it has been written.
    has_undefined: AtomicBool,
}

/// All columns of a table.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) lang: Lang,
    pub(super) columns: Vec<Column>,
    has_codes_beside: bool,
}

impl Layout {
    pub(super) fn of(table: &str, columns: &DataFrame, lang: Lang) -> Self {
        let column = |(at, column): (usize, &polars::prelude::Column)| {
            let name = column.name().to_string();
            let kind = match column.dtype() {
                DataType::String if has_codes_beside(table) && at > 0 => Kind::Prose,
                dtype => Kind::of(&name, dtype),
            };
            Column { kind, name, has_undefined: AtomicBool::new(false) }
        };
        let columns = columns.columns().iter().enumerate().map(column).collect();
        Self { lang, columns, has_codes_beside: has_codes_beside(table) }
    }

    pub(super) fn headings(&self, table: Named<'_>) -> Vec<String> {
        let columns = self.columns.iter().enumerate();
        columns.map(|(i, column)| heading(table, i, &column.name, column.kind.is_number(), self.lang)).collect()
    }

    /// A cell as a reader sees it.
    pub(super) fn shown<'a>(&self, column: usize, cell: &'a Cell<'a>) -> Cow<'a, str> {
        let Column { name, kind, has_undefined } = &self.columns[column];
        match (cell, kind) {
            (Cell::Empty, _) => {
                has_undefined.store(true, Ordering::Relaxed);
                Cow::Borrowed(UNDEFINED)
            }
            (Cell::Text(text), _) => word(name, text, self.lang),
            (Cell::Integer(n), _) => Cow::Owned(n.to_string()),
            (Cell::Flag(flag), _) => {
                let word = if *flag { "true" } else { "false" };
                Cow::Borrowed(self.lang.cell(word).unwrap_or(word))
            }
            (Cell::Real(x), Kind::Mixed) if x.fract() == 0.0 => Cow::Owned(format!("{x:.0}")),
            (Cell::Real(x), Kind::Ratio(decimals)) => Cow::Owned(self.decimal(*x, *decimals)),
            (Cell::Real(x), Kind::Percentage) => Cow::Owned(self.decimal(*x, 1)),
            (Cell::Real(x), _) => Cow::Owned(self.decimal(*x, 2)),
        }
    }

    /// All numbers of a column have as many decimals, so that they stand below one another; what is not zero does not become it.
    fn decimal(&self, x: f64, decimals: usize) -> String {
        const LEAST: [f64; 4] = [1.0, 0.1, 0.01, 0.001];
        let least = LEAST[decimals.min(LEAST.len() - 1)];
        if x == 0.0 || x.abs() >= least / 2.0 {
            // A zero has no sign.
            return self.lang.decimal(x + 0.0, decimals);
        }
        let (sign, bound) = if x > 0.0 { ('<', least) } else { ('>', -least) };
        format!("{sign}{}", self.lang.decimal(bound, decimals))
    }

    /// The column that tells a row from the others.
    pub(super) fn names_the_row(&self) -> usize {
        let place = |name: &str| self.columns.iter().position(|column| column.name == name);
        place("name").or_else(|| place("code")).filter(|_| !self.has_codes_beside).unwrap_or(0)
    }

    /// The caption, and why cells that were shown are undefined. A name of a column in it is the heading that the reader sees.
    pub(super) fn below(&self, table: &Table) -> Vec<String> {
        let is_shown = |column: &&Column| column.has_undefined.load(Ordering::Relaxed);
        let columns: Vec<&str> = self.columns.iter().filter(is_shown).map(|column| column.name.as_str()).collect();
        let variable = Named::of(table).variable();
        let caption = table.caption.iter().map(|sentence| said(sentence, variable, self.lang));
        caption.chain(reasons(table, &columns, "undefined-in", self.lang)).collect()
    }
}

/// Why cells of these columns are undefined, a sentence for each reason, by the message of this name.
pub(super) fn reasons(table: &Table, columns: &[&str], message: &str, lang: Lang) -> Vec<String> {
    let mut by_reason: IndexMap<&str, Vec<String>> = IndexMap::new();
    for name in columns {
        let of = |known: &String| known == name || of_one_value(name).is_some_and(|(measure, _)| measure == known);
        if let Some((_, why)) = table.undefined.iter().find(|(known, _)| of(known)) {
            by_reason.entry(why).or_default().push(heading(Named::of(table), usize::MAX, name, true, lang));
        }
    }
    let sentence = |(why, columns): (&str, Vec<String>)| {
        // Headings that have commas themselves are set apart by more.
        let has_comma = columns.iter().any(|heading| heading.contains(','));
        let columns = if has_comma { columns.join("; ") } else { lang.list(&columns) };
        lang.phrased(message, args! { "columns" => columns, "why" => said(why, None, lang) })
    };
    by_reason.into_iter().map(sentence).collect()
}

/// A sentence in which columns are called by the headings above them, in quotation marks instead of backticks; the study's own
/// variable keeps its name.
pub(super) fn said(sentence: &str, variable: Option<&str>, lang: Lang) -> String {
    let piece = |(i, piece): (usize, &str)| match i % 2 {
        0 => piece.to_owned(),
        _ if variable == Some(piece) => format!("“{piece}”"),
        _ => lang.column(piece).map_or_else(|| format!("`{piece}`"), |heading| format!("“{heading}”")),
    };
    // A backtick without its other end marks nothing.
    let is_paired = sentence.matches('`').count().is_multiple_of(2);
    if is_paired { sentence.split('`').enumerate().map(piece).collect() } else { sentence.to_owned() }
}

/// The pieces of a sentence, each with whether it stands between backticks.
pub(super) fn pieces(sentence: &str) -> impl Iterator<Item = (&str, bool)> {
    let is_paired = sentence.matches('`').count().is_multiple_of(2);
    let pieces = sentence.split(move |c| is_paired && c == '`').enumerate();
    pieces.map(|(i, piece)| (piece, i % 2 == 1)).filter(|(piece, _)| !piece.is_empty())
}

#[cfg(test)]
mod tests;
