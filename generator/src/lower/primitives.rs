//! Type and format of a value to its meaning: two tables.

use super::shape::PrimitiveKind;
use crate::model::{IntegerFormat, NumberFormat, StringFormat, Type};

/// The type of a boolean, number or string of that format. Formats without a meaning of their own leave the plain
/// type; their name stays in `Constraints::format`.
pub(super) fn primitive(kind: PrimitiveKind, format: Option<&str>) -> Type {
    match kind {
        PrimitiveKind::Boolean => Type::Boolean,
        PrimitiveKind::Integer => Type::Integer(integer_format(format)),
        PrimitiveKind::Number => match format {
            // Whole numbers that a document calls numbers by mistake: reading them as such keeps `5` from becoming `5.0`.
            Some("int32" | "int64" | "unixtime") => Type::Integer(integer_format(format)),
            Some("float") => Type::Number(NumberFormat::Float),
            Some("decimal" | "decimal128") => Type::Number(NumberFormat::Decimal),
            _ => Type::Number(NumberFormat::Double),
        },
        PrimitiveKind::String => Type::String(string_format(format)),
    }
}

fn integer_format(format: Option<&str>) -> IntegerFormat {
    match format {
        Some("int32" | "int16" | "int8" | "uint16" | "uint8") => IntegerFormat::Int32,
        Some("unixtime") => IntegerFormat::UnixTime,
        _ => IntegerFormat::Int64,
    }
}

fn string_format(format: Option<&str>) -> StringFormat {
    match format {
        Some("date-time" | "datetime" | "date-time-rfc3339") => StringFormat::DateTime,
        Some("date-time-rfc1123" | "date-time-rfc7231") => StringFormat::DateTimeRfc1123,
        Some("date") => StringFormat::Date,
        Some("time") => StringFormat::Time,
        Some("duration") => StringFormat::Duration,
        Some("byte") => StringFormat::Base64,
        Some("base64url") => StringFormat::Base64Url,
        Some("uuid" | "guid") => StringFormat::Uuid,
        _ => StringFormat::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_their_meaning() {
        use PrimitiveKind::{Boolean, Integer, Number, String};
        let rows = [
            (Boolean, None, Type::Boolean),
            (Integer, None, Type::Integer(IntegerFormat::Int64)),
            (Integer, Some("int32"), Type::Integer(IntegerFormat::Int32)),
            (Integer, Some("int64"), Type::Integer(IntegerFormat::Int64)),
            (Integer, Some("unixtime"), Type::Integer(IntegerFormat::UnixTime)),
            (Integer, Some("gigabytes"), Type::Integer(IntegerFormat::Int64)),
            (Number, None, Type::Number(NumberFormat::Double)),
            (Number, Some("float"), Type::Number(NumberFormat::Float)),
            (Number, Some("decimal"), Type::Number(NumberFormat::Decimal)),
            (Number, Some("int32"), Type::Integer(IntegerFormat::Int32)),
            (String, None, Type::String(StringFormat::Text)),
            (String, Some("date-time"), Type::String(StringFormat::DateTime)),
            (String, Some("date-time-rfc1123"), Type::String(StringFormat::DateTimeRfc1123)),
            (String, Some("date"), Type::String(StringFormat::Date)),
            (String, Some("time"), Type::String(StringFormat::Time)),
            (String, Some("duration"), Type::String(StringFormat::Duration)),
            (String, Some("byte"), Type::String(StringFormat::Base64)),
            (String, Some("base64url"), Type::String(StringFormat::Base64Url)),
            (String, Some("uuid"), Type::String(StringFormat::Uuid)),
            (String, Some("char"), Type::String(StringFormat::Text)),
            (String, Some("arm-id"), Type::String(StringFormat::Text)),
            (String, Some("password"), Type::String(StringFormat::Text)),
        ];
        for (kind, format, expected) in rows {
            assert_eq!(primitive(kind, format), expected, "{kind:?} {format:?}");
        }
    }
}
