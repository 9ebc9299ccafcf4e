//! Colours, for terminals only.

use std::io::IsTerminal;

/// How to write on a stream.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Style {
    /// Whether whoever reads it sees colours.
    pub colours: bool,
}

impl Style {
    /// The style for `stream`: colours on a terminal, unless `NO_COLOR` is set or the terminal is dumb.
    pub(super) fn of(stream: &impl IsTerminal) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self { colours: stream.is_terminal() && !refused && !dumb }
    }

    /// `text` in bold red.
    pub(super) fn bad(self, text: &str) -> String {
        self.paint(text, "1;31")
    }

    /// `text` in bold green.
    pub(super) fn good(self, text: &str) -> String {
        self.paint(text, "1;32")
    }

    /// `text` in bold.
    pub(super) fn strong(self, text: &str) -> String {
        self.paint(text, "1")
    }

    fn paint(self, text: &str, code: &str) -> String {
        if self.colours { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_a_text_stays_as_it_is() {
        assert_eq!(Style { colours: false }.bad("x"), "x");
        assert_eq!(Style { colours: true }.bad("x"), "\x1b[1;31mx\x1b[0m");
    }
}
