//! Links of invitations and forgotten passwords. Their tokens are in bodies, never in URLs.

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Json},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use states::{SignInMethod, SignInTokenKind};
use store::{ScopedFutureExt, transaction};
use tenants::Tenant;
use utoipa::ToSchema;

use super::{proof, signed_in};
use crate::{
    acts::{self, Act, Origin, Principal, PrincipalKind},
    credentials::write as tries,
    http::{
        auth::HostTenant,
        body::Command,
        error::ApiError,
        origin,
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    passwords, people, secret,
    sessions::write::{self, Begin},
};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkToken {
    /// What follows `#` in the link.
    token: String,
}

/// Who is invited.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Invitation {
    #[schema(example = "Ana Quispe")]
    name: String,
    #[schema(example = "ana@example.com")]
    email: String,
    expires_at: Timestamp,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InvitationUse {
    /// What follows `#` in the link.
    token: String,
    /// Replaces the name that the inviter gave.
    name: Option<String>,
    #[schema(format = "password", min_length = 12, max_length = 128)]
    password: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordResetUse {
    /// What follows `#` in the link.
    token: String,
    #[schema(format = "password", min_length = 12, max_length = 128)]
    password: String,
}

/// Whom an invitation is for
#[utoipa::path(
    post, path = "/v1/invitations/look", tag = "session", operation_id = "look_at_invitation",
    request_body = LinkToken,
    responses((status = 200, body = Invitation, description = "The invited person")),
)]
pub(crate) async fn look(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    _: Query<NoParameters>,
    command: Command<LinkToken>,
) -> Result<Json<Invitation>, ApiError> {
    api.attempts.count(origin::from(&request).address)?;
    let hash = secret::hash(&command.body.token);
    let found = snapshot::read(&api, &tenant.0, "invitation", async |tx| {
        let kind = SignInTokenKind::Invitation;
        let found = people::read::of_token()
            .bind(tx, &hash.as_slice(), &kind)
            .opt()
            .await?;
        found.ok_or(ApiError::LinkSpent)
    });
    let found = found.await?;
    Ok(Json(Invitation {
        name: found.name,
        email: found.email,
        expires_at: found.expires_at,
    }))
}

/// Accept an invitation
///
/// Sets the password, and signs in. The link works once.
#[utoipa::path(
    post, path = "/v1/invitations/use", tag = "session", operation_id = "use_invitation",
    request_body = InvitationUse,
    responses((status = 204, description = "Signed in",
        headers(("Set-Cookie" = String, description = "The session")))),
)]
pub(crate) async fn accept(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    _: Query<NoParameters>,
    command: Command<InvitationUse>,
) -> Result<HttpResponse, ApiError> {
    let given = &command.body;
    if let Some(name) = &given.name {
        people::http::check_name(name)?;
    }
    let link = Link {
        token: &given.token,
        kind: SignInTokenKind::Invitation,
        act: "accept invitation",
    };
    let origin = origin::from(&request);
    link.redeem(
        &api,
        &tenant.0,
        &origin,
        given.name.as_deref(),
        &given.password,
    )
    .await
}

/// Set a new password with a link
///
/// Ends all sessions of the person. The link works once. It does not sign in, because a second
/// factor stays.
#[utoipa::path(
    post, path = "/v1/password-resets/use", tag = "session", operation_id = "use_password_reset",
    request_body = PasswordResetUse,
    responses((status = 204, description = "The password is set; sign in with it")),
)]
pub(crate) async fn reset(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    _: Query<NoParameters>,
    command: Command<PasswordResetUse>,
) -> Result<HttpResponse, ApiError> {
    let given = &command.body;
    let link = Link {
        token: &given.token,
        kind: SignInTokenKind::Reset,
        act: "reset password",
    };
    let origin = origin::from(&request);
    link.redeem(&api, &tenant.0, &origin, None, &given.password)
        .await
}

struct Link<'a> {
    token: &'a str,
    kind: SignInTokenKind,
    /// What its use is called in the record of acts.
    act: &'static str,
}

impl Link<'_> {
    async fn redeem(
        &self,
        api: &Api,
        tenant: &Tenant,
        origin: &Origin,
        name: Option<&str>,
        password: &str,
    ) -> Result<HttpResponse, ApiError> {
        api.attempts.count(origin.address)?;
        self.check(api, tenant, name, password).await?;
        let hash = passwords::hash(password).await;
        let hash = &hash.map_err(ApiError::internal)?;
        let pool = &api.databases.pool(&tenant.name)?;
        let secret = transaction::write(pool, self.act, |tx| {
            async move {
                let holder = people::write::spend_token(tx, self.token, self.kind).await?;
                let holder = holder.ok_or(ApiError::LinkSpent)?;
                people::write::set_password(tx, holder.id, hash).await?;
                if let Some(name) = name {
                    people::write::rename(tx, holder.id, name).await?;
                }
                tries::forgive(tx, &tries::account(&holder.email)).await?;
                // A link in a mail does not replace the second factor.
                let is_invitation = self.kind == SignInTokenKind::Invitation;
                let secret = if is_invitation {
                    let begin = Begin {
                        person: holder.id,
                        role: holder.role,
                        method: SignInMethod::Invitation,
                        confirmed_at: None,
                    };
                    Some(write::begin(tx, &begin, origin).await?)
                } else {
                    None
                };
                let by = Principal {
                    kind: PrincipalKind::Person,
                    id: holder.id.to_string(),
                    name: name.map_or(holder.name, str::to_owned),
                };
                let act = Act::new(self.act).on("/v1/me");
                acts::write::record(tx, &by, origin, &act).await?;
                Ok::<_, ApiError>(secret)
            }
            .scope_boxed()
        });
        Ok(match secret.await? {
            Some(secret) => signed_in(secret),
            None => HttpResponse::NoContent().finish(),
        })
    }

    /// Refuses a weak password before the link is spent.
    async fn check(
        &self,
        api: &Api,
        tenant: &Tenant,
        name: Option<&str>,
        password: &str,
    ) -> Result<(), ApiError> {
        let hash = secret::hash(self.token);
        let found = snapshot::read(api, tenant, "link", async |tx| {
            let found = people::read::of_token()
                .bind(tx, &hash.as_slice(), &self.kind)
                .opt()
                .await?;
            found.ok_or(ApiError::LinkSpent)
        });
        let found = found.await?;
        let name = name.unwrap_or(&found.name);
        proof::check_new(password, (&found.email, name), tenant)
    }
}
