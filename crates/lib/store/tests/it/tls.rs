//! Connections with TLS: the server must be the one of the URL, by an authority that is trusted.

use std::path::Path;

use store::{Access, Databases, Error};
use testkit::{Authority, TestDatabase, TlsPostgres};
use tls::Trust;

async fn ping(access: &Access, database: &str) -> Result<(), String> {
    let names = [("andina".to_owned(), database.to_owned())];
    let pools = Databases::new(access, names, "test", 1).map_err(|e| format!("{e:?}"))?;
    match pools.ping().await {
        // The server let the client in, and found that the database is empty.
        Ok(()) | Err(Error::Schema(_)) => Ok(()),
        Err(error) => Err(format!("{error:?}")),
    }
}

fn trusting(file: &Path) -> Trust {
    Trust::default().with_authorities(file).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_right_server_with_a_valid_certificate_of_a_trusted_authority_is_accepted() {
    let mut server = TlsPostgres::create();
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    for (name, until, authorities) in [
        (
            "localhost",
            2100,
            [(&ours, None), (&other, Some("UnknownIssuer"))].as_slice(),
        ),
        ("db.example.com", 2100, &[(&ours, Some("NotValidForName"))]),
        ("localhost", 2021, &[(&ours, Some("Expired"))]),
    ] {
        server.serve(&ours.certificate(name, until), None);
        for (authority, problem) in authorities {
            let file = authority.file();
            for mode in ["verify-full", "require"] {
                // The authority from the URL, or from the settings of the process.
                let named = format!("sslmode={mode}&sslrootcert={}", file.display());
                let by_url = Access::from(server.url(&named));
                let plain = server.url(&format!("sslmode={mode}"));
                let by_process = Access::from(plain).trusting(trusting(&file));
                for access in [by_url, by_process] {
                    let reached = ping(&access, "postgres").await;
                    match (problem, reached) {
                        (None, reached) => reached.unwrap(),
                        (Some(problem), Ok(())) => panic!("accepted in spite of {problem}"),
                        (Some(problem), Err(error)) => assert!(error.contains(problem), "{error}"),
                    }
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_tls_is_refused_and_never_told_the_password() {
    let database = TestDatabase::empty().await;
    let (login, address) = (database.administrator(), database.server_address());
    let url = |mode| format!("postgres://{login}@{address}/postgres?sslmode={mode}");
    let ours = Authority::new("ours");
    let access = Access::from(url("verify-full"));
    let refused = ping(&access.trusting(trusting(&ours.file())), database.name()).await;
    let refused = refused.unwrap_err();
    assert!(refused.contains("does not support TLS"), "{refused}");
    let plain = Access::from(url("disable"));
    ping(&plain, database.name()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_process_shows_its_certificate_to_a_server_that_asks() {
    let mut server = TlsPostgres::create();
    let (ours, other) = (Authority::new("ours"), Authority::new("other"));
    server.serve(&ours.certificate("localhost", 2100), Some(&ours));
    let access = || Access::from(server.url("sslmode=verify-full"));
    let nobody = || trusting(&ours.file());
    let showing = |authority: &Authority, name: &str, until: i32| {
        let own = authority.certificate(name, until);
        let known = nobody().with_identity(&own.chain, &own.key).unwrap();
        access().trusting(known)
    };
    // One database compares the name with that of the login.
    let login = TlsPostgres::USER;
    ping(&showing(&ours, login, 2100), "postgres")
        .await
        .unwrap();
    ping(&showing(&ours, "core-api", 2100), "template1")
        .await
        .unwrap();
    for (access, database, problem) in [
        (
            access().trusting(nobody()),
            "postgres",
            "requires a valid client certificate",
        ),
        (
            access().trusting(nobody()),
            "template1",
            "requires a valid client certificate",
        ),
        (
            showing(&ours, "core-api", 2100),
            "postgres",
            "authentication failed",
        ),
        (
            showing(&ours, login, 2021),
            "postgres",
            "CertificateExpired",
        ),
        (showing(&other, login, 2100), "postgres", "UnknownCA"),
    ] {
        let refused = ping(&access, database).await.unwrap_err();
        assert!(refused.contains(problem), "{refused}");
    }
    let plain = Access::from(server.url("sslmode=disable"));
    let refused = ping(&plain, "postgres").await.unwrap_err();
    assert!(refused.contains("no encryption"), "{refused}");
}
