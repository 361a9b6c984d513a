//! A document as others may see it: names and chosen words masked, nothing moved.

use std::sync::Arc;

use crate::redact::Redaction;

use super::document::{Behind, Known};
use super::label::key;
use super::part::is_common;
use super::{Document, GapKind, Reading, Variables};

impl Reading {
    /// Masks what `redaction` lists, in everything that is known of the transcript: its words, labels, values, memos, comments and
    /// remarks. Every place stays what it was.
    ///
    /// Conditions and classes of numbers go on looking at what stands behind the masks ([`Document::known`]). Names by which
    /// everything is told are left, and are told by [`Redaction::unfit`].
    pub fn redact(&mut self, redaction: &Redaction) {
        self.document.redact(redaction);
        for annotation in &mut self.annotations {
            annotation.label = redaction.masked(&annotation.label).into_owned();
            annotation.author = redaction.coder(&annotation.author);
            annotation.note = annotation.note.as_deref().map(|note| redaction.masked(note).into_owned());
        }
        let report = &mut self.report;
        for text in [&mut report.label_style, &mut report.interviewer] {
            *text = redaction.masked(text).into_owned();
        }
        for (what, _) in &mut report.dropped {
            *what = redaction.masked(what).into_owned();
        }
        report.diagnostics = report.diagnostics.iter().map(|one| redaction.remark(one)).collect();
    }
}

impl Document {
    fn redact(&mut self, redaction: &Redaction) {
        self.look_at_names(redaction);
        let hidden: Vec<_> = self.gaps.iter().map(|gap| (gap.span, gap.kind == GapKind::Markup)).collect();
        redaction.mask_document(&mut self.text, &hidden);
        let behind = Known {
            labels: self.speakers.iter().map(|speaker| speaker.label.clone()).collect(),
            of_speakers: self.speakers.iter().map(|speaker| speaker.variables.clone()).collect(),
            variables: self.variables.clone(),
        };
        let labels = redaction.labels(behind.labels.iter().map(String::as_str));
        for (speaker, label) in self.speakers.iter_mut().zip(labels) {
            redaction.note_value("speaker", &label, &speaker.label);
            speaker.label = label;
            speaker.variables = masked(&speaker.variables, redaction);
            speaker.memo = redaction.masked(&speaker.memo).into_owned();
        }
        self.variables = masked(&self.variables, redaction);
        for memo in [&mut self.memo, &mut self.case_memo] {
            *memo = redaction.masked(memo).into_owned();
        }
        self.behind = Behind(Some(Arc::new(behind)));
    }

    /// Holds what cannot be masked against the list, and labels that may be missing in it.
    fn look_at_names(&self, redaction: &Redaction) {
        redaction.look_at("transcript", &self.name);
        let cases = self.speakers.iter().filter_map(|speaker| speaker.case.as_ref()).chain(&self.case);
        cases.for_each(|case| redaction.look_at("case", case));
        let variables = self.speakers.iter().map(|speaker| &speaker.variables).chain([&self.variables]);
        variables.flat_map(Variables::iter).for_each(|(name, _)| redaction.look_at("variable", name));
        for speaker in &self.speakers {
            if is_like_a_name(&speaker.label) && redaction.line_in(&speaker.label).is_none() {
                redaction.note_unlisted(&self.name, &speaker.label);
            }
        }
    }
}

/// Values with masked words told by their entries.
fn masked(variables: &Variables, redaction: &Redaction) -> Variables {
    let mut all = Variables::default();
    for (name, value) in variables.iter() {
        let shown = redaction.named(value);
        redaction.note_value(name, &shown, value);
        all.set(name, shown);
    }
    all
}

/// Whether a label is no role or letter with a number that transcripts commonly use, and begins as names do.
fn is_like_a_name(label: &str) -> bool {
    let is_named = |word: &str| {
        let letters = || word.chars().filter(|c| c.is_alphabetic());
        letters().count() > 2 && letters().next().is_some_and(char::is_uppercase) && letters().any(char::is_lowercase)
    };
    !is_common(&key(label)) && super::part::said(label).is_none() && label.split_whitespace().any(is_named)
}

#[cfg(test)]
mod tests {
    use super::is_like_a_name;
    use crate::corpus::{ReadOptions, Reading};
    use crate::ids::TurnId;
    use crate::redact::Redaction;

    fn names(list: &str) -> Redaction {
        Redaction::parse("names.txt".as_ref(), list.as_bytes()).expect("a list")
    }

    #[test]
    fn nothing_moves_and_conditions_see_what_is_behind() {
        let text = "Marieke: Hoe gaat het, José?\nJosé: Goed, in Zaandam. (José lacht)\nMarieke: Ja?\nJosé: Ja.\n";
        let read = || {
            let mut reading = Reading::of_text("r1", text, &ReadOptions::default());
            reading.document.variables.set("plaats", "Zaandam");
            reading
        };
        let (before, mut after) = (read(), read());
        after.redact(&names("marieke\njose\nzaandam"));
        let (was, is) = (&before.document, &after.document);
        assert_eq!(is.text.len(), was.text.len());
        assert_eq!((&is.turns, &is.gaps), (&was.turns, &was.gaps));
        for word in ["José", "Marieke", "Zaandam"] {
            assert!(!is.text.contains(word), "{}", is.text);
        }
        let labels: Vec<&str> = is.speakers.iter().map(|speaker| speaker.label.as_str()).collect();
        assert_eq!(labels, ["S1", "S2"]);
        let turn = TurnId(0);
        assert_eq!((is.variable(turn, "plaats"), is.known(turn, "plaats")), (Some("[3]"), Some("Zaandam")));
        assert_eq!((is.variable(turn, "speaker"), is.known(turn, "speaker")), (Some("S1"), Some("Marieke")));
    }

    #[test]
    fn a_name_that_a_time_or_markup_cuts_is_masked_too() {
        let mut reading =
            Reading::of_text("r1", "I: Ja?\nR: Met Piet [00:01:02] de Vries, zeg.\n", &ReadOptions::default());
        reading.redact(&names("Piet de Vries"));
        assert_eq!(reading.document.text, "I: Ja?\nR: Met ____ [00:01:02] __ _____, zeg.\n");
    }

    #[test]
    fn labels_like_names_are_told_from_roles() {
        for label in ["Fatima", "mevrouw De Wit", "Jan-Willem"] {
            assert!(is_like_a_name(label), "{label}");
        }
        for label in ["R", "R1", "Interviewer", "respondent 2", "Deelnemer 3", "IV"] {
            assert!(!is_like_a_name(label), "{label}");
        }
    }
}
