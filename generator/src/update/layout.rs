//! Where documents from elsewhere go beside a configuration, told by where those in use lie.
//!
//! | in use, seen from the configuration | new document | common types |
//! |---|---|---|
//! | `2023-07-01/keyvault.json` | `2024-11-01/keyvault.json` | where they are, else `common-types/` |
//! | `docs/stable/2023-07-01/keyvault.json` | `docs/stable/2024-11-01/keyvault.json` | likewise |
//! | `keyvault.json` | `keyvault.json` | likewise |

use super::discover::{Found, version_of};
use super::version::ApiVersion;
use crate::config::relative;
use std::path::{Component, Path, PathBuf};

/// The common types' folder, wherever it is.
const COMMON: &str = "common-types";

/// How the documents in use are laid out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Layout {
    /// What stands before the folder of a version, or before the document where there is no such folder.
    prefix: PathBuf,
    /// Whether each version has a folder.
    by_version: bool,
    /// Where the common types' folder lies.
    common: PathBuf,
    /// They are used where they are published: nothing is brought in.
    pub(super) in_place: bool,
}

impl Layout {
    /// Learns from `documents`, those listed, and `all`, those and what they refer to; both relative to `base`.
    pub(super) fn learn(base: &Path, documents: &[PathBuf], all: &[PathBuf], found: &Found) -> Self {
        let first = documents.first().cloned().unwrap_or_default();
        let by_version = version_of(&first).is_some();
        let folder = first.parent().unwrap_or(Path::new("")).to_owned();
        let prefix = if by_version { before_version(&first) } else { folder };
        let common = all.iter().find_map(|path| before(path, COMMON)).unwrap_or_default();
        let home = absolute(&found.home);
        let in_place =
            !documents.is_empty() && documents.iter().all(|path| absolute(&base.join(path)).starts_with(&home));
        Self { prefix, by_version, common, in_place }
    }

    /// Where the document at `source` goes, seen from the configuration.
    pub(super) fn target(&self, base: &Path, source: &Path, found: &Found) -> PathBuf {
        if self.in_place {
            return relative(base, source);
        }
        if let Some(rest) = after(source, COMMON) {
            return self.common.join(COMMON).join(rest);
        }
        match source.strip_prefix(&found.home) {
            Ok(below) => self.own(source, below, found),
            // Another service's, or one for all versions of this one.
            Err(_) => {
                let beside =
                    found.home.parent().and_then(|parent| source.strip_prefix(parent).ok()).map(Path::to_owned);
                let rest = after(source, "specification").or(beside);
                self.root().join(rest.unwrap_or_else(|| source.file_name().unwrap_or_default().into()))
            }
        }
    }

    /// A document of the service itself.
    fn own(&self, source: &Path, below: &Path, found: &Found) -> PathBuf {
        if version_of(below).is_none() {
            return self.root().join(below);
        }
        let part = found.part(source);
        let single = found.parts().len() <= 1;
        let rest = below.strip_prefix(&part).unwrap_or(below);
        let rest: PathBuf =
            rest.components().skip_while(|component| is_any(component, &["stable", "preview"])).collect();
        if !self.by_version {
            let in_version: PathBuf = rest.components().skip_while(|component| version(component).is_some()).collect();
            return self.prefix.join(in_version);
        }
        let prefix = if single { self.prefix.clone() } else { self.prefix_without_part(found).join(part) };
        kept_apart(&prefix, &rest).join(rest)
    }

    /// The prefix without the folder of a part, where parts are kept apart.
    fn prefix_without_part(&self, found: &Found) -> PathBuf {
        let part = found.parts().into_iter().find(|part| !part.as_os_str().is_empty() && self.prefix.ends_with(part));
        let levels = part.map_or(0, |part| part.components().count());
        self.prefix.ancestors().nth(levels).unwrap_or(&self.prefix).to_owned()
    }

    /// The folder for what belongs to no version.
    fn root(&self) -> PathBuf {
        self.prefix.components().take_while(|component| !is_any(component, &["stable", "preview"])).collect()
    }
}

/// Where stable versions and previews lie apart, a version goes to its kind.
fn kept_apart(prefix: &Path, rest: &Path) -> PathBuf {
    let apart = prefix.components().next_back().is_some_and(|component| is_any(&component, &["stable", "preview"]));
    match rest.components().next().and_then(|component| version(&component)) {
        Some(version) if apart => prefix.with_file_name(if version.is_preview() { "preview" } else { "stable" }),
        _ => prefix.to_owned(),
    }
}

fn before_version(path: &Path) -> PathBuf {
    path.components().take_while(|component| version(component).is_none()).collect()
}

fn version(component: &Component<'_>) -> Option<ApiVersion> {
    ApiVersion::parse(&component.as_os_str().to_string_lossy())
}

fn is_any(component: &Component<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| component.as_os_str() == *name)
}

/// What stands before the folder `name` in a path that has it.
fn before(path: &Path, name: &str) -> Option<PathBuf> {
    let position = path.components().position(|component| is_any(&component, &[name]))?;
    Some(path.components().take(position).collect())
}

/// What stands after the last folder `name` in a path that has it.
fn after(path: &Path, name: &str) -> Option<PathBuf> {
    let position = path.components().collect::<Vec<_>>().iter().rposition(|component| is_any(component, &[name]))?;
    Some(path.components().skip(position + 1).collect())
}

fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
