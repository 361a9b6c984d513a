//! Identities, as programs write them and as they are made of names.

use std::fmt;

/// An identity: 32 hexadecimal digits in five groups, lower case, without braces.
///
/// What a program has written otherwise is kept as it is, so that references to it still find it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Guid(String);

impl Guid {
    /// The identity that a file has written: in any letter case, with braces or without.
    pub(crate) fn written(text: &str) -> Self {
        let text = text.trim();
        let inner = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(text);
        Self(inner.to_lowercase())
    }

    /// The identity of what is called `name` among its `kind`: always the same, on every machine.
    ///
    /// It is a UUID of version 8 (RFC 9562), made of the first 16 bytes of a BLAKE3 hash.
    pub(crate) fn made_of(kind: &str, name: &str) -> Self {
        let hash = blake3::hash(format!("kantlijn\n{kind}\n{name}").as_bytes());
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        bytes[6] = bytes[6] & 0x0f | 0x80;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let groups = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
        Self(groups.join("-"))
    }

    /// Whether it is written as the standard asks.
    pub(crate) fn is_sound(&self) -> bool {
        let groups: Vec<usize> = self.0.split('-').map(str::len).collect();
        groups == [8, 4, 4, 4, 12] && self.0.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
    }

    /// As it is written to files.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
