//! Bodies that are lists.

use armspan_conformance::clients::body_array::{
    BodyArrayClient, BodyArrayClientOptions, clients::ArrayClient, models::*,
};
use armspan_conformance::{Document, autorest_client, reads, reads_garbage, reads_nothing, sends};
use armspan_runtime::{Format, body, body_as};
use azure_core::time::{OffsetDateTime, parse_rfc3339};
use std::collections::HashMap;

const DOCUMENT: Document = Document("body-array.json");

fn client() -> ArrayClient {
    autorest_client!(BodyArrayClient, BodyArrayClientOptions).array_client()
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn dates(dates: &[&str]) -> Vec<OffsetDateTime> {
    dates.iter().filter_map(|date| parse_rfc3339(date).ok()).collect()
}

fn bytes() -> Vec<Vec<u8>> {
    vec![vec![255, 255, 255, 250], vec![1, 2, 3], vec![37, 41, 67]]
}

fn product(integer: i64, string: &str) -> Product {
    Product { integer: Some(integer), string: Some(string.into()), ..Default::default() }
}

fn products() -> Vec<Product> {
    vec![product(1, "2"), product(3, "4"), product(5, "6")]
}

fn dictionary(entries: [(&str, &str); 3]) -> HashMap<String, String> {
    entries.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn dictionaries() -> Vec<HashMap<String, String>> {
    vec![
        dictionary([("1", "one"), ("2", "two"), ("3", "three")]),
        dictionary([("4", "four"), ("5", "five"), ("6", "six")]),
        dictionary([("7", "seven"), ("8", "eight"), ("9", "nine")]),
    ]
}

fn arrays() -> Vec<Vec<String>> {
    vec![texts(&["1", "2", "3"]), texts(&["4", "5", "6"]), texts(&["7", "8", "9"])]
}

const UUIDS: [&str; 3] = [
    "6dcc7237-45fe-45c4-8a6b-3a8a3f625652",
    "d1399005-30f7-40d6-8da6-dd7c89ad34db",
    "f42f6aa1-a5bc-4ddf-907e-5f915de43205",
];
const DATES: [&str; 3] = ["2000-12-01", "1980-01-02", "1492-10-12"];
const RFC1123: [&str; 3] = ["2000-12-01T00:00:01Z", "1980-01-02T00:11:35Z", "1492-10-12T10:15:01Z"];

reads_nothing! { DOCUMENT;
    null "getArrayNull" client().get_null(None);
    complex_null "getArrayComplexNull" client().get_complex_null(None);
    array_null "getArrayArrayNull" client().get_array_null(None);
    dictionary_null "getArrayDictionaryNull" client().get_dictionary_null(None);
}

// What is no value of the type is said to be none. A `null` among items is `None` where the document allows it, and a
// gap where it does not.
reads_garbage! { DOCUMENT;
    invalid "getArrayInvalid" client().get_invalid(None) => "EOF";
    boolean_with_string "getArrayBooleanWithString" client().get_boolean_invalid_string(None) => "[1]";
    integer_with_string "getArrayIntegerWithString" client().get_int_invalid_string(None) => "[1]";
    long_with_string "getArrayLongWithString" client().get_long_invalid_string(None) => "[1]";
    float_with_string "getArrayFloatWithString" client().get_float_invalid_string(None) => "[1]";
    double_with_string "getArrayDoubleWithString" client().get_double_invalid_string(None) => "[1]";
    date_time_with_invalid_chars "getArrayDateTimeWithInvalidChars" client().get_date_time_invalid_chars(None) => "[1]";
}

reads! { DOCUMENT;
    empty "getArrayEmpty" client().get_empty(None) => [0_i64; 0];
    boolean "getArrayBooleanValid" client().get_boolean_tfft(None) => [true, false, false, true];
    boolean_with_null "getArrayBooleanWithNull" client().get_boolean_invalid_null(None) => [true, false];
    integer "getArrayIntegerValid" client().get_integer_valid(None) => [1, -1, 3, 300];
    integer_with_null "getArrayIntegerWithNull" client().get_int_invalid_null(None) => [1, 0];
    long "getArrayLongValid" client().get_long_valid(None) => [1, -1, 3, 300];
    long_with_null "getArrayLongWithNull" client().get_long_invalid_null(None) => [1, 0];
    float "getArrayFloatValid" client().get_float_valid(None) => [0.0, -0.01, -1.2e20];
    float_with_null "getArrayFloatWithNull" client().get_float_invalid_null(None) => [0.0, -1.2e20];
    double "getArrayDoubleValid" client().get_double_valid(None) => [0.0, -0.01, -1.2e20];
    double_with_null "getArrayDoubleWithNull" client().get_double_invalid_null(None) => [0.0, -1.2e20];
    string "getArrayStringValid" client().get_string_valid(None) => ["foo1", "foo2", "foo3"];
    string_with_null "getArrayStringWithNull" client().get_string_with_null(None)
        => [Some("foo".to_owned()), None, Some("foo2".to_owned())];
    string_with_number "getArrayStringWithNumber" client().get_string_with_invalid(None) => ["foo", "123", "foo2"];
    enumeration "getArrayEnumValid" client().get_enum_valid(None) => [FooEnum::Foo1, FooEnum::Foo2, FooEnum::Foo3];
    string_enumeration "getArrayStringEnumValid" client().get_string_enum_valid(None)
        => ["foo1", "foo2", "foo3"].map(ArrayGetStringEnumValidResponseItem::from);
    uuid "getArrayUuidValid" client().get_uuid_valid(None) => UUIDS;
    uuid_with_invalid_chars "getArrayUuidWithInvalidChars" client().get_uuid_invalid_chars(None) => [UUIDS[0], "foo"];
    date "getArrayDateValid" client().get_date_valid(None) => DATES;
    date_with_null "getArrayDateWithNull" client().get_date_invalid_null(None) => ["2012-01-01", "1776-07-04"];
    date_with_invalid_chars "getArrayDateWithInvalidChars"
        client().get_date_invalid_chars(None) => ["2011-03-22", "date"];
    date_time "getArrayDateTimeValid" client().get_date_time_valid(None)
        => dates(&["2000-12-01T00:00:01Z", "1980-01-02T00:11:35+01:00", "1492-10-12T10:15:01-08:00"]);
    date_time_with_null "getArrayDateTimeWithNull"
        client().get_date_time_invalid_null(None) => dates(&["2000-12-01T00:00:01Z"]);
    date_time_rfc1123 "getArrayDateTimeRfc1123Valid" client().get_date_time_rfc1123_valid(None) => dates(&RFC1123);
    duration "getArrayDurationValid" client().get_duration_valid(None) => ["P123DT22H14M12.011S", "P5DT1H0M0S"];
    byte "getArrayByteValid" client().get_byte_valid(None) => bytes();
    byte_with_null "getArrayByteWithNull" client().get_byte_invalid_null(None) => [vec![171, 172, 173]];
    base64_url "getArrayBase64Url" client().get_base64_url(None)
        => ["a string that gets encoded with base64url", "test string", "Lorem ipsum"].map(|text| text.as_bytes().to_vec());
    complex_empty "getArrayComplexEmpty" client().get_complex_empty(None) => Vec::<Product>::new();
    complex_item_null "getArrayComplexItemNull"
        client().get_complex_item_null(None) => [Some(product(1, "2")), None, Some(product(5, "6"))];
    complex_item_empty "getArrayComplexItemEmpty"
        client().get_complex_item_empty(None) => [product(1, "2"), Product::default(), product(5, "6")];
    complex "getArrayComplexValid" client().get_complex_valid(None) => products();
    array_empty "getArrayArrayEmpty" client().get_array_empty(None) => Vec::<Vec<String>>::new();
    array_item_null "getArrayArrayItemNull"
        client().get_array_item_null(None) => [Some(texts(&["1", "2", "3"])), None, Some(texts(&["7", "8", "9"]))];
    array_item_empty "getArrayArrayItemEmpty"
        client().get_array_item_empty(None) => [texts(&["1", "2", "3"]), Vec::new(), texts(&["7", "8", "9"])];
    array "getArrayArrayValid" client().get_array_valid(None) => arrays();
    dictionary_empty "getArrayDictionaryEmpty"
        client().get_dictionary_empty(None) => Vec::<HashMap<String, String>>::new();
    dictionary_item_null "getArrayDictionaryItemNull"
        client().get_dictionary_item_null(None)
        => [Some(dictionaries().remove(0)), None, Some(dictionaries().remove(2))];
    dictionary_item_empty "getArrayDictionaryItemEmpty" client().get_dictionary_item_empty(None)
        => [dictionaries().remove(0), HashMap::new(), dictionaries().remove(2)];
    dictionary_valid "getArrayDictionaryValid" client().get_dictionary_valid(None) => dictionaries();
}

sends! { DOCUMENT;
    put_empty "putArrayEmpty" client().put_empty(body(&texts(&[])), None) => 200;
    put_boolean "putArrayBooleanValid" client().put_boolean_tfft(body(&vec![true, false, false, true]), None) => 200;
    put_integer "putArrayIntegerValid" client().put_integer_valid(body(&vec![1, -1, 3, 300]), None) => 200;
    put_long "putArrayLongValid" client().put_long_valid(body(&vec![1, -1, 3, 300]), None) => 200;
    put_float "putArrayFloatValid" client().put_float_valid(body(&vec![0.0, -0.01, -1.2e20]), None) => 200;
    put_double "putArrayDoubleValid" client().put_double_valid(body(&vec![0.0, -0.01, -1.2e20]), None) => 200;
    put_string "putArrayStringValid" client().put_string_valid(body(&texts(&["foo1", "foo2", "foo3"])), None) => 200;
    put_enumeration "putArrayEnumValid"
        client().put_enum_valid(body(&vec![FooEnum::Foo1, FooEnum::Foo2, FooEnum::Foo3]), None) => 200;
    put_string_enumeration "putArrayStringEnumValid"
        client().put_string_enum_valid(body(&["foo1", "foo2", "foo3"].map(ArrayPutStringEnumValidArrayBodyItem::from).to_vec()), None) => 200;
    put_uuid "putArrayUuidValid" client().put_uuid_valid(body(&texts(&UUIDS)), None) => 200;
    put_date "putArrayDateValid" client().put_date_valid(body(&texts(&DATES)), None) => 200;
    put_date_time "putArrayDateTimeValid" client().put_date_time_valid(body(&dates(&RFC1123)), None) => 200;
    put_date_time_rfc1123 "putArrayDateTimeRfc1123Valid"
        client().put_date_time_rfc1123_valid(body_as(&dates(&RFC1123), Format::Rfc1123), None) => 200;
    put_duration "putArrayDurationValid"
        client().put_duration_valid(body(&texts(&["P123DT22H14M12.011S", "P5DT1H"])), None) => 200;
    put_byte "putArrayByteValid" client().put_byte_valid(body(&bytes()), None) => 200;
    put_complex "putArrayComplexValid" client().put_complex_valid(body(&products()), None) => 200;
    put_array "putArrayArrayValid" client().put_array_valid(body(&arrays()), None) => 200;
    put_dictionary "putArrayDictionaryValid" client().put_dictionary_valid(body(&dictionaries()), None) => 200;
}
