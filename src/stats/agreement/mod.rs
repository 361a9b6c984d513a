//! How far coders agree.
//!
//! [`Square`] is for two coders and one code, [`PairTable`] for two coders and several categories, [`Ratings`] for any number of
//! coders with missing ratings, [`SetRatings`] for sets of codes, [`Continuum`] for spans that coders chose freely, and
//! [`Detection`] for rules against a reference. What each needs of an interview is a sum of integers ([`Square`],
//! [`PairTable`], [`Coincidences`], [`Unitized`]), which adds exactly in any order: so a [`Bootstrap`] that draws whole interviews
//! only adds.
//!
//! Every coefficient is a number with its reason when there is none ([`Undefined`](super::Undefined)), and no verdict.

mod binomial;
mod bootstrap;
mod coincidences;
pub mod compat;
mod continuum;
mod detection;
mod exact;
mod misfit;
mod pair_table;
mod ratings;
mod scale;
mod sets;
mod specific;
mod square;
mod sums;
mod unitized;

pub use bootstrap::{Bootstrap, Drawn, Draws};
pub use coincidences::Coincidences;
pub use continuum::{Continuum, Segment};
pub use detection::{Detection, WeightedDetection, macro_mean, micro};
pub use misfit::Misfit;
pub use pair_table::PairTable;
pub use ratings::Ratings;
pub use scale::{Scale, Weights};
pub use sets::{SetDistance, SetRatings, SetSums};
pub use specific::specific_agreement;
pub use square::{Square, pooled_kappa};
pub use unitized::Unitized;
