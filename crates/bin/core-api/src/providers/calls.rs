//! HTTP requests to providers.

use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use reqwest::redirect;
use tenants::OidcProvider;

use super::ProviderError;

/// Longest wait for one answer of a provider.
const PATIENCE: Duration = Duration::from_secs(10);
const MAX_ANSWER: usize = 1 << 20;

#[derive(Debug, thiserror::Error)]
pub(super) enum CallError {
    #[error("{0}")]
    Http(#[from] reqwest::Error),
    #[error("the answer has more than {MAX_ANSWER} bytes")]
    TooLarge,
    #[error("{0} is not encrypted")]
    Plain(String),
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] openidconnect::http::Error),
}

/// The HTTP client for one provider: no redirects, no proxy, a limit of time and size, and no
/// unencrypted address if the provider has an encrypted one.
pub(super) fn caller(
    provider: &OidcProvider,
) -> Result<impl Fn(HttpRequest) -> CallFuture + use<>, ProviderError> {
    let client = reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .timeout(PATIENCE)
        .user_agent(concat!("espejo/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|error| ProviderError::Configuration(error.to_string()))?;
    let must_be_secure = provider.issuer.starts_with("https://");
    Ok(move |request: HttpRequest| -> CallFuture {
        let client = client.clone();
        Box::pin(async move {
            let uri = request.uri();
            if must_be_secure && uri.scheme_str() != Some("https") {
                return Err(CallError::Plain(uri.to_string()));
            }
            call(&client, request).await
        })
    })
}

pub(super) type CallFuture =
    std::pin::Pin<Box<dyn Future<Output = Result<HttpResponse, CallError>> + Send>>;

async fn call(client: &reqwest::Client, request: HttpRequest) -> Result<HttpResponse, CallError> {
    let mut response = client.execute(request.try_into()?).await?;
    let mut answer = openidconnect::http::Response::builder().status(response.status());
    for (name, value) in response.headers() {
        answer = answer.header(name, value);
    }
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await? {
        body.extend_from_slice(&part);
        if body.len() > MAX_ANSWER {
            return Err(CallError::TooLarge);
        }
    }
    Ok(answer.body(body)?)
}
