//! From a document to what was found in it: the order of resolution, for answers and for questions.

use std::ops::Range;

use crate::codebook::{Overlap, StanceChoice};
use crate::coding::{Claim, Mention, Outcome, Stance, longest_first, nested_out};
use crate::corpus::{Admission, Document};
use crate::ids::{CodeId, RuleId, TurnId};
use crate::segment::Segments;
use crate::text::{Span, Watch, fold};

use super::combine::{Candidate, Combine, Contexts, Work, is_plain_boundary, widen};
use super::compile::RuleScope;
use super::stance::{Cues, Reader, StanceWork};
use super::{Found, Matcher};

/// What applying a matcher to a document needs, kept by a thread and used for the next document.
///
/// It remembers no text but single words.
#[derive(Default)]
pub struct Scratch {
    /// The matcher whose words are remembered.
    matcher: u64,
    pub(super) work: Work,
    pub(super) stance: StanceWork,
    /// The rules that something has set off, a bit each.
    pending: Vec<u64>,
    /// What the rules of the code at hand propose.
    candidates: Vec<Candidate>,
}

/// In which turns a rule proposes.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mask {
    /// In all that are looked at.
    All,
    /// In none.
    None,
    /// In these, by turn.
    Turns(Vec<bool>),
}

impl Mask {
    pub fn admits(&self, segments: &Segments, word: u32) -> bool {
        match self {
            Mask::All => true,
            Mask::None => false,
            Mask::Turns(turns) => turns.get(segments.turn_of(word).index()).copied().unwrap_or(false),
        }
    }
}

/// One way of looking at a document: which turns, and what AND and its like take together.
pub(super) struct Pass<'a> {
    pub document: &'a Document,
    pub segments: &'a Segments,
    /// The turns that are looked at, in order.
    pub turns: Vec<TurnId>,
    pub contexts: Contexts<'a>,
    /// By place in [`Matcher::scopes`].
    pub masks: Vec<Mask>,
    pub cues: Option<&'a Cues>,
}

/// What became of everything that the rules proposed in one pass.
#[derive(Default)]
pub(super) struct Trace {
    pub candidates: Vec<(Candidate, Ending)>,
}

/// What became of a candidate.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ending {
    Kept,
    /// The rule wants affirmed mentions alone.
    Stance,
    /// Another rule of the code proposed the same stretch first.
    Joins(Candidate),
    /// It shares a word with this one of its code.
    Loses(Candidate),
    /// It lies inside this longer one of another code.
    Nested(Candidate),
}

impl Matcher {
    /// The words that rules may match: [`Segments::watching`] notes them under this number.
    pub(crate) fn watch(&self) -> (u64, &Watch) {
        (self.number, self.scanner.watch())
    }

    /// Finds what the rules propose in the admitted turns, and which codes the questions match.
    ///
    /// A rule's own `part`, `speaker`, `where` and `language` limit where it proposes; none widens what
    /// `admission` admits. Questions are matched whatever `admission` says: their rules keep `language`
    /// and `where` (asked of who answers), and lose `part` and `speaker`.
    #[must_use]
    pub fn apply(
        &self,
        document: &Document,
        segments: &Segments,
        admission: &Admission,
        scratch: &mut Scratch,
    ) -> Found {
        let mut found = Found::default();
        let pass = self.answers(document, segments, admission);
        self.run(&pass, scratch, None);
        found.mentions = self.mentions(document, &scratch.work);
        found.prompted = self.prompted(document, segments, scratch);
        found
    }

    /// Looks at what `admission` admits.
    pub(super) fn answers<'a>(
        &'a self,
        document: &'a Document,
        segments: &'a Segments,
        admission: &Admission,
    ) -> Pass<'a> {
        let turns = (0..segments.turns.len().min(document.turns.len())).map(TurnId::new);
        let mut admits = of_turns(document, |turn| admission.admits(document, turn));
        let turns: Vec<TurnId> = turns.filter(|&turn| admits(turn)).collect();
        let masks = self.scopes.iter().map(|scope| self.mask(scope, document, &turns)).collect();
        Pass { document, segments, turns, contexts: Contexts::Answers, masks, cues: self.cues_of(document) }
    }

    fn mask(&self, scope: &RuleScope, document: &Document, turns: &[TurnId]) -> Mask {
        if !self.speaks(scope, document) {
            return Mask::None;
        }
        if scope.part.is_none() && scope.speaker.is_none() && scope.condition.is_none() {
            return Mask::All;
        }
        let mut admitted = vec![false; document.turns.len()];
        let mut admits = of_turns(document, |turn| scope.lacks(document, turn).is_none());
        for &turn in turns {
            admitted[turn.index()] = admits(turn);
        }
        Mask::Turns(admitted)
    }

    /// Whether a rule's language is the document's.
    pub(super) fn speaks(&self, scope: &RuleScope, document: &Document) -> bool {
        scope.language.as_deref().is_none_or(|wanted| {
            self.language_of(document).is_some_and(|language| language.eq_ignore_ascii_case(wanted))
        })
    }

    fn language_of<'a>(&'a self, document: &'a Document) -> Option<&'a str> {
        document.language.as_deref().or(self.language.as_deref())
    }

    /// The cues of a document's language: all there are when it is not known, none when it has no list.
    fn cues_of(&self, document: &Document) -> Option<&Cues> {
        match self.language_of(document) {
            None => Some(&self.every_cue),
            Some(language) => {
                let language = language.to_ascii_lowercase();
                let primary = language.split(['-', '_']).next().unwrap_or(&language);
                self.cues.get(&language).or_else(|| self.cues.get(primary))
            }
        }
    }

    /// For each answer, the codes that its question matches.
    fn prompted(&self, document: &Document, segments: &Segments, scratch: &mut Scratch) -> Vec<Vec<CodeId>> {
        let answers = &segments.answers;
        let mut prompted: Vec<Vec<CodeId>> = vec![Vec::new(); answers.len()];
        // Answers of several people to one question stand together.
        let mut questions: Vec<Range<u32>> = Vec::new();
        let mut question_of = vec![u32::MAX; document.turns.len()];
        let mut turns: Vec<TurnId> = Vec::new();
        for question in answers.iter().map(|answer| &answer.question).filter(|question| !question.is_empty()) {
            if questions.last() == Some(question) {
                continue;
            }
            for turn in question.clone() {
                if let Some(of) = question_of.get_mut(turn as usize) {
                    if *of == u32::MAX {
                        turns.push(TurnId(turn));
                    }
                    *of = questions.len() as u32;
                }
            }
            questions.push(question.clone());
        }
        if turns.is_empty() {
            return prompted;
        }
        let masks = self.scopes.iter().map(|scope| match &scope.condition {
            _ if !self.speaks(scope, document) => Mask::None,
            None => Mask::All,
            Some(condition) => {
                // Who is asked is who answers; one who meets the condition is enough.
                let mut holds = of_turns(document, |turn| condition.holds(|name| document.variable(turn, name)));
                let mut holding = vec![false; document.turns.len()];
                for answer in answers {
                    if answer.turns.first().is_some_and(|&turn| holds(turn)) {
                        let question = answer.question.start as usize..answer.question.end as usize;
                        holding.get_mut(question).into_iter().for_each(|turns| turns.fill(true));
                    }
                }
                Mask::Turns(holding)
            }
        });
        let masks = masks.collect();
        let contexts = Contexts::Questions(&question_of);
        let pass = Pass { document, segments, turns, contexts, masks, cues: self.cues_of(document) };
        self.run(&pass, scratch, None);
        if scratch.work.kept.is_empty() {
            return prompted;
        }
        let mut matched: Vec<(u32, CodeId)> = Vec::new();
        for candidate in &scratch.work.kept {
            let question = question_of[segments.turn_of(candidate.found.home).index()];
            matched.push((question, self.rules[candidate.rule as usize].code));
        }
        matched.sort_unstable();
        matched.dedup();
        for (answer, codes) in answers.iter().zip(&mut prompted).filter(|(answer, _)| !answer.question.is_empty()) {
            let Some(&question) = question_of.get(answer.question.start as usize) else { continue };
            let from = matched.partition_point(|&(other, _)| other < question);
            codes.extend(matched[from..].iter().take_while(|&&(other, _)| other == question).map(|&(_, code)| code));
        }
        prompted
    }

    /// Steps 1 to 6 of the order of resolution; the result is `scratch.work.kept`.
    pub(super) fn run(&self, pass: &Pass<'_>, scratch: &mut Scratch, mut trace: Option<&mut Trace>) {
        scratch.prepare(self);
        let Scratch { work, stance, pending, candidates, .. } = scratch;
        for &turn in &pass.turns {
            let (text, words, memory, hits) =
                (&pass.document.text, &pass.segments.words, &mut work.memory, &mut work.hits);
            match pass.segments.watched(self.number, turn) {
                Some(places) => self.scanner.scan(text, words, places.iter().copied(), memory, hits),
                None => self.scanner.scan(text, words, pass.segments.turns[turn.index()].clone(), memory, hits),
            }
        }
        work.hits.group(&work.memory);
        self.note_phrases(work);
        for pattern in work.hits.patterns() {
            self.by_pattern[pattern.0 as usize].iter().for_each(|&rule| set(pending, rule));
        }
        self.always.iter().for_each(|&rule| set(pending, rule));
        let mut at = 0;
        while let Some(first) = next(pending, at) {
            let code = self.rules[first].code;
            candidates.clear();
            let mut rule = Some(first);
            while let Some(place) = rule.filter(|&place| self.rules[place].code == code) {
                self.propose(place, pass, work, stance, candidates, trace.as_deref_mut());
                at = place + 1;
                rule = next(pending, at);
            }
            let from = work.resolved.len() as u32;
            self.longest_first(candidates, work, trace.as_deref_mut());
            let to = work.resolved.len() as u32;
            if from < to {
                work.by_code[code.index()] = (from, to);
                work.coded.push(code);
                self.by_code[code.index()].iter().for_each(|&rule| set(pending, rule));
            }
        }
        work.kept.clone_from(&work.resolved);
        if self.overlap == Overlap::Longest {
            let claims: Vec<Claim> = work.resolved.iter().map(|candidate| self.claim(candidate)).collect();
            let outcomes = nested_out(&claims);
            for (candidate, outcome) in work.resolved.iter().zip(&outcomes) {
                if let (Some(trace), Outcome::Loses(to)) = (trace.as_deref_mut(), *outcome) {
                    let place = (candidate.rule, candidate.found.place());
                    let traced = trace.candidates.iter_mut().find(|(known, ending)| {
                        (known.rule, known.found.place()) == place && matches!(ending, Ending::Kept)
                    });
                    if let Some((_, ending)) = traced {
                        *ending = Ending::Nested(work.resolved[to]);
                    }
                }
            }
            let mut outcomes = outcomes.into_iter();
            work.kept.retain(|_| outcomes.next() == Some(Outcome::Kept));
        }
    }

    /// Steps 2 and 3: what one rule yields, with its stance.
    fn propose(
        &self,
        place: usize,
        pass: &Pass<'_>,
        work: &mut Work,
        stance: &mut StanceWork,
        candidates: &mut Vec<Candidate>,
        mut trace: Option<&mut Trace>,
    ) {
        let rule = &self.rules[place];
        let mask = &pass.masks[rule.scope];
        if *mask == Mask::None {
            return;
        }
        let mut combine = pass.combine(self, mask, rule.within, work);
        if combine.at_most(&rule.op) == 0 {
            return;
        }
        let matches = combine.matches(&rule.op);
        // Of a question it only matters that it matches.
        let reads = match rule.stance {
            StanceChoice::Ignore => false,
            StanceChoice::Mark => matches!(pass.contexts, Contexts::Answers),
            StanceChoice::Affirmed => true,
        };
        let reader = pass.cues.filter(|_| reads).map(|cues| Reader {
            cues,
            scanner: &self.scanner,
            document: pass.document,
            segments: pass.segments,
            skips: self.skips,
        });
        for &found in &matches {
            let mut candidate = Candidate { found, rule: place as u32, stance: Stance::Affirmed, cue: None };
            if let Some(reader) = &reader {
                work.words.clear();
                work.words.extend(Combine::matched_words(&work.matched, &found));
                (candidate.stance, candidate.cue) = reader.stance(&work.words, stance, &mut work.memory);
            }
            if candidate.stance != Stance::Affirmed && rule.stance == StanceChoice::Affirmed {
                if let Some(trace) = trace.as_deref_mut() {
                    trace.candidates.push((candidate, Ending::Stance));
                }
            } else {
                candidates.push(candidate);
            }
        }
        work.done(matches);
    }

    /// Step 4: appends the candidates of one code that remain to `work.resolved`, in order of place.
    fn longest_first(&self, candidates: &[Candidate], work: &mut Work, trace: Option<&mut Trace>) {
        // Mostly one word here and one there, so that nothing has to give way.
        let apart = |a: &Candidate, b: &Candidate| a.found.precedes(&b.found);
        if trace.is_none() && candidates.is_sorted_by(apart) {
            return work.resolved.extend_from_slice(candidates);
        }
        let claims: Vec<Claim> = candidates.iter().map(|candidate| self.claim(candidate)).collect();
        let outcomes = longest_first(&claims);
        let from = work.resolved.len();
        for (i, candidate) in candidates.iter().enumerate() {
            match outcomes[i] {
                Outcome::Kept => work.resolved.push(*candidate),
                // Its rule is named by the survivor.
                Outcome::Joins(with) => work.joined.push((candidates[with].rule, candidate.found.span, candidate.rule)),
                Outcome::Loses(_) => {}
            }
        }
        work.resolved[from..].sort_by_key(|candidate| candidate.found.place());
        if let Some(trace) = trace {
            trace.candidates.extend(candidates.iter().zip(&outcomes).map(|(candidate, outcome)| {
                let ending = match *outcome {
                    Outcome::Kept => Ending::Kept,
                    Outcome::Joins(with) => Ending::Joins(candidates[with]),
                    Outcome::Loses(to) => Ending::Loses(candidates[to]),
                };
                (*candidate, ending)
            }));
        }
    }

    fn claim(&self, candidate: &Candidate) -> Claim {
        let rule = &self.rules[candidate.rule as usize];
        let found = &candidate.found;
        Claim { code: rule.code, rule: rule.id, words: found.start..found.end, span: found.span }
    }

    /// What was resolved, as mentions in order of code and place.
    fn mentions(&self, document: &Document, work: &Work) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::with_capacity(work.kept.len());
        for candidate in &work.kept {
            let rule = &self.rules[candidate.rule as usize];
            let mut also: Vec<RuleId> = Vec::new();
            let same = |&&(first, span, _): &&(u32, _, u32)| (first, span) == (candidate.rule, candidate.found.span);
            also.extend(work.joined.iter().filter(same).map(|&(_, _, other)| self.rules[other as usize].id));
            also.sort_unstable();
            also.dedup();
            // A rule may propose one stretch twice.
            also.retain(|&other| other != rule.id);
            let (from, to) = candidate.found.matched;
            mentions.push(Mention {
                code: rule.code,
                rule: rule.id,
                also,
                span: whole_graphemes(document, candidate.found.span),
                matched: work.matched[from as usize..to as usize].to_vec(),
                stance: candidate.stance,
                cue: candidate.cue,
            });
        }
        let place = |mention: &Mention| (mention.code, mention.span);
        if !mentions.is_sorted_by_key(place) {
            mentions.sort_by_key(place);
        }
        mentions
    }
}

/// A mention never cuts what a reader sees as one character: in some scripts a word of UAX #29 begins or ends inside one.
fn whole_graphemes(document: &Document, span: Span) -> Span {
    let text = document.text.as_bytes();
    if is_plain_boundary(text, span.start as usize) && is_plain_boundary(text, span.end as usize) {
        return span;
    }
    let Some(turn) = document.turn_at(span.start) else { return span };
    let turn = document.turns[turn.index()].span;
    let (from, to) =
        widen(turn.of(&document.text), (span.start - turn.start) as usize, (span.end - turn.start) as usize);
    Span::new(from, to).shift(turn.start as usize)
}

impl RuleScope {
    /// What keeps a rule out of a turn, if anything; its language aside.
    pub fn lacks(&self, document: &Document, turn: TurnId) -> Option<super::OutOfScope> {
        use super::OutOfScope;
        if self.part.is_some_and(|part| !part.admits(document.part(turn))) {
            return Some(OutOfScope::Part);
        }
        let speaks = |label: &String| document.speaker(turn).is_some_and(|speaker| fold(&speaker.label) == *label);
        if self.speaker.as_ref().is_some_and(|label| !speaks(label)) {
            return Some(OutOfScope::Speaker);
        }
        let holds = self.condition.as_ref().is_none_or(|c| c.holds(|name| document.variable(turn, name)));
        (!holds).then_some(OutOfScope::Where)
    }
}

impl<'a> Pass<'a> {
    pub fn combine<'b>(
        &'b self,
        matcher: &'b Matcher,
        mask: &'b Mask,
        within: crate::scope::Within,
        work: &'b mut Work,
    ) -> Combine<'b> {
        Combine {
            matcher,
            document: self.document,
            segments: self.segments,
            contexts: &self.contexts,
            turns: &self.turns,
            mask,
            within,
            work,
        }
    }
}

impl Scratch {
    /// Forgets the last document, and the words of another matcher.
    fn prepare(&mut self, matcher: &Matcher) {
        let work = &mut self.work;
        if self.matcher != matcher.number {
            self.matcher = matcher.number;
            work.memory.clear();
            work.phrases = Default::default();
            work.sets = Default::default();
            self.stance.forget();
            work.by_code.clear();
            work.by_code.resize(matcher.by_code.len(), (0, 0));
            work.coded.clear();
        }
        work.hits.clear(&matcher.scanner);
        work.memory.begin();
        work.phrases.begin(matcher.phrases.len());
        work.sets.begin(matcher.sets.len());
        work.matched.clear();
        work.resolved.clear();
        work.joined.clear();
        for code in work.coded.drain(..) {
            work.by_code[code.index()] = (0, 0);
        }
        work.regexes.clear();
        work.regexes.resize_with(matcher.regexes.len(), || None);
        self.pending.clear();
        self.pending.resize(matcher.rules.len().div_ceil(64), 0);
        work.transparent.take();
    }
}

/// What holds of each turn, asked once of each speaker: their part, label, case and variables are the same in all
/// their turns.
fn of_turns(document: &Document, ask: impl Fn(TurnId) -> bool) -> impl FnMut(TurnId) -> bool {
    let mut known: Vec<Option<bool>> = vec![None; document.speakers.len() + 1];
    move |turn| {
        let speaker = document.turns[turn.index()].speaker.map_or(document.speakers.len(), |speaker| speaker.index());
        *known[speaker].get_or_insert_with(|| ask(turn))
    }
}

fn set(bits: &mut [u64], place: u32) {
    bits[place as usize / 64] |= 1 << (place % 64);
}

/// The first bit set at or after `from`.
fn next(bits: &[u64], from: usize) -> Option<usize> {
    let mut block = from / 64;
    let mut word = bits.get(block)? & (u64::MAX << (from % 64));
    while word == 0 {
        block += 1;
        word = *bits.get(block)?;
    }
    Some(block * 64 + word.trailing_zeros() as usize)
}
