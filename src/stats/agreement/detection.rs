//! Rules, or anybody, against a reference.

use libm::sqrt;

use super::exact::{difference, product};
use super::square::over;
use crate::stats::{Undefined, round12};

/// Units by what was found in them and what the reference holds to be there.
///
/// Measures over several codes: [`micro`] adds the counts, [`macro_mean`] takes the mean of a measure.
///
/// ```
/// use kantlijn::stats::{Detection, Undefined};
///
/// let found = Detection { tp: 45, fp: 5, fn_: 15, tn: 935 };
/// assert_eq!((found.precision(), found.recall()), (Ok(0.9), Ok(0.75)));
/// assert_eq!(found.f1(), Ok(0.818181818182));
///
/// let silent = Detection { tp: 0, fp: 0, fn_: 15, tn: 985 };
/// assert_eq!((silent.precision(), silent.recall()), (Err(Undefined::Empty), Ok(0.0)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Detection {
    /// Found, and there.
    pub tp: u64,
    /// Found, and not there.
    pub fp: u64,
    /// Not found, though there.
    pub fn_: u64,
    /// Not found, and not there.
    pub tn: u64,
}

/// A [`Detection`] estimated from a sample: each drawn unit counts for as many as it was drawn from.
///
/// With weights of one divided by the chance to be drawn, each of the four is estimated without bias: Horvitz and Thompson (1952), “A
/// generalization of sampling without replacement from a finite universe”, Journal of the American Statistical Association 47,
/// pp. 663–685. Weights are positive and finite.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WeightedDetection {
    /// Found, and there.
    pub tp: f64,
    /// Found, and not there.
    pub fp: f64,
    /// Not found, though there.
    pub fn_: f64,
    /// Not found, and not there.
    pub tn: f64,
}

impl WeightedDetection {
    /// Adds counts of drawn units that stand for `weight` units each.
    pub fn add(&mut self, counts: &Detection, weight: f64) {
        self.tp += counts.tp as f64 * weight;
        self.fp += counts.fp as f64 * weight;
        self.fn_ += counts.fn_ as f64 * weight;
        self.tn += counts.tn as f64 * weight;
    }

    /// The estimate of a draw of the bootstrap: that of each group as often as `times` says, in one sum.
    #[must_use]
    pub fn drawn(groups: &[Self], times: &[u32]) -> Self {
        let mut sum = Self::default();
        for (group, &times) in groups.iter().zip(times).filter(|(_, times)| **times > 0) {
            let times = f64::from(times);
            sum.tp += group.tp * times;
            sum.fp += group.fp * times;
            sum.fn_ += group.fn_ * times;
            sum.tn += group.tn * times;
        }
        sum
    }

    /// The estimates of several codes in one sum, of which measures are called micro.
    #[must_use]
    pub fn micro(codes: &[Self]) -> Self {
        Self::drawn(codes, &vec![1; codes.len()])
    }

    /// The share of what was found that is there, TP/(TP+FP).
    ///
    /// # Errors
    /// [`Undefined::Empty`] when nothing was found.
    pub fn precision(&self) -> Result<f64, Undefined> {
        over(self.tp, self.tp + self.fp, Undefined::Empty)
    }

    /// The share of what is there that was found, TP/(TP+FN).
    ///
    /// # Errors
    /// [`Undefined::Empty`] when nothing is there.
    pub fn recall(&self) -> Result<f64, Undefined> {
        over(self.tp, self.tp + self.fn_, Undefined::Empty)
    }

    /// The harmonic mean of precision and recall, 2TP/(2TP+FP+FN).
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when nothing was found and nothing is there.
    pub fn f1(&self) -> Result<f64, Undefined> {
        self.f_beta(1.0)
    }

    /// F1 in which recall counts β times as much as precision: Van Rijsbergen (1979), Information retrieval, 2nd edition, chapter 7;
    /// as (1+β²)TP / ((1+β²)TP + β²FN + FP).
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when nothing was found and nothing is there.
    pub fn f_beta(&self, beta: f64) -> Result<f64, Undefined> {
        let square = beta * beta;
        let above = (1.0 + square) * self.tp;
        over(above, above + square * self.fn_ + self.fp, Undefined::ZeroFrequency)
    }

    /// The share of what is not there that was not found, TN/(TN+FP).
    ///
    /// # Errors
    /// [`Undefined::Empty`] when all is there.
    pub fn specificity(&self) -> Result<f64, Undefined> {
        over(self.tn, self.tn + self.fp, Undefined::Empty)
    }

    /// The share of what was not found that is not there, TN/(TN+FN): the negative predictive value.
    ///
    /// # Errors
    /// [`Undefined::Empty`] when all was found.
    pub fn npv(&self) -> Result<f64, Undefined> {
        over(self.tn, self.tn + self.fn_, Undefined::Empty)
    }

    /// Matthews's correlation, φ of the four: Matthews (1975), “Comparison of the predicted and observed secondary structure of T4
    /// phage lysozyme”, Biochimica et Biophysica Acta 405, pp. 442–451.
    ///
    /// # Errors
    /// [`Undefined::Empty`] without a unit, [`Undefined::ZeroMargin`] when nothing or all was found, or is there.
    pub fn mcc(&self) -> Result<f64, Undefined> {
        self.correlation(self.tp * self.tn - self.fp * self.fn_)
    }

    fn correlation(&self, determinant: f64) -> Result<f64, Undefined> {
        let n = self.tp + self.fp + self.fn_ + self.tn;
        if !(n > 0.0 && n.is_finite()) {
            return Err(Undefined::Empty);
        }
        let (found, there) = (self.tp + self.fp, self.tp + self.fn_);
        let (passed, absent) = (self.tn + self.fn_, self.tn + self.fp);
        // Two roots, whose product stays small where that of four margins would not.
        let below = sqrt(found * there) * sqrt(passed * absent);
        if below > 0.0 { Ok(round12((determinant / below).clamp(-1.0, 1.0))) } else { Err(Undefined::ZeroMargin) }
    }

    /// Jaccard's coefficient, TP/(TP+FP+FN): Jaccard (1912), “The distribution of the flora in the alpine zone”, New Phytologist 11.
    ///
    /// # Errors
    /// [`Undefined::ZeroFrequency`] when nothing was found and nothing is there.
    pub fn jaccard(&self) -> Result<f64, Undefined> {
        over(self.tp, self.tp + self.fp + self.fn_, Undefined::ZeroFrequency)
    }
}

impl From<Detection> for WeightedDetection {
    fn from(counts: Detection) -> Self {
        Self { tp: counts.tp as f64, fp: counts.fp as f64, fn_: counts.fn_ as f64, tn: counts.tn as f64 }
    }
}

impl Detection {
    /// Adds the counts of other units.
    pub fn add(&mut self, other: &Detection) {
        self.tp = self.tp.saturating_add(other.tp);
        self.fp = self.fp.saturating_add(other.fp);
        self.fn_ = self.fn_.saturating_add(other.fn_);
        self.tn = self.tn.saturating_add(other.tn);
    }

    /// The counts of a draw of the bootstrap: each as often as `times` says, in one sum.
    #[must_use]
    pub fn drawn(counts: &[Detection], times: &[u32]) -> Detection {
        let mut sum = Detection::default();
        for (counts, &times) in counts.iter().zip(times).filter(|(_, times)| **times > 0) {
            let [tp, fp, fn_, tn] =
                [counts.tp, counts.fp, counts.fn_, counts.tn].map(|count| count.saturating_mul(u64::from(times)));
            sum.add(&Detection { tp, fp, fn_, tn });
        }
        sum
    }

    /// As [`WeightedDetection::precision`].
    pub fn precision(&self) -> Result<f64, Undefined> {
        WeightedDetection::from(*self).precision()
    }

    /// As [`WeightedDetection::recall`].
    pub fn recall(&self) -> Result<f64, Undefined> {
        WeightedDetection::from(*self).recall()
    }

    /// As [`WeightedDetection::f1`].
    pub fn f1(&self) -> Result<f64, Undefined> {
        WeightedDetection::from(*self).f1()
    }

    /// As [`WeightedDetection::f_beta`].
    pub fn f_beta(&self, beta: f64) -> Result<f64, Undefined> {
        WeightedDetection::from(*self).f_beta(beta)
    }

    /// As [`WeightedDetection::specificity`].
    pub fn specificity(&self) -> Result<f64, Undefined> {
        WeightedDetection::from(*self).specificity()
    }

    /// As [`WeightedDetection::npv`].
    pub fn npv(&self) -> Result<f64, Undefined> {
        WeightedDetection::from(*self).npv()
    }

    /// As [`WeightedDetection::mcc`], with an exact determinant.
    pub fn mcc(&self) -> Result<f64, Undefined> {
        let determinant = difference(product(self.tp, self.tn), product(self.fp, self.fn_));
        WeightedDetection::from(*self).correlation(determinant)
    }

    /// As [`WeightedDetection::jaccard`].
    pub fn jaccard(&self) -> Result<f64, Undefined> {
        WeightedDetection::from(*self).jaccard()
    }
}

/// The counts of several codes in one sum, of which measures are called micro.
#[must_use]
pub fn micro(codes: &[Detection]) -> Detection {
    codes.iter().fold(Detection::default(), |mut sum, counts| {
        sum.add(counts);
        sum
    })
}

/// The mean of a measure over the codes for which it is defined, called macro, and how many codes were left out.
///
/// The macro F1 is the mean of the codes' F1, not F1 of mean precision and recall: Opitz and Burst (2019), “Macro F1 and macro F1”.
///
/// # Errors
/// [`Undefined::Empty`] when it is defined for none.
pub fn macro_mean(values: impl IntoIterator<Item = Result<f64, Undefined>>) -> (Result<f64, Undefined>, usize) {
    let (mut sum, mut count, mut left_out) = (0.0, 0.0, 0);
    for value in values {
        match value {
            Ok(value) => (sum, count) = (sum + value, count + 1.0),
            Err(_) => left_out += 1,
        }
    }
    (over(sum, count, Undefined::Empty), left_out)
}

#[cfg(test)]
mod tests;
