//! Tables for people: aligned, as wide as the terminal, with bars and shades.

use std::ops::Range;

use anstyle::{AnsiColor, Color, Effects, Style as Ink};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::tables::Table;
use crate::wording::{Lang, args};

use super::Style;
use super::chosen::{OF_AGREEMENT, OF_DETECTION, OF_MEASURES, OF_PAIRS, OF_RELATIONS, OF_TRANSCRIPTS, chosen};
use super::combinations::wrapped;
use super::comparison::comparison;
use super::disagreements::disagreements;
use super::grid::{Cell, Grid};
use super::layout::{Named, on_screen, said_on_screen, shown_on_screen};

mod crosstab;
mod groups;
mod marked;
mod matrix;
mod passages;
mod saturation;

/// What a stretch of a screen stands out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// A heading: underlined, so that it needs no colour.
    Heading,
    /// A theme among codes, a matched word.
    Strong,
    /// A matched word inside a quote.
    Match,
    /// Beside the point: places. Never whole sentences, since some light screens hardly show it.
    Faint,
    /// Something that changes the numbers.
    Alarm,
    /// Something that is as it should be.
    Fine,
}

impl Paint {
    /// `text` in this paint, or as it is where colour is off.
    #[must_use]
    pub fn on(self, text: &str, style: Style) -> String {
        if !style.colour || text.is_empty() {
            return text.to_owned();
        }
        let ink = self.ink();
        format!("{ink}{text}{ink:#}")
    }

    /// Legible on a dark background and on a light one, where yellow, cyan and whatever is bright are not; many
    /// terminals also make bright what is bold and coloured.
    pub(super) fn ink(self) -> Ink {
        match self {
            Paint::Heading => Ink::new().effects(Effects::BOLD | Effects::UNDERLINE),
            Paint::Strong => Ink::new().effects(Effects::BOLD),
            Paint::Match => Ink::new().effects(Effects::BOLD).fg_color(Some(Color::Ansi(AnsiColor::Magenta))),
            Paint::Faint => Ink::new().effects(Effects::DIMMED),
            Paint::Alarm => Ink::new().effects(Effects::BOLD).fg_color(Some(Color::Ansi(AnsiColor::Red))),
            Paint::Fine => Ink::new().fg_color(Some(Color::Ansi(AnsiColor::Green))),
        }
    }
}

/// `text` in exactly `width` columns: padded, or cut with an ellipsis that shows it.
#[must_use]
pub fn fit(text: &str, width: usize) -> String {
    let wide = text.width();
    if wide <= width {
        return format!("{text}{}", " ".repeat(width - wide));
    }
    if width == 0 {
        return String::new();
    }
    let cut = begin(text, width - 1).trim_end();
    format!("{cut}…{}", " ".repeat((width - 1).saturating_sub(cut.width())))
}

/// The same with the end of the text and flush right: the words before a match.
fn fit_end(text: &str, width: usize) -> String {
    let wide = text.width();
    if wide <= width {
        return format!("{}{text}", " ".repeat(width - wide));
    }
    if width == 0 {
        return String::new();
    }
    let cut = end(text, width - 1).trim_start();
    format!("{}…{cut}", " ".repeat((width - 1).saturating_sub(cut.width())))
}

/// The same for a transcript's id, of which the end tells it from others.
pub(super) fn fit_id(id: &str, width: usize) -> String {
    if id.width() <= width || width == 0 {
        return fit(id, width);
    }
    fit(&format!("…{}", end(id, width - 1)), width)
}

/// As much of the beginning as fits, cut between what is read as one character.
fn begin(text: &str, width: usize) -> &str {
    let mut fitting = "";
    for (at, character) in text.grapheme_indices(true) {
        let longer = &text[..at + character.len()];
        if longer.width() > width {
            break;
        }
        fitting = longer;
    }
    fitting
}

/// As much of the end as fits.
fn end(text: &str, width: usize) -> &str {
    let mut fitting = "";
    for (at, _) in text.grapheme_indices(true).rev() {
        if text[at..].width() > width {
            break;
        }
        fitting = &text[at..];
    }
    fitting
}

/// `text` wrapped to the style's width, every line after `indent`.
#[must_use]
pub fn wrap(text: &str, indent: &str, style: Style) -> String {
    textwrap::fill(text, lines_of(style.width.max(20)).initial_indent(indent).subsequent_indent(indent))
}

/// How text is broken into lines.
fn lines_of(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        // By the rules of Unicode no line begins with a full stop, so that a list of file endings would be one long word.
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::Custom(at_hyphens))
}

/// Where a word may be broken: at its hyphens, but not where somebody copies it, an option or the id of a transcript, nor where
/// a blank holds it together.
fn at_hyphens(word: &str) -> Vec<usize> {
    let is_copied =
        word.contains(['/', '`', '=', '\u{a0}']) || word.trim_start_matches(['(', '“', '"']).starts_with('-');
    if is_copied { Vec::new() } else { textwrap::WordSplitter::HyphenSplitter.split_points(word) }
}

/// A bar of `share` (0 to 1) in `width` columns, in eighths of a column.
#[must_use]
pub fn bar(share: f64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * width as f64 * 8.0).round() as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

/// The gap between columns.
pub(super) const BETWEEN: usize = 2;

/// The narrowest that a column of text is made.
const NARROWEST: usize = 8;

/// The narrowest that the ids of transcripts are made, of which the end is shown.
const NARROWEST_ID: usize = 14;

/// The narrowest that the names of codes are made: a row that nobody can tell from the next says nothing.
pub(super) const NARROWEST_NAME: usize = 22;

pub(super) fn table(table: &Table, style: Style) -> String {
    marked(table, &[], style)
}

/// The table as a screen shows it, with words that stand out in its passages: for each row, as bytes of its text.
#[must_use]
pub fn marked(table: &Table, marks: &[Vec<Range<usize>>], style: Style) -> String {
    let lang = style.lang;
    let variable = Named::of(table).variable();
    let grid = Grid { variable: variable.map(str::to_owned), ..Grid::of(&table.frame) };
    let mut shown = match table.name {
        "comparison" if grid.rows.is_empty() => {
            format!("{}\n", Paint::Strong.on(&lang.phrase("terminal-no-difference"), style))
        }
        _ if grid.rows.is_empty() => format!("{}\n", Paint::Alarm.on(&lang.phrase("terminal-nothing"), style)),
        "cooccurrence_matrix" | "relations_matrix" => matrix(&grid, style),
        "cooccurrence" if grid.column("p").is_some() => chosen(&grid, OF_MEASURES, style),
        "cooccurrence" => chosen(&grid, OF_PAIRS, style),
        "frequencies" => groups::frequencies(&grid, style),
        "transcripts" => chosen(&grid, OF_TRANSCRIPTS, style),
        "matrix" => matrix::matrix(&grid, style),
        "configurations" => wrapped(&grid, "codes", style),
        "saturation_estimates" => wrapped(&grid, "reading", style),
        "agreement" | "agreement_pairs" => chosen(&tree(&grid), OF_AGREEMENT, style),
        "detection" => chosen(&tree(&grid), OF_DETECTION, style),
        "comments" => passages::comments(&grid, style),
        "relations" => chosen(&grid, OF_RELATIONS, style),
        "quotes" | "turns" => passages::passages(&grid, marks, style),
        "disagreements" => disagreements(&grid, style),
        "comparison" => comparison(&grid, style),
        "comparison_summary" => rows(&with_all_codes(grid, lang), style),
        "kwic" => kwic(&grid, style),
        "saturation" => saturation::curve(&grid, style),
        "crosstab" => crosstab::crosstab(&grid, style),
        "keyness" => keyness(&grid, style),
        _ => rows(&tree(&grid), style),
    };
    if !table.caption.is_empty() {
        shown.push('\n');
        shown.push_str(&wrap(&said_on_screen(&table.caption.join(" "), variable, lang), "", style));
        shown.push('\n');
    }
    shown
}

/// Both ends of a vocabulary: what is typical of these words, and what of the others.
fn keyness(grid: &Grid<'_>, style: Style) -> String {
    const ENDS: (usize, usize) = (20, 10);
    let (first, last) = ENDS;
    if grid.rows.len() <= first + last {
        return rows(grid, style);
    }
    let left_out = grid.rows.len() - first - last;
    let shown = [&grid.rows[..first], &grid.rows[grid.rows.len() - last..]].concat();
    let shown = rows(&Grid { rows: shown, ..grid.clone() }, style);
    let note = style.lang.phrased("terminal-words-between", args! { "n" => left_out });
    let note = Paint::Faint.on(&note, style);
    let lines: Vec<&str> = shown.lines().collect();
    // A heading may take several lines.
    let heading = lines.len().saturating_sub(first + last);
    let (head, tail) = lines.split_at((first + heading).min(lines.len()));
    [head, &[note.as_str()], tail].concat().iter().map(|line| format!("{line}\n")).collect()
}

/// Matches below one another, the words before them flush right.
fn kwic(grid: &Grid<'_>, style: Style) -> String {
    let column = |name: &str| grid.column(name).unwrap_or(0);
    let (transcript, left, found, right) = (column("transcript"), column("left"), column("match"), column("right"));
    let widest = |i: usize| grid.rows.iter().map(|row| row[i].plain().width()).max().unwrap_or(0);
    let place = widest(transcript).min(style.width / 4);
    let matched = widest(found).min(style.width / 3);
    let room = style.width.saturating_sub(place + matched + 3 * BETWEEN) / 2;
    let mut shown = String::new();
    for row in &grid.rows {
        let blank = " ".repeat(BETWEEN);
        let line = format!(
            "{}{blank}{}{blank}{}{blank}{}",
            Paint::Faint.on(&fit_id(&row[transcript].plain(), place), style),
            fit_end(&one_line(&row[left].plain()), room),
            Paint::Match.on(&fit(&one_line(&row[found].plain()), matched), style),
            fit(&one_line(&row[right].plain()), room),
        );
        shown.push_str(line.trim_end());
        shown.push('\n');
    }
    shown
}

/// The last row is of all codes, and says so.
fn with_all_codes(mut grid: Grid<'_>, lang: Lang) -> Grid<'_> {
    let all = lang.phrase("terminal-all-codes");
    if let (Some(code), Some(last)) = (grid.column("code"), grid.rows.last_mut())
        && last[code] == Cell::Empty
    {
        last[code] = Cell::Text(all.into());
    }
    grid
}

/// A table of codes is read as a tree: one column with the indented names instead of three.
fn tree<'a>(grid: &Grid<'a>) -> Grid<'a> {
    let (Some(theme), Some(code), Some(name)) = (grid.column("theme"), grid.column("code"), grid.column("name")) else {
        return grid.clone();
    };
    let keep = |i: usize| i != theme && i != name;
    let rows = grid.rows.iter().map(|row| {
        let depth = row[code].plain().matches('/').count();
        let label = format!("{}{}", "  ".repeat(depth), row[name].plain());
        let cells = row.iter().enumerate().filter(|&(i, _)| keep(i));
        cells.map(|(i, cell)| if i == code { Cell::Text(label.clone().into()) } else { cell.clone() }).collect()
    });
    let pick = |i: &usize| keep(*i);
    Grid {
        names: (0..grid.names.len()).filter(pick).map(|i| grid.names[i].clone()).collect(),
        numeric: (0..grid.names.len()).filter(pick).map(|i| grid.numeric[i]).collect(),
        rows: rows.collect(),
        variable: grid.variable.clone(),
    }
}

/// Columns side by side; text columns give way, widest first, until the table fits; what still does
/// not fit is cut off at the right and said.
pub(super) fn rows(grid: &Grid<'_>, style: Style) -> String {
    lines(grid, style).0
}

/// The same, with how many lines the headings take.
pub(super) fn lines(grid: &Grid<'_>, style: Style) -> (String, usize) {
    let lang = style.lang;
    let cells = set(grid, lang);
    let widest = |i: usize| cells.iter().map(|row| row[i].width()).max().unwrap_or(0);
    let mut heads: Vec<Vec<String>> = (0..grid.names.len()).map(|i| on_lines(&heading(grid, i, lang))).collect();
    let widths_of = |heads: &[Vec<String>]| -> Vec<usize> {
        let head = |i: usize| heads[i].iter().map(|line| line.width()).max().unwrap_or(0);
        (0..heads.len()).map(|i| widest(i).max(head(i))).collect()
    };
    let mut widths = widths_of(&heads);
    let narrowest = |i: usize| match grid.names[i].as_str() {
        "code" => NARROWEST_NAME,
        "transcript" => NARROWEST_ID,
        _ => NARROWEST,
    };
    let total = |widths: &[usize]| widths.iter().sum::<usize>() + BETWEEN * widths.len().saturating_sub(1);
    if total(&widths) > style.width {
        heads = (0..heads.len()).map(|i| narrow(&heading(grid, i, lang), widest(i), lang)).collect();
        widths = widths_of(&heads);
    }
    let natural = widths.clone();
    while total(&widths) > style.width {
        let widest =
            (0..widths.len()).filter(|&i| !grid.numeric[i] && widths[i] > narrowest(i)).max_by_key(|&i| widths[i]);
        match widest {
            Some(i) => widths[i] -= 1,
            None => break,
        }
    }
    let mut fitting = widths.len();
    while fitting > 1 && total(&widths[..fitting]) > style.width {
        fitting -= 1;
    }
    // Half an interval would mislead.
    if fitting > 1 && fitting < widths.len() && partner(&grid.names[fitting - 1]).as_ref() == Some(&grid.names[fitting])
    {
        fitting -= 1;
    }
    // What columns leave that do not fit is for names that were cut.
    while total(&widths[..fitting]) < style.width {
        let Some(i) = (0..fitting).filter(|&i| widths[i] < natural[i]).min_by_key(|&i| widths[i]) else { break };
        widths[i] += 1;
    }
    let line = |cells: &[String], is_head: bool| -> String {
        let mut line = String::new();
        for (i, cell) in cells.iter().take(fitting).enumerate() {
            if i > 0 {
                line.push_str(&" ".repeat(BETWEEN));
            }
            if grid.numeric[i] {
                line.push_str(&" ".repeat(widths[i].saturating_sub(cell.width())));
                line.push_str(cell);
            } else {
                let fit = if grid.names[i] == "transcript" && !is_head { fit_id } else { fit };
                line.push_str(&fit(cell, widths[i]));
            }
        }
        line.trim_end().to_owned()
    };
    let height = heads[..fitting].iter().map(Vec::len).max().unwrap_or(0);
    let mut shown = String::new();
    for above in (0..height).rev() {
        let cell = |head: &Vec<String>| head.len().checked_sub(above + 1).map_or(String::new(), |i| head[i].clone());
        let head = line(&heads.iter().map(cell).collect::<Vec<_>>(), true);
        let paint = if above == 0 { Paint::Heading } else { Paint::Strong };
        shown.push_str(&format!("{}\n", paint.on(&head, style)));
    }
    for row in &cells {
        shown.push_str(&line(row, false));
        shown.push('\n');
    }
    if fitting < widths.len() {
        let hidden: Vec<String> = (fitting..grid.names.len()).map(|i| heading(grid, i, lang)).collect();
        shown.push_str(&not_shown(&hidden, style));
    }
    (shown, height)
}

/// What stands above a column: what the study calls its variable, else the heading in the reader's language.
pub(super) fn heading(grid: &Grid<'_>, column: usize, lang: Lang) -> String {
    let name = &grid.names[column];
    if grid.variable.as_ref() == Some(name) { name.clone() } else { on_screen(name, lang) }
}

/// Where a word of a heading was broken, at the end of a line.
const BROKEN: char = '\u{ad}';

/// What stands above the column of a value: on as many lines of `width` columns as it takes, but four, with how many have it.
fn of_value(value: &str, size: Option<&str>, width: usize) -> String {
    const MOST: usize = 4;
    let width = width.max(2);
    let value = one_line(value).replace(BROKEN, "");
    let options = textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::HyphenSplitter)
        .break_words(false);
    let mut lines: Vec<String> = Vec::new();
    for line in textwrap::wrap(&value, options) {
        let mut rest: &str = &line;
        while rest.width() > width && !begin(rest, width - 1).is_empty() {
            let piece = begin(rest, width - 1);
            lines.push(format!("{piece}{BROKEN}"));
            rest = &rest[piece.len()..];
        }
        lines.push(rest.to_owned());
    }
    if lines.len() > MOST {
        let rest = lines.split_off(MOST - 1).concat().replace(BROKEN, "");
        lines.push(fit(&rest, width).trim_end().to_owned());
    }
    match (size.map(|size| format!("(n = {size})")), lines.last_mut()) {
        (Some(size), Some(last)) if last.width() + 1 + size.width() <= width => last.push_str(&format!(" {size}")),
        (size, _) => lines.extend(size),
    }
    lines.join("\n")
}

/// The lines of a heading.
fn on_lines(heading: &str) -> Vec<String> {
    heading.split('\n').map(|line| line.replace(BROKEN, "-")).collect()
}

/// A heading below itself, as narrow as its words and the cells below it allow. In English it is one name, and only the end of
/// an interval stands below what it is of.
pub(super) fn narrow(heading: &str, cells: usize, lang: Lang) -> Vec<String> {
    if heading.contains('\n') {
        return on_lines(heading);
    }
    if lang == Lang::En {
        let end = ["low_pct", "high_pct"].into_iter().find_map(|end| Some((heading.strip_suffix(end)?, end)));
        return end.map_or_else(|| vec![heading.to_owned()], |(of, end)| vec![of.to_owned(), end.to_owned()]);
    }
    let longest = heading.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let options = textwrap::Options::new(longest.max(cells))
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(heading, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// That columns do not fit, and what they are.
pub(super) fn not_shown(headings: &[String], style: Style) -> String {
    // Some headings have commas.
    let headings: Vec<String> =
        headings.iter().map(|heading| heading.replace(&format!("{BROKEN}\n"), "").replace('\n', " ")).collect();
    let values = args! { "columns" => headings.join("; ") };
    let note = style.lang.phrased("terminal-columns-not-shown", values);
    format!("{}\n", wrap(&note, "", style))
}

/// That columns from this one on do not fit, where they are numbered.
fn do_not_fit(from: usize, to: usize, style: Style) -> String {
    let note = style.lang.phrased("terminal-columns-do-not-fit", args! { "from" => from, "to" => to });
    format!("{}\n", wrap(&note, "", style))
}

/// The cells as they stand in their columns.
pub(super) fn set(grid: &Grid<'_>, lang: Lang) -> Vec<Vec<String>> {
    let mut cells = texts(grid, lang);
    let is_real = |i: usize| grid.rows.iter().any(|row| matches!(row[i], Cell::Real(_)));
    // What is measured in several ways in one column has no decimals in common.
    for i in (0..grid.names.len()).filter(|&i| grid.names[i] != "value" && is_real(i)) {
        below_one_another(&mut cells, i);
    }
    cells
}

/// The cells as they are shown; of a percentage one decimal says enough.
fn texts(grid: &Grid<'_>, lang: Lang) -> Vec<Vec<String>> {
    let is_percentage: Vec<bool> =
        grid.names.iter().map(|name| name.ends_with("_pct") || name.ends_with("percent")).collect();
    let text = |(i, cell): (usize, &Cell<'_>)| match cell {
        // What is not zero does not become it.
        Cell::Real(x) if is_percentage[i] && *x != 0.0 && x.abs() < 0.05 => {
            let (sign, least) = if *x > 0.0 { ('<', 0.1) } else { ('>', -0.1) };
            format!("{sign}{}", lang.decimal(least, 1))
        }
        Cell::Real(x) if is_percentage[i] => lang.decimal(*x + 0.0, 1),
        _ => one_line(&shown_on_screen(&grid.names[i], cell, lang)),
    };
    grid.rows.iter().map(|row| row.iter().enumerate().map(text).collect()).collect()
}

/// Gives the numbers of a column as many decimals as the longest of them has, so that they stand below one another.
fn below_one_another(cells: &mut [Vec<String>], column: usize) {
    let decimals = |cell: &str| cell.rfind(['.', ',']).map_or(0, |at| cell.len() - at - 1);
    let most = cells.iter().map(|row| decimals(&row[column])).max().unwrap_or(0);
    let point = cells.iter().find_map(|row| row[column].chars().rev().find(|c| ['.', ','].contains(c)));
    for cell in cells.iter_mut().map(|row| &mut row[column]) {
        // What is undefined has none, nor has what is no number alone.
        if most == 0 || !cell.ends_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let missing = most - decimals(cell);
        if missing == most {
            cell.extend(point);
        }
        cell.push_str(&"0".repeat(missing));
    }
}

/// The column without which one says nothing: the other end of an interval, the other code of a pair.
pub(super) fn partner(name: &str) -> Option<String> {
    const PAIRS: [(&str, &str); 6] = [
        ("_low", "_high"),
        ("_high", "_low"),
        ("_low_pct", "_high_pct"),
        ("_high_pct", "_low_pct"),
        ("_a", "_b"),
        ("_b", "_a"),
    ];
    PAIRS.iter().find_map(|(one, other)| Some(format!("{}{other}", name.strip_suffix(one)?)))
}

pub(super) fn one_line(text: &str) -> String {
    text.chars().filter_map(shown_char).collect()
}

/// A character as it may stand in a line: what would move the cursor is a blank, and what would turn the direction of all
/// that follows it is left out. Words of other scripts need no such marks.
fn shown_char(c: char) -> Option<char> {
    match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        c if c.is_control() => Some(' '),
        c => Some(c),
    }
}

/// A shaded lower triangle: the names at the left, numbers as column heads, the units on the diagonal.
fn matrix(grid: &Grid<'_>, style: Style) -> String {
    let count = grid.rows.len();
    let first = grid.names.len() - count;
    let labels: Vec<String> = grid.rows.iter().map(|row| row[0].plain()).collect();
    let number = |i: usize| (i + 1).to_string();
    let cell_width =
        grid.rows.iter().flat_map(|row| row[first..].iter().map(|c| c.shown().width())).chain([number(count).width()]);
    let cell_width = cell_width.max().unwrap_or(1) + 1;
    let label_width =
        labels.iter().map(|l| l.width()).max().unwrap_or(0).min(style.width / 3) + number(count).width() + 2;
    let fitting = ((style.width.saturating_sub(label_width)) / cell_width).min(count);
    let strongest =
        (0..count).flat_map(|i| (0..i).map(move |j| (i, j))).filter_map(|(i, j)| grid.rows[i][first + j].number());
    let strongest = strongest.fold(0.0_f64, f64::max);
    let mut shown = " ".repeat(label_width);
    for j in 0..fitting {
        shown.push_str(&in_cell(&number(j), cell_width, style));
    }
    shown = Paint::Heading.on(shown.trim_end(), style);
    shown.push('\n');
    for (i, row) in grid.rows.iter().enumerate() {
        let label = format!("{:>w$} {}", number(i), labels[i], w = number(count).width());
        shown.push_str(&fit(&label, label_width));
        for j in 0..=i.min(fitting.saturating_sub(1)) {
            let cell = &row[first + j];
            let text = in_cell(&cell.shown(), cell_width, style);
            if i == j {
                shown.push_str(&Paint::Strong.on(&text, style));
            } else {
                shown.push_str(&shade(&text, cell.number().unwrap_or(0.0), strongest, style));
            }
        }
        shown.push('\n');
    }
    if fitting < count {
        shown.push_str(&do_not_fit(fitting + 1, count, style));
    }
    shown
}

/// A number in a cell of a matrix: with colours a blank stands on either side, so that a shade surrounds it.
fn in_cell(text: &str, width: usize, style: Style) -> String {
    if style.colour { format!("{text:>w$} ", w = width - 1) } else { format!("{text:>width$}") }
}

/// A cell on a background of the 256 colours that is the bluer the greater its value; the least have none.
fn shade(text: &str, value: f64, strongest: f64, style: Style) -> String {
    if value <= 0.0 {
        let digits = text.trim_end().width();
        return format!("{:>digits$}{}", "·", " ".repeat(text.width() - digits));
    }
    if !style.colour || strongest <= 0.0 {
        return text.to_owned();
    }
    // Whether the terminal is light or dark is not known: shades from light to dark would turn round on one of the two, where
    // these are all as bright, under white text, and differ in how much of a colour they are.
    const STEPS: [Option<u8>; 5] = [None, Some(60), Some(61), Some(62), Some(63)];
    let step = ((value / strongest * 5.0).ceil() as usize).clamp(1, 5) - 1;
    let Some(back) = STEPS[step] else { return text.to_owned() };
    let ink = Ink::new()
        .effects(if step > 2 { Effects::BOLD } else { Effects::new() })
        .fg_color(Some(anstyle::Ansi256Color(231).into()))
        .bg_color(Some(anstyle::Ansi256Color(back).into()));
    format!("{ink}{text}{ink:#}")
}

#[cfg(test)]
mod tests {
    use super::{Lang, Style, bar, fit, fit_end, fit_id, one_line};

    #[test]
    fn what_is_cut_shows_it_and_what_fits_is_padded() {
        assert_eq!(fit("schaamte", 5), "scha…");
        assert_eq!(fit("ja", 4), "ja  ");
        assert_eq!(fit("日本語", 4), "日… ");
        assert_eq!(fit("ja", 0), "");
        assert_eq!(fit_id("werkers/werkers-12", 8), "…kers-12");
        assert_eq!(fit_id("日本語-1", 6), "…語-1 ");
        assert_eq!((fit_id("r1", 4), fit_id("r1", 0), fit_id("r12", 1)), ("r1  ".into(), String::new(), "…".into()));
        assert_eq!(
            (fit_end("voor de deur", 8), fit_end("ja", 4), fit_end("ja", 0)),
            ("…de deur".into(), "  ja".into(), String::new())
        );
    }

    #[test]
    fn what_is_read_as_one_character_is_not_cut() {
        // A heart of two code points is wider than its parts, a family of seven narrower.
        assert_eq!(fit("❤️❤️❤️❤️", 4), "❤️… ");
        assert_eq!(fit("👨‍👩‍👧‍👦👨‍👩‍👧‍👦 thuis", 5), "👨‍👩‍👧‍👦👨‍👩‍👧‍👦…");
        assert_eq!(fit_end("cafe\u{301} e\u{301}e\u{301}n", 4), "…e\u{301}e\u{301}n");
        assert_eq!(fit_id("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3), "…👨‍👩‍👧‍👦");
    }

    #[test]
    fn what_is_copied_is_not_broken() {
        let style = Style { width: 20, ..Style::default() };
        assert_eq!(super::wrap("lees WebVTT-ondertitels", "", style), "lees WebVTT-\nondertitels");
        assert_eq!(super::wrap("lees met --skip-unreadable", "", style), "lees met\n--skip-unreadable");
        assert_eq!(super::wrap("een stuk (moed/moed-3:22)", "", style), "een stuk\n(moed/moed-3:22)");
    }

    #[test]
    fn numbers_of_a_column_have_as_many_decimals() {
        let mut cells: Vec<Vec<String>> =
            ["0.5", "–", "12", "<0.001", "1.25"].iter().map(|cell| vec![(*cell).to_owned()]).collect();
        super::below_one_another(&mut cells, 0);
        assert_eq!(cells.concat(), ["0.500", "–", "12.000", "<0.001", "1.250"]);
        let mut whole = vec![vec!["3".to_owned()], vec!["12".to_owned()]];
        super::below_one_another(&mut whole, 0);
        assert_eq!(whole.concat(), ["3", "12"]);
    }

    #[test]
    fn nothing_moves_the_cursor_or_turns_the_line() {
        assert_eq!(one_line("a\u{1b}[2J\u{202e}b\u{2066}c\u{2069} בושה"), "a [2Jbc בושה");
    }

    #[test]
    fn a_heading_of_words_stands_below_itself_and_a_name_stays_one() {
        let narrow = |heading, cells, lang| super::narrow(heading, cells, lang).join("/");
        assert_eq!(narrow("deelnemers met beide", 3, Lang::Nl), "deelnemers/met beide");
        assert_eq!(narrow("deelnemers met beide", 30, Lang::Nl), "deelnemers met beide");
        assert_eq!(narrow("participants_both", 3, Lang::En), "participants_both");
        assert_eq!(narrow("participants_low_pct", 3, Lang::En), "participants_/low_pct");
    }

    #[test]
    fn a_value_stands_whole_above_its_column() {
        let heading = |value, width| super::on_lines(&super::of_value(value, Some("7"), width)).join("/");
        assert_eq!(heading("kok", 20), "kok (n = 7)");
        assert_eq!(heading("kok", 9), "kok/(n = 7)");
        assert_eq!(heading("ervaringswerker", 9), "ervaring-/swerker/(n = 7)");
        assert_eq!(heading("maatschappelijk werker", 15), "maatschappelijk/werker (n = 7)");
        assert_eq!(heading("een twee drie vier vijf zes zeven", 5), "een/twee/drie/vier…/(n = 7)");
        let style = Style { width: 90, ..Style::default() };
        let hidden = [super::of_value("ervaringswerker", Some("7"), 9), "α, laag".to_owned()];
        assert!(super::not_shown(&hidden, style).contains(": ervaringswerker (n = 7); α, laag ("));
    }

    #[test]
    fn percentages_have_one_decimal_and_none_becomes_zero() {
        let grid = super::Grid {
            names: vec!["coverage_pct".to_owned()],
            numeric: vec![true],
            rows: [10.5, 4.0, 0.023, 0.0, -0.01].map(|x| vec![super::Cell::Real(x)]).into(),
            variable: None,
        };
        assert_eq!(super::set(&grid, Lang::Nl).concat(), ["10,5", "4,0", "<0,1", "0,0", ">-0,1"]);
        assert_eq!(super::set(&grid, Lang::En).concat(), ["10.5", "4.0", "<0.1", "0.0", ">-0.1"]);
    }

    #[test]
    fn bars_grow_by_eighths() {
        assert_eq!([0.0, 0.0625, 0.5, 1.0, 7.0].map(|share| bar(share, 2)), ["", "▏", "█", "██", "██"]);
    }

    #[test]
    fn paint_is_nothing_without_colour() {
        assert_eq!(super::Paint::Match.on("ja", Style::default()), "ja");
    }

    #[test]
    fn a_list_of_endings_is_broken_between_them() {
        let style = Style { width: 24, ..Style::default() };
        assert_eq!(
            super::wrap("files that end in .txt, .docx, .parquet", "  ", style),
            "  files that end in\n  .txt, .docx, .parquet"
        );
    }
}
