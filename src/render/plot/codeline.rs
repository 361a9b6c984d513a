//! Where in an interview which code falls.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::codebook::Codebook;
use crate::coding::{Coding, Stance, Status};
use crate::corpus::{Admission, Document};
use crate::error::{Error, Result};
use crate::ids::{CodeId, TurnId};
use crate::segment::Segments;
use crate::tables::Definition;
use crate::wording::{Lang, args};

use super::axis::{ticks, written};
use super::colour::{Colour, of_codes};
use super::drawing::{Anchor, Drawing, Mark, lines};
use super::font::Type;
use super::page::{Body, Page};
use super::{is_among, sentences};

/// The codings of one transcript, by the words that they cover.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeLine {
    /// The transcript's id.
    pub transcript: String,
    /// Its words, everybody's.
    pub words: u32,
    /// The stretches of words that count: by default the participants'.
    pub admitted: Vec<Range<u32>>,
    /// Codings that cover at least one of them, in order of place.
    pub codings: Vec<Placed>,
}

/// One coding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its code.
    pub code: CodeId,
    /// The words that it covers, of those of the transcript.
    pub words: Range<u32>,
    /// Whether it is negated.
    pub is_negated: bool,
    /// Whether a person made or accepted it.
    pub is_accepted: bool,
}

impl CodeLine {
    /// That of a document, which must be the whole transcript.
    #[must_use]
    pub fn of(document: &Document, segments: &Segments, codings: &[Coding], admission: &Admission) -> Self {
        let mut admitted: Vec<Range<u32>> = Vec::new();
        for (turn, words) in segments.turns.iter().enumerate() {
            if words.is_empty() || !admission.admits(document, TurnId::new(turn)) {
                continue;
            }
            match admitted.last_mut().filter(|last| last.end == words.start) {
                Some(last) => last.end = words.end,
                None => admitted.push(words.clone()),
            }
        }
        let placed = codings.iter().map(|coding| Placed {
            code: coding.code,
            words: segments.words_in(coding.span),
            is_negated: coding.stance == Some(Stance::Negated),
            is_accepted: coding.status == Status::Accepted,
        });
        let counts = |placed: &Placed| {
            let first = admitted.partition_point(|said| said.end <= placed.words.start);
            !placed.words.is_empty() && admitted.get(first).is_some_and(|said| said.start < placed.words.end)
        };
        Self {
            transcript: document.name.clone(),
            words: segments.words.len() as u32,
            codings: placed.filter(counts).collect(),
            admitted,
        }
    }
}

/// Which code lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeLines {
    /// Codes below this level count as the one above them, themes being 1; without one codes as they were given.
    pub level: Option<usize>,
    /// These codes and those below them; all when there are none.
    pub only: Vec<CodeId>,
    /// Whether words are counted, on one scale for all transcripts, instead of hundredths of each.
    pub in_words: bool,
}

const NARROWEST: f64 = 105.0;

/// For each transcript a line of each code that is found, and on it a mark for each coding where it falls.
///
/// # Errors
/// When there is no coding, or the figure does not fit in the width that was asked for.
pub fn code_lines(
    transcripts: &[CodeLine],
    definition: &Definition<'_>,
    which: &CodeLines,
    page: &Page,
) -> Result<Drawing> {
    let lang = page.lang;
    let codebook = definition.codebook;
    let line_of = |placed: &Placed| line(codebook, placed.code, which);
    let found: BTreeSet<CodeId> =
        transcripts.iter().flat_map(|transcript| transcript.codings.iter().filter_map(line_of)).collect();
    if found.is_empty() {
        return Err(Error::usage(
            "there is no coding to draw",
            "see with `kantlijn freq` what was found, and with `kantlijn check` how the transcripts were read",
        ));
    }
    let kind = if transcripts.len() == 1 { Type::LABEL } else { Type::SMALL };
    let rows: Vec<Row> =
        found.iter().map(|&code| Row { code, name: codebook.name_of(code, definition.language).to_owned() }).collect();
    let names = rows.iter().map(|row| kind.width(&row.name)).fold(30.0, f64::max) + 6.0;
    let room = page.room(names.min(80.0) + NARROWEST)?;
    let names = names.min(room * 0.34).min(room - NARROWEST);
    let abreast = (((room - names) / NARROWEST) as usize).clamp(1, transcripts.len());
    let layout = Layout {
        kind,
        names,
        abreast,
        each: (room - names) / abreast as f64,
        row: kind.leading() + if transcripts.len() == 1 { 3.0 } else { 0.8 },
        longest: transcripts.iter().map(|transcript| transcript.words).max().unwrap_or(1).max(1),
    };
    let body = body(transcripts, &rows, codebook, which, &layout, lang);

    let of_all: Vec<&Placed> = transcripts
        .iter()
        .flat_map(|transcript| &transcript.codings)
        .filter(|placed| line_of(placed).is_some())
        .collect();
    let title = lang.phrase("plot-codeline-title");
    let axis = if which.in_words { "words" } else { "percent" };
    let mut caption = vec![lang.phrased("plot-codeline-marks", args! { "axis" => axis })];
    if of_all.iter().any(|placed| placed.is_negated) {
        caption.push(lang.phrase("plot-codeline-negated"));
    }
    let all = (0..codebook.codes.len()).map(CodeId::new);
    let absent = all.filter(|&code| line(codebook, code, which) == Some(code) && !found.contains(&code)).count();
    if absent > 0 {
        caption.push(lang.phrased("plot-codeline-absent", args! { "n" => absent }));
    }
    caption.push(sentences::whose(definition, lang));
    let accepted = of_all.iter().filter(|placed| placed.is_accepted).count();
    caption.push(sentences::codings(definition, of_all.len() as u64, accepted as u64, lang));
    caption.extend(sentences::origin(definition, lang));
    page.around(title, &caption, room, body)
}

/// The code on whose line a coding stands: its own, or the one above it at the level.
fn line(codebook: &Codebook, code: CodeId, which: &CodeLines) -> Option<CodeId> {
    if !is_among(codebook, &which.only, code) {
        return None;
    }
    codebook.line_of(code).find(|&above| which.level.is_none_or(|level| codebook.code(above).depth < level))
}

struct Row {
    code: CodeId,
    name: String,
}

struct Layout {
    kind: Type,
    names: f64,
    abreast: usize,
    each: f64,
    row: f64,
    longest: u32,
}

fn body(
    transcripts: &[CodeLine],
    rows: &[Row],
    codebook: &Codebook,
    which: &CodeLines,
    layout: &Layout,
    lang: Lang,
) -> Body {
    let mut marks = Vec::new();
    let mut y = 0.0;
    let width = layout.each - 12.0;
    for abreast in transcripts.chunks(layout.abreast) {
        let top = y + Type::STRONG.leading() + Type::SMALL.leading() + 3.0;
        for (i, row) in rows.iter().enumerate() {
            let name = layout.kind.cut(&row.name, layout.names - 6.0);
            let middle = top + (i as f64 + 0.5) * layout.row;
            marks.push(Mark::text((0.0, middle + layout.kind.drop()), name, layout.kind));
        }
        for (i, transcript) in abreast.iter().enumerate() {
            let x = layout.names + i as f64 * layout.each;
            let id = Type::STRONG.cut_start(&transcript.transcript, width);
            marks.push(Mark::text((x, y + Type::STRONG.size), id, Type::STRONG));
            let words = lang.phrased("words", args! { "n" => transcript.words });
            let below = y + Type::STRONG.leading() + Type::SMALL.size;
            marks.push(Mark::text((x, below), words, Type::SMALL).filled(Colour::FAINT));
            marks.extend(strip(transcript, rows, codebook, which, (x, top, width), layout, lang));
        }
        y = top + rows.len() as f64 * layout.row + 2.0 * Type::SMALL.leading() + 4.0;
    }
    Body { height: y - Type::SMALL.leading(), marks }
}

/// One transcript: grey where words count, a line for each code, marks on them, and an axis.
fn strip(
    transcript: &CodeLine,
    rows: &[Row],
    codebook: &Codebook,
    which: &CodeLines,
    (x, y, width): (f64, f64, f64),
    layout: &Layout,
    lang: Lang,
) -> Vec<Mark> {
    let all = if which.in_words { layout.longest } else { transcript.words.max(1) };
    let at = |word: u32| x + width * f64::from(word) / f64::from(all);
    let height = rows.len() as f64 * layout.row;
    let colours = of_codes(codebook);
    let grey =
        |said: &Range<u32>| Mark::rect(at(said.start), y, at(said.end) - at(said.start), height).filled(Colour::SHADE);
    let mut marks: Vec<Mark> = transcript.admitted.iter().map(grey).collect();
    for (i, row) in rows.iter().enumerate() {
        let middle = y + (i as f64 + 0.5) * layout.row;
        marks.push(Mark::line(vec![(x, middle), (at(transcript.words), middle)], Colour::WHITE, 0.5));
        let colour = colours[row.code.index()];
        let edge = colour.toward(Colour::INK, 0.35);
        let on_it = transcript.codings.iter().filter(|placed| line(codebook, placed.code, which) == Some(row.code));
        for placed in on_it {
            let (from, to) = (at(placed.words.start), at(placed.words.end));
            // A word of a long interview is thinner than any line.
            let wide = (to - from).max(1.5);
            let mark = Mark::rect(from.min(x + width - wide), middle - layout.row * 0.35, wide, layout.row * 0.7);
            let fill = if placed.is_negated { Colour::WHITE } else { colour };
            let told = format!("{}: {}–{}", row.name, placed.words.start + 1, placed.words.end);
            marks.push(mark.filled(fill).stroked(edge, 0.4).telling(told));
        }
    }
    let bottom = y + height;
    marks.push(Mark::line(vec![(x, bottom), (x + width, bottom)], Colour::FAINT, 0.6));
    let places: Vec<(f64, String)> = match which.in_words {
        true => {
            let most = ((width / 36.0) as usize).clamp(1, 6);
            ticks(f64::from(all), most).into_iter().map(|tick| (tick / f64::from(all), written(tick, lang))).collect()
        }
        false => [0, 50, 100].map(|percent| (f64::from(percent) / 100.0, format!("{percent}%"))).to_vec(),
    };
    for (share, text) in places {
        let tick = x + share * width;
        marks.push(Mark::line(vec![(tick, bottom), (tick, bottom + 2.5)], Colour::FAINT, 0.6));
        let anchor = if share == 0.0 {
            Anchor::Start
        } else if share == 1.0 {
            Anchor::End
        } else {
            Anchor::Middle
        };
        marks.extend(
            lines(tick, bottom + 7.0, &[text], Type::SMALL, anchor).into_iter().map(|mark| mark.filled(Colour::FAINT)),
        );
    }
    marks
}
