//! What can be typed after `kantlijn cooc`.

use std::str::FromStr;

use clap::Args;

use kantlijn::tables::PairTest;
use kantlijn::tally::Relation;

use super::{Counting, Output, Study};

/// Count which codes come up in the same unit; or whose passages overlap, lie in each other or stand near.
#[derive(Args)]
#[command(after_help = "\
Columns: code_a, code_b, units_a, units_b, both, participants_both, same_words, a_given_b, b_given_a, jaccard
`same_words` counts units in which the two codes rest on the same words only: an artefact of the rules.
A code and its own ancestor are no pair. Themes are paired (--level 1) unless you ask for --level 2 or all.
  --measures all       expected, lift, phi, npmi, g2, odds_ratio, odds_low, odds_high, p, q
  --relation overlap   code_a, code_b, codings_a, codings_b, pairs, equal, a_in_b, b_in_a, crossing,
                       participants_both, c, c_out_of_range: pairs of codings, as other programs count them
  --sets               codes, size, units, participants, units_at_least: three codes and more
  -f graphml, -f gexf  the network, for Gephi, yEd, Cytoscape, igraph: a node for each code (units, participants, theme,
                       colour), an edge for each pair that occurs, with the columns above

How others count, and what to ask for:
  QualCoder, RQDA      --relation overlap: inclusion (a_in_b, b_in_a), exact (equal), overlap (crossing);
                       their proximity is --relation within:Nc, in the column apart
  ATLAS.ti             --relation overlap: its number of co-occurrences (pairs) and its c-coefficient (c)
  MAXQDA               --relation overlap (intersection), --relation within:Np (near, in paragraphs),
                       -u transcript (in the same document)
A test is asked for, never shown unasked: units of one interview resemble one another, and interviews are no random
sample. --test permutation compares units within each interview alone.

Next:  kantlijn quotes … --code A --with B    the words behind a pair
       kantlijn cooc … --matrix               all pairs at a glance")]
pub struct Cooc {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub output: Output,
    /// A symmetric matrix, units (with --relation codings) on its diagonal; on a terminal a shaded triangle.
    #[arg(long)]
    pub matrix: bool,
    /// Add measures of association and a test: all.
    #[arg(long, value_name = "WHICH", value_parser = ["all"], conflicts_with_all = ["matrix", "sets"])]
    pub measures: Option<String>,
    /// The test behind p: midp (default), fisher; within interviews permutation or cmh.
    #[arg(long, value_name = "TEST", requires = "measures")]
    pub test: Option<PairTest>,
    /// With --test permutation: so many shuffles drawn at random, instead of counting all there are.
    #[arg(long, value_name = "N", requires = "test", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub draws: Option<u32>,
    /// Seed of the shuffles that are drawn.
    #[arg(long, default_value_t = 1, value_name = "N", requires = "test")]
    pub seed: u64,
    /// Which two codings are a pair: unit (both in one unit), overlap, contains, equal, within:N (words; within:50c
    /// characters, within:1p paragraphs).
    #[arg(long, value_name = "RELATION", conflicts_with_all = ["measures", "sets"])]
    pub relation: Option<PairedBy>,
    /// Count combinations of codes that make up a unit, of three and more too.
    #[arg(long, conflicts_with = "matrix")]
    pub sets: bool,
    /// With --sets: only combinations in so many units or more.
    #[arg(long, value_name = "N", default_value_t = 2, requires = "sets")]
    pub min: u64,
}

/// What makes two codes a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairedBy {
    /// Both are present in one unit.
    Unit,
    /// The spans of two codings.
    Spans(Relation),
}

impl FromStr for PairedBy {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        if word == "unit" {
            return Ok(Self::Unit);
        }
        word.parse().map(Self::Spans).map_err(|error: kantlijn::tally::ParseRelationError| format!("{error}; or unit"))
    }
}
