//! Names that follow from paths and titles where nobody chose any.
//!
//! | input | service | example |
//! |---|---|---|
//! | `specification/<service>/resource-manager/readme.md` | `<service>` | `keyvault` |
//! | a readme in a folder further down | `<service>-<folder>` | `containerservice-aks` |
//! | documents below `specification/<service>/` | `<service>` | `keyvault` |
//! | one other document | its file name | `petstore` |
//! | several other documents | their folder's name, versions and `stable`/`preview` skipped, `Microsoft.` left out | `keyvault` |
//!
//! The crate is `armspan-<service>` in lower case; whatever a crate's name cannot have becomes `-`. Of several packages
//! whose crates would be called the same, all but the first in the alphabet of their files are numbered: `keyvault-2`.
//!
//! The client is the readme's `title` if that names a client, without `Management`: `KeyVaultManagementClient` and
//! `Stream Analytics Management Client` give `KeyVaultClient` and `StreamAnalyticsClient`. Next come the title of the
//! documents by the same rule, the resource provider that most operations' paths name (`Microsoft.KeyVault` gives
//! `KeyVaultClient`), and the words of the documents' title, whatever they are.

use std::path::{Path, PathBuf};

/// Version of a crate that none is configured for.
pub(super) const VERSION: &str = "0.1.0";

/// The name of the crate for `service`.
pub fn crate_name(service: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c.to_ascii_lowercase() } else { '-' };
    let name: String = service.chars().map(allowed).collect();
    format!("armspan-{}", name.trim_matches('-'))
}

/// Whether cargo takes `name` for a crate.
pub(super) fn is_crate_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// What to call a crate instead.
pub(super) const CRATE_NAME_HELP: &str = "use letters, digits, `-` and `_`, a letter first";

/// Whether `name` can be the root client's: a Rust type that is called like one.
pub(super) fn is_client_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && name != "Self"
}

/// What to call a client instead.
pub(super) const CLIENT_NAME_HELP: &str = "use letters and digits, a capital first: `KeyVaultClient`";

/// The service that the readme at `path` describes.
pub(super) fn service_of_readme(path: &Path) -> String {
    let folders: Vec<String> = folders_of(path);
    let Some(service) = below_specification(&folders) else {
        return folders.last().cloned().unwrap_or_else(|| "service".to_owned());
    };
    match folders.last().map(String::as_str) {
        Some("resource-manager" | "data-plane") | None => service.to_lowercase(),
        Some(last) if last == service => service.to_lowercase(),
        Some(last) => format!("{service}-{last}").to_lowercase(),
    }
}

/// The service that `documents` describe.
pub(super) fn service_of_documents(documents: &[PathBuf]) -> String {
    let first = documents.first().map(PathBuf::as_path).unwrap_or(Path::new("service"));
    let folders = folders_of(first);
    if let Some(service) = below_specification(&folders) {
        return service.to_lowercase();
    }
    let stem = || first.file_stem().map_or_else(|| "service".to_owned(), |stem| stem.to_string_lossy().into_owned());
    if documents.len() == 1 {
        return stem();
    }
    let named = folders.iter().rev().find(|folder| !is_version_folder(folder));
    named.map_or_else(stem, |folder| folder.strip_prefix("Microsoft.").unwrap_or(folder).to_lowercase())
}

fn folders_of(path: &Path) -> Vec<String> {
    let parent = path.parent().unwrap_or(Path::new(""));
    let names = parent.components().filter_map(|component| match component {
        std::path::Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    names.collect()
}

fn below_specification(folders: &[String]) -> Option<&str> {
    let position = folders.iter().rposition(|folder| folder == "specification")?;
    folders.get(position + 1).map(String::as_str)
}

fn is_version_folder(folder: &str) -> bool {
    matches!(folder, "stable" | "preview") || folder.starts_with(|c: char| c.is_ascii_digit())
}

/// The client that a readme's `title` names; none where the title is only prose.
pub(crate) fn client_from_title(title: &str) -> Option<String> {
    let joined = upper_camel(title);
    let stem = joined.strip_suffix("Client")?;
    let stem = stem.strip_suffix("Management").unwrap_or(stem);
    let stem = if stem.is_empty() { "Management" } else { stem };
    Some(format!("{stem}Client"))
}

/// The words of `text` as one identifier; capitals inside a word stay.
pub(crate) fn upper_camel(text: &str) -> String {
    let mut result = String::new();
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        result.push_str(&first.to_ascii_uppercase());
        result.push_str(rest);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_of_readmes() {
        let cases = [
            ("specification/keyvault/resource-manager/readme.md", "keyvault"),
            ("/x/specification/cosmos-db/resource-manager/readme.md", "cosmos-db"),
            (
                "specification/containerservice/resource-manager/Microsoft.ContainerService/aks/readme.md",
                "containerservice-aks",
            ),
            (
                "specification/hdinsight/resource-manager/Microsoft.HDInsight/HDInsightOnAks/readme.md",
                "hdinsight-hdinsightonaks",
            ),
            ("keyvault/readme.md", "keyvault"),
        ];
        for (path, expected) in cases {
            assert_eq!(service_of_readme(Path::new(path)), expected, "{path}");
        }
    }

    #[test]
    fn services_of_documents() {
        let cases: [(&[&str], &str); 5] = [
            (&["x/specification/redis/resource-manager/Microsoft.Cache/stable/2024-03-01/redis.json"], "redis"),
            (&["petstore.json"], "petstore"),
            (&["specs/keyvault/2024-11-01/common.json", "specs/keyvault/2024-11-01/keys.json"], "keyvault"),
            (
                &["Microsoft.KeyVault/stable/2024-11-01/a.json", "Microsoft.KeyVault/stable/2024-11-01/b.json"],
                "keyvault",
            ),
            (&["a.json", "b.json"], "a"),
        ];
        for (paths, expected) in cases {
            let documents: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
            assert_eq!(service_of_documents(&documents), expected, "{paths:?}");
        }
    }

    #[test]
    fn crate_names_are_what_cargo_takes() {
        for (service, expected) in
            [("keyvault", "armspan-keyvault"), ("Cosmos DB.v2", "armspan-cosmos-db-v2"), ("(x)", "armspan-x")]
        {
            assert_eq!(crate_name(service), expected);
            assert!(is_crate_name(expected));
        }
        assert!(!is_crate_name("1st") && !is_crate_name("a b") && !is_crate_name(""));
    }

    #[test]
    fn clients_of_titles() {
        let cases = [
            ("KeyVaultManagementClient", Some("KeyVaultClient")),
            ("Stream Analytics Management Client", Some("StreamAnalyticsClient")),
            ("MonitorClient", Some("MonitorClient")),
            ("ManagementClient", Some("ManagementClient")),
            ("Azure Key Vault", None),
        ];
        for (title, expected) in cases {
            assert_eq!(client_from_title(title).as_deref(), expected, "{title}");
        }
    }
}
