//! Quotes as text for a results chapter: grouped by code, each with its number, its source and its place.

mod cite;

use std::collections::{BTreeMap, BTreeSet};

use crate::coding::{RULES, Stance};
use crate::ids::CodeId;
use crate::scope::Universe;
use crate::tables::{Definition, Quote, QuoteSelection, Respondent, Respondents};
use crate::wording::{Lang, args};

use super::paper::{Block, Paper, Run};

pub use cite::Citation;

/// What a chapter is made of.
#[derive(Clone, Copy, Debug)]
pub struct Chapter<'a> {
    /// The quotes, in order of place.
    pub quotes: &'a [Quote],
    /// The number of each.
    pub numbers: &'a [String],
    /// Everybody who was heard.
    pub respondents: &'a Respondents,
    /// Which quotes they are.
    pub selection: QuoteSelection,
    /// Of how many they were drawn.
    pub drawn_from: usize,
    /// What the run is about.
    pub definition: &'a Definition<'a>,
    /// Who a quote is attributed to; the case, else transcript and speaker, where there is none.
    pub cite: Option<&'a Citation>,
    /// Whether matched words are bold.
    pub marked: bool,
    /// Whether each quote says who coded it.
    pub with_coder: bool,
}

/// The quotes under the codes that they are of, in the codebook's order; then who was heard, and who is not quoted.
#[must_use]
pub fn chapter(chapter: &Chapter<'_>) -> Paper {
    let lang = Lang::of(chapter.definition.language);
    let page = Page { chapter, lang };
    let mut blocks = vec![Block::Paragraph { runs: vec![Run::plain(page.about())] }];
    page.codes(&mut blocks);
    page.respondents(&mut blocks);
    let codebook = chapter.definition.codebook;
    let name = codebook.name.get(chapter.definition.language).unwrap_or_default();
    let title = match name {
        "" => lang.phrase("chapter-title"),
        name => format!("{}: {name}", lang.phrase("chapter-title")),
    };
    Paper { lang, title, blocks }
}

/// What was counted and by whom, in a sentence each; shared with what else is written for a paper.
pub(super) fn whose_words(definition: &Definition<'_>, lang: Lang) -> String {
    let part = definition.admission.part;
    let part = match part {
        Universe::Participant => "participant",
        Universe::Interviewer => "interviewer",
        Universe::All => "all",
    };
    match &definition.admission.condition {
        None => lang.phrased("whose-words", args! { "part" => part }),
        Some(condition) => {
            lang.phrased("whose-words-where", args! { "part" => part, "condition" => condition.to_string() })
        }
    }
}

/// That only codings of one status or stance are there, if so.
pub(super) fn filters(definition: &Definition<'_>, lang: Lang) -> Vec<String> {
    let is_one = |word: &str| !["all", ""].contains(&word);
    let status =
        is_one(definition.status).then(|| lang.phrased("only-status", args! { "status" => definition.status }));
    let stance =
        is_one(definition.stance).then(|| lang.phrased("only-stance", args! { "stance" => definition.stance }));
    status.into_iter().chain(stance).collect()
}

/// The codebook by its name and version.
pub(super) fn codebook_named(definition: &Definition<'_>, lang: Lang) -> String {
    let codebook = definition.codebook;
    let name = codebook.name.get(definition.language).map_or_else(|| lang.phrase("without-a-name"), str::to_owned);
    if codebook.version.is_empty() { name } else { format!("{name} {}", codebook.version) }
}

struct Page<'a> {
    chapter: &'a Chapter<'a>,
    lang: Lang,
}

impl Page<'_> {
    /// What is here, and what its numbers are.
    fn about(&self) -> String {
        let Self { chapter, lang } = self;
        let Chapter { definition, selection, .. } = chapter;
        let id = |code: CodeId| definition.codebook.name_of(code, definition.language).to_owned();
        let n = chapter.quotes.len();
        let mut said = vec![match (selection.code.map(id), selection.with.map(id)) {
            (None, _) => lang.phrased("chapter-quotes", args! { "n" => n }),
            (Some(code), None) => lang.phrased("chapter-quotes-of", args! { "n" => n, "code" => code }),
            (Some(code), Some(with)) => {
                let unit = definition.unit.to_string();
                let unit = unit.split(':').next().unwrap_or_default().to_owned();
                lang.phrased("chapter-quotes-with", args! { "n" => n, "code" => code, "with" => with, "unit" => unit })
            }
        }];
        if let Some(each) = selection.of_each {
            said.push(lang.phrased("chapter-of-each", args! { "n" => each.size }));
        }
        if let Some(drawn) = selection.sample.or(selection.of_each) {
            let seed = drawn.seed.to_string();
            said.push(lang.phrased("chapter-drawn", args! { "n" => n, "all" => chapter.drawn_from, "seed" => seed }));
        }
        said.push(whose_words(definition, *lang));
        said.push(match definition.coder {
            RULES => lang.phrase("chapter-coded-by-rules"),
            "" => lang.phrase("chapter-coded-by-several"),
            coder => {
                lang.phrased("chapter-coded-by", args! { "coder" => coder.strip_prefix("any of ").unwrap_or(coder) })
            }
        });
        said.extend(filters(definition, *lang));
        said.push(lang.phrase("chapter-numbers"));
        said.extend(definition.masked_words(*lang));
        let version = env!("CARGO_PKG_VERSION");
        let codebook = codebook_named(definition, *lang);
        said.push(lang.phrased("made-with", args! { "codebook" => codebook, "version" => version }));
        said.join(" ")
    }

    /// Each code that has a quote, or stands above one that has.
    fn codes(&self, blocks: &mut Vec<Block>) {
        let Self { chapter, lang } = self;
        let Definition { codebook, language, .. } = chapter.definition;
        let mut of_code: BTreeMap<CodeId, Vec<usize>> = BTreeMap::new();
        for (at, quote) in chapter.quotes.iter().enumerate() {
            of_code.entry(quote.code.unwrap_or_default()).or_default().push(at);
        }
        let shown: BTreeSet<CodeId> = of_code.keys().flat_map(|&code| codebook.line_of(code)).collect();
        let is_asked = |code: CodeId| chapter.selection.code.is_none_or(|top| codebook.line_of(code).any(|c| c == top));
        let mut without = Vec::new();
        for code in (0..codebook.codes.len()).map(CodeId::new) {
            let name = codebook.name_of(code, language);
            if !shown.contains(&code) {
                without.extend(is_asked(code).then(|| format!("“{name}”")));
                continue;
            }
            blocks.push(Block::Heading { level: codebook.code(code).depth + 2, text: name.to_owned() });
            let Some(quotes) = of_code.get(&code) else { continue };
            let whose = quotes.iter().filter_map(|&at| chapter.quotes[at].participant.as_deref());
            let participants = whose.collect::<BTreeSet<&str>>().len();
            let counted =
                lang.phrased("chapter-of-code", args! { "n" => quotes.len(), "participants" => participants });
            blocks.push(Block::Paragraph { runs: vec![Run::faint(counted)] });
            blocks.extend(quotes.iter().map(|&at| self.quote(at)));
        }
        if !without.is_empty() {
            let codes = lang.list(&without);
            let sentence = lang.phrased("chapter-without", args! { "codes" => codes });
            blocks.push(Block::Paragraph { runs: vec![Run::plain(sentence)] });
        }
    }

    fn quote(&self, at: usize) -> Block {
        let Self { chapter, lang } = self;
        let quote = &chapter.quotes[at];
        let mut words = vec![Run::plain("“")];
        let mut from = 0;
        for mark in quote.marks.iter().filter(|_| chapter.marked) {
            let start = mark.start.max(from);
            let (Some(before), Some(matched)) = (quote.text.get(from..start), quote.text.get(start..mark.end)) else {
                continue;
            };
            words.push(Run::plain(before));
            words.push(Run::strong(matched));
            from = mark.end;
        }
        words.push(Run::plain(quote.text.get(from..).unwrap_or_default()));
        words.push(Run::plain("”"));
        words.retain(|run| !run.text.is_empty());
        let mut source = vec![Run::plain(self.cited(quote))];
        let mut beside = Vec::new();
        let place = self.place(quote);
        beside.extend((!place.is_empty()).then(|| place.join(", ")));
        let stance = quote.stance.filter(|stance| *stance != Stance::Affirmed);
        beside.extend(stance.map(|stance| lang.phrased("stance", args! { "stance" => stance.word() })));
        if chapter.with_coder && !chapter.cite.is_some_and(|cite| cite.names("coder")) {
            let coder = quote.coder.clone().unwrap_or_default();
            beside.push(if coder == RULES { lang.phrase("coder-rules") } else { coder });
        }
        if !beside.is_empty() {
            let blank = if source[0].text.is_empty() { "" } else { " " };
            source.push(Run::faint(format!("{blank}({})", beside.join("; "))));
        }
        Block::Quote { id: chapter.numbers[at].clone(), words, source }
    }

    /// Who said it, as the template wants it.
    fn cited(&self, quote: &Quote) -> String {
        let Chapter { cite, respondents, definition, .. } = self.chapter;
        let name = || quote.participant.clone().or_else(|| quote.speaker.clone()).unwrap_or_default();
        let Some(cite) = cite else { return name() };
        cite.of(|field| match field {
            "case" => quote.case.clone().unwrap_or_default(),
            "speaker" => quote.speaker.clone().unwrap_or_default(),
            "part" => quote.part.clone().unwrap_or_default(),
            "transcript" => quote.transcript.clone(),
            "turn" => quote.turn.map(|turn| turn.to_string()).unwrap_or_default(),
            "time" => quote.time.clone().unwrap_or_default(),
            "start" => quote.start.to_string(),
            "end" => quote.end.to_string(),
            "code" => {
                quote.code.map(|c| definition.codebook.name_of(c, definition.language).to_owned()).unwrap_or_default()
            }
            "coder" => quote.coder.clone().unwrap_or_default(),
            variable => respondents.value(quote, variable).unwrap_or_default().to_owned(),
        })
    }

    /// Where it is found again: what the template does not say already.
    fn place(&self, quote: &Quote) -> Vec<String> {
        let lang = self.lang;
        let says = |field: &str| self.chapter.cite.is_some_and(|cite| cite.names(field));
        let mut place = Vec::new();
        if !says("transcript") {
            place.push(quote.transcript.clone());
        }
        match quote.turn {
            Some(turn) if !says("turn") => place.push(lang.phrased("turn", args! { "n" => turn.to_string() })),
            None if !(says("start") && says("end")) => {
                let (start, end) = (quote.start.to_string(), quote.end.to_string());
                place.push(lang.phrased("characters", args! { "start" => start, "end" => end }));
            }
            _ => {}
        }
        if !says("time") {
            place.extend(quote.time.clone());
        }
        place
    }

    /// Everybody who was heard, with how often they are quoted, and those who are not.
    fn respondents(&self, blocks: &mut Vec<Block>) {
        let Self { chapter, lang } = self;
        let all = chapter.respondents.all();
        if all.is_empty() {
            return;
        }
        let mut quoted: BTreeMap<&str, u64> = BTreeMap::new();
        for quote in chapter.quotes {
            *quoted.entry(quote.participant.as_deref().unwrap_or_default()).or_default() += 1;
        }
        let times = |respondent: &Respondent| quoted.get(respondent.name.as_str()).copied().unwrap_or(0);
        let variables = chapter.respondents.variables();
        let mut header = vec![lang.phrase("chapter-column-participant")];
        header.extend(variables.iter().cloned());
        header.extend(
            ["chapter-column-transcripts", "chapter-column-words", "chapter-column-quotes"]
                .map(|name| lang.phrase(name)),
        );
        let mut numeric = vec![false; variables.len() + 1];
        numeric.extend([true; 3]);
        let row = |one: &Respondent| {
            let counts = [one.transcripts.len() as u64, one.words, times(one)].map(|n| lang.number(n));
            std::iter::once(one.name.clone()).chain(one.values.iter().cloned()).chain(counts).collect()
        };
        blocks.push(Block::Heading { level: 2, text: lang.phrase("chapter-respondents") });
        let caption = lang.phrased("chapter-respondents-caption", args! { "n" => all.len() });
        blocks.push(Block::Table { caption, header, numeric, rows: all.iter().map(row).collect() });
        let never: Vec<&str> = all.iter().filter(|one| times(one) == 0).map(|one| one.name.as_str()).collect();
        blocks.push(Block::Heading { level: 2, text: lang.phrase("chapter-never-quoted") });
        let sentence = match never.len() {
            0 => lang.phrased("chapter-all-quoted", args! { "all" => all.len() }),
            n => {
                lang.phrased("chapter-not-quoted", args! { "n" => n, "all" => all.len(), "names" => lang.list(&never) })
            }
        };
        blocks.push(Block::Paragraph { runs: vec![Run::plain(sentence)] });
    }
}
