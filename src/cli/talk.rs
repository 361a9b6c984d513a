//! Talk: what goes to standard error, so that standard output stays data.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use kantlijn::diagnostic::{Diagnostic, Severity};
use kantlijn::redact::Redaction;
use kantlijn::render::{Paint, Style, diagnostics as rendered, wrap};
use kantlijn::wording::several;
use kantlijn::{Error, ErrorKind};

fn style() -> Style {
    let colour = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
    let width =
        terminal_size::terminal_size_of(io::stderr()).map_or(80, |(width, _)| usize::from(width.0)).clamp(40, 120);
    Style { width, colour, ..Style::default() }
}

/// What is said and waits; none where nothing waits.
static HELD: Mutex<Option<String>> = Mutex::new(None);

/// Keeps what is said until [`let_go`]: a pager that shows the result would push it out of sight.
pub fn hold() {
    HELD.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default();
}

/// Says what waits, and from now on whatever comes.
pub fn let_go() {
    let held = HELD.lock().unwrap_or_else(PoisonError::into_inner).take();
    let _ = io::stderr().write_all(held.unwrap_or_default().as_bytes());
}

/// Lines that fit a terminal, broken between words and indented below the first; as they are where there is no terminal, so
/// that what reads them has a remark on a line.
fn on_screen(text: &str) -> String {
    if !io::stderr().is_terminal() {
        return text.to_owned();
    }
    let width = style().width;
    let broken = |line: &str| {
        let blanks = line.len() - line.trim_start().len();
        let indent = " ".repeat(blanks.min(width / 2) + 2);
        if textwrap::core::display_width(line) > width { hung(line, &indent, width) } else { line.to_owned() }
    };
    text.split('\n').map(broken).collect::<Vec<_>>().join("\n")
}

/// A line broken at its blanks.
fn hung(line: &str, indent: &str, width: usize) -> String {
    let options = textwrap::Options::new(width)
        .subsequent_indent(indent)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(line, options)
}

/// Says what was wrongly typed.
pub fn mistyped(error: &clap::Error) {
    let text = error.render();
    // Signs of colour would stand within words that are to be masked.
    let text = if style().colour && MASKED.get().is_none() { text.ansi().to_string() } else { text.to_string() };
    say(text.trim_end());
}

/// What may not be said.
static MASKED: OnceLock<Redaction> = OnceLock::new();

/// From here on no word of this list is said.
pub fn mask(list: Redaction) {
    let _ = MASKED.set(list);
}

/// Says a line. A closed standard error is nobody listening, not a failure.
pub fn say(line: &str) {
    let line = MASKED.get().map_or(Cow::Borrowed(line), |list| list.masked(line));
    let line = &on_screen(&line);
    match HELD.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        Some(held) => {
            held.push_str(line);
            held.push('\n');
        }
        None => {
            let _ = writeln!(io::stderr(), "{line}");
        }
    }
}

/// Remarks without a word of the list.
fn masked(all: &[Diagnostic]) -> Vec<Diagnostic> {
    all.iter().map(|one| MASKED.get().map_or_else(|| one.clone(), |list| list.remark(one))).collect()
}

/// The same of a message.
fn told(message: &str) -> Cow<'_, str> {
    MASKED.get().map_or(Cow::Borrowed(message), |list| Cow::Owned(list.told(message)))
}

/// Says what was noticed, with the lines it was noticed in.
pub fn diagnostics(all: &[Diagnostic]) {
    if !all.is_empty() {
        let style = style();
        // Before signs of colour stand within their words.
        say(&format!("{}\n", rendered(&masked(all), style.width, style.colour)));
    }
}

/// Says why something could not be done, and how to mend it.
pub fn error(error: &Error) {
    match error.kind() {
        ErrorKind::Mistakes(mistakes) => {
            diagnostics(mistakes);
            let errors = mistakes.iter().filter(|mistake| mistake.severity == Severity::Error).count();
            say(&format!("{} to mend; nothing was written.", several(errors, "mistake")));
        }
        ErrorKind::Several(errors) => {
            errors.iter().for_each(one);
            say("Nothing was written.");
        }
        _ => one(error),
    }
}

fn one(error: &Error) {
    let style = style();
    say(&format!("{} {}", Paint::Alarm.on("error:", style), told(&error.to_string())));
    if let Some(help) = error.help() {
        say(&wrap(help, "  ", style));
    }
}

/// Says what changes the numbers, and its mend.
pub fn warning(message: &str, mend: &str) {
    remark(Severity::Warning, message, mend);
}

/// Says something about a transcript, and its mend.
pub fn remark(severity: Severity, message: &str, mend: &str) {
    let style = style();
    let (word, paint) = match severity {
        Severity::Note => ("note:", Paint::Faint),
        Severity::Warning => ("warning:", Paint::Alarm),
        Severity::Error => ("error:", Paint::Alarm),
    };
    say(&format!("{} {}", paint.on(word, style), told(message)));
    if !mend.is_empty() {
        say(&wrap(mend, "  ", style));
    }
}

/// Says what is lost, one line each, since there may be many; what is mended in the same way together, and below it how.
pub fn losses(losses: &[Diagnostic]) {
    let losses = &masked(losses);
    let mut by_mend: Vec<(&str, Vec<&Diagnostic>)> = Vec::new();
    for loss in losses {
        let mend = loss.help.as_deref().unwrap_or_default();
        match by_mend.iter_mut().find(|(known, _)| *known == mend) {
            Some((_, together)) => together.push(loss),
            None => by_mend.push((mend, vec![loss])),
        }
    }
    for (mend, together) in by_mend {
        for loss in together {
            let place = loss.place.as_ref().map_or_else(String::new, |place| format!("{place}: "));
            say(&format!("lost: {place}{}", loss.message));
        }
        if !mend.is_empty() {
            advise(mend);
        }
    }
}

/// Says how something is mended.
pub fn advise(mend: &str) {
    say(&wrap(mend, "  ", style()));
}

/// Whether an error only says that nobody reads standard output any more, as with `| head`.
pub fn is_closed_pipe(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
}

/// A bar on standard error for work that takes longer than a moment; nothing where nobody looks.
pub fn progress(total: usize, quiet: bool) -> ProgressBar {
    if quiet || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{wide_bar} {pos} of {len} transcripts  {eta} left")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(total as u64).with_style(style);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
