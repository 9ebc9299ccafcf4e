//! A change in words, the same in every format.

use super::Judged;
use crate::diff::ChangeKind;

/// Texts longer than this are cut: they are in the documents.
const LONGEST: usize = 60;

/// What happened to the subject: `has another type: string -> SkuName`.
///
/// `quote` marks what stands in a document literally; `arrow` joins before and after.
pub(super) fn predicate(judged: &Judged, arrow: &str, quote: impl Fn(&str) -> String) -> String {
    let change = &judged.change;
    let phrase = change.kind.phrase();
    let cut = |text: &String| quote(&shorten(text));
    match (&change.before, &change.after) {
        // Two descriptions side by side fill the page and say less than the documents do.
        _ if change.kind == ChangeKind::DescriptionChanged => phrase.to_owned(),
        (None, None) => phrase.to_owned(),
        (Some(before), None) if change.new.is_some() => format!("{phrase} (was {})", cut(before)),
        (None, Some(one)) | (Some(one), None) => format!("{phrase}: {}", cut(one)),
        (Some(before), Some(after)) => {
            let (before, after) = apart(before, after);
            format!("{phrase}: {} {arrow} {}", cut(&before), cut(&after))
        }
    }
}

/// ` (and 3 more like it)`, where several models or operations have it from one declaration.
pub(super) fn also(judged: &Judged) -> String {
    match judged.change.also.len() {
        0 => String::new(),
        more => format!(" (and {more} more like it)"),
    }
}

/// `breaks old requests`; nothing for what is safe.
pub(super) fn wire(judged: &Judged) -> Option<String> {
    let wire = judged.judgement.wire;
    (!wire.is_safe()).then(|| wire.to_string())
}

/// How many changes of a sort there are: `1 change`, `3 changes`.
pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Two paths that are too long, from the segment on where they part: what is left of both would be the same otherwise.
fn apart(before: &str, after: &str) -> (String, String) {
    let is_path = |text: &str| text.starts_with('/');
    let long = before.chars().count().max(after.chars().count()) > LONGEST;
    if !(long && is_path(before) && is_path(after)) {
        return (before.to_owned(), after.to_owned());
    }
    let same = before.split('/').zip(after.split('/')).take_while(|(one, other)| one == other).count();
    let shortest = before.split('/').count().min(after.split('/').count());
    // The segment before says where it is.
    let skipped = same.min(shortest - 1).saturating_sub(1);
    let rest = |text: &str| {
        let rest = text.split('/').skip(skipped).collect::<Vec<_>>().join("/");
        if skipped > 0 { format!("…/{rest}") } else { rest }
    };
    (rest(before), rest(after))
}

/// A text on one line, cut where it gets long.
pub(super) fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // All paths of a provider begin alike.
    if let Some((verb, (_, rest))) =
        line.split_once(" /").map(|(verb, path)| (verb, path.split_once("/providers/").unwrap_or(("", path))))
        && verb.chars().all(|c| c.is_ascii_uppercase())
    {
        return format!("{verb} …/{rest}");
    }
    if line.chars().count() <= LONGEST {
        return line;
    }
    let head: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn long_paths_are_shown_where_they_part() {
        let long = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.A/things";
        let found = apart(&format!("{long}/{{name}}"), &format!("{long}/{{name}}/{{zone}}"));
        assert_eq!(found, ("…/things/{name}".to_owned(), "…/things/{name}/{zone}".to_owned()));
        let other = long.replacen("/subscriptions", "/tenants", 1);
        assert_eq!(apart(long, &other), (long.to_owned(), other.clone()));
        assert_eq!(apart("/a/b", "/a/c"), ("/a/b".to_owned(), "/a/c".to_owned()));
        assert_eq!(apart("a", "b"), ("a".to_owned(), "b".to_owned()));
    }
}
