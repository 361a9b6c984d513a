//! Cases and variables of a transcript, and whose words are whose.

use crate::corpus::{Document, MEMO, Variables, add_note};
use crate::refi::{self, Guid};
use crate::scope::Part;

use super::source::Placing;

/// What a transcript says of people.
#[derive(Debug, Default)]
pub(super) struct People {
    /// The case that the whole belongs to.
    pub case: Option<String>,
    /// What is known of the whole.
    pub variables: Vec<(String, String)>,
    /// What is noted of the case that the whole belongs to.
    pub memo: String,
    /// Those of whom more is known, or something else.
    pub speakers: Vec<Person>,
    /// Names of variables whose values cannot come along, since they are an interviewer's, or of one of several who speak
    /// for one case.
    pub lost: Vec<String>,
}

/// Somebody who speaks, and is a case of their own.
#[derive(Debug)]
pub(super) struct Person {
    pub case: String,
    /// What is known of them, and not of the whole transcript.
    pub variables: Vec<(String, String)>,
    /// What is noted of them.
    pub memo: String,
    /// Their turns.
    pub selections: Vec<Guid>,
}

/// Who speaks in a transcript, and selections of the turns of those who are cases of their own.
///
/// A speaker without a case, of whom something is known, becomes one under the name by which they are a participant anyway.
pub(super) fn people(document: &Document, place: &Placing<'_>) -> (People, Vec<refi::Selection>) {
    let mut people = People {
        case: document.case.clone(),
        variables: owned(&document.variables),
        memo: document.case_memo.clone(),
        ..People::default()
    };
    let mut passages = Vec::new();
    for (i, speaker) in document.speakers.iter().enumerate() {
        let own: Vec<(String, String)> = owned(&speaker.variables)
            .into_iter()
            .filter(|(name, value)| document.variables.get(name) != Some(value))
            .collect();
        let is_of_whole = speaker.case.is_none() || speaker.case == document.case;
        if speaker.part == Part::Interviewer || (is_of_whole && document.case.is_some()) {
            people.lost.extend(own.into_iter().map(|(name, _)| name));
            match speaker.part {
                Part::Interviewer => people.lost.extend((!speaker.memo.is_empty()).then(|| MEMO.to_owned())),
                // They are the case that the whole belongs to.
                _ => add_note(&mut people.memo, &speaker.memo),
            }
            continue;
        }
        if is_of_whole && own.is_empty() && speaker.memo.is_empty() {
            continue;
        }
        let turns = document.turns.iter().filter(|turn| turn.speaker.is_some_and(|id| id.index() == i));
        let selections: Vec<refi::Selection> = turns
            .filter_map(|turn| {
                let points = place.points(turn.span)?;
                let key = format!("{}\n{} {}\n{}", document.name, points.0, points.1, speaker.label);
                Some(refi::Selection { guid: Guid::made_of("turn", &key), ..place.selection(points, turn.span) })
            })
            .collect();
        people.speakers.push(Person {
            case: speaker.case.clone().unwrap_or_else(|| format!("{}/{}", document.name, speaker.label)),
            variables: own,
            memo: speaker.memo.clone(),
            selections: selections.iter().map(|selection| selection.guid.clone()).collect(),
        });
        passages.extend(selections);
    }
    (people, passages)
}

/// All but the name of the case, which a transcript may give itself.
fn owned(variables: &Variables) -> Vec<(String, String)> {
    variables
        .iter()
        .filter(|(name, _)| !name.eq_ignore_ascii_case("case"))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
