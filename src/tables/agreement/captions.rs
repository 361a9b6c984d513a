//! The sentences under tables of agreement.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::{Interview, RatingUnit, Splitting};
use crate::stats::Undefined;
use crate::tables::sentences;
use crate::wording::{either, several};

use super::Compared;
use super::drawn::{DETECTION_OF_DRAWN, INTERVALS_OF_DRAWN};

pub(super) const NO_RULES: &str = "people's codings are no rule's";
pub(super) const NOTHING_MISSED: &str = "no rule was to find these words";
pub(super) const NO_CODE: &str = "the unit had no code when it was drawn";
pub(super) const ENDLESS: &str = "a whole transcript or case is not repeated";

pub(super) const DISAGREEMENTS: &str =
    "Every disagreement with the reference: what a coder found alone (fp), and what only the reference has (fn).";

const MEASURES: &str = "`all` and `some` are units that all who rated them coded, or only some. `percent` is the share of \
    pairs of judgements that are the same, of a hundred, every unit weighing alike: high for any rare code. `alpha` is \
    Krippendorff's (2011), nominal; `ac1` is Gwet's (2008); `positive` is agreement on units that were coded (Fleiss 1971).";

const OF_TWO: &str = "`kappa` is Cohen's (1960).";
const OF_MORE: &str = "`kappa` is Fleiss' (1971), where ratings are missing as Gwet (2014) has it.";

const FURTHER: &str = "`none` are units that nobody coded; `pairable` are judgements that stand beside another one. \
    `prevalence` and `bias` are the indices of Byrt, Bishop and Carlin (1993), of two coders. `brennan_prediger` takes \
    chance to be a half. `u_alpha` and its kin (Krippendorff, Mathet, Bouvry and Widlöcher 2016) compare where passages \
    begin and end, in characters of the admitted text, whatever the unit: `u_alpha` of a code with those below it as \
    values, `binary_u_alpha` of whatever is below it, `cu_alpha` of the value where two coded, `ku_alpha` of the code \
    among those of its theme.";

const TOGETHER_OF_TWO: &str = "All codes together take each code by itself, without those below it: as a pool of yes and no \
    (kappa: De Vries and others 2008), and as the set of codes that a unit has, with alpha by the distance of Jaccard and \
    by MASI (Passonneau 2006).";

const TOGETHER_OF_MORE: &str = "All codes together take each code by itself, without those below it: as the set of codes \
    that a unit has, with alpha by the distance of Jaccard and by MASI (Passonneau 2006).";

const DETECTION: &str = "`tp` are units that the coder and the reference both coded, `fp` the coder alone, `fn` the \
    reference alone. `precision` is tp / (tp + fp), `recall` tp / (tp + fn), `f1` their harmonic mean, 2 tp / (2 tp + fp + \
    fn). Kappa comes near f1 as a code gets rare (Hripcsak and Rothschild 2005).";

const SCORE_INTERVALS: &str = "Intervals of precision and recall are 95 % score intervals (Wilson 1927), which take units to \
    be independent; those of f1 are drawn.";

const STRATUM: &str = "`stratum` is the rarest code that a unit had when it was drawn, none where it had no code; `weight` is \
    how many units it stands for.";

/// The name of a part of a split.
pub(super) fn part(is_held_out: bool) -> &'static str {
    if is_held_out { "held-out" } else { "development" }
}

/// Lines of a codebook, as the table of codings names them.
pub(super) fn lines(lines: &[u32]) -> String {
    let shown: Vec<String> = lines.iter().map(|line| format!("line {line}")).collect();
    shown.join(", ")
}

/// Why cells are empty: for each column the reasons that occurred.
#[derive(Clone, Debug, Default)]
pub(super) struct Reasons(BTreeMap<String, BTreeSet<Undefined>>);

impl Reasons {
    pub(super) fn add(&mut self, column: &str, reason: Undefined) {
        self.0.entry(column.to_owned()).or_default().insert(reason);
    }

    /// For [`crate::Table::undefined`].
    pub(super) fn listed(&self) -> Vec<(String, String)> {
        let said = |reasons: &BTreeSet<Undefined>| {
            reasons.iter().map(|reason| format!("{} ({reason})", reason.word())).collect::<Vec<_>>().join("; ")
        };
        self.0.iter().map(|(column, reasons)| (column.clone(), said(reasons))).collect()
    }

    /// For the caption: each reason once, with the columns that it empties.
    fn sentence(&self) -> Option<String> {
        let mut by_reason: BTreeMap<Undefined, Vec<String>> = BTreeMap::new();
        for (column, reasons) in &self.0 {
            reasons.iter().for_each(|reason| by_reason.entry(*reason).or_default().push(format!("`{column}`")));
        }
        let each: Vec<String> =
            by_reason.iter().map(|(reason, columns)| format!("{} ({reason})", columns.join(", "))).collect();
        (!each.is_empty()).then(|| format!("Some numbers do not exist: {}.", each.join("; ")))
    }
}

/// How a bootstrap went.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Drawing {
    pub seed: u64,
    pub draws: u32,
    /// How many intervals were asked for, and in how many some draws did not give a number.
    pub intervals: u64,
    pub undefined: u64,
}

impl Drawing {
    fn sentence(&self) -> String {
        format!(
            "Intervals are 95 %: the same numbers of {} of as many interviews, with replacement, seed {}; {} in {} gave no \
             number and {} left out. They say what other interviews of the kind might have given, as far as these were \
             drawn at random.",
            several(self.draws, "draw"),
            self.seed,
            several(self.undefined, "draw"),
            if self.intervals == 1 { "the interval".to_owned() } else { format!("all {} intervals", self.intervals) },
            either(self.undefined, "was", "were"),
        )
    }
}

/// Caption and definition of one table.
pub(super) struct Told {
    pub caption: Vec<String>,
    pub definition: Vec<(String, String)>,
}

impl Compared<'_> {
    /// Of a table in which coders are equals.
    pub(super) fn told(
        &self,
        is_all: bool,
        compat: &[&str],
        unused: usize,
        drawing: Option<Drawing>,
        reasons: &Reasons,
    ) -> Told {
        let count = self.plan.coders.len();
        let counted = format!("How far {} agree, code by code.", self.coders());
        let mut caption = vec![counted.clone(), self.unit(), self.compared(None)];
        caption.extend(self.draw(false));
        caption.push(MEASURES.to_owned());
        caption.push(if count == 2 { OF_TWO } else { OF_MORE }.to_owned());
        if is_all {
            caption.push(FURTHER.to_owned());
        }
        caption.extend(compat.iter().map(|&sentence| sentence.to_owned()));
        caption.push(if count == 2 { TOGETHER_OF_TWO } else { TOGETHER_OF_MORE }.to_owned());
        caption.extend(drawing.map(|drawing| drawing.sentence()));
        caption.extend(unused_codes(unused));
        caption.extend(reasons.sentence());
        self.close(&counted, caption, drawing, None)
    }

    /// Of a table with a row for every two coders.
    pub(super) fn told_of_pairs(&self, unused: usize, reasons: &Reasons) -> Told {
        let counted = format!("How far every two of {} agree, code by code.", self.coders());
        let mut caption = vec![counted.clone(), self.unit(), self.compared(None)];
        caption.extend(self.draw(false));
        caption.push(
            "`both`, `only_a`, `only_b` and `neither` are units that both rated. `kappa` is Cohen's (1960); `positive` is \
             agreement on units that were coded (Fleiss 1971)."
                .to_owned(),
        );
        caption.extend(unused_codes(unused));
        caption.extend(reasons.sentence());
        self.close(&counted, caption, None, None)
    }

    /// Of a table that holds coders against a reference.
    pub(super) fn told_of_detection(
        &self,
        reference: u32,
        splitting: Option<&Splitting>,
        left_out: &[String],
        drawing: Option<Drawing>,
        reasons: &Reasons,
    ) -> Told {
        let counted = format!("How well others find what {} found, code by code.", self.name_of(reference));
        let is_of_drawn = self.plan.drawn.is_some();
        let mut caption = vec![counted.clone(), self.unit(), self.compared(Some(reference))];
        caption.extend(self.draw(true));
        caption.push(if is_of_drawn { DETECTION_OF_DRAWN } else { DETECTION }.to_owned());
        caption.push(
            "All codes together take each code by itself, without those below it: micro sums units, macro is the mean over \
             codes of which a number exists."
                .to_owned(),
        );
        caption.extend(left_out.iter().cloned());
        caption.extend(splitting.map(parts));
        if let Some(drawing) = drawing {
            caption.push(if is_of_drawn { INTERVALS_OF_DRAWN } else { SCORE_INTERVALS }.to_owned());
            caption.push(drawing.sentence());
        }
        caption.extend(reasons.sentence());
        let mut told = self.close(&counted, caption, drawing, Some(reference));
        told.definition.extend(split_rows(splitting));
        told
    }

    /// Of the list of disagreements.
    pub(super) fn told_of_disagreements(&self, reference: u32, count: usize, splitting: Option<&Splitting>) -> Told {
        let name = self.name_of(reference);
        let mut caption = vec![
            format!("{DISAGREEMENTS} The reference is {name}; there are {count}."),
            self.unit(),
            self.compared(Some(reference)),
        ];
        if self.plan.drawn.is_some() {
            caption.push(STRATUM.to_owned());
        }
        caption.push(
            "`rules` and `matched` say what made a coding by rules; `missed` are words of the reference's quote that no rule \
             of the code matched anywhere here, without short ones and those that stand in most transcripts."
                .to_owned(),
        );
        caption.extend(splitting.map(parts));
        let mut told = self.close(DISAGREEMENTS, caption, None, Some(reference));
        told.definition.extend(split_rows(splitting));
        told
    }

    fn coders(&self) -> String {
        let names: Vec<&str> = self.plan.coders.iter().map(|rater| rater.name.as_str()).collect();
        match names.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} and {last}", others.join(", ")),
            None => String::new(),
        }
    }

    fn unit(&self) -> String {
        match self.plan.unit {
            RatingUnit::Of(_) => sentences::unit_and_words(self.definition),
            RatingUnit::Word => format!("The unit is the word. {}", sentences::words_of(self.definition)),
            RatingUnit::Character => format!(
                "The unit is the character: a code point of a turn, spaces and stops included. {}",
                sentences::words_of(self.definition)
            ),
        }
    }

    /// What was compared, and what is missing; where coders are held against a reference, only what that one rated too.
    fn compared(&self, reference: Option<u32>) -> String {
        let comparison = self.comparison;
        let (shared, units) = self.counts(reference);
        if let Some(sentence) = self.compared_of_drawn(units, shared) {
            return sentence;
        }
        let each: Vec<String> = (self.plan.coders.iter().zip(&comparison.rated))
            .map(|(rater, rated)| format!("{} {rated}", rater.name))
            .collect();
        let what = if self.is_of_cases() { "case" } else { "transcript" };
        let who = reference.map_or_else(
            || "at least two coders".to_owned(),
            |reference| format!("{} and at least one other", self.name_of(reference)),
        );
        format!(
            "Compared are {} of {} that {who} rated. Of {} each rated: {}; {}",
            several(units, "unit"),
            several(shared, what),
            several(comparison.transcripts, "transcript"),
            each.join(", "),
            if self.plan.coders.iter().all(|rater| rater.everywhere) {
                "whoever has no coding in one is taken to have found nothing in it."
            } else {
                "where a coder has no coding at all, their judgement is missing."
            }
        )
    }

    /// How many interviews are compared, and how many units of them.
    fn counts(&self, reference: Option<u32>) -> (u64, u64) {
        let is_compared = |one: &&Interview| reference.is_none_or(|reference| one.raters.contains(&reference));
        let compared = self.comparison.shared().filter(is_compared);
        compared.fold((0, 0), |(interviews, units), interview| (interviews + 1, units + interview.units))
    }

    fn is_of_cases(&self) -> bool {
        self.plan.unit == RatingUnit::Of(crate::scope::Unit::Case)
    }

    fn close(&self, counted: &str, mut caption: Vec<String>, drawing: Option<Drawing>, reference: Option<u32>) -> Told {
        let comparison = self.comparison;
        caption.extend(sentences::filters(self.definition));
        caption.extend(sentences::left_out(self.definition, comparison.outside, comparison.wordless));
        caption.extend(self.definition.closing());
        let mut definition = self.definition.opening(counted);
        for (name, value) in &mut definition {
            if name == "unit" {
                *value = self.plan.unit.to_string();
            }
        }
        let names = self.plan.coders.iter().map(|rater| rater.name.as_str());
        let rated = names.zip(&comparison.rated).map(|(name, rated)| format!("{name}: {rated}"));
        definition.push(("transcripts_rated".into(), rated.collect::<Vec<_>>().join("; ")));
        definition.push(("transcripts".into(), comparison.transcripts.to_string()));
        let (interviews, units) = self.counts(reference);
        definition.push(("interviews_compared".into(), interviews.to_string()));
        definition.push(("units_compared".into(), units.to_string()));
        definition.extend(self.draw_rows());
        definition.push(("codings_outside".into(), comparison.outside.to_string()));
        definition.push(("codings_without_a_word".into(), comparison.wordless.to_string()));
        if let Some(drawing) = drawing {
            definition.push(("draws".into(), drawing.draws.to_string()));
            definition.push(("seed".into(), drawing.seed.to_string()));
            definition.push(("draws_undefined".into(), drawing.undefined.to_string()));
        }
        definition.extend(self.definition.provenance());
        Told { caption, definition }
    }
}

fn unused_codes(unused: usize) -> Option<String> {
    (unused > 0).then(|| {
        format!("{} that nobody used there {} no row.", several(unused, "code"), either(unused, "has", "have"))
    })
}

/// Which interviews are which.
fn parts(splitting: &Splitting) -> String {
    let drawn = splitting.seed.map(|seed| format!(", drawn with seed {seed}")).unwrap_or_default();
    format!(
        "Held out{drawn}: {}. Development: {}. Believe what is measured on interviews that no rule was written from.",
        splitting.held_out.join(", "),
        splitting.development.join(", ")
    )
}

fn split_rows(splitting: Option<&Splitting>) -> Vec<(String, String)> {
    let Some(splitting) = splitting else { return Vec::new() };
    let mut rows = vec![
        ("held_out".to_owned(), splitting.held_out.join("; ")),
        ("development".to_owned(), splitting.development.join("; ")),
    ];
    rows.extend(splitting.seed.map(|seed| ("split_seed".to_owned(), seed.to_string())));
    rows
}
