//! Sessions of people: sign in, sign out, confirm, and who is signed in.

pub mod confirmation;
pub mod forgotten;
pub mod links;
pub mod my_passkeys;
pub mod passkeys;
pub mod proof;
pub mod tokens;

use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Json},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use states::{Role, SignInMethod};
use store::{ScopedFutureExt, sync_runs, transaction};
use utoipa::ToSchema;

use self::proof::Proof;
use crate::{
    acts::{self, Act, Principal, PrincipalKind},
    http::{
        auth::{Caller, FRESH, HostTenant},
        body::Command,
        cookie,
        error::ApiError,
        origin,
        party::{Party, PartyKind},
        query::{NoParameters, Query},
        snapshot,
        state::Api,
    },
    people,
    sessions::write::{self, Begin, LIFETIME},
};

/// How people of this host sign in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignIn {
    tenant: SignInTenant,
    methods: SignInMethods,
    /// Whether `POST /v1/password-resets` mails links. If not, an admin can make one.
    mail: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignInTenant {
    #[schema(example = "andina")]
    name: String,
    #[schema(example = "es-PE")]
    locale: String,
    #[schema(example = "America/Lima")]
    time_zone: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignInMethods {
    password: bool,
    passkeys: bool,
    /// Providers; `GET /v1/session/oidc/{id}/start` begins.
    oidc: Vec<SignInProvider>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignInProvider {
    #[schema(example = "office")]
    id: String,
    /// What the button says.
    #[schema(example = "Office account")]
    label: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    #[schema(example = "ana@example.com")]
    email: String,
    #[schema(format = "password")]
    password: String,
    /// Of the authenticator app, or a recovery code; needed if the person has a second factor.
    #[schema(example = "492039")]
    code: Option<String>,
}

/// Who is signed in, and what it may do.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Session {
    /// The person or the API key.
    principal: Party,
    /// Null for an API key.
    person: Option<SessionPerson>,
    role: Role,
    /// The companies whose books may be seen; null for all.
    company_ids: Option<Vec<i64>>,
    /// The session ends then at the latest; null for an API key.
    expires_at: Option<Timestamp>,
    /// When the person last proved to be there; null for an API key.
    confirmed_at: Option<Timestamp>,
    /// For how long after `confirmed_at` acts that cannot be undone are accepted.
    #[schema(example = 600)]
    confirmation_seconds: u64,
    tenant: SessionTenant,
    /// Of Espejo.
    #[schema(example = "0.1.0")]
    espejo_version: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionPerson {
    id: uuid::Uuid,
    name: String,
    email: String,
    locale: Option<String>,
    has_second_factor: bool,
    #[schema(value_type = Object)]
    preferences: Value,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionTenant {
    #[schema(example = "andina")]
    name: String,
    time_zone: String,
    locale: String,
    /// Null until the first sync run.
    odoo_version: Option<String>,
}

/// How people sign in
#[utoipa::path(
    get, path = "/v1/sign-in", tag = "session", operation_id = "show_sign_in",
    responses((status = 200, body = SignIn, description = "What the sign-in page needs")),
)]
pub(crate) async fn methods(
    api: Data<Api>,
    tenant: HostTenant,
    _: Query<NoParameters>,
) -> Json<SignIn> {
    let tenant = tenant.0;
    let providers = tenant.sign_in.oidc.iter().map(|provider| SignInProvider {
        id: provider.id.clone(),
        label: provider.label.clone(),
    });
    Json(SignIn {
        tenant: SignInTenant {
            name: tenant.name.clone(),
            locale: tenant.locale.clone(),
            time_zone: tenant.time_zone_name().to_owned(),
        },
        methods: SignInMethods {
            password: true,
            passkeys: true,
            oidc: providers.collect(),
        },
        mail: api.mails_links,
    })
}

/// Sign in
///
/// The answer sets the cookie of the session. An unknown address, a wrong password and an account
/// without a password get the same answer. Failed tries of an account and of an address have to
/// wait longer and longer.
#[utoipa::path(
    post, path = "/v1/session", tag = "session", operation_id = "sign_in",
    request_body = Credentials,
    responses((status = 204, description = "Signed in",
        headers(("Set-Cookie" = String, description = "The session")))),
)]
pub(crate) async fn create(
    request: HttpRequest,
    api: Data<Api>,
    tenant: HostTenant,
    _: Query<NoParameters>,
    command: Command<Credentials>,
) -> Result<HttpResponse, ApiError> {
    let given = &command.body;
    let origin = origin::from(&request);
    let proof = Proof {
        email: given.email.trim().to_lowercase(),
        password: given.password.clone(),
        code: given.code.clone(),
    };
    let person = proof::check(&api, &tenant.0, &origin, &proof).await?;
    let by = &Principal {
        kind: PrincipalKind::Person,
        id: person.id.to_string(),
        name: person.name.clone(),
    };
    let (begin, origin) = (
        &Begin {
            person: person.id,
            role: person.role,
            method: SignInMethod::Password,
            confirmed_at: None,
        },
        &origin,
    );
    let pool = &api.databases.pool(&tenant.0.name)?;
    let secret = transaction::write(pool, "sign in", |tx| {
        async move {
            let secret = write::begin(tx, begin, origin).await?;
            let act = Act::new("sign in").on("/v1/session");
            acts::write::record(tx, by, origin, &act).await?;
            Ok::<_, ApiError>(secret)
        }
        .scope_boxed()
    });
    Ok(signed_in(secret.await?))
}

/// Who is signed in
#[utoipa::path(
    get, path = "/v1/session", tag = "session", operation_id = "show_session",
    responses((status = 200, body = Session, description = "The person or key, and what it may do")),
)]
pub(crate) async fn show(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<Json<Session>, ApiError> {
    let session = snapshot::read(&api, &caller.tenant, "session", async |tx| {
        let person = match &caller.session {
            Some(session) => people::read::get().bind(tx, &session.person).opt().await?,
            None => None,
        };
        let kind = match caller.principal.kind {
            PrincipalKind::Person => PartyKind::Person,
            _ => PartyKind::Key,
        };
        Ok(Session {
            principal: Party {
                kind,
                id: Some(caller.principal.id.clone()),
                name: Some(caller.principal.name.clone()),
            },
            person: person.map(|person| SessionPerson {
                id: person.id,
                name: person.name,
                email: person.email,
                locale: person.locale,
                has_second_factor: person.has_second_factor,
                preferences: person.preferences,
            }),
            role: caller.role,
            company_ids: caller.scope.companies().map(<[i64]>::to_vec),
            expires_at: caller.session.as_ref().map(|session| session.expires_at),
            confirmed_at: caller.session.as_ref().map(|session| session.confirmed_at),
            confirmation_seconds: FRESH.as_secs(),
            tenant: SessionTenant {
                name: caller.tenant.name.clone(),
                time_zone: caller.tenant.time_zone_name().to_owned(),
                locale: caller.tenant.locale.clone(),
                odoo_version: sync_runs::last_server_version().bind(tx).opt().await?,
            },
            espejo_version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    });
    Ok(Json(session.await?))
}

/// Sign out
#[utoipa::path(
    delete, path = "/v1/session", tag = "session", operation_id = "sign_out",
    responses((status = 204, description = "Signed out")),
)]
pub(crate) async fn delete(
    api: Data<Api>,
    caller: Caller,
    _: Query<NoParameters>,
) -> Result<HttpResponse, ApiError> {
    let session = caller.session.as_ref().ok_or(ApiError::PersonRequired)?.id;
    let asks = &caller;
    let pool = &api.databases.pool(&caller.tenant.name)?;
    transaction::write(pool, "sign out", |tx| {
        async move {
            write::end(tx, session).await?;
            asks.record(tx, Act::new("sign out").on("/v1/session"))
                .await
        }
        .scope_boxed()
    })
    .await
    .map_err(ApiError::from)?;
    Ok(HttpResponse::NoContent().cookie(cookie::clear()).finish())
}

/// 204 with the cookie of a new session.
fn signed_in(secret: String) -> HttpResponse {
    HttpResponse::NoContent()
        .cookie(cookie::set(secret, LIFETIME))
        .finish()
}
