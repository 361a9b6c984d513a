//! What stands free in Praat's text files: numbers and texts. All else is for human readers.

/// A number, or a text between quotes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(f64),
    Text(String),
}

/// The tokens of a file with their lines, from 1, and whether the last text has no quote at its end.
pub(super) fn tokens(text: &str) -> (Vec<(Token, usize)>, bool) {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        line += lines_in(&rest[..rest.len() - trimmed.len()]);
        rest = trimmed;
        if rest.is_empty() {
            return (tokens, false);
        }
        if let Some(inside) = rest.strip_prefix('"') {
            let (label, length, is_closed) = quoted(inside);
            tokens.push((Token::Text(label), line));
            line += lines_in(&inside[..length]);
            rest = &inside[length..];
            if !is_closed {
                return (tokens, true);
            }
        } else if rest.starts_with('!') {
            rest = &rest[rest.find(['\n', '\r']).unwrap_or(rest.len())..];
        } else {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let word = &rest[..length];
            let is_number = word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
            if let (true, Ok(number)) = (is_number, word.parse::<f64>()) {
                tokens.push((Token::Number(number), line));
            }
            rest = &rest[length..];
        }
    }
}

/// A text up to its closing quote, how long it is with that, and whether there is one. Two quotes are one.
fn quoted(inside: &str) -> (String, usize, bool) {
    let mut label = String::new();
    let mut at = 0;
    while let Some(quote) = inside[at..].find('"') {
        label.push_str(&inside[at..at + quote]);
        at += quote + 1;
        if !inside[at..].starts_with('"') {
            return (label, at, true);
        }
        label.push('"');
        at += 1;
    }
    label.push_str(&inside[at..]);
    (label, inside.len(), false)
}

fn lines_in(text: &str) -> usize {
    text.replace("\r\n", "\n").matches(['\n', '\r']).count()
}

#[cfg(test)]
mod tests {
    use super::Token::{Number, Text};
    use super::tokens;

    #[test]
    fn only_what_stands_free_counts() {
        let (found, is_open) =
            tokens("intervals [1]:\n  xmin = 0.5 ! 7 and \"more\"\n text = \"zei \"\"ja\"\"\n\"\r\n<exists> 3 x4");
        let text = |label: &str| Text(label.to_owned());
        assert_eq!(found, [(Number(0.5), 2), (text("zei \"ja\"\n"), 3), (Number(3.0), 5)]);
        assert!(!is_open);
        assert_eq!(tokens("\"ja"), (vec![(text("ja"), 1)], true));
        assert_eq!(tokens("\"\"\"\"").0, [(text("\""), 1)]);
    }
}
