//! What changes the numbers: gathered while transcripts stream by, told once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use kantlijn::apply::Applied;
use kantlijn::coding::{Anchored, HandCodings};
use kantlijn::corpus::{Sketch, Streamed, near_identical};
use kantlijn::diagnostic::{Diagnostic, Severity};
use kantlijn::ids::TurnId;
use kantlijn::redact::Redaction;
use kantlijn::scope::{Condition, Part};
use kantlijn::tally::By;
use kantlijn::wording::{first_few, several};
use kantlijn::{Error, Result};

use crate::{redact, talk};

/// So many names are told; the rest are counted.
const NAMES: usize = 3;

/// So many hand codings that are lost or changed are told one by one; `kantlijn check` tells all.
const LISTED: usize = 10;

/// What one transcript, or a portion of it, adds to that: made where the transcript is read, many at once.
pub struct Seen {
    pub name: String,
    /// Of the file's bytes; empty before the last portion of a long file.
    pub hash: String,
    /// Whether the transcript begins here; what is said of it once is said with this.
    pub is_first: bool,
    pub words: u64,
    pub participant_words: u64,
    warnings: Vec<Diagnostic>,
    hand: Vec<Diagnostic>,
    anchored: Anchored,
    variables: BTreeSet<String>,
    sketch: Option<Sketch>,
    is_unpunctuated: bool,
    is_unlabelled: bool,
}

impl Seen {
    /// `compares` is whether the transcript will be compared with others.
    pub fn of(applied: &Applied, compares: bool) -> Self {
        let (document, segments, report) = (&applied.reading.document, &applied.segments, &applied.reading.report);
        let is_first = document.portion.is_first();
        let by_interviewers = segments.turns.iter().enumerate().filter_map(|(i, words)| {
            (document.part(TurnId::new(i)) == Some(Part::Interviewer)).then_some(u64::from(words.end - words.start))
        });
        let words = segments.words.len() as u64;
        let of_speakers = document.speakers.iter().flat_map(|speaker| speaker.variables.iter());
        let variables = document.variables.iter().chain(of_speakers).map(|(name, _)| name.to_owned());
        Self {
            name: document.name.clone(),
            hash: report.hash.clone(),
            is_first,
            words,
            participant_words: words - by_interviewers.sum::<u64>(),
            warnings: report.diagnostics.iter().filter(|d| d.severity > Severity::Note).cloned().collect(),
            hand: applied.diagnostics.clone(),
            anchored: applied.anchored,
            variables: variables.collect(),
            // Of a long transcript the first portion stands for the whole: what it has in common is worth a remark.
            sketch: (is_first && compares)
                .then(|| Sketch::of(&document.text, segments.words.iter().map(|word| word.span)))
                .filter(|sketch| !sketch.is_empty()),
            is_unpunctuated: is_first && document.unpunctuated,
            is_unlabelled: is_first && !document.is_labelled() && !document.turns.is_empty(),
        }
    }
}

/// Remarks on the codebook, the transcripts and the hand coding of a run.
#[derive(Default)]
pub struct Noticed {
    /// Of the codebook and the corpus as a whole.
    whole: Vec<Diagnostic>,
    no_text: bool,
    /// What is masked in them.
    redaction: Option<Arc<Redaction>>,
    /// Of transcripts: by kind, in order.
    reading: Vec<(String, Diagnostic)>,
    hand: Vec<Diagnostic>,
    /// How many hand codings were found, and how.
    pub anchored: Anchored,
    sketches: Vec<(String, Sketch)>,
    variables: BTreeSet<String>,
    unpunctuated: Vec<String>,
    pub unlabelled: u64,
    /// Of all transcripts, whoever says them.
    words: u64,
}

/// What is told of decisions: they are nobody's codings, so that none of these is among those left out.
const DECISIONS: [(&str, &str); 5] = [
    ("decision-lost", "decisions that are lost"),
    ("decision-on-changed-words", "decisions on words that have changed"),
    ("decisions-differ", "decisions that differ"),
    ("decision-without-rule", "accepted passages that no rule proposes"),
    ("memo-without-coding", "memos without a coding"),
];

/// Names that every transcript answers to.
const BUILT_IN: [&str; 5] = ["transcript", "case", "speaker", "part", "coder"];

impl Noticed {
    pub fn new(whole: Vec<Diagnostic>, no_text: bool) -> Self {
        Self { whole, no_text, ..Self::default() }
    }

    /// The same, where words of a list are masked. A remark may quote the beginning of a word alone, so that what is left out with
    /// --no-text is left out here too.
    pub fn redacting(self, redaction: Option<Arc<Redaction>>) -> Self {
        Self { no_text: self.no_text || redaction.is_some(), redaction, ..self }
    }

    /// A remark as it may be shown: some repeat words of participants, to say which ones they mean.
    pub fn showable(&self, remark: &Diagnostic) -> Diagnostic {
        let shown = remark.clone();
        match remark.kind {
            _ if !self.no_text => shown,
            "quote-not-found" | "quote-ambiguous" | "passage-changed" => Diagnostic { help: None, ..shown },
            "one-off-label" => Diagnostic {
                message: "a line start that does not recur is read as words, not as a speaker".to_owned(),
                help: Some("`kantlijn check` without --no-text shows which".to_owned()),
                place: None,
                ..shown
            },
            "late-label" => Diagnostic {
                message:
                    "line starts behind the first MiB, by which a long file is read, may be labels and are read as \
                          words"
                        .to_owned(),
                help: Some("`kantlijn check` without --no-text shows which".to_owned()),
                place: None,
                ..shown
            },
            _ => shown,
        }
    }

    pub fn add(&mut self, seen: Seen) {
        let Seen { name, words, warnings, hand, anchored, variables, sketch, is_unpunctuated, is_unlabelled, .. } =
            seen;
        self.words += words;
        self.anchored += anchored;
        let warnings: Vec<_> = warnings.iter().map(|warning| (name.clone(), self.showable(warning))).collect();
        self.reading.extend(warnings);
        let hand: Vec<_> = hand.iter().map(|remark| self.showable(remark)).collect();
        self.hand.extend(hand);
        self.variables.extend(variables);
        self.unpunctuated.extend(is_unpunctuated.then(|| name.clone()));
        self.unlabelled += u64::from(is_unlabelled);
        self.sketches.extend(sketch.map(|sketch| (name, sketch)));
    }

    /// Refuses transcripts that hold not one word, whoever says it: a wrong export would give a table of zeros.
    pub fn refuse_wordless(&self) -> Result<()> {
        let mut names: Vec<&str> = self.reading.iter().map(|(name, _)| name.as_str()).collect();
        names.dedup();
        match self.words {
            0 => Err(Error::usage(
                format!("{}: there is not one word to read", listed(&names)),
                "export or save the transcripts again, and see how they are read with `kantlijn check`",
            )),
            _ => Ok(()),
        }
    }

    /// Refuses to ask for words that nobody says, and for a variable that nobody has: a slip of the pen would give a
    /// table of nothing.
    pub fn refuse_nothing(&self, by: Option<&By>, condition: Option<&Condition>) -> Result<()> {
        self.refuse_nothing_of("--by", by, condition)
    }

    /// The same where another flag names the variable.
    pub fn refuse_nothing_of(&self, flag: &str, by: Option<&By>, condition: Option<&Condition>) -> Result<()> {
        self.refuse_wordless()?;
        if let (Some(redaction), Some(by)) = (&self.redaction, by.filter(|by| by.classes.is_none())) {
            redact::refuse_ambiguous(redaction, &by.variable)?;
        }
        let of_condition = condition.map(Condition::variables).unwrap_or_default();
        let asked = by
            .map(|by| (flag, by.variable.as_str()))
            .into_iter()
            .chain(of_condition.iter().map(|name| ("--where", *name)));
        for (flag, name) in asked {
            if BUILT_IN.contains(&name) || self.variables.contains(name) || flag != "--where" && name == "participant" {
                continue;
            }
            return Err(self.unknown(flag, name, &BUILT_IN));
        }
        Ok(())
    }

    /// Refuses a field of `--cite` that is neither one of `fields` nor a variable that anybody has.
    pub fn refuse_unknown_fields<'a>(&self, asked: impl Iterator<Item = &'a str>, fields: &[&str]) -> Result<()> {
        let mut asked = asked.filter(|name| !fields.contains(name) && !self.variables.contains(*name));
        asked.next().map_or(Ok(()), |name| Err(self.unknown("--cite", name, fields)))
    }

    fn unknown(&self, flag: &str, name: &str, built_in: &[&str]) -> Error {
        let known: Vec<&str> = self.variables.iter().map(String::as_str).chain(built_in.iter().copied()).collect();
        let what = if flag == "--cite" { "fields" } else { "variables" };
        Error::usage(
            format!("{flag}: nobody in these transcripts has a variable `{name}`"),
            format!("the {what} are: {}", known.join(", ")),
        )
    }

    /// Each alarm with its mend, the gravest first.
    pub fn alarms(&self, streamed: Option<&Streamed>) -> Vec<(String, String)> {
        let mut alarms = self.reading_alarms();
        alarms.extend(self.whole.iter().map(|one| (located(one), one.help.clone().unwrap_or_default())));
        alarms.extend(streamed.into_iter().flat_map(|streamed| self.study_alarms(streamed)));
        alarms.extend(self.decision_alarms());
        alarms.extend(self.hand_alarms());
        match &self.redaction {
            None => alarms,
            Some(list) => alarms.into_iter().map(|(alarm, mend)| (list.told(&alarm), list.told(&mend))).collect(),
        }
    }

    /// What the list of words to mask does not do; for whoever masks, and for nobody who reads what was made.
    pub fn redaction_alarms(&self) -> Vec<(String, String)> {
        self.redaction.as_deref().map(redact::remarks).unwrap_or_default()
    }

    /// Of decisions: the first of each kind, and how many more there are.
    fn decision_alarms(&self) -> Vec<(String, String)> {
        let mut alarms = Vec::new();
        for (kind, what) in DECISIONS {
            let mut of_kind = self.hand.iter().filter(|remark| remark.kind == kind);
            if let Some(first) = of_kind.next() {
                let more = match of_kind.count() {
                    0 => String::new(),
                    more => format!(" ({what}: {more} more, see them with `kantlijn check`)"),
                };
                alarms.push((format!("{}{more}", located(first)), first.help.clone().unwrap_or_default()));
            }
        }
        alarms
    }

    /// Of hand codings: those that are lost or changed one by one, and then how many there are of all.
    fn hand_alarms(&self) -> Vec<(String, String)> {
        let is_told = |remark: &&Diagnostic| {
            remark.kind == "passage-changed" || HandCodings::left_out(std::slice::from_ref(*remark)) > 0
        };
        let told: Vec<&Diagnostic> = self.hand.iter().filter(is_told).collect();
        let mut alarms: Vec<(String, String)> =
            told.iter().take(LISTED).map(|one| (located(one), one.help.clone().unwrap_or_default())).collect();
        if !self.anchored.is_as_it_was() {
            let more = match told.len().saturating_sub(LISTED) {
                0 => String::new(),
                more => format!(" ({more} more than those above)"),
            };
            let message = format!("hand coding: {}{more}", self.anchored);
            alarms
                .push((message, "`kantlijn check` lists what moved, changed or is lost, each with its row".to_owned()));
        }
        alarms
    }

    /// Of single transcripts, those of one kind together.
    fn reading_alarms(&self) -> Vec<(String, String)> {
        let mut alarms = Vec::new();
        let mut kinds: BTreeMap<&str, Vec<&(String, Diagnostic)>> = BTreeMap::new();
        for entry in &self.reading {
            kinds.entry(entry.1.kind).or_default().push(entry);
        }
        let mut kinds: Vec<_> = kinds.into_iter().collect();
        kinds.sort_by_key(|(kind, _)| (*kind != "no-interviewer", *kind));
        for (_, entries) in kinds {
            let (_, first) = entries[0];
            let mut names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
            names.dedup();
            let mend = first.help.clone().unwrap_or_default();
            alarms.push((format!("{}: {}", listed(&names), first.message), mend));
        }
        if !self.unpunctuated.is_empty() {
            let names: Vec<&str> = self.unpunctuated.iter().map(String::as_str).collect();
            let message = format!("{}: no punctuation, so sentences are windows of 20 words", listed(&names));
            alarms.push((message, "count in answers or turns, or have the transcript punctuated".to_owned()));
        }
        alarms
    }

    /// Of the study as a whole: duplicates, skipped files, cases.
    pub fn study_alarms(&self, streamed: &Streamed) -> Vec<(String, String)> {
        let mut alarms = Vec::new();
        for copies in near_identical(&self.sketches).chunk_by(|a, b| a.0 == b.0) {
            let (original, first, likeness) = &copies[0];
            let message = if copies.len() == 1 {
                format!("{original} and {first} are probably one interview twice ({:.0} % alike)", 100.0 * likeness)
            } else {
                let names: Vec<&str> = copies.iter().map(|(_, name, _)| name.as_str()).collect();
                format!("{original} is probably there {} times: as {} too", names.len() + 1, listed(&names))
            };
            alarms.push((message, "keep one of them, or all are counted".to_owned()));
        }
        for error in &streamed.skipped {
            alarms.push((format!("skipped: {error}"), error.help().unwrap_or_default().to_owned()));
        }
        if !streamed.without_case.is_empty() {
            let names: Vec<&str> = streamed.without_case.iter().map(String::as_str).collect();
            let message = format!("{}: no row in the table of cases", listed(&names));
            alarms.push((message, "add a row, or these speakers are participants without variables".to_owned()));
        }
        let cases = streamed.diagnostics.iter();
        alarms
            .extend(cases.map(|diagnostic| (diagnostic.message.clone(), diagnostic.help.clone().unwrap_or_default())));
        alarms
    }

    /// Remarks on hand codings, each with its row.
    pub fn hand(&self) -> &[Diagnostic] {
        &self.hand
    }

    /// Says the alarms on standard error.
    pub fn say(&self, quiet: bool) {
        if quiet {
            return;
        }
        let mut alarms = self.alarms(None);
        // Nobody loses a coding without being told.
        let mut hand = alarms.split_off(alarms.len() - self.hand_alarms().len());
        hand.extend(self.redaction_alarms());
        for (alarm, mend) in alarms.iter().take(5).chain(&hand) {
            talk::warning(alarm, mend);
        }
        if alarms.len() > 5 {
            talk::say(&format!("and {}; `kantlijn check` shows them all", several(alarms.len() - 5, "more warning")));
        }
    }
}

/// A remark with its place, without the word for its severity, which the screen says itself.
fn located(diagnostic: &Diagnostic) -> String {
    match &diagnostic.place {
        Some(place) => format!("{place}: {}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// `a, b, c and 4 more`.
pub fn listed(names: &[&str]) -> String {
    first_few(names, NAMES)
}
