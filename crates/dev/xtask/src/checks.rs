//! `./run test`, `./run cluster` and `./run bench`.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{
    console,
    messages::say,
    programs::{cargo, program, succeeds, target_folder},
    servers,
    state::{State, chosen},
    stop::Stop,
};

/// Every check; the arguments are for nextest.
pub(crate) fn test(state: &State, stop: &Stop, arguments: &[String]) -> Result<()> {
    let mut started = false;
    let outcome =
        servers::up(state, stop, &mut started).and_then(|()| steps(state, stop, arguments));
    // In CI nobody uses the servers after the tests.
    if started && chosen::<String>("CI")?.as_deref() == Some("true") {
        servers::down(state)?;
    }
    outcome
}

/// The test of a cluster of RabbitMQ, which takes longer than the limit of nextest.
pub(crate) fn cluster(state: &State, stop: &Stop) -> Result<()> {
    servers::up(state, stop, &mut false)?;
    step(stop, &mut cargo("build --workspace --bins"))?;
    let mut test = cargo("test -q -p system-tests --test cluster -- --nocapture");
    step(stop, test.envs(state.variables()))
}

fn steps(state: &State, stop: &Stop, arguments: &[String]) -> Result<()> {
    if !succeeds(&mut cargo("nextest --version")) {
        stop.run(&mut cargo("install cargo-nextest --locked"))?;
    }
    if succeeds(program("shellcheck").arg("--version")) {
        step(
            stop,
            program("shellcheck").args([
                "run",
                ".ci/run",
                "tools/api/check.sh",
                "tools/api/fuzz.sh",
                "tools/chart/check.sh",
            ]),
        )?;
    } else {
        say("- shellcheck is not installed: the script run is not checked");
    }
    step(stop, &mut cargo("fmt --all --check"))?;
    step(
        stop,
        &mut cargo("clippy --workspace --all-targets -- -D warnings"),
    )?;
    let mut documentation = cargo("doc --workspace --no-deps");
    step(stop, documentation.env("RUSTDOCFLAGS", "-Dwarnings"))?;
    // Licences, bans and sources need no network; advisories do.
    if succeeds(&mut cargo("deny --version")) {
        step(
            stop,
            &mut cargo("deny --offline check licenses bans sources"),
        )?;
    } else {
        say("- cargo-deny is not installed: licences and bans are not checked");
    }
    step(stop, &mut program("tools/api/check.sh"))?;
    step(stop, &mut program("tools/chart/check.sh"))?;
    console::check(stop)?;
    // A test calls it with arguments. Without any it installs what it needs.
    step(stop, &mut program("tools/api/fuzz.sh"))?;
    // A real provider of OpenID Connect, with which tests sign in.
    packages(stop, "crates/bin/core-api/tests/provider")?;
    versions_of_postgres(stop)?;
    // The system tests start the programs. Alone, they would be built with other features than with
    // the tests, and most dependencies twice.
    step(stop, &mut cargo("build --workspace --bins --tests"))?;
    let mut tests = cargo("nextest run --workspace");
    step(stop, tests.args(arguments).envs(state.variables()))
}

/// PostgreSQL of other versions than the installed one. They are there for one platform, and tests
/// say which one they did not find.
fn versions_of_postgres(stop: &Stop) -> Result<()> {
    let folder = Path::new("crates/lib/odoo-db/tests/servers");
    packages(stop, folder)?;
    let installed = folder.join("node_modules").read_dir();
    for package in installed.into_iter().flatten().flatten() {
        // An archive of npm has no links. The package has a list of them.
        if package.path().join("scripts").exists() {
            let mut link = program("node");
            link.arg("scripts/hydrate-symlinks.js");
            step(stop, link.current_dir(package.path()))?;
        }
    }
    Ok(())
}

/// Packages of npm that only tests use.
fn packages(stop: &Stop, folder: impl AsRef<Path>) -> Result<()> {
    let mut install = program("npm");
    install
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(folder);
    step(stop, &mut install)
}

fn step(stop: &Stop, command: &mut Command) -> Result<()> {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect();
    say(format_args!("+ {}", words.join(" ")));
    stop.run(command)
}

/// The figures, from a release build; the arguments are for the program.
pub(crate) fn bench(state: &State, stop: &Stop, arguments: &[String]) -> Result<()> {
    servers::up(state, stop, &mut false)?;
    if arguments.iter().any(|argument| argument == "console") {
        console::for_browser(stop)?;
    }
    stop.run(&mut cargo("build --release --workspace --bins"))?;
    let bench = target_folder()?.join("release/bench");
    stop.run(program(bench).args(arguments).envs(state.variables()))
}
