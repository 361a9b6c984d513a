//! stub
use super::Format;
pub const FORMAT: Format = Format { name: "text", extensions: &["txt", "text"], read: |_, _| unimplemented!() };
