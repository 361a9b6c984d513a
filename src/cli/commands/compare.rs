//! `kantlijn compare`: two runs, or two versions of a codebook.

mod run;

use kantlijn::codebook::Codebook;
use kantlijn::coding::{Comparison, Run};
use kantlijn::tables::{ComparedRuns, comparison, comparison_summary};
use kantlijn::wording::{Lang, either};
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Compare, Counting, Study};
use crate::output;
use crate::study::{self, Job};
use crate::{redact, talk, unused};

use run::EarlierRun;

pub fn run(args: &Compare) -> Result<Answer> {
    let [_, codings, _] = unused::of_coding(&args.study);
    unused::refuse(
        [codings],
        "compare takes codings as runs",
        "leave it out, or name the table of codings as one of the two runs",
    )?;
    let project = study::project_of(&args.study)?;
    let list = redact::list(args.study.redact.as_deref(), project.as_ref())?;
    let Compared { comparison: compared, runs, differ, inputs } = match &args.with {
        Some(_) => of_codebooks(args)?,
        None => of_runs(args)?,
    };
    if !args.study.quiet {
        differ.iter().for_each(|one| talk::say(one));
    }
    let table = match args.summary {
        true => comparison_summary(&compared, &runs)?,
        false => comparison(&compared, &runs, !args.output.no_text)?,
    };
    let table = match &list {
        Some(list) => redact::redacted(table, list, runs.lang)?,
        None => table,
    };
    output::table(&table, &args.output, &inputs, runs.lang)?;
    Ok(if args.exit_code && !compared.total().is_same() { Answer::No } else { Answer::Fine })
}

/// What is compared.
struct Compared {
    comparison: Comparison,
    runs: ComparedRuns,
    /// What differs between how the runs were made, in English: for standard error.
    differ: Vec<String>,
    inputs: Vec<std::path::PathBuf>,
}

fn of_runs(args: &Compare) -> Result<Compared> {
    let study = &args.study;
    let [codebook, _, decisions] = unused::of_coding(study);
    let [part, condition] = unused::of_admission(study);
    unused::refuse(
        [
            codebook,
            decisions,
            part,
            condition,
            ("--language", study.language.is_some()),
            ("--skip-unreadable", study.skip_unreadable),
            ("-j", study.threads.is_some()),
            ("--timings", study.timings),
        ],
        "two runs are compared as they are",
        "leave it out, or code transcripts by two codebooks with -c OLD --with NEW",
    )?;
    let [a, b] = &study.transcripts[..] else {
        return Err(Error::usage(
            format!(
                "two runs are compared, and {} {} named",
                study.transcripts.len(),
                either(study.transcripts.len(), "is", "are")
            ),
            "name two folders of `kantlijn code … -o DIR` or two tables of codings; or transcripts with -c OLD --with NEW",
        ));
    };
    let (a, b) = (EarlierRun::open(a)?, EarlierRun::open(b)?);
    let mut compared = Comparison::default();
    compared.order_transcripts(a.transcripts.iter().chain(&b.transcripts).map(|(name, _)| name.as_str()));
    let known = b.codebook.as_ref().or(a.codebook.as_ref()).and_then(Codebook::language);
    let lang = Lang::of(study.lang.as_deref().or(known).unwrap_or_default());
    for name in a.edited(&b) {
        compared.is_edited(name);
    }
    match (&a.codebook, &b.codebook) {
        (Some(a), Some(b)) => compared.knowing(a, b),
        _ if a.lines_differ(&b) => compared.without_lines(),
        _ => {}
    }
    compared.read(Run::A, &a.codings)?;
    compared.read(Run::B, &b.codings)?;
    let differ = a.differences(&b, Lang::En);
    let runs = ComparedRuns { a: a.name.clone(), b: b.name.clone(), differ: a.differences(&b, lang), lang };
    let inputs = a.files.into_iter().chain(b.files).collect();
    Ok(Compared { comparison: compared, runs, differ, inputs })
}

fn of_codebooks(args: &Compare) -> Result<Compared> {
    let of = |codebook: Option<&std::path::PathBuf>| -> Result<Job> {
        let study = Study { codebook: codebook.cloned(), ..args.study.clone() };
        Job::resolve(&study, &Counting::default()).map(|job| job.without_text(args.output.no_text))
    };
    if args.study.transcripts.iter().any(|path| path.as_os_str() == "-") {
        return Err(Error::usage(
            "standard input is read once, and --with codes it twice",
            "save it in a file, and name that",
        ));
    }
    let (a, b) = (of(args.study.codebook.as_ref())?, of(args.with.as_ref())?);
    let mut compared = Comparison::default();
    compared.knowing(a.rules.as_written(), b.rules.as_written());
    for (run, job) in [(Run::A, &a), (Run::B, &b)] {
        let application = job.application();
        let mut noticed = job.noticed();
        job.run(
            &application,
            |applied| applied,
            |seen, applied| {
                noticed.add(seen);
                let document = &applied.reading.document;
                compared.order_transcripts([document.name.as_str()]);
                compared.add(run, document, &applied.codings, job.rules.as_written(), application.coders());
                Ok(())
            },
        )?;
        noticed.refuse_nothing(None, job.admission.condition.as_ref())?;
        noticed.say(job.quiet || run == Run::B);
    }
    let lang = Lang::of(&b.lang);
    let named = |job: &Job| run::codebook_in_words(&job.rules.codebook, lang);
    let differ =
        |lang| run::rules_that_differ(a.rules.as_written(), b.rules.as_written(), lang).into_iter().collect::<Vec<_>>();
    let runs = ComparedRuns { a: named(&a), b: named(&b), differ: differ(lang), lang };
    let inputs = a.inputs.iter().chain(&b.inputs).cloned().collect();
    Ok(Compared { comparison: compared, runs, differ: differ(Lang::En), inputs })
}
