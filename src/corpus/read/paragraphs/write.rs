//! From paragraphs to the text and its turns.

use crate::corpus::label::{Line, Mark, find};
use crate::corpus::read::markdown::are_questions;
use crate::corpus::read::prose::{furniture, unlabelled};
use crate::corpus::read::{Draft, DraftTurn, TextWriter};
use crate::corpus::{Gap, GapKind, ReadOptions};
use crate::diagnostic::Diagnostic;
use crate::text::{Span, words};
use crate::wording::{either, several};

use super::{Block, Paragraphs};

impl Paragraphs {
    /// Writes the text and the turns. Yields where each block stands.
    pub(super) fn write(&self, draft: &mut Draft, options: &ReadOptions, name: &str) -> Vec<Span> {
        let tabled = self.blocks.iter().any(|block| block.row.is_some());
        // Labels are looked for in the paragraphs one below the other; where those stand in the end, and
        // whether a blank line goes before them, depends on what is found.
        let mut plain = String::new();
        let mut lines: Vec<Line> = Vec::new();
        let mut owners: Vec<(usize, usize)> = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            let mut at = 0;
            for part in block.text.split('\n') {
                let span = Span::new(plain.len(), plain.len() + part.len());
                lines.push(Line { span, heading: block.heading, ..Line::default() });
                owners.push((index, at));
                at += part.len() + 1;
                plain.push_str(part);
                plain.push('\n');
            }
            // A paragraph is a paragraph: labels that stand alone expect a blank line before them.
            lines.push(Line { span: Span::new(plain.len(), plain.len()), ..Line::default() });
            owners.push((index, block.text.len()));
            plain.push('\n');
        }
        furniture(&plain, &mut lines);
        let labels = if tabled { Default::default() } else { find(&plain, &lines, options, name) };
        if tabled || labels.marks.is_empty() {
            let places = self.write_unlabelled(draft, &plain, &lines, &owners, tabled);
            if tabled {
                settle_speakers(draft, options);
            }
            return places;
        }
        draft.report.label_style = labels.style;
        draft.report.diagnostics.extend(labels.diagnostics);
        self.write_labelled(draft, &lines, &owners, &labels.marks)
    }

    fn write_labelled(
        &self,
        draft: &mut Draft,
        lines: &[Line],
        owners: &[(usize, usize)],
        marks: &[Mark],
    ) -> Vec<Span> {
        let mut writer = TextWriter::default();
        let mut places = vec![Span::default(); self.blocks.len()];
        let mut next = marks.iter().peekable();
        let (mut header, mut turn) = (0, None::<DraftTurn>);
        for (line, &(index, at)) in lines.iter().zip(owners) {
            let block = &self.blocks[index];
            // Empty lines inside a paragraph are kept, so that places in it stay what they are.
            if line.span.is_empty() && (at == 0 || at >= block.text.len()) {
                continue;
            }
            let mark = next.next_if(|mark| mark.span.start < line.span.end);
            let part = &block.text[at..at + line.span.len()];
            let place = if at > 0 {
                writer.paragraph(part)
            } else if mark.is_some() || turn.is_none() {
                writer.turn(part)
            } else {
                writer.paragraph(part)
            };
            let known = &mut places[index];
            *known = if known.is_empty() { place } else { known.cover(place) };
            if let Some(mark) = mark {
                draft.turns.extend(turn.take());
                let start = place.start + (mark.span.end.min(line.span.end) - line.span.start);
                let (speaker, time) = (Some(mark.speaker.clone()), mark.time);
                let span = Span { start, end: place.end };
                turn = Some(DraftTurn { span, speaker, time, question: false });
            } else if line.aside || line.heading {
                // Whatever follows it goes on after a gap.
                if turn.is_some() {
                    draft.gaps.push(Gap { span: place, kind: GapKind::Markup });
                }
            } else if let Some(turn) = &mut turn {
                turn.span.end = place.end;
            } else {
                header += part.chars().count();
            }
        }
        draft.turns.extend(turn);
        if header > 0 {
            draft.report.dropped.push(("header before the first label".to_owned(), header));
        }
        draft.text = writer.text;
        places
    }

    fn write_unlabelled(
        &self,
        draft: &mut Draft,
        plain: &str,
        lines: &[Line],
        owners: &[(usize, usize)],
        tabled: bool,
    ) -> Vec<Span> {
        let mut aside = vec![false; self.blocks.len()];
        for (line, &(index, _)) in lines.iter().zip(owners) {
            aside[index] |= line.aside && !line.span.of(plain).trim().is_empty();
        }
        let said = |i: usize| !aside[i] && !self.blocks[i].heading;
        let flow: Vec<usize> = (0..self.blocks.len()).filter(|&i| said(i)).collect();
        let asks = || flow.iter().map(|&i| self.blocks[i].text.trim_end().ends_with('?'));
        let apart = |of: fn(&Block) -> bool| flow.iter().map(|&i| of(&self.blocks[i])).collect::<Vec<bool>>();
        let set: Option<fn(&Block) -> bool> = [(|b: &Block| b.bold) as fn(&Block) -> bool, |b| b.italic]
            .into_iter()
            .find(|&of| !tabled && are_questions(&apart(of), asks()));
        let first = set.and_then(|of| flow.iter().copied().find(|&i| of(&self.blocks[i]))).unwrap_or(0);
        let mut writer = TextWriter::default();
        let mut places = Vec::with_capacity(self.blocks.len());
        let mut row: Option<DraftTurn> = None;
        let (mut header, mut outside) = (0, 0);
        for (i, block) in self.blocks.iter().enumerate() {
            let place = if block.in_row { writer.paragraph(&block.text) } else { writer.turn(&block.text) };
            places.push(place);
            let plain = DraftTurn { span: place, speaker: None, time: None, question: set.is_some_and(|of| of(block)) };
            match &block.row {
                Some((speaker, time)) => {
                    draft.turns.extend(row.take());
                    let span = Span { start: place.end, end: place.end };
                    row = Some(DraftTurn {
                        span,
                        speaker: speaker.as_deref().map(Into::into),
                        time: *time,
                        question: false,
                    });
                }
                None if block.in_row => {
                    if let Some(turn) = &mut row {
                        let start = if turn.span.is_empty() { place.start } else { turn.span.start };
                        turn.span = Span { start, end: place.end };
                    }
                }
                None if tabled => outside += block.text.chars().count(),
                None if i < first => header += block.text.chars().count(),
                None if said(i) => draft.turns.push(plain),
                None => {}
            }
        }
        draft.turns.extend(row);
        for (what, count) in [("header before the first question", header), ("text outside the table", outside)] {
            if count > 0 {
                draft.report.dropped.push((what.to_owned(), count));
            }
        }
        draft.report.label_style = match set {
            _ if tabled => "a column of a table".to_owned(),
            Some(_) => "questions in bold or italics".to_owned(),
            None => unlabelled(draft.turns.len()),
        };
        draft.text = writer.text;
        places
    }
}

/// Lets the speaker above go on where a row of a table names none, if told so; else tells where that is.
fn settle_speakers(draft: &mut Draft, options: &ReadOptions) {
    let (mut above, mut nobody) = (None, Vec::new());
    for turn in &mut draft.turns {
        if options.carry_speaker && turn.speaker.is_none() {
            turn.speaker.clone_from(&above);
        }
        above.clone_from(&turn.speaker);
        if turn.speaker.is_none() && words(turn.span.of(&draft.text)).next().is_some() {
            nobody.push(turn.span);
        }
    }
    let Some(first) = nobody.first() else { return };
    let said: Vec<&str> = first.of(&draft.text).split_whitespace().take(6).collect();
    let message = format!(
        "{} {} no speaker, the first of them “{} …”",
        several(nobody.len(), "row of a table"),
        either(nobody.len(), "names", "name"),
        said.join(" ")
    );
    draft.report.diagnostics.push(
        Diagnostic::warning("no-speaker", message)
            .help("fill them in, or let the speaker above go on: `[transcripts] carry_speaker = true`"),
    );
}
