//! HTTP to Odoo: one request, one limited answer. No redirects, no proxy from the environment, a
//! time limit for the whole call and a size limit for the decompressed answer.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use jiff::{Timestamp, fmt::rfc2822};
use reqwest::{
    Certificate, Client, ClientBuilder, Response, StatusCode, Url,
    header::{AUTHORIZATION, CONTENT_TYPE, DATE, HeaderMap, HeaderValue, LOCATION, RETRY_AFTER},
    redirect,
};

use crate::{call::Call, connection::Connection, error::Error};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// Shorter than that of proxies in front of Odoo, so a closed connection is rarely reused.
const IDLE_TIMEOUT: Duration = Duration::from_secs(30);
const NEVER: i64 = i64::MIN;

/// One request.
pub(crate) struct Outgoing {
    pub(crate) path: String,
    /// Content type and body; without them it is a GET.
    pub(crate) content: Option<(&'static str, String)>,
    /// The credentials, if the request body has none.
    pub(crate) bearer: Option<Bearer>,
}

/// The key of a user in one database. Its errors have HTTP statuses and bodies that describe them.
pub(crate) struct Bearer {
    pub(crate) authorization: HeaderValue,
    pub(crate) database: HeaderValue,
}

/// The complete answer. Its status can differ from 200 only if there was a bearer.
pub(crate) struct Incoming {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

pub(crate) struct Transport {
    client: Client,
    base_url: Url,
    timeout: Duration,
    max_answer_bytes: u64,
    /// Seconds since 1970 in the latest `Date` header.
    server_second: AtomicI64,
}

impl Transport {
    pub(crate) fn new(connection: &Connection) -> Result<Self, Error> {
        let base_url = connection.base_url()?;
        let client = builder(connection)?
            .build()
            .map_err(|source| Error::Client { source })?;
        Ok(Self {
            client,
            base_url,
            timeout: connection.timeout,
            max_answer_bytes: connection.max_answer_bytes,
            server_second: AtomicI64::new(NEVER),
        })
    }

    pub(crate) fn host(&self) -> &str {
        self.base_url.host_str().unwrap_or_default()
    }

    pub(crate) fn port(&self) -> u16 {
        self.base_url.port_or_known_default().unwrap_or_default()
    }

    pub(crate) fn server_time(&self) -> Option<Timestamp> {
        let second = self.server_second.load(Ordering::Relaxed);
        if second == NEVER {
            None
        } else {
            Timestamp::from_second(second).ok()
        }
    }

    /// Sends one call and returns the answer.
    pub(crate) async fn send(
        &self,
        call: &Call<'_>,
        outgoing: Outgoing,
    ) -> Result<Incoming, Error> {
        let mut url = self.base_url.clone();
        url.set_path(&format!(
            "{}/{}",
            self.base_url.path().trim_end_matches('/'),
            outgoing.path
        ));
        let request = match outgoing.content {
            None => self.client.get(url),
            Some((content_type, body)) => {
                let request = self.client.post(url).header(CONTENT_TYPE, content_type);
                request.body(body)
            }
        };
        let is_told = outgoing.bearer.is_some();
        let request = match outgoing.bearer {
            None => request,
            Some(bearer) => request
                .header(AUTHORIZATION, bearer.authorization)
                .header("X-Odoo-Database", bearer.database),
        };
        let response = request
            .send()
            .await
            .map_err(|error| self.broken(call, error))?;
        let date = date_of(response.headers());
        if let Some(date) = date {
            self.server_second
                .store(date.as_second(), Ordering::Relaxed);
        }
        let status = response.status();
        if status.is_redirection() {
            return Err(Error::Redirected {
                call: call.to_string(),
                status: status.as_u16(),
                to: self.target(response.headers()),
            });
        }
        if !(is_told && tells(status)) {
            refuse_status(call, status, retry_after(response.headers(), date))?;
        }
        let body = self.body_of(call, response).await?;
        let status = status.as_u16();
        Ok(Incoming { status, body })
    }

    /// Where an answer redirects to, without parts that may be secret.
    fn target(&self, headers: &HeaderMap) -> String {
        let location = headers.get(LOCATION).and_then(|it| it.to_str().ok());
        let target = location.and_then(|location| self.base_url.join(location).ok());
        let Some(mut target) = target else {
            return "an unknown address".to_owned();
        };
        let _ = target.set_username("");
        let _ = target.set_password(None);
        target.set_query(None);
        target.set_fragment(None);
        target.to_string()
    }

    async fn body_of(&self, call: &Call<'_>, mut response: Response) -> Result<Vec<u8>, Error> {
        let too_large = || Error::AnswerTooLarge {
            call: call.to_string(),
            limit: self.max_answer_bytes,
        };
        let announced = response.content_length().unwrap_or_default();
        if announced > self.max_answer_bytes {
            return Err(too_large());
        }
        let mut body = Vec::with_capacity(usize::try_from(announced).unwrap_or_default());
        while let Some(chunk) = response
            .chunk()
            .await
            .map_err(|error| self.broken(call, error))?
        {
            let size = body.len().saturating_add(chunk.len());
            if u64::try_from(size).unwrap_or(u64::MAX) > self.max_answer_bytes {
                return Err(too_large());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }

    fn broken(&self, call: &Call<'_>, error: reqwest::Error) -> Error {
        broken(call, error, self.timeout)
    }
}

/// The client of a connection.
pub(crate) fn builder(connection: &Connection) -> Result<ClientBuilder, Error> {
    let authorities = match &connection.authorities {
        Some(pem) => Certificate::from_pem_bundle(pem),
        None => Ok(Vec::new()),
    };
    let authorities = authorities.map_err(|source| Error::Client { source })?;
    Ok(Client::builder()
        .tls_certs_merge(authorities)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .gzip(true)
        .connect_timeout(CONNECT_TIMEOUT.min(connection.timeout))
        .timeout(connection.timeout)
        .pool_idle_timeout(IDLE_TIMEOUT)
        .user_agent(concat!("espejo/", env!("CARGO_PKG_VERSION"))))
}

pub(crate) fn broken(call: &Call<'_>, error: reqwest::Error, timeout: Duration) -> Error {
    let source = error.without_url();
    let call = call.to_string();
    if let Some(problem) = certificate_problem(&source) {
        Error::Certificate { call, problem }
    } else if source.is_connect() {
        Error::Connect { call, source }
    } else if source.is_timeout() {
        Error::Timeout { call, timeout }
    } else {
        Error::Dropped { call, source }
    }
}

/// What is wrong with the server's certificate, if that broke the connection.
fn certificate_problem(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    if let Some(rustls::Error::InvalidCertificate(problem)) = error.downcast_ref() {
        return Some(problem.to_string());
    }
    // An I/O error contains another error, which is not its source.
    let contained = error
        .downcast_ref::<std::io::Error>()
        .and_then(std::io::Error::get_ref);
    match contained {
        Some(contained) => certificate_problem(contained),
        None => certificate_problem(error.source()?),
    }
}

/// True if Odoo itself sends this status, with JSON. Others come from a proxy in front of it.
fn tells(status: StatusCode) -> bool {
    let waits = matches!(
        status,
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS
    );
    (status.is_client_error() && !waits) || status == StatusCode::INTERNAL_SERVER_ERROR
}

fn refuse_status(
    call: &Call<'_>,
    status: StatusCode,
    retry_after: Option<Duration>,
) -> Result<(), Error> {
    let call = || call.to_string();
    match status {
        StatusCode::OK => Ok(()),
        StatusCode::TOO_MANY_REQUESTS => Err(Error::RateLimited {
            call: call(),
            retry_after,
        }),
        StatusCode::REQUEST_TIMEOUT => Err(Error::Unavailable {
            call: call(),
            status: status.as_u16(),
            retry_after,
        }),
        _ if status.is_server_error() => Err(Error::Unavailable {
            call: call(),
            status: status.as_u16(),
            retry_after,
        }),
        _ => Err(Error::UnexpectedStatus {
            call: call(),
            status: status.as_u16(),
        }),
    }
}

fn date_of(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(DATE)?.to_str().ok()?;
    rfc2822::parse(text).ok().map(|zoned| zoned.timestamp())
}

/// In seconds, or as a date, which is compared with the server's own clock.
fn retry_after(headers: &HeaderMap, now: Option<Timestamp>) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = rfc2822::parse(text).ok()?.timestamp();
    Some(Duration::try_from(at.duration_since(now?)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_in_both_forms() {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, "Sun, 22 Nov 2026 21:35:30 GMT".parse().unwrap());
        let date = date_of(&headers);
        assert_eq!(date, Some("2026-11-22T21:35:30Z".parse().unwrap()));
        assert_eq!(retry_after(&headers, date), None);
        headers.insert(RETRY_AFTER, "17".parse().unwrap());
        assert_eq!(retry_after(&headers, None), Some(Duration::from_secs(17)));
        headers.insert(
            RETRY_AFTER,
            "Sun, 22 Nov 2026 21:36:00 GMT".parse().unwrap(),
        );
        assert_eq!(retry_after(&headers, date), Some(Duration::from_secs(30)));
        headers.insert(
            RETRY_AFTER,
            "Sun, 22 Nov 2026 21:00:00 GMT".parse().unwrap(),
        );
        assert_eq!(retry_after(&headers, date), Some(Duration::ZERO));
    }
}
