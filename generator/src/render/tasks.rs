//! The work of rendering, cut into tasks that threads take one after another.

use super::context::Ctx;
use super::files::{Block, FilePlan};
use super::imports::Imports;
use super::{clients, enums, headers, models, operations, options};
use crate::model::{EnumId, ModelId};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Something to render by itself.
#[derive(Clone, Copy, Debug)]
pub(super) enum Task {
    Model(ModelId),
    Enum(EnumId),
    /// Options of an operation: group and operation.
    Options(usize, usize),
    /// Traits of an operation's answers.
    Headers(usize, usize),
    /// A struct of `x-ms-parameter-grouping`.
    Group(usize),
    /// The struct of a group's client.
    Client(usize),
    /// The root client and its options.
    Root,
    /// The root client's constructor.
    Constructor,
    /// `endpoint()` of a group's client; of the root client where there is no group.
    Endpoint(Option<usize>),
    /// The method of the root client that gives a group's client.
    Accessor(usize),
    /// `resume()` of the root client.
    Resume,
    /// The method for an operation.
    Method(usize, usize),
}

/// What came of a task.
#[derive(Clone, Debug, Default)]
pub(super) struct Rendered {
    /// Texts of items, each ending in a line break.
    pub items: Vec<String>,
    /// What they import.
    pub imports: Imports,
}

/// Tasks that a thread takes at once, so that threads meet rarely.
const CHUNK: usize = 16;

/// Renders all tasks of a plan; results are in the order of [`tasks`].
pub(super) fn run(ctx: Ctx<'_>, plan: &[FilePlan]) -> Vec<Rendered> {
    let tasks = tasks(plan);
    let threads = ctx.options.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, usize::from);
    let threads = threads.min(tasks.len().div_ceil(CHUNK)).max(1);
    if threads == 1 {
        return tasks.into_iter().map(|task| render(ctx, task)).collect();
    }
    let next = AtomicUsize::new(0);
    let done = Mutex::new(vec![Rendered::default(); tasks.len()]);
    let work = || {
        loop {
            let from = next.fetch_add(CHUNK, Ordering::Relaxed);
            let Some(chunk) = tasks.get(from..(from + CHUNK).min(tasks.len())).filter(|chunk| !chunk.is_empty()) else {
                return;
            };
            let rendered: Vec<_> = chunk.iter().map(|task| render(ctx, *task)).collect();
            let mut done = done.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            done[from..].iter_mut().zip(rendered).for_each(|(slot, rendered)| *slot = rendered);
        }
    };
    thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The tasks of a plan in the order of files and blocks.
fn tasks(plan: &[FilePlan]) -> Vec<Task> {
    let blocks = plan.iter().flat_map(|file| &file.blocks);
    blocks.flat_map(Block::tasks).copied().collect()
}

fn render(ctx: Ctx<'_>, task: Task) -> Rendered {
    let mut imports = Imports::default();
    let items = match task {
        Task::Model(id) => models::render(ctx, id, &mut imports),
        Task::Enum(id) => enums::render(ctx, id, &mut imports),
        Task::Options(group, operation) => options::render(ctx, ctx.operation(group, operation), &mut imports),
        Task::Headers(group, operation) => headers::render(ctx, ctx.operation(group, operation), &mut imports),
        Task::Group(index) => options::group(ctx, index, &mut imports),
        Task::Client(group) => clients::strukt(ctx, group, &mut imports),
        Task::Root => clients::root(ctx, &mut imports),
        Task::Constructor => vec![clients::constructor(ctx, &mut imports)],
        Task::Endpoint(group) => {
            let client = group.map_or(&ctx.names.client, |group| &ctx.names.groups[group].client);
            vec![clients::endpoint(client, &mut imports)]
        }
        Task::Accessor(group) => vec![clients::accessor(ctx, group)],
        Task::Resume => vec![clients::resume(ctx, &mut imports)],
        Task::Method(group, operation) => {
            operations::render(ctx, ctx.operation(group, operation), &mut imports).into_iter().collect()
        }
    };
    Rendered { items, imports }
}
