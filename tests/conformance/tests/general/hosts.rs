//! Endpoints that the caller names in parts, and what a client proves about itself.

use armspan_conformance::{Document, autorest, client_options, sends};

mod custom_base_url {
    use super::*;
    use armspan_conformance::autorest_client;
    use armspan_conformance::clients::custom_base_url::{CustomBaseUrlClient, CustomBaseUrlClientOptions};

    const DOCUMENT: Document = Document("custom-baseUrl.json");

    fn client() -> CustomBaseUrlClient {
        autorest_client!(CustomBaseUrlClient, CustomBaseUrlClientOptions, "local", "host")
    }

    sends! { DOCUMENT;
        empty "CustomBaseUri" client().paths_client().get_empty(None) => 200;
    }
}

mod more_options {
    use super::*;
    use armspan_conformance::clients::custom_base_url_more_options::{
        CustomBaseUrlMoreOptionsClient, CustomBaseUrlMoreOptionsClientOptions, models::*,
    };

    const DOCUMENT: Document = Document("custom-baseUrl-more-options.json");

    fn client() -> CustomBaseUrlMoreOptionsClient {
        let options = CustomBaseUrlMoreOptionsClientOptions {
            allow_insecure_loopback: true,
            client_options: client_options(),
            ..Default::default()
        };
        let endpoint = autorest();
        let (vault, rest) = endpoint.split_at("http://127".len());
        CustomBaseUrlMoreOptionsClient::new(vault, "", rest, "test12", Some(options)).expect("the parts are a URL")
    }

    sends! { DOCUMENT;
        empty "CustomBaseUriMoreOptions" client().paths_client().get_empty("key1", Some(PathsClientGetEmptyOptions {
            key_version: Some("v1".into()),
            ..Default::default()
        })) => 200;
    }
}

mod parameterized {
    use super::*;
    use armspan_conformance::clients::parameterized_endpoint::{
        ParameterizedEndpointClient, ParameterizedEndpointClientOptions,
    };

    const DOCUMENT: Document = Document("parameterized-endpoint.json");

    fn client() -> ParameterizedEndpointClient {
        let options = ParameterizedEndpointClientOptions {
            allow_insecure_loopback: true,
            client_options: client_options(),
            ..Default::default()
        };
        ParameterizedEndpointClient::new(autorest(), Some(options)).expect("the endpoint is a URL")
    }

    sends! { DOCUMENT;
        get "GetParameterizedHostWithNameEndpoint" client().get(None) => 200;
    }
}

mod security {
    use super::*;
    use armspan_conformance::clients::security_aad::{SecurityAadClient, SecurityAadClientOptions};
    use armspan_conformance::clients::security_key::{SecurityKeyClient, SecurityKeyClientOptions};
    use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
    use azure_core::http::policies::{Policy, PolicyResult};
    use azure_core::http::{Context, Request};
    use azure_core::time::{Duration, OffsetDateTime};
    use std::sync::Arc;

    /// A credential whose token is the scope it was asked for: the one that the document names.
    #[derive(Debug)]
    struct Scope;

    #[async_trait::async_trait]
    impl TokenCredential for Scope {
        async fn get_token(
            &self,
            scopes: &[&str],
            _: Option<TokenRequestOptions<'_>>,
        ) -> azure_core::Result<AccessToken> {
            Ok(AccessToken::new(scopes.join(" "), OffsetDateTime::now_utc() + Duration::hours(1)))
        }
    }

    #[tokio::test]
    async fn aad() -> azure_core::Result<()> {
        let options = SecurityAadClientOptions {
            endpoint: Some(autorest()),
            allow_insecure_loopback: true,
            client_options: client_options(),
            ..Default::default()
        };
        let client = SecurityAadClient::new(Arc::new(Scope), Some(options))?;
        Document("security-aad.json").decoded("SecurityAad", client.head(None).await?, true);
        Ok(())
    }

    /// Keys in headers are no credential of azure_core's: a policy of the caller's sends them.
    #[derive(Debug)]
    struct Key;

    #[async_trait::async_trait]
    impl Policy for Key {
        async fn send(&self, context: &Context, request: &mut Request, next: &[Arc<dyn Policy>]) -> PolicyResult {
            request.insert_header("security-key", "123456789");
            next[0].send(context, request, &next[1..]).await
        }
    }

    #[tokio::test]
    async fn key() -> azure_core::Result<()> {
        let mut client_options = client_options();
        client_options.per_call_policies.push(Arc::new(Key));
        let options = SecurityKeyClientOptions {
            endpoint: Some(autorest()),
            allow_insecure_loopback: true,
            client_options,
            ..Default::default()
        };
        let client = SecurityKeyClient::new(Some(options))?;
        Document("security-key.json").decoded("SecurityKey", client.head(None).await?, true);
        Ok(())
    }
}
