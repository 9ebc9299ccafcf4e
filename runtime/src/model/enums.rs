//! Enums that keep values their documents do not name.

use super::{Json, Mode, ReadContext, ReadError, WriteContext, debug_tree};
use azure_core::Value;
use std::borrow::Cow;
use std::fmt;

/// An enum of strings. Implemented by [`extensible_enum!`](crate::extensible_enum!) alone.
pub trait StringEnum: Sized {
    /// The documented values.
    const VALUES: &'static [&'static str];

    /// The value on the wire.
    fn text(&self) -> &str;

    /// The variant for exactly this value, or `UnknownValue`.
    fn of(text: &str) -> Self;
}

/// An enum of whole numbers.
pub trait IntegerEnum: Sized {
    /// The value on the wire.
    fn number(&self) -> i64;

    /// The variant for this value, or `UnknownValue`.
    fn of(number: i64) -> Self;
}

/// An enum of numbers.
pub trait NumberEnum: Sized {
    /// The value on the wire.
    fn number(&self) -> f64;

    /// The variant for this value, or `UnknownValue`.
    fn of(number: f64) -> Self;
}

/// The documented value that is meant by `text`: exactly, else but for case.
pub(super) fn documented(text: &str, documented: &[&'static str]) -> Option<&'static str> {
    let exact = documented.iter().find(|value| **value == text);
    exact.or_else(|| documented.iter().find(|value| value.eq_ignore_ascii_case(text))).copied()
}

/// The variant that is meant by `text`, in whatever case it is written.
pub fn parse_enum<T: StringEnum>(text: &str) -> T {
    T::of(documented(text, T::VALUES).unwrap_or(text))
}

/// Reads an enum of strings; a number or boolean is a value nobody documented.
pub fn read_string_enum<T: StringEnum>(value: &Value, context: &mut ReadContext) -> Result<T, ReadError> {
    Ok(T::of(&spelled(value, T::VALUES, context)?))
}

/// The value as it is documented, or as it is.
fn spelled(value: &Value, values: &[&'static str], context: &mut ReadContext) -> Result<Cow<'static, str>, ReadError> {
    let text = String::read(value, context)?;
    let Some(found) = documented(&text, values) else { return Ok(Cow::Owned(text)) };
    if found != text {
        context.inexact();
    }
    Ok(Cow::Borrowed(found))
}

/// Reads an enum of whole numbers.
pub fn read_integer_enum<T: IntegerEnum>(value: &Value, context: &mut ReadContext) -> Result<T, ReadError> {
    i64::read(value, context).map(T::of)
}

/// Reads an enum of numbers.
pub fn read_number_enum<T: NumberEnum>(value: &Value, context: &mut ReadContext) -> Result<T, ReadError> {
    f64::read(value, context).map(T::of)
}

/// Reads an enum of booleans.
pub fn read_bool_enum<T: From<bool>>(value: &Value, context: &mut ReadContext) -> Result<T, ReadError> {
    bool::read(value, context).map(T::from)
}

/// Writes an enum: its wire value, or in [`Mode::Debug`] its variant.
pub fn write_enum(value: Value, shown: &dyn fmt::Debug, context: WriteContext) -> Value {
    if context.mode == Mode::Debug { debug_tree::word(&format!("{shown:?}")) } else { value }
}

/// `Debug` of an enum: the variant's name, or the unknown value.
pub fn debug_enum(variant: Option<&str>, value: &dyn fmt::Debug, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match variant {
        Some(variant) => f.write_str(variant),
        None => f.debug_tuple("UnknownValue").field(value).finish(),
    }
}
