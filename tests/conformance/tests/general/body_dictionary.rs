//! Bodies that are maps.

use armspan_conformance::clients::body_dictionary::{
    BodyDictionaryClient, BodyDictionaryClientOptions, clients::DictionaryClient, models::Widget,
};
use armspan_conformance::{Document, autorest_client, reads, reads_garbage, reads_nothing, sends};
use armspan_runtime::{Format, body, body_as};
use azure_core::time::{OffsetDateTime, parse_rfc3339};
use std::collections::HashMap;

const DOCUMENT: Document = Document("body-dictionary.json");

fn client() -> DictionaryClient {
    autorest_client!(BodyDictionaryClient, BodyDictionaryClientOptions).dictionary_client()
}

/// A map as the server makes one of a list: the keys count the values.
fn counted<T>(values: impl IntoIterator<Item = T>) -> HashMap<String, T> {
    values.into_iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect()
}

/// The first and the third of three values, where the second was `null`.
fn with_gap<T>(first: T, third: T) -> HashMap<String, T> {
    HashMap::from([("0".to_owned(), first), ("2".to_owned(), third)])
}

fn texts(texts: &[&str]) -> HashMap<String, String> {
    counted(texts.iter().map(|text| (*text).to_owned()))
}

fn dates(dates: &[&str]) -> HashMap<String, OffsetDateTime> {
    counted(dates.iter().filter_map(|date| parse_rfc3339(date).ok()))
}

fn bytes() -> HashMap<String, Vec<u8>> {
    counted([vec![255, 255, 255, 250], vec![1, 2, 3], vec![37, 41, 67]])
}

fn widget(integer: i64, string: &str) -> Widget {
    Widget { integer: Some(integer), string: Some(string.into()), ..Default::default() }
}

fn widgets() -> HashMap<String, Widget> {
    counted([widget(1, "2"), widget(3, "4"), widget(5, "6")])
}

fn list(texts: [&str; 3]) -> Vec<String> {
    texts.map(str::to_owned).to_vec()
}

fn lists() -> HashMap<String, Vec<String>> {
    counted([list(["1", "2", "3"]), list(["4", "5", "6"]), list(["7", "8", "9"])])
}

fn dictionary(entries: [(&str, &str); 3]) -> HashMap<String, String> {
    entries.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn ones() -> HashMap<String, String> {
    dictionary([("1", "one"), ("2", "two"), ("3", "three")])
}

fn sevens() -> HashMap<String, String> {
    dictionary([("7", "seven"), ("8", "eight"), ("9", "nine")])
}

fn dictionaries() -> HashMap<String, HashMap<String, String>> {
    counted([ones(), dictionary([("4", "four"), ("5", "five"), ("6", "six")]), sevens()])
}

const DATES: [&str; 3] = ["2000-12-01", "1980-01-02", "1492-10-12"];
const DATE_TIMES: [&str; 3] = ["2000-12-01T00:00:01Z", "1980-01-02T00:11:35+01:00", "1492-10-12T10:15:01-08:00"];
const RFC1123: [&str; 3] = ["2000-12-01T00:00:01Z", "1980-01-02T00:11:35Z", "1492-10-12T10:15:01Z"];

reads_nothing! { DOCUMENT;
    null "getDictionaryNull" client().get_null(None);
    complex_null "getDictionaryComplexNull" client().get_complex_null(None);
    array_null "getDictionaryArrayNull" client().get_array_null(None);
    dictionary_null "getDictionaryDictionaryNull" client().get_dictionary_null(None);
}

reads_garbage! { DOCUMENT;
    invalid "getDictionaryInvalid" client().get_invalid(None) => "line 1";
    null_key "getDictionaryNullkey" client().get_null_key(None) => "key must be a string";
    boolean_with_string "getDictionaryBooleanWithString" client().get_boolean_invalid_string(None) => "1";
    integer_with_string "getDictionaryIntegerWithString" client().get_int_invalid_string(None) => "1";
    long_with_string "getDictionaryLongWithString" client().get_long_invalid_string(None) => "1";
    float_with_string "getDictionaryFloatWithString" client().get_float_invalid_string(None) => "1";
    double_with_string "getDictionaryDoubleWithString" client().get_double_invalid_string(None) => "1";
    date_time_with_invalid_chars "getDictionaryDateTimeWithInvalidChars"
        client().get_date_time_invalid_chars(None) => "1";
}

reads! { DOCUMENT;
    empty "getDictionaryEmpty" client().get_empty(None) => HashMap::new();
    null_value "getDictionaryNullValue" client().get_null_value(None) => HashMap::new();
    empty_string_key "getDictionaryKeyEmptyString"
        client().get_empty_string_key(None) => HashMap::from([(String::new(), "val1".to_owned())]);
    boolean "getDictionaryBooleanValid" client().get_boolean_tfft(None) => counted([true, false, false, true]);
    boolean_with_null "getDictionaryBooleanWithNull" client().get_boolean_invalid_null(None) => with_gap(true, false);
    integer "getDictionaryIntegerValid" client().get_integer_valid(None) => counted([1, -1, 3, 300]);
    integer_with_null "getDictionaryIntegerWithNull" client().get_int_invalid_null(None) => with_gap(1, 0);
    long "getDictionaryLongValid" client().get_long_valid(None) => counted([1, -1, 3, 300]);
    long_with_null "getDictionaryLongWithNull" client().get_long_invalid_null(None) => with_gap(1, 0);
    float "getDictionaryFloatValid" client().get_float_valid(None) => counted([0.0, -0.01, -1.2e20]);
    float_with_null "getDictionaryFloatWithNull" client().get_float_invalid_null(None) => with_gap(0.0, -1.2e20);
    double "getDictionaryDoubleValid" client().get_double_valid(None) => counted([0.0, -0.01, -1.2e20]);
    double_with_null "getDictionaryDoubleWithNull" client().get_double_invalid_null(None) => with_gap(0.0, -1.2e20);
    string "getDictionaryStringValid" client().get_string_valid(None) => texts(&["foo1", "foo2", "foo3"]);
    string_with_null "getDictionaryStringWithNull"
        client().get_string_with_null(None) => with_gap("foo".to_owned(), "foo2".to_owned());
    string_with_number "getDictionaryStringWithNumber"
        client().get_string_with_invalid(None) => texts(&["foo", "123", "foo2"]);
    date "getDictionaryDateValid" client().get_date_valid(None) => texts(&DATES);
    date_with_null "getDictionaryDateWithNull"
        client().get_date_invalid_null(None) => with_gap("2012-01-01".to_owned(), "1776-07-04".to_owned());
    date_with_invalid_chars "getDictionaryDateWithInvalidChars"
        client().get_date_invalid_chars(None) => texts(&["2011-03-22", "date"]);
    date_time "getDictionaryDateTimeValid" client().get_date_time_valid(None) => dates(&DATE_TIMES);
    date_time_with_null "getDictionaryDateTimeWithNull"
        client().get_date_time_invalid_null(None) => dates(&["2000-12-01T00:00:01Z"]);
    date_time_rfc1123 "getDictionaryDateTimeRfc1123Valid"
        client().get_date_time_rfc1123_valid(None) => dates(&RFC1123);
    duration "getDictionaryDurationValid"
        client().get_duration_valid(None) => texts(&["P123DT22H14M12.011S", "P5DT1H"]);
    byte "getDictionaryByteValid" client().get_byte_valid(None) => bytes();
    byte_with_null "getDictionaryByteWithNull"
        client().get_byte_invalid_null(None) => counted([vec![171, 172, 173]]);
    base64_url "getDictionaryBase64Url" client().get_base64_url(None) => counted(
        ["a string that gets encoded with base64url", "test string", "Lorem ipsum"].map(|text| text.as_bytes().to_vec()),
    );
    complex_empty "getDictionaryComplexEmpty" client().get_complex_empty(None) => HashMap::new();
    complex_item_null "getDictionaryComplexItemNull"
        client().get_complex_item_null(None) => counted([Some(widget(1, "2")), None, Some(widget(5, "6"))]);
    complex_item_empty "getDictionaryComplexItemEmpty"
        client().get_complex_item_empty(None) => counted([widget(1, "2"), Widget::default(), widget(5, "6")]);
    complex "getDictionaryComplexValid" client().get_complex_valid(None) => widgets();
    array_empty "getDictionaryArrayEmpty" client().get_array_empty(None) => HashMap::new();
    array_item_null "getDictionaryArrayItemNull"
        client().get_array_item_null(None)
        => counted([Some(list(["1", "2", "3"])), None, Some(list(["7", "8", "9"]))]);
    array_item_empty "getDictionaryArrayItemEmpty"
        client().get_array_item_empty(None) => counted([list(["1", "2", "3"]), Vec::new(), list(["7", "8", "9"])]);
    array "getDictionaryArrayValid" client().get_array_valid(None) => lists();
    dictionary_empty "getDictionaryDictionaryEmpty" client().get_dictionary_empty(None) => HashMap::new();
    dictionary_item_null "getDictionaryDictionaryItemNull"
        client().get_dictionary_item_null(None) => counted([Some(ones()), None, Some(sevens())]);
    dictionary_item_empty "getDictionaryDictionaryItemEmpty"
        client().get_dictionary_item_empty(None) => counted([ones(), HashMap::new(), sevens()]);
    dictionary_valid "getDictionaryDictionaryValid" client().get_dictionary_valid(None) => dictionaries();
}

sends! { DOCUMENT;
    put_empty "putDictionaryEmpty" client().put_empty(body(&texts(&[])), None) => 200;
    put_boolean "putDictionaryBooleanValid"
        client().put_boolean_tfft(body(&counted([true, false, false, true])), None) => 200;
    put_integer "putDictionaryIntegerValid" client().put_integer_valid(body(&counted([1, -1, 3, 300])), None) => 200;
    put_long "putDictionaryLongValid" client().put_long_valid(body(&counted([1, -1, 3, 300])), None) => 200;
    put_float "putDictionaryFloatValid" client().put_float_valid(body(&counted([0.0, -0.01, -1.2e20])), None) => 200;
    put_double "putDictionaryDoubleValid" client().put_double_valid(body(&counted([0.0, -0.01, -1.2e20])), None) => 200;
    put_string "putDictionaryStringValid"
        client().put_string_valid(body(&texts(&["foo1", "foo2", "foo3"])), None) => 200;
    put_date "putDictionaryDateValid" client().put_date_valid(body(&texts(&DATES)), None) => 200;
    put_date_time "putDictionaryDateTimeValid" client().put_date_time_valid(body(&dates(&[
        "2000-12-01T00:00:01Z",
        "1980-01-01T23:11:35Z",
        "1492-10-12T18:15:01Z",
    ])), None) => 200;
    put_date_time_rfc1123 "putDictionaryDateTimeRfc1123Valid"
        client().put_date_time_rfc1123_valid(body_as(&dates(&RFC1123), Format::Rfc1123), None) => 200;
    put_duration "putDictionaryDurationValid"
        client().put_duration_valid(body(&texts(&["P123DT22H14M12.011S", "P5DT1H"])), None) => 200;
    put_byte "putDictionaryByteValid" client().put_byte_valid(body(&bytes()), None) => 200;
    put_complex "putDictionaryComplexValid" client().put_complex_valid(body(&widgets()), None) => 200;
    put_array "putDictionaryArrayValid" client().put_array_valid(body(&lists()), None) => 200;
    put_dictionary "putDictionaryDictionaryValid" client().put_dictionary_valid(body(&dictionaries()), None) => 200;
}
