//! Which words of a rule are operators, and which were meant to be.

/// An operator as the grammar knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    And,
    Or,
    Not,
    Except,
    Near(u32),
    Before(u32),
}

/// What a bare word of a rule is.
pub(super) enum Verdict {
    /// A word to look for.
    Word,
    /// An operator.
    Operator(Operator),
    /// `COUNT` before its bracket.
    Count,
    /// Something that was meant as an operator, and how it is written here.
    Mistake {
        kind: &'static str,
        message: String,
        help: String,
        /// What it was probably meant to be, to read on with.
        instead: Option<Operator>,
        /// Bytes after the word that belong to the mistake.
        skip: usize,
    },
}

const NAMES: [(&str, Operator); 4] =
    [("AND", Operator::And), ("OR", Operator::Or), ("NOT", Operator::Not), ("EXCEPT", Operator::Except)];

/// Operators of other programs and of Dutch, in capitals, with what they are here.
const ELSEWHERE: [(&str, Operator); 11] = [
    ("&", Operator::And),
    ("&&", Operator::And),
    ("|", Operator::Or),
    ("||", Operator::Or),
    ("EN", Operator::And),
    ("OF", Operator::Or),
    ("NIET", Operator::Not),
    ("ANDNOT", Operator::Not),
    ("BUTNOT", Operator::Not),
    ("BEHALVE", Operator::Except),
    ("XOR", Operator::Or),
];

/// Names of distances in other programs, in capitals: `W/5` (Scopus), `N5` (EBSCO), `ADJ5` (Ovid), `PRE/5`.
fn distance_elsewhere(name: &str, slash: bool) -> Option<&'static str> {
    Some(match name {
        "NEAR" | "ADJ" | "N" | "NABIJ" | "WITHIN" | "DICHTBIJ" => "NEAR",
        // Scopus writes W/5 for either order, EBSCO W5 for the order as written.
        "W" if slash => "NEAR",
        // `P5` may be a participant, as `P/5` cannot.
        "P" if slash => "BEFORE",
        "W" | "PRE" | "BEFORE" | "VOOR" | "ONEAR" | "NEXT" => "BEFORE",
        _ => return None,
    })
}

/// Whether a backslash may stand before this: it starts with what would be more than a word.
pub(super) fn is_escapable(text: &str) -> bool {
    let end = text.find(|c: char| c.is_whitespace() || "(){}".contains(c)).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    let is_capitals = word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    is_capitals || word.contains(':') || !matches!(classify(word, after, true), Verdict::Word)
}

/// What the bare word `raw` is, when `after` follows it and `operand` tells whether something to look for
/// stands before it.
pub(super) fn classify(raw: &str, after: &str, operand: bool) -> Verdict {
    // Whatever is meant as something else has a capital, a digit, a slash, a colon or a sign of its own.
    if raw.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'*' | b'?' | b'-')) {
        return Verdict::Word;
    }
    if let Some((_, operator)) = NAMES.iter().find(|(name, _)| *name == raw) {
        return Verdict::Operator(*operator);
    }
    if raw == "COUNT" && after.trim_start().starts_with('(') {
        return Verdict::Count;
    }
    if let Some(verdict) = distance(raw, after) {
        return verdict;
    }
    let is_capitals = raw.chars().count() > 1
        && raw.chars().any(char::is_uppercase)
        && raw.chars().all(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '/' | '_' | '-'));
    if after.starts_with('(') && is_capitals {
        let near = nearest(raw, &["NEAR/5", "COUNT", "AND", "OR", "NOT", "EXCEPT"]);
        return Verdict::Mistake {
            kind: "unknown-function",
            message: format!("there is no `{raw}(…)`"),
            help: near.map_or_else(
                || format!("the functions are COUNT(…) and NEAR/5(…, …); to match the word itself, put it in quotes: \"{raw}\""),
                |near| format!("write {near}(…); the functions are COUNT(…) and NEAR/5(…, …)"),
            ),
            instead: None,
            skip: 0,
        };
    }
    let mixed = raw.chars().any(char::is_uppercase) && raw.chars().any(char::is_lowercase);
    let meant = if mixed {
        NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(raw))
    } else {
        ELSEWHERE.iter().find(|(name, _)| *name == raw)
    };
    let follows = after.trim_start().chars().next().is_some_and(|c| c != ')' && c != ',' && c != '{');
    let meant =
        meant.or_else(|| NAMES.iter().find(|(name, _)| is_capitals && operand && follows && is_slip(raw, name)));
    match meant {
        Some(&(_, operator)) => mistaken(raw, operator),
        None if mixed && matches!(raw.to_uppercase().as_str(), "NEAR" | "BEFORE") => {
            without_distance(raw, after, &raw.to_uppercase())
        }
        None => unknown_prefix(raw, after),
    }
}

fn mistaken(raw: &str, operator: Operator) -> Verdict {
    let name = NAMES.iter().find(|(_, one)| *one == operator).map_or("", |(name, _)| name);
    Verdict::Mistake {
        kind: "misspelt-operator",
        message: format!("`{raw}` is no operator"),
        help: format!("write {name}; to match the word itself, put it in quotes: \"{raw}\""),
        instead: Some(operator),
        skip: 0,
    }
}

/// The most words that there may be between; further apart, NEAR says no more than AND.
const FURTHEST: u32 = 10_000;

/// `NEAR/5` and everything that looks as if it were meant so.
fn distance(raw: &str, after: &str) -> Option<Verdict> {
    let digits = raw.len() - raw.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (head, number) = raw.split_at(raw.len() - digits);
    let name = head.strip_suffix('/').unwrap_or(head);
    let slash = name.len() < head.len();
    if name.is_empty() || !name.chars().all(char::is_alphabetic) {
        return None;
    }
    let words = number.parse::<u32>().ok();
    if let (Some(words), true) = (words, slash) {
        match name {
            "NEAR" if words <= FURTHEST => return Some(Verdict::Operator(Operator::Near(words))),
            "BEFORE" if words <= FURTHEST => return Some(Verdict::Operator(Operator::Before(words))),
            _ => {}
        }
    }
    let upper = name.to_uppercase();
    let is_capitals = upper == name;
    if number.is_empty() {
        // `h/` and `GGZ` are words; `NEAR` and `Near/` are not.
        let meant = matches!(name, "NEAR" | "BEFORE" | "ADJ" | "PRE" | "ONEAR")
            || slash && matches!(upper.as_str(), "NEAR" | "BEFORE");
        return meant.then(|| without_distance(raw, after, &upper));
    }
    if !slash && !is_capitals {
        return None;
    }
    if words.is_none_or(|words| words > FURTHEST) {
        return Some(wrong_distance(raw, format!("`{number}` is too many words"), "NEAR/10"));
    }
    let meant = if let Some(meant) = distance_elsewhere(&upper, slash) {
        meant
    } else if slash && (is_capitals && name.chars().count() > 1 || slip_of_distance(&upper).is_some()) {
        let Some(meant) = slip_of_distance(&upper) else {
            return Some(wrong_distance(
                raw,
                format!("there is no operator `{raw}`"),
                &format!("NEAR/{number} or BEFORE/{number}"),
            ));
        };
        meant
    } else {
        return None;
    };
    Some(wrong_distance(raw, format!("`{raw}` is no operator"), &format!("{meant}/{number}")))
}

fn slip_of_distance(name: &str) -> Option<&'static str> {
    ["NEAR", "BEFORE"].into_iter().find(|meant| strsim::osa_distance(name, meant) <= 2 && name.chars().count() > 2)
}

fn wrong_distance(raw: &str, message: String, meant: &str) -> Verdict {
    let number = meant.rsplit('/').next().and_then(|number| number.parse().ok()).unwrap_or(5);
    let instead = if meant.starts_with("BEFORE") { Operator::Before(number) } else { Operator::Near(number) };
    Verdict::Mistake {
        kind: "misspelt-operator",
        message,
        help: format!("write {meant}; to match the word itself, put it in quotes: \"{raw}\""),
        instead: Some(instead),
        skip: 0,
    }
}

/// `NEAR`, `NEAR 5`, `NEAR/ 5`, `Before`: a distance that is missing or stands apart.
fn without_distance(raw: &str, after: &str, upper: &str) -> Verdict {
    let name = upper.trim_end_matches('/');
    let meant = distance_elsewhere(name, false).unwrap_or("NEAR");
    let apart = after.trim_start();
    let number = apart.strip_prefix('/').unwrap_or(apart).trim_start();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let ends = number[digits..].chars().next().is_none_or(|c| c.is_whitespace() || c == '(');
    let given = number[..digits].parse::<u32>().ok().filter(|_| ends);
    let words = given.unwrap_or(5);
    Verdict::Mistake {
        kind: "no-distance",
        message: format!("`{raw}` does not say how many words there may be between"),
        help: format!("write {meant}/{words}; to match the word itself, put it in quotes: \"{raw}\""),
        instead: Some(if meant == "NEAR" { Operator::Near(words) } else { Operator::Before(words) }),
        skip: given.map_or(0, |_| after.len() - number.len() + digits),
    }
}

/// `steem:schamen`: a prefix that does not exist.
fn unknown_prefix(raw: &str, after: &str) -> Verdict {
    let Some((name, rest)) = raw.split_once(':') else { return Verdict::Word };
    let quoted = rest.is_empty() && after.starts_with(['"', '“', '„', '«']);
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphabetic()) || rest.is_empty() && !quoted {
        return Verdict::Word;
    }
    let near = nearest(&name.to_lowercase(), &["stem", "exact", "regex", "code"]);
    Verdict::Mistake {
        kind: "unknown-prefix",
        message: format!("there is no `{name}:`"),
        help: match near {
            Some(near) => format!("write {near}:{rest}; for a plain colon write {name}\\:{rest}"),
            None => format!("the prefixes are stem: exact: regex: code:; for a plain colon write {name}\\:{rest}"),
        },
        instead: None,
        skip: 0,
    }
}

/// Whether `raw` is a slip of the finger for an operator. Short operators allow only two letters
/// changed about or one doubled: `ADD` and `NOS` are words of care, `ADN` and `ORR` are not.
fn is_slip(raw: &str, name: &str) -> bool {
    if raw == name || strsim::osa_distance(raw, name) > if name.len() > 4 { 2 } else { 1 } {
        return false;
    }
    if name.len() > 4 {
        return true;
    }
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let doubled = raw.len() == name.len() + 1 && {
        let mut letters: Vec<char> = raw.chars().collect();
        letters.dedup();
        letters.into_iter().eq(name.chars())
    };
    doubled || sorted(raw) == sorted(name)
}

/// The nearest of `known`, if one is near enough to have been meant.
pub(super) fn nearest<'k>(found: &str, known: &[&'k str]) -> Option<&'k str> {
    let allowed = (found.chars().count() / 3).min(3);
    let distances = known.iter().map(|&one| (strsim::osa_distance(found, one), one));
    distances.min_by_key(|&(distance, _)| distance).filter(|&(distance, _)| distance <= allowed).map(|(_, one)| one)
}
