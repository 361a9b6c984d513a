//! Persons of a project, whose passages are a case's: who of those that speak they are.

use crate::corpus::load::project::about::OwnedPassages;
use crate::corpus::read::{Draft, Person};
use crate::diagnostic::Diagnostic;
use crate::text::Span;

/// What cases own of one text.
pub(super) struct Known<'p> {
    /// Each case with its passages, in order of place.
    pub cases: Vec<(&'p OwnedPassages, Vec<Span>)>,
}

impl<'p> Known<'p> {
    /// Cases that own nothing are none of it.
    pub fn of(cases: Vec<(&'p OwnedPassages, Vec<Span>)>) -> Self {
        Self { cases: cases.into_iter().filter(|(_, spans)| !spans.is_empty()).collect() }
    }

    /// Gives cases to the speakers whose words are mostly theirs, or to the text where that is.
    pub fn settle(self, draft: &mut Draft) {
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
            let share = |is_of: &dyn Fn(Option<&str>) -> bool| {
                let turns = draft.turns.iter().filter(|turn| is_of(turn.speaker.as_deref()));
                let (mut all, mut own) = (0_usize, 0_usize);
                for turn in turns {
                    all += turn.span.len();
                    own += common(turn.span, spans);
                }
                2 * own > all
            };
            if share(&|_| true) && (labels.len() < 2 || labels.iter().all(|label| share(&|of| of == Some(label)))) {
                of_all.push(at);
                continue;
            }
            let before: usize = owners.iter().map(Vec::len).sum();
            for (label, owners) in labels.iter().zip(&mut owners) {
                if share(&|of| of == Some(label)) {
                    owners.push(at);
                }
            }
            if owners.iter().map(Vec::len).sum::<usize>() == before {
                nobodys.push(at);
            }
        }
        let case = |at: usize| self.cases[at].0;
        let found = &mut draft.report.diagnostics;
        match of_all[..] {
            [one] if draft.variables.get("case").is_none() => {
                let case = case(one);
                draft.variables.set("case", case.name.clone());
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
                "{} passages belong to the case `{}`, which is no single speaker here: they say nothing of participants",
                spans.len(),
                case.name
            );
            found.push(Diagnostic::note("not-carried", message).help(TABLE));
        }
    }
}

pub(super) const TABLE: &str = "say whose words they are in a table of cases: cases.csv with the columns transcript, speaker and case, named in \
     kantlijn.toml";

/// How many bytes of `span` lie in `others`, which are in order of place and may overlap.
fn common(span: Span, others: &[Span]) -> usize {
    let (mut own, mut from) = (0, span.start);
    for other in others {
        let part = Span { start: other.start.max(from), end: other.end.min(span.end).max(other.start.max(from)) };
        if let Some(part) = part.intersect(span) {
            own += part.len();
            from = from.max(part.end);
        }
    }
    own
}
