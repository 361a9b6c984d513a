//! Does the codebook hold: its examples run as tests, and what its rules did in the transcripts.

use std::collections::BTreeMap;

use crate::codebook::{Atom, Code, Codebook, Example, Expr};
use crate::coding::Coding;
use crate::corpus::{Admission, Document, ReadOptions, Reading, Speaker, Variables, events_in};
use crate::diagnostic::{Diagnostic, Place};
use crate::ids::{CodeId, RuleId, SpeakerId};
use crate::matcher::{Matcher, Scratch};
use crate::scope::{Part, Universe};
use crate::segment::{SegmentOptions, Segments};
use crate::text::Span;
use crate::wording::{either, several};

/// How the examples of a codebook did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExamplesRun {
    /// Examples that were run.
    pub examples: usize,
    /// Counterexamples that were run.
    pub counterexamples: usize,
    /// Those that failed, and those that could not be run.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs every example and counterexample of a codebook.
///
/// An example must be coded with its code or one below it, in whatever stance its rules keep; a
/// counterexample must not. A code with a `part` or `speaker` of its own has its examples said by such a
/// speaker; examples of a code that asks for variables (`where`) cannot be run and are counted in a note.
#[must_use]
pub fn examples(codebook: &Codebook, matcher: &Matcher, options: &SegmentOptions) -> ExamplesRun {
    let mut run = ExamplesRun::default();
    let mut scratch = Scratch::default();
    let mut conditional = 0;
    for (i, code) in codebook.codes.iter().enumerate() {
        let id = CodeId::new(i);
        if code.scoped.r#where.is_some() {
            conditional += code.examples.len() + code.counterexamples.len();
            continue;
        }
        let mut is_coded = |example: &Example| {
            let document = said(example, code, codebook);
            let segments = Segments::of(&document, options);
            let admission = Admission { part: Universe::All, condition: None };
            let found = matcher.apply(&document, &segments, &admission, &mut scratch);
            found
                .mentions
                .iter()
                .find(|m| codebook.line_of(m.code).any(|above| above == id))
                .map(|m| (m.rule, m.span, document))
        };
        for example in &code.examples {
            run.examples += 1;
            if is_coded(example).is_none() {
                let mistake = Diagnostic::error(
                    "example-not-coded",
                    format!("an example of `{}` is not coded with it: “{}”", code.id, example.text),
                );
                let help = format!(
                    "mend a rule, or see why with: kantlijn explain '{}' --code {}",
                    example.text.replace('\'', "’"),
                    code.id
                );
                run.diagnostics.push(at_example(mistake.help(help), code, example.line));
            }
        }
        for example in &code.counterexamples {
            run.counterexamples += 1;
            if let Some((rule, span, document)) = is_coded(example) {
                let words = span.of(&document.text);
                let line = rule_line(codebook, rule);
                let message =
                    format!("a counterexample of `{}` is coded with it, on “{words}”: “{}”", code.id, example.text);
                let mistake = Diagnostic::error("counterexample-coded", message)
                    .help(format!("narrow the rule of line {line}, or add an EXCEPT to it"));
                run.diagnostics.push(at_example(mistake, code, example.line));
            }
        }
    }
    if conditional > 0 {
        let message = format!(
            "{} {} to codes that ask for variables, and {} not run",
            several(conditional, "example"),
            either(conditional, "belongs", "belong"),
            either(conditional, "was", "were")
        );
        run.diagnostics.push(Diagnostic::note("examples-not-run", message));
    }
    run
}

fn rule_line(codebook: &Codebook, rule: RuleId) -> u32 {
    codebook.rules().find(|(_, known)| known.id == rule).map_or(0, |(_, known)| known.line)
}

/// A diagnostic about an example: at its line of a text file; in a spreadsheet, at its code's row.
fn at_example(diagnostic: Diagnostic, code: &Code, line: u32) -> Diagnostic {
    let place = code.place.clone().map(|place| match (place.cell.is_none(), line_span(&place.source.text, line)) {
        (true, Some(span)) => Place { span, ..place },
        _ => place,
    });
    Diagnostic { place, ..diagnostic }
}

/// An example as somebody might say it in an interview: one turn, by a speaker whom the code's scope admits.
fn said(example: &Example, code: &Code, codebook: &Codebook) -> Document {
    let options = ReadOptions { language: codebook.language().map(str::to_owned), ..ReadOptions::default() };
    let mut document = Reading::of_text("example", &example.text, &options).document;
    let rule_scopes = code.rules.iter().map(|rule| &rule.scoped);
    let scopes = || std::iter::once(&code.scoped).chain(rule_scopes.clone());
    let part = scopes().find_map(|scope| scope.part);
    let speaker = scopes().find_map(|scope| scope.speaker.clone());
    if part.is_some() || speaker.is_some() {
        let part = if part == Some(Universe::Interviewer) { Part::Interviewer } else { Part::Participant };
        let label = speaker.unwrap_or_else(|| part.to_string());
        document.speakers =
            vec![Speaker { label, part, case: None, variables: Variables::default(), memo: String::new() }];
        for turn in &mut document.turns {
            turn.speaker = Some(SpeakerId(0));
        }
    }
    document
}

/// What the rules of a codebook did in a corpus, rule by rule; a few dozen bytes a rule, whatever the corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleUse {
    mentions: BTreeMap<RuleId, u64>,
    sentences: BTreeMap<RuleId, u64>,
    all_sentences: u64,
    negated: BTreeMap<CodeId, u64>,
}

/// A rule that matches in more than this share of all sentences says nothing about any of them.
const TOO_MUCH: f64 = 0.05;

/// Below so many sentences a share says nothing.
const ENOUGH_SENTENCES: u64 = 200;

impl RuleUse {
    /// Adds a document's codings.
    pub fn add(&mut self, segments: &Segments, codings: &[Coding]) {
        self.all_sentences += segments.sentences.len() as u64;
        let mut last: BTreeMap<RuleId, usize> = BTreeMap::new();
        for mention in codings.iter().flat_map(|coding| &coding.mentions) {
            let sentence = segments.sentence_of(segments.words_in(mention.span).start);
            for rule in mention.rules() {
                *self.mentions.entry(rule).or_default() += 1;
                if last.insert(rule, sentence) != Some(sentence) {
                    *self.sentences.entry(rule).or_default() += 1;
                }
            }
            if mention.stance == crate::coding::Stance::Negated {
                *self.negated.entry(mention.code).or_default() += 1;
            }
        }
    }

    /// What a researcher should know: rules that match nearly everything (warnings), how many rules match
    /// nothing here, and codes whose negated mentions nobody has decided about (notes).
    #[must_use]
    pub fn diagnostics(&self, codebook: &Codebook) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        let mut silent = 0;
        for (code, rule) in codebook.rules() {
            silent += usize::from(!self.mentions.contains_key(&rule.id));
            let sentences = self.sentences.get(&rule.id).copied().unwrap_or(0);
            let share = sentences as f64 / self.all_sentences.max(1) as f64;
            if self.all_sentences >= ENOUGH_SENTENCES && share > TOO_MUCH {
                let message = format!(
                    "this rule of `{}` matches in {sentences} of {} ({:.0} %)",
                    codebook.code(code).id,
                    several(self.all_sentences, "sentence"),
                    100.0 * share,
                );
                let warning = Diagnostic::warning("matches-too-much", message)
                    .help("narrow it with NEAR or a phrase; a code that is everywhere says nothing");
                diagnostics.push(Diagnostic { place: rule.place.clone(), ..warning });
            }
        }
        if silent > 0 {
            let rules = codebook.rules().count();
            let message = format!(
                "{silent} of {} {} nothing in these transcripts",
                several(rules, "rule"),
                either(silent, "matches", "match")
            );
            diagnostics.push(
                Diagnostic::note("never-matches", message)
                    .help("`kantlijn code … -o DIR` lists the rules that do, in mentions.csv"),
            );
        }
        for (code, count) in &self.negated {
            let decided = codebook.line_of(*code).any(|id| codebook.code(id).scoped.stance.is_some())
                || codebook.scoped.stance.is_some();
            if !decided {
                let id = &codebook.code(*code).id;
                let message =
                    format!("the codebook does not say what to do with negated mentions of `{id}` (here {count})");
                let warning = Diagnostic::warning("stance-undecided", message);
                let help = "write stance = \"mark\", \"affirmed\" or \"ignore\" in the code";
                diagnostics.push(Diagnostic { place: codebook.code(*code).place.clone(), ..warning.help(help) });
            }
        }
        diagnostics
    }
}

/// Whether a code's own scope and what is counted ever meet; a warning for each code whose scope does not.
#[must_use]
pub fn scope_diagnostics(codebook: &Codebook, universe: Universe) -> Vec<Diagnostic> {
    let apart = |part: Option<Universe>| {
        matches!(
            (part, universe),
            (Some(Universe::Interviewer), Universe::Participant) | (Some(Universe::Participant), Universe::Interviewer)
        )
    };
    let codes = codebook.codes.iter().filter(|code| apart(code.scoped.part));
    codes
        .map(|code| {
            let message =
                format!("`{}` is looked for in words that these tables leave out (--part {universe})", code.id);
            let warning =
                Diagnostic::warning("scope-apart", message).help("count with --part all, or change the code's part");
            Diagnostic { place: code.place.clone(), ..warning }
        })
        .collect()
}

/// Rules and lists that look for an event: a warning for each. An event is no word, so nothing ever matches there.
///
/// `further` are the events of the study's own list.
#[must_use]
pub fn event_diagnostics(codebook: &Codebook, further: &[String]) -> Vec<Diagnostic> {
    let warning = |event: &str, place| {
        let message = format!("`{event}` is an event in transcripts, not words, so this never matches");
        let help = "leave it out: events are passed over, so that the words around it are found with and without it";
        Diagnostic { place, ..Diagnostic::warning("never-matches-event", message).help(help) }
    };
    let mut found = Vec::new();
    let entries = codebook.lists.values().flat_map(|list| &list.entries);
    for entry in entries {
        found.extend(events_in(entry, further).iter().map(|event| warning(event.of(entry), None)));
    }
    for (_, rule) in codebook.rules() {
        rule.node.visit(&mut |node| {
            let Expr::Atom(Atom::Term(_) | Atom::Phrase(_) | Atom::Joined(_) | Atom::Exact(_)) = &node.expr else {
                return;
            };
            let words = ungrouped(node.span, &rule.text);
            for event in events_in(words.of(&rule.text), further) {
                let event = event.shift(words.start as usize);
                found.push(warning(event.of(&rule.text), rule.place_of(event)));
            }
        });
    }
    found
}

/// Without the brackets that group: those around `(lacht)` in a rule are none of its words.
fn ungrouped(span: Span, rule: &str) -> Span {
    let mut inner = span;
    while let Some(rest) = inner.of(rule).strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        let start = inner.start as usize + 1 + rest.len() - rest.trim_start().len();
        inner = Span::new(start, start + rest.trim().len());
    }
    inner
}

/// The stretch of a line without its indentation, to underline.
fn line_span(text: &str, line: u32) -> Option<Span> {
    let mut start = 0;
    for (number, content) in text.split_inclusive('\n').enumerate() {
        if number + 1 == line as usize {
            let trimmed = content.trim_end();
            let indent = trimmed.len() - trimmed.trim_start().len();
            return Some(Span::new(start + indent, start + trimmed.len().max(indent)));
        }
        start += content.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::event_diagnostics;
    use crate::codebook::read_toml;
    use crate::diagnostic::SourceText;

    #[test]
    fn a_rule_that_looks_for_an_event_is_told_so() {
        let rules =
            r#"rules = ["ik [stilte] schaam", "(lacht) OR a", '"zei (kucht) ja" NOT regex:/\[lacht\]/', "x [naam] y"]"#;
        let text = format!("[lists]\nl = ['[zucht]']\n[[code]]\nid = 'a'\n{rules}");
        let codebook = read_toml(&Arc::new(SourceText { name: "c.toml".to_owned(), text })).expect("no mistakes").value;
        let found = event_diagnostics(&codebook, &["naam".to_owned()]);
        let words: Vec<_> = found.iter().map(|one| one.message.split('`').nth(1).unwrap_or_default()).collect();
        assert_eq!(words, ["[zucht]", "[stilte]", "(kucht)", "[naam]"]);
        let place = found[1].place.as_ref().expect("a place");
        assert_eq!(place.span.of(&place.source.text), "[stilte]");
    }
}
