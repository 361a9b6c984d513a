use super::*;
use crate::corpus::Time;

fn tier(name: &str, beside: Option<&'static str>, said: &[(u64, u64, &str)]) -> Tier {
    let utterances = said
        .iter()
        .map(|&(start, end, text)| Utterance {
            at: start,
            said: Caption {
                speaker: Some(name.to_owned()),
                time: Some(Time { start, end: Some(end) }),
                text: text.to_owned(),
            },
        })
        .collect();
    Tier { name: name.to_owned(), speaker: Some(name.to_owned()), beside, utterances }
}

fn turns(draft: &Draft) -> Vec<(&str, &str)> {
    let who = |turn: &super::super::DraftTurn| turn.speaker.is_some();
    assert!(draft.turns.iter().all(who));
    draft.turns.iter().map(|turn| (turn.speaker.as_deref().unwrap_or(""), turn.span.of(&draft.text))).collect()
}

fn kinds(draft: &Draft) -> Vec<&str> {
    draft.report.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect()
}

fn score() -> Vec<Tier> {
    vec![
        tier("A", None, &[(0, 1000, "Hoe ging dat?"), (2500, 3000, "Hm."), (6000, 7000, "Mooi.")]),
        tier("B", None, &[(1000, 2000, "Nou,"), (2000, 4000, "ik ging langs de achterdeur."), (4000, 5000, "Zo.")]),
        tier("A-nl", Some("translations"), &[(0, 1000, "How was it?")]),
    ]
}

#[test]
fn tiers_are_woven_by_time_and_others_are_counted() {
    let draft = tiers_to_draft(score(), Draft::default(), &ReadOptions::default());
    assert_eq!(
        turns(&draft),
        [
            ("A", "Hoe ging dat?"),
            ("B", "Nou, ik ging langs de achterdeur."),
            ("A", "Hm."),
            ("B", "Zo."),
            ("A", "Mooi."),
        ]
    );
    assert_eq!(draft.report.label_style, "tiers `A`, `B`");
    assert_eq!(draft.report.dropped, [("translations: `A-nl`".to_owned(), 11)]);
    assert_eq!(kinds(&draft), ["speech-tiers", "overlapping-speech"]);
    assert!(draft.report.diagnostics[1].message.starts_with("1 utterance begins"));
}

#[test]
fn the_study_says_which_tiers_are_speech() {
    let options = |tiers: &[&str]| ReadOptions {
        tiers: tiers.iter().map(|&tier| tier.to_owned()).collect(),
        ..ReadOptions::default()
    };
    let draft = tiers_to_draft(score(), Draft::default(), &options(&["a-nl"]));
    assert_eq!(turns(&draft), [("A-nl", "How was it?")]);
    assert_eq!(draft.report.dropped[0].0, format!("{NOT_NAMED}: `A`, `B`"));
    let astray = tiers_to_draft(score(), Draft::default(), &options(&["C"]));
    assert_eq!(turns(&astray).len(), 5);
    assert_eq!(kinds(&astray)[0], "tiers-not-found");
}

#[test]
fn tiers_beside_speech_are_speech_where_they_are_all_there_is() {
    let tiers = vec![tier("A", None, &[(0, 10, " ")]), tier("A-nl", Some("translations"), &[(0, 10, "Dag.")])];
    let draft = tiers_to_draft(tiers, Draft::default(), &ReadOptions::default());
    assert_eq!(turns(&draft), [("A-nl", "Dag.")]);
    assert_eq!(kinds(&draft), ["no-speech-tier"]);
}

#[test]
fn the_same_words_cut_otherwise_count_once() {
    let tiers = vec![
        tier("A", None, &[(0, 10, "Ik ging langs de achterdeur.")]),
        tier("A2", None, &[(0, 5, "ik ging langs"), (5, 10, "de achterdeur")]),
    ];
    let draft = tiers_to_draft(tiers, Draft::default(), &ReadOptions::default());
    assert_eq!(turns(&draft), [("A", "Ik ging langs de achterdeur.")]);
    assert_eq!(draft.report.dropped[0].0, format!("{SAME_WORDS}: `A2`"));
}

#[test]
fn double_brackets_and_seconds_are_events() {
    let text = "ja ((lacht hard)) nee (0.5) en (2009) toen ((open\n)) (.) (1,000) ((";
    let found: Vec<&str> = events(text).iter().map(|gap| gap.span.of(text)).collect();
    assert_eq!(found, ["((lacht hard))", "(0.5)", "(.)"]);
}

#[test]
fn a_role_says_who_asks() {
    for (role, part) in [
        ("Investigator", Some(Part::Interviewer)),
        ("interviewer", Some(Part::Interviewer)),
        ("Target_Child", Some(Part::Participant)),
        ("Environment", Some(Part::Other)),
        ("Mother", None),
        ("I", None),
    ] {
        assert_eq!(part_of(role), part, "{role}");
    }
}

#[test]
fn languages_have_two_letters() {
    for (code, two) in
        [("nld", "nl"), ("dut", "nl"), ("eng", "en"), ("nl-BE", "nl"), ("yue", "yue"), ("qaa", "qaa"), ("", "")]
    {
        assert_eq!(language(code), two, "{code}");
    }
}

#[test]
fn reserved_and_long_statements_are_no_variables() {
    let mut variables = Variables::default();
    state(&mut variables, "Text", "x");
    state(&mut variables, "Room Layout", "twee \n stoelen");
    state(&mut variables, "room layout", "later");
    state(&mut variables, "situation", &"x".repeat(300));
    assert_eq!(variables.iter().collect::<Vec<_>>(), [("room_layout", "twee stoelen")]);
}
