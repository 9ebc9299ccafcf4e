//! Layout of invocations of the runtime's macros.
//!
//! They are short tables: `model!(Vault { id: "id" [read_only], name: "name" });`. What fits goes on one line; otherwise
//! every row of a table in braces has a line of its own, so that a change of one property is a change of one line.

use crate::render::docs::DocLines;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Longest invocation on one line.
const WIDTH: usize = 100;

/// `name!(tokens);`
pub(in crate::render) fn invocation(name: &str, tokens: TokenStream) -> String {
    let mut flat = Printer { out: format!("{name}!("), flat: true, ..Printer::default() };
    flat.tokens(tokens.clone());
    if flat.out.len() + ");".len() <= WIDTH {
        return flat.out + ");\n";
    }
    let mut rows = Printer { out: format!("{name}!("), ..Printer::default() };
    rows.tokens(tokens);
    rows.out + ");\n"
}

/// `name! { /// docs … }` with documented rows: a head, then one row per line with its docs.
pub(in crate::render) fn documented(
    name: &str,
    docs: &DocLines,
    head: TokenStream,
    rows: Vec<(DocLines, TokenStream)>,
) -> String {
    let mut out = format!("{name}! {{\n");
    docs.write("    ///", &mut out);
    let mut printer = Printer { out: String::from("    "), flat: true, ..Printer::default() };
    printer.tokens(head);
    out.push_str(&printer.out);
    out.push_str(" {\n");
    for (docs, row) in rows {
        docs.write("        ///", &mut out);
        let mut printer = Printer { out: String::from("        "), flat: true, ..Printer::default() };
        printer.tokens(row);
        out.push_str(&printer.out);
        out.push('\n');
    }
    out.push_str("    }\n}\n");
    out
}

#[derive(Default)]
struct Printer {
    out: String,
    flat: bool,
    depth: usize,
    /// What stood before, to know whether a space belongs between.
    last: Last,
}

#[derive(Clone, Copy, Default, Eq, PartialEq)]
enum Last {
    /// Nothing, an opening bracket, or a mark that holds on to what follows.
    #[default]
    Open,
    /// A mark that is followed by more of itself: the `:` of `::`.
    Joint,
    Word,
    /// A mark that a space follows.
    Mark,
}

impl Printer {
    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.group(group.delimiter(), group.stream()),
                TokenTree::Punct(punct) => self.punct(punct.as_char(), punct.spacing()),
                TokenTree::Ident(ident) => self.word(&ident.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
            }
        }
    }

    fn word(&mut self, word: &str) {
        if matches!(self.last, Last::Word | Last::Mark) {
            self.out.push(' ');
        }
        self.out.push_str(word);
        self.last = Last::Word;
    }

    fn punct(&mut self, char: char, spacing: Spacing) {
        let tight = matches!(char, ',' | ';' | ':' | '.' | '<' | '>' | '&' | '?') && self.last != Last::Mark;
        if !tight && matches!(self.last, Last::Word | Last::Mark) {
            self.out.push(' ');
        }
        let arrow = char == '>' && self.last == Last::Joint;
        let path = char == ':' && self.last == Last::Joint;
        self.out.push(char);
        self.last = match char {
            _ if spacing == Spacing::Joint && char != '>' => Last::Joint,
            ',' | ';' if !self.flat && self.depth > 0 => self.new_line(),
            '<' | '.' | '&' => Last::Open,
            // The sign of a number, which is a token of its own.
            '-' => Last::Open,
            ':' if path => Last::Open,
            '>' if !arrow => Last::Word,
            _ => Last::Mark,
        };
    }

    fn group(&mut self, delimiter: Delimiter, tokens: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => (" [", "]"),
            Delimiter::Brace => return self.braces(tokens),
            Delimiter::None => ("", ""),
        };
        self.out.push_str(open);
        self.last = Last::Open;
        // Lists in brackets stay on their row.
        let flat = std::mem::replace(&mut self.flat, true);
        self.tokens(tokens);
        self.flat = flat;
        self.out.push_str(close);
        self.last = Last::Word;
    }

    fn braces(&mut self, tokens: TokenStream) {
        if tokens.is_empty() {
            self.out.push_str(" {}");
        } else if self.flat {
            self.out.push_str(" { ");
            self.last = Last::Open;
            self.tokens(tokens);
            self.out.truncate(self.out.trim_end_matches(',').len());
            self.out.push_str(" }");
        } else {
            self.out.push_str(" {");
            self.depth += 1;
            self.last = self.new_line();
            self.tokens(tokens);
            self.out.truncate(self.out.trim_end_matches([' ', ',', '\n']).len());
            self.out.push(',');
            self.depth -= 1;
            self.new_line();
            self.out.push('}');
        }
        self.last = Last::Word;
    }

    fn new_line(&mut self) -> Last {
        self.out.push('\n');
        self.out.push_str(&"    ".repeat(self.depth));
        Last::Open
    }
}

#[cfg(test)]
mod tests {
    use super::{documented, invocation};
    use crate::render::docs::DocLines;
    use quote::quote;

    #[test]
    fn what_fits_is_one_line() {
        let tokens = quote!(Salmon { "fishtype" = "salmon", r#type: "type" [read_only, rfc1123], ..rest });
        let expected = "model!(Salmon { \"fishtype\" = \"salmon\", r#type: \"type\" [read_only, rfc1123], ..rest });\n";
        assert_eq!(invocation("model", tokens), expected);
        assert_eq!(invocation("model", quote!(Empty {})), "model!(Empty {});\n");
        let minus = proc_macro2::Literal::i64_unsuffixed(-1);
        assert_eq!(
            invocation("extensible_enum", quote!(Size: i64 { Minus1 = #minus, })),
            "extensible_enum!(Size: i64 { Minus1 = -1 });\n"
        );
    }

    #[test]
    fn otherwise_every_row_has_a_line() {
        let rows = (0..4).map(|_| quote!(a_long_name_of_a_field: "aLongNameOfAField" [secret],));
        let text = invocation("model", quote!(Vault { #(#rows)* }));
        let row = "    a_long_name_of_a_field: \"aLongNameOfAField\" [secret],\n";
        assert_eq!(text, format!("model!(Vault {{\n{}}});\n", row.repeat(4)));
    }

    #[test]
    fn documented_rows() {
        let rows = vec![(DocLines::sentence("When to ask again."), quote!(fn retry_after -> i32 = "retry-after";))];
        let head = quote!(pub trait PutResultHeaders for Response<Vec<azure_core::Value>>);
        let text = documented("response_headers", &DocLines::sentence("Headers."), head, rows);
        assert_eq!(
            text,
            "response_headers! {\n    /// Headers.\n    pub trait PutResultHeaders for Response<Vec<azure_core::Value>> {\n        \
             /// When to ask again.\n        fn retry_after -> i32 = \"retry-after\";\n    }\n}\n"
        );
    }
}
