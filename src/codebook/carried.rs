//! A codebook on its way to another format, and what does not come through.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::{Error, Result};

use super::{Code, Codebook, Example, parse, write_csv, write_json, write_qdc, write_toml, write_xlsx};

/// A codebook as a file of some format.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it does not hold as the codebook has it: warnings of the kind `not-carried`, each at its place in the file that the
    /// codebook was read from.
    pub losses: Vec<Diagnostic>,
    /// What whoever opens the file in another program should know.
    pub notes: Vec<Diagnostic>,
}

/// The formats that are written, by the ends of their files' names.
const FORMATS: [&str; 6] = ["toml", "csv", "tsv", "xlsx", "json", "qdc"];

/// The codebook in the format that the name of the file at `path` ends in; nothing is written there yet.
///
/// The file is read again, and what comes back otherwise is a loss: so nothing can be lost unseen.
///
/// ```
/// use std::path::Path;
/// use std::sync::Arc;
/// use kantlijn::codebook::{read_toml, write};
/// use kantlijn::diagnostic::SourceText;
///
/// let text = "[[code]]\nid = \"shame\"\nrules = [\"schaam*\"]\n".to_owned();
/// let codebook = read_toml(&Arc::new(SourceText { name: "c.toml".into(), text })).unwrap().value;
/// let written = write(&codebook, Path::new("c.qdc")).unwrap();
/// assert!(written.losses.is_empty());
/// ```
///
/// # Errors
/// When no codebook is written in that format, or this one does not fit into it.
pub fn write(codebook: &Codebook, path: &Path) -> Result<Written> {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default().to_lowercase();
    let bytes = match extension.as_str() {
        "toml" => write_toml(codebook).into_bytes(),
        "csv" => write_csv(codebook).into_bytes(),
        "tsv" => super::write::write_tsv(codebook).into_bytes(),
        "xlsx" => write_xlsx(codebook)?,
        "json" => write_json(codebook).into_bytes(),
        "qdc" => write_qdc(codebook),
        _ => {
            let message = format!("no codebook can be written as {}, by the end of its name", path.display());
            return Err(Error::usage(message, format!("name a file that ends in .{}", FORMATS.join(", ."))));
        }
    };
    let back = match parse::read_bytes(path, bytes.clone()) {
        Ok(back) => back.value,
        Err(error) => {
            let message =
                format!("this codebook cannot be written as .{extension}: it could not be read again ({error})");
            return Err(Error::usage(message, "write it as TOML"));
        }
    };
    let losses = if back.hash == codebook.hash { Vec::new() } else { differences(codebook, &back, &extension) };
    let rules = codebook.rules().count();
    let mut notes = Vec::new();
    if extension == "qdc" && rules > 0 {
        let message =
            "rules and examples stand in the descriptions of codes: other programs show them, and do not run them";
        notes.push(Diagnostic::note("rules-as-text", message));
    }
    Ok(Written { bytes, losses, notes })
}

/// What `after` says otherwise than `before`, or not at all.
fn differences(before: &Codebook, after: &Codebook, format: &str) -> Vec<Diagnostic> {
    let mut losses = Losses { format, found: Vec::new() };
    losses.text("the name of the codebook", None, &format!("{:?}", before.name), &format!("{:?}", after.name));
    losses.text("the version", None, &before.version, &after.version);
    losses.text("the memo of the codebook", None, &before.memo, &after.memo);
    if before.settings != after.settings || before.scoped != after.scoped {
        losses.add("how the codebook is counted and matched".to_owned(), None, "");
    }
    losses.fields("the codebook", None, &before.further, &after.further);
    for (name, list) in &before.lists {
        if after.lists.get(name).map(|other| &other.entries) != Some(&list.entries) {
            losses.add(format!("the list `{name}`"), None, "");
        }
    }
    for code in &before.codes {
        match after.find(&code.id) {
            Some(id) => losses.code(code, after.code(id)),
            None => losses.add(format!("the code `{}`", code.id), code.place.clone(), ""),
        }
    }
    let order = |codebook: &Codebook| codebook.codes.iter().map(|code| code.id.clone()).collect::<Vec<_>>();
    if losses.found.is_empty() && order(before) != order(after) {
        losses.add("the order of the codes".to_owned(), None, "");
    }
    if losses.found.is_empty() && write_toml(before) != write_toml(after) {
        losses.add("something of the codebook".to_owned(), None, "");
    }
    losses.found
}

struct Losses<'f> {
    format: &'f str,
    found: Vec<Diagnostic>,
}

impl Losses<'_> {
    fn add(&mut self, what: String, place: Option<Place>, why: &str) {
        let message = format!("{what} does not come through in .{} as it is{why}", self.format);
        let help = "write it as TOML, which holds everything, or change it in the source";
        self.found.push(Diagnostic { place, ..Diagnostic::warning("not-carried", message).help(help) });
    }

    fn text(&mut self, what: &str, place: Option<&Place>, before: &str, after: &str) {
        if before == after {
            return;
        }
        let changed = before.chars().zip(after.chars()).find(|(a, b)| a != b).map(|(a, _)| a);
        let why = match changed {
            Some(c) if c.is_control() || !crate::refi::is_told(c) => {
                format!(": it holds a character that cannot be seen (U+{:04X})", u32::from(c))
            }
            _ => String::new(),
        };
        self.add(what.to_owned(), place.cloned(), &why);
    }

    fn fields(
        &mut self,
        of: &str,
        place: Option<&Place>,
        before: &indexmap::IndexMap<String, String>,
        after: &indexmap::IndexMap<String, String>,
    ) {
        for (name, value) in before {
            let other = after.get(name).map_or("", String::as_str);
            self.text(&format!("the field `{name}` of {of}"), place, value, other);
        }
        for name in after.keys().filter(|name| !before.contains_key(*name)) {
            self.add(format!("{of} without the field `{name}`"), place.cloned(), "");
        }
    }

    fn code(&mut self, before: &Code, after: &Code) {
        let place = before.place.as_ref();
        let of = format!("`{}`", before.id);
        if before.name != after.name {
            let (name, other) = (format!("{:?}", before.name), format!("{:?}", after.name));
            self.text(&format!("the name of {of}"), place, &name, &other);
        }
        let texts = [
            ("definition", &before.definition, &after.definition),
            ("include", &before.include, &after.include),
            ("exclude", &before.exclude, &after.exclude),
            ("memo", &before.memo, &after.memo),
        ];
        for (field, text, other) in texts {
            self.text(&format!("the {field} of {of}"), place, text, other);
        }
        if before.color != after.color {
            self.add(format!("the color of {of}"), place.cloned(), "");
        }
        if before.scoped != after.scoped {
            self.add(format!("how {of} is matched"), place.cloned(), "");
        }
        self.fields(&of, place, &before.further, &after.further);
        let examples = |all: &[Example]| all.iter().map(|one| one.text.clone()).collect::<Vec<_>>().join("\n");
        self.text(&format!("the examples of {of}"), place, &examples(&before.examples), &examples(&after.examples));
        let (counter, other) = (examples(&before.counterexamples), examples(&after.counterexamples));
        self.text(&format!("the counterexamples of {of}"), place, &counter, &other);
        for (at, rule) in before.rules.iter().enumerate() {
            let other = after.rules.get(at);
            let is_same = other.is_some_and(|other| {
                (&rule.text, &rule.scoped, &rule.note) == (&other.text, &other.scoped, &other.note)
            });
            if !is_same {
                let what = format!("the rule `{}` of {of}", rule.text);
                self.text(
                    &what,
                    rule.place.as_ref(),
                    &format!("{}{}", rule.text, rule.note),
                    &other.map_or_else(String::new, |o| format!("{}{}", o.text, o.note)),
                );
            }
        }
    }
}

/// Whether a diagnostic tells of something that did not come through.
#[must_use]
pub fn is_loss(diagnostic: &Diagnostic) -> bool {
    diagnostic.kind == "not-carried" && diagnostic.severity < Severity::Error
}

#[cfg(test)]
mod tests;
