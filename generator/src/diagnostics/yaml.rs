//! Places in YAML, guessed from its layout.

/// Follows `tokens` through block YAML by indentation; flow style and anchors are where guessing ends.
pub(super) fn offset(text: &str, tokens: &[String]) -> Option<usize> {
    let lines = yaml_lines(text);
    let mut found = lines.first()?.start;
    let mut from = 0;
    let mut inside: Option<usize> = None; // indentation of the entry whose block is searched
    for token in tokens {
        let block = lines.get(from..)?;
        let first = block.first()?;
        // A list may stand at the indentation of its key; everything else is deeper.
        let deep_enough = |indent: usize, is_item: bool| match inside {
            Some(parent) => indent > parent || (indent == parent && is_item),
            None => true,
        };
        if !deep_enough(first.indent, first.is_item) {
            return None;
        }
        let level = first.indent;
        let mut index = 0;
        let position = block.iter().position(|line| {
            let here = line.indent == level && line.is_item == first.is_item;
            if here && line.is_item {
                index += 1;
                return token.parse() == Ok(index - 1);
            }
            here && line.key == Some(token.as_str())
        })?;
        let ended = block[..position].iter().any(|line| line.indent < level);
        if ended {
            return None;
        }
        let line = &block[position];
        found = line.start;
        inside = Some(line.indent);
        from += position + 1;
    }
    Some(found)
}

struct YamlLine<'a> {
    start: usize,
    indent: usize,
    key: Option<&'a str>,
    is_item: bool,
}

/// The entries of `text`: a list item that begins with a key counts as two, the item and, deeper, the key.
fn yaml_lines(text: &str) -> Vec<YamlLine<'_>> {
    let mut lines = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let mut rest = line.trim_end();
        let mut indent = rest.len() - rest.trim_start().len();
        rest = rest.trim_start();
        if !(rest.is_empty() || rest.starts_with('#') || rest == "---") {
            while let Some(item) = rest.strip_prefix("- ").or((rest == "-").then_some("")) {
                lines.push(YamlLine { start: offset + indent, indent, key: None, is_item: true });
                let trimmed = item.trim_start();
                indent += rest.len() - trimmed.len();
                rest = trimmed;
            }
            if !rest.is_empty() {
                lines.push(YamlLine { start: offset + indent, indent, key: yaml_key(rest), is_item: false });
            }
        }
        offset += line.len();
    }
    lines
}

fn yaml_key(line: &str) -> Option<&str> {
    if let Some(quote) = line.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        let end = line[1..].find(quote)? + 1;
        return line[end + 1..].trim_start().starts_with(':').then(|| &line[1..end]);
    }
    let end = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1))?;
    Some(&line[..end])
}

#[cfg(test)]
mod tests {
    use super::super::locate;

    #[test]
    fn pointers_into_yaml() {
        let text = "# title\nswagger: '2.0'\npaths:\n  /a:\n    get:\n      parameters:\n      - name: x\n        in: query\n      - $ref: '#/y'\n\"definitions\":\n  A:\n    type: object\n";
        for (name, pointer, expected) in [
            ("root", "", Some((2, 1))),
            ("key", "/paths/~1a/get", Some((5, 5))),
            ("item", "/paths/~1a/get/parameters/1", Some((9, 7))),
            ("key in item", "/paths/~1a/get/parameters/0/in", Some((8, 9))),
            ("first key in item", "/paths/~1a/get/parameters/0/name", Some((7, 9))),
            ("quoted key", "/definitions/A/type", Some((12, 5))),
            ("sibling of the parent", "/paths/A", None),
            ("nothing", "/nothing", None),
        ] {
            assert_eq!(locate(text, pointer), expected, "{name}");
        }
    }
}
