//! The code model as text that a person can read: what `armspan inspect` shows and snapshots hold.

mod operations;
mod types;
mod words;

use super::{CodeModel, Item, StringFormat, Type};
use std::fmt::{Display, Write};
use words::type_name;

/// The whole model as an indented tree; equal models give equal text.
pub fn dump(model: &CodeModel) -> String {
    let mut tree = Tree { model, text: String::new() };
    tree.package();
    tree.operations();
    tree.models();
    tree.enums();
    tree.text
}

struct Tree<'m> {
    model: &'m CodeModel,
    text: String,
}

impl Tree<'_> {
    fn line(&mut self, depth: usize, line: impl Display) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.text, "{:1$}{line}", "", depth * 2);
    }

    fn package(&mut self) {
        let model = self.model;
        self.line(0, &model.title);
        let kind = if model.endpoint.is_arm { ", Azure Resource Manager" } else { "" };
        self.line(1, format_args!("endpoint {}{kind}", model.endpoint.template));
        for scope in &model.endpoint.scopes {
            self.line(1, format_args!("scope {scope}"));
        }
        if !model.api_versions.is_empty() {
            self.line(1, format_args!("api-version {}", model.api_versions.join(", ")));
        }
        for document in &model.documents {
            self.line(1, format_args!("document {} {}", document.path, document.api_version));
        }
        for parameter in &model.client_parameters {
            self.line(1, format_args!("client parameter {}", self.parameter(parameter)));
        }
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Boolean => "boolean".to_owned(),
            Type::Integer(format) => format!("{format:?}").to_lowercase(),
            Type::Number(format) => format!("{format:?}").to_lowercase(),
            Type::String(StringFormat::Text) => "string".to_owned(),
            Type::String(format) => format!("{format:?}").to_lowercase(),
            Type::Any => "any".to_owned(),
            Type::Model(id) => type_name(&self.model[*id].name),
            Type::Enum(id) => type_name(&self.model[*id].name),
            Type::Array(item) => format!("list of {}", self.item(item)),
            Type::Map(item) => format!("map of {}", self.item(item)),
            Type::Stream => "stream".to_owned(),
        }
    }

    fn item(&self, item: &Item) -> String {
        let nullable = if item.nullable { "nullable " } else { "" };
        format!("{nullable}{}", self.ty(&item.ty))
    }
}
