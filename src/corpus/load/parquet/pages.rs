//! Where the pages of a Parquet file are, and the rows in some of them.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use polars_arrow::datatypes::Field;
use polars_buffer::Buffer;
use polars_parquet::parquet::compression::Compression;
use polars_parquet::parquet::metadata::{ColumnChunkMetadata, Descriptor};
use polars_parquet::parquet::read::{BasicDecompressor, PageMetaData, PageReader};
use polars_parquet::read::{Filter, column_iter_to_arrays, infer_schema, read_metadata};
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;
use polars_parquet_format::{PageHeader, PageType};

use crate::error::{Error, Result};

use super::cells::{Column, read_as};

/// A page's header holds a few numbers, and the least and greatest value.
const LONGEST_HEADER: usize = 1 << 24;

/// The file's columns that can be cells, and their pages.
#[derive(Debug)]
pub(super) struct Pages {
    pub columns: Vec<Field>,
    /// Columns of lists and the like, by name.
    pub left_out: Vec<String>,
    /// Whether the program itself wrote the file.
    pub is_result: bool,
    pub rows: u64,
    /// Unpacked.
    pub bytes_a_row: u64,
    groups: Vec<Group>,
}

#[derive(Debug)]
struct Group {
    rows: Range<u64>,
    /// By column.
    chunks: Vec<Chunk>,
}

/// A column of a row group.
#[derive(Debug)]
struct Chunk {
    compression: Compression,
    descriptor: Descriptor,
    /// Where the values lie that pages refer to, if they do.
    dictionary: Option<Range<u64>>,
    pages: Vec<Page>,
}

#[derive(Clone, Copy, Debug)]
struct Page {
    /// Its first row in the file.
    row: u64,
    start: u64,
    end: u64,
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::unreadable(path, format!("not a readable Parquet table: {error}"), "save it again as .parquet, or as .csv")
}

/// What polars makes of bytes that may be damaged, of which it does not always say so but ends.
fn sound<T, E: std::fmt::Display>(path: &Path, read: impl FnOnce() -> Result<T, E>) -> Result<T> {
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(unreadable(path, &error)),
        Err(_) => Err(unreadable(path, &"it is damaged")),
    }
}

impl Pages {
    /// Reads the file's footer and the headers of its pages.
    pub fn find(path: &Path, file: &File) -> Result<Pages> {
        let wrong = |error: &dyn std::fmt::Display| unreadable(path, error);
        let mut reader = BufReader::new(file);
        let metadata = sound(path, || read_metadata(&mut reader))?;
        let schema = sound(path, || infer_schema(&metadata))?;
        let fields: Vec<(&str, Option<Field>)> =
            schema.iter().map(|(name, field)| (name.as_str(), read_as(field))).collect();
        let columns: Vec<Field> = fields.iter().filter_map(|(_, field)| field.clone()).collect();
        let left_out = fields.iter().filter(|(_, field)| field.is_none()).map(|(name, _)| (*name).to_owned()).collect();
        let (mut groups, mut first, mut bytes) = (Vec::with_capacity(metadata.row_groups.len()), 0, 0);
        for group in &metadata.row_groups {
            let rows = first..first + group.num_rows() as u64;
            let mut chunks = Vec::with_capacity(columns.len());
            for column in &columns {
                let mut found = group.parquet_columns().iter();
                let found = found.find(|chunk| chunk.descriptor().path_in_schema.first() == Some(&column.name));
                let found = found.ok_or_else(|| wrong(&format!("a row group has no column `{}`", column.name)))?;
                bytes += u64::try_from(found.uncompressed_size()).unwrap_or(0);
                chunks.push(Chunk::find(&mut reader, found, &rows).map_err(|error| wrong(&error))?);
            }
            first = rows.end;
            groups.push(Group { rows, chunks });
        }
        let keys = metadata.key_value_metadata.iter().flatten();
        let is_result = keys.into_iter().any(|pair| pair.key == "kantlijn:table");
        Ok(Pages { columns, left_out, is_result, rows: first, bytes_a_row: bytes.div_ceil(first.max(1)), groups })
    }

    /// Some rows, so many at a time or fewer, each time of one row group.
    pub fn split(&self, rows: Range<u64>, most: u64) -> impl Iterator<Item = Range<u64>> {
        let first = self.groups.partition_point(|group| group.rows.end <= rows.start);
        let groups = self.groups[first..].iter().take_while(move |group| group.rows.start < rows.end);
        groups.flat_map(move |group| {
            let (from, end) = (group.rows.start.max(rows.start), group.rows.end.min(rows.end));
            (from..end).step_by(most as usize).map(move |start| start..end.min(start + most))
        })
    }

    /// Reads one column of some rows, which lie in one row group.
    pub fn read(&self, path: &Path, file: &mut File, column: usize, rows: Range<u64>) -> Result<Column> {
        let wrong = |error: &dyn std::fmt::Display| unreadable(path, error);
        let group = &self.groups[self.groups.partition_point(|group| group.rows.end <= rows.start)];
        let Chunk { compression, descriptor, dictionary, pages } = &group.chunks[column];
        let first = pages.partition_point(|page| page.row <= rows.start).saturating_sub(1);
        let end = pages.partition_point(|page| page.row < rows.end);
        let (Some(from), Some(to)) = (pages.get(first), pages[..end].last()) else {
            return Err(wrong(&"a column has fewer rows than its row group"));
        };
        let mut bytes = Vec::new();
        for place in dictionary.iter().cloned().chain(std::iter::once(from.start..to.end)) {
            read(file, place, &mut bytes).map_err(|error| Error::io("read", path, error))?;
        }
        let after = pages.get(end).map_or(group.rows.end, |page| page.row);
        let values = i64::try_from(after - from.row).unwrap_or(i64::MAX);
        let about = PageMetaData::new(0, values, *compression, descriptor.clone());
        let reader =
            PageReader::new_with_page_meta(Cursor::new(Buffer::from_vec(bytes)), about, Vec::new(), usize::MAX);
        let filter = Filter::new_ranged((rows.start - from.row) as usize, (rows.end - from.row) as usize);
        let field = self.columns[column].clone();
        let (arrays, _) = sound(path, || {
            let pages = BasicDecompressor::new(reader, Vec::new());
            column_iter_to_arrays(vec![pages], vec![&descriptor.primitive_type], field, Some(filter))
        })?;
        let column = Column::new(arrays);
        match column.len() as u64 == rows.end - rows.start {
            true => Ok(column),
            false => Err(wrong(&"a column has fewer rows than its row group")),
        }
    }
}

impl Chunk {
    /// Goes from header to header through the pages of a column.
    fn find(reader: &mut BufReader<&File>, metadata: &ColumnChunkMetadata, rows: &Range<u64>) -> io::Result<Chunk> {
        let wrong = |what: &str| io::Error::new(io::ErrorKind::InvalidData, what.to_owned());
        let place = metadata.byte_range();
        let (compression, descriptor) = (metadata.compression(), metadata.descriptor().descriptor.clone());
        let mut chunk = Chunk { compression, descriptor, dictionary: None, pages: Vec::new() };
        let (mut at, mut row) = (place.start, rows.start);
        reader.seek(SeekFrom::Start(at))?;
        while row < rows.end && at < place.end {
            let mut protocol = TCompactInputProtocol::new(&mut *reader, LONGEST_HEADER);
            let header = PageHeader::read_from_in_protocol(&mut protocol).map_err(|error| wrong(&error.to_string()))?;
            let data = reader.stream_position()?;
            let end = data + u64::try_from(header.compressed_page_size).map_err(|_| wrong("a page of no size"))?;
            if header.type_ == PageType::DICTIONARY_PAGE {
                chunk.dictionary = Some(at..end);
            } else {
                let one = header.data_page_header.as_ref().map(|header| header.num_values);
                let two = header.data_page_header_v2.as_ref().map(|header| header.num_values);
                if let Some(values) = one.or(two) {
                    chunk.pages.push(Page { row, start: at, end });
                    row += u64::try_from(values).map_err(|_| wrong("a page of no rows"))?;
                }
            }
            at = end;
            reader.seek_relative(i64::try_from(end - data).unwrap_or(i64::MAX))?;
        }
        if row == rows.end { Ok(chunk) } else { Err(wrong("a column has fewer or more rows than its row group")) }
    }
}

fn read(file: &mut File, place: Range<u64>, bytes: &mut Vec<u8>) -> io::Result<()> {
    file.seek(SeekFrom::Start(place.start))?;
    file.take(place.end - place.start).read_to_end(bytes)?;
    Ok(())
}
