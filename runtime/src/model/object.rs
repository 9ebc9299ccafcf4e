//! Models: objects with declared properties. Everything here is compiled once, whatever the number of models.

use super::{Extra, Field, Mode, ReadContext, ReadError, WriteContext, debug_tree};
use crate::Format;
use azure_core::Value;
use std::fmt;

type Map = serde_json::Map<String, Value>;

/// A struct generated for an object of the documents. Implemented by [`model!`](crate::model!) alone.
pub trait Object: 'static {
    /// What the struct looks like on the wire.
    fn shape(&self) -> &'static Shape;

    /// Hands out the fields in the order of [`Shape::fields`], then the map of additional properties if there is one.
    fn visit(&self, visitor: &mut dyn FnMut(&[&dyn Field], &Extra));

    /// The same, to be changed.
    fn visit_mut(&mut self, visitor: &mut dyn FnMut(&mut [&mut dyn Field], &mut Extra));
}

/// What a model looks like on the wire: the table that [`model!`](crate::model!) is given.
#[derive(Debug)]
pub struct Shape {
    /// Name of the Rust type.
    pub name: &'static str,
    /// Its properties.
    pub fields: &'static [FieldSpec],
    /// A discriminator without field and its value, which is always written (none or one).
    pub tag: &'static [(&'static str, &'static str)],
    /// Name of the field for typed `additionalProperties` (none or one).
    pub rest: &'static [&'static str],
}

/// One property of a [`Shape`].
#[derive(Debug)]
pub struct FieldSpec {
    /// Name of the Rust field.
    pub name: &'static str,
    /// Key in the JSON object.
    pub wire: &'static str,
    /// What else is special about it.
    pub flags: Flags,
}

/// What is special about a property. Each method is a word in the brackets of [`model!`](crate::model!).
#[derive(Clone, Copy, Debug)]
pub struct Flags {
    read_only: bool,
    secret: bool,
    format: Format,
}

impl Flags {
    /// Nothing.
    pub const NONE: Self = Self { read_only: false, secret: false, format: Format::Default };

    /// Never sent (`readOnly`).
    pub const fn read_only(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// Never shown (`x-ms-secret`).
    pub const fn secret(self) -> Self {
        Self { secret: true, ..self }
    }

    /// RFC 3339, the default for dates.
    pub const fn date_time(self) -> Self {
        self
    }

    /// `date-time-rfc1123`.
    pub const fn rfc1123(self) -> Self {
        Self { format: Format::Rfc1123, ..self }
    }

    /// `unixtime`.
    pub const fn unix_time(self) -> Self {
        Self { format: Format::UnixTime, ..self }
    }

    /// base64, the default for bytes.
    pub const fn base64(self) -> Self {
        self
    }

    /// `base64url`.
    pub const fn base64_url(self) -> Self {
        Self { format: Format::Base64Url, ..self }
    }

    pub(super) fn is_secret(self) -> bool {
        self.secret
    }
}

impl Shape {
    fn declares(&self, key: &str) -> bool {
        self.fields.iter().any(|field| field.wire == key)
    }

    fn is_tag(&self, key: &str, value: &Value) -> bool {
        self.tag.iter().any(|(name, tag)| *name == key && value == tag)
    }
}

/// A model from its JSON form.
pub fn read<T: Object + Default>(value: &Value, context: &mut ReadContext) -> Result<T, ReadError> {
    let mut model = T::default();
    read_object(&mut model, value, context)?;
    Ok(model)
}

/// A model's JSON form.
pub fn write(model: &dyn Object, context: WriteContext) -> Value {
    let shape = model.shape();
    let mut out = Value::Null;
    model.visit(&mut |fields, extra| {
        out = match context.mode {
            Mode::Debug => debug_tree::tree(shape, fields, extra),
            _ => Value::Object(Writer { shape, extra, context }.write(fields)),
        };
    });
    out
}

/// `Clone` of a model.
pub fn clone<T: Object + Default>(model: &T) -> T {
    let mut copy = T::default();
    assign(&mut copy, model);
    copy
}

fn assign(to: &mut dyn Object, from: &dyn Object) {
    to.visit_mut(&mut |to, to_extra| {
        from.visit(&mut |from, from_extra| {
            to.iter_mut().zip(from).for_each(|(to, from)| to.assign(*from));
            to_extra.clone_from(from_extra);
        });
    });
}

/// `PartialEq` of two models of one type: their fields, and what was read beyond them.
pub fn equal(left: &dyn Object, right: &dyn Object) -> bool {
    let (mut equal, shape) = (false, left.shape());
    left.visit(&mut |left, left_extra| {
        right.visit(&mut |right, right_extra| {
            equal = left.iter().zip(right).all(|(left, right)| left.same(*right));
            equal &= left_extra == right_extra || unknown(shape, left_extra).eq(unknown(shape, right_extra));
        });
    });
    equal
}

/// What is beyond the fields, without originals of their values: how a date was spelled is no difference.
fn unknown<'a>(shape: &Shape, extra: &'a Extra) -> impl Iterator<Item = (&'a str, &'a Value)> {
    extra.iter().filter(|(name, value)| value.is_null() || shape.fields.iter().all(|field| field.wire != *name))
}

/// `Debug` of a model: its set fields, secrets covered.
pub fn debug(model: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    debug_tree::show(&write(model, WriteContext::new(Mode::Debug)), f)
}

fn read_object(model: &mut dyn Object, value: &Value, context: &mut ReadContext) -> Result<(), ReadError> {
    let shape = model.shape();
    let map = match value {
        Value::Object(map) => map,
        Value::Null => {
            context.inexact();
            return Ok(());
        }
        _ => return Err(ReadError::expected("an object", value).in_model(shape.name)),
    };
    let mut result = Ok(());
    model.visit_mut(&mut |fields, extra| {
        result = read_fields(shape, map, fields, extra).map_err(|error| error.in_model(shape.name));
    });
    result
}

/// Distributes an object over fields and extra, so that the model as a whole is exact.
fn read_fields(shape: &Shape, map: &Map, fields: &mut [&mut dyn Field], extra: &mut Extra) -> Result<(), ReadError> {
    let (declared, rest) = fields.split_at_mut(shape.fields.len());
    let mut seen = 0;
    for (spec, field) in shape.fields.iter().zip(declared) {
        let Some(value) = map.get(spec.wire) else { continue };
        let mut context = ReadContext::new(spec.flags.format);
        field.read(value, &mut context).map_err(|error| error.at_key(spec.wire))?;
        if !context.is_exact() {
            extra.insert(spec.wire, value.clone());
        }
        seen += 1;
    }
    if seen < map.len() {
        let undeclared = map.iter().filter(|(key, value)| !shape.declares(key) && !shape.is_tag(key, value));
        match rest {
            [rest] => read_rest(*rest, undeclared, extra),
            _ => undeclared.for_each(|(key, value)| drop(extra.insert(key, value.clone()))),
        }
    }
    Ok(())
}

/// Reads undeclared properties into the map of additional ones; what does not fit in there goes to `extra`, as it may be
/// a property that a newer version of the document declares.
fn read_rest<'a>(rest: &mut dyn Field, undeclared: impl Iterator<Item = (&'a String, &'a Value)>, extra: &mut Extra) {
    let mut fitting = Map::new();
    for (key, value) in undeclared {
        let mut context = ReadContext::new(Format::Default);
        let fits = read_entry(rest, key, value, &mut context).is_some();
        if !fits || !context.is_exact() {
            extra.insert(key, value.clone());
        }
        if fits {
            fitting.insert(key.clone(), value.clone());
        }
    }
    if !fitting.is_empty() {
        // Each entry was read on its own before, so together they cannot fail.
        drop(rest.read(&Value::Object(fitting), &mut ReadContext::new(Format::Default)));
    }
}

/// What an additional property would be written as after reading it, if it fits in the map at all.
fn read_entry(rest: &dyn Field, key: &str, value: &Value, context: &mut ReadContext) -> Option<Value> {
    let entry = Value::Object(Map::from_iter([(key.to_owned(), value.clone())]));
    let mut written = None;
    rest.with_unset(&mut |alone| {
        if let (Ok(()), Some(Value::Object(mut map))) =
            (alone.read(&entry, context), alone.write(WriteContext::new(Mode::Full)))
        {
            written = map.remove(key);
        }
    });
    written
}

struct Writer<'a> {
    shape: &'static Shape,
    extra: &'a Extra,
    context: WriteContext,
}

impl Writer<'_> {
    fn write(&self, fields: &[&dyn Field]) -> Map {
        let mut out = Map::new();
        let (declared, rest) = fields.split_at(self.shape.fields.len());
        for (spec, field) in self.shape.fields.iter().zip(declared) {
            if let Some(value) = self.field(spec, *field) {
                out.insert(spec.wire.to_owned(), value);
            }
        }
        if let [rest] = rest {
            self.write_rest(*rest, &mut out);
        } else {
            let undeclared = self.extra.iter().filter(|(key, _)| !self.shape.declares(key));
            out.extend(undeclared.map(|(key, value)| (key.to_owned(), value.clone())));
        }
        for (key, value) in self.shape.tag {
            out.entry(*key).or_insert_with(|| Value::from(*value));
        }
        out
    }

    fn field(&self, spec: &FieldSpec, field: &dyn Field) -> Option<Value> {
        if spec.flags.read_only && self.context.mode == Mode::Request {
            return None;
        }
        let context = WriteContext { format: spec.flags.format, ..self.context };
        let value = field.write(context);
        let Some(original) = self.extra.get(spec.wire) else { return value };
        // An original may hold read-only properties further down: then it is no good for a request.
        let complete = context.mode == Mode::Full || value == field.write(WriteContext { mode: Mode::Full, ..context });
        if complete && is_original_of(original, field, context.format) { Some(original.clone()) } else { value }
    }

    fn write_rest(&self, rest: &dyn Field, out: &mut Map) {
        if let Some(Value::Object(entries)) = rest.write(self.context) {
            out.extend(entries.into_iter().filter(|(key, _)| !self.shape.declares(key)));
        }
        for (key, original) in self.extra.iter().filter(|(key, _)| !self.shape.declares(key)) {
            // Unlike an unreadable entry, one that could be read is gone when the caller took it out of the map.
            let canonical = read_entry(rest, key, original, &mut ReadContext::new(Format::Default));
            if out.get(key) == canonical.as_ref() {
                out.insert(key.to_owned(), original.clone());
            }
        }
    }
}

/// Whether the field still is what the original reads as.
fn is_original_of(original: &Value, field: &dyn Field, format: Format) -> bool {
    let mut same = false;
    field.with_unset(&mut |again| {
        same = again.read(original, &mut ReadContext::new(format)).is_ok() && again.same(field);
    });
    same
}
