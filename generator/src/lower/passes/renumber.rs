//! Giving types new ids everywhere they are named.

use crate::lower::draft::Drafts;
use crate::model::{EnumId, Model, ModelId, Operation, Polymorphism, Type};

/// New ids by old ones.
pub(super) struct Renumbering {
    pub(super) models: Vec<ModelId>,
    pub(super) enums: Vec<EnumId>,
}

impl Renumbering {
    /// Renumbers everything that is being made.
    pub(super) fn drafts(&self, drafts: &mut Drafts<'_>) {
        for draft in &mut drafts.models {
            self.model(&mut draft.model);
            draft.bases.iter_mut().for_each(|base| *base = self.models[base.index()]);
        }
        drafts.operations.iter_mut().for_each(|draft| self.operation(&mut draft.operation));
        drafts.host_parameters.iter_mut().for_each(|parameter| self.ty(&mut parameter.ty));
    }

    pub(super) fn model(&self, model: &mut Model) {
        model.properties.iter_mut().for_each(|property| self.ty(&mut property.ty));
        model.additional_properties.iter_mut().for_each(|item| self.ty(&mut item.ty));
        if let Polymorphism::Base { variants, .. } = &mut model.polymorphism {
            variants.iter_mut().for_each(|variant| variant.model = self.models[variant.model.index()]);
        }
    }

    pub(super) fn operation(&self, operation: &mut Operation) {
        types_of_operation_mut(operation).into_iter().for_each(|ty| self.ty(ty));
    }

    fn ty(&self, ty: &mut Type) {
        match ty {
            Type::Model(id) => *id = self.models[id.index()],
            Type::Enum(id) => *id = self.enums[id.index()],
            Type::Array(item) | Type::Map(item) => self.ty(&mut item.ty),
            _ => {}
        }
    }
}

fn types_of_operation_mut(operation: &mut Operation) -> Vec<&mut Type> {
    let Operation { parameters, body, responses, errors, long_running, .. } = operation;
    let parameters = parameters.iter_mut().map(|parameter| &mut parameter.ty);
    let body = body.iter_mut().map(|body| &mut body.ty);
    let responses = responses
        .iter_mut()
        .flat_map(|response| response.ty.iter_mut().chain(response.headers.iter_mut().map(|header| &mut header.ty)));
    let errors = errors.iter_mut().filter_map(|error| error.ty.as_mut());
    let final_type = long_running.iter_mut().filter_map(|long_running| long_running.final_type.as_mut());
    parameters.chain(body).chain(responses).chain(errors).chain(final_type).collect()
}
