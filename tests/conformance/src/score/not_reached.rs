//! `NOT_REACHED.md`: which scenarios are not reached, and why the reason lies outside our code.

use std::collections::BTreeMap;

/// The heading below which scenarios do not belong to what these tests are about.
const OUT_OF_SCOPE: &str = "## Out of scope";

/// The rows of the tables in `NOT_REACHED.md`.
#[derive(Clone, Debug, Default)]
pub struct NotReached {
    rows: BTreeMap<String, Row>,
}

#[derive(Clone, Debug)]
struct Row {
    document: String,
    reason: String,
    out_of_scope: bool,
}

impl NotReached {
    /// Reads every row that starts with a scenario in backticks: scenario, document, reason.
    pub fn parse(text: &str) -> Self {
        let mut rows = BTreeMap::new();
        let mut out_of_scope = false;
        for line in text.lines() {
            if line.starts_with("## ") {
                out_of_scope = line.trim_end() == OUT_OF_SCOPE;
            }
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let ["", scenario, document, reason, ..] = cells[..] else { continue };
            let Some(scenario) = scenario.strip_prefix('`').and_then(|name| name.strip_suffix('`')) else { continue };
            let row = Row { document: document.trim_matches('`').to_owned(), reason: reason.to_owned(), out_of_scope };
            rows.insert(scenario.to_owned(), row);
        }
        Self { rows }
    }

    /// Why `scenario` is not reached.
    pub fn reason(&self, scenario: &str) -> Option<&str> {
        self.rows.get(scenario).map(|row| row.reason.as_str())
    }

    /// The document that `scenario` belongs to.
    pub fn document(&self, scenario: &str) -> Option<&str> {
        self.rows.get(scenario).map(|row| row.document.as_str())
    }

    /// Whether `scenario` is about something else than the clients these tests are for.
    pub fn is_out_of_scope(&self, scenario: &str) -> bool {
        self.rows.get(scenario).is_some_and(|row| row.out_of_scope)
    }

    /// Every scenario listed.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.rows.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_from_other_lines() {
        let text = "# Title\n| scenario | document | reason |\n|---|---|---|\n| `a` | `b.json` | no verb |\n";
        let text = format!("{text}\n{OUT_OF_SCOPE}\n| `c` | `d.json` | XML |\n\n## More\n| `e` | `f.json` | g |\n");
        let not_reached = NotReached::parse(&text);
        assert_eq!(not_reached.names().collect::<Vec<_>>(), ["a", "c", "e"]);
        assert_eq!((not_reached.reason("a"), not_reached.document("a")), (Some("no verb"), Some("b.json")));
        let scopes = ["a", "c", "e"].map(|name| not_reached.is_out_of_scope(name));
        assert_eq!(scopes, [false, true, false], "the heading ends its section");
    }
}
