//! One file for each transcript, in a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kantlijn::corpus::Transcript;
use kantlijn::{Error, Result};

use crate::output::Outputs;

/// Where the files go.
pub struct PerTranscript {
    folder: PathBuf,
    extension: &'static str,
}

impl PerTranscript {
    /// Files in `folder`, named as the transcripts are, with an extension.
    pub fn new(folder: PathBuf, extension: &'static str) -> Self {
        Self { folder, extension }
    }

    /// Looks whether all may be written, and makes the folders for them.
    pub fn begin(&self, transcripts: &[Transcript], outputs: &mut Outputs) -> Result<()> {
        let mut names: BTreeMap<PathBuf, &str> = BTreeMap::new();
        for transcript in transcripts {
            if let Some(other) = names.insert(self.path(&transcript.name), &transcript.name) {
                return Err(Error::usage(
                    format!("`{other}` and `{}` would be written to the same file", transcript.name),
                    "rename one of them",
                ));
            }
        }
        outputs.refuse(names.keys().map(PathBuf::as_path))?;
        let mut folders: Vec<&Path> = names.keys().filter_map(|path| path.parent()).collect();
        folders.dedup();
        folders.into_iter().try_for_each(|folder| outputs.make_folder(folder))
    }

    /// Adds the file of a transcript.
    pub fn add(&self, transcript: &str, bytes: &[u8], outputs: &mut Outputs) -> Result<()> {
        outputs.add(&self.path(transcript), bytes)
    }

    fn path(&self, transcript: &str) -> PathBuf {
        // A table names its transcripts as it likes: none of them may lead out of the folder.
        let parts = transcript.split('/').map(as_file_name).filter(|part| !part.is_empty());
        let mut path: PathBuf = std::iter::once(self.folder.clone()).chain(parts.map(PathBuf::from)).collect();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        path.set_file_name(format!("{name}.{}", self.extension));
        path
    }
}

/// A part of a name without what some system forbids in the names of files.
fn as_file_name(part: &str) -> String {
    let is_forbidden = |c: char| c.is_control() || matches!(c, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let name: String = part.chars().map(|c| if is_forbidden(c) { '_' } else { c }).collect();
    name.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Path, PerTranscript};

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let files = PerTranscript::new("uit".into(), "docx");
        assert_eq!(files.path("ronde1/r1.2"), Path::new("uit/ronde1/r1.2.docx"));
        assert_eq!(files.path("../../x: y?/.."), Path::new("uit/x_ y_.docx"));
    }
}
