//! Cells of a few words that a program reads in English, as people read them in their language.

use std::borrow::Cow;

use crate::tables::{format_in_words, labels_in_words};
use crate::wording::{Lang, args};

/// A word of ours on a screen: in English as files have it.
pub(super) fn on_screen(word: &str, lang: Lang) -> &str {
    if lang == Lang::En { word } else { lang.cell(word).unwrap_or(word) }
}

/// A cell of this column, where it is more than a word of ours; in English as files have it.
pub(super) fn translated<'a>(column: &str, text: &'a str, lang: Lang) -> Option<Cow<'a, str>> {
    if lang == Lang::En {
        return None;
    }
    match column {
        "rule" | "rules" | "rules_a" | "rules_b" => Some(Cow::Owned(rules(text, lang))),
        "format" => Some(Cow::Owned(format_in_words(text, lang))),
        "labels" => Some(Cow::Owned(labels_in_words(text, lang))),
        "differs" => Some(Cow::Owned(differs(text, lang))),
        "estimate" => Some(Cow::Owned(lang.phrased("saturation-estimate", args! { "estimate" => text }))),
        "setting" => setting(text, lang).map(Cow::Owned),
        _ => None,
    }
}

/// `line 3, line 12: schaam* (only in A)`, as tables have it: the lines of a codebook's file, and what its rules say.
fn rules(text: &str, lang: Lang) -> String {
    let separator = if text.contains("; ") || text.contains(": ") { "; " } else { ", " };
    let rule = |rule: &str| {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let Some((number, rest)) = rule.strip_prefix("line ").map(|text| text.split_at(digits(text))) else {
            return rule.to_owned();
        };
        if number.is_empty() || !(rest.is_empty() || rest.starts_with(": ")) {
            return rule.to_owned();
        }
        let line = lang.phrased("codebook-line", args! { "n" => number });
        for (run, said) in [(" (only in A)", "comparison-only-a"), (" (only in B)", "comparison-only-b")] {
            if let Some(text) = rest.strip_suffix(run) {
                return format!("{line}{text} ({})", lang.phrase(said));
            }
        }
        format!("{line}{rest}")
    };
    text.split(separator).map(rule).collect::<Vec<_>>().join(separator)
}

/// `stance: affirmed → negated; memo`: names of columns, and what stands in them in the two runs.
fn differs(text: &str, lang: Lang) -> String {
    let name = |name: &str| lang.column(name).unwrap_or_else(|| name.to_owned());
    let word = |word: &str| lang.cell(word).unwrap_or(word).to_owned();
    let one = |one: &str| match one.split_once(": ").and_then(|(what, of)| Some((what, of.split_once(" → ")?))) {
        Some((what, (a, b))) => format!("{}: {} → {}", name(what), word(a), word(b)),
        None => name(one),
    };
    text.split("; ").map(one).collect::<Vec<_>>().join("; ")
}

/// `base 4, run 2, 5 %`.
fn setting(text: &str, lang: Lang) -> Option<String> {
    let mut parts = text.split(", ");
    let (base, run) = (parts.next()?.strip_prefix("base ")?, parts.next()?.strip_prefix("run ")?);
    let percent = parts.next()?;
    Some(lang.phrased("saturation-setting", args! { "base" => base, "run" => run, "percent" => percent }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(column: &str, text: &str, dutch: &str) {
        assert_eq!(translated(column, text, Lang::Nl).as_deref().unwrap_or(text), dutch);
        assert_eq!(translated(column, text, Lang::En), None, "English is as files have it");
    }

    #[test]
    fn rules_are_told_by_the_lines_of_their_file() {
        reads("rules", "line 3, line 12", "bestandsregel 3, bestandsregel 12");
        reads("rules", "line 3; line 12", "bestandsregel 3; bestandsregel 12");
        reads(
            "rules_a",
            "line 14: verzwijg* OR zweeg (only in A); line 15: \"a, b\"",
            "bestandsregel 14: verzwijg* OR zweeg (alleen in A); bestandsregel 15: \"a, b\"",
        );
        reads("rule", "line 2806", "bestandsregel 2806");
        reads("rules", "line dance, line", "line dance, line");
    }

    #[test]
    fn what_differs_and_settings_are_told_in_words() {
        reads("differs", "stance: affirmed → negated; memo; rules", "strekking: bevestigend → ontkend; memo; regels");
        reads("differs", "prompted: – → true", "uitgelokt: – → ja");
        reads("setting", "base 4, run 2, 5%", "basis 4, reeks 2, 5%");
        reads("setting", "50%", "50%");
        reads("estimate", "in_one_interview", "in één interview");
        reads("estimate", "codes", "codes");
        reads("text", "line 3", "line 3");
    }

    #[test]
    fn words_of_ours_are_told_and_names_stay() {
        assert_eq!((on_screen("fp", Lang::Nl), on_screen("fp", Lang::En)), ("onterecht gevonden", "fp"));
        assert_eq!(on_screen("anna", Lang::Nl), "anna");
    }
}
