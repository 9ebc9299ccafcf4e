//! Which file holds what, and how a file is put together.

use super::context::Ctx;
use super::docs::{DocLines, code};
use super::imports::{Home, Imports};
use super::tasks::{Rendered, Task};
use super::{HEADER, Layout, RenderedFile, format, include};
use crate::model::{EnumId, HttpMethod, ModelId, Usage};
use crate::origin::DocumentId;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The lints that generated code cannot heed: how many arguments there are, what they are called and how deep types nest
/// is up to the documents.
pub(super) const ALLOW: &str = "#![allow(clippy::too_many_arguments, clippy::type_complexity, clippy::should_implement_trait, clippy::wrong_self_convention)]";

/// A file to be.
pub(super) struct FilePlan {
    /// Module path below the root: `["clients", "vaults"]`; empty for the root itself.
    pub module: Vec<String>,
    /// Whether other modules are below it, so that it is a folder's `mod.rs`.
    is_folder: bool,
    /// Where its types stand for the files that use them.
    home: Home,
    /// Its `//!` lines.
    pub docs: DocLines,
    /// Whether it has methods with arguments, which lints would count.
    pub has_methods: bool,
    /// Declarations of modules (`true`) and re-exports (`false`).
    modules: Vec<(bool, TokenStream)>,
    /// Its items.
    pub blocks: Vec<Block>,
}

/// Items of a file.
pub(super) enum Block {
    /// Items that stand by themselves.
    Items(Vec<Task>),
    /// Members of `impl Type`.
    Impl(String, Vec<Task>),
    /// An invocation that needs no task.
    Text(&'static str, String),
}

impl Block {
    /// Its tasks, in order.
    pub fn tasks(&self) -> &[Task] {
        match self {
            Self::Items(tasks) | Self::Impl(_, tasks) => tasks,
            Self::Text(..) => &[],
        }
    }
}

/// All files of a package, parents first.
pub(super) fn plan(ctx: Ctx<'_>) -> Vec<FilePlan> {
    let mut files = vec![root(ctx), clients(ctx)];
    files.extend((0..ctx.model.groups.len()).filter(|group| has_client(ctx, *group)).map(|group| client(ctx, group)));
    let models = model_files(ctx);
    files.push(models_root(&models));
    files.extend(models);
    files
}

/// Operations without a group belong to the root client.
fn has_client(ctx: Ctx<'_>, group: usize) -> bool {
    !ctx.model.groups[group].name.is_empty()
}

fn root(ctx: Ctx<'_>) -> FilePlan {
    let (client, options) = (format_ident!("{}", ctx.names.client), format_ident!("{}", ctx.names.client_options));
    let versions: Vec<_> = ctx.model.api_versions.iter().map(|version| code(version)).collect();
    let versions = if versions.is_empty() { String::new() } else { format!(", api-version {}", versions.join(", ")) };
    let mut docs = DocLines::sentence(&format!("{}{versions}.", ctx.model.title.trim_end_matches('.')));
    docs.paragraph(&format!("Begin with {}.", code(&ctx.names.client)));
    // Else whoever formats their package would format these, too, and find them out of date.
    let module = |name: &str| {
        let name = format_ident!("{name}");
        (true, quote!(#[rustfmt::skip] pub mod #name;))
    };
    // A line each: whether a list of both fits on one depends on who formats it.
    let exports = [client, options].map(|name| (false, quote!(pub use clients::#name;)));
    let modules = [module("clients"), module("models")].into_iter().chain(exports).collect();
    FilePlan {
        module: vec![],
        is_folder: true,
        home: Home::Elsewhere,
        docs,
        has_methods: false,
        modules,
        blocks: vec![],
    }
}

fn clients(ctx: Ctx<'_>) -> FilePlan {
    let mut groups: Vec<_> = (0..ctx.model.groups.len()).filter(|group| has_client(ctx, *group)).collect();
    groups.sort_by_key(|group| &ctx.names.groups[*group].module);
    let mut modules: Vec<_> = groups.iter().map(|group| private_module(&ctx.names.groups[*group].module)).collect();
    modules.extend(groups.iter().map(|group| {
        let names = &ctx.names.groups[*group];
        let (module, client) = (format_ident!("{}", names.module), format_ident!("{}", names.client));
        (false, quote!(pub use #module::#client;))
    }));
    let mut members = vec![Task::Constructor, Task::Endpoint(None)];
    members.extend(groups.iter().map(|group| Task::Accessor(*group)));
    let own = ctx.model.groups.iter().position(|group| group.name.is_empty());
    members.extend(own.iter().flat_map(|group| methods(ctx, *group)));
    let mut operations = ctx.model.groups.iter().flat_map(|group| &group.operations);
    if operations.any(|operation| operation.long_running.is_some()) {
        members.push(Task::Resume);
    }
    FilePlan {
        module: vec!["clients".into()],
        is_folder: true,
        home: Home::Elsewhere,
        docs: DocLines::sentence("The root client, and one client for each group of operations."),
        has_methods: own.is_some() || takes_many_arguments(ctx),
        modules,
        blocks: vec![Block::Items(vec![Task::Root]), Block::Impl(ctx.names.client.clone(), members)],
    }
}

/// Whether clippy finds too many arguments in the constructor.
fn takes_many_arguments(ctx: Ctx<'_>) -> bool {
    const LIMIT: usize = 7;
    let credential = usize::from(super::clients::needs_credential(&ctx.model.endpoint));
    super::clients::required_parameters(ctx).count() + credential + 1 > LIMIT
}

fn methods(ctx: Ctx<'_>, group: usize) -> impl Iterator<Item = Task> {
    (0..ctx.model.groups[group].operations.len()).map(move |operation| Task::Method(group, operation))
}

fn client(ctx: Ctx<'_>, group: usize) -> FilePlan {
    let names = &ctx.names.groups[group];
    let members = std::iter::once(Task::Endpoint(Some(group))).chain(methods(ctx, group)).collect();
    FilePlan {
        module: vec!["clients".into(), names.module.clone()],
        is_folder: false,
        home: Home::Elsewhere,
        docs: DocLines::default(),
        has_methods: true,
        modules: vec![],
        blocks: vec![Block::Items(vec![Task::Client(group)]), Block::Impl(names.client.clone(), members)],
    }
}

fn private_module(name: &str) -> (bool, TokenStream) {
    let name = format_ident!("{name}");
    (true, quote!(mod #name;))
}

/// The files below `models`, sorted by module.
fn model_files(ctx: Ctx<'_>) -> Vec<FilePlan> {
    let mut files: Vec<_> = (0..ctx.model.documents.len()).filter_map(|index| document(ctx, index)).collect();
    let operations: Vec<_> = ctx
        .model
        .groups
        .iter()
        .enumerate()
        .flat_map(|(at, group)| (0..group.operations.len()).map(move |nth| (at, nth)))
        // azure_core has no such verb.
        .filter(|(at, nth)| ctx.model.groups[*at].operations[*nth].method != HttpMethod::Options)
        .collect();
    let options = operations.iter().map(|(group, operation)| Task::Options(*group, *operation)).collect();
    files.extend(model_file("options", Home::Options, vec![Block::Items(options)]));
    let headers = operations
        .iter()
        .filter(|(group, operation)| super::results::tells_more(ctx, &ctx.model.groups[*group].operations[*operation]));
    let headers = headers.map(|(group, operation)| Task::Headers(*group, *operation)).collect();
    files.extend(model_file("headers", Home::Headers, vec![Block::Items(headers)]));
    let groups = (0..ctx.names.parameter_groups.len()).map(Task::Group).collect();
    files.extend(model_file("parameters", Home::Parameters, vec![Block::Items(groups)]));
    files.sort_by(|left, right| left.module.cmp(&right.module));
    files
}

fn model_file(name: &str, home: Home, blocks: Vec<Block>) -> Option<FilePlan> {
    let empty = blocks.iter().all(|block| block.tasks().is_empty());
    (!empty).then(|| FilePlan {
        module: vec!["models".into(), name.into()],
        is_folder: false,
        home,
        docs: DocLines::default(),
        has_methods: false,
        modules: vec![],
        blocks,
    })
}

/// The types that a document declares.
fn document(ctx: Ctx<'_>, index: usize) -> Option<FilePlan> {
    let here = |document: DocumentId| document.index() == index;
    let models = (0u32..).zip(&ctx.model.models).filter(|(_, model)| here(model.origin.document));
    let enums = (0u32..).zip(&ctx.model.enums).filter(|(_, enum_)| here(enum_.origin.document));
    let bodies: Vec<_> = models
        .clone()
        .map(|(id, model)| (&ctx.names[ModelId(id)].name, model.usage))
        .chain(enums.clone().map(|(id, enum_)| (&ctx.names[EnumId(id)].name, enum_.usage)))
        .filter(|(_, usage): &(_, Usage)| usage.body)
        .map(|(name, _)| format_ident!("{name}"))
        .collect();
    let tasks = models.map(|(id, _)| Task::Model(ModelId(id))).chain(enums.map(|(id, _)| Task::Enum(EnumId(id))));
    let mut blocks = vec![Block::Items(tasks.collect())];
    if !bodies.is_empty() {
        let text = format::invocation("request_bodies", quote!(#(#bodies),*));
        blocks.push(Block::Text("armspan_runtime::request_bodies", text));
    }
    let id = DocumentId(u32::try_from(index).ok()?);
    model_file(&ctx.names.documents[index], Home::Document(id), blocks)
}

fn models_root(files: &[FilePlan]) -> FilePlan {
    let names: Vec<_> = files.iter().filter_map(|file| file.module.last()).collect();
    let modules = names.iter().map(|name| private_module(name));
    let exports = names.iter().map(|name| {
        let name = format_ident!("{name}");
        (false, quote!(pub use #name::*;))
    });
    FilePlan {
        module: vec!["models".into()],
        is_folder: true,
        home: Home::Elsewhere,
        docs: models_docs(),
        has_methods: false,
        modules: modules.chain(exports).collect(),
        blocks: vec![],
    }
}

/// What a caller has to know so that his source outlives new fields and values.
fn models_docs() -> DocLines {
    let mut docs =
        DocLines::sentence("Models, enums, options of methods, and what answers carry besides their bodies.");
    docs.paragraph(
        "Services add to them with nearly every version. A literal of a struct ends in `..Default::default()`, so that a new \
         field does not break it; what only comes back, and every enum, is `#[non_exhaustive]`.",
    );
    docs
}

/// Puts files together from what their tasks came to, in the order of the plan.
pub(super) fn assemble(ctx: Ctx<'_>, plan: &[FilePlan], rendered: Vec<Rendered>) -> Vec<RenderedFile> {
    let mut rendered = rendered.into_iter();
    let bodies: Vec<_> = plan.iter().map(|file| content(ctx, file, &mut rendered)).collect();
    if ctx.options.layout == Layout::Include {
        return vec![RenderedFile { path: "mod.rs".into(), text: include::text(plan, &bodies) }];
    }
    let files = plan.iter().zip(bodies);
    files.map(|(file, body)| RenderedFile { path: path(ctx, file), text: text(file, &body) }).collect()
}

fn path(ctx: Ctx<'_>, file: &FilePlan) -> String {
    let root = if ctx.is_crate_root() { "lib.rs" } else { "mod.rs" };
    match (&file.module[..], file.is_folder) {
        ([], _) => root.into(),
        (module, true) => format!("{}/mod.rs", module.join("/")),
        (module, false) => format!("{}.rs", module.join("/")),
    }
}

/// Everything of a file below its inner attributes.
fn content(ctx: Ctx<'_>, file: &FilePlan, rendered: &mut impl Iterator<Item = Rendered>) -> String {
    let mut imports = Imports::default();
    let mut blocks = Vec::new();
    for block in &file.blocks {
        let results: Vec<_> = rendered.take(block.tasks().len()).collect();
        let mut items = Vec::new();
        for result in results {
            imports.extend(result.imports);
            items.extend(result.items);
        }
        match block {
            Block::Items(_) => blocks.extend(items),
            Block::Impl(name, _) => blocks.push(format!("impl {name} {{\n{}}}\n", items.join("\n"))),
            Block::Text(import, text) => {
                imports.path(import);
                blocks.push(text.clone());
            }
        }
    }
    let declarations: String =
        imports.declarations(ctx, file.home, file.module.len()).into_iter().map(declaration).collect();
    let declared = |module: bool| -> String {
        let declarations = file.modules.iter().filter(|(is_module, _)| *is_module == module);
        declarations.map(|(_, tokens)| declaration(tokens.clone())).collect()
    };
    let inline = ctx.options.layout == Layout::Include;
    let modules = if inline { String::new() } else { declared(true) };
    let parts = [modules, declared(false), declarations].into_iter().filter(|part| !part.is_empty()).chain(blocks);
    parts.collect::<Vec<_>>().join("\n")
}

fn declaration(tokens: TokenStream) -> String {
    format::plain(tokens)
}

fn text(file: &FilePlan, body: &str) -> String {
    let mut text = format!("{HEADER}\n");
    file.docs.write("//!", &mut text);
    if file.has_methods {
        text.push_str(ALLOW);
        text.push('\n');
    }
    text.push('\n');
    text + body
}
