//! Signing in, people, API keys and the record of acts.

use actix_web::web;

use super::needs::{ALL_ADMIN, ANYBODY, CONFIRMED, CONFIRMED_SELF, HOST};
use crate::{
    api_keys, audit,
    http::{
        accept::Produces,
        endpoint::{Endpoint, delete, get, patch, post, put},
    },
    oidc, people, sessions,
};

/// Signing in.
pub(super) fn session() -> Vec<Endpoint> {
    vec![
        get("/v1/sign-in", HOST, web::to(sessions::http::methods)),
        get("/v1/session", ANYBODY, web::to(sessions::http::show)),
        post("/v1/session", HOST, web::to(sessions::http::create)),
        delete("/v1/session", ANYBODY, web::to(sessions::http::delete)),
        post(
            "/v1/session/confirm",
            ANYBODY,
            web::to(sessions::http::confirmation::confirm),
        ),
        post(
            "/v1/session/passkey-challenges",
            HOST,
            web::to(sessions::http::passkeys::challenge),
        ),
        post(
            "/v1/session/passkeys",
            HOST,
            web::to(sessions::http::passkeys::sign_in),
        ),
        get(
            "/v1/session/oidc/{id}/start",
            HOST,
            web::to(oidc::http::start),
        )
        .producing(Produces::Page),
        get(
            "/v1/session/oidc/{id}/callback",
            HOST,
            web::to(oidc::http::callback),
        )
        .producing(Produces::Page),
        post(
            "/v1/session/tokens",
            ANYBODY,
            web::to(sessions::http::tokens::create),
        ),
        post(
            "/v1/invitations/look",
            HOST,
            web::to(sessions::http::links::look),
        ),
        post(
            "/v1/invitations/use",
            HOST,
            web::to(sessions::http::links::accept),
        ),
        post(
            "/v1/password-resets",
            HOST,
            web::to(sessions::http::forgotten::ask),
        ),
        post(
            "/v1/password-resets/use",
            HOST,
            web::to(sessions::http::links::reset),
        ),
    ]
}

/// The person who is signed in.
pub(super) fn own_account() -> Vec<Endpoint> {
    use people::http::{me, second_factor};
    use sessions::http::my_passkeys;

    vec![
        get("/v1/me", ANYBODY, web::to(me::show)),
        patch("/v1/me", ANYBODY, web::to(me::change)),
        put("/v1/me/password", ANYBODY, web::to(me::change_password)).unconditional(),
        post("/v1/me/totp", CONFIRMED_SELF, web::to(second_factor::begin)),
        put("/v1/me/totp", ANYBODY, web::to(second_factor::confirm)).unconditional(),
        delete(
            "/v1/me/totp",
            CONFIRMED_SELF,
            web::to(second_factor::remove),
        ),
        post(
            "/v1/me/passkey-challenges",
            CONFIRMED_SELF,
            web::to(my_passkeys::challenge),
        ),
        get("/v1/me/passkeys", ANYBODY, web::to(my_passkeys::list)),
        post("/v1/me/passkeys", CONFIRMED_SELF, web::to(my_passkeys::add)),
        delete(
            "/v1/me/passkeys/{id}",
            CONFIRMED_SELF,
            web::to(my_passkeys::remove),
        ),
        get("/v1/me/sessions", ANYBODY, web::to(me::sessions)),
        delete("/v1/me/sessions/{id}", ANYBODY, web::to(me::end_session)),
    ]
}

/// People, API keys and the record of acts.
pub(super) fn access() -> Vec<Endpoint> {
    use api_keys::http as keys;
    vec![
        get("/v1/people", ALL_ADMIN, web::to(people::http::list)),
        post("/v1/people", CONFIRMED, web::to(people::http::create)),
        get("/v1/people/{id}", ALL_ADMIN, web::to(people::http::show)),
        patch("/v1/people/{id}", CONFIRMED, web::to(people::http::change)),
        delete("/v1/people/{id}", CONFIRMED, web::to(people::http::delete)),
        post(
            "/v1/people/{id}/invitations",
            CONFIRMED,
            web::to(people::http::invitations::invite),
        ),
        delete(
            "/v1/people/{id}/sessions",
            CONFIRMED,
            web::to(people::http::invitations::end_sessions),
        ),
        get("/v1/api-keys", ALL_ADMIN, web::to(keys::list)),
        post("/v1/api-keys", CONFIRMED, web::to(keys::create)),
        get("/v1/api-keys/{id}", ALL_ADMIN, web::to(keys::show)),
        patch("/v1/api-keys/{id}", CONFIRMED, web::to(keys::change)),
        delete("/v1/api-keys/{id}", CONFIRMED, web::to(keys::revoke)),
        get("/v1/audit", ALL_ADMIN, web::to(audit::http::list)),
    ]
}
