//! Mistakes with the line they stand in, a caret under them, and the mend.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};

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
        shown.push_str(&renderer.render(&report(diagnostic)));
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
            let path = match &place.cell {
                Some(cell) => format!("{}, {cell}", place.source.name),
                None => place.source.name.clone(),
            };
            let snippet = Snippet::source(place.source.text.as_str()).path(path);
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
