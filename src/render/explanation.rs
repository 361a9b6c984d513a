//! Why a text was or was not coded, for a terminal.

use crate::codebook::{Codebook, Comparison, Rule};
use crate::coding::Stance;
use crate::corpus::Document;
use crate::ids::{CodeId, RuleId};
use crate::matcher::{Explanation, Fate, OutOfScope, Reason, RuleVerdict};
use crate::text::Span;
use crate::wording::{either, several};

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
    let page = Page { codebook, text: &document.text, style };
    let wanted =
        |verdict: &&RuleVerdict| view.code.is_none_or(|code| codebook.line_of(verdict.code).any(|c| c == code));
    let verdicts: Vec<&RuleVerdict> = explanation.rules.iter().filter(wanted).collect();
    let mut out = String::new();
    let (held, missed): (Vec<&RuleVerdict>, Vec<&RuleVerdict>) = verdicts.into_iter().partition(|v| v.holds());
    if held.is_empty() {
        out.push_str(&Paint::Alarm.on("No rule holds.", style));
        out.push('\n');
    }
    for verdict in &held {
        page.verdict(verdict, &mut out);
    }
    let near: Vec<&RuleVerdict> = missed.iter().copied().filter(|v| view.code.is_some() || nearly(v)).collect();
    let shown = if view.code.is_some() { near.len() } else { NEAR_MISSES.min(near.len()) };
    if shown > 0 {
        out.push_str(&format!("\n{}\n", Paint::Heading.on("Tried, and did not hold", style)));
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
                out.push_str(&format!("\n{}\n", Paint::Heading.on("None of their words are in the text", style)));
            }
            let place = Paint::Faint.on(&format!("line {}", rule.line), style);
            out.push_str(&format!("✗ {}  {place}\n", codebook.code(of).id));
            out.push_str(&wrap(&rule.text, "    ", style));
            out.push('\n');
        }
    }
    if rest > 0 {
        let note = format!(
            "{} found some of their words and not the others; --code CODE shows those of one code.",
            several(rest, "more rule")
        );
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

struct Page<'a> {
    codebook: &'a Codebook,
    text: &'a str,
    style: Style,
}

impl Page<'_> {
    fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.codebook.rules().find(|(_, rule)| rule.id == id).map(|(_, rule)| rule)
    }

    fn line(&self, id: RuleId) -> String {
        self.rule(id).map_or_else(String::new, |rule| format!("line {}", rule.line))
    }

    fn words(&self, span: Span) -> String {
        format!("“{}”", self.text.get(span.range()).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" "))
    }

    fn part(&self, verdict: &RuleVerdict, span: Span) -> String {
        let rule = self.rule(verdict.rule);
        rule.and_then(|rule| rule.text.get(span.range()))
            .map_or_else(|| "a part of the rule".to_owned(), |part| format!("`{part}`"))
    }

    fn verdict(&self, verdict: &RuleVerdict, out: &mut String) {
        let style = self.style;
        let mark = if verdict.holds() { Paint::Fine.on("✓", style) } else { Paint::Alarm.on("✗", style) };
        let code = Paint::Strong.on(&self.codebook.code(verdict.code).id, style);
        out.push_str(&format!("{mark} {code}  {}\n", Paint::Faint.on(&self.line(verdict.rule), style)));
        let rule = self.rule(verdict.rule).map_or("", |rule| rule.text.as_str());
        out.push_str(&wrap(rule, "    ", style));
        out.push('\n');
        for proposal in &verdict.proposals {
            let stance = match (proposal.stance, proposal.cue) {
                (Stance::Affirmed, _) => String::new(),
                (stance, Some(cue)) => format!(", {} by {}", stance.word(), self.words(cue)),
                (stance, None) => format!(", {}", stance.word()),
            };
            let fate = match &proposal.fate {
                Fate::Mention => "a mention".to_owned(),
                Fate::Joins { rule } => format!("the same words as the rule of {}", self.line(*rule)),
                Fate::NotAffirmed => "dropped, since the rule wants stance = \"affirmed\"".to_owned(),
                Fate::Loses { rule, span } => {
                    format!("dropped in favour of {} by the rule of {}", self.words(*span), self.line(*rule))
                }
                Fate::Nested { code, span, .. } => {
                    let code = &self.codebook.code(*code).id;
                    format!("dropped, since it lies inside {} of {code} and overlap = \"longest\"", self.words(*span))
                }
            };
            let sentence = format!("{}{stance}: {fate}", self.words(proposal.span));
            out.push_str(&format!("{}\n", wrap(&sentence, "      ", style)));
        }
        for reason in &verdict.reasons {
            out.push_str(&format!("{}\n", wrap(&self.reason(verdict, reason), "      ", style)));
        }
    }

    fn reason(&self, verdict: &RuleVerdict, reason: &Reason) -> String {
        let words = |span: &Span| self.words(*span);
        let part = |span: &Span| self.part(verdict, *span);
        match reason {
            Reason::OutOfScope { why, word } => {
                let what = match why {
                    OutOfScope::Universe => "--part or --where leaves these words out",
                    OutOfScope::Part => "its part is another",
                    OutOfScope::Speaker => "its speaker is another",
                    OutOfScope::Where => "its condition does not hold",
                    OutOfScope::Language => "its language is another",
                };
                format!("{} is out of scope: {what}", words(word))
            }
            Reason::Absent { part: p } => format!("nothing matches {}", part(p)),
            Reason::Incomplete { part: p, word } => format!("{} is there, the rest of {} is not", words(word), part(p)),
            Reason::Apart { part: p, mention, within } => {
                format!("{}: nothing matches {} in the same {within}", words(mention), part(p))
            }
            Reason::Excluded { part: p, mention, by } => match by {
                Some(by) => format!("{} is excluded by {} ({})", words(mention), words(by), part(p)),
                None => format!("{} is excluded by {}", words(mention), part(p)),
            },
            Reason::Excepted { part: p, mention, by } => {
                format!("{} is excepted by {} ({})", words(mention), words(by), part(p))
            }
            Reason::TooNear { mention, by, words: n, limit, .. } => {
                format!(
                    "{} has {} {} away; more than {limit} {} needed",
                    words(mention),
                    words(by),
                    several(*n, "word"),
                    either(*limit, "was", "were")
                )
            }
            Reason::TooFar { left, right, words: n, limit, .. } => {
                format!(
                    "{} and {} are {} apart; at most {limit} may lie between",
                    words(left),
                    words(right),
                    several(*n, "word")
                )
            }
            Reason::WrongOrder { left, right, .. } => {
                format!("{} comes after {}, not before", words(left), words(right))
            }
            Reason::NeverTogether { part: p } => {
                format!("both sides of {} are there, but in different turns or on the same words", part(p))
            }
            Reason::TooWide { part: p, words: n, limit } => {
                format!(
                    "all of {} are there, but within {}; at most {limit} {} asked",
                    part(p),
                    several(*n, "word"),
                    either(*limit, "was", "were")
                )
            }
            Reason::Count { part: p, most, comparison, n } => {
                let sign = match comparison {
                    Comparison::AtLeast => ">=",
                    Comparison::More => ">",
                    Comparison::Exactly => "=",
                    Comparison::AtMost => "<=",
                    Comparison::Fewer => "<",
                };
                format!("{} counts {most} at most in one context; the rule wants {sign} {n}", part(p))
            }
        }
    }
}
