//! Runs the real binary in a folder of its own, and keeps what it said.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that goes away with the test.
pub struct Folder(tempfile::TempDir);

/// How a run ended, and what it said.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: Vec<u8>,
    pub err: String,
}

/// Two themes and a code below one: enough to count with.
pub const CODEBOOK: &str = r#"[codebook]
name = "Proef"
version = "1"
language = "nl"

[[code]]
id = "shame"
name = { nl = "Schaamte", en = "Shame" }
rules = ["schaam*"]

[[code]]
id = "shame/hiding"
name = { nl = "Verbergen", en = "Hiding" }
rules = ["verzwijg* OR verzweeg OR verzwegen"]

[[code]]
id = "work"
name = { nl = "Werk", en = "Work" }
rules = ["werk* OR baas"]
"#;

/// Two interviews with one person, a focus group of two, and who they are; all of it invented.
pub const STUDY: [(&str, &str); 4] = [
    (
        "t/r1.txt",
        "I: Hoe begon het?\n\nR: Ik schaamde me voor mijn werk. Dat heb ik lang verzwegen.\n\nI: En nu?\n\n\
         R: Nu schaam ik me niet meer. (lacht)\n",
    ),
    (
        "t/r2.txt",
        "I: Hoe gaat het op je werk?\n\nR: De baas weet het. Het werk is zwaar.\n\nI: En thuis?\n\n\
         R: Thuis is er niks veranderd.\n",
    ),
    (
        "t/r10.txt",
        "I: Wie begint er?\n\nRespondent 1: Ik heb het verzwegen voor de baas.\n\n\
         Respondent 2: Ik schaam me nergens voor.\n\nI: Waarom niet?\n\nRespondent 1: Ik verzweeg alles.\n\n\
         Respondent 2: Daarom.\n",
    ),
    (
        "t/cases.csv",
        "transcript,speaker,case,profession,years\nr1,,P1,bakker,4\nr2,,P1,bakker,4\n\
         r10,Respondent 1,P2,kok,11\nr10,Respondent 2,P3,bakker,1\n",
    ),
];

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A folder with these files.
    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (path, text) in files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    /// [`STUDY`] in the folder `t`, and [`CODEBOOK`] as `c.toml`.
    pub fn study() -> Self {
        let folder = Self::with(&STUDY);
        folder.write("c.toml", CODEBOOK.as_bytes());
        folder
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    pub fn read(&self, path: &str) -> Vec<u8> {
        std::fs::read(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Every file below, by path, with its bytes.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(self.0.path()).expect("below").to_string_lossy().replace('\\', "/");
                    found.insert(name, std::fs::read(&path).expect("a file"));
                }
            }
        }
        found
    }

    /// Runs `kantlijn` here; words are parted by spaces, and `'…'` holds one together.
    pub fn run(&self, line: &str) -> Ran {
        run_in(self.0.path(), line, None)
    }

    /// The same, with something on standard input.
    pub fn run_with_input(&self, line: &str, input: &[u8]) -> Ran {
        run_in(self.0.path(), line, Some(input))
    }
}

impl Ran {
    /// Standard output of a run that went well.
    #[track_caller]
    pub fn text(&self) -> String {
        assert_eq!(self.code, Some(0), "{self}");
        String::from_utf8(self.out.clone()).expect("text")
    }

    /// Standard error of a run that was refused as it should be: 2, nothing on standard output, no panic.
    #[track_caller]
    pub fn refused(&self) -> &str {
        assert_eq!(self.code, Some(2), "{self}");
        assert!(self.out.is_empty(), "{self}");
        assert!(!self.err.contains("panicked"), "{self}");
        &self.err
    }
}

impl std::fmt::Display for Ran {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exit {:?}\n{}\n{}", self.code, String::from_utf8_lossy(&self.out), self.err)
    }
}

/// The binary, ready to run in `folder`, with nothing of this machine's settings.
pub fn command(folder: &Path, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kantlijn"));
    command.current_dir(folder).args(words(line));
    command.env_remove("CLICOLOR_FORCE").env_remove("RUST_BACKTRACE").env("NO_COLOR", "1");
    command
}

/// Runs `kantlijn` in `folder`.
pub fn run_in(folder: &Path, line: &str, input: Option<&[u8]>) -> Ran {
    let mut command = command(folder, line);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that has seen enough may close its end first.
    let _ = stdin.write_all(input.unwrap_or_default());
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    let err = String::from_utf8(output.stderr).expect("standard error is text");
    assert!(!err.contains("panicked"), "{line}: {err}");
    Ran { code: output.status.code(), out: output.stdout, err }
}

fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, piece) in line.split('\'').enumerate() {
        if i % 2 == 1 {
            words.push(piece.to_owned());
        } else {
            words.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    words
}
