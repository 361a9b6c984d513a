//! Remarks in a codebook's file, which no reader keeps.

use std::path::Path;
use std::sync::Arc;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::diagnostic::{Diagnostic, SourceText};
use crate::error::{Error, Result};
use crate::text::Span;

/// Every remark (`# …`) of a codebook's TOML, which is lost when the codebook is written again.
///
/// Remarks on lines of their own that follow each other are one, of the kind `not-carried`. Other formats have none.
///
/// # Errors
/// When the file cannot be opened.
pub fn comments(path: &Path) -> Result<Vec<Diagnostic>> {
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
        return Ok(Vec::new());
    }
    let bytes = std::fs::read(path).map_err(|source| Error::io("read", path, source))?;
    let text = crate::text::decode(&bytes, None).text;
    let source = Arc::new(SourceText { name: super::name(path), text });
    Ok(spans(&source.text).into_iter().map(|span| lost(&source, span)).collect())
}

/// Where the remarks of a TOML text stand.
fn spans(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    // What stands between the last remark and here is white space alone.
    let mut goes_on = false;
    let (mut word, mut key) = ("", "");
    for token in Source::new(text).lex() {
        let span = Span::new(token.span().start(), token.span().end());
        match token.kind() {
            TokenKind::Comment => {
                match spans.last_mut().filter(|_| goes_on) {
                    Some(last) => *last = last.cover(span),
                    None => spans.push(span),
                }
                goes_on = true;
            }
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Eof => {}
            kind => {
                goes_on = false;
                match kind {
                    TokenKind::Atom => word = span.of(text),
                    TokenKind::Equals => key = word,
                    // Between ''' and ''' a rule stands on each line, and a line with # is a remark.
                    TokenKind::MlLiteralString | TokenKind::MlBasicString if key == "rules" => {
                        spans.extend(in_lines(text, span));
                    }
                    _ => {}
                }
            }
        }
    }
    spans
}

fn in_lines(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = span.start as usize;
    for line in span.of(text).split_inclusive('\n') {
        let remark = line.trim();
        if remark.starts_with('#') {
            let at = start + line.len() - line.trim_start().len();
            found.push(Span::new(at, at + remark.len()));
        }
        start += line.len();
    }
    found
}

fn lost(source: &Arc<SourceText>, span: Span) -> Diagnostic {
    let lines = span.of(&source.text).lines().count();
    let first = span.of(&source.text).lines().next().unwrap_or_default();
    let mut shown: String = first.chars().take(60).collect();
    if lines > 1 || shown.len() < first.len() {
        shown.push('…');
    }
    let long = if lines > 1 { format!(" of {lines} lines") } else { String::new() };
    let help = "put what matters in the memo of the codebook or the code, or in the note of the rule";
    let warning = Diagnostic::warning("not-carried", format!("this remark{long} is not kept: “{shown}”")).help(help);
    warning.at(source, Span::new(span.start as usize, span.start as usize + first.len()))
}

#[cfg(test)]
mod tests {
    use super::spans;

    #[test]
    fn remarks_are_found_and_nothing_else() {
        let text = "# one\n# and on\n\n[codebook] # two\nmemo = '''\n# no remark\n'''\n\n[[code]]\nid = \"a#b\"\n\
                    rules = '''\nx\n  # three\n'''\n# four";
        let found: Vec<&str> = spans(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(found, ["# one\n# and on", "# two", "# three", "# four"]);
        assert!(spans("").is_empty());
    }
}
