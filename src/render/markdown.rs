//! Markdown: a pipe table, ready for a paper's source, its caption below.

use super::layout::pieces;
use super::markup::{Markup, Page, Set};

/// Rows between pipes.
pub(super) struct Markdown;

impl Markup for Markdown {
    fn head(&self, page: &Page<'_>) -> String {
        let names: Vec<String> = page.headings.iter().map(|heading| escaped(heading)).collect();
        let columns = &page.layout.columns;
        let sides: Vec<&str> =
            columns.iter().map(|column| if column.kind.is_number() { "---:" } else { "---" }).collect();
        format!("| {} |\n| {} |\n", names.join(" | "), sides.join(" | "))
    }

    fn begin_row(&self) -> &'static str {
        ""
    }

    fn cell(&self, cell: &Set<'_>) -> String {
        format!("| {} ", escaped(cell.text))
    }

    fn end_row(&self) -> &'static str {
        "|\n"
    }

    fn tail(&self, page: &Page<'_>) -> String {
        let set = |(piece, is_code): (&str, bool)| if is_code { format!("`{piece}`") } else { escaped(piece) };
        let sentence = |sentence: &String| format!("\n*{}*\n", pieces(sentence).map(set).collect::<String>());
        page.sentences.iter().map(sentence).collect()
    }
}

/// What participants said is text, never markup: also not for pandoc, to which `$`, `^` and `@` mean something.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '\\' | '[' | ']' | '<' | '>' | '#' | '~' | '$' | '^' | '@' | '&' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn no_character_of_a_text_is_markup() {
        assert_eq!(
            escaped("a|b *c* _d_ [e](f) <g> #h $i$ ^j^ @k\nl"),
            r"a\|b \*c\* \_d\_ \[e\](f) \<g\> \#h \$i\$ \^j\^ \@k l"
        );
        assert_eq!(escaped("één 🙂 – ja."), "één 🙂 – ja.");
    }
}
