//! Curves of saturation, on a study counted by hand.

use insta::assert_snapshot;

use crate::run::Folder;

/// Five interviews, coded by anna; analysed in another order than that of their files, two of them on one day.
const CODINGS: &str = "transcript,code,coder,text\n\
    a,shame,anna,schaamte\na,work,anna,werk\na,work,anna,baas\n\
    b,shame,anna,schaamte\nb,hope,anna,hoop\n\
    c,work,anna,werk\nc,grief,anna,verdriet\nc,shame/hiding,anna,schaamte\n\
    d,shame,anna,schaamte\nd,hope,anna,hoop\n\
    e,work,anna,werk\n";

const CASES: &str = "transcript,case,analysed_on,round\n\
    a,P1,2026-03-09,4\nb,P2,2026-03-02,2\nc,P3,2026-03-12,5\nd,P4,2026-03-02,3\ne,P5,2026-02-27,1\n";

fn study() -> Folder {
    let folder = Folder::with(&[("hand.csv", CODINGS), ("t/cases.csv", CASES)]);
    for name in ["a", "b", "c", "d", "e"] {
        let text = "I: Hoe was dat?\n\nR: Er was schaamte, werk, een baas, hoop en verdriet.\n";
        folder.write(&format!("t/{name}.txt"), text.as_bytes());
    }
    folder
}

#[test]
fn the_curve_follows_the_order_of_analysis_and_ends_at_all_codes() {
    let folder = study();
    assert_snapshot!(folder.run("saturation t --codings hand.csv").text(), @r#"
    step,transcript,case,analysed_on,codings,codes,new_codes,cumulative,cumulative_pct,new_names
    1,e,P5,2026-02-27,1,1,1,1,20,work
    2,b,P2,2026-03-02,2,2,2,3,60,"shame, hope"
    3,d,P4,2026-03-02,2,2,0,3,60,
    4,a,P1,2026-03-09,3,2,0,3,60,
    5,c,P3,2026-03-12,3,3,2,5,100,"shame/hiding, grief"
    "#);
    let caption = folder.run("saturation t --codings hand.csv -f json").text();
    for told in [
        "2 interviews were analysed at the same time as another",
        "5 codes in all: 50% after 2 interviews, 80% after 5, 90% after 5, all after 5.",
        "a theme is not new because a code below it is",
    ] {
        assert!(caption.contains(told), "{told} in {caption}");
    }
    // Rolled up, what is hidden is shame, which was there.
    let themes = folder.run("saturation t --codings hand.csv --level 1").text();
    assert!(
        themes.lines().last().is_some_and(|row| row.starts_with("5,c,P3,2026-03-12,3,3,1,4,100,grief")),
        "{themes}"
    );
}

#[test]
fn another_variable_gives_another_order_and_numbers_are_no_texts() {
    let folder = study();
    let order = |line: &str| -> Vec<String> {
        let rows = folder.run(line).text();
        rows.lines().skip(1).map(|row| row.split(',').nth(1).unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(order("saturation t --codings hand.csv --order round"), ["e", "b", "d", "a", "c"]);
    let shown = folder.run("saturation t --codings hand.csv").text();
    folder.write("kantlijn.toml", b"[study]\ncases = \"t/cases.csv\"\n");
    let named = folder.run("saturation t/c.txt t/a.txt t/e.txt t/b.txt t/d.txt --codings hand.csv").text();
    assert_eq!(named, shown, "the order of files does not matter");
}

#[test]
fn where_a_person_coded_nothing_is_not_analysed_unless_told_otherwise() {
    let folder = study();
    let few = CODINGS.replace("e,work,anna,werk\n", "").replace("d,shame,anna,schaamte\nd,hope,anna,hoop\n", "");
    folder.write("few.csv", few.as_bytes());
    // Nor does it need a date.
    folder.write("t/cases.csv", CASES.replace("e,P5,2026-02-27", "e,P5,").as_bytes());
    let shown = folder.run("saturation t --codings few.csv -f json").text();
    assert!(shown.contains("2 interviews have no coding and are left out, as not analysed yet."), "{shown}");
    assert_eq!(folder.run("saturation t --codings few.csv").text().lines().count(), 4);
    folder.write("t/cases.csv", CASES.as_bytes());
    let all = folder.run("saturation t --codings few.csv --uncoded").text();
    assert_eq!((all.lines().count(), all.lines().nth(1)), (6, Some("1,e,P5,2026-02-27,0,0,0,0,0,")), "{all}");
}

#[test]
fn the_expected_curve_ends_at_all_codes() {
    let folder = study();
    assert_snapshot!(folder.run("saturation t --codings hand.csv --expected").text(), @r#"
    step,transcript,case,analysed_on,codings,codes,new_codes,cumulative,cumulative_pct,expected,expected_sd,new_names
    1,e,P5,2026-02-27,1,1,1,1,20,2,0.594928057785,work
    2,b,P2,2026-03-02,2,2,2,3,60,3.3,0.883176086633,"shame, hope"
    3,d,P4,2026-03-02,2,2,0,3,60,4.1,0.991478846487,
    4,a,P1,2026-03-09,3,2,0,3,60,4.6,1.03631047179,
    5,c,P3,2026-03-12,3,3,2,5,100,5,1.10096376513,"shame/hiding, grief"
    "#);
}

#[test]
fn estimates() {
    let folder = study();
    assert_snapshot!(folder.run("saturation t --codings hand.csv --estimates").text(), @r#"
    estimate,setting,value,reading
    interviews,,5,
    codes,,5,different codes found
    in_one_interview,,2,codes in exactly one
    in_two_interviews,,1,codes in exactly two
    incidences,,10,pairs of interview and code
    interviews_to,50%,2,
    interviews_to,80%,5,only with the last: still rising
    interviews_to,90%,5,only with the last: still rising
    interviews_to,100%,5,only with the last: still rising
    guest_namey_chen,"base 4, run 2, 5%",,it needs 6 interviews
    guest_namey_chen,"base 4, run 3, 5%",,it needs 7 interviews
    guest_namey_chen,"base 5, run 2, 5%",,it needs 7 interviews
    guest_namey_chen,"base 5, run 3, 5%",,it needs 8 interviews
    guest_namey_chen,"base 6, run 2, 5%",,it needs 8 interviews
    guest_namey_chen,"base 6, run 3, 5%",,it needs 9 interviews
    guest_namey_chen,"base 4, run 2, 0%",,it needs 6 interviews
    guest_namey_chen,"base 4, run 3, 0%",,it needs 7 interviews
    guest_namey_chen,"base 5, run 2, 0%",,it needs 7 interviews
    guest_namey_chen,"base 5, run 3, 0%",,it needs 8 interviews
    guest_namey_chen,"base 6, run 2, 0%",,it needs 8 interviews
    guest_namey_chen,"base 6, run 3, 0%",,it needs 9 interviews
    chao2,,6.6,codes there are at least
    chao2_bias_corrected,,5.4,safer where few are in two
    jackknife1,,6.6,codes there are
    jackknife2,,7.35,codes there are
    coverage_pct,,84,of what is mentioned
    completeness_pct,,75.7575757576,of Chao2 was found
    shown_prevalence_pct,95%,45.0719728347,of people: heard once or more
    "#);
}

#[test]
fn rules_cover_the_codebook_and_have_no_estimates() {
    let folder = study();
    folder.write("c.toml", b"[codebook]\nname = \"Proef\"\n\n[[code]]\nid = \"shame\"\nrules = [\"schaamte\"]\n\n[[code]]\nid = \"luck\"\nrules = [\"geluk\"]\n");
    let shown = folder.run("saturation t -c c.toml -f json").text();
    for told in
        ["Coverage of the codebook over interviews", "This is no saturation", "Of 2 codes of the codebook 1 was found"]
    {
        assert!(shown.contains(told), "{told} in {shown}");
    }
    let refused = folder.run("saturation t -c c.toml --estimates");
    assert!(refused.refused().contains("have no estimates of saturation"), "{refused}");
    assert!(folder.run("saturation t -c c.toml --uncoded").refused().contains("--uncoded"));
    // Without a deviation: the codes are no sample.
    let expected = folder.run("saturation t -c c.toml --expected").text();
    assert!(expected.lines().nth(1).is_some_and(|row| row.ends_with(",1,,shame")), "{expected}");
}

#[test]
fn what_gives_no_curve_is_refused_with_the_mend() {
    let folder = study();
    let refused = |line: &str| folder.run(line).refused().to_owned();
    assert!(refused("saturation t --codings hand.csv --order week").contains("no transcript has a variable `week`"));
    assert!(refused("saturation t --codings hand.csv --by case").contains("--where"));
    assert!(refused("saturation t --codings hand.csv -u sentence").contains("--unit"));
    folder.write("two.csv", CODINGS.replace("e,work,anna", "e,work,bram").as_bytes());
    assert!(refused("saturation t --codings two.csv").contains("anna, bram"));
    assert!(folder.run("saturation t --codings two.csv --coder any").code == Some(0));
    folder.write("t/cases.csv", CASES.replace("2026-03-12", "12-03-2026").as_bytes());
    assert!(refused("saturation t --codings hand.csv").contains("neither a date nor a number"));
    folder.write("t/cases.csv", CASES.replace("2026-03-12", "").as_bytes());
    assert!(refused("saturation t --codings hand.csv").contains("not known of c"));
    std::fs::remove_file(folder.path("t/cases.csv")).expect("the table of cases");
    assert!(refused("saturation t --codings hand.csv").contains("--order"));
}
