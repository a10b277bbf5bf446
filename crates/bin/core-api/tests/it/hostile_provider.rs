//! A provider of OpenID Connect that lies: each lie opens nothing.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use core_api::cli::RoleName;
use hmac::{Hmac, KeyInit, Mac};
use lifecycle::clock;
use openidconnect::{
    JsonWebKeyId, PrivateSigningKey as _,
    core::{CoreEdDsaPrivateSigningKey, CoreJwsSigningAlgorithm},
};
use reqwest::Url;
use serde_json::{Value, json};
use sha2::Sha256;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{method, path},
};

use crate::{
    people::{PASSWORD, invitation, sign_in, signed_in},
    providers::{come_back, session_of, settings, start},
    world::{Answer, World},
};

const CLIENT_SECRET: &str = "a secret that only the test and its provider know";

fn key(seed: u8, id: &str) -> CoreEdDsaPrivateSigningKey {
    let mut der = vec![
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04,
        0x20,
    ];
    der.extend([seed; 32]);
    let kind = "PRIVATE KEY";
    let pem = format!(
        "-----BEGIN {kind}-----\n{}\n-----END {kind}-----\n",
        STANDARD.encode(der)
    );
    let id = JsonWebKeyId::new(id.to_owned());
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pem, Some(id)).unwrap()
}

pub(crate) struct Liar {
    pub(crate) server: MockServer,
    pub(crate) world: World,
    /// Whether it has a userinfo endpoint.
    tells_more: bool,
}

impl Liar {
    async fn create() -> Self {
        Self::with("").await
    }

    /// With more lines in the tenant's file.
    pub(crate) async fn with(more: &str) -> Self {
        let server = MockServer::start().await;
        let world = World::with_andina(&settings(&server.uri(), more), CLIENT_SECRET).await;
        let tells_more = !more.is_empty();
        let liar = Self {
            server,
            world,
            tells_more,
        };
        liar.describe(&liar.server.uri(), 1, "one").await;
        liar
    }

    /// Answers discovery with this issuer and this key.
    pub(crate) async fn describe(&self, issuer: &str, seed: u8, id: &str) {
        self.server.reset().await;
        let uri = self.server.uri();
        let mut about = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{uri}/authorize"),
            "token_endpoint": format!("{uri}/token"),
            "jwks_uri": format!("{uri}/keys"),
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["EdDSA", "HS256", "none"],
            "authorization_response_iss_parameter_supported": true,
        });
        if self.tells_more {
            about["userinfo_endpoint"] = format!("{uri}/userinfo").into();
        }
        let keys = json!({ "keys": [key(seed, id).as_verification_key()] });
        self.answer("/.well-known/openid-configuration", &about)
            .await;
        self.answer("/keys", &keys).await;
    }

    pub(crate) async fn answer(&self, at: &str, body: &Value) {
        let answer = ResponseTemplate::new(200).set_body_json(body);
        Mock::given(path(at))
            .respond_with(answer)
            .mount(&self.server)
            .await;
    }

    /// A whole sign-in with the token that `lie` makes of the nonce.
    pub(crate) async fn sign_in(&self, lie: impl FnOnce(Claims) -> String) -> Answer {
        let (url, cookie) = start(&self.world, "").await;
        let token = lie(self.claims(&parameter(&url, "nonce")));
        self.give(&token).await;
        let back = Self::back(&parameter(&url, "state"), &self.server.uri());
        come_back(&self.world, &back, &cookie).await
    }

    async fn give(&self, token: &str) {
        let body = json!({
            "access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": token,
        });
        let answer = ResponseTemplate::new(200).set_body_json(body);
        let mock = Mock::given(method("POST"))
            .and(path("/token"))
            .respond_with(answer);
        mock.up_to_n_times(1).mount(&self.server).await;
    }

    fn back(state: &str, issuer: &str) -> Url {
        let mut url: Url = "https://andina.localhost/v1/session/oidc/office/callback"
            .parse()
            .unwrap();
        url.query_pairs_mut()
            .append_pair("code", "c")
            .append_pair("state", state)
            .append_pair("iss", issuer);
        url
    }

    fn claims(&self, nonce: &str) -> Claims {
        let now = clock::now().as_second();
        Claims(json!({
            "iss": self.server.uri(), "aud": "espejo", "sub": "007", "nonce": nonce,
            "iat": now, "exp": now + 300,
            "email": "ana@example.com", "email_verified": true,
        }))
    }

    async fn token_requests(&self) -> usize {
        let requests = self.server.received_requests().await.unwrap();
        requests
            .iter()
            .filter(|request| request.url.path() == "/token")
            .count()
    }
}

fn parameter(url: &Url, name: &str) -> String {
    let mut pairs = url.query_pairs();
    pairs.find(|(key, _)| key == name).unwrap().1.into_owned()
}

/// Makes a token of the right claims.
type Lie = Box<dyn FnOnce(Claims) -> String>;

pub(crate) struct Claims(Value);

impl Claims {
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.0[name] = value;
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.0.as_object_mut().unwrap().remove(name);
        self
    }

    fn unsigned(&self, header: &Value) -> String {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        format!("{}.{}", part(header), part(&self.0))
    }

    /// Signed with the key of this seed, which is named `id`.
    fn signed_as(self, seed: u8, id: &str) -> String {
        let text = self.unsigned(&json!({ "alg": "EdDSA", "kid": id }));
        let key = key(seed, id);
        let signature = key.sign(&CoreJwsSigningAlgorithm::EdDsa, text.as_bytes());
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature.unwrap()))
    }

    pub(crate) fn signed(self) -> String {
        self.signed_as(1, "one")
    }

    fn with_secret(self, secret: &[u8]) -> String {
        let text = self.unsigned(&json!({ "alg": "HS256", "kid": "one" }));
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
        mac.update(text.as_bytes());
        format!(
            "{text}.{}",
            URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
        )
    }
}

#[tokio::test]
async fn a_token_that_is_not_for_this_sign_in_is_refused() {
    let liar = Liar::create().await;
    invitation(&liar.world, "ana@example.com", RoleName::Viewer).await;
    let elsewhere = json!("https://elsewhere.example");
    let now = clock::now().as_second();
    let lies: [(&str, Lie); 11] = [
        (
            "wrong nonce",
            Box::new(|it| it.with("nonce", json!("x")).signed()),
        ),
        ("no nonce", Box::new(|it| it.without("nonce").signed())),
        (
            "wrong issuer",
            Box::new(move |it| it.with("iss", elsewhere).signed()),
        ),
        (
            "wrong audience",
            Box::new(|it| it.with("aud", json!("other")).signed()),
        ),
        (
            "two audiences",
            Box::new(|it| it.with("aud", json!(["espejo", "other"])).signed()),
        ),
        (
            "expired",
            Box::new(move |it| it.with("exp", json!(now - 1)).signed()),
        ),
        (
            "no algorithm",
            Box::new(|it| format!("{}.", it.unsigned(&json!({ "alg": "none" })))),
        ),
        (
            "the secret of the client",
            Box::new(|it| it.with_secret(CLIENT_SECRET.as_bytes())),
        ),
        (
            "the public key as a secret",
            Box::new(|it| {
                let public = serde_json::to_value(key(1, "one").as_verification_key()).unwrap();
                it.with_secret(public["x"].as_str().unwrap().as_bytes())
            }),
        ),
        ("another key", Box::new(|it| it.signed_as(2, "one"))),
        ("an unknown key", Box::new(|it| it.signed_as(2, "two"))),
    ];
    for (lie, token) in lies {
        let answer = liar.sign_in(token).await;
        assert_eq!(answer.status, 502, "{lie}: {answer:?}");
        answer.problem(502, "provider-failed");
    }
    assert_eq!(liar.world.count("ops.session").await, 0);
    // The same without a lie.
    session_of(&liar.sign_in(Claims::signed).await);
}

#[tokio::test]
async fn an_address_opens_only_an_invitation_and_only_if_it_is_verified() {
    let liar = Liar::create().await;
    invitation(&liar.world, "ana@example.com", RoleName::Viewer).await;
    signed_in(&liar.world, "boss@example.com", RoleName::Admin).await;
    for claims in [
        |it: Claims| it.without("email_verified").signed(),
        |it: Claims| it.with("email_verified", json!(false)).signed(),
        |it: Claims| it.without("email").signed(),
        // Somebody who has an account already, and nobody.
        |it: Claims| it.with("email", json!("boss@example.com")).signed(),
        |it: Claims| it.with("email", json!("nobody@example.com")).signed(),
    ] {
        let refused = liar.sign_in(claims).await;
        refused.problem(403, "sign-in-refused");
    }
    let identities = "ops.person_identity";
    assert_eq!(liar.world.count(identities).await, 0);
    session_of(&liar.sign_in(Claims::signed).await);
    // From now on the subject counts, whatever the address.
    let moved = |it: Claims| it.with("email", json!("boss@example.com")).signed();
    session_of(&liar.sign_in(moved).await);
    let sql = "select email from ops.person p join ops.session s on s.person_id = p.id
               where s.method = 'oidc'";
    let rows = liar.world.admin.query(sql, &[]).await.unwrap();
    let emails: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(emails, ["ana@example.com", "ana@example.com"]);
    let boss = sign_in(&liar.world, "boss@example.com", PASSWORD).await;
    assert_eq!(boss.status, 204);
}

#[tokio::test]
async fn an_answer_of_another_provider_browser_or_time_gets_no_token() {
    let liar = Liar::create().await;
    invitation(&liar.world, "ana@example.com", RoleName::Viewer).await;
    let (url, cookie) = start(&liar.world, "").await;
    liar.give(&liar.claims(&parameter(&url, "nonce")).signed())
        .await;
    let (state, own) = (parameter(&url, "state"), liar.server.uri());
    let refused = |state: &str, issuer: &str, cookie: &str| {
        let back = Liar::back(state, issuer);
        let (world, cookie) = (&liar.world, cookie.to_owned());
        async move {
            let answer = come_back(world, &back, &cookie).await;
            answer.problem(403, "sign-in-refused");
        }
    };
    refused("x", &own, &cookie).await;
    refused(&state, &own, "__Host-espejo-oidc=x").await;
    refused(&state, &own, "").await;
    liar.world
        .run("update ops.sign_in_attempt set expires_at = expires_at - interval '10 minutes'")
        .await;
    refused(&state, &own, &cookie).await;
    liar.world
        .run("update ops.sign_in_attempt set expires_at = expires_at + interval '10 minutes'")
        .await;
    // Mix-up: the answer of another provider for the same state.
    refused(&state, "https://elsewhere.example", &cookie).await;
    // That was the one use of the state.
    refused(&state, &own, &cookie).await;
    assert_eq!(liar.token_requests().await, 0);

    // This provider says that it names itself.
    let (url, cookie) = start(&liar.world, "").await;
    let mut back = Liar::back(&parameter(&url, "state"), &own);
    let query = back
        .query()
        .unwrap()
        .split("&iss=")
        .next()
        .unwrap()
        .to_owned();
    back.set_query(Some(&query));
    let answer = come_back(&liar.world, &back, &cookie).await;
    answer.problem(403, "sign-in-refused");
    let stored = "select coalesce(jsonb_agg(to_jsonb(t))::text, '') from ops.sign_in_attempt t";
    let (url, _) = start(&liar.world, "").await;
    let stored: String = liar
        .world
        .admin
        .query_one(stored, &[])
        .await
        .unwrap()
        .get(0);
    assert!(!stored.contains(&parameter(&url, "state")), "{stored}");
    assert_eq!(liar.token_requests().await, 0);
}

#[tokio::test]
async fn a_new_key_is_read_and_a_wrong_description_is_refused() {
    let liar = Liar::create().await;
    invitation(&liar.world, "ana@example.com", RoleName::Viewer).await;
    session_of(&liar.sign_in(Claims::signed).await);
    liar.describe(&liar.server.uri(), 2, "two").await;
    // What was read a moment ago is not read again.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    session_of(&liar.sign_in(|it| it.signed_as(2, "two")).await);

    let other = Liar::create().await;
    other.describe("https://elsewhere.example", 1, "one").await;
    let path = "/v1/session/oidc/office/start";
    let request = other
        .world
        .request(reqwest::Method::GET, crate::world::ANDINA, path);
    crate::world::send(request)
        .await
        .problem(502, "provider-failed");
    let redirect = ResponseTemplate::new(302).insert_header("location", liar.server.uri());
    other.server.reset().await;
    Mock::given(method("GET"))
        .respond_with(redirect)
        .mount(&other.server)
        .await;
    let request = other
        .world
        .request(reqwest::Method::GET, crate::world::ANDINA, path);
    crate::world::send(request)
        .await
        .problem(502, "provider-failed");
    let request = other.world.request(
        reqwest::Method::GET,
        crate::world::ANDINA,
        "/v1/session/oidc/nobody/start",
    );
    crate::world::send(request).await.problem(404, "not-found");
}

#[tokio::test]
async fn the_browser_returns_only_to_a_path_of_its_host() {
    let liar = Liar::create().await;
    invitation(&liar.world, "ana@example.com", RoleName::Viewer).await;
    for (return_to, expected) in [
        ("%2Fc%2Fageing", "/c/ageing"),
        ("https%3A%2F%2Fevil.example", "/"),
        ("%2F%2Fevil.example", "/"),
        ("%2F%5Cevil.example", "/"),
    ] {
        let (url, cookie) = start(&liar.world, &format!("?return_to={return_to}")).await;
        assert_eq!(parameter(&url, "code_challenge_method"), "S256");
        let token = liar.claims(&parameter(&url, "nonce")).signed();
        liar.give(&token).await;
        let back = Liar::back(&parameter(&url, "state"), &liar.server.uri());
        let answer = come_back(&liar.world, &back, &cookie).await;
        session_of(&answer);
        assert_eq!(answer.header("location"), expected, "{return_to}");
    }
}
