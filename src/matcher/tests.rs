//! Every clause of the rule language, on small texts; the pages of `tests/spec` hold many more.

use std::fmt::Write as _;
use std::sync::Arc;

use super::{Fate, Found, MatchOptions, Matcher, OutOfScope, Reason, Scratch};
use crate::codebook::{Codebook, SpanChoice, read_toml};
use crate::coding::{Stance, to_codings};
use crate::corpus::{Admission, Document, Gap, GapKind, Speaker, Turn};
use crate::diagnostic::SourceText;
use crate::ids::{CoderId, SpeakerId};
use crate::scope::{Part, Universe};
use crate::segment::{SegmentOptions, Segments};
use crate::text::Span;

pub(super) fn codebook(text: &str) -> Codebook {
    let source = Arc::new(SourceText { name: "codebook.toml".into(), text: text.into() });
    read_toml(&source).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}")).value
}

/// A codebook of one code `a` with these rules.
pub(super) fn rules(rules: &[&str]) -> Codebook {
    let mut text = "[codebook]\nname = \"Test\"\nlanguage = \"nl\"\n[[code]]\nid = \"a\"\nrules = [\n".to_owned();
    rules.iter().for_each(|rule| writeln!(text, "'''{rule}''',").expect("a string takes all"));
    codebook(&(text + "]\n"))
}

/// A transcript of lines `LABEL: words`; `I` asks the questions. A text without labels is one speaker's turn.
pub(super) fn document(text: &str) -> Document {
    let mut document = Document { text: text.to_owned(), name: "t".into(), ..Document::default() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let (label, from) = match words.split_once(": ") {
            Some((label, _)) if label.len() < 3 => (label, label.len() + 2),
            _ => ("R", 0),
        };
        if !words.is_empty() {
            let known = document.speakers.iter().position(|speaker| speaker.label == label);
            let speaker = known.unwrap_or_else(|| {
                let part = if label == "I" { Part::Interviewer } else { Part::Participant };
                let mut speaker = Speaker {
                    label: label.into(),
                    part,
                    case: None,
                    variables: Default::default(),
                    memo: String::new(),
                };
                speaker.variables.set("years", if label == "R" { "12" } else { "3" });
                document.speakers.push(speaker);
                document.speakers.len() - 1
            });
            let span = Span::new(at + from, at + words.len());
            for (open, _) in words.match_indices('(') {
                let close = words[open..].find(')').map_or(words.len(), |close| open + close + 1);
                document.gaps.push(Gap { span: Span::new(at + open, at + close), kind: GapKind::Event });
            }
            document.turns.push(Turn { span, speaker: Some(SpeakerId::new(speaker)), time: None });
        }
        at += line.len();
    }
    document
}

fn apply(codebook: &Codebook, document: &Document, admission: &Admission) -> (Segments, Found) {
    let matcher = Matcher::new(codebook, &MatchOptions::default()).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let segments = Segments::watching(document, &SegmentOptions::default(), Some(matcher.watch()));
    let found = matcher.apply(document, &segments, admission, &mut Scratch::default());
    (segments, found)
}

/// The mentions in a text, as `code[ words ]stance`, stances other than affirmed alone.
fn mentions(codebook: &Codebook, text: &str) -> Vec<String> {
    let document = document(text);
    let (_, found) = apply(codebook, &document, &Admission::default());
    let shown = |mention: &crate::coding::Mention| {
        let stance = if mention.stance == Stance::Affirmed { "" } else { mention.stance.word() };
        format!("{}[{}]{stance}", codebook.code(mention.code).id, mention.span.of(&document.text))
    };
    found.mentions.iter().map(shown).collect()
}

fn check(rule: &str, text: &str, expected: &[&str]) {
    let expected: Vec<String> = expected.iter().map(|words| format!("a[{words}]")).collect();
    assert_eq!(mentions(&rules(&[&format!("{rule} {{stance = \"ignore\"}}")]), text), expected, "{rule} on {text}");
}

fn check_stance(text: &str, expected: Stance) {
    let document = document(text);
    let codebook = rules(&["*scha* OR afstand OR boos*"]);
    let (_, found) = apply(&codebook, &document, &Admission::default());
    let stances: Vec<Stance> = found.mentions.iter().map(|mention| mention.stance).collect();
    assert_eq!(stances, [expected], "{text}");
}

#[test]
fn a_regular_expression_is_widened_to_graphemes_and_stays_in_its_turn() {
    check("regex:/schaa/", "Ik schaam me.", &["schaa"]);
    check("regex:/caf(e)/", "Het cafe\u{301}.", &["cafe\u{301}"]);
    check("regex:/ja$/", "R: Ja, ja\nI: Nee.\nR: Ja.", &["ja"]);
    check("regex:/[!]+/ NEAR/0 schrok", "Ik schrok!! Echt.", &["schrok!!"]);
    check("regex:/zei. Ik/ AND zweeg", "Dat zei. Ik zweeg.", &[]);
    check("regex:/zei. Ik/ AND dat", "Dat zei. Ik zweeg.", &["Dat", "zei. Ik"]);
    check("COUNT(regex:/[!]/) >= 2", "Nee! Nee! Ja!!", &["!", "!"]);
}

#[test]
fn joined_parts_stand_in_every_way_together_and_apart() {
    for text in [
        "ervaringsdeskundigheidsbeleid",
        "ervarings-deskundigheids beleid",
        "ervaringsdeskundigheids beleid",
        "ervarings deskundigheidsbeleid",
    ] {
        check("ervarings+deskundigheids+beleid", text, &[text]);
    }
    check("ervarings+deskundigheids+beleid", "ervarings en deskundigheidsbeleid", &[]);
}

#[test]
fn prefilter_and_memory_change_nothing() {
    check("é?n", "E\u{301}én keer, oón keer.", &["E\u{301}én"]);
    check("exact:Één", "E\u{301}én keer, één keer, E\u{301}e\u{301}n.", &["E\u{301}én", "E\u{301}e\u{301}n"]);
    let cased = rules(&["ab\u{307}c {diacritics = \"exact\"}"]);
    assert_eq!(mentions(&cased, "AB\u{307}C, aḃc, abc."), ["a[AB\u{307}C]", "a[aḃc]"]);
    check("*ÿ*", "Je zÿt zyt.", &["zÿt", "zyt"]);
    check("a", "A, á, aa, a.", &["A", "á", "a"]);
    check("??*", "a bb ccc", &["bb", "ccc"]);
    let (first, second) = (rules(&["aa"]), rules(&["bb", "a*"]));
    let mut scratch = Scratch::default();
    let document = document("Aa bb ab.");
    let segments = Segments::of(&document, &SegmentOptions::default());
    for (codebook, count) in [(&first, 1), (&second, 3), (&first, 1)] {
        let matcher = Matcher::new(codebook, &MatchOptions::default()).expect("no mistakes");
        let found = matcher.apply(&document, &segments, &Admission::default(), &mut scratch);
        assert_eq!(found.mentions.len(), count, "a scratch forgets the words of another matcher");
    }
}

#[test]
fn of_stretches_over_the_same_words_the_shortest_text_counts() {
    // A regular expression may end inside a word: both ways reach over the same three words.
    for rule in [
        "geld NEAR/4 ((een NEAR/1 schaamte) OR regex:/scha+m/)",
        "geld BEFORE/4 ((een NEAR/1 schaamte) OR regex:/scha+m/)",
        "NEAR/6(geld, (een NEAR/1 schaamte) OR regex:/scha+m/)",
        "NEAR/9(geld, (een NEAR/1 schaamte) OR regex:/scha+m/, geld)",
    ] {
        let expected = if rule.contains("NEAR/9") { "a[geld geld een schaam]" } else { "a[geld een schaam]" };
        assert_eq!(mentions(&rules(&[rule]), "geld geld een schaamte")[..], [expected], "{rule}");
    }
}

#[test]
fn not_near_compares_with_others_alone() {
    check("geld NOT NEAR/2 (geld OR euro)", "Geld is geld. Zonder al te veel geld hier.", &["geld"]);
    check("angst NOT NEAR/2 \"grote angst\"", "Een grote angst, en dan was er nog die angst.", &["angst"]);
}

#[test]
fn several_operands_may_be_the_same_frequent_word() {
    // Trying every way to hand out the words would take years.
    let often = "zo wel ".repeat(20_000);
    assert_eq!(mentions(&rules(&["NEAR/60(zo, zo, zo, zo, zo, zo, zo, zo)"]), &often).len(), 20_000 / 8);
    assert_eq!(mentions(&rules(&["NEAR/60(zo, wel, zo, wel)"]), &often).len(), 20_000 / 2);
    check("NEAR/6(zo, zo, wel)", "zo wel zo wel", &["zo wel zo"]);
    check("NEAR/2(zo, zo, wel)", "zo wel zo wel", &[]);
}

#[test]
fn what_holds_both_may_be_more_than_its_rarest_side() {
    check("COUNT(*b AND aa) >= 2", "Aa bb. Aa cc.", &["Aa", "bb"]);
    check("COUNT(moeder NEAR/2 zweeg) >= 2", "Moeder zweeg, moeder zweeg.", &["Moeder zweeg", "moeder zweeg"]);
}

#[test]
fn many_frequent_words_within_a_stretch_are_found_in_moments() {
    let often = "een twee drie vier vijf zes zeven acht negen tien elf twaalf ".repeat(4_000);
    let rule = "NEAR/30(een, twee, drie, vier, vijf, zes, zeven, acht, negen, tien, elf, twaalf)";
    assert_eq!(mentions(&rules(&[rule]), &often).len(), 4_000);
    let overlapping = "NEAR/40(een*, eenen, twee*, tweeen, drie*, vier*, vijf*, zes*, zeven*, acht*, negen*)";
    assert_eq!(mentions(&rules(&[overlapping]), &often).len(), 0);
}

#[test]
fn matched_words_leave_out_what_lies_between() {
    let document = document("Ik schaamde eh me vaak heel erg dood.");
    let (_, found) =
        apply(&rules(&["schaam* NEAR/3 dood", "\"schaamde me <3> dood\""]), &document, &Admission::default());
    assert_eq!(found.mentions.len(), 1);
    assert_eq!(found.mentions[0].matched, [1, 3, 7]);
    assert_eq!(found.mentions[0].rules().count(), 1, "me vaak heel erg is four words between");
}

#[test]
fn a_survivor_names_every_rule_of_its_span() {
    let (_, found) = apply(
        &rules(&["schaam*", "Schaamte", "de schaamte"]),
        &document("De schaamte. Schaamte!"),
        &Admission::default(),
    );
    let rules: Vec<Vec<u32>> = found.mentions.iter().map(|m| m.rules().map(|rule| rule.0).collect()).collect();
    assert_eq!(rules, [vec![2], vec![0, 1]]);
}

#[test]
fn scope_limits_and_never_widens() {
    let text = "I: Schaamte, zei u?\nR: Schaamte, ja.\nS: Schaamte, nee.";
    let code = |scope: &str| {
        codebook(&format!(
            "[codebook]\nname = \"x\"\nlanguage = \"nl\"\n[[code]]\nid = \"a\"\nrules = ['schaamte {{{scope}}}']"
        ))
    };
    let count = |scope: &str, part| {
        let admission = Admission { part, ..Admission::default() };
        apply(&code(scope), &document(text), &admission).1.mentions.len()
    };
    assert_eq!(count("", Universe::Participant), 2);
    assert_eq!(count("", Universe::All), 3);
    assert_eq!(count("part = \"interviewer\"", Universe::Participant), 0);
    assert_eq!(count("part = \"interviewer\"", Universe::All), 1);
    assert_eq!(count("speaker = \"s\"", Universe::Participant), 1);
    assert_eq!(count("where = \"years > 5\"", Universe::Participant), 1);
    assert_eq!(count("language = \"en\"", Universe::Participant), 0);
    assert_eq!(count("language = \"nl\"", Universe::Participant), 2);
}

#[test]
fn contexts_hold_only_the_words_in_scope() {
    let text = "R: Mijn moeder.\nS: Zij zweeg.";
    assert_eq!(mentions(&rules(&["moeder AND zweeg {within = \"transcript\"}"]), text).len(), 2);
    assert!(mentions(&rules(&["moeder AND zweeg {within = \"transcript\", speaker = \"R\"}"]), text).is_empty());
}

#[test]
fn a_question_that_matches_prompts_its_answer() {
    let text = "I: Voelde u schaamte?\nR: Ja, schaamte.\nI: En verder?\nR: Schaamte.";
    let prompted = |rule: &str| apply(&rules(&[rule]), &document(text), &Admission::default()).1.prompted;
    let lengths = |rule: &str| prompted(rule).iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(lengths("schaamte"), [1, 0]);
    assert_eq!(lengths("schaamte {part = \"participant\"}"), [1, 0], "part is lifted");
    assert_eq!(lengths("schaamte {speaker = \"R\"}"), [1, 0], "speaker is lifted");
    assert_eq!(lengths("schaamte {where = \"years > 5\"}"), [1, 0], "who answers is asked");
    assert_eq!(lengths("schaamte {where = \"years < 5\"}"), [0, 0]);
    assert_eq!(lengths("schaamte {language = \"en\"}"), [0, 0]);
    assert_eq!(lengths("schaamte AND ja {within = \"transcript\"}"), [0, 0], "the question itself must match");
}

#[test]
fn codes_are_evaluated_in_order_of_dependence() {
    let book = codebook(
        "[codebook]\nname=\"x\"\nlanguage=\"nl\"\n[[code]]\nid=\"last\"\nrules=[\"code:middle\"]\n[[code]]\nid=\"middle\"\nrules=[\"code:first NOT verder\"]\n[[code]]\nid=\"first\"\nstance=\"affirmed\"\nrules=[\"schaam*\", \"schaamde me dood\"]",
    );
    assert_eq!(
        mentions(&book, "Ik schaamde me dood. Ik schaam me niet. Schaamte, en verder."),
        ["last[schaamde me dood]", "middle[schaamde me dood]", "first[schaamde me dood]", "first[Schaamte]"],
        "code: sees what is left after stance and longest first"
    );
}

#[test]
fn a_matcher_is_shared_and_a_scratch_moves_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    fn moved<T: Send>(_: &T) {}
    shared(&Matcher::new(&rules(&["stem:schamen", "regex:/a/"]), &MatchOptions::default()).expect("no mistakes"));
    moved(&Scratch::default());
}

#[test]
fn mistakes_are_told_all_at_once() {
    let mut book = codebook(
        "[codebook]\nname=\"x\"\n[[code]]\nid=\"a\"\nrules=[\"aa\", \"bb\"]\n[[code]]\nid=\"b\"\nrules=[\"cc\"]",
    );
    let parsed = |rule: &str| rules(&[rule]).codes[0].rules[0].node.clone();
    book.codes[0].rules[0].node = parsed("stem:schamen");
    book.codes[1].rules[0].node = parsed("aa");
    let mistakes = |book: &Codebook| match Matcher::new(book, &MatchOptions::default()) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes.into_iter().map(|mistake| mistake.kind).collect(),
    };
    assert_eq!(mistakes(&book), ["no-stems"]);
    let see = |id: &str| crate::codebook::Node {
        expr: crate::codebook::Expr::Atom(crate::codebook::Atom::Code { id: id.into(), below: false }),
        span: Span::new(0, 1),
    };
    book.codes[0].rules[1].node = see("b");
    book.codes[1].rules[0].node = see("a");
    assert_eq!(mistakes(&book), ["cycle"]);
    book.codes[1].rules[0].node = see("nowhere");
    assert_eq!(mistakes(&book), ["unknown-code", "no-stems"]);
}

#[test]
fn dutch_stance() {
    use Stance::{Affirmed, Ceased, Negated, Normative};
    for (text, stance) in [
        ("Ik voel helemaal geen schaamte.", Negated),
        ("Niemand schaamde zich.", Negated),
        ("Ik schaam me er nauwelijks voor.", Negated),
        ("Schaamte? Niet echt.", Affirmed),
        ("Ik schaam me, zij niet.", Affirmed),
        ("Ik schaamde me (lacht) eh niet.", Negated),
        ("Hij was niet boos, ik schaamde me toch.", Affirmed),
        ("Ik heb geen schaamte meer.", Ceased),
        ("Ik schaam me nooit meer.", Ceased),
        ("Het is niet meer dan schaamte.", Affirmed),
        ("Ik wist niet of dat schaamte was.", Affirmed),
        ("Wel schaamte, geen spijt.", Negated),
        ("Je moet je niet schamen.", Normative),
        ("Ze zou zich niet hoeven schamen.", Normative),
        ("Je hoeft je niet meer te schamen.", Normative),
        ("Dat was zonder meer schaamte.", Affirmed),
        ("Toch schaamde ik me niet.", Negated),
        ("Het was niet zonder schaamte.", Affirmed),
        ("Niet – ik schaamde me.", Affirmed),
        ("Evenmin een twee drie vier vijf schaamte.", Negated),
        ("Evenmin een twee drie vier vijf zes schaamte.", Affirmed),
    ] {
        if text.contains("boos") {
            assert_eq!(mentions(&rules(&["scha*"]), text), ["a[schaamde]"], "{text}");
        } else {
            check_stance(text, stance);
        }
    }
}

#[test]
fn the_cue_is_named_and_one_inside_the_mention_is_none() {
    let document = document("Ik heb dat niet meer verteld.");
    let (_, found) = apply(&rules(&["verteld", "niet NEAR/4 vertel*"]), &document, &Admission::default());
    assert_eq!((found.mentions[0].stance, found.mentions[0].cue), (Stance::Affirmed, None));
    let (_, found) = apply(&rules(&["verteld", "dat NEAR/4 vertel*"]), &document, &Admission::default());
    let cue = found.mentions[0].cue.map(|cue| cue.of(&document.text));
    assert_eq!(
        (found.mentions[0].stance, cue),
        (Stance::Ceased, Some("niet meer")),
        "a cue between matched words counts"
    );
}

#[test]
fn the_document_chooses_the_cues() {
    let stance = |language: Option<&str>, text: &str| {
        let book = codebook("[codebook]\nname=\"x\"\n[[code]]\nid=\"a\"\nrules=[\"shame\", \"schaamte\"]");
        let document = Document { language: language.map(str::to_owned), ..document(text) };
        apply(&book, &document, &Admission::default()).1.mentions[0].stance
    };
    assert_eq!(stance(Some("en"), "Niet de shame."), Stance::Affirmed);
    assert_eq!(stance(Some("nl-BE"), "Niet de schaamte."), Stance::Negated);
    assert_eq!(stance(Some("de"), "Niet de schaamte."), Stance::Affirmed);
    assert_eq!(stance(None, "It wasn’t shame."), Stance::Negated);
    assert_eq!(stance(None, "Niet de schaamte."), Stance::Negated);
}

#[test]
fn cue_lists_are_data_and_their_mistakes_are_told() {
    let mut options = MatchOptions::default();
    assert!(Matcher::new(&rules(&["a"]), &options).is_ok());
    let dutch = options.cues.by_language.get_mut("nl").expect("Dutch is built in");
    *dutch = super::StanceCues {
        negated: vec!["geenszins".into(), "…".into()],
        clause: vec!["zo dat".into()],
        ..Default::default()
    };
    let mistakes = Matcher::new(&rules(&["a"]), &options).expect_err("two mistakes");
    assert_eq!(mistakes.iter().map(|mistake| mistake.kind).collect::<Vec<_>>(), ["bad-cue", "bad-cue"]);
}

#[test]
fn mentions_of_one_code_in_one_passage_make_one_coding() {
    let text = "I: Schaamte?\nR: Ik schaam me niet. De schaamte, de schaamte. Ook moeder zweeg. Haar schaamte.\nI: Hm.\nR: Schaamte!";
    let document = document(text);
    let book = rules(&["schaam*", "moeder NEAR/3 haar"]);
    let (segments, found) = apply(&book, &document, &Admission::default());
    let codings =
        |choice| to_codings(&document, &segments, found.mentions.clone(), &found.prompted, choice, CoderId(0));
    let shown = |choice| {
        let shown = |coding: &crate::coding::Coding| (coding.span.of(text).to_owned(), coding.mentions.len());
        codings(choice).iter().map(shown).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(SpanChoice::Sentence),
        [
            ("Ik schaam me niet.".to_owned(), 1),
            ("De schaamte, de schaamte.".to_owned(), 2),
            ("Ook moeder zweeg. Haar schaamte.".to_owned(), 2),
            ("Schaamte!".to_owned(), 1)
        ]
    );
    assert_eq!(shown(SpanChoice::Mention).len(), 6);
    assert_eq!(shown(SpanChoice::Turn).iter().map(|(_, count)| *count).collect::<Vec<_>>(), [5, 1]);
    let answers = codings(SpanChoice::Answer);
    assert_eq!((answers.len(), answers[0].mentions.len()), (1, 6), "a minimal response does not end the answer");
    let sentences = codings(SpanChoice::Sentence);
    assert_eq!(sentences[0].stance, Some(Stance::Negated));
    assert!(sentences.iter().all(|coding| coding.prompted == Some(true)));
    assert_eq!(sentences[3].turn, Some(crate::ids::TurnId(3)));
}

fn explain(codebook: &Codebook, text: &str) -> (Document, super::Explanation) {
    let document = document(text);
    let segments = Segments::of(&document, &SegmentOptions::default());
    let matcher = Matcher::new(codebook, &MatchOptions::default()).expect("no mistakes");
    let explanation = matcher.explain(&document, &segments, &Admission::default(), &mut Scratch::default());
    (document, explanation)
}

fn reasons(rule: &str, text: &str) -> Vec<String> {
    let (document, explanation) = explain(&rules(&[rule]), text);
    let of = |span: Span| span.of(&document.text).to_owned();
    let part = |span: Span| span.of(rule).to_owned();
    let shown = |reason: &Reason| match reason {
        Reason::OutOfScope { why, word } => format!("{why:?} {}", of(*word)),
        Reason::Absent { part: p } => format!("absent {}", part(*p)),
        Reason::Incomplete { part: p, word } => format!("incomplete {} {}", part(*p), of(*word)),
        Reason::Apart { part: p, mention, within } => format!("apart {} {} {within}", part(*p), of(*mention)),
        Reason::Excluded { mention, by, .. } => format!("excluded {} {:?}", of(*mention), by.map(of)),
        Reason::Excepted { mention, by, .. } => format!("excepted {} {}", of(*mention), of(*by)),
        Reason::TooNear { mention, by, words, limit, .. } => {
            format!("near {} {} {words} {limit}", of(*mention), of(*by))
        }
        Reason::TooFar { left, right, words, limit, .. } => format!("far {} {} {words} {limit}", of(*left), of(*right)),
        Reason::WrongOrder { left, right, .. } => format!("order {} {}", of(*left), of(*right)),
        Reason::NeverTogether { part: p } => format!("never {}", part(*p)),
        Reason::TooWide { words, limit, .. } => format!("wide {words} {limit}"),
        Reason::Count { most, n, .. } => format!("count {most} {n}"),
    };
    explanation.rules.iter().flat_map(|verdict| &verdict.reasons).map(shown).collect()
}

#[test]
fn an_explanation_says_what_kept_a_rule_from_holding() {
    for (rule, text, expected) in [
        ("moeder AND zweeg", "Mijn moeder.", "absent zweeg"),
        ("moeder AND zweeg", "Mijn moeder. Ik zweeg.", "apart zweeg moeder sentence"),
        ("moeder NOT vader", "Mijn moeder en vader.", "excluded moeder Some(\"vader\")"),
        ("moeder AND COUNT(ja) < 2", "Moeder ja ik ja.", "excluded Moeder None"),
        ("zeg* EXCEPT \"zeg maar\"", "Dat zeg maar.", "excepted zeg zeg maar"),
        ("moeder NOT NEAR/3 vader", "Moeder en vader.", "near Moeder vader 1 3"),
        ("moeder NEAR/1 vader", "Moeder zag daar mijn vader.", "far Moeder vader 3 1"),
        ("moeder BEFORE/1 vader", "Vader en moeder.", "order moeder Vader"),
        ("moeder BEFORE/0 vader", "Vader en toen ook moeder.", "order moeder Vader"),
        ("moeder NEAR/9 vader", "R: Moeder.\nS: Vader.", "never moeder NEAR/9 vader"),
        ("NEAR/3(een, twee, drie)", "Een of twee of drie.", "wide 5 3"),
        ("COUNT(ja) >= 3", "Ja ja en ja. Ja.", "count 3 3"),
        ("\"door de grond\"", "In de grond.", "incomplete \"door de grond\" grond"),
        ("zweeg {speaker = \"S\"}", "Ik zweeg.", "Speaker zweeg"),
        ("zweeg {where = \"years < 5\"}", "Ik zweeg.", "Where zweeg"),
        ("zweeg {language = \"en\"}", "Ik zweeg.", "Language zweeg"),
        ("zweeg", "I: U zweeg?", "Universe zweeg"),
    ] {
        if rule.starts_with("COUNT") {
            assert!(reasons(rule, text).is_empty(), "three are enough");
            assert_eq!(reasons("COUNT(ja) >= 4", text), ["count 3 4"]);
        } else {
            assert_eq!(reasons(rule, text)[0], expected, "{rule} on {text}");
        }
    }
    assert_eq!(OutOfScope::Universe.cmp(&OutOfScope::Language), std::cmp::Ordering::Less);
}

#[test]
fn an_explanation_says_what_became_of_every_proposal() {
    let book = codebook(
        "[codebook]\nname=\"x\"\nlanguage=\"nl\"\noverlap=\"longest\"\n[[code]]\nid=\"a\"\nrules=[\"schaamte\", \"de schaamte\", \"die schaamte\", 'spijt {stance = \"affirmed\"}', \"elders\"]\n[[code]]\nid=\"b\"\nrules=[\"diepe spijt\"]\n[[code]]\nid=\"c\"\nrules=[\"spijt\", \"Spijt\"]",
    );
    let (document, explanation) = explain(&book, "De schaamte. Geen spijt. Mijn diepe spijt.");
    let mut shown = Vec::new();
    for verdict in &explanation.rules {
        for proposal in &verdict.proposals {
            let fate = match &proposal.fate {
                Fate::Mention => "mention".to_owned(),
                Fate::Joins { rule } => format!("joins {}", rule.0),
                Fate::NotAffirmed => "not affirmed".to_owned(),
                Fate::Loses { rule, .. } => format!("loses to {}", rule.0),
                Fate::Nested { rule, .. } => format!("inside {}", rule.0),
            };
            shown.push(format!("{} {}: {fate}", verdict.rule.0, proposal.span.of(&document.text)));
        }
    }
    assert_eq!(
        shown,
        [
            "0 schaamte: loses to 1",
            "1 De schaamte: mention",
            "3 spijt: not affirmed",
            "3 spijt: inside 5",
            "5 diepe spijt: mention",
            "6 spijt: mention",
            "6 spijt: inside 5",
            "7 spijt: joins 6",
            "7 spijt: joins 6",
        ]
    );
    let tried: Vec<(u32, bool)> = explanation.rules.iter().map(|verdict| (verdict.rule.0, verdict.holds())).collect();
    assert_eq!(tried, [(0, false), (1, true), (2, false), (3, false), (5, true), (6, true), (7, true)]);
    assert_eq!(explanation.found.mentions.len(), 3);
}
