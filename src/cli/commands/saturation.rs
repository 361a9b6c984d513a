//! `kantlijn saturation`: what each interview added, in the order of analysis.

use std::sync::{Mutex, PoisonError};

use kantlijn::coding::RULES;
use kantlijn::tables::{SaturationOptions, saturation, saturation_estimates};
use kantlijn::tally::{GroupCounts, Interview, Interviews};
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Chosen, Counting, Saturation};
use crate::study::Job;
use crate::unused;

pub fn run(args: &Saturation) -> Result<Answer> {
    if args.counting.by.is_some() {
        return Err(Error::usage(
            "a curve is one row an interview, so there is nothing to set apart with --by",
            "take the interviews of one value with --where, as in --where 'profession = \"nurse\"'",
        ));
    }
    unused::refuse(
        [("--unit", args.counting.unit.is_some())],
        "the curve counts codes in whole interviews",
        "leave it out",
    )?;
    let job = Job::resolve(&args.study, &args.counting)?.without_text(args.output.no_text).in_portions();
    job.refuse_several_coders(&job.application(), &args.counting, "the curve")?;
    let counting = Counting { by: Some("transcript".to_owned()), ..args.counting.clone() };
    let interviews = Mutex::new(Interviews::new(args.order.clone()));
    let counted = job.count_and(&counting, |applied| {
        interviews.lock().unwrap_or_else(PoisonError::into_inner).add(&applied.reading.document);
    })?;
    let interviews = interviews.into_inner().unwrap_or_else(PoisonError::into_inner);
    let level = match args.counting.level {
        Some(Chosen::One(level)) => Some(level),
        _ => None,
    };
    let by_rules = match args.counting.coder.as_deref() {
        None | Some("any") => counted.plan.coders.iter().any(|coder| coder == RULES),
        Some(coder) => coder == RULES,
    };
    unused::refuse(
        [("--uncoded", args.uncoded && by_rules)],
        "rules look at every interview, so that all of them are on the curve",
        "leave it out",
    )?;
    let groups: Vec<&GroupCounts> = counted.counts.groups.iter().filter(|group| group.words > 0).collect();
    // Where a person coded nothing, they most probably have not been yet.
    let is_analysed = |group: &&&GroupCounts| by_rules || args.uncoded || group.totals.codings > 0;
    let analysed: Vec<&str> = groups.iter().filter(is_analysed).map(|group| group.value.as_str()).collect();
    let uncoded = groups.len() - analysed.len();
    let interviews: Vec<Interview> = interviews.in_order(analysed)?;
    let options = SaturationOptions { level, by_rules, expected: args.expected, uncoded };
    let definition = job.definition(&args.counting, &counted);
    job.write(&args.output, || match args.estimates {
        true => saturation_estimates(&counted.counts, &interviews, &definition, options),
        false => saturation(&counted.counts, &interviews, &definition, options),
    })?;
    Ok(Answer::Fine)
}
