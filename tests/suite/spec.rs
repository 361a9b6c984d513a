//! The specs of `tests/spec/*.md` as tests: stripes under the text are the expected mentions.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use kantlijn::codebook::{Codebook, read_toml};
use kantlijn::coding::Stance;
use kantlijn::corpus::{Admission, ReadOptions, Reading};
use kantlijn::diagnostic::SourceText;
use kantlijn::matcher::{MatchOptions, Matcher, Scratch};
use kantlijn::scope::Part;
use kantlijn::segment::{SegmentOptions, Segments};

/// A fenced block of a page, with what stands above it.
struct Block {
    kind: String,
    text: String,
    line: usize,
}

struct Case {
    title: String,
    blocks: Vec<Block>,
}

fn cases(page: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in page.lines().enumerate() {
        if let Some(mut block) = open.take() {
            if line.trim_end() == "```" {
                cases.last_mut().expect("a heading before the first block").blocks.push(block);
            } else {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
        } else if let Some(title) = line.strip_prefix("## ") {
            cases.push(Case { title: title.to_owned(), blocks: Vec::new() });
        } else if let Some(kind) = line.strip_prefix("```") {
            open = Some(Block { kind: kind.trim().to_owned(), text: String::new(), line: number + 1 });
        }
    }
    assert!(open.is_none(), "a block is not closed");
    cases
}

/// Mentions as (line of the transcript, first column, columns, label), sorted.
type Stripes = Vec<(usize, usize, usize, String)>;

/// Parts a striped transcript into its text and the stripes.
fn unstripe(block: &str) -> (String, Stripes) {
    let (mut text, mut stripes) = (String::new(), Vec::new());
    let mut line_number = 0;
    for line in block.lines() {
        let marks = line.trim_start();
        if !marks.starts_with('^') {
            line_number += 1;
            text.push_str(line);
            text.push('\n');
            continue;
        }
        let columns: Vec<char> = line.chars().collect();
        let mut at = 0;
        while at < columns.len() {
            if columns[at] != '^' {
                at += 1;
                continue;
            }
            let start = at;
            while at < columns.len() && columns[at] == '^' {
                at += 1;
            }
            let width = at - start;
            let label_start = at;
            while at < columns.len() && columns[at] != '^' {
                at += 1;
            }
            let label: String = columns[label_start..at].iter().collect();
            stripes.push((line_number - 1, start, width, label.trim().to_owned()));
        }
    }
    stripes.sort();
    (text, stripes)
}

fn found(codebook: &Codebook, text: &str) -> Stripes {
    let options = ReadOptions {
        labels: ["I", "R", "A", "B"].map(str::to_owned).to_vec(),
        parts: vec![(Part::Interviewer, vec!["I".to_owned()])],
        ..ReadOptions::default()
    };
    let document = Reading::of_text("spec", text, &options).document;
    let segments = Segments::of(
        &document,
        &SegmentOptions { language: codebook.language().map(str::to_owned), ..SegmentOptions::default() },
    );
    let matcher = Matcher::new(codebook, &MatchOptions::default()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
    let found = matcher.apply(&document, &segments, &Admission::default(), &mut Scratch::default());
    let mut stripes: Stripes = found
        .mentions
        .iter()
        .map(|mention| {
            let before = &document.text[..mention.span.start as usize];
            let line = before.matches('\n').count();
            let column = before.rsplit('\n').next().unwrap_or("").chars().count();
            let turn = segments.turn_of(segments.words_in(mention.span).start);
            let answer = segments.answer_of.get(turn.index()).copied().flatten();
            let prompted = answer.is_some_and(|answer| found.prompted[answer as usize].contains(&mention.code));
            let stance = (mention.stance != Stance::Affirmed).then(|| mention.stance.word());
            let remarks: Vec<&str> = stance.into_iter().chain(prompted.then_some("prompted")).collect();
            let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
            let label = format!("{}{remarks}", codebook.code(mention.code).id);
            (line, column, mention.span.of(&document.text).chars().count(), label)
        })
        .collect();
    stripes.sort();
    stripes
}

fn striped(text: &str, stripes: &Stripes) -> String {
    let mut shown = String::new();
    for (number, line) in text.lines().enumerate() {
        let _ = writeln!(shown, "    {line}");
        for (_, column, width, label) in stripes.iter().filter(|stripe| stripe.0 == number) {
            let _ = writeln!(shown, "    {}{} {label}", " ".repeat(*column), "^".repeat(*width));
        }
    }
    shown
}

fn run(page: &str, name: &str) -> (usize, Vec<String>) {
    let (mut checked, mut wrong) = (0, Vec::new());
    for case in cases(page) {
        let mut codebook = None;
        for block in &case.blocks {
            let place = format!("tests/spec/{name}:{} {}", block.line, case.title);
            match block.kind.as_str() {
                "toml" => {
                    let source =
                        Arc::new(SourceText { name: format!("{name}:{}", block.line), text: block.text.clone() });
                    codebook = Some(read_toml(&source));
                }
                "transcript" => {
                    checked += 1;
                    let codebook = match codebook.as_ref().expect("a codebook before a transcript") {
                        Ok(reported) => &reported.value,
                        Err(mistakes) => {
                            wrong.push(format!("{place}: the codebook has mistakes: {mistakes:?}"));
                            continue;
                        }
                    };
                    let (text, expected) = unstripe(&block.text);
                    let found = found(codebook, &text);
                    if found != expected {
                        wrong.push(format!(
                            "{place}\n  expected\n{}  found\n{}",
                            striped(&text, &expected),
                            striped(&text, &found)
                        ));
                    }
                }
                "mistakes" => {
                    checked += 1;
                    let expected: Vec<&str> = block.text.lines().collect();
                    let mistakes: Vec<String> = match codebook.as_ref().expect("a codebook before mistakes") {
                        Ok(_) => Vec::new(),
                        Err(mistakes) => mistakes
                            .iter()
                            .map(|d| format!("{} {}", d.message, d.help.as_deref().unwrap_or("")))
                            .collect(),
                    };
                    let all_said =
                        mistakes.len() == expected.len() && expected.iter().zip(&mistakes).all(|(e, m)| m.contains(e));
                    if !all_said {
                        wrong.push(format!("{place}\n  expected {expected:#?}\n  found {mistakes:#?}"));
                    }
                }
                other => panic!("{place}: a block is toml, transcript or mistakes, not `{other}`"),
            }
        }
    }
    (checked, wrong)
}

#[test]
fn every_page_of_the_spec_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let mut pages: Vec<_> =
        fs::read_dir(folder).expect("the specs").map(|entry| entry.expect("a page").path()).collect();
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md") && !page.ends_with("README.md"));
    pages.sort();
    let (mut checked, mut wrong) = (0, Vec::new());
    for page in pages {
        let name = page.file_name().expect("a name").to_string_lossy().into_owned();
        let (cases, failures) = run(&fs::read_to_string(&page).expect("a page"), &name);
        checked += cases;
        wrong.extend(failures);
    }
    assert!(wrong.is_empty(), "{} of {checked} cases fail:\n\n{}", wrong.len(), wrong.join("\n"));
    assert!(checked > 60, "the pages were not read: only {checked} cases");
}

#[test]
fn a_wrong_page_fails() {
    let page =
        "## T\n```toml\n[[code]]\nid = \"a\"\nrules = [\"ja\"]\n```\n```transcript\nR: Ja nee.\n      ^^^ a\n```\n";
    let (checked, wrong) = run(page, "made-up");
    assert_eq!((checked, wrong.len()), (1, 1));
}
