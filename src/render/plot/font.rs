//! How wide words are, and where they are broken, in the font that figures come with: see `src/render/plot/fonts/README.md`.

use std::sync::LazyLock;

use ttf_parser::Face;
use unicode_segmentation::UnicodeSegmentation;

/// The font's files, as they are embedded in PDF files and used for PNG files.
pub(super) const FILES: [&[u8]; 2] =
    [include_bytes!("fonts/DejaVuSansCondensed.ttf"), include_bytes!("fonts/DejaVuSansCondensed-Bold.ttf")];

/// What an SVG file asks for: the font, and where a reader has none of it one of nearly the same widths.
pub(super) const FAMILIES: &str = "'DejaVu Sans Condensed', 'DejaVu Sans', Arial, Helvetica, sans-serif";

static FACES: LazyLock<[Face<'static>; 2]> =
    LazyLock::new(|| FILES.map(|file| Face::parse(file, 0).expect("the font of this program")));

/// A size in points, and whether it is bold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub size: f64,
    pub bold: bool,
}

impl Type {
    /// Titles of figures.
    pub const TITLE: Type = Type { size: 10.0, bold: true };
    /// Names of codes.
    pub const LABEL: Type = Type { size: 8.0, bold: false };
    /// Names of themes, and titles of parts of a figure.
    pub const STRONG: Type = Type { size: 8.0, bold: true };
    /// Numbers, axes and captions: nothing is smaller.
    pub const SMALL: Type = Type { size: 7.0, bold: false };

    /// From one line to the next.
    pub fn leading(self) -> f64 {
        self.size * 1.2
    }

    /// From the middle of small letters down to the line they stand on.
    pub fn drop(self) -> f64 {
        self.size * 0.36
    }

    /// How wide a text is, in points.
    pub fn width(self, text: &str) -> f64 {
        let face = &FACES[usize::from(self.bold)];
        let advance = |c: char| face.glyph_hor_advance(face.glyph_index(c).unwrap_or_default()).unwrap_or_default();
        let units: u64 = text.chars().map(|c| u64::from(advance(c))).sum();
        units as f64 * self.size / f64::from(face.units_per_em())
    }

    /// The text in lines of at most this width, broken between words, and within one where it must be; what is beyond the last
    /// line that there is room for is cut, and `…` shows it.
    pub fn wrap(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let flush = |line: &mut String, lines: &mut Vec<String>| {
            let whole = line.trim_end().to_owned();
            line.clear();
            if !whole.is_empty() {
                lines.push(whole);
            }
        };
        for word in text.split_whitespace().flat_map(|word| pieces(word, word.len())) {
            let (word, is_last) = word;
            if self.width(&line) + self.width(word) > width {
                flush(&mut line, &mut lines);
            }
            for piece in self.broken(word, width) {
                if self.width(&line) + self.width(&piece) > width {
                    flush(&mut line, &mut lines);
                }
                line.push_str(&piece);
            }
            if is_last {
                line.push(' ');
            }
        }
        flush(&mut line, &mut lines);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.cut(&format!("{last}…"), width);
            }
        }
        lines
    }

    /// The text, or as much of it as fits, with `…` for the rest.
    pub fn cut(self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let mut kept: Vec<&str> = text.trim_end_matches('…').graphemes(true).collect();
        loop {
            let cut = format!("{}…", kept.concat().trim_end());
            if kept.is_empty() || self.width(&cut) <= width {
                return cut;
            }
            kept.pop();
        }
    }

    /// The text, or as much of its end as fits, with `…` for the rest: names of transcripts differ there.
    pub fn cut_start(self, text: &str, width: f64) -> String {
        if self.width(text) <= width {
            return text.to_owned();
        }
        let graphemes: Vec<&str> = text.graphemes(true).collect();
        let ends = (1..=graphemes.len()).map(|from| format!("…{}", graphemes[from..].concat().trim_start()));
        ends.into_iter().find(|end| self.width(end) <= width).unwrap_or_else(|| "…".to_owned())
    }

    /// A word in pieces that fit, each but the last with a hyphen; most words are one.
    fn broken(self, word: &str, width: f64) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut piece = String::new();
        if self.width(word) <= width {
            return vec![word.to_owned()];
        }
        for grapheme in word.graphemes(true) {
            if !piece.is_empty() && self.width(&format!("{piece}{grapheme}-")) > width {
                pieces.push(format!("{piece}-"));
                piece.clear();
            }
            piece.push_str(grapheme);
        }
        pieces.push(piece);
        pieces
    }
}

/// The parts of a word that a line may end after, as after a hyphen; whether each is the last.
fn pieces(word: &str, end: usize) -> impl Iterator<Item = (&str, bool)> {
    let mut at = 0;
    word.split_inclusive(['-', '/', '–']).map(move |piece| {
        at += piece.len();
        (piece, at == end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_as_wide_as_its_letters() {
        let eight = Type::LABEL;
        assert!(eight.width("m") > eight.width("i"));
        assert_eq!(eight.width("mi"), eight.width("m") + eight.width("i"));
        assert!(Type::STRONG.width("schaamte") > eight.width("schaamte"));
        assert_eq!(eight.width(""), 0.0);
    }

    #[test]
    fn lines_fit_and_what_is_cut_shows_it() {
        let small = Type::SMALL;
        let long = "Ervaringsdeskundigheid in de hulpverlening aan gezinnen/huishoudens met meervoudige problematiek";
        for width in [12.0, 30.0, 60.0, 200.0, 900.0] {
            for most in 1..6 {
                let lines = small.wrap(long, width, most);
                assert!(!lines.is_empty() && lines.len() <= most, "{lines:?}");
                assert!(lines.iter().all(|line| small.width(line) <= width), "{lines:?} in {width}");
                let whole = lines.concat().replace([' ', '-'], "") == long.replace(' ', "");
                assert!(whole || lines.last().is_some_and(|last| last.ends_with('…')), "{lines:?} in {width}");
            }
        }
        for width in [12.0, 40.0, 900.0] {
            let end = small.cut_start(long, width);
            assert!(small.width(&end) <= width && long.ends_with(end.trim_start_matches('…')), "{end}");
        }
        assert_eq!(small.wrap("", 50.0, 2), Vec::<String>::new());
        assert_eq!(small.wrap("werk", 900.0, 2), ["werk"]);
    }

    #[test]
    fn letters_of_many_scripts_have_a_glyph() {
        for c in "aàßőŵœΩжאبş—…“”–−×·≥→☺😀".chars() {
            assert!(FACES.iter().all(|face| face.glyph_index(c).is_some()), "{c}");
        }
    }
}
