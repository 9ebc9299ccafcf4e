//! Parameters: where each kind of value comes from and goes.

use super::{file, method};
use crate::model::*;
use crate::names::fixture::{Build, array, body, map, parameter, text};
use insta::assert_snapshot;
use serde_json::json;

/// An operation `Vaults_Get` of a package that answers without a body.
fn get(path: &str, change: impl FnOnce(&mut Operation)) -> Build {
    let mut build = Build::new(&["vault.json"]);
    change(build.operation("Vaults_Get", HttpMethod::Get, path));
    build
}

/// The lines of the method from the path on, without those that every method ends in.
fn request(build: &Build) -> String {
    let text = method(build, "clients/vaults.rs", "get");
    let lines = text.lines().skip_while(|line| !line.contains("let path"));
    let lines = lines.take_while(|line| !line.contains("self.client.send("));
    lines.map(str::trim_start).collect::<Vec<_>>().join("\n")
}

/// The method's head.
fn head(build: &Build) -> String {
    let text = method(build, "clients/vaults.rs", "get");
    text.split_once(" {\n").map(|(head, _)| head.to_owned()).unwrap_or(text)
}

fn optional(wire_name: &str, location: ParameterLocation, ty: Type) -> Parameter {
    Parameter { required: false, ..parameter(wire_name, location, ty) }
}

#[test]
fn the_path_decides_the_order() {
    let build = get("/{b}/{a}", |operation| {
        operation.parameters.reverse();
        operation.parameters.insert(0, parameter("$filter", ParameterLocation::Query, text()));
        operation.parameters.push(parameter("If-Match", ParameterLocation::Header, text()));
        operation.body = Some(body("vault", text()));
    });
    assert_snapshot!(head(&build), @r"
    pub fn get(
        &self,
        b: &str,
        a: &str,
        filter: &str,
        if_match: &str,
        vault: RequestContent<String>,
        options: Option<VaultsClientGetOptions<'_>>,
    ) -> ResponseFuture<(), NoFormat>
    ");
}

#[test]
fn types_of_arguments() {
    let mut build = get("/x", |operation| {
        let rows = [
            ("flag", Type::Boolean),
            ("moment", Type::String(StringFormat::DateTime)),
            ("bytes", Type::String(StringFormat::Base64)),
            ("list", array(text())),
            ("any", Type::Any),
            ("kind", Type::Enum(EnumId(0))),
        ];
        operation.parameters = rows.map(|(name, ty)| parameter(name, ParameterLocation::Query, ty)).into();
    });
    build.string_enum("Kind", &["a"]);
    assert_snapshot!(head(&build), @r"
    pub fn get(
        &self,
        flag: bool,
        moment: OffsetDateTime,
        bytes: &[u8],
        list: &[String],
        any: &Value,
        kind: &Kind,
        options: Option<VaultsClientGetOptions<'_>>,
    ) -> ResponseFuture<(), NoFormat>
    ");
}

#[test]
fn constants_are_sent_and_not_asked_for() {
    let build = get("/{kind}", |operation| {
        operation.parameters[0].constant = Some(json!("default"));
        let mut number = parameter("depth", ParameterLocation::Query, Type::Any);
        number.constant = Some(json!(3));
        let mut flag = optional("flag", ParameterLocation::Header, Type::Boolean);
        flag.constant = Some(json!(true));
        operation.parameters.extend([number, flag]);
    });
    assert_snapshot!(request(&build), @r#"
    let path = "/{kind}";
    let values = values!["default"];
    let mut request = self.client.request(Method::Get, path, &values);
    request.query("depth", &3i64).header("flag", &true);
    "#);
}

#[test]
fn spellings() {
    let build = get("/{scope}/{stamp}", |operation| {
        operation.parameters[0].skip_url_encoding = true;
        operation.parameters[1].ty = Type::Integer(IntegerFormat::UnixTime);
        let mut multi = optional("multi", ParameterLocation::Query, array(text()));
        multi.collection_format = CollectionFormat::Multi;
        let mut raw = parameter("raw", ParameterLocation::Query, text());
        raw.skip_url_encoding = true;
        let since = optional("since", ParameterLocation::Header, Type::String(StringFormat::DateTimeRfc1123));
        operation.parameters.extend([multi, raw, since]);
    });
    assert_snapshot!(request(&build), @r#"
    let path = "/{+scope}/{stamp}";
    let stamp = As(&stamp, Format::UnixTime);
    let values = values![scope, stamp];
    let mut request = self.client.request(Method::Get, path, &values);
    request.query_as("multi", &options.multi, Format::Multi);
    request.raw_query("raw", &raw);
    request.header_as("since", &options.since, Format::Rfc1123);
    "#);
}

#[test]
fn a_query_in_the_path() {
    let build = get("/blobs?comp=list&marker={marker}", |operation| {
        operation.parameters[0].location = ParameterLocation::Query;
    });
    assert_snapshot!(request(&build), @r#"
    let path = "/blobs?comp=list&marker={marker}";
    let values = values![marker];
    let request = self.client.request(Method::Get, path, &values);
    "#);
}

#[test]
fn a_placeholder_without_a_parameter_is_text() {
    let build = get("/{a}/{b}", |operation| operation.parameters.truncate(1));
    assert!(request(&build).starts_with("let path = \"/{a}/%7Bb%7D\";\nlet values = values![a];"));
}

#[test]
fn versions_elsewhere_than_in_the_query() {
    let build = get("/{api-version}", |operation| {
        let mut header = parameter("x-ms-version", ParameterLocation::Header, text());
        header.scope = ParameterScope::ApiVersion;
        operation.parameters.push(header);
    });
    assert_snapshot!(request(&build), @r#"
    let path = "/{api-version}";
    let values = values!["2024-11-01"];
    let mut request = self.client.request(Method::Get, path, &values);
    request.header("x-ms-version", &"2024-11-01");
    "#);
}

#[test]
fn header_collections() {
    let collection = |required| {
        let mut metadata = parameter("x-ms-meta", ParameterLocation::Header, map(text()));
        metadata.header_collection_prefix = Some("x-ms-meta-".into());
        metadata.required = required;
        get("/x", |operation| operation.parameters.push(metadata))
    };
    assert!(request(&collection(false)).ends_with("request.header_collection(\"x-ms-meta-\", &options.x_ms_meta);"));
    let required = collection(true);
    assert!(request(&required).ends_with("request.header_collection(\"x-ms-meta-\", &Some(x_ms_meta));"));
    assert!(head(&required).contains("x_ms_meta: HashMap<String, String>"));
}

#[test]
fn bodies_by_kind() {
    let rows = [
        (BodyKind::Json, "application/json", true, ".json(body);"),
        (BodyKind::Json, "application/json", false, ".json_opt(options.body);"),
        (BodyKind::Json, "application/merge-patch+json", true, ".body(\"application/merge-patch+json\", body);"),
        (BodyKind::Text, "text/plain", true, ".text(\"text/plain\", &body);"),
        (BodyKind::Bytes, "application/pdf", false, ".body_opt(\"application/pdf\", options.body);"),
    ];
    for (kind, media, required, expected) in rows {
        let build = get("/x", |operation| {
            operation.body = Some(Body { kind, required, media_types: vec![media.into()], ..body("body", text()) });
        });
        let text = request(&build);
        assert!(text.ends_with(expected), "{kind:?} {media}: {text}");
    }
}

#[test]
fn forms() {
    let form = |kind| {
        get("/x", |operation| {
            let file = parameter("file", ParameterLocation::Form, Type::Stream);
            let name = optional("name", ParameterLocation::Form, text());
            operation.body = Some(Body { kind, ..body("form", Type::Any) });
            operation.parameters = if kind == BodyKind::Form { vec![name] } else { vec![file, name] };
        })
    };
    assert!(request(&form(BodyKind::Form)).ends_with("request.form(\"name\", &options.name);"));
    let multipart = form(BodyKind::Multipart);
    assert!(head(&multipart).contains("file: RequestContent<Bytes, NoFormat>"), "{}", head(&multipart));
    let expected = "request.multipart(\"name\", &options.name).multipart_file(\"file\", None, file);";
    assert!(request(&multipart).ends_with(expected), "{}", request(&multipart));
}

#[test]
fn what_the_client_holds_may_be_spelled_in_another_letter_case() {
    let held =
        |name: &str| Parameter { scope: ParameterScope::Client, ..parameter(name, ParameterLocation::Path, text()) };
    let mut build = get("/{subscriptionID}", |operation| operation.parameters.insert(0, held("subscriptionID")));
    build.code.client_parameters = vec![held("subscriptionId")];
    let text = file(&build, "clients/vaults.rs");
    assert!(text.contains("values![self.subscription_id"), "{text}");
}

#[test]
fn parameterized_hosts() {
    let mut build = get("/x", |_| {});
    build.code.endpoint = Endpoint { template: "https://{account}.{suffix}".into(), is_arm: false, scopes: vec![] };
    let host =
        |name: &str| Parameter { scope: ParameterScope::Client, ..parameter(name, ParameterLocation::Host, text()) };
    build.code.client_parameters = vec![host("account"), host("suffix")];
    assert_snapshot!(method(&build, "clients/mod.rs", "new"), @r#"
    pub fn new(
        account: impl Into<String>,
        suffix: impl Into<String>,
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
        let account: String = account.into();
        let suffix: String = suffix.into();
        let settings = settings
            .at_host("https://{account}.{suffix}", &values![account, suffix])?;
        let client = Client::without_credential("https://{account}.{suffix}", settings)?;
        Ok(Self { client })
    }
    "#);
}

#[test]
fn groups_of_parameters() {
    let grouped = |name: &str, required| Parameter {
        required,
        group: Some(ParameterGroup { name: Some("access-conditions".into()), postfix: None }),
        ..parameter(name, ParameterLocation::Header, text())
    };
    let optional = get("/x", |operation| operation.parameters.push(grouped("If-Match", false)));
    assert!(request(&optional).contains("options.apply(&mut request);"), "{}", request(&optional));
    assert_snapshot!(file(&optional, "models/options.rs"), @r#"
    /// Options of `VaultsClient::get`.
    #[derive(Clone, Default, SafeDebug)]
    pub struct VaultsClientGetOptions<'a> {
        /// Parameters that belong together.
        pub access_conditions: Option<AccessConditions>,
        /// Options of the call.
        pub method_options: ClientMethodOptions<'a>,
    }

    impl VaultsClientGetOptions<'_> {
        pub(crate) fn apply(&self, request: &mut Request) {
            if let Some(access_conditions) = &self.access_conditions {
                request.header("If-Match", &access_conditions.if_match);
            }
        }
    }
    "#);
    assert_snapshot!(file(&optional, "models/parameters.rs"), @"
    /// Parameters that belong together.
    #[derive(Clone, Default, SafeDebug)]
    pub struct AccessConditions {
        /// The If-Match.
        pub if_match: Option<String>,
    }
    ");
    let required = get("/x", |operation| operation.parameters.push(grouped("If-Match", true)));
    assert!(head(&required).contains("access_conditions: AccessConditions,"));
    assert!(request(&required).ends_with("request.header(\"If-Match\", &access_conditions.if_match);"));
}
