//! Runs other programs. A program is killed if nobody waits for it any more.

use std::{fs::File, process::Stdio};

use anyhow::{Context, Result, bail, ensure};
use tokio::process::Command;

/// The end of what a program said is enough to see why it failed.
const SHOWN: usize = 2000;

/// Runs the program and returns what it printed. If it fails, the error has what it said.
pub async fn output(command: &mut Command) -> Result<String> {
    printed(command.stdin(Stdio::null()), &[0]).await
}

/// As [`output`], of a program that may also end with this code.
pub async fn output_or(command: &mut Command, code: i32) -> Result<String> {
    printed(command.stdin(Stdio::null()), &[0, code]).await
}

/// As [`output`], of a program that reads this file.
pub async fn reading(command: &mut Command, file: File) -> Result<String> {
    printed(command.stdin(file), &[0]).await
}

/// As [`output`], of a program that reads what another one prints. Fails if one of them does.
pub async fn piped(from: &mut Command, into: &mut Command) -> Result<String> {
    let name = name(from);
    let mut source = from
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .with_context(|| format!("{name} cannot be started"))?;
    let printing: Stdio = source.stdout.take().context("no output")?.try_into()?;
    let (ended, read) = tokio::join!(
        source.wait_with_output(),
        printed(into.stdin(printing), &[0])
    );
    let ended = ended?;
    // Its reason is the better one, unless it only lost its reader.
    if !ended.status.success() && !ended.stderr.is_empty() {
        let errors = String::from_utf8_lossy(&ended.stderr);
        bail!("{name}: {}: {}", ended.status, end_of(&errors));
    }
    let read = read?;
    ensure!(ended.status.success(), "{name}: {}", ended.status);
    Ok(read)
}

fn name(command: &Command) -> String {
    let program = command.as_std().get_program();
    program.to_string_lossy().into_owned()
}

async fn printed(command: &mut Command, good: &[i32]) -> Result<String> {
    command.kill_on_drop(true);
    let name = name(command);
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
pub fn end_of(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let text = lines.join("; ");
    let skipped = text.chars().count().saturating_sub(SHOWN);
    text.chars().skip(skipped).collect()
}

#[cfg(test)]
mod tests {
    use tokio::process::Command;

    use super::{output, piped};

    fn shell(script: &str) -> Command {
        let mut shell = Command::new("sh");
        shell.args(["-c", script]);
        shell
    }

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
    #[tokio::test]
    async fn a_pipe_fails_with_either_of_its_ends() {
        let read = piped(&mut shell("echo said"), &mut Command::new("cat")).await;
        assert_eq!(read.unwrap(), "said\n");
        let source = piped(&mut shell("echo half; exit 4"), &mut Command::new("cat")).await;
        assert!(source.unwrap_err().to_string().contains('4'));
        let mut reader = shell("echo unreadable >&2; exit 2");
        let reader = piped(&mut shell("echo said"), &mut reader).await;
        assert!(reader.unwrap_err().to_string().contains("unreadable"));
    }
}
