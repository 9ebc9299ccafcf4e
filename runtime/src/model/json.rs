//! JSON forms of leaves, lists and maps.

use super::bytes;
use super::dates::{has_four_digits, parse_date_time, write_date_time};
use super::{Json, Mode, ReadContext, ReadError, WriteContext};
use crate::Format;
use azure_core::{Value, time::OffsetDateTime};
use std::collections::HashMap;

impl Json for Value {
    const NULLABLE: bool = true;

    fn read(value: &Value, _: &mut ReadContext) -> Result<Self, ReadError> {
        Ok(value.clone())
    }

    fn write(&self, _: WriteContext) -> Value {
        self.clone()
    }
}

impl Json for String {
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        match value {
            Value::String(text) => return Ok(text.clone()),
            Value::Null | Value::Array(_) | Value::Object(_) => return Err(ReadError::expected("a string", value)),
            Value::Number(_) | Value::Bool(_) => context.inexact(),
        }
        Ok(value.to_string())
    }

    fn write(&self, _: WriteContext) -> Value {
        Value::String(self.clone())
    }
}

impl Json for bool {
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        let read = match value {
            Value::Bool(read) => return Ok(*read),
            Value::String(text) if text.eq_ignore_ascii_case("true") => true,
            Value::String(text) if text.eq_ignore_ascii_case("false") => false,
            Value::Number(number) if number.as_i64() == Some(1) => true,
            Value::Number(number) if number.as_i64() == Some(0) => false,
            _ => return Err(ReadError::expected("a boolean", value)),
        };
        context.inexact();
        Ok(read)
    }

    fn write(&self, _: WriteContext) -> Value {
        Value::Bool(*self)
    }
}

impl Json for i64 {
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        read_whole(value, "a whole number of 64 bits", context)
    }

    fn write(&self, _: WriteContext) -> Value {
        Value::from(*self)
    }
}

/// Reads `what` of at most 64 bits.
fn read_whole(value: &Value, what: &str, context: &mut ReadContext) -> Result<i64, ReadError> {
    if let Some(read) = value.as_i64() {
        return Ok(read);
    }
    context.inexact();
    let read = match value {
        Value::String(text) => text.trim().parse().ok().or_else(|| whole(text.trim().parse().ok()?)),
        _ => value.as_f64().and_then(whole),
    };
    read.ok_or_else(|| match value.as_f64() {
        Some(number) if number.fract() == 0.0 => ReadError::out_of_range(what),
        _ => ReadError::expected(what, value),
    })
}

/// A number without fraction as the integer it is, as far as both can say it exactly.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53: above it a float stands for several integers.
    #[allow(clippy::cast_possible_truncation, reason = "the range was checked")]
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

impl Json for i32 {
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        let what = "a whole number of 32 bits";
        read_whole(value, what, context)?.try_into().map_err(|_| ReadError::out_of_range(what))
    }

    fn write(&self, _: WriteContext) -> Value {
        Value::from(*self)
    }
}

impl Json for f64 {
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        if !value.is_f64() {
            context.inexact(); // A whole number stays one when written back.
        }
        let read = match value {
            Value::String(text) => text.trim().parse().ok(),
            _ => value.as_f64(),
        };
        read.ok_or_else(|| ReadError::expected("a number", value))
    }

    fn write(&self, _: WriteContext) -> Value {
        Value::from(*self)
    }

    /// `"NaN"` is read as a number that is not even equal to itself, and has to be known again.
    fn same(&self, other: &Self) -> bool {
        self == other || (self.is_nan() && other.is_nan())
    }
}

impl Json for OffsetDateTime {
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        let read = match value {
            Value::String(text) => parse_date_time(text).or_else(|| seconds(text.trim().parse().ok()?)),
            _ => i64::read(value, context).ok().and_then(seconds),
        };
        let read = read.ok_or_else(|| match value {
            Value::String(_) => ReadError::new("expected a date and time, found a string that is none"),
            _ => ReadError::expected("a date and time", value),
        })?;
        if read.write(WriteContext { mode: Mode::Full, format: context.format }) != *value {
            context.inexact();
        }
        Ok(read)
    }

    fn write(&self, context: WriteContext) -> Value {
        match (context.format, context.mode) {
            (Format::UnixTime, Mode::Full | Mode::Request) => Value::from(self.unix_timestamp()),
            (_, Mode::Debug) => Value::String(write_date_time(self, Format::Default)),
            (format, _) => Value::String(write_date_time(self, format)),
        }
    }
}

fn seconds(since_1970: i64) -> Option<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(since_1970).ok().filter(has_four_digits)
}

impl Json for Vec<u8> {
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        let Value::String(text) = value else { return Err(ReadError::expected("a string of base64", value)) };
        let read = bytes::decode(text).ok_or_else(|| ReadError::new("expected base64, found a string that is none"))?;
        if read.write(WriteContext { mode: Mode::Full, format: context.format }) != *value {
            context.inexact();
        }
        Ok(read)
    }

    fn write(&self, context: WriteContext) -> Value {
        Value::String(match context.format {
            Format::Base64Url => bytes::encode_url(self),
            _ => bytes::encode(self),
        })
    }
}

impl<T: Json> Json for Option<T> {
    const NULLABLE: bool = true;

    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        if value.is_null() { Ok(None) } else { T::read(value, context).map(Some) }
    }

    fn write(&self, context: WriteContext) -> Value {
        self.as_ref().map_or(Value::Null, |value| value.write(context))
    }
}

impl<T: Json> Json for Box<T> {
    const NULLABLE: bool = T::NULLABLE;

    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        Ok(Self::new(T::read(value, context)?))
    }

    fn write(&self, context: WriteContext) -> Value {
        T::write(self, context)
    }

    fn duplicate(&self) -> Self {
        Self::new(T::duplicate(self))
    }

    fn same(&self, other: &Self) -> bool {
        T::same(self, other)
    }
}

impl<T: Json> Json for Vec<T> {
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        let mut list = Self::new();
        read_list(value, T::NULLABLE, context, &mut |item, context| {
            list.push(T::read(item, context)?);
            Ok(())
        })?;
        Ok(list)
    }

    fn write(&self, context: WriteContext) -> Value {
        let items: &[T] = self;
        write_list(items.len(), &mut |index| items[index].write(context))
    }

    fn duplicate(&self) -> Self {
        let mut list = Self::new();
        for item in self {
            list.push(item.duplicate());
        }
        list
    }

    fn same(&self, other: &Self) -> bool {
        let (items, others): (&[T], &[T]) = (self, other);
        items.len() == others.len() && all_below(items.len(), &|index| items[index].same(&others[index]))
    }
}

/// The part of writing a list that does not depend on its items.
fn write_list(length: usize, item: &mut dyn FnMut(usize) -> Value) -> Value {
    Value::Array((0..length).map(item).collect())
}

/// The part of comparing lists that does not depend on their items.
fn all_below(length: usize, test: &dyn Fn(usize) -> bool) -> bool {
    (0..length).all(test)
}

type ReadItem<'a> = &'a mut dyn FnMut(&Value, &mut ReadContext) -> Result<(), ReadError>;

/// The part of reading a list that does not depend on its items. `null` is an empty list.
fn read_list(value: &Value, nullable: bool, context: &mut ReadContext, item: ReadItem<'_>) -> Result<(), ReadError> {
    match value {
        Value::Null => context.inexact(),
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                if value.is_null() && !nullable {
                    context.inexact();
                } else {
                    item(value, context).map_err(|error| error.at_index(index))?;
                }
            }
        }
        _ => return Err(ReadError::expected("a list", value)),
    }
    Ok(())
}

impl<T: Json> Json for HashMap<String, T> {
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError> {
        let mut map = Self::new();
        read_map(value, T::NULLABLE, context, &mut |key, item, context| {
            T::read(item, context).map(|item| drop(map.insert(key.to_owned(), item)))
        })?;
        Ok(map)
    }

    fn write(&self, context: WriteContext) -> Value {
        Value::Object(self.iter().map(|(key, item)| (key.clone(), item.write(context))).collect())
    }
}

type ReadEntry<'a> = &'a mut dyn FnMut(&str, &Value, &mut ReadContext) -> Result<(), ReadError>;

/// The part of reading a map that does not depend on its items. `null` is an empty map.
fn read_map(value: &Value, nullable: bool, context: &mut ReadContext, entry: ReadEntry<'_>) -> Result<(), ReadError> {
    match value {
        Value::Null => context.inexact(),
        Value::Object(values) => {
            for (key, value) in values {
                if value.is_null() && !nullable {
                    context.inexact();
                } else {
                    entry(key, value, context).map_err(|error| error.at_key(key))?;
                }
            }
        }
        _ => return Err(ReadError::expected("an object", value)),
    }
    Ok(())
}
