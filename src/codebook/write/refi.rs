//! Codebooks as REFI-QDA `.qdc` files, for NVivo, ATLAS.ti, MAXQDA and their like.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::codebook::exchange::{CODABLE, GUID, SETS, is_prose, joined, last_part, shown_name};
use crate::codebook::{Code, Codebook, Localized, slug};
use crate::ids::CodeId;
use crate::refi::{self, CodeBook, Guid, Set};

use super::toml_text;

/// The codebook as REFI-QDA, version 1.0 of the standard's codebooks.
///
/// A code's description is its definition, and below a line that says so whatever else the codebook has of it, in TOML:
/// other programs show it, and reading the file again gives the same codebook with the same hash. What is said of the whole
/// codebook, and its order where codes do not stand below their themes, is in a set of all codes. Identities are made of ids, or
/// are those of the field `guid`; a code with `codable = "false"` is a folder; the lines of the field `sets` are its sets. The
/// same codebook gives the same bytes.
///
/// Characters that XML cannot hold (most control characters) become U+FFFD.
#[must_use]
pub fn write_qdc(codebook: &Codebook) -> Vec<u8> {
    refi::write_codebook(&code_book(codebook, &guids(codebook)))
}

/// The codebook as the standard's structs, each code under its identity of [`guids`].
pub(crate) fn code_book(codebook: &Codebook, guids: &[Guid]) -> CodeBook {
    let mut below: BTreeMap<Option<CodeId>, Vec<CodeId>> = BTreeMap::new();
    for (index, code) in codebook.codes.iter().enumerate() {
        below.entry(code.parent).or_default().push(CodeId::new(index));
    }
    let tree = Tree { codebook, guids, below: &below, sets: sets(codebook) };
    let mut written_order = Vec::with_capacity(codebook.codes.len());
    let codes = tree.codes(None, &mut written_order);
    let in_order = written_order.is_sorted();
    CodeBook {
        origin: format!("kantlijn {}", env!("CARGO_PKG_VERSION")),
        codes,
        sets: own_set(codebook, guids, in_order).into_iter().chain(tree.other_sets()).collect(),
    }
}

/// The identity of each code: no two have the same.
pub(crate) fn guids(codebook: &Codebook) -> Vec<Guid> {
    let mut taken = BTreeSet::new();
    let given: Vec<Option<Guid>> = codebook
        .codes
        .iter()
        .map(|code| {
            let guid = code.further.get(GUID).map(|guid| Guid::written(guid)).filter(Guid::is_sound)?;
            taken.insert(guid.clone()).then_some(guid)
        })
        .collect();
    let made = codebook.codes.iter().zip(given).map(|(code, given)| {
        given.unwrap_or_else(|| {
            let mut name = code.id.clone();
            loop {
                let guid = Guid::made_of("code", &name);
                if taken.insert(guid.clone()) {
                    return guid;
                }
                name.push('\n');
            }
        })
    });
    made.collect()
}

/// The codes of each set, in order of first appearance.
fn sets(codebook: &Codebook) -> IndexMap<&str, BTreeSet<usize>> {
    let mut sets: IndexMap<&str, BTreeSet<usize>> = IndexMap::new();
    for (at, code) in codebook.codes.iter().enumerate() {
        let named = code.further.get(SETS).map_or("", String::as_str).lines().map(str::trim);
        for name in named.filter(|name| !name.is_empty()) {
            sets.entry(name).or_default().insert(at);
        }
    }
    sets
}

struct Tree<'c> {
    codebook: &'c Codebook,
    guids: &'c [Guid],
    below: &'c BTreeMap<Option<CodeId>, Vec<CodeId>>,
    sets: IndexMap<&'c str, BTreeSet<usize>>,
}

impl Tree<'_> {
    fn codes(&self, parent: Option<CodeId>, order: &mut Vec<CodeId>) -> Vec<refi::Code> {
        let ids = self.below.get(&parent).map_or(&[][..], Vec::as_slice);
        ids.iter()
            .map(|&id| {
                order.push(id);
                let code = self.codebook.code(id);
                refi::Code {
                    guid: self.guids[id.index()].clone(),
                    name: shown_name(self.codebook, code),
                    is_codable: !is_folder(code),
                    color: code.color.clone(),
                    description: self.description(code, &self.guids[id.index()]),
                    codes: self.codes(Some(id), order),
                    ..refi::Code::default()
                }
            })
            .collect()
    }

    fn description(&self, code: &Code, guid: &Guid) -> String {
        let mut rest = code.clone();
        let shown = shown_name(self.codebook, code);
        let is_prose = is_prose(&code.definition);
        if is_prose {
            rest.definition.clear();
        }
        rest.color = None;
        // A name that is the last part of the id is none, for the reader.
        if shown != last_part(&code.id)
            && code.name == (Localized { plain: Some(shown.clone()), ..Localized::default() })
        {
            rest.name = Localized::default();
        }
        if code.further.get(GUID).is_some_and(|own| own == guid.as_str()) && *guid != Guid::made_of("code", &code.id) {
            rest.further.shift_remove(GUID);
        }
        if is_folder(code) {
            rest.further.shift_remove(CODABLE);
        }
        if code.further.get(SETS).is_some_and(|sets| self.in_order(sets)) {
            rest.further.shift_remove(SETS);
        }
        let own = toml_text::code(&rest);
        let only_id = toml_text::code(&Code { id: code.id.clone(), ..Code::default() });
        let prose = if is_prose { code.definition.as_str() } else { "" };
        if own == only_id && slug(&shown.replace('/', " ")) == last_part(&code.id) {
            return prose.to_owned();
        }
        joined(prose, &own)
    }

    /// Whether a code's sets come back from the sets themselves as they are.
    fn in_order(&self, sets: &str) -> bool {
        let places: Vec<Option<usize>> = sets.split('\n').map(|name| self.sets.get_index_of(name)).collect();
        places.iter().all(Option::is_some)
            && places.is_sorted_by(|a, b| a < b)
            && sets.chars().all(|c| c != '\r' && refi::is_told(c))
    }

    fn other_sets(&self) -> impl Iterator<Item = Set> {
        self.sets.iter().map(|(&name, codes)| Set {
            guid: Guid::made_of("set", name),
            name: name.to_owned(),
            members: codes.iter().map(|&at| self.guids[at].clone()).collect(),
            ..Set::default()
        })
    }
}

fn is_folder(code: &Code) -> bool {
    code.further.get(CODABLE).is_some_and(|codable| codable == "false")
}

/// The set that holds what is said of the codebook itself, and the order of its codes; none where there is neither.
fn own_set(codebook: &Codebook, guids: &[Guid], in_order: bool) -> Option<Set> {
    let is_prose = is_prose(&codebook.memo);
    let head = Codebook {
        name: codebook.name.clone(),
        version: codebook.version.clone(),
        memo: if is_prose { String::new() } else { codebook.memo.clone() },
        settings: codebook.settings.clone(),
        scoped: codebook.scoped.clone(),
        further: codebook.further.clone(),
        ..Codebook::default()
    };
    let parts: Vec<String> = toml_text::head(&head).into_iter().chain(toml_text::lists(codebook)).collect();
    if parts.is_empty() && codebook.memo.is_empty() && in_order {
        return None;
    }
    let prose = if is_prose { codebook.memo.as_str() } else { "" };
    let name = codebook.name.get(codebook.language().unwrap_or_default()).unwrap_or("kantlijn");
    Some(Set {
        guid: Guid::made_of("codebook", ""),
        name: name.to_owned(),
        description: joined(prose, &parts.join("\n")),
        members: guids.to_vec(),
        ..Set::default()
    })
}
