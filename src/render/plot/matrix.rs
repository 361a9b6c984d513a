//! Which codes come up together, as a shaded triangle.

use crate::error::Result;
use crate::ids::CodeId;
use crate::scope::words;
use crate::stats::similarity_order;
use crate::tables::Definition;
use crate::tally::{CodeTree, Counts};
use crate::wording::{Lang, args};

use super::axis::{decimal, written};
use super::colour::Colour;
use super::drawing::{Anchor, Drawing, Mark, hatch, lines};
use super::font::Type;
use super::page::{Body, Page};
use super::pairs::{FEWEST, Pair, PairMeasure, Pairs};
use super::sentences;

/// In which order codes stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MatrixOrder {
    /// The codebook's, by theme.
    #[default]
    Theme,
    /// What is alike beside each other: average linkage on 1 − Jaccard.
    Similarity,
}

words!(MatrixOrder, "theme" => MatrixOrder::Theme, "similarity" => MatrixOrder::Similarity);

/// Which matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairMatrix {
    /// Codes at this level, themes being 1; without one all levels.
    pub level: Option<usize>,
    /// These codes and those below them; all when there are none.
    pub only: Vec<CodeId>,
    /// What the shade says.
    pub measure: PairMeasure,
    /// In which order codes stand.
    pub order: MatrixOrder,
}

/// The narrowest that the longest name may be cut to.
const NAME: f64 = 90.0;
const WIDEST_CELL: f64 = 32.0;
/// A cell with a ratio below its count needs so much height.
const TWO_LINES: f64 = 20.0;
const LEGEND: f64 = 110.0;

/// A triangle: a row and a column for each code that is found, named on the diagonal, where the units of the code itself stand; in
/// each cell the units with both, the darker the more.
///
/// The numbers are those of the table [`cooccurrence`](crate::tables::cooccurrence).
///
/// # Errors
/// When fewer than two codes are found, or they do not fit in the width that was asked for.
pub fn pair_matrix(counts: &Counts, definition: &Definition<'_>, matrix: &PairMatrix, page: &Page) -> Result<Drawing> {
    let lang = page.lang;
    let codebook = definition.codebook;
    let pairs = Pairs::of(counts, definition, matrix.level, &matrix.only, matrix.measure)?;
    let tree = CodeTree::of(codebook);
    let n = pairs.codes.len();
    let order = match matrix.order {
        MatrixOrder::Theme => (0..n).collect(),
        MatrixOrder::Similarity => {
            // Codes that are no pair, and those without a unit in common, are as unlike as can be.
            let likeness = |i, j| pairs.pair(i, j, &tree).and_then(|pair| pair.jaccard).unwrap_or(0.0);
            similarity_order(n, |i, j| 1.0 - likeness(i.min(j), i.max(j)))
        }
    };
    let names: Vec<&str> = order.iter().map(|&i| codebook.name_of(pairs.codes[i], definition.language)).collect();
    let scale = Scale::of(&pairs, matrix.measure, &tree);
    let widest = pairs.units.iter().map(|&units| Type::SMALL.width(&lang.number(units))).fold(9.0, f64::max) + 4.0;
    let with_ratio = if matrix.measure.is_ratio() { TWO_LINES } else { 0.0 };
    let least = widest.max(with_ratio);
    let room = page.room(n as f64 * least + NAME)?;
    // Names are whole where cells need not become too small for that.
    let cell_beside = |most: f64| {
        let of_name = |i: usize| Type::LABEL.width(names[i]).min(most) + 6.0;
        (0..n).map(|i| (room - of_name(i)) / (i + 1) as f64).fold(WIDEST_CELL, f64::min)
    };
    let layout = Layout { cell: cell_beside(1.6 * NAME).max(least) };
    let mut marks = Vec::new();
    for (row, &i) in order.iter().enumerate() {
        for (column, &j) in order.iter().enumerate().take(row) {
            let told = format!("{} × {}", names[row], names[column]);
            marks.extend(cell(pairs.pair(i, j, &tree), &scale, row, column, &layout, told, lang));
        }
        let (x, y) = (row as f64 * layout.cell, row as f64 * layout.cell);
        marks.push(Mark::rect(x, y, layout.cell, layout.cell).stroked(Colour::RULE, 0.5));
        let own = Mark::text(layout.middle(row, row), lang.number(pairs.units[i]), Type::SMALL);
        marks.push(own.anchored(Anchor::Middle).filled(Colour::FAINT).telling(names[row]));
        let most = ((layout.cell / Type::LABEL.leading()) as usize).clamp(1, 3);
        let left = x + layout.cell + 4.0;
        let name = Type::LABEL.wrap(names[row], room - left, most);
        let first = y + layout.cell / 2.0 - (name.len() as f64 - 1.0) * Type::LABEL.leading() / 2.0;
        marks.extend(lines(left, first, &name, Type::LABEL, Anchor::Start));
    }
    let mut height = n as f64 * layout.cell + 10.0;
    marks.extend(legend(&scale, matrix.measure, height, lang));
    height += 18.0;

    let title = lang.phrase("plot-cooc-title");
    let mut caption = vec![lang.phrase("plot-cooc-cells")];
    caption.push(match matrix.measure {
        PairMeasure::Both => lang.phrase("plot-cooc-darker"),
        other => lang.phrased("plot-cooc-shade", args! { "measure" => other.word() }),
    });
    if matrix.measure.is_ratio() {
        caption.push(lang.phrased("plot-cooc-few", args! { "n" => FEWEST as u64 }));
    }
    if matrix.order == MatrixOrder::Similarity {
        caption.push(lang.phrase("plot-cooc-similarity"));
    }
    caption.extend(told_of_pairs(&pairs, definition, lang));
    caption.extend(sentences::closing(counts, definition, lang));
    page.around(title, &caption, room, Body { height, marks })
}

/// What makes a pair, and which codes are left out.
pub(super) fn told_of_pairs(pairs: &Pairs, definition: &Definition<'_>, lang: Lang) -> Vec<String> {
    let mut told = vec![lang.phrase("plot-pair"), sentences::unit(definition, lang)];
    if pairs.absent > 0 {
        told.push(lang.phrased("plot-absent", args! { "n" => pairs.absent }));
    }
    told
}

struct Layout {
    cell: f64,
}

impl Layout {
    /// Where a number stands in a cell.
    fn middle(&self, row: usize, column: usize) -> (f64, f64) {
        ((column as f64 + 0.5) * self.cell, (row as f64 + 0.5) * self.cell + Type::SMALL.drop())
    }
}

fn cell(
    pair: Option<Pair>,
    scale: &Scale,
    row: usize,
    column: usize,
    layout: &Layout,
    told: String,
    lang: Lang,
) -> Vec<Mark> {
    let size = layout.cell;
    let (x, y) = (column as f64 * size, row as f64 * size);
    let frame = Mark::rect(x, y, size, size).stroked(Colour::WHITE, 0.8);
    // A code and one above it are no pair.
    let Some(pair) = pair else { return vec![frame.filled(Colour::SHADE).telling(told)] };
    let both = lang.number(pair.both as u64);
    let (at_x, at_y) = layout.middle(row, column);
    let number = |at: (f64, f64), text: String, colour: Colour| {
        Mark::text(at, text, Type::SMALL).anchored(Anchor::Middle).filled(colour)
    };
    let shown = pair.measure.filter(|_| !scale.is_ratio || pair.both >= FEWEST);
    match (scale.share(shown), scale.is_ratio) {
        (Some(share), false) => {
            let shade = if share == 0.0 { Colour::WHITE } else { Colour::shade(share) };
            let ink = if share == 0.0 { Colour::FAINT } else { shade.text() };
            let frame = if share == 0.0 { frame.stroked(Colour::SHADE, 0.5) } else { frame };
            let told = format!("{told}: {both}");
            vec![frame.filled(shade).telling(told.clone()), number((at_x, at_y), both, ink).telling(told)]
        }
        (Some(share), true) => {
            let shade = Colour::shade(share);
            let ratio = decimal(shown.unwrap_or_default(), lang);
            let told = format!("{told}: {both}; {ratio}");
            let half = Type::SMALL.leading() / 2.0;
            vec![
                frame.filled(shade).telling(told),
                number((at_x, at_y - half), both, shade.text()),
                number((at_x, at_y + half), ratio, shade.text()),
            ]
        }
        // Undefined, or of too few units to say.
        (None, _) => {
            let told = format!("{told}: {both}; –");
            let mut marks = vec![Mark::rect(x, y, size, size).stroked(Colour::SHADE, 0.5).telling(told)];
            if pair.measure.is_none() {
                marks.extend(hatch(x, y, size, size, 4.0, Colour::RULE));
            }
            marks.push(number((at_x, at_y), both, Colour::FAINT));
            marks
        }
    }
}

/// From a measure to a shade.
struct Scale {
    measure: PairMeasure,
    is_ratio: bool,
    /// The value of the darkest shade; of lift its logarithm.
    highest: f64,
}

impl Scale {
    fn of(pairs: &Pairs, measure: PairMeasure, tree: &CodeTree) -> Self {
        let n = pairs.codes.len();
        let is_ratio = measure.is_ratio();
        let mut scale = Self { measure, is_ratio, highest: 0.0 };
        let all = (0..n).flat_map(|i| (0..i).map(move |j| (i, j)));
        let values = all
            .filter_map(|(i, j)| pairs.pair(i, j, tree))
            .filter(|pair| !is_ratio || pair.both >= FEWEST)
            .filter_map(|pair| pair.measure);
        scale.highest = values.map(|value| scale.even(value).abs()).fold(0.0, f64::max);
        scale
    }

    /// Half as often and twice as often are as far from what chance would have.
    fn even(&self, value: f64) -> f64 {
        match self.measure {
            PairMeasure::Lift if value > 0.0 => libm::log(value),
            PairMeasure::Lift => 0.0,
            _ => value,
        }
    }

    fn share(&self, value: Option<f64>) -> Option<f64> {
        let value = self.even(value?);
        Some(if self.highest > 0.0 { value / self.highest } else { 0.0 })
    }

    /// Whether there is something less than chance would have.
    fn is_two_sided(&self) -> bool {
        matches!(self.measure, PairMeasure::Lift | PairMeasure::Phi | PairMeasure::Npmi)
    }

    /// The value at a share of the scale.
    fn value(&self, share: f64) -> f64 {
        let value = self.highest * share;
        if self.measure == PairMeasure::Lift { libm::exp(value) } else { value }
    }
}

/// The shades in a row, with what they stand for.
fn legend(scale: &Scale, measure: PairMeasure, y: f64, lang: Lang) -> Vec<Mark> {
    const STEPS: usize = 44;
    let name = lang.phrased("plot-cooc-legend", args! { "measure" => measure.word() });
    let from = if scale.is_two_sided() { -1.0 } else { 0.0 };
    let share = |at: usize| from + (1.0 - from) * at as f64 / STEPS as f64;
    let step = LEGEND / STEPS as f64;
    let mut marks: Vec<Mark> = (0..STEPS)
        // Each reaches under the next, so that no white line shows between two.
        .map(|i| {
            Mark::rect(i as f64 * step, y, if i + 1 < STEPS { 2.0 * step } else { step }, 8.0)
                .filled(Colour::shade((share(i) + share(i + 1)) / 2.0))
        })
        .collect();
    marks.push(Mark::rect(0.0, y, LEGEND, 8.0).stroked(Colour::RULE, 0.5));
    let ends = if scale.is_two_sided() { vec![-1.0, 0.0, 1.0] } else { vec![0.0, 1.0] };
    for end in ends {
        let x = LEGEND * (end - from) / (1.0 - from);
        let anchor = if x == 0.0 {
            Anchor::Start
        } else if x == LEGEND {
            Anchor::End
        } else {
            Anchor::Middle
        };
        let value = scale.value(end);
        let text = if scale.is_ratio { decimal(value, lang) } else { written(value, lang) };
        marks.push(Mark::text((x, y + 16.0), text, Type::SMALL).anchored(anchor).filled(Colour::FAINT));
    }
    marks.push(Mark::text((LEGEND + 8.0, y + 4.0 + Type::SMALL.drop()), name, Type::SMALL).filled(Colour::FAINT));
    marks
}
