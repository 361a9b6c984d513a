//! From lines to paragraphs: what is wrapped is joined, and words that were hyphenated for it are whole again.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::ReadOptions;
use crate::corpus::label::{Line, find};
use crate::corpus::read::prose::furniture;
use crate::text::{Span, fold};

use super::lines::TextLine;

/// The text of a file, one paragraph a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paragraphs {
    pub text: String,
    /// Lines that go on with the paragraph of the line before.
    pub wraps: usize,
    /// Words that were hyphenated over the end of a line and are joined, as they stood: `terecht-gekomen`.
    pub joined: Vec<String>,
}

/// A gap of so many times the usual distance of lines begins a paragraph; a line set in by so many times its size does.
const GAP: f32 = 1.3;
const INDENT: f32 = 0.7;

/// The usual distance of lines: the most frequent, to half a point.
pub(super) fn leading(lines: &[TextLine]) -> f32 {
    let mut distances: BTreeMap<u32, usize> = BTreeMap::new();
    for pair in lines.windows(2).filter(|pair| is_below(pair)) {
        *distances.entry(((pair[1].base - pair[0].base) * 2.0).round() as u32).or_default() += 1;
    }
    // The smallest of equals.
    let most = distances.iter().max_by_key(|&(&distance, &times)| (times, std::cmp::Reverse(distance)));
    most.map_or(14.0, |(&distance, _)| distance as f32 / 2.0)
}

fn is_below(pair: &[TextLine]) -> bool {
    let [one, next] = pair else { return false };
    one.page == next.page && one.column == next.column && next.base > one.base
}

/// Joins lines to paragraphs.
pub(super) fn paragraphs(lines: &[TextLine], leading: f32, options: &ReadOptions, name: &str) -> Paragraphs {
    let gaps: Vec<bool> = (0..lines.len()).map(|at| at > 0 && is_apart(&lines[at - 1], &lines[at], leading)).collect();
    let (labels, follow) = labels(lines, &gaps, options, name);
    let begins = begins(lines, |at| gaps[at] || labels[at] || follow[at]);
    let hyphens = Hyphens::of(lines, &begins);
    let mut made = Paragraphs::default();
    for (at, line) in lines.iter().enumerate() {
        let text = line.text.trim();
        if begins[at] {
            // A blank line goes before what may be a turn, as labels that stand alone expect.
            let between = if gaps[at] || labels[at] { "\n\n" } else { "\n" };
            made.text.push_str(if at > 0 { between } else { "" });
            made.text.push_str(text);
            continue;
        }
        made.wraps += 1;
        match hyphens.between(&lines[at - 1].text, text) {
            Some(Joint { first, second, is_kept }) => {
                if !is_kept {
                    made.text.truncate(made.text.trim_end_matches(is_hyphen).len());
                    made.joined.push(format!("{first}-{second}"));
                }
            }
            None => made.text.push(' '),
        }
        made.text.push_str(text);
    }
    made
}

fn is_apart(one: &TextLine, next: &TextLine, leading: f32) -> bool {
    is_below(&[one.clone(), next.clone()]) && next.base - one.base > GAP * leading.max(one.size.min(next.size))
}

/// Which lines begin with a speaker's label, as they are found in plain text, and which follow one that stands alone.
fn labels(lines: &[TextLine], gaps: &[bool], options: &ReadOptions, name: &str) -> (Vec<bool>, Vec<bool>) {
    let (mut text, mut spans, mut owners) = (String::new(), Vec::new(), Vec::new());
    for (at, line) in lines.iter().enumerate() {
        // What stands at the top of a page may be a label that stands alone, which expects a blank line before it.
        if gaps[at] || at > 0 && line.page != lines[at - 1].page {
            spans.push(Line { span: Span::new(text.len(), text.len()), ..Line::default() });
            owners.push(at);
            text.push('\n');
        }
        spans.push(Line { span: Span::new(text.len(), text.len() + line.text.len()), ..Line::default() });
        owners.push(at);
        text.push_str(&line.text);
        text.push('\n');
    }
    furniture(&text, &mut spans);
    let mut labels: Vec<bool> = lines.iter().map(|line| line.begins).collect();
    // What is said by whoever stands alone on a line; furniture is a paragraph of its own too.
    let mut follow = vec![false; lines.len()];
    for mark in find(&text, &spans, options, name).marks {
        let line = spans.partition_point(|line| line.span.end < mark.span.start.max(1));
        let Some((&owner, line)) = owners.get(line).zip(spans.get(line)) else { continue };
        labels[owner] = true;
        if let Some(next) = follow.get_mut(owner + 1).filter(|_| mark.span.end >= line.span.end) {
            *next = true;
        }
    }
    for (_, &owner) in spans.iter().zip(&owners).filter(|(line, _)| line.aside) {
        labels[owner] = true;
        if let Some(next) = follow.get_mut(owner + 1) {
            *next = true;
        }
    }
    (labels, follow)
}

/// Which lines begin a paragraph, besides those that `surely` do.
fn begins(lines: &[TextLine], surely: impl Fn(usize) -> bool) -> Vec<bool> {
    let edges = Edges::of(lines);
    let mut begins: Vec<bool> = (0..lines.len())
        .map(|at| {
            at == 0 || surely(at) || begins_with_time(&lines[at].text) || {
                let (one, next) = (&lines[at - 1], &lines[at]);
                let larger = one.size.max(next.size);
                larger > 1.12 * one.size.min(next.size) || edges.is_set_in(one, next, lines.get(at.wrapping_sub(2)))
            }
        })
        .collect();
    // A line that ends where the next word would still fit ends a paragraph: unless most lines do, in the middle of sentences, as in
    // what was broken by hand.
    let open: Vec<usize> = (1..lines.len()).filter(|&at| !begins[at]).collect();
    let early: Vec<usize> = open.iter().copied().filter(|&at| edges.would_fit(&lines[at - 1], &lines[at])).collect();
    let sentences = early.iter().filter(|&&at| ends_sentence(&lines[at - 1].text)).count();
    if early.len() * 2 <= open.len() || sentences * 2 >= early.len() {
        early.into_iter().for_each(|at| begins[at] = true);
    }
    begins
}

/// Where the columns of a document begin and end.
struct Edges {
    /// By column, where most lines begin, and where the longest end.
    of: BTreeMap<usize, (f32, f32)>,
}

impl Edges {
    fn of(lines: &[TextLine]) -> Self {
        let mut columns: BTreeMap<usize, Vec<&TextLine>> = BTreeMap::new();
        for line in lines {
            columns.entry(line.column).or_default().push(line);
        }
        let edges = |lines: Vec<&TextLine>| {
            let mut lefts: BTreeMap<i32, usize> = BTreeMap::new();
            for line in &lines {
                *lefts.entry((line.left / 2.0).round() as i32).or_default() += 1;
            }
            let left = lefts.iter().max_by_key(|&(&left, &times)| (times, -left)).map_or(0, |(&left, _)| left);
            let mut rights: Vec<f32> = lines.iter().map(|line| line.right).collect();
            rights.sort_by(f32::total_cmp);
            // One line may stand out.
            let right = rights[(rights.len() - 1) * 49 / 50];
            (left as f32 * 2.0, right)
        };
        Self { of: columns.into_iter().map(|(column, lines)| (column, edges(lines))).collect() }
    }

    fn at(&self, line: &TextLine) -> (f32, f32) {
        self.of.get(&line.column).copied().unwrap_or_default()
    }

    /// Whether the first word of the next line would have fitted on this one.
    fn would_fit(&self, one: &TextLine, next: &TextLine) -> bool {
        let (_, right) = self.at(one);
        let is_hyphened =
            halves(&one.text, &next.text).is_some_and(|(_, second)| second.starts_with(char::is_lowercase));
        one.column == next.column && !is_hyphened && one.right + 0.75 * one.size + next.first_word < right
    }

    /// Whether the next line is set in, or stands out to the left of lines that are.
    fn is_set_in(&self, one: &TextLine, next: &TextLine, before: Option<&TextLine>) -> bool {
        if one.column != next.column {
            return false;
        }
        let (left, _) = self.at(next);
        let much = INDENT * next.size;
        if next.left > one.left + much {
            // The second line of a paragraph whose first stands out to the left goes on with a sentence.
            let goes_on = next.text.starts_with(|c: char| c.is_lowercase()) && !ends_sentence(&one.text);
            let hangs = one.left + much < left && (next.left - left).abs() <= much;
            return !goes_on && !hangs;
        }
        // The second line of a paragraph whose first is set in stands at the edge; after several lines that are set in, the edge
        // is where something new begins.
        let was_set_in = before.is_some_and(|before| before.page == one.page && (before.left - one.left).abs() <= much);
        next.left + much < one.left && (next.left + much < left || was_set_in)
    }
}

/// `[00:12.500 --> …`, `(0:12)`: what is said from then on.
fn begins_with_time(text: &str) -> bool {
    let bare = text.trim_start_matches(['[', '(', '#']);
    let rest = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_clock =
        |rest: &str| rest.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    bare.len() < text.len() && rest.len() < bare.len() && is_clock(rest)
}

fn ends_sentence(text: &str) -> bool {
    let words = text.trim_end_matches(|c: char| "\"'”’»)]".contains(c) || c.is_whitespace());
    words.ends_with(['.', '?', '!', '…', ':'])
}

/// The hyphens at the ends of lines: those of the layout, and those that belong to a word.
struct Hyphens {
    /// Whether the layout hyphenates at all.
    are_set: bool,
    /// Parts of words that have a hyphen between them within a line, folded.
    known: BTreeSet<String>,
}

/// Two halves of a word, and whether the hyphen between them is its own.
struct Joint {
    first: String,
    second: String,
    is_kept: bool,
}

/// A hyphen, or the place where one may be set.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

/// One line in so many that go on ends in a hyphen where a layout hyphenates.
const HYPHENATES: usize = 50;

/// Words before which a hyphen stands for the rest of a word: `in- en uitstroom`.
const AND: &[&str] = &["en", "of", "and", "or", "to", "und", "oder", "et", "ou", "tot", "bis"];

impl Hyphens {
    fn of(lines: &[TextLine], begins: &[bool]) -> Self {
        let wrapped = || (1..lines.len()).filter(|&at| !begins[at]);
        let hyphened = wrapped().filter(|&at| halves(&lines[at - 1].text, &lines[at].text).is_some()).count();
        let are_set = hyphened * HYPHENATES >= wrapped().count() && hyphened > 0;
        let mut known = BTreeSet::new();
        if are_set {
            for line in lines {
                for word in line.text.split(|c: char| !c.is_alphanumeric() && !is_hyphen(c)) {
                    let parts: Vec<String> = word.split(is_hyphen).map(fold).collect();
                    known.extend(parts.windows(2).map(|pair| pair.join("-")));
                }
            }
        }
        Self { are_set, known }
    }

    /// How two lines of a paragraph meet; none where a space is between them.
    fn between(&self, line: &str, next: &str) -> Option<Joint> {
        let (first, second) = halves(line, next)?;
        if AND.contains(&&*fold(&second)) {
            return None;
        }
        let is_soft = line.trim_end().ends_with('\u{ad}');
        let is_name = second.starts_with(|c: char| !c.is_lowercase());
        let last = first.rsplit(is_hyphen).next().unwrap_or_default();
        let is_its_own = || self.known.contains(&fold(&format!("{last}-{second}")));
        Some(Joint { is_kept: !is_soft && (is_name || !self.are_set || is_its_own()), first, second })
    }
}

/// The halves of what may be a word that is hyphenated over the end of a line.
fn halves(line: &str, next: &str) -> Option<(String, String)> {
    let line = line.trim_end();
    let bare = line.strip_suffix(is_hyphen)?;
    if !bare.ends_with(char::is_alphanumeric) {
        return None;
    }
    let first = bare.rsplit(|c: char| !c.is_alphanumeric() && !is_hyphen(c)).next()?;
    let second: String = next.trim_start().chars().take_while(|c| c.is_alphanumeric()).collect();
    (!second.is_empty()).then(|| (first.to_owned(), second))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{TextLine, leading, paragraphs};
    use crate::corpus::ReadOptions;

    /// Lines of type of ten points, twelve points apart, each sign five points wide; a blank line is a gap.
    fn set(text: &str) -> Vec<TextLine> {
        let mut lines = Vec::new();
        for (row, line) in (1_u16..).zip(text.lines()) {
            let bare = line.trim_start();
            if bare.is_empty() {
                continue;
            }
            let wide = |text: &str| 5.0 * text.chars().count() as f32;
            let left = 50.0 + wide(line) - wide(bare);
            lines.push(TextLine {
                text: bare.to_owned(),
                left,
                right: left + wide(bare),
                base: 12.0 * f32::from(row),
                size: 10.0,
                first_word: wide(bare.split(' ').next().unwrap_or_default()),
                ..TextLine::default()
            });
        }
        lines
    }

    fn of(text: &str) -> (String, Vec<String>) {
        let lines = set(text);
        let made = paragraphs(&lines, leading(&lines), &ReadOptions::default(), "r.pdf");
        (made.text, made.joined)
    }

    #[test]
    fn labels_gaps_and_short_lines_begin_paragraphs_and_wraps_do_not() {
        let (text, _) = of(
            "I: Hoe kwam je daar eigenlijk terecht en wie\nhad je daarover verteld?\nR: Via de buurvrouw. Die zat daar al heel lang.\n\
            En toen ben ik meegegaan, op een heel erg\nregenachtige dinsdag.\nDat weet ik nog.\nI: Ja.\n\nEinde van het stuk.\n",
        );
        assert_eq!(
            text,
            "I: Hoe kwam je daar eigenlijk terecht en wie had je daarover verteld?\n\nR: Via de buurvrouw. Die zat daar al heel \
             lang. En toen ben ik meegegaan, op een heel erg regenachtige dinsdag.\nDat weet ik nog.\n\nI: Ja.\n\nEinde van het stuk."
        );
    }

    #[test]
    fn a_line_that_is_set_in_begins_a_paragraph_and_one_that_stands_out_does() {
        let (text, _) = of(
            "   Toen wij daar kwamen wonen was er niets dan zand.\nEn aan het eind van de straat een oude boerderij nog\n   \
            Later kwamen er de winkels en een school en het park\nmet de vijver en de eenden waar iedereen zo gek op was\n",
        );
        assert_eq!(text.lines().count(), 2, "{text}");
        let (text, _) = of(
            "Anna   Toen wij daar kwamen wonen was er niets dan het\n       kale zand en aan het eind van de straat een oude\n       \
            boerderij waar wij eieren en melk gingen halen voor\nBram   En later kwamen er de winkels en een school en een\n       \
            park met de vijver en de eenden waar wij gek op zijn\n",
        );
        assert_eq!(text.lines().count(), 2, "{text}");
    }

    #[test]
    fn hyphens_of_the_layout_go_and_those_of_words_stay() {
        let (text, joined) = of(
            "R: Dat is een heel lang verhaal over hoe ik terecht-\ngekomen ben in Noord-Brabant en over de auto-onge-\n\
            lukken op de weg ernaartoe. Een auto-ongeluk, auto-\nongeluk of niet. De in- en uit-\nstroom in het hele stuk van de boven-\n\
            en onderkant tot helemaal in het zuiden, in Noord-\nBrabant.\nI: Ja.\nR: Ja.\n",
        );
        assert_eq!(joined, ["terecht-gekomen", "auto-onge-lukken", "uit-stroom"]);
        assert!(
            text.contains("terechtgekomen ben")
                && text.contains("auto-ongelukken op")
                && text.contains("auto-ongeluk of")
        );
        assert!(text.contains("boven- en onderkant") && text.contains("in Noord-Brabant.\n"), "{text}");
    }

    #[test]
    fn a_time_begins_a_paragraph_and_a_page_may_begin_with_a_label() {
        let (text, _) = of(
            "[00:01.500 --> 00:02.900] Een regel die tot aan de rand loopt\n[00:03.000 --> 00:04.000] en dit is er nog een.\n\
            (0:12) Bij elkaar.\n",
        );
        assert_eq!(text.lines().count(), 3, "{text}");
        let mut lines =
            set("Anna de Boer\nHoe ging dat toen, daar in dat huis aan de dijk?\n\nBo Vis\nDat ging zo.\n\n\
            Anna de Boer\nEn daarna, toen jullie weer terug waren in het dorp?\n");
        let mut next = set("Bo Vis\nToen was alles anders geworden dan wij hadden gedacht.\n\nAnna de Boer\nJa.\n");
        next.iter_mut().for_each(|line| line.page = 1);
        lines.append(&mut next);
        let made = paragraphs(&lines, leading(&lines), &ReadOptions::default(), "r.pdf");
        assert_eq!(made.text.matches("\n\nBo Vis\n").count(), 2, "{}", made.text);
    }

    #[test]
    fn a_known_label_alone_on_a_line_begins_a_turn_without_a_gap_before_it() {
        let (text, _) =
            of("Interviewer\nHoe gaat het nu met u?\nRespondent\nHet gaat goed met mij.\nInterviewer\nEn thuis?\n\
            Respondent\nOok, en dat was een jaar geleden heel anders\ndan het nu is.\n");
        assert_eq!(text.matches("\n\nRespondent\n").count(), 2, "{text}");
        assert!(text.ends_with("heel anders dan het nu is."), "{text}");
    }

    #[test]
    fn where_hardly_a_line_ends_in_a_hyphen_it_is_a_words_own() {
        let line = "Een regel die tot de rand van de bladzijde loopt en\n";
        let (text, joined) = of(&format!("{}met een e-\nmail erin aan het eind.\n", line.repeat(60)));
        assert!(joined.is_empty());
        assert!(text.contains("een e-mail erin"), "{text}");
    }

    proptest! {
        #[test]
        fn no_word_is_lost_and_none_is_added(text in "((I: |R: |   )?([a-zé]{1,9}[ ,.?-]{1,2}){1,9}\n{1,2}){0,12}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let (made, _) = of(&text);
            prop_assert_eq!(letters(&made), letters(&text));
        }
    }
}
