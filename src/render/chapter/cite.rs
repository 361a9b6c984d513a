//! Who a quote is attributed to: a template with fields.

use std::str::FromStr;

use crate::redact::Redaction;

/// A template such as `{case}, {profession}, {transcript}:{turn}`.
///
/// Where a field is empty, what stands between it and the field before it is left out, or behind it where there is none before.
/// `{{` and `}}` are braces.
///
/// ```
/// use kantlijn::render::Citation;
///
/// let cite: Citation = "({case}, {profession}; {transcript}:{turn})".parse().unwrap();
/// let known = |name: &str| match name { "case" => "P3", "turn" => "12", "transcript" => "r1", _ => "" }.to_owned();
/// assert_eq!(cite.of(known), "(P3; r1:12)");
/// assert!("{case".parse::<Citation>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// What stands before the first field.
    opening: String,
    /// Each field, with what stands before it.
    fields: Vec<(String, String)>,
    /// What stands behind the last field.
    closing: String,
}

impl Citation {
    /// Fields that every quote has, whatever variables there are.
    pub const FIELDS: [&str; 10] =
        ["case", "speaker", "part", "transcript", "turn", "time", "start", "end", "code", "coder"];

    /// The names of the fields, in order.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(_, name)| name.as_str())
    }

    /// Whether a field of this name is shown.
    #[must_use]
    pub fn names(&self, field: &str) -> bool {
        self.fields().any(|name| name == field)
    }

    /// The same with masks in what stands between the fields.
    #[must_use]
    pub fn redacted(&self, redaction: &Redaction) -> Self {
        let masked = |text: &str| redaction.masked(text).into_owned();
        Self {
            opening: masked(&self.opening),
            fields: self.fields.iter().map(|(before, name)| (masked(before), name.clone())).collect(),
            closing: masked(&self.closing),
        }
    }

    /// The attribution, where `value` knows what stands in a field; empty where all fields are.
    pub fn of(&self, value: impl Fn(&str) -> String) -> String {
        let mut shown = String::new();
        for (before, name) in &self.fields {
            let value = value(name);
            if value.trim().is_empty() {
                continue;
            }
            shown.push_str(if shown.is_empty() { &self.opening } else { before });
            shown.push_str(value.trim());
        }
        if !shown.is_empty() {
            shown.push_str(&self.closing);
        }
        shown
    }
}

impl FromStr for Citation {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (mut fields, mut literal) = (Vec::new(), String::new());
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '{' | '}' if rest.next_if_eq(&c).is_some() => literal.push(c),
                '{' => {
                    let mut name = String::new();
                    loop {
                        match rest.next() {
                            Some('}') => break,
                            Some(c) if c != '{' => name.push(c),
                            _ => return Err(format!("the field `{{{name}` is not closed: write {{{}}}", name.trim())),
                        }
                    }
                    if name.trim().is_empty() {
                        return Err("a field has no name: write {case}".to_owned());
                    }
                    fields.push((std::mem::take(&mut literal), name.trim().to_owned()));
                }
                '}' => return Err("`}` closes no field: write }} for the brace itself".to_owned()),
                c => literal.push(c),
            }
        }
        if fields.is_empty() {
            return Err("there is no field in it, such as {case}".to_owned());
        }
        let opening = std::mem::take(&mut fields[0].0);
        Ok(Self { opening, fields, closing: literal })
    }
}

#[cfg(test)]
mod tests {
    use super::{Citation, Redaction};

    fn cited(template: &str, known: &[(&str, &str)]) -> String {
        let cite: Citation = template.parse().unwrap_or_else(|error| panic!("{template}: {error}"));
        let value = |name: &str| known.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        cite.of(|name| value(name).to_owned())
    }

    #[test]
    fn an_empty_field_takes_its_separator_along() {
        let all = [("case", "P1"), ("profession", "kok"), ("years", "4")];
        assert_eq!(cited("{case}, {profession} ({years})", &all), "P1, kok (4)");
        assert_eq!(cited("{case}, {profession}, {years}", &[all[0], all[2]]), "P1, 4");
        assert_eq!(cited("{case}, {profession}, {years}", &all[1..]), "kok, 4");
        assert_eq!(cited("[{case}, {years}]", &all[..1]), "[P1]");
        assert_eq!(cited("[{case}, {years}]", &[]), "");
        assert_eq!(cited("{{{case}}}", &all), "{P1}");
    }

    #[test]
    fn what_stands_between_fields_is_masked() {
        let cite: Citation = "Bij Fatima: {case} (zus van Fatima, {years}; Fatima)".parse().expect("a template");
        let names = Redaction::parse("names.txt".as_ref(), b"fatima").expect("a list");
        let shown = cite.redacted(&names).of(|name| name.to_owned());
        assert_eq!(shown, "Bij ______: case (zus van ______, years; ______)");
    }

    #[test]
    fn mistakes_say_what_to_write() {
        for (template, says) in
            [("{case", "{case}"), ("case", "{case}"), ("{}", "{case}"), ("a}", "}}"), ("{a{b}", "{a}")]
        {
            let error = template.parse::<Citation>().expect_err(template);
            assert!(error.contains(says), "{template}: {error}");
        }
    }
}
