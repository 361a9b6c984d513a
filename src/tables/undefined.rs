//! Why a number does not exist, as people read it.

use crate::stats::Undefined;
use crate::wording::{Lang, args};

/// The reason as a clause.
pub(super) fn why(reason: Undefined, lang: Lang) -> String {
    lang.phrased("why-undefined", args! { "why" => reason.word() })
}

#[cfg(test)]
mod tests {
    use crate::stats::Undefined;
    use crate::wording::Lang;

    use super::why;

    #[test]
    fn every_reason_is_said_in_each_language() {
        let all = [
            Undefined::Empty,
            Undefined::ZeroFrequency,
            Undefined::SinglePart,
            Undefined::Single,
            Undefined::NoVariation,
            Undefined::NoPairs,
            Undefined::ZeroMargin,
            Undefined::TooFewCells,
            Undefined::Overlap,
        ];
        let mut dutch: Vec<String> = all.iter().map(|&reason| why(reason, Lang::Nl)).collect();
        for reason in all {
            assert_eq!(why(reason, Lang::En), reason.to_string());
        }
        dutch.sort_unstable();
        dutch.dedup();
        assert_eq!(dutch.len(), all.len(), "a reason that no message has reads as another: {dutch:?}");
    }
}
