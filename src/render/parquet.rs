//! Parquet: row groups, and the definition in the file's metadata.

use std::io::{self, Write};

use polars::prelude::{
    CompatLevel, DataFrame, KeyValueMetadata, ParquetMetadataContext, PolarsError, Schema, SchemaExt,
};
use polars_arrow::array::Array;
use polars_parquet::write::{
    CompressedPage, CompressionOptions, DynIter, DynStreamingIterator, FileWriter, ParquetType, StatisticsOptions,
    Version, WriteOptions, array_to_columns, compress, fallible_streaming_iterator, get_dtype_encoding,
    schema_to_metadata_key,
};
use rayon::prelude::*;

use crate::tables::{BATCH, Rows, Source, Table};

use super::arrow::{about, failed};

const OPTIONS: WriteOptions = WriteOptions {
    statistics: StatisticsOptions {
        min_value: false,
        max_value: false,
        distinct_count: false,
        null_count: false,
        binary_statistics_truncate_length: None,
    },
    version: Version::V1,
    compression: CompressionOptions::Snappy,
    data_page_size: None,
};

/// Rows as row groups, one after another. The definition, which is known last, stands at the file's end.
pub(super) struct RowGroups<W: Write>(FileWriter<W>);

impl<W: Write> RowGroups<W> {
    /// Starts a file of columns as in `schema`.
    pub(super) fn start(out: W, schema: &Schema) -> io::Result<Self> {
        let schema = schema.to_arrow(CompatLevel::newest());
        FileWriter::try_new(out, schema, OPTIONS).map(Self).map_err(failed)
    }

    /// Writes rows, at most so many in a group: that bounds the memory of whoever reads them back.
    pub(super) fn write(&mut self, rows: Rows<'_>) -> io::Result<()> {
        match rows.0 {
            Source::Frame(frame) => self.write_frame(frame),
            Source::Blocks(blocks) => {
                let columns = blocks.columns().into_iter().map(|(_, column)| column);
                self.group(blocks.height(), columns.collect())
            }
        }
    }

    fn write_frame(&mut self, frame: &DataFrame) -> io::Result<()> {
        let mut from = 0;
        while from < frame.height() {
            // A batch has a few rows more than it must; they make no group of their own.
            let rest = frame.height() - from;
            let rows = if rest < 2 * BATCH { rest } else { BATCH };
            let mut group = frame.slice(from as i64, rows);
            group.rechunk_mut();
            for chunk in group.iter_chunks(CompatLevel::newest(), false) {
                self.group(rows, chunk.into_arrays())?;
            }
            from += rows;
        }
        Ok(())
    }

    /// Columns are encoded and compressed on all threads.
    fn group(&mut self, rows: usize, columns: Vec<Box<dyn Array>>) -> io::Result<()> {
        if rows == 0 {
            return Ok(());
        }
        let pages = columns.into_par_iter().zip(self.0.parquet_schema().fields());
        let pages: Result<Vec<Vec<CompressedPage>>, PolarsError> =
            pages.map(|(column, kind)| pages_of(column.as_ref(), kind.clone())).collect();
        let pages = pages.map_err(failed)?;
        let columns = pages.iter().map(|pages| {
            let pages = fallible_streaming_iterator::convert(pages.iter().map(Ok::<_, PolarsError>));
            Ok(DynStreamingIterator::new(pages))
        });
        self.0.write(rows as u64, DynIter::new(columns)).map_err(failed)
    }

    /// Writes the definition and ends the file.
    pub(super) fn finish(mut self, table: &Table) -> io::Result<()> {
        let about = KeyValueMetadata::from_static(about(table)).collect(ParquetMetadataContext { arrow_schema: "" });
        // Readers of Arrow look there for the columns' types.
        let mut pairs = vec![schema_to_metadata_key(self.0.schema())];
        pairs.extend(about.map_err(failed)?);
        self.0.end(Some(pairs)).map(drop).map_err(failed)
    }
}

fn pages_of(column: &dyn Array, kind: ParquetType) -> Result<Vec<CompressedPage>, PolarsError> {
    let encoding = get_dtype_encoding(column.dtype());
    let mut compressed = Vec::new();
    for page in array_to_columns(column, kind, OPTIONS, &encoding)?.into_iter().flatten() {
        compressed.push(compress(page?, Vec::new(), OPTIONS.compression)?);
    }
    Ok(compressed)
}
