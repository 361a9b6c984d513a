//! What was found in a file while it is read: stretches of speech, who speaks, and what could not be understood.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use crate::corpus::{ReadOptions, ReadReport, Time, Variables};
use crate::diagnostic::Diagnostic;
use crate::wording::{either, several};

use super::super::Draft;
use super::super::captions::{Caption, captions_to_draft, pauses};
use super::moment::{Clock, moment};
use super::tree::Node;

/// An element of a list, to tell where something stands: `monologues[2].elements[5]`.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub above: Option<&'a Place<'a>>,
    pub list: &'a str,
    pub at: usize,
}

impl<'a> Place<'a> {
    pub fn of(list: &'a str, at: usize) -> Place<'a> {
        Place { above: None, list, at }
    }

    pub fn below(&'a self, list: &'a str, at: usize) -> Place<'a> {
        Place { above: Some(self), list, at }
    }
}

impl Display for Place<'_> {
    fn fmt(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.above {
            Some(above) => write!(words, "{above}.{}[{}]", self.list, self.at),
            None => write!(words, "{}[{}]", self.list, self.at),
        }
    }
}

/// Where something went wrong: how often, and the first few places.
#[derive(Debug, Default)]
pub(super) struct Places {
    count: usize,
    first: Vec<String>,
}

impl Places {
    pub fn add(&mut self, place: impl Display) {
        self.count += 1;
        if self.first.len() < 5 {
            self.first.push(format!("`{place}`"));
        }
    }

    /// `3 times cannot be read: ...`, if there are any.
    fn told(&self, what: &str) -> Option<String> {
        let more = if self.count > self.first.len() { ", …" } else { "" };
        (self.count > 0).then(|| format!("{} {what}: {}{more}", self.count, self.first.join(", ")))
    }
}

/// Everything that comes of a file.
#[derive(Debug, Default)]
pub(super) struct Hearing {
    pub captions: Vec<Caption>,
    /// As the file writes it: `nl-NL`, `dutch`.
    pub language: Option<String>,
    /// How speakers are marked, if any is.
    pub style: String,
    /// Names by the marks that stand for them, from the file's own table.
    names: BTreeMap<String, String>,
    /// A stretch that is put together of words.
    open: Option<Caption>,
    times: Places,
    silent: Places,
    strange: Places,
    /// Segments whose words the file gives to several speakers.
    pub mixed: Places,
    /// What was left out, and how many characters.
    pub dropped: Vec<(String, usize)>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Hearing {
    /// Reads the names of speakers from a table such as `[{"spkid": "spk1", "name": "Anna"}]`.
    ///
    /// A name that two speakers have would make one of them, so that both keep their marks.
    pub fn read_names(&mut self, table: &[Node<'_>]) {
        const MARKS: &[&str] = &["spkid", "id", "speaker_id", "speakerId", "label", "speaker"];
        const NAMES: &[&str] = &["name", "display_name", "displayName", "speaker_name"];
        let rows = table.iter().filter_map(|row| {
            let (mark, name) = (row.first(MARKS)?.1, row.first(NAMES)?.1.text()?.trim());
            Some((written(mark)?, name.to_owned())).filter(|_| !name.is_empty())
        });
        let names: BTreeMap<String, String> = rows.collect();
        let shared = |name: &String| names.values().filter(|other| *other == name).count() > 1;
        if let Some(name) = names.values().find(|name| shared(name)) {
            let message = format!("several speakers are called `{name}`: their marks in the file are their labels");
            self.diagnostics.push(Diagnostic::note("same-name", message));
        }
        let own = names.iter().filter(|(_, name)| !shared(name));
        self.names = own.map(|(mark, name)| (mark.clone(), name.clone())).collect();
    }

    pub fn has_names(&self) -> bool {
        !self.names.is_empty()
    }

    /// The label of a speaker: the name that the file has for the mark, else the mark; a number is `Speaker 1`.
    pub fn label(&mut self, mark: Option<&Node<'_>>, place: &impl Display) -> Option<String> {
        const WHO: &[&str] = &["name", "label", "id"];
        let mark = mark?;
        let text = match mark {
            Node::Object(_) => mark.first(WHO).and_then(|(_, who)| written(who)),
            _ => written(mark),
        };
        let Some(text) = text else {
            self.strange.add(format_args!("{place}.speaker"));
            return None;
        };
        if let Some(name) = self.names.get(&text) {
            return Some(name.clone());
        }
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        Some(if is_number { format!("Speaker {text}") } else { text }).filter(|label| !label.is_empty())
    }

    /// A time in one of some fields, and which; what is no time is noted.
    pub fn moment(&mut self, of: &Node<'_>, names: &[&str], clock: Clock, place: &impl Display) -> Option<u64> {
        let (name, value) = of.first(names)?;
        let found = moment(value, clock);
        if found.is_none() {
            self.times.add(format_args!("{place}.{name}"));
        }
        found
    }

    /// Notes a time that cannot be read.
    pub fn no_time(&mut self, place: impl Display) {
        self.times.add(place);
    }

    /// A stretch of time from its two ends.
    pub fn time(&mut self, start: Option<u64>, end: Option<u64>, place: &impl Display) -> Option<Time> {
        let start = start?;
        if end.is_some_and(|end| end < start) {
            self.times.add(place);
        }
        Some(Time { start, end: end.filter(|&end| end >= start) })
    }

    /// Adds what somebody says; without words, or with something else where words should be, it is noted.
    pub fn segment(
        &mut self,
        speaker: Option<String>,
        time: Option<Time>,
        text: Option<&Node<'_>>,
        place: &impl Display,
    ) {
        match text {
            None => self.silent.add(place),
            Some(Node::Text(text)) if text.trim().is_empty() => self.silent.add(place),
            Some(Node::Text(text)) => self.captions.push(Caption { speaker, time, text: text.clone().into_owned() }),
            Some(_) => self.strange.add(place),
        }
    }

    /// Notes an element that is not what it should be.
    pub fn strange(&mut self, place: impl Display) {
        self.strange.add(place);
    }

    /// Adds a word to the stretch of its speaker; a long pause begins another one.
    ///
    /// A word stands alone unless it brings its own space or `attaches` to the word before, as signs do.
    pub fn word(&mut self, speaker: Option<String>, time: Option<Time>, word: &str, attaches: bool) {
        if let Some(open) = &mut self.open
            && (attaches || open.speaker == speaker && !pauses(open.time, time))
        {
            if !attaches && !word.starts_with(char::is_whitespace) {
                open.text.push(' ');
            }
            open.text.push_str(word);
            open.time = match (open.time, time) {
                (Some(open), Some(time)) => {
                    Some(Time { start: open.start, end: time.end.or(Some(time.start)).max(open.end) })
                }
                (open, time) => open.or(time),
            };
            return;
        }
        // A stretch begins with its first word, not with the space before it.
        if word.trim().is_empty() {
            return;
        }
        self.end_words();
        self.open = Some(Caption { speaker, time, text: word.to_owned() });
    }

    /// Ends the stretch that is put together of words.
    pub fn end_words(&mut self) {
        self.captions.extend(self.open.take().filter(|open| !open.text.trim().is_empty()));
    }

    /// Counts words that are there in another hearing too.
    pub fn drop_words(&mut self, why: &str, text: &str) {
        let characters = text.chars().count();
        match self.dropped.iter_mut().find(|(known, _)| known == why) {
            Some((_, count)) => *count += characters,
            None if characters > 0 => self.dropped.push((why.to_owned(), characters)),
            None => {}
        }
    }

    /// Whether a text holds the same words as the stretches so far; spaces do not count.
    pub fn says(&self, text: &str) -> bool {
        let heard = self.captions.iter().flat_map(|caption| caption.text.chars()).filter(|c| !c.is_whitespace());
        heard.eq(text.chars().filter(|c| !c.is_whitespace()))
    }

    /// The draft, with everything that the researcher should know in its report.
    pub fn into_draft(mut self, mut report: ReadReport, options: &ReadOptions) -> Draft {
        self.end_words();
        self.settle_speakers(options);
        report.diagnostics.append(&mut self.diagnostics);
        let mut say = |kind, message: Option<String>, help: &str| {
            report.diagnostics.extend(message.map(|message| Diagnostic::warning(kind, message).help(help)));
        };
        say(
            "times",
            self.times.told("times cannot be read, or end before they begin"),
            "the words are kept; only their time is missing. Correct it in the file if you need it",
        );
        say(
            "not-understood",
            self.strange.told("places hold something else than belongs there, and were passed over"),
            "look there in the file, or export the transcript again",
        );
        if let Some(message) = self.silent.told("segments hold no words") {
            report.diagnostics.push(Diagnostic::note("empty-segments", message));
        }
        if let Some(message) =
            self.mixed.told("segments hold words that the file gives to another speaker than the segment")
        {
            let note = Diagnostic::note("mixed-segments", message);
            report
                .diagnostics
                .push(note.help("each was given whole to the segment's speaker; correct it in the file if it matters"));
        }
        report.diagnostics.extend(repeated(&self.captions));
        report.dropped.append(&mut self.dropped);
        let mut variables = Variables::default();
        if let Some(written) = &self.language {
            match two_letters(written) {
                Some(language) => variables.set("language", language),
                None => report.diagnostics.push(
                    Diagnostic::note("language", format!("the file's language, `{written}`, is not known here"))
                        .help("name it in the study file: `[transcripts] language = \"nl\"`"),
                ),
            }
        }
        let is_labelled = self.captions.iter().any(|caption| caption.speaker.is_some());
        report.label_style = if is_labelled { self.style } else { "no speakers".to_owned() };
        captions_to_draft(&self.captions, Draft { variables, report, ..Draft::default() })
    }

    /// Lets a speaker go on where a segment names none, if told so; else tells where that is.
    fn settle_speakers(&mut self, options: &ReadOptions) {
        if self.captions.iter().all(|caption| caption.speaker.is_none()) {
            return;
        }
        let (mut above, mut nobody) = (None, Vec::new());
        for (at, caption) in self.captions.iter_mut().enumerate() {
            if options.carry_speaker && caption.speaker.is_none() {
                caption.speaker.clone_from(&above);
            }
            above.clone_from(&caption.speaker);
            if caption.speaker.is_none() {
                nobody.push(at);
            }
        }
        if let Some(&first) = nobody.first() {
            let words: Vec<&str> = self.captions[first].text.split_whitespace().take(6).collect();
            let message = format!(
                "{} {} no speaker, the first of them “{} …”",
                several(nobody.len(), "segment"),
                either(nobody.len(), "names", "name"),
                words.join(" ")
            );
            self.diagnostics.push(
                Diagnostic::warning("no-speaker", message)
                    .help("name the speakers there, or let the one above go on: `[transcripts] carry_speaker = true`"),
            );
        }
    }
}

/// A mark as text: `"spk1"`, `1`.
pub(super) fn written(mark: &Node<'_>) -> Option<String> {
    match mark {
        Node::Text(text) => Some(text.trim().to_owned()),
        Node::Whole(number) => Some(number.to_string()),
        Node::Decimal(number) => Some(number.to_string()),
        _ => None,
    }
}

/// So often in a row nobody says the same.
const LOOP: usize = 5;

/// Speech recognition that hears nothing may write the same again and again.
fn repeated(captions: &[Caption]) -> Option<Diagnostic> {
    let same = |a: &Caption, b: &Caption| a.text.trim() == b.text.trim();
    let loops: Vec<&[Caption]> = captions.chunk_by(same).filter(|run| run.len() >= LOOP).collect();
    let first = *loops.first()?;
    let mut words: Vec<&str> = first[0].text.split_whitespace().take(9).collect();
    if words.len() > 8 {
        words[8] = "…";
    }
    let when = first[0].time.map_or(String::new(), |time| {
        let seconds = time.start / 1000;
        format!(" from {:02}:{:02}:{:02} on", seconds / 3600, seconds / 60 % 60, seconds % 60)
    });
    let others =
        if loops.len() > 1 { format!(", and so {} more", several(loops.len() - 1, "time")) } else { String::new() };
    let message = format!("“{}” stands there {} times in a row{when}{others}", words.join(" "), first.len());
    Some(
        Diagnostic::warning("repeated", message).help(
            "speech recognition writes such loops where nobody speaks; listen there, and take out what nobody said",
        ),
    )
}

/// The code of a language by its code of two or three letters, or by its English name.
fn two_letters(language: &str) -> Option<String> {
    const LANGUAGES: &[(&str, &[&str])] = &[
        ("nl", &["nld", "dut", "dutch"]),
        ("en", &["eng", "english"]),
        ("de", &["deu", "ger", "german"]),
        ("fr", &["fra", "fre", "french"]),
        ("es", &["spa", "spanish"]),
        ("it", &["ita", "italian"]),
        ("pt", &["por", "portuguese"]),
        ("pl", &["pol", "polish"]),
        ("tr", &["tur", "turkish"]),
        ("ar", &["ara", "arabic"]),
        ("uk", &["ukr", "ukrainian"]),
        ("ru", &["rus", "russian"]),
        ("sv", &["swe", "swedish"]),
        ("da", &["dan", "danish"]),
        ("no", &["nor", "norwegian"]),
        ("fi", &["fin", "finnish"]),
        ("fy", &["fry", "frisian"]),
        ("af", &["afr", "afrikaans"]),
        ("id", &["ind", "indonesian"]),
        ("zh", &["zho", "chi", "chinese"]),
        ("ja", &["jpn", "japanese"]),
    ];
    let code = language.trim().split(['-', '_']).next()?.to_lowercase();
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(code);
    }
    LANGUAGES.iter().find(|(_, names)| names.contains(&code.as_str())).map(|(code, _)| (*code).to_owned())
}
