//! What the tables say, on a study small enough to be counted by hand.

use insta::assert_snapshot;
use kantlijn::text::Lines;

use crate::formats;
use crate::run::{Folder, run_in};
use crate::samples::in_repository;

#[test]
fn frequencies() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("freq t -c c.toml").text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,3,2,5,6,6,1,0,0.5
    shame,shame/hiding,Verbergen,2,2,3,3,3,0,0,0.666666666667
    work,work,Werk,2,3,3,4,4,0,2,0.75
    ,,geen code,0,0,2,,,,,
    ");
    assert_snapshot!(folder.run("freq t -c c.toml --by profession").text(), @r"
    profession,theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    bakker,shame,shame,Schaamte,2,2,3,4,4,1,0,0.75
    bakker,shame,shame/hiding,Verbergen,1,1,1,1,1,0,0,1
    bakker,work,work,Werk,1,2,2,3,3,0,2,1
    bakker,,,geen code,0,0,2,,,,,
    kok,shame,shame,Schaamte,1,1,2,2,2,0,0,1
    kok,shame,shame/hiding,Verbergen,1,1,2,2,2,0,0,1
    kok,work,work,Werk,1,1,1,1,1,0,0,1
    kok,,,geen code,0,0,0,,,,,
    ");
    assert_snapshot!(folder.run("freq t -c c.toml --by years:0-5,6- --level 1 --lang en").text(), @r"
    years,theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    0-5,shame,shame,Shame,2,2,3,4,4,1,0,0.75
    0-5,work,work,Work,1,2,2,3,3,0,2,1
    0-5,,,no code,0,0,2,,,,,
    6-,shame,shame,Shame,1,1,2,2,2,0,0,1
    6-,work,work,Work,1,1,1,1,1,0,0,1
    6-,,,no code,0,0,0,,,,,
    ");
    assert_snapshot!(folder.run("freq t -c c.toml --where 'years > 3' --level 1").text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,2,2,4,5,5,0,0,0.6
    work,work,Werk,2,3,3,4,4,0,2,0.75
    ,,geen code,0,0,1,,,,,
    ");
    assert_snapshot!(folder.run("freq t -c c.toml --part interviewer --level 1").text(), @r"
    theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    shame,shame,Schaamte,0,0,0,0,0,0,0,
    work,work,Werk,0,1,1,1,1,0,0,
    ,,geen code,0,2,5,,,,,
    ");
    let wide = folder.run("freq t -c c.toml --by profession --wide --level 1").text();
    let header: Vec<&str> = wide.lines().next().unwrap_or_default().split(',').collect();
    assert_eq!(header[..5], ["theme", "code", "name", "participants_bakker", "participants_kok"]);
    assert_eq!(
        wide.lines().nth(2).map(|row| row.split(',').skip(3).take(6).collect()),
        Some(vec!["1", "1", "2", "1", "2", "1"])
    );
}

#[test]
fn two_interviews_with_one_person_are_one_participant_and_a_group_is_its_speakers() {
    let folder = Folder::study();
    // P1 has r1 and r2; r10 is a group of P2 and P3.
    assert_snapshot!(folder.run("freq t -c c.toml --by case --level 1").text(), @r"
    case,theme,code,name,participants,transcripts,units,codings,mentions,negated,prompted,top_share
    P1,shame,shame,Schaamte,1,1,2,3,3,0,0,1
    P1,work,work,Werk,1,2,2,3,3,0,2,1
    P1,,,geen code,0,0,1,,,,,
    P2,shame,shame,Schaamte,1,1,2,2,2,0,0,1
    P2,work,work,Werk,1,1,1,1,1,0,0,1
    P2,,,geen code,0,0,0,,,,,
    P3,shame,shame,Schaamte,1,1,1,1,1,1,0,1
    P3,work,work,Werk,0,0,0,0,0,0,0,
    P3,,,geen code,0,0,1,,,,,
    ");
    let alone = Folder::study();
    std::fs::remove_file(alone.path("t/cases.csv")).expect("the table of cases");
    let people = |table: &str| -> Vec<String> {
        table.lines().skip(1).map(|row| row.split(',').nth(3).unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(people(&folder.run("freq t -c c.toml").text()), ["3", "2", "2", "0"]);
    // Without cases the speakers of each transcript are people of their own.
    assert_eq!(people(&alone.run("freq t -c c.toml").text()), ["3", "2", "3", "0"]);
    assert!(alone.run("code t -c c.toml").text().starts_with("3 transcripten gelezen: 4 deelnemers"));
    assert!(folder.run("code t -c c.toml").text().starts_with("3 transcripten gelezen: 3 deelnemers"));
}

#[test]
fn groups_add_up_to_the_whole() {
    let folder = Folder::study();
    // Codings lie in one group each, whatever the groups; units do where a transcript has one speaker.
    let codings = |flags: &str, column: usize| -> Vec<u64> {
        let mut sums = vec![0; 3];
        let table = folder.run(&format!("freq t -c c.toml {flags}")).text();
        for row in table.lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            if let Some(at) = ["shame", "shame/hiding", "work"].iter().position(|code| cells[column - 5] == *code) {
                sums[at] += cells[column].parse::<u64>().expect("a count");
            }
        }
        sums
    };
    let whole = codings("", 6);
    assert_eq!(whole, [6, 3, 4]);
    for by in ["profession", "speaker", "transcript", "case", "years", "part"] {
        assert_eq!(codings(&format!("--by {by}"), 7), whole, "by {by}");
    }
}

#[test]
fn cooccurrence() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("cooc t -c c.toml").text(), @r"
    code_a,code_b,units_a,units_b,both,participants_both,same_words,a_given_b,b_given_a,jaccard
    shame,work,5,3,2,2,0,0.666666666667,0.4,0.333333333333
    ");
    assert_snapshot!(folder.run("cooc t -c c.toml --matrix --level all").text(), @r"
    code,shame,shame/hiding,work
    shame,5,,2
    shame/hiding,,3,2
    work,2,2,3
    ");
    assert_snapshot!(folder.run("cooc t -c c.toml --matrix -u sentence").text(), @r"
    code,shame,work
    shame,6,2
    work,2,4
    ");
    assert_snapshot!(folder.run("cooc t -c c.toml --matrix --by profession").text(), @r"
    profession,code,shame,work
    bakker,shame,3,1
    bakker,work,1,2
    kok,shame,2,1
    kok,work,1,1
    ");
}

#[test]
fn quotes() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("quotes t -c c.toml --code shame --with work").text(), @r"
    transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,text
    r1,P1,R,participant,2,22,52,,shame,rules,proposed,affirmed,Ik schaamde me voor mijn werk.
    r1,P1,R,participant,2,53,79,,shame/hiding,rules,proposed,affirmed,Dat heb ik lang verzwegen.
    r10,P2,Respondent 1,participant,2,33,67,,shame/hiding,rules,proposed,affirmed,Ik heb het verzwegen voor de baas.
    ");
    assert_snapshot!(folder.run("quotes t -c c.toml --uncoded --sample 10 --seed 1").text(), @r"
    transcript,case,speaker,part,turn,start,end,time,code,coder,status,stance,text
    r2,P1,R,participant,4,87,114,,,,,,Thuis is er niks veranderd.
    r10,P3,Respondent 2,participant,6,176,183,,,,,,Daarom.
    ");
}

#[test]
fn a_draw_is_the_same_for_one_seed_and_another_for_another() {
    let draw = |seed: u32| {
        let line = format!("quotes sample_data -c codebooks/lived-experience.toml --uncoded --sample 10 --seed {seed}");
        run_in(&in_repository(""), &line, None).text()
    };
    let first = draw(1);
    assert_eq!(csv::Reader::from_reader(first.as_bytes()).records().count(), 10);
    assert_eq!(draw(1), first);
    assert_ne!(draw(2), first);
}

#[test]
fn kwic() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("kwic 'schaam* NEAR/3 werk' t").text(), @r"
    transcript,speaker,time,start,end,left,match,right
    r1,R,,25,51,Ik,schaamde me voor mijn werk,. Dat heb ik lang verzwegen.
    ");
    assert_snapshot!(folder.run("kwic '\"niet meer\" OR baas' t --context 2").text(), @r"
    transcript,speaker,time,start,end,left,match,right
    r1,R,,111,120,ik me,niet meer,. (lacht)
    r2,R,,35,39,De,baas,weet het
    r10,Respondent 1,,62,66,voor de,baas,.
    ");
    let samples = run_in(&in_repository(""), "kwic 'schaam* NEAR/8 vertel*' sample_data", None).text();
    assert_snapshot!(samples, @r#"
    transcript,speaker,time,start,end,left,match,right
    moed/moed-1,R,,2740,2786,het dan ook weer niet. In het begin,"schaamde ik me, eh, te erg om het te vertellen",", zelfs aan mijn eigen zus."
    "#);
    let near = run_in(&in_repository(""), "kwic 'schaam* NEAR/8 (zei OR zeg*)' sample_data", None).text();
    assert_snapshot!(near, @r#"
    transcript,speaker,time,start,end,left,match,right
    kwetsbaarheid/kwetsbaarheid-1,B,00:05:50.200,4976,5023,"nog je naam zegt, laat ik het zo","zeggen. Maar nu, en dat is het gekke, nu schaam",ik me daar niet meer voor. Die drie
    moed/moed-1,R,,2446,2490,Ik,"schaam me daar niet meer voor, hoor. Dat zeg","ik ook tegen de vrouwen hier, daar hoef"
    "#);
}

#[test]
fn explain() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("explain 'Ik schaam me niet voor mijn werk.' -c c.toml --lang en").text(), @r"
    ✓ shame  line 9
        schaam*
          “schaam”, negated by “niet”: a mention
    ✓ work  line 19
        werk* OR baas
          “werk”, negated by “niet”: a mention
    ");
    assert_snapshot!(folder.run("explain 'De lucht is blauw.' -c c.toml --lang en").text(), @"No rule holds.");
    assert_snapshot!(folder.run("explain 'De lucht is blauw.' -c c.toml --code work --lang en").text(), @r"
    No rule holds.

    None of their words are in the text
    ✗ work  line 19
        werk* OR baas
    ");
}

#[test]
fn transcript() {
    let folder = Folder::study();
    assert_snapshot!(folder.run("transcript t/r1.txt").text(), @r"
    transcript,turn,speaker,part,start,end,time,words,text
    r1,1,I,interviewer,3,17,,3,Hoe begon het?
    r1,2,R,participant,22,79,,11,Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen.
    r1,3,I,interviewer,84,90,,2,En nu?
    r1,4,R,participant,95,129,,6,Nu schaam ik me niet meer. (lacht)
    ");
    assert_eq!(folder.run("transcript t/r1.txt --text").out, folder.read("t/r1.txt"));
}

#[test]
fn standard_input_is_a_transcript() {
    let folder = Folder::study();
    let file = folder.run("freq t/r1.txt -c c.toml").text();
    let piped = folder.run_with_input("freq - -c c.toml", &folder.read("t/r1.txt"));
    assert_eq!(piped.text(), file);
    let named = folder.run_with_input("transcript -", b"I: Hoe?\nR: Zo.\nI: Ja?\nR: Ja.\n");
    assert_snapshot!(named.text(), @r"
    transcript,turn,speaker,part,start,end,time,words,text
    stdin,1,I,interviewer,3,7,,1,Hoe?
    stdin,2,R,participant,11,14,,1,Zo.
    stdin,3,I,interviewer,18,21,,1,Ja?
    stdin,4,R,participant,25,28,,1,Ja.
    ");
}

/// Every coding's `start` and `end` point at its words in what `transcript --text` prints, in code points.
fn positions_lead_to_the_words(folder: &Folder, file: &str, codebook: &str) -> usize {
    let shown = folder.run(&format!("transcript {file} --text")).text();
    let points: Vec<char> = shown.chars().collect();
    let table = folder.run(&format!("quotes {file} -c {codebook} --part all -f json")).text();
    let table: serde_json::Value = serde_json::from_str(&table).expect("JSON");
    let rows = table["rows"].as_array().expect("rows");
    for row in rows {
        let at = |name: &str| usize::try_from(row[name].as_u64().expect("a place")).expect("a place");
        let words: String = points[at("start")..at("end")].iter().collect();
        // A quote leaves line breaks, times and markup out; the words stay.
        let bare = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let (words, quote) = (bare(&words), bare(row["text"].as_str().expect("a quote")));
        assert!(!quote.is_empty() && words == quote, "{file}: {words:?} is not {quote:?}");
    }
    // The end of the line that holds it is no place of its own.
    assert!(Lines::new(&shown).byte_of_code_point(points.len()).is_some());
    rows.len()
}

#[test]
fn start_and_end_point_into_the_text_that_transcript_prints() {
    let folder = Folder::study();
    folder.write("d.toml", b"[[code]]\nid = \"deur\"\nrules = [\"deur* OR achterdeur\", \"schaamte OR durfde\"]\n");
    let mut seen = 0;
    for (name, bytes) in formats::files() {
        folder.write(name, &bytes);
        let here = positions_lead_to_the_words(&folder, name, "d.toml");
        assert!(here >= 4, "{name} has only {here} codings");
        seen += here;
    }
    // Letters beyond the basic plane before the words: code points are neither bytes nor UTF-16 units.
    folder.write("emoji.txt", "I: 😀👩‍👩‍👧 Hoe?\nR: Één 😀 deur, é.\nI: Ja?\nR: 🇳🇱 De deuren.\n".as_bytes());
    assert_eq!(positions_lead_to_the_words(&folder, "emoji.txt", "d.toml"), 2);
    for sample in [
        "moed/moed-2.docx",
        "organisaties/organisaties-4.md",
        "gezinnen/gezinnen-3.srt",
        "kwetsbaarheid/kwetsbaarheid-1.txt",
    ] {
        folder.write(sample, &std::fs::read(in_repository("sample_data").join(sample)).expect("a sample"));
        folder.write("e.toml", b"[[code]]\nid = \"ik\"\nrules = [\"ik\"]\n");
        seen += positions_lead_to_the_words(&folder, sample, "e.toml");
    }
    assert!(seen > 100, "only {seen} codings were looked at");
}

#[test]
fn comments_of_a_word_file() {
    let folder = Folder::new();
    folder.write("r1.docx", &formats::commented());
    assert_snapshot!(folder.run("transcript r1.docx --comments").text(), @r"
    transcript,turn,speaker,start,end,author,comment,text
    r1,1,I,7,15,Bram,sturende vraag?,was dat?
    r1,2,R,23,46,Anna,schaamte,durfde niets te zeggen.
    r1,4,R,59,69,Anna,trots,R: Nu wel.
    ");
    assert_snapshot!(folder.run("transcript r1.docx --comments --no-text").text(), @r"
    transcript,turn,speaker,start,end,author,comment,text
    r1,1,I,7,15,Bram,,
    r1,2,R,23,46,Anna,,
    r1,4,R,59,69,Anna,,
    ");
    let whole: serde_json::Value =
        serde_json::from_str(&folder.run("transcript r1.docx -f json").text()).expect("JSON");
    assert!(whole["caption"].to_string().contains("; 3 comments (Anna 2, Bram 1)."), "{}", whole["caption"]);
    let check = folder.run("check r1.docx").err;
    assert!(check.contains("r1: 3 comments (Anna 2, Bram 1) in the margin"), "{check}");
}
