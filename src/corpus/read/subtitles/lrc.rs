//! LRC: a time in brackets before each line, and tags of the file such as `[la:nl]` before them.

use crate::corpus::Time;

use super::super::captions::milliseconds;
use super::cut::{Block, File};

/// Cuts a file into its lines; each lasts until the next time.
pub(super) fn cut(text: &str) -> File {
    let mut file = File::default();
    let mut starts: Vec<(u64, String)> = Vec::new();
    // How many of the last times belong to the last line of words, and how much later all are meant.
    let (mut open, mut offset, mut has_repeats) = (0, 0_i64, false);
    for (number, line) in (1..).zip(text.split('\n')) {
        let line = line.trim();
        let (mut words, mut times) = (line, Vec::new());
        while let Some((time, rest)) = bracket(words).and_then(|(inner, rest)| Some((time_of(inner)?, rest))) {
            times.push(time);
            words = rest.trim_start();
        }
        let tag = if times.is_empty() { bracket(line).filter(|(_, rest)| rest.is_empty()) } else { None };
        match tag.and_then(|(inner, _)| inner.split_once(':')).filter(|(name, _)| is_tag(name)) {
            Some((name, value)) => {
                file.notes += line.chars().count();
                match name {
                    "la" | "language" => file.language = Some(value.trim().to_owned()),
                    "offset" => offset = value.trim().parse().unwrap_or(0),
                    _ => {}
                }
            }
            None if !times.is_empty() => {
                open = times.len();
                has_repeats |= open > 1;
                starts.extend(times.into_iter().map(|time| (time, words.to_owned())));
            }
            None if line.is_empty() => {}
            // Words without a time go on with the line before.
            None if starts.is_empty() => {
                file.untimed.push(number);
                file.blocks.push(Block { time: None, payload: line.to_owned() });
            }
            None => {
                if line.starts_with('[') && bracket(line).is_some_and(|(inner, _)| looks_like_time(inner)) {
                    file.broken.push(number);
                }
                let from = starts.len() - open;
                for (_, words) in &mut starts[from..] {
                    words.push('\n');
                    words.push_str(line);
                }
            }
        }
    }
    file.timed = !starts.is_empty();
    if has_repeats {
        // A line that is repeated stands once, with all its times.
        starts.sort_by_key(|(start, _)| *start);
    }
    let shifted = |time: u64| time.saturating_add_signed(offset.saturating_neg());
    let next: Vec<Option<u64>> = starts.iter().skip(1).map(|(next, _)| Some(shifted(*next))).chain([None]).collect();
    let lines = starts.into_iter().zip(next).filter(|((_, words), _)| !words.is_empty());
    file.blocks.extend(
        lines.map(|((start, payload), end)| Block { time: Some(Time { start: shifted(start), end }), payload }),
    );
    file
}

/// What stands between brackets at the beginning, and what follows.
fn bracket(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix('[')?.split_once(']')
}

fn time_of(inner: &str) -> Option<u64> {
    milliseconds(inner).filter(|_| inner.contains(':'))
}

/// Digits and a colon: a time, perhaps a spoilt one.
fn looks_like_time(inner: &str) -> bool {
    inner
        .split_once(':')
        .is_some_and(|(before, _)| !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `ar`, `la`, `offset`: a short word.
fn is_tag(name: &str) -> bool {
    (1..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'#')
}
