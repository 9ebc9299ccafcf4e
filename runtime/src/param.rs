//! Values of parameters: in paths, queries, headers and forms.

use crate::Format;
use crate::model::{encode, encode_url, write_date_time};
use azure_core::{Value, time::OffsetDateTime};

/// A value that can stand in a path, a query, a header or a form. Object safe, so that no operation compiles code of its
/// own for it.
pub trait ParamValue: Send + Sync {
    /// The value as text, not yet encoded for the place where it goes.
    fn text(&self, format: Format) -> Text;
}

/// The text of a [`ParamValue`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Text {
    /// `None`: the parameter is left out.
    Absent,
    /// A single value.
    One(String),
    /// A list, which the format says how to join or repeat.
    Many(Vec<String>),
}

impl Text {
    /// The single text that goes out where a parameter cannot be repeated; `None` for [`Text::Absent`].
    pub(crate) fn joined(self, format: Format) -> Option<String> {
        let separator = match format {
            Format::Ssv => " ",
            Format::Tsv => "\t",
            Format::Pipes => "|",
            _ => ",",
        };
        match self {
            Text::Absent => None,
            Text::One(text) => Some(text),
            Text::Many(texts) => Some(texts.join(separator)),
        }
    }
}

macro_rules! by_to_string {
    ($($type:ty),*) => {
        $(impl ParamValue for $type {
            #[inline]
            fn text(&self, _: Format) -> Text {
                Text::One(self.to_string())
            }
        })*
    };
}

by_to_string!(str, String, bool, i32, i64, f64);

impl ParamValue for Value {
    fn text(&self, format: Format) -> Text {
        match self {
            Self::Null => Text::Absent,
            Self::String(text) => Text::One(text.clone()),
            Self::Array(items) => items.text(format),
            other => Text::One(other.to_string()),
        }
    }
}

impl ParamValue for OffsetDateTime {
    fn text(&self, format: Format) -> Text {
        Text::One(write_date_time(self, format))
    }
}

impl ParamValue for Vec<u8> {
    fn text(&self, format: Format) -> Text {
        self.as_slice().text(format)
    }
}

impl ParamValue for [u8] {
    fn text(&self, format: Format) -> Text {
        Text::One(if format == Format::Base64Url { encode_url(self) } else { encode(self) })
    }
}

/// A value in a spelling of its own, where no function takes a format: in a path.
pub struct As<'a>(pub &'a dyn ParamValue, pub Format);

impl ParamValue for As<'_> {
    fn text(&self, _: Format) -> Text {
        let Self(value, format) = self;
        value.text(*format).joined(*format).map_or(Text::Absent, Text::One)
    }
}

impl<T: ParamValue + ?Sized> ParamValue for &T {
    fn text(&self, format: Format) -> Text {
        T::text(self, format)
    }
}

impl<T: ParamValue> ParamValue for Option<T> {
    fn text(&self, format: Format) -> Text {
        self.as_ref().map_or(Text::Absent, |value| value.text(format))
    }
}

impl<T: ParamValue> ParamValue for Vec<T> {
    fn text(&self, format: Format) -> Text {
        self.as_slice().text(format)
    }
}

impl<T: ParamValue> ParamValue for [T] {
    fn text(&self, format: Format) -> Text {
        // An absent item keeps its place, as an empty one.
        Text::Many(self.iter().map(|item| item.text(format).joined(format).unwrap_or_default()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_date_time;

    fn one(value: &dyn ParamValue, format: Format) -> Option<String> {
        value.text(format).joined(format)
    }

    #[test]
    fn values_are_spelled_as_json_would() {
        let date = parse_date_time("2024-05-01T10:20:30.5+02:00");
        for (value, format, expected) in [
            (&true as &dyn ParamValue, Format::Default, Some("true")),
            (&1.5, Format::Default, Some("1.5")),
            (&-7_i64, Format::Default, Some("-7")),
            (&"a b", Format::Default, Some("a b")),
            (&None::<i32>, Format::Default, None),
            (&date, Format::Default, Some("2024-05-01T10:20:30.5+02:00")),
            (&date, Format::Rfc1123, Some("Wed, 01 May 2024 08:20:30 GMT")),
            (&As(&date, Format::UnixTime), Format::Default, Some("1714551630")),
            (&vec![0xff_u8, 0xef], Format::Default, Some("/+8=")),
            (&[0xff_u8, 0xef].as_slice(), Format::Base64Url, Some("_-8")),
            (&vec!["a", "b"], Format::Default, Some("a,b")),
            (&vec![Some("a"), None], Format::Pipes, Some("a|")),
            (&vec![1, 2], Format::Ssv, Some("1 2")),
            (&vec![1, 2], Format::Tsv, Some("1\t2")),
            (&Vec::<i32>::new(), Format::Default, Some("")),
            (&Value::from("a"), Format::Default, Some("a")),
            (&Value::Null, Format::Default, None),
            (&Value::from(vec![1, 2]), Format::Pipes, Some("1|2")),
        ] {
            assert_eq!(one(value, format).as_deref(), expected);
        }
    }
}
