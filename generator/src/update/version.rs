//! Api-versions as folders and tags spell them.

use std::cmp::Ordering;
use std::fmt;

/// `2024-11-01`, or `2024-04-01-preview`; ordered by date, a preview before the stable version of its day.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ApiVersion {
    text: String,
}

impl ApiVersion {
    /// Reads `text` if it is an api-version.
    pub fn parse(text: &str) -> Option<Self> {
        let date = text.get(..10)?;
        let is_date = date.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let rest = &text[10..];
        (is_date && (rest.is_empty() || rest.starts_with('-'))).then(|| Self { text: text.to_owned() })
    }

    /// Whether it is no stable version.
    pub fn is_preview(&self) -> bool {
        self.text.len() > 10
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What it is ordered by.
    fn key(&self) -> (&str, bool, &str) {
        (&self.text[..10], !self.is_preview(), &self.text[10..])
    }
}

impl Ord for ApiVersion {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for ApiVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::ApiVersion;

    #[test]
    fn versions_are_told_from_other_folders() {
        let cases = [
            ("2024-11-01", true),
            ("2024-04-01-preview", true),
            ("v3", false),
            ("2024-11", false),
            ("2024-11-01x", false),
            ("20241101-1", false),
            ("examples-1é", false),
        ];
        for (text, expected) in cases {
            assert_eq!(ApiVersion::parse(text).is_some(), expected, "{text}");
        }
    }

    #[test]
    fn versions_are_ordered_by_date_and_previews_come_first() {
        let mut versions: Vec<_> = ["2024-04-01", "2024-04-01-preview", "2023-07-01", "2024-05-01-preview"]
            .into_iter()
            .filter_map(ApiVersion::parse)
            .collect();
        versions.sort();
        let texts: Vec<_> = versions.iter().map(ApiVersion::as_str).collect();
        assert_eq!(texts, ["2023-07-01", "2024-04-01-preview", "2024-04-01", "2024-05-01-preview"]);
    }
}
