//! A term of a dictionary as a rule that finds the same.

use std::sync::Arc;

use crate::codebook::parse::located::{Located, Origin};
use crate::codebook::parse::operators::{Verdict, classify};
use crate::codebook::parse::pattern::Cooked;
use crate::codebook::parse::rule;
use crate::codebook::{PatternPiece, PhraseWord};
use crate::diagnostic::SourceText;
use crate::text::{Span, is_apostrophe};

/// Which signs of a term stand for other characters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Wildcards {
    None,
    /// `*`: any characters.
    Star,
    /// `*`, and `?`: one character.
    StarAndOne,
}

impl Wildcards {
    fn hold(self, c: char) -> bool {
        match c {
            '*' => self != Wildcards::None,
            '?' => self == Wildcards::StarAndOne,
            _ => false,
        }
    }
}

/// A rule, and the signs of the term that are part of no word, so that it cannot look for them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TermRule {
    pub(super) text: String,
    pub(super) ignored: String,
}

/// Why a term cannot be a rule.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// It holds no letter and no digit.
    NoWord,
    /// It is made of signs, with one letter or digit between them: `<3`, `:D`, `c++`.
    MostlySigns,
    /// It would find every word.
    OnlyWildcards,
}

/// The rule that finds the words of a term one after another, each whole.
pub(super) fn rule_of(term: &str, wildcards: Wildcards) -> Result<TermRule, Unfit> {
    let (mut words, mut ignored) = (Vec::new(), String::new());
    for run in term.split_whitespace() {
        let mut cooked = Cooked::default();
        for c in run.chars() {
            cooked.push(c, !wildcards.hold(c), Span::default());
        }
        words.extend(cooked.phrase_words().into_iter().map(|(word, _)| word));
        ignored.push_str(&cooked.ignored());
    }
    if words.is_empty() {
        return Err(Unfit::NoWord);
    }
    if !words.iter().any(|word| matches!(word, PhraseWord::Word(_))) {
        return Err(Unfit::OnlyWildcards);
    }
    if !ignored.is_empty() && term.chars().filter(|c| c.is_alphanumeric()).count() == 1 {
        return Err(Unfit::MostlySigns);
    }
    // As it is spelt, where every sign of it counts.
    let text = if ignored.is_empty() { spelt(term, wildcards) } else { from_words(&words) };
    Ok(TermRule { text, ignored })
}

/// Whether a rule's text can be read.
pub(super) fn is_sound(text: &str) -> bool {
    let source = SourceText { name: String::new(), text: text.to_owned() };
    rule::parse(&Located::whole(&Origin::file(&Arc::new(source)))).0.is_some()
}

/// A regular expression that finds exactly `text`, wherever it stands; parts between white space may stand further apart.
pub(super) fn verbatim(text: &str) -> String {
    let parts: Vec<String> = text.split_whitespace().map(|part| regex::escape(part).replace('/', "\\/")).collect();
    format!("regex:/{}/", parts.join(r"\s+"))
}

fn spelt(term: &str, wildcards: Wildcards) -> String {
    let mut text = String::with_capacity(term.len());
    for (i, run) in term.split_whitespace().enumerate() {
        if i > 0 {
            text.push(' ');
        }
        for c in run.chars() {
            push(&mut text, c, wildcards.hold(c));
        }
    }
    quoted_where_needed(text)
}

fn from_words(words: &[PhraseWord]) -> String {
    let mut text = String::new();
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            text.push(' ');
        }
        let PhraseWord::Word(pattern) = word else {
            text.push('*');
            continue;
        };
        for piece in &pattern.pieces {
            match piece {
                PatternPiece::Literal(literal) => literal.chars().for_each(|c| push(&mut text, c, false)),
                PatternPiece::Star => text.push('*'),
                PatternPiece::One => text.push('?'),
            }
        }
    }
    quoted_where_needed(text)
}

fn push(text: &mut String, c: char, is_wildcard: bool) {
    if !is_wildcard && matches!(c, '*' | '?' | '"' | '\\' | '<' | '$' | '+') {
        text.push('\\');
    }
    text.push(c);
}

/// In quotes, unless it is one word that no operator is spelt like.
fn quoted_where_needed(text: String) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '*' | '?' | '-') || is_apostrophe(c);
    if text.chars().all(is_plain) && matches!(classify(&text, "", false), Verdict::Word) {
        return text;
    }
    format!("\"{text}\"")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Unfit, Wildcards, is_sound, rule_of, verbatim};

    fn rule(term: &str) -> String {
        rule_of(term, Wildcards::Star).map(|rule| rule.text).unwrap_or_default()
    }

    #[test]
    fn a_term_is_a_rule_that_means_what_it_meant() {
        assert_eq!(rule("schaam*"), "schaam*");
        assert_eq!(rule(" te  veel* "), "\"te veel*\"");
        assert_eq!(rule("zo'n"), "zo'n");
        assert_eq!(rule("niet-weten"), "niet-weten");
        assert_eq!(rule("* jaar"), "\"* jaar\"");
        assert_eq!(rule("n.v.t."), "\"n.v.t.\"");
        assert_eq!(rule("24/7"), "\"24/7\"");
        assert_eq!(rule("plan 9"), "\"plan 9\"");
    }

    #[test]
    fn what_would_be_an_operator_stands_in_quotes() {
        for word in ["OR", "NOT", "NEAR", "EN", "W/5"] {
            assert_eq!(rule(word), format!("\"{word}\""));
        }
        assert_eq!(rule("not"), "not");
        assert_eq!(rule("stem:ja"), "\"stem:ja\"");
    }

    #[test]
    fn signs_that_no_word_holds_are_told() {
        let told = |term| rule_of(term, Wildcards::Star).map(|rule| (rule.text, rule.ignored));
        assert_eq!(told("te veel!"), Ok(("\"te veel\"".to_owned(), "!".to_owned())));
        assert_eq!(told("#trots"), Ok(("trots".to_owned(), "#".to_owned())));
        assert_eq!(told(":-)"), Err(Unfit::NoWord));
        for signs in ["c++", ":D", "<3"] {
            assert_eq!(told(signs), Err(Unfit::MostlySigns));
        }
        assert_eq!(told("*"), Err(Unfit::OnlyWildcards));
        assert_eq!(told("* *"), Err(Unfit::OnlyWildcards));
    }

    #[test]
    fn a_question_mark_is_a_wildcard_only_where_the_program_says_so() {
        assert_eq!(rule_of("wom?n", Wildcards::StarAndOne).unwrap().text, "wom?n");
        assert_eq!(rule_of("ja*", Wildcards::None).unwrap().text, "ja");
    }

    #[test]
    fn a_text_to_be_found_verbatim_may_hold_anything() {
        assert_eq!(verbatim("a/b (c)"), r"regex:/a\/b\s+\(c\)/");
        assert!(is_sound(&verbatim(r#"\ / "x" $1 {2}"#)));
    }

    proptest! {
        #[test]
        fn every_term_is_a_rule_that_can_be_read(
            term in "[a-zA-Z*?<>$+(){}\"“\\\\:/,' .0-9é_@#-]{0,14}|\\PC{0,12}",
            one in any::<bool>(),
        ) {
            let wildcards = if one { Wildcards::StarAndOne } else { Wildcards::Star };
            if let Ok(rule) = rule_of(&term, wildcards) {
                prop_assert!(is_sound(&rule.text), "{term:?} became {:?}", rule.text);
            }
        }
    }
}
