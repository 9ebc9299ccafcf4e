//! Bodies of answers that are no models: a date, bytes, a number, a text, and lists and maps of such.

use crate::model::{ReadContext, request_body_as};
use crate::{Format, Json};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::response::ResponseBody;
use azure_core::http::{DeserializeWith, RequestContent};
use azure_core::{Result, Value, json, time::OffsetDateTime};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// The format of answers whose whole body is no model, read as leniently as the properties of one.
///
/// serde's own ways do not do there: of a date they want another spelling than any service sends, of bytes a list of
/// numbers, and a `null` in a list makes an error of the list. So `Response<Vec<OffsetDateTime>, LenientJson>` is what
/// operations with such answers return; its `into_model` is used like that of any other response.
///
/// ```
/// use armspan_runtime::{LenientJson, OffsetDateTime};
/// use armspan_runtime::azure_core::http::{RawResponse, Response, headers::Headers};
///
/// let body = r#"["Fri, 01 Dec 2000 00:00:01 GMT", null, "2000-12-01T00:00:01Z"]"#;
/// let response: Response<Vec<OffsetDateTime>, LenientJson> =
///     RawResponse::from_bytes(200.into(), Headers::new(), body).into();
/// let dates = response.into_model()?;
/// assert_eq!(dates[0], dates[1]);
/// # Ok::<(), armspan_runtime::azure_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub enum LenientJson {}

impl azure_core::http::Format for LenientJson {
    fn deserialize<T: DeserializeOwned, S: AsRef<[u8]>>(body: S) -> Result<T> {
        json::from_json(body)
    }
}

fn read<T: Json>(body: &ResponseBody) -> Result<T> {
    let value: Value = json::from_json(body)?;
    // A single `format` is enough: each spelling is read under any of them.
    let read = T::read(&value, &mut ReadContext::new(Format::Default));
    read.map_err(|error| Error::with_message(ErrorKind::DataConversion, error.to_string()))
}

macro_rules! lenient {
    ($($type:ty),*) => {
        $(impl DeserializeWith<LenientJson> for $type {
            #[inline]
            fn deserialize_with(body: ResponseBody) -> Result<Self> {
                read(&body)
            }
        })*
    };
}

lenient!(bool, i32, i64, f64, String, OffsetDateTime);

impl<T> DeserializeWith<LenientJson> for Vec<T>
where
    Self: Json,
{
    fn deserialize_with(body: ResponseBody) -> Result<Self> {
        read(&body)
    }
}

impl<T> DeserializeWith<LenientJson> for HashMap<String, T>
where
    Self: Json,
{
    fn deserialize_with(body: ResponseBody) -> Result<Self> {
        read(&body)
    }
}

/// The body of a request, as [`body`](crate::body) makes one, of dates or bytes that are not spelled the usual way: what the
/// document calls `date-time-rfc1123`, `unixtime` or `base64url`.
pub fn body_as<T: Json>(value: &T, format: Format) -> RequestContent<T> {
    RequestContent::from(request_body_as(value, format))
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure_core::http::headers::Headers;
    use azure_core::http::{RawResponse, Response};

    fn model<T: DeserializeWith<LenientJson>>(body: &'static str) -> Result<T> {
        Response::<T, LenientJson>::from(RawResponse::from_bytes(200.into(), Headers::new(), body)).into_model()
    }

    #[test]
    fn bytes_are_base64_of_either_alphabet() {
        assert_eq!(model::<Vec<u8>>(r#""+/8=""#).expect("base64"), [0xfb, 0xff]);
        assert_eq!(model::<Vec<u8>>(r#""-_8""#).expect("base64url"), [0xfb, 0xff]);
        let listed = model::<HashMap<String, Vec<u8>>>(r#"{"a": "AQ==", "b": null}"#).expect("a map");
        assert_eq!(listed, HashMap::from([("a".to_owned(), vec![1])]));
    }

    #[test]
    fn what_is_none_says_where() {
        let error = model::<Vec<i64>>(r#"[1, "two"]"#).expect_err("a text");
        assert!(error.to_string().contains("[1]"), "{error}");
        assert!(model::<bool>("").is_err() && model::<bool>("true1").is_err());
    }

    #[test]
    fn dates_go_out_as_the_document_spells_them() {
        let date = OffsetDateTime::from_unix_timestamp(1_460_505_600).expect("a date");
        let texts = [Format::Default, Format::Rfc1123, Format::UnixTime].map(|format| {
            let content: azure_core::http::Body = body_as(&date, format).into();
            let azure_core::http::Body::Bytes(bytes) = content else { panic!("bytes") };
            String::from_utf8(bytes.to_vec()).expect("JSON")
        });
        let expected = [r#""2016-04-13T00:00:00Z""#, r#""Wed, 13 Apr 2016 00:00:00 GMT""#, "1460505600"];
        assert_eq!(texts, expected);
    }
}
