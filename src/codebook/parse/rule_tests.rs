//! Every form of the rule language's syntax table, and every mistake with its mend.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;

use super::parse_rule;
use crate::codebook::{Atom, Expr, Node, Pattern, PatternPiece, PhraseWord, Rule};
use crate::diagnostic::{Diagnostic, Reported, Severity, SourceText};

fn read(rule: &str) -> Result<Reported<Rule>, Vec<Diagnostic>> {
    parse_rule(&Arc::new(SourceText { name: "the rule".to_owned(), text: rule.to_owned() }))
}

fn pattern(pattern: &Pattern) -> String {
    let piece = |piece: &PatternPiece| match piece {
        PatternPiece::Literal(text) => text.clone(),
        PatternPiece::Star => "*".to_owned(),
        PatternPiece::One => "?".to_owned(),
    };
    pattern.pieces.iter().map(piece).collect()
}

fn patterns(all: &[Pattern]) -> String {
    all.iter().map(pattern).collect::<Vec<_>>().join(" ")
}

fn sides(all: &[Node]) -> String {
    all.iter().map(shape).collect::<Vec<_>>().join(" ")
}

/// A tree as a line of words in brackets.
fn shape(node: &Node) -> String {
    let two = |name: &str, a: &Node, b: &Node| format!("({name} {} {})", shape(a), shape(b));
    match &node.expr {
        Expr::Or(all) => format!("(or {})", sides(all)),
        Expr::And(a, b) => two("and", a, b),
        Expr::Not(a, b) => two("not", a, b),
        Expr::NotNear(a, b, n) => two(&format!("not-near/{n}"), a, b),
        Expr::Except(a, b) => two("except", a, b),
        Expr::Near(a, b, n) => two(&format!("near/{n}"), a, b),
        Expr::Before(a, b, n) => two(&format!("before/{n}"), a, b),
        Expr::NearAll(all, n) => format!("(all/{n} {})", sides(all)),
        Expr::Count(a, comparison, n) => format!("(count {} {comparison:?} {n})", shape(a)),
        Expr::Atom(atom) => match atom {
            Atom::Term(word) => pattern(word),
            Atom::Phrase(words) => {
                let mut shown = String::from("[");
                for word in words {
                    match word {
                        PhraseWord::Word(word) => write!(shown, " {}", pattern(word)).unwrap(),
                        PhraseWord::Any => shown.push_str(" _"),
                        PhraseWord::UpTo(n) => write!(shown, " <{n}>").unwrap(),
                    }
                }
                shown + " ]"
            }
            Atom::Joined(parts) => patterns(parts).replace(' ', "+"),
            Atom::Stem(word) => format!("stem:{word}"),
            Atom::Exact(words) => format!("exact:[{}]", patterns(words)),
            Atom::List(name) => format!("${name}"),
            Atom::Regex(regex) => format!("/{regex}/"),
            Atom::Code { id, below } => format!("code:{id}{}", if *below { "/*" } else { "" }),
        },
    }
}

#[track_caller]
fn means(rule: &str, wanted: &str) {
    match read(rule) {
        Ok(read) => assert_eq!(shape(&read.value.node), wanted, "{rule}"),
        Err(mistakes) => panic!("{rule}: {mistakes:#?}"),
    }
}

/// Asserts that `rule` has exactly these mistakes: of this kind, under these words, with this in the mend.
#[track_caller]
fn mistakes(rule: &str, wanted: &[(&str, &str, &str)]) {
    let found = match read(rule) {
        Ok(read) => panic!("{rule}: read as {}", shape(&read.value.node)),
        Err(found) => found,
    };
    let errors: Vec<_> = found.iter().filter(|one| one.severity == Severity::Error).collect();
    let shown: Vec<_> = errors.iter().map(|one| (one.kind, one.place.as_ref().unwrap().span.of(rule))).collect();
    assert_eq!(shown, wanted.iter().map(|&(kind, words, _)| (kind, words)).collect::<Vec<_>>(), "{rule}: {found:#?}");
    for (error, (_, _, mend)) in errors.iter().zip(wanted) {
        let help = error.help.as_deref().unwrap();
        assert!(help.contains(mend), "{rule}: {help}");
    }
}

#[test]
fn a_term_without_a_word_is_reported_once() {
    assert_eq!(read("…").unwrap_err().len(), 1);
}

fn warnings(rule: &str) -> Vec<&'static str> {
    read(rule).unwrap_or_else(|e| panic!("{rule}: {e:#?}")).diagnostics.iter().map(|one| one.kind).collect()
}

#[test]
fn terms_and_phrases() {
    means("schaamte", "schaamte");
    means("schaam*", "schaam*");
    means("*schaam**", "*schaam*");
    means("wom?n", "wom?n");
    means("\"te veel verantwoordelijk*\"", "[ te veel verantwoordelijk* ]");
    means("te veel verantwoordelijk*", "[ te veel verantwoordelijk* ]");
    means("“te veel”", "[ te veel ]");
    means("„te veel”", "[ te veel ]");
    means("«te veel»", "[ te veel ]");
    means("\"schaamte\"", "schaamte");
    means("\"keek op <4> neer\"", "[ keek op <4> neer ]");
    means("keek op <4> neer", "[ keek op <4> neer ]");
    means("\"valt * om\"", "[ valt _ om ]");
    means("valt * om", "[ valt _ om ]");
    means("\"valt *\"", "[ valt _ ]");
    means("verantwoordelijkheids+gevoel", "verantwoordelijkheids+gevoel");
    means("ervarings+deskundig*", "ervarings+deskundig*");
}

#[test]
fn terms_are_cut_as_texts_are() {
    means("’s avonds", "[ s avonds ]");
    means("'t", "t");
    means("n.v.t.", "n.v.t");
    means("[naam]", "naam");
    means("c++", "c");
    means("24/7", "[ 24 7 ]");
    means("z'n", "z'n");
    means("ed'er*", "ed'er*");
    means("ervaringsdeskundige-hulpverlener", "[ ervaringsdeskundige hulpverlener ]");
    means("*-jarig", "[ _ jarig ]");
    means("10:30", "[ 10 30 ]");
}

#[test]
fn atoms_with_a_prefix() {
    means("stem:schamen", "stem:schamen");
    means("stem:\"schamen\"", "stem:schamen");
    means("exact:GGZ", "exact:[GGZ]");
    means("exact:\"Den Haag*\"", "exact:[Den Haag*]");
    means("$zich", "$zich");
    means("regex:/ben(t)? er (weer )?bovenop/", "/ben(t)? er (weer )?bovenop/");
    means("regex:/en\\/of \\d \"x\"/ OR a", "(or /en/of \\d \"x\"/ a)");
    means("code:shame", "code:shame");
    means("code:shame/concealment OR code:shame/*", "(or code:shame/concealment code:shame/*)");
}

#[test]
fn operators_bind_as_the_grammar_says() {
    means("a OR b AND c", "(or a (and b c))");
    means("(a OR b) AND c", "(and (or a b) c)");
    means("a AND b NOT c EXCEPT d", "(except (not (and a b) c) d)");
    means("a NEAR/3 b NEAR/5 c", "(near/5 (near/3 a b) c)");
    means("ik BEFORE/3 schaam* AND b", "(and (before/3 ik schaam*) b)");
    means("a NOT NEAR/5 b", "(not-near/5 a b)");
    means("a NOT NEAR/5 (b OR c)", "(not-near/5 a (or b c))");
    means("a NOT NEAR/5(b, c)", "(not a (all/5 b c))");
    means("NEAR/10(stem:voelen, $zich, verantwoordelijk)", "(all/10 stem:voelen $zich verantwoordelijk)");
    means("a NEAR/0(b OR c)", "(near/0 a (or b c))");
    means("COUNT(schaam*) >= 3", "(count schaam* AtLeast 3)");
    means("COUNT(a OR b)>2 AND c", "(and (count (or a b) More 2) c)");
    means("a AND COUNT(b) < 3", "(and a (count b Fewer 3))");
    means("a NOT (COUNT(b) = 0)", "(not a (count b Exactly 0))");
    means("verzwijg* OR geheim EXCEPT geheimhouding", "(or verzwijg* (except geheim geheimhouding))");
    means("and or not", "[ and or not ]");
    means("\"NOT\" OR \\NEAR OR \\AND", "(or NOT NEAR AND)");
    means("\\W/5 OR \\Or OR foo\\:bar", "(or [ W 5 ] Or foo:bar)");
    means("\\(lacht\\) OR \\$zich", "(or lacht zich)");
}

#[test]
fn spans_lie_in_the_rule() {
    let rule = "  (ik OR wij) BEFORE/3 \"erg moe\" {note = \"x\"}";
    let read = read(rule).unwrap().value;
    assert_eq!(read.text, "(ik OR wij) BEFORE/3 \"erg moe\"");
    assert_eq!(read.node.span.of(&read.text), read.text);
    let Expr::Before(left, right, 3) = &read.node.expr else { panic!("{:?}", read.node) };
    assert_eq!((left.span.of(&read.text), right.span.of(&read.text)), ("(ik OR wij)", "\"erg moe\""));
    assert_eq!(read.place.unwrap().span.of(rule), read.text);
    assert_eq!(read.note, "x");
}

#[test]
fn mistakes_show_the_right_spelling() {
    mistakes("a NEAR b", &[("no-distance", "NEAR", "write NEAR/5")]);
    mistakes("a NEAR 7 b", &[("no-distance", "NEAR 7", "write NEAR/7")]);
    mistakes("a BEFORE b", &[("no-distance", "BEFORE", "write BEFORE/5")]);
    mistakes("a W/5 b", &[("misspelt-operator", "W/5", "write NEAR/5")]);
    mistakes("a w/5 b", &[("misspelt-operator", "w/5", "write NEAR/5")]);
    mistakes("a W5 b", &[("misspelt-operator", "W5", "write BEFORE/5")]);
    mistakes("a N5 b", &[("misspelt-operator", "N5", "write NEAR/5")]);
    mistakes("a ADJ5 b", &[("misspelt-operator", "ADJ5", "write NEAR/5")]);
    mistakes("a ADJ b", &[("no-distance", "ADJ", "write NEAR/5")]);
    mistakes("a PRE/5 b", &[("misspelt-operator", "PRE/5", "write BEFORE/5")]);
    mistakes("a & b", &[("misspelt-operator", "&", "write AND")]);
    mistakes("a || b", &[("misspelt-operator", "||", "write OR")]);
    mistakes("a NAER/3 b", &[("misspelt-operator", "NAER/3", "write NEAR/3")]);
    mistakes("a Near/5 b", &[("misspelt-operator", "Near/5", "write NEAR/5")]);
    mistakes("a near/5 b", &[("misspelt-operator", "near/5", "write NEAR/5")]);
    mistakes("a Or b", &[("misspelt-operator", "Or", "write OR")]);
    mistakes("a EXEPT b", &[("misspelt-operator", "EXEPT", "write EXCEPT")]);
    mistakes("a ADN b", &[("misspelt-operator", "ADN", "write AND")]);
    mistakes("a OF b", &[("misspelt-operator", "OF", "write OR")]);
    mistakes("a AND NOT b", &[("and-not", "AND NOT", "a NOT b")]);
    mistakes("NOT a", &[("unexpected", "NOT", "a NOT b")]);
    mistakes("a AND (NOT b)", &[("unexpected", "NOT", "a NOT b")]);
    mistakes("SUM(a) > 3", &[("unknown-function", "SUM", "COUNT(…)")]);
    mistakes("SUM(a) AND b", &[("unknown-function", "SUM", "COUNT(…)")]);
    mistakes("CONUT(a, b)", &[("unknown-function", "CONUT", "write COUNT(…)")]);
    mistakes("steem:a", &[("unknown-prefix", "steem:a", "write stem:a")]);
    mistakes("a NEAR/99999999999 b", &[("misspelt-operator", "NEAR/99999999999", "NEAR/10")]);
    mistakes("a NEAR/4000000000 b", &[("misspelt-operator", "NEAR/4000000000", "NEAR/10")]);
    mistakes("AUDIT/3 b", &[("misspelt-operator", "AUDIT/3", "in quotes")]);
}

#[test]
fn acronyms_and_small_words_are_no_mistakes() {
    means("ADD OR GGZ NOT NOS", "(or ADD (not GGZ NOS))");
    means("HAND AND LAND", "(and HAND LAND)");
    means("24/7 OR h/2 OR P5", "(or [ 24 7 ] [ h 2 ] P5)");
    means("B12 OR b5", "(or B12 b5)");
}

#[test]
fn mistakes_of_form() {
    mistakes("", &[("unexpected", "", "write something")]);
    mistakes("a OR", &[("unexpected", "", "write something")]);
    mistakes("a AND OR b", &[("unexpected", "OR", "quotes")]);
    mistakes("(a OR b", &[("unclosed-bracket", "(", "close it")]);
    mistakes("a) OR b", &[("unexpected", ")", "closes nothing")]);
    mistakes("\"a b", &[("unclosed-quote", "\"", "close it with \"")]);
    mistakes("*", &[("only-wildcards", "*", "schaam*")]);
    mistakes("a OR *", &[("only-wildcards", "*", "schaam*")]);
    mistakes("—", &[("no-word", "—", "letter")]);
    mistakes("<2> a", &[("gap-at-edge", "<2>", "leave it out")]);
    mistakes("\"a <2>\"", &[("gap-at-edge", "<2>", "leave it out")]);
    mistakes("\"a <0> b\"", &[("bad-gap", "<0>", "<4>")]);
    mistakes("$zich voelen", &[("unexpected", "voelen", "BEFORE/0")]);
    mistakes("\"$zich voelen\"", &[("list-in-phrase", "$", "BEFORE/0")]);
    mistakes("stem:schaam*", &[("bad-stem", "stem:schaam*", "stem:schamen")]);
    mistakes("stem: schamen", &[("nothing-after-prefix", "stem:", "stem:schamen")]);
    mistakes("regex:/a(b/", &[("bad-regex", "(", "backslash")]);
    mistakes("regex:/ab", &[("bad-regex", "regex:/ab", "close it")]);
    mistakes("code:a//b", &[("bad-code", "code:a//b", "code:shame")]);
    mistakes("NEAR/5(a)", &[("one-side", "NEAR/5(a)", "NEAR/10(a, b, c)")]);
    mistakes("COUNT(a)", &[("unexpected", "", "COUNT(schaam*) >= 3")]);
    mistakes("COUNT(a) >= veel", &[("unexpected", "veel", "COUNT(schaam*) >= 3")]);
    mistakes("COUNT(a) => 2", &[("unknown-comparison", "=>", "write >=")]);
    for nothing in ["COUNT(a) < 2", "COUNT(a) <= 2", "COUNT(a) = 0", "COUNT(a) >= 0"] {
        mistakes(nothing, &[("count-of-nothing", nothing, "AND COUNT(b) < 3")]);
        mistakes(&format!("b OR {nothing}"), &[("count-of-nothing", nothing, "AND COUNT(b) < 3")]);
    }
    mistakes("a \\b", &[("unknown-escape", "\\b", "regex")]);
    mistakes("een a+b", &[("unexpected", "a+b", "side by side")]);
    mistakes("a-b+c", &[("joined-in-phrase", "a-b+c", "write the forms out")]);
    let many = format!("NEAR/9({})", vec!["a"; 13].join(", "));
    mistakes(&many, &[("too-many-operands", &many, "two rules")]);
    assert_eq!(read(&"(".repeat(9999)).unwrap_err()[0].kind, "nested-too-deep");
    assert!(read(&format!("{}a{}", "(".repeat(64), ")".repeat(64))).is_ok());
    assert_eq!(read(&"a AND ".repeat(9999)).unwrap_err()[0].kind, "too-many-operators");
}

#[test]
fn all_mistakes_of_a_rule_are_reported_at_once() {
    mistakes(
        "a NAER/3 (b OR *) {stanse = \"ignore\"}",
        &[
            ("misspelt-operator", "NAER/3", "NEAR/3"),
            ("only-wildcards", "*", ""),
            ("unknown-option", "stanse", "stance"),
        ],
    );
}

#[test]
fn options() {
    let rule =
        read("niet NEAR/4 vertel* {stance = \"ignore\", within = 'turn', where = \"years >= 5\"}").unwrap().value;
    assert_eq!(rule.scoped.stance.unwrap().word(), "ignore");
    assert_eq!(rule.scoped.within.unwrap().to_string(), "turn");
    assert_eq!(rule.scoped.r#where.unwrap().to_string(), "years >= 5");
    mistakes("a {stance = \"ignored\"}", &[("unknown-value", "ignored", "\"ignore\"")]);
    mistakes("a {where = \"years > \"}", &[("bad-condition", "", "NAME")]);
    mistakes("a {within = 3}", &[("wrong-type", "3", "within = \"…\"")]);
    assert!(matches!(read("a {stance = ").unwrap_err().as_slice(), [one] if one.kind == "bad-options"));
}

#[test]
fn what_is_only_worth_a_warning() {
    assert_eq!(warnings("a OR b NOT c"), ["not-beside-or"]);
    assert_eq!(warnings("(a OR b) NOT c"), [""; 0]);
    assert_eq!(warnings("[naam]"), ["ignored-punctuation"]);
    assert_eq!(warnings("c++"), ["ignored-punctuation"]);
    assert_eq!(warnings("trots -schaamte"), ["ignored-punctuation"]);
    assert_eq!(warnings("trots , schaamte"), ["ignored-punctuation"]);
    for silent in ["n.v.t.", "'s avonds", "co-ouder", "24/7", "z’n", "verantwoordelijkheids+gevoel"] {
        assert_eq!(warnings(silent), [""; 0], "{silent}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_fail(rule in any::<String>()) {
        let _ = read(&rule);
    }

    #[test]
    fn no_rule_like_text_makes_the_parser_fail(
        parts in prop::collection::vec(prop::sample::select(vec![
            "a", "*", "?", "+", "\"", "“", "”", "(", ")", "{", "}", ",", "\\", "/", "<3>", "<", ">", ">=", "3", "$x", "$",
            " ", "  ", "AND", "OR", "NOT", "EXCEPT", "NEAR/5", "NEAR", "BEFORE/2", "W/5", "COUNT", "FOO(", "stem:", "exact:",
            "regex:/", "code:", "x/*", "é", "’s", "\n", "{stance = \"ignore\"}", ":", "foo:", "&", "Or", "🙂", "[",
        ]), 0..24)
    ) {
        let rule = parts.concat();
        let read = read(&rule);
        let remarks = read.as_ref().map_or_else(|found| found.as_slice(), |read| read.diagnostics.as_slice());
        for one in remarks {
            let place = one.place.as_ref().unwrap();
            prop_assert!(rule.get(place.span.range()).is_some(), "{}", one);
        }
        match read {
            Ok(read) => prop_assert!(read.diagnostics.iter().all(|one| one.severity != Severity::Error)),
            Err(found) => prop_assert!(found.iter().any(|one| one.severity == Severity::Error)),
        }
    }
}
