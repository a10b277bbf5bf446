//! The web console, which needs Node.js: installed and built if it is there.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    messages::say,
    programs::{program, succeeds},
    stop::Stop,
};

const FOLDER: &str = "console";

/// The folder with the built console, if there is one.
pub(crate) fn built() -> Option<PathBuf> {
    let folder = Path::new(FOLDER).join("dist");
    folder.join("index.html").exists().then_some(folder)
}

/// Builds the console. Without it the API works as well, so this is no error.
pub(crate) fn build(stop: &Stop) -> Result<()> {
    if !succeeds(program("npm").arg("--version")) {
        say("npm is not installed: there is no console");
        return Ok(());
    }
    let install: &[&str] = if is_installed("vite") {
        &[]
    } else {
        &["ci", "--omit=dev"]
    };
    let done = npm(stop, install).and_then(|()| npm(stop, &["run", "--silent", "build"]));
    // A signal ends the call; anything else only the console.
    stop.check()?;
    if let Err(error) = done {
        say(format_args!("the console cannot be built: {error:#}"));
    }
    Ok(())
}

/// Its own checks, and its screens in Chromium. System tests open what is built here.
pub(crate) fn check(stop: &Stop) -> Result<()> {
    with_tools(stop, &["check", "build", "test:browser"])
}

/// Builds it with the tools that open it in Chromium.
pub(crate) fn for_browser(stop: &Stop) -> Result<()> {
    with_tools(stop, &["build"])
}

/// Runs these scripts with the packages that only checks need.
fn with_tools(stop: &Stop, scripts: &[&str]) -> Result<()> {
    let install: &[&str] = if is_installed("vitest") { &[] } else { &["ci"] };
    npm(stop, install)?;
    for script in scripts {
        say(format_args!("+ npm run {script} (console)"));
        npm(stop, &["run", "--silent", script])?;
    }
    Ok(())
}

/// Whether this package is there as the lock file wants it.
fn is_installed(package: &str) -> bool {
    let changed = |path: &str| Path::new(FOLDER).join(path).metadata()?.modified();
    let modules = changed("node_modules/.package-lock.json");
    let is_current =
        matches!((changed("package-lock.json"), modules), (Ok(lock), Ok(there)) if lock <= there);
    is_current
        && Path::new(FOLDER)
            .join("node_modules")
            .join(package)
            .exists()
}

fn npm(stop: &Stop, arguments: &[&str]) -> Result<()> {
    if arguments.is_empty() {
        return Ok(());
    }
    let mut command = program("npm");
    command
        .args(["--no-audit", "--no-fund"])
        .args(arguments)
        .current_dir(FOLDER);
    stop.run(&mut command)
}
