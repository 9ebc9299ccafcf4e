//! The `armspan` command.

/// A third of the time would go into the system's allocator: documents and token streams are made of small pieces.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    armspan::cli::main()
}
