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
        let mut codings: Vec<&Coding> = codings.iter().collect();
        codings.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
        codings.retain(counted(admission, document, segments));
        let mut points = CodePoints::of(document);
        for coding in codings {
            let (start, end) = points.around(coding.span);
            let coder = coders.get(coding.coder).unwrap_or_default();
            let key = (document.id, start, end, coding.code, coding.coder.index(), coder.to_owned());
            self.count += 1;
            self.of.entry(key).or_insert(self.count);
        }
    }

    /// The numbers of quotes, which stand in order of place: `Q12`. A quote that the numbered codings do not hold, since another
    /// choice of words made it, has the number before it and a letter: `Q12a`.
    #[must_use]
    pub fn of(&self, quotes: &[Quote]) -> Vec<String> {
        let mut between: BTreeMap<usize, usize> = BTreeMap::new();
        let number = |quote: &Quote| {
            let code = quote.code.unwrap_or_default();
            let coder = quote.coder.as_deref().unwrap_or_default();
            let from = (quote.document, quote.start, quote.end, code, 0, String::new());
            let same = self.of.range(from.clone()..).take_while(|((document, start, end, of, ..), _)| {
                (*document, *start, *end, *of) == (quote.document, quote.start, quote.end, code)
            });
            if let Some((_, number)) = same.into_iter().find(|((.., name), _)| name == coder) {
                return format!("Q{number}");
            }
            let before = self.of.range(..from).next_back().map_or(0, |(_, number)| *number);
            let nth = between.entry(before).or_default();
            *nth += 1;
            format!("Q{before}{}", letters(*nth))
        };
        quotes.iter().map(number).collect()
    }
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
