//! A real browser: Chromium signs in with a passkey of its virtual authenticator. It is controlled by
//! the DevTools protocol over a pipe.

use std::{process::Stdio, time::Duration};

use core_api::cli::RoleName;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    process::{Child, ChildStdin, ChildStdout, Command},
    time::timeout,
};

use crate::{
    people::{PASSWORD, signed_in},
    world::{ANDINA, World},
};

const CHROMIUM: &str = "/usr/bin/chromium";
/// Longest wait for one answer.
const PATIENCE: Duration = Duration::from_mins(1);
/// The browser reads commands from descriptor 3 and writes answers to descriptor 4.
const ON_PIPES: &str = "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1";

struct Chromium {
    to: ChildStdin,
    from: BufReader<ChildStdout>,
    number: u64,
    _process: Child,
    _profile: TempDir,
}

impl Chromium {
    fn start() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let exists = std::path::Path::new(CHROMIUM).exists();
        assert!(exists, "{CHROMIUM} is missing; ./run test installs it");
        let mut process = Command::new("sh")
            .args(["-c", ON_PIPES, CHROMIUM])
            .args(["--headless=new", "--no-sandbox", "--disable-gpu"])
            .args(["--no-first-run", "--disable-background-networking"])
            .args(["--no-proxy-server", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        Self {
            to: process.stdin.take().unwrap(),
            from: BufReader::new(process.stdout.take().unwrap()),
            number: 0,
            _process: process,
            _profile: profile,
        }
    }

    /// The result of a command. Messages end with a zero byte; events are left out.
    async fn call(&mut self, session: &str, method: &str, parameters: Value) -> Value {
        self.number += 1;
        let mut command = json!({ "id": self.number, "method": method, "params": parameters });
        if !session.is_empty() {
            command["sessionId"] = session.into();
        }
        let message = format!("{command}\0");
        self.to.write_all(message.as_bytes()).await.unwrap();
        loop {
            let mut answer = Vec::new();
            let read = self.from.read_until(0, &mut answer);
            let read = timeout(PATIENCE, read).await;
            assert!(read.is_ok_and(|read| read.unwrap() > 0), "{method}");
            let answer: Value = serde_json::from_slice(&answer[..answer.len() - 1]).unwrap();
            if answer["id"] == self.number {
                assert_eq!(answer["error"], Value::Null, "{method}");
                return answer["result"].clone();
            }
        }
    }

    /// A page with an authenticator that has checked who holds it.
    async fn open(&mut self, url: &str) -> String {
        let page = self.call("", "Target.createTarget", json!({ "url": url }));
        let page = page.await["targetId"].clone();
        let attached = json!({ "targetId": page, "flatten": true });
        let attached = self.call("", "Target.attachToTarget", attached).await;
        let session = attached["sessionId"].as_str().unwrap().to_owned();
        self.call(&session, "WebAuthn.enable", json!({})).await;
        let options = json!({ "options": {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true,
            "hasUserVerification": true, "isUserVerified": true,
            "automaticPresenceSimulation": true,
        } });
        let add = "WebAuthn.addVirtualAuthenticator";
        self.call(&session, add, options).await;
        let loaded = format!("location.href === {url:?} && document.readyState === 'complete'");
        for _ in 0..300 {
            if self.run(&session, &loaded).await == true {
                return session;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{url} was not loaded");
    }

    /// What a script of the page returns.
    async fn run(&mut self, session: &str, script: &str) -> Value {
        let parameters =
            json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let ran = self.call(session, "Runtime.evaluate", parameters).await;
        assert_eq!(ran["exceptionDetails"], Value::Null, "{script}");
        ran["result"]["value"].clone()
    }
}

/// What a console does: it adds a passkey after a sign-in with a password, signs out, and signs in
/// with the passkey alone.
const PASSKEY: &str = r#"(async () => {
    const call = async (method, path, body) => {
        const answer = await fetch(path, {
            method, headers: body ? { "content-type": "application/json" } : {},
            body: body && JSON.stringify(body),
        });
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
        return text && JSON.parse(text);
    };
    await call("POST", "/v1/session", { email: "ana@example.com", password: PASSWORD });
    const adding = await call("POST", "/v1/me/passkey-challenges", {});
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(adding.options.publicKey);
    const added = await navigator.credentials.create({ publicKey });
    await call("POST", "/v1/me/passkeys", {
        challenge_id: adding.challenge_id, name: "my phone", credential: added.toJSON(),
    });
    await call("DELETE", "/v1/session");
    const { challenge_id, options } = await call("POST", "/v1/session/passkey-challenges", {});
    const proof = await navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey),
    });
    await call("POST", "/v1/session/passkeys", { challenge_id, credential: proof.toJSON() });
    const session = await call("GET", "/v1/session");
    const sessions = await call("GET", "/v1/me/sessions");
    return { email: session.person.email, method: sessions.data[0].method,
        cookie: document.cookie };
})()"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_real_browser_signs_in_with_a_passkey() {
    let world = World::create().await;
    signed_in(&world, "ana@example.com", RoleName::Operator).await;
    let mut chromium = Chromium::start();
    let url = format!("http://{ANDINA}:{}/docs/", world.address.port());
    let page = chromium.open(&url).await;
    let script = PASSKEY.replace("password: PASSWORD", &format!("password: {PASSWORD:?}"));
    let seen = chromium.run(&page, &script).await;
    // The page itself cannot read the cookie.
    let expected = json!({ "email": "ana@example.com", "method": "passkey", "cookie": "" });
    assert_eq!(seen, expected);
}
