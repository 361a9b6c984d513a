//! An SQLite database in memory, table by table: whatever version of a program wrote it, and whatever state it is in.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, MAIN_DB};

use crate::error::{Error, Result};

/// What every database begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// So many bytes a database may have.
pub(super) const LARGEST: u64 = 1 << 31;

/// So many tables are named of a database that is not known.
const TABLES: usize = 4;

const AGAIN: &str = "copy the file again, or take a backup of the project";

/// A database that was opened.
#[derive(Debug)]
pub(super) struct Store {
    connection: Connection,
    path: PathBuf,
    /// The columns of each table.
    tables: BTreeMap<String, BTreeSet<String>>,
}

/// Whether bytes begin as a database does.
pub(crate) fn is_sqlite(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

impl Store {
    /// Reads the database in `file`; errors call it `path`.
    ///
    /// # Errors
    /// When it cannot be read or is damaged, or when what another program has changed lies beside it still.
    pub fn open(file: &Path, path: &Path) -> Result<Self> {
        let io = |error| Error::io("read", path, error);
        let metadata = std::fs::metadata(file).map_err(io)?;
        if metadata.is_dir() {
            let help = format!("a project of QualCoder is a folder with the file {} in it", super::DATA);
            return Err(Error::unreadable(path, format!("holds no {}, so it is no project", super::DATA), help));
        }
        if metadata.len() > LARGEST {
            return Err(Error::unreadable(path, "is larger than any project", AGAIN));
        }
        settled(file, path)?;
        let bytes = std::fs::read(file).map_err(io)?;
        settled(file, path)?;
        Self::of_bytes(path, &bytes, true)
    }

    /// Opens the database that these bytes are; `whole` looks at each of its pages.
    ///
    /// # Errors
    /// When they are none, or damaged.
    pub fn of_bytes(path: &Path, bytes: &[u8], whole: bool) -> Result<Self> {
        let refused = |message: String, help: &str| Err(Error::unreadable(path, message, help));
        if bytes.is_empty() {
            return refused("is empty".to_owned(), AGAIN);
        }
        if !is_sqlite(bytes) {
            let help = "where it is encrypted, decrypt it; else copy the file again, or take a backup of the project";
            return refused("is no SQLite database: it is encrypted, damaged, or something else".to_owned(), help);
        }
        if let Some(needed) = length(bytes).filter(|&needed| needed > bytes.len() as u64) {
            return refused(format!("is cut off: {} of its {needed} bytes are there", bytes.len()), AGAIN);
        }
        let damaged = |error: rusqlite::Error| of_sqlite(path, &error);
        let mut connection = Connection::open_in_memory().map_err(damaged)?;
        connection.deserialize_read_exact(MAIN_DB, in_memory(bytes).as_slice(), bytes.len(), true).map_err(damaged)?;
        // What stands in the schema of a file from elsewhere is not run.
        connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;").map_err(damaged)?;
        if whole {
            let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(damaged)?;
            if said != "ok" {
                let said = said.lines().last().unwrap_or_default().trim();
                return refused(format!("is damaged ({said})"), AGAIN);
            }
        }
        let mut store = Self { connection, path: path.to_owned(), tables: BTreeMap::new() };
        store.tables = store.columns().map_err(damaged)?;
        Ok(store)
    }

    fn columns(&self) -> rusqlite::Result<BTreeMap<String, BTreeSet<String>>> {
        // A view may be anything, and is asked for nothing; a virtual table may need what is not here.
        let sql = "SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c \
                   WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.sql NOT LIKE 'CREATE VIRTUAL%'";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let [table, column] = [0, 1].map(|at| row.get_ref(at).map(text));
            tables.entry(table?).or_default().insert(column?);
        }
        Ok(tables)
    }

    /// Whether it has all these tables.
    pub fn has(&self, tables: &[&str]) -> bool {
        tables.iter().all(|table| self.tables.contains_key(*table))
    }

    /// The rows of a table in order of `order`, with these columns of them: empty where a version has none of that name, and
    /// none where it has no such table.
    ///
    /// # Errors
    /// When the database is damaged.
    pub fn rows(&self, table: &str, columns: &'static [&'static str], order: &str) -> Result<Vec<Row>> {
        let Some(known) = self.tables.get(table) else { return Ok(Vec::new()) };
        let chosen: Vec<String> = columns
            .iter()
            .map(|column| if known.contains(*column) { format!("\"{column}\"") } else { "NULL".to_owned() })
            .collect();
        let order = if known.contains(order) { format!(" ORDER BY \"{order}\", rowid") } else { String::new() };
        let sql = format!("SELECT {} FROM \"{table}\"{order}", chosen.join(", "));
        self.all(&sql, columns).map_err(|error| of_sqlite(&self.path, &error))
    }

    fn all(&self, sql: &str, columns: &'static [&'static str]) -> rusqlite::Result<Vec<Row>> {
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let cells: rusqlite::Result<Vec<Option<String>>> = (0..columns.len())
                .map(|at| row.get_ref(at).map(|cell| (cell != ValueRef::Null).then(|| text(cell))))
                .collect();
            all.push(Row { columns, cells: cells? });
        }
        Ok(all)
    }

    /// Refuses a database without what cannot be done without: of some other version than any that is known.
    ///
    /// # Errors
    /// When a table or column of these is not there.
    pub fn require(&self, program: &str, needed: &[(&str, &[&str])]) -> Result<()> {
        for (table, columns) in needed {
            let known = self.tables.get(*table);
            let missing = columns.iter().find(|column| known.is_none_or(|known| !known.contains(**column)));
            if let Some(column) = missing {
                let message = format!(
                    "is of a version of {program} that is not known here: its table `{table}` has no column `{column}`"
                );
                let help = format!("open it in the newest version of {program} once, which brings it up to date");
                return Err(Error::unreadable(&self.path, message, help));
            }
        }
        Ok(())
    }

    /// What a database is that belongs to neither program, and the mend.
    pub fn other_program(&self) -> (String, &'static str) {
        if self.has(&["freecode", "coding", "source"]) {
            let help = "import it in QualCoder, and give the project that this makes";
            return ("is a project of RQDA, which is not read".to_owned(), help);
        }
        let names: Vec<&str> = self.tables.keys().map(String::as_str).take(TABLES).collect();
        let more = if self.tables.len() > TABLES { ", …" } else { "" };
        let of =
            if names.is_empty() { "without a table".to_owned() } else { format!("with {}{more}", names.join(", ")) };
        let help = "give a project of QualCoder (a folder NAME.qda) or of Taguette (a file .sqlite3); of other programs \
                    export a REFI-QDA project (.qdpx)";
        (format!("is a database of another program ({of}), no project of QualCoder or Taguette"), help)
    }

    /// An error of the project as a whole.
    pub fn refused(&self, message: String, help: &str) -> Error {
        Error::unreadable(&self.path, message, help)
    }
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct Row {
    columns: &'static [&'static str],
    cells: Vec<Option<String>>,
}

impl Row {
    fn cell(&self, column: &str) -> Option<&str> {
        let at = self.columns.iter().position(|known| *known == column)?;
        self.cells.get(at)?.as_deref()
    }

    /// What stands in a column; nothing where that is empty or not there.
    pub fn text(&self, column: &str) -> &str {
        self.cell(column).unwrap_or_default()
    }

    /// The same, none where it is empty or blank.
    pub fn said(&self, column: &str) -> Option<&str> {
        self.cell(column).filter(|text| !text.trim().is_empty())
    }

    /// A whole number; none where it is none.
    pub fn number(&self, column: &str) -> Option<i64> {
        let text = self.cell(column)?.trim();
        // A column of numbers may hold 3.0, which means 3.
        text.parse().ok().or_else(|| text.strip_suffix(".0")?.parse().ok())
    }
}

/// A cell as text; numbers as they are written.
fn text(cell: ValueRef<'_>) -> String {
    match cell {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => format!("{number:?}"),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// How many bytes a database says that it has: its pages, and how large they are.
fn length(bytes: &[u8]) -> Option<u64> {
    let size = u16::from_be_bytes(bytes.get(16..18)?.try_into().ok()?);
    let size = if size == 1 { 65_536 } else { u64::from(size) };
    let pages = u32::from_be_bytes(bytes.get(28..32)?.try_into().ok()?);
    // The number is not to be trusted where another version of SQLite wrote last.
    (bytes.get(24..28)? == bytes.get(92..96)?).then(|| size * u64::from(pages))
}

/// The bytes as they can be opened in memory, where there is no log beside them.
fn in_memory(bytes: &[u8]) -> Vec<u8> {
    let mut own = bytes.to_vec();
    if let Some(versions) = own.get_mut(18..20)
        && versions == [2, 2]
    {
        versions.fill(1);
    }
    own
}

/// Refuses a database beside which changes lie that are not in it yet.
fn settled(file: &Path, path: &Path) -> Result<()> {
    for end in ["-wal", "-journal"] {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        let beside = PathBuf::from(name);
        // A journal that is done with may be left there, empty or with zeros for its first bytes.
        let mut first = [0];
        let is_read = std::fs::File::open(&beside).is_ok_and(|mut file| file.read_exact(&mut first).is_ok());
        if is_read && first != [0] {
            let name = beside.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let message = format!("is in use, or was not closed: there are changes beside it ({name})");
            let help = "open the project in its program, close it there, and try again";
            return Err(Error::unreadable(path, message, help));
        }
    }
    Ok(())
}

fn of_sqlite(path: &Path, error: &rusqlite::Error) -> Error {
    let said = match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => message.clone(),
        other => other.to_string(),
    };
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => {
            let help = "where it is encrypted, decrypt it; else copy the file again, or take a backup of the project";
            Error::unreadable(path, "is no SQLite database: it is encrypted or damaged", help)
        }
        Some(ErrorCode::OutOfMemory | ErrorCode::TooBig) => {
            Error::unreadable(path, format!("is too large for this machine ({said})"), AGAIN)
        }
        _ => Error::unreadable(path, format!("is damaged ({said})"), AGAIN),
    }
}
