//! The plainest line starts, read without a pattern: nearly every line of nearly every transcript.

/// How many characters a name has at most.
const LONGEST: usize = 39;

/// What a line starts with, as far as a look at its first characters tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain<'t> {
    /// A name and a colon without a time beside them; `end` is behind the colon.
    Label { name: &'t str, end: usize },
    /// No name with a colon behind it.
    Other,
    /// Perhaps either: only the pattern knows.
    Unsure,
}

/// Reads the start of a line: what the pattern of a label and a colon ([`super::candidate::COLON`]) finds there, wherever
/// that is easy to say.
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
                ':' if last != '_' && !is_marked(rest) => return Plain::Label { name: &words[..name], end: at + 1 },
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

/// Whether markup or a time may stand behind a colon; or a digit, with which the colon is that of a clock.
fn is_marked(rest: &str) -> bool {
    let said = rest.trim_start_matches([' ', '\t', '\u{a0}']);
    let glued = said.len() == rest.len();
    let inside = said.strip_prefix(['[', '(', '#']).map_or(said, str::trim_start);
    inside.starts_with(char::is_numeric) || glued && said.starts_with(['*', '_'])
}

/// ASCII letters and Latin ones of two bytes: all of them letters to the pattern.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c) && c != '×' && c != '÷'
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Plain, plain};
    use crate::corpus::label::candidate::COLON;

    /// What the pattern finds, or nothing where it captures more than a name.
    fn by_pattern(words: &str) -> Option<(String, usize)> {
        let found = COLON.captures(words)?;
        let timed = ["before", "mid", "after"].iter().any(|group| found.name(group).is_some());
        let name = if timed { "a time" } else { &found["name"] };
        Some((name.to_owned(), found.get(0)?.end()))
    }

    #[test]
    fn most_labels_are_plain() {
        for text in ["R: Ja.", "Zoë de Wit: Ja, [naam].", "SPEAKER_00:\tJa", "Resp. 2 : ‘Ja’", "I: (lacht) Ja", "I:"]
        {
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
            match plain(&line) {
                Plain::Label { name, end } => prop_assert_eq!(by_pattern(&line), Some((name.to_owned(), end)), "{}", line),
                Plain::Other => prop_assert_eq!(by_pattern(&line), None, "{}", line),
                Plain::Unsure => {}
            }
        }

        #[test]
        fn on_any_line_of_few_characters_too(line in "[a-cÉ1 .:*_,?()\\[\\]\t\u{a0}–-]{0,50}") {
            match plain(&line) {
                Plain::Label { name, end } => prop_assert_eq!(by_pattern(&line), Some((name.to_owned(), end)), "{}", line),
                Plain::Other => prop_assert_eq!(by_pattern(&line), None, "{}", line),
                Plain::Unsure => {}
            }
        }
    }
}
