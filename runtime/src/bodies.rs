//! Answers whose body depends on the status.

use azure_core::Result;
use azure_core::http::{Response, StatusCode};
use serde::de::DeserializeOwned;

/// Keeps the traits of [`response_bodies!`](crate::response_bodies!) from being implemented elsewhere.
pub trait SealedBody {
    /// The answer's status, and its body as JSON.
    fn status_and_json(&self) -> (StatusCode, &[u8]);
}

impl<T, F> SealedBody for Response<T, F> {
    fn status_and_json(&self) -> (StatusCode, &[u8]) {
        (self.status(), self.body())
    }
}

/// The body of an answer with this status; `None` under another one.
pub fn read<T: DeserializeOwned>((status, body): (StatusCode, &[u8]), expected: u16) -> Result<Option<T>> {
    if status == StatusCode::from(expected) { azure_core::json::from_json(body).map(Some) } else { Ok(None) }
}

/// Declares a trait for the bodies that an operation's answers have besides the one in the response's type.
///
/// ```
/// use armspan_runtime::azure_core::http::{RawResponse, Response, headers::Headers};
/// use armspan_runtime::response_bodies;
///
/// response_bodies! {
///     /// Bodies of `vaults_client().get()`.
///     pub trait VaultsClientGetResultBodies for Response<String> {
///         /// The body, if the status is 202.
///         fn as_202 -> i64 = 202;
///     }
/// }
///
/// let response: Response<String> = RawResponse::from_bytes(202.into(), Headers::new(), "5").into();
/// assert_eq!(response.as_202()?, Some(5));
/// # Ok::<(), armspan_runtime::azure_core::Error>(())
/// ```
#[macro_export]
macro_rules! response_bodies {
    ($(
        $(#[$docs:meta])*
        $visibility:vis trait $trait:ident for $response:ty {
            $($(#[$method_docs:meta])* fn $method:ident -> $type:ty = $status:literal;)*
        }
    )*) => {
        $(
            $(#[$docs])*
            $visibility trait $trait: $crate::private::SealedBody {
                $(
                    $(#[$method_docs])*
                    fn $method(&self) -> $crate::azure_core::Result<::std::option::Option<$type>> {
                        $crate::bodies::read($crate::private::SealedBody::status_and_json(self), $status)
                    }
                )*
            }

            impl $trait for $response {}
        )*
    };
}
