//! Commands that are stopped.

use std::{fs, path::PathBuf, time::Duration};

use rustix::process::{Pid, Signal, kill_process};
use tokio::time::Instant;

use crate::installation::{ANDINA, Installation};

const IN_SWAP: &str = "select 'it waits' from pg_stat_activity
                       where wait_event_type = 'Lock' and query like 'alter database%rename%'";

#[tokio::test]
async fn a_swap_that_has_begun_is_finished_when_the_command_is_stopped() {
    let machine = Installation::create();
    machine.worker(&["backup", "--full"]);
    machine.add_key("andina", "wanted");
    let at = machine.moment().await;
    machine.add_key("andina", "a mistake");
    // The names cannot change as long as this transaction is open.
    let holder = machine.connect("postgres").await;
    let hold = format!("begin; comment on database {ANDINA} is 'held'");
    holder.batch_execute(&hold).await.unwrap();

    let command = machine.start_worker(&["restore", "--host", "andina.localhost", "--at", &at]);
    let deadline = Instant::now() + Duration::from_mins(1);
    while machine.ask("postgres", IN_SWAP).await.is_empty() {
        assert!(Instant::now() < deadline, "the swap has not begun");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let pid = Pid::from_raw(i32::try_from(command.id()).unwrap()).unwrap();
    kill_process(pid, Signal::TERM).unwrap();
    tokio::time::sleep(Duration::from_secs(1)).await;
    holder.batch_execute("commit").await.unwrap();

    let ended = command.wait_with_output().unwrap();
    assert!(ended.status.success(), "{ended:?}");
    assert_eq!(machine.keys(ANDINA).await, ["wanted"]);
}

/// The data folders of restores in progress whose server runs.
fn in_progress(machine: &Installation) -> Vec<PathBuf> {
    let entries = fs::read_dir(machine.path("work")).unwrap();
    let data = entries.map(|entry| entry.unwrap().path().join("data"));
    data.filter(|data| data.join("postmaster.pid").exists())
        .collect()
}

#[tokio::test]
async fn what_a_killed_command_left_is_removed_by_the_next_one() {
    let machine = Installation::create();
    machine.worker(&["backup", "--full"]);
    let mut killed = machine.start_worker(&["drill"]);
    let deadline = Instant::now() + Duration::from_mins(2);
    while in_progress(&machine).is_empty() {
        assert!(Instant::now() < deadline, "nothing is restored");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    killed.kill().unwrap();
    killed.wait().unwrap();
    let left = in_progress(&machine).remove(0);
    let pid = fs::read_to_string(left.join("postmaster.pid")).unwrap();
    let server = PathBuf::from(format!("/proc/{}/cwd", pid.lines().next().unwrap()));
    assert_eq!(fs::read_link(&server).unwrap(), left);

    machine.worker(&["verify"]);
    assert!(!left.parent().unwrap().exists());
    assert!(!server.exists(), "the server has ended");
}
