//! The sentences under tables of agreement.

use std::collections::{BTreeMap, BTreeSet};

use crate::agreement::{Interview, RatingUnit, Splitting};
use crate::coding::RULES;
use crate::stats::Undefined;
use crate::tables::sentences;
use crate::tables::undefined::why;
use crate::wording::{Lang, args};

use super::{Compared, Compat};

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

    /// For [`crate::Table::undefined`]; each begins with the word that is the same in every language.
    pub(super) fn listed(&self, lang: Lang) -> Vec<(String, String)> {
        let said = |reasons: &BTreeSet<Undefined>| {
            let each = reasons.iter().map(|&reason| format!("{} ({})", reason.word(), why(reason, lang)));
            each.collect::<Vec<_>>().join("; ")
        };
        self.0.iter().map(|(column, reasons)| (column.clone(), said(reasons))).collect()
    }

    /// For the caption: each reason once, with the columns that it empties.
    fn sentence(&self, lang: Lang) -> Option<String> {
        let mut by_reason: BTreeMap<Undefined, Vec<String>> = BTreeMap::new();
        for (column, reasons) in &self.0 {
            reasons.iter().for_each(|reason| by_reason.entry(*reason).or_default().push(format!("`{column}`")));
        }
        let each = by_reason.iter().map(|(&reason, columns)| format!("{} ({})", columns.join(", "), why(reason, lang)));
        let each: Vec<String> = each.collect();
        (!each.is_empty()).then(|| lang.phrased("agreement-undefined", args! { "reasons" => each.join("; ") }))
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
    fn sentence(&self, lang: Lang) -> String {
        let values = args! {
            "draws" => self.draws,
            "seed" => self.seed.to_string(),
            "undefined" => self.undefined,
            "intervals" => self.intervals,
        };
        lang.phrased("agreement-drawing", values)
    }
}

/// Caption and definition of one table.
pub(super) struct Told {
    pub caption: Vec<String>,
    pub definition: Vec<(String, String)>,
}

impl Compared<'_> {
    pub(super) fn lang(&self) -> Lang {
        Lang::of(self.definition.language)
    }

    /// Of a table in which coders are equals.
    pub(super) fn told(
        &self,
        is_all: bool,
        compat: &BTreeSet<Compat>,
        unused: usize,
        drawing: Option<Drawing>,
        reasons: &Reasons,
    ) -> Told {
        let lang = self.lang();
        let is_of_two = self.plan.coders.len() == 2;
        let counted = lang.phrased("agreement-counted", args! { "coders" => self.coders() });
        let mut caption = vec![counted.clone(), self.unit(), self.compared(None)];
        caption.extend(self.draw(false));
        caption.push(lang.phrase("agreement-measures"));
        caption.push(lang.phrase(if is_of_two { "agreement-kappa-of-two" } else { "agreement-kappa-of-more" }));
        if is_all {
            caption.push(lang.phrase("agreement-further"));
        }
        let of_program = |program: &Compat| lang.phrased("agreement-compat", args! { "program" => program.word() });
        caption.extend(compat.iter().map(of_program));
        caption.push(lang.phrase(if is_of_two { "agreement-together-of-two" } else { "agreement-together-of-more" }));
        caption.extend(drawing.map(|drawing| drawing.sentence(lang)));
        caption.extend(unused_codes(unused, lang));
        caption.extend(reasons.sentence(lang));
        self.close(&counted, caption, drawing, None)
    }

    /// Of a table with a row for every two coders.
    pub(super) fn told_of_pairs(&self, unused: usize, reasons: &Reasons) -> Told {
        let lang = self.lang();
        let counted = lang.phrased("agreement-counted-pairs", args! { "coders" => self.coders() });
        let mut caption = vec![counted.clone(), self.unit(), self.compared(None)];
        caption.extend(self.draw(false));
        caption.push(lang.phrase("agreement-pairs"));
        caption.extend(unused_codes(unused, lang));
        caption.extend(reasons.sentence(lang));
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
        let lang = self.lang();
        let counted = lang.phrased("agreement-counted-detection", args! { "reference" => self.called(reference) });
        let is_of_drawn = self.plan.drawn.is_some();
        let mut caption = vec![counted.clone(), self.unit(), self.compared(Some(reference))];
        caption.extend(self.draw(true));
        caption.push(lang.phrase(if is_of_drawn { "agreement-detection-of-drawn" } else { "agreement-detection" }));
        caption.push(lang.phrase("agreement-detection-together"));
        caption.extend(left_out.iter().cloned());
        caption.extend(splitting.map(|splitting| parts(splitting, lang)));
        if let Some(drawing) = drawing {
            let of_what = if is_of_drawn { "agreement-intervals-of-drawn" } else { "agreement-score-intervals" };
            caption.extend([lang.phrase(of_what), drawing.sentence(lang)]);
        }
        caption.extend(reasons.sentence(lang));
        let mut told = self.close(&counted, caption, drawing, Some(reference));
        told.definition.extend(split_rows(splitting));
        told
    }

    /// Of the list of disagreements.
    pub(super) fn told_of_disagreements(&self, reference: u32, count: usize, splitting: Option<&Splitting>) -> Told {
        let lang = self.lang();
        let values = args! { "reference" => self.called(reference), "n" => count };
        let mut caption =
            vec![lang.phrased("agreement-disagreements-with", values), self.unit(), self.compared(Some(reference))];
        if self.plan.drawn.is_some() {
            caption.push(lang.phrase("agreement-stratum"));
        }
        caption.push(lang.phrase("agreement-disagreements-columns"));
        caption.extend(splitting.map(|splitting| parts(splitting, lang)));
        let mut told = self.close(&lang.phrase("agreement-disagreements"), caption, None, Some(reference));
        told.definition.extend(split_rows(splitting));
        told
    }

    /// Codes that a mean leaves out, since they have no number.
    pub(super) fn left_out(&self, part: Option<bool>, coder: u32, scores: [usize; 3]) -> String {
        let lang = self.lang();
        let part = part.map(|part| lang.phrased("agreement-part", args! { "part" => self::part(part) }));
        let who: Vec<String> = part.into_iter().chain([self.called(coder)]).collect();
        let [precision, recall, f] = scores;
        let values = args! { "who" => who.join(", "), "precision" => precision, "recall" => recall, "f" => f };
        lang.phrased("agreement-left-out", values)
    }

    /// A coder by their place, as a sentence names them.
    pub(super) fn called(&self, coder: u32) -> String {
        match self.name_of(coder) {
            RULES => self.lang().phrase("agreement-rules"),
            name => name.to_owned(),
        }
    }

    fn coders(&self) -> String {
        let names: Vec<String> = (0..self.plan.coders.len() as u32).map(|coder| self.called(coder)).collect();
        self.lang().list(&names)
    }

    /// Some coders, each with how many transcripts they rated.
    pub(super) fn rated(&self, coders: impl Iterator<Item = u32>) -> String {
        let of = |coder: u32| self.comparison.rated.get(coder as usize).map_or_else(String::new, ToString::to_string);
        let each: Vec<String> = coders.map(|coder| format!("{} {}", self.called(coder), of(coder))).collect();
        each.join(", ")
    }

    fn unit(&self) -> String {
        let named = match self.plan.unit {
            RatingUnit::Of(_) => return sentences::unit_and_words(self.definition),
            RatingUnit::Word => "agreement-unit-word",
            RatingUnit::Character => "agreement-unit-character",
        };
        format!("{} {}", self.lang().phrase(named), sentences::words_of(self.definition))
    }

    /// What was compared, and what is missing; where coders are held against a reference, only what that one rated too.
    fn compared(&self, reference: Option<u32>) -> String {
        let lang = self.lang();
        let (shared, units) = self.counts(reference);
        if let Some(sentence) = self.compared_of_drawn(units, shared) {
            return sentence;
        }
        let what = if self.is_of_cases() { "case" } else { "transcript" };
        let is_everywhere = self.plan.coders.iter().all(|rater| rater.everywhere);
        let mut values = args! {
            "units" => lang.phrased("units", args! { "n" => units }),
            "shared" => lang.phrased("units-of", args! { "n" => shared, "unit" => what }),
            "transcripts" => lang.phrased("transcripts", args! { "n" => self.comparison.transcripts }),
            "each" => self.rated(0..self.plan.coders.len() as u32),
            "everywhere" => if is_everywhere { "yes" } else { "no" },
        };
        match reference {
            None => lang.phrased("agreement-compared", values),
            Some(reference) => {
                values.set("reference", self.called(reference));
                lang.phrased("agreement-compared-with", values)
            }
        }
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

fn unused_codes(unused: usize, lang: Lang) -> Option<String> {
    (unused > 0).then(|| lang.phrased("agreement-unused", args! { "n" => unused }))
}

/// Which interviews are which.
fn parts(splitting: &Splitting, lang: Lang) -> String {
    let values = args! {
        "seed" => splitting.seed.map_or_else(|| "none".to_owned(), |seed| seed.to_string()),
        "held" => splitting.held_out.join(", "),
        "development" => splitting.development.join(", "),
    };
    lang.phrased("agreement-parts", values)
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
