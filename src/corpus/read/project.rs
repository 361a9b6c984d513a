//! A text of a coding program's project, which is prose.

use std::path::Path;

use crate::corpus::{ReadOptions, ReadReport};

use super::{Draft, prose, shown};

/// The draft of a text that a project of this format holds; its labels, turns and events are found as those of any text.
pub(in crate::corpus) fn draft(
    path: &Path,
    text: String,
    format: &'static str,
    encoding: &str,
    options: &ReadOptions,
) -> Draft {
    let report = ReadReport { format, encoding: encoding.to_owned(), ..ReadReport::default() };
    prose::draft(&shown(path), text, report, options)
}
