//! The example runs as it is, without Azure, and shows the reference operation.

use std::path::Path;
use std::process::Command;

#[test]
fn the_example_approves_a_connection_without_azure() {
    let mut command = Command::new(env!("CARGO"));
    command.args(["run", "--offline", "--quiet", "--example", "put_private_endpoint_connection"]);
    // What it depends on was compiled for this test.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("..");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("CARGO_TARGET_DIR", target);
    let output = command.output().expect("cargo runs this test, too");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{out}{err}");
    let put = "PUT https://management.azure.com/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/demo-group\
               /providers/Microsoft.KeyVault/vaults/demo-vault/privateEndpointConnections/demo-connection\
               ?api-version=2024-11-01\n";
    for expected in
        [put, "retry after:          Some(10)", "operation=1\")", "status: Approved", "provisioning_state: Updating"]
    {
        assert!(out.contains(expected), "{expected} in {out}");
    }
}
