use std::path::Path;

use crate::codebook::{Code, Codebook};
use crate::coding::samples::by_rule;
use crate::coding::{Anchor, Coding, Stance, Status};
use crate::corpus::Document;
use crate::ids::CoderId;
use crate::segment::samples::{interview, place};

use super::{Day, Decision, Decisions, Verdict, Verdicts};

const LINES: [&str; 4] = [
    "I: Hoe was dat voor u?",
    "R: Ik schaamde me kapot. Thuis heb ik er nooit iets van verteld, dat was geheim.",
    "I: En daarna?",
    "R: Daarna schaamde ik me minder. Ik schaamde me kapot. Nu praat ik erover met mijn baas.",
];

fn codebook() -> Codebook {
    let codes = ["shame", "hiding", "work"].map(|id| Code { id: id.into(), ..Code::default() });
    Codebook { codes: codes.into(), ..Codebook::default() }
}

fn document() -> Document {
    interview(0, "r1", &LINES)
}

fn day(day: &str) -> Day {
    day.parse().unwrap()
}

fn decided(document: &Document, code: &str, words: &str, verdict: Verdict) -> Decision {
    Decision {
        transcript: "r1".into(),
        code: code.into(),
        anchor: Anchor::of(document, place(document, words)),
        verdict,
        reviewer: "anna".into(),
        day: day("2026-03-01"),
        memo: String::new(),
        row: 2,
    }
}

/// The codings that are left of these, and what is told: `shame accepted “…” (mentions)`.
fn settled(document: &Document, decisions: &[Decision], mut codings: Vec<Coding>) -> (Vec<String>, Vec<&'static str>) {
    let rows = decisions.iter().enumerate().map(|(i, row)| Decision { row: i + 2, ..row.clone() }).collect();
    let mut decisions = Decisions::new(Path::new("decisions.csv"), rows);
    assert!(decisions.assign(["r1"], &codebook()).is_empty());
    let told = decisions.settle(document, &codebook(), CoderId(0), &mut codings);
    codings.sort_by_key(|coding| (coding.span, coding.code));
    let tell = |coding: &Coding| {
        let mentions: Vec<&str> = coding.mentions.iter().map(|mention| mention.span.of(&document.text)).collect();
        let memo = if coding.memo.is_empty() { String::new() } else { format!(" {:?}", coding.memo) };
        format!(
            "{} {} “{}” {}{memo}",
            codebook().codes[coding.code.index()].id,
            coding.status.word(),
            document.quote(coding.span),
            mentions.join("+")
        )
    };
    (codings.iter().map(tell).collect(), told.iter().map(|one| one.kind).collect())
}

#[test]
fn a_decision_meets_whatever_rule_proposes_the_passage() {
    let document = document();
    let sentence = "Thuis heb ik er nooit iets van verteld, dat was geheim.";
    for (verdict, status) in [(Verdict::Accept, "accepted"), (Verdict::Reject, "rejected")] {
        let decisions = [decided(&document, "hiding", sentence, verdict)];
        // Evidence of other words than on the day of the decision: the reviewer has read the sentence whole.
        for mention in ["nooit iets van verteld", "geheim"] {
            let codings =
                vec![by_rule(&document, 1, sentence, &[mention]), by_rule(&document, 0, sentence, &["geheim"])];
            let (left, told) = settled(&document, &decisions, codings);
            assert_eq!(
                left,
                [format!("shame proposed “{sentence}” geheim"), format!("hiding {status} “{sentence}” {mention}")]
            );
            assert!(told.is_empty(), "{told:?}");
        }
    }
}

#[test]
fn evidence_that_reaches_out_of_the_passage_is_not_decided_on() {
    let document = document();
    let answer = LINES[1].strip_prefix("R: ").unwrap();
    let decisions = [decided(&document, "hiding", "Ik schaamde me kapot.", Verdict::Reject)];
    let both = by_rule(&document, 1, answer, &["schaamde", "kapot. Thuis", "geheim"]);
    let (left, told) = settled(&document, &decisions, vec![both]);
    assert_eq!(
        left,
        [
            "hiding rejected “Ik schaamde me kapot.” schaamde".to_owned(),
            format!("hiding proposed “{answer}” kapot. Thuis+geheim"),
        ]
    );
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn a_shorter_passage_of_today_lies_in_the_one_that_was_decided_on() {
    let document = document();
    let decisions = [decided(&document, "shame", "Daarna schaamde ik me minder.", Verdict::Accept)];
    let (left, _) = settled(&document, &decisions, vec![by_rule(&document, 0, "Daarna schaamde", &["schaamde"])]);
    assert_eq!(left, ["shame accepted “Daarna schaamde ik me minder.” schaamde"]);
}

#[test]
fn what_was_accepted_stays_where_no_rule_proposes_it_any_more() {
    let document = document();
    let accepted = decided(&document, "shame", "Daarna schaamde ik me minder.", Verdict::Accept);
    let rejected = decided(&document, "work", "Daarna schaamde ik me minder.", Verdict::Reject);
    let (left, told) = settled(&document, &[accepted, rejected], Vec::new());
    assert_eq!(left, ["shame accepted “Daarna schaamde ik me minder.” "]);
    assert_eq!(told, ["decision-without-rule"]);
}

#[test]
fn recoded_is_accepted_under_the_other_code_alone() {
    let document = document();
    let sentence = "Daarna schaamde ik me minder.";
    let decisions = [decided(&document, "shame", sentence, Verdict::Recode("hiding".into()))];
    let (left, told) = settled(&document, &decisions, vec![by_rule(&document, 0, sentence, &["schaamde"])]);
    assert_eq!(left, [format!("hiding accepted “{sentence}” ")]);
    assert!(told.is_empty(), "{told:?}");
    // Where the rules propose the other code too, there is one coding of it, with their evidence.
    let codings = vec![by_rule(&document, 0, sentence, &["schaamde"]), by_rule(&document, 1, sentence, &["minder"])];
    assert_eq!(settled(&document, &decisions, codings).0, [format!("hiding accepted “{sentence}” minder")]);
}

#[test]
fn the_latest_of_several_counts_and_disagreement_is_told() {
    let document = document();
    let sentence = "Daarna schaamde ik me minder.";
    let of = |reviewer: &str, on: &str, verdict| Decision {
        reviewer: reviewer.into(),
        day: day(on),
        ..decided(&document, "shame", sentence, verdict)
    };
    let codings = || vec![by_rule(&document, 0, sentence, &["schaamde"])];
    let anna = of("anna", "2026-03-02", Verdict::Accept);
    let bram = of("bram", "2026-03-01", Verdict::Reject);
    let (left, told) = settled(&document, &[anna.clone(), bram.clone()], codings());
    assert_eq!((&*left[0], &told[..]), (&*format!("shame accepted “{sentence}” schaamde"), &["decisions-differ"][..]));
    // Of one day the later row counts; who changes their mind disagrees with nobody.
    let same_day = of("bram", "2026-03-02", Verdict::Reject);
    assert!(settled(&document, &[anna.clone(), same_day], codings()).0[0].contains("rejected"));
    let again = of("anna", "2026-03-05", Verdict::Reject);
    let (left, told) = settled(&document, &[anna, bram, again], codings());
    assert!(left[0].contains("rejected") && told.is_empty(), "{left:?} {told:?}");
}

#[test]
fn memos_come_along_with_and_without_a_decision() {
    let document = document();
    let sentence = "Daarna schaamde ik me minder.";
    let memo = |reviewer: &str, memo: &str, verdict| Decision {
        reviewer: reviewer.into(),
        memo: memo.into(),
        ..decided(&document, "shame", sentence, verdict)
    };
    let codings = || vec![by_rule(&document, 0, sentence, &["schaamde"])];
    let alone = [memo("anna", "navragen", Verdict::Memo)];
    assert_eq!(settled(&document, &alone, codings()).0, [format!("shame proposed “{sentence}” schaamde \"navragen\"")]);
    let both = [memo("anna", "navragen", Verdict::Memo), memo("bram", "duidelijk", Verdict::Accept)];
    let expected = format!("shame accepted “{sentence}” schaamde \"anna: navragen\\nbram: duidelijk\"");
    assert_eq!(settled(&document, &both, codings()).0, [expected]);
    let (left, told) = settled(&document, &alone, Vec::new());
    assert!(left.is_empty());
    assert_eq!(told, ["memo-without-coding"]);
}

#[test]
fn passages_of_an_edited_transcript_are_followed_or_told() {
    let before = document();
    let decisions = [
        decided(&before, "shame", "Daarna schaamde ik me minder.", Verdict::Accept),
        decided(&before, "work", "Nu praat ik erover met mijn baas.", Verdict::Reject),
        decided(&before, "hiding", "Thuis heb ik er nooit iets van verteld, dat was geheim.", Verdict::Accept),
    ];
    let after = interview(
        0,
        "r1",
        &[
            "I: Goedemiddag. Hoe was dat voor u?",
            "R: Ik schaamde me kapot.",
            "I: En daarna?",
            "R: Daarna schaamde ik me minder. Ik schaamde me kapot. Nu praat ik erover met mijn nieuwe baas.",
        ],
    );
    let codings = vec![
        by_rule(&after, 0, "Daarna schaamde ik me minder.", &["schaamde"]),
        by_rule(&after, 2, "Nu praat ik erover met mijn nieuwe baas.", &["baas"]),
    ];
    let (left, told) = settled(&after, &decisions, codings);
    assert_eq!(
        left,
        [
            "shame accepted “Daarna schaamde ik me minder.” schaamde",
            "work rejected “Nu praat ik erover met mijn nieuwe baas.” baas",
        ]
    );
    assert_eq!(told, ["decision-on-changed-words", "decision-lost"]);
}

#[test]
fn the_same_words_elsewhere_are_another_passage() {
    let document = document();
    // They stand there twice; this is the second.
    let start = document.text.rfind("Ik schaamde me kapot.").unwrap();
    let second = crate::text::Span::new(start, start + "Ik schaamde me kapot.".len());
    let decision =
        Decision { anchor: Anchor::of(&document, second), ..decided(&document, "shame", "Ik", Verdict::Reject) };
    let first = by_rule(&document, 0, "Ik schaamde me kapot.", &["schaamde"]);
    let (left, told) = settled(&document, &[decision], vec![first]);
    assert_eq!(left, ["shame proposed “Ik schaamde me kapot.” schaamde"]);
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn a_later_decision_on_a_longer_passage_overtakes_the_one_in_it() {
    let document = document();
    let answer = LINES[3].strip_prefix("R: ").unwrap();
    let sentence = "Daarna schaamde ik me minder.";
    let on = |words: &str, on: &str, verdict| Decision { day: day(on), ..decided(&document, "shame", words, verdict) };
    let codings = || vec![by_rule(&document, 0, answer, &["schaamde ik", "schaamde me"])];
    let (left, _) = settled(
        &document,
        &[on(sentence, "2026-03-01", Verdict::Accept), on(answer, "2026-03-02", Verdict::Reject)],
        codings(),
    );
    assert_eq!(left, [format!("shame rejected “{answer}” schaamde ik+schaamde me")]);
    let (left, _) = settled(
        &document,
        &[on(sentence, "2026-03-02", Verdict::Reject), on(answer, "2026-03-01", Verdict::Accept)],
        codings(),
    );
    assert_eq!(
        left,
        [format!("shame rejected “{sentence}” schaamde ik"), format!("shame accepted “{answer}” schaamde me"),]
    );
}

#[test]
fn people_s_codings_are_left_alone_and_stances_follow_the_evidence() {
    let document = document();
    let sentence = "Ik schaamde me kapot.";
    let mut by_anna = by_rule(&document, 0, sentence, &["schaamde"]);
    by_anna.coder = CoderId(1);
    let mut proposed = by_rule(&document, 0, "Ik schaamde me kapot. Thuis", &["schaamde", "Thuis"]);
    proposed.mentions[0].stance = Stance::Negated;
    proposed.prompted = Some(true);
    let mut codings = vec![by_anna.clone(), proposed];
    let decisions = [decided(&document, "shame", sentence, Verdict::Accept)];
    Decisions::new(Path::new("d.csv"), decisions.into()).settle(&document, &codebook(), CoderId(0), &mut codings);
    assert_eq!(codings[0], by_anna);
    let accepted =
        codings.iter().find(|coding| coding.coder == CoderId(0) && coding.status == Status::Accepted).unwrap();
    assert_eq!((accepted.stance, accepted.prompted), (Some(Stance::Negated), Some(true)));
    let open = codings.iter().find(|coding| coding.status == Status::Proposed && coding.coder == CoderId(0)).unwrap();
    assert_eq!((open.stance, open.mentions.len()), (Some(Stance::Affirmed), 1));
}

#[test]
fn what_has_no_transcript_or_no_code_is_told_once_and_kept() {
    let document = document();
    let elsewhere = Decision { transcript: "map/r9".into(), ..decided(&document, "shame", "Ik", Verdict::Accept) };
    let renamed = decided(&document, "shamee", "Ik schaamde me kapot.", Verdict::Accept);
    let recoded = decided(&document, "shame", "Ik schaamde me kapot.", Verdict::Recode("hope".into()));
    let mut decisions = Decisions::new(Path::new("d.csv"), vec![elsewhere.clone(), elsewhere, renamed, recoded]);
    let told = decisions.assign(["a/r1", "b/r2"], &codebook());
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].contains("2 decisions are of `map/r9`"), "{told:?}");
    assert!(told[1].contains("`hope`") && told[2].contains("if it is `shame` now"), "{told:?}");
    // The only transcript that ends in `r1` is meant; decisions that count nowhere change nothing.
    let document = Document { name: "a/r1".into(), ..document };
    let proposed = by_rule(&document, 0, "Ik schaamde me kapot.", &["schaamde"]);
    let mut codings = vec![proposed.clone()];
    assert!(decisions.settle(&document, &codebook(), CoderId(0), &mut codings).is_empty());
    assert_eq!(codings, [proposed]);
}

#[test]
fn decisions_are_added_behind_those_that_are_there() {
    let document = document();
    let path = Path::new("decisions.csv");
    let first = Decision {
        memo: "zie \"haar\"; ook\nr2".into(),
        ..decided(&document, "shame", "Daarna schaamde ik me minder.", Verdict::Accept)
    };
    let second = decided(&document, "shame", "Ik schaamde me kapot.", Verdict::Recode("work".into()));
    let bytes = Decisions::appended(path, b"", std::slice::from_ref(&first)).unwrap();
    let more = Decisions::appended(path, &bytes, std::slice::from_ref(&second)).unwrap();
    assert!(more.starts_with(&bytes));
    let read = Decisions::parse(path, &more).unwrap();
    let shown = |rows: &[Decision]| -> Vec<_> {
        rows.iter()
            .map(|row| (row.verdict.clone(), row.memo.clone(), row.anchor.place, row.anchor.quote.clone()))
            .collect()
    };
    assert_eq!(shown(&read.rows), shown(&[first, second]));
    assert_eq!(Verdicts::of(&read.rows), Verdicts { accepted: 1, recoded: 1, ..Verdicts::default() });
    assert!(read.new_among(read.rows.clone()).is_empty());
    let again = Decision { verdict: Verdict::Reject, ..read.rows[0].clone() };
    assert_eq!(read.new_among(vec![again.clone()]), [again]);
    // As a Dutch Excel saves it: semicolons, a byte order mark, another way to write days.
    let text = String::from_utf8(more).unwrap();
    let mut saved = csv::WriterBuilder::new().delimiter(b';').from_writer("\u{feff}".as_bytes().to_vec());
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.replace("2026-03-01", "01-03-2026").as_bytes())
        .records()
        .for_each(|record| saved.write_record(&record.unwrap()).unwrap());
    let saved = saved.into_inner().unwrap();
    assert_eq!(shown(&Decisions::parse(path, &saved).unwrap().rows), shown(&read.rows));
    let rewritten = Decisions::appended(path, &saved, &[]).unwrap();
    assert_eq!(String::from_utf8(rewritten).unwrap(), text);
}

#[test]
fn a_file_that_cannot_be_understood_is_told_row_by_row() {
    let path = Path::new("d.csv");
    let header = "transcript,code,start,end,text,before,after,decision,recode,reviewer,date,memo\n";
    let rows = "r1,shame,1,5,woord,,,misschien,,anna,2026-01-01,\nr1,shame,5,1,woord,,,accept,,anna,2026-01-01,\n\
        r1,shame,1,5,woord,,,accept,,,2026-01-01,\nr1,shame,1,5,woord,,,accept,,anna,1/2/2026,\n\
        ,shame,1,5,woord,,,accept,,anna,2026-01-01,\nr1,shame,x,5,woord,,,accept,,anna,2026-01-01,\n";
    let told = Decisions::parse(path, format!("{header}{rows}").as_bytes()).unwrap_err().to_string();
    for (row, what) in
        [(2, "misschien"), (3, "runs backwards"), (4, "reviewer"), (5, "1/2/2026"), (6, "transcript"), (7, "`x`")]
    {
        assert!(told.lines().any(|line| line.contains(&format!("row {row}:")) && line.contains(what)), "{row}: {told}");
    }
    let further = header.replace("memo", "memo,kleur");
    assert!(Decisions::parse(path, further.as_bytes()).unwrap_err().to_string().contains("kleur"));
    assert!(Decisions::parse(path, b"a,b\n1,2\n").unwrap_err().to_string().contains("no decisions"));
    assert_eq!(Decisions::parse(path, b"").unwrap().rows, []);
}
