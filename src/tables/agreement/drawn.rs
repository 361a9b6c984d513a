//! The sentences about units that were drawn for somebody to rate.

use crate::agreement::ComparedStratum;
use crate::wording::{Lang, args};

use super::Compared;

impl Compared<'_> {
    /// Which units were compared, where those are drawn ones; of each coder where they can be missing.
    pub(super) fn compared_of_drawn(&self, units: u64, transcripts: u64) -> Option<String> {
        let drawn = self.plan.drawn.as_ref()?;
        let lang = self.lang();
        let names: Vec<String> = drawn.coders.iter().map(|&coder| self.called(coder)).collect();
        let values = args! {
            "units" => lang.phrased("units", args! { "n" => units }),
            "transcripts" => lang.phrased("transcripts", args! { "n" => transcripts }),
            "names" => lang.list(&names),
            "drawn" => drawn.rated.design.units.len(),
            "seed" => drawn.rated.design.seed.to_string(),
        };
        let mut sentences = vec![lang.phrased("agreement-drawn-compared", values)];
        let others = (0..).zip(&self.plan.coders);
        let others = others.filter(|(coder, rater)| !rater.everywhere && !drawn.coders.contains(coder));
        let others = self.rated(others.map(|(coder, _)| coder));
        if !others.is_empty() {
            sentences.push(lang.phrased("agreement-drawn-others", args! { "each" => others }));
        }
        Some(sentences.join(" "))
    }

    /// How they were drawn, and what that says of all units: where it is estimated, and else that it is not.
    pub(super) fn draw(&self, is_weighted: bool) -> Vec<String> {
        if self.plan.drawn.is_none() {
            return Vec::new();
        }
        let lang = self.lang();
        let units_of = |n: u64| lang.phrased("units", args! { "n" => n });
        let strata: Vec<&ComparedStratum> = self.strata().collect();
        let all: u64 = strata.iter().map(|stratum| stratum.units).sum();
        let values = args! {
            "units" => units_of(all),
            "strata" => strata.len(),
            "drawn" => range(strata.iter().map(|stratum| stratum.drawn), lang),
            "of" => range(strata.iter().map(|stratum| stratum.units), lang),
        };
        let mut sentences = vec![lang.phrased("agreement-drawn-from", values)];
        if !is_weighted {
            sentences.push(lang.phrase("agreement-drawn-unweighted"));
            return sentences;
        }
        let (seen, unseen): (Vec<&ComparedStratum>, Vec<&ComparedStratum>) =
            strata.iter().copied().partition(|stratum| stratum.rated > 0);
        if !seen.is_empty() {
            let weights = || seen.iter().map(|stratum| stratum.weight());
            let ends = [weights().fold(f64::INFINITY, f64::min), weights().fold(0.0, f64::max)];
            let [least, most] = ends.map(|weight| {
                let rounded = (weight * 10.0).round() / 10.0;
                lang.decimal(rounded, usize::from(rounded.fract() != 0.0))
            });
            let stands = between(least, most, lang);
            sentences.push(lang.phrased("agreement-drawn-weights", args! { "stands" => stands }));
        }
        let missing: u64 = seen.iter().map(|stratum| stratum.drawn - stratum.rated.min(stratum.drawn)).sum();
        if missing > 0 {
            sentences.push(lang.phrased("agreement-drawn-missing", args! { "n" => missing }));
        }
        if !unseen.is_empty() {
            let units: u64 = unseen.iter().map(|stratum| stratum.units).sum();
            let which: Vec<String> = unseen.iter().map(|stratum| name_of(stratum, lang)).collect();
            let values = args! { "units" => units_of(units), "strata" => which.join(", "), "others" => all - units };
            sentences.push(lang.phrased("agreement-drawn-unseen", values));
        }
        let here: u64 = self.comparison.interviews.iter().map(|interview| interview.units).sum();
        let elsewhere = strata.iter().map(|stratum| stratum.rated).sum::<u64>().saturating_sub(here);
        if elsewhere > 0 || self.comparison.units != all {
            let values = args! { "here" => units_of(self.comparison.units), "all" => all, "elsewhere" => elsewhere };
            sentences.push(lang.phrased("agreement-drawn-here", values));
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

fn name_of(stratum: &ComparedStratum, lang: Lang) -> String {
    if stratum.code.is_empty() { lang.phrase("units-without-code") } else { stratum.code.clone() }
}

/// From the least to the greatest.
fn range(counts: impl Iterator<Item = u64> + Clone, lang: Lang) -> String {
    let ends = [counts.clone().min(), counts.max()].map(|end| lang.number(end.unwrap_or_default()));
    let [least, most] = ends;
    between(least, most, lang)
}

/// Two ends, or one where they are the same.
fn between(least: String, most: String, lang: Lang) -> String {
    if least == most { least } else { lang.phrased("agreement-range", args! { "least" => least, "most" => most }) }
}
