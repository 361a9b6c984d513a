//! How often codes were found, as bars.

use crate::codebook::Codebook;
use crate::error::{Error, Result};
use crate::ids::CodeId;
use crate::render::grid::Grid;
use crate::scope::words;
use crate::tables::{Definition, FrequencyOptions, frequencies};
use crate::tally::{Counts, GroupCounts};
use crate::wording::{Lang, args};

use super::axis::{ticks, written};
use super::colour::{Colour, of_codes};
use super::drawing::{Anchor, Drawing, Mark, hatch, lines};
use super::font::Type;
use super::page::{Body, Page};
use super::{is_among, sentences};

/// What bars are as long as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FrequencyMeasure {
    /// People of whose words a coding covers at least one.
    #[default]
    Participants,
    /// Transcripts with a coding.
    Transcripts,
    /// Units in which the code is present.
    Units,
    /// Codings; negated and prompted ones are told apart.
    Codings,
    /// Matches of rules.
    Mentions,
}

words!(FrequencyMeasure, "participants" => FrequencyMeasure::Participants, "transcripts" => FrequencyMeasure::Transcripts,
    "units" => FrequencyMeasure::Units, "codings" => FrequencyMeasure::Codings, "mentions" => FrequencyMeasure::Mentions);

/// Which bars.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrequencyBars {
    /// Codes down to this level, themes being 1; without one as many levels as a page has lines for.
    pub level: Option<usize>,
    /// These codes and those below them; all when there are none.
    pub only: Vec<CodeId>,
    /// What bars are as long as.
    pub measure: FrequencyMeasure,
}

/// Lines that fit under one another on a page.
const ON_A_PAGE: usize = 60;

/// The narrowest that bars and their numbers are drawn.
const NARROWEST: f64 = 84.0;

/// More figures side by side than this are no figure.
const MOST_GROUPS: usize = 24;

const INDENT: f64 = 9.0;
const BAR: f64 = 7.5;

/// A bar for each code, in the codebook's order, zeros kept, and last one for units without any; the values of `--by` side by side, on
/// one scale.
///
/// The numbers are those of the table [`frequencies`].
///
/// # Errors
/// When there is nothing to show, when it does not fit in the width that was asked for, when `--by` has too many values to be
/// seen side by side, or when [`frequencies`] fails.
pub fn frequency_bars(
    counts: &Counts,
    definition: &Definition<'_>,
    bars: &FrequencyBars,
    page: &Page,
) -> Result<Drawing> {
    if counts.groups.len() > MOST_GROUPS {
        let by = counts.by.as_deref().unwrap_or_default();
        return Err(Error::usage(
            format!("`{by}` has {} values, and more than {MOST_GROUPS} are not seen side by side", counts.groups.len()),
            format!("make classes of numbers, as in --by {by}:0-5,6-10,11-, or take some of them with --where"),
        ));
    }
    let level = bars.level.or_else(|| level_that_fits(definition.codebook, &bars.only));
    let table = frequencies(counts, definition, FrequencyOptions { level, ..FrequencyOptions::default() })?;
    let rows = Rows::of(&Grid::of(&table.frame), counts, definition, bars);
    if rows.has_nothing() {
        return Err(nothing(bars.measure, rows.are_undefined()));
    }
    let lang = page.lang;
    let names = rows.names.iter().map(|name| name.width()).fold(40.0, f64::max);
    let numbers = rows.widest_number(counts, bars.measure, lang);
    let room = page.room((names.min(90.0) + NARROWEST + numbers).max(150.0))?;
    let names = names.min(if counts.groups.len() > 1 { 0.3 } else { 0.42 } * room).max(names.min(90.0));
    let abreast = (((room - names) / (NARROWEST + numbers)) as usize).clamp(1, counts.groups.len());
    let layout = Layout { names, numbers, abreast, each: (room - names) / abreast as f64 };
    let body = body(&rows, counts, definition, bars.measure, &layout, lang);

    let title = lang.phrased("plot-freq-title", args! { "measure" => bars.measure.word() });
    let mut caption = vec![lang.phrased("plot-freq-bars", args! { "measure" => bars.measure.word() })];
    if bars.measure == FrequencyMeasure::Codings {
        caption.push(lang.phrase(if rows.knows_stance { "plot-freq-told-apart" } else { "plot-freq-not-asked" }));
    }
    if bars.measure == FrequencyMeasure::Units {
        caption.push(sentences::unit(definition, lang));
    }
    if let Some(level) = level.filter(|_| bars.level.is_none()) {
        caption.push(lang.phrased("plot-freq-level", args! { "level" => level }));
    }
    if rows.are_undefined() {
        caption.push(lang.phrased("plot-freq-undefined", args! { "measure" => bars.measure.word() }));
    }
    caption.extend(sentences::closing(counts, definition, lang));
    page.around(title, &caption, room, body)
}

/// The lowest level whose codes fit on a page; none when all do.
fn level_that_fits(codebook: &Codebook, only: &[CodeId]) -> Option<usize> {
    let shown = (0..codebook.codes.len()).map(CodeId::new).filter(|&code| is_among(codebook, only, code));
    let depths: Vec<usize> = shown.map(|code| codebook.code(code).depth + 1).collect();
    let down_to = |level: usize| depths.iter().filter(|&&depth| depth <= level).count();
    let deepest = depths.iter().copied().max().unwrap_or(1);
    if down_to(deepest) <= ON_A_PAGE {
        return None;
    }
    Some((1..deepest).rev().find(|&level| down_to(level) <= ON_A_PAGE).unwrap_or(1))
}

fn nothing(measure: FrequencyMeasure, is_undefined: bool) -> Error {
    if is_undefined {
        return Error::usage(
            "there are no mentions to draw: people's codings rest on a passage, not on mentions",
            "choose --measure codings",
        );
    }
    Error::usage(
        format!("there is nothing to draw: all codes have 0 {}", measure.word()),
        "see with `kantlijn check` how the transcripts were read, and with `kantlijn freq` what was counted",
    )
}

/// The name of a row, in the lines that it takes.
struct Name {
    text: String,
    indent: f64,
    kind: Type,
    colour: Colour,
    is_theme: bool,
    is_code: bool,
}

impl Name {
    fn width(&self) -> f64 {
        self.indent + self.kind.width(&self.text) + 5.0
    }
}

/// One bar.
#[derive(Clone, Copy, Debug, Default)]
struct Bar {
    value: Option<f64>,
    negated: f64,
    prompted: f64,
}

struct Rows {
    names: Vec<Name>,
    /// Of each group, one for each name.
    bars: Vec<Vec<Bar>>,
    knows_stance: bool,
}

impl Rows {
    fn of(grid: &Grid<'_>, counts: &Counts, definition: &Definition<'_>, bars: &FrequencyBars) -> Self {
        let codebook = definition.codebook;
        let colours = of_codes(codebook);
        let column = |name: &str| grid.column(name).unwrap_or_default();
        let (code, name) = (column("code"), column("name"));
        let measure = column(bars.measure.word());
        let [negated, prompted] = ["negated", "prompted"].map(column);
        let length = grid.rows.len() / counts.groups.len().max(1);
        let has_parts = bars.measure == FrequencyMeasure::Codings;
        // Units without any code have neither codings nor mentions.
        let counts_none = !has_parts && bars.measure != FrequencyMeasure::Mentions;
        let mut rows = Self { names: Vec::new(), bars: vec![Vec::new(); counts.groups.len()], knows_stance: false };
        for (i, row) in grid.rows.iter().take(length).enumerate() {
            let id = codebook.find(&row[code].plain());
            let is_shown = match id {
                Some(id) => is_among(codebook, &bars.only, id),
                None => bars.only.is_empty() && counts_none,
            };
            if !is_shown {
                continue;
            }
            let depth = id.map_or(0, |id| codebook.code(id).depth);
            let kind = if depth == 0 && id.is_some() { Type::STRONG } else { Type::LABEL };
            let colour = match id {
                Some(id) if depth == 0 => colours[id.index()],
                Some(id) => colours[id.index()].toward(Colour::WHITE, 0.35),
                None => Colour::RULE,
            };
            let indent = INDENT * depth.min(5) as f64;
            rows.names.push(Name {
                text: row[name].plain(),
                indent,
                kind,
                colour,
                is_theme: depth == 0,
                is_code: id.is_some(),
            });
            for (group, of_group) in rows.bars.iter_mut().enumerate() {
                let row = &grid.rows[group * length + i];
                let part = |column: usize| row[column].number().filter(|_| has_parts);
                rows.knows_stance |= part(negated).is_some();
                of_group.push(Bar {
                    value: row[measure].number(),
                    negated: part(negated).unwrap_or(0.0),
                    prompted: part(prompted).unwrap_or(0.0),
                });
            }
        }
        rows
    }

    fn highest(&self) -> f64 {
        self.bars.iter().flatten().filter_map(|bar| bar.value).fold(0.0, f64::max)
    }

    /// Whether no code has anything, whatever has none.
    fn has_nothing(&self) -> bool {
        let of_group = |bars: &Vec<Bar>| {
            bars.iter().zip(&self.names).all(|(bar, name)| !name.is_code || bar.value.is_none_or(|value| value == 0.0))
        };
        self.bars.iter().all(of_group)
    }

    fn are_undefined(&self) -> bool {
        self.bars.iter().flatten().any(|bar| bar.value.is_none())
    }

    fn widest_number(&self, counts: &Counts, measure: FrequencyMeasure, lang: Lang) -> f64 {
        let groups = counts.groups.iter().zip(&self.bars);
        let numbers = groups.flat_map(|(group, bars)| bars.iter().map(|bar| number(bar, group, measure, lang)));
        numbers.map(|text| Type::SMALL.width(&text)).fold(0.0, f64::max) + 6.0
    }
}

/// `17 of 24`; codings and mentions have no whole that they are of.
fn number(bar: &Bar, group: &GroupCounts, measure: FrequencyMeasure, lang: Lang) -> String {
    let Some(value) = bar.value else { return "–".to_owned() };
    let all = match measure {
        FrequencyMeasure::Participants => group.participants,
        FrequencyMeasure::Transcripts => group.documents.len() as u64,
        FrequencyMeasure::Units => group.units,
        FrequencyMeasure::Codings | FrequencyMeasure::Mentions => return written(value, lang),
    };
    lang.phrased("of-all", args! { "n" => value as u64, "all" => all })
}

struct Layout {
    names: f64,
    numbers: f64,
    /// How many groups stand side by side.
    abreast: usize,
    each: f64,
}

fn body(
    rows: &Rows,
    counts: &Counts,
    definition: &Definition<'_>,
    measure: FrequencyMeasure,
    layout: &Layout,
    lang: Lang,
) -> Body {
    let mut marks = Vec::new();
    let mut y = 0.0;
    let wrapped: Vec<Vec<String>> =
        rows.names.iter().map(|name| name.kind.wrap(&name.text, layout.names - name.indent - 5.0, 3)).collect();
    let heights: Vec<f64> =
        wrapped.iter().map(|lines| (lines.len() as f64 * Type::LABEL.leading() + 1.5).max(11.5)).collect();
    let scale = (layout.each - layout.numbers - 4.0) / rows.highest();
    let groups: Vec<(&GroupCounts, &Vec<Bar>)> = counts.groups.iter().zip(&rows.bars).collect();
    for abreast in groups.chunks(layout.abreast) {
        let heads: Vec<Vec<String>> = abreast
            .iter()
            .filter(|_| counts.by.is_some())
            .map(|(group, _)| Type::STRONG.wrap(&group.value, layout.each - 6.0, 3))
            .collect();
        let highest = heads.iter().map(Vec::len).max().unwrap_or(0) as f64 * Type::STRONG.leading();
        for (i, (head, (group, _))) in heads.iter().zip(abreast).enumerate() {
            let x = layout.names + i as f64 * layout.each;
            // They end at one height.
            let first = y + highest - (head.len() as f64 - 0.5) * Type::STRONG.leading();
            marks.extend(lines(x, first, head, Type::STRONG, Anchor::Start));
            let n =
                Mark::text((x, y + highest + Type::SMALL.size), size(group, definition, measure, lang), Type::SMALL);
            marks.push(n.filled(Colour::FAINT));
        }
        y += if heads.is_empty() { 0.0 } else { highest + Type::SMALL.leading() + 3.0 };
        let top = y;
        let mut middles = Vec::new();
        for (i, (name, height)) in rows.names.iter().zip(&heights).enumerate() {
            // White space before a theme that the codes of another stand above.
            y += if i > 0 && name.is_theme && !rows.names[i - 1].is_theme { 3.0 } else { 0.0 };
            middles.push(y + height / 2.0);
            let first = y + height / 2.0 - (wrapped[i].len() as f64 - 1.0) * name.kind.leading() / 2.0;
            marks.extend(lines(name.indent, first, &wrapped[i], name.kind, Anchor::Start));
            y += height;
        }
        let bottom = y + 2.0;
        for (i, (group, bars)) in abreast.iter().enumerate() {
            let x = layout.names + i as f64 * layout.each;
            let most = (((layout.each - layout.numbers) / 34.0) as usize).clamp(1, 6);
            for tick in ticks(rows.highest(), most) {
                let at = x + tick * scale;
                marks.push(Mark::line(vec![(at, top), (at, bottom)], Colour::RULE, 0.5));
                let label = Mark::text((at, bottom + 8.0), written(tick, lang), Type::SMALL);
                let anchor = if tick == 0.0 { Anchor::Start } else { Anchor::Middle };
                marks.push(label.anchored(anchor).filled(Colour::FAINT));
            }
            for ((bar, name), &middle) in bars.iter().zip(&rows.names).zip(&middles) {
                marks.extend(drawn(bar, name, x, middle, scale));
                let text = number(bar, group, measure, lang);
                let at = (x + bar.value.unwrap_or(0.0) * scale + 3.0, middle + Type::SMALL.drop());
                let told = format!("{}: {text}", name.text);
                marks.push(Mark::text(at, text, Type::SMALL).telling(told));
            }
            marks.push(Mark::line(vec![(x, top), (x, bottom)], Colour::INK, 0.7));
        }
        let axis = lang.phrased("plot-freq-axis", args! { "measure" => measure.word() });
        y = bottom + 8.0 + Type::SMALL.leading();
        marks.push(Mark::text((layout.names, y), axis, Type::SMALL).filled(Colour::FAINT));
        y += 8.0;
    }
    Body { height: y - 4.0, marks }
}

/// How many a group is.
fn size(group: &GroupCounts, definition: &Definition<'_>, measure: FrequencyMeasure, lang: Lang) -> String {
    match measure {
        FrequencyMeasure::Participants => lang.phrased("participants", args! { "n" => group.participants }),
        FrequencyMeasure::Transcripts => lang.phrased("transcripts", args! { "n" => group.documents.len() }),
        FrequencyMeasure::Units => sentences::units(definition, group.units, lang),
        FrequencyMeasure::Codings => lang.phrased("codings", args! { "n" => group.totals.codings }),
        FrequencyMeasure::Mentions => lang.phrased("participants", args! { "n" => group.participants }),
    }
}

/// A bar; its negated part hatched from its end, a stripe as long as its prompted part from its beginning.
fn drawn(bar: &Bar, name: &Name, x: f64, middle: f64, scale: f64) -> Vec<Mark> {
    let width = bar.value.unwrap_or(0.0) * scale;
    if width <= 0.0 {
        return Vec::new();
    }
    let y = middle - BAR / 2.0;
    let edge = name.colour.toward(Colour::INK, 0.35);
    let mut marks = vec![Mark::rect(x, y, width, BAR).filled(name.colour)];
    let negated = bar.negated * scale;
    if negated > 0.0 {
        let at = x + width - negated;
        marks.push(Mark::rect(at, y, negated, BAR).filled(Colour::WHITE));
        marks.extend(hatch(at, y, negated, BAR, 2.5, edge));
    }
    if bar.prompted > 0.0 {
        let stripe = Mark::rect(x, y + BAR - 2.4, bar.prompted * scale, 1.6).filled(Colour::WHITE);
        marks.push(stripe.stroked(edge, 0.3));
    }
    marks.push(Mark::rect(x, y, width, BAR).stroked(edge, 0.4));
    marks
}
