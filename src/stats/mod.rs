//! What numbers mean: pure functions on counts, each with its author, year and equation.
//!
//! Nothing here reads a file or knows a code. A number that cannot be computed is an [`Undefined`] with
//! its reason, never a zero.

mod dispersion;
mod interval;
mod number;

pub use dispersion::{Part, dispersion};
pub use interval::{Interval, wilson};
pub use number::{Undefined, ratio, round12};
