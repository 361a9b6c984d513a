//! A REFI-QDA project → a study folder that runs as it is.

use std::fmt::Write;
use std::path::PathBuf;

use kantlijn::apply::Applied;
use kantlijn::codebook::{is_loss, write};
use kantlijn::exchange::StudyTables;
use kantlijn::wording::several;
use kantlijn::{Error, Result};

use super::project::{lost_in, of_study, study, unread};
use crate::args::{Convert, Counting};
use crate::commands::Answer;
use crate::output::Outputs;
use crate::per_transcript::PerTranscript;
use crate::project;
use crate::study::Job;
use crate::talk;

const CODEBOOK: &str = "codebook.toml";
const CASES: &str = "cases.csv";
const CODINGS: &str = "codings.csv";
const BY_RULES: &str = "codings-by-rules.csv";

pub fn run(args: &Convert) -> Result<Answer> {
    let study = study(args);
    let job = Job::resolve(&study, &Counting::default())?;
    job.refuse_rules()?;
    let folder = args.output.as_path();
    let mut outputs = Outputs::new(args.force, &job.inputs);
    let files: Vec<PathBuf> =
        [CODEBOOK, CASES, CODINGS, BY_RULES, project::NAME].into_iter().map(|name| folder.join(name)).collect();
    outputs.refuse(files.iter().map(PathBuf::as_path))?;
    outputs.make_folder(folder)?;
    let texts = PerTranscript::new(folder.join("transcripts"), "txt");
    texts.begin(job.corpus.transcripts(), &mut outputs)?;

    let application = job.application();
    let codebook = &job.rules.codebook;
    let mut losses = of_study(&study, &job)?;
    let mut tables = StudyTables::default();
    let streamed = job.run(
        &application,
        |applied| applied,
        |_, applied| {
            let Applied { reading, codings, diagnostics, .. } = applied;
            losses.extend(lost_in(&reading.report.diagnostics, diagnostics));
            let document = &reading.document;
            tables.add(document, &codings, codebook, application.coders());
            texts.add(&document.name, &as_file(&document.text), &mut outputs)
        },
    )?;
    if job.redaction.as_ref().is_some_and(|list| list.masks_values_of("speaker")) {
        return Err(Error::usage(
            "labels of speakers are masked, and nobody would be known to speak in the texts of the folder",
            "write a .qdpx file, in which masked speakers have labels; or leave the labels out of the list of --redact",
        ));
    }
    losses.extend(unread(&streamed));
    losses.extend(tables.losses());
    let mut notes: Vec<_> = job.rules.diagnostics.iter().filter(|one| !is_loss(one)).cloned().collect();
    let has_codes = !codebook.codes.is_empty();
    if has_codes {
        let path = folder.join(CODEBOOK);
        let written = write(codebook, &path)?;
        losses.extend(written.losses);
        notes.extend(written.notes);
        outputs.add(&path, &written.bytes)?;
    }
    let mut cases = None;
    if let Some((text, renamed)) = tables.cases() {
        losses.extend(renamed);
        outputs.add(&folder.join(CASES), text.as_bytes())?;
        cases = Some(CASES);
    }
    for (name, table) in [(CODINGS, tables.codings()), (BY_RULES, tables.codings_by_rules())] {
        if let Some(table) = table {
            outputs.add(&folder.join(name), table.as_bytes())?;
        }
    }
    let (by_people, by_rules) = tables.count();
    let has_rules = codebook.rules().next().is_some();
    let study_file = study_file(has_codes, cases, by_people > 0, by_rules > 0, has_rules);
    outputs.add(&folder.join(project::NAME), study_file.as_bytes())?;
    let size = format!(
        "{}, {}, {}, {}",
        several(job.corpus.transcripts().len(), "transcript"),
        super::size_of(codebook),
        several(by_people + by_rules, "coding"),
        several(tables.cases_count(), "case"),
    );
    let answer = super::finish(args, outputs, &size, &losses, &notes)?;
    if answer == Answer::Fine && !args.quiet {
        let dir = folder.display();
        talk::say(&format!("Next:  kantlijn check {dir}\n       kantlijn freq {dir}"));
    }
    Ok(answer)
}

/// A text as a file in UTF-8. A first character that would be taken for a byte order mark has one before it.
fn as_file(text: &str) -> Vec<u8> {
    let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    [mark, text].concat().into_bytes()
}

/// The study file: what is there, and how codings by rules are counted.
fn study_file(has_codes: bool, cases: Option<&str>, by_people: bool, by_rules: bool, has_rules: bool) -> String {
    let mut file = "# Made of a project of a coding program. Paths are relative to this file.\n\n[study]\n\
                    transcripts = [\"transcripts\"]\n"
        .to_owned();
    if has_codes {
        let _ = writeln!(file, "codebook = \"{CODEBOOK}\"");
    }
    if let Some(cases) = cases {
        let _ = writeln!(file, "cases = \"{cases}\"");
    }
    // Where the codebook has rules, they make their codings anew.
    let listed: Vec<String> = [(CODINGS, by_people), (BY_RULES, by_rules && !has_rules)]
        .into_iter()
        .filter(|&(_, is_there)| is_there)
        .map(|(name, _)| format!("\"{name}\""))
        .collect();
    if !listed.is_empty() {
        let _ = writeln!(file, "codings = [{}]", listed.join(", "));
    }
    if by_rules && has_rules {
        let _ = writeln!(
            file,
            "\n# {BY_RULES} holds what rules had coded when the project was made. The rules of {CODEBOOK} code anew, so it\n\
             # is not counted; see it with  kantlijn freq . --codings {BY_RULES}"
        );
    }
    file
}

#[cfg(test)]
mod tests {
    use super::{as_file, study_file};

    #[test]
    fn what_rules_had_coded_is_counted_only_where_no_rule_codes_anew() {
        assert!(study_file(true, None, true, true, true).contains("codings = [\"codings.csv\"]\n"));
        assert!(study_file(true, None, false, true, false).contains("codings = [\"codings-by-rules.csv\"]\n"));
        assert!(!study_file(false, None, false, false, false).contains("codebook"));
    }

    #[test]
    fn a_text_that_begins_with_a_mark_keeps_it() {
        assert_eq!(as_file("\u{feff}ja"), "\u{feff}\u{feff}ja".as_bytes());
        assert_eq!(as_file("ja"), b"ja");
    }
}
