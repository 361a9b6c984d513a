//! The sample study, coded once for all tests that look at it.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use kantlijn::apply::{Application, Applied};
use kantlijn::codebook::{Codebook, read};
use kantlijn::coding::{Coders, HandCodings, read_codings};
use kantlijn::corpus::{Corpus, ReadOptions};
use kantlijn::matcher::{MatchOptions, Matcher};

/// `sample_data`, coded by the rules of its codebook and by the people of its `codings.csv`.
pub struct Samples {
    pub codebook: Codebook,
    pub matcher: Matcher,
    pub applied: Vec<Applied>,
    pub coders: Coders,
}

/// A path inside the repository.
pub fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The sample study; the first test that asks pays for it.
pub fn samples() -> &'static Samples {
    static SAMPLES: OnceLock<Samples> = OnceLock::new();
    SAMPLES.get_or_init(|| {
        let codebook = read(&in_repository("codebooks/lived-experience.toml")).expect("the codebook is sound").value;
        let matcher = Matcher::new(&codebook, &MatchOptions::default()).expect("its rules compile");
        let corpus = Corpus::open(&[in_repository("sample_data")], ReadOptions::default()).expect("the samples");
        let mut hand: HandCodings = read_codings(&in_repository("sample_data/codings.csv")).expect("the hand coding");
        hand.assign(corpus.transcripts().iter().map(|transcript| transcript.name.as_str()));
        let hand = [hand];
        let application = Application::new(&codebook, Some(&matcher), &hand);
        let coders = application.coders().clone();
        let applied = apply_all(&application, &corpus);
        drop(application);
        Samples { codebook, matcher, applied, coders }
    })
}

/// Every transcript of a corpus, or every portion of it, in order.
pub fn apply_all(application: &Application<'_>, corpus: &Corpus) -> Vec<Applied> {
    let mut applied = Vec::new();
    corpus
        .stream(
            |reading| application.apply(reading),
            |one| {
                applied.push(one);
                Ok(())
            },
        )
        .expect("every sample is read");
    applied
}

/// Every sample transcript in both languages.
pub fn sample_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["sample_data", "sample_data/english"] {
        let corpus = Corpus::open(&[in_repository(folder)], ReadOptions::default()).expect("the samples");
        files.extend(corpus.transcripts().iter().map(|transcript| transcript.path.to_path_buf()));
    }
    assert_eq!(files.len(), 23, "a sample transcript is missing, or new: then count it here");
    files
}
