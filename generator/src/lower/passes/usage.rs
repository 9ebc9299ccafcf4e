//! Where types are used: in requests, in answers, in errors, and as whole bodies.

use super::assemble::{outputs_of_operation, types_of_model};
use crate::model::{CodeModel, EnumId, ModelId, Operation, Polymorphism, Type, Usage};

/// Marks every type with where it is used.
pub(super) fn mark(model: &mut CodeModel) {
    let mut marks =
        Marks { models: vec![Usage::default(); model.models.len()], enums: vec![Usage::default(); model.enums.len()] };
    for operation in model.groups.iter().flat_map(|group| &group.operations) {
        marks.operation(model, operation);
    }
    for parameter in &model.client_parameters {
        marks.spread(model, &parameter.ty, Direction::Input);
    }
    model.models.iter_mut().zip(marks.models).for_each(|(model, usage)| model.usage = usage);
    model.enums.iter_mut().zip(marks.enums).for_each(|(item, usage)| item.usage = usage);
}

/// Which way a value travels.
#[derive(Clone, Copy)]
enum Direction {
    Input,
    Output,
    Error,
}

struct Marks {
    models: Vec<Usage>,
    enums: Vec<Usage>,
}

impl Marks {
    fn operation(&mut self, model: &CodeModel, operation: &Operation) {
        for parameter in &operation.parameters {
            self.spread(model, &parameter.ty, Direction::Input);
        }
        if let Some(body) = &operation.body {
            self.spread(model, &body.ty, Direction::Input);
            self.whole(&body.ty, |usage| usage.body = true);
        }
        for ty in outputs_of_operation(operation) {
            self.spread(model, ty, Direction::Output);
        }
        for ty in operation.errors.iter().filter_map(|error| error.ty.as_ref()) {
            self.spread(model, ty, Direction::Error);
            self.whole(ty, |usage| usage.error_body = true);
        }
        if operation.paging.is_some() {
            let final_type = operation.long_running.iter().filter_map(|long_running| long_running.final_type.as_ref());
            let pages = operation.responses.iter().filter_map(|response| response.ty.as_ref());
            final_type.chain(pages).for_each(|ty| self.whole(ty, |usage| usage.page = true));
        }
    }

    fn whole(&mut self, ty: &Type, mark: impl Fn(&mut Usage)) {
        match ty {
            Type::Model(id) => mark(&mut self.models[id.index()]),
            Type::Enum(id) => mark(&mut self.enums[id.index()]),
            _ => {}
        }
    }

    /// Marks a type and everything inside it; what may never be sent is no input.
    fn spread(&mut self, model: &CodeModel, ty: &Type, direction: Direction) {
        let mut todo: Vec<ModelId> = Vec::new();
        self.note(ty, direction, &mut todo);
        while let Some(id) = todo.pop() {
            let inner = &model[id];
            if let Direction::Input = direction {
                let sent = inner.properties.iter().filter(|property| !property.mutability.is_read_only());
                sent.for_each(|property| self.note(&property.ty, direction, &mut todo));
                inner.additional_properties.iter().for_each(|item| self.note(&item.ty, direction, &mut todo));
            } else {
                types_of_model(inner).for_each(|ty| self.note(ty, direction, &mut todo));
            }
            if let Polymorphism::Base { variants, .. } = &inner.polymorphism {
                variants.iter().for_each(|variant| self.note_model(variant.model, direction, &mut todo));
            }
        }
    }

    fn note(&mut self, ty: &Type, direction: Direction, todo: &mut Vec<ModelId>) {
        match ty {
            Type::Model(id) => self.note_model(*id, direction, todo),
            Type::Enum(id) => self.note_enum(*id, direction),
            Type::Array(item) | Type::Map(item) => self.note(&item.ty, direction, todo),
            _ => {}
        }
    }

    fn note_model(&mut self, id: ModelId, direction: Direction, todo: &mut Vec<ModelId>) {
        if !std::mem::replace(flag_of(&mut self.models[id.index()], direction), true) {
            todo.push(id);
        }
    }

    fn note_enum(&mut self, id: EnumId, direction: Direction) {
        *flag_of(&mut self.enums[id.index()], direction) = true;
    }
}

fn flag_of(usage: &mut Usage, direction: Direction) -> &mut bool {
    match direction {
        Direction::Input => &mut usage.input,
        Direction::Output => &mut usage.output,
        Direction::Error => &mut usage.error,
    }
}
