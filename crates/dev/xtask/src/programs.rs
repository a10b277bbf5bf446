//! Starts programs. Each gets the environment of the caller, without what cargo adds when it runs
//! this one: with it, a cargo below would build again what is built already.

use std::{
    ffi::OsStr,
    path::PathBuf,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

/// What cargo sets for a program that it runs, besides `CARGO_PKG_*`.
const OF_CARGO: &[&str] = &[
    "CARGO",
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_LINKS",
    "CARGO_MANIFEST_PATH",
    "CARGO_PRIMARY_PACKAGE",
    "OUT_DIR",
];

pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if OF_CARGO.contains(&text.as_ref()) || text.starts_with("CARGO_PKG_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Cargo with these arguments, separated by spaces.
pub(crate) fn cargo(arguments: &str) -> Command {
    let mut command = program("cargo");
    command.args(arguments.split_whitespace());
    command
}

/// A program of the workspace, which is beside this one.
pub(crate) fn ours(name: &str) -> Result<Command> {
    Ok(program(target_folder()?.join("debug").join(name)))
}

/// The folder of the build output.
pub(crate) fn target_folder() -> Result<PathBuf> {
    let this = std::env::current_exe()?;
    let folder = this.ancestors().nth(2);
    Ok(folder.context("this program is in no folder")?.to_owned())
}

/// True if the program is there and ends well. Its output is dropped.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let silent = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

/// What the program prints, without line breaks at its end.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_owned();
    let ran = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start {}", name.display()))?;
    ensure!(ran.status.success(), "{} failed", name.display());
    Ok(String::from_utf8(ran.stdout)?.trim_end().to_owned())
}
