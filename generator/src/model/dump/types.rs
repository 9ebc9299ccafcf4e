//! Models and enums.

use super::Tree;
use super::words::{default_and_limits, named, type_name, usage};
use crate::model::{Enum, Model, Polymorphism, Property};
use std::fmt::Write;

impl Tree<'_> {
    pub(super) fn models(&mut self) {
        for model in &self.model.models {
            self.model(model);
        }
    }

    fn model(&mut self, model: &Model) {
        let mut head = format!("model {}", type_name(&model.name));
        if !model.bases.is_empty() {
            let _ = write!(head, " : {}", model.bases.join(", "));
        }
        if model.is_resource {
            head.push_str(" resource");
        }
        let _ = write!(head, " ({})", usage(model.usage));
        self.line(0, head);
        match &model.polymorphism {
            Polymorphism::None => {}
            Polymorphism::Leaf { property, value } => self.line(1, format_args!("is {property} = {value}")),
            Polymorphism::Base { property, value, variants } => {
                let own = value.as_ref().map_or(String::new(), |value| format!(", itself {value}"));
                self.line(1, format_args!("told apart by {property}{own}"));
                for variant in variants {
                    let name = type_name(&self.model[variant.model].name);
                    self.line(2, format_args!("{} is {name}", variant.value));
                }
            }
        }
        for property in &model.properties {
            self.line(1, self.property(property));
        }
        if let Some(item) = &model.additional_properties {
            self.line(1, format_args!("others: {}", self.item(item)));
        }
    }

    fn property(&self, property: &Property) -> String {
        let mut notes: Vec<String> = Vec::new();
        let mutability = property.mutability;
        match (mutability.create, mutability.read, mutability.update) {
            (true, true, true) => {}
            (false, true, false) => notes.push("read-only".to_owned()),
            (create, read, update) => {
                let words = [(create, "create"), (read, "read"), (update, "update")];
                let words: Vec<&str> = words.into_iter().filter(|(may, _)| *may).map(|(_, word)| word).collect();
                notes.push(words.join("+"));
            }
        }
        let flags = [
            (property.required, "required"),
            (property.nullable, "nullable"),
            (property.secret, "secret"),
            (property.flatten, "flatten"),
        ];
        notes.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, word)| word.to_owned()));
        if let Some(constant) = &property.constant {
            notes.push(format!("only {constant}"));
        }
        notes.extend(default_and_limits(property.default.as_ref(), &property.constraints));
        if let Some(base) = &property.inherited_from {
            notes.push(format!("from {base}"));
        }
        let notes = if notes.is_empty() { String::new() } else { format!(" [{}]", notes.join(", ")) };
        format!("{}: {}{notes}", named(&property.wire_name, property.client_name.as_deref()), self.ty(&property.ty))
    }

    pub(super) fn enums(&mut self) {
        for item in &self.model.enums {
            self.enum_(item);
        }
    }

    fn enum_(&mut self, item: &Enum) {
        let kind = format!("{:?}", item.kind).to_lowercase();
        let open = if item.extensible { "" } else { " closed" };
        self.line(0, format_args!("enum {} of {kind}{open} ({})", type_name(&item.name), usage(item.usage)));
        for value in &item.values {
            let name = value.client_name.as_ref().map_or(String::new(), |name| format!(" as {name}"));
            self.line(1, format_args!("{}{name}", value.value));
        }
    }
}
