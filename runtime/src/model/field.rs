//! A model's field, whatever its type.

use super::{Json, ReadContext, ReadError, WriteContext};
use azure_core::Value;
use std::any::Any;
use std::mem::ManuallyDrop;

/// A model's field, whatever its type: what the functions that are compiled once see of it.
///
/// Implemented by `Option<T>` for every `T` with a JSON form.
pub trait Field: Any {
    /// Sets the field from a value; `null` clears it.
    fn read(&mut self, value: &Value, context: &mut ReadContext) -> Result<(), ReadError>;

    /// The field's JSON form, if it is set.
    fn write(&self, context: WriteContext) -> Option<Value>;

    /// Takes over the value of a field of the same type.
    fn assign(&mut self, other: &dyn Field);

    /// Whether both are of one type and equal.
    fn same(&self, other: &dyn Field) -> bool;

    /// Lends an unset field of the same type, to find out what an original would read as.
    fn with_unset(&self, visitor: &mut dyn FnMut(&mut dyn Field));

    /// For comparing and assigning across `dyn Field`.
    fn as_any(&self) -> &dyn Any;
}

impl<T: Json> Field for Option<T> {
    fn read(&mut self, value: &Value, context: &mut ReadContext) -> Result<(), ReadError> {
        let mut found = None;
        if value.is_null() {
            absent(context)?;
        } else {
            match T::read(value, context) {
                Ok(read) => found = Some(read),
                Err(error) => forgive(error, value, context)?,
            }
        }
        put(self, found);
        Ok(())
    }

    fn write(&self, context: WriteContext) -> Option<Value> {
        let value = self.as_ref()?;
        Some(value.write(context))
    }

    fn assign(&mut self, other: &dyn Field) {
        let value = match other.as_any().downcast_ref::<Self>() {
            Some(Some(value)) => Some(value.duplicate()),
            _ => None,
        };
        put(self, value);
    }

    fn same(&self, other: &dyn Field) -> bool {
        match (self, other.as_any().downcast_ref::<Self>()) {
            (Some(left), Some(Some(right))) => left.same(right),
            (None, Some(None)) => true,
            _ => false,
        }
    }

    fn with_unset(&self, visitor: &mut dyn FnMut(&mut dyn Field)) {
        let mut unset = ManuallyDrop::new(None::<T>);
        visitor(&mut *unset);
        put(&mut unset, None);
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Puts a value in the place of another. Never inlined, so that what drops a `T` is compiled once and not once a caller:
/// structs of structs make that the largest part of all.
#[inline(never)]
fn put<T>(field: &mut Option<T>, value: Option<T>) {
    *field = value;
}

fn absent(context: &mut ReadContext) -> Result<(), ReadError> {
    context.inexact();
    Ok(())
}

/// Some services send `""` for a date, a number or an object they do not have, and numbers of more bits than they declare:
/// no reason to refuse all the rest of an answer.
fn forgive(error: ReadError, value: &Value, context: &mut ReadContext) -> Result<(), ReadError> {
    if value == "" || error.is_out_of_range() { absent(context) } else { Err(error) }
}
