//! Transient messages to the one process that follows them.

use std::time::Duration;

use bus::{Followed, topology::credit_key};
use contracts::sync::SyncCredit;
use testkit::{TcpCut, VirtualHost};
use tokio::time::timeout;
use uuid::Uuid;

use crate::bench::{Bench, PATIENCE, credit, eventually};

async fn applied(followed: &mut Followed) -> i32 {
    let opened = timeout(PATIENCE, followed.recv())
        .await
        .expect("no credit came")
        .unwrap();
    opened.decode::<SyncCredit>().unwrap().data.applied
}

async fn silent(followed: &mut Followed) -> bool {
    timeout(Duration::from_millis(400), followed.recv())
        .await
        .is_err()
}

#[tokio::test]
async fn a_credit_reaches_only_the_follower_of_its_attempt() {
    let mut bench = Bench::start().await;
    let (credits, driver) = bench.sync_worker.credits();
    bench
        .tasks
        .spawn(driver.run(bench.stop.clone().cancelled_owned()));
    let [one, two] = [Uuid::new_v4(), Uuid::new_v4()];
    let mut first = credits.follow(one).await;
    let mut second = credits.follow(two).await;
    for (attempt, count) in [(one, 1), (two, 2), (one, 3)] {
        let message = credit(attempt, count);
        bench
            .bus
            .publish_transient(&credit_key(attempt), &message)
            .await
            .unwrap();
    }
    assert_eq!(applied(&mut first).await, 1);
    assert_eq!(applied(&mut first).await, 3);
    assert_eq!(applied(&mut second).await, 2);
    assert!(silent(&mut first).await && silent(&mut second).await);

    drop(second);
    let mut again = credits.follow(Uuid::new_v4()).await;
    bench
        .bus
        .publish_transient(&credit_key(two), &credit(two, 4))
        .await
        .unwrap();
    assert!(
        silent(&mut again).await,
        "nobody follows it any more, and nobody is told"
    );
    bench.finish().await.assert_no_leftovers().await;
    assert!(
        first.recv().await.is_none(),
        "the stream ends with the driver"
    );
}

#[tokio::test]
async fn following_credits_survives_a_lost_connection() {
    let host = VirtualHost::create().await;
    let line = TcpCut::to(&host.broker_address()).await;
    let mut bench = Bench::with(host, Some(line.port()), |_| {});
    let (credits, driver) = bench.sync_worker.credits();
    bench
        .tasks
        .spawn(driver.run(bench.stop.clone().cancelled_owned()));
    let attempt = Uuid::new_v4();
    let mut followed = credits.follow(attempt).await;
    bench.connected().await;
    line.cut();
    eventually("the cut is noticed", async || !bench.is_connected()).await;
    bench.connected().await;
    bench
        .bus
        .publish_transient(&credit_key(attempt), &credit(attempt, 5))
        .await
        .unwrap();
    assert_eq!(applied(&mut followed).await, 5);
    bench.finish().await;
}
