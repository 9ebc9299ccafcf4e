//! The score: what the servers counted, joined with what the tests asserted.

mod floors;
mod not_reached;

pub use floors::Floors;
pub use not_reached::NotReached;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A set of scenarios that a server reports on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Suite {
    /// AutoRest: what ARM does.
    Azure,
    /// AutoRest: what every REST client does.
    General,
    /// AutoRest: what its authors leave open.
    Optional,
    /// Spector: the scenarios of Azure Resource Manager.
    Spector,
}

/// What Spector's report puts before the name of each scenario of Azure Resource Manager.
const SPECTOR_PREFIX: &str = "Azure_ResourceManager_";

impl Suite {
    /// Every suite, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Spector, Self::Azure, Self::General, Self::Optional];

    /// As it is called in the table and among the floors.
    pub fn name(self) -> &'static str {
        match self {
            Self::Azure => "azure",
            Self::General => "general",
            Self::Optional => "optional",
            Self::Spector => "spector",
        }
    }

    /// The file that the server's report was saved as.
    pub fn report(self) -> String {
        format!("{}.json", self.name())
    }
}

/// What is known about one scenario.
#[derive(Clone, Debug, Default)]
struct Tally {
    seen_by_server: bool,
    document: Option<String>,
    asserted: usize,
    decoded: usize,
}

/// Every scenario that a server reports on or a test names.
#[derive(Clone, Debug, Default)]
pub struct Score {
    scenarios: BTreeMap<String, (Option<Suite>, Tally)>,
}

impl Score {
    /// Takes up a server's report: AutoRest's counts, or Spector's verdicts.
    pub fn add_report(&mut self, suite: Suite, text: &str) -> Result<(), String> {
        let report: Value = serde_json::from_str(text).map_err(|error| format!("{}: {error}", suite.report()))?;
        let scenarios = match suite {
            Suite::Spector => report.pointer("/0/results"),
            _ => Some(&report),
        };
        let scenarios = scenarios.and_then(Value::as_object).ok_or_else(|| format!("{}: no report", suite.report()))?;
        for (name, verdict) in scenarios {
            let name = match suite {
                Suite::Spector => match name.strip_prefix(SPECTOR_PREFIX) {
                    Some(name) => name,
                    None => continue,
                },
                _ => name,
            };
            let entry = self.scenarios.entry(name.to_owned()).or_default();
            entry.0 = Some(suite);
            entry.1.seen_by_server = verdict == "pass" || verdict.as_u64().is_some_and(|hits| hits > 0);
        }
        Ok(())
    }

    /// Takes up what the tests asserted: document, scenario and kind of assertion on each line.
    pub fn add_records(&mut self, text: &str) {
        for line in text.lines() {
            let mut fields = line.split('\t');
            let (Some(document), Some(scenario), Some(kind)) = (fields.next(), fields.next(), fields.next()) else {
                continue;
            };
            let tally = &mut self.scenarios.entry(scenario.to_owned()).or_default().1;
            // Some scenarios belong to several documents, and their tests run in any order: the first by name has it.
            if tally.document.as_deref().is_none_or(|known| document < known) {
                tally.document = Some(document.to_owned());
            }
            tally.asserted += 1;
            tally.decoded += usize::from(kind == "decoded");
        }
    }

    /// Scenarios reached per suite and per document, the latter as `suite document`.
    pub fn reached(&self) -> BTreeMap<String, usize> {
        let mut reached = BTreeMap::new();
        for (suite, tally) in self.scenarios.values() {
            let (Some(suite), Some(document), true) = (suite, &tally.document, tally.is_reached()) else { continue };
            *reached.entry(suite.name().to_owned()).or_default() += 1;
            *reached.entry(format!("{} {document}", suite.name())).or_default() += 1;
        }
        reached
    }

    /// Scenarios that are neither reached nor explained, explained though they are reached, or unknown to the servers.
    pub fn problems(&self, not_reached: &NotReached) -> Vec<String> {
        let mut problems = Vec::new();
        for (name, (suite, tally)) in &self.scenarios {
            let explained = not_reached.reason(name).is_some();
            let problem = match suite {
                None => "the servers know no such scenario",
                Some(_) if tally.is_reached() && explained => "is reached, and NOT_REACHED.md says that it is not",
                Some(_) if tally.is_reached() || explained => continue,
                Some(_) if tally.asserted > 0 => "was asserted, and the server did not count it",
                Some(_) => "is not reached, and NOT_REACHED.md does not say why",
            };
            problems.push(format!("{name}: {problem}"));
        }
        for name in not_reached.names().filter(|name| !self.scenarios.contains_key(*name)) {
            problems.push(format!("{name}: stands in NOT_REACHED.md, and the servers know no such scenario"));
        }
        problems
    }

    /// One line per document, one per suite.
    pub fn table(&self, not_reached: &NotReached) -> String {
        let mut lines = String::new();
        for suite in Suite::ALL {
            let mut documents: BTreeMap<&str, Line> = BTreeMap::new();
            let mut sum = Line::default();
            for (name, (_, tally)) in self.scenarios.iter().filter(|(_, (of, _))| *of == Some(suite)) {
                if not_reached.is_out_of_scope(name) {
                    continue;
                }
                let document = tally.document.as_deref().or(not_reached.document(name)).unwrap_or("(no test)");
                documents.entry(document).or_default().add(tally);
                sum.add(tally);
            }
            let _ =
                writeln!(lines, "\n{:<40} {:>9} {:>7} {:>14}", suite.name(), "scenarios", "reached", "values decoded");
            for (document, line) in documents {
                line.write(&mut lines, document);
            }
            sum.write(&mut lines, "all");
        }
        lines
    }

    /// Every document that a test names.
    pub fn documents(&self) -> BTreeSet<&str> {
        self.scenarios.values().filter_map(|(_, tally)| tally.document.as_deref()).collect()
    }
}

impl Tally {
    fn is_reached(&self) -> bool {
        self.seen_by_server && self.asserted > 0
    }
}

/// A line of the table.
#[derive(Default)]
struct Line {
    scenarios: usize,
    reached: usize,
    decoded: usize,
}

impl Line {
    fn add(&mut self, tally: &Tally) {
        self.scenarios += 1;
        self.reached += usize::from(tally.is_reached());
        self.decoded += tally.decoded;
    }

    fn write(&self, lines: &mut String, title: &str) {
        let _ = writeln!(lines, "  {title:<38} {:>9} {:>7} {:>14}", self.scenarios, self.reached, self.decoded);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score() -> Score {
        let mut score = Score::default();
        score
            .add_report(Suite::General, r#"{"getTrue": 2, "putTrue": 1, "getNull": 0, "getXml": 0}"#)
            .expect("a report");
        let spector = r#"[{"results": {"Azure_ResourceManager_A_get": "pass", "Client_Naming": "not-implemented"}}]"#;
        score.add_report(Suite::Spector, spector).expect("a report");
        score.add_records("bool.json\tgetTrue\tdecoded\nbool.json\tgetTrue\tdecoded\nbool.json\tputTrue\tanswered\n");
        score.add_records("bool.json\tgetNull\tdecoded\na.json\tA_get\tdecoded\nbool.json\tgetFlase\tdecoded\n");
        score
    }

    fn not_reached() -> NotReached {
        NotReached::parse("| `putTrue` | bool.json | why |\n\n## Out of scope\n\n| `getXml` | xml.json | XML |\n")
    }

    #[test]
    fn a_scenario_counts_where_server_and_test_agree() {
        let reached = score().reached();
        assert_eq!(reached["general"], 2, "getNull was asserted and not seen, getXml neither");
        assert_eq!(reached["general bool.json"], 2);
        assert_eq!(reached["spector"], 1, "scenarios of other services are left out");
    }

    #[test]
    fn a_scenario_of_several_documents_counts_for_the_same_one_in_any_order() {
        for records in ["a.json\tget\tdecoded\nb.json\tget\tdecoded\n", "b.json\tget\tdecoded\na.json\tget\tdecoded\n"]
        {
            let mut score = Score::default();
            score.add_report(Suite::General, r#"{"get": 2}"#).expect("a report");
            score.add_records(records);
            assert_eq!(score.reached(), [("general".to_owned(), 1), ("general a.json".to_owned(), 1)].into());
        }
    }

    #[test]
    fn whatever_does_not_fit_is_a_problem() {
        let problems = score().problems(&not_reached());
        assert_eq!(
            problems,
            [
                "getFlase: the servers know no such scenario",
                "getNull: was asserted, and the server did not count it",
                "putTrue: is reached, and NOT_REACHED.md says that it is not",
            ]
        );
    }

    #[test]
    fn the_table_has_a_line_per_document() {
        let table = score().table(&not_reached());
        let line = table.lines().find(|line| line.contains("bool.json")).expect("a line");
        assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["bool.json", "3", "2", "3"]);
        assert!(!table.contains("xml.json"), "out of scope: {table}");
    }
}
