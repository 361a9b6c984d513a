//! What the scan found, by pattern: gathered only for those patterns that a rule asks for.
//!
//! A word of a list belongs to the list, to each OR that holds the list, and perhaps to a hundred rules' groups. So its
//! place is noted once, under its *class* (all that it matches). How many hits a pattern has is known at once; where they
//! are is put together when somebody asks.

use super::scan::{Memory, PatternId, Scanner};

/// The hits of one document.
#[derive(Default)]
pub(super) struct Hits {
    /// Each word that matches something, in order of place: its class, and its place.
    found: Vec<(u32, u32)>,
    /// Where each class's words lie in `words`; `(0, 0)` for classes without a hit.
    classes: Vec<(u32, u32)>,
    touched: Vec<u32>,
    of: Vec<OfPattern>,
    /// The patterns with a hit.
    patterns: Vec<u32>,
    /// Chains of classes, one for each pattern: a class, and the place of the next link plus one.
    links: Vec<(u32, u32)>,
    words: Vec<u32>,
}

/// What is known of a pattern's hits.
#[derive(Clone, Copy, Default)]
struct OfPattern {
    count: u32,
    /// The first of its classes, as the place of a link plus one.
    link: u32,
    /// Where its words begin in `words`, plus one, once they are gathered.
    gathered: u32,
}

impl Hits {
    /// Forgets the last document.
    pub fn clear(&mut self, scanner: &Scanner) {
        for &pattern in &self.patterns {
            if let Some(of) = self.of.get_mut(pattern as usize) {
                *of = OfPattern::default();
            }
        }
        for &class in &self.touched {
            self.classes[class as usize] = (0, 0);
        }
        self.patterns.clear();
        self.touched.clear();
        self.links.clear();
        self.found.clear();
        self.words.clear();
        self.of.resize(scanner.count(), OfPattern::default());
    }

    /// Notes that the word at this place is of this class. Places must ascend.
    pub fn note(&mut self, class: u32, word: u32) {
        self.found.push((class, word));
    }

    /// Puts the words of each class together, and counts those of each pattern.
    pub fn group(&mut self, memory: &Memory) {
        self.classes.resize(self.classes.len().max(memory.classes()), (0, 0));
        for &(class, _) in &self.found {
            let of = &mut self.classes[class as usize];
            if of.1 == 0 {
                self.touched.push(class);
            }
            of.1 += 1;
        }
        let mut next = 0;
        for &class in &self.touched {
            let of = &mut self.classes[class as usize];
            let count = of.1;
            *of = (next, next);
            next += count;
            for &pattern in memory.patterns_of(class) {
                let of = &mut self.of[pattern as usize];
                if of.count == 0 {
                    self.patterns.push(pattern);
                }
                of.count += count;
                self.links.push((class, of.link));
                of.link = self.links.len() as u32;
            }
        }
        self.words.resize(self.found.len(), 0);
        for &(class, word) in &self.found {
            let of = &mut self.classes[class as usize];
            self.words[of.1 as usize] = word;
            of.1 += 1;
        }
    }

    /// How many words match a pattern.
    pub fn count(&self, pattern: PatternId) -> usize {
        self.of[pattern.0 as usize].count as usize
    }

    /// The words that match a pattern, in order.
    pub fn of(&mut self, pattern: PatternId) -> &[u32] {
        let of = self.of[pattern.0 as usize];
        let Some(first) = of.link.checked_sub(1) else { return &[] };
        let (class, next) = self.links[first as usize];
        if next == 0 {
            let (from, to) = self.classes[class as usize];
            return &self.words[from as usize..to as usize];
        }
        let from = match of.gathered.checked_sub(1) {
            Some(from) => from as usize,
            None => self.gather(pattern, first),
        };
        &self.words[from..from + of.count as usize]
    }

    fn gather(&mut self, pattern: PatternId, first: u32) -> usize {
        let start = self.words.len();
        let mut link = Some(first);
        while let Some(at) = link {
            let (class, next) = self.links[at as usize];
            let (from, to) = self.classes[class as usize];
            self.words.extend_from_within(from as usize..to as usize);
            link = next.checked_sub(1);
        }
        // Runs in order: a stable sort merges them.
        self.words[start..].sort();
        self.of[pattern.0 as usize].gathered = start as u32 + 1;
        start
    }

    /// The patterns with a hit, in an order that depends on the words.
    pub fn patterns(&self) -> impl Iterator<Item = PatternId> + '_ {
        self.patterns.iter().map(|&pattern| PatternId(pattern))
    }
}
