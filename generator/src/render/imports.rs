//! What a file uses of others, collected while its items are rendered.

use super::context::Ctx;
use crate::origin::DocumentId;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use std::collections::{BTreeMap, BTreeSet};
use syn::Ident;

/// Where a generated type lives, below `models`.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Home {
    /// `clients` and everything else that is not below `models`.
    Elsewhere,
    /// The module of a document.
    Document(DocumentId),
    /// `options`.
    Options,
    /// `headers`.
    Headers,
    /// `parameters`.
    Parameters,
}

/// Names that items of a file use without a path.
#[derive(Clone, Debug, Default)]
pub(super) struct Imports {
    paths: BTreeSet<&'static str>,
    types: BTreeSet<(Home, String)>,
}

impl Imports {
    /// The last part of a path such as `azure_core::http::Response`, to be used by itself.
    pub fn path(&mut self, path: &'static str) -> Ident {
        self.paths.insert(path);
        format_ident!("{}", path.rsplit("::").next().unwrap_or(path))
    }

    /// A type of `models`.
    pub fn model(&mut self, home: Home, name: &str) -> Ident {
        self.types.insert((home, name.to_owned()));
        format_ident!("{name}")
    }

    /// Adds what other items use.
    pub fn extend(&mut self, other: Self) {
        self.paths.extend(other.paths);
        self.types.extend(other.types);
    }

    /// The `use` declarations of a file that stands at `home`, `depth` modules below the root.
    pub fn declarations(&self, ctx: Ctx<'_>, home: Home, depth: usize) -> Vec<TokenStream> {
        let types: BTreeSet<_> = self.types.iter().filter(|(from, _)| *from != home).map(|(_, name)| name).collect();
        let types: Vec<_> = types.into_iter().map(|name| format_ident!("{name}")).collect();
        let models = match home {
            Home::Elsewhere if ctx.is_crate_root() => quote!(crate::models),
            Home::Elsewhere => {
                let up = (0..depth).map(|_| quote!(super::));
                quote!(#(#up)*models)
            }
            _ => quote!(super),
        };
        let mut declarations = Vec::new();
        if !types.is_empty() {
            declarations.push(quote!(use #models::{#(#types),*};));
        }
        declarations.extend(external(&self.paths));
        declarations
    }
}

/// One `use` per module of other crates.
fn external(paths: &BTreeSet<&'static str>) -> Vec<TokenStream> {
    let mut modules: BTreeMap<&str, Vec<Ident>> = BTreeMap::new();
    for path in paths {
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        modules.entry(module).or_default().push(format_ident!("{name}"));
    }
    let declarations = modules.into_iter().map(|(module, names)| {
        let module: Vec<_> = module.split("::").map(|part| format_ident!("{part}")).collect();
        match &names[..] {
            [name] => quote!(use #(#module)::*::#name;),
            names => quote!(use #(#module)::*::{#(#names),*};),
        }
    });
    declarations.collect()
}

/// A name as an identifier, raw where it has to be.
pub(super) fn ident(name: &str) -> Ident {
    match name.strip_prefix("r#") {
        Some(name) => Ident::new_raw(name, proc_macro2::Span::call_site()),
        None => format_ident!("{name}"),
    }
}
