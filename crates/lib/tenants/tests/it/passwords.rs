//! Where the password of Odoo comes from.

use std::fs;

use settings::ExposeSecret;
use tenants::{SecretError, Tenants};

use crate::loading::{BASE, directory, host_file, problems};

#[tokio::test]
async fn the_password_is_read_from_its_place_when_needed() {
    let in_file = host_file("pampa").replace(
        "password_env = \"CARGO_PKG_NAME\"",
        "password_file = \"pw\"",
    );
    let printed = host_file("vault").replace(
        "password_env = \"CARGO_PKG_NAME\"",
        "password_command = [\"printf\", \"from a vault\"]",
    );
    let lost = host_file("lost").replace("CARGO_PKG_NAME", "ESPEJO_NO_SUCH_VARIABLE");
    let dir = directory(
        BASE,
        &[
            ("a.test.toml", host_file("andina")),
            ("p.test.toml", in_file),
            ("l.test.toml", lost),
            ("v.test.toml", printed),
        ],
    );
    let tenants = Tenants::load(dir.path()).unwrap();
    let password = |name: &str| tenants.by_name(name).unwrap().odoo.password();

    // Cargo sets this variable for every test.
    assert_eq!(password("andina").await.unwrap().expose_secret(), "tenants");
    assert!(matches!(
        password("pampa").await,
        Err(SecretError::Unreadable { .. })
    ));
    fs::write(dir.path().join("pw"), "s3cret\n").unwrap();
    assert_eq!(password("pampa").await.unwrap().expose_secret(), "s3cret");
    assert_eq!(
        password("vault").await.unwrap().expose_secret(),
        "from a vault"
    );
    assert!(matches!(
        password("lost").await,
        Err(SecretError::Missing { .. })
    ));
}

#[test]
fn exactly_one_source_of_the_password_is_required() {
    let none = host_file("andina").replace("password_env = \"CARGO_PKG_NAME\"", "");
    let both = format!("{}password_file = \"x\"\n", host_file("pampa"));
    let dir = directory(BASE, &[("a.test.toml", none), ("p.test.toml", both)]);
    let found = problems(&dir);
    assert!(found[0].ends_with("is needed: none is given"), "{found:?}");
    assert!(
        found[1].ends_with("is needed: more than one is given"),
        "{found:?}"
    );
}
