//! Which of the candidates are labels: those that recur, that are common, that fit each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::text::{Span, trim};

use super::candidate::{Candidate, Style};
use super::spelling::Spelling;
use super::{Known, Line, initials_fit};

/// How much of a text decides which labels there are, in bytes.
const DECISIVE: usize = 1 << 20;

/// Which candidates are believed.
#[derive(Clone, Debug, Default)]
pub(super) struct Choice {
    /// By the number of their label's key.
    keys: BTreeMap<usize, Style>,
    /// Short one-off lines before this line are a header: `Interviewer: J. Smit`.
    header_ends: usize,
}

impl Choice {
    pub fn make(text: &str, lines: &[Line], all: &[Candidate]) -> Self {
        let decisive: Vec<&Candidate> = all.iter().filter(|c| (c.span.start as usize) < DECISIVE).collect();
        let strict = |c: &&&Candidate| c.style != Style::Alone;
        // A spelling of each key: whether a label is common and listed depends on its key alone.
        let keys = all.iter().map(|c| c.label.number + 1).max().unwrap_or(0);
        let mut known: Vec<Option<&Spelling>> = vec![None; keys];
        all.iter().for_each(|c| known[c.label.number] = Some(&c.label));
        let is = |key: &usize, wanted: fn(&Spelling) -> bool| known[*key].is_some_and(wanted);
        let is_listed = |key: &usize| is(key, |label| label.listed);
        let is_sure = |key: &usize| is(key, |label| label.common || label.listed);
        let mut counts = vec![0_usize; keys];
        for candidate in decisive.iter().filter(strict) {
            counts[candidate.label.number] += 1;
        }
        let mut recurring: BTreeMap<usize, &str> = BTreeMap::new();
        let mut common: BTreeSet<usize> = BTreeSet::new();
        for candidate in decisive.iter().filter(strict) {
            let label = &candidate.label;
            if counts[label.number] >= 2 {
                recurring.entry(label.number).or_insert(&label.name);
            }
            if label.common {
                common.insert(label.number);
            }
        }
        let joins = |name: &str| recurring.values().any(|o| initials_fit(o, name) || initials_fit(name, o));
        let named = |c: &&Candidate| counts[c.label.number] >= 2 || c.label.listed || joins(&c.label.name);
        // Where most labels have a time beside them and recur, one that occurs once with a time is a label too.
        let with_time = || decisive.iter().filter(strict).filter(|c| c.time.is_some());
        let timed = with_time().filter(|c| named(c)).count();
        let mostly_timed = timed >= 2 && timed * 2 > with_time().count();
        let mut keys: BTreeMap<usize, Style> = BTreeMap::new();
        let some = decisive.iter().filter(strict).any(named);
        for candidate in decisive.iter().filter(strict) {
            let one = is_sure(&candidate.label.number) && (some || common.len() >= 2);
            let by_time = mostly_timed && candidate.time.is_some();
            if named(candidate) || one || by_time {
                keys.entry(candidate.label.number).or_insert(candidate.style);
            }
        }
        let sure_found = keys.keys().any(is_sure);
        let trusted = Self::trusted(text, lines, &decisive, &keys, sure_found || mostly_timed && timed > 2);
        if !trusted {
            keys.retain(|key, _| is_listed(key));
        }
        if keys.is_empty() {
            keys = Self::alone(text, lines, &decisive, &is_listed, &is_sure);
        }
        let header_ends = decisive
            .iter()
            .filter(|c| keys.contains_key(&c.label.number) && counts[c.label.number] != 1)
            .map(|c| c.line)
            .next()
            .unwrap_or(0);
        let mut choice = Self { keys, header_ends };
        choice.drop_header(text, lines, &decisive, &counts);
        choice
    }

    /// Whether labels that nothing but recurrence speaks for are likely to be speakers: there are several,
    /// they start early, and they start a fair share of the paragraphs.
    fn trusted(text: &str, lines: &[Line], all: &[&Candidate], keys: &BTreeMap<usize, Style>, sure: bool) -> bool {
        let marks: Vec<&&Candidate> =
            all.iter().filter(|c| c.style != Style::Alone && keys.contains_key(&c.label.number)).collect();
        let Some(first) = marks.first() else { return false };
        let body: Vec<Span> = lines.iter().filter(|line| !line.aside).map(|line| line.span).collect();
        let blocks = blocks(text, &body).max(1);
        let share = marks.len() as f64 / blocks as f64;
        let start = body.iter().find(|span| !span.is_empty()).map_or(0, |span| span.start) as usize;
        let end = text.len().min(DECISIVE).max(start + 1);
        let before = (first.span.start as usize).saturating_sub(start);
        if sure {
            // Even plain labels are no transcript where they come late and seldom: `A:` and `B:` in a report.
            return before * 10 <= (end - start) * 6 || share >= 0.3;
        }
        let early = before * 10 <= (end - start) * 4;
        let headings = marks.iter().filter(|c| c.style == Style::Heading).count() * 2 > marks.len();
        let other = all.iter().any(|c| c.style != Style::Alone && !c.glued && !keys.contains_key(&c.label.number));
        let several = keys.len() >= 2 || other && marks.len() >= 2;
        early && if several { share >= if headings { 0.4 } else { 0.2 } } else { share >= 0.5 && !headings }
    }

    /// Names that stand alone on their lines, where no plainer style was found.
    fn alone(
        text: &str,
        lines: &[Line],
        all: &[&Candidate],
        is_listed: &dyn Fn(&usize) -> bool,
        is_sure: &dyn Fn(&usize) -> bool,
    ) -> BTreeMap<usize, Style> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        let alone: Vec<&&Candidate> = all.iter().filter(|c| c.style == Style::Alone).collect();
        for candidate in &alone {
            *counts.entry(candidate.label.number).or_default() += 1;
        }
        let believed = counts.into_iter().filter(|(key, n)| *n >= 2 || is_listed(key));
        let keys: BTreeMap<usize, Style> = believed.map(|(key, _)| (key, Style::Alone)).collect();
        let marks: Vec<_> = alone.iter().filter(|c| keys.contains_key(&c.label.number)).collect();
        let spans: Vec<Span> = lines.iter().filter(|line| !line.aside).map(|line| line.span).collect();
        let early = marks.first().is_some_and(|c| (c.span.start as usize) * 10 <= text.len().min(DECISIVE) * 4);
        // Without blank lines, lines are counted: of an answer there may be many.
        let all_sure = keys.keys().all(is_sure) && marks.iter().any(|c| !starts(text, lines, c.line));
        let enough = marks.len() * if all_sure { 40 } else { 4 } >= blocks(text, &spans);
        let speak = keys.len() >= 2 && early && enough;
        keys.into_iter().filter(|(key, _)| speak || is_listed(key)).collect()
    }

    /// A header names people too: a short line before the first recurring label, with a label of its own.
    fn drop_header(&mut self, text: &str, lines: &[Line], all: &[&Candidate], counts: &[usize]) {
        for candidate in all.iter().take_while(|c| c.line < self.header_ends) {
            let single = counts[candidate.label.number] == 1;
            let rest = &lines[candidate.line].span.of(text)[candidate.span.len()..];
            let brief = rest.len() <= 80 && !rest.trim_end().ends_with(['.', '?', '!', '…']);
            if single && brief && !candidate.alone && !candidate.label.listed {
                self.keys.remove(&candidate.label.number);
            }
        }
    }

    /// Whether a candidate that is not believed looks so much like a label that the researcher should know.
    pub fn suspects(&self, candidate: &Candidate) -> bool {
        match candidate.style {
            Style::Colon | Style::AloneTime => true,
            Style::Alone => self.are_alone(),
            Style::Bracket | Style::Heading => false,
        }
    }

    pub fn believes(&self, candidate: &Candidate) -> bool {
        match self.keys.get(&candidate.label.number) {
            // A name alone on a line is a label only where that is how labels are written.
            Some(style) => candidate.style != Style::Alone || *style == Style::Alone || candidate.label.common,
            // One that the study lists may first speak later than in the first MiB.
            None => candidate.label.listed && (candidate.style != Style::Alone || self.are_alone()),
        }
    }

    fn are_alone(&self) -> bool {
        self.keys.values().any(|style| *style == Style::Alone)
    }

    /// The labels that are believed; `numbers` are those of all keys that were met.
    pub fn known(self, mut numbers: HashMap<String, usize>) -> Known {
        numbers.retain(|_, number| self.keys.contains_key(number));
        // Numbered anew, so that other keys are given numbers of their own.
        let mut keys = BTreeMap::new();
        for number in numbers.values_mut() {
            let style = self.keys[number];
            *number = keys.len();
            keys.insert(*number, style);
        }
        Known { numbers, choice: Self { keys, header_ends: 0 } }
    }
}

/// Whether a line is the first, or stands behind a blank one.
pub(super) fn starts(text: &str, lines: &[Line], line: usize) -> bool {
    line == 0 || trim(lines[line - 1].span.of(text)).is_empty()
}

/// Stretches between blank lines; lines, where there are hardly any blank ones.
fn blocks(text: &str, lines: &[Span]) -> usize {
    let (mut blocks, mut filled, mut inside) = (0, 0, false);
    for line in lines.iter().take_while(|line| (line.start as usize) < DECISIVE) {
        let blank = trim(line.of(text)).is_empty();
        blocks += usize::from(!blank && !inside);
        filled += usize::from(!blank);
        inside = !blank;
    }
    if blocks * 8 < filled { filled } else { blocks }
}
