//! Who plays which part: what the study says, what a label says, and else who asks the questions.

use crate::scope::Part;

use super::label::key;

/// Labels, folded and without digits, that say that somebody asks.
const ASKS: &[&str] = &[
    "i",
    "int",
    "intv",
    "itv",
    "iv",
    "ivr",
    "interviewer",
    "interviewers",
    "interviewster",
    "interviewerin",
    "v",
    "vraag",
    "vragensteller",
    "vraagsteller",
    "q",
    "question",
    "questioner",
    "onderzoeker",
    "onderzoekster",
    "onderz",
    "researcher",
    "moderator",
    "mod",
    "gespreksleider",
    "gespreksleidster",
    "facilitator",
    "host",
    "presentator",
    "presenter",
];

/// Labels that say that somebody answers.
const ANSWERS: &[&str] = &[
    "resp",
    "respondent",
    "respondente",
    "participant",
    "part",
    "p",
    "pp",
    "deelnemer",
    "deelneemster",
    "dn",
    "a",
    "antwoord",
    "answer",
    "b",
    "geinterviewde",
    "interviewee",
    "informant",
    "client",
    "clienten",
    "patient",
    "patiente",
    "bewoner",
    "bewoonster",
    "gast",
    "guest",
    "kandidaat",
    "student",
    "docent",
    "ouder",
    "subject",
];

/// Labels that are somebody's all the same, though not whose.
const PEOPLE: &[&str] = &["r", "o", "m", "c", "d", "s", "sp", "spk", "spreker", "speaker", "persoon", "person"];

/// Whether a folded label is one that transcripts commonly use: `i`, `r1`, `spreker 2`, `participant 4`.
pub(super) fn is_common(key: &str) -> bool {
    let stem = stem(key);
    let listed = [ASKS, ANSWERS, PEOPLE].iter().any(|list| list.contains(&stem));
    let numbered = key.len() > stem.len() && stem.len() <= 3 && stem.chars().all(char::is_alphabetic);
    !stem.is_empty() && (listed || numbered)
}

/// The label without its number: `respondent` of `respondent 1`.
fn stem(key: &str) -> &str {
    key.trim_end_matches(|c: char| c.is_ascii_digit() || " -_#".contains(c))
}

/// What a label says by itself.
pub(super) fn said(label: &str) -> Option<Part> {
    let key = key(label);
    let of = |word: &str| {
        if ASKS.contains(&word) {
            Some(Part::Interviewer)
        } else if ANSWERS.contains(&word) {
            Some(Part::Participant)
        } else {
            None
        }
    };
    let whole = of(stem(&key));
    // A single letter says something alone, never as the initial of a name.
    let within = || key.split([' ', '(', ')', '/']).map(stem).filter(|word| word.chars().count() > 3).find_map(of);
    whole.or_else(within)
}

/// A speaker before it is known what part they play.
#[derive(Clone, Debug, Default)]
pub(super) struct Voice {
    /// The label as first written.
    pub label: String,
    /// The part that the study gives, which is final.
    pub given: Option<Part>,
    /// The part that their role in the file says; the study may overrule it.
    pub role: Option<Part>,
    /// How many turns.
    pub turns: usize,
    /// How many of them end in a question mark.
    pub questions: usize,
    /// How many bytes they say, all turns together.
    pub said: usize,
}

/// The part of every speaker, in the same order, and how the interviewer was found (empty when nobody was).
pub(super) fn infer(voices: &[Voice]) -> (Vec<Part>, String) {
    let mut parts: Vec<Option<Part>> = voices.iter().map(|voice| voice.given).collect();
    let names = |parts: &[Option<Part>]| -> Vec<&str> {
        let asks = parts.iter().zip(voices).filter(|(part, _)| **part == Some(Part::Interviewer));
        asks.map(|(_, voice)| voice.label.as_str()).collect()
    };
    let mut how = String::new();
    if parts.contains(&Some(Part::Interviewer)) {
        how = format!("{}, as `[transcripts] parts` says", labels(&names(&parts)));
    }
    for (part, voice) in parts.iter_mut().zip(voices) {
        *part = part.or(voice.role);
    }
    if how.is_empty() && parts.contains(&Some(Part::Interviewer)) {
        how = format!("{}, by the role that the file gives", labels(&names(&parts)));
    }
    for (part, voice) in parts.iter_mut().zip(voices) {
        *part = part.or_else(|| said(&voice.label).filter(|_| !belied(voice, voices)));
    }
    if how.is_empty() {
        let named = names(&parts);
        if !named.is_empty() {
            how = labels(&named);
        } else if let Some(chosen) = by_asking(voices, &parts) {
            let asked: usize = chosen.iter().map(|&i| voices[i].questions).sum();
            let all: usize = voices.iter().map(|voice| voice.questions).sum();
            for &i in &chosen {
                parts[i] = Some(Part::Interviewer);
            }
            let verb = if chosen.len() == 1 { "asks" } else { "ask" };
            how = format!("{} {verb} {asked} of {all} questions", quoted(&names(&parts)));
        }
    }
    (parts.into_iter().map(|part| part.unwrap_or(Part::Participant)).collect(), how)
}

/// A label of one letter is contradicted when its owner hardly asks and somebody else asks a lot:
/// `V` is a woman there and `I` an informant.
fn belied(voice: &Voice, voices: &[Voice]) -> bool {
    let key = key(&voice.label);
    if key.chars().count() > 1 {
        return false;
    }
    let share = |voice: &Voice| voice.questions as f64 / voice.turns.max(1) as f64;
    let others = || voices.iter().filter(|other| other.label != voice.label);
    match said(&voice.label) {
        Some(Part::Interviewer) => others().any(|other| {
            other.questions >= 5 && share(other) >= 0.4 && share(voice) <= 0.15 && other.said < voice.said
        }),
        Some(_) => voice.questions >= 5 && share(voice) >= 0.4 && others().all(|other| share(other) <= 0.15),
        None => false,
    }
}

/// Those who ask, where the questions say so plainly: one or two who ask most of them, in a good part
/// of their turns, far more often than everybody else.
fn by_asking(voices: &[Voice], parts: &[Option<Part>]) -> Option<Vec<usize>> {
    if voices.len() < 2 {
        return None;
    }
    let open: Vec<usize> = (0..voices.len()).filter(|&i| parts[i].is_none()).collect();
    let answers = parts.iter().filter(|&&part| part == Some(Part::Participant)).count();
    // `R` beside somebody who is plainly a respondent is the researcher.
    if let [only] = open[..]
        && answers > 0
        && ["r", "o", "m"].contains(&stem(&key(&voices[only].label)))
    {
        return Some(vec![only]);
    }
    let all: usize = voices.iter().map(|voice| voice.questions).sum();
    let share = |i: usize| voices[i].questions as f64 / voices[i].turns.max(1) as f64;
    let mut ranked = open.clone();
    ranked.sort_by(|&a, &b| voices[b].questions.cmp(&voices[a].questions).then(a.cmp(&b)));
    for size in 1..=2 {
        let Some(chosen) = ranked.get(..size) else { break };
        if chosen.len() == voices.len() {
            break;
        }
        let asked: usize = chosen.iter().map(|&i| voices[i].questions).sum();
        let least = chosen.iter().map(|&i| share(i)).fold(f64::INFINITY, f64::min);
        // Somebody with a turn or two may well end one in a question; that is no share to compare with.
        let rest = (0..voices.len()).filter(|i| !chosen.contains(i));
        let most = rest.clone().filter(|&i| voices[i].turns > 2).map(share).fold(0.0, f64::max);
        let outspoken = rest.map(|i| voices[i].said).sum::<usize>() * 2 > voices.iter().map(|v| v.said).sum::<usize>();
        // Of a handful of questions nearly all must be theirs.
        let most_of = if all < 8 { 8 } else { 6 };
        let enough = chosen.iter().all(|&i| voices[i].questions >= 2) && asked * 10 >= all * most_of;
        if enough && least >= 0.2 && least >= 2.0 * most && (outspoken || least >= 0.4) {
            return Some(chosen.to_vec());
        }
    }
    None
}

/// The speaker to name in advice: who asks most, else who speaks first.
pub(super) fn likeliest(voices: &[Voice]) -> Option<&Voice> {
    voices.iter().rev().max_by_key(|voice| voice.questions)
}

fn labels(names: &[&str]) -> String {
    format!("label{} {}", if names.len() == 1 { "" } else { "s" }, quoted(names))
}

fn quoted(names: &[&str]) -> String {
    let each: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match each.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => each.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Voice, infer, is_common};
    use crate::scope::Part;

    /// Label, turns, questions, bytes said.
    fn parts(voices: &[(&str, usize, usize, usize)]) -> (String, String) {
        let voices: Vec<Voice> = voices
            .iter()
            .map(|&(label, turns, questions, said)| Voice {
                label: label.to_owned(),
                turns,
                questions,
                said,
                ..Voice::default()
            })
            .collect();
        let (parts, how) = infer(&voices);
        let letters = parts.iter().map(|part| match part {
            Part::Interviewer => 'i',
            Part::Participant => 'p',
            Part::Other => 'o',
        });
        (letters.collect(), how)
    }

    #[test]
    fn labels_and_questions_tell_who_asks() {
        for (voices, expected, how) in [
            (&[("I", 9, 3, 90), ("R", 9, 0, 900)][..], "ip", "label `I`"),
            (&[("Vraag", 5, 5, 90), ("Antwoord", 5, 0, 900)], "ip", "label `Vraag`"),
            (&[("V", 5, 5, 90), ("A", 5, 0, 900)], "ip", "label `V`"),
            (&[("V", 9, 0, 900), ("O", 9, 8, 90)], "pi", "`O` asks 8 of 8 questions"),
            (&[("R", 9, 7, 90), ("B", 9, 0, 900)], "ip", "`R` asks 7 of 7 questions"),
            (&[("R", 9, 1, 90), ("Participant 1", 9, 0, 900)], "ip", "`R` asks 1 of 1 questions"),
            (&[("R", 9, 1, 900), ("INT", 9, 6, 90)], "pi", "label `INT`"),
            (&[("Spreker 1", 19, 17, 400), ("Spreker 2", 19, 2, 4000)], "ip", "`Spreker 1` asks 17 of 19 questions"),
            (&[("Interviewer Onderzoek", 9, 2, 90), ("Rinus V", 9, 0, 900)], "ip", "label `Interviewer Onderzoek`"),
            (&[("Anna", 9, 2, 900), ("Bram", 9, 2, 900)], "pp", ""),
            (&[("Anna", 1, 1, 90), ("Bram", 1, 0, 900)], "pp", ""),
            (&[("I1", 9, 3, 90), ("I2", 9, 3, 90), ("R", 9, 0, 900)], "iip", "labels `I1` and `I2`"),
            (
                &[("Wil", 20, 14, 900), ("Jan", 30, 1, 2000), ("Mia", 30, 2, 2000), ("Bo", 2, 1, 50)],
                "ippp",
                "`Wil` asks 14 of 18 questions",
            ),
            (
                &[("Ad", 40, 20, 900), ("Jo", 40, 18, 900), ("Gast X", 50, 3, 5000)],
                "iip",
                "`Ad` and `Jo` ask 38 of 41 questions",
            ),
        ] {
            assert_eq!(parts(voices), (expected.to_owned(), how.to_owned()), "{voices:?}");
        }
    }

    #[test]
    fn what_the_study_says_comes_first() {
        let voice = |label: &str, given, said| Voice { label: label.into(), given, turns: 9, said, ..Voice::default() };
        let voices = [voice("I", Some(Part::Participant), 900), voice("N", Some(Part::Interviewer), 90)];
        let (parts, how) = infer(&voices);
        assert_eq!(parts, [Part::Participant, Part::Interviewer]);
        assert_eq!(how, "label `N`, as `[transcripts] parts` says");
    }

    #[test]
    fn a_role_in_the_file_comes_before_labels_and_after_the_study() {
        let mut voices = [
            Voice { label: "I".into(), turns: 9, questions: 5, ..Voice::default() },
            Voice { label: "ABC".into(), role: Some(Part::Interviewer), turns: 9, ..Voice::default() },
        ];
        voices[0].role = Some(Part::Participant);
        let (parts, how) = infer(&voices);
        assert_eq!(parts, [Part::Participant, Part::Interviewer]);
        assert_eq!(how, "label `ABC`, by the role that the file gives");
        voices[1].given = Some(Part::Other);
        voices[0].role = None;
        assert_eq!(infer(&voices).0, [Part::Interviewer, Part::Other]);
    }

    #[test]
    fn common_labels() {
        for label in ["i", "r1", "sp 1", "speaker_00", "respondent 12", "nvk2", "deelnemer"] {
            assert!(is_common(label), "{label}");
        }
        for label in ["ik dacht", "marga", "", "12", "taak 3"] {
            assert!(!is_common(label), "{label}");
        }
    }
}
