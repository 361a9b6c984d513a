//! Codings by people, from a table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::codebook::{Code, Codebook, Localized};
use crate::corpus::Document;
use crate::diagnostic::{Diagnostic, Place, Reported, Severity, SourceText};
use crate::error::{Error, Result};
use crate::ids::{CodeId, CoderId};
use crate::text::{Lines, Span, fold};
use crate::wording::{either, first_few, several};

use super::anchored::{Anchored, told};
use super::names::{Branch, Names, nearest, parts};
use super::{Anchor, Around, Coders, Coding, Passages, RULES, SaidRules, Stance, Status};

/// So many codes that are spelled in several ways are named.
const SPELLINGS: usize = 5;

/// One row of a table of codings, before its passage is found in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct HandCoding {
    /// The transcript's id.
    pub transcript: String,
    /// The code's id, or its name.
    pub code: String,
    /// Who.
    pub coder: String,
    /// The passage in code points, half-open, if the table has positions.
    pub place: Option<(usize, usize)>,
    /// The passage's words, if the table has them.
    pub quote: Option<String>,
    /// The words around it, where they are known: they tell a quote from the same words elsewhere, and where it stood.
    pub around: Option<Around>,
    /// `proposed`, `accepted`, `rejected`; people's are accepted.
    pub status: Status,
    /// How it is meant, if the table says so.
    pub stance: Option<Stance>,
    /// Whether the question matches the code itself, if the table says so.
    pub prompted: Option<bool>,
    /// Which rules made it, of codings by [`RULES`] whose file says so.
    pub rules: Option<SaidRules>,
    /// A note.
    pub memo: String,
    /// The row of the file, from 1, counting the header.
    pub row: usize,
}

impl HandCoding {
    /// What is known of where its passage stands.
    #[must_use]
    pub fn anchor(&self) -> Anchor {
        Anchor { place: self.place, quote: self.quote.clone(), around: self.around.clone() }
    }
}

/// Codings by people for a whole study, by transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HandCodings {
    /// The file they came from.
    pub path: std::path::PathBuf,
    /// The rows, in the file's order.
    pub rows: Vec<HandCoding>,
    /// What a row of the file is: `row`, or `comment` in the margin of a transcript.
    pub rows_are: &'static str,
    /// How many rows [`HandCodings::assign`] found no transcript for.
    astray: usize,
    /// The rows of each transcript, once [`HandCodings::assign`] has put whole ids in them.
    by_transcript: Option<BTreeMap<String, Vec<usize>>>,
}

/// Reads a table of codings (CSV, TSV, XLSX, ODS, JSON lines, and Parquet where tables are built): `transcript, code` and either `start, end` or `text`.
///
/// The columns of a run's own `codings.csv` read back. Header names may be Dutch, the separator `,`, `;` or
/// a tab, the encoding UTF-8, UTF-16 or Windows-1252; of a workbook the first sheet with these columns is read. A column
/// `codes` holds several in a cell, parted by lines, `;` or `,`. Optional: `coder` (else the file’s name), `status`,
/// `stance`, `prompted`, `memo`, of codings by rules `rules` and the hash of their `codebook`, and `before` and `after`,
/// the words around the passage.
///
/// # Errors
/// When the file cannot be read, a needed column is not there, or a cell cannot be understood; all such
/// cells at once.
pub fn read_codings(path: &Path) -> Result<HandCodings> {
    super::hand_table::read(path)
}

/// What a row of a file of comments is.
pub(super) const COMMENT: &str = "comment";

/// Kinds of the diagnostics of [`HandCodings::of`] whose coding was left out.
const LEFT_OUT: [&str; 5] =
    ["quote-not-found", "quote-ambiguous", "empty-passage", "passage-out-of-range", "unknown-code"];

impl HandCodings {
    /// The rows of a table, as read.
    #[must_use]
    pub fn new(path: &Path, rows: Vec<HandCoding>) -> Self {
        Self { path: path.to_owned(), rows, rows_are: "row", astray: 0, by_transcript: None }
    }

    /// Gives every row the whole id of its transcript: its id as it stands, with or without extension, else
    /// the one transcript whose last part it is. Files of comments may also lie some folders deeper, and be named as
    /// [`file_of`] names them. Answers with a warning for every name that fits none or
    /// several; those rows will be in no document.
    pub fn assign<'a>(&mut self, transcripts: impl IntoIterator<Item = &'a str>) -> Vec<Diagnostic> {
        let transcripts: Vec<&str> = transcripts.into_iter().collect();
        let are_files = self.rows_are == COMMENT;
        let mut called: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for id in &transcripts {
            let file = file_of(id);
            let names = BTreeSet::from([last_part(id), file.as_str(), last_part(&file)]);
            for name in names.into_iter().filter(|&name| are_files || name == last_part(id)) {
                called.entry(name.to_owned()).or_default().push(id);
            }
        }
        let mut known: BTreeMap<String, String> = BTreeMap::new();
        let mut diagnostics = Vec::new();
        for row in &self.rows {
            if known.contains_key(&row.transcript) {
                continue;
            }
            let name = row.transcript.replace('\\', "/");
            let whole = [name.as_str(), without_extension(&name)];
            let exact = whole.iter().find(|name| transcripts.contains(name));
            let below = name.match_indices('/').map(|(at, _)| &name[at + 1..]).filter(|_| are_files);
            let id = match (exact, whole.into_iter().chain(below).find_map(|name| called.get(name))) {
                (Some(&id), _) => id.to_owned(),
                (None, Some(several)) if several.len() == 1 => several[0].to_owned(),
                (None, Some(several)) => {
                    let message =
                        format!("`{}` may be any of the transcripts {}", row.transcript, first_few(several, SPELLINGS));
                    let help = match are_files {
                        true => "give the folder that it lies in, in folders as the transcripts are",
                        false => "write the whole id",
                    };
                    diagnostics.push(self.at(row, Diagnostic::warning("ambiguous-transcript", message)).help(help));
                    known.insert(row.transcript.clone(), row.transcript.clone());
                    continue;
                }
                (None, None) => {
                    let near = nearest(&name, transcripts.iter().copied());
                    let times = self.rows.iter().filter(|other| other.transcript == row.transcript).count();
                    let message = format!("there is no transcript `{}` ({})", row.transcript, several(times, "coding"));
                    diagnostics.push(self.at(row, Diagnostic::warning("unknown-transcript", message)).help(
                        near.map_or_else(
                            || "its codings are in no table; add the transcript or take the rows out".to_owned(),
                            |near| format!("its codings are in no table; did you mean `{near}`?"),
                        ),
                    ));
                    known.insert(row.transcript.clone(), row.transcript.clone());
                    continue;
                }
            };
            known.insert(row.transcript.clone(), id);
        }
        for row in &mut self.rows {
            if let Some(id) = known.get(&row.transcript) {
                row.transcript.clone_from(id);
            }
        }
        let there: BTreeSet<&str> = transcripts.into_iter().collect();
        self.astray = self.rows.iter().filter(|row| !there.contains(row.transcript.as_str())).count();
        let mut by_transcript: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, row) in self.rows.iter().enumerate() {
            by_transcript.entry(row.transcript.clone()).or_default().push(i);
        }
        self.by_transcript = Some(by_transcript);
        diagnostics
    }

    /// How many rows are of transcripts that [`HandCodings::assign`] was not told of; they are in no table.
    #[must_use]
    pub fn astray(&self) -> usize {
        self.astray
    }

    /// Adds the coders of all rows to `coders`, in the file's order, so that ids do not depend on which
    /// document is read first.
    pub fn intern_coders(&self, coders: &mut Coders) {
        for row in &self.rows {
            coders.intern(&row.coder);
        }
    }

    /// That every code of the rows is in the codebook.
    ///
    /// # Errors
    /// All that are not, each once, with the nearest ones that are.
    pub fn check_codes(&self, codebook: &Codebook) -> Result<()> {
        let names = Names::of(codebook);
        let mut unknown: Vec<Diagnostic> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for row in self.rows.iter().filter(|row| names.find(&row.code).is_none()) {
            if seen.contains(&row.code.as_str()) {
                continue;
            }
            seen.push(&row.code);
            let times = self.rows.iter().filter(|other| other.code == row.code).count();
            let message = format!("the codebook has no code `{}` ({})", row.code, several(times, "coding"));
            let near = nearest(&row.code, codebook.codes.iter().map(|code| code.id.as_str()));
            let help = near.map_or_else(
                || "add it to the codebook, or correct the table".to_owned(),
                |near| format!("did you mean `{near}`? Else add it to the codebook"),
            );
            unknown.push(self.at(row, Diagnostic::error("unknown-code", message)).help(help));
        }
        if unknown.is_empty() { Ok(()) } else { Err(unknown.into()) }
    }

    /// A codebook without rules, made of the codes that the rows use, and their parents; for tables of hand
    /// coding alone. Codes stand in order of first use below their themes, spelled as they were first; where a code is no
    /// id, it becomes one and keeps its name. [`HandCodings::spellings`] tells which were spelled in several ways.
    #[must_use]
    pub fn codebook(&self) -> Codebook {
        let mut tree = Branch::default();
        for row in &self.rows {
            let mut branch = &mut tree;
            for part in parts(&row.code) {
                branch = branch.below(part);
            }
        }
        let mut codes = Vec::new();
        tree.write(None, &mut codes);
        let ids: Vec<&str> = codes.iter().map(|code: &Code| code.id.as_str()).collect();
        let hash = blake3::hash(ids.join("\n").as_bytes()).to_hex().to_string();
        let name = Localized { plain: Some(stem(&self.path)), ..Localized::default() };
        Codebook { name, codes, hash, ..Codebook::default() }
    }

    /// Which codes the rows spell in several ways, as `Spreken` and `spreken`: without a codebook each is one code, as with one.
    #[must_use]
    pub fn spellings(&self) -> Option<Diagnostic> {
        let mut spelled: IndexMap<String, Vec<String>> = IndexMap::new();
        for row in &self.rows {
            let path = parts(&row.code).collect::<Vec<_>>().join("/");
            let known = spelled.entry(fold(&path)).or_default();
            if !known.contains(&path) {
                known.push(path);
            }
        }
        let several_ways: Vec<String> = spelled
            .values()
            .filter(|known| known.len() > 1)
            .map(|known| format!("`{}` (also `{}`)", known[0], known[1..].join("`, `")))
            .collect();
        let count = several_ways.len();
        (count > 0).then(|| {
            let message = format!(
                "{} {} spelled in several ways, and taken for one: {}",
                several(count, "code"),
                either(count, "is", "are"),
                first_few(&several_ways, SPELLINGS)
            );
            Diagnostic::warning("spelled-in-several-ways", message)
                .help("capitals and accents make no other code: if it is one, give it a name of its own, or a codebook")
        })
    }

    /// The codings of one document, their passages found in its text, in order of place.
    ///
    /// Each is found by its place, its words and the words around it, as [`Anchor::find`] says. What moved or changed is
    /// told, and so is what is lost, each with its row, code and coder: nothing is guessed, and [`HandCodings::left_out`] counts
    /// what was left out. A row that says what another says already, of the same coder, counts once.
    pub fn of(&self, document: &Document, codebook: &Codebook, coders: &mut Coders) -> Reported<Vec<Coding>> {
        self.anchored(document, codebook, coders).0
    }

    /// The same, and how many of the codings were found, and how.
    pub fn anchored(
        &self,
        document: &Document,
        codebook: &Codebook,
        coders: &mut Coders,
    ) -> (Reported<Vec<Coding>>, Anchored) {
        let (mut codings, mut diagnostics, mut count) = (Vec::new(), Vec::new(), Anchored::default());
        let rows = self.rows_of(document);
        if rows.is_empty() {
            return (Reported { value: codings, diagnostics }, count);
        }
        let names = Names::of(codebook);
        let lines = Lines::new(&document.text);
        let mut text = Passages::of(document);
        let mut met = BTreeSet::new();
        for row in rows {
            let Some(code) = names.find(&row.code) else {
                let message = format!("the codebook has no code `{}`", row.code);
                diagnostics.push(self.at(row, Diagnostic::warning("unknown-code", message)));
                count.count(None);
                continue;
            };
            let anchor = row.anchor();
            let found = anchor.find(&mut text);
            count.count(found.ok().map(|found| found.how));
            diagnostics.extend(told(row, &anchor, found, document, &lines).map(|told| self.at(row, told)));
            let Ok(found) = found else { continue };
            if !met.insert((found.span, code, coders.intern(&row.coder))) {
                let twice = Diagnostic::warning("coded-twice", "this coding stands in another row already")
                    .help("take one of the two out; it is counted once, with the memo of the first");
                diagnostics.push(self.at(row, twice));
                continue;
            }
            codings.push(coding(row, document, code, coders.intern(&row.coder), found.span));
        }
        codings.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
        (Reported { value: codings, diagnostics }, count)
    }

    /// How many of these diagnostics, of [`HandCodings::of`], stand for a coding that was left out.
    #[must_use]
    pub fn left_out(diagnostics: &[Diagnostic]) -> usize {
        diagnostics.iter().filter(|diagnostic| LEFT_OUT.contains(&diagnostic.kind)).count()
    }

    fn rows_of(&self, document: &Document) -> Vec<&HandCoding> {
        let Some(by_transcript) = &self.by_transcript else {
            let names = [document.name.as_str(), last_part(&document.name)];
            let is_of = |row: &&HandCoding| {
                row.transcript == document.name || names.contains(&without_extension(&row.transcript))
            };
            return self.rows.iter().filter(is_of).collect();
        };
        by_transcript.get(&document.name).into_iter().flatten().filter_map(|&row| self.rows.get(row)).collect()
    }

    /// The diagnostic, placed at a row of the file.
    fn at(&self, row: &HandCoding, diagnostic: Diagnostic) -> Diagnostic {
        at(&self.path, format!("{} {}", self.rows_are, row.row), diagnostic)
    }
}

pub(super) fn at_row(path: &Path, row: usize, diagnostic: Diagnostic) -> Diagnostic {
    at(path, format!("row {row}"), diagnostic)
}

fn at(path: &Path, cell: String, diagnostic: Diagnostic) -> Diagnostic {
    let source = Arc::new(SourceText { name: path.display().to_string(), text: String::new() });
    Diagnostic { place: Some(Place { source, span: Span::default(), cell: Some(cell) }), ..diagnostic }
}

fn coding(row: &HandCoding, document: &Document, code: CodeId, coder: CoderId, span: Span) -> Coding {
    let passage = span.of(&document.text);
    let first = span.start as usize + (passage.len() - passage.trim_start().len());
    Coding {
        document: document.id,
        turn: u32::try_from(first).ok().and_then(|first| document.turn_at(first)),
        code,
        coder,
        span,
        stance: row.stance,
        prompted: row.prompted,
        status: row.status,
        mentions: Vec::new(),
        rules: row.rules.clone().map(Box::new),
        memo: row.memo.clone(),
    }
}

/// The status of a coding that the table gives none: a rule's is proposed, a person's accepted.
pub(super) fn status_of(coder: &str) -> Status {
    if coder == RULES { Status::Proposed } else { Status::Accepted }
}

/// Where the file of a transcript lies in a folder of files: its id, without what some system forbids in the names of
/// files, and never out of the folder, whatever a table calls its transcripts. A name that would be left out when the folder
/// is read, as a README is, begins with `_`.
///
/// ```
/// use kantlijn::coding::file_of;
///
/// assert_eq!(file_of("ronde1/r1.2"), "ronde1/r1.2");
/// assert_eq!(file_of("../../x: y?/.."), "x_ y_");
/// assert_eq!(file_of("ronde1/Readme first"), "ronde1/_Readme first");
/// assert_eq!(file_of("Cases"), "_Cases");
/// ```
#[must_use]
pub fn file_of(transcript: &str) -> String {
    let is_forbidden = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name = |part: &str| -> String { part.chars().map(|c| if is_forbidden(c) { '_' } else { c }).collect() };
    let parts = transcript.split('/').map(|part| {
        let name = name(part);
        name.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned()
    });
    let mut parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    let is_left_out = |name: &String| {
        let lower = name.to_lowercase();
        lower.starts_with("~$") || lower.starts_with("readme") || lower == "cases" || lower.starts_with("cases.")
    };
    if let Some(name) = parts.last_mut().filter(|name| is_left_out(name)) {
        name.insert(0, '_');
    }
    parts.join("/")
}

pub(super) fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// `r1.docx` is `r1`; a point that is followed by no short extension stays.
fn without_extension(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() && end.len() <= 5 && !end.contains([' ', '/']) => stem,
        _ => name,
    }
}

pub(super) fn stem(path: &Path) -> String {
    path.file_stem().map_or_else(|| "codings".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// All mistakes of a table as one error, if any is an error.
pub(super) fn refuse(diagnostics: Vec<Diagnostic>) -> Result<()> {
    if diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        Err(Error::from(diagnostics))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
