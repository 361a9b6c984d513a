//! How a transcript was read, as people read it in their language: reports have it in English, and files keep it so.

use crate::wording::{Lang, args};

/// Manners of telling who speaks, and the names of their words.
const MANNERS: [(&str, &str); 15] = [
    ("label and colon at the line's start", "colon"),
    ("label in brackets at the line's start", "bracket"),
    ("label and time alone on a line", "alone-time"),
    ("label as a heading", "heading"),
    ("label alone on a line", "alone"),
    ("label and colon where the speaker changes", "change"),
    ("voice tags: `<v Name>`", "voice"),
    ("main lines such as `*ABC:`", "chat"),
    ("a column of a table", "column"),
    ("questions in bold or italics", "bold"),
    ("a channel for each speaker", "channel"),
    ("speaker tag of each word", "tag"),
    ("no speakers", "none"),
    ("no tier with words", "no-tier"),
    ("no speaker labels: one paragraph", "paragraph"),
];

/// The format of a file.
pub(crate) fn format_in_words(format: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format.to_owned(),
        Lang::Nl => lang.phrased("methods-format", args! { "format" => format }),
    }
}

/// By what speakers were told apart; what is not known here stays as it is.
pub(crate) fn labels_in_words(style: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return style.to_owned();
    }
    let manner = |manner: &str| lang.phrased("labels", args! { "manner" => manner });
    if let Some(n) =
        between(style, "no speaker labels: each of ", " paragraphs is a turn").and_then(|n| n.parse::<u64>().ok())
    {
        return lang.phrased("labels-paragraphs", args! { "n" => n });
    }
    if let Some((speaker, texts)) = style.rsplit_once(", text in ") {
        let column = speaker.strip_prefix("column ");
        let speaker = column.map(|column| lang.phrased("labels-column", args! { "column" => column }));
        return lang.phrased(
            "labels-text-in",
            args! { "speaker" => speaker.unwrap_or_else(|| manner("no-column")), "texts" => texts },
        );
    }
    let and = format!(" {} ", lang.phrase("and"));
    if let Some(tiers) = style.strip_prefix("tiers ").or_else(|| style.strip_prefix("tier ")) {
        return lang.phrased("labels-tiers", args! { "tiers" => tiers.replace(" and ", &and) });
    }
    let each = style.split(", ").map(|one| match MANNERS.iter().find(|(known, _)| *known == one) {
        Some((_, name)) => manner(name),
        None => one.to_owned(),
    });
    each.collect::<Vec<_>>().join(", ")
}

/// By what interviewers were recognised; what is not known here stays as it is.
pub(crate) fn interviewer_in_words(how: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return how.to_owned();
    }
    let and = format!(" {} ", lang.phrase("and"));
    let in_row = |names: &str| names.replace("` and `", &format!("`{}`", and));
    if let Some(labels) = how.strip_prefix("labels ").or_else(|| how.strip_prefix("label ")) {
        let known = [(", as `[transcripts] parts` says", "parts"), (", by the role that the file gives", "role")];
        let known = known.into_iter().find_map(|(tail, why)| Some((labels.strip_suffix(tail)?, why)));
        let (labels, why) = known.unwrap_or((labels, "usual"));
        return lang.phrased("interviewer-by-label", args! { "labels" => in_row(labels), "why" => why });
    }
    if let Some((names, counts)) = how.split_once("` asks ").or_else(|| how.split_once("` ask "))
        && let Some((n, all)) = counts.strip_suffix(" questions").and_then(|counts| counts.split_once(" of "))
    {
        let names = in_row(&format!("{names}`"));
        return lang.phrased("interviewer-by-questions", args! { "names" => names, "n" => n, "all" => all });
    }
    let set =
        how.strip_suffix(" questions set in bold or italics").or(how.strip_suffix(" question set in bold or italics"));
    match set.and_then(|n| n.parse::<u64>().ok()) {
        Some(n) => lang.phrased("interviewer-by-layout", args! { "n" => n }),
        None => how.to_owned(),
    }
}

fn between(text: &str, before: &str, after: &str) -> Option<String> {
    Some(text.strip_prefix(before)?.strip_suffix(after)?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_transcript_was_read_is_told_in_dutch() {
        let labels = |style| labels_in_words(style, Lang::Nl);
        assert_eq!(
            labels("label and colon at the line's start, label alone on a line"),
            "aanduiding met dubbele punt aan het begin van de regel, aanduiding alleen op een regel"
        );
        assert_eq!(
            labels("no speaker labels: each of 1200 paragraphs is a turn"),
            "geen aanduidingen van sprekers: elk van de 1.200 alinea's is een beurt"
        );
        assert_eq!(labels("column `wie`, text in `wat, waar`"), "kolom `wie`, tekst in `wat, waar`");
        assert_eq!(labels("no column for speakers, text in `a`"), "geen kolom voor sprekers, tekst in `a`");
        assert_eq!(labels("field `x` of each word"), "field `x` of each word");
        let asks = |how| interviewer_in_words(how, Lang::Nl);
        assert_eq!(asks("labels `I` and `Int.`"), "aanduiding `I` en `Int.`");
        assert_eq!(asks("label `ABC`, by the role that the file gives"), "aanduiding `ABC`, volgens het bestand");
        assert_eq!(asks("`Saskia van Dam` asks 3 of 4 questions"), "`Saskia van Dam` stelt 3 van 4 vragen");
        assert_eq!(asks("1 question set in bold or italics"), "1 vraag in vet of cursief");
        assert_eq!(format_in_words("text", Lang::Nl), "platte tekst");
        assert_eq!(labels_in_words("no speakers", Lang::En), "no speakers");
    }
}
