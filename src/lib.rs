//! Codes interview transcripts with a codebook of themes, and counts: frequencies, co-occurrence, and the
//! words behind every number.
//!
//! *Kantlijn* is Dutch for the ruled margin of a page, where a researcher pencils codes beside what somebody
//! said. This library does that for a whole study: it reads transcripts ([`corpus`]), applies the rules of a
//! codebook ([`codebook`], [`matcher`]) or takes the codings of people ([`coding`]), counts them in
//! a unit of analysis ([`segment`], [`tally`]), and hands out tables ([`tables`]) for every format
//! ([`render`]). The command `kantlijn` is a thin layer over it.
//!
//! # The whole pipeline
//!
//! ```
//! use std::path::Path;
//! use kantlijn::apply::Application;
//! use kantlijn::codebook;
//! use kantlijn::corpus::{Corpus, ReadOptions};
//! use kantlijn::matcher::{MatchOptions, Matcher};
//! use kantlijn::tally::{CodeTree, Tally, TallyPlan};
//!
//! let codebook = codebook::read(Path::new("codebooks/lived-experience.toml"))?.value;
//! let matcher = Matcher::new(&codebook, &MatchOptions::default())?;
//! let corpus = Corpus::open(&["sample_data".into()], ReadOptions::default())?;
//!
//! let application = Application::new(&codebook, Some(&matcher), &[]);
//! let mut tally = Tally::new(TallyPlan { tree: CodeTree::of(&codebook), ..TallyPlan::default() });
//! corpus.stream(
//!     |reading| application.apply(reading),                             // in parallel
//!     |applied| {                                                       // in order
//!         tally.add(&applied.reading.document, &applied.segments, &applied.codings);
//!         Ok(())
//!     },
//! )?;
//!
//! let counts = tally.finish()?;
//! let shame = counts.groups[0].code(codebook.find("shame").expect("a theme of this codebook"));
//! println!("{} of {} participants speak of shame", shame.participants, counts.groups[0].participants);
//! assert!(shame.participants > 0);
//! # Ok::<(), kantlijn::Error>(())
//! ```
//!
//! # One word for one idea
//!
//! | word | means |
//! |---|---|
//! | **transcript**, **document**, **corpus** | the file form of an interview; it loaded; an ordered set of documents |
//! | **turn**, **speaker**, **part** | what one speaker says until another speaks; who; as interviewer, participant or other |
//! | **answer** | what a participant says until the interviewer's next substantive turn |
//! | **case**, **variable** | the person, site or group studied; what is known of it |
//! | **unit** | the unit of analysis, and one piece of text of that kind |
//! | **codebook**, **theme**, **code**, **rule** | a set of codes; a top-level code; a named idea with definition and examples; a line that proposes it |
//! | **mention**, **coding**, **quote** | one match of a rule; a code applied to a passage by a coder; a coding's words |
//! | **coder**, **status** | a person, or `rules`; proposed, accepted or rejected |
//! | **reviewer**, **decision** | who reads what rules propose; what they say of a code in a passage: accept, reject, recode |
//! | **matcher**, **apply** | a compiled codebook; what one does with it |
//! | **tally**, **frequency**, **co-occurrence** | counts on their way to a table; how often, always of what; two codes in one unit |
//! | **agreement**, **reference** | how far coders gave the same units the same codes, beside what chance would do; the coder others are measured by |
//! | **provenance** | which rule, codebook hash, corpus hash and version made a number |
//!
//! # Promises
//!
//! The same input gives the same bytes at any number of threads and on any machine. Bad input never panics. No network
//! connection is made: there is no HTTP or TLS client in the dependency graph.
//!
//! # Features
//!
//! `tables` (default): result tables as polars frames, the renderers, and the command. Without it everything up to integer
//! counts builds in seconds.
// `text::blocks`, which holds the vector code, alone says otherwise.
#![deny(unsafe_code)]
#![warn(missing_docs)]

pub mod agreement;
pub mod apply;
mod archive;
pub mod check;
pub mod codebook;
pub mod coding;
pub mod corpus;
pub mod diagnostic;
pub mod error;
pub mod exchange;
#[cfg(feature = "tables")]
pub mod guide;
pub mod ids;
pub mod matcher;
pub mod redact;
mod refi;
#[cfg(feature = "tables")]
pub mod render;
#[cfg(feature = "tables")]
pub mod report;
pub mod scope;
pub mod segment;
pub mod stats;
#[cfg(feature = "tables")]
pub mod tables;
pub mod tally;
pub mod text;
pub mod timings;
pub mod wording;

pub use apply::{Application, Applied};
pub use codebook::Codebook;
pub use coding::{Coding, Mention};
pub use corpus::{Corpus, Document};
pub use error::{Error, ErrorKind, Result};
pub use matcher::Matcher;
pub use scope::{Unit, Universe};
pub use segment::Segments;
#[cfg(feature = "tables")]
pub use tables::Table;
pub use tally::Tally;

/// The programs of the README, compiled and run.
#[cfg(all(doctest, feature = "tables"))]
#[doc = include_str!("../README.md")]
struct Readme;
