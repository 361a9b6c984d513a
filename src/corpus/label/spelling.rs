//! Labels as they are written: what is known of each is made out once, however many lines begin with it.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use foldhash::fast::FixedState;

use crate::corpus::part::is_common;

use super::candidate::{is_capital, is_sentence};
use super::key;

/// A label as written.
#[derive(Debug)]
pub(super) struct Spelling {
    /// Cleaned of colons, brackets and markup.
    pub name: Arc<str>,
    /// The number of its key, from 0: spellings of one label have the same.
    pub number: usize,
    /// Whether transcripts commonly use it.
    pub common: bool,
    /// Whether the study lists it.
    pub listed: bool,
    /// Whether it reads as the beginning of a sentence.
    pub sentence: bool,
    /// Whether its words have capitals.
    pub capital: bool,
}

/// The spellings that were met in a text.
pub(super) struct Spellings<'t> {
    listed: &'t [String],
    /// By the stretch of text that holds the label; what cannot be one is there too.
    met: HashMap<&'t str, Option<Rc<Spelling>>, FixedState>,
    numbers: HashMap<String, usize>,
}

impl<'t> Spellings<'t> {
    /// `listed` are the keys that the study lists, `numbers` those that are known already, numbered from 0.
    pub fn new(listed: &'t [String], numbers: HashMap<String, usize>) -> Self {
        Self { listed, met: HashMap::default(), numbers }
    }

    /// The number of each key.
    pub fn into_numbers(self) -> HashMap<String, usize> {
        self.numbers
    }

    /// The label that a stretch of text holds; none without a letter.
    pub fn of(&mut self, written: &'t str) -> Option<Rc<Spelling>> {
        let (listed, numbers) = (self.listed, &mut self.numbers);
        self.met.entry(written).or_insert_with(|| spelling(written, listed, numbers)).clone()
    }
}

fn spelling(written: &str, listed: &[String], numbers: &mut HashMap<String, usize>) -> Option<Rc<Spelling>> {
    let name = written.trim_matches(|c: char| c.is_whitespace() || "*_-–,|".contains(c));
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = key(&name);
    if key.is_empty() || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    let (common, listed) = (is_common(&key), listed.contains(&key));
    let (sentence, capital) = (is_sentence(&name, &key), is_capital(&name));
    let next = numbers.len();
    let number = *numbers.entry(key).or_insert(next);
    Some(Rc::new(Spelling { name: name.into(), number, common, listed, sentence, capital }))
}
