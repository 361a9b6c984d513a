//! The text of a transcript as other programs get it, and where its places are there.

use crate::corpus::{Document, GapKind};
use crate::ids::TurnId;
use crate::text::{Lines, Span};

/// How a transcript becomes a text that holds all by itself: what is kept of it, and what is put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As it stands.
    AsItStands,
    /// The same, without marks of emphasis and the like.
    Unmarked,
    /// The same, with the speaker's label and the time before each turn: the text of a list or of captions has none.
    Labelled,
    /// The turns, each with its label and time, and what stands between them but for other marks of who speaks.
    Headed,
    /// What stands before the first turn, and the turns alone.
    Turns,
    /// The turns alone.
    TurnsAlone,
}

impl Form {
    /// All of them: first what changes least.
    pub(super) const ALL: [Self; 6] =
        [Self::AsItStands, Self::Unmarked, Self::Labelled, Self::Headed, Self::Turns, Self::TurnsAlone];

    /// What is kept of what stands before a turn.
    fn margin(self, document: &Document, margin: Span, turn: usize) -> Span {
        match self {
            Self::AsItStands | Self::Unmarked | Self::Labelled => margin,
            Self::Headed => without_label(document, margin, turn),
            Self::Turns if turn == 0 => without_label(document, margin, turn),
            Self::Turns | Self::TurnsAlone => Span { start: margin.start, end: margin.start },
        }
    }
}

/// A text, and where each stretch of the transcript stands in it.
///
/// Lines end in a line feed, since programs count the two characters of other line ends in different ways; there is no byte
/// order mark, and U+FFFD stands for NUL.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnText {
    pub text: String,
    /// In order of place.
    kept: Vec<Kept>,
    /// Code points so far.
    points: usize,
    /// How many characters had to be replaced.
    pub replaced: usize,
    /// How many characters of headings and the like, white space aside, are not in it.
    pub left_out: usize,
}

/// A stretch of the transcript that stands in the text as it is.
#[derive(Clone, Copy, Debug)]
struct Kept {
    /// Its bytes in the transcript.
    span: Span,
    /// The code points of the transcript before it.
    from: usize,
    /// Where it begins in the text: byte and code point.
    byte: usize,
    point: usize,
}

impl OwnText {
    pub(super) fn of(document: &Document, lines: &Lines<'_>, form: Form) -> Self {
        let mut own = Self::default();
        let whole = Span::new(0, document.text.len());
        if form == Form::AsItStands {
            own.keep(document, lines, whole);
            return own;
        }
        let mut end = 0;
        for (i, turn) in document.turns.iter().enumerate() {
            let margin = Span { start: end, end: turn.span.start };
            let kept = form.margin(document, margin, i);
            own.keep(document, lines, kept);
            if kept != margin {
                let rest = without_label(document, margin, i);
                own.leave_out(document, Span { start: kept.end, end: rest.end.max(kept.end) });
                own.part_from_last();
            }
            if form != Form::Unmarked {
                own.put_label(document, i);
            }
            own.keep_unmarked(document, lines, turn.span);
            end = turn.span.end;
        }
        let rest = Span { start: end, end: whole.end };
        match form {
            Form::Turns | Form::TurnsAlone => {
                own.leave_out(document, rest);
                own.put(if own.text.is_empty() { "" } else { "\n" });
            }
            _ => own.keep(document, lines, rest),
        }
        own
    }

    /// A blank line behind what there is.
    fn part_from_last(&mut self) {
        let breaks = self.text.len() - self.text.trim_end_matches('\n').len();
        if !self.text.is_empty() {
            self.put(["\n\n", "\n", ""][breaks.min(2)]);
        }
    }

    /// Who says a turn, and when.
    fn put_label(&mut self, document: &Document, turn: usize) {
        if let Some(speaker) = document.speaker(TurnId::new(turn)) {
            self.put(&speaker.label);
            self.put(": ");
        }
        if let Some(time) = document.turns[turn].time {
            let end = time.end.map_or(String::new(), |end| format!(" - {}", clock(end)));
            self.put(&format!("[{}{end}] ", clock(time.start)));
        }
    }

    /// Appends what is said, without markup.
    fn keep_unmarked(&mut self, document: &Document, lines: &Lines<'_>, span: Span) {
        let mut from = span.start;
        for gap in document.gaps_in(span) {
            let (start, end) = (gap.span.start.max(from), gap.span.end.min(span.end));
            match gap.kind {
                GapKind::Markup if start < end => {
                    self.keep(document, lines, Span { start: from, end: start });
                    from = end;
                }
                // Markdown has a backslash before brackets that are no link.
                GapKind::Event | GapKind::Time => {
                    for at in start..end {
                        if document.text.as_bytes()[at as usize] == b'\\' {
                            self.keep(document, lines, Span { start: from, end: at });
                            from = at + 1;
                        }
                    }
                }
                _ => {}
            }
        }
        self.keep(document, lines, Span { start: from, end: span.end.max(from) });
    }

    /// Appends what is not in the transcript.
    fn put(&mut self, words: &str) {
        self.text.push_str(words);
        self.points += words.chars().count();
    }

    fn leave_out(&mut self, document: &Document, span: Span) {
        self.left_out += span.of(&document.text).chars().filter(|c| !c.is_whitespace()).count();
    }

    /// Appends a stretch of the transcript.
    fn keep(&mut self, document: &Document, lines: &Lines<'_>, span: Span) {
        let words = span.of(&document.text);
        let mut from = 0;
        let is_first = self.text.is_empty();
        for (at, c) in words.char_indices() {
            let is_before_line_feed = words[at..].starts_with("\r\n");
            let instead = match c {
                '\r' if is_before_line_feed => "",
                '\r' => "\n",
                '\0' => "\u{fffd}",
                // It would be taken for a byte order mark.
                '\u{feff}' if is_first && at == 0 => "",
                _ => continue,
            };
            self.stretch(document, lines, Span::new(span.start as usize + from, span.start as usize + at));
            self.put(instead);
            self.replaced += usize::from(c == '\0');
            from = at + c.len_utf8();
        }
        self.stretch(document, lines, Span { start: span.start + u32::try_from(from).unwrap_or(0), end: span.end });
    }

    fn stretch(&mut self, document: &Document, lines: &Lines<'_>, span: Span) {
        if span.is_empty() {
            return;
        }
        let (byte, point) = (self.text.len(), self.points);
        let (from, to) = (lines.code_point(span.start as usize), lines.code_point(span.end as usize));
        self.kept.push(Kept { span, from, byte, point });
        self.text.push_str(span.of(&document.text));
        self.points += to - from;
    }

    /// Where a passage of the transcript stands in the text, in code points; none where nothing of it does.
    pub(super) fn points(&self, lines: &Lines<'_>, span: Span) -> Option<(usize, usize)> {
        let (first, last) = self.around(span)?;
        let start = first.point + (lines.code_point(span.start.max(first.span.start) as usize) - first.from);
        let end = last.point + (lines.code_point(span.end.min(last.span.end) as usize) - last.from);
        (start < end).then_some((start, end))
    }

    /// The same in bytes.
    pub(super) fn bytes(&self, span: Span) -> Option<Span> {
        let (first, last) = self.around(span)?;
        let start = first.byte + (span.start.max(first.span.start) - first.span.start) as usize;
        let end = last.byte + (span.end.min(last.span.end) - last.span.start) as usize;
        (start < end).then(|| Span::new(start, end))
    }

    /// The first and the last stretch that a passage has words in.
    fn around(&self, span: Span) -> Option<(&Kept, &Kept)> {
        let first = self.kept.partition_point(|kept| kept.span.end <= span.start);
        let behind = self.kept.partition_point(|kept| kept.span.start < span.end);
        (first < behind).then(|| (&self.kept[first], &self.kept[behind - 1]))
    }
}

/// Milliseconds as `00:01:23.450`.
fn clock(milliseconds: u64) -> String {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    let part = if rest == 0 { String::new() } else { format!(".{rest:03}") };
    format!("{:02}:{:02}:{:02}{part}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// What stands before a turn, without the label that is put in again.
fn without_label(document: &Document, margin: Span, turn: usize) -> Span {
    let words = margin.of(&document.text);
    let last = words.trim_end().rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let has_label = document.speaker(TurnId::new(turn)).is_some_and(|speaker| words[last..].contains(&speaker.label));
    if has_label { Span::new(margin.start as usize, margin.start as usize + last) } else { margin }
}
