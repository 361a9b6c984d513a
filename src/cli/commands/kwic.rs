//! `kantlijn kwic`: any rule's matches in their context.

use std::sync::Arc;

use kantlijn::codebook::{Code, Codebook, Localized, parse_rule};
use kantlijn::diagnostic::SourceText;
use kantlijn::tables::KwicRows;
use kantlijn::text::Span;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Counting, Kwic};
use crate::output;
use crate::study::{Job, Rules};

/// The id and name of the one code that the rule stands for.
const SOUGHT: &str = "match";

pub fn run(args: &Kwic) -> Result<Answer> {
    if args.output.no_text {
        return Err(Error::usage(
            "kwic shows nothing but words, so --no-text leaves nothing",
            "use freq to count without words",
        ));
    }
    let source = Arc::new(SourceText { name: "the rule".to_owned(), text: args.rule.clone() });
    let parsed = parse_rule(&source).map_err(Error::from)?;
    let job = Job::for_rules(&args.study, |options, language| {
        let mut codebook = Codebook { name: named(&args.rule), ..Codebook::default() };
        codebook.scoped.language = language.map(str::to_owned);
        codebook.codes.push(Code {
            id: SOUGHT.to_owned(),
            name: named(SOUGHT),
            rules: vec![parsed.value],
            ..Code::default()
        });
        Rules::compile(codebook, parsed.diagnostics, true, options)
    })?;
    let application = job.application();
    let mut rows = KwicRows::new(args.context);
    let mut noticed = job.noticed();
    let streamed = job.run(
        &application,
        |applied| applied,
        |applied| {
            noticed.add(&applied);
            let mut matches: Vec<Span> =
                applied.codings.iter().flat_map(|coding| coding.mentions.iter().map(|m| m.span)).collect();
            matches.sort_unstable();
            rows.add(&applied.reading.document, &applied.segments, &matches);
            Ok(())
        },
    )?;
    noticed.refuse_unknown(None, job.admission.condition.as_ref())?;
    noticed.say(job.quiet);
    let counting = Counting::default();
    let plan = job.table(&application, &counting)?;
    let table = rows.finish(&job.definition_of(&counting, &plan, &streamed), &args.rule)?;
    output::table(&table, &args.output, &job.inputs)?;
    Ok(Answer::Fine)
}

fn named(name: &str) -> Localized {
    Localized { plain: Some(name.to_owned()), ..Localized::default() }
}
