//! Why a file or folder is no transcript: as a value, of which words are made by language.

use std::fmt::{self, Display, Formatter};

use crate::wording::{Lang, args};

/// Why a file or folder was left out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// One of the reasons that need no more than their name, which is that of their words.
    Plain(&'static str),
    /// A folder with this file in it, which makes it something else; the name of its words comes first.
    Marked(&'static str, &'static str),
    /// A table with a column of codes, by what it is called.
    Codes(String),
    /// JSON of another kind.
    Json(JsonShape),
    /// A project without a text, by what it has, in English: it is told by what a project's lists of losses say too.
    WithoutText(String),
}

/// What the values of a file of JSON are, for somebody who wonders which file it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonShape {
    /// An object with these fields, `a`, `b`, …; none of them empty.
    Object(String),
    /// A list of so many, the first object among them with these fields.
    ListOf(u64, String),
    /// A list of so many, without objects.
    List(u64),
    /// Anything else.
    Value,
}

impl Why {
    /// In words of this language.
    ///
    /// ```
    /// use kantlijn::corpus::Why;
    /// use kantlijn::wording::Lang;
    ///
    /// let why = Why::Codes("code".into());
    /// assert_eq!(why.in_words(Lang::Nl), "een tabel met een kolom `code`: coderingen, een codeboek of een uitkomst");
    /// assert_eq!(Why::Plain("readme").to_string(), "a README");
    /// ```
    #[must_use]
    pub fn in_words(&self, lang: Lang) -> String {
        let said = |why: &str, what: &str| lang.phrased("left-out", args! { "why" => why, "what" => what });
        match self {
            Why::Plain(name) => said(name, ""),
            Why::Marked(name, file) => said(name, file),
            Why::Codes(column) => said("codes", column),
            Why::Json(shape) => said("json", &shape.in_words(lang)),
            Why::WithoutText(holds) => said("without-text", holds),
        }
    }
}

impl Display for Why {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::En))
    }
}

impl Display for JsonShape {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::En))
    }
}

impl JsonShape {
    fn in_words(&self, lang: Lang) -> String {
        let (shape, n, fields) = match self {
            JsonShape::Object(fields) if fields.is_empty() => ("empty", 0, ""),
            JsonShape::Object(fields) => ("object", 0, fields.as_str()),
            JsonShape::ListOf(n, fields) if fields.is_empty() => ("list-of-empty", *n, ""),
            JsonShape::ListOf(n, fields) => ("list-of-objects", *n, fields.as_str()),
            JsonShape::List(n) => ("list", *n, ""),
            JsonShape::Value => ("value", 0, ""),
        };
        lang.phrased("left-out-json", args! { "shape" => shape, "n" => n, "fields" => fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_words_in_both_languages() {
        let reasons = [
            (Why::Marked("study", "kantlijn.toml"), "een eigen onderzoek: er staat een kantlijn.toml in"),
            (Why::Plain("cases"), "de tabel met casussen"),
            (Why::Plain("doc"), "een oud Word-formaat: sla het op als .docx"),
            (
                Why::Json(JsonShape::ListOf(2, "`naam`, `jaar`".into())),
                "JSON zonder transcript erin: een lijst van 2, waarvan het eerste een object met `naam`, `jaar`",
            ),
            (Why::WithoutText("1 code".into()), "een project zonder tekst; het heeft: 1 code"),
        ];
        for (why, dutch) in reasons {
            assert_eq!(why.in_words(Lang::Nl), dutch);
            assert!(why.to_string() != dutch, "{why}");
        }
    }
}
