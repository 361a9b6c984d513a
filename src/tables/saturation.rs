//! What each interview adds to the codes before it, in the order of analysis.

mod estimates;
mod sentences;

use std::collections::BTreeMap;

use crate::error::Result;
use crate::ids::CodeId;
use crate::stats::{Incidence, Step, accumulate, ratio, round12};
use crate::tally::{Counts, GroupCounts, Interview};
use crate::wording::{Lang, args};

use super::columns::{Columns, cell};
use super::definition::{Definition, Told};
use super::{Table, sentences as common};

pub use estimates::saturation_estimates;

/// What is counted as a code, and what its curve may say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaturationOptions {
    /// Codes below this level count as the one above them, themes being 1; `None` for codes as they were given.
    pub level: Option<usize>,
    /// Whether some of the codings are by rules, so that the codes were there before the first interview.
    pub by_rules: bool,
    /// Whether the curve that does not depend on the order is added.
    pub expected: bool,
    /// How many interviews are left out because nobody coded anything in them.
    pub uncoded: usize,
}

/// The curve, an interview a row, in the order in which they were analysed; `counts` are those by transcript.
///
/// The columns are `step, transcript, case, analysed_on, codings, codes, new_codes, cumulative, cumulative_pct, new_names`, and with
/// `expected` also `expected, expected_sd`. A code counts where it was given itself: a theme is not there because a code below it is,
/// unless `level` says so.
///
/// # Errors
/// Only when polars refuses the frame.
pub fn saturation(
    counts: &Counts,
    interviews: &[Interview],
    definition: &Definition<'_>,
    options: SaturationOptions,
) -> Result<Table> {
    let curve = Curve::of(counts, interviews, definition, options.level);
    let all = curve.all();
    let name = |code: &usize| definition.codebook.code(CodeId::new(*code)).id.clone();
    let text = |of: &dyn Fn(&Interview) -> String| {
        interviews.iter().map(|it| Some(of(it)).filter(|text| !text.is_empty())).collect::<Vec<_>>()
    };
    let count = |of: &dyn Fn(&Step<usize>) -> u64| curve.steps.iter().map(|step| cell(of(step))).collect::<Vec<_>>();
    let mut columns = Columns::default();
    columns.count("step", (1..=interviews.len() as u64).map(cell).collect());
    columns.text("transcript", text(&|it| it.transcript.clone()));
    columns.text("case", text(&|it| it.cases.join(", ")));
    columns.text("analysed_on", text(&|it| it.analysed_on.clone()));
    columns.count("codings", curve.codings.iter().map(|&n| cell(n)).collect());
    columns.count("codes", count(&|step| step.codes));
    columns.count("new_codes", count(&|step| step.new.len() as u64));
    columns.count("cumulative", count(&|step| step.cumulative));
    let share = |step: &Step<usize>| ratio(100 * step.cumulative, all).ok();
    columns.ratio("cumulative_pct", curve.steps.iter().map(share).collect());
    let lang = Lang::of(definition.language);
    let no_codes = lang.phrased("saturation-no-reading", args! { "why" => "no-code" });
    let mut undefined = vec![("cumulative_pct".to_owned(), no_codes)];
    if options.expected {
        let expected = curve.incidence().expected();
        columns.ratio("expected", expected.iter().map(|at| Some(round12(at.codes))).collect());
        let sd = |at: &crate::stats::Expected| at.sd.ok().filter(|_| !options.by_rules);
        columns.ratio("expected_sd", expected.iter().map(sd).collect());
        let why = if options.by_rules { "saturation-no-sd-of-rules" } else { "saturation-no-sd" };
        undefined.push(("expected_sd".to_owned(), lang.phrase(why)));
    }
    let names = |step: &Step<usize>| Some(step.new.iter().map(name).collect::<Vec<_>>().join(", "));
    columns.text("new_names", curve.steps.iter().map(|step| names(step).filter(|names| !names.is_empty())).collect());
    undefined.push(("new_names".to_owned(), lang.phrase("saturation-nothing-new")));
    let Told { caption, rows } = told(&curve, counts, interviews, definition, options, false);
    Ok(Table { name: "saturation", frame: columns.into_frame()?, caption, definition: rows, undefined })
}

/// Caption and definition, of the curve or of the estimates.
fn told(
    curve: &Curve,
    counts: &Counts,
    interviews: &[Interview],
    definition: &Definition<'_>,
    options: SaturationOptions,
    estimates: bool,
) -> Told {
    let lang = Lang::of(definition.language);
    let counted = lang.phrase(match (estimates, options.by_rules) {
        (true, _) => "saturation-counted-estimates",
        (false, true) => "saturation-counted-rules",
        (false, false) => "saturation-counted",
    });
    let level = options.level.map_or("all".to_owned(), |level| level.to_string());
    let Told { caption: general, rows } = definition.of_rows(
        &counted,
        &[
            ("level", level),
            ("interviews", interviews.len().to_string()),
            ("interviews_uncoded", options.uncoded.to_string()),
            ("codes_found", curve.all().to_string()),
            ("codes_of_the_codebook", curve.of_codebook.to_string()),
        ],
    );
    let mut general = general.into_iter();
    let mut caption: Vec<String> = general.next().into_iter().collect();
    if options.by_rules && !estimates {
        caption.push(lang.phrase("saturation-rules-came-first"));
    }
    caption.push(sentences::what_is_a_code(options.level, lang));
    caption.push(sentences::reached(curve, options.by_rules, lang));
    caption.extend(sentences::ties(interviews, lang));
    caption.extend(sentences::uncoded(options.uncoded, lang));
    if options.expected && !estimates {
        caption.push(lang.phrase("saturation-expected"));
    }
    if estimates {
        caption.push(lang.phrase("saturation-assumed"));
    }
    caption.push(common::codings(definition, &counts.totals()));
    caption.extend(common::left_out(definition, counts.outside, counts.wordless));
    caption.extend(general);
    Told { caption, rows }
}

/// The interviews in order, as steps.
struct Curve {
    steps: Vec<Step<usize>>,
    codings: Vec<u64>,
    /// In how many interviews each code is.
    frequencies: Vec<u64>,
    of_codebook: usize,
}

impl Curve {
    fn of(counts: &Counts, interviews: &[Interview], definition: &Definition<'_>, level: Option<usize>) -> Self {
        let codebook = definition.codebook;
        let mut below: Vec<Vec<CodeId>> = vec![Vec::new(); codebook.codes.len()];
        for (i, code) in codebook.codes.iter().enumerate() {
            if let Some(below) = code.parent.and_then(|parent| below.get_mut(parent.index())) {
                below.push(CodeId::new(i));
            }
        }
        let wanted: Vec<usize> =
            (0..codebook.codes.len()).filter(|&i| level.is_none_or(|level| codebook.codes[i].depth < level)).collect();
        let is_there = |group: &GroupCounts, code: usize| {
            let all = group.code(CodeId::new(code)).codings;
            let rolled_up = level.is_some_and(|level| codebook.codes[code].depth + 1 == level);
            // Codings of a parent are the sum of its own and of those below it.
            let of_below: u64 = below[code].iter().map(|&below| group.code(below).codings).sum();
            if rolled_up { all > 0 } else { all > of_below }
        };
        let by_name: BTreeMap<&str, &GroupCounts> =
            counts.groups.iter().map(|group| (group.value.as_str(), group)).collect();
        let groups: Vec<Option<&GroupCounts>> =
            interviews.iter().map(|it| by_name.get(it.transcript.as_str()).copied()).collect();
        let codes = |group: &Option<&GroupCounts>| -> Vec<usize> {
            let there = group.map(|group| wanted.iter().copied().filter(|&code| is_there(group, code)));
            there.into_iter().flatten().collect()
        };
        let present: Vec<Vec<usize>> = groups.iter().map(codes).collect();
        let mut frequencies = vec![0; codebook.codes.len()];
        present.iter().flatten().for_each(|&code| frequencies[code] += 1);
        Self {
            steps: accumulate(&present),
            codings: groups.iter().map(|group| group.map_or(0, |group| group.totals.codings)).collect(),
            frequencies,
            of_codebook: wanted.len(),
        }
    }

    /// How many codes there are in the end.
    fn all(&self) -> u64 {
        self.steps.last().map_or(0, |step| step.cumulative)
    }

    fn cumulative(&self) -> Vec<u64> {
        self.steps.iter().map(|step| step.cumulative).collect()
    }

    fn incidence(&self) -> Incidence {
        Incidence::new(self.steps.len() as u64, self.frequencies.iter().copied())
    }
}
