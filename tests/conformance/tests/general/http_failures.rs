//! Statuses of failure.

use armspan_conformance::clients::http_infrastructure::{
    HttpInfrastructureClient, HttpInfrastructureClientOptions, clients::*,
};
use armspan_conformance::{Document, autorest_client, fails};

const DOCUMENT: Document = Document("httpInfrastructure.json");

fn root() -> HttpInfrastructureClient {
    autorest_client!(HttpInfrastructureClient, HttpInfrastructureClientOptions)
}

fn client() -> HttpClientFailureClient {
    root().http_client_failure_client()
}

fn server() -> HttpServerFailureClient {
    root().http_server_failure_client()
}

fails! { DOCUMENT;
    head_400 "HttpClientFailure400Head" client().head400(None) => 400, ["400"];
    get_400 "HttpClientFailure400Get" client().get400(None) => 400, ["400"];
    put_400 "HttpClientFailure400Put" client().put400(None) => 400, ["400"];
    patch_400 "HttpClientFailure400Patch" client().patch400(None) => 400, ["400"];
    post_400 "HttpClientFailure400Post" client().post400(None) => 400, ["400"];
    delete_400 "HttpClientFailure400Delete" client().delete400(None) => 400, ["400"];
    head_401 "HttpClientFailure401Head" client().head401(None) => 401, ["401"];
    get_402 "HttpClientFailure402Get" client().get402(None) => 402, ["402"];
    get_403 "HttpClientFailure403Get" client().get403(None) => 403, ["403"];
    put_404 "HttpClientFailure404Put" client().put404(None) => 404, ["404"];
    patch_405 "HttpClientFailure405Patch" client().patch405(None) => 405, ["405"];
    post_406 "HttpClientFailure406Post" client().post406(None) => 406, ["406"];
    delete_407 "HttpClientFailure407Delete" client().delete407(None) => 407, ["407"];
    put_409 "HttpClientFailure409Put" client().put409(None) => 409, ["409"];
    head_410 "HttpClientFailure410Head" client().head410(None) => 410, ["410"];
    get_411 "HttpClientFailure411Get" client().get411(None) => 411, ["411"];
    get_412 "HttpClientFailure412Get" client().get412(None) => 412, ["412"];
    put_413 "HttpClientFailure413Put" client().put413(None) => 413, ["413"];
    patch_414 "HttpClientFailure414Patch" client().patch414(None) => 414, ["414"];
    post_415 "HttpClientFailure415Post" client().post415(None) => 415, ["415"];
    get_416 "HttpClientFailure416Get" client().get416(None) => 416, ["416"];
    delete_417 "HttpClientFailure417Delete" client().delete417(None) => 417, ["417"];
    head_429 "HttpClientFailure429Head" client().head429(None) => 429, ["429"];
    head_501 "HttpServerFailure501Head" server().head501(None) => 501, ["501"];
    get_501 "HttpServerFailure501Get" server().get501(None) => 501, ["501"];
    post_505 "HttpServerFailure505Post" server().post505(None) => 505, ["505"];
    delete_505 "HttpServerFailure505Delete" server().delete505(None) => 505, ["505"];

    empty_error "ResponsesScenarioEmptyErrorBody"
        root().http_failure_client().get_empty_error(None) => 400, ["400"];
    no_model_error "ResponsesScenarioNoModelErrorBody"
        root().http_failure_client().get_no_model_error(None) => 400, ["NoErrorModel"];
    no_model_empty "ResponsesScenarioNoModelEmptyBody"
        root().http_failure_client().get_no_model_empty(None) => 400, ["400"];
}
