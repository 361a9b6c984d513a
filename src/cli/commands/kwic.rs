//! `kantlijn kwic`: any rule's matches in their context.

use std::sync::Arc;

use kantlijn::codebook::{Code, Codebook, Localized, Overlap, Rule, parse_rule};
use kantlijn::diagnostic::SourceText;
use kantlijn::ids::RuleId;
use kantlijn::tables::KwicRows;
use kantlijn::text::Span;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Counting, Kwic};
use crate::study::{Job, Rules};
use crate::unused;

/// The id of the one code that the rule stands for: one that no codebook can have.
const SOUGHT: &str = "the rule";

pub fn run(args: &Kwic) -> Result<Answer> {
    if args.output.no_text {
        return Err(Error::usage(
            "kwic shows nothing but words, so --no-text leaves nothing",
            "use freq to count without words",
        ));
    }
    unused::refuse(
        [("--codings", !args.study.codings.is_empty()), ("--decisions", args.study.decisions.is_some())],
        "kwic shows what one rule finds",
        "leave it out; `kantlijn quotes` shows the words of codings",
    )?;
    let source = Arc::new(SourceText { name: "the rule".to_owned(), text: args.rule.clone() });
    let job = Job::for_rule(&args.study, |codebook, options| {
        // Not before it is known what no mistake may show.
        let parsed = parse_rule(&source).map_err(Error::from)?;
        let rule = Rule { id: RuleId::new(codebook.rules().count()), ..parsed.value };
        let mut codes = codebook.codes;
        codes.push(Code { id: SOUGHT.to_owned(), name: named(SOUGHT), rules: vec![rule], ..Code::default() });
        let mut codebook = Codebook { codes, ..codebook };
        // Every match is shown: what a codebook drops from its counts is not dropped from a search.
        codebook.settings.overlap = Overlap::All;
        codebook.scoped.stance = None;
        Rules::compile(codebook, parsed.diagnostics, true, options)
    })?;
    let job = job.in_portions();
    let sought = job.code(SOUGHT)?;
    let application = job.application();
    let mut rows = KwicRows::new(args.context);
    let mut noticed = job.noticed();
    let streamed = job.run(
        &application,
        |applied| applied,
        |seen, applied| {
            noticed.add(seen);
            let mut matches: Vec<Span> = applied
                .codings
                .iter()
                .filter(|c| c.code == sought)
                .flat_map(|c| c.mentions.iter().map(|m| m.span))
                .collect();
            matches.sort_unstable();
            rows.add(&applied.reading.document, &applied.segments, &matches);
            Ok(())
        },
    )?;
    noticed.refuse_nothing(None, job.admission.condition.as_ref())?;
    noticed.say(job.quiet);
    let counting = Counting::default();
    let plan = job.table(&application, &counting)?;
    job.write(&args.output, || rows.finish(&job.definition_of(&counting, &plan, &streamed), &job.shown(&args.rule)))?;
    Ok(Answer::Fine)
}

fn named(name: &str) -> Localized {
    Localized { plain: Some(name.to_owned()), ..Localized::default() }
}
