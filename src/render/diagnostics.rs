//! Mistakes with the line they stand in, a caret under them, and the mend.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Severity};

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
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() }.term_width(width);
    let mut shown = String::new();
    for diagnostic in all {
        shown.push_str(&renderer.render(&report(diagnostic)));
        shown.push_str("\n\n");
    }
    shown.truncate(shown.trim_end().len());
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
            format!("{}, {}: {}", place.source.name, place.cell.as_deref().unwrap_or_default(), diagnostic.message)
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
