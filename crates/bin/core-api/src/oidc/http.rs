//! The two requests of a sign-in with a provider: the way there, and the way back.

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{LOCATION, REFERRER_POLICY},
    web::Data,
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use states::SignInMethod;
use store::{ScopedFutureExt, transaction};
use tenants::{OidcProvider, Tenant};
use utoipa::IntoParams;

use crate::{
    acts::{self, Act, Origin, Principal, PrincipalKind},
    http::{
        auth::HostTenant, cookie, error::ApiError, error_page, origin, query::Query, state::Api,
    },
    oidc::{
        claims::{self, Identity, Rights},
        write::{self, Unwelcome},
    },
    providers::{Begun, ProviderError},
    secret,
    sessions::write::{self as sessions, Attempt, Begin, LIFETIME, Purpose},
    writing::WriteError,
};

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Start {
    /// Where the browser goes after the sign-in: a path of this host; `/` if left out.
    #[param(example = "/c/ageing")]
    return_to: Option<String>,
    /// Whether the provider must ask for a new proof, for acts that cannot be undone.
    confirm: Option<bool>,
}

/// What a provider sends back. It may add parameters that nobody asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Callback {
    /// What the sign-in began with.
    state: Option<String>,
    /// What the provider exchanges for the claims.
    code: Option<String>,
    /// The provider (RFC 9207).
    iss: Option<String>,
    /// Why the provider refuses.
    error: Option<String>,
}

/// Sign in with a provider
///
/// Sends the browser to the provider. `GET /v1/sign-in` lists the providers. An error is a page for
/// people if `Accept` names `text/html`.
#[utoipa::path(
    get, path = "/v1/session/oidc/{id}/start", tag = "session", operation_id = "start_oidc",
    params(("id" = String, Path, description = "The provider", example = "office"), Start),
    responses((status = 303, description = "The page of the provider",
        headers(("Location" = String, description = "The page"),
            ("Set-Cookie" = String, description = "Ties the sign-in to this browser")))),
)]
pub(crate) async fn start(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    id: actix_web::web::Path<String>,
    Query(start): Query<Start>,
) -> Result<HttpResponse, ApiError> {
    let provider = provider(&tenant.0, &id)?;
    error_page::may_begin_again(&request, format!("/v1/session/oidc/{}/start", provider.id));
    api.attempts.count(origin::from(&request).address)?;
    let return_to = start.return_to.as_deref().unwrap_or("/");
    let return_to = if is_own_path(return_to) {
        return_to
    } else {
        "/"
    };
    let fresh = start.confirm.unwrap_or_default();
    let begun = api.providers.begin(&tenant.0, provider, return_to, fresh);
    let (url, state, begun) = begun.await.map_err(failed)?;
    let browser = secret::draw();
    let attempt = Attempt {
        key: &state,
        purpose: Purpose::Oidc,
        subject: &provider.id,
        browser: Some(&browser),
        payload: &serde_json::to_value(&begun).map_err(ApiError::internal)?,
    };
    let attempt = &attempt;
    let pool = &api.databases.pool(&tenant.0.name)?;
    transaction::write(pool, "begin sign-in", |tx| {
        sessions::attempt::begin(tx, attempt).scope_boxed()
    })
    .await?;
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, url))
        .cookie(cookie::oidc(browser))
        .finish())
}

/// Come back from a provider
///
/// Signs in, and sends the browser to where it wanted to go. The provider sends the browser here. An
/// error is a page for people if `Accept` names `text/html`.
#[utoipa::path(
    get, path = "/v1/session/oidc/{id}/callback", tag = "session", operation_id = "finish_oidc",
    params(("id" = String, Path, description = "The provider", example = "office"), Callback),
    responses((status = 303, description = "Signed in",
        headers(("Location" = String, description = "`return_to`"),
            ("Set-Cookie" = String, description = "The session")))),
)]
pub(crate) async fn callback(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    id: actix_web::web::Path<String>,
    Query(query): Query<Callback>,
) -> Result<HttpResponse, ApiError> {
    let origin = &origin::from(&request);
    let (tenant, provider) = (&*tenant.0, provider(&tenant.0, &id)?);
    error_page::may_begin_again(&request, format!("/v1/session/oidc/{}/start", provider.id));
    api.attempts.count(origin.address)?;
    let signed_in = finish(&request, &api, tenant, provider, &query, origin).await;
    let (secret, return_to) = match signed_in {
        Ok(signed_in) => signed_in,
        Err(error) => {
            refuse(&api, tenant, provider, origin, &error).await;
            return Err(error);
        }
    };
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, return_to))
        // The address of this page has the code.
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .cookie(cookie::set(secret, LIFETIME))
        .cookie(cookie::clear_oidc())
        .finish())
}

/// The secret of the new session, and where the browser goes.
async fn finish(
    request: &HttpRequest,
    api: &Api,
    tenant: &Tenant,
    provider: &OidcProvider,
    query: &Callback,
    origin: &Origin,
) -> Result<(String, String), ApiError> {
    let begun = take(request, api, tenant, provider, query).await?;
    if !api
        .providers
        .is_own(provider, query.iss.as_deref())
        .await
        .map_err(failed)?
    {
        return Err(refused("the answer comes from another provider"));
    }
    if let Some(error) = &query.error {
        tracing::info!(error, "the provider refuses the sign-in");
        return Err(refused("the provider did not let you in"));
    }
    let code = query.code.clone().ok_or_else(|| refused(BEGIN_AGAIN))?;
    let claims = api.providers.finish(tenant, provider, code, &begun);
    let claims = claims.await.map_err(failed)?;
    let rights = claims::rights(provider, &claims).map_err(ApiError::SignInRefused)?;
    let identity = claims::identity(provider, &claims);
    let confirmed_at = confirmed_at(&identity, &begun)?;
    let secret = admit(
        api,
        tenant,
        provider,
        (&identity, &rights),
        confirmed_at,
        origin,
    );
    Ok((secret.await?, begun.return_to))
}

/// The attempt of this browser, which works no more.
async fn take(
    request: &HttpRequest,
    api: &Api,
    tenant: &Tenant,
    provider: &OidcProvider,
    query: &Callback,
) -> Result<Begun, ApiError> {
    let state = query.state.as_deref().ok_or_else(|| refused(BEGIN_AGAIN))?;
    let browser = cookie::oidc_of(request).ok_or_else(|| refused(BEGIN_AGAIN))?;
    let browser = browser.as_str();
    let pool = &api.databases.pool(&tenant.name)?;
    let id = provider.id.as_str();
    let payload = transaction::write(pool, "finish sign-in", |tx| {
        sessions::attempt::take(tx, state, Purpose::Oidc, id, Some(browser)).scope_boxed()
    });
    let payload = payload.await?.ok_or_else(|| refused(BEGIN_AGAIN))?;
    serde_json::from_value(payload).map_err(ApiError::internal)
}

/// When the person proved to be there. A provider that does not say so may have asked nobody, so the
/// session begins without a fresh proof.
fn confirmed_at(identity: &Identity, begun: &Begun) -> Result<Timestamp, ApiError> {
    let proved_at = identity
        .proved_at
        .and_then(|second| Timestamp::from_second(second).ok());
    match proved_at {
        Some(at) => Ok(at.min(lifecycle::clock::now())),
        None if begun.fresh => Err(refused(
            "the provider does not say when you proved who you are",
        )),
        None => Ok(Timestamp::UNIX_EPOCH),
    }
}

async fn admit(
    api: &Api,
    tenant: &Tenant,
    provider: &OidcProvider,
    (identity, rights): (&Identity, &Rights),
    confirmed_at: Timestamp,
    origin: &Origin,
) -> Result<String, ApiError> {
    let pool = &api.databases.pool(&tenant.name)?;
    let secret = transaction::write(pool, "sign in", |tx| {
        async move {
            let person = write::admit(tx, identity, rights, provider.create).await?;
            let person = person.map_err(|unwelcome| match unwelcome {
                Unwelcome::Stranger => refused("nobody has invited you with a verified address"),
                Unwelcome::Disabled => refused("your account is disabled"),
            })?;
            let begin = Begin {
                person: person.id,
                role: person.role,
                method: SignInMethod::Oidc,
                confirmed_at: Some(confirmed_at),
            };
            let secret = sessions::begin(tx, &begin, origin).await?;
            let by = Principal {
                kind: PrincipalKind::Person,
                id: person.id.to_string(),
                name: person.name,
            };
            let act = Act::new("sign in").on("/v1/session").to(json!({
                "provider": provider.id, "role": person.role, "change": person.change,
            }));
            acts::write::record(tx, &by, origin, &act).await?;
            Ok::<_, ApiError>(secret)
        }
        .scope_boxed()
    });
    secret.await
}

/// Records a sign-in that failed. The refusal stands even if it cannot be recorded.
async fn refuse(
    api: &Api,
    tenant: &Tenant,
    provider: &OidcProvider,
    origin: &Origin,
    error: &ApiError,
) {
    tracing::warn!(provider = provider.id, %error, "a sign-in with a provider failed");
    let act = &Act::new("fail to sign in")
        .on("/v1/session")
        .to(json!({ "provider": provider.id, "because": error.to_string() }));
    let Ok(pool) = api.databases.pool(&tenant.name) else {
        return;
    };
    let recorded = transaction::write(&pool, "record failed sign-in", |tx| {
        async move {
            let by = Principal::anonymous();
            acts::write::record(tx, &by, origin, act).await
        }
        .scope_boxed()
    });
    let recorded: Result<(), WriteError> = recorded.await;
    if let Err(error) = recorded {
        tracing::warn!(%error, "a failed sign-in was not recorded");
    }
}

const BEGIN_AGAIN: &str = "the sign-in was begun in another browser or too long ago; begin again";

fn refused(because: &str) -> ApiError {
    ApiError::SignInRefused(because.to_owned())
}

/// The log has the cause. An answer must not show what a provider sends.
fn failed(error: ProviderError) -> ApiError {
    ApiError::ProviderFailed(error.into())
}

fn provider<'t>(tenant: &'t Tenant, id: &str) -> Result<&'t OidcProvider, ApiError> {
    let provider = tenant.sign_in.provider(id);
    provider.ok_or(ApiError::NotFound("provider"))
}

/// Whether a browser stays on this host with it. `//host` and `/\host` leave it.
fn is_own_path(path: &str) -> bool {
    path.len() <= 2000
        && path.starts_with('/')
        && !path[1..].starts_with(['/', '\\'])
        && path
            .chars()
            .all(|letter| letter.is_ascii_graphic() && letter != '\\')
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn a_browser_returns_only_to_a_path_of_this_host() {
        for own in ["/", "/c/ageing?side=receivable", "/c/#a"] {
            assert!(is_own_path(own), "{own}");
        }
        for other in [
            "",
            "c",
            "//evil.example",
            "/\\evil.example",
            "/c\\evil",
            "https://evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "/c\r\nSet-Cookie: a=b",
        ] {
            assert!(!is_own_path(other), "{other}");
        }
    }
}
