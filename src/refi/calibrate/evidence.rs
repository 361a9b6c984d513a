//! Which reading of positions the words speak for.

use crate::diagnostic::Diagnostic;
use crate::refi::PlainText;
use crate::wording::{either, several};

use super::{Passage, READINGS, Reading, Spans, Traits, spans};

/// What one reading makes of the passages of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Fit {
    /// Names that are the words, or the beginning of the words, at their place.
    named: usize,
    /// Those that are all of them.
    whole: usize,
    /// The letters of those names.
    letters: usize,
    /// Starts and ends at the edge of a word.
    edges: usize,
    spans: Spans,
}

impl Fit {
    /// A name that is the whole passage says where it ends, too.
    fn score(&self) -> usize {
        self.named + self.whole
    }
}

/// What each reading makes of a text.
#[derive(Clone, Debug)]
pub(crate) struct Survey {
    traits: Traits,
    standard: Reading,
    of_program: Option<Reading>,
    /// One for each of [`READINGS`]; those that are the same here share one.
    fits: Vec<Fit>,
    which: [usize; 16],
    names: usize,
    passages: usize,
}

/// How the positions of a text are read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) reading: Reading,
    /// The evidence, in words; empty where nothing in the text has a position.
    pub(crate) why: String,
    /// What is to be doubted, with the mend.
    pub(crate) doubt: Option<(String, String)>,
}

impl Choice {
    /// How positions were read, for a researcher: a note, or a warning where there is doubt.
    pub(crate) fn diagnostic(&self) -> Option<Diagnostic> {
        match &self.doubt {
            _ if self.why.is_empty() => None,
            Some((message, help)) => Some(Diagnostic::warning("positions-unsure", message.clone()).help(help.clone())),
            None => Some(Diagnostic::note("positions", self.why.clone())),
        }
    }
}

impl Survey {
    /// Tries every reading on the passages of a text; `origin` is the program that wrote them.
    pub(crate) fn of(text: &PlainText, passages: &[Passage<'_>], origin: &str) -> Self {
        let traits = Traits::of(text);
        let mut tried: Vec<Reading> = Vec::new();
        let mut fits = Vec::new();
        let mut which = [0; 16];
        let names: Vec<Vec<char>> = passages.iter().map(|passage| bare(uncut(passage.name)).collect()).collect();
        for (at, reading) in READINGS.iter().enumerate() {
            let plain = reading.plain(traits);
            which[at] = tried.iter().position(|&known| known == plain).unwrap_or_else(|| {
                tried.push(plain);
                fits.push(fit(text, plain, passages, &names));
                tried.len() - 1
            });
        }
        Self {
            traits,
            standard: Reading::standard(text),
            of_program: Reading::of_program(origin, text),
            fits,
            which,
            names: names.iter().filter(|name| !name.is_empty()).count(),
            passages: passages.len(),
        }
    }

    fn fit(&self, reading: usize) -> &Fit {
        &self.fits[self.which[reading]]
    }

    fn place_of(&self, reading: Reading) -> usize {
        READINGS.iter().position(|&known| known == reading).unwrap_or_default()
    }

    /// The reading that is expected where the words do not tell.
    fn expected(&self) -> usize {
        self.place_of(self.of_program.unwrap_or(self.standard))
    }

    /// Whether names tell anything at all: those of some programs are no words of the passage.
    fn is_told(&self) -> bool {
        let best = self.fits.iter().map(|fit| fit.named).max().unwrap_or(0);
        best > 0 && best * 5 >= self.names
    }
}

/// Names with so many letters together do not stand at their places by chance, and decide for their text alone.
const ENOUGH: usize = 12;

/// How the positions of each text are read: by its own names, else by those of the whole project, else as its program is
/// known to count, where the edges of words do not speak against it.
pub(crate) fn decide(surveys: &[Survey]) -> Vec<Choice> {
    let mut total = [0_usize; 16];
    for survey in surveys.iter().filter(|survey| survey.is_told()) {
        for (at, total) in total.iter_mut().enumerate() {
            *total += survey.fit(at).score();
        }
    }
    surveys.iter().map(|survey| choose(survey, &total)).collect()
}

fn choose(survey: &Survey, total: &[usize; 16]) -> Choice {
    let expected = survey.expected();
    // Of readings that are equally good, the one that is good elsewhere, then the expected one, then the first.
    let better = |a: usize, b: usize| (total[a], a == expected, b) > (total[b], b == expected, a);
    let best_of = |of: &dyn Fn(usize) -> usize| {
        (0..READINGS.len()).fold(expected, |best, at| {
            if of(at) > of(best) || of(at) == of(best) && better(at, best) { at } else { best }
        })
    };
    if survey.passages == 0 {
        return Choice { reading: READINGS[expected], why: String::new(), doubt: None };
    }
    let is_known_elsewhere = total.iter().any(|&score| score > 0);
    if survey.is_told() {
        let own = best_of(&|at| survey.fit(at).score());
        let whole = best_of(&|at| total[at]);
        let chosen = if survey.fit(own).letters >= ENOUGH { own } else { whole };
        return by_names(survey, chosen, total);
    }
    if is_known_elsewhere {
        let chosen = best_of(&|at| total[at]);
        let words = READINGS[chosen].in_words(survey.traits);
        let why = format!("positions are read as {words}: so the other texts of the project say");
        return doubting_edges(survey, chosen, why);
    }
    by_edges(survey, expected, best_of(&|at| survey.fit(at).edges))
}

fn by_names(survey: &Survey, chosen: usize, total: &[usize; 16]) -> Choice {
    let reading = READINGS[chosen];
    let fit = survey.fit(chosen);
    let words = reading.in_words(survey.traits);
    let (names, stand) =
        (several(survey.names, "name"), either(survey.names, "stands at its place", "stand at their places"));
    let why = format!("positions are read as {words}: {} of {names} {stand}", fit.named);
    let mut rivals = (0..READINGS.len()).filter(|&at| {
        survey.fit(at).score() == fit.score() && total[at] == total[chosen] && survey.fit(at).spans != fit.spans
    });
    let doubt = if fit.named * 2 < survey.names {
        let help = "was a text changed since it was coded? Look at its quotes before you count";
        Some((why.clone(), help.to_owned()))
    } else if let Some(rival) = rivals.next() {
        let other = survey.fit(rival);
        let differ = other.spans.iter().zip(&fit.spans).filter(|(a, b)| a != b).count();
        // A difference in white space alone is none.
        let message = format!(
            "{why}; {} fits as well, with {differ} of {} elsewhere",
            READINGS[rival].in_words(survey.traits),
            several(survey.passages, "passage")
        );
        let help = "look at the first and last words of some quotes of this text";
        (!is_trifling(other, fit)).then(|| (message, help.to_owned()))
    } else {
        None
    };
    Choice { reading, why, doubt }
}

/// Whether two readings differ by a character at the end of passages alone, so that hardly a word is lost.
fn is_trifling(a: &Fit, b: &Fit) -> bool {
    a.spans.iter().zip(&b.spans).all(|pair| match pair {
        (Some(a), Some(b)) => a.start == b.start && a.end.abs_diff(b.end) <= 4,
        (None, None) => true,
        _ => false,
    })
}

/// The expected reading, unless `best`, the one with most starts and ends at edges of words, speaks against it.
fn by_edges(survey: &Survey, expected: usize, best: usize) -> Choice {
    let all = 2 * survey.passages;
    let own = survey.fit(expected).edges;
    let most = survey.fit(best).edges;
    // What a program is known to count holds, unless another reading is at the edges of words and this one is not.
    let overruled = match survey.of_program {
        Some(_) => own * 10 < all * 6 && most * 10 >= all * 8,
        None => most > own,
    };
    let chosen = if overruled { best } else { expected };
    let words = READINGS[chosen].in_words(survey.traits);
    let edges = survey.fit(chosen).edges;
    let why = match (overruled, survey.of_program) {
        (false, Some(_)) => format!(
            "positions are read as {words}, as this program counts: {edges} of {all} begin or end at the edge of a word"
        ),
        _ => format!("positions are read as {words}: {edges} of {all} begin or end at the edge of a word"),
    };
    doubting_edges(survey, chosen, why)
}

/// A choice without names to prove it; positions in the middle of words are a reason to doubt it.
fn doubting_edges(survey: &Survey, chosen: usize, why: String) -> Choice {
    let fit = survey.fit(chosen);
    let all = 2 * survey.passages;
    // Letters may well be coded apart from their words, but seldom most of them.
    let doubt = (fit.edges * 10 < all * 6).then(|| {
        let help = "look whether quotes of this text begin and end where they should: the project does not repeat them";
        let only = format!("only {} of {all} begin or end at the edge of a word", fit.edges);
        let message = if why.ends_with("of a word") { why.clone() } else { format!("{why}; {only}") };
        (message, help.to_owned())
    });
    Choice { reading: READINGS[chosen], why, doubt }
}

fn fit(text: &PlainText, reading: Reading, passages: &[Passage<'_>], names: &[Vec<char>]) -> Fit {
    let spans = spans(text, reading, passages);
    let mut fit = Fit::default();
    for ((span, name), passage) in spans.iter().zip(names).zip(passages) {
        let Some(span) = span.filter(|span| !span.is_empty()) else { continue };
        fit.edges +=
            usize::from(begins(&text.text, span.start as usize)) + usize::from(ends(&text.text, span.end as usize));
        let words = span.of(&text.text);
        if !name.is_empty() && begins_with(words, name) {
            fit.named += 1;
            fit.whole += usize::from(is_whole(words, passage.name));
            fit.letters += name.len();
        }
    }
    fit.spans = spans;
    fit
}

/// The characters of a text that programs agree on: line breaks in a name have become spaces or gone, and what XML cannot
/// hold is replaced.
fn bare(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{fffd}' | '\u{feff}'))
}

/// A name without the dots that say that it goes on.
fn uncut(name: &str) -> &str {
    let name = name.trim_end();
    name.strip_suffix('…').or_else(|| name.strip_suffix("...")).unwrap_or(name)
}

fn begins_with(words: &str, name: &[char]) -> bool {
    let mut words = bare(words);
    name.iter().all(|&c| words.next() == Some(c))
}

/// Whether a name is all of the words, so that it says where they end.
pub(in crate::refi) fn is_whole(words: &str, name: &str) -> bool {
    bare(name).eq(bare(words))
}

fn begins(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    before.is_none_or(|c| !c.is_alphanumeric()) && after.is_some_and(|c| !c.is_whitespace())
}

/// Whole lines end behind their line break, and a word that was clicked on behind its space: no word is cut there.
fn ends(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    after.is_none_or(|c| !c.is_alphanumeric()) || before.is_some_and(char::is_whitespace)
}
