//! The root client's name where neither the configuration nor a readme chooses one; see `config/derive.rs` for the rule.

use crate::config::{client_from_title, upper_camel};
use crate::model::CodeModel;
use std::collections::BTreeMap;

/// The client of `model`: as the documents' title calls it, else after the resource provider, else after the title.
pub(super) fn client_name(model: &CodeModel) -> String {
    if let Some(client) = client_from_title(&model.title) {
        return client;
    }
    let provider = provider(model).and_then(|provider| provider.rsplit('.').next());
    match upper_camel(provider.unwrap_or(&model.title)).as_str() {
        "" => "ServiceClient".to_owned(),
        stem if stem.starts_with(|c: char| c.is_ascii_digit()) => format!("Service{stem}Client"),
        stem => format!("{stem}Client"),
    }
}

/// The resource provider that most operations name last in their path; the first in the alphabet among equals.
pub(crate) fn provider(model: &CodeModel) -> Option<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in model.groups.iter().flat_map(|group| &group.operations) {
        let after = operation.path.rsplit("/providers/").next().filter(|after| after.len() < operation.path.len());
        let namespace = after.and_then(|after| after.split('/').next());
        if let Some(namespace) = namespace.filter(|namespace| namespace.contains('.') && !namespace.contains('{')) {
            *counts.entry(namespace).or_default() += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(namespace, _)| namespace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{HttpMethod, Operation, OperationGroup};

    #[test]
    fn clients_of_documents() {
        let paths = [
            "/subscriptions/{id}/providers/Microsoft.KeyVault/vaults",
            "/subscriptions/{id}/providers/Microsoft.KeyVault/vaults/{name}",
            "/{scope}/providers/Microsoft.Authorization/locks",
            "/subscriptions/{id}/providers/{provider}/x",
        ];
        assert_eq!(client_name(&model("Ignored", &paths)), "KeyVaultClient");
        assert_eq!(client_name(&model("KeyVaultManagementClient", &["/pets"])), "KeyVaultClient");
        assert_eq!(client_name(&model("Swagger pet-store", &["/pets"])), "SwaggerPetStoreClient");
        assert_eq!(client_name(&model("3D", &[])), "Service3DClient");
        assert_eq!(client_name(&model("", &[])), "ServiceClient");
    }

    fn model(title: &str, paths: &[&str]) -> CodeModel {
        let operations = paths.iter().map(|path| operation(path)).collect();
        let groups = vec![OperationGroup { name: "Vaults".to_owned(), operations }];
        CodeModel { title: title.to_owned(), groups, ..CodeModel::default() }
    }

    fn operation(path: &str) -> Operation {
        Operation {
            id: path.to_owned(),
            name: String::new(),
            origin: Default::default(),
            document: Default::default(),
            docs: Default::default(),
            method: HttpMethod::Get,
            path: path.to_owned(),
            api_version: None,
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            errors: Vec::new(),
            paging: None,
            long_running: None,
            produces: Vec::new(),
            examples: Vec::new(),
            deprecated: false,
        }
    }
}
