//! One HTTP call. No redirects, no proxy of the environment, a time limit for the whole call, and
//! the answer's body is not read.

use std::time::Duration;

use contracts::webhook::{WebhookOutcome, WebhookRequested};
use lifecycle::clock;
use reqwest::{
    Certificate, Client, StatusCode,
    header::{CONTENT_TYPE, HeaderValue},
    redirect,
};
use tenants::Tenant;
use tls::Trust;
use webhooks::{KEY_BYTES, Target};

use super::resolver::{LookupError, PublicOnly};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const TIMEOUT: Duration = Duration::from_secs(15);
const MOST_LETTERS: usize = 500;

/// Why webhooks cannot be called.
#[derive(Debug, thiserror::Error)]
#[error("webhooks cannot be called: {0}")]
pub struct CallerError(#[from] reqwest::Error);

pub(super) struct Caller {
    public: Client,
    /// For origins that the operator allows.
    listed: Client,
}

/// What became of a call.
pub(super) struct CallResult {
    pub(super) outcome: WebhookOutcome,
    pub(super) status: Option<u16>,
    pub(super) detail: String,
}

impl Caller {
    pub(super) fn new(trust: &Trust) -> Result<Self, CallerError> {
        let authorities = match trust.pem() {
            Some(pem) => Certificate::from_pem_bundle(pem)?,
            None => Vec::new(),
        };
        let client = || {
            Client::builder()
                .tls_certs_merge(authorities.clone())
                .redirect(redirect::Policy::none())
                .no_proxy()
                .connect_timeout(CONNECT_TIMEOUT)
                .timeout(TIMEOUT)
                .pool_max_idle_per_host(0)
                .user_agent(concat!("espejo/", env!("CARGO_PKG_VERSION")))
        };
        Ok(Self {
            public: client().dns_resolver(PublicOnly).build()?,
            listed: client().build()?,
        })
    }

    /// The tenant's file may have changed since the webhook was made, so its URL is checked again.
    pub(super) async fn call(&self, tenant: &Tenant, asked: &WebhookRequested) -> CallResult {
        let target = match Target::parse(&asked.url, &tenant.webhook_origins) {
            Ok(target) => target,
            Err(refusal) => return refused(format!("the URL may not be called: {refusal}")),
        };
        let second = clock::now().as_second();
        let Some(signatures) = signatures(asked, second) else {
            return refused("a key of the webhook cannot be read".to_owned());
        };
        let client = if target.is_listed() {
            &self.listed
        } else {
            &self.public
        };
        let sent = client
            .post(target.url().clone())
            .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .header("webhook-id", asked.delivery.to_string())
            .header("webhook-timestamp", second)
            .header("webhook-signature", signatures)
            .body(asked.body.clone())
            .send()
            .await;
        match sent {
            Ok(response) => answered(response.status()),
            Err(error) => broken(error),
        }
    }
}

/// By each key, separated by a space.
fn signatures(asked: &WebhookRequested, second: i64) -> Option<String> {
    let id = asked.delivery.to_string();
    let sign = |text: &String| {
        let key: [u8; KEY_BYTES] = webhooks::from_text(text)?;
        Some(webhooks::sign(&key, &id, second, &asked.body))
    };
    let signatures: Option<Vec<_>> = asked.keys.iter().map(sign).collect();
    Some(signatures?.join(" "))
}

fn answered(status: StatusCode) -> CallResult {
    let outcome = match status {
        StatusCode::GONE => WebhookOutcome::Gone,
        _ if status.is_success() => WebhookOutcome::Delivered,
        _ => WebhookOutcome::Deferred,
    };
    let more = if status.is_redirection() {
        "; redirects are not followed"
    } else {
        ""
    };
    CallResult {
        outcome,
        status: Some(status.as_u16()),
        detail: format!("the receiver answered {status}{more}"),
    }
}

/// The innermost error says what happened.
fn broken(error: reqwest::Error) -> CallResult {
    let error = error.without_url();
    let mut cause: &(dyn std::error::Error + 'static) = &error;
    let mut is_private = false;
    while let Some(inner) = cause.source() {
        cause = inner;
        is_private |= matches!(cause.downcast_ref(), Some(LookupError::Private));
    }
    let cause = cause.to_string();
    if is_private {
        return refused(cause);
    }
    let what = if error.is_connect() {
        format!("no connection: {cause}")
    } else if error.is_timeout() {
        format!("no answer in {} s", TIMEOUT.as_secs())
    } else {
        format!("no answer: {cause}")
    };
    CallResult {
        outcome: WebhookOutcome::Deferred,
        status: None,
        detail: what.chars().take(MOST_LETTERS).collect(),
    }
}

fn refused(detail: String) -> CallResult {
    CallResult {
        outcome: WebhookOutcome::Refused,
        status: None,
        detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_with_a_private_address_is_refused_by_the_client_itself() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let caller = Caller::new(&Trust::default()).unwrap();
        let sent = caller.public.post("https://localhost/").send().await;
        let result = broken(sent.unwrap_err());
        assert_eq!(result.outcome, WebhookOutcome::Refused, "{}", result.detail);
    }
}
