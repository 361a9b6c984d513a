//! What numbers mean: pure functions on counts, each with its author, year and equation.
//!
//! Nothing here reads a file or knows a code. A number that cannot be computed is an [`Undefined`] with
//! its reason, never a zero.

mod agreement;
mod association;
mod dispersion;
mod interval;
mod number;

pub use agreement::{
    Bootstrap, Coincidences, Continuum, Detection, Drawn, Misfit, PairTable, Ratings, Scale, Segment, SetDistance,
    SetRatings, SetSums, Square, Unitized, WeightedDetection, Weights, compat, macro_mean, micro, pooled_kappa,
    specific_agreement,
};
pub use association::{
    OddsRatio, Probability, Shuffles, Stratified, Tail, Together, Within, benjamini_hochberg, chi_square_tail,
    cochran_mantel_haenszel, within,
};
pub use dispersion::{Part, dispersion};
pub use interval::{Interval, wilson};
pub use number::{Undefined, ratio, round12};
