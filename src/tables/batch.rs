//! Rows of codings and mentions on their way to a file: cell by cell for text, column by column for Parquet.

use std::borrow::Cow;

use polars::prelude::DataFrame;
use polars_arrow::array::Array;

use crate::coding::Stance;
use crate::error::Result;

use super::block::{Block, CodingCells, Place, Voice};
use super::cell::{CellSink, Memory};
use super::codings::RowMaker;
use super::columns::{frame_of, numbers, texts, truths};

/// Codes, stances and their like of which the text is kept while a block is written.
const SLOTS: usize = 128;

/// Some rows of `codings`, and their mentions.
#[derive(Debug)]
pub struct Batch<'a> {
    pub(super) maker: &'a RowMaker<'a>,
    pub(super) blocks: Vec<Block>,
}

/// Rows of one table: those of a frame, or those of a [`Batch`].
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a>(pub(crate) Source<'a>);

#[derive(Clone, Copy, Debug)]
pub(crate) enum Source<'a> {
    Frame(&'a DataFrame),
    Blocks(Blocks<'a>),
}

/// The rows of one table in some blocks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Blocks<'a> {
    maker: &'a RowMaker<'a>,
    blocks: &'a [Block],
    of: Of,
}

#[derive(Clone, Copy, Debug)]
enum Of {
    Codings,
    Mentions,
}

impl<'a> From<&'a DataFrame> for Rows<'a> {
    fn from(frame: &'a DataFrame) -> Self {
        Self(Source::Frame(frame))
    }
}

impl Batch<'_> {
    /// The rows of the table `codings`.
    #[must_use]
    pub fn codings(&self) -> Rows<'_> {
        self.rows(Of::Codings)
    }

    /// The rows of the table `mentions`.
    #[must_use]
    pub fn mentions(&self) -> Rows<'_> {
        self.rows(Of::Mentions)
    }

    fn rows(&self, of: Of) -> Rows<'_> {
        Rows(Source::Blocks(Blocks { maker: self.maker, blocks: &self.blocks, of }))
    }
}

impl Rows<'_> {
    /// How many.
    #[must_use]
    pub fn height(&self) -> usize {
        match self.0 {
            Source::Frame(frame) => frame.height(),
            Source::Blocks(blocks) => blocks.height(),
        }
    }

    /// The rows as a frame.
    ///
    /// # Errors
    /// Only when polars refuses the frame.
    pub fn to_frame(&self) -> Result<DataFrame> {
        match self.0 {
            Source::Frame(frame) => Ok(frame.clone()),
            Source::Blocks(blocks) => frame_of(blocks.columns()),
        }
    }

    /// A frame with the columns of these rows, whatever it holds: clearing one takes polars eight megabytes of zeros.
    pub(crate) fn head(&self) -> Result<Cow<'_, DataFrame>> {
        match self.0 {
            Source::Frame(frame) => Ok(Cow::Borrowed(frame)),
            Source::Blocks(blocks) => frame_of(Blocks { blocks: &[], ..blocks }.columns()).map(Cow::Owned),
        }
    }
}

impl<'a> Blocks<'a> {
    pub(crate) fn height(&self) -> usize {
        self.blocks.iter().map(|block| self.rows_in(block)).sum()
    }

    fn rows_in(&self, block: &Block) -> usize {
        match self.of {
            Of::Codings => block.codings.len(),
            Of::Mentions => block.mentions.len(),
        }
    }

    /// The same in pieces of at least so many rows, but for the last, and of whole blocks.
    pub(crate) fn pieces(self, rows: usize) -> Vec<Self> {
        let (mut pieces, mut from, mut height) = (Vec::new(), 0, 0);
        for (i, block) in self.blocks.iter().enumerate() {
            height += self.rows_in(block);
            if height >= rows || (height > 0 && i + 1 == self.blocks.len()) {
                pieces.push(Self { blocks: &self.blocks[from..=i], ..self });
                (from, height) = (i + 1, 0);
            }
        }
        pieces
    }

    /// Hands all cells over, row by row.
    pub(crate) fn cells(&self, to: &mut impl CellSink) {
        for block in self.blocks {
            match self.of {
                Of::Codings => self.cells_of_codings(block, to),
                Of::Mentions => self.cells_of_mentions(block, to),
            }
        }
    }

    fn cells_of_codings(&self, block: &Block, to: &mut impl CellSink) {
        let (mut passages, mut judgements, mut quotes) = (Memory::of(1), Memory::of(SLOTS), Memory::of(1));
        for (number, row) in (block.before + 1..).zip(&block.codings) {
            let passage = &block.passages[row.passage as usize];
            to.begin_row();
            to.number(Some(number));
            passages.hand_over(0, row.passage, 8, to, |to| {
                let voice = &block.voices[passage.voice as usize];
                to.text(Some(block.word(block.transcript)));
                to.text(block.word_at(voice.case));
                to.text(block.word_at(voice.label));
                to.text(block.word_at(voice.part));
                to.number(passage.turn);
                to.number(Some(passage.start));
                to.number(Some(passage.end));
                to.text(block.word_at(passage.time));
            });
            let CodingCells { code, judged, mentions, rules, .. } = *row;
            let slot =
                code.index() + 5 * mentions.unwrap_or(0) as usize + 17 * usize::from(judged.prompted == Some(true));
            judgements.hand_over(slot, (code, judged, mentions, rules), 7, to, |to| {
                to.text(self.maker.code(code));
                to.text(self.maker.coder(judged.coder));
                to.text(Some(judged.status.word()));
                to.text(judged.stance.map(Stance::word));
                to.flag(judged.prompted);
                to.number(mentions);
                to.text(self.maker.said(block, rules));
            });
            let is_anchored = self.maker.is_anchored();
            quotes.hand_over(0, (row.passage, row.memo), if is_anchored { 4 } else { 2 }, to, |to| {
                to.text(block.word_at(passage.text));
                to.text(block.word_at(row.memo));
                if is_anchored {
                    to.text(block.word_at(passage.around.map(|(before, _)| before)));
                    to.text(block.word_at(passage.around.map(|(_, after)| after)));
                }
            });
            to.end_row();
        }
    }

    fn cells_of_mentions(&self, block: &Block, to: &mut impl CellSink) {
        let (mut sources, mut cues) = (Memory::of(SLOTS), Memory::of(SLOTS));
        for row in &block.mentions {
            to.begin_row();
            to.number(Some(block.number(row)));
            sources.hand_over(row.code.index(), (row.code, row.rules), 3, to, |to| {
                to.text(Some(block.word(block.transcript)));
                to.text(self.maker.code(row.code));
                to.text(self.maker.said(block, row.rules));
            });
            to.number(Some(row.start));
            to.number(Some(row.end));
            to.text(block.word_at(row.text));
            cues.hand_over(row.stance as usize, (row.stance, row.cue), 2, to, |to| {
                to.text(Some(row.stance.word()));
                to.text(block.word_at(row.cue));
            });
            to.end_row();
        }
    }

    /// All cells, column by column; words that many rows show are a dictionary with a key for each row.
    pub(crate) fn columns(&self) -> Vec<(&'static str, Box<dyn Array>)> {
        match self.of {
            Of::Codings => self.columns_of_codings(),
            Of::Mentions => self.columns_of_mentions(),
        }
    }

    fn columns_of_codings(&self) -> Vec<(&'static str, Box<dyn Array>)> {
        let rows = || self.blocks.iter().flat_map(|block| block.codings.iter().map(move |row| (block, row)));
        let passages = || rows().map(|(block, row)| (block, &block.passages[row.passage as usize]));
        let voice = |of: fn(&Voice) -> Option<Place>| {
            let places = passages().map(|(block, passage)| (block, of(&block.voices[passage.voice as usize])));
            texts(places.map(|(block, place)| block.word_at(place)))
        };
        let numbered = self.blocks.iter().flat_map(|block| (block.before + 1..).take(block.codings.len()));
        let stance = |row: &CodingCells| row.judged.stance.map(Stance::word);
        let around = |of: fn((Place, Place)) -> Place| {
            texts(passages().map(|(block, passage)| block.word_at(passage.around.map(of))))
        };
        let mut columns = vec![
            ("coding", numbers(numbered.map(Some))),
            ("transcript", texts(rows().map(|(block, _)| Some(block.word(block.transcript))))),
            ("case", voice(|voice| voice.case)),
            ("speaker", voice(|voice| voice.label)),
            ("part", voice(|voice| voice.part)),
            ("turn", numbers(passages().map(|(_, passage)| passage.turn))),
            ("start", numbers(passages().map(|(_, passage)| Some(passage.start)))),
            ("end", numbers(passages().map(|(_, passage)| Some(passage.end)))),
            ("time", texts(passages().map(|(block, passage)| block.word_at(passage.time)))),
            ("code", texts(rows().map(|(_, row)| self.maker.code(row.code)))),
            ("coder", texts(rows().map(|(_, row)| self.maker.coder(row.judged.coder)))),
            ("status", texts(rows().map(|(_, row)| Some(row.judged.status.word())))),
            ("stance", texts(rows().map(|(_, row)| stance(row)))),
            ("prompted", truths(rows().map(|(_, row)| row.judged.prompted))),
            ("mentions", numbers(rows().map(|(_, row)| row.mentions))),
            ("rules", texts(rows().map(|(block, row)| self.maker.said(block, row.rules)))),
            ("text", texts(passages().map(|(block, passage)| block.word_at(passage.text)))),
            ("memo", texts(rows().map(|(block, row)| block.word_at(row.memo)))),
        ];
        if self.maker.is_anchored() {
            columns.push(("before", around(|(before, _)| before)));
            columns.push(("after", around(|(_, after)| after)));
        }
        columns
    }

    fn columns_of_mentions(&self) -> Vec<(&'static str, Box<dyn Array>)> {
        let rows = || self.blocks.iter().flat_map(|block| block.mentions.iter().map(move |row| (block, row)));
        vec![
            ("coding", numbers(rows().map(|(block, row)| Some(block.number(row))))),
            ("transcript", texts(rows().map(|(block, _)| Some(block.word(block.transcript))))),
            ("code", texts(rows().map(|(_, row)| self.maker.code(row.code)))),
            ("rule", texts(rows().map(|(block, row)| self.maker.said(block, row.rules)))),
            ("start", numbers(rows().map(|(_, row)| Some(row.start)))),
            ("end", numbers(rows().map(|(_, row)| Some(row.end)))),
            ("text", texts(rows().map(|(block, row)| block.word_at(row.text)))),
            ("stance", texts(rows().map(|(_, row)| Some(row.stance.word())))),
            ("cue", texts(rows().map(|(block, row)| block.word_at(row.cue)))),
        ]
    }
}
