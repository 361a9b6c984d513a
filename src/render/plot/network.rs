//! Which codes come up together, as a network.

use crate::error::{Error, Result};
use crate::ids::CodeId;
use crate::scope::words;
use crate::tables::Definition;
use crate::tally::{CodeTree, Counts};
use crate::wording::{Lang, args};

use super::colour::{Colour, of_codes};
use super::drawing::{Anchor, Drawing, Mark, lines};
use super::font::Type;
use super::force::{Frame, clear, part, places};
use super::matrix::told_of_pairs;
use super::page::{Body, Page};
use super::pairs::{PairMeasure, Pairs};
use super::sentences;

/// What a node is as large as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NodeSize {
    /// People of whose words a coding covers at least one.
    #[default]
    Participants,
    /// Units in which the code is present.
    Units,
}

words!(NodeSize, "participants" => NodeSize::Participants, "units" => NodeSize::Units);

/// Which network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairNetwork {
    /// Codes at this level, themes being 1; without one all levels.
    pub level: Option<usize>,
    /// These codes and those below them; all when there are none.
    pub only: Vec<CodeId>,
    /// What nodes are as large as.
    pub size: NodeSize,
    /// Pairs in so many units or more; without it so many that at most two edges a node are drawn.
    pub min: Option<u64>,
}

const SMALLEST: f64 = 4.0;
const LARGEST: f64 = 17.0;
const WIDEST_NAME: f64 = 84.0;
/// White space around a node and its name, for the numbers of its lines.
const BETWEEN: f64 = 6.0;
/// So often nodes move away from lines.
const ROUNDS: usize = 40;

/// A node for each code that is found, as large as its participants or units; an edge for each pair in enough units, the wider the
/// more, with their number.
///
/// The numbers are those of the table [`cooccurrence`](crate::tables::cooccurrence).
///
/// # Errors
/// When fewer than two codes are found, or no two of them in enough units.
pub fn pair_network(
    counts: &Counts,
    definition: &Definition<'_>,
    network: &PairNetwork,
    page: &Page,
) -> Result<Drawing> {
    let lang = page.lang;
    let pairs = Pairs::of(counts, definition, network.level, &network.only, PairMeasure::Both)?;
    let tree = CodeTree::of(definition.codebook);
    let n = pairs.codes.len();
    let all = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
    let weighed = all.filter_map(|(i, j)| pairs.pair(i, j, &tree).map(|pair| (i, j, pair.both)));
    let mut edges: Vec<(usize, usize, f64)> = weighed.filter(|edge| edge.2 > 0.0).collect();
    let min = network.min.unwrap_or_else(|| least(&edges, n));
    let most = edges.iter().map(|edge| edge.2).fold(0.0, f64::max);
    edges.retain(|edge| edge.2 >= min as f64);
    if edges.is_empty() {
        return Err(Error::usage(
            format!("there is no edge to draw: no two codes are in {min} units together, at most in {most}"),
            "choose less with --min, or a larger unit, as in -u transcript",
        ));
    }
    // The heaviest lie on top.
    edges.sort_by(|a, b| a.2.total_cmp(&b.2));
    let room = page.room(150.0)?;
    let sizes = match network.size {
        NodeSize::Participants => &pairs.participants,
        NodeSize::Units => &pairs.units,
    };
    let largest = sizes.iter().copied().max().unwrap_or(1).max(1) as f64;
    let colours = of_codes(definition.codebook);
    let mut nodes: Vec<Node> = (0..n)
        .map(|i| {
            let id = pairs.codes[i];
            let name = definition.codebook.name_of(id, definition.language);
            // As large in area as in number.
            let radius = (LARGEST * (sizes[i] as f64 / largest).sqrt()).max(SMALLEST);
            let told = format!("{name}: {}", size(network.size, sizes[i], definition, lang));
            Node::new(name, radius, colours[id.index()], told)
        })
        .collect();
    let height = stand(&mut nodes, &edges, room);
    let mut marks = drawn_edges(&edges, &nodes, most, lang);
    marks.extend(nodes.iter().flat_map(Node::drawn));

    let title = lang.phrase("plot-network-title");
    let mut caption = vec![
        lang.phrased("plot-network-nodes", args! { "size" => network.size.word() }),
        lang.phrased("plot-network-edges", args! { "n" => min }),
        lang.phrase("plot-network-places"),
    ];
    caption.extend(told_of_pairs(&pairs, definition, lang));
    caption.extend(sentences::closing(counts, definition, lang));
    page.around(title, &caption, room, Body { height, marks })
}

/// The fewest units with which no more than two edges a node are drawn.
fn least(edges: &[(usize, usize, f64)], nodes: usize) -> u64 {
    let mut weights: Vec<u64> = edges.iter().map(|edge| edge.2 as u64).collect();
    weights.sort_unstable_by_key(|&weight| std::cmp::Reverse(weight));
    match weights.get(2 * nodes) {
        None => 1,
        // All edges of one weight are drawn or none; but some are drawn in any case.
        Some(&first_left_out) => (first_left_out + 1).min(weights[0]),
    }
}

fn size(of: NodeSize, n: u64, definition: &Definition<'_>, lang: Lang) -> String {
    match of {
        NodeSize::Participants => lang.phrased("participants", args! { "n" => n }),
        NodeSize::Units => sentences::units(definition, n, lang),
    }
}

/// A circle with a name below it.
struct Node {
    name: Vec<String>,
    radius: f64,
    colour: Colour,
    told: String,
    frame: Frame,
}

impl Node {
    fn new(name: &str, radius: f64, colour: Colour, told: String) -> Self {
        let name = Type::LABEL.wrap(name, WIDEST_NAME, 3);
        let widest = name.iter().map(|line| Type::LABEL.width(line)).fold(0.0, f64::max);
        let width = widest.max(2.0 * radius) + 6.0;
        let height = 2.0 * radius + name.len() as f64 * Type::LABEL.leading() + 6.0;
        Self { name, radius, colour, told, frame: Frame { x: 0.0, y: 0.0, width, height } }
    }

    fn centre(&self) -> (f64, f64) {
        (self.frame.x + self.frame.width / 2.0, self.frame.y + self.radius + 1.0)
    }

    fn drawn(&self) -> Vec<Mark> {
        let (x, y) = self.centre();
        let edge = self.colour.toward(Colour::INK, 0.35);
        let circle = Mark::circle((x, y), self.radius).filled(self.colour).stroked(edge, 0.8);
        let first = y + self.radius + 3.0 + Type::LABEL.leading() / 2.0;
        let height = self.name.len() as f64 * Type::LABEL.leading();
        let widest = self.name.iter().map(|line| Type::LABEL.width(line)).fold(0.0, f64::max);
        let ground = Mark::rect(x - widest / 2.0 - 1.0, y + self.radius + 2.0, widest + 2.0, height);
        let mut marks = vec![circle.telling(self.told.clone()), ground.filled(Colour::WHITE).faded(0.8)];
        marks.extend(lines(x, first, &self.name, Type::LABEL, Anchor::Middle));
        marks
    }
}

/// Gives every node its place, those without an edge in rows below the others; the height of the whole.
fn stand(nodes: &mut [Node], edges: &[(usize, usize, f64)], room: f64) -> f64 {
    let has_edge = |node: usize| edges.iter().any(|&(i, j, _)| i == node || j == node);
    let (tied, alone): (Vec<usize>, Vec<usize>) = (0..nodes.len()).partition(|&node| has_edge(node));
    let place_of = |node: usize| tied.binary_search(&node).unwrap_or_default();
    let among: Vec<(usize, usize, f64)> =
        edges.iter().map(|&(i, j, weight)| (place_of(i), place_of(j), weight)).collect();
    let at = places(tied.len(), &among);
    let needed: f64 = tied.iter().map(|&node| nodes[node].frame.grown(BETWEEN).area()).sum();
    // Two thirds as high as wide, more where many nodes need it.
    let height = (room * 0.66).max(2.6 * needed / room);
    let mut frames: Vec<Frame> = tied
        .iter()
        .zip(at)
        .map(|(&node, (x, y))| {
            let frame = nodes[node].frame.grown(BETWEEN);
            Frame { x: x * (room - frame.width).max(0.0), y: y * (height - frame.height).max(0.0), ..frame }
        })
        .collect();
    let mut height = part(&mut frames, room, height);
    // Here and there a line would run behind a node that it has nothing to do with.
    for _ in 0..ROUNDS {
        if !clear(&mut frames, &among, room, height) {
            break;
        }
        height = part(&mut frames, room, height);
    }
    let top = frames.iter().map(|frame| frame.y).fold(f64::INFINITY, f64::min);
    for (&node, frame) in tied.iter().zip(&frames) {
        nodes[node].frame = Frame { y: frame.y - top, ..*frame }.grown(-BETWEEN);
    }
    let bottom = tied.iter().map(|&node| nodes[node].frame.y + nodes[node].frame.height).fold(0.0, f64::max);
    rows_below(nodes, &alone, bottom + BETWEEN, room)
}

/// Nodes side by side, in as many rows as they take; where the last one ends.
fn rows_below(nodes: &mut [Node], alone: &[usize], top: f64, room: f64) -> f64 {
    let (mut x, mut y, mut highest) = (0.0, top, 0.0_f64);
    for &node in alone {
        let frame = &mut nodes[node].frame;
        if x > 0.0 && x + frame.width > room {
            (x, y, highest) = (0.0, y + highest, 0.0);
        }
        (frame.x, frame.y) = (x, y);
        x += frame.width + 4.0;
        highest = highest.max(frame.height);
    }
    y + highest
}

/// Lines between nodes, then their numbers, each where it covers neither a node nor another number if there is such a place.
fn drawn_edges(edges: &[(usize, usize, f64)], nodes: &[Node], most: f64, lang: Lang) -> Vec<Mark> {
    let mut marks = Vec::new();
    for &(i, j, both) in edges {
        let line = vec![nodes[i].centre(), nodes[j].centre()];
        let grey = Colour::RULE.toward(Colour::FAINT, both / most);
        marks.push(Mark::line(line, grey, 0.6 + 4.4 * both / most).telling(lang.number(both as u64)));
    }
    let mut taken: Vec<Frame> = nodes.iter().map(|node| node.frame).collect();
    for &(i, j, both) in edges.iter().rev() {
        let text = lang.number(both as u64);
        let (from, to) = (nodes[i].centre(), nodes[j].centre());
        let (width, height) = (Type::SMALL.width(&text) + 2.5, Type::SMALL.size + 1.0);
        let frame = |share: f64| {
            let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            Frame { x: x - width / 2.0, y: y - height / 2.0, width, height }
        };
        let covered = |frame: &Frame| -> f64 { taken.iter().map(|other| frame.covers(other)).sum() };
        // From the middle outwards.
        let shares = (0..=16).flat_map(|step| [0.5 + 0.025 * f64::from(step), 0.5 - 0.025 * f64::from(step)]);
        let best = shares.map(frame).min_by(|a, b| covered(a).total_cmp(&covered(b)));
        let Some(best) = best else { continue };
        marks.push(Mark::rect(best.x, best.y, width, height).filled(Colour::WHITE).faded(0.85));
        let at = (best.x + width / 2.0, best.y + height / 2.0 + Type::SMALL.drop());
        marks.push(Mark::text(at, text, Type::SMALL).anchored(Anchor::Middle));
        taken.push(best.grown(2.0));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_edges_are_drawn_that_a_reader_sees_them() {
        let edges = |weights: &[u64]| weights.iter().map(|&weight| (0, 1, weight as f64)).collect::<Vec<_>>();
        assert_eq!(least(&edges(&[5, 3, 1]), 2), 1);
        assert_eq!(least(&edges(&[5, 3, 3, 2, 2, 1]), 2), 3);
        assert_eq!(least(&edges(&[4, 4, 4]), 1), 4, "all of one weight");
        assert_eq!(least(&[], 3), 1);
    }
}
