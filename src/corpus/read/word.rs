//! stub
use super::Format;
pub const FORMAT: Format = Format { name: "word", extensions: &["docx"], read: |_, _| unimplemented!() };
