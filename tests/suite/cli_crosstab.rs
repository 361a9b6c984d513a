//! Codes against variables, and words against words, on studies counted by hand.

use insta::assert_snapshot;

use crate::run::Folder;

#[test]
fn people_are_counted_first_and_every_code_keeps_its_row() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("crosstab t -c c.toml --by profession").text(), @r"
    profession,theme,code,name,count,of
    bakker,shame,shame,Schaamte,2,2
    bakker,shame,shame/hiding,Verbergen,1,2
    bakker,work,work,Werk,1,2
    bakker,,,geen code,0,2
    kok,shame,shame,Schaamte,1,1
    kok,shame,shame/hiding,Verbergen,1,1
    kok,work,work,Werk,1,1
    kok,,,geen code,0,1
    ");
    assert_snapshot!(folder.run("crosstab t -c c.toml --by profession --count units --shares row --level 1").text(), @r"
    profession,theme,code,name,count,of,row_pct
    bakker,shame,shame,Schaamte,3,6,60
    bakker,work,work,Werk,2,6,66.6666666667
    bakker,,,geen code,2,6,100
    kok,shame,shame,Schaamte,2,2,40
    kok,work,work,Werk,1,2,33.3333333333
    kok,,,geen code,0,2,0
    ");
}

#[test]
fn margins_sum_to_the_whole() {
    let folder = Folder::study();
    let cells = |line: &str, columns: &[usize]| -> Vec<f64> {
        let rows = folder.run(line).text();
        let sum = |column: &usize| {
            let cells =
                rows.lines().skip(1).map(|row| row.split(',').nth(*column).unwrap_or_default().parse().unwrap_or(0.0));
            cells.sum::<f64>()
        };
        columns.iter().map(sum).collect()
    };
    // Row shares of three codes sum to 100 each; nobody is without a code, and of nobody there are no shares.
    assert_eq!(cells("crosstab t -c c.toml --by profession --shares row", &[6]), [300.0]);
    // Codings lie in one group each: of shame 6, of hiding 3, of work 4.
    assert_eq!(cells("crosstab t -c c.toml --by profession --count codings", &[4]), [13.0]);
    // Six units of bakers and two of a cook, since an answer of both counts for each: every unit is an eighth.
    assert_eq!(
        cells("crosstab t -c c.toml --by profession --count units --shares total", &[4, 6]),
        [13.0, 13.0 * 100.0 / 8.0]
    );
}

/// Twenty participants in two trades: of ten bakers nine speak of work, of ten cooks one.
fn trades() -> Folder {
    let folder = Folder::new();
    let mut cases = "transcript,case,trade,town\n".to_owned();
    for i in 0..20 {
        let is_baker = i < 10;
        let says = if i < 9 || i == 10 { "Ik werk hard." } else { "Dat weet ik niet." };
        folder.write(&format!("t/i{i}.txt"), format!("I: Wat doe je?\n\nR: {says}\n").as_bytes());
        let (trade, town) = (if is_baker { "bakker" } else { "kok" }, if i % 2 == 0 { "Ede" } else { "Ter Apel" });
        cases.push_str(&format!("i{i},P{i},{trade},{town}\n"));
    }
    folder.write("t/cases.csv", cases.as_bytes());
    folder.write("c.toml", crate::run::CODEBOOK.as_bytes());
    folder
}

#[test]
fn tests_come_when_asked_for_and_flags_after_correction() {
    let folder = trades();
    // (9, 1; 1, 9): χ² = 20 · (81 − 1)² / 10⁴ = 12.8, V = 0.8, adjusted residual √12.8.
    assert_snapshot!(folder.run("crosstab t -c c.toml --by trade --tests --level 1").text(), @r"
    trade,theme,code,name,count,of,expected,residual,residual_q,flag,chi2,df,p,q,g2,cramers_v,cramers_v_corrected,min_expected,small_cells_pct
    bakker,shame,shame,Schaamte,0,10,,,,,,,,,,,,,
    bakker,work,work,Werk,9,10,5,3.577708764,0.000346619351134,more,12.8,1,0.000346619351135,0.000346619351135,14.7225682867,0.8,0.787400787401,5,0
    bakker,,,geen code,1,10,,,,,,,,,,,,,
    kok,shame,shame,Schaamte,0,10,,,,,,,,,,,,,
    kok,work,work,Werk,1,10,5,-3.577708764,0.000346619351134,fewer,12.8,1,0.000346619351135,0.000346619351135,14.7225682867,0.8,0.787400787401,5,0
    kok,,,geen code,9,10,,,,,,,,,,,,,
    ");
    let shown = folder.run("crosstab t -c c.toml --by trade --tests --level 1 -f json --lang en").text();
    for told in ["drawn at random", "Benjamini & Hochberg (1995) for 1 tested code,", "Haberman 1973) for 2 cells"] {
        assert!(shown.contains(told), "{told} in {shown}");
    }
    let small = folder.run("crosstab t -c c.toml --by town --where 'trade = \"kok\"' --tests -f json --lang en").text();
    assert!(small.contains("expected below 5"), "{small}");
}

#[test]
fn where_nothing_can_be_tested_that_is_all_that_is_said_of_tests() {
    let folder = trades();
    let shown =
        folder.run("crosstab t -c c.toml --by trade --where 'trade = \"kok\"' --tests -f json --lang en").text();
    assert!(shown.contains("No code could be tested: of each everybody has it, or nobody"), "{shown}");
    assert!(!shown.contains("Benjamini"), "{shown}");
}

#[test]
fn shares_of_several_kinds_stand_beside_each_other() {
    let folder = trades();
    let both = "crosstab t -c c.toml --by trade --level 1 --shares column --shares row --shares column";
    assert_snapshot!(folder.run(both).text(), @r"
    trade,theme,code,name,count,of,row_pct,column_pct
    bakker,shame,shame,Schaamte,0,10,,0
    bakker,work,work,Werk,9,10,90,90
    bakker,,,geen code,1,10,10,10
    kok,shame,shame,Schaamte,0,10,,0
    kok,work,work,Werk,1,10,10,10
    kok,,,geen code,9,10,90,90
    ");
    let screen = folder.run(&format!("{both} -f table")).text();
    assert!(screen.contains("9 (90%, 90%)") && screen.contains("0 (–, 0%)"), "{screen}");
    let said = folder.run(&format!("{both} -f json --lang en")).text();
    assert!(said.contains("`row_pct` is of all participants with the code"), "{said}");
}

#[test]
fn who_has_no_value_is_counted_out_of_tests_in_good_grammar() {
    let folder = trades();
    let run = || folder.run("crosstab t -c c.toml --by trade --tests -f json --lang en").text();
    folder.write("t/j.txt", b"I: Wat doe je?\n\nR: Ik werk hard.\n");
    let one = run();
    assert!(one.contains("seldom are drawn. 1 participant without a value is left out. `q`"), "{one}");
    folder.write("t/k.txt", b"I: Wat doe je?\n\nR: Ik werk hard.\n");
    let two = run();
    assert!(two.contains("2 participants without a value are left out."), "{two}");
}

#[test]
fn tests_of_what_depends_on_one_another_are_refused() {
    let folder = Folder::study();
    let refused = |line: &str| folder.run(line).refused().to_owned();
    for count in ["units", "codings"] {
        let said = refused(&format!("crosstab t -c c.toml --by profession --tests --count {count}"));
        assert!(said.contains("resemble one another") && said.contains("--count transcripts"), "{said}");
    }
    // r10 is a group of a cook and a baker: one transcript, two values.
    let said = refused("crosstab t -c c.toml --by profession --tests --count transcripts");
    assert!(said.contains("several values of `profession`") && said.contains("leave --count out"), "{said}");
    // P1 has two interviews.
    assert!(refused("crosstab t -c c.toml --by transcript --tests").contains("--count transcripts"));
    assert!(refused("crosstab t -c c.toml").contains("--by"));
    assert!(refused("crosstab t -c c.toml --by profession -u sentence").contains("--unit"));
    folder.write("t/cases.csv", b"transcript,count\nr1,a\nr2,b\n");
    assert!(refused("crosstab t -c c.toml --by count").contains("rename"));
}

#[test]
fn on_a_screen_the_values_stand_side_by_side() {
    let folder = trades();
    assert_snapshot!(folder.run("crosstab t -c c.toml --by trade --shares column --tests --level 1 -f table --lang en").text(), @r"
    code     bakker (n = 10)  kok (n = 10)  chi2  df       p       q  cramers_v
    Shame           0 (0%)        0 (0%)       –   –       –       –          –
    Work           9 (90%) +     1 (10%) -  12.8   1  <0.001  <0.001        0.8
    no code        1 (10%)       9 (90%)       –   –       –       –          –
    Not shown for want of width: g2; cramers_v_corrected; min_expected;
    small_cells_pct (widen the terminal, or -f csv).
    Of each cell, -f csv also has: expected; residual; residual_q.

    Participants with each code, or with anything below it, for each value. The
    unit is the answer: what a participant says until the interviewer's next
    substantive turn. Only the words of participants count: everybody but recognised
    interviewers. Each value of `trade` stands apart: units, words and participants
    are those of speakers with that value. bakker: 10 participants, 10 transcripts,
    10 units, 31 words. kok: 10 participants, 10 transcripts, 10 units, 39 words.
    10 codings by rules, of which 0 made or accepted by a person. Shares are of all
    participants with the value (`of`), with the code or without; one may have many
    codes, so a column is no 100%. Tests: for each code, participants with it and
    without it against the values (Pearson's χ² without correction, G², Cramér's V
    and Bergsma's corrected V). They assume that participants were drawn at random
    and answer independently of each other, which the members of one group interview
    do not, and interviews seldom are drawn. `q` is `p` after the correction of
    Benjamini & Hochberg (1995) for 1 tested code, `residual_q` that of the adjusted
    residuals (Haberman 1973) for 2 cells; `flag` (+ and - on a screen) says more
    or fewer than expected where `residual_q` is at most 0.05. A theme and the codes
    below it are not independent tests. Codebook Proef 1; kantlijn 0.1.0.
    ");
}

#[test]
fn the_words_of_a_code_and_of_a_group() {
    let folder = trades();
    assert_snapshot!(folder.run("keyness t -c c.toml --code work").text(), @r"
    word,count,rest_count,per_1000,rest_per_1000,log_ratio,g2
    hard,10,0,333.333333333,0,4.73696559417,16.9459572077
    werk,10,0,333.333333333,0,4.73696559417,16.9459572077
    ik,10,10,333.333333333,250,0.415037499279,0.412385744055
    dat,0,10,0,250,-3.90689059561,-11.1923157587
    niet,0,10,0,250,-3.90689059561,-11.1923157587
    weet,0,10,0,250,-3.90689059561,-11.1923157587
    ");
    assert_snapshot!(folder.run("keyness t --group 'trade = bakker' --min 11").text(), @r"
    word,count,rest_count,per_1000,rest_per_1000,log_ratio,g2
    ik,10,10,322.580645161,256.41025641,0.331205908475,0.262945447281
    ");
    let refused = |line: &str| folder.run(line).refused().to_owned();
    assert!(refused("keyness t --group 'colour = red'").contains("`colour`"));
    assert!(refused("keyness t -c c.toml --group 'trade = bakker'").contains("-c"));
    assert!(refused("keyness t -c c.toml --code work --no-text").contains("nothing but words"));
    assert!(refused("keyness t -c c.toml --code werk").contains("did you mean `work`"));
    assert!(refused("keyness t -c c.toml").contains("--group"));
}

#[test]
fn the_family_of_dispersions() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("freq t -c c.toml --dispersion --level 1").text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share,dispersion,dispersion_norm,juilland_d,carroll_d2,rosengren_s
    shame,shame,Schaamte,3,2,5,6,6,1,0,0.5,0.282608695652,0.393939393939,0.499311768429,0.63051176524,0.717226576141
    work,work,Werk,2,3,3,4,4,0,2,0.75,0.217391304348,0.30303030303,0.661159012568,0.902552657746,0.950133658679
    ,,geen code,0,0,2,,,,,,,,,,
    ");
}

#[test]
fn threads_change_no_byte() {
    let folder = trades();
    for line in [
        "crosstab t -c c.toml --by trade --tests -f json",
        "keyness t -c c.toml --code work",
        "saturation t -c c.toml --order number --expected",
    ] {
        let mut cases = String::from_utf8(folder.read("t/cases.csv")).expect("text");
        if !cases.contains("number") {
            let mut n = 0;
            cases = cases
                .lines()
                .map(|row| {
                    n += 1;
                    if n == 1 { format!("{row},number\n") } else { format!("{row},{}\n", n * 7 % 19) }
                })
                .collect();
            folder.write("t/cases.csv", cases.as_bytes());
        }
        assert_eq!(folder.run(&format!("{line} -j 1")).text(), folder.run(&format!("{line} -j 4")).text(), "{line}");
    }
}
