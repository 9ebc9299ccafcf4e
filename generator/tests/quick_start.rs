//! The project that the README shows, built from there as it stands, makes the call.
//!
//! It generates from the published documents, so it is skipped where they are not at hand. It signs in with the Azure CLI, for
//! which a script on the search path stands in; Azure is a server on loopback.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the generator lies in a workspace").to_owned()
}

/// The README's code blocks that a file's name and a colon precede, and what the project prints.
fn project() -> BTreeMap<String, String> {
    let readme = fs::read_to_string(workspace().join("README.md")).expect("it is committed");
    let mut blocks = BTreeMap::new();
    let mut name = None;
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let block: String =
                lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
            let is_output = language == "text" && blocks.contains_key("src/main.rs");
            if let Some(name) = name.take().or(is_output.then(|| "output".to_owned())) {
                blocks.entry(name).or_insert(block);
            }
        } else if !line.is_empty() {
            name = line.strip_suffix("`:").and_then(|line| line.rsplit('`').next()).map(str::to_owned);
        }
    }
    blocks
}

#[test]
fn the_project_is_as_small_as_promised() {
    let project = project();
    assert_eq!(project.keys().collect::<Vec<_>>(), ["Cargo.toml", "build.rs", "output", "src/main.rs"]);
    assert!(project["build.rs"].lines().count() <= 6, "{}", project["build.rs"]);
    let widest = project["src/main.rs"].lines().map(str::len).max();
    assert!(widest <= Some(120), "{widest:?} columns");
}

#[test]
fn the_project_builds_and_makes_the_call() {
    let Some(published) = published() else { return };
    let place = tempfile::tempdir().expect("the system has a folder for temporary files");
    let quick_start = QuickStart { folder: place.path() };
    quick_start.write(&published);
    let (endpoint, server) = serve_once();
    let said = quick_start.run(&endpoint);
    let (head, body) = server.join().expect("it was asked");

    let path = "/subscriptions/sub-1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/vault/privateEndpointConnections/pec";
    assert_eq!(head.lines().next(), Some(format!("PUT {path}?api-version=2024-11-01 HTTP/1.1").as_str()));
    let head = head.to_ascii_lowercase();
    assert!(head.contains("\r\nauthorization: bearer of-the-fake\r\n"), "{head}");
    assert!(head.contains("\r\ncontent-type: application/json\r\n"), "{head}");
    let sent: serde_json::Value = serde_json::from_str(&body).expect("JSON was sent");
    let state = serde_json::json!({ "status": "Approved", "description": "Reviewed" });
    assert_eq!(sent, serde_json::json!({ "properties": { "privateLinkServiceConnectionState": state } }));
    assert_eq!(said, project()["output"], "the README shows what it prints");
}

/// The folder of published documents, where it lies beside the project.
fn published() -> Option<PathBuf> {
    let shared = std::env::var_os("ARMSPAN_SHARED").map_or_else(|| workspace().join("../shared"), PathBuf::from);
    let published = shared.join("azure-specs");
    if published.join("specification/keyvault").is_dir() {
        return Some(published);
    }
    eprintln!("SKIPPED: the published documents are not at {}", published.display());
    None
}

struct QuickStart<'a> {
    folder: &'a Path,
}

impl QuickStart<'_> {
    /// Writes what the README shows. The two checkouts are where they are, not beside it.
    fn write(&self, published: &Path) {
        let absolute = |path: &Path| path.canonicalize().expect("it is there").display().to_string();
        let (armspan, published) = (absolute(&workspace()), absolute(published));
        for (name, text) in project().into_iter().filter(|(name, _)| name != "output") {
            let text = text.replace("../armspan/", &format!("{armspan}/"));
            self.put(&name, &text.replace("../azure-rest-api-specs/", &format!("{published}/")));
        }
        // The same versions as here: nothing has to be fetched.
        self.put("Cargo.lock", &fs::read_to_string(workspace().join("Cargo.lock")).expect("it is committed"));
        let token = r#"{"accessToken":"of-the-fake","expires_on":4102444800,"tokenType":"Bearer"}"#;
        self.put("bin/az", &format!("#!/bin/sh\necho '{token}'\n"));
        let executable = fs::Permissions::from_mode(0o755);
        fs::set_permissions(self.folder.join("bin/az"), executable).expect("the file is ours");
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(self.folder);
        // What it depends on may be compiled there already.
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(".."));
        command
    }

    /// What the project says on standard output.
    fn run(&self, endpoint: &str) -> String {
        let mut command = self.cargo(&["run", "--offline", "--color", "never", "--", "sub-1", "rg", "vault", "pec"]);
        let path = std::env::var("PATH").unwrap_or_default();
        command.env("PATH", format!("{}:{path}", self.folder.join("bin").display())).env("ARM_ENDPOINT", endpoint);
        let output = command.output().expect("cargo runs these tests, too");
        // Linked once more for every folder that this test runs in; nobody needs it any more.
        self.cargo(&["clean", "--offline", "--quiet", "--package", "quick-start"]).status().expect("cargo ran before");
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        assert!(output.status.success(), "{err}");
        assert!(!err.contains("warning"), "{err}");
        out
    }
}

/// A server that accepts one connection to a vault; its address, and the head and the body it was sent.
fn serve_once() -> (String, thread::JoinHandle<(String, String)>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a loopback");
    let endpoint = format!("http://{}", listener.local_addr().expect("it is bound"));
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("somebody asks");
        let mut reader = BufReader::new(stream.try_clone().expect("a socket can be shared"));
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            reader.read_line(&mut head).expect("the head is text");
        }
        let length = head
            .to_ascii_lowercase()
            .split("content-length: ")
            .nth(1)
            .and_then(|rest| rest.lines().next()?.parse().ok());
        let mut body = vec![0; length.expect("the body has a length")];
        reader.read_exact(&mut body).expect("the body is that long");
        let state = r#""privateLinkServiceConnectionState":{"status":"Approved","description":"Reviewed"}"#;
        let answer = format!(r#"{{"name":"pec","properties":{{{state},"provisioningState":"Updating"}}}}"#);
        let head_of_answer =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nretry-after: 7\r\nconnection: close\r\n";
        write!(stream, "{head_of_answer}content-length: {}\r\n\r\n{answer}", answer.len()).expect("somebody waits");
        (head, String::from_utf8(body).expect("the body is text"))
    });
    (endpoint, server)
}
