//! One number for all that was read: the same transcripts, cases and options give the same hash.

use blake3::Hasher;

use crate::corpus::LineBreaks;
use crate::scope::Part;

use super::{Corpus, ReadOptions};

/// The hash of a corpus while its documents stream by: BLAKE3 over the reading options, the cases' bytes,
/// and each transcript's id and file hash in order.
///
/// Every field is written with its length in front, so that no two corpora write the same bytes.
#[derive(Clone, Debug)]
pub struct CorpusHash(Hasher);

impl CorpusHash {
    /// Begins with what is known before any transcript is read.
    #[must_use]
    pub fn new(corpus: &Corpus) -> CorpusHash {
        let mut hash = CorpusHash(Hasher::new());
        hash.field("kantlijn corpus 1");
        hash.options(corpus.options());
        hash.field(corpus.cases().hash());
        hash
    }

    /// Adds a transcript: its id, and the hash of its file ([`crate::corpus::ReadReport::hash`]).
    pub fn add(&mut self, name: &str, hash: &str) {
        self.field(name);
        self.field(hash);
    }

    /// The hash so far, in hexadecimal.
    #[must_use]
    pub fn finish(&self) -> String {
        self.0.finalize().to_hex().to_string()
    }

    /// Only what changes how a file is understood: not where the cases lie, nor what is done with
    /// files that cannot be read.
    fn options(&mut self, options: &ReadOptions) {
        self.field(options.encoding.as_deref().unwrap_or("").to_lowercase());
        self.list(&options.labels);
        self.length(options.parts.len());
        for (part, labels) in &options.parts {
            self.field(match part {
                Part::Interviewer => "interviewer",
                Part::Participant => "participant",
                Part::Other => "other",
            });
            self.list(labels);
        }
        self.list(&options.events);
        self.field(options.language.as_deref().unwrap_or(""));
        self.field(match options.line_breaks {
            None => "",
            Some(LineBreaks::Wrap) => "wrap",
            Some(LineBreaks::Paragraph) => "paragraph",
        });
        self.field(if options.carry_speaker { "carry" } else { "" });
        // Only where there are any, so that a study without them keeps its number.
        if !options.tiers.is_empty() {
            self.field("tiers");
            self.list(&options.tiers);
        }
    }

    fn list(&mut self, texts: &[String]) {
        self.length(texts.len());
        for text in texts {
            self.field(text);
        }
    }

    fn field(&mut self, text: impl AsRef<str>) {
        self.length(text.as_ref().len());
        self.0.update(text.as_ref().as_bytes());
    }

    fn length(&mut self, length: usize) {
        self.0.update(&(length as u64).to_le_bytes());
    }
}
