//! API keys, for the admins of the tenant.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use jiff::{Timestamp, ToSpan};
use lifecycle::clock;
use serde::{Deserialize, Serialize};
use states::Role;
use store::{ScopedFutureExt, Transaction, transaction};
use utoipa::ToSchema;

use crate::{
    acts::Act,
    api_keys::{
        read,
        write::{self, KeyChange},
    },
    http::{
        auth::Caller,
        body::Command,
        checks,
        companies::check_companies,
        error::ApiError,
        page::{self, Listing, Page},
        party::Party,
        path::KeyId,
        precondition::{Expected, versioned},
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    writing::Patch,
};

/// How long a key works if the request does not say it.
const DEFAULT_DAYS: i64 = 365;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewApiKey {
    /// What the key is for.
    #[schema(
        min_length = 1,
        max_length = 100,
        example = "Nightly load of the data warehouse"
    )]
    name: String,
    role: Role,
    /// Ids of the companies whose books the key may see; null or left out for all.
    company_ids: Option<Vec<i64>>,
    /// In a year if left out; null for a key that never expires.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    expires_at: Patch<Option<Timestamp>>,
}

/// The changes. Members that are left out stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiKeyPatch {
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    role: Option<Role>,
    /// Null for all companies.
    #[serde(default)]
    #[schema(value_type = Option<Vec<i64>>)]
    company_ids: Patch<Option<Vec<i64>>>,
    /// Null for a key that never expires.
    #[serde(default)]
    #[schema(value_type = Option<Timestamp>)]
    expires_at: Patch<Option<Timestamp>>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ApiKey {
    /// The public part of the key: the 12 letters after `esp_`.
    #[schema(example = "k3v9x2m8q1zt")]
    id: String,
    name: String,
    role: Role,
    /// Null for all.
    company_ids: Option<Vec<i64>>,
    /// Whether it opens the API: neither revoked nor expired.
    active: bool,
    created_by: Party,
    created_at: Timestamp,
    /// Null if it never expires.
    expires_at: Option<Timestamp>,
    /// To the minute; null if it was never used.
    last_used_at: Option<Timestamp>,
    revoked_at: Option<Timestamp>,
    /// Rises with each change.
    version: i32,
    url: String,
}

/// A key that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeApiKey {
    #[serde(flatten)]
    properties: ApiKey,
    /// What a request sends as `Authorization: Bearer …`. It cannot be read again.
    #[schema(example = "esp_k3v9x2m8q1zt_…")]
    key: String,
}

/// All API keys, newest first
#[utoipa::path(
    get, path = "/v1/api-keys", tag = "api keys", operation_id = "list_api_keys",
    params(Listing),
    responses((status = 200, body = Page<ApiKey>, description = "One page of keys")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let (before, before_id) = range.after.clone().unzip();
    let rows = snapshot::read(&api, &caller.tenant, "API keys", async |tx| {
        Ok(read::list()
            .bind(tx, &before, &before_id, &range.rows_to_read())
            .all()
            .await?)
    })
    .await?;
    let page: Page<ApiKey> = range.page(rows, |row| (row.created_at, row.id.clone()));
    page::answer(&request, &page)
}

/// Make an API key
///
/// Only this answer has the key. A repeated request with the same Idempotency-Key would have to store
/// it, so the header is not accepted.
#[utoipa::path(
    post, path = "/v1/api-keys", tag = "api keys", operation_id = "create_api_key",
    request_body = NewApiKey,
    responses((status = 201, body = MadeApiKey, description = "The key",
        headers(("Location" = String, description = "The key without its secret")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewApiKey>,
) -> Result<HttpResponse, ApiError> {
    let (new, asks) = (&command.body, &caller);
    checks::name(&new.name, "/name")?;
    let expires_at = match new.expires_at {
        Patch::Set(expires_at) => expires_at,
        Patch::Keep => Some(in_a_year()?),
    };
    check_future(expires_at)?;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let made = transaction::write(pool, "create API key", |tx| {
        async move {
            check_companies(tx, new.company_ids.as_deref()).await?;
            let made = write::create(
                tx,
                &write::NewKey {
                    name: &new.name,
                    role: new.role,
                    company_ids: new.company_ids.as_deref(),
                    created_by: asks.requested_by(),
                    expires_at,
                },
            )
            .await?;
            let properties = find(tx, &made.id).await?;
            let act = "create API key";
            asks.record_change(tx, act, &properties.url, None, Some(&properties))
                .await?;
            Ok::<_, ApiError>(MadeApiKey {
                properties,
                key: made.key,
            })
        }
        .scope_boxed()
    });
    let made = made.await?;
    let url = made.properties.url.clone();
    Ok(HttpResponse::build(StatusCode::CREATED)
        .insert_header(("location", url))
        .json(made))
}

/// One API key
#[utoipa::path(
    get, path = "/v1/api-keys/{id}", tag = "api keys", operation_id = "show_api_key",
    params(("id" = String, Path, description = "The public part of the key")),
    responses((status = 200, body = ApiKey, description = "The key without its secret")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    KeyId(id): KeyId,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let key = snapshot::read(&api, &caller.tenant, "API key", async |tx| {
        find(tx, &id).await
    })
    .await?;
    Ok(versioned(key.version, &key))
}

/// Change name, role, companies or expiry of an API key
#[utoipa::path(
    patch, path = "/v1/api-keys/{id}", tag = "api keys", operation_id = "change_api_key",
    params(("id" = String, Path, description = "The public part of the key")),
    request_body = ApiKeyPatch,
    responses((status = 200, body = ApiKey, description = "The key as it is now")),
)]
pub(crate) async fn change(
    api: Data<Api>,
    caller: Caller,
    KeyId(id): KeyId,
    _: Query<NoParameters>,
    expected: Expected,
    command: Command<ApiKeyPatch>,
) -> Result<HttpResponse, ApiError> {
    let (patch, asks, expected) = (&command.body, &caller, &expected);
    let id = id.as_str();
    if let Some(name) = &patch.name {
        checks::name(name, "/name")?;
    }
    check_future(patch.expires_at.value().copied())?;
    let change = &KeyChange {
        name: patch.name.clone(),
        role: patch.role,
        company_ids: patch.company_ids.clone(),
        expires_at: patch.expires_at.clone(),
    };
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let key = transaction::write(pool, "change API key", |tx| {
        async move {
            let companies = change.company_ids.value().map(Vec::as_slice);
            check_companies(tx, companies).await?;
            write::lock(tx, id).await?;
            let before = find(tx, id).await?;
            expected.check(Some(before.version))?;
            if before.revoked_at.is_some() {
                return Err(ApiError::Conflict("the key is revoked".to_owned()));
            }
            write::change(tx, id, change).await?;
            let after = find(tx, id).await?;
            asks.record_change(
                tx,
                "change API key",
                &after.url,
                Some(&before),
                Some(&after),
            )
            .await?;
            Ok(after)
        }
        .scope_boxed()
    });
    let key = key.await?;
    api.keys.forget(&caller.tenant.name, id);
    Ok(versioned(key.version, &key))
}

/// Revoke an API key
///
/// This process refuses it at once, others after five seconds at most.
#[utoipa::path(
    delete, path = "/v1/api-keys/{id}", tag = "api keys", operation_id = "revoke_api_key",
    params(("id" = String, Path, description = "The public part of the key")),
    responses((status = 204, description = "The key is revoked")),
)]
pub(crate) async fn revoke(
    api: Data<Api>,
    caller: Caller,
    KeyId(id): KeyId,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let (asks, id) = (&caller, id.as_str());
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "revoke API key", |tx| {
        async move {
            let key = find(tx, id).await?;
            let revoked = write::revoke(tx, id).await;
            revoked.map_err(|_| ApiError::Conflict("the key is revoked already".to_owned()))?;
            asks.record(tx, Act::new("revoke API key").on(&key.url))
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    api.keys.forget(&caller.tenant.name, id);
    Ok(HttpResponse::NoContent().finish())
}

fn in_a_year() -> Result<Timestamp, ApiError> {
    let span = (DEFAULT_DAYS * 24).hours();
    clock::now().checked_add(span).map_err(ApiError::internal)
}

fn check_future(expires_at: Option<Timestamp>) -> Result<(), ApiError> {
    if expires_at.is_none_or(|at| at > clock::now()) {
        return Ok(());
    }
    let violation = Violation::in_body("/expires_at", "it is in the past");
    Err(ApiError::invalid(violation.hinting(
        "a later instant, such as 2027-01-01T00:00:00Z; delete the key to revoke it now",
    )))
}

async fn find(tx: &Transaction<'_>, id: &str) -> Result<ApiKey, ApiError> {
    let key = read::get().bind(tx, &id).opt().await?;
    Ok(key.ok_or(ApiError::NotFound("API key"))?.into())
}

impl From<read::ApiKey> for ApiKey {
    fn from(row: read::ApiKey) -> Self {
        Self {
            url: format!("/v1/api-keys/{}", row.id),
            id: row.id,
            name: row.name,
            role: row.role,
            company_ids: row.company_ids,
            active: row.active,
            created_by: Party::new(&row.created_by, row.created_by_name),
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            revoked_at: row.revoked_at,
            version: row.version,
        }
    }
}
