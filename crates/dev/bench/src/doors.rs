//! What signing in costs, a report for a person compared with one for a program, and a report while
//! strangers send requests.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::{
    Client, StatusCode,
    header::{ACCEPT_ENCODING, HOST, ORIGIN, SET_COOKIE},
};
use serde_json::json;
use system_tests::Stack;
use tokio::task::JoinSet;

use crate::{
    figures::{Row, Table, median, rate, share},
    front::Front,
    ledger::{Ledger, TODAY},
    reports_http::{CROWD, ageing, both},
};

const EMAIL: &str = "ana@example.com";
const PASSWORD: &str = "mesa puente naranja abril";
/// Below the limit of sign-ins from one address in a minute.
const SIGN_INS: usize = 20;
/// Connections of strangers.
const STRANGERS: usize = 8;

pub(crate) async fn measure(stack: &Stack, ledger: &Ledger) -> Result<()> {
    let door = Door {
        client: Client::builder().no_proxy().build()?,
        url: stack.url(),
        host: format!("{}.localhost", ledger.tenant),
    };
    let link = stack.command(&[
        "person",
        "invite",
        "--tenant",
        ledger.tenant,
        "--email",
        EMAIL,
        "--role",
        "viewer",
    ]);
    let cookie = door.accept(&link).await?;
    let mut table = Table::new(format!("Doors: {} move lines, p50 / p99", ledger.lines));
    table.row(Row::new(
        "sign-in with a password",
        both(&door.sign_ins().await?),
        "–",
    ));
    let program = Front::new(stack.api(ledger.tenant))?;
    let person = Front::new(stack.api(ledger.tenant))?.with_cookie(&cookie)?;
    compare(&mut table, &program, &person).await?;
    for (work, path, key) in [
        (
            "wrong keys",
            "/v1/receivables/ageing",
            Some("esp_k3v9x2m8q1zt_wrong"),
        ),
        ("the document of the API", "/openapi.json", None),
    ] {
        under_flood(&mut table, &program, &door, (work, path, key)).await?;
    }
    table.note(format!(
        "{CROWD} clients ask for the ageing of {TODAY}, first 50 partners. {STRANGERS} strangers \
         send one request after another on the same machine."
    ));
    table.print();
    Ok(())
}

/// The same report with a cookie and with a key, alternately.
async fn compare(table: &mut Table, key: &Front, person: &Front) -> Result<()> {
    let path = ageing(TODAY).path();
    let (mut by_key, mut by_cookie) = (Vec::new(), Vec::new());
    for _ in 0..2 {
        by_key.extend(key.times(&path, None, StatusCode::OK).await?);
        by_cookie.extend(person.times(&path, None, StatusCode::OK).await?);
    }
    let ratio = share(median(&by_cookie), median(&by_key));
    let (one, other) = (both(&by_cookie), both(&by_key));
    table.row(Row::new("ageing with a cookie against a key", one, other).ratio(ratio));
    let (fast_cookie, fast_key) = (crowd(person, &path).await?, crowd(key, &path).await?);
    table.row(Row::new(
        format!("the same, requests per second of {CROWD} clients"),
        fast_cookie,
        fast_key,
    ));
    Ok(())
}

async fn crowd(front: &Front, path: &str) -> Result<String> {
    let begun = Instant::now();
    let (times, _) = front.crowd(path, CROWD).await?;
    let answers = u64::try_from(times.len())?;
    Ok(format!(
        "{}, {}",
        rate(answers, begun.elapsed()),
        both(&times)
    ))
}

async fn under_flood(
    table: &mut Table,
    front: &Front,
    door: &Door,
    (work, path, key): (&str, &'static str, Option<&'static str>),
) -> Result<()> {
    let asked = ageing(TODAY).path();
    let rest = front.times(&asked, None, StatusCode::OK).await?;
    // Dropping the set ends them.
    let mut strangers = JoinSet::new();
    for _ in 0..STRANGERS {
        let door = door.clone();
        strangers.spawn(async move { door.strangers(path, key).await });
    }
    let busy = front.times(&asked, None, StatusCode::OK).await?;
    drop(strangers);
    let ratio = share(median(&busy), median(&rest));
    table.row(
        Row::new(
            format!("ageing while strangers send {work}, against rest"),
            both(&busy),
            both(&rest),
        )
        .at_most(ratio, 1.5),
    );
    Ok(())
}

/// The API without credentials.
#[derive(Clone)]
struct Door {
    client: Client,
    url: String,
    host: String,
}

impl Door {
    fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.client
            .post(format!("{}{path}", self.url))
            .header(HOST, &self.host)
            .header(ORIGIN, format!("http://{}", self.host))
    }

    /// The cookie of a person who accepts an invitation.
    async fn accept(&self, link: &str) -> Result<String> {
        let (_, token) = link.split_once('#').context("no token")?;
        let body = json!({ "token": token, "password": PASSWORD });
        let answer = self.post("/v1/invitations/use").json(&body).send().await?;
        ensure!(answer.status().is_success(), "{}", answer.status());
        let cookie = answer.headers().get(SET_COOKIE).context("no cookie")?;
        let cookie = cookie.to_str()?.split(';').next().unwrap_or_default();
        Ok(cookie.to_owned())
    }

    async fn sign_ins(&self) -> Result<Vec<Duration>> {
        let body = json!({ "email": EMAIL, "password": PASSWORD });
        let mut times = Vec::new();
        for _ in 0..SIGN_INS {
            let asked = Instant::now();
            let answer = self.post("/v1/session").json(&body).send().await?;
            ensure!(answer.status().is_success(), "{}", answer.status());
            times.push(asked.elapsed());
        }
        Ok(times)
    }

    /// Sends one request after another, for ever.
    async fn strangers(&self, path: &str, key: Option<&str>) {
        loop {
            // Refusals are what is wanted.
            let _ = self.once(path, key).await;
        }
    }

    async fn once(&self, path: &str, key: Option<&str>) -> Result<()> {
        let mut request = self
            .client
            .get(format!("{}{path}", self.url))
            .header(HOST, &self.host)
            .header(ACCEPT_ENCODING, "gzip");
        if let Some(key) = key {
            request = request.bearer_auth(key);
        }
        request.send().await?.bytes().await?;
        Ok(())
    }
}
