//! PDF: the text layer alone, put together again from where its signs stand on the pages.

mod furniture;
mod lines;
mod open;
mod page;
mod paragraphs;

use std::path::Path;

use crate::corpus::{LineBreaks, ReadOptions, ReadReport};
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::wording::{either, several};

use super::prose::{draft, fits, shown};
use super::{Draft, Format, Source};

use open::{Fault, Opened, open};

/// Documents as they are printed.
pub const FORMAT: Format = Format { name: "pdf", extensions: &["pdf"], read, stretches: None };

/// How many joined words a note shows.
const SHOWN: usize = 8;

/// A text of which so many signs in a hundred are in no alphabet is not read.
const UNKNOWN: usize = 20;

const OCR: &str = "have its letters recognised (`ocrmypdf scan.pdf text.pdf`, or \"recognise text\" in the program that shows it), \
                   or give the text itself as .docx or .txt";

fn read(source: &Source<'_>, options: &ReadOptions) -> Result<Vec<Draft>> {
    let opened = open(source.bytes).map_err(|error| Error::io("start a thread for", source.path, error))?;
    let opened = opened.map_err(|fault| refusal(source.path, fault))?;
    let mut report = ReadReport { format: FORMAT.name, ..ReadReport::default() };
    let name = shown(source.path);
    let text = text(opened, source.path, &name, &mut report, options)?;
    fits(source.path, &text)?;
    // Paragraphs are put together already.
    let options = ReadOptions { line_breaks: options.line_breaks.or(Some(LineBreaks::Paragraph)), ..options.clone() };
    Ok(vec![draft(&name, text, report, &options)])
}

fn refusal(path: &Path, fault: Fault) -> Error {
    let again = "copy or download the file again, or open it and save it as a new PDF (\"print to PDF\")";
    let (message, help) = match fault {
        Fault::Protected => (
            "the PDF is protected with a password".to_owned(),
            "open it with its password and save it without one, or give its text as .docx or .txt",
        ),
        Fault::Encrypted => (
            "the PDF is encrypted in a way that is not known here".to_owned(),
            "open it and save it without protection, or give its text as .docx or .txt",
        ),
        Fault::CutOff => ("the PDF is cut off: it ends too early".to_owned(), again),
        Fault::Damaged => ("the PDF is damaged, or it is none".to_owned(), again),
        Fault::DamagedPage(page) => (format!("the PDF is damaged: page {page} cannot be read"), again),
        Fault::TooLarge => (
            "the PDF is not read: it takes more time or memory than any interview does".to_owned(),
            "open it and save it as a new PDF (\"print to PDF\"), or give its text as .docx or .txt",
        ),
    };
    Error::unreadable(path, message, help)
}

/// The text of a document, one paragraph a line.
fn text(opened: Opened, path: &Path, name: &str, report: &mut ReadReport, options: &ReadOptions) -> Result<String> {
    let Opened { pages, declared, damaged, notes, fields } = opened;
    let signs = |page: &page::Page| page.glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()).count();
    let all: usize = pages.iter().map(signs).sum();
    let unknown: usize = pages.iter().map(|page| page.unknown).sum();
    let pictures: usize = pages.iter().map(|page| page.pictures).sum();
    let (count, turned, outside) =
        pages.iter().fold((0, 0, 0), |(n, t, o), page| (n + 1, t + page.turned, o + page.outside));
    if all == 0 {
        let message = match pictures {
            0 => "the PDF holds no text: its pages are empty, or what they show is drawn",
            _ => "the PDF is a scan: its pages are pictures, without a text behind them",
        };
        return Err(Error::unreadable(path, message, OCR));
    }
    let are = either(unknown, "is", "are");
    if unknown * 100 > all * UNKNOWN {
        let message =
            format!("the PDF does not say which letters it shows: {unknown} of {all} signs {are} in no alphabet");
        return Err(Error::unreadable(path, message, OCR));
    }
    if let Some(declared) = declared.filter(|&declared| declared != count) {
        let message = format!(
            "the PDF says that it has {}, and {count} {} found: it may be damaged",
            several(declared, "page"),
            either(count, "was", "were")
        );
        report.diagnostics.push(Diagnostic::warning("pdf-pages", message).help("compare the text with the pages"));
    }
    if damaged > 0 {
        let message = format!(
            "{} {} damaged and may lack something, words perhaps",
            several(damaged, "part"),
            either(damaged, "is", "are")
        );
        report.diagnostics.push(
            Diagnostic::warning("pdf-damaged", message)
                .help("copy or download the file again, and compare the text with the pages"),
        );
    }
    let blank: Vec<String> = (1..)
        .zip(&pages)
        .filter(|(_, page)| page.pictures > 0 && signs(page) == 0)
        .map(|(number, _): (usize, _)| number.to_string())
        .collect();
    if !blank.is_empty() {
        let are = either(blank.len(), "is a picture", "are pictures");
        let numbers: Vec<&str> = blank.iter().take(SHOWN).map(String::as_str).collect();
        let more = if blank.len() > SHOWN { ", …" } else { "" };
        let message =
            format!("{} {are} without a text behind it: {}{more}", several(blank.len(), "page"), numbers.join(", "));
        report.diagnostics.push(Diagnostic::warning("pdf-scanned-pages", message).help(OCR));
    }
    if unknown > 0 {
        let message = format!(
            "{unknown} of {all} signs {are} in no alphabet and became \u{fffd}: the PDF does not say what they are"
        );
        report.diagnostics.push(Diagnostic::warning("undecoded", message).help(OCR));
    }
    for (what, number) in [("comments in the PDF", notes), ("filled fields of a form", fields)] {
        if number > 0 {
            let message = format!("{what} are not read: there {} {number}", either(number, "is", "are"));
            report.diagnostics.push(
                Diagnostic::warning("pdf-notes", message)
                    .help("if they matter, give them as text, or print the PDF to a new one that shows them"),
            );
        }
    }
    let heights: Vec<f32> = pages.iter().map(|page| page.height).collect();
    let (mut lines, mut numbers) = (Vec::new(), 0);
    let (mut columns, mut speakers) = (Vec::new(), false);
    for (number, page) in pages.into_iter().enumerate() {
        let mut laid = lines::lines(page.glyphs, number);
        columns.extend(laid.columns.then_some(number + 1));
        (numbers, speakers) = (numbers + laid.numbers, speakers | laid.speakers);
        lines.append(&mut laid.lines);
    }
    let leading = paragraphs::leading(&lines);
    let furniture = furniture::take(&mut lines, &heights, leading);
    for (what, characters) in [
        ("running headers, footers and page numbers", furniture),
        ("line numbers in the margin", numbers),
        ("text on its side", turned),
        ("text beside the page", outside),
    ] {
        if characters > 0 {
            report.dropped.push((what.to_owned(), characters));
        }
    }
    if let Some(first) = columns.first() {
        let message = format!(
            "{} of {}, the first of them page {first}, {} columns beside each other, which are read one after the other, the \
             left one first",
            columns.len(),
            several(count, "page"),
            either(columns.len(), "has", "have")
        );
        report.diagnostics.push(Diagnostic::warning("pdf-columns", message).help(
            "look whether the turns stand in the right order (`kantlijn transcript`); if not, give the text as .docx or .txt",
        ));
    }
    if speakers {
        let message = "the column at the left edge is read as who speaks, with a colon behind each name";
        report.diagnostics.push(Diagnostic::note("pdf-speakers", message));
    }
    let made = paragraphs::paragraphs(&lines, leading, options, name);
    if made.wraps > 0 {
        let message = format!(
            "{} {} on with the paragraph before: one begins at a label, after a gap, where a line is set in, and after a \
             line on which the next word would have fitted",
            several(made.wraps, "line"),
            either(made.wraps, "goes", "go")
        );
        report.diagnostics.push(Diagnostic::note("pdf-lines", message));
    }
    if !made.joined.is_empty() {
        let shown: Vec<&str> = made.joined.iter().take(SHOWN).map(String::as_str).collect();
        let more = if made.joined.len() > SHOWN { ", …" } else { "" };
        let message = format!(
            "{} {} joined that a line's end had hyphenated: {}{more}",
            several(made.joined.len(), "word"),
            either(made.joined.len(), "is", "are"),
            shown.join(", ")
        );
        report.diagnostics.push(Diagnostic::note("pdf-hyphens", message));
    }
    Ok(made.text)
}

#[cfg(test)]
mod tests;
