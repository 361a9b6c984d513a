//! Is a code independent of the variable?

use crate::error::{Error, Result};
use crate::ids::CodeId;
use crate::stats::{self, Undefined, benjamini_hochberg, ratio, residual_p};
use crate::tally::{Counts, GroupCounts};
use crate::wording::Lang;

use super::super::columns::Cells;
use super::{Counted, Cross, sentences};

/// At most this share of the flags is expected to be false.
const FALSE_FLAGS: f64 = 0.05;

/// The tests of all codes, in their order.
pub(super) struct Tests {
    codes: Vec<Result<stats::Crosstab, Undefined>>,
    /// After correction, by code.
    q: Vec<Option<f64>>,
    /// Residual and corrected probability, by code and group.
    cells: Vec<Vec<Option<Cell>>>,
    defined: usize,
    flagged_of: usize,
    missing: u64,
}

#[derive(Clone, Copy)]
struct Cell {
    expected: f64,
    residual: f64,
    q: f64,
}

impl Tests {
    pub(super) fn of(cross: &Cross<'_>, whole: &Counts) -> Result<Self> {
        refuse(cross, whole)?;
        let groups: Vec<(usize, &GroupCounts)> = cross.valued().collect();
        let table = |&code: &CodeId| {
            let coded = |group: &GroupCounts| cross.count(group, Some(code)).unwrap_or(0);
            let with: Vec<u64> = groups.iter().map(|(_, group)| coded(group)).collect();
            let without = groups.iter().map(|(_, group)| cross.of(group).saturating_sub(coded(group))).collect();
            stats::crosstab(&[with, without])
        };
        let codes: Vec<Result<stats::Crosstab, Undefined>> = cross.codes.iter().map(table).collect();
        let p: Vec<Option<f64>> = codes.iter().map(|table| table.as_ref().ok().map(|table| table.p)).collect();
        let probabilities: Vec<Option<f64>> = codes
            .iter()
            .flatten()
            .flat_map(|table| table.residuals[0].iter().map(|&residual| residual_p(residual).ok()))
            .collect();
        let mut corrected = benjamini_hochberg(&probabilities).into_iter();
        let mut cells = vec![vec![None; cross.counts.groups.len()]; codes.len()];
        for (cells, table) in cells.iter_mut().zip(&codes) {
            let Ok(table) = table else { continue };
            for (i, &column) in table.columns.iter().enumerate() {
                let (expected, residual) = (table.expected[0][i], table.residuals[0][i]);
                cells[groups[column].0] =
                    Some(Cell { expected, residual, q: corrected.next().flatten().unwrap_or(1.0) });
            }
        }
        let of_valued: u64 = groups.iter().map(|(_, group)| cross.of(group)).sum();
        let all: u64 = cross.counts.groups.iter().map(|group| cross.of(group)).sum();
        Ok(Self {
            q: benjamini_hochberg(&p),
            defined: codes.iter().flatten().count(),
            flagged_of: probabilities.len(),
            missing: all - of_valued,
            codes,
            cells,
        })
    }

    pub(super) fn columns(&self, cross: &Cross<'_>) -> Vec<(String, Cells)> {
        let at = |group: usize, code: Option<usize>| code.and_then(|code| self.cells[code][group]);
        let cell = |of: fn(Cell) -> f64| Cells::Ratio(cross.each_place(|group, code| at(group, code).map(of)));
        let of_code = |code: Option<usize>| code.and_then(|code| self.codes[code].as_ref().ok());
        let table = |of: &dyn Fn(&stats::Crosstab) -> Option<f64>| {
            Cells::Ratio(cross.each_place(|_, code| of_code(code).and_then(of)))
        };
        let flag = |cell: Cell| match cell {
            Cell { q, .. } if q > FALSE_FLAGS => None,
            Cell { residual, .. } => Some(if residual > 0.0 { "more" } else { "fewer" }.to_owned()),
        };
        let df = cross.each_place(|_, code| of_code(code).and_then(|table| super::cell(table.df)));
        let small = |table: &stats::Crosstab| {
            ratio(100 * table.small_cells as u64, (table.rows.len() * table.columns.len()) as u64).ok()
        };
        let named = [
            ("expected", cell(|cell| cell.expected)),
            ("residual", cell(|cell| cell.residual)),
            ("residual_q", cell(|cell| cell.q)),
            ("flag", Cells::Text(cross.each_place(|group, code| at(group, code).and_then(flag)))),
            ("chi2", table(&|table| Some(table.chi2))),
            ("df", Cells::Count(df)),
            ("p", table(&|table| Some(table.p))),
            ("q", Cells::Ratio(cross.each_place(|_, code| code.and_then(|code| self.q[code])))),
            ("g2", table(&|table| Some(table.g2))),
            ("cramers_v", table(&|table| Some(table.cramers_v))),
            ("cramers_v_corrected", table(&|table| table.cramers_v_corrected.ok())),
            ("min_expected", table(&|table| Some(table.min_expected))),
            ("small_cells_pct", table(&small)),
        ];
        named.map(|(name, cells)| (name.to_owned(), cells)).into()
    }

    pub(super) fn sentences(&self, cross: &Cross<'_>, lang: Lang) -> Vec<String> {
        if self.defined == 0 {
            return vec![sentences::nothing_tested(self.missing, cross.counted, lang)];
        }
        let small = self.codes.iter().flatten().filter(|table| table.small_cells > 0).count();
        let mut sentences = vec![sentences::assumed(cross.counted, self.defined, self.flagged_of, self.missing, lang)];
        sentences.extend(sentences::small_cells(small, self.defined, lang));
        sentences
    }

    pub(super) fn undefined(&self, lang: Lang) -> Vec<(String, String)> {
        let columns: [(&str, &[&str]); 4] = [
            ("crosstab-no-residual", &["expected", "residual", "residual_q"]),
            ("crosstab-no-flag", &["flag"]),
            ("crosstab-no-test", &["chi2", "df", "p", "q", "g2", "cramers_v", "min_expected", "small_cells_pct"]),
            ("crosstab-no-corrected", &["cramers_v_corrected"]),
        ];
        let of = |(why, names): (&str, &[&str])| {
            let why = lang.phrase(why);
            names.iter().map(|name| ((*name).to_owned(), why.clone())).collect::<Vec<_>>()
        };
        columns.into_iter().flat_map(of).collect()
    }
}

/// Refuses what would give probabilities that mean nothing.
fn refuse(cross: &Cross<'_>, whole: &Counts) -> Result<()> {
    let things = cross.counted.word();
    if matches!(cross.counted, Counted::Units | Counted::Codings) {
        return Err(Error::usage(
            format!(
                "{things} of one interview resemble one another, so a test of them would see differences that are none"
            ),
            "test people: leave --count out, or --count transcripts; without --tests the counts are shown",
        ));
    }
    let by = cross.counts.by.as_deref().unwrap_or_default();
    let sum: u64 = cross.counts.groups.iter().map(|group| cross.of(group)).sum();
    let all: u64 = whole.groups.iter().map(|group| cross.of(group)).sum();
    if sum == all {
        return Ok(());
    }
    let help = match cross.counted {
        _ if by == "coder" => "compare coders without --tests: all of them read the same words",
        Counted::Participants => {
            "test transcripts with --count transcripts, if each has one value; or leave --tests out"
        }
        _ => "test participants: leave --count out; or leave --tests out",
    };
    Err(Error::usage(
        format!(
            "some {things} have several values of `{by}` ({sum} in all for {all} {things}), so the values are not independent"
        ),
        help,
    ))
}
