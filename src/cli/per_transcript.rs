//! One file for each transcript, in a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kantlijn::coding::file_of;
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
        let file = file_of(transcript);
        let mut path: PathBuf = std::iter::once(self.folder.as_path()).chain(file.split('/').map(Path::new)).collect();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        path.set_file_name(format!("{name}.{}", self.extension));
        path
    }
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
