//! What one written word says: which signs in it are letters, and which are codes.

use super::LeftOut;

/// What a written word comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// One word or several.
    Words(String),
    /// What is no word.
    Event(String),
    /// What belongs to the word before: `.`, `,`.
    Point(String),
    Nothing,
}

/// The signs of conversation analysis in the CHAT manual: tone, pace, loudness, overlap.
const TONE: &str = "↑↓⇗↗→↘⇘∞≈≋∆∇°▁▔☺♋⁇∾↻Ϋ∮§⁑◉∬⁎⌈⌉⌊⌋⤇⤆≠⇒⁻ˈˌ‹›〔〕∙Ἡ";

/// Overlap, which a digit may follow that tells which.
const OVERLAP: &str = "⌈⌉⌊⌋";

/// Around a segment that is repeated in a stammer.
const REPEATED: char = '↫';

/// Signs at the beginning of an utterance that tell how it goes on from another.
const LINKERS: &[&str] = &["+<", "+^", "+,", "++", "+\"", "+≋", "+≈", "+*"];

/// What a word as written says.
pub(super) fn said(word: &str, left_out: &mut LeftOut) -> Said {
    if LINKERS.contains(&word) {
        left_out.marks += word.chars().count();
        return Said::Nothing;
    }
    if let Some(end) = terminator(word) {
        return end;
    }
    let glued = LINKERS.iter().find_map(|linker| word.strip_prefix(linker));
    if let Some(rest) = glued.filter(|rest| rest.starts_with(char::is_alphabetic)) {
        left_out.marks += 2;
        return said(rest, left_out);
    }
    if let Some(rest) = word.strip_prefix('&') {
        return ampersand(rest, left_out);
    }
    match word {
        "‡" | "„" => return Said::Point(",".to_owned()),
        "#" | "##" | "###" => return Said::Words("(.)".to_owned()),
        _ => {}
    }
    if let Some(rest) =
        word.strip_prefix('0').filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '.'))
    {
        let is_omitted = rest.trim_start_matches('0').starts_with(char::is_alphabetic);
        if is_omitted {
            left_out.omitted += word.chars().count();
            return Said::Nothing;
        }
        if rest.is_empty() {
            left_out.marks += 1;
            return Said::Nothing;
        }
    }
    if let Some(breath) = word.strip_prefix('∙').filter(|breath| breath.starts_with('h')) {
        return Said::Event(breath.to_owned());
    }
    let plain = plain(word, left_out);
    let is_point = !plain.is_empty() && plain.chars().all(|c| ".,?!;:…”»".contains(c));
    match plain.as_str() {
        "" => Said::Nothing,
        "xxx" | "xx" | "yyy" | "yy" | "www" => Said::Event(plain),
        _ if is_point => Said::Point(plain),
        _ => Said::Words(plain),
    }
}

/// How an utterance ends: `+...`, `+/.`, `+//?`, `+"/.`; none where it is a word.
fn terminator(word: &str) -> Option<Said> {
    let rest = word.strip_prefix('+')?;
    if rest.is_empty() || !rest.chars().all(|c| "./?!\"…".contains(c)) {
        return None;
    }
    let point = match rest {
        "..?" => "…?",
        "!?" => "?!",
        "\"/." => ":",
        "\"." => ".",
        "." => "",
        _ if rest.ends_with('?') => "?",
        _ if rest.ends_with('!') => "!",
        // Trailing off, and being interrupted.
        _ => "…",
    };
    Some(if point.is_empty() { Said::Nothing } else { Said::Point(point.to_owned()) })
}

/// What follows `&`: events, fillers, fragments, another's words.
fn ampersand(rest: &str, left_out: &mut LeftOut) -> Said {
    let mut signs = rest.chars();
    let after = signs.next().map_or("", |first| &rest[first.len_utf8()..]);
    match rest.chars().next() {
        Some('=') => Said::Event(after.to_owned()),
        // `&{l=laughs … &}l=laughs`: where it begins and ends.
        Some('{') => {
            let event = after.split_once('=').map_or(after, |(_, event)| event);
            Said::Event(event.trim_end_matches('}').to_owned())
        }
        Some('}') => {
            left_out.marks += rest.chars().count() + 1;
            Said::Nothing
        }
        Some('*') => {
            let (speaker, words) = after.split_once(':').unwrap_or(("", after));
            let words = plain(words, left_out).replace('/', " ");
            match (speaker, words.trim()) {
                (_, "") => Said::Nothing,
                ("", words) => Said::Event(words.to_owned()),
                (speaker, words) => Said::Words(format!("//{}: {words}//", speaker.replace('/', ""))),
            }
        }
        Some('+') => match plain(after, left_out) {
            fragment if fragment.is_empty() => Said::Nothing,
            fragment => Said::Words(format!("{fragment}-")),
        },
        Some('-' | '~') => words(plain(after, left_out)),
        // As it was written before 2014.
        _ => words(plain(rest, left_out)),
    }
}

fn words(plain: String) -> Said {
    if plain.is_empty() { Said::Nothing } else { Said::Words(plain) }
}

/// A word without the signs in it.
fn plain(word: &str, left_out: &mut LeftOut) -> String {
    let mut said = String::with_capacity(word.len());
    let mut marks = 0;
    let mut signs = word.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let before = said.chars().next_back();
        let after = signs.peek().map(|&(_, next)| next);
        let between = |fits: fn(char) -> bool| before.is_some_and(fits) && after.is_some_and(fits);
        match c {
            '_' => said.push(' '),
            '(' | ')' | '[' | ']' | '^' => marks += 1,
            // Around what is underlined in a CA transcript.
            _ if c.is_control() => marks += 1,
            // Lengthening; but a time of day is a word.
            ':' if before.is_some_and(char::is_alphanumeric) && !between(|c| c.is_ascii_digit()) => marks += 1,
            '+' if between(char::is_alphabetic) => marks += 1,
            '=' if !between(char::is_alphanumeric) => marks += 1,
            // `woof@o`, `hallo@s:nld`, `b@l`: what kind of word it is.
            '@' if before.is_some() => {
                marks += 1;
                while signs.next_if(|&(_, c)| c.is_alphanumeric() || ":$&+-_*".contains(c)).is_some() {
                    marks += 1;
                }
            }
            REPEATED => {
                let rest = &word[at + c.len_utf8()..];
                marks += 1;
                if let Some(end) = rest.find(REPEATED) {
                    let end = at + c.len_utf8() + end;
                    while signs.next_if(|&(at, _)| at <= end).is_some() {
                        marks += 1;
                    }
                }
            }
            _ if TONE.contains(c) => {
                marks += 1;
                if OVERLAP.contains(c) && signs.next_if(|&(_, c)| c.is_ascii_digit()).is_some() {
                    marks += 1;
                }
            }
            _ => said.push(c),
        }
    }
    left_out.marks += marks;
    said.trim().to_owned()
}
