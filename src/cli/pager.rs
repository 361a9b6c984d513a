//! What people read and is longer than their screen goes through a pager, as git does it.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthStr;

use super::{interrupt, talk};

/// Where a pager is named, the first that is set.
const NAMED_IN: [&str; 2] = ["KANTLIJN_PAGER", "PAGER"];

/// What a shell answers when it could not start a program.
const NOT_STARTED: [i32; 2] = [126, 127];

static OFF: AtomicBool = AtomicBool::new(false);

/// Notes that nothing is to be paged.
pub fn off() {
    OFF.store(true, Ordering::Relaxed);
}

/// Whether anything of this run may be paged.
pub fn is_on() -> bool {
    !OFF.load(Ordering::Relaxed) && io::stdout().is_terminal()
}

/// Shows the text in a pager, until it is left; false where none is wanted, needed or to be had, and nothing was shown.
pub fn shows(text: &str) -> bool {
    if !is_on() || !is_longer(text) {
        return false;
    }
    let Some(pager) = Pager::wanted() else { return false };
    // In a pager Ctrl-C stops a search, not the program behind it.
    let _deaf = interrupt::deaf();
    let mut started = match pager.command().stdin(Stdio::piped()).spawn() {
        Ok(started) => started,
        Err(error) => {
            if let Some(place) = pager.named_in {
                let message = format!("the pager `{}` of {place} cannot be started: {error}", pager.line);
                talk::warning(&message, "name another one, or leave it out with --no-pager");
            }
            return false;
        }
    };
    if let Some(mut to) = started.stdin.take() {
        // Whoever has read enough leaves before the end, which is no failure.
        let _ = to.write_all(text.as_bytes());
    }
    let ended = started.wait().ok().and_then(|status| status.code());
    ended.is_none_or(|code| !NOT_STARTED.contains(&code))
}

/// Whether the text needs more rows than the terminal has, of which one is left to what is typed next.
fn is_longer(text: &str) -> bool {
    let size = terminal_size::terminal_size_of(io::stdout());
    size.is_some_and(|(width, height)| rows_exceed(text, usize::from(width.0), usize::from(height.0)))
}

fn rows_exceed(text: &str, width: usize, height: usize) -> bool {
    if width == 0 || height == 0 {
        return false;
    }
    let rows = text.lines().map(|line| strip_str(line).to_string().width().div_ceil(width).max(1));
    rows.scan(0, |all, rows| {
        *all += rows;
        Some(*all)
    })
    .any(|all| all >= height)
}

/// A program that shows a text page by page.
#[derive(Debug, PartialEq, Eq)]
struct Pager {
    line: String,
    /// The variable that names it; none for the usual one.
    named_in: Option<&'static str>,
}

impl Pager {
    fn wanted() -> Option<Self> {
        Self::of(|name| env::var(name).ok())
    }

    /// An empty name and `cat` ask for none, and a terminal that cannot move its cursor has none of itself.
    fn of(variable: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let named = NAMED_IN.into_iter().find_map(|name| Some((name, variable(name)?)));
        let Some((place, line)) = named else {
            let is_dumb = variable("TERM").is_some_and(|terminal| terminal == "dumb");
            return (!is_dumb).then(|| Self { line: "less".to_owned(), named_in: None });
        };
        let line = line.trim();
        (!["", "cat"].contains(&line)).then(|| Self { line: line.to_owned(), named_in: Some(place) })
    }

    fn command(&self) -> Command {
        let mut command = self.words();
        let mut unless_set = |name: &str, value: &str| {
            if env::var_os(name).is_none() {
                command.env(name, value);
            }
        };
        // With colours, and without a screen of its own, so that what was read last stays to be seen.
        unless_set("LESS", "FRX");
        if env::var_os("LESSUTFCHARDEF").is_none() {
            unless_set("LESSCHARSET", "utf-8");
        }
        // What is searched for may be what somebody said: it is not kept, whatever else is set.
        command.env("LESSHISTFILE", "-");
        command
    }

    /// A shell reads what only a shell understands, a quote or a variable; a name with arguments needs none.
    fn words(&self) -> Command {
        const OF_A_SHELL: &str = "|&;<>()$`\\\"'*?[]#~={}%!";
        if cfg!(unix) && self.line.contains(|c| OF_A_SHELL.contains(c)) {
            let mut shell = Command::new("sh");
            shell.args(["-c", &self.line]);
            return shell;
        }
        let mut words = self.line.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        command
    }
}

#[cfg(test)]
mod tests {
    use super::{Pager, rows_exceed};

    fn named(variables: &[(&str, &str)]) -> Option<(String, Option<&'static str>)> {
        let of = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Pager::of(of).map(|pager| (pager.line, pager.named_in))
    }

    #[test]
    fn its_own_variable_comes_first_and_nothing_is_none() {
        assert_eq!(named(&[]), Some(("less".to_owned(), None)));
        assert_eq!(named(&[("PAGER", "most -s")]), Some(("most -s".to_owned(), Some("PAGER"))));
        let both = [("PAGER", "most"), ("KANTLIJN_PAGER", " bat ")];
        assert_eq!(named(&both), Some(("bat".to_owned(), Some("KANTLIJN_PAGER"))));
        assert_eq!(named(&[("PAGER", "most"), ("KANTLIJN_PAGER", "")]), None);
        assert_eq!(named(&[("PAGER", "cat")]), None);
        assert_eq!(named(&[("TERM", "dumb")]), None);
        assert_eq!(named(&[("TERM", "dumb"), ("PAGER", "more")]), Some(("more".to_owned(), Some("PAGER"))));
    }

    #[test]
    fn rows_are_counted_as_they_stand_on_the_screen() {
        let screen = |text: &str| rows_exceed(text, 10, 4);
        assert!(!screen("een\ntwee\ndrie\n"));
        assert!(screen("een\ntwee\n\ndrie\n"));
        assert!(!screen("een\ntwee drie\nvier\n"));
        assert!(screen("een\ntwee drie vier\nvijf\n"), "a line that wraps is two");
        assert!(!screen("\u{1b}[1meen\u{1b}[0m\ntwee\n\u{1b}[1;35mdrie vier\u{1b}[0m\n"), "colours take no room");
        assert!(screen("een\n日本語日本語\ndrie\n"), "wide characters take two columns");
        assert!(!rows_exceed("een\ntwee\n", 0, 1));
    }
}
