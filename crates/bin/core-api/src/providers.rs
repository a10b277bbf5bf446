//! Talks to providers: discovery, the redirect, the exchange of the code, the check of the token, and
//! the claims that the token lacks.

mod calls;
mod userinfo;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use openidconnect::{
    AdditionalClaims, AdditionalProviderMetadata, AuthenticationFlow, AuthorizationCode,
    ClaimsVerificationError, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenClaims, IdTokenFields, IdTokenVerifier,
    IssuerUrl, JsonWebKeySet, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier,
    ProviderMetadata, RedirectUrl, Scope, SignatureVerificationError, StandardErrorResponse,
    StandardTokenResponse, TokenResponse as _, UserInfoClaims,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClientAuthMethod,
        CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
        CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use settings::ExposeSecret;
use tenants::{OidcProvider, Tenant};

use self::calls::caller;

/// How long what a provider says about itself is kept.
const KEPT: Duration = Duration::from_hours(1);
/// The keys of a provider are read again for a token with an unknown key, but not more often.
const READ_AGAIN: Duration = Duration::from_secs(1);
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

type UserInfo = UserInfoClaims<MoreClaims, CoreGenderClaim>;

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
        let client = client(tenant, provider, &metadata).await?;
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

    /// The claims of the token for this code, after every check of the token, and those of the
    /// userinfo endpoint that the token lacks.
    pub(crate) async fn finish(
        &self,
        tenant: &Tenant,
        provider: &OidcProvider,
        code: String,
        begun: &Begun,
    ) -> Result<Claims, ProviderError> {
        let metadata = self.metadata(provider, KEPT).await?;
        let client = client(tenant, provider, &metadata).await?;
        let http = caller(provider)?;
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| ProviderError::Configuration(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(begun.pkce_verifier.clone()))
            .request_async(&http)
            .await
            .map_err(|error| ProviderError::Answer(with_causes(&error)))?;
        let claims = self.verified(provider, &metadata, &tokens, begun).await?;
        if client.user_info_url().is_none() || !userinfo::is_needed(provider, &claims) {
            return Ok(claims);
        }
        // The answer counts only for the subject of the token (OpenID Connect Core 5.3.2).
        let subject = Some(claims.subject().clone());
        let more = client
            .user_info(tokens.access_token().clone(), subject)
            .map_err(|error| ProviderError::Configuration(error.to_string()))?
            .request_async::<_, _, CoreGenderClaim>(&http)
            .await
            .map_err(|error| ProviderError::Answer(with_causes(&error)))?;
        Ok(userinfo::completed(claims, &more))
    }

    async fn verified(
        &self,
        provider: &OidcProvider,
        metadata: &Metadata,
        tokens: &Tokens,
        begun: &Begun,
    ) -> Result<Claims, ProviderError> {
        let token = tokens
            .id_token()
            .ok_or_else(|| ProviderError::Answer("there is no id_token".to_owned()))?;
        let nonce = Nonce::new(begun.nonce.clone());
        match token.claims(&verifier(provider, metadata)?, &nonce) {
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

async fn client(
    tenant: &Tenant,
    provider: &OidcProvider,
    metadata: &Metadata,
) -> Result<OidcClient, ProviderError> {
    let redirect = RedirectUrl::new(redirect_url(tenant, provider))
        .map_err(|error| ProviderError::Configuration(error.to_string()))?;
    let secret = provider.client_secret().await?.expose_secret().to_owned();
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
