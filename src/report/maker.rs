//! Gathers a report while transcripts stream by.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use indexmap::IndexSet;

use crate::agreement::{AgreementPlan, Comparison, Interview};
use crate::codebook::Codebook;
use crate::coding::{Coders, Coding, RULES};
use crate::corpus::{Admission, Cases, Reading};
use crate::error::Result;
use crate::ids::CoderId;
use crate::scope::Unit;
use crate::segment::Segments;
use crate::tables::{
    AgreementOptions, Compared, Counted, CrosstabOptions, Definition, SaturationOptions, Share, Table, agreement,
    agreement_of_pairs, crosstab, saturation,
};
use crate::tally::{By, CodeTree, Counts, GroupCounts, Interviews, Tallies, TallyPlan};
use crate::wording::{Lang, args};

use super::Report;
use super::cells::ReportTable;
use super::codes::codes_of;
use super::codings::{Codings, small};
use super::counted::{Cooccurrence, Frequencies, Spread};
use super::overview::{LeftOut, Overview, Remark};
use super::part::{Part, ReportTranscript, TranscriptText};

/// The variable by which interviews stand in the order in which they were analysed.
const ORDER: &str = "analysed_on";

/// Variables that a report is apart for unless told otherwise.
const VARIABLES: usize = 3;

/// A variable with more values than this is no group of people.
const VALUES: usize = 12;

/// What a report is to hold.
#[derive(Clone, Debug)]
pub struct ReportPlan<'a> {
    /// The codebook.
    pub codebook: &'a Codebook,
    /// Everybody who codes.
    pub coders: &'a Coders,
    /// The unit of analysis.
    pub unit: Unit,
    /// Whose words.
    pub admission: &'a Admission,
    /// Whose codings the numbers are, where several code; none for all together.
    pub shown: Option<CoderId>,
    /// The variables whose every value has numbers of its own.
    pub by: Vec<By>,
    /// Who is compared, where several code.
    pub agreement: Option<AgreementPlan>,
    /// The seed of the intervals of agreement, where they are wanted.
    pub seed: Option<u64>,
    /// Whether words of participants are shown, and what is known of people besides the groups that numbers are apart for.
    pub with_text: bool,
}

/// What a report is told besides what it gathers.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Its title; else the codebook's name.
    pub title: Option<String>,
    /// Files that were found and are no transcripts.
    pub left_out: Vec<LeftOut>,
    /// What changes the numbers.
    pub remarks: Vec<Remark>,
}

/// The variables of a study that are groups of people: the first three of the table of cases with 2 to 12 values that are
/// shared by two rows on average, so that no name or number of a person is among them.
#[must_use]
pub fn variables_of(cases: &Cases) -> Vec<By> {
    let is_group = |name: &&String| {
        let values: Vec<&str> = cases.values(name).collect();
        let different: IndexSet<&str> = values.iter().copied().collect();
        *name != ORDER && (2..=VALUES).contains(&different.len()) && different.len() * 2 <= values.len()
    };
    cases.variables().iter().filter(is_group).take(VARIABLES).map(By::variable).collect()
}

/// Makes each transcript's share of a report where the transcript is read: one for all threads.
#[derive(Debug)]
pub struct ReportMaker<'a> {
    pub(super) plan: ReportPlan<'a>,
    whole: Tallies,
    by_transcript: Tallies,
    by_coder: Option<Tallies>,
    by: Vec<Tallies>,
    interviews: Mutex<Interviews>,
    has_order: AtomicBool,
}

/// Shares of a report, put one after another in the corpus's order.
#[derive(Debug, Default)]
pub struct ReportParts {
    transcripts: Vec<ReportTranscript>,
    texts: Vec<TranscriptText>,
    codings: Option<Codings>,
    participants: IndexSet<String>,
    values: Vec<IndexSet<String>>,
    compared: Vec<Interview>,
}

impl<'a> ReportMaker<'a> {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(plan: ReportPlan<'a>) -> Self {
        let tallies = |by: Option<By>| {
            Tallies::new(TallyPlan {
                unit: plan.unit,
                admission: plan.admission.clone(),
                by,
                tree: CodeTree::of(plan.codebook),
                coders: plan.coders.clone(),
                ..TallyPlan::default()
            })
        };
        Self {
            whole: tallies(None),
            by_transcript: tallies(Some(By::variable("transcript"))),
            by_coder: plan.shown.map(|_| tallies(Some(By::variable("coder")))),
            by: plan.by.iter().map(|by| tallies(Some(by.clone()))).collect(),
            interviews: Mutex::new(Interviews::new(ORDER)),
            has_order: AtomicBool::new(false),
            plan,
        }
    }

    /// Counts a whole transcript with its codings, and makes its share. Many threads may do so at once.
    #[must_use]
    pub fn part(&self, reading: &Reading, segments: &Segments, codings: &[Coding], rejected: &[Coding]) -> Part {
        let document = &reading.document;
        let of_shown = |all: &[Coding]| -> Option<Vec<Coding>> {
            let shown = self.plan.shown?;
            Some(all.iter().filter(|coding| coding.coder == shown).cloned().collect())
        };
        let (shown, turned_down) = (of_shown(codings), of_shown(rejected));
        let (shown, turned_down) = (shown.as_deref().unwrap_or(codings), turned_down.as_deref().unwrap_or(rejected));
        for tallies in [&self.whole, &self.by_transcript].into_iter().chain(&self.by) {
            tallies.with_rejected(document, segments, shown, turned_down);
        }
        if let Some(tallies) = &self.by_coder {
            tallies.with_rejected(document, segments, codings, rejected);
        }
        let variables = document.speakers.iter().map(|speaker| &speaker.variables).chain([&document.variables]);
        if variables.into_iter().any(|variables| variables.get(ORDER).is_some()) {
            self.has_order.store(true, Ordering::Relaxed);
        }
        self.interviews.lock().unwrap_or_else(PoisonError::into_inner).add(document);
        let compare = |plan: &AgreementPlan| plan.compare(document, segments, codings, |_| true);
        Part::of(self, reading, segments, codings, self.plan.agreement.as_ref().map(compare))
    }

    /// The report of all transcripts whose shares are in `parts`.
    ///
    /// # Errors
    /// When a variable has more than twelve different numbers and no classes, or the name of a column of the tables.
    pub fn finish(self, parts: ReportParts, definition: &Definition<'_>, about: About) -> Result<Report> {
        let Self { plan, whole, by_transcript, by_coder, by, interviews, has_order } = self;
        let lang = Lang::of(definition.language);
        let counts = whole.finish()?;
        let by_transcript = by_transcript.finish()?;
        let by_coder = by_coder.map(Tallies::finish).transpose()?;
        let by: Vec<Counts> = by.into_iter().map(Tallies::finish).collect::<Result<_>>()?;
        let ReportParts { transcripts, mut texts, codings, participants, values, compared } = parts;
        let mut codings = codings.unwrap_or_else(|| Codings::of_variables(plan.by.len()));
        let mut frequencies = vec![Frequencies::of(&counts, definition)?];
        let mut tables: Vec<ReportTable> = Vec::new();
        let mut overview = overview(definition, &counts, &transcripts, about.left_out, about.remarks);
        for (variable, counts) in by.iter().enumerate() {
            let places: HashMap<&str, u32> =
                counts.groups.iter().enumerate().map(|(at, group)| (group.value.as_str(), small(at))).collect();
            let known = values.get(variable).into_iter().flatten();
            let order: Vec<u32> = known.map(|value| places.get(value.as_str()).copied().unwrap_or(0)).collect();
            codings.reorder(variable, &order);
            texts.iter_mut().for_each(|text| text.uncoded.reorder(variable, &order));
            frequencies.push(Frequencies::of(counts, definition)?);
            tables.push(set_against(counts, definition, lang)?);
        }
        if let Some(by_coder) = &by_coder {
            frequencies.push(Frequencies::of(by_coder, &Definition { coder: "", ..definition.clone() })?);
        }
        if let Some(compared_by) = &plan.agreement {
            let options = AgreementOptions { seed: plan.seed, ..AgreementOptions::default() };
            tables.extend(agreed(compared_by, compared, definition, &options)?);
        }
        if has_order.into_inner() {
            let interviews = interviews.into_inner().unwrap_or_else(PoisonError::into_inner);
            match curve(&plan, &by_transcript, &interviews, definition) {
                Ok(table) => {
                    tables.push(ReportTable::of("saturation", lang.phrase("report-saturation"), &table, lang));
                }
                Err(error) => overview.remarks.push(Remark {
                    section: "saturation",
                    message: error.to_string(),
                    mend: error.help().unwrap_or_default().to_owned(),
                }),
            }
        }
        let places = transcripts.iter().enumerate().map(|(at, transcript)| (transcript.id.as_str(), at)).collect();
        Ok(Report {
            format: 1,
            title: about.title.unwrap_or_else(|| title(&overview, lang)),
            lang: lang.word(),
            has_text: plan.with_text,
            overview,
            codes: codes_of(plan.codebook, definition.language, plan.with_text),
            coders: plan.coders.iter().map(str::to_owned).collect(),
            shown_coder: plan.shown.map(CoderId::index),
            participants: participants.into_iter().collect(),
            frequencies,
            spread: Spread::of(&by_transcript, plan.codebook.codes.len(), &places),
            cooccurrence: Cooccurrence::of(&counts, definition)?,
            tables,
            codings,
            transcripts,
            texts,
        })
    }
}

impl ReportParts {
    /// Adds the next transcript's share.
    pub fn add(&mut self, part: Part) {
        let Part { mut transcript, mut text, codings, participants, values, compared } = part;
        let all = self.codings.get_or_insert_with(|| Codings::of_variables(values.len()));
        self.values.resize(values.len(), IndexSet::new());
        let participants: Vec<usize> =
            participants.into_iter().map(|name| self.participants.insert_full(name).0).collect();
        let place = |(known, values): (&mut IndexSet<String>, IndexSet<String>)| {
            values.into_iter().map(|value| small(known.insert_full(value).0)).collect()
        };
        let values: Vec<Vec<u32>> = self.values.iter_mut().zip(values).map(place).collect();
        for (variable, places) in values.iter().enumerate() {
            text.uncoded.reorder(variable, places);
        }
        transcript.codings = (all.len(), all.len() + codings.len());
        all.append(codings, &participants, &values);
        self.transcripts.push(transcript);
        self.texts.push(text);
        self.compared.extend(compared);
    }
}

fn overview(
    definition: &Definition<'_>,
    counts: &Counts,
    transcripts: &[ReportTranscript],
    left_out: Vec<LeftOut>,
    remarks: Vec<Remark>,
) -> Overview {
    let group = counts.groups.first().cloned().unwrap_or_default();
    Overview {
        transcripts: transcripts.len(),
        words: transcripts.iter().map(|transcript| transcript.words).sum(),
        participant_words: transcripts.iter().map(|transcript| transcript.participant_words).sum(),
        participants: group.participants,
        units: group.units,
        counted_words: group.words,
        codings: group.totals.codings,
        accepted: group.totals.accepted,
        rejected: group.totals.rejected,
        left_out,
        remarks,
        ..Overview::of(definition)
    }
}

fn title(overview: &Overview, lang: Lang) -> String {
    match overview.codebook.as_str() {
        "" => lang.phrase("report-title"),
        name => name.to_owned(),
    }
}

/// Codes against the values of a variable: participants, with their share of all with the value.
fn set_against(counts: &Counts, definition: &Definition<'_>, lang: Lang) -> Result<ReportTable> {
    let options = CrosstabOptions { level: None, count: Counted::Participants, shares: vec![Share::Column] };
    let table = crosstab(counts, None, definition, options)?;
    let variable = counts.by.clone().unwrap_or_default();
    let title = lang.phrased("report-codes-by", args! { "variable" => variable.clone() });
    Ok(ReportTable { variable: Some(variable), ..ReportTable::of("crosstabs", title, &table, lang) })
}

/// Agreement of all coders, and of every two where there are more.
fn agreed(
    plan: &AgreementPlan,
    compared: Vec<Interview>,
    definition: &Definition<'_>,
    options: &AgreementOptions,
) -> Result<Vec<ReportTable>> {
    let lang = Lang::of(definition.language);
    let comparison = Comparison::new(plan, compared);
    if comparison.shared().next().is_none() {
        return Ok(Vec::new());
    }
    let names: Vec<&str> = plan.coders.iter().map(|rater| rater.name.as_str()).collect();
    let coder = names.join(", ");
    let definition = Definition { coder: &coder, ..definition.clone() };
    let compared = Compared { plan, comparison: &comparison, definition: &definition };
    let all = agreement(&compared, options)?;
    let mut tables = vec![ReportTable::of("agreement", lang.phrase("report-agreement"), &all, lang)];
    if names.len() > 2 {
        let pairs = agreement_of_pairs(&compared, options)?;
        tables.push(ReportTable::of("agreement", lang.phrase("report-agreement-of-pairs"), &pairs, lang));
    }
    Ok(tables)
}

/// What each interview added, over those that were analysed, as `kantlijn saturation` has it.
fn curve(
    plan: &ReportPlan<'_>,
    counts: &Counts,
    interviews: &Interviews,
    definition: &Definition<'_>,
) -> Result<Table> {
    let by_rules = match plan.shown {
        Some(shown) => plan.coders.get(shown) == Some(RULES),
        // Chosen by name, or else everybody together.
        None if plan.coders.find(definition.coder).is_some() => definition.coder == RULES,
        None => plan.coders.find(RULES).is_some(),
    };
    let groups: Vec<&GroupCounts> = counts.groups.iter().filter(|group| group.words > 0).collect();
    // Where a person coded nothing, they most probably have not been yet.
    let is_analysed = |group: &&&GroupCounts| by_rules || group.totals.codings > 0;
    let analysed: Vec<&str> = groups.iter().filter(is_analysed).map(|group| group.value.as_str()).collect();
    let uncoded = groups.len() - analysed.len();
    let interviews = interviews.in_order(analysed)?;
    let options = SaturationOptions { level: None, by_rules, expected: false, uncoded };
    saturation(counts, &interviews, definition, options)
}
