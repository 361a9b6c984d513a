//! stub
use super::Format;
pub const WEBVTT: Format = Format { name: "webvtt", extensions: &["vtt"], read: |_, _| unimplemented!() };
pub const SUBRIP: Format = Format { name: "subrip", extensions: &["srt"], read: |_, _| unimplemented!() };
