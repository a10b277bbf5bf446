//! Traces over `https`: only to the collector of the URL, by an authority that is trusted.

use telemetry::Settings;
use testkit::{Authority, TlsFront};
use tls::Trust;
use tracing::info_span;

use crate::collector::Collector;

/// Sends a span with this name to this endpoint.
fn send(name: &'static str, endpoint: String, authority: &Authority) {
    let settings = Settings {
        otlp_endpoint: Some(endpoint),
        trust: Trust::default()
            .with_authorities(&authority.file())
            .unwrap(),
        ..Settings::default()
    };
    let (dispatch, guard) = telemetry::subscriber("tester", &settings, std::io::sink).unwrap();
    tracing::dispatcher::with_default(&dispatch, || {
        info_span!("sent", otel.name = name).in_scope(|| {});
    });
    guard.flush();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_right_collector_with_a_valid_certificate_of_a_trusted_authority_gets_spans() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let collector = Collector::start();
    let address = collector.endpoint.trim_start_matches("http://").to_owned();
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    for (span, name, until, authority) in [
        ("wrong authority", "localhost", 2100, &other),
        ("wrong name", "otlp.example.com", 2100, &ours),
        ("expired", "localhost", 2021, &ours),
        ("right", "localhost", 2100, &ours),
    ] {
        let certificate = ours.certificate(name, until);
        let front = TlsFront::to(&address, &certificate, Some("h2")).await;
        let endpoint = format!("https://localhost:{}", front.port());
        tokio::task::block_in_place(|| send(span, endpoint, authority));
    }
    let (_, port) = address.rsplit_once(':').unwrap();
    let plain = format!("https://localhost:{port}");
    tokio::task::block_in_place(|| send("no TLS", plain, &ours));
    let spans = collector.spans();
    let names: Vec<_> = spans.iter().map(|span| span.name.as_str()).collect();
    assert_eq!(names, ["right"]);
}
