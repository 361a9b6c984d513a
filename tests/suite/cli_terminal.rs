//! What somebody at a terminal sees: what is paged and by what, and words that stand out.
//!
//! The terminal is that of `script`, which every Linux has; without it there is nothing to be seen here.

use std::process::{Command, Stdio};

use crate::run::{Folder, Ran};

/// Keeps what is shown in `shown`, and how it is set up in `set`.
const KEEPS: (&str, &str) = ("KANTLIJN_PAGER", "cat > shown; echo \"$LESS $LESSHISTFILE $LESSCHARSET\" > set");

/// Variables of the environment, by name.
type Variables<'a> = &'a [(&'a str, &'a str)];

/// Runs `kantlijn` in a terminal of 80 columns and so many rows; none where there is no terminal to be had. What is said on
/// standard error stands among what is shown, as on any screen.
fn at(folder: &Folder, rows: u32, line: &str, variables: Variables<'_>) -> Option<Ran> {
    let program = env!("CARGO_BIN_EXE_kantlijn");
    let mut command = Command::new("script");
    command.args(["-qec", &format!("stty rows {rows} cols 80; '{program}' {line}"), "/dev/null"]);
    for unset in
        ["KANTLIJN_PAGER", "PAGER", "LESS", "LESSCHARSET", "LESSHISTFILE", "NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR"]
    {
        command.env_remove(unset);
    }
    command.current_dir(folder.path("")).env("TERM", "xterm").envs(variables.iter().copied());
    let output = match command.stdin(Stdio::null()).output() {
        Ok(output) => output,
        Err(error) if cfg!(target_os = "linux") && error.kind() != std::io::ErrorKind::NotFound => panic!("{error}"),
        Err(_) => return None,
    };
    let out = String::from_utf8(output.stdout).expect("text").replace("\r\n", "\n");
    assert!(!out.contains("panicked"), "{line}: {out}");
    Some(Ran { code: output.status.code(), out: out.into_bytes(), err: String::new() })
}

fn is_there(folder: &Folder, path: &str) -> bool {
    folder.files().contains_key(path)
}

fn text_of(folder: &Folder, path: &str) -> String {
    String::from_utf8(folder.read(path)).expect("text")
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "`script` is another program there")]
fn what_is_longer_than_the_screen_is_paged_as_it_is() {
    let folder = Folder::study();
    let Some(ran) = at(&folder, 8, "freq t -c c.toml", &[KEEPS, ("NO_COLOR", "1")]) else { return };
    assert!(!ran.text().contains("Schaamte"), "{ran}");
    assert_eq!(text_of(&folder, "shown"), folder.run("freq t -c c.toml -f table").text());
    assert_eq!(text_of(&folder, "set"), "FRX - utf-8\n");

    let colours = [KEEPS, ("LESS", "-iR"), ("LESSHISTFILE", "kept")];
    at(&folder, 8, "freq t -c c.toml", &colours).expect("a terminal").text();
    assert!(text_of(&folder, "shown").starts_with("\u{1b}["), "colours are kept");
    assert_eq!(text_of(&folder, "set"), "-iR - utf-8\n", "what is searched for is not kept, whatever is set");
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "`script` is another program there")]
fn every_command_that_people_read_is_paged() {
    for line in [
        "check t -c c.toml",
        "code t -c c.toml",
        "cooc t -c c.toml",
        "quotes t -c c.toml",
        "quotes t -c c.toml -f txt",
        "kwic verzweeg t",
        "explain 'ik schaamde me' -c c.toml",
        "methods t -c c.toml",
        "transcript t/r1.txt",
        "transcript t/r1.txt --text",
        "freq --help",
    ] {
        let folder = Folder::study();
        let Some(ran) = at(&folder, 2, line, &[KEEPS]) else { return };
        assert_eq!(ran.code, Some(0), "{line}: {ran}");
        assert!(is_there(&folder, "shown"), "{line} is not paged: {ran}");
    }
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "`script` is another program there")]
fn what_fits_what_programs_read_and_what_nobody_wants_paged_is_not() {
    let cases: [(u32, &str, Variables<'_>); 7] = [
        (200, "freq t -c c.toml", &[]),
        (8, "freq t -c c.toml -f csv", &[]),
        (8, "freq t -c c.toml --no-pager", &[]),
        (8, "--no-pager freq t -c c.toml", &[]),
        (8, "freq --help --no-pager", &[]),
        (8, "freq t -c c.toml", &[("KANTLIJN_PAGER", ""), ("PAGER", KEEPS.1)]),
        (8, "freq t -c c.toml", &[("KANTLIJN_PAGER", "cat")]),
    ];
    for (rows, line, variables) in cases {
        let folder = Folder::study();
        let variables = [&[KEEPS], variables].concat();
        let Some(ran) = at(&folder, rows, line, &variables) else { return };
        assert!(["participants", "deelnemers"].iter().any(|head| ran.text().contains(head)), "{line}: {ran}");
        assert!(!is_there(&folder, "shown"), "{line} is paged");
    }
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "`script` is another program there")]
fn who_leaves_early_gets_the_same_answer() {
    let folder = Folder::study();
    // More than a pipe holds, so that the end cannot be written.
    let turns: String = (0..4000).map(|n| format!("I: Vraag {n}?\n\nR: Ik schaamde me wel.\n\n")).collect();
    folder.write("long/r1.txt", turns.as_bytes());
    let line = "quotes long -c c.toml";
    let Some(ran) = at(&folder, 20, line, &[("PAGER", "head -n 1")]) else { return };
    assert_eq!(ran.text().matches("shame").count(), 1, "{ran}");

    folder.write("no.toml", b"[[code]]\nid = \"a\"\nexamples = [\"niets\"]\nrules = [\"iets\"]\n");
    let ran = at(&folder, 4, "check t -c no.toml", &[("PAGER", "head -n 1")]).expect("a terminal");
    assert_eq!(ran.code, Some(1), "{ran}");
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "`script` is another program there")]
fn a_pager_that_is_not_there_is_told_and_the_table_shown() {
    let folder = Folder::study();
    let Some(ran) = at(&folder, 8, "freq t -c c.toml", &[("PAGER", "no-such-pager -x"), ("NO_COLOR", "1")]) else {
        return;
    };
    let text = ran.text();
    assert!(text.contains("the pager `no-such-pager -x` of PAGER cannot be started"), "{text}");
    assert!(text.contains("--no-pager") && text.contains("Schaamte"), "{text}");
    // Of a line for the shell, the shell says it.
    let ran = at(&folder, 8, "freq t -c c.toml", &[("PAGER", "'no-such-pager'")]).expect("a terminal");
    assert!(ran.text().contains("Schaamte"), "{ran}");
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "`script` is another program there")]
fn what_was_noticed_is_said_behind_the_pager() {
    let folder = Folder::study();
    folder.write("t/r5.txt", b"A: Ik schaamde me wel.\n\nB: Ik ook.\n\nA: Nou ja.\n\nB: Echt.\n");
    let line = "freq t -c c.toml";
    let first = "Schaamte";
    let place = |ran: &Ran, words: &str| {
        let text = String::from_utf8_lossy(&ran.out).into_owned();
        text.find(words).unwrap_or_else(|| panic!("no {words}: {text}"))
    };
    let Some(paged) = at(&folder, 8, line, &[("PAGER", "sed -n 1,3p"), ("NO_COLOR", "1")]) else {
        return;
    };
    assert!(place(&paged, first) < place(&paged, "warning:"), "{paged}");
    let shown = at(&folder, 80, line, &[("NO_COLOR", "1")]).expect("a terminal");
    assert!(place(&shown, first) > place(&shown, "warning:"), "{shown}");
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "`script` is another program there")]
fn matched_words_stand_out_on_a_terminal() {
    let folder = Folder::study();
    let Some(ran) = at(&folder, 80, "quotes t -c c.toml --code shame/hiding", &[]) else { return };
    assert!(ran.text().contains("Ik \u{1b}[1m\u{1b}[35mverzweeg\u{1b}[0m alles."), "{ran}");
    let plain = at(&folder, 80, "quotes t -c c.toml --code shame/hiding", &[("NO_COLOR", "1")]).expect("a terminal");
    assert!(plain.text().contains("    Ik *verzweeg* alles.\n"), "{plain}");
    let kwic = at(&folder, 80, "kwic verzweeg t", &[]).expect("a terminal");
    assert!(kwic.text().contains("\u{1b}[1m\u{1b}[35mverzweeg\u{1b}[0m"), "{kwic}");
}

#[test]
fn colours_are_where_they_are_asked_for_and_never_in_files() {
    let folder = Folder::study();
    let line = "quotes t -c c.toml --code shame/hiding -f table";
    let plain = folder.run(line).text();
    assert!(plain.contains("    Ik verzweeg alles.\n"), "{plain}");
    let asked = folder.run(&format!("{line} --color always")).text();
    assert!(asked.contains("Ik \u{1b}[1m\u{1b}[35mverzweeg\u{1b}[0m alles."), "{asked}");
    assert_eq!(folder.run(&format!("{line} --colour never")).text(), plain);
    folder.run(&format!("{line} --color always -o quotes.txt")).text();
    assert_eq!(text_of(&folder, "quotes.txt"), plain);
    assert!(folder.run(&format!("{line} --color sometimes")).refused().contains("auto, always or never"));
}
