//! Values of parameters: in paths, queries, headers and forms.

use crate::Format;
use crate::model::{encode, encode_url, write_date_time};
use azure_core::{Value, time::OffsetDateTime};

/// A value that can stand in a path, a query, a header or a form. Object safe, so that no operation compiles code of its
/// own for it.
pub trait ParamValue {
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
            fn text(&self, _: Format) -> Text {
                Text::One(self.to_string())
            }
        })*
    };
}

by_to_string!(str, String, bool, i32, i64, f64, Value);

impl ParamValue for OffsetDateTime {
    fn text(&self, format: Format) -> Text {
        Text::One(write_date_time(self, format))
    }
}

impl ParamValue for Vec<u8> {
    fn text(&self, format: Format) -> Text {
        Text::One(if format == Format::Base64Url { encode_url(self) } else { encode(self) })
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
