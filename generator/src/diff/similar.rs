//! How alike two names are.

/// Longest names that are compared letter by letter; what is longer is compared up to here.
const LONGEST: usize = 48;

/// The letters and digits of a name, case aside: what two spellings of one name share.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A name with the separators left out that no identifier keeps; those between digits say something (`1.1`, `11`).
pub(super) fn spelling(name: &str) -> String {
    let has_digits = name.chars().any(|c| c.is_ascii_digit());
    name.chars().filter(|c| has_digits || !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

/// Likeness in percent; 100 for names that differ only in case and punctuation.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let one: Vec<char> = bare(one).chars().take(LONGEST).collect();
    let other: Vec<char> = bare(other).chars().take(LONGEST).collect();
    let longest = one.len().max(other.len());
    if longest == 0 {
        return 100;
    }
    100 * (longest - distance(&one, &other)) / longest
}

/// Share of `ones` and `others`, both sorted and unique, that both have, in percent of all.
pub(super) fn overlap<T: Ord>(ones: &[T], others: &[T]) -> usize {
    let shared = ones.iter().filter(|one| others.binary_search(one).is_ok()).count();
    let all = ones.len() + others.len() - shared;
    (100 * shared).checked_div(all).unwrap_or(100)
}

/// Insertions, removals and replacements that turn one name into the other.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{likeness, overlap, spelling};

    #[test]
    fn names() {
        let cases = [
            ("sku", "sku", 100),
            ("Custom_B6", "customB6", 100),
            ("softDeleteDays", "softDeletionDays", 81),
            ("a", "b", 0),
            ("", "", 100),
            ("", "x", 0),
        ];
        for (one, other, expected) in cases {
            assert_eq!(likeness(one, other), expected, "{one} {other}");
            assert_eq!(likeness(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn spellings() {
        let cases = [
            ("Not_Started", "notStarted", true),
            ("a+", "a-", false),
            ("1.1", "11", false),
            ("-1", "1", false),
            ("B1", "b1", true),
        ];
        for (one, other, expected) in cases {
            assert_eq!(spelling(one) == spelling(other), expected, "{one} {other}");
        }
    }

    #[test]
    fn sets() {
        assert_eq!(overlap(&["a", "b"], &["b", "c"]), 33);
        assert_eq!(overlap::<u8>(&[], &[]), 100);
        assert_eq!(overlap(&[1], &[1]), 100);
    }
}
