//! Lists of segments: Whisper and its kin, Amberscript, and whatever else holds a list of who says what when.

use crate::corpus::Time;
use crate::corpus::case::TRANSCRIPT;
use crate::diagnostic::Diagnostic;
use crate::text::{fold, words};

use super::Family;
use super::hearing::{Hearing, Place, written};
use super::moment::{Clock, moment};
use super::tree::Node;

/// `{"transcription": [{"timestamps": {}, "offsets": {"from", "to"}, "text"}], "result": {"language"}}`
pub(super) const WHISPER_CPP: Family = Family {
    name: "whisper.cpp json",
    fits: |root| holds_text(root.list("transcription")),
    read: read_whisper_cpp,
    fields: &["transcription", "result", "model", "params", "systeminfo"],
};

/// `{"speakers": [{"spkid", "name"}], "segments": [{"speaker", "words": [{"text", "start", "end"}]}]}`
pub(super) const AMBERSCRIPT: Family = Family {
    name: "amberscript json",
    fits: |root| root.list("segments").iter().any(|segment| segment.get("text").is_none() && has_words(segment)),
    read: |root, hearing| read_segments(hearing, root, "segments", &[]),
    fields: &["segments"],
};

/// The same as Whisper's, with speakers or with words that are placed in time.
pub(super) const WHISPERX: Family = Family {
    name: "whisperx json",
    fits: |root| {
        let is_aligned = |segment: &Node<'_>| segment.get("speaker").is_some() || !segment.list("words").is_empty();
        holds_text(root.list("segments")) && root.list("segments").iter().any(is_aligned)
    },
    read: |root, hearing| read_segments(hearing, root, "segments", &["text"]),
    fields: &["segments", "text", "word_segments"],
};

/// `{"text", "segments": [{"start", "end", "text"}], "language"}`; without segments, the text alone.
pub(super) const WHISPER: Family = Family {
    name: "whisper json",
    fits: |root| {
        let alone = ["language", "segments", "words", "duration"].iter().any(|name| root.get(name).is_some());
        holds_text(root.list("segments")) || root.text_in("text").is_some() && alone
    },
    read: |root, hearing| read_segments(hearing, root, "segments", &["text"]),
    fields: &["segments", "text", "words", "task", "duration"],
};

/// `{"text", "words": [{"text", "type": "word", "speaker_id", "start", "end"}]}`, with the spaces between words as words.
pub(super) const ELEVENLABS: Family = Family {
    name: "elevenlabs json",
    fits: |root| {
        let is_typed = |word: &Node<'_>| word.text_in("type").is_some() && word.text_in("text").is_some();
        root.get("segments").is_none() && root.list("words").iter().any(is_typed)
    },
    read: |root, hearing| read_list(hearing, "words", root.list("words")),
    fields: &["words", "text", "language_probability", "transcription_id", "audio_duration_secs"],
};

/// A list of objects with words in them, wherever it is.
pub(super) const ANY: Family = Family {
    name: "json",
    fits: |root| likeliest(root).is_some(),
    read: |root, hearing| {
        if let Some(List { path, elements, .. }) = likeliest(root) {
            read_list(hearing, &path, elements);
        }
    },
    fields: &[],
};

/// Fields that hold what was said, the surest first.
const TEXT: &[&str] = &["text", "punctuated_word", "word", "transcript", "sentence", "utterance", "content", "tekst"];
/// Fields that hold who speaks.
const SPEAKER: &[&str] = &[
    "speaker_name",
    "speakerName",
    "speaker",
    "speaker_label",
    "speakerLabel",
    "speaker_id",
    "speakerId",
    "speakerTag",
    "spreker",
    "participant",
    "role",
];
const START: &[&str] = &[
    "start",
    "start_time",
    "startTime",
    "begin",
    "from",
    "start_ms",
    "startMs",
    "data_start",
    "ts",
    "timestamp",
    "time",
];
const END: &[&str] = &["end", "end_time", "endTime", "eind", "to", "end_ms", "endMs", "data_end", "end_ts"];

/// A table of codings or a codebook holds texts too, and this.
const CODES: &[&str] = &["code", "codes", "code_id", "code_a"];

fn said<'n, 'a>(segment: &'n Node<'a>) -> Option<(&'static str, &'n Node<'a>)> {
    segment.first(TEXT)
}

fn has_words(segment: &Node<'_>) -> bool {
    segment.list("words").iter().any(|word| said(word).is_some_and(|(_, word)| word.text().is_some()))
}

fn holds_text(segments: &[Node<'_>]) -> bool {
    segments.iter().any(|segment| segment.text_in("text").is_some())
}

/// Whether a list is one of words: by its name, or because whatever is said in it stands in a field for words.
fn are_words(list: &str, elements: &[Node<'_>]) -> bool {
    let mut fields =
        elements.iter().filter_map(said).map(|(field, _)| matches!(field, "word" | "punctuated_word")).peekable();
    fields.peek().is_some() && (list.ends_with("words") || fields.all(|is_word| is_word))
}

fn read_whisper_cpp(root: &Node<'_>, hearing: &mut Hearing) {
    hearing.language = root.at("result.language").and_then(Node::text).map(str::to_owned);
    hearing.style = "field `speaker` of each segment".to_owned();
    for (at, segment) in root.list("transcription").iter().enumerate() {
        let place = Place::of("transcription", at);
        let (offsets, stamps) = (segment.get("offsets"), segment.get("timestamps"));
        let times = offsets.or(stamps).unwrap_or(&Node::Nothing);
        let start = hearing.moment(times, &["from"], Clock::Milliseconds, &place);
        let end = hearing.moment(times, &["to"], Clock::Milliseconds, &place);
        let time = hearing.time(start, end, &place);
        let speaker = hearing.label(segment.get("speaker"), &place);
        hearing.segment(speaker, time, segment.get("text"), &place);
    }
}

/// Segments, and the same words once more in one of the fields `whole`, which are all there is where no segment is.
fn read_segments(hearing: &mut Hearing, root: &Node<'_>, list: &str, whole: &[&str]) {
    read_list(hearing, list, root.list(list));
    let Some((name, text)) = root.first(whole) else { return };
    if hearing.captions.is_empty() {
        let words = root.list("words");
        let edge = |word: Option<&Node<'_>>, hearing: &mut Hearing, names, at| {
            word.and_then(|word| hearing.moment(word, names, Clock::Seconds, &Place::of("words", at)))
        };
        let start = edge(words.first(), hearing, START, 0);
        let end = edge(words.last(), hearing, END, words.len().saturating_sub(1));
        let time = hearing.time(start, end, &"words");
        hearing.segment(None, time, Some(text), &name);
    } else if text.text().is_some_and(|text| !hearing.says(text)) {
        let message = format!("`{name}` at the top says something else than the segments, which were taken");
        hearing.diagnostics.push(Diagnostic::note("two-texts", message));
    }
}

/// Reads a list of segments, or of words, by the names that their fields have.
fn read_list(hearing: &mut Hearing, path: &str, elements: &[Node<'_>]) {
    let clock = clock_of(hearing, elements);
    let is_of_words = are_words(path, elements);
    let field = elements.iter().find_map(|element| element.first(SPEAKER)).map_or("speaker", |(name, _)| name);
    let names = if hearing.has_names() { ", named in the file's own table" } else { "" };
    let what = if is_of_words { "word" } else { "segment" };
    hearing.style = format!("field `{field}` of each {what}{names}");
    for (at, segment) in elements.iter().enumerate() {
        let place = Place::of(path, at);
        if !segment.is_object() {
            hearing.strange(place);
            continue;
        }
        let mark = segment.first(SPEAKER).map(|(_, mark)| mark);
        let speaker = hearing.label(mark, &place);
        let text = said(segment).map(|(_, text)| text);
        if is_of_words {
            let time = time_of(hearing, segment, clock, &place);
            match text {
                Some(Node::Text(word)) => hearing.word(speaker, time, word, is_sign(word)),
                _ => hearing.segment(speaker, time, text, &place),
            }
        } else if text.is_none() && has_words(segment) {
            read_words(hearing, segment, speaker.as_deref(), clock, &place);
        } else {
            let time = time_of(hearing, segment, clock, &place);
            let other = |word: &Node<'_>| word.get("speaker").is_some_and(|own| mark.is_some_and(|mark| mark != own));
            if segment.list("words").iter().any(other) {
                hearing.mixed.add(place);
            }
            hearing.segment(speaker, time, text, &place);
        }
    }
    hearing.end_words();
}

/// A segment that is there only as words.
fn read_words(hearing: &mut Hearing, segment: &Node<'_>, speaker: Option<&str>, clock: Clock, above: &Place<'_>) {
    for (at, word) in segment.list("words").iter().enumerate() {
        let place = above.below("words", at);
        let time = time_of(hearing, word, clock, &place);
        match said(word).map(|(_, text)| text) {
            Some(Node::Text(text)) => hearing.word(speaker.map(str::to_owned), time, text, is_sign(text)),
            _ => hearing.strange(place),
        }
    }
    hearing.end_words();
}

/// Whether a word is signs that belong to the word before.
pub(super) fn is_sign(word: &str) -> bool {
    !word.is_empty()
        && word.chars().all(|c| {
            matches!(c, '.' | ',' | '?' | '!' | ':' | ';' | '…' | ')' | ']' | '%' | '”' | '。' | '，' | '？' | '！')
        })
}

/// When a segment or word is said: by two fields, or by a pair `[start, end]`.
fn time_of(hearing: &mut Hearing, segment: &Node<'_>, clock: Clock, place: &Place<'_>) -> Option<Time> {
    if let Some((name, Node::List(pair))) = segment.first(START) {
        let mut edge = |at: usize| {
            let edge = pair.get(at).filter(|edge| **edge != Node::Nothing)?;
            let found = moment(edge, clock);
            if found.is_none() {
                hearing.no_time(format_args!("{place}.{name}[{at}]"));
            }
            found
        };
        let (start, end) = (edge(0), edge(1));
        return hearing.time(start, end, place);
    }
    let start = hearing.moment(segment, START, clock, place);
    let end = hearing.moment(segment, END, clock, place);
    hearing.time(start, end, place)
}

/// What the numbers of a list count: milliseconds if the fields are named so, or if whole numbers would have people speak
/// slower than a word in ten seconds; else seconds.
fn clock_of(hearing: &mut Hearing, elements: &[Node<'_>]) -> Clock {
    const SAMPLE: usize = 1000;
    let named = elements
        .iter()
        .find_map(|element| element.first(START))
        .is_some_and(|(name, _)| name.ends_with("ms") || name.ends_with("Ms"));
    let (mut spoken, mut length, mut whole) = (0_usize, 0_i128, true);
    for element in elements.iter().take(SAMPLE) {
        let inner = element.list("words");
        let start = element.first(START).or_else(|| inner.first()?.first(START));
        let end = element.first(END).or_else(|| inner.last()?.first(END));
        match (start, end) {
            (Some((_, Node::Whole(start))), Some((_, Node::Whole(end)))) => {
                length += i128::from(*end) - i128::from(*start);
            }
            (None, _) => continue,
            _ => {
                whole = false;
                break;
            }
        }
        spoken += said(element).and_then(|(_, text)| text.text()).map_or(inner.len(), |text| words(text).count());
    }
    let is_slow = whole && length > 0 && spoken as i128 * 10 < length;
    if is_slow && !named {
        let note = Diagnostic::note("times", "times are taken as milliseconds");
        hearing.diagnostics.push(note);
    }
    if named || is_slow { Clock::Milliseconds } else { Clock::Seconds }
}

/// A list that may be a transcript, and where it stands.
pub(super) struct List<'n, 'a> {
    pub path: String,
    pub elements: &'n [Node<'a>],
}

/// The list that is most like a transcript: one with speakers before one without, then with times, then of segments rather
/// than words, then the one that comes first and is least deep.
fn likeliest<'n, 'a>(root: &'n Node<'a>) -> Option<List<'n, 'a>> {
    /// `{"output": {"segments": []}}`, and one more level.
    const DEPTH: usize = 3;
    let mut level = vec![(String::new(), root)];
    let mut best: Option<((bool, bool, bool), List<'n, 'a>)> = None;
    for depth in 0..=DEPTH {
        let mut below = Vec::new();
        for (path, node) in level {
            if let Node::List(elements) = node {
                if let Some(rank) = rank(&path, elements, depth)
                    && best.as_ref().is_none_or(|(known, _)| rank > *known)
                {
                    let path = if path.is_empty() { "list".to_owned() } else { path.clone() };
                    best = Some((rank, List { path, elements }));
                } else if let [only] = &elements[..] {
                    below.push((format!("{path}[0]"), only));
                }
            }
            for (name, value) in node.fields() {
                below.push((if path.is_empty() { name.to_string() } else { format!("{path}.{name}") }, value));
            }
        }
        level = below;
    }
    best.map(|(_, list)| list)
}

/// How much a list is like a transcript: by whether it has speakers, times and no single words; nothing where it is none.
fn rank(path: &str, elements: &[Node<'_>], depth: usize) -> Option<(bool, bool, bool)> {
    let any = |names: &[&str]| elements.iter().any(|element| element.first(names).is_some());
    let speaks =
        |element: &&Node<'_>| said(element).is_some_and(|(_, text)| text.text().is_some()) || has_words(element);
    let spoken = elements.iter().filter(speaks).count();
    if spoken == 0 || spoken * 2 < elements.len() || any(CODES) {
        return None;
    }
    let (speakers, times) = (any(SPEAKER), any(START) || elements.iter().any(has_words));
    // Texts without more are everywhere in the files of programs; a transcript is at the top or just below.
    let plain = elements.iter().all(|element| element.get("text").is_some());
    (speakers || times || depth <= 1 && plain).then(|| (speakers, times, !are_words(path, elements)))
}

/// The values of the field that tells several transcripts apart, if there are several: `interview`, `transcript`.
pub(super) fn several(root: &Node<'_>) -> Option<(String, usize)> {
    let List { elements, .. } = likeliest(root)?;
    for name in TRANSCRIPT {
        let field = |element: &Node<'_>| {
            let (own, text) = (element.fields().iter().find(|(field, _)| fold(field) == *name)?, said(element)?);
            if own.0 == text.0 { None } else { written(&own.1) }
        };
        let mut values: Vec<String> = elements.iter().filter_map(field).collect();
        values.sort_unstable();
        values.dedup();
        if values.len() > 1 {
            return Some(((*name).to_owned(), values.len()));
        }
    }
    None
}
