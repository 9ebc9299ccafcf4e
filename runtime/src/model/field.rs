//! A model's field, whatever its type.

use super::{Json, ReadContext, ReadError, WriteContext};
use azure_core::Value;
use std::any::Any;

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

    /// An unset field of the same type, to find out what an original would read as.
    fn unset(&self) -> Box<dyn Field>;

    /// For comparing and assigning across `dyn Field`.
    fn as_any(&self) -> &dyn Any;
}

impl<T: Json> Field for Option<T> {
    fn read(&mut self, value: &Value, context: &mut ReadContext) -> Result<(), ReadError> {
        *self = match T::read(value, context) {
            _ if value.is_null() => None,
            Ok(read) => Some(read),
            Err(_) if value == "" => None, // Some services send "" for a date, a number or an object they do not have.
            Err(error) => return Err(error),
        };
        if self.is_none() {
            context.inexact();
        }
        Ok(())
    }

    fn write(&self, context: WriteContext) -> Option<Value> {
        self.as_ref().map(|value| value.write(context))
    }

    fn assign(&mut self, other: &dyn Field) {
        if let Some(other) = other.as_any().downcast_ref::<Self>() {
            self.clone_from(other);
        }
    }

    fn same(&self, other: &dyn Field) -> bool {
        other.as_any().downcast_ref::<Self>() == Some(self)
    }

    fn unset(&self) -> Box<dyn Field> {
        Box::new(None::<T>)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
