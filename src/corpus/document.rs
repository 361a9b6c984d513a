//! A transcript, loaded: its text, its turns, and who spoke them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::ids::{DocumentId, SpeakerId, TurnId};
use crate::scope::Part;
use crate::text::Span;
use crate::wording::several;

use super::read::read_text;
use super::settle::settle;
use super::{ReadOptions, Variables};

/// One transcript.
///
/// `text` is the decoded file for prose (`.txt`, `.md`), and what the reader wrote for a container or a
/// list (`.docx`, `.pdf`, `.vtt`, `.csv`, …): one paragraph a line, a blank line between turns. It never
/// changes, and every span of the program points into it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// Its place in the corpus.
    pub id: DocumentId,
    /// The transcript's id: its path from the given folder, without extension, with `/` between folders.
    pub name: String,
    /// The file it was read from.
    pub path: PathBuf,
    /// The text.
    pub text: String,
    /// The turns, in order of place; together with the margin between them they tile the text.
    pub turns: Vec<Turn>,
    /// The speakers, in order of first appearance.
    pub speakers: Vec<Speaker>,
    /// What lies inside turns without being words, sorted by place; gaps do not overlap.
    pub gaps: Vec<Gap>,
    /// What a single line break inside a turn is.
    pub line_breaks: LineBreaks,
    /// The language of its text, as a two-letter code, if a variable or the study says so.
    pub language: Option<String>,
    /// The case it belongs to as a whole, if `cases.csv` or a variable says so.
    pub case: Option<String>,
    /// What is known of the whole transcript.
    pub variables: Variables,
    /// What the researchers note of the transcript; empty where they note nothing.
    pub memo: String,
    /// What they note of the case that it belongs to as a whole.
    pub case_memo: String,
    /// Whether it is a bare stream of words, as some speech recognisers leave it, so that nobody can tell sentences.
    pub unpunctuated: bool,
    /// Which portion of the transcript this is; nearly always the whole.
    pub portion: Portion,
    /// What stands behind the masks of labels and values, where the document is masked.
    pub behind: Behind,
}

/// Labels and values as they were before they were masked: what conditions and classes of numbers look at, and nobody else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Behind(pub(super) Option<Arc<Known>>);

#[derive(Debug, Default, PartialEq)]
pub(super) struct Known {
    /// Of each speaker.
    pub labels: Vec<String>,
    pub of_speakers: Vec<Variables>,
    pub variables: Variables,
}

/// A portion of a long transcript: the whole answers that are in memory at once.
///
/// Spans, turns and speakers are numbered within the portion; what lies before it is counted here, so that a
/// place can be told in the transcript's own numbers. A portion knows the variables of the whole, and its speakers: all
/// those who have spoken until its end, under the same numbers in every portion.
///
/// The report of the first portion says how the file was understood, that of the last what is known at its end: what was
/// left out, and the hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Portion {
    /// Its number, from 0.
    pub index: u32,
    /// Whether the transcript has other portions too.
    pub is_one_of_several: bool,
    /// The turns of the transcript before it.
    pub turns: u64,
    /// The code points of the transcript's text before it.
    pub code_points: u64,
    /// Whether anybody asks the questions, where the beginning of a long file decided it for the whole.
    pub has_interviewer: Option<bool>,
}

impl Portion {
    /// Whether the transcript begins here: what is said once a transcript is said of this portion.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.index == 0
    }
}

/// What one speaker says until another speaks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Turn {
    /// The words, without the label before them; leading and trailing white space excluded.
    pub span: Span,
    /// Who speaks; nobody in a transcript without labels, where each paragraph is a turn.
    pub speaker: Option<SpeakerId>,
    /// When, if the file says so.
    pub time: Option<Time>,
}

/// A stretch of the recording, in milliseconds from its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// When it starts.
    pub start: u64,
    /// When it ends, if the file says so.
    pub end: Option<u64>,
}

/// Somebody who speaks in a transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The label as the transcript first writes it, without colon or brackets.
    pub label: String,
    /// The part they play.
    pub part: Part,
    /// Their case, if the transcript or a row with this speaker has one; interviewers have none.
    pub case: Option<String>,
    /// What is known of this speaker: the transcript's variables, overridden by the speaker's own row.
    pub variables: Variables,
    /// What the researchers note of this speaker, or of the case that the speaker alone belongs to.
    pub memo: String,
}

/// A stretch inside a turn that holds none of its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Where.
    pub span: Span,
    /// Why it is no words; decides whether a quote shows it.
    pub kind: GapKind,
}

/// Why a gap holds no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// `(lacht)`, `[stilte]`: shown in quotes.
    Event,
    /// `[00:01:23]`, `#00:02:10-5#`: left out of quotes.
    Time,
    /// `//R2: ja //`: another speaker's words inside this turn; shown in quotes.
    Overlap,
    /// Asterisks, backslashes and other markup: left out of quotes.
    Markup,
}

/// What a single line break inside a turn is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineBreaks {
    /// A wrap: it counts as a space. A blank line ends a paragraph.
    #[default]
    Wrap,
    /// The end of a paragraph.
    Paragraph,
}

impl LineBreaks {
    /// The paragraphs of a stretch of text, whatever its line ends are; blank ones are none.
    pub(crate) fn paragraphs(self, text: &str) -> Vec<Range<usize>> {
        let mut all: Vec<Range<usize>> = Vec::new();
        let (mut at, mut goes_on) = (0, false);
        while at < text.len() {
            let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
            let is_blank = text[at..end].trim().is_empty();
            match all.last_mut().filter(|_| goes_on) {
                _ if is_blank => {}
                Some(last) => last.end = end,
                None => all.push(at..end),
            }
            goes_on = !is_blank && self == Self::Wrap;
            at = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
        }
        all
    }
}

/// A stretch between turns or a turn: the two together tile a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words that somebody said.
    Turn(TurnId, Span),
    /// Labels, headers, blank lines: what nobody said.
    Margin(Span),
}

/// What a reader hands over: the document, what people wrote in its margin, and how it was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The transcript.
    pub document: Document,
    /// Codings and comments that came with the file.
    pub annotations: Vec<Annotation>,
    /// How the file was understood.
    pub report: ReadReport,
}

impl Reading {
    /// How many comments came with the file, by whoever wrote them; those without a name together, under none.
    #[must_use]
    pub fn commented(&self) -> BTreeMap<&str, u64> {
        let mut authors: BTreeMap<&str, u64> = BTreeMap::new();
        for comment in &self.annotations {
            *authors.entry(comment.author.trim()).or_default() += 1;
        }
        authors
    }

    /// How many comments came with the file and by whom, as `3 comments (Anna 2, Bram 1)`; none where there are none.
    #[must_use]
    pub fn comments(&self) -> Option<String> {
        let name = |author: &str| if author.is_empty() { "without a name".to_owned() } else { author.to_owned() };
        let mut each: Vec<String> =
            self.commented().iter().map(|(author, count)| format!("{} {count}", name(author))).collect();
        each.sort_unstable();
        let all = self.annotations.len();
        (all > 0).then(|| format!("{} ({})", several(all, "comment"), each.join(", ")))
    }
}

/// A mark that somebody left on a passage: a Word comment, a coding of another program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// On which words.
    pub span: Span,
    /// A code's name, or the text of a comment.
    pub label: String,
    /// Who.
    pub author: String,
    /// A note beside the label.
    pub note: Option<String>,
}

/// How a file was understood: nothing is guessed in silence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadReport {
    /// The format: `text`, `markdown`, `word`, `opendocument`, `rtf`, `html`, `pdf`, `webvtt`, `subrip`, `table`, `whisper json`,
    /// `chat`, `elan`, `textgrid`, `exmaralda`, …
    pub format: &'static str,
    /// The encoding that was chosen: `UTF-8`, `windows-1252`, … (empty for zipped formats).
    pub encoding: String,
    /// How speakers are marked, in words: `label and colon at the line's start`.
    pub label_style: String,
    /// How the interviewer was found, in words; empty when nobody was.
    pub interviewer: String,
    /// Words, turns and the like that were left out, with the reason and how many characters.
    pub dropped: Vec<(String, usize)>,
    /// What the researcher should know or decide.
    pub diagnostics: Vec<Diagnostic>,
    /// BLAKE3 of the file's bytes, in hexadecimal; empty in portions of a long file but the last, which are handed
    /// over before it is read to its end.
    pub hash: String,
}

impl Document {
    /// The speaker of a turn, if it has one.
    #[must_use]
    pub fn speaker(&self, turn: TurnId) -> Option<&Speaker> {
        self.turns[turn.index()].speaker.map(|id| &self.speakers[id.index()])
    }

    /// The part played in a turn; none without a speaker.
    #[must_use]
    pub fn part(&self, turn: TurnId) -> Option<Part> {
        self.speaker(turn).map(|speaker| speaker.part)
    }

    /// The value of a variable for whoever speaks in a turn: their own, else the transcript's.
    ///
    /// `transcript`, `case` and `speaker` and `part` are always known under those names.
    #[must_use]
    pub fn variable(&self, turn: TurnId, name: &str) -> Option<&str> {
        let speaker = self.speaker(turn);
        match name {
            "transcript" => Some(&self.name),
            "speaker" => speaker.map(|s| s.label.as_str()),
            "case" => self.case_of(turn),
            "part" => speaker.map(|s| match s.part {
                Part::Interviewer => "interviewer",
                Part::Participant => "participant",
                Part::Other => "other",
            }),
            _ => speaker.and_then(|s| s.variables.get(name)).or_else(|| self.variables.get(name)),
        }
    }

    /// The same as it is known, not as it is shown: of a masked document what stands behind the mask.
    ///
    /// What this answers is for comparing, and goes nowhere.
    #[must_use]
    pub fn known(&self, turn: TurnId, name: &str) -> Option<&str> {
        let Some(behind) = self.behind.0.as_deref().filter(|_| !["transcript", "case", "part"].contains(&name)) else {
            return self.variable(turn, name);
        };
        let speaker = self.turns[turn.index()].speaker.map(SpeakerId::index);
        match name {
            "speaker" => speaker.map(|speaker| behind.labels[speaker].as_str()),
            _ => speaker.and_then(|at| behind.of_speakers[at].get(name)).or_else(|| behind.variables.get(name)),
        }
    }

    /// Whether names and other words of a list are masked in it.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        self.behind.0.is_some()
    }

    /// The values of a variable, of the transcript and of those who speak in it: each as it is known, and as it is shown.
    pub(crate) fn values_of(&self, name: &str) -> Vec<(&str, &str)> {
        let shown: Vec<&Variables> =
            self.speakers.iter().map(|speaker| &speaker.variables).chain([&self.variables]).collect();
        let known = match self.behind.0.as_deref() {
            Some(behind) => behind.of_speakers.iter().chain([&behind.variables]).collect(),
            None => shown.clone(),
        };
        known.iter().zip(shown).filter_map(|(known, shown)| known.get(name).zip(shown.get(name))).collect()
    }

    /// The case of whoever speaks in a turn.
    #[must_use]
    pub fn case_of(&self, turn: TurnId) -> Option<&str> {
        match self.speaker(turn) {
            Some(speaker) => speaker.case.as_deref(),
            None => self.case.as_deref(),
        }
    }

    /// The participant who speaks in a turn: the case that owns the speaker, else the speaker, else
    /// the transcript; `None` for an interviewer.
    ///
    /// ```
    /// use kantlijn::corpus::{Document, Turn};
    /// use kantlijn::ids::TurnId;
    /// use kantlijn::text::Span;
    ///
    /// let turns = vec![Turn { span: Span::new(0, 3), speaker: None, time: None }];
    /// let survey = Document { name: "r7".into(), text: "Ja.".into(), turns, ..Document::default() };
    /// assert_eq!(survey.participant(TurnId(0)).as_deref(), Some("r7"));
    /// ```
    #[must_use]
    pub fn participant(&self, turn: TurnId) -> Option<String> {
        if self.part(turn) == Some(Part::Interviewer) {
            return None;
        }
        Some(match (self.case_of(turn), self.speaker(turn)) {
            (Some(case), _) => case.to_owned(),
            (None, Some(speaker)) => format!("{}/{}", self.name, speaker.label),
            (None, None) => self.name.clone(),
        })
    }

    /// Whether any speaker is marked.
    #[must_use]
    pub fn is_labelled(&self) -> bool {
        !self.speakers.is_empty()
    }

    /// Whether anybody is known to ask the questions.
    #[must_use]
    pub fn has_interviewer(&self) -> bool {
        let any = || self.speakers.iter().any(|speaker| speaker.part == Part::Interviewer);
        self.portion.has_interviewer.unwrap_or_else(any)
    }

    /// The gaps that lie in `span`.
    #[must_use]
    pub fn gaps_in(&self, span: Span) -> &[Gap] {
        let from = self.gaps.partition_point(|gap| gap.span.end <= span.start);
        let to = self.gaps.partition_point(|gap| gap.span.start < span.end);
        &self.gaps[from..to.max(from)]
    }

    /// The words under `span` as a reader would quote them: markup and times left out, white space
    /// made single spaces, events and everything else verbatim.
    #[must_use]
    pub fn quote(&self, span: Span) -> String {
        let mut quote = String::with_capacity(span.len());
        self.quote_into(span, &mut quote);
        quote
    }

    /// The quote of `span`, appended to `quotes`: for thousands of quotes that are kept together.
    pub fn quote_into(&self, span: Span, quotes: &mut String) {
        let begin = quotes.len();
        let mut is_apart = false;
        self.kept_of(span, |kept| {
            let mut words = kept.of(&self.text).split(char::is_whitespace);
            let mut next = words.next();
            while let Some(word) = next {
                if !word.is_empty() {
                    if std::mem::take(&mut is_apart) {
                        quotes.push(' ');
                    }
                    quotes.push_str(word);
                }
                next = words.next();
                is_apart |= next.is_some() && quotes.len() > begin;
            }
        });
    }

    /// The stretches of `span` that a quote shows.
    fn kept_of(&self, span: Span, mut take: impl FnMut(Span)) {
        let mut from = span.start;
        for gap in self.gaps_in(span).iter().filter(|gap| matches!(gap.kind, GapKind::Time | GapKind::Markup)) {
            if gap.span.start > from {
                take(Span { start: from, end: gap.span.start });
            }
            from = from.max(gap.span.end);
        }
        if from < span.end {
            take(Span { start: from, end: span.end });
        }
    }

    /// The quote of `span`, and where in it, in bytes, the words of each of `marks` stand: in one pass, since an
    /// unpunctuated recording is one passage with as many marks as it has matches. A mark without a word in the quote is empty.
    #[must_use]
    pub fn quote_with(&self, span: Span, marks: &[Span]) -> (String, Vec<Range<usize>>) {
        let mut starts: Vec<usize> = (0..marks.len()).collect();
        let mut ends = starts.clone();
        starts.sort_by_key(|&i| marks[i].start);
        ends.sort_by_key(|&i| marks[i].end);
        let (mut starts, mut ends) = (starts.into_iter().peekable(), ends.into_iter().peekable());
        let mut placed: Vec<Range<usize>> = vec![0..0; marks.len()];
        let mut quote = String::with_capacity(span.len());
        let mut is_apart = false;
        self.kept_of(span, |kept| {
            for (at, c) in kept.of(&self.text).char_indices() {
                if c.is_whitespace() {
                    is_apart = !quote.is_empty();
                    continue;
                }
                let at = kept.start as usize + at;
                while let Some(i) = ends.next_if(|&i| marks[i].end as usize <= at) {
                    placed[i].end = quote.len();
                }
                if std::mem::take(&mut is_apart) {
                    quote.push(' ');
                }
                while let Some(i) = starts.next_if(|&i| marks[i].start as usize <= at) {
                    placed[i].start = quote.len();
                }
                quote.push(c);
            }
        });
        for i in starts {
            placed[i].start = quote.len();
        }
        for i in ends {
            placed[i].end = quote.len();
        }
        for mark in placed.iter_mut().filter(|mark| mark.start > mark.end) {
            mark.end = mark.start;
        }
        (quote, placed)
    }

    /// The turn that holds byte `at`, if it does not lie in the margin.
    #[must_use]
    pub fn turn_at(&self, at: u32) -> Option<TurnId> {
        let index = self.turns.partition_point(|turn| turn.span.end <= at);
        self.turns.get(index).filter(|turn| turn.span.start <= at).map(|_| TurnId::new(index))
    }

    /// Turns and margin, in order, without a byte left over.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        let ends = self.turns.iter().enumerate().flat_map(move |(i, turn)| {
            let before = if i == 0 { 0 } else { self.turns[i - 1].span.end };
            [Piece::Margin(Span { start: before, end: turn.span.start }), Piece::Turn(TurnId::new(i), turn.span)]
        });
        let last = self.turns.last().map_or(0, |turn| turn.span.end);
        let tail = Piece::Margin(Span { start: last, end: u32::try_from(self.text.len()).unwrap_or(u32::MAX) });
        ends.chain([tail]).filter(|piece| !matches!(piece, Piece::Margin(span) if span.is_empty()))
    }
}

impl Reading {
    /// A transcript from text that is in memory, read as a `.txt` file would be.
    ///
    /// ```
    /// use kantlijn::corpus::{ReadOptions, Reading};
    ///
    /// let reading = Reading::of_text("r1", "I: Hoe was dat?\nR: Zwaar.\n", &ReadOptions::default());
    /// assert_eq!(reading.document.turns.len(), 2);
    /// assert!(reading.document.has_interviewer());
    /// ```
    #[must_use]
    pub fn of_text(name: &str, text: &str, options: &ReadOptions) -> Self {
        let mut reading = settle(read_text(name, text.to_owned(), options), options);
        reading.document.name = name.to_owned();
        reading
    }
}

#[cfg(test)]
mod tests {
    use super::LineBreaks;

    #[test]
    fn paragraphs_are_the_same_with_every_line_end() {
        for end in ["\n", "\r\n", "\r"] {
            let text = "een\ntwee\n \n\ndrie\n".replace('\n', end);
            let of = |breaks: LineBreaks| -> Vec<String> {
                breaks.paragraphs(&text).into_iter().map(|range| text[range].replace(end, "|")).collect()
            };
            assert_eq!(of(LineBreaks::Wrap), ["een|twee", "drie"], "{end:?}");
            assert_eq!(of(LineBreaks::Paragraph), ["een", "twee", "drie"], "{end:?}");
        }
    }
}
