//! People of the tenant, for its admins.

pub mod invitations;
pub mod me;
pub mod second_factor;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use states::{PersonState, Role};
use store::{ScopedFutureExt, Transaction, transaction};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    email::is_address,
    http::{
        auth::Caller,
        body::{self, Command},
        checks,
        companies::check_companies,
        error::ApiError,
        page::{self, Listing, Page},
        party::Party,
        path::Id,
        precondition::{Expected, versioned},
        problem::Violation,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    people::{
        links::{self, Addressee},
        read,
        write::{self, PersonChange},
    },
    writing::{Patch, WriteError},
};

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPerson {
    #[schema(example = "ana@example.com")]
    email: String,
    #[schema(min_length = 1, max_length = 100, example = "Ana Quispe")]
    name: String,
    role: Role,
    /// Ids of the companies whose books the person may see; null or left out for all.
    company_ids: Option<Vec<i64>>,
    /// Of mails to the person; the tenant's if left out.
    #[schema(example = "es-PE")]
    locale: Option<String>,
    /// Whether an invitation is mailed to the person; true if left out. Without mail (`mail` in
    /// `GET /v1/sign-in`), `POST /v1/people/{id}/invitations` makes a link to pass on.
    send_invitation: Option<bool>,
}

/// The changes. Members that are left out stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PersonPatch {
    #[schema(min_length = 1, max_length = 100)]
    name: Option<String>,
    role: Option<Role>,
    /// Null for all companies.
    #[serde(default)]
    #[schema(value_type = Option<Vec<i64>>)]
    company_ids: Patch<Option<Vec<i64>>>,
    /// Whether the person may sign in.
    enabled: Option<bool>,
    locale: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Person {
    id: Uuid,
    name: String,
    #[schema(example = "ana@example.com")]
    email: String,
    role: Role,
    /// Null for all.
    company_ids: Option<Vec<i64>>,
    locale: Option<String>,
    state: PersonState,
    has_second_factor: bool,
    created_by: Party,
    created_at: Timestamp,
    last_seen_at: Option<Timestamp>,
    /// Rises with each change.
    version: i32,
    url: String,
}

/// All people, newest first
#[utoipa::path(
    get, path = "/v1/people", tag = "people", operation_id = "list_people", params(Listing),
    responses((status = 200, body = Page<Person>, description = "One page of people")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<Listing>,
) -> Result<HttpResponse, ApiError> {
    let range = listing.range()?;
    let (before, before_id) = range.after.unzip();
    let rows = snapshot::read(&api, &caller.tenant, "people", async |tx| {
        Ok(read::list()
            .bind(tx, &before, &before_id, &range.rows_to_read())
            .all()
            .await?)
    })
    .await?;
    let page: Page<Person> = range.page(rows, |row| (row.created_at, row.id));
    page::answer(&request, &page)
}

/// Add a person
///
/// An invitation is mailed, unless `send_invitation` is false. The person may sign in once it is
/// accepted.
#[utoipa::path(
    post, path = "/v1/people", tag = "people", operation_id = "create_person",
    request_body = NewPerson,
    responses((status = 201, body = Person, description = "The person is added",
        headers(("Location" = String, description = "The person")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewPerson>,
) -> Result<HttpResponse, ApiError> {
    let (new, asks) = (&command.body, &caller);
    let email = &checked_email(&new.email)?;
    let sends = invitations::sends(&api, new.send_invitation)?;
    check_name(&new.name)?;
    if let Some(locale) = &new.locale {
        checks::locale(locale, "/locale")?;
    }
    body::once(&api, &caller, &command, "add person", |tx| {
        async move {
            check_companies(tx, new.company_ids.as_deref()).await?;
            let person = write::NewPerson {
                email,
                name: &new.name,
                role: new.role,
                company_ids: new.company_ids.as_deref(),
                locale: new.locale.as_deref(),
                created_by: asks.requested_by(),
            };
            let id = write::create(tx, &person).await?;
            if sends {
                let to = Addressee {
                    person: id,
                    email,
                    locale: new.locale.as_deref(),
                };
                let about = invitations::about(tx, asks, new.role).await?;
                links::send(tx, &asks.actor(), &to, about).await?;
            }
            let person = find(tx, id).await?;
            body::answer(StatusCode::CREATED, Some(person.url.clone()), &person)
        }
        .scope_boxed()
    })
    .await
}

/// One person
#[utoipa::path(
    get, path = "/v1/people/{id}", tag = "people", operation_id = "show_person",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 200, body = Person, description = "The person")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let person = snapshot::read(&api, &caller.tenant, "person", async |tx| {
        find(tx, id).await
    })
    .await?;
    Ok(versioned(person.version, &person))
}

/// Change a person
///
/// A change of role, companies or `enabled` ends the person's sessions.
#[utoipa::path(
    patch, path = "/v1/people/{id}", tag = "people", operation_id = "change_person",
    params(("id" = Uuid, Path, description = "The person")), request_body = PersonPatch,
    responses((status = 200, body = Person, description = "The person as it is now")),
)]
pub(crate) async fn change(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    expected: Expected,
    command: Command<PersonPatch>,
) -> Result<HttpResponse, ApiError> {
    let (patch, asks, expected) = (&command.body, &caller, &expected);
    if let Some(name) = &patch.name {
        check_name(name)?;
    }
    if let Some(locale) = &patch.locale {
        checks::locale(locale, "/locale")?;
    }
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let person = transaction::write(pool, "change person", |tx| {
        async move {
            write::lock_all(tx).await?;
            let before = find(tx, id).await?;
            expected.check(Some(before.version))?;
            let change = patch.change(before.state)?;
            check_companies(tx, change.company_ids.value().map(Vec::as_slice)).await?;
            let is_weaker = change.role.is_some_and(|role| role != Role::Admin)
                || change.company_ids.value().is_some()
                || change.state == Some(PersonState::Disabled);
            if is_weaker {
                keep_an_admin(tx, &before).await?;
            }
            write::change(tx, id, &change).await?;
            let after = find(tx, id).await?;
            asks.record_change(tx, "change person", &after.url, Some(&before), Some(&after))
                .await?;
            Ok::<_, ApiError>(after)
        }
        .scope_boxed()
    })
    .await?;
    Ok(versioned(person.version, &person))
}

/// Remove a person
///
/// The person can no longer sign in. The name stays in what the person did.
#[utoipa::path(
    delete, path = "/v1/people/{id}", tag = "people", operation_id = "remove_person",
    params(("id" = Uuid, Path, description = "The person")),
    responses((status = 204, description = "The person is removed")),
)]
pub(crate) async fn delete(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let asks = &caller;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "remove person", |tx| {
        async move {
            write::lock_all(tx).await?;
            let before = find(tx, id).await?;
            keep_an_admin(tx, &before).await?;
            write::remove(tx, id).await?;
            asks.record_change(tx, "remove person", &before.url, Some(&before), None)
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// In small letters, as addresses are stored.
pub(crate) fn checked_email(email: &str) -> Result<String, ApiError> {
    let email = email.trim().to_lowercase();
    if is_address(&email) {
        return Ok(email);
    }
    let violation = Violation::in_body("/email", format!("{email:?} is not an address"))
        .hinting("such as ana@example.com, without a name");
    Err(ApiError::invalid(violation))
}

pub(crate) fn check_name(name: &str) -> Result<(), ApiError> {
    checks::name(name, "/name")
}

/// Otherwise nobody could manage people any more, except at the command line.
async fn keep_an_admin(tx: &Transaction<'_>, person: &Person) -> Result<(), ApiError> {
    let is_admin = person.role == Role::Admin
        && person.company_ids.is_none()
        && person.state == PersonState::Active;
    if !is_admin || read::has_other_admin().bind(tx, &person.id).one().await? {
        return Ok(());
    }
    let detail = "this is the last admin who may manage people; make another one first";
    Err(ApiError::Conflict(detail.to_owned()))
}

async fn find(tx: &Transaction<'_>, id: Uuid) -> Result<Person, ApiError> {
    let person = read::get().bind(tx, &id).opt().await?;
    Ok(person.ok_or(ApiError::NotFound("person"))?.into())
}

impl PersonPatch {
    fn change(&self, now: PersonState) -> Result<PersonChange, ApiError> {
        let state = match (self.enabled, now) {
            (Some(true), PersonState::Disabled) => Some(PersonState::Active),
            (Some(false), PersonState::Active) => Some(PersonState::Disabled),
            (Some(false), PersonState::Invited) => {
                let detail = "the person is invited; remove the person to withdraw the invitation";
                return Err(WriteError::Conflict(detail.to_owned()).into());
            }
            _ => None,
        };
        Ok(PersonChange {
            name: self.name.clone(),
            role: self.role,
            company_ids: self.company_ids.clone(),
            state,
            locale: self.locale.clone(),
        })
    }
}

impl From<read::Person> for Person {
    fn from(row: read::Person) -> Self {
        Self {
            url: format!("/v1/people/{}", row.id),
            id: row.id,
            name: row.name,
            email: row.email,
            role: row.role,
            company_ids: row.company_ids,
            locale: row.locale,
            state: row.state,
            has_second_factor: row.has_second_factor,
            created_by: Party::new(&row.created_by, row.created_by_name),
            created_at: row.created_at,
            last_seen_at: row.last_seen_at,
            version: row.version,
        }
    }
}
