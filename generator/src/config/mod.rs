//! What to generate: from an `armspan.toml`, an autorest `readme.md`, a folder or plain documents to a [`Config`].
//!
//! Says only which documents and under which names; opens none of them.

mod condition;
mod derive;
mod error;
mod file;
mod packages;
mod readme;
mod section;

pub use derive::crate_name;
pub use error::{ConfigError, ConfigErrors};
pub use packages::{PackageEntry, find_readmes, read_packages};
pub use readme::Readme;

pub(crate) use derive::{client_from_title, upper_camel};

use std::path::{Component, Path, PathBuf};

/// One package: what it is called, the documents it is made from, where the result goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// Names of the package.
    pub package: Package,
    /// The documents, as paths that can be opened; documents that these refer to are found by themselves.
    pub documents: Vec<PathBuf>,
    /// Folder for the generated sources, if one is configured.
    pub output: Option<PathBuf>,
    /// What the sources are to their surroundings.
    pub layout: SourceLayout,
    /// Folder for tests that replay the documents' examples: the `tests` folder of the crate that has the output.
    pub tests: Option<PathBuf>,
    /// Who holds which parameter, where the documents' word does not count.
    pub parameters: Parameters,
    /// Names that differ from what the documents say.
    pub renames: Vec<Rename>,
    /// Facts that differ from what the documents say.
    pub corrections: Vec<Correction>,
    /// The file this was read from; none for plain documents.
    pub file: Option<PathBuf>,
    /// The readme that `file` leaves the list of documents to.
    pub readme: Option<PathBuf>,
    /// The folder that documents are told from, where that is not the folder of `file` or of the first document.
    pub root: Option<PathBuf>,
}

/// What generated sources are to their surroundings.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SourceLayout {
    /// A library: `lib.rs` is at the top.
    #[default]
    Library,
    /// A module of a crate: `mod.rs` is at the top.
    Module,
}

/// Names of a package.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Package {
    /// The crate's name: `armspan-keyvault`.
    pub name: String,
    /// The root client's name: `KeyVaultClient`. None: it follows from the documents.
    pub client: Option<String>,
    /// The api-version that the documents must have. None: whatever they have.
    pub api_version: Option<String>,
    /// The crate's version, where a whole crate is written.
    pub version: String,
}

/// Who holds which parameter, by its name on the wire.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Parameters {
    /// Given once, to the client.
    pub client: Vec<String>,
    /// Given to each method.
    pub method: Vec<String>,
}

/// A name that differs from what the documents say.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rename {
    /// What is renamed.
    pub subject: RenameSubject,
    /// The name in the documents.
    pub from: String,
    /// The name wanted, spelled as a document would spell it: Rust's casing is applied later.
    pub to: String,
    /// Line of the configuration.
    pub line: usize,
}

/// What a [`Rename`] renames.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum RenameSubject {
    /// A model or an enum, by its name in the documents.
    Type,
    /// An operation, by its `operationId`.
    Operation,
    /// A group of operations, by the part of the `operationId` before the `_`.
    Group,
    /// A property, as `Type.property`.
    Property,
    /// A value of an enum, as `Type.value`.
    Value,
}

/// A fact that differs from what a document says.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// End of the document's path: `2024-11-01/keyvault.json`.
    pub document: String,
    /// JSON pointer into the published text.
    pub pointer: String,
    /// The value to put there; none removes what stands there.
    pub value: Option<serde_json::Value>,
    /// Why, and where that can be read.
    pub reason: String,
    /// Line of the configuration.
    pub line: usize,
}

/// What a command line or a build script says beside the input; it wins over the input.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Overrides {
    /// The crate's name.
    pub name: Option<String>,
    /// The root client's name.
    pub client: Option<String>,
    /// The tag of a `readme.md`.
    pub tag: Option<String>,
    /// The folder for the generated sources.
    pub output: Option<PathBuf>,
}

impl Config {
    /// Reads what `inputs` name: one `armspan.toml`, one `readme.md`, one folder of documents, or documents.
    pub fn read(inputs: &[PathBuf], overrides: &Overrides) -> Result<Self, ConfigErrors> {
        let mut config = match inputs {
            [] => return Err(ConfigError::new(Path::new("."), "nothing to generate from").into()),
            [file] if has_extension(file, &["toml"]) => Self::from_file(file)?,
            [readme] if has_extension(readme, &["md"]) => Self::from_readme(readme, overrides.tag.as_deref())?,
            documents => Self::from_documents(documents)?,
        };
        if overrides.tag.is_some() && !inputs.first().is_some_and(|input| has_extension(input, &["md"])) {
            return Err(ConfigError::new(&inputs[0], "a tag was given, but only a `readme.md` has tags").into());
        }
        let unfit = |name: &Option<String>, fits: fn(&str) -> bool| name.clone().filter(|name| !fits(name));
        let refused = |name: String, what: &str, help: &str| {
            let message = format!("`{name}` cannot be the name of a {what}: {help}");
            Err(ConfigErrors::from(ConfigError::new(&inputs[0], message)))
        };
        if let Some(name) = unfit(&overrides.name, derive::is_crate_name) {
            return refused(name, "crate", derive::CRATE_NAME_HELP);
        }
        if let Some(name) = unfit(&overrides.client, derive::is_client_name) {
            return refused(name, "client", derive::CLIENT_NAME_HELP);
        }
        config.apply(overrides);
        Ok(config)
    }

    /// Reads an `armspan.toml`.
    ///
    /// An update that was interrupted half-way is completed first: between two versions there is nothing to read.
    pub fn from_file(path: &Path) -> Result<Self, ConfigErrors> {
        crate::update::journal::recover(path.parent().unwrap_or(Path::new("")))
            .map_err(|error| ConfigError::new(path, format!("an interrupted update cannot be completed: {error}")))?;
        let text = read(path)?;
        let mut config = file::parse(path, &text)?;
        config.file = Some(path.to_owned());
        Ok(config)
    }

    /// Reads an autorest `readme.md`; without `tag`, its default one.
    pub fn from_readme(path: &Path, tag: Option<&str>) -> Result<Self, ConfigErrors> {
        let readme = Readme::parse(path, &read(path)?);
        let selection = readme.select(tag)?;
        let package = Package {
            name: crate_name(&derive::service_of_readme(path)),
            client: selection.title.as_deref().and_then(derive::client_from_title),
            api_version: None,
            version: derive::VERSION.to_owned(),
        };
        Ok(Self { package, documents: selection.documents, file: Some(path.to_owned()), ..Self::default() })
    }

    /// Takes documents, and all documents directly in a folder where a folder is given.
    pub fn from_documents(paths: &[PathBuf]) -> Result<Self, ConfigErrors> {
        let mut documents = Vec::new();
        for path in paths {
            documents.extend(documents_at(path)?);
        }
        let package = Package {
            name: crate_name(&derive::service_of_documents(&documents)),
            client: None,
            api_version: None,
            version: derive::VERSION.to_owned(),
        };
        Ok(Self { package, documents, ..Self::default() })
    }

    /// The folder that the configuration's own paths are relative to, and that paths in the output are told from.
    pub fn base(&self) -> PathBuf {
        if let Some(root) = &self.root {
            return root.clone();
        }
        let file = self.file.as_deref().or(self.documents.first().map(PathBuf::as_path));
        file.and_then(Path::parent).map(Path::to_owned).unwrap_or_default()
    }

    /// The documents relative to [`Config::base`], so that the output does not depend on where the command was run.
    pub fn relative_documents(&self) -> Vec<PathBuf> {
        let base = self.base();
        self.documents.iter().map(|document| relative(&base, document)).collect()
    }

    /// A line of the configuration, for messages: `specs/keyvault/armspan.toml:12`.
    pub(crate) fn place(&self, line: usize) -> String {
        let file = self.file.as_deref().unwrap_or(Path::new("armspan.toml"));
        format!("{}:{line}", file.to_string_lossy().replace('\\', "/"))
    }

    fn apply(&mut self, overrides: &Overrides) {
        if let Some(name) = &overrides.name {
            self.package.name.clone_from(name);
        }
        if overrides.client.is_some() {
            self.package.client.clone_from(&overrides.client);
        }
        if overrides.output.is_some() {
            self.output.clone_from(&overrides.output);
        }
    }
}

/// The documents that `path` stands for: itself, or what lies directly in the folder, sorted.
fn documents_at(path: &Path) -> Result<Vec<PathBuf>, ConfigError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path).map_err(|error| unreadable(path, &error))?;
    let mut documents: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| is_document(path)).collect();
    documents.sort();
    if documents.is_empty() {
        return Err(ConfigError::new(path, "no document lies directly in this folder")
            .help("name the folder that holds the `.json` files"));
    }
    Ok(documents)
}

fn is_document(path: &Path) -> bool {
    path.is_file() && has_extension(path, &["json", "yaml", "yml"])
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

fn read(path: &Path) -> Result<String, ConfigError> {
    std::fs::read_to_string(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> ConfigError {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        _ => error.to_string(),
    };
    ConfigError::new(path, format!("cannot be read: {reason}"))
}

/// `base` and `path` as one, without `.` and with `..` resolved by name, so that equal files have equal paths.
pub(crate) fn join(base: &Path, path: &str) -> PathBuf {
    let mut joined = PathBuf::new();
    for component in base.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(joined.components().next_back(), Some(Component::Normal(_))) => {
                joined.pop();
            }
            other => joined.push(other),
        }
    }
    joined
}

/// `path` as seen from the folder `base`; absolute where the two have nothing in common.
pub(crate) fn relative(base: &Path, path: &Path) -> PathBuf {
    let absolute = |path: &Path| join(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()), "");
    by_name(base, path).unwrap_or_else(|| {
        let path = absolute(path);
        by_name(&absolute(base), &path).unwrap_or(path)
    })
}

fn by_name(base: &Path, path: &Path) -> Option<PathBuf> {
    let common = base.components().zip(path.components()).take_while(|(left, right)| left == right).count();
    let mut up = base.components().skip(common);
    // From inside `..` there is no telling by name where `path` lies, nor from one drive to another.
    let possible = path.is_absolute() == base.is_absolute() && up.clone().all(|it| matches!(it, Component::Normal(_)));
    let up = up.by_ref().map(|_| Component::ParentDir);
    possible.then(|| up.chain(path.components().skip(common)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_a_folder() {
        let cases = [
            ("specs/kv", "specs/kv/a/b.json", "a/b.json"),
            ("specs/kv", "specs/common/t.json", "../common/t.json"),
            ("", "specs/a.json", "specs/a.json"),
            ("/a/b", "/a/c", "../c"),
            ("../x", "../y/z", "../y/z"),
        ];
        for (base, path, expected) in cases {
            assert_eq!(relative(Path::new(base), Path::new(path)), Path::new(expected), "{path} from {base}");
        }
        let here = std::env::current_dir().expect("there is a current folder");
        assert_eq!(relative(&here.join("a"), Path::new("b/c")), Path::new("../b/c"));
        let name = here.file_name().expect("tests do not run at the top");
        assert_eq!(relative(Path::new(".."), Path::new("a")), Path::new(name).join("a"));
    }

    #[test]
    fn paths_are_joined_by_name() {
        let cases = [
            ("a/b", "../c.json", "a/c.json"),
            ("a", "./c.json", "a/c.json"),
            ("", "../c", "../c"),
            ("../a", "../../c", "../../c"),
            ("/a", "/b", "/b"),
        ];
        for (base, path, expected) in cases {
            assert_eq!(join(Path::new(base), path), Path::new(expected), "{base} + {path}");
        }
    }

    #[test]
    fn a_tag_for_something_without_tags_is_refused() {
        let overrides = Overrides { tag: Some("package-2024".to_owned()), ..Overrides::default() };
        let error = Config::read(&["a.json".into()], &overrides).expect_err("documents have no tags");
        assert_eq!(error.0[0].message, "a tag was given, but only a `readme.md` has tags");
    }

    #[test]
    fn overrides_win() {
        let overrides = Overrides { name: Some("mine".to_owned()), output: Some("out".into()), ..Overrides::default() };
        let config = Config::read(&["specs/a.json".into()], &overrides).expect("plain documents need no file");
        assert_eq!((config.package.name.as_str(), config.output), ("mine", Some("out".into())));
        assert_eq!(config.documents, [PathBuf::from("specs/a.json")]);
    }
}
