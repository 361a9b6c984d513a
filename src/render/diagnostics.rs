//! Mistakes with the line they stand in, a caret under them, and the mend.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Place, Severity};

use super::terminal::Paint;

/// All diagnostics for a terminal of `width` columns, one after another, a blank line between.
///
/// ```
/// use std::sync::Arc;
/// use kantlijn::diagnostic::{Diagnostic, SourceText};
/// use kantlijn::text::Span;
///
/// let rule = Arc::new(SourceText { name: "the rule".into(), text: "schaam* NEAR vertel*".into() });
/// let mistake = Diagnostic::error("near-without-distance", "NEAR needs a distance").at(&rule, Span::new(8, 12)).help("write NEAR/5");
/// let shown = kantlijn::render::diagnostics(&[mistake], 80, false);
/// assert!(shown.contains("schaam* NEAR vertel*") && shown.contains("^^^^") && shown.contains("NEAR/5"));
/// ```
#[must_use]
pub fn diagnostics(all: &[Diagnostic], width: usize, colour: bool) -> String {
    let renderer = if colour { painted() } else { Renderer::plain() }.term_width(width);
    let mut shown = String::new();
    for diagnostic in all {
        shown.push_str(&without_lines_of_cells(renderer.render(&report(diagnostic)), diagnostic));
        shown.push_str("\n\n");
    }
    shown.truncate(shown.trim_end().len());
    shown
}

/// The renderer's own colours are bright ones, which a light background swallows.
fn painted() -> Renderer {
    let (alarm, strong, plain) = (Paint::Alarm.ink(), Paint::Strong.ink(), anstyle::Style::new());
    Renderer::styled().error(alarm).warning(alarm).note(strong).info(strong).help(strong).line_num(plain).context(plain)
}

fn path_of(place: &Place) -> String {
    match &place.cell {
        Some(cell) => format!("{}, {cell}", place.source.name),
        None => place.source.name.clone(),
    }
}

/// A cell has its row and column: the line and column within it, which the renderer writes behind them, look like another place.
fn without_lines_of_cells(mut shown: String, diagnostic: &Diagnostic) -> String {
    let path = diagnostic.place.as_ref().filter(|place| place.cell.is_some()).map(path_of);
    let found = path.zip(shown.find("-->")).and_then(|(path, arrow)| {
        let end = arrow + shown[arrow..].find(&path)? + path.len();
        let place = shown[end..].find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(shown.len() - end);
        Some(end..end + place)
    });
    if let Some(place) = found {
        shown.replace_range(place, "");
    }
    shown
}

fn report(diagnostic: &Diagnostic) -> Vec<Group<'_>> {
    let level = match diagnostic.severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    // A place in a table whose text is not at hand has no line to show: it goes before the message.
    let bare = diagnostic.place.as_ref().filter(|place| place.source.text.is_empty());
    let message = match bare {
        Some(place) => {
            let cell = place.cell.as_ref().map(|cell| format!(", {cell}")).unwrap_or_default();
            format!("{}{cell}: {}", place.source.name, diagnostic.message)
        }
        None => diagnostic.message.clone(),
    };
    let title = level.primary_title(message);
    let mut group = match &diagnostic.place {
        Some(place) if bare.is_none() => {
            let length = place.source.text.len();
            let (start, end) = ((place.span.start as usize).min(length), (place.span.end as usize).min(length));
            let snippet = Snippet::source(place.source.text.as_str()).path(path_of(place));
            title.element(snippet.annotation(AnnotationKind::Primary.span(start..end)))
        }
        _ => Group::with_title(title),
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    vec![group]
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::diagnostics;
    use crate::diagnostic::{Diagnostic, SourceText};
    use crate::text::Span;

    #[test]
    fn the_place_of_a_cell_is_its_row_and_column_alone() {
        let text = "b AND";
        let source = Arc::new(SourceText { name: "c.csv".into(), text: text.into() });
        let mut mistake = Diagnostic::error("k", "found the end").at(&source, Span::new(5, 5)).help("write more");
        let place = mistake.place.as_mut().expect("it has one");
        place.cell = Some("row 2, column rules".into());
        for colour in [false, true] {
            let shown = diagnostics(std::slice::from_ref(&mistake), 80, colour);
            assert!(shown.contains("c.csv, row 2, column rules") && !shown.contains("column rules:"), "{shown}");
            assert!(shown.contains("b AND") && shown.contains('^') && !shown.contains(":::"), "{shown}");
        }
    }

    #[test]
    fn no_colour_is_one_that_a_light_background_swallows() {
        let rule = Arc::new(SourceText { name: "r".into(), text: "a NEAR b\nc".into() });
        let make = [Diagnostic::error, Diagnostic::warning, Diagnostic::note];
        let all = make.map(|make| make("k", "m".to_owned()).at(&rule, Span::new(2, 6)).help("h"));
        let shown = diagnostics(&all, 80, true);
        assert!(shown.contains("\u{1b}[31m"), "{shown:?}");
        let codes = shown.split("\u{1b}[").skip(1).filter_map(|rest| rest.split_once('m')).map(|(code, _)| code);
        let numbers: Vec<u32> = codes.flat_map(|code| code.split(';')).filter_map(|n| n.parse().ok()).collect();
        // Yellow, cyan, white, and everything bright.
        assert!(!numbers.iter().any(|n| matches!(n, 33 | 36 | 37 | 38 | 90..=97)), "{numbers:?}");
    }
}
