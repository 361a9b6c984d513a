//! Names and words that nobody else is to see: what a list of them masks in everything that goes out.
//!
//! A [`Redaction`] is made of a file, one entry a line: a word (`Fatima`), a phrase (`Piet de Vries`), a word with `*` for any
//! letters (`Amster*`), or a regular expression between slashes (`/\d{4} ?[A-Z]{2}/`). `#` begins a line of comment, and stands
//! behind no entry. Letter case,
//! diacritics, and how a letter with an accent is spelled do not matter, and only whole words are masked: *An* leaves *Anna*
//! alone. What a hyphen or an apostrophe joins are words of their own here, so that *Anna* is masked in *Anna's* and *Anna-Marie*.
//! Of what a regular expression finds every word that it touches is masked whole. A phrase is masked where all of it stands: a
//! surname that stands alone too is an entry of its own, and so is the Dutch genitive *Jans*. A name stays that is not written as a
//! word: hyphenated over the end of a line, with markup within it, or stammered (*Fa- Fatima* leaves *Fa*).
//!
//! **A mask never moves anything.** In a text each character of a masked word becomes one of as many bytes ([`Redaction::masked`]),
//! so that spans, code points, UTF-16 units and lines stay true. What has no places, a variable's value or a speaker's label, is
//! told by the number of its entry instead (`[3]`, `S3`), so that different people stay different ([`Redaction::named`],
//! [`Redaction::labels`]).
//!
//! Rules match the words as they were said, and people's codings are found by them: masking is the last thing that happens to
//! a document ([`crate::apply::Application::redacting`]).

mod entry;
mod find;
mod mask;
mod seen;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use foldhash::fast::FixedState;
use regex::Regex;

use crate::diagnostic::{Diagnostic, Place, SourceText};
use crate::error::{Error, Result};
use crate::text::Span;

use entry::{Entry, Token};
pub use find::Found;
pub(crate) use mask::{alike, has_mask, unmasked};
pub use seen::Unfit;

/// A number with more digits and signs than this is no count, but of a telephone or the like.
#[cfg(feature = "tables")]
const LONGEST_COUNT: usize = 8;

/// The words of a list, ready to be found and masked; shared by all threads.
///
/// ```
/// use kantlijn::redact::Redaction;
///
/// let names = Redaction::parse("names.txt".as_ref(), b"# people\nfatima\nPiet de Vries\nAmster*\n/\\d{4} ?[A-Z]{2}/\n")?;
/// assert_eq!(names.masked("FATIMA zag Piet de Vries"), "______ zag ____ __ _____");
/// assert_eq!(names.masked("in Amsterdam (1071 XX), bij Fatima's zus"), "in _________ (____ __), bij ______'s zus");
/// assert_eq!(names.named("Amsterdam-Noord"), "[3]-Noord");
/// assert_eq!(names.labels(["Fatima", "Interviewer"]), ["S1", "Interviewer"]);
/// # Ok::<(), kantlijn::Error>(())
/// ```
#[derive(Debug)]
pub struct Redaction {
    path: PathBuf,
    entries: Vec<Entry>,
    /// The entries of words by their first word, as it is folded.
    by_first: HashMap<String, Vec<usize>, FixedState>,
    /// The entries of words whose first one has a wildcard.
    by_wildcard: Vec<usize>,
    patterns: Vec<(usize, Regex)>,
    coders: HashMap<String, String, FixedState>,
    seen: seen::Seen,
}

impl Redaction {
    /// Reads a list.
    ///
    /// # Errors
    /// When the file cannot be read or is not UTF-8, when it has no entries, and when entries mean nothing or everything; all of
    /// these at once, each with its line. They are told by their lines: an error may not show what is to be hidden.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|error| Error::io("read", path, error))?;
        Self::parse(path, &bytes)
    }

    /// The list in these bytes; `path` names it.
    ///
    /// # Errors
    /// As [`Redaction::read`].
    pub fn parse(path: &Path, bytes: &[u8]) -> Result<Self> {
        let (entries, patterns) = entry::parse(path, bytes)?;
        let mut by_first: HashMap<String, Vec<usize>, FixedState> = HashMap::default();
        let mut by_wildcard = Vec::new();
        for (i, entry) in entries.iter().enumerate() {
            match entry.tokens.first() {
                Some(Token::Word(word)) => by_first.entry(word.clone()).or_default().push(i),
                Some(Token::Wildcard(_)) => by_wildcard.push(i),
                None => {}
            }
        }
        let seen = seen::Seen::of(entries.len());
        let path = path.to_owned();
        Ok(Self { path, entries, by_first, by_wildcard, patterns, coders: HashMap::default(), seen })
    }

    /// The same, where these people code: those whose names are masked are called `C1`, `C2`, … in everything that goes out.
    #[must_use]
    pub fn naming_coders<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut known: Vec<&str> = Vec::new();
        for name in names {
            if !known.contains(&name) {
                known.push(name);
            }
        }
        let called = self.called(&known, 'C');
        self.coders = known.into_iter().map(str::to_owned).zip(called).collect();
        self
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The line of the first entry that is in a text, from 1.
    #[must_use]
    pub fn line_in(&self, text: &str) -> Option<u32> {
        self.find(text).first().map(|found| self.entries[found.entry].line)
    }

    /// A text in which every character of a masked word is replaced by one of as many bytes: `_`, `¯`, `▁` or `🔲`.
    #[must_use]
    pub fn masked<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.masked_at(text, &self.find(text))
    }

    fn masked_at<'t>(&self, text: &'t str, found: &[Found]) -> Cow<'t, str> {
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        self.seen.note(found.iter().map(|found| found.entry));
        let mut masked = text.to_owned();
        mask::mask(&mut masked, found.iter().flat_map(|found| found.spans.iter().copied()));
        Cow::Owned(masked)
    }

    /// A text in which masked words are replaced by the number of their entry: `[3]`.
    #[must_use]
    pub fn named<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let found = self.find(text);
        if found.is_empty() {
            return Cow::Borrowed(text);
        }
        self.seen.note(found.iter().map(|found| found.entry));
        let mut named = String::with_capacity(text.len());
        let mut at = 0;
        for one in &found {
            let (start, end) = (one.start() as usize, one.end() as usize);
            if start >= at {
                named.push_str(&text[at..start]);
                named.push_str(&format!("[{}]", one.entry + 1));
            }
            at = at.max(end);
        }
        named.push_str(&text[at..]);
        Cow::Owned(named)
    }

    /// A sentence of ours about a study, in which numbers stay: a short one that an entry finds is a count and nobody's.
    #[cfg(feature = "tables")]
    pub(crate) fn sentence<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let is_count = |found: &Found| {
            let written = || found.spans.iter().flat_map(|span| span.of(text).chars());
            written().all(|c| c.is_ascii_digit() || ".,:%".contains(c)) && written().count() <= LONGEST_COUNT
        };
        let mut found = self.find(text);
        found.retain(|found| !is_count(found));
        self.masked_at(text, &found)
    }

    /// The message of a remark, masked. What it quotes and cuts (“so begon …”) is left out: the end of it may be half a name, which
    /// no entry finds any more.
    #[must_use]
    pub fn told(&self, message: &str) -> String {
        let mut told = message.to_owned();
        for (opening, cut, closing) in [('“', "…”", '”'), ('`', "…`", '`')] {
            let (first, last) = (told.find(opening), told.rfind(closing));
            if let (Some(first), Some(last), true) = (first, last, told.contains(cut)) {
                told.replace_range(first..last + closing.len_utf8(), &format!("{opening}…{closing}"));
            }
        }
        self.masked(&told).into_owned()
    }

    /// A remark with masks in what it says and quotes; see [`Redaction::told`].
    #[must_use]
    pub fn remark(&self, remark: &Diagnostic) -> Diagnostic {
        let masked = |text: &str| self.masked(text).into_owned();
        let place = remark.place.as_ref().map(|place| {
            let SourceText { name, text } = &*place.source;
            Place { source: Arc::new(SourceText { name: masked(name), text: masked(text) }), ..place.clone() }
        });
        Diagnostic {
            message: self.told(&remark.message),
            help: remark.help.as_deref().map(|help| self.told(help)),
            place,
            ..remark.clone()
        }
    }

    /// Labels of the speakers of one transcript, in order of first appearance: one in which a word is masked becomes `S` and the
    /// number of the entry, so that somebody is called the same in all transcripts; two that would be called the same get letters.
    #[must_use]
    pub fn labels<'l>(&self, labels: impl IntoIterator<Item = &'l str>) -> Vec<String> {
        let labels: Vec<&str> = labels.into_iter().collect();
        self.called(&labels, 'S')
    }

    /// What a coder or reviewer is called; see [`Redaction::naming_coders`].
    #[must_use]
    pub fn coder(&self, name: &str) -> String {
        match self.coders.get(name) {
            Some(called) => called.clone(),
            None => self.called(&[name], 'C').remove(0),
        }
    }

    fn called(&self, names: &[&str], kind: char) -> Vec<String> {
        let entries: Vec<Option<usize>> =
            names.iter().map(|name| self.find(name).first().map(|found| found.entry)).collect();
        self.seen.note(entries.iter().flatten().copied());
        let mut called: Vec<String> = Vec::with_capacity(names.len());
        for (name, entry) in names.iter().zip(entries) {
            let Some(entry) = entry else {
                called.push((*name).to_owned());
                continue;
            };
            let first = format!("{kind}{}", entry + 1);
            let letters = (b'b'..=b'z').map(char::from).map(|letter| format!("{first}{letter}"));
            let numbers = (2..).map(|number| format!("{first}-{number}"));
            let is_taken = |new: &String| called.contains(new) || names.contains(&new.as_str());
            let mut candidates = std::iter::once(first.clone()).chain(letters).chain(numbers);
            called.push(candidates.find(|new| !is_taken(new)).unwrap_or(first));
        }
        called
    }

    /// The text of a document, masked in place: `hidden` are the stretches that are no words, each with whether words go on
    /// behind it, as they do behind markup. Its places are counted.
    pub(crate) fn mask_document(&self, text: &mut String, hidden: &[(Span, bool)]) {
        let mut found = self.find(text);
        if !hidden.is_empty() {
            let view = find::View::of(text, hidden);
            found.extend(self.find(&view.text).into_iter().map(|found| view.back(found)));
        }
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|found| (found.start(), found.entry));
        let (mut places, mut end) = (0, 0);
        for one in &found {
            places += u64::from(one.start() >= end);
            end = end.max(one.end());
        }
        self.seen.count(places, found.iter().map(|found| found.entry));
        mask::mask(text, found.iter().flat_map(|found| found.spans.iter().copied()));
    }
}
