//! One service in several versions, each with a document and a client of its own.

use armspan_conformance::{Document, autorest_client, ends_with, finish, items, reads, sends};

mod v1 {
    use super::*;
    use armspan_conformance::clients::multiapi_v1::{MultiapiV1Client, MultiapiV1ClientOptions, models::*};

    const DOCUMENT: Document = Document("multiapi-v1.json");

    fn client() -> MultiapiV1Client {
        autorest_client!(MultiapiV1Client, MultiapiV1ClientOptions)
    }

    sends! { DOCUMENT;
        one "MultiapiPutTestOneApiVersionOne" client().test_one(1, None) => 200;
        two "MultiapiGetTestTwoApiVersionOne" client().operation_group_one_client().test_two(None) => 200;
    }

    ends_with! { DOCUMENT;
        lro "MultiapiLRO" client().begin_test_lro(None) => {
            let mut product = Product { id: Some(100), ..Default::default() };
            // The number came as a string, and goes back as one.
            product.extra.insert("id", "100");
            product
        };
    }

    #[tokio::test]
    async fn lro_and_paging() -> azure_core::Result<()> {
        let products = items(finish(client().begin_list_test_lro_and_paging(None)).await).await?;
        let ids: Vec<_> = products.into_iter().map(|product| product.id).collect();
        DOCUMENT.decoded("MultiapiLROAndPaging", ids, [Some(100)]);
        Ok(())
    }
}

mod v2 {
    use super::*;
    use armspan_conformance::clients::multiapi_v2::{MultiapiV2Client, MultiapiV2ClientOptions, models::ModelTwo};

    const DOCUMENT: Document = Document("multiapi-v2.json");

    fn client() -> MultiapiV2Client {
        autorest_client!(MultiapiV2Client, MultiapiV2ClientOptions)
    }

    fn called() -> ModelTwo {
        let message = Some("This was called with api-version 2.0.0".into());
        let mut model = ModelTwo { id: Some(1), message, ..ModelTwo::default() };
        model.extra.insert("id", "1");
        model
    }

    reads! { DOCUMENT;
        one "MultiapiPutTestOneApiVersionTwo" client().test_one(1, None) => called();
        two "MultiapiGetTestTwoApiVersionTwo" client().operation_group_one_client().test_two(None) => called();
    }

    sends! { DOCUMENT;
        three "MultiapiPutTestThreeApiVersionTwo" client().operation_group_one_client().test_three(None) => 200;
        four "MultiapiPostTestFourApiVersionTwo" client().operation_group_two_client().test_four(true, None) => 200;
    }
}

mod v3 {
    use super::*;
    use armspan_conformance::clients::multiapi_v3::{MultiapiV3Client, MultiapiV3ClientOptions, models::*};

    const DOCUMENT: Document = Document("multiapi-v3.json");

    fn client() -> MultiapiV3Client {
        autorest_client!(MultiapiV3Client, MultiapiV3ClientOptions)
    }

    fn called() -> ModelThree {
        let optional_property = Some("This was called with api-version 3.0.0".into());
        ModelThree { optional_property, ..ModelThree::default() }
    }

    fn source() -> SourcePath {
        SourcePath { source: Some("foo".into()), ..Default::default() }
    }

    reads! { DOCUMENT;
        two "MultiapiGetTestTwoApiVersionThree" client().operation_group_one_client().test_two(None) => called();
    }

    sends! { DOCUMENT;
        four "MultiapiPostTestFourApiVersionThreeJSON" client().operation_group_two_client().test_four(Some(
            OperationGroupTwoClientTestFourOptions { input: Some(source().try_into()?), ..Default::default() })) => 200;
        five "MultiapiPutTestFiveApiVersionThree" client().operation_group_two_client().test_five(None) => 200;
    }
}

mod custom_base_url {
    use armspan_conformance::clients::multiapi_v1_custom_base_url::{
        MultiapiV1CustomBaseUrlClient, MultiapiV1CustomBaseUrlClientOptions,
    };
    use armspan_conformance::clients::multiapi_v2_custom_base_url::{
        MultiapiV2CustomBaseUrlClient, MultiapiV2CustomBaseUrlClientOptions,
    };
    use armspan_conformance::{Document, autorest, client_options, sends};

    fn first() -> MultiapiV1CustomBaseUrlClient {
        let options = MultiapiV1CustomBaseUrlClientOptions {
            allow_insecure_loopback: true,
            client_options: client_options(),
            ..Default::default()
        };
        MultiapiV1CustomBaseUrlClient::new(autorest(), Some(options)).expect("the endpoint is a URL")
    }

    fn second() -> MultiapiV2CustomBaseUrlClient {
        let options = MultiapiV2CustomBaseUrlClientOptions {
            allow_insecure_loopback: true,
            client_options: client_options(),
            ..Default::default()
        };
        MultiapiV2CustomBaseUrlClient::new(autorest(), Some(options)).expect("the endpoint is a URL")
    }

    sends! { Document("multiapi-v1-custom-base-url.json");
        one "MultiapiCustomBaseUrlApiVersionOne" first().test(1, None) => 200;
    }

    sends! { Document("multiapi-v2-custom-base-url.json");
        two "MultiapiCustomBaseUrlApiVersionTwo" second().test(2, None) => 200;
    }
}
