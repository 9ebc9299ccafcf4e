//! The change reports of Key Vault, from each published stable version to the next, over the documents as published.
//!
//! The reports in `diff/keyvault/` were checked by hand against the documents.

use armspan::config::Config;
use armspan::diff::report::{Report, Width, human, json};
use armspan::diff::{Named, report};
use armspan::driver::{Description, RunOptions, describe};
use std::path::{Path, PathBuf};

const VERSIONS: [&str; 10] = [
    "2015-06-01",
    "2016-10-01",
    "2018-02-14",
    "2019-09-01",
    "2021-10-01",
    "2022-07-01",
    "2022-11-01",
    "2023-02-01",
    "2023-07-01",
    "2024-11-01",
];

#[test]
fn reports_of_all_steps() {
    let Some(stable) = published() else { return };
    let descriptions: Vec<Description> = VERSIONS.iter().map(|version| read(&stable, version)).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("diff/keyvault");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (pair, versions) in descriptions.windows(2).zip(VERSIONS.windows(2)) {
        let text = human(&compare(&pair[0], &pair[1]), Width::Screen, false);
        assert!(text.lines().count() <= 60, "{} is more than a screen:\n{text}", versions[1]);
        settings.bind(|| insta::assert_snapshot!(versions[1], text));
    }
}

/// What the documents of 2024-11-01 changed, word for word.
#[test]
fn the_step_to_2024_11_01_says_exactly_what_changed() {
    let Some(stable) = published() else { return };
    let report = compare(&read(&stable, "2023-07-01"), &read(&stable, "2024-11-01"));
    let report = json(&report);
    let changes = report["changes"].as_array().expect("a list");
    let mut found: Vec<String> = changes
        .iter()
        .map(|change| {
            let text = |key: &str| change[key].as_str().unwrap_or_default().to_owned();
            let value = if text("kind") == "default-added" { format!(" {}", text("after")) } else { String::new() };
            format!("{} {}{value}", text("kind"), text("subject"))
        })
        .collect();
    found.sort();
    let expected = [
        "api-version-changed KeyVaultManagementClient",
        "default-added VaultProperties.enabledForDeployment false",
        "default-added VaultProperties.enabledForDiskEncryption false",
        "default-added VaultProperties.enabledForTemplateDeployment false",
        "description-changed KeyProperties.curveName",
        "description-changed KeyProperties.keySize",
        "description-changed ManagedHsmKeyProperties.curveName",
        "description-changed ManagedHsmKeyProperties.keySize",
        "enum-value-added ManagedHsmSkuFamily \"C\"",
        "enum-value-added ManagedHsmSkuName \"Custom_C10\"",
        "enum-value-added ManagedHsmSkuName \"Custom_C42\"",
    ];
    assert_eq!(found, expected);
    assert_eq!(report["verdict"], "minor");
}

fn compare(old: &Description, new: &Description) -> Report {
    let named = |description| -> Named<'_> {
        let Description { model, names, .. }: &Description = description;
        Named { model, names }
    };
    report(named(old), named(new))
}

fn read(stable: &Path, version: &str) -> Description {
    let config = Config::from_documents(&[stable.join(version)]).expect("the folder has documents");
    describe(&config, &RunOptions::default()).unwrap_or_else(|failure| panic!("{version}: {failure}"))
}

/// The folder of Key Vault's stable versions, where the published documents lie beside the project.
fn published() -> Option<PathBuf> {
    let folder = "../../shared/azure-specs/specification/keyvault/resource-manager/Microsoft.KeyVault/stable";
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    if !folder.is_dir() {
        eprintln!("SKIPPED: the published documents are not beside the project");
        return None;
    }
    Some(folder)
}
