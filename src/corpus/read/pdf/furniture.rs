//! Running headers and footers and page numbers: lines that recur at the top or the bottom of pages.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::TextLine;

/// So many lines at the top and at the bottom of a page may be furniture.
const DEEP: usize = 4;

/// Furniture stands further from the words than so many times the usual distance of lines.
const APART: f32 = 1.35;

/// Takes page furniture out of the lines of all pages; how many characters that were.
pub(super) fn take(lines: &mut Vec<TextLine>, heights: &[f32], leading: f32) -> usize {
    // By page, its lines from the top: columns are no matter here.
    let mut pages: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        pages.entry(line.page).or_default().push(place);
    }
    for page in pages.values_mut() {
        page.sort_by(|&a, &b| lines[a].base.total_cmp(&lines[b].base));
    }
    let mut is_furniture = vec![false; lines.len()];
    for at_top in [true, false] {
        for place in (Edge { lines, heights, leading, at_top }).furniture(&pages) {
            is_furniture[place] = true;
        }
    }
    let mut characters = 0;
    let mut furniture = is_furniture.into_iter();
    lines.retain(|line| {
        let is_furniture = furniture.next().unwrap_or(false);
        characters += if is_furniture { line.text.chars().count() } else { 0 };
        !is_furniture
    });
    characters
}

/// The tops or the bottoms of all pages.
struct Edge<'a> {
    lines: &'a [TextLine],
    heights: &'a [f32],
    leading: f32,
    at_top: bool,
}

impl Edge<'_> {
    /// The lines that are furniture; `pages` are the lines of each page from its top.
    fn furniture(&self, pages: &BTreeMap<usize, Vec<usize>>) -> Vec<usize> {
        let edges: Vec<Vec<usize>> = pages.values().map(|places| self.of(places)).collect();
        let mut seen: BTreeMap<String, Vec<f32>> = BTreeMap::new();
        for &place in edges.iter().flat_map(|edge| edge.iter().take(DEEP)) {
            seen.entry(shape(&self.lines[place].text)).or_default().push(self.height(place));
        }
        let same = |place: usize| {
            let near = 0.8 * self.lines[place].size.max(6.0);
            let all = seen.get(&shape(&self.lines[place].text)).map_or(&[][..], Vec::as_slice);
            all.iter().filter(|other| (*other - self.height(place)).abs() < near).count()
        };
        let recurs = |place: usize| {
            let line = &self.lines[place];
            let times = same(place);
            times >= 2 && times * 5 >= pages.len() * 2
                || self.heights.len() == 1 && is_number(&line.text, line.page + 1)
        };
        let runs: Vec<&[usize]> = edges
            .iter()
            .map(|edge| &edge[..edge.iter().take(DEEP).take_while(|&&place| recurs(place)).count()])
            .collect();
        // Furniture is set apart from the words, or is on nearly every page of many.
        let mut furniture = Vec::new();
        for (edge, run) in edges.iter().zip(&runs) {
            let is_apart =
                |at: usize| edge.get(at).is_some_and(|&next| self.distance(run[at - 1], next) > APART * self.leading);
            let is_everywhere = |at: usize| same(run[at - 1]) >= 5 && same(run[at - 1]) * 5 >= pages.len() * 4;
            let until = (1..=run.len()).rev().find(|&at| is_apart(at) || is_everywhere(at)).unwrap_or(0);
            furniture.extend_from_slice(&run[..until]);
        }
        // What is furniture on one page is so on another, where nothing else stands or the words come close.
        let shapes: BTreeSet<String> = furniture.iter().map(|&place| shape(&self.lines[place].text)).collect();
        for run in runs {
            furniture.extend(run.iter().take_while(|&&place| shapes.contains(&shape(&self.lines[place].text))));
        }
        furniture
    }

    /// The lines of a page, the outermost first.
    fn of(&self, places: &[usize]) -> Vec<usize> {
        let places = places.iter().copied();
        if self.at_top { places.collect() } else { places.rev().collect() }
    }

    /// How far from the edge of its page a line stands: pages may differ in height.
    fn height(&self, place: usize) -> f32 {
        let line = &self.lines[place];
        if self.at_top { line.base } else { self.heights.get(line.page).copied().unwrap_or(0.0) - line.base }
    }

    fn distance(&self, one: usize, next: usize) -> f32 {
        (self.lines[one].base - self.lines[next].base).abs()
    }
}

/// A line without regard to letter case and to which number it holds.
fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace()) {
        match c {
            _ if !c.is_numeric() => shape.push(c),
            _ if shape.ends_with('#') => {}
            _ => shape.push('#'),
        }
    }
    shape
}

/// Whether a line holds nothing but a page's number.
fn is_number(text: &str, page: usize) -> bool {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !"-–—|[]()/.".contains(*c)).collect();
    digits == page.to_string() || digits == format!("{page}{page}")
}

#[cfg(test)]
mod tests {
    use super::{TextLine, shape, take};

    fn page(page: usize, lines: &[(f32, &str)]) -> Vec<TextLine> {
        let line = |&(base, text): &(f32, &str)| TextLine {
            text: text.to_owned(),
            base,
            size: 10.0,
            page,
            ..TextLine::default()
        };
        lines.iter().map(line).collect()
    }

    fn left(pages: &[Vec<TextLine>]) -> (Vec<String>, usize) {
        let mut lines = pages.concat();
        let characters = take(&mut lines, &vec![400.0; pages.len()], 12.0);
        (lines.into_iter().map(|line| line.text).collect(), characters)
    }

    #[test]
    fn what_recurs_apart_from_the_words_is_furniture() {
        let one = page(0, &[(20.0, "Gesprek 4"), (60.0, "I: Ja?"), (72.0, "R: Nee."), (380.0, "1 van 2")]);
        let two = page(1, &[(20.0, "Gesprek 4"), (60.0, "I: Ja?"), (72.0, "R: Toch."), (380.0, "2 van 2")]);
        let (texts, characters) = left(&[one, two]);
        assert_eq!(texts, ["I: Ja?", "R: Nee.", "I: Ja?", "R: Toch."]);
        assert_eq!(characters, 2 * (9 + 7));
    }

    #[test]
    fn words_that_recur_at_the_top_of_a_page_are_words() {
        let pages: Vec<Vec<TextLine>> =
            (0..3).map(|n| page(n, &[(60.0, "R: Ja."), (72.0, "I: En toen?"), (84.0, "R: Ja.")])).collect();
        assert_eq!(left(&pages).1, 0);
        let once = page(0, &[(60.0, "I: Hoe oud?"), (72.0, "R: 1"), (380.0, "- 1 -")]);
        assert_eq!(left(&[once]).0, ["I: Hoe oud?", "R: 1"]);
    }

    #[test]
    fn numbers_do_not_tell_lines_apart() {
        assert_eq!(shape("Pagina 3 van 12"), shape("pagina 10 van 12"));
        assert_ne!(shape("Pagina 3"), shape("Pagina"));
    }
}
