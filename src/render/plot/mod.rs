//! Tables as figures, for a paper or a slide: bars, a shaded matrix, a network, a code line, a curve of saturation.
//!
//! A figure is a plain value, a [`Drawing`], made of the same tables as the CSV files; [`picture`] writes it as SVG, PNG or PDF.
//! No input or output here, and nothing that differs between machines: words are measured with the font that the program brings,
//! and the layout of a network takes its functions from `libm`.
//!
//! # Why marks of our own
//!
//! Two libraries were tried, each on bars. `plotters` (0.3) places everything on whole pixels, sets type at its size over 1.24 with
//! an offset in `ex`, which every reader takes otherwise, and leaves measuring words to the system's fonts. `kuva` (0.6) has bars,
//! a heat map and a network of its own, but no names indented beside bars, no triangle with its names on the diagonal and no
//! code line; its network is laid out with the system's sine and cosine, and its PNG files may take fonts that the system has. What is
//! left of a library when forms and words are placed by oneself is five kinds of marks (`drawing.rs`) and the lines that write
//! them (`svg.rs`): less than either would need around it. PNG and PDF are made of that SVG by `resvg` and `krilla-svg`, which
//! read it with one and the same `usvg`; `svg2pdf` stays with an older one.

mod axis;
mod codeline;
mod colour;
mod drawing;
mod font;
mod force;
mod frequency;
mod matrix;
mod network;
mod page;
mod pairs;
mod picture;
mod saturation;
mod sentences;
mod svg;

pub use codeline::{CodeLine, CodeLines, Placed, code_lines};
pub use drawing::Drawing;
pub use frequency::{FrequencyBars, FrequencyMeasure, frequency_bars};
pub use matrix::{MatrixOrder, PairMatrix, pair_matrix};
pub use network::{NodeSize, PairNetwork, pair_network};
pub use page::Page;
pub use pairs::PairMeasure;
pub use picture::{Picture, picture};
pub use saturation::saturation_curve;

use crate::codebook::Codebook;
use crate::ids::CodeId;

/// Whether a figure about `only`, and what is below these codes, has this code; one about everything has all.
fn is_among(codebook: &Codebook, only: &[CodeId], code: CodeId) -> bool {
    only.is_empty() || codebook.line_of(code).any(|above| only.contains(&above))
}
