//! The sentences of captions that take values: what they say is in `wording/*/captions.ftl`.
//!
//! They are for people who did not make the table: no abbreviations, no flags.

use crate::coding::RULES;
use crate::corpus::{Document, Reading};
use crate::tally::{GroupCounts, Totals};
use crate::wording::{Lang, args};

use super::{Definition, format_in_words, interviewer_in_words, labels_in_words};

/// How one transcript was read.
pub(super) fn reading(reading: &Reading, lang: Lang) -> String {
    let report = &reading.report;
    let part = |message: &str, text: &str| {
        if text.is_empty() { String::new() } else { lang.phrased(message, args! { "text" => text }) }
    };
    let commented = reading.commented();
    let comments = (!commented.is_empty()).then(|| {
        let name = |author: &str| if author.is_empty() { lang.phrase("without-a-name") } else { author.to_owned() };
        let mut authors: Vec<String> =
            commented.iter().map(|(author, count)| format!("{} {}", name(author), lang.number(*count))).collect();
        authors.sort_unstable();
        let n = commented.values().sum::<u64>();
        lang.phrased("caption-read-comments", args! { "n" => n, "authors" => authors.join(", ") })
    });
    let values = args! {
        "name" => reading.document.name.as_str(),
        "format" => format_in_words(report.format, lang),
        "encoding" => part("caption-read-encoding", &report.encoding),
        "labels" => part("caption-read-labels", &labels_in_words(&report.label_style, lang)),
        "interviewer" => interviewer_in_words(&report.interviewer, lang),
        "comments" => comments.unwrap_or_default(),
    };
    let is_known = !report.interviewer.is_empty();
    lang.phrased(if is_known { "caption-read" } else { "caption-read-without-interviewer" }, values)
}

/// What the researchers note of a transcript and of those in it, a sentence each.
pub(super) fn memos(document: &Document, lang: Lang) -> impl Iterator<Item = String> {
    const OF_CASE: &str = "caption-memo-on-case";
    let case = document.case.clone().unwrap_or_default();
    let of_whole = [("caption-memo", document.name.clone(), &document.memo), (OF_CASE, case, &document.case_memo)];
    let of_speakers = document.speakers.iter().map(|speaker| {
        let own_case = speaker.case.as_ref().filter(|case| document.case.as_ref() != Some(case));
        match own_case {
            Some(case) => (OF_CASE, case.clone(), &speaker.memo),
            None => ("caption-memo", speaker.label.clone(), &speaker.memo),
        }
    });
    let all = of_whole.into_iter().chain(of_speakers).filter(|(.., memo)| !memo.is_empty());
    all.map(move |(message, of, memo)| {
        let in_a_line: Vec<&str> = memo.split_whitespace().collect();
        lang.phrased(message, args! { "of" => of, "memo" => in_a_line.join(" ") })
    })
}

/// The name of the row of units without any code.
pub(super) fn no_code(definition: &Definition<'_>) -> String {
    definition.lang().phrase("no-code")
}

pub(super) fn unit_and_words(definition: &Definition<'_>) -> String {
    let unit = definition.unit;
    let values = args! { "unit" => unit.name(), "words" => unit.words().unwrap_or_default() };
    format!("{} {}", definition.lang().phrased("caption-unit", values), words_of(definition))
}

pub(super) fn words_of(definition: &Definition<'_>) -> String {
    let (part, lang) = (definition.admission.part.to_string(), definition.lang());
    match &definition.admission.condition {
        None => lang.phrased("caption-words", args! { "part" => part }),
        Some(condition) => {
            lang.phrased("caption-words-where", args! { "part" => part, "condition" => condition.to_string() })
        }
    }
}

pub(super) fn apart(definition: &Definition<'_>, by: &str) -> String {
    let lang = definition.lang();
    if by == "coder" {
        lang.phrase("caption-coders-apart")
    } else {
        lang.phrased("caption-values-apart", args! { "by" => by })
    }
}

/// A value of the variable `by`, as people read it: parts and the rules have names in their language.
pub(super) fn value(by: &str, value: &str, lang: Lang) -> String {
    match by {
        "coder" if value == RULES => lang.phrase("caption-rules"),
        "part" => lang.cell(value).unwrap_or(value).to_owned(),
        _ => value.to_owned(),
    }
}

/// How many there are in a group: of all, or of those with its value of `by`.
pub(super) fn denominators(definition: &Definition<'_>, group: &GroupCounts, by: &str, in_units: bool) -> String {
    let lang = definition.lang();
    let values = args! {
        "participants" => group.participants,
        "transcripts" => group.documents.len(),
        "units" => group.units,
        "words" => group.words,
    };
    let counts = lang.phrased(if in_units { "caption-counts" } else { "caption-counts-without-units" }, values);
    if group.value.is_empty() {
        return counts;
    }
    lang.phrased("caption-counts-of", args! { "value" => value(by, &group.value, lang), "counts" => counts })
}

pub(super) fn codings(definition: &Definition<'_>, totals: &Totals) -> String {
    let lang = definition.lang();
    let has_decisions = totals.accepted + totals.rejected > 0;
    // All that rules propose, since their reviewer has read what is left out too.
    let is_reviewed =
        definition.coder == RULES && has_decisions && !["accepted", "proposed"].contains(&definition.status);
    let message = match (is_reviewed, totals.rejected > 0, definition.coder.is_empty()) {
        (true, false, _) => "caption-reviewed",
        (true, true, _) => "caption-reviewed-and-rejected",
        (false, false, true) => "caption-by-nobody",
        (false, true, true) => "caption-by-nobody-and-rejected",
        (false, false, false) => "caption-by",
        (false, true, false) => "caption-by-and-rejected",
    };
    let values = args! {
        "n" => totals.codings + if is_reviewed { totals.rejected } else { 0 },
        "coder" => coder(definition.coder, lang),
        "accepted" => totals.accepted,
        "reviewed" => totals.reviewed(),
        "more" => totals.rejected,
        "left" => totals.codings,
        "stances" => stances(totals, lang),
    };
    lang.phrased(message, values)
}

/// Whose codings they are, as people say it.
fn coder(coder: &str, lang: Lang) -> String {
    match coder {
        RULES => lang.phrase("caption-rules"),
        other => match other.strip_prefix("any of ") {
            Some(names) => lang.phrased("caption-any-of", args! { "names" => names }),
            None => other.to_owned(),
        },
    }
}

/// How many of them are not affirmed, where any are.
fn stances(totals: &Totals, lang: Lang) -> String {
    let [_, negated, ceased, normative] = totals.stances;
    let each = [("caption-negated", negated), ("caption-ceased", ceased), ("caption-normative", normative)];
    let each = each.into_iter().filter(|(_, n)| *n > 0);
    let list: Vec<String> = each.map(|(message, n)| lang.phrased(message, args! { "n" => n })).collect();
    if list.is_empty() { String::new() } else { lang.phrased("caption-stances", args! { "list" => list.join("; ") }) }
}

pub(super) fn filters(definition: &Definition<'_>) -> Option<String> {
    let lang = definition.lang();
    let is_chosen = |word: &str| !["all", ""].contains(&word);
    let message = match (is_chosen(definition.status), is_chosen(definition.stance)) {
        (false, false) => return None,
        (true, false) => "caption-only-status",
        (false, true) => "caption-only-stance",
        (true, true) => "caption-only-status-and-stance",
    };
    let word = |word| lang.cell(word).unwrap_or(word);
    Some(lang.phrased(message, args! { "status" => word(definition.status), "stance" => word(definition.stance) }))
}

pub(super) fn left_out(definition: &Definition<'_>, outside: u64, wordless: u64) -> Vec<String> {
    let each = [("caption-outside", outside), ("caption-wordless", wordless)];
    let each = each.into_iter().filter(|(_, n)| *n > 0);
    each.map(|(message, n)| definition.lang().phrased(message, args! { "n" => n })).collect()
}

pub(super) fn unreadable(definition: &Definition<'_>) -> Option<String> {
    let n = definition.unreadable;
    (n > 0).then(|| definition.lang().phrased("caption-unreadable", args! { "n" => n }))
}

pub(super) fn codebook(definition: &Definition<'_>) -> String {
    let (codebook, lang, version) = (definition.codebook, definition.lang(), env!("CARGO_PKG_VERSION"));
    let has_none =
        codebook.codes.is_empty() || (codebook.name.get(definition.language).is_none() && codebook.version.is_empty());
    if has_none && codebook.hash.is_empty() {
        return format!("kantlijn {version}.");
    }
    let name = codebook.name.get(definition.language).map_or_else(|| lang.phrase("without-a-name"), str::to_owned);
    let named = format!("{name} {}", codebook.version);
    lang.phrased("made-with", args! { "codebook" => named.trim_end(), "version" => version })
}

pub(super) fn sampled(definition: &Definition<'_>, n: usize, of: usize, seed: u64) -> String {
    let values = args! { "n" => n, "all" => of, "seed" => seed.to_string() };
    definition.lang().phrased("caption-sampled", values)
}

pub(super) fn at_most_of_each(definition: &Definition<'_>, n: usize) -> String {
    definition.lang().phrased("caption-at-most-of-each", args! { "n" => n })
}

#[cfg(test)]
mod tests {
    use crate::codebook::Codebook;
    use crate::corpus::Admission;
    use crate::scope::Unit;
    use crate::tally::Totals;

    use super::{Definition, codings, filters, unit_and_words};

    /// What `about` says in Dutch of a table of codings by `coder`.
    fn dutch<T>(coder: &str, unit: Unit, stance: &str, about: impl Fn(&Definition<'_>) -> T) -> T {
        let (codebook, admission) = (Codebook::default(), Admission::default());
        about(&Definition {
            codebook: &codebook,
            language: "nl-NL",
            corpus_hash: "",
            unit,
            admission: &admission,
            coder,
            status: "all",
            stance,
            unreadable: 0,
            masked: None,
        })
    }

    #[test]
    fn whose_codings_they_are_and_what_became_of_them() {
        let told = |coder, totals: Totals| dutch(coder, Unit::Answer, "all", |definition| codings(definition, &totals));
        let totals = |codings, accepted, rejected| Totals { codings, accepted, rejected, ..Totals::default() };
        assert_eq!(
            told("rules", totals(1, 1, 2)),
            "3 coderingen door regels, waarvan 3 beoordeeld (1 aanvaard; 2 afgewezen en weggelaten, zodat er 1 meetelt)."
        );
        assert_eq!(
            told("rules", totals(2, 1, 0)),
            "2 coderingen door regels, waarvan 1 beoordeeld (1 aanvaard; geen afgewezen)."
        );
        assert_eq!(
            told("any of anna, rules", totals(1, 1, 1)),
            "1 codering door een of meer van anna, rules, waarvan 1 door een mens gemaakt of aanvaard (nog 1 is afgewezen en \
             weggelaten)."
        );
        let meant = Totals { stances: [1, 2, 0, 1], ..totals(4, 4, 0) };
        assert_eq!(
            told("", meant),
            "4 coderingen, waarvan 4 door een mens gemaakt of aanvaard; 2 ontkend; 1 als norm, meegeteld als de andere."
        );
    }

    #[test]
    fn in_what_and_which_alone() {
        assert_eq!(
            dutch("rules", Unit::Window(50), "ceased", unit_and_words),
            "De eenheid is een venster van 50 woorden binnen een beurt. Alleen de woorden van deelnemers tellen mee: van iedereen \
             die niet als interviewer is herkend."
        );
        let only = dutch("rules", Unit::Turn, "ceased", filters);
        assert_eq!(only.as_deref(), Some("Alleen coderingen met de strekking “niet meer zo”."));
    }
}
