//! Brings `generated/` up to date with `specs/` before it is compiled.

fn main() {
    armspan::build("specs/keyvault/armspan.toml").run();
}
