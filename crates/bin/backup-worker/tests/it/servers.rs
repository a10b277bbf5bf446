//! The whole server, restored more than once.

use std::{fs, os::unix::fs::FileExt, time::Duration};

use tokio::time::Instant;

use crate::installation::{ANDINA, Installation, PAMPA};

const WAITING: &str = "select name from pg_ls_archive_statusdir() where name like '%.ready'";

impl Installation {
    /// Waits until the repository has everything that was committed.
    async fn archive(&self) {
        self.ask("postgres", "select pg_switch_wal()::text").await;
        let deadline = Instant::now() + Duration::from_mins(1);
        while let [waiting, ..] = &self.ask("postgres", WAITING).await[..] {
            assert!(Instant::now() < deadline, "{waiting} is not archived");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Destroys the server, restores it and starts it in the place of the old one.
    fn lose_and_restore(&self) {
        self.stop_server("immediate");
        fs::remove_dir_all(self.path("data")).unwrap();
        let to = self.path("restored");
        self.worker(&["restore", "--to", to.to_str().unwrap()]);
        fs::rename(to.join("data"), self.path("data")).unwrap();
        fs::remove_dir_all(&to).unwrap();
        self.start_server(&self.path("data"));
    }
}

#[tokio::test]
async fn a_restored_server_can_be_restored_again_without_another_backup() {
    let machine = Installation::create();
    machine.worker(&["backup", "--full"]);
    machine.add_key("andina", "first");
    machine.archive().await;
    machine.lose_and_restore();
    machine.add_key("andina", "second");
    machine.add_key("pampa", "second");
    machine.archive().await;

    machine.lose_and_restore();
    assert_eq!(machine.keys(ANDINA).await, ["first", "second"]);
    assert_eq!(machine.keys(PAMPA).await, ["second"]);
    let timeline = "select timeline_id::text from pg_control_checkpoint()";
    machine.ask("postgres", "checkpoint").await;
    assert_eq!(machine.ask("postgres", timeline).await, ["3"]);
    machine.archive().await;
    machine.worker(&["drill"]);
}

#[tokio::test]
async fn a_damaged_tenant_is_named_and_keeps_no_other_away() {
    let machine = Installation::create();
    let early = machine.moment().await;
    let client = machine.connect("postgres").await;
    let create = "create database stray";
    client.batch_execute(create).await.unwrap();
    let page = "select pg_relation_filepath('ops.feed_floor')";
    let page = machine.ask(PAMPA, page).await.remove(0);
    machine.stop_server("fast");
    let damaged = machine.path("data").join(page);
    let damaged = fs::File::options().write(true).open(damaged).unwrap();
    damaged.write_all_at(&[0xFF; 64], 0).unwrap();
    machine.start_server(&machine.path("data"));
    machine.worker(&["backup", "--full"]);

    let to = machine.path("restored");
    let restore = ["restore", "--to", to.to_str().unwrap()];
    let failed = machine.try_worker(&[&restore[..], &["--at", &early]].concat());
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    assert!(said.contains("tenants"), "{said}");
    assert_eq!(fs::read_dir(&to).unwrap().count(), 0, "nothing is copied");

    let failed = machine.try_worker(&restore);
    assert_eq!(failed.status.code(), Some(1));
    let said = String::from_utf8_lossy(&failed.stderr).into_owned();
    for part in [
        "pampa: the check failed",
        "pampa: not fenced",
        "andina: checked; the verify is run",
        "no tenant's file names them: stray",
        "start PostgreSQL with the data",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    machine.stop_server("fast");
    machine.start_server(&to.join("data"));
    let act = "select action from ops.audit order by number desc limit 1";
    assert_eq!(machine.ask(ANDINA, act).await, ["restore"]);
}
