//! Krippendorff's α for a sentence: of all codes together, and of the codes one by one.

use crate::agreement::Interview;
use crate::ids::CodeId;
use crate::stats::{Bootstrap, Interval, Scale, SetDistance, Undefined};

use super::{Compared, Judged, overall};

/// How far coders agree, as one says it in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Alphas {
    /// α of the sets of codes that units have, with the distance of Jaccard (Krippendorff 2011): the row
    /// `all codes (Jaccard)` of the table `agreement`, in English.
    pub overall: Result<f64, Undefined>,
    /// Its 95 % interval, of interviews drawn again and again, where it was asked for.
    pub interval: Option<Result<Interval, Undefined>>,
    /// α of each code that anybody used, with everything below it, in the codebook's order; without those of which there is none.
    pub by_code: Vec<(CodeId, f64)>,
    /// The interviews that at least two coders rated.
    pub interviews: u64,
    /// Their units.
    pub units: u64,
}

impl Alphas {
    /// Those of what was compared; with an interval where there is a seed.
    #[must_use]
    pub fn of(compared: &Compared<'_>, seed: Option<u64>) -> Self {
        let interviews: Vec<&Interview> = compared.comparison.shared().collect();
        let sums = overall::sums(compared.plan.coders.len(), &interviews, SetDistance::Jaccard);
        let bootstrap = seed.map(|seed| Bootstrap { seed, ..Bootstrap::default() });
        let alpha = |code: CodeId| {
            let alpha = Judged::of(compared, code).together().alpha(Scale::Nominal);
            alpha.ok().map(|alpha| (code, alpha))
        };
        Self {
            overall: sums.alpha(&vec![1; interviews.len()]),
            interval: bootstrap.map(|b| b.interval(interviews.len(), |times| sums.alpha(times)).interval),
            by_code: compared.comparison.used().into_iter().filter_map(alpha).collect(),
            interviews: interviews.len() as u64,
            units: interviews.iter().map(|interview| interview.units).sum(),
        }
    }
}
