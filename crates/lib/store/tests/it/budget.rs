//! Connections of many tenants within one budget.

use std::time::Duration;

use futures::future::{join_all, try_join_all};
use prometheus_client::registry::Registry;
use store::{Access, Client, Databases, Error};
use testkit::TestDatabase;
use tokio::time::{sleep, timeout};

use crate::reading::with_schema;

/// Long enough for a machine under load; nothing here waits so long if all is well.
const PATIENCE: Duration = Duration::from_secs(8);
/// Short enough to show that something waits.
const SOON: Duration = Duration::from_millis(300);

struct World {
    database: TestDatabase,
    databases: Databases,
    purpose: String,
}

impl World {
    /// Tenants `0`, `1`, … that share a database, but no pool.
    async fn with(tenants: usize, connections: usize) -> Self {
        let database = with_schema().await;
        let purpose = format!("budget of {}", database.name());
        let names = (0..tenants).map(|number| (number.to_string(), database.name().to_owned()));
        let access = Access::with_login(database.url().into());
        let databases = Databases::new(&access, names, &purpose, connections).unwrap();
        Self {
            database,
            databases,
            purpose,
        }
    }

    async fn get(&self, tenant: usize) -> Result<Client, Error> {
        self.databases.pool(&tenant.to_string())?.get().await
    }

    /// A connection that is free. A busy machine may need a while to open it.
    async fn gets(&self, tenant: usize) -> Client {
        timeout(PATIENCE, self.get(tenant)).await.unwrap().unwrap()
    }

    /// Whether the tenant would have to wait until somebody gives a connection back.
    async fn waits(&self, tenant: usize) -> bool {
        timeout(SOON, self.get(tenant)).await.is_err()
    }

    async fn open(&self, observer: &tokio_postgres::Client) -> i64 {
        let sql = "select count(*) from pg_stat_activity where application_name = $1";
        observer
            .query_one(sql, &[&self.purpose])
            .await
            .unwrap()
            .get(0)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_tenants_never_have_more_connections_than_the_budget() {
    let world = World::with(30, 6).await;
    let observer = world.database.client().await;
    let one = |number: usize| {
        let world = &world;
        async move {
            let client = world.get(number % 30).await?;
            client.query_one("select pg_sleep(0.005)", &[]).await?;
            Ok::<_, Error>(())
        }
    };
    let work = async { try_join_all((0..300).map(one)).await.map(|done| done.len()) };
    let mut most = 0;
    let done = {
        let mut work = std::pin::pin!(work);
        loop {
            tokio::select! {
                done = &mut work => break done.unwrap(),
                () = sleep(Duration::from_millis(5)) => most = most.max(world.open(&observer).await),
            }
        }
    };
    assert_eq!(done, 300);
    // The server may still end a process whose connection is closed.
    assert!((2..=7).contains(&most), "{most} connections at a time");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tenant_with_much_work_leaves_connections_to_the_others() {
    let world = World::with(4, 8).await;
    let busy = try_join_all((0..6).map(|_| world.get(0))).await.unwrap();
    assert!(world.waits(0).await, "a quarter is for the others");
    let (first, second) = (world.gets(1).await, world.gets(2).await);
    assert!(world.waits(3).await, "all are in use");
    drop(second);
    world.gets(3).await;
    drop((busy, first));
    let again = join_all((0..4).map(|tenant| timeout(PATIENCE, world.get(tenant)))).await;
    assert!(
        again
            .into_iter()
            .all(|got| got.is_ok_and(|client| client.is_ok()))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn purposes_share_idle_connections_and_never_wait_for_each_other() {
    let world = World::with(4, 3).await;
    let observer = world.database.client().await;
    let reports = world.databases.for_purpose("reports", 2);
    let intake = world.databases.for_purpose("intake", 1);
    let get = async |purpose: &Databases, tenant: usize| {
        let pool = purpose.pool(&tenant.to_string()).unwrap();
        timeout(PATIENCE, pool.get()).await.unwrap().unwrap()
    };
    let waits = async |purpose: &Databases, tenant: usize| {
        let pool = purpose.pool(&tenant.to_string()).unwrap();
        timeout(SOON, pool.get()).await.is_err()
    };
    drop(get(&reports, 0).await);
    drop(get(&intake, 0).await);
    assert_eq!(world.open(&observer).await, 1, "one connection serves both");
    // All places are idle connections of tenants 1 to 3, and intake gets one for tenant 0.
    for tenant in [1, 2, 3] {
        drop(get(&reports, tenant).await);
    }
    let held = (get(&reports, 1).await, get(&reports, 2).await);
    assert!(waits(&reports, 3).await, "reports have two");
    let _taken = get(&intake, 0).await;
    assert!(waits(&intake, 3).await, "intake has one");
    drop(held);
    get(&reports, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_connection_makes_room_for_another_tenant() {
    let world = World::with(3, 1).await;
    let observer = world.database.client().await;
    for tenant in [0, 1, 2, 0, 1, 2] {
        let client = timeout(PATIENCE, world.get(tenant)).await.unwrap().unwrap();
        client.simple_query("select 1").await.unwrap();
    }
    assert!(world.open(&observer).await <= 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_whose_query_goes_on_keeps_its_place() {
    let world = World::with(2, 1).await;
    let observer = world.database.client().await;
    let client = world.get(0).await.unwrap();
    // The caller goes away, as a browser does, and the server goes on.
    let abandoned = timeout(SOON, client.query_one("select pg_sleep(2)", &[])).await;
    assert!(abandoned.is_err());
    drop(client);
    assert!(world.waits(1).await, "the server is still busy");
    assert_eq!(world.open(&observer).await, 1);
    timeout(PATIENCE, world.get(1)).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn unused_connections_are_closed() {
    let world = World::with(3, 8).await;
    let observer = world.database.client().await;
    drop(
        try_join_all((0..6).map(|number| world.get(number % 3)))
            .await
            .unwrap(),
    );
    assert!(world.open(&observer).await >= 3);
    let closing = world.databases.clone();
    let closing = closing.close_idle(SOON, std::future::pending());
    let closed = async {
        while world.open(&observer).await > 0 {
            sleep(SOON / 6).await;
        }
    };
    tokio::select! {
        () = closed => {}
        _ = closing => panic!("it goes on until stopped"),
        () = sleep(PATIENCE) => panic!("still open: {}", world.open(&observer).await),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_says_that_all_connections_are_in_use() {
    let world = World::with(1, 2).await;
    world.databases.ping().await.unwrap();
    let held = (world.get(0).await.unwrap(), world.get(0).await.unwrap());
    let reason = world.databases.ping().await.unwrap_err().to_string();
    assert!(reason.contains("all 2 for budget of"), "{reason}");
    assert!(reason.contains("are in use, and 1 tasks"), "{reason}");
    let mut registry = Registry::default();
    store::databases::register(&mut registry, [&world.databases]);
    let mut text = String::new();
    prometheus_client::encoding::text::encode(&mut text, &registry).unwrap();
    let purpose = &world.purpose;
    for line in [
        format!("db_client_connection_max{{pool_name=\"{purpose}\"}} 2"),
        format!("db_client_connection_pending_requests{{pool_name=\"{purpose}\"}} 0"),
        format!(
            "db_client_connection_count{{pool_name=\"{purpose}\",tenant=\"0\",state=\"used\"}} 2"
        ),
        format!(
            "db_client_connection_count{{pool_name=\"{purpose}\",tenant=\"0\",state=\"idle\"}} 0"
        ),
        format!("db_client_connection_timeouts_total{{pool_name=\"{purpose}\"}} 0"),
    ] {
        assert!(text.contains(&line), "{line} is not in\n{text}");
    }
    drop(held);
    world.databases.ping().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pools_follow_the_tenants_and_close_those_of_tenants_that_are_gone() {
    let world = World::with(2, 4).await;
    let observer = world.database.client().await;
    let used = world.get(0).await.unwrap();
    drop(world.get(1).await.unwrap());
    assert_eq!(world.open(&observer).await, 2);

    let name = || world.database.name().to_owned();
    let kept = world.databases.pool("1").unwrap();
    world
        .databases
        .follow([("1".to_owned(), name()), ("2".to_owned(), name())]);
    assert!(matches!(
        world.databases.pool("0"),
        Err(Error::UnknownTenant(_))
    ));
    drop(kept.get().await.unwrap());
    drop(world.get(2).await.unwrap());
    // Who still has a connection of a tenant that is gone may end with it.
    used.simple_query("select 1").await.unwrap();
    drop(used);
    let closed = async {
        while world.open(&observer).await > 2 {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, closed).await.unwrap();

    // Another database is another pool.
    world
        .databases
        .follow([("1".to_owned(), "postgres".to_owned())]);
    assert!(kept.get().await.is_err());
    // It is reached, and has no tables.
    assert!(matches!(world.get(1).await, Err(Error::Schema(_))));
}
