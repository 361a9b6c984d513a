//! `kantlijn explain`: why a sentence was or was not coded.

use kantlijn::corpus::{Admission, ReadOptions, Reading};
use kantlijn::matcher::Scratch;
use kantlijn::render::{ExplanationView, Style, explanation};
use kantlijn::scope::Universe;
use kantlijn::segment::Segments;
use kantlijn::wording::Lang;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Explain, Study};
use crate::{output, study, talk};

pub fn run(args: &Explain) -> Result<Answer> {
    if args.text.trim().is_empty() {
        return Err(Error::usage("there is no text to explain", "give a sentence between quotes"));
    }
    let given = Study { codebook: args.codebook.clone(), ..Study::default() };
    let (rules, segment) = study::rules_of(&given)?;
    let Some(matcher) = &rules.matcher else {
        return Err(Error::usage(
            "this codebook has no rules, so there is nothing to explain",
            "add rules to its codes",
        ));
    };
    let code = args.code.as_deref().map(|id| rules.code(id)).transpose()?;
    let options = ReadOptions { language: segment.language.clone(), ..ReadOptions::default() };
    let document = Reading::of_text("the text", &args.text, &options).document;
    let segments = Segments::of(&document, &segment);
    // Whoever asks about a sentence means it to be looked at, whoever says it.
    let admission = Admission { part: Universe::All, condition: None };
    let explained = matcher.explain(&document, &segments, &admission, &mut Scratch::default());
    let lang = args.lang.as_deref().or(rules.codebook.language()).unwrap_or_default();
    let style = Style { lang: Lang::of(lang), ..output::style(false) };
    output::show(explanation(&explained, &rules.codebook, &document, ExplanationView { code }, style).as_bytes())?;
    talk::diagnostics(&rules.alarms().cloned().collect::<Vec<_>>());
    Ok(Answer::Fine)
}
