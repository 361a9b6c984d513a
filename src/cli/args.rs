//! What can be typed after `kantlijn`: words and their help, nothing that acts on them.

mod agree;
mod compare;
mod convert;
mod cooc;
mod crosstab;
mod keyness;
mod matrix;
mod methods;
mod plot;
mod quotes;
mod report;
mod review;
mod sample;
mod saturation;

use std::path::PathBuf;
use std::str::FromStr;

use anstream::ColorChoice;
use clap::{Args, Parser, Subcommand, ValueHint};

use kantlijn::coding::{Stance, Status};
use kantlijn::render::{Format, NetworkFormat};
use kantlijn::scope::{Condition, Unit, Universe};

pub use agree::Agree;
pub use compare::Compare;
pub use convert::Convert;
pub use cooc::{Cooc, PairedBy};
pub use crosstab::Crosstab;
pub use keyness::Keyness;
pub use matrix::Matrix;
pub use methods::Methods;
pub use plot::{Figure, Plot, PlotCodeline, PlotCooc, PlotFreq, PlotNetwork, PlotSaturation, Sheet};
pub use quotes::{Quotes, paper_format_of};
pub use report::Report;
pub use review::Review;
pub use sample::Sample;
pub use saturation::Saturation;

/// Codes interview transcripts with a codebook of themes, and counts: frequencies, co-occurrence, and
/// the words behind every number.
#[derive(Parser)]
#[command(
    name = "kantlijn",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = "\
Start here:
  kantlijn init my-study             a study folder that runs as it is
  kantlijn code my-study             what your codebook finds in it
  kantlijn quotes my-study --code shame

Everything stays on this computer: kantlijn makes no network connection.
Exit code 0: fine. 1: the answer is no (check, convert --strict, compare --exit-code). 2: something could not be done, and nothing was written."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// Colours: auto (on a terminal; NO_COLOR and CLICOLOR_FORCE are heard), always or never.
    #[arg(
        long,
        visible_alias = "colour",
        global = true,
        value_name = "WHEN",
        value_parser = colour,
        help_heading = "On a terminal"
    )]
    pub color: Option<ColorChoice>,
    /// Show what is longer than the screen as it comes, not in the pager of KANTLIJN_PAGER, PAGER or else less.
    #[arg(long, global = true, help_heading = "On a terminal")]
    pub no_pager: bool,
}

#[derive(Subcommand)]
pub enum Command {
    Init(Init),
    Check(Check),
    Code(Code),
    Freq(Freq),
    Cooc(Cooc),
    Agree(Agree),
    Crosstab(Crosstab),
    Saturation(Saturation),
    Plot(Plot),
    Quotes(Quotes),
    Matrix(Matrix),
    Methods(Methods),
    Kwic(Kwic),
    Keyness(Keyness),
    Explain(Explain),
    Report(Report),
    Review(Review),
    Sample(Sample),
    Transcript(Transcript),
    Compare(Compare),
    Convert(Convert),
    Completions(Completions),
    Man(Man),
}

/// Make a study folder that runs as it is: a commented project file, a starter codebook, a first transcript.
///
/// Nothing that exists is overwritten.
#[derive(Args)]
#[command(
    after_help = "Next:  kantlijn check DIR     see how the transcripts were read\n       kantlijn code DIR      see what the codebook finds"
)]
pub struct Init {
    /// The folder to make.
    #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
}

/// Show how the transcripts were read, lint the codebook, and run its examples as tests.
///
/// Exits with 1 when something is wrong, and when no interviewer is recognised in a transcript that
/// seems to have one.
#[derive(Args)]
#[command(after_help = "\
The table of transcripts has one row a file: transcript, format, encoding, turns, words, duration, interviewer,
others, warnings, dropped (characters), labels. Every example of the codebook must be coded with its code, every counterexample must not.

Next:  kantlijn transcript FILE             the turns of one file, as read
       kantlijn explain \"a sentence\" -c …    why it was or was not coded")]
pub struct Check {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub output: Output,
}

/// Apply the codebook: the main job.
///
/// Shows what was read, what changes the numbers, frequencies, the strongest pairs, and quotes. With -o it
/// writes codings, mentions, frequencies, cooccurrence, cooccurrence_matrix and run.json into a folder.
#[derive(Args)]
#[command(after_help = "\
Files of -o (CSV, and any format asked for with -f):
  codings              coding, transcript, case, speaker, part, turn, start, end, time, code, coder, status,
                       stance, prompted, mentions, rules, text, memo; with --anchors also before, after
  mentions             coding, transcript, code, rule, start, end, text, stance, cue
  frequencies          theme, code, name, participants, transcripts, units, codings, mentions, negated,
                       prompted, top_share
  cooccurrence         code_a, code_b, units_a, units_b, both, participants_both, same_words, a_given_b,
                       b_given_a, jaccard
  cooccurrence_matrix  symmetric, units on the diagonal
  run.json             version, hashes, options, counts: what makes the tables reproducible
  codebook.…           the codebook as it was, for `kantlijn compare`; not with --no-text or --redact, since its examples
                       may be quotes
  kantlijn.xlsx        with -f xlsx, all tables in one workbook: from each count a link to its quotes
  transcripts/         with -f docx, each transcript with its codes as comments: correct them in Word, and read them
                       back with --codings DIR/transcripts
  project.qdpx         with -f qdpx, the study with its codings for NVivo, ATLAS.ti, MAXQDA or QualCoder

Next:  kantlijn freq … --by profession       who speaks of it
       kantlijn quotes … --code shame        the words behind a number
       kantlijn compare DIR OTHER            what differs from another run")]
pub struct Code {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    /// Write the tables into this folder; nothing is overwritten without --force.
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
    /// Overwrite files of an earlier run.
    #[arg(long)]
    pub force: bool,
    /// Formats of the files of -o, besides CSV: tsv, json, jsonl, parquet, arrow, md, html, latex; xlsx for all tables in one
    /// workbook; docx for the tables of counts, and each transcript with its codes as comments in the margin; qdpx for a
    /// project of coding programs. May be repeated.
    #[arg(short, long = "format", value_name = "FORMAT")]
    pub formats: Vec<FileFormat>,
    /// Write CSV as a Dutch Excel opens it: byte order mark, semicolons, decimal commas.
    #[arg(long)]
    pub excel: bool,
    /// Add the columns before and after to codings: the words around each passage, by which it is found again in a
    /// transcript that has changed.
    #[arg(long)]
    pub anchors: bool,
    /// Leave every word of participants out, on screen and in files, and memos, which may quote them.
    #[arg(long)]
    pub no_text: bool,
    /// Seed of the quotes that are drawn for the screen.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
}

/// Count codes: participants, transcripts, units, codings, mentions.
#[derive(Args)]
#[command(after_help = "\
Columns: theme, code, name, participants, transcripts, units, codings, mentions, negated, prompted, top_share
  --more       units_pct, participants_pct, per_1000_words, coverage_pct, dispersion
  --dispersion dispersion, dispersion_norm, juilland_d, carroll_d2, rosengren_s: how evenly over the transcripts
  --by X       a column X in front; every code for each of its values, zeros kept
A row counts the code and everything below it; `no code` counts units without any.

Next:  kantlijn quotes … --code CODE         the words behind a row
       kantlijn cooc …                       which codes come up together")]
pub struct Freq {
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub counting: Counting,
    #[command(flatten)]
    pub output: Output,
    /// Add shares, rates and dispersion.
    #[arg(long)]
    pub more: bool,
    /// Add how evenly codings are spread over the transcripts, by every measure in use.
    #[arg(long)]
    pub dispersion: bool,
    /// Add 95% intervals of participants_pct and units_pct, with --more also of per_1000_words; they assume a random sample.
    #[arg(long)]
    pub intervals: bool,
    /// With --by: the values as columns instead of rows, of every measure that is chosen.
    #[arg(long, requires = "by")]
    pub wide: bool,
}

/// See a rule's matches in their context: any rule of the rule language, without a codebook.
#[derive(Args)]
#[command(after_help = "\
Columns: transcript, speaker, time, start, end, left, match, right
  kantlijn kwic 'schaam* NEAR/8 vertel*' interviews
  kantlijn kwic '\"door de grond\" OR schaamrood' interviews -f csv > lines.csv
Quote the rule for your shell: single quotes around it, double quotes for phrases in it.")]
#[command(mut_arg("codings", |arg| arg.hide(true)))]
#[command(mut_arg("decisions", |arg| arg.hide(true)))]
pub struct Kwic {
    /// The rule.
    pub rule: String,
    #[command(flatten)]
    pub study: Study,
    #[command(flatten)]
    pub output: Output,
    /// Words of context on either side.
    #[arg(long, default_value_t = 8, value_name = "N")]
    pub context: u32,
}

/// Show why a sentence was or was not coded: which rules were tried, which held, which did not and why.
#[derive(Args)]
#[command(
    after_help = "Next:  mend the rule in the codebook, add the sentence to its examples, and run  kantlijn check -c …"
)]
pub struct Explain {
    /// The sentence, as a participant would say it.
    pub text: String,
    /// The codebook: TOML, CSV, XLSX, JSON, REFI-QDA (.qdc) or a dictionary (.dic, .cat, .yml, …); else that of the study.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub codebook: Option<PathBuf>,
    /// Mask the names and words that this file lists, one a line, in what is shown; `none`: not.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub redact: Option<PathBuf>,
    /// Only rules of this code and the codes below it; all of them that have a word in the text, however far from holding.
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    /// Language of the explanation: nl or en. Default: the codebook's.
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
}

/// Show a transcript as it was read: its turns, speakers, parts and times.
#[derive(Args)]
#[command(after_help = "\
Columns: transcript, turn, speaker, part, start, end, time, words, text
  --comments   transcript, turn, speaker, start, end, author, comment, text: what people wrote in a Word file's margin
  -f docx, -f txt   a file for each transcript, label and words, in the folder of -o: to read and code elsewhere
  --text prints exactly the text into which `start` and `end` of every table point (in code points).

Next:  kantlijn check …                      all transcripts at a glance, and how to mend what was misread")]
#[command(mut_arg("codebook", |arg| arg.hide(true)))]
#[command(mut_arg("codings", |arg| arg.hide(true)))]
#[command(mut_arg("decisions", |arg| arg.hide(true)))]
#[command(mut_arg("part", |arg| arg.hide(true)))]
#[command(mut_arg("condition", |arg| arg.hide(true)))]
#[command(mut_arg("language", |arg| arg.hide(true)))]
pub struct Transcript {
    #[command(flatten)]
    pub study: Study,
    /// The turns as table, csv, tsv, json, jsonl, parquet, arrow, xlsx, md, html or latex; or docx or txt, a file for each
    /// transcript.
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<FileFormat>,
    /// Write to this file instead of standard output; with -f docx or txt into this folder.
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub output: Option<PathBuf>,
    /// Overwrite what -o names.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// CSV as a Dutch Excel opens it: byte order mark, semicolons, decimal commas.
    #[arg(long)]
    pub excel: bool,
    /// Leave every word of participants out, and memos, which may quote them.
    #[arg(long)]
    pub no_text: bool,
    /// Print the text itself, and nothing else.
    #[arg(long)]
    pub text: bool,
    /// Show the comments in the margin of a Word file, and the words they are about.
    #[arg(long, conflicts_with = "text")]
    pub comments: bool,
}

/// Print shell completions.
#[derive(Args)]
#[command(after_help = "For example:  kantlijn completions bash > ~/.local/share/bash-completion/completions/kantlijn")]
pub struct Completions {
    /// The shell: bash, elvish, fish, powershell or zsh.
    pub shell: clap_complete::Shell,
}

/// Write the manual pages into a folder.
#[derive(Args)]
#[command(after_help = "For example:  kantlijn man ~/.local/share/man/man1")]
pub struct Man {
    /// The folder.
    #[arg(value_hint = ValueHint::DirPath)]
    pub dir: PathBuf,
}

/// What is read, and by which codebook.
#[derive(Args, Clone, Default)]
pub struct Study {
    /// Transcripts: files, folders, or - for standard input; or a project of a coding program (.qdpx; QualCoder's folder .qda,
    /// Taguette's .sqlite3), with its own codes and hand coding. In a study folder (with kantlijn.toml) none are needed.
    #[arg(value_name = "TRANSCRIPTS", value_hint = ValueHint::AnyPath)]
    pub transcripts: Vec<PathBuf>,
    /// The codebook: TOML, CSV, XLSX, JSON, REFI-QDA (.qdc) or a dictionary (.dic, .cat, .yml, …).
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub codebook: Option<PathBuf>,
    /// Use these codings, of people or of an earlier run, instead of or (with -c) beside rules: a table, a project of a
    /// coding program (.qdpx, .qda, .sqlite3), Word files with codes as comments, or `comments` for those of the
    /// transcripts themselves. May be repeated.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub codings: Vec<PathBuf>,
    /// What reviewers decided of the codings that rules propose (`kantlijn review`). Default: decisions.csv of a study folder.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub decisions: Option<PathBuf>,
    /// Whose words: participant, interviewer or all.
    #[arg(long, value_name = "PART")]
    pub part: Option<Universe>,
    /// Only where this holds of the variables: 'profession = "peer worker" AND years >= 5'.
    #[arg(long = "where", value_name = "CONDITION")]
    pub condition: Option<Condition>,
    /// Language of the transcripts that do not say theirs: nl or en.
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Language of what is made for people: names of codes, headings, captions, figures, the report; nl or en. Default: the
    /// codebook's.
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
    /// Mask the names and words that this file lists, one a line, in everything that goes out: a word, a phrase, Amster* or
    /// /a regular expression/; # begins a line of comment. Numbers stay what they are. A name stays that is hyphenated over a line
    /// end, broken by markup within it, or stammered: read the result before you share it. `none`: not, where kantlijn.toml names a list.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub redact: Option<PathBuf>,
    /// Go on without transcripts that cannot be read; captions count them.
    #[arg(long)]
    pub skip_unreadable: bool,
    /// Threads; results do not depend on it. Default: as many as there are cores.
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<usize>,
    /// Say nothing on standard error but errors.
    #[arg(short, long)]
    pub quiet: bool,
    /// Say in the end, on standard error, where the time went.
    #[arg(long)]
    pub timings: bool,
}

/// What is counted, and in what.
#[derive(Args, Clone, Default)]
pub struct Counting {
    /// Unit of analysis: answer (default), sentence, turn, paragraph, window:N, transcript or case.
    #[arg(short, long, value_name = "UNIT")]
    pub unit: Option<Unit>,
    /// Count for each value of a variable, or of speaker, part, transcript, case, participant, coder; `years:0-5,6-10,11-`
    /// makes classes.
    #[arg(long, value_name = "VARIABLE")]
    pub by: Option<String>,
    /// Only codings with this status: all, accepted or proposed.
    #[arg(long, value_name = "STATUS", value_parser = status)]
    pub status: Option<Chosen<Status>>,
    /// Only codings with this stance: all, affirmed, negated, ceased or normative.
    #[arg(long, value_name = "STANCE", value_parser = stance)]
    pub stance: Option<Chosen<Stance>>,
    /// Roll codes up to this level: 1 for themes, 2, …, or all.
    #[arg(long, value_name = "N", value_parser = level)]
    pub level: Option<Chosen<usize>>,
    /// Codings of this coder only, or `any` for all coders together.
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
}

/// Where a table goes, and how it is written.
#[derive(Args, Clone, Default)]
pub struct Output {
    /// table, csv, tsv, json, jsonl, parquet, arrow, xlsx, docx, md, html or latex. Default: by the end of the name of -o's
    /// file; else table on a terminal, csv into a pipe or file.
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<Wanted>,
    /// Write to this file instead of standard output.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Overwrite the file of -o.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// CSV as a Dutch Excel opens it: byte order mark, semicolons, decimal commas.
    #[arg(long)]
    pub excel: bool,
    /// Leave every word of participants out, and memos, which may quote them.
    #[arg(long)]
    pub no_text: bool,
}

/// How what is counted is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Table(Format),
    /// Codes that occur together, as a network.
    Network(NetworkFormat),
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word.parse() {
            Ok(format) => Ok(Self::Network(format)),
            Err(_) => word.parse().map(Self::Table),
        }
    }
}

/// How a table or a transcript is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    Table(Format),
    /// A Word file for each transcript.
    Docx,
    /// A text file for each transcript.
    Text,
    /// A REFI-QDA project of the whole study.
    Project,
}

impl FromStr for FileFormat {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        match word {
            "docx" => Ok(Self::Docx),
            "txt" => Ok(Self::Text),
            "qdpx" => Ok(Self::Project),
            _ => word.parse().map(Self::Table).map_err(|error: String| format!("{error}, txt, qdpx")),
        }
    }
}

/// `all`, or one of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen<T> {
    All,
    One(T),
}

fn colour(word: &str) -> Result<ColorChoice, String> {
    match word {
        "auto" => Ok(ColorChoice::Auto),
        "always" => Ok(ColorChoice::Always),
        "never" => Ok(ColorChoice::Never),
        _ => Err("expected auto, always or never".to_owned()),
    }
}

fn status(word: &str) -> Result<Chosen<Status>, String> {
    match (word, Status::from_word(word)) {
        ("all", _) => Ok(Chosen::All),
        (_, Some(status)) if status != Status::Rejected => Ok(Chosen::One(status)),
        _ => Err("expected all, accepted or proposed".to_owned()),
    }
}

fn stance(word: &str) -> Result<Chosen<Stance>, String> {
    match word {
        "all" => Ok(Chosen::All),
        _ => Stance::from_word(word)
            .map(Chosen::One)
            .ok_or_else(|| format!("expected all, {}", Stance::WORDS.join(", "))),
    }
}

fn level(word: &str) -> Result<Chosen<usize>, String> {
    match word {
        "all" => Ok(Chosen::All),
        _ => match word.parse() {
            Ok(level) if level > 0 => Ok(Chosen::One(level)),
            _ => Err("expected 1 (themes), 2, …, or all".to_owned()),
        },
    }
}
