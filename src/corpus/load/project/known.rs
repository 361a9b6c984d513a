//! Persons of a project, whose passages are a case's: who of those that speak they are.

use crate::corpus::add_note;
use crate::corpus::load::project::about::OwnedPassages;
use crate::corpus::read::{Draft, Person};
use crate::diagnostic::Diagnostic;
use crate::text::Span;
use crate::wording::{either, several};

/// What cases own of one text.
pub(super) struct Known<'p> {
    /// Each case with its passages, in order of place and apart.
    cases: Vec<(&'p OwnedPassages, Vec<Span>)>,
    /// Cases whose passages lie nowhere in it.
    nowhere: Vec<&'p OwnedPassages>,
}

impl<'p> Known<'p> {
    /// Cases whose passages lie nowhere are only told; passages that touch or overlap are one.
    pub fn of(cases: Vec<(&'p OwnedPassages, Vec<Span>)>) -> Self {
        let apart = |mut spans: Vec<Span>| {
            spans.sort_unstable();
            let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
            for span in spans.into_iter().filter(|span| !span.is_empty()) {
                match apart.last_mut().filter(|last| span.start <= last.end) {
                    Some(last) => *last = last.cover(span),
                    None => apart.push(span),
                }
            }
            apart
        };
        let cases = cases.into_iter().map(|(case, spans)| (case, apart(spans)));
        let (cases, nowhere): (Vec<_>, Vec<_>) = cases.partition(|(_, spans)| !spans.is_empty());
        Self { cases, nowhere: nowhere.into_iter().map(|(case, _)| case).collect() }
    }

    /// Gives cases to the speakers whose words are mostly theirs, or to the text where that is.
    pub fn settle(self, draft: &mut Draft) {
        for case in &self.nowhere {
            let message =
                format!("the passages of the case `{}` lie nowhere in this text: it is nobody's here", case.name);
            draft.report.diagnostics.push(Diagnostic::warning("case-of-nobody", message).help(TABLE));
        }
        if self.cases.is_empty() {
            return;
        }
        let mut labels: Vec<std::sync::Arc<str>> = Vec::new();
        for label in draft.turns.iter().filter_map(|turn| turn.speaker.clone()) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        // By label, the cases that own most of what is said under it.
        let mut owners: Vec<Vec<usize>> = vec![Vec::new(); labels.len()];
        let mut of_all: Vec<usize> = Vec::new();
        let mut nobodys: Vec<usize> = Vec::new();
        for (at, (_, spans)) in self.cases.iter().enumerate() {
            let own = shares(draft, &labels, spans);
            let (by_label, of_whole) = own.split_at(labels.len());
            if of_whole == [true] && (labels.len() < 2 || by_label.iter().all(|&is_own| is_own)) {
                of_all.push(at);
                continue;
            }
            if !by_label.contains(&true) {
                nobodys.push(at);
            }
            for (owners, _) in owners.iter_mut().zip(by_label).filter(|(_, is_own)| **is_own) {
                owners.push(at);
            }
        }
        let case = |at: usize| self.cases[at].0;
        let found = &mut draft.report.diagnostics;
        match of_all[..] {
            [one] if draft.variables.get("case").is_none() => {
                let case = case(one);
                draft.variables.set("case", case.name.clone());
                add_note(if case.name.is_empty() { &mut draft.memo } else { &mut draft.case_memo }, &case.memo);
                for (name, value) in case.variables.iter() {
                    if draft.variables.get(name).is_none() {
                        draft.variables.set(name, value);
                    }
                }
            }
            _ => nobodys.extend(of_all),
        }
        for (label, owners) in labels.iter().zip(owners) {
            match owners[..] {
                [] => {}
                [one] => draft.people.push(Person {
                    label: label.to_string(),
                    part: None,
                    variables: case(one).variables.clone(),
                    case: Some(case(one).name.clone()).filter(|name| !name.is_empty()),
                    memo: case(one).memo.clone(),
                }),
                _ => {
                    let names: Vec<&str> = owners.iter().map(|&at| case(at).name.as_str()).collect();
                    let message = format!(
                        "what `{label}` says belongs to several cases of the project: {}; none is used",
                        names.join(", ")
                    );
                    found.push(Diagnostic::warning("several-cases", message).help(TABLE));
                }
            }
        }
        for at in nobodys {
            let (case, spans) = (&self.cases[at].0, &self.cases[at].1);
            let message = format!(
                "{} {} to the case `{}`, which is no single speaker here: they say nothing of participants",
                several(spans.len(), "passage"),
                either(spans.len(), "belongs", "belong"),
                case.name
            );
            found.push(Diagnostic::note("not-carried", message).help(TABLE));
        }
    }
}

pub(super) const TABLE: &str = "say whose words they are in a table of cases: cases.csv with the columns transcript, speaker and case, named in \
     kantlijn.toml";

/// Whether more than half of what is said under each label lies in `spans`, and last of all that is said.
fn shares(draft: &Draft, labels: &[std::sync::Arc<str>], spans: &[Span]) -> Vec<bool> {
    let mut counts = vec![(0_usize, 0_usize); labels.len() + 1];
    for turn in &draft.turns {
        let own = common(turn.span, spans);
        let label = labels.iter().position(|label| turn.speaker.as_ref() == Some(label));
        for at in label.into_iter().chain([labels.len()]) {
            counts[at].0 += turn.span.len();
            counts[at].1 += own;
        }
    }
    counts.into_iter().map(|(all, own)| 2 * own > all).collect()
}

/// How many bytes of `span` lie in `others`, which are in order of place and apart.
fn common(span: Span, others: &[Span]) -> usize {
    let from = others.partition_point(|other| other.end <= span.start);
    others[from..].iter().map_while(|other| other.intersect(span)).map(Span::len).sum()
}
