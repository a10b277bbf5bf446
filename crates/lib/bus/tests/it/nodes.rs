//! Several nodes in one URL: dead and silent ones are passed over, and a lost one is replaced.

use std::{
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use bus::{
    Bus,
    topology::{CORE_API_SCHEDULE, user_of},
};
use secrecy::SecretString;
use testkit::{TcpCut, VirtualHost, free_port};
use tokio::{
    io::AsyncReadExt,
    net::TcpListener,
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;

use crate::bench::{Bench, PATIENCE, done, eventually, next, recorder, settings, tick};

/// For all nodes together.
const LIMIT: Duration = Duration::from_secs(9);
/// So many that some begin with each node: one that is not tried would be a chance of one to a
/// million.
const PROCESSES: usize = 20;

/// The URL of a service's user with these addresses.
fn url_over(host: &VirtualHost, user: &str, addresses: &[String]) -> String {
    let url = host.url_for(user);
    url.replacen(&host.broker_address(), &addresses.join(","), 1)
}

fn local(port: u16) -> String {
    format!("127.0.0.1:{port}")
}

/// Accepts connections, reads, and never answers.
struct Silent {
    port: u16,
    accepted: Arc<AtomicUsize>,
    closed: Arc<AtomicUsize>,
    _serving: JoinSet<()>,
}

impl Silent {
    async fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (accepted, closed) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let counts = (accepted.clone(), closed.clone());
        let mut serving = JoinSet::new();
        serving.spawn(async move {
            let mut clients = JoinSet::new();
            while let Ok((mut client, _)) = listener.accept().await {
                counts.0.fetch_add(1, Ordering::SeqCst);
                let closed = counts.1.clone();
                clients.spawn(async move {
                    let mut bytes = [0; 64];
                    while let Ok(1..) = client.read(&mut bytes).await {}
                    closed.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Self {
            port,
            accepted,
            closed,
            _serving: serving,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_and_silent_nodes_are_passed_over_and_their_connections_closed() {
    let host = VirtualHost::create().await;
    let silent = Silent::start().await;
    let addresses = [
        local(free_port()),
        local(silent.port),
        host.broker_address(),
    ];
    let url = url_over(&host, "espejo_scheduler", &addresses);
    let stop = CancellationToken::new();
    let begun = Instant::now();
    let mut drivers = JoinSet::new();
    let buses: Vec<Bus> = (0..PROCESSES)
        .map(|_| {
            let mut settings = settings(&url, "scheduler");
            settings.connect_timeout = LIMIT;
            let (bus, driver) = Bus::new(settings).unwrap();
            drivers.spawn(driver.run(stop.clone().cancelled_owned()));
            bus
        })
        .collect();
    for bus in &buses {
        eventually("connected", async || bus.connected()).await;
    }
    assert!(begun.elapsed() < LIMIT, "in one attempt");
    let accepted = silent.accepted.load(Ordering::SeqCst);
    assert!((1..PROCESSES).contains(&accepted), "{accepted}");
    eventually("no connection is left at the silent node", async || {
        silent.closed.load(Ordering::SeqCst) == accepted
    })
    .await;
    assert!(buses.iter().all(Bus::connected));
    stop.cancel();
    let ended = timeout(PATIENCE, drivers.join_all()).await;
    assert_eq!(ended.unwrap().len(), PROCESSES);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_loss_of_one_node_after_the_other_loses_no_message() {
    let host = VirtualHost::create().await;
    let broker = host.broker_address();
    let (one, two) = (TcpCut::to(&broker).await, TcpCut::to(&broker).await);
    let addresses = [local(one.port()), local(two.port())];
    let urls = |service| url_over(&host, user_of(service).unwrap(), &addresses);
    let urls = ["core-api", "sync-worker", "export-worker", "scheduler"]
        .map(|service| (service, urls(service)));
    let mut bench = Bench::with(host, None, |settings| {
        let (_, url) = urls.iter().find(|(s, _)| *s == settings.service).unwrap();
        settings.url = SecretString::from(url.clone()).into();
    });
    let (handler, mut seen) = recorder(done);
    bench.consume(&CORE_API_SCHEDULE, handler);
    bench.connected().await;
    for (lost, left) in [(&one, &two), (&two, &one), (&one, &two)] {
        left.restore();
        lost.refuse();
        // The driver sees the cut a moment later.
        sleep(Duration::from_secs(1)).await;
        bench.connected().await;
        let message = tick();
        bench.publish(&message).await;
        // One whose acknowledgement was cut off comes again before it.
        while next(&mut seen).await.id != message.id {}
    }
    bench.finish().await.assert_no_leftovers().await;
}
