//! A secret that a program prints, such as the client of a store of secrets.

use std::{process::Stdio, time::Duration};

use settings::{SecretError, SecretString};
use tokio::process::Command;

/// A store of secrets answers within a second or two.
const LIMIT: Duration = Duration::from_secs(10);

/// The first line that the program prints. No shell reads the arguments. What it says on its error
/// output goes to that of this process.
pub(crate) async fn secret(arguments: &[String]) -> Result<SecretString, SecretError> {
    within(LIMIT, arguments).await
}

async fn within(limit: Duration, arguments: &[String]) -> Result<SecretString, SecretError> {
    let program = arguments.first().map(String::as_str).unwrap_or_default();
    let failed = |reason: String| SecretError::Command {
        program: program.to_owned(),
        reason,
    };
    let mut command = Command::new(program);
    command
        .args(arguments.iter().skip(1))
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .kill_on_drop(true);
    let ended = tokio::time::timeout(limit, command.output()).await;
    let ended = ended.map_err(|_| failed(format!("no answer in {limit:?}")))?;
    let output = ended.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        return Err(failed(output.status.to_string()));
    }
    let text =
        String::from_utf8(output.stdout).map_err(|_| failed("is not UTF-8 text".to_owned()))?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(SecretString::from(line)),
        _ => Err(failed("its first line is empty".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use settings::ExposeSecret;

    use super::*;

    async fn told(arguments: &[&str]) -> Result<String, String> {
        let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        let secret = secret(&arguments).await;
        secret
            .map(|secret| secret.expose_secret().to_owned())
            .map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn the_first_line_of_a_program_is_the_secret_and_no_shell_reads_it() {
        let printed = told(&["printf", "hu$HOME sh\\nmore\\n"]).await;
        assert_eq!(printed.unwrap(), "hu$HOME sh");
        for (arguments, reason) in [
            (vec!["false"], "exit status: 1"),
            (vec!["true"], "its first line is empty"),
            (vec!["printf", "\\nhush"], "its first line is empty"),
            (vec!["/no/such/program"], "No such file"),
            (vec!["printf", "\\377"], "is not UTF-8"),
        ] {
            let refused = told(&arguments).await.unwrap_err();
            assert!(refused.contains(reason), "{refused}");
            assert!(!refused.contains("hush"), "{refused}");
        }
    }

    #[tokio::test]
    async fn a_program_that_hangs_is_ended() {
        let sleeping = ["sleep".to_owned(), "600".to_owned()];
        let refused = within(Duration::from_millis(200), &sleeping).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("sleep: no answer in 200ms"), "{refused}");
    }
}
