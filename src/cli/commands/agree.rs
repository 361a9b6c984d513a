//! `kantlijn agree`: how far coders agree, and how well rules find what people found.

mod sheets;

use std::path::Path;

use kantlijn::agreement::{AgreementPlan, Comparison, Interview, Rater, RatingUnit, Split, Splitting};
use kantlijn::apply::{Application, Applied, Selection};
use kantlijn::coding::{Coding, RULES};
use kantlijn::ids::CoderId;
use kantlijn::tables::{
    AgreementOptions, Compared, DetectionOptions, DisagreementMaker, Disagreements, agreement, agreement_of_pairs,
    detection, rule_lines,
};
use kantlijn::tally::CodeTree;
use kantlijn::timings::Stage;
use kantlijn::{Error, Result};

use sheets::FilledSheet;

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
    let args = &args.calling(|name| job.called(name));
    let sheets = sheets::read(&mut job)?;
    sheets::unit(args, &sheets, &mut job)?;
    let split = args.split.as_deref().map(|text| split(text, &mut job)).transpose()?;
    let application = job.application();
    let (plan, reference) = plan(args, &job, &application, &sheets)?;
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
    tell_lost(&comparison, &plan, job.quiet);
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
    let splitting = split.map(|split| Splitting::of(&split, &parted(&comparison, &plan, reference))).transpose()?;
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

/// Who is compared, on what; and the place of the reference among them.
fn plan(
    args: &Agree,
    job: &Job,
    application: &Application<'_>,
    sheets: &[FilledSheet],
) -> Result<(AgreementPlan, Option<u32>)> {
    let mut known: Vec<&str> = application.coders().iter().collect();
    // Whoever found nothing in any drawn unit has rated them all the same.
    for name in sheets::coders(sheets) {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    for name in args.coders.iter().chain(&args.truth) {
        if !known.contains(&name.as_str()) {
            let help = format!("the coders are: {}", known.join(", "));
            return Err(Error::usage(format!("there is no coder `{name}`"), help));
        }
    }
    let chosen = known.iter().enumerate().filter(|(_, name)| args.compares(name));
    let coders: Vec<Rater> = chosen
        .map(|(i, name)| Rater {
            id: application.coders().find(name).unwrap_or(CoderId::new(i)),
            name: (*name).to_owned(),
            everywhere: args.all_rated || *name == RULES,
        })
        .collect();
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
        drawn: sheets::drawn(args, sheets, &coders, reference)?,
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
    comparison.shared_with(reference).collect()
}

/// The interviews that are held out or not: where units were drawn, also those that none was drawn from, since what a draw passes
/// over must not decide what is held out.
fn parted<'a>(comparison: &'a Comparison, plan: &AgreementPlan, reference: u32) -> Vec<&'a Interview> {
    match plan.drawn {
        Some(_) => comparison.interviews.iter().filter(|interview| interview.length > 0).collect(),
        None => measured(comparison, reference),
    }
}

/// That drawn units are not found again.
fn tell_lost(comparison: &Comparison, plan: &AgreementPlan, is_quiet: bool) {
    if comparison.lost.is_empty() || is_quiet {
        return;
    }
    let numbers: Vec<String> = comparison.lost.iter().map(ToString::to_string).collect();
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let drawn = plan.drawn.iter().flat_map(|drawn| &drawn.coders);
    let names: Vec<&str> = drawn.filter_map(|&coder| Some(plan.coders.get(coder as usize)?.name.as_str())).collect();
    talk::warning(
        &format!(
            "{}: what was rated under nr {} is not found again in its transcript",
            listed(&names),
            listed(&numbers)
        ),
        "was it changed after units were drawn? These ratings are left out, and others of the same stratum stand for them",
    );
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
