//! What is rendered, one feature per test, from code models built by hand.

mod enums;
mod layouts;
mod models;
mod operations;
mod parameters;
mod responses;
mod sink;

use super::{Layout, RenderOptions, RenderedFile, render};
use crate::model::CodeModel;
use crate::names::fixture::Build;
use crate::names::{NameOptions, resolve};

/// All files of a model in a layout.
fn files_in(layout: Layout, code: &CodeModel) -> Vec<RenderedFile> {
    let names = resolve(code, &NameOptions { client_name: "KeyVaultClient".into() });
    render(code, &names, &RenderOptions { layout, ..RenderOptions::default() })
}

/// The text of one file below its header, without `use` declarations.
fn file(build: &Build, path: &str) -> String {
    let files = files_in(Layout::Library, &build.code);
    let file = files.iter().find(|file| file.path == path);
    let text = &file.unwrap_or_else(|| panic!("no {path}")).text;
    let mut uses = false;
    let lines = text.lines().skip_while(|line| line.starts_with("//") || line.starts_with("#!["));
    let lines = lines.filter(|line| {
        uses |= line.starts_with("use ");
        let keep = !uses;
        uses &= !line.ends_with(';');
        keep
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// A method of a client by its name, without its documentation.
fn method(build: &Build, path: &str, name: &str) -> String {
    let text = file(build, path);
    let head = format!(" fn {name}");
    let lines = text.lines().skip_while(|line| !line.contains(&head) || line.trim().starts_with("///"));
    let mut open = true;
    let lines = lines.take_while(|line| std::mem::replace(&mut open, *line != "    }"));
    lines.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}
