//! From a draft to a document: speakers, parts, turns and gaps, for all formats alike.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use memchr::memchr3_iter;

use crate::diagnostic::Diagnostic;
use crate::ids::SpeakerId;
use crate::scope::Part;
use crate::text::{Span, trim, words};
use crate::wording::several;

use super::doubts::doubts;
use super::gap::{Events, Signs, level, spot};
use super::label::{initials_fit, key};
use super::part::{Voice, infer, likeliest, said};
use super::read::{Draft, DraftTurn, Person};
use super::{Document, Gap, GapKind, Portion, ReadOptions, Reading, Speaker, Time, Turn};

/// Makes a document of what a reader found: joins spellings of one label, merges consecutive turns of one
/// speaker, finds events, times and overlap, drops turns without words, and settles who plays which part.
///
/// The document's id, name and path, and its cases, are left to whoever opened the file.
#[must_use]
pub(super) fn settle(draft: Draft, options: &ReadOptions) -> Reading {
    let Settled { mut reading, wordless, .. } = settle_among(draft, options, None);
    reading.report.dropped.extend(wordless.dropped());
    reading.report.diagnostics.extend(doubts(&reading.document));
    reading
}

/// Settles the beginning of a long text, and with it what holds for the rest.
pub(super) fn settle_beginning(draft: Draft, options: &ReadOptions) -> (Reading, People) {
    let has_questions = are_questions(&draft.turns);
    let labels = labels_of(&draft.turns, has_questions, &draft.text);
    let cast = Cast::new(&labels, None);
    let names: Vec<String> = cast.labels.iter().map(|&label| label.to_owned()).collect();
    let by_key = cast.by_key;
    let reading = settle(draft, options);
    let document = &reading.document;
    let mut people = People {
        labels: document.speakers.iter().map(|speaker| speaker.label.clone()).collect(),
        parts: document.speakers.iter().map(|speaker| speaker.part).collect(),
        by_key: BTreeMap::new(),
        has_questions,
        has_interviewer: document.has_interviewer(),
        is_unpunctuated: document.unpunctuated,
    };
    // Those of whom no word was heard yet come last.
    for (key, person) in by_key {
        let name = &names[person];
        let known = people.labels.iter().position(|label| label == name);
        let place = known.unwrap_or(people.labels.len());
        if known.is_none() {
            people.labels.push(name.clone());
        }
        people.by_key.insert(key, place);
    }
    (reading, people)
}

/// [`settle`], for a stretch of a long text among `people` who are known from its beginning.
pub(super) fn settle_among(draft: Draft, options: &ReadOptions, people: Option<&People>) -> Settled {
    let Draft {
        text,
        turns,
        mut gaps,
        line_breaks,
        variables,
        memo,
        case_memo,
        people: persons,
        annotations,
        mut report,
        ..
    } = draft;
    let asked = people.map_or_else(|| are_questions(&turns), |people| people.has_questions);
    let labels = labels_of(&turns, asked, &text);
    let cast = Cast::new(&labels, people);
    let speakers = &cast.speakers;
    let described = cast.described(&persons);
    let (mut said, closed) = stretches(&text, &turns, speakers, &mut gaps, options);
    merge(&text, &mut said, &mut gaps);
    let gaps = level(gaps);

    let mut wordless = Wordless::default();
    let mut kept: Vec<Stretch> = Vec::with_capacity(said.len());
    for stretch in said {
        if spoken(stretch.span, &gaps).any(|piece| has_word(piece.of(&text))) {
            kept.push(stretch);
        } else {
            wordless.turns += 1;
            wordless.characters += text[stretch.span.range()].chars().count();
        }
    }
    for note in &cast.notes {
        report.diagnostics.push(Diagnostic::note("joined-labels", note.clone()));
    }

    let order = first_appearance(&kept, people.map_or(0, |people| people.parts.len()));
    let parts = match people {
        Some(people) => order.iter().map(|&person| people.part(person, cast.labels[person], options)).collect(),
        None => {
            let voices = voices(&text, &kept, &gaps, &order, &cast, &described, options);
            let (parts, how) = infer(&voices);
            report.interviewer = if asked && how.starts_with("label `Interviewer`") { layout(&turns) } else { how };
            if report.interviewer.is_empty() && voices.len() >= 2 {
                report.diagnostics.push(nobody(&voices));
            }
            parts
        }
    };
    let place = |speaker: usize| order.iter().position(|&s| s == speaker).map(SpeakerId::new);
    let turns: Vec<Turn> =
        kept.iter().map(|s| Turn { span: s.span, speaker: s.speaker.and_then(place), time: s.time }).collect();
    let gaps = clip(&gaps, &turns);
    let awaits_start = kept.iter().enumerate().find_map(|(i, stretch)| stretch.awaits_start.map(|end| (i, end)));
    let who = cast.speakers.clone();
    let label = |&person: &usize| cast.labels[person].to_owned();
    let known = |speaker: &usize| described.get(speaker).map(|person| person.variables.clone()).unwrap_or_default();
    let speakers = order
        .iter()
        .zip(parts)
        .map(|(person, part)| {
            let case = described.get(person).and_then(|person| person.case.clone());
            // Who asks is nobody's case.
            let case = case.filter(|_| part != Part::Interviewer);
            let memo = described.get(person).map(|person| person.memo.clone()).unwrap_or_default();
            Speaker { label: label(person), part, case, variables: known(person), memo }
        })
        .collect();
    let unpunctuated = people.map_or_else(|| is_unpunctuated(&text, &turns), |people| people.is_unpunctuated);
    let language = ["language", "taal", "lang"].iter().find_map(|name| variables.get(name)).and_then(two_letters);
    let document = Document {
        text,
        turns,
        speakers,
        gaps,
        line_breaks,
        language: language.or_else(|| options.language.clone()),
        case: variables.get("case").map(str::to_owned),
        variables,
        memo,
        case_memo,
        unpunctuated,
        portion: Portion { has_interviewer: people.map(|people| people.has_interviewer), ..Portion::default() },
        ..Document::default()
    };
    Settled { reading: Reading { document, annotations, report }, who, wordless, closed, awaits_start }
}

/// A stretch of a text, settled.
pub(super) struct Settled {
    pub reading: Reading,
    /// Who speaks in each turn of the draft, as a number of this stretch.
    pub who: Vec<Option<usize>>,
    pub wordless: Wordless,
    /// When the last turn ends whose end the file marks.
    pub closed: Option<u64>,
    /// The turn that begins when such a turn before this stretch ends, and the latest time at which it can begin.
    pub awaits_start: Option<(usize, u64)>,
}

/// Turns without a word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wordless {
    pub turns: usize,
    pub characters: usize,
}

impl Wordless {
    /// What a report says of them, if there are any.
    pub fn dropped(self) -> Option<(String, usize)> {
        let s = if self.turns == 1 { "" } else { "s" };
        (self.turns > 0).then(|| (format!("{} turn{s} without words", self.turns), self.characters))
    }
}

/// Who speaks in a long transcript and which part they play, as its beginning shows.
#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// Labels as first written: of those who speak in the beginning, in order, then of others.
    labels: Vec<String>,
    /// The parts of those who speak in the beginning.
    parts: Vec<Part>,
    /// Everybody by the keys of their labels.
    by_key: BTreeMap<String, usize>,
    /// Whether the layout marks questions.
    has_questions: bool,
    has_interviewer: bool,
    is_unpunctuated: bool,
}

impl People {
    /// How many speak in the beginning; their numbers are the same in every stretch.
    pub fn speaking(&self) -> usize {
        self.parts.len()
    }

    /// The part of a person; of one who first speaks later, what the study or the label says.
    fn part(&self, person: usize, label: &str, options: &ReadOptions) -> Part {
        let listed = |other: &String| key(other) == key(label);
        let given = || options.parts.iter().find(|(_, labels)| labels.iter().any(listed)).map(|(part, _)| *part);
        let known = self.parts.get(person).copied();
        known.or_else(given).or_else(|| said(label)).unwrap_or(Part::Participant)
    }
}

/// Whether the layout marks questions.
fn are_questions(turns: &[DraftTurn]) -> bool {
    turns.iter().any(|turn| turn.question && turn.speaker.is_none())
}

/// `nl` of `nl`, `NL` and `nl-BE`.
fn two_letters(language: &str) -> Option<String> {
    let code = language.trim().split(['-', '_']).next()?.to_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// The label of every turn. Where the layout marks questions, those who ask and answer get a name.
fn labels_of<'a>(turns: &'a [DraftTurn], asked: bool, text: &str) -> Vec<Option<&'a str>> {
    turns
        .iter()
        .map(|turn| match &turn.speaker {
            Some(label) if has_word(label) => Some(trim(label)),
            Some(_) => None,
            None if asked && turn.question => Some("Interviewer"),
            None if asked && !turn.span.of(text).trim().is_empty() => Some("Respondent"),
            None => None,
        })
        .collect()
}

/// Whether a text holds a word. An ASCII letter or digit is one or belongs to one, which nearly always settles it.
fn has_word(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_alphanumeric()) || words(text).next().is_some()
}

fn layout(turns: &[DraftTurn]) -> String {
    let questions = turns.iter().filter(|turn| turn.question).count();
    format!("{} set in bold or italics", several(questions, "question"))
}

/// The people of a transcript, by what their labels come down to.
struct Cast<'a> {
    /// Label as first written.
    labels: Vec<&'a str>,
    by_key: BTreeMap<String, usize>,
    /// Who speaks in each turn.
    speakers: Vec<Option<usize>>,
    notes: Vec<String>,
}

impl<'a> Cast<'a> {
    /// Those with these labels, one a turn, behind `people` who are known.
    fn new(turns: &[Option<&'a str>], people: Option<&'a People>) -> Self {
        let (mut labels, mut by_key) = (Vec::new(), BTreeMap::new());
        if let Some(people) = people {
            labels.extend(people.labels.iter().map(String::as_str));
            by_key.clone_from(&people.by_key);
        }
        // By label as written, so that a key is made once for each spelling and not for each turn.
        let mut by_label: HashMap<&'a str, usize, FixedState> = HashMap::default();
        let mut speaker = |label: &'a str| {
            *by_label.entry(label).or_insert_with(|| {
                *by_key.entry(key(label)).or_insert_with(|| {
                    labels.push(label);
                    labels.len() - 1
                })
            })
        };
        let speakers = turns.iter().map(|label| label.map(&mut speaker)).collect();
        let mut cast = Self { labels, by_key, speakers, notes: Vec::new() };
        if people.is_none() {
            cast.join_initials();
        }
        cast
    }

    /// What the file says of its speakers, of each the first that it says.
    fn described<'b>(&self, persons: &'b [Person]) -> BTreeMap<usize, &'b Person> {
        let speaker = |person: &Person| self.by_key.get(&key(&person.label)).copied();
        persons.iter().rev().filter_map(|person| Some((speaker(person)?, person))).collect()
    }

    /// Initials that fit exactly one full name are that person.
    fn join_initials(&mut self) {
        let mut people: Vec<usize> = (0..self.labels.len()).collect();
        for (i, person) in people.iter_mut().enumerate() {
            let short = self.labels[i];
            let mut fits = (0..self.labels.len()).filter(|&j| j != i && initials_fit(short, self.labels[j]));
            if let (Some(full), None) = (fits.next(), fits.next()) {
                self.notes.push(format!("`{short}` and `{}` are read as one speaker", self.labels[full]));
                self.by_key.insert(key(short), full);
                *person = full;
            }
        }
        self.speakers.iter_mut().flatten().for_each(|person| *person = people[*person]);
    }
}

/// A turn on its way.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    span: Span,
    speaker: Option<usize>,
    time: Option<Time>,
    /// Where it begins when a turn before the text ends: its own first end, before which it begins.
    awaits_start: Option<u64>,
}

/// The turns without white space, times and markup at their edges; finds their gaps and times, and when the last turn
/// ends whose end is marked.
fn stretches(
    text: &str,
    turns: &[DraftTurn],
    speakers: &[Option<usize>],
    gaps: &mut Vec<Gap>,
    options: &ReadOptions,
) -> (Vec<Stretch>, Option<u64>) {
    let (signs, events) = (Signs::of(text), Events::new(&options.events));
    // Disjoint, so that a search by their ends finds its way among marks within a comment.
    let markup = level(gaps.clone());
    let mut said = Vec::with_capacity(turns.len());
    let mut closed: Option<u64> = None;
    for (turn, &speaker) in turns.iter().zip(speakers) {
        let before = gaps.len();
        let stamps = spot(text, turn.span, &signs, &events, gaps);
        // Most turns hold nothing but words.
        if gaps.len() == before && markup.is_empty() {
            said.push(Stretch { span: bare(text, turn.span, &[]), speaker, time: turn.time, awaits_start: None });
            continue;
        }
        let mut own: Vec<Gap> = gaps[before..].iter().filter(|gap| gap.kind == GapKind::Time).copied().collect();
        let from = markup.partition_point(|gap| gap.span.end <= turn.span.start);
        own.extend(markup[from..].iter().take_while(|gap| gap.span.start < turn.span.end));
        let own = level(own.into_iter().filter(|gap| matches!(gap.kind, GapKind::Time | GapKind::Markup)).collect());
        let span = bare(text, turn.span, &own);
        let leading = stamps.iter().rfind(|stamp| !stamp.closes && stamp.span.end <= span.start);
        let closing = stamps.iter().rfind(|stamp| stamp.closes && stamp.span.start >= span.end);
        let (mut time, mut awaits_start) = (turn.time, None);
        if let (None, Some(stamp)) = (time, leading) {
            time = Some(Time { start: stamp.start, end: stamp.end });
        }
        if let Some(stamp) = closing {
            let start = time.map_or(closed.unwrap_or(0), |time| time.start);
            awaits_start = (time.is_none() && closed.is_none()).then_some(stamp.start);
            time = Some(Time { start: start.min(stamp.start), end: Some(stamp.start) });
            closed = Some(stamp.start);
        }
        said.push(Stretch { span, speaker, time, awaits_start });
    }
    (said, closed)
}

/// `span` without the white space and the gaps at its edges. Gaps are level.
fn bare(text: &str, span: Span, gaps: &[Gap]) -> Span {
    let (mut start, mut end) = (span.start, span.end);
    loop {
        let said = &text[start as usize..end as usize];
        let lead = (said.len() - said.trim_start().len()) as u32;
        start += lead;
        end -= if start == end { 0 } else { (said.len() - said.trim_end().len()) as u32 };
        let skip = gaps.iter().find(|gap| gap.span.start <= start && start < gap.span.end);
        if let Some(gap) = skip.filter(|_| start < end) {
            start = gap.span.end.min(end);
            continue;
        }
        match gaps.iter().find(|gap| gap.span.start < end && end <= gap.span.end) {
            Some(gap) if start < end => end = gap.span.start.max(start),
            _ => return Span { start, end },
        }
    }
}

/// Makes one turn of consecutive turns of one speaker; what stood between them is a gap.
fn merge(text: &str, said: &mut Vec<Stretch>, gaps: &mut Vec<Gap>) {
    let mut merged: Vec<Stretch> = Vec::with_capacity(said.len());
    for stretch in said.drain(..) {
        match merged.last_mut() {
            Some(last) if last.speaker.is_some() && last.speaker == stretch.speaker => {
                let between = &text[last.span.end as usize..stretch.span.start.max(last.span.end) as usize];
                let words = between.trim();
                if last.span.is_empty() {
                    last.span = stretch.span;
                } else if !stretch.span.is_empty() {
                    let from = last.span.end as usize + (between.len() - between.trim_start().len());
                    gaps.push(Gap { span: Span::new(from, from + words.len()), kind: GapKind::Markup });
                    last.span = last.span.cover(stretch.span);
                }
                last.awaits_start = if last.time.is_none() { stretch.awaits_start } else { last.awaits_start };
                last.time = match (last.time, stretch.time) {
                    (Some(first), Some(next)) => Some(Time { start: first.start, end: next.end.or(first.end) }),
                    (first, next) => first.or(next),
                };
            }
            _ => merged.push(stretch),
        }
    }
    *said = merged;
}

/// The stretches of `span` between its gaps.
fn spoken<'a>(span: Span, gaps: &'a [Gap]) -> impl DoubleEndedIterator<Item = Span> + 'a {
    let from = gaps.partition_point(|gap| gap.span.end <= span.start);
    let to = gaps.partition_point(|gap| gap.span.start < span.end).max(from);
    let inside = &gaps[from..to];
    (0..=inside.len()).filter_map(move |i| {
        let start = if i == 0 { span.start } else { inside[i - 1].span.end };
        let end = inside.get(i).map_or(span.end, |gap| gap.span.start);
        (start < end).then_some(Span { start, end })
    })
}

/// The words of a stretch outside its gaps, each as cut between them.
pub(super) fn words_of<'a>(text: &'a str, span: Span, gaps: &'a [Gap]) -> impl Iterator<Item = &'a str> {
    spoken(span, gaps).flat_map(move |piece| words(piece.of(text)).map(move |word| word.of(piece.of(text))))
}

/// Whether a transcript is a bare stream of words: at least a hundred words, and less than one full stop, question or
/// exclamation mark in two hundred.
fn is_unpunctuated(text: &str, turns: &[Turn]) -> bool {
    let texts = || turns.iter().map(|turn| turn.span.of(text));
    // A word and the space after it have two bytes at least, so that a few sentences settle it before words are counted.
    let most_words: usize = texts().map(|text| text.len() / 2 + 1).sum();
    let found = texts().flat_map(|text| memchr3_iter(b'.', b'!', b'?', text.as_bytes()));
    if found.take(most_words / 200 + 1).count() * 200 >= most_words {
        return false;
    }
    let words: usize = texts().map(|text| text.split_ascii_whitespace().count()).sum();
    let ends: usize = texts().map(|text| text.bytes().filter(|b| matches!(b, b'.' | b'!' | b'?')).count()).sum();
    if words < 100 || ends * 200 >= words {
        return false;
    }
    // Looking for these is slow, and hardly ever needed to know.
    let others: usize = texts().map(|text| text.matches(['…', '。', '؟']).count()).sum();
    (ends + others) * 200 < words
}

fn is_question(text: &str, span: Span, gaps: &[Gap]) -> bool {
    let closing = |c: char| c.is_whitespace() || "\"'”’»)*_".contains(c);
    let tail = spoken(span, gaps).rev().map(|piece| piece.of(text).trim_end_matches(closing)).find(|t| !t.is_empty());
    tail.is_some_and(|tail| tail.ends_with('?'))
}

/// Who speaks, in order; the first `known` do in any case.
fn first_appearance(said: &[Stretch], known: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..known).collect();
    for speaker in said.iter().filter_map(|s| s.speaker) {
        if !order.contains(&speaker) {
            order.push(speaker);
        }
    }
    order
}

fn voices(
    text: &str,
    said: &[Stretch],
    gaps: &[Gap],
    order: &[usize],
    cast: &Cast<'_>,
    described: &BTreeMap<usize, &Person>,
    options: &ReadOptions,
) -> Vec<Voice> {
    let given = |speaker: usize| {
        let listed = |label: &String| cast.by_key.get(&key(label)) == Some(&speaker);
        options.parts.iter().find(|(_, labels)| labels.iter().any(listed)).map(|(part, _)| *part)
    };
    let role = |speaker: usize| described.get(&speaker).and_then(|person| person.part);
    let mut voices: Vec<Voice> = order
        .iter()
        .map(|&speaker| Voice {
            label: cast.labels[speaker].to_owned(),
            given: given(speaker),
            role: role(speaker),
            ..Voice::default()
        })
        .collect();
    for stretch in said {
        let Some(at) = stretch.speaker.and_then(|speaker| order.iter().position(|&s| s == speaker)) else { continue };
        let voice = &mut voices[at];
        voice.turns += 1;
        voice.questions += usize::from(is_question(text, stretch.span, gaps));
        voice.said += stretch.span.len();
    }
    voices
}

fn nobody(voices: &[Voice]) -> Diagnostic {
    let names: Vec<String> = voices.iter().take(8).map(|voice| format!("`{}`", voice.label)).collect();
    let more = if voices.len() > names.len() { ", …" } else { "" };
    let message =
        format!("no interviewer was recognised among {}{more}: everybody counts as a participant", names.join(", "));
    let who = likeliest(voices).map_or("…", |voice| voice.label.as_str()).replace('\\', "\\\\").replace('"', "\\\"");
    Diagnostic::warning("no-interviewer", message).help(format!(
        "write in kantlijn.toml: [transcripts] parts = {{ interviewer = [\"{who}\"] }}, with whoever asks"
    ))
}

/// Gaps inside turns only, cut at their edges.
fn clip(gaps: &[Gap], turns: &[Turn]) -> Vec<Gap> {
    let mut inside = Vec::with_capacity(gaps.len());
    for turn in turns {
        let from = gaps.partition_point(|gap| gap.span.end <= turn.span.start);
        let within = gaps[from..].iter().take_while(|gap| gap.span.start < turn.span.end);
        inside.extend(within.filter_map(|gap| gap.span.intersect(turn.span).map(|span| Gap { span, kind: gap.kind })));
    }
    inside
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{has_word, settle, words};
    use crate::corpus::read::{Draft, DraftTurn, Person};
    use crate::corpus::{GapKind, ReadOptions, Reading, Time, Variables};
    use crate::scope::Part;
    use crate::text::Span;

    /// A draft whose turns are the lines of `text`, `label|words`.
    fn read(rows: &[(&str, &str)], options: &ReadOptions) -> Reading {
        let mut text = String::new();
        let mut turns = Vec::new();
        for (label, words) in rows {
            text.push_str(label);
            text.push_str(": ");
            let start = text.len();
            text.push_str(words);
            let speaker = (!label.is_empty()).then(|| (*label).into());
            turns.push(DraftTurn { span: Span::new(start, text.len()), speaker, time: None, question: false });
            text.push_str("\n\n");
        }
        settle(Draft { text, turns, ..Draft::default() }, options)
    }

    fn turns(reading: &Reading) -> Vec<(String, String)> {
        let document = &reading.document;
        let who =
            |turn: &crate::corpus::Turn| turn.speaker.map_or("", |s| &document.speakers[s.index()].label).to_owned();
        document.turns.iter().map(|turn| (who(turn), turn.span.of(&document.text).to_owned())).collect()
    }

    #[test]
    fn turns_of_one_speaker_become_one_with_a_gap_for_the_label() {
        let reading = read(&[("I", "Dag."), ("R", "Ja."), ("r.", "En nee."), ("I", "O?")], &ReadOptions::default());
        let document = &reading.document;
        assert_eq!(turns(&reading)[1], ("R".to_owned(), "Ja.\n\nr.: En nee.".to_owned()));
        assert_eq!(document.quote(document.turns[1].span), "Ja. En nee.");
        assert_eq!(document.gaps[0].kind, GapKind::Markup);
        assert_eq!(document.speakers.len(), 2);
    }

    #[test]
    fn turns_without_words_are_dropped_and_counted() {
        let rows = [("I", "Echt?"), ("R", "(knikt)"), ("I", "Hoe dan?"), ("R", "Zo (lacht)."), ("X", "xxx")];
        let reading = read(&rows, &ReadOptions::default());
        assert_eq!(turns(&reading).len(), 3);
        assert_eq!(reading.document.speakers.len(), 2);
        assert_eq!(reading.report.dropped, [("2 turns without words".to_owned(), 10)]);
    }

    #[test]
    fn times_go_to_the_turn_at_its_edges() {
        let rows = [
            ("I", "[00:00:10] Echt? #00:00:12-0#"),
            ("R", "Ja. [00:00:13] En nee. #00:00:15-5#"),
            ("I", "0:00:16 Dag."),
        ];
        let reading = read(&rows, &ReadOptions::default());
        let document = &reading.document;
        let times: Vec<_> = document.turns.iter().map(|turn| turn.time.map(|t| (t.start, t.end))).collect();
        assert_eq!(times, [Some((10_000, Some(12_000))), Some((12_000, Some(15_500))), Some((16_000, None))]);
        assert_eq!(turns(&reading)[0].1, "Echt?");
        assert_eq!(document.quote(document.turns[1].span), "Ja. En nee.");
        assert_eq!(document.gaps.len(), 1);
        assert_eq!(document.turns[2].time, Some(Time { start: 16_000, end: None }));
    }

    #[test]
    fn the_interviewer_is_found_or_missed_out_loud() {
        let found = read(&[("Int.", "Dag?"), ("Bo", "Ja.")], &ReadOptions::default());
        assert_eq!(found.report.interviewer, "label `Int.`");
        let missed = read(&[("Eva", "Dag."), ("Bo", "Ja.")], &ReadOptions::default());
        assert_eq!(missed.report.interviewer, "");
        assert!(missed.document.speakers.iter().all(|s| s.part == Part::Participant));
        let warning = &missed.report.diagnostics[0];
        assert_eq!(warning.kind, "no-interviewer");
        assert!(warning.help.as_deref().is_some_and(|help| help.contains("parts = { interviewer = [\"Eva\"] }")));
        let options = ReadOptions { parts: vec![(Part::Interviewer, vec!["bo".into()])], ..ReadOptions::default() };
        let told = read(&[("Eva", "Dag."), ("Bo", "Ja.")], &options);
        assert_eq!(told.document.speakers[1].part, Part::Interviewer);
        assert!(told.report.diagnostics.is_empty());
    }

    #[test]
    fn what_a_file_says_of_its_speakers_is_theirs() {
        let said = [("ABC", "Dag?"), ("XYZ", "Ja.")];
        let mut variables = Variables::default();
        variables.set("sex", "female");
        let people = [("abc", Some(Part::Interviewer), Variables::default()), ("XYZ", None, variables)];
        let people = people.map(|(label, part, variables)| Person {
            label: label.to_owned(),
            part,
            variables,
            ..Person::default()
        });
        let mut draft = Draft { people: people.to_vec(), ..Draft::default() };
        for (label, words) in said {
            let start = draft.text.len();
            draft.text.push_str(words);
            let span = Span::new(start, draft.text.len());
            draft.turns.push(DraftTurn { span, speaker: Some(label.into()), time: None, question: false });
        }
        let reading = settle(draft.clone(), &ReadOptions::default());
        let speakers = &reading.document.speakers;
        assert_eq!(speakers[0].part, Part::Interviewer);
        assert_eq!(speakers[1].variables.get("sex"), Some("female"));
        assert_eq!(reading.report.interviewer, "label `ABC`, by the role that the file gives");
        let parts = vec![(Part::Participant, vec!["ABC".to_owned()]), (Part::Interviewer, vec!["XYZ".to_owned()])];
        let told = settle(draft, &ReadOptions { parts, ..ReadOptions::default() });
        assert_eq!(told.document.speakers[0].part, Part::Participant);
        assert_eq!(told.report.interviewer, "label `XYZ`, as `[transcripts] parts` says");
    }

    #[test]
    fn initials_are_their_owner() {
        let rows = [("Saskia van Dam", "Dag?"), ("Ruben Oosting", "Ja."), ("SD", "Zo?"), ("RO", "Hm."), ("SD", "Dus?")];
        let reading = read(&rows, &ReadOptions::default());
        assert_eq!(reading.document.speakers.len(), 2);
        assert_eq!(turns(&reading)[2].0, "Saskia van Dam");
        assert_eq!(reading.report.interviewer, "`Saskia van Dam` asks 3 of 3 questions");
        assert_eq!(reading.report.diagnostics.len(), 2);
    }

    #[test]
    fn questions_set_apart_by_layout_are_the_interviewers() {
        let text = "Hoe gaat het? Goed hoor. En thuis? Ook.".to_owned();
        let turn =
            |start, end, question| DraftTurn { span: Span::new(start, end), speaker: None, time: None, question };
        let turns = vec![turn(0, 13, true), turn(14, 24, false), turn(25, 34, true), turn(35, 39, false)];
        let reading = settle(Draft { text, turns, ..Draft::default() }, &ReadOptions::default());
        let parts: Vec<_> = reading.document.speakers.iter().map(|s| (s.label.as_str(), s.part)).collect();
        assert_eq!(parts, [("Interviewer", Part::Interviewer), ("Respondent", Part::Participant)]);
        assert_eq!(reading.report.interviewer, "2 questions set in bold or italics");
    }

    proptest! {
        #[test]
        fn a_word_is_seen_where_there_is_one(text in "[ \\t.,'’_é\u{301}٣ꠣ🙂שa1-]{0,6}") {
            prop_assert_eq!(has_word(&text), words(&text).next().is_some());
        }
    }
}
