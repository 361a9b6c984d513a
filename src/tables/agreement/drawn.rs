//! The sentences about units that were drawn for somebody to rate.

use crate::agreement::ComparedStratum;
use crate::wording::{Lang, several};

use super::Compared;

pub(super) const DETECTION_OF_DRAWN: &str = "`tp` are rated units that the coder and the reference both coded, `fp` the \
    coder alone, `fn` the reference alone; `tp_all`, `fp_all` and `fn_all` estimate how many such units there are, \
    drawn or not, in the interviews that both rated. `precision` is tp_all / (tp_all + fp_all), `recall` tp_all / (tp_all + fn_all), `f1` their harmonic mean.";

pub(super) const INTERVALS_OF_DRAWN: &str = "All intervals are drawn, of interviews in which a unit was rated, weights as \
    they are: few interviews make them too narrow.";

const UNWEIGHTED: &str = "Units of rare codes were drawn more often, and nothing is weighted here: these numbers are of the \
    units drawn, not of the study.";

impl Compared<'_> {
    /// Which units were compared, where those are drawn ones; of each coder where they can be missing.
    pub(super) fn compared_of_drawn(&self, units: u64, transcripts: u64) -> Option<String> {
        let drawn = self.plan.drawn.as_ref()?;
        let names: Vec<&str> = drawn.coders.iter().map(|&coder| self.name_of(coder)).collect();
        let mut sentence = format!(
            "Compared are {} of {}: those that {} rated of the {} that were drawn, seed {}; all others say nothing.",
            several(units, "unit"),
            several(transcripts, "transcript"),
            names.join(" and "),
            drawn.rated.design.units.len(),
            drawn.rated.design.seed,
        );
        let others = (0..).zip(self.plan.coders.iter().zip(&self.comparison.rated));
        let others: Vec<String> = others
            .filter(|(coder, (rater, _))| !rater.everywhere && !drawn.coders.contains(coder))
            .map(|(_, (rater, rated))| format!("{} {rated}", rater.name))
            .collect();
        if !others.is_empty() {
            sentence.push_str(&format!(
                " Of the transcripts that they were drawn from each rated: {}; where a coder has no coding at all, their \
                 judgement is missing.",
                others.join(", ")
            ));
        }
        Some(sentence)
    }

    /// How they were drawn, and what that says of all units: where it is estimated, and else that it is not.
    pub(super) fn draw(&self, is_weighted: bool) -> Vec<String> {
        if self.plan.drawn.is_none() {
            return Vec::new();
        }
        let strata: Vec<&ComparedStratum> = self.strata().collect();
        let all: u64 = strata.iter().map(|stratum| stratum.units).sum();
        let how = format!(
            "They were drawn from {} in {}, by the rarest code of a unit or by none: {} of {}.",
            several(all, "unit"),
            if strata.len() == 1 { "one stratum".to_owned() } else { format!("{} strata", strata.len()) },
            range(strata.iter().map(|stratum| stratum.drawn)),
            range(strata.iter().map(|stratum| stratum.units)),
        );
        if !is_weighted {
            return vec![how, UNWEIGHTED.to_owned()];
        }
        let (seen, unseen): (Vec<&ComparedStratum>, Vec<&ComparedStratum>) =
            strata.iter().copied().partition(|stratum| stratum.rated > 0);
        let mut sentences = vec![how];
        if !seen.is_empty() {
            let weights = || seen.iter().map(|stratum| stratum.weight());
            let ends = [weights().fold(f64::INFINITY, f64::min), weights().fold(0.0, f64::max)];
            let [least, most] = ends.map(|weight| ((weight * 10.0).round() / 10.0).to_string());
            let stands = if least == most { least } else { format!("{least} to {most}") };
            sentences.push(format!(
                "Each unit stands for N / n of the N units of its stratum, n of which are rated ({stands}): sums of these \
                 weights estimate without bias what all units hold (Horvitz and Thompson 1952), ratios of sums nearly so.",
            ));
        }
        let missing: u64 = seen.iter().map(|stratum| stratum.drawn - stratum.rated.min(stratum.drawn)).sum();
        if missing > 0 {
            sentences.push(format!(
                "{} that {} drawn {} no rating here; the rated ones of the same stratum stand for {}, which takes them to be alike.",
                several(missing, "unit"),
                if missing == 1 { "was" } else { "were" },
                if missing == 1 { "has" } else { "have" },
                if missing == 1 { "it" } else { "them" },
            ));
        }
        if !unseen.is_empty() {
            let units: u64 = unseen.iter().map(|stratum| stratum.units).sum();
            let which: Vec<String> = unseen.iter().map(|stratum| name_of(stratum)).collect();
            sentences.push(format!(
                "Nothing is rated of {} ({}): the estimates leave them out, and are of the other {}.",
                several(units, "unit"),
                which.join(", "),
                all - units,
            ));
        }
        let here: u64 = self.comparison.interviews.iter().map(|interview| interview.units).sum();
        let elsewhere = strata.iter().map(|stratum| stratum.rated).sum::<u64>().saturating_sub(here);
        if elsewhere > 0 || self.comparison.units != all {
            let here =
                format!("Here are {}, and {all} were there to draw from", several(self.comparison.units, "unit"));
            sentences.push(match elsewhere {
                0 => format!("{here}: the estimates are of those {all}."),
                1 => format!("{here}, 1 rated one of which is not here: the estimates are of those that are."),
                n => format!("{here}, {n} rated ones of which are not here: the estimates are of those that are."),
            });
        }
        sentences
    }

    /// The same for a machine.
    pub(super) fn draw_rows(&self) -> Vec<(String, String)> {
        let Some(drawn) = &self.plan.drawn else { return Vec::new() };
        let strata: Vec<&ComparedStratum> = self.strata().collect();
        let sum = |of: fn(&ComparedStratum) -> u64| strata.iter().map(|stratum| of(stratum)).sum::<u64>().to_string();
        let row = |name: &str, value: String| (name.to_owned(), value);
        vec![
            row("draw_seed", drawn.rated.design.seed.to_string()),
            row("strata", strata.len().to_string()),
            row("units_to_draw_from", sum(|stratum| stratum.units)),
            row("units_drawn", sum(|stratum| stratum.drawn)),
            row("units_rated", drawn.rated.units.len().to_string()),
            row("units_lost", self.comparison.lost.len().to_string()),
            row("units_unseen", sum(|stratum| if stratum.rated == 0 { stratum.units } else { 0 })),
        ]
    }

    /// Those that hold any unit.
    fn strata(&self) -> impl Iterator<Item = &ComparedStratum> {
        self.comparison.strata.iter().filter(|stratum| stratum.units > 0)
    }
}

fn name_of(stratum: &ComparedStratum) -> String {
    if stratum.code.is_empty() { Lang::En.phrase("units-without-code") } else { stratum.code.clone() }
}

/// From the least to the greatest.
fn range(counts: impl Iterator<Item = u64> + Clone) -> String {
    match (counts.clone().min(), counts.max()) {
        (Some(least), Some(most)) if least < most => format!("{least} to {most}"),
        (least, _) => least.unwrap_or_default().to_string(),
    }
}
