//! Descriptions in two parts: what people read, and what kantlijn reads back.
//!
//! Below a line that begins with [`MARK`] stands, in TOML, what the standard has no field for.

/// What the line begins with below which kantlijn's own part of a description stands.
pub(crate) const MARK: &str = "#--- kantlijn";

/// That line.
const MARK_LINE: &str = "#--- kantlijn reads back what follows; please keep it as it is ---";

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
