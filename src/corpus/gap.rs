//! What lies inside turns without being words: events, times, inserted overlap.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use memchr::{memchr, memchr_iter, memchr2_iter, memmem};
use regex::Regex;

use crate::text::{Span, fold, words};

use super::{Gap, GapKind};

const BUILT_IN: &str = include_str!("events.txt");

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    const T: &str = r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,3})?";
    pattern(&format!(
        r"\\?[\[(]\s*~?(?P<from>{T})(?:\s*(?:-->|[-–—])\s*(?P<to>{T}))?\s*\\?[\])]|#(?P<mark>[0-9]{{1,3}}:[0-9]{{2}}:[0-9]{{2}}(?:[-.,][0-9]{{1,3}})?)#|(?P<bare>[0-9]{{1,3}}:[0-9]{{2}}:[0-9]{{2}}(?:[.,][0-9]{{1,3}})?)"
    ))
});

/// A pattern of this program's own.
pub(super) fn pattern(source: &str) -> Regex {
    Regex::new(source).unwrap_or_else(|error| unreachable!("a pattern of this program is wrong: {error}"))
}

/// Milliseconds from the start of a recording, as `0:12`, `00:01:23`, `00:01:23.450` or f4's
/// `00:02:10-5` (tenths) write it, in brackets or not.
///
/// Minutes go up to 999 where no hours are written; seconds, and minutes after hours, up to 59.
pub(super) fn time(written: &str) -> Option<u64> {
    let bare = written.trim_matches(|c: char| c.is_whitespace() || "[]()#\\~".contains(c));
    let (clock, fraction) = match bare.find(['.', ',', '-']) {
        Some(at) => (&bare[..at], &bare[at + 1..]),
        None => (bare, ""),
    };
    let number = |digits: &str, least: usize, most: usize| -> Option<u64> {
        let fits = (least..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if fits { digits.parse().ok() } else { None }
    };
    let fields: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match fields[..] {
        [m, s] => (0, number(m, 1, 3)?, number(s, 2, 2)?),
        [h, m, s] => (number(h, 1, 3)?, number(m, 2, 2).filter(|&m| m < 60)?, number(s, 2, 2)?),
        _ => return None,
    };
    if seconds > 59 {
        return None;
    }
    let part = match fraction.len() {
        0 if fraction.len() == bare.len() - clock.len() => 0,
        1..=3 => number(fraction, 1, 3)? * 10_u64.pow(3 - fraction.len() as u32),
        _ => return None,
    };
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + part)
}

/// The brackets in `text` that transcripts with such words hold as events, brackets included: `[stilte]`, `(lacht)`.
///
/// `further` are the events of the study's own list.
///
/// ```
/// use kantlijn::corpus::events_in;
///
/// assert_eq!(events_in("ik [stilte] zei [naam] (2009)", &[]).len(), 1);
/// ```
#[must_use]
pub fn events_in(text: &str, further: &[String]) -> Vec<Span> {
    let events = Events::new(further);
    let held = brackets(text).filter(|&(from, to)| events.hold(&text[from + 1..to - 1]));
    held.map(|(from, to)| Span::new(from, to)).collect()
}

/// The built-in Dutch and English list, read once.
static KNOWN: LazyLock<(BTreeSet<String>, BTreeSet<String>)> = LazyLock::new(|| {
    let (mut entries, mut companions) = (BTreeSet::new(), BTreeSet::new());
    for line in BUILT_IN.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('+') {
            Some(word) => companions.insert(phrase(word)),
            None => entries.insert(phrase(line)),
        };
    }
    (entries, companions)
});

/// Which brackets are events.
#[derive(Clone, Debug)]
pub(super) struct Events {
    further: BTreeSet<String>,
}

impl Events {
    /// The built-in Dutch and English list, and further entries.
    pub(super) fn new(further: &[String]) -> Self {
        Self { further: further.iter().map(|entry| phrase(entry)).filter(|entry| !entry.is_empty()).collect() }
    }

    fn list(&self, phrase: &str) -> bool {
        KNOWN.0.contains(phrase) || self.further.contains(phrase)
    }

    /// Whether a bracket with these words between is an event: `lacht`, `stilte 3 sec`, `…`.
    ///
    /// Digits are words, so `(2009)` is text; a bracket without letter and digit is an event.
    pub(super) fn hold(&self, inside: &str) -> bool {
        // One word that is folded as it stands, which most are.
        if !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.list(inside);
        }
        if !inside.chars().any(char::is_alphanumeric) {
            return true;
        }
        let whole = phrase(inside);
        if self.list(&whole) {
            return true;
        }
        let digits = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b':');
        let mut named = false;
        whole.split(' ').all(|word| {
            let entry = self.list(word);
            named |= entry;
            entry || digits(word) || KNOWN.1.contains(word)
        }) && named
    }
}

fn phrase(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in words(text) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&fold(word.of(text)));
    }
    joined
}

/// A time that stands in a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Where.
    pub span: Span,
    /// Its first time, in milliseconds.
    pub start: u64,
    /// The second, where a stretch is written.
    pub end: Option<u64>,
    /// Whether it is f4's, which marks the end of what stands before it.
    pub closes: bool,
}

/// Where a text holds what a gap can begin with, found in a few passes over the whole: most turns hold none of it, and
/// then cost nothing.
#[derive(Debug)]
pub(super) struct Signs {
    /// `(` and `[`.
    brackets: Vec<u32>,
    /// Colons between digits.
    clocks: Vec<u32>,
    /// The first of two slashes.
    slashes: Vec<u32>,
    /// `xxx` and `XXX`; of a longer row, every third cross.
    crosses: Vec<u32>,
}

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let clocks = memchr_iter(b':', bytes).filter(|&at| at > 0 && is_digit(at - 1) && is_digit(at + 1));
        let slashes = memchr_iter(b'/', bytes).filter(|&at| bytes.get(at + 1) == Some(&b'/'));
        let places = |at: usize| at as u32;
        let mut crosses: Vec<u32> =
            ["xxx", "XXX"].iter().flat_map(|row| memmem::find_iter(bytes, row)).map(places).collect();
        crosses.sort_unstable();
        Self {
            brackets: memchr2_iter(b'(', b'[', bytes).map(places).collect(),
            clocks: clocks.map(places).collect(),
            slashes: slashes.map(places).collect(),
            crosses,
        }
    }
}

/// Whether one of these places lies in a stretch.
fn any(places: &[u32], stretch: Span) -> bool {
    places.get(places.partition_point(|&at| at < stretch.start)).is_some_and(|&at| at < stretch.end)
}

/// Finds the gaps of one turn and adds them to `gaps`, in any order; yields the times among them, in
/// order of place.
pub(super) fn spot(text: &str, turn: Span, signs: &Signs, events: &Events, gaps: &mut Vec<Gap>) -> Vec<Stamp> {
    let said = turn.of(text);
    let base = turn.start as usize;
    let place = |from: usize, to: usize| Span::new(base + from, base + to);
    let own = gaps.len();
    if any(&signs.brackets, turn) {
        for (from, to) in brackets(said) {
            if events.hold(&said[from + 1..to - 1]) {
                gaps.push(Gap { span: place(from, to), kind: GapKind::Event });
            }
        }
    }
    let mut stamps = Vec::new();
    if any(&signs.clocks, turn) {
        for found in CLOCK.captures_iter(said) {
            let Some(whole) = found.get(0) else { continue };
            let named = |name: &str| found.name(name).and_then(|part| time(part.as_str()));
            let bare = found.name("bare").is_some();
            if bare && !stands_alone(said.as_bytes(), whole.start(), whole.end()) {
                continue;
            }
            let Some(start) = named("from").or_else(|| named("mark")).or_else(|| named("bare")) else { continue };
            let span = place(whole.start(), whole.end());
            // `[onverstaanbaar 00:12:31]` is one event.
            if gaps[own..].iter().any(|event| event.span.contains(span)) {
                continue;
            }
            stamps.push(Stamp { span, start, end: named("to"), closes: found.name("mark").is_some() });
        }
        gaps.extend(stamps.iter().map(|stamp| Gap { span: stamp.span, kind: GapKind::Time }));
    }
    if any(&signs.slashes, turn) {
        for (from, to) in overlaps(said) {
            let address = said[..from].ends_with(':');
            let paragraphs = said[from..to].contains("\n\n") || said[from..to].contains("\n\r\n");
            if !address && !paragraphs {
                gaps.push(Gap { span: place(from, to), kind: GapKind::Overlap });
            }
        }
    }
    // A row of crosses that began before the turn has a sign at most two places before what is left of it.
    if any(&signs.crosses, Span { start: turn.start.saturating_sub(2), end: turn.end }) {
        unheard(said, base, gaps);
    }
    stamps
}

/// The longest that stands between brackets, in characters.
const INSIDE: usize = 80;

/// Stretches in brackets, round or square, with no other bracket between them.
fn brackets(said: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = said.as_bytes();
    memchr2_iter(b'(', b'[', bytes).filter_map(move |from| {
        let inside = &said[from + 1..];
        // A character has four bytes at most.
        let near = &inside.as_bytes()[..inside.len().min(4 * INSIDE + 1)];
        let end = near.iter().position(|b| matches!(b, b'(' | b')' | b'[' | b']'))?;
        let fits = near[end] == if bytes[from] == b'(' { b')' } else { b']' };
        (fits && inside[..end].chars().count() <= INSIDE).then_some((from, from + 1 + end + 1))
    })
}

/// The longest that stands between double slashes, in characters.
const OVERLAP: usize = 301;

/// Stretches between double slashes, without a slash inside and without a line's end right behind the first two.
fn overlaps(said: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = said.as_bytes();
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let from = next + memmem::find(bytes.get(next..)?, b"//")?;
            let inside = from + 2;
            let end = inside + memchr(b'/', bytes.get(inside..)?)?;
            let begins = !matches!(bytes[inside], b'/' | b'\n' | b'\r');
            if begins && bytes.get(end + 1) == Some(&b'/') && said[inside..end].chars().count() <= OVERLAP {
                next = end + 2;
                return Some((from, next));
            }
            next = from + 1;
        }
    })
}

/// `xxx` on its own: speech that nobody could make out.
fn unheard(said: &str, base: usize, gaps: &mut Vec<Gap>) {
    for crosses in ["xxx", "XXX"] {
        for (at, _) in said.match_indices(crosses) {
            let joined = |c: char| c.is_alphanumeric() || c == '_';
            let before = said[..at].chars().next_back().is_some_and(joined);
            let after = said[at + 3..].chars().next().is_some_and(joined);
            if !before && !after {
                gaps.push(Gap { span: Span::new(base + at, base + at + 3), kind: GapKind::Event });
            }
        }
    }
}

fn stands_alone(bytes: &[u8], from: usize, to: usize) -> bool {
    let glued = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b':');
    !glued(from.checked_sub(1).and_then(|i| bytes.get(i))) && !glued(bytes.get(to))
}

/// Sorts gaps, and makes them disjoint: where several lie over each other, a time wins over markup,
/// markup over overlap, and overlap over an event. Touching gaps of one kind become one.
pub(super) fn level(mut gaps: Vec<Gap>) -> Vec<Gap> {
    gaps.retain(|gap| !gap.span.is_empty());
    gaps.sort_unstable();
    let apart = gaps.windows(2).all(|pair| pair[0].span.end < pair[1].span.start);
    if apart {
        return gaps;
    }
    let mut edges: Vec<(u32, bool, usize)> = Vec::with_capacity(gaps.len() * 2);
    for gap in &gaps {
        edges.push((gap.span.start, true, rank(gap.kind)));
        edges.push((gap.span.end, false, rank(gap.kind)));
    }
    edges.sort_unstable();
    let mut open = [0_usize; KINDS.len()];
    let mut from = 0;
    let mut level: Vec<Gap> = Vec::with_capacity(gaps.len());
    for (at, opens, kind) in edges {
        if at > from {
            if let Some(top) = open.iter().position(|&n| n > 0) {
                match level.last_mut() {
                    Some(last) if last.span.end == from && last.kind == KINDS[top] => last.span.end = at,
                    _ => level.push(Gap { span: Span { start: from, end: at }, kind: KINDS[top] }),
                }
            }
            from = at;
        }
        if opens {
            open[kind] += 1;
        } else {
            open[kind] -= 1;
        }
    }
    level
}

const KINDS: [GapKind; 4] = [GapKind::Time, GapKind::Markup, GapKind::Overlap, GapKind::Event];

fn rank(kind: GapKind) -> usize {
    match kind {
        GapKind::Time => 0,
        GapKind::Markup => 1,
        GapKind::Overlap => 2,
        GapKind::Event => 3,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Events, Signs, brackets, level, overlaps, pattern, phrase, spot, time};
    use crate::corpus::{Gap, GapKind};
    use crate::text::Span;

    fn gaps_of(text: &str) -> Vec<(String, GapKind)> {
        let mut gaps = Vec::new();
        spot(text, Span::new(0, text.len()), &Signs::of(text), &Events::new(&[]), &mut gaps);
        level(gaps).into_iter().map(|gap| (gap.span.of(text).to_owned(), gap.kind)).collect()
    }

    #[test]
    fn times_as_transcribers_write_them() {
        for (written, ms) in [
            ("0:12", 12_000),
            ("[00:01:23]", 83_000),
            ("(61:05)", 3_665_000),
            ("#00:02:10-5#", 130_500),
            ("01:00:00.25", 3_600_250),
            ("00:43,810", 43_810),
        ] {
            assert_eq!(time(written), Some(ms), "{written}");
        }
        for wrong in ["", "12", "1:2", "00:61:00", "0:75", "a:bc", "1:23.", "1:00:00:00"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_bracket_is_an_event_only_if_its_words_say_so() {
        let events = Events::new(&["kijkt weg".to_owned()]);
        for event in
            ["lacht", "Lacht hard", "stilte, 3 sec", "…", "...", "?", "", "LAUGHS", "kijkt weg", "schudt hoofd"]
        {
            assert!(events.hold(event), "{event}");
        }
        for text in ["naam", "2009", "lacht niet om hem", "hard", "dat zei hij", "kijkt"] {
            assert!(!events.hold(text), "{text}");
        }
    }

    #[test]
    fn gaps_of_every_kind() {
        use GapKind::{Event, Overlap, Time};
        assert_eq!(
            gaps_of("Ja [00:01:23] nee (lacht) //R2: ja (lacht) // en xxx in 2009 (2009) om 9:30 #00:02:10-5#"),
            [
                ("[00:01:23]".to_owned(), Time),
                ("(lacht)".to_owned(), Event),
                ("//R2: ja (lacht) //".to_owned(), Overlap),
                ("xxx".to_owned(), Event),
                ("#00:02:10-5#".to_owned(), Time),
            ]
        );
        assert_eq!(gaps_of("zie https://a.nl/b//c en [naam] van XXXL"), []);
        assert_eq!(gaps_of("[onverstaanbaar 00:12:31]"), [("[onverstaanbaar 00:12:31]".to_owned(), Event)]);
        assert_eq!(gaps_of("[00:43.810 --> 00:47.850] Ja"), [("[00:43.810 --> 00:47.850]".to_owned(), Time)]);
    }

    proptest! {
        #[test]
        fn level_gaps_are_sorted_disjoint_and_cover_the_same(
            spans in prop::collection::vec((0usize..40, 1usize..10, 0usize..4), 0..12)
        ) {
            let gaps: Vec<Gap> = spans.iter()
                .map(|&(start, len, kind)| Gap { span: Span::new(start, start + len), kind: super::KINDS[kind] })
                .collect();
            let flat = level(gaps.clone());
            prop_assert!(flat.windows(2).all(|w| w[0].span.end <= w[1].span.start));
            for at in 0..60u32 {
                let best = gaps.iter().filter(|g| g.span.start <= at && at < g.span.end)
                    .min_by_key(|g| super::rank(g.kind)).map(|g| g.kind);
                let found = flat.iter().find(|g| g.span.start <= at && at < g.span.end).map(|g| g.kind);
                prop_assert_eq!(best, found);
            }
        }

        #[test]
        fn brackets_are_those_of_the_pattern(text in "([\\[\\]()é\\n]|a{1,45}|é{1,45}|🙂{30,45}){0,8}") {
            let whole = pattern(r"\[[^\[\]()]{0,80}\]|\([^\[\]()]{0,80}\)");
            let expected: Vec<(usize, usize)> = whole.find_iter(&text).map(|found| (found.start(), found.end())).collect();
            prop_assert_eq!(brackets(&text).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn overlaps_are_those_of_the_pattern(text in "(/{1,3}|[é\\n\\r:]|a{1,2}|a{148,152}|é{148,152}){0,9}") {
            let whole = pattern(r"//[^/\n\r][^/]{0,300}//");
            let expected: Vec<(usize, usize)> = whole.find_iter(&text).map(|found| (found.start(), found.end())).collect();
            prop_assert_eq!(overlaps(&text).collect::<Vec<_>>(), expected);
        }

        #[test]
        fn a_word_that_is_folded_already_is_looked_up_as_it_stands(word in "[a-z]{1,12}|lacht|hard|stilte|inaudible") {
            let events = Events::new(&["kijkt weg".to_owned(), "fluit".to_owned()]);
            prop_assert_eq!(phrase(&word), word.clone());
            prop_assert_eq!(events.hold(&word), events.hold(&format!(" {word}")));
        }

        #[test]
        fn signs_leave_out_no_gap_of_any_stretch(
            text in "[\\[\\]()/#:0-3xXé .]{0,40}", from in 0usize..40, to in 0usize..40
        ) {
            let edge = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let stretch = Span::new(edge(from.min(to)), edge(from.max(to)));
            let (mut by_signs, mut alone) = (Vec::new(), Vec::new());
            let events = Events::new(&[]);
            spot(&text, stretch, &Signs::of(&text), &events, &mut by_signs);
            let said = stretch.of(&text);
            let every = |of: &str| (0..of.len() as u32).collect::<Vec<u32>>();
            let all = Signs { brackets: every(said), clocks: every(said), slashes: every(said), crosses: every(said) };
            spot(said, Span::new(0, said.len()), &all, &events, &mut alone);
            let alone: Vec<Gap> =
                alone.iter().map(|gap| Gap { span: gap.span.shift(stretch.start as usize), ..*gap }).collect();
            prop_assert_eq!(by_signs, alone);
        }

        #[test]
        fn spotting_never_panics(text in any::<String>()) {
            gaps_of(&text);
        }

        #[test]
        fn spotting_never_panics_on_awkward_text(text in "[\\[\\]()/#:0-9xXé \\n\\\\.-]{0,80}") {
            gaps_of(&text);
        }
    }
}
