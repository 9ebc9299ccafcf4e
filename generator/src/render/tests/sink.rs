//! One package with every shape there is, to be compiled as a whole.

use super::files_in;
use crate::model::*;
use crate::names::fixture::{Build, answer, array, body, map, paging, parameter, property, text};
use crate::render::Layout;
use serde_json::json;
use std::path::Path;
use std::process::Command;

/// Every shape of models, parameters, bodies and answers.
pub(super) fn sink() -> Build {
    let mut build = Build::new(&["a/vault.json", "b/fish.json"]);
    let vault = models(&mut build);
    hierarchy(&mut build);
    odd_names(&mut build);
    parameters(&mut build, vault);
    bodies(&mut build, vault);
    answers(&mut build, vault);
    build
}

fn models(build: &mut Build) -> ModelId {
    let color = build.string_enum("Color", &["red", "RED", "", "Err", "Error", "self", "UnknownValue"]);
    let size = build.string_enum("Size", &[]);
    build.code.enums[size.index()].kind = EnumKind::Integer;
    let values = [json!(-1), json!(2)].into_iter();
    build.code.enums[size.index()].values =
        values.map(|value| EnumValue { value, client_name: None, description: None }).collect();
    let mut secret = property("secretValue", text());
    secret.secret = true;
    let nullable = Type::Array(Box::new(Item { ty: text(), nullable: true }));
    let vault = build.model("Vault", vec![]);
    let properties = vec![
        property("color", Type::Enum(color)),
        property("sizes", array(Type::Enum(size))),
        property("stamp", Type::String(StringFormat::DateTimeRfc1123)),
        property("bytes", Type::String(StringFormat::Base64Url)),
        property("gaps", nullable),
        property("nested", map(array(map(Type::Any)))),
        property("parent", Type::Model(vault)),
        property("extra", Type::Any),
        property("number", Type::Number(NumberFormat::Decimal)),
        secret,
    ];
    build.code.models[vault.index()].properties = properties;
    build.code.models[vault.index()].additional_properties = Some(Item { ty: text(), nullable: false });
    build.code.models[vault.index()].usage.body = true;
    build.code.enums[color.index()].usage.body = true;
    vault
}

fn hierarchy(build: &mut Build) {
    let kind = || property("fishtype", text());
    let fish = build.model("Fish", vec![kind()]);
    let shark = build.model("Shark", vec![kind(), property("age", Type::Integer(IntegerFormat::Int32))]);
    let saw = build.model("Sawshark", vec![kind(), property("siblings", array(Type::Model(fish)))]);
    let variant = |value: &str, model| Variant { value: value.into(), model };
    let base = |value: Option<&str>, variants| Polymorphism::Base {
        property: "fishtype".into(),
        value: value.map(str::to_owned),
        variants,
    };
    build.code.models[fish.index()].polymorphism = base(None, vec![variant("shark", shark), variant("saw", saw)]);
    build.code.models[fish.index()].usage.body = true;
    build.code.models[shark.index()].polymorphism = base(Some("shark"), vec![variant("saw", saw)]);
    build.code.models[saw.index()].polymorphism =
        Polymorphism::Leaf { property: "fishtype".into(), value: "saw".into() };
    for id in [fish, shark, saw] {
        build.code.models[id.index()].origin.document = crate::origin::DocumentId(1);
    }
}

fn odd_names(build: &mut Build) {
    let names = ["type", "self", "async", "Self", "1st", "a.b", "@odata.type", "ünïcode", "*"];
    build.model("Result", names.map(|name| property(name, text())).into());
    for name in ["Option", "Value", "Response", "VaultsClient"] {
        build.model(name, vec![]);
    }
    let mut described = property("link", text());
    described.docs.description =
        Some("See [x], <b>bold</b> https://aka.ms/x or <name>.\n\n    code\n* one\n* two `a".into());
    described.constraints.pattern = Some("^[`*]{1,3}$".into());
    build.model("Described", vec![described]);
}

fn parameters(build: &mut Build, vault: ModelId) {
    let operation =
        build.operation("Vaults_Get", HttpMethod::Get, "/subscriptions/{subscriptionId}/{path}/{values}/{+}/{stamp}");
    operation.parameters.iter_mut().find(|parameter| parameter.wire_name == "stamp").expect("it is in the path").ty =
        Type::Integer(IntegerFormat::UnixTime);
    operation.parameters.push(parameter("api-version", ParameterLocation::Query, text()));
    operation.responses = vec![answer(200, Some(Type::Model(vault)))];
    let types = [
        ("flag", Type::Boolean),
        ("date", Type::String(StringFormat::DateTime)),
        ("bytes", Type::String(StringFormat::Base64)),
        ("color", Type::Enum(EnumId(0))),
        ("any", Type::Any),
        ("list", array(text())),
        ("object", Type::Model(vault)),
    ];
    for (name, ty) in types {
        let operation = build.operation(&format!("Vaults_With_{name}"), HttpMethod::Get, "/x");
        let query = parameter(name, ParameterLocation::Query, ty.clone());
        let header = parameter(&format!("x-{name}"), ParameterLocation::Header, ty);
        operation.parameters.push(Parameter { collection_format: CollectionFormat::Multi, ..query });
        operation.parameters.push(Parameter { required: false, ..header });
    }
    let operation = build.operation("Vaults_Delete", HttpMethod::Delete, "/{scope}");
    operation.parameters[0].skip_url_encoding = true;
    let mut metadata = parameter("x-ms-meta", ParameterLocation::Header, map(text()));
    metadata.header_collection_prefix = Some("x-ms-meta-".into());
    let optional = Parameter { required: false, wire_name: "x-other".into(), ..metadata.clone() };
    operation.parameters.extend([metadata, optional]);
    for (name, required) in [("If-Match", true), ("If-None-Match", false)] {
        let group = ParameterGroup { name: Some(if required { "must" } else { "may" }.into()), postfix: None };
        let header = parameter(name, ParameterLocation::Header, text());
        operation.parameters.push(Parameter { required, group: Some(group), ..header });
    }
}

fn bodies(build: &mut Build, vault: ModelId) {
    let json = |ty| body("request", ty);
    let merge = vec!["application/merge-patch+json".to_owned()];
    let rows = [
        ("Json", json(Type::Model(vault))),
        ("JsonList", json(array(Type::Model(vault)))),
        ("JsonOptional", Body { required: false, ..json(map(Type::Any)) }),
        ("Merge", Body { media_types: merge.clone(), ..json(Type::Model(vault)) }),
        ("MergeOptional", Body { media_types: merge, required: false, ..json(Type::Model(ModelId(1))) }),
        ("Text", Body { kind: BodyKind::Text, ..json(text()) }),
        ("TextOptional", Body { kind: BodyKind::Text, required: false, ..json(text()) }),
        ("Bytes", Body { kind: BodyKind::Bytes, media_types: vec![], ..json(Type::Stream) }),
        ("BytesOptional", Body { kind: BodyKind::Bytes, required: false, ..json(Type::Stream) }),
    ];
    for (name, body) in rows {
        build.operation(&format!("Bodies_{name}"), HttpMethod::Post, "/b").body = Some(body);
    }
    let operation = build.operation("Bodies_InGroup", HttpMethod::Post, "/b");
    let group = Some(ParameterGroup { name: None, postfix: Some("Parameters".into()) });
    operation.body = Some(Body { required: false, group, ..json(Type::Model(vault)) });
    let form = |name: &str, ty, required| Parameter { required, ..parameter(name, ParameterLocation::Form, ty) };
    let operation = build.operation("Bodies_Form", HttpMethod::Post, "/b");
    operation.parameters = vec![form("name", text(), true), form("age", Type::Integer(IntegerFormat::Int64), false)];
    operation.body = Some(Body { kind: BodyKind::Form, ..json(Type::Any) });
    let operation = build.operation("Bodies_Multipart", HttpMethod::Post, "/b");
    let fields = [("file", Type::Stream, true), ("other", Type::Stream, false), ("text", text(), false)];
    operation.parameters = fields.map(|(name, ty, required)| form(name, ty, required)).into();
    let lists = [("files", true), ("others", false)];
    operation.parameters.extend(lists.map(|(name, required)| form(name, array(Type::Stream), required)));
    operation.body = Some(Body { kind: BodyKind::Multipart, ..json(Type::Any) });
}

fn answers(build: &mut Build, vault: ModelId) {
    let page = build.page("VaultListResult", Type::Model(vault));
    let vault = Type::Model(vault);
    let types =
        [Some(vault.clone()), Some(array(vault.clone())), Some(map(text())), Some(text()), Some(Type::Any), None];
    for (index, ty) in types.into_iter().enumerate() {
        build.operation(&format!("Answers_Get{index}"), HttpMethod::Get, "/a").responses =
            vec![answer(200, ty.clone())];
        let operation = build.operation(&format!("Answers_Begin{index}"), HttpMethod::Put, "/a");
        operation.responses = vec![answer(200, ty), answer(202, None)];
        operation.long_running = Some(LongRunning::default());
    }
    for (name, page) in [("List", page.clone()), ("ListBare", array(vault.clone())), ("ListNothing", text())] {
        let operation = build.operation(&format!("Answers_{name}"), HttpMethod::Get, "/a");
        operation.paging = Some(paging());
        operation.responses = vec![answer(200, Some(page.clone()))];
        let operation = build.operation(&format!("Answers_{name}Later"), HttpMethod::Post, "/a");
        operation.paging = Some(Paging { next_link_name: None, ..paging() });
        operation.long_running = Some(LongRunning { final_state_via: Some(FinalStateVia::Location), final_type: None });
        operation.responses = vec![answer(200, Some(page))];
    }
    build.operation("Answers_Exists", HttpMethod::Head, "/a");
    let operation = build.operation("Answers_Download", HttpMethod::Get, "/a");
    operation.responses = vec![answer(200, Some(Type::Stream))];
    operation.produces = vec!["application/octet-stream".into()];
    let operation = build.operation("Answers_Several", HttpMethod::Get, "/a");
    operation.responses = vec![answer(200, Some(vault)), answer(201, Some(text())), answer(404, None)];
    let docs = Docs::default();
    let ty = Type::Integer(IntegerFormat::Int32);
    let header = Header { wire_name: "Retry-After".into(), client_name: None, docs, ty, collection_prefix: None };
    operation.responses[0].headers = vec![header];
    build.operation("Ping", HttpMethod::Get, "/ping").deprecated = true;
}

/// `cargo clippy` and `cargo doc` over the whole, in a crate of its own. It takes a minute: `cargo test -p armspan -- --ignored`.
#[test]
#[ignore = "builds a crate with all of its dependencies"]
fn every_shape_compiles_without_a_warning() {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/sink");
    for (name, layout) in [("library", Layout::Library), ("include", Layout::Include)] {
        let root = target.join(name);
        std::fs::remove_dir_all(&root).ok();
        write(&root, layout);
        for command in [&["clippy", "--", "-D", "warnings", "-W", "missing_docs"][..], &["doc", "--no-deps"]] {
            let mut cargo = Command::new(env!("CARGO"));
            let cargo = cargo.args(command).current_dir(&root).env("RUSTDOCFLAGS", "-D warnings");
            let done = cargo.env("CARGO_TARGET_DIR", target.join("target")).output().expect("cargo runs");
            assert!(done.status.success(), "{name} {command:?}:\n{}", String::from_utf8_lossy(&done.stderr));
        }
    }
}

/// Writes a crate; one that includes its code as a build script's user does.
fn write(root: &Path, layout: Layout) {
    let source = root.join("src");
    for file in files_in(layout, &sink().code) {
        let path = source.join(if layout == Layout::Include { "generated.rs" } else { &file.path });
        std::fs::create_dir_all(path.parent().expect("files are in folders"))
            .expect("the target folder can be written");
        std::fs::write(path, file.text).expect("the target folder can be written");
    }
    if layout == Layout::Include {
        let lib = "//! A user.\n\n/// What is generated.\npub mod generated {\n    include!(\"generated.rs\");\n}\n";
        std::fs::write(source.join("lib.rs"), lib).expect("the target folder can be written");
    }
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let manifest = format!(
        "[package]\nname = \"sink\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         armspan-runtime = {{ path = {:?}, default-features = false }}\nazure_core = {{ version = \"1.1\", default-features = false }}\n",
        runtime.display().to_string()
    );
    std::fs::write(root.join("Cargo.toml"), manifest).expect("the target folder can be written");
    // The lints of a user, not those of this workspace.
    std::fs::write(root.join("clippy.toml"), "").expect("the target folder can be written");
}
