//! `kantlijn transcript`: a transcript as it was read.

use kantlijn::tables::turns;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::Transcript;
use crate::noticed::Seen;
use crate::output;
use crate::study::Job;

pub fn run(args: &Transcript) -> Result<Answer> {
    if args.text && args.output.no_text {
        return Err(Error::usage(
            "--text prints nothing but words, so --no-text leaves nothing",
            "leave one of the two out",
        ));
    }
    let job = Job::for_reading(&args.study)?.without_text(args.output.no_text);
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
        |applied| (Seen::of(&applied), applied),
        |(seen, applied)| {
            noticed.add(seen);
            all.push(applied);
            Ok(())
        },
    )?;
    noticed.say(job.quiet);
    if args.text {
        for applied in &all {
            output::print(applied.reading.document.text.as_bytes())?;
        }
        return Ok(Answer::Fine);
    }
    let table = turns(all.iter().map(|applied| (&applied.reading, &applied.segments)), !args.output.no_text)?;
    output::table(&table, &args.output, &job.inputs)?;
    Ok(Answer::Fine)
}
