//! Runs other programs. They end with the future that waits for them.

use std::{fs::File, process::Stdio};

use anyhow::{Context, Result, bail};
use tokio::process::Command;

/// The end of what a program said is enough to see why it failed.
const SHOWN: usize = 2000;

/// What the program printed. Fails with its errors.
pub(crate) async fn output(command: &mut Command) -> Result<String> {
    printed(command.stdin(Stdio::null()), &[0]).await
}

/// As [`output`], of a program that may also end with this code.
pub(crate) async fn output_or(command: &mut Command, code: i32) -> Result<String> {
    printed(command.stdin(Stdio::null()), &[0, code]).await
}

/// As [`output`], of a program that reads this file.
pub(crate) async fn reading(command: &mut Command, file: File) -> Result<String> {
    printed(command.stdin(file), &[0]).await
}

async fn printed(command: &mut Command, good: &[i32]) -> Result<String> {
    command.kill_on_drop(true);
    let name = command
        .as_std()
        .get_program()
        .to_string_lossy()
        .into_owned();
    let ran = command
        .output()
        .await
        .with_context(|| format!("{name} cannot be started"))?;
    let printed = String::from_utf8_lossy(&ran.stdout).into_owned();
    if !ran.status.code().is_some_and(|code| good.contains(&code)) {
        let errors = String::from_utf8_lossy(&ran.stderr);
        bail!(
            "{name}: {}: {}",
            ran.status,
            end_of(&format!("{printed}{errors}"))
        );
    }
    Ok(printed)
}

/// The end of a text, on one line.
pub(crate) fn end_of(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let text = lines.join("; ");
    let skipped = text.chars().count().saturating_sub(SHOWN);
    text.chars().skip(skipped).collect()
}

#[cfg(test)]
mod tests {
    use tokio::process::Command;

    use super::output;

    #[tokio::test]
    async fn a_failure_says_what_the_program_said() {
        let script = "echo half; echo whole reason >&2; exit 3";
        let failed = output(Command::new("sh").args(["-c", script])).await;
        let said = failed.unwrap_err().to_string();
        assert!(said.contains("half; whole reason"), "{said}");
        assert!(said.contains('3'), "{said}");
        let missing = output(&mut Command::new("/no/such/program")).await;
        assert!(
            missing
                .unwrap_err()
                .to_string()
                .contains("/no/such/program")
        );
    }
}
