//! Arrow IPC (Feather): record batches, and the definition in the metadata of the schema.

use std::io::{self, Write};
use std::sync::Arc;

use polars::prelude::{CompatLevel, PlSmallStr, PolarsError, Schema, SchemaExt};
use polars_arrow::datatypes::Metadata;
use polars_arrow::io::ipc::write::{FileWriter, WriteOptions};

use crate::tables::{BATCH, Rows, Table};

/// Rows as record batches, one after another. The definition, which is known last, stands in the schema at the file's end,
/// where readers look for it.
pub(super) struct RecordBatches<W: Write>(FileWriter<W>);

impl<W: Write> RecordBatches<W> {
    /// Starts a file of columns as in `schema`. Words are of the type that every reader of Arrow knows.
    pub(super) fn start(out: W, schema: &Schema) -> io::Result<Self> {
        let schema = Arc::new(schema.to_arrow(CompatLevel::oldest()));
        FileWriter::try_new(out, schema, None, WriteOptions { compression: None }).map(Self).map_err(failed)
    }

    /// Writes rows, at most so many in a batch: that bounds the memory of whoever reads them back.
    pub(super) fn write(&mut self, rows: Rows<'_>) -> io::Result<()> {
        let frame = rows.to_frame().map_err(io::Error::other)?;
        let mut from = 0;
        while from < frame.height() {
            // A batch has a few rows more than it must; they make none of their own.
            let rest = frame.height() - from;
            let height = if rest < 2 * BATCH { rest } else { BATCH };
            let mut batch = frame.slice(from as i64, height);
            batch.rechunk_mut();
            for chunk in batch.iter_chunks(CompatLevel::oldest(), false) {
                self.0.write(&chunk, None).map_err(failed)?;
            }
            from += height;
        }
        Ok(())
    }

    /// Writes the definition and ends the file.
    pub(super) fn finish(mut self, table: &Table) -> io::Result<()> {
        let metadata: Metadata =
            about(table).into_iter().map(|(name, value)| (PlSmallStr::from(name), PlSmallStr::from(value))).collect();
        self.0.set_custom_schema_metadata(Arc::new(metadata));
        self.0.finish().map_err(failed)
    }
}

/// What a table is about, for the metadata of a file.
pub(super) fn about(table: &Table) -> Vec<(String, String)> {
    let mut about = vec![("kantlijn:table".to_owned(), table.name.to_owned())];
    about.extend(table.definition.iter().map(|(name, value)| (format!("kantlijn:{name}"), value.clone())));
    about.push(("kantlijn:caption".to_owned(), table.caption.join(" ")));
    about
}

pub(super) fn failed(error: PolarsError) -> io::Error {
    match error {
        PolarsError::IO { error, .. } => io::Error::new(error.kind(), error.to_string()),
        error => io::Error::other(error.to_string()),
    }
}
