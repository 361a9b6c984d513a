//! The pieces of a line: words, codes between brackets, groups, pauses, marks of time.

/// A piece of a line, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Word(&'a str),
    /// What stands between square brackets.
    Code(&'a str),
    /// `<`
    Open,
    /// `>`
    Close,
    /// `(.)`, `(2.1)`, `(1:02.)`, brackets included.
    Pause(&'a str),
    /// What stands between marks of time.
    Bullet(&'a str),
    /// A bracket that is alone.
    Stray,
}

/// The sign around a time, and what stands for it where a transcript was copied.
const BULLETS: &[char] = &['\u{15}', '•', '·'];

/// The pieces of a line in order.
pub(super) fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    // Brackets close nothing behind the last of their kind, so that a line full of open ones is read in one pass.
    let last = |c: char| line.rfind(c).map_or(0, |at| at + 1);
    let (last_square, last_angle, last_round) = (last(']'), last('>'), last(')'));
    loop {
        rest = rest.trim_start();
        let at = line.len() - rest.len();
        let Some(first) = rest.chars().next() else { return pieces };
        let after = &rest[first.len_utf8()..];
        let (piece, length) = match first {
            '[' if at < last_square => within(after, "]", Piece::Code),
            '[' | ']' => (Piece::Stray, 1),
            '<' if at < last_angle => (Piece::Open, 1),
            '<' => (Piece::Stray, 1),
            '>' => (Piece::Close, 1),
            '(' if at < last_round && pause(rest).is_some() => {
                let length = pause(rest).unwrap_or(rest.len());
                (Piece::Pause(&rest[..length]), length)
            }
            _ if is_bullet(first, after) => {
                let end = after.find(first).unwrap_or(after.len());
                let length = first.len_utf8() + (end + first.len_utf8()).min(after.len());
                (Piece::Bullet(&after[..end]), length)
            }
            _ if is_bare_time(rest) => (Piece::Bullet(rest.trim_end()), rest.len()),
            _ => {
                let length = word(rest);
                (Piece::Word(&rest[..length]), length)
            }
        };
        pieces.push(piece);
        rest = &rest[length..];
    }
}

fn within<'a>(after: &'a str, close: &str, piece: fn(&'a str) -> Piece<'a>) -> (Piece<'a>, usize) {
    let end = after.find(close).unwrap_or(after.len());
    (piece(&after[..end]), 1 + (end + close.len()).min(after.len()))
}

/// What ends a line of which the signs around the time were lost: `0_1500`.
fn is_bare_time(rest: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    rest.trim_end().split_once('_').is_some_and(|(from, to)| is_number(from) && is_number(to))
}

/// A copied sign is one only around numbers.
fn is_bullet(first: char, after: &str) -> bool {
    first == '\u{15}'
        || BULLETS.contains(&first) && after.starts_with(|c: char| c.is_ascii_digit()) && {
            let numbers = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == '_');
            numbers.starts_with(first)
        }
}

/// How long a pause at the beginning of `rest` is, in bytes: `(.)`, `(..)`, `(1.)`, `(0.4)`, `(1:02.3)`.
fn pause(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('(')?;
    let end = inside.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ':' | ',')))?;
    (end > 0 && inside[end..].starts_with(')')).then_some(end + 2)
}

/// How long a word at the beginning of `rest` is, in bytes; its first character is no bracket.
fn word(rest: &str) -> usize {
    // `+<` says that it overlaps with what another says.
    let is_linker = rest.starts_with('+');
    let end = rest.char_indices().skip(1).find(|&(at, c)| {
        c.is_whitespace()
            || matches!(c, '[' | ']' | '>' | '\u{15}')
            || c == '<' && !(is_linker && at == 1)
            || c == '(' && pause(&rest[at..]).is_some()
    });
    end.map_or(rest.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::Piece::{Bullet, Close, Code, Open, Pause, Stray, Word};
    use super::pieces;

    #[test]
    fn a_line_falls_into_pieces() {
        assert_eq!(
            pieces("+< <ik (be)n> [//] ik(.)zag[?] (1.2) [ ok ] . \u{15}1_20\u{15}"),
            [
                Word("+<"),
                Open,
                Word("ik"),
                Word("(be)n"),
                Close,
                Code("//"),
                Word("ik"),
                Pause("(.)"),
                Word("zag"),
                Code("?"),
                Pause("(1.2)"),
                Code(" ok "),
                Word("."),
                Bullet("1_20"),
            ]
        );
        assert_eq!(pieces("a < b ] [c"), [Word("a"), Stray, Word("b"), Stray, Stray, Word("c")]);
        assert_eq!(pieces("ja 0_10 . 0_1500 "), [Word("ja"), Word("0_10"), Word("."), Bullet("0_1500")]);
        assert_eq!(pieces("ja •0_10• • •x"), [Word("ja"), Bullet("0_10"), Word("•"), Word("•x")]);
        assert_eq!(pieces("\u{15}1_2"), [Bullet("1_2")]);
    }
}
