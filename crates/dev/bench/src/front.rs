//! An API client that measures response times. It neither follows redirects nor decompresses.

use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use futures::future::try_join_all;
use reqwest::{
    Client, Method, StatusCode,
    header::{ACCEPT_ENCODING, AUTHORIZATION, COOKIE, HeaderValue, IF_NONE_MATCH},
    redirect::Policy,
};
use serde_json::Value;
use system_tests::Api;

/// Requests per question, unless it takes too long.
pub(crate) const TIMES: usize = 200;
pub(crate) const LONG_ENOUGH: Duration = Duration::from_secs(25);
pub(crate) const WARM_UP: usize = 10;

/// The API closes a connection that is unused for 5 s. A request that is sent just then is lost.
const UNUSED: Duration = Duration::from_secs(4);

pub(crate) struct Front {
    client: Client,
    api: Api,
    /// Of a person; without it the key of the API is sent.
    cookie: Option<HeaderValue>,
}

impl Front {
    pub(crate) fn new(api: Api) -> Result<Self> {
        let client = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .pool_idle_timeout(UNUSED)
            .build()?;
        Ok(Self {
            client,
            api,
            cookie: None,
        })
    }

    /// As a person who is signed in.
    pub(crate) fn with_cookie(self, cookie: &str) -> Result<Self> {
        let cookie = Some(HeaderValue::from_str(cookie)?);
        Ok(Self { cookie, ..self })
    }

    /// Response times with this many concurrent clients, each sending one request at a time, and
    /// the number of answers that asked to retry later.
    pub(crate) async fn crowd(&self, path: &str, clients: usize) -> Result<(Vec<Duration>, usize)> {
        let each = (TIMES / clients).max(10);
        let asking = (0..clients).map(|_| async move {
            let (mut times, mut busy) = (Vec::new(), 0);
            let begun = Instant::now();
            while times.len() + busy < each && begun.elapsed() < LONG_ENOUGH {
                let (status, time) = self.answer(path).await?;
                match status {
                    StatusCode::OK => times.push(time),
                    StatusCode::SERVICE_UNAVAILABLE => busy += 1,
                    other => bail!("{path}: {other}"),
                }
            }
            Ok((times, busy))
        });
        let all = try_join_all(asking).await?;
        let busy = all.iter().map(|(_, busy)| busy).sum();
        Ok((all.into_iter().flat_map(|(times, _)| times).collect(), busy))
    }

    pub(crate) fn request(&self, path: &str) -> reqwest::RequestBuilder {
        let request = self.api.request(Method::GET, path);
        // The client of `Api` would follow a redirect.
        let (_, request) = request.build_split();
        let mut request = request.unwrap_or_else(|error| panic!("{path}: {error}"));
        if let Some(cookie) = &self.cookie {
            request.headers_mut().remove(AUTHORIZATION);
            request.headers_mut().insert(COOKIE, cookie.clone());
        }
        reqwest::RequestBuilder::from_parts(self.client.clone(), request)
            .header(ACCEPT_ENCODING, "identity")
    }

    /// The status of one answer, whatever it is, and how long it took.
    pub(crate) async fn answer(&self, path: &str) -> Result<(StatusCode, Duration)> {
        let asked = Instant::now();
        let answer = self.request(path).send().await?;
        let status = answer.status();
        answer.bytes().await?;
        Ok((status, asked.elapsed()))
    }

    pub(crate) async fn get(
        &self,
        path: &str,
        tag: Option<&str>,
        status: StatusCode,
    ) -> Result<Vec<u8>> {
        let mut request = self.request(path);
        if let Some(tag) = tag {
            request = request.header(IF_NONE_MATCH, tag);
        }
        let answer = request.send().await?;
        let found = answer.status();
        let body = answer.bytes().await?;
        ensure!(
            found == status,
            "{path}: {found} {}",
            String::from_utf8_lossy(&body)
        );
        Ok(body.to_vec())
    }

    pub(crate) async fn json(&self, path: &str) -> Result<Value> {
        Ok(serde_json::from_slice(
            &self.get(path, None, StatusCode::OK).await?,
        )?)
    }

    pub(crate) async fn times(
        &self,
        path: &str,
        tag: Option<&str>,
        status: StatusCode,
    ) -> Result<Vec<Duration>> {
        for _ in 0..WARM_UP {
            self.get(path, tag, status).await?;
        }
        self.asked(path, tag, status, TIMES).await
    }

    async fn asked(
        &self,
        path: &str,
        tag: Option<&str>,
        status: StatusCode,
        most: usize,
    ) -> Result<Vec<Duration>> {
        let mut times = Vec::new();
        let begun = Instant::now();
        while times.len() < most && begun.elapsed() < LONG_ENOUGH {
            let asked = Instant::now();
            self.get(path, tag, status).await?;
            times.push(asked.elapsed());
        }
        Ok(times)
    }
}
