//! `amqps`: the broker must be the one of the URL, by an authority that is trusted.

use std::time::Duration;

use bus::{Bus, Settings};
use testkit::{Authority, TlsFront, VirtualHost};
use tls::Trust;
use tokio_util::sync::CancellationToken;

/// Longer than a connection takes, and than several tries that are refused.
const REFUSED: Duration = Duration::from_secs(3);
const ACCEPTED: Duration = Duration::from_secs(30);

/// Whether core-api gets a connection in time.
async fn connects(host: &VirtualHost, port: u16, trust: Trust, limit: Duration) -> bool {
    let url = host.url_for("espejo_core");
    let (login, _) = url.rsplit_once('@').unwrap();
    let login = login.replacen("amqp://", "amqps://", 1);
    let url = format!("{login}@localhost:{port}/{}", host.name());
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

#[tokio::test(flavor = "multi_thread")]
async fn only_the_right_broker_with_a_valid_certificate_of_a_trusted_authority_is_accepted() {
    let host = VirtualHost::create().await;
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    for (name, until, authority, accepted) in [
        ("localhost", 2100, &ours, true),
        ("localhost", 2100, &other, false),
        ("broker.example.com", 2100, &ours, false),
        ("localhost", 2021, &ours, false),
    ] {
        let certificate = ours.certificate(name, until);
        let front = TlsFront::to(&host.broker_address(), &certificate, None, None).await;
        let trust = Trust::default()
            .with_authorities(&authority.file())
            .unwrap();
        let limit = if accepted { ACCEPTED } else { REFUSED };
        let connected = connects(&host, front.port(), trust, limit).await;
        assert_eq!(connected, accepted, "{name} until {until}");
    }
    // The authorities of the system have not signed it either.
    let certificate = ours.certificate("localhost", 2100);
    let front = TlsFront::to(&host.broker_address(), &certificate, None, None).await;
    if Trust::default().identified().is_ok() {
        assert!(!connects(&host, front.port(), Trust::default(), REFUSED).await);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broker_without_tls_is_refused() {
    let host = VirtualHost::create().await;
    let ours = Authority::new("ours");
    let trust = Trust::default().with_authorities(&ours.file()).unwrap();
    let address = host.broker_address();
    let port = address.rsplit_once(':').unwrap().1.parse().unwrap();
    assert!(!connects(&host, port, trust, REFUSED).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_shows_its_certificate_to_a_broker_that_asks() {
    let host = VirtualHost::create().await;
    let ours = Authority::new("ours");
    let certificate = ours.certificate("localhost", 2100);
    let front = TlsFront::to(&host.broker_address(), &certificate, None, Some(&ours)).await;
    let nobody = Trust::default().with_authorities(&ours.file()).unwrap();
    assert!(!connects(&host, front.port(), nobody.clone(), REFUSED).await);
    let own = ours.certificate("core-api", 2100);
    let known = nobody.with_identity(&own.chain, &own.key).unwrap();
    assert!(connects(&host, front.port(), known, ACCEPTED).await);
}
