//! How two types are related: on the wire, and in Rust.

use super::node::type_name;
use super::pairs::Pairs;
use crate::model::{
    CodeModel, EnumId, EnumKind, IntegerFormat, Item, ModelId, NumberFormat, Polymorphism, StringFormat, Type,
};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// How the values of a new type are related to those of the old one.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum WireRelation {
    /// The same values.
    #[default]
    Same,
    /// All of the old ones, and more.
    Wider,
    /// Some of the old ones.
    Narrower,
    /// Neither contains the other.
    Different,
}

impl WireRelation {
    /// The relation of values that are made of parts with these two relations.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Same, relation) | (relation, Self::Same) => relation,
            (one, other) if one == other => one,
            _ => Self::Different,
        }
    }
}

/// How a new type is related to the old one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Relation {
    /// The values on the wire.
    pub(super) wire: WireRelation,
    /// Rust has one type for both.
    pub(super) same_rust: bool,
}

impl Relation {
    const SAME: Self = Self { wire: WireRelation::Same, same_rust: true };

    fn unlike(wire: WireRelation) -> Self {
        Self { wire, same_rust: false }
    }

    /// Whether there is nothing to tell.
    pub(super) fn is_same(self) -> bool {
        self == Self::SAME
    }
}

/// Compares types of the two models, remembering what it found about pairs of models.
pub(super) struct Relations<'a> {
    old: &'a CodeModel,
    new: &'a CodeModel,
    pairs: &'a Pairs,
    known: RefCell<BTreeMap<(ModelId, ModelId), WireRelation>>,
}

impl<'a> Relations<'a> {
    pub(super) fn new(old: &'a CodeModel, new: &'a CodeModel, pairs: &'a Pairs) -> Self {
        Self { old, new, pairs, known: RefCell::default() }
    }

    /// How `new` is related to `old`. Paired models and enums are the same type, whatever has changed inside them:
    /// that is told where they are declared.
    pub(super) fn of(&self, old: &Type, new: &Type) -> Relation {
        match (old, new) {
            (Type::Model(old), Type::Model(new)) if self.pairs.same_model(*old, *new) => Relation::SAME,
            (Type::Enum(old), Type::Enum(new)) if self.pairs.same_enum(*old, *new) => Relation::SAME,
            (Type::Model(old), Type::Model(new)) => Relation::unlike(self.of_models(*old, *new)),
            (Type::Enum(old), Type::Enum(new)) => Relation::unlike(self.of_enums(*old, *new)),
            (Type::Array(old), Type::Array(new)) | (Type::Map(old), Type::Map(new)) => self.of_items(old, new),
            (old, new) if old == new => Relation::SAME,
            (_, Type::Any) => Relation::unlike(WireRelation::Wider),
            (Type::Any, _) => Relation::unlike(WireRelation::Narrower),
            (Type::Enum(id), scalar) => Relation::unlike(enum_to_scalar(self.old[*id].kind, scalar)),
            (scalar, Type::Enum(id)) => Relation::unlike(reverse(enum_to_scalar(self.new[*id].kind, scalar))),
            (old, new) => {
                Relation { wire: of_scalars(old, new), same_rust: rust(old).is_some() && rust(old) == rust(new) }
            }
        }
    }

    /// What lists or maps of these items are to each other.
    pub(super) fn of_items(&self, old: &Item, new: &Item) -> Relation {
        let items = self.of(&old.ty, &new.ty);
        let null = match (old.nullable, new.nullable) {
            (false, true) => WireRelation::Wider,
            (true, false) => WireRelation::Narrower,
            _ => WireRelation::Same,
        };
        // An item that may be null is an `Option` in Rust.
        Relation { wire: items.wire.and(null), same_rust: items.same_rust && old.nullable == new.nullable }
    }

    /// What two models that are not one declaration are to each other on the wire.
    fn of_models(&self, old: ModelId, new: ModelId) -> WireRelation {
        if let Some(known) = self.known.borrow().get(&(old, new)) {
            return *known;
        }
        // A cycle comes back here: it is the same as long as nothing says otherwise.
        self.known.borrow_mut().insert((old, new), WireRelation::Same);
        let relation = self.of_properties(old, new);
        self.known.borrow_mut().insert((old, new), relation);
        relation
    }

    fn of_properties(&self, old: ModelId, new: ModelId) -> WireRelation {
        let (old, new) = (&self.old[old], &self.new[new]);
        let polymorphic = |polymorphism: &Polymorphism| matches!(polymorphism, Polymorphism::Base { .. });
        if polymorphic(&old.polymorphism) || polymorphic(&new.polymorphism) {
            return WireRelation::Different;
        }
        let mut left: BTreeMap<&str, _> = old.properties.iter().map(|p| (p.wire_name.as_str(), p)).collect();
        let mut result = WireRelation::Same;
        for property in &new.properties {
            let Some(mate) = left.remove(property.wire_name.as_str()) else {
                result = result.and(if property.required { WireRelation::Different } else { WireRelation::Wider });
                continue;
            };
            result = result.and(self.of(&mate.ty, &property.ty).wire);
            result = result.and(match (mate.required, property.required) {
                (false, true) => WireRelation::Narrower,
                (true, false) => WireRelation::Wider,
                _ => WireRelation::Same,
            });
        }
        if left.is_empty() { result } else { WireRelation::Different }
    }

    fn of_enums(&self, old: EnumId, new: EnumId) -> WireRelation {
        let (old, new) = (&self.old[old], &self.new[new]);
        let covers = |one: &crate::model::Enum, other: &crate::model::Enum| {
            let values: std::collections::BTreeSet<String> = one.values.iter().map(|v| v.value.to_string()).collect();
            other.values.iter().all(|value| values.contains(&value.value.to_string()))
        };
        match (covers(new, old), covers(old, new)) {
            (true, true) => WireRelation::Same,
            (true, false) => WireRelation::Wider,
            (false, true) => WireRelation::Narrower,
            (false, false) => WireRelation::Different,
        }
    }
}

/// What a scalar is to an enum that it takes the place of.
fn enum_to_scalar(kind: EnumKind, scalar: &Type) -> WireRelation {
    let fits = match kind {
        EnumKind::String => matches!(scalar, Type::String(StringFormat::Text)),
        EnumKind::Integer => {
            matches!(scalar, Type::Integer(IntegerFormat::Int32 | IntegerFormat::Int64) | Type::Number(_))
        }
        EnumKind::Number => matches!(scalar, Type::Number(_)),
        EnumKind::Boolean => matches!(scalar, Type::Boolean),
    };
    if fits { WireRelation::Wider } else { WireRelation::Different }
}

fn reverse(relation: WireRelation) -> WireRelation {
    match relation {
        WireRelation::Wider => WireRelation::Narrower,
        WireRelation::Narrower => WireRelation::Wider,
        other => other,
    }
}

fn of_scalars(old: &Type, new: &Type) -> WireRelation {
    /// Types whose values contain those of the type before them.
    fn contains(wide: &Type, narrow: &Type) -> bool {
        match (wide, narrow) {
            (Type::Integer(IntegerFormat::Int64), Type::Integer(IntegerFormat::Int32))
            | (Type::Number(_), Type::Integer(IntegerFormat::Int32 | IntegerFormat::Int64))
            | (Type::Number(NumberFormat::Double | NumberFormat::Decimal), Type::Number(NumberFormat::Float)) => true,
            (Type::String(StringFormat::Text), Type::String(other)) => *other != StringFormat::Text,
            _ => false,
        }
    }
    let seconds = |one: &Type, other: &Type| {
        matches!(
            (one, other),
            (Type::Integer(IntegerFormat::UnixTime), Type::Integer(IntegerFormat::Int64))
                | (Type::Number(NumberFormat::Double), Type::Number(NumberFormat::Decimal))
        )
    };
    match () {
        () if old == new || seconds(old, new) || seconds(new, old) => WireRelation::Same,
        () if contains(new, old) => WireRelation::Wider,
        () if contains(old, new) => WireRelation::Narrower,
        () => WireRelation::Different,
    }
}

/// A word for the Rust type that stands for a scalar; several types of the wire share one.
fn rust(ty: &Type) -> Option<&'static str> {
    Some(match ty {
        Type::Boolean => "bool",
        Type::Integer(IntegerFormat::Int32) => "i32",
        Type::Integer(IntegerFormat::Int64) => "i64",
        Type::Integer(IntegerFormat::UnixTime) => "OffsetDateTime",
        Type::Number(_) => "f64",
        Type::String(StringFormat::DateTime | StringFormat::DateTimeRfc1123) => "OffsetDateTime",
        Type::String(StringFormat::Base64 | StringFormat::Base64Url) => "Vec<u8>",
        Type::String(_) => "String",
        Type::Any => "Value",
        _ => return None,
    })
}

/// A type in words: `list of Vault`, `string (date-time)`.
pub(super) fn describe(ty: &Type, model: &CodeModel) -> String {
    match ty {
        Type::Boolean => "boolean".to_owned(),
        Type::Integer(IntegerFormat::Int32) => "integer (int32)".to_owned(),
        Type::Integer(IntegerFormat::Int64) => "integer (int64)".to_owned(),
        Type::Integer(IntegerFormat::UnixTime) => "integer (unixtime)".to_owned(),
        Type::Number(NumberFormat::Float) => "number (float)".to_owned(),
        Type::Number(NumberFormat::Double) => "number".to_owned(),
        Type::Number(NumberFormat::Decimal) => "number (decimal)".to_owned(),
        Type::String(format) => string(*format).to_owned(),
        Type::Any => "any value".to_owned(),
        Type::Model(id) => type_name(&model[*id].name),
        Type::Enum(id) => type_name(&model[*id].name),
        Type::Array(item) => format!("list of {}", describe_item(item, model)),
        Type::Map(item) => format!("map of {}", describe_item(item, model)),
        Type::Stream => "bytes".to_owned(),
    }
}

/// What an answer or a body holds, if it holds anything.
pub(super) fn describe_option(ty: Option<&Type>, model: &CodeModel) -> String {
    ty.map_or_else(|| "nothing".to_owned(), |ty| describe(ty, model))
}

pub(super) fn describe_item(item: &Item, model: &CodeModel) -> String {
    let suffix = if item.nullable { " or null" } else { "" };
    format!("{}{suffix}", describe(&item.ty, model))
}

fn string(format: StringFormat) -> &'static str {
    match format {
        StringFormat::Text => "string",
        StringFormat::DateTime => "string (date-time)",
        StringFormat::DateTimeRfc1123 => "string (date-time-rfc1123)",
        StringFormat::Date => "string (date)",
        StringFormat::Time => "string (time)",
        StringFormat::Duration => "string (duration)",
        StringFormat::Base64 => "string (byte)",
        StringFormat::Base64Url => "string (base64url)",
        StringFormat::Uuid => "string (uuid)",
    }
}
