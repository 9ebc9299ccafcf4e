//! What callers of a generated crate notice.

use armspan::diff::rules::RustEffect;
use armspan::driver::Description;
use armspan::inventory::{Difference, difference, inventory};
use armspan::render::Layout;

/// What a step means for callers, seen from the generated sources alone, and the lines that show it.
pub fn seen(before: &[String], after: &[String]) -> (RustEffect, Difference) {
    let deprecated = |lines: &[String]| lines.iter().filter(|line| line.starts_with("#[deprecated]")).count();
    let difference = difference(&api(before), &api(after));
    let effect = match (difference.removed.is_empty(), difference.added.is_empty()) {
        (false, _) => RustEffect::Breaking,
        (true, false) => RustEffect::Minor,
        (true, true) if deprecated(after) > deprecated(before) => RustEffect::Minor,
        (true, true) => RustEffect::None,
    };
    (effect, difference)
}

/// Every public item of what is generated.
pub fn lines(description: &Description) -> Vec<String> {
    inventory(description.sources(Layout::Library).iter())
}

/// The public API without what no caller writes: names of arguments, and markers that only warn. That a struct can be
/// built by a literal, or an enum matched to its end, is a line of its own: losing it breaks, gaining it does not.
fn api(lines: &[String]) -> Vec<String> {
    let lines = lines.iter().map(|line| line.trim_start_matches("#[deprecated] "));
    let lines = lines.flat_map(|line| match line.strip_prefix("#[non_exhaustive] ") {
        Some(item) => vec![item.to_owned()],
        None if line.starts_with("pub struct ") || line.starts_with("pub enum ") => {
            vec![line.to_owned(), format!("exhaustive {line}")]
        }
        None => vec![unnamed(line)],
    });
    lines.collect()
}

/// `fn f(&self, name: &str)` as `fn f(&self, &str)`.
fn unnamed(line: &str) -> String {
    let Some((head, arguments)) = line.split_once('(').filter(|_| line.contains("fn ")) else { return line.to_owned() };
    let arguments: Vec<&str> =
        arguments.split(", ").map(|argument| argument.split_once(": ").map_or(argument, |(_, ty)| ty)).collect();
    format!("{head}({}", arguments.join(", "))
}
