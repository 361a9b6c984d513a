//! What a table is about: what its caption and its metadata are made of.

use crate::codebook::Codebook;
use crate::coding::RULES;
use crate::corpus::{Admission, is_reserved};
use crate::error::{Error, Result};
use crate::scope::Unit;
use crate::tally::{By, Counts, GroupCounts, Totals};
use crate::wording::Lang;

use super::sentences;

/// A caption of more groups than this would be longer than most tables; the definition has them all.
const MOST_GROUPS: usize = 12;

/// That the variable of `--by` is not named like a column of the tables; `transcript`, `case`, `speaker`, `part` and `coder`
/// are columns too, and may always be asked for.
///
/// # Errors
/// When it is, with the mend.
pub(super) fn refuse_reserved(by: &By) -> Result<()> {
    let name = &by.variable;
    if by.is_built_in() || !is_reserved(name) {
        return Ok(());
    }
    Err(Error::usage(
        format!("the variable `{name}` has the name of a column of the tables"),
        format!("rename it in the table of cases, for example to `{name}_of_case`"),
    ))
}

/// What was counted, in what, of whom, by what: the same for all tables of a run.
#[derive(Clone, Debug)]
pub struct Definition<'a> {
    /// The codebook whose codes are counted.
    pub codebook: &'a Codebook,
    /// The language of names and sentences: `nl`, `en`.
    pub language: &'a str,
    /// BLAKE3 of the corpus, in hexadecimal.
    pub corpus_hash: &'a str,
    /// The unit of analysis.
    pub unit: Unit,
    /// Whose words.
    pub admission: &'a Admission,
    /// Whose codings: `rules`, a person's name, or `any` with the names; empty when `--by coder` tells.
    pub coder: &'a str,
    /// The word given to `--status`; `all` when none was.
    pub status: &'a str,
    /// The word given to `--stance`; `all` when none was.
    pub stance: &'a str,
    /// Transcripts that could not be read and were skipped.
    pub unreadable: usize,
    /// Where names were masked: in how many places, and by how many entries of the list.
    pub masked: Option<(u64, u64)>,
}

/// What a table has besides its frame.
pub(super) struct Told {
    pub caption: Vec<String>,
    pub rows: Vec<(String, String)>,
}

impl Told {
    /// Says more, before what the table was made with: that stands last in every caption.
    pub fn say(&mut self, said: impl IntoIterator<Item = String>) {
        let made_with = self.caption.pop();
        self.caption.extend(said);
        self.caption.extend(made_with);
    }
}

impl Definition<'_> {
    /// The language of sentences.
    pub(super) fn lang(&self) -> Lang {
        Lang::of(self.language)
    }

    /// Caption and rows of a table of counts; `relation` says how codes were related, if they were.
    pub(super) fn of_counts(&self, counts: &Counts, counted: &str, relation: Option<&str>) -> Told {
        self.told(counts, counted, relation, true)
    }

    /// The same of a table of codings by their passages, for which units do not matter.
    pub(super) fn of_passages(&self, counts: &Counts, counted: &str, relation: Option<&str>) -> Told {
        let mut told = self.told(counts, counted, relation, false);
        told.rows.retain(|(name, _)| !["unit", "units"].contains(&name.as_str()));
        told
    }

    fn told(&self, counts: &Counts, counted: &str, relation: Option<&str>, in_units: bool) -> Told {
        let totals = counts.totals();
        let words = if in_units { sentences::unit_and_words(self) } else { sentences::words_of(self) };
        let by = counts.by.as_deref().unwrap_or_default();
        let denominators = |group: &GroupCounts| sentences::denominators(self, group, by, in_units);
        let mut caption = vec![counted.to_owned(), words];
        caption.extend(relation.map(str::to_owned));
        match &counts.groups[..] {
            [group] if counts.by.is_none() => caption.push(denominators(group)),
            groups => {
                caption.push(sentences::apart(self, by));
                if groups.len() <= MOST_GROUPS {
                    caption.extend(groups.iter().map(denominators));
                }
            }
        }
        caption.push(sentences::codings(self, &totals));
        caption.extend(sentences::filters(self));
        caption.extend(sentences::left_out(self, counts.outside, counts.wordless));
        caption.extend(self.closing());

        let mut rows = self.opening(counted);
        if let Some(relation) = relation {
            rows.push(("relation".into(), relation.into()));
        }
        if let Some(by) = &counts.by {
            rows.push(("by".into(), by.clone()));
        }
        for (name, count) in [
            ("units", (|group| group.units) as fn(&GroupCounts) -> u64),
            ("participants", |group| group.participants),
            ("transcripts", |group| group.documents.len() as u64),
            ("words", |group| group.words),
        ] {
            rows.push((name.into(), of_groups(counts, count)));
        }
        rows.push(("codings".into(), of_groups(counts, |group| group.totals.codings)));
        rows.push(("codings_reviewed".into(), of_groups(counts, |group| group.totals.reviewed())));
        if totals.rejected > 0 {
            rows.push(("codings_rejected".into(), of_groups(counts, |group| group.totals.rejected)));
        }
        rows.push(("codings_outside".into(), counts.outside.to_string()));
        rows.push(("codings_without_a_word".into(), counts.wordless.to_string()));
        rows.extend(self.provenance());
        Told { caption, rows }
    }

    /// Caption and rows of a table with a row for each passage.
    pub(super) fn of_rows(&self, counted: &str, further: &[(&str, String)]) -> Told {
        let mut caption = vec![counted.to_owned(), sentences::words_of(self)];
        caption.extend(sentences::filters(self));
        caption.extend(self.closing());
        let mut rows = self.opening(counted);
        rows.extend(further.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        rows.extend(self.provenance());
        Told { caption, rows }
    }

    /// The group's own totals where coders stand apart, since one may be rules and another a person; else
    /// those of all.
    pub(super) fn totals_for(&self, counts: &Counts, group: &GroupCounts) -> Totals {
        if self.is_by_coder(counts) { group.totals } else { counts.totals() }
    }

    /// Whether a group holds what rules found, and they found nothing: then no mention, and nothing negated or prompted, is a 0 that
    /// is known. People's codings say nothing of these, however few they are.
    pub(super) fn is_of_rules_without_codings(&self, counts: &Counts, group: &GroupCounts) -> bool {
        let coder = if self.is_by_coder(counts) { group.value.as_str() } else { self.coder };
        coder == RULES && self.totals_for(counts, group).codings == 0
    }

    fn is_by_coder(&self, counts: &Counts) -> bool {
        counts.by.as_deref().is_some_and(|by| By::variable(by).is_coder())
    }

    pub(super) fn opening(&self, counted: &str) -> Vec<(String, String)> {
        let mut rows = vec![
            ("counted".to_owned(), counted.to_owned()),
            ("unit".to_owned(), self.unit.to_string()),
            ("part".to_owned(), self.admission.part.to_string()),
        ];
        if let Some(condition) = &self.admission.condition {
            rows.push(("where".into(), condition.to_string()));
        }
        if !self.coder.is_empty() {
            rows.push(("coder".into(), self.coder.to_owned()));
        }
        rows.push(("status".into(), self.status.to_owned()));
        rows.push(("stance".into(), self.stance.to_owned()));
        rows
    }

    pub(super) fn closing(&self) -> Vec<String> {
        let mut closing: Vec<String> = sentences::unreadable(self).into_iter().collect();
        closing.extend(self.masked_words(Lang::of(self.language)));
        closing.push(sentences::codebook(self));
        closing
    }

    pub(super) fn provenance(&self) -> Vec<(String, String)> {
        let codebook = self.codebook;
        let masked = self
            .masked
            .map(|(places, entries)| [("masked_places", places.to_string()), ("masked_entries", entries.to_string())]);
        let rows = [
            ("transcripts_unreadable", self.unreadable.to_string()),
            ("codebook", codebook.name.get(self.language).unwrap_or_default().to_owned()),
            ("codebook_version", codebook.version.clone()),
            ("codebook_hash", codebook.hash.clone()),
            ("corpus_hash", self.corpus_hash.to_owned()),
            ("program", "kantlijn".to_owned()),
            ("program_version", env!("CARGO_PKG_VERSION").to_owned()),
        ];
        masked.into_iter().flatten().chain(rows).map(|(name, value)| (name.to_owned(), value)).collect()
    }
}

/// A number, or one for each group by its value.
fn of_groups(counts: &Counts, count: impl Fn(&GroupCounts) -> u64) -> String {
    match &counts.groups[..] {
        [group] if counts.by.is_none() => count(group).to_string(),
        groups => {
            let each: Vec<String> = groups.iter().map(|group| format!("{}: {}", group.value, count(group))).collect();
            each.join("; ")
        }
    }
}
