//! pgBackRest: its configuration and its commands.

use std::{fmt::Write as _, path::PathBuf};

use anyhow::Result;
use secrecy::ExposeSecret;
use tokio::process::Command;

use crate::{
    folder,
    settings::{Place, Settings},
};

pub(crate) const PROGRAM: &str = "pgbackrest";
const STANZA: &str = "espejo";
/// A commit is archived at most this long after it, plus the time to write the segment.
pub(crate) const ARCHIVE_TIMEOUT_SECONDS: u32 = 30;

/// The repository of these settings.
#[derive(Debug)]
pub(crate) struct PgBackRest<'a> {
    settings: &'a Settings,
}

impl<'a> PgBackRest<'a> {
    /// Writes the configuration, which the server reads too when it archives.
    pub(crate) fn configure(settings: &'a Settings) -> Result<Self> {
        folder::create(&settings.folder)?;
        if let Place::Directory(directory) = &settings.repository.place {
            folder::create(directory)?;
        }
        folder::replace(&file(settings), &configuration(settings))?;
        Ok(Self { settings })
    }

    /// What archives a segment.
    pub(crate) fn archive_command(&self) -> String {
        let file = file(self.settings);
        format!(
            "{PROGRAM} --config={} --stanza={STANZA} archive-push %p",
            file.display()
        )
    }

    /// Runs a command of pgBackRest and returns what it printed.
    pub(crate) async fn run(&self, arguments: &[&str]) -> Result<String> {
        process::programs::output(self.command().args(arguments)).await
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .arg(format!("--config={}", file(self.settings).display()))
            .arg(format!("--stanza={STANZA}"));
        command
    }
}

fn file(settings: &Settings) -> PathBuf {
    settings.folder.join("pgbackrest.conf")
}

fn configuration(settings: &Settings) -> String {
    let repository = &settings.repository;
    let work = settings.folder.display();
    let mut text =
        String::from("# Written by backup-worker at each start and command.\n[global]\n");
    let mut set = |name: &str, value: &str| {
        let _ = writeln!(text, "{name}={value}");
    };
    match &repository.place {
        Place::Directory(directory) => set("repo1-path", &directory.to_string_lossy()),
        Place::S3(bucket) => {
            set("repo1-type", "s3");
            set("repo1-path", "/espejo");
            set("repo1-s3-bucket", &bucket.name);
            set("repo1-s3-region", &bucket.region);
            set("repo1-s3-endpoint", &bucket.endpoint);
            let style = if bucket.path_style { "path" } else { "host" };
            set("repo1-s3-uri-style", style);
            set("repo1-s3-key", &bucket.access_key);
            set("repo1-s3-key-secret", bucket.secret_key.expose_secret());
            if let Some(file) = settings.telemetry.trust.authorities_file() {
                set("repo1-storage-ca-file", &file.to_string_lossy());
            }
        }
    }
    set("repo1-cipher-type", "aes-256-cbc");
    set("repo1-cipher-pass", repository.key.expose_secret());
    set("repo1-retention-full-type", "time");
    set("repo1-retention-full", &repository.keep_days.to_string());
    set("repo1-bundle", "y");
    set("process-max", &settings.processes.to_string());
    set("compress-type", "lz4");
    set("start-fast", "y");
    set("log-level-console", "off");
    set("log-level-stderr", "warn");
    set("log-level-file", "off");
    set("lock-path", &format!("{work}/lock"));
    set("spool-path", &format!("{work}/spool"));
    let server = &settings.server;
    let _ = write!(
        text,
        "[{STANZA}]\npg1-path={}\npg1-socket-path={}\npg1-port={}\npg1-user={}\n",
        server.data.display(),
        server.socket.display(),
        server.port,
        server.user
    );
    text
}

#[cfg(test)]
mod tests {
    use ::settings::Environment;
    use testkit::Authority;

    use super::*;

    #[test]
    fn a_repository_in_s3_trusts_the_authorities_of_the_settings() {
        let ours = Authority::new("ours");
        let authority = ours.file().display().to_string();
        let pairs = [
            ("ESPEJO_OPS_BIND", "127.0.0.1:0"),
            ("ESPEJO_TENANTS_DIR", "/etc/espejo/tenants"),
            ("ESPEJO_BACKUP_POSTGRES_DATA", "/data"),
            ("ESPEJO_BACKUP_POSTGRES_PROGRAMS", "/programs"),
            ("ESPEJO_BACKUP_KEY", "0123456789abcdef0123456789abcdef"),
            ("ESPEJO_BACKUP_S3_BUCKET", "espejo-backup"),
            ("ESPEJO_BACKUP_S3_ENDPOINT", "s3.example.com:9000"),
            ("ESPEJO_BACKUP_S3_PATH_STYLE", "true"),
            ("ESPEJO_BACKUP_S3_ACCESS_KEY", "access"),
            ("ESPEJO_BACKUP_S3_SECRET_KEY", "secret"),
            ("ESPEJO_CA_FILE", &authority),
        ];
        let mut env = Environment::from_pairs(pairs);
        let settings = Settings::read(&mut env);
        let text = configuration(&env.finish(settings).unwrap());
        for line in [
            "repo1-type=s3",
            "repo1-s3-endpoint=s3.example.com:9000",
            "repo1-s3-uri-style=path",
            "repo1-cipher-type=aes-256-cbc",
            &format!("repo1-storage-ca-file={authority}"),
        ] {
            assert!(text.lines().any(|found| found == line), "{line}: {text}");
        }
    }
}
