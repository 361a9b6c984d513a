//! How a codebook stands in files of coding programs, which know names and descriptions alone.
//!
//! A description begins with the definition. Below a line that begins with [`MARK`] stands, in TOML, what the program has no
//! field for: the id, criteria, rules, examples. So people can read it there, and kantlijn reads it back.

use super::{Code, Codebook};

/// What the line begins with below which kantlijn's own part of a description stands.
pub(super) const MARK: &str = "#--- kantlijn";

/// That line.
pub(super) const MARK_LINE: &str = "#--- kantlijn reads back what follows; please keep it as it is ---";

/// The field of a code that holds its identity in another program.
pub(crate) const GUID: &str = "guid";

/// The field of a code that is `false` where a program lets it only hold other codes.
pub(super) const CODABLE: &str = "codable";

/// The field of a code that names the groups it is in, one a line.
pub(super) const SETS: &str = "sets";

/// A description's part for readers, and kantlijn's own part, without the line between them.
pub(crate) fn split(description: &str) -> (&str, Option<&str>) {
    let mut start = 0;
    for line in description.split_inclusive('\n') {
        if line.trim_start().starts_with(MARK) {
            return (description[..start].trim(), Some(&description[start + line.len()..]));
        }
        start += line.len();
    }
    (description.trim(), None)
}

/// A description of both parts.
pub(crate) fn joined(prose: &str, own: &str) -> String {
    let gap = if prose.is_empty() { "" } else { "\n\n" };
    format!("{prose}{gap}{MARK_LINE}\n{}", own.trim_end())
}

/// Whether a text comes back from a description as it is.
pub(crate) fn is_prose(text: &str) -> bool {
    text.trim() == text && split(text).1.is_none() && text.chars().all(|c| c != '\r' && crate::refi::is_told(c))
}

/// The last part of an id.
pub(super) fn last_part(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// The one name by which another program knows a code.
pub(super) fn shown_name(codebook: &Codebook, code: &Code) -> String {
    let name = code.name.get(codebook.language().unwrap_or_default());
    crate::refi::told(name.unwrap_or_else(|| last_part(&code.id))).into_owned()
}
