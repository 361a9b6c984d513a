//! `kantlijn matrix`: cases against codes, with words or counts in the cells.

use kantlijn::codebook::CodeEntry;
use kantlijn::render::matrix_workbook;
use kantlijn::tables::{CellQuotes, MatrixCells, MatrixOptions, matrix};
use kantlijn::tally::{By, CodeTree, Tallies};
use kantlijn::timings::Stage;
use kantlijn::wording::Lang;
use kantlijn::wording::several;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Chosen, Counting, Matrix};
use crate::noticed::listed;
use crate::output;
use crate::study::{Job, outside_classes};
use crate::talk;
use crate::unused;

pub fn run(args: &Matrix) -> Result<Answer> {
    unused::refuse(
        [("--by", args.counting.by.is_some())],
        "a matrix has a row for each value of --rows",
        "name the variable there: --rows profession",
    )?;
    if args.cells != MatrixCells::Units {
        unused::refuse(
            [("--unit", args.counting.unit.is_some())],
            "codings are shown, in whatever unit they stand",
            "leave it out, or count units with --cells units",
        )?;
    }
    if args.no_text && args.cells == MatrixCells::Quotes {
        return Err(Error::usage(
            "--no-text leaves every word of participants out, and the cells hold nothing else",
            "count instead: --cells count",
        ));
    }
    if args.is_workbook() {
        unused::refuse([("--excel", args.excel)], "a workbook is no CSV", "leave it out")?;
    }
    let counting = Counting { by: Some(args.rows.clone()), ..args.counting.clone() };
    let job = Job::resolve(&args.study, &counting)?.without_text(args.no_text).in_portions();
    let by: By = args.rows.parse().map_err(|error| {
        Error::usage(format!("--rows: {error}"), "write --rows VARIABLE, or --rows years:0-5,6-10,11-")
    })?;
    let application = job.application();
    if !by.is_coder() {
        job.refuse_several_coders(&application, &counting, "a matrix")?;
    }
    let plan = job.table(&application, &counting)?;
    let application = application.selecting(plan.selection);
    let code = args.code.as_deref().map(|id| job.code(id)).transpose()?;
    // Themes alone are columns to begin with; below a code that is named, all.
    let level = match args.counting.level {
        Some(Chosen::One(level)) => Some(level),
        Some(Chosen::All) => None,
        None => code.is_none().then_some(1),
    };
    let options = MatrixOptions { level, code, cells: args.cells };
    let (codebook, lang) = (&job.rules.codebook, Lang::of(&job.lang));
    let (tree, columns) = (CodeTree::of(codebook), options.columns(codebook));
    let mut quotes =
        (args.cells == MatrixCells::Quotes).then(|| CellQuotes::new(by.clone(), columns, &tree, &job.admission, lang));
    let tallies: Tallies = job.tallies(&application, Some(by.clone()));
    let mut noticed = job.noticed();
    let streamed = job.run(
        &application,
        |applied| {
            let (document, segments) = (&applied.reading.document, &applied.segments);
            job.timings.measure(Stage::Count, || {
                tallies.with_rejected(document, segments, &applied.codings, &applied.rejected);
            });
            applied
        },
        |seen, applied| {
            noticed.add(seen);
            if let Some(quotes) = &mut quotes {
                quotes.add(&applied.reading.document, &applied.segments, &applied.codings, application.coders());
            }
            Ok(())
        },
    )?;
    noticed.refuse_nothing_of("--rows", Some(&by), job.admission.condition.as_ref())?;
    noticed.say(job.quiet);
    let counts = tallies.finish()?;
    if let Some((message, mend)) = outside_classes(Some(&by), &counts).filter(|_| !job.quiet) {
        talk::warning(&message, &mend);
    }
    if counts.groups.is_empty() && !job.quiet {
        let (message, mend) = job.without_words();
        talk::warning(&message, &mend);
    }
    let definition = job.definition_of(&counting, &plan, &streamed);
    if !args.is_workbook() {
        job.write(&args.table(), || matrix(&counts, quotes, &definition, options))?;
        return Ok(Answer::Fine);
    }
    let path = args.output.as_deref();
    output::refuse_on_terminal(path, "xlsx")?;
    let table = job.redacted(matrix(&counts, quotes, &definition, options)?)?;
    let book = matrix_workbook(&table, &CodeEntry::all(codebook, &job.lang), lang)?;
    if !book.cut.is_empty() && !job.quiet {
        let cells: Vec<String> = book.cut.iter().map(|(value, code)| format!("{value} × {code}")).collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        let message = format!(
            "{} holding more than Excel's 32,767 characters, cut there: {}",
            several(cells.len(), "cell"),
            listed(&cells)
        );
        talk::warning(&message, "take codes apart with --level all, or write -f csv, which holds everything");
    }
    output::deliver(&book.bytes, path, args.force, &job.inputs)?;
    Ok(Answer::Fine)
}
