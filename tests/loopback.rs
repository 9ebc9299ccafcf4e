//! One conversation over real HTTP, with a server on loopback: the default transport, sockets and all.

mod support;

use armspan_keyvault::{KeyVaultClient, KeyVaultClientOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use support::{SUBSCRIPTION, Token};

#[tokio::test]
async fn gets_a_vault_over_http() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || serve_once(&listener, r#"{"name":"vault","location":"westeurope"}"#));

    let options =
        KeyVaultClientOptions { endpoint: Some(endpoint), allow_insecure_loopback: true, ..Default::default() };
    let client = KeyVaultClient::new(SUBSCRIPTION, Arc::new(Token), Some(options)).unwrap();
    let vault = client.vaults_client().get("rg", "vault", None).await.unwrap().into_model().unwrap();

    assert_eq!(vault.location.as_deref(), Some("westeurope"));
    let head = server.join().unwrap();
    assert!(
        head.starts_with(&format!(
            "GET /subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/vault?api-version=2024-11-01 HTTP/1.1\r\n"
        )),
        "{head}"
    );
    assert!(head.to_ascii_lowercase().contains("authorization: bearer token for "), "{head}");
}

#[tokio::test]
async fn plain_http_needs_consent() {
    let options = KeyVaultClientOptions { endpoint: Some("http://127.0.0.1:9".into()), ..Default::default() };
    let outcome = match KeyVaultClient::new(SUBSCRIPTION, Arc::new(Token), Some(options)) {
        Ok(client) => client.vaults_client().get("rg", "vault", None).await.map(drop),
        Err(error) => Err(error),
    };
    let error = outcome.unwrap_err().to_string();
    assert!(error.contains("127.0.0.1") && error.contains("http"), "{error}");
}

/// Answers one request and returns its head.
fn serve_once(listener: &TcpListener, body: &str) -> String {
    let (mut stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        reader.read_line(&mut head).unwrap();
    }
    write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
        .unwrap();
    stream.flush().unwrap();
    let _ = stream.set_read_timeout(Some(std::time::Duration::from_millis(10)));
    let _ = reader.read(&mut [0]);
    head
}
