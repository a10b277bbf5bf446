//! Talks to providers: discovery, the redirect, the exchange of the code, and the check of the token.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use openidconnect::{
    AdditionalClaims, AdditionalProviderMetadata, AuthenticationFlow, AuthorizationCode,
    ClaimsVerificationError, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IdTokenClaims,
    IdTokenFields, IdTokenVerifier, IssuerUrl, JsonWebKeySet, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, ProviderMetadata, RedirectUrl, Scope, SignatureVerificationError,
    StandardErrorResponse, StandardTokenResponse, TokenResponse as _,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClientAuthMethod,
        CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
        CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use reqwest::redirect;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use settings::ExposeSecret;
use tenants::{OidcProvider, Tenant};

/// How long what a provider says about itself is kept.
const KEPT: Duration = Duration::from_hours(1);
/// The keys of a provider are read again for a token with an unknown key, but not more often.
const READ_AGAIN: Duration = Duration::from_secs(1);
/// Longest wait for one answer of a provider.
const PATIENCE: Duration = Duration::from_secs(10);
const MAX_ANSWER: usize = 1 << 20;

/// Only signatures that the provider alone can make: no shared secret, and no `none`.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Why a sign-in with a provider fails. The text is for the log.
#[derive(Debug, thiserror::Error)]
pub enum ProviderError {
    #[error("the secret of the client cannot be read: {0}")]
    Secret(#[from] tenants::SecretError),
    #[error("the configuration of the provider cannot be used: {0}")]
    Configuration(String),
    #[error("the provider cannot be reached or answers wrongly: {0}")]
    Answer(String),
    #[error("the token of the provider is refused: {0}")]
    Token(#[from] ClaimsVerificationError),
}

#[derive(Debug, thiserror::Error)]
enum CallError {
    #[error("{0}")]
    Http(#[from] reqwest::Error),
    #[error("the answer has more than {MAX_ANSWER} bytes")]
    TooLarge,
    #[error("{0} is not encrypted")]
    Plain(String),
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] openidconnect::http::Error),
}

/// Whether answers to the redirect must name the issuer (RFC 9207).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct NamesIssuer {
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for NamesIssuer {}

/// All claims that the library does not know.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct MoreClaims(pub(crate) Map<String, Value>);

impl AdditionalClaims for MoreClaims {}

pub(crate) type Claims = IdTokenClaims<MoreClaims, CoreGenderClaim>;

type Metadata = ProviderMetadata<
    NamesIssuer,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Tokens = StandardTokenResponse<
    IdTokenFields<
        MoreClaims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type OidcClient = Client<
    MoreClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What the database keeps until the provider sends the person back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Begun {
    pub(crate) nonce: String,
    pub(crate) pkce_verifier: String,
    pub(crate) return_to: String,
    /// Whether the provider was asked for a new proof.
    pub(crate) fresh: bool,
}

/// What a provider says about itself, by issuer.
#[derive(Default)]
pub struct Providers {
    known: Mutex<HashMap<String, Known>>,
}

#[derive(Clone)]
struct Known {
    metadata: Arc<Metadata>,
    read_at: Instant,
}

impl Providers {
    /// The URL to which the browser goes, the state in it, and what to keep.
    pub(crate) async fn begin(
        &self,
        tenant: &Tenant,
        provider: &OidcProvider,
        return_to: &str,
        fresh: bool,
    ) -> Result<(String, String, Begun), ProviderError> {
        let metadata = self.metadata(provider, KEPT).await?;
        let client = client(tenant, provider, &metadata)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let scopes = provider.scopes.iter().cloned().map(Scope::new);
        let mut request = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scopes(scopes)
            .set_pkce_challenge(challenge);
        if fresh {
            // `max_age` also makes the provider say when the person proved to be there.
            request = request
                .add_prompt(CoreAuthPrompt::Login)
                .set_max_age(Duration::ZERO);
        }
        let (url, state, nonce) = request.url();
        let begun = Begun {
            nonce: nonce.secret().clone(),
            pkce_verifier: verifier.secret().clone(),
            return_to: return_to.to_owned(),
            fresh,
        };
        Ok((url.to_string(), state.secret().clone(), begun))
    }

    /// Whether an answer to the redirect comes from this provider and from no other (mix-up). `named`
    /// is its parameter `iss`.
    pub(crate) async fn is_own(
        &self,
        provider: &OidcProvider,
        named: Option<&str>,
    ) -> Result<bool, ProviderError> {
        if let Some(named) = named {
            return Ok(named == provider.issuer);
        }
        let metadata = self.metadata(provider, KEPT).await?;
        let more = metadata.additional_metadata();
        Ok(!more.authorization_response_iss_parameter_supported)
    }

    /// The claims of the token for this code, after every check of the token.
    pub(crate) async fn finish(
        &self,
        tenant: &Tenant,
        provider: &OidcProvider,
        code: String,
        begun: &Begun,
    ) -> Result<Claims, ProviderError> {
        let metadata = self.metadata(provider, KEPT).await?;
        let client = client(tenant, provider, &metadata)?;
        let http = caller(provider)?;
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| ProviderError::Configuration(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(begun.pkce_verifier.clone()))
            .request_async(&http)
            .await
            .map_err(|error| ProviderError::Answer(with_causes(&error)))?;
        let token = tokens
            .id_token()
            .ok_or_else(|| ProviderError::Answer("there is no id_token".to_owned()))?;
        let nonce = Nonce::new(begun.nonce.clone());
        match token.claims(&verifier(provider, &metadata)?, &nonce) {
            Ok(claims) => return Ok(claims.clone()),
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey,
            )) => {}
            Err(error) => return Err(error.into()),
        }
        // The provider may have a new key.
        let metadata = self.metadata(provider, READ_AGAIN).await?;
        Ok(token
            .claims(&verifier(provider, &metadata)?, &nonce)?
            .clone())
    }

    /// What the provider says about itself, read not longer ago than `age`.
    async fn metadata(
        &self,
        provider: &OidcProvider,
        age: Duration,
    ) -> Result<Arc<Metadata>, ProviderError> {
        let known = self.recall(&provider.issuer);
        if let Some(known) = known.filter(|known| known.read_at.elapsed() < age) {
            return Ok(known.metadata);
        }
        let http = caller(provider)?;
        let read = Metadata::discover_async(issuer(provider)?, &http).await;
        let metadata = read.map_err(|error| ProviderError::Answer(with_causes(&error)))?;
        let metadata = Arc::new(metadata);
        let known = Known {
            metadata: metadata.clone(),
            read_at: Instant::now(),
        };
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(provider.issuer.clone(), known);
        Ok(metadata)
    }

    fn recall(&self, issuer: &str) -> Option<Known> {
        let all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(issuer).cloned()
    }
}

/// Where the provider sends the person back to. It comes from the configuration, never from the
/// `Host` of a request.
fn redirect_url(tenant: &Tenant, provider: &OidcProvider) -> String {
    format!(
        "{}/v1/session/oidc/{}/callback",
        tenant.public_url, provider.id
    )
}

fn issuer(provider: &OidcProvider) -> Result<IssuerUrl, ProviderError> {
    IssuerUrl::new(provider.issuer.clone())
        .map_err(|error| ProviderError::Configuration(error.to_string()))
}

fn client(
    tenant: &Tenant,
    provider: &OidcProvider,
    metadata: &Metadata,
) -> Result<OidcClient, ProviderError> {
    let redirect = RedirectUrl::new(redirect_url(tenant, provider))
        .map_err(|error| ProviderError::Configuration(error.to_string()))?;
    let secret = provider.client_secret()?.expose_secret().to_owned();
    Ok(OidcClient::from_provider_metadata(
        metadata.clone(),
        ClientId::new(provider.client_id.clone()),
        Some(ClientSecret::new(secret)),
    )
    .set_redirect_uri(redirect))
}

/// Without the secret of the client, so that no token is accepted that is signed with it.
fn verifier(
    provider: &OidcProvider,
    metadata: &Metadata,
) -> Result<IdTokenVerifier<'static, CoreJsonWebKey>, ProviderError> {
    let keys: JsonWebKeySet<CoreJsonWebKey> = metadata.jwks().clone();
    let client = ClientId::new(provider.client_id.clone());
    let verifier = IdTokenVerifier::new_public_client(client, issuer(provider)?, keys);
    Ok(verifier.set_allowed_algs(ALGORITHMS))
}

/// The HTTP client for one provider: no redirects, no proxy, a limit of time and size, and no
/// unencrypted address if the provider has an encrypted one.
fn caller(
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

type CallFuture = std::pin::Pin<Box<dyn Future<Output = Result<HttpResponse, CallError>> + Send>>;

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

fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}
