//! Single items of generated files, cut out as they stand there.

use std::fmt::Write;

/// An item of a file, or a method of one.
struct Item {
    /// `Vault` for a type, a trait, and a macro about it; `impl Vault` for what it implements; `Vault::get` for a method.
    name: String,
    /// With its documentation, as generated.
    text: String,
}

/// The items called `names` in the order asked for, below the path of their file. A name is that of a type with the macros
/// about it, `impl Type`, or `Type::method`.
///
/// # Panics
///
/// If there is none of that name.
pub fn cut<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>, names: &[&str]) -> String {
    let files: Vec<(&str, Vec<Item>)> = files.into_iter().map(|(path, text)| (path, items(text))).collect();
    let mut cut = String::new();
    let mut last = "";
    for name in names {
        let matching = files.iter().flat_map(|(path, items)| items.iter().map(move |item| (*path, item)));
        let matching: Vec<_> = matching.filter(|(_, item)| item.name == *name).collect();
        assert!(!matching.is_empty(), "nothing generated is called `{name}`, but {}", all_names(&files));
        for (index, (path, item)) in matching.into_iter().enumerate() {
            if path != last {
                write!(cut, "\n// {path}\n").expect("a string takes everything");
            }
            if path != last || index == 0 {
                cut.push('\n');
            }
            last = path;
            cut.push_str(&item.text);
        }
    }
    cut.trim().to_owned()
}

fn all_names(files: &[(&str, Vec<Item>)]) -> String {
    let names: Vec<&str> = files.iter().flat_map(|(_, items)| items).map(|item| item.name.as_str()).collect();
    names.join(", ")
}

/// The methods of a file, each with the number of lines in its body.
pub fn bodies(text: &str) -> Vec<(String, usize)> {
    let methods =
        items(text).into_iter().filter_map(|item| Some((item.name.split_once("::")?.1.to_owned(), item.text)));
    let length =
        |text: &str| text.lines().skip_while(|line| !line.ends_with('{') || line.starts_with("///")).count() - 2;
    methods.map(|(name, text)| (name, length(&text))).collect()
}

/// All items of a file, followed by their methods.
fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    for block in blocks(text) {
        let Ok(item) = syn::parse_str::<syn::Item>(&block) else { continue };
        let Some(name) = name(&item) else { continue };
        if let Some(owner) = name.strip_prefix("impl ") {
            items.extend(methods(owner, &block));
        }
        items.push(Item { name, text: block });
    }
    items
}

/// The blocks of a formatted text, each up to the line that ends an item at the left margin.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut block = String::new();
    for line in text.lines().skip_while(|line| line.starts_with("// ") || line.starts_with("#![") || line.is_empty()) {
        if !(block.is_empty() && line.is_empty()) {
            writeln!(block, "{line}").expect("a string takes everything");
        }
        let is_code = !line.starts_with([' ', '/', '#']);
        if is_code && line.ends_with(['}', ';']) {
            blocks.push(std::mem::take(&mut block));
        }
    }
    blocks
}

fn methods(owner: &str, block: &str) -> Vec<Item> {
    let inner = block.lines().skip_while(|line| line.starts_with(['/', '#'])).skip(1);
    let inner: Vec<&str> = inner.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    let methods = blocks(&inner.join("\n")).into_iter().filter_map(|text| match syn::parse_str(&text) {
        Ok(syn::ImplItem::Fn(method)) => Some(Item { name: format!("{owner}::{}", method.sig.ident), text }),
        _ => None,
    });
    methods.collect()
}

fn name(item: &syn::Item) -> Option<String> {
    Some(match item {
        syn::Item::Struct(item) => item.ident.to_string(),
        syn::Item::Enum(item) => item.ident.to_string(),
        syn::Item::Impl(item) => match &*item.self_ty {
            syn::Type::Path(path) => format!("impl {}", path.path.segments.last()?.ident),
            _ => return None,
        },
        syn::Item::Macro(item) => about(&item.mac)?,
        _ => return None,
    })
}

/// What a macro is about: `Vault` for `model!(Vault { … })`, `Headers` for `response_headers! { pub trait Headers … }`, and
/// the macro itself for `request_bodies!(Vault, Key)`, which is about many.
fn about(macro_call: &syn::Macro) -> Option<String> {
    let called = macro_call.path.segments.last()?.ident.to_string();
    if called == "request_bodies" {
        return Some("request_bodies!".to_owned());
    }
    let tokens = macro_call.tokens.to_string();
    let named = tokens.split_once("pub trait ").map_or(tokens.as_str(), |(_, rest)| rest);
    Some(named.split(|c: char| !c.is_alphanumeric() && c != '_').next()?.to_owned())
}
