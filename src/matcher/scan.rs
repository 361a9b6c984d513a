//! One pass over the words of a document: which word matches which pattern.
//!
//! The interface is narrow on purpose (text and words in, hits out), so that what happens inside may
//! change. Inside, a filter on a word's first and last bytes turns most words away; a word that passes is looked
//! up in a memory of the words this thread has met, since half of all running text is a few hundred words;
//! only a new word is folded, stemmed and compared.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use indexmap::IndexSet;

use crate::segment::Word;
use crate::text::{Folding, Span, Watch, eight_bytes};

use super::filter::Filter;
use super::hits::Hits;
use super::pattern::{Stems, WordPattern};
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
    /// Which words may match at all, by their first letters and their last.
    filter: Filter,
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
        groups: &IndexSet<Vec<PatternId>, FixedState>,
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

    /// How many numbers there are for patterns and groups.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Which words may match, for whoever cuts a text into words.
    pub fn watch(&self) -> &Watch {
        self.filter.watch()
    }

    /// Adds the hits among these words to `hits`: `places`, which ascend, hold all that [`Scanner::watch`] lets through.
    pub fn scan(
        &self,
        text: &str,
        words: &[Word],
        places: impl Iterator<Item = u32>,
        memory: &mut Memory,
        hits: &mut Hits,
    ) {
        if self.tables.is_empty() {
            return;
        }
        let bytes = text.as_bytes();
        for place in places {
            let word = words[place as usize].span;
            if self.filter.admits(bytes, word) {
                let known = memory.know(Key::of(bytes, word), word.of(text), self);
                if known.class != Memory::NOTHING {
                    hits.note(known.class, place);
                }
            }
        }
    }

    /// Whether stance must look closer at a word: it is part of a cue of some language.
    pub fn may_be_cue(&self, word: &str, memory: &mut Memory) -> bool {
        memory.about(word, self) == About::Cue
    }

    /// Whether stance's lists hold a word.
    pub fn is_of_stance(&self, word: &str, memory: &mut Memory) -> bool {
        memory.about(word, self) != About::Nothing
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
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Key {
    head: u64,
    tail: u64,
    length: u32,
}

impl Key {
    /// Words of more bytes are not told apart.
    const LENGTH: usize = 16;

    fn of(text: &[u8], word: Span) -> Self {
        let length = word.len();
        let tail = if length > 8 { eight_bytes(text, word.start as usize + 8, length - 8) } else { 0 };
        Self { head: eight_bytes(text, word.start as usize, length), tail, length: length as u32 }
    }

    fn is_whole(&self) -> bool {
        self.length as usize <= Self::LENGTH
    }

    fn hash(self) -> u64 {
        (self.head ^ self.tail.rotate_left(23)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// The words a thread has met, and what they match; bounded, since frequent words come early.
///
/// Words that match the same are of one class. Class [`Memory::NOTHING`] matches nothing.
#[derive(Default)]
pub(super) struct Memory {
    /// Words of at most sixteen bytes, each in the first free slot from its own on; as many slots as a power of two.
    /// A slot is free when its word has no length.
    short: Vec<(Key, Known)>,
    shorts: usize,
    /// Longer ones.
    long: ByWord<Known>,
    /// The patterns of each class, and where they lie in `patterns`.
    by_patterns: HashMap<Box<[u32]>, u32>,
    classes: Vec<(u32, u32)>,
    patterns: Vec<u32>,
    folded: String,
    found: Vec<u32>,
}

#[derive(Clone, Copy, Default)]
struct Known {
    class: u32,
    about: About,
}

/// What stance wants to know of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum About {
    #[default]
    Nothing,
    /// Its lists hold it.
    Stance,
    /// It is part of a cue.
    Cue,
}

impl Memory {
    /// The class of words that match nothing.
    pub const NOTHING: u32 = 0;
    /// How many short words it keeps, and how many long ones: some tens of bytes each.
    const MOST: usize = 1 << 15;
    /// Longer words are seldom met again.
    const LONGEST: usize = 48;
    /// With more classes, or more patterns in them, it begins anew with the next document.
    const MOST_CLASSES: usize = 1 << 16;
    const MOST_PATTERNS: usize = 1 << 20;

    #[inline]
    fn know(&mut self, key: Key, word: &str, scanner: &Scanner) -> Known {
        let known = if key.is_whole() { self.short_one(key) } else { self.long.get(word).copied() };
        known.unwrap_or_else(|| self.meet(key, word, scanner))
    }

    /// Looks closely at a word that was not met before.
    #[cold]
    fn meet(&mut self, key: Key, word: &str, scanner: &Scanner) -> Known {
        let about = scanner.classify(word, &mut self.folded, &mut self.found);
        let known = Known { class: self.class(), about };
        if key.is_whole() && self.shorts < Self::MOST {
            self.learn(key, known);
        } else if !key.is_whole() && self.long.len() < Self::MOST && word.len() <= Self::LONGEST {
            self.long.insert(word.into(), known);
        }
        known
    }

    /// The class of words that match what is in `found`.
    fn class(&mut self) -> u32 {
        if self.classes.is_empty() {
            self.classes.push((0, 0));
        }
        if self.found.is_empty() {
            return Self::NOTHING;
        }
        if let Some(&class) = self.by_patterns.get(self.found.as_slice()) {
            return class;
        }
        let (class, from) = (self.classes.len() as u32, self.patterns.len() as u32);
        self.patterns.extend_from_slice(&self.found);
        self.classes.push((from, self.patterns.len() as u32));
        self.by_patterns.insert(self.found.as_slice().into(), class);
        class
    }

    /// How many classes there are.
    pub fn classes(&self) -> usize {
        self.classes.len()
    }

    /// The numbers of the patterns and groups that words of a class match.
    pub fn patterns_of(&self, class: u32) -> &[u32] {
        let (from, to) = self.classes[class as usize];
        &self.patterns[from as usize..to as usize]
    }

    #[inline]
    fn short_one(&self, key: Key) -> Option<Known> {
        let mask = self.short.len().checked_sub(1)?;
        let mut slot = (key.hash() >> 32) as usize & mask;
        loop {
            let (found, known) = &self.short[slot & mask];
            if *found == key {
                return Some(*known);
            }
            if found.length == 0 {
                return None;
            }
            slot += 1;
        }
    }

    fn learn(&mut self, key: Key, known: Known) {
        if self.shorts * 2 >= self.short.len() {
            let size = (self.short.len() * 2).max(1 << 10);
            let old = std::mem::replace(&mut self.short, vec![Default::default(); size]);
            old.into_iter().filter(|(key, _)| key.length > 0).for_each(|(key, known)| self.place(key, known));
        }
        self.place(key, known);
        self.shorts += 1;
    }

    fn place(&mut self, key: Key, known: Known) {
        let mask = self.short.len() - 1;
        let mut slot = (key.hash() >> 32) as usize & mask;
        while self.short[slot].0.length > 0 {
            slot = (slot + 1) & mask;
        }
        self.short[slot] = (key, known);
    }

    fn about(&mut self, word: &str, scanner: &Scanner) -> About {
        self.know(Key::of(word.as_bytes(), Span::new(0, word.len())), word, scanner).about
    }

    /// Makes ready for a document. No hit may refer to a class any more.
    pub fn begin(&mut self) {
        if self.classes.len() > Self::MOST_CLASSES || self.patterns.len() > Self::MOST_PATTERNS {
            self.clear();
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.short.clear();
        self.shorts = 0;
        self.long.clear();
        self.by_patterns.clear();
        self.classes.clear();
        self.patterns.clear();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::{Filter, Key, Scanner, Stems, WordPattern};
    use crate::matcher::pattern::Language;
    use crate::matcher::tests::codebook;
    use crate::matcher::{MatchOptions, Matcher};
    use crate::text::{Head, Seen, Span, Watch, words};

    fn key(word: &str) -> Key {
        Key::of(word.as_bytes(), Span::new(0, word.len()))
    }

    /// Whether a filter admits a word, wherever it stands.
    fn admits(filter: &Filter, word: &str) -> bool {
        let inside = |text: &str, from: usize| {
            let span = Span::new(from, from + word.len());
            let admits = filter.admits(text.as_bytes(), span);
            let (mut before, mut seen) = (Head::NOTHING, [Seen::default(); Watch::AT_ONCE]);
            let count = filter.watch().look(text.as_bytes(), &[span], &mut before, &mut seen);
            assert!(!admits || count == 1 && seen[0].has(Watch::WANTED), "{text}");
            admits
        };
        let alone = inside(word, 0);
        assert_eq!(alone, inside(&format!("{word} hier en daar"), 0), "{word}");
        alone && inside(&format!("Ook {word}!"), 4)
    }

    #[test]
    fn a_key_is_the_first_sixteen_bytes_wherever_the_word_stands() {
        let text = "Verantwoordelijkheid is me een woord";
        for (from, to) in [(0, 20), (21, 23), (31, 36)] {
            let inside = Key::of(text.as_bytes(), Span::new(from, to));
            assert!(inside == key(&text[from..to]), "{}", &text[from..to]);
        }
    }

    fn any_word() -> impl Strategy<Value = String> {
        let word = "[abcABCéÉß’'\u{ad}ﬁø]{1,4}|(ver|Ver|vér)[a-dé]{2,9}|(ge)?scha[am](m|d)(en|de|t)?|[a-c]{7,18}";
        let word = word.prop_filter("a rule begins with a letter, and its quotes are TOML's", |word| {
            word.starts_with(char::is_alphabetic) && !word.contains('\'') && words(word).count() == 1
        });
        (word, any::<bool>()).prop_map(|(word, apart)| if apart { word.nfd().collect() } else { word })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(600))]

        #[test]
        fn the_filter_turns_no_word_away_that_matches(rules in prop::collection::vec((any_word(), 0..8u8), 1..5), words in prop::collection::vec(any_word(), 1..9)) {
            let rule = |(word, kind): &(String, u8)| match kind {
                0 => format!("{word}*"),
                1 => format!("stem:{word}"),
                2 => format!("exact:\"{word}\""),
                3 => format!("{}?*", word.chars().take(5).collect::<String>()),
                4 => format!("*{word}"),
                5 => format!("?{}", word.nfc().skip(1).collect::<String>()),
                6 => format!("*{}", word.nfc().last().filter(|c| c.is_alphabetic()).unwrap_or('a')),
                _ => word.clone(),
            };
            let list: Vec<String> = rules.iter().map(|r| format!("'''{} {{stance = \"ignore\"}}'''", rule(r))).collect();
            let book = codebook(&format!("[codebook]\nname = \"x\"\nlanguage = \"nl\"\n[[code]]\nid = \"a\"\nrules = [{}]\n", list.join(", ")));
            let matcher = Matcher::new(&book, &MatchOptions::default()).expect("no mistakes");
            let scanner: &Scanner = &matcher.scanner;
            let (mut folded, mut found) = (String::new(), Vec::new());
            for word in words.iter().chain(rules.iter().map(|(word, _)| word)) {
                scanner.classify(word, &mut folded, &mut found);
                prop_assert!(found.is_empty() || admits(&scanner.filter, word), "{word} of {list:?}");
            }
        }
    }

    #[test]
    fn most_words_are_turned_away() {
        let stems = Stems::of("nl").expect("a stemmer");
        let patterns = [WordPattern::stem("schamen", Default::default(), &stems)];
        let filter = Filter::new(patterns.iter(), Some(Language::Dutch));
        assert!(admits(&filter, "Schaamde") && admits(&filter, "geschaamd") && admits(&filter, "één"));
        assert!(!admits(&filter, "gaan") && !admits(&filter, "huis"));
    }
}
