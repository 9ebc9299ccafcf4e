//! How long each stage takes for a small package and a large one: `cargo bench --package armspan`.
//!
//! Small is Key Vault, from `specs/`. Large is network, from the published specifications in `ARMSPAN_SHARED` or in
//! `../shared` beside the repository; it is left out where they are absent.

use armspan::config::{Config, read_packages};
use armspan::diagnostics::Diagnostics;
use armspan::documents::{Bundle, FsLoader, load};
use armspan::lift::{Lifted, lift};
use armspan::lower::{LowerOptions, lower};
use armspan::model::CodeModel;
use armspan::names::{NameOptions, Names, resolve};
use armspan::render::{RenderOptions, render};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// A package after every stage.
struct Stages {
    config: Config,
    bundle: Bundle,
    lifted: Lifted,
    model: CodeModel,
    names: Names,
}

impl Stages {
    fn new(config: Config) -> Self {
        let bundle = read(&config);
        let lifted = lift(&bundle, &mut Diagnostics::default());
        let model = lower(&lifted, &LowerOptions::default(), &mut Diagnostics::default());
        let names = resolve(&model, &options());
        Self { config, bundle, lifted, model, names }
    }
}

fn read(config: &Config) -> Bundle {
    load(&config.relative_documents(), &FsLoader::at(config.base()), &mut Diagnostics::default())
}

fn options() -> NameOptions {
    NameOptions { client_name: "ServiceClient".to_owned() }
}

fn keyvault() -> Config {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/keyvault/armspan.toml");
    Config::from_file(&path).expect("it is part of the repository")
}

fn network() -> Option<Config> {
    let shared = std::env::var_os("ARMSPAN_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"));
    let root = shared.join("azure-specs");
    let packages = read_packages(&root.join("packages.json"), &root).ok()?;
    packages.iter().find(|package| package.name == "network")?.config().ok()
}

fn stages(criterion: &mut Criterion) {
    for (size, config) in [("keyvault", Some(keyvault())), ("network", network())] {
        let Some(config) = config else { continue };
        let stages = Stages::new(config);
        let mut group = criterion.benchmark_group(size);
        group.sample_size(20);
        group.bench_function("read", |bencher| bencher.iter(|| read(black_box(&stages.config))));
        group.bench_function("lift", |bencher| bencher.iter(|| lift(&stages.bundle, &mut Diagnostics::default())));
        group.bench_function("lower", |bencher| {
            bencher.iter(|| lower(&stages.lifted, &LowerOptions::default(), &mut Diagnostics::default()));
        });
        group.bench_function("names", |bencher| bencher.iter(|| resolve(&stages.model, &options())));
        group.bench_function("render", |bencher| {
            bencher.iter(|| render(&stages.model, &stages.names, &RenderOptions::default()));
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
