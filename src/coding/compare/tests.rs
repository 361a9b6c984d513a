use proptest::prelude::*;

use super::{Agreement, Change, Comparison, Run};
use crate::codebook::{Code, Codebook, Rule};
use crate::coding::{Coders, Coding, samples::by_hand, samples::by_rule};
use crate::corpus::Document;
use crate::ids::{CodeId, CoderId, RuleId};
use crate::segment::samples::interview;
use crate::text::Span;

/// A codebook of two codes; on which line its one rule each stands, and what it says.
fn codebook(rules: [(u32, &str); 2]) -> Codebook {
    let code = |(i, (line, text)): (usize, (u32, &str))| {
        let mut code = Code { id: ["shame", "hope"][i].into(), ..Code::default() };
        code.rules = crate::codebook::read_toml(&source(text)).unwrap().value.codes.remove(0).rules;
        code.rules[0] = Rule { id: RuleId(i as u32), line, ..code.rules[0].clone() };
        code
    };
    Codebook { codes: rules.into_iter().enumerate().map(code).collect(), ..Codebook::default() }
}

fn source(rule: &str) -> std::sync::Arc<crate::diagnostic::SourceText> {
    let text = format!("[[code]]\nid = \"x\"\nrules = ['{rule}']\n");
    std::sync::Arc::new(crate::diagnostic::SourceText { name: "c.toml".into(), text })
}

fn document() -> Document {
    interview(0, "r1", &["I: Hoe was dat?", "R: Ik zweeg en hoopte. Ik schaamde me. Ik zweeg weer."])
}

fn coders() -> Coders {
    let mut coders = Coders::default();
    coders.intern("rules");
    coders.intern("anna");
    coders
}

fn told(comparison: &Comparison) -> Vec<(Change, String, String)> {
    let told = |side: Option<super::Side<'_>>| side.map_or("–".to_owned(), |side| side.text.to_owned());
    comparison.differences().iter().map(|one| (one.change, told(one.a), told(one.b))).collect()
}

fn compared(a: &[Coding], b: &[Coding]) -> Comparison {
    let (document, codebook, coders) = (document(), codebook([(3, "zwe*"), (9, "hoop*")]), coders());
    let mut comparison = Comparison::default();
    comparison.add(Run::A, &document, a, &codebook, &coders);
    comparison.add(Run::B, &document, b, &codebook, &coders);
    comparison
}

#[test]
fn codings_appear_vanish_move_and_change() {
    let document = document();
    let changed = Coding { memo: "nog eens lezen".into(), ..by_hand(&document, 1, "hoopte") };
    let a = [
        by_hand(&document, 0, "Ik zweeg en hoopte."),
        by_hand(&document, 1, "hoopte"),
        by_hand(&document, 0, "Ik schaamde me."),
        by_hand(&document, 1, "Ik zweeg weer."),
    ];
    let b = [
        by_hand(&document, 0, "zweeg en hoopte"),
        changed,
        by_hand(&document, 1, "Ik schaamde me."),
        by_hand(&document, 1, "Ik zweeg weer."),
    ];
    let comparison = compared(&a, &b);
    let text = str::to_owned;
    assert_eq!(
        told(&comparison),
        [
            (Change::Moved, text("Ik zweeg en hoopte."), text("zweeg en hoopte")),
            (Change::Changed, text("hoopte"), text("hoopte")),
            (Change::Vanished, text("Ik schaamde me."), text("–")),
            (Change::Appeared, text("–"), text("Ik schaamde me.")),
        ]
    );
    assert_eq!(comparison.total(), Agreement { only_a: 1, only_b: 1, both: 2, moved: 1, changed: 1 });
    assert_eq!(comparison.by_code()[0], ("shame", Agreement { only_a: 1, moved: 1, ..Agreement::default() }));
}

#[test]
fn of_several_that_overlap_those_that_share_most_belong_together() {
    let document = document();
    let a = [by_hand(&document, 0, "zweeg en"), by_hand(&document, 0, "en hoopte. Ik schaamde me")];
    let b = [by_hand(&document, 0, "en hoopte."), by_hand(&document, 0, "Ik zweeg en")];
    let pairs: Vec<_> = told(&compared(&a, &b)).into_iter().map(|(_, a, b)| (a, b)).collect();
    let text = str::to_owned;
    assert_eq!(
        pairs,
        [(text("zweeg en"), text("Ik zweeg en")), (text("en hoopte. Ik schaamde me"), text("en hoopte."))]
    );
}

#[test]
fn rules_are_the_same_by_what_they_say_and_not_by_their_line() {
    let document = document();
    let (old, new) = (codebook([(3, "zwe*"), (9, "hoop*")]), codebook([(5, "zwe*"), (11, "hoopte OR hoopten")]));
    let codings =
        [by_rule(&document, 0, "Ik zweeg en hoopte.", &["zweeg"]), by_rule(&document, 1, "hoopte", &["hoopte"])];
    let with = |known: bool| {
        let mut comparison = Comparison::default();
        if known {
            comparison.knowing(&old, &new);
        } else {
            comparison.without_lines();
        }
        comparison.add(Run::A, &document, &codings, &old, &coders());
        comparison.add(Run::B, &document, &codings, &new, &coders());
        comparison
    };
    let comparison = with(true);
    let differences = comparison.differences();
    assert_eq!(differences.len(), 1);
    let [a, b] = [differences[0].a.unwrap(), differences[0].b.unwrap()];
    assert_eq!(differences[0].differs, ["rules"]);
    assert_eq!(comparison.rules_in_words(Run::A, "hope", a.rules), "line 9: hoop* (only in A)");
    assert_eq!(comparison.rules_in_words(Run::B, "hope", b.rules), "line 11: hoopte OR hoopten (only in B)");
    assert_eq!(comparison.rules_in_words(Run::B, "shame", "line 5"), "line 5: zwe*");
    assert!(with(false).total().is_same(), "lines of two codebooks say nothing");
}

#[test]
fn in_an_edited_transcript_the_same_words_belong_together() {
    let before = document();
    let after = interview(0, "r1", &["I: Hoe was dat?", "R: Nou. Ik zweeg en hoopte. Ik zweeg weer."]);
    let of = |edited: bool| {
        let (codebook, coders) = (codebook([(3, "zwe*"), (9, "hoop*")]), coders());
        let mut comparison = Comparison::default();
        if edited {
            comparison.is_edited("r1");
        }
        let a = ["Ik zweeg en hoopte.", "Ik schaamde me.", "Ik zweeg weer."].map(|words| by_hand(&before, 0, words));
        let b = ["Ik zweeg en hoopte.", "Ik zweeg weer."].map(|words| by_hand(&after, 0, words));
        comparison.add(Run::A, &before, &a, &codebook, &coders);
        comparison.add(Run::B, &after, &b, &codebook, &coders);
        told(&comparison).into_iter().map(|(change, a, b)| (change, format!("{a} {b}"))).collect::<Vec<_>>()
    };
    let text = str::to_owned;
    assert_eq!(
        of(true),
        [
            (Change::Moved, text("Ik zweeg en hoopte. Ik zweeg en hoopte.")),
            (Change::Vanished, text("Ik schaamde me. –")),
            (Change::Moved, text("Ik zweeg weer. Ik zweeg weer.")),
        ]
    );
    assert!(
        of(false).contains(&(Change::Moved, text("Ik schaamde me. Ik zweeg weer."))),
        "places are all that is left"
    );
}

proptest! {
    /// Each coding of either run is counted once; what is compared with itself is the same; and A with B is B with A.
    #[test]
    fn every_coding_is_counted_once(
        a in prop::collection::vec((0u32..2, 0usize..50, 1usize..12), 0..20),
        b in prop::collection::vec((0u32..2, 0usize..50, 1usize..12), 0..20),
        edited in any::<bool>(),
    ) {
        let (document, codebook, coders) = (document(), codebook([(3, "zwe*"), (9, "hoop*")]), coders());
        let codings = |all: &[(u32, usize, usize)]| -> Vec<Coding> {
            let coding = |&(code, start, length): &(u32, usize, usize)| Coding {
                span: Span::new(start, (start + length).min(document.text.len())),
                code: CodeId(code),
                coder: CoderId(1),
                ..by_hand(&document, code, "hoopte")
            };
            all.iter().map(coding).collect()
        };
        let of = |a: &[(u32, usize, usize)], b: &[(u32, usize, usize)]| {
            let mut comparison = Comparison::default();
            if edited {
                comparison.is_edited("r1");
            }
            comparison.add(Run::A, &document, &codings(a), &codebook, &coders);
            comparison.add(Run::B, &document, &codings(b), &codebook, &coders);
            comparison
        };
        let total = of(&a, &b).total();
        prop_assert_eq!(total.only_a + total.both + total.moved, a.len() as u64);
        prop_assert_eq!(total.only_b + total.both + total.moved, b.len() as u64);
        prop_assert_eq!(of(&a, &b).differences().len() as u64, total.only_a + total.only_b + total.moved + total.changed);
        prop_assert!(of(&a, &a).total().is_same());
        let turned = of(&b, &a).total();
        if !edited {
            prop_assert_eq!(turned.both, total.both);
        }
    }
}
