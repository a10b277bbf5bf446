//! Mails: one file to one person, and what became of it.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{StatusCode, header::LINK},
    web::{Data, Json},
};
use contracts::mail::Occasion;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{ScopedFutureExt, export_jobs, mails};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::files;
use crate::{
    api::Api,
    auth::Caller,
    command::{self, Command},
    deliveries,
    error::ApiError,
    page::{self, Listing, Page},
    path::Id,
    problem::Violation,
    query::{NoParameters, Query},
    reading,
    writes::{self, Actor, mails::NewMails},
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
    /// Rows of a page: 1 to 500, 100 if left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the page before.
    cursor: Option<String>,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum MailState {
    /// For its file.
    Waiting,
    /// With the worker, or for its next try.
    Requested,
    /// The mail server took it.
    Sent,
    /// Refused, tried too often, or without a file.
    Failed,
    /// The report had no rows.
    Skipped,
}

/// To whom a file shall be mailed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMailing {
    /// 1 to 50 addresses; each gets a mail of its own. Who has been sent this file already gets no
    /// second mail.
    #[schema(example = json!(["ana@example.com"]), min_items = 1, max_items = 50)]
    recipients: Vec<String>,
    /// In place of the usual one.
    #[schema(max_length = 200)]
    subject: Option<String>,
    /// What stands above the figures.
    #[schema(max_length = 2000)]
    note: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mail {
    id: Uuid,
    export_id: Uuid,
    /// The schedule that sent it.
    schedule_id: Option<Uuid>,
    /// `report` or `statement`.
    #[schema(example = "report")]
    occasion: String,
    #[schema(example = "ana@example.com")]
    recipient: String,
    #[schema(example = "es-PE")]
    locale: String,
    /// `waiting` for its file, `requested`, `sent` (the mail server took it), `failed` or `skipped`
    /// (the report had no rows).
    #[schema(example = "sent")]
    state: String,
    tries: i32,
    /// While it waits for one.
    next_try_at: Option<Timestamp>,
    /// What the mail server said last (RFC 5321, 4.2.1).
    #[schema(example = 250)]
    reply_code: Option<i32>,
    detail: Option<String>,
    created_at: Timestamp,
    settled_at: Option<Timestamp>,
    url: String,
    export_url: String,
}

/// What was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mailing {
    /// All mails with this file.
    data: Vec<Mail>,
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
    let wanted = mails::Wanted {
        export_id: listing.export_id,
        schedule_id: listing.schedule_id,
        state: listing.state.map(|state| state.as_str().to_owned()),
    };
    let rows = reading::snapshot(&api, &caller.tenant, "mails", async |tx| {
        Ok(mails::list(tx, &wanted, range.before, range.rows_to_read()).await?)
    })
    .await?;
    let page: Page<Mail> = range.page(rows, |mail| (mail.created_at, mail.id));
    let mut response = HttpResponse::Ok();
    if let Some(next) = &page.next {
        response.insert_header((LINK, page::link_to_next(&request, next)?));
    }
    Ok(response.json(page))
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
    let mail = reading::snapshot(&api, &caller.tenant, "mail", async |tx| {
        mails::get(tx, id).await?.ok_or(ApiError::NotFound("mail"))
    });
    Ok(Json(mail.await?.into()))
}

/// Mail the file of an export
///
/// Only who asked for the export and admins may. It may be asked for before the file is there; the mails go out when it is.
#[utoipa::path(
    post, path = "/v1/exports/{id}/mails", tag = "mails", operation_id = "mail_export",
    params(("id" = Uuid, Path, description = "The export")),
    request_body = NewMailing,
    responses((status = 202, body = Mailing, description = "All mails with this file")),
)]
pub(crate) async fn create(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<NewMailing>,
) -> Result<HttpResponse, ApiError> {
    let mailing = &command.body;
    check(mailing)?;
    let (sender, requested_by) = (&caller, caller.requested_by());
    let actor = &actor(&caller, &requested_by);
    command::once(&api, &caller, &command, "mail export", |tx| {
        async move {
            let job = export_jobs::get(tx, id)
                .await?
                .ok_or(ApiError::NotFound("export"))?;
            files::check_owner(&job, sender)?;
            let new = NewMails {
                export: id,
                schedule: None,
                occasion: Occasion::Report,
                recipients: &mailing.recipients,
                locale: &job.locale,
                subject: mailing.subject.as_deref(),
                note: mailing.note.as_deref(),
                skip_if_empty: false,
            };
            writes::mails::add(tx, actor, &new).await?;
            let wanted = mails::Wanted {
                export_id: Some(id),
                ..mails::Wanted::default()
            };
            let rows = mails::list(tx, &wanted, None, i64::from(reports::MAX_LIMIT)).await?;
            let data = rows.into_iter().map(Mail::from).collect();
            command::answer(StatusCode::ACCEPTED, None, &Mailing { data })
        }
        .scope_boxed()
    })
    .await
}

/// Try a failed mail again
#[utoipa::path(
    post, path = "/v1/mails/{id}/retry", tag = "mails", operation_id = "retry_mail",
    params(("id" = Uuid, Path, description = "The mail")),
    request_body = Nothing,
    responses((status = 202, body = Mail, description = "The mail, requested anew")),
)]
pub(crate) async fn retry(
    api: Data<Api>,
    caller: Caller,
    Id(id): Id,
    _: Query<NoParameters>,
    command: Command<Nothing>,
) -> Result<HttpResponse, ApiError> {
    let requested_by = caller.requested_by();
    let actor = &actor(&caller, &requested_by);
    command::once(&api, &caller, &command, "retry mail", |tx| {
        async move {
            writes::mails::retry(tx, actor, id).await?;
            let row = mails::get(tx, id)
                .await?
                .ok_or(ApiError::NotFound("mail"))?;
            command::answer(StatusCode::ACCEPTED, None, &Mail::from(row))
        }
        .scope_boxed()
    })
    .await
}

/// An empty object.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

fn check(mailing: &NewMailing) -> Result<(), ApiError> {
    if mailing.recipients.is_empty() {
        let violation = Violation::in_body("/recipients", "there is nobody to mail it to");
        return Err(ApiError::invalid(violation));
    }
    deliveries::check_recipients(&mailing.recipients, "/recipients")?;
    deliveries::check_text(mailing.subject.as_deref(), 200, "/subject")?;
    deliveries::check_text(mailing.note.as_deref(), 2000, "/note")
}

fn actor<'a>(caller: &'a Caller, requested_by: &'a str) -> Actor<'a> {
    Actor {
        tenant: &caller.tenant,
        requested_by,
        traceparent: telemetry::current_traceparent(),
    }
}

impl MailState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Requested => "requested",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

impl From<mails::Mail> for Mail {
    fn from(row: mails::Mail) -> Self {
        Self {
            url: format!("/v1/mails/{}", row.id),
            export_url: format!("/v1/exports/{}", row.export_id),
            id: row.id,
            export_id: row.export_id,
            schedule_id: row.schedule_id,
            occasion: row.occasion,
            recipient: row.recipient,
            locale: row.locale,
            state: row.state,
            tries: row.tries,
            next_try_at: row.next_try_at,
            reply_code: row.reply_code,
            detail: row.detail,
            created_at: row.created_at,
            settled_at: row.settled_at,
        }
    }
}
