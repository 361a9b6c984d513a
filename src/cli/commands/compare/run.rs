//! A run of before: its folder, or a table of codings alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kantlijn::codebook::{self, Codebook};
use kantlijn::wording::{Lang, args};
use kantlijn::{Error, Result};
use serde_json::Value;

/// What a run says that does not say it.
const NONE: &str = "none";

/// So many names are told.
const SHOWN: usize = 3;

/// Tables of codings in a folder, the one that is always there first.
const TABLES: [&str; 4] = ["codings.csv", "codings.parquet", "codings.jsonl", "codings.tsv"];

/// What is known of a run before its codings are read.
pub struct EarlierRun {
    pub name: String,
    pub codings: PathBuf,
    /// Its transcripts with the hashes of their files; none where only a table is there.
    pub transcripts: Vec<(String, String)>,
    /// Its codebook, if the folder has a copy that is the one it was made by.
    pub codebook: Option<Codebook>,
    /// What is read, so that none of it is overwritten.
    pub files: Vec<PathBuf>,
    /// How it was made: names and values.
    facts: Option<BTreeMap<String, String>>,
}

impl EarlierRun {
    pub fn open(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        if !path.is_dir() {
            let (codings, files) = (path.to_owned(), vec![path.to_owned()]);
            return Ok(Self { name, codings, transcripts: Vec::new(), codebook: None, files, facts: None });
        }
        let Some(codings) = TABLES.iter().map(|table| path.join(table)).find(|table| table.is_file()) else {
            return Err(Error::unreadable(
                path,
                "this folder is no run: it holds no codings.csv",
                "name a folder that `kantlijn code … -o DIR` wrote, or a table of codings",
            ));
        };
        let mut run = Self {
            name,
            codings: codings.clone(),
            transcripts: Vec::new(),
            codebook: None,
            files: vec![codings],
            facts: None,
        };
        let described = path.join("run.json");
        if described.is_file() {
            let bytes = std::fs::read(&described).map_err(|source| Error::io("read", &described, source))?;
            let value: Value = serde_json::from_slice(&bytes).map_err(|error| {
                Error::unreadable(
                    &described,
                    format!("not the description of a run: {error}"),
                    "run `kantlijn code` again",
                )
            })?;
            run.describe(path, &value)?;
            run.files.push(described);
        }
        Ok(run)
    }

    fn describe(&mut self, folder: &Path, run: &Value) -> Result<()> {
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Null => NONE.to_owned(),
            other => other.to_string(),
        };
        let mut facts = BTreeMap::new();
        facts.insert("kantlijn".to_owned(), text(&run["version"]));
        let codebook = &run["codebook"];
        for field in ["name", "version", "hash"] {
            facts.insert(format!("codebook {field}"), text(&codebook[field]));
        }
        for (name, value) in run["options"].as_object().into_iter().flatten() {
            // A seed of quotes on the screen, and whether words were written, change no coding.
            if !["seed", "no_text"].contains(&name.as_str()) {
                facts.insert(name.clone(), text(value));
            }
        }
        self.facts = Some(facts);
        let transcripts = run["corpus"]["transcripts"].as_array();
        self.transcripts = transcripts
            .into_iter()
            .flatten()
            .map(|one| (text(&one["transcript"]), one["hash"].as_str().unwrap_or_default().to_owned()))
            .collect();
        // Only the name of a file beside run.json: a path would lead elsewhere.
        let file = codebook["file"].as_str().filter(|file| !file.contains(['/', '\\']));
        if let Some(path) = file.map(|file| folder.join(file)).filter(|path| path.is_file()) {
            let copy = codebook::read(&path)?.value;
            if Some(copy.hash.as_str()) == codebook["hash"].as_str() {
                self.codebook = Some(copy);
            } else {
                crate::talk::warning(
                    &format!(
                        "{} is not the codebook that this run was made by, so its rules are told by their lines",
                        path.display()
                    ),
                    "run `kantlijn code` again",
                );
            }
            self.files.push(path);
        }
        Ok(())
    }

    /// What differs between how two runs were made, a sentence each.
    pub fn differences(&self, other: &Self, lang: Lang) -> Vec<String> {
        let mut told = Vec::new();
        if let (Some(a), Some(b)) = (&self.facts, &other.facts) {
            let missing = NONE.to_owned();
            let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for name in names {
                let (a, b) = (a.get(name).unwrap_or(&missing), b.get(name).unwrap_or(&missing));
                if a != b && name != "codebook hash" {
                    let values = args! { "name" => name.as_str(), "a" => said(a, lang), "b" => said(b, lang) };
                    told.push(lang.phrased("comparison-fact", values));
                } else if a != b {
                    told.push(lang.phrase("comparison-codebooks"));
                }
            }
        }
        if let (Some(a), Some(b)) = (&self.codebook, &other.codebook) {
            told.extend(rules_that_differ(a, b, lang));
        }
        if !self.transcripts.is_empty() && !other.transcripts.is_empty() {
            for (one, two, run) in [(self, other, "A"), (other, self, "B")] {
                let only: Vec<&str> =
                    one.names().filter(|name| !two.transcripts.iter().any(|(known, _)| known == name)).collect();
                if !only.is_empty() {
                    let values = args! { "run" => run, "n" => only.len(), "names" => listed(&only, lang) };
                    told.push(lang.phrased("comparison-only-in", values));
                }
            }
            let edited = self.edited(other);
            if !edited.is_empty() {
                let values = args! { "n" => edited.len(), "names" => listed(&edited, lang) };
                told.push(lang.phrased("comparison-files", values));
            }
        }
        told
    }

    /// Transcripts of both runs whose files differ.
    pub fn edited(&self, other: &Self) -> Vec<&str> {
        let theirs: BTreeMap<&str, &str> =
            other.transcripts.iter().map(|(name, hash)| (name.as_str(), hash.as_str())).collect();
        let differs = |(name, hash): &&(String, String)| theirs.get(name.as_str()).is_some_and(|their| their != hash);
        self.transcripts.iter().filter(differs).map(|(name, _)| name.as_str()).collect()
    }

    /// Whether lines of the one's codebook are not those of the other's.
    pub fn lines_differ(&self, other: &Self) -> bool {
        let hash = |run: &Self| run.facts.as_ref().and_then(|facts| facts.get("codebook hash").cloned());
        hash(self) != hash(other)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.transcripts.iter().map(|(name, _)| name.as_str())
    }
}

/// A value of run.json; where it has none, that.
fn said(value: &str, lang: Lang) -> String {
    match value {
        "" => lang.phrase("comparison-empty"),
        NONE => lang.phrase("comparison-none"),
        value => value.to_owned(),
    }
}

/// `a, b, c and 4 more`.
fn listed(names: &[&str], lang: Lang) -> String {
    match names.get(..SHOWN) {
        Some(first) if names.len() > SHOWN => {
            let values = args! { "names" => first.join(", "), "n" => names.len() - SHOWN };
            lang.phrased("comparison-names-and-more", values)
        }
        _ => names.join(", "),
    }
}

/// A codebook as captions name it.
pub fn codebook_in_words(codebook: &Codebook, lang: Lang) -> String {
    let name = codebook.name.get(lang.word()).map_or_else(|| lang.phrase("without-a-name"), str::to_owned);
    let named = format!("{name} {}", codebook.version);
    lang.phrased("comparison-codebook", args! { "name" => named.trim_end() })
}

/// How many rules only one of two codebooks has, by what they say and for which code.
pub fn rules_that_differ(a: &Codebook, b: &Codebook, lang: Lang) -> Option<String> {
    let rules = |codebook: &Codebook| -> std::collections::BTreeSet<(String, String)> {
        let said = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        codebook.rules().map(|(code, rule)| (codebook.code(code).id.clone(), said(&rule.text))).collect()
    };
    let (a, b) = (rules(a), rules(b));
    let (only_a, only_b) = (a.difference(&b).count(), b.difference(&a).count());
    let values = args! { "a" => only_a, "b" => only_b, "both" => a.intersection(&b).count() };
    (only_a + only_b > 0).then(|| lang.phrased("comparison-rules", values))
}
