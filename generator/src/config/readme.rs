//! Autorest's `readme.md`: Markdown whose fenced `yaml` blocks list the documents of each tag.
//!
//! Reads the four keys that matter here (`tag`, `title`, `input-file` and the block's condition) and no more YAML than
//! these are written in. Conditions on anything but the tag, such as `$(csharp)`, are false: we are none of those.

use super::condition;
use super::error::{ConfigError, ConfigErrors};
use super::join;
use crate::diagnostics::suggest;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A `readme.md`, read but with no tag chosen yet.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Readme {
    path: PathBuf,
    blocks: Vec<Block>,
}

/// What a tag of a readme stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Selection {
    /// The tag, if one was given or is the default.
    pub tag: Option<String>,
    /// `title`: the name of the client that other generators make.
    pub title: Option<String>,
    /// `input-file`, as paths that can be opened, in the order of the file.
    pub documents: Vec<PathBuf>,
}

/// A fenced block: ```` ``` yaml $(tag) == 'package-2024-11-01' ````.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
struct Block {
    condition: String,
    tag: Option<String>,
    title: Option<String>,
    input_files: Vec<String>,
}

impl Readme {
    /// Reads the `text` of the readme at `path`.
    pub fn parse(path: &Path, text: &str) -> Self {
        let mut blocks = Vec::new();
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        while let Some(line) = lines.next() {
            let Some(fence) = Fence::open(line) else { continue };
            let content: Vec<&str> = lines.by_ref().take_while(|line| !fence.closes(line)).collect();
            if let Some(condition) = fence.yaml_condition() {
                blocks.push(Block::parse(condition, &content));
            }
        }
        Self { path: path.to_owned(), blocks }
    }

    /// The tag that holds where none is asked for.
    pub fn default_tag(&self) -> Option<&str> {
        let unconditional = self.blocks.iter().filter(|block| condition::holds(&block.condition, None));
        unconditional.filter_map(|block| block.tag.as_deref()).next_back()
    }

    /// Every tag that some block is for, in the order of the file.
    pub fn tags(&self) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let tags = self.blocks.iter().flat_map(|block| condition::tags(&block.condition));
        tags.filter(|tag| seen.insert(tag.clone())).collect()
    }

    /// The title that holds whatever the tag.
    pub fn title(&self) -> Option<String> {
        let unconditional = self.blocks.iter().filter(|block| condition::holds(&block.condition, None));
        unconditional.filter_map(|block| block.title.clone()).next()
    }

    /// The documents of `tag`, or of the default one.
    pub fn select(&self, tag: Option<&str>) -> Result<Selection, ConfigErrors> {
        let tag = tag.or_else(|| self.default_tag());
        let blocks: Vec<&Block> = self.blocks.iter().filter(|block| condition::holds(&block.condition, tag)).collect();
        let base = self.path.parent().unwrap_or(Path::new(""));
        if let Some(file) = blocks.iter().flat_map(|block| &block.input_files).find(|file| file.contains("://")) {
            let error =
                ConfigError::new(&self.path, format!("`{file}` is on the network, and documents are read from disk"));
            return Err(error.help("name the readme in a checkout of its repository, with paths from there").into());
        }
        let mut seen = BTreeSet::new();
        let files = blocks.iter().flat_map(|block| &block.input_files).map(|file| locate(base, file));
        let documents: Vec<PathBuf> = files.filter(|file| seen.insert(file.clone())).collect();
        if documents.is_empty() {
            return Err(self.no_documents(tag).into());
        }
        let title = blocks.iter().find_map(|block| block.title.clone());
        Ok(Selection { tag: tag.map(str::to_owned), title, documents })
    }

    fn no_documents(&self, tag: Option<&str>) -> ConfigError {
        let tags = self.tags();
        let Some(tag) = tag else {
            let error =
                ConfigError::new(&self.path, "the readme has neither a default tag nor an `input-file` for all tags");
            return error.help(match &tags[..] {
                [] => "list documents under `input-file` in a block that begins with ```` ```yaml ````".to_owned(),
                tags => format!("choose a tag with `--tag`: {}", tags.join(", ")),
            });
        };
        let error = ConfigError::new(&self.path, format!("no block lists documents for tag `{tag}`"));
        match suggest(tag, tags.iter().map(String::as_str)) {
            Some(suggestion) => error.help(format!("did you mean `{suggestion}`? It has: {}", tags.join(", "))),
            None => error.help(format!("it has: {}", tags.join(", "))),
        }
    }
}

/// The path of an `input-file`: `./a.json`, `$(this-folder)/a.json`, with whichever slashes.
fn locate(base: &Path, file: &str) -> PathBuf {
    let file = file.replace('\\', "/");
    join(base, file.strip_prefix("$(this-folder)/").unwrap_or(&file))
}

/// The first line of a fenced block.
struct Fence<'a> {
    marker: &'a str,
    info: &'a str,
}

impl<'a> Fence<'a> {
    fn open(line: &'a str) -> Option<Self> {
        let line = line.trim_start();
        let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
        let length = line.len() - line.trim_start_matches(mark).len();
        (length >= 3).then(|| Self { marker: &line[..length], info: line[length..].trim() })
    }

    fn closes(&self, line: &str) -> bool {
        let line = line.trim();
        line.starts_with(self.marker) && line.chars().all(|c| self.marker.starts_with(c))
    }

    fn yaml_condition(&self) -> Option<&'a str> {
        let (language, condition) = self.info.split_once(char::is_whitespace).unwrap_or((self.info, ""));
        language.eq_ignore_ascii_case("yaml").then(|| condition.trim())
    }
}

impl Block {
    fn parse(condition: &str, lines: &[&str]) -> Self {
        let mut block = Self { condition: condition.to_owned(), ..Self::default() };
        let mut in_input_files = false;
        // A block may be indented as a whole, as in a list.
        let says = lines.iter().find(|line| !matches!(line.trim_start().chars().next(), None | Some('#')));
        let indent = says.map_or("", |line| &line[..line.len() - line.trim_start().len()]);
        for line in lines.iter().map(|line| line.strip_prefix(indent).unwrap_or(line).trim_end()) {
            let item = line.trim_start().strip_prefix("- ");
            if let Some(item) = item {
                // A list may stand at its key's own indentation.
                if in_input_files {
                    block.input_files.extend(scalar(item));
                }
            } else if !line.starts_with([' ', '\t', '#']) && !line.is_empty() {
                in_input_files = block.top_level(line);
            }
        }
        block
    }

    /// Takes in `key: value`; whether the items that follow are input files.
    fn top_level(&mut self, line: &str) -> bool {
        let Some((key, value)) = line.split_once(':') else { return false };
        match key.trim() {
            "tag" => self.tag = scalar(value),
            "title" => self.title = scalar(value),
            "input-file" => {
                self.input_files.extend(listed(scalar(value)));
                return true;
            }
            _ => {}
        }
        false
    }
}

/// The texts of `[a.json, b.json]`, or the only one.
fn listed(value: Option<String>) -> Vec<String> {
    let Some(value) = value else { return Vec::new() };
    match value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(items) => items.split(',').filter_map(scalar).collect(),
        None => vec![value],
    }
}

/// A plain or quoted scalar without its comment; none if it is empty.
fn scalar(text: &str) -> Option<String> {
    let text = text.trim();
    let value = match text.chars().next()? {
        quote @ ('"' | '\'') => text[1..].split(quote).next().unwrap_or_default(),
        '#' => "",
        _ => text.split(" #").next().unwrap_or_default().trim_end(),
    };
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const README: &str = "\
# KeyVault
``` yaml
openapi-type: arm
tag: package-2024-11-01 # the newest
title: KeyVaultManagementClient
```
```yaml $(tag) == 'package-2024-11-01'
input-file:
  - Microsoft.KeyVault/stable/2024-11-01/keys.json
  - ./Microsoft.KeyVault/stable/2024-11-01/keyvault.json   # main
  # - Microsoft.KeyVault/stable/2024-11-01/old.json
suppressions:
  - code: Something
```
``` yaml $(tag) == 'package-2015-06-01'
input-file: \"$(this-folder)/Microsoft.KeyVault\\\\stable\\\\2015-06-01\\\\keyvault.json\"
```
``` yaml $(csharp)
tag: never
input-file:
- never.json
```
```json
tag: neither
```
";

    fn documents(tag: Option<&str>) -> Vec<String> {
        let readme = Readme::parse(Path::new("kv/readme.md"), &README.replace("\\\\", "\\"));
        let selection = readme.select(tag).expect("the tag exists");
        selection.documents.iter().map(|path| path.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn the_default_tag_selects_its_block_only() {
        let expected = [
            "kv/Microsoft.KeyVault/stable/2024-11-01/keys.json",
            "kv/Microsoft.KeyVault/stable/2024-11-01/keyvault.json",
        ];
        assert_eq!(documents(None), expected);
    }

    #[test]
    fn a_tag_can_be_asked_for_and_paths_may_be_windows_paths() {
        assert_eq!(documents(Some("package-2015-06-01")), ["kv/Microsoft.KeyVault/stable/2015-06-01/keyvault.json"]);
    }

    #[test]
    fn title_and_tags_are_known() {
        let readme = Readme::parse(Path::new("readme.md"), README);
        assert_eq!(readme.select(None).expect("it has a default").title.as_deref(), Some("KeyVaultManagementClient"));
        assert_eq!(readme.tags(), ["package-2024-11-01", "package-2015-06-01"]);
    }

    #[test]
    fn blocks_are_written_in_many_ways() {
        let cases = [
            ("a list in a line", "```yaml\ninput-file: [a.json, \"b.json\"] # two\n```\n", "a.json b.json"),
            ("tildes", "~~~ yaml\ninput-file: a.json\n~~~\ninput-file: b.json\n", "a.json"),
            (
                "indented",
                "* x\n\n  ``` yaml\n  # y\n  input-file:\n    - a.json\n  other:\n  - b.json\n  ```\n",
                "a.json",
            ),
            ("of Windows", "\u{feff}```yaml\r\ninput-file:\r\n  - a.json\r\n```\r\n", "a.json"),
            ("never closed", "````yaml\ninput-file:\n- a.json\n```\n", "a.json"),
            ("another tag", "```yaml $(tag) != 'x'\ninput-file: a.json\n```\n", "a.json"),
            ("another language", "``` YAML !$(go)\ninput-file : [ a.json, 'b.json' ]\n```\n", "a.json b.json"),
        ];
        for (name, text, expected) in cases {
            let selection = Readme::parse(Path::new("readme.md"), text).select(None).expect(name);
            let documents: Vec<_> = selection.documents.iter().map(|path| path.to_string_lossy()).collect();
            assert_eq!(documents.join(" "), expected, "{name}");
        }
    }

    #[test]
    fn what_gives_no_documents_is_told() {
        let told = |text: &str| Readme::parse(Path::new("readme.md"), text).select(None).expect_err(text).to_string();
        assert!(told("# Nothing\n").contains("help: list documents under `input-file`"));
        assert!(
            told("```yaml $(tag) == 'a'\ninput-file: a.json\n```\n").contains("help: choose a tag with `--tag`: a")
        );
        let remote = told("```yaml\ninput-file: https://example.com/a.json\n```\n");
        assert!(remote.contains("`https://example.com/a.json` is on the network"), "{remote}");
    }

    #[test]
    fn an_unknown_tag_is_told_with_those_there_are() {
        let errors =
            Readme::parse(Path::new("readme.md"), README).select(Some("package-2024-11")).expect_err("no such tag");
        insta::assert_snapshot!(errors, @r"
        error[configuration]: no block lists documents for tag `package-2024-11`
         --> readme.md
          = help: did you mean `package-2024-11-01`? It has: package-2024-11-01, package-2015-06-01
        ");
    }
}
