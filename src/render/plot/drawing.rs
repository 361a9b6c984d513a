//! A figure as plain values: marks on a sheet, in points from its upper left corner.

use crate::wording::Lang;

use super::colour::Colour;
use super::font::Type;

/// A point of the sheet.
pub(super) type Point = (f64, f64);

/// A figure, ready to be written as SVG, PNG or PDF: see [`picture`](super::picture).
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// In points of 1/72 inch.
    pub width: f64,
    /// In points of 1/72 inch.
    pub height: f64,
    /// What it is called, also for who cannot see it.
    pub title: String,
    /// What was counted, in what, over whom.
    pub caption: String,
    pub(super) lang: Lang,
    pub(super) marks: Vec<Mark>,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Rect {
        x: f64,
        y: f64,
        width: f64,
        height: f64,
    },
    Circle {
        centre: Point,
        radius: f64,
    },
    Line(Vec<Point>),
    Area(Vec<Point>),
    /// On the line that it stands on.
    Text {
        at: Point,
        text: String,
        kind: Type,
        anchor: Anchor,
    },
}

/// Which end of a text stands where it is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A shape, how it is drawn, and what is told of it where a reader points at it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    pub shape: Shape,
    pub fill: Option<Colour>,
    pub opacity: f64,
    pub stroke: Option<(Colour, f64)>,
    pub told: Option<String>,
}

impl Mark {
    fn of(shape: Shape) -> Self {
        Self { shape, fill: None, opacity: 1.0, stroke: None, told: None }
    }

    pub fn rect(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self::of(Shape::Rect { x, y, width, height })
    }

    pub fn circle(centre: Point, radius: f64) -> Self {
        Self::of(Shape::Circle { centre, radius })
    }

    pub fn line(points: Vec<Point>, colour: Colour, width: f64) -> Self {
        Self::of(Shape::Line(points)).stroked(colour, width)
    }

    pub fn area(points: Vec<Point>) -> Self {
        Self::of(Shape::Area(points))
    }

    /// A text that starts here.
    pub fn text(at: Point, text: impl Into<String>, kind: Type) -> Self {
        let shape = Shape::Text { at, text: text.into(), kind, anchor: Anchor::Start };
        Self::of(shape).filled(Colour::INK)
    }

    pub fn filled(self, colour: Colour) -> Self {
        Self { fill: Some(colour), ..self }
    }

    pub fn faded(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }

    pub fn stroked(self, colour: Colour, width: f64) -> Self {
        Self { stroke: Some((colour, width)), ..self }
    }

    pub fn telling(self, told: impl Into<String>) -> Self {
        Self { told: Some(told.into()), ..self }
    }

    pub fn anchored(mut self, to: Anchor) -> Self {
        if let Shape::Text { anchor, .. } = &mut self.shape {
            *anchor = to;
        }
        self
    }

    pub fn shift(&mut self, (dx, dy): Point) {
        let move_it = |point: &mut Point| *point = (point.0 + dx, point.1 + dy);
        match &mut self.shape {
            Shape::Rect { x, y, .. } => (*x, *y) = (*x + dx, *y + dy),
            Shape::Circle { centre, .. } => move_it(centre),
            Shape::Line(points) | Shape::Area(points) => points.iter_mut().for_each(move_it),
            Shape::Text { at, .. } => move_it(at),
        }
    }
}

/// Lines of text under one another, the first one's middle at `y`.
pub(super) fn lines(x: f64, y: f64, lines: &[String], kind: Type, anchor: Anchor) -> Vec<Mark> {
    let of_line = |(i, line): (usize, &String)| {
        Mark::text((x, y + i as f64 * kind.leading() + kind.drop()), line, kind).anchored(anchor)
    };
    lines.iter().enumerate().map(of_line).collect()
}

/// Slanted lines that fill a rectangle, so many points apart.
pub(super) fn hatch(x: f64, y: f64, width: f64, height: f64, apart: f64, colour: Colour) -> Vec<Mark> {
    let mut marks = Vec::new();
    // Each rises from the lower left: where it meets the lower edge, beginning left of the rectangle.
    let mut foot = x - height + apart;
    while foot < x + width {
        let (from, to) = (foot.max(x), (foot + height).min(x + width));
        marks.push(Mark::line(vec![(from, y + height - (from - foot)), (to, y + height - (to - foot))], colour, 0.7));
        foot += apart;
    }
    marks
}
