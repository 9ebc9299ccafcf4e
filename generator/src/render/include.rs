//! The whole package as one file for `include!`, its modules inline.
//!
//! `include!` takes items: attributes and documentation of the modules stand before them, and there are none at the root.

use super::HEADER;
use super::files::{ALLOW, FilePlan};

/// The text of the file; `bodies` run parallel to the plan.
pub(super) fn text(plan: &[FilePlan], bodies: &[String]) -> String {
    let mut out = format!("{HEADER}\n\n");
    module(&[], plan, bodies, &mut out);
    out
}

/// The content of a module: its own, then the modules below it.
fn module(path: &[String], plan: &[FilePlan], bodies: &[String], out: &mut String) {
    let own = plan.iter().zip(bodies).find(|(file, _)| file.module == path);
    out.extend(own.map(|(_, body)| body.as_str()));
    let below = plan.iter().filter(|file| file.module.len() == path.len() + 1 && file.module.starts_with(path));
    for file in below {
        out.push('\n');
        file.docs.write("///", out);
        if file.has_methods {
            out.extend([ALLOW.replacen('!', "", 1).as_str(), "\n"]);
        }
        let public = if path.is_empty() { "pub " } else { "" };
        let name = file.module.last().map(String::as_str).unwrap_or_default();
        out.extend([public, "mod ", name, " {\n"]);
        module(&file.module, plan, bodies, out);
        out.push_str("}\n");
    }
}
