//! S3 over `https`: the server must be the one of the URL, by an authority that is trusted.

use files::{Error, Files, Settings};
use settings::Environment;
use testkit::{Authority, S3Server, TlsFront};

use crate::write;

const KEY: &str = "exports/andina/job/a.csv";

/// The storage behind this endpoint.
fn at(s3: &S3Server, endpoint: String, authority: &Authority) -> Files {
    let authority = authority.file().display().to_string();
    let pairs = s3
        .variables()
        .into_iter()
        .filter(|(name, _)| *name != "ESPEJO_S3_ENDPOINT");
    let more = [
        ("ESPEJO_S3_ENDPOINT", endpoint),
        ("ESPEJO_CA_FILE", authority),
    ];
    let mut env = Environment::from_pairs(pairs.chain(more));
    let settings = Settings::read(&mut env);
    Files::open(&env.finish(settings).unwrap()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_right_storage_with_a_valid_certificate_of_a_trusted_authority_is_accepted() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let s3 = S3Server::start().await;
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    let variables = s3.variables();
    let plain = variables
        .iter()
        .find(|(name, _)| *name == "ESPEJO_S3_ENDPOINT");
    let address = plain
        .unwrap()
        .1
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    for (name, until, authority, accepted) in [
        ("localhost", 2100, &ours, true),
        ("localhost", 2100, &other, false),
        ("s3.example.com", 2100, &ours, false),
        ("localhost", 2021, &ours, false),
    ] {
        let certificate = ours.certificate(name, until);
        let front = TlsFront::to(&address, &certificate, None).await;
        let files = at(
            &s3,
            format!("https://localhost:{}", front.port()),
            authority,
        );
        if accepted {
            write(&files, KEY, b"abc".to_vec(), true).await.unwrap();
        }
        let checked = files.check().await;
        assert_eq!(
            checked.is_ok(),
            accepted,
            "{name} until {until}: {checked:?}"
        );
    }
    // A server without TLS.
    let port = address.rsplit_once(':').unwrap().1;
    let refused = at(&s3, format!("https://localhost:{port}"), &ours)
        .check()
        .await;
    assert!(matches!(refused, Err(Error::Store(_))), "{refused:?}");
}
