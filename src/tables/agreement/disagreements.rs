//! Every disagreement with a reference, with the words that it is about.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::agreement::{AgreementPlan, Axis, Difference, RatingUnit, Splitting};
use crate::coding::Coding;
use crate::corpus::Document;
use crate::error::Result;
use crate::ids::CodeId;
use crate::scope::Unit;
use crate::segment::Segments;
use crate::stats::round12;
use crate::text::{Span, fold};

use super::{Compared, captions};
use crate::tables::Table;
use crate::tables::columns::Columns;
use crate::tables::place::{CodePoints, Whereabouts};

/// A word of the quote is worth looking at when it is no shorter than this …
const SHORTEST: usize = 4;

/// … and stands in at most half of the transcripts, of which there must be so many to tell.
const ENOUGH: usize = 4;

/// So many of them are shown.
const MOST: usize = 8;

/// Finds the disagreements of single transcripts; many threads may do so at once.
#[derive(Clone, Copy, Debug)]
pub struct DisagreementMaker<'a> {
    /// Who is compared, on what.
    pub plan: &'a AgreementPlan,
    /// The reference, as a place in [`AgreementPlan::coders`].
    pub reference: u32,
}

/// What one transcript adds to [`Disagreements`].
#[derive(Clone, Debug, Default)]
pub struct DisagreementsOf {
    rows: Vec<Row>,
    /// Every word of it, folded; for what is rare.
    words: BTreeSet<String>,
    /// The words that rules of each code matched, folded.
    matched: BTreeMap<CodeId, BTreeSet<String>>,
}

/// All disagreements, transcript by transcript in the corpus's order.
#[derive(Clone, Debug, Default)]
pub struct Disagreements {
    rows: Vec<Row>,
    transcripts: usize,
    /// In how many transcripts each word stands.
    common: BTreeMap<String, usize>,
    matched: BTreeMap<CodeId, BTreeSet<String>>,
}

#[derive(Clone, Debug, Default)]
struct Row {
    transcript: String,
    place: Whereabouts,
    code: CodeId,
    coder: u32,
    is_positive: bool,
    rules: Vec<u32>,
    matched: Vec<String>,
    quote: String,
    /// Words of the quote in which rules of the code could have found it: as they stand, and folded. None where no rule
    /// was to find it.
    sought: Option<Vec<(String, String)>>,
    text: Option<String>,
    stratum: Option<usize>,
}

impl DisagreementMaker<'_> {
    /// The disagreements in one transcript; codings that `takes` refuses do not count.
    #[must_use]
    pub fn of(
        &self,
        document: &Document,
        segments: &Segments,
        codings: &[Coding],
        lines: &[u32],
        takes: impl Fn(&Coding) -> bool,
    ) -> DisagreementsOf {
        let mut found = DisagreementsOf::default();
        let word = |place: u32| segments.words[place as usize].span.of(&document.text);
        found.words.extend((0..segments.words.len() as u32).map(|place| fold(word(place))));
        for coding in codings {
            for mention in &coding.mentions {
                let matched = found.matched.entry(coding.code).or_default();
                if mention.matched.is_empty() {
                    matched.extend(segments.words_in(mention.span).map(|place| fold(word(place))));
                } else {
                    matched.extend(mention.matched.iter().map(|&place| fold(word(place))));
                }
            }
        }
        let axis = Axis::of(document, segments, self.plan.unit, &self.plan.admission);
        let mut points = CodePoints::of(document);
        let differences = self.plan.differences(document, segments, codings, self.reference, takes);
        found.rows = differences
            .into_iter()
            .map(|difference| self.row(document, segments, codings, lines, &axis, &mut points, difference))
            .collect();
        found
    }

    #[expect(clippy::too_many_arguments, reason = "a row is about the whole of one place")]
    fn row(
        &self,
        document: &Document,
        segments: &Segments,
        codings: &[Coding],
        lines: &[u32],
        axis: &Axis<'_>,
        points: &mut CodePoints<'_>,
        difference: Difference,
    ) -> Row {
        let Difference { code, coder, is_positive, units, codings: places, stratum } = difference;
        let made: Vec<&Coding> = places.into_iter().filter_map(|place| codings.get(place)).collect();
        let spans = self.shown(document, axis, &made, units);
        let whole = spans.iter().copied().reduce(Span::cover).unwrap_or_default();
        let turn = spans.first().and_then(|span| document.turn_at(span.start));
        let mentions = || made.iter().flat_map(|coding| &coding.mentions);
        let rules: BTreeSet<u32> = mentions()
            .flat_map(|mention| mention.rules())
            .filter_map(|rule| lines.get(rule.index()))
            .copied()
            .collect();
        let mut matched: Vec<String> = Vec::new();
        for mention in mentions() {
            let words = document.quote(mention.span);
            if !matched.contains(&words) {
                matched.push(words);
            }
        }
        let by_rules = self.plan.coders.get(coder as usize).is_some_and(|rater| rater.name == crate::coding::RULES);
        let sought = (by_rules && !is_positive).then(|| {
            let words = made.iter().flat_map(|coding| segments.words_in(coding.span));
            let words = words.map(|place| segments.words[place as usize].span.of(&document.text));
            words.map(|word| (word.to_owned(), fold(word))).collect()
        });
        Row {
            transcript: document.name.clone(),
            place: Whereabouts::of(document, points, turn, whole),
            code,
            coder,
            is_positive,
            rules: rules.into_iter().collect(),
            matched,
            quote: joined(document, made.iter().map(|coding| coding.span)),
            sought,
            text: (!self.is_endless()).then(|| joined(document, spans.iter().copied())),
            stratum,
        }
    }

    /// Whether a unit is too long to be repeated.
    fn is_endless(&self) -> bool {
        matches!(self.plan.unit, RatingUnit::Of(Unit::Transcript | Unit::Case))
    }

    /// What a row points at: its units, or where those are whole transcripts the passages that were coded.
    fn shown(&self, document: &Document, axis: &Axis<'_>, made: &[&Coding], units: Range<u64>) -> Vec<Span> {
        if self.is_endless() {
            return made.iter().map(|coding| coding.span).collect();
        }
        axis.spans(document, units)
    }
}

/// The quotes of these passages, one after another; each once.
fn joined(document: &Document, spans: impl Iterator<Item = Span>) -> String {
    let mut quotes: Vec<String> = Vec::new();
    for span in spans {
        let quote = document.quote(span);
        if !quotes.contains(&quote) {
            quotes.push(quote);
        }
    }
    quotes.join(" … ")
}

impl Disagreements {
    /// Adds those of the next transcript.
    pub fn add(&mut self, of: DisagreementsOf) {
        self.transcripts += 1;
        self.rows.extend(of.rows);
        for word in of.words {
            *self.common.entry(word).or_default() += 1;
        }
        for (code, words) in of.matched {
            self.matched.entry(code).or_default().extend(words);
        }
    }

    /// The table `disagreements`: `part, transcript, case, speaker, turn, start, end, time, code, kind, coder, rules,
    /// matched, missed, quote, text`; `part` where interviews are held out, `stratum` and `weight` after the coder where units
    /// were drawn.
    ///
    /// # Errors
    /// Only when polars refuses the frame.
    pub fn finish(
        self,
        compared: &Compared<'_>,
        reference: u32,
        splitting: Option<&Splitting>,
        with_text: bool,
    ) -> Result<Table> {
        let Compared { plan, definition, .. } = *compared;
        let known = self.known(plan);
        let rows = &self.rows;
        let text = |of: &dyn Fn(&Row) -> Option<String>| rows.iter().map(of).collect::<Vec<_>>();
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let words = |of: &dyn Fn(&Row) -> Option<String>| text(&|row| if with_text { of(row) } else { None });
        let coder = |row: &Row| plan.coders.get(row.coder as usize).map(|rater| rater.name.clone());
        let mut columns = Columns::default();
        if let Some(splitting) = splitting {
            columns.text("part", text(&|row| Some(captions::part(splitting.holds_out(&row.transcript)).to_owned())));
        }
        columns.text("transcript", text(&|row| Some(row.transcript.clone())));
        columns.text("case", text(&|row| row.place.case.clone()));
        columns.text("speaker", text(&|row| row.place.speaker.clone()));
        columns.count("turn", rows.iter().map(|row| row.place.turn).collect());
        columns.count("start", rows.iter().map(|row| Some(row.place.start)).collect());
        columns.count("end", rows.iter().map(|row| Some(row.place.end)).collect());
        columns.text("time", text(&|row| row.place.time.clone()));
        columns.text("code", text(&|row| definition.codebook.codes.get(row.code.index()).map(|code| code.id.clone())));
        columns.text("kind", text(&|row| Some(if row.is_positive { "fp" } else { "fn" }.to_owned())));
        columns.text("coder", text(&coder));
        if plan.drawn.is_some() {
            let of = |row: &Row| row.stratum.and_then(|stratum| compared.comparison.strata.get(stratum));
            columns.text("stratum", text(&|row| of(row).and_then(|stratum| some(stratum.code.clone()))));
            columns.ratio("weight", rows.iter().map(|row| of(row).map(|stratum| round12(stratum.weight()))).collect());
        }
        columns.text("rules", text(&|row| some(captions::lines(&row.rules))));
        columns.text("matched", words(&|row| some(row.matched.join("; "))));
        columns.text("missed", words(&|row| row.sought.as_ref().map(|sought| self.missed(row, sought, &known))));
        columns.text("quote", words(&|row| Some(row.quote.clone())));
        columns.text("text", words(&|row| row.text.clone()));
        let lang = compared.lang();
        let mut undefined = vec![
            ("rules".to_owned(), lang.phrase("agreement-no-rules")),
            ("missed".to_owned(), lang.phrase("agreement-nothing-missed")),
        ];
        if plan.drawn.is_some() {
            undefined.push(("stratum".to_owned(), lang.phrase("agreement-no-code")));
        }
        if !with_text {
            let words = ["matched", "missed", "quote", "text"];
            undefined.extend(words.map(|name| (name.to_owned(), definition.lang().phrase("why-no-text"))));
        } else {
            undefined.push(("matched".to_owned(), lang.phrase("agreement-no-rules")));
            undefined.push(("text".to_owned(), lang.phrase("agreement-endless")));
        }
        let captions::Told { caption, definition } = compared.told_of_disagreements(reference, rows.len(), splitting);
        Ok(Table { name: "disagreements", frame: columns.into_frame()?, caption, definition, undefined })
    }

    /// Of each code the words that its rules, and those below it, matched anywhere.
    fn known(&self, plan: &AgreementPlan) -> BTreeMap<u32, BTreeSet<&str>> {
        let mut known: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
        for (code, words) in &self.matched {
            for &above in plan.counts_for(*code) {
                known.entry(above).or_default().extend(words.iter().map(String::as_str));
            }
        }
        known
    }

    /// Words of a quote that no rule of the code matched anywhere, without short ones and common ones.
    fn missed(&self, row: &Row, sought: &[(String, String)], known: &BTreeMap<u32, BTreeSet<&str>>) -> String {
        let known = known.get(&row.code.0);
        let mut missed: Vec<&str> = Vec::new();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for (word, folded) in sought {
            let times = self.common.get(folded).copied().unwrap_or(0);
            let is_common = self.transcripts >= ENOUGH && 2 * times > self.transcripts;
            let is_known = known.is_some_and(|known| known.contains(folded.as_str()));
            let is_long = folded.chars().count() >= SHORTEST;
            if is_long && !is_common && !is_known && missed.len() < MOST && seen.insert(folded) {
                missed.push(word);
            }
        }
        missed.join(", ")
    }
}

/// The codebook's line of each rule, by its id.
#[must_use]
pub fn rule_lines(codebook: &crate::codebook::Codebook) -> Vec<u32> {
    let mut lines = vec![0; codebook.codes.iter().map(|code| code.rules.len()).sum()];
    for (_, rule) in codebook.rules() {
        if let Some(line) = lines.get_mut(rule.id.index()) {
            *line = rule.line;
        }
    }
    lines
}
