//! Style sheets in a page: which classes are bold or italic, as Google Docs and LibreOffice write them.
//!
//! Only that is looked at. What a sheet hides is often shown by a click, so that it counts as words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::gap::pattern;

/// How words are set, where that is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
}

impl Set {
    /// What declarations say, with white space taken out of them.
    pub fn of(declarations: &str) -> Self {
        let is_bold =
            |weight: &str| weight.starts_with("bold") || weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
        let slant = property(declarations, "font-style");
        Self { bold: property(declarations, "font-weight").map(is_bold), italic: slant.map(|slant| slant != "normal") }
    }

    /// The same, and what `other` says where it says something.
    pub fn and(self, other: Self) -> Self {
        Self { bold: other.bold.or(self.bold), italic: other.italic.or(self.italic) }
    }
}

/// What declarations say of a property. White space is taken out of them before.
pub(super) fn property<'a>(declarations: &'a str, name: &str) -> Option<&'a str> {
    let mut declarations = declarations.split(';').filter_map(|declaration| declaration.split_once(':'));
    declarations.find(|(property, _)| *property == name).map(|(_, value)| value.trim_end_matches("!important"))
}

/// Declarations in small letters and without white space.
pub(super) fn squeezed(declarations: &str) -> String {
    declarations.to_ascii_lowercase().split_whitespace().collect()
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)/\*.*?\*/|<!--|-->"));
static RULE: LazyLock<Regex> = LazyLock::new(|| pattern(r"([^{}]*)\{([^{}]*)\}"));
/// One class, of any element or of one kind.
static SELECTOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*([A-Za-z][A-Za-z0-9]*)?\.([\w-]+)\s*$"));

/// The classes of a page that are bold or italic: by the element, if that is said, and the name.
#[derive(Debug, Default)]
pub(super) struct Sheet(BTreeMap<(String, String), Set>);

impl Sheet {
    /// Adds the rules of a sheet. A later rule goes before an earlier one.
    pub fn add(&mut self, sheet: &str) {
        let sheet = COMMENT.replace_all(sheet, " ");
        for rule in RULE.captures_iter(&sheet) {
            let (_, [selectors, declarations]) = rule.extract();
            let set = Set::of(&squeezed(declarations));
            if set == Set::default() {
                continue;
            }
            for selector in selectors.split(',').filter_map(|selector| SELECTOR.captures(selector)) {
                let part = |at: usize| selector.get(at).map_or(String::new(), |part| part.as_str().to_owned());
                let known = self.0.entry((part(1).to_ascii_lowercase(), part(2))).or_default();
                *known = known.and(set);
            }
        }
    }

    /// How the classes of an element set its words.
    pub fn set(&self, element: &[u8], classes: &str) -> Set {
        if self.0.is_empty() {
            return Set::default();
        }
        let element = String::from_utf8_lossy(element);
        let of = |element: &str, class: &str| self.0.get(&(element.to_owned(), class.to_owned())).copied();
        let each = classes
            .split_ascii_whitespace()
            .map(|class| of("", class).unwrap_or_default().and(of(&element, class).unwrap_or_default()));
        each.fold(Set::default(), Set::and)
    }
}

#[cfg(test)]
mod tests {
    use super::{Set, Sheet};

    #[test]
    fn classes_are_bold_as_their_sheet_says() {
        let mut sheet = Sheet::default();
        sheet.add("<!-- p { font-weight: bold } /* .no { font-weight: bold } */ .c1, P.c2{Font-Weight : 700!important; color:red}\n.c3 {font-style:italic} -->");
        sheet.add("@media print { .c1 .c4 { font-weight: 700 } } .c3{font-weight:400} .open { font-weight: bold");
        let set = |element: &[u8], classes: &str| {
            let Set { bold, italic } = sheet.set(element, classes);
            (bold, italic)
        };
        assert_eq!(set(b"span", "x c1"), (Some(true), None));
        assert_eq!(set(b"p", "c2"), (Some(true), None));
        assert_eq!(set(b"div", "c2"), (None, None));
        assert_eq!(set(b"p", "c1 c3"), (Some(false), Some(true)));
        assert_eq!([set(b"p", "no"), set(b"p", "c4"), set(b"p", "open"), set(b"p", "")], [(None, None); 4]);
    }
}
