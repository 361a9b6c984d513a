//! Markdown: front matter becomes variables, marks become gaps, and labels are found under them.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use regex::Regex;
use serde_json::Value;

use crate::corpus::gap::pattern;
use crate::corpus::label::{Line, find, find_known};
use crate::corpus::{Gap, GapKind, LineBreaks, ReadOptions, ReadReport, Variables};
use crate::diagnostic::{Diagnostic, SourceText};
use crate::error::Result;
use crate::text::{Span, decode};

use super::prose::{empty, fits, furniture, lay, lay_as, lines, paragraphs, shown, undecoded, unlabelled};
use super::{Draft, DraftTurn, Edges, Format, Laid, Layout, Source, Stretches};

/// Markdown with or without YAML front matter.
pub const FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown"],
    read,
    stretches: Some(Stretches {
        begin,
        go_on,
        far_reaching: &["SPEAKERS", "KEYWORDS", "<!--", "```", "~~~"],
        is_closed,
    }),
};

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let decoded = decode(source.bytes, options.encoding.as_deref());
    let name = shown(source.path);
    let mut report = ReadReport { format: FORMAT.name, encoding: decoded.encoding.to_owned(), ..ReadReport::default() };
    if decoded.replaced > 0 {
        report.diagnostics.push(undecoded(decoded.replaced, decoded.encoding));
    }
    fits(source.path, &decoded.text)?;
    Ok(vec![lay_out(&name, decoded.text, report, options).0])
}

fn begin(name: &str, text: String, options: &ReadOptions) -> (Draft, Layout) {
    let report = ReadReport { format: FORMAT.name, ..ReadReport::default() };
    lay_out(name, text, report, options)
}

fn lay_out(name: &str, text: String, report: ReadReport, options: &ReadOptions) -> (Draft, Layout) {
    let mut draft = Draft { report, line_breaks: options.line_breaks.unwrap_or_default(), ..Draft::default() };
    let mut lines = lines(&text);
    let has_front_matter = front_matter(&text, &mut lines, name, &mut draft);
    furniture(&text, &mut lines);
    comments(&text, &mut lines, &mut draft.gaps);
    structure(&text, &mut lines);
    let labels = find(&text, &lines, options, name);
    draft.report.diagnostics.extend(labels.diagnostics);
    aside(&text, &mut lines, true);
    if labels.marks.is_empty() {
        draft.turns = paragraphs(&text, &lines, LineBreaks::Wrap);
        set_apart(&text, &mut draft.turns);
        draft.report.label_style = unlabelled(draft.turns.len());
    } else {
        lay(&text, &lines, &labels.marks, &mut draft);
        draft.report.label_style = labels.style;
    }
    for turn in &draft.turns {
        marks(&text, turn.span, &mut draft.gaps);
    }
    if draft.turns.is_empty() {
        draft.report.diagnostics.push(empty());
    }
    draft.text = text;
    let is_labelled = !labels.marks.is_empty();
    // Every line break is laid out as a wrap here, whatever the study says of them.
    let layout = Layout { has_front_matter, ..Layout::of(labels.known, &draft, is_labelled) };
    (draft, layout)
}

fn go_on(text: String, edges: Edges, options: &ReadOptions, layout: &Layout) -> Laid {
    let (mut lines, mut draft) = (lines(&text), Draft::default());
    if edges.is_first && layout.has_front_matter {
        front_matter(&text, &mut lines, "", &mut draft);
        draft.report = ReadReport::default();
    }
    furniture(&text, &mut lines);
    comments(&text, &mut lines, &mut draft.gaps);
    structure(&text, &mut lines);
    let found = layout.labels.as_ref().map(|known| find_known(&text, &lines, edges.goes_on, options, known));
    aside(&text, &mut lines, edges.is_first);
    draft.line_breaks = layout.line_breaks;
    let mut laid = lay_as(text, &lines, found, LineBreaks::Wrap, draft);
    let Draft { text, turns, gaps, .. } = &mut laid.draft;
    for turn in turns.iter_mut() {
        turn.question = layout.has_questions && is_set_apart(turn.span.of(text));
        marks(text, turn.span, gaps);
    }
    laid
}

/// Whether a text that begins outside comments and code ends outside them.
fn is_closed(text: &str) -> bool {
    let is_comment_closed = text.rfind("<!--").is_none_or(|open| text[open + 4..].contains("-->"));
    is_comment_closed && lines(text).iter().filter(|line| is_fence(line.span.of(text))).count() % 2 == 0
}

/// Front matter between two lines of dashes at the very start becomes variables; its lines are nobody's words.
/// Whether there is any.
fn front_matter(text: &str, lines: &mut [Line], name: &str, draft: &mut Draft) -> bool {
    let is = |line: &Line, words: &[&str]| words.contains(&line.span.of(text).trim_end());
    if !lines.first().is_some_and(|line| is(line, &["---"])) {
        return false;
    }
    let Some(last) = lines.iter().skip(1).position(|line| is(line, &["---", "..."])).map(|at| at + 1) else {
        return false;
    };
    let from = lines.get(1).map_or(0, |line| line.span.start) as usize;
    let to = lines[last].span.start as usize;
    for line in &mut lines[..=last] {
        line.aside = true;
    }
    match serde_saphyr::from_str::<Value>(&text[from..to]) {
        Ok(Value::Object(fields)) => {
            for (field, value) in &fields {
                variable(field, value, &mut draft.variables);
            }
        }
        Ok(Value::Null) => {}
        Ok(_) => draft.report.diagnostics.push(malformed("it is no list of `name: value` lines", text, to, name, 1)),
        Err(error) => {
            let line = error.location().map_or(1, |place| place.line() as usize).clamp(1, last);
            let place = lines[line].span;
            let said = error.to_string();
            let said = said.lines().next().unwrap_or_default().to_owned();
            let mut warning = malformed(&said, text, to, name, line);
            if let Some(shown) = &mut warning.place {
                shown.span = place;
            }
            draft.report.diagnostics.push(warning);
        }
    }
    true
}

fn malformed(said: &str, text: &str, until: usize, name: &str, line: usize) -> Diagnostic {
    let source = Arc::new(SourceText { name: name.to_owned(), text: text[..until].to_owned() });
    let at = text[..until].split_inclusive('\n').take(line).map(str::len).sum::<usize>().min(until);
    Diagnostic::warning("front-matter", format!("the front matter is not read: {said}"))
        .at(&source, Span::new(at, at))
        .help("write it as YAML, one `name: value` a line, and put values with a colon or a quote in quotes")
}

fn variable(name: &str, value: &Value, variables: &mut Variables) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                variable(&format!("{name}.{field}"), value, variables);
            }
        }
        value => variables.set(name, written(value)),
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(values) => {
            let mut list = String::new();
            for value in values.iter().map(written).filter(|value| !value.is_empty()) {
                let _ = write!(list, "{}{value}", if list.is_empty() { "" } else { ", " });
            }
            list
        }
        other => other.to_string(),
    }
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<!--.*?-->"));

/// Comments of HTML: whole lines are nobody's words, the rest are gaps.
fn comments(text: &str, lines: &mut [Line], gaps: &mut Vec<Gap>) {
    for found in COMMENT.find_iter(text) {
        let span = Span::new(found.start(), found.end());
        gaps.push(Gap { span, kind: GapKind::Markup });
        let from = lines.partition_point(|line| line.span.end < span.start);
        for line in lines[from..].iter_mut().take_while(|line| line.span.start < span.end) {
            let outside = |a: u32, b: u32| a < b && !text[a as usize..b as usize].trim().is_empty();
            let around = outside(line.span.start, span.start) || outside(span.end, line.span.end);
            line.aside |= !around;
        }
    }
}

/// Marks headings and the first lines of list entries, outside code.
fn structure(text: &str, lines: &mut [Line]) {
    let mut fenced = false;
    for line in lines.iter_mut() {
        let words = line.span.of(text).trim_start();
        if is_fence(words) {
            fenced = !fenced;
            line.aside = true;
            continue;
        }
        let hashes = words.len() - words.trim_start_matches('#').len();
        let after = words[hashes..].chars().next();
        line.heading = !fenced && (1..=6).contains(&hashes) && after.is_none_or(char::is_whitespace);
        line.opens = !fenced && entry(words).is_some();
    }
}

/// Whether a line begins or ends a stretch of code.
fn is_fence(line: &str) -> bool {
    let words = line.trim_start();
    words.starts_with("```") || words.starts_with("~~~")
}

/// The length of a list entry's mark, with the space after it.
fn entry(words: &str) -> Option<usize> {
    let digits = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = match words[digits..].bytes().next()? {
        b'-' | b'*' | b'+' if digits == 0 => 1,
        b'.' | b')' if (1..=3).contains(&digits) => digits + 1,
        _ => return None,
    };
    let rest = &words[mark..];
    let space = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    (space > 0 && !rest.trim().is_empty()).then_some(mark + space)
}

/// Headings, rules, and quotes at the `top`: what the author of the file wrote about it.
fn aside(text: &str, lines: &mut [Line], mut top: bool) {
    for line in lines.iter_mut() {
        let words = line.span.of(text).trim();
        let rule =
            words.len() >= 3 && words.bytes().all(|b| matches!(b, b'-' | b'=' | b'*' | b'_' | b' ' | b'|' | b':'));
        let quote = top && words.starts_with('>');
        let picture = words.starts_with("![") && words.ends_with(')');
        line.aside |= line.heading || rule || quote || picture;
        top &= words.is_empty() || line.aside;
    }
}

/// Paragraphs wholly in bold or italics are questions, where there are several and most of them ask.
pub(super) fn set_apart(text: &str, turns: &mut [DraftTurn]) {
    let apart: Vec<bool> = turns.iter().map(|turn| is_set_apart(turn.span.of(text))).collect();
    let asks = |turn: &DraftTurn| turn.span.of(text).trim_end_matches(['*', '_', ' ']).ends_with('?');
    if are_questions(&apart, turns.iter().map(asks)) {
        for (turn, apart) in turns.iter_mut().zip(apart) {
            turn.question = apart;
        }
    }
}

/// Whether a paragraph is wholly in bold or italics.
fn is_set_apart(words: &str) -> bool {
    ["**", "__", "*", "_"].iter().any(|mark| {
        let inner = words.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(mark))
    })
}

/// Whether paragraphs set apart are questions: two or more, not all paragraphs, half of them asking.
pub(super) fn are_questions(apart: &[bool], asks: impl Iterator<Item = bool>) -> bool {
    let some = apart.iter().filter(|&&apart| apart).count();
    let asking = apart.iter().zip(asks).filter(|(apart, asks)| **apart && *asks).count();
    some >= 2 && some < apart.len() && asking * 2 >= some
}

static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) (?P<image>!\[[^\[\]\n]*\]\([^()\n]*\))
        | (?P<open>\[)(?:[^\[\]\\\n]|\\.)+(?P<close>\]\((?:[^()\n]|\([^()\n]*\))*\))
        | (?P<auto><(?:https?://|mailto:)[^<>\s]+>)
        | (?P<tag></?[A-Za-z][A-Za-z0-9]{0,12}(?:\s[^<>\n]*)?/?>)",
    )
});

/// The marks in a turn: emphasis, escapes, list entries, quotes, links and tags.
fn marks(text: &str, turn: Span, gaps: &mut Vec<Gap>) {
    let said = turn.of(text);
    let base = turn.start as usize;
    let mut gap = |from: usize, to: usize| {
        gaps.push(Gap { span: Span::new(base + from, base + to), kind: GapKind::Markup });
    };
    if said.contains(['[', '<']) {
        for found in INLINE.captures_iter(said) {
            for name in ["image", "open", "close", "auto", "tag"] {
                if let Some(part) = found.name(name) {
                    gap(part.start(), part.end());
                }
            }
        }
    }
    let mut at = 0;
    let mut listed = true;
    for line in said.split_inclusive('\n') {
        let bare = line.trim_start_matches([' ', '\t', '>']);
        let quote = line.len() - bare.len();
        if line[..quote].contains('>') {
            gap(at, at + quote);
        }
        let numbered = bare.starts_with(|c: char| c.is_ascii_digit());
        if let Some(mark) = entry(bare).filter(|_| listed || !numbered) {
            gap(at + quote, at + quote + mark);
            listed = true;
        } else {
            listed = bare.trim().is_empty();
        }
        at += line.len();
    }
    emphasis(said, gap);
}

fn emphasis(said: &str, mut gap: impl FnMut(usize, usize)) {
    let bytes = said.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            b'\\' if bytes.get(at + 1).is_none_or(|b| b.is_ascii_punctuation() || matches!(b, b'\n' | b'\r')) => {
                gap(at, at + 1);
                at += 2;
            }
            b'*' | b'_' | b'`' | b'~' => {
                let end = at + bytes[at..].iter().take_while(|&&b| b == byte).count();
                let before = said[..at].chars().next_back();
                let after = said[end..].chars().next();
                let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
                let single = byte == b'~' && end - at < 2;
                if !(word(before) && word(after) || space(before) && space(after) || single) {
                    gap(at, end);
                }
                at = end;
            }
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::{FORMAT, Source};
    use crate::corpus::read::said::{quotes, rows};
    use crate::corpus::settle::settle;
    use crate::corpus::{ReadOptions, Reading};
    use crate::scope::Part;

    fn read(text: &str) -> Reading {
        let options = ReadOptions::default();
        let source = Source { path: Path::new("a/b.md"), bytes: text.as_bytes() };
        settle((FORMAT.read)(&source, &options).expect("Markdown is readable").remove(0), &options)
    }

    #[test]
    fn front_matter_becomes_variables() {
        let reading = read(
            "---\ntitel: \"Tweede: gesprek\"\nleeftijd: 61\nthema:\n  - moed\n  - werk\nleeg:\n---\n\n**I:** Dag?\n\n**R:** Ja.\n",
        );
        let variables: Vec<_> = reading.document.variables.iter().collect();
        assert_eq!(variables, [("titel", "Tweede: gesprek"), ("leeftijd", "61"), ("thema", "moed, werk")]);
        assert_eq!(quotes(&reading), rows(&[("I", "Dag?"), ("R", "Ja.")]));
    }

    #[test]
    fn malformed_front_matter_is_margin_with_a_warning() {
        let reading = read("---\ntitel: \"open\nrest: [1, 2\n---\nI: Dag?\n\nR: Ja.\n");
        assert_eq!(quotes(&reading), rows(&[("I", "Dag?"), ("R", "Ja.")]));
        let warning = &reading.report.diagnostics[0];
        assert_eq!(warning.kind, "front-matter");
        assert!(warning.to_string().starts_with("b.md:"), "{warning}");
    }

    #[test]
    fn escapes_emphasis_and_continuations() {
        let text = "> Een opmerking vooraf.\n\n**Eva Maan:** \\[laughs\\] Dat is *echt* waar.\n\n\\[04:01\\]\n\nEn _nog_ iets, [hier](https://a.nl/b_c) te lezen.\n\n\
            **Bo Vis:** Ja?\n\n- een\n- twee\n\n**Eva Maan:** snake_case en 2 * 3.\n\n**Bo Vis:** Hm.\n";
        let reading = read(text);
        assert_eq!(
            quotes(&reading),
            rows(&[
                ("Eva Maan", "[laughs] Dat is echt waar. En nog iets, hier te lezen."),
                ("Bo Vis", "Ja? een twee"),
                ("Eva Maan", "snake_case en 2 * 3."),
                ("Bo Vis", "Hm."),
            ])
        );
    }

    #[test]
    fn headings_may_be_labels() {
        let reading = read(
            "> Vooraf.\n\n# Gesprek\n\n### Interviewer\n\nDag?\n\n### Respondent\n\nJa.\n\n## Deel 2\n\nEn nee.\n\n### Interviewer\n\nO.\n",
        );
        assert_eq!(
            quotes(&reading),
            rows(&[("Interviewer", "Dag?"), ("Respondent", "Ja. En nee."), ("Interviewer", "O.")])
        );
        assert_eq!(reading.report.interviewer, "label `Interviewer`");
    }

    #[test]
    fn a_report_is_paragraphs_without_speakers() {
        let reading =
            read("# Verslag\n\nEerste alinea\nover twee regels.\n\n- punt een\n- punt twee\n\n<!-- weg -->\n");
        assert_eq!(
            quotes(&reading),
            rows(&[("-", "Eerste alinea over twee regels."), ("-", "punt een"), ("-", "punt twee")])
        );
    }

    #[test]
    fn questions_in_bold_are_the_interviewers() {
        let reading = read("**Hoe gaat het?**\n\nGoed.\n\n**En thuis?**\n\nOok.\n\nHeel goed.\n");
        assert_eq!(
            quotes(&reading),
            rows(&[
                ("Interviewer", "Hoe gaat het?"),
                ("Respondent", "Goed."),
                ("Interviewer", "En thuis?"),
                ("Respondent", "Ook. Heel goed.")
            ])
        );
        assert_eq!(reading.document.speakers[0].part, Part::Interviewer);
    }

    proptest! {
        #[test]
        fn any_text_is_read_into_trimmed_turns(
            text in "(---\n)?(\\*\\*I:\\*\\* |\\*\\*Bo Vis:\\*\\* |### R\n|[a-zé: *_`~\\\\<>!.?-]{0,8}|\\[a\\]\\(b\\)|<!--|-->|\n|1\\. |```){0,40}"
        ) {
            let reading = read(&text);
            for turn in &reading.document.turns {
                let words = turn.span.of(&reading.document.text);
                prop_assert!(!words.is_empty() && words.trim() == words);
            }
            prop_assert!(reading.document.gaps.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            read(&text);
        }
    }
}
