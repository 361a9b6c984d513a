//! What is looked for once in a document, for all rules: phrases, and sets of words and phrases.
//!
//! Whose words a rule is about does not matter here: a phrase lies in one turn, and a rule takes of what was found what is in
//! its scope. Before any rule is evaluated the hits tell which phrases may be there, and so which sets.

use super::Matcher;
use super::combine::{Combine, Match, Work, in_order};

/// What is found once in a document, by number.
#[derive(Default)]
pub(super) struct Once {
    /// At most how many there are of each.
    at_most: Vec<u32>,
    /// Where what was found of each begins in `matches`, plus one, and ends; zeros when it was not looked for yet.
    found: Vec<(u32, u32)>,
    touched: Vec<usize>,
    matches: Vec<Match>,
    /// Of each set, the last of the phrases that may be there, as the place of a link plus one.
    last: Vec<u32>,
    /// A phrase and its place in the set, and the link before it.
    links: Vec<(u32, u32, u32)>,
}

impl Once {
    /// Makes ready for a document: there is nothing yet of so many.
    pub fn begin(&mut self, count: usize) {
        for at in self.touched.drain(..) {
            self.at_most[at] = 0;
            self.found[at] = (0, 0);
            self.last[at] = 0;
        }
        self.at_most.resize(count, 0);
        self.found.resize(count, (0, 0));
        self.last.resize(count, 0);
        self.matches.clear();
        self.links.clear();
    }

    /// At most how many there are.
    pub fn at_most(&self, number: usize) -> usize {
        self.at_most[number] as usize
    }

    /// Notes that there may be so many more.
    fn note(&mut self, number: usize, more: usize) {
        self.at_most[number] = self.at_most[number].saturating_add(more as u32);
        self.touched.push(number);
    }

    /// What was found, if it was looked for.
    pub fn found(&self, number: usize) -> Option<&[Match]> {
        let (from, to) = self.found[number];
        from.checked_sub(1).map(|from| &self.matches[from as usize..to as usize])
    }

    /// Keeps what was found.
    pub fn keep(&mut self, number: usize, matches: &[Match]) {
        let from = self.matches.len() as u32 + 1;
        self.matches.extend_from_slice(matches);
        self.found[number] = (from, self.matches.len() as u32);
        self.touched.push(number);
    }
}

impl Matcher {
    /// Notes which phrases and sets may be in the document, by its hits.
    pub(super) fn note_phrases(&self, work: &mut Work) {
        let Work { hits, phrases, sets, .. } = work;
        for pattern in hits.patterns() {
            let count = hits.count(pattern);
            for &phrase in self.by_anchor.get(pattern.0 as usize).into_iter().flatten() {
                let uses = &self.phrase_uses[phrase as usize];
                if uses.needs.iter().any(|&word| hits.count(word) == 0) {
                    continue;
                }
                phrases.note(phrase as usize, count);
                for &(set, place) in &uses.sets {
                    sets.note(set as usize, count);
                    sets.links.push((phrase, place, sets.last[set as usize]));
                    sets.last[set as usize] = sets.links.len() as u32;
                }
            }
        }
    }
}

impl Combine<'_> {
    /// At most how many matches a phrase has.
    pub fn phrase_at_most(&self, phrase: usize) -> usize {
        let found = self.work.phrases.found(phrase);
        found.map_or_else(|| self.work.phrases.at_most(phrase), <[Match]>::len)
    }

    /// At most how many matches a set has.
    pub fn set_at_most(&self, set: usize) -> usize {
        if let Some(found) = self.work.sets.found(set) {
            return found.len();
        }
        let words = self.matcher.sets[set].map_or(0, |words| self.work.hits.count(words));
        words + self.work.sets.at_most(set)
    }

    /// All of a document's, in order of place: the words, then the phrases as they stand in the set.
    pub fn find_set(&mut self, set: usize, out: &mut Vec<Match>) {
        if let Some(words) = self.matcher.sets[set] {
            self.all_words(words, out);
        }
        let sets = &self.work.sets;
        let mut phrases: Vec<(u32, u32)> = Vec::new();
        let mut link = sets.last[set];
        while let Some(at) = link.checked_sub(1) {
            let (phrase, place, before) = sets.links[at as usize];
            phrases.push((place, phrase));
            link = before;
        }
        phrases.sort_unstable();
        for (_, phrase) in phrases {
            self.look_for(phrase as usize);
            out.extend_from_slice(self.work.phrases.found(phrase as usize).unwrap_or_default());
        }
        in_order(out);
    }

    /// Looks for a phrase, unless that was done.
    pub fn look_for(&mut self, phrase: usize) {
        if self.work.phrases.found(phrase).is_none() {
            let mut found = self.work.pool.pop().unwrap_or_default();
            if self.work.phrases.at_most(phrase) > 0 {
                self.find_phrase(phrase, &mut found);
            }
            self.work.phrases.keep(phrase, &found);
            self.done(found);
        }
    }
}
