//! Parameters but the body: where they are sent, how, and what was said about who holds them.

use super::context::Lowering;
use super::draft::Declared;
use super::extensions::{Extensions, flag, not_blank, text};
use super::facts::{Facts, Typed, client_name};
use super::place::{Owner, Place};
use super::shape::SchemaRef;
use crate::model::{
    CollectionFormat, Docs, EnumKind, IntegerFormat, Item, NumberFormat, Parameter, ParameterGroup, ParameterLocation,
    ParameterScope, StringFormat, Type,
};
use openapiv3::{Parameter as SourceParameter, ParameterData, ParameterSchemaOrContent, QueryStyle, ReferenceOr};
use serde_json::Value;

/// A parameter and what settles its scope.
#[derive(Clone, Debug)]
pub(super) struct LoweredParameter {
    pub(super) parameter: Parameter,
    pub(super) declared: Declared,
}

/// A parameter under a document's `parameters`.
pub(super) type SharedParameter = LoweredParameter;

impl LoweredParameter {
    /// What tells parameters of one operation apart.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.parameter.wire_name == other.parameter.wire_name && self.parameter.location == other.parameter.location
    }
}

impl<'a> Lowering<'a, '_> {
    /// The parameters of an operation or a path; the second of two with one name in one place is dropped.
    pub(super) fn parameters(
        &mut self,
        parameters: &'a [ReferenceOr<SourceParameter>],
        place: &Place,
        owner: Owner<'_>,
    ) -> Vec<LoweredParameter> {
        let place = place.child("parameters");
        let mut lowered: Vec<LoweredParameter> = Vec::with_capacity(parameters.len());
        for (index, parameter) in parameters.iter().enumerate() {
            let place = place.child(&index.to_string());
            let Some(parameter) = self.parameter(parameter, &place, owner) else { continue };
            if lowered.iter().any(|known| known.is_same(&parameter)) {
                let name = &parameter.parameter.wire_name;
                self.warn("duplicate-parameter", &place, format!("`{name}` is declared twice; the first counts"));
                continue;
            }
            lowered.push(parameter);
        }
        lowered
    }

    pub(super) fn parameter(
        &mut self,
        parameter: &'a ReferenceOr<SourceParameter>,
        place: &Place,
        owner: Owner<'_>,
    ) -> Option<LoweredParameter> {
        match parameter {
            ReferenceOr::Item(parameter) => self.declared_parameter(parameter, place, owner, Declared::Inline),
            ReferenceOr::Reference { reference } => self.shared_parameter(reference, place),
        }
    }

    /// A parameter under `parameters`, lowered once so that an enum in it is declared once.
    fn shared_parameter(&mut self, reference: &str, place: &Place) -> Option<LoweredParameter> {
        let Some((found, parameter)) = self.catalog.parameter(reference, place.document) else {
            self.error("unresolved-reference", place, format!("`{reference}` names no parameter"));
            return None;
        };
        let key = (found.document, found.name);
        if let Some(known) = self.shared_parameters.get(&key) {
            return known.clone();
        }
        let position = Place::OPERATIONS as usize - 1;
        let at = Place::new(found.document, position, String::from("/components/parameters")).child(found.name);
        let words = [found.name.to_owned()];
        let lowered = self.declared_parameter(parameter, &at, Owner::Words(&words), Declared::Shared);
        self.shared_parameters.insert(key, lowered.clone());
        lowered
    }

    fn declared_parameter(
        &mut self,
        parameter: &'a SourceParameter,
        place: &Place,
        owner: Owner<'_>,
        otherwise: Declared,
    ) -> Option<LoweredParameter> {
        let data = parameter.parameter_data_ref();
        let location = match parameter {
            SourceParameter::Query { .. } => ParameterLocation::Query,
            SourceParameter::Header { .. } => ParameterLocation::Header,
            SourceParameter::Path { .. } => ParameterLocation::Path,
            SourceParameter::Cookie { .. } => {
                self.warn("cookie-parameter", place, format!("`{}` is a cookie; not sent", data.name));
                return None;
            }
        };
        let typed = self.parameter_type(data, place, owner, otherwise);
        let said = Said { name: &data.name, description: data.description.as_deref(), extensions: &data.extensions };
        let required = data.required || location == ParameterLocation::Path;
        let mut parameter_ = self.assemble(said, typed, location, required, place);
        parameter_.collection_format = collection_format(parameter, data);
        parameter_.skip_url_encoding |= matches!(parameter, SourceParameter::Query { allow_reserved: true, .. });
        Some(LoweredParameter { parameter: parameter_, declared: declared(&data.extensions, otherwise) })
    }

    fn parameter_type(
        &mut self,
        data: &'a ParameterData,
        place: &Place,
        owner: Owner<'_>,
        otherwise: Declared,
    ) -> Typed {
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => Some(SchemaRef::from(schema)),
            ParameterSchemaOrContent::Content(content) => {
                content.values().find_map(|media| media.schema.as_ref()).map(SchemaRef::from)
            }
        };
        let Some(schema) = schema else { return Typed::plain(Type::String(StringFormat::Text)) };
        let place = place.child("schema");
        if otherwise == Declared::Shared {
            return self.type_of(schema, &place, owner);
        }
        self.type_of(schema, &place, Owner::Child(&owner, &data.name))
    }

    /// A parameter from what is said about it, whichever way it was written.
    pub(super) fn assemble(
        &mut self,
        said: Said<'_>,
        typed: Typed,
        location: ParameterLocation,
        required: bool,
        place: &Place,
    ) -> Parameter {
        let constant = if required { self.constant_of(&typed) } else { None };
        let Typed { mut ty, facts } = typed;
        let header_collection_prefix = text(said.extensions, "x-ms-header-collection-prefix");
        if header_collection_prefix.is_some() {
            ty = collection(ty);
        }
        let ty = match (&constant, ty) {
            (Some(_), Type::Enum(id)) => plain_type(self.drafts.enums[id.index()].item.kind),
            (_, ty) => self.parameter_form(ty, said.name, location, place),
        };
        let Facts { docs, nullable, default, constraints, .. } = facts;
        let description = not_blank(said.description).or(docs.description);
        Parameter {
            wire_name: said.name.to_owned(),
            client_name: client_name(said.extensions),
            origin: self.origin(place),
            docs: Docs { description, ..docs },
            location,
            ty,
            required,
            nullable: nullable || flag(said.extensions, "x-nullable"),
            collection_format: CollectionFormat::default(),
            skip_url_encoding: flag(said.extensions, "x-ms-skip-url-encoding"),
            scope: ParameterScope::Method,
            constant,
            default,
            constraints,
            group: group(said.extensions),
            header_collection_prefix,
        }
    }

    /// Objects have no form in a URL or a header; documents that put one there mean text.
    fn parameter_form(&mut self, ty: Type, name: &str, location: ParameterLocation, place: &Place) -> Type {
        let sendable = match location {
            ParameterLocation::Form => true,
            ParameterLocation::Header => !matches!(ty, Type::Model(_) | Type::Stream),
            _ => !matches!(ty, Type::Model(_) | Type::Map(_) | Type::Stream),
        };
        if sendable {
            return ty;
        }
        self.warn("object-parameter", place, format!("`{name}` is no value that fits there; sent as text"));
        Type::String(StringFormat::Text)
    }
}

/// What a parameter declaration says beside its type.
#[derive(Clone, Copy)]
pub(super) struct Said<'s> {
    pub(super) name: &'s str,
    pub(super) description: Option<&'s str>,
    pub(super) extensions: &'s Extensions,
}

/// Headers with a common prefix are one map; documents state the type of a single value, or the map.
pub(super) fn collection(ty: Type) -> Type {
    match ty {
        Type::Map(_) => ty,
        ty => Type::Map(Box::new(Item { ty, nullable: false })),
    }
}

/// `x-ms-parameter-location`.
pub(super) fn declared(extensions: &Extensions, otherwise: Declared) -> Declared {
    match extensions.get("x-ms-parameter-location").and_then(Value::as_str) {
        Some(word) if word.eq_ignore_ascii_case("method") => Declared::Method,
        Some(word) if word.eq_ignore_ascii_case("client") => Declared::Client,
        _ => otherwise,
    }
}

/// `x-ms-parameter-grouping`.
pub(super) fn group(extensions: &Extensions) -> Option<ParameterGroup> {
    let grouping = extensions.get("x-ms-parameter-grouping")?.as_object()?;
    let part = |key: &str| grouping.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(ParameterGroup { name: part("name"), postfix: part("postfix") })
}

/// How a list is sent: the published word where the lift kept it, else what style and explode say.
fn collection_format(parameter: &SourceParameter, data: &ParameterData) -> CollectionFormat {
    if let Some(format) = named_collection_format(&data.extensions) {
        return format;
    }
    match parameter {
        SourceParameter::Query { style: QueryStyle::SpaceDelimited, .. } => CollectionFormat::Ssv,
        SourceParameter::Query { style: QueryStyle::PipeDelimited, .. } => CollectionFormat::Pipes,
        SourceParameter::Query { style: QueryStyle::Form, .. } if is_list(data) && data.explode.unwrap_or(true) => {
            CollectionFormat::Multi
        }
        _ => CollectionFormat::Csv,
    }
}

/// `collectionFormat` as the lift keeps it.
pub(super) fn named_collection_format(extensions: &Extensions) -> Option<CollectionFormat> {
    match extensions.get("x-armspan-collection-format")?.as_str()? {
        "ssv" => Some(CollectionFormat::Ssv),
        "tsv" => Some(CollectionFormat::Tsv),
        "pipes" => Some(CollectionFormat::Pipes),
        "multi" => Some(CollectionFormat::Multi),
        _ => Some(CollectionFormat::Csv),
    }
}

fn is_list(data: &ParameterData) -> bool {
    let ParameterSchemaOrContent::Schema(ReferenceOr::Item(schema)) = &data.format else { return false };
    matches!(super::shape::Shape::of(schema), super::shape::Shape::Array(_))
}

/// The type of an enum's values without their list.
fn plain_type(kind: EnumKind) -> Type {
    match kind {
        EnumKind::String => Type::String(StringFormat::Text),
        EnumKind::Integer => Type::Integer(IntegerFormat::Int64),
        EnumKind::Number => Type::Number(NumberFormat::Double),
        EnumKind::Boolean => Type::Boolean,
    }
}
