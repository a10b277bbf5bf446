//! A tenant with a server of its own, and reads from its standby: up to date, behind, away, promoted,
//! or of another server.

use std::{fs, time::Duration};

use settings::{DatabaseAddress, Environment, SecretSource};
use store::{
    Access, Databases, Pool, Readers, login_roles,
    logins::{Login, Secrets},
    migrate,
};
use tempfile::TempDir;
use testkit::ServerPair;
use tokio_postgres::{Client, NoTls};

const SECRET: &str = "a secret of the tests, long enough for logins";
const PATIENCE: Duration = Duration::from_millis(500);
/// A standby that was not used rests.
const REST: Duration = Duration::from_millis(2_100);

/// A tenant on servers of its own, migrated. The process's own server does not exist.
struct Andina {
    pair: ServerPair,
    folder: TempDir,
    access: Access,
    admin: Client,
}

impl Andina {
    async fn create() -> Self {
        let pair = ServerPair::create();
        let folder = tempfile::tempdir().unwrap();
        let name_of = |url: &str| url.rsplit_once('@').unwrap().1.replace("/postgres", "");
        let write = |file: &str, url: String| fs::write(folder.path().join(file), url).unwrap();
        write("admin", pair.primary_url());
        write(
            "own",
            format!("postgres://{}", name_of(&pair.primary_url())),
        );
        write(
            "replica",
            format!("postgres://{}", name_of(&pair.standby_url())),
        );
        let nowhere = "postgres://127.0.0.1:1";
        let access = Access::new(nowhere.into(), Login::Core, SECRET.into());
        let (admin, connection) = tokio_postgres::connect(&pair.primary_url(), NoTls)
            .await
            .unwrap();
        #[expect(clippy::disallowed_methods, reason = "it ends with its client")]
        tokio::spawn(connection);
        let this = Self {
            pair,
            folder,
            access,
            admin,
        };
        let admin = Access::with_login(nowhere.into());
        let admin = admin.of(&this.address()).unwrap();
        migrate::migrate(&admin, "andina").await.unwrap();
        let secrets = Login::ALL.map(|login| (login.variable(), SECRET));
        let secrets = Secrets::read(&mut Environment::from_pairs(secrets));
        login_roles::create(&admin, "andina", &secrets)
            .await
            .unwrap();
        this
    }

    fn source(&self, file: &str) -> SecretSource {
        SecretSource::File(self.folder.path().join(file))
    }

    fn address(&self) -> DatabaseAddress {
        DatabaseAddress {
            name: "andina".to_owned(),
            url: Some(self.source("own")),
            migration_url: Some(self.source("admin")),
            replica_url: Some(self.source("replica")),
        }
    }

    fn readers(&self) -> Readers {
        let tenants = || [("andina".to_owned(), self.address())];
        let primaries = Databases::new(&self.access, tenants(), "test", 4).unwrap();
        let standbys = Databases::replicas(&self.access, tenants(), "test replicas", 4).unwrap();
        Readers::new(primaries, standbys, PATIENCE)
    }

    /// A change of the mirror, as a batch makes it.
    async fn change(&self) -> i64 {
        let (client, connection) = tokio_postgres::connect(
            &self.pair.primary_url().replace("/postgres", "/andina"),
            NoTls,
        )
        .await
        .unwrap();
        #[expect(clippy::disallowed_methods, reason = "it ends with its client")]
        tokio::spawn(connection);
        let change = "update ops.mirror set version = version + 1 returning version";
        client.query_one(change, &[]).await.unwrap().get(0)
    }
}

/// The version that a report would show, and whether it comes from a standby.
async fn seen(readers: &Readers) -> (i64, bool) {
    let pool: Pool = readers.pool("andina").await.unwrap();
    let client = pool.get().await.unwrap();
    let row = client
        .query_one("select version, pg_is_in_recovery() from ops.mirror", &[])
        .await
        .unwrap();
    (row.get(0), row.get(1))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_is_read_only_while_it_shows_all_that_is_committed() {
    let mut andina = Andina::create().await;
    let readers = andina.readers();
    for _ in 0..20 {
        let version = andina.change().await;
        assert_eq!(seen(&readers).await, (version, true));
    }

    andina.pair.pause();
    let version = andina.change().await;
    assert_eq!(seen(&readers).await, (version, false), "behind");
    andina.pair.resume();
    tokio::time::sleep(REST).await;
    assert_eq!(seen(&readers).await, (version, true), "caught up");

    // Of another server, which does not follow this one.
    let stranger = ServerPair::create();
    let other = andina.folder.path().join("replica");
    let own = fs::read_to_string(&other).unwrap();
    fs::write(&other, format!("postgres://{}", stranger.standby_address())).unwrap();
    assert_eq!(
        seen(&andina.readers()).await,
        (version, false),
        "another server"
    );
    fs::write(&other, own).unwrap();

    andina.pair.promote();
    let version = andina.change().await;
    assert_eq!(seen(&readers).await, (version, false), "promoted");

    andina.pair.kill_standby();
    tokio::time::sleep(REST).await;
    let version = andina.change().await;
    assert_eq!(seen(&readers).await, (version, false), "away");
    drop(andina.admin);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_of_a_replica_counts_in_the_same_snapshot() {
    let andina = Andina::create().await;
    let pool = andina.readers().pool("andina").await.unwrap();
    let client = pool.get().await.unwrap();
    client
        .batch_execute("begin isolation level repeatable read read only")
        .await
        .unwrap();
    let row = client
        .query_one("select pg_export_snapshot(), pg_is_in_recovery()", &[])
        .await
        .unwrap();
    assert!(row.get::<_, bool>(1));
    let same = pool.get().await.unwrap();
    let statements = format!(
        "begin isolation level repeatable read read only; set transaction snapshot '{}'; \
         select version from ops.mirror",
        row.get::<_, String>(0)
    );
    same.batch_execute(&statements).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn every_service_finds_the_primary_among_several_servers() {
    let mut andina = Andina::create().await;
    fs::write(
        andina.folder.path().join("own"),
        format!("postgres://{}", andina.pair.writable()),
    )
    .unwrap();
    for has_failed_over in [false, true] {
        for login in Login::ALL {
            let access = Access::new("postgres://127.0.0.1:1".into(), login, SECRET.into());
            let tenants = [("andina".to_owned(), andina.address())];
            let pools = Databases::new(&access, tenants, "test", 1).unwrap();
            let client = pools.pool("andina").unwrap().get().await.unwrap();
            let row = client
                .query_one(
                    "select pg_is_in_recovery(), current_setting('transaction_read_only') = 'on'",
                    &[],
                )
                .await
                .unwrap();
            let found: (bool, bool) = (row.get(0), row.get(1));
            assert_eq!(found, (false, login != Login::Core), "{login:?}");
        }
        if !has_failed_over {
            andina.pair.kill_primary();
            andina.pair.promote();
        }
    }
}

#[test]
fn a_server_that_cannot_be_used_is_named_with_the_tenants_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("own");
    let of = |url: Option<&str>| {
        let address = DatabaseAddress {
            url: Some(SecretSource::File(file.clone())),
            ..DatabaseAddress::from("andina".to_owned())
        };
        if let Some(url) = url {
            fs::write(&file, url).unwrap();
        }
        let access = Access::new("postgres://localhost".into(), Login::Core, SECRET.into());
        access.accept("andina.example.com", &address)
    };
    for (url, reason) in [
        (None, "cannot be read"),
        (Some("postgres://db.example.com"), "must say sslmode"),
        (
            Some("postgres://ana:hush@localhost"),
            "no user and no password",
        ),
    ] {
        let refused = of(url).unwrap_err();
        assert!(
            refused.starts_with("hosts/andina.example.com.toml: "),
            "{refused}"
        );
        assert!(
            refused.contains(reason) && !refused.contains("hush"),
            "{refused}"
        );
    }
    assert_eq!(of(Some("postgres://localhost:5433")), Ok(()));
    let admin = Access::with_login("postgres://localhost".into());
    let address = DatabaseAddress {
        url: Some(SecretSource::File(file.clone())),
        ..DatabaseAddress::from("andina".to_owned())
    };
    let refused = admin.of(&address).unwrap_err().to_string();
    assert!(refused.contains("migration_database_url_env"), "{refused}");
}
