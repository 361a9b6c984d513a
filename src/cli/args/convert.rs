//! What can be typed after `kantlijn convert`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// Turn a codebook or a whole study into another format, and say what cannot be carried over.
///
/// The formats are those that the two names end in. A codebook that was written is read again, so that nothing is lost
/// unseen: what the source holds and kantlijn does not keep, and what the other format does not hold, is told. A study
/// goes into a project of coding programs (.qdpx) with its transcripts, codebook, codings, memos and cases, and a project
/// becomes a folder that every command of kantlijn runs in.
#[derive(Args)]
#[command(after_help = "\
Codebooks
  Reads   .toml, .csv, .tsv, .xlsx (and .ods), .json, and .qdc (REFI-QDA: NVivo, ATLAS.ti, MAXQDA, QualCoder, Taguette);
          code lists of MAXQDA, NVivo, ATLAS.ti and Taguette as CSV or Excel, trees of codes as JSON
          dictionaries of quanteda (.yml), LIWC (.dic, .dicx), WordStat (.cat), Yoshikoder (.ykd), Lexicoder (.lcd, .lc3)
          and KH Coder (.cod)
  Writes  .toml, .csv, .tsv, .xlsx, .json, .qdc
    kantlijn convert codebook.qdc codebook.toml     a codebook of another program, to add rules to
    kantlijn convert codebook.toml codebook.qdc     for NVivo, ATLAS.ti or MAXQDA; comes back with its rules
Projects
    kantlijn convert my-study my-study.qdpx         a study folder (with kantlijn.toml) for coding programs
    kantlijn convert interviews all.qdpx -c codebook.toml --codings anna.csv
    kantlijn convert project.qdpx my-study          a folder: transcripts, codebook.toml, cases.csv, codings.csv, kantlijn.toml
    kantlijn convert project.qdpx codebook.toml     its codebook alone
  QualCoder's own projects (project.qda) and Taguette's (project.sqlite3) are read as project.qdpx is, and not written.
  With -c the codebook's rules are applied, and their codings are those of the user `rules@kantlijn`; a project has a user for
  each coder. Every transcript is plain text there, with labels, so that it reads back as it was.
Exit code 1 with --strict when something would be lost; nothing is written then.

Next:  kantlijn check -c OUT                whether the codebook holds
       kantlijn code OUT                    what a project's folder or file says")]
pub struct Convert {
    /// The codebook, the project, or the study: a folder with kantlijn.toml, or transcripts with -c or --codings.
    #[arg(value_name = "IN", value_hint = ValueHint::AnyPath)]
    pub input: PathBuf,
    /// The file to write; for a project, also the folder.
    #[arg(value_name = "OUT", value_hint = ValueHint::AnyPath)]
    pub output: PathBuf,
    /// For a project: the codebook of the study.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub codebook: Option<PathBuf>,
    /// For a project: these codings, of people or of an earlier run. May be repeated.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub codings: Vec<PathBuf>,
    /// Mask the names and words that this file lists, one a line, in what is written; `none`: not.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub redact: Option<PathBuf>,
    /// Overwrite OUT.
    #[arg(long)]
    pub force: bool,
    /// Write nothing, and exit with 1, when something would be lost.
    #[arg(long)]
    pub strict: bool,
    /// For a project: threads; results do not depend on it. Default: as many as there are cores.
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<usize>,
    /// Say nothing on standard error but errors, and with --strict what would be lost.
    #[arg(short, long)]
    pub quiet: bool,
}
