//! How a mention is meant, in plain loops over its sentence.

use std::collections::BTreeSet;

use super::{Plain, like};
use crate::codebook::PatternPiece;
use crate::coding::Stance;
use crate::matcher::{CueLists, StanceCues};
use crate::segment::Abbreviations;
use crate::text::{Folding, Span, fold, is_apostrophe};

/// A cue: its words, each with how many may stand before it.
struct Cue {
    stance: Option<Stance>,
    words: Vec<(usize, Vec<PatternPiece>)>,
    asks: bool,
}

/// The cues of one language.
pub(super) struct Cues {
    /// Neutral ones first, then normative, ceased, negated; the longest of each kind first.
    all: Vec<Cue>,
    clause: Vec<Vec<PatternPiece>>,
    after_comma: Vec<Vec<PatternPiece>>,
    abbreviations: &'static Abbreviations,
}

impl Cues {
    pub fn of(language: Option<&str>) -> Option<Self> {
        let lists = CueLists::built_in().by_language;
        let (key, list) = match language {
            None => (None, lists.values().fold(StanceCues::default(), |all, list| all.extended(list))),
            Some(language) => {
                let language = language.to_lowercase();
                let primary = language.split(['-', '_']).next().unwrap_or_default();
                let key = if lists.contains_key(&language) { language.as_str() } else { primary };
                (Some(key.to_owned()), lists.get(key)?.clone())
            }
        };
        let kinds = [
            (None, &list.neutral),
            (Some(Stance::Normative), &list.normative),
            (Some(Stance::Ceased), &list.ceased),
            (Some(Stance::Negated), &list.negated),
        ];
        let mut all = Vec::new();
        for (stance, entries) in kinds {
            let mut of_kind: Vec<Cue> = entries.iter().map(|entry| Cue::of(entry, stance)).collect();
            of_kind.sort_by_key(|cue| std::cmp::Reverse(cue.words.len()));
            all.extend(of_kind);
        }
        let words = |entries: &[String]| entries.iter().map(|entry| cue_word(entry)).collect();
        Some(Cues {
            all,
            clause: words(&list.clause),
            after_comma: words(&list.after_comma),
            abbreviations: Abbreviations::of(key.as_deref()),
        })
    }
}

impl Cue {
    fn of(entry: &str, stance: Option<Stance>) -> Self {
        let mut cue = Cue { stance, words: Vec::new(), asks: false };
        let mut gap = 0;
        for part in entry.split_whitespace() {
            if part == "?" {
                cue.asks = true;
            } else if let Some(count) = part.strip_prefix('<') {
                gap += count.trim_end_matches('>').parse::<usize>().expect("a number");
            } else {
                cue.words.push((std::mem::take(&mut gap), cue_word(part)));
            }
        }
        cue
    }
}

fn cue_word(text: &str) -> Vec<PatternPiece> {
    let mut pieces = Vec::new();
    for (i, literal) in text.trim_start_matches(is_apostrophe).split('*').enumerate() {
        pieces.extend((i > 0).then_some(PatternPiece::Star));
        pieces.push(PatternPiece::Literal(fold(literal)));
    }
    pieces
}

impl Plain<'_> {
    /// The stance of a mention, sentence by sentence; the first that is not affirmed.
    pub fn stance(&self, matched: &[usize]) -> (Stance, Option<Span>) {
        let Some(cues) = &self.cues else { return (Stance::Affirmed, None) };
        let sentences: BTreeSet<usize> = matched.iter().map(|&word| self.sentence[word]).collect();
        let found = sentences.into_iter().map(|sentence| self.stance_in(sentence, matched, cues));
        found.into_iter().find(|(stance, _)| *stance != Stance::Affirmed).unwrap_or((Stance::Affirmed, None))
    }

    fn stance_in(&self, sentence: usize, matched: &[usize], cues: &Cues) -> (Stance, Option<Span>) {
        const REACH: usize = 6;
        let (text, words) = (&self.document.text, &self.folded[&Folding::Folded]);
        let span = |word: usize| self.segments.words[word].span;
        let sentence = &self.segments.sentences[sentence].words;
        let all: Vec<usize> = (sentence.start as usize..sentence.end as usize)
            .filter(|word| !self.transparent[*word] || matched.contains(word))
            .collect();
        // The clause of each word, and whether it is followed by a question mark.
        let (mut clauses, mut asked) = (vec![0; all.len()], vec![false; all.len()]);
        for i in 1..all.len() {
            let is = |list: &[Vec<PatternPiece>]| list.iter().any(|word| like(word, &words[all[i]]));
            let between = Span { start: span(all[i - 1]).end, end: span(all[i]).start };
            let gaps = self.document.gaps_in(between);
            let marks = between.of(text).char_indices().map(|(at, c)| (between.start + at as u32, c));
            let marks: Vec<(u32, char)> =
                marks.filter(|(at, _)| !gaps.iter().any(|gap| gap.span.start <= *at && *at < gap.span.end)).collect();
            let ends = marks.iter().any(|&(at, c)| match c {
                '.' => !cues.abbreviations.end(&text[..=at as usize]),
                c => ";:–—…?!".contains(c),
            });
            let comma = marks.iter().any(|&(_, c)| c == ',');
            clauses[i] = clauses[i - 1] + usize::from(ends || is(&cues.clause) || comma && is(&cues.after_comma));
            asked[i - 1] = marks.iter().any(|&(_, c)| c == '?');
        }
        if let (Some(&last), Some(asked)) = (all.last(), asked.last_mut()) {
            *asked =
                text[span(last).end as usize..].trim_start_matches(|c: char| c.is_ascii_whitespace()).starts_with('?');
        }
        let mut claimed = vec![false; all.len()];
        let mut best: Option<(usize, Stance, Span)> = None;
        let mut kind = None;
        for cue in &cues.all {
            if cue.stance != kind && best.is_some() {
                break;
            }
            kind = cue.stance;
            for at in 0..all.len() {
                let mut places: Vec<usize> = Vec::new();
                for (gap, word) in &cue.words {
                    let next = places.last().map_or(at, |last| last + 1);
                    let gap = if places.is_empty() { 0 } else { *gap };
                    let fits = |&place: &usize| place < all.len() && !claimed[place] && like(word, &words[all[place]]);
                    places.extend((next..=next + gap).find(fits));
                    if places.last().is_none_or(|&last| last < next) {
                        places.clear();
                        break;
                    }
                }
                let (Some(&first), Some(&last)) = (places.first(), places.last()) else { continue };
                let in_one_clause = places.iter().all(|&place| clauses[place] == clauses[first]);
                if cue.asks && !asked[last] || cue.stance.is_some() && !in_one_clause {
                    continue;
                }
                places.iter().for_each(|&place| claimed[place] = true);
                let is_matched = |place: usize| matched.contains(&all[place]);
                let Some(stance) = cue.stance.filter(|_| !places.iter().any(|&place| is_matched(place))) else {
                    continue;
                };
                let governed = (0..all.len()).filter(|&i| is_matched(i) && clauses[i] == clauses[first]);
                let distance = governed.flat_map(|i| places.iter().map(move |place| place.abs_diff(i))).min();
                if let Some(distance) = distance.filter(|&distance| distance <= REACH)
                    && best.is_none_or(|(before, ..)| distance < before)
                {
                    best = Some((distance, stance, span(all[first]).cover(span(all[last]))));
                }
            }
        }
        best.map_or((Stance::Affirmed, None), |(_, stance, span)| (stance, Some(span)))
    }
}
