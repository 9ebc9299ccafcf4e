//! Puts together what the servers counted and what the tests asserted, and compares the sum with the floors.
//!
//! A scenario counts where both agree: the server saw the request it waits for, and a test asserted what was decoded
//! (or, where there is nothing to decode, the status). Whatever is not reached must stand in `NOT_REACHED.md`.

use armspan_conformance::score::{Floors, NotReached, Score, Suite};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut folder = None;
    let mut raise = false;
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--raise" => raise = true,
            path => folder = Some(PathBuf::from(path)),
        }
    }
    let Some(folder) = folder else {
        eprintln!("usage: score FOLDER [--raise]");
        return ExitCode::from(2);
    };
    match run(&folder, raise) {
        Ok(problems) if problems.is_empty() => ExitCode::SUCCESS,
        Ok(problems) => {
            problems.iter().for_each(|problem| eprintln!("score: {problem}"));
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("score: {problem}");
            ExitCode::from(2)
        }
    }
}

fn run(folder: &Path, raise: bool) -> Result<Vec<String>, String> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let not_reached = NotReached::parse(&read(&home.join("NOT_REACHED.md"))?);
    let mut score = Score::default();
    for suite in Suite::ALL {
        score.add_report(suite, &read(&folder.join(suite.report()))?)?;
    }
    score.add_records(&read(&folder.join("records.tsv"))?);
    print!("{}", score.table(&not_reached));

    let path = home.join("floors.json");
    let mut floors = Floors::parse(&read(&path)?)?;
    let mut problems = score.problems(&not_reached);
    problems.extend(floors.missed(&score));
    if raise {
        floors.raise(&score);
        std::fs::write(&path, floors.to_text()).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    Ok(problems)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
