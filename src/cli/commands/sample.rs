//! `kantlijn sample`: passages drawn blind, for a second coder.

use kantlijn::codebook::CodeEntry;
use kantlijn::coding::{Design, Drawn, Frame, FrameUnit, SamplePlan, Sampled};
use kantlijn::render::second_coder_sheet;
use kantlijn::scope::Unit;
use kantlijn::tables::masked_words;
use kantlijn::wording::{Lang, args, either, first_few, several};
use kantlijn::{Error, Result};

use super::Answer;
use super::review::format_of;
use crate::args::Sample;
use crate::output::Outputs;
use crate::study::{Job, quoted};
use crate::talk;
use crate::unused;

/// So many codes of which too little is drawn are named.
const SHOWN: usize = 8;

pub fn run(args: &Sample) -> Result<Answer> {
    unused::refuse(
        [("--by", args.counting.by.is_some()), ("--level", args.counting.level.is_some())],
        "units are drawn for each code, and over everybody",
        "leave it out; --where draws among some participants",
    )?;
    let format = format_of(&args.output, args.format, args.excel, ".xlsx, .csv or .tsv")?;
    let job = Job::resolve(&args.study, &args.counting)?;
    if job.unit == Unit::Case {
        return Err(Error::usage(
            "a case may go on over several transcripts, so it is no passage to hand to a coder",
            "draw answers, turns or transcripts: -u answer",
        ));
    }
    // A unit that is longer than a portion must be seen whole.
    let job = if job.unit == Unit::Transcript { job } else { job.in_portions() };
    let beside = Design::beside(&args.output);
    let mut outputs = Outputs::new(args.force, &job.inputs);
    outputs.refuse([args.output.as_path(), beside.as_path()].into_iter())?;
    let application = job.application();
    let plan = job.table(&application, &args.counting)?;
    let application = application.selecting(plan.selection);
    let (unit, admission) = (job.unit, &job.admission);

    let mut frame = Frame::default();
    let mut noticed = job.noticed();
    job.run(
        &application,
        |applied| FrameUnit::all(&applied.reading.document, &applied.segments, unit, admission, &applied.codings),
        |seen, units| {
            noticed.add(seen);
            frame.add(units);
            Ok(())
        },
    )?;
    noticed.refuse_nothing(None, admission.condition.as_ref())?;
    noticed.say(job.quiet);
    let codebook = &job.rules.codebook;
    let draw = SamplePlan { per_code: args.per_code, uncoded: args.uncoded, seed: args.seed };
    let drawn = frame.draw(draw, codebook.codes.len());
    if drawn.is_empty() {
        let message = format!("none of {} is drawn", several(frame.len(), "unit"));
        return Err(Error::usage(message, "draw more with --per-code N and --uncoded N"));
    }
    // The words are read again, so that those of a whole corpus are never in memory.
    let mut units = Vec::new();
    job.run(
        &application,
        |applied| drawn.of(&applied.reading.document, &applied.segments, unit, admission),
        |_, more| {
            units.extend(more);
            Ok(())
        },
    )?;
    units.sort_by_key(|unit| unit.number);
    let design = drawn.design(&units, unit, draw, codebook);
    let lang = Lang::of(&job.lang);
    let about = about(&job, frame.len(), &drawn, lang);
    let sheet = Sampled { units, codes: CodeEntry::all(codebook, &job.lang), about, lang };
    outputs.add(&args.output, &second_coder_sheet(&sheet, format, args.excel)?)?;
    outputs.add(&beside, &design.to_csv())?;
    outputs.finish()?;
    if !job.quiet {
        tell(args, &job, &frame, &drawn);
    }
    Ok(Answer::Fine)
}

/// What a coder is told, and nothing that tells a code.
fn about(job: &Job, of: usize, drawn: &Drawn, lang: Lang) -> Vec<String> {
    let codebook = &job.rules.codebook;
    let name = codebook.name.get(&job.lang).map_or_else(|| lang.phrase("without-a-name"), str::to_owned);
    let named = format!("{name} {}", codebook.version);
    let unit = job.unit.to_string();
    let (unit, words) = unit.split_once(':').unwrap_or((&unit, ""));
    let values = args! {
        "drawn" => drawn.len(),
        "units" => lang.phrased("units", args! { "n" => of }),
        "unit" => unit,
        "words" => words,
    };
    let example: Vec<&str> = codebook.codes.iter().take(2).map(|code| code.id.as_str()).collect();
    let mut about = vec![
        lang.phrased("sample-drawn", values),
        lang.phrased("sample-how", args! { "example" => example.join("; ") }),
        lang.phrase("sample-none"),
        lang.phrase("sample-question"),
    ];
    about.extend(job.masked().map(|counted| masked_words(counted, lang)));
    let made_with = args! { "codebook" => named.trim_end(), "version" => env!("CARGO_PKG_VERSION") };
    about.push(lang.phrased("made-with", made_with));
    about
}

fn tell(args: &Sample, job: &Job, frame: &Frame, drawn: &Drawn) {
    let codebook = &job.rules.codebook;
    talk::say(&format!(
        "{}: {} of {}, drawn with seed {}. Their design is in {}: keep it from the coder.",
        args.output.display(),
        several(drawn.len(), "unit"),
        frame.len(),
        args.seed,
        Design::beside(&args.output).display(),
    ));
    let truth = args.output.file_stem().unwrap_or_default().to_string_lossy();
    // What is typed for the rules may be the project file's, and codings beside it need it said.
    let codebook_of_study =
        job.codebook_file.as_deref().filter(|_| args.study.codebook.is_none() && job.rules.matcher.is_some());
    let rules =
        codebook_of_study.map(|file| format!(" -c {}", quoted(&file.display().to_string()))).unwrap_or_default();
    let study = if job.arguments.is_empty() { String::new() } else { format!(" {}", job.arguments) };
    talk::say(&format!(
        "Next, when it is filled in:  kantlijn agree{study}{rules} --codings {} --truth {}",
        quoted(&args.output.display().to_string()),
        quoted(&truth)
    ));
    let few = |&(_, (present, drawn)): &(usize, &(u64, u64))| *present > *drawn && *drawn < args.per_code;
    let short: Vec<String> = drawn
        .present
        .iter()
        .enumerate()
        .filter(few)
        .map(|(code, (present, drawn))| format!("{} ({drawn} of {present})", codebook.codes[code].id))
        .collect();
    if !short.is_empty() {
        let message = format!(
            "{} of which fewer than {} {} drawn, though there are more: {}",
            several(short.len(), "code"),
            several(args.per_code, "unit"),
            either(args.per_code, "is", "are"),
            first_few(&short, SHOWN)
        );
        let mend =
            "in most of their units a rarer code is present, for which those are drawn; a larger --per-code draws more";
        talk::warning(&message, mend);
    }
}
