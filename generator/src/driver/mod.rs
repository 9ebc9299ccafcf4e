//! All stages in their order: from a [`Config`] to generated files in memory.

mod client;
mod correct;
mod failure;
mod rename;
mod scaffold;

#[cfg(feature = "cli")]
pub(crate) use client::provider;
pub use failure::{Failure, Findings};
pub use scaffold::{Dependencies, Scaffold};

use crate::config::{Config, Package, SourceLayout, relative};
use crate::diagnostics::Diagnostics;
use crate::documents::{self, DocumentCache, FsLoader, LoadOptions, Loader};
use crate::lower::LowerOptions;
use crate::model::CodeModel;
use crate::names::{self, NameOptions, Names};
use crate::origin::{DocumentId, Origin};
use crate::output::Files;
use crate::render::{self, ExampleRoot, Layout, RenderOptions};
use crate::{lift, lower};
use correct::Correcting;
use serde::Serialize;
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

/// What a package turned out to be: everything but the text of its files.
#[derive(Debug)]
pub struct Description {
    /// What the service offers.
    pub model: CodeModel,
    /// What it is called in Rust.
    pub names: Names,
    /// The package, its client named.
    pub package: Package,
    /// Warnings.
    pub findings: Findings,
    /// Every file that was read.
    pub inputs: Vec<PathBuf>,
    /// The folder that the documents' paths are relative to.
    base: PathBuf,
    threads: Option<NonZeroUsize>,
}

/// What the line at the end of a run says.
#[derive(Clone, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Summary {
    /// The crate.
    pub package: String,
    /// The root client.
    pub client: String,
    /// Every api-version that requests are sent with.
    pub api_versions: Vec<String>,
    /// How many operations there are.
    pub operations: usize,
    /// How many models.
    pub models: usize,
    /// How many enums.
    pub enums: usize,
    /// How many examples the documents have.
    pub examples: usize,
}

/// How a run goes about its work; the result is the same.
#[derive(Clone, Copy, Debug, Default)]
pub struct RunOptions<'a> {
    /// Documents that other packages, generated in the same process, refer to as well.
    pub cache: Option<&'a DocumentCache>,
    /// How many threads one package may use; all processors where nothing is said.
    pub threads: Option<NonZeroUsize>,
}

/// Reads the documents of `config` from disk and says what they describe.
pub fn describe(config: &Config, options: &RunOptions<'_>) -> Result<Description, Failure> {
    describe_with(config, &FsLoader::at(config.base()), options)
}

/// [`describe`], with documents from elsewhere; their paths are relative to the configuration.
pub fn describe_with(config: &Config, loader: &dyn Loader, options: &RunOptions<'_>) -> Result<Description, Failure> {
    let mut diagnostics = Diagnostics::default();
    let loader = Correcting::new(loader, config);
    let load = LoadOptions { cache: options.cache, threads: options.threads.map(usize::from) };
    let bundle = documents::load_with(&config.relative_documents(), &loader, &load, &mut diagnostics);
    loader.report(config, &mut diagnostics);
    Findings::checkpoint(&diagnostics, &bundle)?;

    let lifted = lift::lift(&bundle, &mut diagnostics);
    Findings::checkpoint(&diagnostics, &bundle)?;

    let parameters = config.parameters.clone();
    let lowering = LowerOptions { client_parameters: parameters.client, method_parameters: parameters.method };
    let mut model = lower::lower(&lifted, &lowering, &mut diagnostics);
    if model.groups.iter().all(|group| group.operations.is_empty()) && !bundle.documents.is_empty() {
        let origin = Origin::new(DocumentId(0), "");
        let message = "no operation is described: the client will do nothing";
        diagnostics
            .warn("no-operations", origin, message)
            .help("operations stand under `paths` of the listed documents");
    }
    rename::apply(config, &mut model, &mut diagnostics);
    check_version(config, &model, &mut diagnostics);
    Findings::checkpoint(&diagnostics, &bundle)?;

    let client = config.package.client.clone().unwrap_or_else(|| client::client_name(&model));
    let names = names::resolve(&model, &NameOptions { client_name: client.clone() });
    let inputs = config
        .file
        .iter()
        .chain(&config.readme)
        .cloned()
        .chain(bundle.documents.iter().map(|document| document.file.clone()));
    Ok(Description {
        model,
        names,
        package: Package { client: Some(client), ..config.package.clone() },
        inputs: inputs.collect(),
        base: config.base(),
        threads: options.threads,
        findings: Findings::new(diagnostics, bundle),
    })
}

/// `api-version` in the configuration is a promise to its readers; every document with operations must keep it.
///
/// Single operations may be sent with another one all the same, where their document says so.
fn check_version(config: &Config, model: &CodeModel, diagnostics: &mut Diagnostics) {
    let Some(expected) = &config.package.api_version else { return };
    let file = config.file.as_deref().unwrap_or(Path::new("armspan.toml")).display();
    let operations = model.groups.iter().flat_map(|group| &group.operations);
    let documents: BTreeSet<DocumentId> = operations.map(|operation| operation.document).collect();
    for id in documents {
        let found = &model[id].api_version;
        if found != expected {
            let message = format!("the document is of api-version `{found}`, the configuration says `{expected}`");
            diagnostics
                .error("api-version-mismatch", Origin::new(id, "/info/version"), message)
                .help(format!("list documents of api-version `{expected}`, or correct `api-version` in {file}"));
        }
    }
}

impl Description {
    /// The sources, laid out as asked.
    pub fn sources(&self, layout: Layout) -> Files {
        let options = self.render_options(layout);
        let mut files = Files::default();
        for file in render::render(&self.model, &self.names, &options) {
            files.insert(file.path, file.text);
        }
        files
    }

    /// The options of rendering for a layout.
    fn render_options(&self, layout: Layout) -> RenderOptions {
        RenderOptions {
            crate_name: self.package.name.clone(),
            crate_version: self.package.version.clone(),
            layout,
            threads: self.threads,
        }
    }

    /// Tests that replay the documents' examples, for the folder `tests` of the crate that has the sources. What they read
    /// is told from that crate where `portable`, else by whole paths.
    pub fn tests(&self, tests: &Path, portable: bool) -> Files {
        let root = if portable {
            let krate = tests.parent().unwrap_or(Path::new(""));
            ExampleRoot::InCrate(relative(krate, &self.base).to_string_lossy().replace('\\', "/"))
        } else {
            let base = std::path::absolute(&self.base).unwrap_or_else(|_| self.base.clone());
            ExampleRoot::At(base.to_string_lossy().replace('\\', "/"))
        };
        let mut files = Files::default();
        let file = render::replay(&self.model, &self.names, &self.render_options(Layout::Library), &root);
        files.insert(file.path, file.text);
        files
    }

    /// A whole crate.
    pub fn whole_crate(&self, scaffold: &Scaffold) -> Files {
        let mut files = self.sources(Layout::Crate);
        files.insert("Cargo.toml", scaffold.manifest(self));
        files
    }

    /// What the line at the end says.
    pub fn summary(&self) -> Summary {
        let operations = || self.model.groups.iter().flat_map(|group| &group.operations);
        Summary {
            package: self.package.name.clone(),
            client: self.package.client.clone().unwrap_or_default(),
            api_versions: self.model.api_versions.clone(),
            operations: operations().count(),
            models: self.model.models.len(),
            enums: self.model.enums.len(),
            examples: operations().map(|operation| operation.examples.len()).sum(),
        }
    }
}

impl From<SourceLayout> for Layout {
    fn from(layout: SourceLayout) -> Self {
        match layout {
            SourceLayout::Library => Self::Library,
            SourceLayout::Module => Self::Module,
        }
    }
}
