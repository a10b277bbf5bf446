//! Authentication: `Host` selects the tenant, and an API key of that tenant identifies the caller.
//!
//! `Forwarded`, `X-Forwarded-Host` and parameters never select the tenant. A key is looked up only
//! in the database of the tenant.

use std::{fmt, panic::AssertUnwindSafe, sync::Arc};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest,
    body::BoxBody,
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{
        header::{AUTHORIZATION, HOST},
        uri::Authority,
    },
    middleware::Next,
    web::Data,
};
use futures::{
    FutureExt,
    future::{Ready, ready},
};
use jiff::civil::Date;
use lifecycle::clock;
use serde::Serialize;
use sql::queries::core_api::http::auth::{ApiKey, valid_key};
use subtle::ConstantTimeEq;
use tenants::{Tenant, Tenants};
use utoipa::ToSchema;

use crate::{
    http::{error::ApiError, rate_limit, state::Api},
    secret,
};

/// What a key may do. Each role includes the lower ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// May read.
    Viewer,
    /// May also start sync runs and exports.
    Operator,
    /// May also change schedules.
    Admin,
}

/// What a route requires of its caller. Each route sets it; there is no default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Only the host name of a tenant. Without a link to a file, such a route shows no accounting
    /// data.
    Host,
    Role(Role),
}

/// The authenticated caller.
#[derive(Debug, Clone)]
pub struct Caller {
    pub tenant: Arc<Tenant>,
    pub key_id: String,
    pub role: Role,
}

/// The tenant that the host name of the request selects.
#[derive(Debug, Clone)]
pub struct HostTenant(pub Arc<Tenant>);

impl Caller {
    /// Today in the tenant's time zone.
    pub(crate) fn today(&self) -> Date {
        self.tenant.day_of(clock::now())
    }
}

impl Role {
    pub const ALL: [Self; 3] = [Self::Viewer, Self::Operator, Self::Admin];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Operator => "operator",
            Self::Admin => "admin",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Caller {
    /// The value of `requested_by` in runs and jobs.
    pub fn requested_by(&self) -> String {
        format!("key:{}", self.key_id)
    }
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
    if hosts.next().is_some() {
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
    let budget = match needs {
        Needs::Host => None,
        Needs::Role(role) => match authorise(&api, &request, role).await {
            Ok(caller) => {
                let budget = api.limiter.spend(&caller);
                request.extensions_mut().insert(caller);
                Some(budget)
            }
            Err(error) => return Ok(request.error_response(error)),
        },
    };
    let mut response = match &budget {
        Some(rate_limit::Budget {
            refused: Some(retry_after_seconds),
            ..
        }) => {
            let per_second = api.limiter.per_second();
            let retry_after_seconds = *retry_after_seconds;
            request.error_response(ApiError::TooManyRequests {
                per_second,
                retry_after_seconds,
            })
        }
        _ => contained(request, next).await?,
    };
    if let Some(budget) = budget {
        budget.announce(response.headers_mut());
    }
    Ok(response)
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

async fn authorise(api: &Api, request: &ServiceRequest, needs: Role) -> Result<Caller, ApiError> {
    let tenant = request
        .extensions()
        .get::<HostTenant>()
        .cloned()
        .ok_or(ApiError::UnknownHost)?
        .0;
    let authorization = request.headers().get(AUTHORIZATION);
    let authorization = authorization
        .ok_or(ApiError::Unauthorized("there is no Authorization header"))?
        .to_str()
        .unwrap_or_default();
    let (key_id, secret) = parts(authorization).ok_or(ApiError::Unauthorized(
        "the Authorization header holds no API key",
    ))?;
    let remembered = api.keys.recall(&tenant.name, key_id);
    let key = match &remembered {
        Some(_) => remembered.clone(),
        None => read_key(api, &tenant, key_id).await?,
    };
    // Unknown, expired, revoked and wrong keys get the same answer, so that it reveals no ids.
    let refused = ApiError::Unauthorized("the API key is not valid for this tenant");
    let given = secret::hash(secret);
    let stored = key.as_ref().map_or(&[0; 32][..], |key| &key.secret_sha256);
    let same = bool::from(given[..].ct_eq(stored));
    let Some(key) = key.filter(|_| same) else {
        return Err(refused);
    };
    let role = Role::named(&key.role)
        .ok_or_else(|| ApiError::internal(format!("key {} has an unknown role", key.id)))?;
    if remembered.is_none() {
        api.keys.remember(&tenant.name, &key);
    }
    if role < needs {
        return Err(ApiError::Forbidden { needs, has: role });
    }
    Ok(Caller {
        tenant,
        key_id: key.id,
        role,
    })
}

async fn read_key(api: &Api, tenant: &Tenant, key_id: &str) -> Result<Option<ApiKey>, ApiError> {
    let client = api
        .databases
        .pool(&tenant.name)?
        .get()
        .await
        .map_err(store::Error::from)?;
    Ok(valid_key().bind(&client, &key_id).opt().await?)
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

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let caller = request.extensions().get::<Self>().cloned();
        ready(caller.ok_or(ApiError::Unauthorized("this URL needs an API key")))
    }
}

impl FromRequest for HostTenant {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            request
                .extensions()
                .get::<Self>()
                .cloned()
                .ok_or(ApiError::UnknownHost),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_ordered_by_their_rights() {
        assert!(Role::Viewer < Role::Operator && Role::Operator < Role::Admin);
        for role in Role::ALL {
            assert_eq!(Role::named(role.as_str()), Some(role));
        }
        assert_eq!(Role::named("root"), None);
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
