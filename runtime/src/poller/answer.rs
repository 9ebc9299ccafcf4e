//! What an answer says about a long-running operation.

use azure_core::Value;
use azure_core::http::headers::{HeaderName, Headers};
use azure_core::http::{RawResponse, StatusCode};
use azure_core::time::{Duration, OffsetDateTime, parse_rfc7231};

const RETRY_AFTER: HeaderName = HeaderName::from_static_standard("retry-after");
const RETRY_AFTER_MS: [HeaderName; 2] =
    [HeaderName::from_static("retry-after-ms"), HeaderName::from_static("x-ms-retry-after-ms")];

/// How many answers in a row may say "too busy" (429, 503), or fail otherwise, beyond the pipeline's own retries.
const MAX_BUSY: u32 = 20;
const MAX_FAULTS: u32 = 3;

/// What a status says.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Verdict {
    InProgress,
    Succeeded,
    Failed,
}

impl Verdict {
    /// Every word but the terminal ones means in progress.
    pub(super) fn of(status: &str) -> Self {
        match status.to_ascii_lowercase().as_str() {
            "succeeded" => Self::Succeeded,
            "failed" | "canceled" | "cancelled" => Self::Failed,
            _ => Self::InProgress,
        }
    }
}

/// A header that says something.
pub(super) fn header<'r>(response: &'r RawResponse, name: &HeaderName) -> Option<&'r str> {
    response.headers().get_optional_str(name).map(str::trim).filter(|value| !value.is_empty())
}

/// The state of a resource.
pub(super) fn provisioning_state(body: &Value) -> Option<&str> {
    body.get("properties")?.get("provisioningState")?.as_str()
}

/// The status of a body that is a status document: it has nothing that only a resource has.
pub(super) fn status_alone(body: &Value) -> Option<&str> {
    let is_resource = ["properties", "type"].iter().any(|key| body.get(key).is_some());
    body.get("status")?.as_str().filter(|_| !is_resource)
}

/// Whether a body can be a resource, which nothing at all and one more status document cannot.
pub(super) fn is_resource(response: &RawResponse) -> bool {
    let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
    !body.is_null() && status_alone(&body).is_none()
}

pub(super) fn is_blank(response: &RawResponse) -> bool {
    response.body().iter().all(u8::is_ascii_whitespace)
}

/// How often in a row a status may say "not now" before it counts as "no".
pub(super) fn patience(status: StatusCode) -> u32 {
    match u16::from(status) {
        429 | 503 => MAX_BUSY,
        408 | 500 | 502 | 504 => MAX_FAULTS,
        _ => 0,
    }
}

/// How long the service asks to wait: milliseconds, seconds or a date.
pub(super) fn pause(headers: &Headers) -> Option<Duration> {
    let text = |name: &HeaderName| headers.get_optional_str(name).map(str::trim);
    if let Some(milliseconds) = RETRY_AFTER_MS.iter().find_map(|name| text(name)?.parse::<i64>().ok()) {
        return Some(Duration::milliseconds(milliseconds.max(0)));
    }
    let text = text(&RETRY_AFTER)?;
    let pause = match text.parse::<i64>() {
        Ok(seconds) => Duration::seconds(seconds),
        Err(_) => parse_rfc7231(text).ok()? - OffsetDateTime::now_utc(),
    };
    Some(pause.max(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_asks_in_milliseconds_seconds_or_by_a_date() {
        for (asked, expected) in [
            (&[("retry-after", "5")] as &[(&'static str, &str)], Some(Duration::seconds(5))),
            (&[("retry-after", "0")], Some(Duration::ZERO)),
            (&[("retry-after", "-3")], Some(Duration::ZERO)),
            (&[("retry-after", "Mon, 01 Jan 2024 00:00:00 GMT")], Some(Duration::ZERO)),
            (&[("retry-after", " 7 "), ("retry-after-ms", "soon")], Some(Duration::seconds(7))),
            (&[("retry-after", "5"), ("retry-after-ms", "20")], Some(Duration::milliseconds(20))),
            (&[("retry-after", "5"), ("x-ms-retry-after-ms", "30")], Some(Duration::milliseconds(30))),
            (&[("x-ms-retry-after-ms", "-1")], Some(Duration::ZERO)),
            (&[("retry-after", "9223372036854775807")], Some(Duration::seconds(i64::MAX))),
            (&[("retry-after", "9223372036854775808")], None),
            (&[("retry-after", "soon")], None),
            (&[], None),
        ] {
            let mut headers = Headers::new();
            for (name, value) in asked {
                headers.insert(*name, (*value).to_owned());
            }
            assert_eq!(pause(&headers), expected, "{asked:?}");
        }
        let mut headers = Headers::new();
        headers.insert("retry-after", azure_core::time::to_rfc7231(&(OffsetDateTime::now_utc() + Duration::hours(2))));
        assert!(pause(&headers).is_some_and(|pause| pause > Duration::hours(1)), "a date to come");
    }
}
