//! The admitted text of one transcript as a row of numbered units, and which of them a passage covers.

use std::ops::Range;

use crate::corpus::{Admission, Document};
use crate::ids::TurnId;
use crate::scope::Unit;
use crate::segment::{Segments, Units};
use crate::text::{Lines, Span};

use super::RatingUnit;

/// The units of one transcript, numbered from 0 in order of place.
///
/// A passage covers a unit of analysis, and a word, when it covers at least one whole word of it; a character when it
/// covers that.
pub struct Axis<'a> {
    segments: &'a Segments,
    cut: Cut<'a>,
    length: u64,
}

enum Cut<'a> {
    Units(Units),
    /// Runs of admitted words, with the words before each.
    Words(Vec<(Range<u32>, u64)>),
    /// Admitted turns, with the code points before each.
    Characters(Box<Lines<'a>>, Vec<(Span, u64)>),
}

impl<'a> Axis<'a> {
    /// The units of a document.
    #[must_use]
    pub fn of(document: &'a Document, segments: &'a Segments, unit: RatingUnit, admission: &Admission) -> Self {
        let admits = |turn| admission.admits(document, turn);
        let turns = || {
            let all = segments.turns.iter().enumerate().map(|(i, words)| (TurnId::new(i), words));
            all.filter(|(turn, words)| !words.is_empty() && admits(*turn))
        };
        let mut length = 0;
        let cut = match unit {
            RatingUnit::Of(unit) => {
                let units = segments.units(document, unit, admits);
                length = u64::from(units.count);
                Cut::Units(units)
            }
            RatingUnit::Word => Cut::Words(
                turns()
                    .map(|(_, words)| {
                        let before = length;
                        length += words.len() as u64;
                        (words.clone(), before)
                    })
                    .collect(),
            ),
            RatingUnit::Character => {
                let lines = Lines::new(&document.text);
                let spans = turns().filter_map(|(turn, _)| document.turns.get(turn.index()).map(|turn| turn.span));
                let spans = spans.map(|span| {
                    let before = length;
                    length += (lines.code_point(span.end as usize) - lines.code_point(span.start as usize)) as u64;
                    (span, before)
                });
                let spans = spans.collect();
                Cut::Characters(Box::new(lines), spans)
            }
        };
        Self { segments, cut, length }
    }

    /// How many units.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The units of analysis, where they are that.
    pub(super) fn units(&self) -> Option<&Units> {
        match &self.cut {
            Cut::Units(units) => Some(units),
            Cut::Words(_) | Cut::Characters(..) => None,
        }
    }

    /// What each unit is called, where the unit is the case and may go on in other transcripts; else nothing.
    #[must_use]
    pub fn cases(&self, unit: RatingUnit) -> &[String] {
        match &self.cut {
            Cut::Units(units) if unit == RatingUnit::Of(Unit::Case) => &units.lasting,
            _ => &[],
        }
    }

    /// The units that a passage covers, as ranges in order that do not touch.
    #[must_use]
    pub fn covered(&self, span: Span) -> Vec<Range<u64>> {
        let mut covered: Vec<Range<u64>> = Vec::new();
        let mut add = |range: Range<u64>| match covered.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => covered.push(range),
        };
        match &self.cut {
            Cut::Units(units) => {
                for unit in units.touched(self.segments.words_in(span)) {
                    add(u64::from(unit)..u64::from(unit) + 1);
                }
            }
            Cut::Words(runs) => {
                let words = self.segments.words_in(span);
                let from = runs.partition_point(|(run, _)| run.end <= words.start);
                for (run, before) in runs[from..].iter().take_while(|(run, _)| run.start < words.end) {
                    let (start, end) = (run.start.max(words.start), run.end.min(words.end));
                    add(before + u64::from(start - run.start)..before + u64::from(end - run.start));
                }
            }
            Cut::Characters(lines, turns) => {
                let from = turns.partition_point(|(turn, _)| turn.end <= span.start);
                for &(turn, before) in &turns[from..] {
                    let Some(shared) = turn.intersect(span) else { break };
                    let point = |byte: u32| {
                        before + (lines.code_point(byte as usize) - lines.code_point(turn.start as usize)) as u64
                    };
                    add(point(shared.start)..point(shared.end));
                }
            }
        }
        covered
    }

    /// Where these units stand: a span for each turn that holds part of them, without the white space around it.
    #[must_use]
    pub fn spans(&self, document: &Document, units: Range<u64>) -> Vec<Span> {
        match &self.cut {
            Cut::Units(all) => {
                let mut runs: Vec<_> = all.runs.iter().filter(|run| units.contains(&u64::from(run.unit))).collect();
                runs.sort_by_key(|run| run.words.start);
                runs.into_iter().flat_map(|run| self.by_turn(document, run.words.clone())).collect()
            }
            Cut::Words(runs) => {
                let shared = runs.iter().filter_map(|(run, before)| {
                    let (start, end) = (units.start.max(*before), units.end.min(before + run.len() as u64));
                    (start < end).then(|| {
                        let at = |unit: u64| run.start + u32::try_from(unit - before).unwrap_or(u32::MAX);
                        let (first, last) = (at(start) as usize, at(end) as usize - 1);
                        self.segments.words[first].span.cover(self.segments.words[last].span)
                    })
                });
                shared.collect()
            }
            Cut::Characters(lines, turns) => {
                let shared = turns.iter().filter_map(|&(turn, before)| {
                    let first = lines.code_point(turn.start as usize);
                    let size = (lines.code_point(turn.end as usize) - first) as u64;
                    let (start, end) = (units.start.max(before), units.end.min(before + size));
                    let byte = |unit: u64| lines.byte_of_code_point(first + usize::try_from(unit - before).ok()?);
                    (start < end).then(|| Some(Span::new(byte(start)?, byte(end)?)))?
                });
                shared.collect()
            }
        }
    }

    /// The words of a run, turn by turn: a whole turn with its closing stop, a part of one up to its next word.
    fn by_turn(&self, document: &Document, words: Range<u32>) -> Vec<Span> {
        let segments = self.segments;
        let mut spans = Vec::new();
        let mut word = words.start;
        while word < words.end {
            let turn = segments.turn_of(word).index();
            let (Some(said), Some(of_turn)) = (document.turns.get(turn), segments.turns.get(turn)) else { break };
            let end = words.end.min(of_turn.end);
            let start = if word == of_turn.start { said.span.start } else { segments.words[word as usize].span.start };
            let stop = if end == of_turn.end { said.span.end } else { segments.words[end as usize].span.start };
            let shown = Span { start, end: stop }.of(&document.text).trim_end().len();
            spans.push(Span { start, end: start + shown as u32 });
            word = end;
        }
        spans
    }
}
