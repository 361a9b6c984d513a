//! Every coding as a row of plain columns.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::coding::{Coding, Mention};
use crate::text::{Lines, Span};

/// Codings, column by column: the rows and the order of the table `codings`.
///
/// A column that says nothing of a row has −1 there; what few rows have stands apart, under the row's number.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Codings {
    /// The turn in its transcript, from 1; 0 in the margin.
    pub turn: Vec<u32>,
    /// The first code point, as tables have it.
    pub start: Vec<u32>,
    /// One past the last code point.
    pub end: Vec<u32>,
    /// The first UTF-16 unit, as JavaScript has it.
    pub start16: Vec<u32>,
    /// One past the last UTF-16 unit.
    pub end16: Vec<u32>,
    /// The code.
    pub code: Vec<u32>,
    /// The coder.
    pub coder: Vec<u32>,
    /// The status, as a place in `proposed, accepted`.
    pub status: Vec<u8>,
    /// The stance, as a place in `affirmed, negated, ceased, normative`.
    pub stance: Vec<i8>,
    /// 1 if prompted, 0 if not.
    pub prompted: Vec<i8>,
    /// The participant who says it.
    pub participant: Vec<i32>,
    /// The first unit that it touches, counted from 0 within its transcript.
    pub unit: Vec<i32>,
    /// The further ones.
    pub more_units: BTreeMap<usize, Vec<u32>>,
    /// For each variable of the frequencies that is no coder's: the values that it counts for.
    pub values: Vec<ValueColumn>,
    /// How many mentions it rests on.
    pub mentions: Vec<u32>,
    /// What was noted beside it.
    pub memo: BTreeMap<usize, String>,
    /// All mentions, coding by coding.
    pub mention: Mentions,
}

/// Which groups of one variable codings count for, as places among its groups.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ValueColumn {
    /// The first.
    pub value: Vec<u32>,
    /// The further ones.
    pub more: BTreeMap<usize, Vec<u32>>,
}

/// Mentions, column by column.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Mentions {
    /// The first UTF-16 unit.
    pub start16: Vec<u32>,
    /// One past the last.
    pub end16: Vec<u32>,
    /// The rule that found it.
    pub rule: Vec<u32>,
    /// The stance, as of codings.
    pub stance: Vec<u8>,
    /// The words that say the stance, from and to in UTF-16 units, by the mention's number.
    pub cue: BTreeMap<usize, (u32, u32)>,
}

/// What is known of one coding besides itself.
pub(super) struct Whereabouts {
    pub participant: Option<usize>,
    pub units: Vec<u32>,
    /// For each variable the values, as places among the transcript's.
    pub values: Vec<Vec<u32>>,
}

impl Codings {
    /// None, with so many variables.
    pub(super) fn of_variables(count: usize) -> Self {
        Self { values: vec![ValueColumn::default(); count], ..Self::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.code.len()
    }

    pub(super) fn push(&mut self, coding: &Coding, whereabouts: Whereabouts, lines: &Lines<'_>, with_text: bool) {
        let row = self.len();
        let Whereabouts { participant, units, values } = whereabouts;
        self.turn.push(coding.turn.map_or(0, |turn| turn.0 + 1));
        self.start.push(small(lines.code_point(coding.span.start as usize)));
        self.end.push(small(lines.code_point(coding.span.end as usize)));
        let (start16, end16) = utf16(lines, coding.span);
        self.start16.push(start16);
        self.end16.push(end16);
        self.code.push(coding.code.0);
        self.coder.push(coding.coder.0);
        self.status.push(coding.status as u8);
        self.stance.push(coding.stance.map_or(-1, |stance| stance as i8));
        self.prompted.push(coding.prompted.map_or(-1, i8::from));
        self.participant.push(participant.map_or(-1, |at| small(at) as i32));
        self.unit.push(units.first().map_or(-1, |&unit| unit as i32));
        if units.len() > 1 {
            self.more_units.insert(row, units[1..].to_vec());
        }
        for (column, values) in self.values.iter_mut().zip(values) {
            column.value.push(values.first().copied().unwrap_or(0));
            if values.len() > 1 {
                column.more.insert(row, values[1..].to_vec());
            }
        }
        self.mentions.push(small(coding.mentions.len()));
        if with_text && !coding.memo.is_empty() {
            self.memo.insert(row, coding.memo.clone());
        }
        coding.mentions.iter().for_each(|mention| self.mention.push(mention, lines));
    }

    /// Adds the next transcript's; `participants` and `values` are the study's places for the transcript's own.
    pub(super) fn append(&mut self, other: Codings, participants: &[usize], values: &[Vec<u32>]) {
        let (rows, mentions) = (self.len(), self.mention.rule.len());
        self.turn.extend(other.turn);
        self.start.extend(other.start);
        self.end.extend(other.end);
        self.start16.extend(other.start16);
        self.end16.extend(other.end16);
        self.code.extend(other.code);
        self.coder.extend(other.coder);
        self.status.extend(other.status);
        self.stance.extend(other.stance);
        self.prompted.extend(other.prompted);
        let participant = |at: i32| usize::try_from(at).ok().and_then(|at| participants.get(at));
        self.participant.extend(other.participant.iter().map(|&at| participant(at).map_or(-1, |&at| small(at) as i32)));
        self.unit.extend(other.unit);
        self.more_units.extend(other.more_units.into_iter().map(|(row, units)| (row + rows, units)));
        for ((column, of), places) in self.values.iter_mut().zip(other.values).zip(values) {
            let place = |at: &u32| places.get(*at as usize).copied().unwrap_or(0);
            column.value.extend(of.value.iter().map(place));
            let more = of.more.into_iter().map(|(row, values)| (row + rows, values.iter().map(place).collect()));
            column.more.extend(more);
        }
        self.mentions.extend(other.mentions);
        self.memo.extend(other.memo.into_iter().map(|(row, memo)| (row + rows, memo)));
        self.mention.start16.extend(other.mention.start16);
        self.mention.end16.extend(other.mention.end16);
        self.mention.rule.extend(other.mention.rule);
        self.mention.stance.extend(other.mention.stance);
        self.mention.cue.extend(other.mention.cue.into_iter().map(|(mention, cue)| (mention + mentions, cue)));
    }

    /// Puts values in the place that `order` has for each of a variable's.
    pub(super) fn reorder(&mut self, variable: usize, order: &[u32]) {
        let Some(column) = self.values.get_mut(variable) else { return };
        let place = |value: &mut u32| *value = order.get(*value as usize).copied().unwrap_or(0);
        column.value.iter_mut().for_each(place);
        column.more.values_mut().flatten().for_each(place);
    }
}

impl Mentions {
    fn push(&mut self, mention: &Mention, lines: &Lines<'_>) {
        let (start16, end16) = utf16(lines, mention.span);
        if let Some(cue) = mention.cue {
            self.cue.insert(self.rule.len(), utf16(lines, cue));
        }
        self.start16.push(start16);
        self.end16.push(end16);
        self.rule.push(mention.rule.0);
        self.stance.push(mention.stance as u8);
    }
}

/// A span in UTF-16 units.
pub(super) fn utf16(lines: &Lines<'_>, span: Span) -> (u32, u32) {
    (small(lines.utf16(span.start as usize)), small(lines.utf16(span.end as usize)))
}

/// A place or a number: texts and studies are smaller than four thousand million of anything.
pub(super) fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
