//! The log over TLS: the server must be the one of the URL, by an authority that is trusted.

use odoo_db::{
    Error,
    log::{Address, Log, Logged, make_slot},
};
use secrecy::SecretString;
use testkit::{Authority, OwnPostgres, TlsPostgres};
use tls::Trust;

use crate::world::LOGICAL;

const NAME: &str = "espejo";

async fn connect(url: &str, trust: &Trust) -> Result<Log, Error> {
    let url = SecretString::from(url.to_owned());
    let address = Address::of(&url, trust, NAME, NAME)?;
    Ok(Log::connect(&address).await?.0)
}

/// Why there is no connection, with its causes.
async fn refused(url: &str, trust: &Trust) -> String {
    match connect(url, trust).await {
        Ok(_) => panic!("{url} was accepted"),
        Err(error) => format!("{error:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_read_over_tls_from_the_right_server_only() {
    let mut server = TlsPostgres::create();
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    server.serve(&ours.certificate("localhost", 2100), None);
    let named = format!("sslmode=verify-full&sslrootcert={}", ours.file().display());
    let url = server.url(&named);
    let trust = Trust::default();
    let client = odoo_db::connect(&SecretString::from(url.clone()), &trust).await;
    let client = client.unwrap();
    for sql in [
        "set default_transaction_read_only = off",
        "create table x_thing (id integer primary key)",
        "create publication espejo for table x_thing (id)",
    ] {
        client.batch_execute(sql).await.unwrap();
    }
    make_slot(&client, NAME).await.unwrap();
    let insert = "insert into x_thing values (1)";
    client.batch_execute(insert).await.unwrap();

    // The authority from the URL, and from the settings of the process.
    let plain = server.url("sslmode=verify-full");
    for (url, trust) in [(&url, trust), (&plain, trusting(&ours))] {
        let mut log = connect(url, &trust).await.unwrap();
        log.start().await.unwrap();
        let mut has_commit = false;
        while !has_commit {
            has_commit = matches!(log.next().await.unwrap(), Logged::Commit { .. });
        }
    }
    let problem = refused(&plain, &trusting(&other)).await;
    assert!(problem.contains("UnknownIssuer"), "{problem}");
    server.serve(&ours.certificate("db.example.com", 2100), None);
    let problem = refused(&url, &Trust::default()).await;
    assert!(problem.contains("NotValidForName"), "{problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_asks_gets_the_certificate_of_the_process() {
    let mut server = TlsPostgres::create();
    let ours = Authority::new("ours");
    server.serve(&ours.certificate("localhost", 2100), Some(&ours));
    let url = server.url("sslmode=verify-full");
    let own = ours.certificate(TlsPostgres::USER, 2100);
    let known = trusting(&ours).with_identity(&own.chain, &own.key).unwrap();
    connect(&url, &known).await.unwrap();
    let problem = refused(&url, &trusting(&ours)).await;
    assert!(problem.contains("client certificate"), "{problem}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_without_tls_is_refused() {
    let server = OwnPostgres::newest(LOGICAL);
    let url = format!("{}?sslmode=verify-full", server.url("postgres"));
    let problem = refused(&url, &trusting(&Authority::new("ours"))).await;
    assert!(problem.contains("does not speak TLS"), "{problem}");
}

fn trusting(authority: &Authority) -> Trust {
    Trust::default()
        .with_authorities(&authority.file())
        .unwrap()
}
