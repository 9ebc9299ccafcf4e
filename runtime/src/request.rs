//! A request while it is being built: one call per parameter.

use crate::body::{Content, Part};
use crate::url::{encode, fill, parse, unsplicable};
use crate::{Format, ParamValue, Text};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::headers::{CONTENT_TYPE, HeaderName, Headers};
use azure_core::http::{Method, RequestContent, Url};
use azure_core::{Result, http};
use std::{collections::HashMap, fmt};

/// A request while it is being built, by [`Client::request`](crate::Client::request).
///
/// Nothing here fails: the first error is kept and comes back from whatever sends the request, so that an operation is
/// one straight run of calls.
pub struct Request {
    method: Method,
    /// Endpoint, path and query as text, so that every byte is ours.
    home: String,
    target: String,
    headers: Headers,
    content: Content,
    api_version: Option<String>,
    error: Option<Error>,
}

/// A request that can be sent, as often as need be.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) home: Url,
    pub(crate) headers: Headers,
    pub(crate) content: Content,
}

impl Request {
    pub(crate) fn new(
        method: Method,
        home: String,
        template: &str,
        path: &[&dyn ParamValue],
        api_version: Option<String>,
    ) -> Self {
        let mut request = Self {
            method,
            home,
            target: String::new(),
            headers: Headers::new(),
            content: Content::None,
            api_version,
            error: None,
        };
        match fill(template, path) {
            Ok(target) => request.target = target,
            Err(error) => request.error = Some(error),
        }
        request
    }

    /// The query parameter `api-version`: the documents', unless the client's settings say otherwise.
    pub fn api_version(&mut self, documents: &'static str) -> &mut Self {
        let version = self.api_version.take().unwrap_or_else(|| documents.to_owned());
        self.pair("api-version", &encode(&version))
    }

    /// A query parameter; nothing for `None`, a list as `a,b`.
    pub fn query(&mut self, name: &'static str, value: &dyn ParamValue) -> &mut Self {
        self.query_as(name, value, Format::Default)
    }

    /// A query parameter in a spelling of its own.
    pub fn query_as(&mut self, name: &'static str, value: &dyn ParamValue, format: Format) -> &mut Self {
        match value.text(format) {
            Text::Many(values) if format == Format::Multi => {
                for value in &values {
                    self.pair(name, &encode(value));
                }
                self
            }
            text => match text.joined(format) {
                Some(text) => self.pair(name, &encode(&text)),
                None => self,
            },
        }
    }

    /// A query parameter whose value is encoded already (`x-ms-skip-url-encoding`).
    pub fn raw_query(&mut self, name: &'static str, value: &dyn ParamValue) -> &mut Self {
        match value.text(Format::Default).joined(Format::Default) {
            Some(text) => match unsplicable(&text) {
                Some(why) => self.fail(name, why),
                None => self.pair(name, &text),
            },
            None => self,
        }
    }

    fn pair(&mut self, name: &str, encoded: &str) -> &mut Self {
        self.target.push(if self.target.contains('?') { '&' } else { '?' });
        // OData's parameters (`$filter`) are known by their dollar sign in every log.
        self.target.push_str(&encode(name).replace("%24", "$"));
        self.target.push('=');
        self.target.push_str(encoded);
        self
    }

    /// A header; nothing for `None`.
    pub fn header(&mut self, name: &'static str, value: &dyn ParamValue) -> &mut Self {
        self.header_as(name, value, Format::Default)
    }

    /// A header in a spelling of its own.
    pub fn header_as(&mut self, name: &'static str, value: &dyn ParamValue, format: Format) -> &mut Self {
        match value.text(format).joined(format) {
            Some(text) => self.set_header(name.to_owned(), text),
            None => self,
        }
    }

    /// One header for each entry (`x-ms-header-collection-prefix`).
    pub fn header_collection(&mut self, prefix: &str, values: &Option<HashMap<String, String>>) -> &mut Self {
        for (name, value) in values.iter().flatten() {
            self.set_header(format!("{prefix}{name}"), value.clone());
        }
        self
    }

    fn set_header(&mut self, name: String, value: String) -> &mut Self {
        let is_name = |c: char| c.is_ascii_graphic() && !"()<>@,;:\\\"/[]?={}".contains(c);
        if name.is_empty() || !name.chars().all(is_name) {
            return self.fail(&name, "is no name for a header");
        }
        if value.chars().any(|c| c.is_control() && c != '\t') {
            return self.fail(&name, "holds a control character, which no header can");
        }
        self.headers.insert(HeaderName::from(name), value);
        self
    }

    /// The media types that are understood in the answer.
    pub fn accept(&mut self, media_types: &'static str) -> &mut Self {
        self.set_header("accept".to_owned(), media_types.to_owned())
    }

    /// A body of JSON.
    pub fn json<T>(&mut self, body: RequestContent<T>) -> &mut Self {
        self.set_content(Content::Whole("application/json", body.into()))
    }

    /// A body of JSON that may be left out.
    pub fn json_opt<T>(&mut self, body: Option<RequestContent<T>>) -> &mut Self {
        match body {
            Some(body) => self.json(body),
            None => self,
        }
    }

    /// A body of another media type, be it JSON (`application/merge-patch+json`) or bytes.
    pub fn body<T, F>(&mut self, media_type: &'static str, body: RequestContent<T, F>) -> &mut Self {
        self.set_content(Content::Whole(media_type, body.into()))
    }

    /// The same, which may be left out.
    pub fn body_opt<T, F>(&mut self, media_type: &'static str, body: Option<RequestContent<T, F>>) -> &mut Self {
        match body {
            Some(body) => self.body(media_type, body),
            None => self,
        }
    }

    /// A body of text; nothing for `None`.
    pub fn text(&mut self, media_type: &'static str, value: &dyn ParamValue) -> &mut Self {
        match value.text(Format::Default).joined(Format::Default) {
            Some(text) => self.set_content(Content::Whole(media_type, text.into())),
            None => self,
        }
    }

    fn set_content(&mut self, content: Content) -> &mut Self {
        self.content = content;
        self
    }

    /// A field of a form (`application/x-www-form-urlencoded`); nothing for `None`.
    pub fn form(&mut self, name: &'static str, value: &dyn ParamValue) -> &mut Self {
        let text = value.text(Format::Default);
        if !matches!(self.content, Content::Form(_)) {
            self.content = Content::Form(Vec::new());
        }
        if let (Content::Form(fields), Some(text)) = (&mut self.content, text.joined(Format::Default)) {
            fields.push((name, text));
        }
        self
    }

    /// A text in `multipart/form-data`; nothing for `None`.
    pub fn multipart(&mut self, name: &'static str, value: &dyn ParamValue) -> &mut Self {
        match value.text(Format::Default).joined(Format::Default) {
            Some(text) => self.part(Part { name, file_name: None, body: text.into() }),
            None => self,
        }
    }

    /// Bytes in `multipart/form-data`; the part's name stands in for a missing file name.
    pub fn multipart_file<T, F>(
        &mut self,
        name: &'static str,
        file_name: Option<&str>,
        content: RequestContent<T, F>,
    ) -> &mut Self {
        self.part(Part { name, file_name: Some(file_name.unwrap_or(name).to_owned()), body: content.into() })
    }

    /// The same for any number of files: a list of them, or one that may be left out.
    pub fn multipart_files<T, F>(
        &mut self,
        name: &'static str,
        files: impl IntoIterator<Item = RequestContent<T, F>>,
    ) -> &mut Self {
        files.into_iter().fold(self, |request, file| request.multipart_file(name, None, file))
    }

    fn part(&mut self, part: Part) -> &mut Self {
        if let Content::Multipart(parts) = &mut self.content {
            parts.push(part);
        } else {
            self.content = Content::Multipart(vec![part]);
        }
        self
    }

    fn fail(&mut self, name: &str, why: &str) -> &mut Self {
        let message = format!("parameter `{name}` {why}");
        self.error.get_or_insert_with(|| Error::with_message(ErrorKind::Other, message));
        self
    }

    /// The request as it can be sent, or the first error made in building it.
    pub(crate) fn prepare(self) -> Result<Prepared> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let slash = if self.target.starts_with('/') { "" } else { "/" };
        let home = self.home.trim_end_matches('/');
        let url = parse(&format!("{home}{slash}{}", self.target))?;
        let home = parse(&self.home)?;
        Ok(Prepared { method: self.method, url, home, headers: self.headers, content: self.content })
    }
}

impl Prepared {
    /// A GET of a link in an answer to this request, with what the answer shall look like.
    pub(crate) fn follow(&self, url: Url) -> Self {
        let mut headers = self.headers.clone();
        headers.remove(CONTENT_TYPE);
        Self { method: Method::Get, url, home: self.home.clone(), headers, content: Content::None }
    }

    pub(crate) async fn into_http(self) -> Result<http::Request> {
        let mut request = http::Request::new(self.url, self.method);
        if let Some((media_type, body)) = self.content.encode().await? {
            request.insert_header(CONTENT_TYPE, media_type);
            request.set_body(body);
        }
        for (name, value) in self.headers {
            request.insert_header(name, value); // A content type that the caller chose wins.
        }
        Ok(request)
    }
}

/// The body of a request is generated code's, its secrets included: only verb and path are shown.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.target.split('?').next().unwrap_or_default();
        f.debug_struct("Request").field("method", &self.method).field("path", &path).finish_non_exhaustive()
    }
}
