//! The sentences under figures: what was counted, in what, over whom, in the words of `wording/*/plot.ftl`.

use crate::coding::RULES;
use crate::scope::Universe;
use crate::tables::Definition;
use crate::tally::{Counts, GroupCounts};
use crate::wording::{Lang, args};

/// What the unit is.
pub(super) fn unit(definition: &Definition<'_>, lang: Lang) -> String {
    let unit = definition.unit;
    lang.phrased("plot-unit", args! { "unit" => unit.name(), "words" => unit.words().unwrap_or_default() })
}

/// So many units, by the name of the unit.
pub(super) fn units(definition: &Definition<'_>, n: u64, lang: Lang) -> String {
    lang.phrased("units-of", args! { "n" => n, "unit" => definition.unit.name() })
}

/// Over whom, by which codings, with which codebook: the end of every caption.
pub(super) fn closing(counts: &Counts, definition: &Definition<'_>, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    if let [group] = &counts.groups[..]
        && counts.by.is_none()
    {
        said.push(over(group, definition, lang));
    }
    if let Some(by) = &counts.by {
        said.push(lang.phrased("plot-apart", args! { "by" => by.as_str() }));
    }
    said.push(whose(definition, lang));
    let totals = counts.totals();
    said.push(codings(definition, totals.codings, totals.accepted, lang));
    said.extend(origin(definition, lang));
    said
}

/// Whose words count.
pub(super) fn whose(definition: &Definition<'_>, lang: Lang) -> String {
    let part = match definition.admission.part {
        Universe::Participant => "participant",
        Universe::Interviewer => "interviewer",
        Universe::All => "all",
    };
    match &definition.admission.condition {
        None => lang.phrased("plot-whose", args! { "part" => part }),
        Some(condition) => {
            lang.phrased("plot-whose-where", args! { "part" => part, "condition" => condition.to_string() })
        }
    }
}

/// How many codings, by whom, and how many a person made or accepted.
pub(super) fn codings(definition: &Definition<'_>, codings: u64, accepted: u64, lang: Lang) -> String {
    let coder = match definition.coder {
        RULES => lang.phrase("plot-rules"),
        other => match other.strip_prefix("any of ") {
            Some(names) => lang.phrased("plot-any-of", args! { "names" => names }),
            None => other.to_owned(),
        },
    };
    let codings = lang.phrased("codings", args! { "n" => codings });
    let values = args! { "codings" => codings, "coder" => coder.as_str(), "accepted" => accepted };
    lang.phrased(if coder.is_empty() { "plot-codings" } else { "plot-codings-by" }, values)
}

/// Which codings alone, what could not be read, and which codebook and program.
pub(super) fn origin(definition: &Definition<'_>, lang: Lang) -> Vec<String> {
    let mut said = Vec::new();
    let chosen = |word: &str| !["all", ""].contains(&word);
    if chosen(definition.status) {
        said.push(lang.phrased("plot-only-status", args! { "status" => definition.status }));
    }
    if chosen(definition.stance) {
        said.push(lang.phrased("plot-only-stance", args! { "stance" => definition.stance }));
    }
    if definition.unreadable > 0 {
        said.push(lang.phrased("plot-unreadable", args! { "n" => definition.unreadable }));
    }
    said.extend(definition.masked_words(lang));
    let codebook = definition.codebook;
    let name = codebook.name.get(definition.language).unwrap_or_default();
    let version = env!("CARGO_PKG_VERSION");
    if codebook.codes.is_empty() || name.is_empty() {
        said.push(format!("kantlijn {version}."));
    } else {
        let named = format!("{name} {}", codebook.version);
        said.push(lang.phrased("plot-codebook", args! { "codebook" => named.trim(), "version" => version }));
    }
    said
}

/// Participants, transcripts and units of a group, in one sentence.
fn over(group: &GroupCounts, definition: &Definition<'_>, lang: Lang) -> String {
    let participants = lang.phrased("participants", args! { "n" => group.participants });
    let transcripts = lang.phrased("transcripts", args! { "n" => group.documents.len() });
    let units = units(definition, group.units, lang);
    lang.phrased("plot-over", args! { "participants" => participants, "transcripts" => transcripts, "units" => units })
}
