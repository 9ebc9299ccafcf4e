//! The `armspan` command.

fn main() -> std::process::ExitCode {
    armspan::cli::main()
}
