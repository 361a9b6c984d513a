//! Services that recognise speech: each writes its own shape of results, words and speakers.

use std::collections::HashMap;

use crate::corpus::Time;
use crate::diagnostic::Diagnostic;

use super::Family;
use super::hearing::{Hearing, Place, written};
use super::moment::Clock;
use super::segments::is_sign;
use super::tree::Node;

/// Amazon Transcribe: `{"results": {"items": [], "speaker_labels": {}, "audio_segments": []}}`.
pub(super) const AWS: Family = Family {
    name: "aws transcribe json",
    fits: |root| ["items", "audio_segments", "transcripts"].iter().any(|name| !results(root).list(name).is_empty()),
    read: read_aws,
    fields: &["results", "status", "jobName", "accountId"],
};

/// Speechmatics: `{"results": [{"type": "word", "start_time", "alternatives": [{"content", "speaker"}]}]}`.
pub(super) const SPEECHMATICS: Family = Family {
    name: "speechmatics json",
    fits: |root| root.list("results").iter().any(|result| result.get("type").is_some() && hears(result, "content")),
    read: read_speechmatics,
    fields: &["results", "format", "metadata", "job"],
};

/// Google Speech-to-Text: `{"results": [{"alternatives": [{"transcript", "words": [{"word", "speakerTag"}]}]}]}`.
pub(super) const GOOGLE: Family = Family {
    name: "google speech json",
    fits: |root| {
        let hears = |result: &Node<'_>| hears(result, "transcript") || hears(result, "words");
        root.list("results").iter().any(hears)
    },
    read: read_google,
    fields: &["results", "totalBilledTime", "requestId", "metadata"],
};

/// Azure: `{"recognizedPhrases": [{"offsetInTicks", "speaker", "nBest": [{"display"}]}]}`, or `phrases` with `text`.
pub(super) const AZURE: Family = Family {
    name: "azure speech json",
    fits: |root| {
        let phrased = root.list("phrases").iter().any(|phrase| phrase.get("offsetMilliseconds").is_some());
        !root.list("recognizedPhrases").is_empty() || phrased
    },
    read: read_azure,
    fields: &[
        "recognizedPhrases",
        "combinedRecognizedPhrases",
        "phrases",
        "combinedPhrases",
        "source",
        "timestamp",
        "durationInTicks",
        "durationMilliseconds",
        "duration",
    ],
};

/// Deepgram: `{"results": {"utterances": [], "channels": [{"alternatives": [{"words": []}]}]}}`.
pub(super) const DEEPGRAM: Family = Family {
    name: "deepgram json",
    fits: |root| ["utterances", "channels"].iter().any(|name| !results(root).list(name).is_empty()),
    read: read_deepgram,
    fields: &["results", "metadata"],
};

/// AssemblyAI: `{"text", "utterances": [{"speaker": "A", "text", "start", "end"}], "words": []}`, in milliseconds.
pub(super) const ASSEMBLYAI: Family = Family {
    name: "assemblyai json",
    fits: |root| {
        let told = |list: &[Node<'_>]| list.iter().any(|said| said.text_in("text").is_some());
        let is_counted =
            |word: &Node<'_>| matches!(word.get("start"), Some(Node::Whole(_))) && word.get("text").is_some();
        let alone = root.text_in("text").is_some() && root.get("segments").is_none();
        told(root.list("utterances")) || alone && root.list("words").iter().any(is_counted)
    },
    read: read_assemblyai,
    fields: &["utterances", "words", "text", "id", "status", "audio_url", "audio_duration", "confidence"],
};

/// Rev: `{"monologues": [{"speaker": 0, "elements": [{"type": "text", "value", "ts", "end_ts"}]}]}`.
pub(super) const REV: Family = Family {
    name: "rev json",
    fits: |root| root.list("monologues").iter().any(|monologue| !monologue.list("elements").is_empty()),
    read: read_rev,
    fields: &["monologues"],
};

/// What a service found likeliest, which is the first of its alternatives; nothing where there is none.
fn best<'n, 'a>(result: &'n Node<'a>, list: &str) -> &'n Node<'a> {
    result.list(list).first().unwrap_or(&Node::Nothing)
}

fn hears(result: &Node<'_>, what: &str) -> bool {
    best(result, "alternatives").get(what).is_some()
}

fn results<'n, 'a>(root: &'n Node<'a>) -> &'n Node<'a> {
    root.get("results").unwrap_or(&Node::Nothing)
}

fn text_at<'n>(root: &'n Node<'_>, paths: &[&str]) -> Option<&'n str> {
    paths.iter().find_map(|path| root.at(path)?.text())
}

/// Counts what other alternatives say.
fn drop_others(hearing: &mut Hearing, result: &Node<'_>, list: &str, field: &str) {
    for other in result.list(list).iter().skip(1) {
        hearing.drop_words("less likely alternatives of the service", other.text_in(field).unwrap_or_default());
    }
}

/// From when to when, by two fields that hold seconds.
fn seconds(hearing: &mut Hearing, of: &Node<'_>, start: &[&str], end: &[&str], place: &Place<'_>) -> Option<Time> {
    let start = hearing.moment(of, start, Clock::Seconds, place);
    let end = hearing.moment(of, end, Clock::Seconds, place);
    hearing.time(start, end, place)
}

fn read_aws(root: &Node<'_>, hearing: &mut Hearing) {
    const START: &[&str] = &["start_time"];
    const END: &[&str] = &["end_time"];
    let results = results(root);
    hearing.language = text_at(results, &["language_code"]).map(str::to_owned);
    hearing.style = "field `speaker_label` of each word".to_owned();
    // Older files name the speakers in a list of their own, by when a word begins.
    let mut by_start = HashMap::new();
    for segment in results.at("speaker_labels.segments").map_or(&[][..], Node::elements) {
        for item in segment.list("items") {
            if let (Some(start), Some(mark)) = (item.get("start_time").and_then(written), item.get("speaker_label")) {
                by_start.insert(start, mark);
            }
        }
    }
    for (at, item) in results.list("items").iter().enumerate() {
        let place = Place::of("results.items", at);
        let word = best(item, "alternatives");
        let Some(text) = word.text_in("content") else {
            hearing.strange(place);
            continue;
        };
        drop_others(hearing, item, "alternatives", "content");
        let is_sign = item.text_in("type") == Some("punctuation");
        let listed = || by_start.get(&item.get("start_time").and_then(written)?).copied();
        let mark = item.first(&["speaker_label", "channel_label"]).map(|(_, mark)| mark).or_else(listed);
        let speaker = hearing.label(mark, &place);
        let time = seconds(hearing, item, START, END, &place);
        hearing.word(speaker, time, text, is_sign);
    }
    hearing.end_words();
    if hearing.captions.is_empty() {
        for (at, segment) in results.list("audio_segments").iter().enumerate() {
            let place = Place::of("results.audio_segments", at);
            let speaker = hearing.label(segment.get("speaker_label"), &place);
            let time = seconds(hearing, segment, START, END, &place);
            hearing.segment(speaker, time, segment.get("transcript"), &place);
        }
    }
    if hearing.captions.is_empty() {
        for (at, transcript) in results.list("transcripts").iter().enumerate() {
            hearing.segment(None, None, transcript.get("transcript"), &Place::of("results.transcripts", at));
        }
    }
}

fn read_speechmatics(root: &Node<'_>, hearing: &mut Hearing) {
    hearing.language = text_at(root, &["metadata.transcription_config.language"]).map(str::to_owned);
    hearing.style = "field `speaker` of each word".to_owned();
    for (at, result) in root.list("results").iter().enumerate() {
        let place = Place::of("results", at);
        let word = best(result, "alternatives");
        let Some(text) = word.text_in("content") else {
            hearing.strange(place);
            continue;
        };
        drop_others(hearing, result, "alternatives", "content");
        // Who could not be told apart is `UU`.
        let mark = word.get("speaker").filter(|mark| mark.text() != Some("UU"));
        let speaker = hearing.label(mark, &place);
        let time = seconds(hearing, result, &["start_time"], &["end_time"], &place);
        let side = result.text_in("attaches_to").unwrap_or("previous");
        let is_sign = result.text_in("type") == Some("punctuation") && matches!(side, "previous" | "both");
        hearing.word(speaker, time, text, is_sign);
    }
    hearing.end_words();
}

/// The mark of who says a word; zero is nobody.
fn tag<'n, 'a>(word: &'n Node<'a>) -> Option<&'n Node<'a>> {
    let (_, mark) = word.first(&["speakerLabel", "speakerTag", "speaker_label", "speaker_tag"])?;
    Some(mark).filter(|mark| **mark != Node::Whole(0))
}

fn read_google(root: &Node<'_>, hearing: &mut Hearing) {
    let all = root.list("results");
    let is_tagged =
        |result: &Node<'_>| best(result, "alternatives").list("words").iter().any(|word| tag(word).is_some());
    let is_silent = |result: &Node<'_>| {
        text_at(best(result, "alternatives"), &["transcript"]).unwrap_or_default().trim().is_empty()
    };
    // With speakers, the last result may hold the words of all the others once more, and no transcript.
    let repeats = all.len() > 1 && all.last().is_some_and(|last| is_tagged(last) && is_silent(last));
    let from = if repeats { all.len() - 1 } else { 0 };
    hearing.style = "speaker tag of each word".to_owned();
    hearing.language = all.iter().find_map(|result| result.text_in("languageCode")).map(str::to_owned);
    for (at, result) in all.iter().enumerate().skip(from) {
        let place = Place::of("results", at);
        let alternative = best(result, "alternatives");
        drop_others(hearing, result, "alternatives", "transcript");
        if is_tagged(result) {
            for (n, word) in alternative.list("words").iter().enumerate() {
                let place = place.below("alternatives[0].words", n);
                let speaker = hearing.label(tag(word), &place);
                let time = google_time(hearing, word, word, &place);
                match word.text_in("word") {
                    Some(text) => hearing.word(speaker, time, text, is_sign(text)),
                    None => hearing.strange(place),
                }
            }
            hearing.end_words();
        } else {
            let words = alternative.list("words");
            let (first, last) = (words.first().unwrap_or(&Node::Nothing), words.last().unwrap_or(&Node::Nothing));
            let time = google_time(hearing, first, last, &place);
            hearing.segment(None, time, alternative.get("transcript"), &place);
        }
    }
    if repeats {
        let transcripts = all[..from].iter().filter_map(|result| best(result, "alternatives").text_in("transcript"));
        if !hearing.says(&transcripts.collect::<String>()) {
            let message = "the words with speakers are not the same as the transcripts before them; they were taken";
            hearing.diagnostics.push(Diagnostic::note("two-texts", message));
        }
    }
}

fn google_time(hearing: &mut Hearing, first: &Node<'_>, last: &Node<'_>, place: &Place<'_>) -> Option<Time> {
    let start =
        hearing.moment(first, &["startTime", "startOffset", "start_time", "start_offset"], Clock::Seconds, place);
    let end = hearing.moment(last, &["endTime", "endOffset", "end_time", "end_offset"], Clock::Seconds, place);
    // A start of zero is left out.
    let start = start.or_else(|| end.map(|_| 0));
    hearing.time(start, end, place)
}

fn read_azure(root: &Node<'_>, hearing: &mut Hearing) {
    let list = if root.list("recognizedPhrases").is_empty() { "phrases" } else { "recognizedPhrases" };
    let phrases = root.list(list);
    let channels = |phrase: &Node<'_>| phrase.get("channel") != phrases[0].get("channel");
    let by_channel = phrases.iter().any(channels) && phrases.iter().all(|phrase| phrase.get("speaker").is_none());
    let field = if by_channel { "channel" } else { "speaker" };
    hearing.style = format!("field `{field}` of each phrase");
    hearing.language = phrases.iter().find_map(|phrase| phrase.text_in("locale")).map(str::to_owned);
    for (at, phrase) in phrases.iter().enumerate() {
        let place = Place::of(list, at);
        let speaker = hearing.label(phrase.get(field), &place);
        let clock = if phrase.get("offsetInTicks").is_some() { Clock::Ticks } else { Clock::Milliseconds };
        let start = hearing.moment(phrase, &["offsetInTicks", "offsetMilliseconds", "offset"], clock, &place);
        let length = hearing.moment(phrase, &["durationInTicks", "durationMilliseconds", "duration"], clock, &place);
        let end = start.zip(length).map(|(start, length)| start.saturating_add(length));
        let time = hearing.time(start, end, &place);
        let text = phrase.get("text").or_else(|| {
            let (_, text) = best(phrase, "nBest").first(&["display", "itn", "lexical"])?;
            Some(text)
        });
        drop_others(hearing, phrase, "nBest", "display");
        hearing.segment(speaker, time, text, &place);
    }
}

fn read_deepgram(root: &Node<'_>, hearing: &mut Hearing) {
    const START: &[&str] = &["start"];
    const END: &[&str] = &["end"];
    let results = results(root);
    let channels = results.list("channels");
    hearing.language = channels.iter().find_map(|channel| channel.text_in("detected_language")).map(str::to_owned);
    let (utterances, several) = (results.list("utterances"), channels.len() > 1);
    let field =
        if several && utterances.iter().all(|said| said.get("speaker").is_none()) { "channel" } else { "speaker" };
    hearing.style = format!("field `{field}` of each utterance");
    for (at, utterance) in utterances.iter().enumerate() {
        let place = Place::of("results.utterances", at);
        let speaker = hearing.label(utterance.get(field), &place);
        let time = seconds(hearing, utterance, START, END, &place);
        hearing.segment(speaker, time, utterance.get("transcript"), &place);
    }
    if !hearing.captions.is_empty() {
        return;
    }
    hearing.style = if several { "a channel for each speaker" } else { "field `speaker` of each word" }.to_owned();
    for (at, channel) in channels.iter().enumerate() {
        let above = Place::of("results.channels", at);
        let alternative = best(channel, "alternatives");
        drop_others(hearing, channel, "alternatives", "transcript");
        let own = several.then_some(Node::Whole(at as i64));
        for (n, word) in alternative.list("words").iter().enumerate() {
            let place = above.below("alternatives[0].words", n);
            let speaker = hearing.label(own.as_ref().or(word.get("speaker")), &place);
            let time = seconds(hearing, word, START, END, &place);
            match word.first(&["punctuated_word", "word"]) {
                Some((_, Node::Text(text))) => hearing.word(speaker, time, text, false),
                _ => hearing.strange(place),
            }
        }
        hearing.end_words();
        if alternative.list("words").is_empty() {
            let speaker = hearing.label(own.as_ref(), &above);
            hearing.segment(speaker, None, alternative.get("transcript"), &above);
        }
    }
    if several {
        // One channel stands behind the other in the file, and not as they spoke.
        hearing.captions.sort_by_key(|caption| caption.time.map(|time| time.start));
    }
}

fn read_assemblyai(root: &Node<'_>, hearing: &mut Hearing) {
    hearing.language = text_at(root, &["language_code"]).map(str::to_owned);
    hearing.style = "field `speaker` of each utterance".to_owned();
    let list = if root.list("utterances").is_empty() { "words" } else { "utterances" };
    for (at, said) in root.list(list).iter().enumerate() {
        let place = Place::of(list, at);
        let start = hearing.moment(said, &["start"], Clock::Milliseconds, &place);
        let end = hearing.moment(said, &["end"], Clock::Milliseconds, &place);
        let time = hearing.time(start, end, &place);
        let label = hearing.label(said.get("speaker"), &place);
        // A letter alone would be taken for *Answer* and the like.
        let speaker = label.map(|label| if label.chars().count() == 1 { format!("Speaker {label}") } else { label });
        match (list, said.get("text")) {
            ("words", Some(Node::Text(word))) => hearing.word(speaker, time, word, false),
            (_, text) => hearing.segment(speaker, time, text, &place),
        }
    }
    hearing.end_words();
    if root.text_in("text").is_some_and(|text| !hearing.says(text)) {
        let message = format!("`text` at the top says something else than the {list}, which were taken");
        hearing.diagnostics.push(Diagnostic::note("two-texts", message));
    }
}

fn read_rev(root: &Node<'_>, hearing: &mut Hearing) {
    let names = if hearing.has_names() { ", named in the file's own table" } else { "" };
    hearing.style = format!("field `speaker` of each monologue{names}");
    for (at, monologue) in root.list("monologues").iter().enumerate() {
        let place = Place::of("monologues", at);
        let mark = monologue.first(&["speaker_name", "speaker"]).map(|(_, mark)| mark);
        let speaker = hearing.label(mark, &place);
        let (mut text, mut start, mut end) = (String::new(), None, None);
        for (n, element) in monologue.list("elements").iter().enumerate() {
            let place = place.below("elements", n);
            match element.text_in("value") {
                Some(value) => text.push_str(value),
                None => hearing.strange(place),
            }
            let from = hearing.moment(element, &["ts"], Clock::Seconds, &place);
            start = start.or(from);
            end = hearing.moment(element, &["end_ts"], Clock::Seconds, &place).or(end);
        }
        let time = hearing.time(start, end, &place);
        hearing.segment(speaker, time, Some(&Node::Text(text.into())), &place);
    }
}
