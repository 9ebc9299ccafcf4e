//! The public API of a generated crate as text: one line per item, sorted.
//!
//! ```text
//! pub fn clients::VaultsClient::get(&self, vault_name: &str, options: Option<VaultsClientGetOptions<'_>>) -> …
//! pub enum models::SkuName
//! pub models::SkuName::Premium
//! pub struct models::Vault
//! pub models::Vault::tags: Option<HashMap<String, String>>
//! ```
//!
//! Made from the sources themselves and from nothing else, so that it also tells what is on disk, whoever wrote it. Two
//! inventories compared line by line say what a caller would notice; a committed one guards a crate against surprises.

mod items;
mod macros;
mod text;

use items::Module;
use std::collections::{BTreeMap, BTreeSet};

/// Every public item of the sources `files`, by path with `/`; `lib.rs` or `mod.rs` is the root.
///
/// What is no Rust is left out: nobody can call it.
pub fn inventory<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let parsed = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    let files: BTreeMap<&str, syn::File> =
        parsed.filter_map(|(path, text)| Some((path, syn::parse_file(text).ok()?))).collect();
    let root = ["lib.rs", "mod.rs"].into_iter().find_map(|name| files.get(name));
    let root = root.map(|file| Module::new(&files, "", "").lines(&file.items)).unwrap_or_default();
    let lines: BTreeSet<(String, String)> = root.into_iter().map(|line| (path(&line.text), line.text)).collect();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What a line is sorted by, so that an item and what belongs to it stand together.
fn path(line: &str) -> String {
    let mut rest = line.rsplit_once("] ").filter(|_| line.starts_with("#[")).map_or(line, |(_, rest)| rest);
    if let Some((_, implementor)) = rest.strip_prefix("impl ").and_then(|rest| rest.split_once(" for ")) {
        return implementor.to_owned();
    }
    for word in ["pub ", "async ", "fn ", "struct ", "enum ", "trait ", "type ", "use "] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    rest.to_owned()
}

/// What differs between two inventories.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Difference {
    /// Lines that only the first has.
    pub removed: Vec<String>,
    /// Lines that only the second has.
    pub added: Vec<String>,
}

/// Compares two inventories.
pub fn difference(old: &[String], new: &[String]) -> Difference {
    let only = |ones: &[String], others: &[String]| {
        let others: BTreeSet<&String> = others.iter().collect();
        ones.iter().filter(|line| !others.contains(line)).cloned().collect()
    };
    Difference { removed: only(old, new), added: only(new, old) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "
        pub mod clients; pub mod models; mod hidden;
        pub use clients::{Root, RootOptions};
        fn private() {}
    ";
    const CLIENTS: &str = "
        mod things;
        pub use things::ThingsClient;
        #[derive(Clone)] pub struct Root { pub(crate) id: String }
        impl Root { pub fn new(id: &str, options: Option<RootOptions>) -> Result<Self> { todo() } fn no(&self) {} }
        #[derive(Default, SafeDebug)] pub struct RootOptions { pub api_version: Option<String> }
    ";
    const THINGS: &str = "
        #[derive(Clone, Debug)] pub struct ThingsClient { pub(crate) client: Client }
        impl ThingsClient {
            #[deprecated]
            pub async fn get(&self, name: &str, options: Option<Options<'_>>) -> Result<Response<Thing>> { x }
        }
        pub struct NotExported;
    ";
    const MODELS: &str = "mod a; mod b; pub use a::*; pub use b::*;";
    const A: &str = r#"
        #[derive(Default)] pub struct Thing { pub map: Option<HashMap<String, Vec<Option<i32>>>>, pub extra: Extra }
        model!(Thing { map: "map" });
        #[non_exhaustive] pub enum Kind { Big, Named { x: u8 }, UnknownValue(String) }
        extensible_enum!(Kind: String { Big = "big" });
        request_bodies!(Thing, Kind);
        page!(Thing, map: Kind);
    "#;
    const B: &str = r#"
        response_headers! {
            /// Headers.
            pub trait Headers for Response<Thing> { /// Wait. 
                fn retry_after -> i32 = "retry-after"; }
        }
        polymorphic!(Fish, "type", Unknown(FishBase) { "a" => A(A) });
    "#;

    fn sources() -> [(&'static str, &'static str); 6] {
        [
            ("lib.rs", ROOT),
            ("clients/mod.rs", CLIENTS),
            ("clients/things.rs", THINGS),
            ("models/mod.rs", MODELS),
            ("models/a.rs", A),
            ("models/b.rs", B),
        ]
    }

    #[test]
    fn every_public_item_has_a_line() {
        insta::assert_snapshot!(inventory(sources()).join("\n"), @r"
        pub use Root = clients::Root
        pub use RootOptions = clients::RootOptions
        impl Clone for clients::Root
        pub struct clients::Root
        pub fn clients::Root::new(id: &str, options: Option<RootOptions>) -> Result<Self>
        impl Debug for clients::RootOptions
        impl Default for clients::RootOptions
        pub struct clients::RootOptions
        pub clients::RootOptions::api_version: Option<String>
        impl Clone for clients::ThingsClient
        impl Debug for clients::ThingsClient
        pub struct clients::ThingsClient
        #[deprecated] pub async fn clients::ThingsClient::get(&self, name: &str, options: Option<Options<'_>>) -> Result<Response<Thing>>
        pub trait models::Headers for Response<Thing>
        pub fn models::Headers::retry_after -> i32
        #[non_exhaustive] pub enum models::Kind
        impl TryInto<RequestContent<Kind>> for models::Kind
        pub models::Kind::Big
        pub models::Kind::Named { x: u8 }
        pub models::Kind::UnknownValue(String)
        impl Default for models::Thing
        impl Page<Item = Kind> for models::Thing
        impl TryInto<RequestContent<Thing>> for models::Thing
        pub struct models::Thing
        pub models::Thing::extra: Extra
        pub models::Thing::map: Option<HashMap<String, Vec<Option<i32>>>>
        ");
    }

    #[test]
    fn a_difference_is_told_by_lines() {
        let old = inventory(sources());
        let mut changed = sources();
        let text = A.replace("Big, ", "Big, Small, ").replace("pub extra: Extra", "");
        changed[4].1 = &text;
        let difference = difference(&old, &inventory(changed));
        assert_eq!(difference.removed, ["pub models::Thing::extra: Extra"]);
        assert_eq!(difference.added, ["pub models::Kind::Small"]);
    }
}
