//! The codes in what somebody says, after the CHAT manual (MacWhinney, *Tools for Analyzing Talk*, part 1).
//!
//! What was said stays as words, so also what was taken back; what nobody said is an event between brackets or left out.

use crate::corpus::Time;

mod lexer;
mod words;

use lexer::{Piece, pieces};
use words::{Said, said};

/// What somebody says in one utterance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// To be read: words, and events between brackets. There are no other brackets in it.
    pub text: String,
    /// When, if marks of time say so.
    pub time: Option<Time>,
}

/// How many characters were left out of lines, by the reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// Codes, overlap, tone and other marks.
    pub marks: usize,
    /// What `[: …]` replaces.
    pub replaced: usize,
    /// `[% …]`, `[= …]`.
    pub remarks: usize,
    /// `0word`.
    pub omitted: usize,
}

/// Reads a line without its speaker; continued lines are joined.
///
/// | written | read | |
/// |---|---|---|
/// | `(be)cause` | because | shortenings are written out |
/// | `&-uh` | uh | fillers are words |
/// | `&+fr` `&~gaga` | fr- gaga | fragments and babble are said |
/// | `&=laughs` `[=! whispers]` | `[laughs]` | events |
/// | `xxx` `yyy` `www` | `[xxx]` | nobody can tell what was said |
/// | `(.)` `(2.1)` | `(.)` `(2.1)` | pauses |
/// | `<I want> [//] I need` | I want I need | what is taken back was said |
/// | `gonna [: going to]` | going to | the word that is meant counts, as in CLAN |
/// | `red [:: read]` | red | the word that was said counts, as in CLAN |
/// | `0is` | | was not said |
/// | `&*MOT:mhm` | `//MOT: mhm//` | another's words in this turn |
/// | `ice_cream` `black+board` `hu:nd` `woof@o` | ice cream, blackboard, hund, woof | one word or several, without marks |
/// | `+...` `+/.` `+..?` `+!?` | … … …? ?! | how it ends |
/// | ↑ ↓ ° ⌈ ⌉ ∆ and their like | | tone and overlap of conversation analysis |
pub(super) fn read(line: &str, left_out: &mut LeftOut) -> Line {
    let mut reading = Reading { out: Vec::new(), open: Vec::new(), target: None, time: None, left_out };
    for piece in pieces(line) {
        reading.take(piece);
    }
    let Reading { out, time, .. } = reading;
    let mut text = String::new();
    // Of a line in which nothing happens, its full stop says nothing.
    let has_words = out.iter().any(|piece| matches!(piece, Out::Word(_)));
    for piece in out.iter().filter(|_| has_words) {
        let (before, piece) = match piece {
            Out::Word(word) => (" ", word),
            Out::Point(point) => ("", point),
        };
        if !text.is_empty() {
            text.push_str(before);
        }
        text.push_str(piece);
    }
    Line { text, time }
}

/// What is written of a line.
enum Out {
    /// Words, an event or a pause.
    Word(String),
    /// What stands right behind the word before.
    Point(String),
}

struct Reading<'a> {
    out: Vec<Out>,
    /// Where groups begin that are still open.
    open: Vec<usize>,
    /// Where the word or group begins that a code would be about.
    target: Option<usize>,
    time: Option<Time>,
    left_out: &'a mut LeftOut,
}

impl Reading<'_> {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Bullet(mark) => self.bullet(mark),
            Piece::Open => {
                self.left_out.marks += 1;
                self.open.push(self.out.len());
            }
            Piece::Close => {
                self.left_out.marks += 1;
                self.target = self.open.pop();
            }
            Piece::Stray => self.left_out.marks += 1,
            Piece::Pause(pause) => self.out.push(Out::Word(pause.to_owned())),
            Piece::Code(code) => self.code(code),
            Piece::Word(word) => self.word(word),
        }
    }

    fn word(&mut self, word: &str) {
        let from = self.out.len();
        match said(word, self.left_out) {
            Said::Nothing => return,
            Said::Words(words) => self.out.push(Out::Word(words)),
            Said::Event(event) => self.event(&event),
            Said::Point(point) => {
                self.out.push(Out::Point(point));
                return;
            }
        }
        self.target = Some(from);
    }

    fn event(&mut self, event: &str) {
        let brackets = |c: char| matches!(c, '[' | ']' | '(' | ')');
        let event = event.replace(['_', ':', '='], " ").replace(brackets, "");
        let event = event.split_whitespace().collect::<Vec<_>>().join(" ");
        if !event.is_empty() {
            self.out.push(Out::Word(format!("[{event}]")));
        }
    }

    /// What stands between square brackets.
    fn code(&mut self, code: &str) {
        let whole = code.chars().count() + 2;
        let code = code.trim();
        let is_replacement = code.starts_with(':') && !code.starts_with("::") && !code.starts_with(":=");
        if let (true, Some(target)) = (is_replacement, self.target) {
            let replaced = self.out.drain(target..).map(|out| match out {
                Out::Word(text) | Out::Point(text) => text.chars().count(),
            });
            self.left_out.replaced += replaced.sum::<usize>();
            self.left_out.marks += 3;
            for word in code[1..].split_whitespace() {
                self.word(word);
            }
            self.target = Some(target);
        } else if let Some(event) = code.strip_prefix('=').and_then(|rest| rest.trim_start().strip_prefix('!')) {
            self.event(event);
        } else if code.starts_with(['=', '%']) {
            self.left_out.remarks += whole;
        } else if code.starts_with(char::is_alphabetic) && !is_letter_code(code) {
            self.event(code);
        } else {
            self.left_out.marks += whole;
        }
    }

    /// `0_1250`, also behind the name of a recording.
    fn bullet(&mut self, mark: &str) {
        let mut numbers = mark.rsplit('_').map(|number| number.trim().parse::<u64>().ok());
        if let (Some(Some(end)), Some(Some(start))) = (numbers.next(), numbers.next()) {
            let known = self.time.unwrap_or(Time { start, end: None });
            let end = Some(end).filter(|&end| end >= start).max(known.end);
            self.time = Some(Time { start: known.start.min(start), end });
        } else {
            self.left_out.marks += mark.chars().count();
        }
    }
}

/// `[e]`, `[x 3]`: the codes that begin with a letter.
fn is_letter_code(code: &str) -> bool {
    let times = code.strip_prefix(['x', 'X']).map(str::trim);
    code == "e" || times.is_some_and(|times| !times.is_empty() && times.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests;
