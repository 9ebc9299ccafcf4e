//! Errors with models of the document's own.

use armspan_conformance::{Document, answer, autorest_client, reads};
use armspan_runtime::ArmError;

mod pets {
    use super::*;
    use armspan_conformance::clients::xms_error_responses::{
        XmsErrorResponsesClient, XmsErrorResponsesClientOptions, clients::PetClient, models::*,
    };

    const DOCUMENT: Document = Document("xms-error-responses.json");

    fn client() -> PetClient {
        autorest_client!(XmsErrorResponsesClient, XmsErrorResponsesClientOptions).pet_client()
    }

    fn error<T>(outcome: azure_core::Result<T>) -> ArmError {
        let Err(error) = outcome else { panic!("the server refuses") };
        ArmError::from_error(&error).expect("the answer has a body")
    }

    fn tommy() -> Pet {
        answer!(Pet { name: Some("Tommy Tomson".into()), ani_type: Some("Dog".into()), ..Default::default() })
    }

    reads! { DOCUMENT;
        no_errors "expectedNoErrors" client().get_pet_by_id("tommy", None) => tommy();
    }

    #[tokio::test]
    async fn no_error_in_action() -> azure_core::Result<()> {
        let action = client().do_something("stay", None).await?.into_model()?;
        // The server answers with a pet: neither of its properties is one of an action's.
        DOCUMENT.decoded("expectedNoErrors", action.extra.get("name"), Some(&"Tommy Tomson".into()));
        Ok(())
    }

    #[tokio::test]
    async fn not_found() -> azure_core::Result<()> {
        let error = error(client().get_pet_by_id("coyoteUgly", None).await);
        let expected = answer!(AnimalNotFound {
            some_base_prop: Some("problem finding animal".into()),
            reason: Some("the type of animal requested is not available".into()),
            name: Some("coyote".into()),
            ..Default::default()
        });
        DOCUMENT.decoded("animalNotFoundError", error.model::<NotFoundErrorBase>()?, NotFoundErrorBase::from(expected));
        Ok(())
    }

    #[tokio::test]
    async fn link_not_found() -> azure_core::Result<()> {
        let error = error(client().get_pet_by_id("weirdAlYankovic", None).await);
        let expected = answer!(LinkNotFound {
            some_base_prop: Some("problem finding pet".into()),
            reason: Some("link to pet not found".into()),
            what_sub_address: Some("pet/yourpet was not found".into()),
            ..Default::default()
        });
        DOCUMENT.decoded("linkNotFoundError", error.model::<NotFoundErrorBase>()?, NotFoundErrorBase::from(expected));
        Ok(())
    }

    /// A model need not be an object.
    #[tokio::test]
    async fn text_and_number() -> azure_core::Result<()> {
        let text = error(client().get_pet_by_id("ringo", None).await);
        DOCUMENT.decoded("stringError", text.model::<String>()?, "ringo is missing");
        let number = error(client().get_pet_by_id("alien123", None).await);
        DOCUMENT.decoded("intError", number.model::<i64>()?, 123);
        Ok(())
    }

    #[tokio::test]
    async fn actions() -> azure_core::Result<()> {
        let sad = error(client().do_something("jump", None).await);
        let PetActionError::PetSadError(error_model) = sad.model()? else { panic!("a sad pet: {sad}") };
        DOCUMENT.decoded("expectedPetSadError", error_model.reason.as_deref(), Some("need more treats"));
        let hungry = error(client().do_something("fetch", None).await);
        let PetActionError::PetHungryOrThirstyError(error_model) = hungry.model()? else {
            panic!("a hungry pet: {hungry}")
        };
        DOCUMENT.decoded(
            "expectedPetHungryError",
            error_model.hungry_or_thirsty.as_deref(),
            Some("hungry and thirsty"),
        );
        Ok(())
    }

    #[tokio::test]
    async fn models_parameter() -> azure_core::Result<()> {
        let options = PetClientHasModelsParamOptions { models: Some("value1".into()), ..Default::default() };
        let sad = error(client().has_models_param(Some(options)).await);
        let PetActionError::PetSadError(error_model) = sad.model()? else { panic!("a sad pet: {sad}") };
        DOCUMENT.decoded(
            "sendErrorWithParamNameModels",
            error_model.error_message.as_deref(),
            Some("casper aint happy"),
        );
        Ok(())
    }
}

mod secrets {
    use super::*;
    use armspan_conformance::clients::error_with_secrets::{
        ErrorWithSecretsClient, ErrorWithSecretsClientOptions, models::ErrorResponse,
    };

    const DOCUMENT: Document = Document("error-with-secrets.json");
    const SECRET: &str = "1c88a67921784300a462b2cb61da2339";

    /// The error says what the service says, and never what the document does not declare.
    #[tokio::test]
    async fn error() -> azure_core::Result<()> {
        let client = autorest_client!(ErrorWithSecretsClient, ErrorWithSecretsClientOptions);
        let error = client.get_error_with_secrets(None).await.expect_err("the user is unauthorized");
        assert!(!format!("{error} {error:?}").contains(SECRET), "{error:?}");
        let details = ArmError::from_error(&error).expect("the answer has a body");
        assert!(!format!("{details} {details:?}").contains(SECRET), "{details:?}");
        // The server sends a text where its document declares an object.
        let model = details.model::<ErrorResponse>().expect_err("no such model");
        assert!(model.to_string().contains("innererror: expected an object, found a string"), "{model}");
        let codes: Vec<_> = details.details.iter().map(|detail| detail.code.as_deref()).collect();
        DOCUMENT.decoded(
            "ErrorWithSecrets",
            (details.code.as_deref(), codes),
            (Some("Unauthorized"), vec![Some("UnauthorizedSharedKey")]),
        );
        Ok(())
    }
}

mod incorrect {
    use super::*;
    use armspan_conformance::clients::incorrect_error_response::{
        IncorrectErrorResponseClient, IncorrectErrorResponseClientOptions,
    };

    const DOCUMENT: Document = Document("incorrect-error-response.json");

    /// The document promises JSON, the server sends text.
    #[tokio::test]
    async fn text() {
        let client = autorest_client!(IncorrectErrorResponseClient, IncorrectErrorResponseClientOptions);
        let outcome = client.get_incorrect_error_from_server(None).await;
        DOCUMENT.refused("verifyIncorrectErrorParsing", outcome, 444, &["444"]);
    }
}

mod object {
    use super::*;
    use armspan_conformance::clients::object_type::{ObjectTypeClient, ObjectTypeClientOptions};
    use armspan_conformance::sends;
    use serde_json::json;

    const DOCUMENT: Document = Document("object-type.json");

    fn client() -> ObjectTypeClient {
        autorest_client!(ObjectTypeClient, ObjectTypeClientOptions)
    }

    reads! { DOCUMENT;
        get "ObjectTypeResponse"
            client().get(None) => json!({ "message": "An object was successfully returned" });
    }

    sends! { DOCUMENT;
        put "ObjectTypePut" client().put(json!({ "foo": "bar" }).try_into()?, None) => 200;
    }

    #[tokio::test]
    async fn error() -> azure_core::Result<()> {
        let outcome = client().put(json!({}).try_into()?, None).await;
        let error = outcome.expect_err("the server wants another object");
        let details = ArmError::from_error(&error).expect("the answer has a body");
        let expected = json!({ "message": "The object you passed was incorrect" });
        DOCUMENT.decoded("ObjectTypeErrorResponse", details.model::<serde_json::Value>()?, expected);
        Ok(())
    }
}
