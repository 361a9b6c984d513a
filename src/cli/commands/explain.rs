//! `kantlijn explain`: why a sentence was or was not coded.

use std::borrow::Cow;

use kantlijn::corpus::{Admission, ReadOptions, Reading};
use kantlijn::matcher::Scratch;
use kantlijn::render::{ExplanationView, Style, explanation};
use kantlijn::scope::Universe;
use kantlijn::segment::Segments;
use kantlijn::wording::Lang;
use kantlijn::{Error, Result};

use super::Answer;
use crate::args::{Explain, Study};
use crate::{output, redact, study, talk};

pub fn run(args: &Explain) -> Result<Answer> {
    if args.text.trim().is_empty() {
        return Err(Error::usage("there is no text to explain", "give a sentence between quotes"));
    }
    let given = Study { codebook: args.codebook.clone(), redact: args.redact.clone(), ..Study::default() };
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
    let list = redact::list(args.redact.as_deref(), study::project_of(&given)?.as_ref())?;
    let lang = args.lang.as_deref().or(rules.codebook.language()).unwrap_or_default();
    let style = Style { lang: Lang::of(lang), ..output::style(false) };
    // Signs of colour would stand within words that are to be masked.
    let style = Style { colour: style.colour && list.is_none(), ..style };
    let shown = explanation(&explained, &rules.codebook, &document, ExplanationView { code }, style);
    let shown = list.as_ref().map_or(Cow::Borrowed(shown.as_str()), |list| list.masked(&shown));
    output::show(shown.as_bytes())?;
    talk::diagnostics(&rules.alarms().cloned().collect::<Vec<_>>());
    Ok(Answer::Fine)
}
