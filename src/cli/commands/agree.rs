//! `kantlijn agree`: how far coders agree, and how well rules find what people found.

use std::path::Path;

use kantlijn::agreement::{AgreementPlan, Comparison, Interview, Rater, RatingUnit, Split, Splitting};
use kantlijn::apply::{Application, Applied, Selection};
use kantlijn::coding::{Coding, Design, RULES};
use kantlijn::tables::{
    AgreementOptions, Compared, DetectionOptions, DisagreementMaker, Disagreements, agreement, agreement_of_pairs,
    detection, rule_lines,
};
use kantlijn::tally::CodeTree;
use kantlijn::timings::Stage;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::Agree;
use crate::noticed::listed;
use crate::study::{Job, Table};
use crate::talk;
use crate::unused;

pub fn run(args: &Agree) -> Result<Answer> {
    if args.pairs {
        unused::refuse(
            [("--compat", !args.compat.is_empty()), ("--intervals", args.intervals)],
            "--pairs counts, and has the numbers of every two coders side by side",
            "leave --pairs out, and choose two coders with --coder",
        )?;
    }
    let counting = args.counting();
    let mut job = Job::resolve(&args.study, &counting)?.without_text(args.output.no_text);
    refuse_drawn_units(&job)?;
    let split = args.split.as_deref().map(|text| split(text, &mut job)).transpose()?;
    let application = job.application();
    let (plan, reference) = plan(args, &job, &application)?;
    let table = job.table(&application, &counting_of_all(args))?;
    let selection = Selection { coder: None, ..table.selection };
    let takes = |coding: &Coding| selection.takes(coding);
    let lines = rule_lines(&job.rules.codebook);
    let maker = reference.filter(|_| args.disagreements).map(|reference| DisagreementMaker { plan: &plan, reference });

    let mut noticed = job.noticed();
    let mut interviews: Vec<Interview> = Vec::new();
    let mut found = Disagreements::default();
    let streamed = job.run(
        &application,
        |applied| {
            let Applied { reading, segments, codings, .. } = &applied;
            job.timings.measure(Stage::Count, || {
                let interview = plan.compare(&reading.document, segments, codings, takes);
                let of = maker.as_ref().map(|maker| maker.of(&reading.document, segments, codings, &lines, takes));
                (interview, of)
            })
        },
        |seen, (interview, of)| {
            noticed.add(seen);
            interviews.push(interview);
            of.into_iter().for_each(|of| found.add(of));
            Ok(())
        },
    )?;
    noticed.refuse_nothing(None, job.admission.condition.as_ref())?;
    noticed.say(job.quiet);
    let comparison = Comparison::new(&plan, interviews);
    let told = Table { coder: named(&plan), ..table };
    let definition = job.definition_of(&counting, &told, &streamed);
    let compared = Compared { plan: &plan, comparison: &comparison, definition: &definition };
    let Some(reference) = reference else {
        if comparison.shared().next().is_none() && !job.quiet {
            let (message, mend) = nothing_shared(&plan);
            talk::warning(&message, mend);
        }
        let options = AgreementOptions {
            measures: args.measures.unwrap_or_default(),
            compat: args.compat.clone(),
            seed: args.intervals.then_some(args.seed),
        };
        job.write(&args.output, || {
            if args.pairs { agreement_of_pairs(&compared, &options) } else { agreement(&compared, &options) }
        })?;
        return Ok(Answer::Fine);
    };
    let splitting = split.map(|split| Splitting::of(&split, &measured(&comparison, reference))).transpose()?;
    if let Some(splitting) = splitting.as_ref().filter(|splitting| !splitting.in_both.is_empty() && !job.quiet) {
        let names: Vec<&str> = splitting.in_both.iter().map(String::as_str).collect();
        talk::warning(
            &format!("{}: held out in one interview and not in another", listed(&names)),
            "people repeat themselves: hold all interviews of a case out, or none; --split 0.3 sees to it",
        );
    }
    if measured(&comparison, reference).is_empty() && !job.quiet {
        let (message, mend) = nothing_shared(&plan);
        talk::warning(&message, mend);
    }
    job.write(&args.output, || {
        if args.disagreements {
            return found.finish(&compared, reference, splitting.as_ref(), !args.output.no_text);
        }
        let options = DetectionOptions { seed: args.intervals.then_some(args.seed) };
        detection(&compared, reference, splitting.as_ref(), &options)
    })?;
    Ok(Answer::Fine)
}

/// A sheet of drawn units says nothing of all the others, and a transcript in which somebody has a coding is taken as read: to
/// compare it so would make a miss of every unit that was not drawn.
fn refuse_drawn_units(job: &Job) -> Result<()> {
    match job.hand.iter().find(|hand| Design::beside(&hand.path).exists()) {
        None => Ok(()),
        Some(sheet) => Err(Error::usage(
            format!(
                "{} holds only units that were drawn, and agree would take all others for uncoded",
                sheet.path.display()
            ),
            "its ratings come back with their weights in the library alone so far (kantlijn::coding::Rated); leave it out here",
        )),
    }
}

/// Who is compared, on what; and the place of the reference among them.
fn plan(args: &Agree, job: &Job, application: &Application<'_>) -> Result<(AgreementPlan, Option<u32>)> {
    let known: Vec<&str> = application.coders().iter().collect();
    for name in args.coders.iter().chain(&args.truth) {
        if !known.contains(&name.as_str()) {
            let help = format!("the coders are: {}", known.join(", "));
            return Err(Error::usage(format!("there is no coder `{name}`"), help));
        }
    }
    let is_chosen = |name: &str| {
        args.coders.is_empty() || args.coders.iter().any(|one| one == name) || args.truth.as_deref() == Some(name)
    };
    let ids = known.iter().filter(|name| is_chosen(name)).filter_map(|name| {
        let id = application.coders().find(name)?;
        Some(Rater { id, name: (*name).to_owned(), everywhere: args.all_rated || *name == RULES })
    });
    let coders: Vec<Rater> = ids.collect();
    if coders.len() < 2 {
        let names: Vec<&str> = coders.iter().map(|rater| rater.name.as_str()).collect();
        let message = match names[..] {
            [] => "agreement needs two coders, and there is none".to_owned(),
            _ => format!("agreement needs two coders, and there is one: {}", names.join(", ")),
        };
        let help = if known.len() > 1 {
            format!("choose two of {} with --coder, or leave --coder out", known.join(", "))
        } else {
            "add hand coding with --codings FILE (its column `coder` says whose it is), or rules with -c CODEBOOK"
                .to_owned()
        };
        return Err(Error::usage(message, help));
    }
    if !args.compat.is_empty() && coders.len() > 2 {
        let names: Vec<&str> = coders.iter().map(|rater| rater.name.as_str()).collect();
        return Err(Error::usage(
            format!("--compat is of two coders, and there are {}: {}", names.len(), names.join(", ")),
            "choose two with --coder A --coder B",
        ));
    }
    let reference =
        args.truth.as_ref().and_then(|truth| coders.iter().position(|rater| rater.name == *truth)).map(|at| at as u32);
    let plan = AgreementPlan {
        unit: args.unit.unwrap_or(RatingUnit::Of(job.unit)),
        admission: job.admission.clone(),
        tree: CodeTree::of(&job.rules.codebook),
        level: args.rolled_up_to(),
        coders,
        passages: args.measures.is_some_and(|measures| measures.is_all()),
    };
    Ok((plan, reference))
}

/// What is counted, whoever coded it.
fn counting_of_all(args: &Agree) -> crate::args::Counting {
    crate::args::Counting { coder: Some("any".to_owned()), ..args.counting() }
}

fn named(plan: &AgreementPlan) -> String {
    plan.coders.iter().map(|rater| rater.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// The interviews that the reference and somebody else rated.
fn measured(comparison: &Comparison, reference: u32) -> Vec<&Interview> {
    comparison.shared().filter(|interview| interview.raters.contains(&reference)).collect()
}

fn nothing_shared(plan: &AgreementPlan) -> (String, &'static str) {
    (
        format!("no transcript was coded by two of {}, so there is nothing to compare", named(plan)),
        "a coder who read a transcript and found nothing in it has rated it too: --all-rated says so of all",
    )
}

/// A share, or a file with an id a line.
fn split(text: &str, job: &mut Job) -> Result<Split> {
    let path = Path::new(text);
    match text.parse() {
        Ok(split) => Ok(split),
        Err(_) if path.is_file() => {
            let read = std::fs::read_to_string(path).map_err(|error| Error::io("read", path, error))?;
            job.inputs.push(path.to_owned());
            let lines = read.trim_start_matches('\u{feff}').lines().map(str::trim);
            Ok(Split::Named(
                lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect(),
            ))
        }
        Err(error) => Err(Error::usage(
            format!("--split: {error}"),
            "write --split 0.3, or name a file with the id of a held-out transcript on each line",
        )),
    }
}
