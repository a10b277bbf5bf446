//! Passkeys, with an authenticator in software that does what WebAuthn asks of a device.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use core_api::cli::RoleName;
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    people::{PASSWORD, anonymous, browser, signed_in},
    world::{ANDINA, Answer, World, send},
};

/// User present, user verified.
const FLAGS: u8 = 0x05;
/// Attested credential data is included.
const ATTESTED: u8 = 0x40;

/// A device with one passkey.
struct Device {
    key: SigningKey,
    id: Vec<u8>,
    user: String,
    counter: u32,
    flags: u8,
    origin: String,
    host: String,
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A byte string of CBOR (RFC 8949) with up to 65535 bytes.
fn bytes(content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[0x59], &length[..], content].concat()
}

impl Device {
    fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: vec![seed; 16],
            user: String::new(),
            counter: 0,
            flags: FLAGS,
            origin: "http://andina.localhost:8080".to_owned(),
            host: ANDINA.to_owned(),
        }
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["publicKey"]["challenge"];
        let data = json!({ "type": kind, "challenge": challenge, "origin": self.origin });
        data.to_string().into_bytes()
    }

    fn data(&mut self, flags: u8) -> Vec<u8> {
        self.counter += 1;
        let host = Sha256::digest(&self.host);
        [
            &host[..],
            &[self.flags | flags],
            &self.counter.to_be_bytes(),
        ]
        .concat()
    }

    /// What `navigator.credentials.create` returns.
    fn create(&mut self, options: &Value) -> Value {
        let public = &options["publicKey"];
        assert_eq!(public["rp"]["id"], self.host);
        assert_eq!(public["authenticatorSelection"]["residentKey"], "required");
        assert_eq!(
            public["authenticatorSelection"]["userVerification"],
            "required"
        );
        let user = public["user"]["id"].as_str().unwrap();
        user.clone_into(&mut self.user);
        let point = self.key.verifying_key().to_sec1_point(false);
        // A map of COSE: key type EC2, algorithm ES256, curve P-256, x and y.
        let mut cose = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21];
        cose.extend(bytes(point.x().unwrap()));
        cose.push(0x22);
        cose.extend(bytes(point.y().unwrap()));
        let mut data = self.data(ATTESTED);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(cose);
        // {"fmt": "none", "attStmt": {}, "authData": …}
        let mut attestation = vec![0xa3, 0x63];
        attestation.extend(b"fmt\x64none\x67attStmt\xa0\x68authData");
        attestation.extend(bytes(&data));
        json!({
            "id": encoded(&self.id), "rawId": encoded(&self.id), "type": "public-key",
            "response": {
                "clientDataJSON": encoded(&self.client_data("webauthn.create", options)),
                "attestationObject": encoded(&attestation),
            },
            "clientExtensionResults": {},
        })
    }

    /// What `navigator.credentials.get` returns.
    fn get(&mut self, options: &Value) -> Value {
        assert_eq!(options["publicKey"]["rpId"], self.host);
        assert_eq!(options["publicKey"]["userVerification"], "required");
        assert_eq!(options["publicKey"]["allowCredentials"], json!([]));
        let client_data = self.client_data("webauthn.get", options);
        let data = self.data(0);
        let signed = [&data[..], &Sha256::digest(&client_data)].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": encoded(&self.id), "rawId": encoded(&self.id), "type": "public-key",
            "response": {
                "clientDataJSON": encoded(&client_data),
                "authenticatorData": encoded(&data),
                "signature": encoded(signature.to_der().as_bytes()),
                "userHandle": self.user,
            },
            "clientExtensionResults": {},
        })
    }
}

async fn challenge(world: &World) -> Value {
    let answer = anonymous(world, "/v1/session/passkey-challenges", &json!({})).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.json()
}

async fn prove(world: &World, challenge: &Value, credential: &Value) -> Answer {
    let body = json!({ "challenge_id": challenge["challenge_id"], "credential": credential });
    anonymous(world, "/v1/session/passkeys", &body).await
}

async fn sign_in(world: &World, device: &mut Device) -> Answer {
    let challenge = challenge(world).await;
    let credential = device.get(&challenge["options"]);
    prove(world, &challenge, &credential).await
}

async fn add(world: &World, cookie: &str, device: &mut Device) -> Answer {
    let path = "/v1/me/passkey-challenges";
    let begun = send(browser(world, Method::POST, path, cookie).json(&json!({}))).await;
    assert_eq!(begun.status, 201, "{begun:?}");
    let begun = begun.json();
    let body = json!({
        "challenge_id": begun["challenge_id"], "name": "my phone",
        "credential": device.create(&begun["options"]),
    });
    send(browser(world, Method::POST, "/v1/me/passkeys", cookie).json(&body)).await
}

#[tokio::test]
async fn a_passkey_signs_in_without_a_password_and_stops_when_it_is_removed() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Operator).await;
    let mut device = Device::new(7);
    let added = add(&world, &cookie, &mut device).await;
    assert_eq!(added.status, 201, "{added:?}");
    let url = added.header("location").to_owned();
    let mine = send(browser(&world, Method::GET, "/v1/me/passkeys", &cookie))
        .await
        .json();
    assert_eq!(mine["data"][0]["name"], "my phone");
    assert_eq!(mine["data"][0]["url"], url);
    assert_eq!(mine["data"][0]["last_used_at"], Value::Null);

    let answer = sign_in(&world, &mut device).await;
    assert_eq!(answer.status, 204, "{answer:?}");
    let set = answer
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let session = send(browser(&world, Method::GET, "/v1/session", &set))
        .await
        .json();
    assert_eq!(session["person"]["email"], "ana@example.com");
    let sessions = send(browser(&world, Method::GET, "/v1/me/sessions", &set))
        .await
        .json();
    assert_eq!(sessions["data"][0]["method"], "passkey");

    let removed = send(browser(&world, Method::DELETE, &url, &cookie)).await;
    assert_eq!(removed.status, 204, "{removed:?}");
    sign_in(&world, &mut device)
        .await
        .problem(401, "bad-credentials");
    let failed = "ops.audit where action = 'fail to sign in' and after ->> 'passkey' = 'true'";
    assert_eq!(world.count(failed).await, 1);
}

#[tokio::test]
async fn a_passkey_proves_again_who_is_signed_in_and_only_that_person() {
    let world = World::create().await;
    let ana = signed_in(&world, "ana@example.com", RoleName::Admin).await;
    let eva = signed_in(&world, "eva@example.com", RoleName::Admin).await;
    let (mut hers, mut other) = (Device::new(7), Device::new(8));
    assert_eq!(add(&world, &ana, &mut hers).await.status, 201);
    assert_eq!(add(&world, &eva, &mut other).await.status, 201);
    world
        .run("update ops.session set confirmed_at = now() - interval '11 minutes'")
        .await;
    let remove = || send(browser(&world, Method::DELETE, "/v1/me/totp", &ana));
    remove().await.problem(403, "confirmation-required");
    let confirm = async |device: &mut Device| {
        let challenge = challenge(&world).await;
        let passkey = json!({
            "challenge_id": challenge["challenge_id"],
            "credential": device.get(&challenge["options"]),
        });
        let body = json!({ "passkey": passkey });
        send(browser(&world, Method::POST, "/v1/session/confirm", &ana).json(&body)).await
    };
    confirm(&mut other).await.problem(401, "bad-credentials");
    remove().await.problem(403, "confirmation-required");
    assert_eq!(confirm(&mut hers).await.status, 204);
    remove().await.problem(404, "not-found");
    let both =
        json!({ "password": PASSWORD, "passkey": { "challenge_id": "x", "credential": {} } });
    for body in [json!({}), both] {
        let request = browser(&world, Method::POST, "/v1/session/confirm", &ana);
        send(request.json(&body))
            .await
            .problem(422, "invalid-request");
    }
}

#[tokio::test]
async fn an_answer_for_another_site_challenge_or_key_is_refused() {
    let world = World::create().await;
    let cookie = signed_in(&world, "ana@example.com", RoleName::Viewer).await;
    let mut device = Device::new(7);
    assert_eq!(add(&world, &cookie, &mut device).await.status, 201);
    let taken = add(&world, &cookie, &mut device).await;
    taken.problem(409, "conflict");
    let refused = async |device: &mut Device, what: &str| {
        let answer = sign_in(&world, device).await;
        assert_eq!(answer.status, 401, "{what}: {answer:?}");
        answer.problem(401, "bad-credentials");
    };
    device.origin = "https://evil.example".to_owned();
    refused(&mut device, "origin").await;
    device.origin = "http://pampa.localhost".to_owned();
    refused(&mut device, "another tenant").await;
    device.origin = "http://andina.localhost".to_owned();
    device.flags = 0x01;
    refused(&mut device, "not verified").await;
    device.flags = FLAGS;
    let key = std::mem::replace(&mut device.key, SigningKey::from_slice(&[9; 32]).unwrap());
    refused(&mut device, "another key").await;
    device.key = key;
    let before = device.counter;
    device.counter = 0;
    refused(&mut device, "a copy of the device").await;
    device.counter = before;

    // A challenge works once, and an answer to one is no answer to another.
    let (first, second) = (challenge(&world).await, challenge(&world).await);
    let credential = device.get(&first["options"]);
    prove(&world, &second, &credential)
        .await
        .problem(401, "bad-credentials");
    assert_eq!(prove(&world, &first, &credential).await.status, 204);
    prove(&world, &first, &credential)
        .await
        .problem(401, "bad-credentials");
    // Nor is a challenge of one tenant known to the other.
    let third = challenge(&world).await;
    let credential = device.get(&third["options"]);
    let body = json!({ "challenge_id": third["challenge_id"], "credential": credential });
    let elsewhere = world.request(Method::POST, crate::world::PAMPA, "/v1/session/passkeys");
    send(elsewhere.json(&body))
        .await
        .problem(401, "bad-credentials");
    world.run("update ops.person set state = 'disabled'").await;
    refused(&mut device, "disabled").await;
}
