//! Following the log of Odoo's own database, across all four services: what is committed in Odoo is in
//! the mirror a moment later, also after a process was killed.

use std::time::Duration;

use bytes::Bytes;
use futures::SinkExt;
use odoo_sim::{Changes, SqlTable};
use system_tests::{Stack, assert_mirror_equals};
use testkit::OwnPostgres;
use tokio::time::{Instant, sleep};
use tokio_postgres::Client;

use crate::{
    direct::{BY_NAME, PASSWORD, psql},
    sync::books,
};

const PATIENCE: Duration = Duration::from_mins(2);
const LOGICAL: &str = "wal_level = logical\n";
const READER: &str = "espejo_reader_of_odoo";
const OWNER: &str = "odoo_owner";
const TABLE: &str =
    "database = { name = \"odoo\", url_file = \"odoo_database\", connections = 2, mode = \"log\" }";

struct Odoo {
    stack: Stack,
    server: OwnPostgres,
    tables: Client,
    mirror: Client,
}

impl Odoo {
    /// A mirror that was loaded and follows.
    async fn followed() -> Self {
        let stack = Stack::prepare(vec![("andina", books(17, 60))], &[]).await;
        let server = OwnPostgres::newest(LOGICAL);
        let postgres = server.client("postgres").await;
        let create = format!("create role {OWNER}");
        postgres.batch_execute(&create).await.unwrap();
        postgres
            .batch_execute("create database odoo")
            .await
            .unwrap();
        let tables = server.client("odoo").await;
        let mirror = stack.tenant("andina").database.client().await;
        let mut odoo = Self {
            stack,
            server,
            tables,
            mirror,
        };
        odoo.fill(false).await;
        odoo.set_up();
        odoo.stack.start_all().await;
        odoo.stack.api("andina").run("snapshot", PATIENCE).await;
        odoo.until("select state = 'following' and reached is not null from ops.follower")
            .await;
        odoo
    }

    /// The tables of the simulated Odoo, each in one transaction.
    async fn fill(&self, again: bool) {
        for SqlTable { create, copy, rows } in self.stack.sim.sql_tables("andina").unwrap() {
            let table = copy.split(' ').nth(1).unwrap();
            let begin = if again {
                format!("begin; delete from {table}")
            } else {
                format!("begin; {create}")
            };
            self.tables.batch_execute(&begin).await.unwrap();
            let mut copied = Box::pin(self.tables.copy_in(&copy).await.unwrap());
            copied.send(Bytes::from(rows)).await.unwrap();
            copied.as_mut().finish().await.unwrap();
            self.tables.batch_execute("commit").await.unwrap();
        }
    }

    fn set_up(&self) {
        self.stack.edit("andina", BY_NAME, TABLE);
        let names = ["--tenant", "andina", "--role", READER, "--owner", OWNER];
        let command = |command| [&["direct", command][..], &names].concat();
        let script = self.stack.command(&command("script"));
        psql(&self.server.url("odoo"), &script, &["--single-transaction"]);
        let port = self.server.port();
        let url = format!("postgresql://{READER}:{PASSWORD}@127.0.0.1:{port}/odoo");
        self.stack.put_secret("odoo_database", &url);
        let told = self.stack.command(&command("preflight"));
        assert!(told.contains("ok: Odoo's database can be read"), "{told}");
    }

    async fn commit(&self, sql: &str) {
        self.tables.batch_execute(sql).await.unwrap();
    }

    /// Waits until the statement gives true in the mirror.
    async fn until(&self, sql: &str) {
        let begun = Instant::now();
        loop {
            let row = self.mirror.query_one(sql, &[]).await.unwrap();
            if row.get::<_, Option<bool>>(0) == Some(true) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                let follower = "select to_jsonb(f)::text from ops.follower f";
                let follower = self.mirror.query_one(follower, &[]).await.unwrap();
                panic!("{sql} is not true: {}", follower.get::<_, String>(0));
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    async fn has_ref(&self, text: &str) {
        self.commit(&format!(
            "update account_move set ref = '{text}' where id = 1"
        ))
        .await;
        self.until(&format!(
            "select ref = '{text}' from odoo.account_move where id = 1"
        ))
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_odoo_commits_is_mirrored_a_moment_later_also_after_a_process_was_killed() {
    let mut odoo = Odoo::followed().await;
    // SQL below the ORM: no new write_date.
    odoo.has_ref("seen").await;
    // One transaction with rows of two models, one of them gone.
    odoo.commit(
        "begin; update res_partner set name = 'Otra S.A.' where id = 3;
         delete from account_move_line where id = 2; commit",
    )
    .await;
    odoo.until(
        "select (select name from odoo.res_partner where id = 3) = 'Otra S.A.'
            and (select _deleted_at is not null from odoo.account_move_line where id = 2)",
    )
    .await;
    // It is current although nothing happens.
    odoo.until("select current_at > now() - interval '10 seconds' from ops.follower")
        .await;

    odoo.stack.service("sync-worker").kill_9();
    odoo.commit("update account_move set ref = 'while it was dead' where id = 2")
        .await;
    odoo.stack.kill_and_restart("sync-worker").await;
    // The lease of the dead worker is over.
    let lapse = "update ops.follower set due_at = now()";
    odoo.mirror.batch_execute(lapse).await.unwrap();
    odoo.until("select ref = 'while it was dead' from odoo.account_move where id = 2")
        .await;
    odoo.has_ref("after the worker").await;
    odoo.stack.kill_and_restart("core-api").await;
    odoo.has_ref("after core-api").await;

    // A day of work, in which every row is written again.
    let day = Changes::of_a_day(4);
    odoo.stack.sim.change("andina", &day).unwrap();
    odoo.fill(true).await;
    odoo.has_ref("last").await;
    odoo.fill(true).await;
    let has_all = "select reached::pg_lsn - $1::text::pg_lsn >= 0 from ops.follower";
    let end = odoo
        .tables
        .query_one("select pg_current_wal_lsn()::text", &[])
        .await;
    let end: String = end.unwrap().get(0);
    odoo.until(&has_all.replace("$1", &format!("'{end}'")))
        .await;
    odoo.stack.api("andina").wait_idle(PATIENCE).await;
    assert_mirror_equals(&odoo.stack, "andina").await;
}
