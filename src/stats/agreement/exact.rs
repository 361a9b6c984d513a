//! Products and differences of counts, exact before they become a float.

/// `x · y`. Counts up to 2⁶⁰ give products below 2¹²², so nothing is cut off; larger ones stop at the greatest number.
pub(super) fn product(x: impl Into<u128>, y: impl Into<u128>) -> u128 {
    x.into().saturating_mul(y.into())
}

/// `x − y`, rounded once, however near the two are.
pub(super) fn difference(x: u128, y: u128) -> f64 {
    if x >= y { (x - y) as f64 } else { -((y - x) as f64) }
}
