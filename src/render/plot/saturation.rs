//! What each interview added, as a curve.

use crate::error::{Error, Result};
use crate::render::grid::Grid;
use crate::tables::{Definition, SaturationOptions, saturation};
use crate::tally::{Counts, Interview};
use crate::wording::{Lang, args};

use super::axis::{ticks, written};
use super::colour::Colour;
use super::drawing::{Anchor, Drawing, Mark, lines};
use super::font::Type;
use super::page::{Body, Page};
use super::sentences;

const ALL: Colour = Colour(0x00, 0x72, 0xB2);
const NEW: Colour = Colour(0xE6, 0x9F, 0x00);
const EXPECTED: Colour = Colour(0x9A, 0x3C, 0x00);

/// Bars of the codes that each interview brought, and a line of all that were there by then, in the order of analysis; with
/// `expected` also the curve that does not depend on the order.
///
/// The numbers are those of the table [`saturation`]. Of codings by rules it is called what it is, the coverage of the codebook.
///
/// # Errors
/// When there is no interview or no code to draw.
pub fn saturation_curve(
    counts: &Counts,
    interviews: &[Interview],
    definition: &Definition<'_>,
    options: SaturationOptions,
    page: &Page,
) -> Result<Drawing> {
    let lang = page.lang;
    let table = saturation(counts, interviews, definition, options)?;
    let steps = Step::all(&Grid::of(&table.frame));
    let highest = steps.iter().map(Step::highest).fold(0.0, f64::max);
    if highest == 0.0 {
        return Err(Error::usage(
            "there is no code to draw a curve of",
            "see with `kantlijn freq` what was found; hand coding is named with --codings FILE",
        ));
    }
    let room = page.room(150.0)?;
    let body = body(&steps, highest, room, lang);

    let name = |name: &str| format!("plot-saturation-{name}{}", if options.by_rules { "-rules" } else { "" });
    let title = lang.phrase(&name("title"));
    let mut caption = vec![lang.phrase(&name("counted"))];
    caption.push(lang.phrased("plot-saturation-level", args! { "level" => options.level.unwrap_or_default() }));
    if options.expected {
        let has_sd = steps.iter().any(|step| step.sd.is_some());
        caption.push(lang.phrase("plot-saturation-expected"));
        caption.extend(has_sd.then(|| lang.phrase("plot-saturation-sd")));
    }
    let tied = interviews.iter().filter(|interview| interview.is_tied).count();
    if tied > 0 {
        caption.push(lang.phrased("plot-saturation-tied", args! { "n" => tied }));
    }
    if options.uncoded > 0 {
        caption.push(lang.phrased("plot-saturation-uncoded", args! { "n" => options.uncoded }));
    }
    caption.push(sentences::whose(definition, lang));
    let totals = counts.totals();
    caption.push(sentences::codings(definition, totals.codings, totals.accepted, lang));
    caption.extend(sentences::origin(definition, lang));
    page.around(title, &caption, room, body)
}

/// One interview.
struct Step {
    transcript: String,
    new: f64,
    cumulative: f64,
    expected: Option<f64>,
    sd: Option<f64>,
}

impl Step {
    fn all(grid: &Grid<'_>) -> Vec<Step> {
        let column = |name: &str| grid.column(name);
        let [transcript, new, cumulative] =
            ["transcript", "new_codes", "cumulative"].map(|name| column(name).unwrap_or_default());
        let (expected, sd) = (column("expected"), column("expected_sd"));
        let of_row = |row: &Vec<crate::render::grid::Cell<'_>>| {
            let number = |column: usize| row[column].number();
            Step {
                transcript: row[transcript].plain(),
                new: number(new).unwrap_or(0.0),
                cumulative: number(cumulative).unwrap_or(0.0),
                expected: expected.and_then(number),
                sd: sd.and_then(number),
            }
        };
        grid.rows.iter().map(of_row).collect()
    }

    fn highest(&self) -> f64 {
        self.cumulative.max(self.expected.unwrap_or(0.0) + self.sd.unwrap_or(0.0))
    }
}

fn body(steps: &[Step], highest: f64, room: f64, lang: Lang) -> Body {
    let mut marks = Vec::new();
    let (key, top) = key(steps, room, lang);
    marks.extend(key);
    let height = (room * 0.46).clamp(90.0, 260.0);
    let most = ((height / 24.0) as usize).clamp(2, 8);
    let marks_of_y = ticks(highest, most);
    let left = marks_of_y.iter().map(|tick| Type::SMALL.width(&written(*tick, lang))).fold(0.0, f64::max) + 6.0;
    let bottom = top + height;
    let y = |codes: f64| bottom - codes / highest * (height - 14.0);
    let slot = (room - left) / steps.len() as f64;
    let x = |i: usize| left + (i as f64 + 0.5) * slot;
    for tick in marks_of_y {
        marks.push(Mark::line(vec![(left, y(tick)), (room, y(tick))], Colour::RULE, 0.5));
        let text = Mark::text((left - 4.0, y(tick) + Type::SMALL.drop()), written(tick, lang), Type::SMALL);
        marks.push(text.anchored(Anchor::End).filled(Colour::FAINT));
    }
    let expected: Vec<(f64, f64)> =
        steps.iter().enumerate().filter_map(|(i, step)| Some((x(i), y(step.expected?)))).collect();
    let edge = |sign: f64| {
        let of_step = move |(i, step): (usize, &Step)| Some((x(i), y((step.expected? + sign * step.sd?).max(0.0))));
        steps.iter().enumerate().filter_map(of_step).collect::<Vec<_>>()
    };
    let (upper, mut lower) = (edge(1.0), edge(-1.0));
    lower.reverse();
    if upper.len() > 1 {
        marks.push(Mark::area([upper, lower].concat()).filled(EXPECTED).faded(0.15));
    }
    for (i, step) in steps.iter().enumerate() {
        if step.new > 0.0 {
            let wide = (slot * 0.6).min(22.0);
            let bar = Mark::rect(x(i) - wide / 2.0, y(step.new), wide, bottom - y(step.new)).filled(NEW);
            let told = format!("{}: {}", step.transcript, written(step.new, lang));
            marks.push(bar.stroked(NEW.toward(Colour::INK, 0.35), 0.4).telling(told));
        }
    }
    if expected.len() > 1 {
        marks.push(Mark::line(expected.clone(), EXPECTED, 1.0));
    }
    let ring = |centre: (f64, f64)| Mark::circle(centre, 2.0).filled(Colour::WHITE).stroked(EXPECTED, 0.9);
    marks.extend(expected.into_iter().map(ring));
    let line: Vec<(f64, f64)> = steps.iter().enumerate().map(|(i, step)| (x(i), y(step.cumulative))).collect();
    marks.push(Mark::line(line.clone(), ALL, 1.4));
    for (step, &centre) in steps.iter().zip(&line) {
        let told = format!("{}: {}", step.transcript, written(step.cumulative, lang));
        marks.push(Mark::circle(centre, 2.3).filled(ALL).telling(told));
    }
    if let (Some(last), Some(&(x, y))) = (steps.last(), line.last()) {
        let text = Mark::text((x, y - 5.0), written(last.cumulative, lang), Type::SMALL);
        marks.push(text.anchored(Anchor::Middle).filled(ALL));
    }
    marks.push(Mark::line(vec![(left, bottom), (room, bottom)], Colour::INK, 0.7));
    let below = interviews(steps, slot, &x, bottom, lang);
    let height = below.0;
    marks.extend(below.1);
    Body { height, marks }
}

/// What is drawn how, in a row or as many as it takes; and where the figure begins below it.
fn key(steps: &[Step], room: f64, lang: Lang) -> (Vec<Mark>, f64) {
    let mut marks = Vec::new();
    let (mut x, mut y) = (0.0, Type::SMALL.leading() / 2.0);
    let has_expected = steps.iter().any(|step| step.expected.is_some());
    let entries = [("all", true), ("new", true), ("orders", has_expected)];
    for (name, _) in entries.into_iter().filter(|entry| entry.1) {
        let text = lang.phrased("plot-saturation-key", args! { "line" => name });
        let width = 20.0 + Type::SMALL.width(&text) + 12.0;
        if x > 0.0 && x + width > room {
            (x, y) = (0.0, y + Type::SMALL.leading());
        }
        marks.extend(match name {
            "all" => {
                vec![Mark::line(vec![(x, y), (x + 15.0, y)], ALL, 1.4), Mark::circle((x + 7.5, y), 2.3).filled(ALL)]
            }
            "new" => vec![Mark::rect(x + 3.0, y - 3.5, 9.0, 7.0).filled(NEW)],
            _ => vec![
                Mark::line(vec![(x, y), (x + 15.0, y)], EXPECTED, 1.0),
                Mark::circle((x + 7.5, y), 2.0).filled(Colour::WHITE).stroked(EXPECTED, 0.9),
            ],
        });
        marks.push(Mark::text((x + 20.0, y + Type::SMALL.drop()), text, Type::SMALL));
        x += width;
    }
    (marks, y + Type::SMALL.leading())
}

/// The axis of interviews: their numbers, and their names where there is room for them; and where it ends.
fn interviews(steps: &[Step], slot: f64, x: &impl Fn(usize) -> f64, bottom: f64, lang: Lang) -> (f64, Vec<Mark>) {
    const NAMED: f64 = 34.0;
    let mut marks = Vec::new();
    let every = (18.0 / slot).ceil().max(1.0) as usize;
    let mut y = bottom + 7.0;
    for i in (0..steps.len()).filter(|i| i % every == 0) {
        let number = Mark::text((x(i), y + Type::SMALL.drop()), written((i + 1) as f64, lang), Type::SMALL);
        marks.push(number.anchored(Anchor::Middle));
    }
    y += Type::SMALL.leading();
    if slot >= NAMED {
        let names: Vec<Vec<String>> = steps.iter().map(|step| named(&step.transcript, slot - 3.0)).collect();
        for (i, name) in names.iter().enumerate() {
            let drawn = lines(x(i), y, name, Type::SMALL, Anchor::Middle);
            marks.extend(drawn.into_iter().map(|mark| mark.filled(Colour::FAINT)));
        }
        y += names.iter().map(Vec::len).max().unwrap_or(0) as f64 * Type::SMALL.leading();
    }
    let axis = lang.phrase("plot-saturation-axis");
    marks.push(Mark::text((x(0) - slot / 2.0, y + Type::SMALL.drop() + 1.0), axis, Type::SMALL).filled(Colour::FAINT));
    (y + Type::SMALL.leading(), marks)
}

/// The id of a transcript in lines, if it is whole so; else the end of it, where ids differ.
fn named(id: &str, width: f64) -> Vec<String> {
    let lines = Type::SMALL.wrap(id, width, 3);
    if lines.concat() == id { lines } else { vec![Type::SMALL.cut_start(id, width)] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_broken_between_their_parts_or_show_their_end() {
        assert_eq!(named("moed/moed-1", 900.0), ["moed/moed-1"]);
        let width = Type::SMALL.width("gezinnen-3") + 0.5;
        assert_eq!(named("gezinnen/gezinnen-3", width), ["gezinnen/", "gezinnen-3"]);
        let end = named("ervaringswerkers/ervaringswerkers-4", width);
        assert!(end.len() == 1 && end[0].starts_with('…') && end[0].ends_with("-4"), "{end:?}");
    }
}
