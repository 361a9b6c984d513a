//! What people read, in Dutch and in English: captions, headings, the words of a report.
//!
//! Each language has a folder of [Fluent](https://projectfluent.org) files, `en/` and `nl/`, with the same messages under the same
//! names; to translate is to edit those. Code asks for a message by its name:
//!
//! ```
//! use kantlijn::wording::{Lang, args};
//!
//! assert_eq!(Lang::Nl.phrase("no-code"), "geen code");
//! assert_eq!(Lang::En.phrased("participants", args! { "n" => 1 }), "1 participant");
//! assert_eq!(Lang::Nl.phrased("words", args! { "n" => 22540 }), "22.540 woorden");
//! assert_eq!(Lang::of("nl-BE"), Lang::Nl);
//! ```
//!
//! Names of columns in files, help, errors and remarks on standard error are English in every language: programs and search
//! engines know them.

mod english;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentResource, FluentValue};

use crate::scope::words;

pub use english::{either, first_few, several};

/// A language that people read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Dutch.
    Nl,
}

words!(Lang, "en" => Lang::En, "nl" => Lang::Nl);

/// A file of messages in each language.
struct File {
    name: &'static str,
    texts: [&'static str; 2],
}

macro_rules! file {
    ($name:literal) => {
        File {
            name: $name,
            texts: [include_str!(concat!("en/", $name, ".ftl")), include_str!(concat!("nl/", $name, ".ftl"))],
        }
    };
}

/// Every file of messages, in the order of the alphabet.
#[rustfmt::skip]
const FILES: &[File] = &[
    file!("agreement"),
    file!("association"),
    file!("captions"),
    file!("chapter"),
    file!("columns"),
    file!("common"),
    file!("comparison"),
    file!("crosstab"),
    file!("explain"),
    file!("files"),
    file!("methods"),
    file!("plot"),
    file!("redact"),
    file!("report"),
    file!("review"),
    file!("saturation"),
    file!("screen"),
    file!("terminal"),
];

static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 2]> =
    LazyLock::new(|| [bundle(Lang::En, "en"), bundle(Lang::Nl, "nl")]);

/// Words of cells, ready: a table has millions of cells.
static CELLS: LazyLock<[BTreeMap<&'static str, String>; 2]> = LazyLock::new(|| {
    [Lang::En, Lang::Nl].map(|lang| {
        let names = lang.messages("columns").lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name);
        names.filter_map(|name| Some((name.strip_prefix("cell-")?, lang.phrase(name)))).collect()
    })
});

fn bundle(lang: Lang, tag: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![tag.parse().expect("a language tag")]);
    // Marks of direction around every value would be bytes that no reader of a table expects.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| grouped(value, Lang::En),
        Lang::Nl => |value, _| grouped(value, Lang::Nl),
    }));
    for file in FILES {
        let resource = FluentResource::try_new(file.texts[lang as usize].to_owned());
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{}/{}.ftl: {errors:?}", lang.word(), file.name));
        let added = bundle.add_resource(resource);
        added.unwrap_or_else(|errors| panic!("{}/{}.ftl: {errors:?}", lang.word(), file.name));
    }
    bundle
}

/// Whole numbers as the language writes them; others are given as text by whoever knows their decimals.
fn grouped(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) if value.fract() == 0.0 && *value >= 0.0 => {
            Some(lang.number(*value as u64))
        }
        _ => None,
    }
}

/// Values of a message by name: `args! { "n" => 3, "code" => "shame" }`. Numbers choose between singular and plural.
#[macro_export]
macro_rules! wording_args {
    ($($name:literal => $value:expr),* $(,)?) => {{
        let mut args = $crate::wording::Args::new();
        $(args.set($name, $value);)*
        args
    }};
}

pub use crate::wording_args as args;

/// Values of a message, by name.
pub use fluent_bundle::FluentArgs as Args;

impl Lang {
    /// The language of a tag such as `nl` or `nl-BE`; English for those that there are no messages in.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        match tag.split(['-', '_']).next() {
            Some(language) if language.eq_ignore_ascii_case("nl") => Lang::Nl,
            _ => Lang::En,
        }
    }

    /// The message of this name; one that is missing shows its name.
    #[must_use]
    pub fn phrase(self, name: &str) -> String {
        self.phrased(name, Args::new())
    }

    /// The message of this name, where there is one.
    #[must_use]
    pub fn find(self, name: &str) -> Option<String> {
        BUNDLES[self as usize].has_message(name).then(|| self.phrase(name))
    }

    /// What stands above a column of tables where people read them; `None` for a column that is named by a study, such as a
    /// variable or a code. In files for programs columns have the names that they have here.
    ///
    /// ```
    /// use kantlijn::wording::Lang;
    ///
    /// assert_eq!(Lang::Nl.column("participants_pct").as_deref(), Some("deelnemers (%)"));
    /// assert_eq!(Lang::Nl.column("profession"), None);
    /// ```
    #[must_use]
    pub fn column(self, name: &str) -> Option<String> {
        self.find(&format!("column-{}", name.replace('_', "-")))
    }

    /// A word that tables have in their cells, such as `negated`, as people read it; `None` where it is none of theirs.
    #[must_use]
    pub fn cell(self, word: &str) -> Option<&'static str> {
        CELLS[self as usize].get(word).map(String::as_str)
    }

    /// The message of this name, with these values in it: see [`args!`]. Whole numbers are written as the language does,
    /// and choose between singular and plural.
    #[must_use]
    pub fn phrased(self, name: &str, values: Args<'_>) -> String {
        let bundle = &BUNDLES[self as usize];
        let Some(pattern) = bundle.get_message(name).and_then(|message| message.value()) else {
            return name.to_owned();
        };
        bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
    }

    /// A file of messages as it is written, for a page that puts them together itself.
    ///
    /// # Panics
    /// When there is no such file.
    #[must_use]
    pub fn messages(self, name: &str) -> &'static str {
        let file = FILES.iter().find(|file| file.name == name);
        file.unwrap_or_else(|| panic!("there are no messages {name}.ftl")).texts[self as usize]
    }

    /// A whole number with the language's mark between thousands: `22,540`, `22.540`.
    #[must_use]
    pub fn number(self, n: u64) -> String {
        let digits = n.to_string();
        let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(if self == Lang::Nl { '.' } else { ',' });
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A number with so many decimals: `0.35`, `0,35`.
    #[must_use]
    pub fn decimal(self, value: f64, decimals: usize) -> String {
        let written = format!("{value:.decimals$}");
        if self == Lang::Nl { written.replace('.', ",") } else { written }
    }

    /// Names in a row: `a, b and c`.
    #[must_use]
    pub fn list(self, names: &[impl AsRef<str>]) -> String {
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        match &names[..] {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.phrase("and")),
        }
    }
}

#[cfg(test)]
mod tests;
