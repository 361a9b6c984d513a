//! `kantlijn freq`: how often codes occur, and in whose words.

use kantlijn::Result;
use kantlijn::tables::{FrequencyOptions, frequencies};

use super::Answer;
use crate::args::{Chosen, Freq};
use crate::study::Job;

pub fn run(args: &Freq) -> Result<Answer> {
    let job = Job::resolve(&args.study, &args.counting)?.without_text(args.output.no_text).in_portions();
    let counted = job.count(&args.counting)?;
    let level = match args.counting.level {
        Some(Chosen::One(level)) => Some(level),
        _ => None,
    };
    let options = FrequencyOptions {
        level,
        more: args.more,
        dispersion: args.dispersion,
        intervals: args.intervals,
        wide: args.wide,
    };
    job.write(&args.output, || frequencies(&counted.counts, &job.definition(&args.counting, &counted), options))?;
    Ok(Answer::Fine)
}
