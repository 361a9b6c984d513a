//! When interviews stop bringing new codes.
//!
//! The curve and the rule of Guest, Namey & Chen depend on the order in which interviews were analysed; how often codes occur
//! ([`Incidence`]) does not.

mod curve;
mod richness;

pub use curve::{Information, Step, accumulate, interviews_to, new_information};
pub use richness::{Expected, Incidence, interviews_needed, prevalence_shown};
