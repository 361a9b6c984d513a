//! Tables of one JSON object a line: the names of fields are columns, and values are cells.

use std::fmt;
use std::path::Path;

use indexmap::IndexMap;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::error::{Error, Result};
use crate::text::decode;

use super::read::{json_in_words, without_python};
use super::sheet::{Head, Row, Sheet};

/// A line of such a table: each field's name, and its value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Object(pub Vec<(String, Value)>);

/// A value as a cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// The words of a text, trimmed; numbers, `true` and `false` as they are written; nothing for `null`.
    Cell(String),
    /// A list of texts and numbers, one a line: a cell where several may stand in one.
    List(String),
    /// A list or an object that no cell can hold.
    Nested,
}

/// The columns of a table, as its lines show them one by one.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// By name, whether all values are cells.
    names: IndexMap<String, bool>,
    /// Whether lists are cells, too.
    takes_lists: bool,
}

impl Keys {
    /// Adds what a line shows.
    pub fn add(&mut self, object: Object) {
        for (name, value) in object.0 {
            let is_cell = match value {
                Value::Cell(_) => true,
                Value::List(_) => self.takes_lists,
                Value::Nested => false,
            };
            self.names.entry(name).and_modify(|known| *known &= is_cell).or_insert(is_cell);
        }
    }

    /// The head of the table: the union of all fields, in order of first appearance; those with lists or objects are left out.
    pub fn head(&self, encoding: &'static str) -> Head {
        let named = |is_cell| {
            let names = self.names.iter().filter(move |(_, known)| **known == is_cell);
            names.map(|(name, _)| name.trim().to_owned()).collect()
        };
        Head { header: named(true), left_out: named(false), encoding, ..Head::default() }
    }

    /// A line's cells by column, empty where it has none.
    pub fn cells(&self, object: Object) -> Vec<String> {
        let mut cells = vec![String::new(); self.names.len()];
        for (name, value) in object.0 {
            if let (Some(place), Value::Cell(cell) | Value::List(cell)) = (self.names.get_index_of(&name), value) {
                cells[place] = cell;
            }
        }
        let mut is_cell = self.names.values();
        cells.retain(|_| is_cell.next().is_some_and(|known| *known));
        cells
    }
}

impl Object {
    /// Reads a line; nothing where it is blank.
    ///
    /// # Errors
    /// When it is no object, or says one thing twice.
    pub fn read(path: &Path, number: usize, line: &str) -> Result<Option<Object>> {
        let line = line.trim();
        if line.is_empty() {
            return Ok(None);
        }
        let wrong = |message: String, help: &str| Error::unreadable(path, format!("line {number} {message}"), help);
        if !line.starts_with('{') {
            let help = "write one object a line, `{\"speaker\": \"I\", \"text\": \"Hoe gaat het?\"}`; if the file is one JSON value, \
                        give it the extension .json";
            return Err(wrong("is no JSON object".to_owned(), help));
        }
        let read = |line: &str| serde_json::from_str::<Object>(line);
        let object = read(line).or_else(|error| without_python(line).map_or(Err(error), |mended| read(&mended)));
        let object = object.map_err(|error| match error.classify() {
            serde_json::error::Category::Data => {
                wrong(error.to_string().split(" at line ").next().unwrap_or_default().to_owned(), "correct that line")
            }
            _ => {
                let (message, help) = json_in_words(&error, line);
                // The library counts lines from that line on.
                wrong(message.replace(" in line 1", "").replace(", in line 1", ""), help)
            }
        })?;
        let mut names: Vec<&str> = object.0.iter().map(|(name, _)| name.as_str()).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(wrong(format!("has `{}` twice", pair[0]), "keep one of them")),
            None => Ok(Some(object)),
        }
    }
}

impl Sheet {
    /// Reads a table of one JSON object a line.
    pub fn from_objects(path: &Path, bytes: &[u8], encoding: Option<&str>) -> Result<Sheet> {
        Self::of_objects(path, bytes, encoding, false)
    }

    /// The same; where it `takes_lists`, a list of texts is a cell with one a line.
    pub(super) fn of_objects(path: &Path, bytes: &[u8], encoding: Option<&str>, takes_lists: bool) -> Result<Sheet> {
        let decoded = decode(bytes, encoding);
        let lines = || (1..).zip(decoded.text.split('\n'));
        let mut keys = Keys { takes_lists, ..Keys::default() };
        for (number, line) in lines() {
            Object::read(path, number, line)?.into_iter().for_each(|object| keys.add(object));
        }
        let head = Head { replaced: decoded.replaced, ..keys.head(decoded.encoding) };
        let mut sheet = Sheet { head, rows: Vec::new() };
        for (number, line) in lines() {
            let Some(object) = Object::read(path, number, line)? else { continue };
            let cells = keys.cells(object);
            if cells.iter().any(|cell| !cell.is_empty()) {
                sheet.rows.push(Row { number, cells: cells.into_iter().map(Into::into).collect() });
            }
        }
        Ok(sheet)
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Object, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Object;

            fn expecting(&self, words: &mut fmt::Formatter<'_>) -> fmt::Result {
                words.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut fields = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    let value = value(map.next_value::<&RawValue>()?.get()).ok_or_else(|| {
                        serde::de::Error::custom(format_args!(
                            "holds half a character in `{name}`, such as `\\ud83d` alone"
                        ))
                    })?;
                    fields.push((name, value));
                }
                Ok(Object(fields))
            }
        }
        source.deserialize_map(Fields)
    }
}

/// A value as it is written, as a cell; nothing where a text holds half a character.
fn value(written: &str) -> Option<Value> {
    Some(match written.as_bytes().first() {
        Some(b'"') => match written.contains('\\') {
            true => Value::Cell(serde_json::from_str::<String>(written).ok()?.trim().to_owned()),
            false => Value::Cell(written.trim_matches('"').trim().to_owned()),
        },
        // Most lists are of objects, and long.
        Some(b'[') if !written[1..].contains(['{', '[']) => serde_json::from_str::<Vec<&RawValue>>(written)
            .ok()
            .and_then(|all| all.iter().map(|one| value(one.get())).collect::<Option<Vec<Value>>>())
            .map_or(Value::Nested, |all| {
                let cells =
                    all.into_iter().filter_map(|one| if let Value::Cell(cell) = one { Some(cell) } else { None });
                Value::List(cells.collect::<Vec<_>>().join("\n"))
            }),
        Some(b'{' | b'[') => Value::Nested,
        _ if written == "null" => Value::Cell(String::new()),
        _ => Value::Cell(written.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Object, Sheet, Value};
    use crate::error::Result;

    fn sheet(text: &str) -> Result<Sheet> {
        Sheet::from_objects(Path::new("t.jsonl"), text.as_bytes(), None)
    }

    #[test]
    fn fields_of_all_lines_are_columns_and_values_are_as_they_are_written() {
        let text = "\u{feff}{\"text\": \" Één \\u00e9n\\n\\\"twee\\\" \", \"n\": 1.50, \"words\": [1, {}]}\r\n\r\n\
                    {\"n\": null, \"ok\": true, \"text\": \"\", \"group\": \"a\"}\n{\"ok\": NaN}\n{\"words\": 3}";
        let sheet = sheet(text).unwrap();
        assert_eq!(sheet.head.header, ["text", "n", "ok", "group"]);
        assert_eq!(sheet.head.left_out, ["words"]);
        let rows: Vec<_> = sheet.rows.iter().map(|row| (row.number, row.cells.join("|"))).collect();
        assert_eq!(rows, [(1, "Één én\n\"twee\"|1.50||".to_owned()), (3, "||true|a".to_owned())]);
    }

    #[test]
    fn a_line_that_is_no_object_is_told_with_its_number() {
        let wrong = |text: &str| sheet(text).unwrap_err().to_string();
        assert!(wrong("{\"a\": 1}\n[1]\n").ends_with("line 2 is no JSON object"));
        assert!(wrong("{\"a\": 1,\n").contains("line 1 stops in the middle"));
        assert!(
            wrong("\n{\"a\" 1}\n").ends_with("line 2 is not valid JSON, at character 6"),
            "{}",
            wrong("\n{\"a\" 1}\n")
        );
        assert!(wrong("{\"a\": 1, \"a\": 2}\n").ends_with("line 1 has `a` twice"));
        assert!(wrong("{\"a\": \"\\ud83d\"}\n").contains("line 1 holds half a character in `a`"));
        assert!(wrong("{\"a\": 1} {}\n").contains("line 1 "));
    }

    #[test]
    fn half_a_table_is_read_or_refused() {
        let text = "{\"text\": \"Één\\n\", \"n\": [1.5e3]}\n{\"text\": null}\n";
        for end in 0..text.len() {
            if let Ok(sheet) = Sheet::from_objects(Path::new("t.jsonl"), &text.as_bytes()[..end], None) {
                assert!(sheet.rows.iter().all(|row| row.cells.len() == sheet.head.header.len()));
            }
        }
        let object = Object::read(Path::new("t"), 1, "{\"a\": \"\\\"\"}").unwrap().unwrap();
        assert_eq!(object.0, [("a".to_owned(), Value::Cell("\"".to_owned()))]);
    }
}
