//! `amqps`: the broker must be the one of the URL, by an authority that is trusted.

use std::time::{Duration, Instant};

use bus::{Bus, Settings};
use testkit::{Authority, TlsBroker, VirtualHost};
use tls::Trust;
use tokio_util::sync::CancellationToken;

/// At least so long: several tries are refused.
const REFUSED: Duration = Duration::from_secs(2);
const ACCEPTED: Duration = Duration::from_secs(30);

/// Whether core-api gets a connection in time.
async fn connects(url: String, trust: Trust, limit: Duration) -> bool {
    let settings = Settings::new(url.into(), "core-api").trusting(trust);
    let (bus, driver) = Bus::new(settings).unwrap();
    let stop = CancellationToken::new();
    let waiting = async {
        while !bus.connected() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let (connected, ()) = tokio::join!(
        async {
            let connected = tokio::time::timeout(limit, waiting).await.is_ok();
            stop.cancel();
            connected
        },
        driver.run(stop.clone().cancelled_owned())
    );
    connected
}

/// Connects, and returns how long a connection may take that must be refused: longer than one that
/// is accepted takes on this machine now.
async fn accepted(url: String, trust: Trust) -> Duration {
    let begun = Instant::now();
    assert!(connects(url, trust, ACCEPTED).await);
    REFUSED.max(begun.elapsed() * 3)
}

fn trusting(authority: &Authority) -> Trust {
    Trust::default()
        .with_authorities(&authority.file())
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_right_broker_with_a_valid_certificate_of_a_trusted_authority_is_accepted() {
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    let right = ours.certificate("localhost", 2100);
    let broker = TlsBroker::start(&right, None);
    let url = || broker.url_for("espejo_core");
    let limit = accepted(url(), trusting(&ours)).await;
    let refused = |trust| connects(url(), trust, limit);
    assert!(!refused(trusting(&other)).await);
    // The authorities of the system have not signed it either.
    if Trust::default().identified().is_ok() {
        assert!(!refused(Trust::default()).await);
    }
    for (name, until) in [("broker.example.com", 2100), ("localhost", 2021)] {
        broker.present(&ours.certificate(name, until));
        assert!(!refused(trusting(&ours)).await, "{name} until {until}");
    }
    broker.present(&ours.certificate("localhost", 2100));
    assert!(
        connects(url(), trusting(&ours), ACCEPTED).await,
        "it still runs"
    );
    // In a list, the name of each node is checked by itself.
    let named = url().split(['@', '/']).nth(3).unwrap().to_owned();
    let unnamed = named.replace("localhost", "127.0.0.1");
    let over = |nodes: String| url().replace(&named, &nodes);
    assert_ne!(over(unnamed.clone()), url());
    assert!(!connects(over(unnamed.clone()), trusting(&ours), limit).await);
    let both = over(format!("{unnamed},{named}"));
    assert!(connects(both, trusting(&ours), ACCEPTED).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_without_tls_is_refused() {
    let host = VirtualHost::create().await;
    let ours = Authority::new("ours");
    let url = host
        .url_for("espejo_core")
        .replacen("amqp://", "amqps://", 1);
    let url = url.replacen("127.0.0.1", "localhost", 1);
    assert!(!connects(url, trusting(&ours), REFUSED).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_shows_its_certificate_to_a_broker_that_asks() {
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    let right = ours.certificate("localhost", 2100);
    let broker = TlsBroker::start(&right, Some(&ours));
    let url = || broker.url_for("espejo_core");
    let showing = |authority: &Authority, until| {
        let own = authority.certificate("core-api", until);
        trusting(&ours).with_identity(&own.chain, &own.key).unwrap()
    };
    let limit = accepted(url(), showing(&ours, 2100)).await;
    let strangers = [trusting(&ours), showing(&other, 2100), showing(&ours, 2021)];
    let refused = strangers.map(|trust| connects(url(), trust, limit));
    assert_eq!(futures::future::join_all(refused).await, [false; 3]);
}
