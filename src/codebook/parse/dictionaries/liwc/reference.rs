//! What stands behind a term of LIWC: numbers of categories, some of them on a condition.

/// Which categories a term counts for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reference {
    /// `12`, `(12)`, `[12]`
    Plain(u64),
    /// `<of>131/125`: the first where that word follows, else the second.
    Followed { by: String, then: Option<u64>, otherwise: Option<u64> },
    /// `(02 134)125/464`: the first where a word of those categories stands beside it, else the second.
    Beside { then: Option<u64>, otherwise: Option<u64> },
}

/// Whether a text starts, behind white space, with a condition.
pub(super) fn is_marked(text: &str) -> bool {
    let text = text.trim_start();
    condition(text).is_some_and(|(reference, _)| !matches!(reference, Reference::Plain(_)))
}

/// The references in a text, and what is none.
pub(super) fn references(text: &str) -> (Vec<Reference>, Vec<&str>) {
    let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
    let (mut found, mut strange) = (Vec::new(), Vec::new());
    let mut rest = text.trim_start_matches(is_between);
    while !rest.is_empty() {
        match condition(rest) {
            Some((reference, length)) => {
                found.push(reference);
                rest = &rest[length..];
            }
            None => {
                let end = rest.find(is_between).unwrap_or(rest.len());
                match number(&rest[..end]) {
                    Some((number, digits)) if digits == end => found.push(Reference::Plain(number)),
                    _ => strange.push(&rest[..end]),
                }
                rest = &rest[end..];
            }
        }
        rest = rest.trim_start_matches(is_between);
    }
    (found, strange)
}

/// A reference that starts with a bracket, and its length.
fn condition(text: &str) -> Option<(Reference, usize)> {
    let close = match text.chars().next()? {
        '<' => '>',
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let inside = text[1..].split(close).next().filter(|inside| inside.len() + 1 < text.len())?;
    let behind = &text[inside.len() + 2..];
    let then = number(behind);
    let taken = then.map_or(0, |(_, digits)| digits);
    let otherwise = behind[taken..].strip_prefix('/').and_then(number);
    let length = inside.len() + 2 + taken + otherwise.map_or(0, |(_, digits)| digits + 1);
    let (then, otherwise) = (then.map(|(number, _)| number), otherwise.map(|(number, _)| number));
    let inside = inside.trim();
    if then.is_none() && otherwise.is_none() {
        let (number, digits) = number(inside)?;
        return (digits == inside.len() && close != '>').then_some((Reference::Plain(number), length));
    }
    Some(match close {
        '>' if !inside.is_empty() => (Reference::Followed { by: inside.to_owned(), then, otherwise }, length),
        _ => (Reference::Beside { then, otherwise }, length),
    })
}

/// The number that a text starts with, and how many digits it has.
fn number(text: &str) -> Option<(u64, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text[..digits].parse().ok()?, digits))
}

#[cfg(test)]
mod tests {
    use super::{Reference, references};

    #[test]
    fn numbers_stand_plain_in_brackets_and_on_conditions() {
        let (found, strange) = references("\t01 (2),[03]\t<of>131/125 (02 134)125/464 x7 5");
        assert_eq!(
            found,
            [
                Reference::Plain(1),
                Reference::Plain(2),
                Reference::Plain(3),
                Reference::Followed { by: "of".to_owned(), then: Some(131), otherwise: Some(125) },
                Reference::Beside { then: Some(125), otherwise: Some(464) },
                Reference::Plain(5),
            ]
        );
        assert_eq!(strange, ["x7"]);
    }
}
