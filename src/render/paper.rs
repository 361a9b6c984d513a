//! Text to put into a paper: headings, paragraphs, quotes and plain tables, as Word, HTML, Markdown or plain text.

mod html;
mod markdown;
mod plain;
mod word;

use serde::Serialize;

use crate::error::Result;
use crate::scope::words;
use crate::wording::Lang;

/// A text to put into a paper.
///
/// ```
/// use kantlijn::render::{Block, Paper, PaperFormat, Run, paper};
/// use kantlijn::wording::Lang;
///
/// let blocks = vec![Block::Paragraph { runs: vec![Run::plain("Er is "), Run::strong("niets"), Run::plain(" te zien.")] }];
/// let page = Paper { lang: Lang::Nl, title: "Citaten".into(), blocks };
/// let text = paper(&page, PaperFormat::Markdown, 80)?;
/// assert_eq!(String::from_utf8_lossy(&text), "# Citaten\n\nEr is **niets** te zien.\n");
/// # Ok::<(), kantlijn::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Paper {
    /// The language it is written in.
    #[serde(serialize_with = "word_of")]
    pub lang: Lang,
    /// Its title.
    pub title: String,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Block {
    /// A heading.
    Heading {
        /// 2 for those right below the title; beyond 6 as 6.
        level: usize,
        /// Its words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its words.
        runs: Vec<Run>,
    },
    /// Somebody's words, set apart.
    Quote {
        /// The number, which is also the place to link to.
        id: String,
        /// The words, in quotation marks.
        words: Vec<Run>,
        /// Who said them, and where.
        source: Vec<Run>,
    },
    /// A table.
    Table {
        /// What it is.
        caption: String,
        /// The names of its columns.
        header: Vec<String>,
        /// Whether each column holds numbers, and so is set flush right.
        numeric: Vec<bool>,
        /// Its cells; an empty one is undefined.
        rows: Vec<Vec<String>>,
    },
    /// Lines to type in a shell.
    Commands {
        /// The lines.
        lines: Vec<String>,
    },
}

/// Some words of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they stand out.
    pub ink: Ink,
}

/// How words stand out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ink {
    /// They do not.
    #[default]
    Plain,
    /// Bold.
    Strong,
    /// Beside the point: how to find something back.
    Faint,
    /// To be filled in by the author.
    Open,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PaperFormat {
    /// A Word file.
    Docx,
    /// Markdown.
    Markdown,
    /// One HTML file that asks for nothing else.
    Html,
    /// Plain text, wrapped.
    Text,
}

words!(PaperFormat, "docx" => PaperFormat::Docx, "md" => PaperFormat::Markdown, "html" => PaperFormat::Html, "txt" => PaperFormat::Text);

impl Run {
    /// Words that do not stand out.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ink: Ink::Plain }
    }

    /// Bold words.
    #[must_use]
    pub fn strong(text: impl Into<String>) -> Self {
        Self { text: text.into(), ink: Ink::Strong }
    }

    /// Words beside the point.
    #[must_use]
    pub fn faint(text: impl Into<String>) -> Self {
        Self { text: text.into(), ink: Ink::Faint }
    }

    /// What the author has to fill in.
    #[must_use]
    pub fn open(text: impl Into<String>) -> Self {
        Self { text: text.into(), ink: Ink::Open }
    }
}

/// The bytes of a text; plain text is wrapped to so many columns. The same input gives the same bytes.
///
/// # Errors
/// When a Word file cannot be packed.
pub fn paper(paper: &Paper, format: PaperFormat, width: usize) -> Result<Vec<u8>> {
    match format {
        PaperFormat::Docx => word::word(paper),
        PaperFormat::Markdown => Ok(markdown::markdown(paper).into_bytes()),
        PaperFormat::Html => html::html(paper).map(String::into_bytes),
        PaperFormat::Text => Ok(plain::plain(paper, width).into_bytes()),
    }
}

fn word_of<S: serde::Serializer>(lang: &Lang, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(lang.word())
}

/// What an undefined cell shows.
const UNDEFINED: &str = "–";

#[cfg(test)]
mod tests {
    use super::{Block, Lang, Paper, PaperFormat, Run, paper};

    fn page() -> Paper {
        let words = vec![Run::plain("“<b>Ja</b> & "), Run::strong("*nee*"), Run::plain("”")];
        let blocks = vec![
            Block::Heading { level: 2, text: "Schaamte <1>".into() },
            Block::Quote { id: "Q3".into(), words, source: vec![Run::plain("P1"), Run::faint(" (r1:2)")] },
            Block::Paragraph { runs: vec![Run::plain("1. Zo. "), Run::open("[… in te vullen: wie]")] },
            Block::Table {
                caption: "Deelnemers".into(),
                header: vec!["naam".into(), "woorden".into()],
                numeric: vec![false, true],
                rows: vec![vec!["a|b".into(), "1.200".into()], vec!["c".into(), String::new()]],
            },
            Block::Commands { lines: vec!["kantlijn code t -c 'a b.toml'".into()] },
        ];
        Paper { lang: Lang::Nl, title: "Citaten".into(), blocks }
    }

    fn text(format: PaperFormat) -> String {
        String::from_utf8(paper(&page(), format, 40).expect("it is written")).expect("text")
    }

    #[test]
    fn markdown_shows_words_as_words() {
        insta::assert_snapshot!(text(PaperFormat::Markdown), @r"
        # Citaten

        ## Schaamte \<1\>

        > **Q3** “\<b\>Ja\</b\> \& **\*nee\***”
        >
        > — P1 (r1:2)

        1\. Zo. **\[… in te vullen: wie\]**

        Deelnemers

        | naam | woorden |
        | --- | ---: |
        | a\|b | 1.200 |
        | c | – |

            kantlijn code t -c 'a b.toml'
        ");
    }

    #[test]
    fn plain_text_is_wrapped() {
        insta::assert_snapshot!(text(PaperFormat::Text), @r"
        Citaten
        =======

        Schaamte <1>
        ------------

          Q3 “<b>Ja</b> & *nee*”
          — P1 (r1:2)

        1. Zo. [… in te vullen: wie]

        Deelnemers

        naam  woorden
        a|b     1.200
        c           –

          kantlijn code t -c 'a b.toml'
        ");
    }

    #[test]
    fn html_escapes_everything_and_asks_for_nothing() {
        let html = text(PaperFormat::Html);
        assert!(html.contains("“&lt;b&gt;Ja&lt;&#x2f;b&gt; &amp; <strong>*nee*</strong>”"), "{html}");
        assert!(html.starts_with("<!doctype html>\n<html lang=\"nl\">"), "{html}");
        for asking in ["http", "src=", "<script", "@import", "url("] {
            assert!(!html.contains(asking), "{asking} in {html}");
        }
    }

    #[test]
    fn a_word_file_is_the_same_every_time_and_holds_no_control_characters() {
        let mut odd = page();
        odd.blocks.push(Block::Paragraph { runs: vec![Run::plain("een\u{1}twee\u{c}drie")] });
        let once = paper(&odd, PaperFormat::Docx, 80).expect("it is written");
        assert_eq!(once, paper(&odd, PaperFormat::Docx, 80).expect("it is written"));
    }
}
