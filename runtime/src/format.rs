//! How a value is spelled where its type leaves a choice.

/// How a value is spelled where its type leaves a choice: dates, bytes, and lists in one parameter.
///
/// The same words serve properties of a model (`[rfc1123]` in [`model!`](crate::model!)) and parameters
/// ([`Request::query_as`](crate::Request::query_as)).
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// RFC 3339 dates, base64 bytes, lists as `a,b`.
    #[default]
    Default,
    /// `Mon, 01 Jan 2024 00:00:00 GMT` (`date-time-rfc1123`).
    Rfc1123,
    /// Seconds since 1970-01-01T00:00:00Z (`unixtime`).
    UnixTime,
    /// base64 in the alphabet for URLs, without padding (`base64url`).
    Base64Url,
    /// A list as `a b`.
    Ssv,
    /// A list separated by tabs.
    Tsv,
    /// A list as `a|b`.
    Pipes,
    /// A list as the parameter repeated.
    Multi,
}
