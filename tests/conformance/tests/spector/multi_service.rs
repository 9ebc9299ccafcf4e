//! Packages of two documents, each with an api-version of its own.

use armspan_conformance::{Document, arm_client, ends_with, reads};

const RESOURCE_GROUP: &str = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/test-rg";

/// A resource as the server keeps it: `$resource` with what the server adds.
macro_rules! stored {
    ($resource:expr, $kind:literal, $name:literal) => {{
        let mut resource = $resource;
        resource.id = Some(format!("{RESOURCE_GROUP}/providers/{}/{}", $kind, $name));
        resource.name = Some($name.into());
        resource.r#type = Some($kind.into());
        if let Some(properties) = &mut resource.properties {
            properties.provisioning_state = Some(ResourceProvisioningState::Succeeded);
        }
        resource
    }};
}

mod newest {
    use super::*;
    use armspan_conformance::clients::multi_service::{MultiServiceClient, MultiServiceClientOptions, models::*};

    const DOCUMENT: Document = Document("multi-service");

    fn client() -> MultiServiceClient {
        arm_client!(MultiServiceClient, MultiServiceClientOptions)
    }

    fn machine() -> VirtualMachine {
        VirtualMachine {
            location: Some("eastus".into()),
            properties: Some(VirtualMachineProperties::default()),
            ..Default::default()
        }
    }

    fn disk() -> Disk {
        Disk { location: Some("eastus".into()), properties: Some(DiskProperties::default()), ..Default::default() }
    }

    reads! { DOCUMENT;
        get_machine "MultiService_Compute_VirtualMachines_get"
            client().virtual_machines_client().get("test-rg", "vm1", None)
            => stored!(machine(), "Microsoft.Compute/virtualMachines", "vm1");
        get_disk "MultiService_ComputeDisk_Disks_get" client().disks_client().get("test-rg", "disk1", None)
            => stored!(disk(), "Microsoft.Compute/disks", "disk1");
    }

    ends_with! { DOCUMENT;
        create_machine "MultiService_Compute_VirtualMachines_createOrUpdate"
            client().virtual_machines_client().begin_create_or_update("test-rg", "vm1", machine().try_into()?, None)
            => stored!(machine(), "Microsoft.Compute/virtualMachines", "vm1");
        create_disk "MultiService_ComputeDisk_Disks_createOrUpdate"
            client().disks_client().begin_create_or_update("test-rg", "disk1", disk().try_into()?, None)
            => stored!(disk(), "Microsoft.Compute/disks", "disk1");
    }
}

mod older {
    use super::*;
    use armspan_conformance::clients::multi_service_older_versions::{
        MultiServiceOlderVersionsClient, MultiServiceOlderVersionsClientOptions, models::*,
    };

    const DOCUMENT: Document = Document("multi-service-older-versions");

    fn client() -> MultiServiceOlderVersionsClient {
        arm_client!(MultiServiceOlderVersionsClient, MultiServiceOlderVersionsClientOptions)
    }

    fn machine() -> VirtualMachine {
        VirtualMachine {
            location: Some("eastus".into()),
            properties: Some(VirtualMachineProperties { size: Some("Standard_D2s_v3".into()), ..Default::default() }),
            ..Default::default()
        }
    }

    fn disk() -> Disk {
        Disk {
            location: Some("eastus".into()),
            properties: Some(DiskProperties { disk_size_gb: Some(128), ..Default::default() }),
            ..Default::default()
        }
    }

    reads! { DOCUMENT;
        get_machine "MultiServiceOlderVersions_Compute_VirtualMachines_get"
            client().virtual_machines_client().get("test-rg", "vm-old1", None)
            => stored!(machine(), "Microsoft.Compute/virtualMachinesOld", "vm-old1");
        get_disk "MultiServiceOlderVersions_ComputeDisk_Disks_get"
            client().disks_client().get("test-rg", "disk-old1", None)
            => stored!(disk(), "Microsoft.Compute/disksOld", "disk-old1");
    }

    ends_with! { DOCUMENT;
        create_machine "MultiServiceOlderVersions_Compute_VirtualMachines_createOrUpdate"
            client().virtual_machines_client().begin_create_or_update("test-rg", "vm-old1", machine().try_into()?, None)
            => stored!(machine(), "Microsoft.Compute/virtualMachinesOld", "vm-old1");
        create_disk "MultiServiceOlderVersions_ComputeDisk_Disks_createOrUpdate"
            client().disks_client().begin_create_or_update("test-rg", "disk-old1", disk().try_into()?, None)
            => stored!(disk(), "Microsoft.Compute/disksOld", "disk-old1");
    }
}

mod shared_models {
    use super::*;
    use armspan_conformance::clients::multi_service_shared_models::models::AzureResourceManagerMultiServiceSharedModelsSharedSharedMetadata as SharedMetadata;
    use armspan_conformance::clients::multi_service_shared_models::{
        MultiServiceSharedModelsClient, MultiServiceSharedModelsClientOptions, models::*,
    };
    use azure_core::time::parse_rfc3339;
    use std::collections::HashMap;

    const DOCUMENT: Document = Document("multi-service-shared-models");

    fn client() -> MultiServiceSharedModelsClient {
        arm_client!(MultiServiceSharedModelsClient, MultiServiceSharedModelsClientOptions)
    }

    /// The model that both documents declare: one type, whoever uses it.
    fn metadata(by: &str, tag: (&str, &str)) -> Option<SharedMetadata> {
        Some(SharedMetadata {
            created_by: Some(by.into()),
            tags: Some(HashMap::from([(tag.0.into(), tag.1.into())])),
            ..Default::default()
        })
    }

    fn machine() -> VirtualMachine {
        let metadata = metadata("user@example.com", ("environment", "production"));
        VirtualMachine {
            location: Some("eastus".into()),
            properties: Some(VirtualMachineProperties { metadata, ..Default::default() }),
            ..Default::default()
        }
    }

    fn account() -> StorageAccount {
        let metadata = metadata("admin@example.com", ("department", "engineering"));
        StorageAccount {
            location: Some("westus".into()),
            properties: Some(StorageAccountProperties { metadata, ..Default::default() }),
            ..Default::default()
        }
    }

    /// The date that the server puts into the metadata.
    macro_rules! at {
        ($date:literal, $resource:expr) => {{
            let mut resource = $resource;
            if let Some(metadata) = resource.properties.as_mut().and_then(|properties| properties.metadata.as_mut()) {
                metadata.created_at = parse_rfc3339($date).ok();
            }
            resource
        }};
    }

    fn stored_machine() -> VirtualMachine {
        stored!(at!("2025-01-01T00:00:00Z", machine()), "Microsoft.Compute/virtualMachinesShared", "vm-shared1")
    }

    fn stored_account() -> StorageAccount {
        stored!(at!("2025-01-02T00:00:00Z", account()), "Microsoft.Storage/storageAccounts", "account1")
    }

    reads! { DOCUMENT;
        get_machine "MultiServiceSharedModels_Compute_VirtualMachines_get"
            client().virtual_machines_client().get("test-rg", "vm-shared1", None) => stored_machine();
        get_account "MultiServiceSharedModels_Storage_StorageAccounts_get"
            client().storage_accounts_client().get("test-rg", "account1", None) => stored_account();
    }

    ends_with! { DOCUMENT;
        create_machine "MultiServiceSharedModels_Compute_VirtualMachines_createOrUpdate"
            client().virtual_machines_client().begin_create_or_update("test-rg", "vm-shared1", machine().try_into()?, None)
            => stored_machine();
        create_account "MultiServiceSharedModels_Storage_StorageAccounts_createOrUpdate"
            client().storage_accounts_client().begin_create_or_update("test-rg", "account1", account().try_into()?, None)
            => stored_account();
    }
}
