//! stub
use super::Format;
pub const FORMAT: Format = Format { name: "markdown", extensions: &["md"], read: |_, _| unimplemented!() };
