//! Numbers of quotes that stay what they are, whatever is selected.

use std::collections::BTreeMap;

use crate::coding::{Coders, Coding};
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, DocumentId};
use crate::segment::Segments;

use super::Quote;
use super::place::{CodePoints, counted};

/// Numbers every coding of a study in order of place, as the table `codings` of a whole run does ([`super::CodingRows`]).
///
/// So a quote has one number in every selection, and `Q12` is the row of `codings` whose `coding` is 12.
///
/// ```
/// use kantlijn::tables::Numbers;
///
/// assert_eq!(Numbers::default().of(&[]), Vec::<String>::new());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    /// The codings, each with its number.
    of: BTreeMap<Key, usize>,
    /// How many there are.
    count: usize,
    /// Codings that another choice of words made, each with what it is called.
    others: BTreeMap<Key, String>,
    /// How many of them have a number and a letter, by the number.
    lettered: BTreeMap<usize, usize>,
}

/// What a coding is known by: in order of transcript, place, code and coder.
type Key = (DocumentId, i64, i64, CodeId, usize, String);

impl Numbers {
    /// Numbers the codings of the next document that its tables count.
    pub fn add(
        &mut self,
        document: &Document,
        segments: &Segments,
        codings: &[Coding],
        coders: &Coders,
        admission: &Admission,
    ) {
        for key in keys(document, segments, codings, coders, admission) {
            self.count += 1;
            self.of.entry(key).or_insert(self.count);
        }
    }

    /// Names the codings of the document that was added last, where other words count than those whose codings have the numbers:
    /// what only these words have is called by the number before it and a letter, `Q12a`, whatever is selected of it.
    pub fn add_others(
        &mut self,
        document: &Document,
        segments: &Segments,
        codings: &[Coding],
        coders: &Coders,
        admission: &Admission,
    ) {
        for key in keys(document, segments, codings, coders, admission) {
            if self.of.contains_key(&key) || self.others.contains_key(&key) {
                continue;
            }
            let before = self.of.range(..&key).next_back().map_or(0, |(_, number)| *number);
            let nth = self.lettered.entry(before).or_default();
            *nth += 1;
            self.others.insert(key, format!("Q{before}{}", letters(*nth)));
        }
    }

    /// The numbers of quotes: `Q12`. A quote that no coding has which was added has none.
    #[must_use]
    pub fn of(&self, quotes: &[Quote]) -> Vec<String> {
        let number = |quote: &Quote| {
            let code = quote.code.unwrap_or_default();
            let from = (quote.document, quote.start, quote.end, code, 0, String::new());
            let is_here = |key: &Key| (key.0, key.1, key.2, key.3) == (from.0, from.1, from.2, from.3);
            let is_theirs = |key: &Key| key.5 == quote.coder.as_deref().unwrap_or_default();
            let mut numbers = self.of.range(&from..).take_while(|(key, _)| is_here(key));
            let mut others = self.others.range(&from..).take_while(|(key, _)| is_here(key));
            let number = numbers.find(|(key, _)| is_theirs(key)).map(|(_, number)| format!("Q{number}"));
            number.or_else(|| others.find(|(key, _)| is_theirs(key)).map(|(_, name)| name.clone()))
        };
        quotes.iter().map(|quote| number(quote).unwrap_or_default()).collect()
    }
}

/// What the counted codings of a document are known by, in order of place.
fn keys(
    document: &Document,
    segments: &Segments,
    codings: &[Coding],
    coders: &Coders,
    admission: &Admission,
) -> Vec<Key> {
    let mut codings: Vec<&Coding> = codings.iter().collect();
    codings.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
    codings.retain(counted(admission, document, segments));
    let mut points = CodePoints::of(document);
    let key = |coding: &Coding| {
        let (start, end) = points.around(coding.span);
        let coder = coders.get(coding.coder).unwrap_or_default();
        (document.id, start, end, coding.code, coding.coder.index(), coder.to_owned())
    };
    codings.into_iter().map(key).collect()
}

/// `a` to `z`, then `aa`.
fn letters(mut nth: usize) -> String {
    let mut letters = String::new();
    while nth > 0 {
        letters.insert(0, char::from(b'a' + ((nth - 1) % 26) as u8));
        nth = (nth - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([1, 26, 27, 53].map(letters), ["a", "z", "aa", "ba"]);
    }
}
