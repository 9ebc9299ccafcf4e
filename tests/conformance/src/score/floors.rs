//! `floors.json`: the score that must not be missed. It only rises.

use super::Score;
use serde_json::Value;
use std::collections::BTreeMap;

/// Scenarios that were reached once, per suite and per document.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Floors(BTreeMap<String, usize>);

impl Floors {
    /// Reads an object of numbers.
    pub fn parse(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| format!("floors.json: {error}"))?;
        let entries = value.as_object().ok_or("floors.json is not an object")?.iter();
        let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
        let floors = entries.map(|(key, value)| {
            number(value)
                .map(|number| (key.clone(), number))
                .ok_or_else(|| format!("floors.json: `{key}` is no number"))
        });
        floors.collect::<Result<_, _>>().map(Self)
    }

    /// A sentence for each floor that `score` misses.
    pub fn missed(&self, score: &Score) -> Vec<String> {
        let reached = score.reached();
        let misses = self.0.iter().filter_map(|(key, floor)| {
            let now = reached.get(key).copied().unwrap_or_default();
            (now < *floor).then(|| format!("{key}: {now} reached, the floor is {floor}"))
        });
        misses.collect()
    }

    /// Puts every floor up to `score` that lies below it.
    pub fn raise(&mut self, score: &Score) {
        for (key, now) in score.reached() {
            let floor = self.0.entry(key).or_default();
            *floor = now.max(*floor);
        }
    }

    /// As it stands in the file: one line per floor.
    pub fn to_text(&self) -> String {
        let lines: Vec<String> =
            self.0.iter().map(|(key, floor)| format!("  {}: {floor}", Value::from(key.as_str()))).collect();
        format!("{{\n{}\n}}\n", lines.join(",\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Suite;
    use super::*;

    fn score() -> Score {
        let mut score = Score::default();
        score.add_report(Suite::Azure, r#"{"a": 1, "b": 1}"#).expect("a report");
        score.add_records("x.json\ta\tdecoded\nx.json\tb\tdecoded\n");
        score
    }

    #[test]
    fn a_floor_only_rises() {
        let mut floors = Floors::parse(r#"{"azure": 1, "azure x.json": 3}"#).expect("floors");
        floors.raise(&score());
        assert_eq!(floors.to_text(), "{\n  \"azure\": 2,\n  \"azure x.json\": 3\n}\n");
        assert_eq!(Floors::parse(&floors.to_text()), Ok(floors));
    }

    #[test]
    fn a_missed_floor_is_named() {
        let floors = Floors::parse(r#"{"azure": 2, "azure x.json": 3, "spector": 1}"#).expect("floors");
        assert_eq!(
            floors.missed(&score()),
            ["azure x.json: 2 reached, the floor is 3", "spector: 0 reached, the floor is 1"]
        );
    }

    #[test]
    fn what_is_not_a_floor_is_refused() {
        for text in ["[]", "{", r#"{"azure": "2"}"#] {
            assert!(Floors::parse(text).is_err(), "{text}");
        }
    }
}
