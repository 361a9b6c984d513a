//! Parquet: the frame, with its definition in the file's metadata.

use polars::prelude::{KeyValueMetadata, ParquetCompression, ParquetWriter, StatisticsOptions};

use crate::error::{Error, Result};
use crate::tables::Table;

/// Rows in a row group; bounds the memory of whoever reads it back.
const ROW_GROUP: usize = 100_000;

pub(super) fn parquet(table: &Table) -> Result<Vec<u8>> {
    let mut about = vec![("kantlijn:table".to_owned(), table.name.to_owned())];
    about.extend(table.definition.iter().map(|(name, value)| (format!("kantlijn:{name}"), value.clone())));
    about.push(("kantlijn:caption".to_owned(), table.caption.join(" ")));
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Snappy)
        .with_statistics(StatisticsOptions::empty())
        .with_row_group_size(Some(ROW_GROUP))
        .with_key_value_metadata(Some(KeyValueMetadata::from_static(about)))
        .finish(&mut table.frame.clone())
        .map_err(|error| {
            Error::usage(
                format!("the table `{}` cannot be written as Parquet: {error}", table.name),
                "write CSV instead: -f csv",
            )
        })?;
    Ok(bytes)
}
