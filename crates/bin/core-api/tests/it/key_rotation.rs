//! The key that encrypts second factors and keys of webhooks changes while core-api serves.

use std::path::Path;

use core_api::{cli::RoleName, http::auth::Role};
use reqwest::Method;
use serde_json::{Value, json};
use settings::Environment;
use testkit::ServiceProcess;
use totp_rs::{Builder, Secret};
use uuid::Uuid;
use vault::Vault;

use crate::{
    people::{PASSWORD, anonymous, browser, signed_in},
    secret_commands::keys,
    webhooks::NEW,
    world::{KEYS, World, send},
};

const OLD: u8 = 7;
const NEWEST: u8 = 8;

/// The keys of core-api in a file, as an operator would have them.
pub(crate) fn in_file(file: &Path) -> Vault {
    std::fs::write(file, keys(&[OLD])).unwrap();
    let path = file.as_os_str().to_owned();
    let mut env = Environment::from_pairs([("ESPEJO_SECRETS_KEY_FILE", path)]);
    Vault::read(&mut env, "ESPEJO_SECRETS_KEY").unwrap()
}

/// Of the step that is so many steps away.
fn code(secret: &str, steps: i64) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    let now = lifecycle::clock::now().as_second() + 30 * steps;
    totp.generate(u64::try_from(now).unwrap()).to_string()
}

/// The secret of a second factor that the person has confirmed with the code of the last step.
async fn enrolled(world: &World, email: &str) -> String {
    let cookie = signed_in(world, email, RoleName::Viewer).await;
    let begun = send(browser(world, Method::POST, "/v1/me/totp", &cookie).json(&json!({}))).await;
    let secret = begun.json()["secret"].as_str().unwrap().to_owned();
    let body = json!({ "code": code(&secret, -1) });
    let put = browser(world, Method::PUT, "/v1/me/totp", &cookie).json(&body);
    assert_eq!(send(put).await.status, 200);
    secret
}

async fn signs_in(world: &World, email: &str, code: &str) -> bool {
    let body = json!({ "email": email, "password": PASSWORD, "code": code });
    anonymous(world, "/v1/session", &body).await.status == 204
}

/// The keys that core-api reads from its file from now on.
fn use_keys(world: &World, all: &[u8]) {
    std::fs::write(world.config.path().join(KEYS), keys(all)).unwrap();
}

/// Whether the command succeeded, and what it printed.
async fn secrets(world: &World, command: &str, all: &[u8]) -> (bool, String) {
    let mut variables = world.databases[0].variables("CORE");
    let dir = world.config.path().display().to_string();
    variables.extend([
        ("ESPEJO_TENANTS_DIR", dir),
        ("ESPEJO_SECRETS_KEY", keys(all)),
    ]);
    let mut process = ServiceProcess::start("core-api", &["secrets", command], variables);
    let status = process.wait_exit(std::time::Duration::from_mins(1)).await;
    (status.success(), process.log())
}

/// Opens the key of a webhook as it is stored, with one key.
async fn webhook_key(world: &World, id: Uuid, key: u8) -> Option<Vec<u8>> {
    let sql = "select key_encrypted from ops.webhook where id = $1";
    let row = world.admin.query_one(sql, &[&id]).await.unwrap();
    let text = keys(&[key]);
    let mut env = Environment::from_pairs([("KEY", text.as_str())]);
    let vault = Vault::read(&mut env, "KEY").unwrap();
    vault.open(&format!("webhook:{id}"), row.get(0)).ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn second_factors_and_webhooks_keep_working_while_the_key_changes() {
    let world = World::create().await;
    let ana = enrolled(&world, "ana@example.com").await;
    let admin = world.key("andina", Role::Admin).await;
    let new: Value = serde_json::from_str(NEW).unwrap();
    let webhook = world.post("/v1/webhooks", &admin, &new).await.json();
    let id: Uuid = webhook["id"].as_str().unwrap().parse().unwrap();
    let signing = webhook_key(&world, id, OLD).await.unwrap();

    // The old key still opens, and the new one encrypts.
    use_keys(&world, &[NEWEST, OLD]);
    assert!(signs_in(&world, "ana@example.com", &code(&ana, 0)).await);
    let eva = enrolled(&world, "eva@example.com").await;
    let (is_good, told) = secrets(&world, "check", &[NEWEST, OLD]).await;
    assert!(is_good && told.contains("the newest: 1 secrets"), "{told}");
    assert!(!told.contains("not needed any more"), "{told}");

    let before = world.get(&format!("/v1/webhooks/{id}"), &admin).await;
    let (is_good, told) = secrets(&world, "rotate", &[NEWEST, OLD]).await;
    assert!(is_good && told.contains("the newest: 3 secrets"), "{told}");
    assert!(told.contains("0 secrets: not needed any more"), "{told}");
    let after = world.get(&format!("/v1/webhooks/{id}"), &admin).await;
    assert_eq!(after.json(), before.json(), "nobody sees a change");

    // Without the old key everything works, and with it alone nothing is lost silently.
    use_keys(&world, &[NEWEST]);
    assert!(signs_in(&world, "ana@example.com", &code(&ana, 1)).await);
    assert!(signs_in(&world, "eva@example.com", &code(&eva, 0)).await);
    assert_eq!(webhook_key(&world, id, NEWEST).await.unwrap(), signing);
    assert!(webhook_key(&world, id, OLD).await.is_none());
    let (is_good, told) = secrets(&world, "rotate", &[OLD]).await;
    assert!(!is_good, "{told}");
    for what in ["the second factor of person", "a key of webhook"] {
        assert!(told.contains(what), "{told}");
    }
    assert!(signs_in(&world, "eva@example.com", &code(&eva, 1)).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_database_keeps_the_old_key_needed() {
    let world = World::create().await;
    enrolled(&world, "ana@example.com").await;
    let file = world.config.path().join("hosts/pampa.localhost.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let lost = text.replace("database = '", "database = 'nowhere_");
    assert_ne!(lost, text);
    std::fs::write(file, lost).unwrap();
    let (is_good, told) = secrets(&world, "rotate", &[NEWEST, OLD]).await;
    assert!(!is_good && told.contains("pampa: "), "{told}");
    assert!(told.contains("the newest: 1 secrets"), "{told}");
    assert!(!told.contains("not needed any more"), "{told}");
}
