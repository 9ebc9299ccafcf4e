//! Many operations against a server on loopback that behaves badly: `cargo run --release --example soak -- [operations]`.
//!
//! One in three operations is long-running. The server drops, delays or garbles one answer in ten. Every operation must end, in a
//! success that holds what was asked for or in an error; memory must not grow with the number of operations.

use armspan_keyvault::models::{Vault, VaultCreateOrUpdateParameters};
use armspan_keyvault::{KeyVaultClient, KeyVaultClientOptions};
use async_trait::async_trait;
use azure_core::credentials::{AccessToken, TokenCredential, TokenRequestOptions};
use azure_core::http::{ClientOptions, FixedRetryOptions, RetryOptions};
use azure_core::time::{Duration, OffsetDateTime};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// Operations in flight at once.
const CONCURRENCY: usize = 16;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let operations: u64 = std::env::args().nth(1).map_or(Ok(10_000), |count| count.parse())?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let client = client(format!("http://{}", listener.local_addr()?))?;
    tokio::spawn(serve(listener));

    let next = Arc::new(AtomicU64::new(0));
    let start = Instant::now();
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..CONCURRENCY {
        workers.spawn(work(client.clone(), next.clone(), operations));
    }
    let mut outcomes = BTreeMap::<String, u64>::new();
    while let Some(worker) = workers.join_next().await {
        for (outcome, count) in worker? {
            *outcomes.entry(outcome).or_default() += count;
        }
    }
    println!("{operations} operations in {:.1?}", start.elapsed());
    outcomes.iter().for_each(|(outcome, count)| println!("{count:>8}  {outcome}"));
    let bad = outcomes.keys().any(|outcome| outcome.starts_with("hang") || outcome.starts_with("wrong"));
    if bad || outcomes.values().sum::<u64>() != operations { Err("an operation hung or lied".into()) } else { Ok(()) }
}

fn client(endpoint: String) -> azure_core::Result<Arc<KeyVaultClient>> {
    let retry = RetryOptions::fixed(FixedRetryOptions { delay: Duration::milliseconds(5), ..Default::default() });
    let options = KeyVaultClientOptions {
        endpoint: Some(endpoint),
        allow_insecure_loopback: true,
        client_options: ClientOptions { retry, ..Default::default() },
        ..Default::default()
    };
    KeyVaultClient::new("00000000-0000-0000-0000-000000000000", Arc::new(Token), Some(options)).map(Arc::new)
}

async fn work(client: Arc<KeyVaultClient>, next: Arc<AtomicU64>, operations: u64) -> BTreeMap<String, u64> {
    let mut outcomes = BTreeMap::new();
    loop {
        let number = next.fetch_add(1, Relaxed);
        if number >= operations {
            return outcomes;
        }
        if number.is_multiple_of((operations / 10).max(1)) {
            println!("{number:>8} started, {} MiB resident", resident_mebibytes());
        }
        let name = format!("vault{number}");
        let limit = std::time::Duration::from_secs(60);
        let outcome = match tokio::time::timeout(limit, ask(&client, number, &name)).await {
            Err(_) => "hang".to_owned(),
            Ok(Ok(vault)) if vault.name.as_deref() == Some(name.as_str()) => "success".to_owned(),
            Ok(Ok(vault)) => format!("wrong answer: {:?}", vault.name),
            Ok(Err(error)) => format!("error: {}", kind(&error)),
        };
        *outcomes.entry(outcome).or_default() += 1;
    }
}

async fn ask(client: &KeyVaultClient, number: u64, name: &str) -> azure_core::Result<Vault> {
    let vaults = client.vaults_client();
    if number.is_multiple_of(3) {
        let body = VaultCreateOrUpdateParameters { location: Some("westeurope".into()), ..Default::default() };
        vaults.begin_create_or_update("rg", name, body.try_into()?, None)?.await?.into_model()
    } else {
        vaults.get("rg", name, None).await?.into_model()
    }
}

/// An error's kind, without what differs from one to the next.
fn kind(error: &azure_core::Error) -> String {
    error.kind().to_string()
}

fn resident_mebibytes() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = statm.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok());
    pages.unwrap_or_default() * 4096 / (1024 * 1024)
}

#[derive(Debug)]
struct Token;

#[async_trait]
impl TokenCredential for Token {
    async fn get_token(&self, _: &[&str], _: Option<TokenRequestOptions<'_>>) -> azure_core::Result<AccessToken> {
        Ok(AccessToken::new("worthless", OffsetDateTime::now_utc() + Duration::hours(1)))
    }
}

async fn serve(listener: TcpListener) {
    let answers = Arc::new(AtomicU64::new(0));
    while let Ok((stream, _)) = listener.accept().await {
        let answers = answers.clone();
        tokio::spawn(async move { drop(converse(stream, &answers).await) });
    }
}

async fn converse(stream: TcpStream, answers: &AtomicU64) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if stream.read_line(&mut head).await? == 0 {
                return Ok(());
            }
        }
        let header =
            |name: &str| head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix(name).map(str::to_owned));
        let length = header("content-length:").and_then(|value| value.trim().parse().ok()).unwrap_or(0);
        stream.read_exact(&mut vec![0; length]).await?;

        let (status, headers, body) = answer(&head);
        let body = match answers.fetch_add(1, Relaxed) % 30 {
            3 => return Ok(()),
            13 => body.replace(['"', ':'], "?"),
            23 => {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                body
            }
            _ => body,
        };
        let text = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {}\r\n\r\n{body}", body.len());
        stream.get_mut().write_all(text.as_bytes()).await?;
    }
}

/// What a well-behaved service says: a PUT starts an operation whose status document wants to be asked twice.
fn answer(head: &str) -> (u16, String, String) {
    let mut words = head.split_whitespace();
    let (verb, url) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let path = url.split('?').next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let vault = format!(r#"{{"name":"{name}","location":"westeurope"}}"#);
    match (verb, path.split_once("/polls/")) {
        ("PUT", _) => (201, format!("retry-after: 0\r\nazure-asyncoperation: {path}/polls/0\r\n"), vault),
        (_, Some((vault, "0"))) => {
            let headers = format!("retry-after: 0\r\nazure-asyncoperation: {vault}/polls/1\r\n");
            (200, headers, r#"{"status":"Running"}"#.into())
        }
        (_, Some(_)) => (200, String::new(), r#"{"status":"Succeeded"}"#.into()),
        _ => (200, String::new(), vault),
    }
}
