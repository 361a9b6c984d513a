//! What the name of a tier says: whose it is, and whether it holds speech.

use crate::text::fold;

/// Words in names of tiers that hold sounds, signs or remarks.
const BESIDE: &[&str] = &[
    "phone",
    "phones",
    "phoneme",
    "phonemes",
    "phon",
    "phons",
    "segment",
    "segments",
    "seg",
    "syllable",
    "syllables",
    "syll",
    "mau",
    "kan",
    "trn",
    "tones",
    "pitch",
    "f0",
    "ipa",
    "comment",
    "comments",
    "commentaar",
    "note",
    "notes",
    "opmerking",
    "opmerkingen",
    "kommentar",
    "notizen",
    "gesture",
    "gestures",
    "gebaar",
    "gebaren",
    "gestik",
    "gaze",
    "blik",
    "gloss",
    "glosses",
    "translation",
    "vertaling",
    "pos",
    "lemma",
    "code",
    "codes",
    "codering",
    "topic",
    "topics",
    "noise",
    "pause",
    "pauses",
    "pauzes",
];

/// Words in names of tiers that say no more than that it is speech.
const SPEECH: &[&str] = &[
    "word",
    "words",
    "woord",
    "woorden",
    "wort",
    "ort",
    "utterance",
    "utterances",
    "utt",
    "uiting",
    "uitingen",
    "sentence",
    "sentences",
    "zin",
    "zinnen",
    "transcript",
    "transcription",
    "transcriptie",
    "transkription",
    "speech",
    "spch",
    "text",
    "tekst",
    "txt",
    "tx",
    "default",
    "verbal",
    "phrase",
    "phrases",
    "turn",
    "turns",
    "ipu",
    "ipus",
];

fn parts(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect()
}

fn lists(list: &[&str], word: &str) -> bool {
    list.contains(&fold(word).as_str())
}

/// Whether a name says that its tier holds no speech: `KI - phones`, `comments`, `A-gesture`.
pub(in crate::corpus::read) fn is_beside(name: &str) -> bool {
    parts(name).iter().any(|part| lists(BESIDE, part))
}

/// Whose tier this is by its name: `KI` of `KI - words` and `tx@KI`, nobody of `words`, else the name.
pub(in crate::corpus::read) fn speaker(name: &str) -> Option<String> {
    let name = name.trim();
    if let Some((_, owner)) = name.rsplit_once('@').filter(|(_, owner)| !owner.trim().is_empty()) {
        return Some(owner.trim().to_owned());
    }
    let parts = parts(name);
    let last = parts.last()?;
    if !lists(SPEECH, last) {
        return Some(name.to_owned());
    }
    let owner = name[..name.rfind(last).unwrap_or(0)].trim_end_matches(|c: char| !c.is_alphanumeric());
    if parts.iter().all(|part| lists(SPEECH, part)) { None } else { Some(owner.trim().to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::{is_beside, speaker};

    #[test]
    fn a_name_tells_whose_tier_it_is() {
        for (name, whose) in [
            ("KI - words", Some("KI")),
            ("Anna_transcription", Some("Anna")),
            ("tx@KI", Some("KI")),
            ("Karim", Some("Karim")),
            ("R 1", Some("R 1")),
            ("words", None),
            ("default", None),
            ("", None),
        ] {
            assert_eq!(speaker(name).as_deref(), whose, "{name}");
        }
    }

    #[test]
    fn a_name_may_say_that_a_tier_is_no_speech() {
        for name in ["KI - phones", "Comments", "A-gesture", "MAU", "mb_gloss@A"] {
            assert!(is_beside(name), "{name}");
        }
        for name in ["Anna", "words", "Noteboom", "R1"] {
            assert!(!is_beside(name), "{name}");
        }
    }
}
