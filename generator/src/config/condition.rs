//! The condition of an autorest block: `$(tag) == 'a' || $(tag) == 'b' && !$(csharp)`.

/// Whether `condition` holds for `tag` and for nothing else; no condition always holds.
///
/// Unknown variables are not set. What cannot be read does not hold: a block that is not understood adds no document.
pub(super) fn holds(condition: &str, tag: Option<&str>) -> bool {
    let Some(tokens) = tokens(condition) else { return false };
    if tokens.is_empty() {
        return true;
    }
    let mut parser = Parser { tokens: &tokens, tag };
    parser.any() == Some(true)
}

/// The tags that `condition` compares with.
pub(super) fn tags(condition: &str) -> Vec<String> {
    let tokens = tokens(condition).unwrap_or_default();
    let comparisons = tokens.windows(3).filter_map(|window| match window {
        [Token::Variable("tag"), Token::Equal, Token::Text(tag)] => Some((*tag).to_owned()),
        _ => None,
    });
    comparisons.collect()
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Token<'a> {
    Variable(&'a str),
    Text(&'a str),
    Equal,
    NotEqual,
    And,
    Or,
    Not,
    Open,
    Close,
}

fn tokens(condition: &str) -> Option<Vec<Token<'_>>> {
    let mut rest = condition.trim_start();
    let mut tokens = Vec::new();
    while !rest.is_empty() {
        let (token, length) = token(rest)?;
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}

fn token(text: &str) -> Option<(Token<'_>, usize)> {
    const FIXED: [(&str, Token<'static>); 7] = [
        ("==", Token::Equal),
        ("!=", Token::NotEqual),
        ("&&", Token::And),
        ("||", Token::Or),
        ("!", Token::Not),
        ("(", Token::Open),
        (")", Token::Close),
    ];
    if let Some(rest) = text.strip_prefix("$(") {
        let name = &rest[..rest.find(')')?];
        return Some((Token::Variable(name), name.len() + 3));
    }
    if let Some(quote) = text.chars().next().filter(|first| matches!(first, '\'' | '"')) {
        let value = &text[1..1 + text[1..].find(quote)?];
        return Some((Token::Text(value), value.len() + 2));
    }
    FIXED.into_iter().find(|(spelling, _)| text.starts_with(spelling)).map(|(spelling, token)| (token, spelling.len()))
}

/// Recursive descent; none stands for text that is no condition.
struct Parser<'a, 't> {
    tokens: &'t [Token<'a>],
    tag: Option<&'a str>,
}

impl<'a> Parser<'a, '_> {
    /// `all || all …` up to the end or a closing parenthesis.
    fn any(&mut self) -> Option<bool> {
        let mut result = self.all()?;
        while self.accept(Token::Or) {
            result |= self.all()?;
        }
        Some(result)
    }

    fn all(&mut self) -> Option<bool> {
        let mut result = self.unit()?;
        while self.accept(Token::And) {
            result &= self.unit()?;
        }
        Some(result)
    }

    fn unit(&mut self) -> Option<bool> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        match first {
            Token::Not => Some(!self.unit()?),
            Token::Open => {
                let result = self.any()?;
                // Published conditions forget the last parenthesis now and then.
                self.accept(Token::Close);
                Some(result)
            }
            Token::Variable(name) => {
                let value = if *name == "tag" { self.tag } else { None };
                Some(if self.accept(Token::Equal) {
                    self.text()? == value.unwrap_or_default()
                } else if self.accept(Token::NotEqual) {
                    self.text()? != value.unwrap_or_default()
                } else {
                    value.is_some()
                })
            }
            _ => None,
        }
    }

    fn text(&mut self) -> Option<&'a str> {
        let (Token::Text(text), rest) = self.tokens.split_first()? else { return None };
        self.tokens = rest;
        Some(text)
    }

    fn accept(&mut self, token: Token<'_>) -> bool {
        let accepted = self.tokens.first() == Some(&token);
        if accepted {
            self.tokens = &self.tokens[1..];
        }
        accepted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions() {
        let cases = [
            ("", true),
            ("$(tag) == 'a'", true),
            ("$(tag)=='a'", true),
            ("$(tag) == \"a\"", true),
            ("$(tag) == 'b'", false),
            ("$(tag) != 'b'", true),
            ("$(tag) != 'a'", false),
            ("$(tag) == 'b' || $(tag) == 'a'", true),
            ("$(tag) == 'a' && $(java) && $(multiapi)", false),
            ("!$(csharp)", true),
            ("!$(python) || !$(track2)", true),
            ("$(swagger-to-sdk)", false),
            ("($(go) && !$(track2) && ($(tag) == 'a' || $(tag) == 'b') || $(csharp)", false),
            ("(!$(go) && ($(tag) == 'a' || $(tag) == 'b') || $(csharp)", true),
            ("something else", false),
            ("$(tag) == 'a", false),
        ];
        for (condition, expected) in cases {
            assert_eq!(holds(condition, Some("a")), expected, "{condition}");
        }
    }

    #[test]
    fn every_tag_of_a_condition_is_found() {
        assert_eq!(tags("$(tag) == 'a' || $(tag) == 'b' && $(java)"), ["a", "b"]);
        assert!(tags("$(csharp)").is_empty());
    }
}
