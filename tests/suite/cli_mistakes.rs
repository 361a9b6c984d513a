//! Every mistake: exit code 2, nothing written, and a message that names the file and the mend.

use insta::assert_snapshot;

use crate::formats;
use crate::run::Folder;

/// Runs, and checks that nothing was done; answers with what was said.
#[track_caller]
fn refused(folder: &Folder, line: &str) -> String {
    let before = folder.files();
    let said = folder.run(line).refused().to_owned();
    assert_eq!(folder.files(), before, "`{line}` wrote something");
    said
}

/// The same, for a line that would write, and words that the message must hold.
#[track_caller]
fn names(folder: &Folder, line: &str, words: &[&str]) {
    for line in [line.to_owned(), line.replacen("freq ", "code ", 1) + " -o uit", format!("{line} -o uit.csv")] {
        let said = refused(folder, &line);
        for word in words {
            let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(word), "`{line}` does not say {word:?}: {said}");
        }
    }
}

#[test]
fn of_codebooks() {
    let folder = Folder::study();
    let book = |name: &str, text: &str| folder.write(name, text.as_bytes());
    book("typo.toml", "[[code]]\nid = \"a\"\nrules = [\"schaam* NAER/3 vertel*\"]\n");
    book("ref.toml", "[[code]]\nid = \"deur\"\nrules = [\"code:duer AND ja\"]\n");
    book("cycle.toml", "[[code]]\nid = \"a\"\nrules = [\"code:b\"]\n\n[[code]]\nid = \"b\"\nrules = [\"code:a\"]\n");
    book("empty.toml", "");
    book("none.toml", "[codebook]\nname = \"leeg\"\n");
    book("broken.toml", "[[code]\nid = \"a\"\n");
    book("field.toml", "[[code]]\nid = \"a\"\nrule = [\"ja\"]\n");
    book("empty.csv", "");
    book("header.csv", "id,rules\n");
    book("columns.csv", "wie,wat\nik,ja\n");
    book("boek.docx", "");
    assert_snapshot!(refused(&folder, "freq t -c typo.toml"), @r#"
    error: `NAER/3` is no operator
     --> typo.toml:3:19
      |
    3 | rules = ["schaam* NAER/3 vertel*"]
      |                   ^^^^^^
      |
      = help: write NEAR/3; to match the word itself, put it in quotes: "NAER/3"

    1 mistake to mend; nothing was written.
    "#);
    assert_snapshot!(refused(&folder, "freq t -c ref.toml"), @r#"
    error: there is no code `duer`
     --> ref.toml:3:11
      |
    3 | rules = ["code:duer AND ja"]
      |           ^^^^^^^^^
      |
      = help: write code:deur

    1 mistake to mend; nothing was written.
    "#);
    assert_snapshot!(refused(&folder, "freq t -c cycle.toml"), @r#"
    error: these codes refer to each other in a circle: a → b → a
     --> cycle.toml:3:11
      |
    3 | rules = ["code:b"]
      |           ^^^^^^
      |
      = help: a code is found from others only when it is not itself one of them: take one of the references out

    1 mistake to mend; nothing was written.
    "#);
    assert_snapshot!(refused(&folder, "freq t -c empty.toml"), @r#"
    error: empty.toml: there is no code in this file
     |
     = help: add one: [[code]] id = "shame"

    1 mistake to mend; nothing was written.
    "#);
    names(&folder, "freq t -c typo.toml", &["typo.toml:3:19", "write NEAR/3"]);
    names(&folder, "freq t -c ref.toml", &["ref.toml:3:", "`duer`", "help:"]);
    names(&folder, "freq t -c cycle.toml", &["cycle.toml:3:", "a → b → a", "take one of the references out"]);
    names(&folder, "freq t -c empty.toml", &["empty.toml", "[[code]]"]);
    names(&folder, "freq t -c none.toml", &["none.toml", "[[code]]"]);
    names(&folder, "freq t -c broken.toml", &["broken.toml:1:"]);
    names(&folder, "freq t -c field.toml", &["field.toml:3:", "`rule`", "rules"]);
    names(&folder, "freq t -c empty.csv", &["empty.csv", "id, name, definition, rules"]);
    names(&folder, "freq t -c header.csv", &["header.csv"]);
    names(&folder, "freq t -c columns.csv", &["columns.csv", "id"]);
    names(&folder, "freq t -c boek.docx", &["boek.docx", ".toml, .csv, .tsv, .xlsx"]);
    names(&folder, "freq t -c nergens.toml", &["nergens.toml", "spelling"]);
    names(&folder, "freq t", &["-c CODEBOOK", "kantlijn init"]);
}

#[test]
fn all_mistakes_of_a_codebook_are_told_at_once() {
    let folder = Folder::study();
    let text = "[[code]]\nid = \"a\"\nrules = [\"x NAER/3 y\", \"(ja\", \"NOT nee\", \"ja & nee\", \"NEER(a, b)\"]\n\n\
                [[code]]\nid = \"a\"\n\n[[code]]\nid = \"b\"\nrules = [\"code:zz\"]\n";
    folder.write("veel.toml", text.as_bytes());
    let said = refused(&folder, "freq t -c veel.toml");
    assert_eq!(said.matches("error:").count(), 7, "{said}");
    assert!(said.contains("7 mistakes to mend; nothing was written."), "{said}");
    assert_eq!(said.matches("help:").count(), 7, "{said}");
}

#[test]
fn of_transcripts() {
    let folder = Folder::study();
    std::fs::create_dir(folder.path("leeg")).expect("a folder");
    let docx = formats::files().into_iter().find(|file| file.0 == "paragraphs.docx").expect("it is made").1;
    folder.write("half.docx", &docx[..docx.len() / 2]);
    folder.write("x/half.docx", &docx[..docx.len() / 2]);
    folder.write("x/wie.csv", b"wie,wat\nik,ja\n");
    folder.write("x/goed.txt", b"I: Hoe?\nR: Zo.\nI: Ja?\nR: Ja.\n");
    folder.write("wie.csv", b"wie,wat\nik,ja\n");
    folder.write("kop.csv", b"speaker,text\n");
    folder.write("geen.srt", b"zomaar tekst\n");
    folder.write("d/r1.txt", b"I: Hoe?\nR: Zo.\n");
    folder.write("d/r1.md", b"**I:** Hoe?\n\n**R:** Zo.\n");
    names(&folder, "freq nergens.txt -c c.toml", &["nergens.txt", "spelling"]);
    names(&folder, "freq leeg -c c.toml", &["leeg: holds no transcripts", ".docx"]);
    names(&folder, "freq half.docx -c c.toml", &["half.docx", "copy or download the file again"]);
    names(&folder, "freq wie.csv -c c.toml", &["wie.csv", "`wie`, `wat`", "`speaker`"]);
    names(&folder, "freq kop.csv -c c.toml", &["kop.csv"]);
    names(&folder, "freq geen.srt -c c.toml", &["geen.srt", "save it as .txt"]);
    names(&folder, "freq d -c c.toml", &["r1.txt", "r1.md", "rename"]);
    names(&folder, "freq -c c.toml", &["kantlijn init"]);
    // Those that cannot be read are told together; the others can be counted without them.
    names(&folder, "freq x -c c.toml", &["half.docx", "wie.csv", "Nothing was written."]);
    let skipping = folder.run("freq x -c c.toml --skip-unreadable -f json");
    let whole: serde_json::Value = serde_json::from_str(&skipping.text()).expect("JSON");
    assert_eq!(whole["definition"]["transcripts_unreadable"], "2");
    assert!(whole["caption"].to_string().contains("2 transcripten konden niet worden gelezen"), "{}", whole["caption"]);
    names(&folder, "freq x/half.docx -c c.toml --skip-unreadable", &["half.docx"]);
}

#[test]
fn of_cases_and_variables() {
    let folder = Folder::study();
    for (path, text) in [
        ("twee/r1.txt", "I: Hoe?\nR: Zo.\n"),
        ("twee/cases.csv", "transcript,case\nr1,P1\n"),
        ("twee/cases.tsv", "transcript\tcase\nr1\tP1\n"),
        ("naam/r1.txt", "I: Hoe?\nR: Zo.\n"),
        ("naam/cases.csv", "transcript,case,units\nr1,P1,3\n"),
        ("kop/r1.txt", "I: Hoe?\nR: Zo.\n"),
        ("kop/cases.csv", "naam,leeftijd\nr1,30\n"),
        ("strijd/r1.txt", "I: Hoe?\nR: Zo.\n"),
        ("strijd/cases.csv", "transcript,case,jaren\nr1,P1,3\nr1,P1,4\n"),
        ("voor/r1.md", "---\ncodings: 3\n---\n\n**I:** Hoe?\n\n**R:** Zo.\n"),
    ] {
        folder.write(path, text.as_bytes());
    }
    names(&folder, "freq twee -c c.toml", &["twee/cases.csv", "twee/cases.tsv", "take one away"]);
    names(&folder, "freq naam -c c.toml", &["naam/cases.csv", "`units`", "rename it"]);
    names(&folder, "freq kop -c c.toml", &["kop/cases.csv", "`transcript`"]);
    names(&folder, "freq strijd -c c.toml", &["strijd/cases.csv", "rows 2 and 3"]);
    names(&folder, "freq voor -c c.toml", &["voor/r1.md", "`codings`", "rename it"]);
    // A mend that is told can be done: no flag is named that does not exist.
    let said = refused(&folder, "freq twee -c c.toml");
    let help = folder.run("freq --help").text();
    for flag in said.split_whitespace().filter(|word| word.starts_with("--")) {
        assert!(help.contains(flag.trim_end_matches(['.', ','])), "{flag} is no flag: {said}");
    }
}

#[test]
fn of_conditions_and_groups() {
    let folder = Folder::study();
    names(&folder, "freq t -c c.toml --by beroep", &["`beroep`", "profession", "years"]);
    names(&folder, "freq t -c c.toml --by units", &["`units`"]);
    names(&folder, "freq t -c c.toml --by years:5-1", &["--by"]);
    for line in ["cooc t -c c.toml --by beroep", "freq t -c c.toml --by beroep --wide"] {
        assert!(refused(&folder, line).contains("`beroep`"), "{line}");
    }
    names(&folder, "freq t -c c.toml --by profession:1-2", &["not one number", "--by profession"]);
    let nobody = folder.run("freq t -c c.toml --by years:50-60");
    assert!(nobody.err.contains("no value of `years` is in one of the classes"), "{nobody}");
    assert!(nobody.text().contains("(other)"), "{nobody}");
    for condition in ["profession =", "= bakker", "years > ", "profession = \"kok\" AND", "(years > 3", "years ~ 3"] {
        let said = refused(&folder, &format!("freq t -c c.toml --where '{condition}'"));
        assert!(said.contains("--where") && said.contains("expected"), "{condition}: {said}");
    }
    let many: String = (1..=14).fold("transcript,leeftijd\n".to_owned(), |all, i| format!("{all}r{i},{}\n", 20 + i));
    folder.write("veel/cases.csv", many.as_bytes());
    for i in 1..=14 {
        folder.write(&format!("veel/r{i}.txt"), format!("I: Hoe?\nR: Werk nummer {i}.\n").as_bytes());
    }
    names(&folder, "freq veel -c c.toml --by leeftijd", &["14 different numbers", "--by leeftijd:"]);
    let said = refused(&folder, "freq veel -c c.toml --by leeftijd");
    let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let proposed = flat.split("--by ").nth(1).and_then(|rest| rest.split(' ').next()).expect("an example");
    assert_eq!(folder.run(&format!("freq veel -c c.toml --by {proposed}")).code, Some(0), "{said}");
}

#[test]
fn of_hand_codings() {
    let folder = Folder::study();
    folder.write("wie.csv", b"wie,wat\nik,ja\n");
    folder.write("leeg.csv", b"");
    folder.write("code.csv", b"transcript,code,coder,text\nr1,shmae,anna,verzwegen\n");
    folder.write("plek.csv", b"transcript,code,coder,start,end\nr1,shame,anna,tien,20\n");
    names(&folder, "freq t --codings wie.csv", &["wie.csv", "`wie`, `wat`", "transcript, code"]);
    names(&folder, "freq t --codings leeg.csv", &["leeg.csv", "columns"]);
    names(&folder, "freq t -c c.toml --codings code.csv", &["code.csv", "row 2", "`shmae`", "`shame`"]);
    names(&folder, "freq t --codings plek.csv", &["plek.csv", "row 2", "`tien`"]);
    names(&folder, "freq t --codings nergens.csv", &["nergens.csv", "spelling"]);
}

#[test]
fn of_arguments() {
    let folder = Folder::study();
    for (line, words) in [
        ("freq t -c c.toml -u zin", "answer, sentence, turn"),
        ("freq t -c c.toml -u window:0", "window:N"),
        ("freq t -c c.toml -f xls", "parquet"),
        ("freq t -c c.toml --part iedereen", "participant"),
        ("freq t -c c.toml --stance boos", "affirmed"),
        ("freq t -c c.toml --level 0", "themes"),
        ("freq t -c c.toml -j 0", "at least one thread"),
        ("freq t -c c.toml --wide", "--by"),
        ("quotes t -c c.toml --code sham", "did you mean `shame`?"),
        ("quotes t -c c.toml --with work", "--code"),
        ("quotes t -c c.toml --uncoded --code work", "cannot be used with"),
        ("kwic 'schaam* NAER/8 vertel*' t", "write NEAR/8"),
        ("kwic '' t", "expected"),
        ("kwic '(ja OR nee' t", ")"),
        ("kwic 'ja' t --no-text", "freq"),
        ("explain '' -c c.toml", "a sentence"),
        ("transcript t --text", "name one file"),
        ("code t -c c.toml -o uit -f table", "leave -f out"),
        ("freqs t -c c.toml", "freq"),
        // Flags that would do nothing.
        ("transcript t/r1.txt -c c.toml", "so -c would change nothing leave that out"),
        ("transcript t/r1.txt --codings c.toml --language nl", "--codings and --language would change nothing"),
        ("transcript t/r1.txt --part all", "--part"),
        ("transcript t/r1.txt --where 'years > 3'", "--where"),
        ("transcript t/r1.txt --text -o uit.txt", "--text > file.txt"),
        ("kwic ja t --codings c.toml", "kantlijn quotes"),
        ("check -c c.toml -o uit.csv", "no transcripts are given, so -o"),
        ("check -c c.toml --codings c.toml", "--codings"),
        ("check t --where 'years > 3'", "-c"),
        ("check -c c.toml --lang nl", "no transcripts are given, so --lang"),
        ("transcript t/r1.txt --text --lang nl", "--lang"),
        ("transcript t/r1.txt -f txt --lang nl", "--lang"),
        ("code t -c c.toml --by profession", "kantlijn freq"),
        ("code t -c c.toml --level 2", "-o DIR"),
        ("code t -c c.toml -f json", "-o DIR"),
        ("code t -c c.toml --excel", "-o DIR"),
        ("freq t -c c.toml --force", "--output"),
        ("freq t -c c.toml --excel -f json", "leave --excel out"),
        ("quotes t -c c.toml --seed 3", "--sample"),
        ("quotes t -c c.toml -u turn", "--uncoded"),
    ] {
        let said = refused(&folder, line);
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(words), "`{line}`: {said}");
    }
    // A place that does not exist is named as it was typed, and no other.
    let said = refused(&folder, "freq t -c c.toml -o nergens/x.csv");
    assert!(said.contains("nergens/x.csv") && !said.contains(".kantlijn-"), "{said}");
}

#[test]
fn of_transcripts_without_words() {
    let folder = Folder::study();
    folder.write("leeg/r1.txt", b"");
    folder.write("leeg/r2.txt", b" \n\n\t\n");
    names(&folder, "freq leeg -c c.toml", &["r1, r2", "not one word", "save the transcripts again"]);
    for line in ["cooc leeg -c c.toml", "quotes leeg -c c.toml", "kwic ja leeg", "transcript leeg"] {
        assert!(refused(&folder, line).contains("not one word"), "{line}");
    }
    let check = folder.run("check leeg -c c.toml");
    assert_eq!(check.code, Some(1), "{check}");
    assert_eq!(check.err.matches("r1: ").count(), 1, "{check}");
    // One of several is a warning that names it.
    folder.write("leeg/r3.txt", b"I: Hoe?\nR: Zo.\n");
    let ran = folder.run("freq leeg -c c.toml");
    assert!(ran.code == Some(0) && ran.err.contains("r1, r2: the transcript holds no words"), "{ran}");
}

#[test]
fn quiet_leaves_only_what_is_wrong() {
    let folder = Folder::study();
    let said = folder.run("check t -c c.toml -q");
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{said}");
    folder.write("c.toml", b"[[code]]\nid = \"a\"\nrules = [\"ja\"]\nexamples = [\"Nee.\"]\n");
    let said = folder.run("check -c c.toml -q");
    assert_eq!(said.code, Some(1), "{said}");
    assert!(said.err.contains("Nee.") && !said.err.contains("definition"), "{said}");
}

#[test]
fn of_the_study_file() {
    let folder = Folder::new();
    folder.run("init s").text();
    let file = String::from_utf8(folder.read("s/kantlijn.toml")).expect("text");
    for (wrong, words) in [
        (file.replace("transcripts = [", "transcript = ["), vec!["s/kantlijn.toml:", "`transcript`"]),
        (file.replace("\"codebook.toml\"", "\"boek.toml\""), vec!["boek.toml", "spelling"]),
        (file.replace("# unit = \"answer\"", "unit = \"alinea\""), vec!["unit", "`alinea`", "paragraph"]),
        (file.replace("# encoding = \"windows-1252\"", "encoding = \"windos\""), vec!["encoding", "`windos`"]),
        (file.replace("[study]", "[study"), vec!["s/kantlijn.toml:"]),
    ] {
        assert_ne!(wrong, file, "the starter has changed: {words:?}");
        folder.write("s/kantlijn.toml", wrong.as_bytes());
        let said = refused(&folder, "freq s");
        for word in &words {
            assert!(said.contains(word), "{word}: {said}");
        }
    }
}
