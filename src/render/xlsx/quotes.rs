//! The sheet of the words behind the counts: code by code, those of a theme below one another.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use indexmap::IndexMap;
use polars::prelude::{DataFrame, df};
use rust_xlsxwriter::{Format, Url, Worksheet};
use serde::{Deserialize, Serialize};

use crate::render::grid::{Cell, Grid};
use crate::tables::Table;
use crate::wording::{Lang, args};

use super::sheet::{Links, MOST_LINKS, Sheet, linked};
use super::{failed, sheet_name, to_cells};

/// The rows above the quotes: where the sheet leads back to, and the headings.
const ABOVE: u32 = 2;

/// The columns of frequencies that lead to quotes: what a person would want to see the words of.
const COUNTS: [&str; 4] = ["participants", "transcripts", "units", "codings"];

/// The columns of pairs whose codes lead to their quotes: those of both together stand nowhere side by side.
const PAIR: [&str; 2] = ["code_a", "code_b"];

/// What is kept of a coding.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    coding: i64,
    turn: Option<i64>,
    /// As [`TEXTS`].
    texts: [Option<String>; 8],
}

/// The columns of words that are kept.
const TEXTS: [&str; 8] = ["transcript", "case", "speaker", "time", "coder", "stance", "text", "memo"];

/// The quotes of all codings, kept in a file until all of them are there.
#[derive(Debug)]
pub(super) struct Quotes {
    file: BufWriter<File>,
    length: u64,
    /// The codes of the codebook, in its order; those that it has not come after them.
    codes: IndexMap<String, String>,
    /// The code and the place in the file of each.
    kept: Vec<(u32, u64)>,
}

/// The quotes in the order of the sheet.
#[derive(Debug)]
pub(super) struct Order {
    /// Which of the kept ones.
    quotes: Vec<u32>,
    /// Of each code that has any, itself or below it: its first row and its last, from 0.
    ranges: IndexMap<String, (u32, u32)>,
}

impl Quotes {
    pub(super) fn new(codes: &[(&str, &str)], folder: &Path) -> io::Result<Self> {
        let file = BufWriter::new(tempfile::tempfile_in(folder)?);
        let codes = codes.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect();
        Ok(Self { file, length: 0, codes, kept: Vec::new() })
    }

    /// Keeps the quotes of some rows of the table `codings`.
    pub(super) fn keep(&mut self, codings: &DataFrame) -> io::Result<()> {
        let grid = Grid::of(codings);
        let place = |name: &str| grid.column(name);
        let texts = TEXTS.map(place);
        let (Some(code), Some(coding), Some(turn)) = (place("code"), place("coding"), place("turn")) else {
            return Ok(());
        };
        for row in &grid.rows {
            let text = |at: Option<usize>| match &row[at?] {
                Cell::Text(text) => Some(text.clone().into_owned()),
                _ => None,
            };
            let number = |at: usize| if let Cell::Integer(n) = row[at] { Some(n) } else { None };
            let kept = Kept { coding: number(coding).unwrap_or(0), turn: number(turn), texts: texts.map(text) };
            let mut line = serde_json::to_vec(&kept)?;
            line.push(b'\n');
            let code = row[code].plain();
            let entry = self.codes.entry(code);
            let code = entry.index() as u32;
            entry.or_default();
            self.kept.push((code, self.length));
            self.length += line.len() as u64;
            self.file.write_all(&line)?;
        }
        Ok(())
    }

    /// Code by code as the codebook has them, what is below a code behind it; then by place.
    pub(super) fn order(&self) -> Order {
        let above = |id: &str| -> Vec<String> {
            id.match_indices('/').map(|(at, _)| id[..at].to_owned()).chain([id.to_owned()]).collect()
        };
        let place = |id: &String| self.codes.get_index_of(id).unwrap_or(usize::MAX);
        let lines: Vec<Vec<usize>> = self.codes.keys().map(|id| above(id).iter().map(place).collect()).collect();
        let mut quotes: Vec<u32> = (0..self.kept.len() as u32).collect();
        quotes.sort_by_key(|&quote| (&lines[self.kept[quote as usize].0 as usize], quote));
        let mut ranges: IndexMap<String, (u32, u32)> = IndexMap::new();
        for (row, &quote) in (0u32..).zip(&quotes) {
            let (id, _) = self.codes.get_index(self.kept[quote as usize].0 as usize).expect("a code that was kept");
            for id in above(id) {
                ranges.entry(id).or_insert((row, row)).1 = row;
            }
        }
        Order { quotes, ranges }
    }

    /// The sheet; each code leads back to its row in `frequencies`, each number of a coding to its row.
    pub(super) fn finish(
        mut self,
        mut worksheet: Worksheet,
        order: &Order,
        frequencies: Option<&Table>,
        lang: Lang,
    ) -> io::Result<Worksheet> {
        if let Some(frequencies) = frequencies {
            above(&mut worksheet, frequencies.name, lang).map_err(failed)?;
        }
        let mut sheet = Sheet::begin(worksheet, ("quotes", None), &columns()?, lang, ABOVE - 1)?;
        let back = frequencies.map(|table| rows_of_codes(table, lang)).unwrap_or_default();
        let are_few = order.quotes.len() < (MOST_LINKS - 1) / 2;
        self.file.flush()?;
        let mut file = self.file.into_inner().map_err(|error| error.into_error())?;
        let ends: Vec<u64> = self.kept.iter().skip(1).map(|&(_, start)| start).chain([self.length]).collect();
        let mut bytes = Vec::new();
        let mut before = None;
        for &quote in &order.quotes {
            let (code, start) = self.kept[quote as usize];
            bytes.resize((ends[quote as usize] - start) as usize, 0);
            file.seek(SeekFrom::Start(start))?;
            file.read_exact(&mut bytes)?;
            let kept: Kept = serde_json::from_slice(&bytes)?;
            let (id, name) = self.codes.get_index(code as usize).expect("a code that was kept");
            // Of very many, Excel would not read the links: then the first of each code leads back.
            let leads = are_few || before != Some(code);
            before = Some(code);
            let row = cells(id, name, &kept);
            let mut links = Links::default();
            if let Some(to) = back.get(id).filter(|_| leads) {
                links.columns.push((0, 0, IndexMap::from([(id.clone(), to.clone())])));
            }
            if are_few {
                let last = row.len() - 1;
                // The row of a coding: its number, below the headings.
                let to = to_cells("codings", lang, &format!("A{}", kept.coding + 1));
                links.columns.push((last, last, IndexMap::from([(kept.coding.to_string(), to)])));
            }
            sheet.row(&row, Some(&links))?;
        }
        sheet.finish()
    }
}

impl Order {
    /// Where the counts of `frequencies` lead, and the codes of pairs.
    pub(super) fn links(&self, table: &Table, lang: Lang) -> Links {
        let place = |name: &str| table.frame.get_column_index(name);
        let columns: Vec<(usize, usize)> = match (table.name, place("code")) {
            // Where groups stand apart, the quotes of a code are those of all groups: no count of one of them leads there.
            ("frequencies", Some(code)) if place("theme") == Some(0) => {
                COUNTS.iter().rev().filter_map(|name| Some((place(name)?, code))).collect()
            }
            ("cooccurrence", _) => PAIR.iter().filter_map(|name| Some((place(name)?, place(name)?))).collect(),
            _ => return Links::default(),
        };
        let last = char::from(b'A' + COLUMNS as u8 - 1);
        let to: IndexMap<String, String> = self
            .ranges
            .iter()
            .map(|(id, (from, to))| {
                let cells = format!("A{}:{last}{}", from + ABOVE + 1, to + ABOVE + 1);
                (id.clone(), to_cells("quotes", lang, &cells))
            })
            .collect();
        let most = MOST_LINKS / table.frame.height().max(1);
        Links { columns: columns.into_iter().take(most).map(|(column, code)| (column, code, to.clone())).collect() }
    }
}

/// How many columns the sheet has.
const COLUMNS: usize = 12;

/// The columns of the sheet.
fn columns() -> io::Result<DataFrame> {
    let (words, numbers) = (Vec::<&str>::new, Vec::<i64>::new);
    df!(
        "code" => words(), "name" => words(), "transcript" => words(), "case" => words(), "speaker" => words(),
        "turn" => numbers(), "time" => words(), "stance" => words(), "text" => words(), "memo" => words(),
        "coder" => words(), "coding" => numbers(),
    )
    .map_err(io::Error::other)
}

fn cells<'a>(id: &'a str, name: &'a str, kept: &'a Kept) -> [Cell<'a>; COLUMNS] {
    let word = |word: &'a str| Cell::Text(word.into());
    let text = |name: &str| {
        let at = TEXTS.iter().position(|text| *text == name).unwrap_or(0);
        kept.texts[at].as_deref().map_or(Cell::Empty, |text| Cell::Text(text.into()))
    };
    [
        word(id),
        word(name),
        text("transcript"),
        text("case"),
        text("speaker"),
        kept.turn.map_or(Cell::Empty, Cell::Integer),
        text("time"),
        text("stance"),
        text("text"),
        text("memo"),
        text("coder"),
        Cell::Integer(kept.coding),
    ]
}

/// The first row: the way back, and what the sheet is.
fn above(worksheet: &mut Worksheet, table: &str, lang: Lang) -> Result<(), rust_xlsxwriter::XlsxError> {
    let back = Url::new(to_cells(table, lang, "A1")).set_text(lang.phrase("back-to-frequencies"));
    worksheet.write_url_with_format(0, 0, back, &linked(&Format::new()))?;
    let said = lang.phrased("quotes-above", args! { "frequencies" => sheet_name(table, lang) });
    worksheet.write_string_with_format(0, 2, said, &Format::new().set_italic())?;
    Ok(())
}

/// Where each code stands in a table, the first time.
fn rows_of_codes(table: &Table, lang: Lang) -> IndexMap<String, String> {
    let grid = Grid::of(&table.frame);
    let Some(code) = grid.column("code") else { return IndexMap::new() };
    let mut rows = IndexMap::new();
    for (row, cells) in grid.rows.iter().enumerate() {
        let cells = cells[code].plain();
        rows.entry(cells).or_insert_with(|| to_cells(table.name, lang, &format!("A{}", row + 2)));
    }
    rows
}
