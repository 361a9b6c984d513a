//! `kantlijn plot`: its words and help.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueHint};

use kantlijn::render::plot::{FrequencyMeasure, MatrixOrder, NodeSize, PairMeasure};

use super::{Counting, Study};

/// Draw a figure for a paper or a slide: SVG, PNG or PDF.
///
/// The numbers are those of the tables. Colours can be told apart by readers with any kind of sight; the caption says what was
/// counted, in what, over whom.
#[derive(Args)]
#[command(after_help = "\
For example:
  kantlijn plot freq … -o codes.pdf                         how often each code was found
  kantlijn plot freq … --by profession -o codes.svg         by profession, side by side
  kantlijn plot cooc … --order similarity -o pairs.png      which codes come up together
Figures are in the language of --lang, by default the codebook's. An SVG file can be edited: its text is text.")]
pub struct Plot {
    #[command(subcommand)]
    pub figure: Figure,
}

#[derive(Subcommand)]
pub enum Figure {
    Freq(PlotFreq),
    Cooc(PlotCooc),
    Network(PlotNetwork),
    Codeline(PlotCodeline),
    Saturation(PlotSaturation),
}

/// Draw how often each code was found, as bars.
#[derive(Args)]
#[command(after_help = "\
Without --level as many levels are drawn as a page has lines for, and the caption says so.
With --measure codings negated and prompted codings are told apart.

Next:  kantlijn freq …                       the same numbers as a table")]
pub struct PlotFreq {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub sheet: Sheet,
    /// What bars are as long as: participants, transcripts, units, codings or mentions.
    #[arg(long, value_name = "MEASURE", default_value = "participants", value_parser = frequency_measure)]
    pub measure: FrequencyMeasure,
    /// Only this code and those below it. May be repeated.
    #[arg(long, value_name = "CODE")]
    pub code: Vec<String>,
}

/// Draw which codes come up in the same unit, as a shaded triangle.
#[derive(Args)]
#[command(after_help = "\
Cells hold the units with both codes, the diagonal those of the code itself. Themes are paired (--level 1) unless you ask for
--level 2 or all. A ratio of fewer than three units is not shown.

Next:  kantlijn cooc … --measures all        the same numbers as a table")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
pub struct PlotCooc {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub sheet: Sheet,
    /// What the shade says: both (units), participants, jaccard, lift, phi or npmi.
    #[arg(long, value_name = "MEASURE", default_value = "both", value_parser = pair_measure)]
    pub measure: PairMeasure,
    /// The order of codes: theme (the codebook's) or similarity (codes that share units beside each other).
    #[arg(long, value_name = "ORDER", default_value = "theme", value_parser = matrix_order)]
    pub order: MatrixOrder,
    /// Only this code and those below it. May be repeated.
    #[arg(long, value_name = "CODE")]
    pub code: Vec<String>,
}

/// Draw which codes come up in the same unit, as a network whose lines carry counts.
#[derive(Args)]
#[command(after_help = "\
Without --min at most two lines a code are drawn, the heaviest; the caption says from how many units on. Themes are paired
(--level 1) unless you ask for --level 2 or all.

Next:  kantlijn cooc …                       the same numbers as a table")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
pub struct PlotNetwork {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub sheet: Sheet,
    /// What circles are as large as: participants or units.
    #[arg(long, value_name = "SIZE", default_value = "participants", value_parser = node_size)]
    pub measure: NodeSize,
    /// Only pairs in so many units or more.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub min: Option<u64>,
    /// Only this code and those below it. May be repeated.
    #[arg(long, value_name = "CODE")]
    pub code: Vec<String>,
}

/// Draw where in each interview which code falls.
#[derive(Args)]
#[command(after_help = "\
A line for each theme that is found (--level 1), a mark for each coding; grey is what participants say.
  kantlijn plot codeline … --transcript r3 --level all -o r3.pdf

Next:  kantlijn quotes … --code CODE         the words behind the marks")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
#[command(mut_arg("unit", |arg| arg.hide(true)))]
pub struct PlotCodeline {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub sheet: Sheet,
    /// Only this transcript. May be repeated.
    #[arg(long, value_name = "ID")]
    pub transcript: Vec<String>,
    /// Place codings by words, on one scale for all transcripts, instead of by per cent of each.
    #[arg(long)]
    pub words: bool,
    /// Only this code and those below it. May be repeated.
    #[arg(long, value_name = "CODE")]
    pub code: Vec<String>,
}

/// Draw how many new codes each interview brought, in the order in which they were analysed.
#[derive(Args)]
#[command(after_help = "\
Of codings by rules this is the coverage of the codebook, which is no saturation, and is called so.

Next:  kantlijn saturation …                 the same numbers as a table, and estimates")]
#[command(mut_arg("by", |arg| arg.hide(true)))]
#[command(mut_arg("unit", |arg| arg.hide(true)))]
pub struct PlotSaturation {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub sheet: Sheet,
    /// The variable that says when each interview was analysed: dates or numbers.
    #[arg(long, default_value = "analysed_on", value_name = "VARIABLE")]
    pub order: String,
    /// Count interviews in which a person coded nothing as analysed; else they are left out, and the caption tells how many.
    #[arg(long)]
    pub uncoded: bool,
    /// Add the curve that does not depend on the order.
    #[arg(long)]
    pub expected: bool,
}

/// Where a figure goes, and how large it is.
#[derive(Args, Clone, Default)]
pub struct Sheet {
    /// Write the figure to this file: .svg, .png or .pdf.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath, required = true)]
    pub output: PathBuf,
    /// Overwrite the file of -o.
    #[arg(long)]
    pub force: bool,
    /// How wide it is, as 90mm or 16cm. Default: 160mm, the text of a page, or more where it needs more.
    #[arg(long, value_name = "WIDTH", value_parser = width)]
    pub width: Option<f64>,
    /// Pixels of a PNG file in an inch. Default: 300.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(30..=1200))]
    pub dpi: Option<u16>,
    /// Another title than its own; --title '' for none.
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// Leave out the line below it that says what was counted, in what, over whom.
    #[arg(long)]
    pub no_caption: bool,
}

/// Millimetres.
fn width(word: &str) -> Result<f64, String> {
    let (number, factor) = match word.strip_suffix("cm") {
        Some(number) => (number, 10.0),
        None => (word.strip_suffix("mm").unwrap_or(word), 1.0),
    };
    match number.trim().replace(',', ".").parse::<f64>() {
        Ok(number) if (40.0..=2000.0).contains(&(number * factor)) => Ok(number * factor),
        Ok(_) => Err("expected between 40mm and 2000mm".to_owned()),
        Err(_) => Err("expected millimetres or centimetres, as in 90mm or 16cm".to_owned()),
    }
}

fn frequency_measure(word: &str) -> Result<FrequencyMeasure, String> {
    FrequencyMeasure::from_word(word).ok_or_else(|| format!("expected {}", FrequencyMeasure::WORDS.join(", ")))
}

fn pair_measure(word: &str) -> Result<PairMeasure, String> {
    PairMeasure::from_word(word).ok_or_else(|| format!("expected {}", PairMeasure::WORDS.join(", ")))
}

fn matrix_order(word: &str) -> Result<MatrixOrder, String> {
    MatrixOrder::from_word(word).ok_or_else(|| format!("expected {}", MatrixOrder::WORDS.join(", ")))
}

fn node_size(word: &str) -> Result<NodeSize, String> {
    NodeSize::from_word(word).ok_or_else(|| format!("expected {}", NodeSize::WORDS.join(", ")))
}
