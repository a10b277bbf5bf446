//! A person who has forgotten the password asks for a link. The answer and its time say nothing
//! about whether there is such a person.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, web::Data};
use contracts::notice::About;
use lifecycle::clock;
use reports::Scope;
use serde::Deserialize;
use serde_json::json;
use states::PersonState;
use store::{ScopedFutureExt, Transaction, transaction};
use tenants::Tenant;
use tokio::time::{Instant, sleep_until};
use utoipa::ToSchema;

use crate::{
    acts::{self, Act, Origin, Principal},
    http::{
        auth::HostTenant,
        body::Command,
        error::ApiError,
        origin,
        query::{NoParameters, Query},
        state::Api,
    },
    people::{
        self, device,
        links::{self, Addressee},
    },
    writing::{Actor, WriteError},
};

/// Every answer takes at least this time, because a known person takes more work than an unknown one.
const ANSWERED_AFTER: Duration = Duration::from_millis(400);
/// The longest address (RFC 5321).
const LONGEST: usize = 254;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ForgottenPassword {
    #[schema(example = "ana@example.com")]
    email: String,
}

/// Ask for a new password
///
/// Mails a link to the person with this address, which works once and for 30 minutes. The answer is
/// the same if there is no such person, if the person has no password, or if a link was mailed less
/// than five minutes ago; then nothing is mailed. `mail` in `GET /v1/sign-in` says whether mails are
/// sent at all.
#[utoipa::path(
    post, path = "/v1/password-resets", tag = "session", operation_id = "ask_for_password_reset",
    request_body = ForgottenPassword,
    responses((status = 202, description = "A link is mailed if there is such a person")),
)]
pub(crate) async fn ask(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    _: Query<NoParameters>,
    command: Command<ForgottenPassword>,
) -> Result<HttpResponse, ApiError> {
    let answered_at = Instant::now() + ANSWERED_AFTER;
    let origin = &origin::from(&request);
    api.attempts.count(origin.address)?;
    let tenant = &*tenant.0;
    let email: &String = &command.body.email.trim().to_lowercase();
    let sends = api.mails_links;
    let pool = &api.databases.pool(&tenant.name)?;
    let asked = transaction::write(pool, "ask for new password", |tx| {
        async move {
            if sends {
                send(tx, tenant, origin, email).await?;
            }
            let shown: String = email.chars().take(LONGEST).collect();
            let act = Act::new("ask for new password")
                .on("/v1/password-resets")
                .to(json!({ "email": shown }));
            acts::write::record(tx, &Principal::anonymous(), origin, &act).await
        }
        .scope_boxed()
    });
    let asked: Result<(), WriteError> = asked.await;
    api.relay.wake(&tenant.name);
    sleep_until(answered_at).await;
    asked?;
    Ok(HttpResponse::Accepted().finish())
}

/// A person without a password signs in elsewhere, and a link would open a second way in.
async fn send(
    tx: &Transaction<'_>,
    tenant: &Tenant,
    origin: &Origin,
    email: &String,
) -> Result<(), WriteError> {
    let found = people::read::by_email().bind(tx, email).opt().await?;
    let found = found.filter(|it| it.state == PersonState::Active && it.password_hash.is_some());
    let Some(person) = found else { return Ok(()) };
    if !people::write::may_mail_again(tx, person.id).await? {
        return Ok(());
    }
    let requested_by = Principal::anonymous().to_string();
    let actor = Actor {
        tenant,
        requested_by: &requested_by,
        scope: Scope::ALL,
        traceparent: telemetry::current_traceparent(),
    };
    let to = Addressee {
        person: person.id,
        email,
        locale: person.locale.as_deref(),
    };
    let about = About::Reset {
        asked_at: clock::now(),
        address: origin.address.map(|address| address.to_string()),
        device: origin.user_agent.as_deref().and_then(device::named),
    };
    links::send(tx, &actor, &to, about).await?;
    Ok(())
}
