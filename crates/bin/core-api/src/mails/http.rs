//! Mails: one file to one recipient, and its outcome.

use actix_web::{
    HttpRequest, HttpResponse,
    http::StatusCode,
    web::{Data, Json},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sql::client::Params;
use states::{MailOccasion, MailState};
use store::{ScopedFutureExt, Transaction};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    http::{
        auth::Caller,
        body::{self, Command, EmptyObject},
        error::ApiError,
        page::{self, Listing, Page},
        path::Id,
        query::{NoParameters, Query},
        sentence::Sentence,
        snapshot,
        state::Api,
    },
    mails::{
        read::{self, ListParams},
        write,
    },
};

/// Which mails are listed, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct MailListing {
    /// Only those with the file of this export.
    export_id: Option<Uuid>,
    /// Only those of this schedule.
    schedule_id: Option<Uuid>,
    /// Only those in this state.
    #[param(inline)]
    state: Option<MailState>,
    /// Only statements of this customer, without tests.
    partner_id: Option<i64>,
    /// Only those of this statement run.
    statement_run_id: Option<Uuid>,
    /// Only those to this address.
    #[param(example = "ana@example.com")]
    recipient: Option<String>,
    /// Only those that were requested at or after this instant.
    since: Option<Timestamp>,
    /// Rows per page: 1 to 500, default 100.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the previous page.
    cursor: Option<String>,
}

/// The recipients of a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMailing {
    /// 1 to 50 addresses; each gets a separate mail. An address that already has a mail with this
    /// file gets no second one.
    #[schema(example = json!(["ana@example.com"]), min_items = 1, max_items = 50)]
    pub(crate) recipients: Vec<String>,
    /// Replaces the default subject. A long one is folded in the mail.
    pub(crate) subject: Option<String>,
    /// Text above the figures in the mail.
    #[schema(max_length = 2000)]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mail {
    id: Uuid,
    export_id: Uuid,
    /// The schedule that sent it.
    schedule_id: Option<Uuid>,
    /// The customer whose statement the file is.
    partner_id: Option<i64>,
    /// The statement run that sent it.
    statement_run_id: Option<Uuid>,
    occasion: MailOccasion,
    #[schema(example = "ana@example.com")]
    recipient: String,
    #[schema(example = "es-PE")]
    locale: String,
    state: MailState,
    tries: i32,
    /// Null unless a try is planned.
    next_try_at: Option<Timestamp>,
    /// Last reply code of the mail server (RFC 5321, 4.2.1).
    #[schema(example = 250)]
    reply_code: Option<i32>,
    /// In the language of `Accept-Language`: Spanish or English. What the mail server says stays as it
    /// is.
    #[schema(value_type = Option<String>)]
    detail: Option<Sentence>,
    created_at: Timestamp,
    settled_at: Option<Timestamp>,
    pub(crate) url: String,
    export_url: String,
}

/// The mails of a file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mailing {
    /// All mails with this file.
    pub(crate) data: Vec<Mail>,
}

/// Mails, newest first
#[utoipa::path(
    get, path = "/v1/mails", tag = "mails", operation_id = "list_mails", params(MailListing),
    responses((status = 200, body = Page<Mail>, description = "One page of mails")),
)]
pub(crate) async fn list(
    request: HttpRequest,
    api: Data<Api>,
    caller: Caller,
    Query(listing): Query<MailListing>,
) -> Result<HttpResponse, ApiError> {
    let range = Listing::new(listing.limit, listing.cursor).range()?;
    let (before, before_id) = range.after.unzip();
    let wanted = ListParams {
        before,
        before_id,
        export_id: listing.export_id,
        schedule_id: listing.schedule_id,
        state: listing.state,
        partner_id: listing.partner_id.map(|id| id.to_string()),
        statement_run: listing
            .statement_run_id
            .map(|id| format!("statement-run:{id}")),
        recipient: listing.recipient,
        since: listing.since,
        companies: caller.scope.companies(),
        limit: range.rows_to_read(),
    };
    let rows = snapshot::read(&api, &caller.tenant, "mails", async |tx| {
        Ok(read::list().params(tx, &wanted).all().await?)
    })
    .await?;
    let page: Page<Mail> = range.page(rows, |mail| (mail.created_at, mail.id));
    page::answer(&request, &page)
}

/// One mail
#[utoipa::path(
    get, path = "/v1/mails/{id}", tag = "mails", operation_id = "show_mail",
    params(("id" = Uuid, Path, description = "The mail")),
    responses((status = 200, body = Mail, description = "The mail")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
) -> Result<Json<Mail>, ApiError> {
    let mail = snapshot::read(&api, &caller.tenant, "mail", async |tx| {
        find(tx, &caller, id).await
    });
    Ok(Json(mail.await?))
}

/// Try a failed mail again
#[utoipa::path(
    post, path = "/v1/mails/{id}/retry", tag = "mails", operation_id = "retry_mail",
    params(("id" = Uuid, Path, description = "The mail")),
    request_body = EmptyObject,
    responses((status = 202, body = Mail, description = "The mail, requested again")),
)]
pub(crate) async fn retry(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<EmptyObject>,
) -> Result<HttpResponse, ApiError> {
    let (caller, actor) = (&caller, &caller.actor());
    body::once(&api, caller, &command, "retry mail", |tx| {
        async move {
            find(tx, caller, id).await?;
            write::retry(tx, actor, id).await?;
            body::answer(StatusCode::ACCEPTED, None, &find(tx, caller, id).await?)
        }
        .scope_boxed()
    })
    .await
}

/// All mails with the file of this export.
pub(crate) async fn of_export(tx: &Transaction<'_>, export: Uuid) -> Result<Mailing, ApiError> {
    let rows = read::of_export()
        .bind(tx, &export, &reports::MAX_LIMIT.into())
        .all()
        .await?;
    Ok(Mailing {
        data: rows.into_iter().map(Mail::from).collect(),
    })
}

/// The first mail with the file of this export.
pub(crate) async fn first_of_export(tx: &Transaction<'_>, export: Uuid) -> Result<Mail, ApiError> {
    let mail = read::of_export().bind(tx, &export, &1).opt().await?;
    Ok(mail.ok_or(ApiError::NotFound("mail"))?.into())
}

/// The statement run that requested the file.
fn run_of(requested_by: &str) -> Option<Uuid> {
    requested_by.strip_prefix("statement-run:")?.parse().ok()
}

async fn find(tx: &Transaction<'_>, caller: &Caller, id: Uuid) -> Result<Mail, ApiError> {
    let mail = read::get().bind(tx, &id).opt().await?;
    let mail = mail.filter(|mail| caller.scope.covers(mail.company_ids.as_deref()));
    Ok(mail.ok_or(ApiError::NotFound("mail"))?.into())
}

impl From<read::Mail> for Mail {
    fn from(row: read::Mail) -> Self {
        Self {
            url: format!("/v1/mails/{}", row.id),
            export_url: format!("/v1/exports/{}", row.export_id),
            id: row.id,
            export_id: row.export_id,
            schedule_id: row.schedule_id,
            partner_id: row.partner_id,
            statement_run_id: run_of(&row.export_requested_by),
            occasion: MailOccasion::read(&row.occasion),
            recipient: row.recipient,
            locale: row.locale,
            state: row.state,
            tries: row.tries,
            next_try_at: row.next_try_at,
            reply_code: row.reply_code,
            detail: row.detail.map(Sentence::from),
            created_at: row.created_at,
            settled_at: row.settled_at,
        }
    }
}
