//! Paging: lists that come in pieces.

use crate::client::{BoxFuture, Client};
use crate::error::Call;
use crate::request::{Prepared, Request};
use crate::url::{encode, is_whole, parse, resolve_at, spliced};
use azure_core::error::{Error, ErrorKind};
use azure_core::http::pager::{ItemIterator, Page, Pager, PagerContinuation, PagerOptions, PagerResult, PagerState};
use azure_core::http::{Context, RawResponse, Url};
use azure_core::{Bytes, Result, Value};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// How a list comes in pieces (`x-ms-pageable`).
#[derive(Clone)]
pub struct Paging {
    /// `nextLinkName`: the property that holds the link to the next page, dotted where it is nested. `None`: there is
    /// one page.
    pub next_link: Option<Cow<'static, str>>,
    /// What fetches the next page, if it is not a GET of the link.
    next: Option<Arc<Result<Prepared>>>,
}

impl Paging {
    /// One page (`nextLinkName: null`).
    pub fn single() -> Self {
        Self { next_link: None, next: None }
    }

    /// A GET of the link in this property, until there is none.
    pub fn next_link(name: impl Into<Cow<'static, str>>) -> Self {
        Self { next_link: Some(name.into()), next: None }
    }

    /// The same, with another operation's request in place of the GET (`operationName`): the link takes the place of the
    /// parameter that is [`LINK`](Self::LINK). A link that is a whole URL takes the place of the request's own, with what
    /// the operation has in its query and the link has not.
    pub fn with_request(self, next: Request) -> Self {
        Self { next: Some(Arc::new(next.prepare())), ..self }
    }

    /// Stands for the link in a request for a next page. Its characters are the same in every part of a URL.
    pub const LINK: &str = "armspan~next~link";

    /// The same where the link is a piece of a path as it is (`x-ms-skip-url-encoding`).
    pub const RAW_LINK: &str = "armspan~raw~next~link";
}

/// `nextLink`, as nearly every list of Azure Resource Manager has it.
impl Default for Paging {
    fn default() -> Self {
        Self::next_link("nextLink")
    }
}

impl fmt::Debug for Paging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paging").field("next_link", &self.next_link).finish_non_exhaustive()
    }
}

impl Client {
    /// Lists: the request brings the first page, unless the options continue where another pager stopped.
    ///
    /// ```no_run
    /// use armspan_runtime::azure_core::Result;
    /// use armspan_runtime::azure_core::http::pager::{PagerContinuation, PagerOptions};
    /// # use armspan_runtime::{Extra, model, page};
    /// # use armspan_runtime::azure_core::http::pager::Pager;
    /// use futures::TryStreamExt;
    /// # #[derive(Default)] pub struct Vaults { pub value: Option<Vec<String>>, pub extra: Extra }
    /// # model!(Vaults { value: "value" });
    /// # page!(Vaults, value: String);
    ///
    /// /// Reads one page, and returns from where another process goes on.
    /// async fn one_page(list: impl Fn(PagerOptions<'static>) -> Result<Pager<Vaults>>, from: Option<String>) -> Result<Option<String>> {
    ///     let continuation = from.map(PagerContinuation::Token);
    ///     let mut pages = list(PagerOptions { continuation, ..Default::default() })?.into_pages();
    ///     if let Some(page) = pages.try_next().await? {
    ///         println!("{:?}", page.into_model()?.value);
    ///     }
    ///     Ok(pages.into_continuation().map(String::from))
    /// }
    /// ```
    pub fn pager<P>(
        &self,
        request: Request,
        options: PagerOptions<'_>,
        success: &'static [u16],
        paging: Paging,
    ) -> Result<Pager<P>>
    where
        P: Page + DeserializeOwned + Send + 'static,
    {
        let (pages, options) = self.pages(request, options, success, paging)?;
        Ok(typed(pages, options))
    }

    /// All of [`Client::pager`] that does not depend on the type of page.
    fn pages(
        &self,
        request: Request,
        options: PagerOptions<'_>,
        success: &'static [u16],
        paging: Paging,
    ) -> Result<(Pages, PagerOptions<'static>)> {
        let request = request.prepare()?;
        let pages = Pages { client: self.clone(), request, first: None, success, paging, latest: Mutex::default() };
        let PagerOptions { context, continuation } = options;
        Ok((pages, PagerOptions { context: context.into_owned(), continuation }))
    }
}

/// A pager whose first page is there already: the result of a long-running operation.
pub(crate) fn begun<P>(
    client: Client,
    request: Prepared,
    first: RawResponse,
    context: Context<'static>,
    paging: Paging,
) -> Pager<P>
where
    P: Page + DeserializeOwned + Send + 'static,
{
    let pages = Pages { client, request, first: Some(first), success: &[], paging, latest: Mutex::default() };
    typed(pages, PagerOptions { context, continuation: None })
}

/// All of a pager that is compiled for each type of page.
fn typed<P>(pages: Pages, options: PagerOptions<'static>) -> Pager<P>
where
    P: Page + DeserializeOwned + Send + 'static,
{
    let pages = Arc::new(pages);
    let fetch = move |state, options: PagerOptions<'static>| {
        let page = pages.clone().page(state, options.context);
        Box::pin(async move {
            let (response, continuation) = page.await?;
            let response = response.into();
            Ok(match continuation {
                Some(continuation) => PagerResult::More { response, continuation },
                None => PagerResult::Done { response },
            })
        }) as _
    };
    ItemIterator::new(fetch, Some(options))
}

struct Pages {
    client: Client,
    request: Prepared,
    first: Option<RawResponse>,
    success: &'static [u16],
    paging: Paging,
    /// The link that the latest page was fetched from.
    latest: Mutex<Option<Url>>,
}

impl Pages {
    /// A page and where the next one is.
    fn page(
        self: Arc<Self>,
        state: PagerState,
        context: Context<'static>,
    ) -> BoxFuture<'static, Result<(RawResponse, Option<PagerContinuation>)>> {
        Box::pin(async move {
            let request = match &state {
                PagerState::Initial => self.request.clone(),
                PagerState::More(continuation) => self.next(continuation.as_ref())?,
            };
            let (url, call) = (request.url.clone(), Call::of(&request));
            let response = match (&state, &self.first) {
                (PagerState::Initial, Some(first)) => first.clone(),
                _ => {
                    let response = self.client.exchange(request, &context).await?;
                    let is_page = response.status().is_success(); // A list without content is an empty one.
                    if is_page { response } else { call.check(response, self.success)? }
                }
            };
            if matches!(state, PagerState::More(_)) {
                self.go_on_to(&url, &call)?;
            }
            let response = or_empty_page(response);
            let link = next_link(response.body(), self.paging.next_link.as_deref()).map_err(|error| {
                let message = format!("{call}: found no JSON where a page was asked for");
                Error::with_error(ErrorKind::DataConversion, error, message)
            })?;
            Ok((response, link.map(|link| self.continuation(&url, link))))
        })
    }

    /// Refuses a page that was fetched from the link of the page before: it would go on for ever.
    fn go_on_to(&self, url: &Url, call: &Call) -> Result<()> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner).replace(url.clone());
        if self.paging.next.is_some() || latest.as_ref() != Some(url) {
            return Ok(());
        }
        Err(Error::with_message(ErrorKind::Other, format!("{call}: the page's link to the next page leads back to it")))
    }

    /// A link as it is kept between two pages. One that is none is kept as well, so that its error does not cost the
    /// items of the page that brought it.
    fn continuation(&self, page: &Url, link: String) -> PagerContinuation {
        let whole = is_whole(&link);
        match resolve_at(self.client.endpoint(), page, &link) {
            Ok(url) if whole || self.paging.next.is_none() => PagerContinuation::Link(url),
            _ => PagerContinuation::Token(link),
        }
    }

    fn next(&self, link: &str) -> Result<Prepared> {
        let whole = is_whole(link);
        let resolved = || resolve_at(self.client.endpoint(), &self.request.url, link);
        let Some(next) = &self.paging.next else {
            return Ok(self.request.follow(resolved()?));
        };
        let next =
            next.as_ref().as_ref().map_err(|error| Error::with_message(error.kind().clone(), error.to_string()))?;
        let filled = if whole { None } else { with_link(next.url.as_str(), link)? };
        let url = match filled {
            Some(text) => parse(&text)?,
            None => with_missing(resolved()?, &next.url),
        };
        Ok(Prepared { url, ..next.clone() })
    }
}

/// A URL with a link in the place of [`Paging::LINK`]; none where the URL has no such place.
fn with_link(url: &str, link: &str) -> Result<Option<String>> {
    if let Some((before, after)) = url.split_once(Paging::RAW_LINK) {
        let link = spliced("nextLink", link, before.ends_with('/'), after.starts_with('/'))?;
        // A link may bring a query of its own.
        let after = if link.contains('?') { after.replacen('?', "&", 1) } else { after.to_owned() };
        return Ok(Some(format!("{before}{link}{after}")));
    }
    Ok(url.contains(Paging::LINK).then(|| url.replacen(Paging::LINK, &encode(link), 1)))
}

/// The link, with parameters of an operation's query that it lacks. What the link has stays as it is, byte for byte.
fn with_missing(mut link: Url, request: &Url) -> Url {
    let present: Vec<_> = link.query_pairs().map(|(name, _)| name.to_ascii_lowercase()).collect();
    let lacks = |pair: &&str| {
        let name = name_of(pair);
        !present.contains(&name) && !pair.contains(Paging::LINK)
    };
    // A word alone (`?op`) tells paths apart in a document (`x-ms-paths`).
    let pairs = request.query().unwrap_or_default().split('&').filter(|pair| pair.contains('='));
    let wanted = pairs.filter(lacks).collect::<Vec<_>>().join("&");
    match link.query() {
        _ if wanted.is_empty() => {}
        None | Some("") => link.set_query(Some(&wanted)),
        Some(query) => link.set_query(Some(&format!("{query}&{wanted}"))),
    }
    link
}

/// The name in a pair of our own making, in which only `$` is left as it is or escaped.
fn name_of(pair: &str) -> String {
    pair.split('=').next().unwrap_or_default().replace("%24", "$").to_ascii_lowercase()
}

/// A list that is no JSON at all (204) has no items.
fn or_empty_page(response: RawResponse) -> RawResponse {
    if !response.body().iter().all(u8::is_ascii_whitespace) {
        return response;
    }
    let (status, headers, _) = response.deconstruct();
    RawResponse::from_bytes(status, headers, Bytes::from_static(b"{}"))
}

/// The link under `name` in a page; absent, `null`, empty and of another kind are all "no next page". An error if the page
/// is no JSON, which names the page as reading its items cannot.
fn next_link(page: &[u8], name: Option<&str>) -> serde_json::Result<Option<String>> {
    let mut page = serde_json::Deserializer::from_slice(page);
    let Some(name) = name else {
        return IgnoredAny::deserialize(&mut page).map(|_| None);
    };
    let link = match page.deserialize_map(Find(name)) {
        Err(error) if !error.is_data() => return Err(error),
        link => link.ok().flatten(),
    };
    Ok(link.map(|link| link.trim().to_owned()).filter(|link| !link.is_empty()))
}

/// Finds a string in a JSON object without building the rest of it.
struct Find<'n>(&'n str);

impl<'de> Visitor<'de> for Find<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> std::result::Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<String>()? {
            if below(self.0, &key).is_some() {
                let object = Value::Object(serde_json::Map::from_iter([(key, map.next_value()?)]));
                found = string_at(&object, self.0).map(str::to_owned).or(found);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// A string by its name, which is a property's name as it stands (`odata.nextLink`), or a path of such names.
fn string_at<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    if name.is_empty() {
        return value.as_str();
    }
    value.as_object()?.iter().find_map(|(key, value)| string_at(value, below(name, key)?))
}

/// What is left of a dotted name below the property `key`.
fn below<'n>(name: &'n str, key: &str) -> Option<&'n str> {
    let rest = name.strip_prefix(key)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

/// A page that is a bare list, where an operation's answer is not an object with the items in it.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T>(pub Vec<T>);

impl<'de, T: crate::Json> serde::Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        crate::model::deserialize(deserializer).map(Self)
    }
}

impl<T: crate::Json + Send> Page for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_items<'f>(self) -> BoxFuture<'f, Result<Self::IntoIter>>
    where
        Self: 'f,
    {
        Box::pin(std::future::ready(Ok(self.0.into_iter())))
    }
}

/// Makes a model a page: says which field holds the items (`itemName`), dotted where it is nested.
///
/// ```
/// use armspan_runtime::{Extra, model, page};
///
/// #[derive(Default)]
/// pub struct VaultListResult { pub value: Option<Vec<String>>, pub next_link: Option<String>, pub extra: Extra }
/// model!(VaultListResult { value: "value", next_link: "nextLink" });
/// page!(VaultListResult, value: String);
/// ```
#[macro_export]
macro_rules! page {
    ($type:ident, $($field:ident).+ : $item:ty) => {
        impl $crate::azure_core::http::pager::Page for $type {
            type Item = $item;
            type IntoIter = ::std::vec::IntoIter<$item>;

            #[inline]
            fn into_items<'f>(self) -> $crate::BoxFuture<'f, $crate::azure_core::Result<Self::IntoIter>>
            where
                Self: 'f,
            {
                let page = self;
                $(let page = page.$field.unwrap_or_default();)+
                ::std::boxed::Box::pin(::std::future::ready(Ok(page.into_iter())))
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_link_is_found_by_name_or_path() {
        for (page, name, expected) in [
            (r#"{"value": [{"nextLink": "no"}], "nextLink": "yes"}"#, "nextLink", Some("yes")),
            (r#"{"odata.nextLink": "yes", "odata": 5}"#, "odata.nextLink", Some("yes")),
            (r#"{"a": {"b": {"c": "yes", "d": 1}}}"#, "a.b.c", Some("yes")),
            (r#"{"a": {"b.c": "yes"}, "a.b": null}"#, "a.b.c", Some("yes")),
            (r#"{"nextLink": null}"#, "nextLink", None),
            (r#"{"nextLink": ""}"#, "nextLink", None),
            (r#"{"nextLinkage": "no"}"#, "nextLink", None),
            (r#"{"a": null}"#, "a.b", None),
            (r#"{"nextLink": 5}"#, "nextLink", None),
            (r#"{"nextLink": " yes\n"}"#, "nextLink", Some("yes")),
            ("[]", "nextLink", None),
            ("null", "nextLink", None),
        ] {
            let found = next_link(page.as_bytes(), Some(name)).expect("a page of JSON");
            assert_eq!(found.as_deref(), expected, "{page} {name}");
        }
        for page in ["", "<html>", r#"{"value": ["#, r#"{"nextLink": "x""#] {
            assert!(next_link(page.as_bytes(), Some("nextLink")).is_err(), "{page}");
            assert!(next_link(page.as_bytes(), None).is_err(), "{page}");
        }
    }
}
