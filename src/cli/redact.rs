//! `--redact`: the list of what nobody else is to see, for one run.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kantlijn::codebook::Codebook;
use kantlijn::corpus::Corpus;
use kantlijn::diagnostic::{Diagnostic, Place, SourceText};
use kantlijn::redact::Redaction;
use kantlijn::tables::masked_words;
use kantlijn::text::{Lines, Span};
use kantlijn::wording::{Lang, either, first_few, several};
use kantlijn::{Error, ErrorKind, Result, Table};

use crate::args::Study;
use crate::project::Project;
use crate::study::Job;
use crate::talk;

/// What a flag says where a study has a list that is not to be used.
const NONE: &str = "none";

/// So many labels are named, and so many names that do not fit; the rest are counted.
const NAMED: usize = 10;

/// The file of the list: that of the flag, else that of the project file.
pub fn file(given: Option<&Path>, project: Option<&Project>) -> Option<PathBuf> {
    match given {
        Some(given) if given.as_os_str() == NONE => None,
        Some(given) => Some(given.to_owned()),
        None => project.and_then(|project| project.study.redact.as_ref().map(|path| project.path(path))),
    }
}

/// The lists that a run may find among its transcripts, and that are none: also that of a study which is not used.
pub fn files(given: Option<&Path>, project: Option<&Project>) -> Vec<PathBuf> {
    file(given, None).into_iter().chain(file(None, project)).collect()
}

/// Sees to it that nothing is said from here on that shows a word of the list.
pub fn begin(given: Option<&Path>, project: Option<&Project>) -> Result<()> {
    // Its own copy, since what is only said is no place where an entry stands.
    list(given, project).map(|list| list.into_iter().for_each(talk::mask))
}

/// The project file of a study. From here on nothing is said that shows a word of the list, a mistake in that file included.
pub fn project(given: Option<&Path>, inputs: &[PathBuf]) -> Result<Option<Project>> {
    begin(given, None)?;
    if given.is_some() {
        return Project::find(inputs);
    }
    let project = Project::find(inputs).map_err(unseen)?;
    begin(None, project.as_ref())?;
    Ok(project)
}

/// The same where arguments are not understood: what is said of them repeats them.
pub fn begin_as_typed() {
    let typed: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let behind = typed.iter().skip_while(|word| word.as_os_str() != "--redact").nth(1).cloned();
    let joined = typed.iter().find_map(|word| word.to_str()?.strip_prefix("--redact=")).map(PathBuf::from);
    let folders: Vec<PathBuf> = typed.into_iter().filter(|word| word.is_dir()).collect();
    // What is wrong with the list is told when the arguments are understood.
    let _ = project(behind.or(joined).as_deref(), &folders);
}

/// A mistake in a project file as it may be shown, where the file names a list itself: with what that has masked, or else without
/// the line.
fn unseen(error: Error) -> Error {
    let ErrorKind::Mistakes(mistakes) = error.kind() else { return error };
    let Some(source) = mistakes.iter().find_map(|mistake| mistake.place.as_ref()).map(|place| &place.source) else {
        return error;
    };
    let lines = || source.text.lines().filter(|line| !line.trim_start().starts_with('#') && line.contains("redact"));
    if lines().next().is_none() {
        return error;
    }
    let named = |line: &str| -> Option<Redaction> {
        let table: toml::Table = toml::from_str(line).ok()?;
        let folder = Path::new(&source.name).parent()?;
        Redaction::read(&folder.join(table.get("redact")?.as_str()?)).ok()
    };
    if let Some(list) = lines().find_map(named) {
        talk::mask(list);
        return error;
    }
    let without_line = |mistake: &Diagnostic| {
        let place = mistake.place.as_ref().map(|place| {
            let line = Lines::new(&place.source.text).position(place.span.start as usize).line;
            let source = SourceText { name: place.source.name.clone(), text: String::new() };
            Place { source: Arc::new(source), span: Span::default(), cell: Some(format!("line {line}")) }
        });
        let message = "this is not understood, and not shown, since the list that the file names cannot be read here";
        Diagnostic { message: message.to_owned(), place, ..mistake.clone() }
    };
    mistakes.iter().map(without_line).collect::<Vec<_>>().into()
}

/// The list; none where nothing is to be masked.
pub fn list(given: Option<&Path>, project: Option<&Project>) -> Result<Option<Redaction>> {
    file(given, project).map(|file| Redaction::read(&file)).transpose()
}

impl Job {
    /// The same job, whose outputs hold no word of the study's list. What is looked for and who coded stays what it is.
    pub fn redacting(mut self, study: &Study, project: Option<&Project>) -> Result<Self> {
        let Some(list) = list(study.redact.as_deref(), project)? else { return Ok(self) };
        look(&list, &self.corpus, &self.rules.codebook)?;
        let coders = self.hand.iter().flat_map(|hand| &hand.rows).map(|row| row.coder.as_str());
        let reviewers = self.decisions.iter().flat_map(|decisions| &decisions.rows).map(|row| row.reviewer.as_str());
        let list = list
            .naming_coders(coders.chain(reviewers).map(str::to_owned).collect::<Vec<_>>().iter().map(String::as_str));
        for row in self.hand.iter_mut().flat_map(|hand| &mut hand.rows) {
            row.coder = list.coder(&row.coder);
        }
        for row in self.decisions.iter_mut().flat_map(|decisions| &mut decisions.rows) {
            row.reviewer = list.coder(&row.reviewer);
        }
        for admission in [&mut self.admission, &mut self.own_admission] {
            admission.condition = admission.condition.take().map(|condition| {
                let told = list.named(&condition.to_string()).into_owned();
                condition.told_as(told)
            });
        }
        let shown = self.rules.codebook.redacted(&list);
        self.rules.unmasked = Some(std::mem::replace(&mut self.rules.codebook, shown));
        self.inputs.push(list.path().to_owned());
        self.redaction = Some(Arc::new(list));
        Ok(self)
    }

    /// A text of the job as it may be shown.
    pub fn shown(&self, text: &str) -> String {
        self.redaction.as_ref().map_or_else(|| text.to_owned(), |list| list.masked(text).into_owned())
    }

    /// A coder by the name that they have in everything that goes out.
    pub fn called(&self, coder: &str) -> String {
        self.redaction.as_ref().map_or_else(|| coder.to_owned(), |list| list.coder(coder))
    }

    /// In how many places words were masked, and by how many entries.
    pub fn masked(&self) -> Option<(u64, u64)> {
        self.redaction.as_ref().map(|list| list.counted())
    }

    /// A table without a word of the list, saying so where it does not yet.
    pub fn redacted(&self, table: Table) -> Result<Table> {
        match &self.redaction {
            None => Ok(table),
            Some(list) => redacted(table, list, Lang::of(&self.lang)),
        }
    }

    /// Refuses to write rules that hold words of the list, since other rules would be written in their place.
    pub fn refuse_rules(&self) -> Result<()> {
        match &self.redaction {
            None => Ok(()),
            Some(list) => refuse_rules(list, self.rules.as_written()),
        }
    }
}

/// A table without a word of the list, saying so where it does not yet.
pub fn redacted(table: Table, list: &Redaction, lang: Lang) -> Result<Table> {
    let is_said = table.definition.iter().any(|(name, _)| name == "masked_places");
    let mut table = table.redacted(list)?;
    let (places, entries) = list.counted();
    if !is_said {
        let said = match places {
            // Of tables that were read as they are no place is known.
            0 if list.unused().len() < list.len() => lang.phrase("masked-some"),
            _ => masked_words((places, entries), lang),
        };
        // What a table was made with stands last.
        table.caption.insert(table.caption.len().saturating_sub(1), said);
    }
    Ok(table)
}

/// Refuses to write rules that hold words of the list.
pub fn refuse_rules(list: &Redaction, codebook: &Codebook) -> Result<()> {
    let places = codebook.rules_with(list);
    if places.is_empty() {
        return Ok(());
    }
    Err(Error::usage(
        format!(
            "rules of the codebook hold words of {}, and without these they are other rules: {}",
            list.path().display(),
            first_few(&places, NAMED)
        ),
        "take these rules out of the codebook, or write it as it is with --redact none",
    ))
}

/// Holds names that cannot be masked against the list, those that are known before transcripts are read.
pub fn look(list: &Redaction, corpus: &Corpus, codebook: &Codebook) -> Result<()> {
    corpus.transcripts().iter().for_each(|transcript| list.look_at("transcript", &transcript.name));
    corpus.cases().cases().for_each(|case| list.look_at("case", case));
    corpus.cases().variables().iter().for_each(|name| list.look_at("variable", name));
    codebook.look_at_names(list);
    refuse(list)
}

/// Refuses names that everything is told by and that the list has: they are told by their entries, whose words are known to
/// whoever has the list.
pub fn refuse(list: &Redaction) -> Result<()> {
    let unfit = list.unfit();
    if unfit.is_empty() {
        return Ok(());
    }
    let told = |one: &kantlijn::redact::Unfit| format!("the {} `{}` (line {})", one.what, one.name, one.line);
    let each: Vec<String> = unfit.iter().map(told).collect();
    let message = format!(
        "{} lists what everything is told by, which cannot be masked: {}",
        list.path().display(),
        first_few(&each, NAMED)
    );
    let mends = [
        ("transcript", "rename the file of a transcript, to r1 for example"),
        ("case", "give a case another name in the table of cases"),
        ("variable", "give a variable another name there"),
        ("code", "give a code another id in the codebook"),
        ("field", "give a field of the codebook another name"),
        ("list", "give a list of the codebook another name"),
    ];
    let mends: Vec<&str> =
        mends.into_iter().filter(|(what, _)| unfit.iter().any(|one| one.what == *what)).map(|(_, mend)| mend).collect();
    Err(Error::usage(message, format!("{}; or take the entry out", mends.join("; "))))
}

/// Refuses a variable of which several values would look the same: what is counted for each of them would fall together.
pub fn refuse_ambiguous(list: &Redaction, variable: &str) -> Result<()> {
    match list.ambiguous(variable)[..] {
        [] => Ok(()),
        ref shown => Err(Error::usage(
            format!(
                "several values of `{variable}` would be shown as {}, and be counted as one",
                shown.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
            ),
            format!("give each of them a line of its own in {}, spelled alike everywhere", list.path().display()),
        )),
    }
}

/// What the list does not do, each with its mend: entries that stand nowhere, and names of speakers that it does not have.
pub fn remarks(list: &Redaction) -> Vec<(String, String)> {
    let mut remarks = Vec::new();
    // These are shown beside results too, and a list may be called after somebody.
    let path = list.path().display().to_string();
    let path = list.masked(&path);
    let unused = list.unused();
    if !unused.is_empty() {
        let lines: Vec<String> = unused.iter().map(ToString::to_string).collect();
        let message = format!(
            "{path}: {} {} nowhere: line{} {}",
            several(unused.len(), "entry"),
            either(unused.len(), "stands", "stand"),
            either(unused.len(), "", "s"),
            lines.join(", ")
        );
        remarks.push((message, "are they spelled as in the transcripts? `Amster*` takes every ending".to_owned()));
    }
    let unlisted = list.unlisted();
    if !unlisted.is_empty() {
        let each: Vec<String> =
            unlisted.iter().map(|(label, transcript)| format!("`{label}` ({transcript})")).collect();
        let message = format!(
            "{} of speakers that may be {} and {} not masked: {}",
            several(unlisted.len(), "label"),
            either(unlisted.len(), "a name", "names"),
            either(unlisted.len(), "is", "are"),
            first_few(&each, NAMED)
        );
        remarks.push((message, format!("add a name to {path}, a line each")));
    }
    remarks
}
