//! `kantlijn crosstab`: codes against the values of a variable.

use kantlijn::tables::{Counted, CrosstabOptions, crosstab};
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Chosen, Crosstab};
use crate::study::Job;
use crate::unused;

pub fn run(args: &Crosstab) -> Result<Answer> {
    if args.counting.by.is_none() {
        return Err(Error::usage(
            "a crosstab sets codes against a variable, and none is named",
            "name one with --by, as in --by profession; speaker, part, transcript, case and coder are known too",
        ));
    }
    if args.count != Counted::Units {
        unused::refuse(
            [("--unit", args.counting.unit.is_some())],
            &format!("{} are counted, in whatever unit they speak of it", args.count.word()),
            "leave it out, or count units with --count units",
        )?;
    }
    if args.tests && matches!(args.count, Counted::Units | Counted::Codings) {
        return Err(Error::usage(
            format!(
                "{} of one interview resemble one another, so a test of them would see differences that are none",
                args.count.word()
            ),
            "test people: leave --count out, or --count transcripts; without --tests the counts are shown",
        ));
    }
    let job = Job::resolve(&args.study, &args.counting)?.without_text(args.output.no_text).in_portions();
    let level = match args.counting.level {
        Some(Chosen::One(level)) => Some(level),
        _ => None,
    };
    let options = CrosstabOptions { level, count: args.count, shares: args.shares.clone() };
    let whole = args.tests.then(|| job.tallies(&job.application(), None));
    let counted = job.count_and(&args.counting, |applied| {
        if let Some(whole) = &whole {
            whole.add(&applied.reading.document, &applied.segments, &applied.codings);
        }
    })?;
    let whole = whole.map(|whole| whole.finish()).transpose()?;
    let definition = job.definition(&args.counting, &counted);
    job.write(&args.output, || crosstab(&counted.counts, whole.as_ref(), &definition, options))?;
    Ok(Answer::Fine)
}
