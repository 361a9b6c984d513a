//! One transcript with its codings on its way into a project.

use indexmap::IndexMap;

use crate::codebook::{Codebook, guids};
use crate::coding::{Coders, Coding, Described, Mention, RULES, SaidRules, Status};
use crate::corpus::Document;
use crate::refi::{self, Guid, Made, is_told};
use crate::text::{Lines, Span};

use super::people::{People, people};
use super::read_back::{Carried, Differences, carry};
use super::text::OwnText;

/// The name by which codings of the codebook's rules stand in a project.
pub const RULES_USER: &str = refi::RULES_USER;

/// Code points of a passage that its selection is named by.
const NAME: usize = 100;

/// Makes a project's sources of transcripts: one for all threads.
///
/// What takes time is done here, for each transcript where it is read; [`super::ProjectWriter`] only puts the sources one
/// after another.
#[derive(Debug)]
pub struct SourceMaker<'a> {
    pub(super) codebook: &'a Codebook,
    pub(super) coders: &'a Coders,
    /// The identity of each code.
    pub(super) codes: Vec<Guid>,
    /// The identity of each coder.
    pub(super) users: Vec<Guid>,
    /// What is said of each rule: its line in the codebook.
    rules: Vec<u32>,
}

/// A transcript as a project has it; see [`SourceMaker::source`].
#[derive(Debug)]
pub struct TranscriptSource {
    pub(super) source: refi::Text,
    pub(super) text: String,
    pub(super) notes: Vec<refi::Text>,
    pub(super) people: People,
    /// The coders of its codings, as places among the maker's.
    pub(super) coders: Vec<usize>,
    pub(super) codings: usize,
    pub(super) lost: Lost,
}

/// What of a transcript does not come along, counted.
#[derive(Debug, Default)]
pub(super) struct Lost {
    pub name: String,
    pub differences: Differences,
    pub replaced: usize,
    pub left_out: usize,
    /// Codings of which no word is in the text.
    pub placeless: usize,
    pub rejected: usize,
    /// Codings that say what another by the same coder says.
    pub twice: usize,
    /// Matches of rules, whose places inside codings have none in a project.
    pub mentions: usize,
    /// Characters in names and notes that XML cannot hold.
    pub unwritable: usize,
}

impl<'a> SourceMaker<'a> {
    /// For codings of this codebook by these coders.
    #[must_use]
    pub fn new(codebook: &'a Codebook, coders: &'a Coders) -> Self {
        let mut rules = vec![0; codebook.codes.iter().map(|code| code.rules.len()).sum()];
        for (_, rule) in codebook.rules() {
            if let Some(line) = rules.get_mut(rule.id.index()) {
                *line = rule.line;
            }
        }
        let users = coders.iter().map(|coder| Guid::made_of("user", coder)).collect();
        Self { codebook, coders, codes: guids(codebook), users, rules }
    }

    /// A transcript with its codings, which are all of them or those of a run; rejected ones are left out, and told.
    ///
    /// The transcript is to be whole, not a portion of one.
    #[must_use]
    pub fn source<'c>(&self, document: &Document, codings: impl IntoIterator<Item = &'c Coding>) -> TranscriptSource {
        let lines = Lines::new(&document.text);
        let Carried { own, read_as, differences } = carry(document, &lines);
        let mut lost = Lost {
            name: document.name.clone(),
            differences,
            replaced: own.replaced,
            left_out: own.left_out,
            unwritable: document.name.chars().filter(|&c| !is_told(c)).count(),
            ..Lost::default()
        };
        let place = Placing { lines: &lines, own: &own };
        let mut all: Vec<&Coding> = codings.into_iter().collect();
        let before = all.len();
        all.retain(|coding| coding.status != Status::Rejected);
        lost.rejected = before - all.len();
        // By name, not by number: numbers depend on which file names a coder first.
        all.sort_by_key(|coding| (coding.span, self.coders.get(coding.coder), coding.code));
        let mut selections: IndexMap<(usize, usize, usize, String), refi::Selection> = IndexMap::new();
        let (mut notes, mut coders, mut count) = (Vec::new(), Vec::new(), 0);
        for coding in all {
            let (Some(points), Some(code)) = (place.points(coding.span), self.codes.get(coding.code.index())) else {
                lost.placeless += 1;
                continue;
            };
            let name = self.coders.get(coding.coder).unwrap_or_default();
            let coder = coding.coder.index();
            let said = Described::of(coding, name, self.rules_of(coding)).written();
            let key = format!("{}\n{} {}\n{name}", document.name, points.0, points.1);
            let selection =
                selections.entry((points.0, points.1, coder, said)).or_insert_with_key(|(.., said)| refi::Selection {
                    guid: Guid::made_of("selection", &format!("{key}\n{said}")),
                    description: said.clone(),
                    made: self.made_by(coder),
                    ..place.selection(points, coding.span)
                });
            if selection.codings.iter().any(|known| known.code == *code) {
                lost.twice += 1;
                continue;
            }
            let guid = Guid::made_of("coding", &format!("{}\n{code}", selection.guid));
            let note = (!coding.memo.trim().is_empty()).then(|| refi::Text {
                guid: Guid::made_of("note", guid.as_str()),
                name: "memo".to_owned(),
                made: self.made_by(coder),
                content: Some(coding.memo.clone()),
                ..refi::Text::default()
            });
            lost.unwritable += coding.memo.chars().filter(|&c| !is_told(c)).count();
            lost.mentions += coding.mentions.len();
            let note_refs = note.iter().map(|note| note.guid.clone()).collect();
            notes.extend(note);
            selection.codings.push(refi::Coding { guid, made: self.made_by(coder), code: code.clone(), note_refs });
            coders.push(coder);
            count += 1;
        }
        coders.sort_unstable();
        coders.dedup();
        let mut selections: Vec<refi::Selection> = selections.into_values().collect();
        let (people, passages) = people(document, &place);
        selections.extend(passages);
        let guid = Guid::made_of("source", &document.name);
        // What the researchers note of it, nobody knows who of them.
        let memo = (!document.memo.is_empty()).then(|| refi::Text {
            guid: Guid::made_of("note", guid.as_str()),
            name: format!("memo on {}", document.name),
            content: Some(document.memo.clone()),
            ..refi::Text::default()
        });
        lost.unwritable += document.memo.chars().filter(|&c| !is_told(c)).count();
        let note_refs = memo.iter().map(|memo| memo.guid.clone()).collect();
        notes.extend(memo);
        TranscriptSource {
            source: refi::Text {
                guid,
                name: document.name.clone(),
                description: read_as.map_or_else(String::new, |read_as| read_as.written()),
                selections,
                note_refs,
                ..refi::Text::default()
            },
            text: own.text,
            notes,
            people,
            coders,
            codings: count,
            lost,
        }
    }

    fn made_by(&self, coder: usize) -> Made {
        Made { creating_user: self.users.get(coder).cloned(), ..Made::default() }
    }

    /// Which rules made a coding, by its mentions, else as its file says; none of a coding that no rule has made.
    fn rules_of(&self, coding: &Coding) -> Option<SaidRules> {
        let rules = coding.mentions.iter().flat_map(Mention::rules);
        let mut lines: Vec<u32> = rules.filter_map(|rule| self.rules.get(rule.index()).copied()).collect();
        lines.sort_unstable();
        lines.dedup();
        let said: Vec<String> = lines.into_iter().map(|line| format!("line {line}")).collect();
        match said.is_empty() {
            true => coding.rules.as_deref().cloned(),
            false => Some(SaidRules { lines: said.join("; "), codebook: self.codebook.hash.clone() }),
        }
    }

    /// What a coder is called in a project.
    pub(super) fn user(&self, coder: usize) -> refi::User {
        let name = self.coders.iter().nth(coder).unwrap_or_default();
        let shown = if name == RULES { RULES_USER } else { name };
        refi::User { guid: self.users[coder].clone(), name: shown.to_owned(), id: None }
    }
}

/// Where passages of a transcript stand in its text.
pub(super) struct Placing<'a> {
    lines: &'a Lines<'a>,
    own: &'a OwnText,
}

impl Placing<'_> {
    /// In code points, half-open; none where nothing of it is in the text.
    pub(super) fn points(&self, span: Span) -> Option<(usize, usize)> {
        self.own.points(self.lines, span)
    }

    /// A selection at these points, named by the beginning of its words.
    pub(super) fn selection(&self, (start, end): (usize, usize), span: Span) -> refi::Selection {
        let words = self.own.bytes(span).map_or("", |bytes| bytes.of(&self.own.text));
        let point = |at: usize| i64::try_from(at).ok();
        refi::Selection {
            name: words.chars().take(NAME).collect(),
            start: point(start),
            end: point(end),
            ..refi::Selection::default()
        }
    }
}
