//! The lines of a page in the order in which they are read: signs on one height are a row, and rows stand beside each other
//! where a page has columns.

use super::page::Glyph;

/// A line of text on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TextLine {
    pub text: String,
    pub left: f32,
    pub right: f32,
    /// The height on which it stands, from the top of the page.
    pub base: f32,
    pub size: f32,
    /// How wide its first word is.
    pub first_word: f32,
    /// The page, from 0, and the column on it, from the left; lines as wide as the page are in column 0 too.
    pub page: usize,
    pub column: usize,
    /// Whether the layout itself says that something begins here: the top of a column, a cell with a speaker.
    pub begins: bool,
}

/// What is on one height.
#[derive(Clone, Debug, Default)]
struct Row {
    pieces: Vec<Piece>,
}

/// A stretch of a row without a wide gap.
#[derive(Clone, Debug, Default)]
struct Piece {
    text: String,
    left: f32,
    right: f32,
    base: f32,
    size: f32,
    first_word: Option<f32>,
}

/// The lines of a page, and what its layout is.
#[derive(Clone, Debug, Default)]
pub(super) struct Laid {
    pub lines: Vec<TextLine>,
    /// Whether text stands in columns beside each other, as in a newspaper.
    pub columns: bool,
    /// Whether a column at the left says who speaks.
    pub speakers: bool,
    /// Characters of numbers beside the lines.
    pub numbers: usize,
}

/// A gap as wide as so many sizes of type parts pieces; one as wide as so many parts words.
const WIDE: f32 = 0.7;
const SPACE: f32 = 0.17;

/// Signs on heights that differ by less of their size are on one row: raised numbers of notes are.
const ROW: f32 = 0.45;

/// A column has so many rows at least, and is so many points from the next.
const ROWS: usize = 5;
const GUTTER: f32 = 8.0;

/// Columns lie in each other so deep at most: those of a newspaper in a table.
const DEEP: usize = 4;

/// Lines in the order in which they are read.
pub(super) fn lines(mut glyphs: Vec<Glyph>, page: usize) -> Laid {
    glyphs.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    let mut rows: Vec<Row> = Vec::new();
    for row in in_rows(&glyphs) {
        rows.push(pieces(row));
    }
    rows.retain(|row| !row.pieces.is_empty());
    let mut laid = Laid::default();
    laid.read(rows, page, 0, 0);
    laid
}

/// Signs by the height on which they stand.
fn in_rows(glyphs: &[Glyph]) -> Vec<Vec<&Glyph>> {
    let mut rows: Vec<(f32, f32, Vec<&Glyph>)> = Vec::new();
    for glyph in glyphs {
        match rows.last_mut() {
            Some((base, size, row)) if glyph.base - *base < ROW * size.max(glyph.size) => {
                *size = size.max(glyph.size);
                row.push(glyph);
            }
            _ => rows.push((glyph.base, glyph.size, vec![glyph])),
        }
    }
    rows.into_iter().map(|(_, _, row)| row).collect()
}

fn pieces(mut row: Vec<&Glyph>) -> Row {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Option<&Glyph> = None;
    let mut spaced = false;
    for glyph in row {
        if glyph.text.trim().is_empty() {
            spaced |= !glyph.text.is_empty();
            continue;
        }
        let size = glyph.size.max(0.1);
        // Bold is feigned by drawing a sign twice.
        if last.is_some_and(|last| last.text == glyph.text && (glyph.left - last.left).abs() < 0.12 * size) {
            continue;
        }
        let gap = pieces.last().map_or(f32::MAX, |piece| glyph.left - piece.right);
        match pieces.last_mut().filter(|_| gap < WIDE * size) {
            Some(piece) => {
                if (spaced || gap > SPACE * size) && !piece.text.ends_with(' ') {
                    piece.first_word.get_or_insert(piece.right - piece.left);
                    piece.text.push(' ');
                }
                piece.text.push_str(&glyph.text);
                piece.right = piece.right.max(glyph.right);
                // A raised number is not the height of the line.
                if glyph.size > piece.size {
                    (piece.size, piece.base) = (glyph.size, glyph.base);
                }
            }
            None => {
                let Glyph { text, left, right, base, size } = glyph.clone();
                pieces.push(Piece { text, left, right, base, size, first_word: None });
            }
        }
        last = Some(glyph);
        spaced = false;
    }
    Row { pieces }
}

impl Row {
    fn left(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.left)
    }

    fn right(&self) -> f32 {
        self.pieces.last().map_or(0.0, |piece| piece.right)
    }

    /// The row as one line.
    fn line(self, page: usize, column: usize) -> TextLine {
        let mut line = TextLine { page, column, left: self.left(), right: self.right(), ..TextLine::default() };
        for piece in self.pieces {
            if line.text.is_empty() {
                line.first_word = piece.first_word.unwrap_or(piece.right - piece.left);
            } else {
                line.text.push(' ');
            }
            line.text.push_str(&piece.text);
            if piece.size > line.size {
                (line.size, line.base) = (piece.size, piece.base);
            }
        }
        line
    }

    /// What stands to the left of a place, and what to its right; none where something reaches over it.
    fn parted(&self, place: f32) -> Option<(&[Piece], &[Piece])> {
        let at = self.pieces.partition_point(|piece| piece.right <= place);
        let (left, right) = self.pieces.split_at(at);
        right.iter().all(|piece| piece.left >= place).then_some((left, right))
    }
}

/// What two stretches of text beside each other are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    /// The numbers of the lines, and the lines.
    Numbers,
    /// Who speaks, and what is said.
    Speakers,
    /// Columns, as of a newspaper.
    Columns,
}

impl Beside {
    /// What stands on both sides of a place in some rows; none where that is mere chance.
    fn of(rows: &[Row], place: f32) -> Option<Beside> {
        let parted: Vec<(&[Piece], &[Piece])> = rows.iter().filter_map(|row| row.parted(place)).collect();
        let (mut lefts, mut rights, mut alone) = (Vec::new(), Side::default(), Side::default());
        let mut all_left = Side::default();
        for &(left, right) in &parted {
            rights.add(right);
            all_left.add(left);
            match (left.is_empty(), right.is_empty()) {
                (false, false) => lefts.push(joined(left)),
                (false, true) => alone.add(left),
                _ => {}
            }
        }
        let both = lefts.len();
        if both >= ROWS && all_left.is_text() && rights.is_text() {
            return Some(Beside::Columns);
        }
        // Beside a column of names or numbers stand words, and in it there is nothing else.
        if both < 3 || rights.letters < 10 * rights.rows || alone.rows * 4 > both {
            return None;
        }
        if lefts.iter().all(|text| text.chars().all(|c| c.is_ascii_digit())) {
            return (both >= ROWS && both * 6 >= rights.rows).then_some(Beside::Numbers);
        }
        // Labels that end in a colon are found wherever the words behind them stand.
        let mut names: Vec<&str> = lefts.iter().map(|text| without_time(text)).collect();
        let are_bare = names.iter().all(|name| !name.ends_with(':') && (1..=40).contains(&name.chars().count()));
        names.sort_unstable();
        names.dedup();
        let recur = names.len() * 3 <= both.max(6) && names.iter().all(|name| name.contains(char::is_alphabetic));
        (are_bare && recur).then_some(Beside::Speakers)
    }
}

/// What stands on one side of a place.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    /// Rows that have something there.
    rows: usize,
    letters: usize,
}

impl Side {
    fn add(&mut self, pieces: &[Piece]) {
        self.rows += usize::from(!pieces.is_empty());
        self.letters += pieces.iter().flat_map(|piece| piece.text.chars()).filter(|c| c.is_alphabetic()).count();
    }

    /// Whether it is running text, not names or times.
    fn is_text(self) -> bool {
        self.rows >= ROWS && self.letters >= 14 * self.rows
    }
}

fn characters(pieces: &[Piece]) -> usize {
    pieces.iter().map(|piece| piece.text.chars().count()).sum()
}

fn joined(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ")
}

fn without_time(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "[]().,#-".contains(c))
}

/// Rows that stand beside each other, from some row on: up to which, on both sides of which place.
fn beside(rows: &[Row]) -> Option<(usize, f32, Beside)> {
    let first = rows.first()?;
    for gap in first.pieces.windows(2) {
        let mut free = (gap[0].right, gap[1].left);
        let mut end = 1;
        while let Some(rest) = rows.get(end).and_then(|row| row.free_in(free)) {
            (free, end) = (rest, end + 1);
        }
        let place = (free.0 + free.1) / 2.0;
        if let Some(kind) = Beside::of(&rows[..end], place).filter(|_| free.1 - free.0 >= GUTTER) {
            return Some((end, place, kind));
        }
    }
    None
}

impl Row {
    /// The widest stretch of a gap in which this row has no words, if it is wide enough to part columns.
    fn free_in(&self, gap: (f32, f32)) -> Option<(f32, f32)> {
        let mut widest = (0.0, 0.0);
        let mut from = gap.0;
        for piece in &self.pieces {
            let to = piece.left.min(gap.1);
            if to - from > widest.1 - widest.0 {
                widest = (from, to);
            }
            from = from.max(piece.right);
        }
        if gap.1 - from > widest.1 - widest.0 {
            widest = (from, gap.1);
        }
        (widest.1 - widest.0 >= GUTTER).then_some(widest)
    }

    /// A row of a table whose first cells say who speaks.
    fn spoken(self, place: f32, page: usize, column: usize) -> TextLine {
        let (left, speaker) = match self.parted(place) {
            Some((speaker @ [_, ..], [_, ..])) => (self.left(), speaker.len()),
            _ => return self.line(page, column),
        };
        let line = Row { pieces: self.pieces[speaker..].to_vec() }.line(page, column);
        TextLine { text: format!("{}: {}", joined(&self.pieces[..speaker]), line.text), left, begins: true, ..line }
    }
}

impl Laid {
    /// Adds rows as lines in the order in which they are read: of columns beside each other first the left.
    fn read(&mut self, rows: Vec<Row>, page: usize, column: usize, depth: usize) {
        let mut at = 0;
        while at < rows.len() {
            let found = if depth < DEEP { beside(&rows[at..]) } else { None };
            let Some((count, place, kind)) = found else {
                self.lines.push(rows[at].clone().line(page, column));
                at += 1;
                continue;
            };
            let band = &rows[at..at + count];
            let side = |is_left: bool| -> Vec<Row> {
                let parted = band.iter().filter_map(|row| row.parted(place));
                let side = parted.map(|(left, right)| if is_left { left } else { right }.to_vec());
                side.filter(|pieces| !pieces.is_empty()).map(|pieces| Row { pieces }).collect()
            };
            match kind {
                Beside::Numbers => {
                    self.numbers += side(true).iter().map(|row| characters(&row.pieces)).sum::<usize>();
                    self.read(side(false), page, column, depth + 1);
                }
                Beside::Speakers => {
                    self.speakers = true;
                    self.lines.extend(band.iter().map(|row| row.clone().spoken(place, page, column)));
                }
                Beside::Columns => {
                    self.columns = true;
                    for (number, rows) in [side(true), side(false)].into_iter().enumerate() {
                        self.read(rows, page, 2 * column + 1 + number, depth + 1);
                    }
                }
            }
            at += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Glyph, lines};

    /// Words set in type of ten points, each sign five points wide.
    fn set(words: &[(f32, f32, &str)]) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        for &(left, base, text) in words {
            for (place, character) in (0_u8..).zip(text.chars()) {
                let left = left + 5.0 * f32::from(place);
                glyphs.push(Glyph { text: character.to_string(), left, right: left + 5.0, base, size: 10.0 });
            }
        }
        glyphs
    }

    fn texts(words: &[(f32, f32, &str)]) -> Vec<String> {
        lines(set(words), 0).lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn words_are_parted_by_spaces_and_by_gaps_and_stand_in_the_order_of_their_places() {
        assert_eq!(texts(&[(0.0, 30.0, "en dan"), (0.0, 10.0, "Eerst"), (28.0, 10.0, "dit")]), ["Eerst dit", "en dan"]);
        assert_eq!(texts(&[(0.0, 10.0, "noot"), (20.0, 7.0, "1")]), ["noot1"], "a raised number");
        let mut bold = set(&[(0.0, 10.0, "vet")]);
        bold.extend(set(&[(0.3, 10.0, "vet")]));
        assert_eq!(lines(bold, 0).lines[0].text, "vet", "drawn twice");
    }

    #[test]
    fn of_two_columns_the_left_is_read_first() {
        let mut words = vec![(0.0, 10.0, "Een kop over de hele breedte van de bladzijde, boven de kolommen.")];
        let heights: Vec<f32> = (2_u8..9).map(|row| 12.0 * f32::from(row)).collect();
        words.extend(heights.iter().map(|&base| (0.0, base, "links lopen er ook woorden.")));
        words.extend(heights.iter().map(|&base| (200.0, base, "rechts lopen er ook woorden.")));
        let laid = lines(set(&words), 0);
        assert!(laid.columns && !laid.speakers);
        let texts: Vec<&str> = laid.lines.iter().map(|line| &line.text[..5]).collect();
        assert_eq!(texts[..3], ["Een k", "links", "links"]);
        assert_eq!(texts[7..9], ["links", "recht"]);
    }

    #[test]
    fn a_column_of_speakers_is_read_row_by_row() {
        let mut words = Vec::new();
        for turn in 0_u8..4 {
            let base = 40.0 * f32::from(turn);
            words.push((0.0, base, if turn % 2 == 0 { "Interviewer" } else { "Bewoner" }));
            words.push((120.0, base, "Wat hier staat loopt door tot"));
            words.push((120.0, base + 12.0, "op de volgende regel ervan."));
        }
        let laid = lines(set(&words), 0);
        assert!(laid.speakers && !laid.columns);
        assert_eq!(laid.lines[0].text, "Interviewer: Wat hier staat loopt door tot");
        assert_eq!(laid.lines[1].text, "op de volgende regel ervan.");
        assert_eq!(laid.lines[2].text, "Bewoner: Wat hier staat loopt door tot");
    }

    #[test]
    fn times_beside_the_lines_are_no_column() {
        let times: Vec<String> = (1..=7).map(|n| format!("[00:0{n}.500 --> 00:0{n}.900]")).collect();
        let mut words = Vec::new();
        for (row, time) in (0_u8..).zip(&times) {
            words.push((0.0, 12.0 * f32::from(row), time.as_str()));
            words.push((150.0, 12.0 * f32::from(row), "Wat er op dat ogenblik gezegd wordt."));
        }
        let laid = lines(set(&words), 0);
        assert!(!laid.columns && !laid.speakers);
        assert_eq!(laid.lines[0].text, "[00:01.500 --> 00:01.900] Wat er op dat ogenblik gezegd wordt.");
    }

    #[test]
    fn numbers_beside_the_lines_are_no_words() {
        let numbers: Vec<String> = (1..=9).map(|number| number.to_string()).collect();
        let mut words = Vec::new();
        for (row, number) in (0_u8..).zip(&numbers) {
            words.push((0.0, 12.0 * f32::from(row), number.as_str()));
            words.push((40.0, 12.0 * f32::from(row), "een regel met een nummer ervoor"));
        }
        let laid = lines(set(&words), 0);
        assert_eq!(laid.numbers, 9);
        assert!(laid.lines.iter().all(|line| line.text.starts_with("een regel")));
    }
}
