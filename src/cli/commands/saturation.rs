//! `kantlijn saturation`: what each interview added, in the order of analysis.

use std::sync::{Mutex, PoisonError};

use kantlijn::coding::RULES;
use kantlijn::tables::{SaturationOptions, saturation, saturation_estimates};
use kantlijn::tally::{GroupCounts, Interview, Interviews};
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Chosen, Counting, Saturation, Study};
use crate::study::{Counted, Job};
use crate::unused;

pub fn run(args: &Saturation) -> Result<Answer> {
    let Analysis { job, counted, interviews, mut options } =
        analyse(&args.study, &args.counting, &args.order, args.uncoded, |job| {
            Ok(job.without_text(args.output.no_text))
        })?;
    options.expected = args.expected;
    let definition = job.definition(&args.counting, &counted);
    job.write(&args.output, || match args.estimates {
        true => saturation_estimates(&counted.counts, &interviews, &definition, options),
        false => saturation(&counted.counts, &interviews, &definition, options),
    })?;
    Ok(Answer::Fine)
}

/// Interviews in the order of analysis, with what was counted in each.
pub struct Analysis {
    pub job: Job,
    pub counted: Counted,
    pub interviews: Vec<Interview>,
    pub options: SaturationOptions,
}

/// Counts codes in each interview; `prepare` has the job before that takes its time.
pub fn analyse(
    study: &Study,
    counting: &Counting,
    order: &str,
    uncoded: bool,
    prepare: impl FnOnce(Job) -> Result<Job>,
) -> Result<Analysis> {
    if counting.by.is_some() {
        return Err(Error::usage(
            "a curve is one row an interview, so there is nothing to set apart with --by",
            "take the interviews of one value with --where, as in --where 'profession = \"nurse\"'",
        ));
    }
    unused::refuse(
        [("--unit", counting.unit.is_some())],
        "the curve counts codes in whole interviews",
        "leave it out",
    )?;
    let job = prepare(Job::resolve(study, counting)?)?.in_portions();
    job.refuse_several_coders(&job.application(), counting, "the curve")?;
    let by_transcript = Counting { by: Some("transcript".to_owned()), ..counting.clone() };
    let interviews = Mutex::new(Interviews::new(order));
    let counted = job.count_and(&by_transcript, |applied| {
        interviews.lock().unwrap_or_else(PoisonError::into_inner).add(&applied.reading.document);
    })?;
    let interviews = interviews.into_inner().unwrap_or_else(PoisonError::into_inner);
    let level = match counting.level {
        Some(Chosen::One(level)) => Some(level),
        _ => None,
    };
    let by_rules = match counting.coder.as_deref() {
        None | Some("any") => counted.plan.coders.iter().any(|coder| coder == RULES),
        Some(coder) => coder == RULES,
    };
    unused::refuse(
        [("--uncoded", uncoded && by_rules)],
        "rules look at every interview, so that all of them are on the curve",
        "leave it out",
    )?;
    let groups: Vec<&GroupCounts> = counted.counts.groups.iter().filter(|group| group.words > 0).collect();
    // Where a person coded nothing, they most probably have not been yet.
    let is_analysed = |group: &&&GroupCounts| by_rules || uncoded || group.totals.codings > 0;
    let analysed: Vec<&str> = groups.iter().filter(is_analysed).map(|group| group.value.as_str()).collect();
    let left_out = groups.len() - analysed.len();
    let interviews: Vec<Interview> = interviews.in_order(analysed)?;
    let options = SaturationOptions { level, by_rules, uncoded: left_out, ..SaturationOptions::default() };
    Ok(Analysis { job, counted, interviews, options })
}
