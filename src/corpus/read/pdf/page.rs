//! What stands on a page of a PDF, and where: the signs as the page's own instructions draw them.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as Words};
use hayro_interpret::hayro_syntax::page::Page as Source;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};

/// A sign on a page, in points from its upper left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Glyph {
    /// Its characters: several for a ligature, none where another sign stands for it too.
    pub text: String,
    /// Where it begins and ends.
    pub left: f32,
    pub right: f32,
    /// The line on which it stands.
    pub base: f32,
    /// The size of its type.
    pub size: f32,
}

/// A page as it is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// In the order in which they are drawn.
    pub glyphs: Vec<Glyph>,
    pub height: f32,
    width: f32,
    /// How many pictures are on it.
    pub pictures: usize,
    /// How many signs are beside the page, stand upside down or on their side, or are in no alphabet.
    pub outside: usize,
    pub turned: usize,
    pub unknown: usize,
    /// Where a text begins that the page itself gives for the signs that follow, up to the end of the mark.
    marks: Vec<Option<(usize, String)>>,
}

/// Signs for which a page gives a text of its own are few: a hyphen, a ligature. A text of more is that of whole lines, whose
/// signs have places.
const FEW: usize = 16;

impl Page {
    /// Draws a page.
    pub fn of<'a>(source: &Source<'a>, cache: &InterpreterCache<'a>) -> Page {
        let (width, height) = source.render_dimensions();
        let mut page = Page { width, height, ..Page::default() };
        let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
        let place = source.initial_transform(true).to_kurbo();
        let frame = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(place, frame, cache, source.xref(), settings);
        interpret_page(source, &mut context, &mut page);
        page
    }

    fn glyph(&mut self, drawn: &Drawn<'_>, place: Affine) {
        let text = match drawn.as_unicode() {
            Some(BfString::Char(character)) => character.to_string(),
            Some(BfString::String(text)) => text,
            None => "\u{fffd}".to_owned(),
        };
        let advance = match drawn {
            Drawn::Outline(outline) => outline.advance_width(),
            Drawn::Type3(drawing) => drawing.advance_width(),
        };
        let start = place * Point::ZERO;
        let end = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
        let size = (place * Point::new(0.0, 1000.0) - start).hypot();
        if ![start.x, start.y, end.x, end.y, size].iter().all(|number| number.is_finite() && number.abs() < 1e6) {
            self.outside += 1;
            return;
        }
        let is_blank = text.trim().is_empty();
        // A space, and what has no width, has no direction.
        if !is_blank && ((end.y - start.y).abs() > (end.x - start.x).abs() || end.x + 0.01 < start.x) {
            self.turned += 1;
            return;
        }
        let [left, right, base, size] = [start.x, end.x, start.y, size].map(|number| number as f32);
        if right < 0.0 || left > self.width || base < 0.0 || base - size > self.height {
            self.outside += usize::from(!is_blank);
            return;
        }
        self.unknown += usize::from(text == "\u{fffd}");
        let text = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.glyphs.push(Glyph { text, left, right, base, size });
    }
}

impl Device<'_> for Page {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.pictures += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let text = properties.and_then(|properties| properties.get::<Words<'_>>(b"ActualText"));
        self.marks.push(text.map(|text| (self.glyphs.len(), decoded(text.as_bytes()))));
    }

    fn end_marked_content(&mut self) {
        let Some(Some((first, text))) = self.marks.pop() else { return };
        if let Some(glyphs) = self.glyphs.get_mut(first..).filter(|glyphs| glyphs.len() <= FEW)
            && let [first, rest @ ..] = glyphs
        {
            first.text = text;
            rest.iter_mut().for_each(|glyph| glyph.text.clear());
        }
    }
}

/// A text in a dictionary: UTF-16 or UTF-8 where a mark says so, else nearly Latin-1.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, ..] | [0xff, 0xfe, ..] | [0xef, 0xbb, 0xbf, ..] => encoding_rs::UTF_8.decode(bytes).0.into_owned(),
        _ => bytes.iter().map(|&byte| if byte == 0xad { '\u{ad}' } else { char::from(byte) }).collect(),
    }
}
