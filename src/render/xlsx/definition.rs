//! The sheet that says what the numbers of a workbook mean.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use crate::render::layout::{Named, reasons, said};
use crate::tables::Table;
use crate::tally::By;
use crate::wording::{Lang, args};

use crate::render::cells::on_screen;

use super::{high_enough, sheet_name};

/// The widths of names and of what is said of them.
const WIDTHS: [u16; 2] = [32, 110];

/// What holds for all tables, and then of each its caption, what it alone is about and why cells of it are empty.
pub(super) fn definition(tables: &[Table], lang: Lang) -> Result<Worksheet, XlsxError> {
    let mut worksheet = Worksheet::new();
    worksheet.set_name(sheet_name("definition", lang))?;
    worksheet.set_column_width(0, WIDTHS[0])?.set_column_width(1, WIDTHS[1])?;
    worksheet.set_landscape().set_print_fit_to_pages(1, 0);
    let title = Format::new().set_bold().set_font_size(14);
    worksheet.write_string_with_format(0, 0, lang.phrase("definition-title"), &title)?;
    let is_common = |pair: &&(String, String)| tables.iter().all(|table| table.definition.contains(pair));
    let mut lines = Lines { worksheet, next: 2, lang };
    for (name, value) in tables.first().iter().flat_map(|table| &table.definition).filter(is_common) {
        lines.line(name, value)?;
    }
    for table in tables {
        lines.next += 1;
        let bold = Format::new().set_bold();
        lines.worksheet.write_string_with_format(lines.next, 0, sheet_name(table.name, lang), &bold)?;
        lines.next += 1;
        for sentence in &table.caption {
            lines.line("", &said(sentence, Named::of(table).variable(), lang))?;
        }
        for (name, value) in table.definition.iter().filter(|pair| !is_common(pair) && pair.0 != "counted") {
            lines.line(name, value)?;
        }
        let columns: Vec<&str> = table.undefined.iter().map(|(name, _)| name.as_str()).collect();
        for reason in reasons(table, &columns, "empty-in", lang) {
            lines.line("", &reason)?;
        }
    }
    Ok(lines.worksheet)
}

/// Lines of a name and what is said of it.
struct Lines {
    worksheet: Worksheet,
    next: u32,
    lang: Lang,
}

impl Lines {
    fn line(&mut self, name: &str, value: &str) -> Result<(), XlsxError> {
        let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let named = self.lang.find(&format!("definition-{}", name.replace('_', "-")));
        let value = &in_words(name, value, self.lang);
        let name = named.unwrap_or_else(|| name.to_owned());
        high_enough(
            &mut self.worksheet,
            self.next,
            [(name.as_str(), WIDTHS[0]), (value.as_str(), WIDTHS[1])].into_iter(),
        )?;
        self.worksheet.write_string_with_format(self.next, 0, &name, &format)?;
        self.worksheet.write_string_with_format(self.next, 1, value, &format)?;
        self.next += 1;
        Ok(())
    }
}

/// A value as people read it in their language; in English as files have it.
fn in_words(name: &str, value: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return value.to_owned();
    }
    match name {
        "unit" => match value.strip_prefix("window:").and_then(|words| words.parse::<u64>().ok()) {
            Some(words) => lang.phrased("definition-window", args! { "words" => words }),
            None => lang.phrased("definition-word", args! { "word" => value }),
        },
        "measure" | "cells" | "test" => lang.phrased("definition-word", args! { "word" => value }),
        "part" | "coder" | "status" | "stance" | "level" => on_screen(value, lang).to_owned(),
        "by" => lang.column(value).filter(|_| By::variable(value).is_built_in()).unwrap_or_else(|| value.to_owned()),
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, in_words};

    #[test]
    fn words_of_ours_are_told_and_names_stay() {
        let told = |name, value| in_words(name, value, Lang::Nl);
        assert_eq!(told("unit", "window:50"), "venster van 50 woorden");
        assert_eq!([told("unit", "answer"), told("part", "participant")], ["antwoord", "deelnemer"]);
        assert_eq!([told("coder", "rules"), told("coder", "anna")], ["regels", "anna"]);
        assert_eq!([told("status", "all"), told("test", "permutation")], ["alle", "permutatie"]);
        assert_eq!([told("by", "part"), told("by", "words"), told("codebook", "rules")], ["rol", "words", "rules"]);
        assert_eq!(in_words("unit", "window:50", Lang::En), "window:50");
    }
}
