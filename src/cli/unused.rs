//! Flags that would do nothing: refused, since whoever gives one expects it to change what comes out.

use kantlijn::{Error, Result};

use crate::args::{Output, Study};

/// The name of a flag, and whether it was given.
pub type Flag = (&'static str, bool);

/// Refuses those of `flags` that were given: `why` says what the command does instead.
pub fn refuse<const N: usize>(flags: [Flag; N], why: &str, mend: &str) -> Result<()> {
    let given: Vec<&str> = flags.into_iter().filter_map(|(name, given)| given.then_some(name)).collect();
    match given[..] {
        [] => Ok(()),
        _ => Err(Error::usage(format!("{why}, so {} would change nothing", given.join(" and ")), mend)),
    }
}

/// The flags that say by what to code.
pub fn of_coding(study: &Study) -> [Flag; 3] {
    [
        ("-c", study.codebook.is_some()),
        ("--codings", !study.codings.is_empty()),
        ("--decisions", study.decisions.is_some()),
    ]
}

/// The flags that say whose words count.
pub fn of_admission(study: &Study) -> [Flag; 2] {
    [("--part", study.part.is_some()), ("--where", study.condition.is_some())]
}

/// The flags that say where a table goes, and how.
pub fn of_output(output: &Output) -> [Flag; 4] {
    [
        ("-f", output.format.is_some()),
        ("-o", output.output.is_some()),
        ("--excel", output.excel),
        ("--no-text", output.no_text),
    ]
}
