//! Connections with TLS: the server must be the one of the URL, by an authority that is trusted.

use std::path::Path;

use store::{Access, Databases};
use testkit::{Authority, TestDatabase, TlsFront};
use tls::Trust;

async fn ping(access: &Access, database: &TestDatabase) -> Result<(), String> {
    let names = [("andina".to_owned(), database.name().to_owned())];
    let pools = Databases::new(access, names, "test", 1).map_err(|e| format!("{e:?}"))?;
    pools.ping().await.map_err(|error| format!("{error:?}"))
}

fn url(database: &TestDatabase, port: u16, parameters: &str) -> String {
    format!(
        "postgres://{}@localhost:{port}/postgres?{parameters}",
        database.administrator()
    )
}

fn trusting(file: &Path) -> Trust {
    Trust::default().with_authorities(file).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_right_server_with_a_valid_certificate_of_a_trusted_authority_is_accepted() {
    let database = TestDatabase::empty().await;
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    let server = database.server_address();
    for (name, until, authority, problem) in [
        ("localhost", 2100, &ours, None),
        ("localhost", 2100, &other, Some("UnknownIssuer")),
        ("db.example.com", 2100, &ours, Some("NotValidForName")),
        ("localhost", 2021, &ours, Some("Expired")),
    ] {
        let certificate = ours.certificate(name, until);
        let front = TlsFront::to(&server, &certificate, None, None).await;
        let file = authority.file();
        for mode in ["verify-full", "require"] {
            // The authority from the URL, or from the settings of the process.
            let named = format!("sslmode={mode}&sslrootcert={}", file.display());
            let by_url = Access::from(url(&database, front.port(), &named));
            let plain = url(&database, front.port(), &format!("sslmode={mode}"));
            let by_process = Access::from(plain).trusting(trusting(&file));
            for access in [by_url, by_process] {
                let reached = ping(&access, &database).await;
                match (problem, reached) {
                    (None, reached) => reached.unwrap(),
                    (Some(problem), Ok(())) => panic!("accepted in spite of {problem}"),
                    (Some(problem), Err(error)) => assert!(error.contains(problem), "{error}"),
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_tls_is_refused_and_never_told_the_password() {
    let database = TestDatabase::empty().await;
    let (_, port) = database.server_address().rsplit_once(':').map_or_else(
        || panic!("no port"),
        |(host, port)| (host.to_owned(), port.parse::<u16>().unwrap()),
    );
    let ours = Authority::new("ours");
    let access = Access::from(url(&database, port, "sslmode=verify-full"));
    let refused = ping(&access.trusting(trusting(&ours.file())), &database).await;
    let refused = refused.unwrap_err();
    assert!(refused.contains("does not support TLS"), "{refused}");
    let plain = Access::from(url(&database, port, "sslmode=disable"));
    ping(&plain, &database).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_shows_its_certificate_to_a_server_that_asks() {
    let database = TestDatabase::empty().await;
    let ours = Authority::new("ours");
    let certificate = ours.certificate("localhost", 2100);
    let server = database.server_address();
    let front = TlsFront::to(&server, &certificate, None, Some(&ours)).await;
    let access = || Access::from(url(&database, front.port(), "sslmode=verify-full"));
    let nobody = access().trusting(trusting(&ours.file()));
    ping(&nobody, &database).await.unwrap_err();
    let own = ours.certificate("core-api", 2100);
    let known = trusting(&ours.file())
        .with_identity(&own.chain, &own.key)
        .unwrap();
    ping(&access().trusting(known), &database).await.unwrap();
}
