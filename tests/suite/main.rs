//! One integration-test binary: each debug binary that links polars is 200 MB.

mod floors;
#[cfg(feature = "tables")]
mod readme;
mod spec;
