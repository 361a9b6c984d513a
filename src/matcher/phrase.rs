//! Phrases: around each hit of a phrase's longest word, the shortest stretch that holds the others.
//!
//! A phrase's matches are its minimal stretches. Every one of them holds a hit of the anchor, reaches as
//! little to the left of it as it can, and as little to the right: two walks from the anchor find it. A
//! walk keeps every state it can be in, so it takes at most sentence length × phrase length steps.

use crate::text::Span;

use super::combine::{Combine, Match};
use super::compile::Element;
use super::near::keep_minimal;
use super::window::Windows;

/// What walks need, reused.
#[derive(Default)]
pub(super) struct PhraseWork {
    states: Vec<State>,
    next: Vec<State>,
    /// Matched words, each with the place of the one before it on its path.
    steps: Vec<(u32, u32)>,
    folded: String,
    words: Vec<u32>,
}

#[derive(Clone, Copy)]
struct State {
    /// The element that comes next.
    element: usize,
    /// Words of the gap at hand that were passed.
    passed: u32,
    /// The last matched word's place in `steps`, plus one.
    step: u32,
}

impl Combine<'_> {
    /// The minimal stretches of a phrase whose home lies in a window, in order of place.
    pub(super) fn phrase(&mut self, phrase: usize, windows: Windows<'_>, out: &mut Vec<Match>) {
        self.look_for(phrase);
        self.take(self.work.phrases.found(phrase), windows, out);
    }

    /// All of a document's, whatever the scope of the rule at hand: a phrase lies in one turn.
    pub(super) fn find_phrase(&mut self, phrase: usize, out: &mut Vec<Match>) {
        let matcher = self.matcher;
        let Some(phrase) = matcher.phrases.get_index(phrase) else { return };
        let Some(Element::Word(anchor)) = phrase.elements.get(phrase.anchor) else { return };
        let hits = self.work.hits.count(*anchor);
        for hit in 0..hits {
            let word = self.work.hits.of(*anchor)[hit];
            let Some(sentence) = self.segments.sentences.get(self.segments.sentence_of(word)) else { continue };
            let sentence = sentence.words.clone();
            let before = word.checked_sub(1).filter(|before| *before >= sentence.start);
            let after = Some(word + 1).filter(|after| *after < sentence.end);
            let beside = phrase.anchor.checked_sub(1).map(|at| phrase.elements[at]);
            if !self.may_stand(beside, before)
                || !self.may_stand(phrase.elements.get(phrase.anchor + 1).copied(), after)
            {
                continue;
            }
            let mut words = std::mem::take(&mut self.work.phrase.words);
            words.clear();
            let before = phrase.elements[..phrase.anchor].iter().rev().copied();
            let start = self.walk(before, (sentence.start..word).rev(), word, &mut words);
            words.reverse();
            words.push(word);
            let after = phrase.elements[phrase.anchor + 1..].iter().copied();
            let last = start.and_then(|_| self.walk(after, word + 1..sentence.end, word, &mut words));
            if let (Some(start), Some(last)) = (start, last) {
                let (first, end) = (self.segments.words[start as usize].span, self.segments.words[last as usize].span);
                let matched = self.keep(&words, last + 1 - start);
                let span = Span { start: first.start, end: end.end };
                out.push(Match { start, end: last + 1, home: start, span, matched });
            }
            self.work.phrase.words = words;
        }
        keep_minimal(out);
    }

    /// Whether the word beside an anchor may be what the phrase has there; most are not.
    fn may_stand(&mut self, element: Option<Element>, word: Option<u32>) -> bool {
        match (element, word) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(Element::Word(pattern)), Some(word)) => {
                let stands = self.segments.words[word as usize];
                let text = stands.span.of(&self.document.text);
                self.matcher.skips && stands.transparent
                    || self.matcher.patterns[pattern.0 as usize].matches(text, None, &mut self.work.phrase.folded)
            }
            (Some(_), Some(_)) => true,
        }
    }

    /// Walks from the anchor over `path` until every element has its word, and appends the matched words
    /// in the order met; answers with the last one. A word is matched if it can be, else skipped if it may be.
    fn walk(
        &mut self,
        elements: impl Iterator<Item = Element> + Clone,
        path: impl Iterator<Item = u32>,
        from: u32,
        words: &mut Vec<u32>,
    ) -> Option<u32> {
        let count = elements.clone().count();
        if count == 0 {
            return Some(from);
        }
        let work = &mut self.work.phrase;
        work.steps.clear();
        work.states.clear();
        work.states.push(State { element: 0, passed: 0, step: 0 });
        for word in path {
            let stands = self.segments.words[word as usize];
            let skippable = self.matcher.skips && stands.transparent;
            let text = stands.span.of(&self.document.text);
            work.next.clear();
            for i in 0..work.states.len() {
                let state = work.states[i];
                let mut here = elements.clone().skip(state.element);
                let mut element = here.next();
                let mut at = state.element;
                let gap = if let Some(Element::UpTo(n)) = element {
                    (element, at) = (here.next(), at + 1);
                    (!skippable && state.passed < n).then_some(State { passed: state.passed + 1, ..state })
                } else {
                    None
                };
                let fits = match element {
                    Some(Element::Word(pattern)) => {
                        self.matcher.patterns[pattern.0 as usize].matches(text, None, &mut work.folded)
                    }
                    Some(Element::Any) => !skippable,
                    _ => false,
                };
                if fits {
                    work.steps.push((word, state.step));
                    let step = work.steps.len() as u32;
                    if at + 1 == count {
                        trace(&work.steps, step, words);
                        return Some(word);
                    }
                    add(&mut work.next, State { element: at + 1, passed: 0, step });
                }
                if let Some(state) = gap {
                    add(&mut work.next, state);
                }
                if skippable {
                    add(&mut work.next, state);
                }
            }
            if work.next.is_empty() {
                return None;
            }
            std::mem::swap(&mut work.states, &mut work.next);
        }
        None
    }
}

fn add(states: &mut Vec<State>, new: State) {
    if !states.iter().any(|state| (state.element, state.passed) == (new.element, new.passed)) {
        states.push(new);
    }
}

/// Appends the matched words of a path, in the order met.
fn trace(steps: &[(u32, u32)], last: u32, words: &mut Vec<u32>) {
    let from = words.len();
    let back = std::iter::successors(last.checked_sub(1), |&at| steps[at as usize].1.checked_sub(1));
    words.extend(back.map(|at| steps[at as usize].0));
    words[from..].reverse();
}
