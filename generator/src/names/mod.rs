//! Names: every Rust name of the output, decided once, before anything is rendered.
//!
//! All candidates of a namespace are known before the first is given out, so a name never depends on the order in which
//! files are rendered. The rules:
//!
//! * Words are split at changes of case and at everything that is not a letter or digit (`IPRule` is `IpRule`,
//!   `managedHsm` is `managed_hsm`); `x-ms-client-name` wins over the wire name.
//! * A keyword is written raw (`r#type`); `self`, `Self`, `super` and `crate` get an underscore, modules too (`type_`).
//! * A name that begins with a digit gets an `N` (`N2024_11_01`, `n4k`). Symbols that carry the meaning are spelled
//!   (`+` is `Plus`, `*` is `Star`, `-1` is `Minus1`), the empty value is `Empty`.
//! * A type that would hide one that generated code or every Rust file uses (`Option`, `Result`, `Value`, `Response`, …)
//!   ends in `Type`: `ResultType`.
//! * Where documents declare different types under one name, the one in the document whose path sorts first keeps it; the
//!   others are preceded by their document's name: `KeysManagedHsmAction`. What still clashes is numbered from 2.
//! * `Vaults_CreateOrUpdate` is `create_or_update` of `VaultsClient`; long-running operations begin with `begin_`, paged
//!   ones with `list`: a leading `get` becomes `list` where that name is free, anything else is preceded by `list_`.

mod case;
mod groups;
mod operations;
mod scope;
mod types;
mod words;

pub(crate) use scope::Scope;

use crate::model::{CodeModel, EnumId, ModelId};

/// What the configuration says about names.
#[derive(Clone, Debug, Default)]
pub struct NameOptions {
    /// Name of the root client: `KeyVaultClient`.
    pub client_name: String,
}

/// Every Rust name of a package. Lists run parallel to those of the [`CodeModel`] they were made from.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Names {
    /// The root client: `KeyVaultClient`.
    pub client: String,
    /// Its options: `KeyVaultClientOptions`.
    pub client_options: String,
    /// Fields of the clients, by [`CodeModel::client_parameters`]: `subscription_id`.
    pub client_parameters: Vec<String>,
    /// Modules below `models`, by [`CodeModel::documents`]: `keys_managed_hsm`.
    pub documents: Vec<String>,
    /// By [`ModelId`].
    pub models: Vec<ModelNames>,
    /// By [`EnumId`].
    pub enums: Vec<EnumNames>,
    /// By [`CodeModel::groups`].
    pub groups: Vec<GroupNames>,
    /// Structs that parameters travel in (`x-ms-parameter-grouping`), by name.
    pub parameter_groups: Vec<ParameterGroupNames>,
}

/// Names of a model.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ModelNames {
    /// The type: `Vault`. For a polymorphic base, the enum over its variants.
    pub name: String,
    /// For a polymorphic base, the struct of its own properties: `FishBase`.
    pub base: Option<String>,
    /// Fields, by [`crate::model::Model::properties`].
    pub fields: Vec<String>,
    /// The field of `additionalProperties` with a type, where there are any.
    pub additional_properties: String,
    /// For a polymorphic base, the variants of its enum, in the order of [`crate::model::Polymorphism::Base`].
    pub variants: Vec<String>,
}

impl ModelNames {
    /// The struct that holds the model's own properties.
    pub fn strukt(&self) -> &str {
        self.base.as_deref().unwrap_or(&self.name)
    }
}

/// Names of an enum.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct EnumNames {
    /// The type: `SkuName`.
    pub name: String,
    /// Variants, by [`crate::model::Enum::values`].
    pub variants: Vec<String>,
}

/// Names of an operation group.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct GroupNames {
    /// Its client: `VaultsClient`; the root client for operations without a group.
    pub client: String,
    /// Module below `clients`: `vaults`.
    pub module: String,
    /// Method of the root client: `vaults_client`.
    pub accessor: String,
    /// By [`crate::model::OperationGroup::operations`].
    pub operations: Vec<OperationNames>,
}

/// Names of an operation.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct OperationNames {
    /// The method: `begin_create_or_update`.
    pub method: String,
    /// The struct of its optional parameters: `VaultsClientCreateOrUpdateOptions`.
    pub options: String,
    /// The trait of its response headers: `VaultsClientCreateOrUpdateResultHeaders`.
    pub headers: String,
    /// The trait of the bodies that other statuses carry: `VaultsClientCreateOrUpdateResultBodies`.
    pub bodies: String,
    /// Arguments or option fields, by [`crate::model::Operation::parameters`].
    pub parameters: Vec<String>,
    /// The body's argument or option field; the field of its group where it is in one.
    pub body: String,
    /// Methods of the headers trait: header (lower case) and method, sorted by header.
    pub header_methods: Vec<(String, String)>,
    /// Parameter groups it takes: index into [`Names::parameter_groups`] and argument.
    pub groups: Vec<(usize, String)>,
}

/// Names of a struct that parameters travel in.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct ParameterGroupNames {
    /// The struct.
    pub name: String,
    /// Its fields, in the order in which operations mention them.
    pub fields: Vec<GroupField>,
}

/// A field of a parameter group, and the parameter it was first seen for.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct GroupField {
    /// The field.
    pub name: String,
    /// Wire name of the parameter, or of the body.
    pub wire_name: String,
    /// Position in [`CodeModel::groups`].
    pub group: usize,
    /// Position in [`crate::model::OperationGroup::operations`].
    pub operation: usize,
    /// Position in [`crate::model::Operation::parameters`]; none for the body.
    pub parameter: Option<usize>,
}

impl std::ops::Index<ModelId> for Names {
    type Output = ModelNames;
    fn index(&self, id: ModelId) -> &ModelNames {
        &self.models[id.index()]
    }
}

impl std::ops::Index<EnumId> for Names {
    type Output = EnumNames;
    fn index(&self, id: EnumId) -> &EnumNames {
        &self.enums[id.index()]
    }
}

/// Decides every name of the output.
pub fn resolve(model: &CodeModel, options: &NameOptions) -> Names {
    let mut names = Names::default();
    let mut items = types::item_scope();
    operations::resolve_clients(model, options, &mut items, &mut names);
    types::resolve(model, &mut items, &mut names);
    operations::resolve(model, &mut items, &mut names);
    names
}

#[cfg(test)]
pub(crate) mod fixture;
#[cfg(test)]
mod tests;
