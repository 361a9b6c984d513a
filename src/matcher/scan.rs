//! One pass over the words of a document: which word matches which pattern.
//!
//! The interface is narrow on purpose (text and words in, hits out), so that what happens inside may
//! change. Inside, a table of first letters turns most words away; a word that passes is looked up in a
//! memory of the words this thread has met, since half of all running text is a few hundred words; only
//! a new word is folded, stemmed and compared.

use std::ops::Range;

use indexmap::IndexSet;
use unicode_normalization::UnicodeNormalization;

use crate::segment::Word;
use crate::text::{Folding, Span};

use super::pattern::{Language, Shape, Sign, Stems, WordPattern};
use super::table::{ByWord, Table};

/// The place of a pattern among all patterns of a matcher.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PatternId(pub u32);

/// All patterns that are looked for, compiled.
pub(super) struct Scanner {
    tables: Vec<Table>,
    stems: Option<Stems>,
    /// Words that stance looks for, and which of them are part of a cue; see [`Scanner::may_be_cue`].
    stance: Table,
    cues: Vec<bool>,
    /// Which words may match at all, by their first letters; none when any may.
    filter: Option<Filter>,
    /// For each pattern, the groups it belongs to, as the numbers they have among the hits: behind those of patterns.
    groups: Vec<Vec<u32>>,
    count: usize,
}

impl Scanner {
    /// The number of a group among the hits.
    pub fn group(&self, group: usize) -> PatternId {
        PatternId((self.groups.len() + group) as u32)
    }

    /// Compiles `patterns`, of which `anchors` are looked for; what is found of a member is found of its groups too.
    ///
    /// # Errors
    /// When the stretches inside words are too many for one automaton.
    pub fn new(
        patterns: &[WordPattern],
        anchors: &[bool],
        groups: &IndexSet<Vec<PatternId>>,
        cues: &[(WordPattern, bool)],
        stems: Option<Stems>,
    ) -> Result<Self, aho_corasick::BuildError> {
        let numbered = |(i, pattern)| (i as u32, pattern);
        let wanted = || patterns.iter().enumerate().filter(|&(i, _)| anchors[i]).map(numbered);
        let mut tables = Vec::new();
        for folding in [Folding::Folded, Folding::Cased, Folding::Exact] {
            tables.push(Table::new(folding, wanted())?);
        }
        tables.retain(|table| !table.is_empty());
        let language = stems.as_ref().map(|stems| stems.language);
        let filter = Filter::new(wanted().map(|(_, pattern)| pattern), language);
        let stance = cues.iter().map(|(word, _)| word).enumerate().map(numbered);
        let stance = Table::new(Folding::Folded, stance)?;
        let cues = cues.iter().map(|&(_, cue)| cue).collect();
        let mut of_pattern = vec![Vec::new(); patterns.len()];
        for (group, members) in groups.iter().enumerate() {
            members.iter().for_each(|member| of_pattern[member.0 as usize].push((patterns.len() + group) as u32));
        }
        Ok(Self { tables, stems, stance, cues, filter, groups: of_pattern, count: patterns.len() + groups.len() })
    }

    /// Adds the hits of these words to `hits`.
    pub fn scan(&self, text: &str, words: &[Word], range: Range<u32>, memory: &mut Memory, hits: &mut Hits) {
        if self.tables.is_empty() {
            return;
        }
        let bytes = text.as_bytes();
        for (at, word) in range.clone().zip(&words[range.start as usize..range.end as usize]) {
            let key = Key::of(bytes, word.span);
            if self.filter.as_ref().is_some_and(|filter| !filter.admits(&key)) {
                continue;
            }
            let known = memory.know(key, word.span.of(text), self);
            memory.note(at, known);
            if known.from < known.to {
                hits.found.extend(memory.patterns[known.from as usize..known.to as usize].iter().map(|&p| (p, at)));
            }
        }
    }

    /// Whether stance must look closer at the word at this place: it is part of a cue of some language.
    pub fn may_be_cue(&self, at: u32, word: &str, memory: &mut Memory) -> bool {
        memory.about(at, word, self) == About::Cue
    }

    /// Whether stance's lists hold the word at this place.
    pub fn is_of_stance(&self, at: u32, word: &str, memory: &mut Memory) -> bool {
        memory.about(at, word, self) != About::Nothing
    }

    /// Everything about a word that the memory did not know: whether stance's lists hold it, whether it is
    /// part of a cue, and, in `found`, its patterns.
    fn classify(&self, word: &str, folded: &mut String, found: &mut Vec<u32>) -> About {
        found.clear();
        self.stance.find(word, None, folded, found);
        let about = match &found[..] {
            [] => About::Nothing,
            words if words.iter().any(|&word| self.cues[word as usize]) => About::Cue,
            _ => About::Stance,
        };
        found.clear();
        for table in &self.tables {
            table.find(word, self.stems.as_ref(), folded, found);
        }
        for at in 0..found.len() {
            found.extend_from_slice(&self.groups[found[at] as usize]);
        }
        found.sort_unstable();
        found.dedup();
        about
    }
}

/// The first sixteen bytes of a word, as two numbers, zeros behind its end, and its length.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    head: u64,
    tail: u64,
    length: usize,
}

impl Key {
    fn of(text: &[u8], word: Span) -> Self {
        let (start, length) = (word.start as usize, word.len());
        let ahead: [u8; 16] = match text.get(start..start + 16).and_then(|ahead| ahead.first_chunk()) {
            Some(ahead) => *ahead,
            None => {
                let mut ahead = [0; 16];
                let rest = &text[start..];
                ahead[..rest.len()].copy_from_slice(rest);
                ahead
            }
        };
        let all = u128::from_le_bytes(ahead) & if length < 16 { (1 << (8 * length)) - 1 } else { u128::MAX };
        Self { head: all as u64, tail: (all >> 64) as u64, length }
    }

    /// The first eight bytes with small letters; other ASCII may change too, to the same wherever it stands.
    fn lower(head: u64) -> u64 {
        head | (((head & 0x7f7f_7f7f_7f7f_7f7f) + 0x7f7f_7f7f_7f7f_7f7f) & 0x8080_8080_8080_8080) >> 2
    }

    fn hash(self) -> u64 {
        (self.head ^ self.tail.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Which words may match, by their first bytes: most words of a text are turned away here.
struct Filter {
    /// By the first two letters, a bit each: of stems, which keep little more, and of short beginnings.
    starts: Vec<u64>,
    /// By the first eight bytes, hashed: of whole words.
    whole: Bits,
    /// By the first four bytes, hashed: of longer beginnings.
    heads: Bits,
}

/// A set of numbers that may hold others too, but lacks none that was added.
struct Bits {
    bits: Vec<u64>,
    shift: u32,
}

impl Bits {
    /// Room for so many numbers, of which every sixteenth bit at most is set.
    fn new(count: usize) -> Self {
        let size = (count * 16).next_power_of_two().max(1 << 12);
        Self { bits: vec![0; size / 64], shift: 64 - size.trailing_zeros() }
    }

    fn at(&self, number: u64) -> (usize, u64) {
        let at = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        ((at / 64) as usize, 1 << (at % 64))
    }

    fn add(&mut self, number: u64) {
        let (at, bit) = self.at(number);
        self.bits[at] |= bit;
    }

    fn holds(&self, number: u64) -> bool {
        let (at, bit) = self.at(number);
        self.bits[at] & bit != 0
    }
}

impl Filter {
    /// None when some pattern may begin with anything.
    fn new<'a>(patterns: impl Iterator<Item = &'a WordPattern> + Clone, language: Option<Language>) -> Option<Self> {
        let count = patterns.clone().count();
        let mut filter = Self { starts: vec![0; 256 * 256 / 64], whole: Bits::new(count), heads: Bits::new(count) };
        for pattern in patterns {
            match &pattern.shape {
                Shape::Whole(word) => filter.add_word(word),
                Shape::Stem(stem) => {
                    match language {
                        Some(Language::Dutch) => filter.add_start(b'g', Some(b'e')),
                        Some(Language::English) => {}
                        _ => return None,
                    }
                    filter.add_start(stem.bytes().next().filter(u8::is_ascii)?, None);
                }
                Shape::Wild(signs) => {
                    let head = signs.iter().map_while(|sign| if let Sign::Char(c) = sign { Some(*c) } else { None });
                    filter.add_head(&head.collect::<String>())?;
                }
            }
        }
        Some(filter)
    }

    /// A word that is written otherwise than in ASCII within its first eight bytes always passes, so that only the
    /// letters themselves matter here: what carries a mark is written with the bare letter, or passes.
    fn add_word(&mut self, word: &str) {
        let bare = bare(word);
        let key = Key::of(&bare, Span::new(0, bare.len()));
        self.whole.add(Key::lower(key.head));
    }

    fn add_head(&mut self, head: &str) -> Option<()> {
        let bare = bare(head);
        match bare[..] {
            [] => return None,
            [first, ..] if !first.is_ascii() => {}
            [first] => self.add_start(first, None),
            [first, second] | [first, second, _] => self.add_start(first, Some(second).filter(u8::is_ascii)),
            [a, b, c, d, ..] => self.heads.add(Key::lower(u64::from(u32::from_le_bytes([a, b, c, d])))),
        }
        Some(())
    }

    fn add_start(&mut self, first: u8, second: Option<u8>) {
        let row = usize::from(first) << 8;
        for at in second.map_or(row..row + 256, |second| row + usize::from(second)..row + usize::from(second) + 1) {
            self.starts[at / 64] |= 1 << (at % 64);
        }
    }

    fn admits(&self, key: &Key) -> bool {
        if key.head & 0x8080_8080_8080_8080 != 0 {
            return true;
        }
        let lower = Key::lower(key.head);
        let start = ((lower & 0xff) << 8 | lower >> 8 & 0xff) as usize;
        self.whole.holds(lower)
            || self.heads.holds(lower & 0xffff_ffff)
            || self.starts[start / 64] >> (start % 64) & 1 == 1
    }
}

/// A word of a rule in small letters without marks. A text may write é as two characters: the letter alone decides then.
fn bare(word: &str) -> Vec<u8> {
    word.nfd().collect::<String>().to_ascii_lowercase().into_bytes()
}

/// The words a thread has met, and what they match; bounded, since frequent words come early.
#[derive(Default)]
pub(super) struct Memory {
    /// Words of at most sixteen bytes, each in the first free slot from its own on; as many slots as a power of two.
    short: Vec<Option<(Key, Known)>>,
    shorts: usize,
    /// Longer ones.
    long: ByWord<Known>,
    /// For each word of the document at hand, what stance wants to know, once somebody has asked.
    about: Vec<Option<About>>,
    patterns: Vec<u32>,
    unknown: usize,
    folded: String,
    found: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Known {
    from: u32,
    to: u32,
    about: About,
}

/// What stance wants to know of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum About {
    Nothing,
    /// Its lists hold it.
    Stance,
    /// It is part of a cue.
    Cue,
}

impl Memory {
    /// How many short words it keeps, and how many long ones: some tens of bytes each.
    const MOST: usize = 1 << 15;
    /// Longer words are seldom met again.
    const LONGEST: usize = 48;

    fn know(&mut self, key: Key, word: &str, scanner: &Scanner) -> Known {
        if key.length <= 16 {
            if let Some(known) = self.short_one(key) {
                return known;
            }
        } else if let Some(&known) = self.long.get(word) {
            return known;
        }
        // What a word beyond the bound matches is only kept until the next one.
        self.patterns.truncate(self.unknown);
        let about = scanner.classify(word, &mut self.folded, &mut self.found);
        let from = self.patterns.len() as u32;
        self.patterns.extend_from_slice(&self.found);
        let known = Known { from, to: self.patterns.len() as u32, about };
        let keeps = if key.length <= 16 {
            self.shorts < Self::MOST
        } else {
            self.long.len() < Self::MOST && word.len() <= Self::LONGEST
        };
        if keeps {
            self.unknown = self.patterns.len();
            if key.length <= 16 {
                self.learn(key, known);
            } else {
                self.long.insert(word.into(), known);
            }
        }
        known
    }

    fn short_one(&self, key: Key) -> Option<Known> {
        let mask = self.short.len().checked_sub(1)?;
        let mut slot = (key.hash() >> 32) as usize & mask;
        loop {
            match &self.short[slot] {
                None => return None,
                Some((found, known)) if *found == key => return Some(*known),
                Some(_) => slot = (slot + 1) & mask,
            }
        }
    }

    fn learn(&mut self, key: Key, known: Known) {
        if self.shorts * 2 >= self.short.len() {
            let size = (self.short.len() * 2).max(1 << 10);
            let old = std::mem::replace(&mut self.short, vec![None; size]);
            old.into_iter().flatten().for_each(|(key, known)| self.place(key, known));
        }
        self.place(key, known);
        self.shorts += 1;
    }

    fn place(&mut self, key: Key, known: Known) {
        let mask = self.short.len() - 1;
        let mut slot = (key.hash() >> 32) as usize & mask;
        while self.short[slot].is_some() {
            slot = (slot + 1) & mask;
        }
        self.short[slot] = Some((key, known));
    }

    fn note(&mut self, at: u32, known: Known) {
        if let Some(about) = self.about.get_mut(at as usize) {
            *about = Some(known.about);
        }
    }

    fn about(&mut self, at: u32, word: &str, scanner: &Scanner) -> About {
        if let Some(Some(about)) = self.about.get(at as usize) {
            return *about;
        }
        let key = Key::of(word.as_bytes(), Span::new(0, word.len()));
        let known = self.know(key, word, scanner);
        self.note(at, known);
        known.about
    }

    /// Makes ready for a document of so many words.
    pub fn begin(&mut self, words: usize) {
        self.about.clear();
        self.about.resize(words, None);
    }

    pub fn clear(&mut self) {
        self.short.clear();
        self.shorts = 0;
        self.long.clear();
        self.patterns.clear();
        self.unknown = 0;
    }
}

/// The hits of a document, grouped by pattern, each group in order of place.
#[derive(Default)]
pub(super) struct Hits {
    found: Vec<(u32, u32)>,
    /// Where each pattern's words lie in `words`; `(0, 0)` for patterns without a hit.
    of: Vec<(u32, u32)>,
    touched: Vec<u32>,
    words: Vec<u32>,
}

impl Hits {
    /// Forgets the last document.
    pub fn clear(&mut self, scanner: &Scanner) {
        for &pattern in &self.touched {
            if let Some(of) = self.of.get_mut(pattern as usize) {
                *of = (0, 0);
            }
        }
        self.touched.clear();
        self.found.clear();
        self.words.clear();
        self.of.resize(scanner.count, (0, 0));
    }

    /// Groups what was found by pattern.
    pub fn group(&mut self) {
        for &(pattern, _) in &self.found {
            let of = &mut self.of[pattern as usize];
            if of.1 == 0 {
                self.touched.push(pattern);
            }
            of.1 += 1;
        }
        let mut next = 0;
        for &pattern in &self.touched {
            let of = &mut self.of[pattern as usize];
            let count = of.1;
            *of = (next, next);
            next += count;
        }
        self.words.resize(self.found.len(), 0);
        for &(pattern, word) in &self.found {
            let of = &mut self.of[pattern as usize];
            self.words[of.1 as usize] = word;
            of.1 += 1;
        }
    }

    /// The words that match a pattern, in order.
    pub fn of(&self, pattern: PatternId) -> &[u32] {
        let (from, to) = self.of[pattern.0 as usize];
        &self.words[from as usize..to as usize]
    }

    /// The patterns with a hit, in order of first hit.
    pub fn patterns(&self) -> impl Iterator<Item = PatternId> + '_ {
        self.touched.iter().map(|&pattern| PatternId(pattern))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::{Filter, Key, Scanner, Stems, WordPattern};
    use crate::matcher::tests::codebook;
    use crate::matcher::{MatchOptions, Matcher};
    use crate::text::Span;

    fn key(word: &str) -> Key {
        Key::of(word.as_bytes(), Span::new(0, word.len()))
    }

    #[test]
    fn a_key_is_the_first_sixteen_bytes_wherever_the_word_stands() {
        let text = "Verantwoordelijkheid is me een woord";
        for (from, to) in [(0, 20), (21, 23), (31, 36)] {
            let inside = Key::of(text.as_bytes(), Span::new(from, to));
            assert!(inside == key(&text[from..to]), "{}", &text[from..to]);
        }
        assert_eq!(Key::lower(key("Ab-9").head), Key::lower(key("aB-9").head));
        assert_ne!(Key::lower(key("a").head), Key::lower(key("a ").head));
    }

    fn any_word() -> impl Strategy<Value = String> {
        let word = "[abcABCéÉß’'\u{ad}ﬁø]{1,4}|(ver|Ver|vér)[a-dé]{2,9}|(ge)?scha[am](m|d)(en|de|t)?|[a-c]{7,18}";
        let word = word.prop_filter("a rule begins with a letter, and its quotes are TOML's", |word| {
            word.starts_with(char::is_alphabetic) && !word.contains('\'')
        });
        (word, any::<bool>()).prop_map(|(word, apart)| if apart { word.nfd().collect() } else { word })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn the_filter_turns_no_word_away_that_matches(rules in prop::collection::vec((any_word(), 0..5u8), 1..5), words in prop::collection::vec(any_word(), 1..9)) {
            let rule = |(word, kind): &(String, u8)| match kind {
                0 => format!("{word}*"),
                1 => format!("stem:{word}"),
                2 => format!("exact:\"{word}\""),
                3 => format!("{}?*", word.chars().take(5).collect::<String>()),
                _ => word.clone(),
            };
            let list: Vec<String> = rules.iter().map(|r| format!("'''{} {{stance = \"ignore\"}}'''", rule(r))).collect();
            let book = codebook(&format!("[codebook]\nname = \"x\"\nlanguage = \"nl\"\n[[code]]\nid = \"a\"\nrules = [{}]\n", list.join(", ")));
            let matcher = Matcher::new(&book, &MatchOptions::default()).expect("no mistakes");
            let scanner: &Scanner = &matcher.scanner;
            let (mut folded, mut found) = (String::new(), Vec::new());
            for word in words.iter().chain(rules.iter().map(|(word, _)| word)) {
                scanner.classify(word, &mut folded, &mut found);
                if let Some(filter) = scanner.filter.as_ref().filter(|_| !found.is_empty()) {
                    prop_assert!(filter.admits(&key(word)), "{word} of {list:?}");
                }
            }
        }
    }

    #[test]
    fn most_words_are_turned_away() {
        let stems = Stems::of("nl").expect("a stemmer");
        let patterns = [WordPattern::stem("schamen", Default::default(), &stems)];
        let filter = Filter::new(patterns.iter(), Some(super::Language::Dutch)).expect("a filter");
        assert!(filter.admits(&key("Schaamde")) && filter.admits(&key("geschaamd")) && filter.admits(&key("één")));
        assert!(!filter.admits(&key("gaan")) && !filter.admits(&key("huis")));
    }
}
