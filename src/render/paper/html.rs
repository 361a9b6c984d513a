//! A text as one HTML file.

use minijinja::Environment;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;

use crate::error::{Error, Result};

use super::Paper;

/// The page: what stands in it is escaped, since what people say may look like markup.
const PAGE: &str = include_str!("page.html");

pub(super) fn html(paper: &Paper) -> Result<String> {
    let failed = |error: minijinja::Error| {
        Error::usage(format!("the text cannot be written as HTML: {error}"), "write it as .md or .docx instead")
    };
    let mut templates = Environment::new();
    templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(failed)?);
    templates.add_template("page.html", PAGE).map_err(failed)?;
    let page = templates.get_template("page.html").map_err(failed)?;
    page.render(Serde(paper)).map_err(failed)
}
