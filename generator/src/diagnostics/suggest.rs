//! Names that were probably meant.

/// The name closest to `wanted`, if one is close enough to be a misspelling of it.
pub fn suggest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let length = wanted.chars().count();
    let limit = if length < 4 { 1 } else { (length / 3).max(2) };
    names
        .map(|name| (distance(wanted, name, limit), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

/// Edits (insert, remove, replace one letter) from `from` to `to`; more than `limit` where it is not worth counting.
fn distance(from: &str, to: &str, limit: usize) -> usize {
    let from: Vec<char> = from.to_lowercase().chars().collect();
    let to: Vec<char> = to.to_lowercase().chars().collect();
    if from.len().abs_diff(to.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, left) in from.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_is_suggested() {
        let names = ["Vault", "VaultProperties", "Key", "Secret"];
        for (wanted, expected) in [
            ("Vualt", Some("Vault")),
            ("Valt", Some("Vault")),
            ("vaultproperty", Some("VaultProperties")),
            ("Keys", Some("Key")),
            ("Certificate", None),
        ] {
            assert_eq!(suggest(wanted, names.into_iter()), expected, "{wanted}");
        }
    }
}
