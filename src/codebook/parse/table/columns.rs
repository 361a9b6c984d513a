//! What the columns of a spreadsheet hold, by their names: kantlijn's own and those of coding programs.

use crate::codebook::exchange::SETS;
use crate::codebook::parse::draft::Draft;
use crate::codebook::parse::fields::{self, CODEBOOK};
use crate::codebook::parse::located::{Located, Origin, placed};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::fold;

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Parent,
    /// The code with all that it stands below: `A > B > C`.
    Path,
    Name(Option<String>),
    Rules,
    Examples,
    Counterexamples,
    List(String),
    /// A field that codes have, codebooks have, or the researcher alone.
    Field(String),
    /// How often another program counts something.
    Count,
    /// What was coded, or where: hand coding, not a codebook.
    Passage,
}

/// The columns of a table, and whose table it is.
pub(super) struct Layout {
    pub(super) columns: Vec<Column>,
    /// The program that wrote it, where its columns show that.
    pub(super) program: Option<Program>,
    /// Whether it is as kantlijn writes it, so that no column means anything but itself.
    pub(super) is_own: bool,
    /// Whether it has a row for each coded passage.
    pub(super) has_passages: bool,
    /// Whether a row writes its code with all that it stands below, so that the steps are names and no ids.
    pub(super) has_paths: bool,
}

impl Layout {
    /// Whether a column says which code a row is about.
    pub(super) fn names_codes(&self) -> bool {
        self.columns.iter().any(|column| matches!(column, Column::Id | Column::Name(_) | Column::Path))
    }
}

/// A program for coding by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    Maxqda,
    Nvivo,
    Atlas,
    Taguette,
}

impl Program {
    fn name(self) -> &'static str {
        match self {
            Self::Maxqda => "MAXQDA",
            Self::Nvivo => "NVivo",
            Self::Atlas => "ATLAS.ti",
            Self::Taguette => "Taguette",
        }
    }
}

/// Columns that kantlijn writes into every table.
const OWN: [&str; 9] =
    ["id", "name", "definition", "include", "exclude", "rules", "examples", "counterexamples", "memo"];

/// Columns of numbers that coding programs write, folded.
const COUNTS: [&str; 20] = [
    "files",
    "sources",
    "references",
    "bestanden",
    "verwijzingen",
    "dateien",
    "referenzen",
    "grounded",
    "density",
    "number of highlights",
    "frequency",
    "frequentie",
    "haufigkeit",
    "cod. seg.",
    "cod. seg. (all documents)",
    "coded segments",
    "codierte segmente",
    "alle codierten segmente",
    "documents",
    "dokumente",
];

/// Columns that hold what was coded, folded.
const PASSAGES: [&str; 12] = [
    "segment",
    "coded segment",
    "codiertes segment",
    "gecodeerd segment",
    "quotation",
    "quotation content",
    "quote",
    "content",
    "citaat",
    "zitat",
    "fragment",
    "text",
];

/// Columns that say in which transcript that was, folded.
const DOCUMENTS: [&str; 8] = [
    "document",
    "document name",
    "documentname",
    "documentnaam",
    "dokument",
    "dokumentname",
    "transcript",
    "transkript",
];

/// Columns that hold a code with all that it stands below, folded.
const PATHS: [&str; 6] = ["hierarchical name", "hierarchical_name", "code path", "code_path", "codepad", "codepfad"];

/// What the columns of these names hold.
pub(super) fn layout(header: &[String]) -> Layout {
    let mut columns: Vec<Column> = header.iter().map(|name| column(name)).collect();
    let is_own =
        header.first().is_some_and(|first| first == "id") && OWN.iter().all(|own| header.iter().any(|h| h == own));
    let mut layout = Layout { columns: Vec::new(), program: None, is_own, has_passages: false, has_paths: false };
    if !is_own {
        let folded: Vec<String> = header.iter().map(|name| fold(name)).collect();
        layout.program = program(&folded, &columns);
        layout.has_passages = foreign(&mut columns, &folded, layout.program);
    }
    layout.columns = columns;
    layout
}

fn column(header: &str) -> Column {
    let header = header.trim();
    let after =
        |prefix: &str| header.get(..prefix.len()).filter(|p| fold(p) == prefix).map(|_| &header[prefix.len()..]);
    if let Some(language) = after("name.").or(after("naam.")) {
        return Column::Name(Some(language.to_owned()));
    }
    if let Some(name) = after("list.").or(after("lijst.")) {
        return Column::List(name.to_owned());
    }
    match fields::canonical(without_number(header)) {
        Some("rules") => return Column::Rules,
        Some("examples") => return Column::Examples,
        Some("counterexamples") => return Column::Counterexamples,
        _ => {}
    }
    match fields::canonical(header) {
        Some("id") => Column::Id,
        Some("parent") => Column::Parent,
        Some("name") => Column::Name(None),
        Some(field) => Column::Field(field.to_owned()),
        None => {
            let folded = fold(header);
            let known = CODEBOOK.into_iter().find(|field| *field == folded);
            Column::Field(known.map_or_else(|| header.to_owned(), str::to_owned))
        }
    }
}

/// `rules 2` goes on where `rules` ends, since a cell of Excel is only so long.
fn without_number(header: &str) -> &str {
    match header.rsplit_once(' ') {
        Some((name, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => header,
    }
}

/// The program that names its columns so.
fn program(folded: &[String], columns: &[Column]) -> Option<Program> {
    let has = |names: &[&str]| folded.iter().any(|name| names.contains(&name.as_str()));
    let names_codes = columns.iter().any(|column| matches!(column, Column::Id | Column::Name(None)));
    if has(&["tag"]) && (has(&["number of highlights"]) || (has(&["document"]) && has(&["content"]))) {
        Some(Program::Taguette)
    } else if has(&["hierarchical name"]) || (names_codes && has(&["files", "sources"]) && has(&["references"])) {
        Some(Program::Nvivo)
    } else if names_codes && has(&["grounded", "density", "code groups", "code group 1"]) {
        Some(Program::Atlas)
    } else if names_codes
        && has(&["obercode", "parent code", "codememo", "code memo", "cod. seg.", "codierte segmente", "dokumentname"])
    {
        Some(Program::Maxqda)
    } else {
        None
    }
}

/// Sets the columns that other programs name in their own way; whether the table has a row for each passage.
fn foreign(columns: &mut [Column], folded: &[String], program: Option<Program>) -> bool {
    // Taguette's passages have numbers for ids.
    if program == Some(Program::Taguette) {
        for (at, column) in columns.iter_mut().enumerate() {
            match folded[at].as_str() {
                "tag" => *column = Column::Name(None),
                "id" => *column = Column::Passage,
                _ => {}
            }
        }
    }
    let is_atlas = program == Some(Program::Atlas);
    for (column, name) in columns.iter_mut().zip(folded) {
        let is_one_of = |names: &[&str]| names.contains(&name.as_str());
        if is_one_of(&PATHS) {
            *column = Column::Path;
        } else if program.is_some() && is_one_of(&COUNTS) {
            *column = Column::Count;
        } else if is_atlas && is_one_of(&["comment", "kommentar", "opmerking"]) {
            *column = Column::Field("definition".to_owned());
        } else if is_atlas && is_one_of(&["code groups", "groups", "codegroepen"]) {
            *column = Column::Field(SETS.to_owned());
        }
    }
    let lacks = |columns: &[Column], is: fn(&Column) -> bool| !columns.iter().any(is);
    let take = |columns: &mut [Column], names: &[&str], as_what: Column| {
        let is_free = |&at: &usize| {
            let is_unused = matches!(&columns[at], Column::Field(field) if fold(field) == folded[at]);
            is_unused && names.contains(&folded[at].as_str())
        };
        if let Some(at) = (0..columns.len()).find(is_free) {
            columns[at] = as_what;
        }
    };
    if lacks(columns, |c| matches!(c, Column::Id | Column::Name(_) | Column::Path)) {
        take(columns, &["tag", "node", "title", "titel", "subcode", "subtheme", "subthema"], Column::Name(None));
    }
    if lacks(columns, |c| matches!(c, Column::Parent | Column::Path)) {
        take(columns, &["category", "categorie", "kategorie", "code category"], Column::Parent);
    }
    if lacks(columns, |c| *c == Column::Field("memo".to_owned())) {
        take(columns, &["comment", "comments", "kommentar"], Column::Field("memo".to_owned()));
    }
    let has_passages = folded.iter().any(|name| PASSAGES.contains(&name.as_str()))
        && folded.iter().any(|name| DOCUMENTS.contains(&name.as_str()));
    if has_passages {
        for column in columns.iter_mut() {
            let is_code = matches!(column, Column::Id | Column::Name(_) | Column::Path | Column::Parent);
            if !is_code && *column != Column::Field("color".to_owned()) {
                *column = Column::Passage;
            }
        }
    }
    has_passages
}

/// Reports columns that are missing or stand twice, and says which were taken for what where their names leave a doubt.
pub(super) fn check(table: &str, row: u32, header: &[String], layout: &Layout, draft: &mut Draft) {
    let columns = &layout.columns;
    let place = |i: usize| {
        let name = header.get(i).map_or("", String::as_str);
        Located::whole(&Origin::cell(table, name, row, format!("row {row}, column {}", i + 1))).place_of_all()
    };
    if !layout.names_codes() {
        let error = Diagnostic::error("no-id-column", "no column of this table says which code a row is about");
        let help = "name one of them id, and others name, definition, include, exclude, rules, examples, counterexamples, memo";
        draft.found.push(placed(error.help(help), place(0)));
    }
    let key = |i: usize| match &columns[i] {
        Column::Id => "id".to_owned(),
        Column::Parent => "parent".to_owned(),
        Column::Path => "path".to_owned(),
        Column::Name(None) => "name".to_owned(),
        Column::Name(Some(language)) => format!("name.{language}"),
        Column::Rules | Column::Examples | Column::Counterexamples => {
            let number = header[i].strip_prefix(without_number(&header[i])).unwrap_or_default();
            let name = fields::canonical(without_number(&header[i])).unwrap_or_default();
            format!("{name}{number}")
        }
        Column::List(name) => format!("list.{name}"),
        Column::Field(name) => name.clone(),
        // Several of these say nothing against each other.
        Column::Count | Column::Passage => format!("{i} {}", header[i]),
    };
    let mut seen = std::collections::BTreeSet::new();
    for (i, name) in header.iter().enumerate() {
        if !name.is_empty() && !seen.insert(key(i)) {
            let error = Diagnostic::error("duplicate-column", format!("two columns are read as `{}`", key(i)));
            draft.found.push(placed(error.help(format!("rename `{name}`, or put the two together")), place(i)));
        }
    }
    say_what_was_taken(header, layout, &place, draft);
}

fn say_what_was_taken(header: &[String], layout: &Layout, place: &impl Fn(usize) -> Place, draft: &mut Draft) {
    let Layout { columns, program, is_own, has_passages, .. } = layout;
    if *is_own {
        return;
    }
    let mut taken = Vec::new();
    let mut is_plain = program.is_none();
    for (name, column) in header.iter().zip(columns) {
        let meant = match column {
            Column::Parent => "the parent",
            Column::Path => "the code and what it stands below",
            Column::Id | Column::Name(None) => "the code",
            Column::Field(field) if fields::CODE.contains(&field.as_str()) || field == SETS => field,
            _ => continue,
        };
        // These say by themselves what they are.
        is_plain &=
            fields::canonical(name).is_some() && !fold(name).contains(char::is_whitespace) && !name.contains('_');
        taken.push(format!("`{name}` for {meant}"));
    }
    if !is_plain {
        let of = program.map_or_else(String::new, |program| format!(" of {}", program.name()));
        let message = format!("this is read as a list of codes{of}: {}", taken.join(", "));
        let help = "if that is wrong, name the columns id, parent, name, definition, memo";
        draft.found.push(placed(Diagnostic::note("read-as", message).help(help), place(0)));
    }
    for (i, name) in header.iter().enumerate().filter(|(i, _)| columns[*i] == Column::Count) {
        let message = format!("the column `{name}` is not kept: it says how often the program counted something");
        let help = "kantlijn counts by itself; for codings by hand see --codings";
        draft.found.push(placed(Diagnostic::note("not-carried", message).help(help), place(i)));
    }
    if *has_passages {
        let names: Vec<String> = header
            .iter()
            .zip(columns)
            .filter(|(name, column)| **column == Column::Passage && !name.is_empty())
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        let message = format!("only the codes are read: {} hold coded passages, not a codebook", names.join(", "));
        let help = "passages coded by hand are given with --codings";
        let at = columns.iter().position(|column| *column == Column::Passage).unwrap_or_default();
        draft.found.push(placed(Diagnostic::warning("not-carried", message).help(help), place(at)));
    }
}
