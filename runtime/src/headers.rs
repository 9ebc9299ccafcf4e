//! Typed headers of answers.

use crate::Format;
use crate::model::{Json, ReadContext};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::{HeaderName, Headers};
use azure_core::http::{AsyncResponse, Response};
use azure_core::{Result, Value};

/// Keeps the traits of [`response_headers!`](crate::response_headers!) from being implemented elsewhere.
pub trait Sealed {
    /// The headers of the answer.
    fn all(&self) -> &Headers;
}

impl<T, F> Sealed for Response<T, F> {
    fn all(&self) -> &Headers {
        self.headers()
    }
}

impl<T> Sealed for AsyncResponse<T> {
    fn all(&self) -> &Headers {
        self.headers()
    }
}

/// The value of a header, read as leniently as a property; a name that ends in `*` collects the headers that begin with
/// the rest of it, the prefix left off (`x-ms-header-collection-prefix`).
pub fn read<T: Json>(headers: &Headers, name: &'static str) -> Result<Option<T>> {
    let Some(value) = find(headers, name) else { return Ok(None) };
    let read = T::read(&value, &mut ReadContext::new(Format::Default));
    read.map(Some).map_err(|error| {
        let message = format!("header `{name}`: {}", error.message());
        Error::with_error(ErrorKind::DataConversion, error, message)
    })
}

fn find(headers: &Headers, name: &str) -> Option<Value> {
    let name = name.to_ascii_lowercase();
    let Some(prefix) = name.strip_suffix('*') else {
        return headers.get_optional_string(&HeaderName::from(name)).map(Value::String);
    };
    let entry = |(name, value): (&HeaderName, &azure_core::http::headers::HeaderValue)| {
        let rest = name.as_str().strip_prefix(prefix)?;
        Some((rest.to_owned(), Value::from(value.as_str())))
    };
    let found: serde_json::Map<String, Value> = headers.iter().filter_map(entry).collect();
    if found.is_empty() { None } else { Some(Value::Object(found)) }
}

/// Declares a trait with the headers that an operation's answers have.
///
/// ```
/// use armspan_runtime::azure_core::http::{Response, NoFormat, RawResponse, headers::Headers};
/// use armspan_runtime::response_headers;
/// use std::collections::HashMap;
///
/// response_headers! {
///     /// Headers of `vaults_client().delete()`.
///     pub trait VaultsClientDeleteResultHeaders for Response<(), NoFormat> {
///         /// Seconds to wait.
///         fn retry_after -> i32 = "Retry-After";
///         /// Metadata.
///         fn metadata -> HashMap<String, String> = "x-ms-meta-*";
///     }
/// }
///
/// let mut headers = Headers::new();
/// headers.insert("retry-after", "5");
/// let response: Response<(), NoFormat> = RawResponse::from_bytes(200.into(), headers, "").into();
/// assert_eq!(response.retry_after()?, Some(5));
/// assert_eq!(response.metadata()?, None);
/// # Ok::<(), armspan_runtime::azure_core::Error>(())
/// ```
#[macro_export]
macro_rules! response_headers {
    ($(
        $(#[$docs:meta])*
        $visibility:vis trait $trait:ident for $response:ty {
            $($(#[$method_docs:meta])* fn $method:ident -> $type:ty = $name:literal;)*
        }
    )*) => {
        $(
            $(#[$docs])*
            $visibility trait $trait: $crate::private::Sealed {
                $(
                    $(#[$method_docs])*
                    fn $method(&self) -> $crate::azure_core::Result<::std::option::Option<$type>> {
                        $crate::headers::read($crate::private::Sealed::all(self), $name)
                    }
                )*
            }

            impl $trait for $response {}
        )*
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OffsetDateTime;
    use std::collections::HashMap;

    fn headers() -> Headers {
        let mut headers = Headers::new();
        headers.insert("retry-after", "15");
        headers.insert("last-modified", "Wed, 01 May 2024 10:20:30 GMT");
        headers.insert("x-ms-flag", "True");
        headers.insert("x-ms-meta-a", "1");
        headers.insert("x-ms-meta-b", "two");
        headers
    }

    #[test]
    fn headers_are_read_by_type() -> Result<()> {
        let headers = headers();
        assert_eq!(read::<i32>(&headers, "Retry-After")?, Some(15));
        assert_eq!(read::<bool>(&headers, "x-ms-flag")?, Some(true));
        assert_eq!(read::<String>(&headers, "retry-after")?.as_deref(), Some("15"));
        assert_eq!(
            read::<OffsetDateTime>(&headers, "last-modified")?.map(|date| date.unix_timestamp()),
            Some(1_714_558_830)
        );
        assert_eq!(read::<String>(&headers, "etag")?, None);
        let meta: HashMap<String, String> = read(&headers, "x-ms-meta-*")?.unwrap_or_default();
        assert_eq!(meta, HashMap::from([("a".into(), "1".into()), ("b".into(), "two".into())]));
        Ok(())
    }

    #[test]
    fn an_unreadable_header_is_named_but_not_told() {
        let error = read::<i32>(&headers(), "x-ms-flag").expect_err("no number");
        assert_eq!(error.to_string(), "header `x-ms-flag`: expected a whole number of 32 bits, found a string");
    }
}
