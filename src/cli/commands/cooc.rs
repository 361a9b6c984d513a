//! `kantlijn cooc`: which codes come up in the same unit, or in passages that lie near each other.

use kantlijn::scope::Unit;
use kantlijn::stats::Shuffles;
use kantlijn::tables::{
    Association, PairTest, associations, codes_at, configurations, cooccurrence, cooccurrence_matrix, network,
    relations, relations_matrix,
};
use kantlijn::tally::{Further, Relation};
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Chosen, Cooc, Counting, PairedBy};
use crate::output;
use crate::study::Job;
use crate::unused;

pub fn run(args: &Cooc) -> Result<Answer> {
    let relation = match args.relation {
        Some(PairedBy::Spans(relation)) => Some(relation),
        _ => None,
    };
    let test = args.test.unwrap_or_default();
    if test != PairTest::Permutation {
        unused::refuse(
            [("--draws", args.draws.is_some()), ("--seed", args.seed != 1)],
            "only --test permutation shuffles",
            "leave that out, or ask for --test permutation",
        )?;
    }
    if relation.is_some() {
        unused::refuse(
            [("-u", args.counting.unit.is_some())],
            "a relation between passages needs no unit",
            "leave -u out, or count units with --relation unit",
        )?;
    }
    let job = Job::resolve(&args.study, &args.counting)?.without_text(args.output.no_text);
    // Two codings that are near each other may lie in two portions of a long transcript.
    let is_near = matches!(relation, Some(Relation::Within(..)));
    let job = if is_near { job } else { job.in_portions() };
    let is_within = args.measures.is_some() && test.is_within_interviews();
    if is_within && matches!(job.unit, Unit::Transcript | Unit::Case) {
        return Err(Error::usage(
            format!("--test {test} compares units within interviews, and the unit is the {}", job.unit),
            "choose a smaller unit, for example -u answer; or --test midp",
        ));
    }
    let network_format = output::network_format(&args.output)?;
    if let Some(format) = network_format {
        unused::refuse(
            [("--matrix", args.matrix), ("--sets", args.sets), ("--relation", relation.is_some())],
            &format!("{format} holds the network of codes in the same units"),
            "leave that out, or write a table",
        )?;
    }
    let level = level(&args.counting);
    let sets = if args.sets { codes_at(&job.rules.codebook, level) } else { Vec::new() };
    let further = Further { by_transcript: is_within, sets, relation };
    let counted = job.count_further(&args.counting, further)?;
    let definition = job.definition(&args.counting, &counted);
    let counts = &counted.counts;
    let pairs = || match args.measures {
        None => cooccurrence(counts, &definition, level),
        Some(_) => {
            let association = Association { test, shuffles: Shuffles { draws: args.draws, seed: args.seed } };
            associations(counts, &definition, level, association)
        }
    };
    if let Some(format) = network_format {
        let codes = network(&pairs()?, counts, &definition, level)?;
        output::codes(&codes, format, &args.output, &job.inputs)?;
        return Ok(Answer::Fine);
    }
    job.write(&args.output, || match (relation, args.matrix) {
        _ if args.sets => configurations(counts, &definition, level, args.min),
        (Some(relation), true) => relations_matrix(counts, &definition, level, relation),
        (Some(relation), false) => relations(counts, &definition, level, relation),
        (None, true) => cooccurrence_matrix(counts, &definition, level),
        (None, false) => pairs(),
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
