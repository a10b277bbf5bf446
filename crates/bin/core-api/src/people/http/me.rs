//! The person who is signed in: name, preferences, password and sessions.

use actix_web::{HttpRequest, HttpResponse, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use states::SignInMethod;
use store::{ScopedFutureExt, Transaction, transaction};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Person;
use crate::{
    acts::Act,
    credentials::{Session, write as tries},
    http::{
        auth::Caller,
        body::Command,
        checks, cookie,
        error::ApiError,
        page::{self, Listing, Page},
        path::Id,
        precondition::{Expected, versioned},
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    passwords,
    people::{read, write},
};

/// How many characters the preferences may have as JSON.
const MAX_PREFERENCES: usize = 16 << 10;

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Me {
    #[serde(flatten)]
    person: Person,
    /// What the console keeps for the person.
    #[schema(value_type = Object)]
    preferences: Value,
}

/// The changes. Members that are left out stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MePatch {
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    #[schema(example = "es-PE")]
    locale: Option<String>,
    /// Replaces all preferences; at most 16 KiB.
    #[schema(value_type = Option<Object>)]
    preferences: Option<Map<String, Value>>,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    #[schema(format = "password")]
    current_password: String,
    #[schema(format = "password", min_length = 12, max_length = 128)]
    password: String,
}

/// A device on which the person is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MySession {
    id: Uuid,
    /// Whether it is the session of this request.
    current: bool,
    /// How it began.
    #[schema(value_type = SignInMethod)]
    method: String,
    created_at: Timestamp,
    last_seen_at: Timestamp,
    expires_at: Timestamp,
    #[schema(example = "192.0.2.7")]
    address: Option<String>,
    user_agent: Option<String>,
    url: String,
}

/// The session of a person; API keys have none.
pub(crate) fn session(caller: &Caller) -> Result<&Session, ApiError> {
    caller.session.as_ref().ok_or(ApiError::PersonRequired)
}

/// The person who is signed in
#[utoipa::path(
    get, path = "/v1/me", tag = "me", operation_id = "show_me",
    responses((status = 200, body = Me, description = "The person")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let me = snapshot::read(&api, &caller.tenant, "me", async |tx| {
        find(tx, person).await
    })
    .await?;
    Ok(versioned(me.person.version, &me))
}

/// Change name, language or preferences
#[utoipa::path(
    patch, path = "/v1/me", tag = "me", operation_id = "change_me", request_body = MePatch,
    responses((status = 200, body = Me, description = "The person as it is now")),
)]
pub(crate) async fn change(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    expected: Expected,
    command: Command<MePatch>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let (patch, asks, expected) = (&command.body, &caller, &expected);
    if let Some(name) = &patch.name {
        checks::name(name, "/name")?;
    }
    if let Some(locale) = &patch.locale {
        checks::locale(locale, "/locale")?;
    }
    let preferences = &patch.preferences.clone().map(Value::Object);
    check_preferences(preferences.as_ref())?;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let me = transaction::write(pool, "change me", |tx| {
        async move {
            write::lock(tx, person).await?;
            let before = find(tx, person).await?;
            expected.check(Some(before.person.version))?;
            let (name, locale) = (patch.name.as_deref(), patch.locale.as_deref());
            write::change_own(tx, person, name, locale, preferences.as_ref()).await?;
            let after = find(tx, person).await?;
            let (was, is) = (Some(&before.person), Some(&after.person));
            asks.record_change(tx, "change me", "/v1/me", was, is)
                .await?;
            Ok::<_, ApiError>(after)
        }
        .scope_boxed()
    })
    .await?;
    Ok(versioned(me.person.version, &me))
}

/// Change the password
///
/// Ends all sessions of the person, also this one.
#[utoipa::path(
    put, path = "/v1/me/password", tag = "me", operation_id = "change_password",
    request_body = PasswordChange,
    responses((status = 204, description = "The password is changed; sign in with it")),
)]
pub(crate) async fn change_password(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<PasswordChange>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let (given, asks) = (&command.body, &caller);
    let stored = snapshot::read(&api, &caller.tenant, "password", async |tx| {
        let stored = read::password().bind(tx, &person).opt().await?;
        stored.ok_or(ApiError::NotFound("person"))
    });
    let stored = stored.await?;
    api.attempts.count(caller.origin.address)?;
    let account = &tries::account(&stored.email);
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let counted = transaction::write(pool, "count password", |tx| {
        tries::try_account(tx, account).scope_boxed()
    });
    let counted = counted.await?;
    counted.map_err(|retry_after_seconds| ApiError::TooManyAttempts {
        retry_after_seconds,
    })?;
    let is_right =
        passwords::verify(&given.current_password, stored.password_hash.as_deref()).await;
    if !is_right.map_err(ApiError::internal)? {
        let violation = Violation::in_body("/current_password", "it is not the current password");
        return Err(ApiError::invalid(violation));
    }
    passwords::check_new(
        &given.password,
        (&stored.email, &stored.name),
        &caller.tenant,
    )
    .map_err(|problem| {
        let violation = Violation::in_body("/password", problem);
        ApiError::invalid(violation.hinting(passwords::RULE))
    })?;
    let hash = passwords::hash(&given.password).await;
    let hash = &hash.map_err(ApiError::internal)?;
    transaction::write(pool, "change password", |tx| {
        async move {
            tries::forgive(tx, account).await?;
            write::set_password(tx, person, hash).await?;
            asks.record(tx, Act::new("change password").on("/v1/me"))
                .await
        }
        .scope_boxed()
    })
    .await
    .map_err(ApiError::from)?;
    Ok(HttpResponse::NoContent().cookie(cookie::clear()).finish())
}

/// Where the person is signed in
#[utoipa::path(
    get, path = "/v1/me/sessions", tag = "me", operation_id = "list_my_sessions",
    params(Listing),
    responses((status = 200, body = Page<MySession>, description = "One page, newest first")),
)]
pub(crate) async fn sessions(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let own = session(&caller)?;
    let range = listing.range()?;
    let (before, before_id) = range.after.unzip();
    let rows = snapshot::read(&api, &caller.tenant, "my sessions", async |tx| {
        Ok(read::sessions()
            .bind(tx, &own.person, &before, &before_id, &range.rows_to_read())
            .all()
            .await?)
    })
    .await?;
    let view = |row: read::Sessions| MySession {
        url: format!("/v1/me/sessions/{}", row.id),
        current: row.id == own.id,
        id: row.id,
        method: row.method,
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        expires_at: row.expires_at,
        address: row.address,
        user_agent: row.user_agent,
    };
    let page = range.page_of(rows, |row| (row.created_at, row.id), view);
    page::answer(&request, &page)
}

/// Sign out on one device
#[utoipa::path(
    delete, path = "/v1/me/sessions/{id}", tag = "me", operation_id = "end_my_session",
    params(("id" = Uuid, Path, description = "The session")),
    responses((status = 204, description = "The session has ended")),
)]
pub(crate) async fn end_session(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let person = session(&caller)?.person;
    let asks = &caller;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "end session", |tx| {
        async move {
            write::end_session(tx, person, id).await?;
            let act = Act::new("end session").on(format!("/v1/me/sessions/{id}"));
            asks.record(tx, act).await
        }
        .scope_boxed()
    })
    .await
    .map_err(ApiError::from)?;
    Ok(HttpResponse::NoContent().finish())
}

fn check_preferences(preferences: Option<&Value>) -> Result<(), ApiError> {
    let length = preferences.map_or(0, |it| it.to_string().len());
    if length <= MAX_PREFERENCES {
        return Ok(());
    }
    let violation = Violation::in_body("/preferences", format!("they have {length} bytes"));
    Err(ApiError::invalid(
        violation.hinting(format!("at most {MAX_PREFERENCES}")),
    ))
}

async fn find(tx: &Transaction<'_>, person: Uuid) -> Result<Me, ApiError> {
    let row = read::get().bind(tx, &person).opt().await?;
    let row = row.ok_or(ApiError::NotFound("person"))?;
    let preferences = row.preferences.clone();
    Ok(Me {
        person: row.into(),
        preferences,
    })
}
