//! Codings from the table of a run.

use std::path::Path;

use crate::corpus::rows::each_row;
use crate::corpus::sheet::Head;
use crate::error::{Error, Result};

use super::{Comparison, Row, Run, number};
use crate::coding::hand_table::{Column, names_of};
use crate::coding::{Stance, Status};

const EXPECTED: &str = "needed are transcript, code, start and end, as `kantlijn code … -o DIR` writes them";

/// Where the columns stand.
struct Columns {
    transcript: usize,
    code: usize,
    start: usize,
    end: usize,
    coder: Option<usize>,
    status: Option<usize>,
    stance: Option<usize>,
    prompted: Option<usize>,
    rules: Option<usize>,
    memo: Option<usize>,
    text: Option<usize>,
}

impl Comparison {
    /// Adds the codings of a table; they are read row by row, and kept by numbers.
    ///
    /// # Errors
    /// When the file cannot be read, a needed column is not there, or a cell cannot be understood.
    pub fn read(&mut self, run: Run, path: &Path) -> Result<()> {
        let mut columns: Option<Columns> = None;
        each_row(path, &mut |head, row| {
            let columns = match &columns {
                Some(columns) => columns,
                None => columns.insert(Columns::of(path, head)?),
            };
            let cell = |at: Option<usize>| at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim());
            let wrong = |message: String, help: &str| Err(Error::unreadable(path, message, help));
            let place = |at: usize, name: &str| match cell(Some(at)).parse::<u32>() {
                Ok(place) => Ok(place),
                Err(_) => wrong(
                    format!("row {}: `{}` in the column {name} is no position", row.number, cell(Some(at))),
                    "codings without positions get them by `kantlijn code TRANSCRIPTS --codings FILE -o DIR`",
                )
                .map(|()| 0),
            };
            let status = match cell(columns.status) {
                "" => Status::default(),
                word => Status::from_word(word).map_or_else(
                    || {
                        wrong(
                            format!("row {}: `{word}` is no status", row.number),
                            "correct the cell, or leave it empty",
                        )
                        .map(|()| Status::default())
                    },
                    Ok,
                )?,
            };
            let made = Row {
                transcript: number(&mut self.transcripts, cell(Some(columns.transcript))),
                code: number(&mut self.codes, cell(Some(columns.code))),
                coder: number(&mut self.words, cell(columns.coder)),
                place: (place(columns.start, "start")?, place(columns.end, "end")?),
                status,
                stance: Stance::from_word(cell(columns.stance)),
                prompted: cell(columns.prompted).parse().ok(),
                rules: number(&mut self.words, cell(columns.rules)),
                memo: number(&mut self.words, cell(columns.memo)),
                text: number(&mut self.words, cell(columns.text)),
            };
            self.rows(run).push(made);
            Ok(())
        })
    }
}

impl Columns {
    fn of(path: &Path, head: &Head) -> Result<Self> {
        let column = |column: Column| head.column(names_of(column));
        let needed = |wanted: Column| {
            column(wanted).ok_or_else(|| {
                let message =
                    format!("this is no table of placed codings: its columns are {}", head.headers_in_words());
                Error::unreadable(path, message, EXPECTED)
            })
        };
        Ok(Self {
            transcript: needed(Column::Transcript)?,
            code: needed(Column::Code)?,
            start: needed(Column::Start)?,
            end: needed(Column::End)?,
            coder: column(Column::Coder),
            status: column(Column::Status),
            stance: column(Column::Stance),
            prompted: column(Column::Prompted),
            rules: head.column(&["rules"]),
            memo: column(Column::Memo),
            text: column(Column::Text),
        })
    }
}
