//! Where the value of each parameter comes from.

use super::context::{Ctx, Op};
use super::imports::ident;
use super::types;
use crate::model::{CollectionFormat, Parameter, ParameterLocation, ParameterScope, Type};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

/// Where the value of a parameter comes from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    /// It is always the same: a constant, or the document's api-version.
    Literal(TokenStream),
    /// A field of the client.
    Client(String),
    /// An argument of the method.
    Argument(String),
    /// A field of the options.
    Option(String),
    /// A field of a parameter group: the group's argument and the field.
    Group(String, String),
}

impl Source {
    /// The value as an expression; options are fields of `options`.
    pub fn expression(&self) -> TokenStream {
        self.expression_of(&quote!(options))
    }

    /// The value as an expression; options are fields of `owner`.
    pub fn expression_of(&self, owner: &TokenStream) -> TokenStream {
        match self {
            Self::Literal(literal) => literal.clone(),
            Self::Client(field) => {
                let field = ident(field);
                quote!(self.#field)
            }
            Self::Argument(name) => {
                let name = ident(name);
                quote!(#name)
            }
            Self::Option(field) => {
                let field = ident(field);
                quote!(#owner.#field)
            }
            Self::Group(group, field) => {
                let (group, field) = (ident(group), ident(field));
                quote!(#group.#field)
            }
        }
    }
}

/// Whether the operation cannot be asked for without this parameter.
pub(super) fn is_required(parameter: &Parameter) -> bool {
    parameter.required || parameter.location == ParameterLocation::Path
}

/// The source of a parameter's value; none where there is nothing to send.
pub(super) fn source(ctx: Ctx<'_>, op: Op<'_>, index: usize) -> Option<Source> {
    let parameter = &op.operation.parameters[index];
    let name = op.names.parameters[index].clone();
    if let Some(constant) = &parameter.constant {
        return Some(Source::Literal(literal(constant)));
    }
    match parameter.scope {
        ParameterScope::ApiVersion => {
            op.operation.api_version.as_ref().map(|version| Source::Literal(quote!(#version)))
        }
        ParameterScope::Client => Some(Source::Client(client_field(ctx, parameter)?.to_owned())),
        ParameterScope::Method => Some(match (group_of(ctx, op, index), is_required(parameter)) {
            (Some(group), _) => Source::Group(group, name),
            (None, true) => Source::Argument(name),
            (None, false) => Source::Option(name),
        }),
    }
}

/// The argument of the group that a parameter travels in.
pub(super) fn group_of(ctx: Ctx<'_>, op: Op<'_>, index: usize) -> Option<String> {
    op.operation.parameters[index].group.as_ref()?;
    let wire = &op.operation.parameters[index].wire_name;
    group_with(ctx, op, wire)
}

/// The argument of the group that the body travels in.
pub(super) fn body_group(ctx: Ctx<'_>, op: Op<'_>) -> Option<String> {
    let body = op.operation.body.as_ref()?;
    body.group.as_ref()?;
    group_with(ctx, op, &body.name)
}

fn group_with(ctx: Ctx<'_>, op: Op<'_>, wire_name: &str) -> Option<String> {
    let holds =
        |index: usize| ctx.names.parameter_groups[index].fields.iter().any(|field| field.wire_name == wire_name);
    op.names.groups.iter().find(|(index, _)| holds(*index)).map(|(_, argument)| argument.clone())
}

/// Whether a group holds anything that the operation cannot do without, so that it is an argument and no option.
pub(super) fn group_is_required(ctx: Ctx<'_>, op: Op<'_>, argument: &str) -> bool {
    let mut parameters = op.operation.parameters.iter().enumerate();
    let parameter = parameters
        .any(|(index, parameter)| is_required(parameter) && group_of(ctx, op, index).as_deref() == Some(argument));
    let body = op.operation.body.as_ref().is_some_and(|body| body.required);
    parameter || body && body_group(ctx, op).as_deref() == Some(argument)
}

/// The client's field for a parameter.
pub(super) fn client_field<'a>(ctx: Ctx<'a>, parameter: &Parameter) -> Option<&'a str> {
    Some(&ctx.names.client_parameters[ctx.model.client_parameter(parameter)?])
}

/// A JSON value as a literal.
pub(super) fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(#value),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => {
                let number = Literal::i64_suffixed(number);
                quote!(#number)
            }
            (None, number) => {
                let number = Literal::f64_suffixed(number.filter(|number| number.is_finite()).unwrap_or_default());
                quote!(#number)
            }
        },
        Value::String(text) => quote!(#text),
        other => {
            let text = other.to_string();
            quote!(#text)
        }
    }
}

/// The variant of the runtime's `Format` that a parameter's value is spelled in, where that is not the default.
pub(super) fn format(parameter: &Parameter) -> Option<syn::Ident> {
    let list = matches!(parameter.ty, Type::Array(_));
    let variant = match parameter.collection_format {
        CollectionFormat::Ssv if list => Some("Ssv"),
        CollectionFormat::Tsv if list => Some("Tsv"),
        CollectionFormat::Pipes if list => Some("Pipes"),
        CollectionFormat::Multi if list => Some("Multi"),
        _ => types::spelling(&parameter.ty).map(|(_, variant)| variant),
    };
    variant.map(|variant| format_ident!("{variant}"))
}

/// The type that a parameter has in Rust. What has no text of its own (an object, outside a body) is any JSON value.
pub(super) fn parameter_type(parameter: &Parameter) -> Type {
    fn textual(ty: &Type) -> Type {
        match ty {
            Type::Model(_) | Type::Map(_) => Type::Any,
            Type::Array(item) => {
                let item = crate::model::Item { ty: textual(&item.ty), nullable: item.nullable };
                Type::Array(Box::new(item))
            }
            other => other.clone(),
        }
    }
    match (&parameter.header_collection_prefix, &parameter.ty) {
        (Some(_), Type::Map(_)) => parameter.ty.clone(),
        (_, ty) => textual(ty),
    }
}
