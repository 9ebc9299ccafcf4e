//! Bodies that are objects: every kind of property, lists, maps, inheritance, read-only properties.

use armspan_conformance::clients::body_complex::{BodyComplexClient, BodyComplexClientOptions, clients::*, models::*};
use armspan_conformance::{Document, autorest_client, reads, reads_garbage, reads_nothing, sends};
use azure_core::time::{OffsetDateTime, parse_rfc3339};
use std::collections::HashMap;

const DOCUMENT: Document = Document("body-complex.json");

fn root() -> BodyComplexClient {
    autorest_client!(BodyComplexClient, BodyComplexClientOptions)
}

fn at(date: &str) -> Option<OffsetDateTime> {
    parse_rfc3339(date).ok()
}

mod basic {
    use super::*;

    fn client() -> BasicClient {
        root().basic_client()
    }

    fn basic(color: CmykColors) -> Basic {
        Basic { id: Some(2), name: Some("abc".into()), color: Some(color), ..Default::default() }
    }

    /// Both properties are there, as `null`: whoever writes the object back says so again.
    fn nulls() -> Basic {
        let mut basic = Basic::default();
        basic.extra.set_null("id");
        basic.extra.set_null("name");
        basic
    }

    reads! { DOCUMENT;
        valid "getComplexBasicValid" client().get_valid(None) => basic(CmykColors::Yellow);
        empty "getComplexBasicEmpty" client().get_empty(None) => Basic::default();
        null "getComplexBasicNull" client().get_null(None) => nulls();
    }

    reads_nothing! { DOCUMENT;
        not_provided "getComplexBasicNotProvided" client().get_not_provided(None);
    }

    reads_garbage! { DOCUMENT;
        invalid "getComplexBasicInvalid" client().get_invalid(None) => "id";
    }

    sends! { DOCUMENT;
        put_valid "putComplexBasicValid" client().put_valid(basic(CmykColors::Magenta).try_into()?, None) => 200;
    }
}

mod primitive {
    use super::*;

    fn client() -> PrimitiveClient {
        root().primitive_client()
    }

    fn int() -> IntWrapper {
        IntWrapper { field1: Some(-1), field2: Some(2), ..Default::default() }
    }

    fn long() -> LongWrapper {
        LongWrapper { field1: Some(1_099_511_627_775), field2: Some(-999_511_627_788), ..Default::default() }
    }

    fn float() -> FloatWrapper {
        FloatWrapper { field1: Some(1.05), field2: Some(-0.003), ..Default::default() }
    }

    fn double() -> DoubleWrapper {
        DoubleWrapper {
            field1: Some(3e-100),
            field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose: Some(
                -5e-57,
            ),
            ..Default::default()
        }
    }

    fn boolean() -> BooleanWrapper {
        BooleanWrapper { field_true: Some(true), field_false: Some(false), ..Default::default() }
    }

    fn string() -> StringWrapper {
        StringWrapper { field: Some("goodrequest".into()), empty: Some(String::new()), ..Default::default() }
    }

    fn string_with_null() -> StringWrapper {
        let mut string = string();
        string.extra.set_null("null");
        string
    }

    fn date() -> DateWrapper {
        DateWrapper { field: Some("0001-01-01".into()), leap: Some("2016-02-29".into()), ..Default::default() }
    }

    fn date_time() -> DatetimeWrapper {
        DatetimeWrapper { field: at("0001-01-01T00:00:00Z"), now: at("2015-05-18T18:38:00Z"), ..Default::default() }
    }

    fn rfc1123() -> Datetimerfc1123Wrapper {
        Datetimerfc1123Wrapper {
            field: at("0001-01-01T00:00:00Z"),
            now: at("2015-05-18T11:38:00Z"),
            ..Default::default()
        }
    }

    fn duration() -> DurationWrapper {
        DurationWrapper { field: Some("P123DT22H14M12.011S".into()), ..Default::default() }
    }

    fn byte() -> ByteWrapper {
        ByteWrapper { field: Some(vec![255, 254, 253, 252, 0, 250, 249, 248, 247, 246]), ..Default::default() }
    }

    reads! { DOCUMENT;
        get_int "getComplexPrimitiveInteger" client().get_int(None) => int();
        get_long "getComplexPrimitiveLong" client().get_long(None) => long();
        get_float "getComplexPrimitiveFloat" client().get_float(None) => float();
        get_double "getComplexPrimitiveDouble" client().get_double(None) => double();
        get_bool "getComplexPrimitiveBool" client().get_bool(None) => boolean();
        get_string "getComplexPrimitiveString" client().get_string(None) => string_with_null();
        get_date "getComplexPrimitiveDate" client().get_date(None) => date();
        get_date_time "getComplexPrimitiveDateTime" client().get_date_time(None) => date_time();
        get_rfc1123 "getComplexPrimitiveDateTimeRfc1123" client().get_date_time_rfc1123(None) => rfc1123();
        get_duration "getComplexPrimitiveDuration" client().get_duration(None) => duration();
        get_byte "getComplexPrimitiveByte" client().get_byte(None) => byte();
    }

    sends! { DOCUMENT;
        put_int "putComplexPrimitiveInteger" client().put_int(int().try_into()?, None) => 200;
        put_long "putComplexPrimitiveLong" client().put_long(long().try_into()?, None) => 200;
        put_float "putComplexPrimitiveFloat" client().put_float(float().try_into()?, None) => 200;
        put_double "putComplexPrimitiveDouble" client().put_double(double().try_into()?, None) => 200;
        put_bool "putComplexPrimitiveBool" client().put_bool(boolean().try_into()?, None) => 200;
        put_string "putComplexPrimitiveString" client().put_string(string().try_into()?, None) => 200;
        put_string_with_null "putComplexPrimitiveString"
            client().put_string(string_with_null().try_into()?, None) => 200;
        put_date "putComplexPrimitiveDate" client().put_date(date().try_into()?, None) => 200;
        put_date_time "putComplexPrimitiveDateTime" client().put_date_time(date_time().try_into()?, None) => 200;
        put_rfc1123 "putComplexPrimitiveDateTimeRfc1123"
            client().put_date_time_rfc1123(rfc1123().try_into()?, None) => 200;
        put_duration "putComplexPrimitiveDuration" client().put_duration(duration().try_into()?, None) => 200;
        put_byte "putComplexPrimitiveByte" client().put_byte(byte().try_into()?, None) => 200;
    }
}

mod array {
    use super::*;

    fn client() -> ArrayClient {
        root().array_client()
    }

    fn list(items: &[&str]) -> ArrayWrapper {
        ArrayWrapper { array: Some(items.iter().map(|item| (*item).to_owned()).collect()), ..Default::default() }
    }

    reads! { DOCUMENT;
        empty "getComplexArrayEmpty" client().get_empty(None) => list(&[]);
        not_provided "getComplexArrayNotProvided" client().get_not_provided(None) => ArrayWrapper::default();
    }

    /// The list has a `null` that the document does not allow: it is a gap to the reader, and there again when the
    /// object is written back.
    #[tokio::test]
    async fn valid() -> azure_core::Result<()> {
        let read = client().get_valid(None).await?.into_model()?;
        let items = ["1, 2, 3, 4", "", "&S#$(*Y", "The quick brown fox jumps over the lazy dog"];
        DOCUMENT.decoded("getComplexArrayValid", read.array.as_ref(), list(&items).array.as_ref());
        let response = client().put_valid(read.try_into()?, None).await?;
        DOCUMENT.answered("putComplexArrayValid", response.status(), 200);
        Ok(())
    }

    sends! { DOCUMENT;
        put_empty "putComplexArrayEmpty" client().put_empty(list(&[]).try_into()?, None) => 200;
    }
}

mod dictionary {
    use super::*;

    fn client() -> DictionaryClient {
        root().dictionary_client()
    }

    fn empty() -> DictionaryWrapper {
        DictionaryWrapper { default_program: Some(HashMap::new()), ..Default::default() }
    }

    fn null() -> DictionaryWrapper {
        let mut null = DictionaryWrapper::default();
        null.extra.set_null("defaultProgram");
        null
    }

    reads! { DOCUMENT;
        get_empty "getComplexDictionaryEmpty" client().get_empty(None) => empty();
        get_null "getComplexDictionaryNull" client().get_null(None) => null();
        not_provided "getComplexDictionaryNotProvided"
            client().get_not_provided(None) => DictionaryWrapper::default();
    }

    /// As with the list, `null` is a gap that is kept.
    #[tokio::test]
    async fn valid() -> azure_core::Result<()> {
        let read = client().get_valid(None).await?.into_model()?;
        let programs = [("txt", "notepad"), ("bmp", "mspaint"), ("xls", "excel"), ("exe", "")];
        let programs = programs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        DOCUMENT.decoded("getComplexDictionaryValid", read.default_program.as_ref(), Some(&programs));
        let response = client().put_valid(read.try_into()?, None).await?;
        DOCUMENT.answered("putComplexDictionaryValid", response.status(), 200);
        Ok(())
    }

    sends! { DOCUMENT;
        put_empty "putComplexDictionaryEmpty" client().put_empty(empty().try_into()?, None) => 200;
    }
}

mod inheritance {
    use super::*;

    fn client() -> InheritanceClient {
        root().inheritance_client()
    }

    fn dog(id: i64, name: &str, food: &str) -> Dog {
        Dog { id: Some(id), name: Some(name.into()), food: Some(food.into()), ..Default::default() }
    }

    fn siamese() -> Siamese {
        Siamese {
            id: Some(2),
            name: Some("Siameeee".into()),
            color: Some("green".into()),
            breed: Some("persian".into()),
            hates: Some(vec![dog(1, "Potato", "tomato"), dog(-1, "Tomato", "french fries")]),
            ..Default::default()
        }
    }

    reads! { DOCUMENT;
        get "getComplexInheritanceValid" client().get_valid(None) => siamese();
    }

    sends! { DOCUMENT;
        put "putComplexInheritanceValid" client().put_valid(siamese().try_into()?, None) => 200;
    }
}

mod read_only {
    use super::*;

    fn client() -> ReadonlypropertyClient {
        root().readonlyproperty_client()
    }

    /// The id comes back and is never sent.
    fn object() -> ReadonlyObj {
        ReadonlyObj { id: Some("1234".into()), size: Some(2), ..Default::default() }
    }

    reads! { DOCUMENT;
        get "getComplexReadOnlyPropertyValid" client().get_valid(None) => object();
    }

    sends! { DOCUMENT;
        put "putComplexReadOnlyPropertyValid" client().put_valid(object().try_into()?, None) => 200;
    }
}
