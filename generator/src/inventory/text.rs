//! Tokens as people write them.

use quote::ToTokens;
use syn::{Fields, Signature, Variant};

/// `Option<HashMap<String, Vec<u8>>>`, where tokens joined by spaces read `Option < HashMap < String , …`.
pub(super) fn tokens(tokens: &impl ToTokens) -> String {
    let spaced = tokens.to_token_stream().to_string();
    let mut out = String::with_capacity(spaced.len());
    for word in spaced.split_whitespace() {
        let tight_before = word.starts_with([',', ';', ':', '>', ')', ']', '<', '(', '.', '?']) && word != "->";
        let tight_after = out.ends_with(['<', '(', '[', '&', '!', '.', '\'']) || out.ends_with("::");
        // A colon in `name: Type` is followed by a space, one in `a::b` by none.
        if !out.is_empty() && !tight_before && !tight_after {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.replace(",)", ")").replace(", )", ")").replace(",>", ">")
}

/// `fn models::f(a: &str) -> bool`.
pub(super) fn signature(signature: &Signature, prefix: &str) -> String {
    let asyncness = if signature.asyncness.is_some() { "async " } else { "" };
    let name = &signature.ident;
    let inputs: Vec<String> = signature.inputs.iter().map(tokens).collect();
    let output = tokens(&signature.output);
    let arrow = if output.is_empty() { "" } else { " " };
    let generics = tokens(&signature.generics);
    let bounds = signature.generics.where_clause.as_ref().map(|bounds| format!(" {}", tokens(bounds)));
    let bounds = bounds.unwrap_or_default();
    format!("{asyncness}fn {prefix}{name}{generics}({}){arrow}{output}{bounds}", inputs.join(", "))
}

/// `Standard`, `Vault(Vault)`, `Pair { a: u8 }`.
pub(super) fn variant(variant: &Variant) -> String {
    let fields = match &variant.fields {
        Fields::Unit => String::new(),
        Fields::Unnamed(fields) => tokens(fields),
        Fields::Named(fields) => format!(" {}", tokens(fields)),
    };
    format!("{}{fields}", variant.ident)
}
