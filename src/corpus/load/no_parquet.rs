//! Parquet without the library that reads it.

use std::path::Path;

use crate::corpus::Why;
use crate::corpus::rows::See;
use crate::corpus::sheet::Sheet;
use crate::error::{Error, Result};

use super::table::Contents;

/// Leaves every such table out.
pub(super) fn open(_: &Path) -> Result<Contents> {
    Ok(Contents::Other(Why::Plain("parquet")))
}

/// Refuses such a table.
pub(crate) fn sheet(path: &Path) -> Result<Sheet> {
    Err(Error::unreadable(path, "this build has no reader of Parquet tables", "save it as .csv"))
}

/// The same.
pub(crate) fn rows(path: &Path, _: &mut See<'_>) -> Result<()> {
    sheet(path).map(|_| ())
}
