//! Second factors: when codes are asked for, and that each works once.

use core_api::cli::RoleName;
use reqwest::Method;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

use crate::{
    people::{PASSWORD, anonymous, browser, sign_in, signed_in},
    world::{World, send},
};

fn code(secret: &str, step_ahead: u64) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).build().unwrap();
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap();
    totp.generate(now.as_secs() + 30 * step_ahead).to_string()
}

#[tokio::test]
async fn a_second_factor_is_asked_for_once_it_is_confirmed() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let begun = send(browser(&world, Method::POST, "/v1/me/totp", &cookie).json(&json!({}))).await;
    let begun = begun.json();
    let secret = begun["secret"].as_str().unwrap();
    assert!(
        begun["uri"]
            .as_str()
            .unwrap()
            .starts_with("otpauth://totp/"),
        "{begun}"
    );
    // It does not count yet.
    assert_eq!(
        sign_in(&world, "ana@example.com", PASSWORD).await.status,
        204
    );

    let put = |code: String| {
        let body = json!({ "code": code });
        send(browser(&world, Method::PUT, "/v1/me/totp", &cookie).json(&body))
    };
    put("000000".to_owned())
        .await
        .problem(422, "invalid-request");
    let first = code(secret, 0);
    let confirmed = put(first.clone()).await.json();
    let recovery: Vec<&str> = confirmed["recovery_codes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(recovery.len(), 10);

    sign_in(&world, "ana@example.com", PASSWORD)
        .await
        .problem(401, "second-factor-required");
    let with = |code: &str| {
        let body = json!({ "email": "ana@example.com", "password": PASSWORD, "code": code });
        let world = &world;
        async move { anonymous(world, "/v1/session", &body).await }
    };
    with(&first).await.problem(401, "bad-credentials");
    assert_eq!(with(&code(secret, 1)).await.status, 204, "the next code");
    assert_eq!(with(&recovery[3].to_uppercase()).await.status, 204);
    with(recovery[3]).await.problem(401, "bad-credentials");
}

#[tokio::test]
async fn guesses_of_a_code_have_to_wait_too() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let begun = send(browser(&world, Method::POST, "/v1/me/totp", &cookie).json(&json!({}))).await;
    let secret = begun.json()["secret"].as_str().unwrap().to_owned();
    let body = json!({ "code": code(&secret, 0) });
    let put = browser(&world, Method::PUT, "/v1/me/totp", &cookie).json(&body);
    assert_eq!(send(put).await.status, 200);
    for code in [None, Some("000000"), None, Some("000001")] {
        let body = json!({ "email": "ana@example.com", "password": PASSWORD, "code": code });
        let answer = anonymous(&world, "/v1/session", &body).await;
        assert_eq!(answer.status, 401, "{answer:?}");
    }
    let counted = world
        .admin
        .query_one("select failures from ops.sign_in_failure", &[])
        .await;
    assert_eq!(counted.unwrap().get::<_, i32>(0), 4);
    world
        .run("update ops.sign_in_failure set failures = 12")
        .await;
    let body = json!({ "email": "ana@example.com", "password": PASSWORD, "code": "000002" });
    anonymous(&world, "/v1/session", &body)
        .await
        .problem(429, "too-many-attempts");
}
