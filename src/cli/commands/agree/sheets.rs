//! Sheets of drawn units that somebody filled in, among the codings that are compared.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use kantlijn::agreement::{DrawnUnits, Rater, RatingUnit};
use kantlijn::coding::{Design, HandCodings, Rated, is_project};
use kantlijn::{Error, Result};

use crate::args::Agree;
use crate::hand::{RATED_IN_PART, is_comments, is_second_coders};
use crate::noticed::listed;
use crate::study::Job;

/// A sheet, with what was rated on it.
pub struct FilledSheet {
    pub rated: Rated,
    path: PathBuf,
}

/// All sheets of a study that are among its codings. In what is compared a unit that was not drawn is not without codes, so
/// that this is not said of it.
pub fn read(job: &mut Job) -> Result<Vec<FilledSheet>> {
    let mut sheets = Vec::new();
    for (i, hand) in job.hand.iter().enumerate().filter(|(_, hand)| is_sheet(&hand.path)) {
        let path = hand.path.clone();
        let coders: BTreeSet<&str> = hand.rows.iter().map(|row| row.coder.as_str()).collect();
        if coders.len() > 1 {
            let names: Vec<&str> = coders.into_iter().collect();
            return Err(Error::usage(
                format!(
                    "{} holds ratings by {}: a sheet of drawn units is one coder's",
                    path.display(),
                    listed(&names)
                ),
                "give each coder a copy of the sheet, and of the design beside it, under their own name",
            ));
        }
        let mut rated = Rated::read(&path, None, coders.first().copied())?;
        rated.coder = job.called(&rated.coder);
        refuse_both(job, i, &rated.coder)?;
        // A sheet on which nothing was found has no rows by which it could be told from another of its coder.
        if let Some(other) = sheets.iter().find(|other: &&FilledSheet| other.rated.coder == rated.coder) {
            return Err(both(&rated.coder, &path, &other.path));
        }
        rated.assign(job.corpus.transcripts().iter().map(|transcript| transcript.name.as_str()));
        sheets.push(FilledSheet { rated, path });
    }
    let designs: Vec<PathBuf> = sheets.iter().map(|sheet: &FilledSheet| Design::beside(&sheet.path)).collect();
    job.inputs.extend(designs);
    job.rules.diagnostics.retain(|diagnostic| diagnostic.kind != RATED_IN_PART);
    Ok(sheets)
}

/// A project or a comment is none, though a design may stand beside it under its name.
fn is_sheet(path: &Path) -> bool {
    !is_project(path) && !is_comments(path) && is_second_coders(path)
}

/// Codings by one name, some of drawn units and some of whole transcripts: of a unit without any nobody could tell what it means.
fn refuse_both(job: &Job, sheet: usize, coder: &str) -> Result<()> {
    let is_of = |(_, hand): &(usize, &HandCodings)| hand.rows.iter().any(|row| row.coder == coder);
    let others = job.hand.iter().enumerate().filter(|(i, _)| *i != sheet);
    match others.into_iter().find(is_of) {
        None => Ok(()),
        Some((_, other)) => Err(both(coder, &job.hand[sheet].path, &other.path)),
    }
}

fn both(coder: &str, sheet: &Path, other: &Path) -> Error {
    Error::usage(
        format!(
            "codings by `{coder}` are in {}, which holds only units that were drawn, and in {}",
            sheet.display(),
            other.display()
        ),
        "call the sheet, and the design beside it, by another name, such as coder-drawn.xlsx; or leave one of the two out",
    )
}

/// The names of those who filled a sheet in.
pub fn coders(sheets: &[FilledSheet]) -> impl Iterator<Item = &str> {
    sheets.iter().map(|sheet| sheet.rated.coder.as_str())
}

/// The unit that was drawn, where sheets are compared and no other unit is asked for.
pub fn unit(args: &Agree, sheets: &[FilledSheet], job: &mut Job) -> Result<()> {
    for FilledSheet { rated, path } in sheets.iter().filter(|sheet| args.compares(&sheet.rated.coder)) {
        let drawn = rated.design.unit;
        match args.unit {
            Some(unit) if unit != RatingUnit::Of(drawn) => {
                let name = path.display();
                return Err(Error::usage(
                    format!("{name} says of each {drawn} that was drawn which codes it has, and nothing of a {unit}"),
                    format!("leave -u {unit} out: it is compared by {drawn}"),
                ));
            }
            _ => job.unit = drawn,
        }
    }
    Ok(())
}

/// The units that are compared, where some of these coders rated drawn ones alone: those that all of these rated.
pub fn drawn(
    args: &Agree,
    sheets: &[FilledSheet],
    raters: &[Rater],
    reference: Option<u32>,
) -> Result<Option<DrawnUnits>> {
    let of = |rater: &Rater| sheets.iter().find(|sheet| sheet.rated.coder == rater.name);
    let there: Vec<(u32, &FilledSheet)> =
        (0..).zip(raters).filter_map(|(place, rater)| Some((place, of(rater)?))).collect();
    let Some((_, first)) = there.first() else { return Ok(None) };
    if let Some(blank) = there.iter().map(|(_, sheet)| sheet).find(|sheet| sheet.rated.units.is_empty()) {
        return Err(Error::usage(
            format!("no unit of {} is rated yet", blank.path.display()),
            "write codes in its column `codes`, or - where none fits",
        ));
    }
    let is_by_draw = |place: u32| there.iter().any(|(by, _)| *by == place);
    let others = (0..).zip(raters).filter(|(place, _)| !is_by_draw(*place) && Some(*place) != reference);
    let others: Vec<&str> = others.map(|(_, rater)| rater.name.as_str()).collect();
    if reference.is_some_and(|reference| !is_by_draw(reference)) && !others.is_empty() {
        let name = &first.rated.coder;
        return Err(Error::usage(
            format!(
                "{name} rated only units that were drawn, so that {} would be measured on those alone",
                listed(&others)
            ),
            format!(
                "take {name} as the reference (--truth {name}), compare {name} alone (--coder {name}), or leave {} out",
                first.path.display()
            ),
        ));
    }
    if args.measures.is_some_and(|measures| measures.is_all()) {
        return Err(Error::usage(
            format!(
                "--measures all also compares where passages begin and end, and {} has whole units",
                first.path.display()
            ),
            "leave --measures out",
        ));
    }
    let mut rated = first.rated.clone();
    for (_, other) in &there[1..] {
        rated = rated.shared(&other.rated).ok_or_else(|| {
            Error::usage(
                format!("{} and {} were not drawn together", first.path.display(), other.path.display()),
                "compare one of the two, or give both coders a copy of one sheet and its design",
            )
        })?;
    }
    if rated.units.is_empty() {
        let names: Vec<&str> = there.iter().map(|(_, sheet)| sheet.rated.coder.as_str()).collect();
        return Err(Error::usage(
            format!("no unit was rated by each of {}", listed(&names)),
            "compare them when they have rated more",
        ));
    }
    Ok(Some(DrawnUnits { rated, coders: there.into_iter().map(|(place, _)| place).collect() }))
}
