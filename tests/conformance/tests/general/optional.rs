//! What may be left out: parameters of the operation and of the client, bodies, properties.

use armspan_conformance::clients::required_optional::{
    RequiredOptionalClient, RequiredOptionalClientOptions, clients::*, models::*,
};
use armspan_conformance::{Document, autorest, client_options, sends};
use azure_core::http::RequestContent;

const DOCUMENT: Document = Document("required-optional.json");

fn root() -> RequiredOptionalClient {
    let options = RequiredOptionalClientOptions {
        endpoint: Some(autorest()),
        allow_insecure_loopback: true,
        client_options: client_options(),
        ..Default::default()
    };
    RequiredOptionalClient::new("path", "query", Some(options)).expect("the endpoint is a URL")
}

fn implicit() -> ImplicitClient {
    root().implicit_client()
}

fn explicit() -> ExplicitClient {
    root().explicit_client()
}

sends! { DOCUMENT;
    query "OptionalImplicitQuery" implicit().put_optional_query(None) => 200;
    header "OptionalImplicitHeader" implicit().put_optional_header(None) => 200;
    body "OptionalImplicitBody" implicit().put_optional_body(None) => 200;
    binary_body "ImplicitOptionalBinaryBody" implicit().put_optional_binary_body(None) => 200;
    explicit_binary_body "ExplicitOptionalBinaryBody" explicit().put_optional_binary_body(None) => 200;
    required_binary_body "ExplicitRequiredBinaryBody"
        explicit().put_required_binary_body(RequestContent::from_slice(b"upload file"), None) => 200;
    global_query "OptionalGlobalQuery" implicit().get_optional_global_query(None) => 200;

    integer_parameter "OptionalIntegerParameter" explicit().post_optional_integer_parameter(None) => 200;
    integer_property "OptionalIntegerProperty" explicit().post_optional_integer_property(Some(
        ExplicitClientPostOptionalIntegerPropertyOptions {
            body_parameter: Some(IntOptionalWrapper::default().try_into()?),
            ..Default::default()
        })) => 200;
    integer_header "OptionalIntegerHeader" explicit().post_optional_integer_header(None) => 200;
    string_parameter "OptionalStringParameter" explicit().post_optional_string_parameter(None) => 200;
    string_property "OptionalStringProperty" explicit().post_optional_string_property(Some(
        ExplicitClientPostOptionalStringPropertyOptions {
            body_parameter: Some(StringOptionalWrapper::default().try_into()?),
            ..Default::default()
        })) => 200;
    string_header "OptionalStringHeader" explicit().post_optional_string_header(None) => 200;
    class_parameter "OptionalClassParameter" explicit().post_optional_class_parameter(None) => 200;
    class_property "OptionalClassProperty" explicit().post_optional_class_property(Some(
        ExplicitClientPostOptionalClassPropertyOptions {
            body_parameter: Some(ClassOptionalWrapper::default().try_into()?),
            ..Default::default()
        })) => 200;
    array_parameter "OptionalArrayParameter" explicit().post_optional_array_parameter(None) => 200;
    array_property "OptionalArrayProperty" explicit().post_optional_array_property(Some(
        ExplicitClientPostOptionalArrayPropertyOptions {
            body_parameter: Some(ArrayOptionalWrapper::default().try_into()?),
            ..Default::default()
        })) => 200;
    array_header "OptionalArrayHeader" explicit().post_optional_array_header(None) => 200;
}
