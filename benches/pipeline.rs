//! What every stage of the pipeline costs, on interviews that are made up here; see `benches/README.md`.
//!
//! No bench trusts its own result: the generator knows how many words, sentences, turns, answers and
//! mentions it wrote, and each stage must find exactly those.

use std::fmt;
use std::sync::{Arc, LazyLock, OnceLock};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use kantlijn::apply::{Application, Applied};
use kantlijn::codebook::{Codebook, read_toml};
use kantlijn::corpus::{Admission, Corpus, ReadOptions, Reading};
use kantlijn::diagnostic::SourceText;
use kantlijn::matcher::{MatchOptions, Matcher, Scratch};
use kantlijn::segment::{SegmentOptions, Segments};
use kantlijn::tally::{CodeTree, Counts, Tallies, Tally, TallyPlan};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

mod study;

use study::{Study, Text, Truth};

/// How many terms a codebook has.
const TERMS: &[usize] = &[20, 200, 1000, 5000];

/// The same of a codebook as a study has it.
const REALISTIC: &[usize] = &[200, 1000];

const THREADS: &[usize] = &[1, 2];

/// The study that most stages work on.
static STUDY: LazyLock<&Study> = LazyLock::new(|| study(Text::Dutch));

static READINGS: LazyLock<&[Reading]> = LazyLock::new(|| readings(Text::Dutch));

static CUT: LazyLock<&[Segments]> = LazyLock::new(|| cut(Text::Dutch));

/// A study, and what is made of it once a bench asks for it.
struct Made {
    study: OnceLock<Study>,
    readings: OnceLock<Vec<Reading>>,
    cut: OnceLock<Vec<Segments>>,
}

/// One for each kind of text.
static MADE: [Made; Text::ALL.len()] =
    [const { Made { study: OnceLock::new(), readings: OnceLock::new(), cut: OnceLock::new() } }; Text::ALL.len()];

fn study(text: Text) -> &'static Study {
    MADE[text as usize].study.get_or_init(|| Study::of_the_environment(text))
}

fn readings(text: Text) -> &'static [Reading] {
    MADE[text as usize].readings.get_or_init(|| corpus(text).read_all().expect("the transcripts are read"))
}

fn cut(text: Text) -> &'static [Segments] {
    let options = SegmentOptions::default();
    let of_all = || readings(text).iter().map(|reading| Segments::of(&reading.document, &options)).collect();
    MADE[text as usize].cut.get_or_init(of_all)
}

fn main() {
    // cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if study::peers::command(&arguments) {
        return;
    }
    divan::main();
    // A static is never dropped, and the transcripts lie in temporary folders.
    MADE.iter().filter_map(|made| made.study.get()).for_each(Study::remove);
}

/// A kind of text and a number of threads.
#[derive(Clone, Copy, Debug)]
struct Pass {
    text: Text,
    threads: usize,
}

impl fmt::Display for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} threads", self.text, self.threads)
    }
}

/// Dutch with each number of threads, other texts with one.
fn passes() -> impl Iterator<Item = Pass> {
    let of_text = |text| if text == Text::Dutch { THREADS } else { &THREADS[..1] };
    Text::ALL.into_iter().flat_map(move |text| of_text(text).iter().map(move |&threads| Pass { text, threads }))
}

/// A codebook's size and what it is applied to.
#[derive(Clone, Copy, Debug)]
struct Load {
    terms: usize,
    pass: Pass,
}

impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} terms, {}", self.terms, self.pass)
    }
}

/// Dutch with every codebook, other texts with 200 terms.
fn loads() -> impl Iterator<Item = Load> {
    let of_pass = |pass: Pass| if pass.text == Text::Dutch { TERMS } else { &TERMS[1..2] };
    passes().flat_map(move |pass| of_pass(pass).iter().map(move |&terms| Load { terms, pass }))
}

fn pool(threads: usize) -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started")
}

fn corpus(text: Text) -> Corpus {
    Corpus::open(&[study(text).folder().to_owned()], ReadOptions::default()).expect("the transcripts are found")
}

fn source(terms: usize) -> Arc<SourceText> {
    Arc::new(SourceText { name: "codebook.toml".to_owned(), text: study::codebook(terms) })
}

fn parsed(source: &Arc<SourceText>) -> Codebook {
    read_toml(source).expect("the codebook holds no mistakes").value
}

fn realistic(terms: usize) -> Codebook {
    let source = SourceText { name: "codebook.toml".to_owned(), text: study::realistic_codebook(terms) };
    parsed(&Arc::new(source))
}

fn compiled(codebook: &Codebook) -> Matcher {
    Matcher::new(codebook, &MatchOptions::default()).expect("the rules hold no mistakes")
}

fn bytes(text: Text) -> BytesCount {
    BytesCount::new(study(text).truth.bytes)
}

/// Finds and reads every transcript: decoding, labels, parts, events.
#[divan::bench(args = passes(), sample_count = 20)]
fn load(bencher: Bencher<'_, '_>, Pass { text, threads }: Pass) {
    let run = || {
        let mut found = Truth::default();
        let streamed = corpus(text).stream(
            |reading| reading,
            |reading| {
                found.bytes += reading.document.text.len();
                found.turns += reading.document.turns.len();
                found.documents += usize::from(reading.document.has_interviewer());
                Ok(())
            },
        );
        streamed.expect("the transcripts are read");
        found
    };
    let pool = pool(threads);
    let (found, truth) = (pool.install(run), &study(text).truth);
    assert_eq!(
        (found.documents, found.turns, found.bytes),
        (truth.documents, truth.turns, truth.bytes),
        "documents, turns, bytes"
    );
    bencher.counter(bytes(text)).bench(|| pool.install(run));
}

/// Cuts words, sentences, paragraphs and answers, and marks hesitations.
#[divan::bench(args = passes(), sample_count = 20)]
fn segment(bencher: Bencher<'_, '_>, Pass { text, threads }: Pass) {
    let options = SegmentOptions::default();
    let run = || -> (usize, usize, usize) {
        let cut = readings(text).par_iter().map(|reading| {
            let segments = Segments::of(&reading.document, &options);
            (segments.words.len(), segments.sentences.len(), segments.answers.len())
        });
        cut.reduce(Default::default, |a, b| (a.0 + b.0, a.1 + b.1, a.2 + b.2))
    };
    let (pool, truth) = (pool(threads), &study(text).truth);
    assert_eq!(pool.install(run), (truth.words, truth.sentences, truth.answers), "words, sentences, answers");
    bencher.counter(bytes(text)).counter(ItemsCount::new(truth.words)).bench(|| pool.install(run));
}

/// Reads a codebook from TOML.
#[divan::bench(args = TERMS)]
fn parse(bencher: Bencher<'_, '_>, terms: usize) {
    let source = source(terms);
    assert_eq!(parsed(&source).codes.len(), terms);
    bencher.counter(BytesCount::of_str(&source.text)).bench(|| parsed(&source));
}

/// Compiles a codebook's rules.
#[divan::bench(args = TERMS)]
fn compile(bencher: Bencher<'_, '_>, terms: usize) {
    let codebook = parsed(&source(terms));
    let matcher = compiled(&codebook);
    let found = matcher.apply(&READINGS[0].document, &CUT[0], &Admission::default(), &mut Scratch::default());
    assert_eq!(found.mentions.len(), STUDY.mentions_in_first(terms), "mentions in the first transcript");
    bencher.counter(ItemsCount::new(terms)).bench(|| compiled(&codebook));
}

/// Applies a compiled codebook to transcripts that are already cut.
#[divan::bench(args = loads(), sample_count = 20)]
fn apply(bencher: Bencher<'_, '_>, Load { terms, pass: Pass { text, threads } }: Load) {
    let codebook = parsed(&source(terms));
    let matcher = compiled(&codebook);
    let admission = Admission::default();
    let (readings, cut) = (readings(text), cut(text));
    let run = || -> usize {
        let of_document = |scratch: &mut Scratch, (reading, segments): (&Reading, &Segments)| {
            matcher.apply(&reading.document, segments, &admission, scratch).mentions.len()
        };
        readings.par_iter().zip(cut).map_init(Scratch::default, of_document).sum()
    };
    let pool = pool(threads);
    assert_eq!(pool.install(run), study(text).mentions(terms), "mentions");
    bencher.counter(bytes(text)).bench(|| pool.install(run));
}

/// The same with a codebook as a study has it.
#[divan::bench(args = REALISTIC, sample_count = 20)]
fn apply_realistic(bencher: Bencher<'_, '_>, terms: usize) {
    let codebook = realistic(terms);
    let matcher = compiled(&codebook);
    let admission = Admission::default();
    let mut scratch = Scratch::default();
    let mut run = || -> usize {
        let documents = READINGS.iter().zip(CUT.iter());
        documents
            .map(|(reading, cut)| matcher.apply(&reading.document, cut, &admission, &mut scratch).mentions.len())
            .sum()
    };
    let expected = (0..terms).map(|term| study::realistic_mentions(&STUDY.truth, term));
    let (least, most) = expected.fold((0, 0), |(least, most), of| (least + of.start(), most + of.end()));
    assert!((least..=most).contains(&run()), "mentions");
    bencher.counter(bytes(Text::Dutch)).bench_local(run);
}

/// Counts codings of transcripts that are already coded, with a codebook as a study has it.
#[divan::bench(args = REALISTIC, sample_count = 20)]
fn tally_realistic(bencher: Bencher<'_, '_>, terms: usize) {
    let codebook = realistic(terms);
    let applied = applied(&codebook);
    check_realistic(&tallied(&codebook, &applied), &codebook, terms);
    bencher.counter(bytes(Text::Dutch)).bench(|| tallied(&codebook, &applied));
}

/// Counts codings of transcripts that are already coded.
#[divan::bench(args = TERMS, sample_count = 20)]
fn tally(bencher: Bencher<'_, '_>, terms: usize) {
    let codebook = parsed(&source(terms));
    let applied = applied(&codebook);
    check(&tallied(&codebook, &applied), &codebook, Text::Dutch);
    bencher.counter(bytes(Text::Dutch)).bench(|| tallied(&codebook, &applied));
}

/// Everything from files to counts, as the command does it.
#[divan::bench(args = loads(), sample_count = 20)]
fn whole(bencher: Bencher<'_, '_>, Load { terms, pass: Pass { text, threads } }: Load) {
    let codebook = parsed(&source(terms));
    let matcher = compiled(&codebook);
    let application = Application::new(&codebook, Some(&matcher), &[]);
    let run = || counted(text, &application, &codebook);
    let pool = pool(threads);
    check(&pool.install(run), &codebook, text);
    bencher.counter(bytes(text)).bench(|| pool.install(run));
}

/// The same with a codebook as a study has it.
#[divan::bench(args = REALISTIC, sample_count = 20)]
fn whole_realistic(bencher: Bencher<'_, '_>, terms: usize) {
    let codebook = realistic(terms);
    let matcher = compiled(&codebook);
    let application = Application::new(&codebook, Some(&matcher), &[]);
    let pool = pool(1);
    check_realistic(&pool.install(|| counted(Text::Dutch, &application, &codebook)), &codebook, terms);
    bencher.counter(bytes(Text::Dutch)).bench(|| pool.install(|| counted(Text::Dutch, &application, &codebook)));
}

/// Makes the table of frequencies, with every column, of counts that are closed.
#[cfg(feature = "tables")]
#[divan::bench(args = TERMS, sample_count = 20)]
fn tabulate(bencher: Bencher<'_, '_>, terms: usize) {
    use kantlijn::tables::{FrequencyOptions, frequencies};

    let codebook = parsed(&source(terms));
    let counts = tallied(&codebook, &applied(&codebook));
    let admission = Admission::default();
    let definition = definition(&codebook, &admission);
    let options = FrequencyOptions { more: true, intervals: true, ..FrequencyOptions::default() };
    let run = || frequencies(&counts, &definition, options).expect("a table is made").frame;
    let frame = run();
    assert_eq!(frame.height(), terms + 1, "a row for each code, and one for no code");
    let column = frame.column("mentions").expect("there is such a column");
    let mentions: i64 = column.i64().expect("whole numbers").iter().flatten().sum();
    assert_eq!(mentions, STUDY.mentions(terms) as i64, "mentions in the table");
    bencher.counter(ItemsCount::new(terms + 1)).bench(run);
}

/// Makes the rows of codings, document by document, as the threads of the command do.
#[cfg(feature = "tables")]
#[divan::bench(sample_count = 20)]
fn rows(bencher: Bencher<'_, '_>) {
    use kantlijn::tables::CodingRows;

    let coded = Coded::new();
    let maker = coded.maker();
    let mut all = CodingRows::new(&maker);
    coded.rows(&maker).into_iter().for_each(|rows| all.add(rows));
    assert_eq!(all.len(), coded.codings, "codings");
    bencher.counter(ItemsCount::new(coded.codings)).bench(|| coded.rows(&maker));
}

/// Writes rows that are made, codings and mentions, batch by batch.
#[cfg(feature = "tables")]
#[divan::bench(args = [kantlijn::render::Format::Csv, kantlijn::render::Format::Parquet], sample_count = 20)]
fn write(bencher: Bencher<'_, '_>, format: kantlijn::render::Format) {
    use kantlijn::render::Format;
    use polars::prelude::{ParquetReader, SerReader};

    let coded = Coded::new();
    let maker = coded.maker();
    let files: [Vec<u8>; 2] = coded.written(&maker, coded.rows(&maker), format, Vec::new);
    let heights = files.map(|file| match format {
        Format::Parquet => ParquetReader::new(std::io::Cursor::new(file)).finish().expect("it is read back").height(),
        // No cell of these holds a line break.
        _ => file.iter().filter(|&&byte| byte == b'\n').count() - 1,
    });
    assert_eq!(heights, [coded.codings, coded.mentions], "codings and mentions in the files");
    bencher
        .counter(ItemsCount::new(coded.codings))
        .with_inputs(|| coded.rows(&maker))
        .bench_values(|rows| coded.written(&maker, rows, format, std::io::sink));
}

/// The transcripts, coded by a rule for each of their commonest words: several codings a sentence.
#[cfg(feature = "tables")]
struct Coded {
    codebook: Codebook,
    coders: kantlijn::coding::Coders,
    admission: Admission,
    applied: Vec<Applied>,
    codings: usize,
    mentions: usize,
}

#[cfg(feature = "tables")]
impl Coded {
    fn new() -> Self {
        let text = study::common_codebook();
        let codebook = parsed(&Arc::new(SourceText { name: "codebook.toml".to_owned(), text }));
        let applied = applied(&codebook);
        let mut coders = kantlijn::coding::Coders::default();
        coders.intern(kantlijn::coding::RULES);
        let all = || applied.iter().flat_map(|applied| &applied.codings);
        let (codings, mentions) = (all().count(), all().map(|coding| coding.mentions.len()).sum());
        assert!(codings > STUDY.truth.sentences, "{codings} codings in {} sentences", STUDY.truth.sentences);
        Self { codebook, coders, admission: Admission::default(), applied, codings, mentions }
    }

    fn maker(&self) -> kantlijn::tables::RowMaker<'_> {
        kantlijn::tables::RowMaker::new(&self.codebook, &self.coders, &self.admission, true)
    }

    fn rows(&self, maker: &kantlijn::tables::RowMaker<'_>) -> Vec<kantlijn::tables::DocumentRows> {
        let documents = self.applied.iter();
        documents.map(|one| maker.rows(&one.reading.document, &one.segments, &one.codings)).collect()
    }

    /// The files of codings and mentions, each into what `out` gives.
    fn written<W: std::io::Write>(
        &self,
        maker: &kantlijn::tables::RowMaker<'_>,
        rows: Vec<kantlijn::tables::DocumentRows>,
        format: kantlijn::render::Format,
        out: impl Fn() -> W,
    ) -> [W; 2] {
        use kantlijn::render::{Style, Writer};
        use kantlijn::tables::CodingRows;

        let mut outs = [out(), out()];
        let [codings, mentions] = &mut outs;
        let mut writers = [codings, mentions].map(|out| Writer::new(out, format, Style::default()));
        let mut all = CodingRows::new(maker);
        for rows in rows {
            all.add(rows);
            while all.is_full() {
                let batch = all.take();
                writers[0].write(batch.codings()).expect("codings are written");
                writers[1].write(batch.mentions()).expect("mentions are written");
            }
        }
        let (codings, mentions) = all.finish(&definition(&self.codebook, &self.admission)).expect("tables");
        let [first, second] = writers;
        let written = (first.finish(&codings).expect("codings"), second.finish(&mentions).expect("mentions"));
        assert_eq!((written.0.rows, written.1.rows), (self.codings, self.mentions), "rows written");
        outs
    }
}

#[cfg(feature = "tables")]
fn definition<'a>(codebook: &'a Codebook, admission: &'a Admission) -> kantlijn::tables::Definition<'a> {
    kantlijn::tables::Definition {
        codebook,
        language: "nl",
        corpus_hash: "",
        unit: kantlijn::Unit::default(),
        admission,
        coder: "rules",
        status: "all",
        stance: "all",
        unreadable: 0,
        masked: None,
    }
}

fn counted(text: Text, application: &Application<'_>, codebook: &Codebook) -> Counts {
    let tallies = Tallies::new(plan(codebook));
    let streamed = corpus(text).stream(
        |reading| {
            let applied = application.apply(reading);
            tallies.add(&applied.reading.document, &applied.segments, &applied.codings);
        },
        |()| Ok(()),
    );
    streamed.expect("the transcripts are read");
    tallies.finish().expect("there is no --by to refuse")
}

fn plan(codebook: &Codebook) -> TallyPlan {
    TallyPlan { tree: CodeTree::of(codebook), ..TallyPlan::default() }
}

fn applied(codebook: &Codebook) -> Vec<Applied> {
    let matcher = compiled(codebook);
    let application = Application::new(codebook, Some(&matcher), &[]);
    READINGS.iter().map(|reading| application.apply(reading.clone())).collect()
}

fn tallied(codebook: &Codebook, applied: &[Applied]) -> Counts {
    let mut tally = Tally::new(plan(codebook));
    for Applied { reading, segments, codings, .. } in applied {
        tally.add(&reading.document, segments, codings);
    }
    tally.finish().expect("there is no --by to refuse")
}

/// The same with a codebook as a study has it.
fn check_realistic(counts: &Counts, codebook: &Codebook, terms: usize) {
    let (group, truth) = (&counts.groups[0], &STUDY.truth);
    assert_eq!((group.words, group.units), (truth.participants_words as u64, truth.answers as u64), "words, answers");
    for term in 0..terms {
        let code = codebook.find(&study::realistic_id(term)).expect("each term is a code");
        let (mentions, expected) = (group.code(code).mentions as usize, study::realistic_mentions(truth, term));
        assert!(expected.contains(&mentions), "{mentions} mentions of {}, not {expected:?}", study::term(term));
    }
}

/// Counts are those that were planted, term by term.
fn check(counts: &Counts, codebook: &Codebook, text: Text) {
    let (group, truth) = (&counts.groups[0], &study(text).truth);
    assert_eq!(
        (group.words, group.units, group.participants),
        (truth.participants_words as u64, truth.answers as u64, truth.documents as u64),
        "words, answers, participants"
    );
    for (term, &planted) in truth.mentions.iter().take(codebook.codes.len()).enumerate() {
        let code = codebook.find(&study::id(term)).expect("each term is a code");
        assert_eq!(group.code(code).mentions, planted as u64, "mentions of {}", study::term(term));
    }
}
