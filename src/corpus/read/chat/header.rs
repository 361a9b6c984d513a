//! Headers: who takes part, in which language, when and where.

use std::collections::BTreeMap;

use crate::corpus::Variables;
use crate::corpus::read::Person;
use crate::corpus::read::tiers::{language, part_of, state};

/// What the headers of a file say.
#[derive(Debug, Default)]
pub(super) struct Headers {
    pub variables: Variables,
    /// In the order of `@Participants`.
    pub people: Vec<Person>,
    /// Characters of headers that are not used.
    pub passed_over: usize,
    /// Where in `people` each label is.
    places: BTreeMap<String, usize>,
}

/// Headers that are variables of the transcript; of those that recur, the first.
const STATED: &[&str] = &["Date", "Situation", "Location", "Room Layout", "Activities", "Transcriber"];

/// Headers that say how to show or to check a file.
const TECHNICAL: &[&str] = &["UTF8", "Begin", "End", "Font", "PID", "Window", "Options", "Media", "Color words"];

/// The fields of `@ID` that are variables of a speaker, in order from the fourth.
const OF_SPEAKERS: [&str; 7] = ["age", "sex", "group", "ses", "role", "education", "custom"];

impl Headers {
    /// Takes a header by its name, without `@`.
    pub fn take(&mut self, name: &str, value: &str) {
        match name {
            "Languages" => {
                let languages: Vec<String> = value.split(',').map(language).filter(|code| !code.is_empty()).collect();
                if let Some(first) = languages.first() {
                    state(&mut self.variables, "language", first);
                }
                if languages.len() > 1 {
                    state(&mut self.variables, "languages", &languages.join(" "));
                }
            }
            "Participants" => self.participants(value),
            "ID" => self.id(value),
            _ if STATED.contains(&name) => {
                let value = if name == "Date" { date(value) } else { value.to_owned() };
                let before = self.variables.iter().count();
                state(&mut self.variables, name, &value);
                if self.variables.iter().count() == before {
                    self.passed_over += value.chars().count();
                }
            }
            _ if TECHNICAL.contains(&name) => {}
            _ => self.passed_over += value.chars().count(),
        }
    }

    /// Whether somebody has this label.
    pub fn lists(&self, label: &str) -> bool {
        self.places.contains_key(label)
    }

    fn person(&mut self, label: &str) -> Option<&mut Person> {
        if label.is_empty() {
            return None;
        }
        if !self.lists(label) {
            self.places.insert(label.to_owned(), self.people.len());
            self.people.push(Person { label: label.to_owned(), ..Person::default() });
        }
        self.people.get_mut(*self.places.get(label)?)
    }

    /// `INV Anna Investigator, SUB Participant`: a label, a name perhaps, a role.
    fn participants(&mut self, value: &str) {
        for participant in value.split(',') {
            let mut words = participant.split_whitespace();
            let label = words.next().unwrap_or_default();
            if let (Some(person), Some(role)) = (self.person(label), words.next_back()) {
                person.part = part_of(role);
                state(&mut person.variables, "role", role);
            }
        }
    }

    /// `nld|corpus|SUB|34;|female|group||Participant|||`
    fn id(&mut self, value: &str) {
        let mut fields = value.split('|').skip(2).map(str::trim);
        let Some(person) = self.person(fields.next().unwrap_or_default()) else { return };
        for (name, value) in OF_SPEAKERS.iter().zip(fields) {
            let value = if *name == "age" { age(value) } else { value };
            if *name == "role" && person.part.is_none() {
                person.part = part_of(value);
            }
            state(&mut person.variables, name, value);
        }
    }
}

/// `34` of `34;`, `34;0.` and `34;00.00`, so that it is a number; the age of a child as written, with its months.
fn age(written: &str) -> &str {
    match written.split_once(';') {
        Some((years, rest)) if rest.chars().all(|c| c == '0' || c == '.') => years,
        _ => written,
    }
}

/// `2019-03-07` of `07-MAR-2019`, so that dates are in order; another date as written.
fn date(written: &str) -> String {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = written.trim().to_lowercase();
    let mut fields = lower.split('-');
    let (day, month, year) = (fields.next(), fields.next(), fields.next());
    let number = |field: Option<&str>| field?.parse::<u16>().ok();
    let month = MONTHS.iter().position(|known| Some(*known) == month);
    match (number(day), month, number(year), fields.next()) {
        (Some(day @ 1..=31), Some(month), Some(year @ 1000..), None) => format!("{year}-{:02}-{day:02}", month + 1),
        _ => written.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Headers, age, date};
    use crate::scope::Part;

    #[test]
    fn dates_and_ages_are_made_comparable() {
        assert_eq!(date(" 07-MAR-2019"), "2019-03-07");
        assert_eq!(date("voorjaar 2019"), "voorjaar 2019");
        assert_eq!([age("34;"), age("34;00.00"), age("2;10.05"), age("34")], ["34", "34", "2;10.05", "34"]);
    }

    #[test]
    fn people_have_their_role_and_variables() {
        let mut headers = Headers::default();
        headers.take("Participants", "INV Anna de Boer Investigator, SUB Participant , ");
        headers.take("ID", "nld|opname|SUB|34;|female|noord||Participant|mbo||");
        headers.take("ID", "nld|opname|MOE|||||Mother|||");
        headers.take("ID", "nld");
        let people: Vec<_> = headers
            .people
            .iter()
            .map(|person| (person.label.as_str(), person.part, person.variables.iter().collect::<Vec<_>>()))
            .collect();
        assert_eq!(
            people,
            [
                ("INV", Some(Part::Interviewer), vec![("role", "Investigator")]),
                (
                    "SUB",
                    Some(Part::Participant),
                    vec![
                        ("role", "Participant"),
                        ("age", "34"),
                        ("sex", "female"),
                        ("group", "noord"),
                        ("education", "mbo")
                    ]
                ),
                ("MOE", None, vec![("role", "Mother")]),
            ]
        );
    }

    #[test]
    fn the_first_of_several_languages_is_the_transcripts() {
        let mut headers = Headers::default();
        headers.take("Languages", "nld, deu");
        headers.take("Situation", "gesprek in de keuken");
        headers.take("Situation", "later buiten");
        headers.take("Comment", "twaalf tekens");
        headers.take("Begin", "");
        let variables: Vec<_> = headers.variables.iter().collect();
        assert_eq!(variables, [("language", "nl"), ("languages", "nl de"), ("situation", "gesprek in de keuken")]);
        assert_eq!(headers.passed_over, 12 + 13);
    }
}
