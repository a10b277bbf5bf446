//! A database that is as `migrate` left it is recognised, and every change to it is noticed.

use settings::Environment;
use store::{
    Access, added_models::AddedModel, catalog::ColumnKind, login_roles, logins::Secrets,
    unchanged::MadeFrom,
};
use testkit::TestDatabase;

use crate::reading::{make_logins, with_schema};

struct World {
    database: TestDatabase,
    admin: Access,
}

impl World {
    async fn new() -> Self {
        let database = with_schema().await;
        make_logins(&database).await;
        let admin = database.url().into();
        let world = Self { database, admin };
        world.made_from().note(&world.admin).await.unwrap();
        world
    }

    fn secrets(&self) -> Secrets {
        Secrets::read(&mut Environment::from_pairs(
            self.database.migration_variables(),
        ))
    }

    fn made_from(&self) -> MadeFrom {
        MadeFrom::new(self.database.name(), &[], &self.secrets()).unwrap()
    }

    async fn is_unchanged(&self, made_from: &MadeFrom) -> bool {
        made_from.unchanged(&self.admin).await.unwrap().is_some()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_migrated_database_is_unchanged_and_names_the_databases_that_are_open() {
    let world = World::new().await;
    // Of nobody, so every login may connect to it. Other tests have some, too.
    let other = TestDatabase::empty().await;
    let (name, secrets) = (world.database.name(), world.secrets());
    let open = login_roles::create(&world.admin, name, &secrets);
    let open = open.await.unwrap();
    // Setting everything again changes nothing, so the note still holds.
    let unchanged = world.made_from().unchanged(&world.admin).await.unwrap();
    for names in [open, unchanged.unwrap()] {
        let has = |database: &str| names.iter().any(|name| name == database);
        assert!(has(other.name()) && !has(name), "{names:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_inputs_are_a_reason_to_migrate() {
    let world = World::new().await;
    let name = world.database.name();
    let model = AddedModel {
        name: "x.fleet".to_owned(),
        columns: vec![("x_rent".to_owned(), ColumnKind::Numeric)],
    };
    let added = MadeFrom::new(name, &[model], &world.secrets()).unwrap();
    assert!(!world.is_unchanged(&added).await);
    for changed in 0..3 {
        let mut secrets = world.secrets();
        let [core, export, scheduler] = [
            &mut secrets.core,
            &mut secrets.export,
            &mut secrets.scheduler,
        ];
        *[core, export, scheduler][changed] = "n".repeat(32).into();
        let rotated = MadeFrom::new(name, &[], &secrets).unwrap();
        assert!(!world.is_unchanged(&rotated).await, "secret {changed}");
    }
    assert!(world.is_unchanged(&world.made_from()).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_without_a_note_and_one_that_is_missing_are_migrated() {
    let world = World::new().await;
    let missing = MadeFrom::new("no_such_database", &[], &world.secrets()).unwrap();
    assert!(!world.is_unchanged(&missing).await);
    let client = world.database.client().await;
    client
        .batch_execute("drop table public.migrated")
        .await
        .unwrap();
    assert!(!world.is_unchanged(&world.made_from()).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_tool_changed_is_a_reason_to_migrate() {
    let world = World::new().await;
    let client = world.database.client().await;
    let name = world.database.name();
    for change in [
        "revoke select on odoo.account_move from espejo_reader".to_owned(),
        "drop trigger count_inserted on odoo.account_move".to_owned(),
        "alter table odoo.account_move add column theirs text".to_owned(),
        "create table odoo.theirs (id bigint)".to_owned(),
        "grant create on schema public to public".to_owned(),
        "grant execute on function pg_catalog.lo_creat(integer) to public".to_owned(),
        "create or replace function ops.count_rows() returns trigger language plpgsql
         as 'begin return null; end'"
            .to_owned(),
        "insert into public.refinery_schema_history (version, name, applied_on, checksum)
         values (9999, 'theirs', '2026-01-01', '1')"
            .to_owned(),
        "update public.repeatable_migration set md5 = 'theirs'".to_owned(),
        format!("grant connect on database {name} to public"),
        format!("alter database {name} set jit = on"),
        format!("alter role {name}_core set statement_timeout = '1s'"),
        format!("revoke espejo_reader from {name}_export"),
        format!("alter role {name}_scheduler nologin"),
        format!("comment on role {name}_core is 'theirs'"),
    ] {
        assert!(world.is_unchanged(&world.made_from()).await);
        client.batch_execute(&change).await.unwrap();
        assert!(!world.is_unchanged(&world.made_from()).await, "{change}");
        world.made_from().note(&world.admin).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_not_taken_for_its_original() {
    let world = World::new().await;
    let server = TestDatabase::empty().await;
    let name = world.database.name();
    let client = server.client().await;
    let (before, after) = (format!("{name}_original"), name);
    for statement in [
        format!("alter database {name} rename to {before}"),
        format!("create database {after} template {before}"),
    ] {
        client.batch_execute(&statement).await.unwrap();
    }
    assert!(!world.is_unchanged(&world.made_from()).await);
    let drop = format!("drop database {before} with (force)");
    client.batch_execute(&drop).await.unwrap();
}
