//! Bodies that are a single value: booleans, numbers, strings, bytes, dates, times, durations, anything.

use armspan_conformance::{Document, autorest_client, reads, reads_garbage, reads_nothing, sends};
use armspan_runtime::{Format, body, body_as};
use azure_core::time::{OffsetDateTime, parse_rfc3339};

fn at(date: &str) -> OffsetDateTime {
    parse_rfc3339(date).expect("the tests' own dates are dates")
}

mod boolean {
    use super::*;
    use armspan_conformance::clients::body_boolean::{
        BodyBooleanClient, BodyBooleanClientOptions, clients::BoolClient,
    };

    const DOCUMENT: Document = Document("body-boolean.json");

    fn client() -> BoolClient {
        autorest_client!(BodyBooleanClient, BodyBooleanClientOptions).bool_client()
    }

    reads! { DOCUMENT;
        get_true "getBoolTrue" client().get_true(None) => true;
        get_false "getBoolFalse" client().get_false(None) => false;
    }

    reads_nothing! { DOCUMENT;
        null "getBoolNull" client().get_null(None);
    }

    reads_garbage! { DOCUMENT;
        invalid "getBoolInvalid" client().get_invalid(None) => "trailing characters";
    }

    sends! { DOCUMENT;
        put_true "putBoolTrue" client().put_true(true.try_into()?, None) => 200;
        put_false "putBoolFalse" client().put_false(false.try_into()?, None) => 200;
    }
}

mod integer {
    use super::*;
    use armspan_conformance::clients::body_integer::{BodyIntegerClient, BodyIntegerClientOptions, clients::IntClient};

    const DOCUMENT: Document = Document("body-integer.json");

    fn client() -> IntClient {
        autorest_client!(BodyIntegerClient, BodyIntegerClientOptions).int_client()
    }

    reads_nothing! { DOCUMENT;
        null "getIntegerNull" client().get_null(None);
        null_unix_time "getNullUnixTime" client().get_null_unix_time(None);
    }

    reads_garbage! { DOCUMENT;
        invalid "getIntegerInvalid" client().get_invalid(None) => "trailing characters";
        invalid_unix_time "getInvalidUnixTime" client().get_invalid_unix_time(None) => "trailing characters";
        overflow_32 "getIntegerOverflow" client().get_overflow_int32(None) => "32 bits";
        underflow_32 "getIntegerUnderflow" client().get_underflow_int32(None) => "32 bits";
        overflow_64 "getLongOverflow" client().get_overflow_int64(None) => "64 bits";
        underflow_64 "getLongUnderflow" client().get_underflow_int64(None) => "64 bits";
    }

    reads! { DOCUMENT;
        unix_time "getUnixTime" client().get_unix_time(None) => at("2016-04-13T00:00:00Z");
    }

    sends! { DOCUMENT;
        put_max_32 "putIntegerMax" client().put_max32(i32::MAX.try_into()?, None) => 200;
        put_min_32 "putIntegerMin" client().put_min32(i32::MIN.try_into()?, None) => 200;
        put_max_64 "putLongMax" client().put_max64(i64::MAX.try_into()?, None) => 200;
        put_min_64 "putLongMin" client().put_min64(i64::MIN.try_into()?, None) => 200;
        put_unix_time "putUnixTime"
            client().put_unix_time_date(body_as(&at("2016-04-13T00:00:00Z"), Format::UnixTime), None) => 200;
    }
}

mod number {
    use super::*;
    use armspan_conformance::clients::body_number::{
        BodyNumberClient, BodyNumberClientOptions, clients::NumberClient, models::*,
    };

    const DOCUMENT: Document = Document("body-number.json");

    fn client() -> NumberClient {
        autorest_client!(BodyNumberClient, BodyNumberClientOptions).number_client()
    }

    reads_nothing! { DOCUMENT;
        null "getNumberNull" client().get_null(None);
    }

    reads_garbage! { DOCUMENT;
        invalid_float "getFloatInvalid" client().get_invalid_float(None) => "trailing characters";
        invalid_double "getDoubleInvalid" client().get_invalid_double(None) => "trailing characters";
        invalid_decimal "getDecimalInvalid" client().get_invalid_decimal(None) => "trailing characters";
    }

    reads! { DOCUMENT;
        big_float "getFloatBigScientificNotation" client().get_big_float(None) => NumberGetBigFloatResponse::from(3.402_823e20);
        big_double "getDoubleBigScientificNotation" client().get_big_double(None) => NumberGetBigDoubleResponse::from(2.597_693_1e101);
        big_double_positive "getDoubleBigPositiveDecimal"
            client().get_big_double_positive_decimal(None) => NumberGetBigDoublePositiveDecimalResponse::from(99_999_999.99);
        big_double_negative "getDoubleBigNegativeDecimal"
            client().get_big_double_negative_decimal(None) => NumberGetBigDoubleNegativeDecimalResponse::from(-99_999_999.99);
        small_float "getFloatSmallScientificNotation" client().get_small_float(None) => NumberGetSmallFloatResponse::from(3.402_823e-20);
        small_double "getDoubleSmallScientificNotation" client().get_small_double(None) => NumberGetSmallDoubleResponse::from(2.597_693_1e-101);
        big_decimal "getDecimalBig" client().get_big_decimal(None) => NumberGetBigDecimalResponse::from(2.597_693_1e101);
        big_decimal_positive "getDecimalBigPositiveDecimal"
            client().get_big_decimal_positive_decimal(None) => NumberGetBigDecimalPositiveDecimalResponse::from(99_999_999.99);
        big_decimal_negative "getDecimalBigNegativeDecimal"
            client().get_big_decimal_negative_decimal(None) => NumberGetBigDecimalNegativeDecimalResponse::from(-99_999_999.99);
        small_decimal "getDecimalSmall" client().get_small_decimal(None) => NumberGetSmallDecimalResponse::from(2.597_693_1e-101);
    }

    sends! { DOCUMENT;
        put_big_float "putFloatBigScientificNotation" client().put_big_float(3.402_823e20.try_into()?, None) => 200;
        put_big_double "putDoubleBigScientificNotation"
            client().put_big_double(2.597_693_1e101.try_into()?, None) => 200;
        put_big_double_positive "putDoubleBigPositiveDecimal"
            client().put_big_double_positive_decimal(body(&NumberPutBigDoublePositiveDecimalNumberBody::from(99_999_999.99)), None) => 200;
        put_big_double_negative "putDoubleBigNegativeDecimal"
            client().put_big_double_negative_decimal(body(&NumberPutBigDoubleNegativeDecimalNumberBody::from(-99_999_999.99)), None) => 200;
        put_small_float "putFloatSmallScientificNotation"
            client().put_small_float(3.402_823e-20.try_into()?, None) => 200;
        put_small_double "putDoubleSmallScientificNotation"
            client().put_small_double(2.597_693_1e-101.try_into()?, None) => 200;
        put_big_decimal "putDecimalBig" client().put_big_decimal(2.597_693_1e101.try_into()?, None) => 200;
        put_big_decimal_positive "putDecimalBigPositiveDecimal"
            client().put_big_decimal_positive_decimal(body(&NumberPutBigDecimalPositiveDecimalNumberBody::from(99_999_999.99)), None) => 200;
        put_big_decimal_negative "putDecimalBigNegativeDecimal"
            client().put_big_decimal_negative_decimal(body(&NumberPutBigDecimalNegativeDecimalNumberBody::from(-99_999_999.99)), None) => 200;
        put_small_decimal "putDecimalSmall" client().put_small_decimal(2.597_693_1e-101.try_into()?, None) => 200;
    }
}

mod string {
    use super::*;
    use armspan_conformance::clients::body_string::{
        BodyStringClient, BodyStringClientOptions, clients::StringClient, models::*,
    };

    const DOCUMENT: Document = Document("body-string.json");
    const SPACES: &str = "    Now is the time for all good men to come to the aid of their country    ";
    /// [`crate::MULTI_BYTE`] and more.
    const MULTI_BYTE: &str = "\
        \u{554a}\u{9f44}\u{4e02}\u{72db}\u{72dc}\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}\
        \u{2ca}\u{301e}\u{3021}\u{ffe4}\u{2121}\u{3231}\u{2010}\u{30fc}\u{fe61}\u{fe62}\u{fe6b}\
        \u{3001}\u{3013}\u{2170}\u{2179}\u{2488}\u{20ac}\u{3220}\u{3229}\u{2160}\u{216b}\u{ff01}\
        \u{ffe3}\u{3041}\u{3093}\u{30a1}\u{30f6}\u{391}\u{fe34}\u{410}\u{42f}\u{430}\u{44f}\
        \u{101}\u{261}\u{3105}\u{3129}\u{2500}\u{254b}\u{fe35}\u{fe44}\u{fe3b}\u{fe31}\u{fe33}\
        \u{fe34}\u{2170}\u{2179}\u{251}\u{e7c7}\u{261}\u{3007}\u{303e}\u{2ffb}\u{2e81}\u{e843}\
        \u{4723}\u{e864}\u{20ac}";

    fn root() -> BodyStringClient {
        autorest_client!(BodyStringClient, BodyStringClientOptions)
    }

    fn client() -> StringClient {
        root().string_client()
    }

    reads_nothing! { DOCUMENT;
        null "getStringNull" client().get_null(None);
        not_provided "getStringNotProvided" client().get_not_provided(None);
        null_base64_url "getStringNullBase64UrlEncoding" client().get_null_base64_url_encoded(None);
    }

    fn constant(field: Option<&str>) -> RefColorConstant {
        RefColorConstant { field1: field.map(str::to_owned), ..Default::default() }
    }

    reads! { DOCUMENT;
        empty "getStringEmpty" client().get_empty(None) => StringGetEmptyResponse::from("");
        multi_byte "getStringMultiByteCharacters" client().get_mbcs(None) => StringGetMbcsResponse::from(MULTI_BYTE);
        spaces "getStringWithLeadingAndTrailingWhitespace" client().get_whitespace(None) => StringGetWhitespaceResponse::from(SPACES);
        base64 "getStringBase64Encoded"
            client().get_base64_encoded(None) => b"a string that gets encoded with base64";
        base64_url "getStringBase64UrlEncoded"
            client().get_base64_url_encoded(None) => b"a string that gets encoded with base64url";
        not_expandable "getEnumNotExpandable" root().enum_client().get_not_expandable(None) => Colors::RedColor;
        referenced "getEnumReferenced" root().enum_client().get_referenced(None) => Colors::RedColor;
        referenced_constant "getEnumReferencedConstant"
            root().enum_client().get_referenced_constant(None) => constant(Some("Sample String"));
    }

    sends! { DOCUMENT;
        put_null "putStringNull" client().put_null(None) => 200;
        put_empty "putStringEmpty" client().put_empty(body(&StringPutEmptyStringBody::from("")), None) => 200;
        put_multi_byte "putStringMultiByteCharacters" client().put_mbcs(body(&StringPutMbcsStringBody::from(MULTI_BYTE)), None) => 200;
        put_spaces "putStringWithLeadingAndTrailingWhitespace"
            client().put_whitespace(body(&StringPutWhitespaceStringBody::from(SPACES)), None) => 200;
        put_base64_url "putStringBase64UrlEncoded" client().put_base64_url_encoded(
            body_as(&b"a string that gets encoded with base64url".to_vec(), Format::Base64Url), None) => 200;
        put_not_expandable "putEnumNotExpandable"
            root().enum_client().put_not_expandable(body(&Colors::RedColor), None) => 200;
        put_referenced "putEnumReferenced" root().enum_client().put_referenced(body(&Colors::RedColor), None) => 200;
        put_referenced_constant "putEnumReferencedConstant"
            root().enum_client().put_referenced_constant(RefColorConstant {
                color_constant: Some(ColorConstant::GreenColor),
                ..Default::default()
            }.try_into()?, None) => 200;
    }
}

mod byte {
    use super::*;
    use armspan_conformance::clients::body_byte::{BodyByteClient, BodyByteClientOptions, clients::ByteClient};

    const DOCUMENT: Document = Document("body-byte.json");
    const BYTES: [u8; 10] = [255, 254, 253, 252, 251, 250, 249, 248, 247, 246];

    fn client() -> ByteClient {
        autorest_client!(BodyByteClient, BodyByteClientOptions).byte_client()
    }

    reads_nothing! { DOCUMENT;
        null "getByteNull" client().get_null(None);
    }

    reads_garbage! { DOCUMENT;
        invalid "getByteInvalid" client().get_invalid(None) => "base64";
    }

    reads! { DOCUMENT;
        empty "getByteEmpty" client().get_empty(None) => b"";
        non_ascii "getByteNonAscii" client().get_non_ascii(None) => BYTES;
    }

    sends! { DOCUMENT;
        put_non_ascii "putByteNonAscii" client().put_non_ascii(body(&BYTES.to_vec()), None) => 200;
    }
}

mod date {
    use super::*;
    use armspan_conformance::clients::body_date::{
        BodyDateClient, BodyDateClientOptions, clients::DateClient, models::*,
    };

    const DOCUMENT: Document = Document("body-date.json");

    fn client() -> DateClient {
        autorest_client!(BodyDateClient, BodyDateClientOptions).date_client()
    }

    reads_nothing! { DOCUMENT;
        null "getDateNull" client().get_null(None);
    }

    // A day is text: what the server says is what the caller sees, also where it is no day.
    reads! { DOCUMENT;
        invalid "getDateInvalid" client().get_invalid_date(None) => "201O-18-90";
        overflow "getDateOverflow" client().get_overflow_date(None) => "10000000000-12-31";
        underflow "getDateUnderflow" client().get_underflow_date(None) => "0000-00-00";
        max "getDateMax" client().get_max_date(None) => "9999-12-31";
        min "getDateMin" client().get_min_date(None) => DateGetMinDateResponse::from("0001-01-01");
    }

    sends! { DOCUMENT;
        put_max "putDateMax" client().put_max_date("9999-12-31".try_into()?, None) => 200;
        put_min "putDateMin" client().put_min_date("0001-01-01".try_into()?, None) => 200;
    }
}

mod date_time {
    use super::*;
    use armspan_conformance::clients::body_datetime::{
        BodyDatetimeClient, BodyDatetimeClientOptions, clients::DatetimeClient, models::*,
    };

    const DOCUMENT: Document = Document("body-datetime.json");

    fn client() -> DatetimeClient {
        autorest_client!(BodyDatetimeClient, BodyDatetimeClientOptions).datetime_client()
    }

    reads_nothing! { DOCUMENT;
        null "getDateTimeNull" client().get_null(None);
    }

    reads_garbage! { DOCUMENT;
        invalid "getDateTimeInvalid" client().get_invalid(None) => "date and time";
        underflow "getDateTimeUnderflow" client().get_underflow(None) => "date and time";
    }

    reads! { DOCUMENT;
        overflow "getDateTimeOverflow" client().get_overflow(None) => at("9999-12-31T23:59:59.999-14:00");
        max_utc_lowercase "getDateTimeMaxUtcLowercase"
            client().get_utc_lowercase_max_date_time(None) => at("9999-12-31T23:59:59.999Z");
        max_utc_uppercase "getDateTimeMaxUtcUppercase"
            client().get_utc_uppercase_max_date_time(None) => at("9999-12-31T23:59:59.999Z");
        max_utc_7_digits "getDateTimeMaxUtc7MSUppercase"
            client().get_utc_uppercase_max_date_time7_digits(None) => at("9999-12-31T23:59:59.9999999Z");
        max_positive_lowercase "getDateTimeMaxLocalPositiveOffsetLowercase"
            client().get_local_positive_offset_lowercase_max_date_time(None) => at("9999-12-31T23:59:59.999+14:00");
        max_positive_uppercase "getDateTimeMaxLocalPositiveOffsetUppercase"
            client().get_local_positive_offset_uppercase_max_date_time(None) => at("9999-12-31T23:59:59.999+14:00");
        max_negative_lowercase "getDateTimeMaxLocalNegativeOffsetLowercase"
            client().get_local_negative_offset_lowercase_max_date_time(None) => at("9999-12-31T23:59:59.999-14:00");
        max_negative_uppercase "getDateTimeMaxLocalNegativeOffsetUppercase"
            client().get_local_negative_offset_uppercase_max_date_time(None) => at("9999-12-31T23:59:59.999-14:00");
        min_utc "getDateTimeMinUtc" client().get_utc_min_date_time(None) => DatetimeGetUtcMinDateTimeResponse::from("0001-01-01T00:00:00Z");
        min_positive "getDateTimeMinLocalPositiveOffset"
            client().get_local_positive_offset_min_date_time(None) => DatetimeGetLocalPositiveOffsetMinDateTimeResponse::from("0001-01-01T00:00:00+14:00");
        min_negative "getDateTimeMinLocalNegativeOffset"
            client().get_local_negative_offset_min_date_time(None) => DatetimeGetLocalNegativeOffsetMinDateTimeResponse::from("0001-01-01T00:00:00-14:00");
        min_no_offset "getDateTimeMinLocalNoOffset"
            client().get_local_no_offset_min_date_time(None) => at("0001-01-01T00:00:00Z");
    }

    sends! { DOCUMENT;
        put_max_utc "putDateTimeMaxUtc"
            client().put_utc_max_date_time(body(&at("9999-12-31T23:59:59.999Z")), None) => 200;
        put_max_utc_7_digits "putDateTimeMaxUtc7MS"
            client().put_utc_max_date_time7_digits(body(&at("9999-12-31T23:59:59.9999999Z")), None) => 200;
        put_max_positive "putDateTimeMaxLocalPositiveOffset"
            client().put_local_positive_offset_max_date_time(body(&at("9999-12-31T23:59:59.999+14:00")), None) => 200;
        put_max_negative "putDateTimeMaxLocalNegativeOffset"
            client().put_local_negative_offset_max_date_time(body(&at("9999-12-31T23:59:59.999-14:00")), None) => 200;
        put_min_utc "putDateTimeMinUtc"
            client().put_utc_min_date_time(body(&at("0001-01-01T00:00:00Z")), None) => 200;
        put_min_positive "putDateTimeMinLocalPositiveOffset"
            client().put_local_positive_offset_min_date_time(body(&at("0001-01-01T00:00:00+14:00")), None) => 200;
        put_min_negative "putDateTimeMinLocalNegativeOffset"
            client().put_local_negative_offset_min_date_time(body(&at("0001-01-01T00:00:00-14:00")), None) => 200;
    }
}

mod date_time_rfc1123 {
    use super::*;
    use armspan_conformance::clients::body_datetime_rfc1123::{
        BodyDatetimeRfc1123Client, BodyDatetimeRfc1123ClientOptions, clients::Datetimerfc1123Client, models::*,
    };

    const DOCUMENT: Document = Document("body-datetime-rfc1123.json");

    fn client() -> Datetimerfc1123Client {
        autorest_client!(BodyDatetimeRfc1123Client, BodyDatetimeRfc1123ClientOptions).datetimerfc1123_client()
    }

    reads_nothing! { DOCUMENT;
        null "getDateTimeRfc1123Null" client().get_null(None);
    }

    reads_garbage! { DOCUMENT;
        invalid "getDateTimeRfc1123Invalid" client().get_invalid(None) => "date and time";
        overflow "getDateTimeRfc1123Overflow" client().get_overflow(None) => "date and time";
        underflow "getDateTimeRfc1123Underflow" client().get_underflow(None) => "date and time";
    }

    reads! { DOCUMENT;
        max_lowercase "getDateTimeRfc1123MaxUtcLowercase"
            client().get_utc_lowercase_max_date_time(None) => at("9999-12-31T23:59:59Z");
        max_uppercase "getDateTimeRfc1123MaxUtcUppercase"
            client().get_utc_uppercase_max_date_time(None) => at("9999-12-31T23:59:59Z");
        min "getDateTimeRfc1123MinUtc" client().get_utc_min_date_time(None)
            => Datetimerfc1123GetUtcMinDateTimeResponse::from("Mon, 01 Jan 0001 00:00:00 GMT");
    }

    sends! { DOCUMENT;
        put_max "putDateTimeRfc1123Max" client().put_utc_max_date_time(
            body_as(&at("9999-12-31T23:59:59Z"), Format::Rfc1123), None) => 200;
        put_min "putDateTimeRfc1123Min" client().put_utc_min_date_time(
            body_as(&at("0001-01-01T00:00:00Z"), Format::Rfc1123), None) => 200;
    }
}

mod time {
    use super::*;
    use armspan_conformance::clients::body_time::{BodyTimeClient, BodyTimeClientOptions, clients::TimeClient};

    const DOCUMENT: Document = Document("body-time.json");

    fn client() -> TimeClient {
        autorest_client!(BodyTimeClient, BodyTimeClientOptions).time_client()
    }

    reads! { DOCUMENT;
        get "BodyTimeGet" client().get(None) => "11:34:56";
        put "BodyTimePut" client().put("08:07:56".try_into()?, None) => "Nice job posting time";
    }
}

mod duration {
    use super::*;
    use armspan_conformance::clients::body_duration::{
        BodyDurationClient, BodyDurationClientOptions, clients::DurationClient,
    };

    const DOCUMENT: Document = Document("body-duration.json");

    fn client() -> DurationClient {
        autorest_client!(BodyDurationClient, BodyDurationClientOptions).duration_client()
    }

    reads_nothing! { DOCUMENT;
        null "getDurationNull" client().get_null(None);
    }

    reads! { DOCUMENT;
        invalid "getDurationInvalid" client().get_invalid(None) => "123ABC";
        positive "getDurationPositive" client().get_positive_duration(None) => "P3Y6M4DT12H30M5S";
    }

    sends! { DOCUMENT;
        put_positive "putDurationPositive"
            client().put_positive_duration("P123DT22H14M12.011S".try_into()?, None) => 200;
    }
}

mod anything {
    use super::*;
    use armspan_conformance::clients::any_type::{AnyTypeClient, AnyTypeClientOptions};
    use serde_json::json;

    const DOCUMENT: Document = Document("any-type.json");

    fn client() -> AnyTypeClient {
        autorest_client!(AnyTypeClient, AnyTypeClientOptions)
    }

    reads! { DOCUMENT;
        object "GetObjectAsAnything"
            client().get_object(None) => json!({ "message": "An object was successfully returned" });
        string "GetStringAsAnything" client().get_string(None) => json!("anything");
        array "GetArrayAsAnything" client().get_array(None) => json!(["foo", "bar"]);
    }

    sends! { DOCUMENT;
        put_object "PutObjectAsAnything" client().put_object(json!({ "foo": "bar" }).try_into()?, None) => 200;
        put_string "PutStringAsAnything" client().put_string(json!("anything").try_into()?, None) => 200;
        put_array "PutArrayAsAnything" client().put_array(json!(["foo", "bar"]).try_into()?, None) => 200;
    }
}
