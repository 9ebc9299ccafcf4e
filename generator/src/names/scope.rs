//! One namespace: a set of names, each given out once.

use std::collections::{BTreeMap, BTreeSet};

/// One namespace of Rust: the items of a module, the fields of a struct, the variants of an enum, the methods of a type.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
    /// The number that the next name of a stem is tried with: those below are taken.
    next: BTreeMap<String, u32>,
}

impl Scope {
    /// A scope in which `reserved` are taken.
    pub fn with<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self { taken: reserved.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// The first of `candidates` that is free; if none is, the last one with the smallest number from 2 that makes it so.
    pub fn claim(&mut self, candidates: &[&str]) -> String {
        let free = candidates.iter().find(|candidate| !self.taken.contains(**candidate));
        let name = match free {
            Some(free) => (*free).to_owned(),
            None => self.numbered(candidates.last().copied().unwrap_or("unnamed")),
        };
        self.taken.insert(name.clone());
        name
    }

    /// `name2`, or `name_2` in snake case, so that a number in the name stays apart.
    fn numbered(&mut self, name: &str) -> String {
        let snake = !name.starts_with(|char: char| char.is_ascii_uppercase());
        let separator = if snake || name.ends_with(|char: char| char.is_ascii_digit()) { "_" } else { "" };
        let stem = format!("{}{separator}", name.trim_end_matches('_'));
        let from = self.next.get(&stem).copied().unwrap_or(2);
        let free = |number: &u32| !self.taken.contains(&format!("{stem}{number}"));
        let number = (from..).find(free).expect("a finite set leaves a number free");
        let name = format!("{stem}{number}");
        self.next.insert(stem, number + 1);
        name
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn the_first_comer_keeps_its_name() {
        let mut scope = Scope::with(["UnknownValue"]);
        let claims = ["Red", "Red", "Red", "UnknownValue", "A1", "A1"].map(|name| scope.claim(&[name]));
        assert_eq!(claims, ["Red", "Red2", "Red3", "UnknownValue2", "A1", "A1_2"]);
    }

    #[test]
    fn candidates_come_before_numbers() {
        let mut scope = Scope::with(["list"]);
        assert_eq!(scope.claim(&["list", "list_get"]), "list_get");
        assert_eq!(scope.claim(&["list", "list_get"]), "list_get_2");
    }
}
