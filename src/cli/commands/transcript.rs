//! `kantlijn transcript`: a transcript as it was read.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use kantlijn::codebook::Codebook;
use kantlijn::coding::Coders;
use kantlijn::render::{docx, plain_text};
use kantlijn::tables::{comments, turns};
use kantlijn::wording::Lang;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{FileFormat, Output, Transcript, Wanted};
use crate::output::Outputs;
use crate::per_transcript::PerTranscript;
use crate::study::Job;
use crate::{output, unused};

pub fn run(args: &Transcript) -> Result<Answer> {
    let study = &args.study;
    let output = Output {
        format: match args.format {
            Some(FileFormat::Table(format)) => Some(Wanted::Table(format)),
            _ => None,
        },
        output: args.output.clone(),
        force: args.force,
        excel: args.excel,
        no_text: args.no_text,
    };
    let file = File::of(args);
    if file.as_ref().is_some_and(|file| file.format() == FileFormat::Project) {
        return Err(Error::usage(
            "a project holds a whole study, not transcripts alone",
            "write it with `kantlijn convert TRANSCRIPTS OUT.qdpx -c CODEBOOK`",
        ));
    }
    if (args.text || file.is_some()) && args.no_text {
        return Err(Error::usage(
            "a transcript is nothing but words, so --no-text leaves nothing",
            "leave one of the two out",
        ));
    }
    let lang = ("--lang", study.lang.is_some());
    if file.is_some() {
        unused::refuse(
            [("--comments", args.comments), ("--excel", args.excel), lang],
            "whole transcripts are written",
            "leave that out, or write the turns as CSV",
        )?;
    }
    if args.text {
        let [format, output, excel, _] = unused::of_output(&output);
        let format = (format.0, args.format.is_some());
        unused::refuse(
            [format, output, excel, lang],
            "--text prints the text and nothing else",
            "send it to a file with `kantlijn transcript FILE --text > file.txt`",
        )?;
    }
    let ([codebook, codings, decisions], [part, condition]) = (unused::of_coding(study), unused::of_admission(study));
    let language = ("--language", study.language.is_some());
    unused::refuse(
        [codebook, codings, decisions, part, condition, language],
        "a transcript is shown whole, as it was read",
        "leave that out; `kantlijn code` and `kantlijn quotes` look for codes, and in whose words",
    )?;
    let job = Job::for_reading(study)?.without_text(args.no_text);
    if let Some(file) = file {
        return write(&file, args, &job);
    }
    if args.text && job.corpus.transcripts().len() > 1 {
        return Err(several(&job, "--text prints one transcript", "name one file, or write all with -f txt -o DIR"));
    }
    let application = job.application();
    let mut all = Vec::new();
    let mut noticed = job.noticed();
    job.run(
        &application,
        |applied| applied,
        |seen, applied| {
            noticed.add(seen);
            all.push(applied);
            Ok(())
        },
    )?;
    noticed.refuse_wordless()?;
    noticed.say(job.quiet);
    if args.text {
        for applied in &all {
            output::show(applied.reading.document.text.as_bytes())?;
        }
        return Ok(Answer::Fine);
    }
    let (with_text, lang) = (!args.no_text, Lang::of(&job.lang));
    job.write(&output, || match args.comments {
        true => comments(all.iter().map(|applied| &applied.reading), with_text, lang),
        false => turns(all.iter().map(|applied| (&applied.reading, &applied.segments)), with_text, lang),
    })?;
    Ok(Answer::Fine)
}

/// Whole transcripts as files, and where they go.
enum File {
    /// One, to standard output.
    Printed(FileFormat),
    /// One, to this file.
    One(FileFormat, PathBuf),
    /// A file for each, into this folder.
    Each(FileFormat, PathBuf),
}

impl File {
    /// What is asked for; none where it is a table.
    fn of(args: &Transcript) -> Option<Self> {
        let of_name =
            |path: &Path| path.extension().and_then(|e| e.to_str()).and_then(|e| e.parse::<FileFormat>().ok());
        let by_name = args.output.as_deref().and_then(of_name);
        let format = args.format.or(by_name).filter(|format| !matches!(format, FileFormat::Table(_)))?;
        Some(match &args.output {
            None => Self::Printed(format),
            Some(path) if by_name == Some(format) && !path.is_dir() => Self::One(format, path.clone()),
            Some(folder) => Self::Each(format, folder.clone()),
        })
    }

    fn format(&self) -> FileFormat {
        match self {
            Self::Printed(format) | Self::One(format, _) | Self::Each(format, _) => *format,
        }
    }
}

/// Writes whole transcripts, a file each.
fn write(file: &File, args: &Transcript, job: &Job) -> Result<Answer> {
    let format = file.format();
    let transcripts = job.corpus.transcripts();
    let mut outputs = Outputs::new(args.force, &job.inputs);
    let each = match file {
        File::Each(_, folder) => {
            let each = PerTranscript::new(folder.clone(), if format == FileFormat::Docx { "docx" } else { "txt" });
            each.begin(transcripts, &mut outputs)?;
            Some(each)
        }
        _ if transcripts.len() > 1 => {
            return Err(several(job, "one file holds one transcript", "name a folder with -o DIR"));
        }
        File::Printed(FileFormat::Docx) if std::io::stdout().is_terminal() => {
            return Err(Error::usage("docx is not for a terminal", "name a file or a folder with -o"));
        }
        _ => None,
    };
    let application = job.application();
    let mut noticed = job.noticed();
    let bytes = |document: &kantlijn::corpus::Document| match format {
        FileFormat::Docx => docx(document, &[], &Codebook::default(), &Coders::default(), ""),
        _ => Ok(plain_text(document).into_bytes()),
    };
    job.run(
        &application,
        |applied| (bytes(&applied.reading.document), applied.reading.document.name),
        |seen, (bytes, name)| {
            noticed.add(seen);
            match (&each, file) {
                (Some(each), _) => each.add(&name, &bytes?, &mut outputs),
                (None, File::One(_, path)) => {
                    outputs.refuse([path.as_path()].into_iter()).and(outputs.add(path, &bytes?))
                }
                _ => output::show(&bytes?),
            }
        },
    )?;
    noticed.refuse_wordless()?;
    noticed.say(job.quiet);
    outputs.finish()?;
    Ok(Answer::Fine)
}

/// That there are several transcripts where one is wanted.
fn several(job: &Job, wanted: &str, mend: &str) -> Error {
    let all = job.corpus.transcripts();
    let names: Vec<&str> = all.iter().take(3).map(|transcript| transcript.name.as_str()).collect();
    Error::usage(format!("{wanted}, and there are {}: {}, …", all.len(), names.join(", ")), mend)
}
