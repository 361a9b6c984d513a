//! The tokens of rich text: braces, control words with a number, control symbols, and bytes.

/// A piece of rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par`, `\b0`: the letters, and the number.
    Word(&'a [u8], Option<i32>),
    /// `\~`, `\*`: a backslash and something else than a letter.
    Symbol(u8),
    /// `\'e9`: a byte of a text, in hexadecimal.
    Hex(u8),
    /// Bytes as they stand, without line ends, which mean nothing.
    Bytes(&'a [u8]),
}

/// Cuts rich text into its tokens.
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// What is behind the last token.
    pub fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Takes bytes as long as they are of a kind.
    fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !fits(byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// What follows a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let next = *self.rest().first()?;
        if !next.is_ascii_alphabetic() {
            self.at += 1;
            if next == b'\'' && self.rest().len() >= 2 {
                let digits = std::str::from_utf8(&self.rest()[..2]).ok();
                if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                    self.at += 2;
                    return Some(Token::Hex(byte));
                }
            }
            return Some(Token::Symbol(next));
        }
        let word = self.take_while(|byte| byte.is_ascii_alphabetic());
        let is_negative = self.rest().starts_with(b"-") && self.rest().get(1).is_some_and(u8::is_ascii_digit);
        self.at += usize::from(is_negative);
        let digits = self.take_while(|byte| byte.is_ascii_digit());
        let digit = |number: i32, digit: &u8| number.saturating_mul(10).saturating_add(i32::from(digit - b'0'));
        let number = (!digits.is_empty()).then(|| digits.iter().fold(0i32, digit));
        let number = number.map(|number| if is_negative { -number } else { number });
        self.at += usize::from(self.rest().starts_with(b" "));
        if word == b"bin" {
            // So many bytes follow that are no rich text.
            self.at += usize::try_from(number.unwrap_or(0)).unwrap_or(0).min(self.rest().len());
        }
        Some(Token::Word(word, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.take_while(|byte| matches!(byte, b'\r' | b'\n' | 0));
        let first = *self.rest().first()?;
        match first {
            b'{' | b'}' | b'\\' => self.at += 1,
            _ => {
                let bytes = self.take_while(|byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0));
                return Some(Token::Bytes(bytes));
            }
        }
        match first {
            b'{' => Some(Token::Open),
            b'}' => Some(Token::Close),
            _ => self.control(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};

    #[test]
    fn words_numbers_and_bytes_are_told_apart() {
        let tokens: Vec<_> = Tokens::new(b"{\\b0 ja\\u-3913?\r\n nee\\'e9\\~\\bin2 }{\\x}\\'zz").collect();
        let expected = [
            Token::Open,
            Token::Word(b"b", Some(0)),
            Token::Bytes(b"ja"),
            Token::Word(b"u", Some(-3913)),
            Token::Bytes(b"?"),
            Token::Bytes(b" nee"),
            Token::Hex(0xe9),
            Token::Symbol(b'~'),
            Token::Word(b"bin", Some(2)),
            Token::Word(b"x", None),
            Token::Close,
            Token::Symbol(b'\''),
            Token::Bytes(b"zz"),
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn numbers_have_a_limit_and_an_end_is_an_end() {
        let all = |bytes: &'static [u8]| Tokens::new(bytes).collect::<Vec<_>>();
        assert_eq!(all(b"\\fs99999999999"), [Token::Word(b"fs", Some(i32::MAX))]);
        assert_eq!(all(b"\\bin99999 x"), [Token::Word(b"bin", Some(99999))]);
        assert_eq!(all(b"\\"), []);
        assert_eq!(all(b"\\b-"), [Token::Word(b"b", None), Token::Bytes(b"-")]);
    }
}
