//! Whether two classifications of the same things are independent.

use super::excess::{excess, surprise};
use super::{Undefined, chi_square_tail, round12};

/// What a table of counts says of independence; cells are those of rows and columns that hold anything.
///
/// Every number takes the things that were counted to be independent of each other, and each to be in one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Crosstab {
    /// How many things.
    pub n: u64,
    /// Which rows hold anything, by their places in what was given; the others are dropped.
    pub rows: Vec<usize>,
    /// Which columns hold anything.
    pub columns: Vec<usize>,
    /// Under independence, `row·column/n`.
    pub expected: Vec<Vec<f64>>,
    /// Adjusted residuals, `(o − e)/√(e(1 − row/n)(1 − column/n))`, standard normal under independence: Haberman (1973),
    /// Biometrics 29, p. 205.
    pub residuals: Vec<Vec<f64>>,
    /// Pearson's (1900) `Σ (o − e)²/e`, without a correction for continuity.
    pub chi2: f64,
    /// Degrees of freedom, `(rows − 1)(columns − 1)`.
    pub df: u64,
    /// The probability of such a `chi2` or a greater one under independence; near enough where hardly any cell is expected below 5;
    /// as [`chi_square_tail`], never below 10⁻³⁰⁰.
    pub p: f64,
    /// The log-likelihood ratio `2 Σ o ln(o/e)`, 0 ln 0 being 0; Agresti (2013), Categorical Data Analysis, equation 3.11.
    pub g2: f64,
    /// Cramér's V, `√(χ²/(n·min(rows − 1, columns − 1)))`: Cramér (1946), p. 282.
    pub cramers_v: f64,
    /// The same without its upward bias in small tables: Bergsma (2013), Journal of the Korean Statistical Society 42, equation 7 ff.
    /// [`Undefined::Empty`] where two things alone make a table of two by two.
    pub cramers_v_corrected: Result<f64, Undefined>,
    /// The smallest expected count.
    pub min_expected: f64,
    /// How many cells are expected below 5.
    pub small_cells: usize,
}

/// Expected counts, residuals, χ², G² and V of a table, given row by row.
///
/// Rows and columns without a count are dropped, and [`Crosstab::rows`] and [`Crosstab::columns`] tell which are left.
///
/// # Errors
/// [`Undefined::Empty`] when all is 0; [`Undefined::TooFewCells`] when fewer than two rows or columns hold anything.
///
/// ```
/// use kantlijn::stats::crosstab;
///
/// let table = crosstab(&[vec![10, 20], vec![20, 10]])?;
/// assert_eq!((table.df, format!("{:.3} {:.3}", table.chi2, table.cramers_v)), (1, "6.667 0.333".to_owned()));
/// # Ok::<(), kantlijn::stats::Undefined>(())
/// ```
pub fn crosstab(cells: &[Vec<u64>]) -> Result<Crosstab, Undefined> {
    let width = cells.iter().map(Vec::len).max().unwrap_or(0);
    let at = |row: usize, column: usize| cells[row].get(column).copied().unwrap_or(0);
    let sum = |counts: &mut dyn Iterator<Item = u64>| counts.fold(0_u64, u64::saturating_add);
    let of_row: Vec<u64> = cells.iter().map(|row| sum(&mut row.iter().copied())).collect();
    let of_column: Vec<u64> = (0..width).map(|c| sum(&mut (0..cells.len()).map(|r| at(r, c)))).collect();
    let n = sum(&mut of_row.iter().copied());
    if n == 0 {
        return Err(Undefined::Empty);
    }
    let filled = |sums: &[u64]| (0..sums.len()).filter(|&i| sums[i] > 0).collect::<Vec<usize>>();
    let (rows, columns) = (filled(&of_row), filled(&of_column));
    if rows.len() < 2 || columns.len() < 2 {
        return Err(Undefined::TooFewCells);
    }
    let (n_f, smaller) = (n as f64, rows.len().min(columns.len()) as f64);
    let (mut expected, mut residuals) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    let (mut chi2, mut g2, mut min_expected, mut small_cells) = (0.0, 0.0, f64::INFINITY, 0);
    for &r in &rows {
        let (mut of_expected, mut of_residuals) =
            (Vec::with_capacity(columns.len()), Vec::with_capacity(columns.len()));
        for &c in &columns {
            let (row, column) = (of_row[r], of_column[c]);
            let e = row as f64 / n_f * column as f64;
            let more = excess(at(r, c), row, column, n);
            let spread = e * ((n - row) as f64 / n_f) * ((n - column) as f64 / n_f);
            chi2 += more * more / e;
            g2 += surprise(e, more);
            min_expected = e.min(min_expected);
            small_cells += usize::from(e < 5.0);
            of_expected.push(round12(e));
            of_residuals.push(round12(more / spread.sqrt()));
        }
        expected.push(of_expected);
        residuals.push(of_residuals);
    }
    let df = (rows.len() as u64 - 1) * (columns.len() as u64 - 1);
    Ok(Crosstab {
        n,
        expected,
        residuals,
        chi2: round12(chi2),
        df,
        p: chi_square_tail(chi2, df)?,
        g2: round12(2.0 * g2),
        cramers_v: round12((chi2 / n_f / (smaller - 1.0)).min(1.0).sqrt()),
        cramers_v_corrected: corrected(chi2 / n_f, n_f, rows.len() as f64, columns.len() as f64),
        min_expected: round12(min_expected),
        small_cells,
        rows,
        columns,
    })
}

/// Bergsma's V: φ² less what it has by chance, over what it can be at most with so many things.
fn corrected(phi2: f64, n: f64, rows: f64, columns: f64) -> Result<f64, Undefined> {
    let chance = (rows - 1.0) * (columns - 1.0) / (n - 1.0);
    // What rounding leaves of two equal numbers is nothing, and its root would look like something.
    let phi2 = if phi2 - chance > 1e-12 * chance { phi2 - chance } else { 0.0 };
    let most = |length: f64| length - (length - 1.0) * (length - 1.0) / (n - 1.0) - 1.0;
    let most = most(rows).min(most(columns));
    if most <= 0.0 { Err(Undefined::Empty) } else { Ok(round12((phi2 / most).min(1.0).sqrt())) }
}

/// The probability of an adjusted residual at least as far from zero, on either side, under independence; as
/// [`chi_square_tail`], of which its square is the χ² with one degree of freedom.
///
/// # Errors
/// [`Undefined::Empty`] when `residual` is no number.
pub fn residual_p(residual: f64) -> Result<f64, Undefined> {
    chi_square_tail(residual * residual, 1)
}

#[cfg(test)]
mod tests;
