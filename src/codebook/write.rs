//! Codebooks back to files, without loss.

use super::Codebook;

/// The codebook as TOML, as a researcher would have laid it out.
#[must_use]
pub fn write_toml(_codebook: &Codebook) -> String {
    unimplemented!("codebook")
}

/// The codebook as CSV: one row a code, the row `*` for the codebook itself.
#[must_use]
pub fn write_csv(_codebook: &Codebook) -> String {
    unimplemented!("codebook")
}

/// The codebook as an Excel workbook, laid out as the CSV.
///
/// # Errors
/// When the workbook cannot be made: a cell longer than Excel holds.
pub fn write_xlsx(_codebook: &Codebook) -> crate::Result<Vec<u8>> {
    unimplemented!("codebook")
}
