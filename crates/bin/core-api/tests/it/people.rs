//! People: invitations, signing in, sessions, second factors, and what admins change.

use std::time::Duration;

use core_api::{
    cli::{
        RoleName,
        people::{PersonCommand, person},
    },
    http::auth::Role,
};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::world::{ANDINA, Answer, PAMPA, World, send};

pub(crate) const PASSWORD: &str = "tambor lechuga violin noviembre";

/// The cookie that an answer sets, as a request sends it.
fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie");
    set.split(';').next().unwrap().to_owned()
}

/// The link of an invitation by the command line.
pub(crate) async fn invitation(world: &World, email: &str, role: RoleName) -> String {
    let command = PersonCommand::Invite {
        tenant: "andina".to_owned(),
        email: email.to_owned(),
        role,
        name: Some("Ana Quispe".to_owned()),
        companies: None,
    };
    person(&world.key_settings(), command).await.unwrap()
}

fn token(link: &str) -> &str {
    link.split_once('#').unwrap().1
}

/// A request of the browser of the host.
pub(crate) fn browser(world: &World, method: Method, path: &str, cookie: &str) -> RequestBuilder {
    world
        .request(method, ANDINA, path)
        .header("origin", format!("http://{ANDINA}"))
        .header("cookie", cookie)
}

pub(crate) async fn anonymous(world: &World, path: &str, body: &Value) -> Answer {
    send(world.request(Method::POST, ANDINA, path).json(body)).await
}

pub(crate) async fn sign_in(world: &World, email: &str, password: &str) -> Answer {
    let body = json!({ "email": email, "password": password });
    anonymous(world, "/v1/session", &body).await
}

/// The cookie of a person who has just accepted an invitation.
pub(crate) async fn signed_in(world: &World, email: &str, role: RoleName) -> String {
    let link = invitation(world, email, role).await;
    let body = json!({ "token": token(&link), "password": PASSWORD });
    let accepted = anonymous(world, "/v1/invitations/use", &body).await;
    assert_eq!(accepted.status, 204, "{accepted:?}");
    cookie(&accepted)
}

#[tokio::test]
async fn an_invitation_works_once_and_signs_in() {
    let world = World::create().await;
    let link = invitation(&world, "Ana@Example.com", RoleName::Admin).await;
    assert!(
        link.starts_with("https://andina.localhost/c/invitation#"),
        "{link}"
    );
    let look = json!({ "token": token(&link) });
    let seen = anonymous(&world, "/v1/invitations/look", &look)
        .await
        .json();
    assert_eq!(
        (&seen["name"], &seen["email"]),
        (&json!("Ana Quispe"), &json!("ana@example.com"))
    );

    let weak = json!({ "token": token(&link), "password": "password1234" });
    let refused = anonymous(&world, "/v1/invitations/use", &weak).await;
    let problem = refused.problem(422, "invalid-request");
    assert_eq!(problem["errors"][0]["pointer"], "/password");

    let good = json!({ "token": token(&link), "name": "Ana Q.", "password": PASSWORD });
    let accepted = anonymous(&world, "/v1/invitations/use", &good).await;
    assert_eq!(accepted.status, 204, "{accepted:?}");
    let set = accepted.header("set-cookie");
    for part in [
        "__Host-espejo=",
        "; Path=/",
        "; Secure",
        "; HttpOnly",
        "; SameSite=Lax",
    ] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Domain"), "{set}");
    let again = anonymous(&world, "/v1/invitations/use", &good).await;
    again.problem(410, "link-spent");

    let session = send(browser(
        &world,
        Method::GET,
        "/v1/session",
        &cookie(&accepted),
    ))
    .await;
    let session = session.json();
    assert_eq!(session["person"]["name"], "Ana Q.");
    assert_eq!(session["principal"]["kind"], "person");
    assert_eq!(session["role"], "admin");
    assert_eq!(session["company_ids"], Value::Null);
    let elsewhere = world.request(Method::GET, PAMPA, "/v1/session");
    let elsewhere = send(elsewhere.header("cookie", cookie(&accepted))).await;
    elsewhere.problem(401, "key-required");
}

#[tokio::test]
async fn nothing_in_the_database_signs_anybody_in() {
    let world = World::create().await;
    let link = invitation(&world, "ana@example.com", RoleName::Admin).await;
    let cookie = signed_in(&world, "eva@example.com", RoleName::Viewer).await;
    let secret = cookie.split_once('=').unwrap().1.to_owned();
    for table in ["person", "session", "sign_in_token", "audit"] {
        let sql = format!("select coalesce(jsonb_agg(to_jsonb(t))::text, '') from ops.{table} t");
        let row = world.admin.query_one(&sql, &[]).await.unwrap();
        let stored: String = row.get(0);
        assert!(stored.len() > 10, "{table} is empty");
        for secret in [secret.as_str(), token(&link), PASSWORD] {
            assert!(!stored.contains(secret), "{table}");
        }
    }
}

#[tokio::test]
async fn unknown_people_and_wrong_passwords_get_the_same_answer_and_have_to_wait() {
    let world = World::create().await;
    signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let wrong = sign_in(&world, "ana@example.com", "not the password").await;
    let unknown = sign_in(&world, "eva@example.com", "not the password").await;
    let (mut one, mut other) = (
        wrong.problem(401, "bad-credentials"),
        unknown.problem(401, "bad-credentials"),
    );
    for problem in [&mut one, &mut other] {
        problem.as_object_mut().unwrap().remove("trace_id");
    }
    assert_eq!(one, other);
    for email in ["ana@example.com", "eva@example.com"] {
        for _ in 0..4 {
            sign_in(&world, email, "not the password")
                .await
                .problem(401, "bad-credentials");
        }
        // A long wait, because the one after five failures may be over when this machine is slow.
        let more = "update ops.sign_in_failure set failures = failures + 7 where failures = 5";
        assert_eq!(world.admin.execute(more, &[]).await.unwrap(), 1);
        let refused = sign_in(&world, email, PASSWORD).await;
        refused.problem(429, "too-many-attempts");
        let wait: u64 = refused.header("retry-after").parse().unwrap();
        assert!((60..=128).contains(&wait), "{wait}");
    }
    // The wait is over.
    world
        .run("update ops.sign_in_failure set last_at = last_at - interval '1 hour'")
        .await;
    assert_eq!(
        sign_in(&world, "ana@example.com", PASSWORD).await.status,
        204
    );
    let left = world.count("ops.sign_in_failure").await;
    assert_eq!(
        left, 1,
        "the right password forgives the failures of its account"
    );
}

#[tokio::test]
async fn the_wait_doubles_up_to_a_quarter_of_an_hour() {
    let world = World::create().await;
    let sql = "select extract(epoch from ops.sign_in_wait(n))::bigint
               from unnest(array[0, 4, 5, 6, 9, 14, 15, 40]) n";
    let rows = world.admin.query(sql, &[]).await.unwrap();
    let waits: Vec<i64> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(waits, [0, 0, 1, 2, 16, 512, 900, 900]);
}

#[tokio::test]
async fn a_session_ends_at_sign_out_and_when_its_times_are_over() {
    let world = World::create().await;
    let first = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let status = |cookie: &str| {
        let request = browser(&world, Method::GET, "/v1/companies", cookie);
        async { send(request).await.status.as_u16() }
    };
    assert_eq!(status(&first).await, 200);
    let out = send(browser(&world, Method::DELETE, "/v1/session", &first)).await;
    assert_eq!(out.status, 204, "{out:?}");
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(status(&first).await, 401);

    for change in [
        "last_seen_at = now() - interval '12 hours 1 second'",
        "expires_at = now() - interval '1 second'",
    ] {
        let cookie = cookie(&sign_in(&world, "ana@example.com", PASSWORD).await);
        assert_eq!(status(&cookie).await, 200);
        world.run(&format!("update ops.session set {change}")).await;
        assert_eq!(status(&cookie).await, 401, "{change}");
    }
}

#[tokio::test]
async fn what_is_over_is_removed_and_the_rest_stays() {
    let world = World::create().await;
    let kept = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    invitation(&world, "gone@example.com", RoleName::Viewer).await;
    world
        .run("update ops.sign_in_token set expires_at = now() - interval '1 second'")
        .await;
    invitation(&world, "eva@example.com", RoleName::Viewer).await;
    for _ in 0..2 {
        sign_in(&world, "ana@example.com", PASSWORD).await;
        sign_in(&world, "old@example.com", "wrong").await;
        world
            .run(
                "update ops.session set expires_at = now() - interval '1 second'
                     where method = 'password';
                 update ops.sign_in_failure set last_at = now() - interval '25 hours'",
            )
            .await;
    }
    sign_in(&world, "new@example.com", "wrong").await;
    let api = world.api();
    let pool = &api.databases.pool("andina").unwrap();
    core_api::upkeep::housekeeping::remove_old_rows(pool)
        .await
        .unwrap();
    let seen = send(browser(&world, Method::GET, "/v1/me", &kept)).await;
    assert_eq!(seen.status, 200, "{seen:?}");
    for table in ["session", "sign_in_token", "sign_in_failure"] {
        assert_eq!(world.count(&format!("ops.{table}")).await, 1, "{table}");
    }
}

#[tokio::test]
async fn only_a_page_of_the_own_host_may_change_something() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let patch = |origin: Option<&str>| {
        let request = world
            .request(Method::PATCH, ANDINA, "/v1/me")
            .header("cookie", &cookie)
            .json(&json!({ "locale": "en-US" }));
        match origin {
            Some(origin) => request.header("origin", origin),
            None => request,
        }
    };
    for origin in [
        None,
        Some("null"),
        Some("http://pampa.localhost"),
        Some("http://andina.localhost.example"),
        Some("http://andina.localhost:81"),
    ] {
        send(patch(origin)).await.problem(403, "cross-origin");
    }
    let own = send(patch(Some("http://andina.localhost"))).await;
    assert_eq!(own.json()["locale"], "en-US");
}

#[tokio::test]
async fn a_page_of_another_site_cannot_sign_its_visitor_in() {
    let world = World::create().await;
    signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let body = json!({ "email": "ana@example.com", "password": PASSWORD });
    let sign_in = |origin: &str| {
        let request = world.request(Method::POST, ANDINA, "/v1/session");
        send(request.header("origin", origin).json(&body))
    };
    for origin in ["https://evil.example", "http://pampa.localhost", "null"] {
        sign_in(origin).await.problem(403, "cross-origin");
    }
    assert_eq!(sign_in("http://andina.localhost").await.status, 204);
}

#[tokio::test]
async fn acts_that_cannot_be_undone_need_a_fresh_proof() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Admin).await;
    let new = json!({ "name": "nightly", "role": "viewer" });
    let make = || send(browser(&world, Method::POST, "/v1/api-keys", &cookie).json(&new));
    assert_eq!(make().await.status, 201);
    world
        .run("update ops.session set confirmed_at = now() - interval '11 minutes'")
        .await;
    make().await.problem(403, "confirmation-required");
    let schedule = json!({ "name": "s", "cron": "0 6 * * *", "run_kind": "verify" });
    let schedule = browser(&world, Method::POST, "/v1/schedules", &cookie).json(&schedule);
    send(schedule).await.problem(403, "confirmation-required");
    let confirm = |password: &str| {
        let body = json!({ "password": password });
        send(browser(&world, Method::POST, "/v1/session/confirm", &cookie).json(&body))
    };
    confirm("wrong").await.problem(401, "bad-credentials");
    assert_eq!(confirm(PASSWORD).await.status, 204);
    assert_eq!(make().await.status, 201);
}

#[tokio::test]
async fn a_change_of_rights_ends_the_sessions_at_once() {
    let world = World::create().await;
    world.seed_ledger().await;
    let admin = world.key("andina", Role::Admin).await;
    let mut cookie_now = signed_in(&world, "ana@example.com", RoleName::Operator).await;
    let people = world.get("/v1/people", &admin).await.json();
    let url = people["data"][0]["url"].as_str().unwrap().to_owned();
    for change in [
        json!({ "role": "viewer" }),
        json!({ "company_ids": [2] }),
        json!({ "enabled": false }),
    ] {
        let seen = send(browser(&world, Method::GET, "/v1/companies", &cookie_now)).await;
        assert_eq!(seen.status, 200, "{seen:?}");
        let patch = world
            .request(Method::PATCH, ANDINA, &url)
            .bearer_auth(&admin)
            .json(&change);
        let changed = send(patch).await;
        assert_eq!(changed.status, 200, "{changed:?}");
        let ended = send(browser(&world, Method::GET, "/v1/companies", &cookie_now)).await;
        ended.problem(401, "key-required");
        let again = sign_in(&world, "ana@example.com", PASSWORD).await;
        if change.get("enabled").is_some() {
            again.problem(401, "bad-credentials");
        } else {
            cookie_now = cookie(&again);
        }
    }
    let unknown = json!({ "company_ids": [77] });
    let patch = world
        .request(Method::PATCH, ANDINA, &url)
        .bearer_auth(&admin)
        .json(&unknown);
    let problem = send(patch).await.problem(422, "invalid-request");
    assert_eq!(problem["errors"][0]["pointer"], "/company_ids");
}

#[tokio::test]
async fn a_new_password_ends_the_sessions_and_a_reset_link_sets_one() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let new = "mesa puente naranja abril";
    let wrong = json!({ "current_password": "wrong", "password": new });
    let right = json!({ "current_password": PASSWORD, "password": new });
    let put =
        |body: &Value| send(browser(&world, Method::PUT, "/v1/me/password", &cookie).json(body));
    put(&wrong).await.problem(422, "invalid-request");
    assert_eq!(put(&right).await.status, 204);
    send(browser(&world, Method::GET, "/v1/me", &cookie))
        .await
        .problem(401, "key-required");
    sign_in(&world, "ana@example.com", PASSWORD)
        .await
        .problem(401, "bad-credentials");
    assert_eq!(sign_in(&world, "ana@example.com", new).await.status, 204);

    let link = invitation(&world, "ana@example.com", RoleName::Viewer).await;
    assert!(link.contains("/c/password-reset#"), "{link}");
    let body = json!({ "token": token(&link), "password": PASSWORD });
    let used = anonymous(&world, "/v1/password-resets/use", &body).await;
    assert_eq!(used.status, 204, "{used:?}");
    assert_eq!(
        used.header("set-cookie"),
        "",
        "a link in a mail is no second factor"
    );
    assert_eq!(
        sign_in(&world, "ana@example.com", PASSWORD).await.status,
        204
    );
    anonymous(&world, "/v1/password-resets/use", &body)
        .await
        .problem(410, "link-spent");
}

#[tokio::test]
async fn the_last_admin_stays() {
    let world = World::create().await;
    let admin = world.key("andina", Role::Admin).await;
    signed_in(&world, "ana@example.com", RoleName::Admin).await;
    let people = world.get("/v1/people", &admin).await.json();
    let url = people["data"][0]["url"].as_str().unwrap().to_owned();
    let request = |method: Method| world.request(method, ANDINA, &url).bearer_auth(&admin);
    let weaker = send(request(Method::PATCH).json(&json!({ "role": "operator" }))).await;
    weaker.problem(409, "conflict");
    send(request(Method::DELETE)).await.problem(409, "conflict");
    signed_in(&world, "eva@example.com", RoleName::Admin).await;
    assert_eq!(send(request(Method::DELETE)).await.status, 204);
    send(request(Method::GET)).await.problem(404, "not-found");
    sign_in(&world, "ana@example.com", PASSWORD)
        .await
        .problem(401, "bad-credentials");
    // The address is free again.
    signed_in(&world, "ana@example.com", RoleName::Viewer).await;
}

#[tokio::test]
async fn a_person_sees_and_ends_the_own_sessions_only() {
    let world = World::create().await;
    let first = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let second = cookie(&sign_in(&world, "ana@example.com", PASSWORD).await);
    let other = signed_in(&world, "eva@example.com", RoleName::Viewer).await;
    let sessions = |cookie: &str| {
        let request = browser(&world, Method::GET, "/v1/me/sessions", cookie);
        async { send(request).await.json()["data"].clone() }
    };
    let mine = sessions(&first).await;
    let mine = mine.as_array().unwrap();
    assert_eq!(mine.len(), 2);
    let elsewhere = mine
        .iter()
        .find(|session| session["current"] == false)
        .unwrap();
    let url = elsewhere["url"].as_str().unwrap();
    send(browser(&world, Method::DELETE, url, &other))
        .await
        .problem(404, "not-found");
    assert_eq!(
        send(browser(&world, Method::DELETE, url, &first))
            .await
            .status,
        204
    );
    send(browser(&world, Method::GET, "/v1/me", &second))
        .await
        .problem(401, "key-required");
    // A key has no account.
    let key = world.key("andina", Role::Admin).await;
    world
        .get("/v1/me", &key)
        .await
        .problem(403, "person-required");
}

#[tokio::test]
async fn many_tries_from_one_address_have_to_wait() {
    let world = World::create().await;
    let mut refused = None;
    for n in 0..40 {
        let body = json!({ "token": format!("guess {n}") });
        let answer = anonymous(&world, "/v1/invitations/look", &body).await;
        if answer.status == 429 {
            refused = Some(answer);
            break;
        }
        answer.problem(410, "link-spent");
    }
    let refused = refused.unwrap();
    refused.problem(429, "too-many-attempts");
    let wait = Duration::from_secs(refused.header("retry-after").parse().unwrap());
    assert!(wait > Duration::ZERO);
}

#[tokio::test]
async fn wrong_passwords_for_a_change_count_as_failed_sign_ins() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let body = json!({ "current_password": "wrong", "password": "mesa puente naranja abril" });
    let put = || send(browser(&world, Method::PUT, "/v1/me/password", &cookie).json(&body));
    for _ in 0..3 {
        put().await.problem(422, "invalid-request");
    }
    let counted = world
        .admin
        .query_one("select failures from ops.sign_in_failure", &[])
        .await;
    assert_eq!(counted.unwrap().get::<_, i32>(0), 3);
    world
        .run("update ops.sign_in_failure set failures = 12, last_at = now()")
        .await;
    put().await.problem(429, "too-many-attempts");
    let refused = sign_in(&world, "ana@example.com", PASSWORD).await;
    refused.problem(429, "too-many-attempts");
}
