//! Media types: what a body may be written as, and which of several to take.

use openapiv3::MediaType;

const JSON: &str = "application/json";

/// How a body of a media type is read and written.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum MediaKind {
    /// JSON, also under the name of a vendor (`application/vnd.x+json`).
    Json,
    /// A form in the manner of a URL's query.
    Form,
    /// A form in parts.
    Multipart,
    /// Text.
    Text,
    /// XML.
    Xml,
    /// Anything else.
    Binary,
}

impl MediaKind {
    /// Whether the fields of an object are written one by one.
    pub(super) fn is_form(self) -> bool {
        matches!(self, Self::Form | Self::Multipart)
    }

    pub(super) fn of(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or(media_type).trim().to_ascii_lowercase();
        match essence.as_str() {
            "" | "*/*" | "application/json" | "text/json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "multipart/form-data" => Self::Multipart,
            "application/xml" | "text/xml" => Self::Xml,
            json if json.ends_with("+json") || json.ends_with("-json") => Self::Json,
            xml if xml.ends_with("+xml") => Self::Xml,
            text if text.starts_with("text/") => Self::Text,
            _ => Self::Binary,
        }
    }
}

/// The content to read a body as: JSON where it is offered, else the first in the order of the kinds.
pub(super) fn preferred<'c>(
    content: impl IntoIterator<Item = (&'c str, &'c MediaType)>,
) -> Option<(&'c str, &'c MediaType, MediaKind)> {
    let rated = content.into_iter().map(|(name, media)| (name, media, MediaKind::of(name)));
    rated.min_by_key(|(name, _, kind)| (*kind, *name != JSON))
}

/// The media types, plain JSON first, then other JSON, the rest in order.
pub(super) fn sorted<'s>(names: impl Iterator<Item = &'s str>) -> Vec<String> {
    let mut names: Vec<String> = names.map(str::to_owned).collect();
    names.sort_by_key(|name| (MediaKind::of(name) != MediaKind::Json, name != JSON));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_types_have_their_kind() {
        let rows = [
            ("application/json", MediaKind::Json),
            ("application/json; charset=utf-8", MediaKind::Json),
            ("TEXT/JSON", MediaKind::Json),
            ("application/merge-patch+json", MediaKind::Json),
            ("text/plain", MediaKind::Text),
            ("text/xml", MediaKind::Xml),
            ("application/atom+xml", MediaKind::Xml),
            ("application/x-www-form-urlencoded", MediaKind::Form),
            ("multipart/form-data; boundary=x", MediaKind::Multipart),
            ("application/octet-stream", MediaKind::Binary),
            ("image/png", MediaKind::Binary),
        ];
        for (media_type, kind) in rows {
            assert_eq!(MediaKind::of(media_type), kind, "{media_type}");
        }
    }

    #[test]
    fn json_comes_first_and_the_rest_stays_in_order() {
        let names = ["text/plain", "application/xml", "text/json", "application/json"];
        assert_eq!(sorted(names.into_iter()), ["application/json", "text/json", "text/plain", "application/xml"]);
    }
}
