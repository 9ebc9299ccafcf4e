//! URLs: paths from templates, percent-encoding, links that services send.

use crate::{Format, ParamValue};
use azure_core::error::{Error, ErrorKind};
use azure_core::{Result, http::Url};

/// Percent-encodes all but the unreserved characters of RFC 3986.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Fills a template's placeholders in order: `{name}` encoded as one segment, `{+name}` as it is.
///
/// Values are never looked at for placeholders, so `{x}` in a name stays a name. What follows a `?` in the template is
/// query, where any value will do; in the path a value must be a segment that names something.
pub(crate) fn fill(template: &str, values: &[&dyn ParamValue]) -> Result<String> {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    let mut values = values.iter();
    while let Some((literal, name, after)) = placeholder(rest) {
        out.push_str(literal);
        let value = values.next().and_then(|value| value.text(Format::Default).joined(Format::Default));
        let value = value.ok_or_else(|| refused(name, "is missing"))?;
        if out.contains('?') {
            out.push_str(&encode(&value));
        } else if let Some(name) = name.strip_prefix('+') {
            if is_tenant(&out, &value, after) {
                out.clear();
            } else if value.contains('?') && !after.is_empty() {
                return Err(refused(name, "has a `?`, which would cut off the rest of the path"));
            } else {
                out.push_str(spliced(name, &value, out.ends_with('/'), after.starts_with('/'))?);
            }
        } else {
            out.push_str(&segment(name, &value)?);
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// Whether a scope is the tenant: as the id of a resource it is empty, and `/{scope}/providers/…` is `/providers/…`.
fn is_tenant(before: &str, value: &str, after: &str) -> bool {
    before == "/" && matches!(value, "" | "/") && after.starts_with("/providers/")
}

/// Splits `literal{name}after`.
fn placeholder(template: &str) -> Option<(&str, &str, &str)> {
    let (literal, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((literal, name, after))
}

fn segment(name: &str, value: &str) -> Result<String> {
    match value {
        "" => Err(refused(name, "is empty")),
        "." | ".." => Err(refused(name, "is a dot segment, which would change the path")),
        _ => Ok(encode(value)),
    }
}

/// A value that brings its own slashes, such as a resource id. Those at its ends may meet the template's.
pub(crate) fn spliced<'a>(name: &str, value: &'a str, after_slash: bool, before_slash: bool) -> Result<&'a str> {
    let value = if after_slash { value.strip_prefix('/').unwrap_or(value) } else { value };
    let value = if before_slash { value.strip_suffix('/').unwrap_or(value) } else { value };
    let path = value.split('?').next().unwrap_or_default();
    let inner = if after_slash { path } else { path.strip_prefix('/').unwrap_or(path) };
    // URL parsers take `\` for `/` and `%2e` for `.`, and drop spaces at the end.
    for segment in inner.split(['/', '\\']) {
        match segment.trim().to_ascii_lowercase().replace("%2e", ".").as_str() {
            "" => return Err(refused(name, "has an empty segment")),
            "." | ".." => return Err(refused(name, "has a dot segment, which would change the path")),
            _ => {}
        }
    }
    match unsplicable(value) {
        Some(why) => Err(refused(name, why)),
        None => Ok(value),
    }
}

/// What is wrong with a value that shall be part of a URL as it is.
pub(crate) fn unsplicable(value: &str) -> Option<&'static str> {
    if value.contains('#') {
        Some("has a `#`, which would cut off the rest")
    } else if value.contains(char::is_control) {
        // URL parsers drop line breaks and tabs without a word: `.\t.` would be a dot segment after all.
        Some("has a control character, which no URL can have")
    } else {
        None
    }
}

fn refused(name: &str, why: &str) -> Error {
    Error::with_message(ErrorKind::Other, format!("parameter `{}` of the URL {why}", name.trim_start_matches('+')))
}

/// Fills the placeholders of a host template: with parts of a host, or with a whole base URL.
pub(crate) fn host(template: &str, values: &[&dyn ParamValue]) -> Result<String> {
    let mut out = String::new();
    let mut rest = template;
    let mut values = values.iter();
    while let Some((literal, name, after)) = placeholder(rest) {
        let value = values.next().and_then(|value| value.text(Format::Default).joined(Format::Default));
        let value = value.ok_or_else(|| refused(name, "is missing"))?;
        out.push_str(literal);
        if out.is_empty() && value.contains("://") {
            out.push_str(&value);
        } else if value.contains(|c: char| "/?#@\\".contains(c) || c.is_whitespace() || c.is_control()) {
            return Err(refused(name, "is no part of a host"));
        } else {
            out.push_str(&value);
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(if out.contains("://") { out } else { format!("https://{out}") })
}

/// Parses a URL, saying which one is none.
pub(crate) fn parse(text: &str) -> Result<Url> {
    Url::parse(text).map_err(|error| {
        let shown = text.split('?').next().unwrap_or_default();
        Error::with_error(ErrorKind::DataConversion, error, format!("`{shown}` is not a URL"))
    })
}

/// A link as services send it: a whole URL is taken as it is, a relative one is resolved against `base`.
pub(crate) fn resolve(base: &Url, link: &str) -> Result<Url> {
    base.join(link).map_err(|error| {
        let shown = link.split('?').next().unwrap_or_default();
        Error::with_error(ErrorKind::DataConversion, error, format!("`{shown}` is not a link"))
    })
}

/// Whether a link is a whole URL: it begins with a scheme.
pub(crate) fn is_whole(link: &str) -> bool {
    let scheme = link.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}

/// A link in a page: relative to the endpoint, unless it is a query alone, which belongs to the page's own URL.
pub(crate) fn resolve_at(endpoint: &Url, page: &Url, link: &str) -> Result<Url> {
    let base_path = endpoint.path().trim_end_matches('/');
    if link.starts_with('?') || is_whole(link) || link.starts_with("//") {
        resolve(page, link)
    } else if link.starts_with('/') && link.starts_with(base_path) {
        resolve(endpoint, link)
    } else {
        let home = endpoint.as_str().trim_end_matches('/');
        parse(&format!("{home}/{}", link.trim_start_matches('/')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_segment_whatever_it_holds() {
        for (value, expected) in [
            ("plain-._~", "/x/plain-._~/y"),
            ("a/b", "/x/a%2Fb/y"),
            ("é", "/x/%C3%A9/y"),
            ("%2F", "/x/%252F/y"),
            ("?", "/x/%3F/y"),
            ("#", "/x/%23/y"),
            ("{name}", "/x/%7Bname%7D/y"),
            ("a b+c", "/x/a%20b%2Bc/y"),
            ("...", "/x/.../y"),
        ] {
            assert_eq!(fill("/x/{name}/y", &[&value]).ok().as_deref(), Some(expected), "{value}");
        }
    }

    #[test]
    fn a_value_is_never_filled_in_again() {
        let filled = fill("/{first}/{second}", &[&"{second}", &"{first}"]);
        assert_eq!(filled.ok().as_deref(), Some("/%7Bsecond%7D/%7Bfirst%7D"));
    }

    #[test]
    fn raw_values_keep_their_slashes() {
        for (value, expected) in [
            ("subscriptions/s/resourceGroups/g", "/subscriptions/s/resourceGroups/g/providers?a=b"),
            ("/subscriptions/s/", "/subscriptions/s/providers?a=b"),
        ] {
            assert_eq!(fill("/{+scope}/providers?a=b", &[&value]).ok().as_deref(), Some(expected));
        }
        assert_eq!(fill("/p/{+next}", &[&"next?page=2"]).ok().as_deref(), Some("/p/next?page=2"));
        for tenant in ["", "/"] {
            assert_eq!(fill("/{+scope}/providers/x", &[&tenant]).ok().as_deref(), Some("/providers/x"));
            assert!(fill("/{+scope}/x", &[&tenant]).is_err() && fill("/a/{+scope}/providers/x", &[&tenant]).is_err());
        }
    }

    #[test]
    fn what_would_change_the_path_is_refused() {
        for (template, value, why) in [
            ("/{n}", "", "parameter `n` of the URL is empty"),
            ("/{n}", ".", "parameter `n` of the URL is a dot segment, which would change the path"),
            ("/{n}", "..", "parameter `n` of the URL is a dot segment, which would change the path"),
            ("/{+n}", "a//b", "parameter `n` of the URL has an empty segment"),
            ("/{+n}", "", "parameter `n` of the URL has an empty segment"),
            ("/{+n}", "//evil.example", "parameter `n` of the URL has an empty segment"),
            ("/{+n}", "a/../b", "parameter `n` of the URL has a dot segment, which would change the path"),
            ("/{+n}", "a\\%2E%2e", "parameter `n` of the URL has a dot segment, which would change the path"),
            ("/{+n}", "a#b", "parameter `n` of the URL has a `#`, which would cut off the rest"),
            ("/{+n}", ".. ", "parameter `n` of the URL has a dot segment, which would change the path"),
            ("/{+n}", "a/ /b", "parameter `n` of the URL has an empty segment"),
            ("/{+n}", "a/.\t./b", "parameter `n` of the URL has a control character, which no URL can have"),
            ("/{+n}", "a/..\0", "parameter `n` of the URL has a control character, which no URL can have"),
            ("/{+n}", "a\nb", "parameter `n` of the URL has a control character, which no URL can have"),
            ("/{+n}/x", "a?b", "parameter `n` of the URL has a `?`, which would cut off the rest of the path"),
            ("/{+n}?x=y", "a?b", "parameter `n` of the URL has a `?`, which would cut off the rest of the path"),
        ] {
            let error = fill(template, &[&value]).expect_err(value);
            assert_eq!(error.to_string(), why);
        }
        assert_eq!(fill("/{n}", &[]).expect_err("no value").to_string(), "parameter `n` of the URL is missing");
    }

    #[test]
    fn hosts_are_filled_with_parts_or_a_whole_url() {
        let filled = |template, value: &str| host(template, &[&value]).map_err(|error| error.to_string());
        assert_eq!(filled("https://{vault}.vault.example", "a"), Ok("https://a.vault.example".into()));
        assert_eq!(filled("{account}.host:3000", "a"), Ok("https://a.host:3000".into()));
        assert_eq!(filled("{+base}", "http://127.0.0.1:3000/x"), Ok("http://127.0.0.1:3000/x".into()));
        for value in ["evil.example/", "evil.example?", "a@b", "a\\b", "https://evil.example", "a b"] {
            let refused = Err("parameter `v` of the URL is no part of a host".to_owned());
            assert_eq!(filled("https://{v}.example", value), refused, "{value}");
        }
    }

    #[test]
    fn links_of_pages_are_relative_to_the_endpoint() -> Result<()> {
        let page = parse("https://host.example/base/a?b=c")?;
        for (endpoint, link, expected) in [
            ("https://host.example/base", "/base/x?y", "https://host.example/base/x?y"),
            ("https://host.example/base/", "/x?y", "https://host.example/base/x?y"),
            ("https://host.example", "x/y?z", "https://host.example/x/y?z"),
            ("https://host.example", "/x", "https://host.example/x"),
            ("https://host.example/base", "?skip=2", "https://host.example/base/a?skip=2"),
            ("https://host.example/base", "https://other.example/?t=%2B", "https://other.example/?t=%2B"),
            ("https://host.example/base", "//other.example/", "https://other.example/"),
        ] {
            assert_eq!(resolve_at(&parse(endpoint)?, &page, link)?.as_str(), expected);
        }
        Ok(())
    }

    #[test]
    fn links_are_resolved() -> Result<()> {
        let base = parse("https://host.example/a/b?c=d")?;
        for (link, expected) in [
            ("https://host.example/x?t=1%2B&s=a+b%3D&h=;", "https://host.example/x?t=1%2B&s=a+b%3D&h=;"),
            ("/x/y?z", "https://host.example/x/y?z"),
            ("?skip=2", "https://host.example/a/b?skip=2"),
            ("//evil.example/x", "https://evil.example/x"),
        ] {
            assert_eq!(resolve(&base, link)?.as_str(), expected);
        }
        assert_eq!(resolve(&base, "https://[?s=1").expect_err("no URL").to_string(), "`https://[` is not a link");
        Ok(())
    }
}
