//! Praat's TextGrid: long, short and chronological text.
//!
//! Praat reads numbers, texts between quotes and flags that stand free, and takes all else for remarks; so does this, and
//! so the three are one. Intervals are what is said, an empty one is silence; points in time are dropped and counted.

use crate::corpus::{ReadOptions, ReadReport, Time};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::decode;

use super::captions::Caption;
use super::prose::undecoded;
use super::tiers::names::{is_beside, speaker};
use super::tiers::{Tier, Utterance, tiers_to_draft};
use super::{Draft, Format, Source};

mod tokens;

use tokens::{Token, tokens};

/// TextGrids of Praat.
pub const FORMAT: Format = Format { name: "textgrid", extensions: &["textgrid"], read, stretches: None };

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    if source.bytes.starts_with(b"ooBinaryFile") {
        return Err(Error::unreadable(
            source.path,
            "is a TextGrid that only Praat can read",
            "open it in Praat and choose Save as text file",
        ));
    }
    let decoded = decode(source.bytes, options.encoding.as_deref());
    let grid = Grid::of(&decoded.text);
    if grid.tiers.is_empty() {
        return Err(Error::unreadable(
            source.path,
            "is no TextGrid: no tier was found in it",
            "open it in Praat and choose Save as text file",
        ));
    }
    let mut report = ReadReport { format: FORMAT.name, encoding: decoded.encoding.to_owned(), ..ReadReport::default() };
    if decoded.replaced > 0 {
        report.diagnostics.push(undecoded(decoded.replaced, decoded.encoding));
    }
    grid.report(&mut report);
    Ok(vec![tiers_to_draft(grid.tiers, Draft { report, ..Draft::default() }, options)])
}

const POINTS: &str = "points in time";

/// Marks that aligners write in an interval where nobody speaks.
const SILENT: &[&str] = &["sil", "sp", "spn", "<sil>", "<p:>", "<p>", "<silence>", "#", "_", "-"];

/// What numbers stand before a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Times {
    Own,
    /// Its own, behind others.
    TooMany,
    Missing,
}

/// What a file holds.
#[derive(Default)]
struct Grid {
    tiers: Vec<Tier>,
    /// Characters of marks of silence.
    silence: usize,
    /// Lines with something else than the format has there.
    odd: Vec<usize>,
    /// Whether the last text has no quote at its end.
    is_open: bool,
}

impl Grid {
    /// Each text is what stands at the times right before it; the numbers before these say how much a tier holds, and
    /// need not be right.
    fn of(text: &str) -> Self {
        let (found, is_open) = tokens(text);
        let mut grid = Self { is_open, ..Self::default() };
        let text_at = |at: usize| match found.get(at) {
            Some((Token::Text(text), _)) => Some(text.as_str()),
            _ => None,
        };
        let is_chronological = text_at(0).is_some_and(|text| text.contains("chronological"));
        let mut numbers: Vec<f64> = Vec::new();
        // Whether the numbers of a tier come before those of its first interval.
        let mut begins = true;
        let mut at = 0;
        while let Some((token, line)) = found.get(at) {
            at += 1;
            match (token, text_at(at)) {
                (Token::Number(number), _) => numbers.push(*number),
                (Token::Text(class), Some(name)) if class == "IntervalTier" || class == "TextTier" => {
                    grid.begin(class, name);
                    at += 1;
                    numbers.clear();
                    begins = true;
                }
                (Token::Text(_), _) if grid.tiers.is_empty() => numbers.clear(),
                (Token::Text(text), _) => {
                    let times = grid.hold(&numbers, text, is_chronological);
                    if times == Times::Missing || times == Times::TooMany && !begins {
                        grid.odd.push(*line);
                    }
                    numbers.clear();
                    begins = false;
                }
            }
        }
        grid
    }

    fn begin(&mut self, class: &str, name: &str) {
        let beside = match class {
            "TextTier" => Some(POINTS),
            _ if is_beside(name) => Some("tiers that are no speech by their names"),
            _ => None,
        };
        self.tiers.push(Tier { name: name.to_owned(), speaker: speaker(name), beside, utterances: Vec::new() });
    }

    /// Puts a text into its tier, and says what stands before it. A text without times stays where it stands.
    fn hold(&mut self, numbers: &[f64], text: &str, is_chronological: bool) -> Times {
        let (tier, needed) = match self.tier_of(numbers).filter(|_| is_chronological) {
            Some(tier) => (tier, 1),
            None => (self.tiers.len() - 1, 0),
        };
        let tier = &mut self.tiers[tier];
        let needed = needed + if tier.is_of_points() { 1 } else { 2 };
        let times = match numbers.len() {
            some if some < needed => Times::Missing,
            some if some > needed => Times::TooMany,
            _ => Times::Own,
        };
        let label = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if SILENT.contains(&label.to_lowercase().as_str()) && !tier.is_of_points() {
            self.silence += label.chars().count();
        } else if !label.is_empty() {
            let last = |n: usize| numbers.len().checked_sub(n).map(|at| milliseconds(numbers[at]));
            let end = last(1).filter(|_| times != Times::Missing);
            let start = if tier.is_of_points() { end } else { last(2).filter(|_| times != Times::Missing) };
            let time = start.map(|start| Time { start, end: end.filter(|&end| end >= start) });
            let at = start.or_else(|| tier.utterances.last().map(|before| before.at)).unwrap_or(0);
            let said = Caption { speaker: tier.speaker.clone(), time, text: label };
            tier.utterances.push(Utterance { at, said });
        }
        times
    }

    /// The tier whose number comes before the times: of an interval before two, of a point before one.
    fn tier_of(&self, numbers: &[f64]) -> Option<usize> {
        let named = |times: usize| {
            let place = numbers.len().checked_sub(times + 1)?;
            (numbers[place] as usize).checked_sub(1).filter(|&tier| tier < self.tiers.len())
        };
        let point = named(1).filter(|&tier| numbers.len() == 2 && self.tiers[tier].is_of_points());
        point.or_else(|| named(2))
    }

    fn report(&self, report: &mut ReadReport) {
        if self.silence > 0 {
            report.dropped.push(("marks of silence: `sil`, `<p:>`".to_owned(), self.silence));
        }
        if !self.odd.is_empty() {
            let shown: Vec<String> = self.odd.iter().take(8).map(usize::to_string).collect();
            let more = if self.odd.len() > shown.len() { ", …" } else { "" };
            report.diagnostics.push(
                Diagnostic::warning(
                    "odd-lines",
                    format!(
                        "texts that do not have just their times before them: {}, in line {}{more}",
                        self.odd.len(),
                        shown.join(", ")
                    ),
                )
                .help("their words are kept where they stand: open the file in Praat, see to these and save it again"),
            );
        }
        if self.is_open {
            report.diagnostics.push(
                Diagnostic::warning("cut-off", "the file ends within a text between quotes")
                    .help("copy or save it again: what came behind that is missing"),
            );
        }
    }
}

impl Tier {
    fn is_of_points(&self) -> bool {
        self.beside == Some(POINTS)
    }
}

fn milliseconds(seconds: f64) -> u64 {
    // What is below zero or no number becomes zero, what is too large the largest.
    (seconds * 1000.0).round() as u64
}

#[cfg(test)]
mod tests;
