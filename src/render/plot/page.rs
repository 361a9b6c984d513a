//! What every figure has around it: a title above, and below it a line that says what was counted.

use crate::error::{Error, Result};
use crate::wording::Lang;

use super::colour::Colour;
use super::drawing::{Anchor, Drawing, Mark, lines};
use super::font::Type;

/// How a figure is laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The width in millimetres; without one it is that of a page's text, or as much more as the figure needs.
    pub width: Option<f64>,
    /// What stands above it, instead of its own title; nothing where this is empty.
    pub title: Option<String>,
    /// Whether the caption is left out.
    pub no_caption: bool,
    /// The language of everything but names.
    pub lang: Lang,
}

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// The width of the text on a page of A4, in millimetres.
const TEXT: f64 = 160.0;

/// A figure is not made higher than this, in millimetres: nobody could print or read it.
const HIGHEST: f64 = 2000.0;

/// White space around everything.
const EDGE: f64 = 3.0;

/// What stands between title and caption.
pub(super) struct Body {
    pub height: f64,
    pub marks: Vec<Mark>,
}

impl Page {
    /// The points that a figure has from left to right which needs at least `least` of them.
    ///
    /// # Errors
    /// When a width was asked for in which it does not fit.
    pub(super) fn room(&self, least: f64) -> Result<f64> {
        let asked = self.width.unwrap_or(TEXT);
        if (asked * MM - 2.0 * EDGE) < least {
            let needed = ((least + 2.0 * EDGE) / MM).ceil();
            if self.width.is_none() && needed <= 3.0 * TEXT {
                return Ok(needed * MM - 2.0 * EDGE);
            }
            return Err(Error::usage(
                format!("the figure does not fit in {asked:.0} mm"),
                format!(
                    "make it --width {needed:.0}mm, or show less: --level 1, or --code CODE for a part of the codebook"
                ),
            ));
        }
        Ok(asked * MM - 2.0 * EDGE)
    }

    /// The whole figure, `body` in the middle.
    ///
    /// # Errors
    /// When it is too high to be of use.
    pub(super) fn around(&self, title: String, caption: &[String], room: f64, body: Body) -> Result<Drawing> {
        let title = self.title.clone().unwrap_or(title);
        let caption = caption.join(" ");
        let mut marks = Vec::new();
        let mut y = EDGE;
        let heading = Type::TITLE.wrap(&title, room, 4);
        if !heading.is_empty() {
            marks.extend(lines(EDGE, y + Type::TITLE.leading() / 2.0, &heading, Type::TITLE, Anchor::Start));
            y += heading.len() as f64 * Type::TITLE.leading() + 4.0;
        }
        let Body { height, marks: mut inside } = body;
        inside.iter_mut().for_each(|mark| mark.shift((EDGE, y)));
        marks.extend(inside);
        y += height;
        if !self.no_caption {
            let small = Type::SMALL.wrap(&caption, room, 40);
            let told = lines(EDGE, y + 5.0 + Type::SMALL.leading() / 2.0, &small, Type::SMALL, Anchor::Start);
            marks.extend(told.into_iter().map(|mark| mark.filled(Colour::FAINT)));
            y += 5.0 + small.len() as f64 * Type::SMALL.leading();
        }
        let (width, height) = (room + 2.0 * EDGE, y + EDGE);
        if height > HIGHEST * MM {
            return Err(Error::usage(
                format!("the figure would be {:.0} cm high", height / MM / 10.0),
                "show less: --level 1, or --code CODE for a part of the codebook; or make it wider with --width",
            ));
        }
        Ok(Drawing { width, height, title, caption, lang: self.lang, marks })
    }
}
