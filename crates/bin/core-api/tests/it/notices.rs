//! Invitations and links for new passwords by mail: who gets one, what the link is, and what the
//! answer gives away.

use std::time::{Duration, Instant};

use core_api::{cli::RoleName, http::auth::Role};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    people::{PASSWORD, anonymous, browser, invitation, sign_in, signed_in},
    world::{ANDINA, World, send},
};

const NEW: &str = "mesa puente naranja abril";

/// The data of the notices in the outbox, oldest first.
async fn notices(world: &World) -> Vec<Value> {
    let sql = "select body from ops.outbox where event = 'notice.requested' order by id";
    let rows = world.admin.query(sql, &[]).await.unwrap();
    let body = |row: &tokio_postgres::Row| -> Value {
        serde_json::from_str(row.get::<_, &str>(0)).unwrap()
    };
    rows.iter().map(|row| body(row)["data"].clone()).collect()
}

fn token(notice: &Value) -> String {
    let link = notice["link"].as_str().unwrap();
    link.split_once('#').unwrap().1.to_owned()
}

async fn ask(world: &World, email: &str) -> Duration {
    let begun = Instant::now();
    let answer = anonymous(world, "/v1/password-resets", &json!({ "email": email })).await;
    assert_eq!(answer.status, 202, "{answer:?}");
    assert_eq!(answer.text, "");
    begun.elapsed()
}

#[tokio::test]
async fn a_new_person_is_invited_by_mail_in_the_name_of_the_admin() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Admin).await;
    let new = |email: &str, send: Option<bool>| {
        let mut body =
            json!({ "email": email, "name": "Luis", "role": "operator", "locale": "en" });
        if let Some(send) = send {
            body["send_invitation"] = json!(send);
        }
        browser(&world, Method::POST, "/v1/people", &cookie).json(&body)
    };
    let made = send(new("luis@example.com", None)).await;
    assert_eq!(made.status, 201, "{made:?}");
    assert!(!made.text.contains('#'), "{made:?}");
    assert_eq!(send(new("eva@example.com", Some(false))).await.status, 201);

    let mailed = notices(&world).await;
    assert_eq!(mailed.len(), 1, "{mailed:#?}");
    let notice = &mailed[0];
    assert_eq!(
        (&notice["to"], &notice["locale"]),
        (&json!("luis@example.com"), &json!("en"))
    );
    let expected = json!({
        "kind": "invitation", "role": "operator", "inviter": "Ana Quispe",
        "reply_to": "ana@example.com",
    });
    assert_eq!(notice["about"], expected);
    let accept = json!({ "token": token(notice), "password": PASSWORD });
    let accepted = anonymous(&world, "/v1/invitations/use", &accept).await;
    assert_eq!(accepted.status, 204, "{accepted:?}");
}

#[tokio::test]
async fn an_invitation_is_mailed_again_or_passed_on_and_only_the_last_one_works() {
    let world = World::create().await;
    let admin = world.key("andina", Role::Admin).await;
    let new = json!({ "email": "luis@example.com", "name": "Luis", "role": "viewer" });
    let made = world.post("/v1/people", &admin, &new).await.json();
    let path = format!("{}/invitations", made["url"].as_str().unwrap());
    let again = world.post(&path, &admin, &json!({})).await;
    assert_eq!(again.status, 201, "{again:?}");
    let again = again.json();
    assert_eq!(
        (&again["url"], &again["sent_to"]),
        (&Value::Null, &json!("luis@example.com"))
    );
    let by_hand = world
        .post(&path, &admin, &json!({ "by_mail": false }))
        .await;
    let by_hand = by_hand.json();
    assert_eq!(by_hand["sent_to"], Value::Null);
    let url = by_hand["url"].as_str().unwrap();

    let mailed = notices(&world).await;
    assert_eq!(mailed.len(), 2);
    // A key is nobody to write to.
    assert_eq!(mailed[1]["about"]["inviter"], Value::Null);
    for spent in mailed.iter().map(token) {
        let look = json!({ "token": spent });
        let seen = anonymous(&world, "/v1/invitations/look", &look).await;
        seen.problem(410, "link-spent");
    }
    let look = json!({ "token": url.split_once('#').unwrap().1 });
    let seen = anonymous(&world, "/v1/invitations/look", &look).await;
    assert_eq!(seen.json()["email"], "luis@example.com");
}

#[tokio::test]
async fn without_mail_a_link_is_shown_to_the_admin_only() {
    let world = World::without_mail().await;
    let admin = world.key("andina", Role::Admin).await;
    let page = world.request(Method::GET, ANDINA, "/v1/sign-in");
    assert_eq!(send(page).await.json()["mail"], false);
    let mut new = json!({ "email": "luis@example.com", "name": "Luis", "role": "viewer" });
    let made = world.post("/v1/people", &admin, &new).await.json();
    new["email"] = json!("eva@example.com");
    new["send_invitation"] = json!(true);
    let refused = world.post("/v1/people", &admin, &new).await;
    refused.problem(409, "conflict");
    let path = format!("{}/invitations", made["url"].as_str().unwrap());
    let link = world.post(&path, &admin, &json!({})).await.json();
    let start = "https://andina.localhost/c/invitation#";
    assert!(link["url"].as_str().unwrap().starts_with(start), "{link}");

    signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    ask(&world, "ana@example.com").await;
    assert_eq!(notices(&world).await, Vec::<Value>::new());
}

#[tokio::test]
async fn asking_for_a_password_tells_nobody_whether_there_is_such_a_person() {
    let world = World::create().await;
    signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    invitation(&world, "invited@example.com", RoleName::Viewer).await;
    signed_in(&world, "elsewhere@example.com", RoleName::Viewer).await;
    world
        .run("update ops.person set password_hash = null where email like 'elsewhere@%'")
        .await;
    for email in [
        "Ana@Example.com ",
        "nobody@example.com",
        "invited@example.com",
        "elsewhere@example.com",
        "no address",
        // Not again so soon.
        "ana@example.com",
    ] {
        let took = ask(&world, email).await;
        assert!(took >= Duration::from_millis(400), "{email}: {took:?}");
    }
    let mailed = notices(&world).await;
    assert_eq!(mailed.len(), 1, "{mailed:#?}");
    assert_eq!(mailed[0]["to"], "ana@example.com");
    assert_eq!(mailed[0]["locale"], "es-PE");
    let acts = "ops.audit where action = 'ask for new password' and actor = 'anonymous'";
    assert_eq!(world.count(acts).await, 6);

    // Five minutes later there is another link, and the first still works: nobody can take it away.
    world
        .run("update ops.sign_in_token set created_at = created_at - interval '6 minutes'")
        .await;
    ask(&world, "ana@example.com").await;
    let mailed = notices(&world).await;
    assert_eq!(mailed.len(), 2);
    let use_it = |notice: &Value| json!({ "token": token(notice), "password": NEW });
    let used = anonymous(&world, "/v1/password-resets/use", &use_it(&mailed[0])).await;
    assert_eq!(used.status, 204, "{used:?}");
    assert_eq!(sign_in(&world, "ana@example.com", NEW).await.status, 204);
    // A new password ends the other links.
    let spent = anonymous(&world, "/v1/password-resets/use", &use_it(&mailed[1])).await;
    spent.problem(410, "link-spent");
}

#[tokio::test]
async fn links_in_mails_begin_with_the_configured_address_whatever_the_host_says() {
    let world = World::create().await;
    signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let body = json!({ "email": "ana@example.com" });
    let hostile = |host: &str| {
        world
            .request(Method::POST, host, "/v1/password-resets")
            .header("x-forwarded-host", "evil.example")
            .header("forwarded", "host=evil.example;proto=http")
            .header("x-forwarded-proto", "http")
            .json(&body)
    };
    for host in ["evil.example", "andina.localhost.evil.example"] {
        send(hostile(host)).await.problem(421, "unknown-host");
    }
    let asked = send(hostile("andina.localhost:6666")).await;
    assert_eq!(asked.status, 202, "{asked:?}");
    let mailed = notices(&world).await;
    assert_eq!(mailed.len(), 1);
    let link = mailed[0]["link"].as_str().unwrap();
    let expected = "https://andina.localhost/c/password-reset#";
    assert!(link.starts_with(expected), "{link}");
    assert_eq!(token(&mailed[0]).len(), 43);
}
