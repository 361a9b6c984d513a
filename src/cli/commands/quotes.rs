//! `kantlijn quotes`: the words behind a number, as a table or as text for a chapter.

use kantlijn::coding::Coding;
use kantlijn::render::{Chapter, Citation, PaperFormat, chapter};
use kantlijn::scope::Unit;
use kantlijn::segment::Segments;
use kantlijn::tables::{Numbers, QuoteSelection, Quotes, Respondents, Sample};
use kantlijn::tally::CodeTree;
use kantlijn::timings::Stage;
use kantlijn::wording::Lang;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::Quotes as Arguments;
use crate::output;
use crate::study::Job;
use crate::unused;

pub fn run(args: &Arguments) -> Result<Answer> {
    refuse(args)?;
    let job = Job::resolve(&args.study, &args.counting)?.without_text(args.no_text);
    // A unit that is longer than a portion must be seen whole, to know what stands in it together.
    let job = if matches!(job.unit, Unit::Transcript | Unit::Case) { job } else { job.in_portions() };
    let seed = args.seed.unwrap_or(1);
    let selection = QuoteSelection {
        code: args.code.as_deref().map(|id| job.code(id)).transpose()?,
        with: args.with.as_deref().map(|id| job.code(id)).transpose()?,
        uncoded: args.uncoded,
        sample: args.sample.map(|size| Sample { size, seed }),
        of_each: args.max_per_participant.map(|size| Sample { size: size as usize, seed }),
    };
    match args.text_format() {
        Some(format) => as_text(args, &job, selection, format)?,
        None => as_table(args, &job, selection)?,
    }
    Ok(Answer::Fine)
}

fn refuse(args: &Arguments) -> Result<()> {
    if args.counting.by.is_some() {
        return Err(Error::usage(
            "quotes are no counts, so there is nothing to set apart with --by",
            "take those of one value with --where, as in --where 'profession = \"nurse\"'",
        ));
    }
    if args.counting.level.is_some() {
        return Err(Error::usage(
            "quotes are no counts, so there is nothing to roll up with --level",
            "--code CODE takes the quotes of a code and of everything below it",
        ));
    }
    if args.counting.unit.is_some() && args.with.is_none() && !args.uncoded {
        return Err(Error::usage(
            "quotes show each coding, in whatever unit it stands, so --unit would change nothing",
            "leave it out; it matters to --with CODE and --uncoded",
        ));
    }
    if args.sample.is_none() && args.max_per_participant.is_none() {
        unused::refuse(
            [("--seed", args.seed.is_some())],
            "nothing is drawn",
            "draw with --sample N or --max-per-participant N, or leave it out",
        )?;
    }
    let Some(format) = args.text_format() else {
        return unused::refuse(
            [("--cite", args.cite.is_some()), ("--mark", args.mark)],
            "a table has the case, the place and the words of each quote in columns of their own",
            "write text: -f docx, md, html or txt",
        );
    };
    let format = format.word();
    unused::refuse(
        [("--excel", args.excel)],
        &format!("{format} is text and no CSV"),
        "leave it out, or write -f csv",
    )?;
    if args.no_text {
        return Err(Error::usage(
            format!(
                "--no-text leaves every word of participants out, and quotes as {format} are nothing but their words"
            ),
            "write a table of where they stand: -f csv --no-text",
        ));
    }
    if args.uncoded {
        return Err(Error::usage(
            format!("units without any code have no code to stand under, so that --uncoded is not written as {format}"),
            "write a table to work through: -f csv --uncoded",
        ));
    }
    Ok(())
}

fn as_table(args: &Arguments, job: &Job, selection: QuoteSelection) -> Result<()> {
    let application = job.application();
    let plan = job.table(&application, &args.counting)?;
    let application = application.selecting(plan.selection);
    let tree = CodeTree::of(&job.rules.codebook);
    let mut quotes = Quotes::new(selection, &tree, job.unit, &job.admission);
    let mut noticed = job.noticed();
    let streamed = job.run(
        &application,
        |applied| applied,
        |seen, applied| {
            noticed.add(seen);
            quotes.add(&applied.reading.document, &applied.segments, &applied.codings, application.coders());
            Ok(())
        },
    )?;
    noticed.refuse_nothing(None, job.admission.condition.as_ref())?;
    noticed.say(job.quiet);
    let definition = job.definition_of(&args.counting, &plan, &streamed);
    let write = || {
        let (table, marks) = quotes.finish_marked(&definition, !args.no_text)?;
        output::marked_table(&table, &marks, &args.table(), &job.inputs, Lang::of(&job.lang))
    };
    job.timings.measure(Stage::Write, write)
}

fn as_text(args: &Arguments, job: &Job, selection: QuoteSelection, format: PaperFormat) -> Result<()> {
    // Everybody's codings are numbered, those that are selected among them.
    let application = job.application();
    let plan = job.table(&application, &args.counting)?;
    // Where flags choose other words than the study is about, rules may find other things in them.
    let own = (job.own_admission != job.admission).then(|| job.application().admitting(job.own_admission.clone()));
    let application = application.beside(own);
    let tree = CodeTree::of(&job.rules.codebook);
    let mut quotes = Quotes::new(selection, &tree, job.unit, &job.admission);
    let mut numbers = Numbers::default();
    let mut respondents = Respondents::of_variables(job.corpus.cases().variables());
    let mut noticed = job.noticed();
    let streamed = job.run(
        &application,
        |applied| applied,
        |seen, applied| {
            noticed.add(seen);
            let own = &applied.beside;
            let (document, segments, coders) = (&applied.reading.document, &applied.segments, application.coders());
            let (all, coded): (&Segments, &[Coding]) =
                own.as_ref().map_or((segments, &applied.codings), |(segments, codings)| (segments, codings));
            numbers.add(document, all, coded, coders, &job.own_admission);
            if own.is_some() {
                numbers.add_others(document, segments, &applied.codings, coders, &job.admission);
            }
            respondents.add(&job.admission, document, segments);
            let selected = applied.codings.iter().filter(|coding| plan.selection.takes(coding));
            quotes.add(document, segments, selected, coders);
            Ok(())
        },
    )?;
    noticed.refuse_nothing(None, job.admission.condition.as_ref())?;
    if let Some(cite) = &args.cite {
        noticed.refuse_unknown_fields(cite.fields(), &Citation::FIELDS)?;
    }
    noticed.say(job.quiet);
    let definition = job.definition_of(&args.counting, &plan, &streamed);
    let (quotes, drawn_from) = quotes.into_quotes();
    let cite = args.cite.as_ref().map(|cite| match job.redaction.as_deref() {
        Some(list) => cite.redacted(list),
        None => cite.clone(),
    });
    let page = chapter(&Chapter {
        quotes: &quotes,
        numbers: &numbers.of(&quotes),
        respondents: &respondents,
        selection,
        drawn_from,
        definition: &definition,
        cite: cite.as_ref(),
        marked: args.mark,
        with_coder: plan.selection.coder.is_none() && plan.coders.len() > 1,
    });
    let write = || output::text(&page, format, args.output.as_deref(), args.force, &job.inputs);
    job.timings.measure(Stage::Write, write)
}
