//! Codings by people: from tables, from projects of coding programs, from comments in other files, or in the margin of the transcripts themselves.

use std::path::{Path, PathBuf};

use kantlijn::codebook::Codebook;
use kantlijn::coding::{
    Design, HandCodings, MarginComments, ProjectCodings, Rated, is_project, is_same_project, read_codings,
};
use kantlijn::corpus::{Corpus, OpenProject, ReadOptions};
use kantlijn::diagnostic::Diagnostic;
use kantlijn::wording::{either, several};
use kantlijn::{Error, Result};

/// `--codings comments`: those in the margin of the study's own transcripts.
pub const COMMENTS: &str = "comments";

/// What ends the name of a table of codings; anything else is a file, or a folder of files, with comments.
const TABLES: [&str; 9] = ["csv", "tsv", "tab", "xlsx", "xlsm", "ods", "jsonl", "ndjson", "parquet"];

/// The same, for a researcher.
const TABLES_ARE: &str = "a .csv, .tsv, .xlsx, .ods, .jsonl or .parquet";

/// Whether a path means the comments of the transcripts.
pub fn is_comments(path: &Path) -> bool {
    path.as_os_str() == COMMENTS
}

/// What was read as codings.
#[derive(Default)]
pub struct Hand {
    pub codings: Vec<HandCodings>,
    /// What in it is none.
    pub notes: Vec<Diagnostic>,
    /// The projects among it, which need not be opened again for their texts.
    pub projects: Vec<OpenProject>,
}

/// Reads every source of codings. A comment is one where it names a code of `codebook`; without one, where it is short.
pub fn read(
    paths: &[PathBuf],
    codebook: Option<&Codebook>,
    transcripts: &[PathBuf],
    options: &ReadOptions,
) -> Result<Hand> {
    let Hand { codings: mut hand, mut notes, mut projects } = Hand::default();
    for path in paths {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if is_comments(path) {
            of_comments(COMMENTS, transcripts, true, codebook, options, &mut hand, &mut notes)?;
        } else if is_project(path) {
            let in_place = transcripts.iter().any(|given| is_same_project(given, path));
            let project = ProjectCodings::open(path)?;
            let read = project.codings(codebook, in_place);
            notes.extend(read.diagnostics);
            hand.push(read.value);
            projects.push(project.project().clone());
        } else if extension == "json" {
            let message = format!("--codings {}: codings in JSON are read from lines, a coding a line", path.display());
            return Err(Error::usage(message, format!("write them as .jsonl, or as a table: {TABLES_ARE}")));
        } else if path.is_dir() || path.extension().is_some() && !TABLES.contains(&extension.as_str()) {
            let name = path.display().to_string();
            of_comments(&name, std::slice::from_ref(path), false, codebook, options, &mut hand, &mut notes)?;
        } else {
            hand.push(read_codings(path)?);
            notes.extend(of_second_coder(path)?);
        }
    }
    Ok(Hand { codings: hand, notes, projects })
}

/// Whether a table of codings is a sheet for a second coder: its design stands beside it.
pub fn is_second_coders(path: &Path) -> bool {
    Design::beside(path).exists()
}

/// The kind of what is said of such a sheet.
pub const RATED_IN_PART: &str = "rated-in-part";

/// What is to be said of it.
fn of_second_coder(path: &Path) -> Result<Option<Diagnostic>> {
    if !is_second_coders(path) {
        return Ok(None);
    }
    let rated = Rated::read(path, None, None)?;
    let message = format!("{}: {}", path.display(), rated.in_words());
    let help = "units that were not drawn or not rated are in tables as if they were without any code";
    Ok(Some(Diagnostic::warning(RATED_IN_PART, message).help(help)))
}

fn of_comments(
    name: &str,
    inputs: &[PathBuf],
    in_place: bool,
    codebook: Option<&Codebook>,
    options: &ReadOptions,
    hand: &mut Vec<HandCodings>,
    notes: &mut Vec<Diagnostic>,
) -> Result<()> {
    if in_place && inputs.iter().any(|input| input.as_os_str() == "-") {
        return Err(Error::usage(
            "standard input is read once, and --codings comments would read it twice",
            "name files",
        ));
    }
    let mut commented: Vec<MarginComments> = Vec::new();
    Corpus::open(inputs, options.clone())?.stream(
        |reading| MarginComments::of(&reading),
        |comments| {
            commented.extend(Some(comments).filter(|comments| !comments.is_empty()));
            Ok(())
        },
    )?;
    let all: usize = commented.iter().map(MarginComments::len).sum();
    if all == 0 {
        let message = format!("--codings {name}: no comments stand in the margin");
        return Err(Error::usage(
            message,
            format!("comments are read from Word and OpenDocument files; a table of codings is {TABLES_ARE}"),
        ));
    }
    let from = hand.len();
    hand.extend(commented.iter().map(|comments| comments.codings(codebook, in_place)));
    let coded: usize = match codebook {
        Some(codebook) => commented.iter().map(|comments| comments.naming_codes(codebook)).sum(),
        None => hand[from..].iter().map(|codings| codings.rows.len()).sum(),
    };
    if coded == 0 {
        let message = format!("--codings {name}: none of the {} names a code", several(all, "comment"));
        let help = "a comment is a coding where it is the id or the name of a code, as the codebook has it; see them \
                    with `kantlijn transcript FILE --comments`";
        return Err(Error::usage(message, help));
    }
    if coded < all {
        let message = format!(
            "{name}: {coded} of {} {}; the others are memos and code nothing",
            several(all, "comment"),
            either(coded, "names a code", "name codes")
        );
        notes.push(Diagnostic::note("memos", message).help("see them with `kantlijn transcript FILE --comments`"));
    }
    Ok(())
}
