//! The values of a column as the cells of a table show them.

use std::borrow::Cow;

use polars_arrow::array::{Array, BinaryViewArray, BooleanArray, PrimitiveArray, Utf8ViewArray};
use polars_arrow::datatypes::{ArrowDataType, Field, TimeUnit};
use polars_arrow::types::NativeType;

/// Values of a column, one for each row.
pub(super) struct Column(Vec<Box<dyn Array>>);

/// The field as it is read, if its values can stand in a cell: categories as their names.
pub(super) fn read_as(field: &Field) -> Option<Field> {
    use ArrowDataType as Type;
    let dtype = match field.dtype() {
        Type::Dictionary(_, values, _) => &**values,
        dtype => dtype,
    };
    let dtype = match dtype {
        Type::Utf8 | Type::LargeUtf8 | Type::Utf8View => Type::Utf8View,
        Type::Binary | Type::LargeBinary | Type::BinaryView => Type::BinaryView,
        Type::Null
        | Type::Boolean
        | Type::Int8
        | Type::Int16
        | Type::Int32
        | Type::Int64
        | Type::UInt8
        | Type::UInt16
        | Type::UInt32
        | Type::UInt64
        | Type::Float32
        | Type::Float64
        | Type::Date32
        | Type::Timestamp(..)
        | Type::Time32(_)
        | Type::Time64(_)
        | Type::Decimal(..) => dtype.clone(),
        _ => return None,
    };
    Some(Field::new(field.name.clone(), dtype, field.is_nullable))
}

impl Column {
    pub fn new(arrays: Vec<Box<dyn Array>>) -> Column {
        Column(arrays)
    }

    pub fn len(&self) -> usize {
        self.0.iter().map(|array| array.len()).sum()
    }

    /// The cell of a row, trimmed; empty where there is no value.
    pub fn cell(&self, mut row: usize) -> Cow<'_, str> {
        for array in &self.0 {
            if row < array.len() {
                return if array.is_null(row) { Cow::Borrowed("") } else { shown(&**array, row) };
            }
            row -= array.len();
        }
        Cow::Borrowed("")
    }

    /// Whether a cell is empty.
    pub fn has_gaps(&self) -> bool {
        (0..self.len()).any(|row| self.cell(row).is_empty())
    }
}

fn shown(array: &dyn Array, row: usize) -> Cow<'_, str> {
    use ArrowDataType as Type;
    let owned = match array.dtype() {
        Type::Utf8View => {
            let strings = array.as_any().downcast_ref::<Utf8ViewArray>();
            return Cow::Borrowed(strings.map_or("", |strings| strings.value(row).trim()));
        }
        Type::BinaryView => {
            let strings = array.as_any().downcast_ref::<BinaryViewArray>();
            let bytes = strings.map_or(&[][..], |strings| strings.value(row));
            return match String::from_utf8_lossy(bytes) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            };
        }
        Type::Boolean => {
            let truth = array.as_any().downcast_ref::<BooleanArray>().is_some_and(|array| array.value(row));
            return Cow::Borrowed(if truth { "true" } else { "false" });
        }
        Type::Int8 => value::<i8>(array, row).to_string(),
        Type::Int16 => value::<i16>(array, row).to_string(),
        Type::Int32 => value::<i32>(array, row).to_string(),
        Type::Int64 => value::<i64>(array, row).to_string(),
        Type::UInt8 => value::<u8>(array, row).to_string(),
        Type::UInt16 => value::<u16>(array, row).to_string(),
        Type::UInt32 => value::<u32>(array, row).to_string(),
        Type::UInt64 => value::<u64>(array, row).to_string(),
        Type::Float32 => number(f64::from(value::<f32>(array, row)), &value::<f32>(array, row)),
        Type::Float64 => number(value::<f64>(array, row), &value::<f64>(array, row)),
        Type::Date32 => date(i64::from(value::<i32>(array, row))),
        Type::Timestamp(unit, _) => moment(value::<i64>(array, row), *unit),
        Type::Time32(unit) => clock(i64::from(value::<i32>(array, row)), *unit),
        Type::Time64(unit) => clock(value::<i64>(array, row), *unit),
        Type::Decimal(_, scale) => decimal(value::<i128>(array, row), *scale),
        _ => String::new(),
    };
    Cow::Owned(owned)
}

fn value<T: NativeType>(array: &dyn Array, row: usize) -> T {
    array.as_any().downcast_ref::<PrimitiveArray<T>>().map_or_else(T::default, |array| array.value(row))
}

/// `12`, not `12.0`; nothing for what is no number, which is how some programs write a missing one.
fn number(number: f64, as_written: &dyn std::fmt::Display) -> String {
    if number.is_nan() { String::new() } else { as_written.to_string() }
}

/// A day, counted from 1 January 1970, as `2026-11-27`.
fn date(days: i64) -> String {
    // Years begin in March here, so that a leap day is the last of its year; an era has 400 of them.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", year + era * 400 + next)
}

fn in_a_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 1,
        TimeUnit::Millisecond => 1_000,
        TimeUnit::Microsecond => 1_000_000,
        TimeUnit::Nanosecond => 1_000_000_000,
    }
}

/// A moment as `2026-11-27T09:30:00`, or as a date at midnight.
fn moment(count: i64, unit: TimeUnit) -> String {
    let a_day = 86_400 * in_a_second(unit);
    let day = date(count.div_euclid(a_day));
    match count.rem_euclid(a_day) {
        0 => day,
        rest => format!("{day}T{}", clock(rest, unit)),
    }
}

/// A time of day as `09:30:00`, with the part of a second if there is one.
fn clock(count: i64, unit: TimeUnit) -> String {
    let (seconds, part) = (count.div_euclid(in_a_second(unit)), count.rem_euclid(in_a_second(unit)));
    let whole = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if part == 0 {
        return whole;
    }
    let digits = in_a_second(unit).ilog10() as usize;
    format!("{whole}.{}", format!("{part:0digits$}").trim_end_matches('0'))
}

/// A decimal number without zeros at its end.
fn decimal(value: i128, scale: usize) -> String {
    let digits = format!("{:0width$}", value.unsigned_abs(), width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let (sign, part) = (if value < 0 { "-" } else { "" }, part.trim_end_matches('0'));
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use polars_arrow::datatypes::TimeUnit;

    use super::{clock, date, decimal, moment, number};

    #[test]
    fn values_are_shown_as_a_table_of_text_shows_them() {
        assert_eq!(
            [0, 59, 60, 19_782, 20_784, -1].map(date),
            ["1970-01-01", "1970-03-01", "1970-03-02", "2024-02-29", "2026-11-27", "1969-12-31"]
        );
        assert_eq!(moment(1_000_000 * 86_400, TimeUnit::Microsecond), "1970-01-02");
        assert_eq!(moment(-500, TimeUnit::Millisecond), "1969-12-31T23:59:59.5");
        assert_eq!(clock(83_045, TimeUnit::Millisecond), "00:01:23.045");
        assert_eq!([decimal(-1_250, 2), decimal(5, 2), decimal(7, 0)], ["-12.5", "0.05", "7"]);
        assert_eq!(number(12.0, &12.0), "12");
        assert_eq!(number(f64::NAN, &f64::NAN), "");
    }
}
