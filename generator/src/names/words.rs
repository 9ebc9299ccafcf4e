//! Splits what a document calls a thing into words: the one place that knows acronyms, digits and symbols.

/// Acronyms whose own casing hides where they end: `IPv6Address` is `ipv6 address`, not `i pv6 address`.
const SPELLED: &[&str] = &["IPv", "OAuth"];

/// What a symbol is called where it is all there is, or where it carries the meaning.
const SYMBOLS: &[(char, &str)] = &[
    ('+', "Plus"),
    ('*', "Star"),
    ('-', "Minus"),
    ('<', "Less"),
    ('>', "Greater"),
    ('=', "Equal"),
    ('!', "Not"),
    ('/', "Slash"),
    ('\\', "Backslash"),
    ('%', "Percent"),
    ('.', "Dot"),
    (',', "Comma"),
    (':', "Colon"),
    (';', "Semicolon"),
    ('_', "Underscore"),
    ('&', "And"),
    ('|', "Or"),
    ('@', "At"),
    ('#', "Hash"),
    ('$', "Dollar"),
    ('?', "Question"),
    ('~', "Tilde"),
    ('^', "Caret"),
    ('(', "Open"),
    (')', "Close"),
    ('[', "OpenBracket"),
    (']', "CloseBracket"),
    ('{', "OpenBrace"),
    ('}', "CloseBrace"),
    ('"', "Quote"),
    ('\'', "Apostrophe"),
    (' ', "Space"),
];

/// The words of the name of a type, property, parameter or operation: `managedHsm` is `managed`, `Hsm`.
///
/// Everything that is neither letter nor digit separates. A name of symbols only is spelled out.
pub(super) fn of_name(name: &str) -> Vec<String> {
    let words = split(name);
    if words.is_empty() { spelled(name) } else { words }
}

/// The words of an enum value. Unlike in names, symbols can be all that tells two values apart: `+` and `*` are always
/// spelled, `-` where it is the sign of a number.
pub(super) fn of_value(value: &str) -> Vec<String> {
    if value.is_empty() {
        return vec!["Empty".into()];
    }
    let mut text = String::with_capacity(value.len());
    let mut previous = None;
    let mut chars = value.chars().peekable();
    while let Some(char) = chars.next() {
        let signed = chars.peek().is_some_and(|next: &char| next.is_ascii_digit()) && previous.is_none();
        match char {
            '+' | '*' => text.extend([" ", symbol(char), " "]),
            '-' if signed => text.push_str("Minus "),
            _ => text.push(char),
        }
        previous = Some(char);
    }
    let words = split(&text);
    if words.is_empty() { spelled(value) } else { words }
}

fn spelled(name: &str) -> Vec<String> {
    let words: Vec<_> = name.chars().map(|char| symbol(char).to_owned()).collect();
    if words.is_empty() { vec!["Empty".into()] } else { words }
}

fn symbol(char: char) -> &'static str {
    SYMBOLS.iter().find(|(symbol, _)| *symbol == char).map_or("Symbol", |(_, name)| name)
}

/// Splits at separators and at changes of case. A letter outside ASCII becomes a word of its own, its code point, so
/// that identifiers stay ASCII whatever a document says.
fn split(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split(|char: char| !char.is_alphanumeric()) {
        let mut rest = part;
        while let Some(at) = rest.find(|char: char| !char.is_ascii()) {
            split_case(&rest[..at], &mut words);
            let char = rest[at..].chars().next().expect("`find` found a character there");
            words.push(format!("U{:X}", u32::from(char)));
            rest = &rest[at + char.len_utf8()..];
        }
        split_case(rest, &mut words);
    }
    words
}

/// Splits ASCII letters and digits at changes of case.
fn split_case(part: &str, words: &mut Vec<String>) {
    let mut rest = part;
    while !rest.is_empty() {
        let (word, tail) = rest.split_at(first_word(rest.as_bytes()));
        words.push(word.to_owned());
        rest = tail;
    }
}

/// Length of the first word of `text`, which is not empty.
fn first_word(text: &[u8]) -> usize {
    if let Some(spelled) = SPELLED.iter().find(|spelled| text.starts_with(spelled.as_bytes())) {
        return lower_end(text, spelled.len());
    }
    let upper = text.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
    if upper < 2 {
        return lower_end(text, upper);
    }
    match text.get(upper) {
        // `CPUs`, `VMsList`: the plural of an acronym belongs to it.
        Some(b's') if text.get(upper + 1).is_none_or(|next| !next.is_ascii_lowercase()) => lower_end(text, upper + 1),
        // `IPRule`: the last capital begins the next word.
        Some(byte) if byte.is_ascii_lowercase() => upper - 1,
        _ => lower_end(text, upper),
    }
}

/// End of the run of small letters and digits that begins at `from`.
fn lower_end(text: &[u8], from: usize) -> usize {
    let run = text[from..].iter().take_while(|byte| !byte.is_ascii_uppercase()).count();
    from + run
}

#[cfg(test)]
mod tests {
    use super::{of_name, of_value};

    #[test]
    fn names() {
        let cases = [
            ("managedHsm", "managed Hsm"),
            ("IPRule", "IP Rule"),
            ("aks2Foo", "aks2 Foo"),
            ("vCPUs", "v CPUs"),
            ("VMsList", "VMs List"),
            ("listIPs", "list IPs"),
            ("IPv6Address", "IPv6 Address"),
            ("enableOAuth2Login", "enable OAuth2 Login"),
            ("ASse", "A Sse"),
            ("$filter", "filter"),
            ("@odata.nextLink", "odata next Link"),
            ("x-ms-client-request-id", "x ms client request id"),
            ("If-Match", "If Match"),
            ("snake_case_name", "snake case name"),
            ("A256CBCPAD", "A256 CBCPAD"),
            ("P-256K", "P 256 K"),
            ("größe", "gr U F6 U DF e"),
            ("$", "Dollar"),
            ("", "Empty"),
        ];
        for (name, words) in cases {
            let expected = words.replace("U F6", "UF6").replace("U DF", "UDF");
            assert_eq!(of_name(name).join(" "), expected, "{name}");
        }
    }

    #[test]
    fn values() {
        let cases = [
            ("", "Empty"),
            ("*", "Star"),
            ("C++", "C Plus Plus"),
            ("-1", "Minus 1"),
            ("UTC-8", "UTC 8"),
            ("UTC+8", "UTC Plus 8"),
            ("red color", "red color"),
            ("1.2", "1 2"),
            ("!=", "Not Equal"),
            ("Microsoft.KeyVault/vaults", "Microsoft Key Vault vaults"),
        ];
        for (value, words) in cases {
            assert_eq!(of_value(value).join(" "), words, "{value}");
        }
    }
}
