//! A repository in S3, over TLS.

use testkit::{Authority, S3Server, TlsFront};

use crate::installation::{ANDINA, Bucket, Installation, PAMPA};

#[tokio::test(flavor = "multi_thread")]
async fn a_repository_in_s3_is_encrypted_and_verified_and_a_tenant_is_restored_from_it() {
    let store = S3Server::start().await;
    let authority = Authority::new("ours");
    let certificate = authority.certificate("localhost", 2100);
    let front = TlsFront::to(&store.address(), &certificate, None).await;
    let endpoint = format!("localhost:{}", front.port());
    let machine = Installation::with_repository(Some(Bucket {
        variables: store.backup_variables(endpoint).to_vec(),
        authority: authority.file(),
    }));
    machine.add_key("andina", "Nobody may read this name");
    let made = machine.worker(&["backup", "--full"]);
    assert!(made.contains("F: ") && made.contains("is whole"), "{made}");
    machine.add_key("andina", "wanted");
    let at = machine.moment().await;
    machine.add_key("andina", "a mistake");
    machine.add_key("pampa", "later");
    let made = machine.worker(&["backup"]);
    assert!(made.contains("I: "), "{made}");
    let said = machine.worker(&["verify"]);
    assert_eq!(said.trim(), "the repository is whole");

    let objects = store.objects();
    assert!(
        objects.keys().any(|key| key.contains("/archive/")),
        "{:?}",
        objects.keys()
    );
    for (key, object) in &objects {
        let leaks = String::from_utf8_lossy(object).contains("Nobody may read this name");
        assert!(!leaks, "a name is in {key}");
    }

    let said = machine.worker(&["restore", "--host", "andina.localhost", "--at", &at]);
    assert!(said.contains("andina has the state of"), "{said}");
    let keys = machine.keys(ANDINA).await;
    assert_eq!(keys, ["Nobody may read this name", "wanted"]);
    assert_eq!(machine.keys(PAMPA).await, ["later"]);
}
