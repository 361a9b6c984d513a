//! `kantlijn transcript`: a transcript as it was read.

use kantlijn::tables::{comments, turns};
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::Transcript;
use crate::study::Job;
use crate::{output, unused};

pub fn run(args: &Transcript) -> Result<Answer> {
    let study = &args.study;
    if args.text && args.output.no_text {
        return Err(Error::usage(
            "--text prints nothing but words, so --no-text leaves nothing",
            "leave one of the two out",
        ));
    }
    if args.text {
        let [format, output, excel, _] = unused::of_output(&args.output);
        unused::refuse(
            [format, output, excel],
            "--text prints the text and nothing else",
            "send it to a file with `kantlijn transcript FILE --text > file.txt`",
        )?;
    }
    let ([codebook, codings], [part, condition]) = (unused::of_coding(study), unused::of_admission(study));
    let language = ("--language", study.language.is_some());
    let lang = ("--lang", study.lang.is_some());
    unused::refuse(
        [codebook, codings, part, condition, language, lang],
        "a transcript is shown whole, as it was read",
        "leave that out; `kantlijn code` and `kantlijn quotes` look for codes, and in whose words",
    )?;
    let job = Job::for_reading(study)?.without_text(args.output.no_text);
    if args.text && job.corpus.transcripts().len() > 1 {
        let names: Vec<&str> = job.corpus.transcripts().iter().take(3).map(|t| t.name.as_str()).collect();
        let message = format!(
            "--text prints one transcript, and there are {}: {}, …",
            job.corpus.transcripts().len(),
            names.join(", ")
        );
        return Err(Error::usage(message, "name one file"));
    }
    let application = job.application();
    let mut all = Vec::new();
    let mut noticed = job.noticed();
    job.run(
        &application,
        |applied| applied,
        |seen, applied| {
            noticed.add(seen);
            all.push(applied);
            Ok(())
        },
    )?;
    noticed.refuse_wordless()?;
    noticed.say(job.quiet);
    if args.text {
        for applied in &all {
            output::print(applied.reading.document.text.as_bytes())?;
        }
        return Ok(Answer::Fine);
    }
    let with_text = !args.output.no_text;
    job.write(&args.output, || match args.comments {
        true => comments(all.iter().map(|applied| &applied.reading), with_text),
        false => turns(all.iter().map(|applied| (&applied.reading, &applied.segments)), with_text),
    })?;
    Ok(Answer::Fine)
}
