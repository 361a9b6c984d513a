//! `kantlijn cooc`: which codes come up in the same unit.

use kantlijn::Result;
use kantlijn::tables::{cooccurrence, cooccurrence_matrix};

use super::Answer;
use crate::args::{Chosen, Cooc, Counting};
use crate::study::Job;

pub fn run(args: &Cooc) -> Result<Answer> {
    let job = Job::resolve(&args.study, &args.counting)?.without_text(args.output.no_text).in_portions();
    let counted = job.count(&args.counting)?;
    let definition = job.definition(&args.counting, &counted);
    let level = level(&args.counting);
    job.write(&args.output, || match args.matrix {
        true => cooccurrence_matrix(&counted.counts, &definition, level),
        false => cooccurrence(&counted.counts, &definition, level),
    })?;
    Ok(Answer::Fine)
}

/// Themes are paired unless the user asks for more: five hundred codes make a hundred thousand pairs.
pub fn level(counting: &Counting) -> Option<usize> {
    match counting.level {
        None => Some(1),
        Some(Chosen::All) => None,
        Some(Chosen::One(level)) => Some(level),
    }
}
