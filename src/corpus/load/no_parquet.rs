//! Parquet without the library that reads it.

use std::path::Path;

use crate::corpus::sheet::Sheet;
use crate::error::{Error, Result};

use super::table::Contents;

/// Leaves every such table out.
pub(super) fn open(_: &Path) -> Result<Contents> {
    Ok(Contents::Other("a Parquet table, for which this build has no reader: save it as .csv".to_owned()))
}

/// Refuses such a table.
pub(crate) fn sheet(path: &Path) -> Result<Sheet> {
    Err(Error::unreadable(path, "this build has no reader of Parquet tables", "save it as .csv"))
}
