//! What became of people's passages in the transcripts as they are now: counted, and told row by row.

use std::fmt;
use std::ops::AddAssign;

use crate::corpus::Document;
use crate::diagnostic::Diagnostic;
use crate::text::Lines;
use crate::wording::{either, several};

use super::anchor::{Found, How, Lost};
use super::{Anchor, HandCoding};

/// Characters of a passage that a remark shows.
const SHOWN: usize = 120;

/// How many codings were found, and how; see [`Anchor::find`].
///
/// ```
/// use kantlijn::coding::Anchored;
///
/// let anchored = Anchored { placed: 398, moved: 11, changed: 2, lost: 1, astray: 0 };
/// assert_eq!(anchored.to_string(), "412 codings: 398 where they were, 11 moved, 2 changed, 1 lost");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchored {
    /// Where they were, or where their words stand.
    pub placed: usize,
    /// Their words stand elsewhere.
    pub moved: usize,
    /// Something like them stands between the words that stood around them.
    pub changed: usize,
    /// Left out: not found, or of no code.
    pub lost: usize,
    /// Left out: of transcripts that are not there; see [`HandCodings::astray`](super::HandCodings::astray).
    pub astray: usize,
}

impl Anchored {
    /// Counts one.
    pub(super) fn count(&mut self, found: Option<How>) {
        match found {
            Some(How::Placed) => self.placed += 1,
            Some(How::Moved) => self.moved += 1,
            Some(How::Changed) => self.changed += 1,
            None => self.lost += 1,
        }
    }

    /// How many there are in all.
    #[must_use]
    pub fn all(&self) -> usize {
        self.placed + self.moved + self.changed + self.lost + self.astray
    }

    /// Whether each of them is where it was.
    #[must_use]
    pub fn is_as_it_was(&self) -> bool {
        self.placed == self.all()
    }
}

impl AddAssign for Anchored {
    fn add_assign(&mut self, other: Self) {
        self.placed += other.placed;
        self.moved += other.moved;
        self.changed += other.changed;
        self.lost += other.lost;
        self.astray += other.astray;
    }
}

impl fmt::Display for Anchored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let were = either(self.all(), "it was", "they were");
        write!(f, "{}: {} where {were}", several(self.all(), "coding"), self.placed)?;
        for (count, what) in [
            (self.moved, "moved"),
            (self.changed, "changed"),
            (self.lost, "lost"),
            (self.astray, "of transcripts that are not there"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}

/// What is to be told of a passage; nothing where it is where it was. The message names the row's code and coder and none of its
/// words, which the help alone repeats: remarks end up in logs, and with `--no-text` nobody expects an interview there.
pub(super) fn told(
    row: &HandCoding,
    anchor: &Anchor,
    found: Result<Found, Lost>,
    document: &Document,
    lines: &Lines<'_>,
) -> Option<Diagnostic> {
    let who = format!("`{}` by {}", row.code, row.coder);
    let transcript = &document.name;
    let was = anchor.place.map(|(start, end)| format!("{start} to {end}")).unwrap_or_default();
    let told = match found {
        Ok(Found { how: How::Placed, .. }) => return None,
        Ok(Found { span, how: How::Moved }) => {
            let (start, end) = (lines.code_point(span.start as usize), lines.code_point(span.end as usize));
            let message =
                format!("{who} moved: its words stood at {was} in `{transcript}`, and stand at {start} to {end}");
            Diagnostic::note("passage-moved", message)
        }
        Ok(Found { span, how: How::Changed }) => {
            let (start, end) = (lines.code_point(span.start as usize), lines.code_point(span.end as usize));
            let message = format!(
                "{who} changed: other words than its own stand where it was in `{transcript}`, at {start} to {end}"
            );
            Diagnostic::warning("passage-changed", message).help(format!(
                "it was “{}” and is “{}”; correct the row if the code does not hold any more",
                shown(anchor.quote.as_deref().unwrap_or_default()),
                shown(&document.quote(span)),
            ))
        }
        Err(Lost::Empty) => Diagnostic::warning(
            "empty-passage",
            format!("{who} is lost: the passage from {was} is empty or runs backwards"),
        )
        .help("start is its first character, counted from 0; end is one past its last"),
        Err(Lost::OutOfRange) => {
            let length = document.text.chars().count();
            let message = format!(
                "{who} is lost: the passage from {was} lies beyond `{transcript}`, which has {length} characters"
            );
            Diagnostic::warning("passage-out-of-range", message).help(
                "was the transcript changed since it was coded? With its words in a column text it can be found again",
            )
        }
        Err(Lost::Nowhere) => Diagnostic::warning(
            "quote-not-found",
            format!("{who} is lost: its words do not stand in `{transcript}`, nor anything like them where they stood"),
        )
        .help("copy them from the transcript as it stands; the coding was left out"),
        Err(Lost::Often) => Diagnostic::warning(
            "quote-ambiguous",
            format!(
                "{who} is lost: its words stand at several places in `{transcript}`, and nothing tells which is meant"
            ),
        )
        .help("make the text longer, or add the columns start and end, or before and after; the coding was left out"),
    };
    Some(told)
}

/// As much of a passage as fits in a remark.
fn shown(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match joined.char_indices().nth(SHOWN) {
        None => joined,
        Some((at, _)) => format!("{}…", joined[..at].trim_end()),
    }
}
