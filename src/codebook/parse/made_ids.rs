//! Ids for codes that other programs know by name alone.

use std::collections::{BTreeMap, BTreeSet};

use super::fields;

/// Ids that were handed out, so that no two codes get the same.
#[derive(Default)]
pub(super) struct MadeIds {
    taken: BTreeSet<String>,
    /// The number behind the last id that was made so, by the id without it.
    numbers: BTreeMap<String, usize>,
}

impl MadeIds {
    /// The id of a code below `parent` (or below none), of which `part` is the last part; with a number behind it where
    /// another code has that id.
    pub(super) fn take(&mut self, parent: Option<&str>, part: &str) -> String {
        let plain = below(parent, part);
        let mut id = plain.clone();
        while !self.taken.insert(id.clone()) {
            let number = self.numbers.entry(plain.clone()).or_insert(1);
            *number += 1;
            id = format!("{plain}-{number}");
        }
        id
    }
}

/// The id of the code `part` below `parent`.
pub(super) fn below(parent: Option<&str>, part: &str) -> String {
    parent.map_or_else(|| part.to_owned(), |parent| format!("{parent}/{part}"))
}

/// The last part of an id, made of a code's name; never empty.
pub(super) fn part_of_name(name: &str) -> String {
    let slug = fields::slug(&name.replace('/', " "));
    if slug.is_empty() { "code".to_owned() } else { slug }
}

/// A color as programs write it, as `#RRGGBB`; and whether it was more than that can hold.
///
/// They write `#RGB`, `#RRGGBB`, `#RRGGBBAA` and `rgb(…)` or `rgba(…)`.
pub(super) fn color(written: &str) -> Option<(String, bool)> {
    let text = written.trim();
    if let Some(digits) = text.strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit())) {
        return match digits.len() {
            3 => Some((format!("#{}", digits.chars().flat_map(|digit| [digit, digit]).collect::<String>()), false)),
            6 => Some((text.to_owned(), false)),
            8 => Some((format!("#{}", &digits[..6]), !digits[6..].eq_ignore_ascii_case("ff"))),
            _ => None,
        };
    }
    let inner = text.strip_prefix("rgba(").or_else(|| text.strip_prefix("rgb("))?.strip_suffix(')')?;
    let parts: Vec<&str> = inner.split(',').map(str::trim).collect();
    let byte = |at: usize| parts.get(at).and_then(|part| part.parse::<u8>().ok());
    let hex = format!("#{:02X}{:02X}{:02X}", byte(0)?, byte(1)?, byte(2)?);
    let is_opaque = parts.get(3).is_none_or(|alpha| alpha.parse::<f64>().is_ok_and(|alpha| alpha >= 1.0));
    (parts.len() <= 4).then_some((hex, !is_opaque))
}

#[cfg(test)]
mod tests {
    use super::{MadeIds, color, part_of_name};

    #[test]
    fn codes_of_one_name_get_different_ids() {
        let mut ids = MadeIds::default();
        assert_eq!(ids.take(None, &part_of_name("Één ding / twee")), "een-ding-twee");
        assert_eq!(ids.take(Some("a"), "b"), "a/b");
        assert_eq!(ids.take(Some("a"), "b"), "a/b-2");
        assert_eq!(ids.take(Some("a"), "b"), "a/b-3");
        assert_eq!(ids.take(None, &part_of_name("?!")), "code");
    }

    #[test]
    fn colors_of_programs_are_understood() {
        assert_eq!(color("#0aF"), Some(("#00aaFF".to_owned(), false)));
        assert_eq!(color("#B5446E"), Some(("#B5446E".to_owned(), false)));
        assert_eq!(color("#B5446E80"), Some(("#B5446E".to_owned(), true)));
        assert_eq!(color("rgba(181, 68, 110, 1)"), Some(("#B5446E".to_owned(), false)));
        assert_eq!(color("rgb(181,68,110)"), Some(("#B5446E".to_owned(), false)));
        for none in ["", "red", "#12", "rgb(1,2)", "rgb(300,0,0)", "#gggggg", "#éé"] {
            assert_eq!(color(none), None, "{none}");
        }
    }
}
