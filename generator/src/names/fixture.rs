//! Code models by hand, for the tests of this stage and the next.

use crate::model::*;
use crate::origin::{DocumentId, Origin};

/// A code model in the making.
pub(crate) struct Build {
    /// What was built so far.
    pub code: CodeModel,
}

impl Build {
    /// A package of documents, sent with api-version `2024-11-01` to Azure Resource Manager.
    pub fn new(documents: &[&str]) -> Self {
        let documents = documents.iter().map(|path| Document {
            path: (*path).into(),
            stem: path.rsplit('/').next().unwrap_or(path).trim_end_matches(".json").into(),
            api_version: "2024-11-01".into(),
        });
        let endpoint = Endpoint { template: "https://management.azure.com".into(), is_arm: true, scopes: vec![] };
        let mut subscription = parameter("subscriptionId", ParameterLocation::Path, text());
        subscription.scope = ParameterScope::Client;
        subscription.docs.description = Some("The subscription's id.".into());
        let code = CodeModel {
            title: "KeyVault".into(),
            api_versions: vec!["2024-11-01".into()],
            documents: documents.collect(),
            client_parameters: vec![subscription],
            endpoint,
            ..CodeModel::default()
        };
        Self { code }
    }

    /// Adds a model.
    pub fn model(&mut self, name: &str, properties: Vec<Property>) -> ModelId {
        let id = ModelId(u32::try_from(self.code.models.len()).expect("tests are small"));
        self.code.models.push(Model {
            name: TypeName::Declared(name.into()),
            origin: Origin::new(DocumentId(0), format!("/definitions/{name}")),
            docs: docs(&format!("The {name} of a test.")),
            properties,
            additional_properties: None,
            bases: vec![],
            polymorphism: Polymorphism::None,
            usage: Usage::default(),
            is_resource: false,
        });
        id
    }

    /// Adds a page of `item`s.
    pub fn page(&mut self, name: &str, item: Type) -> Type {
        let properties = vec![property("value", array(item)), property("nextLink", text())];
        Type::Model(self.model(name, properties))
    }

    /// Adds an enum of strings.
    pub fn string_enum(&mut self, name: &str, values: &[&str]) -> EnumId {
        let id = EnumId(u32::try_from(self.code.enums.len()).expect("tests are small"));
        let values =
            values.iter().map(|value| EnumValue { value: (*value).into(), client_name: None, description: None });
        self.code.enums.push(Enum {
            name: TypeName::Declared(name.into()),
            origin: Origin::new(DocumentId(0), format!("/definitions/{name}")),
            docs: docs(&format!("The {name} of a test.")),
            kind: EnumKind::String,
            extensible: true,
            values: values.collect(),
            usage: Usage::default(),
        });
        id
    }

    /// Adds an operation, and its group if that is new. It answers 200 without a body until told otherwise.
    pub fn operation(&mut self, id: &str, method: HttpMethod, path: &str) -> &mut Operation {
        let (group, name) = id.split_once('_').unwrap_or(("", id));
        let at = self.code.groups.iter().position(|known| known.name == group).unwrap_or_else(|| {
            self.code.groups.push(OperationGroup { name: group.into(), operations: vec![] });
            self.code.groups.len() - 1
        });
        let operations = &mut self.code.groups[at].operations;
        operations.push(operation(id, name, method, path));
        operations.last_mut().expect("an operation was pushed")
    }
}

fn operation(id: &str, name: &str, method: HttpMethod, path: &str) -> Operation {
    Operation {
        id: id.into(),
        name: name.into(),
        origin: Origin::new(DocumentId(0), "/paths"),
        document: DocumentId(0),
        docs: docs(&format!("Does {id}.")),
        method,
        path: path.into(),
        api_version: Some("2024-11-01".into()),
        parameters: placeholders(path).map(|name| parameter(name, ParameterLocation::Path, text())).collect(),
        body: None,
        responses: vec![answer(200, None)],
        errors: vec![],
        paging: None,
        long_running: None,
        produces: vec!["application/json".into()],
        examples: vec![],
        deprecated: false,
    }
}

/// The names in braces of a path; `subscriptionId` is the client's.
fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// A description.
pub(crate) fn docs(description: &str) -> Docs {
    Docs { summary: None, description: Some(description.into()), external: None }
}

/// The type of plain text.
pub(crate) fn text() -> Type {
    Type::String(StringFormat::Text)
}

/// A list.
pub(crate) fn array(ty: Type) -> Type {
    Type::Array(Box::new(Item { ty, nullable: false }))
}

/// A map.
pub(crate) fn map(ty: Type) -> Type {
    Type::Map(Box::new(Item { ty, nullable: false }))
}

/// An optional property without anything special.
pub(crate) fn property(wire_name: &str, ty: Type) -> Property {
    Property {
        wire_name: wire_name.into(),
        client_name: None,
        origin: Origin::default(),
        docs: docs(&format!("The {wire_name}.")),
        ty,
        required: false,
        nullable: false,
        mutability: Mutability::ALL,
        secret: false,
        flatten: false,
        default: None,
        constant: None,
        constraints: Constraints::default(),
        inherited_from: None,
    }
}

/// A required parameter of the method; `subscriptionId` belongs to the client, `api-version` to its api-version.
pub(crate) fn parameter(wire_name: &str, location: ParameterLocation, ty: Type) -> Parameter {
    let scope = match wire_name {
        "subscriptionId" => ParameterScope::Client,
        "api-version" => ParameterScope::ApiVersion,
        _ => ParameterScope::Method,
    };
    Parameter {
        wire_name: wire_name.into(),
        client_name: None,
        origin: Origin::default(),
        docs: docs(&format!("The {wire_name}.")),
        location,
        ty,
        required: true,
        nullable: false,
        collection_format: CollectionFormat::Csv,
        skip_url_encoding: false,
        scope,
        constant: None,
        default: None,
        constraints: Constraints::default(),
        group: None,
        header_collection_prefix: None,
    }
}

/// A required body of JSON.
pub(crate) fn body(name: &str, ty: Type) -> Body {
    Body {
        name: name.into(),
        client_name: None,
        origin: Origin::default(),
        docs: docs(&format!("The {name}.")),
        ty,
        required: true,
        media_types: vec!["application/json".into()],
        kind: BodyKind::Json,
        group: None,
        flatten: false,
    }
}

/// A successful answer.
pub(crate) fn answer(status: u16, ty: Option<Type>) -> Response {
    Response { status, origin: Origin::default(), docs: Docs::default(), ty, headers: vec![] }
}

/// ARM's ordinary paging.
pub(crate) fn paging() -> Paging {
    Paging { item_name: "value".into(), next_link_name: Some("nextLink".into()), next_operation: None }
}
