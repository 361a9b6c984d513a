use std::path::Path;

use super::super::{Draft, Source};
use super::{FORMAT, why_other};
use crate::corpus::ReadOptions;
use crate::error::Result;

fn tried(json: &[u8], options: &ReadOptions) -> Result<Draft> {
    (FORMAT.read)(&Source { path: Path::new("t.json"), bytes: json }, options).map(|mut drafts| drafts.remove(0))
}

fn draft(json: &str) -> Draft {
    tried(json.as_bytes(), &ReadOptions::default()).unwrap_or_else(|e| panic!("{json}: {e}"))
}

type Spoken<'a> = (&'a str, &'a str, (u64, Option<u64>));

/// Each turn as its speaker, its words, and from when to when.
fn turns(draft: &Draft) -> Vec<Spoken<'_>> {
    let of = |time: Option<crate::corpus::Time>| time.map_or((0, None), |time| (time.start, time.end));
    let turns = draft.turns.iter();
    turns.map(|turn| (turn.speaker.as_deref().unwrap_or("-"), turn.span.of(&draft.text), of(turn.time))).collect()
}

fn kinds(draft: &Draft) -> Vec<&str> {
    draft.report.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect()
}

fn said<'a>(draft: &'a Draft, kind: &str) -> &'a str {
    let found = draft.report.diagnostics.iter().find(|diagnostic| diagnostic.kind == kind);
    &found.unwrap_or_else(|| panic!("no {kind} in {:?}", draft.report.diagnostics)).message
}

/// An invented conversation as everybody writes it: the name of the shape, whether speakers are called after the service, and
/// the file. Anna asks from 0.5 to 1.25 s, Bram answers from 2 to 3.5 s, with a sign behind a word.
const SAME: &[(&str, [&str; 2], &str)] = &[
    (
        "whisperx json",
        ["SPEAKER_00", "SPEAKER_01"],
        r#"{"segments": [
            {"start": 0.5, "end": 1.25, "text": " Hoe was het?", "speaker": "SPEAKER_00", "words": [{"word": "Hoe", "speaker": "SPEAKER_00"}]},
            {"start": 2.0, "end": 2.5, "text": " Stil,", "speaker": "SPEAKER_01", "words": []},
            {"start": 2.5, "end": 3.5, "text": " heel stil.", "speaker": "SPEAKER_01"}], "word_segments": [], "language": "nl"}"#,
    ),
    (
        "whisper.cpp json",
        ["Speaker 0", "Speaker 1"],
        r#"{"systeminfo": "", "model": {}, "params": {}, "result": {"language": "nl"}, "transcription": [
            {"timestamps": {"from": "00:00:00,500", "to": "00:00:01,250"}, "offsets": {"from": 500, "to": 1250}, "text": " Hoe was het?", "speaker": "0"},
            {"timestamps": {"from": "00:00:02,000", "to": "00:00:03,500"}, "text": " Stil, heel stil.", "speaker": "1"}]}"#,
    ),
    (
        "amberscript json",
        ["Anna", "Bram"],
        r#"{"language": "nl", "speakers": [{"spkid": "spk1", "name": "Anna"}, {"spkid": "spk2", "name": "Bram"}], "segments": [
            {"speaker": "spk1", "words": [{"text": "Hoe", "start": 0.5, "end": 0.7}, {"text": "was", "start": 0.7, "end": 1}, {"text": "het?", "start": 1, "end": 1.25}]},
            {"speaker": "spk2", "words": [{"text": "Stil", "start": 2, "end": 2.5}, {"text": ",", "start": 2.5, "end": 2.5}, {"text": "heel", "start": 2.5, "end": 3}, {"text": "stil.", "start": 3, "end": 3.5}]}]}"#,
    ),
    (
        "aws transcribe json",
        ["spk_0", "spk_1"],
        r#"{"jobName": "j", "accountId": "1", "status": "COMPLETED", "results": {"language_code": "nl-NL",
            "transcripts": [{"transcript": "Hoe was het? Stil, heel stil."}],
            "speaker_labels": {"speakers": 2, "segments": [
                {"items": [{"start_time": "0.5", "speaker_label": "spk_0"}, {"start_time": "0.7", "speaker_label": "spk_0"}, {"start_time": "1.0", "speaker_label": "spk_0"}]},
                {"items": [{"start_time": "2.0", "speaker_label": "spk_1"}, {"start_time": "2.5", "speaker_label": "spk_1"}, {"start_time": "3.0", "speaker_label": "spk_1"}]}]},
            "items": [
                {"type": "pronunciation", "start_time": "0.5", "end_time": "0.7", "alternatives": [{"confidence": "0.9", "content": "Hoe"}]},
                {"type": "pronunciation", "start_time": "0.7", "end_time": "1.0", "alternatives": [{"content": "was"}]},
                {"type": "pronunciation", "start_time": "1.0", "end_time": "1.25", "alternatives": [{"content": "het"}]},
                {"type": "punctuation", "alternatives": [{"content": "?"}]},
                {"type": "pronunciation", "start_time": "2.0", "end_time": "2.5", "speaker_label": "spk_1", "alternatives": [{"content": "Stil"}]},
                {"type": "punctuation", "speaker_label": "spk_1", "alternatives": [{"content": ","}]},
                {"type": "pronunciation", "start_time": "2.5", "end_time": "3.0", "alternatives": [{"content": "heel"}]},
                {"type": "pronunciation", "start_time": "3.0", "end_time": "3.5", "alternatives": [{"content": "stil"}]},
                {"type": "punctuation", "alternatives": [{"content": "."}]}]}}"#,
    ),
    (
        "speechmatics json",
        ["S1", "S2"],
        r#"{"format": "2.9", "metadata": {"transcription_config": {"language": "nl"}}, "results": [
            {"type": "word", "start_time": 0.5, "end_time": 1.25, "alternatives": [{"content": "Hoe was het", "speaker": "S1"}]},
            {"type": "punctuation", "start_time": 1.25, "end_time": 1.25, "attaches_to": "previous", "alternatives": [{"content": "?", "speaker": "S1"}]},
            {"type": "word", "start_time": 2, "end_time": 2.5, "alternatives": [{"content": "Stil", "speaker": "S2"}]},
            {"type": "punctuation", "start_time": 2.5, "end_time": 2.5, "alternatives": [{"content": ",", "speaker": "S2"}]},
            {"type": "word", "start_time": 2.5, "end_time": 3.5, "alternatives": [{"content": "heel", "speaker": "S2"}]},
            {"type": "word", "start_time": 2.5, "end_time": 3.5, "alternatives": [{"content": "stil.", "speaker": "S2"}]}]}"#,
    ),
    (
        "google speech json",
        ["Speaker 1", "Speaker 2"],
        r#"{"results": [
            {"alternatives": [{"transcript": "Hoe was het?", "words": [{"word": "Hoe"}]}], "languageCode": "nl-nl"},
            {"alternatives": [{"transcript": " Stil, heel stil."}]},
            {"alternatives": [{"words": [
                {"startTime": "0.500s", "endTime": "0.7s", "word": "Hoe", "speakerTag": 1},
                {"startTime": "0.700s", "endTime": "1s", "word": "was", "speakerTag": 1},
                {"startTime": "1s", "endTime": "1.250s", "word": "het?", "speakerTag": 1},
                {"startTime": "2s", "endTime": "2.500s", "word": "Stil,", "speakerTag": 2},
                {"startTime": "2.500s", "endTime": "3s", "word": "heel", "speakerTag": 2},
                {"startTime": {"seconds": 3}, "endTime": {"seconds": "3", "nanos": 500000000}, "word": "stil.", "speakerTag": 2}]}]}]}"#,
    ),
    (
        "azure speech json",
        ["Speaker 1", "Speaker 2"],
        r#"{"source": "x", "combinedRecognizedPhrases": [{"display": "Hoe was het? Stil, heel stil."}], "recognizedPhrases": [
            {"channel": 0, "speaker": 1, "offset": "PT0.5S", "duration": "PT0.75S", "offsetInTicks": 5000000.0, "durationInTicks": 7500000.0, "locale": "nl-NL", "nBest": [{"lexical": "hoe was het", "display": "Hoe was het?"}]},
            {"channel": 0, "speaker": 2, "offset": "PT2S", "duration": "PT1.5S", "nBest": [{"display": "Stil, heel stil."}]}]}"#,
    ),
    (
        "azure speech json",
        ["Speaker 1", "Speaker 2"],
        r#"{"durationMilliseconds": 4000, "combinedPhrases": [{"text": "Hoe was het? Stil, heel stil."}], "phrases": [
            {"speaker": 1, "offsetMilliseconds": 500, "durationMilliseconds": 750, "text": "Hoe was het?", "locale": "nl-NL"},
            {"speaker": 2, "offsetMilliseconds": 2000, "durationMilliseconds": 1500, "text": "Stil, heel stil."}]}"#,
    ),
    (
        "deepgram json",
        ["Speaker 0", "Speaker 1"],
        r#"{"metadata": {}, "results": {"channels": [{"detected_language": "nl", "alternatives": [{"transcript": "hoe was het stil heel stil", "words": [
            {"word": "hoe", "punctuated_word": "Hoe", "start": 0.5, "end": 0.7, "speaker": 0},
            {"word": "was", "start": 0.7, "end": 1.0, "speaker": 0},
            {"word": "het", "punctuated_word": "het?", "start": 1.0, "end": 1.25, "speaker": 0},
            {"word": "stil", "punctuated_word": "Stil,", "start": 2.0, "end": 2.5, "speaker": 1},
            {"word": "heel", "punctuated_word": "heel", "start": 2.5, "end": 3.0, "speaker": 1},
            {"word": "stil", "punctuated_word": "stil.", "start": 3.0, "end": 3.5, "speaker": 1}]}]}]}}"#,
    ),
    (
        "deepgram json",
        ["Speaker 0", "Speaker 1"],
        r#"{"metadata": {}, "results": {"channels": [{"detected_language": "nl", "alternatives": [{}]}], "utterances": [
            {"start": 0.5, "end": 1.25, "transcript": "Hoe was het?", "speaker": 0, "words": []},
            {"start": 2, "end": 3.5, "transcript": "Stil, heel stil.", "speaker": 1}]}}"#,
    ),
    (
        "assemblyai json",
        ["Speaker A", "Speaker B"],
        r#"{"id": "x", "language_code": "nl", "text": "Hoe was het? Stil, heel stil.", "words": [{"text": "Hoe", "start": 500, "end": 700}], "utterances": [
            {"speaker": "A", "text": "Hoe was het?", "start": 500, "end": 1250, "confidence": 0.9},
            {"speaker": "B", "text": "Stil, heel stil.", "start": 2000, "end": 3500}]}"#,
    ),
    (
        "elevenlabs json",
        ["speaker_0", "speaker_1"],
        r#"{"language_code": "nld", "text": "Hoe was het? Stil, heel stil.", "words": [
            {"text": "Hoe was", "start": 0.5, "end": 1.0, "type": "word", "speaker_id": "speaker_0"},
            {"text": " ", "start": 1.0, "end": 1.1, "type": "spacing", "speaker_id": "speaker_0"},
            {"text": "het?", "start": 1.1, "end": 1.25, "type": "word", "speaker_id": "speaker_0"},
            {"text": " ", "start": 1.25, "end": 2.0, "type": "spacing", "speaker_id": "speaker_1"},
            {"text": "Stil,", "start": 2.0, "end": 2.5, "type": "word", "speaker_id": "speaker_1"},
            {"text": " ", "start": 2.5, "end": 2.5, "type": "spacing", "speaker_id": "speaker_1"},
            {"text": "heel stil.", "start": 2.5, "end": 3.5, "type": "word", "speaker_id": "speaker_1"}]}"#,
    ),
    (
        "assemblyai json",
        ["Speaker A", "Speaker B"],
        r#"{"id": "x", "language_code": "nl", "text": "Hoe was het? Stil, heel stil.", "utterances": null, "words": [
            {"text": "Hoe was", "start": 500, "end": 1000, "speaker": "A"}, {"text": "het?", "start": 1000, "end": 1250, "speaker": "A"},
            {"text": "Stil,", "start": 2000, "end": 2500, "speaker": "B"}, {"text": "heel stil.", "start": 2500, "end": 3500, "speaker": "B"}]}"#,
    ),
    (
        "rev json",
        ["Anna", "Bram"],
        r#"{"language": "nl", "speakers": [{"id": 0, "name": "Anna"}, {"id": 1, "name": "Bram"}], "monologues": [
            {"speaker": 0, "elements": [{"type": "text", "value": "Hoe", "ts": 0.5, "end_ts": 0.7}, {"type": "punct", "value": " "}, {"type": "text", "value": "was", "ts": 0.7, "end_ts": 1.0}, {"type": "punct", "value": " "}, {"type": "text", "value": "het", "ts": 1.0, "end_ts": 1.25}, {"type": "punct", "value": "?"}]},
            {"speaker": 1, "elements": [{"type": "text", "value": "Stil, heel stil.", "ts": 2.0, "end_ts": 3.5}]}]}"#,
    ),
    (
        "json",
        ["Anna", "Bram"],
        r#"[{"speaker": "Anna", "text": "Hoe was het?", "start": "00:00:00.5", "end": "00:00:01.25", "language": "nl"},
            {"speaker": {"id": 7, "name": "Bram"}, "text": "Stil, heel stil.", "start": 2, "end": 3.5}]"#,
    ),
    (
        "json",
        ["Anna", "Bram"],
        r#"{"lang": "nl", "output": {"diarization": [{"speaker": "Anna", "start": 0, "end": 1}], "turns": [
            {"speakerName": "Anna", "speaker": 3, "text": "Hoe was het?", "timestamp": [0.5, 1.25]},
            {"speakerName": "Bram", "speaker": 4, "text": "Stil, heel stil.", "timestamp": [2, 3.5]}]}}"#,
    ),
    (
        "json",
        ["I", "R"],
        r#"{"lang": "dutch", "words": [
            {"speaker": "I", "word": "Hoe", "start_ms": 500, "end_ms": 900}, {"speaker": "I", "word": "was", "start_ms": 900, "end_ms": 950},
            {"speaker": "I", "word": "het?", "start_ms": 950, "end_ms": 1250}, {"speaker": "R", "word": "Stil,", "start_ms": 2000, "end_ms": 2500},
            {"speaker": "R", "word": "heel", "start_ms": 2500, "end_ms": 3000}, {"speaker": "R", "word": "stil.", "start_ms": 3000, "end_ms": 3500}]}"#,
    ),
];

#[test]
fn one_conversation_is_the_same_in_the_json_of_every_service() {
    for (name, [asks, answers], json) in SAME {
        let draft = draft(json);
        let expected = [(*asks, "Hoe was het?", (500, Some(1250))), (*answers, "Stil, heel stil.", (2000, Some(3500)))];
        assert_eq!(turns(&draft), expected, "{name}");
        assert_eq!((draft.report.format, draft.report.encoding.as_str()), (*name, "UTF-8"));
        assert!(draft.report.label_style.contains("of each"), "{name}: {}", draft.report.label_style);
        if !json.starts_with('[') {
            assert_eq!(draft.variables.get("language"), Some("nl"), "{name}");
        }
        assert_eq!(kinds(&draft), [""; 0], "{name}: {:?}", draft.report.diagnostics);
        assert_eq!(why_other(json.as_bytes(), &ReadOptions::default()), None);
        // One level below any field, as services hand it over.
        let below = self::draft(&format!("{{\"id\": 1, \"result_of_job\": {json}}}"));
        assert_eq!(below.turns, draft.turns, "{name}");
    }
}

#[test]
fn whisper_without_speakers_is_joined_by_pauses_and_its_text_is_taken_once() {
    let whisper = draft(
        r#"{"text": " Eerst dit. En dan dat.", "segments": [{"id": 0, "start": 0.0, "end": 2.0, "text": " Eerst dit.", "tokens": [1, 2], "words": null},
            {"id": 1, "start": 6.5, "end": 8.0, "text": " En dan dat."}], "language": "nl", "extra": 1}"#,
    );
    assert_eq!(whisper.report.format, "whisper json");
    assert_eq!(turns(&whisper), [("-", "Eerst dit.", (0, Some(2000))), ("-", "En dan dat.", (6500, Some(8000)))]);
    assert_eq!(kinds(&whisper), ["fields-ignored", "no-speakers"]);
    assert!(said(&whisper, "fields-ignored").ends_with("`extra`"));
    let other = draft(r#"{"text": "Heel iets anders.", "segments": [{"start": 0, "end": 1, "text": "Dit."}]}"#);
    assert!(kinds(&other).contains(&"two-texts"));
    let words = draft(
        r#"{"task": "transcribe", "language": "english", "duration": 2, "text": "Just this.", "words": [{"word": "Just", "start": 0.25, "end": 0.5}, {"word": "this", "start": 0.5, "end": 1.0}]}"#,
    );
    assert_eq!(turns(&words), [("-", "Just this.", (250, Some(1000)))]);
    assert_eq!(words.variables.get("language"), Some("en"));
}

#[test]
fn what_is_missing_or_of_another_kind_is_told_with_its_place_and_the_rest_is_read() {
    let draft = draft(
        r#"{"segments": [{"start": "soon", "end": 1, "text": "Een.", "speaker": "A"}, {"start": 2, "end": null, "text": null, "speaker": "A"},
            {"start": null, "text": "Twee.", "speaker": "A"}, 7, {"start": 9, "end": 8, "text": "Drie.", "speaker": [1]},
            {"start": -1, "text": {"a": 1}, "speaker": "B"}, {"start": 10, "end": 11, "text": "Vier.", "speaker": "B"}]}"#,
    );
    let spoken: Vec<_> = turns(&draft).into_iter().map(|(who, words, _)| (who, words)).collect();
    assert_eq!(spoken, [("A", "Een. Twee."), ("-", "Drie."), ("B", "Vier.")]);
    assert_eq!(
        said(&draft, "times"),
        "3 times cannot be read, or end before they begin: `segments[0].start`, `segments[4]`, `segments[5].start`"
    );
    assert_eq!(
        said(&draft, "not-understood"),
        "3 places hold something else than belongs there, and were passed over: `segments[3]`, `segments[4].speaker`, `segments[5]`"
    );
    assert!(said(&draft, "empty-segments").contains("`segments[1]`"));
    assert!(said(&draft, "no-speaker").contains("1 segment names no speaker, the first of them “Drie. …”"));
}

#[test]
fn a_speaker_goes_on_only_if_told_so() {
    let json = br#"[{"speaker": "R", "text": "Ja."}, {"text": "En nog iets."}, {"speaker": "I", "text": "Hm."}]"#;
    let told = ReadOptions { carry_speaker: true, ..ReadOptions::default() };
    assert_eq!(turns(&tried(json, &told).unwrap())[0].1, "Ja. En nog iets.");
    assert_eq!(tried(json, &ReadOptions::default()).unwrap().turns.len(), 3);
}

#[test]
fn the_same_again_and_again_is_a_warning_and_stays() {
    let segment = |n: usize, text: &str| format!(r#"{{"start": {n}, "end": {n}.9, "text": "{text}"}}"#);
    let looped = |times: usize| {
        let segments: Vec<String> = (0..times).map(|n| segment(n, "Bedankt voor het kijken.")).collect();
        draft(&format!(r#"{{"segments": [{}, {}]}}"#, segments.join(","), segment(99, "Dag.")))
    };
    assert_eq!(
        said(&looped(5), "repeated"),
        "“Bedankt voor het kijken.” stands there 5 times in a row from 00:00:00 on"
    );
    assert_eq!(looped(5).text.matches("Bedankt").count(), 5);
    assert!(!kinds(&looped(4)).contains(&"repeated"));
}

#[test]
fn less_likely_alternatives_are_dropped_and_counted() {
    let google = draft(
        r#"{"results": [{"alternatives": [{"transcript": "Eerst dit."}, {"transcript": "Eerste dit."}], "resultEndTime": "2s"}]}"#,
    );
    assert_eq!(google.text, "Eerst dit.");
    assert_eq!(google.report.dropped, [("less likely alternatives of the service".to_owned(), 11)]);
}

#[test]
fn channels_of_a_recording_are_speakers_in_the_order_in_which_they_spoke() {
    let channel = |words: &str| format!(r#"{{"alternatives": [{{"transcript": "x", "words": [{words}]}}]}}"#);
    let word = |word: &str, start: u32| format!(r#"{{"word": "{word}", "start": {start}, "end": {start}.5}}"#);
    let one = channel(&[word("Hoe?", 0), word("Zo.", 9)].join(","));
    let json = format!(r#"{{"results": {{"channels": [{one}, {}]}}}}"#, channel(&word("Goed.", 4)));
    let draft = draft(&json);
    let spoken: Vec<_> = turns(&draft).into_iter().map(|(who, words, _)| (who, words)).collect();
    assert_eq!(spoken, [("Speaker 0", "Hoe?"), ("Speaker 1", "Goed."), ("Speaker 0", "Zo.")]);
    assert_eq!(draft.report.label_style, "a channel for each speaker");
}

#[test]
fn words_bring_their_own_spaces_and_signs_need_none() {
    let whisper = draft(
        r#"{"segments": [{"speaker": "R", "words": [{"word": " Ja", "start": 0.0, "end": 0.5}, {"word": ",", "start": 0.5, "end": 0.5}, {"word": " van", "start": 0.5, "end": 1.0}, {"word": "daag", "start": 1.0, "end": 1.5}]}]}"#,
    );
    assert_eq!(whisper.text, "Ja, van daag");
    let none = draft(
        r#"{"results": {"items": [{"alternatives": [{"content": "Ja"}]}, {"alternatives": [{}]}, {"type": "punctuation", "alternatives": [{"content": "!"}]}]}}"#,
    );
    assert_eq!(none.text, "Ja!");
    assert!(said(&none, "not-understood").contains("`results.items[1]`"));
}

#[test]
fn whole_numbers_are_milliseconds_where_people_would_speak_too_slowly() {
    let slow = draft(r#"[{"speaker": "A", "text": "Een hele zin van zes woorden.", "start": 1000, "end": 3000}]"#);
    assert_eq!(turns(&slow)[0].2, (1000, Some(3000)));
    assert_eq!(kinds(&slow), ["times"]);
    let quick = draft(r#"[{"speaker": "A", "text": "Een hele zin van zes woorden.", "start": 10, "end": 13}]"#);
    assert_eq!(turns(&quick)[0].2, (10_000, Some(13_000)));
}

#[test]
fn speakers_of_one_name_stay_two_and_a_word_of_another_is_told() {
    let same = draft(
        r#"{"speakers": [{"spkid": "spk1", "name": "Gast"}, {"spkid": "spk2", "name": "Gast"}], "segments": [
            {"speaker": "spk1", "words": [{"text": "Ja."}]}, {"speaker": "spk2", "words": [{"text": "Nee."}]}]}"#,
    );
    assert_eq!(same.turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect::<Vec<_>>(), ["spk1", "spk2"]);
    assert!(said(&same, "same-name").contains("`Gast`"));
    let mixed = draft(
        r#"{"segments": [{"speaker": "S1", "text": "Ja. Nee.", "words": [{"word": "Ja.", "speaker": "S1"}, {"word": "Nee.", "speaker": "S2"}]}]}"#,
    );
    assert!(said(&mixed, "mixed-segments").contains("`segments[0]`"));
}

#[test]
fn json_that_is_no_transcript_is_refused_with_what_it_is() {
    for (json, what) in [
        (r#"{"name": "x", "version": "1", "scripts": {"test": "y"}}"#, "an object with `name`, `version`, `scripts`"),
        (r#"{"codes": [{"code": "a", "text": "x"}]}"#, "an object with `codes`"),
        (r#"{"version": 1, "sentenceMetadata": [["0", 6, 3.0, 9.5]]}"#, "an object with `version`, `sentenceMetadata`"),
        (r#"[1, 2]"#, "a list of 2 without objects"),
        (r#"[{"a": 1}, 2]"#, "a list of 2, the first of them an object with `a`"),
        (r#"{"a": {"b": [{"text": "ja"}]}}"#, "an object with `a`"),
        ("7", "a single value"),
        ("{}", "an object without fields"),
    ] {
        let error = tried(json.as_bytes(), &ReadOptions::default()).expect_err(json);
        assert!(error.to_string().contains(&format!("it is {what}")), "{error}");
        assert!(error.help().is_some_and(|help| help.contains("`text`")));
        assert!(
            why_other(json.as_bytes(), &ReadOptions::default()).is_some_and(|why| why.to_string().ends_with(what)),
            "{json}"
        );
    }
    let several =
        r#"[{"interview": "r1", "speaker": "I", "text": "Ja?"}, {"interview": "r2", "speaker": "I", "text": "Nee?"}]"#;
    let error = tried(several.as_bytes(), &ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("holds 2 transcripts, by its field `interview`"), "{error}");
    assert!(error.help().is_some_and(|help| help.contains(".jsonl")));
}

#[test]
fn numbers_that_python_has_and_json_has_not_are_read_as_none() {
    let draft =
        draft(r#"{"segments": [{"start": NaN, "end": Infinity, "text": "NaN is geen getal.", "speaker": "R"}]}"#);
    assert_eq!(turns(&draft), [("R", "NaN is geen getal.", (0, None))]);
}

#[test]
fn a_file_cut_off_anywhere_or_damaged_anywhere_is_read_or_refused() {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut chance = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for (name, _, json) in SAME {
        for end in 0..json.len() {
            let error = tried(&json.as_bytes()[..end], &ReadOptions::default()).expect_err(name);
            assert!(error.help().is_some());
        }
        for _ in 0..300 {
            let mut bytes = json.as_bytes().to_vec();
            for _ in 0..=chance(4) {
                let (at, from) = (chance(bytes.len()), chance(json.len()));
                match chance(3) {
                    0 => bytes[at] = json.as_bytes()[from],
                    1 => bytes[at] = chance(256) as u8,
                    // Numbers and names are exchanged for others, so that what is read is still JSON.
                    _ => {
                        let digit = b"0123456789-eN\"[]{}"[chance(18)];
                        bytes[at] = digit;
                    }
                }
            }
            if let Ok(draft) = tried(&bytes, &ReadOptions::default()) {
                assert!(draft.turns.iter().all(|turn| !turn.span.of(&draft.text).trim().is_empty()));
            }
            let _ = why_other(&bytes, &ReadOptions::default());
        }
    }
}
