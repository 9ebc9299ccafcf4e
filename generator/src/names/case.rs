//! Puts words together as Rust identifiers: casing and keywords, in one place.

/// What Rust's grammar keeps for itself in every edition so far; all but [`NEVER_RAW`] can be written `r#type`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that even `r#` does not make an identifier; they get an underscore.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate"];

/// `PrivateEndpointConnection`. Words of digits that meet keep an underscore between them: `Tls1_2` is not `Tls12`.
pub(super) fn upper_camel(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let digit = word.starts_with(|char: char| char.is_ascii_digit());
        if digit && name.is_empty() {
            name.push('N');
        } else if digit && name.ends_with(|char: char| char.is_ascii_digit()) {
            name.push('_');
        }
        let (first, rest) = word.split_at(word.len().min(1));
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(&rest.to_ascii_lowercase());
    }
    if NEVER_RAW.contains(&name.as_str()) { name + "_" } else { name }
}

/// A type's name as the beginning of another: the underscore that keeps `Self_` apart from a keyword is not needed there.
pub(super) fn stem(name: &str) -> &str {
    name.trim_end_matches('_')
}

/// `private_endpoint_connection`, not yet safe from keywords.
pub(super) fn snake(words: &[String]) -> String {
    let name = words.join("_").to_ascii_lowercase();
    if name.starts_with(|char: char| char.is_ascii_digit()) { format!("n{name}") } else { name }
}

/// A snake-case name as an identifier: `r#type`, `self_`.
pub(super) fn identifier(name: String) -> String {
    if NEVER_RAW.contains(&name.as_str()) {
        name + "_"
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

/// A snake-case name as a module, which is a file, too: `type_`.
pub(super) fn module(name: String) -> String {
    let is_keyword = KEYWORDS.contains(&name.as_str()) || NEVER_RAW.contains(&name.as_str());
    if is_keyword { name + "_" } else { name }
}

#[cfg(test)]
mod tests {
    use super::{identifier, module, snake, upper_camel};
    use crate::names::words::{of_name, of_value};

    #[test]
    fn types_and_variants() {
        let cases = [
            ("IPRule", "IpRule"),
            ("private-endpoint connection", "PrivateEndpointConnection"),
            ("Tls1.2", "Tls1_2"),
            ("TLS12", "Tls12"),
            ("2024-11-01", "N2024_11_01"),
            ("Standard_D2s_v3", "StandardD2sV3"),
            ("self", "Self_"),
            ("type", "Type"),
            ("vCPUs", "VCpus"),
            ("-1", "Minus1"),
            ("*", "Star"),
        ];
        for (value, name) in cases {
            assert_eq!(upper_camel(&of_value(value)), name, "{value}");
        }
    }

    #[test]
    fn fields_and_methods() {
        let cases = [
            ("managedHsm", "managed_hsm"),
            ("type", "r#type"),
            ("self", "self_"),
            ("crate", "crate_"),
            ("IPv6Address", "ipv6_address"),
            ("$filter", "filter"),
            ("4k", "n4k"),
            ("vCPUs", "v_cpus"),
            ("async", "r#async"),
        ];
        for (value, name) in cases {
            assert_eq!(identifier(snake(&of_name(value))), name, "{value}");
        }
    }

    #[test]
    fn modules() {
        assert_eq!(module(snake(&of_name("keysManagedHsm"))), "keys_managed_hsm");
        assert_eq!(module(snake(&of_name("type"))), "type_");
    }
}
