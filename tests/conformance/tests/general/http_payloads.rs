//! Operations that answer with different bodies by status, as the document says or otherwise.

use armspan_conformance::clients::http_infrastructure::{
    HttpInfrastructureClient, HttpInfrastructureClientOptions, clients::MultipleResponsesClient,
    models::MyException as A, models::*,
};
use armspan_conformance::{Document, answer, autorest_client, fails, reads, reads_nothing, sends};
use armspan_runtime::ArmError;

const DOCUMENT: Document = Document("httpInfrastructure.json");

fn client() -> MultipleResponsesClient {
    autorest_client!(HttpInfrastructureClient, HttpInfrastructureClientOptions).multiple_responses_client()
}

fn a(status: &str) -> A {
    answer!(A { status_code: Some(status.into()), ..A::default() })
}

fn unknown(property: &str) -> A {
    let mut a = A::default();
    a.extra.insert(property, "200");
    a
}

reads! { DOCUMENT;
    a_200 "ResponsesScenarioA200MatchingModel"
        client().get200_model204_no_model_default_error200_valid(None) => a("200");
    b_200 "ResponsesScenarioB200MatchingModel" client().get200_model201_model_default_error200_valid(None) => a("200");
    c_200 "ResponsesScenarioC200MatchingModel"
        client().get200_model_a201_model_c404_model_d_default_error200_valid(None) => a("200");
    f_200 "ResponsesScenarioF200DefaultModel" client().get_default_model_a200_valid(None) => a("200");
    h_200 "ResponsesScenarioH200MatchingModel" client().get200_model_a200_valid(None) => a("200");
    h_200_invalid "ResponsesScenarioH200MatchingInvalid"
        client().get200_model_a200_invalid(None) => unknown("statusCodeInvalid");
}

/// A status of its own has a body of its own.
#[tokio::test]
async fn other_bodies() -> azure_core::Result<()> {
    let response = client().get200_model201_model_default_error201_valid(None).await?;
    let b = MultipleResponsesClientGet200Model201ModelDefaultError201ValidResultBodies::as_201(&response)?;
    let expected =
        answer!(B { status_code: Some("201".into()), text_status_code: Some("Created".into()), ..B::default() });
    DOCUMENT.decoded("ResponsesScenarioB201MatchingModel", b, Some(expected));
    let response = client().get200_model_a201_model_c404_model_d_default_error201_valid(None).await?;
    let c = MultipleResponsesClientGet200ModelA201ModelC404ModelDDefaultError201ValidResultBodies::as_201(&response)?;
    DOCUMENT.decoded(
        "ResponsesScenarioC201MatchingModel",
        c,
        Some(answer!(C { http_code: Some("201".into()), ..C::default() })),
    );
    // A 404 is a failure, with a model of its own.
    let outcome = client().get200_model_a201_model_c404_model_d_default_error404_valid(None).await;
    let error = ArmError::from_error(&outcome.expect_err("nothing is there")).expect("the answer has a body");
    let expected = answer!(D { http_status_code: Some("404".into()), ..D::default() });
    DOCUMENT.decoded("ResponsesScenarioC404MatchingModel", error.model::<D>()?, expected);
    Ok(())
}

sends! { DOCUMENT;
    a_204 "ResponsesScenarioA204MatchingNoModel"
        client().get200_model204_no_model_default_error204_valid(None) => 204;
    d_202 "ResponsesScenarioD202MatchingNoModel" client().get202_none204_none_default_error202_none(None) => 202;
    d_204 "ResponsesScenarioD204MatchingNoModel" client().get202_none204_none_default_error204_none(None) => 204;
    e_202 "ResponsesScenarioE202MatchingInvalid" client().get202_none204_none_default_none202_invalid(None) => 202;
    e_204 "ResponsesScenarioE204MatchingNoModel" client().get202_none204_none_default_none204_none(None) => 204;
    g_200 "ResponsesScenarioG200DefaultInvalid" client().get_default_none200_invalid(None) => 200;
    g_200_none "ResponsesScenarioG200DefaultNoModel" client().get_default_none200_none(None) => 200;
}

reads_nothing! { DOCUMENT;
    f_200_none "ResponsesScenarioF200DefaultNone" client().get_default_model_a200_none(None);
    h_200_none "ResponsesScenarioH200MatchingNone" client().get200_model_a200_none(None);
}

// Statuses that the document does not know are failures, also below 300.
fails! { DOCUMENT;
    a_201 "ResponsesScenarioA201DefaultNoModel"
        client().get200_model204_no_model_default_error201_invalid(None) => 201, ["201"];
    a_202 "ResponsesScenarioA202DefaultNoModel"
        client().get200_model204_no_model_default_error202_none(None) => 202, ["202"];
    h_202 "ResponsesScenarioH202NonMatchingModel" client().get200_model_a202_valid(None) => 202, ["202"];
    e_400_none "ResponsesScenarioE400DefaultNoModel"
        client().get202_none204_none_default_none400_none(None) => 400, ["400"];
    e_400_invalid "ResponsesScenarioE400DefaultInvalid"
        client().get202_none204_none_default_none400_invalid(None) => 400, ["400"];
    f_400 "ResponsesScenarioF400DefaultModel" client().get_default_model_a400_valid(None) => 400, ["400"];
    f_400_none "ResponsesScenarioF400DefaultNone" client().get_default_model_a400_none(None) => 400, ["400"];
    g_400 "ResponsesScenarioG400DefaultInvalid" client().get_default_none400_invalid(None) => 400, ["400"];
    g_400_none "ResponsesScenarioG400DefaultNoModel" client().get_default_none400_none(None) => 400, ["400"];
    h_400_none "ResponsesScenarioH400NonMatchingNone" client().get200_model_a400_none(None) => 400, ["400"];
    h_400 "ResponsesScenarioH400NonMatchingModel" client().get200_model_a400_valid(None) => 400, ["400"];
    h_400_invalid "ResponsesScenarioH400NonMatchingInvalid" client().get200_model_a400_invalid(None) => 400, ["400"];
}

/// One test per line: a scenario and a call that fails with the error model that the document declares.
macro_rules! fails_with_model {
    ($($test:ident $scenario:literal $call:expr;)*) => {$(
        #[tokio::test]
        async fn $test() -> azure_core::Result<()> {
            let error = $call.await.expect_err("the server refuses");
            let details = ArmError::from_error(&error).expect("the answer has a body");
            let expected = answer!(Error { message: Some("client error".into()), ..Default::default() });
            DOCUMENT.decoded($scenario, details.model::<Error>()?, expected);
            Ok(())
        }
    )*};
}

fails_with_model! {
    a_400 "ResponsesScenarioA400DefaultModel" client().get200_model204_no_model_default_error400_valid(None);
    b_400 "ResponsesScenarioB400DefaultModel" client().get200_model201_model_default_error400_valid(None);
    c_400 "ResponsesScenarioC400DefaultModel"
        client().get200_model_a201_model_c404_model_d_default_error400_valid(None);
    d_400 "ResponsesScenarioD400DefaultModel" client().get202_none204_none_default_error400_valid(None);
}
