//! Bodies that are no model: a moment, bytes, a list or map of them.
//!
//! `serde` knows one JSON form per type, and for dates and bytes it is not the documents'. So operations whose whole body is such a
//! value name a format of their own, and their answers are read by the same rules as properties of models.

use crate::Format;
use crate::model::{Json, Mode, ReadContext, WriteContext};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::response::ResponseBody;
use azure_core::http::{self, DeserializeWith, RequestContent};
use azure_core::time::OffsetDateTime;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::marker::PhantomData;

/// JSON by the rules of [`Json`](trait@Json), with dates and bytes spelled as `S` says.
#[derive(Clone, Copy, Debug, Default)]
pub struct ArmJson<S = Rfc3339AndBase64>(PhantomData<S>);

/// How dates and bytes are spelled in a body.
pub trait Spelling: std::fmt::Debug + 'static {
    /// The same, as a value.
    const FORMAT: Format;
}

/// RFC 3339 dates and base64 bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rfc3339AndBase64;

/// `date-time-rfc1123`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rfc1123;

/// `unixtime`.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnixTime;

/// `base64url`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Base64Url;

impl Spelling for Rfc3339AndBase64 {
    const FORMAT: Format = Format::Default;
}

impl Spelling for Rfc1123 {
    const FORMAT: Format = Format::Rfc1123;
}

impl Spelling for UnixTime {
    const FORMAT: Format = Format::UnixTime;
}

impl Spelling for Base64Url {
    const FORMAT: Format = Format::Base64Url;
}

impl<S: Spelling> http::Format for ArmJson<S> {
    fn deserialize<T: DeserializeOwned, B: AsRef<[u8]>>(body: B) -> azure_core::Result<T> {
        azure_core::json::from_json(body)
    }
}

/// A value as the body of a request whose format is [`ArmJson`].
///
/// # Errors
///
/// Never for values with a JSON form; the signature leaves room for others.
pub fn arm_json<T: Json, S: Spelling>(value: &T) -> azure_core::Result<RequestContent<T, ArmJson<S>>> {
    let value = value.write(WriteContext { mode: Mode::Request, format: S::FORMAT });
    Ok(RequestContent::from(serde_json::to_vec(&value)?))
}

fn read<T: Json, S: Spelling>(body: &ResponseBody) -> azure_core::Result<T> {
    let value = serde_json::from_slice(body.as_ref())?;
    T::read(&value, &mut ReadContext::new(S::FORMAT))
        .map_err(|error| Error::with_message(ErrorKind::DataConversion, error.to_string()))
}

macro_rules! read_whole {
    ($($type:ty),* $(,)?) => {
        $(impl<S: Spelling> DeserializeWith<ArmJson<S>> for $type {
            fn deserialize_with(body: ResponseBody) -> azure_core::Result<Self> {
                read::<Self, S>(&body)
            }
        })*
    };
}

read_whole!(OffsetDateTime, Vec<u8>, String, bool, i32, i64, f64);

impl<T: Json, S: Spelling> DeserializeWith<ArmJson<S>> for Vec<T> {
    fn deserialize_with(body: ResponseBody) -> azure_core::Result<Self> {
        read::<Self, S>(&body)
    }
}

impl<T: Json, S: Spelling> DeserializeWith<ArmJson<S>> for HashMap<String, T> {
    fn deserialize_with(body: ResponseBody) -> azure_core::Result<Self> {
        read::<Self, S>(&body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure_core::http::headers::Headers;
    use azure_core::http::{RawResponse, Response};

    fn answer<T: DeserializeWith<ArmJson<S>>, S: Spelling>(body: &'static str) -> azure_core::Result<T> {
        let raw = RawResponse::from_bytes(200.into(), Headers::new(), body);
        Response::<T, ArmJson<S>>::from(raw).into_model()
    }

    #[test]
    fn whole_bodies_are_spelled_as_their_format_says() {
        let moment = OffsetDateTime::from_unix_timestamp(1_460_505_600).unwrap();
        assert_eq!(answer::<Vec<OffsetDateTime>, UnixTime>("[1460505600]").unwrap(), [moment]);
        assert_eq!(answer::<OffsetDateTime, Rfc1123>(r#""Wed, 13 Apr 2016 00:00:00 GMT""#).unwrap(), moment);
        assert_eq!(answer::<OffsetDateTime, Rfc3339AndBase64>(r#""2016-04-13T00:00:00""#).unwrap(), moment);
        assert_eq!(answer::<Vec<u8>, Base64Url>(r#""_-8""#).unwrap(), [0xff, 0xef]);
        assert_eq!(answer::<Vec<Vec<u8>>, Rfc3339AndBase64>(r#"["/+8="]"#).unwrap(), [[0xff, 0xef]]);
        assert_eq!(answer::<HashMap<String, i32>, Rfc3339AndBase64>(r#"{"a": "5"}"#).unwrap()["a"], 5);
        assert!(answer::<OffsetDateTime, Rfc3339AndBase64>("[]").is_err());
        let sent = arm_json::<_, Base64Url>(&vec![0xffu8, 0xef]).unwrap();
        assert!(matches!(sent.body(), http::Body::Bytes(bytes) if bytes.as_ref() == br#""_-8""#));
    }
}
