//! Lists of parameter values, as operations fill their paths with.

/// The values of a path's placeholders, of whatever types, as [`Client::request`](crate::Client::request) takes them.
///
/// ```
/// use armspan_runtime::{ParamValue, values};
///
/// let (subscription_id, page) = ("00000000-0000-0000-0000-000000000000", 3);
/// let values: [&dyn ParamValue; 2] = values![subscription_id, page];
/// ```
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        [$(&$value as &dyn $crate::ParamValue),*]
    };
}
