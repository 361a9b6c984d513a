//! A drawing as SVG. Text stays text, so that it can be searched, read aloud and edited.

use std::fmt::Write;

use super::colour::Colour;
use super::drawing::{Anchor, Drawing, Mark, Shape};
use super::font;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// The file, with its size in millimetres and everything inside it in points.
pub(super) fn svg(drawing: &Drawing) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height));
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" height=\"{}mm\" \
         viewBox=\"0 0 {width} {height}\" xml:lang=\"{}\" role=\"img\" aria-labelledby=\"title caption\">\n",
        number(drawing.width / MM),
        number(drawing.height / MM),
        drawing.lang.word(),
    );
    let _ = writeln!(out, "<title id=\"title\">{}</title>", escaped(&drawing.title));
    let _ = writeln!(out, "<desc id=\"caption\">{}</desc>", escaped(&drawing.caption));
    let white = Colour::WHITE.hex();
    let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{white}\"/>");
    let _ = writeln!(out, "<g font-family=\"{}\" stroke-linejoin=\"round\">", font::FAMILIES);
    drawing.marks.iter().for_each(|mark| write_mark(&mut out, mark));
    out.push_str("</g>\n</svg>\n");
    out
}

fn write_mark(out: &mut String, mark: &Mark) {
    let name = match &mark.shape {
        Shape::Rect { x, y, width, height } => {
            let [x, y, width, height] = [*x, *y, *width, *height].map(number);
            let _ = write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
            "rect"
        }
        Shape::Circle { centre: (x, y), radius } => {
            let _ = write!(out, "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"", number(*x), number(*y), number(*radius));
            "circle"
        }
        Shape::Line(points) => {
            let _ = write!(out, "<polyline points=\"{}\"", places(points));
            "polyline"
        }
        Shape::Area(points) => {
            let _ = write!(out, "<polygon points=\"{}\"", places(points));
            "polygon"
        }
        Shape::Text { at: (x, y), kind, anchor, .. } => {
            let _ = write!(out, "<text x=\"{}\" y=\"{}\" font-size=\"{}\"", number(*x), number(*y), number(kind.size));
            out.push_str(if kind.bold { " font-weight=\"bold\"" } else { "" });
            out.push_str(match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            });
            "text"
        }
    };
    let _ = match mark.fill {
        Some(fill) => write!(out, " fill=\"{}\"", fill.hex()),
        None => write!(out, " fill=\"none\""),
    };
    if mark.opacity < 1.0 {
        let _ = write!(out, " opacity=\"{}\"", number(mark.opacity));
    }
    if let Some((colour, width)) = mark.stroke {
        let _ = write!(out, " stroke=\"{}\" stroke-width=\"{}\"", colour.hex(), number(width));
    }
    let told = mark.told.as_deref().map(|told| format!("<title>{}</title>", escaped(told))).unwrap_or_default();
    let text = if let Shape::Text { text, .. } = &mark.shape { escaped(text) } else { String::new() };
    match told.is_empty() && text.is_empty() {
        true => out.push_str("/>\n"),
        false => {
            let _ = writeln!(out, ">{told}{text}</{name}>");
        }
    }
}

fn places(points: &[(f64, f64)]) -> String {
    points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect::<Vec<_>>().join(" ")
}

/// Two decimals are finer than any printer.
fn number(value: f64) -> String {
    let written = format!("{value:.2}");
    let short = written.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Text for XML; what XML has no way to write shows as a replacement character.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::plot::font::Type;
    use crate::wording::Lang;

    #[test]
    fn any_text_is_written_as_text() {
        let name = "<script>a & \"b\"</script>\u{1}\n😀 שלום";
        let marks = vec![Mark::text((1.0, 2.5), name, Type::STRONG), Mark::rect(0.0, 0.0, 1.0, 1.0).telling(name)];
        let drawing = Drawing {
            width: 72.0,
            height: 36.0,
            title: name.to_owned(),
            caption: "]]>".to_owned(),
            lang: Lang::Nl,
            marks,
        };
        let svg = svg(&drawing);
        assert!(svg.contains("width=\"25.4mm\" height=\"12.7mm\" viewBox=\"0 0 72 36\" xml:lang=\"nl\""), "{svg}");
        let shown = "&lt;script&gt;a &amp; &quot;b&quot;&lt;/script&gt;\u{fffd} 😀 שלום";
        assert_eq!(svg.matches(shown).count(), 3, "{svg}");
        assert!(!svg.contains("<script") && svg.contains("]]&gt;"), "{svg}");
        let parsed = resvg::usvg::roxmltree::Document::parse(&svg).expect("well-formed");
        let text = parsed.descendants().find(|node| node.has_tag_name("text")).and_then(|node| node.text());
        assert_eq!(text, Some("<script>a & \"b\"</script>\u{fffd} 😀 שלום"));
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([0.0, -0.001, 1.005, 12.5, 100.0].map(number), ["0", "0", "1", "12.5", "100"]);
    }
}
