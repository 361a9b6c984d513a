//! `kantlijn quotes`: the words behind a number.

use kantlijn::scope::Unit;
use kantlijn::tables::{QuoteSelection, Quotes, Sample};
use kantlijn::tally::CodeTree;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::Quotes as Arguments;
use crate::study::Job;

pub fn run(args: &Arguments) -> Result<Answer> {
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
    let job = Job::resolve(&args.study, &args.counting)?.without_text(args.output.no_text);
    // A unit that is longer than a portion must be seen whole, to know what stands in it together.
    let job = if matches!(job.unit, Unit::Transcript | Unit::Case) { job } else { job.in_portions() };
    let application = job.application();
    let plan = job.table(&application, &args.counting)?;
    let application = application.selecting(plan.selection);
    let selection = QuoteSelection {
        code: args.code.as_deref().map(|id| job.code(id)).transpose()?,
        with: args.with.as_deref().map(|id| job.code(id)).transpose()?,
        uncoded: args.uncoded,
        sample: args.sample.map(|size| Sample { size, seed: args.seed }),
    };
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
    job.write(&args.output, || quotes.finish(&definition, !args.output.no_text))?;
    Ok(Answer::Fine)
}
