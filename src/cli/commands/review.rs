//! `kantlijn review`: what the rules propose out for a decision, and decisions back.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use kantlijn::codebook::{self, Codebook};
use kantlijn::coding::{Day, Decisions, FilledSheet, RULES, Verdicts, read_filled};
use kantlijn::render::{SheetFormat, review_sheet};
use kantlijn::tables::{ProposalSelection, Proposals, Sample};
use kantlijn::tally::CodeTree;
use kantlijn::wording::{either, several};
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Counting, Review};
use crate::output::Outputs;
use crate::study::{self, Job};
use crate::talk;
use crate::unused;

pub fn run(args: &Review) -> Result<Answer> {
    unused::refuse(
        [("--codings", !args.study.codings.is_empty())],
        "what is reviewed are codings that rules propose",
        "leave it out; codings of people are accepted as they are",
    )?;
    match (&args.output, &args.read, &args.study.transcripts[..]) {
        (Some(output), ..) => propose(args, output),
        (None, Some(sheet), _) => take_back(args, sheet),
        (None, None, [sheet]) if is_sheet(sheet) => take_back(args, sheet),
        (None, None, _) => Err(Error::usage(
            "review writes a sheet or reads one back, and neither is named",
            "name a file to write with -o review.xlsx, or the filled sheet: kantlijn review review.xlsx --reviewer NAME",
        )),
    }
}

/// Whether a path is a file that a sheet may be: transcripts are mostly folders, and are not reviewed without -o.
fn is_sheet(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ["xlsx", "xlsm", "ods", "csv", "tsv", "docx"].contains(&extension.as_str()) && !path.is_dir()
}

/// The format that a flag or a file's name says.
pub fn format_of(output: &Path, format: Option<SheetFormat>, excel: bool, formats: &str) -> Result<SheetFormat> {
    let extension = output.extension().unwrap_or_default().to_string_lossy().into_owned();
    let format = format.or_else(|| extension.parse().ok()).ok_or_else(|| {
        let message = format!("{} does not say what kind of file it is to be", output.display());
        Error::usage(message, format!("name a file that ends in {formats}"))
    })?;
    if excel && format != SheetFormat::Csv {
        let message = format!("--excel is a way to write CSV, and this is {format}");
        return Err(Error::usage(message, "leave --excel out, or write csv"));
    }
    Ok(format)
}

fn propose(args: &Review, output: &Path) -> Result<Answer> {
    let format = format_of(output, args.format, args.excel, ".xlsx, .docx, .csv or .tsv")?;
    let job = Job::resolve(&args.study, &Counting::default())?.comparing();
    let mut outputs = Outputs::new(args.force, &job.inputs);
    outputs.refuse(std::iter::once(output))?;
    let application = job.application();
    let Some(rules) = application.coders().find(RULES) else {
        return Err(Error::usage(
            "there are no rules, so nothing is proposed",
            "name a codebook with rules with -c; codings of people are accepted as they are",
        ));
    };
    let plan = job.table(&application, &Counting::default())?;
    let selection = ProposalSelection {
        code: args.code.as_deref().map(|id| job.code(id)).transpose()?,
        decided: args.all,
        sample: args.sample.map(|size| Sample { size, seed: args.seed }),
    };
    let tree = CodeTree::of(&job.rules.codebook);
    let mut proposals = Proposals::new(selection, &tree, &job.admission, rules);
    let mut noticed = job.noticed();
    let streamed = job.run(
        &application,
        |applied| applied,
        |seen, applied| {
            noticed.add(seen);
            proposals.add(&applied.reading.document, &applied.segments, &applied.codings, &applied.rejected);
            Ok(())
        },
    )?;
    noticed.refuse_nothing(None, job.admission.condition.as_ref())?;
    noticed.say(job.quiet);
    let sheet = proposals.finish(&job.definition_of(&Counting::default(), &plan, &streamed));
    if sheet.proposals.is_empty() {
        let message = if args.all { "the rules propose nothing here" } else { "nothing is left to decide on here" };
        return Err(Error::usage(message, "choose another code or other transcripts; --all shows what is decided too"));
    }
    outputs.add(output, &review_sheet(&sheet, format, args.excel)?)?;
    outputs.finish()?;
    if !job.quiet {
        let of = match args.sample {
            Some(_) => format!(", drawn from {} with seed {}", sheet.of, args.seed),
            None => String::new(),
        };
        let proposed = several(sheet.proposals.len(), "proposed coding");
        talk::say(&format!("{}: {proposed}{of}.", output.display()));
        let decisions = match (&job.study_file, &args.study.decisions) {
            (_, Some(path)) => format!(" --decisions {}", study::quoted(&path.display().to_string())),
            (None, None) => " --decisions decisions.csv".to_owned(),
            (Some(_), None) => String::new(),
        };
        let sheet = study::quoted(&output.display().to_string());
        talk::say(&format!("Next, when it is filled in:  kantlijn review {sheet} --reviewer NAME{decisions}"));
    }
    Ok(Answer::Fine)
}

fn take_back(args: &Review, sheet: &Path) -> Result<Answer> {
    unused::refuse(
        [("--redact", args.study.redact.is_some())],
        "decisions are kept in the study, with the words that the sheet shows",
        "leave it out; a sheet in which words are masked is read back as well",
    )?;
    let reviewer = args.reviewer.as_deref().map(str::trim).filter(|name| !name.is_empty()).ok_or_else(|| {
        let message = format!("who filled in {}?", sheet.display());
        Error::usage(message, "say it with --reviewer NAME: decisions are kept with who made them")
    })?;
    if reviewer == RULES {
        return Err(Error::usage(format!("`{RULES}` is who proposes, and cannot be who decides"), "name a person"));
    }
    // Where the sheet itself stands in the place of the transcripts, the study is that of the working directory, or else of
    // the sheet's folder.
    let mut study = args.study.clone();
    if args.read.is_none() {
        let folder = sheet.parent().filter(|folder| !folder.as_os_str().is_empty());
        study.transcripts = folder.map(Path::to_path_buf).into_iter().collect();
    }
    let project = study::project_of(&study)?;
    let path = study::decisions_path(&study, project.as_ref()).ok_or_else(|| {
        Error::usage(
            "there is no study folder here, so nobody knows where decisions are kept",
            "name the file with --decisions decisions.csv: it is made, or added to; or go to the folder with kantlijn.toml",
        )
    })?;
    let codebook = Job::codebook_path(&study, project.as_ref());
    let codebook: Option<Codebook> = codebook.map(|path| codebook::read(&path)).transpose()?.map(|read| read.value);
    let day = args.date.unwrap_or_else(today);
    let filled = read_filled(sheet, reviewer, day, codebook.as_ref())?;
    let new = keep(&path, &filled)?;
    if !args.study.quiet {
        tell(&path, &filled, new);
    }
    Ok(Answer::Fine)
}

/// Today, in UTC; a clock that stands before 1970 is one that is not set.
fn today() -> Day {
    Day::of_unix_time(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
}

/// So often another program may write decisions at the same moment.
const TRIES: usize = 16;

/// Adds what is new to the file of decisions; how many decisions of each kind that is.
fn keep(path: &PathBuf, filled: &FilledSheet) -> Result<Verdicts> {
    for _ in 0..TRIES {
        let before = match std::fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(Error::io("read", path, error)),
        };
        let known = Decisions::parse(path, before.as_deref().unwrap_or_default())?;
        let new = known.new_among(filled.decisions.clone());
        if new.is_empty() {
            return Ok(Verdicts::default());
        }
        let bytes = Decisions::appended(path, before.as_deref().unwrap_or_default(), &new)?;
        if Outputs::replace(path, before.as_deref(), &bytes)? {
            return Ok(Verdicts::of(&new));
        }
    }
    Err(Error::usage(
        format!("{} is written by somebody else over and over", path.display()),
        "try again in a moment; nothing was added",
    ))
}

fn tell(path: &Path, filled: &FilledSheet, new: Verdicts) {
    let undecided = match filled.undecided {
        0 => String::new(),
        undecided => format!(", {undecided} undecided"),
    };
    talk::say(&format!("Read: {}{undecided}.", filled.verdicts()));
    let there = filled.decisions.len() - new.all();
    let already = match there {
        0 => String::new(),
        there => format!(" {there} {} there already.", either(there, "was", "were")),
    };
    match new.all() {
        0 => talk::say(&format!("Nothing was added to {}.{already}", path.display())),
        all => talk::say(&format!("Added to {}: {}.{already}", path.display(), several(all, "decision"))),
    }
}
