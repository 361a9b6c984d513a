//! The text of a cue: its lines, and whose voice each is.

use fasrt::vtt::cue::{CueParser, CueToken, Tag};

use crate::corpus::{ReadReport, Time};

use super::cut::Block;

/// A cue whose text is read: lines, each with the voice that the file's tags give it.
#[derive(Default)]
pub(super) struct Cue {
    pub time: Option<Time>,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub voice: Option<String>,
    pub text: String,
}

impl Block {
    pub fn parse(&self) -> Cue {
        let escaped = escape(&self.payload);
        let mut stretches = vec![Line { voice: None, text: String::new() }];
        let push = |stretches: &mut Vec<Line>, text: &str| {
            if let Some(last) = stretches.last_mut() {
                last.text.push_str(text);
            }
        };
        for token in CueParser::new(&escaped) {
            match token {
                CueToken::Text(text) => push(&mut stretches, text.normalize()),
                CueToken::StartTag { tag: Tag::Voice, annotation, .. } => {
                    let voice = annotation.map(|name| name.normalize().to_owned());
                    stretches.push(Line { voice, text: String::new() });
                }
                CueToken::EndTag(Tag::Voice) => stretches.push(Line { voice: None, text: String::new() }),
                CueToken::StartTag { .. } | CueToken::EndTag(_) | CueToken::Timestamp(_) => {}
            }
        }
        let lines = stretches.iter().flat_map(|stretch| {
            let lines = stretch.text.split('\n').map(str::trim).filter(|line| !line.is_empty());
            lines.map(|line| Line { voice: stretch.voice.clone(), text: line.to_owned() })
        });
        Cue { time: self.time, lines: lines.collect() }
    }
}

/// Keeps from the parser of tags what is none: `<` before anything but a tag (`5 < 6`), and drops
/// SubRip's positions (`{\an8}`).
fn escape(payload: &str) -> String {
    let mut escaped = String::with_capacity(payload.len());
    let mut rest = payload;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, from) = rest.split_at(at);
        escaped.push_str(before);
        let inner = &from[1..];
        if let (true, Some(close)) = (from.starts_with("{\\"), inner.find('}')) {
            rest = &inner[close + 1..];
            continue;
        }
        let tag = from.starts_with('<')
            && inner.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/')
            && inner.find('>').is_some_and(|close| inner[..close].find('<').is_none());
        escaped.push_str(match (tag, from.starts_with('<')) {
            (false, true) => "&lt;",
            (true, _) => "<",
            (false, false) => "{",
        });
        rest = inner;
    }
    escaped.push_str(rest);
    escaped
}

/// Automatic captions roll: each shows the line before once more. Counted as they stand, every word
/// would be there two or three times.
pub(super) fn drop_rolled(cues: &mut [Cue], report: &mut ReadReport) {
    let rolls = |pair: &[Cue]| matches!((pair[0].lines.last(), pair[1].lines.first()), (Some(before), Some(after)) if before == after);
    let rolled: Vec<bool> = cues.windows(2).map(rolls).collect();
    let count = rolled.iter().filter(|&&rolled| rolled).count();
    if count < 3 || count * 3 < cues.len() {
        return;
    }
    let mut characters = 0;
    for (cue, _) in cues.iter_mut().skip(1).zip(&rolled).filter(|(_, rolled)| **rolled) {
        characters += cue.lines.remove(0).text.chars().count();
    }
    report.dropped.push((format!("{count} lines that rolling captions show again"), characters));
}
