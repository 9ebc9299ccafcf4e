//! Bodies of requests: whole ones, forms and multipart.

use azure_core::http::Body;
use azure_core::{Bytes, Result, Uuid};
use futures_core::Stream;
use std::{future::poll_fn, pin::Pin};

/// What a request carries.
#[derive(Clone, Debug, Default)]
pub(crate) enum Content {
    #[default]
    None,
    /// A body with its media type.
    Whole(&'static str, Body),
    /// Fields of `application/x-www-form-urlencoded`.
    Form(Vec<(&'static str, String)>),
    /// Parts of `multipart/form-data`.
    Multipart(Vec<Part>),
}

/// A part of a multipart body.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) name: &'static str,
    /// Of parts that hold bytes rather than text; services tell the two apart by it.
    pub(crate) file_name: Option<String>,
    pub(crate) body: Body,
}

impl Content {
    /// The body and the media type to announce it with.
    pub(crate) async fn encode(self) -> Result<Option<(String, Body)>> {
        Ok(match self {
            Self::None => None,
            Self::Whole(media_type, body) => Some((media_type.to_owned(), body)),
            Self::Form(fields) => Some(("application/x-www-form-urlencoded".to_owned(), form(&fields).into())),
            Self::Multipart(parts) => Some(multipart(parts).await?),
        })
    }
}

fn form(fields: &[(&'static str, String)]) -> String {
    let pair = |(name, value): &(&str, String)| format!("{}={}", crate::url::encode(name), crate::url::encode(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

async fn multipart(parts: Vec<Part>) -> Result<(String, Body)> {
    // Random and longer than any line a person writes, so that no part can hold it.
    let boundary = format!("armspan-{}", Uuid::new_v4().simple());
    let mut out: Vec<u8> = Vec::new();
    for part in parts {
        let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(part.name));
        if let Some(file_name) = &part.file_name {
            head.push_str(&format!("; filename=\"{}\"\r\nContent-Type: application/octet-stream", quoted(file_name)));
        }
        out.extend_from_slice(head.as_bytes());
        out.extend_from_slice(b"\r\n\r\n");
        out.extend_from_slice(&whole(part.body).await?);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
    Ok((format!("multipart/form-data; boundary={boundary}"), out.into()))
}

/// A name as it may stand between quotes in a header of a part.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// All bytes of a body.
async fn whole(body: Body) -> Result<Bytes> {
    let mut stream = match body {
        Body::Bytes(bytes) => return Ok(bytes),
        Body::SeekableStream(stream) => stream,
    };
    let mut out: Vec<u8> = Vec::new();
    while let Some(chunk) = poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await {
        out.extend_from_slice(&chunk?);
    }
    Ok(out.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use azure_core::stream::BytesStream;

    #[tokio::test]
    async fn parts_are_framed_and_streams_read() -> Result<()> {
        let stream: Box<dyn azure_core::stream::SeekableStream> = Box::new(BytesStream::from(Bytes::from("bytes")));
        let parts = vec![
            Part { name: "text", file_name: None, body: "é".to_owned().into() },
            Part { name: "file", file_name: Some("a\"b".into()), body: stream.into() },
        ];
        let (media_type, body) = Content::Multipart(parts).encode().await?.expect("a body");
        let boundary = media_type.strip_prefix("multipart/form-data; boundary=").expect("a boundary");
        let expected = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\né\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a%22b\"\r\n\
             Content-Type: application/octet-stream\r\n\r\nbytes\r\n--{boundary}--\r\n"
        );
        assert_eq!(String::from_utf8_lossy(&Bytes::from(&body)), expected);
        Ok(())
    }

    #[tokio::test]
    async fn fields_of_a_form_are_encoded() -> Result<()> {
        let content = Content::Form(vec![("grant_type", "a b&c=d".into()), ("x", String::new())]);
        let (media_type, body) = content.encode().await?.expect("a body");
        assert_eq!(media_type, "application/x-www-form-urlencoded");
        assert_eq!(Bytes::from(&body), "grant_type=a%20b%26c%3Dd&x=");
        Ok(())
    }
}
