//! A long file of prose, read stretch by stretch in bounded memory.
//!
//! What is decided about a file (encoding, labels, line breaks, who plays which part, …) is decided on its beginning
//! and not revised, so that it can be read on from any place where an answer surely ends, and nothing depends on where
//! those places are. One thread at a time reads on until a stretch is long enough and looks for such a place near its
//! end; what stands behind the place is carried over. The stretches are laid out and settled on every core, and numbered
//! in order.

use std::collections::BTreeMap;
use std::fs::File as Handle;
use std::io::{Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use blake3::Hasher;

use crate::corpus::label::key;
use crate::corpus::portion::{Conventions, last_end};
use crate::corpus::read::{Edges, Stretches, empty, fits, shown, undecoded, unlabelled};
use crate::corpus::refuse::{Noise, refuse_foreign};
use crate::corpus::reserved::refuse_reserved;
use crate::corpus::settle::{Settled, Wordless, settle_among, settle_beginning};
use crate::corpus::{Document, Portion, ReadReport, Reading};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::ids::SpeakerId;
use crate::text::Decoding;
use crate::timings::Stage;

use super::deliver::{Make, Series};
use super::pieces::fill;
use super::stream::{Claims, Piece, Portions};
use super::{Corpus, File, Origin};

/// When a file of prose is long, and how much of it decides how it is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Files of more bytes are long.
    pub long: u64,
    /// A long file is decided on by so many bytes of text, up to the end of the line that holds the last.
    pub beginning: usize,
    /// How many bytes are read at a time.
    pub read: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { long: 8 << 20, beginning: 1 << 20, read: 1 << 17 }
    }
}

impl Corpus {
    /// The portions of a long file of prose; none where a file is not long.
    pub(super) fn long_text<'a>(&'a self, file: &'a File, failed: &'a AtomicBool) -> Option<Portions<'a>> {
        let stretches = file.format.stretches?;
        let length = file.length()?;
        if length <= self.limits.long {
            return None;
        }
        let mut source = Source { corpus: self, file, stretches, failed, state: State::Closed };
        let mut thread = Thread { corpus: self, file, so_far: None };
        Some(Series::new(
            Box::new(move || self.timings.measure(Stage::Read, || source.next())),
            Box::new(move |made: Result<Made>| {
                self.timings.measure(Stage::Read, || made.and_then(|made| thread.join(made)))
            }),
        ))
    }
}

/// A file that is being read.
struct Source<'a> {
    corpus: &'a Corpus,
    file: &'a File,
    stretches: Stretches,
    failed: &'a AtomicBool,
    state: State<'a>,
}

enum State<'a> {
    Closed,
    Open(Box<Open<'a>>),
    Ended,
}

/// What is read, and how far.
struct Open<'a> {
    bytes: Box<dyn Read + Send + 'a>,
    buffer: Vec<u8>,
    at_a_time: usize,
    hash: Hasher,
    decoding: Decoding,
    /// Decoded and not handed out.
    text: String,
    is_at_end: bool,
    conventions: Arc<Conventions>,
    /// Of the first stretch.
    beginning: Option<Beginning>,
    /// Bytes of text that were handed out.
    before: u64,
    length: usize,
}

/// What the beginning of a file says of the whole.
#[derive(Default)]
struct Beginning {
    report: ReadReport,
    length: u64,
}

/// A stretch of a file, as it was read.
struct Stretch {
    text: String,
    beginning: Option<Beginning>,
    /// Bytes of text before it.
    before: u64,
    end: Option<End>,
    conventions: Arc<Conventions>,
}

/// What is known at the end of a file.
struct End {
    hash: String,
    encoding: &'static str,
    replaced: usize,
}

impl<'a> Source<'a> {
    fn next(&mut self) -> Option<Make<'a, Result<Made>>> {
        // Once a file has failed the rest is read for its errors alone.
        let is_wanted = !self.failed.load(Ordering::Relaxed) || matches!(self.state, State::Closed);
        let stretch = match std::mem::replace(&mut self.state, State::Ended) {
            State::Ended => return None,
            _ if !is_wanted => return None,
            State::Closed => self.open().and_then(|open| self.read_on(open)),
            State::Open(open) => self.read_on(open),
        };
        let (corpus, failed) = (self.corpus, self.failed);
        let stretch = stretch.inspect_err(|_| {
            if !corpus.options.skip_unreadable {
                failed.store(true, Ordering::Relaxed);
            }
        });
        let lay_out = move |stretch: Stretch| corpus.timings.measure(Stage::Read, || stretch.lay_out(corpus));
        Some(Box::new(move || stretch.map(lay_out)))
    }

    /// Opens the file and reads its beginning, by which everything is decided.
    fn open(&self) -> Result<Box<Open<'a>>> {
        let (file, limits) = (self.file, &self.corpus.limits);
        let mut bytes: Box<dyn Read + Send + 'a> = match &file.origin {
            Origin::OnDisk => {
                Box::new(Handle::open(&file.path).map_err(|error| Error::io("read", &*file.path, error))?)
            }
            Origin::InMemory(bytes) => Box::new(&bytes[..]),
            // What is packed cannot be read piece by piece by whoever comes next.
            Origin::Packed(archive, index) => Box::new(Cursor::new(archive.read(*index, &file.path)?)),
            Origin::Project(project, index) => Box::new(Cursor::new(project.bytes(*index)?)),
        };
        let at_a_time = limits.read.max(4);
        let mut first = Vec::new();
        let mut is_at_end = false;
        while first.len() < limits.beginning && !is_at_end {
            let read = fill(&mut bytes, &mut first, at_a_time);
            is_at_end = read.map_err(|error| Error::io("read", &*file.path, error))? < at_a_time;
        }
        refuse_foreign(&file.path, file.format.name, &first)?;
        let sample = &first[..first.len().min(limits.beginning)];
        let mut open = Open {
            bytes,
            buffer: Vec::with_capacity(at_a_time),
            at_a_time,
            hash: Hasher::new(),
            decoding: Decoding::of(sample, self.corpus.options.encoding.as_deref()),
            text: String::new(),
            is_at_end,
            conventions: Arc::new(Conventions {
                stretches: self.stretches,
                layout: Default::default(),
                people: Default::default(),
            }),
            beginning: None,
            before: 0,
            length: self.corpus.options.portion.unwrap_or(usize::MAX),
        };
        open.hash.update(&first);
        open.decoding.decode(&first, is_at_end, &mut open.text);
        drop(first);
        // Where no line end was found yet.
        let mut from = limits.beginning.saturating_sub(1);
        let end = loop {
            let rest = open.text.as_bytes().get(from..);
            let line = rest.and_then(|rest| memchr::memchr3(b'\n', b'\r', 0x0c, rest));
            match line.map(|line| from + line + 1) {
                // Of a line end of two bytes both belong to it.
                Some(end) if end < open.text.len() => {
                    let is_crlf = open.text.as_bytes()[end - 1..].starts_with(b"\r\n");
                    break end + usize::from(is_crlf);
                }
                _ if open.is_at_end => break open.text.len(),
                Some(_) => open.read_more(file)?,
                None => {
                    from = from.max(open.text.len());
                    open.read_more(file)?;
                }
            }
        };
        let name = shown(&file.path);
        let beginning = &open.text[..end];
        Noise::of(beginning.as_bytes()).refuse(&file.path)?;
        let (draft, layout) = (self.stretches.begin)(&name, beginning.to_owned(), &self.corpus.options);
        for (variable, _) in draft.variables.iter() {
            refuse_reserved(&file.path, variable)?;
        }
        let (reading, people) = settle_beginning(draft, &self.corpus.options);
        let mut report = reading.report;
        report.encoding = open.decoding.encoding.to_owned();
        report.dropped.clear();
        report.diagnostics.retain(|diagnostic| diagnostic.kind != "empty");
        report.diagnostics.push(Diagnostic::note(
            "long-file",
            "the file is long: its encoding, its labels, what line breaks are and who plays which part are decided on \
             the first MiB",
        ));
        open.beginning = Some(Beginning { report, length: end as u64 });
        open.conventions = Arc::new(Conventions { stretches: self.stretches, layout, people });
        Ok(Box::new(open))
    }

    /// Reads until there is a stretch that can be read by itself.
    fn read_on(&mut self, mut open: Box<Open<'a>>) -> Result<Stretch> {
        let mut wanted = open.text.len().saturating_add(open.length);
        if open.beginning.is_some() {
            wanted = open.length;
        }
        let end = loop {
            while open.text.len() < wanted && !open.is_at_end {
                open.read_more(self.file)?;
            }
            if open.is_at_end && open.text.len() <= wanted {
                break None;
            }
            let end = last_end(&open.text, open.beginning.is_some(), &open.conventions, &self.corpus.options);
            if end.is_some() || open.is_at_end {
                break end;
            }
            // Twice as much each time, so that a text without such a place is not searched again and again.
            wanted = open.text.len().saturating_mul(2);
        };
        let mut rest = end.map(|end| open.text.split_off(end)).unwrap_or_default();
        rest.reserve(open.length.min(1 << 23) + open.at_a_time);
        let text = std::mem::replace(&mut open.text, rest);
        fits(&self.file.path, &text)?;
        let (before, beginning) = (open.before, open.beginning.take());
        open.before += text.len() as u64;
        let conventions = Arc::clone(&open.conventions);
        let ended = end.is_none().then(|| End {
            hash: open.hash.finalize().to_hex().to_string(),
            encoding: open.decoding.encoding,
            replaced: open.decoding.replaced(),
        });
        if ended.is_none() {
            self.state = State::Open(open);
        }
        Ok(Stretch { text, beginning, before, end: ended, conventions })
    }
}

impl Open<'_> {
    fn read_more(&mut self, file: &File) -> Result<()> {
        self.buffer.clear();
        let read = fill(&mut self.bytes, &mut self.buffer, self.at_a_time);
        self.is_at_end = read.map_err(|error| Error::io("read", &*file.path, error))? < self.at_a_time;
        self.hash.update(&self.buffer);
        self.decoding.decode(&self.buffer, self.is_at_end, &mut self.text);
        Ok(())
    }
}

impl Stretch {
    fn lay_out(self, corpus: &Corpus) -> Made {
        let Self { text, beginning, before, end, conventions } = self;
        let Conventions { stretches, layout, people } = &*conventions;
        let noise = Noise::of(text.as_bytes());
        let code_points = text.chars().count() as u64;
        let edges = Edges { is_first: beginning.is_some(), goes_on: end.is_none() };
        let laid = (stretches.go_on)(text, edges, &corpus.options, layout);
        let settled = settle_among(laid.draft, &corpus.options, Some(people));
        let refused = laid.refused.into_iter().map(|(at, label)| (before + u64::from(at), label)).collect();
        let piece = Piece { value: Reading::default(), end: None, hash: None };
        Made {
            piece,
            stretch: Some(Box::new(Settling { settled, refused, noise, code_points, beginning, end, conventions })),
        }
    }
}

/// A piece of a file on its way: what is joined in order is in the `stretch` until then.
pub(super) struct Made {
    pub piece: Piece<Reading>,
    stretch: Option<Box<Settling>>,
}

/// A stretch that knows nothing of those before it.
struct Settling {
    settled: Settled,
    refused: Vec<(u64, Arc<str>)>,
    noise: Noise,
    code_points: u64,
    beginning: Option<Beginning>,
    end: Option<End>,
    conventions: Arc<Conventions>,
}

/// Joins the stretches of a file.
struct Thread<'a> {
    corpus: &'a Corpus,
    file: &'a File,
    so_far: Option<SoFar>,
}

/// What is known of a transcript so far.
struct SoFar {
    /// All that its portions have in common, without cases.
    base: Document,
    /// The same with cases.
    whole: Document,
    portion: Portion,
    claims: Claims,
    /// What is to be said of cases when it ends.
    remarks: Vec<Diagnostic>,
    /// Bytes of text that decided how the rest is read.
    beginning: u64,
    /// Turns as they were laid out.
    laid: usize,
    closed: Option<u64>,
    wordless: Wordless,
    noise: Noise,
    /// What looks like a label behind the beginning, by key: as first written, and how often.
    refused: BTreeMap<String, (Arc<str>, usize)>,
    /// Of the first portion, until it is joined.
    report: Option<ReadReport>,
}

/// So many labels that are none are told apart, and so many are named.
const LABELS: usize = 10_000;
const NAMED: usize = 8;

impl Thread<'_> {
    /// Gives a stretch its place in the transcript.
    fn join(&mut self, made: Made) -> Result<Made> {
        let Made { mut piece, stretch } = made;
        let Some(stretch) = stretch else { return Ok(Made { piece, stretch }) };
        let Settling { settled, refused, noise, code_points, beginning, end, conventions } = *stretch;
        let Settled { mut reading, wordless, closed, awaits_start, who } = settled;
        let document = &mut reading.document;
        let is_labelled = conventions.layout.is_labelled();
        let so_far = self.so_far.get_or_insert_with(|| {
            let Beginning { mut report, length } = beginning.unwrap_or_default();
            report.dropped.append(&mut reading.report.dropped);
            if !is_labelled {
                "no speaker labels: each paragraph is a turn".clone_into(&mut report.label_style);
            }
            SoFar::begin(document, report, length)
        });
        if so_far.meet(document, conventions.people.speaking()) {
            so_far.attach(self.corpus, self.file);
        }
        if let (Some((turn, latest)), Some(closed)) = (awaits_start, so_far.closed)
            && let Some(time) = &mut document.turns[turn].time
        {
            time.start = closed.min(latest);
        }
        so_far.closed = closed.or(so_far.closed);
        so_far.laid += who.len();
        so_far.wordless.turns += wordless.turns;
        so_far.wordless.characters += wordless.characters;
        so_far.noise.add(noise);
        so_far.refuse(refused);
        let Document { text, turns, gaps, .. } = std::mem::take(document);
        let is_one_of_several = end.is_none() || so_far.portion.index > 0;
        let portion = Portion { is_one_of_several, ..so_far.portion };
        so_far.portion.index += 1;
        so_far.portion.turns += turns.len() as u64;
        so_far.portion.code_points += code_points;
        *document = Document { text, turns, gaps, portion, ..so_far.whole.clone() };
        reading.report = so_far.report.take().unwrap_or_default();
        if let Some(end) = end {
            so_far.noise.refuse(&self.file.path)?;
            if !is_labelled && !is_one_of_several {
                reading.report.label_style = unlabelled(so_far.laid);
            }
            so_far.end(&mut reading.report, &end);
            piece.hash = Some(end.hash);
            piece.end = Some(std::mem::take(&mut so_far.claims));
        }
        piece.value = reading;
        Ok(Made { piece, stretch: None })
    }
}

impl SoFar {
    fn begin(first: &Document, report: ReadReport, beginning: u64) -> Self {
        let base = Document {
            line_breaks: first.line_breaks,
            language: first.language.clone(),
            case: first.case.clone(),
            variables: first.variables.clone(),
            memo: first.memo.clone(),
            case_memo: first.case_memo.clone(),
            unpunctuated: first.unpunctuated,
            ..Document::default()
        };
        Self {
            whole: base.clone(),
            base,
            portion: Portion { has_interviewer: first.portion.has_interviewer, ..Portion::default() },
            claims: Claims::default(),
            remarks: Vec::new(),
            beginning,
            laid: 0,
            closed: None,
            wordless: Wordless::default(),
            noise: Noise::default(),
            refused: BTreeMap::new(),
            report: Some(report),
        }
    }

    /// Gives everybody who speaks in a stretch their number in the transcript: the first `known` have it already, others
    /// come in order of appearance. Whether somebody is new.
    fn meet(&mut self, document: &mut Document, known: usize) -> bool {
        let people = &mut self.base.speakers;
        let before = people.len();
        let is_first = self.portion.index == 0;
        if is_first {
            people.extend_from_slice(&document.speakers[..known]);
        }
        let mut numbers: Vec<usize> = (0..known).collect();
        for speaker in &document.speakers[known..] {
            let met = people[known..].iter().position(|other| key(&other.label) == key(&speaker.label));
            numbers.push(met.map_or(people.len(), |at| known + at));
            if met.is_none() {
                people.push(speaker.clone());
            }
        }
        if document.speakers.len() > known {
            for speaker in document.turns.iter_mut().filter_map(|turn| turn.speaker.as_mut()) {
                *speaker = SpeakerId::new(numbers[speaker.index()]);
            }
        }
        is_first || people.len() > before
    }

    /// Finds the cases of all who have spoken so far.
    fn attach(&mut self, corpus: &Corpus, file: &File) {
        let index = file.documents.start;
        let transcript = &corpus.transcripts[index];
        let mut reading = Reading { document: self.base.clone(), ..Reading::default() };
        reading.document.id = transcript.id;
        reading.document.name.clone_from(&transcript.name);
        reading.document.path = transcript.path.to_path_buf();
        self.claims = corpus.attach(index, &mut reading);
        self.whole = reading.document;
        // Who has not spoken yet may do so.
        self.remarks = reading.report.diagnostics;
    }

    /// Counts what looks like a label behind the beginning, which has spoken of its own.
    fn refuse(&mut self, refused: Vec<(u64, Arc<str>)>) {
        for (_, label) in refused.into_iter().filter(|(at, _)| *at >= self.beginning) {
            let key = key(&label);
            if let Some((_, times)) = self.refused.get_mut(&key) {
                *times += 1;
            } else if self.refused.len() < LABELS {
                self.refused.insert(key, (label, 1));
            }
        }
    }

    /// What is known at the end.
    fn end(&mut self, report: &mut ReadReport, end: &End) {
        report.hash.clone_from(&end.hash);
        report.dropped.extend(self.wordless.dropped());
        end.encoding.clone_into(&mut report.encoding);
        if end.replaced > 0 {
            report.diagnostics.push(undecoded(end.replaced, end.encoding));
        }
        if self.portion.turns == 0 {
            report.diagnostics.push(empty());
        }
        report.diagnostics.extend(self.late_labels());
        report.diagnostics.append(&mut self.remarks);
    }

    fn late_labels(&mut self) -> Option<Diagnostic> {
        let mut labels: Vec<(Arc<str>, usize)> = std::mem::take(&mut self.refused).into_values().collect();
        // What recurs most is most likely a speaker.
        labels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let times: usize = labels.iter().map(|(_, times)| times).sum();
        let names: Vec<String> =
            labels.iter().take(NAMED).map(|(label, times)| format!("`{label}` ({times})")).collect();
        let more = if labels.len() > NAMED { ", …" } else { "" };
        let s = if times == 1 { "" } else { "s" };
        let message = format!(
            "{times} line start{s} behind the first MiB might be labels that do not recur in it, and are read as words: \
             {}{more}",
            names.join(", ")
        );
        let help = "list those that are speakers in kantlijn.toml, under [transcripts]: labels = [\"…\"]; if there are \
                    many interviews in the file, give each a file of its own";
        (times > 0).then(|| Diagnostic::warning("late-label", message).help(help))
    }
}

#[cfg(test)]
mod tests;
