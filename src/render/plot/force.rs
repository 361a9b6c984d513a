//! Where the nodes of a network stand: the same on every machine.

use std::f64::consts::TAU;

/// How long nodes move.
const STEPS: usize = 400;

/// Places in a square of side 1, by forces as in Fruchterman & Reingold (1991): nodes push each other away, an edge pulls its two
/// together, the stronger the heavier. Nodes begin on a circle in their order, and nothing is drawn by lot; sine and cosine are those of
/// `libm`, which are the same on every machine, and all else is adding, multiplying and square roots.
pub(super) fn places(n: usize, edges: &[(usize, usize, f64)]) -> Vec<(f64, f64)> {
    let circle = |i: usize| {
        let angle = TAU * i as f64 / n.max(1) as f64;
        (0.5 + 0.4 * libm::sin(angle), 0.5 - 0.4 * libm::cos(angle))
    };
    let mut at: Vec<(f64, f64)> = (0..n).map(circle).collect();
    let ideal = (1.0 / n.max(1) as f64).sqrt();
    let heaviest = edges.iter().map(|edge| edge.2).fold(0.0, f64::max);
    for step in 0..STEPS {
        let mut moves = vec![(0.0, 0.0); n];
        for i in 0..n {
            for j in i + 1..n {
                let (dx, dy, far) = apart(at[i], at[j]);
                let push = ideal * ideal / far / far;
                moves[i] = (moves[i].0 - dx * push, moves[i].1 - dy * push);
                moves[j] = (moves[j].0 + dx * push, moves[j].1 + dy * push);
            }
            // What has no edge does not drift away.
            let (dx, dy) = (0.5 - at[i].0, 0.5 - at[i].1);
            moves[i] = (moves[i].0 + dx * 0.3, moves[i].1 + dy * 0.3);
        }
        for &(i, j, weight) in edges {
            let (dx, dy, far) = apart(at[i], at[j]);
            let pull = far / ideal * (0.15 + 0.85 * weight / heaviest);
            moves[i] = (moves[i].0 + dx * pull, moves[i].1 + dy * pull);
            moves[j] = (moves[j].0 - dx * pull, moves[j].1 - dy * pull);
        }
        // Less and less, until all stand still.
        let most = 0.08 * (STEPS - step) as f64 / STEPS as f64;
        for (place, (dx, dy)) in at.iter_mut().zip(moves) {
            let length = (dx * dx + dy * dy).sqrt();
            let share = if length > most { most / length } else { 1.0 };
            *place = (place.0 + dx * share, place.1 + dy * share);
        }
    }
    spread(&mut at);
    at
}

/// From one place to another, and how far that is; never quite nothing.
fn apart(from: (f64, f64), to: (f64, f64)) -> (f64, f64, f64) {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    (dx, dy, (dx * dx + dy * dy).sqrt().max(1e-3))
}

/// Makes the places fill the square.
fn spread(at: &mut [(f64, f64)]) {
    let range = |of: fn(&(f64, f64)) -> f64, at: &[(f64, f64)]| {
        let least = at.iter().map(of).fold(f64::INFINITY, f64::min);
        let most = at.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
        (least, most - least)
    };
    let ((x, width), (y, height)) = (range(|at| at.0, at), range(|at| at.1, at));
    let even = |value: f64, least: f64, all: f64| if all > 1e-6 { (value - least) / all } else { 0.5 };
    at.iter_mut().for_each(|place| *place = (even(place.0, x, width), even(place.1, y, height)));
}

/// A node with its name, as the rectangle that both take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Frame {
    pub fn middle(&self) -> (f64, f64) {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    pub fn area(&self) -> f64 {
        self.width * self.height
    }

    /// With so much white space around it.
    pub fn grown(&self, by: f64) -> Frame {
        Frame { x: self.x - by, y: self.y - by, width: self.width + 2.0 * by, height: self.height + 2.0 * by }
    }

    /// How far two lie over each other, from left to right and from top to bottom; both above zero if they do.
    pub fn over(&self, other: &Frame) -> (f64, f64) {
        let x = (self.x + self.width).min(other.x + other.width) - self.x.max(other.x);
        let y = (self.y + self.height).min(other.y + other.height) - self.y.max(other.y);
        (x, y)
    }

    /// How much of one lies over the other.
    pub fn covers(&self, other: &Frame) -> f64 {
        let (x, y) = self.over(other);
        x.max(0.0) * y.max(0.0)
    }
}

/// Moves frames until none lies over another, within a sheet that grows downwards where it must: the height that it has then.
pub(super) fn part(frames: &mut [Frame], width: f64, mut height: f64) -> f64 {
    for _ in 0..40 {
        if parted(frames, width, height) {
            return height;
        }
        height *= 1.08;
        frames.iter_mut().for_each(|frame| frame.y *= 1.08);
    }
    height
}

/// Whether they could be parted within these bounds.
fn parted(frames: &mut [Frame], width: f64, height: f64) -> bool {
    for _ in 0..300 {
        let mut is_done = true;
        for i in 0..frames.len() {
            for j in i + 1..frames.len() {
                let (x, y) = frames[i].over(&frames[j]);
                if x <= 0.0 || y <= 0.0 {
                    continue;
                }
                is_done = false;
                let (dx, dy) = if x < y { (x / 2.0 + 0.1, 0.0) } else { (0.0, y / 2.0 + 0.1) };
                let (one, other) = (frames[i].middle(), frames[j].middle());
                let sign = |ahead: bool| if ahead { -1.0 } else { 1.0 };
                let (sx, sy) = (sign(one.0 <= other.0), sign(one.1 <= other.1));
                for (at, way) in [(i, 1.0), (j, -1.0)] {
                    let frame = &mut frames[at];
                    frame.x = (frame.x + way * sx * dx).clamp(0.0, (width - frame.width).max(0.0));
                    frame.y = (frame.y + way * sy * dy).clamp(0.0, (height - frame.height).max(0.0));
                }
            }
        }
        if is_done {
            return true;
        }
    }
    false
}

/// Moves frames a step away from edges between others that run behind them; whether there were any.
pub(super) fn clear(frames: &mut [Frame], edges: &[(usize, usize, f64)], width: f64, height: f64) -> bool {
    const STEP: f64 = 5.0;
    let mut moves = vec![(0.0, 0.0); frames.len()];
    for &(i, j, _) in edges {
        let (from, to) = (frames[i].middle(), frames[j].middle());
        let (dx, dy, long) = apart(from, to);
        for (k, frame) in frames.iter().enumerate().filter(|&(k, _)| k != i && k != j) {
            let (x, y) = frame.middle();
            let along = ((x - from.0) * dx + (y - from.1) * dy) / (long * long);
            // Which side of the line it lies on, and how far.
            let aside = ((x - from.0) * dy - (y - from.1) * dx) / long;
            let reach = (frame.width * dy.abs() + frame.height * dx.abs()) / long / 2.0;
            if (0.0..=1.0).contains(&along) && aside.abs() < 0.7 * reach {
                let side = if aside < 0.0 { -STEP } else { STEP };
                moves[k] = (moves[k].0 + side * dy / long, moves[k].1 - side * dx / long);
            }
        }
    }
    for (frame, (dx, dy)) in frames.iter_mut().zip(&moves) {
        frame.x = (frame.x + dx.clamp(-STEP, STEP)).clamp(0.0, (width - frame.width).max(0.0));
        frame.y = (frame.y + dy.clamp(-STEP, STEP)).clamp(0.0, (height - frame.height).max(0.0));
    }
    moves.iter().any(|&(dx, dy)| dx != 0.0 || dy != 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_tied_stands_nearer_than_what_is_not() {
        let edges = [(0, 1, 5.0), (1, 2, 5.0), (0, 2, 5.0), (3, 4, 5.0), (4, 5, 5.0), (3, 5, 5.0), (2, 3, 1.0)];
        let at = places(6, &edges);
        let far = |i: usize, j: usize| apart(at[i], at[j]).2;
        assert!(far(0, 1) < far(0, 4) && far(3, 5) < far(1, 5), "{at:?}");
        assert!(at.iter().all(|place| (0.0..=1.0).contains(&place.0) && (0.0..=1.0).contains(&place.1)), "{at:?}");
        assert_eq!(at, places(6, &edges));
    }

    #[test]
    fn few_nodes_and_no_edges_are_no_trouble() {
        assert_eq!(places(0, &[]), []);
        assert_eq!(places(1, &[]), [(0.5, 0.5)]);
        assert!(places(40, &[]).iter().all(|place| place.0.is_finite() && place.1.is_finite()));
    }

    #[test]
    fn what_a_line_runs_behind_moves_aside() {
        let frame = |x: f64, y: f64| Frame { x, y, width: 20.0, height: 20.0 };
        let mut frames = vec![frame(0.0, 100.0), frame(200.0, 100.0), frame(100.0, 101.0)];
        while clear(&mut frames, &[(0, 1, 1.0)], 300.0, 300.0) {}
        assert!(
            frames[2].y > 105.0 && (frames[0], frames[1]) == (frame(0.0, 100.0), frame(200.0, 100.0)),
            "{frames:?}"
        );
    }

    #[test]
    fn frames_end_up_apart() {
        for n in [1, 2, 5, 30, 80] {
            let frame =
                |i: usize| Frame { x: 100.0 + (i % 3) as f64, y: 100.0, width: 60.0 + (i % 7) as f64, height: 25.0 };
            let mut frames: Vec<Frame> = (0..n).map(frame).collect();
            let height = part(&mut frames, 300.0, 200.0);
            for i in 0..n {
                let one = frames[i];
                assert!(
                    one.x >= 0.0 && one.x + one.width <= 300.0 && one.y >= 0.0 && one.y + one.height <= height + 1e-9
                );
                assert!(frames[i + 1..].iter().all(|other| one.covers(other) == 0.0), "{n}: {frames:?}");
            }
        }
    }
}
