//! Outputs: whole or not at all, and never over something that exists unless told so.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use kantlijn::render::{Format, Style, render};
use kantlijn::tables::Table;
use kantlijn::{Error, ErrorKind, Result};

use super::args::Output;

/// What standard output can show.
pub fn style(excel: bool) -> Style {
    let colour = anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    Style { width: width(), colour: colour && io::stdout().is_terminal(), excel }
}

/// Columns of the terminal; 80 where there is none, so that pipes and tests see the same everywhere.
fn width() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(80, |(width, _)| usize::from(width.0)).clamp(40, 200)
}

/// Formats of other programs, by the ends of their files' names, that are asked for and not written yet.
const NOT_WRITTEN: [&str; 10] = ["xlsx", "xls", "ods", "docx", "odt", "pdf", "html", "tex", "arrow", "feather"];

/// Writes one table where the arguments want it, but never over one of the `inputs`.
pub fn table(table: &Table, output: &Output, inputs: &[PathBuf]) -> Result<()> {
    let terminal = output.output.is_none() && io::stdout().is_terminal();
    let extension = output.output.as_deref().and_then(Path::extension).and_then(|e| e.to_str()).unwrap_or("");
    let by_name = extension.parse().ok();
    if output.format.is_none() && NOT_WRITTEN.contains(&extension.to_lowercase().as_str()) {
        return Err(Error::usage(
            format!("a .{extension} file cannot be written"),
            "name a .csv, .tsv, .json, .jsonl, .md or .parquet file; for Excel, a .csv file with --excel",
        ));
    }
    let unasked = if terminal && !output.excel { Format::Table } else { Format::Csv };
    let format = output.format.or(by_name).unwrap_or(unasked);
    if output.excel && format != Format::Csv {
        return Err(Error::usage(
            format!("--excel is a way to write CSV, and this is {format}"),
            "leave --excel out, or write csv",
        ));
    }
    if terminal && format.is_binary() {
        return Err(Error::usage(format!("{format} is not for a terminal"), "name a file with -o, or pipe the output"));
    }
    let bytes = render(table, format, style(output.excel))?;
    match &output.output {
        Some(path) => {
            let outputs = Outputs::new(vec![(path.clone(), bytes)]);
            outputs.write(output.force, inputs)
        }
        None => print(&bytes),
    }
}

/// Writes bytes to standard output.
pub fn print(bytes: &[u8]) -> Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(bytes).and_then(|()| stdout.flush()).map_err(|error| Error::io("write", "standard output", error))
}

/// Files that are written together, in order.
pub struct Outputs(Vec<(PathBuf, Vec<u8>)>);

impl Outputs {
    pub fn new(files: Vec<(PathBuf, Vec<u8>)>) -> Self {
        Self(files)
    }

    /// Fails when one of `paths` exists: asked before a long run, not after it.
    pub fn refuse_existing<'a>(paths: impl Iterator<Item = &'a Path>) -> Result<()> {
        let existing: Vec<PathBuf> = paths.filter(|path| path.exists()).map(Path::to_path_buf).collect();
        if existing.is_empty() { Ok(()) } else { Err(Error::new(ErrorKind::WouldOverwrite(existing))) }
    }

    /// Writes each file to a temporary neighbour, flushes them all, and only then gives them their names.
    ///
    /// No force makes it overwrite what the run has read: an interview is not to be had again.
    pub fn write(self, force: bool, inputs: &[PathBuf]) -> Result<()> {
        let inputs: BTreeSet<PathBuf> = inputs.iter().filter_map(|path| path.canonicalize().ok()).collect();
        if let Some((path, _)) =
            self.0.iter().find(|(path, _)| path.canonicalize().is_ok_and(|path| inputs.contains(&path)))
        {
            return Err(Error::usage(
                format!("{} is what this run has read, so it is not overwritten", path.display()),
                "choose another place with -o",
            ));
        }
        if !force {
            Self::refuse_existing(self.0.iter().map(|(path, _)| path.as_path()))?;
        }
        let mut ready = Vec::with_capacity(self.0.len());
        for (path, bytes) in self.0 {
            let failed = |error| Error::io("write", &path, error);
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            // The temporary name means nothing to whoever reads the message: only what went wrong is told.
            let made = tempfile::Builder::new().prefix(".kantlijn-").tempfile_in(folder);
            let mut file = made.map_err(|error| failed(error.kind().into()))?;
            file.write_all(&bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
            readable(file.as_file()).map_err(failed)?;
            ready.push((file, path));
        }
        for (file, path) in ready {
            let named = if force { file.persist(&path).map(drop) } else { file.persist_noclobber(&path).map(drop) };
            named.map_err(|error| Error::io("write", &path, error.error))?;
        }
        Ok(())
    }
}

/// Temporary files are private; results get the permissions that any new file has.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_file: &std::fs::File) -> io::Result<()> {
    Ok(())
}
