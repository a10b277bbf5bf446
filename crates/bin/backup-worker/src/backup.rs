//! Makes backups and verifies them.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use tokio::time::Instant;
use tokio_postgres::Client;

use crate::{
    info::{self, Backup, Kind},
    packing,
    pgbackrest::{ARCHIVE_TIMEOUT_SECONDS, PROGRAM, PgBackRest},
    server::{MAINTENANCE, Server},
    settings::Settings,
    standing::{Outcome, Standing},
};

const LOOK: Duration = Duration::from_millis(100);
/// If a segment is not archived by then, archiving does not work.
const ARCHIVED_WITHIN: Duration = Duration::from_mins(5);

/// Sets what the server needs to archive its WAL, and creates the repository. Returns what is left to
/// do for a person, if anything.
pub(crate) async fn prepare(settings: &Settings) -> Result<Option<String>> {
    let repository = PgBackRest::configure(settings)?;
    let command = repository.archive_command();
    let must_restart = Server::of(&settings.server)
        .with(MAINTENANCE, async |client| {
            archive_with(client, &command).await
        })
        .await?;
    if must_restart {
        return Ok(Some(
            "restart PostgreSQL once: only then it archives its WAL (archive_mode is set)"
                .to_owned(),
        ));
    }
    repository.run(&["stanza-create"]).await?;
    Ok(None)
}

/// Returns whether the server must be restarted.
async fn archive_with(client: &Client, command: &str) -> Result<bool> {
    let used = shown(client, "archive_command").await?;
    ensure!(
        ["", "(disabled)"].contains(&&*used) || used.starts_with(PROGRAM),
        "PostgreSQL archives with another program: {used}; reset archive_command first"
    );
    let timeout = ARCHIVE_TIMEOUT_SECONDS.to_string();
    let wanted = [
        ("archive_mode", "on"),
        ("archive_command", command),
        ("archive_timeout", &timeout),
    ];
    let mut has_changed = false;
    for (name, value) in wanted {
        if shown(client, name).await? != value {
            set(client, name, value).await?;
            has_changed = true;
        }
    }
    if has_changed {
        client.execute("select pg_reload_conf()", &[]).await?;
    }
    Ok(shown(client, "archive_mode").await? == "off")
}

/// The value of a setting in seconds, on or off, as the server writes it without units.
async fn shown(client: &Client, name: &str) -> Result<String> {
    let setting = "select setting from pg_settings where name = $1";
    Ok(client.query_one(setting, &[&name]).await?.try_get(0)?)
}

async fn set(client: &Client, name: &str, value: &str) -> Result<()> {
    // A utility statement takes no parameters.
    let quoted = value.replace('\'', "''");
    let changed = client
        .batch_execute(&format!("alter system set {name} = '{quoted}'"))
        .await;
    changed.with_context(|| format!("{name} cannot be set"))
}

/// Makes a backup of this kind, packs configuration and files, and verifies everything that is kept.
pub(crate) async fn make(settings: &Settings, kind: Kind) -> Result<Backup> {
    if let Some(left) = prepare(settings).await? {
        bail!(left);
    }
    let repository = PgBackRest::configure(settings)?;
    let option = match kind {
        Kind::Full => "--type=full",
        Kind::Differential => "--type=diff",
        Kind::Incremental => "--type=incr",
    };
    repository.run(&["backup", option]).await?;
    let packed = packing::pack(settings, &repository).await;
    // The databases are verified even if the files could not be packed.
    verify(settings).await?;
    packed.context("the databases are backed up, but the files are not")?;
    let backups = info::backups(&repository).await?;
    let made = backups
        .into_iter()
        .last()
        .context("the repository has no backup")?;
    ensure!(
        !made.error,
        "PostgreSQL has damaged pages, found while backup {} was made; see the output of pgbackrest info",
        made.label
    );
    Ok(made)
}

/// Reads every file of the repository and compares it with its checksum. The archives of tenants' files
/// and exports have no checksum: the newest of each sort is listed.
pub(crate) async fn verify(settings: &Settings) -> Result<()> {
    let verified = verified(settings).await;
    let outcome = Outcome::of(&verified);
    Standing::change(settings, |standing| standing.verify = Some(outcome))?;
    verified
}

async fn verified(settings: &Settings) -> Result<()> {
    let repository = PgBackRest::configure(settings)?;
    let said = repository
        .run(&["verify", "--output=text", "--verbose"])
        .await?;
    ensure!(
        is_whole(&said),
        "the repository is damaged: {}",
        said.trim()
    );
    let packed = packing::verify(settings, &repository).await;
    packed.context("the repository is damaged")
}

/// The first status is that of the whole repository.
fn is_whole(said: &str) -> bool {
    let mut statuses = said
        .lines()
        .filter_map(|line| line.trim().strip_prefix("status: "));
    statuses.next() == Some("ok") && !said.contains("status: invalid")
}

/// Commits now and waits until the repository has the commit. Returns how long that took without help:
/// the segment is finished by `archive_timeout`, as that of any other commit.
pub(crate) async fn archived_by_itself(server: &Server) -> Result<Duration> {
    server
        .with(MAINTENANCE, async |client| {
            let segment = commit(client).await?;
            wait_for(client, &segment).await
        })
        .await
}

/// Archives everything that has been committed.
pub(crate) async fn flush(server: &Server) -> Result<()> {
    server
        .with(MAINTENANCE, async |client| {
            let segment = commit(client).await?;
            client.execute("select pg_switch_wal()", &[]).await?;
            wait_for(client, &segment).await.map(drop)
        })
        .await
}

/// Writes a commit to the WAL, and no row; returns the segment that has it. A restore to an instant
/// needs a commit after it.
async fn commit(client: &Client) -> Result<String> {
    client.execute("select pg_current_xact_id()", &[]).await?;
    let name = "select pg_walfile_name(pg_current_wal_insert_lsn())";
    Ok(client.query_one(name, &[]).await?.try_get(0)?)
}

async fn wait_for(client: &Client, segment: &str) -> Result<Duration> {
    let began = Instant::now();
    // A segment that is no longer there was archived before it was removed.
    let archived =
        "select exists (select from pg_ls_archive_statusdir() where name = $1 || '.done')
                        or not exists (select from pg_ls_waldir() where name = $1)";
    while began.elapsed() < ARCHIVED_WITHIN {
        if client.query_one(archived, &[&segment]).await?.try_get(0)? {
            return Ok(began.elapsed());
        }
        tokio::time::sleep(LOOK).await;
    }
    bail!("segment {segment} is not archived after {ARCHIVED_WITHIN:?}; see the server's log")
}

#[cfg(test)]
mod tests {
    use super::is_whole;

    #[test]
    fn a_repository_is_whole_if_all_of_it_is() {
        let good = "stanza: espejo\nstatus: ok\n  archiveId: 15-1, total WAL checked: 5\n  \
                    backup: 20261202-005436F, status: valid, total files checked: 9\n";
        assert!(is_whole(good));
        assert!(!is_whole(&good.replace("status: ok", "status: error")));
        assert!(!is_whole(&good.replace("status: valid", "status: invalid")));
        assert!(!is_whole(""));
    }
}
