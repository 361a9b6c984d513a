//! A project and its texts → the bytes of a `.qdpx` file, the same each time.

use std::io::{self, Seek, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::{Guid, Project, write_project};

/// A `.qdpx` file on its way: texts first, as they come, and then the project that knows of them all.
///
/// No entry has a date, and all have the same permissions, so that bytes depend on nothing but what is written.
pub(crate) struct PackageWriter<W: Write + Seek> {
    zip: ZipWriter<W>,
}

impl<W: Write + Seek> PackageWriter<W> {
    pub(crate) fn new(out: W) -> Self {
        Self { zip: ZipWriter::new(out) }
    }

    /// Adds the plain text of a source, in UTF-8 without a byte order mark. Answers with the path by which the project
    /// names it.
    pub(crate) fn text(&mut self, guid: &Guid, text: &str) -> io::Result<String> {
        self.entry(&format!("sources/{guid}.txt"), text.as_bytes())?;
        Ok(format!("internal://{guid}.txt"))
    }

    /// Adds the project, and is done.
    pub(crate) fn finish(mut self, project: &Project) -> io::Result<W> {
        self.entry("project.qde", &write_project(project))?;
        Ok(self.zip.finish()?)
    }

    fn entry(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        self.zip.start_file(name, options)?;
        self.zip.write_all(bytes)
    }
}
