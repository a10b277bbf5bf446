//! Notes about partners and documents.

mod content;

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web::Data};
use jiff::{Timestamp, civil::Date};
use reports::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sql::client::Params;
use states::NoteObject;
use store::{ScopedFutureExt, Transaction, transaction};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        body::{self, Command},
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
    notes::{
        http::content::{ChangedNote, NewNote},
        read::{self, ListParams},
        write,
    },
    writing::WriteError,
};

/// What a person has written about a partner or a document.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Note {
    id: Uuid,
    /// The URL of the partner or document.
    #[schema(example = "/v1/partners/7")]
    object: String,
    /// The company of the partner or document; null if it belongs to all.
    company_id: Option<i64>,
    /// The partner, or that of the document.
    partner_id: Option<i64>,
    partner_name: Option<String>,
    /// Null for a note about a partner.
    move_id: Option<i64>,
    #[schema(example = "F FFI-00000123")]
    move_name: Option<String>,
    #[schema(example = "Llamó Ana: paga la mitad el viernes.")]
    text: String,
    /// The day for which a payment was promised.
    promise_date: Option<Date>,
    /// Positive also for what the company has promised to a vendor.
    #[schema(value_type = Option<Money>)]
    promise_amount: Option<Decimal>,
    #[schema(example = "PEN")]
    promise_currency: Option<String>,
    /// Rises with each change.
    version: i32,
    created_by: Party,
    created_at: Timestamp,
    updated_by: Party,
    updated_at: Timestamp,
    url: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct NotesParameters {
    /// Only notes about this: the URL of a partner or document.
    #[param(example = "/v1/partners/7")]
    object: Option<String>,
    /// Only notes with a payment that was promised for this day or an earlier one.
    #[param(example = "2026-12-15")]
    promised_until: Option<Date>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// Notes, newest first
#[utoipa::path(
    get, path = "/v1/notes", tag = "notes", operation_id = "list_notes", params(NotesParameters),
    responses((status = 200, body = Page<Note>, description = "One page of notes")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(asked): Query<NotesParameters>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(asked.limit, asked.cursor).range()?;
    let (before, before_id) = range.after.unzip();
    let about = asked.object.as_deref().map(|object| {
        NoteObject::from_url(object).ok_or_else(|| {
            let problem = format!("{object:?} names no object");
            ApiError::invalid(Violation::in_parameter("object", problem).hinting(content::OBJECTS))
        })
    });
    let (object_kind, object_id) = about.transpose()?.unzip();
    let wanted = ListParams {
        before,
        before_id,
        object_kind,
        object_id,
        promised_until: asked.promised_until,
        companies: caller.scope.companies(),
        limit: range.rows_to_read(),
    };
    let rows = snapshot::read(&api, &caller.tenant, "notes", async |tx| {
        Ok(read::list().params(tx, &wanted).all().await?)
    })
    .await?;
    let page: Page<Note> = range.page(rows, |row| (row.created_at, row.id));
    page::answer(&request, &page)
}

/// Write a note
#[utoipa::path(
    post, path = "/v1/notes", tag = "notes", operation_id = "create_note", request_body = NewNote,
    responses((status = 201, body = Note, description = "The note is written",
        headers(("Location" = String, description = "The note")))),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
    command: Command<NewNote>,
) -> Result<HttpResponse, ApiError> {
    let (new, asks) = (&command.body, &caller);
    body::once(&api, &caller, &command, "create note", |tx| {
        async move {
            let about = new.about()?;
            check_object(tx, asks, about).await?;
            let content = new.content(tx).await?;
            let id = write::create(tx, about, &content, asks.requested_by()).await?;
            let made = Note::from(find(tx, asks, id).await?);
            body::answer(StatusCode::CREATED, Some(made.url.clone()), &made)
        }
        .scope_boxed()
    })
    .await
}

/// One note
#[utoipa::path(
    get, path = "/v1/notes/{id}", tag = "notes", operation_id = "show_note",
    params(("id" = Uuid, Path, description = "The note")),
    responses((status = 200, body = Note, description = "The note")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let note = snapshot::read(&api, &caller.tenant, "note", async |tx| {
        find(tx, &caller, id).await
    });
    let note = Note::from(note.await?);
    Ok(versioned(note.version, &note))
}

/// Change a note
#[utoipa::path(
    put, path = "/v1/notes/{id}", tag = "notes", operation_id = "replace_note",
    params(("id" = Uuid, Path, description = "The note")), request_body = ChangedNote,
    responses((status = 200, body = Note, description = "The note as it is now")),
)]
pub(crate) async fn replace(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    expected: Expected,
    command: Command<ChangedNote>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let (new, asks, expected) = (&command.body, &caller, &expected);
    let note = transaction::write(pool, "replace note", |tx| {
        async move {
            write::lock(tx, id).await?;
            let before = Note::from(find(tx, asks, id).await?);
            expected.check(Some(before.version))?;
            let content = new.content(tx).await?;
            let replaced = write::replace(tx, id, &content, asks.requested_by()).await;
            replaced.map_err(named)?;
            let after = Note::from(find(tx, asks, id).await?);
            asks.record_change(tx, "replace note", &after.url, Some(&before), Some(&after))
                .await?;
            Ok::<_, ApiError>(after)
        }
        .scope_boxed()
    })
    .await?;
    Ok(versioned(note.version, &note))
}

/// Delete a note
#[utoipa::path(
    delete, path = "/v1/notes/{id}", tag = "notes", operation_id = "delete_note",
    params(("id" = Uuid, Path, description = "The note")),
    responses((status = 204, description = "The note is deleted")),
)]
pub(crate) async fn delete(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let pool = &api.databases.pool(&caller.tenant.name)?;
    let asks = &caller;
    transaction::write(pool, "delete note", |tx| {
        async move {
            write::lock(tx, id).await?;
            let before = Note::from(find(tx, asks, id).await?);
            write::delete(tx, id).await.map_err(named)?;
            asks.record_change(tx, "delete note", &before.url, Some(&before), None)
                .await?;
            Ok::<_, ApiError>(())
        }
        .scope_boxed()
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

async fn find(tx: &Transaction<'_>, caller: &Caller, id: Uuid) -> Result<read::Note, ApiError> {
    let note = read::get().bind(tx, &id).opt().await?;
    let note = note.filter(|note| caller.scope.shows(note.company_id));
    note.ok_or(ApiError::NotFound("note"))
}

/// Fails unless there is such a partner or document and the caller may see its company.
async fn check_object(
    tx: &Transaction<'_>,
    caller: &Caller,
    (kind, id): write::About,
) -> Result<(), ApiError> {
    let company = read::company_of_object().bind(tx, &kind, &id).opt().await?;
    let Some(company) = company else {
        let problem = match kind {
            NoteObject::Partner => format!("there is no partner {id}"),
            NoteObject::Document => format!("there is no document {id}"),
        };
        let violation = Violation::in_body("/object", problem).hinting(content::OBJECTS);
        return Err(ApiError::invalid(violation));
    };
    caller.check_companies(Some(company.as_slice()))
}

fn named(error: WriteError) -> ApiError {
    match error {
        WriteError::NotFound => ApiError::NotFound("note"),
        other => other.into(),
    }
}

impl From<read::Note> for Note {
    fn from(row: read::Note) -> Self {
        Self {
            url: format!("/v1/notes/{}", row.id),
            object: row.object_kind.url(row.object_id),
            id: row.id,
            company_id: row.company_id,
            partner_id: row.partner_id,
            partner_name: row.partner_name,
            move_id: row.move_id,
            move_name: row.move_name,
            text: row.text,
            promise_date: row.promise_date,
            promise_amount: row.promise_amount,
            promise_currency: row.promise_currency,
            version: row.version,
            created_by: Party::new(&row.created_by, row.created_by_name),
            created_at: row.created_at,
            updated_by: Party::new(&row.updated_by, row.updated_by_name),
            updated_at: row.updated_at,
        }
    }
}
