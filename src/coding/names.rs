//! Codes by what people write, and a codebook made of what they wrote.

use std::collections::BTreeMap;

use crate::codebook::{Code, Codebook, Localized};
use crate::ids::CodeId;
use crate::text::fold;

/// The codes of a codebook by what people write: ids, then ids in any letter case, then names.
pub(super) struct Names<'a> {
    codebook: &'a Codebook,
    folded: BTreeMap<String, Option<CodeId>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(codebook: &'a Codebook) -> Self {
        let mut folded: BTreeMap<String, Option<CodeId>> = BTreeMap::new();
        let mut add = |name: &str, id: CodeId| {
            let entry = folded.entry(fold(name.trim())).or_insert(Some(id));
            // A name of two codes is the name of neither.
            *entry = entry.filter(|known| *known == id);
        };
        for (i, code) in codebook.codes.iter().enumerate() {
            add(&code.id, CodeId::new(i));
        }
        for (i, code) in codebook.codes.iter().enumerate() {
            for name in code.name.plain.iter().chain(code.name.by_language.values()) {
                add(name, CodeId::new(i));
                // Below a parent of that name, as other programs and `HandCodings::codebook` write it.
                let above: Vec<&str> = codebook
                    .line_of(CodeId::new(i))
                    .skip(1)
                    .filter_map(|id| codebook.code(id).name.plain.as_deref())
                    .collect();
                if !above.is_empty() {
                    let path: Vec<&str> = above.into_iter().rev().chain([name.as_str()]).collect();
                    add(&path.join("/"), CodeId::new(i));
                }
            }
        }
        Self { codebook, folded }
    }

    pub(super) fn find(&self, name: &str) -> Option<CodeId> {
        let path = parts(name).collect::<Vec<_>>().join("/");
        self.codebook.find(&path).or_else(|| self.folded.get(&fold(&path)).copied().flatten())
    }
}

/// The parts of a code as people write it, from the theme down: `Zorg > Thuis`.
pub(super) fn parts(code: &str) -> impl Iterator<Item = &str> {
    code.split(['/', '\\', '>']).map(str::trim).filter(|part| !part.is_empty())
}

/// Codes on their way to a codebook: the parts below one, in order of first use, spelled as they were first; in other letters they
/// are the same, as they are to [`Names`].
#[derive(Default)]
pub(super) struct Branch {
    parts: Vec<(String, Branch)>,
}

impl Branch {
    pub(super) fn below(&mut self, part: &str) -> &mut Branch {
        let folded = fold(part);
        let at = self.parts.iter().position(|(known, _)| fold(known) == folded).unwrap_or_else(|| {
            self.parts.push((part.to_owned(), Branch::default()));
            self.parts.len() - 1
        });
        &mut self.parts[at].1
    }

    pub(super) fn write(&self, parent: Option<(CodeId, &str, usize)>, codes: &mut Vec<Code>) {
        let mut taken: Vec<String> = Vec::new();
        for (name, below) in &self.parts {
            let mut part = as_id(name);
            let plain = part.clone();
            let mut n = 1;
            while taken.contains(&part) {
                n += 1;
                part = format!("{plain}-{n}");
            }
            let id = parent.map_or_else(|| part.clone(), |(_, above, _)| format!("{above}/{part}"));
            let depth = parent.map_or(0, |(_, _, depth)| depth + 1);
            let code = CodeId::new(codes.len());
            codes.push(Code {
                id: id.clone(),
                parent: parent.map(|(code, ..)| code),
                depth,
                name: Localized { plain: Some(name.clone()), ..Localized::default() },
                ..Code::default()
            });
            taken.push(part);
            below.write(Some((code, &id, depth)), codes);
        }
    }
}

/// A name as part of an id: letters, digits, `-` and `_`; anything else becomes a hyphen.
fn as_id(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() || c == '_' {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
    }
    let id = id.trim_end_matches('-');
    if id.is_empty() { "code".to_owned() } else { id.to_owned() }
}

/// The name nearest to a misspelled one, if one is near.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(name);
    let near = known.map(|known| (strsim::jaro_winkler(&folded, &fold(known)), known));
    near.filter(|(likeness, _)| *likeness > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, known)| known)
}
