//! `kantlijn methods`: the paragraphs on coding, from what was really done.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kantlijn::Result;
use kantlijn::agreement::{AgreementPlan, Comparison, Interview, Rater, RatingUnit};
use kantlijn::apply::{Application, Selection};
use kantlijn::coding::{Design, RULES, Stance, Status, Verdict};
use kantlijn::render::{Agreed, Coded, Methods as Done, PaperFormat, methods};
use kantlijn::tables::{Alphas, Compared, Definition};
use kantlijn::tally::{By, CodeTree, Counts, groups_of};
use kantlijn::timings::Stage;

use super::Answer;
use crate::args::{Chosen, Counting, Methods, Study, paper_format_of};
use crate::output;
use crate::study::{Job, quoted};
use crate::unused;

pub fn run(args: &Methods) -> Result<Answer> {
    unused::refuse(
        [("--by", args.counting.by.is_some()), ("--level", args.counting.level.is_some())],
        "what was done is told of everybody and all codes",
        "leave it out",
    )?;
    let format = args.format.or_else(|| paper_format_of(args.output.as_deref())).unwrap_or(PaperFormat::Text);
    let job = Job::resolve(&args.study, &args.counting)?;
    let chosen = args.counting.coder.as_deref().map(|name| job.called(name));
    let application = job.application();
    let plan = job.table(&application, &args.counting)?;
    // Rules proposed what they proposed, whatever is selected of it.
    let application = application.selecting(Selection { coder: plan.selection.coder, ..Selection::default() });
    let raters = raters(&application, chosen.as_deref());
    let agreement = AgreementPlan {
        drawn: None,
        unit: RatingUnit::Of(job.unit),
        admission: job.admission.clone(),
        tree: CodeTree::of(&job.rules.codebook),
        level: None,
        coders: raters,
        passages: false,
    };
    let whole = job.tallies(&application, None);
    let apart = job.tallies(&application, Some(By::variable("coder")));
    let mut noticed = job.noticed();
    let (mut words, mut formats) = (0, BTreeMap::<&'static str, u64>::new());
    let mut coded_in: BTreeMap<String, u64> = BTreeMap::new();
    let mut interviews: Vec<Interview> = Vec::new();
    let streamed = job.run(
        &application,
        |applied| {
            let (document, segments, codings) = (&applied.reading.document, &applied.segments, &applied.codings);
            job.timings.measure(Stage::Count, || {
                whole.with_rejected(document, segments, codings, &applied.rejected);
                apart.with_rejected(document, segments, codings, &applied.rejected);
                let interview = agreement.compare(document, segments, codings, |coding| plan.selection.takes(coding));
                let coder = By::variable("coder");
                let who = |coding| groups_of(&job.admission, &coder, application.coders(), document, segments, coding);
                let who: BTreeSet<String> = codings.iter().flat_map(who).collect();
                (interview, who, applied.reading.report.format)
            })
        },
        |seen, (interview, who, format)| {
            words += seen.words;
            // Of a transcript in portions each is handed over.
            if seen.is_first {
                *formats.entry(format).or_default() += 1;
            }
            who.into_iter().for_each(|who| *coded_in.entry(who).or_default() += 1);
            noticed.add(seen);
            interviews.push(interview);
            Ok(())
        },
    )?;
    noticed.refuse_nothing(None, job.admission.condition.as_ref())?;
    noticed.say(job.quiet);
    let (counts, apart) = (whole.finish()?, apart.finish()?);
    let definition = job.definition_of(&args.counting, &plan, &streamed);
    let comparison = Comparison::new(&agreement, interviews);
    let mut formats: Vec<(&'static str, u64)> = formats.into_iter().collect();
    formats.sort_by_key(|&(format, n)| (std::cmp::Reverse(n), format));
    let group = counts.groups.first().cloned().unwrap_or_default();
    let done = Done {
        definition: &definition,
        has_codebook: job.codebook_file.is_some(),
        counted: &group,
        left_out: [counts.outside, counts.wordless],
        words,
        formats,
        without_case: streamed.without_case.len() as u64,
        unread: job.corpus.left_out().iter().filter(|left_out| left_out.may_be_a_transcript()).count() as u64,
        coders: coders(&application, &apart, &coded_in, chosen.as_deref()),
        reviewers: reviewers(&job),
        recoded: recoded(&job),
        agreement: agreed(args, &job, &agreement, &comparison, &definition),
        commands: commands(args, &agreement).iter().map(|command| job.shown(command)).collect(),
    };
    let page = methods(&done);
    let write = || output::text(&page, format, args.output.as_deref(), args.force, &job.inputs);
    job.timings.measure(Stage::Write, write)?;
    Ok(Answer::Fine)
}

/// Whose agreement is told: that of people, or of the rules and the one person who coded beside them.
fn raters(application: &Application<'_>, coder: Option<&str>) -> Vec<Rater> {
    let all = application.coders().iter().filter(|name| coder.is_none_or(|coder| coder == "any" || coder == *name));
    let all: Vec<&str> = all.collect();
    let people = all.iter().filter(|name| **name != RULES).count();
    let compared = all.into_iter().filter(|name| people < 2 || *name != RULES);
    let rater = |name: &str| {
        let id = application.coders().find(name)?;
        Some(Rater { id, name: name.to_owned(), everywhere: name == RULES })
    };
    compared.filter_map(rater).collect()
}

/// What everybody made who was asked for.
fn coders<'a>(
    application: &'a Application<'_>,
    apart: &Counts,
    coded_in: &BTreeMap<String, u64>,
    coder: Option<&str>,
) -> Vec<Coded<'a>> {
    let is_asked = |name: &&str| coder.is_none_or(|coder| coder == "any" || coder == *name);
    let coded = |name: &'a str| {
        let group = apart.groups.iter().find(|group| group.value == name);
        Coded {
            name,
            totals: group.map(|group| group.totals).unwrap_or_default(),
            transcripts: coded_in.get(name).copied().unwrap_or(0),
        }
    };
    application.coders().iter().filter(is_asked).map(coded).collect()
}

/// Who decided on what the rules proposed, in order of first appearance.
fn reviewers(job: &Job) -> Vec<&str> {
    let mut reviewers: Vec<&str> = Vec::new();
    let rows = job.decisions.iter().flat_map(|decisions| &decisions.rows);
    for decision in rows.filter(|decision| decision.verdict != Verdict::Memo) {
        if !reviewers.contains(&decision.reviewer.as_str()) {
            reviewers.push(&decision.reviewer);
        }
    }
    reviewers
}

/// How often they chose another code.
fn recoded(job: &Job) -> u64 {
    let rows = job.decisions.iter().flat_map(|decisions| &decisions.rows);
    rows.filter(|decision| matches!(decision.verdict, Verdict::Recode(_))).count() as u64
}

fn agreed<'a>(
    args: &Methods,
    job: &Job,
    plan: &'a AgreementPlan,
    comparison: &Comparison,
    definition: &Definition<'_>,
) -> Agreed<'a> {
    if plan.coders.len() < 2 {
        let is_chosen = definition.coder != "any" && job.application().coders().iter().count() > 1;
        return if is_chosen { Agreed::Chosen(definition.coder.to_owned()) } else { Agreed::OneCoder };
    }
    // A sheet of drawn units says nothing of all the others.
    if job.hand.iter().any(|hand| Design::beside(&hand.path).exists()) {
        return Agreed::OfDrawnUnits;
    }
    let compared = Compared { plan, comparison, definition };
    let alphas = Alphas::of(&compared, args.intervals.then_some(args.seed));
    Agreed::Of(plan.coders.iter().map(|rater| rater.name.as_str()).collect(), alphas)
}

/// The lines that do it again: the tables, and agreement where there is some.
fn commands(args: &Methods, agreement: &AgreementPlan) -> Vec<String> {
    let typed = typed(&args.study, &args.counting);
    let coder = args.counting.coder.as_ref().map(|coder| format!(" --coder {}", quoted(coder))).unwrap_or_default();
    let mut commands = vec![format!("kantlijn code{typed}{coder} -o results")];
    if agreement.coders.len() > 1 {
        let coders = agreement.coders.iter().map(|rater| format!(" --coder {}", quoted(&rater.name)));
        let coders: String = coders.collect();
        let intervals = if args.intervals { format!(" --intervals --seed {}", args.seed) } else { String::new() };
        commands.push(format!("kantlijn agree{typed}{coders}{intervals}"));
    }
    commands
}

/// The flags that decide what is coded and counted, as they would be typed.
fn typed(study: &Study, counting: &Counting) -> String {
    fn chosen<T: Copy>(of: Option<Chosen<T>>, word: impl Fn(T) -> &'static str) -> Option<String> {
        of.map(|chosen| if let Chosen::One(value) = chosen { word(value) } else { "all" }.to_owned())
    }
    let path = |path: &Path| path.display().to_string();
    let mut typed = String::new();
    for transcripts in &study.transcripts {
        typed.push_str(&format!(" {}", quoted(&path(transcripts))));
    }
    let mut flags: Vec<(&str, String)> = Vec::new();
    flags.extend(study.codebook.iter().map(|file| ("-c", path(file))));
    flags.extend(study.codings.iter().map(|file| ("--codings", path(file))));
    flags.extend(study.decisions.iter().map(|file| ("--decisions", path(file))));
    flags.extend(study.redact.iter().map(|file| ("--redact", path(file))));
    flags.extend(study.part.iter().map(|part| ("--part", part.to_string())));
    flags.extend(study.condition.iter().map(|condition| ("--where", condition.to_string())));
    flags.extend(study.language.iter().map(|language| ("--language", language.clone())));
    flags.extend(counting.unit.iter().map(|unit| ("-u", unit.to_string())));
    flags.extend(chosen(counting.status, Status::word).map(|status| ("--status", status)));
    flags.extend(chosen(counting.stance, Stance::word).map(|stance| ("--stance", stance)));
    for (flag, value) in flags {
        typed.push_str(&format!(" {flag} {}", quoted(&value)));
    }
    if study.skip_unreadable {
        typed.push_str(" --skip-unreadable");
    }
    typed
}
