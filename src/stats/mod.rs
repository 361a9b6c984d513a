//! What numbers mean: pure functions on counts, each with its author, year and equation.
//!
//! Nothing here reads a file or knows a code. A number that cannot be computed is an [`Undefined`] with
//! its reason, never a zero.

mod agreement;
mod association;
mod crosstab;
mod dispersion;
mod excess;
mod interval;
mod keyness;
mod number;
mod saturation;
mod similarity;

pub use agreement::{
    Bootstrap, Coincidences, Continuum, Detection, Drawn, Draws, Misfit, PairTable, Ratings, Scale, Segment,
    SetDistance, SetRatings, SetSums, Square, Unitized, WeightedDetection, Weights, compat, macro_mean, micro,
    pooled_kappa, specific_agreement,
};
pub use association::{
    OddsRatio, Probability, Shuffles, Stratified, Tail, Together, Within, benjamini_hochberg, chi_square_tail,
    cochran_mantel_haenszel, within,
};
pub use crosstab::{Crosstab, crosstab, residual_p};
pub use dispersion::{Part, carroll_d2, dispersion, dispersion_norm, juilland_d, range, rosengren_s};
pub use interval::{Interval, garwood, wilson};
pub use keyness::{Occurrences, log_likelihood_four_cells, log_likelihood_two_cells, log_ratio};
pub use number::{Undefined, ratio, round12};
pub use saturation::{
    Expected, Incidence, Information, Step, accumulate, interviews_needed, interviews_to, new_information,
    prevalence_shown,
};
pub use similarity::similarity_order;
