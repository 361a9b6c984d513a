//! Outputs: whole or not at all, and never over something that exists unless told so.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, IsTerminal, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use kantlijn::render::{
    Format, NetworkFormat, Paper, PaperFormat, Style, Workbook, Writer, Written, marked, network, paper, render,
};
use kantlijn::tables::{Network, Rows, Table};
use kantlijn::wording::Lang;
use kantlijn::{Error, ErrorKind, Result};
use tempfile::{NamedTempFile, TempPath};

use super::args::{Output, Wanted};
use super::{interrupt, pager, talk};

/// Of each row the words that stand out, as bytes of its text.
pub type Marks = [Vec<Range<usize>>];

/// What standard output can show.
pub fn style(excel: bool) -> Style {
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    Style { width: width(), colour, excel, ..Style::default() }
}

/// Columns of the terminal; 80 where there is none, so that pipes and tests see the same everywhere.
fn width() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(80, |(width, _)| usize::from(width.0)).clamp(40, 200)
}

/// Ends of files' names of other programs, which are not written.
const NOT_WRITTEN: [&str; 6] = ["xls", "ods", "odt", "pdf", "rtf", "sav"];

/// What the arguments ask for: by `-f`, else by the end of the file's name, else what suits the place.
fn wanted(output: &Output) -> Result<Wanted> {
    if let Some(wanted) = output.format {
        return Ok(wanted);
    }
    let terminal = output.output.is_none() && io::stdout().is_terminal();
    let unasked = if terminal && !output.excel { Format::Table } else { Format::Csv };
    let Some(path) = &output.output else { return Ok(Wanted::Table(unasked)) };
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_lowercase();
    if NOT_WRITTEN.contains(&extension.as_str()) {
        return Err(Error::usage(
            format!("a .{extension} file cannot be written"),
            "name a .csv, .tsv, .json, .jsonl, .parquet, .arrow, .xlsx, .docx, .md, .html or .tex file",
        ));
    }
    let network = NetworkFormat::of_file(path).map(Wanted::Network);
    Ok(Format::of_file(path).map(Wanted::Table).or(network).unwrap_or(Wanted::Table(unasked)))
}

/// The format of a network, where one is asked for.
pub fn network_format(output: &Output) -> Result<Option<NetworkFormat>> {
    match wanted(output)? {
        Wanted::Table(_) => Ok(None),
        Wanted::Network(format) if output.excel => Err(Error::usage(
            format!("--excel is a way to write CSV, and this is {format}"),
            "leave --excel out, or write csv",
        )),
        Wanted::Network(format) => Ok(Some(format)),
    }
}

/// Writes one table where the arguments want it, but never over one of the `inputs`.
pub fn table(table: &Table, output: &Output, inputs: &[PathBuf], lang: Lang) -> Result<()> {
    marked_table(table, &[], output, inputs, lang)
}

/// The same, with words of each row that stand out on a terminal: painted, or between asterisks where there is no colour.
pub fn marked_table(table: &Table, marks: &Marks, output: &Output, inputs: &[PathBuf], lang: Lang) -> Result<()> {
    let format = match wanted(output)? {
        Wanted::Table(format) => format,
        Wanted::Network(format) => {
            return Err(Error::usage(
                format!("{format} holds a network of codes, and this is a table"),
                "write csv or another format of tables; the network is that of `kantlijn cooc`",
            ));
        }
    };
    if output.excel && format != Format::Csv {
        return Err(Error::usage(
            format!("--excel is a way to write CSV, and this is {format}"),
            "leave --excel out, or write csv",
        ));
    }
    if format.is_binary() {
        refuse_on_terminal(output.output.as_deref(), format.word())?;
    }
    let Some(path) = output.output.as_deref() else {
        let style = Style { lang, ..style(output.excel) };
        if format != Format::Table {
            return print(&render(table, format, style)?);
        }
        // What is piped is read by programs or pasted somewhere: no asterisks that nobody said.
        let is_marked = style.colour || io::stdout().is_terminal();
        return show(marked(table, if is_marked { marks } else { &[] }, style).as_bytes());
    };
    // A file is as wide as any other, and has no colours, wherever it was made.
    let style = Style { lang, excel: output.excel, ..Style::default() };
    deliver(&render(table, format, style)?, Some(path), output.force, inputs)
}

/// Writes a network where the arguments want it.
pub fn codes(codes: &Network, format: NetworkFormat, output: &Output, inputs: &[PathBuf]) -> Result<()> {
    deliver(&network(codes, format), output.output.as_deref(), output.force, inputs)
}

/// Writes bytes to a file, but never over one of the `inputs`; or to standard output.
pub fn deliver(bytes: &[u8], path: Option<&Path>, force: bool, inputs: &[PathBuf]) -> Result<()> {
    let Some(path) = path else { return print(bytes) };
    let mut outputs = Outputs::new(force, inputs);
    outputs.refuse([path].into_iter())?;
    outputs.add(path, bytes)?;
    outputs.finish()
}

/// Writes a text for a paper, as wide as the terminal where it is plain.
pub fn text(text: &Paper, format: PaperFormat, path: Option<&Path>, force: bool, inputs: &[PathBuf]) -> Result<()> {
    if format == PaperFormat::Docx {
        refuse_on_terminal(path, "docx")?;
    }
    match path {
        None => show(&paper(text, format, style(false).width)?),
        Some(_) => deliver(&paper(text, format, Style::default().width)?, path, force, inputs),
    }
}

/// Refuses to write what is no text to a terminal.
pub fn refuse_on_terminal(path: Option<&Path>, format: &str) -> Result<()> {
    if path.is_some() || !io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Error::usage(format!("{format} is not for a terminal"), "name a file with -o, or pipe the output"))
}

/// Writes what people read to standard output, through a pager where it is longer than their screen.
pub fn show(text: &[u8]) -> Result<()> {
    let is_shown = std::str::from_utf8(text).is_ok_and(pager::shows);
    if is_shown { Ok(()) } else { print(text) }
}

/// Writes bytes to standard output.
pub fn print(bytes: &[u8]) -> Result<()> {
    talk::let_go();
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| Error::io("write", "standard output", error))
}

/// Files that appear together, in order, when all are written: each is made beside its place under another name.
pub struct Outputs {
    force: bool,
    inputs: BTreeSet<PathBuf>,
    /// Written, flushed and closed: there may be more of them than a process may have open.
    ready: Vec<(TempPath, PathBuf)>,
    /// Folders that were made for them, the outermost first.
    made: Vec<PathBuf>,
}

impl Outputs {
    /// None yet; `inputs` is what the run reads.
    pub fn new(force: bool, inputs: &[PathBuf]) -> Self {
        let inputs = inputs.iter().filter_map(|path| path.canonicalize().ok()).collect();
        Self { force, inputs, ready: Vec::new(), made: Vec::new() }
    }

    /// Fails when one of `paths` may not be written: asked before a long run, not after it.
    ///
    /// No force makes it overwrite what the run reads: an interview is not to be had again.
    pub fn refuse<'a>(&self, paths: impl Iterator<Item = &'a Path> + Clone) -> Result<()> {
        let is_read = |path: &&Path| path.canonicalize().is_ok_and(|path| self.inputs.contains(&path));
        if let Some(path) = paths.clone().find(is_read) {
            return Err(Error::usage(
                format!("{} is what this run has read, so it is not overwritten", path.display()),
                "choose another place to write to",
            ));
        }
        let existing: Vec<PathBuf> = paths.filter(|path| !self.force && path.exists()).map(Path::to_path_buf).collect();
        if existing.is_empty() { Ok(()) } else { Err(Error::new(ErrorKind::WouldOverwrite(existing))) }
    }

    /// Makes the folder, if it is not there; it goes away again when no file gets its name.
    pub fn make_folder(&mut self, folder: &Path) -> Result<()> {
        let missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
        let mut made: Vec<PathBuf> = folder.ancestors().take_while(missing).map(Path::to_path_buf).collect();
        made.reverse();
        interrupt::folders(&made);
        std::fs::create_dir_all(folder).map_err(|error| Error::io("make the folder", folder, error))?;
        self.made.extend(made);
        Ok(())
    }

    /// A file with these bytes.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) -> Result<()> {
        let mut file = Self::temporary(path)?;
        file.write_all(bytes).map_err(|error| Error::io("write", path, error))?;
        self.is_ready(file, path.to_owned())
    }

    /// Writes `bytes` over a file that holds `before`, or makes it where that is none; whole or not at all.
    ///
    /// Whoever else has written there in the meantime is not overwritten: the answer is then false, and nothing was done.
    pub fn replace(path: &Path, before: Option<&[u8]>, bytes: &[u8]) -> Result<bool> {
        let failed = |error| Error::io("write", path, error);
        // A link stays a link to the file that is written.
        let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let mut file = Self::temporary(path)?;
        file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        let _all_or_none = interrupt::held();
        match before {
            None => match file.persist_noclobber(path) {
                Ok(_) => Ok(true),
                Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
                Err(error) => Err(failed(error.error)),
            },
            Some(before) if std::fs::read(path).map_err(failed)? != before => Ok(false),
            Some(_) => {
                let permissions = std::fs::metadata(path).map_err(failed)?.permissions();
                file.as_file().set_permissions(permissions).map_err(failed)?;
                file.persist(path).map(|_| true).map_err(|error| failed(error.error))
            }
        }
    }

    fn is_ready(&mut self, file: NamedTempFile, path: PathBuf) -> Result<()> {
        file.as_file().sync_all().map_err(|error| Error::io("write", &path, error))?;
        self.ready.push((file.into_temp_path(), path));
        Ok(())
    }

    /// Where a file stands.
    fn folder(path: &Path) -> &Path {
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
    }

    /// A file beside `path` that goes away unless it gets its name.
    fn temporary(path: &Path) -> Result<NamedTempFile> {
        // The temporary name means nothing to whoever reads the message: only what went wrong is told.
        let mut builder = tempfile::Builder::new();
        // The permissions that any new file has here: what the user's mask leaves of reading and writing by all.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let made = builder.prefix(".kantlijn-").tempfile_in(Self::folder(path));
        let file = made.map_err(|error| Error::io("write", path, error.kind().into()))?;
        interrupt::file(file.path());
        Ok(file)
    }

    /// Gives all files, which are flushed, their names.
    pub fn finish(mut self) -> Result<()> {
        self.refuse(self.ready.iter().map(|(_, path)| path.as_path()))?;
        let _all_or_none = interrupt::held();
        for (file, path) in std::mem::take(&mut self.ready) {
            let named = if self.force { file.persist(&path) } else { file.persist_noclobber(&path) };
            named.map_err(|error| Error::io("write", &path, error.error))?;
        }
        Ok(())
    }
}

impl Drop for Outputs {
    fn drop(&mut self) {
        self.ready.clear();
        // Only an empty folder can be removed so.
        for folder in self.made.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// A table in one format, on its way to a file.
pub struct TableFile {
    path: PathBuf,
    file: NamedTempFile,
    writer: Writer<File>,
}

impl TableFile {
    /// An empty file beside `path`.
    pub fn open(path: PathBuf, format: Format, style: Style) -> Result<Self> {
        let file = Outputs::temporary(&path)?;
        let out = file.as_file().try_clone().map_err(|error| Error::io("write", &path, error))?;
        let writer = Writer::new(out, format, style).waiting_in(Outputs::folder(&path));
        Ok(Self { path, file, writer })
    }

    /// Writes the next rows.
    pub fn write(&mut self, rows: Rows<'_>) -> Result<()> {
        self.writer.write(rows).map_err(|error| Error::io("write", &self.path, error))
    }

    /// Writes the last rows and hands the file to the outputs. How many rows it has in all.
    pub fn finish(self, table: &Table, outputs: &mut Outputs) -> Result<usize> {
        let Self { path, mut file, writer } = self;
        let failed = |error| Error::io("write", &path, error);
        let Written { rows, head } = writer.finish(table).map_err(failed)?;
        if !head.is_empty() {
            let mut whole = Outputs::temporary(&path)?;
            let body = file.as_file_mut();
            body.seek(SeekFrom::Start(0)).map_err(failed)?;
            whole.write_all(&head).and_then(|()| io::copy(body, whole.as_file_mut())).map_err(failed)?;
            file = whole;
        }
        outputs.is_ready(file, path)?;
        Ok(rows)
    }
}

/// A workbook on its way to a file.
pub struct WorkbookFile {
    path: PathBuf,
    file: NamedTempFile,
    workbook: Workbook,
}

impl WorkbookFile {
    /// An empty file beside `path`, for a workbook with the quotes of these codes.
    pub fn open(path: PathBuf, codes: &[(&str, &str)], lang: Lang) -> Result<Self> {
        let file = Outputs::temporary(&path)?;
        // What waits to be written holds what participants said: it stands where the workbook will, not in a common folder.
        let folder = path.parent().unwrap_or(Path::new(".")).to_owned();
        let workbook = Workbook::new(lang, &folder).and_then(|workbook| workbook.with_quotes(codes, &folder));
        let workbook = workbook.map_err(|error| Error::io("write", &path, error))?;
        Ok(Self { path, file, workbook })
    }

    /// Writes rows of a table that is added later.
    pub fn write(&mut self, table: &'static str, rows: Rows<'_>) -> Result<()> {
        self.workbook.write(table, rows).map_err(|error| Error::io("write", &self.path, error))
    }

    /// Adds a table.
    pub fn add(&mut self, table: &Table) -> Result<()> {
        self.workbook.add(table).map_err(|error| Error::io("write", &self.path, error))
    }

    /// Hands the file to the outputs.
    pub fn finish(self, outputs: &mut Outputs) -> Result<()> {
        let Self { path, file, workbook } = self;
        workbook.save(file.as_file()).map_err(|error| Error::io("write", &path, error))?;
        outputs.is_ready(file, path)
    }
}

/// A REFI-QDA project on its way to a file.
pub struct ProjectFile {
    path: PathBuf,
    file: NamedTempFile,
}

impl ProjectFile {
    /// An empty file beside `path`.
    pub fn open(path: PathBuf) -> Result<Self> {
        let file = Outputs::temporary(&path)?;
        Ok(Self { path, file })
    }

    /// The file, to be written to.
    pub fn out(&self) -> Result<io::BufWriter<File>> {
        self.file.as_file().try_clone().map(io::BufWriter::new).map_err(|error| self.failed(error))
    }

    /// That it could not be written.
    pub fn failed(&self, error: io::Error) -> Error {
        Error::io("write", &self.path, error)
    }

    /// Hands the file, once everything is written to it, to the outputs.
    pub fn finish(self, mut out: io::BufWriter<File>, outputs: &mut Outputs) -> Result<()> {
        out.flush().map_err(|error| self.failed(error))?;
        outputs.is_ready(self.file, self.path)
    }
}
