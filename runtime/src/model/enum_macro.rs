//! The line of generated code that stands for an enum's JSON form.

/// Gives a generated enum its JSON form, and `Clone`, `PartialEq`, `Debug`, `Display`, `Serialize`, `Deserialize` and
/// [`ParamValue`](crate::ParamValue); for strings also `Eq`, `Hash`, `AsRef<str>`, `FromStr`, `From<&str>`,
/// `From<String>`; for whole numbers `Eq`, `Hash`, `From<i64>`.
///
/// The last variant is `UnknownValue(String)`, `(i64)`, `(f64)` or `(bool)`: it keeps what the document does not name.
/// Reading disregards case.
///
/// ```
/// use armspan_runtime::extensible_enum;
///
/// pub enum Color { Red, DarkGreen, UnknownValue(String) }
/// extensible_enum!(Color: String { Red = "red", DarkGreen = "dark-green" });
///
/// assert_eq!(Color::from("Dark-Green"), Color::DarkGreen);
/// assert_eq!(Color::from("blue").as_ref(), "blue");
/// ```
#[macro_export]
macro_rules! extensible_enum {
    ($type:ident: String { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $crate::model::StringEnum for $type {
            const VALUES: &'static [&'static str] = &[$($wire),*];

            #[inline]
            fn text(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::UnknownValue(value) => value,
                }
            }

            #[inline]
            fn of(text: &str) -> Self {
                match text {
                    $($wire => Self::$variant,)*
                    _ => Self::UnknownValue(text.to_owned()),
                }
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.as_ref() == other.as_ref()
            }
        }

        impl ::std::cmp::Eq for $type {}

        impl ::std::hash::Hash for $type {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(self.as_ref(), state)
            }
        }

        impl ::std::convert::AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                $crate::model::StringEnum::text(self)
            }
        }

        impl ::std::convert::From<&str> for $type {
            #[inline]
            fn from(text: &str) -> Self {
                $crate::model::parse_enum(text)
            }
        }

        impl ::std::convert::From<::std::string::String> for $type {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                $crate::model::parse_enum(&text)
            }
        }

        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                Ok($crate::model::parse_enum(text))
            }
        }

        $crate::enum_by_parts!($type { $($variant),* } String, read_string_enum, |value| value.as_ref());
    };
    ($type:ident: i64 { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $crate::model::IntegerEnum for $type {
            #[inline]
            fn number(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::UnknownValue(value) => *value,
                }
            }

            #[inline]
            fn of(number: i64) -> Self {
                match number {
                    $($wire => Self::$variant,)*
                    _ => Self::UnknownValue(number),
                }
            }
        }

        impl ::std::cmp::Eq for $type {}

        impl ::std::hash::Hash for $type {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                ::std::hash::Hash::hash(&$crate::model::IntegerEnum::number(self), state)
            }
        }

        impl ::std::convert::From<i64> for $type {
            #[inline]
            fn from(number: i64) -> Self {
                $crate::model::IntegerEnum::of(number)
            }
        }

        $crate::number_enum_by_parts!($type { $($variant),* } i64, read_integer_enum, IntegerEnum);
    };
    ($type:ident: f64 { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $crate::model::NumberEnum for $type {
            #[inline]
            fn number(&self) -> f64 {
                match self {
                    $(Self::$variant => $wire as f64,)*
                    Self::UnknownValue(value) => *value,
                }
            }

            #[inline]
            fn of(number: f64) -> Self {
                $(if number == $wire as f64 {
                    return Self::$variant;
                })*
                Self::UnknownValue(number)
            }
        }

        impl ::std::convert::From<f64> for $type {
            #[inline]
            fn from(number: f64) -> Self {
                $crate::model::NumberEnum::of(number)
            }
        }

        $crate::number_enum_by_parts!($type { $($variant),* } f64, read_number_enum, NumberEnum);
    };
    ($type:ident: bool { $($variant:ident = $wire:literal),* $(,)? }) => {
        impl $type {
            #[inline]
            fn wire(&self) -> bool {
                match self {
                    $(Self::$variant => $wire,)*
                    Self::UnknownValue(value) => *value,
                }
            }
        }

        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                self.wire() == other.wire()
            }
        }

        impl ::std::cmp::Eq for $type {}

        impl ::std::convert::From<bool> for $type {
            #[inline]
            fn from(value: bool) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    #[allow(unreachable_patterns)]
                    _ => Self::UnknownValue(value),
                }
            }
        }

        $crate::enum_by_parts!($type { $($variant),* } bool, read_bool_enum, |value| value.wire());
    };
}

/// What enums of both kinds of number share; for `extensible_enum!`.
#[doc(hidden)]
#[macro_export]
macro_rules! number_enum_by_parts {
    ($type:ident { $($variant:ident),* } $kind:ident, $read:ident, $trait:ident) => {
        impl ::std::cmp::PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::model::$trait::number(self) == $crate::model::$trait::number(other)
            }
        }

        $crate::enum_by_parts!($type { $($variant),* } $kind, $read, |value| $crate::model::$trait::number(value));
    };
}

/// What all enums share; for `extensible_enum!`.
#[doc(hidden)]
#[macro_export]
macro_rules! enum_by_parts {
    ($type:ident { $($variant:ident),* } $kind:ident, $read:ident, |$value:ident| $wire:expr) => {
        impl ::std::clone::Clone for $type {
            #[inline]
            fn clone(&self) -> Self {
                match self {
                    $(Self::$variant => Self::$variant,)*
                    Self::UnknownValue(value) => Self::UnknownValue(::std::clone::Clone::clone(value)),
                }
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let $value = self;
                let variant = match self {
                    $(Self::$variant => Some(stringify!($variant)),)*
                    Self::UnknownValue(_) => None,
                };
                $crate::model::debug_enum(variant, &$wire, f)
            }
        }

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let $value = self;
                ::std::fmt::Display::fmt(&$wire, f)
            }
        }

        impl $crate::model::Json for $type {
            #[inline]
            fn read(
                value: &$crate::Value,
                context: &mut $crate::model::ReadContext,
            ) -> ::std::result::Result<Self, $crate::model::ReadError> {
                $crate::model::$read(value, context)
            }

            #[inline]
            fn write(&self, context: $crate::model::WriteContext) -> $crate::Value {
                let $value = self;
                $crate::model::write_enum($crate::Value::from($wire), self, context)
            }
        }

        impl $crate::ParamValue for $type {
            #[inline]
            fn text(&self, _: $crate::Format) -> $crate::Text {
                $crate::Text::One(::std::string::ToString::to_string(self))
            }
        }

        $crate::serde_by_json!($type);
    };
}
