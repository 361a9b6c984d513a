//! `kantlijn keyness`: which words are typical of some passages or people.

use kantlijn::coding::RULES;
use kantlijn::tables::keyness;
use kantlijn::tally::{CodeTree, Target, Vocabularies};
use kantlijn::timings::Stage;
use kantlijn::wording::{Lang, args};
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Counting, Keyness};
use crate::study::Job;
use crate::{talk, unused};

pub fn run(args: &Keyness) -> Result<Answer> {
    if args.output.no_text {
        return Err(Error::usage(
            "keyness shows nothing but words, so --no-text leaves nothing",
            "use freq to count without words",
        ));
    }
    let Counting { unit, by, level, status, stance, coder } = &args.counting;
    unused::refuse(
        [("--unit", unit.is_some()), ("--by", by.is_some()), ("--level", level.is_some())],
        "keyness counts words",
        "leave it out; --code CODE takes a code with everything below it, --where limits both sides",
    )?;
    let (job, target, sought) = match (&args.code, &args.group) {
        (Some(id), _) => {
            let job = Job::resolve(&args.study, &args.counting)?;
            job.refuse_several_coders(&job.application(), &args.counting, "keyness")?;
            let code = job.code(id)?;
            let target = Target::Code(code, CodeTree::of(&job.rules.codebook));
            let sought = Lang::of(&job.lang).phrased("keyness-in-codings", args! { "code" => id.as_str() });
            (job, target, sought)
        }
        (None, Some(condition)) => {
            let of_codings =
                [("--status", status.is_some()), ("--stance", stance.is_some()), ("--coder", coder.is_some())];
            let why = "--group looks at who speaks, not at codings";
            unused::refuse(unused::of_coding(&args.study), why, "leave it out, or look at a code with --code")?;
            unused::refuse(of_codings, why, "leave it out, or look at a code with --code")?;
            let job = Job::for_reading(&args.study)?;
            let sought = args! { "condition" => condition.to_string() };
            let sought = Lang::of(&job.lang).phrased("keyness-of-group", sought);
            (job, Target::Group(condition.clone()), sought)
        }
        (None, None) => {
            return Err(Error::usage(
                "keyness needs words to look at",
                "name a code with --code, or people with --group",
            ));
        }
    };
    let job = job.in_portions();
    let application = job.application();
    let plan = job.table(&application, &args.counting)?;
    let application = application.selecting(plan.selection);
    let vocabularies = Vocabularies::new(target, job.admission.clone());
    let mut noticed = job.noticed();
    let streamed = job.run(
        &application,
        |applied| {
            let (document, segments) = (&applied.reading.document, &applied.segments);
            job.timings.measure(Stage::Count, || vocabularies.add(document, segments, &applied.codings));
        },
        |seen, ()| {
            noticed.add(seen);
            Ok(())
        },
    )?;
    noticed.refuse_nothing(None, job.admission.condition.as_ref())?;
    if let Some(condition) = &args.group {
        noticed.refuse_nothing(None, Some(condition))?;
    }
    noticed.say(job.quiet);
    let vocabulary = vocabularies.finish();
    if !job.quiet && (vocabulary.words.here == 0 || vocabulary.words.elsewhere == 0) {
        let side = if vocabulary.words.here == 0 { "here" } else { "elsewhere" };
        talk::warning(
            &format!("there is not one word {side}, so nothing can be compared"),
            "`kantlijn freq … --by VARIABLE` shows the values, `kantlijn freq …` how often each code is",
        );
    }
    let by_rules = args.code.is_some()
        && match coder.as_deref() {
            None | Some("any") => plan.coders.iter().any(|coder| coder == RULES),
            Some(coder) => coder == RULES,
        };
    let definition = job.definition_of(&args.counting, &plan, &streamed);
    job.write(&args.output, || keyness(&vocabulary, args.min, &definition, &job.shown(&sought), by_rules))?;
    Ok(Answer::Fine)
}
