//! Authentication: `Host` selects the tenant; an API key or the cookie of a session identifies the
//! caller. Then the needs of the route are checked.
//!
//! `Forwarded`, `X-Forwarded-Host` and parameters never select the tenant. Keys and sessions are
//! looked up only in the database of the tenant.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use actix_web::{
    Error, HttpMessage,
    body::BoxBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{
        header::{AUTHORIZATION, HOST},
        uri::Authority,
    },
    middleware::Next,
    web::Data,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use futures::FutureExt;
use lifecycle::clock;
pub use states::Role;
use tenants::{Tenant, Tenants};

pub use crate::http::caller::{Caller, HostTenant};
use crate::{
    acts::Origin,
    credentials::{self, Credential},
    http::{cookie, cursor::Seal, error::ApiError, origin, refusals, state::Api, token},
    secret,
};

/// How long a person need not prove again to be there, before acts that cannot be undone.
pub(crate) const FRESH: Duration = Duration::from_mins(10);

/// What a route requires of its caller. Each route sets it; there is no default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Only the host name of a tenant. Without a link to a file, such a route shows no accounting
    /// data.
    Host,
    Caller(Policy),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    pub role: Role,
    pub reach: Reach,
    /// Whether a person must have proved lately to be there.
    pub fresh: bool,
}

/// What a route shows or changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Books: the route narrows what it reads by the companies of the caller.
    Companies,
    /// The tenant as a whole. Callers who are restricted to some companies are refused.
    Tenant,
    /// Nothing of one company, or only what belongs to the caller.
    Own,
}

/// The tenant of a request. A second `Host` header is refused. If the request line has an authority
/// (HTTP/2, absolute form), both must be equal.
pub fn tenant_of<'t>(tenants: &'t Tenants, request: &ServiceRequest) -> Option<&'t Arc<Tenant>> {
    let mut hosts = request.headers().get_all(HOST);
    let header = hosts.next().map(|value| value.to_str().unwrap_or_default());
    let authority = request.uri().authority().map(Authority::as_str);
    let host = match (header, authority) {
        (Some(header), Some(authority)) if !header.eq_ignore_ascii_case(authority) => return None,
        (header, authority) => header.or(authority)?,
    };
    let port = host.rsplit_once(':').map(|(_, port)| port);
    if hosts.next().is_some() || port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return None;
    }
    tenants.by_host(host)
}

/// Calls the handler if the caller meets the needs of the route. A panic of the handler becomes an
/// error answer.
pub async fn admit(
    needs: Needs,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(api) = request.app_data::<Data<Api>>().cloned() else {
        return Ok(request.error_response(ApiError::internal("the application has no state")));
    };
    let Needs::Caller(policy) = needs else {
        // A page of another site must not sign its visitor in, for example as somebody else.
        if origin::is_unsafe(request.method()) && origin::is_foreign(request.headers()) {
            return Ok(request.error_response(ApiError::CrossOrigin));
        }
        return contained(request, next).await;
    };
    let caller = match authenticate(&api, &request).await {
        Ok(caller) => caller,
        Err(error) => return Ok(request.error_response(error)),
    };
    request.extensions_mut().insert(caller.clone());
    let budget = api.limiter.spend(&caller);
    let mut response = if let Some(retry_after_seconds) = budget.refused {
        let per_second = api.limiter.per_second();
        request.error_response(ApiError::TooManyRequests {
            per_second,
            retry_after_seconds,
        })
    } else if let Err(error) = check(policy, &caller, &request) {
        refusals::record(&api, &caller, request.request(), &error).await;
        request.error_response(error)
    } else {
        let seal = match Seal::of(&api, &caller, &request).await {
            Ok(seal) => seal,
            Err(error) => return Ok(request.error_response(error)),
        };
        let response = seal.around(contained(request, next)).await?;
        expect_record(&caller, &response);
        response
    };
    budget.announce(response.headers_mut());
    Ok(response)
}

/// An act without a record is a bug that tests must show.
fn expect_record(caller: &Caller, response: &ServiceResponse<BoxBody>) {
    let method = response.request().method();
    if !origin::is_unsafe(method) || !response.status().is_success() || caller.has_recorded() {
        return;
    }
    let path = response.request().path();
    tracing::error!(%method, path, "an act was not recorded");
    debug_assert!(false, "{method} {path} was not recorded");
}

/// A panic ends only the request, not the connection and its other requests.
async fn contained(
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let http = request.request().clone();
    match AssertUnwindSafe(next.call(request)).catch_unwind().await {
        Ok(outcome) => outcome,
        Err(_) => Ok(ServiceResponse::from_err(ApiError::Panicked, http)),
    }
}

fn check(policy: Policy, caller: &Caller, request: &ServiceRequest) -> Result<(), ApiError> {
    let from_browser = caller.session.is_some() && origin::is_unsafe(request.method());
    if from_browser && !origin::is_own(request.headers()) {
        return Err(ApiError::CrossOrigin);
    }
    if caller.role < policy.role {
        return Err(ApiError::Forbidden {
            needs: policy.role,
            has: caller.role,
        });
    }
    if policy.reach == Reach::Tenant && !caller.scope.is_all() {
        return Err(ApiError::CompanyNotAllowed(None));
    }
    if policy.fresh && !is_fresh(caller) {
        return Err(ApiError::ConfirmationRequired);
    }
    Ok(())
}

/// Keys need no proof: a program cannot give one.
fn is_fresh(caller: &Caller) -> bool {
    caller.session.as_ref().is_none_or(|session| {
        let since = clock::now().duration_since(session.confirmed_at);
        since.unsigned_abs() < FRESH || since.is_negative()
    })
}

async fn authenticate(api: &Api, request: &ServiceRequest) -> Result<Caller, ApiError> {
    let tenant = request
        .extensions()
        .get::<HostTenant>()
        .cloned()
        .ok_or(ApiError::UnknownHost)?
        .0;
    let origin = origin::of(request);
    let authorization = request.headers().get(AUTHORIZATION);
    let credential = match (authorization, cookie::of(request.request())) {
        (None, _) if let Some(token) = token::of(request) => {
            by_token(api, &tenant, &origin, &token, request.path()).await?
        }
        (Some(authorization), _) => {
            let authorization = authorization.to_str().unwrap_or_default();
            by_key(api, &tenant, &origin, authorization).await?
        }
        (None, Some(cookie)) => by_session(api, &tenant, &origin, &cookie).await?,
        (None, None) => {
            return Err(ApiError::Unauthorized(
                "there is neither an Authorization header nor a session",
            ));
        }
    };
    Ok(Caller::new(tenant, credential, origin))
}

/// Looks a key or cookie up, unless too many from this address opened nothing.
async fn found<T>(
    api: &Api,
    tenant: &Tenant,
    origin: &Origin,
    credential: &str,
    look_up: impl AsyncFnOnce(&store::Object) -> Result<Option<T>, store::Error>,
) -> Result<Option<T>, ApiError> {
    let attempt = api.strikes.begin(origin.address, credential).await;
    let attempt = attempt.inspect_err(|_| refused(api, tenant, origin, "too many attempts"))?;
    let looked_up = async {
        let client = api.access.pool(&tenant.name)?.get().await?;
        Ok::<_, ApiError>(look_up(&client).await?)
    };
    let found = match looked_up.await {
        Ok(found) => found,
        Err(error) => {
            attempt.unknown();
            return Err(error);
        }
    };
    if found.is_some() {
        attempt.right(credential);
    }
    Ok(found)
}

/// An event for whoever watches over attacks.
fn refused(api: &Api, tenant: &Tenant, origin: &Origin, reason: &'static str) {
    api.metrics.refused(reason);
    let address = origin.address.map(tracing::field::display);
    tracing::warn!(
        event = "auth.refused",
        tenant = tenant.name,
        address,
        reason,
        "a caller was not let in"
    );
}

async fn by_key(
    api: &Api,
    tenant: &Tenant,
    origin: &Origin,
    authorization: &str,
) -> Result<Credential, ApiError> {
    let Some((id, secret)) = parts(authorization) else {
        refused(api, tenant, origin, "no key");
        return Err(ApiError::Unauthorized(
            "the Authorization header holds no API key",
        ));
    };
    let remembered = api.keys.recall(&tenant.name, id);
    if let Some(key) = remembered.filter(|key| credentials::read::opens(Some(key), secret)) {
        return Ok(key.credential);
    }
    let credential = format!("{}/key/{id}", tenant.name);
    let key = found(api, tenant, origin, &credential, async |client| {
        let key = credentials::read::key(client, id).await?;
        // An unknown key takes as long as a wrong secret.
        let is_right = credentials::read::opens(key.as_ref(), secret);
        Ok(key.filter(|_| is_right))
    });
    let Some(key) = key.await? else {
        refused(api, tenant, origin, "wrong key");
        // Unknown, expired, revoked and wrong keys get the same answer, so that it reveals no ids.
        return Err(ApiError::Unauthorized(
            "the API key is not valid for this tenant",
        ));
    };
    api.keys.remember(&tenant.name, &key);
    Ok(key.credential)
}

async fn by_session(
    api: &Api,
    tenant: &Tenant,
    origin: &Origin,
    cookie: &str,
) -> Result<Credential, ApiError> {
    let hash = URL_SAFE_NO_PAD.encode(secret::hash(cookie));
    let credential = format!("{}/session/{hash}", tenant.name);
    let session = found(api, tenant, origin, &credential, async |client| {
        credentials::read::session(client, cookie).await
    });
    session.await?.ok_or_else(|| {
        refused(api, tenant, origin, "no session");
        ApiError::Unauthorized("the session has ended")
    })
}

async fn by_token(
    api: &Api,
    tenant: &Tenant,
    origin: &Origin,
    token: &str,
    path: &str,
) -> Result<Credential, ApiError> {
    let hash = URL_SAFE_NO_PAD.encode(secret::hash(token));
    let credential = format!("{}/token/{hash}", tenant.name);
    let holder = found(api, tenant, origin, &credential, async |client| {
        credentials::read::by_token(client, token, path).await
    });
    holder.await?.ok_or_else(|| {
        refused(api, tenant, origin, "no token");
        ApiError::Unauthorized(
            "the token is not for this URL, has expired, or ended with its session or key",
        )
    })
}

/// `Bearer esp_<id>_<secret>`
fn parts(authorization: &str) -> Option<(&str, &str)> {
    let (scheme, token) = authorization.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    let (id, secret) = token.trim().strip_prefix("esp_")?.split_once('_')?;
    let id_is_one = id.len() == 12
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    (id_is_one && secret.len() == 43).then_some((id, secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_ordered_by_their_rights() {
        assert!(Role::Viewer < Role::Operator && Role::Operator < Role::Admin);
    }

    #[test]
    fn only_a_well_formed_key_is_parsed() {
        let secret = "s_-".repeat(14) + "x";
        let key = format!("Bearer esp_abcdefghijk1_{secret}");
        assert_eq!(parts(&key), Some(("abcdefghijk1", secret.as_str())));
        for bad in [
            "",
            "Bearer",
            "Basic esp_abcdefghijk1_x",
            "Bearer esp_abcdefghijk1_short",
            "Bearer esp_abcdefghijk1",
            "Bearer abcdefghijk1",
            &key.replace("abc", "ABC"),
            &key.replace("esp_", "exp_"),
        ] {
            assert_eq!(parts(bad), None, "{bad}");
        }
    }
}
