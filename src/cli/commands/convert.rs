//! `kantlijn convert`: a codebook or a study in another format, and what could not be carried over.

mod folder;
mod project;

use std::path::Path;

use kantlijn::codebook::{Codebook, comments, is_loss, read, write};
use kantlijn::coding::is_project;
use kantlijn::diagnostic::Diagnostic;
use kantlijn::wording::several;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::Convert;
use crate::output::Outputs;
use crate::{redact, talk, unused};

pub fn run(args: &Convert) -> Result<Answer> {
    match (is_project(&args.input), extension(&args.output).as_str()) {
        (_, "qdpx") => return project::run(args),
        (_, "qde") => {
            return Err(Error::usage(
                "a .qde file is the middle of a project, without its texts",
                "name a .qdpx file, which holds both",
            ));
        }
        (_, end @ ("qda" | "sqlite3" | "sqlite")) => {
            return Err(Error::usage(
                format!("a project of {} is not written", if end == "qda" { "QualCoder" } else { "Taguette" }),
                "name a .qdpx file, which QualCoder and other programs import; Taguette takes codebooks as .csv",
            ));
        }
        (true, "") => return folder::run(args),
        (true, _) if is_folder(&args.output) => return folder::run(args),
        _ => {}
    }
    if args.input.is_dir() && !is_project(&args.input) {
        return Err(Error::usage(
            format!("{} is a folder, and a folder becomes a project", args.input.display()),
            "name a .qdpx file to write; a codebook is converted by naming its file",
        ));
    }
    unused::refuse(
        [("-c", args.codebook.is_some()), ("--codings", !args.codings.is_empty()), ("-j", args.threads.is_some())],
        "a codebook is converted by itself",
        "leave that out, or name a .qdpx file to write",
    )?;
    codebook(args)
}

/// Whether a path is a folder, or is written as one: `study.v2/`.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(std::path::is_separator)
}

fn extension(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn codebook(args: &Convert) -> Result<Answer> {
    // A codebook is one of the study here, or of the one that it lies in.
    let project = if args.redact.is_some() {
        redact::begin(args.redact.as_deref(), None)?;
        None
    } else {
        redact::project(None, &[args.input.parent().unwrap_or(Path::new("")).to_owned()])?
    };
    let mut outputs = Outputs::new(args.force, std::slice::from_ref(&args.input));
    outputs.refuse(std::iter::once(args.output.as_path()))?;
    let mut reported = read(&args.input)?;
    if let Some(list) = redact::list(args.redact.as_deref(), project.as_ref())? {
        redact::refuse_rules(&list, &reported.value)?;
        reported.value.look_at_names(&list);
        redact::refuse(&list)?;
        reported.value = reported.value.redacted(&list);
    }
    let written = write(&reported.value, &args.output).map_err(|error| match error.help() {
        Some(help) if is_project(&args.input) => {
            let folder = args.output.display();
            let help =
                format!("{help}, for the codebook alone; for the whole study a .qdpx file, or a folder: {folder}/");
            Error::usage(error.to_string(), help)
        }
        _ => error,
    })?;
    let (mut losses, remarks): (Vec<Diagnostic>, Vec<Diagnostic>) = reported.diagnostics.into_iter().partition(is_loss);
    losses.extend(comments(&args.input)?);
    losses.extend(written.losses);
    outputs.add(&args.output, &written.bytes)?;
    let notes = [remarks, written.notes].concat();
    finish(args, outputs, &size_of(&reported.value), &losses, &notes)
}

/// Says what is lost, and gives the files their names unless that may not be.
fn finish(args: &Convert, outputs: Outputs, size: &str, losses: &[Diagnostic], notes: &[Diagnostic]) -> Result<Answer> {
    let is_refused = args.strict && !losses.is_empty();
    if !args.quiet {
        talk::diagnostics(notes);
    }
    if !args.quiet || is_refused {
        talk::losses(losses);
    }
    let summary = summary(size, losses.len());
    if is_refused {
        talk::say(&format!("{summary} Nothing was written."));
        return Ok(Answer::No);
    }
    outputs.finish()?;
    if !args.quiet {
        talk::say(&format!("{summary} Written: {}", args.output.display()));
    }
    Ok(Answer::Fine)
}

/// `12 codes, 80 rules`.
fn size_of(codebook: &Codebook) -> String {
    format!("{}, {}", several(codebook.codes.len(), "code"), several(codebook.rules().count(), "rule"))
}

/// `12 codes, 80 rules: everything is carried over.`
fn summary(size: &str, losses: usize) -> String {
    match losses {
        0 => format!("{size}: everything is carried over."),
        _ => format!("{size}: everything is carried over but {}, listed above.", several(losses, "thing")),
    }
}
