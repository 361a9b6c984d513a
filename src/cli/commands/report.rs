//! `kantlijn report`: the whole study on one page.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::Path;

use kantlijn::agreement::{AgreementPlan, Rater, RatingUnit};
use kantlijn::apply::{Application, Applied};
use kantlijn::coding::{Design, RULES};
use kantlijn::ids::CoderId;
use kantlijn::render::report_page;
use kantlijn::report::{About, LeftOut, Remark, ReportMaker, ReportParts, ReportPlan, variables_of};
use kantlijn::scope::Condition;
use kantlijn::tally::{By, CodeTree};
use kantlijn::timings::Stage;
use kantlijn::wording::Lang;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Chosen, Counting, Report};
use crate::noticed::Noticed;
use crate::output::{self, Outputs};
use crate::study::{Job, Table};
use crate::unused;

pub fn run(args: &Report) -> Result<Answer> {
    let path = destination(args)?;
    let counting = args.counting();
    let job = Job::resolve(&args.study, &counting)?.without_text(args.no_text).comparing();
    let mut outputs = Outputs::new(args.force, &job.inputs);
    outputs.refuse(path.into_iter())?;
    let application = job.application();
    let table = job.table(&application, &counting)?;
    let shown = shown(&application, &table);
    let application = application.selecting(table.selection);
    let agreement = compared(&job, &application, &counting);
    if agreement.is_none() {
        let mend = "give the codings of several coders with --codings, without --coder, --status and --stance; or leave it out";
        unused::refuse([("--intervals", args.intervals)], "nobody is compared", mend)?;
    }
    let plan = ReportPlan {
        codebook: &job.rules.codebook,
        coders: application.coders(),
        unit: job.unit,
        admission: &job.admission,
        shown,
        by: variables(args, &job)?,
        agreement,
        seed: args.intervals.then_some(args.seed),
        with_text: !args.no_text,
    };
    let by = plan.by.clone();
    let maker = ReportMaker::new(plan);
    let mut parts = ReportParts::default();
    let mut noticed = job.noticed();
    let streamed = job.run(
        &application,
        |applied| {
            let Applied { reading, segments, codings, rejected, .. } = &applied;
            job.timings.measure(Stage::Count, || maker.part(reading, segments, codings, rejected))
        },
        |seen, part| {
            noticed.add(seen);
            parts.add(part);
            Ok(())
        },
    )?;
    refuse_nothing(&noticed, &by, job.admission.condition.as_ref())?;
    let coder = match shown {
        Some(shown) => application.coders().name(shown).to_owned(),
        None => table.coder.clone(),
    };
    let told = Table { coder, ..table };
    let definition = job.definition_of(&counting, &told, &streamed);
    let folders = folders(&job, args);
    let masked = definition.masked_words(Lang::of(&job.lang)).map(|sentence| (sentence, String::new()));
    let remarks = noticed.alarms(Some(&streamed)).into_iter().chain(masked);
    let about = About {
        title: args.title.as_deref().map(|title| job.shown(title)),
        left_out: left_out(&job),
        remarks: remarks.map(|(message, mend)| remark(&message, &mend, &folders)).collect(),
    };
    let report = job.timings.measure(Stage::Count, || maker.finish(parts, &definition, about))?;
    let bytes = job.timings.measure(Stage::Write, || report_page(&report))?;
    noticed.say(job.quiet);
    match path {
        Some(path) => {
            outputs.add(path, &bytes)?;
            outputs.finish()?;
        }
        None => output::print(&bytes)?,
    }
    Ok(Answer::Fine)
}

/// The file to write; none for standard output.
fn destination(args: &Report) -> Result<Option<&Path>> {
    let Some(path) = args.output.as_deref() else {
        return Err(Error::usage(
            "a report is a page for a browser, which a terminal cannot show",
            "name a file to write it to: -o report.html",
        ));
    };
    if path == Path::new("-") {
        return match io::stdout().is_terminal() {
            true => Err(Error::usage("a report is not for a terminal", "name a file with -o, or pipe the output")),
            false => Ok(None),
        };
    }
    let is_page = |extension: &str| ["html", "htm"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    match path.extension().and_then(|extension| extension.to_str()) {
        Some(extension) if is_page(extension) => Ok(Some(path)),
        _ => Err(Error::usage(
            format!("{}: a report is an HTML file, and no browser would take this for one", path.display()),
            "name a file that ends in .html; a browser prints it to PDF",
        )),
    }
}

/// Whose codings the numbers are where coders stand apart: the rules', else the first one's.
fn shown(application: &Application<'_>, table: &Table) -> Option<CoderId> {
    let coders = application.coders();
    let is_apart = table.by.as_ref().is_some_and(By::is_coder);
    let first = || coders.iter().next().and_then(|name| coders.find(name));
    is_apart.then(|| coders.find(RULES).or_else(first)).flatten()
}

/// The variables that numbers are apart for, those that are named, else some of the cases.
fn variables(args: &Report, job: &Job) -> Result<Vec<By>> {
    if args.by.is_empty() {
        return Ok(variables_of(job.corpus.cases()));
    }
    let mut variables: Vec<By> = Vec::new();
    for text in &args.by {
        let by: By = text.parse().map_err(|error| {
            Error::usage(format!("--by: {error}"), "write --by VARIABLE, or --by years:0-5,6-10,11-")
        })?;
        if by.is_coder() {
            return Err(Error::usage(
                "--by coder: where several code, a report has them apart already",
                "leave it out, and choose whose numbers are shown with --coder",
            ));
        }
        if variables.iter().any(|known| known.variable == by.variable) {
            return Err(Error::usage(format!("--by: `{}` is named twice", by.variable), "name it once"));
        }
        variables.push(by);
    }
    Ok(variables)
}

/// Everybody against everybody, where several code and all that they coded is there.
fn compared(job: &Job, application: &Application<'_>, counting: &Counting) -> Option<AgreementPlan> {
    let is_selected = counting.coder.as_deref().is_some_and(|coder| coder != "any")
        || matches!(counting.status, Some(Chosen::One(_)))
        || matches!(counting.stance, Some(Chosen::One(_)));
    // A sheet of drawn units says nothing of all the others.
    let is_drawn = job.hand.iter().any(|hand| Design::beside(&hand.path).exists());
    let rater = |name: &str| {
        let id = application.coders().find(name)?;
        Some(Rater { id, name: name.to_owned(), everywhere: name == RULES })
    };
    let coders: Vec<Rater> = application.coders().iter().filter_map(rater).collect();
    (coders.len() > 1 && !is_selected && !is_drawn).then(|| AgreementPlan {
        drawn: None,
        unit: RatingUnit::Of(job.unit),
        admission: job.admission.clone(),
        tree: CodeTree::of(&job.rules.codebook),
        level: None,
        coders,
        passages: false,
    })
}

/// Refuses variables that nobody has.
fn refuse_nothing(noticed: &Noticed, by: &[By], condition: Option<&Condition>) -> Result<()> {
    noticed.refuse_nothing(None, condition)?;
    by.iter().try_for_each(|by| noticed.refuse_nothing(Some(by), None))
}

fn left_out(job: &Job) -> Vec<LeftOut> {
    let lang = Lang::of(&job.lang);
    let name = |path: &Path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let shown = |one: &kantlijn::corpus::LeftOut| LeftOut {
        name: job.shown(&name(&one.path)),
        why: job.shown(&one.why.in_words(lang)),
    };
    job.corpus.left_out().iter().map(shown).collect()
}

/// Every folder that something was read from, as it was typed, the deepest first.
fn folders(job: &Job, args: &Report) -> Vec<String> {
    let read = job.inputs.iter().chain(&args.study.transcripts);
    let hand = job.hand.iter().map(|hand| &hand.path);
    let left_out = job.corpus.left_out().iter().map(|one| &one.path);
    let all: BTreeSet<&Path> = read.chain(hand).chain(left_out).flat_map(|path| path.ancestors()).collect();
    let mut folders: Vec<String> = all.into_iter().map(|folder| folder.display().to_string()).collect();
    folders.retain(|folder| !folder.is_empty());
    folders.sort_by_key(|folder| std::cmp::Reverse(folder.len()));
    folders
}

/// A remark as it stands in a page that is shared: files by their names, since where they stand is this machine's affair.
fn remark(message: &str, mend: &str, folders: &[String]) -> Remark {
    Remark { section: "", message: without_folders(message, folders), mend: without_folders(mend, folders) }
}

/// A sentence without the folders that stand before the names in it.
fn without_folders(sentence: &str, folders: &[String]) -> String {
    let mut named = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(first) = rest.chars().next() {
        // A folder begins where a word does.
        let begins =
            !named.chars().next_back().is_some_and(|before| before.is_alphanumeric() || "/\\._-".contains(before));
        let behind = |folder: &String| rest.strip_prefix(folder.as_str())?.strip_prefix(['/', '\\']);
        match folders.iter().filter(|_| begins).find_map(behind) {
            Some(name) => rest = name,
            None => {
                named.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
    }
    named
}
