//! WebVTT and SubRip: captions with times, from recorders, meeting services and speech recognition.
//!
//! A block is cut and its times are read here, leniently, so that one malformed cue costs its time and
//! never a word; `fasrt` reads the text of a cue: tags, inner times and character references.

use std::collections::BTreeMap;

use fasrt::vtt::cue::{CueParser, CueToken, Tag};

use crate::corpus::label::key;
use crate::corpus::{ReadOptions, ReadReport, Time, Variables};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::decode;

use super::captions::{Caption, captions_to_draft, label_before_colon, milliseconds};
use super::{Draft, Format, Source};

/// Web Video Text Tracks.
pub const WEBVTT: Format = Format { name: "webvtt", extensions: &["vtt"], read: read_webvtt, stretches: None };
/// SubRip.
pub const SUBRIP: Format = Format { name: "subrip", extensions: &["srt"], read: read_subrip, stretches: None };

fn read_webvtt(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    read(source, options, WEBVTT.name)
}

fn read_subrip(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    read(source, options, SUBRIP.name)
}

fn read(source: &Source<'_>, options: &ReadOptions, format: &'static str) -> Result<Vec<Draft>> {
    let decoded = decode(source.bytes, options.encoding.as_deref());
    let text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
    let mut file = File::default();
    file.cut(&text, format == WEBVTT.name);
    if !file.timed {
        return Err(Error::unreadable(
            source.path,
            "holds no captions: no line such as `00:00:01.000 --> 00:00:02.500` was found",
            "export it again, or save it as .txt if it is a plain transcript",
        ));
    }
    let mut report = ReadReport { format, encoding: decoded.encoding.to_owned(), ..ReadReport::default() };
    if decoded.replaced > 0 {
        report.diagnostics.push(
            Diagnostic::warning(
                "undecodable",
                format!("{} characters cannot be read as {}", decoded.replaced, decoded.encoding),
            )
            .help("name the file's encoding in the study file: `[transcripts] encoding = \"…\"`"),
        );
    }
    file.report(&mut report);
    let mut cues: Vec<Cue> = file.blocks.iter().map(Block::parse).collect();
    drop_rolled(&mut cues, &mut report);
    let labels = Labels::of(&cues, options, &mut report);
    let captions = labels.captions(cues);
    let mut variables = Variables::default();
    if let Some(language) = file.language {
        variables.set("language", language);
    }
    Ok(vec![captions_to_draft(&captions, Draft { variables, report, ..Draft::default() })])
}

/// A file cut into blocks.
#[derive(Default)]
struct File {
    blocks: Vec<Block>,
    /// Whether any line is a timing line.
    timed: bool,
    language: Option<String>,
    unsigned: bool,
    /// Lines with a time that cannot be read.
    broken: Vec<usize>,
    /// Lines of words without a time.
    untimed: Vec<usize>,
    /// Characters of notes, styles and the header.
    notes: usize,
}

/// A cue as it stands.
#[derive(Default)]
struct Block {
    time: Option<Time>,
    payload: String,
}

impl File {
    fn cut(&mut self, text: &str, webvtt: bool) {
        let lines: Vec<&str> = text.split('\n').collect();
        let mut at = 0;
        if webvtt {
            self.unsigned = !lines[0].starts_with("WEBVTT");
            if !self.unsigned {
                at = 1;
                while lines.get(at).is_some_and(|line| !line.trim().is_empty() && !line.contains("-->")) {
                    self.header(lines[at]);
                    at += 1;
                }
            }
        }
        while let Some(&line) = lines.get(at) {
            let end = at + lines[at..].iter().take_while(|line| !line.trim().is_empty()).count();
            if end == at {
                at += 1;
                continue;
            }
            let keyword = line.split_whitespace().next().unwrap_or_default();
            let aside = keyword == "NOTE" || (matches!(line.trim_end(), "STYLE" | "REGION"));
            if webvtt && aside && !lines[at..end].iter().any(|line| is_timing(line)) {
                self.notes += lines[at..end].iter().map(|line| line.chars().count()).sum::<usize>();
            } else {
                self.block(&lines[at..end], at + 1);
            }
            at = end;
        }
    }

    /// `Language: nl`, as some services write below the signature.
    fn header(&mut self, line: &str) {
        self.notes += line.chars().count();
        if let Some(("Language", language)) = line.split_once(':').map(|(name, value)| (name.trim(), value.trim())) {
            let code = language.split(['-', '_']).next().unwrap_or_default();
            if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
                self.language = Some(code.to_ascii_lowercase());
            }
        }
    }

    /// Lines without an empty one between them: mostly one cue; several where a program left out the
    /// empty lines; none where a cue's own words hold an empty line.
    fn block(&mut self, lines: &[&str], first_line: usize) {
        let timings: Vec<usize> = (0..lines.len()).filter(|&i| is_timing(lines[i])).collect();
        let Some(&first) = timings.first() else {
            let words = if is_number(lines[0]) { &lines[1..] } else { lines };
            if !words.is_empty() {
                self.untimed.push(first_line);
                self.blocks.push(Block { time: None, payload: words.join("\n") });
            }
            return;
        };
        self.timed = true;
        // Before the first time stands at most an identifier.
        if first > 1 {
            self.untimed.push(first_line);
            self.blocks.push(Block { time: None, payload: lines[..first - 1].join("\n") });
        }
        for (n, &timing) in timings.iter().enumerate() {
            let next = timings.get(n + 1).copied();
            let mut end = next.unwrap_or(lines.len());
            if next.is_some() && end > timing + 1 && is_number(lines[end - 1]) {
                end -= 1;
            }
            let time = time_of(lines[timing]);
            if time.is_none() {
                self.broken.push(first_line + timing);
            }
            self.blocks.push(Block { time, payload: lines[timing + 1..end].join("\n") });
        }
    }

    fn report(&self, report: &mut ReadReport) {
        if self.unsigned {
            report.diagnostics.push(Diagnostic::note("no-signature", "the first line is not `WEBVTT`"));
        }
        if self.notes > 0 {
            report.dropped.push(("notes, styles and header".to_owned(), self.notes));
        }
        for (kind, lines, what) in [
            ("malformed-time", &self.broken, "cues with a time that cannot be read"),
            ("no-time", &self.untimed, "captions without a time"),
        ] {
            if !lines.is_empty() {
                let shown: Vec<String> = lines.iter().take(8).map(usize::to_string).collect();
                let more = if lines.len() > shown.len() { ", …" } else { "" };
                report.diagnostics.push(
                    Diagnostic::warning(
                        kind,
                        format!("{} {what}, their words are kept: line {}{more}", lines.len(), shown.join(", ")),
                    )
                    .help("write times as `00:01:23.500 --> 00:01:25.000`"),
                );
            }
        }
    }
}

fn is_timing(line: &str) -> bool {
    line.contains("-->")
}

fn is_number(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit())
}

fn time_of(line: &str) -> Option<Time> {
    let (start, rest) = line.split_once("-->")?;
    let start = milliseconds(start)?;
    let end = milliseconds(rest.split_whitespace().next()?)?;
    Some(Time { start, end: Some(end).filter(|&end| end >= start) })
}

/// A cue whose text is read: lines, each with the voice that the file's tags give it.
#[derive(Default)]
struct Cue {
    time: Option<Time>,
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    voice: Option<String>,
    text: String,
}

impl Block {
    fn parse(&self) -> Cue {
        let escaped = escape(&self.payload);
        let mut stretches = vec![Line { voice: None, text: String::new() }];
        let push = |stretches: &mut Vec<Line>, text: &str| {
            if let Some(last) = stretches.last_mut() {
                last.text.push_str(text);
            }
        };
        for token in CueParser::new(&escaped) {
            match token {
                CueToken::Text(text) => push(&mut stretches, text.normalize()),
                CueToken::StartTag { tag: Tag::Voice, annotation, .. } => {
                    let voice = annotation.map(|name| name.normalize().to_owned());
                    stretches.push(Line { voice, text: String::new() });
                }
                CueToken::EndTag(Tag::Voice) => stretches.push(Line { voice: None, text: String::new() }),
                CueToken::StartTag { .. } | CueToken::EndTag(_) | CueToken::Timestamp(_) => {}
            }
        }
        let lines = stretches.iter().flat_map(|stretch| {
            let lines = stretch.text.split('\n').map(str::trim).filter(|line| !line.is_empty());
            lines.map(|line| Line { voice: stretch.voice.clone(), text: line.to_owned() })
        });
        Cue { time: self.time, lines: lines.collect() }
    }
}

/// Keeps from the parser of tags what is none: `<` before anything but a tag (`5 < 6`), and drops
/// SubRip's positions (`{\an8}`).
fn escape(payload: &str) -> String {
    let mut escaped = String::with_capacity(payload.len());
    let mut rest = payload;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, from) = rest.split_at(at);
        escaped.push_str(before);
        let inner = &from[1..];
        if let (true, Some(close)) = (from.starts_with("{\\"), inner.find('}')) {
            rest = &inner[close + 1..];
            continue;
        }
        let tag = from.starts_with('<')
            && inner.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
            && inner.find('>').is_some_and(|close| inner[..close].find('<').is_none());
        escaped.push_str(match (tag, from.starts_with('<')) {
            (false, true) => "&lt;",
            (true, _) => "<",
            (false, false) => "{",
        });
        rest = inner;
    }
    escaped.push_str(rest);
    escaped
}

/// Automatic captions roll: each shows the line before once more. Counted as they stand, every word
/// would be there two or three times.
fn drop_rolled(cues: &mut [Cue], report: &mut ReadReport) {
    let rolls = |pair: &[Cue]| matches!((pair[0].lines.last(), pair[1].lines.first()), (Some(before), Some(after)) if before == after);
    let rolled: Vec<bool> = cues.windows(2).map(rolls).collect();
    let count = rolled.iter().filter(|&&rolled| rolled).count();
    if count < 3 || count * 3 < cues.len() {
        return;
    }
    let mut characters = 0;
    for (cue, _) in cues.iter_mut().skip(1).zip(&rolled).filter(|(_, rolled)| **rolled) {
        characters += cue.lines.remove(0).text.chars().count();
    }
    report.dropped.push((format!("{count} lines that rolling captions show again"), characters));
}

/// The labels of a file without voices.
struct Labels {
    /// What a label comes down to, to the label as first written.
    known: BTreeMap<String, String>,
    voices: bool,
}

impl Labels {
    /// A label stands at the start of a line before a colon and recurs, or is in the study's list.
    fn of(cues: &[Cue], options: &ReadOptions, report: &mut ReadReport) -> Labels {
        let lines = || cues.iter().flat_map(|cue| &cue.lines);
        let voices = lines().any(|line| line.voice.is_some());
        let told: Vec<String> = options
            .labels
            .iter()
            .chain(options.parts.iter().flat_map(|(_, labels)| labels))
            .map(|label| key(label.trim()))
            .collect();
        let mut found: BTreeMap<String, (String, usize)> = BTreeMap::new();
        for (name, _) in lines().filter(|line| line.voice.is_none()).filter_map(|line| label_before_colon(&line.text)) {
            found.entry(key(name)).or_insert_with(|| (name.to_owned(), 0)).1 += 1;
        }
        let (known, once): (BTreeMap<_, _>, BTreeMap<_, _>) =
            found.into_iter().partition(|(key, (name, count))| told.contains(key) || *count >= needed(name));
        if !once.is_empty() {
            let shown: Vec<String> = once.values().take(5).map(|(name, _)| format!("`{name}:`")).collect();
            let more = if once.len() > shown.len() { ", …" } else { "" };
            report.diagnostics.push(
                Diagnostic::note(
                    "perhaps-labels",
                    format!("taken as words, not as labels, because they hardly recur: {}{more}", shown.join(", ")),
                )
                .help("if one is a speaker, say so in the study file: `[transcripts] labels = [\"…\"]`"),
            );
        }
        report.label_style = match (voices, known.is_empty()) {
            (true, _) => "voice tags: `<v Name>`",
            (false, false) => "label and colon where the speaker changes",
            (false, true) => "no speakers",
        }
        .to_owned();
        let known = known.into_iter().map(|(key, (name, _))| (key, name)).collect();
        Labels { known, voices }
    }

    /// Captions with speakers: a voice is for its own words, a label until the next one.
    fn captions(&self, cues: Vec<Cue>) -> Vec<Caption> {
        let mut captions: Vec<Caption> = Vec::new();
        let mut speaking: Option<String> = None;
        for cue in cues {
            for line in cue.lines {
                let label = label_before_colon(&line.text)
                    .filter(|_| line.voice.is_none())
                    .and_then(|(name, span)| Some((self.known.get(&key(name))?, span)));
                let mut words = line.text.as_str();
                if let Some((name, span)) = label {
                    speaking = Some(name.clone());
                    words = &line.text[span.end as usize..];
                } else if self.voices {
                    speaking.clone_from(&line.voice);
                }
                captions.push(Caption { speaker: speaking.clone(), time: cue.time, text: words.to_owned() });
            }
        }
        captions
    }
}

/// How often a label must occur. A name is written with capitals; other words before a colon, such as
/// `Peer worker`, are more easily a sentence's beginning, such as `Ik dacht`.
fn needed(label: &str) -> usize {
    const PARTICLES: &[&str] = &["de", "den", "der", "het", "op", "te", "ten", "ter", "van", "von", "el", "al"];
    let is_name = |word: &str| !word.starts_with(char::is_lowercase) || PARTICLES.contains(&word);
    let mut words = label.split_whitespace();
    if words.clone().count() == 1 || words.all(is_name) { 2 } else { 4 }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::super::{Draft, Source};
    use super::{Format, SUBRIP, WEBVTT};
    use crate::corpus::ReadOptions;
    use crate::error::Result;
    use crate::scope::Part;

    fn tried(format: &Format, bytes: &[u8], options: &ReadOptions) -> Result<Draft> {
        (format.read)(&Source { path: Path::new("t"), bytes }, options).map(|mut drafts| drafts.remove(0))
    }

    fn draft(format: &Format, text: &str) -> Draft {
        tried(format, text.as_bytes(), &ReadOptions::default()).unwrap_or_else(|e| panic!("{e}"))
    }

    fn turns(draft: &Draft) -> Vec<(Option<&str>, &str)> {
        draft.turns.iter().map(|turn| (turn.speaker.as_deref(), turn.span.of(&draft.text))).collect()
    }

    fn kinds(draft: &Draft) -> Vec<&str> {
        draft.report.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect()
    }

    #[test]
    fn voices_closed_or_not_become_turns_with_first_start_and_last_end() {
        let draft = draft(
            &WEBVTT,
            "\u{feff}WEBVTT - gesprek 3\r\nLanguage: nl-NL\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\nNOTE los\r\n\r\n\
             intro\r\n00:01.000 --> 00:02.000 align:start position:0%\r\n<v.luid Anna &amp; Jo>Hoe <i>gaat</i>\r\n\
             <00:01.500>het?\r\n\r\n00:02.500 --> 01:00:03.000\r\n<v R>Goed.</v>\r\n\r\n\
             01:00:04.000 --> 01:00:05.000\r\n<v R>Best, &lt;denk ik&gt;; 5 < 6.</v>\r\n",
        );
        assert_eq!(turns(&draft), [(Some("Anna & Jo"), "Hoe gaat het?"), (Some("R"), "Goed. Best, <denk ik>; 5 < 6.")]);
        assert_eq!(draft.text, "Hoe gaat het?\n\nGoed. Best, <denk ik>; 5 < 6.");
        let time = draft.turns[1].time.unwrap();
        assert_eq!((time.start, time.end), (2500, Some(3_605_000)));
        assert_eq!(draft.variables.get("language"), Some("nl"));
        assert_eq!(kinds(&draft), [""; 0]);
    }

    #[test]
    fn a_label_holds_until_the_next_and_must_recur() {
        let srt = "1\n00:00:00,000 --> 00:00:01,000\nInterviewer: Hoe lang al?\n\n\
                   2\n00:00:01,000 --> 00:00:02,000\nKarim: Vier jaar.\n\n\
                   3\n00:00:02,000 --> 00:00:03,000\nIk dacht: dit gaat mis.\n\n\
                   4\n00:00:03,000 --> 00:00:04,000\nInterviewer: En toen?\nKarim: Toen niet.\n";
        let draft = draft(&SUBRIP, srt);
        assert_eq!(
            turns(&draft),
            [
                (Some("Interviewer"), "Hoe lang al?"),
                (Some("Karim"), "Vier jaar. Ik dacht: dit gaat mis."),
                (Some("Interviewer"), "En toen?"),
                (Some("Karim"), "Toen niet."),
            ]
        );
        assert_eq!(kinds(&draft), ["perhaps-labels"]);
    }

    #[test]
    fn a_label_of_the_study_need_not_recur() {
        let options =
            ReadOptions { parts: vec![(Part::Interviewer, vec!["int".to_owned()])], ..ReadOptions::default() };
        let vtt = b"WEBVTT\n\n00:01.000 --> 00:02.000\nINT: Ja?\n";
        assert_eq!(turns(&tried(&WEBVTT, vtt, &options).unwrap()), [(Some("INT"), "Ja?")]);
    }

    #[test]
    fn without_speakers_pauses_end_turns_and_that_is_said() {
        let draft = draft(
            &SUBRIP,
            "1\n00:00:01,000 --> 00:00:02,000\nEen\n\n2\n00:00:03,900 --> 00:00:05,000\ntwee\n\n\
             3\n00:00:07,001 --> 00:00:08,000\ndrie\n",
        );
        assert_eq!(turns(&draft), [(None, "Een twee"), (None, "drie")]);
        assert_eq!(kinds(&draft), ["no-speakers"]);
    }

    #[test]
    fn a_malformed_cue_costs_its_time_and_no_words() {
        let draft = draft(
            &WEBVTT,
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Een\n\n00:02.000 --> 00:0d.000\n<v A>twee\n\n<v A>drie\n\n\
             00:05.000 --> 00:06.000\n\n00:06.000 --> 00:07.000\n00:06.000 --> 00:07.000\n<v A>vier\n",
        );
        assert_eq!(turns(&draft), [(Some("A"), "Een twee drie vier")]);
        assert_eq!(kinds(&draft), ["malformed-time", "no-time"]);
        assert!(draft.report.diagnostics[0].message.ends_with("line 6"), "{}", draft.report.diagnostics[0].message);
    }

    #[test]
    fn subrip_without_empty_lines_and_with_positions() {
        let draft = draft(
            &SUBRIP,
            "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Een {ja}\n2\n00:00:02,000 --> 00:00:03,000\n<font color=\"red\">twee</font>\n",
        );
        assert_eq!(turns(&draft), [(None, "Een {ja} twee")]);
    }

    #[test]
    fn rolling_captions_count_once() {
        let mut vtt = String::from("WEBVTT\n");
        let lines = ["een", "twee", "drie", "vier", "vijf"];
        for (i, pair) in lines.windows(2).enumerate() {
            let at = i * 2;
            vtt += &format!("\n00:0{at}.000 --> 00:0{at}.900\n{}\n{}\n", pair[0], pair[1]);
            vtt += &format!("\n00:0{at}.900 --> 00:0{}.000\n{}\n", at + 1, pair[1]);
        }
        let draft = draft(&WEBVTT, &vtt);
        assert_eq!(turns(&draft), [(None, "een twee drie vier vijf")]);
        assert_eq!(draft.report.dropped.len(), 1);
    }

    #[test]
    fn a_file_without_captions_is_refused_with_the_mend() {
        let error = tried(&SUBRIP, b"some text", &ReadOptions::default()).unwrap_err();
        assert!(error.to_string().contains("no captions"));
        assert!(error.help().is_some_and(|help| help.contains(".txt")));
    }

    const SOUP: &[&str] = &[
        "\n",
        "1\n",
        "00:01.000 --> 00:02.000\n",
        "<v A>",
        "</v>",
        "<",
        ">",
        "&amp",
        ";",
        "&#x1F60;",
        "A: ",
        "é",
        "woord ",
        "NOTE ",
        "{\\an",
        "}",
        "\0",
        "<00:01.000>",
        "<c.x",
    ];

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = tried(&WEBVTT, &bytes, &ReadOptions::default());
        }

        #[test]
        fn any_captions_keep_their_spans(
            parts in prop::collection::vec(prop::sample::select(SOUP), 0..40)
        ) {
            let vtt = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}", parts.concat());
            if let Ok(draft) = tried(&WEBVTT, vtt.as_bytes(), &ReadOptions::default()) {
                prop_assert!(draft.turns.iter().all(|turn| !turn.span.of(&draft.text).trim().is_empty()));
            }
        }
    }
}
