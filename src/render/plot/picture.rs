//! A drawing as a file: SVG as it is written here, and PNG and PDF made of that.

use std::str::FromStr;
use std::sync::{Arc, LazyLock};

use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree, fontdb};

use crate::error::{Error, Result};

use super::drawing::Drawing;
use super::{font, svg};

/// What a figure is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Picture {
    /// Lines and letters, to be edited and scaled.
    Svg,
    /// Pixels.
    Png,
    /// Lines and letters, with the font that they need.
    Pdf,
}

impl Picture {
    /// The word for it, which is also the extension of its files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Picture::Svg => "svg",
            Picture::Png => "png",
            Picture::Pdf => "pdf",
        }
    }
}

impl FromStr for Picture {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = [Picture::Svg, Picture::Png, Picture::Pdf].into_iter().find(|picture| picture.word() == word);
        known.ok_or_else(|| format!("`{word}` is none of svg, png, pdf"))
    }
}

/// Pixels of an inch in SVG, whatever the screen.
const SVG_DPI: f64 = 96.0;

/// More pixels than this are refused: some 400 MB of memory.
const MOST_PIXELS: f64 = 1e8;

/// The figure as the bytes of a file; `dpi` is how many pixels of a PNG file an inch has.
///
/// The same figure gives the same bytes on every machine: fonts of the system are not looked at.
///
/// # Errors
/// When a PNG file would have more pixels than memory should be spent on.
pub fn picture(drawing: &Drawing, picture: Picture, dpi: f64) -> Result<Vec<u8>> {
    let svg = svg::svg(drawing);
    match picture {
        Picture::Svg => Ok(svg.into_bytes()),
        Picture::Png => png(&tree(&svg)?, drawing, dpi),
        Picture::Pdf => pdf(&tree(&svg)?, drawing),
    }
}

/// The font of this program, and no other.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    font::FILES.iter().for_each(|file| fonts.load_font_data(file.to_vec()));
    Arc::new(fonts)
});

fn tree(svg: &str) -> Result<Tree> {
    let select_font = |asked: &resvg::usvg::Font, fonts: &mut Arc<fontdb::Database>| {
        let is_bold = |face: &&fontdb::FaceInfo| (face.weight > fontdb::Weight::NORMAL) == (asked.weight() > 400);
        fonts.faces().find(is_bold).map(|face| face.id)
    };
    let font_resolver =
        FontResolver { select_font: Box::new(select_font), select_fallback: FontResolver::default_fallback_selector() };
    let options = Options { font_resolver, fontdb: FONTS.clone(), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|error| failed(&error.to_string()))
}

fn png(tree: &Tree, drawing: &Drawing, dpi: f64) -> Result<Vec<u8>> {
    let pixels = |points: f64| (points / 72.0 * dpi).round().max(1.0);
    let (width, height) = (pixels(drawing.width), pixels(drawing.height));
    if width * height > MOST_PIXELS {
        return Err(Error::usage(
            format!("the figure would have {width} × {height} pixels"),
            "choose fewer with --dpi, or write a .pdf or .svg file, which has none",
        ));
    }
    let mut pixmap = Pixmap::new(width as u32, height as u32).ok_or_else(|| failed("it has no size"))?;
    pixmap.fill(Color::WHITE);
    let scale = (dpi / SVG_DPI) as f32;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let bytes = pixmap.encode_png().map_err(|error| failed(&error.to_string()))?;
    Ok(with_density(bytes, dpi))
}

/// How large a PNG file is printed: a chunk `pHYs` (PNG, third edition, 11.3.4.3) behind the first chunk, which is always
/// 13 bytes long.
fn with_density(mut png: Vec<u8>, dpi: f64) -> Vec<u8> {
    const FIRST: usize = 8 + 12 + 13;
    let per_metre = (dpi / 0.0254).round() as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1);
    let mut sum = flate2::Crc::new();
    sum.update(&chunk);
    chunk.extend(sum.sum().to_be_bytes());
    let whole = [9_u32.to_be_bytes().to_vec(), chunk].concat();
    png.splice(FIRST..FIRST, whole);
    png
}

fn pdf(tree: &Tree, drawing: &Drawing) -> Result<Vec<u8>> {
    let (width, height) = (drawing.width as f32, drawing.height as f32);
    let size = krilla::geom::Size::from_wh(width, height).ok_or_else(|| failed("it has no size"))?;
    let mut document = krilla::Document::new();
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    surface.draw_svg(tree, size, SvgSettings::default()).ok_or_else(|| failed("it cannot be drawn"))?;
    surface.finish();
    page.finish();
    // No date: the same figure is the same file.
    let metadata = Metadata::new()
        .title(drawing.title.clone())
        .description(drawing.caption.clone())
        .language(drawing.lang.word().to_owned())
        .creator(format!("kantlijn {}", env!("CARGO_PKG_VERSION")));
    document.set_metadata(metadata);
    document.finish().map_err(|error| failed(&format!("{error:?}")))
}

/// What does not happen with a figure that was drawn here.
fn failed(why: &str) -> Error {
    Error::usage(format!("the figure cannot be written: {why}"), "write an .svg file instead")
}
