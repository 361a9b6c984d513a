//! How two codes go together in the same units: measures and tests on a fourfold table.
//!
//! | family | where |
//! |---|---|
//! | the table itself, what is expected | [`Together`] |
//! | shares and ratios: Jaccard, Dice, overlap, cosine, Δp, lift, PMI, NPMI | `ratios.rs` |
//! | association: φ, χ², Yates, G², Yule's Q and Y | `deviance.rs` |
//! | odds ratios and their intervals | `odds.rs` |
//! | exact tests: Fisher, mid-p | `exact.rs` |
//! | within interviews: all shuffles, Cochran–Mantel–Haenszel | `within.rs`, `stratified.rs` |
//! | many tests at once | [`benjamini_hochberg`] |
//!
//! Counts may be as large as 10¹²: products are made in 128 bits, probabilities as logarithms.

mod deviance;
mod exact;
mod false_discovery;
mod odds;
mod probability;
mod ratios;
mod stratified;
mod together;
mod within;

pub use exact::Tail;
pub use false_discovery::benjamini_hochberg;
pub use odds::OddsRatio;
pub use probability::{Probability, chi_square_tail};
pub use stratified::{Stratified, cochran_mantel_haenszel};
pub use together::Together;
pub use within::{Shuffles, Within, within};

#[cfg(test)]
mod tests;
