//! Layouts, and that the output depends on nothing but the input.

use super::sink::sink;
use super::{file, files_in};
use crate::names::fixture::Build;
use crate::names::{NameOptions, resolve};
use crate::render::{HEADER, Layout, RenderOptions, render};
use insta::assert_snapshot;
use std::num::NonZeroUsize;

#[test]
fn the_root_of_a_library() {
    assert_snapshot!(file(&sink(), "lib.rs"), @"
    #[rustfmt::skip]
    pub mod clients;
    #[rustfmt::skip]
    pub mod models;

    pub use clients::KeyVaultClient;
    pub use clients::KeyVaultClientOptions;
    ");
}

#[test]
fn the_root_client() {
    let mut build = Build::new(&["vault.json"]);
    build.operation("Vaults_Get", crate::model::HttpMethod::Get, "/subscriptions/{subscriptionId}");
    assert_snapshot!(file(&build, "clients/mod.rs"), @r#"
    mod vaults;

    pub use vaults::VaultsClient;


    /// Client of KeyVault.
    #[derive(Clone, Debug)]
    pub struct KeyVaultClient {
        pub(crate) client: Client,
        pub(crate) subscription_id: String,
    }

    /// Options of `KeyVaultClient`.
    #[derive(Clone, Debug)]
    pub struct KeyVaultClientOptions {
        /// The api-version that requests are sent with. Default: `2024-11-01`.
        pub api_version: String,
        /// Where requests go, in place of the cloud's or the documents' endpoint.
        pub endpoint: Option<String>,
        /// Whether requests may go to this machine by plain http: for tests against a server of one's own.
        pub allow_insecure_loopback: bool,
        /// Transport, retries, policies, cloud.
        pub client_options: ClientOptions,
    }

    impl Default for KeyVaultClientOptions {
        fn default() -> Self {
            Self {
                api_version: "2024-11-01".into(),
                endpoint: None,
                allow_insecure_loopback: false,
                client_options: ClientOptions::default(),
            }
        }
    }

    impl KeyVaultClient {
        /// A client with default options if none are given.
        ///
        /// # Arguments
        ///
        /// * `subscription_id` - The subscription's id.
        /// * `credential` - Gives the tokens.
        pub fn new(
            subscription_id: impl Into<String>,
            credential: Arc<dyn TokenCredential>,
            options: Option<KeyVaultClientOptions>,
        ) -> Result<Self> {
            let options = options.unwrap_or_default();
            let settings = ClientSettings {
                crate_name: option_env!("CARGO_PKG_NAME"),
                crate_version: option_env!("CARGO_PKG_VERSION"),
                client_options: options.client_options,
                endpoint: options.endpoint,
                api_version: Some(options.api_version),
                allow_insecure_loopback: options.allow_insecure_loopback,
            };
            let client = Client::arm(credential, settings)?;
            Ok(Self {
                client,
                subscription_id: subscription_id.into(),
            })
        }

        /// Where requests go.
        pub fn endpoint(&self) -> &Url {
            self.client.endpoint()
        }

        /// Operations of the group `Vaults`.
        pub fn vaults_client(&self) -> VaultsClient {
            VaultsClient {
                client: self.client.clone(),
                subscription_id: self.subscription_id.clone(),
            }
        }
    }
    "#);
}

#[test]
fn one_version_or_several() {
    let mut build = sink();
    build.code.api_versions = vec!["2023-07-01".into(), "2024-11-01".into()];
    let text = file(&build, "clients/mod.rs");
    assert!(text.contains("pub api_version: Option<String>,") && text.contains("api_version: options.api_version,"));
    assert!(!text.contains("impl Default for"));
}

#[test]
fn every_file_says_that_it_is_generated() {
    for layout in [Layout::Library, Layout::Module, Layout::Include, Layout::Crate] {
        for file in files_in(layout, &sink().code) {
            let first = file.text.lines().next().unwrap_or_default();
            let is_rust = file.path.ends_with(".rs");
            assert!(!is_rust || first == HEADER, "{}: {first}", file.path);
            assert!(!is_rust || syn::parse_file(&file.text).is_ok(), "{} is no Rust", file.path);
            assert!(file.text.ends_with('\n') && !file.text.contains(" \n"), "{}", file.path);
        }
    }
}

#[test]
fn paths_of_layouts() {
    let roots = |layout| {
        let files = files_in(layout, &sink().code);
        files
            .into_iter()
            .map(|file| file.path)
            .filter(|path| !path.contains("clients") && !path.contains("models"))
            .collect::<Vec<_>>()
    };
    assert_eq!(roots(Layout::Library), ["lib.rs"]);
    assert_eq!(roots(Layout::Module), ["mod.rs"]);
    assert_eq!(roots(Layout::Include), ["mod.rs"]);
    assert_eq!(roots(Layout::Crate), ["README.md", "src/lib.rs"]);
}

#[test]
fn an_included_file_has_no_attributes_of_its_own() {
    let files = files_in(Layout::Include, &sink().code);
    let file = syn::parse_file(&files[0].text).expect("it is Rust");
    assert!(file.attrs.is_empty() && files.len() == 1);
    assert!(
        files[0].text.contains("use super::super::models::{")
            && files[0].text.contains("use super::models::KeyVaultClientPingOptions;")
    );
}

#[test]
fn the_number_of_threads_does_not_show() {
    let build = sink();
    let names = resolve(&build.code, &NameOptions { client_name: "KeyVaultClient".into() });
    let with = |threads| {
        render(&build.code, &names, &RenderOptions { threads: NonZeroUsize::new(threads), ..RenderOptions::default() })
    };
    let one = with(1);
    for threads in [2, 3, 8] {
        assert_eq!(with(threads), one, "{threads} threads");
    }
}

#[test]
fn no_body_is_longer_than_fifteen_lines() {
    let mut bodies = 0;
    for file in files_in(Layout::Library, &sink().code).iter().filter(|file| file.path.starts_with("clients/")) {
        let mut lines = file.text.lines();
        while let Some(head) = lines.find(|line| line.contains(" fn ")) {
            if !head.ends_with('{') {
                lines.find(|line| line.ends_with('{'));
            }
            let length = lines.by_ref().take_while(|line| *line != "    }").count();
            assert!(length <= 15 || head.contains("fn new"), "{}: {head}", file.path);
            bodies += 1;
        }
    }
    assert!(bodies > 20, "{bodies}");
}
