//! What other programs need to do the same work: a study in a folder, and the Unicode standard alone.
//!
//! `cargo bench … -- study FOLDER MB [TEXT]` writes the transcripts to `FOLDER/texts`, codebooks beside them, and what is
//! true of them: `truth.json` for the whole, `terms.tsv` and `realistic.tsv` by code. `… -- standard FOLDER WHAT` counts
//! words (or words and sentences) in all files of a folder with `unicode-segmentation` and nothing else.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

use super::{PLANTED, Text, realistic_codebook, realistic_id, realistic_mentions, term, write_transcripts};

/// How many terms the codebooks have.
const TERMS: &[usize] = &[20, 200, 1000, PLANTED];

/// Does what the arguments ask for, if it is one of the two; else it is for divan.
pub fn command(arguments: &[String]) -> bool {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["study", folder, megabytes] => write(folder.as_ref(), megabytes, "dutch"),
        ["study", folder, megabytes, text] => write(folder.as_ref(), megabytes, text),
        ["standard", folder, "words"] => standard(folder.as_ref(), false),
        ["standard", folder, "sentences"] => standard(folder.as_ref(), true),
        ["study" | "standard", ..] => {
            panic!("study FOLDER MB [dutch|ascii|nfd|exotic], standard FOLDER words|sentences")
        }
        _ => return false,
    }
    true
}

/// A codebook in which every term is a plain word: what any program can look for.
fn terms_codebook(terms: usize) -> String {
    let mut toml = "[codebook]\nname = \"Termen\"\nlanguage = \"nl\"\n".to_owned();
    for index in 0..terms {
        let term = term(index);
        write!(toml, "\n[[code]]\nid = \"{}\"\nrules = [\"{term}\"]\n", super::id(index)).expect("a string takes all");
    }
    toml
}

fn write(folder: &Path, megabytes: &str, text: &str) {
    let text = Text::ALL.into_iter().find(|kind| kind.to_string() == text).expect("dutch, ascii, nfd or exotic");
    let megabytes: f64 = megabytes.parse().expect("a number of MB");
    let texts = folder.join("texts");
    fs::create_dir_all(folder).expect("the folder can be made");
    // Transcripts of an earlier study would be counted with these.
    fs::create_dir(&texts).expect("the folder holds no texts yet");
    let (truth, _) = write_transcripts(&texts, (megabytes * 1e6) as usize, text);

    let put = |name: &str, content: String| fs::write(folder.join(name), content).expect("a file can be written");
    for &terms in TERMS {
        let lines: Vec<String> = (0..terms).map(term).collect();
        put(&format!("terms-{terms}.txt"), lines.join("\n") + "\n");
        put(&format!("terms-{terms}.toml"), terms_codebook(terms));
        put(&format!("realistic-{terms}.toml"), realistic_codebook(terms));
    }
    let (mut plain, mut realistic) = ("code\tterm\tstanding\n".to_owned(), "code\tleast\tmost\n".to_owned());
    for index in 0..PLANTED {
        let (id, standing) = (super::id(index), truth.standing[index]);
        writeln!(plain, "{id}\t{}\t{standing}", term(index)).expect("a string takes all");
        let expected = realistic_mentions(&truth, index);
        let (least, most) = (expected.start(), expected.end());
        writeln!(realistic, "{}\t{least}\t{most}", realistic_id(index)).expect("a string takes all");
    }
    put("terms.tsv", plain);
    put("realistic.tsv", realistic);
    let lines_with = |&terms: &usize| (terms.to_string(), json!(truth.lines[..terms].iter().sum::<usize>()));
    // Last, so that a study with this file is whole.
    let whole = json!({
        "text": text.to_string(),
        "documents": truth.documents,
        "bytes": truth.bytes,
        "stretches": truth.stretches,
        "words": truth.words,
        "participants_words": truth.participants_words,
        "turns": truth.turns,
        "answers": truth.answers,
        "sentences": truth.sentences,
        "lines_with": TERMS.iter().map(lines_with).collect::<serde_json::Map<_, _>>(),
    });
    put("truth.json", format!("{whole:#}\n"));
}

fn standard(folder: &Path, sentences: bool) {
    let mut found = (0, 0);
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the folder can be read").path();
        let text = fs::read_to_string(path).expect("a file can be read");
        found.0 += text.unicode_words().count();
        found.1 += if sentences { text.unicode_sentences().count() } else { 0 };
    }
    println!("{}\t{}", found.0, found.1);
}
