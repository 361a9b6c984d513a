//! Why a text was or was not coded, for a terminal.

use crate::codebook::{Codebook, Comparison, Rule};
use crate::coding::Stance;
use crate::corpus::Document;
use crate::ids::{CodeId, RuleId};
use crate::matcher::{Explanation, Fate, OutOfScope, Proposal, Reason, RuleVerdict};
use crate::text::Span;
use crate::wording::{Args, Lang, args};

use super::Style;
use super::terminal::{Paint, wrap};

/// How much of an explanation is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExplanationView {
    /// Only this code and those below it, and then every rule of them that was tried.
    pub code: Option<CodeId>,
}

/// Rules that nearly held say more than those of which one common word is there; so many are shown.
const NEAR_MISSES: usize = 8;

/// The explanation as text: the mentions, the rules that held, those that nearly did and why not.
#[must_use]
pub fn explanation(
    explanation: &Explanation,
    codebook: &Codebook,
    document: &Document,
    view: ExplanationView,
    style: Style,
) -> String {
    let lang = style.lang;
    let page = Page { codebook, text: &document.text, style };
    let wanted =
        |verdict: &&RuleVerdict| view.code.is_none_or(|code| codebook.line_of(verdict.code).any(|c| c == code));
    let verdicts: Vec<&RuleVerdict> = explanation.rules.iter().filter(wanted).collect();
    let mut out = String::new();
    let (held, missed): (Vec<&RuleVerdict>, Vec<&RuleVerdict>) = verdicts.into_iter().partition(|v| v.holds());
    if held.is_empty() {
        out.push_str(&Paint::Alarm.on(&lang.phrase("explain-no-rule"), style));
        out.push('\n');
    }
    for verdict in &held {
        page.verdict(verdict, &mut out);
    }
    let near: Vec<&RuleVerdict> = missed.iter().copied().filter(|v| view.code.is_some() || nearly(v)).collect();
    let shown = if view.code.is_some() { near.len() } else { NEAR_MISSES.min(near.len()) };
    if shown > 0 {
        out.push_str(&format!("\n{}\n", Paint::Heading.on(&lang.phrase("explain-tried"), style)));
        for verdict in &near[..shown] {
            page.verdict(verdict, &mut out);
        }
    }
    let rest = missed.len() - shown;
    if let Some(code) = view.code {
        let tried = |id: RuleId| explanation.rules.iter().any(|verdict| verdict.rule == id);
        let absent = codebook.rules().filter(|(of, rule)| codebook.line_of(*of).any(|c| c == code) && !tried(rule.id));
        for (i, (of, rule)) in absent.enumerate() {
            if i == 0 {
                out.push_str(&format!("\n{}\n", Paint::Heading.on(&lang.phrase("explain-no-words"), style)));
            }
            let place = Paint::Faint.on(&line(rule, lang), style);
            out.push_str(&format!("✗ {}  {place}\n", codebook.code(of).id));
            out.push_str(&wrap(&rule.text, "    ", style));
            out.push('\n');
        }
    }
    if rest > 0 {
        let note = lang.phrased("explain-more", args! { "n" => rest });
        out.push_str(&format!("\n{}\n", wrap(&note, "", style)));
    }
    out
}

/// Whether more than the mere absence of a word kept the rule from holding.
fn nearly(verdict: &RuleVerdict) -> bool {
    !verdict.proposals.is_empty()
        || verdict
            .reasons
            .iter()
            .any(|reason| !matches!(reason, Reason::Absent { .. } | Reason::Incomplete { .. } | Reason::Apart { .. }))
}

/// Where a rule stands in its codebook.
fn line(rule: &Rule, lang: Lang) -> String {
    lang.phrased("explain-line", args! { "line" => rule.line.to_string() })
}

struct Page<'a> {
    codebook: &'a Codebook,
    text: &'a str,
    style: Style,
}

impl Page<'_> {
    fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.codebook.rules().find(|(_, rule)| rule.id == id).map(|(_, rule)| rule)
    }

    /// The number of its line.
    fn line(&self, id: RuleId) -> String {
        self.rule(id).map_or_else(String::new, |rule| rule.line.to_string())
    }

    fn words(&self, span: Span) -> String {
        format!("“{}”", self.text.get(span.range()).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn part(&self, verdict: &RuleVerdict, span: Span) -> String {
        let rule = self.rule(verdict.rule);
        rule.and_then(|rule| rule.text.get(span.range()))
            .map_or_else(|| self.style.lang.phrase("explain-a-part"), |part| format!("`{part}`"))
    }

    fn verdict(&self, verdict: &RuleVerdict, out: &mut String) {
        let style = self.style;
        let mark = if verdict.holds() { Paint::Fine.on("✓", style) } else { Paint::Alarm.on("✗", style) };
        let code = Paint::Strong.on(&self.codebook.code(verdict.code).id, style);
        let rule = self.rule(verdict.rule);
        let place = rule.map_or_else(String::new, |rule| line(rule, style.lang));
        out.push_str(&format!("{mark} {code}  {}\n", Paint::Faint.on(&place, style)));
        out.push_str(&wrap(rule.map_or("", |rule| rule.text.as_str()), "    ", style));
        out.push('\n');
        for proposal in &verdict.proposals {
            out.push_str(&format!("{}\n", wrap(&self.proposal(proposal), "      ", style)));
        }
        for reason in &verdict.reasons {
            out.push_str(&format!("{}\n", wrap(&self.reason(verdict, reason), "      ", style)));
        }
    }

    /// A match, how it is meant, and what became of it.
    fn proposal(&self, proposal: &Proposal) -> String {
        let lang = self.style.lang;
        let fate = match &proposal.fate {
            Fate::Mention => lang.phrase("explain-is-mention"),
            Fate::Joins { rule } => lang.phrased("explain-joins", args! { "line" => self.line(*rule) }),
            Fate::NotAffirmed => lang.phrase("explain-not-affirmed"),
            Fate::Loses { rule, span } => {
                lang.phrased("explain-loses", args! { "words" => self.words(*span), "line" => self.line(*rule) })
            }
            Fate::Nested { code, span, .. } => {
                let code = self.codebook.code(*code).id.as_str();
                lang.phrased("explain-nested", args! { "words" => self.words(*span), "code" => code })
            }
        };
        let (message, cue) = match (proposal.stance, proposal.cue) {
            (Stance::Affirmed, _) => ("explain-mention", None),
            (_, None) => ("explain-mention-stance", None),
            (_, Some(cue)) => ("explain-mention-cue", Some(cue)),
        };
        let stance = proposal.stance.word();
        let values = args! {
            "words" => self.words(proposal.span),
            "stance" => lang.cell(stance).unwrap_or(stance),
            "cue" => cue.map_or_else(String::new, |cue| self.words(cue)),
            "fate" => fate,
        };
        lang.phrased(message, values)
    }

    fn reason(&self, verdict: &RuleVerdict, reason: &Reason) -> String {
        let words = |span: &Span| self.words(*span);
        let part = |span: &Span| self.part(verdict, *span);
        let (message, values): (&str, Args<'_>) = match reason {
            Reason::OutOfScope { why, word } => {
                let why = match why {
                    OutOfScope::Universe => "universe",
                    OutOfScope::Part => "part",
                    OutOfScope::Speaker => "speaker",
                    OutOfScope::Where => "where",
                    OutOfScope::Language => "language",
                };
                ("explain-out-of-scope", args! { "why" => why, "words" => words(word) })
            }
            Reason::Absent { part: p } => ("explain-absent", args! { "part" => part(p) }),
            Reason::Incomplete { part: p, word } => {
                ("explain-incomplete", args! { "words" => words(word), "part" => part(p) })
            }
            Reason::Apart { part: p, mention, within } => {
                let within = within.to_string();
                ("explain-apart", args! { "words" => words(mention), "part" => part(p), "within" => within })
            }
            Reason::Excluded { part: p, mention, by: Some(by) } => {
                ("explain-excluded-by", args! { "words" => words(mention), "by" => words(by), "part" => part(p) })
            }
            Reason::Excluded { part: p, mention, by: None } => {
                ("explain-excluded", args! { "words" => words(mention), "part" => part(p) })
            }
            Reason::Excepted { part: p, mention, by } => {
                ("explain-excepted", args! { "words" => words(mention), "by" => words(by), "part" => part(p) })
            }
            Reason::TooNear { mention, by, words: n, limit, .. } => (
                "explain-too-near",
                args! { "words" => words(mention), "by" => words(by), "n" => *n, "limit" => *limit },
            ),
            Reason::TooFar { left, right, words: n, limit, .. } => (
                "explain-too-far",
                args! { "left" => words(left), "right" => words(right), "n" => *n, "limit" => *limit },
            ),
            Reason::WrongOrder { left, right, .. } => {
                ("explain-wrong-order", args! { "left" => words(left), "right" => words(right) })
            }
            Reason::NeverTogether { part: p } => ("explain-never-together", args! { "part" => part(p) }),
            Reason::TooWide { part: p, words: n, limit } => {
                ("explain-too-wide", args! { "part" => part(p), "n" => *n, "limit" => *limit })
            }
            Reason::Count { part: p, most, comparison, n } => {
                let sign = match comparison {
                    Comparison::AtLeast => ">=",
                    Comparison::More => ">",
                    Comparison::Exactly => "=",
                    Comparison::AtMost => "<=",
                    Comparison::Fewer => "<",
                };
                ("explain-count", args! { "part" => part(p), "most" => *most, "wanted" => format!("{sign} {n}") })
            }
        };
        self.style.lang.phrased(message, values)
    }
}
