//! Cases and variables of a whole study, gathered from its transcripts.

use indexmap::IndexMap;

use crate::corpus::add_note;
use crate::refi::{Case, Guid, Kind, Value, Variable};

use super::people::{People, Person};
use super::values::Kinds;

/// Cases so far, and the kinds of variables.
#[derive(Debug, Default)]
pub(super) struct Cases {
    cases: IndexMap<String, Vec<Member>>,
    kinds: IndexMap<String, Kinds>,
    /// Variables of transcripts that belong to no case, by the place of their source.
    free: Vec<(usize, Vec<(String, String)>)>,
}

/// A transcript, or somebody in one, that belongs to a case.
#[derive(Debug)]
struct Member {
    /// The place of its source among all.
    source: usize,
    /// The turns of whoever it is; none for a whole transcript.
    selections: Option<Vec<Guid>>,
    variables: Vec<(String, String)>,
    memo: String,
}

/// What a project says of cases.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub variables: Vec<Variable>,
    pub cases: Vec<Case>,
    /// Values of sources, by their places.
    pub of_sources: Vec<(usize, Vec<Value>)>,
    /// Of which cases a variable has several values, of people who share a transcript with others.
    pub lost: Vec<(String, String)>,
}

impl Cases {
    /// Takes what the source at this place says of people.
    pub(super) fn add(&mut self, source: usize, people: People) {
        let all = people.variables.iter().chain(people.speakers.iter().flat_map(|person| &person.variables));
        for (name, value) in all {
            self.kinds.entry(name.clone()).or_default().note(value);
        }
        match people.case {
            Some(case) => {
                let member = Member { source, selections: None, variables: people.variables, memo: people.memo };
                self.cases.entry(case).or_default().push(member);
            }
            None if !people.variables.is_empty() => self.free.push((source, people.variables)),
            None => {}
        }
        for person in people.speakers {
            let Person { case, variables, memo, selections } = person;
            let member = Member { source, selections: Some(selections), variables, memo };
            self.cases.entry(case).or_default().push(member);
        }
    }

    /// All of it. A value that holds for everything of a case is the case's, another the source's.
    pub(super) fn finish(self, source: impl Fn(usize) -> Guid) -> Gathered {
        let Self { cases, kinds, free } = self;
        let of_variable = |name: &str| Guid::made_of("variable", name);
        let typed = |name: &str, value: &str| Value {
            variable: of_variable(name),
            kind: kinds.get(name).map_or(Kind::Text, |kinds| kinds.kind()),
            value: Some(value.to_owned()),
        };
        let mut gathered = Gathered {
            variables: kinds
                .iter()
                .map(|(name, kinds)| Variable {
                    guid: of_variable(name),
                    name: name.clone(),
                    kind: kinds.kind(),
                    description: String::new(),
                })
                .collect(),
            ..Gathered::default()
        };
        let mut of_sources: IndexMap<usize, Vec<Value>> = IndexMap::new();
        for (at, variables) in free {
            of_sources.entry(at).or_default().extend(variables.iter().map(|(name, value)| typed(name, value)));
        }
        for (name, members) in cases {
            let mut case = Case { guid: Guid::made_of("case", &name), name: name.clone(), ..Case::default() };
            // In the order of the study's variables, whatever the order in each transcript.
            for variable in kinds.keys() {
                let values: Vec<Option<&str>> = members.iter().map(|member| member.value(variable)).collect();
                match values.first().copied().flatten() {
                    Some(value) if values.iter().all(|other| *other == Some(value)) => {
                        case.values.push(typed(variable, value));
                        continue;
                    }
                    _ => {}
                }
                for (member, value) in members.iter().zip(values) {
                    match (value, &member.selections) {
                        (None, _) => {}
                        (Some(value), None) => {
                            of_sources.entry(member.source).or_default().push(typed(variable, value));
                        }
                        (Some(_), Some(_)) => gathered.lost.push((name.clone(), variable.clone())),
                    }
                }
            }
            for member in members {
                add_note(&mut case.description, &member.memo);
                match member.selections {
                    None => case.sources.push(source(member.source)),
                    Some(selections) => case.selections.extend(selections),
                }
            }
            gathered.cases.push(case);
        }
        gathered.lost.dedup();
        gathered.of_sources = of_sources.into_iter().collect();
        gathered
    }
}

impl Member {
    fn value(&self, variable: &str) -> Option<&str> {
        self.variables.iter().find(|(name, _)| name == variable).map(|(_, value)| value.as_str())
    }
}
