//! Mails the file of an export.

use actix_web::{HttpResponse, http::StatusCode, web::Data};
use states::MailOccasion;
use store::ScopedFutureExt;

use super::files;
use crate::{
    http::{
        auth::Caller,
        body::{self, Command},
        checks,
        error::ApiError,
        path::Id,
        problem::Violation,
        query::{NoParameters, Query},
        state::Api,
    },
    mails::{
        self,
        http::{Mailing, NewMailing},
        write::NewMails,
    },
};

/// Mail the file of an export
///
/// Only the requester of the export and admins may mail it. If the file does not exist yet, the
/// mails are sent when it does.
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
    let (sender, actor) = (&caller, &caller.actor());
    body::once(&api, &caller, &command, "mail export", |tx| {
        async move {
            let job = super::find(tx, sender, id).await?;
            files::check_owner(&job, sender)?;
            let new = NewMails {
                export: id,
                schedule: None,
                occasion: MailOccasion::Report,
                recipients: &mailing.recipients,
                locale: &job.locale,
                subject: mailing.subject.as_deref(),
                note: mailing.note.as_deref(),
                skip_if_empty: false,
            };
            mails::write::add(tx, actor, &new).await?;
            let mailing = mails::http::of_export(tx, id).await?;
            body::answer(StatusCode::ACCEPTED, None, &mailing)
        }
        .scope_boxed()
    })
    .await
}

fn check(mailing: &NewMailing) -> Result<(), ApiError> {
    if mailing.recipients.is_empty() {
        let violation = Violation::in_body("/recipients", "there are no recipients");
        return Err(ApiError::invalid(violation));
    }
    checks::recipients(&mailing.recipients, "/recipients")?;
    checks::text(mailing.subject.as_deref(), checks::ANY_LENGTH, "/subject")?;
    checks::text(mailing.note.as_deref(), 2000, "/note")
}
