//! What `kantlijn code -o` writes: the long tables while transcripts are read, the others at the end.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use kantlijn::coding::{Stance, Status};
use kantlijn::corpus::Streamed;
use kantlijn::exchange::{Exported, ProjectWriter, SourceMaker, TranscriptSource};
use kantlijn::render::{Format, Style};
use kantlijn::tables::{
    Batch, CodingRows, Definition, DocumentRows, FrequencyOptions, Table, cooccurrence, cooccurrence_matrix,
    frequencies,
};
use kantlijn::tally::Counts;
use kantlijn::wording::Lang;
use kantlijn::{Error, ErrorKind, Result};
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::super::cooc;
use super::Read;
use crate::args::{Chosen, Code, FileFormat};
use crate::output::{Outputs, ProjectFile, TableFile, WorkbookFile};
use crate::per_transcript::PerTranscript;
use crate::study::{self, Job};

/// The files of a run, before it is known what will be in them.
pub struct Files<'a> {
    folder: &'a Path,
    /// The formats of all tables, and of those of counts.
    formats: Formats,
    style: Style,
    // Files go away before the folder that was made for them.
    codings: Vec<TableFile>,
    mentions: Vec<TableFile>,
    /// All tables in one, where that is asked for.
    workbook: Option<WorkbookFile>,
    outputs: Outputs,
    /// A Word file for each transcript, where that is asked for.
    transcripts: Option<PerTranscript>,
    /// A project, where that is asked for.
    project: Option<ProjectFile>,
}

/// The same with the rows of `codings` and `mentions`, which are in memory a batch at a time.
pub struct RowFiles<'a> {
    rows: CodingRows<'a>,
    files: Files<'a>,
    project: Option<ProjectWriter<'a, BufWriter<File>>>,
}

/// Of which transcripts the tables are.
pub struct Provenance<'a> {
    pub streamed: &'a Streamed,
    pub read: &'a Read,
}

impl<'a> Files<'a> {
    /// Looks whether all may be written, and begins those that are written while transcripts are read.
    pub fn open(folder: &'a Path, args: &Code, job: &Job) -> Result<Self> {
        let formats = formats(&args.formats)?;
        let mut outputs = Outputs::new(args.force, &job.inputs);
        let names = file_names(&formats).into_iter().chain(codebook_copy(args, job));
        let names = names.chain(wants_project(args).then(|| PROJECT.to_owned()));
        let paths: Vec<PathBuf> = names.map(|name| folder.join(name)).collect();
        outputs.refuse(paths.iter().map(PathBuf::as_path))?;
        outputs.make_folder(folder)?;
        let transcripts = wants_docx(args).then(|| PerTranscript::new(folder.join("transcripts"), "docx"));
        if let Some(transcripts) = &transcripts {
            transcripts.begin(job.corpus.transcripts(), &mut outputs)?;
        }
        let lang = Lang::of(&job.lang);
        let style = Style { excel: args.excel, lang, ..Style::default() };
        let codebook = &job.rules.codebook;
        let codes = codebook.codes.iter().map(|code| (code.id.as_str(), code.name.get(&job.lang).unwrap_or_default()));
        let codes: Vec<(&str, &str)> = codes.collect();
        let workbook = || WorkbookFile::open(folder.join(WORKBOOK), &codes, lang);
        let workbook = formats.has_workbook.then(workbook).transpose()?;
        let project = wants_project(args).then(|| ProjectFile::open(folder.join(PROJECT))).transpose()?;
        let (codings, mentions) = (Vec::new(), Vec::new());
        let mut files = Self { folder, formats, style, codings, mentions, workbook, outputs, transcripts, project };
        files.codings = files.begin("codings", &files.formats.all)?;
        files.mentions = files.begin("mentions", &files.formats.all)?;
        Ok(files)
    }

    /// The same, with rows, and with sources made by `maker` where a project is asked for.
    pub fn taking(self, rows: CodingRows<'a>, maker: &'a SourceMaker<'a>) -> Result<RowFiles<'a>> {
        let out = self.project.as_ref().map(ProjectFile::out).transpose()?;
        Ok(RowFiles { rows, files: self, project: out.map(|out| ProjectWriter::new(out, maker)) })
    }

    fn begin(&self, table: &str, formats: &[Format]) -> Result<Vec<TableFile>> {
        let open = |&format: &Format| TableFile::open(self.folder.join(file_name(table, format)), format, self.style);
        formats.iter().map(open).collect()
    }

    /// Writes a batch, all tables and formats at once.
    fn write(&mut self, batch: &Batch<'_>) -> Result<()> {
        let codings = self.codings.par_iter_mut().map(|file| (file, batch.codings()));
        let mentions = self.mentions.par_iter_mut().map(|file| (file, batch.mentions()));
        let workbook = self.workbook.as_mut();
        let into_sheets = || {
            workbook.map_or(Ok(()), |workbook| {
                workbook.write("codings", batch.codings())?;
                workbook.write("mentions", batch.mentions())
            })
        };
        let into_files = || codings.chain(mentions).map(|(file, rows)| file.write(rows)).collect::<Vec<Result<()>>>();
        let (in_files, in_sheets) = rayon::join(into_files, into_sheets);
        // Of several mistakes the first is told, whichever thread was sooner.
        in_files.into_iter().chain([in_sheets]).collect()
    }
}

impl RowFiles<'_> {
    /// Takes the next document's rows.
    pub fn add(&mut self, rows: DocumentRows) -> Result<()> {
        self.rows.add(rows);
        while self.rows.is_full() {
            self.files.write(&self.rows.take())?;
        }
        Ok(())
    }

    /// Takes the next transcript as a Word file.
    pub fn add_transcript(&mut self, name: &str, docx: &[u8]) -> Result<()> {
        let Files { transcripts, outputs, .. } = &mut self.files;
        transcripts.iter().try_for_each(|transcripts| transcripts.add(name, docx, outputs))
    }

    /// Takes the next transcript as a source of the project.
    pub fn add_source(&mut self, source: TranscriptSource) -> Result<()> {
        match (&mut self.project, &self.files.project) {
            (Some(project), Some(file)) => project.add(source).map_err(|error| file.failed(error)),
            _ => Ok(()),
        }
    }

    /// Writes the rest, and gives all files their names; `run.json` last. Answers with what a project does not hold.
    pub fn finish(
        self,
        args: &Code,
        job: &Job,
        definition: &Definition<'_>,
        counts: &Counts,
        from: &Provenance<'_>,
    ) -> Result<Exported> {
        let Self { mut rows, mut files, project } = self;
        files.write(&rows.take())?;
        let mut exported = Exported::default();
        if let (Some(project), Some(file)) = (project, files.project.take()) {
            let (out, written) = project.finish().map_err(|error| file.failed(error))?;
            file.finish(out, &mut files.outputs)?;
            exported = written;
        }
        let (codings, mentions) = rows.finish(definition)?;
        let mut tables = Vec::new();
        for (table, written) in
            [(codings, std::mem::take(&mut files.codings)), (mentions, std::mem::take(&mut files.mentions))]
        {
            let mut height = 0;
            for file in written {
                height = file.finish(&table, &mut files.outputs)?;
            }
            tables.push((table, height));
        }
        let level = match args.counting.level {
            Some(Chosen::One(level)) => Some(level),
            _ => None,
        };
        let pairs = cooc::level(&args.counting);
        for table in [
            frequencies(counts, definition, FrequencyOptions { level, ..FrequencyOptions::default() })?,
            cooccurrence(counts, definition, pairs)?,
            cooccurrence_matrix(counts, definition, pairs)?,
        ] {
            for file in files.begin(table.name, &files.formats.of_counts)? {
                file.finish(&table, &mut files.outputs)?;
            }
            let height = table.frame.height();
            tables.push((table, height));
        }
        if let Some(mut workbook) = files.workbook.take() {
            // Counts come first, and then what they are counts of.
            tables.iter().skip(2).chain(&tables[..2]).try_for_each(|(table, _)| workbook.add(table))?;
            workbook.finish(&mut files.outputs)?;
        }
        let mut run = serde_json::to_vec_pretty(&run_json(args, job, &tables, from))
            .map_err(|error| Error::usage(error.to_string(), "this is a mistake of kantlijn"))?;
        run.push(b'\n');
        let mut outputs = files.outputs;
        if let (Some(name), Some(file)) = (codebook_copy(args, job), &job.codebook_file) {
            let bytes = std::fs::read(file).map_err(|source| Error::io("read", file, source))?;
            outputs.add(&files.folder.join(name), &bytes)?;
        }
        outputs.add(&files.folder.join("run.json"), &run)?;
        outputs.finish()?;
        Ok(exported)
    }
}

/// In which formats tables are written.
struct Formats {
    /// All tables.
    all: Vec<Format>,
    /// Those of counts; Word holds no table of thousands of codings.
    of_counts: Vec<Format>,
    /// Whether there is a workbook with all of them.
    has_workbook: bool,
}

/// CSV always, and what was asked for besides.
fn formats(asked: &[FileFormat]) -> Result<Formats> {
    let mut all = vec![Format::Csv];
    for &format in asked {
        let format = match format {
            FileFormat::Table(format) => format,
            FileFormat::Docx | FileFormat::Project => continue,
            FileFormat::Text => {
                return Err(Error::usage(
                    "codings are not written as text",
                    "write transcripts with `kantlijn transcript … -f txt -o DIR`",
                ));
            }
        };
        if format == Format::Table {
            return Err(Error::usage(
                "the format `table` is for a terminal, not for files",
                "leave -f out, or name csv, tsv, json, jsonl, parquet, arrow, xlsx, docx, md, html, latex or qdpx",
            ));
        }
        if !all.contains(&format) {
            all.push(format);
        }
    }
    let has_workbook = all.contains(&Format::Xlsx);
    all.retain(|&format| format != Format::Xlsx);
    let in_word = asked.contains(&FileFormat::Docx).then_some(Format::Docx);
    Ok(Formats { of_counts: all.iter().copied().chain(in_word).collect(), all, has_workbook })
}

/// Whether each transcript is written with its codes in the margin.
pub fn wants_docx(args: &Code) -> bool {
    args.formats.contains(&FileFormat::Docx)
}

/// Whether a project of coding programs is written.
pub fn wants_project(args: &Code) -> bool {
    args.formats.contains(&FileFormat::Project)
}

/// The file of a project.
const PROJECT: &str = "project.qdpx";

/// The workbook of all tables.
const WORKBOOK: &str = "kantlijn.xlsx";

/// Tables with a row for each passage, and tables of counts.
const TABLES: [&[&str]; 2] = [&["codings", "mentions"], &["frequencies", "cooccurrence", "cooccurrence_matrix"]];

fn file_name(table: &str, format: Format) -> String {
    format!("{table}.{}", format.extension())
}

fn file_names(formats: &Formats) -> Vec<String> {
    let all = TABLES.iter().zip([&formats.all, &formats.of_counts]);
    let tables = all.flat_map(|(tables, formats)| {
        tables.iter().flat_map(move |table| formats.iter().map(move |&format| file_name(table, format)))
    });
    let workbook = formats.has_workbook.then(|| WORKBOOK.to_owned());
    tables.chain(workbook).chain(["run.json".to_owned()]).collect()
}

/// The name of the codebook's copy, by which another run can be held against this one; none where no word may be written or some are
/// masked, since the examples of a codebook may be quotes.
fn codebook_copy(args: &Code, job: &Job) -> Option<String> {
    let extension = job.codebook_file.as_deref()?.extension()?.to_str()?;
    (!args.no_text && job.redaction.is_none()).then(|| format!("codebook.{}", extension.to_lowercase()))
}

/// What makes the tables reproducible; no durations, thread counts or absolute paths.
fn run_json(args: &Code, job: &Job, tables: &[(Table, usize)], from: &Provenance<'_>) -> Value {
    let Provenance { streamed, read } = from;
    let codebook = &job.rules.codebook;
    let pairs = |all: &[(String, String)]| Value::Object(all.iter().map(|(k, v)| (k.clone(), json!(v))).collect());
    let described: Map<String, Value> = tables
        .iter()
        .map(|(table, rows)| {
            let value = json!({
                "rows": rows,
                "caption": table.caption,
                "definition": pairs(&table.definition),
                "undefined": pairs(&table.undefined),
            });
            (table.name.to_owned(), value)
        })
        .collect();
    let counting = &args.counting;
    let mut run = json!({
        "program": "kantlijn",
        "version": env!("CARGO_PKG_VERSION"),
        "codebook": {
            "name": codebook.name.get(&job.lang),
            "version": codebook.version,
            "hash": codebook.hash,
            "codes": codebook.codes.len(),
            "rules": codebook.rules().count(),
            "file": codebook_copy(args, job),
        },
        "corpus": {
            "hash": streamed.hash,
            "transcripts": read.transcripts.iter().map(|(name, hash)| json!({"transcript": name, "hash": hash})).collect::<Vec<_>>(),
            "unreadable": streamed.skipped.iter().map(|error| nameless(error, job)).collect::<Vec<_>>(),
        },
        "codings": job.hand.iter().map(|hand| hashed(&hand.path, job)).collect::<Vec<_>>(),
        "study": job.study_file.as_deref().map(|file| hashed(file, job)),
        "options": {
            "unit": job.unit.to_string(),
            "part": job.admission.part.to_string(),
            "where": job.admission.condition.as_ref().map(ToString::to_string),
            "by": counting.by.as_deref().map(|by| job.shown(by)),
            "coder": counting.coder.as_deref().map(|coder| job.called(coder)),
            "status": study::word(counting.status, Status::word),
            "stance": study::word(counting.stance, Stance::word),
            "level": counting.level.map(|level| match level {
                Chosen::All => "all".to_owned(),
                Chosen::One(level) => level.to_string(),
            }),
            "seed": args.seed,
            "language": job.segment.language,
            "no_text": args.no_text,
        },
        "tables": described,
    });
    // Only where there are any, as the caption says then what they did.
    if let (Some(decisions), Some(run)) = (&job.decisions, run.as_object_mut()) {
        run.insert("decisions".to_owned(), hashed(&decisions.path, job));
    }
    if let (Some((places, entries)), Some(run)) = (job.masked(), run.as_object_mut()) {
        run.insert("masked".to_owned(), json!({"places": places, "entries": entries}));
    }
    run
}

/// A file by its name and the hash of its bytes; where it stands is this machine's affair.
fn hashed(path: &Path, job: &Job) -> Value {
    let hash = std::fs::read(path).ok().map(|bytes| blake3::hash(&bytes).to_hex().to_string());
    json!({"file": path.file_name().map(|name| job.shown(&name.to_string_lossy())), "hash": hash})
}

/// Why a file could not be read, without the folder it stands in.
fn nameless(error: &Error, job: &Job) -> Value {
    let file = error.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let why = match error.kind() {
        ErrorKind::Unreadable { message, .. } => message.clone(),
        ErrorKind::Io { source, .. } => source.to_string(),
        _ => error.to_string(),
    };
    json!({"file": file.map(|file| job.shown(&file)), "why": job.shown(&why)})
}
