//! Two runs side by side: which codings appeared, vanished, moved or changed, and by which rules each was made.
//!
//! Codings belong together when they are of the same code, coder and transcript. Of those, such at the same passage are
//! *both* there, *changed* where their status, stance, prompting, memo or rules differ; of the others, such that overlap
//! *moved*, those that share most first. The rest *vanished* or *appeared*. In a transcript whose text differs between the
//! runs no place means the same, so that there codings on the same words belong together first, in their order.
//!
//! Rules are compared by what they say, wherever they stand in their codebook.

mod pair;
mod read;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use crate::codebook::Codebook;
use crate::corpus::Document;
use crate::text::Lines;

use super::{Coders, Coding, Mention, Stance, Status};

/// Which of the two runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Run {
    /// The first, by custom the older.
    A,
    /// The second.
    B,
}

/// What became of a coding between the first run and the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// Only the second has it.
    Appeared,
    /// Only the first has it.
    Vanished,
    /// Both have it, on passages that overlap and are not the same, or on the same words of an edited transcript.
    Moved,
    /// Both have it on the same passage, and something else about it differs.
    Changed,
}

impl Change {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Change::Appeared => "appeared",
            Change::Vanished => "vanished",
            Change::Moved => "moved",
            Change::Changed => "changed",
        }
    }
}

/// A coding as one run has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side<'a> {
    /// The passage in code points, half-open.
    pub place: (u32, u32),
    /// The rules that made it, `line 12; line 30`.
    pub rules: &'a str,
    /// Its words.
    pub text: &'a str,
}

/// A coding that is not the same in both runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// What became of it.
    pub change: Change,
    /// The transcript's id.
    pub transcript: &'a str,
    /// The code's id.
    pub code: &'a str,
    /// Who.
    pub coder: &'a str,
    /// As the first run has it.
    pub a: Option<Side<'a>>,
    /// As the second has it.
    pub b: Option<Side<'a>>,
    /// What differs besides the passage: `stance: affirmed → negated`.
    pub differs: Vec<String>,
}

/// How many codings of a code are in one run or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Only in the first.
    pub only_a: u64,
    /// Only in the second.
    pub only_b: u64,
    /// In both, on the same passage.
    pub both: u64,
    /// In both, on another passage; not in `both`.
    pub moved: u64,
    /// Those of `both` that differ otherwise.
    pub changed: u64,
}

impl Agreement {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.only_a + self.only_b + self.moved + self.changed == 0
    }

    fn add(&mut self, other: Self) {
        self.only_a += other.only_a;
        self.only_b += other.only_b;
        self.both += other.both;
        self.moved += other.moved;
        self.changed += other.changed;
    }
}

/// A coding of a run, with words by their numbers: a million of them are some fifty megabytes.
#[derive(Clone, Copy, Debug)]
struct Row {
    transcript: u32,
    code: u32,
    coder: u32,
    place: (u32, u32),
    status: Status,
    stance: Option<Stance>,
    prompted: Option<bool>,
    rules: u32,
    memo: u32,
    text: u32,
}

/// The codings of two runs.
///
/// ```
/// use kantlijn::codebook::{Code, Codebook};
/// use kantlijn::coding::{Coders, Coding, Comparison, Run, Status};
/// use kantlijn::corpus::{ReadOptions, Reading};
/// use kantlijn::ids::{CodeId, CoderId, DocumentId};
/// use kantlijn::text::Span;
///
/// let document = Reading::of_text("r1", "R: Ik zweeg maar.", &ReadOptions::default()).document;
/// let codebook = Codebook { codes: vec![Code { id: "shame".into(), ..Code::default() }], ..Codebook::default() };
/// let mut coders = Coders::default();
/// let coding = |span| Coding {
///     document: DocumentId(0), turn: None, code: CodeId(0), coder: CoderId(0), span, stance: None, prompted: None,
///     status: Status::Accepted, mentions: vec![], rules: None, memo: String::new(),
/// };
/// coders.intern("anna");
/// let mut comparison = Comparison::default();
/// comparison.add(Run::A, &document, &[coding(Span::new(3, 11))], &codebook, &coders);
/// comparison.add(Run::B, &document, &[coding(Span::new(6, 16))], &codebook, &coders);
/// let differences = comparison.differences();
/// assert_eq!((differences[0].change.word(), differences[0].code), ("moved", "shame"));
/// ```
#[derive(Debug, Default)]
pub struct Comparison {
    transcripts: IndexSet<String>,
    codes: IndexSet<String>,
    words: IndexSet<String>,
    a: Vec<Row>,
    b: Vec<Row>,
    /// Transcripts whose text differs between the runs, by number.
    edited: BTreeSet<u32>,
    /// What rules say, by run, code and line; where both codebooks are known.
    rules: Option<Box<[RuleTexts; 2]>>,
    /// Whether a line of the one codebook is the same line of the other, where nothing else is known of rules.
    lines_differ: bool,
}

/// What the rules of a code on a line of its codebook say.
type RuleTexts = BTreeMap<(String, u32), String>;

impl Comparison {
    /// Makes these the first transcripts, in this order; else they stand in order of first appearance.
    pub fn order_transcripts<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        self.transcripts.extend(names.into_iter().map(str::to_owned));
    }

    /// Makes these the first codes, in this order.
    pub fn order_codes<'a>(&mut self, ids: impl IntoIterator<Item = &'a str>) {
        self.codes.extend(ids.into_iter().map(str::to_owned));
    }

    /// The text of this transcript differs between the runs.
    pub fn is_edited(&mut self, transcript: &str) {
        let (number, _) = self.transcripts.insert_full(transcript.to_owned());
        self.edited.insert(number as u32);
    }

    /// Knows what the rules of both runs say, and the order of their codes.
    pub fn knowing(&mut self, a: &Codebook, b: &Codebook) {
        let texts = |codebook: &Codebook| {
            let mut texts = RuleTexts::new();
            for (code, rule) in codebook.rules() {
                let said = texts.entry((codebook.code(code).id.clone(), rule.line)).or_default();
                if !said.is_empty() {
                    said.push_str(" | ");
                }
                said.push_str(&rule.text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            texts
        };
        self.order_codes(a.codes.iter().chain(&b.codes).map(|code| code.id.as_str()));
        self.rules = Some(Box::new([texts(a), texts(b)]));
    }

    /// The codebooks differ and are not there, so that their lines cannot be compared.
    pub fn without_lines(&mut self) {
        self.lines_differ = true;
    }

    /// Whether rules are compared at all.
    #[must_use]
    pub fn compares_rules(&self) -> bool {
        self.rules.is_some() || !self.lines_differ
    }

    /// Adds the codings of a document.
    pub fn add(&mut self, run: Run, document: &Document, codings: &[Coding], codebook: &Codebook, coders: &Coders) {
        let lines = Lines::new(&document.text);
        let line_of: BTreeMap<_, u32> = codebook.rules().map(|(_, rule)| (rule.id, rule.line)).collect();
        for coding in codings {
            let found = coding.mentions.iter().flat_map(Mention::rules).filter_map(|rule| line_of.get(&rule));
            let on: BTreeSet<u32> = found.copied().collect();
            let rules: Vec<String> = on.into_iter().map(|line| format!("line {line}")).collect();
            let point = |byte: u32| u32::try_from(lines.code_point(byte as usize)).unwrap_or(u32::MAX);
            let row = Row {
                transcript: number(&mut self.transcripts, &document.name),
                code: number(&mut self.codes, &codebook.code(coding.code).id),
                coder: number(&mut self.words, coders.name(coding.coder)),
                place: (point(coding.span.start), point(coding.span.end)),
                status: coding.status,
                stance: coding.stance,
                prompted: coding.prompted,
                rules: number(&mut self.words, &rules.join("; ")),
                memo: number(&mut self.words, &coding.memo),
                text: number(&mut self.words, &document.quote(coding.span)),
            };
            self.rows(run).push(row);
        }
    }

    /// Whether the text of a transcript differs between the runs.
    #[must_use]
    pub fn has_edited(&self) -> bool {
        !self.edited.is_empty()
    }

    /// How many codings a run has.
    #[must_use]
    pub fn len_of(&self, run: Run) -> usize {
        match run {
            Run::A => self.a.len(),
            Run::B => self.b.len(),
        }
    }

    /// What differs, by transcript and place.
    #[must_use]
    pub fn differences(&self) -> Vec<Difference<'_>> {
        let mut found = Vec::new();
        self.pairs(|a, b| found.extend(self.difference(a, b)));
        found.sort_by_key(|(key, _)| *key);
        found.into_iter().map(|(_, difference)| difference).collect()
    }

    /// How many codings of each code are in one run or both, in the order of codes; those without a coding are left out.
    #[must_use]
    pub fn by_code(&self) -> Vec<(&str, Agreement)> {
        let mut counts = vec![Agreement::default(); self.codes.len()];
        self.pairs(|a, b| {
            if let Some(row) = a.or(b) {
                counts[row.code as usize].add(self.agreement(a, b));
            }
        });
        let all = self.codes.iter().map(String::as_str).zip(counts);
        all.filter(|(_, count)| *count != Agreement::default()).collect()
    }

    /// The same of all codes together.
    #[must_use]
    pub fn total(&self) -> Agreement {
        let mut total = Agreement::default();
        self.pairs(|a, b| total.add(self.agreement(a, b)));
        total
    }

    /// What the rules of a coding say, `line 12: schaam*`, with a mark where the other run has no such rule for the code; the
    /// lines alone where the codebooks are not known.
    #[must_use]
    pub fn rules_in_words(&self, run: Run, code: &str, rules: &str) -> String {
        let Some(texts) = &self.rules else { return rules.to_owned() };
        let (own, other, only) = match run {
            Run::A => (&texts[0], &texts[1], "only in A"),
            Run::B => (&texts[1], &texts[0], "only in B"),
        };
        let others: BTreeSet<&str> =
            other.range((code.to_owned(), 0)..=(code.to_owned(), u32::MAX)).map(|(_, text)| text.as_str()).collect();
        let said = |line: &str| match line_number(line).and_then(|number| own.get(&(code.to_owned(), number))) {
            Some(text) if others.contains(text.as_str()) => format!("{line}: {text}"),
            Some(text) => format!("{line}: {text} ({only})"),
            None => line.to_owned(),
        };
        rules.split("; ").filter(|line| !line.is_empty()).map(said).collect::<Vec<_>>().join("; ")
    }

    fn rows(&mut self, run: Run) -> &mut Vec<Row> {
        match run {
            Run::A => &mut self.a,
            Run::B => &mut self.b,
        }
    }

    fn word(&self, number: u32) -> &str {
        self.words.get_index(number as usize).map_or("", String::as_str)
    }

    fn agreement(&self, a: Option<&Row>, b: Option<&Row>) -> Agreement {
        let nothing = Agreement::default();
        match (a, b) {
            (Some(_), None) => Agreement { only_a: 1, ..nothing },
            (None, Some(_)) => Agreement { only_b: 1, ..nothing },
            (Some(a), Some(b)) if self.has_moved(a, b) => Agreement { moved: 1, ..nothing },
            (Some(a), Some(b)) => Agreement { both: 1, changed: u64::from(!self.differs(a, b).is_empty()), ..nothing },
            (None, None) => nothing,
        }
    }

    fn has_moved(&self, a: &Row, b: &Row) -> bool {
        a.place != b.place || self.edited.contains(&a.transcript) && a.text != b.text
    }

    /// What differs between two codings that belong together, besides the passage.
    fn differs(&self, a: &Row, b: &Row) -> Vec<String> {
        let mut differs = Vec::new();
        let mut say = |name: &str, a: &str, b: &str| {
            if a != b {
                let shown = |word: &str| if word.is_empty() { "–".to_owned() } else { word.to_owned() };
                differs.push(format!("{name}: {} → {}", shown(a), shown(b)));
            }
        };
        let truth = |truth: Option<bool>| truth.map(|truth| truth.to_string()).unwrap_or_default();
        say("status", a.status.word(), b.status.word());
        say("stance", a.stance.map_or("", Stance::word), b.stance.map_or("", Stance::word));
        say("prompted", &truth(a.prompted), &truth(b.prompted));
        if a.memo != b.memo {
            differs.push("memo".to_owned());
        }
        if self.compares_rules() && self.rules_differ(a, b) {
            differs.push("rules".to_owned());
        }
        differs
    }

    fn rules_differ(&self, a: &Row, b: &Row) -> bool {
        let Some(texts) = &self.rules else { return a.rules != b.rules };
        let code = self.codes.get_index(a.code as usize).map_or("", String::as_str);
        let said = |texts: &RuleTexts, rules: u32| -> BTreeSet<String> {
            let lines = self.word(rules).split("; ").filter(|line| !line.is_empty()).map(|line| {
                let text = line_number(line).and_then(|number| texts.get(&(code.to_owned(), number)));
                text.cloned().unwrap_or_else(|| line.to_owned())
            });
            lines.collect()
        };
        said(&texts[0], a.rules) != said(&texts[1], b.rules)
    }

    /// What is told of a pair, with what it is sorted by; nothing of one that is the same in both.
    fn difference(&self, a: Option<&Row>, b: Option<&Row>) -> Option<(Key, Difference<'_>)> {
        let row = a.or(b)?;
        let differs = a.zip(b).map(|(a, b)| self.differs(a, b)).unwrap_or_default();
        let change = match (a, b) {
            (Some(_), None) => Change::Vanished,
            (Some(a), Some(b)) if self.has_moved(a, b) => Change::Moved,
            (Some(_), Some(_)) if differs.is_empty() => return None,
            (Some(_), Some(_)) => Change::Changed,
            _ => Change::Appeared,
        };
        let side = |row: &Row| Side { place: row.place, rules: self.word(row.rules), text: self.word(row.text) };
        let difference = Difference {
            change,
            transcript: self.transcripts.get_index(row.transcript as usize).map_or("", String::as_str),
            code: self.codes.get_index(row.code as usize).map_or("", String::as_str),
            coder: self.word(row.coder),
            a: a.map(side),
            b: b.map(side),
            differs,
        };
        Some(((row.transcript, row.place, row.code, row.coder, change), difference))
    }
}

/// Transcript, place, code, coder, change.
type Key = (u32, (u32, u32), u32, u32, Change);

/// The number of a word, which is added when it is new.
fn number(words: &mut IndexSet<String>, word: &str) -> u32 {
    let at = words.get_index_of(word).unwrap_or_else(|| words.insert_full(word.to_owned()).0);
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The number of `line 12`.
fn line_number(line: &str) -> Option<u32> {
    line.strip_prefix("line ")?.parse().ok()
}
