//! Operations: signatures and bodies of the plain, paged and long-running.

use super::{file, method};
use crate::model::*;
use crate::names::fixture::{Build, answer, array, body, paging, parameter, property, text};
use insta::assert_snapshot;

const PATH: &str = "/subscriptions/{subscriptionId}/vaults/{vaultName}";

/// A package with one operation `Vaults_<name>` that gives a `Vault`.
fn vaults(name: &str, verb: HttpMethod, path: &str, change: impl FnOnce(&mut Operation)) -> Build {
    let mut build = Build::new(&["vault.json"]);
    let vault = build.model("Vault", vec![]);
    let operation = build.operation(&format!("Vaults_{name}"), verb, path);
    operation.parameters.push(parameter("api-version", ParameterLocation::Query, text()));
    operation.responses = vec![answer(200, Some(Type::Model(vault)))];
    change(operation);
    build
}

fn rendered(build: &Build, name: &str) -> String {
    method(build, "clients/vaults.rs", name)
}

#[test]
fn a_plain_operation() {
    let mut build = vaults("Update", HttpMethod::Patch, PATH, |operation| {
        operation.body = Some(body("parameters", Type::Model(ModelId(0))));
    });
    let error = build.model("CloudError", vec![]);
    build.code.groups[0].operations[0].errors =
        vec![ErrorResponse { status: None, ty: Some(Type::Model(error)), docs: Docs::default() }];
    assert_snapshot!(file(&build, "clients/vaults.rs"), @r#"
    /// Operations of the group `Vaults`, reached by `KeyVaultClient::vaults_client`.
    #[derive(Clone, Debug)]
    pub struct VaultsClient {
        pub(crate) client: Client,
        pub(crate) subscription_id: String,
    }

    impl VaultsClient {
        /// Where requests go.
        pub fn endpoint(&self) -> &Url {
            self.client.endpoint()
        }

        /// Does Vaults_Update.
        ///
        /// Its errors carry a `CloudError`: see `ArmError::model`.
        ///
        /// # Arguments
        ///
        /// * `vault_name` - The vaultName.
        /// * `parameters` - The parameters.
        pub fn update(
            &self,
            vault_name: &str,
            parameters: RequestContent<Vault>,
            options: Option<VaultsClientUpdateOptions<'_>>,
        ) -> ResponseFuture<Vault> {
            let options = options.unwrap_or_default();
            let path = "/subscriptions/{subscriptionId}/vaults/{vaultName}";
            let values = values![self.subscription_id, vault_name];
            let mut request = self.client.request(Method::Patch, path, &values);
            request.api_version("2024-11-01").json(parameters);
            self.client.send(request, options.method_options, &[200])
        }
    }
    "#);
}

#[test]
fn a_long_running_operation() {
    let build = vaults("BeginUpdate", HttpMethod::Put, PATH, |operation| {
        operation.responses.push(answer(202, None));
        let via = Some(FinalStateVia::AzureAsyncOperation);
        operation.long_running = Some(LongRunning { final_state_via: via, final_type: None });
    });
    assert_snapshot!(rendered(&build, "begin_update"), @r#"
    pub fn begin_update(
        &self,
        vault_name: &str,
        options: Option<VaultsClientUpdateOptions>,
    ) -> Result<Poller<Response<Vault>>> {
        let options = options.unwrap_or_default();
        let path = "/subscriptions/{subscriptionId}/vaults/{vaultName}";
        let values = values![self.subscription_id, vault_name];
        let mut request = self.client.request(Method::Put, path, &values);
        request.api_version("2024-11-01");
        let via = FinalStateVia::AzureAsyncOperation;
        self.client.poller(request, options.method_options, &[200, 202], via)
    }
    "#);
    assert_snapshot!(file(&build, "models/options.rs"), @"
    /// Options of `VaultsClient::begin_update`.
    #[derive(Clone, Default, SafeDebug)]
    pub struct VaultsClientUpdateOptions {
        /// Options of the call, and how often to ask whether it is done.
        pub method_options: PollerOptions,
    }
    ");
}

#[test]
fn the_final_type_of_a_long_running_operation() {
    let build = vaults("Export", HttpMethod::Post, PATH, |operation| {
        let final_type = Some(array(text()));
        operation.long_running = Some(LongRunning { final_state_via: None, final_type });
    });
    assert!(rendered(&build, "begin_export").contains("-> Result<Poller<Response<Vec<String>, LenientJson>>>"));
}

/// A paged operation over a page with the items in `value`.
fn paged(name: &str, change: impl FnOnce(&mut Operation)) -> Build {
    let mut build = Build::new(&["vault.json"]);
    let page = build.page("VaultListResult", text());
    let operation = build.operation(name, HttpMethod::Get, "/vaults");
    operation.paging = Some(paging());
    operation.responses = vec![answer(200, Some(page))];
    change(operation);
    build
}

#[test]
fn a_paged_operation() {
    let build = paged("Vaults_List", |_| {});
    assert_snapshot!(rendered(&build, "list"), @r#"
    pub fn list(
        &self,
        options: Option<VaultsClientListOptions<'_>>,
    ) -> Result<Pager<VaultListResult>> {
        let options = options.unwrap_or_default();
        let path = "/vaults";
        let request = self.client.request(Method::Get, path, &[]);
        let paging = Paging::default();
        self.client.pager(request, options.method_options, &[200], paging)
    }
    "#);
    assert!(file(&build, "models/vault.rs").contains("page!(VaultListResult, value: String);"));
}

#[test]
fn ways_of_paging() {
    let rows: [(&str, Option<&str>); 2] =
        [("Paging::single()", None), ("Paging::next_link(\"odata.nextLink\")", Some("odata.nextLink"))];
    for (expected, link) in rows {
        let build = paged("Vaults_List", |operation| {
            operation.paging = Some(Paging { next_link_name: link.map(str::to_owned), ..paging() });
        });
        let text = rendered(&build, "list");
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn a_bare_list_is_a_page() {
    let build = paged("Vaults_List", |operation| operation.responses = vec![answer(200, Some(array(text())))]);
    assert!(rendered(&build, "list").contains("-> Result<Pager<List<String>>>"));
}

#[test]
fn an_operation_for_further_pages() {
    let mut build = Build::new(&["vault.json"]);
    let next = build.operation("Vaults_Further", HttpMethod::Get, "/tenants/{tenant}/{nextLink}");
    next.parameters[1].skip_url_encoding = true;
    next.parameters.push(Parameter { required: false, ..parameter("$filter", ParameterLocation::Query, text()) });
    let page = build.page("VaultListResult", text());
    let operation = build.operation("Vaults_List", HttpMethod::Get, "/tenants/{tenant}");
    operation.responses = vec![answer(200, Some(page))];
    operation.paging = Some(Paging { next_operation: Some("vaults_further".into()), ..paging() });
    assert_snapshot!(rendered(&build, "list"), @r#"
    pub fn list(
        &self,
        tenant: &str,
        options: Option<VaultsClientListOptions<'_>>,
    ) -> Result<Pager<VaultListResult>> {
        let options = options.unwrap_or_default();
        let path = "/tenants/{tenant}";
        let values = values![tenant];
        let request = self.client.request(Method::Get, path, &values);
        let path = "/tenants/{tenant}/{+nextLink}";
        let values = values![tenant, "armspan~raw~next~link"];
        let next = self.client.request(Method::Get, path, &values);
        let paging = Paging::default().with_request(next);
        self.client.pager(request, options.method_options, &[200], paging)
    }
    "#);
}

#[test]
fn an_operation_is_not_its_own_for_further_pages() {
    let build = paged("Vaults_List", |operation| {
        operation.paging = Some(Paging { next_operation: Some("vaults_list".into()), ..paging() });
    });
    let text = rendered(&build, "list");
    assert!(text.contains("let paging = Paging::default();"), "{text}");
}

#[test]
fn a_page_without_items_is_an_answer() {
    let build = paged("Vaults_List", |operation| {
        operation.paging = Some(Paging { item_name: "items".into(), ..paging() });
    });
    let text = rendered(&build, "list");
    assert!(text.starts_with("pub fn list") && text.contains("-> ResponseFuture<VaultListResult>"), "{text}");
}

#[test]
fn a_long_running_list() {
    let build = paged("Vaults_ListKeys", |operation| operation.long_running = Some(LongRunning::default()));
    assert_snapshot!(rendered(&build, "begin_list_keys"), @r#"
    pub fn begin_list_keys(
        &self,
        options: Option<VaultsClientListKeysOptions>,
    ) -> Result<Poller<Pager<VaultListResult>>> {
        let options = options.unwrap_or_default();
        let path = "/vaults";
        let request = self.client.request(Method::Get, path, &[]);
        let end = (FinalStateVia::Default, Paging::default());
        self.client.paged_poller(request, options.method_options, &[200], end.0, end.1)
    }
    "#);
}

#[test]
fn head_asks_whether_it_exists() {
    let build = vaults("CheckExistence", HttpMethod::Head, PATH, |operation| {
        operation.responses = vec![answer(204, None), answer(404, None)];
    });
    let text = rendered(&build, "check_existence");
    assert!(text.contains("-> BoxFuture<'static, Result<bool>>"), "{text}");
    assert!(text.contains("self.client.exists(request, options.method_options)"), "{text}");
}

#[test]
fn a_file_is_a_stream() {
    let build = vaults("Download", HttpMethod::Get, PATH, |operation| {
        operation.responses = vec![answer(200, Some(Type::Stream))];
        operation.produces = vec!["application/octet-stream".into()];
    });
    let text = rendered(&build, "download");
    assert!(text.contains("-> BoxFuture<'static, Result<AsyncResponse>>"), "{text}");
    assert!(text.contains(".api_version(\"2024-11-01\").accept(\"application/octet-stream\");"), "{text}");
}

#[test]
fn operations_without_a_group_belong_to_the_root() {
    let mut build = Build::new(&["vault.json"]);
    build.operation("CheckName", HttpMethod::Post, "/check").deprecated = true;
    assert_snapshot!(method(&build, "clients/mod.rs", "check_name"), @r#"
    pub fn check_name(
        &self,
        options: Option<KeyVaultClientCheckNameOptions<'_>>,
    ) -> ResponseFuture<(), NoFormat> {
        let options = options.unwrap_or_default();
        let path = "/check";
        let request = self.client.request(Method::Post, path, &[]);
        self.client.send(request, options.method_options, &[200])
    }
    "#);
    assert!(file(&build, "clients/mod.rs").contains("#[deprecated]\n"));
}

#[test]
fn arguments_named_like_variables() {
    let build = vaults("Check", HttpMethod::Post, "/vaults/{path}/{values}", |operation| {
        operation.body = Some(body("request", Type::Model(ModelId(0))));
    });
    assert_snapshot!(rendered(&build, "check"), @r#"
    pub fn check(
        &self,
        path: &str,
        values: &str,
        request: RequestContent<Vault>,
        options: Option<VaultsClientCheckOptions<'_>>,
    ) -> ResponseFuture<Vault> {
        let options = options.unwrap_or_default();
        let path_ = "/vaults/{path}/{values}";
        let values_ = values![path, values];
        let mut request_ = self.client.request(Method::Post, path_, &values_);
        request_.api_version("2024-11-01").json(request);
        self.client.send(request_, options.method_options, &[200])
    }
    "#);
}

#[test]
fn a_verb_that_cannot_be_sent_is_left_out() {
    let build = vaults("Options", HttpMethod::Options, PATH, |_| {});
    assert!(!file(&build, "clients/vaults.rs").contains("fn options"));
}

#[test]
fn many_options_put_themselves_into_the_request() {
    let build = vaults("Get", HttpMethod::Get, PATH, |operation| {
        for name in ["a", "b", "c", "d", "e"] {
            let mut option = parameter(name, ParameterLocation::Query, text());
            option.required = false;
            operation.parameters.push(option);
        }
    });
    let text = rendered(&build, "get");
    assert!(text.contains("options.apply(&mut request);") && !text.contains(".query("), "{text}");
    assert_snapshot!(file(&build, "models/options.rs").split("\n\n").last().unwrap_or_default(), @r#"
    impl VaultsClientGetOptions<'_> {
        pub(crate) fn apply(&self, request: &mut Request) {
            request.query("a", &self.a);
            request.query("b", &self.b);
            request.query("c", &self.c);
            request.query("d", &self.d);
            request.query("e", &self.e);
        }
    }
    "#);
}

#[test]
fn models_in_other_documents_are_imported() {
    let mut build = vaults("Get", HttpMethod::Get, PATH, |_| {});
    build.code.documents.push(Document { path: "z/common.json".into(), stem: "common".into(), ..Document::default() });
    let id = build.model("SystemData", vec![]);
    build.code.models[id.index()].origin.document = crate::origin::DocumentId(1);
    build.code.models[0].properties.push(property("systemData", Type::Model(id)));
    let files = super::files_in(super::Layout::Library, &build.code);
    let text =
        |path: &str| files.iter().find(|file| file.path == path).map(|file| file.text.clone()).unwrap_or_default();
    assert!(text("models/vault.rs").contains("use super::SystemData;"));
    assert!(text("clients/vaults.rs").contains("use crate::models::{Vault, VaultsClientGetOptions};"));
}
