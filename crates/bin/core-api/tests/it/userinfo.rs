//! What a provider tells at its userinfo endpoint, and what a person sees when a sign-in fails.

use core_api::cli::RoleName;
use reqwest::Method;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::{
    hostile_provider::{Claims, Liar},
    people::invitation,
    providers::session_of,
    world::{ANDINA, Answer, send},
};

const MORE: &str = "role_claim = 'groups'\nroles = { finance = 'operator' }";

async fn liar() -> Liar {
    let liar = Liar::with(MORE).await;
    invitation(&liar.world, "ana@example.com", RoleName::Viewer).await;
    liar
}

async fn roles(liar: &Liar) -> Vec<String> {
    let sql = "select role::text from ops.session join ops.person p on p.id = person_id";
    let rows = liar.world.admin.query(sql, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn claims_that_the_token_lacks_come_from_the_endpoint_and_never_replace_others() {
    let liar = liar().await;
    let told = json!({
        "sub": "007", "groups": ["finance"],
        "email": "eva@example.com", "email_verified": true,
    });
    liar.answer("/userinfo", &told).await;
    // The address of the token stands.
    session_of(&liar.sign_in(Claims::signed).await);
    assert_eq!(roles(&liar).await, ["operator"]);
    let requests = liar.server.received_requests().await.unwrap();
    let asked: Vec<_> = requests
        .iter()
        .filter(|request| request.url.path() == "/userinfo")
        .collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].headers["authorization"], "Bearer a");

    // The token has the group that counts, and the endpoint is not asked.
    let refused = |it: Claims| it.with("groups", json!(["staff"])).signed();
    let refused = liar.sign_in(refused).await;
    refused.problem(403, "sign-in-refused");
    let requests = liar.server.received_requests().await.unwrap();
    let asked = |path: &str| requests.iter().filter(|it| it.url.path() == path).count();
    assert_eq!((asked("/token"), asked("/userinfo")), (2, 1));
}

#[tokio::test]
async fn an_answer_of_the_endpoint_about_somebody_else_is_refused() {
    for told in [
        json!({ "sub": "008", "groups": ["finance"] }),
        json!({ "groups": ["finance"] }),
        json!({ "sub": null, "groups": ["finance"] }),
        json!(["007"]),
    ] {
        let liar = liar().await;
        liar.answer("/userinfo", &told).await;
        let refused = liar.sign_in(Claims::signed).await;
        refused.problem(502, "provider-failed");
        assert!(!refused.text.contains("008"), "{refused:?}");
        assert_eq!(liar.world.count("ops.session").await, 0, "{told}");
    }
}

#[tokio::test]
async fn an_address_of_the_endpoint_opens_an_invitation_only_if_it_is_verified_there() {
    let liar = liar().await;
    let told = |verified: Value| {
        json!({ "sub": "007", "groups": ["finance"], "email": "ana@example.com",
            "email_verified": verified })
    };
    // The token says that an address is verified, but has none.
    liar.answer("/userinfo", &told(Value::Null)).await;
    let refused = liar.sign_in(|it| it.without("email").signed()).await;
    refused.problem(403, "sign-in-refused");
    liar.describe(&liar.server.uri(), 1, "one").await;
    liar.answer("/userinfo", &told(json!(true))).await;
    session_of(&liar.sign_in(|it| it.without("email").signed()).await);
}

#[tokio::test]
async fn an_endpoint_that_fails_or_redirects_opens_nothing() {
    let answers = [
        ResponseTemplate::new(500),
        ResponseTemplate::new(302).insert_header("location", "http://127.0.0.1:1/"),
        ResponseTemplate::new(200).set_body_string("<html>"),
    ];
    for answer in answers {
        let liar = liar().await;
        wiremock::Mock::given(wiremock::matchers::path("/userinfo"))
            .respond_with(answer)
            .mount(&liar.server)
            .await;
        let refused = liar.sign_in(Claims::signed).await;
        refused.problem(502, "provider-failed");
        assert_eq!(liar.world.count("ops.session").await, 0);
    }
}

/// As a browser asks when a person opens a URL.
async fn open(liar: &Liar, path: &str, language: &str) -> Answer {
    let request = liar.world.request(Method::GET, ANDINA, path);
    let html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    let request = request.header("accept", html);
    send(request.header("accept-language", language)).await
}

#[tokio::test]
async fn a_person_whose_sign_in_fails_sees_a_page_in_the_own_language() {
    let liar = liar().await;
    let path = "/v1/session/oidc/office/callback?state=%3Cscript%3E&code=c";
    let spanish = open(&liar, path, "es-PE,es;q=0.9").await;
    assert_eq!(spanish.status, 403);
    assert_eq!(spanish.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(spanish.header("content-language"), "es");
    for part in [
        "<html lang=\"es\">",
        "<h1>No se aceptó el inicio de sesión</h1>",
        "<p>El inicio de sesión comenzó en otro navegador o hace demasiado tiempo; comience de nuevo.</p>",
        "<a href=\"/v1/session/oidc/office/start\">Comenzar de nuevo</a>",
    ] {
        assert!(spanish.text.contains(part), "{part}: {}", spanish.text);
    }
    let english = open(&liar, path, "en").await;
    assert!(english.text.contains("<h1>The sign-in was refused</h1>"));
    for page in [&spanish, &english] {
        assert!(!page.text.contains("script"), "{}", page.text);
        let policy = page.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; style-src 'sha256-"),
            "{policy}"
        );
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("referrer-policy"), "no-referrer");
    }

    // The way there is opened by a browser, too.
    liar.server.reset().await;
    let failed = open(&liar, "/v1/session/oidc/office/start", "en").await;
    assert_eq!(failed.status, 502);
    assert!(
        failed
            .text
            .contains("<h1>The sign-in with the provider failed</h1>")
    );
    let unknown = open(&liar, "/v1/session/oidc/nobody/start", "en").await;
    assert_eq!(
        (unknown.status.as_u16(), unknown.text.contains("<a ")),
        (404, false)
    );
    // Programs, and all other routes, get problems as before.
    let program = liar.world.request(Method::GET, ANDINA, path);
    send(program).await.problem(403, "sign-in-refused");
    let other = open(&liar, "/v1/companies", "en").await;
    other.problem(401, "key-required");
}
