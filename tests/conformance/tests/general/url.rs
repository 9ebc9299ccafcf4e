//! Values in paths and queries.

use armspan_conformance::clients::url::{UrlClient, UrlClientOptions, clients::*, models::*};
use armspan_conformance::{Document, autorest, autorest_client, client_options, sends};
use azure_core::time::parse_rfc3339;

const DOCUMENT: Document = Document("url.json");
use crate::MULTI_BYTE;
const LIST: [&str; 4] = ["ArrayQuery1", "begin!*'();:@ &=+$,/?#[]end", "", ""];

fn client() -> UrlClient {
    let options = UrlClientOptions {
        endpoint: Some(autorest()),
        allow_insecure_loopback: true,
        client_options: client_options(),
        global_string_query: Some("globalStringQuery".into()),
        ..Default::default()
    };
    UrlClient::new("globalStringPath", Some(options)).expect("the endpoint is a URL")
}

fn list() -> Option<Vec<String>> {
    Some(LIST.map(str::to_owned).to_vec())
}

mod paths {
    use super::*;

    fn client() -> PathsClient {
        super::client().paths_client()
    }

    // Values that the document leaves no choice for are sent unasked.
    sends! { DOCUMENT;
        boolean_true "UrlPathsBoolTrue" client().get_boolean_true(None) => 200;
        boolean_false "UrlPathsBoolFalse" client().get_boolean_false(None) => 200;
        int_positive "UrlPathsIntPositive" client().get_int_one_million(None) => 200;
        int_negative "UrlPathsIntNegative" client().get_int_negative_one_million(None) => 200;
        long_positive "UrlPathsLongPositive" client().get_ten_billion(None) => 200;
        long_negative "UrlPathsLongNegative" client().get_negative_ten_billion(None) => 200;
        float_positive "UrlPathsFloatPositive" client().float_scientific_positive(None) => 200;
        float_negative "UrlPathsFloatNegative" client().float_scientific_negative(None) => 200;
        double_positive "UrlPathsDoublePositive" client().double_decimal_positive(None) => 200;
        double_negative "UrlPathsDoubleNegative" client().double_decimal_negative(None) => 200;
        string_unicode "UrlPathsStringUnicode" client().string_unicode(None) => 200;
        string_encoded "UrlPathsStringUrlEncoded" client().string_url_encoded(None) => 200;
        string_not_encoded "UrlPathsStringUrlNonEncoded" client().string_url_non_encoded(None) => 200;
        date "UrlPathsDateValid" client().date_valid(None) => 200;
        date_time "UrlPathsDateTimeValid" client().date_time_valid(None) => 200;
        enumeration "UrlPathsEnumValid" client().enum_valid(&UriColor::GreenColor, None) => 200;
        byte_multi_byte "UrlPathsByteMultiByte" client().byte_multi_byte(MULTI_BYTE.as_bytes(), None) => 200;
        base64_url "UrlPathsStringBase64Url" client().base64_url(b"lorem", None) => 200;
        array_csv "UrlPathsArrayCSVInPath" client().array_csv_in_path(
            &["ArrayPath1", "begin!*'();:@ &=+$,/?#[]end", "", ""].map(str::to_owned), None) => 200;
        unix_time "UrlPathsIntUnixTime"
            client().unix_time_url(parse_rfc3339("2016-04-13T00:00:00Z")?, None) => 200;
    }

    /// A segment must say something: with an empty one, the request would be about something else.
    #[tokio::test]
    async fn empty_segments_are_refused() {
        let empty = client().string_empty(None).await.expect_err("an empty segment");
        assert!(empty.to_string().contains("stringPath"), "{empty}");
        let null = client().string_null("", None).await.expect_err("an empty segment");
        assert!(null.to_string().contains("stringPath"), "{null}");
    }
}

mod queries {
    use super::*;

    fn client() -> QueriesClient {
        super::client().queries_client()
    }

    /// The options of an operation with one of them set.
    macro_rules! with {
        ($options:ident { $field:ident: $value:expr }) => {
            Some($options { $field: Some($value), ..Default::default() })
        };
    }

    sends! { DOCUMENT;
        boolean_true "UrlQueriesBoolTrue" client().get_boolean_true(None) => 200;
        boolean_false "UrlQueriesBoolFalse" client().get_boolean_false(None) => 200;
        boolean_null "UrlQueriesBoolNull" client().get_boolean_null(None) => 200;
        int_positive "UrlQueriesIntPositive" client().get_int_one_million(None) => 200;
        int_negative "UrlQueriesIntNegative" client().get_int_negative_one_million(None) => 200;
        int_null "UrlQueriesIntNull" client().get_int_null(None) => 200;
        long_positive "UrlQueriesLongPositive" client().get_ten_billion(None) => 200;
        long_negative "UrlQueriesLongNegative" client().get_negative_ten_billion(None) => 200;
        long_null "UrlQueriesLongNull" client().get_long_null(None) => 200;
        float_positive "UrlQueriesFloatPositive" client().float_scientific_positive(None) => 200;
        float_negative "UrlQueriesFloatNegative" client().float_scientific_negative(None) => 200;
        float_null "UrlQueriesFloatNull" client().float_null(None) => 200;
        double_positive "UrlQueriesDoublePositive" client().double_decimal_positive(None) => 200;
        double_negative "UrlQueriesDoubleNegative" client().double_decimal_negative(None) => 200;
        double_null "UrlQueriesDoubleNull" client().double_null(None) => 200;
        string_unicode "UrlQueriesStringUnicode" client().string_unicode(None) => 200;
        string_encoded "UrlQueriesStringUrlEncoded" client().string_url_encoded(None) => 200;
        string_empty "UrlQueriesStringEmpty" client().string_empty(None) => 200;
        string_null "UrlQueriesStringNull" client().string_null(None) => 200;
        enumeration "UrlQueriesEnumValid"
            client().enum_valid(with!(QueriesClientEnumValidOptions { enum_query: UriColor::GreenColor })) => 200;
        enumeration_null "UrlQueriesEnumNull" client().enum_null(None) => 200;
        byte_multi_byte "UrlQueriesByteMultiByte" client().byte_multi_byte(
            with!(QueriesClientByteMultiByteOptions { byte_query: MULTI_BYTE.as_bytes().to_vec() })) => 200;
        byte_empty "UrlQueriesByteEmpty" client().byte_empty(None) => 200;
        byte_null "UrlQueriesByteNull" client().byte_null(None) => 200;
        date "UrlQueriesDateValid" client().date_valid(None) => 200;
        date_null "UrlQueriesDateNull" client().date_null(None) => 200;
        date_time "UrlQueriesDateTimeValid" client().date_time_valid(None) => 200;
        date_time_null "UrlQueriesDateTimeNull" client().date_time_null(None) => 200;
        csv "UrlQueriesArrayCsvValid" client().array_string_csv_valid(
            Some(QueriesClientArrayStringCsvValidOptions { array_query: list(), ..Default::default() })) => 200;
        csv_null "UrlQueriesArrayCsvNull" client().array_string_csv_null(None) => 200;
        csv_empty "UrlQueriesArrayCsvEmpty" client().array_string_csv_empty(
            with!(QueriesClientArrayStringCsvEmptyOptions { array_query: Vec::new() })) => 200;
        no_format "UrlQueriesArrayNoCollectionFormatValid" client().array_string_no_collection_format_empty(
            with!(QueriesClientArrayStringNoCollectionFormatEmptyOptions {
                array_query: ["hello", "nihao", "bonjour"].map(str::to_owned).to_vec()
            })) => 200;
        ssv "UrlQueriesArraySsvValid" client().array_string_ssv_valid(
            Some(QueriesClientArrayStringSsvValidOptions { array_query: list(), ..Default::default() })) => 200;
        tsv "UrlQueriesArrayTsvValid" client().array_string_tsv_valid(
            Some(QueriesClientArrayStringTsvValidOptions { array_query: list(), ..Default::default() })) => 200;
        pipes "UrlQueriesArrayPipesValid" client().array_string_pipes_valid(
            Some(QueriesClientArrayStringPipesValidOptions { array_query: list(), ..Default::default() })) => 200;
    }
}

/// Parameters of the client, of the path and of the operation, on one path.
mod path_items {
    use super::*;

    fn local() -> Option<String> {
        Some("localStringQuery".into())
    }

    fn path_item() -> Option<String> {
        Some("pathItemStringQuery".into())
    }

    fn with_global() -> PathItemsClient {
        client().path_items_client()
    }

    fn without_global() -> PathItemsClient {
        autorest_client!(UrlClient, UrlClientOptions, "globalStringPath").path_items_client()
    }

    sends! { DOCUMENT;
        all "UrlPathItemGetAll" with_global().get_all_with_values("pathItemStringPath", "localStringPath", Some(
            PathItemsClientGetAllWithValuesOptions {
                local_string_query: local(),
                path_item_string_query: path_item(),
                ..Default::default()
            })) => 200;
        global_null "UrlPathItemGetGlobalNull" without_global().get_global_query_null(
            "pathItemStringPath", "localStringPath", Some(PathItemsClientGetGlobalQueryNullOptions {
                local_string_query: local(),
                path_item_string_query: path_item(),
                ..Default::default()
            })) => 200;
        global_and_local_null "UrlPathItemGetGlobalAndLocalNull" without_global().get_global_and_local_query_null(
            "pathItemStringPath", "localStringPath", Some(PathItemsClientGetGlobalAndLocalQueryNullOptions {
                path_item_string_query: path_item(),
                ..Default::default()
            })) => 200;
        local_and_path_item_null "UrlPathItemGetPathItemAndLocalNull"
            with_global().get_local_path_item_query_null("pathItemStringPath", "localStringPath", None) => 200;
    }
}

mod multi {
    use super::LIST;
    use armspan_conformance::clients::url_multi_collection_format::{
        UrlMultiCollectionFormatClient, UrlMultiCollectionFormatClientOptions, clients::QueriesClient, models::*,
    };
    use armspan_conformance::{Document, autorest_client, sends};

    const DOCUMENT: Document = Document("url-multi-collectionFormat.json");

    fn client() -> QueriesClient {
        autorest_client!(UrlMultiCollectionFormatClient, UrlMultiCollectionFormatClientOptions).queries_client()
    }

    sends! { DOCUMENT;
        null "UrlQueriesArrayMultiNull" client().array_string_multi_null(None) => 200;
        empty "UrlQueriesArrayMultiEmpty" client().array_string_multi_empty(Some(
            QueriesClientArrayStringMultiEmptyOptions { array_query: Some(Vec::new()), ..Default::default() })) => 200;
        valid "UrlQueriesArrayMultiValid" client().array_string_multi_valid(Some(
            QueriesClientArrayStringMultiValidOptions {
                array_query: Some(LIST.map(|text| Some(text.to_owned())).to_vec()),
                ..Default::default()
            })) => 200;
    }
}
