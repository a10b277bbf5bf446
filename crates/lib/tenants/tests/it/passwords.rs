//! Where the password of Odoo comes from.

use std::fs;

use settings::ExposeSecret;
use tenants::{PasswordError, SecretError, TenantFile, Tenants};
use vault::Vault;

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
    let password = |name: &str| tenants.by_name(name).unwrap().odoo.password(None);

    // Cargo sets this variable for every test.
    assert_eq!(password("andina").await.unwrap().expose_secret(), "tenants");
    assert!(matches!(
        password("pampa").await,
        Err(PasswordError::Place(SecretError::Unreadable { .. }))
    ));
    fs::write(dir.path().join("pw"), "s3cret\n").unwrap();
    assert_eq!(password("pampa").await.unwrap().expose_secret(), "s3cret");
    assert_eq!(
        password("vault").await.unwrap().expose_secret(),
        "from a vault"
    );
    assert!(matches!(
        password("lost").await,
        Err(PasswordError::Place(SecretError::Missing { .. }))
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

const PLACE: &str = "password_env = \"CARGO_PKG_NAME\"";

fn encrypted(name: &str, text: &str) -> String {
    let line = format!("password_encrypted = \"{text}\" # of our own vault");
    host_file(name).replace(PLACE, &line)
}

#[tokio::test]
async fn an_encrypted_password_opens_only_for_its_host_and_with_its_key() {
    let keys = Vault::new("ESPEJO_ODOO_KEY", [7; 32]);
    let text = keys.seal_text("a.test", "hush").unwrap();
    let dir = directory(
        BASE,
        &[
            ("a.test.toml", encrypted("andina", &text)),
            ("p.test.toml", encrypted("pampa", &text)),
        ],
    );
    let tenants = Tenants::load(dir.path()).unwrap();
    let odoo = |name: &str| &tenants.by_name(name).unwrap().odoo;
    let opened = odoo("andina").password(Some(&keys)).await.unwrap();
    assert_eq!(opened.expose_secret(), "hush");

    let other = Vault::new("ESPEJO_ODOO_KEY", [8; 32]);
    for (name, keys, reason) in [
        (
            "pampa",
            Some(&keys),
            "encrypted for something else than p.test",
        ),
        ("andina", Some(&other), "ESPEJO_ODOO_KEY has only"),
        ("andina", None, "needs ESPEJO_ODOO_KEY, which is missing"),
    ] {
        let refused = odoo(name).password(keys).await.unwrap_err().to_string();
        assert!(
            refused.contains(".test.toml: `odoo.password_encrypted`"),
            "{refused}"
        );
        assert!(refused.contains(reason), "{refused}");
        assert!(
            !refused.contains("hush") && !refused.contains(&text),
            "{refused}"
        );
        assert!(odoo(name).check_encrypted(keys).is_err());
    }
    let (all, problems) = TenantFile::all(dir.path()).unwrap();
    let labels: Vec<_> = all.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(labels, ["hosts/a.test.toml", "hosts/p.test.toml"]);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn a_password_that_is_not_encrypted_is_refused_and_never_quoted() {
    let keys = Vault::new("ESPEJO_ODOO_KEY", [7; 32]);
    let text = keys.seal_text("a.test", "hush").unwrap();
    let base = format!("{BASE}[odoo.extra_fields]\n").replace(
        "[odoo]\n",
        &format!("[odoo]\npassword_encrypted = \"{text}\"\n"),
    );
    let refusal = |base: &str, file: String| {
        let dir = directory(base, &[("a.test.toml", file)]);
        problems(&dir).join("\n")
    };
    for wrong in ["hush", "", &text[..20], &format!("{text}.x")] {
        let told = refusal(BASE, encrypted("andina", wrong));
        assert!(
            told.starts_with("hosts/a.test.toml: `odoo.password_encrypted`: the value is not one"),
            "{told}"
        );
        assert!(told.contains("core-api secrets encrypt"), "{told}");
        assert!(!told.contains("hush"), "{told}");
    }
    let number = host_file("andina").replace(PLACE, "password_encrypted = 4711");
    let told = refusal(BASE, number);
    assert!(
        told.contains("must be a text") && !told.contains("4711"),
        "{told}"
    );
    let told = refusal(&base, host_file("andina").replace(PLACE, ""));
    assert!(
        told.contains("base.toml: `odoo.password_encrypted`: belongs into"),
        "{told}"
    );
}
