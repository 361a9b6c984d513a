//! HTML: one page with one table, which a screen reader can walk through and which asks for no other file.

use super::docx::allowed;
use super::layout::{Kind, pieces};
use super::markup::{Markup, Page, Set};

/// Rows of a table of HTML.
pub(super) struct Html;

/// Light and dark; numbers flush right and equally wide; the headings stay in sight, and stand on every printed page.
const STYLE: &str = "\
:root { color-scheme: light dark; }
body { font: 1rem/1.45 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; }
caption { text-align: start; padding-bottom: 1rem; }
caption p { margin: 0 0 .3rem; max-width: 48rem; }
caption p:first-child { font-weight: 600; }
th, td { padding: .3rem .7rem; text-align: start; vertical-align: top; font-weight: normal; }
thead th { font-weight: 600; border-bottom: 2px solid; position: sticky; top: 0; background: Canvas; vertical-align: bottom; }
tbody tr { border-bottom: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
.n { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.t { min-width: 20rem; max-width: 44rem; }
@media print { body { margin: 0; } thead { display: table-header-group; } tr { break-inside: avoid; } thead th { position: static; } }
";

impl Markup for Html {
    fn head(&self, page: &Page<'_>) -> String {
        let title = title(page);
        let about = page.table.definition.iter().map(|(name, value)| {
            format!("<meta name=\"kantlijn:{}\" content=\"{}\">\n", escaped(name), escaped(value))
        });
        let heads = page
            .headings
            .iter()
            .zip(&page.layout.columns)
            .map(|(heading, column)| format!("<th scope=\"col\"{}>{}</th>", class(column.kind), escaped(heading)));
        let set = |(piece, is_code): (&str, bool)| match is_code {
            true => format!("<code>{}</code>", escaped(piece)),
            false => escaped(piece),
        };
        let said =
            page.sentences.iter().map(|sentence| format!("<p>{}</p>\n", pieces(sentence).map(set).collect::<String>()));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{about}<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<table>\n<caption>\n{said}</caption>\n<thead>\n<tr>{heads}</tr>\n\
             </thead>\n<tbody>\n",
            page.layout.lang.word(),
            about = about.collect::<String>(),
            said = said.collect::<String>(),
            heads = heads.collect::<String>(),
        )
    }

    fn begin_row(&self) -> &'static str {
        "<tr>"
    }

    fn cell(&self, cell: &Set<'_>) -> String {
        let (class, text) = (class(cell.column.kind), escaped(cell.text));
        // What was said may be in any script, and is set in its own direction.
        let dir = if cell.column.kind == Kind::Prose { " dir=\"auto\"" } else { "" };
        match cell.is_name && !cell.column.kind.is_number() {
            true => format!("<th scope=\"row\"{class}{dir}>{text}</th>"),
            false => format!("<td{class}{dir}>{text}</td>"),
        }
    }

    fn end_row(&self) -> &'static str {
        "</tr>\n"
    }

    fn tail(&self, _: &Page<'_>) -> String {
        "</tbody>\n</table>\n</main>\n</body>\n</html>\n".to_owned()
    }
}

fn title(page: &Page<'_>) -> String {
    let codebook = page.table.definition.iter().find(|(name, value)| name == "codebook" && !value.is_empty());
    let table = super::layout::title(page.table.name, page.layout.lang);
    codebook.map_or_else(|| escaped(&table), |(_, codebook)| format!("{}: {}", escaped(codebook), escaped(&table)))
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Prose => " class=\"t\"",
        kind if kind.is_number() => " class=\"n\"",
        _ => "",
    }
}

/// What participants said is text, never markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in allowed(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
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
            escaped("<script>alert(\"x\")</script> & \u{0}é🙂"),
            "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; é🙂"
        );
    }
}
