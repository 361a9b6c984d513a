//! From text to codebooks and rules; every mistake is reported, with its place and the mend.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Reported, SourceText};
use crate::error::{Error, Result};
use crate::ids::RuleId;

use super::{Codebook, Rule};

mod draft;
mod fields;
mod lexer;
mod located;
mod operators;
mod pattern;
mod references;
mod rule;
mod table;
mod toml_file;

use located::{Located, Origin};

/// Reads a codebook from a file: TOML, CSV/TSV or XLSX, by its extension. Answers with every mistake at once.
///
/// A table has one row a code and named columns; its encoding and its separator are found out.
///
/// # Errors
/// When the file cannot be opened, is of no known kind, or holds mistakes: all of them.
pub fn read(path: &Path) -> Result<Reported<Codebook>> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let bytes = || std::fs::read(path).map_err(|source| Error::io("read", path, source));
    let name = path.display().to_string();
    let draft = match extension.as_str() {
        "toml" => {
            let text = crate::text::decode(&bytes()?, None).text;
            toml_file::draft(&Arc::new(SourceText { name, text }))
        }
        "csv" | "tsv" => table::draft_csv(&name, &bytes()?),
        "xlsx" | "xlsm" | "xls" | "ods" => table::draft_workbook(path, bytes()?)?,
        _ => {
            let message = format!("{name} is no codebook, by its extension");
            return Err(Error::usage(message, "a codebook is a .toml, .csv, .tsv or .xlsx file"));
        }
    };
    Ok(draft.finish()?)
}

/// Reads a codebook from TOML.
///
/// # Errors
/// Every mistake in the file, with its place and the mend.
pub fn read_toml(source: &Arc<SourceText>) -> Result<Reported<Codebook>, Vec<Diagnostic>> {
    toml_file::draft(source).finish()
}

/// Reads one rule, with its options: for the command line and for tests. Its id is 0.
///
/// ```
/// use std::sync::Arc;
/// use kantlijn::codebook::parse_rule;
/// use kantlijn::diagnostic::SourceText;
///
/// let source = |text: &str| Arc::new(SourceText { name: "the rule".to_owned(), text: text.to_owned() });
/// assert!(parse_rule(&source("ik BEFORE/3 schaam* {stance = \"ignore\"}")).is_ok());
/// let mistakes = parse_rule(&source("ik NAER/3 schaam*")).unwrap_err();
/// assert!(mistakes[0].help.as_deref().unwrap().starts_with("write NEAR/3"));
/// ```
///
/// # Errors
/// Every mistake in the rule, with its place and how it is written right.
pub fn parse_rule(source: &Arc<SourceText>) -> Result<Reported<Rule>, Vec<Diagnostic>> {
    let text = Located::whole(&Origin::file(source)).trimmed();
    let (parsed, mut diagnostics) = rule::parse(&text);
    draft::sort(&mut diagnostics);
    match parsed {
        Some(parsed) => Ok(Reported { value: draft::finished(text, parsed, RuleId(0)), diagnostics }),
        None => Err(diagnostics),
    }
}

#[cfg(test)]
mod file_tests;
#[cfg(test)]
mod rule_tests;
