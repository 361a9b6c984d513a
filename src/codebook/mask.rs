//! A codebook as others may see it: its examples may be quotes.

use crate::redact::Redaction;

use super::{Code, Codebook, Localized, Rule, Scoped};

impl Codebook {
    /// The same with what `redaction` lists masked in names, definitions, examples, memos, rules and lists.
    ///
    /// It is to be shown: its rules are understood as they were, and code with what they really say. Ids and the names of fields and
    /// lists are left, since everything is told by them: [`Codebook::look_at_names`].
    #[must_use]
    pub fn redacted(&self, redaction: &Redaction) -> Self {
        let mut shown = self.clone();
        let mask = |text: &mut String| *text = redaction.masked(text).into_owned();
        let in_all = |name: &mut Localized| {
            name.plain.iter_mut().for_each(mask);
            name.by_language.values_mut().for_each(mask);
        };
        in_all(&mut shown.name);
        mask(&mut shown.version);
        mask(&mut shown.memo);
        shown.further.values_mut().for_each(mask);
        shown.lists.values_mut().flat_map(|list| &mut list.entries).for_each(mask);
        let of_rule = |rule: &mut Rule| {
            mask(&mut rule.text);
            mask(&mut rule.note);
            rule.place = None;
        };
        for code in &mut shown.codes {
            in_all(&mut code.name);
            for text in [&mut code.definition, &mut code.include, &mut code.exclude, &mut code.memo] {
                mask(text);
            }
            code.further.values_mut().for_each(mask);
            code.rules.iter_mut().for_each(of_rule);
            code.examples.iter_mut().chain(&mut code.counterexamples).for_each(|example| mask(&mut example.text));
            code.place = None;
        }
        let scopes = shown.codes.iter_mut().flat_map(|code| {
            std::iter::once(&mut code.scoped).chain(code.rules.iter_mut().map(|rule| &mut rule.scoped))
        });
        for scoped in std::iter::once(&mut shown.scoped).chain(scopes) {
            scoped.speaker.iter_mut().for_each(mask);
            scoped.r#where = scoped.r#where.take().map(|condition| {
                let told = redaction.named(&condition.to_string()).into_owned();
                condition.told_as(told)
            });
        }
        shown
    }

    /// Holds the names in it that cannot be masked against the list: ids of codes, names of fields and of lists.
    pub fn look_at_names(&self, redaction: &Redaction) {
        self.codes.iter().for_each(|code| redaction.look_at("code", &code.id));
        let fields = self.further.keys().chain(self.codes.iter().flat_map(|code| code.further.keys()));
        fields.for_each(|field| redaction.look_at("field", field));
        self.lists.keys().for_each(|list| redaction.look_at("list", list));
    }

    /// Where its rules hold a word of the list, which cannot be written without them: ids of codes, and `lists` for what holds for
    /// the whole.
    #[must_use]
    pub fn rules_with(&self, redaction: &Redaction) -> Vec<&str> {
        let holds = |text: &str| redaction.line_in(text).is_some();
        let in_scope = |scoped: &Scoped| {
            scoped.speaker.as_deref().is_some_and(holds)
                || scoped.r#where.as_ref().is_some_and(|condition| holds(&condition.to_string()))
        };
        let in_rules = |code: &&Code| {
            in_scope(&code.scoped) || code.rules.iter().any(|rule| holds(&rule.text) || in_scope(&rule.scoped))
        };
        let in_lists = self.lists.values().flat_map(|list| &list.entries).any(|entry| holds(entry));
        let mut places: Vec<&str> = self.codes.iter().filter(in_rules).map(|code| code.id.as_str()).collect();
        places.extend((in_lists || in_scope(&self.scoped)).then_some("lists"));
        places
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::codebook::read_toml;
    use crate::diagnostic::SourceText;
    use crate::redact::Redaction;

    #[test]
    fn what_is_shown_is_masked_and_rules_with_names_are_known() {
        let text = "[codebook]\nname = \"Bij Fatima\"\nversion = \"2 van Fatima\"\n[lists]\nplekken = [\"Zaandam\"]\n\n[[code]]\nid = \"thuis\"\nname = \"Thuis\"\n\
                    definition = \"Zoals Fatima zei.\"\nrules = [\"thuis\", \"fatima*\"]\nexamples = [\"Thuis bij Fatima.\"]\n";
        let source = Arc::new(SourceText { name: "codebook.toml".into(), text: text.into() });
        let codebook = read_toml(&source).expect("a codebook").value;
        let names = Redaction::parse("names.txt".as_ref(), b"fatima\nzaandam\n").expect("a list");
        let shown = codebook.redacted(&names);
        let printed =
            format!("{:?}", (&shown.name, &shown.version, &shown.codes[0].definition, &shown.codes[0].rules[1].text));
        assert!(!printed.to_lowercase().contains("fatima"), "{printed}");
        assert_eq!(shown.codes[0].examples[0].text, "Thuis bij ______.");
        assert_eq!((shown.hash.as_str(), shown.codes[0].id.as_str()), (codebook.hash.as_str(), "thuis"));
        assert_eq!(codebook.rules_with(&names), ["thuis", "lists"]);
        let names = Redaction::parse("names.txt".as_ref(), b"plekken\nthuis\n").expect("a list");
        codebook.look_at_names(&names);
        let unfit = names.unfit();
        assert_eq!(unfit.iter().map(|one| (one.what, one.line)).collect::<Vec<_>>(), [("code", 2), ("list", 1)]);
        assert!(codebook.rules_with(&Redaction::parse("n".as_ref(), b"niemand").expect("a list")).is_empty());
    }
}
