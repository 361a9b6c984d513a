//! The words of `kantlijn agree`.

use clap::Args;

use kantlijn::agreement::RatingUnit;
use kantlijn::coding::{Stance, Status};
use kantlijn::tables::{Compat, MeasureSet};

use super::{Chosen, Counting, Output, Study, level, stance, status};

/// Measure how far coders agree, people and rules alike; or hold everybody against one of them.
///
/// Every code is compared unit by unit: did each coder give it to this answer, or not? Without --truth all coders are
/// equals. With --truth one of them is the reference, and the others are measured against it.
#[derive(Args, Clone)]
#[command(after_help = "\
Columns: theme, code, name, all, some, percent, alpha, kappa, ac1, positive, units
  all, some        units that all coders, or only some of them, coded
  percent          pairs of judgements that are the same, of a hundred; high for any rare code
  alpha, kappa     the same beyond chance: Krippendorff's alpha; Cohen's kappa, of more than two coders Fleiss'
  ac1, positive    what to look at where a code is rare: Gwet's AC1; agreement on units that somebody coded
  --measures all   none, pairable, negative, prevalence, bias, scott, fleiss, brennan_prediger, and of where passages
                   begin and end u_alpha, binary_u_alpha, cu_alpha and ku_alpha
  --intervals      95% intervals of alpha and kappa, from interviews drawn again and again
  --pairs          coder_a, coder_b, …, both, only_a, only_b, neither, kappa, positive
The last rows take all codes together. A code that nobody used has no row; a number that does not exist is empty.

With --truth: coder, theme, code, name, tp, fp, fn, precision, recall, f1, units
  tp, fp, fn       units that both coded, only the coder, only the reference
  precision        of what the coder found, the share that the reference has too; recall the other way round
  --disagreements  each of them with its words: transcript, case, speaker, turn, start, end, code, kind, coder, rules,
                   matched, missed, text
A sheet of `kantlijn sample` that was filled in is compared on the units that were drawn and rated, by the unit that was drawn;
with --truth they are weighted, so that the scores hold for all units:
  tp_all, fp_all, fn_all   estimates of all units that both coded, only the coder, only the reference

  kantlijn agree interviews --codings anna.csv --codings bram.csv
  kantlijn agree interviews -c codebook.toml --codings anna.csv --truth anna --split 0.3
  kantlijn agree interviews -c codebook.toml --codings second-coder.xlsx --truth second-coder

Next:  kantlijn agree … --truth CODER --disagreements    what to talk about, and which rule to mend
       kantlijn explain \"…\" -c …                         why a sentence was or was not coded")]
pub struct Agree {
    #[command(flatten)]
    pub study: Study,
    /// What coders are compared on: answer (default), sentence, turn, paragraph, window:N, transcript, case, word or
    /// character.
    #[arg(short, long, value_name = "UNIT")]
    pub unit: Option<RatingUnit>,
    /// Compare these coders only; may be repeated. `rules` is one of them where rules are applied.
    #[arg(long = "coder", value_name = "NAME")]
    pub coders: Vec<String>,
    /// Every coder read every transcript, so that one without a coding of theirs has none.
    #[arg(long)]
    pub all_rated: bool,
    /// Only codings with this status: all, accepted or proposed.
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Option<Chosen<Status>>,
    /// Only codings with this stance: all, affirmed, negated, ceased or normative.
    #[arg(long, value_name = "STANCE", value_parser = stance)]
    pub stance: Option<Chosen<Stance>>,
    /// Roll codes up to this level: 1 for themes, 2, …, or all (default).
    #[arg(long, value_name = "N", value_parser = level)]
    pub level: Option<Chosen<usize>>,
    /// A row for every two coders and each code.
    #[arg(long)]
    pub pairs: bool,
    /// main (default) or all.
    #[arg(long, value_name = "WHICH")]
    pub measures: Option<MeasureSet>,
    /// What another program would say, under its name: nvivo, maxqda, atlas or holsti; two coders. May be repeated.
    #[arg(long, value_name = "PROGRAM")]
    pub compat: Vec<Compat>,
    /// Add 95% intervals: bootstrap over interviews, and with --truth Wilson's for precision and recall of units that were
    /// not drawn.
    #[arg(long)]
    pub intervals: bool,
    /// Seed of the bootstrap.
    #[arg(long, default_value_t = 1, value_name = "N", requires = "intervals")]
    pub seed: u64,
    /// Measure the others against this coder.
    #[arg(long, value_name = "CODER", conflicts_with_all = ["pairs", "measures", "compat"])]
    pub truth: Option<String>,
    /// Hold interviews out: a share of them drawn at random (0.3 or 0.3:SEED; interviews of one case stay together), or a
    /// file with an id a line. Write rules from the others, and believe what is measured on these.
    #[arg(long, value_name = "SHARE|FILE", requires = "truth")]
    pub split: Option<String>,
    /// List every disagreement with its words, the rule that made it, or the words that no rule knows.
    #[arg(long, requires = "truth", conflicts_with = "intervals")]
    pub disagreements: bool,
    #[command(flatten)]
    pub output: Output,
}

impl Agree {
    /// What is counted, as other commands have it.
    pub fn counting(&self) -> Counting {
        let unit = match self.unit {
            Some(RatingUnit::Of(unit)) => Some(unit),
            _ => None,
        };
        Counting { unit, status: self.status, stance: self.stance, level: self.level, ..Counting::default() }
    }

    /// The same with other names for the coders.
    pub fn calling(&self, called: impl Fn(&str) -> String) -> Self {
        let coders = self.coders.iter().map(|name| called(name)).collect();
        Self { coders, truth: self.truth.as_deref().map(called), ..self.clone() }
    }

    /// Whether a coder of this name is compared, as far as the arguments say.
    pub fn compares(&self, name: &str) -> bool {
        self.coders.is_empty() || self.coders.iter().any(|one| one == name) || self.truth.as_deref() == Some(name)
    }

    /// The level that codes are rolled up to.
    pub fn rolled_up_to(&self) -> Option<usize> {
        match self.level {
            Some(Chosen::One(level)) => Some(level),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use super::{Compat, MeasureSet};

    #[test]
    fn every_word_of_the_help_is_known() {
        for word in ["nvivo", "maxqda", "atlas", "holsti"] {
            assert!(Compat::from_str(word).is_ok(), "{word}");
        }
        assert!(MeasureSet::from_str("all").is_ok() && MeasureSet::from_str("main").is_ok());
    }
}
