//! A tutorial for researchers who want to see how the numbers come about. Its code runs over the sample study.
//!
//! # 1. A transcript is turns
//!
//! A transcript is read into turns; each has a speaker, and each speaker a part: interviewer or participant. Who asks the questions
//! is inferred, and the report says how.
//!
//! ```
//! use kantlijn::corpus::{Corpus, ReadOptions};
//!
//! let corpus = Corpus::open(&["sample_data/moed".into()], ReadOptions::default())?;
//! let readings = corpus.read_all()?;
//! let first = &readings[0];
//! assert_eq!(first.document.name, "moed-1");
//! assert!(first.document.has_interviewer());
//! println!("{} turns; interviewer: {}", first.document.turns.len(), first.report.interviewer);
//! # Ok::<(), kantlijn::Error>(())
//! ```
//!
//! # 2. A rule finds mentions
//!
//! A rule is one line of the rule language. What it finds is a *mention*: evidence, with the words it rests on and its stance.
//!
//! ```
//! use std::sync::Arc;
//! use kantlijn::codebook::read_toml;
//! use kantlijn::coding::Stance;
//! use kantlijn::corpus::{Admission, ReadOptions, Reading};
//! use kantlijn::diagnostic::SourceText;
//! use kantlijn::matcher::{MatchOptions, Matcher, Scratch};
//! use kantlijn::segment::{SegmentOptions, Segments};
//!
//! let source = Arc::new(SourceText {
//!     name: "codebook.toml".into(),
//!     text: r#"
//!         [codebook]
//!         name = "Voorbeeld"
//!         language = "nl"
//!         [[code]]
//!         id = "shame"
//!         rules = ["schaam* NEAR/3 (me OR zich)"]
//!     "#.into(),
//! });
//! let codebook = read_toml(&source)?.value;
//! let matcher = Matcher::new(&codebook, &MatchOptions::default())?;
//!
//! let reading = Reading::of_text("r1", "Ik schaamde me. Nu schaam ik me niet meer.", &ReadOptions::default());
//! let segments = Segments::of(&reading.document, &SegmentOptions::default());
//! let found = matcher.apply(&reading.document, &segments, &Admission::default(), &mut Scratch::default());
//! let stances: Vec<Stance> = found.mentions.iter().map(|mention| mention.stance).collect();
//! assert_eq!(stances, [Stance::Affirmed, Stance::Ceased]);
//! # Ok::<(), kantlijn::Error>(())
//! ```
//!
//! `stem:schamen` finds every word with the Snowball stem of *schamen*: *schaam, schaamde, geschaamd*. Dutch stems leave some forms out: *-t* is
//! taken off after some letters only (*werkt, hoopt, leeft* are joined to their verb; *schaamt, voelt, deelt, verzwijgt* are not), and strong
//! verbs change their vowel (*verzweeg*). Say those too: `schaamt* OR stem:schamen`, or write wildcards alone: `voel* OR gevoel*`. What a stem
//! finds in your own transcripts is shown by `kantlijn kwic 'stem:voelen' TRANSCRIPTS --language nl`.
//!
//! # 3. Mentions make codings, codings are counted in units
//!
//! Mentions of one code in one sentence make one *coding*: a code applied to a passage, here by the coder `rules`. A code is present in a
//! *unit* when one of its codings covers a word of it. The unit of an interview study is the answer.
//!
//! ```
//! use std::path::Path;
//! use kantlijn::apply::Application;
//! use kantlijn::codebook;
//! use kantlijn::corpus::{Corpus, ReadOptions};
//! use kantlijn::matcher::{MatchOptions, Matcher};
//! use kantlijn::scope::Unit;
//! use kantlijn::tables::{Definition, FrequencyOptions, frequencies};
//! use kantlijn::tally::{CodeTree, Tally, TallyPlan};
//!
//! let codebook = codebook::read(Path::new("codebooks/lived-experience.toml"))?.value;
//! let matcher = Matcher::new(&codebook, &MatchOptions::default())?;
//! let corpus = Corpus::open(&["sample_data".into()], ReadOptions::default())?;
//! let application = Application::new(&codebook, Some(&matcher), &[]);
//!
//! let mut tally = Tally::new(TallyPlan { unit: Unit::Answer, tree: CodeTree::of(&codebook), ..TallyPlan::default() });
//! let streamed = corpus.stream(
//!     |reading| application.apply(reading),
//!     |applied| {
//!         tally.add(&applied.reading.document, &applied.segments, &applied.codings);
//!         Ok(())
//!     },
//! )?;
//! let counts = tally.finish()?;
//!
//! let definition = Definition {
//!     codebook: &codebook,
//!     language: "en",
//!     corpus_hash: &streamed.hash,
//!     unit: Unit::Answer,
//!     admission: application.admission(),
//!     coder: "rules",
//!     status: "all",
//!     stance: "all",
//!     unreadable: 0,
//!     masked: None,
//! };
//! let table = frequencies(&counts, &definition, FrequencyOptions { level: Some(1), ..FrequencyOptions::default() })?;
//! assert_eq!(table.frame.height(), 28 + 1, "a row a theme, and one for units without a code");
//! println!("{}", table.caption.join(" "));
//! # Ok::<(), kantlijn::Error>(())
//! ```
//!
//! # 4. People code too
//!
//! Codings by people come from a table with the transcript, the code, the coder, and the passage: its words, or its position. They are
//! counted by the same functions.
//!
//! ```
//! use std::path::Path;
//! use kantlijn::apply::Application;
//! use kantlijn::codebook;
//! use kantlijn::coding::read_codings;
//! use kantlijn::corpus::{Corpus, ReadOptions};
//!
//! let codebook = codebook::read(Path::new("codebooks/lived-experience.toml"))?.value;
//! let corpus = Corpus::open(&["sample_data".into()], ReadOptions::default())?;
//! let mut hand = read_codings(Path::new("sample_data/codings.csv"))?;
//! hand.check_codes(&codebook)?;
//! hand.assign(corpus.transcripts().iter().map(|transcript| transcript.name.as_str()));
//!
//! let hand = [hand];
//! let application = Application::new(&codebook, None, &hand);
//! assert_eq!(application.coders().iter().collect::<Vec<_>>(), ["anna", "bram"]);
//! let mut placed = 0;
//! corpus.stream(
//!     |reading| application.apply(reading).codings.len(),
//!     |codings| {
//!         placed += codings;
//!         Ok(())
//!     },
//! )?;
//! assert_eq!(placed, 430);
//! # Ok::<(), kantlijn::Error>(())
//! ```
