//! The paragraphs on coding of a methods section, from what was really done.

use crate::codebook::SpanChoice;
use crate::coding::{RULES, Stance};
use crate::ids::CodeId;
use crate::scope::Unit;
use crate::stats::Undefined;
use crate::tables::{Alphas, Definition};
use crate::tally::{GroupCounts, Totals};
use crate::wording::{Lang, args};

use super::chapter::{codebook_named, filters, whose_words};
use super::paper::{Block, Paper, Run};

/// What was done.
#[derive(Clone, Debug)]
pub struct Methods<'a> {
    /// What the run is about.
    pub definition: &'a Definition<'a>,
    /// Whether there is a codebook, or only the codes that people's codings have.
    pub has_codebook: bool,
    /// The words that were counted, and the codings on them.
    pub counted: &'a GroupCounts,
    /// Codings that cover no admitted word, and those that cover no whole word.
    pub left_out: [u64; 2],
    /// All words of all transcripts.
    pub words: u64,
    /// The formats of the transcripts, with how many there are of each.
    pub formats: Vec<(&'static str, u64)>,
    /// Transcripts without a row in the table of cases, where there is such a table.
    pub without_case: u64,
    /// Files that may be transcripts and were not read.
    pub unread: u64,
    /// Everybody who coded, rules among them, in order of first appearance.
    pub coders: Vec<Coded<'a>>,
    /// Who reviewed what the rules proposed, in order of first appearance.
    pub reviewers: Vec<&'a str>,
    /// How often they chose another code.
    pub recoded: u64,
    /// How far coders agree.
    pub agreement: Agreed<'a>,
    /// Lines that do it again.
    pub commands: Vec<String>,
}

/// What one coder made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coded<'a> {
    /// Their name; [`RULES`] for the rules.
    pub name: &'a str,
    /// Their codings, and what became of them.
    pub totals: Totals,
    /// In how many transcripts.
    pub transcripts: u64,
}

/// What there is to say of agreement.
#[derive(Clone, Debug, PartialEq)]
pub enum Agreed<'a> {
    /// One coder agrees with nobody.
    OneCoder,
    /// One coder was chosen of several.
    Chosen(String),
    /// A second coder rated drawn units alone, of which agreement is not computed here.
    OfDrawnUnits,
    /// Of these coders.
    Of(Vec<&'a str>, Alphas),
}

/// The text, with what the program cannot know visibly left open.
///
/// It says what was done and with what result, and judges neither.
#[must_use]
pub fn methods(done: &Methods<'_>) -> Paper {
    let lang = Lang::of(done.definition.language);
    let page = Page { done, lang };
    let mut blocks: Vec<Block> = [
        page.material(),
        page.codebook(),
        page.coding(),
        page.counting(),
        page.agreement(),
        page.left_out(),
        page.beyond(),
    ]
    .into_iter()
    .filter(|runs| !runs.is_empty())
    .map(paragraph)
    .collect();
    blocks.push(Block::Heading { level: 2, text: lang.phrase("methods-again") });
    blocks.push(Block::Paragraph { runs: vec![Run::plain(page.provenance())] });
    blocks.push(Block::Commands { lines: done.commands.clone() });
    Paper { lang, title: lang.phrase("methods-title"), blocks }
}

/// Sentences with a blank between them.
fn paragraph(sentences: Vec<Run>) -> Block {
    let mut runs: Vec<Run> = Vec::with_capacity(2 * sentences.len());
    for sentence in sentences {
        if !runs.is_empty() {
            runs.push(Run::plain(" "));
        }
        runs.push(sentence);
    }
    Block::Paragraph { runs }
}

struct Page<'a> {
    done: &'a Methods<'a>,
    lang: Lang,
}

impl Page<'_> {
    fn says(&self, name: &str) -> Run {
        Run::plain(self.lang.phrase(name))
    }

    /// Something that the author has to fill in.
    fn open(&self, name: &str) -> Run {
        let what = self.lang.phrase(name);
        Run::open(self.lang.phrased("methods-open", args! { "what" => what }))
    }

    fn material(&self) -> Vec<Run> {
        let Self { done: Methods { definition, counted, words, formats, .. }, lang } = self;
        let transcripts = formats.iter().map(|(_, n)| n).sum::<u64>();
        let of_format = |&(format, n): &(&str, u64)| {
            let format = lang.phrased("methods-format", args! { "format" => format });
            format!("{format} ({})", lang.number(n))
        };
        let formats: Vec<String> = formats.iter().map(of_format).collect();
        vec![
            Run::plain(lang.phrased("methods-material", args! { "n" => transcripts, "words" => *words })),
            Run::plain(lang.phrased("methods-formats", args! { "formats" => lang.list(&formats) })),
            Run::plain(whose_words(definition, *lang)),
            Run::plain(
                lang.phrased("methods-counted-words", args! { "n" => counted.participants, "words" => counted.words }),
            ),
            self.open("methods-open-participants"),
            self.open("methods-open-interviews"),
        ]
    }

    fn codebook(&self) -> Vec<Run> {
        let Self { done: Methods { definition, has_codebook, .. }, lang } = self;
        let codebook = definition.codebook;
        let themes = codebook.codes.iter().filter(|code| code.depth == 0).count();
        let below = codebook.codes.len() - themes;
        let rules = codebook.rules().count();
        let mut said = vec![Run::plain(match has_codebook {
            true => {
                let name = codebook_named(definition, *lang);
                lang.phrased("methods-codebook", args! { "name" => name, "themes" => themes, "codes" => below })
            }
            false => lang.phrased("methods-no-codebook", args! { "n" => codebook.codes.len() }),
        })];
        if self.rules().is_some() {
            let span = match codebook.settings.span {
                SpanChoice::Sentence => "sentence",
                SpanChoice::Mention => "mention",
                SpanChoice::Turn => "turn",
                SpanChoice::Answer => "answer",
            };
            said.push(Run::plain(lang.phrased("methods-rules", args! { "n" => rules, "span" => span })));
        }
        said.push(self.open("methods-open-codebook"));
        said
    }

    /// What the rules made, if they were applied.
    fn rules(&self) -> Option<&Coded<'_>> {
        self.done.coders.iter().find(|coder| coder.name == RULES)
    }

    fn coding(&self) -> Vec<Run> {
        let Self { done, lang } = self;
        let mut said = Vec::new();
        if let Some(rules) = self.rules() {
            let Totals { codings, accepted, rejected, stances, .. } = rules.totals;
            let version = env!("CARGO_PKG_VERSION");
            let proposed = args! { "n" => codings + rejected, "version" => version };
            said.push(Run::plain(lang.phrased("methods-proposed", proposed)));
            match accepted + rejected {
                0 if codings == 0 => {}
                0 => said.push(self.says("methods-not-reviewed")),
                n => {
                    let by = lang.list(&done.reviewers);
                    let recoded = done.recoded;
                    let read = args! {
                        "n" => n, "accepted" => accepted, "recoded" => recoded, "rejected" => rejected, "by" => by,
                    };
                    said.push(Run::plain(lang.phrased("methods-reviewed", read)));
                }
            }
            let of_stance = |stance: Stance| {
                let n = stances[stance as usize];
                let word = lang.phrased("stance", args! { "stance" => stance.word() });
                (n > 0).then(|| format!("{word} ({})", lang.number(n)))
            };
            let stances: Vec<String> =
                [Stance::Negated, Stance::Ceased, Stance::Normative].into_iter().filter_map(of_stance).collect();
            if !stances.is_empty() {
                said.push(Run::plain(lang.phrased("methods-stances", args! { "stances" => lang.list(&stances) })));
            }
        }
        let of_person = |coder: &Coded<'_>| {
            let made = args! { "name" => coder.name, "n" => coder.totals.codings, "transcripts" => coder.transcripts };
            lang.phrased("methods-person", made)
        };
        let people: Vec<String> = done.coders.iter().filter(|coder| coder.name != RULES).map(of_person).collect();
        if !people.is_empty() {
            let by = args! { "n" => people.len(), "people" => lang.list(&people) };
            said.push(Run::plain(lang.phrased("methods-people", by)));
        }
        said.extend(filters(done.definition, *lang).into_iter().map(Run::plain));
        if !people.is_empty() || !done.reviewers.is_empty() {
            said.push(self.open("methods-open-coders"));
        }
        said
    }

    fn counting(&self) -> Vec<Run> {
        let Self { done: Methods { definition, counted, .. }, lang } = self;
        let size = if let Unit::Window(words) = definition.unit { words } else { 0 };
        let unit = definition.unit.name();
        vec![
            Run::plain(lang.phrased("methods-unit", args! { "unit" => unit, "size" => size })),
            Run::plain(lang.phrased(
                "methods-units",
                args! {
                    "n" => counted.units,
                    "units" => lang.phrased("units-of", args! { "n" => counted.units, "unit" => unit }),
                },
            )),
            self.says("methods-presence"),
        ]
    }

    fn agreement(&self) -> Vec<Run> {
        let Self { done, lang } = self;
        let Definition { codebook, language, unit, .. } = done.definition;
        let (coders, alphas) = match &done.agreement {
            Agreed::OneCoder => return vec![self.says("methods-one-coder")],
            Agreed::Chosen(coder) => {
                let coder = if coder == RULES { lang.phrase("methods-the-rules") } else { coder.clone() };
                return vec![Run::plain(lang.phrased("methods-chosen-coder", args! { "coder" => coder }))];
            }
            Agreed::OfDrawnUnits => {
                return vec![self.says("methods-drawn-units"), self.open("methods-open-agreement")];
            }
            Agreed::Of(coders, alphas) => (coders, alphas),
        };
        let named = |name: &&str| if *name == RULES { lang.phrase("methods-the-rules") } else { (*name).to_owned() };
        let coders: Vec<String> = coders.iter().map(named).collect();
        if alphas.interviews == 0 {
            let coders = lang.list(&coders);
            return vec![Run::plain(lang.phrased("methods-nothing-shared", args! { "coders" => coders }))];
        }
        let unit = unit.name();
        let units = lang.phrased("units-of", args! { "n" => alphas.units, "unit" => unit });
        let compared = match unit {
            "case" => "methods-compared-cases",
            _ => "methods-compared",
        };
        let compared = lang
            .phrased(compared, args! { "coders" => lang.list(&coders), "units" => units, "n" => alphas.interviews });
        let mut said = vec![Run::plain(compared)];
        // With the sign of a number, which is no hyphen.
        let number = |value: f64| lang.decimal(value, 2).replace('-', "−");
        said.push(Run::plain(match alphas.overall {
            Ok(alpha) => lang.phrased("methods-alpha", args! { "alpha" => number(alpha) }),
            Err(why) => self.no_number("methods-no-alpha", why),
        }));
        said.extend(alphas.interval.map(|interval| {
            Run::plain(match interval {
                Ok(ends) => {
                    lang.phrased("methods-interval", args! { "low" => number(ends.low), "high" => number(ends.high) })
                }
                Err(why) => self.no_number("methods-no-interval", why),
            })
        }));
        let least = alphas.by_code.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        // Of equal ones the first in the codebook.
        let most = alphas.by_code.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
        let code = |code: CodeId| codebook.name_of(code, language).to_owned();
        match (least, most) {
            (Some(&(least, low)), Some(&(most, high))) if alphas.by_code.len() > 1 => {
                let (least, most) = (code(least), code(most));
                let range = args! {
                    "n" => alphas.by_code.len(), "low" => number(low), "least" => least, "high" => number(high), "most" => most,
                };
                said.push(Run::plain(lang.phrased("methods-alphas", range)));
            }
            (Some(&(of, alpha)), _) => {
                let one = args! { "code" => code(of), "alpha" => number(alpha) };
                said.push(Run::plain(lang.phrased("methods-alpha-of", one)));
            }
            _ => {}
        }
        said.push(self.open("methods-open-differences"));
        said
    }

    fn no_number(&self, name: &str, why: Undefined) -> String {
        let why = self.lang.phrased("methods-undefined", args! { "why" => why.word() });
        self.lang.phrased(name, args! { "why" => why })
    }

    fn left_out(&self) -> Vec<Run> {
        let Self { done, lang } = self;
        let [outside, wordless] = done.left_out;
        let all = [
            ("methods-unreadable", done.definition.unreadable as u64),
            ("methods-unread", done.unread),
            ("methods-without-case", done.without_case),
            ("methods-outside", outside),
            ("methods-wordless", wordless),
        ];
        let said = all.into_iter().filter(|(_, n)| *n > 0);
        let said = said.map(|(name, n)| lang.phrased(name, args! { "n" => n }));
        said.chain(done.definition.masked_words(*lang)).map(Run::plain).collect()
    }

    /// What is no matter of coding, and belongs beside it.
    fn beyond(&self) -> Vec<Run> {
        vec![self.open("methods-open-position"), self.open("methods-open-ethics")]
    }

    fn provenance(&self) -> String {
        let Self { done: Methods { definition, .. }, lang } = self;
        /// So many characters of a hash tell two of them apart; the whole ones are in `run.json`.
        const BEGINNING: usize = 16;
        let beginning = |hash: &str| hash.chars().take(BEGINNING).collect::<String>();
        let (codebook, corpus) = (beginning(&definition.codebook.hash), beginning(definition.corpus_hash));
        let version = env!("CARGO_PKG_VERSION");
        match codebook.is_empty() || !self.done.has_codebook {
            true => lang.phrased("methods-provenance", args! { "version" => version, "corpus" => corpus }),
            false => lang.phrased(
                "methods-provenance-codebook",
                args! { "version" => version, "codebook" => codebook, "corpus" => corpus },
            ),
        }
    }
}
