//! The plainest line starts, read without a pattern: nearly every line of nearly every transcript.

use super::candidate::LONGEST;

/// What a line starts with, as far as a look at its first characters tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain<'t> {
    /// A name and a colon, and perhaps a time behind it; `end` is where the words begin.
    Label { name: &'t str, time: Option<&'t str>, end: usize },
    /// No name with a colon behind it.
    Other,
    /// Perhaps either: only the pattern knows.
    Unsure,
}

/// Lines' starts of more bytes are for the pattern, which looks at no more of them than 160.
const SHORT: usize = 150;

/// Reads the start of a line: what the pattern of a label and a colon ([`super::candidate::with_colon`]) finds there,
/// wherever that is easy to say.
pub(super) fn plain(words: &str) -> Plain<'_> {
    // Behind a letter at the very start, neither a time nor markup can stand before the name.
    if !words.starts_with(is_letter) {
        return Plain::Unsure;
    }
    // The end of what may be a name without the spaces behind it, and its last character.
    let (mut name, mut last) = (0, ' ');
    let mut digits = false;
    for (count, (at, c)) in words.char_indices().enumerate() {
        if is_letter(c) || c.is_ascii_digit() || ".'&/+-_".contains(c) {
            if count >= LONGEST {
                // Only a time could stand between so long a name and its colon, and a time begins with a digit.
                return if is_letter(c) && !digits { Plain::Other } else { Plain::Unsure };
            }
            digits |= c.is_ascii_digit() || c == '_';
            (name, last) = (at + c.len_utf8(), c);
        } else if c != ' ' {
            let rest = &words[at + c.len_utf8()..];
            let other = match c {
                // The pattern reads underscores before the colon as markup.
                ':' if last != '_' => {
                    return match behind(rest) {
                        Some((time, length)) if at + length < SHORT => {
                            Plain::Label { name: &words[..name], time, end: at + 1 + length }
                        }
                        _ => Plain::Unsure,
                    };
                }
                // Nothing that may stand behind a name begins with these.
                '?' | '!' | ';' | '"' => !digits,
                // Behind a comma only a time may.
                ',' => !digits && rest.trim_start_matches(' ').starts_with(is_letter),
                _ => false,
            };
            return if other { Plain::Other } else { Plain::Unsure };
        } else if count > 2 * LONGEST {
            return Plain::Unsure;
        }
    }
    Plain::Unsure
}

/// The time behind a colon, if one stands there, and how long it is with the spaces around it; nothing where that is not
/// easy to say: where markup stands there, or a digit, with which the colon is that of a clock.
fn behind(rest: &str) -> Option<(Option<&str>, usize)> {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\u{a0}');
    let said = rest.trim_start_matches(is_space);
    let is_glued = said.len() == rest.len();
    let inside = said.strip_prefix(['[', '(', '#']).map_or(said, str::trim_start);
    if !inside.starts_with(char::is_numeric) {
        let is_marked = is_glued && said.starts_with(['*', '_']);
        return (!is_marked).then_some((None, 0));
    }
    let clock = clock(inside).filter(|_| !is_glued)?;
    let after = &inside[clock..];
    let closed = after.strip_prefix([']', ')', '#']).unwrap_or(after);
    // A fraction, a second time or a bracket may follow.
    let goes_on = closed.len() == after.len() && after.trim_start().starts_with(['-', '–', ']', ')', '#']);
    if goes_on || !closed.is_empty() && !closed.starts_with(is_space) {
        return None;
    }
    let time = &said[..said.len() - closed.len()];
    let words = closed.trim_start_matches(|c| is_space(c) || c == ':');
    Some((Some(time), rest.len() - words.len()))
}

/// How long the clock is that a text begins with: `0:12`, `00:01:54`.
fn clock(text: &str) -> Option<usize> {
    let digits = |from: usize| text.as_bytes()[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let pair = |from: usize| text[from..].starts_with(':') && digits(from + 1) == 2;
    let first = digits(0);
    if !(1..=3).contains(&first) || !pair(first) {
        return None;
    }
    let end = if pair(first + 3) { first + 6 } else { first + 3 };
    (!text[end..].starts_with(':')).then_some(end)
}

/// ASCII letters and Latin ones of two bytes: all of them letters to the pattern.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c) && c != '×' && c != '÷'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Plain, plain};
    use crate::corpus::label::candidate::with_colon;

    /// What the pattern finds, or something else where it captures a time before the colon.
    fn by_pattern(words: &str) -> Option<(String, Option<String>, usize)> {
        let found = with_colon(words)?;
        let timed = ["before", "mid"].iter().any(|group| found.name(group).is_some());
        let name = if timed { "a time" } else { &found["name"] };
        let time = found.name("after").map(|time| time.as_str().to_owned());
        Some((name.to_owned(), time, found.get(0)?.end()))
    }

    fn held(line: &str) -> Result<(), TestCaseError> {
        match plain(line) {
            Plain::Label { name, time, end } => {
                prop_assert_eq!(by_pattern(line), Some((name.to_owned(), time.map(str::to_owned), end)), "{}", line);
            }
            Plain::Other => prop_assert_eq!(by_pattern(line), None, "{}", line),
            Plain::Unsure => {}
        }
        Ok(())
    }

    #[test]
    fn most_labels_are_plain() {
        for text in [
            "R: Ja.",
            "Zoë de Wit: Ja, [naam].",
            "SPEAKER_00:\tJa",
            "Resp. 2 : ‘Ja’",
            "I: (lacht) Ja",
            "I:",
            "R: [00:01:54] Ja",
            "R: 0:12",
        ] {
            assert!(matches!(plain(text), Plain::Label { .. }), "{text}");
        }
        for text in ["Ja, dat was zo: mooi", "Echt? Nee: niet", "Toen was er iemand bij mij thuis die zei: hallo"] {
            assert_eq!(plain(text), Plain::Other, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_is_plain_is_what_the_pattern_finds(
            line in "(R|I|Zoë|Å|SPEAKER|ik|[a-z]{1,20}|[a-z]{25,38})([ ._1'&,?/-]|\\[|\\(|[a-z]{1,14}|é|Waxwing|Bo){0,6}\
                ([ \t\u{a0}_*,|–-]{0,3}([\\[(#]?1?2:[1٣]2(:33)?[\\])#]?)?[ _*]{0,2}:){0,2}[ \t\u{a0}:*_/]{0,3}\
                ([\\[(#]?0:12[\\])#]?|00:01:02|٣|½|É|’|Ja|//|\\[ ?(1|naam)|\\()?[ :]?.{0,4}"
        ) {
            held(&line)?;
        }

        #[test]
        fn a_time_behind_the_colon_is_what_the_pattern_finds(
            line in "(R|Zoë|R1)[ ]?:[ \t\u{a0}]{0,2}[\\[(#]? ?[0-9]{1,4}:[0-9]{1,3}(:[0-9]{1,3})?[.,:-]?[0-9]?[ –]{0,2}(-->)?\
                ([0-9]:[0-9]{2})?[\\])#]? ?[:\t ]?(Ja|\\[|0:12)?"
        ) {
            held(&line)?;
        }

        #[test]
        fn on_any_line_of_few_characters_too(line in "[a-cÉ1 .:*_,?()\\[\\]\t\u{a0}–-]{0,50}") {
            held(&line)?;
        }
    }
}
