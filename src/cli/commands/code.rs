//! `kantlijn code`: the main job.

mod files;

use std::path::Path;

use kantlijn::apply::{Applied, Selection};
use kantlijn::coding::{Coding, RULES, Stance};
use kantlijn::corpus::Streamed;
use kantlijn::exchange::SourceMaker;
use kantlijn::ids::CodeId;
use kantlijn::render::{Pair, Quote, Row, Screen, Style, docx, screen};
use kantlijn::scope::Unit;
use kantlijn::tables::{CodingRows, QuoteSelection, Quotes, RowMaker, Sample, masked_words};
use kantlijn::tally::{CodeTree, Counts, GroupCounts, is_counted};
use kantlijn::timings::Stage;
use kantlijn::wording::{Lang, args};
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::Code;
use crate::noticed::{Noticed, Seen};
use crate::output;
use crate::study::{self, Job, Table as Plan, quoted};
use crate::talk;
use crate::unused;

use files::{Files, Provenance};

/// Themes that the screen shows with their codes; the others are folded.
const THEMES_IN_FULL: usize = 4;

/// Pairs that the screen shows.
const PAIRS: usize = 5;

/// Candidates drawn for each theme's two quotes.
const CANDIDATES: usize = 24;

pub fn run(args: &Code) -> Result<Answer> {
    if args.output.is_none() {
        unused::refuse(
            [
                ("-f", !args.formats.is_empty()),
                ("--excel", args.excel),
                ("--force", args.force),
                ("--anchors", args.anchors),
            ],
            "without -o no file is written",
            "name a folder with -o DIR, or leave that out",
        )?;
        unused::refuse(
            [("--by", args.counting.by.is_some()), ("--level", args.counting.level.is_some())],
            "the screen shows everybody together, themes and the codes below them",
            "write the tables with -o DIR, or see one with `kantlijn freq`",
        )?;
    }
    if args.anchors && args.no_text {
        return Err(Error::usage(
            "--anchors writes the words around each passage, and --no-text leaves every word out",
            "leave one of the two out",
        ));
    }
    let (is_docx, is_project) = (files::wants_docx(args), files::wants_project(args));
    if (is_docx || is_project) && args.no_text {
        return Err(Error::usage(
            "-f docx and -f qdpx write whole transcripts, and --no-text leaves every word out",
            "leave one of the two out",
        ));
    }
    let job = Job::resolve(&args.study, &args.counting)?.without_text(args.no_text).comparing();
    // A Word file and a source of a project are written whole, and the words around a passage may stand in another portion.
    let job = if is_docx || is_project || args.anchors { job } else { job.in_portions() };
    let opened = args.output.as_deref().map(|folder| Files::open(folder, args, &job)).transpose()?;
    let application = job.application();
    let plan = job.table(&application, &args.counting)?;
    // A screen is over one coder: where coders stand apart it shows the rules', or else the first one's.
    let apart = plan.by.as_ref().is_some_and(kantlijn::tally::By::is_coder);
    let shown = if apart {
        application.coders().find(RULES).or(application
            .coders()
            .iter()
            .next()
            .and_then(|name| application.coders().find(name)))
    } else {
        None
    };
    let on_screen = Selection { coder: shown.or(plan.selection.coder), ..plan.selection };
    let application = application.selecting(plan.selection);

    let codebook = &job.rules.codebook;
    let tree = CodeTree::of(codebook);
    // What the screen counts is what the files hold, unless those have groups apart.
    let for_files = (opened.is_some() && plan.by.is_some()).then(|| job.tallies(&application, plan.by.clone()));
    let for_screen = job.tallies(&application, None);
    let maker = RowMaker::new(codebook, application.coders(), &job.admission, !args.no_text);
    let maker = if args.anchors { maker.anchored() } else { maker };
    let sources = SourceMaker::new(codebook, application.coders());
    let mut files = opened.map(|opened| opened.taking(CodingRows::new(&maker), &sources)).transpose()?;
    let is_written = files.is_some();
    let mut draws = Draws::new(&job, &tree, args.seed, !args.no_text);
    let mut noticed = job.noticed();
    let mut read = Read::default();
    let streamed = job.run(
        &application,
        |applied| {
            let Applied { reading, segments, codings, rejected, .. } = &applied;
            if let Some(tallies) = &for_files {
                tallies.with_rejected(&reading.document, segments, codings, rejected);
            }
            let shown: Option<Vec<Coding>> = (on_screen != plan.selection)
                .then(|| codings.iter().filter(|coding| on_screen.takes(coding)).cloned().collect());
            let timings = &job.timings;
            timings.measure(Stage::Count, || {
                let is_shown = |coding: &&Coding| on_screen.coder.is_none_or(|coder| coding.coder == coder);
                let rejected: Vec<Coding> = rejected.iter().filter(is_shown).cloned().collect();
                let shown = shown.as_deref().unwrap_or(codings);
                for_screen.with_rejected(&reading.document, segments, shown, &rejected);
            });
            let rows =
                timings.measure(Stage::Write, || is_written.then(|| maker.rows(&reading.document, segments, codings)));
            let in_margin = || docx(&reading.document, codings, codebook, application.coders(), &job.lang);
            let word = timings.measure(Stage::Write, || is_docx.then(in_margin));
            let counted = |coding: &&Coding| is_counted(&job.admission, &reading.document, segments, coding);
            let source = || sources.source(&reading.document, codings.iter().filter(counted));
            let source = timings.measure(Stage::Write, || is_project.then(source));
            (rows, word, source, shown, applied)
        },
        |seen, (rows, word, source, shown, applied)| {
            read.add(&seen);
            noticed.add(seen);
            draws.add(&applied, shown.as_deref().unwrap_or(&applied.codings), application.coders());
            job.timings.measure(Stage::Write, || {
                let name = &applied.reading.document.name;
                word.into_iter().zip(&mut files).try_for_each(|(word, files)| files.add_transcript(name, &word?))?;
                source.into_iter().zip(&mut files).try_for_each(|(source, files)| files.add_source(source))?;
                rows.into_iter().zip(&mut files).try_for_each(|(rows, files)| files.add(rows))
            })
        },
    )?;
    noticed.refuse_nothing(plan.by.as_ref(), job.admission.condition.as_ref())?;
    let counts = for_screen.finish()?;
    if let Some(files) = files {
        let definition = job.definition_of(&args.counting, &plan, &streamed);
        let apart = for_files.map(|tallies| tallies.finish()).transpose()?;
        let counts = apart.as_ref().unwrap_or(&counts);
        if let Some((message, mend)) = study::outside_classes(plan.by.as_ref(), counts).filter(|_| !job.quiet) {
            talk::warning(&message, &mend);
        }
        let provenance = Provenance { streamed: &streamed, read: &read };
        let finish = || files.finish(args, &job, &definition, counts, &provenance);
        let exported = job.timings.measure(Stage::Write, finish)?;
        if !job.quiet {
            talk::losses(&exported.losses);
        }
    }
    let who = on_screen.coder.map_or_else(|| plan.coder.clone(), |id| application.coders().name(id).to_owned());
    let page = page(args, &job, &plan, &who, &counts, &streamed, &noticed, &read, draws);
    let style = Style { lang: Lang::of(&job.lang), ..output::style(false) };
    output::show(screen(&page, style).as_bytes())?;
    Ok(Answer::Fine)
}

/// What was read, summed.
#[derive(Default)]
struct Read {
    transcripts: Vec<(String, String)>,
    words: u64,
    participant_words: u64,
}

impl Read {
    fn add(&mut self, seen: &Seen) {
        if seen.is_first {
            self.transcripts.push((seen.name.clone(), seen.hash.clone()));
        } else if let Some((_, hash)) = self.transcripts.last_mut().filter(|_| !seen.hash.is_empty()) {
            // Of a long file it is known with the last portion.
            hash.clone_from(&seen.hash);
        }
        self.words += seen.words;
        self.participant_words += seen.participant_words;
    }
}

/// Candidates for the quotes of each theme shown in full: affirmed ones and others, drawn apart, since the others are few.
struct Draws<'a> {
    themes: Vec<(CodeId, Quotes<'a>, Quotes<'a>)>,
    /// The place in `themes` of each code's theme.
    of_code: Vec<Option<usize>>,
}

impl<'a> Draws<'a> {
    fn new(job: &'a Job, tree: &'a CodeTree, seed: u64, with_text: bool) -> Self {
        let quotes = |theme, seed| {
            let selection = QuoteSelection {
                code: Some(theme),
                sample: Some(Sample { size: CANDIDATES, seed }),
                ..QuoteSelection::default()
            };
            Quotes::new(selection, tree, job.unit, &job.admission)
        };
        let shown: Vec<CodeId> = themes(job).take(if with_text { THEMES_IN_FULL } else { 0 }).collect();
        let place = |code| shown.iter().position(|&theme| tree.is_below(code, theme));
        Self {
            of_code: (0..tree.len()).map(|code| place(CodeId::new(code))).collect(),
            themes: shown.iter().map(|&theme| (theme, quotes(theme, seed), quotes(theme, seed))).collect(),
        }
    }

    fn add(&mut self, applied: &Applied, codings: &[Coding], coders: &kantlijn::coding::Coders) {
        let mut sorted: Vec<(Vec<&Coding>, Vec<&Coding>)> = vec![Default::default(); self.themes.len()];
        for coding in codings {
            let Some(theme) = self.of_code.get(coding.code.index()).copied().flatten() else { continue };
            let (affirmed, others) = &mut sorted[theme];
            let is_affirmed = coding.stance.unwrap_or_default() == Stance::Affirmed;
            (if is_affirmed { affirmed } else { others }).push(coding);
        }
        for ((_, affirmed, others), (yes, no)) in self.themes.iter_mut().zip(sorted) {
            affirmed.add(&applied.reading.document, &applied.segments, yes, coders);
            others.add(&applied.reading.document, &applied.segments, no, coders);
        }
    }

    /// Two quotes a theme from different participants; one of them negated where there is one.
    fn choose(self, job: &Job, seed: u64) -> Vec<(String, Vec<Quote>)> {
        let mut chosen = Vec::new();
        for (theme, affirmed, others) in self.themes {
            let affirmed = rotated(affirmed.into_quotes().0, seed);
            let mut others = rotated(others.into_quotes().0, seed);
            others.sort_by_key(|quote| quote.stance != Some(Stance::Negated));
            let other = others.into_iter().next();
            let whose = other.as_ref().and_then(|quote| quote.participant.clone());
            let mut picked: Vec<kantlijn::tables::Quote> = Vec::new();
            for quote in affirmed {
                let known = picked
                    .iter()
                    .map(|p| &p.participant)
                    .chain([&whose])
                    .any(|p| p.is_some() && *p == quote.participant);
                if !known && picked.len() + usize::from(other.is_some()) < 2 {
                    picked.push(quote);
                }
            }
            picked.extend(other);
            if !picked.is_empty() {
                chosen.push((
                    job.rules.codebook.name_of(theme, &job.lang).to_owned(),
                    picked.into_iter().map(quote).collect(),
                ));
            }
        }
        chosen
    }
}

/// Candidates stand in order of place; where to begin depends on the seed alone.
fn rotated(mut quotes: Vec<kantlijn::tables::Quote>, seed: u64) -> Vec<kantlijn::tables::Quote> {
    if !quotes.is_empty() {
        let hash = blake3::hash(&seed.to_le_bytes());
        let at = usize::from(u16::from_le_bytes([hash.as_bytes()[0], hash.as_bytes()[1]])) % quotes.len();
        quotes.rotate_left(at);
    }
    quotes
}

fn quote(quote: kantlijn::tables::Quote) -> Quote {
    let who = quote.case.or(quote.speaker).unwrap_or_default();
    let turn = quote.turn.map(|turn| format!(":{turn}")).unwrap_or_default();
    // The folder is left out, so that the words have the room; `quotes` shows the whole id.
    let transcript = quote.transcript.rsplit('/').next().unwrap_or_default();
    let place = if who.is_empty() { format!("{transcript}{turn}") } else { format!("{who} · {transcript}{turn}") };
    let stance = quote.stance.filter(|&stance| stance != Stance::Affirmed);
    Quote {
        text: quote.text,
        marks: quote.marks.into_iter().map(|mark| (mark.start, mark.end)).collect(),
        place,
        stance,
    }
}

fn themes(job: &Job) -> impl Iterator<Item = CodeId> + '_ {
    let codes = job.rules.codebook.codes.iter().enumerate();
    codes.filter(|(_, code)| code.parent.is_none()).map(|(i, _)| CodeId::new(i))
}

#[expect(clippy::too_many_arguments, reason = "the screen is about the whole run")]
fn page(
    args: &Code,
    job: &Job,
    plan: &Plan,
    who: &str,
    counts: &Counts,
    streamed: &Streamed,
    noticed: &Noticed,
    read: &Read,
    draws: Draws<'_>,
) -> Screen {
    let empty = GroupCounts::default();
    let group = counts.groups.first().unwrap_or(&empty);
    let codebook = &job.rules.codebook;
    let lang = Lang::of(&job.lang);
    let in_full: Vec<CodeId> = themes(job).take(THEMES_IN_FULL).collect();
    let is_shown = |id: CodeId| codebook.line_of(id).last().is_some_and(|theme| in_full.contains(&theme));
    let found_nothing = who == RULES && group.totals.codings == 0;
    let known = |count: u64, of: u64| (of > 0 || found_nothing).then_some(count);
    let mut rows: Vec<Row> = (0..codebook.codes.len())
        .map(CodeId::new)
        .filter(|&id| is_shown(id) && codebook.code(id).depth <= 1)
        .map(|id| {
            let count = group.code(id);
            Row {
                name: codebook.name_of(id, &job.lang).to_owned(),
                depth: codebook.code(id).depth,
                participants: count.participants,
                units: count.units,
                codings: Some(count.codings),
                negated: known(count.negated, group.totals.with_stance),
                prompted: known(count.prompted, group.totals.with_prompted),
            }
        })
        .collect();
    let any = group.any();
    rows.push(Row {
        name: lang.phrase("no-code"),
        participants: group.participants - any.participants.min(group.participants),
        units: group.units - any.units.min(group.units),
        ..Row::default()
    });
    let folded = themes(job).skip(THEMES_IN_FULL).map(|id| {
        let count = group.code(id);
        (codebook.name_of(id, &job.lang).to_owned(), count.participants, count.units)
    });
    let masked = job.masked().map(|counted| masked_words(counted, lang));
    Screen {
        read: what_was_read(job, group, streamed, noticed, read).into_iter().chain(masked).collect(),
        alarms: noticed
            .alarms(Some(streamed))
            .into_iter()
            .chain(noticed.redaction_alarms())
            .chain((group.words == 0).then(|| job.without_words()))
            .collect(),
        how: how(args, job, plan, who, group),
        participants: group.participants,
        unit: job.unit,
        rows,
        folded: folded.collect(),
        pairs: strongest(job, group),
        quotes: draws.choose(job, args.seed),
        seed: args.seed,
        caveats: vec![lang.phrase("screen-not-shown-unknown"), lang.phrase("screen-not-shown-weight")],
        next: next(args, job, plan, &in_full),
    }
}

/// Files left out that are told by their names.
const LEFT_OUT: usize = 4;

fn what_was_read(job: &Job, group: &GroupCounts, streamed: &Streamed, noticed: &Noticed, read: &Read) -> Vec<String> {
    let lang = Lang::of(&job.lang);
    let found = job.corpus.transcripts().len();
    let values = args! {
        "n" => streamed.documents,
        "all" => found,
        "participants" => lang.phrased("participants", args! { "n" => group.participants }),
        "words" => lang.phrased("words", args! { "n" => read.words }),
        "own" => read.participant_words,
    };
    let message = if streamed.documents == found { "screen-read" } else { "screen-read-of" };
    let mut sentences = vec![lang.phrased(message, values)];
    let left_out = job.corpus.left_out();
    if !left_out.is_empty() {
        let file = |path: &Path| job.shown(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
        let why = left_out
            .iter()
            .take(LEFT_OUT)
            .map(|one| format!("{} ({})", file(&one.path), job.shown(&one.why.in_words(lang))));
        let mut files = why.collect::<Vec<_>>().join(", ");
        if left_out.len() > LEFT_OUT {
            files = lang.phrased("screen-and-more", args! { "names" => files, "n" => left_out.len() - LEFT_OUT });
        }
        sentences.push(lang.phrased("screen-left-out", args! { "files" => files }));
    }
    if noticed.unlabelled > 0 {
        sentences.push(lang.phrased("screen-unlabelled", args! { "n" => noticed.unlabelled }));
    }
    sentences
}

fn how(args: &Code, job: &Job, plan: &Plan, who: &str, group: &GroupCounts) -> String {
    let lang = Lang::of(&job.lang);
    let n = group.units;
    let units = match job.unit {
        Unit::Answer => lang.phrased("screen-answers", args! { "n" => n }),
        Unit::Window(words) => lang.phrased("screen-windows", args! { "n" => n, "words" => words }),
        unit => lang.phrased("units-of", args! { "n" => n, "unit" => unit.name() }),
    };
    let part = job.admission.part.to_string();
    let whose = match &job.admission.condition {
        None => lang.phrased("screen-whose", args! { "part" => part }),
        Some(condition) => {
            lang.phrased("screen-whose-where", args! { "part" => part, "condition" => condition.to_string() })
        }
    };
    let totals = &group.totals;
    let reviewed = match (who == RULES, totals.reviewed(), totals.rejected) {
        (true, 0, _) => lang.phrase("screen-not-reviewed"),
        (true, n, 0) => lang.phrased("screen-all-accepted", args! { "n" => n }),
        (true, n, rejected) => {
            let (accepted, left) = (totals.accepted, totals.codings);
            let values = args! { "n" => n, "accepted" => accepted, "rejected" => rejected, "left" => left };
            lang.phrased("screen-reviewed", values)
        }
        (false, ..) => lang.phrased("screen-by-people", args! { "n" => totals.accepted }),
    };
    let all = totals.codings + if who == RULES { totals.rejected } else { 0 };
    let by = match who.strip_prefix("any of ") {
        _ if who == RULES => lang.phrase("screen-by-rules"),
        Some(names) => {
            let any = lang.phrased("caption-any-of", args! { "names" => names });
            lang.phrased("screen-by", args! { "coder" => any })
        }
        None => lang.phrased("screen-by", args! { "coder" => who }),
    };
    let counted = lang.phrased(
        "screen-how",
        args! {
            "units" => units,
            "whose" => whose,
            "codings" => lang.phrased("codings", args! { "n" => all }),
            "by" => by,
            "reviewed" => reviewed,
            "negated" => if totals.with_stance > 0 { lang.phrase("screen-negated") } else { String::new() },
        },
    );
    if !plan.coder.is_empty() {
        return counted;
    }
    let named = |name: &str| if name == RULES { lang.phrase("caption-rules") } else { name.to_owned() };
    let others: Vec<String> = plan.coders.iter().filter(|name| *name != who).map(|name| named(name)).collect();
    let alone = if args.output.is_some() { "screen-alone-in-files" } else { "screen-alone" };
    let alone = lang.phrased(alone, args! { "coder" => named(who), "others" => lang.list(&others) });
    format!("{counted} {alone}")
}

/// The pairs of themes that most units share; of equals, the one that more participants share.
fn strongest(job: &Job, group: &GroupCounts) -> Vec<Pair> {
    let codebook = &job.rules.codebook;
    let themes: Vec<CodeId> = themes(job).collect();
    let mut pairs = Vec::new();
    for (i, &a) in themes.iter().enumerate() {
        for &b in &themes[i + 1..] {
            let both = group.pair(a, b);
            if both.units > 0 {
                pairs.push((std::cmp::Reverse((both.units, both.participants)), a, b, both));
            }
        }
    }
    pairs.sort_by_key(|&(strength, a, b, _)| (strength, a, b));
    let name = |id| codebook.name_of(id, &job.lang).to_owned();
    pairs
        .into_iter()
        .take(PAIRS)
        .map(|(_, a, b, both)| Pair {
            names: (name(a), name(b)),
            both: both.units,
            participants: both.participants,
            same_words: both.same_words,
        })
        .collect()
}

/// Commands with the arguments of this run.
fn next(args: &Code, job: &Job, plan: &Plan, in_full: &[CodeId]) -> Vec<String> {
    let codebook = &job.rules.codebook;
    let study = if job.arguments.is_empty() { String::new() } else { format!(" {}", job.shown(&job.arguments)) };
    let mut next = Vec::new();
    if let Some(&theme) = in_full.last() {
        next.push(format!("kantlijn quotes{study} --code {}", codebook.code(theme).id));
    }
    next.push(format!("kantlijn quotes{study} --uncoded --sample 10 --seed 1"));
    if let Some(variable) = job.corpus.cases().variables().first() {
        // A table by a variable is over one coder, or over all of them together.
        let coder = match &args.counting.coder {
            Some(name) => format!(" --coder {}", quoted(&job.shown(name))),
            None if plan.coder.is_empty() => " --coder any".to_owned(),
            None => String::new(),
        };
        next.push(format!("kantlijn freq{study}{coder} --by {variable}"));
    }
    if args.output.is_none() {
        next.push(format!("kantlijn code{study} -o results"));
    }
    next
}
