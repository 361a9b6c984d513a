//! What can be said of a codebook without any text.

use crate::diagnostic::Diagnostic;

use super::Codebook;

/// Remarks on a codebook: duplicate and shadowed terms, codes without a definition, and the like.
#[must_use]
pub fn lint(_codebook: &Codebook) -> Vec<Diagnostic> {
    unimplemented!("codebook")
}
