//! LaTeX: a table by booktabs, over several pages where it is long; ready to be `\input` into an article.

use super::layout::{Kind, pieces};
use super::markup::{Markup, Page, Set};

/// Rows of a table of LaTeX.
pub(super) struct Latex;

/// More rows than this do not fit on a page.
const ON_A_PAGE: usize = 40;

/// More columns than this do not fit beside one another on an upright page in letters of the usual size.
const UPRIGHT: usize = 8;

impl Markup for Latex {
    fn head(&self, page: &Page<'_>) -> String {
        let mut head = comments(page);
        let kinds = page.layout.columns.iter().map(|column| column.kind);
        let names: Vec<String> = page.headings.iter().zip(kinds).map(|(heading, kind)| above(heading, kind)).collect();
        let names = format!("{} \\\\", names.join(" & "));
        let caption = page.sentences.first().map(|sentence| set(sentence)).unwrap_or_default();
        let caption = format!("\\caption{{{caption}}}\\label{{tab:{}}}", page.table.name.replace('_', "-"));
        let columns = columns(page);
        let size = if is_wide(page) { "\\footnotesize\\setlength{\\tabcolsep}{3pt}\n" } else { "" };
        head.push_str(&if is_long(page) {
            format!(
                "\\begingroup\n{size}\\begin{{longtable}}{{{columns}}}\n{caption}\\\\\n\\toprule\n{names}\n\\midrule\n\
                 \\endfirsthead\n\\toprule\n{names}\n\\midrule\n\\endhead\n\\bottomrule\n\\endlastfoot\n"
            )
        } else {
            format!(
                "\\begin{{table}}\n\\centering\n{size}{caption}\n\\begin{{tabular}}{{{columns}}}\n\\toprule\n{names}\n\\midrule\n"
            )
        });
        head
    }

    fn begin_row(&self) -> &'static str {
        ""
    }

    fn cell(&self, cell: &Set<'_>) -> String {
        format!("{}{}", if cell.at > 0 { " & " } else { "" }, escaped(cell.text))
    }

    fn end_row(&self) -> &'static str {
        " \\\\\n"
    }

    fn tail(&self, page: &Page<'_>) -> String {
        let notes: Vec<String> = page.sentences.iter().skip(1).map(|sentence| set(sentence)).collect();
        let notes = if notes.is_empty() {
            String::new()
        } else {
            format!(
                "\\par\\medskip\\noindent\n\\begin{{minipage}}{{\\linewidth}}\\footnotesize\n{}\n\\end{{minipage}}\n",
                notes.join("\n")
            )
        };
        match is_long(page) {
            true => format!("\\end{{longtable}}\n{notes}\\endgroup\n"),
            false => format!("\\bottomrule\n\\end{{tabular}}\n{notes}\\end{{table}}\n"),
        }
    }
}

/// A heading; above numbers on several lines, or it would make a column wider than all its numbers.
fn above(heading: &str, kind: Kind) -> String {
    const LETTERS: usize = 12;
    let lines: Vec<String> = match kind.is_number() {
        true => textwrap::wrap(heading, textwrap::Options::new(LETTERS).break_words(false))
            .iter()
            .map(|line| ours(line))
            .collect(),
        false => vec![ours(heading)],
    };
    if lines.len() > 1 { format!("\\shortstack[r]{{{}}}", lines.join("\\\\")) } else { lines.concat() }
}

fn is_long(page: &Page<'_>) -> bool {
    page.rows > ON_A_PAGE
}

fn is_wide(page: &Page<'_>) -> bool {
    page.headings.len() > UPRIGHT
}

/// What the table needs, and what it is about.
fn comments(page: &Page<'_>) -> String {
    let packages = if is_long(page) { "booktabs and longtable" } else { "booktabs" };
    let mut comments = format!(
        "% Packages: {packages}. Engine: any for the Latin alphabet; LuaLaTeX or XeLaTeX, with a font that has them, for other\n\
         % alphabets and emoji.\n"
    );
    if is_wide(page) {
        comments.push_str("% Wide: set it in an environment landscape (package pdflscape), or take columns out.\n");
    }
    for (name, value) in &page.table.definition {
        comments.push_str(&format!("% {name}: {}\n", value.replace(char::is_control, " ")));
    }
    comments
}

/// Words flush left, numbers flush right: they have as many decimals, so that their marks stand below one another.
fn columns(page: &Page<'_>) -> String {
    let prose = page.layout.columns.iter().filter(|column| column.kind == Kind::Prose).count();
    let width = if prose > 1 { 0.6 / prose as f64 } else { 0.4 };
    let column = |kind: Kind| match kind {
        Kind::Prose => format!("p{{{width:.2}\\linewidth}}"),
        kind if kind.is_number() => "r".to_owned(),
        _ => "l".to_owned(),
    };
    page.layout.columns.iter().map(|set| column(set.kind)).collect()
}

fn set(sentence: &str) -> String {
    let piece = |(piece, is_code): (&str, bool)| match is_code {
        true => format!("\\texttt{{{}}}", ours(piece)),
        false => ours(piece),
    };
    pieces(sentence).map(piece).collect()
}

/// What participants said is text, never a command. `[` and `*` mean something behind the end of a row, `"` to babel, and two of
/// some signs are another one to TeX's fonts: `--` is no dash.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        if matches!(c, '-' | '\'' | ',') && before == Some(c) {
            escaped.push_str("{}");
        }
        before = Some(c);
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '<' => escaped.push_str("\\textless{}"),
            '>' => escaped.push_str("\\textgreater{}"),
            '|' => escaped.push_str("\\textbar{}"),
            '`' => escaped.push_str("\\textasciigrave{}"),
            '"' => escaped.push_str("{\\char34}"),
            '[' | ']' | '*' => escaped.push_str(&format!("{{{c}}}")),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '−' => escaped.push_str("\\ensuremath{-}"),
            '≥' => escaped.push_str("\\ensuremath{\\geq}"),
            '≤' => escaped.push_str("\\ensuremath{\\leq}"),
            '²' => escaped.push_str("\\textsuperscript{2}"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Headings and captions. Letters of statistics are no letters of a text: its fonts have no Greek.
fn ours(text: &str) -> String {
    const GREEK: [(char, &str); 5] = [('α', "alpha"), ('κ', "kappa"), ('φ', "phi"), ('π', "pi"), ('χ', "chi")];
    let set = |text: String, (letter, name): &(char, &str)| text.replace(*letter, &format!("\\ensuremath{{\\{name}}}"));
    GREEK.iter().fold(escaped(text), set)
}

#[cfg(test)]
mod tests {
    use super::{escaped, ours};

    #[test]
    fn no_character_of_a_text_is_a_command() {
        assert_eq!(
            escaped(r"50% & more_of #1 $2 {a} ~b ^c \d <e> [f] *g|"),
            r"50\% \& more\_of \#1 \$2 \{a\} \textasciitilde{}b \textasciicircum{}c \textbackslash{}d \textless{}e\textgreater{} {[}f{]} {*}g\textbar{}"
        );
        assert_eq!(escaped("één\n“ja” 🙂 αβ"), "één “ja” 🙂 αβ");
        assert_eq!(escaped("ja --- nee, '' zo'n,, -"), "ja -{}-{}- nee, '{}' zo'n,{}, -");
        assert_eq!(ours("χ² ≥ 3"), "\\ensuremath{\\chi}\\textsuperscript{2} \\ensuremath{\\geq} 3");
    }
}
