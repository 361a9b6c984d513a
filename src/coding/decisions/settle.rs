//! Decisions on passages, brought to what rules propose today.

use std::collections::BTreeMap;

use crate::codebook::Codebook;
use crate::coding::anchor::{Found, How};
use crate::coding::{Coding, Lost, Mention, Passages, Stance, Status};
use crate::corpus::Document;
use crate::diagnostic::Diagnostic;
use crate::ids::{CodeId, CoderId};
use crate::text::Span;

use super::{Day, Decision, Decisions, Verdict};

/// What holds of one code in one passage, after all that was decided of it.
struct Holds<'d> {
    code: CodeId,
    span: Span,
    /// Accepted or rejected; none where the passage has another code instead.
    status: Option<Status>,
    /// Whether it is another code than the rules proposed.
    is_recoded: bool,
    /// Since when: of one day, the later row.
    since: (Day, usize),
    decision: &'d Decision,
    memo: String,
    /// The evidence for the code in the passage, and whether its question matched the code.
    mentions: Vec<Mention>,
    prompted: Option<bool>,
}

/// Everybody's decisions on one code in one passage.
#[derive(Default)]
struct Said<'d> {
    /// The last verdict of each reviewer.
    last: Vec<&'d Decision>,
    memos: Vec<&'d Decision>,
}

impl Decisions {
    /// Brings what was decided to the codings that the coder `rules` proposes in a document.
    ///
    /// 1. **Each passage is found again** by its place, its words and those around it ([`Anchor`](crate::coding::Anchor)).
    ///    One that moved is followed; one whose words were edited keeps its decision, and is told; one that is gone is told.
    /// 2. **Of several decisions** on one code and passage the latest holds, of one day the one that stands later in the
    ///    file. Two reviewers who say different things are told.
    /// 3. **A decision decides over the evidence in its passage**: over every mention of its code that lies wholly within
    ///    the passage, whichever rule found it, today or later, since the reviewer has read all of those words. So a rule
    ///    that is written anew, or another one that finds the same sentence, meets the decision that was made. Evidence
    ///    that reaches outside is new to the reviewer: it stays a proposal, though a part of it was decided on. Where passages
    ///    that were decided on lie in each other, the later decision takes the evidence that both hold.
    /// 4. **Accepted** evidence is an accepted coding of the decided passage. Where rules find nothing there any more the
    ///    coding stays, without mentions, and that is told: a person has read it and said so. **Rejected** evidence is a
    ///    rejected coding; without evidence there is nothing to reject. **Recoded** is rejected for the one code and
    ///    accepted for the other, and only the latter is kept.
    /// 5. **Memos** of all who decided stand in the coding's memo; one without a decision goes to the codings whose evidence
    ///    lies in its passage.
    ///
    /// Codings come in any order; they are sorted by their users. Answers with what a researcher should be told.
    pub fn settle(
        &self,
        document: &Document,
        codebook: &Codebook,
        rules: CoderId,
        codings: &mut Vec<Coding>,
    ) -> Vec<Diagnostic> {
        let rows = self.rows_of(document);
        if rows.is_empty() {
            return Vec::new();
        }
        let mut told = Vec::new();
        let said = self.said(document, codebook, rows, &mut told);
        let mut holding = self.holding(codebook, &said, &mut told);
        // The latest first, so that it takes what several hold.
        holding.sort_by_key(|one| (one.code, std::cmp::Reverse(one.since)));
        let mut kept: Vec<Holds<'_>> = Vec::with_capacity(holding.len());
        for one in holding {
            let is_overtaken = kept.iter().rev().take_while(|later| later.code == one.code);
            if !is_overtaken.into_iter().any(|later| later.span.contains(one.span)) {
                kept.push(one);
            }
        }
        take_evidence(&mut kept, codings, rules);
        for ((code, span), said) in &said {
            if said.last.is_empty() {
                self.add_memo(*code, *span, said, rules, codings, &mut told);
            }
        }
        for one in kept {
            if one.status == Some(Status::Accepted) && one.mentions.is_empty() && !one.is_recoded {
                let code = &codebook.code(one.code).id;
                let message =
                    format!("no rule proposes `{code}` any more where it was accepted in `{}`", document.name);
                let note = Diagnostic::note("decision-without-rule", message);
                told.push(self.at(one.decision, note.help("the coding stays, as accepted and without mentions")));
            }
            codings.extend(one.into_coding(document, rules));
        }
        told
    }

    fn rows_of(&self, document: &Document) -> Vec<&Decision> {
        match &self.by_transcript {
            Some(by_transcript) => {
                let rows = by_transcript.get(&document.name);
                rows.into_iter().flatten().filter_map(|&row| self.rows.get(row)).collect()
            }
            None => self.rows.iter().filter(|row| row.transcript == document.name).collect(),
        }
    }

    /// What was said of each code and passage, found in the document as it is.
    fn said<'d>(
        &self,
        document: &Document,
        codebook: &Codebook,
        mut rows: Vec<&'d Decision>,
        told: &mut Vec<Diagnostic>,
    ) -> BTreeMap<(CodeId, Span), Said<'d>> {
        let mut text = Passages::of(document);
        let mut said: BTreeMap<(CodeId, Span), Said<'d>> = BTreeMap::new();
        rows.sort_by_key(|row| (row.day, row.row));
        for row in rows {
            // Codes that are none are told once for the whole file.
            let Some(code) = codebook.find(&row.code) else { continue };
            let found = row.anchor.find(&mut text);
            told.extend(told_of(row, document, found).map(|diagnostic| self.at(row, diagnostic)));
            let Ok(Found { span, .. }) = found else { continue };
            let said = said.entry((code, span)).or_default();
            if !row.memo.is_empty() && said.memos.iter().all(|known| known.memo != row.memo) {
                said.memos.push(row);
            }
            if row.verdict != Verdict::Memo {
                said.last.retain(|earlier| earlier.reviewer != row.reviewer);
                said.last.push(row);
            }
        }
        said
    }

    /// What holds after that, and who disagrees.
    fn holding<'d>(
        &self,
        codebook: &Codebook,
        said: &BTreeMap<(CodeId, Span), Said<'d>>,
        told: &mut Vec<Diagnostic>,
    ) -> Vec<Holds<'d>> {
        let mut holding: Vec<Holds<'d>> = Vec::new();
        for ((code, span), said) in said {
            // Rows came in order of time.
            let Some(&last) = said.last.last() else { continue };
            if let Some(other) = said.last.iter().find(|other| other.verdict != last.verdict) {
                let message = format!(
                    "{} says {} of `{}` in `{}`, and {} {} (row {})",
                    last.reviewer,
                    in_words(&last.verdict),
                    last.code,
                    last.transcript,
                    other.reviewer,
                    in_words(&other.verdict),
                    other.row,
                );
                let help = "the later one counts; talk it over, and let one of the two decide again";
                told.push(self.at(last, Diagnostic::warning("decisions-differ", message)).help(help));
            }
            let memo = said.memo();
            let mut hold = |code, status, is_recoded| {
                holding.push(Holds {
                    code,
                    span: *span,
                    status,
                    is_recoded,
                    since: (last.day, last.row),
                    decision: last,
                    memo: memo.clone(),
                    mentions: Vec::new(),
                    prompted: None,
                });
            };
            match &last.verdict {
                Verdict::Accept => hold(*code, Some(Status::Accepted), false),
                Verdict::Reject => hold(*code, Some(Status::Rejected), false),
                Verdict::Memo => {}
                Verdict::Recode(other) => {
                    // While the other code is unknown the decision counts nowhere; that is told once for the file.
                    if let Some(other) = codebook.find(other) {
                        hold(*code, None, false);
                        hold(other, Some(Status::Accepted), true);
                    }
                }
            }
        }
        holding
    }

    /// A memo that nobody decided with.
    fn add_memo(
        &self,
        code: CodeId,
        span: Span,
        said: &Said<'_>,
        rules: CoderId,
        codings: &mut [Coding],
        told: &mut Vec<Diagnostic>,
    ) {
        let mut is_there = false;
        for coding in codings.iter_mut().filter(|coding| coding.code == code && coding.coder == rules) {
            if coding.span == span || coding.mentions.iter().any(|mention| span.contains(mention.span)) {
                join(&mut coding.memo, &said.memo());
                is_there = true;
            }
        }
        if let Some(first) = said.memos.first().filter(|_| !is_there) {
            let message = format!("the memo on `{}` in `{}` has no coding any more", first.code, first.transcript);
            let note = Diagnostic::note("memo-without-coding", message);
            told.push(self.at(first, note.help("it is kept in the file, and shown nowhere")));
        }
    }
}

/// Moves the mentions that lie in decided passages from the codings to what holds there.
fn take_evidence(holding: &mut [Holds<'_>], codings: &mut Vec<Coding>, rules: CoderId) {
    codings.retain_mut(|coding| {
        if coding.coder != rules {
            return true;
        }
        let from = holding.partition_point(|one| one.code < coding.code);
        let to = holding.partition_point(|one| one.code <= coding.code);
        let of_code = &mut holding[from..to];
        if of_code.is_empty() {
            return true;
        }
        let before = coding.mentions.len();
        for mention in std::mem::take(&mut coding.mentions) {
            match of_code.iter_mut().find(|one| one.span.contains(mention.span)) {
                Some(one) => {
                    one.prompted = Some(one.prompted.unwrap_or(false) || coding.prompted.unwrap_or(false));
                    one.mentions.push(mention);
                }
                None => coding.mentions.push(mention),
            }
        }
        if coding.mentions.len() < before {
            coding.stance = stance(&coding.mentions);
        }
        !coding.mentions.is_empty()
    });
}

impl Holds<'_> {
    fn into_coding(mut self, document: &Document, rules: CoderId) -> Option<Coding> {
        let status = self.status?;
        if status == Status::Rejected && self.mentions.is_empty() {
            return None;
        }
        self.mentions.sort_by_key(|mention| (mention.span, mention.rule));
        let first = self.mentions.first().map_or(self.span.start, |mention| mention.span.start);
        Some(Coding {
            document: document.id,
            turn: document.turn_at(first),
            code: self.code,
            coder: rules,
            span: self.span,
            stance: stance(&self.mentions),
            prompted: self.prompted,
            status,
            mentions: self.mentions,
            rules: None,
            memo: self.memo,
        })
    }
}

/// Affirmed if any mention is, else as the first; none without mentions.
fn stance(mentions: &[Mention]) -> Option<Stance> {
    let affirmed = mentions.iter().any(|mention| mention.stance == Stance::Affirmed);
    mentions.first().map(|first| if affirmed { Stance::Affirmed } else { first.stance })
}

impl Said<'_> {
    /// All memos, one below the other; with the names of several who wrote them.
    fn memo(&self) -> String {
        let is_by_one = self.memos.iter().all(|row| row.reviewer == self.memos[0].reviewer);
        let mut memo = String::new();
        for row in &self.memos {
            let one = if is_by_one { row.memo.clone() } else { format!("{}: {}", row.reviewer, row.memo) };
            join(&mut memo, &one);
        }
        memo
    }
}

fn join(memo: &mut String, further: &str) {
    if !memo.is_empty() {
        memo.push('\n');
    }
    memo.push_str(further);
}

/// `accept`, `recode to shame`.
fn in_words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Recode(code) => format!("recode to `{code}`"),
        verdict => verdict.word().to_owned(),
    }
}

/// What is to be told of a passage; nothing where it stands as it stood, or moved as a whole.
fn told_of(row: &Decision, document: &Document, found: Result<Found, Lost>) -> Option<Diagnostic> {
    let what = format!("what {} decided of `{}`", row.reviewer, row.code);
    let transcript = &document.name;
    match found {
        Ok(Found { how: How::Placed | How::Moved, .. }) => None,
        Ok(Found { how: How::Changed, .. }) => Some(
            Diagnostic::warning(
                "decision-on-changed-words",
                format!("{what} in `{transcript}` was about other words: its passage has been edited since"),
            )
            .help("it still counts; see it again with `kantlijn review --all`, and decide anew if need be"),
        ),
        Err(Lost::Often) => Some(
            Diagnostic::warning(
                "decision-lost",
                format!("{what} is lost: its words stand at several places in `{transcript}`, and nothing tells which"),
            )
            .help("it is kept in the file, and counts nowhere; the proposal is to be decided on again"),
        ),
        Err(_) => Some(
            Diagnostic::warning("decision-lost", format!("{what} is lost: its words stand nowhere in `{transcript}`"))
                .help("it is kept in the file, and counts nowhere; was the passage taken out of the transcript?"),
        ),
    }
}
