//! Plain text, and what the readers of prose share: lines, page furniture, turns between labels.

use std::path::Path;
use std::sync::LazyLock;

use memchr::memchr3_iter;
use regex::Regex;

use crate::corpus::gap::pattern;
use crate::corpus::label::{Continued, Line, Mark, find, find_known};
use crate::corpus::{Gap, GapKind, LineBreaks, ReadOptions, ReadReport};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::text::{Span, decode, trim};
use crate::wording::{either, several};

use super::{Draft, DraftTurn, Edges, Format, Laid, Layout, Source, Stretches};

/// Plain text, and anything else that holds text.
pub const FORMAT: Format = Format {
    name: "text",
    extensions: &["txt", "text"],
    read,
    stretches: Some(Stretches { begin, go_on, far_reaching: &["SPEAKERS", "KEYWORDS"], is_closed: |_| true }),
};

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let decoded = decode(source.bytes, options.encoding.as_deref());
    let mut report = ReadReport { format: FORMAT.name, encoding: decoded.encoding.to_owned(), ..ReadReport::default() };
    if decoded.replaced > 0 {
        report.diagnostics.push(undecoded(decoded.replaced, decoded.encoding));
    }
    fits(source.path, &decoded.text)?;
    Ok(vec![draft(&shown(source.path), decoded.text, report, options)])
}

fn begin(name: &str, text: String, options: &ReadOptions) -> (Draft, Layout) {
    let report = ReadReport { format: FORMAT.name, ..ReadReport::default() };
    lay_out(name, text, report, options)
}

/// The draft of a text that is decoded; `name` is what diagnostics call it.
pub(super) fn draft(name: &str, text: String, report: ReadReport, options: &ReadOptions) -> Draft {
    lay_out(name, text, report, options).0
}

fn lay_out(name: &str, text: String, mut report: ReadReport, options: &ReadOptions) -> (Draft, Layout) {
    let mut lines = lines(&text);
    furniture(&text, &mut lines);
    let labels = find(&text, &lines, options, name);
    report.diagnostics.extend(labels.diagnostics);
    let mut draft = Draft { report, ..Draft::default() };
    let (breaks, why) = line_breaks(&text, &lines, &labels.marks, options);
    draft.line_breaks = breaks;
    draft.report.diagnostics.extend(why);
    if labels.marks.is_empty() {
        draft.turns = paragraphs(&text, &lines, breaks);
        draft.report.label_style = unlabelled(draft.turns.len());
    } else {
        lay(&text, &lines, &labels.marks, &mut draft);
        draft.report.label_style = labels.style;
    }
    if draft.turns.is_empty() {
        draft.report.diagnostics.push(empty());
    }
    draft.text = text;
    let layout = Layout::of(labels.known, &draft, !labels.marks.is_empty());
    (draft, layout)
}

fn go_on(text: String, edges: Edges, options: &ReadOptions, layout: &Layout) -> Laid {
    let mut lines = lines(&text);
    furniture(&text, &mut lines);
    let found = layout.labels.as_ref().map(|known| find_known(&text, &lines, edges.goes_on, options, known));
    let draft = Draft { line_breaks: layout.line_breaks, ..Draft::default() };
    lay_as(text, &lines, found, layout.line_breaks, draft)
}

/// The turns of a stretch, between the labels that were found if its text has any.
pub(super) fn lay_as(
    text: String,
    lines: &[Line],
    found: Option<Continued>,
    breaks: LineBreaks,
    mut draft: Draft,
) -> Laid {
    let (mut starts, mut refused) = (Vec::new(), Vec::new());
    if let Some(found) = found {
        lay(&text, lines, &found.marks, &mut draft);
        starts.extend(found.marks.iter().map(|mark| mark.span.start));
        refused = found.refused;
    } else {
        draft.turns = paragraphs(&text, lines, breaks);
        let line = |turn: &DraftTurn| lines[lines.partition_point(|line| line.span.end < turn.span.start)].span.start;
        starts.extend(draft.turns.iter().map(line));
    }
    draft.text = text;
    Laid { draft, starts, refused }
}

/// Refuses a text whose places do not fit in a span.
pub(in crate::corpus) fn fits(path: &Path, text: &str) -> Result<()> {
    match u32::try_from(text.len()) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::unreadable(path, "the transcript is larger than 4 GiB", "cut it into several files")),
    }
}

/// What diagnostics call a file: its name, since the folder differs between machines.
pub(in crate::corpus) fn shown(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

pub(in crate::corpus) fn undecoded(replaced: usize, encoding: &str) -> Diagnostic {
    Diagnostic::warning(
        "undecoded",
        format!("{replaced} byte sequences mean nothing in {encoding} and became \u{fffd}"),
    )
    .help("name the encoding in kantlijn.toml, under [transcripts]: encoding = \"windows-1252\"")
}

pub(in crate::corpus) fn empty() -> Diagnostic {
    Diagnostic::warning("empty", "the transcript holds no words").help("check whether the right file was exported")
}

pub(in crate::corpus) fn unlabelled(turns: usize) -> String {
    match turns {
        0 => String::new(),
        1 => "no speaker labels: one paragraph".to_owned(),
        n => format!("no speaker labels: each of {n} paragraphs is a turn"),
    }
}

/// The lines of a text: `\n`, `\r\n`, a lone `\r` and a form feed each end one.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = 0;
    let line = |from: usize, to: usize| Line { span: Span::new(from, to), ..Line::default() };
    for i in memchr3_iter(b'\n', b'\r', 0x0c, bytes) {
        if bytes[i] != b'\n' || i == 0 || bytes[i - 1] != b'\r' {
            lines.push(line(start, i));
        }
        start = i + 1;
    }
    if start < bytes.len() {
        lines.push(line(start, bytes.len()));
    }
    lines
}

static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix)^\s*[\[(*_-]*\s*(?:
            .{0,60}\b(?:started|stopped)\s+(?:the\s+)?transcription
          | .{0,60}\bheeft\s+de\s+transcriptie\s+(?:gestart|gestopt|beëindigd)
          | (?:de\s+)?transcriptie\s+(?:is\s+)?(?:gestart|gestopt|beëindigd)
          | (?:begin|start|einde|eind|stop)\s+(?:van\s+(?:de|het)\s+)?(?:opname|transcriptie|transcript|interview|geluidsfragment)
          | (?:start|begin|end|beginning)\s+of\s+(?:the\s+)?(?:recording|transcript|transcription|interview|audio)
          | (?:recording|transcript|transcription)\s+(?:starts|ends|started|ended|stopped)
          | transcribed\s+by\s+\S+
          | (?:pagina|page)\s+\d+(?:\s+(?:van|of|/)\s+\d+)?
        )\s*[\])*_.-]*\s*$",
    )
});

/// Marks the lines that nobody can have said: page furniture, and otter's lists of words and speakers.
pub(super) fn furniture(text: &str, lines: &mut [Line]) {
    let mut listing = false;
    let mut filled = false;
    for line in lines.iter_mut() {
        let words = trim(line.span.of(text));
        if matches!(words, "SUMMARY KEYWORDS" | "SPEAKERS" | "KEYWORDS") {
            (listing, filled) = (true, false);
            line.aside = true;
        } else if listing && !words.is_empty() {
            filled = true;
            line.aside = true;
        } else if listing && filled {
            listing = false;
        }
        if words.len() < 120 && may_be_furniture(words) && FURNITURE.is_match(words) {
            line.aside = true;
        }
    }
}

/// Whether [`FURNITURE`] can match at all: the line begins with one of its words, or ends as those lines do that say who
/// started and stopped the transcription. Without regard to letter case, ſ is an s, and no other letter of these words is
/// written outside ASCII.
fn may_be_furniture(words: &str) -> bool {
    const BEGIN: [&[u8; 2]; 8] = [b"de", b"tr", b"be", b"st", b"ei", b"en", b"re", b"pa"];
    let mark = |c: char| "[(*_-])._".contains(c) || c.is_whitespace();
    let bare = words.trim_start_matches(mark).as_bytes();
    if bare.starts_with("ſ".as_bytes())
        || BEGIN.iter().any(|two| bare.len() > 1 && bare[..2].eq_ignore_ascii_case(*two))
    {
        return true;
    }
    let bare = words.trim_end_matches(mark).as_bytes();
    bare.last().is_some_and(|last| matches!(last | 0x20, b'n' | b't' | b'd'))
        && bare.windows(6).any(|six| six.eq_ignore_ascii_case(b"cripti"))
}

/// What single line breaks are, and a note that says why, where there are any inside turns.
fn line_breaks(text: &str, lines: &[Line], marks: &[Mark], options: &ReadOptions) -> (LineBreaks, Option<Diagnostic>) {
    if let Some(given) = options.line_breaks {
        return (given, None);
    }
    let starts: Vec<u32> = marks.iter().map(|mark| mark.span.start).collect();
    let labelled = |line: &Line| {
        starts.partition_point(|&start| start < line.span.start) < starts.partition_point(|&s| s < line.span.end)
    };
    let first = marks.first().map_or(0, |mark| mark.span.start);
    let (mut lengths, mut whole) = (Vec::new(), 0);
    for pair in lines.windows(2).filter(|pair| pair[0].span.start >= first) {
        let [one, next] = pair else { continue };
        let words = trim(one.span.of(text));
        if words.is_empty() || trim(next.span.of(text)).is_empty() || one.aside || next.aside || labelled(next) {
            continue;
        }
        let alone = marks.binary_search_by_key(&one.span.start, |mark| mark.span.start);
        if alone.is_ok_and(|at| marks[at].span.end >= one.span.end) {
            continue;
        }
        lengths.push(words.chars().count());
        whole += usize::from(ends_sentence(words));
    }
    let breaks = lengths.len();
    if breaks == 0 {
        return (LineBreaks::Wrap, None);
    }
    lengths.sort_unstable();
    let width = lengths[(breaks - 1) * 19 / 20];
    let near = lengths.iter().filter(|&&length| length <= width && length * 4 >= width * 3).count();
    let even = (50..=110).contains(&width) && near * 2 >= breaks && breaks >= 3;
    let (decision, word) = if even || whole * 3 < breaks * 2 {
        (LineBreaks::Wrap, "wraps")
    } else {
        (LineBreaks::Paragraph, "ends of paragraphs")
    };
    let evidence = if even && whole * 3 >= breaks * 2 {
        format!("{near} of {breaks} lines are nearly {width} characters wide")
    } else {
        format!("{whole} of {} {} a sentence", several(breaks, "line"), either(whole, "ends", "end"))
    };
    let note = Diagnostic::note("line-breaks", format!("single line breaks are read as {word}: {evidence}"))
        .help("else write in kantlijn.toml, under [transcripts]: line_breaks = \"wrap\" or \"paragraph\"");
    (decision, Some(note))
}

fn ends_sentence(words: &str) -> bool {
    let last = words.trim_end_matches(|c: char| "\"'”’»)]*_#".contains(c) || c.is_whitespace());
    last.len() < words.len() && words.ends_with([')', ']', '#'])
        || last.ends_with(['.', '?', '!', '…', ':', ';', '-', '–'])
}

/// The turns between labels. Asides at a turn's edges are margin, inside it they are gaps.
pub(super) fn lay(text: &str, lines: &[Line], marks: &[Mark], draft: &mut Draft) {
    let asides: Vec<Span> = lines.iter().filter(|line| line.aside).map(|line| line.span).collect();
    for (i, mark) in marks.iter().enumerate() {
        let start = mark.span.end;
        let end = marks.get(i + 1).map_or(text.len() as u32, |next| next.span.start).max(start);
        let from = asides.partition_point(|aside| aside.end <= start);
        let to = asides.partition_point(|aside| aside.start < end).max(from);
        let (span, inner) = without(text, Span { start, end }, &asides[from..to]);
        draft.gaps.extend(inner.iter().filter(|s| !s.is_empty()).map(|&span| Gap { span, kind: GapKind::Markup }));
        draft.turns.push(DraftTurn { span, speaker: Some(mark.speaker.clone()), time: mark.time, question: false });
    }
    let first = marks.first().map_or(0, |mark| mark.span.start);
    let before = lines.iter().take_while(|line| line.span.start < first).filter(|line| !line.aside);
    let head: usize = before.map(|line| line.span.of(text).trim().chars().count()).sum();
    if head > 0 {
        draft.report.dropped.push(("header before the first label".to_owned(), head));
    }
}

/// `span` without white space and asides at its edges, and the asides that are left inside it.
fn without(text: &str, span: Span, mut asides: &[Span]) -> (Span, Vec<Span>) {
    let Span { mut start, mut end } = span;
    loop {
        let said = &text[start as usize..end as usize];
        let trimmed = said.trim_start();
        start = end - trimmed.len() as u32;
        end = start + trimmed.trim_end().len() as u32;
        match asides {
            [first, rest @ ..] if first.start <= start || first.is_empty() => {
                start = first.end.clamp(start, end);
                asides = rest;
            }
            [rest @ .., last] if last.end >= end || last.is_empty() => {
                end = last.start.clamp(start, end);
                asides = rest;
            }
            _ => return (Span { start, end }, asides.to_vec()),
        }
    }
}

/// The paragraphs of a text without labels, as turns without speakers.
pub(super) fn paragraphs(text: &str, lines: &[Line], breaks: LineBreaks) -> Vec<DraftTurn> {
    let mut turns: Vec<DraftTurn> = Vec::new();
    let mut open = false;
    for line in lines {
        let words = line.span.of(text);
        let start = line.span.start as usize + (words.len() - words.trim_start().len());
        let span = Span::new(start, start + words.trim().len());
        if span.is_empty() || line.aside {
            open = false;
            continue;
        }
        match turns.last_mut().filter(|_| open && !line.opens && breaks == LineBreaks::Wrap) {
            Some(turn) => turn.span = turn.span.cover(span),
            None => turns.push(DraftTurn { span, speaker: None, time: None, question: false }),
        }
        open = true;
    }
    turns
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::{FORMAT, FURNITURE, Source, lines, may_be_furniture};
    use crate::corpus::read::said::{quotes, rows};
    use crate::corpus::settle::settle;
    use crate::corpus::{GapKind, LineBreaks, Piece, ReadOptions, Reading};

    fn read_with(bytes: &[u8], options: &ReadOptions) -> Reading {
        let mut drafts =
            (FORMAT.read)(&Source { path: Path::new("a/b.txt"), bytes }, options).expect("text is readable");
        settle(drafts.remove(0), options)
    }

    fn read(text: &str) -> Reading {
        read_with(text.as_bytes(), &ReadOptions::default())
    }

    #[test]
    fn every_line_end_and_encoding() {
        let expected = rows(&[("I", "Één dag?"), ("R", "Ja."), ("I", "En toen?")]);
        let text = "Kop boven het gesprek\n\nI: Één dag?\nR: Ja.\nI: En toen?\n";
        for end in ["\n", "\r\n", "\r"] {
            let text = text.replace('\n', end);
            assert_eq!(quotes(&read(&text)), expected, "{end:?}");
            let wide: Vec<u8> =
                [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
            let reading = read_with(&wide, &ReadOptions::default());
            assert_eq!(quotes(&reading), expected);
            assert_eq!(reading.report.encoding, "UTF-16LE");
        }
        let latin: Vec<u8> = text.chars().map(|c| c as u32 as u8).collect();
        assert_eq!(quotes(&read_with(&latin, &ReadOptions::default())), expected);
        assert_eq!(read(text).report.dropped[0], ("header before the first label".to_owned(), 21));
    }

    #[test]
    fn furniture_is_margin() {
        let text = "Gesprek\n\nSUMMARY KEYWORDS\nkoffie, thee\n\nSPEAKERS\nEva Maan, Bo Vis\n\nEva Maan  00:00\nDag, hoe is het?\n\n\
            Bo Vis  00:04\nGoed.\nPagina 2\nEn met jou?\n\nEva Maan  00:09\nOok.\n\nBo Vis stopped transcription\n";
        let reading = read(text);
        assert_eq!(
            quotes(&reading),
            rows(&[("Eva Maan", "Dag, hoe is het?"), ("Bo Vis", "Goed. En met jou?"), ("Eva Maan", "Ook.")])
        );
        assert_eq!(reading.document.gaps[0].kind, GapKind::Markup);
        assert_eq!(reading.document.turns[1].time.map(|time| time.start), Some(4000));
        assert_eq!(quotes(&read("SUMMARY KEYWORDS\na, b\n\nEerste alinea.\n")), rows(&[("-", "Eerste alinea.")]));
    }

    #[test]
    fn without_labels_each_paragraph_is_a_turn() {
        let reading = read("Een eerste alinea, die\nover twee regels loopt.\n\nEn een tweede.\n");
        assert_eq!(
            quotes(&reading),
            rows(&[("-", "Een eerste alinea, die over twee regels loopt."), ("-", "En een tweede.")])
        );
        assert_eq!(reading.report.label_style, "no speaker labels: each of 2 paragraphs is a turn");
        assert!(!reading.document.is_labelled());
    }

    #[test]
    fn single_line_breaks_are_decided_and_said() {
        let wrapped = "I: Dag.\nR: Dat was in de tijd dat wij daar nog met zijn drieën in dat ene\n\
            huis woonden, aan de dijk, en dat er nog geen weg was die daar langs\n\
            liep, zodat je alles met de boot moest doen, ook de boodschappen en het\n\
            hout voor de kachel.\nI: Ja.\n";
        let reading = read(wrapped);
        assert_eq!(reading.document.line_breaks, LineBreaks::Wrap);
        assert!(reading.report.diagnostics[0].message.contains("wraps"));
        let paragraphs = "I: Dag.\nR: Dat was vroeger.\nToen was er geen weg.\nAlles ging per boot.\nI: Ja.\n";
        assert_eq!(read(paragraphs).document.line_breaks, LineBreaks::Paragraph);
        let options = ReadOptions { line_breaks: Some(LineBreaks::Wrap), ..ReadOptions::default() };
        assert_eq!(read_with(paragraphs.as_bytes(), &options).document.line_breaks, LineBreaks::Wrap);
    }

    #[test]
    fn an_empty_file_is_said_to_be_empty() {
        for text in ["", "\n\n", "\u{feff}", "[00:00:01]\n"] {
            let reading = read(text);
            assert!(reading.document.turns.is_empty());
            assert!(text.starts_with('[') || reading.report.diagnostics.iter().any(|d| d.kind == "empty"), "{text:?}");
        }
    }

    #[test]
    fn overlap_belongs_to_somebody_else() {
        let reading = read("S01: Ik ging //S02: ja // naar huis.\nS02: Echt?\nS01: Ja.\n");
        assert_eq!(reading.document.gaps.len(), 1);
        assert_eq!(reading.document.gaps[0].kind, GapKind::Overlap);
        assert_eq!(reading.document.gaps[0].span.of(&reading.document.text), "//S02: ja //");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_and_tiled(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            check(&read_with(&bytes, &ReadOptions::default()));
        }

        #[test]
        fn any_transcript_is_read_and_tiled(
            text in "((I|R|Eva Maan|R1)( ?: ?|  0:1[0-9]\\n)|[a-zé .?]{0,9}|\\n|\\r\\n?|//|\\(lacht\\)|\\[00:01:02\\]|#00:01:02-5#|xxx|Pagina 1\\n){0,40}"
        ) {
            check(&read(&text));
        }
    }

    fn check(reading: &Reading) {
        let document = &reading.document;
        let mut at = 0;
        for piece in document.pieces() {
            let (Piece::Turn(_, span) | Piece::Margin(span)) = piece;
            assert_eq!(span.start, at);
            assert!(document.text.is_char_boundary(span.end as usize));
            at = span.end;
        }
        assert_eq!(at as usize, document.text.len());
        for turn in &document.turns {
            let words = turn.span.of(&document.text);
            assert!(!words.is_empty() && words.trim() == words, "{words:?}");
        }
        assert!(document.gaps.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        for gap in &document.gaps {
            assert!(document.turns.iter().any(|turn| turn.span.contains(gap.span)), "{gap:?}");
        }
    }

    proptest! {
        #[test]
        fn lines_end_where_they_do_byte_by_byte(text in "[a\\n\\r\\x0cé]{0,30}") {
            let (bytes, mut start, mut spans) = (text.as_bytes(), 0, Vec::new());
            for (i, &byte) in bytes.iter().enumerate() {
                match byte {
                    b'\n' if i > start || i == 0 || bytes[i - 1] != b'\r' => spans.push((start, i)),
                    b'\r' | 0x0c => spans.push((start, i)),
                    b'\n' => {}
                    _ => continue,
                }
                start = i + 1;
            }
            if start < bytes.len() {
                spans.push((start, bytes.len()));
            }
            let found: Vec<_> =
                lines(&text).iter().map(|line| (line.span.start as usize, line.span.end as usize)).collect();
            prop_assert_eq!(found, spans);
        }

        #[test]
        fn what_is_no_furniture_at_first_sight_is_none(
            line in "[\\[(*_ -]{0,2}([Ii]k |Bo |heeft |de |[Dd]e |the |ſtarted |[Ss]tarted |stopped |begin |einde |van |of |\
                STOP |start |ſtart |end |recording |page |Pagina |3|/|transcribed by |tranſcribed by ){0,4}\
                (tranſcription|[Tt]ranscription|transcriptie|transcript|gestart|geſtopt|beëindigd|BEËINDIGD|opname|interview|\
                audio|starts|endſ|geluidsfragment|Bo\\?|4)?[\\])*_. -]{0,2}"
        ) {
            let line = line.trim();
            prop_assert!(may_be_furniture(line) || !FURNITURE.is_match(line), "{}", line);
        }
    }
}
