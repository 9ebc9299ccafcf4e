//! Items of a module, and what re-exports make of them.

use super::macros;
use super::text::{self, tokens};
use std::collections::BTreeMap;
use syn::{Attribute, Fields, ImplItem, Item, UseTree, Visibility};

/// A line of the inventory.
pub(super) struct Line {
    /// The item of the module that it belongs to, which is what a re-export names.
    pub(super) owner: String,
    /// The line.
    pub(super) text: String,
}

/// A module while it is read.
pub(super) struct Module<'a> {
    files: &'a BTreeMap<&'a str, syn::File>,
    /// The folder of its own modules: `models/`.
    folder: String,
    /// What stands before its items: `models::`.
    prefix: String,
}

impl<'a> Module<'a> {
    pub(super) fn new(files: &'a BTreeMap<&'a str, syn::File>, folder: &str, prefix: &str) -> Self {
        Self { files, folder: folder.to_owned(), prefix: prefix.to_owned() }
    }

    /// The lines of its public items.
    pub(super) fn lines(&self, items: &[Item]) -> Vec<Line> {
        items.iter().flat_map(|item| self.item(item, items)).collect()
    }

    fn item(&self, item: &Item, siblings: &[Item]) -> Vec<Line> {
        match item {
            Item::Mod(module) if is_public(&module.vis) => {
                let name = module.ident.to_string();
                let lines = self.below(item, &format!("{}{name}::", self.prefix));
                lines.into_iter().map(|line| Line { owner: name.clone(), ..line }).collect()
            }
            Item::Use(import) if is_public(&import.vis) => self.exports(&import.tree, siblings),
            Item::Struct(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                let head = format!("pub struct {}{name}{}", self.prefix, tokens(&item.generics));
                let mut texts = vec![marked(&item.attrs, head)];
                texts.extend(derives(&item.attrs).map(|derive| format!("impl {derive} for {}{name}", self.prefix)));
                texts.extend(fields(&item.fields).map(|field| format!("pub {}{name}::{field}", self.prefix)));
                owned(&name, texts)
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                let head = format!("pub enum {}{name}{}", self.prefix, tokens(&item.generics));
                let mut texts = vec![marked(&item.attrs, head)];
                texts.extend(derives(&item.attrs).map(|derive| format!("impl {derive} for {}{name}", self.prefix)));
                let variants = item.variants.iter();
                texts.extend(variants.map(|variant| format!("pub {}{name}::{}", self.prefix, text::variant(variant))));
                owned(&name, texts)
            }
            Item::Type(item) if is_public(&item.vis) => {
                let name = item.ident.to_string();
                let head = format!("pub type {}{name}{} = {}", self.prefix, tokens(&item.generics), tokens(&item.ty));
                owned(&name, vec![head])
            }
            Item::Fn(item) if is_public(&item.vis) => {
                let name = item.sig.ident.to_string();
                owned(&name, vec![marked(&item.attrs, format!("pub {}", text::signature(&item.sig, &self.prefix)))])
            }
            Item::Impl(item) => self.implementation(item),
            Item::Macro(invocation) => macros::lines(invocation, &self.prefix),
            _ => Vec::new(),
        }
    }

    /// Methods of a type of this module, or the line of a trait it implements.
    fn implementation(&self, item: &syn::ItemImpl) -> Vec<Line> {
        let owner = tokens(&item.self_ty);
        let name: String = owner.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if let Some((path, _)) = &item.trait_ {
            return owned(&name, vec![format!("impl {} for {}{owner}", tokens(path), self.prefix)]);
        }
        let methods = item.items.iter().filter_map(|item| match item {
            ImplItem::Fn(method) if is_public(&method.vis) => {
                let prefix = format!("{}{name}::", self.prefix);
                Some(marked(&method.attrs, format!("pub {}", text::signature(&method.sig, &prefix))))
            }
            _ => None,
        });
        owned(&name, methods.collect())
    }

    /// The lines of a module below this one, told with `prefix`.
    fn below(&self, item: &Item, prefix: &str) -> Vec<Line> {
        let Item::Mod(module) = item else { return Vec::new() };
        let name = module.ident.to_string();
        let name = name.trim_start_matches("r#");
        let inner = Module::new(self.files, &format!("{}{name}/", self.folder), prefix);
        if let Some((_, items)) = &module.content {
            return inner.lines(items);
        }
        let paths = [format!("{}{name}.rs", self.folder), format!("{}{name}/mod.rs", self.folder)];
        let file = paths.iter().find_map(|path| self.files.get(path.as_str()));
        file.map(|file| inner.lines(&file.items)).unwrap_or_default()
    }

    /// Items of a private module that `pub use` gives this one; other re-exports are lines of their own.
    fn exports(&self, tree: &UseTree, siblings: &[Item]) -> Vec<Line> {
        let UseTree::Path(path) = tree else { return Vec::new() };
        if path.ident == "self" {
            return self.exports(&path.tree, siblings);
        }
        let module = siblings.iter().find(|item| matches!(item, Item::Mod(module) if module.ident == path.ident));
        let is_private = matches!(module, Some(Item::Mod(module)) if !is_public(&module.vis));
        let names = names(&path.tree);
        if let Some(module) = module.filter(|_| is_private) {
            let lines = self.below(module, &self.prefix).into_iter();
            return lines.filter(|line| names.as_ref().is_none_or(|names| names.contains(&line.owner))).collect();
        }
        let line = |name: String| Line {
            text: format!("pub use {}{name} = {}::{name}", self.prefix, path.ident),
            owner: name,
        };
        names.unwrap_or_else(|| vec!["*".to_owned()]).into_iter().map(line).collect()
    }
}

/// The names that the end of a `use` brings; none for `*`.
fn names(tree: &UseTree) -> Option<Vec<String>> {
    match tree {
        UseTree::Name(name) => Some(vec![name.ident.to_string()]),
        UseTree::Rename(rename) => Some(vec![rename.rename.to_string()]),
        UseTree::Group(group) => group.items.iter().map(names).collect::<Option<Vec<_>>>().map(|names| names.concat()),
        UseTree::Path(path) => names(&path.tree),
        _ => None,
    }
}

/// Lines of one owner.
pub(super) fn owned(owner: &str, texts: Vec<String>) -> Vec<Line> {
    texts.into_iter().map(|text| Line { owner: owner.to_owned(), text }).collect()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn fields(fields: &Fields) -> impl Iterator<Item = String> {
    let public = fields.iter().filter(|field| is_public(&field.vis)).enumerate();
    public.map(|(index, field)| {
        let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
        format!("{name}: {}", tokens(&field.ty))
    })
}

/// Attributes that callers notice stand before the item.
fn marked(attributes: &[Attribute], text: String) -> String {
    let noticed = ["non_exhaustive", "deprecated", "must_use"];
    let found = noticed.iter().filter(|name| attributes.iter().any(|attribute| attribute.path().is_ident(name)));
    let marks: String = found.map(|name| format!("#[{name}] ")).collect();
    format!("{marks}{text}")
}

/// The traits that derives implement: `SafeDebug` is azure_core's way to `Debug`.
fn derives(attributes: &[Attribute]) -> impl Iterator<Item = String> {
    let lists = attributes.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let lists = lists.filter_map(|attribute| attribute.meta.require_list().ok()).map(|list| tokens(&list.tokens));
    let traits: Vec<String> = lists.flat_map(|list| list.split(", ").map(str::to_owned).collect::<Vec<_>>()).collect();
    traits.into_iter().map(|name| if name == "SafeDebug" { "Debug".to_owned() } else { name })
}
