//! Dates and times in JSON strings and numbers.

use crate::Format;
use azure_core::time::{self, OffsetDateTime};

/// Reads a date and time however services spell it: RFC 3339 with or without offset, with a space for the `T`, with more
/// digits than a nanosecond has, a day alone, or RFC 7231.
pub fn parse_date_time(text: &str) -> Option<OffsetDateTime> {
    let text = text.trim();
    let read = match text.as_bytes().first()? {
        b'0'..=b'9' if text.contains(' ') && text.ends_with("GMT") => without_day(text),
        b'0'..=b'9' => time::parse_rfc3339(&as_rfc3339(text)?).ok(),
        _ => time::parse_rfc7231(&as_rfc7231(text)).ok(),
    };
    read.filter(has_four_digits)
}

/// Spells a date and time as `format` wants it; [`Format::UnixTime`] as digits.
pub fn write_date_time(value: &OffsetDateTime, format: Format) -> String {
    let utc = || value.checked_to_offset(OffsetDateTime::UNIX_EPOCH.offset());
    let sayable = match format {
        Format::UnixTime => return value.unix_timestamp().to_string(),
        // The formatter prints `GMT` whatever the offset, so the value is brought to it first.
        Format::Rfc1123 => utc(),
        _ if value.offset().seconds_past_minute() != 0 => utc(),
        _ => Some(*value),
    };
    // The formatters panic on what their RFC has no words for.
    match (sayable.filter(has_four_digits), format) {
        (Some(value), Format::Rfc1123) => time::to_rfc7231(&value),
        (Some(value), _) => time::to_rfc3339(&value),
        (None, _) => value.to_string(),
    }
}

/// Whether the year is one that dates in JSON can have.
pub(super) fn has_four_digits(value: &OffsetDateTime) -> bool {
    (0..=9999).contains(&value.year())
}

/// RFC 1123 leaves the day of the week to the writer, the parser does not: only one of the seven is right.
fn without_day(text: &str) -> Option<OffsetDateTime> {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    days.iter().find_map(|day| time::parse_rfc7231(&as_rfc7231(&format!("{day}, {text:0>24}"))).ok())
}

/// The text with its words in the letter case of RFC 7231: some services write `FRI, 31 DEC`.
fn as_rfc7231(text: &str) -> String {
    let mut within = false;
    let cased = text.chars().map(|c| {
        let cased = if within { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
        within = c.is_ascii_alphabetic();
        cased
    });
    cased.collect::<String>().replace("Gmt", "GMT")
}

/// The text with what RFC 3339 asks for and services leave out.
fn as_rfc3339(text: &str) -> Option<String> {
    let (day, rest) = text.split_at_checked(10)?;
    let clock = rest.get(1..).unwrap_or_default();
    if clock.is_empty() {
        return Some(format!("{day}T00:00:00Z"));
    }
    let end = clock.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.')).unwrap_or(clock.len());
    let (clock, offset) = clock.split_at(end);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let fraction = &fraction[..fraction.len().min(9)];
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let dot = if fraction.is_empty() { "" } else { "." };
    let offset = match offset.trim() {
        "" => "Z".to_owned(),
        short if short.len() == 5 && short.is_ascii() && short.starts_with(['+', '-']) => {
            format!("{}:{}", &short[..3], &short[3..])
        }
        hours if hours.len() == 3 && hours.starts_with(['+', '-']) => format!("{hours}:00"),
        other => other.to_owned(),
    };
    Some(format!("{day}T{clock}{seconds}{dot}{fraction}{offset}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_spelling_seen() {
        for (text, canonical) in [
            ("2024-05-01T10:20:30Z", "2024-05-01T10:20:30Z"),
            ("2024-05-01T10:20:30", "2024-05-01T10:20:30Z"),
            ("2024-05-01T10:20:30.123456789Z", "2024-05-01T10:20:30.123456789Z"),
            ("2024-05-01T10:20:30.1234567891+02:00", "2024-05-01T10:20:30.123456789+02:00"),
            ("2024-05-01T10:20:30.500000000", "2024-05-01T10:20:30.5Z"),
            ("2024-05-01 10:20:30.5 +0200", "2024-05-01T10:20:30.5+02:00"),
            ("2024-05-01t10:20z", "2024-05-01T10:20:00Z"),
            ("2024-05-01T10:20:30+02", "2024-05-01T10:20:30+02:00"),
            ("2024-05-01", "2024-05-01T00:00:00Z"),
            ("0001-01-01T00:00:00", "0001-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z"),
            ("Wed, 01 May 2024 10:20:30 GMT", "2024-05-01T10:20:30Z"),
        ] {
            let read = parse_date_time(text).map(|value| write_date_time(&value, Format::Default));
            assert_eq!(read.as_deref(), Some(canonical), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in
            ["", "soon", "2024-13-01T00:00:00Z", "12", "2024-05-01Tüüüüü", "20240501é1234", "2024-05-01T10:20:30+1é1"]
        {
            assert_eq!(parse_date_time(text), None, "{text}");
        }
    }

    #[test]
    fn what_no_rfc_has_words_for_neither_panics_nor_is_read() {
        for text in ["Wed, 01 May -2024 10:20:30 GMT", "01 May -2024 10:20:30 GMT", "-2024-05-01T10:20:30Z"] {
            assert_eq!(parse_date_time(text), None, "{text}");
        }
        let last = parse_date_time("9999-12-31T23:59:59-05:00").expect("a date as late as can be said");
        assert_eq!(write_date_time(&last, Format::Default), "9999-12-31T23:59:59-05:00");
        let before_christ = OffsetDateTime::from_unix_timestamp(-99_999_999_999).expect("a date");
        for date in [last, before_christ, before_christ.date().midnight().assume_utc()] {
            for format in [Format::Default, Format::Rfc1123, Format::UnixTime] {
                assert!(!write_date_time(&date, format).is_empty());
            }
        }
    }

    #[test]
    fn rfc1123_is_read_in_any_letter_case() {
        let expected = parse_date_time("9999-12-31T23:59:59Z");
        assert!(expected.is_some());
        for text in ["Fri, 31 Dec 9999 23:59:59 GMT", "FRI, 31 DEC 9999 23:59:59 GMT", "fri, 31 dec 9999 23:59:59 gmt"]
        {
            assert_eq!(parse_date_time(text), expected, "{text}");
        }
    }

    #[test]
    fn rfc1123_is_read_without_the_day_of_the_week() {
        for text in ["15 Feb 2018 21:43:21 GMT", "5 May 2021 12:00:23 GMT", "05 MAY 2021 12:00:23 GMT"] {
            assert!(parse_date_time(text).is_some(), "{text}");
        }
        assert_eq!(parse_date_time("15 Feb 2018 21:43:21 GMT"), parse_date_time("2018-02-15T21:43:21Z"));
        assert_eq!(parse_date_time("31 Feb 2018 21:43:21 GMT"), None);
    }

    #[test]
    fn rfc1123_is_written_in_gmt() {
        let value = parse_date_time("2024-05-01T01:20:30+02:00").expect("a valid date");
        assert_eq!(write_date_time(&value, Format::Rfc1123), "Tue, 30 Apr 2024 23:20:30 GMT");
        assert_eq!(write_date_time(&value, Format::UnixTime), "1714519230");
    }
}
