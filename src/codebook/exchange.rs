//! How a codebook stands in files of coding programs, which know names and descriptions alone.
//!
//! A description begins with the definition. Below a line that says so stands, in TOML, what the program has no
//! field for: the id, criteria, rules, examples. So people can read it there, and kantlijn reads it back.

pub(crate) use crate::refi::{joined, split};

use super::{Code, Codebook};

/// The field of a code that holds its identity in another program.
pub(crate) const GUID: &str = "guid";

/// The field of a code that is `false` where a program lets it only hold other codes.
pub(super) const CODABLE: &str = "codable";

/// The field of a code that names the groups it is in, one a line.
pub(super) const SETS: &str = "sets";

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
