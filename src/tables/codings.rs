//! Every coding and every mention, a row each, in batches.

use std::collections::VecDeque;

use crate::codebook::Codebook;
use crate::coding::{Coders, Coding};
use crate::corpus::{Admission, Document};
use crate::error::Result;
use crate::ids::{CodeId, CoderId};
use crate::segment::Segments;

use super::Table;
use super::batch::Batch;
use super::block::{Block, Rules, Shown, blocks};
use super::definition::{Definition, Told};
use super::place::counted;

/// Codings in a batch, unless [`RowMaker::in_batches`] says otherwise: a row group of Parquet, some ten megabytes.
pub const BATCH: usize = 1 << 15;

/// Bytes of quotes after which a batch is full, however few its codings: of whole answers thirty thousand are fifty megabytes.
const WORDS: usize = 4 << 20;

/// Makes the rows of a document's codings: one for all threads.
///
/// What takes time is done here, for each document where it is read; [`CodingRows`] only numbers the rows and puts
/// them one after another.
#[derive(Debug)]
pub struct RowMaker<'a> {
    codebook: &'a Codebook,
    coders: &'a Coders,
    admission: &'a Admission,
    shown: Shown,
    batch: usize,
    /// What a cell says of each rule: its line in the codebook.
    rules: Vec<String>,
}

impl<'a> RowMaker<'a> {
    /// For codings of this codebook by these coders, of admitted words. Without text the columns `text`, `cue` and
    /// `memo` are there and empty.
    #[must_use]
    pub fn new(codebook: &'a Codebook, coders: &'a Coders, admission: &'a Admission, with_text: bool) -> Self {
        let mut rules = vec![String::new(); codebook.codes.iter().map(|code| code.rules.len()).sum()];
        for (_, rule) in codebook.rules() {
            if let Some(said) = rules.get_mut(rule.id.index()) {
                *said = format!("line {}", rule.line);
            }
        }
        Self { codebook, coders, admission, shown: Shown { text: with_text, around: false }, batch: BATCH, rules }
    }

    /// The same, with about so many codings, or as many mentions, in a batch; at least one.
    #[must_use]
    pub fn in_batches(self, batch: usize) -> Self {
        Self { batch: batch.max(1), ..self }
    }

    /// The same, with the columns `before` and `after`: the words around each passage, by which it is found again when its
    /// transcript has changed.
    #[must_use]
    pub fn anchored(self) -> Self {
        Self { shown: Shown { around: true, ..self.shown }, ..self }
    }

    pub(super) fn is_anchored(&self) -> bool {
        self.shown.around
    }

    /// The rows of a document's codings, by place; those that no table counts (rejected, or covering no admitted word)
    /// are left out here too.
    #[must_use]
    pub fn rows(&self, document: &Document, segments: &Segments, codings: &[Coding]) -> DocumentRows {
        let mut codings: Vec<&Coding> = codings.iter().collect();
        codings.sort_by_key(|coding| (coding.span, coding.code, coding.coder));
        codings.retain(counted(self.admission, document, segments));
        DocumentRows(blocks(document, &codings, &self.rules, self.shown, self.batch.div_ceil(8)))
    }

    pub(super) fn code(&self, id: CodeId) -> Option<&str> {
        self.codebook.codes.get(id.index()).map(|code| code.id.as_str())
    }

    pub(super) fn coder(&self, id: CoderId) -> Option<&str> {
        self.coders.get(id)
    }

    pub(super) fn said<'b>(&'b self, block: &'b Block, rules: Rules) -> Option<&'b str> {
        match rules {
            Rules::None => None,
            Rules::One(rule) => self.rules.get(rule.index()).map(String::as_str),
            Rules::Several(said) => Some(block.word(said)),
        }
    }
}

/// The rows of one document's codings, not yet numbered; see [`RowMaker::rows`].
#[derive(Debug)]
pub struct DocumentRows(Vec<Block>);

/// Gathers the tables `codings` and `mentions`, document by document, and gives them up in batches.
///
/// The columns of `codings` are `coding, transcript, case, speaker, part, turn, start, end, time, code, coder,
/// status, stance, prompted, mentions, rules, text, memo`, and `before, after` where [`RowMaker::anchored`] asks for them; of `mentions` `coding, transcript, code, rule,
/// start, end, text, stance, cue`. `coding` is a number from 1, in the order in which they are added.
/// Documents are to be added in the corpus's order.
///
/// ```
/// use kantlijn::codebook::Codebook;
/// use kantlijn::coding::Coders;
/// use kantlijn::corpus::Admission;
/// use kantlijn::tables::{CodingRows, RowMaker};
///
/// let (codebook, coders, admission) = (Codebook::default(), Coders::default(), Admission::default());
/// let maker = RowMaker::new(&codebook, &coders, &admission, true);
/// let mut rows = CodingRows::new(&maker);
/// // For each document: rows.add(maker.rows(&document, &segments, &codings));
/// while rows.is_full() {
///     let batch = rows.take(); // batch.codings() to one writer, batch.mentions() to another
/// }
/// assert_eq!(rows.take().codings().height(), 0);
/// ```
#[derive(Debug)]
pub struct CodingRows<'a> {
    maker: &'a RowMaker<'a>,
    waiting: VecDeque<Block>,
    codings: usize,
    mentions: usize,
    words: usize,
    numbered: i64,
}

impl<'a> CodingRows<'a> {
    /// No rows yet.
    #[must_use]
    pub fn new(maker: &'a RowMaker<'a>) -> Self {
        Self { maker, waiting: VecDeque::new(), codings: 0, mentions: 0, words: 0, numbered: 0 }
    }

    /// How many codings wait to be taken.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codings
    }

    /// Whether no coding waits.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codings == 0
    }

    /// Whether a whole batch waits to be taken.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.is_batch(self.codings, self.mentions, self.words)
    }

    fn is_batch(&self, codings: usize, mentions: usize, words: usize) -> bool {
        codings >= self.maker.batch || mentions >= self.maker.batch || words >= WORDS
    }

    /// Adds the next document's.
    pub fn add(&mut self, rows: DocumentRows) {
        for mut block in rows.0 {
            block.before = self.numbered;
            self.numbered += block.codings.len() as i64;
            self.codings += block.codings.len();
            self.mentions += block.mentions.len();
            self.words += block.words.len();
            self.waiting.push_back(block);
        }
    }

    /// The next batch, or what there is. Mentions are in the same batch as their coding.
    #[must_use]
    pub fn take(&mut self) -> Batch<'a> {
        let (mut codings, mut mentions, mut words) = (0, 0, 0);
        let mut blocks = Vec::new();
        while !self.is_batch(codings, mentions, words)
            && let Some(block) = self.waiting.pop_front()
        {
            codings += block.codings.len();
            mentions += block.mentions.len();
            words += block.words.len();
            blocks.push(block);
        }
        self.codings -= codings;
        self.mentions -= mentions;
        self.words -= words;
        Batch { maker: self.maker, blocks }
    }

    /// The tables `codings` and `mentions`: what they are about, and the rows that have not been taken, all of them.
    ///
    /// # Errors
    /// Only when polars refuses the frame.
    pub fn finish(self, definition: &Definition<'_>) -> Result<(Table, Table)> {
        let rest = Batch { maker: self.maker, blocks: self.waiting.into() };
        let (codings, mentions) = (rest.codings().to_frame()?, rest.mentions().to_frame()?);
        let with_text = self.maker.shown.text;
        let lang = definition.lang();
        let mut undefined: Vec<(String, String)> = Vec::new();
        for name in ["stance", "prompted", "mentions", "rules"] {
            undefined.push((name.into(), lang.phrase("why-not-asked")));
        }
        if !with_text {
            undefined.push(("text".into(), lang.phrase("why-no-text")));
            undefined.push(("memo".into(), lang.phrase("why-no-memo")));
        }
        let Told { caption, rows } = definition.of_rows(&lang.phrase("caption-codings"), &[]);
        let codings = Table { name: "codings", frame: codings, caption, definition: rows, undefined };
        let undefined = if with_text { &[][..] } else { &["text", "cue"][..] };
        let undefined = undefined.iter().map(|name| ((*name).to_owned(), lang.phrase("why-no-text"))).collect();
        let Told { caption, rows } = definition.of_rows(&lang.phrase("caption-mentions"), &[]);
        let mentions = Table { name: "mentions", frame: mentions, caption, definition: rows, undefined };
        Ok((codings, mentions))
    }
}
