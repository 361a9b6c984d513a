//! `kantlijn convert`: a codebook in another format, and what could not be carried over.

use kantlijn::Result;
use kantlijn::codebook::{Codebook, comments, is_loss, read, write};
use kantlijn::diagnostic::Diagnostic;

use super::Answer;
use crate::args::Convert;
use crate::output::Outputs;
use crate::talk::{self, counted};

pub fn run(args: &Convert) -> Result<Answer> {
    let mut outputs = Outputs::new(args.force, std::slice::from_ref(&args.input));
    outputs.refuse(std::iter::once(args.output.as_path()))?;
    let reported = read(&args.input)?;
    let written = write(&reported.value, &args.output)?;
    let (mut losses, remarks): (Vec<Diagnostic>, Vec<Diagnostic>) = reported.diagnostics.into_iter().partition(is_loss);
    losses.extend(comments(&args.input)?);
    losses.extend(written.losses);
    let is_refused = args.strict && !losses.is_empty();
    if !args.quiet {
        talk::diagnostics(&remarks);
        talk::diagnostics(&written.notes);
    }
    if !args.quiet || is_refused {
        say(&losses);
    }
    if is_refused {
        talk::say(&format!("{} Nothing was written.", summary(&reported.value, losses.len())));
        return Ok(Answer::No);
    }
    outputs.add(&args.output, &written.bytes)?;
    outputs.finish()?;
    if !args.quiet {
        talk::say(&format!("{} Written: {}", summary(&reported.value, losses.len()), args.output.display()));
    }
    Ok(Answer::Fine)
}

/// Says what is lost, one line each, since there may be many; and each mend once.
fn say(losses: &[Diagnostic]) {
    let mut mends: Vec<&str> = Vec::new();
    for loss in losses {
        let place = loss.place.as_ref().map_or_else(String::new, |place| format!("{place}: "));
        talk::say(&format!("lost: {place}{}", loss.message));
        mends.extend(loss.help.as_deref().filter(|help| !mends.contains(help)));
    }
    for mend in mends {
        talk::advise(mend);
    }
}

/// `12 codes, 80 rules: everything was carried over.`
fn summary(codebook: &Codebook, losses: usize) -> String {
    let size = format!("{}, {}", counted(codebook.codes.len(), "code"), counted(codebook.rules().count(), "rule"));
    match losses {
        0 => format!("{size}: everything is carried over."),
        1 => format!("{size}: everything is carried over but 1 thing, listed above."),
        _ => format!("{size}: everything is carried over but {losses} things, listed above."),
    }
}
