//! The columns of decisions and of sheets to review, and the words that people write in them.

use crate::corpus::sheet::{Head, Row};
use crate::text::fold;

use super::Verdict;

/// A column of a sheet to review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its header.
    pub name: &'static str,
    /// Its width in a spreadsheet, in characters; 0 for what only the program needs, which is hidden there.
    pub width: u16,
}

const fn column(name: &'static str, width: u16) -> SheetColumn {
    SheetColumn { name, width }
}

/// The columns of a sheet to review, in order.
pub const REVIEW: [SheetColumn; 17] = [
    column("nr", 5),
    column("transcript", 16),
    column("speaker", 10),
    column("code", 22),
    column("name", 20),
    column("before", 36),
    column("sentence", 60),
    column("after", 36),
    column("decision", 11),
    column("recode_to", 22),
    column("memo", 30),
    column("decided", 24),
    column("start", 0),
    column("end", 0),
    column("words_before", 0),
    column("words_after", 0),
    column("text", 0),
];

/// What a column means where decisions and filled sheets are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    Transcript,
    Code,
    Start,
    End,
    Text,
    Before,
    After,
    Decision,
    Recode,
    Reviewer,
    Date,
    Memo,
}

/// The names of the columns, folded. In a sheet `before` and `after` are sentences for the reader, and the words that the
/// passage is found by stand in columns of their own.
const NAMES: &[(Means, &[&str])] = &[
    (Means::Transcript, &["transcript"]),
    (Means::Code, &["code"]),
    (Means::Start, &["start", "begin"]),
    (Means::End, &["end", "einde"]),
    (Means::Text, &["text", "sentence", "tekst", "zin"]),
    (Means::Before, &["words_before", "before"]),
    (Means::After, &["words_after", "after"]),
    (Means::Decision, &["decision", "besluit", "beslissing", "oordeel"]),
    (Means::Recode, &["recode_to", "recode", "hercoderen", "andere code"]),
    (Means::Reviewer, &["reviewer", "beoordelaar"]),
    (Means::Date, &["date", "datum"]),
    (Means::Memo, &["memo", "note", "notitie", "opmerking"]),
];

/// Where the columns of a table stand.
pub(super) struct Columns(Vec<(Means, usize)>);

impl Columns {
    /// The columns by their headers; none where one is missing that says what was decided of which passage.
    pub(super) fn of(header: &[String]) -> Option<Self> {
        let mut found: Vec<(Means, usize)> = Vec::new();
        for (means, names) in NAMES {
            // The earlier name wins, so that `text` is the words where both stand.
            let at = names.iter().find_map(|name| header.iter().position(|header| fold(header.trim()) == *name));
            found.extend(at.map(|at| (*means, at)));
        }
        let columns = Self(found);
        let needed = [Means::Transcript, Means::Code, Means::Start, Means::End, Means::Text, Means::Decision];
        needed.into_iter().all(|means| columns.has(means)).then_some(columns)
    }

    pub(super) fn has(&self, means: Means) -> bool {
        self.0.iter().any(|(known, _)| *known == means)
    }

    /// A cell of a row; empty where there is no such column.
    pub(super) fn cell<'r>(&self, row: &'r Row<'_>, means: Means) -> &'r str {
        let at = self.0.iter().find(|(known, _)| *known == means).map(|(_, at)| *at);
        at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// Headers that mean nothing here, and so would be lost.
    pub(super) fn unknown(head: &Head) -> Vec<&str> {
        let is_known = |header: &&String| super::file::HEADER.contains(&header.as_str());
        head.header.iter().filter(|header| !is_known(header)).map(String::as_str).collect()
    }
}

/// The words for decisions, folded, in English and Dutch.
const ACCEPT: &[&str] = &[
    "accept",
    "accepted",
    "yes",
    "y",
    "ok",
    "okay",
    "oke",
    "correct",
    "ja",
    "j",
    "akkoord",
    "aanvaard",
    "aanvaarden",
    "accepteer",
    "accepteren",
    "geaccepteerd",
    "goed",
    "juist",
    "klopt",
    "eens",
];
const REJECT: &[&str] = &[
    "reject",
    "rejected",
    "no",
    "n",
    "wrong",
    "nee",
    "afwijzen",
    "afgewezen",
    "afgekeurd",
    "verwerp",
    "verwerpen",
    "verworpen",
    "weiger",
    "weigeren",
    "fout",
    "onjuist",
    "klopt niet",
    "oneens",
];
const RECODE: &[&str] =
    &["recode", "recoded", "other code", "hercodeer", "hercoderen", "gehercodeerd", "anders", "andere code"];
const MEMO: &[&str] = &["memo", "note", "notitie"];

/// What a reviewer wrote in the columns of the decision and of the other code; nothing where both are empty.
///
/// # Errors
/// What is wrong with it, and how to mend that.
pub(super) fn verdict(decision: &str, recode: &str, code: &str) -> Result<Option<Verdict>, (String, &'static str)> {
    let word = fold(decision.trim().trim_end_matches(['.', '!']));
    let is = |words: &[&str]| words.contains(&word.as_str());
    let verdict = match () {
        () if word.is_empty() && recode.is_empty() => return Ok(None),
        () if word.is_empty() => {
            let message = format!("another code is named, `{recode}`, and the decision is empty");
            return Err((message, "write recode as the decision, or empty the other cell"));
        }
        () if is(ACCEPT) => Verdict::Accept,
        () if is(REJECT) => Verdict::Reject,
        () if is(RECODE) => Verdict::Recode(recode.to_owned()),
        () if is(MEMO) => Verdict::Memo,
        () => {
            let message = format!("`{decision}` is no decision");
            return Err((message, "write accept, reject or recode (ja, nee or hercoderen), or leave it empty"));
        }
    };
    match verdict {
        Verdict::Recode(_) if recode.is_empty() => {
            Err(("it is to be recoded, and no code is named".to_owned(), "name the code that fits in recode_to"))
        }
        Verdict::Recode(_) if recode == code => Err((
            format!("it is to be recoded to `{code}`, which it has already"),
            "write accept, or name another code in recode_to",
        )),
        Verdict::Recode(_) => Ok(Some(verdict)),
        _ if !recode.is_empty() => Err((
            format!("the decision is {}, and another code is named: `{recode}`", verdict.word()),
            "write recode as the decision, or empty the other cell",
        )),
        _ => Ok(Some(verdict)),
    }
}
