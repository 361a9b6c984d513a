//! Parquet: row groups, and the definition in the file's metadata.

use std::io::{self, Write};
use std::sync::PoisonError;

use polars::prelude::{
    BatchedWriter, DataFrame, KeyValueMetadata, ParquetCompression, ParquetMetadataContext, ParquetWriter, PolarsError,
    Schema, StatisticsOptions,
};
use polars_parquet::write::schema_to_metadata_key;

use crate::tables::{BATCH, Table};

/// Frames as row groups, one after another. The definition, which is known last, stands at the file's end.
pub(super) struct RowGroups<W: Write>(BatchedWriter<W>);

impl<W: Write> RowGroups<W> {
    /// Starts a file of columns as in `schema`.
    pub(super) fn start(out: W, schema: &Schema) -> io::Result<Self> {
        let writer = ParquetWriter::new(out)
            .with_compression(ParquetCompression::Snappy)
            .with_statistics(StatisticsOptions::empty())
            .batched(schema);
        writer.map(Self).map_err(failed)
    }

    /// Writes a frame, at most so many rows in a group: that bounds the memory of whoever reads it back.
    pub(super) fn write(&mut self, frame: &DataFrame) -> io::Result<()> {
        let mut from = 0;
        while from < frame.height() {
            // A batch has a few rows more than it must; they make no group of their own.
            let rest = frame.height() - from;
            let rows = if rest < 2 * BATCH { rest } else { BATCH };
            let mut group = frame.slice(from as i64, rows);
            group.rechunk_mut();
            self.0.write_batch(&group).map_err(failed)?;
            from += rows;
        }
        Ok(())
    }

    /// Writes the definition and ends the file.
    pub(super) fn finish(self, table: &Table) -> io::Result<()> {
        let mut about = vec![("kantlijn:table".to_owned(), table.name.to_owned())];
        about.extend(table.definition.iter().map(|(name, value)| (format!("kantlijn:{name}"), value.clone())));
        about.push(("kantlijn:caption".to_owned(), table.caption.join(" ")));
        let about = KeyValueMetadata::from_static(about).collect(ParquetMetadataContext { arrow_schema: "" });
        let mut writer = self.0.get_writer().lock().unwrap_or_else(PoisonError::into_inner);
        // Readers of Arrow look there for the columns' types.
        let mut pairs = vec![schema_to_metadata_key(writer.schema())];
        pairs.extend(about.map_err(failed)?);
        writer.end(Some(pairs)).map(drop).map_err(failed)
    }
}

fn failed(error: PolarsError) -> io::Error {
    match error {
        PolarsError::IO { error, .. } => io::Error::new(error.kind(), error.to_string()),
        error => io::Error::other(error.to_string()),
    }
}
