//! Limits on numbers and lengths, which documents write in more ways than `openapiv3` has types for.

use super::at::At;
use super::keywords::Keywords;
use super::kinds::enumeration;
use super::scope::{Scope, text};
use openapiv3::{IntegerType, NumberType};
use serde_json::{Map, Value};

pub(super) fn integer_type(
    scope: Scope<'_>,
    at: &At<'_>,
    keywords: &Keywords<'_>,
    spare: &mut Map<String, Value>,
) -> IntegerType {
    let lower = Limit::of("Minimum", keywords.minimum, keywords.exclusive_minimum);
    let upper = Limit::of("Maximum", keywords.maximum, keywords.exclusive_maximum);
    IntegerType {
        format: text(scope, at, "format", keywords.format).into(),
        multiple_of: read("multipleOf", keywords.multiple_of, spare, whole),
        exclusive_minimum: lower.exclusive,
        exclusive_maximum: upper.exclusive,
        minimum: read(lower.key, lower.value, spare, whole),
        maximum: read(upper.key, upper.value, spare, whole),
        enumeration: enumeration(scope, at, keywords, spare, whole),
    }
}

pub(super) fn number_type(
    scope: Scope<'_>,
    at: &At<'_>,
    keywords: &Keywords<'_>,
    spare: &mut Map<String, Value>,
) -> NumberType {
    let lower = Limit::of("Minimum", keywords.minimum, keywords.exclusive_minimum);
    let upper = Limit::of("Maximum", keywords.maximum, keywords.exclusive_maximum);
    NumberType {
        format: text(scope, at, "format", keywords.format).into(),
        multiple_of: read("multipleOf", keywords.multiple_of, spare, exact),
        exclusive_minimum: lower.exclusive,
        exclusive_maximum: upper.exclusive,
        minimum: read(lower.key, lower.value, spare, exact),
        maximum: read(upper.key, upper.value, spare, exact),
        enumeration: enumeration(scope, at, keywords, spare, exact),
    }
}

/// `minLength` and its like.
pub(super) fn length(key: &str, value: Option<&Value>, spare: &mut Map<String, Value>) -> Option<usize> {
    read(key, value, spare, |value| usize::try_from(whole(value)?).ok())
}

/// One end of a range. Exclusive ends are a mark beside the limit, or (since JSON Schema draft 6) limits themselves.
struct Limit<'a> {
    key: &'static str,
    value: Option<&'a Value>,
    exclusive: bool,
}

impl<'a> Limit<'a> {
    fn of(end: &'static str, limit: Option<&'a Value>, exclusive: Option<&'a Value>) -> Self {
        let (plain, marked) =
            if end == "Minimum" { ("minimum", "exclusiveMinimum") } else { ("maximum", "exclusiveMaximum") };
        match exclusive {
            Some(number) if number.is_number() => Self { key: marked, value: exclusive, exclusive: true },
            mark => Self { key: plain, value: limit, exclusive: mark == Some(&Value::Bool(true)) },
        }
    }
}

/// Reads a limit; one that cannot be read goes to `spare`, untouched.
fn read<T>(
    key: &str,
    value: Option<&Value>,
    spare: &mut Map<String, Value>,
    read: impl Fn(&Value) -> Option<T>,
) -> Option<T> {
    let value = value.filter(|value| !value.is_null())?;
    let limit = read(value);
    if limit.is_none() {
        spare.insert(key.to_owned(), value.clone());
    }
    limit
}

/// A whole number, however written: `5`, `5.0`, `"5"`.
fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| {
            let float = number.as_f64()?;
            // Beyond 2^53 a float no longer tells neighbours apart.
            (float.fract() == 0.0 && float.abs() <= 9_007_199_254_740_992.0).then_some(float as i64)
        }),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A number that a float holds without loss.
fn exact(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => {
            let float = number.as_f64()?;
            let kept = number.as_i64().is_none_or(|whole| float as i64 == whole)
                && number.as_u64().is_none_or(|whole| float as u64 == whole);
            kept.then_some(float)
        }
        Value::String(text) => text.trim().parse().ok().filter(|float: &f64| float.is_finite()),
        _ => None,
    }
}
