//! A study made up by dice: transcripts in a temporary folder, codebooks, and what is true of them.

use std::fmt::{self, Write};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

mod lists;
pub mod peers;
mod realistic;

use lists::*;

pub use realistic::{realistic_codebook, realistic_id, realistic_mentions};

/// The environment variable that sets the corpus's size, in MB of text.
const SIZE: &str = "KANTLIJN_BENCH_MB";

/// How many terms are planted: 5,000.
const PLANTED: usize = HEADS.len() * TAILS.len();

/// How many of them come often.
const COMMON: usize = 1000;

/// A transcript is about as long as an interview of an hour.
const BYTES_OF_A_TRANSCRIPT: usize = 48_000;

/// What a study's text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// Dutch as a word processor types it: accents, curly quotes, dashes.
    Dutch,
    /// The same without any of that.
    Ascii,
    /// The same with every accent a character of its own (NFD).
    Decomposed,
    /// Every line holds emoji or words in other scripts.
    Exotic,
}

impl Text {
    pub const ALL: [Text; 4] = [Text::Dutch, Text::Ascii, Text::Decomposed, Text::Exotic];

    /// A transcript as this kind of text writes it.
    fn typed(self, transcript: String) -> String {
        match self {
            Text::Dutch | Text::Exotic => transcript,
            Text::Decomposed => transcript.nfd().collect(),
            Text::Ascii => {
                let plain = transcript.nfd().filter(|&c| !is_combining_mark(c));
                let plain: String = plain
                    .map(|c| match c {
                        '‘' | '’' => '\'',
                        '“' | '”' => '"',
                        '–' => '-',
                        '…' => ',',
                        c => c,
                    })
                    .collect();
                assert!(plain.is_ascii(), "each sign that the lists hold has its ASCII");
                plain
            }
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Text::Dutch => "dutch",
            Text::Ascii => "ascii",
            Text::Decomposed => "nfd",
            Text::Exotic => "exotic",
        })
    }
}

/// What the dice wrote, counted while it was written.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    pub documents: usize,
    pub bytes: usize,
    pub turns: usize,
    pub answers: usize,
    pub sentences: usize,
    pub words: usize,
    /// Those of `words` that participants say.
    pub participants_words: usize,
    /// By term, how often its rule matches what participants say.
    pub mentions: Vec<usize>,
    /// By term, how often they say what only looks like it.
    pub decoys: Vec<usize>,
    /// By term, how often it stands as a word of its own, whatever its rule; capitals do not count.
    pub standing: Vec<usize>,
    /// By term, on how many lines it is the first of the codebook's terms that stand there.
    pub lines: Vec<usize>,
    /// Stretches between white space.
    pub stretches: usize,
}

impl Truth {
    fn new() -> Self {
        let none = || vec![0; PLANTED];
        Self { mentions: none(), decoys: none(), standing: none(), lines: none(), ..Self::default() }
    }
}

/// Transcripts on disk, and what is true of them.
pub struct Study {
    folder: Mutex<Option<TempDir>>,
    path: PathBuf,
    pub truth: Truth,
    /// Mentions in the first transcript, by term.
    first: Vec<usize>,
}

impl Study {
    /// The study of the size that the environment asks for, 2 MB without a wish.
    pub fn of_the_environment(text: Text) -> Self {
        let wish = std::env::var(SIZE).ok();
        let megabytes: f64 = match wish.as_deref().map(str::parse) {
            None => 2.0,
            Some(Ok(size)) if (0.01..=1000.0).contains(&size) => size,
            Some(_) => panic!("{SIZE} is a number of MB from 0.01 to 1000"),
        };
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().to_owned();
        let (truth, first) = write_transcripts(&path, (megabytes * 1e6) as usize, text);
        Self { folder: Mutex::new(Some(folder)), path, truth, first }
    }

    /// Where the transcripts lie.
    pub fn folder(&self) -> &Path {
        &self.path
    }

    /// How often the first so many terms are mentioned.
    pub fn mentions(&self, terms: usize) -> usize {
        self.truth.mentions[..terms].iter().sum()
    }

    /// The same in the first transcript.
    pub fn mentions_in_first(&self, terms: usize) -> usize {
        self.first[..terms].iter().sum()
    }

    /// Takes the transcripts away.
    pub fn remove(&self) {
        self.folder.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// Writes transcripts into a folder until so many bytes are written, one at a time; says what is true of them, and the
/// mentions in the first one.
fn write_transcripts(folder: &Path, bytes: usize, text: Text) -> (Truth, Vec<usize>) {
    let (mut truth, mut first) = (Truth::new(), Vec::new());
    let mut dice = Dice { rng: ChaCha8Rng::seed_from_u64(1811), exotic: text == Text::Exotic };
    while truth.bytes < bytes {
        let wanted = BYTES_OF_A_TRANSCRIPT.min(bytes - truth.bytes);
        let transcript = text.typed(transcript(&mut dice, wanted, &mut truth));
        truth.bytes += transcript.len();
        truth.stretches += transcript.split_whitespace().count();
        truth.documents += 1;
        if first.is_empty() {
            first.clone_from(&truth.mentions);
        }
        let file = folder.join(format!("r{}.txt", truth.documents));
        fs::write(file, transcript).expect("a transcript can be written");
    }
    (truth, first)
}

/// The word of a term; no term lies within another.
pub fn term(index: usize) -> String {
    let (heads, tails) = (HEADS.len(), TAILS.len());
    format!("{}{}", HEADS[index % heads], TAILS[(index + index / heads) % tails])
}

/// The id of a term's code.
pub fn id(index: usize) -> String {
    format!("t{index}")
}

/// What a term's rule asks for; of ten rules six are words, one is a wildcard, two are phrases and one measures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Wildcard,
    Phrase,
    Near,
}

fn kind(index: usize) -> Kind {
    match index % 10 {
        3 => Kind::Wildcard,
        5 | 8 => Kind::Phrase,
        7 => Kind::Near,
        _ => Kind::Word,
    }
}

/// The codebook of the first so many terms, each a code with one rule, as TOML.
pub fn codebook(terms: usize) -> String {
    let mut toml = "[codebook]\nname = \"Meting\"\nlanguage = \"nl\"\n".to_owned();
    for index in 0..terms {
        let term = term(index);
        let rule = match kind(index) {
            Kind::Word => term,
            Kind::Wildcard => format!("{term}*"),
            Kind::Phrase => format!("vol {term}"),
            Kind::Near => format!("alleen NEAR/3 {term}"),
        };
        let id = id(index);
        write!(toml, "\n[[code]]\nid = \"{id}\"\nrules = [\"{rule}\"]\n").expect("a string takes whatever comes");
    }
    toml
}

/// A codebook with a code for each of the commonest words, as TOML: many codings, for who writes them.
#[cfg(feature = "tables")]
pub fn common_codebook() -> String {
    const COMMON: [&str; 20] = [
        "dat", "het", "op", "in", "en", "een", "maar", "ik", "die", "te", "je", "met", "want", "naar", "om", "bij",
        "mijn", "ja", "was", "de",
    ];
    let mut toml = "[codebook]\nname = \"Meting\"\nlanguage = \"nl\"\n".to_owned();
    for word in COMMON {
        write!(toml, "\n[[code]]\nid = \"{word}\"\nrules = [\"{word}\"]\n").expect("a string takes whatever comes");
    }
    toml
}

struct Dice {
    rng: ChaCha8Rng,
    /// Whether every line gets something from beyond Latin.
    exotic: bool,
}

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        ((u64::from(self.rng.next_u32()) * n as u64) >> 32) as usize
    }

    /// Once in so many throws.
    fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn one_of(&mut self, list: &[&'static str]) -> &'static str {
        list[self.below(list.len())]
    }

    /// Low numbers come often, as some themes do; one of five lies beyond the common ones.
    fn term(&mut self) -> usize {
        if self.once_in(5) {
            return COMMON + self.below(PLANTED - COMMON);
        }
        let (a, b) = (self.below(COMMON), self.below(COMMON));
        a * b / COMMON
    }
}

/// One interview: questions and answers with labels, a blank line between turns.
fn transcript(dice: &mut Dice, bytes: usize, truth: &mut Truth) -> String {
    let mut text = String::with_capacity(bytes + 4000);
    let mut seconds = 0;
    while text.len() < bytes {
        text.push_str(if text.is_empty() { "I: " } else { "\n\nI: " });
        let questions = 1 + usize::from(dice.once_in(3));
        say(dice, &mut text, questions, true, truth);
        truth.answers += 1;
        answer(dice, &mut text, &mut seconds, truth);
        // A nod does not end an answer.
        while dice.once_in(4) {
            text.push_str("\n\nI: ");
            if dice.exotic {
                text.push_str(dice.one_of(PICTURES));
                text.push(' ');
            }
            let nod = dice.one_of(NODS);
            text.push_str(nod);
            truth.turns += 1;
            truth.sentences += 1;
            truth.words += count(nod);
            answer(dice, &mut text, &mut seconds, truth);
        }
    }
    text.push('\n');
    text
}

fn answer(dice: &mut Dice, text: &mut String, seconds: &mut usize, truth: &mut Truth) {
    text.push_str("\n\nR: ");
    if dice.once_in(6) {
        let (m, s) = (*seconds / 60, *seconds % 60);
        write!(text, "[00:{m:02}:{s:02}] ").expect("a string takes whatever comes");
    }
    *seconds = (*seconds + 19) % 3600;
    let sentences = 2 + dice.below(7);
    say(dice, text, sentences, false, truth);
    if dice.once_in(8) {
        text.push_str("\n\n");
        truth.turns -= 1;
        say(dice, text, 2, false, truth);
    }
}

/// Writes a turn of so many sentences.
fn say(dice: &mut Dice, text: &mut String, sentences: usize, asks: bool, truth: &mut Truth) {
    let from = text.len();
    let mut lowest = None;
    for i in 0..sentences {
        if i > 0 {
            text.push(' ');
        }
        text.push_str(dice.one_of(if asks { ASKED } else { OPENINGS }));
        if dice.exotic {
            text.push(' ');
            text.push_str(dice.one_of(EXOTIC));
        }
        clause(dice, text);
        if !asks && dice.once_in(3) {
            text.push_str(dice.one_of(JOINTS));
            let standing = plant(dice, text, truth);
            lowest = lowest.into_iter().chain(standing).min();
        }
        for _ in 0..dice.below(3) {
            text.push_str(dice.one_of(JOINTS));
            clause(dice, text);
        }
        text.push_str(if asks { "?" } else { dice.one_of(ENDS) });
    }
    let said = count(&text[from..]);
    truth.turns += 1;
    truth.sentences += sentences;
    truth.words += said;
    truth.participants_words += if asks { 0 } else { said };
    if let Some(term) = lowest {
        truth.lines[term] += 1;
    }
}

fn clause(dice: &mut Dice, text: &mut String) {
    for list in [SUBJECTS, VERBS, WHERE] {
        text.push(' ');
        if dice.once_in(14) {
            text.push_str(dice.one_of(HESITATIONS));
            text.push(' ');
        }
        text.push_str(dice.one_of(list));
    }
    if dice.once_in(25) {
        text.push(' ');
        text.push_str(dice.one_of(EVENTS));
    }
}

/// Writes words about a term: what its rule matches, or what only looks like it. Answers with the term if it stands
/// there as a word of its own.
fn plant(dice: &mut Dice, text: &mut String, truth: &mut Truth) -> Option<usize> {
    let index = dice.term();
    let bare = term(index);
    let term = if dice.once_in(8) { capitalised(&bare) } else { bare };
    let decoy = dice.once_in(4);
    let between = if dice.once_in(8) { "eh " } else { "" };
    let words = match (kind(index), decoy) {
        (Kind::Word, false) if dice.once_in(6) => format!(" dat was ‘{term}’ voor ons"),
        (Kind::Word, false) => format!(" dat {between}{term} had een plek"),
        (Kind::Word, true) => format!(" al die {term}en bleven liggen"),
        (Kind::Wildcard, false) if dice.once_in(2) => format!(" de {term}en stapelden zich op"),
        (Kind::Wildcard, false) => format!(" het {term}, zeg maar, bleef hangen"),
        (Kind::Wildcard, true) => format!(" het on{term} bleef hangen"),
        (Kind::Phrase, false) => format!(" het zat daar vol {between}{term} en ruis"),
        (Kind::Phrase, true) => format!(" het zat daar vol met {term} en ruis"),
        (Kind::Near, false) => format!(" zij bleef alleen met {between}dat {term} achter"),
        (Kind::Near, true) => format!(" zij bleef alleen, daar aan tafel, met dat {term} achter"),
    };
    text.push_str(&words);
    let stands = !words.contains(&format!("{term}en")) && !words.contains(&format!("on{term}"));
    truth.standing[index] += usize::from(stands);
    *(if decoy { &mut truth.decoys[index] } else { &mut truth.mentions[index] }) += 1;
    stands.then_some(index)
}

fn capitalised(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// Words of what the dice write: stretches with a letter between white space and hyphens, outside brackets; ideographs
/// and hiragana are a word each.
fn count(said: &str) -> usize {
    let outside = said.split(['(', '[']).map(|piece| piece.split_once([')', ']']).map_or(piece, |(_, after)| after));
    let words = outside.flat_map(|piece| piece.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–')));
    let written_apart = |c: &char| matches!(c, '\u{3041}'..='\u{309F}' | '\u{4E00}'..='\u{9FFF}');
    words
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| word.chars().filter(written_apart).count().max(1))
        .sum()
}
