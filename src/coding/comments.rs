//! Comments in the margin of a transcript, as many people code: a code's name beside a passage.

use std::path::PathBuf;

use crate::codebook::Codebook;
use crate::corpus::{Annotation, Document, Reading};
use crate::ids::CodeId;
use crate::text::{Lines, Span, words};

use super::hand::{COMMENT, status_of};
use super::names::Names;
use super::{Around, HandCoding, HandCodings, Status};

/// The coder of comments without an author.
const UNNAMED: &str = "unnamed";

/// The author of comments that this program writes for its rules. Not [`RULES`](super::RULES), so that what is left of them
/// in a corrected file can be counted beside the rules themselves.
pub const PROGRAM: &str = "kantlijn";

/// Without a codebook a comment of so many words at most, and without a sentence's end, is a code.
const LONGEST_CODE: usize = 6;

/// The comments in the margin of one transcript, without the transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MarginComments {
    /// The transcript's id.
    pub transcript: String,
    /// The file.
    pub path: PathBuf,
    comments: Vec<Comment>,
}

#[derive(Clone, Debug, PartialEq)]
struct Comment {
    author: String,
    text: String,
    /// In code points of the file's own text.
    place: (usize, usize),
    quote: String,
    around: Around,
}

/// How the lines of comments are read with a codebook, for whoever writes them.
pub struct CodesNamed<'a>(Names<'a>);

/// Codes and a memo, as a comment has them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said<'a> {
    codes: Vec<&'a str>,
    memo: String,
}

impl MarginComments {
    /// The comments of a transcript, in order of place.
    ///
    /// A comment on words and their label is on the words; one on a label alone is on the turn that it stands before.
    #[must_use]
    pub fn of(reading: &Reading) -> Self {
        let document = &reading.document;
        let lines = Lines::new(&document.text);
        let comment = |note: &Annotation| {
            let span = in_turns(document, note.span);
            let place = (lines.code_point(span.start as usize), lines.code_point(span.end as usize));
            let text = match &note.note {
                Some(memo) => format!("{}\n{memo}", note.label),
                None => note.label.clone(),
            };
            let author = Some(note.author.trim()).filter(|author| !author.is_empty()).unwrap_or(UNNAMED);
            let around = Around::of(document, span);
            Comment { author: author.to_owned(), text, place, quote: document.quote(span), around }
        };
        Self {
            transcript: document.name.clone(),
            path: document.path.clone(),
            comments: reading.annotations.iter().map(comment).collect(),
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.comments.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.comments.is_empty()
    }

    /// Those that name codes of `codebook`, as codings by their authors; the rest are memos and code nothing.
    ///
    /// A comment names a code by its id or name: alone, several to a line between `;` or `,`, one a line, or before a
    /// colon or below them a memo. Without a codebook a comment whose first line is short is a code.
    ///
    /// When `in_place`, they are on these very transcripts; else their passages are sought in the study's by their words
    /// and those around them, since the file may have been made from another.
    ///
    /// ```
    /// use kantlijn::codebook::{Code, Codebook};
    /// use kantlijn::coding::MarginComments;
    /// use kantlijn::corpus::{Annotation, ReadOptions, Reading};
    /// use kantlijn::text::Span;
    ///
    /// let mut reading = Reading::of_text("r1", "I: Hoe was dat?\nR: Ik zweeg.\n", &ReadOptions::default());
    /// let comment = |label: &str| Annotation {
    ///     span: Span::new(19, 28),
    ///     label: label.into(),
    ///     author: "Anna".into(),
    ///     note: None,
    /// };
    /// reading.annotations = vec![comment("shame: zoals in r2"), comment("hier doorvragen")];
    /// let codebook = Codebook { codes: vec![Code { id: "shame".into(), ..Code::default() }], ..Codebook::default() };
    /// let codings = MarginComments::of(&reading).codings(Some(&codebook), true);
    /// let told: Vec<_> = codings.rows.iter().map(|row| (&*row.coder, &*row.code, &*row.memo)).collect();
    /// assert_eq!(told, [("Anna", "shame", "zoals in r2")]);
    /// ```
    #[must_use]
    pub fn codings(&self, codebook: Option<&Codebook>, in_place: bool) -> HandCodings {
        let names = codebook.map(Names::of);
        let mut rows = Vec::new();
        for (i, comment) in self.comments.iter().enumerate() {
            let said = match &names {
                Some(names) => Said::of(&comment.text, usize::MAX, |name| names.find(name).is_some()),
                None => Said::of(&comment.text, 1, is_short),
            };
            rows.extend(said.codes.iter().map(|&code| HandCoding {
                transcript: self.transcript.clone(),
                code: code.to_owned(),
                coder: comment.author.clone(),
                place: in_place.then_some(comment.place),
                quote: Some(comment.quote.clone()),
                around: (!in_place).then(|| comment.around.clone()),
                status: if comment.author == PROGRAM { Status::Proposed } else { status_of(&comment.author) },
                stance: None,
                prompted: None,
                rules: None,
                memo: said.memo.clone(),
                row: i + 1,
            }));
        }
        let mut codings = HandCodings::new(&self.path, rows);
        codings.rows_are = COMMENT;
        codings
    }

    /// How many name a code of `codebook`.
    #[must_use]
    pub fn naming_codes(&self, codebook: &Codebook) -> usize {
        let names = Names::of(codebook);
        let names_one = |comment: &&Comment| {
            !Said::of(&comment.text, usize::MAX, |name| names.find(name).is_some()).codes.is_empty()
        };
        self.comments.iter().filter(names_one).count()
    }
}

impl<'a> CodesNamed<'a> {
    /// With the names and ids of a codebook.
    #[must_use]
    pub fn of(codebook: &'a Codebook) -> Self {
        Self(Names::of(codebook))
    }

    /// The codes that a line names; none where it would be read as a memo.
    #[must_use]
    pub fn in_line(&self, line: &str) -> Vec<CodeId> {
        let (codes, _) = codes_of(line.trim(), |name| self.0.find(name).is_some());
        codes.into_iter().filter_map(|name| self.0.find(name)).collect()
    }
}

impl<'a> Said<'a> {
    /// What a comment says, where `is_code` knows the names of codes and they stand in the first so many `lines`.
    fn of(text: &'a str, lines: usize, is_code: impl Fn(&str) -> bool) -> Self {
        let mut codes: Vec<&str> = Vec::new();
        let mut memo: Vec<&str> = Vec::new();
        for (i, line) in text.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
            // Below the first line that is no code everything is a memo, names of codes in it included.
            let may_be = i < lines && memo.is_empty();
            let (found, rest) = if may_be { codes_of(line, &is_code) } else { (Vec::new(), line) };
            codes.extend(found.into_iter().filter(|code| !codes.contains(code)).collect::<Vec<_>>());
            memo.extend(Some(rest).filter(|rest| !rest.is_empty()));
        }
        Self { codes, memo: memo.join("\n") }
    }
}

/// The codes that a line names, and what else it says; all or nothing of it.
fn codes_of<'a>(line: &'a str, is_code: impl Fn(&str) -> bool) -> (Vec<&'a str>, &'a str) {
    let bare = |name: &'a str| name.trim().trim_start_matches('#').trim_start_matches('[').trim_end_matches(']').trim();
    let all = |text: &'a str| -> Option<Vec<&'a str>> {
        let whole = bare(text);
        if is_code(whole) {
            return Some(vec![whole]);
        }
        [&[';', '|'][..], &[',', '+', '&']].into_iter().find_map(|signs| {
            let parts: Vec<&str> = text.split(signs).map(bare).filter(|part| !part.is_empty()).collect();
            (parts.len() > 1 && parts.iter().all(|part| is_code(part))).then_some(parts)
        })
    };
    if let Some(codes) = all(line) {
        return (codes, "");
    }
    for sign in [":", " – ", " — ", " - "] {
        if let Some((before, after)) = line.split_once(sign)
            && let Some(codes) = all(before)
        {
            return (codes, after.trim());
        }
    }
    (Vec::new(), line)
}

/// Whether a comment may be a code where no codebook says so.
fn is_short(text: &str) -> bool {
    !text.contains(['\n', ';', '|', ',']) && !text.ends_with(['.', '?', '!', '…', ':']) && {
        let count = words(text).count();
        (1..=LONGEST_CODE).contains(&count)
    }
}

/// The part of a passage that was said, without the labels at its edges.
fn in_turns(document: &Document, span: Span) -> Span {
    let mut said = document.turns.iter().map(|turn| turn.span).filter(|turn| turn.overlaps(span));
    let Some(first) = said.next() else {
        // A label stands on the line of its turn, or on the line before.
        let next = document.turns.iter().map(|turn| turn.span).find(|turn| turn.start >= span.end);
        let near = |turn: &Span| document.text[span.end as usize..turn.start as usize].matches('\n').count() <= 2;
        return next.filter(near).unwrap_or(span);
    };
    let last = said.next_back().unwrap_or(first);
    Span { start: span.start.max(first.start), end: span.end.min(last.end) }
}

#[cfg(test)]
mod tests {
    use super::{MarginComments, Said, is_short};
    use crate::coding::Coders;
    use crate::corpus::{Annotation, ReadOptions, Reading};
    use crate::text::Span;

    fn said(text: &str) -> (Vec<&str>, String) {
        let known = ["shame", "Hoop", "over-verantwoordelijk", "trots, of niet"];
        let said = Said::of(text, usize::MAX, |name| known.contains(&name));
        (said.codes, said.memo)
    }

    fn commented(text: &str, on: &str, label: &str) -> Reading {
        let mut reading = Reading::of_text("r1", text, &ReadOptions::default());
        let at = reading.document.text.find(on).expect("the words stand there");
        let span = Span::new(at, at + on.len());
        reading.annotations = vec![Annotation { span, label: label.into(), author: "Anna".into(), note: None }];
        reading
    }

    #[test]
    fn a_comment_names_codes_alone_in_a_row_or_before_a_memo() {
        assert_eq!(said("shame"), (vec!["shame"], String::new()));
        assert_eq!(said(" #shame ; [Hoop]"), (vec!["shame", "Hoop"], String::new()));
        assert_eq!(said("shame, Hoop + over-verantwoordelijk").0, ["shame", "Hoop", "over-verantwoordelijk"]);
        assert_eq!(said("trots, of niet"), (vec!["trots, of niet"], String::new()));
        assert_eq!(said("shame: zie ook Hoop"), (vec!["shame"], "zie ook Hoop".into()));
        assert_eq!(said("shame\nHoop\nik twijfel\nshame"), (vec!["shame", "Hoop"], "ik twijfel\nshame".into()));
        assert_eq!(said("shame is het niet"), (vec![], "shame is het niet".into()));
        assert_eq!(said("shame; wat nu"), (vec![], "shame; wat nu".into()));
    }

    #[test]
    fn without_a_codebook_a_short_comment_is_a_code() {
        assert!(is_short("niet voor vol aanzien"));
        assert!(!is_short("hier doorvragen?"));
        assert!(!is_short("…"));
        assert!(!is_short("dit vond ik bij de vorige ook al opvallend"));
    }

    #[test]
    fn a_comment_on_a_label_is_on_what_was_said() {
        let text = "I: Hoe was dat?\nR: Ik zweeg. Ik zweeg weer.\n";
        for (on, quote) in [("R: Ik zweeg.", "Ik zweeg."), ("R:", "Ik zweeg. Ik zweeg weer."), ("weer", "weer")] {
            let reading = commented(text, on, "shame");
            let rows = MarginComments::of(&reading).codings(None, true).rows;
            assert_eq!(rows[0].quote.as_deref(), Some(quote), "{on}");
        }
    }

    #[test]
    fn a_passage_is_found_in_another_file_by_the_words_around_it() {
        let reading = commented("I: Hoe was dat?\n\nR: Ik zweeg. Toen zweeg ik. Ja, ik zweeg.\n", "zweeg.\n", "shame");
        let mut codings = MarginComments::of(&reading).codings(None, false);
        let codebook = codings.codebook();
        let study = Reading::of_text(
            "r1",
            "INT: Hoe was dat?\nBas: Ik zweeg. Toen  zweeg ik.\nJa, ik zweeg.",
            &ReadOptions::default(),
        );
        codings.assign(["r1"]);
        let placed = codings.of(&study.document, &codebook, &mut Coders::default());
        let ends: Vec<u32> = placed.value.iter().map(|coding| coding.span.end).collect();
        assert_eq!((ends, placed.diagnostics.len()), (vec![study.document.text.len() as u32], 0));
    }

    #[test]
    fn files_may_lie_deeper_than_their_transcripts_and_be_named_as_files_are() {
        let transcript_of = |file: &str| {
            let mut reading = commented("R: Ik zweeg.\n", "zweeg", "shame");
            reading.document.name = file.into();
            let mut codings = MarginComments::of(&reading).codings(None, false);
            let told = codings.assign(["a/r1", "b/r1", "t/x: y?", "t/x_y"]);
            (codings.rows[0].transcript.clone(), told.first().map(|told| told.kind))
        };
        for (file, transcript) in
            [("out/transcripts/a/r1", "a/r1"), ("b/r1", "b/r1"), ("z/t/x_ y_", "t/x: y?"), ("x_y", "t/x_y")]
        {
            assert_eq!(transcript_of(file), (transcript.to_owned(), None));
        }
        assert_eq!(transcript_of("z/r1").1, Some("ambiguous-transcript"));
        assert_eq!(transcript_of("a/r2").1, Some("unknown-transcript"));
    }
}
