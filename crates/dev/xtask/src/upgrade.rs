//! `./run upgrade`: builds the previous release, upgrades from it and goes back.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

use crate::{
    commit::take_out,
    messages::say,
    programs::{cargo, ours, output, program, succeeds, target_folder},
    servers,
    state::State,
    stop::Stop,
};

const RECORD: &str = "migrations/previous-release";
const PROGRAMS: [&str; 4] = ["core-api", "sync-worker", "export-worker", "scheduler"];

pub(crate) fn upgrade(state: &State, stop: &Stop) -> Result<()> {
    let recorded = recorded()?;
    let commit = released(&recorded)?;
    servers::up(state, stop, &mut false)?;
    let previous = build(stop, &commit)?;
    // Also puts the programs of this checkout back to their place.
    stop.run(&mut cargo("build --workspace --bins"))?;
    stop.run(ours("upgrade")?.arg(previous).envs(state.variables()))
}

/// The commit in the record.
fn recorded() -> Result<String> {
    let text = fs::read_to_string(RECORD).context(RECORD)?;
    let commit = text.lines().find_map(|line| line.strip_prefix("commit "));
    Ok(commit
        .context("migrations/previous-release has no commit")?
        .to_owned())
}

/// The commit of the last release before this one, or the recorded one until there is a release.
fn released(recorded: &str) -> Result<String> {
    let mut describe = program("git");
    describe.args([
        "describe",
        "--tags",
        "--abbrev=0",
        "--match",
        "v[0-9]*",
        "HEAD^",
    ]);
    if !succeeds(&mut describe) {
        return Ok(recorded.to_owned());
    }
    let tag = output(&mut describe)?;
    let commit = output(program("git").args(["rev-list", "-n1", &tag]))?;
    ensure!(
        commit == recorded,
        "{RECORD} names {recorded}, but the last release is {tag}, {commit}: write its commit and \
         the checksums of its V files"
    );
    Ok(commit)
}

/// The folder with the programs of a commit. They are built once, in the same target folder, so that
/// both builds share the crates of others.
fn build(stop: &Stop, commit: &str) -> Result<PathBuf> {
    let target = target_folder()?;
    let folder = target.join("previous-release").join(commit);
    let programs = folder.join("programs");
    if programs.is_dir() {
        return Ok(programs);
    }
    let source = folder.join("source");
    if source.exists() {
        fs::remove_dir_all(&source)?;
    }
    fs::create_dir_all(&source)?;
    take_out(stop, commit, &[], &source)?;
    same_migrations(&source)?;
    say(format_args!("building the previous release, {commit}"));
    let mut build = cargo("build --locked --workspace --bins --target-dir");
    stop.run(build.arg(&target).current_dir(&source))?;
    let unfinished = folder.join("unfinished");
    fs::create_dir_all(&unfinished)?;
    for name in PROGRAMS {
        fs::copy(target.join("debug").join(name), unfinished.join(name))?;
    }
    fs::rename(unfinished, &programs)?;
    Ok(programs)
}

/// The record must be of this commit.
fn same_migrations(source: &Path) -> Result<()> {
    let mut names = Vec::new();
    for file in fs::read_dir(source.join("migrations"))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        if name.starts_with('V') {
            names.push(name);
        }
    }
    let text = fs::read_to_string(RECORD)?;
    let mut recorded: Vec<_> = text
        .lines()
        .filter_map(|line| Some(line.split_once("  V")?.1))
        .map(|name| format!("V{name}"))
        .collect();
    names.sort();
    recorded.sort();
    ensure!(
        names == recorded,
        "{RECORD} does not name the V files of its commit"
    );
    Ok(())
}
