//! The lines of generated code that stand for a type's JSON form.
//!
//! Functions in these macros, and in those of enums and parameters, are `#[inline]`, which here means lazy: a generated crate
//! has hundreds of types, and without the attribute machine code is made for each of their functions, used or not. With it, the
//! crate that uses a type makes it, and for nothing else. That is most of the time of a release build.

/// Gives a generated struct its JSON form: `Json`, `Clone`, `PartialEq`, `Debug`, `Serialize`, `Deserialize`.
///
/// The struct derives `Default`, all of its fields are `Option`s, and one is `extra: Extra`.
///
/// ```
/// use armspan_runtime::{Extra, model};
/// use std::collections::HashMap;
///
/// #[derive(Default)]
/// pub struct Key {
///     pub id: Option<String>,
///     pub value: Option<String>,
///     pub tags: Option<HashMap<String, String>>,
///     pub extra: Extra,
/// }
/// // field: "wire name" [flags], a discriminator without field, and the map for `additionalProperties`
/// model!(Key { "kind" = "rsa", id: "id" [read_only], value: "value" [secret], ..tags });
///
/// let key: Key = serde_json::from_str(r#"{"kind": "rsa", "value": "s3cret", "env": "test"}"#)?;
/// assert_eq!(format!("{key:?}"), r#"Key { kind: "rsa", value: "***", tags: {"env": "test"} }"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Flags: `read_only`, `secret`, and the spellings `date_time`, `rfc1123`, `unix_time`, `base64`, `base64_url`.
#[macro_export]
macro_rules! model {
    ($type:ident { $tag:literal = $value:literal $(, $($fields:tt)*)? }) => {
        $crate::model!(@ $type [($tag, $value)] $($($fields)*)?);
    };
    (@ $type:ident [$($tag:expr)?]
        $($field:ident : $wire:literal $([$($flag:ident),* $(,)?])?),* $(,)?
        $(.. $rest:ident $(,)?)?
    ) => {
        impl $crate::model::Object for $type {
            #[inline]
            fn shape(&self) -> &'static $crate::model::Shape {
                const SHAPE: &$crate::model::Shape = &$crate::model::Shape {
                    name: stringify!($type),
                    fields: &[$($crate::model::FieldSpec {
                        name: stringify!($field),
                        wire: $wire,
                        flags: $crate::model::Flags::NONE $($(.$flag())*)?,
                    }),*],
                    tag: &[$($tag)?],
                    rest: &[$(stringify!($rest))?],
                };
                SHAPE
            }

            #[inline]
            fn visit(&self, visitor: &mut dyn FnMut(&[&dyn $crate::model::Field], &$crate::model::Extra)) {
                visitor(&[$(&self.$field,)* $(&self.$rest)?], &self.extra)
            }

            #[inline]
            fn visit_mut(
                &mut self,
                visitor: &mut dyn FnMut(&mut [&mut dyn $crate::model::Field], &mut $crate::model::Extra),
            ) {
                visitor(&mut [$(&mut self.$field,)* $(&mut self.$rest)?], &mut self.extra)
            }
        }

        impl $crate::model::Json for $type {
            #[inline]
            fn read(
                value: &$crate::Value,
                context: &mut $crate::model::ReadContext,
            ) -> ::std::result::Result<Self, $crate::model::ReadError> {
                $crate::model::read(value, context)
            }

            #[inline]
            fn write(&self, context: $crate::model::WriteContext) -> $crate::Value {
                $crate::model::write(self, context)
            }
        }

        impl ::std::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                $crate::model::clone(self)
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::model::equal(self, other)
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::model::debug(self, f)
            }
        }

        $crate::serde_by_json!($type);
    };
    ($type:ident { $($fields:tt)* }) => {
        $crate::model!(@ $type [] $($fields)*);
    };
}

/// Gives a generated enum over the variants of a hierarchy, each in a `Box`, its JSON form and `Clone`, `PartialEq`, `Debug`, `Default`,
/// `Serialize`, `Deserialize`, and `From` each variant's struct.
///
/// ```
/// use armspan_runtime::{Extra, model, polymorphic};
///
/// #[derive(Default)]
/// pub struct FishBase { pub fishtype: Option<String>, pub extra: Extra }
/// model!(FishBase { fishtype: "fishtype" });
///
/// #[derive(Default)]
/// pub struct Salmon { pub location: Option<String>, pub extra: Extra }
/// model!(Salmon { "fishtype" = "salmon", location: "location" });
///
/// pub enum Fish { Salmon(Box<Salmon>), Unknown(Box<FishBase>) }
/// polymorphic!(Fish, "fishtype", Unknown(FishBase) { "salmon" => Salmon(Salmon) });
///
/// let fish: Fish = serde_json::from_str(r#"{"fishtype": "eel", "length": 3}"#)?;
/// assert!(matches!(&fish, Fish::Unknown(base) if base.fishtype.as_deref() == Some("eel")));
/// assert_eq!(serde_json::to_string(&fish)?, r#"{"fishtype":"eel","length":3}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! polymorphic {
    ($type:ident, $tag:literal, $unknown:ident($base:ident) { $($value:literal => $variant:ident($model:ident)),* $(,)? }) => {
        impl $crate::model::Json for $type {
            #[inline]
            fn read(
                value: &$crate::Value,
                context: &mut $crate::model::ReadContext,
            ) -> ::std::result::Result<Self, $crate::model::ReadError> {
                match $crate::model::discriminator(value, $tag, &[$($value),*]) {
                    $(Some($value) => $crate::model::read(value, context).map(::std::boxed::Box::new).map(Self::$variant),)*
                    _ => $crate::model::read(value, context).map(::std::boxed::Box::new).map(Self::$unknown),
                }
            }

            #[inline]
            fn write(&self, context: $crate::model::WriteContext) -> $crate::Value {
                match self {
                    $(Self::$variant(model) => {
                        $crate::model::tagged($crate::model::write(&**model, context), $tag, $value, context)
                    })*
                    Self::$unknown(model) => $crate::model::write(&**model, context),
                }
            }
        }

        impl ::std::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant(model) => Self::$variant(::std::clone::Clone::clone(model)),)*
                    Self::$unknown(model) => Self::$unknown(::std::clone::Clone::clone(model)),
                }
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$variant(left), Self::$variant(right)) => $crate::model::equal(&**left, &**right),)*
                    (Self::$unknown(left), Self::$unknown(right)) => $crate::model::equal(&**left, &**right),
                    #[allow(unreachable_patterns)]
                    _ => false,
                }
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant(model) => $crate::model::debug(&**model, f),)*
                    Self::$unknown(model) => $crate::model::debug(&**model, f),
                }
            }
        }

        impl ::std::default::Default for $type {
            #[inline]
            fn default() -> Self {
                Self::$unknown(::std::default::Default::default())
            }
        }

        $(impl ::std::convert::From<$model> for $type {
            #[inline]
            fn from(model: $model) -> Self {
                Self::$variant(::std::boxed::Box::new(model))
            }
        })*

        impl ::std::convert::From<$base> for $type {
            #[inline]
            fn from(model: $base) -> Self {
                Self::$unknown(::std::boxed::Box::new(model))
            }
        }

        $crate::serde_by_json!($type);
    };
}

/// Lets values be sent as request bodies: `TryFrom<T> for RequestContent<T>`, read-only properties left out.
#[macro_export]
macro_rules! request_bodies {
    ($($type:ident),* $(,)?) => {
        $(impl ::std::convert::TryFrom<$type> for $crate::azure_core::http::RequestContent<$type> {
            type Error = $crate::azure_core::Error;

            #[inline]
            fn try_from(value: $type) -> $crate::azure_core::Result<Self> {
                Ok($crate::model::body(&value))
            }
        })*
    };
}

/// serde's traits by way of `Json`; for the other macros.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_by_json {
    ($type:ident) => {
        impl $crate::private::serde::Serialize for $type {
            #[inline]
            fn serialize<S: $crate::private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::model::serialize(self, serializer)
            }
        }

        impl<'de> $crate::private::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: $crate::private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::model::deserialize(deserializer)
            }
        }
    };
}
