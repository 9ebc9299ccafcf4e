//! Values in headers, of requests and of answers.

use armspan_conformance::clients::header::models::{
    HeaderOperationsClientResponseBoolResultHeaders as BoolHeaders,
    HeaderOperationsClientResponseByteResultHeaders as ByteHeaders,
    HeaderOperationsClientResponseDateResultHeaders as DateHeaders,
    HeaderOperationsClientResponseDatetimeResultHeaders as DatetimeHeaders,
    HeaderOperationsClientResponseDatetimeRfc1123ResultHeaders as DatetimeRfc1123Headers,
    HeaderOperationsClientResponseDoubleResultHeaders as DoubleHeaders,
    HeaderOperationsClientResponseDurationResultHeaders as DurationHeaders,
    HeaderOperationsClientResponseEnumResultHeaders as EnumHeaders,
    HeaderOperationsClientResponseExistingKeyResultHeaders as ExistingKeyHeaders,
    HeaderOperationsClientResponseFloatResultHeaders as FloatHeaders,
    HeaderOperationsClientResponseIntegerResultHeaders as IntegerHeaders,
    HeaderOperationsClientResponseLongResultHeaders as LongHeaders,
    HeaderOperationsClientResponseProtectedKeyResultHeaders as ProtectedKeyHeaders,
    HeaderOperationsClientResponseStringResultHeaders as StringHeaders,
};
use armspan_conformance::clients::header::{
    HeaderClient as Client, HeaderClientOptions as Options, clients::HeaderOperationsClient, models::*,
};
use armspan_conformance::{Document, autorest_client, sends};
use azure_core::http::{ClientMethodOptions, Context, request::options::ClientRequestId};
use azure_core::time::{OffsetDateTime, parse_rfc3339};

const DOCUMENT: Document = Document("header.json");
use crate::MULTI_BYTE;
const FOX: &str = "The quick brown fox jumps over the lazy dog";
const DURATION: &str = "P123DT22H14M12.011S";

fn client() -> HeaderOperationsClient {
    autorest_client!(Client, Options).header_operations_client()
}

fn at(date: &str) -> OffsetDateTime {
    parse_rfc3339(date).expect("the tests' own dates are dates")
}

fn valid() -> OffsetDateTime {
    at("2010-01-01T12:34:56Z")
}

fn min() -> OffsetDateTime {
    at("0001-01-01T00:00:00Z")
}

sends! { DOCUMENT;
    protected_key "HeaderParameterProtectedKey" client().param_protected_key("text/html", None) => 200;
    integer_positive "HeaderParameterIntegerPositive" client().param_integer("positive", 1, None) => 200;
    integer_negative "HeaderParameterIntegerNegative" client().param_integer("negative", -2, None) => 200;
    long_positive "HeaderParameterLongPositive" client().param_long("positive", 105, None) => 200;
    long_negative "HeaderParameterLongNegative" client().param_long("negative", -2, None) => 200;
    float_positive "HeaderParameterFloatPositive" client().param_float("positive", 0.07, None) => 200;
    float_negative "HeaderParameterFloatNegative" client().param_float("negative", -3.0, None) => 200;
    double_positive "HeaderParameterDoublePositive" client().param_double("positive", 7e120, None) => 200;
    double_negative "HeaderParameterDoubleNegative" client().param_double("negative", -3.0, None) => 200;
    bool_true "HeaderParameterBoolTrue" client().param_bool("true", true, None) => 200;
    bool_false "HeaderParameterBoolFalse" client().param_bool("false", false, None) => 200;
    string_valid "HeaderParameterStringValid" client().param_string("valid", Some(HeaderOperationsClientParamStringOptions {
        value: Some(FOX.into()),
        ..Default::default()
    })) => 200;
    string_null "HeaderParameterStringNull" client().param_string("null", None) => 200;
    string_empty "HeaderParameterStringEmpty" client().param_string("empty", Some(HeaderOperationsClientParamStringOptions {
        value: Some(String::new()),
        ..Default::default()
    })) => 200;
    date_valid "HeaderParameterDateValid" client().param_date("valid", "2010-01-01", None) => 200;
    date_min "HeaderParameterDateMin" client().param_date("min", "0001-01-01", None) => 200;
    date_time_valid "HeaderParameterDateTimeValid" client().param_datetime("valid", valid(), None) => 200;
    date_time_min "HeaderParameterDateTimeMin" client().param_datetime("min", min(), None) => 200;
    rfc1123_valid "HeaderParameterDateTimeRfc1123Valid" client().param_datetime_rfc1123("valid", Some(
        HeaderOperationsClientParamDatetimeRfc1123Options { value: Some(valid()), ..Default::default() })) => 200;
    rfc1123_min "HeaderParameterDateTimeRfc1123Min" client().param_datetime_rfc1123("min", Some(
        HeaderOperationsClientParamDatetimeRfc1123Options { value: Some(min()), ..Default::default() })) => 200;
    duration_valid "HeaderParameterDurationValid" client().param_duration("valid", DURATION, None) => 200;
    bytes_valid "HeaderParameterBytesValid" client().param_byte("valid", MULTI_BYTE.as_bytes(), None) => 200;
    enum_valid "HeaderParameterEnumValid" client().param_enum("valid", Some(HeaderOperationsClientParamEnumOptions {
        value: Some(GreyscaleColors::Grey),
        ..Default::default()
    })) => 200;
    enum_null "HeaderParameterEnumNull" client().param_enum("null", None) => 200;
    custom_request_id "CustomHeaderInRequest" client().custom_request_id(Some(HeaderOperationsClientCustomRequestIdOptions {
        method_options: ClientMethodOptions {
            context: Context::new().with_value(ClientRequestId::new("9C4D50EE-2D56-4CD3-8152-34347DC9F2B0".to_owned())),
        },
    })) => 200;
}

/// One test per line: a scenario, a call, and what a header of its answer decodes to. Whoever has the headers of several
/// operations in scope says whose are meant.
macro_rules! answers {
    ($($test:ident $scenario:literal $call:expr, $headers:ident::$header:ident => $expected:expr;)*) => {$(
        #[tokio::test]
        async fn $test() -> azure_core::Result<()> {
            let value = $headers::$header(&$call.await?)?;
            DOCUMENT.decoded($scenario, value, $expected);
            Ok(())
        }
    )*};
}

answers! {
    answer_existing_key "HeaderResponseExistingKey"
        client().response_existing_key(None), ExistingKeyHeaders::user_agent => Some("overwrite".to_owned());
    answer_protected_key "HeaderResponseProtectedKey"
        client().response_protected_key(None), ProtectedKeyHeaders::content_type => Some("text/html; charset=utf-8".to_owned());
    answer_integer_positive "HeaderResponseIntegerPositive" client().response_integer("positive", None), IntegerHeaders::value => Some(1);
    answer_integer_negative "HeaderResponseIntegerNegative" client().response_integer("negative", None), IntegerHeaders::value => Some(-2);
    answer_long_positive "HeaderResponseLongPositive" client().response_long("positive", None), LongHeaders::value => Some(105);
    answer_long_negative "HeaderResponseLongNegative" client().response_long("negative", None), LongHeaders::value => Some(-2);
    answer_float_positive "HeaderResponseFloatPositive" client().response_float("positive", None), FloatHeaders::value => Some(0.07);
    answer_float_negative "HeaderResponseFloatNegative" client().response_float("negative", None), FloatHeaders::value => Some(-3.0);
    answer_double_positive "HeaderResponseDoublePositive"
        client().response_double("positive", None), DoubleHeaders::value => Some(7e120);
    answer_double_negative "HeaderResponseDoubleNegative"
        client().response_double("negative", None), DoubleHeaders::value => Some(-3.0);
    answer_bool_true "HeaderResponseBoolTrue" client().response_bool("true", None), BoolHeaders::value => Some(true);
    answer_bool_false "HeaderResponseBoolFalse" client().response_bool("false", None), BoolHeaders::value => Some(false);
    answer_string_valid "HeaderResponseStringValid"
        client().response_string("valid", None), StringHeaders::value => Some(FOX.to_owned());
    answer_string_null "HeaderResponseStringNull"
        client().response_string("null", None), StringHeaders::value => Some("null".to_owned());
    answer_string_empty "HeaderResponseStringEmpty"
        client().response_string("empty", None), StringHeaders::value => Some(String::new());
    answer_date_valid "HeaderResponseDateValid"
        client().response_date("valid", None), DateHeaders::value => Some("2010-01-01".to_owned());
    answer_date_min "HeaderResponseDateMin"
        client().response_date("min", None), DateHeaders::value => Some("0001-01-01".to_owned());
    answer_date_time_valid "HeaderResponseDateTimeValid"
        client().response_datetime("valid", None), DatetimeHeaders::value => Some(valid());
    answer_date_time_min "HeaderResponseDateTimeMin" client().response_datetime("min", None), DatetimeHeaders::value => Some(min());
    answer_rfc1123_valid "HeaderResponseDateTimeRfc1123Valid"
        client().response_datetime_rfc1123("valid", None), DatetimeRfc1123Headers::value => Some(valid());
    answer_rfc1123_min "HeaderResponseDateTimeRfc1123Min"
        client().response_datetime_rfc1123("min", None), DatetimeRfc1123Headers::value => Some(min());
    answer_duration_valid "HeaderResponseDurationValid"
        client().response_duration("valid", None), DurationHeaders::value => Some(DURATION.to_owned());
    answer_bytes_valid "HeaderResponseBytesValid"
        client().response_byte("valid", None), ByteHeaders::value => Some(MULTI_BYTE.as_bytes().to_vec());
    answer_enum_valid "HeaderResponseEnumValid"
        client().response_enum("valid", None), EnumHeaders::value => Some(GreyscaleColors::Grey);
    answer_enum_null "HeaderResponseEnumNull"
        client().response_enum("null", None), EnumHeaders::value => Some(GreyscaleColors::UnknownValue(String::new()));
}
