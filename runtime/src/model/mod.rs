//! JSON models: how values are read from JSON and written to it.
//!
//! Services send what their documents do not say. Reading is therefore lenient (an unknown enum value, a number in a
//! string, `null` for a list), and writing is lossless: what was read goes out as it came, because [`Extra`] keeps
//! whatever the fields cannot hold. All rules stand in this module; a model contributes a table of its properties and
//! two functions that hand out its fields (see [`Object`]), so that hundreds of models compile quickly.

mod bytes;
mod dates;
mod debug_tree;
mod enum_macro;
mod enums;
mod error;
mod extra;
mod field;
mod json;
mod macros;
mod object;
mod polymorphic;
mod serde_bridge;

pub use dates::{parse_date_time, write_date_time};
pub use enums::{IntegerEnum, NumberEnum, StringEnum, debug_enum, parse_enum, read_integer_enum, read_number_enum};
pub use enums::{read_bool_enum, read_string_enum, write_enum};
pub use error::ReadError;
pub use extra::Extra;
pub use field::Field;
pub use object::{FieldSpec, Flags, Object, Shape, clone, debug, equal, read, write};
pub use polymorphic::{discriminator, tagged};
pub use serde_bridge::{body, deserialize, request_body, request_body_as, serialize};

pub(crate) use bytes::{encode, encode_url};

use crate::Format;
use azure_core::Value;

/// A type that has a JSON form: leaves, lists, maps, enums and models.
pub trait Json: Clone + PartialEq + Sized + 'static {
    /// Whether `null` is one of its values, so that a `null` in a list of them is an item and not a gap.
    const NULLABLE: bool = false;

    /// Reads a value, leniently. Where the value's canonical spelling differs from what was read, it says so by
    /// [`ReadContext::inexact`], and the model that owns the property keeps the original.
    fn read(value: &Value, context: &mut ReadContext) -> Result<Self, ReadError>;

    /// Writes a value.
    fn write(&self, context: WriteContext) -> Value;

    /// `Clone`. Lists, maps and boxes do it by a plain loop: what the standard library makes of each type of item is a
    /// multiple of that, for every model.
    fn duplicate(&self) -> Self {
        self.clone()
    }

    /// `PartialEq`, by a plain loop where there is one.
    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// What reading a value depends on, and what it reports besides the value.
#[derive(Debug)]
pub struct ReadContext {
    /// How dates and bytes are spelled in this property.
    pub format: Format,
    exact: bool,
}

impl ReadContext {
    /// A context for values spelled in `format`.
    pub fn new(format: Format) -> Self {
        Self { format, exact: true }
    }

    /// Reports that writing the value will not give back what was read.
    pub fn inexact(&mut self) {
        self.exact = false;
    }

    /// Whether everything read so far is written as it was.
    pub fn is_exact(&self) -> bool {
        self.exact
    }
}

/// What writing a value depends on.
#[derive(Clone, Copy, Debug)]
pub struct WriteContext {
    /// What it is written for.
    pub mode: Mode,
    /// How dates and bytes are spelled in this property.
    pub format: Format,
}

impl WriteContext {
    /// A context for the whole of a value.
    pub fn new(mode: Mode) -> Self {
        Self { mode, format: Format::Default }
    }
}

/// What a value is written for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// To be stored or compared: everything, as it was read.
    Full,
    /// To be sent: read-only properties are left out, at every depth.
    Request,
    /// To be looked at: secrets are covered, undocumented values are named only. The result is a tree for
    /// [`std::fmt::Debug`], not the value's JSON form.
    Debug,
}
